//! CPU and NUMA tuning.

use vireo_xml::{ErrorKind, Node, Parser, Result};

use super::{At, first_double, when};
use crate::domain::Domain;
use crate::domain::cputune::{CpuTune, Scheduler};
use crate::domain::memory::NumaPlacement;
use crate::scalar::NumberSet;

/// `<cputune>`.
pub fn cputune(tune: &mut CpuTune, parser: &mut Parser<'_>, node: Node<'_>) -> Result<()> {
    let at = At::new(parser, node);
    when(at.count("emulatorpin") > 1, || at.xml("only one emulatorpin is supported"))?;
    when(at.count("emulatorsched") > 1, || at.xml("only one emulatorsched is supported"))?;
    if let Some(id) = first_double(tune.vcpupins.iter().map(|p| p.vcpu)) {
        return Err(at.internal(format!("duplicate vcpupin for vcpu '{id}'")));
    }
    if let Some(id) = first_double(tune.iothreadpins.iter().map(|p| p.iothread)) {
        return Err(at.internal(format!("duplicate iothreadpin for same iothread '{id}'")));
    }
    let vcpus = tune.vcpupins.iter().map(|p| &p.cpuset);
    let sets = vcpus.chain(tune.iothreadpins.iter().map(|p| &p.cpuset));
    let mut sets = sets.chain(tune.emulatorpin.as_ref());
    when(sets.any(NumberSet::is_empty), || at.unsupported("Invalid value of 'cpuset': "))?;
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

/// `<numatune>`, which speaks of the guest's nodes.
pub fn numatune(domain: &Domain, at: &At<'_, '_, '_>) -> Result<()> {
    let Some(tune) = &domain.numatune else { return Ok(()) };
    let cells = domain.cpu.as_ref().and_then(|c| c.numa.as_ref()).map_or(0, |n| n.cells.len());
    let automatic = tune.memory.as_ref().and_then(|m| m.placement) == Some(NumaPlacement::Auto);
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
    if let Some(id) = first_double(tune.memnodes.iter().map(|n| n.cellid)) {
        return Err(at.xml(format!("Multiple memnode elements with cellid {id}")));
    }
    let memory = tune.memory.as_ref();
    let fixed =
        memory.is_some_and(|m| m.placement == Some(NumaPlacement::Static) && m.nodeset.is_none());
    when(fixed, || {
        at.unsupported("nodeset for NUMA memory tuning must be set if 'placement' is 'static'")
    })
}
