#!/usr/bin/env bash
# Makes a Debian package of a built program: scripts/package.sh .build/release/sushai .build/package
#
# The version is the one that the program prints. Libraries that no Debian package owns (Swift's) are packed next to the
# program, where its run path finds them. All others become Depends. COMPRESSION: xz (usual), zstd, gzip or none.
set -euo pipefail
cd "$(dirname "$0")/.."

[ $# -eq 2 ] || { echo "usage: scripts/package.sh BINARY FOLDER" >&2; exit 64; }
program=$(realpath "$1")
mkdir -p "$2"
folder=$(realpath "$2")
version=$("$program" --version)
architecture=$(dpkg --print-architecture)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
root=$work/sushai
private=$root/usr/lib/sushai
package=$folder/sushai_${version}_$architecture.deb

# Prints the path of every library that a program loads.
libraries() {
    ldd "$1" | awk '$2 == "=>" && $3 ~ /^\// {print $3}'
}

# Whether a Debian package owns a file. A file in /usr/lib may be registered under /lib.
owned() {
    local path
    path=$(realpath "$1")
    dpkg-query -S "$path" >/dev/null 2>&1 || dpkg-query -S "${path#/usr}" >/dev/null 2>&1
}

# Copies a program or library without debug sections. Function names are kept for crash traces.
place() {
    install -D -m "$1" "$2" "$3"
    strip --strip-debug "$3"
    patchelf --set-rpath '$ORIGIN' "$3"
}

place 755 "$program" "$private/sushai"
shipped=()
for library in $(libraries "$program"); do
    owned "$library" && continue
    place 644 "$library" "$private/$(basename "$library")"
    shipped+=("$private/$(basename "$library")")
done

mkdir -p "$root/usr/bin" "$root/usr/share/sushai" "$root/usr/share/doc/sushai" "$root/DEBIAN"
ln -s ../lib/sushai/sushai "$root/usr/bin/sushai"
install -D -m 755 packaging/sushai-admin "$root/usr/sbin/sushai-admin"
install -D -m 644 packaging/sushai.service "$root/lib/systemd/system/sushai.service"
install -D -m 640 packaging/sushai.env "$root/etc/sushai/sushai.env"
cp -r Crawlers Criteria "$root/usr/share/sushai/"
cp -r README.md README.zh-CN.md CHANGELOG.md SECURITY.md docs "$root/usr/share/doc/sushai/"

# The licences of all libraries that are linked into the program or packed with it.
{
    printf 'Sushai\n======\n\n'
    cat LICENSE
    for licence in .build/checkouts/*/LICENSE{,.txt,.md} .build/checkouts/*/NOTICE{,.txt}; do
        [ -f "$licence" ] || continue
        printf '\n\n%s\n======\n\n' "${licence#.build/checkouts/}"
        cat "$licence"
    done
    if [ ${#shipped[@]} -gt 0 ]; then
        toolchain=$(dirname "$(realpath "$(command -v swift)")")/..
        printf '\n\nSwift runtime and Foundation\n======\n\n'
        cat "$toolchain/share/swift/LICENSE.txt"
    fi
} >"$root/usr/share/doc/sushai/copyright"
chmod -R u=rwX,go=rX "$root/usr"

install -m 755 packaging/{postinst,prerm,postrm} "$root/DEBIAN/"
echo /etc/sushai/sushai.env >"$root/DEBIAN/conffiles"
(cd "$root" && find usr lib -type f -print0 | sort -z | xargs -0 md5sum >DEBIAN/md5sums)

# dpkg-shlibdeps needs a source package.
mkdir "$work/debian"
printf 'Source: sushai\n\nPackage: sushai\nArchitecture: any\n' >"$work/debian/control"
depends=$(cd "$work" && dpkg-shlibdeps -O -l"$private" --ignore-missing-info "$private/sushai" "${shipped[@]}" \
    2>"$work/shlibdeps.log") || { cat "$work/shlibdeps.log" >&2; exit 1; }

cat >"$root/DEBIAN/control" <<CONTROL
Package: sushai
Version: $version
Architecture: $architecture
Maintainer: Sushai maintainers <root@localhost>
Section: misc
Priority: optional
Installed-Size: $(du -sk --exclude=DEBIAN "$root" | cut -f 1)
Depends: ${depends#shlibs:Depends=}, adduser, ca-certificates, fonts-noto-cjk
Recommends: sqlite3
Description: rapid screening of products sold online (速筛)
 Pulls the listing feeds of platforms, flags what should be bought anonymously,
 judges what laboratories measured, and sees to it that a serious hazard reaches
 enforcement and disappears from the platform.
CONTROL

dpkg-deb --root-owner-group -Z"${COMPRESSION:-xz}" --build "$root" "$package" >"$work/build.log" ||
    { cat "$work/build.log" >&2; exit 1; }
echo "$package"
