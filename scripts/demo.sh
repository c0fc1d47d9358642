#!/bin/sh
# demo.sh DAEMON GUESTS: the stock virsh against a private vireod, from the
# first definition to a guest that outlives its daemon. Exit status 0 when all
# of it worked.
set -eu
daemon=${1:?the daemon}
guests=$(cd "${2:?the folder of the guests}" && pwd)
here=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d /tmp/vireo-demo.XXXXXX)
chmod 755 "$work"
export LC_ALL=C LIBVIRT_DEFAULT_URI="qemu+unix:///system?socket=$work/root/run/libvirt-sock"
daemon_pid='' events_pid='' done=no

if [ -t 1 ]; then bold=$(printf '\033[1m') plain=$(printf '\033[0m'); else bold='' plain=''; fi
title() { printf '\n%s== %s%s\n' "$bold" "$*" "$plain"; }
# Shows a command as a user types it, then runs it.
run() { printf '%s$ %s%s\n' "$bold" "$*" "$plain"; "$@"; }
fail() { echo "demo: $*" >&2; exit 1; }

# until_true SECONDS WHAT COMMAND...: asks until it holds.
until_true() {
    limit=$(($(date +%s) + $1)) what=$2
    shift 2
    until "$@" >/dev/null 2>&1; do
        [ "$(date +%s)" -lt "$limit" ] || fail "not in time: $what"
        sleep 0.1
    done
}

cleanup() {
    status=$?
    trap - EXIT INT TERM
    [ -z "$events_pid" ] || kill "$events_pid" 2>/dev/null || true
    [ -z "$daemon_pid" ] || kill "$daemon_pid" 2>/dev/null || true
    # Guests outlive their daemon on purpose; these must not outlive the demo.
    for file in "$work"/root/run/qemu/*.pid; do
        [ ! -e "$file" ] || kill -9 "$(cat "$file" 2>/dev/null)" 2>/dev/null || true
    done
    if [ "$status" != 0 ] || [ "$done" != yes ]; then
        echo "--- the daemon's log ends with:" >&2
        tail -n 20 "$work/daemon.log" >&2 || true
        tail -n 20 "$work"/root/log/qemu/*.log >&2 2>/dev/null || true
        status=1
    fi
    rm -rf "$work"
    exit "$status"
}
trap cleanup EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

start_daemon() {
    printf '%s$ vireod --root %s &%s\n' "$bold" "$work/root" "$plain"
    "$daemon" --root "$work/root" >>"$work/daemon.log" 2>&1 &
    daemon_pid=$!
    until_true 30 "the daemon answers" virsh version
}

# Some machines have /dev/kvm and yet can't run Linux on it: try before use.
accelerator() {
    if [ -r /dev/kvm ] && [ -w /dev/kvm ]; then
        timeout 8 qemu-system-x86_64 -accel kvm -machine q35 -m 192 -nodefaults -display none \
            -no-reboot -serial "file:$work/probe" -kernel "$guests/vmlinuz" -initrd "$guests/initrd" \
            -append "console=ttyS0 quiet" >/dev/null 2>&1 &
        probe=$!
        for _ in $(seq 70); do
            grep -qs 'vireo guest: up' "$work/probe" && break
            kill -0 "$probe" 2>/dev/null || break
            sleep 0.1
        done
        kill "$probe" 2>/dev/null || true
        wait "$probe" 2>/dev/null || true
        grep -qs 'vireo guest: up' "$work/probe" && { echo kvm; return; }
    fi
    echo qemu
}

type=$(accelerator)
truncate -s 16M "$work/demo.img"
chmod 666 "$work/demo.img"
sed -e "s|@DIR@|$guests|; s|@WORK@|$work|; s|@TYPE@|$type|" "$here/examples/linux.xml" > "$work/demo.xml"

title "A private daemon; nothing of this machine is touched"
[ "$type" = kvm ] && echo "(guests run on KVM)" || echo "(no usable KVM here: guests run under QEMU's own emulation)"
start_daemon
run virsh version
run virsh nodeinfo

title "Define a guest from XML"
run virsh define "$work/demo.xml"
run virsh list --all

title "Boot it on real QEMU; what its console shows (from 'virsh console')"
virsh event --all --loop --timestamp > "$work/events" 2>&1 &
events_pid=$!
run virsh start demo --paused
# On a terminal, as virsh wants it; Ctrl-] leaves it when the guest is up.
{
    limit=$(($(date +%s) + 90))
    until grep -qs 'vireo guest: up' "$work/console" || [ "$(date +%s)" -ge "$limit" ]; do sleep 0.1; done
    printf '\r'
    sleep 0.5
    printf '\035'
} | script -qefc "virsh console demo" "$work/console" >/dev/null &
console_pid=$!
until_true 30 "virsh console connects" grep -q 'Escape character' "$work/console"
run virsh resume demo
wait "$console_pid" || true
# Without the terminal's own control sequences, and what script and polkit say.
tr -d '\r' < "$work/console" | sed 's/\x1b\[[0-9;]*[a-zA-Z]//g' |
    grep -avE '^Script|^Authorization not available|^$' | sed -n '1,12s/^/    /p'
grep -q 'vireo guest: up' "$work/console" || fail "the guest did not come up"

title "Statistics"
run virsh domstats demo --state --cpu-total --balloon --block
run virsh dommemstat demo
until_true 30 "the guest agent answers" virsh qemu-agent-command demo '{"execute":"guest-ping"}'
run virsh domhostname demo

title "Suspend and resume"
run virsh suspend demo
run virsh domstate demo --reason
run virsh resume demo
run virsh domstate demo --reason

title "Destroy and start again"
run virsh destroy demo
run virsh domstate demo --reason
run virsh start demo

title "Restart the daemon under the running guest"
qemu=$(cat "$work/root/run/qemu/demo.pid")
echo "the guest is process $qemu"
sleep 0.5
kill "$events_pid" 2>/dev/null || true
events_pid=''
printf '%s$ kill %s%s\n' "$bold" "$daemon_pid" "$plain"
kill "$daemon_pid"
wait "$daemon_pid" || true
daemon_pid=''
kill -0 "$qemu" || fail "the guest went with its daemon"
echo "the daemon is gone, process $qemu is still there"
start_daemon
run virsh list
[ "$(virsh domstate demo)" = running ] || fail "the guest was not found again"
[ "$(cat "$work/root/run/qemu/demo.pid")" = "$qemu" ] || fail "that is another process"
until_true 60 "the guest agent answers" virsh qemu-agent-command demo '{"execute":"guest-ping"}'
run virsh qemu-agent-command demo '{"execute":"guest-get-osinfo"}'

title "The events that a client saw before the restart"
sed 's/^/    /' "$work/events"
for word in Started Suspended Resumed Stopped; do
    grep -q "$word" "$work/events" || fail "no event $word"
done

title "Shut down by the power button, and forget it"
run virsh shutdown demo
until_true 60 "the guest is off" sh -c 'virsh domstate demo | grep -q "shut off"'
run virsh domstate demo --reason
run virsh undefine demo
[ -z "$(virsh list --all --name | tr -d '\n')" ] || fail "something is left"

title "All of it worked"
done=yes
