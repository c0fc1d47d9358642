//! The real `vireod`: its command line, places, sockets, signals.

#![allow(clippy::unwrap_used)] // all of this is test code

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::net::{UnixDatagram, UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;

/// No daemon takes longer for anything here, whatever the machine's load.
const PATIENCE: Duration = Duration::from_secs(30);

fn vireod() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vireod"));
    for name in ["LISTEN_FDS", "LISTEN_PID", "LISTEN_FDNAMES", "NOTIFY_SOCKET", "WATCHDOG_USEC"] {
        command.env_remove(name);
    }
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// A running daemon; dropping it ends it.
struct Daemon {
    child: Child,
    root: PathBuf,
}

impl Drop for Daemon {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Daemon {
    fn start(root: &Path, args: &[&str]) -> Daemon {
        let child = vireod().arg("--root").arg(root).args(args).spawn().unwrap();
        let daemon = Daemon { child, root: root.to_owned() };
        until(|| UnixStream::connect(daemon.sock("libvirt-sock")).is_ok());
        daemon
    }

    fn sock(&self, name: &str) -> PathBuf {
        self.root.join("run").join(name)
    }

    fn signal(&self, signal: Signal) {
        let pid = Pid::from_child(&self.child);
        kill_process(pid, signal).unwrap();
    }

    fn ended(&mut self) -> std::process::ExitStatus {
        let mut status = None;
        until(|| {
            status = self.child.try_wait().unwrap();
            status.is_some()
        });
        status.unwrap()
    }
}

fn until(mut done: impl FnMut() -> bool) {
    let start = Instant::now();
    while !done() {
        assert!(start.elapsed() < PATIENCE, "it never happened");
        std::thread::sleep(Duration::from_millis(5));
    }
}

fn run(args: &[&str]) -> Output {
    vireod().args(args).output().unwrap()
}

fn root() -> TempDir {
    tempfile::tempdir().unwrap()
}

/// Calls `connect_get_lib_version` with its own handshake; true when it is answered.
fn answers(sock: &Path) -> bool {
    let Ok(mut stream) = UnixStream::connect(sock) else { return false };
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    let call = |proc: u32, args: &[u8]| {
        let mut frame = Vec::new();
        for word in [28 + args.len() as u32, 0x2000_8086, 1, proc, 0, proc, 0] {
            frame.extend_from_slice(&word.to_be_bytes());
        }
        frame.extend_from_slice(args);
        frame
    };
    let mut open = vec![0, 0, 0, 1, 0, 0, 0, 0];
    open.extend_from_slice(&[0; 4]);
    let mut status = 1;
    for frame in [call(66, &[]), call(1, &open), call(157, &[])] {
        if stream.write_all(&frame).is_err() {
            return false;
        }
        let mut head = [0; 28];
        if stream.read_exact(&mut head).is_err() {
            return false;
        }
        let len = u32::from_be_bytes([head[0], head[1], head[2], head[3]]) as usize;
        status = u32::from_be_bytes([head[24], head[25], head[26], head[27]]);
        let mut rest = vec![0; len - 28];
        stream.read_exact(&mut rest).unwrap();
    }
    status == 0
}

#[test]
fn sockets_are_at_their_places_with_both_names() {
    let root = root();
    let daemon = Daemon::start(root.path(), &[]);
    for name in ["libvirt-sock", "virtqemud-sock"] {
        assert!(answers(&daemon.sock(name)), "{name}");
    }
    UnixStream::connect(daemon.sock("virtqemud-admin-sock")).unwrap();
    let mode = |name| daemon.sock(name).metadata().unwrap().permissions().mode() & 0o777;
    assert_eq!(mode("libvirt-sock"), 0o700);
    assert_eq!(mode("libvirt-admin-sock"), 0o700);
    let pid = std::fs::read_to_string(daemon.sock("libvirtd.pid")).unwrap();
    assert_eq!(pid.trim(), daemon.child.id().to_string());
}

#[test]
fn a_second_daemon_is_refused_and_a_dead_ones_sockets_are_replaced() {
    let root = root();
    let mut first = Daemon::start(root.path(), &[]);
    let dir = root.path().to_str().unwrap();
    let second = run(&["--root", dir]);
    assert!(!second.status.success());
    let told = String::from_utf8_lossy(&second.stderr);
    assert!(told.contains("Failed to acquire pid file"), "{told}");
    // Another pid file does not help: the socket lives.
    let other = root.path().join("other.pid");
    let second = run(&["--root", dir, "--pid-file", other.to_str().unwrap()]);
    let told = String::from_utf8_lossy(&second.stderr);
    assert!(told.contains("Address already in use"), "{told}");
    assert!(answers(&first.sock("libvirt-sock")));
    first.signal(Signal::KILL);
    first.ended();
    assert!(first.sock("libvirt-sock").exists());
    let next = Daemon::start(root.path(), &[]);
    assert!(answers(&next.sock("libvirt-sock")));
}

#[test]
fn it_stops_cleanly_on_signals() {
    for signal in [Signal::TERM, Signal::INT] {
        let root = root();
        let mut daemon = Daemon::start(root.path(), &[]);
        let _client = UnixStream::connect(daemon.sock("libvirt-sock")).unwrap();
        daemon.signal(signal);
        assert!(daemon.ended().success());
        for name in ["libvirt-sock", "libvirt-admin-sock", "virtqemud-sock", "libvirtd.pid"] {
            assert!(daemon.sock(name).symlink_metadata().is_err(), "{name} is left behind");
        }
    }
}

#[test]
fn an_idle_daemon_exits_after_its_timeout() {
    let root = root();
    let mut daemon = Daemon::start(root.path(), &["--timeout", "1"]);
    let client = UnixStream::connect(daemon.sock("libvirt-sock")).unwrap();
    std::thread::sleep(Duration::from_secs(3));
    assert!(daemon.child.try_wait().unwrap().is_none(), "it must stay for its client");
    drop(client);
    assert!(daemon.ended().success());
}

#[test]
fn the_background_is_ready_when_the_command_returns() {
    let root = root();
    let pid_file = root.path().join("my.pid");
    let output = run(&[
        "--daemon",
        "--root",
        root.path().to_str().unwrap(),
        "-p",
        pid_file.to_str().unwrap(),
    ]);
    assert!(output.status.success(), "{output:?}");
    assert!(answers(&root.path().join("run/libvirt-sock")));
    let pid: i32 = std::fs::read_to_string(&pid_file).unwrap().trim().parse().unwrap();
    kill_process(Pid::from_raw(pid).unwrap(), Signal::TERM).unwrap();
    until(|| !pid_file.exists());
    // A failure is told and shows in the exit status.
    let conf = root.path().join("bad.conf");
    std::fs::write(&conf, "max_clients = \"x\"\n").unwrap();
    let dir = root.path().to_str().unwrap();
    let output = run(&["-d", "--root", dir, "-f", conf.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn a_bad_configuration_is_refused_in_the_references_words() {
    let root = root();
    let dir = root.path().to_str().unwrap();
    let conf = root.path().join("c.conf");
    let shown = conf.display();
    let told = |text: &str| {
        std::fs::write(&conf, text).unwrap();
        let output = run(&["--root", dir, "--config", conf.to_str().unwrap()]);
        assert_eq!(output.status.code(), Some(1));
        String::from_utf8_lossy(&output.stderr).into_owned()
    };
    let wanted = format!(
        "Can't load config file: internal error: {shown}: expected an unsigned integer for \
         'max_clients' parameter: {shown}\n"
    );
    let got = told("max_clients = \"x\"\n");
    assert!(got.ends_with(&wanted), "{got}");
    let got = told("\nmax_clients 5\n");
    let wanted = format!("configuration file syntax error: {shown}:2: expecting an assignment");
    assert!(got.contains(&wanted), "{got}");
    let got = told("unix_sock_rw_perms = \"09\"\n");
    assert!(got.contains("Failed to parse mode '09'"), "{got}");
    let got = told("auth_unix_rw = \"sasl\"\n");
    assert!(got.contains("'sasl' is not available yet"), "{got}");
    let got = told("log_filters = \"9:foo\"\n");
    assert!(got.contains("Invalid priority '9' for filter '9:foo'"), "{got}");
    // Plain TCP needs to be asked for without authentication.
    std::fs::write(&conf, "listen_tcp = 1\nlisten_tls = 0\n").unwrap();
    let output = run(&["--listen", "--root", dir, "--config", conf.to_str().unwrap()]);
    assert!(String::from_utf8_lossy(&output.stderr).contains("auth_tcp"));
}

// REQ: N-04
#[test]
fn tcp_is_served_when_configured() {
    let root = root();
    let conf = root.path().join("c.conf");
    let port = {
        let probe = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        probe.local_addr().unwrap().port()
    };
    let text = format!(
        "listen_tcp = 1\nlisten_tls = 0\nauth_tcp = \"none\"\ntcp_port = \"{port}\"\n\
         listen_addr = \"127.0.0.1\"\n"
    );
    std::fs::write(&conf, text).unwrap();
    let _daemon = Daemon::start(root.path(), &["-l", "-f", conf.to_str().unwrap()]);
    // Its sockets come one after the other.
    let mut connected = None;
    until(|| {
        connected = std::net::TcpStream::connect(("127.0.0.1", port)).ok();
        connected.is_some()
    });
    let mut stream = connected.unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    let mut frame = Vec::new();
    for word in [28u32, 0x2000_8086, 1, 66, 0, 0, 0] {
        frame.extend_from_slice(&word.to_be_bytes());
    }
    stream.write_all(&frame).unwrap();
    let mut reply = [0; 36];
    stream.read_exact(&mut reply).unwrap();
    assert_eq!(reply[28..], [0, 0, 0, 1, 0, 0, 0, 0]);
}

#[test]
fn the_configured_socket_directory_and_modes_are_used() {
    let root = root();
    let dir = root.path().join("elsewhere");
    let conf = root.path().join("c.conf");
    let text = format!(
        "unix_sock_dir = \"{}\"\nunix_sock_rw_perms = \"0777\"\nlog_outputs = \"4:file:{}\"\n",
        dir.display(),
        root.path().join("daemon.log").display()
    );
    std::fs::write(&conf, text).unwrap();
    let args = ["--root", root.path().to_str().unwrap(), "--config", conf.to_str().unwrap()];
    let child = vireod().args(args).spawn().unwrap();
    let _daemon = Daemon { child, root: root.path().to_owned() };
    let sock = dir.join("libvirt-sock");
    until(|| answers(&sock));
    assert_eq!(sock.metadata().unwrap().permissions().mode() & 0o777, 0o777);
    assert!(dir.join("libvirtd.pid").exists());
}

#[test]
fn a_root_too_long_for_sockets_is_served_elsewhere() {
    let root = root();
    let long = root.path().join("x".repeat(100));
    let mut child = vireod().arg("--root").arg(&long).arg("-v").spawn().unwrap();
    let lines = BufReader::new(child.stderr.take().unwrap()).lines();
    let mut daemon = Daemon { child, root: long };
    let sock = lines
        .map_while(Result::ok)
        .find_map(|line| Some(PathBuf::from(line.split_once("listening at ")?.1)))
        .unwrap();
    assert!(sock.ends_with("libvirt-sock") && sock.as_os_str().len() < 108, "{sock:?}");
    until(|| answers(&sock));
    daemon.signal(Signal::TERM);
    daemon.ended();
    let _ = std::fs::remove_dir(sock.parent().unwrap());
}

#[test]
fn the_service_manager_is_told() {
    let root = root();
    let path = root.path().join("notify");
    let manager = UnixDatagram::bind(&path).unwrap();
    manager.set_read_timeout(Some(PATIENCE)).unwrap();
    let child = vireod()
        .env("NOTIFY_SOCKET", &path)
        .env("WATCHDOG_USEC", "200000")
        .arg("--root")
        .arg(root.path())
        .spawn()
        .unwrap();
    let daemon = Daemon { child, root: root.path().to_owned() };
    let heard = || {
        let mut buf = [0; 64];
        let count = manager.recv(&mut buf).unwrap();
        String::from_utf8_lossy(&buf[..count]).into_owned()
    };
    assert_eq!(heard(), "READY=1");
    assert!(answers(&daemon.sock("libvirt-sock")));
    assert_eq!(heard(), "WATCHDOG=1");
    assert_eq!(heard(), "WATCHDOG=1");
    daemon.signal(Signal::HUP);
    until(|| heard() == "RELOADING=1");
    daemon.signal(Signal::TERM);
    until(|| heard() == "STOPPING=1");
}

/// Sockets are handed over as systemd does, by a parent that puts them at descriptor 3.
#[test]
fn sockets_of_the_service_manager_are_taken() {
    const PARENT: &str = "\
import os, sys
os.dup2(0, 3)
os.environ.update(LISTEN_FDS='1', LISTEN_PID=str(os.getpid()), LISTEN_FDNAMES='libvirtd.socket')
os.execv(sys.argv[1], sys.argv[1:])
";
    if !Path::new("/usr/bin/python3").exists() {
        return;
    }
    let root = root();
    let sock = root.path().join("given-sock");
    let listener = UnixListener::bind(&sock).unwrap();
    // Standard input carries the socket over the exec.
    let child = Command::new("/usr/bin/python3")
        .args(["-c", PARENT, env!("CARGO_BIN_EXE_vireod"), "--root"])
        .arg(root.path())
        .stdin(std::os::fd::OwnedFd::from(listener))
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let daemon = Daemon { child, root: root.path().to_owned() };
    until(|| answers(&sock));
    assert!(!daemon.sock("libvirt-sock").exists(), "the given socket stands for it");
    until(|| daemon.sock("libvirt-admin-sock").exists());
}

#[test]
fn checking_tells_what_has_no_effect() {
    let root = root();
    let etc = root.path().join("etc");
    std::fs::create_dir_all(&etc).unwrap();
    std::fs::write(etc.join("libvirtd.conf"), "tls_priority = \"NORMAL\"\n").unwrap();
    let output = run(&["--root", root.path().to_str().unwrap(), "--check-config"]);
    assert!(output.status.success());
    let told = String::from_utf8_lossy(&output.stdout);
    assert!(told.contains("'tls_priority': has no effect yet"), "{told}");
}

#[test]
fn wrong_command_lines_are_told() {
    let output = run(&["foo"]);
    assert_eq!(output.status.code(), Some(1));
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(told.ends_with(": unexpected, non-option, command line arguments\n"), "{told}");
    assert!(String::from_utf8_lossy(&run(&["--version"]).stdout).contains("11.3.0"));
    assert!(String::from_utf8_lossy(&run(&["--help"]).stdout).contains("--pid-file"));
}

/// The stock client, where it is installed.
#[test]
fn virsh_talks_to_it() {
    let Ok(output) = Command::new("virsh").arg("--version").output() else { return };
    assert!(output.status.success());
    let root = root();
    let daemon = Daemon::start(root.path(), &[]);
    let uri = format!("qemu:///system?socket={}", daemon.sock("libvirt-sock").display());
    if !rustix::process::geteuid().is_root() {
        return;
    }
    let virsh = |args: &[&str]| {
        let output = Command::new("virsh").args(["-c", &uri]).args(args).output().unwrap();
        (output.status.success(), String::from_utf8_lossy(&output.stdout).into_owned())
    };
    assert_eq!(virsh(&["uri"]).1.trim(), uri);
    let (_, version) = virsh(&["version"]);
    assert!(version.contains("Using library: libvirt 11.3.0"), "{version}");
}
