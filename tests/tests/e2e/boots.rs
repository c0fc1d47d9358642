//! Guests that boot from what their definition says, see the devices that it gives them, and show
//! themselves where it says.

use std::fs;
use std::io::{Read, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use vireo_tests::daemon::is_reference;
use vireo_tests::{Daemon, Guest, eventually, eventually_within};

const SHARED: &str = "<memoryBacking><source type='memfd'/><access mode='shared'/></memoryBacking>";
const CODE: &str = "/usr/share/OVMF/OVMF_CODE_4M.ms.fd";

/// How long Linux may take with all that it is given, or firmware that maps much, on a busy machine.
const LONG: Duration = Duration::from_secs(300);

/// A file of this many KiB for a disk.
fn image(daemon: &Daemon, name: &str, kib: u64) -> String {
    let path = daemon.path_text(name);
    fs::File::create(&path).and_then(|file| file.set_len(kib << 10)).expect("own folder");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o666)).expect("own file");
    path
}

/// What a guest said until it was up.
fn up(guest: &Guest, daemon: &Daemon) -> String {
    eventually_within(LONG, "the guest is up", || {
        Some(guest.serial(daemon)).filter(|log| log.contains("vireo guest: up"))
    })
}

fn disk(file: &str, dev: &str, bus: &str) -> String {
    format!(
        "<disk type='file' device='disk'><driver name='qemu' type='raw'/><source file='{file}'/>\
         <target dev='{dev}' bus='{bus}'/></disk>"
    )
}

fn has(program: &str) -> bool {
    let dirs = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&dirs).any(|dir| dir.join(program).is_file())
}

/// Whether there is a way out, which passt wants: a route by default.
fn has_network() -> bool {
    let routes = fs::read_to_string("/proc/net/route").unwrap_or_default();
    routes.lines().skip(1).any(|line| line.split_ascii_whitespace().nth(1) == Some("00000000"))
}

/// A server of virtiofs, where the distribution has one: `VIREO_VIRTIOFSD` names another.
fn virtiofsd() -> Option<PathBuf> {
    let own = std::env::var_os("VIREO_VIRTIOFSD").map(PathBuf::from);
    let known = ["/usr/libexec/virtiofsd", "/usr/lib/qemu/virtiofsd"].map(PathBuf::from);
    own.into_iter().chain(known).find(|path| path.exists())
}

// REQ: Q-DEV-02
#[test]
fn a_sector_boots_from_each_kind_of_disk() {
    let daemon = Daemon::start();
    for (name, machine, dev, bus) in [
        ("ide", "pc", "hda", "ide"),
        ("sata", "q35", "sda", "sata"),
        ("scsi", "pc", "sda", "scsi"),
        ("usb", "q35", "sda", "usb"),
    ] {
        let guest = Guest::boot(name).machine(machine);
        let guest = match bus {
            "scsi" => guest.device("<controller type='scsi' model='virtio-scsi'/>"),
            "usb" => guest.device("<controller type='usb' model='qemu-xhci'/>"),
            _ => guest,
        };
        let xml = guest
            .xml(&daemon)
            .replace("dev='vda' bus='virtio'", &format!("dev='{dev}' bus='{bus}'"));
        let file = daemon.write(&format!("{name}.xml"), &xml);
        daemon.ok(&format!("create {file}"));
    }
    // Together: each takes half a second of a processor.
    for name in ["ide", "sata", "scsi", "usb"] {
        Guest::boot(name).wait_up(&daemon);
        daemon.ok(&format!("destroy {name}"));
    }
}

// REQ: Q-DEV-02
#[test]
fn linux_sees_disks_a_tpm_a_share_and_a_network() {
    let Some(guest) = Guest::linux("g") else { vireo_tests::skip!("no Linux guest built") };
    let daemon = Daemon::start();
    let passt = has("passt") && has_network();
    let mut guest = guest
        .with(SHARED)
        .device("<controller type='scsi' model='virtio-scsi'/>")
        .device(&disk(&image(&daemon, "ide.img", 2048), "hda", "ide"))
        .device(&disk(&image(&daemon, "scsi.img", 3072), "sda", "scsi"))
        .device(&disk(&image(&daemon, "virtio.img", 4096), "vda", "virtio"));
    let mut sees = vec![
        "disk vda of 4096 KiB on virtio".to_owned(),
        "of 2048 KiB on ata".to_owned(),
        "of 3072 KiB on virtio".to_owned(),
    ];
    if has("swtpm") && has("swtpm_setup") {
        guest = guest.device("<tpm model='tpm-tis'><backend type='emulator' version='2.0'/></tpm>");
        sees.push("TPM 2".to_owned());
    }
    let share = daemon.path("share");
    if let Some(server) = virtiofsd() {
        fs::create_dir(&share).expect("own folder");
        fs::set_permissions(&share, fs::Permissions::from_mode(0o777)).expect("own folder");
        fs::write(share.join("from-host"), "host\n").expect("own folder");
        guest = guest.device(&format!(
            "<filesystem type='mount'><driver type='virtiofs'/><binary path='{}'/>\
             <source dir='{}'/><target dir='vireo'/></filesystem>",
            server.display(),
            share.display()
        ));
        sees.push("share says host".to_owned());
    }
    if passt {
        guest = guest.device(
            "<interface type='user'><backend type='passt'/>\
             <ip family='ipv4' address='192.0.2.77' prefix='24'/><model type='virtio'/></interface>",
        );
        sees.push("address 192.0.2.77/24".to_owned());
    }
    guest.start(&daemon);
    let log = up(&guest, &daemon);
    for one in sees {
        assert!(log.contains(&one), "'{one}' is not in: {log}");
    }
    if share.exists() {
        assert_eq!(
            fs::read_to_string(share.join("from-guest")).expect("the guest's file"),
            "guest\n"
        );
    }
    daemon.ok("destroy g");
}

// REQ: Q-DEV-02
#[test]
fn secure_boot_is_on_in_a_guest_whose_firmware_has_keys() {
    let Some(guest) = Guest::linux("g") else { vireo_tests::skip!("no Linux guest built") };
    if !Path::new(CODE).exists() {
        vireo_tests::lacking!("no UEFI firmware with keys here");
    }
    let daemon = Daemon::start();
    let guest = guest.machine("q35").memory(256).feature("<smm state='on'/>");
    let xml = guest.xml(&daemon).replacen(
        "<os>",
        "<os firmware='efi'><firmware><feature enabled='yes' name='secure-boot'/>\
         <feature enabled='yes' name='enrolled-keys'/></firmware>",
        1,
    );
    let file = daemon.write("g.xml", &xml);
    daemon.ok(&format!("define {file}"));
    daemon.ok("start g");
    let live = daemon.ok("dumpxml g");
    assert!(live.contains("secure='yes'"), "{live}");
    let log = up(&guest, &daemon);
    assert!(log.contains("secure boot 1"), "{log}");
    daemon.ok("destroy g");
    daemon.ok("undefine g --nvram");
}

#[test]
fn a_variable_store_is_not_made_from_a_template_of_another_format() {
    let daemon = Daemon::start();
    let (code, template) = (image(&daemon, "code.fd", 64), image(&daemon, "vars.fd", 64));
    let own = daemon.path_text("own.qcow2");
    let xml = format!(
        "<domain type='qemu'><name>g</name><memory unit='MiB'>16</memory>\
         <os><type arch='x86_64' machine='q35'>hvm</type>\
         <loader readonly='yes' type='pflash'>{code}</loader>\
         <nvram template='{template}' templateFormat='raw' format='qcow2'>{own}</nvram></os>\
         <features><acpi/></features></domain>"
    );
    let file = daemon.write("g.xml", &xml);
    daemon.ok(&format!("define {file}"));
    let said = daemon.virsh("start g").refused("Operation not supported: conversion");
    assert!(said.contains("nvram template"), "{said}");
    assert!(!Path::new(&own).exists());
}

/// Connects to a display, sends `hello` and reads what it answers.
fn answer(mut stream: impl Read + Write, hello: &[u8], len: usize) -> Vec<u8> {
    stream.write_all(hello).expect("it takes it");
    let mut bytes = vec![0; len];
    stream.read_exact(&mut bytes).expect("it answers");
    bytes
}

/// The first message of a client of SPICE: version 2.2, main channel, no capabilities.
fn spice_hello() -> Vec<u8> {
    let mut bytes = b"REDQ".to_vec();
    for number in [2_u32, 2, 18, 0] {
        bytes.extend(number.to_le_bytes());
    }
    // Channel 0 of kind 1 (main); no common capabilities, none of the channel's, at 18.
    bytes.extend([1, 0]);
    for number in [0_u32, 0, 18] {
        bytes.extend(number.to_le_bytes());
    }
    bytes
}

// REQ: Q-DEV-02
#[test]
fn each_display_answers_where_the_definition_says() {
    let daemon = Daemon::start();
    let displays = "<graphics type='vnc' port='-1' autoport='yes' listen='127.0.0.1'/>\
        <graphics type='spice' autoport='yes' listen='127.0.0.1'/>";
    Guest::boot("g").device(displays).start(&daemon);
    let port = |line: &str| -> u16 {
        let display = daemon.ok(line);
        let text = display.trim();
        let number = text.rsplit(':').next().and_then(|number| number.parse().ok());
        number.unwrap_or_else(|| panic!("no port in '{text}'"))
    };
    let tcp = |port: u16| {
        let stream = std::net::TcpStream::connect(("127.0.0.1", port)).expect("it listens");
        stream.set_read_timeout(Some(Duration::from_secs(60))).expect("a socket");
        stream
    };
    let vnc = tcp(5900 + port("vncdisplay g"));
    assert_eq!(answer(vnc, b"", 4), b"RFB ");
    let spice = tcp(port("domdisplay g --type spice"));
    assert_eq!(answer(spice, &spice_hello(), 4), b"REDQ");
    daemon.ok("destroy g");

    let path = daemon.path_text("vnc.sock");
    let socket = if is_reference() {
        // Its QEMU may not write into our folder.
        "<graphics type='vnc'><listen type='socket'/></graphics>".to_owned()
    } else {
        fs::set_permissions(daemon.dir(), fs::Permissions::from_mode(0o777)).expect("own folder");
        format!("<graphics type='vnc'><listen type='socket' socket='{path}'/></graphics>")
    };
    let guest = Guest::boot("s").device(&socket);
    guest.start(&daemon);
    if !is_reference() {
        let stream = eventually("the display's socket", || {
            std::os::unix::net::UnixStream::connect(&path).ok()
        });
        assert_eq!(answer(stream, b"", 4), b"RFB ");
    }
    daemon.ok("destroy s");
}

// REQ: Q-DEV-02
#[test]
fn a_display_without_a_graphics_card_to_draw_on_is_refused() {
    if Path::new("/dev/dri").exists() {
        vireo_tests::lacking!("this host has a graphics card");
    }
    let daemon = Daemon::start();
    Guest::boot("g").device("<graphics type='egl-headless'/>").define(&daemon);
    daemon.virsh("start g").refused("cannot open directory '/dev/dri'");
    assert!(daemon.state("g").starts_with("shut off"));
}
