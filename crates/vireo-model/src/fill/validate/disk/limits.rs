//! Limits of a disk, and disks that forget.

use crate::domain::Domain;
use crate::domain::devices::disk::{Disk, DiskBus, DiskDevice};
use crate::domain::devices::storage::StorageType;
use crate::domain::tune::IoTune;
use crate::fill::error::{Code, FillError, From, qemu, refuse};
use crate::fill::{Cap, Context, Result};

use super::{bus, is_empty};

/// Largest I/O limit of QEMU.
const IOTUNE_MAX: u64 = 1_000_000_000_000_000;

/// Whether two disks of a group are told different limits.
pub(super) fn limits(disk: &Disk, dom: &Domain) -> Result {
    let Some(tune) = &disk.iotune else { return Ok(()) };
    let bare = IoTune { group_name: tune.group_name.clone(), ..IoTune::default() };
    refuse!(
        tune.group_name.is_some() && **tune == bare,
        qemu,
        "group_name can be configured only together with settings"
    );
    refuse!(bus(disk) == DiskBus::Sd, qemu, "<iotune> is not supported with bus='sd'");
    if let Some(group) = &tune.group_name {
        for other in &dom.devices.disks {
            let Some(theirs) = &other.iotune else { continue };
            refuse!(
                theirs.group_name.as_ref() == Some(group) && theirs != tune,
                qemu,
                "different iotunes for disks {} and {}",
                disk.target.dev,
                other.target.dev
            );
        }
    }
    let values = [
        tune.total_bytes_sec,
        tune.read_bytes_sec,
        tune.write_bytes_sec,
        tune.total_iops_sec,
        tune.read_iops_sec,
        tune.write_iops_sec,
        tune.total_bytes_sec_max,
        tune.read_bytes_sec_max,
        tune.write_bytes_sec_max,
        tune.total_iops_sec_max,
        tune.read_iops_sec_max,
        tune.write_iops_sec_max,
        tune.size_iops_sec,
    ];
    if values.iter().flatten().any(|v| *v > IOTUNE_MAX) {
        return Err(FillError::new(
            Code::ArgumentUnsupported,
            From::Qemu,
            format!("block I/O throttle limit must be no more than {IOTUNE_MAX} using QEMU"),
        ));
    }
    Ok(())
}

pub(super) fn transient(disk: &Disk, dom: &Domain, ctx: &Context<'_>) -> Result {
    use crate::domain::lifecycle::LifecycleAction;
    let name = &disk.target.dev;
    refuse!(is_empty(disk), qemu, "transient disk '{name}' must not be empty");
    refuse!(disk.readonly, qemu, "transient disk '{name}' must not be read-only");
    refuse!(
        disk.kind != StorageType::File,
        qemu,
        "transient disk supported only with 'file' type ({name})"
    );
    refuse!(
        disk.device != DiskDevice::Disk,
        qemu,
        "transient disk supported only with 'disk' device ({name})"
    );
    let shared = disk.transient.as_ref().is_some_and(|t| t.share_backing == Some(true));
    if shared {
        let stays = dom.on_reboot != Some(LifecycleAction::Destroy);
        refuse!(
            !ctx.has(Cap::SetAction) && !stays,
            qemu,
            "transient disk backing image sharing with destroy action of lifecycle isn't supported by this QEMU binary"
        );
        refuse!(
            !matches!(bus(disk), DiskBus::Usb | DiskBus::Virtio | DiskBus::Scsi),
            qemu,
            "disk bus '{}' doesn't support transiend disk backing image sharing",
            bus(disk)
        );
    }
    Ok(())
}
