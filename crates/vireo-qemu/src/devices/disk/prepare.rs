//! What a start fills into disks: the chains of their images, numbers of their nodes, and what the
//! status file keeps.

use std::path::Path;

use vireo_api::event::{DiskChangeReason, DomainEvent};
use vireo_api::{Error, ErrorDomain, Result};
use vireo_model::domain::Domain;
use vireo_model::domain::devices::Disk;
use vireo_model::domain::devices::disk::DiskDevice;
use vireo_model::domain::devices::storage::{
    BackingStore, ImageFormat, Mirror, StartupPolicy, StorageFormat, StorageSource, StorageType,
};
use vireo_xml::KeptElement;

use super::{image, qom_path};
use crate::process::start::Starting;

/// Longest chain that is followed.
const MAX_DEPTH: usize = 200;

/// Completes the disks of a guest that starts.
pub(crate) fn prepare(s: &mut Starting) -> Result<()> {
    drop_missing(s)?;
    for disk in &mut s.domain.devices.disks {
        find_chain(disk)?;
    }
    number(&mut s.domain);
    s.domain.devices.disks.iter_mut().for_each(keep_names);
    Ok(())
}

/// Numbers the images of all disks, from the last disk to the first.
pub(crate) fn number(domain: &mut Domain) {
    let mut next = 0;
    for disk in domain.devices.disks.iter_mut().rev() {
        number_chain(disk, &mut next);
        next += super::throttle::filter_count(disk);
    }
}

/// Media that are not there: an error, or their absence, as the definition says.
fn drop_missing(s: &mut Starting) -> Result<()> {
    let mut kept = Vec::new();
    for mut disk in std::mem::take(&mut s.domain.devices.disks) {
        let Some(error) = missing(&disk) else {
            kept.push(disk);
            continue;
        };
        let source = disk.source.as_ref();
        if source.and_then(|source| source.startup_policy) != Some(StartupPolicy::Optional) {
            return Err(error);
        }
        let old_src_path = super::path(&disk).unwrap_or_default();
        let dev_alias = disk.info.alias.clone().unwrap_or_default();
        let removable = matches!(disk.device, DiskDevice::Cdrom | DiskDevice::Floppy);
        let reason = if removable {
            DiskChangeReason::ChangeMissingOnStart
        } else {
            DiskChangeReason::DropMissingOnStart
        };
        let event = DomainEvent::DiskChange {
            old_src_path: Some(old_src_path),
            new_src_path: None,
            dev_alias,
            reason,
        };
        s.core.publish(&s.guest, event);
        if removable {
            disk.source = None;
            kept.push(disk);
        }
    }
    s.domain.devices.disks = kept;
    Ok(())
}

/// Why a local medium can't be used.
fn missing(disk: &Disk) -> Option<Error> {
    let path = super::path(disk)?;
    if !matches!(disk.kind, StorageType::File | StorageType::Block) {
        return None;
    }
    let error = std::fs::metadata(&path).err()?;
    Some(Error::system(
        ErrorDomain::Storage,
        format!("Cannot access storage file '{path}'"),
        &error,
    ))
}

/// Reads what the images cover, where the definition leaves that open.
fn find_chain(disk: &mut Disk) -> Result<()> {
    if disk.source.as_ref().is_none_or(StorageSource::is_empty) {
        // What is put in later has a format of its own.
        if let Some(driver) = &mut disk.driver {
            driver.kind = None;
        }
        return Ok(());
    }
    if disk.backing_store.is_some() || !matches!(disk.kind, StorageType::File | StorageType::Block)
    {
        return Ok(());
    }
    let Some(path) = super::path(disk) else { return Ok(()) };
    let format = disk.driver.as_ref().and_then(|driver| driver.kind);
    disk.backing_store = Some(chain(Path::new(&path), format, MAX_DEPTH)?);
    Ok(())
}

fn chain(path: &Path, format: Option<StorageFormat>, depth: usize) -> Result<BackingStore> {
    if format != Some(StorageFormat::Qcow2) {
        return Ok(end());
    }
    let told = |error: &std::io::Error| {
        Error::system(
            ErrorDomain::Storage,
            format!("cannot read header '{}'", path.display()),
            error,
        )
    };
    let Some(backing) = image::qcow2_backing(path).map_err(|e| told(&e))? else {
        return Ok(end());
    };
    if depth == 0 {
        let text = format!("backing store chain of '{}' is too long", path.display());
        return Err(crate::error::failed(text).with_domain(ErrorDomain::Storage));
    }
    let found = std::fs::metadata(&backing.path).map_err(|error| {
        let text = format!(
            "Cannot access backing file '{}' of storage file '{}'",
            backing.path.display(),
            path.display()
        );
        Error::system(ErrorDomain::Storage, text, &error)
    })?;
    // A format that the image does not name is not guessed: its content is the guest's to choose.
    let format = match backing.format.as_deref() {
        Some("qcow2") => StorageFormat::Qcow2,
        Some("raw") | None => StorageFormat::Raw,
        Some(other) => named_format(other)?,
    };
    let text = backing.path.to_string_lossy().into_owned();
    let mut source = StorageSource::default();
    let kind = if is_block(&found) {
        source.dev = Some(text);
        StorageType::Block
    } else {
        source.file = Some(text);
        StorageType::File
    };
    let below = chain(&backing.path, Some(format), depth - 1)?;
    Ok(BackingStore {
        kind: Some(kind),
        index: None,
        format: Some(ImageFormat { kind: Some(format), metadata_cache_max_size: None }),
        source: Some(source),
        backing_store: Some(Box::new(below)),
        detected: true,
    })
}

/// The end of a chain, as found in an image.
fn end() -> BackingStore {
    BackingStore { detected: true, ..BackingStore::default() }
}

fn is_block(found: &std::fs::Metadata) -> bool {
    use std::os::unix::fs::FileTypeExt;
    found.file_type().is_block_device()
}

fn named_format(name: &str) -> Result<StorageFormat> {
    Ok(match name {
        "qcow" => StorageFormat::Qcow,
        "qed" => StorageFormat::Qed,
        "vmdk" => StorageFormat::Vmdk,
        "vdi" => StorageFormat::Vdi,
        "vpc" => StorageFormat::Vpc,
        other => {
            let text = format!("unknown backing store format '{other}'");
            return Err(crate::error::unsupported(text).with_domain(ErrorDomain::Storage));
        }
    })
}

/// Completes a disk that comes to a running guest. `next` is the last number that was given away.
///
/// # Errors
/// Its medium is not there; an image of the chain can't be read.
pub(crate) fn plugged(disk: &mut Disk, next: &mut u32) -> Result<()> {
    if let Some(error) = missing(disk) {
        return Err(error);
    }
    find_chain(disk)?;
    number_chain(disk, next);
    *next += super::throttle::filter_count(disk);
    keep_names(disk);
    Ok(())
}

/// Gives each image its number, the top one first. An empty drive uses one up too.
fn number_chain(disk: &mut Disk, next: &mut u32) {
    *next += 1;
    if let Some(source) = disk.source.as_mut().filter(|source| !source.is_empty()) {
        source.index = Some(*next);
    }
    let mut backing = disk.backing_store.as_mut();
    while let Some(layer) = backing {
        if layer.kind.is_none() {
            break;
        }
        *next += 1;
        layer.index = Some(*next);
        backing = layer.backing_store.as_deref_mut();
    }
}

/// Numbers the images of a chain below one that has its number.
pub(crate) fn number_below(chain: &mut BackingStore, mut fresh: impl FnMut() -> u32) {
    let mut next = Some(chain);
    while let Some(layer) = next.filter(|layer| layer.kind.is_some()) {
        layer.index = Some(fresh());
        next = layer.backing_store.as_deref_mut();
    }
}

/// What the image at `path` covers.
///
/// # Errors
/// As [`prepare`].
pub(crate) fn chain_of(path: &Path, format: StorageFormat) -> Result<BackingStore> {
    chain(path, Some(format), MAX_DEPTH)
}

/// The format of the image at `path`, by its first bytes.
///
/// # Errors
/// It can't be read.
pub(crate) fn probe(path: &Path) -> Result<StorageFormat> {
    let is_qcow2 = image::is_qcow2(path).map_err(|error| {
        let text = format!("cannot read header '{}'", path.display());
        Error::system(ErrorDomain::Storage, text, &error)
    })?;
    Ok(if is_qcow2 { StorageFormat::Qcow2 } else { StorageFormat::Raw })
}

/// Names of nodes and of the device, for the status file.
fn keep_names(disk: &mut Disk) {
    let qom = qom_path(disk);
    let text = format!("<privateData><qom name='{qom}'/></privateData>");
    disk.private_data = KeptElement::parse(&text).ok();
    keep_node_names(disk.source.as_mut(), disk.backing_store.as_mut());
}

/// The same for the images of a copy.
pub(crate) fn keep_mirror_names(copy: &mut Mirror) {
    keep_node_names(copy.source.as_mut(), copy.backing_store.as_mut());
}

fn keep_node_names(top: Option<&mut StorageSource>, below: Option<&mut BackingStore>) {
    if let Some(source) = top {
        source.private_data = source.index.and_then(|n| KeptElement::parse(&node_names(n)).ok());
    }
    let mut next = below;
    while let Some(layer) = next {
        if let (Some(number), Some(source)) = (layer.index, &mut layer.source) {
            source.private_data = KeptElement::parse(&node_names(number)).ok();
        }
        next = layer.backing_store.as_deref_mut();
    }
}

fn node_names(number: u32) -> String {
    let one = |kind: &str| format!("<nodename type='{kind}' name='libvirt-{number}-{kind}'/>");
    format!("<privateData><nodenames>{}{}</nodenames></privateData>", one("storage"), one("format"))
}
