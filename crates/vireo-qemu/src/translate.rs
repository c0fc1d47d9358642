//! A definition as the command line that would run it. Nothing is started, made or probed: where a
//! start passes descriptors, paths and fixed numbers stand in.

use std::sync::Arc;

use vireo_api::Result;
use vireo_runtime::layout::short_name;

use crate::build::{Build, Opened};
use crate::definition;
use crate::devices;
use crate::driver::Core;
use crate::live::Paths;
use crate::process::argv::CommandLine;

/// The command line for a user's definition, on one line as for a shell.
///
/// # Errors
/// The definition is malformed, asks for what cannot be had, or cannot be told to QEMU.
pub async fn to_command(core: &Arc<Core>, xml: &str) -> Result<String> {
    let mut domain = definition::read(core, xml, false).await?;
    let emulator = core.emulator_of(&domain).await?;
    let paths = paths(core, &domain.name);
    devices::name(core, &paths, &mut domain);
    devices::graphics::choose(core, &paths.lib_dir, &mut domain, &mut devices::graphics::stand_in)?;
    let build = Build {
        domain: &domain,
        emulator: &emulator,
        config: &core.config,
        paths: &paths,
        privileged: core.privileged,
        translation: true,
        opened: Opened::default(),
        line: CommandLine::default(),
    };
    Ok(build.build()?.shell_text(&emulator.path))
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
