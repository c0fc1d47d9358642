use super::*;
use vireo_xml::Mode;

/// What the reference takes for the same machine, and what not: `virsh save-image-define` of a saved
/// guest, with one thing changed.
const GUEST: &str = "<domain type='qemu'><name>g</name>\
 <uuid>c7a5fdbd-edaf-9455-926a-d65c16db1809</uuid><title>t</title>\
 <memory>219136</memory><currentMemory>219136</currentMemory>\
 <memoryBacking><source type='memfd'/></memoryBacking><vcpu current='1'>2</vcpu>\
 <sysinfo type='smbios'><bios><entry name='vendor'>LENOVO</entry></bios>\
 <system><entry name='manufacturer'>Fedora</entry><entry name='sku'>1</entry></system></sysinfo>\
 <os><type arch='x86_64' machine='pc-i440fx-10.0'>hvm</type><boot dev='hd'/><smbios mode='sysinfo'/></os>\
 <features><acpi/><apic/><pmu state='off'/></features>\
 <cpu mode='custom' match='exact' check='none'><model fallback='forbid'>qemu64</model>\
 <feature policy='require' name='pku'/></cpu>\
 <clock offset='utc'><timer name='hpet' present='no'/></clock>\
 <on_reboot>restart</on_reboot><devices><emulator>/usr/bin/qemu-system-x86_64</emulator>\
 <disk type='file' device='disk'><driver name='qemu' type='raw' iommu='on'/><source file='/d.img'/>\
 <target dev='vda' bus='virtio'/><serial>S1</serial>\
 <address type='pci' domain='0x0000' bus='0x00' slot='0x04' function='0x0'/></disk>\
 <controller type='usb' index='0' model='piix3-uhci'>\
 <address type='pci' domain='0x0000' bus='0x00' slot='0x01' function='0x2'/></controller>\
 <controller type='pci' index='0' model='pci-root'/>\
 <controller type='virtio-serial' index='0' ports='15'>\
 <address type='pci' domain='0x0000' bus='0x00' slot='0x06' function='0x0'/></controller>\
 <interface type='user'><mac address='52:54:00:01:02:03'/><model type='virtio'/>\
 <address type='pci' domain='0x0000' bus='0x00' slot='0x05' function='0x0'/></interface>\
 <channel type='unix'><source mode='bind' path='/a.sock'/><target type='virtio' name='org.a.0'/>\
 <address type='virtio-serial' controller='0' bus='0' port='1'/></channel>\
 <input type='mouse' bus='ps2'/><input type='keyboard' bus='ps2'/>\
 <audio id='1' type='none'/><memballoon model='none'/></devices></domain>";

fn changed(from: &str, to: &str) -> Domain {
    assert!(GUEST.contains(from), "{from}");
    Domain::parse(&GUEST.replacen(from, to, 1), Mode::SAVED).unwrap()
}

fn verdict(from: &str, to: &str, volatile: Volatile) -> String {
    let source = Domain::parse(GUEST, Mode::SAVED).unwrap();
    match check(&source, &changed(from, to), volatile) {
        Ok(()) => String::new(),
        Err(error) => {
            assert_eq!((error.code.number(), error.from.number()), (67, 20));
            error.detail
        }
    }
}

// REQ: Q-MIG-13
#[test]
fn what_the_host_does_is_the_hosts_matter() {
    for (from, to) in [
        ("/d.img", "/e.img"),
        ("<title>t</title>", "<description>x</description>"),
        ("type='raw'", "type='qcow2' cache='none'"),
        ("<boot dev='hd'/>", "<boot dev='network'/>"),
        ("<on_reboot>restart</on_reboot>", "<on_reboot>destroy</on_reboot>"),
        ("type='user'", "type='ethernet'"),
        ("path='/a.sock'", "path='/b.sock'"),
        ("fallback='forbid'", "fallback='allow'"),
        ("<audio id='1' type='none'/>", ""),
        ("<input type='keyboard' bus='ps2'/>", ""),
        ("<controller type='pci' index='0' model='pci-root'/>", ""),
        ("<emulator>/usr/bin/qemu-system-x86_64</emulator>", ""),
    ] {
        assert_eq!(verdict(from, to, Volatile::Compare), "", "{from} -> {to}");
    }
}

// REQ: Q-MIG-13
#[test]
fn what_the_guest_notices_is_refused_with_both_values() {
    for (from, to, text) in [
        ("'qemu'>", "'kvm'>", "Target domain virt type kvm does not match source qemu"),
        ("<name>g<", "<name>h<", "Target domain name 'h' does not match source 'g'"),
        (
            "<memory>219136",
            "<memory>219200",
            "Target domain max memory 219200 does not match source 219136",
        ),
        (">2</vcpu>", ">3</vcpu>", "Target domain vCPU max 3 does not match source 2"),
        (
            "pc-i440fx-10.0",
            "pc-i440fx-9.2",
            "Target domain machine type pc-i440fx-9.2 does not match source pc-i440fx-10.0",
        ),
        (
            "'memfd'",
            "'file'",
            "Target memoryBacking source 'file' doesn't match source memoryBacking source'memfd'",
        ),
        (
            "<smbios mode='sysinfo'/>",
            "",
            "Target domain SMBIOS mode none does not match source sysinfo",
        ),
        (">LENOVO<", ">IBM<", "Target sysinfo BIOS vendor IBM does not match source LENOVO"),
        (
            "<entry name='manufacturer'>Fedora</entry>",
            "",
            "Target sysinfo system vendor <null> does not match source Fedora",
        ),
        ("<acpi/>", "", "State of feature 'acpi' differs: source: 'on', destination: 'default'"),
        ("'off'", "'on'", "State of feature 'pmu' differs: source: 'off', destination: 'on'"),
        ("present='no'", "present='yes'", "Target timer presence 'yes' does not match source 'no'"),
        (">qemu64<", ">qemu32<", "Target CPU model qemu32 does not match source qemu64"),
        (
            "<feature policy='require' name='pku'/>",
            "",
            "Target CPU feature count 0 does not match source 1",
        ),
        (
            "policy='require'",
            "policy='disable'",
            "Target CPU feature policy disable does not match source require",
        ),
        ("'vda'", "'vdb'", "Target disk vdb does not match source vda"),
        ("<serial>S1</serial>", "", "Target disk serial <null> does not match source S1"),
        (
            "iommu='on'",
            "iommu='off'",
            "Target device iommu option 'off' does not match source 'on'",
        ),
        (
            "slot='0x04'",
            "slot='0x09'",
            "Target device PCI address 0000:00:09.0 does not match source 0000:00:04.0",
        ),
        (
            "port='1'",
            "port='2'",
            "Target device virtio serial address 0:0:2 does not match source 0:0:1",
        ),
        ("ports='15'", "ports='9'", "Target controller ports 9 does not match source 15"),
        (
            "01:02:03",
            "01:02:04",
            "Target network card mac 52:54:00:01:02:04 does not match source 52:54:00:01:02:03",
        ),
        (
            "<model type='virtio'/>",
            "<model type='e1000'/>",
            "Target network card model e1000 does not match source virtio",
        ),
        ("org.a.0", "org.a.1", "Target channel name org.a.1 does not match source org.a.0"),
        (
            "model='none'",
            "model='virtio'",
            "Target balloon model virtio does not match source none",
        ),
        (
            "<memballoon",
            "<rng model='virtio'><backend model='random'>/dev/random</backend></rng><memballoon",
            "Target domain RNG device count 1 does not match source 0",
        ),
    ] {
        assert_eq!(verdict(from, to, Volatile::Compare), text, "{from} -> {to}");
    }
}

#[test]
fn what_a_running_guest_changes_is_compared_only_at_rest() {
    let (from, to) = ("<currentMemory>219136", "<currentMemory>65536");
    assert_eq!(verdict(from, to, Volatile::Skip), "");
    let text = "Target domain current memory 65536 does not match source 219136";
    assert_eq!(verdict(from, to, Volatile::Compare), text);
}

#[test]
fn paths_lose_their_positions() {
    assert_eq!(shape("devices/disk[12]/target/@dev"), "devices/disk/target/@dev");
    assert_eq!(shape("devices/redirdev[1]"), "devices/redirdev#");
    assert_eq!(matches("features/*/@state", "features/pmu/@state"), Some("pmu"));
    assert_eq!(matches("features/*/@state", "features/hyperv/ipi/@state"), None);
}
