//! Devices with little to fill in.

use crate::domain::Domain;
use crate::domain::address::DeviceAddress;
use crate::domain::devices::filesystem::{Filesystem, FilesystemAccess, FilesystemDriverType};
use crate::domain::devices::hostdev::{Hostdev, HostdevMode, HostdevType};
use crate::domain::devices::input::{Input, InputBus, InputType};
use crate::domain::devices::memory::MemoryModel;
use crate::domain::devices::rng::RngBackend;
use crate::domain::devices::simple::{
    Panic, PanicModel, Shmem, ShmemModel, ShmemMsi, Vsock, VsockModel,
};
use crate::domain::devices::sound::SoundModel;
use crate::domain::devices::tpm::{Tpm, TpmBackend, TpmModel, TpmVersion};
use crate::domain::devices::watchdog::WatchdogAction;
use crate::domain::memory::MemoryAccess;
use crate::fill::error::{qemu, refuse, unsupported, xml, xml_detail};
use crate::fill::{Context, Family, Result};

/// Bytes.
const SHMEM_SIZE: u64 = 4 << 20;
/// KiB.
const PPC64_MEMORY_STEP: u64 = 256 << 10;

/// Input devices.
pub(crate) fn input(input: &mut Input, ctx: &Context<'_>) {
    if input.bus.is_some() {
        return;
    }
    input.bus = match input.kind {
        InputType::Evdev => Some(InputBus::None),
        InputType::Mouse | InputType::Keyboard if ctx.is_x86() => Some(InputBus::Ps2),
        InputType::Passthrough => Some(InputBus::Virtio),
        _ if ctx.is_s390() => Some(InputBus::Virtio),
        _ => Some(InputBus::Usb),
    };
}

/// Shared directories.
pub(crate) fn filesystem(fs: &mut Filesystem) {
    let virtiofs =
        fs.driver.as_ref().is_some_and(|d| d.kind == Some(FilesystemDriverType::Virtiofs));
    if !virtiofs {
        fs.binary = None;
    }
    let socket = fs.source.as_ref().is_some_and(|s| s.socket.is_some());
    if fs.accessmode.is_none() && !(virtiofs && socket) {
        fs.accessmode = Some(FilesystemAccess::Passthrough);
    }
}

/// Shared memory.
pub(crate) fn shmem(shmem: &mut Shmem, ctx: &Context<'_>) -> Result {
    if ctx.emulator.is_none() {
        return Ok(());
    }
    let model = *shmem.model.get_or_insert(ShmemModel::Ivshmem);
    let doorbell = model == ShmemModel::IvshmemDoorbell;
    if shmem.size.unwrap_or(0) == 0 && !doorbell {
        shmem.size = Some(SHMEM_SIZE);
    }
    if shmem.server.is_some() {
        refuse!(
            model == ShmemModel::IvshmemPlain,
            qemu,
            "shmem model '{model}' is supported only with server option disabled"
        );
        if doorbell {
            refuse!(
                shmem.size.unwrap_or(0) != 0,
                qemu,
                "shmem model '{model}' does not support size setting"
            );
            let msi = shmem.msi.get_or_insert_with(ShmemMsi::default);
            msi.ioeventfd.get_or_insert(true);
        }
    } else {
        refuse!(
            doorbell,
            qemu,
            "shmem model '{model}' is supported only with server option enabled"
        );
        refuse!(shmem.msi.is_some(), qemu, "shmem model '{model}' doesn't support msi");
    }
    Ok(())
}

/// Panic devices.
pub(crate) fn panic(panic: &mut Panic, ctx: &Context<'_>) {
    if ctx.emulator.is_none() || panic.model.is_some() {
        return;
    }
    panic.model = match ctx.family {
        Family::Pseries => Some(PanicModel::Pseries),
        Family::ArmVirt => Some(PanicModel::Pvpanic),
        _ if ctx.is_s390() => Some(PanicModel::S390),
        _ if ctx.is_x86() => Some(PanicModel::Isa),
        _ => None,
    };
}

/// One panic device of a model.
pub(crate) fn panics(dom: &mut Domain, _: &mut Context<'_>) -> Result {
    let panics = &dom.devices.panics;
    for (n, panic) in panics.iter().enumerate() {
        let Some(model) = panic.model else { continue };
        refuse!(
            panics[..n].iter().any(|p| p.model == Some(model)),
            xml,
            "Multiple panic devices with model '{model}'"
        );
    }
    Ok(())
}

/// Sockets between guest and host.
pub(crate) fn vsock(vsock: &mut Vsock, ctx: &Context<'_>) {
    if ctx.emulator.is_none() {
        return;
    }
    vsock.model.get_or_insert(VsockModel::Virtio);
    if vsock.cid_address.is_none() && vsock.cid_auto.is_none() {
        vsock.cid_auto = Some(true);
    }
    if vsock.cid_address.is_some() {
        vsock.cid_auto.get_or_insert(false);
    }
}

/// TPMs.
pub(crate) fn tpm(tpm: &mut Tpm, ctx: &Context<'_>) {
    let model = *tpm.model.get_or_insert(if ctx.is_ppc64() {
        TpmModel::TpmSpapr
    } else {
        TpmModel::TpmTis
    });
    if let Some(TpmBackend::Passthrough(host)) = &mut tpm.backend {
        host.device.get_or_insert_with(|| "/dev/tpm0".into());
    }
    if let Some(TpmBackend::Emulator(emulator)) = &mut tpm.backend {
        let old = model == TpmModel::TpmTis && ctx.is_x86();
        emulator.version.get_or_insert(if old { TpmVersion::V1_2 } else { TpmVersion::V2_0 });
    }
}

/// Simple devices, kind by kind.
pub(crate) fn small(dom: &mut Domain, ctx: &mut Context<'_>) -> Result {
    let d = &mut dom.devices;
    for sound in d.sounds.iter_mut().filter(|s| s.model == SoundModel::Virtio) {
        sound.streams.get_or_insert(2);
    }
    for rng in &mut d.rngs {
        if let RngBackend::Random(random) = &mut rng.backend {
            random.path.get_or_insert_with(|| "/dev/random".into());
        }
    }
    for watchdog in &mut d.watchdogs {
        watchdog.action.get_or_insert(WatchdogAction::Reset);
    }
    if let Some(pstore) = &mut d.pstore {
        let dir = &ctx.view.settings().nvram_dir;
        pstore.path.get_or_insert_with(|| format!("{dir}/{}_PSTORE.raw", dom.name));
    }
    Ok(())
}

/// Memory modules.
pub(crate) fn memory(dom: &mut Domain, n: usize, ctx: &Context<'_>) {
    let uuid = super::domain::random_uuid(ctx);
    let module = &mut dom.devices.memories[n];
    if ctx.is_ppc64() && ctx.flags.new_definition && module.model == MemoryModel::Dimm {
        module.target.size = module.target.size.next_multiple_of(PPC64_MEMORY_STEP);
    }
    match module.model {
        MemoryModel::VirtioPmem => {
            module.access.get_or_insert(MemoryAccess::Shared);
        }
        MemoryModel::Nvdimm if ctx.is_ppc64() => {
            module.uuid.get_or_insert(uuid);
        }
        _ => {}
    }
}

/// A balloon that is not there is nowhere, nor is USB that is turned off.
pub(crate) fn nowhere(dom: &mut Domain) {
    use crate::domain::devices::controller::{ControllerModel, ControllerType};
    use crate::domain::devices::memballoon::MemBalloonModel;
    if let Some(balloon) =
        dom.devices.memballoon.as_mut().filter(|b| b.model == MemBalloonModel::None)
    {
        balloon.info = Default::default();
        balloon.stats_period = None;
    }
    for c in &mut dom.devices.controllers {
        if c.kind == ControllerType::Usb && c.model == Some(ControllerModel::None) {
            c.info.address = None;
        }
    }
    for sound in &mut dom.devices.sounds {
        if !matches!(sound.model, SoundModel::Ich6 | SoundModel::Ich9) {
            sound.codecs.clear();
        }
    }
    for hub in &mut dom.devices.hubs {
        let on_usb = |address: &DeviceAddress| matches!(address, DeviceAddress::Usb(_));
        hub.info.address = hub.info.address.take().filter(on_usb);
    }
}

/// USB is there or it is turned off; companions have a master.
pub(crate) fn usb_present(dom: &mut Domain, _: &mut Context<'_>) -> Result {
    use crate::domain::devices::controller::{ControllerModel, ControllerType};
    let (mut none, mut other, mut master) = (false, false, false);
    for c in dom.devices.controllers.iter().filter(|c| c.kind == ControllerType::Usb) {
        let off = c.model == Some(ControllerModel::None);
        refuse!(
            none || off && other,
            xml_detail,
            "Can't add another USB controller: USB is disabled for this domain"
        );
        none |= off;
        other |= !off;
        let companion =
            c.info.master_startport.is_some() || super::controller::master_port(c).is_some();
        master |= !companion;
    }
    refuse!(other && !master, xml_detail, "No master USB controller specified");
    let on_usb = |input: &Input| input.bus == Some(InputBus::Usb);
    refuse!(
        none && dom.devices.inputs.iter().any(on_usb),
        unsupported,
        "Can't add USB input device. USB bus is disabled"
    );
    let host_usb =
        |dev: &Hostdev| dev.mode == HostdevMode::Subsystem && dev.kind == HostdevType::Usb;
    refuse!(
        none && dom.devices.hostdevs.iter().any(host_usb),
        unsupported,
        "Can't add host USB device: USB is disabled in this host"
    );
    refuse!(
        none && !dom.devices.hubs.is_empty(),
        unsupported,
        "Can't add USB hub: USB is disabled for this domain"
    );
    Ok(())
}
