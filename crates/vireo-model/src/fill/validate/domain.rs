//! The definition as a whole, as the QEMU driver sees it.

use crate::domain::clock::{ClockOffset, TickPolicy, Timer, TimerName, TimerTrack};
use crate::domain::cpu::{Cpu, CpuCacheMode, CpuMaxPhysAddrMode, CpuMode};
use crate::domain::features::{Features, Ioapic};
use crate::domain::lifecycle::LifecycleAction;
use crate::domain::memory::{MemoryAllocation, MemorySource};
use crate::domain::os::{AcpiTableKind, FirmwareKind, LoaderKind, OsType};
use crate::domain::sysinfo::Sysinfo;
use crate::domain::{Domain, VirtType};
use crate::fill::error::{qemu, qemu_xml, refuse};
use crate::fill::walk::numa_cells;
use crate::fill::{Cap, Context, Family, Result};

/// Most vCPUs without extended interrupt mode.
const MAX_WITHOUT_EIM: u32 = 255;
/// Latest start of an absolute clock: the end of the year 9999.
const MAX_CLOCK_START: u64 = 253_402_300_799;

/// The binary runs such guests.
pub(crate) fn emulator(dom: &Domain, ctx: &Context<'_>) -> Result {
    let Some(binary) = &ctx.emulator else { return Ok(()) };
    let path = &binary.path;
    let kind = dom.os.kind.unwrap_or_default();
    refuse!(kind != OsType::Hvm, qemu, "Emulator '{path}' does not support os type '{kind}'");
    let arch_ok = crate::fill::machine::runs(&binary.arch, &ctx.arch);
    refuse!(!arch_ok, qemu, "Emulator '{path}' does not support arch '{}'", ctx.arch);
    let kind_ok = match dom.kind {
        VirtType::Kvm => binary.has(Cap::Kvm),
        VirtType::Qemu => binary.has(Cap::Tcg),
        _ => false,
    };
    refuse!(!kind_ok, qemu, "Emulator '{path}' does not support virt type '{}'", dom.kind);
    refuse!(
        ctx.machine().is_none(),
        qemu,
        "Emulator '{path}' does not support machine type '{}'",
        ctx.machine
    );
    Ok(())
}

/// Whether the loader is a UEFI image named by hand.
fn old_style_uefi(dom: &Domain) -> bool {
    dom.os.loader.as_ref().is_some_and(|l| l.kind == Some(LoaderKind::Pflash))
}

fn acpi_on(dom: &Domain) -> bool {
    dom.features.as_ref().is_some_and(|f| f.acpi)
}

/// ACPI, firmware and what hangs on them.
pub(crate) fn acpi(dom: &Domain, ctx: &Context<'_>) -> Result {
    let without = ctx.machine().is_some_and(|m| m.acpi == Some(false));
    refuse!(without && acpi_on(dom), qemu, "machine type '{}' does not support ACPI", ctx.machine);
    refuse!(
        dom.memtune.as_ref().is_some_and(|m| m.min_guarantee.is_some_and(|v| v != 0)),
        qemu,
        "Parameter 'min_guarantee' not supported by QEMU."
    );
    let uefi = dom.os.firmware == Some(FirmwareKind::Efi) || old_style_uefi(dom);
    refuse!(uefi && ctx.is_x86() && !acpi_on(dom), qemu, "UEFI requires ACPI on this architecture");
    refuse!(
        acpi_on(dom) && ctx.arch == "aarch64" && !uefi,
        qemu,
        "ACPI requires UEFI on this architecture"
    );
    refuse!(
        dom.genid.is_some() && !ctx.has(Cap::Vmgenid),
        qemu,
        "this QEMU does not support the 'genid' capability"
    );
    Ok(())
}

/// Firmware messages on the serial port.
pub(crate) fn bios_serial(dom: &Domain, ctx: &Context<'_>) -> Result {
    if dom.os.bios_useserial != Some(true) {
        return Ok(());
    }
    refuse!(!ctx.is_x86(), qemu, "BIOS serial console only supported on x86 architectures");
    refuse!(
        dom.devices.serials.is_empty(),
        qemu_xml,
        "need at least one serial port to use BIOS serial output"
    );
    Ok(())
}

/// What happens on power off, reboot and crash.
pub(crate) fn lifecycle(dom: &Domain, _: &Context<'_>) -> Result {
    actions(dom)
}

/// Whether a QEMU guest can have these actions on power off, reboot and crash.
///
/// # Errors
/// It can't.
pub fn actions(dom: &Domain) -> Result {
    use LifecycleAction as A;
    let (off, reboot, crash) = (dom.on_poweroff, dom.on_reboot, dom.on_crash);
    refuse!(
        [off, reboot, crash].contains(&Some(A::RenameRestart)),
        qemu,
        "qemu driver doesn't support the 'rename-restart' action for 'on_reboot'/'on_poweroff'/'on_crash'"
    );
    refuse!(
        [off, reboot].contains(&Some(A::Preserve)),
        qemu,
        "qemu driver doesn't support the 'preserve' action for 'on_reboot'/'on_poweroff'"
    );
    refuse!(
        off == Some(A::Restart) && reboot == Some(A::Destroy),
        qemu,
        "qemu driver doesn't support 'onReboot' set to 'destroy and 'onPoweroff' set to 'reboot'"
    );
    Ok(())
}

/// `<cpu>`.
pub(crate) fn cpu(dom: &Domain, ctx: &Context<'_>) -> Result {
    let Some(cpu) = &dom.cpu else { return Ok(()) };
    address_width(cpu, ctx)?;
    cpu_cache(cpu, ctx)?;
    match cpu.mode.unwrap_or_default() {
        CpuMode::HostPassthrough => refuse!(
            cpu.migratable == Some(true) && !ctx.has(Cap::CpuMigratable),
            qemu,
            "Migratable attribute for host-passthrough CPU is not supported by this QEMU binary"
        ),
        CpuMode::Maximum => {
            refuse!(!ctx.has(Cap::CpuMax), qemu, "maximum CPU is not supported by QEMU binary")
        }
        CpuMode::Custom | CpuMode::HostModel => {}
    }
    Ok(())
}

fn address_width(cpu: &Cpu, ctx: &Context<'_>) -> Result {
    let Some(addr) = &cpu.maxphysaddr else { return Ok(()) };
    refuse!(
        !ctx.is_x86(),
        qemu,
        "CPU maximum physical address bits specification is not supported for '{}' architecture",
        ctx.arch
    );
    match addr.mode {
        CpuMaxPhysAddrMode::Passthrough => refuse!(
            addr.bits.is_some(),
            qemu,
            "CPU maximum physical address bits number specification cannot be used with mode='passthrough'"
        ),
        CpuMaxPhysAddrMode::Emulate => {
            let host = ctx.view.settings().host_address_bits;
            refuse!(
                host != 0 && addr.bits.is_some_and(|bits| bits > host),
                qemu,
                "The number of virtual CPU address bits cannot exceed the number supported by the host CPU"
            );
        }
    }
    Ok(())
}

fn cpu_cache(cpu: &Cpu, ctx: &Context<'_>) -> Result {
    let Some(cache) = &cpu.cache else { return Ok(()) };
    refuse!(
        !ctx.is_x86(),
        qemu,
        "CPU cache specification is not supported for '{}' architecture",
        ctx.arch
    );
    let word = cache.mode;
    let host = matches!(cpu.mode, Some(CpuMode::HostPassthrough | CpuMode::Maximum));
    refuse!(
        word == CpuCacheMode::Emulate && cache.level != Some(3),
        qemu,
        "CPU cache mode '{word}' can only be used with level='3'"
    );
    refuse!(
        word == CpuCacheMode::Passthrough && !host,
        qemu,
        "CPU cache mode '{word}' can only be used with 'host-passthrough' / 'maximum' CPUs"
    );
    refuse!(
        word != CpuCacheMode::Emulate && cache.level.is_some(),
        qemu,
        "unsupported CPU cache level for mode '{word}'"
    );
    Ok(())
}

/// Thread pools of I/O threads.
pub(crate) fn iothreads(dom: &Domain, ctx: &Context<'_>) -> Result {
    let pooled =
        dom.iothreadids.iter().any(|t| t.thread_pool_min.is_some() || t.thread_pool_max.is_some())
            || dom.defaultiothread.is_some();
    refuse!(
        pooled && !ctx.has(Cap::IothreadThreadPoolMax),
        qemu,
        "thread_pool_min and thread_pool_max is not supported by this QEMU binary"
    );
    Ok(())
}

/// `<clock>` and its timers.
pub(crate) fn clock(dom: &Domain, ctx: &Context<'_>) -> Result {
    let Some(clock) = &dom.clock else { return Ok(()) };
    for timer in &clock.timers {
        one_timer(dom, timer, ctx)?;
    }
    refuse!(
        clock.offset == ClockOffset::Absolute && clock.start.is_some_and(|s| s > MAX_CLOCK_START),
        qemu,
        "The maximum 'start' value for <clock offset='absolute'> is {MAX_CLOCK_START}"
    );
    Ok(())
}

fn one_timer(dom: &Domain, timer: &Timer, ctx: &Context<'_>) -> Result {
    let name = timer.name;
    let not_for = || {
        qemu(format!(
            "Configuring the '{name}' timer is not supported for virtType={} arch={} machine={} guests",
            dom.kind, ctx.arch, ctx.machine
        ))
    };
    match name {
        TimerName::Platform => return Err(qemu(format!("unsupported timer type (name) '{name}'"))),
        TimerName::Tsc | TimerName::Kvmclock | TimerName::Hypervclock => {
            if !ctx.is_x86() && timer.present == Some(true) {
                return Err(not_for());
            }
        }
        TimerName::Rtc => {
            refuse!(
                timer.track == Some(TimerTrack::Boot),
                qemu,
                "unsupported rtc timer track 'boot'"
            );
            if let Some(policy @ (TickPolicy::Merge | TickPolicy::Discard)) = timer.tickpolicy {
                return Err(qemu(format!("unsupported rtc timer tickpolicy '{policy}'")));
            }
        }
        TimerName::Pit => {
            let bad = match timer.tickpolicy {
                Some(TickPolicy::Catchup) => !ctx.has(Cap::KvmPitLostTickPolicy),
                Some(TickPolicy::Merge) => true,
                Some(TickPolicy::Delay | TickPolicy::Discard) | None => false,
            };
            if let Some(policy) = timer.tickpolicy.filter(|_| bad) {
                return Err(qemu(format!("unsupported pit tickpolicy '{policy}'")));
            }
        }
        TimerName::Hpet => refuse!(
            timer.present == Some(true) && !ctx.is_x86(),
            qemu,
            "hpet timer is not supported by this architecture"
        ),
        TimerName::Armvtimer => {
            if !ctx.is_kvm() || ctx.family != Family::ArmVirt {
                return Err(not_for());
            }
            refuse!(timer.present == Some(false), qemu, "The '{name}' timer can't be disabled");
            refuse!(
                !ctx.has(Cap::CpuKvmNoAdjvtime),
                qemu,
                "Configuring the '{name}' timer is not supported with this QEMU binary"
            );
            if let Some(policy @ (TickPolicy::Catchup | TickPolicy::Merge)) = timer.tickpolicy {
                return Err(qemu(format!(
                    "The '{name}' timer does not support tickpolicy '{policy}'"
                )));
            }
        }
    }
    Ok(())
}

/// `<pm>`.
pub(crate) fn pm(dom: &Domain, ctx: &Context<'_>) -> Result {
    let set = dom.pm.as_ref().is_some_and(|pm| {
        [&pm.suspend_to_mem, &pm.suspend_to_disk]
            .into_iter()
            .flatten()
            .any(|state| state.enabled.is_some())
    });
    refuse!(set && !ctx.is_x86(), qemu, "setting ACPI S3/S4 not supported");
    Ok(())
}

/// `<os>` as far as QEMU is asked.
pub(crate) fn boot(dom: &Domain, ctx: &Context<'_>) -> Result {
    let os = &dom.os;
    refuse!(
        dom.bootloader.is_some() || dom.bootloader_args.is_some(),
        qemu,
        "bootloader is not supported by QEMU"
    );
    if os.loader.as_ref().is_some_and(|l| l.secure == Some(true)) {
        refuse!(
            ctx.family != Family::Q35,
            qemu,
            "Secure boot is supported with q35 machine types only"
        );
        refuse!(
            ctx.arch != "x86_64",
            qemu,
            "Secure boot is supported for x86_64 architecture only"
        );
        let smm = dom.features.as_ref().and_then(|f| f.smm.as_ref());
        refuse!(
            os.firmware.is_none() && !smm.is_some_and(|s| s.state),
            qemu,
            "Secure boot requires SMM feature enabled"
        );
    }
    for table in &os.acpi_tables {
        refuse!(
            table.kind == AcpiTableKind::Rawset,
            qemu,
            "ACPI table type '{}' is not supported",
            table.kind
        );
    }
    refuse!(
        os.shim.is_some() && !ctx.has(Cap::Shim),
        qemu,
        "shim is not supported by this QEMU binary"
    );
    Ok(())
}

fn iommu_eim(dom: &Domain) -> bool {
    let driver = dom.devices.iommu.as_ref().and_then(|i| i.driver.as_ref());
    driver.is_some_and(|d| d.eim == Some(true))
}

/// Number and arrangement of vCPUs.
pub(crate) fn vcpus(dom: &Domain, ctx: &Context<'_>) -> Result {
    let max = dom.vcpu.as_ref().map_or(1, |v| v.max);
    let now = dom.vcpu.as_ref().and_then(|v| v.current).unwrap_or(max);
    refuse!(now == 0, qemu, "Domain requires at least 1 vCPU");
    let limit = ctx.machine().map_or(0, |m| m.max_cpus);
    refuse!(
        limit > 0 && max > limit,
        qemu,
        "Maximum CPUs greater than specified machine type limit {limit}"
    );
    if let Some(t) = dom.cpu.as_ref().and_then(|c| c.topology.as_ref()) {
        let product = [t.sockets, t.dies, t.clusters, t.cores, t.threads]
            .iter()
            .fold(1u64, |n, factor| n.saturating_mul(u64::from(*factor)));
        refuse!(product != u64::from(max), qemu, "CPU topology doesn't match maximum vcpu count");
    }
    let threads = dom.cpu.as_ref().and_then(|c| c.topology.as_ref()).map_or(1, |t| t.threads);
    refuse!(
        ctx.family == Family::Pseries && threads > 0 && now % threads != 0,
        qemu,
        "vCPUs count must be a multiple of the vCPU hotplug granularity ({threads})"
    );
    if ctx.is_x86() && max > MAX_WITHOUT_EIM {
        refuse!(
            ctx.family != Family::Q35,
            qemu,
            "more than {MAX_WITHOUT_EIM} vCPUs are only supported on q35-based machine types"
        );
        refuse!(
            !iommu_eim(dom),
            qemu,
            "more than {MAX_WITHOUT_EIM} vCPUs require extended interrupt mode enabled on the iommu device"
        );
    }
    let tuned =
        dom.cputune.as_ref().is_some_and(|c| !c.cachetunes.is_empty() || !c.memorytunes.is_empty());
    refuse!(tuned && !ctx.is_kvm(), qemu, "cachetune is only supported for KVM domains");
    Ok(())
}

/// `<features>`.
pub(crate) fn features(dom: &Domain, ctx: &Context<'_>) -> Result {
    let Some(f) = &dom.features else { return Ok(()) };
    let not_here = |name: &str| {
        qemu(format!(
            "The '{name}' feature is not supported for architecture '{}' or machine type '{}'",
            ctx.arch, ctx.machine
        ))
    };
    let foreign = [
        ("pvspinlock", f.pvspinlock.is_some() && !ctx.is_x86()),
        ("gic", f.gic.is_some() && ctx.family != Family::ArmVirt),
        ("ioapic", f.ioapic.is_some() && !ctx.is_x86()),
        ("hpt", f.hpt.is_some() && ctx.family != Family::Pseries),
        ("htm", f.htm.is_some() && ctx.family != Family::Pseries),
        ("nested-hv", f.nested_hv.is_some() && ctx.family != Family::Pseries),
        ("ccf-assist", f.ccf_assist.is_some() && ctx.family != Family::Pseries),
        ("cfpc", f.cfpc.is_some() && ctx.family != Family::Pseries),
        ("sbbc", f.sbbc.is_some() && ctx.family != Family::Pseries),
        ("ibs", f.ibs.is_some() && ctx.family != Family::Pseries),
    ];
    if f.apic.as_ref().is_some_and(|a| a.eoi.is_some()) && !ctx.is_x86() {
        return Err(qemu(format!(
            "The 'eoi' attribute of the 'apic' feature is not supported for architecture '{}' or machine type '{}'",
            ctx.arch, ctx.machine
        )));
    }
    refuse!(
        f.hyperv.is_some() && !ctx.is_x86() && ctx.family != Family::ArmVirt,
        qemu,
        "Hyperv features are not supported for architecture '{}' or machine type '{}'",
        ctx.arch,
        ctx.machine
    );
    if let Some((name, _)) = foreign.iter().find(|(_, bad)| *bad) {
        return Err(not_here(name));
    }
    simple_features(dom, f, ctx)
}

fn simple_features(dom: &Domain, f: &Features, ctx: &Context<'_>) -> Result {
    let i8042 = ctx.has_i8042();
    let ps2_off = f.ps2.as_ref().is_some_and(|t| !t.state);
    let vmport_on = f.vmport.as_ref().is_some_and(|t| t.state);
    let on = |t: &Option<crate::domain::features::Toggle>| t.as_ref().is_some_and(|t| t.state);
    let rules = [
        (
            f.vmport.is_some() && !(ctx.has(Cap::MachineVmportOpt) && ctx.is_pc()),
            "vmport is not available with this QEMU binary",
        ),
        (vmport_on && ps2_off, "vmport feature requires the ps2 feature not to be disabled"),
        (
            on(&f.vmcoreinfo) && !ctx.has(Cap::Vmcoreinfo),
            "vmcoreinfo is not available with this QEMU binary",
        ),
    ];
    for (bad, text) in rules {
        refuse!(bad, qemu, "{text}");
    }
    if let Some(size) = f.tcg_tb_cache {
        refuse!(
            ctx.is_kvm(),
            qemu,
            "TCG features are incompatible with domain type '{}'",
            dom.kind
        );
        refuse!(size & 0x3ff != 0, qemu, "tb-cache size must be an integer multiple of MiB");
    }
    let arm = ctx.family == Family::ArmVirt;
    let riscv = ctx.family == Family::RiscvVirt;
    let teardown = f.async_teardown.as_ref().is_some_and(|a| a.enabled);
    let rules = [
        (
            teardown && !ctx.has(Cap::RunWithAsyncTeardown),
            "asynchronous teardown is not available with this QEMU binary",
        ),
        (f.ras.is_some() && !arm, "ras feature is only supported with ARM Virt machines"),
        (
            f.ras.is_some() && !ctx.has(Cap::MachineVirtRas),
            "ras feature is not available with this QEMU binary",
        ),
        (f.ps2.is_some() && !i8042, "ps2 feature is not available with this QEMU binary"),
        (
            f.ps2.is_some() && !ctx.has(Cap::MachineI8042Opt),
            "ps2 feature state cannot be controlled with this QEMU binary",
        ),
        (f.aia.is_some() && !riscv, "aia feature is only supported with RISC-V Virt machines"),
        (
            f.aia.is_some() && !ctx.has(Cap::MachineVirtAia),
            "aia feature is not available with this QEMU binary",
        ),
    ];
    for (bad, text) in rules {
        refuse!(bad, qemu, "{text}");
    }
    Ok(())
}

/// `<memoryBacking>`.
pub(crate) fn memory(dom: &Domain, ctx: &Context<'_>) -> Result {
    let Some(backing) = &dom.memory_backing else { return Ok(()) };
    refuse!(
        backing.allocation_threads.is_some_and(|n| n > 0)
            && !ctx.has(Cap::MemoryBackendFilePreallocThreads),
        qemu,
        "preallocation threads are unsupported with this QEMU"
    );
    let Some(huge) = &backing.hugepages else { return Ok(()) };
    refuse!(
        backing.allocation_mode == Some(MemoryAllocation::Ondemand),
        qemu,
        "hugepages are not allowed with memory allocation ondemand"
    );
    refuse!(
        backing.source == Some(MemorySource::Anonymous),
        qemu,
        "hugepages are not allowed with anonymous memory source"
    );
    refuse!(
        backing.source == Some(MemorySource::Memfd) && !ctx.has(Cap::MemoryBackendMemfdHugetlb),
        qemu,
        "hugepages is not supported with memfd memory source"
    );
    let small = huge.pages.first().is_some_and(|p| p.size == ctx.view.settings().page_size_kib);
    let ram_id = ctx.machine().is_some_and(|m| m.default_ram_id.is_some());
    let shared = backing.access == Some(crate::domain::memory::MemoryAccess::Shared);
    refuse!(
        !ram_id && !small && numa_cells(dom).is_empty() && shared,
        qemu,
        "memory access mode 'shared' not supported without guest numa node"
    );
    Ok(())
}

/// Heterogeneous memory.
pub(crate) fn numa(dom: &Domain, ctx: &Context<'_>) -> Result {
    let numa = dom.cpu.as_ref().and_then(|c| c.numa.as_ref());
    let hmat = numa.is_some_and(|n| {
        n.cells.iter().any(|c| !c.caches.is_empty())
            || n.interconnects
                .as_ref()
                .is_some_and(|i| !i.latencies.is_empty() || !i.bandwidths.is_empty())
    });
    refuse!(hmat && !ctx.has(Cap::NumaHmat), qemu, "HMAT is not supported with this QEMU");
    Ok(())
}

/// `<sysinfo>`.
pub(crate) fn sysinfo(dom: &Domain, _: &Context<'_>) -> Result {
    for info in &dom.sysinfo {
        let Sysinfo::Fwcfg(info) = info else { continue };
        for entry in &info.entries {
            refuse!(!entry.name.starts_with("opt/"), qemu, "Invalid firmware name");
            refuse!(
                entry.name.starts_with("opt/ovmf/") || entry.name.starts_with("opt/org.qemu/"),
                qemu,
                "That firmware name is reserved"
            );
        }
    }
    Ok(())
}

/// Split I/O APIC for remapping is a matter of features too.
pub(crate) fn ioapic_is_qemu(dom: &Domain) -> bool {
    dom.features.as_ref().is_some_and(|f| f.ioapic == Some(Ioapic::Qemu))
}
