#!/usr/bin/env bash
# Measures the preview: from saving an article to the moment the new page can be had, and to that in which a browser has painted it.
# Usage: benches/preview.sh [ARTICLES] [SAVES]
#
# Saves one article of a made-up site again and again with another sentence at its end, and asks for its page until that is there; also listens to what open
# pages are told. Sentences that report no event, sentences that do, and an article that is newer than all others are measured apart. Needs python3; for the last part Node.js and Chromium.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

articles=${1:-1000}
saves=${2:-9}
target=${CARGO_TARGET_DIR:-target}
site=$target/preview-site-$articles
[ -n "${DATELINE:-}" ] || cargo build --release --quiet --bins --examples
[ -d "$site" ] || "$target/release/examples/generate_site" "$site" --articles "$articles"
log=$(mktemp)
"${DATELINE:-$target/release/dateline}" serve "$site" --port 0 2>"$log" &
server=$!
trap 'kill $server; rm -f "$log"' EXIT
until grep -q '^Serving' "$log"; do sleep 0.2; done
grep '^Read' "$log"
python3 - "$site" "$(sed -n 's/^Serving at \(\S*\).*/\1/p' "$log")" "$saves" <<'PYTHON'
import pathlib, sys, threading, time, urllib.request

site, root, saves = pathlib.Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
articles = sorted((site / "content").rglob("*.md"))
article = articles[len(articles) // 2]
text = article.read_text()
fetch = lambda path: urllib.request.urlopen(root + path).read().decode()
slugs = {article.stem, article.stem.split("-", 3)[-1]}
for slug in slugs:
    try:
        fetch(f"a/{slug}.html")
        page = f"a/{slug}.html"
    except OSError:
        pass

told = []
def listen():
    for line in urllib.request.urlopen(f"{root}__dateline/live/{page}"):
        if line.startswith(b"data:"):
            told.append(time.perf_counter())
threading.Thread(target=listen, daemon=True).start()

def save(sentence):
    """Milliseconds until the page is served anew, and until an open page is told of it."""
    mark = f"Nobody had counted the lamps, number {time.time_ns()}."
    before = len(told)
    start = time.perf_counter()
    article.write_text(f"{text}\n\n{sentence} {mark}\n")
    while mark not in fetch(page):
        time.sleep(0.001)
    served = time.perf_counter()
    while len(told) == before and time.perf_counter() < served + 5:
        time.sleep(0.001)
    heard = told[-1] if len(told) > before else served + 5
    return (served - start) * 1000, (heard - start) * 1000

def measure(name, sentences):
    times = [save(sentence) for sentence in sentences]
    for what, series in zip(("served", "told to open pages"), zip(*times)):
        series = sorted(series)
        print(f"{name}, from save to {what}: median {series[len(series) // 2]:.0f} ms, best {series[0]:.0f} ms, worst {series[-1]:.0f} ms")

while not told:
    time.sleep(0.01)
def measure_article(name):
    """Milliseconds until an article that is newer than all others is served, and until it is no more."""
    newest = max(articles, key=lambda path: path.name[:10])
    path, address = newest.parent / f"{newest.name[:10]}-zzz-brand-new.md", "a/zzz-brand-new.html"
    def served():
        try:
            return bool(fetch(address))
        except OSError:
            return False
    times = []
    for is_there in [True, False] * saves:
        start = time.perf_counter()
        path.write_text(f"---\ntitle: New\nslug: zzz-brand-new\n---\n\n{event}\n") if is_there else path.unlink()
        while served() != is_there:
            time.sleep(0.001)
        times.append((time.perf_counter() - start) * 1000)
        time.sleep(0.3)
    times.sort()
    print(f"{name}, from save to served: median {times[len(times) // 2]:.0f} ms, best {times[0]:.0f} ms, worst {times[-1]:.0f} ms")

quiet, event = "It was a quiet evening.", "Russian jets bombed Raqqa on 15 November 2015."
try:
    measure("prose without new events", [quiet] * saves)
    measure("an event comes and goes", [event if number % 2 == 0 else quiet for number in range(saves)])
    measure_article("an article comes and goes")
finally:
    article.write_text(text)
PYTHON
[ -d tests/browser/node_modules ] || npm ci --prefix tests/browser --ignore-scripts --no-audit --no-fund --loglevel=error
node benches/repaint.mjs "$site" "$(sed -n 's/^Serving at \(\S*\).*/\1/p' "$log")" "$saves"
