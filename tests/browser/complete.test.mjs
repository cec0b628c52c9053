// Everything on screen is in the data: each text of each event's page is a value of events.json, or a word of the interface around such values.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { newPage, repository, start } from "./site.mjs";

let site;
let whole;
/** What the interface says, with `{slots}` for values. */
let patterns;
before(async () => {
  site = await start({ settings: "geo_precision = 0.1\n" });
  whole = JSON.parse(readFileSync(join(site.output, "events.json"), "utf8"));
  const words = readFileSync(join(repository, "themes/default/words/en.toml"), "utf8");
  const texts = [...words.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, text]) => JSON.parse(`"${text}"`));
  patterns = texts.filter((text) => /\p{L}/u.test(text)).map(pattern);
});
after(() => site?.close());

/** A text with slots as a regular expression that captures them. */
function pattern(text) {
  const parts = text.split(/\{\w+\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join("(.+?)").trim()}$`, "u");
}

/** All strings and numbers within a value. */
function leaves(value) {
  if (value === null || typeof value !== "object") return [String(value)];
  return Object.values(value).flatMap(leaves);
}

/** True of a text that the data holds, or that only puts words of the interface around what it holds. */
function isKnown(text, known, depth = 4) {
  const bare = text.replace(/^[\s·,.:“”"()]+|[\s·,.:“”"()]+$/g, "");
  if (bare === "" || known.has(text) || known.has(bare)) return true;
  if (depth === 0) return false;
  for (const one of patterns) {
    const found = one.exec(text) ?? one.exec(bare);
    if (found && found.slice(1).every((slot) => slot !== bare && isKnown(slot, known, depth - 1))) return true;
  }
  const list = bare.split(", ");
  return list.length > 1 && list.every((part) => isKnown(part, known, depth - 1));
}

/** What the data says of an event, and the numbers in its days. */
function knownOf(event) {
  const articles = new Set((event.evidence ?? []).map(({ article }) => article));
  const kind = whole.kinds.find(({ id }) => id === event.kind);
  const values = leaves([event, kind, [...articles].map((at) => whole.articles[at]), articles.size]);
  const days = values.flatMap((value) => (/^-?\d{4}-\d\d/.test(value) ? value.match(/\d+/g).map((part) => String(Number(part))) : []));
  const { latitude, longitude } = event.location ?? {};
  const degrees = `${Number(latitude?.toFixed(2))}, ${Number(longitude?.toFixed(2))}`;
  return new Set([...values, ...days, degrees]);
}

/** Runs in the browser: the texts of an event's page, without what other events and the articles' context have on it. */
function texts() {
  const isElsewhere = (node) => node.closest(".beside, .copying, .bibtex, .cite, script") || (node.closest("blockquote") && !node.closest("mark, .said"));
  const found = [];
  const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode.textContent.replace(/\s+/g, " ").trim();
    if (text && !isElsewhere(walker.currentNode.parentElement)) found.push(text);
  }
  return found;
}

test("everything on the page of an event is in the data", async () => {
  const page = await newPage(site);
  const missing = [];
  let seen = 0;
  for (const event of whole.events) {
    await page.goto(site.root + event.url);
    const known = knownOf(event);
    for (const text of await page.evaluate(texts)) {
      seen++;
      if (!isKnown(text, known)) missing.push(`${event.id}: ${text}`);
    }
    for (const link of await page.locator('main a[rel="external"]').evaluateAll((all) => all.map((a) => a.getAttribute("href")))) {
      if (!known.has(link)) missing.push(`${event.id}: ${link}`);
    }
  }
  assert.ok(seen > 2000, `${seen} texts`);
  assert.deepEqual(missing, []);
  await page.context().close();
});

test("the comparison sees what is missing", () => {
  const event = whole.events.find(({ place }) => place);
  const known = knownOf(event);
  assert.ok(isKnown(event.title, known) && isKnown(event.when.text, known));
  for (const text of ["Someone else entirely", "A text, and another", "3 October 1802", "According to Nobody Inparticular"]) {
    assert.ok(!isKnown(text, known), text);
  }
});
