//! Block nodes of one image.

use serde_json::Value;
use vireo_api::{Error, ErrorCode, ErrorDomain, Result};
use vireo_model::domain::devices::Disk;
use vireo_model::domain::devices::disk::{DetectZeroes, Discard, DiskCache, DiskDevice, DiskIo};
use vireo_model::domain::devices::storage::{
    HostTransport, NetProtocol, StorageFormat, StorageHost, StorageType,
};
use vireo_model::fill::Cap;

use super::Layer;
use super::secret::{ceph_encryption, format_encryption, login, web_login};
use crate::build::Build;
use crate::error::{internal, invalid_arg, system, unsupported};
use crate::process::argv::Props;

/// Adds the nodes of one image; `below` is the node of the image that it covers.
pub(crate) fn words(
    b: &mut Build<'_>,
    disk: &Disk,
    layer: &Layer<'_>,
    top: bool,
    below: Option<String>,
) -> Result<()> {
    let skips_raw = b.has(Cap::BlockjobBackingMaskProtocol);
    let with_format = layer.has_format_node(skips_raw);
    if let Some(group) = &layer.source.fdgroup {
        let text = format!("file descriptor group '{group}' was not associated with the domain");
        return Err(invalid_arg(text));
    }
    super::secret::objects(b, layer)?;
    let helper = super::reservations::manager(b, layer);
    let storage = match layer.kind {
        StorageType::VhostVdpa => super::vhost::vdpa(b, layer)?,
        _ => match super::nbdkit::node(layer) {
            Some(served) => served,
            None => protocol(b, disk, layer)?,
        },
    };
    let storage = storage
        .maybe_str("pr-manager", helper)
        .str("node-name", layer.storage_node())
        .and(match layer.slice_node() {
            None if !with_format => common(disk, top),
            Some(_) | None => storage_common(disk),
        });
    b.line.json("-blockdev", storage);
    let mut lower = layer.storage_node();
    // A raw format node shows a part of the bytes itself.
    let shows_all = layer.format != StorageFormat::Raw || layer.decrypted_by_qemu().is_some();
    let own_node = shows_all || !with_format;
    if let (Some(slice), Some(name), true) =
        (layer.source.slices.first(), layer.slice_node(), own_node)
    {
        let props = Props::new()
            .str("driver", "raw")
            .str("file", &lower)
            .int("offset", slice.offset)
            .int("size", slice.size)
            .str("node-name", &name)
            .and(if with_format { storage_common(disk) } else { common(disk, top) });
        b.line.json("-blockdev", props);
        lower = name;
    }
    if with_format {
        let mut props = Props::new().str("node-name", layer.format_node()).and(common(disk, top));
        let data = match &layer.data {
            Some(data) => Some(data_node(b, disk, layer, data, top)?),
            None => None,
        };
        props = format(props, disk, layer)?.maybe_str("data-file", data).str("file", lower);
        if let Some(slice) = layer.source.slices.first() {
            if !shows_all {
                props = props.int("offset", slice.offset).int("size", slice.size);
            }
        }
        props = match below {
            Some(node) => props.str("backing", node),
            None if layer.is_base && has_backing(layer.format) => {
                props.value("backing", Value::Null)
            }
            None => props,
        };
        b.line.json("-blockdev", props);
    }
    Ok(())
}

/// The node of the file that an image's data are in.
fn data_node(
    b: &mut Build<'_>,
    disk: &Disk,
    layer: &Layer<'_>,
    data: &super::Data<'_>,
    top: bool,
) -> Result<String> {
    let place = Layer {
        kind: data.kind,
        source: data.source,
        data: None,
        auth: data.source.auth.as_deref(),
        encryption: None,
        ..*layer
    };
    let props = protocol(b, disk, &place)?.str("node-name", data.node()).and(common(disk, top));
    b.line.json("-blockdev", props);
    Ok(data.node())
}

/// Formats whose images may cover others.
fn has_backing(format: StorageFormat) -> bool {
    matches!(
        format,
        StorageFormat::Qcow2
            | StorageFormat::Qcow
            | StorageFormat::Qed
            | StorageFormat::Vmdk
            | StorageFormat::Cow
    )
}

/// What the cache attribute says of the host's cache: around it, and without flushes.
fn cache(disk: &Disk) -> Option<(bool, bool)> {
    Some(match super::cache(disk)? {
        DiskCache::None | DiskCache::Directsync => (true, false),
        DiskCache::Writethrough | DiskCache::Writeback => (false, false),
        DiskCache::Unsafe => (false, true),
    })
}

fn cache_props(disk: &Disk) -> Props {
    match cache(disk) {
        Some((direct, no_flush)) => {
            let value = Props::new().bool("direct", direct).bool("no-flush", no_flush);
            Props::new().value("cache", value)
        }
        None => Props::new(),
    }
}

/// Keys of a node below the one that the guest uses.
fn storage_common(disk: &Disk) -> Props {
    Props::new().bool("auto-read-only", true).str("discard", "unmap").and(cache_props(disk))
}

/// Keys of the node that is used: by the guest when it is the top one.
fn common(disk: &Disk, top: bool) -> Props {
    let read_only = !top || is_read_only(disk);
    let mut props = Props::new().bool("read-only", read_only);
    if top {
        props = props.maybe_str("discard", discard(disk));
    }
    props = props.and(cache_props(disk));
    if !top {
        return props;
    }
    props.maybe_str("detect-zeroes", detect_zeroes(disk))
}

/// What becomes of the guest's discards.
pub(super) fn discard(disk: &Disk) -> Option<&'static str> {
    Some(match disk.driver.as_ref()?.discard? {
        Discard::Unmap => "unmap",
        Discard::Ignore => "ignore",
    })
}

/// What becomes of zeroes that the guest writes.
pub(super) fn detect_zeroes(disk: &Disk) -> Option<&'static str> {
    let driver = disk.driver.as_ref()?;
    Some(match driver.detect_zeroes? {
        DetectZeroes::Off => "off",
        DetectZeroes::On => "on",
        // Without discards of its own the node may not make them either.
        DetectZeroes::Unmap if driver.discard != Some(Discard::Unmap) => "on",
        DetectZeroes::Unmap => "unmap",
    })
}

fn is_read_only(disk: &Disk) -> bool {
    disk.readonly || disk.device == DiskDevice::Cdrom
}

pub(super) fn aio(disk: &Disk) -> Option<&'static str> {
    Some(match disk.driver.as_ref()?.io? {
        DiskIo::Native => "native",
        DiskIo::Threads => "threads",
        DiskIo::IoUring => "io_uring",
    })
}

/// The node that reads and writes bytes, without its name.
pub(super) fn protocol(b: &Build<'_>, disk: &Disk, layer: &Layer<'_>) -> Result<Props> {
    let source = layer.source;
    let path = || layer.path().ok_or_else(|| internal("disk source path is missing"));
    match layer.kind {
        StorageType::File => Ok(Props::new()
            .str("driver", "file")
            .str("filename", path()?)
            .maybe_str("aio", aio(disk))),
        StorageType::Block => {
            let path = path()?;
            let driver = match disk.device == DiskDevice::Cdrom && is_drive(&path) {
                true => "host_cdrom",
                false => "host_device",
            };
            Ok(Props::new().str("driver", driver).str("filename", path).maybe_str("aio", aio(disk)))
        }
        StorageType::Dir => {
            let dir = source.dir.as_deref().unwrap_or_default();
            Ok(Props::new()
                .str("driver", "vvfat")
                .str("dir", dir)
                .bool("floppy", disk.device == DiskDevice::Floppy)
                .bool("rw", !is_read_only(disk)))
        }
        StorageType::Network => network(b, layer),
        StorageType::Nvme => {
            let address = source.address.clone().unwrap_or_default();
            let device = format!(
                "{:04x}:{:02x}:{:02x}.{:x}",
                address.domain, address.bus, address.slot, address.function
            );
            Ok(Props::new()
                .str("driver", "nvme")
                .str("device", device)
                .maybe_int("namespace", source.namespace))
        }
        StorageType::Volume => {
            // One whose pool was asked is of another kind by now.
            let pool = source.pool.as_deref().unwrap_or_default();
            let text = format!("no storage pool with matching name '{pool}'");
            Err(Error::new(ErrorCode::NoStoragePool, ErrorDomain::Storage, text))
        }
        StorageType::VhostUser | StorageType::VhostVdpa => {
            let word = layer.kind.as_str();
            Err(internal(format!("unable to create blockdev props for {word} disk type")))
        }
    }
}

/// Whether a path leads to a drive of the host.
fn is_drive(path: &str) -> bool {
    std::fs::canonicalize(path).is_ok_and(|path| path.to_string_lossy().starts_with("/dev/sr"))
}

/// An address of a host in the form of QEMU's socket addresses.
fn server(host: &StorageHost, default_port: u32) -> Props {
    match host.transport {
        Some(HostTransport::Unix) => {
            Props::new().str("type", "unix").str("path", host.socket.as_deref().unwrap_or_default())
        }
        Some(HostTransport::Rdma | HostTransport::Fd) | None => Props::new()
            .str("type", "inet")
            .str("host", host.name.as_deref().unwrap_or_default())
            .str("port", host.port.unwrap_or(default_port)),
    }
}

fn network(b: &Build<'_>, layer: &Layer<'_>) -> Result<Props> {
    let source = layer.source;
    let host = source.hosts.first().cloned().unwrap_or_default();
    let name = source.name.clone().unwrap_or_default();
    let Some(protocol) = source.protocol else {
        return Err(internal("no protocol of a network disk"));
    };
    let word = protocol.as_str();
    let props = Props::new().str("driver", word);
    Ok(match protocol {
        NetProtocol::Nbd => props
            .value("server", server(&host, 10809))
            .maybe_str("export", source.name.as_deref())
            .maybe_str("tls-creds", layer.tls_id())
            .maybe_str("tls-hostname", source.tls_hostname.as_deref())
            .maybe_int("reconnect-delay", source.reconnect.as_ref().and_then(|r| r.delay)),
        NetProtocol::Http | NetProtocol::Https | NetProtocol::Ftp | NetProtocol::Ftps => {
            web(props, layer)
        }
        NetProtocol::Ssh => {
            let server = Props::new()
                .str("host", host.name.as_deref().unwrap_or_default())
                .str("port", host.port.unwrap_or(22));
            let own = source.identity.as_ref().and_then(|own| own.username.as_deref());
            let user = layer.auth.map(|auth| auth.username.as_str()).or(own);
            props.str("path", name).value("server", server).maybe_str("user", user)
        }
        NetProtocol::Nfs => {
            let server = Props::new()
                .str("host", host.name.as_deref().unwrap_or_default())
                .str("type", "inet");
            let identity = source.identity.clone().unwrap_or_default();
            props
                .value("server", server)
                .str("path", name)
                .maybe_int("user", identity.user.as_deref().map(user_id).transpose()?)
                .maybe_int("group", identity.group.as_deref().map(group_id).transpose()?)
        }
        NetProtocol::Iscsi => {
            if source.hosts.len() != 1 {
                return Err(internal("iSCSI protocol accepts only one host"));
            }
            let (target, lun) = name.rsplit_once('/').unwrap_or((&name, "0"));
            let port = host.port.unwrap_or(3260);
            let props = props
                .str("portal", format!("{}:{port}", host.name.as_deref().unwrap_or_default()))
                .str("target", target)
                .int("lun", lun.parse::<u32>().unwrap_or(0))
                .str("transport", "tcp");
            login(props, layer, "user", "password-secret")
                .maybe_str("initiator-name", source.initiator_iqn.as_deref())
        }
        NetProtocol::Rbd => rbd(props, layer, &name),
        NetProtocol::Gluster => {
            let (volume, path) = name.split_once('/').unwrap_or((&name, ""));
            let servers: Vec<Value> =
                source.hosts.iter().map(|host| server(host, 24007).into()).collect();
            props
                .str("volume", volume)
                .str("path", path)
                .value("server", servers)
                .int("debug", b.config.gluster_debug_level)
        }
        NetProtocol::Sheepdog | NetProtocol::Tftp | NetProtocol::Vxhs => {
            return Err(unsupported(format!("network disk protocol '{word}' is not supported")));
        }
    })
}

/// The number of a user that is told by name or as `+number`.
fn user_id(name: &str) -> Result<u32> {
    let who = vireo_host::process::Credentials::of(name, None);
    who.map(|who| who.uid).map_err(|e| system("cannot look up a user", &e))
}

/// The number of a group that is told by name or as `+number`.
fn group_id(name: &str) -> Result<u32> {
    let who = vireo_host::process::Credentials::of("+0", Some(name));
    who.map(|who| who.gid).map_err(|e| system("cannot look up a group", &e))
}

/// Where an image on a server of the web is.
pub(super) fn web_address(layer: &Layer<'_>) -> String {
    let source = layer.source;
    let host = source.hosts.first().cloned().unwrap_or_default();
    let (scheme, default) = match source.protocol {
        Some(NetProtocol::Http) | None => ("http", 80),
        Some(NetProtocol::Https) => ("https", 443),
        Some(NetProtocol::Ftp) => ("ftp", 21),
        Some(other) => (other.as_str(), 990),
    };
    let address = host.name.as_deref().unwrap_or_default();
    let address = if address.contains(':') { format!("[{address}]") } else { address.to_owned() };
    let query = source.query.as_deref().map(|query| format!("?{query}")).unwrap_or_default();
    let path = source.name.as_deref().unwrap_or_default().trim_start_matches('/');
    format!("{scheme}://{address}:{}/{path}{query}", host.port.unwrap_or(default))
}

fn web(props: Props, layer: &Layer<'_>) -> Props {
    let source = layer.source;
    web_login(props.str("url", web_address(layer)), layer)
        .maybe_bool("sslverify", source.ssl_verify)
        .maybe_int("timeout", source.timeout)
        .maybe_int("readahead", source.readahead)
}

fn rbd(props: Props, layer: &Layer<'_>, name: &str) -> Props {
    let source = layer.source;
    let (pool, image) = name.split_once('/').unwrap_or((name, ""));
    // Ceph knows which ports its monitors have.
    let hosts = source.hosts.iter().map(|host| {
        Value::from(
            Props::new()
                .str("host", host.name.as_deref().unwrap_or_default())
                .str("port", host.port.unwrap_or(0)),
        )
    });
    let hosts: Vec<Value> = hosts.collect();
    let props = props
        .str("pool", pool)
        .str("image", image)
        .maybe_str("snapshot", source.snapshot.as_deref());
    let props = if hosts.is_empty() { props } else { props.value("server", hosts) };
    let props = ceph_encryption(props.maybe_str("conf", source.config.as_deref()), layer);
    let Some(auth) = layer.auth else { return props };
    let props = props.str("user", &auth.username);
    let ways = vec![Value::from("cephx"), Value::from("none")];
    props.value("auth-client-required", ways).maybe_str("key-secret", layer.auth_id())
}

/// The node that understands the format, without its name and common keys.
fn format(props: Props, disk: &Disk, layer: &Layer<'_>) -> Result<Props> {
    let own = disk.driver.as_ref();
    let tune = |props: Props| {
        props
            .maybe_int("cache-size", layer.metadata_cache)
            .maybe_bool("discard-no-unref", own.and_then(|driver| driver.discard_no_unref))
    };
    if let Some(decrypts) = format_encryption(layer)? {
        let props = props.and(decrypts);
        return Ok(if layer.format == StorageFormat::Qcow2 { tune(props) } else { props });
    }
    Ok(match layer.format {
        StorageFormat::Raw => props.str("driver", "raw"),
        StorageFormat::Qcow2 => tune(props.str("driver", "qcow2")),
        StorageFormat::Fat => props.str("driver", "vvfat"),
        StorageFormat::Vhd => props.str("driver", "vpc"),
        StorageFormat::Ploop => props.str("driver", "parallels"),
        StorageFormat::Luks => {
            return Err(unsupported(
                "storage format 'luks' is directly usable only with encryption",
            ));
        }
        StorageFormat::Bochs
        | StorageFormat::Cloop
        | StorageFormat::Dmg
        | StorageFormat::Vpc
        | StorageFormat::Vdi
        | StorageFormat::Cow
        | StorageFormat::Qcow
        | StorageFormat::Qed
        | StorageFormat::Vmdk => props.str("driver", layer.format.as_str()),
        StorageFormat::Dir | StorageFormat::Iso | StorageFormat::Aio | StorageFormat::None => {
            return Err(unsupported(format!(
                "storage format '{}' is not supported",
                layer.format.as_str()
            )));
        }
    })
}

#[cfg(test)]
mod tests {
    use crate::devices::disk::{number, words};
    use crate::devices::testing::{domain, words as words_of};

    #[test]
    fn a_part_of_a_file_has_a_node_of_its_own() {
        let slice = "<slices><slice type='storage' offset='12' size='34'/></slices>";
        let mut guest = domain(
            &format!(
                "<disk type='file' device='disk'><driver name='qemu' type='qcow2'/>\
                 <source file='/x'>{slice}</source><backingStore type='file'><format type='raw'/>\
                 <source file='/y'>{slice}</source><backingStore/></backingStore>\
                 <target dev='sda' bus='sata'/><address type='drive' unit='0'/></disk>"
            ),
            "",
        );
        number(&mut guest);
        let storage = |number: u32, file: &str| {
            format!(
                "-blockdev {{\"driver\":\"file\",\"filename\":\"{file}\",\
                 \"node-name\":\"libvirt-{number}-storage\",\"auto-read-only\":true,\"discard\":\"unmap\"}}"
            )
        };
        let slice = |number: u32, rest: &str| {
            format!(
                "-blockdev {{\"driver\":\"raw\",\"file\":\"libvirt-{number}-storage\",\"offset\":12,\
                 \"size\":34,\"node-name\":\"libvirt-{number}-slice-sto\",{rest}}}"
            )
        };
        let got = words_of(words, &guest).expect("words");
        assert_eq!(
            got[..5],
            [
                storage(2, "/y"),
                slice(2, "\"read-only\":true"),
                storage(1, "/x"),
                slice(1, "\"auto-read-only\":true,\"discard\":\"unmap\""),
                "-blockdev {\"node-name\":\"libvirt-1-format\",\"read-only\":false,\
                 \"driver\":\"qcow2\",\"file\":\"libvirt-1-slice-sto\",\
                 \"backing\":\"libvirt-2-slice-sto\"}"
                    .to_owned(),
            ]
        );
    }
}
