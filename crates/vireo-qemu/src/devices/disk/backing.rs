//! What images cover: from their headers to a chain in a definition.

use std::path::{Path, PathBuf};

use serde_json::Value;
use vireo_api::{Error, ErrorDomain, Result};
use vireo_image::{ChainError, Format, Image, Place, follow};
use vireo_model::domain::devices::storage::{
    BackingStore, DataStore, HostTransport, ImageFormat, NetProtocol, Slice, StorageFormat,
    StorageHost, StorageSource, StorageType,
};

use crate::error::{internal, not_valid, unsupported};

/// What the header of an image adds to the definition.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// The file that its data are in.
    pub data_store: Option<Box<DataStore>>,
    /// What it covers, to the end.
    pub below: Option<BackingStore>,
}

/// Reads what the image at `path` covers; `user` is whom QEMU runs as, for errors.
///
/// # Errors
/// A header is a lie, something covered is not there, or nobody knows how to reach it.
pub(crate) fn detect(
    path: &Path,
    format: StorageFormat,
    user: Option<(u32, u32)>,
) -> Result<Found> {
    detect_within(path, format, user, MAX_DESCRIBED)
}

/// Most images of a chain that are named by a description.
const MAX_DESCRIBED: usize = 16;

fn detect_within(
    path: &Path,
    format: StorageFormat,
    user: Option<(u32, u32)>,
    described: usize,
) -> Result<Found> {
    let mut chain = follow(path, image_format(format)).map_err(|e| told(e, user))?;
    let mut below = chain.last().and_then(end);
    while chain.len() > 1 {
        let Some(image) = chain.pop() else { break };
        let is_description = matches!(image.place, Place::Json(_));
        let mut found = layer(image, below)?;
        if is_description {
            // It may turn out to be a file of this host, which covers more.
            go_on(&mut found, user, described)?;
        }
        below = Some(found);
    }
    let top = chain.pop();
    Ok(Found { data_store: top.as_ref().and_then(data_store), below })
}

fn go_on(layer: &mut BackingStore, user: Option<(u32, u32)>, described: usize) -> Result<()> {
    let source = layer.source.as_ref().filter(|source| source.slices.is_empty());
    let Some(path) = source.and_then(super::local_path) else { return Ok(()) };
    let Some(rest) = described.checked_sub(1) else {
        return Err(told(ChainError::TooDeep { top: PathBuf::from(path) }, user));
    };
    let format = layer.format.as_ref().and_then(|format| format.kind).unwrap_or(StorageFormat::Raw);
    let found = detect_within(Path::new(&path), format, user, rest)?;
    layer.backing_store = found.below.map(Box::new);
    if let Some(source) = &mut layer.source {
        source.data_store = found.data_store;
    }
    Ok(())
}

/// Behind the last image: nothing, where that is known.
fn end(last: &Image) -> Option<BackingStore> {
    let known = matches!(last.place, Place::File(_)) || !last.format.may_cover();
    known.then(|| BackingStore { detected: true, ..BackingStore::default() })
}

fn told(error: ChainError, user: Option<(u32, u32)>) -> Error {
    let text = error.to_string();
    match error {
        ChainError::Read { source, .. } => Error::system(ErrorDomain::Storage, text, &source),
        ChainError::Missing { source, .. } => {
            Error::system(ErrorDomain::Storage, as_user(text, user), &source)
        }
        ChainError::Unsaid { .. } => not_valid(text).with_domain(ErrorDomain::Storage),
        ChainError::TooDeep { .. } => internal(text).with_domain(ErrorDomain::Storage),
    }
}

/// A refusal that says for whom something is not there.
pub(crate) fn as_user(text: String, user: Option<(u32, u32)>) -> String {
    match user {
        Some((uid, gid)) => format!("{text} (as uid:{uid}, gid:{gid})"),
        None => text,
    }
}

/// How the header of an image of a definition is read.
pub(crate) fn image_format(format: StorageFormat) -> Format {
    Format::from_name(format.as_str()).filter(|format| format.may_cover()).unwrap_or(Format::Raw)
}

/// The format of a definition for an image's.
pub(crate) fn model_format(format: Format) -> StorageFormat {
    match format {
        Format::Raw | Format::Vhdx => StorageFormat::Raw,
        Format::Qcow2 => StorageFormat::Qcow2,
        Format::Qcow => StorageFormat::Qcow,
        Format::Qed => StorageFormat::Qed,
        Format::Vmdk => StorageFormat::Vmdk,
        Format::Vdi => StorageFormat::Vdi,
        Format::Vpc => StorageFormat::Vpc,
        Format::Luks => StorageFormat::Luks,
        Format::Iso => StorageFormat::Iso,
    }
}

fn layer(image: Image, below: Option<BackingStore>) -> Result<BackingStore> {
    let data = data_store(&image);
    let format = model_format(image.format);
    let (kind, mut source) = source(image.place)?;
    source.data_store = data;
    Ok(BackingStore {
        kind: Some(kind),
        index: None,
        format: Some(ImageFormat { kind: Some(format), metadata_cache_max_size: None }),
        source: Some(source),
        backing_store: below.map(Box::new),
        detected: true,
    })
}

fn data_store(image: &Image) -> Option<Box<DataStore>> {
    let name = image.header.data_file.as_deref()?;
    let Place::File(path) = &image.place else { return None };
    let Place::File(data) = vireo_image::place(path, name) else { return None };
    let (kind, source) = local(&data);
    let format = ImageFormat { kind: Some(StorageFormat::Raw), metadata_cache_max_size: None };
    Some(Box::new(DataStore { kind, format: Some(format), source: Some(Box::new(source)) }))
}

fn local(path: &Path) -> (StorageType, StorageSource) {
    use std::os::unix::fs::FileTypeExt;
    let text = Some(path.to_string_lossy().into_owned());
    let is_device = std::fs::metadata(path).is_ok_and(|found| found.file_type().is_block_device());
    match is_device {
        true => (StorageType::Block, StorageSource { dev: text, ..StorageSource::default() }),
        false => (StorageType::File, StorageSource { file: text, ..StorageSource::default() }),
    }
}

fn source(place: Place) -> Result<(StorageType, StorageSource)> {
    match place {
        Place::File(path) => Ok(local(&path)),
        Place::Json(text) => {
            let value = serde_json::from_str(&text)
                .map_err(|error| internal(format!("cannot parse json {text}: {error}")))?;
            json(&nested(value))
        }
        Place::Uri(text) => uri(&text),
        Place::Protocol(protocol, rest) => old(&protocol, &rest),
    }
}

fn network(protocol: NetProtocol, name: Option<String>, host: StorageHost) -> Described {
    let source = StorageSource {
        protocol: Some(protocol),
        name,
        hosts: vec![host],
        ..StorageSource::default()
    };
    Ok((StorageType::Network, source))
}

type Described = Result<(StorageType, StorageSource)>;

fn inet(name: &str, port: Option<u32>) -> StorageHost {
    let name = name.trim_start_matches('[').trim_end_matches(']');
    StorageHost { name: Some(name.to_owned()), port, ..StorageHost::default() }
}

fn unix(path: &str) -> StorageHost {
    StorageHost {
        transport: Some(HostTransport::Unix),
        socket: Some(path.to_owned()),
        ..StorageHost::default()
    }
}

/// Host and port of `[::1]:80`, `h:80` or `h`.
fn authority(text: &str) -> Result<StorageHost> {
    let after = text.rfind(']').map_or(0, |at| at + 1);
    let Some((before, port)) = text.get(after..).and_then(|rest| rest.rsplit_once(':')) else {
        return Ok(inet(text, None));
    };
    let host = &text[..after + before.len()];
    let port =
        port.parse().map_err(|_| internal(format!("failed to parse port number '{port}'")))?;
    Ok(inet(host, Some(port)))
}

/// `nbd://host/export` and its like.
fn uri(text: &str) -> Described {
    let (scheme, rest) = text.split_once("://").unwrap_or((text, ""));
    let (rest, query) = rest.split_once('?').map_or((rest, None), |(a, b)| (a, Some(b)));
    let (at, path) = rest.split_once('/').unwrap_or((rest, ""));
    let at = at.rsplit_once('@').map_or(at, |(_, host)| host);
    let socket = query.and_then(|query| {
        query.split('&').find_map(|pair| pair.strip_prefix("socket=")).map(str::to_owned)
    });
    let (protocol, transport) = scheme.split_once('+').unwrap_or((scheme, "tcp"));
    let host = match (transport, &socket) {
        ("unix", Some(socket)) => unix(socket),
        ("unix", None) => return Err(internal("missing socket for unix transport")),
        _ => authority(at)?,
    };
    let name = (!path.is_empty()).then(|| path.to_owned());
    let protocol = match protocol {
        "nbd" => NetProtocol::Nbd,
        "http" => NetProtocol::Http,
        "https" => NetProtocol::Https,
        "ftp" => NetProtocol::Ftp,
        "ftps" => NetProtocol::Ftps,
        "tftp" => NetProtocol::Tftp,
        "iscsi" => NetProtocol::Iscsi,
        "gluster" => NetProtocol::Gluster,
        "ssh" => NetProtocol::Ssh,
        other => return Err(internal(format!("invalid backing protocol '{other}'"))),
    };
    let (kind, mut source) = network(protocol, name, host)?;
    if matches!(protocol, NetProtocol::Http | NetProtocol::Https) {
        source.query = query.map(str::to_owned);
    }
    Ok((kind, source))
}

/// `nbd:host:port:exportname=x`, `rbd:pool/image`.
fn old(protocol: &str, rest: &str) -> Described {
    match protocol {
        "nbd" => {
            let (at, export) = match rest.split_once(":exportname=") {
                Some((at, export)) => (at, Some(export.to_owned())),
                None => (rest, None),
            };
            let host = match at.strip_prefix("unix:") {
                Some(path) => unix(path),
                None => authority(at)?,
            };
            network(NetProtocol::Nbd, export, host)
        }
        "rbd" => {
            let name = rest.split(':').next().unwrap_or_default();
            let (kind, mut source) =
                network(NetProtocol::Rbd, Some(name.to_owned()), StorageHost::default())?;
            source.hosts.clear();
            Ok((kind, source))
        }
        "fat" => {
            let text = "storage type 'dir' requires use of storage format 'fat'";
            Err(unsupported(text))
        }
        other => Err(internal(format!("invalid backing protocol '{other}'"))),
    }
}

/// Keys like `file.filename` as the objects that they mean.
fn nested(value: Value) -> Value {
    let Value::Object(flat) = value else { return value };
    let mut deep = serde_json::Map::new();
    for (key, value) in flat {
        let value = nested(value);
        match key.split_once('.') {
            Some((outer, inner)) => {
                let place = deep
                    .entry(outer.to_owned())
                    .or_insert_with(|| Value::Object(Default::default()));
                if let Value::Object(place) = place {
                    place.insert(inner.to_owned(), value);
                }
            }
            None => {
                deep.insert(key, value);
            }
        }
    }
    // `a.b.c` takes a second turn.
    let again =
        deep.values().any(|one| one.as_object().is_some_and(|o| o.keys().any(|k| k.contains('.'))));
    match again {
        true => Value::Object(deep.into_iter().map(|(k, v)| (k, nested(v))).collect()),
        false => Value::Object(deep),
    }
}

/// A description of a node, as QEMU writes it where a name does not do.
fn json(value: &Value) -> Described {
    let text = |key: &str| value.get(key).and_then(Value::as_str);
    let number = |key: &str| {
        let found = value.get(key)?;
        found.as_u64().or_else(|| found.as_str()?.parse().ok())
    };
    let driver = match (text("driver"), value.get("file")) {
        (None, Some(file)) => return json(file),
        (None, None) => return Err(internal("JSON backing volume definition lacks driver name")),
        (Some(driver), _) => driver,
    };
    match driver {
        "file" | "host_device" | "host_cdrom" => {
            let path = text("filename");
            let path = path.ok_or_else(|| {
                internal("missing 'filename' field in JSON backing volume definition")
            })?;
            Ok(local(&PathBuf::from(path)))
        }
        "raw" => {
            let (kind, mut source) = json(value.get("file").unwrap_or(&Value::Null))?;
            if let (Some(offset), Some(size)) = (number("offset").or(Some(0)), number("size")) {
                source.slices = vec![Slice { kind: Slice::STORAGE.to_owned(), offset, size }];
            }
            Ok((kind, source))
        }
        "nbd" => {
            let server = value.get("server").unwrap_or(value);
            let of = |key: &str| server.get(key).and_then(Value::as_str);
            let port = of("port").and_then(|port| port.parse().ok());
            let host = match of("path") {
                Some(path) => unix(path),
                None => inet(of("host").unwrap_or_default(), port),
            };
            network(NetProtocol::Nbd, text("export").map(str::to_owned), host)
        }
        "http" | "https" | "ftp" | "ftps" => match text("url") {
            Some(url) => uri(url),
            None => Err(internal("missing 'url' field in JSON backing volume definition")),
        },
        other => Err(internal(format!(
            "missing parser implementation for JSON backing volume driver '{other}'"
        ))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn described(name: &str) -> Result<(StorageType, StorageSource)> {
        source(vireo_image::place(Path::new("/i/top"), name))
    }

    #[test]
    fn names_of_other_hosts_are_understood() {
        let (_, nbd) = described("nbd:[::1]:7:exportname=e").expect("known");
        assert_eq!(nbd.name.as_deref(), Some("e"));
        assert_eq!((nbd.hosts[0].name.as_deref(), nbd.hosts[0].port), (Some("::1"), Some(7)));
        let (_, unix) = described("nbd+unix:///e?socket=/s").expect("known");
        assert_eq!(unix.hosts[0].socket.as_deref(), Some("/s"));
        let (_, web) = described("https://example.org/x.img?a=b").expect("known");
        assert_eq!((web.name.as_deref(), web.query.as_deref()), (Some("x.img"), Some("a=b")));
        let refusal = |name: &str| described(name).expect_err("unknown").to_string();
        assert!(refusal("foo:bar").contains("invalid backing protocol 'foo'"));
        assert!(refusal("json:{\"driver\":\"qcow2\"}").contains("driver 'qcow2'"));
        assert!(refusal("json:[").contains("cannot parse json"));
    }

    #[test]
    fn descriptions_lead_to_files_and_parts_of_them() {
        let flat = "json:{\"file.driver\":\"file\",\"file.filename\":\"/b\"}";
        assert_eq!(described(flat).expect("known").1.file.as_deref(), Some("/b"));
        let part = "json:{\"driver\":\"raw\",\"offset\":512,\"size\":\"1024\",\
                    \"file\":{\"driver\":\"file\",\"filename\":\"/b\"}}";
        let (_, source) = described(part).expect("known");
        assert_eq!((source.slices[0].offset, source.slices[0].size), (512, 1024));
    }
}
