//! The domain as a whole: what the reader of the document assumes (identity,
//! sizes, clock, lifecycle), before any hypervisor is asked.

use crate::domain::clock::{Catchup, Clock, ClockBasis, ClockOffset};
use crate::domain::cpu::{Cpu, CpuCheck, CpuFallback, CpuFeaturePolicy, CpuMatch, CpuMode, CpuModel};
use crate::domain::cputune::{IoThread, Vcpu, VcpuPlacement, VcpuState};
use crate::domain::lifecycle::LifecycleAction;
use crate::domain::memory::{NumaPlacement, NumaTune};
use crate::domain::os::OsType;
use crate::domain::security::{SecLabel, SecLabelKind};
use crate::domain::{Domain, VirtType};
use crate::fill::error::{internal, qemu, refuse, unsupported, xml, xml_detail};
use crate::fill::walk::numa_cells;
use crate::fill::{Context, Result};
use crate::scalar::{NumberSet, Uuid};

/// `VIR_DOMAIN_MEMORY_PARAM_UNLIMITED`.
const UNLIMITED_KIB: u64 = 9_007_199_254_740_991;
/// Architectures by libvirt's names.
const ARCHS: &[&str] = &[
    "alpha", "armv6l", "armv7l", "armv7b", "aarch64", "cris", "i686", "ia64", "lm32",
    "loongarch64", "m68k", "microblaze", "microblazeel", "mips", "mipsel", "mips64", "mips64el",
    "openrisc", "parisc", "parisc64", "ppc", "ppcle", "ppc64", "ppc64le", "ppcemb", "riscv32",
    "riscv64", "s390", "s390x", "sh4", "sh4eb", "sparc", "sparc64", "unicore32", "x86_64",
    "xtensa", "xtensaeb",
];
/// Most vCPUs whose states are completed.
const MAX_VCPUS: u32 = 16_384;
/// Distance of a NUMA cell to itself.
const LOCAL_DISTANCE: u32 = 10;
/// Most cells whose distances are completed.
const MAX_CELLS: usize = 1024;

/// A random UUID (version 4).
pub(crate) fn random_uuid(ctx: &Context<'_>) -> Uuid {
    let mut bytes = [0; 16];
    ctx.view.random(&mut bytes);
    bytes[6] = bytes[6] & 0x0f | 0x40;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    Uuid(bytes)
}

/// Names and identities.
pub(crate) fn identity(dom: &mut Domain, ctx: &mut Context<'_>) -> Result {
    refuse!(dom.os.kind.is_none(), xml, "an os <type> must be specified");
    if dom.uuid.is_none() {
        dom.uuid = Some(random_uuid(ctx));
    }
    if let Some(genid) = dom.genid.as_mut().filter(|g| g.value.is_none()) {
        genid.value = Some(random_uuid(ctx));
    }
    if let Some(arch) = dom.os.arch.as_ref().filter(|arch| !arch.is_empty() && !ARCHS.contains(&arch.as_str())) {
        return Err(unsupported(format!("Unknown architecture {arch}")));
    }
    if dom.os.arch.as_deref().is_none_or(str::is_empty) {
        dom.os.arch = Some(ctx.view.host_arch().to_owned());
    }
    Ok(())
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
    Ok(())
}

/// `<vcpus>`: the list must be whole, and it decides on `current`.
pub(crate) fn vcpu_states(dom: &mut Domain, _: &mut Context<'_>) -> Result {
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
    let devices: u64 = dom.devices.memories.iter().map(|m| m.target.size).fold(0, u64::saturating_add);
    let cells: u64 = numa_cells(dom).iter().map(|c| c.memory).fold(0, u64::saturating_add);
    let mut total = dom.memory.unwrap_or(0);
    if cells > 0 {
        if total == 0 || ctx.flags.new_definition {
            total = cells.saturating_add(devices);
        }
    } else {
        refuse!(
            devices > total,
            xml,
            "Total size of memory devices exceeds the total memory size"
        );
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

/// `<on_poweroff>` and its like.
pub(crate) fn lifecycle(dom: &mut Domain, _: &mut Context<'_>) -> Result {
    dom.on_poweroff.get_or_insert(LifecycleAction::Destroy);
    dom.on_reboot.get_or_insert(LifecycleAction::Restart);
    dom.on_crash.get_or_insert(LifecycleAction::Destroy);
    Ok(())
}

/// `<clock>`.
pub(crate) fn clock(dom: &mut Domain, _: &mut Context<'_>) -> Result {
    let clock = dom.clock.get_or_insert_with(Clock::default);
    match clock.offset {
        ClockOffset::Utc | ClockOffset::Localtime => plain_clock(clock)?,
        ClockOffset::Variable => {
            let seconds = clock.adjustment.as_deref().unwrap_or("0");
            let seconds: i64 = seconds.trim().parse().unwrap_or(0);
            clock.adjustment = Some(seconds.to_string());
            clock.basis.get_or_insert(ClockBasis::Utc);
            clock.timezone = None;
            clock.start = None;
        }
        ClockOffset::Timezone => {
            if clock.timezone.is_none() {
                return Err(internal(
                    "missing 'timezone' attribute for clock with offset='timezone'",
                ));
            }
            clock.adjustment = None;
            clock.basis = None;
            clock.start = None;
        }
        ClockOffset::Absolute => {
            if clock.start.is_none() {
                return Err(internal(
                    "missing 'start' attribute for clock with offset='absolute'",
                ));
            }
            clock.adjustment = None;
            clock.basis = None;
            clock.timezone = None;
        }
    }
    for timer in &mut clock.timers {
        let says = |c: &Catchup| {
            [c.threshold, c.slew, c.limit].iter().any(|v| v.is_some_and(|v| v != 0))
        };
        if !timer.catchup.as_ref().is_some_and(says) {
            timer.catchup = None;
        }
    }
    Ok(())
}

/// UTC or local time: a number of seconds makes it variable.
fn plain_clock(clock: &mut Clock) -> Result {
    let basis = match clock.offset {
        ClockOffset::Localtime => ClockBasis::Localtime,
        _ => ClockBasis::Utc,
    };
    clock.basis = None;
    clock.timezone = None;
    clock.start = None;
    let Some(adjustment) = clock.adjustment.as_deref() else { return Ok(()) };
    if adjustment == "reset" {
        return Ok(());
    }
    let Ok(seconds) = adjustment.trim().parse::<i64>() else {
        return Err(xml(format!("invalid clock adjustment '{adjustment}'")));
    };
    clock.offset = ClockOffset::Variable;
    clock.basis = Some(basis);
    clock.adjustment = Some(seconds.to_string());
    Ok(())
}

/// Rules of timers that every hypervisor shares.
pub(crate) fn timers(dom: &mut Domain, _: &mut Context<'_>) -> Result {
    use crate::domain::clock::{TickPolicy, TimerName};
    let Some(clock) = &dom.clock else { return Ok(()) };
    for timer in &clock.timers {
        let name = timer.name.as_str();
        let virtual_clock = matches!(timer.name, TimerName::Kvmclock | TimerName::Hypervclock);
        refuse!(
            virtual_clock && timer.tickpolicy.is_some(),
            unsupported,
            "timer {name} doesn't support setting of timer tickpolicy"
        );
        refuse!(
            timer.tickpolicy != Some(TickPolicy::Catchup) && timer.catchup.is_some(),
            xml,
            "setting of timer catchup policies is only supported with tickpolicy='catchup'"
        );
        if timer.name != TimerName::Tsc {
            refuse!(
                timer.frequency.is_some_and(|f| f != 0),
                unsupported,
                "timer {name} doesn't support setting of timer frequency"
            );
            refuse!(
                timer.mode.is_some(),
                unsupported,
                "timer {name} doesn't support setting of timer mode"
            );
        }
        refuse!(
            timer.track.is_some()
                && !matches!(timer.name, TimerName::Platform | TimerName::Rtc),
            unsupported,
            "timer {name} doesn't support setting of timer track"
        );
    }
    Ok(())
}

/// What `<cpu>` means when it says little.
pub(crate) fn cpu_words(dom: &mut Domain, _: &mut Context<'_>) -> Result {
    let Some(cpu) = &mut dom.cpu else { return Ok(()) };
    for feature in &mut cpu.features {
        feature.policy.get_or_insert(CpuFeaturePolicy::Require);
    }
    let mode = *cpu.mode.get_or_insert(CpuMode::Custom);
    if mode != CpuMode::Custom {
        cpu.match_ = None;
        // A model beside host-model names a compatibility level; nothing else may.
        cpu.model = cpu.model.take().filter(|m| mode == CpuMode::HostModel && m.name.is_some());
        if let Some(model) = &mut cpu.model {
            model.fallback.get_or_insert(CpuFallback::Allow);
        }
        return Ok(());
    }
    let has_model = cpu.model.as_ref().is_some_and(|m| m.name.is_some());
    if has_model {
        cpu.match_.get_or_insert(CpuMatch::Exact);
        if let Some(model) = &mut cpu.model {
            model.fallback.get_or_insert(CpuFallback::Allow);
        }
    } else {
        cpu.match_ = None;
    }
    Ok(())
}

/// The CPU that QEMU gives the machine when the definition names none.
pub(crate) fn default_cpu(dom: &mut Domain, ctx: &mut Context<'_>) -> Result {
    if dom.cpu.as_ref().is_some_and(names_a_cpu) {
        return Ok(());
    }
    let known = ctx.is_x86() || ctx.is_s390() || ctx.is_ppc64();
    if ctx.is_kvm() && !known {
        return Ok(());
    }
    let Some(default) = ctx.machine().and_then(|m| m.default_cpu.clone()) else { return Ok(()) };
    let model = cpu_of_type(&default);
    let cpu = dom.cpu.get_or_insert_with(Cpu::default);
    if model == "host" {
        if !ctx.is_kvm() {
            return Err(crate::fill::error::qemu_internal(
                "QEMU reports invalid default CPU model \"host\" for non-kvm domain virt type",
            ));
        }
        let mode = if ctx.is_s390() { CpuMode::HostModel } else { CpuMode::HostPassthrough };
        cpu.mode = Some(mode);
        return Ok(());
    }
    cpu.mode = Some(CpuMode::Custom);
    cpu.match_ = Some(CpuMatch::Exact);
    cpu.check = Some(CpuCheck::None);
    cpu.model = Some(CpuModel {
        fallback: Some(CpuFallback::Forbid),
        vendor_id: None,
        name: Some(model.to_owned()),
    });
    Ok(())
}

fn names_a_cpu(cpu: &Cpu) -> bool {
    cpu.mode != Some(CpuMode::Custom) || cpu.model.as_ref().is_some_and(|m| m.name.is_some())
}

/// `qemu64-x86_64-cpu` is the type of the model `qemu64`.
fn cpu_of_type(name: &str) -> &str {
    let Some(rest) = name.strip_suffix("-cpu") else { return name };
    rest.rsplit_once('-').map_or(rest, |(model, _)| model)
}

/// Check and migratability.
pub(crate) fn cpu(dom: &mut Domain, ctx: &mut Context<'_>) -> Result {
    let Some(cpu) = &mut dom.cpu else { return Ok(()) };
    sve(cpu)?;
    let mode = cpu.mode.unwrap_or_default();
    if mode == CpuMode::HostPassthrough && cpu.migratable.is_none() {
        if ctx.has(crate::fill::Cap::CpuMigratable) {
            cpu.migratable = Some(true);
        } else if ctx.is_x86() {
            cpu.migratable = Some(false);
        }
    }
    if mode == CpuMode::Custom && !cpu.model.as_ref().is_some_and(|m| m.name.is_some()) {
        return Ok(());
    }
    cpu.check.get_or_insert(match mode {
        CpuMode::HostPassthrough | CpuMode::Maximum => CpuCheck::None,
        CpuMode::HostModel => CpuCheck::Partial,
        CpuMode::Custom if ctx.is_kvm() => CpuCheck::Partial,
        CpuMode::Custom => CpuCheck::None,
    });
    Ok(())
}

/// Vector lengths of ARM SVE need SVE itself.
fn sve(cpu: &mut Cpu) -> Result {
    use crate::domain::cpu::{CpuFeature, CpuFeaturePolicy as Policy};
    let wanted = |f: &CpuFeature| {
        f.name.starts_with("sve")
            && f.name != "sve"
            && f.name[3..].bytes().all(|b| b.is_ascii_digit())
    };
    if !cpu.features.iter().any(wanted) {
        return Ok(());
    }
    match cpu.features.iter().find(|f| f.name == "sve") {
        Some(f) if matches!(f.policy, Some(Policy::Disable | Policy::Forbid)) => {
            Err(qemu("SVE disabled, but SVE vector lengths provided"))
        }
        Some(_) => Ok(()),
        None => {
            cpu.features
                .push(CpuFeature { policy: Some(Policy::Require), name: "sve".into() });
            Ok(())
        }
    }
}

/// `check` needs a model.
pub(crate) fn cpu_check(dom: &mut Domain, _: &mut Context<'_>) -> Result {
    let Some(cpu) = &dom.cpu else { return Ok(()) };
    refuse!(
        cpu.mode.unwrap_or_default() == CpuMode::Custom
            && !cpu.model.as_ref().is_some_and(|m| m.name.is_some())
            && cpu.check.is_some(),
        unsupported,
        "check attribute specified for CPU with no model"
    );
    Ok(())
}

/// Rules for single vCPUs: the first is there from the start, order is told for
/// all or none.
pub(crate) fn vcpu_rules(dom: &mut Domain, _: &mut Context<'_>) -> Result {
    let Some(first) = dom.vcpus.first() else { return Ok(()) };
    let order = |v: &crate::domain::cputune::VcpuState| v.order.unwrap_or(0);
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

/// `<seclabel>`. Labels of no type say nothing and go.
pub(crate) fn seclabels(dom: &mut Domain, ctx: &mut Context<'_>) -> Result {
    let many = dom.seclabels.len() > 1;
    let primary = ctx.view.settings().primary_security_model().to_owned();
    refuse!(
        dom.seclabels.iter().any(|label| label.kind.is_none() && label.model.is_none()),
        xml,
        "missing security model in domain seclabel"
    );
    dom.seclabels.retain(|label| label.kind.is_some());
    for label in &mut dom.seclabels {
        seclabel(label, many, &primary)?;
    }
    for (n, label) in dom.seclabels.iter().enumerate() {
        let twice = dom.seclabels[..n].iter().any(|l| l.model == label.model);
        if twice {
            return Err(xml_detail(format!(
                "seclabel for model {} is already provided",
                label.model.as_deref().unwrap_or("(null)")
            )));
        }
    }
    Ok(())
}

fn seclabel(label: &mut SecLabel, many: bool, primary: &str) -> Result {
    if label.model.as_deref() == Some("none") {
        label.kind = Some(SecLabelKind::None);
    }
    let Some(kind) = label.kind else { return Ok(()) };
    let free = matches!(kind, SecLabelKind::Static | SecLabelKind::None);
    label.relabel.get_or_insert(!free);
    refuse!(
        kind == SecLabelKind::Dynamic && label.relabel == Some(false),
        unsupported,
        "dynamic label type must use resource relabeling"
    );
    refuse!(
        kind == SecLabelKind::None && label.relabel == Some(true),
        unsupported,
        "resource relabeling is not compatible with 'none' label type"
    );
    refuse!(
        kind == SecLabelKind::Static && label.label.is_none(),
        xml,
        "security label is missing"
    );
    if label.model.is_none() {
        refuse!(
            label.baselabel.is_some() || kind == SecLabelKind::Static,
            xml,
            "missing security model in domain seclabel"
        );
        if !many {
            label.model = Some(primary.to_owned());
            if primary == "none" {
                label.kind = Some(SecLabelKind::None);
            }
        }
    }
    if label.kind == Some(SecLabelKind::None) {
        label.relabel = None;
        label.label = None;
        label.baselabel = None;
    }
    if label.kind == Some(SecLabelKind::Dynamic) {
        label.label = None;
    }
    Ok(())
}

/// NUMA cells: numbered, in order, distances both ways.
pub(crate) fn numa_words(dom: &mut Domain, _: &mut Context<'_>) -> Result {
    use crate::domain::cpu::NumaDistance;
    let max = dom.vcpu.as_ref().map_or(1, |v| v.max);
    let Some(numa) = dom.cpu.as_mut().and_then(|c| c.numa.as_mut()) else { return Ok(()) };
    for (n, cell) in (0..).zip(&mut numa.cells) {
        cell.id.get_or_insert(n);
    }
    numa.cells.sort_by_key(|cell| cell.id);
    let named = numa.cells.iter().filter_map(|cell| cell.cpus.as_ref());
    let count: usize = named.clone().map(NumberSet::len).sum();
    refuse!(
        count > max as usize,
        internal,
        "Number of CPUs in <numa> exceeds the <vcpu> count"
    );
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

/// Schedulers are told thread by thread.
pub(crate) fn schedulers(dom: &mut Domain, _: &mut Context<'_>) -> Result {
    use crate::domain::cputune::{IoThreadSched, VcpuSched};
    let max = dom.vcpu.as_ref().map_or(1, |v| v.max);
    let Some(tune) = &mut dom.cputune else { return Ok(()) };
    let mut vcpus: Vec<VcpuSched> = Vec::new();
    for sched in &tune.vcpuscheds {
        for id in sched.vcpus.iter() {
            refuse!(
                id >= max,
                unsupported,
                "vCPU '{id}' is not present in domain definition"
            );
            vcpus.push(VcpuSched { vcpus: [id].into_iter().collect(), ..sched.clone() });
        }
    }
    vcpus.sort_by_key(|s| s.vcpus.last());
    tune.vcpuscheds = vcpus;
    let mut threads: Vec<IoThreadSched> = Vec::new();
    for sched in &tune.iothreadscheds {
        threads.extend(sched.iothreads.iter().map(|id| IoThreadSched {
            iothreads: [id].into_iter().collect(),
            ..sched.clone()
        }));
    }
    threads.sort_by_key(|s| s.iothreads.last());
    tune.iothreadscheds = threads;
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

/// What belongs to other hypervisors is not kept.
pub(crate) fn foreign(dom: &mut Domain, _: &mut Context<'_>) -> Result {
    if let Some(features) = &mut dom.features {
        let said = features.capabilities.take().filter(|c| *c != Default::default());
        features.capabilities = said;
    }
    dom.vmware_datacenterpath = None;
    dom.lxc_namespace = None;
    dom.bhyve_commandline = None;
    dom.xen_commandline = None;
    if let Some(menu) = dom.os.bootmenu.as_mut().filter(|menu| !menu.enable) {
        menu.timeout = None;
    }
    if dom.os.kind != Some(OsType::Exe) {
        dom.os.init = None;
        dom.os.initargs.clear();
        dom.os.initenvs.clear();
        dom.os.initdir = None;
        dom.os.inituser = None;
        dom.os.initgroup = None;
    }
    Ok(())
}

/// A container's first process must be named.
pub(crate) fn init_binary(dom: &mut Domain, _: &mut Context<'_>) -> Result {
    refuse!(
        dom.os.kind == Some(OsType::Exe) && dom.os.init.is_none(),
        xml,
        "init binary must be specified"
    );
    Ok(())
}

/// Memory that is plugged in needs a node: with no cells there is one for all.
pub(crate) fn auto_numa(dom: &mut Domain, ctx: &mut Context<'_>) -> Result {
    use crate::domain::cpu::{Numa, NumaCell};
    use crate::domain::devices::memory::MemoryModel;
    let hotplug = dom.max_memory.is_some_and(|max| max != 0);
    if hotplug && numa_cells(dom).is_empty() && ctx.flags.new_definition && !ctx.is_s390() {
        let devices: u64 =
            dom.devices.memories.iter().map(|m| m.target.size).fold(0, u64::saturating_add);
        let total = dom.memory.unwrap_or(0);
        if devices > total {
            return Err(crate::fill::error::qemu_xml(
                "Total size of memory devices exceeds the total memory size",
            ));
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

/// Boot order: by kinds, or by devices, or from disk.
pub(crate) fn boot_order(dom: &mut Domain, _: &mut Context<'_>) -> Result {
    use crate::domain::os::Boot;
    let mut orders = Vec::new();
    for place in crate::fill::walk::places(dom) {
        let boot = crate::fill::walk::info(dom, place).and_then(|i| i.boot.as_ref());
        let Some(order) = boot.map(|b| b.order) else { continue };
        refuse!(
            orders.contains(&order),
            unsupported,
            "boot order '{order}' used for more than one device"
        );
        orders.push(order);
    }
    refuse!(
        !orders.is_empty() && !dom.os.boots.is_empty(),
        unsupported,
        "per-device boot elements cannot be used together with os/boot elements"
    );
    if orders.is_empty() && dom.os.boots.is_empty() && dom.os.kind == Some(OsType::Hvm) {
        dom.os.boots.push(Boot::default());
    }
    Ok(())
}

/// Accelerator of the guest.
pub(crate) fn accel(kind: VirtType) -> crate::fill::Accel {
    match kind {
        VirtType::Kvm => crate::fill::Accel::Kvm,
        _ => crate::fill::Accel::Tcg,
    }
}
