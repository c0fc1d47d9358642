//! Bytes of a guest's memory.

use vireo_api::consts::*;
use vireo_api::{Error, ErrorCode, ErrorDomain, Result};
use vireo_qmp::Call;

use crate::error::{internal, invalid_arg, system};
use crate::process::transition::Run;

/// Most bytes that a client gets at once.
const MAX: usize = 4 << 20;

/// Which addresses a client means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Space {
    /// Those of the current virtual CPU.
    Virtual,
    /// Those of the machine.
    Physical,
}

impl Space {
    /// From the call's flags.
    ///
    /// # Errors
    /// None or both are meant.
    pub fn new(flags: u32) -> Result<Self> {
        match (flags & MEMORY_VIRTUAL != 0, flags & MEMORY_PHYSICAL != 0) {
            (true, false) => Ok(Self::Virtual),
            (false, true) => Ok(Self::Physical),
            (false, false) => Err(invalid_arg(
                "flags parameter must be VIR_MEMORY_VIRTUAL or VIR_MEMORY_PHYSICAL",
            )),
            (true, true) => Err(Error::argument(
                ErrorDomain::Qemu,
                "qemuDomainMemoryPeek",
                "ctl",
                "Flags 'VIR_MEMORY_VIRTUAL' and 'VIR_MEMORY_PHYSICAL' are mutually exclusive",
            )),
        }
    }
}

/// Reads `size` bytes at `offset`.
///
/// # Errors
/// They are too many; QEMU refuses; the file between QEMU and us can't be made or read.
pub async fn peek(run: &Run, space: Space, offset: u64, size: usize) -> Result<Vec<u8>> {
    if size > MAX {
        let text = format!("memory peek of {size} bytes, at most {MAX} are told at once");
        return Err(Error::new(ErrorCode::InvalidArg, ErrorDomain::Qemu, text));
    }
    // QEMU writes to a path alone; its own directory is one where it may.
    let path = run.live.paths.lib_dir.join(format!("memory-{}", uuid_text()));
    let told = |e| system(format!("unable to create '{}'", path.display()), &e);
    std::fs::File::options().write(true).create_new(true).open(&path).map_err(told)?;
    let bytes = save(run, space, offset, size, &path).await;
    if let Err(error) = std::fs::remove_file(&path) {
        tracing::warn!(path = %path.display(), %error, "cannot remove");
    }
    bytes
}

/// A name that no other call uses.
fn uuid_text() -> String {
    use std::sync::atomic::{AtomicU64, Ordering};
    static NEXT: AtomicU64 = AtomicU64::new(0);
    format!("{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed))
}

async fn save(
    run: &Run,
    space: Space,
    offset: u64,
    size: usize,
    path: &std::path::Path,
) -> Result<Vec<u8>> {
    run.core.give_to_guest(path)?;
    let command = match space {
        Space::Virtual => "memsave",
        Space::Physical => "pmemsave",
    };
    let arguments =
        serde_json::json!({ "val": offset, "size": size, "filename": path.to_string_lossy() });
    run.live.call(Call::new(command).arguments(&arguments)).await?;
    let bytes = std::fs::read(path)
        .map_err(|e| system(format!("failed to read temporary file '{}'", path.display()), &e))?;
    if bytes.len() == size { Ok(bytes) } else { Err(internal("QEMU saved too little memory")) }
}
