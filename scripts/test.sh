#!/usr/bin/env bash
# Runs the tests that were built, and repeats the failures at the end: a failure at the beginning is easily missed in a
# thousand lines of progress.
set -uo pipefail

log=$(mktemp)
trap 'rm -f "$log"' EXIT
# Four tests at a time: Swift Testing would start all of them at once on as many threads as there are processors, and
# servers, clients and child processes of a thousand tests would wait for one another beyond every time limit.
swift test --skip-build --disable-xctest --experimental-maximum-parallelization-width 4 "$@" 2>&1 | tee "$log"
code=${PIPESTATUS[0]}
if [ "$code" -ne 0 ]; then
    echo
    echo "test: failed:"
    grep -a -A 3 -e '✘' -e ' error: ' -e 'Fatal error' "$log" | grep -a -v '✔' | head -n 60
fi
exit "$code"
