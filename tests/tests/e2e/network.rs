//! One network of our own: a bridge, DHCP, and a guest on it.

use vireo_tests::{Daemon, Guest, eventually};

/// A network that collides with nothing: its numbers come from this process.
fn document(name: &str) -> (String, String, u32) {
    let number = (std::process::id() + u32::from(name.as_bytes()[0])) % 200 + 20;
    let bridge = format!("vt{}{number}", &name[..1]);
    let xml = format!(
        "<network><name>{name}</name><forward mode='nat'/><bridge name='{bridge}'/>\
         <ip address='10.213.{number}.1' netmask='255.255.255.0'><dhcp>\
         <range start='10.213.{number}.50' end='10.213.{number}.99'/>\
         <host mac='52:54:00:0a:0b:0c' name='lab-guest' ip='10.213.{number}.7'/></dhcp></ip></network>"
    );
    (xml, bridge, number)
}

/// A test that failed leaves no bridge on the machine, nor what the firewall has for it.
struct Bridge<'a>(&'a str);

impl Drop for Bridge<'_> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            let table = format!("vireo_{}", self.0);
            for words in
                [vec!["ip", "link", "del", self.0], vec!["nft", "delete", "table", "inet", &table]]
            {
                // The network may not have been active any more.
                let _ = std::process::Command::new(words[0]).args(&words[1..]).output();
            }
        }
    }
}

fn exists(interface: &str) -> bool {
    std::path::Path::new("/sys/class/net").join(interface).exists()
}

#[test]
fn a_network_lives_and_ends() {
    if !nix::unistd::geteuid().is_root() {
        vireo_tests::skip!("a bridge wants root");
    }
    let mut daemon = Daemon::start();
    let (xml, bridge, _) = document("lab");
    let _cleanup = Bridge(&bridge);
    let mut events = daemon.network_events();
    let file = daemon.write("lab.xml", &xml);
    daemon.ok(&format!("net-define {file}"));
    events.expect("event 'lifecycle' for network lab: Defined");
    assert!(!exists(&bridge));
    daemon.virsh("net-destroy lab").refused("network 'lab' is not active");
    daemon.ok("net-start lab");
    events.expect("event 'lifecycle' for network lab: Started");
    assert!(exists(&bridge));
    daemon.virsh("net-start lab").refused("network is already active");
    let info = daemon.ok("net-info lab");
    for line in ["Active:         yes", "Persistent:     yes", "Autostart:      no"] {
        assert!(info.contains(line), "{line:?} in {info}");
    }
    assert!(info.contains(&format!("Bridge:         {bridge}")), "{info}");
    let live = daemon.ok("net-dumpxml lab");
    assert!(live.contains("<port start='1024' end='65535'/>"), "{live}");
    assert!(!daemon.ok("net-dumpxml lab --inactive").contains("<port"));
    daemon.ok("net-autostart lab");
    assert!(daemon.path("etc/qemu/networks/autostart/lab.xml").is_symlink());
    assert!(daemon.ok("net-list --all").contains("lab"));
    let uuid = daemon.ok("net-uuid lab");
    assert_eq!(daemon.ok(&format!("net-name {}", uuid.trim())).trim(), "lab");

    // It outlives the daemon.
    daemon.crash();
    assert_eq!(daemon.ok("net-dumpxml lab"), live);
    assert!(exists(&bridge));
    daemon.ok("net-destroy lab");
    assert!(!exists(&bridge), "the bridge is given back");
    daemon.ok("net-undefine lab");
    daemon.virsh("net-info lab").refused("failed to get network 'lab'");
    daemon.virsh("net-define /dev/null").refused("Document is empty");
}

/// REQ: Q-DEV-03
#[test]
fn a_guest_gets_an_address() {
    if !nix::unistd::geteuid().is_root() {
        vireo_tests::skip!("a bridge wants root");
    }
    let Some(guest) = Guest::linux("g") else {
        vireo_tests::skip!("no Linux guest: make guests");
    };
    let daemon = Daemon::start();
    let (xml, bridge, number) = document("net");
    let _cleanup = Bridge(&bridge);
    let file = daemon.write("net.xml", &xml);
    daemon.ok(&format!("net-create {file}"));
    let guest = guest.device(
        "<interface type='network'><mac address='52:54:00:0a:0b:0c'/><source network='net'/>\
         <model type='virtio'/></interface>",
    );
    guest.define(&daemon);
    daemon.ok("start g");
    guest.wait_serial(&daemon, &format!("eth0 has 10.213.{number}.7"));
    let leases = daemon.ok("net-dhcp-leases net");
    assert!(leases.contains("52:54:00:0a:0b:0c"), "{leases}");
    assert!(leases.contains(&format!("10.213.{number}.7/24")), "{leases}");
    let addresses = eventually("the lease is told of the guest", || {
        let said = daemon.ok("domifaddr g");
        said.contains("ipv4").then_some(said)
    });
    assert!(addresses.contains(&format!("10.213.{number}.7/24")), "{addresses}");
    let list = daemon.ok("domiflist g");
    assert!(list.contains("network") && list.contains("vnet"), "{list}");
    let tap = list.split_whitespace().find(|word| word.starts_with("vnet")).expect("a tap");
    assert!(daemon.ok(&format!("domifstat g {tap}")).contains("rx_packets"));
    assert!(std::path::Path::new(&format!("/sys/class/net/{tap}/master")).exists());
    // What the network gives is in the status alone.
    let status = std::fs::read_to_string(daemon.path("run/qemu/g.xml")).expect("a status");
    assert!(status.contains("<actual type='network'"), "{status}");
    let (live, kept) = (daemon.ok("dumpxml g"), daemon.ok("dumpxml g --inactive"));
    assert!(live.contains(&format!("bridge='{bridge}'")), "{live}");
    assert!(!kept.contains(&bridge) && !live.contains("<actual"), "{kept}");
    daemon.ok("destroy g");
    assert!(!exists(tap));
    daemon.ok("net-destroy net");
    assert!(!exists(&bridge));
    assert!(!daemon.ok("net-list --all").contains("net "));
    // A guest whose network is not active says so.
    daemon.virsh("start g").refused("Network not found: no network with matching name 'net'");
}

/// An active network follows what is changed in it: who gets which address, who says what it is.
#[test]
fn an_active_network_is_changed() {
    if !nix::unistd::geteuid().is_root() {
        vireo_tests::skip!("a bridge wants root");
    }
    let mut daemon = Daemon::start();
    let (xml, bridge, number) = document("upd");
    let _cleanup = Bridge(&bridge);
    let file = daemon.write("upd.xml", &xml);
    daemon.ok(&format!("net-define {file}"));
    daemon.ok("net-start upd");
    let host = format!("<host mac='52:54:00:0a:0b:0d' name='second' ip='10.213.{number}.8'/>");
    let entry = daemon.write("host.xml", &host);
    daemon.ok(&format!("net-update upd add ip-dhcp-host {entry} --live --config"));
    daemon
        .virsh(&format!("net-update upd add ip-dhcp-host {entry} --live"))
        .refused("there is an existing dhcp host entry in network 'upd'");
    let served = daemon.path("lib/libvirt/dnsmasq/upd.hostsfile");
    let served = [served, daemon.path("lib/dnsmasq/upd.hostsfile")];
    let served = served.iter().find(|path| path.exists()).expect("dnsmasq's file");
    let text = std::fs::read_to_string(served).expect("dnsmasq's file");
    assert!(text.contains("52:54:00:0a:0b:0d"), "{text}");
    let range = format!("<range start='10.213.{number}.110' end='10.213.{number}.120'/>");
    let entry = daemon.write("range.xml", &range);
    daemon.ok(&format!("net-update upd add ip-dhcp-range {entry} --live"));
    daemon.ok("net-desc upd --new-desc Changed --config");
    assert_eq!(daemon.ok("net-desc upd --config").trim(), "Changed");
    let port = "<networkport><uuid>5e1f0000-cdaf-9455-926a-d65c16db1802</uuid><owner><name>o</name>\
        <uuid>5e1f0000-cdaf-9455-926a-d65c16db1803</uuid></owner>\
        <mac address='52:54:00:0a:0b:0e'/></networkport>";
    let file = daemon.write("port.xml", port);
    daemon.ok(&format!("net-port-create upd {file}"));
    daemon.restart();
    let uuid = "5e1f0000-cdaf-9455-926a-d65c16db1802";
    assert!(daemon.ok("net-port-list upd").contains(uuid));
    assert!(daemon.ok("net-dumpxml upd").contains("<network connections='1'>"));
    daemon.ok(&format!("net-port-delete upd {uuid}"));
    assert!(!daemon.ok("net-port-list upd").contains(uuid));
    daemon.ok("net-destroy upd");
    daemon.ok("net-undefine upd");
}

/// A device of the host that goes with the test.
struct Veth(String);

impl Veth {
    fn new(name: &str) -> Self {
        let veth = Self(format!("{name}{}", std::process::id() % 100_000));
        veth.ip(&["link", "add", &veth.0, "up", "type", "veth"]);
        veth
    }

    fn ip(&self, args: &[&str]) {
        let done = std::process::Command::new("ip").args(args).status();
        assert!(done.is_ok_and(|status| status.success()), "ip {args:?}");
    }
}

impl Drop for Veth {
    fn drop(&mut self) {
        self.ip(&["link", "del", &self.0]);
    }
}

/// What a network has is what the guest gets: a bridge of the host, a device of its pool.
///
/// REQ: Q-DEV-03
#[test]
fn interfaces_become_what_their_network_has() {
    if !nix::unistd::geteuid().is_root() {
        vireo_tests::skip!("devices want root");
    }
    let mut daemon = Daemon::start();
    let (first, second) = (Veth::new("vta"), Veth::new("vtb"));
    let network = |name: &str, mode: &str, inside: &str| {
        let xml = format!(
            "<network><name>{name}</name><forward mode='{mode}'>{inside}</forward></network>"
        );
        let file = daemon.write("net.xml", &xml);
        daemon.ok(&format!("net-create {file}"));
    };
    network("pool", "bridge", &format!("<interface dev='{}'/>", first.0));
    network("alone", "passthrough", &format!("<interface dev='{}'/>", second.0));
    let nic = |network: &str, mac: u8| {
        format!(
            "<interface type='network'><mac address='52:54:00:0a:0c:{mac:02}'/><source network='{network}'/></interface>"
        )
    };
    let own = format!(
        "<interface type='direct'><mac address='52:54:00:0a:0c:03'/><source dev='{}' mode='bridge'/><model type='virtio'/></interface>",
        first.0
    );
    let devices = [nic("pool", 1), nic("alone", 2), own].concat();
    Guest::empty("g").device(&devices).start(&daemon);
    let said = |dev: &str, network: &str, mode: &str, xml: &str| {
        xml.contains(&format!("<source network='{network}' portid="))
            && xml.contains(&format!("dev='{dev}' mode='{mode}'/>"))
    };
    let live = daemon.ok("dumpxml g");
    assert!(
        said(&first.0, "pool", "bridge", &live) && said(&second.0, "alone", "passthrough", &live),
        "{live}"
    );
    assert_eq!(live.matches("<interface type='direct'>").count(), 3, "{live}");
    let kept = daemon.ok("dumpxml g --inactive");
    assert!(kept.contains("<source network='pool'/>") && !kept.contains("portid"), "{kept}");
    let status = std::fs::read_to_string(daemon.path("run/qemu/g.xml")).expect("a status");
    assert_eq!(status.matches("<actual type='direct'>").count(), 2, "{status}");
    assert!(daemon.ok("net-dumpxml pool").contains("connections='1'"));
    // The device of the second is taken.
    Guest::empty("h").device(&nic("alone", 4)).define(&daemon);
    daemon.virsh("start h").refused("requires exclusive access to interfaces");
    let taps: Vec<String> = daemon
        .ok("domiflist g")
        .split_whitespace()
        .filter(|word| word.starts_with("macvtap"))
        .map(str::to_owned)
        .collect();
    assert!(taps.len() == 3 && taps.iter().all(|tap| exists(tap)), "{taps:?}");
    daemon.crash();
    assert_eq!(daemon.ok("dumpxml g"), live);
    daemon.ok("destroy g");
    assert!(!taps.iter().any(|tap| exists(tap)), "{taps:?}");
    daemon.ok("start h");
    daemon.ok("destroy h");
    daemon.ok("net-destroy pool");
    daemon.ok("net-destroy alone");
}
