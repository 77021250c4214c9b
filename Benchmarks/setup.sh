#!/usr/bin/env bash
# Prepares this machine: installs missing tools from Debian and the peers from PyPI into Benchmarks/.peers, and builds the
# generator.
set -euo pipefail
cd "$(dirname "$0")"

fail() {
    printf 'bench: %s\n' "$*" >&2
    exit 1
}

# Each test shows whether its Debian package is installed.
missing=()
command -v python3 >/dev/null 2>&1 || missing+=(python3)
python3 -c 'import ensurepip, venv' >/dev/null 2>&1 || missing+=(python3-venv)
command -v nginx >/dev/null 2>&1 || [ -x /usr/sbin/nginx ] || missing+=(nginx-light)
command -v curl >/dev/null 2>&1 || missing+=(curl)
command -v zstd >/dev/null 2>&1 || missing+=(zstd)
if [ ${#missing[@]} -gt 0 ]; then
    command -v apt-get >/dev/null 2>&1 || fail "install these and run this again: ${missing[*]}"
    as_root=()
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null 2>&1 || fail "run as root: apt-get install ${missing[*]}"
        as_root=(sudo)
    fi
    echo "bench: installing ${missing[*]}"
    "${as_root[@]}" apt-get update -q >/dev/null
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get install -q -y --no-install-recommends "${missing[@]}" >/dev/null ||
        fail "apt-get could not install ${missing[*]}"
fi

if ! cmp -s Peers/requirements.txt .peers/requirements.txt; then
    echo "bench: installing the peers from PyPI into Benchmarks/.peers"
    rm -rf .peers
    python3 -m venv .peers
    .peers/bin/pip install -q --disable-pip-version-check -r Peers/requirements.txt ||
        fail "the peers could not be installed; see the lines above"
    cp Peers/requirements.txt .peers/requirements.txt
fi

swift build -c release --quiet || fail "the generator does not build"
