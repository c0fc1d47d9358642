//! Disks: chains of block nodes, and the devices in front of them.

pub(crate) mod backing;
mod device;
pub(crate) mod media;
pub(crate) mod nbdkit;
pub(crate) mod node;
pub(crate) mod prepare;
pub(crate) mod reservations;
mod sd;
pub(crate) mod secret;
pub(crate) mod throttle;
mod vhost;
pub(crate) mod volume;

use vireo_api::Result;
use vireo_model::domain::Domain;
use vireo_model::domain::devices::Disk;
use vireo_model::domain::devices::disk::{DiskBus, DiskCache, DiskDevice};
use vireo_model::domain::devices::storage::{
    Auth, Encryption, StorageFormat, StorageSource, StorageType,
};
use vireo_model::domain::os::BootDevice;
use vireo_model::fill::{Cap, Family};

use crate::build::Build;
use crate::error::unsupported;
use crate::process::argv::Props;

pub(crate) use prepare::{number, prepare};

/// One image of a chain.
#[derive(Debug, Clone, Copy)]
pub struct Layer<'a> {
    /// Its number, which its nodes are named by; 0 before a start gave it one.
    pub number: u32,
    /// Where its bytes come from.
    pub kind: StorageType,
    /// More of that.
    pub source: &'a StorageSource,
    /// Its format.
    pub format: StorageFormat,
    /// What it covers is known to be nothing.
    pub is_base: bool,
    /// Most bytes of metadata that are kept in memory.
    pub metadata_cache: Option<u64>,
    /// Where its data are, when not in itself.
    pub data: Option<Data<'a>>,
    /// Who logs in to its server.
    pub auth: Option<&'a Auth>,
    /// How it is decrypted.
    pub encryption: Option<&'a Encryption>,
    /// It is the contents of a flash device, by the device's number, and not of a disk.
    pub flash: Option<u8>,
}

/// The file that an image's data are in.
#[derive(Debug, Clone, Copy)]
pub struct Data<'a> {
    /// Its number, as an image's.
    pub number: u32,
    /// What kind of place.
    pub kind: StorageType,
    /// The place.
    pub source: &'a StorageSource,
}

impl<'a> Data<'a> {
    fn of(image: &'a StorageSource) -> Option<Self> {
        let store = image.data_store.as_deref()?;
        let source = store.source.as_deref()?;
        Some(Self { number: source.index.unwrap_or(0), kind: store.kind, source })
    }

    /// Name of the node that reads and writes its bytes.
    #[must_use]
    pub fn node(&self) -> String {
        format!("libvirt-{}-storage", self.number)
    }
}

impl<'a> Layer<'a> {
    /// An image by what its source says.
    #[must_use]
    pub fn of(
        number: u32,
        kind: StorageType,
        source: &'a StorageSource,
        format: StorageFormat,
    ) -> Self {
        Self {
            number,
            kind: volume::found_kind(kind, source),
            source,
            format,
            is_base: false,
            metadata_cache: None,
            data: Data::of(source),
            auth: source.auth.as_deref(),
            encryption: source.encryption.as_deref(),
            flash: None,
        }
    }
}

impl Layer<'_> {
    /// Name of the node that reads and writes bytes.
    #[must_use]
    pub fn storage_node(&self) -> String {
        format!("{}-storage", self.prefix())
    }

    /// Name of the node that understands the format.
    #[must_use]
    pub fn format_node(&self) -> String {
        format!("{}-format", self.prefix())
    }

    fn prefix(&self) -> String {
        match self.flash {
            Some(number) => format!("libvirt-pflash{number}"),
            None => format!("libvirt-{}", self.number),
        }
    }

    /// Name of the node that shows a part of the bytes, when not all of them are the image's.
    #[must_use]
    pub fn slice_node(&self) -> Option<String> {
        let partial = !self.source.slices.is_empty();
        partial.then(|| format!("{}-slice-sto", self.prefix()))
    }

    /// Whether there is a node for the format: raw images need none where QEMU knows how to do
    /// without.
    #[must_use]
    pub fn has_format_node(&self, skips_raw: bool) -> bool {
        let is_plain = self.decrypted_by_qemu().is_none();
        !(skips_raw && is_plain && self.format == StorageFormat::Raw)
    }

    /// Name of the layer's upper node.
    #[must_use]
    pub fn top_node(&self, skips_raw: bool) -> String {
        match self.slice_node() {
            _ if self.has_format_node(skips_raw) => self.format_node(),
            Some(slice) => slice,
            None => self.storage_node(),
        }
    }

    /// The path of the image, when it is a local one.
    #[must_use]
    pub fn path(&self) -> Option<String> {
        local_path(self.source)
    }

    /// The local files that it is in.
    #[must_use]
    pub fn files(&self) -> Vec<String> {
        let data = self.data.and_then(|data| local_path(data.source));
        self.path().into_iter().chain(data).collect()
    }

    /// How many numbers it takes.
    fn numbers(&self) -> u32 {
        1 + u32::from(self.data.is_some())
    }
}

/// Formats that are read as raw bytes.
fn effective_format(format: Option<StorageFormat>) -> StorageFormat {
    match format {
        None | Some(StorageFormat::Iso | StorageFormat::None | StorageFormat::Aio) => {
            StorageFormat::Raw
        }
        Some(format) => format,
    }
}

/// The images of a disk, the top one first; none for an empty drive.
#[must_use]
pub fn layers(disk: &Disk) -> Vec<Layer<'_>> {
    let Some(source) = disk.source.as_ref().filter(|source| !source.is_empty()) else {
        return Vec::new();
    };
    if disk.kind == StorageType::VhostUser {
        // Whatever its images are, they are another process's.
        return Vec::new();
    }
    let driver = disk.driver.as_ref();
    let format = effective_format(driver.and_then(|driver| driver.kind));
    let top = Layer::of(source.index.unwrap_or(0), disk.kind, source, format);
    let mut layers = vec![Layer {
        metadata_cache: driver.and_then(|driver| driver.metadata_cache_max_size),
        auth: top.auth.or(disk.auth.as_deref()),
        encryption: top.encryption.or(disk.encryption.as_deref()),
        ..top
    }];
    let mut next = disk.backing_store.as_ref();
    while let Some(backing) = next {
        let (Some(kind), Some(source)) = (backing.kind, backing.source.as_ref()) else {
            if let Some(last) = layers.last_mut() {
                last.is_base = true;
            }
            break;
        };
        let number = backing.index.or(source.index).unwrap_or(0);
        let own = backing.format.as_ref();
        let format = effective_format(own.and_then(|format| format.kind));
        layers.push(Layer {
            metadata_cache: own.and_then(|format| format.metadata_cache_max_size),
            ..Layer::of(number, kind, source, format)
        });
        next = backing.backing_store.as_deref();
    }
    layers
}

/// The path of a source, when it is a local one.
#[must_use]
pub fn local_path(source: &StorageSource) -> Option<String> {
    let path = source.file.as_ref().or(source.dev.as_ref()).or(source.actual_path.as_ref())?;
    (!path.is_empty()).then(|| path.clone())
}

/// The path of a disk's medium, when it is a local one.
#[must_use]
pub fn path(disk: &Disk) -> Option<String> {
    local_path(disk.source.as_ref()?)
}

/// Files that QEMU opens.
#[must_use]
pub fn files(domain: &Domain) -> Vec<String> {
    let of = |disk: &Disk| layers(disk).iter().flat_map(Layer::files).collect::<Vec<_>>();
    domain.devices.disks.iter().flat_map(of).collect()
}

/// How many numbers the disks' nodes took.
#[must_use]
pub fn node_count(domain: &Domain) -> u32 {
    let images = |disk: &Disk| layers(disk).iter().map(Layer::numbers).sum::<u32>().max(1);
    domain.devices.disks.iter().map(|disk| images(disk) + throttle::filter_count(disk)).sum()
}

/// QEMU's path of the device in front of a disk.
#[must_use]
pub fn qom_path(disk: &Disk) -> String {
    let alias = disk.info.alias.as_deref().unwrap_or_default();
    match disk.target.bus {
        Some(DiskBus::Virtio) => format!("/machine/peripheral/{alias}/virtio-backend"),
        _ => alias.to_owned(),
    }
}

/// Whether QEMU means this disk by a name: of the device, of its path, or of one of its nodes.
#[must_use]
pub fn is_named(disk: &Disk, name: &str) -> bool {
    let alias = disk.info.alias.as_deref().unwrap_or_default();
    if alias.is_empty() {
        return false;
    }
    let peripheral = format!("/machine/peripheral/{alias}");
    let is_path =
        name.strip_prefix(&peripheral).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    let is_alias = name == alias || name.strip_prefix("drive-") == Some(alias);
    let node = |layer: &Layer<'_>| {
        name == layer.storage_node()
            || name == layer.format_node()
            || layer.slice_node().as_deref() == Some(name)
    };
    is_alias || is_path || layers(disk).iter().any(node)
}

/// How the host caches a disk. What several guests write at a time must not be kept by one host.
fn cache(disk: &Disk) -> Option<DiskCache> {
    let own = disk.driver.as_ref().and_then(|driver| driver.cache);
    own.or_else(|| (disk.shareable && !disk.readonly).then_some(DiskCache::None))
}

/// All disks: their nodes, then their devices.
pub(crate) fn words(b: &mut Build<'_>) -> Result<()> {
    floppy_boot(b)?;
    for disk in &b.domain.devices.disks {
        if disk.target.bus == Some(DiskBus::Sd) {
            sd::words(b, disk)?;
            continue;
        }
        if disk.kind == StorageType::VhostUser {
            vhost::words(b, disk)?;
            continue;
        }
        let skips_raw = b.has(Cap::BlockjobBackingMaskProtocol);
        let layers = layers(disk);
        let mut below: Option<String> = None;
        for (depth, layer) in layers.iter().enumerate().rev() {
            node::words(b, disk, layer, depth == 0, below.take())?;
            below = Some(layer.top_node(skips_raw));
        }
        let drive = match (below, copies_on_read(disk)) {
            (Some(top), true) => Some(copy_on_read(b, disk, top)),
            (top, _) => top,
        };
        let drive = drive.map(|top| device::Backend::Node(throttle::filters(b, disk, top)));
        let props = device::props(b, disk, drive)?;
        b.device(props);
    }
    Ok(())
}

fn copies_on_read(disk: &Disk) -> bool {
    disk.driver.as_ref().and_then(|driver| driver.copy_on_read) == Some(true)
}

fn copy_on_read(b: &mut Build<'_>, disk: &Disk, below: String) -> String {
    let name = format!("libvirt-CoR-{}", disk.target.dev);
    let props = Props::new()
        .str("driver", "copy-on-read")
        .str("node-name", &name)
        .str("file", below)
        .str("discard", "unmap");
    b.line.json("-blockdev", props);
    name
}

/// What a disk is for the order of booting by kinds of device.
fn boot_kind(disk: &Disk) -> BootDevice {
    match disk.device {
        DiskDevice::Disk | DiskDevice::Lun => BootDevice::Hd,
        DiskDevice::Cdrom => BootDevice::Cdrom,
        DiskDevice::Floppy => BootDevice::Fd,
    }
}

/// The boot order of a disk: its own, or that of its kind when it is the first of that kind.
pub(crate) fn boot_index(domain: &Domain, disk: &Disk) -> Option<u32> {
    if let Some(order) = super::address::boot_index(&disk.info) {
        return Some(order);
    }
    let kind = boot_kind(disk);
    let first = domain.devices.disks.iter().find(|other| boot_kind(other) == kind)?;
    if !std::ptr::eq(first, disk) {
        return None;
    }
    boot_position(domain, kind)
}

/// The place of a kind of device in the order of booting, from 1.
pub(crate) fn boot_position(domain: &Domain, kind: BootDevice) -> Option<u32> {
    let at = domain.os.boots.iter().position(|boot| boot.dev == kind)?;
    u32::try_from(at + 1).ok()
}

/// Boot order of floppy disks is the controller's.
fn floppy_boot(b: &mut Build<'_>) -> Result<()> {
    let floppy = |disk: &Disk| disk.device == DiskDevice::Floppy;
    if b.family() == Family::Pseries && b.domain.devices.disks.iter().any(floppy) {
        return Err(unsupported("PowerPC pseries machines do not support floppy device"));
    }
    let mut orders = Vec::new();
    for disk in b.domain.devices.disks.iter().filter(|d| d.target.bus == Some(DiskBus::Fdc)) {
        let unit = device::drive_address(disk)?.unit;
        if let Some(order) = boot_index(b.domain, disk) {
            orders.push((if unit == 0 { "bootindexA" } else { "bootindexB" }, order));
        }
    }
    let has_floppies = b.domain.devices.disks.iter().any(|d| d.target.bus == Some(DiskBus::Fdc));
    if b.is_q35() && has_floppies {
        let mut props = Props::new().str("driver", "isa-fdc");
        for (name, order) in orders {
            props = props.int(name, order);
        }
        b.line.json("-device", props);
    } else {
        for (name, order) in orders {
            b.line.option("-global", format!("isa-fdc.{name}={order}"));
        }
    }
    Ok(())
}
