// What the site says to programs, read by the parsers that others use.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { createReadStream, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { after, before, test } from "node:test";
import { check as checkGeoJson } from "@placemarkio/check-geojson";
import Ajv from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import ICAL from "ical.js";
import { newPage, start } from "./site.mjs";

let site;
let whole;
const read = (file) => readFileSync(join(site.output, file), "utf8");
const json = (file) => JSON.parse(read(file));
const filesLike = (pattern) => site.files.filter((file) => pattern.test(file));

before(async () => {
  site = await start({ settings: `exports = ["atom", "jsonfeed", "calendar", "json", "ndjson", "csv", "geojson", "timelinejs", "annotations", "citation"]\n` });
  whole = json("events.json");
});
after(() => site?.close());

/** A validator of a part of the published schema; without a part, of the whole. */
function validator(schema, part) {
  const ajv = new Ajv({ strict: true, strictRequired: false, allErrors: true, allowUnionTypes: true });
  addFormats(ajv);
  ajv.addSchema(schema, "schema");
  return (data) => {
    ajv.validate(part ? `schema#/$defs/${part}` : "schema", data);
    return ajv.errors ?? [];
  };
}

test("events.json keeps to its published schema, and the schema refuses what is none", () => {
  const schema = json("data/events.schema.json");
  assert.deepEqual(validator(schema, "whole")(whole), []);
  assert.ok(whole.events.length > 50);
  assert.notDeepEqual(validator(schema)({ ...whole, version: 1 }), []);
  const check = validator(schema, "event");
  assert.notDeepEqual(check({ ...whole.events[0], status: "perhaps" }), []);
  const lines = read("data/events.ndjson").trimEnd().split("\n").map((line) => JSON.parse(line));
  assert.deepEqual(lines, whole.events);
});

test("feeds are well-formed Atom with everything that RFC 4287 demands", async () => {
  const page = await newPage(site);
  await page.goto(site.root + "about/index.html");
  const feeds = filesLike(/(^|\/)feed\.xml$/);
  assert.ok(feeds.length > 3, `${feeds}`);
  for (const file of feeds) {
    const feed = await page.evaluate(readAtom, read(file));
    assert.equal(feed.error, undefined, file);
    for (const node of [feed, ...feed.entries]) {
      assert.ok(node.id && node.title, file);
      assert.match(node.updated, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$/);
    }
    assert.ok(feed.author && feed.self.endsWith("/" + file), file);
    assert.equal(new Set(feed.entries.map((entry) => entry.id)).size, feed.entries.length, file);
    for (const { alternate } of feed.entries) assert.ok(site.files.includes(alternate.replace("https://example.org/repo/", "")), alternate);
  }
  await page.context().close();
});

/** Runs in the browser: the parts of a feed that the standard demands. */
function readAtom(text) {
  const document = new DOMParser().parseFromString(text, "application/xml");
  if (document.querySelector("parsererror")) return { error: document.documentElement.textContent, entries: [] };
  const child = (node, name) => [...node.children].find((c) => c.localName === name && c.namespaceURI === "http://www.w3.org/2005/Atom");
  const link = (node, rel) => [...node.children].find((c) => c.localName === "link" && c.getAttribute("rel") === rel)?.getAttribute("href");
  const facts = (node) => ({
    id: child(node, "id")?.textContent,
    title: child(node, "title")?.textContent,
    updated: child(node, "updated")?.textContent,
    alternate: link(node, "alternate"),
  });
  const feed = document.documentElement;
  const entries = [...feed.children].filter((c) => c.localName === "entry").map(facts);
  return { ...facts(feed), author: child(feed, "author")?.textContent, self: link(feed, "self"), entries };
}

test("the checksums are those of the files of data, all of them", () => {
  const listed = readFileSync(join(site.output, "data/SHA256SUMS"), "utf8").trimEnd().split("\n").map((line) => line.split("  "));
  for (const [sum, path] of listed) {
    assert.equal(createHash("sha256").update(readFileSync(join(site.output, "data", path))).digest("hex"), sum, path);
  }
  const paths = listed.map(([, path]) => path);
  for (const path of ["../events.json", "events.csv", "events.geojson", "events.ics"]) assert.ok(paths.includes(path), `${paths}`);
});

test("every feed.json is JSON Feed 1.1", () => {
  const text = { type: "string", minLength: 1 };
  const date = { type: "string", format: "date-time" };
  const uri = { type: "string", format: "uri" };
  const item = {
    type: "object",
    required: ["id", "url", "content_text"],
    properties: { id: text, url: uri, external_url: uri, title: text, content_text: text, date_published: date, date_modified: date, tags: { type: "array", items: text }, _dateline: { type: "object" } },
    additionalProperties: false,
  };
  const authors = { type: "array", minItems: 1, items: { type: "object", required: ["name"] } };
  const schema = {
    type: "object",
    required: ["version", "title", "items"],
    properties: { version: { const: "https://jsonfeed.org/version/1.1" }, title: text, home_page_url: uri, feed_url: uri, description: text, language: text, authors, items: { type: "array", minItems: 1, items: item } },
    additionalProperties: false,
  };
  const feeds = filesLike(/(^|\/)feed\.json$/);
  for (const feed of ["feed.json", "kind/strike/feed.json", "actor/russia/feed.json", "place/raqqa/feed.json"]) assert.ok(feeds.includes(feed), `${feeds}`);
  for (const file of feeds) {
    assert.deepEqual(validator(schema)(json(file)), [], file);
    assert.ok(json(file).feed_url.endsWith(`/${file}`), file);
  }
  const kinds = json("kind/strike/feed.json").items.map((item) => item.tags[0]);
  assert.deepEqual([...new Set(kinds)], ["strike"]);
});

test("the calendar is read by a parser of its own, entry by entry", () => {
  const text = read("data/events.ics");
  assert.ok(!/[^\r]\n/.test(text) && text.split("\r\n").every((line) => Buffer.byteLength(line) <= 75));
  const calendar = new ICAL.Component(ICAL.parse(text));
  const entries = calendar.getAllSubcomponents("vevent").map((entry) => new ICAL.Event(entry));
  const dated = whole.events.filter(({ when }) => when.earliest && when.earliest === when.latest);
  assert.ok(entries.length >= dated.length && dated.length > 20);
  assert.equal(new Set(entries.map((entry) => entry.uid)).size, entries.length);
  for (const entry of entries) {
    const event = whole.events.find(({ url }) => entry.uid.endsWith("/" + url));
    assert.ok(entry.startDate.isDate);
    assert.equal(entry.startDate.toString(), event.when.earliest);
    entry.endDate.adjust(-1, 0, 0, 0);
    assert.equal(entry.endDate.toString(), event.when.latest);
    assert.equal(entry.summary, event.title);
    assert.equal(entry.component.getFirstPropertyValue("x-dateline-edtf"), event.when.edtf);
  }
});

test("the calendar of a kind holds the entries of the whole calendar that are of that kind", () => {
  const uids = (file) => new ICAL.Component(ICAL.parse(read(file))).getAllSubcomponents("vevent").map((entry) => entry.getFirstPropertyValue("uid"));
  const ofKind = uids("kind/strike/events.ics");
  const strikes = whole.events.filter(({ kind }) => kind === "strike").map(({ url }) => `https://example.org/repo/${url}`);
  assert.ok(ofKind.length > 5);
  assert.deepEqual(ofKind, uids("data/events.ics").filter((uid) => strikes.includes(uid)));
});

test("a page that is shared comes with a picture that browsers can show", async () => {
  const page = await newPage(site);
  await page.goto(site.root);
  const image = await page.locator('meta[property="og:image"]').getAttribute("content");
  assert.equal(image, "https://example.org/repo/data/card.png");
  const size = await page.evaluate(async (address) => {
    const shown = new Image();
    shown.src = address;
    await shown.decode();
    return [shown.naturalWidth, shown.naturalHeight];
  }, site.root + "data/card.png");
  assert.deepEqual(size, [1200, 630]);
  await page.context().close();
});

test("the table holds a row for each event and no formulas", () => {
  const rows = parseCsv(read("data/events.csv"));
  const [head, ...body] = rows;
  assert.equal(body.length, whole.events.length);
  assert.ok(body.every((row) => row.length === head.length));
  const described = json("data/datapackage.json").resources[0];
  assert.deepEqual(described.schema.fields.map((field) => field.name), head);
  assert.deepEqual(described.path, ["events.csv"]);
  body.forEach((row, at) => {
    const value = (name) => row[head.indexOf(name)];
    const event = whole.events[at];
    assert.deepEqual([value("event_id"), value("edtf"), value("title")], [event.id, event.when.edtf, event.title]);
    assert.ok(row.every((field) => !/^[=+@\t]/.test(field) && (!field.startsWith("-") || /^-\d+([-.]\d+)*$/.test(field))));
  });
});

/** RFC 4180, letter by letter. */
function parseCsv(text) {
  const rows = [[""]];
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const row = rows.at(-1);
    const c = text[at];
    if (quoted && c === '"' && text[at + 1] === '"') row[row.length - 1] += text[++at];
    else if (c === '"') quoted = !quoted;
    else if (!quoted && c === ",") row.push("");
    else if (!quoted && c === "\r" && text[at + 1] === "\n") rows.push([""]) && at++;
    else row[row.length - 1] += c;
  }
  assert.deepEqual(rows.pop(), [""], "the last row ends like the others");
  return rows;
}

test("located events are valid GeoJSON", () => {
  const { features } = checkGeoJson(read("data/events.geojson"));
  const located = whole.events.filter((event) => event.location);
  assert.ok(located.length > 5);
  assert.deepEqual(features.map(({ id }) => id), located.map(({ id }) => id));
  for (const [at, { geometry, properties }] of features.entries()) {
    const { latitude, longitude, precision } = located[at].location;
    assert.deepEqual([geometry.coordinates, properties.geo_precision], [[longitude, latitude], precision]);
  }
});

test("every annotation leads to its words in the article, by quotation and by position", () => {
  const pages = filesLike(/\.annotations\.jsonld$/);
  assert.ok(pages.length > 10);
  for (const file of pages) {
    const { items } = json(file);
    const ids = new Set(items.map((item) => item.id));
    assert.equal(ids.size, items.length, file);
    for (const { body, target } of items) {
      const [quote, position] = target.selector;
      assert.equal([...quote.exact].length, position.end - position.start, file);
      assert.ok(whole.events.some((event) => body.endsWith("/" + event.url)), body);
      const article = whole.articles.findIndex((other) => target.source.endsWith("/" + other.url));
      const told = whole.events.flatMap((event) => event.evidence ?? []).filter((evidence) => evidence.article === article);
      assert.ok(told.some((evidence) => evidence.text === quote.exact), quote.exact);
    }
  }
});

test("the real TimelineJS shows the story that is made for it", async () => {
  const folder = dirname(fileURLToPath(import.meta.resolve("@knight-lab/timelinejs/dist/js/timeline.js")));
  const story = json("data/timelinejs.json");
  assert.ok(story.events.length > 20 && story.events.length <= 200);
  const server = createServer((request, response) => embed(folder, request, response));
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  const root = `http://127.0.0.1:${server.address().port}/`;
  const page = await newPage(site, { allowed: root });
  await page.goto(root);
  await page.waitForFunction("window.ready === true", null, { timeout: 30_000 });
  const shown = await page.evaluate("timeline.config.events.map((slide) => [slide.unique_id, slide.display_date])");
  assert.deepEqual(shown.map(([id]) => id).sort(), story.events.map((slide) => slide.unique_id).sort());
  await page.evaluate((id) => window.timeline.goToId(id), story.events[0].unique_id);
  await page.getByRole("heading", { name: story.events[0].text.headline }).first().waitFor();
  assert.deepEqual(page.faults, []);
  await page.context().close();
  server.closeAllConnections();
  server.close();
});

/** Serves a page with TimelineJS and the story. */
function embed(folder, request, response) {
  const path = new URL(request.url, "http://127.0.0.1").pathname;
  const types = { ".js": "text/javascript", ".css": "text/css", ".json": "application/json", ".woff2": "font/woff2" };
  if (path === "/") {
    response.setHeader("content-type", "text/html");
    response.end(`<!doctype html><link rel="icon" href="data:,"><link rel="stylesheet" href="/css/timeline.css"><div id="t" style="height:600px"></div>
      <script src="/js/timeline.js"></script>
      <script>fetch("/story.json").then((r) => r.json()).then((story) => {
        window.timeline = new TL.Timeline("t", story, { script_path: "/js/", font: null, ga_measurement_id: null });
        window.timeline.on("ready", () => (window.ready = true));
      })</script>`);
  } else if (path === "/story.json") {
    response.end(read("data/timelinejs.json"));
  } else {
    response.setHeader("content-type", types[extname(path)] ?? "application/octet-stream");
    createReadStream(join(folder, "..", path)).on("error", () => response.writeHead(404).end()).pipe(response);
  }
}

test("the data that search engines read names the page's own facts", () => {
  const data = (file) => {
    const found = /<script type="application\/ld\+json">([^<]*)<\/script>/.exec(read(file));
    assert.ok(found, file);
    return JSON.parse(found[1]);
  };
  for (const event of whole.events) {
    if (event.url.includes("#")) continue;
    const page = data(event.url);
    assert.equal(page["@context"], "https://schema.org");
    assert.equal(page.mainEntity["@type"], "Event");
    assert.equal(page.mainEntity.name, event.title);
    if (event.when.earliest === event.when.latest) assert.equal(page.mainEntity.startDate, event.when.earliest);
  }
  for (const article of whole.articles) {
    const page = data(article.url);
    assert.equal(page["@type"], "NewsArticle");
    assert.equal(page.datePublished, article.date);
  }
  const home = data("index.html");
  assert.equal(home["@type"], "Dataset");
  assert.ok(home.distribution.some((file) => file.contentUrl.endsWith("events.json")));
});
