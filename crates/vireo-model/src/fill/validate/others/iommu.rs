//! IOMMUs.

use crate::domain::Domain;
use crate::domain::address::DeviceAddress;
use crate::domain::devices::simple::{Iommu, IommuModel};
use crate::fill::error::{qemu, refuse, unsupported, xml};
use crate::fill::{Cap, Context, Family, Result};

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
        driver.intremap == Some(true) && !super::super::domain::ioapic_is_qemu(dom),
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
