// A copy of the bundled site with a preview of it running, for tests that change its files. Not for checks: those stand in the *.test.mjs files.

import { spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { launch } from "./site.mjs";

const repository = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const dateline = process.env.DATELINE ?? join(repository, "target/debug/dateline");

/** Copies the site, starts `dateline serve` on it and a browser; `close` ends all of it. */
export async function startPreview() {
  const folder = mkdtempSync(join(repository, "target", "preview-"));
  cpSync(join(repository, "content"), join(folder, "content"), { recursive: true });
  cpSync(join(repository, "site.toml"), join(folder, "site.toml"));
  const options = ["serve", folder, "--port", "0", "--base-url", "https://example.org/repo/", "--today", "2016-01-01"];
  const server = spawn(dateline, options, { stdio: ["ignore", "ignore", "pipe"] });
  const preview = { folder, server, log: "", browser: await launch() };
  preview.root = await new Promise((found, failed) => {
    server.stderr.setEncoding("utf8").on("data", (text) => {
      preview.log += text;
      const address = /^Serving at (\S+)/m.exec(preview.log);
      if (address) found(address[1]);
    });
    server.on("exit", (code) => failed(new Error(`the preview ended with ${code}: ${preview.log}`)));
  });
  preview.read = (path) => readFileSync(join(folder, path), "utf8");
  preview.write = (path, text) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  preview.files = () => readdirSync(folder, { recursive: true }).sort();
  preview.close = async () => {
    await preview.browser.close();
    server.kill("SIGKILL");
    rmSync(folder, { recursive: true });
  };
  return preview;
}
