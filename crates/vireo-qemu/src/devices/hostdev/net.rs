//! Interfaces that are virtual functions of a card: their address and VLAN are set through the
//! card's physical function, and what was set before is written down and given back.

use std::path::PathBuf;
use std::sync::Arc;

use vireo_api::{Error, ErrorDomain, Result};
use vireo_host::assign::Root;
use vireo_host::assign::pci::{Address, Device};
use vireo_host::assign::sriov::{Function, Settings};
use vireo_model::domain::devices::Interface;
use vireo_model::link::Vlan;
use vireo_runtime::durable;
use vireo_runtime::ledger::{Ledger, ResourceKind};

use super::in_use::Key;
use super::pci::told;
use crate::driver::Core;
use crate::error::{internal, unsupported};
use crate::process::start::Starting;

/// A virtual function that a guest gets.
pub(super) struct Card {
    function: Function,
    wanted: Settings,
}

/// Where the settings are written down that a function had.
fn file(core: &Core, function: &Function) -> PathBuf {
    core.layout.run().join("hostdevmgr").join(function.file_name())
}

/// Checks what an interface asks for, and saves what its function has.
pub(super) async fn prepare(s: &mut Starting, device: &Device, nic: &Interface) -> Result<Card> {
    let core = Arc::clone(&s.core);
    let Some(function) = Function::of(device).map_err(told)? else {
        let text = "Interface type hostdev is currently supported on SR-IOV Virtual Functions only";
        return Err(unsupported(text).with_domain(ErrorDomain::None));
    };
    let wanted = settings(nic)?;
    if !function.is_online(&core.host) {
        let (number, name) = (function.number, &function.interface);
        return Err(internal(format!(
            "Unable to configure VF {number} of PF '{name}' because the PF is not online. Please \
             change host network config to put the PF online."
        ))
        .with_domain(ErrorDomain::None));
    }
    let mut had = function.settings(&core.host).await.map_err(|e| failed(&function, "read", &e))?;
    if wanted.vlan.is_none() {
        had.vlan = None;
    }
    let path = file(&core, &function);
    if let Some(dir) = path.parent() {
        std::fs::create_dir_all(dir).map_err(|e| failed(&function, "save", &e))?;
    }
    durable::replace(path.clone(), had.document(), 0o600).await?;
    let name = Key::Pci(device.address).entry();
    s.ledger.enter(ResourceKind::HostDevice, name, move || async move {
        // Usually gone when the settings were restored.
        durable::remove(path).await?;
        Ok(())
    });
    Ok(Card { function, wanted })
}

fn failed(function: &Function, what: &str, error: &std::io::Error) -> Error {
    let (number, name) = (function.number, &function.interface);
    let text = format!("cannot {what} settings of VF {number} of PF '{name}'");
    Error::system(ErrorDomain::None, text, error)
}

fn settings(nic: &Interface) -> Result<Settings> {
    let given = nic.actual.as_ref();
    let port = given.and_then(|given| given.virtualport.as_ref()).or(nic.virtualport.as_ref());
    if let Some(kind) = port.and_then(|port| port.kind) {
        let text = format!(
            "virtualport type {kind} is currently not supported on interfaces of type hostdev"
        );
        return Err(unsupported(text).with_domain(ErrorDomain::None));
    }
    let vlan = given.and_then(|given| given.vlan.as_ref()).or(nic.vlan.as_ref());
    let mac = nic.mac.as_ref().map(|mac| mac.address.0);
    Ok(Settings { mac, vlan: vlan.map(tag).transpose()?.flatten() })
}

fn tag(vlan: &Vlan) -> Result<Option<u16>> {
    if vlan.trunk == Some(true) || vlan.tags.len() > 1 {
        let text = "vlan trunking is not supported by SR-IOV network devices";
        return Err(unsupported(text).with_domain(ErrorDomain::None));
    }
    Ok(vlan.tags.first().and_then(|tag| u16::try_from(tag.id).ok()))
}

/// Sets what the guest is to have.
pub(super) async fn set(s: &mut Starting, place: Address, card: &Card) -> Result<()> {
    enter(&s.core, place, card.function.clone(), &mut s.ledger);
    let set = card.function.set(&s.core.host, card.wanted).await;
    set.map_err(|e| failed(&card.function, "change", &e))
}

/// The function gets its settings back.
fn enter(core: &Core, place: Address, function: Function, ledger: &mut Ledger) {
    let (root, path) = (core.host.clone(), file(core, &function));
    ledger.enter(ResourceKind::HostDevice, Key::Pci(place).entry(), move || async move {
        restore(&root, &function, path).await
    });
}

async fn restore(root: &Root, function: &Function, path: PathBuf) -> Result<()> {
    let Ok(text) = std::fs::read_to_string(&path) else { return Ok(()) };
    let had = Settings::read(&text).unwrap_or_default();
    function.set(root, had).await.map_err(|e| failed(function, "restore", &e))?;
    durable::remove(path).await?;
    Ok(())
}

/// Enters again what a guest has that ran on while no daemon watched.
pub(super) fn keep(core: &Arc<Core>, device: &Device, ledger: &mut Ledger) {
    if let Ok(Some(function)) = Function::of(device) {
        enter(core, device.address, function, ledger);
    }
}
