#!/usr/bin/env bash
# Measures the preview: from saving an article to the moment the new page can be had. Usage: benches/preview.sh [ARTICLES] [SAVES]
#
# Saves one article of a made-up site again and again with another sentence at its end, and asks for its page until that is there. Needs curl and python3.
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
import json, pathlib, sys, time, urllib.request

site, root, saves = pathlib.Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
article = sorted((site / "content").rglob("*.md"))[0]
text = article.read_text()
fetch = lambda path: urllib.request.urlopen(root + path).read().decode()
slugs = {article.stem, article.stem.split("-", 3)[-1]}
for slug in slugs:
    try:
        fetch(f"a/{slug}.html")
        page = f"a/{slug}.html"
    except OSError:
        pass
times = []
try:
    for save in range(saves):
        mark = f"Nobody had counted the lamps, number {time.time_ns()}."
        article.write_text(f"{text}\n\n{mark}\n")
        start = time.perf_counter()
        while mark not in fetch(page):
            pass
        times.append((time.perf_counter() - start) * 1000)
finally:
    article.write_text(text)
times.sort()
print(f"from save to served: median {times[len(times) // 2]:.0f} ms, best {times[0]:.0f} ms, worst {times[-1]:.0f} ms")
PYTHON
