#!/usr/bin/env bash
# swift build with the given flags and short output. The exit code decides: a forbidden import fails the build although
# "Build complete!" is printed.
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
# Our own code has no warnings (they are errors); this shows those of the package. swift-distributed-tracing, which
# Hummingbird needs, does not declare one of its files; nothing in this package can change that.
grep -E 'warning:' "$log" | grep -v "'swift-distributed-tracing': found 1 file(s) which are unhandled" | sort -u >&2 || true
echo "build: done after $((SECONDS - started)) s"
