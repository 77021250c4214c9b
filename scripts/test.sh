#!/usr/bin/env bash
# Runs the tests that were built, and says again at the end what failed: with a thousand lines of progress in between, a
# failure at their beginning is easily missed.
set -uo pipefail

log=$(mktemp)
trap 'rm -f "$log"' EXIT
swift test --skip-build --disable-xctest "$@" 2>&1 | tee "$log"
code=${PIPESTATUS[0]}
if [ "$code" -ne 0 ]; then
    echo
    echo "test: failed; what was told of it:"
    grep -a -A 3 -e '✘' -e ' error: ' -e 'Fatal error' "$log" | grep -a -v '✔' | head -n 60
fi
exit "$code"
