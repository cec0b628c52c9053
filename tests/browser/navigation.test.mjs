// Getting about: by keyboard alone from home to an event and to the sentence that proves it, over the network and from a folder.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { after, before, test } from "node:test";
import { newPage, pageTypes, start } from "./site.mjs";

let site;
before(async () => {
  site = await start();
});
after(() => site?.close());

/** Presses Tab until the focus is on an element that `wanted` (a selector) fits; gives up after a round through the page. */
async function tabTo(page, wanted) {
  for (let presses = 0; presses < 1000; presses++) {
    await page.keyboard.press("Tab");
    if (await page.evaluate((selector) => document.activeElement?.matches(selector) ?? false, wanted)) return;
  }
  assert.fail(`no Tab leads to ${wanted} on ${page.url()}`);
}

/** The marked sentence that the address leads to, if it is to be seen. */
async function markInView(page) {
  return page.evaluate(() => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const mark = target?.closest("mark") ?? target?.querySelector("mark");
    const box = mark?.getBoundingClientRect();
    const inView = box && box.height > 0 && box.top < innerHeight && box.bottom > 0;
    return inView ? mark.textContent.trim() : null;
  });
}

async function fromHomeToEvidence(page, home) {
  await page.goto(home);
  await tabTo(page, 'main a[href^="e/"]');
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/e\/[^/]+\.html/);
  await tabTo(page, 'main a[href^="../a/"][href*="#"]');
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/a\/[^/]+\.html#/);
  const sentence = await markInView(page);
  assert.ok(sentence?.length > 20, `no marked sentence in view at ${page.url()}`);
  assert.deepEqual(page.faults, []);
}

test("the keyboard leads from home to an event and to the sentence that proves it", async () => {
  for (const javaScript of [true, false]) {
    const page = await newPage(site, { javaScript });
    await fromHomeToEvidence(page, site.root);
    await page.context().close();
  }
});

test("the same holds for the folder without a server", async () => {
  const folder = pathToFileURL(site.output).href + "/";
  const page = await newPage(site, { allowed: folder });
  await fromHomeToEvidence(page, folder + "index.html");
  await page.context().close();
});

test("Tab reaches everything that can be used on home, in the order of the page, and shows where it is", async () => {
  const page = await newPage(site);
  await page.goto(site.root);
  const expected = await page.evaluate(() => {
    const usable = [...document.querySelectorAll("a[href], button, input, select, summary, [tabindex='0']")];
    const shown = usable.filter((e) => e.checkVisibility({ visibilityProperty: true }) && !e.disabled && e.tabIndex >= 0);
    shown.forEach((element, at) => (element.dataset.tabAt = at));
    return shown.length;
  });
  const reached = [];
  for (let presses = 0; presses < expected; presses++) {
    await page.keyboard.press("Tab");
    const { at, seen } = await page.evaluate(() => {
      const element = document.activeElement;
      const style = getComputedStyle(element);
      return { at: element.dataset.tabAt, seen: style.outlineStyle !== "none" || style.boxShadow !== "none" };
    });
    assert.ok(seen, `the focus on element ${at} is not to be seen`);
    reached.push(Number(at));
  }
  assert.deepEqual(reached, [...Array(expected).keys()]);
  await page.context().close();
});

for (const type of ["month", "day", "kind", "actor", "place", "source", "undated", "changes"]) {
  test(`Tab reaches every event and article on the page of a ${type}, in its order`, async () => {
    const page = await newPage(site);
    await page.goto(site.root + pageTypes(site.files)[type]);
    const links = await page.evaluate(() => {
      const leadsOn = (link) => link.matches(".row .title a") || /(^|\/)e\//.test(link.getAttribute("href"));
      return [...document.querySelectorAll("main a[href]")].filter(leadsOn).map((link) => link.href);
    });
    assert.ok(links.length > 0, "there is something to reach");
    const reached = [];
    for (let presses = 0; presses < 2000; presses++) {
      await page.keyboard.press("Tab");
      const [href, isLast] = await page.evaluate(() => {
        const usable = [...document.querySelectorAll("a[href], button")].filter((e) => e.checkVisibility());
        return [document.activeElement.href, document.activeElement === usable.at(-1)];
      });
      if (href) reached.push(href);
      if (isLast) break;
    }
    assert.deepEqual(reached.filter((href) => links.includes(href)), links);
    await page.context().close();
  });
}

test("every page can be reached from home, and every link leads somewhere", async () => {
  const page = await newPage(site);
  await page.goto(site.root + "about/index.html");
  const { reached, broken } = await page.evaluate(crawl, site.root);
  assert.deepEqual(broken, []);
  // Former addresses that lead on are meant for those who still have them; so is the page for what is not found.
  const leadsOn = (file) => readFileSync(join(site.output, file), "utf8").includes('http-equiv="refresh"');
  const unlinked = site.files.filter((file) => file.endsWith(".html") && !reached.includes(file));
  assert.deepEqual(unlinked.filter((file) => file !== "404.html" && !leadsOn(file)), [], "nothing links here");
  assert.deepEqual(page.faults, []);
  await page.context().close();
});

/** Runs in the browser: follows every link below `root`. Gives the files reached and the links that lead nowhere. */
async function crawl(root) {
  const documents = new Map();
  const broken = [];
  const waiting = [[root, "the start"]];
  const fragments = [];
  while (waiting.length > 0) {
    const [address, from] = waiting.pop();
    const [path, fragment] = address.split("#");
    if (fragment) fragments.push([path, decodeURIComponent(fragment), from]);
    if (documents.has(path)) continue;
    documents.set(path, null);
    const response = await fetch(path);
    if (!response.ok) broken.push(`${path} from ${from}`);
    if (!response.headers.get("content-type").startsWith("text/html")) continue;
    const document = new DOMParser().parseFromString(await response.text(), "text/html");
    documents.set(path, new Set([...document.querySelectorAll("[id]")].map((element) => element.id)));
    for (const element of document.querySelectorAll("[href], [src]")) {
      const link = new URL(element.getAttribute("href") ?? element.getAttribute("src"), path).href;
      if (link.startsWith(root)) waiting.push([link, path]);
    }
  }
  for (const [path, fragment, from] of fragments) {
    const ids = documents.get(path);
    if (ids && fragment !== "top" && !fragment.startsWith(":~:") && !ids.has(fragment)) broken.push(`${path}#${fragment} from ${from}`);
  }
  const reached = [...documents.keys()].map((path) => path.slice(root.length)).map((file) => file.replace(/(^|\/)$/, "$1index.html"));
  return { reached, broken };
}

test("the page for what is not found works at any depth", async () => {
  const page = await newPage(site);
  await page.goto(site.root + "no/such/page/at/all.html");
  assert.equal(page.faults.length, 2, `its own status, told by network and console, and nothing else: ${page.faults}`);
  await page.locator("main a[href]").first().click();
  assert.match(page.url(), /\/repo\/(index\.html)?$/);
  await page.context().close();
});
