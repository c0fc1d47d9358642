//! One guest's row of the bulk statistics: a function a group, in the order of the groups.
//!
//! Names, types and order of the parameters are the reference's.

use vireo_api::consts::*;
use vireo_host::procfs;
use vireo_host::tap::Counters;
use vireo_model::domain::Domain;
use vireo_model::domain::devices::Disk;
use vireo_model::domain::devices::interface::InterfaceType;
use vireo_model::domain::devices::storage::{BackingStore, MirrorJob};
use vireo_proto::TypedParams;
use vireo_qmp::types::{BlockStats, Stat, StatsResult};
use vireo_runtime::domain::State;

use super::ask::{Answers, Balloon};
use super::block::{self, BlockFigures, LayerSizes};
use super::host::{HostFigures, NetCounters};
use super::image::{self, DiskFile, ImageSizes};
use crate::live::Summary;

/// A figure that a balloon driver does not know.
const UNKNOWN: u64 = u64::MAX;

/// What a row is made from.
pub struct Row<'a> {
    /// How the guest stands.
    pub state: State,
    /// There is a QEMU.
    pub running: bool,
    /// Its definition in force, when a group wants it.
    pub config: Option<&'a Domain>,
    /// Memory and CPUs of that definition.
    pub summary: Summary,
    /// What QEMU answered.
    pub answers: &'a Answers,
    /// What the host tells of it.
    pub host: HostFigures,
    /// Counters of the host's interfaces.
    pub net: &'a NetCounters,
    /// The disks of a guest that is off.
    pub files: &'a [DiskFile],
    /// Sizes of their images, as far as they are known.
    pub images: &'a [Option<ImageSizes>],
    /// Layers below the top are wanted too.
    pub backing: bool,
}

/// The groups: bit, function.
type Group = (u32, fn(&Row<'_>, &mut TypedParams));

/// All groups, in the order in which they are told.
const GROUPS: &[Group] = &[
    (DOMAIN_STATS_STATE, state),
    (DOMAIN_STATS_CPU_TOTAL, cpu_total),
    (DOMAIN_STATS_BALLOON, balloon),
    (DOMAIN_STATS_VCPU, vcpu),
    (DOMAIN_STATS_INTERFACE, interface),
    (DOMAIN_STATS_BLOCK, block_group),
    // Counters of the host's performance unit are not taken.
    (DOMAIN_STATS_PERF, nothing),
    (DOMAIN_STATS_IOTHREAD, iothread),
    // No monitors of memory bandwidth are made.
    (DOMAIN_STATS_MEMORY, nothing),
    (DOMAIN_STATS_DIRTYRATE, dirty_rate),
    (DOMAIN_STATS_VM, machine),
];

/// All groups that there are.
pub const SUPPORTED: u32 = {
    let (mut bits, mut n) = (0, 0);
    while n < GROUPS.len() {
        bits |= GROUPS[n].0;
        n += 1;
    }
    bits
};

impl Row<'_> {
    /// The parameters of the groups in `stats`.
    #[must_use]
    pub fn params(&self, stats: u32) -> TypedParams {
        let mut params = TypedParams::new();
        for (bit, group) in GROUPS {
            if stats & bit != 0 {
                group(self, &mut params);
            }
        }
        params
    }
}

fn nothing(_: &Row<'_>, _: &mut TypedParams) {}

fn state(row: &Row<'_>, out: &mut TypedParams) {
    out.int(DOMAIN_STATS_STATE_STATE, row.state.number());
    out.int(DOMAIN_STATS_STATE_REASON, row.state.reason_number());
}

fn cpu_total(row: &Row<'_>, out: &mut TypedParams) {
    // A guest that is off has used none, and has the parameters all the same, as in the reference.
    let used = match (row.running, &row.host.process) {
        (true, Some(stat)) => Some((stat.user_ns, stat.system_ns)),
        (true, None) => None,
        (false, _) => Some((0, 0)),
    };
    if let Some((user, system)) = used {
        out.ullong(DOMAIN_STATS_CPU_TIME, user + system);
        out.ullong(DOMAIN_STATS_CPU_USER, user);
        out.ullong(DOMAIN_STATS_CPU_SYSTEM, system);
    }
    if !row.running {
        return;
    }
    out.uint(DOMAIN_STATS_CPU_CACHE_MONITOR_COUNT, 0);
    out.ullong(DOMAIN_STATS_CPU_HALTPOLL_SUCCESS_TIME, halt_poll(row, "halt_poll_success_ns"));
    out.ullong(DOMAIN_STATS_CPU_HALTPOLL_FAIL_TIME, halt_poll(row, "halt_poll_fail_ns"));
}

/// A figure summed over all virtual CPUs.
fn halt_poll(row: &Row<'_>, name: &str) -> u64 {
    let results = row.answers.vcpus.iter().flat_map(|results| results.iter());
    let stats = results.flat_map(|result| &result.stats).filter(|stat| stat.name == name);
    stats.filter_map(|stat| stat.value.as_u64()).sum()
}

/// Figures of the balloon driver: QEMU's name, ours, the unit's size (KiB are told).
const BALLOON: &[(&str, &str, u64)] = &[
    ("stat-swap-in", DOMAIN_STATS_BALLOON_SWAP_IN, 1024),
    ("stat-swap-out", DOMAIN_STATS_BALLOON_SWAP_OUT, 1024),
    ("stat-major-faults", DOMAIN_STATS_BALLOON_MAJOR_FAULT, 1),
    ("stat-minor-faults", DOMAIN_STATS_BALLOON_MINOR_FAULT, 1),
    ("stat-free-memory", DOMAIN_STATS_BALLOON_UNUSED, 1024),
    ("stat-total-memory", DOMAIN_STATS_BALLOON_AVAILABLE, 1024),
    ("stat-available-memory", DOMAIN_STATS_BALLOON_USABLE, 1024),
    ("last-update", DOMAIN_STATS_BALLOON_LAST_UPDATE, 1),
    ("stat-disk-caches", DOMAIN_STATS_BALLOON_DISK_CACHES, 1024),
    ("stat-htlb-pgalloc", DOMAIN_STATS_BALLOON_HUGETLB_PGALLOC, 1),
    ("stat-htlb-pgfail", DOMAIN_STATS_BALLOON_HUGETLB_PGFAIL, 1),
];

/// A figure of the balloon driver, when it is known.
#[must_use]
pub fn balloon_figure(balloon: &Balloon, name: &str, unit: u64) -> Option<u64> {
    let value = match name {
        "last-update" => Some(balloon.last_update),
        name => balloon.stats.get(name).copied(),
    };
    value.filter(|&value| value != UNKNOWN).map(|value| value / unit)
}

fn balloon(row: &Row<'_>, out: &mut TypedParams) {
    out.ullong(DOMAIN_STATS_BALLOON_CURRENT, row.summary.memory);
    out.ullong(DOMAIN_STATS_BALLOON_MAXIMUM, row.summary.max_memory);
    if !row.running {
        return;
    }
    for &(name, param, unit) in BALLOON {
        let told = row.answers.balloon.as_deref();
        if let Some(value) = told.and_then(|balloon| balloon_figure(balloon, name, unit)) {
            out.ullong(param, value);
        }
    }
    if let Some(stat) = &row.host.process {
        out.ullong(DOMAIN_STATS_BALLOON_RSS, stat.rss_kib);
    }
}

fn vcpu(row: &Row<'_>, out: &mut TypedParams) {
    out.uint(DOMAIN_STATS_VCPU_CURRENT, row.summary.vcpus);
    out.uint(DOMAIN_STATS_VCPU_MAXIMUM, row.summary.max_vcpus);
    if !row.running {
        return;
    }
    let mut told = row.answers.vcpus.iter().flat_map(|results| results.iter());
    for (number, thread) in &row.host.vcpus {
        let name = |suffix: &str| format!("{DOMAIN_STATS_VCPU_PREFIX}{number}{suffix}");
        out.int(name(DOMAIN_STATS_VCPU_SUFFIX_STATE), VCPU_RUNNING as i32);
        if let Some(thread) = thread {
            out.ullong(name(DOMAIN_STATS_VCPU_SUFFIX_TIME), thread.time);
            out.ullong(name(DOMAIN_STATS_VCPU_SUFFIX_WAIT), thread.wait);
            out.ullong(name(DOMAIN_STATS_VCPU_SUFFIX_DELAY), thread.delay);
        }
        if let Some(result) = told.next() {
            accelerator(row, &name("."), "vcpu", result, out);
        }
    }
}

fn machine(row: &Row<'_>, out: &mut TypedParams) {
    for result in row.answers.machine.iter().flat_map(|results| results.iter()) {
        accelerator(row, DOMAIN_STATS_VM_PREFIX, "vm", result, out);
    }
}

/// Figures of the accelerator, each with a suffix that says what kind it is.
fn accelerator(
    row: &Row<'_>,
    prefix: &str,
    target: &str,
    result: &StatsResult,
    out: &mut TypedParams,
) {
    let Some(schemas) = &row.answers.schemas else { return };
    let Some(schema) =
        schemas.iter().find(|schema| schema.target == target && schema.provider == result.provider)
    else {
        return;
    };
    for Stat { name, value } in &result.stats {
        let known = schema.stats.iter().find(|known| known.name == *name);
        let suffix = match known.map(|known| known.kind.as_str()) {
            Some("cumulative") => DOMAIN_STATS_CUSTOM_SUFFIX_TYPE_SUM,
            Some("instant") => DOMAIN_STATS_CUSTOM_SUFFIX_TYPE_CUR,
            Some("peak") => DOMAIN_STATS_CUSTOM_SUFFIX_TYPE_MAX,
            // Histograms are not told.
            Some(_) | None => continue,
        };
        let param = format!("{prefix}{}{suffix}", name.replace('-', "_"));
        if let Some(number) = value.as_u64() {
            out.ullong(param, number);
        } else if let Some(yes) = value.as_bool() {
            out.boolean(param, yes);
        }
    }
}

fn interface(row: &Row<'_>, out: &mut TypedParams) {
    let Some(config) = row.config.filter(|_| row.running) else { return };
    let interfaces = &config.devices.interfaces;
    out.uint(DOMAIN_STATS_NET_COUNT, count(interfaces.len()));
    for (number, interface) in interfaces.iter().enumerate() {
        let Some(dev) = interface.target.as_ref().and_then(|target| target.dev.as_deref()) else {
            continue;
        };
        let name = |suffix: &str| format!("{DOMAIN_STATS_NET_PREFIX}{number}{suffix}");
        out.string(name(DOMAIN_STATS_NET_SUFFIX_NAME), dev);
        let Some(seen) = row.net.get(dev) else { continue };
        let seen = guest_side(interface.actual_kind(), seen);
        let mut figure = |suffix: &str, value: i64| {
            // A counter that is not known is negative.
            if let Ok(value) = u64::try_from(value) {
                out.ullong(name(suffix), value);
            }
        };
        figure(DOMAIN_STATS_NET_SUFFIX_RX_BYTES, seen.rx_bytes);
        figure(DOMAIN_STATS_NET_SUFFIX_RX_PKTS, seen.rx_packets);
        figure(DOMAIN_STATS_NET_SUFFIX_RX_ERRS, seen.rx_errors);
        figure(DOMAIN_STATS_NET_SUFFIX_RX_DROP, seen.rx_dropped);
        figure(DOMAIN_STATS_NET_SUFFIX_TX_BYTES, seen.tx_bytes);
        figure(DOMAIN_STATS_NET_SUFFIX_TX_PKTS, seen.tx_packets);
        figure(DOMAIN_STATS_NET_SUFFIX_TX_ERRS, seen.tx_errors);
        figure(DOMAIN_STATS_NET_SUFFIX_TX_DROP, seen.tx_dropped);
    }
}

/// Counters as the guest sees them: a tap's are those of the other end, a macvtap's are its own.
#[must_use]
pub fn guest_side(kind: InterfaceType, host: Counters) -> Counters {
    match kind {
        InterfaceType::Direct => host,
        InterfaceType::Bridge
        | InterfaceType::Ethernet
        | InterfaceType::VhostUser
        | InterfaceType::Network
        | InterfaceType::User
        | InterfaceType::Internal
        | InterfaceType::Mcast
        | InterfaceType::Client
        | InterfaceType::Server
        | InterfaceType::Udp
        | InterfaceType::Hostdev
        | InterfaceType::Vdpa
        | InterfaceType::Null
        | InterfaceType::Vds => host.swapped(),
    }
}

fn count(len: usize) -> u32 {
    u32::try_from(len).unwrap_or(u32::MAX)
}

/// Where the rows of block statistics are written.
struct BlockRows<'a> {
    out: TypedParams,
    row: &'a Row<'a>,
    number: u32,
}

fn block_group(row: &Row<'_>, out: &mut TypedParams) {
    let mut rows = BlockRows { out: TypedParams::new(), row, number: 0 };
    match (row.running, row.config) {
        (true, Some(config)) => config.devices.disks.iter().for_each(|disk| rows.disk(disk)),
        (true, None) => {}
        (false, _) => row.files.iter().enumerate().for_each(|(at, file)| rows.file(at, file)),
    }
    out.uint(DOMAIN_STATS_BLOCK_COUNT, rows.number);
    out.extend(rows.out);
}

impl BlockRows<'_> {
    fn name(&self, suffix: &str) -> String {
        format!("{DOMAIN_STATS_BLOCK_PREFIX}{}{suffix}", self.number)
    }

    /// The rows of a running guest's disk.
    fn disk(&mut self, disk: &Disk) {
        let drives = self.row.answers.block.as_deref().map_or(&[][..], Vec::as_slice);
        let alias = disk.info.alias.as_deref().unwrap_or_default();
        let top = block::of_device(drives, alias);
        self.top(disk, top);
        if let Some(top) = top {
            self.figures(BlockFigures::from(&top.stats));
            self.sizes(block::sizes(top, self.row.answers));
        }
        self.number += 1;
        if !self.row.backing {
            return;
        }
        self.below(disk, top);
        self.mirror(disk);
    }

    /// The rows of what a disk's image covers.
    fn below(&mut self, disk: &Disk, top: Option<&BlockStats>) {
        let mut below = disk.backing_store.as_ref();
        for layer in top.into_iter().flat_map(block::chain).skip(1) {
            self.layer(disk, below, layer);
            below = below.and_then(|store| store.backing_store.as_deref());
        }
    }

    /// The row of the image that a disk is copied to.
    fn mirror(&mut self, disk: &Disk) {
        let copy = disk.mirror.as_ref().filter(|copy| copy.job == Some(MirrorJob::Copy));
        let Some(source) = copy.and_then(|copy| copy.source.as_ref()) else { return };
        let (Some(number), Some(nodes)) = (source.index, self.row.answers.nodes.as_deref()) else {
            return;
        };
        self.head(&disk.target.dev, image::path(source), Some(number));
        self.sizes(block::sizes_of(nodes, number));
        self.number += 1;
    }

    /// The row of a disk whose guest is off.
    fn file(&mut self, at: usize, file: &DiskFile) {
        self.head(&file.target, file.path.as_deref(), None);
        if let Some(image) = self.row.images.get(at).copied().flatten() {
            self.sizes(LayerSizes {
                highest: Some(image.allocation),
                capacity: image.capacity,
                physical: Some(image.physical),
                threshold: None,
            });
        }
        self.number += 1;
    }

    fn top(&mut self, disk: &Disk, top: Option<&BlockStats>) {
        let source = disk.source.as_ref();
        let path = source.and_then(image::path);
        let defined = source.and_then(|source| source.index);
        self.head(&disk.target.dev, path, defined.or_else(|| top.and_then(block::index)));
    }

    /// The row of a layer below the top.
    fn layer(&mut self, disk: &Disk, store: Option<&BackingStore>, layer: &BlockStats) {
        let path = store.and_then(|store| store.source.as_ref()).and_then(image::path);
        let defined = store.and_then(|store| store.index);
        self.head(&disk.target.dev, path, defined.or_else(|| block::index(layer)));
        self.sizes(block::sizes(layer, self.row.answers));
        self.number += 1;
    }

    fn head(&mut self, dev: &str, path: Option<&str>, index: Option<u32>) {
        self.out.string(self.name(DOMAIN_STATS_BLOCK_SUFFIX_NAME), dev);
        if let Some(path) = path {
            self.out.string(self.name(DOMAIN_STATS_BLOCK_SUFFIX_PATH), path);
        }
        if let Some(index) = index {
            self.out.uint(self.name(DOMAIN_STATS_BLOCK_SUFFIX_BACKINGINDEX), index);
        }
    }

    fn figures(&mut self, figures: BlockFigures) {
        let all = [
            (DOMAIN_STATS_BLOCK_SUFFIX_RD_REQS, figures.rd_reqs),
            (DOMAIN_STATS_BLOCK_SUFFIX_RD_BYTES, figures.rd_bytes),
            (DOMAIN_STATS_BLOCK_SUFFIX_RD_TIMES, figures.rd_times),
            (DOMAIN_STATS_BLOCK_SUFFIX_WR_REQS, figures.wr_reqs),
            (DOMAIN_STATS_BLOCK_SUFFIX_WR_BYTES, figures.wr_bytes),
            (DOMAIN_STATS_BLOCK_SUFFIX_WR_TIMES, figures.wr_times),
            (DOMAIN_STATS_BLOCK_SUFFIX_FL_REQS, figures.fl_reqs),
            (DOMAIN_STATS_BLOCK_SUFFIX_FL_TIMES, figures.fl_times),
        ];
        for (suffix, value) in all {
            self.out.ullong(self.name(suffix), value);
        }
    }

    fn sizes(&mut self, sizes: LayerSizes) {
        let all = [
            (DOMAIN_STATS_BLOCK_SUFFIX_ALLOCATION, sizes.highest),
            (DOMAIN_STATS_BLOCK_SUFFIX_CAPACITY, sizes.capacity),
            (DOMAIN_STATS_BLOCK_SUFFIX_PHYSICAL, sizes.physical),
            (DOMAIN_STATS_BLOCK_SUFFIX_THRESHOLD, sizes.threshold),
        ];
        for (suffix, value) in all {
            if let Some(value) = value {
                self.out.ullong(self.name(suffix), value);
            }
        }
    }
}

fn iothread(row: &Row<'_>, out: &mut TypedParams) {
    if !row.running {
        return;
    }
    let threads = row.answers.iothreads.as_deref().map_or(&[][..], Vec::as_slice);
    let numbered: Vec<_> = threads
        .iter()
        .filter_map(|thread| {
            Some((thread.id.strip_prefix("iothread")?.parse::<u32>().ok()?, thread))
        })
        .collect();
    if numbered.is_empty() {
        return;
    }
    out.uint(DOMAIN_STATS_IOTHREAD_COUNT, count(numbered.len()));
    for (number, thread) in numbered {
        let name = |suffix: &str| format!("{DOMAIN_STATS_IOTHREAD_PREFIX}{number}{suffix}");
        out.ullong(name(DOMAIN_STATS_IOTHREAD_SUFFIX_POLL_MAX_NS), thread.poll_max_ns);
        out.uint(name(DOMAIN_STATS_IOTHREAD_SUFFIX_POLL_GROW), thread.poll_grow);
        out.uint(name(DOMAIN_STATS_IOTHREAD_SUFFIX_POLL_SHRINK), thread.poll_shrink);
    }
}

fn dirty_rate(row: &Row<'_>, out: &mut TypedParams) {
    let Some(rate) = row.answers.dirty_rate.as_deref() else { return };
    let status = match rate.status.as_str() {
        "measuring" => DOMAIN_DIRTYRATE_MEASURING,
        "measured" => DOMAIN_DIRTYRATE_MEASURED,
        _ => DOMAIN_DIRTYRATE_UNSTARTED,
    };
    out.int(DOMAIN_STATS_DIRTYRATE_CALC_STATUS, status as i32);
    out.llong(DOMAIN_STATS_DIRTYRATE_CALC_START_TIME, rate.start_time);
    out.int(DOMAIN_STATS_DIRTYRATE_CALC_PERIOD, i32::try_from(rate.calc_time).unwrap_or(0));
    out.string(DOMAIN_STATS_DIRTYRATE_CALC_MODE, rate.mode.as_str());
    if status != DOMAIN_DIRTYRATE_MEASURED {
        return;
    }
    if let Some(rate) = rate.dirty_rate {
        out.llong(DOMAIN_STATS_DIRTYRATE_MEGABYTES_PER_SECOND, rate);
    }
    for vcpu in &rate.vcpu_dirty_rate {
        let suffix = DOMAIN_STATS_DIRTYRATE_VCPU_SUFFIX_MEGABYTES_PER_SECOND;
        let name = format!("{DOMAIN_STATS_DIRTYRATE_VCPU_PREFIX}{}{suffix}", vcpu.id);
        out.ullong(name, vcpu.dirty_rate);
    }
}

/// How long a thread ran and waited, nanoseconds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ThreadTimes {
    /// On a CPU.
    pub time: u64,
    /// Waiting for what it wanted.
    pub wait: u64,
    /// Ready, but waiting for a CPU.
    pub delay: u64,
}

impl ThreadTimes {
    /// Of thread `tid` of process `pid`; `None` when it is gone.
    #[must_use]
    pub fn of(pid: i32, tid: i32, waits: bool) -> Option<Self> {
        let times = procfs::thread_schedstat(pid, tid).ok()?;
        let wait = if waits { procfs::thread_wait_ns(pid, tid) } else { 0 };
        Some(Self { time: times.run_ns, wait, delay: times.delay_ns })
    }
}

#[cfg(test)]
mod tests;
