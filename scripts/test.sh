#!/usr/bin/env bash
# Runs the built tests and repeats the failures at the end, because an early failure is easily missed in a thousand lines
# of progress.
set -uo pipefail

log=$(mktemp)
trap 'rm -f "$log"' EXIT
# Runs four tests at a time. Swift Testing would start all tests at once, with one thread per processor. The servers,
# clients and child processes of a thousand tests would then wait for each other until their time limits.
swift test --skip-build --disable-xctest --experimental-maximum-parallelization-width 4 "$@" 2>&1 | tee "$log"
code=${PIPESTATUS[0]}
if [ "$code" -ne 0 ]; then
    echo
    echo "test: failed:"
    grep -a -A 3 -e '✘' -e ' error: ' -e 'Fatal error' "$log" | grep -a -v '✔' | head -n 60
fi
exit "$code"
