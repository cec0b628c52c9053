"""Measures the preview of a made-up site: from saving an article to the moment its new page is served. For `benches/preview.sh`.

Usage: preview.py PROGRAM SITE SAVES. Each state of the site is served by a preview of its own: as it is, beside `events.lock`, and beside
`curation.yaml` as well. What is written into the site is taken away in the end.
"""

import contextlib, pathlib, re, signal, subprocess, sys, tempfile, threading, time, urllib.request

program, site, saves = sys.argv[1], pathlib.Path(sys.argv[2]), int(sys.argv[3])
articles = sorted((site / "content").rglob("*.md"))
QUIET, EVENT = "It was a quiet evening.", "Russian jets bombed Raqqa on 15 November 2015."
ARTICLE = "---\ntitle: New\nslug: zzz-brand-new\n---\n\n"


class Preview:
    """A preview of the site, the article that is edited, and when an open page was told of something."""

    def __init__(self, root):
        self.root, self.told = root, []
        self.article = articles[len(articles) // 2]
        self.text = self.article.read_text()
        self.page = next(page for page in self.pages() if self.there(page))
        threading.Thread(target=self.listen, daemon=True).start()
        while not self.told:
            time.sleep(0.01)

    def pages(self):
        return [f"a/{slug}.html" for slug in (self.article.stem, self.article.stem.split("-", 3)[-1])]

    def fetch(self, path):
        return urllib.request.urlopen(self.root + path).read().decode()

    def there(self, path):
        try:
            return bool(self.fetch(path))
        except OSError:
            return False

    def listen(self):
        with contextlib.suppress(OSError):
            for line in urllib.request.urlopen(f"{self.root}__dateline/live/{self.page}"):
                if line.startswith(b"data:"):
                    self.told.append(time.perf_counter())

    def save(self, sentence):
        """Milliseconds until the page is served anew, and until an open page is told of it."""
        mark = f"Nobody had counted the lamps, number {time.time_ns()}."
        before, start = len(self.told), time.perf_counter()
        self.article.write_text(f"{self.text}\n\n{sentence} {mark}\n")
        while mark not in self.fetch(self.page):
            time.sleep(0.001)
        served = time.perf_counter()
        while len(self.told) == before and time.perf_counter() < served + 5:
            time.sleep(0.001)
        heard = self.told[-1] if len(self.told) > before else served + 5
        return (served - start) * 1000, (heard - start) * 1000

    def edits(self, name, sentences):
        self.save(sentences[-1])
        for what, series in zip(("served", "told to open pages"), zip(*map(self.save, sentences))):
            tell(f"{name}, from save to {what}", series)

    def article_comes_and_goes(self, name, beside):
        """An article of the day of another, put after it and taken away."""
        path, times = beside.parent / f"{beside.name[:10]}-zzz-brand-new.md", []
        for is_there in [True, False] * saves:
            start = time.perf_counter()
            path.write_text(f"{ARTICLE}{EVENT}\n") if is_there else path.unlink()
            while self.there("a/zzz-brand-new.html") != is_there:
                time.sleep(0.001)
            times.append((time.perf_counter() - start) * 1000)
            time.sleep(0.3)
        tell(f"{name}, from save to served", times)


def tell(what, times):
    times = sorted(times)
    print(f"{what}: median {times[len(times) // 2]:.0f} ms, best {times[0]:.0f} ms, worst {times[-1]:.0f} ms", flush=True)


@contextlib.contextmanager
def preview():
    server = subprocess.Popen([program, "serve", site, "--port", "0"], stderr=subprocess.PIPE, text=True)
    try:
        for line in server.stderr:
            if line.startswith("Read"):
                print(line.strip(), flush=True)
            if match := re.match(r"Serving at (\S+)", line):
                threading.Thread(target=server.stderr.read, daemon=True).start()
                yield Preview(match[1])
                return
    finally:
        server.kill()


def publish():
    """Writes `events.lock`; gives the ids in it."""
    with tempfile.TemporaryDirectory() as output:
        subprocess.run([program, "build", site, "--output", f"{output}/public"], check=True, capture_output=True)
    return re.findall(r'"id":"([^"]+)"', (site / "events.lock").read_text())


def main():
    middle = articles[len(articles) // 2]
    comes_and_goes = [EVENT if number % 2 == 0 else QUIET for number in range(saves)]
    text = middle.read_text()
    try:
        with preview() as fresh:
            fresh.edits("prose without new events", [QUIET] * saves)
            fresh.edits("an event comes and goes", comes_and_goes)
            fresh.article_comes_and_goes("an article comes last and goes", max(articles, key=lambda path: path.name[:10]))
            fresh.article_comes_and_goes("an article comes between others and goes", middle)
        middle.write_text(f"{text}\n\n{EVENT}\n")
        ids = publish()
        middle.write_text(text)
        with preview() as locked:
            locked.edits("beside events.lock: a published event comes and goes", comes_and_goes)
            locked.article_comes_and_goes("beside events.lock: an article comes between others and goes", middle)
        decisions = [f"  - correct: {id}\n    note: Seen.\n" for id in ids[:: max(1, len(ids) // 100)]]
        (site / "curation.yaml").write_text("decisions:\n" + "".join(decisions))
        with preview() as curated:
            curated.edits(f"beside {len(decisions)} decisions as well: a published event comes and goes", comes_and_goes)
    finally:
        middle.write_text(text)
        for name in ("events.lock", "curation.yaml"):
            (site / name).unlink(missing_ok=True)


signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
main()
