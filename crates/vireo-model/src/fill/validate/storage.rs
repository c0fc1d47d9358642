//! Sources of disks.

use crate::domain::devices::disk::{Disk, DiskBus, DiskSnapshot};
use crate::domain::devices::storage::{
    BackingStore, Encryption, EncryptionEngine, EncryptionFormat, NetProtocol, SecretKind,
    StorageFormat, StorageSource, StorageType,
};
use crate::fill::error::{Code, FillError, From, qemu, refuse, unsupported, xml};
use crate::fill::{Cap, Context, Result};

/// The encryption of a disk, in its new or its old place.
pub(crate) fn encryption(disk: &Disk) -> Option<&Encryption> {
    disk.encryption.as_deref().or_else(|| disk.source.as_ref()?.encryption.as_deref())
}

/// Rules that every hypervisor shares.
pub(crate) fn generic(disk: &Disk) -> Result {
    let none = StorageSource::default();
    let source = disk.source.as_ref().unwrap_or(&none);
    let network = disk.kind == StorageType::Network;
    let mut layers =
        std::iter::successors(disk.backing_store.as_ref(), |layer| layer.backing_store.as_deref());
    let of_layer = |layer: &BackingStore| layer.source.as_ref().and_then(|s| s.protocol);
    refuse!(
        network && source.protocol == Some(NetProtocol::Sheepdog)
            || layers.any(|layer| of_layer(layer) == Some(NetProtocol::Sheepdog)),
        unsupported,
        "'sheepdog' protocol is no longer supported by any hypervisor driver"
    );
    authentication(disk, source)?;
    if let Some(encryption) = encryption(disk) {
        refuse!(
            encryption.format == EncryptionFormat::Luks && encryption.cipher.is_some(),
            unsupported,
            "supplying <cipher> for domain disk definition is unnecessary"
        );
    }
    data_store(disk, source)?;
    let rbd = network && source.protocol == Some(NetProtocol::Rbd);
    for (name, given) in [("snapshot", &source.snapshot), ("config", &source.config)] {
        refuse!(
            given.is_some() && !rbd && !network,
            xml,
            "<{name}> element is currently supported only with 'rbd' disks"
        );
    }
    cookies(source)
}

fn authentication(disk: &Disk, source: &StorageSource) -> Result {
    let Some(auth) = disk.auth.as_ref().or(source.auth.as_ref()) else { return Ok(()) };
    // Elsewhere nobody asks for it.
    if disk.kind != StorageType::Network {
        return Ok(());
    }
    use NetProtocol as P;
    let Some(protocol) = source.protocol else { return Ok(()) };
    refuse!(
        matches!(protocol, P::Nbd | P::Sheepdog | P::Gluster | P::Tftp | P::Vxhs | P::Nfs),
        unsupported,
        "authentication is not supported for protocol '{protocol}'"
    );
    let Some(kind) = auth.secret.as_ref().and_then(|s| s.kind) else {
        return Err(unsupported("unknown secret type '<null>'"));
    };
    let wrong = protocol == P::Iscsi && kind != SecretKind::Iscsi
        || protocol == P::Rbd && kind != SecretKind::Ceph;
    refuse!(wrong, unsupported, "invalid secret type '{kind}'");
    Ok(())
}

fn data_store(disk: &Disk, source: &StorageSource) -> Result {
    let Some(store) = &source.data_store else { return Ok(()) };
    let format = disk.driver.as_ref().and_then(|d| d.kind);
    refuse!(
        format != Some(StorageFormat::Qcow2),
        unsupported,
        "<dataStore> feature available only with qcow2 images"
    );
    let inner = store.format.as_ref().and_then(|f| f.kind);
    refuse!(
        inner.is_some_and(|f| f != StorageFormat::Raw),
        unsupported,
        "only 'raw' images supported as <dataStore>"
    );
    let nested = store.source.as_deref();
    refuse!(
        nested.is_some_and(|s| s.data_store.is_some()),
        xml,
        "The <source> of <dataStore> can't have another nested <dataStore> or <backingStore> element"
    );
    refuse!(
        nested.is_some_and(|s| !s.slices.is_empty()),
        xml,
        "slices are not supported for <dataStore>"
    );
    Ok(())
}

fn cookies(source: &StorageSource) -> Result {
    let refuse_cookie = |text: String| FillError::new(Code::Xml, From::Storage, text);
    for (n, cookie) in source.cookies.iter().enumerate() {
        let name = &cookie.name;
        if name.is_empty() {
            return Err(refuse_cookie("cookie name must not be empty".into()));
        }
        let bad = |c: char| c.is_ascii_control() || " ()<>@,;:\\\"/[]?={}".contains(c);
        if name.contains(bad) {
            return Err(refuse_cookie(format!("cookie name '{name}' contains invalid characters")));
        }
        let bad = |c: char| c.is_ascii_control() || " \",;\\".contains(c);
        let value = cookie
            .value
            .strip_prefix('"')
            .map_or(cookie.value.as_str(), |v| v.strip_suffix('"').unwrap_or(v));
        if value.contains(bad) {
            return Err(refuse_cookie(format!(
                "value of cookie '{name}' contains invalid characters"
            )));
        }
        if source.cookies[..n].iter().any(|c| c.name == *name) {
            return Err(refuse_cookie(format!("duplicate cookie '{name}'")));
        }
    }
    Ok(())
}

/// What a disk behind vhost-user cannot have.
pub(crate) fn vhost_user(disk: &Disk) -> Result {
    refuse!(
        disk.target.bus != Some(DiskBus::Virtio),
        unsupported,
        "vhostuser disk supports only virtio bus"
    );
    refuse!(
        !matches!(disk.snapshot, None | Some(DiskSnapshot::No)),
        unsupported,
        "only snapshot=no is supported with vhostuser disk"
    );
    let driver = disk.driver.clone().unwrap_or_default();
    let rows = [
        (driver.cache.is_some(), "cache"),
        (driver.error_policy.is_some() || driver.rerror_policy.is_some(), "error_policy"),
        (driver.io.is_some(), "io"),
        (driver.ioeventfd.is_some(), "ioeventfd"),
        (driver.copy_on_read.is_some(), "copy_on_read"),
        (driver.discard.is_some(), "discard"),
        (driver.iothread.is_some(), "iothread"),
        (driver.detect_zeroes.is_some(), "detect_zeroes"),
        (driver.metadata_cache_max_size.is_some(), "metadata_cache"),
        (disk.iotune.is_some(), "iotune"),
        (disk.backing_store.is_some(), "backingStore"),
        (encryption(disk).is_some(), "encryption"),
        (disk.readonly, "readonly"),
        (disk.shareable, "shareable"),
        (disk.transient.is_some(), "transient"),
        (disk.serial.is_some(), "serial"),
        (disk.wwn.is_some(), "wwn"),
        (disk.vendor.is_some(), "vendor"),
        (disk.product.is_some(), "product"),
        (disk.auth.is_some(), "auth"),
        (disk.geometry.is_some(), "geometry"),
        (disk.blockio.is_some(), "blockio"),
    ];
    for (bad, what) in rows {
        refuse!(bad, unsupported, "{what} is not supported with vhostuser disk");
    }
    Ok(())
}

/// Rules of the QEMU driver for the top image and its chain.
pub(crate) fn driver(disk: &Disk, ctx: &Context<'_>) -> Result {
    let none = StorageSource::default();
    let source = disk.source.as_ref().unwrap_or(&none);
    let format = disk.driver.as_ref().and_then(|d| d.kind);
    let readonly = disk.readonly;
    image(disk.kind, source, format, encryption(disk), readonly, ctx)?;
    let cache = disk.driver.as_ref().and_then(|d| d.metadata_cache_max_size);
    metadata_cache(cache, format)?;
    let mut next = disk.backing_store.as_ref();
    let mut depth = 0;
    while let Some(layer) = next {
        depth += 1;
        if depth > 200 {
            return Err(FillError::new(
                Code::OperationUnsupported,
                From::Qemu,
                format!(
                    "backing chains more than 200 layers deep are not supported for disk '{}'",
                    disk.target.dev
                ),
            ));
        }
        if let (Some(kind), Some(source)) = (layer.kind, &layer.source) {
            let format = layer.format.as_ref().and_then(|f| f.kind);
            image(kind, source, format, source.encryption.as_deref(), true, ctx)?;
            let cache = layer.format.as_ref().and_then(|f| f.metadata_cache_max_size);
            metadata_cache(cache, format)?;
        }
        next = layer.backing_store.as_deref();
    }
    Ok(())
}

fn metadata_cache(size: Option<u64>, format: Option<StorageFormat>) -> Result {
    refuse!(
        size.is_some_and(|size| size > 0) && format != Some(StorageFormat::Qcow2),
        qemu,
        "metadata cache max size control is supported only with qcow2 images"
    );
    Ok(())
}

fn image(
    kind: StorageType,
    source: &StorageSource,
    format: Option<StorageFormat>,
    encryption: Option<&Encryption>,
    readonly: bool,
    ctx: &Context<'_>,
) -> Result {
    formats(kind, format, readonly)?;
    refuse!(
        source.reservations.is_some() && !ctx.has(Cap::PrManagerHelper),
        qemu,
        "reservations not supported with this QEMU binary"
    );
    protocols(kind, source)?;
    if let Some(encryption) = encryption {
        encrypted(kind, source, format, encryption, ctx)?;
    }
    let nbd = kind == StorageType::Network && source.protocol == Some(NetProtocol::Nbd);
    refuse!(
        source.tls_hostname.is_some() && !nbd,
        qemu,
        "'tlsHostname' field is supported only with NBD disks"
    );
    refuse!(
        source.tls_hostname.is_some() && !ctx.has(Cap::BlockdevNbdTlsHostname),
        qemu,
        "'tlsHostname' field is not supported by this QEMU"
    );
    Ok(())
}

fn formats(kind: StorageType, format: Option<StorageFormat>, readonly: bool) -> Result {
    use StorageFormat as F;
    let rows = [
        (format == Some(F::Cow), "'cow' storage format is not supported"),
        (
            format == Some(F::Dir),
            "'directory' storage format is not directly supported by QEMU, use 'dir' disk type instead",
        ),
        (
            format == Some(F::Iso),
            "storage format 'iso' is not directly supported by QEMU, use 'raw' instead",
        ),
        (
            format == Some(F::Fat) && !matches!(kind, StorageType::Volume | StorageType::Dir),
            "storage format 'fat' is supported only with 'dir' storage type",
        ),
    ];
    for (bad, text) in rows {
        refuse!(bad, qemu, "{text}");
    }
    if kind == StorageType::Dir {
        refuse!(
            !matches!(format, None | Some(F::Fat | F::None)),
            qemu,
            "storage type 'dir' requires use of storage format 'fat'"
        );
        refuse!(!readonly, qemu, "virtual FAT storage can't be accessed in read-write mode");
    }
    Ok(())
}

fn protocols(kind: StorageType, source: &StorageSource) -> Result {
    use NetProtocol as P;
    let protocol = source.protocol.filter(|_| kind == StorageType::Network);
    let one_of = |list: &[P]| protocol.is_some_and(|p| list.contains(&p));
    let web = one_of(&[P::Http, P::Https]);
    let transfer = one_of(&[P::Http, P::Https, P::Ftp, P::Ftps]);
    let delay = source.reconnect.as_ref().is_some_and(|r| r.delay.is_some_and(|d| d > 0));
    let rows = [
        (
            source.ssl_verify.is_some() && !one_of(&[P::Https, P::Ftps]),
            "ssl verification is supported only with HTTPS/FTPS protocol",
        ),
        (
            !source.cookies.is_empty() && !web,
            "http cookies are supported only with HTTP(S) protocol",
        ),
        (
            source.readahead.is_some_and(|r| r > 0) && !transfer,
            "readahead is supported only with HTTP(S)/FTP(s) protocols",
        ),
        (
            source.timeout.is_some_and(|t| t > 0) && !transfer,
            "timeout is supported only with HTTP(S)/FTP(s) protocols",
        ),
        (
            delay && protocol != Some(P::Nbd) && kind == StorageType::Network,
            "reconnect delay is supported only with NBD protocol",
        ),
        (source.query.is_some() && !web, "query is supported only with HTTP(S) protocols"),
        (protocol == Some(P::Tftp), "'tftp' protocol is not supported with this QEMU binary"),
    ];
    for (bad, text) in rows {
        refuse!(bad, qemu, "{text}");
    }
    if protocol == Some(P::Nfs) {
        let [host] = source.hosts.as_slice() else {
            return Err(qemu("'nfs' protocol requires the usage of exactly one host"));
        };
        refuse!(host.transport.is_some(), qemu, "'nfs' host must use TCP protocol");
        refuse!(
            host.port.unwrap_or(0) != 0,
            qemu,
            "port cannot be specified in 'nfs' protocol host"
        );
    }
    Ok(())
}

fn encrypted(
    kind: StorageType,
    source: &StorageSource,
    format: Option<StorageFormat>,
    e: &Encryption,
    ctx: &Context<'_>,
) -> Result {
    use EncryptionFormat as F;
    refuse!(
        matches!(e.format, F::Default | F::Qcow),
        qemu,
        "old qcow/qcow2 encryption is not supported"
    );
    match e.engine.unwrap_or(EncryptionEngine::Qemu) {
        EncryptionEngine::Qemu => {
            if e.format == F::Luks {
                let fits = matches!(
                    format,
                    None | Some(StorageFormat::Qcow2 | StorageFormat::Raw | StorageFormat::None)
                );
                refuse!(
                    !fits,
                    qemu,
                    "encryption is supported only with 'raw' and 'qcow2' image format"
                );
            }
            refuse!(
                matches!(e.format, F::Luks2 | F::LuksAny),
                qemu,
                "'{}' is currently not supported by the qemu encryption engine",
                e.format
            );
            refuse!(
                e.secrets.len() > 1,
                qemu,
                "qemu encryption engine expects only a single secret"
            );
        }
        EncryptionEngine::Librbd => librbd(kind, source, e, ctx)?,
    }
    Ok(())
}

/// Encryption by the RBD library.
fn librbd(kind: StorageType, source: &StorageSource, e: &Encryption, ctx: &Context<'_>) -> Result {
    let rbd = kind == StorageType::Network && source.protocol == Some(NetProtocol::Rbd);
    let rows = [
        (!ctx.has(Cap::RbdEncryption), "librbd encryption is not supported by this QEMU binary"),
        (
            !rbd && kind != StorageType::Network,
            "librbd encryption is supported only with RBD backed disks",
        ),
        (
            e.secrets.len() > 1 && !ctx.has(Cap::RbdEncryptionLayering),
            "librbd encryption layering is not supported by this QEMU binary",
        ),
        (
            e.format == EncryptionFormat::LuksAny && !ctx.has(Cap::RbdEncryptionLuksAny),
            "luks-any encryption is not supported by this QEMU binary",
        ),
    ];
    for (bad, text) in rows {
        refuse!(bad, qemu, "{text}");
    }
    Ok(())
}
