#!/bin/bash
# Records the golden frames anew: scenes.sh DAEMON_SOCKET OUT_DIR
# The daemon is the reference (libvirtd 11.3.0) with a private state directory; the
# client is Debian's virsh 11.3.0. One scene a file.
set -u
here=$(dirname "$(readlink -f "$0")")
daemon=$1 out=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cat > "$work/guest.xml" <<'X'
<domain type='qemu'>
  <name>golden</name>
  <uuid>8f1d2c6e-3b0a-4a55-9c0e-5d0f2f4f8a01</uuid>
  <memory unit='MiB'>32</memory>
  <os><type arch='x86_64' machine='pc'>hvm</type></os>
  <devices>
    <serial type='pty'/>
    <video><model type='vga' vram='16384'/></video>
    <graphics type='vnc' autoport='yes'/>
  </devices>
</domain>
X
cat > "$work/pool.xml" <<X
<pool type='dir'><name>golden</name><target><path>$work</path></target></pool>
X
scene() {
  rm -f "$out/$1.hex"
  python3 "$here/record.py" "$daemon" "$work/sock" "$out/$1.hex" -- "$2" >/dev/null 2>&1
}
v='virsh -c "$URI" -q'
scene connect "$v 'uri; version; hostname; nodeinfo; nodecpustats; nodememstats; freecell; sysinfo; list --all'"
scene errors "$v 'domstate nosuch; qemu-monitor-command nosuch info; net-info nosuch; pool-info nosuch; define /dev/null; lxc-enter-namespace nosuch -- /bin/true'; virsh -c \"\$URI\" -r destroy nosuch"
scene define "$v 'define $work/guest.xml; autostart golden; dominfo golden; desc golden hello; desc golden; metadata golden urn:x --key k --set \"<a/>\"; metadata golden urn:x; domid golden; domuuid golden; vcpucount golden; list --all --title; autostart golden --disable'"
scene run "$v 'start golden --paused; domstate golden --reason; resume golden; dominfo golden; domstats golden; dommemstat golden; vcpuinfo golden; vcpupin golden; cpu-stats golden; domcontrol golden; domjobinfo golden; schedinfo golden; blkiotune golden; domtime golden; domfsinfo golden; domifaddr golden; suspend golden; reset golden; send-key golden KEY_A; inject-nmi golden'"
scene monitor "$v 'qemu-monitor-command golden --hmp info status; qemu-monitor-command golden {\"execute\":\"query-status\"}; qemu-agent-command golden {}'"
scene descriptors "exec 7</dev/null; $v 'dom-fd-associate golden spare 7'"
scene screenshot "$v 'screenshot golden $work/shot.ppm'"
scene events "$v 'event golden --all --loop --timeout 4' & sleep 1; virsh -c \"\$URI\" -q 'suspend golden; resume golden'; sleep 1; virsh -c \"\$URI\" -q 'destroy golden'; wait"
scene undefine "$v 'undefine golden --nvram; list --all'"
scene volumes "$v 'pool-create $work/pool.xml; vol-create-as golden v.raw 1M --allocation 0; vol-list golden; vol-info v.raw golden; vol-upload v.raw /etc/hostname golden --sparse; vol-download v.raw $work/back golden --sparse; vol-delete v.raw golden; pool-destroy golden'"
scene others "$v 'net-list --all; iface-list --all; nwfilter-list; secret-list; pool-list --all; nodedev-list --cap system; snapshot-list nosuch'"
wc -c "$out"/*.hex
