//! vCPUs and I/O threads: how many, which, and where they run.

use std::collections::BTreeMap;

use crate::domain::Domain;
use crate::domain::cputune::{
    CacheAllocation, CacheKind, IoThread, IoThreadSched, Vcpu, VcpuPlacement, VcpuSched, VcpuState,
};
use crate::domain::memory::{NumaMemory, NumaPlacement, NumaTune};
use crate::fill::error::{Code, FillError, From, qemu, refuse, unsupported, xml};
use crate::fill::{Context, Result};
use crate::scalar::NumberSet;

/// Most vCPUs whose states are completed.
const MAX_VCPUS: u32 = 16_384;

/// Most I/O threads that get numbers.
const MAX_IOTHREADS: u32 = 16_384;

/// `<memory>` of `<numatune>`: where the daemon chooses CPUs it chooses nodes too.
fn placement(dom: &mut Domain, automatic: bool) {
    let Some(tune) = &mut dom.numatune else { return };
    tune.memory = tune.memory.take().filter(|memory| *memory != NumaMemory::default());
    if automatic && tune.memory.is_none() && tune.memnodes.is_empty() {
        let placement = Some(NumaPlacement::Auto);
        tune.memory = Some(NumaMemory { placement, ..NumaMemory::default() });
    }
    if *tune == NumaTune::default() {
        dom.numatune = None;
    }
}

/// `<vcpu>`.
pub(crate) fn vcpu(dom: &mut Domain, _: &mut Context<'_>) -> Result {
    let vcpu = dom.vcpu.get_or_insert_with(|| Vcpu { max: 1, ..Vcpu::default() });
    if let Some(current) = vcpu.current {
        refuse!(
            current > vcpu.max,
            unsupported,
            "maximum vCPU count must not be less than current vCPU count"
        );
        if current == vcpu.max {
            vcpu.current = None;
        }
    }
    let automatic = vcpu.placement == Some(VcpuPlacement::Auto);
    placement(dom, automatic);
    let vcpu = dom.vcpu.get_or_insert_with(Vcpu::default);
    let numa = dom.numatune.as_ref().and_then(|n| n.memory.as_ref());
    let numa_auto = numa.is_some_and(|m| m.placement == Some(NumaPlacement::Auto));
    if vcpu.cpuset.is_none() && numa_auto {
        vcpu.placement = Some(VcpuPlacement::Auto);
    }
    vcpu.placement.get_or_insert(VcpuPlacement::Static);
    if vcpu.placement == Some(VcpuPlacement::Auto) {
        vcpu.cpuset = None;
    }
    if vcpu.cpuset.as_ref().is_some_and(NumberSet::is_empty) {
        vcpu.cpuset = None;
    }
    let max = vcpu.max;
    if let Some(far) = dom.vcpus.iter().find(|state| state.id >= max) {
        return Err(xml(format!(
            "vcpu id '{}' is out of range of maximum vcpu count {max}",
            far.id
        )));
    }
    // Of several about one vCPU the last counts.
    let mut told: BTreeMap<u32, VcpuState> = BTreeMap::new();
    told.extend(std::mem::take(&mut dom.vcpus).into_iter().map(|state| (state.id, state)));
    dom.vcpus = told.into_values().collect();
    if let Some(tune) = &mut dom.cputune {
        // There is nobody to pin.
        tune.vcpupins.retain(|pin| pin.vcpu < max);
    }
    Ok(())
}

/// `<vcpus>`: the list must be whole, and it decides on `current`.
pub(crate) fn states(dom: &mut Domain, _: &mut Context<'_>) -> Result {
    if dom.vcpus.is_empty() {
        return Ok(());
    }
    let Some(vcpu) = dom.vcpu.as_mut() else { return Ok(()) };
    for id in 0..vcpu.max.min(MAX_VCPUS) {
        if !dom.vcpus.iter().any(|state| state.id == id) {
            dom.vcpus.push(VcpuState { id, ..VcpuState::default() });
        }
    }
    for state in &mut dom.vcpus {
        if state.hotpluggable.is_none() {
            state.hotpluggable = Some(!state.enabled);
        }
        refuse!(
            !state.enabled && state.hotpluggable == Some(false),
            unsupported,
            "vcpu '{}' is both offline and not hotpluggable",
            state.id
        );
    }
    dom.vcpus.sort_by_key(|state| state.id);
    let online = dom.vcpus.iter().filter(|s| s.enabled).count() as u32;
    vcpu.current = (online != vcpu.max).then_some(online);
    Ok(())
}

/// Rules for single vCPUs: the first is there from the start, order is told for
/// all or none.
pub(crate) fn rules(dom: &mut Domain, _: &mut Context<'_>) -> Result {
    let Some(first) = dom.vcpus.first() else { return Ok(()) };
    let order = |v: &VcpuState| v.order.unwrap_or(0);
    refuse!(first.id != 0, qemu, "vcpu 0 can't be offline");
    if first.id == 0 {
        refuse!(!first.enabled, qemu, "vcpu 0 can't be offline");
        refuse!(first.hotpluggable == Some(true), qemu, "vcpu0 can't be hotpluggable");
        refuse!(order(first) > 1, qemu, "vcpu0 must be enabled first");
    }
    let has_order = order(first) != 0;
    let mut previous = first;
    for state in dom.vcpus.iter().skip(1) {
        refuse!(
            state.enabled && (order(state) != 0) != has_order,
            qemu,
            "all vcpus must have either set or unset order"
        );
        if state.hotpluggable == Some(false) {
            refuse!(
                previous.hotpluggable == Some(true),
                qemu,
                "online non-hotpluggable vcpus need to be ordered prior to hotpluggable vcpus"
            );
            refuse!(
                order(previous) > order(state),
                qemu,
                "online non-hotpluggable vcpus must be ordered in ascending order"
            );
        }
        previous = state;
    }
    Ok(())
}

/// Ids of the I/O threads: those given, and the lowest free ones up to the count.
pub(crate) fn iothreads(dom: &mut Domain, _: &mut Context<'_>) -> Result {
    if dom.iothreadids.is_empty() {
        return Ok(());
    }
    let given = dom.iothreadids.len() as u32;
    let count = dom.iothreads.unwrap_or(0).max(given);
    dom.iothreads = Some(count);
    if count > MAX_IOTHREADS {
        return Ok(());
    }
    let mut used: NumberSet = dom.iothreadids.iter().map(|t| t.id).collect();
    for id in 1..=count {
        if dom.iothreadids.len() as u32 >= count {
            break;
        }
        if !used.contains(id) {
            used.insert(id);
            dom.iothreadids.push(IoThread { id, ..IoThread::default() });
        }
    }
    Ok(())
}

/// Schedulers are told thread by thread.
pub(crate) fn schedulers(dom: &mut Domain, _: &mut Context<'_>) -> Result {
    let max = dom.vcpu.as_ref().map_or(1, |v| v.max);
    // Those without numbers of their own are numbered from 1.
    let (ids, count) = (&dom.iothreadids, dom.iothreads.unwrap_or(0));
    let known = |id: u32| match ids.is_empty() {
        true => (1..=count).contains(&id),
        false => ids.iter().any(|thread| thread.id == id),
    };
    let Some(tune) = &mut dom.cputune else { return Ok(()) };
    let mut vcpus: Vec<VcpuSched> = Vec::new();
    for sched in &tune.vcpuscheds {
        for id in sched.vcpus.iter() {
            refuse!(id >= max, unsupported, "vCPU '{id}' is not present in domain definition");
            vcpus.push(VcpuSched { vcpus: [id].into_iter().collect(), ..sched.clone() });
        }
    }
    vcpus.sort_by_key(|s| s.vcpus.last());
    tune.vcpuscheds = vcpus;
    if let Some(pin) = tune.iothreadpins.iter().find(|pin| !known(pin.iothread)) {
        return Err(unsupported(format!("Cannot find 'iothread' : {}", pin.iothread)));
    }
    let mut threads: Vec<IoThreadSched> = Vec::new();
    for sched in &tune.iothreadscheds {
        if let Some(id) = sched.iothreads.iter().find(|id| !known(*id)) {
            return Err(unsupported(format!("Cannot find 'iothread' : {id}")));
        }
        threads.extend(
            sched
                .iothreads
                .iter()
                .map(|id| IoThreadSched { iothreads: [id].into_iter().collect(), ..sched.clone() }),
        );
    }
    threads.sort_by_key(|s| s.iothreads.last());
    tune.iothreadscheds = threads;
    Ok(())
}

/// Allocations of caches and memory bandwidth: each once.
pub(crate) fn resource_control(dom: &mut Domain, _: &mut Context<'_>) -> Result {
    let Some(tune) = &dom.cputune else { return Ok(()) };
    let refusal = |text: String| Err(FillError::new(Code::Xml, From::Resctrl, text));
    for tune in &tune.cachetunes {
        for (n, cache) in tune.caches.iter().enumerate() {
            let same = |c: &CacheAllocation| {
                let kinds = c.kind == cache.kind || [c.kind, cache.kind].contains(&CacheKind::Both);
                c.level == cache.level && c.id == cache.id && kinds
            };
            if tune.caches[..n].iter().any(same) {
                return refusal(format!(
                    "Colliding cache allocations for cache level '{}' id '{}', type '{}'",
                    cache.level, cache.id, cache.kind
                ));
            }
        }
    }
    for tune in &tune.memorytunes {
        for (n, node) in tune.nodes.iter().enumerate() {
            if tune.nodes[..n].iter().any(|other| other.id == node.id) {
                return refusal(format!("Memory Bandwidth already defined for node {}", node.id));
            }
        }
    }
    Ok(())
}
