//! Copies, commits and pulls of disks while their guest runs.

use std::path::Path;
use std::process::Command;

use nix::sys::signal::Signal;
use vireo_tests::daemon::is_reference;
use vireo_tests::fake::{Fake, numbered};
use vireo_tests::{Background, Daemon, Guest, artifacts, eventually};

fn image_tool(program: &str, args: &[&str]) -> String {
    let done = Command::new(program).args(args).output().expect("the tool is there");
    let said = String::from_utf8_lossy(&done.stdout).into_owned();
    assert!(done.status.success(), "{program} {args:?}: {said}{:?}", done.stderr);
    said
}

/// Three images over each other in the daemon's folder: `base`, `mid`, `top`.
struct Chain<'a> {
    daemon: &'a Daemon,
    prefix: String,
}

impl<'a> Chain<'a> {
    fn new(daemon: &'a Daemon, prefix: &str) -> Self {
        let chain = Self { daemon, prefix: prefix.to_owned() };
        image_tool("qemu-img", &["create", "-q", "-f", "qcow2", &chain.path("base"), "8M"]);
        chain.write("base", "write -P 1 0 6M");
        chain.cover("mid", &chain.path("base"));
        chain.write("mid", "write -P 2 1M 2M");
        chain.cover("top", &chain.path("mid"));
        chain.write("top", "write -P 3 2M 64k");
        chain
    }

    fn cover(&self, name: &str, base: &str) {
        let create = ["create", "-q", "-f", "qcow2", "-F", "qcow2", "-b", base];
        image_tool("qemu-img", &[&create[..], &[&self.path(name)]].concat());
    }

    fn write(&self, name: &str, what: &str) {
        image_tool("qemu-io", &["-f", "qcow2", "-c", what, &self.path(name)]);
    }

    fn path(&self, name: &str) -> String {
        self.daemon.path_text(&format!("{}{name}.qcow2", self.prefix))
    }

    fn disk(&self, name: &str, target: &str) -> String {
        format!(
            "<disk type='file' device='disk'><driver name='qemu' type='qcow2'/>\
             <source file='{}'/><target dev='{target}' bus='virtio'/></disk>",
            self.path(name)
        )
    }

    /// A guest with the chain as its second disk.
    fn guest(&self, name: &str) -> Guest {
        Guest::boot(name).device(&self.disk("top", "vdb"))
    }

    /// The whole content is what was written, by whichever image.
    fn is_whole(&self, name: &str) {
        let reads = ["read -P 1 0 1M", "read -P 2 1M 1M", "read -P 3 2M 64k", "read -P 1 3M 3M"];
        let mut args = vec!["-r", "-U", "-f", "qcow2"];
        for read in reads {
            args.extend(["-c", read]);
        }
        let path = self.path(name);
        args.push(&path);
        let said = image_tool("qemu-io", &args);
        assert!(!said.contains("verification failed"), "{name}: {said}");
    }
}

/// The files of the chain of `vdb` as the running definition has them.
fn files(daemon: &Daemon, words: &str) -> Vec<String> {
    let xml = daemon.ok(&format!("dumpxml {words}"));
    let disks: Vec<&str> = xml.split("<disk ").filter(|disk| disk.contains("'vdb'")).collect();
    let disk = disks.first().expect("a second disk");
    let disk = disk.split("<mirror").next().unwrap_or_default();
    let names = disk.split("source file='").skip(1).filter_map(|rest| rest.split('\'').next());
    let last = |path: &str| path.rsplit('/').next().unwrap_or_default().to_owned();
    names.map(last).collect()
}

fn told(events: &mut Background, what: &str, path: &str, how: &str) {
    events.expect(&format!("event 'block-job' for domain 'g': {what} for {path} {how}"));
    events.expect(&format!("event 'block-job-2' for domain 'g': {what} for vdb {how}"));
}

/// What virsh tells of the job; its progress goes to stderr.
fn job_info(daemon: &Daemon) -> String {
    let said = daemon.virsh("blockjob g vdb");
    assert!(said.ok, "{said:?}");
    said.out + &said.err
}

fn no_jobs(daemon: &Daemon) {
    eventually("no job is told", || {
        let said = job_info(daemon);
        if said.contains("No current block job") { Ok(()) } else { Err(said) }
    });
    eventually("none is written down", || {
        let status = std::fs::read_to_string(daemon.path("run/qemu/g.xml")).expect("a status file");
        let none = status.contains("<blockjobs active='no'/>") && !status.contains("<mirror");
        if none { Ok(()) } else { Err(status) }
    });
}

/// Names of QEMU's nodes that belong to images.
fn nodes(daemon: &Daemon) -> Vec<String> {
    let ask = r#"{"execute":"query-named-block-nodes","arguments":{"flat":true}}"#;
    let said = daemon.virsh_args(&["qemu-monitor-command", "g", ask]).success();
    let names = said.split("\"node-name\":").skip(1);
    let names = names.filter_map(|rest| rest.split('"').nth(1).map(str::to_owned));
    let mut all: Vec<String> = names.filter(|name| name.starts_with("libvirt-")).collect();
    all.sort_unstable();
    all
}

// REQ: E-04, E-05
#[test]
fn a_disk_is_copied_and_the_guest_goes_on_with_the_copy() {
    let daemon = Daemon::start();
    let chain = Chain::new(&daemon, "");
    chain.guest("g").start(&daemon).wait_up(&daemon);
    let mut events = daemon.events("--all");
    let copy = chain.path("copy");
    daemon.ok(&format!("blockcopy g vdb --dest {copy} --wait --transient-job"));
    told(&mut events, "Block Copy", &chain.path("top"), "ready");
    let xml = daemon.ok("dumpxml g");
    assert!(xml.contains("job='copy' ready='yes'"), "{xml}");
    daemon.virsh("blockpull g vdb").refused("disk 'vdb' already in active block job");
    daemon.virsh("blockcommit g vdb --active").refused("already in active block job");
    daemon.virsh("detach-disk g vdb").refused("disk 'vdb' already in active block job");
    assert!(daemon.ok("domstats g --block --backing").contains("copy.qcow2"));
    daemon.ok("blockjob g vdb --pivot");
    told(&mut events, "Block Copy", &copy, "completed");
    assert_eq!(files(&daemon, "g"), ["copy.qcow2"]);
    assert_eq!(files(&daemon, "g --inactive"), ["copy.qcow2"]);
    no_jobs(&daemon);
    assert_eq!(nodes(&daemon).iter().filter(|name| name.ends_with("-format")).count(), 1);
    daemon.ok("destroy g");
    chain.is_whole("copy");
    chain.is_whole("top");
    daemon.ok("start g");
    assert_eq!(files(&daemon, "g"), ["copy.qcow2"]);
}

// REQ: E-04: what QEMU does counts, whoever asked it.
#[test]
fn a_pivot_behind_the_daemons_back_is_noticed() {
    if is_reference() {
        vireo_tests::skip!("the reference believes what it asked for");
    }
    let daemon = Daemon::start();
    let chain = Chain::new(&daemon, "");
    chain.guest("g").start(&daemon).wait_up(&daemon);
    let copy = chain.path("copy");
    daemon.ok(&format!("blockcopy g vdb --dest {copy} --wait --transient-job"));
    let jobs = daemon.virsh_args(&["qemu-monitor-command", "g", r#"{"execute":"query-jobs"}"#]);
    let said = jobs.success();
    let id = said.split("\"id\":\"").find_map(|rest| rest.strip_prefix("copy-vdb-"));
    let id = id.and_then(|rest| rest.split('"').next()).expect("the job's name");
    let complete = format!(r#"{{"execute":"job-complete","arguments":{{"id":"copy-vdb-{id}"}}}}"#);
    let _ = daemon.virsh_args(&["qemu-monitor-command", "g", &complete]).success();
    eventually("the copy is the disk", || (files(&daemon, "g") == ["copy.qcow2"]).then_some(()));
    no_jobs(&daemon);
}

// REQ: E-04
#[test]
fn an_aborted_copy_leaves_the_disk_as_it_was() {
    let daemon = Daemon::start();
    let chain = Chain::new(&daemon, "");
    chain.guest("g").start(&daemon).wait_up(&daemon);
    let before = nodes(&daemon);
    let mut events = daemon.events("--all");
    let copy = chain.path("copy");
    daemon.ok(&format!("blockcopy g vdb --dest {copy} --shallow --wait --transient-job"));
    told(&mut events, "Block Copy", &chain.path("top"), "ready");
    daemon.ok("blockjob g vdb --abort");
    told(&mut events, "Block Copy", &chain.path("top"), "canceled");
    assert_eq!(files(&daemon, "g"), ["top.qcow2", "mid.qcow2", "base.qcow2"]);
    no_jobs(&daemon);
    assert_eq!(nodes(&daemon), before);
    daemon.ok("destroy g");
    chain.is_whole("copy");
    daemon.ok("start g");
}

// REQ: E-04
#[test]
fn a_shallow_copy_covers_what_the_disk_covered() {
    let daemon = Daemon::start();
    let chain = Chain::new(&daemon, "");
    chain.guest("g").start(&daemon).wait_up(&daemon);
    let copy = chain.path("copy");
    daemon.ok(&format!("blockcopy g vdb --dest {copy} --shallow --wait --pivot --transient-job"));
    assert_eq!(files(&daemon, "g"), ["copy.qcow2", "mid.qcow2", "base.qcow2"]);
    // Onto an image that is there and covers the same by itself.
    chain.cover("other", &chain.path("mid"));
    let other = chain.path("other");
    let reuse = "--shallow --reuse-external --wait --pivot --transient-job";
    daemon.ok(&format!("blockcopy g vdb --dest {other} {reuse}"));
    assert_eq!(files(&daemon, "g"), ["other.qcow2", "mid.qcow2", "base.qcow2"]);
    no_jobs(&daemon);
    daemon.ok("destroy g");
    chain.is_whole("other");
    daemon.ok("start g");
}

// REQ: E-04, E-05
#[test]
fn images_are_committed_and_pulled() {
    let daemon = Daemon::start();
    let chain = Chain::new(&daemon, "");
    chain.guest("g").start(&daemon).wait_up(&daemon);
    let mut events = daemon.events("--all");
    daemon.virsh("blockcommit g vdb").refused("commit of 'vdb' active layer requires active flag");
    let (mid, base, top) = (chain.path("mid"), chain.path("base"), chain.path("top"));
    daemon.ok(&format!("blockcommit g vdb --top {mid} --base {base} --wait"));
    told(&mut events, "Block Commit", &top, "completed");
    assert_eq!(files(&daemon, "g"), ["top.qcow2", "base.qcow2"]);
    let info = image_tool("qemu-img", &["info", "-U", &top]);
    assert!(info.contains(&base) && !info.contains(&mid), "{info}");

    daemon.ok("blockcommit g vdb --active --wait --pivot --delete");
    told(&mut events, "Active Block Commit", &top, "ready");
    told(&mut events, "Active Block Commit", &base, "completed");
    assert_eq!(files(&daemon, "g"), ["base.qcow2"]);
    assert_eq!(files(&daemon, "g --inactive"), ["base.qcow2"]);
    eventually("the committed file goes", || (!Path::new(&top).exists()).then_some(()));
    no_jobs(&daemon);
    daemon.ok("destroy g");
    chain.is_whole("base");

    let pulled = Chain::new(&daemon, "p-");
    pulled.guest("p").start(&daemon).wait_up(&daemon);
    daemon.ok(&format!("blockpull p vdb --base {} --wait", pulled.path("base")));
    assert_eq!(files(&daemon, "p"), ["p-top.qcow2", "p-base.qcow2"]);
    daemon.ok("blockpull p vdb --wait");
    assert_eq!(files(&daemon, "p"), ["p-top.qcow2"]);
    daemon.ok("destroy p");
    pulled.is_whole("top");
}

#[test]
fn relative_names_stay_relative_when_asked() {
    let daemon = Daemon::start();
    let chain = Chain::new(&daemon, "");
    let rebase = |name: &str, base: &str| {
        let args = ["rebase", "-u", "-f", "qcow2", "-F", "qcow2", "-b", base, &chain.path(name)];
        image_tool("qemu-img", &args);
    };
    rebase("mid", "base.qcow2");
    rebase("top", "mid.qcow2");
    chain.guest("g").start(&daemon).wait_up(&daemon);
    daemon.ok("blockpull g vdb --base vdb[3] --keep-relative --wait");
    eventually("the image names its base", || {
        let info = image_tool("qemu-img", &["info", "-U", &chain.path("top")]);
        info.contains("backing file: base.qcow2").then_some(())
    });
    eventually("the chain is short", || (files(&daemon, "g").len() == 2).then_some(()));
    assert_eq!(files(&daemon, "g"), ["top.qcow2", "base.qcow2"]);
    daemon.ok("destroy g");
    rebase("top", &chain.path("base"));
    daemon.ok("start g");
    let said = daemon.virsh("blockpull g vdb --base vdb[2] --keep-relative");
    said.refused("can't keep relative backing relationship");
}

#[test]
fn jobs_are_limited_looked_at_and_ended() {
    let daemon = Daemon::start();
    let chain = Chain::new(&daemon, "");
    chain.guest("g").start(&daemon).wait_up(&daemon);
    daemon.virsh("blockjob g vdb --abort").refused("disk vdb does not have an active block job");
    daemon.virsh("blockjob g vdz").refused("disk 'vdz' not found in domain");
    daemon.ok("blockpull g vdb --bandwidth 1");
    assert!(job_info(&daemon).contains("Block Pull"), "{}", job_info(&daemon));
    assert!(daemon.ok("blockjob g vdb --raw").contains("bandwidth=1"));
    daemon.ok("blockjob g vdb --bandwidth 2");
    assert!(daemon.ok("blockjob g vdb --raw").contains("bandwidth=2"));
    daemon.virsh("blockjob g vdb --pivot").refused("not ready for pivot yet");
    let mut events = daemon.events("--all");
    daemon.ok("blockjob g vdb --abort --async");
    told(&mut events, "Block Pull", &chain.path("top"), "canceled");
    assert_eq!(files(&daemon, "g").len(), 3);
    no_jobs(&daemon);
    daemon.virsh("blockjob g vdb --bandwidth 99999999999999").refused("bandwidth must be less");
}

#[test]
fn images_are_resized_and_thresholds_told() {
    let daemon = Daemon::start();
    let chain = Chain::new(&daemon, "");
    let guest = chain.guest("g");
    guest.start(&daemon).wait_up(&daemon);
    daemon.ok("blockresize g vdb 16M");
    assert!(daemon.ok("domblkinfo g vdb").contains("16777216"));
    daemon.virsh("blockresize g vdb --capacity").refused("supported only with 'raw'");
    daemon.virsh("blockresize g vdz 1M").refused("disk 'vdz' was not found");
    daemon.virsh("domblkthreshold g vdz 1").refused("failed to find disk 'vdz'");
    daemon.ok("domblkthreshold g vdb[3] 3M");
    let stats = daemon.ok("domstats g --block --backing");
    assert!(stats.contains("threshold=3145728"), "{stats}");
    daemon.ok("domblkthreshold g vda 1");
    let mut events = daemon.events("--all");
    daemon.ok("send-key g KEY_W");
    events.expect("event 'block-threshold' for domain 'g': dev: vda");
}

// REQ: E-04, B-09
#[test]
fn a_job_survives_the_daemon() {
    let mut daemon = Daemon::start();
    let chain = Chain::new(&daemon, "");
    let (copy, top) = (chain.path("copy"), chain.path("top"));
    chain.guest("g").start(&daemon).wait_up(&daemon);
    drop(chain);
    daemon.ok(&format!("blockcopy g vdb --dest {copy} --bandwidth 1 --transient-job"));
    daemon.crash();
    assert!(job_info(&daemon).contains("Block Copy"), "{}", job_info(&daemon));
    daemon.virsh("blockpull g vdb").refused("already in active block job");
    let mut events = daemon.events("--all");
    daemon.ok("blockjob g vdb --bandwidth 0");
    told(&mut events, "Block Copy", &top, "ready");
    daemon.crash();
    assert!(daemon.ok("dumpxml g").contains("ready='yes'"));
    daemon.ok("blockjob g vdb --pivot");
    assert_eq!(files(&daemon, "g"), ["copy.qcow2"]);
    assert_eq!(files(&daemon, "g --inactive"), ["copy.qcow2"]);
    no_jobs(&daemon);
}

// REQ: E-04
#[test]
fn a_job_that_ends_without_the_daemon_is_dealt_with_later() {
    let mut daemon = Daemon::start();
    let chain = Chain::new(&daemon, "");
    let top = chain.path("top");
    chain.guest("g").start(&daemon).wait_up(&daemon);
    drop(chain);
    daemon.ok("blockpull g vdb --bandwidth 2");
    daemon.kill();
    eventually("the pull is over", || {
        let info = image_tool("qemu-img", &["info", "-U", &top]);
        (!info.contains("backing file:")).then_some(())
    });
    daemon.start_again();
    eventually("the chain is short", || (files(&daemon, "g") == ["top.qcow2"]).then_some(()));
    eventually("the job is gone", || {
        job_info(&daemon).contains("No current block job").then_some(())
    });
    no_jobs(&daemon);
    assert_eq!(nodes(&daemon).iter().filter(|name| name.ends_with("-format")).count(), 1);
}

// REQ: E-08, B-09
#[test]
fn the_daemon_dies_at_each_step_of_a_copy() {
    if is_reference() {
        vireo_tests::skip!("about vireod");
    }
    let program = artifacts::daemon_with_fail_points();
    let mut daemon = Daemon::builder().program(program).start();
    let steps = [
        ("block.start.saved", "blockcopy", "top.qcow2"),
        ("block.pivot.saved", "blockjob", "copy.qcow2"),
        ("block.conclude.saved", "blockjob", "copy.qcow2"),
    ];
    for (point, act, expected) in steps {
        let chain = Chain::new(&daemon, "");
        let guest = chain.guest("g").uuid("11111111-2222-4333-8444-555555555555");
        let copy = chain.path("copy");
        daemon.stop();
        // A new image is made by a job of its own: the second start is the copy's.
        let count = if point == "block.start.saved" { ":2" } else { "" };
        let conclusions = if point == "block.conclude.saved" { ":2" } else { "" };
        daemon.start_with(&format!("VIREO_FAIL_POINT={point}{count}{conclusions}"));
        guest.start(&daemon).wait_up(&daemon);
        let copying = format!("blockcopy g vdb --dest {copy} --transient-job --wait");
        let said = daemon.virsh(&copying);
        if act == "blockjob" {
            assert!(said.ok, "{point}: {said:?}");
            assert!(!daemon.virsh("blockjob g vdb --pivot").ok, "{point}");
        } else {
            assert!(!said.ok, "{point}");
        }
        assert!(daemon.ended().contains("ABRT"), "{point}");
        daemon.start_again();
        eventually(&format!("{point}: the job is gone"), || {
            job_info(&daemon).contains("No current block job").then_some(())
        });
        assert_eq!(files(&daemon, "g")[0], expected, "{point}");
        assert_eq!(files(&daemon, "g --inactive")[0], expected, "{point}");
        no_jobs(&daemon);
        let images = files(&daemon, "g").len();
        let formats = nodes(&daemon).iter().filter(|name| name.ends_with("-format")).count();
        assert_eq!(formats, images, "{point}: {:?}", nodes(&daemon));
        daemon.ok("destroy g");
        for file in ["copy", "top", "mid", "base"] {
            let _ = std::fs::remove_file(daemon.path(&format!("{file}.qcow2")));
        }
    }
}

// REQ: E-08
#[test]
fn a_guest_that_dies_during_a_job_has_its_old_disk() {
    let daemon = Daemon::start();
    let chain = Chain::new(&daemon, "");
    chain.guest("g").start(&daemon).wait_up(&daemon);
    let copy = chain.path("copy");
    daemon.ok(&format!("blockcopy g vdb --dest {copy} --bandwidth 1 --transient-job"));
    daemon.signal_qemu("g", Signal::SIGKILL);
    daemon.wait_state("g", "shut off");
    assert_eq!(files(&daemon, "g"), ["top.qcow2"]);
    daemon.ok("start g");
    no_jobs(&daemon);
    daemon.ok("blockpull g vdb --wait");
}

// REQ: E-04
#[test]
fn a_full_disk_ends_a_copy_and_not_the_guest() {
    if !nix::unistd::geteuid().is_root() {
        vireo_tests::skip!("a small file system wants root");
    }
    let daemon = Daemon::builder().tmpfs("small", "2m").start();
    let chain = Chain::new(&daemon, "");
    chain.guest("g").start(&daemon).wait_up(&daemon);
    let before = nodes(&daemon);
    let mut events = daemon.events("--all");
    let copy = daemon.path_text("small/copy.qcow2");
    let _ = daemon.virsh(&format!("blockcopy g vdb --dest {copy} --transient-job"));
    told(&mut events, "Block Copy", &chain.path("top"), "failed");
    assert_eq!(files(&daemon, "g").len(), 3);
    no_jobs(&daemon);
    assert_eq!(nodes(&daemon), before);
    assert!(daemon.state("g").starts_with("running"));
}

// REQ: B-10
#[test]
fn files_that_others_need_are_left_alone() {
    if is_reference() {
        vireo_tests::skip!("the reference does not look");
    }
    let daemon = Daemon::start();
    let chain = Chain::new(&daemon, "");
    chain.cover("other", &chain.path("mid"));
    // Off, and only its image's own header tells what it needs.
    Guest::boot("off").device(&chain.disk("other", "vdb")).define(&daemon);
    chain.guest("g").start(&daemon).wait_up(&daemon);
    let needs = "domain 'off' needs it";
    daemon.virsh("blockcommit g vdb --active --shallow").refused(needs);
    daemon.virsh("blockcommit g vdb --active").refused(needs);
    daemon.virsh("blockcommit g vdb --top vdb[2] --base vdb[3]").refused(needs);
    let reuse = "--reuse-external --transient-job";
    let onto =
        |name: &str| daemon.virsh(&format!("blockcopy g vdb --dest {} {reuse}", chain.path(name)));
    onto("other").refused(needs);
    onto("mid").refused("needs it");
    let fresh = format!("blockcopy g vdb --dest {} --transient-job", chain.path("base"));
    daemon.virsh(&fresh).refused("already exists and is not a block device");
    no_jobs(&daemon);
    assert_eq!(files(&daemon, "g").len(), 3);
    daemon.ok("undefine off");
    daemon.ok("blockcommit g vdb --active --shallow --wait --pivot");
    assert_eq!(files(&daemon, "g"), ["mid.qcow2", "base.qcow2"]);
}

// REQ: E-08: a guest that dies at any command of a block job.
#[test]
fn a_block_job_dies_at_every_command() {
    if is_reference() {
        vireo_tests::skip!("about vireod");
    }
    let daemon = Daemon::start();
    let chain = Chain::new(&daemon, "");
    let copy = chain.path("copy");
    let fake = Fake::new(&daemon, "g").with(|guest| guest.device(&chain.disk("top", "vdb")));
    fake.define();
    let copying = format!("blockcopy g vdb --dest {copy} --transient-job --wait --pivot");
    let operations = [
        copying.as_str(),
        "blockcommit g vdb --active --wait --pivot",
        "blockcommit g vdb --top vdb[2] --base vdb[3] --wait",
        "blockpull g vdb --wait",
    ];
    for operation in operations {
        let run = |script: &str| {
            fake.forget();
            fake.script(script);
            let _ = std::fs::remove_file(&copy);
            // As it was before an earlier pivot.
            fake.define();
            daemon.ok("start g");
        };
        run("");
        let before = fake.commands();
        fake.forget();
        daemon.ok(operation);
        let own = fake.commands();
        daemon.ok("destroy g");
        let whole = numbered(&[before.as_slice(), own.as_slice()].concat());
        for command in &whole[before.len()..] {
            for way in ["before", "after"] {
                run(&format!("die {way} {command}"));
                let said = daemon.virsh(operation);
                assert!(!said.err.contains("killed: no end"), "{operation}, {way} {command}");
                // Polling may have seen the end before the guest died of the next question.
                eventually(&format!("{operation}, {way} {command}: off"), || {
                    let state = daemon.state("g");
                    if state.starts_with("running") {
                        let _ = daemon.virsh("domblkinfo g vdb");
                        let _ = daemon.virsh("destroy g");
                    }
                    state.starts_with("shut off").then_some(())
                });
                eventually(&format!("{operation}, {way} {command}: forgotten"), || {
                    (!daemon.path("run/qemu/g.xml").exists()).then_some(())
                });
            }
        }
    }
}
