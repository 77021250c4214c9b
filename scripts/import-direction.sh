#!/usr/bin/env bash
# Proves that the build enforces the import direction of the targets: adds a file with a forbidden import to Rulebook,
# and expects that the build fails.
set -euo pipefail

intruder=Sources/Rulebook/AgainstTheDirection.swift
log=$(mktemp)
trap 'rm -f "$intruder" "$log"' EXIT
printf 'internal import Store\n' >"$intruder"
if swift build "$@" --target Rulebook >"$log" 2>&1; then
    echo "import direction: NOT enforced; Rulebook was built although it imports Store" >&2
    exit 1
fi
grep -qE "Store" "$log" || { tail -n 20 "$log" >&2; echo "import direction: the build failed for another reason" >&2; exit 1; }
echo "import direction: enforced (Rulebook importing Store does not build)"
