//! Devices with few rules.

use crate::domain::Domain;
use crate::domain::address::DeviceAddress;
use crate::domain::devices::filesystem::{
    Filesystem, FilesystemAccess, FilesystemDriverType as FsDriver, FilesystemType,
};
use crate::domain::devices::input::{Input, InputBus, InputType};
use crate::domain::devices::memballoon::{MemBalloon, MemBalloonModel};
use crate::domain::devices::rng::{Rng, RngBackend};
use crate::domain::devices::simple::{
    Crypto, CryptoBackendModel, Iommu, IommuModel, PanicModel, Shmem, ShmemModel, Smartcard,
    SmartcardMode,
};
use crate::domain::devices::tpm::{Tpm, TpmBackend, TpmModel, TpmSourceType, TpmVersion};
use crate::domain::devices::watchdog::{Watchdog, WatchdogModel};
use crate::fill::addresses::usb::has_usb;
use crate::fill::error::{
    Code, FillError, From, internal, qemu, qemu_xml, refuse, unsupported, xml,
};
use crate::fill::validate::shared::shared_memory;
use crate::fill::{Cap, Context, Family, Result};

/// Shared directories.
pub(crate) fn filesystems(dom: &Domain) -> Result {
    for fs in &dom.devices.filesystems {
        if fs.target_dir.is_none() {
            return Err(FillError::new(Code::NoTarget, From::Domain, source_name(fs)));
        }
        let driver = fs.driver.as_ref().and_then(|d| d.kind);
        refuse!(
            fs.info.boot.is_some() && driver != Some(FsDriver::Virtiofs),
            unsupported,
            "boot order is only supported for virtiofs"
        );
    }
    Ok(())
}

fn source_name(fs: &Filesystem) -> String {
    let source = fs.source.as_ref();
    source.and_then(|s| s.dir.clone().or_else(|| s.file.clone())).unwrap_or_default()
}

/// A shared directory, by rules of the QEMU driver.
pub(crate) fn filesystem(fs: &Filesystem, dom: &Domain, ctx: &Context<'_>) -> Result {
    refuse!(fs.kind != FilesystemType::Mount, qemu, "only supports mount filesystem type");
    refuse!(
        fs.space_hard_limit.unwrap_or(0) > 0 || fs.space_soft_limit.unwrap_or(0) > 0,
        qemu,
        "filesystem usage limits are not supported with QEMU"
    );
    refuse!(
        fs.multidevs.is_some() && !ctx.has(Cap::FsdevMultidevs),
        qemu,
        "multidevs is not supported with this QEMU binary"
    );
    let modes = fs.fmode.unwrap_or(0) != 0 || fs.dmode.unwrap_or(0) != 0;
    refuse!(
        modes && fs.accessmode != Some(FilesystemAccess::Mapped),
        qemu,
        "fmode and dmode must be used with accessmode=mapped"
    );
    let driver = fs.driver.as_ref().and_then(|d| d.kind);
    let sandbox = fs.binary.as_ref().is_some_and(|b| b.sandbox.is_some());
    refuse!(
        sandbox && driver != Some(FsDriver::Virtiofs),
        qemu,
        "sandbox can only be used with driver=virtiofs"
    );
    match driver {
        Some(FsDriver::Handle) => refuse!(
            fs.accessmode != Some(FilesystemAccess::Passthrough),
            qemu,
            "only supports passthrough accessmode"
        ),
        Some(FsDriver::Loop | FsDriver::Nbd | FsDriver::Ploop) => {
            return Err(qemu("Filesystem driver type not supported"));
        }
        Some(FsDriver::Virtiofs) => virtiofs(fs, modes, dom, ctx)?,
        Some(FsDriver::Mtp) => {
            refuse!(!ctx.has(Cap::UsbMtp), qemu, "mtp is not supported with this QEMU binary");
            refuse!(
                fs.accessmode != Some(FilesystemAccess::Passthrough),
                qemu,
                "mtp only supports passthrough accessmode"
            );
        }
        Some(FsDriver::Path) | None => {}
    }
    Ok(())
}

fn virtiofs(fs: &Filesystem, modes: bool, dom: &Domain, ctx: &Context<'_>) -> Result {
    let none = Default::default();
    let driver = fs.driver.as_ref().unwrap_or(&none);
    let socket = fs.source.as_ref().is_some_and(|s| s.socket.is_some());
    let passthrough = fs.accessmode == Some(FilesystemAccess::Passthrough);
    let rows = [
        (!socket && !passthrough, "virtiofs only supports passthrough accessmode"),
        (!socket && driver.wrpolicy.is_some(), "virtiofs does not support wrpolicy"),
        (fs.model.is_some(), "virtiofs does not support model"),
        (driver.format.is_some(), "virtiofs does not support format"),
        (!ctx.has(Cap::VhostUserFs), "virtiofs is not supported with this QEMU binary"),
        (fs.multidevs.is_some(), "virtiofs does not support multidevs"),
        (modes, "virtiofs does not support fmode and dmode"),
    ];
    for (bad, text) in rows {
        refuse!(bad, qemu, "{text}");
    }
    if fs.info.boot.is_some() {
        refuse!(
            !ctx.has(Cap::VhostUserFsBootindex),
            qemu,
            "setting virtiofs boot order is not supported with this QEMU binary"
        );
        refuse!(
            !matches!(fs.info.address, None | Some(DeviceAddress::Pci(_))),
            qemu,
            "setting virtiofs boot order is supported only with PCI bus"
        );
    }
    shared_memory(dom, "virtiofs")
}

/// Input devices, by rules that every hypervisor shares.
pub(crate) fn input_generic(input: &Input, dom: &Domain) -> Result {
    let bus = input.bus.unwrap_or(InputBus::None);
    let kind = input.kind;
    let plain = matches!(kind, InputType::Mouse | InputType::Keyboard);
    refuse!(
        bus == InputBus::Ps2 && !plain,
        internal,
        "ps2 bus does not support {kind} input device"
    );
    refuse!(
        matches!(bus, InputBus::Xen | InputBus::Parallels) && bus == InputBus::Xen,
        internal,
        "unsupported input bus {bus}"
    );
    match kind {
        InputType::Mouse | InputType::Tablet | InputType::Keyboard => refuse!(
            input.source.as_ref().is_some_and(|s| s.evdev.is_some()),
            unsupported,
            "setting source evdev path only supported for passthrough input devices"
        ),
        InputType::Passthrough => refuse!(
            bus != InputBus::Virtio,
            unsupported,
            "only bus 'virtio' is supported for 'passthrough' input devices"
        ),
        InputType::Evdev => {
            refuse!(bus != InputBus::None, unsupported, "input evdev doesn't support bus element")
        }
    }
    if let Some(model) = input.model {
        refuse!(
            bus != InputBus::Virtio,
            unsupported,
            "only bus 'virtio' is supported for input model '{model}'"
        );
    }
    let ps2_off = dom.features.as_ref().is_some_and(|f| f.ps2.as_ref().is_some_and(|t| !t.state));
    refuse!(
        bus == InputBus::Ps2 && ps2_off,
        unsupported,
        "ps2 bus inputs require the ps2 feature not to be disabled"
    );
    Ok(())
}

/// Input devices, by rules of the QEMU driver.
pub(crate) fn input_driver(input: &Input, ctx: &Context<'_>) -> Result {
    let bus = input.bus.unwrap_or(InputBus::None);
    let missing = |name: &str| qemu(format!("{name} is not supported by this QEMU binary"));
    if bus == InputBus::Ps2 && !ctx.has_i8042() {
        return Err(missing(bus.as_str()));
    }
    if bus == InputBus::Usb && input.kind == InputType::Keyboard && !ctx.has(Cap::UsbKbd) {
        return Err(qemu("usb keyboard is not supported by this QEMU binary"));
    }
    if bus != InputBus::Virtio {
        return Ok(());
    }
    let (cap, name) = match input.kind {
        InputType::Mouse => (Cap::VirtioMouse, "virtio-mouse"),
        InputType::Tablet => (Cap::VirtioTablet, "virtio-tablet"),
        InputType::Keyboard => (Cap::VirtioKeyboard, "virtio-keyboard"),
        InputType::Passthrough => (Cap::VirtioInputHost, "virtio-input-host"),
        InputType::Evdev => return Ok(()),
    };
    if !ctx.has(cap) {
        return Err(missing(name));
    }
    if let Some(model) = input.model {
        use crate::domain::devices::input::InputModel;
        refuse!(
            model != InputModel::Virtio && input.kind != InputType::Passthrough,
            qemu,
            "virtio (non-)transitional models are not supported for input type={}",
            input.kind
        );
    }
    Ok(())
}

/// Entropy.
pub(crate) fn rng(rng: &Rng, ctx: &Context<'_>) -> Result {
    let (cap, name) = match &rng.backend {
        RngBackend::Random(_) => (Cap::RngRandom, "random"),
        RngBackend::Egd(_) => (Cap::RngEgd, "egd"),
        RngBackend::Builtin => (Cap::RngBuiltin, "builtin"),
    };
    refuse!(!ctx.has(cap), qemu, "this qemu doesn't support the rng-{name} backend");
    refuse!(
        !ctx.has(Cap::VirtioRng),
        qemu,
        "domain configuration does not support rng model '{}'",
        rng.model
    );
    Ok(())
}

/// Watchdogs.
pub(crate) fn watchdog(dog: &Watchdog, dom: &Domain, ctx: &Context<'_>) -> Result {
    let first = dom.devices.watchdogs.first().and_then(|w| w.action);
    refuse!(
        first != dog.action,
        qemu,
        "watchdogs with different actions are not supported with this QEMU binary"
    );
    let placed = dog.info.address.is_some();
    let model = dog.model;
    match model {
        WatchdogModel::I6300esb => refuse!(
            !matches!(dog.info.address, None | Some(DeviceAddress::Pci(_))),
            qemu,
            "{model} model of watchdog can go only on PCI bus"
        ),
        WatchdogModel::Ib700 => {
            refuse!(
                ctx.family() != Family::I440fx,
                qemu,
                "{model} model of watchdog cannot be used with this machine type"
            );
            refuse!(
                placed,
                qemu,
                "{model} model of watchdog does not support configuring the address"
            );
        }
        WatchdogModel::Diag288 => {
            refuse!(placed, qemu, "{model} model of watchdog is virtual and cannot go on any bus.");
            refuse!(
                !ctx.is_s390(),
                qemu,
                "{model} model of watchdog is allowed for s390 and s390x only"
            );
        }
        WatchdogModel::Itco => {
            refuse!(
                placed,
                qemu,
                "{model} model of watchdog is part of the machine and cannot have any address set."
            );
            refuse!(
                ctx.family() != Family::Q35,
                qemu,
                "{model} model of watchdog is only part of q35 machine"
            );
        }
    }
    Ok(())
}

/// One watchdog of a model.
pub(crate) fn watchdogs(dom: &Domain) -> Result {
    let dogs = &dom.devices.watchdogs;
    for (n, dog) in dogs.iter().enumerate() {
        refuse!(
            dogs[..n].iter().any(|d| d.model == dog.model),
            qemu,
            "domain can only have one watchdog with model '{}'",
            dog.model
        );
    }
    Ok(())
}

/// The balloon.
pub(crate) fn balloon(balloon: &MemBalloon, ctx: &Context<'_>) -> Result {
    match balloon.model {
        MemBalloonModel::None => return Ok(()),
        MemBalloonModel::Xen => {
            return Err(qemu(
                "Memory balloon device type 'xen' is not supported by this version of qemu",
            ));
        }
        MemBalloonModel::Virtio => {}
        MemBalloonModel::VirtioTransitional | MemBalloonModel::VirtioNonTransitional => {}
    }
    refuse!(
        balloon.autodeflate.is_some() && !ctx.has(Cap::VirtioBalloonPciDeflateOnOom),
        qemu,
        "deflate-on-oom is not supported by this QEMU binary"
    );
    refuse!(
        balloon.free_page_reporting.is_some() && !ctx.has(Cap::VirtioBalloonFreePageReporting),
        qemu,
        "freePageReporting is not supported by this QEMU binary"
    );
    Ok(())
}

/// Panic devices.
pub(crate) fn panics(dom: &Domain, ctx: &Context<'_>) -> Result {
    for panic in &dom.devices.panics {
        let address = panic.info.address.as_ref();
        let Some(model) = panic.model else {
            return Err(qemu(
                "no panic model provided, and no default for the architecture and machine type",
            ));
        };
        let (home, whose) = match model {
            PanicModel::S390 => (ctx.is_s390(), "only S390 guests support"),
            PanicModel::Hyperv => (ctx.is_x86(), "only i686 and x86_64 guests support"),
            PanicModel::Pseries => (ctx.family() == Family::Pseries, "only pSeries guests support"),
            PanicModel::Isa | PanicModel::Pvpanic => (true, ""),
        };
        refuse!(!home, qemu, "{whose} panic device of model '{model}'");
        match model {
            PanicModel::S390 | PanicModel::Hyperv | PanicModel::Pseries => refuse!(
                address.is_some(),
                qemu,
                "setting the panic device address is not supported for model '{model}'"
            ),
            PanicModel::Isa => {
                refuse!(
                    !ctx.has(Cap::Pvpanic),
                    qemu,
                    "the QEMU binary does not support the ISA panic device"
                );
                refuse!(
                    !matches!(address, None | Some(DeviceAddress::Isa(_))),
                    qemu,
                    "panic is supported only with ISA address type"
                );
            }
            PanicModel::Pvpanic => {
                refuse!(
                    !ctx.has(Cap::PvpanicPci),
                    qemu,
                    "the QEMU binary does not support the PCI pvpanic device"
                );
                refuse!(
                    !matches!(address, Some(DeviceAddress::Pci(_))),
                    qemu,
                    "pvpanic is supported only with PCI address type"
                );
            }
        }
    }
    Ok(())
}

/// TPMs: one of each sort.
pub(crate) fn tpms(dom: &Domain) -> Result {
    let proxy = |t: &&Tpm| t.model == Some(TpmModel::SpaprTpmProxy);
    let proxies = dom.devices.tpms.iter().filter(proxy).count();
    refuse!(proxies > 1, qemu, "only a single TPM Proxy device is supported");
    refuse!(
        dom.devices.tpms.len() - proxies > 1,
        qemu,
        "only a single TPM non-proxy device is supported"
    );
    Ok(())
}

/// One TPM.
pub(crate) fn tpm(tpm: &Tpm, ctx: &Context<'_>) -> Result {
    tpm_generic(tpm)?;
    let Some(model) = tpm.model else { return Ok(()) };
    let path = ctx.emulator.as_ref().map(|e| e.path.as_str()).unwrap_or_default();
    let (kind, known) = match &tpm.backend {
        None => return Ok(()),
        Some(TpmBackend::Passthrough(_)) => ("passthrough", ctx.has(Cap::TpmPassthrough)),
        Some(TpmBackend::Emulator(emulator)) => {
            if emulator.version == Some(TpmVersion::V1_2) {
                refuse!(
                    model != TpmModel::TpmTis,
                    qemu,
                    "TPM 1.2 is not supported for model '{model}'"
                );
                refuse!(
                    !ctx.is_x86(),
                    qemu,
                    "TPM 1.2 is not supported on architecture '{}'",
                    ctx.arch
                );
            }
            ("emulator", ctx.has(Cap::TpmEmulator))
        }
        Some(TpmBackend::External(_)) => ("external", ctx.has(Cap::TpmEmulator)),
    };
    refuse!(!known, qemu, "The QEMU executable {path} does not support TPM backend type {kind}");
    let cap = match model {
        TpmModel::TpmTis => Cap::TpmTis,
        TpmModel::TpmCrb => Cap::TpmCrb,
        TpmModel::TpmSpapr => Cap::TpmSpapr,
        TpmModel::SpaprTpmProxy => Cap::SpaprTpmProxy,
    };
    refuse!(!ctx.has(cap), qemu, "The QEMU executable {path} does not support TPM model {model}");
    Ok(())
}

fn tpm_generic(tpm: &Tpm) -> Result {
    match &tpm.backend {
        Some(TpmBackend::Emulator(e)) if e.version != Some(TpmVersion::V2_0) => {
            refuse!(
                e.sha1 || e.sha256 || e.sha384 || e.sha512,
                xml,
                "<active_pcr_banks/> requires TPM version '2.0'"
            );
            refuse!(
                e.profile.as_ref().is_some_and(|p| p.source.is_some()),
                xml,
                "<profile/> requires TPM version '2.0'"
            );
        }
        Some(TpmBackend::External(e)) => {
            let source = e.source.as_ref();
            refuse!(
                source.is_some_and(|s| s.kind != TpmSourceType::Unix),
                xml,
                "only source type 'unix' is supported for external TPM device"
            );
            refuse!(
                source.is_none_or(|s| s.path.is_none()),
                xml,
                "missing socket path for external TPM device"
            );
        }
        _ => {}
    }
    Ok(())
}

/// IOMMUs, by rules that every hypervisor shares.
pub(crate) fn iommu_generic(iommu: &Iommu) -> Result {
    let model = iommu.model;
    let address = iommu.info.address.as_ref();
    let driver = iommu.driver.as_ref();
    if matches!(model, IommuModel::Smmuv3 | IommuModel::Virtio) {
        refuse!(
            driver.is_some_and(|d| *d != Default::default()),
            xml,
            "iommu model '{model}' doesn't support additional attributes"
        );
    }
    if matches!(model, IommuModel::Smmuv3 | IommuModel::Intel) {
        refuse!(address.is_some(), xml, "iommu model '{model}' can't have address");
    }
    Ok(())
}

/// IOMMUs.
pub(crate) fn iommu(iommu: &Iommu, dom: &Domain, ctx: &Context<'_>) -> Result {
    let model = iommu.model;
    let address = iommu.info.address.as_ref();
    let not_with =
        |where_: &str| qemu(format!("IOMMU device: '{model}' is only supported with {where_}"));
    let missing =
        || qemu(format!("IOMMU device: '{model}' is not supported with this QEMU binary"));
    let (q35, arm) = (ctx.family() == Family::Q35, ctx.family() == Family::ArmVirt);
    match model {
        IommuModel::Intel => {
            if !q35 {
                return Err(not_with("Q35 machines"));
            }
            if !ctx.has(Cap::IntelIommu) {
                return Err(missing());
            }
        }
        IommuModel::Smmuv3 => {
            if !arm {
                return Err(not_with("ARM Virt machines"));
            }
            if !ctx.has(Cap::MachineVirtIommu) {
                return Err(missing());
            }
        }
        IommuModel::Virtio => {
            if !q35 && !arm {
                return Err(not_with("Q35 and ARM Virt machines"));
            }
            if !ctx.has(Cap::VirtioIommuPci) || !ctx.has(Cap::VirtioIommuBootBypass) {
                return Err(missing());
            }
            let acpi = dom.features.as_ref().is_some_and(|f| f.acpi);
            refuse!(!acpi, qemu, "IOMMU device: '{model}' requires ACPI");
            refuse!(
                !matches!(address, None | Some(DeviceAddress::Pci(_))),
                qemu,
                "IOMMU device: '{model}' needs a PCI address"
            );
        }
    }
    Ok(())
}

/// Remapping hangs on the interrupt controller.
pub(crate) fn iommu_features(dom: &Domain) -> Result {
    let Some(driver) = dom.devices.iommu.as_ref().and_then(|i| i.driver.as_ref()) else {
        return Ok(());
    };
    refuse!(
        driver.intremap == Some(true) && !super::domain::ioapic_is_qemu(dom),
        unsupported,
        "IOMMU interrupt remapping requires split I/O APIC (ioapic driver='qemu')"
    );
    refuse!(
        driver.eim == Some(true) && driver.intremap != Some(true),
        unsupported,
        "IOMMU eim requires interrupt remapping to be enabled"
    );
    Ok(())
}

/// Shared memory.
pub(crate) fn shmem(shmem: &Shmem, ctx: &Context<'_>) -> Result {
    let name = &shmem.name;
    refuse!(name.contains('/'), unsupported, "shmem name cannot include '/' character");
    refuse!(name == "." || name == "..", unsupported, "shmem name cannot be equal to '{name}'");
    let size = shmem.size.unwrap_or(0);
    refuse!(
        size > 0 && (size < 1 << 20 || !size.is_power_of_two()),
        qemu_xml,
        "shmem size must be a power of 2 and at least 1 MiB (1024 KiB)"
    );
    let cap = match shmem.model {
        Some(ShmemModel::Ivshmem) | None => {
            return Err(qemu("ivshmem device is no longer supported"));
        }
        Some(ShmemModel::IvshmemPlain) => Cap::IvshmemPlain,
        Some(ShmemModel::IvshmemDoorbell) => Cap::IvshmemDoorbell,
    };
    refuse!(
        !ctx.has(cap),
        qemu,
        "shmem model '{}' is not supported by this QEMU binary",
        shmem.model.map_or("", ShmemModel::as_str)
    );
    Ok(())
}

/// Crypto devices.
pub(crate) fn crypto(crypto: &Crypto, ctx: &Context<'_>) -> Result {
    refuse!(!ctx.has(Cap::VirtioCrypto), qemu, "crypto model {} is not supported", crypto.model);
    refuse!(
        crypto.backend.model == CryptoBackendModel::Lkcf && !ctx.has(Cap::CryptodevBackendLkcf),
        qemu,
        "crypto backend {} is not supported",
        crypto.backend.model
    );
    Ok(())
}

/// Smart cards, by rules that every hypervisor shares.
pub(crate) fn smartcard_generic(card: &Smartcard) -> Result {
    refuse!(
        !matches!(card.info.address, None | Some(DeviceAddress::Ccid(_))),
        unsupported,
        "Controllers must use the 'ccid' address type"
    );
    Ok(())
}

/// Smart cards, USB of viewers, hubs, sockets, error stores.
pub(crate) fn small(dom: &Domain, ctx: &Context<'_>) -> Result {
    let d = &dom.devices;
    for card in &d.smartcards {
        let Some(DeviceAddress::Ccid(a)) = &card.info.address else {
            return Err(unsupported("Controllers must use the 'ccid' address type"));
        };
        refuse!(
            d.smartcards.len() > 1 || a.controller != 0 || a.slot != 0,
            qemu,
            "this QEMU binary lacks multiple smartcard support"
        );
        let (cap, what) = match card.mode {
            SmartcardMode::Host | SmartcardMode::HostCertificates(_) => (Cap::CcidEmulated, "host"),
            SmartcardMode::Passthrough(_) => (Cap::CcidPassthru, "passthrough"),
        };
        refuse!(!ctx.has(cap), qemu, "this QEMU binary lacks smartcard {what} mode support");
    }
    refuse!(
        !d.hubs.is_empty() && !ctx.has(Cap::UsbHub),
        qemu,
        "usb-hub not supported by QEMU binary"
    );
    if !d.redirdevs.is_empty() {
        refuse!(
            !has_usb(dom),
            unsupported,
            "cannot add redirected USB device: USB is disabled for this domain"
        );
        refuse!(
            !ctx.has(Cap::UsbRedir),
            qemu,
            "USB redirection is not supported by this version of QEMU"
        );
    }
    if let Some(vsock) = &d.vsock {
        refuse!(
            vsock.cid_address.is_some_and(|cid| (1..=2).contains(&cid)),
            unsupported,
            "guest CIDs must be >= 3"
        );
        refuse!(
            !ctx.has(Cap::VhostVsock),
            qemu,
            "vsock device is not supported with this QEMU binary"
        );
    }
    if d.nvram.is_some() {
        refuse!(ctx.family() != Family::Pseries, qemu, "nvram device is only supported for PPC64");
    }
    pstore(dom, ctx)
}

fn pstore(dom: &Domain, ctx: &Context<'_>) -> Result {
    let Some(pstore) = &dom.devices.pstore else { return Ok(()) };
    let size = pstore.size.unwrap_or(0);
    refuse!(size < 4 || !size.is_power_of_two(), xml, "invalid size of ACPI ERST pstore device");
    refuse!(!ctx.has(Cap::AcpiErst), qemu, "acpi-erst backend of pstore device is not supported");
    refuse!(
        !matches!(pstore.info.address, None | Some(DeviceAddress::Pci(_))),
        qemu,
        "ACPI ERST device must reside on a PCI bus"
    );
    Ok(())
}

/// Memory encryption that the binary can do.
pub(crate) fn launch_security(dom: &Domain, ctx: &Context<'_>) -> Result {
    use crate::domain::security::LaunchSecurity;
    let Some(security) = &dom.launch_security else { return Ok(()) };
    let (name, able) = match security {
        LaunchSecurity::Sev(_) => ("sev", ctx.has(Cap::SevGuest)),
        LaunchSecurity::SevSnp(_) => ("sev-snp", ctx.has(Cap::SevSnpGuest)),
        LaunchSecurity::S390Pv => ("s390-pv", ctx.has(Cap::S390PvGuest)),
    };
    refuse!(!able, qemu, "'{name}' launch security is not supported with this QEMU binary");
    Ok(())
}
