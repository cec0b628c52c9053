#!/usr/bin/env bash
# Measures the preview: from saving an article to the moment the new page can be had, and to that in which a browser has painted it.
# Usage: benches/preview.sh [ARTICLES] [SAVES]
#
# Saves one article of a made-up site again and again with another sentence at its end, and asks for its page until that is there; also listens to what open
# pages are told. Sentences that report no event, sentences that do, an article that is newer than all others and one that is put between them are measured apart, and so
# are sites with an events.lock and with a curation.yaml. Needs python3; for the last part Node.js and Chromium.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

articles=${1:-1000}
saves=${2:-9}
target=${CARGO_TARGET_DIR:-target}
site=$target/preview-site-$articles
[ -n "${DATELINE:-}" ] || cargo build --release --quiet --bins --examples
[ -d "$site" ] || "$target/release/examples/generate_site" "$site" --articles "$articles"
program=${DATELINE:-$target/release/dateline}
python3 benches/preview.py "$program" "$site" "$saves"
log=$(mktemp)
"$program" serve "$site" --port 0 2>"$log" &
server=$!
trap 'kill $server; rm -f "$log"' EXIT
until grep -q '^Serving' "$log"; do sleep 0.2; done
[ -d tests/browser/node_modules ] || npm ci --prefix tests/browser --ignore-scripts --no-audit --no-fund --loglevel=error
node benches/repaint.mjs "$site" "$(sed -n 's/^Serving at \(\S*\).*/\1/p' "$log")" "$saves"
