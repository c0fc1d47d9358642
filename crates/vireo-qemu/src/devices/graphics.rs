//! Displays: where the screen is shown, on which address and port.

use vireo_api::{ErrorDomain, Result};
use vireo_config::QemuConfig;
use vireo_model::domain::Domain;
use vireo_model::domain::devices::Graphics;
use vireo_model::domain::devices::graphics::{
    DbusGraphics, EglHeadless, Gl, GraphicsAuth, GraphicsConnected, Listen, ListenAddress,
    ListenSocket, Sdl, Spice, SpiceChannelMode, SpiceMouse, Vnc, VncSharePolicy,
};
use vireo_qmp::Call;
use vireo_qmp::command::{ExpirePassword, SetPassword};
use vireo_runtime::ledger::{Ledger, ResourceKind};
use vireo_runtime::ports::{PortPool, PortRange};

use crate::build::Build;
use crate::driver::Core;
use crate::error::{internal, operation_unsupported, system, unsupported};
use crate::helper::Place;
use crate::live::Paths;
use crate::process::argv::Opts;
use crate::process::start::Starting;
use crate::tls::{self, Credentials, Endpoint};

/// The lowest port of VNC; displays are counted from it.
const FIRST: i32 = 5900;
/// The highest.
const LAST: i32 = 65535;

/// Ports that displays take.
#[derive(Debug)]
pub struct Ports {
    display: PortRange,
    websocket: PortRange,
}

impl Ports {
    /// The ranges of the settings.
    #[must_use]
    pub fn new(config: &QemuConfig) -> Self {
        let pool = PortPool::new();
        let number = |port: u32| u16::try_from(port).unwrap_or(u16::MAX);
        let (first, last) = (config.remote_display_port_min, config.remote_display_port_max);
        let (web, web_last) = (config.remote_websocket_port_min, config.remote_websocket_port_max);
        Self {
            display: pool.range("vnc", number(first), number(last)),
            websocket: pool.range("websocket", number(web), number(web_last)),
        }
    }
}

/// What a port is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PortUse {
    /// VNC.
    Vnc,
    /// VNC over HTTP.
    Websocket,
    /// SPICE in the clear.
    Spice,
    /// SPICE over TLS.
    SpiceTls,
}

/// Gives a port for a use: the wanted one, or any.
type GivePort<'a> = &'a mut dyn FnMut(PortUse, Option<i32>) -> Result<i32>;

/// Takes a port from a range: a chosen one, or any. Tells its number.
fn take(ledger: &mut Ledger, ports: &Ports, of: PortUse, wanted: Option<i32>) -> Result<i32> {
    let range = match of {
        PortUse::Websocket => &ports.websocket,
        PortUse::Vnc | PortUse::Spice | PortUse::SpiceTls => &ports.display,
    };
    let port = match wanted.and_then(|port| u16::try_from(port).ok()).filter(|&port| port > 0) {
        Some(port) => range.pool().reserve(port)?,
        None => range.acquire()?,
    };
    let number = i32::from(port.number());
    ledger.enter_guard(ResourceKind::Port, number.to_string(), port);
    Ok(number)
}

/// The port that a translation tells where a start would take one.
pub(crate) fn stand_in(of: PortUse, wanted: Option<i32>) -> Result<i32> {
    Ok(wanted.unwrap_or(match of {
        PortUse::Vnc => FIRST,
        PortUse::Websocket => -1,
        PortUse::Spice => FIRST + 1,
        PortUse::SpiceTls => FIRST + 2,
    }))
}

/// Whether a display is to listen on a port.
fn on_port(listens: &[Listen]) -> bool {
    match listens.first() {
        Some(Listen::Socket(_) | Listen::None) => false,
        Some(Listen::Address(_) | Listen::Network(_)) | None => true,
    }
}

/// Chooses addresses, ports and sockets.
pub(crate) fn open(s: &mut Starting) -> Result<()> {
    let (core, ledger) = (&s.core, &mut s.ledger);
    let mut give = |of, wanted| take(ledger, &core.ports, of, wanted);
    choose(core, &s.paths, &mut s.domain, &mut give)
}

/// Chooses addresses and sockets, and ports as they are given.
pub(crate) fn choose(
    core: &Core,
    paths: &Paths,
    domain: &mut Domain,
    give: GivePort<'_>,
) -> Result<()> {
    let dir = &paths.lib_dir;
    let config = &core.config;
    one_of_each(&domain.devices.graphics)?;
    for graphics in &mut domain.devices.graphics {
        let places = match graphics {
            Graphics::Vnc(vnc) => vnc.listens.len(),
            Graphics::Spice(spice) => spice.listens.len(),
            Graphics::Sdl(_)
            | Graphics::Rdp(_)
            | Graphics::Desktop(_)
            | Graphics::EglHeadless(_)
            | Graphics::Dbus(_) => 0,
        };
        if places > 1 {
            let text = "QEMU does not support multiple listens for one graphics device.";
            return Err(unsupported(text));
        }
        match graphics {
            Graphics::Vnc(vnc) => {
                let socket = core.socket(dir.join("vnc.sock"));
                listens(&mut vnc.listens, &config.vnc_listen, config.vnc_auto_unix_socket, &socket);
                (vnc.listen, vnc.socket) = first(&vnc.listens);
                if on_port(&vnc.listens) {
                    in_range(vnc)?;
                    let auto = is_auto(vnc.port, vnc.autoport);
                    vnc.port = Some(give(PortUse::Vnc, vnc.port.filter(|_| !auto))?);
                }
                if let Some(wanted) = vnc.websocket {
                    let chosen = Some(wanted).filter(|&port| port != -1);
                    vnc.websocket = Some(give(PortUse::Websocket, chosen)?);
                }
            }
            Graphics::Spice(spice) => {
                let socket = core.socket(dir.join("spice.sock"));
                let auto = config.spice_auto_unix_socket;
                listens(&mut spice.listens, &config.spice_listen, auto, &socket);
                spice.listen = first(&spice.listens).0;
                spice_ports(config, spice, give)?;
                render_on(spice.gl.as_mut())?;
            }
            Graphics::EglHeadless(own) => {
                if own.rendernode.is_none() {
                    own.rendernode = Some(render_node()?);
                }
            }
            Graphics::Sdl(_) | Graphics::Rdp(_) | Graphics::Desktop(_) => {}
            Graphics::Dbus(own) => {
                render_on(own.gl.as_mut())?;
                if own.p2p != Some(true) && own.address.is_none() {
                    own.address = Some(super::bus::address(&Place { core, paths }));
                }
            }
        }
    }
    Ok(())
}

/// QEMU shows a screen once in each way.
fn one_of_each(all: &[Graphics]) -> Result<()> {
    let mut seen = std::collections::HashSet::new();
    if all.iter().all(|graphics| seen.insert(std::mem::discriminant(graphics))) {
        return Ok(());
    }
    let types = "sdl, vnc, spice, headless, dbus, rdp";
    Err(unsupported(format!("only 1 graphics device of each type ({types}) is supported")))
}

/// Displays of VNC are counted from a port on; one that is left open is chosen later.
fn in_range(vnc: &Vnc) -> Result<()> {
    let open =
        vnc.autoport == Some(true) || vnc.autoport.is_none() && matches!(vnc.port, None | Some(-1));
    if open || (FIRST..=LAST).contains(&vnc.port.unwrap_or_default()) {
        return Ok(());
    }
    Err(unsupported(format!("vnc port must be in range [{FIRST},{LAST}]")))
}

/// Chooses where a screen is drawn that is drawn by the host's graphics card.
fn render_on(gl: Option<&mut Gl>) -> Result<()> {
    match gl {
        Some(gl) if gl.enable == Some(true) && gl.rendernode.is_none() => {
            gl.rendernode = Some(render_node()?);
        }
        Some(_) | None => {}
    }
    Ok(())
}

/// The host's first graphics card that draws without a screen of its own.
pub(crate) fn render_node() -> Result<String> {
    const DIR: &str = "/dev/dri";
    let told = |e: std::io::Error| {
        system(format!("cannot open directory '{DIR}'"), &e).with_domain(ErrorDomain::None)
    };
    let names = std::fs::read_dir(DIR).map_err(told)?.flatten().map(|entry| entry.file_name());
    let names = names.map(|name| name.to_string_lossy().into_owned());
    let first = names.filter(|name| name.starts_with("renderD")).min();
    let name = first
        .ok_or_else(|| internal("No DRM render nodes available").with_domain(ErrorDomain::None))?;
    Ok(format!("{DIR}/{name}"))
}

fn is_auto(port: Option<i32>, autoport: Option<bool>) -> bool {
    autoport == Some(true) || port.is_none() || port == Some(-1)
}

fn spice_ports(config: &QemuConfig, spice: &mut Spice, give: GivePort<'_>) -> Result<()> {
    if !on_port(&spice.listens) {
        return Ok(());
    }
    let auto = spice.autoport == Some(true) || spice.port == Some(-1);
    let secure_only = spice.default_mode == Some(SpiceChannelMode::Secure);
    let insecure_only = spice.default_mode == Some(SpiceChannelMode::Insecure);
    if !secure_only && (auto || spice.port.is_some_and(|port| port > 0)) {
        spice.port = Some(give(PortUse::Spice, spice.port.filter(|_| !auto))?);
    }
    let wants_tls = config.spice_tls && !insecure_only;
    if wants_tls && (auto || spice.tls_port.is_some_and(|port| port > 0)) {
        spice.tls_port = Some(give(PortUse::SpiceTls, spice.tls_port.filter(|_| !auto))?);
    }
    Ok(())
}

/// Fills in the addresses and sockets that the definition leaves open.
fn listens(listens: &mut [Listen], address: &str, prefer_socket: bool, socket: &std::path::Path) {
    let path = || Some(socket.to_string_lossy().into_owned());
    for listen in listens {
        match listen {
            Listen::Address(own) if own.address.is_none() && prefer_socket => {
                let own = ListenSocket { socket: path(), auto_generated: Some(true) };
                *listen = Listen::Socket(own);
            }
            Listen::Address(own) if own.address.is_none() => {
                *own = ListenAddress {
                    address: Some(address.to_owned()),
                    from_config: Some(1),
                    auto_generated: own.auto_generated,
                };
            }
            Listen::Socket(own) if own.socket.is_none() => {
                *own = ListenSocket { socket: path(), auto_generated: Some(true) };
            }
            Listen::Network(own) if own.address.is_none() => {
                own.address = Some(address.to_owned());
            }
            Listen::Address(_) | Listen::Socket(_) | Listen::Network(_) | Listen::None => {}
        }
    }
}

/// Address and socket of the first, for old clients.
fn first(listens: &[Listen]) -> (Option<String>, Option<String>) {
    match listens.first() {
        Some(Listen::Address(own)) => (own.address.clone(), None),
        Some(Listen::Network(own)) => (own.address.clone(), None),
        Some(Listen::Socket(own)) => (None, own.socket.clone()),
        Some(Listen::None) | None => (None, None),
    }
}

/// Ports that a guest has which ran on without a daemon.
pub(crate) fn keep(core: &Core, domain: &Domain, ledger: &mut Ledger) {
    for graphics in &domain.devices.graphics {
        let ports = match graphics {
            Graphics::Vnc(vnc) => [vnc.port, vnc.websocket],
            Graphics::Spice(spice) => [spice.port, spice.tls_port],
            Graphics::Sdl(_)
            | Graphics::Rdp(_)
            | Graphics::Desktop(_)
            | Graphics::EglHeadless(_)
            | Graphics::Dbus(_) => [None, None],
        };
        for port in ports.into_iter().flatten().filter_map(|port| u16::try_from(port).ok()) {
            if let Ok(held) = core.ports.display.pool().reserve(port) {
                ledger.enter_guard(ResourceKind::Port, port.to_string(), held);
            }
        }
    }
}

/// Takes over the password of another definition of a screen, the one thing that can change of it.
///
/// # Errors
/// More than that would change.
pub(crate) fn take_password(old: &mut Graphics, new: &Graphics) -> Result<()> {
    let mut kept = old.clone();
    match (&mut kept, new) {
        (Graphics::Vnc(kept), Graphics::Vnc(new)) => kept.auth = new.auth.clone(),
        (Graphics::Spice(kept), Graphics::Spice(new)) => kept.auth = new.auth.clone(),
        (_, _) => {
            let text = "only passwords of running screens can be changed";
            return Err(operation_unsupported(text));
        }
    }
    *old = kept;
    Ok(())
}

/// Passwords, which are told over the monitor and never on the command line.
pub(crate) fn passwords(domain: &Domain) -> Vec<Call> {
    let mut calls = Vec::new();
    for graphics in &domain.devices.graphics {
        let (protocol, auth) = match graphics {
            Graphics::Vnc(vnc) => ("vnc", &vnc.auth),
            Graphics::Spice(spice) => ("spice", &spice.auth),
            Graphics::Sdl(_)
            | Graphics::Rdp(_)
            | Graphics::Desktop(_)
            | Graphics::EglHeadless(_)
            | Graphics::Dbus(_) => continue,
        };
        let Some(password) = &auth.passwd else { continue };
        calls.extend(password_calls(protocol, password, auth));
    }
    calls
}

fn password_calls(protocol: &str, password: &str, auth: &GraphicsAuth) -> [Call; 2] {
    let connected = auth.connected.map(|connected| match connected {
        GraphicsConnected::Fail => "fail",
        GraphicsConnected::Disconnect => "disconnect",
        GraphicsConnected::Keep => "keep",
    });
    let time = match auth.passwd_valid_to.as_deref().and_then(epoch) {
        Some(seconds) => seconds.to_string(),
        None => "never".to_owned(),
    };
    [
        (&SetPassword { protocol, password, connected }).into(),
        (&ExpirePassword { protocol, time: &time }).into(),
    ]
}

/// Seconds since the epoch of `YYYY-MM-DDTHH:MM:SS`, UTC.
fn epoch(text: &str) -> Option<i64> {
    let (date, time) = text.split_once('T')?;
    let numbers = |text: &str, by: char| -> Option<Vec<i64>> {
        text.split(by).map(|part| part.parse().ok()).collect()
    };
    let (date, time) = (numbers(date, '-')?, numbers(time, ':')?);
    let ([year, month, day], [hour, minute, second]) = (date.as_slice(), time.as_slice()) else {
        return None;
    };
    let (year, month) = if *month <= 2 { (year - 1, month + 9) } else { (*year, month - 3) };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let day_of_year = (153 * month + 2) / 5 + day - 1;
    let days = era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + day_of_year - 719_468;
    Some(days * 86_400 + hour * 3600 + minute * 60 + second)
}

/// All displays.
pub(crate) fn words(b: &mut Build<'_>) -> Result<()> {
    for graphics in &b.domain.devices.graphics {
        match graphics {
            Graphics::Sdl(sdl) => self::sdl(b, sdl),
            Graphics::Vnc(vnc) => self::vnc(b, vnc)?,
            Graphics::Spice(spice) => self::spice(b, spice)?,
            Graphics::EglHeadless(own) => egl(b, own),
            Graphics::Dbus(own) => dbus(b, own),
            Graphics::Rdp(_) | Graphics::Desktop(_) => {
                return Err(operation_unsupported("this graphics type is not supported"));
            }
        }
    }
    Ok(())
}

fn gl_on(gl: Option<&Gl>) -> bool {
    gl.and_then(|gl| gl.enable) == Some(true)
}

fn sdl(b: &mut Build<'_>, sdl: &Sdl) {
    if let Some(xauth) = &sdl.xauth {
        b.line.env("XAUTHORITY", xauth.as_str());
    }
    if let Some(display) = &sdl.display {
        b.line.env("DISPLAY", display.as_str());
    }
    if sdl.fullscreen == Some(true) {
        b.line.flag("-full-screen");
    }
    let mut opts = Opts::new().word("sdl");
    if gl_on(sdl.gl.as_ref()) {
        opts = opts.on_off("gl", true);
    }
    b.line.option("-display", opts);
}

fn egl(b: &mut Build<'_>, own: &EglHeadless) {
    let opts = Opts::new().word("egl-headless").maybe("rendernode", own.rendernode.as_deref());
    b.line.option("-display", opts);
}

fn dbus(b: &mut Build<'_>, own: &DbusGraphics) {
    let mut opts = Opts::new().word("dbus");
    opts = match own.p2p {
        Some(true) => opts.on_off("p2p", true),
        Some(false) | None => opts.maybe("addr", own.address.as_deref()),
    };
    if gl_on(own.gl.as_ref()) {
        opts = opts.on_off("gl", true);
    }
    opts = opts.maybe("rendernode", own.gl.as_ref().and_then(|gl| gl.rendernode.as_deref()));
    opts = opts.maybe("audiodev", own.audio_id.map(|id| format!("audio{id}")));
    b.line.option("-display", opts);
}

fn vnc(b: &mut Build<'_>, vnc: &Vnc) -> Result<()> {
    let opts = Opts::new();
    let opts = match vnc.listens.first() {
        Some(Listen::Socket(own)) => {
            let path = own.socket.as_deref().unwrap_or_default();
            opts.pair("vnc", format!("unix:{path}"))
        }
        Some(Listen::None) => opts.word("none"),
        Some(Listen::Address(_) | Listen::Network(_)) | None => {
            let (address, _) = first(&vnc.listens);
            let address = address.unwrap_or_else(|| b.config.vnc_listen.clone());
            let port = vnc.port.filter(|&port| port > 0).unwrap_or(FIRST) - FIRST;
            let address = if address.contains(':') { format!("[{address}]") } else { address };
            opts.word(format!("{address}:{port}"))
        }
    };
    let opts = opts.maybe("websocket", vnc.websocket.filter(|&port| port != 0));
    let share = vnc.share_policy.map(|policy| match policy {
        VncSharePolicy::AllowExclusive => "allow-exclusive",
        VncSharePolicy::ForceShared => "force-shared",
        VncSharePolicy::Ignore => "ignore",
    });
    let mut opts = opts.maybe("share", share);
    if vnc.auth.passwd.is_some() || b.config.vnc_password.is_some() {
        opts = opts.on_off("password", true);
    }
    opts = opts.maybe("tls-creds", vnc_credentials(b)?);
    if b.config.vnc_sasl {
        opts = opts.on_off("sasl", true);
    }
    opts = opts.maybe_on_off("power-control", vnc.power_control);
    opts = opts.maybe("audiodev", audio_of(b, vnc.audio_id));
    b.line.option("-vnc", opts);
    if let Some(keymap) = &vnc.keymap {
        b.line.option("-k", keymap);
    }
    Ok(())
}

/// The credentials of VNC servers, when the settings ask for TLS.
fn vnc_credentials(b: &mut Build<'_>) -> Result<Option<&'static str>> {
    const ID: &str = "vnc-tls-creds0";
    let config = b.config;
    if !config.vnc_tls {
        return Ok(None);
    }
    let verify = config.vnc_tls_x509_verify.or(config.default_tls_x509_verify);
    let key = tls::key(&config.vnc_tls_x509_secret_uuid, config);
    b.tls(Credentials {
        id: ID.to_owned(),
        dir: tls::directory(config.vnc_tls_x509_cert_dir.as_deref(), config, "vnc"),
        endpoint: Endpoint::Server { verify: verify.unwrap_or(false) },
        key: key.map(|uuid| (uuid, format!("{ID}-secret0"))),
    })?;
    Ok(Some(ID))
}

/// Where the library of SASL finds its settings.
pub(crate) fn environment(b: &mut Build<'_>) {
    let config = b.config;
    for graphics in &b.domain.devices.graphics {
        let dir = match graphics {
            Graphics::Vnc(_) if config.vnc_sasl => config.vnc_sasl_dir.as_deref(),
            Graphics::Spice(_) if config.spice_sasl => config.spice_sasl_dir.as_deref(),
            _ => None,
        };
        if let Some(dir) = dir {
            b.line.env("SASL_CONF_PATH", dir);
        }
    }
}

/// The sound that goes with a display.
fn audio_of(b: &Build<'_>, id: Option<u32>) -> Option<String> {
    let id = id.or_else(|| b.domain.devices.audios.first().map(|audio| audio.id))?;
    Some(format!("audio{id}"))
}

fn spice(b: &mut Build<'_>, spice: &Spice) -> Result<()> {
    let config = b.config;
    let mut opts = Opts::new();
    opts = match spice.listens.first() {
        Some(Listen::Socket(own)) => opts.on_off("unix", true).maybe("addr", own.socket.as_deref()),
        Some(Listen::None) => opts.pair("port", 0),
        Some(Listen::Address(_) | Listen::Network(_)) | None => {
            let port = spice.port.filter(|&port| port > 0);
            let tls = spice.tls_port.filter(|&port| port > 0);
            let opts = opts.maybe("port", port).maybe("tls-port", tls);
            let opts = if port.is_none() && tls.is_none() { opts.pair("port", 0) } else { opts };
            opts.maybe("addr", first(&spice.listens).0)
        }
    };
    if config.spice_sasl {
        opts = opts.on_off("sasl", true);
    }
    opts = opts.maybe_on_off("agent-mouse", spice.mouse.map(|mouse| mouse == SpiceMouse::Client));
    if spice.auth.passwd.is_none() && config.spice_password.is_none() {
        opts = opts.word("disable-ticketing=on");
    }
    if config.spice_tls {
        opts = opts.pair("x509-dir", spice_certificates(config));
    }
    opts = spice_channels(opts, spice);
    opts = spice_streams(opts, spice);
    if let Some(gl) = spice.gl.as_ref().filter(|gl| gl.enable == Some(true)) {
        opts = opts.on_off("gl", true).maybe("rendernode", gl.rendernode.as_deref());
    }
    b.line.option("-spice", opts.on_off("seamless-migration", true));
    if let Some(keymap) = &spice.keymap {
        b.line.option("-k", keymap);
    }
    Ok(())
}

/// The directory of the certificates of SPICE.
pub fn spice_certificates(config: &QemuConfig) -> String {
    tls::directory(config.spice_tls_x509_cert_dir.as_deref(), config, "spice")
}

fn spice_channels(mut opts: Opts, spice: &Spice) -> Opts {
    opts = match spice.default_mode {
        Some(SpiceChannelMode::Secure) => opts.pair("tls-channel", "default"),
        Some(SpiceChannelMode::Insecure) => opts.pair("plaintext-channel", "default"),
        Some(SpiceChannelMode::Any) | None => opts,
    };
    for channel in &spice.channels {
        let name = channel.name.as_str();
        opts = match channel.mode {
            SpiceChannelMode::Secure => opts.pair("tls-channel", name),
            SpiceChannelMode::Insecure => opts.pair("plaintext-channel", name),
            SpiceChannelMode::Any => opts,
        };
    }
    opts
}

fn spice_streams(opts: Opts, spice: &Spice) -> Opts {
    let mut opts = opts
        .maybe("image-compression", spice.image_compression.map(|c| c.as_str()))
        .maybe("jpeg-wan-compression", spice.jpeg_compression.map(|c| c.as_str()))
        .maybe("zlib-glz-wan-compression", spice.zlib_compression.map(|c| c.as_str()))
        .maybe_on_off("playback-compression", spice.playback_compression)
        .maybe("streaming-video", spice.streaming.map(|mode| mode.as_str()));
    if spice.clipboard == Some(false) {
        opts = opts.on_off("disable-copy-paste", true);
    }
    if spice.filetransfer == Some(false) {
        opts = opts.on_off("disable-agent-file-xfer", true);
    }
    opts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_utc() {
        assert_eq!(epoch("1970-01-01T00:00:00"), Some(0));
        assert_eq!(epoch("2000-02-29T12:34:56"), Some(951_827_696));
        assert_eq!(epoch("soon"), None);
    }
}
