//! Memory: sizes, limits, NUMA cells.

use crate::domain::Domain;
use crate::domain::cpu::{Cpu, Numa, NumaCell, NumaDistance};
use crate::domain::cputune::VcpuPlacement;
use crate::domain::devices::memory::MemoryModel;
use crate::domain::memory::{NumaPlacement, NumaTune};
use crate::fill::error::{internal, qemu_xml, refuse, xml};
use crate::fill::walk::numa_cells;
use crate::fill::{Context, Result};
use crate::scalar::NumberSet;

/// `VIR_DOMAIN_MEMORY_PARAM_UNLIMITED`.
const UNLIMITED_KIB: u64 = 9_007_199_254_740_991;
/// Distance of a NUMA cell to itself.
const LOCAL_DISTANCE: u32 = 10;
/// Most cells whose distances are completed.
const MAX_CELLS: usize = 1024;

/// `<numatune>`.
pub(crate) fn numatune(dom: &mut Domain, _: &mut Context<'_>) -> Result {
    let vcpu_auto = dom.vcpu.as_ref().is_some_and(|v| v.placement == Some(VcpuPlacement::Auto));
    if vcpu_auto && dom.numatune.is_none() {
        dom.numatune = Some(NumaTune { memory: Some(Default::default()), memnodes: Vec::new() });
    }
    let Some(tune) = &mut dom.numatune else { return Ok(()) };
    if let Some(memory) = &mut tune.memory {
        if memory.placement.is_none() && memory.nodeset.is_none() && vcpu_auto {
            memory.placement = Some(NumaPlacement::Auto);
        }
        if memory.placement == Some(NumaPlacement::Auto) {
            memory.nodeset = None;
        } else {
            memory.placement = None;
        }
    }
    tune.memnodes.sort_by_key(|node| node.cellid);
    Ok(())
}

/// Memory sizes: `<memory>` is all of it, cells and devices together.
pub(crate) fn memory(dom: &mut Domain, ctx: &mut Context<'_>) -> Result {
    let devices: u64 =
        dom.devices.memories.iter().map(|m| m.target.size).fold(0, u64::saturating_add);
    let cells: u64 = numa_cells(dom).iter().map(|c| c.memory).fold(0, u64::saturating_add);
    let mut total = dom.memory.unwrap_or(0);
    if cells > 0 {
        if total == 0 || ctx.flags.new_definition {
            total = cells.saturating_add(devices);
        }
    } else {
        refuse!(devices > total, xml, "Total size of memory devices exceeds the total memory size");
    }
    refuse!(
        total.saturating_sub(devices) == 0,
        xml,
        "Memory size must be specified via <memory> or in the <numa> configuration"
    );
    dom.memory = Some(total);
    dom.current_memory = match dom.current_memory {
        Some(now) if now != 0 && now <= total => Some(now),
        _ => Some(total),
    };
    let slots = dom.memory_slots.unwrap_or(0);
    match dom.max_memory.unwrap_or(0) {
        0 => refuse!(
            slots > 0,
            xml,
            "maximum memory size must be specified when specifying number of memory slots"
        ),
        max => refuse!(
            max < total,
            xml,
            "maximum memory size must be equal or greater than the actual memory size"
        ),
    }
    Ok(())
}

/// NUMA cells: numbered, in order, distances both ways.
pub(crate) fn numa_words(dom: &mut Domain, _: &mut Context<'_>) -> Result {
    let max = dom.vcpu.as_ref().map_or(1, |v| v.max);
    let Some(numa) = dom.cpu.as_mut().and_then(|c| c.numa.as_mut()) else { return Ok(()) };
    for (n, cell) in (0..).zip(&mut numa.cells) {
        cell.id.get_or_insert(n);
    }
    numa.cells.sort_by_key(|cell| cell.id);
    let named = numa.cells.iter().filter_map(|cell| cell.cpus.as_ref());
    let count: usize = named.clone().map(NumberSet::len).sum();
    refuse!(count > max as usize, internal, "Number of CPUs in <numa> exceeds the <vcpu> count");
    refuse!(
        named.filter_map(NumberSet::last).any(|last| last >= max),
        internal,
        "CPU IDs in <numa> exceed the <vcpu> count"
    );
    let count = numa.cells.len();
    if numa.cells.iter().all(|cell| cell.distances.is_empty()) || count > MAX_CELLS {
        return Ok(());
    }
    let mut table = vec![vec![0u32; count]; count];
    for (n, cell) in numa.cells.iter().enumerate() {
        for d in &cell.distances {
            let to = d.id as usize;
            if to >= count {
                continue;
            }
            table[n][to] = d.value;
            table[n][n] = if table[n][n] == 0 { LOCAL_DISTANCE } else { table[n][n] };
            if table[to][n] == 0 {
                table[to][n] = d.value;
            }
            if table[to][to] == 0 {
                table[to][to] = LOCAL_DISTANCE;
            }
        }
    }
    for (cell, row) in numa.cells.iter_mut().zip(table) {
        let row = (0..).zip(row).filter(|(_, value)| *value != 0);
        cell.distances = row.map(|(id, value)| NumaDistance { id, value }).collect();
    }
    Ok(())
}

/// Limits so large that they are none.
pub(crate) fn memtune(dom: &mut Domain, _: &mut Context<'_>) -> Result {
    let Some(tune) = &mut dom.memtune else { return Ok(()) };
    for limit in [&mut tune.hard_limit, &mut tune.soft_limit, &mut tune.swap_hard_limit] {
        *limit = limit.filter(|kib| *kib < UNLIMITED_KIB);
    }
    tune.min_guarantee = tune.min_guarantee.filter(|kib| *kib != 0);
    if *tune == Default::default() {
        dom.memtune = None;
    }
    Ok(())
}

/// Memory that is plugged in needs a node: with no cells there is one for all.
pub(crate) fn auto_numa(dom: &mut Domain, ctx: &mut Context<'_>) -> Result {
    let hotplug = dom.max_memory.is_some_and(|max| max != 0);
    if hotplug && numa_cells(dom).is_empty() && ctx.flags.new_definition && !ctx.is_s390() {
        let devices: u64 =
            dom.devices.memories.iter().map(|m| m.target.size).fold(0, u64::saturating_add);
        let total = dom.memory.unwrap_or(0);
        if devices > total {
            return Err(qemu_xml("Total size of memory devices exceeds the total memory size"));
        }
        let cell = NumaCell { id: Some(0), memory: total - devices, ..NumaCell::default() };
        dom.cpu.get_or_insert_with(Cpu::default).numa =
            Some(Numa { cells: vec![cell], interconnects: None });
        for module in &mut dom.devices.memories {
            let plugged = matches!(
                module.model,
                MemoryModel::Dimm | MemoryModel::Nvdimm | MemoryModel::VirtioMem
            );
            if plugged {
                module.target.node.get_or_insert(0);
            }
        }
    }
    spread_vcpus(dom);
    Ok(())
}

/// vCPUs that no cell names are in the first.
fn spread_vcpus(dom: &mut Domain) {
    let max = dom.vcpu.as_ref().map_or(1, |v| v.max);
    let Some(numa) = dom.cpu.as_mut().and_then(|c| c.numa.as_mut()) else { return };
    if numa.cells.is_empty() {
        return;
    }
    let mut named = NumberSet::default();
    for cell in &numa.cells {
        for cpu in cell.cpus.iter().flat_map(NumberSet::iter) {
            named.insert(cpu);
        }
    }
    let missing: Vec<u32> = (0..max.min(16_384)).filter(|cpu| !named.contains(*cpu)).collect();
    if missing.is_empty() {
        return;
    }
    let first = numa.cells[0].cpus.get_or_insert_with(NumberSet::default);
    for cpu in missing {
        first.insert(cpu);
    }
}

/// Pages for no node at all are pages for all.
pub(crate) fn hugepages(dom: &mut Domain, _: &mut Context<'_>) -> Result {
    if !numa_cells(dom).is_empty() {
        return Ok(());
    }
    let Some(huge) = dom.memory_backing.as_mut().and_then(|m| m.hugepages.as_mut()) else {
        return Ok(());
    };
    if let [page] = huge.pages.as_mut_slice() {
        if page.nodeset.as_ref().is_some_and(|set| set.len() == 1 && set.contains(0)) {
            page.nodeset = None;
        }
    }
    Ok(())
}
