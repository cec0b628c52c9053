#!/usr/bin/env bash
# One session from an empty folder to a published site, opened in a real browser, as a newcomer has it.
#
# Types each command, shows what came back, and ends with an error where that is not what it should be. What it prints is the transcript in
# docs/session.md: `tests/session.sh > docs/session.md` records it anew. Needs git, curl, python3 and Chromium (CHROMIUM names it), and
# nothing from outside this machine. DATELINE names the program, or else it is built.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

[ -n "${DATELINE:-}" ] || { cargo build --quiet && DATELINE=${CARGO_TARGET_DIR:-$PWD/target}/debug/dateline; }
browser=${CHROMIUM:-$(command -v chromium chromium-browser google-chrome | head -1)}
# Not in the system's folder for temporary files: a browser in a sandbox of its own (snap) may not read there.
mkdir -p target
desk=$(mktemp -d "$PWD/target/session-XXXXXX")
servers=()
end() { kill ${servers[@]+"${servers[@]}"} 2>/dev/null || true; rm -rf "$desk"; }
trap end EXIT
mkdir "$desk/bin" && ln -s "$(realpath "$DATELINE")" "$desk/bin/dateline"
export PATH="$desk/bin:$PATH" HOME=$desk NO_COLOR=1 GIT_CONFIG_NOSYSTEM=1
for who in AUTHOR COMMITTER; do
  export "GIT_${who}_NAME=Editor" "GIT_${who}_EMAIL=editor@example.org"
done
unset GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE

# What differs from run to run is left out: the folder, times, ports, names of commits.
plain() {
  sed -E -e "s#$desk#~#g" -e 's/[0-9]+\.[0-9]+ s$/0.1 s/' -e 's/[0-9]+ ms/9 ms/' -e 's#127\.0\.0\.1:[0-9]+#127.0.0.1:1111#g' \
    -e 's/(since )[0-9-]{10}/\12026-01-01/' -e 's/(commit |site at )[0-9a-f]{7,10}/\10123456789/' -e 's/\x1b\[[0-9;]*m//g'
}

say() { printf '```\n\n%s\n\n```console\n' "$*"; }

# Runs a line of shell and shows it with what came back, no more than so many lines of it: run LINES 'command'
run() {
  local most=$1 status=0
  printf '$ %s\n' "$2"
  last=$(eval "$2" 2>&1 | plain) || status=$?
  [ -z "$last" ] || printf '%s\n' "$last" | head -n "$most"
  [ "$(printf '%s\n' "$last" | wc -l)" -le "$most" ] || echo '...'
  return $status
}

# What must stand in the last answer.
expect() {
  case $last in *"$1"*) ;; *) printf 'tests/session.sh: "%s" is missing in:\n%s\n' "$1" "$last" >&2; exit 1 ;; esac
}

# Waits until a command's output holds a text: await TEXT command...
await() {
  local text=$1 tries=200
  shift
  until "$@" 2>/dev/null | grep -qF -- "$text"; do
    tries=$((tries - 1))
    [ $tries -gt 0 ] || { echo "tests/session.sh: waited in vain for: $text" >&2; exit 1; }
    sleep 0.1
  done
}

cat <<'TEXT'
# From an empty folder to a published site

What a newcomer types and sees, from an empty folder to a branch in a bare repository, cloned, served under a path and opened in Chromium. Recorded by
`tests/session.sh`, which anyone can run; times, ports and names of commits are left out.

```console
TEXT

cd "$desk"
run 9 'dateline init timeline'
expect 'Made a site'
cd timeline
run 9 'git init --quiet --initial-branch main && git add . && git commit --quiet --message "Begin"'
run 9 'echo "French jets bombed Raqqa on Sunday night. “We will go on,” Defence Minister Jean-Yves Le Drian said on Monday." > ../report.txt'
run 9 'dateline new "French jets bomb Raqqa" --date 2015-11-16 --from ../report.txt'
run 5 'dateline check'
expect 'Nothing is wrong in 2 articles'
run 5 'dateline build'
expect 'Built 2 articles'
run 9 'dateline explain content/2015-11-16-french-jets-bomb-raqqa.md'
expect '2015-11-15-france-strikes-raqqa'

say 'A mistake is told with its place, and the site that was built before stays:'
run 12 'sed -i.old "s/^date: .*/date: last week/" content/2015-11-16-french-jets-bomb-raqqa.md; dateline build' && exit 1
expect 'content/2015-11-16-french-jets-bomb-raqqa.md:3'
expect 'Nothing was written'
run 9 'mv content/2015-11-16-french-jets-bomb-raqqa.md.old content/2015-11-16-french-jets-bomb-raqqa.md'

say 'The preview follows what is saved, errors included:'
echo '$ dateline serve &'
# With job control, or a shell lets its background jobs ignore Ctrl-C.
set -m
dateline serve --port 0 2> "$desk/serve.log" &
serving=$!
set +m
servers+=("$serving")
await 'Serving at' cat "$desk/serve.log"
root=$(sed -n 's/^Serving at \([^ ]*\).*/\1/p' "$desk/serve.log")
page=a/french-jets-bomb-raqqa.html
plain < "$desk/serve.log"
run 9 'echo "Russian jets bombed Raqqa on Tuesday, 17 November." >> content/2015-11-16-french-jets-bomb-raqqa.md'
await 'Russian jets' curl -fs "$root$page"
await 'articles, 8 events' cat "$desk/serve.log"
plain < "$desk/serve.log" | tail -n 1
run 9 'mkdir -p themes/mine/templates && echo "{{ nothing.at.all }}" > themes/mine/templates/article.html && cp site.toml site.toml.old && (echo "theme = \"mine\""; cat site.toml.old) > site.toml'
await 'error[' cat "$desk/serve.log"
await 'The last version without errors stays' cat "$desk/serve.log"
await 'Russian jets' curl -fs "$root$page"
plain < "$desk/serve.log" | sed -n '/^error/,/without errors stays/p' | head -n 9
run 9 'mv site.toml.old site.toml; rm -r themes'
await 'All well again' cat "$desk/serve.log"
echo '$ kill -INT %1'
kill -INT "$serving"
wait "$serving" || true
servers=()
last=$(git status --short)
[ "$last" = '?? content/2015-11-16-french-jets-bomb-raqqa.md
?? events.lock' ] || { echo "tests/session.sh: the preview left something behind: $last" >&2; exit 1; }

say 'What most needs an editor, and the last word:'
run 9 'dateline review --limit 1'
printf '$ cat > curation.yaml\n'
tee curation.yaml <<'YAML'
decisions:
  - correct: 2015-11-15-france-strikes-raqqa
    title: The first night over Raqqa
    reason: Our own title.
YAML
run 9 'git add . && git commit --quiet --message "Report and correct"'

say 'Published on a branch of a bare repository, past the working tree and the index:'
run 9 'git init --quiet --bare ../pages.git && git remote add origin ../pages.git'
run 4 'dateline deploy --dry-run'
expect 'Would push'
run 9 'dateline deploy'
expect 'Pushed'
run 9 'dateline deploy'
expect 'Nothing to push'
run 9 'git status --short; git --git-dir ../pages.git log --format="%an: %s" gh-pages'
expect 'Editor: Publish the site at'

say 'And back again: cloned, served by a plain server under a path, opened in a browser:'
run 9 'git clone --quiet --branch gh-pages ../pages.git ../served/timeline'
echo '$ python3 -m http.server --directory ../served &'
python3 -u -m http.server --bind 127.0.0.1 --directory ../served 0 > "$desk/server.log" 2>&1 &
servers+=("$!")
await 'Serving HTTP' cat "$desk/server.log"
site=http://127.0.0.1:$(sed -n 's/^Serving HTTP on .* port \([0-9]*\).*/\1/p' "$desk/server.log")/timeline
# macOS has no `timeout`.
limit=$(command -v timeout || command -v gtimeout || true)
chromium() { ${limit:+"$limit" 60} "$browser" --headless --no-sandbox --disable-gpu --user-data-dir="$desk/chromium" "$@" 2>/dev/null; }
# Shown with the address that a reader of the transcript would type.
in_browser() {
  printf '$ chromium --headless --dump-dom http://127.0.0.1:1111/timeline/%s | grep %s\n' "$1" "'$2'"
  last=$(chromium --dump-dom "$site/$1" | grep -o -m 1 -- "$2") || { echo "tests/session.sh: no $2 at $1" >&2; exit 1; }
  printf '%s\n' "$last"
}
in_browser '' '<title>.*</title>'
in_browser e/2015-11-15-france-strikes-raqqa.html '<h1>.*The first night over Raqqa.*</h1>'
in_browser a/french-jets-bomb-raqqa.html '<mark id="[^>]*>French jets bombed[^<]*</mark>'
echo '```'
