// Lighthouse's four marks for the main sorts of pages of a built site, with its settings for phones, on a server of its own.
//
// npm ci --prefix benches/lighthouse && node benches/lighthouse/run.mjs SITE [PAGE...], where SITE is a built site. Prints a table; ends with 1 where
// a page that shifts or a mark below 100 is found. Times on a busy machine say little: Lighthouse reckons them for a slow phone from what it sees.

import { existsSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";
import { serve } from "../served.mjs";

const site = resolve(process.argv[2] ?? "public");
const first = (folder, pattern) => readdirSync(join(site, folder)).find((name) => pattern.test(name));

/** The pages that are measured where none are named: home, a month, an event, an article, the map, and the search where there is one. */
function usual() {
  const year = readdirSync(site).filter((name) => /^\d{4}$/.test(name)).at(-1);
  const month = readdirSync(join(site, year)).filter((name) => /^\d\d$/.test(name)).at(-1);
  const pages = ["index.html", `${year}/${month}/index.html`, `e/${first("e", /\.html$/)}`, `a/${first("a", /\.html$/)}`, "place/index.html", "search.html"];
  return pages.filter((page) => existsSync(join(site, page)));
}

const { root, close } = await serve(site);
const chrome = await launch({ chromePath: process.env.CHROMIUM ?? "/usr/bin/chromium", chromeFlags: ["--headless=new", "--no-sandbox", "--disable-gpu"] });
const categories = ["performance", "accessibility", "best-practices", "seo"];
let faults = 0;
console.log(["page".padEnd(60), ...categories, "CLS", "LCP ms", "TBT ms"].join("  "));
for (const page of process.argv.length > 3 ? process.argv.slice(3) : usual()) {
  const { lhr } = await lighthouse(root + page, { port: chrome.port, onlyCategories: categories, logLevel: "error" });
  const marks = categories.map((name) => Math.round(lhr.categories[name].score * 100));
  const value = (audit) => lhr.audits[audit].numericValue;
  const shift = value("cumulative-layout-shift");
  const times = [value("largest-contentful-paint"), value("total-blocking-time")].map((time) => time.toFixed(0));
  console.log([page.padEnd(60), ...marks.map((mark, at) => String(mark).padStart(categories[at].length)), shift.toFixed(3), ...times].join("  "));
  if (marks.some((mark) => mark < 100) || shift > 0) {
    faults++;
    const failed = Object.values(lhr.audits).filter((audit) => audit.score !== null && audit.score < 0.9 && !["informative", "manual", "notApplicable"].includes(audit.scoreDisplayMode));
    for (const audit of failed) console.log(`    ${audit.id}: ${audit.displayValue ?? audit.title}`);
  }
}
await chrome.kill();
close();
process.exit(faults ? 1 : 0);
