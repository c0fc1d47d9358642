//! A definition as the command line that would run it. Nothing is started, made or probed: where a
//! start passes descriptors, paths and fixed numbers stand in.

use std::sync::Arc;

use vireo_api::Result;
use vireo_model::domain::address::DeviceInfo;
use vireo_model::domain::devices::Interface;
use vireo_model::domain::devices::interface::InterfaceType;
use vireo_model::fill::FillFlags;
use vireo_runtime::layout::short_name;

use crate::build::{Build, Opened};
use crate::definition;
use crate::devices;
use crate::driver::Core;
use crate::live::Paths;
use crate::machine;
use crate::process::argv::CommandLine;

/// The command line for a user's definition, on one line as for a shell.
///
/// # Errors
/// The definition is malformed, asks for what cannot be had, or cannot be told to QEMU.
pub async fn to_command(core: &Arc<Core>, xml: &str) -> Result<String> {
    let mut domain = definition::read(core, xml, false).await?;
    domain.devices.interfaces.iter_mut().for_each(make_plain);
    let flags = FillFlags { new_definition: false, without_emulator: false };
    definition::fill(core, &mut domain, flags).await?;
    // The reference knows it while it fills in, and forgets it then.
    domain.devices.interfaces.iter_mut().for_each(|nic| nic.info.boot = None);
    crate::cpu::resolve(core, &mut domain).await?;
    for disk in &mut domain.devices.disks {
        devices::disk::volume::find(&*core.volumes, disk).await?;
    }
    machine::align_memory(&mut domain);
    let emulator = core.emulator_of(&domain).await?;
    let paths = paths(core, &domain.name);
    devices::name(core, &paths, &mut domain);
    devices::graphics::choose(core, &paths, &mut domain, &mut devices::graphics::stand_in)?;
    let build = Build {
        domain: &domain,
        emulator: &emulator,
        config: &core.config,
        host: &core.host,
        paths: &paths,
        privileged: core.privileged,
        translation: true,
        incoming: false,
        secrets: Some(&*core.secrets),
        opened: Opened::default(),
        line: CommandLine::default(),
    };
    Ok(build.build()?.shell_text(&emulator.path))
}

/// An interface as one that a person would make for QEMU by hand: a tap, whatever it is connected to.
fn make_plain(nic: &mut Interface) {
    let boot = nic.info.boot.take();
    *nic = Interface {
        kind: InterfaceType::Ethernet,
        mac: nic.mac.take(),
        model: nic.model.take(),
        info: DeviceInfo { boot, ..DeviceInfo::default() },
        ..Interface::default()
    };
}

/// The files of a guest without a number: -1 stands for it.
fn paths(core: &Core, name: &str) -> Paths {
    let short = short_name(0, name);
    let short = format!("-1{}", short.strip_prefix('0').unwrap_or(&short));
    let lib_dir = core.layout.data().join(format!("domain-{short}"));
    Paths {
        monitor: core.socket(lib_dir.join("monitor.sock")),
        lib_dir,
        channel_dir: core.layout.channel().join(&short),
        memory_dir: core.layout.ram().join(&short),
    }
}
