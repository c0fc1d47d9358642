//! The answers of each binary: asked when first wanted, once however many want
//! them, kept on disk with what they depend on.

use std::collections::HashMap;
use std::fs;
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use serde::{Deserialize, Serialize};

use super::caps::QemuCaps;
use super::identity::Identity;
use super::probe::{CapsError, probe};

/// Longest cache file that is read, in bytes.
const MAX_FILE: u64 = 16 << 20;

/// Capabilities of all binaries. Share it by `Arc`.
#[derive(Debug)]
pub struct CapsCache {
    /// Where answers are kept; `None` keeps them in memory only.
    dir: Option<PathBuf>,
    slots: Mutex<HashMap<PathBuf, Arc<Slot>>>,
}

/// One binary; the lock is held while it is asked.
type Slot = tokio::sync::Mutex<Option<Known>>;

#[derive(Debug, Clone)]
struct Known {
    identity: Identity,
    caps: Arc<QemuCaps>,
}

#[derive(Deserialize)]
struct Stored {
    identity: Identity,
    caps: QemuCaps,
}

#[derive(Serialize)]
struct Storing<'a> {
    identity: &'a Identity,
    caps: &'a QemuCaps,
}

impl CapsCache {
    /// A cache that keeps its files in `dir`, made when first needed
    /// (`<cache>/qemu/capabilities`).
    pub fn new(dir: Option<PathBuf>) -> Self {
        Self { dir, slots: Mutex::default() }
    }

    /// What `binary` can do: from memory, else from disk, else by asking it. A
    /// binary that changed is asked again.
    ///
    /// # Errors
    /// It cannot be examined, started, or is no QEMU that we serve.
    pub async fn get(&self, binary: &Path) -> Result<Arc<QemuCaps>, CapsError> {
        let identity = examine(binary)?;
        let slot = self.slot(binary);
        let mut known = slot.lock().await;
        if let Some(known) = known.as_ref().filter(|known| known.identity == identity) {
            return Ok(Arc::clone(&known.caps));
        }
        let caps = match self.load(&identity, binary).await {
            Some(caps) => Arc::new(caps),
            None => {
                let caps = Arc::new(probe(binary, identity.kvm()).await?);
                self.store(&identity, &caps, binary).await;
                caps
            }
        };
        *known = Some(Known { identity, caps: Arc::clone(&caps) });
        drop(known);
        // The answers take megabytes while they are read, what is kept of them little. Nobody
        // waits for the trimming.
        tokio::task::spawn_blocking(vireo_host::memory::give_back);
        Ok(caps)
    }

    fn slot(&self, binary: &Path) -> Arc<Slot> {
        let mut slots = self.slots.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(slots.entry(binary.to_owned()).or_default())
    }

    fn file(&self, binary: &Path) -> Option<PathBuf> {
        let name = format!("{:032x}.json", hash(binary.as_os_str().as_encoded_bytes()));
        Some(self.dir.as_ref()?.join(name))
    }

    async fn load(&self, identity: &Identity, binary: &Path) -> Option<QemuCaps> {
        let file = self.file(binary)?;
        let read = tokio::task::spawn_blocking(move || read_file(&file)).await.ok()?;
        match read {
            Ok(stored) if stored.identity == *identity => Some(stored.caps),
            Ok(_) => {
                tracing::debug!(binary = %binary.display(), "cached capabilities are stale");
                None
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => {
                tracing::warn!(binary = %binary.display(), %error, "unusable capabilities file");
                None
            }
        }
    }

    /// Failing to keep the answer costs time later, nothing else.
    async fn store(&self, identity: &Identity, caps: &QemuCaps, binary: &Path) {
        let Some(file) = self.file(binary) else {
            return;
        };
        let Ok(text) = serde_json::to_vec(&Storing { identity, caps }) else {
            return;
        };
        let written = tokio::task::spawn_blocking(move || write_file(&file, &text)).await;
        if let Ok(Err(error)) = written {
            tracing::warn!(binary = %binary.display(), %error, "cannot keep capabilities");
        }
    }
}

fn examine(binary: &Path) -> Result<Identity, CapsError> {
    Identity::of(binary).map_err(|error| CapsError::Binary {
        path: binary.display().to_string().into(),
        reason: super::errno_text(&error).into(),
        errno: error.raw_os_error().unwrap_or(0),
    })
}

fn read_file(file: &Path) -> io::Result<Stored> {
    if fs::metadata(file)?.len() > MAX_FILE {
        return Err(io::Error::other("too long"));
    }
    serde_json::from_slice(&fs::read(file)?).map_err(io::Error::other)
}

/// Replaces `file` as a whole. A cache need not survive a crash, so it is not
/// synced.
fn write_file(file: &Path, text: &[u8]) -> io::Result<()> {
    let dir = file.parent().ok_or(io::ErrorKind::InvalidInput)?;
    fs::create_dir_all(dir)?;
    let new = file.with_extension(format!("new.{}", std::process::id()));
    let mut options = fs::OpenOptions::new();
    let mut handle = options.write(true).create(true).truncate(true).mode(0o600).open(&new)?;
    let done = handle.write_all(text).and_then(|()| fs::rename(&new, file));
    if done.is_err() {
        let _ = fs::remove_file(&new);
    }
    done
}

/// FNV-1a; only names a file, whose contents say what they are for.
fn hash(bytes: &[u8]) -> u128 {
    const BASIS: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;
    bytes.iter().fold(BASIS, |sum, &byte| (sum ^ u128::from(byte)).wrapping_mul(PRIME))
}
