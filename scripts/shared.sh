#!/bin/sh
# shared.sh DAEMON: the tests that need a live reference and the neighbour
# folder ../shared. Where either is absent it says so and succeeds.
set -eu
daemon=${1:?the daemon}
cd "$(dirname "$0")/.."
shared=${SHARED:-../shared}
if [ ! -x "$shared/parity/parity.py" ]; then
    echo "shared: skipped, there is no $shared/parity"
    exit 0
fi
if [ ! -x /usr/sbin/libvirtd ] || [ "$(id -u)" != 0 ]; then
    echo "shared: skipped, there is no reference daemon here (or no root)"
    exit 0
fi

work=$(mktemp -d /tmp/vireo-shared.XXXXXX)
chmod 755 "$work"
pid=''
cleanup() {
    [ -z "$pid" ] || kill "$pid" 2>/dev/null || true
    "$shared/parity/instance.sh" stop "$work/reference" || true
    for file in "$work"/vireo/run/qemu/*.pid; do
        [ ! -e "$file" ] || kill -9 "$(cat "$file")" 2>/dev/null || true
    done
    rm -rf "$work"
}
trap cleanup EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

"$shared/parity/instance.sh" start "$work/reference"
"$daemon" --root "$work/vireo" >"$work/daemon.log" 2>&1 &
pid=$!
for _ in $(seq 100); do
    [ -S "$work/vireo/run/libvirt-sock" ] && break
    sleep 0.1
done

# The floors only rise (tests/golden/parity-floors.txt: kind and share).
thresholds=$(sed -e 's/#.*//' tests/golden/parity-floors.txt | awk 'NF == 2 { printf "--threshold %s=%s ", $1, $2 }')
kinds=$(sed -e 's/#.*//' tests/golden/parity-floors.txt | awk 'NF == 2 { sub(/[.\/].*/, "", $1); print $1 }' | sort -u | paste -sd, -)
# shellcheck disable=SC2086 # a list
/usr/bin/python3 "$shared/parity/parity.py" \
    --ref "qemu+unix:///system?socket=$work/reference/run/libvirt-sock" \
    --sut "qemu+unix:///system?socket=$work/vireo/run/libvirt-sock" \
    --cases "$shared/parity/cases" --split open --limit "${PARITY_LIMIT:-40}" \
    --max-seconds "${PARITY_SECONDS:-600}" \
    --kinds "$kinds" --sut-path "$work/vireo/lib=/var/lib/libvirt" \
    --ref-restart "$shared/parity/instance.sh start $work/reference" \
    $thresholds --json "$work/parity.json"
