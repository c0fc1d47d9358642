//! Slots of memory modules.

use crate::domain::Domain;
use crate::domain::address::{DeviceAddress, DimmAddress};
use crate::domain::devices::memory::MemoryModel;
use crate::fill::Result;
use crate::fill::error::qemu_internal;

/// Most slots QEMU has.
const MAX_SLOTS: u32 = 256;

/// Give each module without a slot the lowest free one.
pub(crate) fn assign(dom: &mut Domain) -> Result {
    let slots = dom.memory_slots.unwrap_or(0).min(MAX_SLOTS) as usize;
    if slots == 0 {
        return Ok(());
    }
    let mut used = vec![false; slots];
    for module in &dom.devices.memories {
        if let Some(DeviceAddress::Dimm(address)) = &module.info.address {
            if let Some(taken) = used.get_mut(address.slot as usize) {
                *taken = true;
            }
        }
    }
    for module in &mut dom.devices.memories {
        let plugged = matches!(module.model, MemoryModel::Dimm | MemoryModel::Nvdimm);
        // An address of another kind is no slot.
        if !plugged || matches!(module.info.address, Some(DeviceAddress::Dimm(_))) {
            continue;
        }
        let Some(slot) = used.iter().position(|taken| !taken) else {
            return Err(qemu_internal("failed to find an empty memory slot"));
        };
        used[slot] = true;
        let address = DimmAddress { slot: slot as u32, base: None };
        module.info.address = Some(DeviceAddress::Dimm(address));
    }
    Ok(())
}
