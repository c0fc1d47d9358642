//! A pool's definition: read, filled in, checked.

use uuid::Uuid;
use vireo_api::{Error, ErrorCode, ErrorDomain, Result};
use vireo_model::scalar;
use vireo_model::storage::Permissions;
use vireo_model::storage::pool::{Pool, PoolTarget, PoolType};
use vireo_xml::{Mode, ParseOptions};

use crate::error;

/// Reads a document. One without a UUID gets one from `new_uuid`.
///
/// # Errors
/// It is malformed, lacks what its type needs, or is of a type that nobody here knows; with
/// `validate` also when it has elements that nobody knows.
pub fn read(text: &str, validate: bool, new_uuid: &dyn Fn() -> Uuid) -> Result<Pool> {
    let options = ParseOptions { mode: Mode::SAVED, strict: validate };
    let (mut pool, misfits) =
        vireo_xml::parse_with::<Pool>(text, options).map_err(|e| error::xml(&e))?;
    if !is_known(pool.kind) {
        return Err(no_backend(pool.kind));
    }
    if let Some(misfit) = misfits.first() {
        return Err(error::misfit("storagepool.rng", misfit));
    }
    check_name(name(&pool))?;
    check_source(&pool)?;
    pool.uuid.get_or_insert_with(|| scalar::Uuid(new_uuid().into_bytes()));
    fill(&mut pool)?;
    Ok(pool)
}

/// A pool of this type can be neither kept nor started.
#[must_use]
pub fn no_backend(kind: PoolType) -> Error {
    let (number, kind) = (kind.number(), kind.as_str());
    error::internal(format!("missing backend for pool type {number} ({kind})"))
}

/// Whether definitions of this type are kept. Only directories can be started.
#[must_use]
pub fn is_known(kind: PoolType) -> bool {
    match kind {
        PoolType::Dir | PoolType::Fs | PoolType::Netfs => true,
        PoolType::Logical
        | PoolType::Disk
        | PoolType::Iscsi
        | PoolType::IscsiDirect
        | PoolType::Scsi
        | PoolType::Mpath
        | PoolType::Rbd
        | PoolType::Sheepdog
        | PoolType::Gluster
        | PoolType::Zfs
        | PoolType::Vstorage => false,
    }
}

fn check_name(name: &str) -> Result<()> {
    if name.is_empty() {
        return Err(error::bad_xml("missing pool source name element"));
    }
    if name.contains('/') {
        return Err(error::bad_xml(format!("name {name} cannot contain '/'")));
    }
    if name.contains('\n') {
        let text = format!("invalid char in name: {}", '\n');
        return Err(Error::new(ErrorCode::XmlDetail, ErrorDomain::Xml, text));
    }
    Ok(())
}

/// Formats of what is mounted, by type; the first is meant where none is told.
fn formats(kind: PoolType) -> &'static [&'static str] {
    match kind {
        PoolType::Fs => &[
            "auto", "ext2", "ext3", "ext4", "ufs", "iso9660", "udf", "gfs", "gfs2", "vfat", "hfs+",
            "xfs", "ocfs2", "vmfs",
        ],
        PoolType::Netfs => &["auto", "nfs", "glusterfs", "cifs"],
        PoolType::Dir
        | PoolType::Logical
        | PoolType::Disk
        | PoolType::Iscsi
        | PoolType::IscsiDirect
        | PoolType::Scsi
        | PoolType::Mpath
        | PoolType::Rbd
        | PoolType::Sheepdog
        | PoolType::Gluster
        | PoolType::Zfs
        | PoolType::Vstorage => &[],
    }
}

fn check_source(pool: &Pool) -> Result<()> {
    let source = &pool.source;
    if let (Some(format), known) = (&source.format, formats(pool.kind)) {
        if !known.is_empty() && !known.contains(&format.as_str()) {
            return Err(error::bad_xml(format!("unknown pool format type {format}")));
        }
    }
    let missing = match pool.kind {
        PoolType::Fs if source.devices.is_empty() => "missing storage pool source device name",
        PoolType::Netfs if source.hosts.is_empty() => "missing storage pool source host name",
        PoolType::Netfs if source.dir.is_none() => "missing storage pool source path",
        _ if target(pool).is_empty() => "missing storage pool target path",
        _ => return Ok(()),
    };
    Err(error::bad_xml(missing))
}

fn fill(pool: &mut Pool) -> Result<()> {
    if pool.source.format.is_none() {
        pool.source.format = formats(pool.kind).first().map(|&format| format.to_owned());
    }
    for figure in [&mut pool.capacity, &mut pool.allocation, &mut pool.available] {
        figure.get_or_insert(0);
    }
    if let Some(target) = &mut pool.target {
        target.path = target.path.as_deref().map(sanitized);
        target.permissions = permissions(target.permissions.take())?;
    }
    Ok(())
}

/// Permissions as they are kept: what leaves a thing open says nothing.
///
/// # Errors
/// An id is none.
pub fn permissions(given: Option<Permissions>) -> Result<Option<Permissions>> {
    let Some(mut given) = given else { return Ok(None) };
    let ids = [(&mut given.owner, "owner"), (&mut given.group, "group")];
    for (id, what) in ids {
        match *id {
            Some(-1) => *id = None,
            Some(number) if u32::try_from(number).is_err() => {
                return Err(error::bad_xml(format!("malformed {what} element")));
            }
            Some(_) | None => {}
        }
    }
    Ok((!given.is_empty()).then_some(given))
}

/// A path without needless slashes. Two at its begin mean something to some hosts and stay.
#[must_use]
pub fn sanitized(path: &str) -> String {
    let leading = path.bytes().take_while(|byte| *byte == b'/').count();
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    let begin = match leading {
        0 => "",
        2 => "//",
        _ => "/",
    };
    format!("{begin}{}", parts.join("/"))
}

/// The document.
#[must_use]
pub fn format(pool: &Pool, mode: Mode) -> String {
    vireo_xml::format(pool, mode)
}

/// The UUID of a definition that was read here.
#[must_use]
pub fn uuid(pool: &Pool) -> Uuid {
    pool.uuid.map_or_else(Uuid::nil, |uuid| Uuid::from_bytes(uuid.0))
}

/// Its name.
#[must_use]
pub fn name(pool: &Pool) -> &str {
    pool.name.as_deref().unwrap_or_default()
}

/// Its directory on this host.
#[must_use]
pub fn target(pool: &Pool) -> &str {
    pool.target.as_ref().and_then(|target| target.path.as_deref()).unwrap_or_default()
}

/// The permissions that its directory is to have, or has.
#[must_use]
pub fn target_permissions(pool: &Pool) -> Option<&Permissions> {
    pool.target.as_ref().and_then(|target| target.permissions.as_ref())
}

/// Tells how a directory is found to be.
pub fn tell_permissions(pool: &mut Pool, found: Permissions) {
    let label = target_permissions(pool).and_then(|known| known.label.clone());
    let target = pool.target.get_or_insert_with(PoolTarget::default);
    target.permissions = Some(Permissions { label, ..found });
}

/// Do both mean the same bytes?
#[must_use]
pub fn same_source(one: &Pool, other: &Pool) -> bool {
    one.kind == other.kind
        && match one.kind {
            PoolType::Dir => target(one) == target(other),
            PoolType::Fs => one.source.devices == other.source.devices,
            PoolType::Netfs => {
                one.source.dir == other.source.dir && one.source.hosts == other.source.hosts
            }
            PoolType::Logical
            | PoolType::Disk
            | PoolType::Iscsi
            | PoolType::IscsiDirect
            | PoolType::Scsi
            | PoolType::Mpath
            | PoolType::Rbd
            | PoolType::Sheepdog
            | PoolType::Gluster
            | PoolType::Zfs
            | PoolType::Vstorage => false,
        }
}

/// The text of the status file of an active pool, under the reference's root.
#[must_use]
pub fn status(pool: &Pool) -> String {
    let mut out = String::from("<poolstate>\n");
    for line in format(pool, Mode::SAVED).lines() {
        out.push_str("  ");
        out.push_str(line);
        out.push('\n');
    }
    out.push_str("</poolstate>\n");
    out
}

/// Reads a status file.
///
/// # Errors
/// It isn't one.
pub fn read_status(text: &str) -> Result<Pool> {
    const END: &str = "</pool>";
    let no_pool = || error::internal("no pool element in the status file");
    // After the root's own name, which begins with the same letters.
    let from = text.find("<pool>").or_else(|| text.find("<pool ")).ok_or_else(no_pool)?;
    let to = text.find(END).filter(|to| *to > from).ok_or_else(no_pool)?;
    read(&text[from..to + END.len()], false, &Uuid::nil)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn take(text: &str) -> Result<String, String> {
        read(text, false, &Uuid::max).map(|p| format(&p, Mode::SAVED)).map_err(|e| e.to_string())
    }

    #[test]
    fn what_is_absent_is_filled_in() {
        let target = "<target><path>///srv//images/</path><permissions><owner>-1</owner>\
                      <mode>0700</mode></permissions></target>";
        let text =
            take(&format!("<pool type='dir'><capacity>7</capacity><name>p</name>{target}</pool>"));
        let filled = "\
<pool type='dir'>
  <name>p</name>
  <uuid>ffffffff-ffff-ffff-ffff-ffffffffffff</uuid>
  <capacity unit='bytes'>0</capacity>
  <allocation unit='bytes'>0</allocation>
  <available unit='bytes'>0</available>
  <source>
  </source>
  <target>
    <path>/srv/images</path>
    <permissions>
      <mode>0700</mode>
    </permissions>
  </target>
</pool>
";
        assert_eq!(text.as_deref(), Ok(filled));
        let pool = read(filled, true, &Uuid::nil).expect("our own");
        let again = read_status(&status(&pool)).expect("our own");
        assert_eq!(again, pool);
    }

    #[test]
    fn refusals_are_the_reference_s() {
        for (text, wanted) in [
            (
                "<pool type='dir'><name>a</name></pool>",
                "XML error: missing storage pool target path",
            ),
            ("<pool type='dir'/>", "XML error: missing pool source name element"),
            ("<pool type='dir'><name>a/b</name></pool>", "XML error: name a/b cannot contain '/'"),
            ("<pool type='dir'><name>a\nb</name></pool>", "invalid char in name: \n"),
            (
                "<pool type='logical'><name>a</name></pool>",
                "internal error: missing backend for pool type 3 (logical)",
            ),
            (
                "<pool type='dir'><name>a</name><uuid>x</uuid></pool>",
                "XML error: malformed uuid element",
            ),
            ("<pool/>", "XML error: Missing required attribute 'type' in element 'pool'"),
            (
                "<pool type='dir'><name>a</name><target><path>/x</path><permissions>\
                 <mode>9</mode></permissions></target></pool>",
                "XML error: malformed octal mode",
            ),
            (
                "<pool type='netfs'><name>a</name><source><host name='h'/><dir path='/d'/>\
                 <format type='x'/></source></pool>",
                "XML error: unknown pool format type x",
            ),
        ] {
            assert_eq!(take(text), Err(wanted.to_owned()), "{text}");
        }
    }

    #[test]
    fn needless_slashes_go() {
        for (path, wanted) in
            [("/a//b/", "/a/b"), ("//a", "//a"), ("///a///", "/a"), ("a/", "a"), ("/", "/")]
        {
            assert_eq!(sanitized(path), wanted);
        }
    }
}
