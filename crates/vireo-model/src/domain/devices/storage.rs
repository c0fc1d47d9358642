//! Where the bytes of a disk come from: `<source>` of disks, backing stores,
//! mirrors, and firmware variables.

use vireo_xml::{
    CODE_CONFIG_UNSUPPORTED, CODE_IGNORED, CODE_INVALID_ARG, CODE_XML_ERROR, FROM_STORAGE,
    XmlElement, XmlEnum,
};

use crate::domain::address::PciAddress;
use crate::domain::security::DeviceSecLabel;
use crate::scalar::Uuid;

/// Kinds of sources: which attributes of `<source>` count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, XmlEnum)]
pub enum StorageType {
    #[default]
    File,
    Block,
    Dir,
    Network,
    Volume,
    Nvme,
    #[xml("vhostuser")]
    VhostUser,
    #[xml("vhostvdpa")]
    VhostVdpa,
}

/// `<source>`. Which fields exist is decided by the kind, an attribute of the
/// element around.
#[derive(Clone, Debug, Default, PartialEq, XmlElement)]
#[xml(parsed = "crate::domain::checks::disk::source")]
pub struct StorageSource {
    #[xml(attr, when = "volume")]
    pub pool: Option<String>,
    #[xml(attr, when = "volume")]
    pub volume: Option<String>,
    #[xml(attr, when = "volume")]
    pub mode: Option<VolumeMode>,
    /// What the volume turned out to be.
    #[xml(attr = "actualType", when = "volume", status)]
    pub actual_type: Option<StorageType>,
    /// Where the volume was found: ours, the reference has none.
    #[xml(attr = "vireoPath", when = "volume", status)]
    pub actual_path: Option<String>,
    #[xml(attr, filled, when = "file")]
    pub file: Option<String>,
    #[xml(attr, when = "file")]
    pub fdgroup: Option<String>,
    #[xml(attr, filled, when = "block|vhostvdpa")]
    pub dev: Option<String>,
    #[xml(attr, when = "dir")]
    pub dir: Option<String>,
    #[xml(attr, when = "network", required, omit = "none")]
    pub protocol: Option<NetProtocol>,
    #[xml(attr, filled, when = "network")]
    pub name: Option<String>,
    #[xml(attr, when = "network")]
    pub query: Option<String>,
    #[xml(attr, when = "network", yes_no)]
    pub tls: Option<bool>,
    #[xml(attr = "tlsHostname", when = "network")]
    pub tls_hostname: Option<String>,
    #[xml(attr = "tlsFromConfig", when = "network", status)]
    pub tls_from_config: Option<u32>,
    /// `pci` of NVMe, `unix` of vhost-user.
    #[xml(attr = "type", when = "nvme|vhostuser", bad(CODE_IGNORED, "ignored"))]
    pub kind: Option<StorageSourceKind>,
    #[xml(attr, when = "nvme", yes_no)]
    pub managed: Option<bool>,
    #[xml(attr, when = "nvme")]
    pub namespace: Option<u64>,
    #[xml(attr, when = "vhostuser")]
    pub path: Option<String>,
    #[xml(attr = "startupPolicy")]
    pub startup_policy: Option<StartupPolicy>,
    /// Number of this layer of the chain, for block jobs.
    #[xml(attr, runtime, nonzero)]
    pub index: Option<u32>,
    #[xml(child = "host", when = "network")]
    pub hosts: Vec<StorageHost>,
    #[xml(attr = "name", path = "snapshot", when = "network")]
    pub snapshot: Option<String>,
    #[xml(attr = "file", path = "config", when = "network")]
    pub config: Option<String>,
    #[xml(attr = "verify", path = "ssl", when = "network", yes_no)]
    pub ssl_verify: Option<bool>,
    #[xml(child = "cookie", path = "cookies", when = "network", secret)]
    pub cookies: Vec<Cookie>,
    #[xml(
        attr = "size",
        path = "readahead",
        filled,
        omit = "0",
        when = "network",
        bad(CODE_XML_ERROR, "invalid readahead size or timeout")
    )]
    pub readahead: Option<u64>,
    /// Seconds.
    #[xml(
        attr = "seconds",
        path = "timeout",
        filled,
        omit = "0",
        when = "network",
        bad(CODE_XML_ERROR, "invalid readahead size or timeout")
    )]
    pub timeout: Option<u64>,
    #[xml(attr = "path", path = "knownHosts", when = "network")]
    pub known_hosts: Option<String>,
    #[xml(child, when = "network")]
    pub identity: Option<Box<Identity>>,
    #[xml(child, when = "nvme")]
    pub address: Option<PciAddress>,
    #[xml(attr = "name", path = "initiator/iqn", filled, when = "network")]
    pub initiator_iqn: Option<String>,
    #[xml(child, when = "network|vhostuser")]
    pub reconnect: Option<Reconnect>,
    #[xml(child = "slice", path = "slices")]
    pub slices: Vec<Slice>,
    #[xml(child = "seclabel")]
    pub seclabels: Vec<DeviceSecLabel>,
    #[xml(child)]
    pub auth: Option<Box<Auth>>,
    #[xml(child, open)]
    pub encryption: Option<Box<Encryption>>,
    #[xml(child)]
    pub reservations: Option<Box<Reservations>>,
    #[xml(child = "dataStore")]
    pub data_store: Option<Box<DataStore>>,
    #[xml(child = "privateData", status)]
    pub private_data: Option<vireo_xml::KeptElement>,
}

impl StorageSource {
    /// Whether it names nothing (an empty drive).
    pub fn is_empty(&self) -> bool {
        self.file.as_deref().unwrap_or("").is_empty()
            && self.dev.as_deref().unwrap_or("").is_empty()
            && self.dir.as_deref().unwrap_or("").is_empty()
            && self.protocol.is_none()
            && self.pool.is_none()
            && self.path.is_none()
            && self.address.is_none()
    }
}

/// How a volume of an iSCSI pool is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, XmlEnum)]
pub enum VolumeMode {
    Host,
    Direct,
}

/// `type` of an NVMe or vhost-user source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, XmlEnum)]
pub enum StorageSourceKind {
    Pci,
    Unix,
}

/// Protocols of network sources.
#[derive(Clone, Copy, Debug, PartialEq, Eq, XmlEnum)]
pub enum NetProtocol {
    Nbd,
    Rbd,
    Sheepdog,
    Gluster,
    Iscsi,
    Http,
    Https,
    Ftp,
    Ftps,
    Tftp,
    Ssh,
    Vxhs,
    Nfs,
}

/// What happens when a source is not there at start.
#[derive(Clone, Copy, Debug, PartialEq, Eq, XmlEnum)]
pub enum StartupPolicy {
    Mandatory,
    Requisite,
    Optional,
}

/// `<host>` of a network source.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
#[xml(parsed = "crate::domain::checks::disk::host")]
pub struct StorageHost {
    #[xml(attr)]
    pub name: Option<String>,
    #[xml(attr, bad(CODE_INVALID_ARG, 0, "failed to parse port number '{}'"))]
    pub port: Option<u32>,
    #[xml(attr, omit = "tcp")]
    pub transport: Option<HostTransport>,
    #[xml(attr)]
    pub socket: Option<String>,
}

/// How a host is reached; TCP is meant by absence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, XmlEnum)]
pub enum HostTransport {
    Unix,
    Rdma,
    Fd,
}

/// `<cookie>`.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
#[xml(parsed = "crate::domain::checks::disk::cookie")]
pub struct Cookie {
    #[xml(attr, filled, missing(CODE_XML_ERROR, "missing cookie name"))]
    pub name: String,
    #[xml(text)]
    pub value: String,
}

/// `<identity>` of SSH and NFS sources.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct Identity {
    #[xml(attr)]
    pub user: Option<String>,
    #[xml(attr)]
    pub group: Option<String>,
    #[xml(attr)]
    pub username: Option<String>,
    #[xml(attr)]
    pub keyfile: Option<String>,
    #[xml(attr)]
    pub agentsock: Option<String>,
}

/// `<reconnect>`: seconds between attempts (`timeout` in vhost-user sockets).
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct Reconnect {
    #[xml(attr)]
    pub delay: Option<u32>,
    #[xml(attr, yes_no)]
    pub enabled: Option<bool>,
    #[xml(attr)]
    pub timeout: Option<u32>,
}

/// `<slice>`: a part of the source, in bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
#[xml(parsed = "crate::domain::checks::disk::slice")]
pub struct Slice {
    /// What it cuts; only `storage` is known, others are not kept.
    #[xml(attr = "type")]
    pub kind: String,
    #[xml(attr, bad(CODE_IGNORED, "ignored"))]
    pub offset: u64,
    #[xml(attr, bad(CODE_IGNORED, "ignored"))]
    pub size: u64,
}

impl Slice {
    /// Of the image as it lies in its storage.
    pub const STORAGE: &'static str = "storage";
}

/// `<auth>`.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
#[xml(parsed = "crate::domain::checks::disk::auth")]
pub struct Auth {
    #[xml(attr, filled, missing(CODE_XML_ERROR, FROM_STORAGE, "missing username for auth"))]
    pub username: String,
    #[xml(child)]
    pub secret: Option<SecretRef>,
}

/// `<secret>`: a secret by its UUID or usage.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
#[xml(parsed = "crate::domain::checks::disk::secret")]
pub struct SecretRef {
    #[xml(attr = "type", bad(CODE_IGNORED, "ignored"))]
    pub kind: Option<SecretKind>,
    /// The word for a kind that is not known, kept where nobody asks for the kind.
    #[xml(attr = "type")]
    pub word: Option<String>,
    #[xml(attr, bad(CODE_XML_ERROR, 0, "invalid secret uuid '{}'"))]
    pub uuid: Option<Uuid>,
    #[xml(attr)]
    pub usage: Option<String>,
}

/// What a secret is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, XmlEnum)]
pub enum SecretKind {
    Passphrase,
    Ceph,
    Iscsi,
    Volume,
    Tls,
    Vtpm,
}

/// `<encryption>`.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
#[xml(parsed = "crate::domain::checks::disk::encryption")]
pub struct Encryption {
    #[xml(
        attr,
        filled,
        missing(CODE_XML_ERROR, FROM_STORAGE, "unknown volume encryption format"),
        bad(CODE_CONFIG_UNSUPPORTED, FROM_STORAGE, "unknown volume encryption format type {}")
    )]
    pub format: EncryptionFormat,
    #[xml(attr)]
    pub engine: Option<EncryptionEngine>,
    #[xml(child = "secret")]
    pub secrets: Vec<SecretRef>,
    #[xml(child)]
    pub cipher: Option<EncryptionCipher>,
    #[xml(child)]
    pub ivgen: Option<EncryptionIvgen>,
}

/// Formats of encrypted images.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, XmlEnum)]
pub enum EncryptionFormat {
    #[default]
    Default,
    Qcow,
    Luks,
    Luks2,
    LuksAny,
}

/// Who decrypts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, XmlEnum)]
pub enum EncryptionEngine {
    Qemu,
    Librbd,
}

/// `<cipher>` of an encryption.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct EncryptionCipher {
    #[xml(attr, missing(CODE_XML_ERROR, FROM_STORAGE, "cipher info missing 'name' attribute"))]
    pub name: String,
    #[xml(attr, required)]
    pub size: u32,
    #[xml(attr)]
    pub mode: Option<String>,
    #[xml(attr)]
    pub hash: Option<String>,
}

/// `<ivgen>` of an encryption.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct EncryptionIvgen {
    #[xml(attr, missing(CODE_XML_ERROR, FROM_STORAGE, "missing ivgen info name string"))]
    pub name: String,
    #[xml(attr)]
    pub hash: Option<String>,
}

/// `<reservations>`: SCSI persistent reservations.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
#[xml(parsed = "crate::domain::checks::disk::reservations")]
pub struct Reservations {
    #[xml(attr, yes_no, required)]
    pub managed: Option<bool>,
    #[xml(child)]
    pub source: Option<ReservationsSource>,
}

/// The helper's socket.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct ReservationsSource {
    #[xml(attr = "type", bad(CODE_IGNORED, "ignored"))]
    pub kind: Option<StorageSourceKind>,
    #[xml(attr)]
    pub path: Option<String>,
    #[xml(attr, bad(CODE_IGNORED, "ignored"))]
    pub mode: Option<SocketMode>,
    #[xml(child)]
    pub reconnect: Option<Reconnect>,
}

/// Which side of a socket.
#[derive(Clone, Copy, Debug, PartialEq, Eq, XmlEnum)]
pub enum SocketMode {
    Client,
    Server,
}

/// Formats of images.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, XmlEnum)]
pub enum StorageFormat {
    #[default]
    Raw,
    Dir,
    Bochs,
    Cloop,
    Dmg,
    Iso,
    Vpc,
    Vdi,
    Fat,
    Vhd,
    Ploop,
    Luks,
    Cow,
    Qcow,
    Qcow2,
    Qed,
    Vmdk,
    Aio,
    None,
}

/// `<format>` of a backing store or mirror.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct ImageFormat {
    #[xml(attr = "type", bad(CODE_XML_ERROR, "unknown storage source format '{}'"))]
    pub kind: Option<StorageFormat>,
    /// Bytes.
    #[xml(size, path = "metadata_cache/max_size", bytes)]
    pub metadata_cache_max_size: Option<u64>,
}

/// `<dataStore>`: the data file of a qcow2 image.
#[derive(Clone, Debug, Default, PartialEq, XmlElement)]
#[xml(parsed = "crate::domain::checks::disk::data_store")]
pub struct DataStore {
    #[xml(attr = "type", select)]
    pub kind: StorageType,
    #[xml(child)]
    pub format: Option<ImageFormat>,
    #[xml(child)]
    pub source: Option<Box<StorageSource>>,
}

/// `<backingStore>`. Without a kind it ends the chain.
#[derive(Clone, Debug, Default, PartialEq, XmlElement)]
#[xml(parsed = "crate::domain::checks::disk::backing_store")]
pub struct BackingStore {
    #[xml(attr = "type", select, bad(CODE_XML_ERROR, "unknown storage source type '{}'"))]
    pub kind: Option<StorageType>,
    #[xml(attr, runtime, nonzero)]
    pub index: Option<u32>,
    #[xml(child)]
    pub format: Option<ImageFormat>,
    #[xml(child)]
    pub source: Option<StorageSource>,
    #[xml(child = "backingStore", always, shown = "shows_next")]
    pub backing_store: Option<Box<BackingStore>>,
    /// Found by the daemon in the image, not told by the user: no part of
    /// inactive documents.
    pub detected: bool,
}

impl BackingStore {
    /// Whether documents of that mode have it.
    pub fn is_shown(&self, mode: vireo_xml::Mode) -> bool {
        !(mode.inactive && self.detected)
    }
}

fn shows_next(store: &BackingStore, mode: vireo_xml::Mode) -> bool {
    store.backing_store.as_ref().is_none_or(|next| next.is_shown(mode))
}

/// `<mirror>`: the copy that a block job makes.
#[derive(Clone, Debug, Default, PartialEq, XmlElement)]
#[xml(parsed = "crate::domain::checks::disk::mirror")]
pub struct Mirror {
    #[xml(attr = "type", select)]
    pub kind: StorageType,
    /// The old form of the source.
    #[xml(attr)]
    pub file: Option<String>,
    /// The old form of the format.
    #[xml(attr = "format")]
    pub old_format: Option<StorageFormat>,
    #[xml(attr)]
    pub job: Option<MirrorJob>,
    #[xml(attr)]
    pub ready: Option<MirrorReady>,
    #[xml(child)]
    pub format: Option<ImageFormat>,
    #[xml(child)]
    pub source: Option<StorageSource>,
    #[xml(child = "backingStore", always)]
    pub backing_store: Option<BackingStore>,
}

/// Jobs that mirror.
#[derive(Clone, Copy, Debug, PartialEq, Eq, XmlEnum)]
pub enum MirrorJob {
    Copy,
    ActiveCommit,
}

/// How far a mirror is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, XmlEnum)]
pub enum MirrorReady {
    Yes,
    Abort,
    Pivot,
}
