// Measures what a reader waits for, in Chromium: the first look, the first and later filters, a search; and, with the same events, TimelineJS and
// vis-timeline from the call to the moment they can be used.
//
// Usage: npm ci --prefix benches/timelines && node benches/timelines/run.mjs SITE [RUNS], where SITE is a built site, such as one of
// `cargo run --example generate_site`. Prints a table; medians of RUNS (5) runs, and the quickest. A library gets up to 180 s for each number of events.

import { readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { serve } from "../served.mjs";

const LONGEST = 180_000;
const here = dirname(fileURLToPath(import.meta.url));
const site = resolve(process.argv[2] ?? ".");
const runs = Number(process.argv[3] ?? 5);

const whole = JSON.parse(readFileSync(join(site, "events.json"), "utf8"));
const parts = (whole.parts ?? []).map(({ url }) => JSON.parse(readFileSync(join(site, url), "utf8")).events);
const events = [...(whole.events ?? []), ...parts.flat()].filter(({ when }) => when.earliest);

const { root } = await serve(site, (path) => {
  const embed = /^\/embed\/(\w+)\/(\d+)$/.exec(path);
  if (embed) return { html: pages[embed[1]](Number(embed[2])) };
  return path.startsWith("/node_modules/") ? { folder: here } : null;
});
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

const ordered = (numbers) => numbers.sort((a, b) => a - b);
const median = (numbers) => ordered(numbers)[Math.floor(numbers.length / 2)];

/** What a reader does to the search page, one thing after the other; each keeps what was asked before. */
const commonest = (list) => {
  const counts = new Map();
  for (const one of list.filter(Boolean)) counts.set(one, (counts.get(one) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? "a";
};
const acts = {
  "another kind besides": { field: "[name=kind][value=statement]", click: true },
  "a place besides": { field: "[name=where]", text: commonest(events.map(({ place }) => place)) },
  "a word besides, not loaded before": { field: "[name=q]", text: "convoy" },
  "somebody besides": { field: "[name=who]", text: commonest(events.flatMap(({ actors }) => actors ?? [])) },
};

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

/** Notes, on the page itself, when the first results were painted: asking for it from outside would take longer than the page does. */
function watch() {
  new MutationObserver((_, observer) => {
    if (!document.querySelector("#results")?.dataset.done) return;
    observer.disconnect();
    requestAnimationFrame(() => setTimeout(() => (window.firstResults = performance.now())));
  }).observe(document, { attributes: true, subtree: true, attributeFilter: ["data-done"] });
}

async function searching() {
  const opening = "first results, from opening the page with a filter";
  const times = Object.fromEntries([opening, ...Object.keys(acts)].map((what) => [what, []]));
  let bytes = 0;
  const browser = await launch();
  for (let run = 0; run < runs; run++) {
    // A context of its own has nothing in its cache.
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.addInitScript(watch);
    const network = await context.newCDPSession(page);
    await network.send("Network.enable");
    bytes = 0;
    network.on("Network.loadingFinished", ({ encodedDataLength }) => (bytes += encodedDataLength));
    await page.goto(`${root}search.html?kind=strike`);
    await page.waitForFunction(() => window.firstResults);
    times[opening].push(await page.evaluate(() => window.firstResults));
    const first = bytes;
    for (const [what, act] of Object.entries(acts)) times[what].push(await timed(page, act));
    bytes = first;
    await context.close();
  }
  await browser.close();
  console.log(`\nDateline, ${events.length} dated events; ${(bytes / 1024).toFixed(0)} KB over the network up to the first results`);
  for (const [what, all] of Object.entries(times)) {
    console.log(`  ${what.padEnd(52)} ${median(all).toFixed(0).padStart(6)} ms, quickest ${ordered(all)[0].toFixed(0)} ms`);
  }
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
