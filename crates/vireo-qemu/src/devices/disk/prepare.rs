//! What a start fills into disks: the chains of their images, numbers of their nodes, and what the
//! status file keeps.

use std::path::Path;

use vireo_api::event::{DiskChangeReason, DomainEvent};
use vireo_api::{Error, ErrorDomain, Result};
use vireo_model::domain::Domain;
use vireo_model::domain::devices::Disk;
use vireo_model::domain::devices::disk::DiskDevice;
use vireo_model::domain::devices::storage::{
    BackingStore, Mirror, StartupPolicy, StorageFormat, StorageSource, StorageType,
};
use vireo_xml::KeptElement;

use super::backing::{Found, as_user, detect, model_format};
use super::volume::found_kind;
use super::{Layer, qom_path};
use crate::process::start::Starting;

/// Completes the disks of a guest that starts.
pub(crate) fn prepare(s: &mut Starting) -> Result<()> {
    drop_missing(s)?;
    let user = s.core.guest_ids();
    for disk in &mut s.domain.devices.disks {
        find_chain(disk, user)?;
    }
    number(&mut s.domain);
    s.domain.devices.disks.iter_mut().for_each(tell_cache);
    s.domain.devices.disks.iter_mut().for_each(keep_names);
    Ok(())
}

/// A running disk's definition tells how the host caches it, when that was not left to QEMU.
fn tell_cache(disk: &mut Disk) {
    if let Some(mode) = super::cache(disk) {
        disk.driver.get_or_insert_with(Default::default).cache = Some(mode);
    }
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
///
/// REQ: Q-SAVE-05
fn drop_missing(s: &mut Starting) -> Result<()> {
    let user = s.core.guest_ids();
    let boots = !s.options.incoming;
    let mut kept = Vec::new();
    for disk in std::mem::take(&mut s.domain.devices.disks) {
        let Some(error) = missing(&disk, user) else {
            kept.push(disk);
            continue;
        };
        if !may_be_missing(&disk, boots) {
            return Err(error);
        }
        kept.extend(without_medium(s, disk));
    }
    s.domain.devices.disks = kept;
    Ok(())
}

/// A disk without its medium: an empty drive, or none; told to who listens.
pub(super) fn without_medium(s: &Starting, mut disk: Disk) -> Option<Disk> {
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
    disk.source = None;
    removable.then_some(disk)
}

/// Whether a guest goes on without a medium: one that boots looks for it, one whose memory comes
/// from elsewhere has booted already.
pub(super) fn may_be_missing(disk: &Disk, boots: bool) -> bool {
    match disk.source.as_ref().and_then(|source| source.startup_policy) {
        Some(StartupPolicy::Optional) => true,
        Some(StartupPolicy::Requisite) => !boots,
        Some(StartupPolicy::Mandatory) | None => false,
    }
}

/// Why a local medium can't be used.
fn missing(disk: &Disk, user: Option<(u32, u32)>) -> Option<Error> {
    let path = super::path(disk)?;
    let kind = disk.source.as_ref().map(|source| found_kind(disk.kind, source))?;
    if !matches!(kind, StorageType::File | StorageType::Block) {
        return None;
    }
    let error = std::fs::metadata(&path).err()?;
    Some(Error::system(
        ErrorDomain::Storage,
        as_user(format!("Cannot access storage file '{path}'"), user),
        &error,
    ))
}

/// Reads what the images cover, where the definition leaves that open.
fn find_chain(disk: &mut Disk, user: Option<(u32, u32)>) -> Result<()> {
    if disk.source.as_ref().is_none_or(StorageSource::is_empty) {
        // What is put in later has a format of its own.
        if let Some(driver) = &mut disk.driver {
            driver.kind = None;
        }
        return Ok(());
    }
    let format = disk.driver.as_ref().and_then(|driver| driver.kind);
    let Some(last) = disk.backing_store.as_mut() else {
        let kind = disk.source.as_ref().map_or(disk.kind, |source| found_kind(disk.kind, source));
        let Some(found) = found(kind, disk.source.as_ref(), format, user)? else {
            return Ok(());
        };
        disk.backing_store = found.below;
        if let Some(source) = disk.source.as_mut().filter(|source| source.data_store.is_none()) {
            source.data_store = found.data_store;
        }
        return Ok(());
    };
    find_below(last, user)
}

/// The same below the last image that the definition names.
fn find_below(mut last: &mut BackingStore, user: Option<(u32, u32)>) -> Result<()> {
    while last.backing_store.is_some() {
        let Some(next) = last.backing_store.as_deref_mut() else { return Ok(()) };
        last = next;
    }
    let Some(kind) = last.kind else { return Ok(()) };
    let format = last.format.as_ref().and_then(|format| format.kind);
    if let Some(found) = found(kind, last.source.as_ref(), format, user)? {
        last.backing_store = found.below.map(Box::new);
        if let Some(source) = last.source.as_mut().filter(|source| source.data_store.is_none()) {
            source.data_store = found.data_store;
        }
    }
    Ok(())
}

/// What a local image's header tells; nothing for others.
fn found(
    kind: StorageType,
    source: Option<&StorageSource>,
    format: Option<StorageFormat>,
    user: Option<(u32, u32)>,
) -> Result<Option<Found>> {
    let local = matches!(kind, StorageType::File | StorageType::Block);
    let path = source.filter(|_| local).and_then(super::local_path);
    let Some(path) = path else { return Ok(None) };
    detect(Path::new(&path), format.unwrap_or(StorageFormat::Raw), user).map(Some)
}

/// Completes a disk that comes to a running guest. `next` is the last number that was given away,
/// `user` is whom QEMU runs as, for errors.
///
/// # Errors
/// Its medium is not there; an image of the chain can't be read.
pub(crate) fn plugged(disk: &mut Disk, next: &mut u32, user: Option<(u32, u32)>) -> Result<()> {
    if let Some(error) = missing(disk, user) {
        return Err(error);
    }
    find_chain(disk, user)?;
    number_chain(disk, next);
    *next += super::throttle::filter_count(disk);
    tell_cache(disk);
    keep_names(disk);
    Ok(())
}

/// Gives each image its number, the top one first. An empty drive uses one up too.
fn number_chain(disk: &mut Disk, next: &mut u32) {
    *next += 1;
    if let Some(source) = disk.source.as_mut().filter(|source| !source.is_empty()) {
        source.index = Some(*next);
        number_data(source, next);
    }
    let mut backing = disk.backing_store.as_mut();
    while let Some(layer) = backing {
        if layer.kind.is_none() {
            break;
        }
        *next += 1;
        layer.index = Some(*next);
        if let Some(source) = &mut layer.source {
            number_data(source, next);
        }
        backing = layer.backing_store.as_deref_mut();
    }
}

/// The file of an image's data has a number of its own.
fn number_data(image: &mut StorageSource, next: &mut u32) {
    let data = image.data_store.as_mut().and_then(|data| data.source.as_mut());
    if let Some(source) = data {
        *next += 1;
        source.index = Some(*next);
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

/// The format of the image at `path`, by its first bytes.
///
/// # Errors
/// It can't be read.
pub(crate) fn probe(path: &Path) -> Result<StorageFormat> {
    let probed = vireo_image::follow::open(path).and_then(|mut file| vireo_image::probe(&mut file));
    let format = probed.map_err(|error| {
        let text = format!("cannot read header '{}'", path.display());
        Error::system(ErrorDomain::Storage, text, &error)
    })?;
    Ok(model_format(format))
}

/// Names of nodes and of the device, for the status file.
fn keep_names(disk: &mut Disk) {
    let qom = qom_path(disk);
    let text = format!("<privateData><qom name='{qom}'/></privateData>");
    disk.private_data = KeptElement::parse(&text).ok();
    // What an older form of definitions says beside the source is said of the top image.
    let names = super::layers(disk).first().map(node_names);
    keep_node_names(disk.source.as_mut(), disk.backing_store.as_mut());
    if let (Some(source), Some(names)) = (&mut disk.source, names) {
        source.private_data = names;
    }
}

/// The same for the images of a copy.
pub(crate) fn keep_mirror_names(copy: &mut Mirror) {
    keep_node_names(copy.source.as_mut(), copy.backing_store.as_mut());
}

fn keep_node_names(top: Option<&mut StorageSource>, below: Option<&mut BackingStore>) {
    if let Some(source) = top {
        source.private_data = source.index.and_then(|number| names_of(number, source));
    }
    let mut next = below;
    while let Some(layer) = next {
        if let (Some(number), Some(source)) = (layer.index, &mut layer.source) {
            source.private_data = names_of(number, source);
        }
        next = layer.backing_store.as_deref_mut();
    }
}

fn names_of(number: u32, source: &StorageSource) -> Option<KeptElement> {
    node_names(&Layer::of(number, StorageType::File, source, StorageFormat::Raw))
}

/// Names of an image's nodes and of the objects of its secrets.
fn node_names(layer: &Layer<'_>) -> Option<KeptElement> {
    let nodes = [("storage", layer.storage_node()), ("format", layer.format_node())];
    let nodes = nodes.map(|(kind, name)| format!("<nodename type='{kind}' name='{name}'/>"));
    let secrets = layer.secret_objects().into_iter();
    let secrets: String =
        secrets.map(|(kind, id)| format!("<secret type='{kind}' alias='{id}'/>")).collect();
    let tls = layer.tls_id().map(|id| format!("<TLSx509 alias='{id}'/>")).unwrap_or_default();
    let objects = match secrets.is_empty() && tls.is_empty() {
        true => String::new(),
        false => format!("<objects>{secrets}{tls}</objects>"),
    };
    let nodes = nodes.concat();
    let text = format!("<privateData><nodenames>{nodes}</nodenames>{objects}</privateData>");
    KeptElement::parse(&text).ok()
}
