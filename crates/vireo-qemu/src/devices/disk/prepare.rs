//! What a start fills into disks: the chains of their images, numbers of their nodes, and what the
//! status file keeps.

use std::path::Path;

use vireo_api::event::{DiskChangeReason, DomainEvent};
use vireo_api::{Error, ErrorDomain, Result};
use vireo_model::domain::Domain;
use vireo_model::domain::devices::Disk;
use vireo_model::domain::devices::disk::DiskDevice;
use vireo_model::domain::devices::storage::{
    BackingStore, ImageFormat, StartupPolicy, StorageFormat, StorageSource, StorageType,
};
use vireo_xml::KeptElement;

use super::{Layer, image, layers, qom_path};
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

/// Names of nodes and of the device, for the status file.
fn keep_names(disk: &mut Disk) {
    let qom = qom_path(disk);
    let text = format!("<privateData><qom name='{qom}'/></privateData>");
    disk.private_data = KeptElement::parse(&text).ok();
    let names = layers(disk).first().map(|layer| node_names(layer));
    if let (Some(names), Some(source)) = (names, &mut disk.source) {
        source.private_data = KeptElement::parse(&names).ok();
    }
}

fn node_names(layer: &Layer<'_>) -> String {
    let one = |kind: &str, name: String| format!("<nodename type='{kind}' name='{name}'/>");
    format!(
        "<privateData><nodenames>{}{}</nodenames></privateData>",
        one("storage", layer.storage_node()),
        one("format", layer.format_node())
    )
}
