//! The host as a machine: CPUs, their topology and use, memory, NUMA cells.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

const CPU_DIR: &str = "/sys/devices/system/cpu";
const NODE_DIR: &str = "/sys/devices/system/node";

/// Processors and memory in short.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NodeInfo {
    /// Machine architecture as the kernel names it, e.g. `x86_64`.
    pub model: String,
    /// Memory, KiB.
    pub memory_kib: u64,
    /// CPUs online.
    pub cpus: u32,
    /// Frequency, MHz; 0 when unknown.
    pub mhz: u32,
    /// NUMA cells, 1 when memory is uniform.
    pub nodes: u32,
    /// Sockets a cell.
    pub sockets: u32,
    /// Cores a socket.
    pub cores: u32,
    /// Threads a core.
    pub threads: u32,
}

/// Time that CPUs spent, nanoseconds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct CpuTimes {
    /// In user mode, nice or not.
    pub user: u64,
    /// In the kernel, interrupts included.
    pub kernel: u64,
    /// Doing nothing.
    pub idle: u64,
    /// Waiting for disks.
    pub iowait: u64,
}

/// Memory of the host or of a cell, KiB.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct MemoryStats {
    /// All of it.
    pub total: u64,
    /// Unused.
    pub free: u64,
    /// File system metadata; of the host only.
    pub buffers: Option<u64>,
    /// File contents; of the host only.
    pub cached: Option<u64>,
}

fn bad(what: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, format!("cannot parse {what}"))
}

/// Parses a list such as `0-3,8`.
#[must_use]
pub fn parse_list(text: &str) -> Option<BTreeSet<usize>> {
    let mut found = BTreeSet::new();
    for part in text.trim().split(',').filter(|part| !part.is_empty()) {
        let (low, high) = part.split_once('-').unwrap_or((part, part));
        let (low, high) = (low.parse::<usize>().ok()?, high.parse::<usize>().ok()?);
        if high < low || high - low > 1 << 16 {
            return None;
        }
        found.extend(low..=high);
    }
    Some(found)
}

fn list(path: &Path) -> io::Result<BTreeSet<usize>> {
    parse_list(&fs::read_to_string(path)?).ok_or_else(|| bad(&path.display().to_string()))
}

/// CPUs that the host has, online or not.
///
/// # Errors
/// sysfs isn't there.
pub fn present_cpus() -> io::Result<BTreeSet<usize>> {
    list(&Path::new(CPU_DIR).join("present"))
}

/// CPUs that run.
///
/// # Errors
/// sysfs isn't there.
pub fn online_cpus() -> io::Result<BTreeSet<usize>> {
    list(&Path::new(CPU_DIR).join("online"))
}

/// NUMA cells, `{0}` when memory is uniform.
#[must_use]
pub fn cells() -> BTreeSet<usize> {
    list(&Path::new(NODE_DIR).join("online")).unwrap_or_else(|_| BTreeSet::from([0]))
}

/// CPUs of a cell.
#[must_use]
pub fn cell_cpus(cell: usize) -> BTreeSet<usize> {
    let found = list(&Path::new(NODE_DIR).join(format!("node{cell}/cpulist")));
    found.unwrap_or_else(|_| {
        if cell == 0 { online_cpus().unwrap_or_default() } else { BTreeSet::new() }
    })
}

fn topology(cpu: usize, file: &str) -> Option<i64> {
    let path = format!("{CPU_DIR}/cpu{cpu}/topology/{file}");
    fs::read_to_string(path).ok()?.trim().parse().ok()
}

/// Processors and memory in short.
///
/// # Errors
/// sysfs or `/proc` can't be read.
pub fn info() -> io::Result<NodeInfo> {
    let online = online_cpus()?;
    let cells = cells();
    let mut shape = Shape::default();
    for &cell in &cells {
        shape.add_cell(cell_cpus(cell).intersection(&online).copied());
    }
    // An uneven machine has no product of its parts: all CPUs are told as cores of one socket.
    let nodes = u32::try_from(cells.len()).unwrap_or(1);
    let cpus = u32::try_from(online.len()).unwrap_or(u32::MAX);
    if nodes * shape.sockets * shape.cores * shape.threads != cpus {
        shape = Shape { sockets: 1, cores: cpus, threads: 1 };
    }
    let nodes = if shape.sockets * shape.cores * shape.threads == cpus { 1 } else { nodes };
    Ok(NodeInfo {
        model: std::env::consts::ARCH.to_owned(),
        memory_kib: memory(None)?.total,
        cpus,
        mhz: mhz(),
        nodes,
        sockets: shape.sockets,
        cores: shape.cores,
        threads: shape.threads,
    })
}

#[derive(Debug, Clone, Copy, Default)]
struct Shape {
    sockets: u32,
    cores: u32,
    threads: u32,
}

impl Shape {
    /// Takes the largest of each figure over all cells.
    fn add_cell(&mut self, cpus: impl Iterator<Item = usize>) {
        let mut sockets = std::collections::BTreeMap::new();
        for cpu in cpus {
            let socket = topology(cpu, "physical_package_id").unwrap_or(0);
            let die = topology(cpu, "die_id").unwrap_or(0);
            let core = topology(cpu, "core_id").unwrap_or(0);
            let threads: &mut u32 = sockets
                .entry(socket)
                .or_insert_with(std::collections::BTreeMap::new)
                .entry((die, core))
                .or_default();
            *threads += 1;
            self.threads = self.threads.max(*threads);
        }
        let cores = sockets.values().map(std::collections::BTreeMap::len).max().unwrap_or(0);
        self.cores = self.cores.max(u32::try_from(cores).unwrap_or(u32::MAX));
        self.sockets = self.sockets.max(u32::try_from(sockets.len()).unwrap_or(u32::MAX));
    }
}

fn mhz() -> u32 {
    let Ok(text) = fs::read_to_string("/proc/cpuinfo") else { return 0 };
    let value = text.lines().find_map(|line| {
        let (key, value) = line.split_once(':')?;
        matches!(key.trim(), "cpu MHz" | "clock").then(|| value.trim())
    });
    value.and_then(|v| v.split('.').next()?.parse().ok()).unwrap_or(0)
}

/// Time that one CPU, or all of them together, spent.
///
/// # Errors
/// `NotFound` when there is no such CPU; `/proc/stat` can't be read.
pub fn cpu_times(cpu: Option<usize>) -> io::Result<CpuTimes> {
    let name = cpu.map_or_else(|| "cpu".to_owned(), |n| format!("cpu{n}"));
    let text = fs::read_to_string("/proc/stat")?;
    parse_cpu_times(&text, &name).ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))
}

fn parse_cpu_times(text: &str, name: &str) -> Option<CpuTimes> {
    const TICK_NS: u64 = 10_000_000;
    let line = text.lines().find(|line| line.split_ascii_whitespace().next() == Some(name))?;
    let ticks: Vec<u64> =
        line.split_ascii_whitespace().skip(1).map_while(|n| n.parse().ok()).collect();
    let at = |n: usize| ticks.get(n).copied().unwrap_or(0);
    ticks.get(3)?;
    Some(CpuTimes {
        user: (at(0) + at(1)) * TICK_NS,
        kernel: (at(2) + at(5) + at(6)) * TICK_NS,
        idle: at(3) * TICK_NS,
        iowait: at(4) * TICK_NS,
    })
}

/// Memory of the host, or of one cell.
///
/// # Errors
/// `NotFound` when there is no such cell.
pub fn memory(cell: Option<usize>) -> io::Result<MemoryStats> {
    let path = match cell {
        None => "/proc/meminfo".to_owned(),
        Some(0) if !Path::new(NODE_DIR).exists() => "/proc/meminfo".to_owned(),
        Some(cell) => format!("{NODE_DIR}/node{cell}/meminfo"),
    };
    let text = fs::read_to_string(&path)?;
    let value = |key: &str| meminfo_value(&text, key);
    let (Some(total), Some(free)) = (value("MemTotal"), value("MemFree")) else {
        return Err(bad(&path));
    };
    let whole = cell.is_none();
    Ok(MemoryStats {
        total,
        free,
        buffers: value("Buffers").filter(|_| whole),
        cached: value("Cached").filter(|_| whole),
    })
}

/// A figure of a `meminfo`; lines of a cell begin with `Node N `.
fn meminfo_value(text: &str, key: &str) -> Option<u64> {
    text.lines().find_map(|line| {
        let (left, right) = line.split_once(':')?;
        if left.split_ascii_whitespace().last()? != key {
            return None;
        }
        right.split_ascii_whitespace().next()?.parse().ok()
    })
}

/// Free pages of `size_kib` in a cell; `None` when the host has no pages of that size.
///
/// # Errors
/// sysfs can't be read.
pub fn free_pages(cell: usize, size_kib: u64) -> io::Result<Option<u64>> {
    let page_kib = rustix::param::page_size() as u64 / 1024;
    if size_kib == page_kib {
        return Ok(Some(memory(Some(cell))?.free / page_kib));
    }
    let path = format!("{NODE_DIR}/node{cell}/hugepages/hugepages-{size_kib}kB/free_hugepages");
    match fs::read_to_string(&path) {
        Ok(text) => text.trim().parse().map(Some).map_err(|_| bad(&path)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// What became of a pool of pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PagePool {
    /// It has the size that was wanted.
    Set,
    /// It has less: there was no more memory in one piece.
    Short {
        /// How many it has got.
        got: u64,
    },
    /// Ordinary pages have no pool.
    Ordinary,
    /// The host has no pages of that size.
    Absent,
}

/// Makes the pool of `size_kib` pages of a cell `count` big, or that much bigger.
///
/// # Errors
/// sysfs can't be read or written.
pub fn set_huge_pages(cell: usize, size_kib: u64, count: u64, add: bool) -> io::Result<PagePool> {
    if size_kib == rustix::param::page_size() as u64 / 1024 {
        return Ok(PagePool::Ordinary);
    }
    let path = format!("{NODE_DIR}/node{cell}/hugepages/hugepages-{size_kib}kB/nr_hugepages");
    let read =
        || -> io::Result<u64> { fs::read_to_string(&path)?.trim().parse().map_err(|_| bad(&path)) };
    let before = match read() {
        Ok(before) => before,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(PagePool::Absent),
        Err(error) => return Err(error),
    };
    let wanted = if add { before.saturating_add(count) } else { count };
    fs::write(&path, wanted.to_string())?;
    let after = read()?;
    Ok(if after < wanted { PagePool::Short { got: after } } else { PagePool::Set })
}

/// The host's name as programs know it; the whole name when the resolver knows one.
#[must_use]
pub fn hostname() -> String {
    nix::unistd::gethostname()
        .map_or_else(|_| "localhost".to_owned(), |name| name.to_string_lossy().into_owned())
}

/// Seconds that local time is ahead of UTC at a time in seconds since the epoch.
#[must_use]
pub fn utc_offset(time: i64) -> i64 {
    crate::localtime::offset(time)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_bounded() {
        assert_eq!(parse_list("0-2,5\n"), Some(BTreeSet::from([0, 1, 2, 5])));
        assert_eq!(parse_list("3-1"), None);
        assert_eq!(parse_list("0-99999999999"), None);
        assert_eq!(parse_list(""), Some(BTreeSet::new()));
    }

    #[test]
    fn interrupts_count_as_kernel_time() {
        let text = "cpu  1 2 3 4 5 6 7 8\ncpu1 10 20 30 40 50 60 70 80\n";
        let all = parse_cpu_times(text, "cpu").expect("there");
        assert_eq!(all.user, 30_000_000);
        assert_eq!(all.kernel, 160_000_000);
        assert_eq!(parse_cpu_times(text, "cpu1").expect("there").idle, 400_000_000);
        assert_eq!(parse_cpu_times(text, "cpu2"), None);
    }

    #[test]
    fn keys_of_a_cell_are_found_behind_its_number() {
        assert_eq!(
            meminfo_value("Node 0 MemFree:  7 kB\nNode 0 SMemFree: 8 kB\n", "MemFree"),
            Some(7)
        );
        assert_eq!(meminfo_value("SwapCached: 1 kB\nCached: 2 kB\n", "Cached"), Some(2));
    }

    #[test]
    fn this_host_is_described() {
        let info = info().expect("sysfs");
        assert_eq!(info.cpus, info.nodes * info.sockets * info.cores * info.threads);
        assert!(info.memory_kib > 0);
    }
}
