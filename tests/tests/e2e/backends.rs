//! What devices are connected to that other processes of the host are: their disks, their sockets.

use std::os::unix::fs::PermissionsExt;
use std::process::Command;

use vireo_tests::pki::Pki;
use vireo_tests::{Background, Daemon, Guest, artifacts, eventually};

/// REQ: Q-DEV-01; issue 3, part 2: a guest boots from a disk that another process serves.
#[test]
fn a_guest_boots_from_a_disk_of_vhost_user() {
    let daemon = Daemon::start();
    let (image, socket) = (daemon.path("served.img"), daemon.path_text("served.sock"));
    let _ = std::fs::copy(artifacts::boot_image(), &image).expect("own folder");
    let mut serve = Command::new("qemu-storage-daemon");
    let node = format!("driver=file,node-name=image,filename={}", image.display());
    let export = format!(
        "type=vhost-user-blk,id=out,node-name=image,writable=on,addr.type=unix,addr.path={socket}"
    );
    let _server = Background::start({
        let _ = serve.args(["--blockdev", &node, "--export", &export]);
        serve
    });
    eventually("the disk is served", || std::fs::metadata(&socket).ok());
    // QEMU may run as another user.
    let open = std::fs::Permissions::from_mode(0o777);
    std::fs::set_permissions(&socket, open).expect("own file");
    let disk = format!(
        "<disk type='vhostuser' device='disk'><source type='unix' path='{socket}'/>\
         <target dev='vda' bus='virtio'/><boot order='1'/></disk>"
    );
    let shared = "<memoryBacking><source type='memfd'/><access mode='shared'/></memoryBacking>";
    let guest = Guest::empty("g").device(&disk).with(shared);
    guest.start(&daemon).wait_up(&daemon);
    assert!(daemon.ok("domblklist g").contains("vda"));
    let _ = daemon.ok("destroy g");
}

/// REQ: Q-DEV-01: a serial port is connected to by TLS, with the certificates of the settings.
#[test]
fn a_serial_port_talks_by_tls() {
    let Some(pki) = Pki::new() else { vireo_tests::skip!("no openssl") };
    pki.authority("ca");
    let dir = pki.host("ca", "host", "IP:127.0.0.1,DNS:localhost");
    let mut serve = Command::new("openssl");
    let _ = serve.current_dir(&dir).args(["s_server", "-accept", "127.0.0.1:0", "-Verify", "1"]);
    let _ = serve.args(["-cert", "server-cert.pem", "-key", "server-key.pem"]);
    let _ = serve.args(["-CAfile", "ca-cert.pem"]);
    let mut server = Background::start(serve);
    let line = server.expect("ACCEPT");
    let port = line.trim().rsplit(':').next().expect("a port").to_owned();
    let own = format!("chardev_tls_x509_cert_dir = \"{}\"", dir.display());
    let daemon = Daemon::builder().qemu_conf(&own).qemu_conf("chardev_tls = 1").start();
    let serial = format!(
        "<serial type='tcp'><source mode='connect' host='127.0.0.1' service='{port}'/>\
         <protocol type='raw'/></serial>"
    );
    Guest::boot("g").device(&serial).define(&daemon);
    let _ = daemon.ok("start g --paused");
    let _ = server.expect("CIPHER is");
    assert!(daemon.ok("dumpxml g").contains(&format!("service='{port}' tls='yes'")));
    let kept = daemon.ok("dumpxml g --inactive");
    assert!(!kept.contains("tls="), "{kept}");
    let _ = daemon.ok("destroy g");
}

/// REQ: Q-DEV-01: a disk of an NBD server that wants TLS and a certificate of who asks.
#[test]
fn a_guest_boots_from_an_nbd_server_by_tls() {
    let Some(pki) = Pki::new() else { vireo_tests::skip!("no openssl") };
    pki.authority("ca");
    let dir = pki.host("ca", "host", "IP:127.0.0.1,DNS:localhost");
    let own = format!("nbd_tls_x509_cert_dir = \"{}\"", dir.display());
    let daemon = Daemon::builder().qemu_conf(&own).qemu_conf("nbd_tls = 1").start();
    let (image, socket) = (daemon.path("served.img"), daemon.path_text("nbd.sock"));
    let _ = std::fs::copy(artifacts::boot_image(), &image).expect("own folder");
    let creds =
        format!("tls-creds-x509,id=tls0,endpoint=server,verify-peer=on,dir={}", dir.display());
    let mut serve = Command::new("qemu-nbd");
    let _ = serve.args(["--object", &creds, "--tls-creds", "tls0", "--persistent", "--format=raw"]);
    let _ = serve.args(["--export-name=boot", "--socket", &socket]).arg(&image);
    let _server = Background::start(serve);
    eventually("the disk is served", || std::fs::metadata(&socket).ok());
    // QEMU may run as another user.
    let open = std::fs::Permissions::from_mode(0o777);
    std::fs::set_permissions(&socket, open).expect("own file");
    let disk = |tls: &str| {
        format!(
            "<disk type='network' device='disk'><driver name='qemu' type='raw'/>\
             <source protocol='nbd' name='boot' {tls}>\
             <host transport='unix' socket='{socket}'/></source>\
             <target dev='vda' bus='virtio'/><boot order='1'/></disk>"
        )
    };
    Guest::empty("plain").device(&disk("tls='no'")).define(&daemon);
    let _ = daemon.virsh("start plain").refused("TLS");
    let guest = Guest::empty("g").device(&disk("tlsHostname='localhost'"));
    guest.start(&daemon).wait_up(&daemon);
    let _ = daemon.ok("destroy g");
}
