// Reads the same texts with dateline and with chrono-node, on this machine: bytes a second of CPU time, and F1 of span and value against
// TimeML gold. Not a test: figures differ from machine to machine.
//
//   npm install --prefix target/peer chrono-node
//   cargo build --release && node benches/timex_peer.mjs GOLD_FOLDER [narrative]
//
// GOLD_FOLDER holds TimeML files (*.tml) with <DCT> and <TEXT>. As in TempEval-3: an expression found is paired with the first gold one that
// it overlaps; values count where they are the same string.
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";

const [folder, style = "news"] = process.argv.slice(2);
const require = createRequire(join(process.cwd(), "target/peer/"));
const chrono = require("chrono-node");
const binary = process.env.DATELINE ?? "target/release/dateline";
const entities = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'" };
const unescaped = (text) => text.replace(/&(amp|lt|gt|quot|apos);/g, (entity) => entities[entity]);

/** Text, day and gold expressions of a TimeML file, in UTF-16 units. */
function read(path) {
  const source = readFileSync(path, "utf8");
  const day = /<DCT>.*?value="([^"]{10})/s.exec(source)?.[1] ?? "2000-01-01";
  const body = /<TEXT>(.*)<\/TEXT>/s.exec(source)?.[1] ?? "";
  const gold = [];
  let text = "";
  let open;
  for (const [, tag, rest] of body.matchAll(/(<[^>]*>)|([^<]+)/g)) {
    if (rest !== undefined) text += unescaped(rest);
    else if (tag.startsWith("<TIMEX3")) open = { start: text.length, value: /\bvalue="([^"]*)"/.exec(tag)?.[1] };
    else if (tag === "</TIMEX3>" && open) gold.push({ ...open, end: text.length });
  }
  return { day, text, gold };
}

const two = (number) => String(number).padStart(2, "0");

/** TIMEX3's value of what chrono-node found, as fine as the text says. */
function value(start) {
  let value = String(start.get("year"));
  if (!start.isCertain("month") && !start.isCertain("day") && !start.isCertain("weekday")) return value;
  value += `-${two(start.get("month"))}`;
  if (start.isCertain("day") || start.isCertain("weekday")) value += `-${two(start.get("day"))}`;
  if (start.isCertain("hour")) value += `T${two(start.get("hour"))}:${two(start.get("minute") ?? 0)}`;
  return value;
}

function withChrono({ day, text }) {
  const found = chrono.parse(text, { instant: new Date(`${day}T12:00:00Z`), timezone: "UTC" });
  return found.map((result) => ({ start: result.index, end: result.index + result.text.length, value: value(result.start) }));
}

function withDateline({ day, text }) {
  const printed = execFileSync(binary, ["timex", "--date", day, "--style", style], { input: text, maxBuffer: 1 << 28 });
  const points = [...text];
  const units = new Int32Array(points.length + 1);
  points.forEach((point, at) => (units[at + 1] = units[at] + point.length));
  const rows = printed.toString().split("\n").filter(Boolean).map((line) => JSON.parse(line));
  return rows.map((row) => ({ start: units[row.start], end: units[row.end], value: row.value }));
}

/** Relaxed F1 and value F1 in percent. */
function score(documents, tagger) {
  let [gold, found, overlaps, same] = [0, 0, 0, 0];
  for (const document of documents) {
    const system = tagger(document).sort((a, b) => a.start - b.start);
    const used = new Set();
    gold += document.gold.length;
    found += system.length;
    for (const wanted of document.gold) {
      const hit = system.find((one) => !used.has(one) && one.start < wanted.end && wanted.start < one.end);
      if (!hit) continue;
      used.add(hit);
      overlaps += 1;
      same += hit.value === wanted.value;
    }
  }
  return [overlaps, same].map((hits) => ((200 * hits) / (gold + found)).toFixed(1));
}

/** Megabytes a second of CPU time. */
const speed = (bytes, seconds) => bytes / 1e6 / seconds;

function chronoSpeed(documents) {
  const bytes = documents.reduce((sum, document) => sum + Buffer.byteLength(document.text), 0);
  documents.slice(0, 5).forEach(withChrono);
  const before = process.cpuUsage();
  documents.forEach(withChrono);
  const { user, system } = process.cpuUsage(before);
  return speed(bytes, (user + system) / 1e6);
}

function datelineSpeed(documents) {
  const path = join(tmpdir(), `dateline-peer-${process.pid}.txt`);
  const text = documents.map((document) => document.text).join("\n\n");
  const whole = text.repeat(Math.ceil(2e7 / text.length));
  writeFileSync(path, whole);
  const seconds = (file) => {
    const script = `"${binary}" timex --date 2015-11-18 --style ${style} "${file}" >/dev/null; times`;
    const children = execFileSync("sh", ["-c", script]).toString().trim().split("\n").pop();
    return [...children.matchAll(/(\d+)m([\d.]+)s/g)].reduce((sum, [, m, s]) => sum + 60 * m + Number(s), 0);
  };
  const loading = seconds("/dev/null");
  const taken = seconds(path) - loading;
  rmSync(path);
  return speed(Buffer.byteLength(whole), taken);
}

const documents = readdirSync(folder).filter((name) => name.endsWith(".tml")).sort().map((name) => read(join(folder, name)));
const speeds = { dateline: datelineSpeed(documents), "chrono-node": chronoSpeed(documents) };
console.log("              relaxed  value   MB/s");
for (const [name, tagger] of [["dateline", withDateline], ["chrono-node", withChrono]]) {
  const [relaxed, same] = score(documents, tagger);
  console.log(`${name.padEnd(14)}${relaxed.padStart(7)}${same.padStart(7)}${speeds[name].toFixed(2).padStart(7)}`);
}
console.log(`dateline reads ${(speeds.dateline / speeds["chrono-node"]).toFixed(0)} times as fast`);
