#!/usr/bin/env bash
# Runs Tests/BrowserTests: the console of the built program in Chromium. Takes the folder of the programs, and then names of
# tests (`test_keyboard`); without names, all of them. The screens of all pages are afterwards in .build/browser/screens/.
# With `--pictures` first, it tests nothing and makes the pictures of the READMEs again, in docs/images/console/.
set -euo pipefail

pictures=
if [ "${1:-}" = --pictures ]; then pictures=1; shift; fi
programs=$(realpath "${1:-.build/debug}")
shift || true
tests=$PWD/Tests/BrowserTests
folder=$PWD/.build/browser
venv=$folder/venv
started=$SECONDS

fail() {
    printf 'browser tests: not run: %s\n' "$*" >&2
    exit 1
}

# The headless shell is the same browser without its windows, and opens a page three times as fast.
chromium=${CHROMIUM:-}
for name in chromium-headless-shell chromium chromium-browser; do
    [ -n "$chromium" ] || chromium=$(command -v "$name" || true)
done
[ -n "$chromium" ] ||
    fail "Chromium is missing. Install it with: apt-get install chromium-headless-shell (or chromium), or set CHROMIUM to its path."
for program in sushai sushai-demo; do
    [ -x "$programs/$program" ] || fail "$programs/$program is missing; run make build."
done

mkdir -p "$folder"
if ! cmp -s "$tests/requirements.txt" "$venv/requirements.txt"; then
    rm -rf "$venv"
    python3 -m venv "$venv" >"$folder/venv.log" 2>&1 ||
        fail "python3 -m venv does not work. Install it: apt-get install python3-venv"
    "$venv/bin/pip" install --quiet --disable-pip-version-check -r "$tests/requirements.txt" >"$folder/venv.log" 2>&1 ||
        fail "pip could not install Tests/BrowserTests/requirements.txt: $(tail -n 1 "$folder/venv.log")"
    cp "$tests/requirements.txt" "$venv/requirements.txt"
fi

rm -rf "$folder/demo" "$folder/screens"
"$programs/sushai-demo" "$folder/demo" >"$folder/demo.log" 2>&1 ||
    fail "the demonstration failed: $(tail -n 1 "$folder/demo.log")"
scripts/demo-console.py "$programs" --fill "$folder/demo" >>"$folder/demo.log" 2>&1 ||
    fail "the second round of the demonstration failed: $(tail -n 1 "$folder/demo.log")"

export BROWSER_TESTS_FOLDER=$folder BROWSER_TESTS_PROGRAMS=$programs BROWSER_TESTS_CHROMIUM=$chromium
export PYTHONDONTWRITEBYTECODE=1
if [ -n "$pictures" ]; then
    cd "$tests" && exec "$venv/bin/python" pictures.py
fi
log=$folder/tests.log
code=0
if [ $# -gt 0 ]; then what=("$@"); else what=(discover); fi
(cd "$tests" && "$venv/bin/python" -m unittest "${what[@]}") 2>&1 | tee "$log" || code=$?
ran=$(sed -nE 's/^Ran ([0-9]+) tests? in .*/\1/p' "$log" | tail -n 1)
failed=$(grep -cE '^(FAIL|ERROR): ' "$log" || true)
[ "${ran:-0}" -gt 0 ] || code=1
echo "browser tests: ${ran:-0} tests ran, $failed failed, after $((SECONDS - started)) s; screens in .build/browser/screens/"
exit "$code"
