import { chromium } from "playwright-core";
const b = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox","--disable-gpu"] });
const base = "file:///dev/shm/d-site/";
const pages = JSON.parse(process.argv[2]);
for (const [name, w, h, scheme, path] of pages) {
  const p = await b.newPage({ viewport: { width: w, height: h }, colorScheme: scheme });
  await p.goto(base + path);
  await p.screenshot({ path: `/dev/shm/d-shots/${name}.png` });
  await p.close();
}
await b.close();
