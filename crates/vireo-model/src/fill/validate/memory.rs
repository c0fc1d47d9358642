//! Memory modules and memory that can be plugged in.

use crate::domain::Domain;
use crate::domain::address::DeviceAddress;
use crate::domain::devices::memory::{MemoryDevice, MemoryModel as Model};
use crate::domain::memory::MemoryAccess;
use crate::fill::error::{qemu, refuse, unsupported, xml_detail};
use crate::fill::walk::numa_cells;
use crate::fill::{Cap, Context, Result};

/// Rules that every hypervisor shares.
pub(crate) fn generic(m: &MemoryDevice, dom: &Domain, ctx: &Context<'_>) -> Result {
    let cells = numa_cells(dom).len() as u32;
    if let Some(node) = m.target.node {
        refuse!(
            cells == 0,
            xml_detail,
            "can't add memory backend as guest has no NUMA nodes configured"
        );
        refuse!(
            node >= cells,
            xml_detail,
            "can't add memory backend for guest node '{node}' as the guest has only '{cells}' NUMA nodes configured"
        );
    }
    let path = m.source.as_ref().and_then(|s| s.path.as_ref());
    match m.model {
        Model::Dimm => Ok(()),
        Model::Nvdimm => {
            refuse!(path.is_none(), xml_detail, "path is required for model 'nvdimm'");
            refuse!(m.discard == Some(true), unsupported, "discard is not supported for nvdimms");
            if ctx.is_ppc64() {
                refuse!(
                    m.target.label_size.unwrap_or(0) == 0,
                    unsupported,
                    "label size is required for NVDIMM device"
                );
            } else {
                refuse!(m.uuid.is_some(), unsupported, "UUID is not supported for NVDIMM device");
            }
            Ok(())
        }
        Model::VirtioPmem => pmem(m, path.is_some()),
        Model::VirtioMem => virtio_mem(m, ctx),
        Model::SgxEpc => {
            refuse!(
                m.info.address.is_some(),
                unsupported,
                "memory device address is not supported for model '{}'",
                m.model
            );
            Ok(())
        }
    }
}

fn pmem(m: &MemoryDevice, has_path: bool) -> Result {
    let model = m.model;
    refuse!(!has_path, xml_detail, "path is required for model '{model}'");
    refuse!(m.discard == Some(true), unsupported, "discard is not supported for model '{model}'");
    refuse!(
        m.access != Some(MemoryAccess::Shared),
        unsupported,
        "shared access mode required for virtio-pmem device"
    );
    refuse!(m.target.node.is_some(), unsupported, "virtio-pmem does not support NUMA nodes");
    Ok(())
}

fn virtio_mem(m: &MemoryDevice, ctx: &Context<'_>) -> Result {
    let t = &m.target;
    let requested = t.requested.unwrap_or(0);
    let block = t.block.unwrap_or(0);
    refuse!(
        requested > t.size,
        xml_detail,
        "requested size must be smaller than or equal to @size ({}KiB)",
        t.size
    );
    refuse!(!block.is_power_of_two(), xml_detail, "block size must be a power of two");
    let least = ctx.view.settings().thp_size_kib;
    refuse!(block < least, xml_detail, "block size too small, must be at least {least}KiB");
    refuse!(
        requested % block != 0,
        xml_detail,
        "requested size must be an integer multiple of block size"
    );
    let base = t.address_base.unwrap_or(0);
    refuse!(
        base % block.saturating_mul(1024) != 0,
        xml_detail,
        "memory device address must be aligned to blocksize"
    );
    Ok(())
}

/// No two modules in one slot or at one place.
pub(crate) fn conflicts(m: &MemoryDevice, others: &[MemoryDevice]) -> Result {
    for other in others.iter().filter(|o| !std::ptr::eq(*o, m)) {
        let (Some(DeviceAddress::Dimm(a)), Some(DeviceAddress::Dimm(b))) =
            (&m.info.address, &other.info.address)
        else {
            continue;
        };
        refuse!(
            a.slot == b.slot,
            unsupported,
            "memory device slot '{}' is already being used by another memory device",
            a.slot
        );
    }
    Ok(())
}

/// Rules of the QEMU driver.
pub(crate) fn driver(m: &MemoryDevice, ctx: &Context<'_>) -> Result {
    let lacks = |cap| !ctx.has(cap);
    match m.model {
        Model::Dimm => {
            refuse!(lacks(Cap::PcDimm), qemu, "memory hotplug isn't supported by this QEMU binary")
        }
        Model::Nvdimm => {
            refuse!(lacks(Cap::Nvdimm), qemu, "nvdimm isn't supported by this QEMU binary");
            refuse!(
                m.target.readonly && lacks(Cap::NvdimmUnarmed),
                qemu,
                "nvdimm readonly property is not available with this QEMU binary"
            );
        }
        Model::VirtioPmem => refuse!(
            lacks(Cap::VirtioPmemPci),
            qemu,
            "virtio-pmem isn't supported by this QEMU binary"
        ),
        Model::VirtioMem => {
            refuse!(
                lacks(Cap::VirtioMemPci),
                qemu,
                "virtio-mem isn't supported by this QEMU binary"
            );
            refuse!(
                m.target.dynamic_memslots == Some(true) && lacks(Cap::VirtioMemPciDynamicMemslots),
                qemu,
                "virtio-mem does not support dynamicMemslots"
            );
        }
        Model::SgxEpc => {
            refuse!(lacks(Cap::SgxEpc), qemu, "sgx epc isn't supported by this QEMU binary")
        }
    }
    Ok(())
}

/// What plugging memory in needs.
pub(crate) fn hotplug(dom: &Domain, ctx: &Context<'_>) -> Result {
    let modules = &dom.devices.memories;
    let plugged: Vec<&MemoryDevice> = modules.iter().filter(|m| m.model != Model::SgxEpc).collect();
    let max = dom.max_memory.unwrap_or(0);
    if max == 0 {
        refuse!(
            !plugged.is_empty(),
            qemu,
            "cannot use/hotplug a memory device when domain 'maxMemory' is not defined"
        );
        return Ok(());
    }
    refuse!(
        !ctx.is_ppc64() && !ctx.is_s390() && numa_cells(dom).is_empty(),
        qemu,
        "At least one numa node has to be configured when enabling memory hotplug"
    );
    let slots = dom.memory_slots.unwrap_or(0);
    let needed =
        plugged.iter().filter(|m| matches!(m.model, Model::Dimm | Model::Nvdimm)).count() as u32;
    refuse!(
        needed > slots,
        qemu,
        "count of memory devices requiring memory slots '{needed}' exceeds slots count '{slots}'"
    );
    let mut total = 0u64;
    for m in &plugged {
        total = total.saturating_add(m.target.size);
        module_hotplug(m, dom, slots)?;
    }
    let initial = dom.memory.unwrap_or(0).saturating_sub(total);
    refuse!(
        total > max.saturating_sub(initial),
        qemu,
        "memory device total size exceeds hotplug space"
    );
    Ok(())
}

fn module_hotplug(m: &MemoryDevice, dom: &Domain, slots: u32) -> Result {
    let address = m.info.address.as_ref();
    let node_needed = match m.model {
        Model::Dimm | Model::Nvdimm => {
            refuse!(
                !matches!(address, None | Some(DeviceAddress::Dimm(_))),
                qemu,
                "only 'dimm' addresses are supported for the pc-dimm device"
            );
            if let Some(DeviceAddress::Dimm(dimm)) = address {
                refuse!(
                    dimm.slot >= slots,
                    qemu,
                    "memory device slot '{}' exceeds slots count '{slots}'",
                    dimm.slot
                );
            }
            true
        }
        Model::VirtioPmem => {
            refuse!(
                !matches!(address, None | Some(DeviceAddress::Pci(_))),
                qemu,
                "only 'pci' addresses are supported for the virtio-pmem device"
            );
            false
        }
        Model::VirtioMem => {
            refuse!(
                !matches!(address, None | Some(DeviceAddress::Pci(_) | DeviceAddress::Ccw(_))),
                qemu,
                "only 'pci' and 'ccw' addresses are supported for the {} device",
                m.model
            );
            true
        }
        Model::SgxEpc => false,
    };
    refuse!(
        node_needed && m.target.node.is_none() && !numa_cells(dom).is_empty(),
        qemu,
        "target NUMA node needs to be specified for memory device"
    );
    Ok(())
}
