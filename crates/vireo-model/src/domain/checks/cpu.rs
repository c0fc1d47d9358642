//! `<cpu>` and its NUMA nodes.

use std::collections::HashMap;

use vireo_xml::{CODE_CONFIG_UNSUPPORTED, CODE_XML_ERROR, FROM_CPU, Node, Parser, Result};

use super::{At, first_double, when};
use crate::domain::cpu::{Cpu, CpuMaxPhysAddrMode, CpuMode, Numa};
use crate::domain::host_cpu::HostCpu;
use crate::scalar::NumberSet;

/// `<cpu>`.
pub fn cpu(cpu: &mut Cpu, parser: &mut Parser<'_>, node: Node<'_>) -> Result<()> {
    let at = At::new(parser, node);
    let xml = |text: &str| at.refuse(CODE_XML_ERROR, FROM_CPU, text);
    let unsupported = |text: &str| at.refuse(CODE_CONFIG_UNSUPPORTED, FROM_CPU, text);
    let mode = cpu.mode.unwrap_or_default();
    let passes = matches!(mode, CpuMode::HostPassthrough | CpuMode::Maximum);
    when(cpu.migratable.is_some() && !passes, || {
        unsupported(
            "Attribute migratable is only allowed for 'host-passthrough' / 'maximum' CPU mode",
        )
    })?;
    model(cpu, &at)?;
    let named = cpu.model.as_ref().is_some_and(|m| m.name.is_some());
    when(cpu.vendor.is_some() && !named, || xml("CPU vendor specified without CPU model"))?;
    let custom = mode == CpuMode::Custom;
    when(!cpu.features.is_empty() && custom && !named, || {
        xml("Non-empty feature list specified without CPU model")
    })?;
    if let Some(name) = first_double(cpu.features.iter().map(|f| f.name.as_str())) {
        return Err(xml(&format!("CPU feature '{name}' specified more than once")));
    }
    when(at.count("cache") > 1, || xml("at most one CPU cache element may be specified"))?;
    let level = cpu.cache.as_ref().and_then(|c| c.level);
    when(level.is_some_and(|l| !(1..=3).contains(&l)), || {
        xml("invalid CPU cache level, must be in range [1,3]")
    })?;
    let bounded = cpu
        .maxphysaddr
        .as_ref()
        .is_some_and(|m| m.limit.is_some() && m.mode != CpuMaxPhysAddrMode::Passthrough);
    when(bounded, || {
        unsupported("attribute 'limit' is only supported for maxphysaddr mode 'passthrough'")
    })
}

/// `<cpu>` of a host.
pub fn host(cpu: &mut HostCpu, parser: &mut Parser<'_>, node: Node<'_>) -> Result<()> {
    let at = At::new(parser, node);
    let xml = |text: &str| at.refuse(CODE_XML_ERROR, FROM_CPU, text);
    when(cpu.arch.is_none(), || xml("Missing CPU architecture"))?;
    when(cpu.model.as_deref().is_none_or(str::is_empty), || xml("Missing CPU model name"))?;
    if let Some(name) = first_double(cpu.features.iter().map(|f| f.name.as_str())) {
        return Err(xml(&format!("CPU feature '{name}' specified more than once")));
    }
    when(at.count("cache") > 1, || xml("at most one CPU cache element may be specified"))?;
    let level = cpu.cache.as_ref().and_then(|cache| cache.level);
    when(level.is_some_and(|level| !(1..=3).contains(&level)), || {
        xml("invalid CPU cache level, must be in range [1,3]")
    })
}

fn model(cpu: &Cpu, at: &At<'_, '_, '_>) -> Result<()> {
    let Some(vendor) = cpu.model.as_ref().and_then(|m| m.vendor_id.as_deref()) else {
        return Ok(());
    };
    when(vendor.len() != 12, || {
        at.refuse(CODE_XML_ERROR, FROM_CPU, "vendor_id must be exactly 12 characters long")
    })?;
    when(vendor.contains(','), || at.refuse(CODE_XML_ERROR, FROM_CPU, "vendor id is invalid"))
}

/// `<numa>`: cells are numbered from 0 without gaps, and printed in that order.
pub fn numa(numa: &mut Numa, parser: &mut Parser<'_>, node: Node<'_>) -> Result<()> {
    let at = At::new(parser, node);
    let count = numa.cells.len() as u32;
    when(count == 0, || at.xml("NUMA topology defined without NUMA cells"))?;
    for (index, cell) in numa.cells.iter_mut().enumerate() {
        let id = *cell.id.get_or_insert(index as u32);
        when(id >= count, || {
            at.xml(
                "Exactly one 'cell' element per guest NUMA cell allowed, non-contiguous ranges or \
                 ranges not starting from 0 are not allowed",
            )
        })?;
    }
    if let Some(Some(id)) = first_double(numa.cells.iter().map(|c| c.id)) {
        return Err(at.xml(format!("Duplicate NUMA cell info for cell id '{id}'")));
    }
    overlap(numa, &at)?;
    numa.cells.sort_by_key(|cell| cell.id);
    distances(numa, &at)
}

/// A vCPU is in one cell.
fn overlap(numa: &Numa, at: &At<'_, '_, '_>) -> Result<()> {
    let mut owners: HashMap<u32, u32> = HashMap::new();
    for cell in &numa.cells {
        let own = cell.id.unwrap_or_default();
        for vcpu in cell.cpus.iter().flat_map(NumberSet::iter) {
            let other = *owners.entry(vcpu).or_insert(own);
            when(other != own, || {
                at.unsupported(format!("NUMA cells {own} and {other} have overlapping vCPU ids"))
            })?;
        }
    }
    Ok(())
}

/// Of one node to itself.
const LOCAL: u32 = 10;
/// Of nodes that do not see each other.
const UNREACHABLE: u32 = 255;

fn distances(numa: &Numa, at: &At<'_, '_, '_>) -> Result<()> {
    let empty =
        at.node.children().flat_map(|cell| cell.children()).any(|n| {
            n.has_tag_name("distances") && !n.children().any(|c| c.has_tag_name("sibling"))
        });
    when(empty, || at.xml("NUMA distances defined without siblings"))?;
    for (own, cell) in numa.cells.iter().enumerate() {
        for sibling in &cell.distances {
            let (id, value) = (sibling.id, sibling.value);
            when(id as usize >= numa.cells.len(), || {
                at.xml(format!(
                    "'sibling_id {id}' does not refer to a valid cell within NUMA 'cell id {own}'"
                ))
            })?;
            let own_is_local = (id as usize == own) == (value == LOCAL);
            when(!(LOCAL..=UNREACHABLE).contains(&value) || !own_is_local, || {
                at.xml(format!(
                    "'value {value}' is invalid for 'sibling id {id}' under NUMA 'cell id {own}'"
                ))
            })?;
        }
    }
    Ok(())
}
