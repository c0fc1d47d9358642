//! Devices with few rules.

mod filesystem;
mod input;
mod iommu;
mod tpm;
mod watch;

use crate::domain::Domain;
use crate::domain::address::DeviceAddress;
use crate::domain::devices::memballoon::{MemBalloon, MemBalloonModel};
use crate::domain::devices::rng::{Rng, RngBackend};
use crate::domain::devices::simple::{
    Crypto, CryptoBackendModel, Shmem, ShmemModel, Smartcard, SmartcardMode,
};
use crate::fill::addresses::usb::has_usb;
use crate::fill::error::{qemu, qemu_xml, refuse, unsupported, xml};
use crate::fill::{Cap, Context, Family, Result};

pub(crate) use filesystem::{filesystem, filesystems};
pub(crate) use input::{input_driver, input_generic};
pub(crate) use iommu::{iommu, iommu_features, iommu_generic};
pub(crate) use tpm::{tpm, tpms};
pub(crate) use watch::{panics, watchdog, watchdogs};

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
