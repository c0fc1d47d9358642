//! CPU model, topology, I/O threads.

use vireo_api::Result;
use vireo_model::domain::Domain;
use vireo_model::domain::clock::TimerName;
use vireo_model::domain::cpu::{CpuCacheMode, CpuFeaturePolicy, CpuMaxPhysAddrMode, CpuMode};
use vireo_model::domain::cputune::IoThread;
use vireo_model::domain::devices::simple::PanicModel;
use vireo_model::domain::features::{Hyperv, HypervMode, Toggle};
use vireo_model::fill::Cap;

use crate::build::Build;
use crate::process::argv::{Opts, Props};

/// `-cpu`, left out when there is nothing to say.
pub(crate) fn model(b: &mut Build<'_>) -> Result<()> {
    let (name, mut opts) = named_model(b);
    opts = timers(b, opts);
    opts = features(b, opts);
    opts = hyperv(b, opts);
    if b.domain.devices.panics.iter().any(|panic| panic.model == Some(PanicModel::Hyperv)) {
        opts.push("hv-crash".to_owned());
    }
    opts = kvm(b, opts);
    opts = cache(b, opts);
    opts = address_width(b, opts);
    let name = match name {
        Some(name) => name,
        None if opts.is_empty() => return Ok(()),
        None if b.arch() == "i686" => "qemu32".to_owned(),
        None => "qemu64".to_owned(),
    };
    opts.insert(0, name);
    b.line.option("-cpu", opts.join(","));
    Ok(())
}

fn on_off(on: bool) -> &'static str {
    if on { "on" } else { "off" }
}

/// The model and what the definition adds to it.
fn named_model(b: &Build<'_>) -> (Option<String>, Vec<String>) {
    let mut opts = Vec::new();
    let Some(cpu) = &b.domain.cpu else { return (None, opts) };
    let migratable = |opts: &mut Vec<String>| {
        if let Some(on) = cpu.migratable.filter(|_| b.has(Cap::CpuMigratable)) {
            opts.push(format!("migratable={}", on_off(on)));
        }
    };
    let name = match cpu.mode.unwrap_or_default() {
        CpuMode::HostPassthrough => {
            migratable(&mut opts);
            Some("host".to_owned())
        }
        CpuMode::Maximum => {
            migratable(&mut opts);
            Some("max".to_owned())
        }
        // By the start it was replaced by what it stands for, but where QEMU knows it itself.
        CpuMode::HostModel => Some("host".to_owned()),
        CpuMode::Custom => cpu.model.as_ref().and_then(|model| model.name.clone()),
    };
    if name.is_none() {
        return (None, opts);
    }
    if let Some(vendor) = cpu.model.as_ref().and_then(|model| model.vendor_id.as_deref()) {
        opts.push(format!("vendor={vendor}"));
    }
    for feature in &cpu.features {
        let on = match feature.policy.unwrap_or_default() {
            CpuFeaturePolicy::Force | CpuFeaturePolicy::Require => true,
            CpuFeaturePolicy::Disable | CpuFeaturePolicy::Forbid => false,
            CpuFeaturePolicy::Optional => continue,
        };
        opts.push(format!("{}={}", qemu_feature(&feature.name), on_off(on)));
    }
    (name, opts)
}

/// QEMU's name of a feature, where it is not the definition's.
pub(crate) fn qemu_feature(name: &str) -> String {
    match name {
        "cmp_legacy" => "cmp-legacy".to_owned(),
        "ds_cpl" => "ds-cpl".to_owned(),
        "fxsr_opt" => "fxsr-opt".to_owned(),
        "kvm_pv_eoi" => "kvm-pv-eoi".to_owned(),
        "kvm_pv_unhalt" => "kvm-pv-unhalt".to_owned(),
        "lahf_lm" => "lahf-lm".to_owned(),
        "nodeid_msr" => "nodeid-msr".to_owned(),
        "pclmuldq" => "pclmulqdq".to_owned(),
        "perfctr_core" => "perfctr-core".to_owned(),
        "perfctr_nb" => "perfctr-nb".to_owned(),
        "tsc_adjust" => "tsc-adjust".to_owned(),
        "sse4.1" => "sse4.1".to_owned(),
        "sse4.2" => "sse4.2".to_owned(),
        other => other.replace('_', "-"),
    }
}

fn timers(b: &Build<'_>, mut opts: Vec<String>) -> Vec<String> {
    for timer in b.domain.clock.iter().flat_map(|clock| &clock.timers) {
        match timer.name {
            TimerName::Kvmclock => {
                opts.extend(timer.present.map(|on| format!("kvmclock={}", on_off(on))))
            }
            TimerName::Hypervclock => {
                if timer.present != Some(false) {
                    opts.push("hv-time=on".to_owned());
                }
            }
            TimerName::Tsc => {
                opts.extend(timer.frequency.map(|hertz| format!("tsc-frequency={hertz}")));
            }
            TimerName::Armvtimer => {
                let tick = timer.tickpolicy;
                if tick == Some(vireo_model::domain::clock::TickPolicy::Discard) {
                    opts.push("kvm-no-adjvtime=on".to_owned());
                } else if tick.is_some() {
                    opts.push("kvm-no-adjvtime=off".to_owned());
                }
            }
            TimerName::Platform | TimerName::Pit | TimerName::Rtc | TimerName::Hpet => {}
        }
    }
    opts
}

fn features(b: &Build<'_>, mut opts: Vec<String>) -> Vec<String> {
    let Some(features) = &b.domain.features else { return opts };
    if let Some(on) = features.apic.as_ref().and_then(|apic| apic.eoi) {
        opts.push(format!("kvm-pv-eoi={}", on_off(on)));
    }
    if let Some(toggle) = &features.pvspinlock {
        opts.push(format!("kvm-pv-unhalt={}", on_off(toggle.state)));
    }
    opts
}

/// Hyper-V enlightenments in the reference's order.
fn hyperv(b: &Build<'_>, mut opts: Vec<String>) -> Vec<String> {
    let Some(hyperv) = b.domain.features.as_ref().and_then(|f| f.hyperv.as_ref()) else {
        return opts;
    };
    if hyperv.mode == HypervMode::Passthrough {
        opts.push("hv-passthrough=on".to_owned());
    }
    let on = |toggle: &Option<Toggle>| toggle.as_ref().is_some_and(|toggle| toggle.state);
    let mut simple = |name: &str, toggle: &Option<Toggle>| {
        if on(toggle) {
            opts.push(format!("hv-{name}=on"));
        }
    };
    simple("relaxed", &hyperv.relaxed);
    simple("vapic", &hyperv.vapic);
    if let Some(spinlocks) = hyperv.spinlocks.as_ref().filter(|spinlocks| spinlocks.state) {
        opts.push(format!("hv-spinlocks=0x{:x}", spinlocks.retries.unwrap_or(0)));
    }
    hyperv_clocks(hyperv, &mut opts);
    let mut simple = |name: &str, toggle: &Option<Toggle>| {
        if on(toggle) {
            opts.push(format!("hv-{name}=on"));
        }
    };
    simple("ipi", &hyperv.ipi);
    simple("evmcs", &hyperv.evmcs);
    simple("avic", &hyperv.avic);
    simple("emsr-bitmap", &hyperv.emsr_bitmap);
    simple("xmm-input", &hyperv.xmm_input);
    opts
}

fn hyperv_clocks(hyperv: &Hyperv, opts: &mut Vec<String>) {
    let on = |toggle: &Option<Toggle>| toggle.as_ref().is_some_and(|toggle| toggle.state);
    let mut add = |name: &str, is: bool| {
        if is {
            opts.push(format!("hv-{name}=on"));
        }
    };
    add("vpindex", on(&hyperv.vpindex));
    add("runtime", on(&hyperv.runtime));
    add("synic", on(&hyperv.synic));
    if let Some(stimer) = hyperv.stimer.as_ref().filter(|stimer| stimer.state) {
        add("stimer", true);
        add("stimer-direct", on(&stimer.direct));
    }
    add("reset", on(&hyperv.reset));
    if let Some(vendor) = hyperv.vendor_id.as_ref().filter(|vendor| vendor.state) {
        opts.push(format!("hv-vendor-id={}", vendor.value.as_deref().unwrap_or_default()));
    }
    let mut add = |name: &str, is: bool| {
        if is {
            opts.push(format!("hv-{name}=on"));
        }
    };
    add("frequencies", on(&hyperv.frequencies));
    add("reenlightenment", on(&hyperv.reenlightenment));
    if let Some(flush) = hyperv.tlbflush.as_ref().filter(|flush| flush.state) {
        add("tlbflush", true);
        add("tlbflush-direct", on(&flush.direct));
        add("tlbflush-ext", on(&flush.extended));
    }
}

fn kvm(b: &Build<'_>, mut opts: Vec<String>) -> Vec<String> {
    let Some(features) = &b.domain.features else { return opts };
    if let Some(kvm) = &features.kvm {
        let on = |toggle: &Option<Toggle>| toggle.as_ref().is_some_and(|toggle| toggle.state);
        if on(&kvm.hidden) {
            opts.push("kvm=off".to_owned());
        }
        if on(&kvm.hint_dedicated) {
            opts.push("kvm-hint-dedicated=on".to_owned());
        }
        if on(&kvm.poll_control) {
            opts.push("kvm-poll-control=on".to_owned());
        }
        if kvm.pv_ipi.as_ref().is_some_and(|toggle| !toggle.state) {
            opts.push("kvm-pv-ipi=off".to_owned());
        }
    }
    if let Some(pmu) = &features.pmu {
        opts.push(format!("pmu={}", on_off(pmu.state)));
    }
    opts
}

fn cache(b: &Build<'_>, mut opts: Vec<String>) -> Vec<String> {
    let Some(cpu) = &b.domain.cpu else { return opts };
    let Some(cache) = &cpu.cache else { return opts };
    let whole = matches!(cpu.mode, Some(CpuMode::HostPassthrough | CpuMode::Maximum));
    match cache.mode {
        CpuCacheMode::Emulate => {
            opts.push("l3-cache=on".to_owned());
            if whole {
                opts.push("host-cache-info=off".to_owned());
            }
        }
        CpuCacheMode::Passthrough => {
            opts.push("host-cache-info=on".to_owned());
            opts.push("l3-cache=off".to_owned());
        }
        CpuCacheMode::Disable => {
            if whole {
                opts.push("host-cache-info=off".to_owned());
            }
            opts.push("l3-cache=off".to_owned());
        }
    }
    opts
}

fn address_width(b: &Build<'_>, mut opts: Vec<String>) -> Vec<String> {
    let width = b.domain.cpu.as_ref().and_then(|cpu| cpu.maxphysaddr.as_ref());
    let Some(width) = width else { return opts };
    match (width.mode, width.bits) {
        (CpuMaxPhysAddrMode::Passthrough, _) => {
            opts.push("host-phys-bits=on".to_owned());
            opts.extend(width.limit.map(|limit| format!("host-phys-bits-limit={limit}")));
        }
        (CpuMaxPhysAddrMode::Emulate, Some(bits)) => opts.push(format!("phys-bits={bits}")),
        (CpuMaxPhysAddrMode::Emulate, None) => opts.push("host-phys-bits=off".to_owned()),
    }
    opts
}

/// `-smp`.
pub(crate) fn smp(b: &mut Build<'_>) {
    let vcpu = b.domain.vcpu.clone().unwrap_or_default();
    let max = vcpu.max.max(1);
    let states = &b.domain.vcpus;
    let online = if states.is_empty() {
        vcpu.current.unwrap_or(max)
    } else {
        let cold = states.iter().filter(|v| v.enabled && v.hotpluggable != Some(true)).count();
        u32::try_from(cold).unwrap_or(max)
    };
    let mut opts = Opts::new().word(online.max(1));
    if online.max(1) != max {
        opts = opts.pair("maxcpus", max);
    }
    opts = match b.domain.cpu.as_ref().and_then(|cpu| cpu.topology.as_ref()) {
        Some(topology) => {
            let mut opts = opts.pair("sockets", topology.sockets);
            if b.has(Cap::SmpDies) {
                opts = opts.pair("dies", topology.dies);
            }
            if b.has(Cap::SmpClusters) {
                opts = opts.pair("clusters", topology.clusters);
            }
            opts.pair("cores", topology.cores).pair("threads", topology.threads)
        }
        None => opts.pair("sockets", max).pair("cores", 1).pair("threads", 1),
    };
    b.line.option("-smp", opts);
}

/// The I/O threads of a guest: those described, and as many more as are wanted, with the lowest
/// free numbers.
#[must_use]
pub fn all_iothreads(domain: &Domain) -> Vec<IoThread> {
    let mut all = domain.iothreadids.clone();
    let wanted = domain.iothreads.unwrap_or(0) as usize;
    let mut number = 0;
    while all.len() < wanted {
        number += 1;
        if !all.iter().any(|thread| thread.id == number) {
            all.push(IoThread { id: number, ..IoThread::default() });
        }
    }
    all
}

/// Objects of I/O threads.
pub(crate) fn iothreads(b: &mut Build<'_>) {
    for thread in &all_iothreads(b.domain) {
        let poll = thread.poll.clone().unwrap_or_default();
        let props = Props::new()
            .maybe_int("thread-pool-min", thread.thread_pool_min)
            .maybe_int("thread-pool-max", thread.thread_pool_max)
            .maybe_int("poll-max-ns", poll.max)
            .maybe_int("poll-grow", poll.grow)
            .maybe_int("poll-shrink", poll.shrink);
        b.line.object("iothread", &format!("iothread{}", thread.id), props);
    }
    if let Some(main) = &b.domain.defaultiothread {
        let props = Props::new()
            .maybe_int("thread-pool-min", main.thread_pool_min)
            .maybe_int("thread-pool-max", main.thread_pool_max);
        b.line.object("main-loop", "main-loop", props);
    }
}
