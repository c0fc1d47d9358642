//! File systems of the guest.

use serde::de::IgnoredAny;
use serde_json::json;
use vireo_api::Result;
use vireo_model::domain::Domain;
use vireo_proto::remote;

use super::answers::FileSystem;
use super::{Session, disks};

/// `virDomainFSFreeze`: those mounted there, or all; gives their number.
///
/// # Errors
/// As [`Session::ask`].
pub async fn freeze(session: &Session, mountpoints: &[&str]) -> Result<i32> {
    if mountpoints.is_empty() {
        return session.ask("guest-fsfreeze-freeze", None).await;
    }
    let arguments = json!({ "mountpoints": mountpoints });
    session.ask("guest-fsfreeze-freeze-list", Some(arguments)).await
}

/// `virDomainFSThaw`: gives the number of those that were frozen.
///
/// # Errors
/// As [`Session::ask`].
pub async fn thaw(session: &Session) -> Result<i32> {
    session.ask("guest-fsfreeze-thaw", None).await
}

/// `virDomainFSTrim`: free ranges of at least `minimum` bytes.
///
/// # Errors
/// As [`Session::ask`].
pub async fn trim(session: &Session, minimum: u64) -> Result<()> {
    let arguments = json!({ "minimum": minimum });
    session.ask::<IgnoredAny>("guest-fstrim", Some(arguments)).await.map(|_| ())
}

/// `virDomainGetFSInfo`.
///
/// # Errors
/// As [`Session::ask`].
pub async fn list(session: &Session, config: &Domain) -> Result<Vec<remote::DomainFsinfo>> {
    let found: Vec<FileSystem> = session.ask("guest-get-fsinfo", None).await?;
    Ok(found.into_iter().map(|fs| wire(fs, config)).collect())
}

fn wire(fs: FileSystem, config: &Domain) -> remote::DomainFsinfo {
    let targets = fs.disk.iter().filter_map(|address| disks::target(config, address));
    remote::DomainFsinfo {
        dev_aliases: targets.map(Into::into).collect(),
        mountpoint: fs.mountpoint.into(),
        name: fs.name.into(),
        fstype: fs.r#type.into(),
    }
}
