// A built site on this machine's own address, for the benches that measure it in a browser; compressed, as hosts serve it.
//
// Not for tests, which have a server that also misleads (tests/browser).

import { existsSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { gzipSync } from "node:zlib";

const types = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".txt": "text/plain",
  ".xml": "application/xml",
};

/** Serves the files of `folder`, and before them what `own` makes of a path, if anything: HTML, or a folder to look in. Gives the address and `close`. */
export async function serve(folder, own = () => null) {
  // A file is compressed once: what a browser waits for is not to be this program.
  const made = new Map();
  const file = (path) => {
    if (!made.has(path)) made.set(path, existsSync(path) && statSync(path).isFile() ? gzipSync(readFileSync(path)) : null);
    return made.get(path);
  };
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://127.0.0.1").pathname);
    const special = own(path);
    if (special?.html) return response.setHeader("content-type", types[".html"]).end(special.html);
    const wanted = join(special?.folder ?? folder, path.endsWith("/") ? `${path}index.html` : path);
    const body = file(wanted);
    if (!body) return response.writeHead(404).end();
    response.writeHead(200, { "content-type": types[extname(wanted)] ?? "application/octet-stream", "content-encoding": "gzip" });
    response.end(body);
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { root: `http://127.0.0.1:${server.address().port}/`, close };
}
