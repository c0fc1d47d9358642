//! `<disk>`.

use vireo_xml::{CODE_CONFIG_UNSUPPORTED, XmlElement, XmlEnum};

use super::storage::{
    Auth, BackingStore, Encryption, Mirror, StorageFormat, StorageSource, StorageType,
};
use crate::domain::address::{DeviceInfo, VirtioOptions};
use crate::domain::tune::IoTune;

/// `<disk>`.
#[derive(Clone, Debug, Default, PartialEq, XmlElement)]
#[xml(parsed = "crate::domain::checks::disk::disk")]
pub struct Disk {
    #[xml(attr = "type", select)]
    pub kind: StorageType,
    #[xml(attr)]
    pub device: DiskDevice,
    #[xml(attr, omit = "default")]
    pub model: Option<DiskModel>,
    #[xml(attr, yes_no)]
    pub rawio: Option<bool>,
    #[xml(attr, omit = "default")]
    pub sgio: Option<Sgio>,
    #[xml(attr)]
    pub snapshot: Option<DiskSnapshot>,
    #[xml(child)]
    pub driver: Option<DiskDriver>,
    /// Credentials in the old place (now below `source`).
    #[xml(child)]
    pub auth: Option<Box<Auth>>,
    #[xml(child)]
    pub source: Option<StorageSource>,
    #[xml(child = "backingStore", always, shown = "shows_backing_store")]
    pub backing_store: Option<BackingStore>,
    #[xml(attr = "name", path = "backenddomain")]
    pub backenddomain: Option<String>,
    #[xml(child, shown = "has_geometry")]
    pub geometry: Option<DiskGeometry>,
    #[xml(child)]
    pub blockio: Option<DiskBlockIo>,
    #[xml(child, live)]
    pub mirror: Option<Box<Mirror>>,
    #[xml(child)]
    pub target: DiskTarget,
    #[xml(child)]
    pub iotune: Option<Box<IoTune>>,
    #[xml(child = "throttlefilter", path = "throttlefilters")]
    pub throttlefilters: Vec<ThrottleFilter>,
    #[xml(flag)]
    pub readonly: bool,
    #[xml(flag)]
    pub shareable: bool,
    #[xml(child, always)]
    pub transient: Option<Transient>,
    #[xml(text_child)]
    pub serial: Option<String>,
    #[xml(text_child)]
    pub wwn: Option<String>,
    #[xml(text_child)]
    pub vendor: Option<String>,
    #[xml(text_child)]
    pub product: Option<String>,
    /// Encryption in the old place (now below `source`).
    #[xml(child, open)]
    pub encryption: Option<Box<Encryption>>,
    #[xml(flatten)]
    pub info: DeviceInfo,
    #[xml(child = "privateData", status)]
    pub private_data: Option<vireo_xml::KeptElement>,
    #[xml(child = "diskSecretsPlacement", status)]
    pub secrets_placement: Option<vireo_xml::KeptElement>,
}

/// A shape without one of its sizes is none.
fn has_geometry(disk: &Disk, _: vireo_xml::Mode) -> bool {
    disk.geometry.as_ref().is_none_or(|g| g.cyls > 0 && g.heads > 0 && g.secs > 0)
}

fn shows_backing_store(disk: &Disk, mode: vireo_xml::Mode) -> bool {
    disk.backing_store.as_ref().is_none_or(|store| store.is_shown(mode))
}

/// What the guest sees.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, XmlEnum)]
pub enum DiskDevice {
    #[default]
    Disk,
    Cdrom,
    Floppy,
    Lun,
}

/// Kinds of virtio disks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, XmlEnum)]
pub enum DiskModel {
    Virtio,
    VirtioTransitional,
    VirtioNonTransitional,
}

/// Whether SCSI commands are filtered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, XmlEnum)]
pub enum Sgio {
    Filtered,
    Unfiltered,
}

/// What snapshots do with the disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, XmlEnum)]
pub enum DiskSnapshot {
    No,
    Internal,
    External,
    Manual,
}

/// `<driver>` of a disk.
#[derive(Clone, Debug, Default, PartialEq, XmlElement)]
pub struct DiskDriver {
    #[xml(attr)]
    pub name: Option<String>,
    #[xml(attr = "type", bad(CODE_CONFIG_UNSUPPORTED, "unknown driver format value '{}'"))]
    pub kind: Option<StorageFormat>,
    #[xml(attr, omit = "default")]
    pub cache: Option<DiskCache>,
    #[xml(attr)]
    pub error_policy: Option<ErrorPolicy>,
    #[xml(attr)]
    pub rerror_policy: Option<ErrorPolicy>,
    #[xml(attr)]
    pub io: Option<DiskIo>,
    #[xml(attr, on_off)]
    pub ioeventfd: Option<bool>,
    #[xml(attr, on_off)]
    pub event_idx: Option<bool>,
    #[xml(attr, on_off)]
    pub copy_on_read: Option<bool>,
    #[xml(attr)]
    pub discard: Option<Discard>,
    #[xml(attr, nonzero)]
    pub iothread: Option<u32>,
    #[xml(attr)]
    pub detect_zeroes: Option<DetectZeroes>,
    #[xml(attr, on_off)]
    pub discard_no_unref: Option<bool>,
    #[xml(attr, nonzero)]
    pub queues: Option<u32>,
    #[xml(attr, nonzero)]
    pub queue_size: Option<u32>,
    #[xml(flatten)]
    pub virtio: VirtioOptions,
    /// Bytes.
    #[xml(size, path = "metadata_cache/max_size", bytes)]
    pub metadata_cache_max_size: Option<u64>,
    #[xml(child = "iothread", path = "iothreads")]
    pub iothreads: Vec<DriverIoThread>,
}

/// `<iothread>` of a disk's or controller's driver.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct DriverIoThread {
    #[xml(attr, required)]
    pub id: u32,
    #[xml(child = "queue")]
    pub queues: Vec<DriverQueue>,
}

/// `<queue>` mapped to an iothread.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct DriverQueue {
    #[xml(attr, required)]
    pub id: u32,
}

/// How the host's cache is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, XmlEnum)]
pub enum DiskCache {
    None,
    Writethrough,
    Writeback,
    Directsync,
    Unsafe,
}

/// What happens at an I/O error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, XmlEnum)]
pub enum ErrorPolicy {
    Stop,
    Report,
    Ignore,
    Enospace,
}

/// How I/O is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, XmlEnum)]
pub enum DiskIo {
    Native,
    Threads,
    #[xml("io_uring")]
    IoUring,
}

/// What happens with discard requests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, XmlEnum)]
pub enum Discard {
    Unmap,
    Ignore,
}

/// What happens with writes of zeroes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, XmlEnum)]
pub enum DetectZeroes {
    Off,
    On,
    Unmap,
}

/// `<geometry>`.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct DiskGeometry {
    #[xml(attr)]
    pub cyls: u32,
    #[xml(attr)]
    pub heads: u32,
    #[xml(attr)]
    pub secs: u32,
    #[xml(attr)]
    pub trans: Option<GeometryTranslation>,
}

/// How the BIOS translates the geometry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, XmlEnum)]
pub enum GeometryTranslation {
    None,
    Auto,
    Lba,
}

/// `<blockio>`: block sizes in bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct DiskBlockIo {
    #[xml(attr, omit = "0")]
    pub logical_block_size: Option<u32>,
    #[xml(attr, omit = "0")]
    pub physical_block_size: Option<u32>,
    #[xml(attr, omit = "0")]
    pub discard_granularity: Option<u32>,
}

/// `<target>` of a disk.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct DiskTarget {
    /// `vda`, `sdb`, …: says no more than the order.
    #[xml(attr)]
    pub dev: String,
    #[xml(attr)]
    pub bus: Option<DiskBus>,
    #[xml(attr, omit = "closed")]
    pub tray: Option<TrayStatus>,
    #[xml(attr, on_off)]
    pub removable: Option<bool>,
    #[xml(attr, nonzero)]
    pub rotation_rate: Option<u32>,
}

/// Buses of disks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, XmlEnum)]
pub enum DiskBus {
    Ide,
    Fdc,
    Scsi,
    Virtio,
    Xen,
    Usb,
    Uml,
    Sata,
    Sd,
    None,
}

/// The tray of a drive; closed is meant by absence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, XmlEnum)]
pub enum TrayStatus {
    Open,
    Closed,
}

/// `<throttlefilter>`.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct ThrottleFilter {
    #[xml(attr, required)]
    pub group: String,
}

/// `<transient>`: writes are lost at the end.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct Transient {
    #[xml(attr = "shareBacking", yes_no)]
    pub share_backing: Option<bool>,
}
