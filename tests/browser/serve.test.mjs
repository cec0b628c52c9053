// The preview in a real browser: what happens on an open page when its author saves something.

import assert from "node:assert/strict";
import { once } from "node:events";
import { join } from "node:path";
import { cpSync, readFileSync, renameSync, rmSync } from "node:fs";
import { afterEach, beforeEach, test } from "node:test";
import axe from "axe-core";
import { newPage } from "./site.mjs";
import { startPreview } from "./preview.mjs";

const article = "content/2015-11-14-paris-attacks.md";
const overlay = "#dateline-errors section";
let preview;
let page;
beforeEach(async () => {
  preview = await startPreview();
  page = await newPage({ browser: preview.browser, root: new URL("/", preview.root).href });
});
afterEach(() => preview?.close());

/** Opens the article, and waits until it hears of changes. */
async function openArticle() {
  const listening = page.waitForResponse(/__dateline\/live/);
  await page.goto(preview.root + "a/paris-attacks.html");
  await listening;
}

test("a saved article comes up by itself where its reader had scrolled to", async () => {
  await page.setViewportSize({ width: 600, height: 300 });
  await openArticle();
  await page.evaluate(() => scrollTo(0, 400));
  preview.write(article, preview.read(article) + "\n\nA sentence that was not there before.\n");
  await page.getByText("A sentence that was not there before.").waitFor({ timeout: 5000 });
  await page.waitForFunction(() => scrollY === 400, null, { timeout: 5000 });
  assert.deepEqual(page.faults.filter((fault) => !/__dateline\/live/.test(fault)), []);
});

test("a saved article changes the page in place, into what a reload would show", async () => {
  await openArticle();
  await page.evaluate(() => (window.marked = document.querySelector(".masthead a")).focus());
  const text = preview.read(article);
  const edits = [
    (text) => text + "\n\nRussian jets bombed Raqqa on 15 November 2015, an agency said.\n",
    (text) => text.replace(/^title:.*$/m, "title: Another & <i>title</i>"),
    (text) => text.replace(/\n\n(?=[A-Z])/, "\n\n## A heading\n\n- one\n- two\n\n<noscript><b>Nothing runs</b></noscript>\n\n"),
    (text) => text.replace(/\n\n(?=[A-Z])/g, "\n\n*So.* "),
    (text) => text.split("\n\n").slice(0, 3).join("\n\n"),
    () => text,
  ];
  const other = await page.context().newPage();
  for (const [number, edit] of edits.entries()) {
    const mark = `Sentence number ${number}.`;
    preview.write(article, `${edit(preview.read(article))}\n\n${mark}\n`);
    await page.getByText(mark).waitFor({ timeout: 5000 });
    await other.goto(preview.root + "a/paris-attacks.html");
    await other.getByText(mark).waitFor({ timeout: 5000 });
    const whole = () => new XMLSerializer().serializeToString(document).replace(/\s+<\/body>/, "</body>");
    assert.equal(await page.evaluate(whole), await other.evaluate(whole));
  }
  assert.equal(await page.evaluate(() => document.activeElement === window.marked), true);
});

test("what a script has added stays when the page changes, and its buttons still work", async () => {
  await openArticle();
  await page.keyboard.press("?");
  await page.getByRole("dialog").waitFor();
  await page.keyboard.press("Escape");
  preview.write(article, preview.read(article).replace(/^title:.*$/m, "title: Another") + "\n\nA sentence that was not there before.\n");
  await page.getByText("A sentence that was not there before.").waitFor({ timeout: 5000 });
  assert.equal(await page.locator("dialog").count(), 1);
  await page.locator("button.keys").click();
  await page.getByRole("dialog").waitFor();
});

test("a page whose scripts must run again is reloaded", async () => {
  preview.write("site.toml", preview.read("site.toml").replace(/^title/m, 'theme = "mine"\ntitle'));
  preview.write("themes/mine/assets/loud.js", "for (const heading of document.querySelectorAll('h1')) heading.textContent += '!';");
  const base = readFileSync(new URL("../../themes/default/templates/base.html", import.meta.url), "utf8");
  preview.write("themes/mine/templates/base.html", base.replace("</head>", '<script src="{{ root }}assets/loud.js" defer></script>\n</head>'));
  await openArticle();
  await page.getByRole("heading", { level: 1, name: "!" }).waitFor({ timeout: 5000 });
  preview.write(article, preview.read(article).replace(/^title:.*$/m, "title: Another"));
  await page.getByRole("heading", { level: 1, name: "Another!" }).waitFor({ timeout: 5000 });
});

test("what a theme writes behind the body is no reason to replace all of it", async () => {
  preview.write("site.toml", preview.read("site.toml").replace(/^title/m, 'theme = "mine"\ntitle'));
  const base = readFileSync(new URL("../../themes/default/templates/base.html", import.meta.url), "utf8");
  preview.write("themes/mine/templates/base.html", base.replace("</html>", "<!-- the end -->\n</html>"));
  await openArticle();
  await page.evaluate(() => (window.marked = document.querySelector(".masthead a")).focus());
  preview.write(article, preview.read(article) + "\n\nA sentence that was not there before.\n");
  await page.getByText("A sentence that was not there before.").waitFor({ timeout: 5000 });
  assert.equal(await page.evaluate(() => document.activeElement === window.marked), true);
});

test("a page that does not show what changed stays as it is", async () => {
  const listening = page.waitForResponse(/__dateline\/live/);
  await page.goto(preview.root + "about/");
  await listening;
  await page.evaluate(() => (window.marked = true));
  preview.write(article, preview.read(article) + "\n\nA sentence that was not there before.\n");
  const other = await page.context().newPage();
  await other.goto(preview.root + "a/paris-attacks.html");
  await other.getByText("A sentence that was not there before.").waitFor({ timeout: 5000 });
  await page.waitForTimeout(300);
  assert.equal(await page.evaluate(() => window.marked), true);
});

test("an error lies over the last good page, as text, and goes when it is mended", async () => {
  await openArticle();
  const good = preview.read(article);
  preview.write(article, good.replace(/^date:.*$/m, "date: <img src=x onerror=alert(1)>"));
  await page.locator(overlay).waitFor({ timeout: 5000 });
  const text = await page.locator(overlay).innerText();
  assert.match(text, /content\/2015-11-14-paris-attacks\.md:3:7/);
  assert.match(text, /help: write it as YYYY-MM-DD/);
  assert.match(text, /<img src=x onerror=alert\(1\)>/);
  assert.equal(await page.locator(overlay).locator("img").count(), 0);
  assert.ok(await page.locator("h1").isVisible() || (await page.locator("h1").count()) === 1);
  assert.equal(await page.locator(`${overlay} pre`).first().evaluate((e) => getComputedStyle(e).whiteSpace), "pre");
  preview.write(article, good);
  await page.locator(overlay).waitFor({ state: "detached", timeout: 5000 });
});

test("a style sheet changes on the open page without a reload", async () => {
  await openArticle();
  await page.evaluate(() => (window.marked = true));
  preview.write("site.toml", `${preview.read("site.toml").replace(/^theme *=.*$/m, "")}`.replace(/^title/m, 'theme = "mine"\ntitle'));
  preview.write("themes/mine/assets/style.css", "body { background: rgb(1, 2, 3) }");
  const isSeen = (colour) => getComputedStyle(document.body).backgroundColor === colour;
  await page.waitForFunction(isSeen, "rgb(1, 2, 3)", { timeout: 5000 });
  preview.write("themes/mine/assets/style.css", "body { background: rgb(4, 5, 6) }");
  await page.waitForFunction(isSeen, "rgb(4, 5, 6)", { timeout: 5000 });
  const sheets = () => document.querySelectorAll('link[rel="stylesheet"]').length;
  await page.waitForFunction(`(${sheets})() === 1`, null, { timeout: 5000 });
  preview.write(article, preview.read(article).replace(/^title:.*$/m, "title: Another"));
  await page.getByRole("heading", { level: 1, name: "Another" }).waitFor({ timeout: 5000 });
  assert.equal(await page.evaluate(sheets), 1);
  assert.equal(await page.evaluate(() => window.marked), true);
});

test("a broken theme leaves the last good page, and a policy against scripts does not keep the preview from working", async () => {
  await openArticle();
  preview.write("site.toml", preview.read("site.toml").replace(/^title/m, 'theme = "mine"\ntitle'));
  preview.write("themes/mine/templates/article.html", '{% extends "base.html" %}{% block main %}{{ article.nothing }}{% endblock %}');
  await page.locator(overlay).waitFor({ timeout: 5000 });
  assert.match(await page.locator(overlay).innerText(), /themes\/mine\/templates\/article\.html:1/);
  assert.equal(await page.locator("article, main").first().isVisible(), true);
  const strict = `<!doctype html><html lang="en"><head><meta http-equiv="Content-Security-Policy" content="default-src 'none'"><title>x</title></head><body><h1>Strict</h1></body></html>`;
  preview.write("themes/mine/templates/article.html", strict);
  await page.getByRole("heading", { name: "Strict" }).waitFor({ timeout: 5000 });
  preview.write("themes/mine/templates/article.html", strict.replace("Strict", "Stricter"));
  await page.getByRole("heading", { name: "Stricter" }).waitFor({ timeout: 5000 });
});

test("a content folder that takes another's place is followed from then on", async () => {
  await openArticle();
  const [content, other] = ["content", "elsewhere"].map((name) => join(preview.folder, name));
  cpSync(content, other, { recursive: true });
  rmSync(content, { recursive: true });
  renameSync(other, content);
  preview.write("content/more/2015-12-01-new.md", "---\ntitle: New\n---\nIn a folder that was not there.\n");
  preview.write(article, preview.read(article) + "\n\nIn the new folder.\n");
  await page.getByText("In the new folder.").waitFor({ timeout: 5000 });
  await page.goto(preview.root + "a/new.html");
  await page.getByText("In a folder that was not there.").waitFor({ timeout: 5000 });
});

test("a site with errors is served from the start, and shown as soon as they are mended", async () => {
  const good = preview.read(article);
  await preview.restart(() => preview.write(article, "---\ntitle: [\n---\n"));
  await page.goto(preview.root + "a/paris-attacks.html");
  await page.locator(overlay).waitFor({ timeout: 5000 });
  preview.write(article, good);
  await page.getByRole("heading", { level: 1, name: /Paris/ }).waitFor({ timeout: 5000 });
});

test("Ctrl-C ends the preview at once and leaves nothing behind", async () => {
  const before = preview.files();
  await openArticle();
  preview.server.kill("SIGINT");
  await once(preview.server, "exit");
  assert.deepEqual(preview.files(), before);
});

test("an event is corrected on its page, and the page shows it", async () => {
  const { events } = JSON.parse(await (await page.request.get(preview.root + "events.json")).text());
  const listening = page.waitForResponse(/__dateline\/live/);
  await page.goto(preview.root + "e/" + events[0].id + ".html");
  await listening;
  await page.getByText("Edit this event (preview only)").click();
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate("axe.run('#dateline-desk', { resultTypes: ['violations'] })");
  assert.deepEqual(violations, []);
  await page.getByLabel("Title").fill("A title by the editor");
  await page.getByLabel("Reason, shown to readers").fill("Seen by us.");
  await page.getByRole("button", { name: "Save corrections" }).click();
  await page.getByRole("heading", { level: 1, name: "A title by the editor" }).waitFor({ timeout: 5000 });
  await page.getByText("Seen by us.").first().waitFor({ timeout: 5000 });
  assert.match(preview.read("curation.yaml"), /title: "A title by the editor"/);
});
