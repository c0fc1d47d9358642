#!/bin/sh
# build.sh OUT [boot] [linux]: makes the guests of the tests in OUT.
#
#   boot    OUT/boot.img          a boot sector of our own (needs as and ld)
#   linux   OUT/vmlinuz, initrd   the distribution's kernel with our own init,
#                                 busybox and the guest agent (needs apt-get,
#                                 busybox-static and cpio; installs nothing)
#
# A guest that is there already is left as it is.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$1"
out=$(cd "$1" && pwd)
shift

boot() {
    [ "$out/boot.img" -nt "$here/boot/boot.S" ] && return
    as --32 -o "$out/boot.o" "$here/boot/boot.S"
    ld -m elf_i386 -Ttext 0x7c00 --oformat binary -o "$out/boot.new" "$out/boot.o"
    truncate -s 1M "$out/boot.new"
    chmod 644 "$out/boot.new"
    mv "$out/boot.new" "$out/boot.img"
    rm "$out/boot.o"
}

# fetch DIR PACKAGE...: the packages' files in DIR, from the configured mirror.
fetch() {
    dir=$1
    shift
    mkdir -p "$dir/deb"
    # As the caller: apt's own user may not write here.
    (cd "$dir/deb" && apt-get -q -o APT::Sandbox::User=root download "$@" >/dev/null)
    for deb in "$dir"/deb/*.deb; do dpkg-deb -x "$deb" "$dir/root"; done
    rm -r "$dir/deb"
}

# needed FILE: the shared libraries that FILE names.
needed() { readelf -d "$1" | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p'; }

# copy_libraries ROOT FILE: FILE's libraries, and theirs, from ROOT to initramfs.
copy_libraries() {
    for name in $(needed "$2"); do
        [ -e "$tree/lib/$name" ] && continue
        path=$(find "$1" -name "$name" | head -n 1)
        [ -n "$path" ] || { echo "guests: no $name for the guest agent" >&2; return 1; }
        cp -L "$path" "$tree/lib/$name"
        copy_libraries "$1" "$path"
    done
}

linux() {
    [ -e "$out/vmlinuz" ] && [ -z "$(find "$here/build.sh" "$here/linux" -newer "$out/initrd")" ] && return
    work=$out/linux.work
    tree=$work/initramfs
    rm -rf "$work"
    mkdir -p "$tree/bin" "$tree/sbin" "$tree/dev" "$tree/proc" "$tree/sys" "$tree/run" \
        "$tree/root" "$tree/etc/acpi/PWRF" "$tree/lib/modules" "$tree/var/run"

    image=$(apt-cache depends linux-image-cloud-amd64 | sed -n 's/.*Depends: \(linux-image-[^ ]*\)/\1/p' | head -n 1)
    fetch "$work/kernel" "${image:-linux-image-cloud-amd64}"
    fetch "$work/agent" qemu-guest-agent liburing2 libnuma1 libglib2.0-0 libpcre2-8-0 libcap2 libudev1 libc6

    version=$(basename "$work"/kernel/root/lib/modules/*)
    modules=$tree/lib/modules/$version
    busybox depmod -b "$work/kernel/root" "$version"
    sed -e 's/#.*//' "$here/linux/modules" > "$tree/etc/modules"
    for name in $(cat "$tree/etc/modules"); do
        # modules.dep has "path: paths of what it needs"
        grep -E "/$(echo "$name" | sed 's/[-_]/[-_]/g')\.ko:" \
            "$work/kernel/root/lib/modules/$version/modules.dep" | tr -d : | tr ' ' '\n'
    done | sort -u | while read -r path; do
        [ -n "$path" ] || continue
        mkdir -p "$modules/$(dirname "$path")"
        cp "$work/kernel/root/lib/modules/$version/$path" "$modules/$path"
    done
    busybox depmod -b "$tree" "$version"

    cp "$(command -v busybox)" "$tree/bin/busybox"
    ln -s busybox "$tree/bin/sh"
    cp "$work/agent/root/usr/sbin/qemu-ga" "$tree/sbin/qemu-ga"
    copy_libraries "$work/agent/root" "$tree/sbin/qemu-ga"
    ln -s lib "$tree/lib64"
    cp "$here/linux/init" "$tree/init"
    cp "$here/linux/udhcpc" "$tree/etc/udhcpc"
    cp "$here/linux/shutdown" "$tree/sbin/shutdown"
    printf '#!/bin/sh\necho "vireo guest: power button" > /dev/console\npoweroff -f\n' > "$tree/etc/acpi/PWRF/00000080"
    echo 'root:x:0:0:root:/root:/bin/sh' > "$tree/etc/passwd"
    printf 'NAME="Vireo test guest"\nID=vireo\nVERSION_ID=1\nPRETTY_NAME="Vireo test guest"\n' > "$tree/etc/os-release"
    chmod 755 "$tree/init" "$tree/etc/udhcpc" "$tree/sbin/shutdown" "$tree/etc/acpi/PWRF/00000080"

    (cd "$tree" && find . | cpio --quiet -o -H newc | gzip -1) > "$out/initrd"
    cp "$work/kernel/root/boot/vmlinuz-$version" "$out/vmlinuz"
    chmod 644 "$out/vmlinuz" "$out/initrd"
    rm -rf "$work"
}

[ $# -gt 0 ] || set -- boot linux
for guest in "$@"; do
    case $guest in
    boot | linux) $guest ;;
    *) echo "guests: no guest $guest" >&2; exit 2 ;;
    esac
done
