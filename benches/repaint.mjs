// Measures the preview as its author sees it: from saving an article to the moment a browser has painted the changed text.
// Usage: node benches/repaint.mjs SITE ADDRESS [SAVES], where `dateline serve SITE` answers at ADDRESS. Needs `npm ci --prefix tests/browser`.
//
// The time of the paint is taken in the page itself: the first task after the frame in which the changed or reloaded page is drawn. Chromium draws up to
// sixty frames a second, so 17 ms of it are the screen's. `benches/preview.sh` calls this.

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, join } from "node:path";
import { performance } from "node:perf_hooks";

const { chromium } = createRequire(new URL("../tests/browser/package.json", import.meta.url))("playwright-core");
const [site, root, saves = "9"] = process.argv.slice(2);
const articles = readdirSync(join(site, "content"), { recursive: true }).filter((path) => path.endsWith(".md")).sort();
const path = join(site, "content", articles[Math.floor(articles.length / 2)]);
const text = readFileSync(path, "utf8");
const [, front, body] = /^(---\n[^]*?\n---\n)([^]*)$/.exec(text);

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
const page = await browser.newPage();
let seen = () => {};
await page.exposeFunction("painted", (shown, at) => seen(shown, at));
await page.addInitScript(() => {
  const afterFrame = () => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => painted(document.body.textContent, performance.timeOrigin + performance.now());
    port2.postMessage(0);
  };
  const drawn = () => requestAnimationFrame(afterFrame);
  addEventListener("DOMContentLoaded", () => {
    drawn();
    new MutationObserver(drawn).observe(document.body, { childList: true, characterData: true, subtree: true });
  });
});
const stem = basename(path, ".md");
const listening = page.waitForResponse(/__dateline\/live/);
for (const slug of [stem, stem.replace(/^\d{4}-\d\d-\d\d-/, "")]) {
  if ((await page.goto(`${root}a/${slug}.html`)).ok()) break;
}
await listening;

/** Milliseconds until the page with another first sentence is painted. */
function save(sentence, number) {
  const mark = `Nobody had counted the lamps, number ${Date.now()}${number}.`;
  return new Promise((resolve) => {
    let start = 0;
    seen = (shown, at) => shown.includes(mark) && resolve(at - start);
    start = performance.timeOrigin + performance.now();
    writeFileSync(path, `${front}\n${sentence} ${mark}\n\n${body}`);
  });
}

async function measure(name, sentences) {
  const times = [];
  for (const [number, sentence] of sentences.entries()) {
    times.push(await save(sentence, number));
    await page.waitForTimeout(300);
  }
  times.sort((a, b) => a - b);
  const shown = [times[times.length >> 1], times[0], times.at(-1)].map((time) => time.toFixed(0));
  console.log(`${name}, from save to painted: median ${shown[0]} ms, best ${shown[1]} ms, worst ${shown[2]} ms`);
}

const [quiet, event] = ["It was a quiet evening.", "Russian jets bombed Raqqa on 15 November 2015."];
const numbers = [...Array(Number(saves)).keys()];
try {
  await measure("prose without new events", numbers.map(() => quiet));
  await measure("an event comes and goes", numbers.map((number) => (number % 2 === 0 ? event : quiet)));
} finally {
  writeFileSync(path, text);
  await browser.close();
}
