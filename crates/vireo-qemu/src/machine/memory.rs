//! Guest memory: its size, the objects it comes from, NUMA cells.

use vireo_api::Result;
use vireo_model::domain::Domain;
use vireo_model::domain::cpu::{
    Numa, NumaAccess, NumaCacheAssociativity, NumaCachePolicy, NumaCell,
};
use vireo_model::domain::memory::MemoryAllocation;
use vireo_model::scalar::NumberSet;

use super::backend::{Request, backend, check_tune, is_anonymous};
use crate::build::Build;
use crate::process::argv::Opts;

/// What amounts of memory are rounded up to, KiB: the guest's, and a module's.
const fn alignment(arch: &str) -> (u64, u64) {
    match arch.as_bytes() {
        [b'p', b'p', b'c', b'6', b'4', ..] => (256 << 10, 256 << 10),
        _ => (1 << 10, 2 << 10),
    }
}

/// Rounds amounts of memory up to what machines take.
pub(crate) fn align(domain: &mut Domain) {
    let (unit, module) = alignment(domain.os.arch.as_deref().unwrap_or_default());
    let before = crate::devices::memory::total_kib(domain);
    for one in &mut domain.devices.memories {
        one.target.size = one.target.size.next_multiple_of(module);
    }
    let cells = domain.cpu.as_mut().and_then(|cpu| cpu.numa.as_mut()).map(|numa| &mut numa.cells);
    let initial = match cells {
        Some(cells) if !cells.is_empty() => {
            for cell in cells.iter_mut() {
                cell.memory = cell.memory.next_multiple_of(unit);
            }
            cells.iter().map(|cell| cell.memory).sum()
        }
        Some(_) | None => domain.memory.unwrap_or(0).saturating_sub(before).next_multiple_of(unit),
    };
    domain.memory = Some(initial + crate::devices::memory::total_kib(domain));
    domain.max_memory = domain.max_memory.map(|max| max.next_multiple_of(unit));
}

/// The guest's NUMA cells, when it has any.
pub(crate) fn numa_of<'a>(b: &Build<'a>) -> Option<&'a Numa> {
    let numa = b.domain.cpu.as_ref()?.numa.as_ref()?;
    (!numa.cells.is_empty()).then_some(numa)
}

/// Whether latencies and bandwidths of cells are told to the guest.
pub(crate) fn has_hmat(b: &Build<'_>) -> bool {
    numa_of(b).is_some_and(|numa| {
        numa.interconnects.is_some() || numa.cells.iter().any(|cell| !cell.caches.is_empty())
    })
}

/// The machine's options about memory.
pub(crate) fn machine_options(b: &Build<'_>, opts: Opts) -> Opts {
    let opts = crate::devices::memory::machine_options(b, opts);
    match ram_id(b).filter(|_| numa_of(b).is_none()) {
        Some(id) => opts.pair("memory-backend", id),
        None => opts,
    }
}

fn ram_id<'a>(b: &Build<'a>) -> Option<&'a str> {
    b.machine()?.default_ram_id.as_deref()
}

/// Memory at start without that of memory devices, KiB.
fn initial_kib(b: &Build<'_>) -> u64 {
    if let Some(numa) = numa_of(b) {
        return numa.cells.iter().map(|cell| cell.memory).sum();
    }
    let devices = crate::devices::memory::total_kib(b.domain);
    b.domain.memory.unwrap_or(0).saturating_sub(devices)
}

/// `-m`, the memory of a guest without cells, `-overcommit`.
pub(crate) fn main(b: &mut Build<'_>) -> Result<()> {
    check_tune(b)?;
    let kib = initial_kib(b);
    let mut opts = Opts::new().pair("size", format!("{kib}k"));
    if let Some(max) = b.domain.max_memory {
        opts = opts.maybe("slots", b.domain.memory_slots).pair("maxmem", format!("{max}k"));
    }
    b.line.option("-m", opts);
    if let (None, Some(id)) = (numa_of(b), ram_id(b)) {
        let id = id.to_owned();
        let request = Request { file: id.clone(), id, kib, is_main: true, ..Request::default() };
        backend(b, &request)?;
    }
    let locked = b.domain.memory_backing.as_ref().is_some_and(|backing| backing.locked);
    b.line.option("-overcommit", Opts::new().on_off("mem-lock", locked));
    Ok(())
}

/// NUMA cells with their memory, distances, latencies.
pub(crate) fn numa(b: &mut Build<'_>) -> Result<()> {
    let Some(numa) = numa_of(b) else { return Ok(()) };
    let hmat = has_hmat(b);
    let backing = b.domain.memory_backing.as_ref();
    let early = backing.and_then(|backing| backing.allocation_mode);
    if takes_sizes(b) && early == Some(MemoryAllocation::Immediate) {
        b.line.flag("-mem-prealloc");
    }
    for (index, cell) in numa.cells.iter().enumerate() {
        let id = cell_id(index, cell);
        let request = Request {
            id: format!("ram-node{id}"),
            file: format!("ram-node{id}"),
            kib: cell.memory,
            cell: Some(id),
            access: cell.mem_access,
            discard: cell.discard,
            ..Request::default()
        };
        let plain = is_plain(b, &request);
        if !plain {
            backend(b, &request)?;
        }
        let mut opts = Opts::new().word("node").pair("nodeid", id);
        for (first, last) in cell.cpus.as_ref().map(NumberSet::ranges).unwrap_or_default() {
            let range = if first == last { first.to_string() } else { format!("{first}-{last}") };
            opts = opts.pair("cpus", range);
        }
        if hmat {
            opts = opts.maybe("initiator", initiator(numa, id, cell));
        }
        b.line.option(
            "-numa",
            match plain {
                true => opts.pair("mem", cell.memory / 1024),
                false => opts.pair("memdev", request.id),
            },
        );
    }
    distances(b, numa);
    latencies(b, numa);
    caches(b, numa);
    Ok(())
}

/// Whether cells of this machine may be told by their sizes alone: what its older guests had, and
/// what they must keep to be migrated.
fn takes_sizes(b: &Build<'_>) -> bool {
    b.machine().is_some_and(|machine| machine.numa_mem)
}

/// Whether a cell is told by its size alone.
fn is_plain(b: &Build<'_>, request: &Request) -> bool {
    let tune = b.domain.numatune.as_ref();
    let bound = tune.is_some_and(|t| t.memnodes.iter().any(|n| Some(n.cellid) == request.cell));
    takes_sizes(b) && !bound && is_anonymous(b, request)
}

fn cell_id(index: usize, cell: &NumaCell) -> u32 {
    cell.id.unwrap_or(u32::try_from(index).unwrap_or(u32::MAX))
}

/// The cell whose CPUs are nearest: a cell with CPUs is its own.
fn initiator(numa: &Numa, id: u32, cell: &NumaCell) -> Option<u32> {
    if cell.cpus.as_ref().is_some_and(|cpus| !cpus.is_empty()) {
        return Some(id);
    }
    let with_cpus = |id: &u32| {
        let found = numa.cells.iter().enumerate().find(|(i, c)| cell_id(*i, c) == *id);
        found.is_some_and(|(_, cell)| cell.cpus.as_ref().is_some_and(|cpus| !cpus.is_empty()))
    };
    let near = numa.interconnects.as_ref()?;
    let latency = near.latencies.iter().filter(|l| l.target == id).min_by_key(|l| l.value);
    let bandwidth = near.bandwidths.iter().filter(|l| l.target == id).max_by_key(|l| l.value);
    latency.map(|l| l.initiator).or(bandwidth.map(|l| l.initiator)).filter(with_cpus)
}

fn distances(b: &mut Build<'_>, numa: &Numa) {
    if numa.cells.iter().all(|cell| cell.distances.is_empty()) {
        return;
    }
    for (i, from) in numa.cells.iter().enumerate() {
        for (j, to) in numa.cells.iter().enumerate() {
            let (src, dst) = (cell_id(i, from), cell_id(j, to));
            let given = from.distances.iter().find(|sibling| sibling.id == dst);
            let value = given.map_or(if src == dst { 10 } else { 20 }, |sibling| sibling.value);
            let opts =
                Opts::new().word("dist").pair("src", src).pair("dst", dst).pair("val", value);
            b.line.option("-numa", opts);
        }
    }
}

fn hierarchy(cache: Option<u32>) -> &'static str {
    match cache {
        None | Some(0) => "memory",
        Some(1) => "first-level",
        Some(2) => "second-level",
        Some(_) => "third-level",
    }
}

fn access(kind: NumaAccess) -> &'static str {
    match kind {
        NumaAccess::Access => "access",
        NumaAccess::Read => "read",
        NumaAccess::Write => "write",
    }
}

fn latencies(b: &mut Build<'_>, numa: &Numa) {
    let Some(near) = &numa.interconnects else { return };
    let head = |initiator: u32, target: u32, cache: Option<u32>| {
        Opts::new()
            .word("hmat-lb")
            .pair("initiator", initiator)
            .pair("target", target)
            .pair("hierarchy", hierarchy(cache))
    };
    for l in &near.latencies {
        let opts = head(l.initiator, l.target, l.cache)
            .pair("data-type", format!("{}-latency", access(l.kind)))
            .pair("latency", l.value);
        b.line.option("-numa", opts);
    }
    for l in &near.bandwidths {
        let opts = head(l.initiator, l.target, l.cache)
            .pair("data-type", format!("{}-bandwidth", access(l.kind)))
            .pair("bandwidth", format!("{}K", l.value));
        b.line.option("-numa", opts);
    }
}

fn caches(b: &mut Build<'_>, numa: &Numa) {
    for (index, cell) in numa.cells.iter().enumerate() {
        for cache in &cell.caches {
            let associativity = match cache.associativity {
                NumaCacheAssociativity::None => "none",
                NumaCacheAssociativity::Direct => "direct",
                NumaCacheAssociativity::Full => "complex",
            };
            let policy = match cache.policy {
                NumaCachePolicy::None => "none",
                NumaCachePolicy::Writeback => "write-back",
                NumaCachePolicy::Writethrough => "write-through",
            };
            let opts = Opts::new()
                .word("hmat-cache")
                .pair("node-id", cell_id(index, cell))
                .pair("size", format!("{}K", cache.size.unwrap_or(0)))
                .pair("level", cache.level)
                .pair("associativity", associativity)
                .pair("policy", policy)
                .maybe("line", cache.line);
            b.line.option("-numa", opts);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::devices::testing::{domain, words};

    #[test]
    fn sizes_are_rounded_up_to_what_machines_take() {
        let module =
            "<memory model='dimm'><target><size unit='KiB'>131073</size></target></memory>";
        let mut guest = domain(module, "<maxMemory slots='2' unit='KiB'>1000001</maxMemory>");
        align(&mut guest);
        assert_eq!(guest.devices.memories[0].target.size, 133_120);
        // What is left for the guest itself is 131071, rounded up.
        assert_eq!(guest.memory, Some(131_072 + 133_120));
        assert_eq!(guest.max_memory, Some(1_000_448));
    }

    #[test]
    fn cells_are_what_a_guest_has() {
        let cells = "<cpu><numa><cell id='0' cpus='0' memory='109550' unit='KiB'/>\
                     <cell id='1' cpus='1' memory='1024' unit='KiB'/></numa></cpu>";
        let mut guest = domain("", cells);
        align(&mut guest);
        assert_eq!(guest.memory, Some(109_568 + 1024));
        assert_eq!(
            words(numa, &guest).expect("words"),
            [
                "-object {\"qom-type\":\"memory-backend-ram\",\"id\":\"ram-node0\",\"size\":112197632}",
                "-numa node,nodeid=0,cpus=0,memdev=ram-node0",
                "-object {\"qom-type\":\"memory-backend-ram\",\"id\":\"ram-node1\",\"size\":1048576}",
                "-numa node,nodeid=1,cpus=1,memdev=ram-node1",
            ]
        );
    }
}
