// Measures what a reader waits for, in Chromium: the first look, the first and later filters, a search; and, with the same events, TimelineJS and
// vis-timeline from the call to the moment they can be used.
//
// Usage: npm ci --prefix benches/timelines && node benches/timelines/run.mjs SITE [RUNS], where SITE is a built site, such as one of
// `cargo run --example generate_site`. Prints a table; medians of RUNS (5) runs. A library gets up to 180 s for each number of events.

import { createReadStream, existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { dirname, extname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { createGzip } from "node:zlib";
import { chromium } from "playwright-core";

const LONGEST = 180_000;
const here = dirname(fileURLToPath(import.meta.url));
const site = resolve(process.argv[2] ?? ".");
const runs = Number(process.argv[3] ?? 5);

const whole = JSON.parse(readFileSync(join(site, "events.json"), "utf8"));
const parts = (whole.parts ?? []).map(({ url }) => JSON.parse(readFileSync(join(site, url), "utf8")).events);
const events = [...(whole.events ?? []), ...parts.flat()].filter(({ when }) => when.earliest);

const types = { ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".json": "application/json", ".svg": "image/svg+xml" };
const server = createServer((request, response) => {
  const path = decodeURIComponent(new URL(request.url, "http://127.0.0.1").pathname);
  const embed = /^\/embed\/(\w+)\/(\d+)$/.exec(path);
  if (embed) return response.setHeader("content-type", "text/html").end(pages[embed[1]](Number(embed[2])));
  const folder = path.startsWith("/node_modules/") ? here : site;
  const file = join(folder, path);
  if (!existsSync(file)) return response.writeHead(404).end();
  response.writeHead(200, { "content-type": types[extname(file)] ?? "application/octet-stream", "content-encoding": "gzip" });
  createReadStream(file).pipe(createGzip()).pipe(response);
});
await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
const root = `http://127.0.0.1:${server.address().port}/`;
const launch = () => chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });

/** The same events in the forms that the libraries want. */
const date = (text) => {
  const [year, month, day] = text.split("-").map(Number);
  return { year, month, day };
};
const pages = {
  timelinejs(count) {
    const story = events.slice(0, count).map((event) => ({ start_date: date(event.when.earliest), text: { headline: event.title } }));
    return `<!doctype html><link rel="stylesheet" href="/node_modules/@knight-lab/timelinejs/dist/css/timeline.css"><div id="t" style="height:600px"></div>
      <script src="/node_modules/@knight-lab/timelinejs/dist/js/timeline.js"></script>
      <script>const story = ${JSON.stringify({ events: story }).replaceAll("<", "\\u003c")};
      const start = performance.now();
      const timeline = new TL.Timeline("t", story, { font: null, ga_measurement_id: null });
      timeline.on("ready", () => requestAnimationFrame(() => setTimeout(() => (window.took = performance.now() - start))));</script>`;
  },
  vis(count) {
    const items = events.slice(0, count).map((event, id) => ({ id, content: event.title, start: event.when.earliest }));
    return `<!doctype html><link rel="stylesheet" href="/node_modules/vis-timeline/styles/vis-timeline-graph2d.min.css"><div id="t"></div>
      <script src="/node_modules/vis-timeline/standalone/umd/vis-timeline-graph2d.min.js"></script>
      <script>const items = ${JSON.stringify(items).replaceAll("<", "\\u003c")};
      const start = performance.now();
      new vis.Timeline(document.getElementById("t"), new vis.DataSet(items), { height: 600 });
      requestAnimationFrame(() => setTimeout(() => (window.took = performance.now() - start)));</script>`;
  },
};

const median = (numbers) => numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

/** From doing something to the search page until its results stand and are painted. */
async function timed(page, act) {
  return page.evaluate(async (act) => {
    const results = document.querySelector("#results");
    delete results.dataset.done;
    const done = new Promise((done) => new MutationObserver(() => results.dataset.done && done()).observe(results, { attributes: true }));
    const start = performance.now();
    document.querySelector(act.field)[act.click ? "click" : "focus"]();
    if (!act.click) {
      document.querySelector(act.field).value = act.text;
      document.querySelector("form.search").dispatchEvent(new Event("input"));
    }
    await done;
    await new Promise((painted) => requestAnimationFrame(() => setTimeout(painted)));
    return performance.now() - start;
  }, act);
}

async function searching() {
  const times = { "first results, from opening the page": [], "filter by kind": [], "filter by place": [], "search a word": [] };
  let bytes = 0;
  const browser = await launch();
  for (let run = 0; run < runs; run++) {
    const page = await browser.newPage();
    const network = await page.context().newCDPSession(page);
    await network.send("Network.enable");
    bytes = 0;
    network.on("Network.loadingFinished", ({ encodedDataLength }) => (bytes += encodedDataLength));
    await page.goto(`${root}search.html?kind=strike`);
    await page.waitForFunction(() => document.querySelector("#results").dataset.done);
    times["first results, from opening the page"].push(await page.evaluate(() => performance.now()));
    const first = bytes;
    times["filter by kind"].push(await timed(page, { field: "[name=kind][value=statement]", click: true }));
    times["filter by place"].push(await timed(page, { field: "[name=where]", text: whole.articles.find((article) => article.place)?.place ?? "a" }));
    times["search a word"].push(await timed(page, { field: "[name=q]", text: "convoy" }));
    bytes = first;
    await page.close();
  }
  await browser.close();
  console.log(`\nDateline, ${events.length} dated events; ${(bytes / 1024).toFixed(0)} KB over the network up to the first results`);
  for (const [what, all] of Object.entries(times)) console.log(`  ${what.padEnd(40)} ${median(all).toFixed(0).padStart(8)} ms`);
}

async function library(name) {
  console.log(`\n${name}, until it can be used`);
  for (const count of [200, 1000, 5000, 50_000].map((count) => Math.min(count, events.length))) {
    // A browser of its own: one that hangs answers nobody any more.
    const browser = await launch();
    const page = await browser.newPage();
    const opened = page.goto(`${root}embed/${name}/${count}`, { waitUntil: "commit" });
    const ready = opened.then(() => page.waitForFunction(() => window.took, null, { timeout: 0, polling: 500 })).then((took) => took.jsonValue());
    const given = new Promise((late) => setTimeout(late, LONGEST, null));
    const took = await Promise.race([ready.catch(() => null), given]);
    console.log(`  ${String(count).padStart(6)} events ${took === null ? `not within ${LONGEST / 1000} s` : `${took.toFixed(0).padStart(8)} ms`}`);
    browser.close().catch(() => {});
    if (took === null) break;
  }
}

await searching();
for (const name of Object.keys(pages)) await library(name);
process.exit(0);
