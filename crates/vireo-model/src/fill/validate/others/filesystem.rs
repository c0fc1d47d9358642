//! Shared directories.

use crate::domain::Domain;
use crate::domain::address::DeviceAddress;
use crate::domain::devices::filesystem::{
    Filesystem, FilesystemAccess, FilesystemDriverType as FsDriver, FilesystemType,
};
use crate::fill::error::{Code, FillError, From, qemu, refuse, unsupported};
use crate::fill::validate::shared::shared_memory;
use crate::fill::{Cap, Context, Result};

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
