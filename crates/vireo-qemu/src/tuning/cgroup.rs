//! The control group of a guest. One is made when the definition of a start asks for what only a
//! group can do, when a setting names controllers, or when a running guest is first limited: a
//! guest that nothing is asked for starts without one.

use std::path::PathBuf;
use std::sync::Arc;

use vireo_api::{Error, ErrorCode, ErrorDomain, Result};
use vireo_host::cgroup::{self, Bandwidth, Controller, Group};
use vireo_host::procfs;
use vireo_model::domain::Domain;
use vireo_model::domain::tune::Resource;
use vireo_runtime::ledger::{Ledger, ResourceKind};

use super::{blkio, memory, scheduler};
use crate::driver::Core;
use crate::error::{internal, not_valid, unsupported};
use crate::live::{Facts, Live};
use crate::process::start::Starting;
use crate::process::transition::Run;

/// The partition of guests that name none.
const PARTITION: &str = "/machine";

/// Devices that every guest may open, unless a setting says otherwise.
const DEVICES: [&str; 7] =
    ["/dev/null", "/dev/full", "/dev/zero", "/dev/random", "/dev/urandom", "/dev/ptmx", "/dev/kvm"];

/// Terminals, whose numbers are not known beforehand.
const TERMINALS: &str = "c 136:* rw";

/// Some threads of a QEMU.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Threads {
    /// All, as the whole.
    All,
    /// Those of virtual CPUs, each by itself.
    Vcpus,
    /// Those that are neither a virtual CPU's nor an I/O thread.
    Emulator,
    /// I/O threads, each by itself.
    IoThreads,
}

/// A refusal of the kernel's or of the host's in the reference's words.
pub fn told(error: cgroup::Error) -> Error {
    let text = error.to_string();
    match error {
        cgroup::Error::NoController(name) => {
            let name = if name == "cpu" { "CPU" } else { name };
            not_valid(format!("cgroup {name} controller is not mounted"))
        }
        cgroup::Error::Invalid(_) => Error::new(ErrorCode::InvalidArg, ErrorDomain::Cgroup, text),
        cgroup::Error::Unsupported(_) => {
            Error::new(ErrorCode::OperationInvalid, ErrorDomain::Cgroup, text)
        }
        cgroup::Error::Io { source, .. } => Error::system(ErrorDomain::Cgroup, text, &source),
    }
}

/// Whether a definition asks for what only a group can do.
fn asked(config: &Domain) -> bool {
    let own_partition = config.resource.as_ref().and_then(|own| own.partition.as_deref());
    let cpu = config
        .cputune
        .as_ref()
        .is_some_and(|tune| tune.shares.is_some() || scheduler::limits(tune).next().is_some());
    let memory = config.memtune.as_ref().is_some_and(|tune| memory::limits(tune).next().is_some());
    cpu || memory
        || config.blkiotune.is_some()
        || own_partition.is_some_and(|path| path != PARTITION)
}

/// Refuses what the host has no controller for.
///
/// # Errors
/// `ConfigUnsupported`.
// REQ: E-01
fn check(core: &Core, config: &Domain) -> Result<()> {
    let tune = config.cputune.as_ref();
    let shares = tune.is_some_and(|tune| tune.shares.is_some());
    let limits = tune.is_some_and(|tune| scheduler::limits(tune).next().is_some());
    let memory = config.memtune.as_ref().is_some_and(|tune| memory::limits(tune).next().is_some());
    let blkio = config.blkiotune.is_some();
    if !core.privileged {
        let kinds = [(memory, "Memory"), (blkio, "Block I/O"), (shares || limits, "CPU")];
        return match kinds.iter().find(|(asked, _)| *asked) {
            None => Ok(()),
            Some((_, what)) => {
                Err(unsupported(format!("{what} tuning is not available in session mode")))
            }
        };
    }
    let rows = [
        (blkio, Controller::Blkio, "Block I/O tuning is not available on this host"),
        (memory, Controller::Memory, "Memory cgroup is not available on this host"),
        (shares, Controller::Cpu, "CPU tuning is not available on this host"),
        (limits, Controller::Cpu, "cgroup cpu is required for scheduler tuning"),
    ];
    for (asked, controller, text) in rows {
        if asked && !core.cgroups.has(controller) {
            return Err(unsupported(text));
        }
    }
    Ok(())
}

/// The group of a guest, which need not be there.
fn named(core: &Core, config: &Domain, id: u32) -> Group {
    let partition = config.resource.as_ref().and_then(|own| own.partition.as_deref());
    let path = partition_dir(partition.unwrap_or(PARTITION));
    let instance = core.layout.tag().map_or(String::new(), |tag| format!("embed-{tag}-"));
    let name: String = config.name.chars().filter(|&c| is_plain(c)).take(NAME).collect();
    let name = format!("qemu-{instance}{id}-{name}.libvirt-qemu");
    Group::new(core.cgroups.clone(), path.join(name))
}

/// Most characters of a guest's name in that of its group.
const NAME: usize = 40;

fn is_plain(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.')
}

/// The directory of a partition: its parts are told from groups of others by their ending.
fn partition_dir(partition: &str) -> PathBuf {
    let parts = partition.split('/').filter(|part| !part.is_empty()).enumerate();
    let dir = |(place, part): (usize, &str)| {
        let known = place == 0 && matches!(part, "machine" | "user" | "system");
        if known || part.contains('.') { part.to_owned() } else { format!("{part}.partition") }
    };
    parts.map(dir).collect()
}

/// Makes the group and enters it.
fn make(core: &Core, config: &Domain, id: u32, ledger: &mut Ledger) -> Result<Group> {
    let group = named(core, config, id);
    let partition = config.resource.as_ref().and_then(|own| own.partition.as_deref());
    group.create(partition.is_none_or(|path| path == PARTITION)).map_err(told)?;
    enter(&group, ledger);
    Ok(group)
}

fn enter(group: &Group, ledger: &mut Ledger) {
    let (owned, name) = (group.clone(), group.path().to_string_lossy().into_owned());
    ledger.enter(ResourceKind::Cgroup, name, move || async move {
        let removed = tokio::task::spawn_blocking(move || owned.remove()).await;
        removed.map_err(|e| internal(e.to_string()))?.map_err(told)
    });
}

/// The group of a running guest, made now when it has none.
///
/// # Errors
/// It can't be made.
pub async fn of(run: &Run) -> Result<Arc<Group>> {
    if let Some(group) = run.live.cgroup() {
        return Ok(group);
    }
    let config = run.guest.peek(|view| view.live_config.clone());
    let config = config.ok_or_else(crate::error::not_running)?;
    if !run.core.privileged {
        return Err(crate::error::operation_unsupported(
            "CPU tuning is not available in session mode",
        ));
    }
    let mut ledger = Ledger::new();
    let group = make(&run.core, &config, run.live.id, &mut ledger)?;
    let (joining, pid) = (group.clone(), run.live.process.pid());
    let joined = tokio::task::spawn_blocking(move || joining.attach(pid)).await;
    if let Err(error) = joined.map_err(|e| internal(e.to_string()))?.map_err(told) {
        // What goes wrong is logged by the ledger.
        let _ = ledger.release_all().await;
        return Err(error);
    }
    let group = Arc::new(group);
    run.live.set_cgroup(Arc::clone(&group));
    crate::driver::lock(&run.live.ledger).append(ledger);
    Ok(group)
}

/// Before QEMU is started: makes the group that the definition asks for, with the limits of the
/// whole; QEMU joins it before it is executed.
///
/// # Errors
/// The host has not what is asked for; the kernel refuses.
pub async fn prepare(s: &mut Starting) -> Result<()> {
    check(&s.core, &s.domain)?;
    if s.core.cgroups.is_empty() {
        return Ok(());
    }
    let named = s.core.config.cgroup_controllers.as_ref().is_some_and(|all| !all.is_empty())
        || s.core.config.cgroup_device_acl.is_some();
    if asked(&s.domain) || named {
        let group = make(&s.core, &s.domain, s.id, &mut s.ledger)?;
        limit_whole(&group, s)?;
        if named && group.has(Controller::Devices) {
            limit_devices(&group, &s.core, &s.domain).map_err(told)?;
        }
        s.doors = group.doors().map_err(told)?;
        s.cgroup = Some(Arc::new(group));
    }
    let resource = s.domain.resource.get_or_insert_with(Resource::default);
    resource.partition.get_or_insert_with(|| PARTITION.to_owned());
    Ok(())
}

/// Limits of the guest as a whole.
// REQ: E-02
fn limit_whole(group: &Group, s: &mut Starting) -> Result<()> {
    if let Some(tune) = &s.domain.blkiotune {
        if let Some(weight) = tune.weight {
            group.set_weight(weight).map_err(told)?;
        }
        for (limit, path, value) in blkio::limits(tune) {
            group.set_device(limit, path, value).map_err(told)?;
        }
    }
    if let Some(tune) = &s.domain.memtune {
        for (limit, kib) in memory::limits(tune) {
            group.set_memory(limit, kib).map_err(told)?;
        }
    }
    let Some(tune) = &mut s.domain.cputune else { return Ok(()) };
    if let Some(shares) = tune.shares {
        let stored = group.set_shares(shares).map_err(told)?;
        if stored != shares {
            tune.shares = Some(stored);
            s.stored_shares = Some(stored);
        }
    }
    match scheduler::limits(tune).find(|(threads, _)| *threads == Threads::All) {
        Some((_, limit)) => group.set_bandwidth(limit).map_err(told),
        None => Ok(()),
    }
}

fn limit_devices(group: &Group, core: &Core, config: &Domain) -> cgroup::Result<()> {
    group.deny_devices()?;
    group.allow(TERMINALS)?;
    let listed = core.config.cgroup_device_acl.as_ref();
    let defaults = || DEVICES.iter().map(|path| (*path).to_owned()).collect();
    for path in listed.cloned().unwrap_or_else(defaults) {
        group.allow_device(path.as_ref())?;
    }
    for path in crate::devices::files(config) {
        group.allow_device(path.as_ref())?;
    }
    let nodes = crate::devices::hostdev::nodes(core, config);
    if nodes.iter().any(|node| node.starts_with("/dev/vfio/")) {
        group.allow_device(&core.host.path("/dev/vfio/vfio"))?;
    }
    for node in nodes {
        group.allow_device(&core.host.path(node))?;
    }
    Ok(())
}

/// Lets a guest open the node of a device, where its group names those that it may.
pub fn allow_node(group: &Group, path: &std::path::Path) {
    if !group.has(Controller::Devices) {
        return;
    }
    if let Err(error) = group.allow_device(path) {
        tracing::warn!(path = %path.display(), %error, "a device is not allowed");
    }
}

/// Once QEMU's threads are known: the limits of some of them.
///
/// # Errors
/// The kernel refuses.
pub fn limit_threads(group: &Group, live: &Live, config: &Domain) -> Result<()> {
    let Some(tune) = &config.cputune else { return Ok(()) };
    for (threads, limit) in scheduler::limits(tune).filter(|(threads, _)| *threads != Threads::All)
    {
        limit_some(group, live, threads, limit)?;
    }
    Ok(())
}

/// Limits some threads of a running guest.
///
/// # Errors
/// The host has no CPU controller; the kernel refuses.
pub fn limit(group: &Group, run: &Run, threads: Threads, limit: Bandwidth) -> Result<()> {
    limit_some(group, &run.live, threads, limit)
}

fn limit_some(group: &Group, live: &Live, threads: Threads, limit: Bandwidth) -> Result<()> {
    let facts = live.facts.load();
    let one = |name: String, threads: &[i32]| {
        let own = group.child(&name);
        own.create_for_threads(Controller::Cpu)?;
        for thread in threads {
            own.attach_thread(Controller::Cpu, *thread)?;
        }
        own.set_bandwidth(limit)
    };
    let each = |word: &str, list: &[(u32, i32)]| {
        list.iter().try_for_each(|(number, thread)| one(format!("{word}{number}"), &[*thread]))
    };
    let done = match threads {
        Threads::All => group.set_bandwidth(limit),
        Threads::Vcpus => each("vcpu", &facts.vcpus),
        Threads::IoThreads => each("iothread", &facts.iothreads),
        Threads::Emulator => one("emulator".to_owned(), &emulator(live.process.pid(), &facts)),
    };
    done.map_err(told)
}

/// The emulator's own threads.
#[must_use]
pub fn emulator(pid: i32, facts: &Facts) -> Vec<i32> {
    let others = |thread: &i32| {
        let known = facts.vcpus.iter().chain(&facts.iothreads);
        !known.clone().any(|(_, known)| known == thread)
    };
    procfs::threads(pid).into_iter().filter(others).collect()
}

/// Finds the group of a guest again that ran on while no daemon watched, and enters it.
pub fn find(core: &Core, config: &Domain, id: u32, ledger: &mut Ledger) -> Option<Arc<Group>> {
    let group = named(core, config, id);
    if core.cgroups.is_empty() || !group.exists() {
        return None;
    }
    enter(&group, ledger);
    Some(Arc::new(group))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn domain(text: &str) -> Domain {
        let text = format!(
            "<domain type='qemu'><name>x</name><memory>1</memory>{text}<os><type>hvm</type></os></domain>"
        );
        Domain::parse(&text, vireo_xml::Mode::default()).expect("a definition")
    }

    #[test]
    fn a_guest_that_asks_for_nothing_has_no_group() {
        assert!(!asked(&domain("")));
        assert!(!asked(&domain("<resource><partition>/machine</partition></resource>")));
        assert!(asked(&domain("<cputune><shares>9</shares></cputune>")));
        assert!(asked(&domain("<cputune><emulator_quota>-1</emulator_quota></cputune>")));
        assert!(asked(&domain("<resource><partition>/machine/a</partition></resource>")));
        assert!(!asked(&domain("<cputune><emulatorpin cpuset='0'/></cputune>")));
    }

    #[test]
    fn parts_of_partitions_end_in_a_word() {
        assert_eq!(partition_dir("/machine"), PathBuf::from("machine"));
        assert_eq!(partition_dir("/machine/a"), PathBuf::from("machine/a.partition"));
        assert_eq!(partition_dir("/b/c.slice"), PathBuf::from("b.partition/c.slice"));
    }
}
