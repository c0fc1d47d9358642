//! Refusals of single parts, and parts that are quietly left out.

use vireo_xml::{Mode, XmlError};

use crate::domain::Domain;

/// A domain with something inside, in `<devices>` or beside it.
fn read(inside: &str) -> Result<Domain, XmlError> {
    let devices = if inside.contains("<devices>") { "" } else { "<devices/>" };
    let os = if inside.contains("<os>") { "" } else { "<os><type>hvm</type></os>" };
    let text = format!(
        "<domain type='qemu'><name>a</name><memory>9</memory>{os}{inside}{devices}</domain>"
    );
    Domain::parse(&text, Mode::SAVED)
}

fn printed(inside: &str) -> String {
    read(inside).expect("it is fine").format(Mode::SAVED)
}

#[test]
fn refused_beside_the_devices() {
    for (inside, said) in [
        (
            "<cpu><numa><cell cpus='0-1' memory='4'/><cell cpus='1' memory='5'/></numa></cpu>",
            "NUMA cells 1 and 0 have overlapping vCPU ids",
        ),
        (
            "<cputune><vcpusched vcpus='0' scheduler='rr'/></cputune>",
            "Missing required attribute 'priority' in element 'vcpusched'",
        ),
        ("<os><type arch='z80'>hvm</type></os>", "Unknown architecture z80"),
    ] {
        assert_eq!(read(inside).expect_err(inside).detail(), said);
    }
}

#[test]
fn refused_devices() {
    for (device, said) in [
        (
            "<serial type='pty'><source path='/a'/><source path='/b'/></serial>",
            "only one source element is allowed for character device",
        ),
        (
            "<serial type='tcp'><protocol type='raw'/><protocol type='raw'/></serial>",
            "only one protocol element is allowed for character device",
        ),
        (
            "<input type='keyboard' bus='usb'><address type='isa'/></input>",
            "Invalid address for a USB device",
        ),
        (
            "<input type='tablet'><address type='drive'/></input>",
            "Invalid address for a USB device",
        ),
        (
            "<redirdev type='pty'><address type='ccid'/></redirdev>",
            "Invalid address for a USB device",
        ),
        (
            "<serial type='null'><target type='usb-serial'/><address type='pci'/></serial>",
            "usb-serial requires address of usb type",
        ),
        ("<vsock><address type='virtio-s390'/></vsock>", "virtio-s390 bus doesn't have an address"),
        (
            "<interface type='user'><virtualport type='openvswitch'/></interface>",
            "<virtualport> element unsupported for <interface type='user'>",
        ),
        (
            "<interface type='null'><model type='virtio'/><driver name='xen'/></interface>",
            "Invalid value for attribute 'name' in element 'driver': 'xen'.",
        ),
        (
            "<disk type='file'><driver type='luks'/><target dev='vda'/></disk>",
            "unknown driver format value 'luks'",
        ),
        (
            "<disk type='file'><target dev='vda' bus='none'/></disk>",
            "Invalid value for attribute 'bus' in element 'target': 'none'.",
        ),
        (
            "<disk type='file'><target dev='vda'/><backingStore type='file'>\
             <format type='aio'/><source file='/b'/></backingStore></disk>",
            "unknown storage source format 'aio'",
        ),
        (
            "<disk type='vhostvdpa'><source/><target dev='vda'/></disk>",
            "Missing required attribute 'dev' in element 'source'",
        ),
        (
            "<disk type='network'><source protocol='ssh' name='i'><host name='h'/>\
             <identity keyfile='/k'/></source><target dev='vda'/></disk>",
            "Missing required attribute 'username' in element 'identity'",
        ),
        (
            "<graphics type='vnc'><listen type='none' socket='/s'/></graphics>",
            "'socket' attribute is valid only for listen type 'socket'",
        ),
        (
            "<graphics type='spice'><listen type='address' network='n'/></graphics>",
            "'network' attribute is valid only for listen type 'network'",
        ),
        ("<channel type='pty'/>", "target type must be specified for channel device"),
        (
            "<channel type='pty'><target/></channel>",
            "unknown target type '(null)' specified for character device",
        ),
        (
            "<smartcard mode='host-certificates'><certificate>x</certificate></smartcard>",
            "host-certificates mode needs exactly three certificates",
        ),
        (
            "<rng model='virtio'><backend model='builtin'/><backend model='builtin'/></rng>",
            "only one RNG backend is supported",
        ),
        ("<filesystem><target dir='t'/></filesystem>", "t"),
        (
            "<interface type='direct'><source dev='e'/><virtualport type='802.1Qbg'/></interface>",
            "missing managerid in <virtualport type='802.1Qbg'>",
        ),
        (
            "<interface type='bridge'><source bridge='b'/><virtualport type='802.1Qbh'>\
             <parameters profileid='p' typeid='1'/></virtualport></interface>",
            "extra typeid unsupported in <virtualport type='802.1Qbh'>",
        ),
        (
            "<interface type='hostdev'><source/></interface>",
            "unknown host device source address type '(null)'",
        ),
        (
            "<interface type='user'><driver packed='on'/></interface>",
            "packed driver option is only supported for virtio devices",
        ),
        (
            "<interface type='user'><bandwidth><inbound floor='5'/></bandwidth></interface>",
            "floor attribute is not supported for this config",
        ),
        (
            "<disk type='file'><source file='/a'/><target dev=''/></disk>",
            "Unknown disk name '' and no address specified",
        ),
        (
            "<disk type='file'><source file='/a'/><target dev='sda'/><wwn>12</wwn></disk>",
            "Malformed wwn: 12",
        ),
        (
            "<hostdev mode='subsystem' type='mdev' model='virtio'><source>\
             <address uuid='11111111-2222-3333-4444-555555555555'/></source></hostdev>",
            "Invalid value for attribute 'model' in element 'hostdev': 'virtio'.",
        ),
        (
            "<hostdev mode='subsystem' type='pci'><source><address function='9'/></source></hostdev>",
            "Invalid PCI address function=0x9, must be <= 7",
        ),
    ] {
        let error = read(&format!("<devices>{device}</devices>")).expect_err(device);
        assert_eq!(error.detail(), said, "{device}");
    }
}

#[test]
fn refused_routes() {
    for (route, said) in [
        ("gateway='10.1.1.1'", "Missing required address attribute in route definition"),
        ("address='10.0.0.0'", "Missing required gateway attribute in route definition"),
        ("address='x' gateway='10.1.1.1'", "Bad network address 'x' in route definition"),
        (
            "address='10.0.0.0' gateway='10.1.1.1' prefix='40'",
            "Invalid prefix 40 specified in route definition, must be 0 - 32",
        ),
        (
            "family='ipv6' address='10.0.0.0' gateway='10.1.1.1'",
            "ipv6 family specified for non-IPv6 address '10.0.0.0' in route definition",
        ),
        (
            "address='10.9.0.0' gateway='10.1.1.1' prefix='8'",
            "Address '10.9.0.0' in route definition is not a network address",
        ),
    ] {
        let text =
            format!("<devices><interface type='ethernet'><route {route}/></interface></devices>");
        let error = read(&text).expect_err(route);
        assert_eq!(error.detail(), format!("guest interface: {said}"), "{route}");
    }
    let good = "<devices><interface type='ethernet'><source>\
        <route address='192.168.7.0' gateway='192.168.7.1'/></source></interface></devices>";
    assert!(read(good).is_ok());
}

#[test]
fn left_out() {
    for (inside, gone) in [
        ("<os><type>hvm</type><bootmenu timeout='9'/></os>", "bootmenu"),
        ("<features><smm state='off'><tseg unit='MiB'>8</tseg></smm></features>", "tseg"),
        ("<features><hyperv mode='passthrough'><synic state='on'/></hyperv></features>", "synic"),
        ("<cputune><emulatorsched scheduler='idle' priority='9'/></cputune>", "priority"),
        ("<devices><graphics type='vnc' passwdValidTo='2030-01-01T00:00:00'/></devices>", "Valid"),
        (
            "<devices><graphics type='spice'><channel name='main' mode='any'/></graphics></devices>",
            "channel",
        ),
        (
            "<devices><disk type='file'><source file='/a'><slices><slice type='odd' offset='1' \
             size='2'/></slices></source><target dev='vda'/></disk></devices>",
            "<slice ",
        ),
    ] {
        assert!(!printed(inside).contains(gone), "{inside}");
    }
}

#[test]
fn the_first_or_the_last_of_several() {
    let info = "<sysinfo type='smbios'><bios><entry name='vendor'>one</entry>\
        <entry name='vendor'>two</entry></bios></sysinfo>";
    let text = printed(info);
    assert!(text.contains("one") && !text.contains("two"), "{text}");
    let types = "<os><type arch='x86_64'>hvm</type><type machine='q35'>hvm</type></os>";
    assert!(!printed(types).contains("q35"));
    let channels = "<devices><graphics type='spice'><channel name='record' mode='secure'/>\
        <channel name='main' mode='secure'/><channel name='main' mode='insecure'/></graphics>\
        </devices>";
    let text = printed(channels);
    let lines: Vec<&str> =
        text.lines().map(str::trim).filter(|line| line.starts_with("<channel")).collect();
    assert_eq!(
        lines,
        ["<channel name='main' mode='insecure'/>", "<channel name='record' mode='secure'/>"]
    );
}

#[test]
fn identities_belong_to_their_protocol() {
    let disk = |protocol: &str| {
        let text = format!(
            "<devices><disk type='network'><source protocol='{protocol}' name='a/b'>\
             <host name='h'/><identity user='+1' username='u'/></source>\
             <target dev='vda'/></disk></devices>"
        );
        printed(&text)
    };
    assert!(disk("nfs").contains("<identity user='+1'/>"));
    assert!(disk("ssh").contains("<identity username='u'/>"));
    assert!(!disk("http").contains("<identity"));
}

#[test]
fn no_bus_is_not_told() {
    let text = "<devices><input type='mouse' bus='none'/></devices>";
    assert!(printed(text).contains("<input type='mouse'/>"));
}

#[test]
fn the_kind_of_a_volumes_secret_is_kept_as_it_was_said() {
    let disk = |kind: &str, word: &str| {
        format!(
            "<devices><disk type='{kind}' device='disk'><auth username='u'>\
             <secret type='{word}' usage='x'/></auth><source pool='p' volume='v' protocol='rbd' \
             name='p/v'/><target dev='vda' bus='virtio'/></disk></devices>"
        )
    };
    for word in ["ceph", "iscsi", "none", "default", "QQ", ""] {
        let shown = printed(&disk("volume", word));
        assert!(shown.contains(&format!("<secret type='{word}' usage='x'/>")), "{shown}");
    }
    for word in ["default", "QQ"] {
        let said = read(&disk("network", word)).expect_err(word).detail().to_owned();
        assert_eq!(said, format!("unknown secret type '{word}'"));
    }
}

#[test]
fn limits_of_host_devices_count_down_from_the_largest() {
    for (element, given, shown) in [
        ("weight", "-1", "4294967295"),
        ("read_iops_sec", "-5", "4294967291"),
        ("write_bytes_sec", "-1", "18446744073709551615"),
        ("read_bytes_sec", "+7", "7"),
    ] {
        let with = |value: &str| {
            format!(
                "<blkiotune><device><path>/a</path><{element}>{value}</{element}></device>\
                 </blkiotune>"
            )
        };
        let out = printed(&with(given));
        assert!(out.contains(&format!("<{element}>{shown}</{element}>")), "{out}");
        assert!(read(&with("4 ")).is_err(), "{element}");
    }
}
