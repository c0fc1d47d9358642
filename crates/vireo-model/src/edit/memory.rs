//! Memory modules: the definition's memory counts them.

use super::{Editable, Spot, invalid, missing, suits};
use crate::domain::Domain;
use crate::domain::devices::memory::MemoryDevice;
use crate::fill::Result;
use crate::fill::walk::Place;

impl Editable for MemoryDevice {
    const NAME: &'static str = "memory";

    fn attach(self, dom: &mut Domain) -> Result {
        insert(dom, self);
        Ok(())
    }

    fn update(self, dom: &mut Domain) -> Result {
        let Some(n) = position(dom, &self) else { return Err(invalid("memory not found")) };
        dom.devices.memories[n] = self;
        Ok(())
    }

    fn find(&self, dom: &Domain) -> Result<Spot> {
        match position(dom, self) {
            Some(n) => Ok(Spot::Device(Place::Memory(n as u32))),
            None => Err(missing("matching memory device was not found")),
        }
    }
}

fn position(dom: &Domain, asked: &MemoryDevice) -> Option<usize> {
    dom.devices.memories.iter().position(|one| {
        let mut same = one.clone();
        same.info = asked.info.clone();
        // How much of it the guest is asked to use may change.
        same.target.requested = asked.target.requested;
        same.target.current = asked.target.current;
        same.target.address_base = asked.target.address_base.or(same.target.address_base);
        let placed = asked.target.address_base.is_none()
            || asked.target.address_base == one.target.address_base;
        same.target.address_base = asked.target.address_base;
        placed && same == *asked && suits(&asked.info, &one.info)
    })
}

/// A module that was not there.
pub(super) fn insert(dom: &mut Domain, module: MemoryDevice) {
    count(dom, module.target.size, u64::saturating_add);
    dom.devices.memories.push(module);
}

/// A module that was there and is gone.
pub(super) fn removed(dom: &mut Domain, module: &MemoryDevice) {
    count(dom, module.target.size, u64::saturating_sub);
}

/// Guests whose balloon is empty have all of their memory, before and after.
fn count(dom: &mut Domain, size: u64, change: fn(u64, u64) -> u64) {
    let Some(memory) = dom.memory else { return };
    let all = change(memory, size);
    if dom.current_memory.is_none_or(|current| current == memory || current > all) {
        dom.current_memory = Some(all);
    }
    dom.memory = Some(all);
}
