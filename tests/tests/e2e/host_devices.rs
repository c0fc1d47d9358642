//! Devices of the host given to guests. The host is made of files, with a kernel of the test's that
//! gives PCI devices to drivers; QEMU is a fake one.

use std::os::unix::fs::MetadataExt;
use std::path::Path;

use vireo_tests::daemon::is_reference;
use vireo_tests::fake::Fake;
use vireo_tests::{Daemon, eventually};

#[path = "../../../crates/vireo-host/src/assign/fake.rs"]
mod fake_host;
use fake_host::FakeHost;

/// A daemon on a host of files.
fn host(make: impl FnOnce(&FakeHost)) -> (Daemon, FakeHost) {
    let mut daemon = Daemon::builder().prepare();
    let host = FakeHost::at(daemon.dir());
    make(&host);
    daemon.start_again();
    (daemon, host)
}

fn pci(slot: &str, managed: &str) -> String {
    format!(
        "<hostdev mode='subsystem' type='pci' managed='{managed}'><source><address domain='0x0000' \
         bus='0x03' slot='0x{slot}' function='0x0'/></source></hostdev>"
    )
}

fn guest<'a>(daemon: &'a Daemon, name: &str, number: u32, device: &str) -> Fake<'a> {
    let uuid = format!("0fa4e000-0000-4000-8000-00000000000{number}");
    let fake = Fake::new(daemon, name).with(|guest| guest.uuid(&uuid).device(device));
    fake.define();
    fake
}

fn has_driver(host: &FakeHost, address: &str, driver: &str) {
    eventually(&format!("{address} is {driver}'s"), || {
        let present = host.driver_of(address);
        if present.as_deref() == Some(driver) { Ok(()) } else { Err(present) }
    });
}

/// Whether processes may be allowed to lock more memory here: not in every container.
fn may_lock() -> bool {
    const SYS_RESOURCE: u32 = 24;
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let able = status.lines().find_map(|line| line.strip_prefix("CapEff:"));
    let able = able.and_then(|able| u64::from_str_radix(able.trim(), 16).ok());
    able.is_some_and(|able| able >> SYS_RESOURCE & 1 == 1)
}

fn locks_a_gib(pid: i32) {
    let limits = std::fs::read_to_string(format!("/proc/{pid}/limits")).expect("runs");
    let locked = limits.lines().find(|line| line.starts_with("Max locked memory"));
    let locked = locked.and_then(|line| line.split_ascii_whitespace().nth(3)).expect("a limit");
    assert!(locked == "unlimited" || locked.parse::<u64>().is_ok_and(|n| n > 1 << 30), "{limits}");
}

fn owner(path: &Path) -> u32 {
    std::fs::metadata(path).expect("a node").uid()
}

/// REQ: Q-DEV-03: a device is the guest's while that runs, and nobody else's.
#[test]
fn a_pci_device_goes_to_a_guest_and_back() {
    if is_reference() {
        vireo_tests::skip!("on a host of files");
    }
    let (mut daemon, host) = host(|host| {
        host.pci("0000:03:00.0", "e1000e", 7).pci("0000:03:00.1", "e1000e", 7);
    });
    guest(&daemon, "g", 1, &pci("00", "yes"));
    let beside = pci("00", "yes").replace("function='0x0'", "function='0x1'");
    guest(&daemon, "same", 2, &pci("00", "yes"));
    guest(&daemon, "beside", 3, &beside);
    let node = daemon.path("dev/vfio/7");
    let before = owner(&node);
    daemon.ok("start g");
    assert_eq!(host.driver_of("0000:03:00.0").as_deref(), Some("vfio-pci"));
    assert!(daemon.ok("dumpxml g").contains("<driver name='vfio'/>"));
    if may_lock() {
        locks_a_gib(daemon.qemu_pid("g").expect("runs"));
    }
    for other in ["same", "beside"] {
        let said = daemon.virsh(&format!("start {other}"));
        said.refused("PCI device 0000:03:00.0 is in use by driver QEMU, domain g");
    }
    daemon.crash();
    daemon.virsh("start same").refused("is in use by driver QEMU, domain g");
    daemon.ok("destroy g");
    has_driver(&host, "0000:03:00.0", "e1000e");
    eventually("the node is the host's again", || (owner(&node) == before).then_some(()));
    daemon.ok("start beside");
    has_driver(&host, "0000:03:00.1", "vfio-pci");
    daemon.ok("destroy beside");
    has_driver(&host, "0000:03:00.1", "e1000e");
}

/// REQ: Q-DEV-03: what cannot be given away is refused, with everything as it was.
#[test]
fn pci_devices_that_cannot_be_given_are_refused() {
    if is_reference() {
        vireo_tests::skip!("on a host of files");
    }
    let (daemon, host) = host(|host| {
        host.pci("0000:03:00.0", "e1000e", 7).bridge("0000:03:01.0");
    });
    let kvm = pci("00", "yes").replace("<source>", "<driver name='kvm'/><source>");
    let stays = [
        (pci("00", "no"), "Unmanaged PCI device 0000:03:00.0 must be manually detached"),
        (pci("01", "yes"), "Non-endpoint PCI devices cannot be assigned to guests"),
        (pci("02", "yes"), "Device 0000:03:02.0 not found: could not access"),
        (kvm, "host doesn't support legacy PCI passthrough"),
    ];
    for (number, (device, words)) in stays.iter().enumerate() {
        let name = format!("g{number}");
        guest(&daemon, &name, number as u32 + 1, device);
        daemon.virsh(&format!("start {name}")).refused(words);
        assert_eq!(host.driver_of("0000:03:00.0").as_deref(), Some("e1000e"), "{words}");
    }
    // A start that fails later gives it back.
    let fake = guest(&daemon, "late", 9, &pci("00", "yes"));
    fake.script("exit start 1 no such machine");
    daemon.virsh("start late").refused("no such machine");
    has_driver(&host, "0000:03:00.0", "e1000e");
}

/// REQ: Q-DEV-03: devices come to running guests and go.
#[test]
fn host_devices_are_plugged_and_pulled() {
    if is_reference() {
        vireo_tests::skip!("on a host of files");
    }
    let (daemon, host) = host(|host| {
        host.pci("0000:03:00.0", "e1000e", 7).usb(1, 4, "1.2", "046d:c077");
    });
    let usb = "<hostdev mode='subsystem' type='usb'><source><vendor id='0x046d'/>\
               <product id='0xc077'/></source></hostdev>";
    let fake = guest(&daemon, "g", 1, "<controller type='usb' model='qemu-xhci'/>");
    let deleted = |nth: u32, name: &str| {
        format!(
            "event after device_del {nth} DEVICE_DELETED {{\"device\":\"{name}\",\"path\":\"/\"}}\n"
        )
    };
    fake.script(&(deleted(1, "hostdev0") + &deleted(2, "hostdev1")));
    daemon.ok("start g");
    let pci_file = daemon.write("pci.xml", &pci("00", "yes"));
    let usb_file = daemon.write("usb.xml", usb);
    daemon.ok(&format!("attach-device g {pci_file}"));
    has_driver(&host, "0000:03:00.0", "vfio-pci");
    daemon.ok(&format!("attach-device g {usb_file}"));
    let xml = daemon.ok("dumpxml g");
    assert!(xml.contains("<address bus='1' device='4'/>"), "{xml}");
    daemon.virsh(&format!("attach-device g {pci_file}")).refused("");
    daemon.ok(&format!("detach-device g {pci_file}"));
    has_driver(&host, "0000:03:00.0", "e1000e");
    daemon.ok(&format!("detach-device g {usb_file}"));
    let xml = daemon.ok("dumpxml g");
    assert!(!xml.contains("<hostdev"), "{xml}");
    daemon.ok(&format!("attach-device g {usb_file}"));
    daemon.ok("destroy g");
}

/// REQ: Q-SAVE-05: a policy says what happens without the device.
#[test]
fn usb_devices_may_be_missing() {
    if is_reference() {
        vireo_tests::skip!("on a host of files");
    }
    let (daemon, host) = host(|host| {
        host.usb(1, 4, "1.2", "046d:c077").usb(1, 5, "1.3", "0781:5567").usb(
            2,
            5,
            "1",
            "0781:5567",
        );
    });
    let usb = |source: &str| {
        format!(
            "<controller type='usb' model='qemu-xhci'/>\
             <hostdev mode='subsystem' type='usb'>{source}</hostdev>"
        )
    };
    let mouse = |policy: &str| {
        usb(&format!("<source{policy}><vendor id='0x046d'/><product id='0xc077'/></source>"))
    };
    guest(&daemon, "a", 1, &mouse(""));
    guest(&daemon, "b", 2, &mouse(" startupPolicy='optional'"));
    guest(&daemon, "two", 3, &usb("<source><vendor id='0x0781'/><product id='0x5567'/></source>"));
    guest(&daemon, "one", 4, &usb("<source><address bus='2' device='5'/></source>"));
    daemon.virsh("start two").refused("Multiple USB devices for 781:5567, use <address>");
    daemon.ok("start a");
    let found = "<address bus='1' device='4'/>";
    assert!(daemon.ok("dumpxml a").contains(found));
    assert!(!daemon.ok("dumpxml a --migratable").contains(found));
    daemon.ok("start b");
    let xml = daemon.ok("dumpxml b");
    assert!(xml.contains("missing='yes'"), "{xml}");
    assert!(!daemon.ok("dumpxml b --inactive").contains("missing="));
    daemon.ok("destroy a");
    daemon.ok("destroy b");
    daemon.ok("start b");
    assert!(!daemon.ok("dumpxml b").contains("missing="));
    daemon.virsh("start a").refused("is in use by driver QEMU, domain b");
    daemon.ok("destroy b");
    host.no_usb(1, "1.2");
    daemon.virsh("start a").refused("Did not find USB device 046d:c077");
    daemon.ok("start b");
    daemon.ok("start one");
    for name in ["b", "one"] {
        daemon.ok(&format!("destroy {name}"));
    }
}

/// REQ: Q-DEV-03: SCSI devices may be shared; parts of devices may not.
#[test]
fn scsi_and_mediated_devices_are_claimed() {
    if is_reference() {
        vireo_tests::skip!("on a host of files");
    }
    const UUID: &str = "53764d0e-85a0-42b4-af5c-2046b460b1dc";
    let (mut daemon, _host) = host(|host| {
        host.scsi("2:0:3:1", "sg4").mdev(UUID, 12, "vfio-pci");
    });
    let scsi = |rest: &str| {
        format!(
            "<controller type='scsi' model='virtio-scsi'/><hostdev mode='subsystem' type='scsi'>\
             <source><adapter name='scsi_host2'/><address bus='0' target='3' unit='1'/></source>\
             {rest}</hostdev>"
        )
    };
    let mdev = format!(
        "<hostdev mode='subsystem' type='mdev' model='vfio-pci'><source><address uuid='{UUID}'/>\
         </source></hostdev>"
    );
    guest(&daemon, "a", 1, &scsi("<shareable/>"));
    guest(&daemon, "b", 2, &scsi("<shareable/>"));
    guest(&daemon, "c", 3, &scsi(""));
    guest(&daemon, "m", 4, &mdev);
    guest(&daemon, "n", 5, &mdev);
    daemon.ok("start a");
    daemon.ok("start b");
    daemon.ok("start m");
    daemon.virsh("start c").refused("SCSI device 2:0:3:1 is already in use by other domain(s)");
    daemon.virsh("start n").refused("is in use by driver QEMU, domain m");
    daemon.restart();
    daemon.virsh("start c").refused("as 'shareable'");
    for name in ["a", "b", "m"] {
        daemon.ok(&format!("destroy {name}"));
    }
    daemon.ok("start c");
    daemon.ok("start n");
    daemon.ok("destroy c");
    daemon.ok("destroy n");
}

/// REQ: Q-DEV-03: a virtual function has the guest's address and VLAN while the guest has it.
#[test]
fn virtual_functions_get_their_settings_back() {
    if is_reference() {
        vireo_tests::skip!("on a host of files");
    }
    let (mut daemon, host) = host(|host| {
        host.pci("0000:03:00.0", "igb", 7).netdev("0000:03:00.0", "eth7").ip();
        for number in 0..3 {
            host.virtual_function("0000:03:00.0", number, &format!("0000:03:10.{number}"));
        }
    });
    let nic = |place: &str, rest: &str| {
        format!(
            "<interface type='hostdev' managed='yes'><mac address='52:54:00:00:00:09'/><source>\
             <address type='pci' domain='0' bus='3' {place}/></source>{rest}</interface>"
        )
    };
    let tag = "<vlan><tag id='42'/></vlan>";
    guest(&daemon, "g", 1, &nic("slot='0x10' function='2'", tag));
    guest(&daemon, "whole", 2, &nic("slot='0' function='0'", ""));
    daemon.virsh("start whole").refused("SR-IOV Virtual Functions only");
    daemon.ok("start g");
    assert_eq!(host.driver_of("0000:03:10.2").as_deref(), Some("vfio-pci"));
    assert_eq!(host.told(2).trim(), "m=52:54:00:00:00:09; v=42");
    assert!(daemon.path("run/hostdevmgr/eth7_vf2").exists());
    daemon.crash();
    daemon.ok("destroy g");
    has_driver(&host, "0000:03:10.2", "igbvf");
    eventually("its settings are back", || {
        let told = host.told(2);
        if told.trim() == "m=00:00:00:00:00:00; v=0" { Ok(()) } else { Err(told) }
    });
    assert!(!daemon.path("run/hostdevmgr/eth7_vf2").exists());
}

/// REQ: Q-DEV-03: a network gives each interface a device of its own.
#[test]
fn networks_give_virtual_functions() {
    if is_reference() {
        vireo_tests::skip!("on a host of files");
    }
    let (daemon, host) = host(|host| {
        host.pci("0000:03:00.0", "igb", 7).netdev("0000:03:00.0", "eth7").ip();
        for number in 0..2 {
            host.virtual_function("0000:03:00.0", number, &format!("0000:03:10.{number}"));
        }
    });
    let network = "<network><name>pool</name><forward mode='hostdev' managed='yes'>\
                   <pf dev='eth7'/></forward><vlan><tag id='7'/></vlan></network>";
    let file = daemon.write("pool.xml", network);
    daemon.ok(&format!("net-define {file}"));
    daemon.ok("net-start pool");
    for number in 1..4 {
        let nic = "<interface type='network'><source network='pool'/></interface>";
        guest(&daemon, &format!("g{number}"), number, nic);
    }
    daemon.ok("start g1");
    daemon.ok("start g2");
    daemon.virsh("start g3").refused("requires exclusive access to interfaces, but none are");
    has_driver(&host, "0000:03:10.1", "vfio-pci");
    assert!(host.told(1).trim().ends_with("v=7"), "{}", host.told(1));
    let xml = daemon.ok("dumpxml g2");
    for part in ["<interface type='hostdev' managed='yes'>", "<alias name='hostdev0'/>"] {
        assert!(xml.contains(part), "{xml}");
    }
    daemon.ok("destroy g2");
    has_driver(&host, "0000:03:10.1", "igbvf");
    daemon.ok("start g3");
    daemon.ok("destroy g1");
    daemon.ok("destroy g3");
}
