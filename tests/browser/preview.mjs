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
  mkdirSync(join(repository, "target"), { recursive: true }); // Cargo may build elsewhere.
  const folder = mkdtempSync(join(repository, "target", "preview-"));
  cpSync(join(repository, "content"), join(folder, "content"), { recursive: true });
  cpSync(join(repository, "site.toml"), join(folder, "site.toml"));
  const preview = { folder, browser: await launch() };
  preview.read = (path) => readFileSync(join(folder, path), "utf8");
  preview.write = (path, text) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  preview.files = () => readdirSync(folder, { recursive: true }).sort();
  preview.restart = async (between) => {
    preview.server.kill("SIGKILL");
    between();
    await serve(preview);
  };
  preview.close = async () => {
    await preview.browser.close();
    preview.server.kill("SIGKILL");
    rmSync(folder, { recursive: true });
  };
  await serve(preview);
  return preview;
}

/** Starts the server and waits until it tells its address. */
async function serve(preview) {
  const options = ["--port", "0", "--base-url", "https://example.org/repo/", "--today", "2016-01-01"];
  preview.server = spawn(dateline, ["serve", preview.folder, ...options], { stdio: ["ignore", "ignore", "pipe"] });
  let log = "";
  preview.root = await new Promise((found, failed) => {
    preview.server.stderr.setEncoding("utf8").on("data", (text) => {
      log += text;
      const address = /^Serving at (\S+)/m.exec(log);
      if (address) found(address[1]);
    });
    preview.server.on("exit", (code) => failed(new Error(`the preview ended with ${code}: ${log}`)));
  });
}
