//! Registers on the virtual I/O bus of pSeries machines.

use crate::domain::Domain;
use crate::domain::address::{DeviceAddress, DeviceInfo, SpaprVioAddress};
use crate::domain::devices::chardev::SerialTargetType;
use crate::domain::devices::controller::{Controller, ControllerModel, ControllerType};
use crate::domain::devices::tpm::TpmModel;
use crate::fill::error::{qemu_xml, refuse};
use crate::fill::walk::{Place, console_mirrors_serial, info, info_mut, places};
use crate::fill::{Context, Family, Result};

/// Distance of the registers of two devices.
const STEP: u64 = 0x1000;

/// Where the devices of a kind begin.
mod base {
    pub const NETWORK: u64 = 0x1000;
    pub const SCSI: u64 = 0x2000;
    pub const NVRAM: u64 = 0x3000;
    pub const TPM: u64 = 0x4000;
    pub const TERMINAL: u64 = 0x3000_0000;
}

/// Gives each device of the bus a register: that of its kind, or the next free one.
///
/// # Errors
/// Two devices ask for one register.
pub(crate) fn assign(dom: &mut Domain, ctx: &Context<'_>) -> Result {
    // Other machines have no such bus, but who asks for it is numbered all the same.
    let own_bus = ctx.family() == Family::Pseries;
    let mirrored = console_mirrors_serial(dom);
    for (place, base) in devices(dom) {
        let Some(info) = info_mut(dom, place) else { continue };
        if info.address.is_none() && !own_bus {
            continue;
        }
        let address =
            info.address.get_or_insert_with(|| DeviceAddress::SpaprVio(SpaprVioAddress::default()));
        let DeviceAddress::SpaprVio(SpaprVioAddress { reg }) = address else { continue };
        let own = *reg;
        let others = places(dom)
            .into_iter()
            .filter(|p| *p != place && !(mirrored && *p == Place::Console(0)));
        let taken: Vec<u64> = others.filter_map(|p| reg_of(dom, p)).collect();
        if let Some(own) = own {
            refuse!(taken.contains(&own), qemu_xml, "spapr-vio address {own:#x} already in use");
            continue;
        }
        let mut free = base;
        while taken.contains(&free) {
            free += STEP;
        }
        if let Some(info) = info_mut(dom, place) {
            info.address = Some(DeviceAddress::SpaprVio(SpaprVioAddress { reg: Some(free) }));
        }
    }
    if mirrored {
        let address = dom.devices.serials[0].info.address.clone();
        dom.devices.consoles[0].info.address = address;
    }
    Ok(())
}

fn reg_of(dom: &Domain, place: Place) -> Option<u64> {
    match info(dom, place)?.address {
        Some(DeviceAddress::SpaprVio(SpaprVioAddress { reg })) => reg,
        _ => None,
    }
}

/// The devices that live on the bus, and where their kind begins.
fn devices(dom: &Domain) -> Vec<(Place, u64)> {
    let d = &dom.devices;
    let mut found = Vec::new();
    let mut add = |list: Vec<bool>, place: fn(u32) -> Place, base| {
        let here = (0..).zip(list).filter(|(_, here)| *here);
        found.extend(here.map(|(n, _)| (place(n), base)));
    };
    // Whatever asks for the bus is on it.
    let asks = |info: &DeviceInfo| matches!(info.address, Some(DeviceAddress::SpaprVio(_)));
    let vlan = d
        .interfaces
        .iter()
        .map(|net| net.model.as_deref() == Some("spapr-vlan") || asks(&net.info));
    add(vlan.collect(), Place::Interface, base::NETWORK);
    let scsi = d.controllers.iter().map(|c| is_scsi_of_the_bus(c) || asks(&c.info));
    add(scsi.collect(), Place::Controller, base::SCSI);
    let terminals = d.serials.iter().map(|serial| {
        serial.target.as_ref().and_then(|t| t.kind) == Some(SerialTargetType::SpaprVioSerial)
    });
    add(terminals.collect(), Place::Serial, base::TERMINAL);
    add(vec![d.nvram.is_some()], |_| Place::Nvram, base::NVRAM);
    let tpms = d.tpms.iter().map(|tpm| tpm.model == Some(TpmModel::TpmSpapr) || asks(&tpm.info));
    add(tpms.collect(), Place::Tpm, base::TPM);
    found
}

fn is_scsi_of_the_bus(c: &Controller) -> bool {
    c.kind == ControllerType::Scsi && c.model == Some(ControllerModel::Ibmvscsi)
}
