// Search, filters and keys: what the script adds to pages, over the network and from a folder, and against titles that mean harm.

import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { after, before, test } from "node:test";
import axe from "axe-core";
import { newPage, start } from "./site.mjs";

const harm = `<img src=x onerror=alert(1)><script>alert(2)</script> "quoted" & 'so on' \u2028 {n}`;
let site;
let events;
before(async () => {
  site = await start({
    prepare(folder) {
      const title = JSON.stringify(harm);
      const hostile = `---\ntitle: ${title}\ndate: 2015-11-30\nevents:\n  - kind: strike\n    date: 2015-11-30\n    title: ${title}\n    actors: [${title}]\n    place: ${title}\n---\nThe Ångström bridge was bombed on Monday.\n`;
      writeFileSync(join(folder, "content/2015-11-30-hostile.md"), hostile);
    },
  });
  ({ events } = JSON.parse(readFileSync(join(site.output, "events.json"), "utf8")));
});
after(() => site?.close());

/** A page of search for `query`, when its results stand. */
async function searched(query, options = {}) {
  const page = await newPage(site, options);
  await page.goto(`${options.allowed ?? site.root}search.html${query}`);
  await settled(page);
  return page;
}

const settled = (page) => page.waitForFunction(() => document.querySelector("#results")?.dataset.done);

/** Does something to the page and waits until the results are those of what was done. */
async function changed(page, act) {
  await page.evaluate(() => delete document.querySelector("#results").dataset.done);
  await act();
  await settled(page);
}

const count = async (page) => Number(/(\d+) of/.exec(await page.locator("#found").innerText())[1]);
const titles = (page) => page.locator("#results .title").allInnerTexts();

test("filters combine, stand in the address, and come back with it", async () => {
  const page = await searched("");
  assert.equal(await count(page), events.length);
  await changed(page, () => page.getByLabel("Strikes").check());
  const strikes = events.filter((event) => event.kind === "strike");
  assert.equal(await count(page), strikes.length);
  await changed(page, () => page.locator("[name=where]").fill("raqqa"));
  await changed(page, () => page.locator("[name=from]").fill("2015-11-15"));
  const fits = ({ kind, place, when }) => kind === "strike" && place === "Raqqa" && (when.latest ?? when.earliest) >= "2015-11-15";
  assert.equal(await count(page), events.filter(fits).length);
  assert.match(page.url(), /search\.html\?kind=strike&where=raqqa&from=2015-11-15$/);
  const shown = await titles(page);
  await page.reload();
  await settled(page);
  assert.deepEqual(await titles(page), shown);
  assert.equal(await page.getByLabel("Strikes").isChecked(), true);
  await changed(page, () => page.getByRole("button", { name: "Clear all" }).click());
  assert.equal(await count(page), events.length);
  assert.deepEqual(page.faults, []);
  await page.context().close();
});

test("words are found in titles and in the sentences of the sources, by their beginning, whatever their case and accents", async () => {
  const page = await searched("?q=RAQQA");
  const holds = (event, word) => JSON.stringify([event.title, event.actors, event.targets, event.place, event.quote, event.note, event.evidence]).toLowerCase().includes(word);
  const found = await count(page);
  assert.ok(found > 5 && found <= events.filter((event) => holds(event, "raqq")).length);
  await changed(page, () => page.locator("[name=q]").fill("angstr"));
  assert.equal(await count(page), 1);
  await changed(page, () => page.locator("[name=q]").fill("angstr raqqa"));
  assert.equal(await count(page), 0);
  await changed(page, () => page.locator("[name=q]").fill("nosuchword"));
  assert.equal(await count(page), 0);
  assert.deepEqual(page.faults, []);
  await page.context().close();
});

test("more results come on demand, and each leads to its event", async () => {
  const page = await searched("");
  assert.equal(await page.locator("#results > li").count(), 10);
  while (await page.locator("#more").isVisible()) {
    const shown = await page.locator("#results > li").count();
    await page.locator("#more").click();
    // Results come from files that are loaded; only with them is it known whether there are more.
    await page.waitForFunction((shown) => document.querySelectorAll("#results > li").length > shown, shown);
  }
  const links = await page.locator("#results .title a").evaluateAll((all) => all.map((link) => link.href));
  const hasDate = ({ when }) => Boolean(when.earliest ?? when.latest);
  const inOrder = [...events.filter(hasDate), ...events.filter((event) => !hasDate(event))];
  assert.deepEqual(links, inOrder.map((event) => site.root + event.url), "by date; what has none comes last");
  await page.locator("#results .title a").last().click();
  assert.match(page.url(), /\/e\//);
  await page.context().close();
});

test("the range is set with the keyboard and with the pointer", async () => {
  const page = await searched("?from=2015-11-13&to=2015-11-20");
  const from = page.getByRole("slider", { name: "From" });
  assert.equal(await from.getAttribute("aria-valuetext"), "2015-11-13");
  await from.focus();
  await changed(page, () => page.keyboard.press("ArrowRight"));
  assert.equal(await page.locator("[name=from]").inputValue(), "2015-11-14");
  await changed(page, () => page.keyboard.press("End"));
  assert.equal(await from.getAttribute("aria-valuetext"), "2015-11-20", "one end never passes the other");
  await changed(page, () => page.keyboard.press("Home"));
  assert.equal(await page.locator("[name=from]").inputValue(), "");
  const before = await count(page);
  const box = await page.locator(".track").boundingBox();
  await changed(page, () => page.mouse.click(box.x + box.width * 0.02, box.y + 20));
  assert.notEqual(await page.locator("[name=from]").inputValue(), "");
  assert.ok((await count(page)) <= before);
  assert.deepEqual(page.faults, []);
  await page.context().close();
});

test("the same works from a folder without a server", async () => {
  const folder = pathToFileURL(site.output).href + "/";
  const page = await searched("?q=raqqa&kind=strike", { allowed: folder });
  assert.ok((await count(page)) > 0);
  await page.locator("#results .title a").first().click();
  assert.match(page.url(), /\/e\/[^/]+\.html$/);
  assert.deepEqual(page.faults, []);
  await page.context().close();
});

test("titles and names that mean harm are text", async () => {
  const page = await searched("?q=onerror");
  page.on("dialog", () => assert.fail("a script of the data ran"));
  assert.equal(await count(page), 1);
  assert.equal(await page.locator("#results img, #results script").count(), 0);
  assert.ok((await titles(page))[0].includes("<img src=x onerror=alert(1)>"));
  // Names are offered once somebody turns to the form.
  await page.focus("[name=q]");
  const options = await page.locator("datalist option").evaluateAll((all) => all.map((option) => option.value));
  assert.ok(options.some((value) => value.includes("<script>alert(2)</script>")));
  assert.equal(await page.evaluate(() => document.images.length), 0);
  assert.deepEqual(page.faults, []);
  await page.context().close();
});

for (const scheme of ["light", "dark"]) {
  test(`axe finds nothing on the search with results, nor on the list of keys, ${scheme}`, async () => {
    const page = await searched("?kind=strike", { scheme });
    const violations = async () => {
      await page.evaluate(axe.source);
      const { violations } = await page.evaluate("axe.run(document, { resultTypes: ['violations'] })");
      return violations.flatMap((v) => v.nodes.map((node) => `${v.id}: ${node.target} ${node.failureSummary}`));
    };
    assert.deepEqual(await violations(), []);
    await page.getByRole("button", { name: "Keys" }).click();
    await page.getByRole("dialog").waitFor();
    assert.deepEqual(await violations(), []);
    await page.context().close();
  });
}

test("keys lead from event to event, to the search, and can be switched off", async () => {
  const page = await newPage(site);
  await page.goto(site.root + "2015/11/index.html");
  const active = () => page.evaluate(() => document.activeElement.href ?? document.activeElement.name);
  const scripts = () => page.evaluate(() => performance.getEntriesByType("resource").filter(({ name }) => name.endsWith("keys.js")).length);
  assert.equal(await scripts(), 0, "what keys do comes with the first of them");
  await page.keyboard.press("j");
  await page.waitForFunction(() => document.activeElement !== document.body);
  assert.equal(await scripts(), 1);
  const first = await active();
  assert.match(first, /\/e\//);
  await page.keyboard.press("j");
  assert.notEqual(await active(), first);
  await page.keyboard.press("k");
  assert.equal(await active(), first);
  await page.keyboard.press("?");
  await page.getByRole("dialog").waitFor();
  await page.getByLabel("Use these keys").uncheck();
  await page.keyboard.press("Escape");
  await page.keyboard.press("/");
  await page.waitForTimeout(100);
  assert.match(page.url(), /2015\/11/);
  await page.getByRole("button", { name: "Keys" }).click();
  await page.getByLabel("Use these keys").check();
  await page.getByRole("button", { name: "Close" }).click();
  await page.keyboard.press("/");
  await page.waitForURL(/search\.html$/);
  await settled(page);
  await page.keyboard.press("/");
  assert.equal(await active(), "q");
  await page.keyboard.type("j?/");
  assert.equal(await page.locator("[name=q]").inputValue(), "j?/");
  assert.deepEqual(page.faults, []);
  await page.context().close();
});

test("the address of an event is copied as it is cited", async () => {
  const page = await newPage(site);
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  const event = events.find(({ url }) => url.startsWith("e/"));
  await page.goto(site.root + event.url);
  await page.getByRole("button", { name: "Copy address" }).click();
  await page.getByRole("button", { name: "Copied" }).waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), "https://example.org/repo/" + event.url);
  await page.context().close();
});

test("the scripts stay small", () => {
  const script = Buffer.concat(["dateline", "data", "keys", "search"].map((name) => readFileSync(join(site.output, `assets/${name}.js`))));
  assert.ok(gzipSync(script, { level: 9 }).length <= 8 * 1024);
  assert.ok(!/innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(/.test(script));
});
