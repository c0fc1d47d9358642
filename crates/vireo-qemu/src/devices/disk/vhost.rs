//! Disks whose images another process of the host has: it serves the guest by the guest's memory.

use std::fs::OpenOptions;

use vireo_api::Result;
use vireo_model::domain::devices::Disk;

use super::{Layer, device};
use crate::build::Build;
use crate::devices::chardev;
use crate::error::{internal, system};
use crate::process::argv::{Opts, Props};

/// The socket of the process, and the device.
pub(super) fn words(b: &mut Build<'_>, disk: &Disk) -> Result<()> {
    let source = disk.source.clone().unwrap_or_default();
    let id = format!("chr-vu-{}", disk.info.alias.as_deref().unwrap_or_default());
    let opts = Opts::new().word("socket").pair("id", &id).maybe("path", source.path.as_deref());
    let opts = chardev::reconnect(b, opts, source.reconnect.as_ref());
    b.line.option("-chardev", opts);
    let props = device::props(b, disk, Some(device::Backend::Chardev(id)))?;
    b.device(props);
    Ok(())
}

/// The node of a device of the host that does it in hardware; it is opened here, for QEMU may not.
pub(super) fn vdpa(b: &mut Build<'_>, layer: &Layer<'_>) -> Result<Props> {
    let path = layer.path().ok_or_else(|| internal("disk source path is missing"))?;
    let path = match b.translation || b.secrets.is_none() {
        true => path,
        false => {
            let file = OpenOptions::new().read(true).write(true).open(&path);
            let file =
                file.map_err(|e| system(format!("Unable to open '{path}' for vdpa device"), &e))?;
            b.line.pass_fd_as_path(file.into(), &format!("{}-vdpa", layer.storage_node()))
        }
    };
    Ok(Props::new().str("driver", "virtio-blk-vhost-vdpa").str("path", path))
}

#[cfg(test)]
mod tests {
    use crate::devices::disk::words;
    use crate::devices::testing::expect;

    #[test]
    fn another_process_is_met_on_its_socket() {
        expect(
            words,
            "<controller type='pci' index='0' model='pcie-root'/>\
             <disk type='vhostuser' device='disk'><source type='unix' path='/s,k'>\
             <reconnect enabled='yes' timeout='5'/></source><target dev='vda' bus='virtio'/>\
             <address type='pci' slot='3'/></disk>",
            &[
                "-chardev socket,id=chr-vu-virtio-disk0,path=/s,,k,reconnect-ms=5000",
                "-device {\"driver\":\"vhost-user-blk-pci\",\"bus\":\"pcie.0\",\"addr\":\"0x3\",\
                 \"chardev\":\"chr-vu-virtio-disk0\",\"id\":\"virtio-disk0\"}",
            ],
        );
    }
}
