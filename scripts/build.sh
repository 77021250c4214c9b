#!/usr/bin/env bash
# swift build with the given flags, its progress kept short. The exit code decides, not the words: a forbidden import
# fails the build although "Build complete!" is printed.
set -euo pipefail

log=$(mktemp)
trap 'rm -f "$log"' EXIT
started=$SECONDS
echo "build: swift build $* (the first time takes a few minutes)"
if ! swift build "$@" >"$log" 2>&1; then
    grep -E '(error|warning):' "$log" | sort -u | head -n 40 >&2 || tail -n 40 "$log" >&2
    echo "build: failed after $((SECONDS - started)) s" >&2
    exit 1
fi
echo "build: done after $((SECONDS - started)) s"
