// Builds the bundled site once, serves it under a path prefix, and opens pages of it in Chromium.
// Not for checks: those stand in the *.test.mjs files.

import { execFileSync } from "node:child_process";
import { createServer } from "node:http";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, extname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

export const repository = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const prefix = "/repo/";

const types = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".xml": "application/xml",
  ".txt": "text/plain; charset=utf-8",
  ".png": "image/png",
};

// Nothing but this machine may be reached, so that a page that asks for more is seen to fail.
const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
];

/** Starts a browser. */
export function launch() {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: flags });
}

/** Builds and serves the site, with more settings where given, and starts a browser; `close` ends all of it. */
export async function start({ settings = "", prepare = () => {} } = {}) {
  // Not in the system's folder for temporary files: a browser in a sandbox of its own (snap) may not read there.
  mkdirSync(join(repository, "target"), { recursive: true }); // Cargo may build elsewhere.
  const folder = mkdtempSync(join(repository, "target", "browser-"));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  const output = join(folder, "site");
  const dateline = process.env.DATELINE ?? join(repository, "target/debug/dateline");
  const source = join(folder, "source");
  cpSync(join(repository, "content"), join(source, "content"), { recursive: true });
  writeFileSync(join(source, "site.toml"), settings + readFileSync(join(repository, "site.toml"), "utf8"));
  prepare(source);
  execFileSync(
    dateline,
    ["build", source, "--output", output, "--base-url", `https://example.org${prefix}`, "--today", "2016-01-01"],
    { stdio: ["ignore", "ignore", "inherit"] },
  );
  const server = createServer((request, response) => serve(output, request, response));
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  const origin = `http://127.0.0.1:${server.address().port}`;
  const browser = await launch();
  return {
    browser,
    output,
    root: origin + prefix,
    files: list(output),
    async close() {
      await browser.close();
      server.closeAllConnections();
      server.close();
    },
  };
}

function serve(output, request, response) {
  const path = decodeURIComponent(new URL(request.url, "http://127.0.0.1").pathname);
  let file = path.startsWith(prefix) ? resolve(output, path.slice(prefix.length)) : output + sep + "outside";
  if (!(file + sep).startsWith(output + sep)) file = join(output, "outside");
  let status = 200;
  let body;
  try {
    if (statSync(file).isDirectory()) file = join(file, "index.html");
    body = readFileSync(file);
  } catch {
    status = 404;
    file = join(output, "404.html");
    body = readFileSync(file);
  }
  response.writeHead(status, { "content-type": types[extname(file)] ?? "application/octet-stream" });
  response.end(body);
}

function list(folder) {
  const files = [];
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) files.push(relative(folder, join(entry.parentPath ?? entry.path, entry.name)).split(sep).join("/"));
  }
  return files.sort();
}

/** One address of every type of page, by the name of the type. Throws where the site has no page of a type. */
export function pageTypes(files) {
  const first = (pattern) => {
    const found = files.find((file) => pattern.test(file));
    if (!found) throw new Error(`the site has no page like ${pattern}`);
    return found;
  };
  return {
    home: first(/^index\.html$/),
    year: first(/^2015\/index\.html$/),
    month: first(/^2015\/11\/index\.html$/),
    day: first(/^2015\/11\/17\.html$/),
    "event, strike": first(/^e\/[^/]*raqqa[^/]*\.html$/),
    "event, statement": first(/^e\/2015-11-18[^/]*(kirby|kerry|state-department)[^/]*\.html$/),
    "article with image and table": first(/^a\/(2015-11-19-)?raqqa-explained\.html$/),
    "article with evidence": first(/^a\/(2015-11-14-)?paris-attacks\.html$/),
    articles: first(/^articles\/index\.html$/),
    kind: first(/^kind\/strike\/index\.html$/),
    actor: first(/^actor\/russia\/index\.html$/),
    actors: first(/^actor\/index\.html$/),
    place: first(/^place\/raqqa\/index\.html$/),
    places: first(/^place\/index\.html$/),
    source: first(/^source\/[^/]+\/index\.html$/),
    sources: first(/^source\/index\.html$/),
    undated: first(/^undated\/index\.html$/),
    changes: first(/^changes\/index\.html$/),
    data: first(/^data\/index\.html$/),
    method: first(/^method\/index\.html$/),
    tag: first(/^tag\/[^/]+\/index\.html$/),
    search: first(/^search\.html$/),
    about: first(/^about\/index\.html$/),
    "not found": first(/^404\.html$/),
  };
}

/** A page that keeps what went wrong on it in `page.faults`: failed or foreign requests, errors of scripts and of the console. */
export async function newPage(site, { javaScript = true, scheme = "light", width = 1280, allowed = site.root } = {}) {
  const context = await site.browser.newContext({
    javaScriptEnabled: javaScript,
    colorScheme: scheme,
    // A transition between pages that the next key press cuts short would be told as an error.
    reducedMotion: "reduce",
    viewport: { width, height: 800 },
  });
  const page = await context.newPage();
  page.faults = [];
  const fault = (text) => page.faults.push(`${page.url()}: ${text}`);
  page.on("request", (request) => {
    if (!request.url().startsWith(allowed) && !request.url().startsWith("data:")) fault(`foreign request ${request.url()}`);
  });
  page.on("requestfailed", (request) => {
    // Aborted: the page was left before its icon had come.
    if (request.failure().errorText !== "net::ERR_ABORTED") fault(`failed request ${request.url()}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400) fault(`status ${response.status()} of ${response.url()}`);
  });
  page.on("pageerror", (error) => fault(`script error ${error}`));
  page.on("console", (message) => {
    if (message.type() === "error") fault(`console: ${message.text()}`);
  });
  return page;
}
