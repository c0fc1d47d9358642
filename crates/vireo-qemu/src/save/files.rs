//! Files of saved guests are opened by the daemon and handed over. Where root has no more rights than
//! anybody (a root-squashed NFS) that is done as the user that QEMU runs as (Q-SAVE-03).

use std::fs::{File, OpenOptions};
use std::io;
use std::path::Path;

use vireo_host::as_user::or_as_user;
use vireo_host::process::Credentials;

use crate::driver::Core;

/// Who opens files: the daemon, and then QEMU's user, if that is another one.
#[derive(Debug, Clone, Default)]
pub struct Files(Option<Credentials>);

impl Files {
    /// Of a driver's guests.
    #[must_use]
    pub fn of(core: &Core) -> Self {
        Self(core.guest_user.clone().filter(|_| core.privileged))
    }

    /// Opens a file.
    ///
    /// # Errors
    /// The daemon's, when neither may.
    pub fn open(&self, path: &Path, options: &OpenOptions) -> io::Result<File> {
        or_as_user(self.0.as_ref(), || options.open(path))
    }

    /// Removes a file if it is a plain one.
    ///
    /// # Errors
    /// As [`Files::open`].
    pub fn remove(&self, path: &Path) -> io::Result<()> {
        or_as_user(self.0.as_ref(), || match std::fs::symlink_metadata(path)?.is_file() {
            true => std::fs::remove_file(path),
            false => Ok(()),
        })
    }
}
