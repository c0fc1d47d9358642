//! The daemon itself: its options, its admin socket, its signals.

use std::process::Command;

use vireo_tests::client::run;
use vireo_tests::daemon::is_reference;
use vireo_tests::{Daemon, Guest, artifacts, eventually};

#[test]
fn virt_admin() {
    let daemon = Daemon::start();
    if !std::path::Path::new("/usr/bin/virt-admin").exists() {
        vireo_tests::skip!("no virt-admin here");
    }
    let admin = |line: &str| {
        run(daemon
            .command("virt-admin")
            .args(["-c", &daemon.admin_uri()])
            .args(line.split_whitespace()))
    };
    let servers = admin("server-list").success();
    assert!(servers.contains("libvirtd") && servers.contains("admin"), "{servers}");
    let pool = admin("server-threadpool-info libvirtd").success();
    assert!(pool.contains("maxWorkers"), "{pool}");
    let limits = admin("server-clients-info libvirtd").success();
    assert!(limits.contains("nclients_max"), "{limits}");
    let _ = admin("server-clients-set libvirtd --max-clients 50").success();
    let limits = admin("server-clients-info libvirtd").success();
    assert!(limits.lines().any(|l| l.contains("nclients_max") && l.ends_with(": 50")), "{limits}");
    let mut client = daemon.python_beside("conn = connect()\nsay('ready')\ntime.sleep(300)");
    client.expect("ready");
    let clients = admin("client-list libvirtd").success();
    let id = clients.lines().nth(2).and_then(|l| l.split_whitespace().next()).expect("a client");
    let info = admin(&format!("client-info libvirtd {id}")).success();
    assert!(info.contains("unix_process_id") && info.contains(&client.pid().to_string()), "{info}");
    let _ = admin(&format!("client-disconnect libvirtd {id}")).success();
    eventually("it is gone", || {
        (!admin("client-list libvirtd").success().contains("unix")).then_some(())
    });
    let _ = admin("server-threadpool-set libvirtd --max-workers 33").success();
    let pool = admin("server-threadpool-info libvirtd").success();
    assert!(pool.lines().any(|l| l.contains("maxWorkers") && l.ends_with(": 33")), "{pool}");
    // Asked first: what is set then is not what the harness sets, who knows calls by the log.
    assert!(admin("daemon-log-filters").ok);
    assert!(admin("daemon-log-outputs").ok);
    let _ = admin("daemon-log-filters --filters 1:qemu").success();
    assert!(admin("daemon-log-filters").success().contains("qemu"));
    let log = daemon.path_text("told.log");
    let _ = admin(&format!("daemon-log-outputs --outputs 1:file:{log}")).success();
    assert!(admin("daemon-log-outputs").success().contains(&format!("1:file:{log}")));
    assert!(std::path::Path::new(&log).exists());
}

#[test]
fn options_of_the_daemon() {
    if is_reference() {
        vireo_tests::skip!("about vireod");
    }
    let vireod = |args: &[&str]| run(Command::new(artifacts::daemon()).args(args));
    let version = vireod(&["--version"]).success();
    assert!(version.contains(env!("CARGO_PKG_VERSION")), "{version}");
    assert!(vireod(&["--help"]).success().contains("--config"));
    assert!(!vireod(&["--nonsense"]).ok);
    let dir = tempfile::tempdir().expect("a folder");
    let conf = dir.path().join("libvirtd.conf");
    std::fs::write(&conf, "max_clients = 30\nno_such_key = 1\n").expect("own folder");
    let said = vireod(&["--check-config", "--config", &conf.display().to_string()]);
    let all = format!("{}{}", said.out, said.err);
    assert!(all.contains("no_such_key"), "{all}");
    let said = vireod(&["--config", "/no/such/file", "--root", &dir.path().display().to_string()]);
    assert!(!said.ok && said.err.contains("/no/such/file"), "{said:?}");
}

#[test]
fn a_daemon_that_nobody_needs_ends() {
    let mut daemon = Daemon::builder().arg("--timeout").arg("2").start();
    let how = daemon.ended();
    assert_eq!(how, "exited 0");
}

#[test]
fn a_clean_stop_and_a_reload() {
    let mut daemon = Daemon::start();
    Guest::boot("g").define(&daemon);
    let pid = daemon.pid();
    daemon.reload();
    daemon.ok("list --all");
    assert_eq!(daemon.pid(), pid);
    assert_eq!(daemon.stop(), "exited 0");
    assert!(!daemon.socket().exists() || is_reference());
    daemon.start_again();
    assert!(daemon.lists("g"));
}

/// What was put into the folders by hand is there after a reload; what runs goes on.
#[test]
fn a_reload_reads_what_was_written_by_hand() {
    let mut daemon = Daemon::start();
    let _ = Guest::empty("kept").define(&daemon);
    let uuid = "5e1f0000-2222-4222-8222-000000000001";
    let network = "<network><name>byhand</name><uuid>5e1f0000-2222-4222-8222-000000000002</uuid>\
        <forward mode='bridge'/><bridge name='nosuchbridge'/></network>";
    let secret = format!(
        "<secret ephemeral='no' private='no'><uuid>{uuid}</uuid><description>one</description></secret>"
    );
    let write = |path: &str, text: &str| {
        let path = daemon.path(path);
        let _ = std::fs::create_dir_all(path.parent().expect("a folder"));
        std::fs::write(path, text).expect("own folder");
    };
    let guest = Guest::empty("byhand").uuid("5e1f0000-2222-4222-8222-000000000003").xml(&daemon);
    write("etc/qemu/byhand.xml", &guest);
    write("etc/qemu/networks/byhand.xml", network);
    write(&format!("etc/secrets/{uuid}.xml"), &secret);
    write(&format!("etc/secrets/{uuid}.base64"), "aGVsbG8=");
    daemon.reload();
    eventually("all three are there", || {
        let all = [daemon.ok("list --all --name"), daemon.ok("net-list --all --name")];
        let value = daemon.virsh(&format!("secret-get-value {uuid} --plain"));
        (all.iter().all(|list| list.contains("byhand")) && value.out.trim() == "hello")
            .then_some(())
    });
    std::fs::write(daemon.path("etc/qemu/byhand.xml"), guest.replace("<vcpu>1<", "<vcpu>3<"))
        .expect("own folder");
    std::fs::write(daemon.path(&format!("etc/secrets/{uuid}.xml")), secret.replace("one", "two"))
        .expect("own folder");
    daemon.reload();
    eventually("the changes are taken", || {
        let changed = daemon.ok("dumpxml byhand").contains(">3</vcpu>")
            && daemon.ok(&format!("secret-dumpxml {uuid}")).contains("two");
        changed.then_some(())
    });
    assert!(daemon.lists("kept"));
}

/// Two daemons for one folder: the second says why it doesn't start.
#[test]
fn a_second_daemon_is_refused() {
    if is_reference() {
        vireo_tests::skip!("about vireod");
    }
    let daemon = Daemon::start();
    let said = run(Command::new(artifacts::daemon()).args(["--root", &daemon.path_text("")]));
    assert!(!said.ok && !said.err.is_empty(), "{said:?}");
    daemon.ok("version");
}
