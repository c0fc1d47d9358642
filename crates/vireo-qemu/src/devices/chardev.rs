//! Character devices: serial and parallel ports, consoles, and the host side that they share with
//! channels, smart cards, redirected USB and entropy daemons.

use std::os::fd::OwnedFd;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use vireo_api::Result;
use vireo_model::domain::Domain;
use vireo_model::domain::address::{DeviceAddress, DeviceInfo};
use vireo_model::domain::devices::chardev::{
    ChardevLog, ChardevSocketMode, ChardevSource, ConsoleTargetType, SerialTargetModel,
    SerialTargetType, TcpProtocol, TcpSource, UdpMode, UnixSource,
};
use vireo_model::domain::devices::storage::SocketMode;
use vireo_model::domain::security::DeviceSecLabel;
use vireo_model::fill::Cap;
use vireo_qmp::types::ChardevInfo;
use vireo_runtime::ledger::ResourceKind;

use super::address::{self, alias};
use crate::build::Build;
use crate::driver::Core;
use crate::error::{system, unsupported};
use crate::live::Paths;
use crate::process::argv::{Opts, Props};
use crate::process::launch;
use crate::process::start::Starting;
use crate::security;
use crate::tls::{self, Credentials, Endpoint};

/// A character device of any kind, by what all have.
struct Any<'a> {
    alias: &'a str,
    source: &'a mut ChardevSource,
    log: Option<&'a ChardevLog>,
}

/// All host sides of a guest.
fn for_each(domain: &mut Domain, mut visit: impl FnMut(Any<'_>) -> Result<()>) -> Result<()> {
    let devices = &mut domain.devices;
    macro_rules! visit_all {
        ($($list:ident),*) => {$(
            for device in &mut devices.$list {
                let source = device.source.get_or_insert_with(ChardevSource::default);
                let alias = device.info.alias.as_deref().unwrap_or_default();
                visit(Any { alias, source, log: device.log.as_ref() })?;
            }
        )*};
    }
    visit_all!(serials, parallels, channels);
    // A console that is a serial port has its host side there.
    for console in
        devices.consoles.iter_mut().filter(|c| c.target_kind != Some(ConsoleTargetType::Serial))
    {
        let source = console.source.get_or_insert_with(ChardevSource::default);
        let alias = console.info.alias.as_deref().unwrap_or_default();
        visit(Any { alias, source, log: console.log.as_ref() })?;
    }
    for device in &mut devices.redirdevs {
        let alias = device.info.alias.as_deref().unwrap_or_default();
        visit(Any { alias, source: &mut device.source, log: device.log.as_ref() })?;
    }
    Ok(())
}

/// All host sides that are connections by TCP.
pub(crate) fn for_each_tcp(domain: &mut Domain, mut visit: impl FnMut(&mut TcpSource)) {
    // No visit fails.
    let _ = for_each(domain, |any| {
        if let ChardevSource::Tcp(tcp) = any.source {
            visit(tcp);
        }
        Ok(())
    });
}

/// Gives sockets of channels that name none their paths.
pub(crate) fn prepare(core: &Core, paths: &Paths, domain: &mut Domain) {
    for channel in &mut domain.devices.channels {
        let Some(ChardevSource::Unix(source)) = &mut channel.source else { continue };
        if source.path.is_some() {
            continue;
        }
        let name = channel.target.as_ref().and_then(|target| target.name.as_deref());
        let name = match (name, &channel.info.address) {
            (Some(name), _) => name.replace('/', "_"),
            (None, Some(DeviceAddress::VirtioSerial(at))) => {
                format!("vioser-{:02}-{:02}-{:02}.sock", at.controller, at.bus, at.port)
            }
            (None, _) => "channel".to_owned(),
        };
        let path = core.socket(paths.channel_dir.join(name));
        source.mode = Some(ChardevSocketMode::Bind);
        source.path = Some(path.to_string_lossy().into_owned());
    }
}

/// Makes the sockets that QEMU is to listen on, and opens the files that it is to write.
pub(crate) fn open(s: &mut Starting) -> Result<()> {
    let (ledger, opened, core) = (&mut s.ledger, &mut s.opened, &s.core);
    for_each(&mut s.domain, |any| {
        match &*any.source {
            ChardevSource::Unix(source) if listens(source) => {
                let path = source.path.clone().unwrap_or_default();
                let socket = launch::listen(Path::new(&path)).map_err(|e| {
                    system(format!("Unable to bind to UNIX socket path '{path}'"), &e)
                })?;
                core.give_to_guest(Path::new(&path))?;
                opened.chardevs.insert(any.alias.to_owned(), OwnedFd::from(socket));
                ledger.enter(ResourceKind::File, path.clone(), move || async move {
                    // Usually gone with its directory.
                    let _ = std::fs::remove_file(&path);
                    Ok(())
                });
            }
            ChardevSource::Unix(_) | ChardevSource::Dev(_) | ChardevSource::Pipe(_) => {
                for path in nodes_of(any.source) {
                    security::lend(core, ledger, path)?;
                }
            }
            ChardevSource::File(source) => {
                let path = source.path.clone().unwrap_or_default();
                let file = writable(&path, source.append == Some(true))?;
                opened.chardevs.insert(any.alias.to_owned(), file);
            }
            _ => {}
        }
        if let Some(log) = any.log {
            let file = writable(&log.file, log.append == Some(true))?;
            opened.chardev_logs.insert(any.alias.to_owned(), file);
        }
        Ok(())
    })
}

/// What is there on the host that QEMU opens itself: sockets that others listen on, devices, pipes.
pub(crate) fn nodes(domain: &Domain) -> Vec<String> {
    let mut nodes = Vec::new();
    // No visit fails.
    let _ = for_each(&mut domain.clone(), |any| {
        nodes.extend(nodes_of(any.source));
        Ok(())
    });
    nodes
}

fn nodes_of(source: &ChardevSource) -> Vec<String> {
    let path = |path: &Option<String>| path.iter().cloned().collect::<Vec<_>>();
    match source {
        ChardevSource::Unix(unix) if !listens(unix) && is_relabelled(unix) => path(&unix.path),
        ChardevSource::Dev(device) => path(&device.path),
        ChardevSource::Pipe(pipe) => {
            let ends = |path: &String| [format!("{path}.in"), format!("{path}.out"), path.clone()];
            pipe.path.iter().flat_map(ends).collect()
        }
        _ => Vec::new(),
    }
}

/// Whether its definition lets the daemon change whose a socket is.
fn is_relabelled(source: &UnixSource) -> bool {
    let own = |label: &&DeviceSecLabel| label.model.as_deref() == Some("dac");
    source.seclabels.iter().find(own).is_none_or(|label| label.relabel != Some(false))
}

fn listens(source: &UnixSource) -> bool {
    matches!(source.mode, None | Some(ChardevSocketMode::Bind | ChardevSocketMode::Server))
}

fn writable(path: &str, append: bool) -> Result<OwnedFd> {
    let file = std::fs::OpenOptions::new()
        .write(true)
        .create(true)
        .append(append)
        .truncate(!append)
        .mode(0o600)
        .open(path)
        .map_err(|e| system(format!("Unable to open logfile: '{path}'"), &e))?;
    Ok(file.into())
}

/// Enters the pseudo terminals that QEMU chose.
pub(crate) fn learn_ptys(domain: &mut Domain, known: &[ChardevInfo]) {
    let pty = |alias: &str| {
        let id = format!("char{alias}");
        let found = known.iter().find(|one| one.label == id)?;
        found.filename.strip_prefix("pty:").map(str::to_owned)
    };
    // A source that is no pseudo terminal is left alone.
    let _ = for_each(domain, |any| {
        if let ChardevSource::Pty(source) = any.source {
            source.path = pty(any.alias).or_else(|| source.path.take());
        }
        Ok(())
    });
    let serials = domain.devices.serials.clone();
    for console in &mut domain.devices.consoles {
        if console.target_kind == Some(ConsoleTargetType::Serial) {
            let port = console.target_port.unwrap_or(0) as usize;
            if let Some(serial) = serials.get(port) {
                console.source = serial.source.clone();
            }
        }
        if let Some(ChardevSource::Pty(source)) = &console.source {
            console.tty = source.path.clone();
        }
    }
}

/// The path by which QEMU opens what was opened for it.
fn log_opts(b: &mut Build<'_>, alias: &str, log: Option<&ChardevLog>, opts: Opts) -> Opts {
    let Some(log) = log else { return opts };
    let path = match b.opened.chardev_logs.remove(alias) {
        Some(fd) => b.line.pass_fd_as_path(fd, &format!("{alias}-log")),
        None => log.file.clone(),
    };
    opts.pair("logfile", path).maybe_on_off("logappend", log.append)
}

/// `-chardev` of a device; tells its id.
pub(crate) fn backend(
    b: &mut Build<'_>,
    info: &DeviceInfo,
    source: Option<&ChardevSource>,
    log: Option<&ChardevLog>,
    is_parallel: bool,
) -> Result<String> {
    let alias = alias(info).to_owned();
    let id = format!("char{alias}");
    let default = ChardevSource::default();
    let source = source.unwrap_or(&default);
    let opts = host_side(b, &alias, &id, source, is_parallel)?;
    let opts = log_opts(b, &alias, log, opts);
    b.line.option("-chardev", opts);
    Ok(id)
}

fn host_side(
    b: &mut Build<'_>,
    alias: &str,
    id: &str,
    source: &ChardevSource,
    is_parallel: bool,
) -> Result<Opts> {
    let head = |kind: &str| Opts::new().word(kind).pair("id", id);
    Ok(match source {
        ChardevSource::Null => head("null"),
        ChardevSource::Vc => head("vc"),
        ChardevSource::Pty(_) => head("pty"),
        ChardevSource::Stdio => head("stdio"),
        ChardevSource::Dev(device) => {
            let kind = if is_parallel { "parallel" } else { "serial" };
            head(kind).maybe("path", device.path.as_deref())
        }
        ChardevSource::Pipe(pipe) => head("pipe").maybe("path", pipe.path.as_deref()),
        ChardevSource::File(file) => {
            match b.opened.chardevs.remove(alias) {
                Some(fd) => {
                    let path = b.line.pass_fd_as_path(fd, &format!("{alias}-source"));
                    // The file was opened the way it is to be written.
                    head("file").pair("path", path).on_off("append", true)
                }
                None => head("file")
                    .maybe("path", file.path.as_deref())
                    .maybe_on_off("append", file.append),
            }
        }
        ChardevSource::Udp(udp) => {
            let end = |mode: UdpMode| udp.sources.iter().find(|end| end.mode == mode).cloned();
            let (to, from) = (end(UdpMode::Connect).unwrap_or_default(), end(UdpMode::Bind));
            let from = from.unwrap_or_default();
            head("udp")
                .pair("host", to.host.unwrap_or_default())
                .pair("port", to.service.unwrap_or_default())
                .pair("localaddr", from.host.unwrap_or_default())
                .pair("localport", from.service.unwrap_or_else(|| "0".to_owned()))
        }
        ChardevSource::Tcp(tcp) => {
            let server =
                matches!(tcp.mode, Some(ChardevSocketMode::Bind | ChardevSocketMode::Server));
            let credentials = credentials(b, alias, tcp, server)?;
            let telnet = matches!(tcp.protocol, Some(TcpProtocol::Telnet | TcpProtocol::Telnets));
            let mut opts = head("socket")
                .pair("host", tcp.host.as_deref().unwrap_or_default())
                .pair("port", tcp.service.as_deref().unwrap_or_default());
            if telnet {
                opts = opts.on_off("telnet", true);
            }
            if server {
                opts = opts.on_off("server", true).on_off("wait", false);
            }
            reconnect(b, opts, tcp.reconnect.as_ref()).maybe("tls-creds", credentials)
        }
        ChardevSource::Unix(unix) => {
            let opts = head("socket");
            let server = listens(unix);
            let opts = match b.opened.chardevs.remove(alias) {
                Some(fd) => {
                    let number = b.line.pass_fd(fd);
                    opts.pair("fd", number)
                }
                None => opts.maybe("path", unix.path.as_deref()),
            };
            if server {
                opts.on_off("server", true).on_off("wait", false)
            } else {
                reconnect(b, opts, unix.reconnect.as_ref())
            }
        }
        ChardevSource::Spicevmc => head("spicevmc").pair("name", spicevmc_name(alias)),
        ChardevSource::Spiceport(port) => head("spiceport").maybe("name", port.channel.as_deref()),
        ChardevSource::Dbus(port) => head("dbus").maybe("name", port.channel.as_deref()),
        ChardevSource::QemuVdagent(agent) => {
            let mouse = agent.mouse.map(|mouse| mouse == SocketMode::Client);
            head("qemu-vdagent")
                .pair("name", "vdagent")
                .maybe_on_off("clipboard", agent.clipboard)
                .maybe_on_off("mouse", mouse)
        }
        ChardevSource::Nmdm(_) => {
            return Err(unsupported("unsupported chardev 'nmdm'"));
        }
    })
}

/// The credentials of a device that talks by TLS.
fn credentials(
    b: &mut Build<'_>,
    alias: &str,
    tcp: &TcpSource,
    server: bool,
) -> Result<Option<String>> {
    if tcp.tls != Some(true) {
        return Ok(None);
    }
    let config = b.config;
    let verify = config.chardev_tls_x509_verify.or(config.default_tls_x509_verify);
    let id = format!("objchar{alias}_tls0");
    let key = tls::key(&config.chardev_tls_x509_secret_uuid, config);
    b.tls(Credentials {
        id: id.clone(),
        dir: tls::directory(config.chardev_tls_x509_cert_dir.as_deref(), config, "chardev"),
        endpoint: match server {
            true => Endpoint::Server { verify: verify.unwrap_or(true) },
            false => Endpoint::Client,
        },
        key: key.map(|uuid| (uuid, format!("char{alias}-secret0"))),
    })?;
    Ok(Some(id))
}

/// What SPICE calls the channel of a device, by the device's kind.
fn spicevmc_name(alias: &str) -> &'static str {
    if alias.starts_with("redir") {
        "usbredir"
    } else if alias.starts_with("smartcard") {
        "smartcard"
    } else {
        "vdagent"
    }
}

pub(crate) fn reconnect(
    b: &Build<'_>,
    opts: Opts,
    reconnect: Option<&vireo_model::domain::devices::storage::Reconnect>,
) -> Opts {
    let Some(reconnect) = reconnect else { return opts };
    let seconds = match reconnect.enabled {
        Some(true) => reconnect.timeout.unwrap_or(0),
        Some(false) => 0,
        None => return opts,
    };
    if b.has(Cap::ChardevReconnectMiliseconds) {
        opts.pair("reconnect-ms", u64::from(seconds) * 1000)
    } else {
        opts.pair("reconnect", seconds)
    }
}

/// Serial ports.
pub(crate) fn serials(b: &mut Build<'_>) -> Result<()> {
    for serial in &b.domain.devices.serials {
        let id = backend(b, &serial.info, serial.source.as_ref(), serial.log.as_ref(), false)?;
        let target = serial.target.clone().unwrap_or_default();
        let driver = match target.model {
            // Those of a board, which are there anyway.
            None | Some(SerialTargetModel::Pl011 | SerialTargetModel::Model16550a) => {
                b.line.option("-serial", format!("chardev:{id}"));
                continue;
            }
            Some(SerialTargetModel::IsaDebugcon) => "isa-debugcon",
            Some(model) => model.as_str(),
        };
        let mut props =
            Props::new().str("driver", driver).str("chardev", &id).str("id", alias(&serial.info));
        if matches!(target.kind, None | Some(SerialTargetType::IsaSerial)) {
            props = props.int("index", target.port.unwrap_or(0));
        }
        let props = props.and(address::props(b, &serial.info)?);
        b.device(props);
    }
    Ok(())
}

/// Parallel ports.
pub(crate) fn parallels(b: &mut Build<'_>) -> Result<()> {
    for parallel in &b.domain.devices.parallels {
        let (source, log) = (parallel.source.as_ref(), parallel.log.as_ref());
        let id = backend(b, &parallel.info, source, log, true)?;
        let props = Props::new()
            .str("driver", "isa-parallel")
            .str("chardev", id)
            .str("id", alias(&parallel.info));
        let props = props.and(address::props(b, &parallel.info)?);
        b.device(props);
    }
    Ok(())
}

/// Consoles that are no serial ports.
pub(crate) fn consoles(b: &mut Build<'_>) -> Result<()> {
    for console in &b.domain.devices.consoles {
        let driver = match console.target_kind {
            Some(ConsoleTargetType::Virtio) => "virtconsole",
            Some(ConsoleTargetType::Sclp) => "sclpconsole",
            Some(ConsoleTargetType::Sclplm) => "sclplmconsole",
            Some(ConsoleTargetType::Serial) | None => continue,
            Some(other) => {
                let kind = other.as_str();
                return Err(unsupported(format!("unsupported console target type {kind}")));
            }
        };
        let (source, log) = (console.source.as_ref(), console.log.as_ref());
        let id = backend(b, &console.info, source, log, false)?;
        let props = Props::new()
            .str("driver", driver)
            .and(address::props(b, &console.info)?)
            .str("chardev", id)
            .str("id", alias(&console.info));
        b.device(props);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    // REQ: Q-DEV-01
    #[test]
    fn sockets_of_others_and_devices_are_opened_by_qemu_itself() {
        let text = "<domain type='qemu'><name>x</name><memory>1</memory><os><type>hvm</type></os>\
             <devices><serial type='unix'><source mode='connect' path='/a'/></serial>\
             <serial type='unix'><source mode='bind' path='/b'/></serial>\
             <serial type='unix'><source mode='connect' path='/c'>\
             <seclabel model='dac' relabel='no'/></source></serial>\
             <serial type='dev'><source path='/dev/ttyS9'/></serial>\
             <serial type='pty'/></devices></domain>";
        let domain = Domain::parse(text, vireo_xml::Mode::default()).unwrap();
        assert_eq!(nodes(&domain), ["/a", "/dev/ttyS9"]);
    }
}
