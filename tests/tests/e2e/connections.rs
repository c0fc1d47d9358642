//! Clients of all kinds, many at once, and some that mean no good.

use std::io::{Read, Write};
use std::os::unix::net::UnixStream;
use std::time::{Duration, Instant};

use vireo_tests::{Daemon, Guest, eventually};

/// REQ: N-04: what reads is allowed, what changes is refused, over the read-only socket.
#[test]
fn read_only() {
    let daemon = Daemon::start();
    Guest::boot("g").start(&daemon).wait_up(&daemon);
    let ro = format!("qemu+unix:///system?socket={}-ro", daemon.socket().display());
    let virsh = |line: &str| {
        vireo_tests::client::run(
            daemon.command("virsh").args(["-c", &ro, "--readonly"]).args(line.split_whitespace()),
        )
    };
    for line in ["list --all", "dominfo g", "dumpxml g", "domstats", "capabilities", "nodeinfo"] {
        let _ = virsh(line).success();
    }
    let file = daemon.write("n.xml", &Guest::empty("n").xml(&daemon));
    for line in [
        "destroy g",
        "suspend g",
        "shutdown g",
        "reset g",
        "undefine g",
        "autostart g",
        "send-key g KEY_A",
        &format!("define {file}"),
        &format!("create {file}"),
        "dumpxml g --security-info",
        "qemu-monitor-command g info --hmp",
        "qemu-agent-command g {}",
        "domrename g h",
        "desc g x",
    ] {
        let said = virsh(line);
        assert!(!said.ok && said.err.contains("operation forbidden: "), "{line}: {said:?}");
    }
    assert_eq!(daemon.state("g"), "running (booted)");
    // A client that lies about being read-only: the socket decides.
    let said = vireo_tests::client::run(daemon.command("virsh").args(["-c", &ro, "destroy", "g"]));
    assert!(!said.ok && said.err.contains("read only access prevents"), "{said:?}");
    assert_eq!(daemon.state("g"), "running (booted)");
}

/// Two hundred clients of which a hundred never read: the others and the
/// guests don't notice.
#[test]
fn clients_that_never_read() {
    let daemon = Daemon::builder().daemon_conf("max_clients = 500").start();
    Guest::boot("g").define(&daemon);
    // Each registers for events and asks for much, and reads nothing of it.
    let deaf: Vec<_> = (0..100).map(|_| deaf_client(&daemon)).collect();
    daemon.script(
        "
import concurrent.futures
conns = [connect() for _ in range(100)]
def work(conn):
    for _ in range(10):
        conn.listAllDomains()
        conn.lookupByName('g').XMLDesc(0)
    return True
begin = time.monotonic()
with concurrent.futures.ThreadPoolExecutor(20) as pool:
    assert all(pool.map(work, conns))
assert time.monotonic() - begin < 60
dom = conns[0].lookupByName('g')
for _ in range(20):
    dom.create(); dom.destroy()
",
    );
    drop(deaf);
    daemon.ok("list --all");
}

/// A call's frame: length, program, version, procedure, type, serial, status, payload.
fn frame(program: u32, version: u32, procedure: u32, serial: u32, payload: &[u8]) -> Vec<u8> {
    let words = [28 + u32::try_from(payload.len()).expect("small"), program, version, procedure];
    let mut bytes: Vec<u8> = words.into_iter().flat_map(u32::to_be_bytes).collect();
    for word in [0, serial, 0] {
        bytes.extend(u32::to_be_bytes(word));
    }
    bytes.extend(payload);
    bytes
}

/// A present name, no flags.
fn open_args() -> Vec<u8> {
    let name = b"qemu:///system";
    let mut bytes = vec![0, 0, 0, 1, 0, 0, 0, 14];
    bytes.extend(name);
    bytes.extend([0; 2 + 4]);
    bytes
}

const REMOTE: u32 = 0x2000_8086;
const OPEN: u32 = 1;
const CAPABILITIES: u32 = 7;
const EVENT_REGISTER_ANY: u32 = 316;

fn deaf_client(daemon: &Daemon) -> UnixStream {
    let mut socket = UnixStream::connect(daemon.socket()).expect("it listens");
    let mut bytes = frame(REMOTE, 1, OPEN, 1, &open_args());
    // Lifecycle events of all guests.
    bytes.extend(frame(REMOTE, 1, EVENT_REGISTER_ANY, 2, &[0; 8]));
    for serial in 3..203 {
        bytes.extend(frame(REMOTE, 1, CAPABILITIES, serial, &[]));
    }
    socket.set_write_timeout(Some(Duration::from_millis(200))).expect("a socket");
    // The daemon may stop reading before all of it is sent; that is the point.
    let _ = socket.write_all(&bytes);
    socket
}

/// Each gets an answer or a clean close, and costs nobody else anything.
#[test]
fn bytes_that_make_no_sense() {
    let daemon = Daemon::start();
    let open = frame(REMOTE, 1, OPEN, 1, &open_args());
    let cases: [(&str, Vec<u8>); 9] = [
        ("nothing at all", Vec::new()),
        ("half a length", vec![0, 0]),
        ("half a header", open[..12].to_vec()),
        ("half a message", open[..open.len() - 2].to_vec()),
        ("a length below the header's", vec![0, 0, 0, 8, 0, 0, 0, 0]),
        ("a huge length", vec![0xff; 64]),
        ("text", b"GET / HTTP/1.1\r\nHost: x\r\n\r\n".to_vec()),
        ("an array beyond memory", frame(REMOTE, 1, 244, 1, &[0x7f, 0xff, 0xff, 0xff])),
        ("zeroes", vec![0; 4096]),
    ];
    for (what, bytes) in cases {
        let mut socket = UnixStream::connect(daemon.socket()).expect("it listens");
        // The daemon may have closed already.
        let _ = socket.write_all(&bytes);
        let _ = socket.shutdown(std::net::Shutdown::Write);
        socket.set_read_timeout(Some(vireo_tests::wait::SOON)).expect("a socket");
        let mut answer = Vec::new();
        let end = socket.read_to_end(&mut answer);
        let reset = matches!(&end, Err(e) if e.kind() == std::io::ErrorKind::ConnectionReset);
        assert!(end.is_ok() || reset, "{what}: {end:?}");
        daemon.ok("version");
    }
}

/// An unknown program, version or procedure is answered, and the connection goes on.
#[test]
fn calls_that_do_not_exist_are_answered() {
    let daemon = Daemon::start();
    let mut socket = UnixStream::connect(daemon.socket()).expect("it listens");
    socket.set_read_timeout(Some(vireo_tests::wait::SOON)).expect("a socket");
    let (program, errors) = (0x1234_5678, "Cannot find program 305419896 version 1");
    ask(&mut socket, &frame(REMOTE, 1, OPEN, 1, &open_args()), "");
    ask(&mut socket, &frame(program, 1, 1, 2, &[]), errors);
    ask(&mut socket, &frame(REMOTE, 9, 1, 3, &[]), "Cannot find program 536903814 version 9");
    ask(&mut socket, &frame(REMOTE, 1, 99_999, 4, &[]), "unknown procedure: 99999");
    ask(&mut socket, &frame(REMOTE, 1, CAPABILITIES, 5, &[]), "<capabilities>");
}

/// Sends a call and wants `text` in the answer's bytes.
fn ask(socket: &mut UnixStream, call: &[u8], text: &str) {
    socket.write_all(call).expect("it reads");
    let mut length = [0; 4];
    socket.read_exact(&mut length).expect("an answer");
    let mut rest = vec![0; u32::from_be_bytes(length) as usize - 4];
    socket.read_exact(&mut rest).expect("an answer");
    let said = String::from_utf8_lossy(&rest);
    assert!(said.contains(text), "{text:?} in {said:?}");
}

/// USERS.md 27: at the limit a client is turned away, not hung; a place that
/// becomes free is given.
#[test]
fn the_limit_of_clients() {
    let daemon =
        Daemon::builder().daemon_conf("max_clients = 5\nmax_anonymous_clients = 5").start();
    daemon.script(
        "
conns = [connect() for _ in range(5)]
import subprocess
late = subprocess.Popen(['virsh', 'version'], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
for conn in conns:
    assert conn.getType() == 'QEMU'
for conn in conns:
    conn.close()
assert late.wait(60) in (0, 1)
eventually(lambda: connect())
",
    );
    daemon.ok("version");
}

/// Keepalive: a client that stops is dropped, and what it held is given back.
#[test]
fn a_stopped_client_is_dropped() {
    let daemon =
        Daemon::builder().daemon_conf("keepalive_interval = 1\nkeepalive_count = 1").start();
    let file = daemon.write("g.xml", &Guest::boot("g").xml(&daemon));
    let mut client = daemon.python_beside(&format!(
        "
start_events()
conn = connect()
conn.setKeepAlive(5, 5)
conn.createXML(open('{file}').read(), libvirt.VIR_DOMAIN_START_AUTODESTROY)
say('ready')
time.sleep(300)
"
    ));
    client.expect("ready");
    assert!(daemon.lists("g"));
    let pid = nix::unistd::Pid::from_raw(i32::try_from(client.pid()).expect("a pid"));
    nix::sys::signal::kill(pid, nix::sys::signal::Signal::SIGSTOP).expect("a client");
    eventually("its guest ends with it", || (!daemon.lists("g")).then_some(()));
}

/// A client killed in mid-call leaves nothing behind: no descriptor, no task.
#[test]
fn clients_that_vanish_leave_nothing() {
    let daemon = Daemon::start();
    Guest::boot("g").start(&daemon).wait_up(&daemon);
    let descriptors =
        || std::fs::read_dir(format!("/proc/{}/fd", daemon.pid())).expect("ours").count();
    let churn = |times: u32| {
        for serial in 0..times {
            let mut socket = UnixStream::connect(daemon.socket()).expect("it listens");
            let mut bytes = frame(REMOTE, 1, OPEN, 1, &open_args());
            bytes.extend(frame(REMOTE, 1, EVENT_REGISTER_ANY, 2, &[0; 8]));
            bytes.extend(frame(REMOTE, 1, CAPABILITIES, serial, &[]));
            let _ = socket.write_all(&bytes);
        }
        daemon.ok("list");
    };
    churn(20);
    let begin = Instant::now();
    let before = eventually("it settles", || {
        (begin.elapsed() > Duration::from_millis(500)).then(descriptors)
    });
    churn(300);
    eventually("all descriptors are closed", || (descriptors() <= before + 3).then_some(()));
}
