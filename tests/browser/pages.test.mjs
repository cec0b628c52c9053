// Every type of page: accessible in light and dark, with scripts and without, at every width, and asking nobody else for anything.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import axe from "axe-core";
import { HtmlValidate } from "html-validate";
import { newPage, pageTypes, start } from "./site.mjs";

let site;
let types;
before(async () => {
  site = await start();
  types = pageTypes(site.files);
});
after(() => site?.close());

for (const scheme of ["light", "dark"]) {
  for (const javaScript of [true, false]) {
    test(`axe finds nothing on any type of page, ${scheme}, scripts ${javaScript ? "on" : "off"}`, async () => {
      const page = await newPage(site, { scheme });
      if (!javaScript) await page.route("**/*.html", withoutScripts);
      for (const [type, address] of Object.entries(types)) {
        await page.goto(site.root + address);
        const violations = await violationsOf(page);
        assert.deepEqual(violations, [], `${type} (${address})`);
      }
      assert.deepEqual(page.faults, []);
      await page.context().close();
    });
  }
}

/** Serves a page as a browser without scripts shows it. axe is a script itself, so the browser's own switch would stop it, too. */
async function withoutScripts(route) {
  const response = await route.fetch();
  const html = await response.text();
  const body = html.replace(/<script\b[^>]*>[\s\S]*?<\/script>/g, "").replace(/<(\/?)noscript\b/g, "<$1div");
  await route.fulfill({ response, body });
}

/** What axe finds, whether everything that can be used is large enough for a finger included. */
async function violationsOf(page) {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate("axe.run(document, { resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } })");
  return violations.flatMap((v) => v.nodes.map((node) => `${v.id}: ${node.target} ${node.failureSummary}`));
}

for (const width of [320, 390, 1280]) {
  test(`no page scrolls sideways at ${width} pixels`, async () => {
    const page = await newPage(site, { width });
    for (const [type, address] of Object.entries(types)) {
      await page.goto(site.root + address);
      const wide = await page.evaluate(() => {
        const limit = document.documentElement.clientWidth;
        const sticksOut = (e) => e.getBoundingClientRect().right > limit + 1 && !e.closest("[tabindex], svg, table");
        return document.documentElement.scrollWidth > limit
          ? [...document.body.querySelectorAll("*")].filter(sticksOut).map((e) => e.outerHTML.slice(0, 120))
          : null;
      });
      assert.equal(wide, null, `${type} (${address})`);
    }
    assert.deepEqual(page.faults, []);
    await page.context().close();
  });
}

test("every page says as much without scripts as with them", async () => {
  const [on, off] = [await newPage(site), await newPage(site, { javaScript: false })];
  for (const [type, address] of Object.entries(types)) {
    const texts = [];
    for (const page of [on, off]) {
      await page.goto(site.root + address);
      // What a search finds stands on the pages that it leads to.
      await page.evaluate(() => document.querySelector("#results")?.remove());
      texts.push(new Set((await page.locator("main").innerText()).split(/\n+/).map((line) => line.trim())));
    }
    const missing = [...texts[0]].filter((line) => !texts[1].has(line));
    // What only scripts can do (search, combined filters) may be missing; a fact may not.
    const facts = missing.filter((line) => /\b(19|20)\d\d\b/.test(line));
    assert.deepEqual(facts, [], `${type} (${address})`);
  }
  for (const page of [on, off]) await page.context().close();
});

test("every page is valid HTML", async () => {
  const validator = new HtmlValidate({
    extends: ["html-validate:standard"],
    rules: {
      // Matters of taste, not of the standard.
      "long-title": "off",
      "no-trailing-whitespace": "off",
      "doctype-style": "off",
      "void-style": "off",
      "attribute-boolean-style": "off",
    },
  });
  const faults = [];
  for (const file of site.files.filter((file) => file.endsWith(".html"))) {
    const report = await validator.validateString(readFileSync(join(site.output, file), "utf8"));
    for (const { messages } of report.results) {
      faults.push(...messages.map((m) => `${file}:${m.line}:${m.column}: ${m.ruleId}: ${m.message}`));
    }
  }
  assert.deepEqual(faults.slice(0, 20), [], `${faults.length} faults`);
});
