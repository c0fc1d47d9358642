//! Keys, pictures and interrupts.

use vireo_tests::{Daemon, Guest};

#[test]
fn keys_reach_the_guest() {
    let daemon = Daemon::start();
    let guest = Guest::boot("g");
    guest.start(&daemon).wait_up(&daemon);
    daemon.ok("send-key g KEY_LEFTSHIFT KEY_A");
    guest.wait_serial(&daemon, "key:A");
    daemon.ok("send-key g --codeset xt 0x30");
    guest.wait_serial(&daemon, "key:b");
    daemon.ok("send-key g --codeset qnum 46");
    guest.wait_serial(&daemon, "key:c");
    daemon.ok("send-key g --codeset win32 0x44");
    guest.wait_serial(&daemon, "key:d");
    daemon.ok("send-key g --codeset linux 18");
    guest.wait_serial(&daemon, "key:e");
    assert!(!daemon.virsh("send-key g --codeset linux NO_SUCH_KEY").ok);
    daemon.ok("inject-nmi g");
    daemon.ok("destroy g");
    daemon.virsh("send-key g KEY_A").refused("domain is not running");
    daemon.virsh("inject-nmi g").refused("domain is not running");
}

#[test]
fn a_picture_of_the_screen() {
    let daemon = Daemon::start();
    let bare = Guest::boot("bare");
    bare.start(&daemon);
    let file = daemon.path("picture");
    let to = file.display();
    daemon.virsh(&format!("screenshot bare {to}")).refused("no");
    let guest = Guest::boot("g")
        .device("<video><model type='vga'/></video>")
        .device("<graphics type='vnc' port='-1' autoport='yes' listen='127.0.0.1'/>");
    guest.start(&daemon).wait_up(&daemon);
    let said = daemon.ok(&format!("screenshot g {to}"));
    assert!(said.contains("with type of image/"), "{said}");
    let picture = std::fs::read(&file).expect("a picture");
    assert!(picture.starts_with(b"\x89PNG") || picture.starts_with(b"P6"), "{:?}", &picture[..8]);
    let display = daemon.ok("vncdisplay g");
    assert!(display.trim().starts_with("127.0.0.1:"), "{display}");
    let port = daemon.ok("domdisplay g");
    assert!(port.trim().starts_with("vnc://127.0.0.1:"), "{port}");
    daemon.virsh(&format!("screenshot g {to} --screen 7")).refused("");
}
