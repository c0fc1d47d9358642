//! Guests that came here: whether each ran, kept also when it has ended or the daemon was killed.
//!
//! A source whose Finish was not answered asks for the guest. One that is not here may never have run, or
//! may have run and ended: then its disks have moved on, and the source must not run it again. The
//! source's first cookie brings a ticket, the name of the migration, and its question shows it again.
//!
//! ```text
//!   Prepare: Expected ─┬─ the CPUs run ───────────► Ran      (kept for a week)
//!                      └─ they never will ────────► removed
//! ```

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use uuid::Uuid;
use vireo_runtime::durable;

use crate::driver::Core;

/// How long it is known that a guest ran here.
const KEPT: Duration = Duration::from_secs(7 * 24 * 3600);

/// Most migrations that are known at a time; the oldest are forgotten.
const MOST: usize = 512;

/// What became of a guest that was to come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It is on its way, or nobody knows: the daemon or the host went down in the meantime.
    Expected,
    /// Its CPUs ran here, or it was taken over paused.
    Ran,
}

impl Fate {
    const fn word(self) -> &'static str {
        match self {
            Self::Expected => "expected",
            Self::Ran => "ran",
        }
    }
}

/// A name for a migration that begins.
#[must_use]
pub fn new_ticket() -> Uuid {
    let mut bytes = [0; 16];
    vireo_host::random::fill(&mut bytes);
    uuid::Builder::from_random_bytes(bytes).into_uuid()
}

fn folder(core: &Core) -> PathBuf {
    core.layout.data().join("arrivals")
}

/// Writes down what is known of a migration; when this returns it is on disk. A failure is logged: the
/// guest comes all the same.
pub async fn note(core: &Core, ticket: Uuid, guest: Uuid, fate: Fate) {
    let folder = folder(core);
    let written = durable::blocking(move || {
        if fate == Fate::Expected {
            fs::create_dir_all(&folder)
                .map_err(|e| vireo_runtime::Error::io(folder.display().to_string(), e))?;
            sweep(&folder);
        }
        let text = format!("{} {guest}\n", fate.word());
        durable::replace_blocking(&folder.join(ticket.to_string()), text.as_bytes(), 0o600)
    });
    if let Err(error) = written.await {
        tracing::warn!(%guest, %error, "that the guest came is not written down");
    }
}

/// The guest never ran here, and never will by this migration.
pub async fn forget(core: &Core, ticket: Uuid) {
    if let Err(error) = durable::remove(folder(core).join(ticket.to_string())).await {
        tracing::warn!(%ticket, %error, "a guest that did not come is still expected");
    }
}

/// What is known of a migration of this guest.
#[must_use]
pub fn fate(core: &Core, ticket: Uuid, guest: Uuid) -> Option<Fate> {
    read(&folder(core).join(ticket.to_string()), guest)
}

fn read(path: &Path, guest: Uuid) -> Option<Fate> {
    let text = fs::read_to_string(path).ok()?;
    let (word, uuid) = text.trim_end().split_once(' ')?;
    let fate = [Fate::Expected, Fate::Ran].into_iter().find(|fate| fate.word() == word)?;
    (Uuid::parse_str(uuid).ok()? == guest).then_some(fate)
}

/// Forgets what is too old, and the oldest of too many.
fn sweep(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let aged = |entry: fs::DirEntry| Some((entry.metadata().ok()?.modified().ok()?, entry.path()));
    let mut all: Vec<(SystemTime, PathBuf)> = entries.flatten().filter_map(aged).collect();
    all.sort();
    let many = all.len().saturating_sub(MOST - 1);
    let old = |at: &SystemTime| at.elapsed().is_ok_and(|age| age > KEPT);
    for (_, path) in
        all.iter().enumerate().filter(|(at, (time, _))| *at < many || old(time)).map(|(_, one)| one)
    {
        // Another call may have done so.
        let _ = fs::remove_file(path);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_of_too_many_are_forgotten() {
        let folder = tempfile::tempdir().unwrap();
        let old = SystemTime::now() - 2 * KEPT;
        let path = |number: u128| folder.path().join(Uuid::from_u128(number).to_string());
        let guest = Uuid::from_u128(7);
        for number in 0..MOST as u128 + 3 {
            fs::write(path(number), format!("ran {guest}\n")).unwrap();
            if number == 5 {
                fs::File::options().write(true).open(path(5)).unwrap().set_modified(old).unwrap();
            }
        }
        sweep(folder.path());
        assert_eq!(read(&path(5), guest), None);
        assert!(fs::read_dir(folder.path()).unwrap().count() < MOST);
        let last = path(MOST as u128 + 2);
        fs::write(&last, format!("ran {guest}\n")).unwrap();
        assert_eq!(read(&last, guest), Some(Fate::Ran));
        assert_eq!(read(&last, Uuid::from_u128(8)), None);
        fs::write(&last, "teleported 7").unwrap();
        assert_eq!(read(&last, guest), None);
    }
}
