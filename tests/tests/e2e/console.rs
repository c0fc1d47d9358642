//! The serial console: by virsh on a terminal, and by the stream API.

use vireo_tests::{Daemon, Guest};

#[test]
fn virsh_console() {
    let daemon = Daemon::start();
    let guest = Guest::boot("g");
    guest.define(&daemon);
    daemon.ok("start g --paused");
    let mut console = daemon.virsh_on_terminal("console g");
    console.expect("Escape character is ^]");
    daemon.ok("resume g");
    console.expect("vireo guest: up");
    console.expect("tick 1");
    console.send("x");
    console.expect("key:x");
    console.send("\x1d");
    console.finish();
    assert_eq!(daemon.state("g"), "running (unpaused)");
}

/// One user at a time; another may take it by force; the guest's end ends it.
#[test]
fn a_console_has_one_user() {
    let daemon = Daemon::start();
    let guest = Guest::boot("g");
    guest.start(&daemon).wait_up(&daemon);
    daemon.script(
        "
conn = connect()
dom = conn.lookupByName('g')
def read(stream, text):
    got = b''
    while text not in got:
        part = stream.recv(1024)
        assert part, (got, 'ended')
        got += part
first = conn.newStream()
dom.openConsole(None, first, 0)
first.send(b'y')
read(first, b'key:y')
second = conn.newStream()
said = refused(libvirt.VIR_ERR_OPERATION_FAILED, dom.openConsole, None, second,
    libvirt.VIR_DOMAIN_CONSOLE_SAFE)
assert 'Active console session exists' in said, said
other = connect()
stream = other.newStream()
other.lookupByName('g').openConsole(None, stream, libvirt.VIR_DOMAIN_CONSOLE_FORCE)
stream.send(b'z')
read(stream, b'key:z')
refused(libvirt.VIR_ERR_INTERNAL_ERROR, dom.openConsole, 'nosuch', conn.newStream(), 0)
dom.destroy()
try:
    while stream.recv(1024):
        pass
except libvirt.libvirtError:
    pass
refused(libvirt.VIR_ERR_OPERATION_INVALID, dom.openConsole, None, conn.newStream(), 0)
",
    );
}

/// What a client does not read is not lost and costs nobody else anything.
#[test]
fn a_console_that_nobody_reads() {
    let daemon = Daemon::start();
    let guest = Guest::boot("g");
    guest.start(&daemon).wait_up(&daemon);
    daemon.script(
        "
conn, other = connect(), connect()
dom = conn.lookupByName('g')
stream = conn.newStream()
dom.openConsole(None, stream, 0)
for key in range(200):
    stream.send(b'y')
# The same connection and another go on.
for _ in range(20):
    dom.info(); other.lookupByName('g').state()
got = b''
while got.count(b'key:y') < 100:
    got += stream.recv(4096)
stream.abort()
again = conn.newStream()
dom.openConsole(None, again, libvirt.VIR_DOMAIN_CONSOLE_SAFE)
again.abort()
dom.destroy()
",
    );
}

#[test]
fn a_channel_is_a_stream_too() {
    let daemon = Daemon::start();
    let Some(guest) = Guest::linux("g") else {
        vireo_tests::skip!("no Linux guest: make guests");
    };
    let guest = guest
        .device("<channel type='unix'><target type='virtio' name='org.example.vireo'/></channel>");
    guest.start(&daemon);
    daemon.script(
        "
conn = connect()
dom = conn.lookupByName('g')
stream = conn.newStream()
dom.openChannel('org.example.vireo', stream, 0)
stream.abort()
refused(libvirt.VIR_ERR_INTERNAL_ERROR, dom.openChannel, 'org.example.none', conn.newStream(), 0)
",
    );
}
