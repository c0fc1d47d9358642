//! Serial ports, parallel ports, consoles, channels.

use crate::domain::Domain;
use crate::domain::devices::chardev::{
    Channel, ChardevSocketMode, ChardevSource, Console, ConsoleTargetType, Serial, SerialTarget,
    SerialTargetModel as Model, SerialTargetType as Type, UdpMode,
};
use crate::domain::devices::rng::RngBackend;
use crate::domain::devices::simple::SmartcardMode;
use crate::domain::devices::storage::Reconnect;
use crate::domain::os::OsType;
use crate::fill::error::{internal, refuse, unsupported};
use crate::fill::{Context, Family, Result};

/// ISA serial ports of a PC.
const MAX_ISA: usize = 4;

fn target_kind(serial: &Serial) -> Option<Type> {
    serial.target.as_ref().and_then(|t| t.kind)
}

/// Number the ISA ports: those given, then the lowest free ones.
pub(crate) fn isa_ports(dom: &mut Domain, _: &mut Context<'_>) -> Result {
    let isa = |s: &Serial| target_kind(s) == Some(Type::IsaSerial);
    let mut used = [false; MAX_ISA];
    for (count, serial) in dom.devices.serials.iter().filter(|s| isa(s)).enumerate() {
        let port = serial.target.as_ref().and_then(|t| t.port);
        refuse!(
            count >= MAX_ISA || port.is_some_and(|p| p as usize >= MAX_ISA),
            internal,
            "Maximum supported number of ISA serial ports is '{MAX_ISA}'"
        );
        let Some(port) = port else { continue };
        refuse!(used[port as usize], internal, "target port '{port}' already allocated");
        used[port as usize] = true;
    }
    for serial in dom.devices.serials.iter_mut().filter(|s| isa(s)) {
        let target = serial.target.get_or_insert_with(SerialTarget::default);
        if target.port.is_none() {
            if let Some(free) = used.iter().position(|taken| !taken) {
                used[free] = true;
                target.port = Some(free as u32);
            }
        }
    }
    Ok(())
}

/// One serial port.
pub(crate) fn serial(serial: &mut Serial, ctx: &Context<'_>) -> Result {
    if ctx.emulator.is_some() {
        let target = serial.target.get_or_insert_with(SerialTarget::default);
        // Once there was no other type to choose, so it says nothing elsewhere.
        if target.kind == Some(Type::IsaSerial) && !ctx.is_x86() {
            target.kind = None;
        }
        target.kind = target.kind.or_else(|| serial_type(ctx));
        target.model = target.model.or_else(|| target.kind.and_then(|kind| model(kind, ctx)));
    }
    refuse!(
        target_kind(serial) == Some(Type::IsaDebug) && !ctx.is_x86(),
        unsupported,
        "isa-debug serial type only valid on x86 architecture"
    );
    Ok(())
}

fn serial_type(ctx: &Context<'_>) -> Option<Type> {
    match ctx.family {
        Family::Pseries => Some(Type::SpaprVioSerial),
        Family::ArmVirt | Family::RiscvVirt | Family::LoongarchVirt => Some(Type::SystemSerial),
        _ if ctx.is_x86() => Some(Type::IsaSerial),
        _ if ctx.is_s390() => Some(Type::SclpSerial),
        _ => None,
    }
}

fn model(kind: Type, ctx: &Context<'_>) -> Option<Model> {
    Some(match kind {
        Type::IsaSerial => Model::IsaSerial,
        Type::UsbSerial => Model::UsbSerial,
        Type::PciSerial => Model::PciSerial,
        Type::SpaprVioSerial => Model::SpaprVty,
        Type::SystemSerial if ctx.family == Family::ArmVirt => Model::Pl011,
        Type::SystemSerial => Model::Model16550a,
        Type::SclpSerial => Model::Sclpconsole,
        Type::IsaDebug => Model::IsaDebugcon,
    })
}

/// Sockets that were made by the daemon are made anew at each start.
fn forget_generated(channel: &mut Channel, ctx: &Context<'_>) {
    let Some(ChardevSource::Unix(unix)) = &mut channel.source else { return };
    let name = channel.target.as_ref().and_then(|t| t.name.as_deref());
    let dirs = &ctx.view.settings().channel_dirs;
    let Some(path) = unix.path.as_deref() else { return };
    if dirs.iter().any(|dir| is_generated(path, dir, name)) {
        unix.path = None;
    }
}

/// `<dir>/[target/]<domain>.<name>`, `<dir>/domain-<id>/<name>`, `<dir>/<id>-<domain>/<name>`.
fn is_generated(path: &str, dir: &str, name: Option<&str>) -> bool {
    let rest = path.strip_prefix(dir).and_then(|rest| rest.strip_prefix('/'));
    let Some(name) = name else { return rest.is_some() };
    let Some(rest) = rest.and_then(|rest| rest.strip_suffix(name)) else { return false };
    let rest = rest.strip_prefix("target/").unwrap_or(rest);
    if let Some(domain) = rest.strip_suffix('/') {
        let numbered = domain.split_once('-').is_some_and(|(id, rest)| {
            !rest.is_empty() && (id == "domain" || id.bytes().all(|b| b.is_ascii_digit()))
        });
        return numbered && !domain.contains('/');
    }
    rest.len() > 1 && rest.ends_with('.') && !rest.contains('/')
}

/// Ports that were not given follow the highest of the kind.
pub(crate) fn ports(dom: &mut Domain, _: &mut Context<'_>) -> Result {
    let devices = &mut dom.devices;
    for console in &mut devices.consoles {
        console.target_kind.get_or_insert(ConsoleTargetType::Serial);
    }
    for n in 0..devices.serials.len() {
        let next =
            next_port(devices.serials.iter().map(|s| s.target.as_ref().and_then(|t| t.port)));
        let target = devices.serials[n].target.get_or_insert_with(SerialTarget::default);
        target.port.get_or_insert(next);
    }
    for n in 0..devices.parallels.len() {
        let next = next_port(devices.parallels.iter().map(|p| p.target_port));
        devices.parallels[n].target_port.get_or_insert(next);
    }
    Ok(())
}

fn next_port(ports: impl Iterator<Item = Option<u32>>) -> u32 {
    ports.flatten().max().map_or(0, |highest| highest.saturating_add(1))
}

/// The first console and the first serial port are the same device.
pub(crate) fn pair_console(dom: &mut Domain, ctx: &mut Context<'_>) -> Result {
    if dom.os.kind == Some(OsType::Hvm) {
        let first = dom.devices.consoles.first();
        let serial_console =
            first.is_some_and(|c| matches!(c.target_kind, None | Some(ConsoleTargetType::Serial)));
        if serial_console {
            pair(dom)?;
        } else if stands_for_console(dom) {
            dom.devices.consoles.insert(0, Console::default());
        }
        if let Some(first) = dom.devices.serials.first_mut() {
            serial(first, ctx)?;
        }
        mirror(dom);
    }
    let mirrored = crate::fill::walk::console_mirrors_serial(dom);
    for (port, console) in (0..).zip(&mut dom.devices.consoles) {
        if port > 0 || !mirrored {
            console.target_port = Some(port);
        }
    }
    Ok(())
}

fn pair(dom: &mut Domain) -> Result {
    let others = &dom.devices.consoles[1..];
    refuse!(
        others.iter().any(|c| c.target_kind == Some(ConsoleTargetType::Serial)),
        unsupported,
        "Only the first console can be a serial port"
    );
    if dom.devices.serials.is_empty() {
        let console = std::mem::take(&mut dom.devices.consoles[0]);
        dom.devices.serials.push(Serial {
            source: console.source,
            log: console.log,
            target: Some(SerialTarget { port: Some(0), ..SerialTarget::default() }),
            info: console.info,
        });
    }
    Ok(())
}

/// Whether the first serial port is one that a console can be.
fn stands_for_console(dom: &Domain) -> bool {
    dom.devices.serials.first().is_some_and(|serial| {
        !matches!(target_kind(serial), Some(Type::PciSerial | Type::UsbSerial | Type::IsaDebug))
    })
}

/// Write the serial port down once more, as the console.
fn mirror(dom: &mut Domain) {
    let Some(serial) = dom.devices.serials.first() else { return };
    let Some(console) = dom.devices.consoles.first_mut() else { return };
    if !matches!(console.target_kind, None | Some(ConsoleTargetType::Serial)) {
        return;
    }
    *console = Console {
        source: serial.source.clone(),
        tty: None,
        log: serial.log.clone(),
        target_kind: Some(ConsoleTargetType::Serial),
        target_port: serial.target.as_ref().and_then(|t| t.port),
        info: serial.info.clone(),
    };
}

/// The place of the serial port is the console's too.
pub(crate) fn mirror_address(dom: &mut Domain, _: &mut Context<'_>) -> Result {
    if crate::fill::walk::console_mirrors_serial(dom) {
        dom.devices.consoles[0].info.address = dom.devices.serials[0].info.address.clone();
    }
    Ok(())
}

/// A TCP source of no protocol speaks none.
pub(crate) fn all_sources(dom: &mut Domain, ctx: &mut Context<'_>) -> Result {
    let d = &mut dom.devices;
    for channel in &mut d.channels {
        forget_generated(channel, ctx);
    }
    let sources = d
        .serials
        .iter_mut()
        .map(|c| &mut c.source)
        .chain(d.parallels.iter_mut().map(|c| &mut c.source))
        .chain(d.consoles.iter_mut().map(|c| &mut c.source))
        .chain(d.channels.iter_mut().map(|c| &mut c.source));
    for one in sources {
        words(one.get_or_insert_with(ChardevSource::default));
    }
    for redirdev in &mut d.redirdevs {
        words(&mut redirdev.source);
    }
    for card in &mut d.smartcards {
        if let SmartcardMode::Passthrough(card) = &mut card.mode {
            words(&mut card.source);
        }
    }
    for rng in &mut d.rngs {
        if let RngBackend::Egd(egd) = &mut rng.backend {
            words(&mut egd.source);
        }
    }
    Ok(())
}

/// Who does not reconnect waits for nothing.
fn forget_timeout(reconnect: Option<&mut Reconnect>) {
    if let Some(reconnect) = reconnect.filter(|r| r.enabled != Some(true)) {
        reconnect.timeout = None;
    }
}

/// What a source means when it says little.
fn words(source: &mut ChardevSource) {
    use crate::domain::devices::chardev::TcpProtocol;
    match source {
        ChardevSource::Tcp(tcp) => {
            forget_timeout(tcp.reconnect.as_mut());
            tcp.mode.get_or_insert(ChardevSocketMode::Connect);
            tcp.protocol.get_or_insert(TcpProtocol::Raw);
        }
        ChardevSource::Unix(unix) => match unix.path {
            Some(_) => {
                forget_timeout(unix.reconnect.as_mut());
                unix.mode.get_or_insert(ChardevSocketMode::Connect);
            }
            None => unix.mode = None,
        },
        ChardevSource::Udp(udp) => {
            udp.sources.retain(|end| end.host.is_some() || end.service.is_some());
            udp.sources.sort_by_key(|end| end.mode != UdpMode::Bind);
        }
        _ => {}
    }
}
