//! File work with another user's rights, for file systems that give root none (a root-squashed NFS).

use std::io;
use std::thread;

use nix::unistd::{Gid, Uid, setfsgid, setfsuid};

use crate::process::Credentials;

/// Does file work with the rights of `who`, and with those alone, on a thread of its own: the rest
/// of the process keeps its own. Blocks until it is done.
///
/// # Errors
/// The process may not take other users' rights, or has no thread left.
pub fn as_user<T: Send>(who: &Credentials, work: impl FnOnce() -> T + Send) -> io::Result<T> {
    thread::scope(|scope| {
        let worker = thread::Builder::new().name("as user".to_owned());
        let worker = worker.spawn_scoped(scope, || {
            become_user(who)?;
            Ok(work())
        })?;
        worker.join().unwrap_or_else(|_| Err(io::Error::other("file work as a user was lost")))
    })
}

/// Does file work as this process; where that is refused, as a user who may have more rights there.
///
/// # Errors
/// The first refusal, when neither may.
pub fn or_as_user<T: Send>(
    who: Option<&Credentials>,
    work: impl Fn() -> io::Result<T> + Sync,
) -> io::Result<T> {
    let refused = match work() {
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => error,
        done => return done,
    };
    let Some(who) = who else { return Err(refused) };
    as_user(who, &work).and_then(|done| done).map_err(|_| refused)
}

/// Changes what this thread's access to files is judged by.
fn become_user(who: &Credentials) -> io::Result<()> {
    let groups: Vec<_> =
        who.groups.iter().map(|gid| rustix::process::Gid::from_raw(*gid)).collect();
    rustix::thread::set_thread_groups(&groups)?;
    let (uid, gid) = (Uid::from_raw(who.uid), Gid::from_raw(who.gid));
    setfsgid(gid);
    setfsuid(uid);
    // These calls tell what was before, and nothing else: ask again.
    if setfsgid(gid) != gid || setfsuid(uid) != uid {
        return Err(io::ErrorKind::PermissionDenied.into());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs::{self, File, Permissions};
    use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};

    const WHO: (u32, u32) = (65_534, 65_533);

    fn who() -> Credentials {
        Credentials { uid: WHO.0, gid: WHO.1, groups: vec![WHO.1] }
    }

    #[test]
    fn files_are_judged_and_made_as_the_user() {
        if !nix::unistd::geteuid().is_root() {
            eprintln!("skipped: takes root");
            return;
        }
        let who = who();
        let dir = tempfile::tempdir().unwrap();
        fs::set_permissions(dir.path(), Permissions::from_mode(0o777)).unwrap();
        let (own, theirs) = (dir.path().join("own"), dir.path().join("theirs"));
        fs::write(&own, "").unwrap();
        fs::set_permissions(&own, Permissions::from_mode(0o600)).unwrap();
        let refused = as_user(&who, || File::open(&own)).unwrap().unwrap_err();
        assert_eq!(refused.kind(), io::ErrorKind::PermissionDenied);
        as_user(&who, || File::create(&theirs)).unwrap().unwrap();
        let made = fs::metadata(&theirs).unwrap();
        assert_eq!((made.uid(), made.gid()), (who.uid, who.gid));
        // The rest of the process is as it was.
        File::open(&own).unwrap();
    }

    /// This thread's root has the rights of an owner and no more, as on an NFS that squashes root.
    fn squash_root() {
        use rustix::thread::{CapabilitySet, capabilities, set_capabilities};
        let mut own = capabilities(None).unwrap();
        own.effective.remove(CapabilitySet::DAC_OVERRIDE | CapabilitySet::DAC_READ_SEARCH);
        set_capabilities(None, own).unwrap();
    }

    /// REQ: Q-SAVE-03
    #[test]
    fn where_root_has_no_rights_the_user_is_tried() {
        if !nix::unistd::geteuid().is_root() {
            eprintln!("skipped: takes root");
            return;
        }
        let dir = tempfile::tempdir().unwrap();
        fs::set_permissions(dir.path(), Permissions::from_mode(0o755)).unwrap();
        let theirs = dir.path().join("theirs");
        fs::create_dir(&theirs).unwrap();
        fs::set_permissions(&theirs, Permissions::from_mode(0o700)).unwrap();
        chown(&theirs, Some(WHO.0), Some(WHO.1)).unwrap();
        let (file, mine) = (theirs.join("image"), dir.path().join("mine"));
        thread::scope(|scope| {
            let squashed = scope.spawn(|| {
                squash_root();
                let refused = or_as_user(None, || File::create(&file)).unwrap_err();
                assert_eq!(refused.kind(), io::ErrorKind::PermissionDenied);
                or_as_user(Some(&who()), || File::create(&file)).unwrap();
                // Who needs no help gets none.
                or_as_user(Some(&who()), || File::create(&mine)).unwrap();
            });
            squashed.join().unwrap();
        });
        assert_eq!(fs::metadata(&file).unwrap().uid(), WHO.0);
        assert_eq!(fs::metadata(&mine).unwrap().uid(), 0);
    }
}
