#!/bin/sh
# deps.sh build|check|demo|test: installs what is missing for that, by apt from
# the machine's own mirror. Says first what it will install; when nothing is
# missing it does nothing at all.
set -eu
purpose=${1:?build, check, demo or test}
missing=

# The version of the compiler as 1*1000+85 style number, 0 without one.
rust_version() {
    rustc --version 2>/dev/null |
        sed -n 's/^rustc \([0-9]*\)\.\([0-9]*\)\..*/\1 \2/p' | { read -r a b && echo $((a * 1000 + b)) || echo 0; }
}

want() { missing="$missing $*"; }
want_if_there() {
    for package; do
        ! apt-cache show "$package" >/dev/null 2>&1 || want "$package"
    done
}
have() { command -v "$1" >/dev/null 2>&1; }
installed() { dpkg-query -W -f '${Status}' "$1" 2>/dev/null | grep -q 'ok installed'; }

if ! have dpkg-query; then
    echo "deps: this is no Debian; please see to these yourself: cargo 1.85, a C linker, qemu-system-x86_64 7.2, virsh, python3-libvirt, busybox (static), cpio, binutils, dnsmasq, iproute2" >&2
    exit 0
fi

# --- to build: an existing toolchain is used as it is
if ! have cargo || [ "$(rust_version)" -lt 1085 ]; then
    if have rustup; then
        echo "deps: the rustup toolchain is older than 1.85; run: rustup update" >&2
        exit 1
    fi
    want rustc-web cargo-web
fi
have cc || want gcc libc6-dev
[ "$purpose" = build ] || have ld || want binutils

# --- to check: formatter and linter of that same toolchain
case $purpose in check | test)
    if ! cargo fmt --version >/dev/null 2>&1 || ! cargo clippy --version >/dev/null 2>&1; then
        if have rustup; then
            echo "deps: rustup will add the components rustfmt and clippy"
            rustup component add rustfmt clippy
        else
            want rustfmt-web rust-web-clippy
        fi
    fi ;;
esac

# --- to run guests
case $purpose in demo | test)
    have as || want binutils
    have qemu-system-x86_64 || want qemu-system-x86
    have virsh || want libvirt-clients
    { [ -x /usr/bin/python3 ] && /usr/bin/python3 -c 'import libvirt' 2>/dev/null; } || want python3-libvirt
    # A static busybox: the guest has nothing else.
    installed busybox-static || want busybox-static
    have cpio || want cpio
    have script || want bsdutils
    have ip || want iproute2
    have dnsmasq || want dnsmasq-base ;;
esac
case $purpose in test)
    have qemu-img || want qemu-utils
    have nft || want nftables
    [ -e /usr/share/OVMF/OVMF_CODE_4M.fd ] || want ovmf
    # Tests of these are left out where the distribution has none.
    have passt || want_if_there passt
    have dbus-daemon || want_if_there dbus-daemon
    have swtpm || want_if_there swtpm swtpm-tools ;;
esac

missing=$(echo "$missing" | tr ' ' '\n' | sed '/^$/d' | sort -u | tr '\n' ' ')
[ -n "$missing" ] || exit 0

root=
if [ "$(id -u)" != 0 ]; then
    have sudo || { echo "deps: missing: $missing(install them as root: apt-get install $missing)" >&2; exit 1; }
    root=sudo
fi

# QEMU and libvirt packages that are there already may be from backports; what
# joins them must be of the same version, so it comes from there too.
suite=
if dpkg-query -W -f '${Package} ${Version}\n' 'qemu-*' libvirt0 2>/dev/null | grep -q '~bpo12'; then
    suite=bookworm-backports
elif grep -rqs '^[^#]*bookworm-backports' /etc/apt/sources.list /etc/apt/sources.list.d; then
    suite=bookworm-backports
fi
add_backports() {
    grep -rqs '^[^#]*bookworm-backports' /etc/apt/sources.list /etc/apt/sources.list.d && return
    mirror=$(sed -n 's/^URIs: *\([^ ]*debian\/*\)$/\1/p' /etc/apt/sources.list.d/*.sources 2>/dev/null | head -n 1)
    [ -n "$mirror" ] || mirror=$(awk '$1 == "deb" && $3 == "bookworm" { print $2; exit }' /etc/apt/sources.list)
    echo "deps: adding the suite bookworm-backports of $mirror (QEMU or libvirt here come from it)"
    printf 'Types: deb\nURIs: %s\nSuites: bookworm-backports\nComponents: main\nSigned-By: /usr/share/keyrings/debian-archive-keyring.gpg\n' "$mirror" |
        $root tee /etc/apt/sources.list.d/backports.sources >/dev/null
}

virtual= plain=
for package in $missing; do
    case $package in
    qemu-* | libvirt-*) virtual="$virtual $package" ;;
    *) plain="$plain $package" ;;
    esac
done

echo "deps: will install for 'make $purpose':$plain$virtual"
export DEBIAN_FRONTEND=noninteractive
[ -z "$suite" ] || [ -z "$virtual" ] || add_backports
$root apt-get -q update
install="$root apt-get -q -y --no-install-recommends install"
[ -z "$plain" ] || $install $plain
[ -z "$virtual" ] || $install ${suite:+-t $suite} $virtual
