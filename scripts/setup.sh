#!/usr/bin/env bash
# Prepares this machine for the build: checks for Swift and installs missing Debian packages. With the argument `browser`, also
# tries to install what the browser tests need; where that fails, it only says so.
set -euo pipefail

# One package per line, with its purpose.
needed=(
    libsqlite3-dev       # the store
    libcurl4-openssl-dev # the feeds
    libisal-dev          # compressed feeds: gzip
    libzstd-dev          # compressed feeds: zstd
    libbrotli-dev        # compressed feeds: Brotli
    zlib1g-dev           # the tests compress with it
    python3              # scripts/reference.py, which a test runs
    libzip-dev           # workbooks: reading the zip
    libexpat1-dev        # feeds and workbooks: reading XML
    libxlsxwriter-dev    # workbooks: writing
    libmagic-dev         # evidence: the type of a file, from its bytes
    curl                 # the tests run the uploads in the documents
    libpango1.0-dev      # documents as PDF: lines of text
    libcairo2-dev        # documents as PDF: the file
    fonts-noto-cjk       # documents as PDF: 宋体 and 黑体, embedded
    libpng-dev           # thumbnails of evidence: PNG
    libturbojpeg0-dev    # thumbnails of evidence: JPEG
    libargon2-dev        # passwords of accounts: Argon2id
    libqrcodegen-dev     # second factor of accounts: the QR code
    poppler-utils        # the tests read the PDFs with it
    pkg-config           # scripts/pango-declarations.sh: where Pango's headers are
    dpkg-dev             # the Debian package: its dependencies
    patchelf             # the Debian package: where the program finds its libraries
    ca-certificates      # the Debian package depends on it, and a test installs it
)

# The browser tests need these, and fonts-noto-cjk.
browser=(
    chromium-headless-shell # the browser
    python3-venv            # Playwright, from PyPI
)

fail() {
    printf 'setup: %s\n' "$*" >&2
    exit 1
}

command -v swift >/dev/null 2>&1 ||
    fail "Swift is not installed, or not on the PATH. Install Swift 6.2 or newer from https://www.swift.org/install/linux and run this again."
version=$(swift --version 2>/dev/null | grep -oE 'Swift version [0-9]+\.[0-9]+' | grep -oE '[0-9]+\.[0-9]+' | head -n 1)
[ "$(printf '%s\n6.2\n' "${version:-0}" | sort -V | head -n 1)" = "6.2" ] ||
    fail "Swift ${version:-unknown} is too old; this package needs Swift 6.2 or newer."
command -v git >/dev/null 2>&1 || fail "git is missing; install it and run this again."

is_missing() {
    ! dpkg-query -W -f='${Status}' "$1" 2>/dev/null | grep -q 'install ok installed'
}

missing=()
for package in "${needed[@]}"; do
    if is_missing "$package"; then missing+=("$package"); fi
done
missing_browser=()
if [ "${1:-}" = browser ] && command -v apt-get >/dev/null 2>&1; then
    for package in "${browser[@]}"; do
        if is_missing "$package"; then missing_browser+=("$package"); fi
    done
fi
[ ${#missing[@]} -eq 0 ] && [ ${#missing_browser[@]} -eq 0 ] && exit 0

command -v apt-get >/dev/null 2>&1 ||
    fail "these packages are missing and this is not a Debian system: ${missing[*]}. Install their counterparts (headers of SQLite 3.40+, libcurl, ISA-L, zlib, zstd, Brotli, libzip, expat, libxlsxwriter, libmagic, Pango, cairo, libpng, TurboJPEG, libargon2 and libqrcodegen; Noto CJK fonts; poppler's tools) and run this again."
if [ "$(id -u)" -eq 0 ]; then
    as_root=()
elif command -v sudo >/dev/null 2>&1; then
    as_root=(sudo)
else
    [ ${#missing[@]} -eq 0 ] ||
        fail "these packages are missing and installing them needs root: ${missing[*]}. Run as root: apt-get install ${missing[*]}"
    echo "setup: the browser tests need packages that only root can install: apt-get install ${missing_browser[*]}" >&2
    exit 0
fi
log=$(mktemp)
trap 'rm -f "$log"' EXIT

install() {
    echo "setup: installing $*"
    "${as_root[@]}" apt-get update >"$log" 2>&1 &&
        "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@" >>"$log" 2>&1
}

if [ ${#missing[@]} -gt 0 ]; then
    install "${missing[@]}" ||
        { tail -n 20 "$log" >&2; fail "apt-get could not install ${missing[*]}; its last lines are above."; }
fi
if [ ${#missing_browser[@]} -gt 0 ]; then
    install "${missing_browser[@]}" ||
        echo "setup: apt-get could not install ${missing_browser[*]}; the browser tests need them: $(tail -n 1 "$log")" >&2
fi
