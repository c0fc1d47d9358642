//! Directories shared with the guest.

use vireo_api::Result;
use vireo_model::domain::devices::filesystem::{
    FilesystemAccess, FilesystemDriverType, FilesystemModel, FilesystemMultidevs, WritePolicy,
};

use super::address::{self, alias};
use super::virtio::{self, variant_of};
use crate::build::Build;
use crate::error::operation_unsupported;
use crate::process::argv::{Opts, Props};

/// All shares.
pub(crate) fn words(b: &mut Build<'_>) -> Result<()> {
    for share in &b.domain.devices.filesystems {
        let own = share.driver.clone().unwrap_or_default();
        match own.kind {
            None | Some(FilesystemDriverType::Path | FilesystemDriverType::Handle) => {}
            Some(FilesystemDriverType::Mtp) => {
                let id = alias(&share.info).to_owned();
                let props = Props::new().str("driver", "usb-mtp").str("id", id);
                let source = share.source.clone().unwrap_or_default();
                let props = props
                    .maybe_str("rootdir", source.dir.as_deref())
                    .maybe_str("desc", share.target_dir.as_deref())
                    .bool("readonly", share.readonly)
                    .and(address::props(b, &share.info)?);
                b.device(props);
                continue;
            }
            Some(
                FilesystemDriverType::Virtiofs
                | FilesystemDriverType::Loop
                | FilesystemDriverType::Nbd
                | FilesystemDriverType::Ploop,
            ) => {
                return Err(operation_unsupported("this filesystem driver is not supported yet"));
            }
        }
        let id = alias(&share.info).to_owned();
        let security = match share.accessmode {
            Some(FilesystemAccess::Mapped) => "mapped",
            Some(FilesystemAccess::Squash) => "none",
            Some(FilesystemAccess::Passthrough) | None => "passthrough",
        };
        let mut opts = Opts::new().word("local").pair("security_model", security);
        opts = opts.maybe(
            "multidevs",
            share.multidevs.map(|multidevs| match multidevs {
                FilesystemMultidevs::Remap => "remap",
                FilesystemMultidevs::Forbid => "forbid",
                FilesystemMultidevs::Warn => "warn",
            }),
        );
        opts = opts
            .maybe("fmode", share.fmode.map(|mode| format!("{mode:04o}")))
            .maybe("dmode", share.dmode.map(|mode| format!("{mode:04o}")));
        if own.wrpolicy == Some(WritePolicy::Immediate) {
            opts = opts.pair("writeout", "immediate");
        }
        let dir = share.source.as_ref().and_then(|source| source.dir.clone());
        opts = opts.pair("id", format!("fsdev-{id}")).maybe("path", dir);
        if share.readonly {
            opts = opts.word("readonly=on");
        }
        b.line.option("-fsdev", opts);
        let variant = variant_of!(share.model, FilesystemModel);
        let props = Props::new()
            .str("driver", virtio::driver("virtio-9p", &share.info, variant))
            .and(virtio::options(Some(&own.virtio)))
            .str("id", &id)
            .str("fsdev", format!("fsdev-{id}"))
            .maybe_str("mount_tag", share.target_dir.as_deref());
        let props = props.and(address::props(b, &share.info)?);
        b.device(props);
    }
    Ok(())
}
