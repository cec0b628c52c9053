// How pages look: nothing moves while they load, kinds can be told apart by everybody, print and right-to-left lose nothing.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { newPage, pageTypes, repository, start } from "./site.mjs";

let site;
let types;
before(async () => {
  site = await start();
  types = pageTypes(site.files);
});
after(() => site?.close());

for (const width of [390, 1280]) {
  test(`nothing on a page moves while it loads, at ${width} pixels`, async () => {
    const page = await newPage(site, { width });
    await page.addInitScript(() => {
      window.moved = [];
      const seen = (list) => window.moved.push(...list.getEntries().flatMap(({ sources }) => sources.map(({ node }) => node?.outerHTML?.slice(0, 80))));
      new PerformanceObserver(seen).observe({ type: "layout-shift", buffered: true });
    });
    for (const [type, address] of Object.entries(types)) {
      await page.goto(site.root + address, { waitUntil: "networkidle" });
      assert.deepEqual(await page.evaluate(() => new Promise((done) => setTimeout(() => done(window.moved), 50))), [], `${type} (${address})`);
    }
    await page.context().close();
  });
}

test("every page stays small: its elements", async () => {
  const page = await newPage(site);
  for (const [type, address] of Object.entries(types)) {
    await page.goto(site.root + address);
    const count = await page.evaluate(() => document.querySelectorAll("*").length);
    const most = type.startsWith("event") ? 250 : type === "places" ? 2500 : 1500;
    assert.ok(count <= most, `${type}: ${count} elements of ${most}`);
  }
  await page.context().close();
});

/** Fills of the built-in kinds. */
function fills() {
  const kinds = readFileSync(join(repository, "src/lang/data/en/kinds.toml"), "utf8");
  return [...kinds.matchAll(/^colour = "(#[0-9a-f]{6})"/gm)].map(([, colour]) => colour);
}

// Machado, Oliveira and Fernandes (2009), severity 1, on linear RGB.
const SIGHTS = {
  full: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  protanopia: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  deuteranopia: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
  tritanopia: [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039],
};

const linear = (byte) => (byte / 255 <= 0.04045 ? byte / 255 / 12.92 : ((byte / 255 + 0.055) / 1.055) ** 2.4);
const rgb = (hex) => [1, 3, 5].map((at) => linear(parseInt(hex.slice(at, at + 2), 16)));

/** CIE L*a*b* (D65) of linear RGB. */
function lab([r, g, b]) {
  const f = (t) => (t > 216 / 24389 ? Math.cbrt(t) : ((24389 / 27) * t + 16) / 116);
  const x = f((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047);
  const y = f(0.2126729 * r + 0.7151522 * g + 0.072175 * b);
  const z = f((0.0193339 * r + 0.119192 * g + 0.9503041 * b) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

function seen(colour, matrix) {
  const [r, g, b] = rgb(colour);
  const row = (at) => Math.min(Math.max(matrix[at] * r + matrix[at + 1] * g + matrix[at + 2] * b, 0), 1);
  return lab([row(0), row(3), row(6)]);
}

for (const [sight, matrix] of Object.entries(SIGHTS)) {
  test(`the fills of kinds can be told apart, ${sight}`, () => {
    const colours = fills();
    assert.ok(colours.length >= 3);
    for (const [at, one] of colours.entries()) {
      for (const other of colours.slice(at + 1)) {
        const difference = Math.hypot(...seen(one, matrix).map((value, axis) => value - seen(other, matrix)[axis]));
        assert.ok(difference >= 12, `${one} and ${other}: ${difference.toFixed(1)}`);
      }
    }
  });
}

test("kinds and states differ without any colour, by the shape of their sign and by a word", async () => {
  const page = await newPage(site);
  await page.goto(site.root + types.home);
  const shapes = await page.evaluate(() => [...document.querySelectorAll(".outlines path")].map((path) => path.getAttribute("d")));
  assert.equal(new Set(shapes).size, shapes.length);
  await page.goto(site.root + types.undated);
  const unsaid = await page.evaluate(() => {
    const cards = [...document.querySelectorAll(".card:not(.happened)")];
    return cards.length === 0 ? ["no card"] : cards.filter((card) => !card.querySelector(".status")?.textContent.trim()).map((card) => card.textContent);
  });
  assert.deepEqual(unsaid, []);
  await page.context().close();
});

test("in forced colours every sign has an outline and every bar a fill", async () => {
  const page = await newPage(site);
  await page.emulateMedia({ forcedColors: "active" });
  await page.goto(site.root + types.month);
  const look = await page.evaluate(() => {
    const style = (selector) => getComputedStyle(document.querySelector(selector));
    return { sign: style(".card .glyph").stroke, bar: style(".strip a path").fill, paper: style("html").backgroundColor };
  });
  assert.notEqual(look.sign, look.paper);
  assert.notEqual(look.bar, look.paper);
  await page.context().close();
});

test("print leaves out what paper cannot do and keeps every fact", async () => {
  const page = await newPage(site);
  const facts = () => page.evaluate(() => [...document.querySelectorAll("main :is(h1, h2, h3, blockquote, dd)")].filter((e) => e.checkVisibility()).map((e) => e.textContent.trim()));
  for (const type of ["month", "event, strike", "article with evidence", "actor", "place"]) {
    await page.emulateMedia({ media: "screen" });
    await page.goto(site.root + types[type]);
    const shown = await facts();
    await page.emulateMedia({ media: "print", colorScheme: "light" });
    assert.deepEqual(await facts(), shown, type);
    assert.equal(await page.locator(".masthead nav").isVisible(), false);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth), false);
  }
  await page.context().close();
});

test("an event in a frame is a card: title, date, first evidence, and the way to all of it", async () => {
  const page = await newPage(site);
  const address = site.root + types["event, strike"];
  await page.goto(address);
  const code = await page.locator("details pre").filter({ hasText: "<iframe" }).textContent();
  assert.ok(code.includes(`src="https://example.org/repo/${types["event, strike"]}#card"`), code);
  assert.equal(await page.locator(".whole").isVisible(), false);
  await page.setContent(`<iframe src="${address}#card" title="x" width="500" height="340"></iframe>`);
  const card = page.frameLocator("iframe");
  await card.locator(".whole a[target=_top]").waitFor();
  assert.equal(await card.locator("h1").isVisible(), true);
  assert.equal(await card.locator("mark").first().isVisible(), true);
  for (const gone of [".masthead", ".colophon", ".known", ".cite"]) assert.equal(await card.locator(gone).isVisible(), false, gone);
  await page.context().close();
});
