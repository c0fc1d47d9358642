//! Directories shared with the guest.

use vireo_api::Result;
use vireo_model::domain::devices::Filesystem;
use vireo_model::domain::devices::filesystem::{
    FilesystemAccess, FilesystemDriver, FilesystemDriverType, FilesystemModel, FilesystemMultidevs,
    FilesystemType, WritePolicy,
};

use super::address::{self, alias, boot_index};
use super::virtio::{self, variant_of};
use super::virtiofsd;
use crate::build::{Build, End, text};
use crate::error::{failed, unsupported};
use crate::helper::descriptors;
use crate::process::argv::{Opts, Props};

/// All shares.
pub(crate) fn words(b: &mut Build<'_>) -> Result<()> {
    for share in &b.domain.devices.filesystems {
        if share.kind != FilesystemType::Mount {
            return Err(unsupported("only supports mount filesystem type"));
        }
        let own = share.driver.clone().unwrap_or_default();
        let props = match own.kind {
            None | Some(FilesystemDriverType::Path) => plan9(b, share, &own, false)?,
            Some(FilesystemDriverType::Handle) => plan9(b, share, &own, true)?,
            Some(FilesystemDriverType::Virtiofs) => virtiofs(b, share, &own)?,
            Some(FilesystemDriverType::Mtp) => mtp(b, share)?,
            Some(
                FilesystemDriverType::Loop
                | FilesystemDriverType::Nbd
                | FilesystemDriverType::Ploop,
            ) => return Err(unsupported("Filesystem driver type not supported")),
        };
        b.device(props);
    }
    Ok(())
}

/// Whether a share is served by virtiofs.
pub(crate) fn is_virtiofs(share: &Filesystem) -> bool {
    share.driver.as_ref().and_then(|own| own.kind) == Some(FilesystemDriverType::Virtiofs)
}

fn dir(share: &Filesystem) -> Option<&str> {
    share.source.as_ref()?.dir.as_deref()
}

fn multidevs(multidevs: FilesystemMultidevs) -> &'static str {
    match multidevs {
        FilesystemMultidevs::Remap => "remap",
        FilesystemMultidevs::Forbid => "forbid",
        FilesystemMultidevs::Warn => "warn",
    }
}

/// A share that QEMU serves itself.
fn plan9(
    b: &mut Build<'_>,
    share: &Filesystem,
    own: &FilesystemDriver,
    by_handle: bool,
) -> Result<Props> {
    let id = alias(&share.info).to_owned();
    let mut opts = Opts::new();
    if by_handle {
        opts = opts.word("handle");
    } else {
        let security = match share.accessmode {
            Some(FilesystemAccess::Mapped) => "mapped",
            Some(FilesystemAccess::Squash) => "none",
            Some(FilesystemAccess::Passthrough) | None => "passthrough",
        };
        let mode = |mode: Option<u32>| mode.map(|mode| format!("{mode:04o}"));
        opts = opts
            .word("local")
            .pair("security_model", security)
            .maybe("multidevs", share.multidevs.map(multidevs))
            .maybe("fmode", mode(share.fmode))
            .maybe("dmode", mode(share.dmode));
    }
    if own.wrpolicy == Some(WritePolicy::Immediate) {
        opts = opts.pair("writeout", "immediate");
    }
    opts = opts.pair("id", format!("fsdev-{id}")).maybe("path", dir(share));
    if share.readonly {
        opts = opts.word("readonly");
    }
    b.line.option("-fsdev", opts);
    let variant = variant_of!(share.model, FilesystemModel);
    let props = Props::new()
        .str("driver", virtio::driver("virtio-9p", &share.info, variant))
        .and(virtio::options(Some(&own.virtio)))
        .str("id", &id)
        .str("fsdev", format!("fsdev-{id}"))
        .maybe_str("mount_tag", share.target_dir.as_deref());
    Ok(props.and(address::props(b, &share.info)?))
}

/// A share that somebody else serves on a socket.
fn virtiofs(b: &mut Build<'_>, share: &Filesystem, own: &FilesystemDriver) -> Result<Props> {
    let id = alias(&share.info).to_owned();
    let socket = match share.source.as_ref().and_then(|source| source.socket.clone()) {
        Some(socket) => socket,
        None => own_socket(b, share, &id)?,
    };
    let chardev = format!("chr-vu-{id}");
    let opts = Opts::new().word("socket").pair("id", &chardev).pair("path", socket);
    b.line.option("-chardev", opts);
    let variant = variant_of!(share.model, FilesystemModel);
    let props = Props::new()
        .str("driver", virtio::driver("vhost-user-fs", &share.info, variant))
        .and(virtio::options(Some(&own.virtio)))
        .str("id", id)
        .str("chardev", chardev)
        .maybe_int("queue-size", own.queue.map(|n| n.0))
        .maybe_str("tag", share.target_dir.as_deref())
        .maybe_int("bootindex", boot_index(&share.info));
    Ok(props.and(address::props(b, &share.info)?))
}

/// The socket of a server of ours.
fn own_socket(b: &mut Build<'_>, share: &Filesystem, id: &str) -> Result<String> {
    if let Some(End::Path(path)) = b.opened.helpers.remove(id) {
        return Ok(text(&path));
    }
    let chosen = share.binary.as_ref().and_then(|binary| binary.path.as_deref());
    if chosen.is_none() && b.translation && descriptors::programs("fs").is_empty() {
        return Err(failed("Unable to find a satisfying virtiofsd"));
    }
    Ok(text(&b.paths.lib_dir.join(virtiofsd::socket_name(id))))
}

/// A share that the guest sees as a media player.
fn mtp(b: &Build<'_>, share: &Filesystem) -> Result<Props> {
    let props = Props::new()
        .str("driver", "usb-mtp")
        .str("id", alias(&share.info))
        .maybe_str("rootdir", dir(share))
        .maybe_str("desc", share.target_dir.as_deref())
        .bool("readonly", share.readonly);
    Ok(props.and(address::props(b, &share.info)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::devices::testing::{expect, expect_refusal};

    const BUS: &str = "<controller type='pci' index='0' model='pcie-root'/>";
    const PLACE: &str = "<address type='pci' slot='4'/>";

    #[test]
    fn a_share_of_qemus_own_has_a_driver_and_a_device() {
        expect(
            words,
            &format!(
                "{BUS}<filesystem type='mount' accessmode='mapped' fmode='0644' multidevs='remap'>\
                 <driver type='path' wrpolicy='immediate' iommu='on'/><source dir='/a,b'/>\
                 <target dir='t'/><readonly/>{PLACE}</filesystem>"
            ),
            &[
                "-fsdev local,security_model=mapped,multidevs=remap,fmode=0644,writeout=immediate,\
                 id=fsdev-fs0,path=/a,,b,readonly",
                "-device {\"driver\":\"virtio-9p-pci\",\"iommu_platform\":true,\"id\":\"fs0\",\
                 \"fsdev\":\"fsdev-fs0\",\"mount_tag\":\"t\",\"bus\":\"pcie.0\",\"addr\":\"0x4\"}",
            ],
        );
    }

    #[test]
    fn a_share_of_somebody_else_is_met_on_its_socket() {
        expect(
            words,
            &format!(
                "{BUS}<filesystem type='mount'><driver type='virtiofs' queue='512'/>\
                 <source socket='/s'/><target dir='t'/>{PLACE}</filesystem>"
            ),
            &[
                "-chardev socket,id=chr-vu-fs0,path=/s",
                "-device {\"driver\":\"vhost-user-fs-pci\",\"id\":\"fs0\",\"chardev\":\"chr-vu-fs0\",\
                 \"queue-size\":512,\"tag\":\"t\",\"bus\":\"pcie.0\",\"addr\":\"0x4\"}",
            ],
        );
    }

    #[test]
    fn what_qemu_cannot_share_is_refused() {
        let ram = "<filesystem type='ram'><source usage='8'/><target dir='t'/></filesystem>";
        expect_refusal(words, ram, "only supports mount filesystem type");
        let nbd =
            "<filesystem><driver type='nbd'/><source dir='/a'/><target dir='t'/></filesystem>";
        expect_refusal(words, nbd, "Filesystem driver type not supported");
    }
}
