//! CPU and NUMA tuning.

use vireo_xml::{CODE_INTERNAL_ERROR, ErrorKind, Node, Parser, Result};

use super::{At, first_double, when};
use crate::domain::Domain;
use crate::domain::cputune::{CpuTune, Scheduler, VcpuPlacement};
use crate::domain::memory::{HugePage, NumaMemNode, NumaMemory, NumaMode, NumaPlacement};
use crate::domain::tune::{BlkioDevice, BlkioTune, Resource};
use crate::scalar::NumberSet;

/// `<cputune>`.
pub fn cputune(tune: &mut CpuTune, parser: &mut Parser<'_>, node: Node<'_>) -> Result<()> {
    let at = At::new(parser, node);
    if let Some(id) = first_double(tune.vcpupins.iter().map(|p| p.vcpu)) {
        return Err(at.internal(format!("duplicate vcpupin for vcpu '{id}'")));
    }
    // All elements of the name count as one.
    let all = || node.parent().into_iter().flat_map(|n| n.children());
    let parts = || all().filter(|n| n.has_tag_name("cputune")).flat_map(|n| n.children());
    let count = |name: &str| parts().filter(|n| n.has_tag_name(name)).count();
    when(count("emulatorpin") > 1, || at.xml("only one emulatorpin is supported"))?;
    when(count("emulatorpin") == 1 && tune.emulatorpin.is_none(), || {
        at.internal("missing cpuset for emulatorpin")
    })?;
    if let Some(id) = first_double(tune.iothreadpins.iter().map(|p| p.iothread)) {
        return Err(at.internal(format!("duplicate iothreadpin for same iothread '{id}'")));
    }
    when(count("emulatorsched") > 1, || at.xml("only one emulatorsched is supported"))?;
    let vcpus = tune.vcpupins.iter().map(|p| &p.cpuset);
    let sets = vcpus.chain(tune.iothreadpins.iter().map(|p| &p.cpuset));
    let mut sets = sets.chain(tune.emulatorpin.as_ref());
    when(sets.any(NumberSet::is_empty), || at.unsupported("Invalid value of 'cpuset': "))?;
    // Allocations of nothing are none.
    tune.cachetunes.retain(|t| !t.caches.is_empty() || !t.monitors.is_empty());
    tune.memorytunes.retain(|t| !t.nodes.is_empty() || !t.monitors.is_empty());
    tune.vcpupins.sort_by_key(|pin| pin.vcpu);
    let plain = |policy| matches!(policy, Some(Scheduler::Batch | Scheduler::Idle));
    for sched in tune.emulatorsched.iter_mut().filter(|s| plain(s.scheduler)) {
        sched.priority = None;
    }
    for sched in tune.vcpuscheds.iter_mut().filter(|s| plain(s.scheduler)) {
        sched.priority = None;
    }
    for sched in tune.iothreadscheds.iter_mut().filter(|s| plain(s.scheduler)) {
        sched.priority = None;
    }
    scheduler(&at, "emulatorsched", tune.emulatorsched.iter().map(|s| (s.scheduler, s.priority)))?;
    scheduler(&at, "vcpusched", tune.vcpuscheds.iter().map(|s| (s.scheduler, s.priority)))?;
    scheduler(&at, "iothreadsched", tune.iothreadscheds.iter().map(|s| (s.scheduler, s.priority)))?;
    overlap(&at, "vcpusched", "vcpus", tune.vcpuscheds.iter().map(|s| &s.vcpus))?;
    overlap(&at, "iothreadsched", "iothreads", tune.iothreadscheds.iter().map(|s| &s.iothreads))
}

/// Real-time policies have a priority.
fn scheduler(
    at: &At<'_, '_, '_>,
    element: &str,
    mut policies: impl Iterator<Item = (Option<Scheduler>, Option<i32>)>,
) -> Result<()> {
    let real_time = |policy| matches!(policy, Some(Scheduler::Fifo | Scheduler::Rr));
    when(policies.any(|(policy, priority)| real_time(policy) && priority.is_none()), || {
        let (attribute, element) = ("priority".to_owned(), element.to_owned());
        at.parser.error(at.node, ErrorKind::MissingAttribute { attribute, element })
    })
}

fn overlap<'s>(
    at: &At<'_, '_, '_>,
    element: &str,
    attribute: &str,
    sets: impl Iterator<Item = &'s NumberSet>,
) -> Result<()> {
    let mut seen = std::collections::HashSet::new();
    for set in sets {
        when(set.is_empty(), || {
            at.unsupported(format!("'{element}' scheduler bitmap '{set}' is empty"))
        })?;
        when(set.iter().any(|id| !seen.insert(id)), || {
            at.detail(format!("'{element}' attributes '{attribute}' must not overlap"))
        })?;
    }
    Ok(())
}

/// `<blkiotune>`: a device without limits is none.
pub fn blkiotune(tune: &mut BlkioTune, _: &mut Parser<'_>, _: Node<'_>) -> Result<()> {
    let plain = |d: &BlkioDevice| BlkioDevice { path: d.path.clone(), ..BlkioDevice::default() };
    tune.devices.retain(|device| *device != plain(device));
    Ok(())
}

/// `<page>` of huge pages.
pub fn huge_page(page: &mut HugePage, parser: &mut Parser<'_>, node: Node<'_>) -> Result<()> {
    when(page.size == 0, || At::new(parser, node).detail("hugepage size can't be zero"))
}

/// `<resource>`: one that says nothing is refused by the reference too, without a word why.
pub fn resource(resource: &mut Resource, parser: &mut Parser<'_>, node: Node<'_>) -> Result<()> {
    let appid = resource.fibrechannel_appid.as_deref();
    let nothing = resource.partition.is_none() && appid.is_none();
    let unsaid = node.children().any(|n| n.has_tag_name("fibrechannel"));
    when(nothing || unsaid && appid.is_none_or(str::is_empty), || {
        let at = At::new(parser, node);
        let text = "<resource> needs a <partition> or a <fibrechannel> with an 'appid'";
        at.refuse(CODE_INTERNAL_ERROR, 0, text)
    })
}

/// Whether `<memory>` of `<numatune>` says anything.
fn says_any(at: &At<'_, '_, '_>) -> bool {
    let tunes = at.node.children().filter(|n| n.has_tag_name("numatune"));
    let mut memories = tunes.flat_map(|n| n.children()).filter(|n| n.has_tag_name("memory"));
    memories.any(|memory| memory.attributes().next().is_some())
}

/// `<numatune>`, which speaks of the guest's nodes.
pub fn numatune(domain: &Domain, at: &At<'_, '_, '_>) -> Result<()> {
    let Some(tune) = &domain.numatune else { return Ok(()) };
    let cells = domain.cpu.as_ref().and_then(|c| c.numa.as_ref()).map_or(0, |n| n.cells.len());
    let by_vcpus = domain.vcpu.as_ref().and_then(|v| v.placement) == Some(VcpuPlacement::Auto);
    let automatic = tune.memory.as_ref().map_or(by_vcpus, |m| {
        let open = m.placement.is_none() && m.nodeset.is_none();
        m.placement == Some(NumaPlacement::Auto) || open && by_vcpus
    });
    if !tune.memnodes.is_empty() {
        when(automatic, || {
            at.unsupported("Per-node binding is not compatible with automatic NUMA placement.")
        })?;
        when(cells == 0, || at.xml("Element 'memnode' is invalid without any guest NUMA cells"))?;
    }
    let nodeset = tune.memory.as_ref().and_then(|memory| memory.nodeset.as_ref());
    when(nodeset.is_some_and(|set| set.is_empty()), || {
        let given = at.node.children().find(|child| child.has_tag_name("numatune"));
        let memory = given.and_then(|n| n.children().find(|child| child.has_tag_name("memory")));
        let text = memory.and_then(|memory| memory.attribute("nodeset")).unwrap_or_default();
        at.unsupported(format!("Invalid value of 'nodeset': {text}"))
    })?;
    when(tune.memnodes.iter().any(|n| n.nodeset.is_none()), || {
        at.xml("Missing required nodeset attribute in memnode element")
    })?;
    when(tune.memnodes.iter().any(|n| n.cellid as usize >= cells), || {
        at.xml("Argument 'cellid' in memnode element must correspond to existing guest's NUMA cell")
    })?;
    let restrictive = |n: &NumaMemNode| n.mode == NumaMode::Restrictive;
    let same = tune.memory.as_ref().is_some_and(|m| m.mode == NumaMode::Restrictive);
    when(tune.memnodes.iter().any(restrictive) && !same, || {
        at.xml(
            "'restrictive' mode is required in memory element when mode is 'restrictive' in \
             memnode element",
        )
    })?;
    if let Some(id) = first_double(tune.memnodes.iter().map(|n| n.cellid)) {
        return Err(at.xml(format!("Multiple memnode elements with cellid {id}")));
    }
    let memory = tune.memory.as_ref();
    let placed = |m: &NumaMemory| match m.placement {
        Some(NumaPlacement::Static) => true,
        None => !by_vcpus && says_any(at),
        Some(NumaPlacement::Auto) => false,
    };
    let fixed = memory.is_some_and(|m| placed(m) && m.nodeset.is_none());
    when(fixed, || {
        at.unsupported("nodeset for NUMA memory tuning must be set if 'placement' is 'static'")
    })
}
