#!/usr/bin/env bash
# Installs a package of sushai in a copy of this system, tries it, and removes it: scripts/package-check.sh FILE.deb
#
# The copy is an overlay in memory in a separate mount namespace, so this machine is not changed. Needs root and the
# right to mount. If they are missing, prints the reason and exits with 77. `--possible` checks only this.
set -euo pipefail

[ $# -eq 1 ] || { echo "usage: scripts/package-check.sh FILE.deb | --possible" >&2; exit 64; }
if [ -z "${SUSHAI_CHECK_NAMESPACE:-}" ]; then
    [ "$(id -u)" -eq 0 ] || { echo "package check: not possible: needs root" >&2; exit 77; }
    unshare --mount --propagation private true 2>/dev/null ||
        { echo "package check: not possible: mount namespaces are not allowed here" >&2; exit 77; }
    SUSHAI_CHECK_NAMESPACE=1 exec unshare --mount --propagation private "$0" "$1"
fi

work=$(mktemp -d)
trap 'umount -R "$work" 2>/dev/null; rmdir "$work" 2>/dev/null || true' EXIT
mount -t tmpfs -o size=2g sushai-check "$work"
mkdir "$work"/{upper,work,root}
mount -t overlay overlay -o "lowerdir=/,upperdir=$work/upper,workdir=$work/work" "$work/root" 2>/dev/null ||
    { echo "package check: not possible: overlays are not allowed here" >&2; exit 77; }
[ "$1" != --possible ] || exit 0
root=$work/root
mkdir -p "$root"/{tmp,proc,dev}
chmod 1777 "$root/tmp"
mount --rbind /dev "$root/dev"
mount --bind /proc "$root/proc"
cp "$1" "$root/tmp/sushai.deb"

inside() {
    chroot "$root" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"
}
fail() {
    echo "package check: $*" >&2
    exit 1
}
expect() { # a text, and a command whose output must contain it
    local text=$1 output
    shift
    output=$(inside "$@" 2>&1) || fail "$* ended with $?: $output"
    [[ $output == *"$text"* ]] || fail "$* printed no “$text”: $output"
}
install_package() {
    local output
    output=$(inside dpkg --install /tmp/sushai.deb 2>&1) || fail "dpkg --install: $output"
}

install_package
version=$(inside dpkg-query -W -f '${Version}' sushai)
expect "$version" sushai --version
expect "takedown" sushai --help
for needed in libsqlite3-0 libcurl4 libpango-1.0-0 fonts-noto-cjk; do
    expect "$needed" dpkg-query -W -f '${Depends}' sushai
done
[[ $(inside sushai-admin status 2>&1) == */var/lib/sushai/sushai.sqlite* ]] ||
    fail "sushai-admin does not use the settings of the service"
inside sushai-admin criteria check >/dev/null 2>&1 || fail "the installed criteria have mistakes"
inside sushai-admin crawler check >/dev/null 2>&1 || fail "the installed crawlers have mistakes"
[ "$(inside stat -c %a:%U /etc/sushai/sushai.env /var/lib/sushai | tr '\n' ' ')" = "640:root 750:sushai " ] ||
    fail "the settings or the folder of the data have wrong permissions"
if inside sh -c 'command -v systemd-analyze' >/dev/null; then
    output=$(inside systemd-analyze verify /lib/systemd/system/sushai.service 2>&1) || fail "unit file: $output"
    [[ $output != *sushai.service* ]] || fail "unit file: $output"
    inside systemctl --quiet enable sushai.service 2>/dev/null || fail "the service cannot be enabled"
fi

inside dpkg --purge sushai >/dev/null 2>&1 || fail "dpkg --purge"
# All files in the upper layer are new or changed. dpkg's own records and logs do not belong to the package.
rm "$root/tmp/sushai.deb"
left=$(cd "$work/upper" && find . -type f -o -type l -o -type d -o -type c | while read -r path; do
    case $path in
    ./var/lib/dpkg* | ./var/log* | ./var/cache* | ./tmp* | ./etc/*- | ./etc/.pwd.lock | ./proc | ./dev | ./run*) ;;
    *) { [ -d "$path" ] && [ -d "/$path" ]; } || cmp -s "$path" "/$path" || echo "$path" ;;
    esac
done)
[ -z "$left" ] || fail "purge left: $left"

cp "$1" "$root/tmp/sushai.deb"
install_package
expect check sushai-admin token create --role monitor --name check
[ "$(inside stat -c %U /var/lib/sushai/sushai.sqlite)" = sushai ] || fail "the database does not belong to the service"
chroot "$root" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 sh -c '
    set -a; . /etc/sushai/sushai.env; SUSHAI_PORT=0
    exec setpriv --reuid=sushai --regid=sushai --clear-groups timeout 60 sushai serve' >"$work/served" 2>"$work/log" &
server=$!
for _ in $(seq 300); do grep -q listening "$work/served" && break; sleep 0.1; done
address=$(sed -n 's/^listening on //p' "$work/served")
[ "$(curl -sf "$address/readyz")" = ready ] || { cat "$work/log" >&2; fail "the installed server is not ready"; }
kill "$server"
wait "$server" || true
expect "is kept" dpkg --purge sushai
[ -f "$root/var/lib/sushai/sushai.sqlite" ] || fail "purge removed the records"
echo "package check: installed, tried and removed"
