#!/usr/bin/env bash
# Measures whole builds of a made-up site: wall time, CPU time, peak memory. Usage: benches/compare.sh [ARTICLES] [RUNS]
#
# Every run writes a fresh output. Needs GNU time (Debian: apt-get install time). The median of the wall times is what to compare.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

articles=${1:-10000}
runs=${2:-5}
target=${CARGO_TARGET_DIR:-target}
site=$target/bench-site-$articles
timer=$(command -v gtime || echo /usr/bin/time)
"$timer" -f %e true 2>/dev/null || { echo "GNU time is needed" >&2; exit 1; }

cargo build --release --quiet
[ -d "$site" ] || cargo run --release --quiet --example generate_site -- "$site" --articles "$articles"

# Paths are absolute: the build resolves a relative output against the site.
output=$(mktemp -d)
trap 'rm -rf "$output"' EXIT
printf '%8s %8s %8s\n' 'wall s' 'CPU s' 'MiB'
for ((run = 0; run < runs; run++)); do
  "$timer" -o "$output/time" -f '%e %U %S %M' "$target/release/dateline" build "$site" --output "$output/site" --today 2026-01-01 >"$output/log"
  rm -rf "$output/site"
  awk '{ printf "%8.2f %8.2f %8.0f\n", $1, $2 + $3, $4 / 1024 }' "$output/time"
done | sort -n
tail -n 1 "$output/log"
printf 'input: %s bytes\n' "$(find "$site/content" -type f -exec cat {} + | wc -c)"
