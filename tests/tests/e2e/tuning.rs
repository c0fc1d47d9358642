//! Limits and shares: what a guest may take of the host, told, changed, and told to who listens.

use vireo_tests::{Daemon, Guest};

/// REQ: E-02 (the event); the limits of a disk are QEMU's at once, and the definition's when asked
/// for.
#[test]
fn the_speed_of_a_disk_is_limited_while_it_runs() {
    let daemon = Daemon::start();
    let guest = Guest::boot("g");
    guest.start(&daemon);
    let mut heard = daemon.events("--all");
    daemon.ok("blkdeviotune g vda --total-bytes-sec 4000000 --group-name one");
    heard.expect("blkdeviotune.total_bytes_sec");
    let told = daemon.ok("blkdeviotune g vda");
    assert!(told.contains("total_bytes_sec: 4000000"), "{told}");
    assert!(told.contains("group_name     : one"), "{told}");
    assert!(!daemon.ok("dumpxml g --inactive").contains("<iotune>"));
    daemon.ok("blkdeviotune g vda --read-iops-sec 70 --live --config");
    assert!(daemon.ok("dumpxml g --inactive").contains("<read_iops_sec>70</read_iops_sec>"));
    daemon
        .virsh("blkdeviotune g vda --total-bytes-sec 1 --read-bytes-sec 1")
        .refused("total and read/write of bytes_sec cannot be set at the same time");
    daemon
        .virsh("blkdeviotune g vda --total-bytes-sec-max 9")
        .refused("value 'total_bytes_sec_max' cannot be smaller than 'total_bytes_sec'");
    daemon
        .virsh("blkdeviotune g vdz --total-bytes-sec 1")
        .refused("disk 'vdz' not found in domain");
}

/// A group of limits is made and removed while the guest runs.
#[test]
fn groups_of_limits_come_and_go() {
    let daemon = Daemon::start();
    let guest = Guest::boot("g");
    guest.start(&daemon);
    daemon.ok("domthrottlegroupset g slow --total-iops-sec 90 --live --config");
    let told = daemon.ok("domthrottlegroupinfo g slow");
    assert!(told.contains("total_iops_sec : 90"), "{told}");
    daemon.ok("domthrottlegroupset g slow --read-bytes-sec 800 --live");
    assert!(daemon.ok("dumpxml g").contains("<read_bytes_sec>800</read_bytes_sec>"));
    daemon.ok("domthrottlegroupdel g slow --live --config");
    assert!(!daemon.ok("dumpxml g").contains("throttlegroup"));
}

/// The directory of a guest's control group under the controller's hierarchy, when the host has
/// that as version 1.
fn group(controller: &str, daemon: &Daemon, guest: &str) -> Option<std::path::PathBuf> {
    let pid = daemon.qemu_pid(guest)?;
    let text = std::fs::read_to_string(format!("/proc/{pid}/cgroup")).ok()?;
    let line = text.lines().find(|line| line.split(':').nth(1) == Some(controller))?;
    let path = line.splitn(3, ':').nth(2)?.trim_start_matches('/').to_owned();
    let root = std::path::Path::new("/sys/fs/cgroup").join(controller);
    path.contains("libvirt-qemu").then(|| root.join(path))
}

/// Whether this host mounts the controller as version 1, which these stories look into.
fn has(controller: &str) -> bool {
    let there = std::path::Path::new("/sys/fs/cgroup").join(controller).join("tasks").exists();
    if !there {
        eprintln!("skipped: no {controller} controller of version 1");
    }
    there
}

fn read(path: &std::path::Path) -> String {
    std::fs::read_to_string(path).expect("a control file").trim().to_owned()
}

/// REQ: E-01, E-02. What a definition asks for is in force from the start; what is asked for later
/// at once; all of it goes with the guest, also when the daemon was away in between.
#[test]
fn shares_and_limits_are_the_kernels() {
    if !has("cpu") || !has("memory") {
        return;
    }
    let mut daemon = Daemon::start();
    let tune = "<iothreads>1</iothreads><memtune><hard_limit unit='MiB'>900</hard_limit></memtune>\
                <cputune><shares>700</shares><period>50000</period><quota>20000</quota>\
                <iothread_quota>30000</iothread_quota></cputune>";
    let guest = Guest::boot("g").with(tune);
    guest.start(&daemon);
    let cpu = group("cpu", &daemon, "g").expect("a group");
    assert_eq!(read(&cpu.join("cpu.shares")), "700");
    assert_eq!(read(&cpu.join("vcpu0/cpu.cfs_quota_us")), "20000");
    assert_eq!(read(&cpu.join("iothread1/cpu.cfs_quota_us")), "30000");
    assert_eq!(read(&cpu.join("vcpu0/tasks")).lines().count(), 1);
    let memory = group("memory", &daemon, "g").expect("a group");
    assert_eq!(read(&memory.join("memory.limit_in_bytes")), (900 << 20).to_string());
    daemon.restart();
    daemon.wait_state("g", "running (booted)");
    let mut heard = daemon.events("--all");
    daemon.ok("schedinfo g --live cpu_shares=900");
    heard.expect("cputune.cpu_shares: 900");
    assert_eq!(read(&cpu.join("cpu.shares")), "900");
    daemon.virsh("schedinfo g --live cpu_shares=1").refused("must be in range [2, 262144]");
    daemon.ok("destroy g");
    assert!(!cpu.exists() && !memory.exists(), "{}", cpu.display());
}

/// REQ: E-01. A guest that asks for nothing has no group until it is limited.
#[test]
fn a_guest_is_put_under_a_group_when_it_is_limited() {
    if !has("cpu") {
        return;
    }
    let daemon = Daemon::start();
    let guest = Guest::boot("g");
    guest.start(&daemon);
    assert_eq!(group("cpu", &daemon, "g"), None);
    daemon.ok("schedinfo g --live emulator_quota=40000");
    let pid = daemon.qemu_pid("g").expect("it runs");
    let emulator = group("cpu", &daemon, "g").expect("a group");
    assert!(emulator.ends_with("emulator"), "{}", emulator.display());
    assert_eq!(read(&emulator.join("cpu.cfs_quota_us")), "40000");
    daemon.signal_qemu("g", nix::sys::signal::Signal::SIGKILL);
    daemon.wait_state("g", "shut off (crashed)");
    assert!(!emulator.parent().expect("the guest's").exists(), "of {pid}");
}

/// REQ: E-01
#[test]
fn shares_without_a_controller_are_refused() {
    let daemon = Daemon::builder().qemu_conf("cgroup_controllers = [ \"memory\" ]").start();
    let guest = Guest::boot("g").with("<cputune><shares>700</shares></cputune>");
    guest.define(&daemon);
    daemon.virsh("start g").refused("CPU tuning is not available on this host");
    let plain = Guest::boot("plain");
    plain.start(&daemon);
    daemon
        .virsh("schedinfo plain --live cpu_shares=700")
        .refused("cgroup CPU controller is not mounted");
    // Its group goes with it, and would stay behind a daemon that is just ended.
    daemon.ok("destroy plain");
}

/// Threads run where the definition says, and where they are told to while they run.
#[test]
fn threads_run_where_they_are_pinned() {
    let daemon = Daemon::start();
    let guest = Guest::boot("g").with(
        "<iothreads>1</iothreads><cputune><vcpupin vcpu='0' cpuset='0'/>\
         <emulatorpin cpuset='0'/></cputune>",
    );
    guest.start(&daemon);
    let pid = daemon.qemu_pid("g").expect("it runs");
    let allowed = |task: &str| {
        let text = read(std::path::Path::new(&format!("/proc/{pid}/task/{task}/status")));
        let line = text.lines().find_map(|line| line.strip_prefix("Cpus_allowed_list:"));
        line.expect("told").trim().to_owned()
    };
    assert_eq!(allowed(&pid.to_string()), "0");
    let last = std::thread::available_parallelism().expect("CPUs").get() - 1;
    daemon.ok(&format!("emulatorpin g {last} --live"));
    assert_eq!(allowed(&pid.to_string()), last.to_string());
    let mut heard = daemon.events("--all");
    daemon.ok("iothreadpin g 1 0 --live --config");
    heard.expect("cputune.iothreadpin1: 0");
    assert!(daemon.ok("iothreadinfo g").lines().any(|line| line.trim() == "1             0"));
    assert!(daemon.ok("dumpxml g --inactive").contains("<iothreadpin iothread='1' cpuset='0'/>"));
}

/// CPUs are plugged in while the guest runs, and the guest starts with those that it had so.
#[test]
fn cpus_are_plugged_in() {
    let daemon = Daemon::start();
    let guest = Guest::boot("g").with("<vcpu current='1'>3</vcpu>");
    let xml = guest.xml(&daemon).replace("<vcpu>1</vcpu>", "");
    let file = daemon.write("g.xml", &xml);
    daemon.ok(&format!("define {file}"));
    daemon.ok("start g");
    daemon.ok("setvcpus g 2 --live");
    assert!(daemon.ok("vcpucount g --current --live").trim() == "2");
    daemon.ok("setvcpu g 2 --enable --live --config");
    let live = daemon.ok("dumpxml g");
    assert!(live.contains("<vcpu id='2' enabled='yes' hotpluggable='yes' order='3'/>"), "{live}");
    daemon.virsh("setvcpus g 4 --live").refused("max allowable vcpus for the live domain: 4 > 3");
    daemon.ok("destroy g");
    daemon.ok("start g");
    assert!(daemon.ok("vcpucount g --current --live").trim() == "2");
    let told = daemon.ok("qemu-monitor-command g {\"execute\":\"query-cpus-fast\"}");
    assert!(told.contains("\"cpu-index\":2"), "{told}");
}

/// I/O threads come, change and go while the guest runs.
#[test]
fn io_threads_come_and_go() {
    let daemon = Daemon::start();
    let guest = Guest::boot("g");
    guest.start(&daemon);
    assert_eq!(daemon.ok("iothreadinfo g").trim(), "No IOThreads found for the domain");
    daemon.ok("iothreadadd g 4 --live --config");
    let listed =
        || daemon.ok("iothreadinfo g").lines().filter(|line| line.starts_with(" ")).count();
    daemon.ok("iothreadadd g 5 --live");
    assert_eq!(listed(), 3, "a head and two threads");
    daemon.ok("iothreaddel g 5 --live");
    assert_eq!(listed(), 2, "a head and one thread");
    daemon.ok("iothreadset g 4 --poll-max-ns 5000 --live");
    assert!(daemon.ok("dumpxml g").contains("<poll max='5000'/>"));
    daemon.virsh("iothreadadd g 4 --live").refused("an IOThread is already using iothread_id '4'");
    daemon.ok("iothreaddel g 4 --live --config");
    assert!(!daemon.ok("dumpxml g --inactive").contains("iothread"));
}

/// Memory, nodes and block I/O in the definition of the next start.
#[test]
fn limits_are_kept_for_the_next_start() {
    let daemon = Daemon::start();
    let guest = Guest::boot("g");
    guest.define(&daemon);
    daemon.ok("memtune g --hard-limit 200000 --config");
    daemon.virsh("memtune g --swap-hard-limit 100000 --config").refused("lower than or equal");
    daemon.ok("blkiotune g --weight 300 --config");
    daemon.ok("numatune g --nodeset 0 --config");
    let _ = daemon.script("connect().lookupByName('g').setMaxMemory(100000)");
    daemon.ok("setmem g 90000 --config");
    let text = daemon.ok("dumpxml g");
    for part in [
        "<hard_limit unit='KiB'>200000</hard_limit>",
        "<weight>300</weight>",
        "<memory mode='strict' nodeset='0'/>",
        "<memory unit='KiB'>100000</memory>",
        "<currentMemory unit='KiB'>90000</currentMemory>",
    ] {
        assert!(text.contains(part), "{part} in {text}");
    }
    daemon.virsh("setmem g 100001 --config").refused("cannot set memory higher than max memory");
}
