//! Files that QEMU opens become its user's while the guest runs, and whose they were is remembered
//! in the file's extended attributes as the reference does.

use std::fs;
use std::io;
use std::os::unix::fs::{MetadataExt, OpenOptionsExt, chown};
use std::path::{Path, PathBuf};

use rustix::fs::XattrFlags;
use vireo_api::Result;
use vireo_runtime::ledger::{Ledger, ResourceKind};

use crate::devices;
use crate::driver::Core;
use crate::error::system;
use crate::process::start::Starting;

/// Attributes under which the reference remembers a file's owner and how many guests use it.
const OWNER: &str = "trusted.libvirt.security.dac";
const COUNT: &str = "trusted.libvirt.security.ref_dac";
const STAMP: &str = "trusted.libvirt.security.timestamp_dac";

/// Gives the files of a guest to QEMU's user.
///
/// # Errors
/// A file is missing or can't be given away.
pub fn label(s: &mut Starting) -> Result<()> {
    let Some(user) = s.core.guest_user.clone() else { return Ok(()) };
    if s.core.config.dynamic_ownership == Some(false) {
        return Ok(());
    }
    let remember = s.core.config.remember_owner;
    for path in devices::files(&s.domain) {
        let path = PathBuf::from(path);
        give(&path, user.uid, user.gid, remember).map_err(|e| {
            let doing = format!(
                "unable to set user and group to '{}:{}' on '{}'",
                user.uid,
                user.gid,
                path.display()
            );
            system(doing, &e)
        })?;
        let name = path.to_string_lossy().into_owned();
        s.ledger.enter(ResourceKind::Label, name, move || async move {
            restore(&path, (user.uid, user.gid));
            Ok(())
        });
    }
    label_live(s, user.uid, user.gid);
    Ok(())
}

/// The label stands in the running definition.
fn label_live(s: &mut Starting, uid: u32, gid: u32) {
    use vireo_model::domain::security::{SecLabel, SecLabelKind};
    let text = format!("+{uid}:+{gid}");
    let label = SecLabel {
        kind: Some(SecLabelKind::Dynamic),
        model: Some("dac".to_owned()),
        relabel: Some(true),
        label: Some(text.clone()),
        imagelabel: Some(text),
        baselabel: None,
    };
    if !s.domain.seclabels.iter().any(|one| one.model.as_deref() == Some("dac")) {
        s.domain.seclabels.push(label);
    }
}

/// Gives one image of a running guest to QEMU's user.
///
/// # Errors
/// It is missing or can't be given away.
pub fn give_image(core: &Core, path: &Path) -> Result<()> {
    let Some(user) = &core.guest_user else { return Ok(()) };
    give(path, user.uid, user.gid, core.config.remember_owner).map_err(|e| {
        let (uid, gid) = (user.uid, user.gid);
        let text = format!("unable to set user and group to '{uid}:{gid}' on '{}'", path.display());
        system(text, &e)
    })
}

/// Gives the node of a device of the host to QEMU's user.
///
/// # Errors
/// It is missing or can't be given away.
pub fn give_node(core: &Core, path: &Path) -> Result<()> {
    let Some(user) = &core.guest_user else { return Ok(()) };
    let given = fs::metadata(path).and_then(|before| {
        give_whatever(path, &before, user.uid, user.gid, core.config.remember_owner)
    });
    given.map_err(|e| {
        let (uid, gid) = (user.uid, user.gid);
        let text = format!("unable to set user and group to '{uid}:{gid}' on '{}'", path.display());
        system(text, &e)
    })
}

/// Gives QEMU's user what is there on the host for as long as it is in the ledger; what is not there
/// QEMU complains of.
///
/// # Errors
/// It can't be given away.
pub fn lend(core: &Core, ledger: &mut Ledger, path: String) -> Result<()> {
    let Some(user) = core.guest_user.as_ref().map(|user| (user.uid, user.gid)) else {
        return Ok(());
    };
    if core.config.dynamic_ownership == Some(false) || !Path::new(&path).exists() {
        return Ok(());
    }
    give_node(core, Path::new(&path))?;
    ledger.enter(ResourceKind::Label, path.clone(), move || async move {
        restore(Path::new(&path), user);
        Ok(())
    });
    Ok(())
}

/// Gives one file away.
fn give(path: &Path, uid: u32, gid: u32, remember: bool) -> io::Result<()> {
    let before = fs::metadata(path)?;
    // Devices and sockets that everybody shares keep their owners.
    if !before.is_file() && !is_block(&before) {
        return Ok(());
    }
    give_whatever(path, &before, uid, gid, remember)
}

/// Gives a file away, whatever kind of file it is.
fn give_whatever(
    path: &Path,
    before: &fs::Metadata,
    uid: u32,
    gid: u32,
    remember: bool,
) -> io::Result<()> {
    if remember {
        remember_owner(path, before);
    }
    if (before.uid(), before.gid()) == (uid, gid) {
        return Ok(());
    }
    match chown(path, Some(uid), Some(gid)) {
        // A read-only file system: what is there has to do.
        Err(error) if error.raw_os_error() == Some(nix::libc::EROFS) => Ok(()),
        done => done,
    }
}

fn is_block(found: &fs::Metadata) -> bool {
    use std::os::unix::fs::FileTypeExt;
    found.file_type().is_block_device()
}

/// Notes the owner of the first use, and counts uses. File systems without such attributes are no
/// error: the owner will be root then.
fn remember_owner(path: &Path, before: &fs::Metadata) {
    let count = read_number(path).unwrap_or(0) + 1;
    if count == 1 {
        let owner = format!("+{}:+{}", before.uid(), before.gid());
        if set(path, OWNER, &owner).is_err() {
            return;
        }
        let stamp = vireo_host::procfs::boot_time().unwrap_or(0).to_string();
        let _ = set(path, STAMP, &stamp);
    }
    let _ = set(path, COUNT, &count.to_string());
}

fn set(path: &Path, name: &str, value: &str) -> io::Result<()> {
    Ok(rustix::fs::setxattr(path, name, value.as_bytes(), XattrFlags::empty())?)
}

fn get(path: &Path, name: &str) -> Option<String> {
    let mut buffer = [0_u8; 128];
    let length = rustix::fs::getxattr(path, name, &mut buffer).ok()?;
    let text = buffer.get(..length)?;
    Some(String::from_utf8_lossy(text).trim_end_matches('\0').to_owned())
}

/// How many guests use the file; counts of an earlier boot are stale.
fn read_number(path: &Path) -> Option<u64> {
    let stamp = get(path, STAMP)?.parse::<u64>().ok()?;
    if stamp != vireo_host::procfs::boot_time().unwrap_or(0) {
        return None;
    }
    get(path, COUNT)?.parse().ok()
}

/// Gives a file back to whom it belonged, when nobody uses it any more.
pub fn restore(path: &Path, guest: (u32, u32)) {
    let owned = fs::metadata(path).is_ok_and(|found| (found.uid(), found.gid()) == guest);
    if !owned {
        // Never given away, or somebody else's by now.
        return;
    }
    let owner = match read_number(path) {
        Some(count) if count > 1 => {
            let _ = set(path, COUNT, &(count - 1).to_string());
            return;
        }
        Some(_) => {
            let owner = get(path, OWNER);
            for name in [OWNER, COUNT, STAMP] {
                let _ = rustix::fs::removexattr(path, name);
            }
            owner
        }
        None => None,
    };
    let (uid, gid) = owner.as_deref().and_then(parse_owner).unwrap_or((0, 0));
    if let Err(error) = chown(path, Some(uid), Some(gid)) {
        tracing::debug!(path = %path.display(), %error, "owner is not restored");
    }
}

fn parse_owner(text: &str) -> Option<(u32, u32)> {
    let (uid, gid) = text.split_once(':')?;
    Some((uid.strip_prefix('+')?.parse().ok()?, gid.strip_prefix('+')?.parse().ok()?))
}

/// Writes a fresh key that only QEMU's user may read.
///
/// # Errors
/// It can't be written.
pub fn write_master_key(core: &Core, path: &Path) -> Result<()> {
    let mut key = [0_u8; 32];
    vireo_host::random::fill(&mut key);
    let write = || -> io::Result<()> {
        let mut file = fs::OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(true)
            .mode(0o600)
            .open(path)?;
        io::Write::write_all(&mut file, &key)
    };
    write().map_err(|e| system("failed to write master key file for domain", &e))?;
    core.give_to_guest(path)
}

/// Writes the file with the process's number.
///
/// # Errors
/// It can't be written.
pub fn write_pid_file(core: &Core, name: &str, pid: i32) -> Result<()> {
    let path = core.layout.pid_file(name)?;
    fs::write(&path, pid.to_string())
        .map_err(|e| system(format!("Failed to write pid file '{}'", path.display()), &e))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn owners_are_numbers() {
        assert_eq!(parse_owner("+107:+36"), Some((107, 36)));
        assert_eq!(parse_owner("qemu:+36"), None);
    }
}
