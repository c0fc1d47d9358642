//! Disks and their sources.

use std::collections::HashSet;

use vireo_xml::{
    CODE_CONFIG_UNSUPPORTED, CODE_INTERNAL_ERROR, CODE_INVALID_ARG, CODE_XML_ERROR, ErrorKind,
    FROM_STORAGE, Hint, Node, Parser, Result,
};

use super::{At, first_double, when};
use crate::domain::devices::disk::{Disk, DiskBus, ErrorPolicy};
use crate::domain::devices::storage::{
    Auth, BackingStore, Cookie, DataStore, Encryption, HostTransport, Identity, Mirror, MirrorJob,
    NetProtocol, Reservations, SecretRef, Slice, StorageFormat, StorageHost, StorageSource,
    StorageSourceKind,
};

/// `<disk>`.
pub fn disk(disk: &mut Disk, parser: &mut Parser<'_>, node: Node<'_>) -> Result<()> {
    let at = At::new(parser, node);
    let source = disk.source.as_ref();
    when(disk.auth.is_some() && source.is_some_and(|s| s.auth.is_some()), || {
        at.unsupported("an <auth> definition already found for disk source")
    })?;
    when(disk.encryption.is_some() && source.is_some_and(|s| s.encryption.is_some()), || {
        at.unsupported("an <encryption> definition already found for disk source")
    })?;
    let unnamed = node.children().find(|child| child.has_tag_name("target"));
    let unnamed = unnamed.and_then(|target| target.attribute("dev")) == Some("");
    when(unnamed && at.count("address") == 0, || {
        at.xml("Unknown disk name '' and no address specified")
    })?;
    let wwn = disk.wwn.as_deref().filter(|wwn| !is_wwn(wwn));
    when(wwn.is_some(), || {
        at.refuse(CODE_INTERNAL_ERROR, 0, format!("Malformed wwn: {}", wwn.unwrap_or_default()))
    })?;
    let rerror = disk.driver.as_ref().and_then(|d| d.rerror_policy);
    when(rerror == Some(ErrorPolicy::Enospace), || {
        at.unsupported("Invalid disk read error policy: 'enospace'")
    })?;
    let bus = disk.target.bus.filter(|bus| *bus == DiskBus::None);
    when(bus.is_some(), || at.bad_word("target", "bus", DiskBus::None.as_str()))?;
    let kind = disk.driver.as_ref().and_then(|d| d.kind);
    if let Some(kind) = kind.filter(|kind| is_inner(*kind, &at)) {
        return Err(at.unsupported(format!("unknown driver format value '{kind}'")));
    }
    match first_double(disk.throttlefilters.iter().map(|f| f.group.as_str())) {
        Some(name) => Err(at.xml(format!("duplicate filter name '{name}' found"))),
        None => Ok(()),
    }
}

/// Formats that users cannot ask for; the daemon itself finds them in images.
fn is_inner(format: StorageFormat, at: &At<'_, '_, '_>) -> bool {
    matches!(format, StorageFormat::Luks | StorageFormat::None) && !at.parser.mode().status
}

/// Sixteen hexadecimal digits.
fn is_wwn(text: &str) -> bool {
    let digits = text.strip_prefix("0x").unwrap_or(text);
    digits.len() == 16 && digits.bytes().all(|b| b.is_ascii_hexdigit())
}

/// `<source>`, by the kind of storage.
pub fn source(source: &mut StorageSource, parser: &mut Parser<'_>, node: Node<'_>) -> Result<()> {
    source.slices.retain(|slice| slice.kind == Slice::STORAGE);
    source.slices.truncate(1);
    let at = At::new(parser, node);
    let mut models = HashSet::new();
    if let Some(label) = source.seclabels.iter().find(|l| !models.insert(l.model.as_deref())) {
        let model = label.model.as_deref().unwrap_or("<null>");
        return Err(at.detail(format!("seclabel for model {model} is already provided")));
    }
    source.seclabels.retain(|label| label.labelskip.is_some() || label.relabel.is_some());
    match at.parser.selected() {
        "volume" => when(source.pool.is_some() != source.volume.is_some(), || {
            at.xml("'pool' and 'volume' must be specified together for 'pool' type source")
        }),
        "network" => network(source, &at),
        "nvme" => nvme(source, &at),
        "vhostuser" => vhost_user(source, &at),
        "vhostvdpa" => when(source.dev.is_none(), || {
            let (attribute, element) = ("dev".to_owned(), "source".to_owned());
            at.parser.error(node, ErrorKind::MissingAttribute { attribute, element })
        }),
        _ => Ok(()),
    }
}

/// Who asks: each protocol has its own ways to say it, most have none.
fn identity(source: &mut StorageSource, at: &At<'_, '_, '_>) -> Result<()> {
    let Some(identity) = source.identity.as_deref_mut() else { return Ok(()) };
    let keep = match source.protocol {
        Some(NetProtocol::Nfs) => {
            *identity = Identity {
                user: identity.user.take(),
                group: identity.group.take(),
                ..Identity::default()
            };
            identity.user.is_some() || identity.group.is_some()
        }
        Some(NetProtocol::Ssh) => {
            when(identity.username.is_none(), || {
                let (attribute, element) = ("username".to_owned(), "identity".to_owned());
                at.parser
                    .error(at.child("identity"), ErrorKind::MissingAttribute { attribute, element })
            })?;
            (identity.user, identity.group) = (None, None);
            true
        }
        Some(_) | None => false,
    };
    if !keep {
        source.identity = None;
    }
    Ok(())
}

fn network(source: &mut StorageSource, at: &At<'_, '_, '_>) -> Result<()> {
    identity(source, at)?;
    let protocol = source.protocol;
    when(!at.has_attribute("name") && protocol != Some(NetProtocol::Nbd), || {
        at.xml("missing name for disk source")
    })?;
    let pooled = matches!(protocol, Some(NetProtocol::Gluster | NetProtocol::Rbd));
    let Some(name) = source.name.as_deref().filter(|_| pooled) else { return Ok(()) };
    let splits = name.find('/').is_some_and(|slash| slash > 0 && slash + 1 < name.len());
    when(protocol == Some(NetProtocol::Gluster) && !splits || name.starts_with('/'), || {
        at.xml(format!("can't split path '{name}' into pool name and image name"))
    })
}

fn nvme(source: &StorageSource, at: &At<'_, '_, '_>) -> Result<()> {
    match (at.node.attribute("type"), source.kind) {
        (None, _) => return Err(at.xml("missing 'type' attribute to disk source")),
        (Some(_), Some(StorageSourceKind::Pci)) => {}
        (Some(other), None | Some(StorageSourceKind::Unix)) => {
            return Err(at.xml(format!("unsupported source type '{other}'")));
        }
    }
    when(source.namespace.is_none(), || {
        let (attribute, element) = ("namespace".to_owned(), "source".to_owned());
        at.parser.error(at.node, ErrorKind::MissingAttribute { attribute, element })
    })?;
    when(source.address.is_none(), || at.xml("NVMe disk source is missing address"))
}

fn vhost_user(source: &StorageSource, at: &At<'_, '_, '_>) -> Result<()> {
    match source.kind {
        None if !at.has_attribute("type") => {
            Err(at.xml("missing 'type' attribute for vhostuser disk source"))
        }
        None | Some(StorageSourceKind::Pci) => {
            Err(at.xml("invalid 'type' attribute for vhostuser disk source"))
        }
        Some(StorageSourceKind::Unix) => when(source.path.is_none(), || {
            at.xml("missing 'path' attribute for vhostuser disk source")
        }),
    }
}

/// `<host>`.
pub fn host(host: &mut StorageHost, parser: &mut Parser<'_>, node: Node<'_>) -> Result<()> {
    let at = At::new(parser, node);
    if let Some(port) = host.port.filter(|port| *port > 0xffff) {
        return Err(at.refuse(CODE_INVALID_ARG, 0, format!("port '{port}' out of range")));
    }
    match host.transport {
        Some(HostTransport::Unix) => {
            when(host.socket.is_none(), || at.xml("missing socket for unix transport"))
        }
        Some(HostTransport::Fd) => Err(at.xml("transport 'fd' is now allowed")),
        None | Some(HostTransport::Rdma) => {
            let word = host.transport.map_or("tcp", HostTransport::as_str);
            when(host.socket.is_some(), || {
                at.xml(format!("transport '{word}' does not support socket attribute"))
            })?;
            when(host.name.is_none(), || at.xml("missing name for host"))
        }
    }
}

/// `<cookie>`.
pub fn cookie(cookie: &mut Cookie, parser: &mut Parser<'_>, node: Node<'_>) -> Result<()> {
    let at = At::new(parser, node);
    when(cookie.value.is_empty(), || at.xml(format!("missing value for cookie '{}'", cookie.name)))
}

/// `<auth>`.
pub fn auth(auth: &mut Auth, parser: &mut Parser<'_>, node: Node<'_>) -> Result<()> {
    let at = At::new(parser, node);
    if let Some(kind) = node.attribute("type").filter(|k| !matches!(*k, "chap" | "ceph")) {
        let text = format!("unknown auth type '{kind}'");
        return Err(at.refuse(CODE_CONFIG_UNSUPPORTED, FROM_STORAGE, text));
    }
    when(auth.secret.is_none(), || {
        at.refuse(CODE_XML_ERROR, FROM_STORAGE, "Missing <secret> element in auth")
    })
}

/// Of other sources the kind of the secret is not looked at.
fn is_of_network_disk(node: Node<'_>) -> bool {
    let disk = node.ancestors().find(|n| n.has_tag_name("disk"));
    disk.is_some_and(|disk| disk.attribute("type") == Some("network"))
}

/// `<secret>`.
pub fn secret(secret: &mut SecretRef, parser: &mut Parser<'_>, node: Node<'_>) -> Result<()> {
    let at = At::new(parser, node);
    let kind = node.attribute("type");
    secret.word = secret.word.take().filter(|_| secret.kind.is_none());
    if node.parent_element().is_some_and(|n| n.has_tag_name("encryption")) {
        encryption_secret(kind, &at)?;
    } else if let Some(word) = kind.filter(|_| secret.kind.is_none() && is_of_network_disk(node)) {
        return Err(at.unsupported(format!("unknown secret type '{word}'")));
    }
    let text = match (secret.uuid.is_some(), secret.usage.is_some()) {
        (false, false) => "missing secret uuid or usage attribute",
        (true, true) => "either secret uuid or usage expected",
        (true, false) | (false, true) => return Ok(()),
    };
    Err(at.refuse(CODE_XML_ERROR, 0, text))
}

/// Secrets of encrypted images are passphrases.
fn encryption_secret(kind: Option<&str>, at: &At<'_, '_, '_>) -> Result<()> {
    let unknown = "unknown volume encryption secret type";
    match kind {
        None | Some("") => Err(at.refuse(CODE_XML_ERROR, FROM_STORAGE, unknown)),
        Some("passphrase") => Ok(()),
        Some(other) => {
            let text = format!("{unknown} {other}");
            Err(at.refuse(CODE_CONFIG_UNSUPPORTED, FROM_STORAGE, text))
        }
    }
}

/// `<slice>`: one that is kept says where it lies.
pub fn slice(slice: &mut Slice, parser: &mut Parser<'_>, node: Node<'_>) -> Result<()> {
    if slice.kind != Slice::STORAGE {
        return Ok(());
    }
    let at = At::new(parser, node);
    let read = |name: &str| match node.attribute(name) {
        None => Err(at.xml("missing offset or size attribute of slice")),
        Some(text) => vireo_xml::parse_unsigned(text, Hint::Plain).map_err(|_| {
            at.xml(format!("malformed value '{text}' of '{name}' attribute of slice"))
        }),
    };
    (slice.offset, slice.size) = (read("offset")?, read("size")?);
    Ok(())
}

/// `<encryption>`.
pub fn encryption(
    encryption: &mut Encryption,
    parser: &mut Parser<'_>,
    node: Node<'_>,
) -> Result<()> {
    let at = At::new(parser, node);
    when(encryption.ivgen.is_some() && encryption.cipher.is_none(), || {
        at.refuse(CODE_XML_ERROR, FROM_STORAGE, "ivgen element found, but cipher is missing")
    })
}

/// `<reservations>`.
pub fn reservations(
    reservations: &mut Reservations,
    parser: &mut Parser<'_>,
    node: Node<'_>,
) -> Result<()> {
    let at = At::new(parser, node);
    let source = reservations.source.clone().unwrap_or_default();
    let given = source.kind.is_some() || source.path.is_some() || source.mode.is_some();
    if reservations.managed != Some(false) && !given {
        return Ok(());
    }
    let given = |name: &str| at.child("source").attribute(name).filter(|text| !text.is_empty());
    let said = |name: &str, what: &str| {
        let text = format!("missing {what} for <reservations/>");
        given(name).ok_or_else(|| at.refuse(CODE_XML_ERROR, FROM_STORAGE, text))
    };
    let kind = said("type", "connection type")?;
    said("path", "path")?;
    let mode = said("mode", "connection mode")?;
    for (what, word, only) in [("type", kind, "unix"), ("mode", mode, "client")] {
        when(word != only, || {
            let text = format!("unsupported connection {what} for <reservations/>: {word}");
            at.refuse(CODE_XML_ERROR, FROM_STORAGE, text)
        })?;
    }
    Ok(())
}

/// `<backingStore>`: an empty one ends the chain, any other says all.
pub fn backing_store(
    store: &mut BackingStore,
    parser: &mut Parser<'_>,
    node: Node<'_>,
) -> Result<()> {
    let at = At::new(parser, node);
    if store.kind.is_none() {
        *store = BackingStore::default();
        return Ok(());
    }
    let format = store.format.as_ref().and_then(|f| f.kind);
    when(format.is_none(), || at.xml("missing disk backing store format"))?;
    let inner = |f: &StorageFormat| is_inner(*f, &at) || *f == StorageFormat::Aio;
    if let Some(format) = format.filter(inner) {
        return Err(at.xml(format!("unknown storage source format '{format}'")));
    }
    when(store.source.is_none(), || at.xml("missing disk backing store source"))
}

/// `<dataStore>`.
pub fn data_store(store: &mut DataStore, parser: &mut Parser<'_>, node: Node<'_>) -> Result<()> {
    let at = At::new(parser, node);
    let format = store.format.as_ref().and_then(|f| f.kind);
    when(format.is_none(), || at.xml("missing data file store format"))?;
    when(store.source.is_none(), || at.xml("missing disk data file store source"))
}

/// `<mirror>`.
pub fn mirror(mirror: &mut Mirror, parser: &mut Parser<'_>, node: Node<'_>) -> Result<()> {
    let at = At::new(parser, node);
    if at.has_attribute("type") {
        return when(mirror.source.is_none(), || at.xml("mirror requires source element"));
    }
    when(mirror.job.is_some_and(|job| job != MirrorJob::Copy), || {
        at.refuse(
            CODE_CONFIG_UNSUPPORTED,
            vireo_xml::FROM_DOMAIN,
            "mirror without type only supported by copy job",
        )
    })?;
    when(mirror.file.is_none(), || at.xml("mirror requires file name"))
}
