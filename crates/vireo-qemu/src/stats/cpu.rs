//! The calls about virtual CPUs, I/O threads and the host CPUs that they may run on.

use vireo_api::consts::*;
use vireo_api::{Error, ErrorCode, ErrorDomain, Result};
use vireo_host::{node, procfs};
use vireo_model::domain::Domain;
use vireo_model::scalar::NumberSet;
use vireo_proto::TypedParams;
use vireo_proto::remote;

use super::ask::Wanted;
use super::row::ThreadTimes;
use crate::api::node::cpu_map;
use crate::error::{not_running, system};
use crate::live::{Live, Summary};
use crate::machine::all_iothreads;
use crate::process::transition::Run;

/// Most bytes that CPU maps take in an answer.
const MAX_MAPS: usize = 65_536;

/// How many CPUs the host has, offline ones too.
///
/// # Errors
/// The host does not tell.
fn host_cpus() -> Result<usize> {
    let present = node::present_cpus().map_err(|e| system("cannot read the host's CPUs", &e))?;
    Ok(present.last().map_or(0, |last| last + 1))
}

/// A CPU map of `len` bytes.
fn map(cpus: impl Iterator<Item = usize>, len: usize) -> Vec<u8> {
    cpu_map(cpus.take_while(|&cpu| cpu < len * 8), len * 8)
}

fn set(cpus: &NumberSet, len: usize) -> Vec<u8> {
    map(cpus.iter().map(|cpu| cpu as usize), len)
}

/// `virDomainGetVcpus`: at most `max` CPUs, each with a map of `len` bytes.
///
/// # Errors
/// The host does not tell.
pub fn vcpus(
    live: &Live,
    online: u32,
    max: usize,
    len: usize,
) -> Result<remote::DomainGetVcpusRet> {
    let pid = live.process.pid();
    let facts = live.facts.load();
    let mut ret = remote::DomainGetVcpusRet { info: Vec::new(), cpumaps: Vec::new().into() };
    let mut maps = Vec::new();
    let all: Vec<usize> = (0..host_cpus()?).collect();
    for number in (0..online).take(max) {
        let thread = facts.vcpus.iter().find(|(known, _)| *known == number).map(|(_, tid)| *tid);
        let times = thread.and_then(|tid| ThreadTimes::of(pid, tid, false)).unwrap_or_default();
        let last = thread.and_then(|tid| procfs::thread_stat(pid, tid).ok());
        ret.info.push(remote::VcpuInfo {
            number,
            state: VCPU_RUNNING as i32,
            cpu_time: times.time,
            cpu: last.map_or(-1, |stat| stat.last_cpu),
        });
        if maps.len() + len <= MAX_MAPS {
            let may = thread.and_then(|tid| procfs::affinity(tid).ok());
            maps.extend(map(may.unwrap_or_else(|| all.clone()).into_iter(), len));
        }
    }
    if len > 0 {
        ret.cpumaps = maps.into();
    }
    Ok(ret)
}

/// The host CPUs that a definition names for what has no pinning of its own.
fn default_map(config: &Domain, len: usize) -> Result<Vec<u8>> {
    match config.vcpu.as_ref().and_then(|vcpu| vcpu.cpuset.as_ref()) {
        Some(cpus) => Ok(set(cpus, len)),
        None => Ok(map(0..host_cpus()?, len)),
    }
}

/// `virDomainGetVcpuPinInfo`: maps of the first `count` CPUs, `len` bytes each.
///
/// # Errors
/// The host does not tell.
pub fn vcpu_pins(
    config: &Domain,
    count: usize,
    len: usize,
) -> Result<remote::DomainGetVcpuPinInfoRet> {
    let most = Summary::of(config).max_vcpus as usize;
    let room = MAX_MAPS.checked_div(len).unwrap_or(most);
    let count = count.min(most).min(room);
    let pins = config.cputune.as_ref().map_or(&[][..], |tune| &tune.vcpupins);
    let mut maps = Vec::with_capacity(count * len);
    for number in 0..count {
        match pins.iter().find(|pin| pin.vcpu as usize == number) {
            Some(pin) => maps.extend(set(&pin.cpuset, len)),
            None => maps.extend(default_map(config, len)?),
        }
    }
    Ok(remote::DomainGetVcpuPinInfoRet {
        cpumaps: maps.into(),
        num: i32::try_from(count).unwrap_or(i32::MAX),
    })
}

/// `virDomainGetEmulatorPinInfo`: a map of `len` bytes.
///
/// # Errors
/// The host does not tell.
pub fn emulator_pin(config: &Domain, len: usize) -> Result<Vec<u8>> {
    let len = len.min(MAX_MAPS);
    match config.cputune.as_ref().and_then(|tune| tune.emulatorpin.as_ref()) {
        Some(cpus) => Ok(set(cpus, len)),
        None => default_map(config, len),
    }
}

/// `virDomainGetIOThreadInfo` of a definition.
///
/// # Errors
/// The host does not tell.
pub fn iothreads_of(config: &Domain) -> Result<Vec<remote::DomainIothreadInfo>> {
    let len = host_cpus()?.div_ceil(8);
    let pins = config.cputune.as_ref().map_or(&[][..], |tune| &tune.iothreadpins);
    let one = |iothread_id: u32| {
        let pin = pins.iter().find(|pin| pin.iothread == iothread_id);
        let cpumap = match pin {
            Some(pin) => set(&pin.cpuset, len),
            None => default_map(config, len)?,
        };
        Ok(remote::DomainIothreadInfo { iothread_id, cpumap: cpumap.into() })
    };
    all_iothreads(config).iter().map(|thread| one(thread.id)).collect()
}

/// `virDomainGetIOThreadInfo` of a running domain, in QEMU's order.
///
/// # Errors
/// QEMU does not answer and never did; the host does not tell.
pub async fn iothreads(run: &Run) -> Result<Vec<remote::DomainIothreadInfo>> {
    let config = run.guest.peek(|view| view.live_config.clone()).ok_or_else(not_running)?;
    if all_iothreads(&config).is_empty() {
        return Ok(Vec::new());
    }
    let answers = super::one(&run.live, Wanted::IOTHREADS, None).await?;
    let len = host_cpus()?.div_ceil(8);
    let threads = answers.iothreads.as_deref().map_or(&[][..], Vec::as_slice);
    let known = threads.iter().filter_map(|thread| {
        let iothread_id = thread.id.strip_prefix("iothread")?.parse().ok()?;
        let may = procfs::affinity(thread.thread_id).unwrap_or_default();
        let cpumap = map(may.into_iter(), len).into();
        Some(remote::DomainIothreadInfo { iothread_id, cpumap })
    });
    Ok(known.collect())
}

/// Parameters that `virDomainGetCPUStats` tells of all CPUs together.
pub const TOTAL_PARAMS: i32 = 3;

/// `virDomainGetCPUStats` for all CPUs together.
///
/// # Errors
/// The process is gone.
pub fn total(live: &Live) -> Result<TypedParams> {
    let stat = procfs::stat(live.process.pid())
        .map_err(|e| system("cannot get cputime for domain", &e))?;
    let mut params = TypedParams::new();
    params.ullong(DOMAIN_CPU_STATS_CPUTIME, stat.user_ns + stat.system_ns);
    params.ullong(DOMAIN_CPU_STATS_USERTIME, stat.user_ns);
    params.ullong(DOMAIN_CPU_STATS_SYSTEMTIME, stat.system_ns);
    Ok(params)
}

/// What is told to who asks for times by host CPU: the kernel does not keep them.
#[must_use]
pub fn not_by_cpu() -> Error {
    let text = "operation 'getCpuacctPercpuUsage' not supported for backend 'cgroup V2'";
    Error::new(ErrorCode::OperationUnsupported, ErrorDomain::Cgroup, text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pinned(text: &str) -> Domain {
        let text = format!(
            "<domain type='qemu'><name>x</name><memory>1</memory><vcpu cpuset='1'>3</vcpu>\
             <iothreadids><iothread id='4'/></iothreadids><cputune>{text}</cputune>\
             <os><type>hvm</type></os></domain>"
        );
        Domain::parse(&text, vireo_xml::Mode::default()).expect("a definition")
    }

    #[test]
    fn what_is_not_pinned_runs_where_the_cpuset_says() {
        let domain = pinned("<vcpupin vcpu='1' cpuset='0,3'/><emulatorpin cpuset='2'/>");
        let pins = vcpu_pins(&domain, 2, 1).expect("pins");
        assert_eq!((pins.num, &pins.cpumaps[..]), (2, &[2, 9][..]));
        assert_eq!(vcpu_pins(&domain, 9, 1).expect("pins").num, 3);
        assert_eq!(emulator_pin(&domain, 2).expect("a map"), [4, 0]);
        let threads = iothreads_of(&domain).expect("threads");
        assert_eq!((threads[0].iothread_id, threads[0].cpumap[0]), (4, 2));
    }

    #[test]
    fn maps_are_as_long_as_asked_for() {
        assert_eq!(map([0, 9, 70].into_iter(), 2), [1, 2]);
        assert_eq!(map([0].into_iter(), 0), [0_u8; 0]);
    }
}
