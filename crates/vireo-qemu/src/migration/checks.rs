//! What speaks against a migration: one list of named checks for each side, each a function. All
//! that fail are told at once, the first with its code (Q-MIG-15).

use std::path::Path;

use vireo_api::consts::*;
use vireo_api::{Error, ErrorCode, ErrorDomain, Result};
use vireo_config::QemuConfig;
use vireo_model::domain::Domain;
use vireo_model::domain::devices::disk::{DiskCache, DiskDevice};
use vireo_model::domain::devices::hostdev::HostdevType;
use vireo_model::domain::devices::interface::{InterfaceType, Teaming, TeamingType};
use vireo_model::domain::devices::{Disk, Interface};

use super::params::Request;
use super::tls;
use crate::devices::disk::local_path;

/// What a check looks at.
pub struct Subject<'a> {
    /// What is asked for.
    pub request: &'a Request,
    /// The definition in force.
    pub domain: &'a Domain,
    /// Settings of the driver.
    pub config: &'a QemuConfig,
    /// The guest runs.
    pub active: bool,
    /// It is persistent.
    pub persistent: bool,
    /// It ends with a connection.
    pub autodestroy: bool,
    /// It is paused by an I/O error.
    pub io_error: bool,
    /// It has snapshots.
    pub snapshots: usize,
    /// A block job works on one of its disks.
    pub block_job: bool,
    /// QEMU's own reasons.
    pub blockers: &'a [String],
    /// QEMU would tell them: what it does not name can go.
    pub tells_blockers: bool,
}

impl<'a> Subject<'a> {
    /// A guest that is off, and of which nothing else is known that could speak against it.
    #[must_use]
    pub fn of(request: &'a Request, domain: &'a Domain, config: &'a QemuConfig) -> Self {
        Self {
            request,
            domain,
            config,
            active: false,
            persistent: true,
            autodestroy: false,
            io_error: false,
            snapshots: 0,
            block_job: false,
            blockers: &[],
            tells_blockers: true,
        }
    }
}

/// A reason against it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// The name of the check.
    pub check: &'static str,
    /// The error's code.
    pub code: ErrorCode,
    /// What is wrong.
    pub text: String,
}

type Check = (&'static str, fn(&Subject<'_>) -> Vec<(ErrorCode, String)>);

/// Reasons in the flags alone.
const FLAGS: &[Check] = &[("flags", flags), ("disks", disk_lists), ("tls", encryption)];

/// Reasons on the source.
const SOURCE: &[Check] = &[
    ("active", active),
    ("tls", encryption_out),
    ("snapshots", snapshots),
    ("blockers", blockers),
    ("host-devices", host_devices),
    ("io-error", io_error),
    ("autodestroy", autodestroy),
    ("block-job", block_job),
    ("devices", devices),
    ("storage", storage),
];

/// Reasons against all of a guest in a file: a saved image, a dump.
const FILE: &[Check] =
    &[("blockers", blockers), ("host-devices", host_devices), ("devices", devices)];

/// Checks the flags, as both sides do.
///
/// # Errors
/// All that is wrong with them.
pub fn flags_make_sense(subject: &Subject<'_>) -> Result<()> {
    refuse(failing(FLAGS, subject))
}

/// Checks all that the source can know.
///
/// # Errors
/// All reasons at once.
pub fn source_may_leave(subject: &Subject<'_>) -> Result<()> {
    let mut all = failing(SOURCE, subject);
    all.extend(failing(FLAGS, subject));
    refuse(all)
}

/// All reasons against all of a guest in a file.
#[must_use]
pub fn against_a_file(subject: &Subject<'_>) -> Vec<Reason> {
    failing(FILE, subject)
}

fn failing(checks: &[Check], subject: &Subject<'_>) -> Vec<Reason> {
    let mut reasons = Vec::new();
    for (name, check) in checks {
        let found = check(subject).into_iter();
        reasons.extend(found.map(|(code, text)| Reason { check: name, code, text }));
    }
    reasons
}

/// All reasons as one error; the first gives the code.
///
/// # Errors
/// There is a reason.
pub fn refuse(reasons: Vec<Reason>) -> Result<()> {
    let Some(first) = reasons.first() else { return Ok(()) };
    for reason in &reasons {
        tracing::debug!(check = reason.check, text = reason.text, "speaks against it");
    }
    let texts: Vec<&str> = reasons.iter().map(|reason| reason.text.as_str()).collect();
    Err(Error::new(first.code, ErrorDomain::Qemu, texts.join("; ")))
}

const FLAG_NAMES: &[(u32, u32, &str, &str)] = &[
    (
        MIGRATE_NON_SHARED_DISK,
        MIGRATE_NON_SHARED_INC,
        "VIR_MIGRATE_NON_SHARED_DISK",
        "VIR_MIGRATE_NON_SHARED_INC",
    ),
    (MIGRATE_TUNNELLED, MIGRATE_PARALLEL, "VIR_MIGRATE_TUNNELLED", "VIR_MIGRATE_PARALLEL"),
];

fn flags(s: &Subject<'_>) -> Vec<(ErrorCode, String)> {
    use ErrorCode::{ArgumentUnsupported, InvalidArg, OperationInvalid};
    let has = |flag| s.request.has(flag);
    let copies = s.request.copies_disks();
    let mut all = Vec::new();
    let mut when = |wrong: bool, code: ErrorCode, text: &str| {
        if wrong {
            all.push((code, text.to_owned()));
        }
    };
    for (one, other, one_name, other_name) in FLAG_NAMES {
        let text = format!("Flags '{one_name}' and '{other_name}' are mutually exclusive");
        when(has(*one) && has(*other), InvalidArg, &text);
    }
    let postcopy = has(MIGRATE_POSTCOPY);
    when(
        postcopy && (!has(MIGRATE_LIVE) || has(MIGRATE_PAUSED)),
        ArgumentUnsupported,
        "post-copy migration is not supported with non-live or paused migration",
    );
    when(
        postcopy && has(MIGRATE_TUNNELLED),
        ArgumentUnsupported,
        "post-copy is not supported with tunnelled migration",
    );
    let offline = has(MIGRATE_OFFLINE);
    when(offline && copies, OperationInvalid, "offline migration cannot handle non-shared storage");
    when(
        offline && !has(MIGRATE_PERSIST_DEST),
        OperationInvalid,
        "offline migration must be specified with the persistent flag set",
    );
    when(
        offline && has(MIGRATE_TUNNELLED),
        OperationInvalid,
        "tunnelled offline migration does not make sense",
    );
    when(
        has(MIGRATE_ZEROCOPY) && !has(MIGRATE_PARALLEL),
        OperationInvalid,
        "zero-copy is only available for parallel migration",
    );
    when(
        copies && has(MIGRATE_TUNNELLED),
        ErrorCode::OperationUnsupported,
        "migration of non-shared storage is not supported with tunnelled migration and this QEMU",
    );
    when(
        has(MIGRATE_NON_SHARED_SYNCHRONOUS_WRITES) && !copies,
        InvalidArg,
        "Flag 'VIR_MIGRATE_NON_SHARED_SYNCHRONOUS_WRITES' requires one of VIR_MIGRATE_NON_SHARED_DISK, VIR_MIGRATE_NON_SHARED_INC",
    );
    all
}

fn disk_lists(s: &Subject<'_>) -> Vec<(ErrorCode, String)> {
    let mut all = Vec::new();
    for name in [MIGRATE_PARAM_MIGRATE_DISKS, MIGRATE_PARAM_MIGRATE_DISKS_DETECT_ZEROES] {
        let list = s.request.list(name);
        if !list.is_empty() && !s.request.copies_disks() {
            let text = "use of 'VIR_MIGRATE_PARAM_MIGRATE_DISKS' requires use of 'VIR_MIGRATE_NON_SHARED_DISK' or 'VIR_MIGRATE_NON_SHARED_INC' flag";
            all.push((ErrorCode::InvalidArg, text.to_owned()));
        }
        for disk in list {
            let known = s.domain.devices.disks.iter().any(|one| one.target.dev == *disk);
            if !known && s.active {
                all.push((ErrorCode::InvalidArg, format!("disk target {disk} not found")));
            }
        }
    }
    let (port, uri) = (MIGRATE_PARAM_DISKS_PORT, MIGRATE_PARAM_DISKS_URI);
    if s.request.number(port).is_some_and(|port| port > 0) && s.request.text(uri).is_some() {
        let text = "Both port and URI requested for disk migration while being mutually exclusive";
        all.push((ErrorCode::InvalidArg, text.to_owned()));
    }
    all
}

fn encryption(s: &Subject<'_>) -> Vec<(ErrorCode, String)> {
    tls::reasons(s.request, s.config)
}

fn encryption_out(s: &Subject<'_>) -> Vec<(ErrorCode, String)> {
    tls::source_reasons(s.request)
}

fn active(s: &Subject<'_>) -> Vec<(ErrorCode, String)> {
    let offline = s.request.has(MIGRATE_OFFLINE);
    if !s.active && !offline {
        return vec![(ErrorCode::OperationInvalid, "domain is not running".to_owned())];
    }
    if !s.active && !s.persistent {
        let text = "cannot migrate a transient domain that is off";
        return vec![(ErrorCode::OperationInvalid, text.to_owned())];
    }
    Vec::new()
}

fn snapshots(s: &Subject<'_>) -> Vec<(ErrorCode, String)> {
    if s.snapshots == 0 {
        return Vec::new();
    }
    let text = format!("cannot migrate domain with {} snapshots", s.snapshots);
    vec![(ErrorCode::OperationInvalid, text)]
}

fn blockers(s: &Subject<'_>) -> Vec<(ErrorCode, String)> {
    let told = s.blockers.iter();
    told.map(|reason| (ErrorCode::OperationInvalid, format!("cannot migrate domain: {reason}")))
        .collect()
}

fn host_devices(s: &Subject<'_>) -> Vec<(ErrorCode, String)> {
    // A QEMU that tells what blocks it knows its devices: some of the host's can be migrated.
    if !s.active || s.tells_blockers {
        return Vec::new();
    }
    let devices = &s.domain.devices;
    // Half of a pair goes before the migration, by QEMU itself.
    let stays = |teaming: Option<&Teaming>| {
        teaming.is_none_or(|teaming| teaming.kind != TeamingType::Transient)
    };
    // So does a USB device.
    let stuck = devices.hostdevs.iter().filter(|one| match one.kind {
        HostdevType::Usb => false,
        HostdevType::Pci => stays(one.teaming.as_ref()),
        HostdevType::Scsi
        | HostdevType::ScsiHost
        | HostdevType::Mdev
        | HostdevType::Storage
        | HostdevType::Misc
        | HostdevType::Net => true,
    });
    let cards = devices.interfaces.iter();
    let card = |nic: &&Interface| {
        nic.actual_kind() == InterfaceType::Hostdev && stays(nic.teaming.as_ref())
    };
    let kinds = stuck.map(|one| one.kind.as_str()).chain(cards.clone().filter(card).map(|_| "pci"));
    let mut all: Vec<_> = kinds
        .map(|kind| {
            format!("cannot migrate a domain with <hostdev mode='subsystem' type='{kind}'>")
        })
        .collect();
    if cards.clone().any(|nic| nic.actual_kind() == InterfaceType::Vdpa) {
        all.push("vDPA devices cannot be migrated".to_owned());
    }
    all.into_iter().map(|text| (ErrorCode::OperationInvalid, text)).collect()
}

fn io_error(s: &Subject<'_>) -> Vec<(ErrorCode, String)> {
    if s.io_error && s.request.has(MIGRATE_ABORT_ON_ERROR) {
        let text = "cannot migrate domain with I/O error";
        return vec![(ErrorCode::OperationInvalid, text.to_owned())];
    }
    Vec::new()
}

fn autodestroy(s: &Subject<'_>) -> Vec<(ErrorCode, String)> {
    if s.autodestroy {
        let text = "domain is marked for auto destroy";
        return vec![(ErrorCode::OperationInvalid, text.to_owned())];
    }
    Vec::new()
}

fn block_job(s: &Subject<'_>) -> Vec<(ErrorCode, String)> {
    if s.block_job {
        return vec![(ErrorCode::OperationInvalid, "domain has active block job".to_owned())];
    }
    Vec::new()
}

fn devices(s: &Subject<'_>) -> Vec<(ErrorCode, String)> {
    let mut all = Vec::new();
    if !s.active {
        return all;
    }
    if s.domain.devices.disks.iter().any(|disk| disk.transient.is_some()) {
        let text = "migration with transient disk is not supported";
        all.push((ErrorCode::OperationInvalid, text.to_owned()));
    }
    for shmem in &s.domain.devices.shmems {
        use vireo_model::domain::devices::simple::ShmemRole;
        if shmem.role != Some(ShmemRole::Master) {
            let text = format!(
                "shmem device '{}' cannot be migrated, only shmem with role='master' can",
                shmem.name
            );
            all.push((ErrorCode::OperationInvalid, text));
        }
    }
    all
}

/// Whether disks are copied: all that can be, or those that are named.
#[must_use]
pub fn is_copied(request: &Request, disk: &Disk) -> bool {
    if !request.copies_disks() {
        return false;
    }
    let named = request.list(MIGRATE_PARAM_MIGRATE_DISKS);
    if !named.is_empty() {
        return named.contains(&disk.target.dev);
    }
    let empty = disk.source.is_none();
    !(empty || disk.shareable || disk.readonly || is_cdrom(disk))
}

fn is_cdrom(disk: &Disk) -> bool {
    matches!(disk.device, DiskDevice::Cdrom | DiskDevice::Floppy)
}

/// Q-MIG-14: what is not copied has to be where the other host finds it too.
fn storage(s: &Subject<'_>) -> Vec<(ErrorCode, String)> {
    if !s.active || s.request.has(MIGRATE_UNSAFE | MIGRATE_OFFLINE) {
        return Vec::new();
    }
    let mut all = Vec::new();
    for disk in &s.domain.devices.disks {
        let Some(source) = disk.source.as_ref().filter(|_| !is_copied(s.request, disk)) else {
            continue;
        };
        if disk.readonly || is_cdrom(disk) && disk.source.is_none() {
            continue;
        }
        // Disks on the network are where they are.
        let Some(path) = local_path(source) else { continue };
        if !is_shared(&path, s.config.shared_filesystems.as_deref().unwrap_or_default()) {
            all.push((
                ErrorCode::MigrateUnsafe,
                "Migration without shared storage is unsafe".to_owned(),
            ));
            break;
        }
    }
    // QEMU drops its caches itself since 4.0, so that the cache's mode does not matter.
    let odd = s.domain.devices.disks.iter().filter(|disk| {
        disk.shareable
            && matches!(disk.driver.as_ref().and_then(|d| d.cache), Some(DiskCache::Unsafe))
    });
    for disk in odd {
        let text = format!(
            "Migration of disk '{}' with cache mode unsafe may lead to data corruption",
            disk.target.dev
        );
        all.push((ErrorCode::MigrateUnsafe, text));
    }
    all
}

/// File systems that several hosts see (`statfs` magic numbers): NFS, GFS2, OCFS2, AFS, SMB, CIFS,
/// SMB2, Ceph, GPFS, Lustre-like BeeGFS, ACFS, Quobyte as FUSE is not among them.
const SHARED_MAGIC: &[i64] = &[
    0x6969,
    0x0116_1970,
    0x7461_636f,
    0x6b41_4653,
    0x5346_414f,
    0x517b,
    0xff53_4d42,
    0xfe53_4d42,
    0x00c3_6400,
    0x4750_4653,
    0x1983_0326,
    0x6163_6673,
    0x0bd0_0bd0,
];

/// Whether another host sees the same file: its file system is one of many hosts, or the settings
/// say so.
#[must_use]
pub fn is_shared(path: &str, declared: &[String]) -> bool {
    let real = real_path(Path::new(path));
    if declared.iter().any(|dir| real.starts_with(real_path(Path::new(dir)))) {
        return true;
    }
    let mut place: &Path = &real;
    loop {
        if let Ok(found) = rustix::fs::statfs(place) {
            #[allow(clippy::unnecessary_cast)] // Its type differs between architectures.
            return SHARED_MAGIC.contains(&(found.f_type as i64));
        }
        match place.parent() {
            Some(parent) => place = parent,
            None => return false,
        }
    }
}

fn real_path(path: &Path) -> std::path::PathBuf {
    std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn domain(devices: &str) -> Domain {
        let text = format!(
            "<domain type='qemu'><name>g</name><memory>1</memory><os><type>hvm</type></os>\
             <devices>{devices}</devices></domain>"
        );
        Domain::parse(&text, vireo_xml::Mode::SAVED).unwrap()
    }

    fn told(flags: u32, domain: &Domain, config: &QemuConfig, active: bool) -> Result<()> {
        let request = Request::plain(flags, None, None, None, 0);
        source_may_leave(&Subject { active, ..Subject::of(&request, domain, config) })
    }

    /// REQ: Q-MIG-14
    #[test]
    fn private_storage_is_unsafe() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("disk");
        std::fs::write(&path, "").unwrap();
        let disk = format!(
            "<disk type='file'><source file='{}'/><target dev='vda' bus='virtio'/></disk>",
            path.display()
        );
        let domain = domain(&disk);
        let mut config = QemuConfig::default();
        let refused = told(0, &domain, &config, true).unwrap_err();
        assert_eq!(refused.code(), ErrorCode::MigrateUnsafe);
        assert!(told(MIGRATE_UNSAFE, &domain, &config, true).is_ok());
        assert!(told(MIGRATE_NON_SHARED_DISK, &domain, &config, true).is_ok());
        config.shared_filesystems = Some(vec![dir.path().to_string_lossy().into_owned()]);
        assert!(told(0, &domain, &config, true).is_ok());
    }

    /// REQ: Q-MIG-15
    #[test]
    fn a_qemu_that_names_its_blockers_knows_its_devices() {
        let pci = "<hostdev mode='subsystem' type='pci'><source><address bus='3'/></source>\
                   </hostdev>";
        let pair =
            pci.replace("</hostdev>", "<teaming type='transient' persistent='ua-x'/></hostdev>");
        let usb = "<hostdev mode='subsystem' type='usb'><source><address bus='1' device='4'/>\
                   </source></hostdev>";
        let (request, config) = (Request::plain(0, None, None, None, 0), QemuConfig::default());
        let said = |devices: &str, tells_blockers| {
            let domain = domain(devices);
            let subject = Subject::of(&request, &domain, &config);
            host_devices(&Subject { active: true, tells_blockers, ..subject })
        };
        for devices in [pci, &pair, usb] {
            assert!(said(devices, true).is_empty(), "{devices}");
        }
        assert!(said(&pair, false).is_empty() && said(usb, false).is_empty());
        let text = "cannot migrate a domain with <hostdev mode='subsystem' type='pci'>";
        assert_eq!(said(pci, false), [(ErrorCode::OperationInvalid, text.to_owned())]);
    }

    /// REQ: Q-MIG-15
    #[test]
    fn all_reasons_are_told_at_once() {
        let domain = domain("");
        let flags = MIGRATE_OFFLINE | MIGRATE_ZEROCOPY | MIGRATE_TUNNELLED | MIGRATE_PARALLEL;
        let text = told(flags, &domain, &QemuConfig::default(), false).unwrap_err().to_string();
        for part in ["mutually exclusive", "persistent flag", "does not make sense"] {
            assert!(text.contains(part), "{text}");
        }
    }
}
