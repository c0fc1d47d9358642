//! Calls that newer ones have taken the place of, and others that virsh seldom makes: programs of
//! users still do. Each is held to what it did.

use vireo_tests::{Daemon, Guest};

/// REQ: issue 2, part 5: each call that is served does what it says, also by its oldest name.
#[test]
fn calls_about_a_guest_that_runs() {
    let daemon = Daemon::start();
    let guest = Guest::boot("g").cpus(2).device("<graphics type='vnc' port='-1'/>");
    guest.start(&daemon).wait_up(&daemon);
    let _ = daemon.script(RUNNING);
}

const RUNNING: &str = "
import socket
conn = connect()
g = conn.lookupByName('g')
host = conn.getInfo()[2]
one = tuple(cpu == 0 for cpu in range(host))
g.attachDevice(\"<rng model='virtio'><backend model='random'>/dev/urandom</backend></rng>\")
assert '<rng ' in g.XMLDesc()
g.pinVcpu(0, one)
assert g.vcpus()[1][0] == one, g.vcpus()
g.pinVcpuFlags(1, one, libvirt.VIR_DOMAIN_AFFECT_CONFIG)
assert g.vcpuPinInfo(libvirt.VIR_DOMAIN_AFFECT_CONFIG)[1] == one
assert g.vcpuPinInfo(libvirt.VIR_DOMAIN_AFFECT_LIVE)[0] == one
assert g.emulatorPinInfo(libvirt.VIR_DOMAIN_AFFECT_LIVE) == (True,) * host
reads = g.blockStats('vda')
assert len(reads) == 5 and reads[0] > 0, reads
refused(8, g.blockStats, 'vdz')
ours, theirs = socket.socketpair()
g.openGraphics(0, theirs.fileno(), 0)
theirs.close()
ours.settimeout(60)
assert ours.recv(4) == b'RFB ', 'no screen'
refused(1, g.openGraphics, 9, ours.fileno(), 0)
g.undefine()
assert g.isPersistent() == 0
g.destroy()
refused(42, conn.lookupByName, 'g')
";

/// REQ: issue 2, part 5.
#[test]
fn calls_about_a_guest_that_is_off() {
    let daemon = Daemon::start();
    let nic = "<interface type='bridge'><source bridge='nosuch'/><mac address='52:54:00:0a:0b:0d'/><model type='virtio'/></interface>";
    let _ = Guest::empty("g").device(nic).define(&daemon);
    let _ = daemon.script(OFF);
}

const OFF: &str = "
conn = connect()
g = conn.lookupByName('g')
CONFIG = libvirt.VIR_DOMAIN_AFFECT_CONFIG
g.setSchedulerParameters({'cpu_shares': 600})
assert g.schedulerParametersFlags(CONFIG)['cpu_shares'] == 600
g.setPerfEvents({'cpu_cycles': True}, CONFIG)
assert g.perfEvents(CONFIG)['cpu_cycles'] is True
g.setInterfaceParameters('52:54:00:0a:0b:0d', {'inbound.average': 100}, CONFIG)
assert g.interfaceParameters('52:54:00:0a:0b:0d', CONFIG)['inbound.average'] == 100
refused(55, g.setMemory, 16384)
refused(55, g.setVcpus, 1)
refused(55, g.attachDevice, '<x/>')
refused(55, g.blockStats, 'vda')
before = conn.listNetworks()
net = conn.networkDefineXMLFlags(\"<network><name>plain</name><forward mode='bridge'/>\"
    \"<bridge name='nosuchbridge'/></network>\", libvirt.VIR_NETWORK_DEFINE_VALIDATE)
refused(92, conn.networkDefineXMLFlags, '<network><name>x</name><foo/></network>', 1)
refused(92, conn.networkCreateXMLFlags, '<network><name>x</name><foo/></network>', 1)
assert conn.listNetworks() == before and 'plain' in conn.listDefinedNetworks()
net.create()
assert sorted(conn.listNetworks()) == sorted(before + ['plain'])
net.destroy()
net.undefine()
";

/// Names of devices that a daemon chose say nothing in a definition.
#[test]
fn a_chosen_name_is_forgotten() {
    let daemon = Daemon::start();
    let named = |name: &str| {
        format!(
            "<interface type='ethernet'><target dev='{name}'/><model type='virtio'/></interface>"
        )
    };
    let guest = Guest::empty("g").device(&named("vnet7")).device(&named("mine7"));
    let _ = guest.define(&daemon);
    let text = daemon.ok("dumpxml g");
    assert!(text.contains("<target dev='mine7'/>") && !text.contains("vnet7"), "{text}");
}
