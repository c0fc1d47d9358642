//! Objects that guest memory comes from: main memory, cells, modules.

use vireo_api::{ErrorDomain, Result};
use vireo_model::domain::memory::{
    MemoryAccess, MemoryAllocation, MemoryBacking, MemorySource, NumaMode, NumaPlacement,
};
use vireo_model::fill::Cap;
use vireo_model::scalar::NumberSet;

use crate::build::{Build, text};
use crate::error::{internal, unsupported};
use crate::process::argv::Props;

/// Size of a normal page, KiB.
const NORMAL_PAGE: u64 = 4;

/// Memory that an object is wanted for. What is absent is as `<memoryBacking>` and `<numatune>` say.
#[derive(Debug, Clone, Default)]
pub(crate) struct Request {
    /// The object's id.
    pub id: String,
    /// Name of its file when it gets one of the guest's own.
    pub file: String,
    /// Its size.
    pub kib: u64,
    /// The guest's cell that it belongs to.
    pub cell: Option<u32>,
    /// Whether others may map it.
    pub access: Option<MemoryAccess>,
    /// Whether its content is thrown away at the end.
    pub discard: Option<bool>,
    /// The user's file that it is.
    pub path: Option<String>,
    /// Size of its pages, KiB.
    pub page: Option<u64>,
    /// Host nodes that it is bound to.
    pub nodes: Option<NumberSet>,
    /// What its start is aligned to, KiB.
    pub align: Option<u64>,
    /// It survives the loss of power.
    pub pmem: bool,
    /// When it is taken from the host.
    pub taking: Taking,
    /// It is the main memory of a guest without cells.
    pub is_main: bool,
}

/// When memory is taken from the host.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Taking {
    /// As `<memoryBacking>` says.
    #[default]
    AsConfigured,
    /// At start.
    AtStart,
    /// As the guest plugs it, without a reservation.
    Sparse,
}

/// Where it comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Ram,
    File,
    Memfd,
}

impl Kind {
    fn word(self) -> &'static str {
        match self {
            Self::Ram => "memory-backend-ram",
            Self::File => "memory-backend-file",
            Self::Memfd => "memory-backend-memfd",
        }
    }
}

/// Adds the object that a piece of memory comes from.
///
/// # Errors
/// Its pages or host nodes cannot be had.
pub(crate) fn backend(b: &mut Build<'_>, request: &Request) -> Result<()> {
    let backing = b.domain.memory_backing.clone().unwrap_or_default();
    let huge = huge_page(b, request);
    let access = request.access.or(backing.access);
    let kind = kind(request, &backing, huge, access);
    let mut props = source(b, request, kind, huge)?;
    let bound = host_nodes(b, request)?;
    if kind == Kind::File {
        let wanted = backing.discard.then_some(true);
        props = props.maybe_bool("discard-data", request.discard.or(wanted));
    }
    if kind != Kind::Ram {
        props = props.maybe_bool("share", access.map(|access| access == MemoryAccess::Shared));
        if request.is_main {
            props = props.bool("x-use-canonical-path-for-ramblock-id", false);
        }
    }
    let sparse = request.taking == Taking::Sparse;
    props = props.maybe_bool("reserve", sparse.then_some(false));
    let early = !sparse
        && (huge.is_some()
            || request.taking == Taking::AtStart
            || backing.allocation_mode == Some(MemoryAllocation::Immediate));
    if early {
        props = props.bool("prealloc", true);
        props = props.maybe_int("prealloc-threads", backing.allocation_threads);
    }
    props = props
        .int("size", request.kib * 1024)
        .maybe_int("align", request.align.map(|kib| kib * 1024))
        .maybe_bool("pmem", request.pmem.then_some(true));
    if let Some((policy, nodes)) = bound {
        props = props.value("host-nodes", nodes.clone()).str("policy", policy);
        if early && b.has(Cap::ThreadContext) {
            let context = format!("tc-{}", request.id);
            b.line.object("thread-context", &context, Props::new().value("node-affinity", nodes));
            props = props.str("prealloc-context", context);
        }
    }
    b.line.object(kind.word(), &request.id, props);
    Ok(())
}

/// Whether it comes from nothing but the host's plain memory.
pub(crate) fn is_anonymous(b: &Build<'_>, request: &Request) -> bool {
    let backing = b.domain.memory_backing.clone().unwrap_or_default();
    let access = request.access.or(backing.access);
    kind(request, &backing, huge_page(b, request), access) == Kind::Ram
}

fn kind(
    request: &Request,
    backing: &MemoryBacking,
    huge: Option<u64>,
    access: Option<MemoryAccess>,
) -> Kind {
    if request.path.is_some() {
        return Kind::File;
    }
    match backing.source {
        Some(MemorySource::Memfd) => Kind::Memfd,
        Some(MemorySource::File) => Kind::File,
        Some(MemorySource::Anonymous) | None if huge.is_some() || access.is_some() => Kind::File,
        Some(MemorySource::Anonymous) | None => Kind::Ram,
    }
}

/// The pages or the file that it consists of.
fn source(b: &Build<'_>, request: &Request, kind: Kind, huge: Option<u64>) -> Result<Props> {
    let props = Props::new();
    Ok(match (kind, huge) {
        (Kind::Ram, _) | (Kind::Memfd, None) => props,
        (Kind::Memfd, Some(size)) => {
            let size = if size == 0 { default_huge_page(b)? } else { size };
            props.bool("hugetlb", true).int("hugetlbsize", size * 1024)
        }
        (Kind::File, huge) => {
            let path = match (&request.path, huge) {
                (Some(path), _) => path.clone(),
                (None, Some(size)) => huge_path(b, size)?,
                (None, None) => text(&b.paths.memory_dir.join(&request.file)),
            };
            props.str("mem-path", path)
        }
    })
}

/// Size of the huge pages that memory consists of, in KiB; 0 for the host's default.
fn huge_page(b: &Build<'_>, request: &Request) -> Option<u64> {
    if request.path.is_some() {
        return None;
    }
    let wanted = request.page.or_else(|| configured_page(b, request.cell))?;
    // Normal pages may be named like huge ones.
    (wanted != NORMAL_PAGE).then_some(wanted)
}

fn configured_page(b: &Build<'_>, cell: Option<u32>) -> Option<u64> {
    let pages = &b.domain.memory_backing.as_ref()?.hugepages.as_ref()?.pages;
    if pages.is_empty() {
        return Some(0);
    }
    let named = |set: &NumberSet| cell.is_some_and(|cell| set.contains(cell));
    let own = pages.iter().find(|page| page.nodeset.as_ref().is_some_and(named));
    let found = own.or_else(|| pages.iter().find(|page| page.nodeset.is_none()));
    Some(found.or_else(|| pages.first().filter(|_| cell.is_none()))?.size)
}

fn no_mount() -> vireo_api::Error {
    internal("hugetlbfs filesystem is not mounted or disabled by administrator config")
}

fn default_huge_page(b: &Build<'_>) -> Result<u64> {
    let mounts = crate::host::hugetlbfs_mounts(b.config);
    mounts.first().map(|mount| mount.size_kib).ok_or_else(no_mount)
}

fn huge_path(b: &Build<'_>, size_kib: u64) -> Result<String> {
    let mounts = crate::host::hugetlbfs_mounts(b.config);
    if mounts.is_empty() {
        return Err(no_mount());
    }
    let found = mounts.iter().find(|mount| mount.size_kib == size_kib || size_kib == 0);
    let mount = found.ok_or_else(|| {
        internal(format!("Unable to find any usable hugetlbfs mount for {size_kib} KiB"))
    })?;
    let guest = b.paths.memory_dir.file_name().unwrap_or_default().to_string_lossy();
    Ok(format!("{}/libvirt/qemu/{guest}", mount.path))
}

/// Refuses host nodes that are not there.
fn check_present(set: &NumberSet) -> Result<()> {
    let present = vireo_host::node::cells();
    match set.iter().find(|&node| !present.contains(&(node as usize))) {
        Some(missing) => {
            let text = format!("NUMA node {missing} is unavailable");
            Err(unsupported(text).with_domain(ErrorDomain::None))
        }
        None => Ok(()),
    }
}

/// Refuses host nodes in `<numatune>` that are not there, whatever memory they are for.
pub(super) fn check_tune(b: &Build<'_>) -> Result<()> {
    let Some(tune) = &b.domain.numatune else { return Ok(()) };
    let of_all = tune.memory.iter().filter_map(|memory| memory.nodeset.as_ref());
    let of_cells = tune.memnodes.iter().filter_map(|node| node.nodeset.as_ref());
    of_all.chain(of_cells).try_for_each(check_present)
}

/// Host nodes that memory is bound to, and how.
fn host_nodes(b: &Build<'_>, request: &Request) -> Result<Option<(&'static str, Vec<u32>)>> {
    let tune = b.domain.numatune.as_ref();
    let own = tune.and_then(|t| t.memnodes.iter().find(|node| Some(node.cellid) == request.cell));
    let all = tune.and_then(|tune| tune.memory.as_ref());
    let (mode, set) = match (own, all) {
        (Some(own), _) => (own.mode, own.nodeset.as_ref()),
        (None, Some(all)) => (all.mode, all.nodeset.as_ref()),
        (None, None) => (NumaMode::Strict, None),
    };
    if own.is_none() && all.is_some_and(|all| all.placement == Some(NumaPlacement::Auto)) {
        let text = "Advice from numad is needed in case of automatic numa placement";
        return Err(internal(text).with_domain(ErrorDomain::Domain));
    }
    let Some(set) = request.nodes.as_ref().or(set) else { return Ok(None) };
    let nodes: Vec<u32> = set.iter().collect();
    check_present(set)?;
    let policy = match mode {
        NumaMode::Strict => "bind",
        NumaMode::Preferred => "preferred",
        NumaMode::Interleave => "interleave",
        NumaMode::Restrictive => return Ok(None),
    };
    Ok(Some((policy, nodes)))
}
