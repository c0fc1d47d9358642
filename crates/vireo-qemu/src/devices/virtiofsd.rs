//! The server of a directory that is shared by virtiofs.

use std::os::fd::{AsRawFd, OwnedFd};
use std::path::Path;

use vireo_api::{ErrorCode, Result};
use vireo_model::domain::Domain;
use vireo_model::domain::devices::Filesystem;
use vireo_model::domain::devices::filesystem::{
    FilesystemBinary, FilesystemDriverType, VirtiofsCache, VirtiofsSandbox,
};
use vireo_model::domain::os::IdMapEntry;

use super::address::alias;
use crate::build::End;
use crate::error::{internal, system, unsupported};
use crate::helper::descriptors::{self, Program};
use crate::helper::{Helper, Kind, Place, Ready};
use crate::process::launch;
use crate::process::start::Starting;

/// What it is called.
const NAME: &str = "virtiofsd";

/// The server of a share, one for each.
pub(crate) static SERVER: Kind = Kind {
    name: NAME,
    title: NAME,
    code: ErrorCode::InternalError,
    wanted,
    mark: |place, device| place.shared(&place.core.layout.state(), &format!("{device}-fs.pid")),
    files: |place, device| vec![place.own_socket(&socket_name(device))],
    declare: |s, device| Box::pin(declare(s, device)),
    again: None,
};

/// The socket of a share's server, in the guest's directory.
pub(crate) fn socket_name(device: &str) -> String {
    format!("{device}-fs.sock")
}

/// The shares that we have to serve.
fn served(domain: &Domain) -> impl Iterator<Item = &Filesystem> {
    domain.devices.filesystems.iter().filter(|share| {
        let kind = share.driver.as_ref().and_then(|driver| driver.kind);
        let by_another = share.source.as_ref().is_some_and(|source| source.socket.is_some());
        kind == Some(FilesystemDriverType::Virtiofs) && !by_another
    })
}

fn wanted(_: &Place<'_>, domain: &Domain) -> Vec<String> {
    served(domain).map(|share| alias(&share.info).to_owned()).collect()
}

async fn declare(s: &mut Starting, device: &str) -> Result<Helper> {
    let Some(share) = served(&s.domain).find(|share| alias(&share.info) == device).cloned() else {
        return Err(internal(format!("no share '{device}'")));
    };
    let dir = share.source.as_ref().and_then(|source| source.dir.clone()).unwrap_or_default();
    if !Path::new(&dir).is_dir() {
        return Err(internal(format!("the virtiofs export directory '{dir}' does not exist")));
    }
    let own = share.binary.clone().unwrap_or_default();
    let program = descriptors::choose("fs", NAME, own.path.as_deref()).await?;
    // It is we who listen: QEMU may connect before the server has come up.
    let path = Place::of(s).own_socket(&socket_name(device));
    let told = |e| system(format!("cannot listen on '{}'", path.display()), &e);
    let listener = OwnedFd::from(launch::listen(&path).map_err(told)?);
    s.core.give_to_guest(&path)?;
    let mut args = vec![format!("--fd={}", listener.as_raw_fd())];
    args.extend(options(&program, &share, &own, &dir, s.core.config.virtiofsd_debug)?);
    s.opened.helpers.insert(device.to_owned(), End::Path(path));
    Ok(Helper {
        program: program.path,
        env: Vec::new(),
        args,
        fds: vec![listener],
        user: None,
        log: None,
        ready: Ready::Given,
    })
}

/// What it is to do, in the words that it knows.
fn options(
    program: &Program,
    share: &Filesystem,
    own: &FilesystemBinary,
    dir: &str,
    debug: bool,
) -> Result<Vec<String>> {
    let mut args = if program.has("separate-options") {
        apart(own, dir)?
    } else {
        vec!["-o".to_owned(), together(own, dir)]
    };
    if let Some(size) = own.thread_pool_size {
        args.push(format!("--thread-pool-size={size}"));
    }
    if let Some(most) = own.openfiles_max {
        args.push(format!("--rlimit-nofile={most}"));
    }
    if let Some(map) = &share.idmap {
        let entry = |kind: &str, entry: &IdMapEntry| {
            format!("--{kind}-map=:{}:{}:{}:", entry.start, entry.target, entry.count)
        };
        args.extend(map.uids.iter().map(|one| entry("uid", one)));
        args.extend(map.gids.iter().map(|one| entry("gid", one)));
    }
    if share.readonly {
        args.push("--readonly".to_owned());
    }
    if debug {
        args.push("-d".to_owned());
    }
    Ok(args)
}

const fn sandbox(sandbox: VirtiofsSandbox) -> &'static str {
    match sandbox {
        VirtiofsSandbox::Namespace => "namespace",
        VirtiofsSandbox::Chroot => "chroot",
    }
}

/// Each by itself: how today's server takes them.
fn apart(own: &FilesystemBinary, dir: &str) -> Result<Vec<String>> {
    if own.lock_posix.is_some() || own.lock_flock.is_some() {
        return Err(unsupported("locking options are not supported by this virtiofsd"));
    }
    let mut args = vec!["--shared-dir".to_owned(), dir.to_owned()];
    let mut pair = |name: &str, value: &str| args.extend([name.to_owned(), value.to_owned()]);
    match own.cache {
        Some(VirtiofsCache::None) => pair("--cache", "never"),
        Some(VirtiofsCache::Always) => pair("--cache", "always"),
        None => {}
    }
    if let Some(kind) = own.sandbox {
        pair("--sandbox", sandbox(kind));
    }
    if own.xattr == Some(true) {
        args.push("--xattr".to_owned());
    }
    Ok(args)
}

/// All in one: how QEMU's own server took them.
fn together(own: &FilesystemBinary, dir: &str) -> String {
    let mut text = format!("source={}", dir.replace(',', "\\,"));
    let mut add = |word: &str| {
        text.push(',');
        text.push_str(word);
    };
    match own.cache {
        Some(VirtiofsCache::None) => add("cache=none"),
        Some(VirtiofsCache::Always) => add("cache=always"),
        None => {}
    }
    if let Some(kind) = own.sandbox {
        add(&format!("sandbox={}", sandbox(kind)));
    }
    let switches = [
        (own.xattr, "xattr", "no_xattr"),
        (own.lock_flock, "flock", "no_flock"),
        (own.lock_posix, "posix_lock", "no_posix_lock"),
    ];
    for (switch, on, off) in switches {
        match switch {
            Some(true) => add(on),
            Some(false) => add(off),
            None => {}
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own() -> FilesystemBinary {
        FilesystemBinary {
            xattr: Some(true),
            cache: Some(VirtiofsCache::None),
            sandbox: Some(VirtiofsSandbox::Chroot),
            ..FilesystemBinary::default()
        }
    }

    #[test]
    fn an_old_server_takes_all_in_one() {
        let own = FilesystemBinary { lock_posix: Some(true), lock_flock: Some(false), ..own() };
        assert_eq!(
            together(&own, "/a,b"),
            "source=/a\\,b,cache=none,sandbox=chroot,xattr,no_flock,posix_lock"
        );
    }

    #[test]
    fn a_new_server_takes_each_by_itself_and_no_locks() {
        let words = ["--shared-dir", "/a,b", "--cache", "never", "--sandbox", "chroot", "--xattr"];
        assert_eq!(apart(&own(), "/a,b").unwrap(), words);
        let own = FilesystemBinary { lock_posix: Some(true), ..own() };
        assert!(apart(&own, "/").is_err());
    }
}
