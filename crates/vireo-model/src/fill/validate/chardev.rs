//! Character devices and their sources.

use crate::domain::Domain;
use crate::domain::address::DeviceAddress;
use crate::domain::devices::chardev::{
    ChardevSocketMode, ChardevSource as Source, Serial, SerialTargetModel as Model,
    SerialTargetType as Type, TcpProtocol, UdpMode,
};
use crate::domain::devices::storage::Reconnect;
use crate::fill::addresses::kind_name;
use crate::fill::defaults::machine::has_spice;
use crate::fill::error::{Code, FillError, From, internal, qemu, refuse, unsupported};
use crate::fill::{Cap, Context, Family, Result};

fn reconnects(reconnect: Option<&Reconnect>) -> bool {
    reconnect.is_some_and(|r| r.enabled == Some(true))
}

fn listens(mode: Option<ChardevSocketMode>) -> bool {
    matches!(mode, Some(ChardevSocketMode::Bind | ChardevSocketMode::Server))
}

/// Rules that every hypervisor shares. A virtio channel may leave its socket to
/// the daemon.
pub(crate) fn generic(source: &Source, channel: bool) -> Result {
    let path = |path: &Option<String>| {
        refuse!(path.is_none(), internal, "Missing source path attribute for char device");
        Ok(())
    };
    match source {
        Source::File(s) => path(&s.path),
        Source::Dev(s) | Source::Pipe(s) => path(&s.path),
        Source::Nmdm(s) => {
            refuse!(
                s.master.is_none() != s.slave.is_none(),
                internal,
                "Should define both master and slave path attributes for nmdm device"
            );
            Ok(())
        }
        Source::Tcp(s) => {
            refuse!(s.host.is_none(), internal, "Missing source host attribute for char device");
            refuse!(
                s.service.is_none(),
                internal,
                "Missing source service attribute for char device"
            );
            refuse!(
                listens(s.mode) && reconnects(s.reconnect.as_ref()),
                internal,
                "chardev reconnect is possible only for connect mode"
            );
            Ok(())
        }
        Source::Udp(s) => {
            let mut ends = s.sources.iter().filter(|end| end.mode == UdpMode::Connect);
            refuse!(
                !ends.any(|end| end.service.is_some()),
                internal,
                "Missing source service attribute for char device"
            );
            Ok(())
        }
        Source::Unix(s) => {
            refuse!(
                s.path.is_none() && !channel,
                internal,
                "Missing source path attribute for char device"
            );
            refuse!(
                (listens(s.mode) || s.path.is_none()) && reconnects(s.reconnect.as_ref()),
                internal,
                "chardev reconnect is possible only for connect mode"
            );
            Ok(())
        }
        Source::Spiceport(s) | Source::Dbus(s) => channel_name(s.channel.as_deref()),
        Source::Null | Source::Vc | Source::Pty(_) | Source::Stdio => Ok(()),
        Source::Spicevmc | Source::QemuVdagent(_) => Ok(()),
    }
}

fn channel_name(name: Option<&str>) -> Result {
    let Some(name) = name else {
        return Err(unsupported("Missing source channel attribute for char device"));
    };
    let good = |b: u8| b.is_ascii_alphanumeric() || b".-_".contains(&b);
    if !name.bytes().all(good) {
        return Err(FillError::new(
            Code::InvalidArg,
            From::Domain,
            "Invalid character in source channel for char device",
        ));
    }
    Ok(())
}

/// Rules of the QEMU driver.
pub(crate) fn driver(source: &Source, dom: &Domain, ctx: &Context<'_>) -> Result {
    let again = match source {
        Source::Tcp(s) => s.reconnect.as_ref(),
        Source::Unix(s) => s.reconnect.as_ref(),
        _ => None,
    };
    if again.is_some_and(|r| r.enabled == Some(true) && r.timeout == Some(0)) {
        return Err(FillError::new(
            Code::InvalidArg,
            From::Qemu,
            "chardev reconnect source timeout cannot be '0'",
        ));
    }
    match source {
        Source::Tcp(s) => {
            if let Some(protocol @ (TcpProtocol::Telnets | TcpProtocol::Tls)) = s.protocol {
                return Err(qemu(format!("tcp chardev protocol '{protocol}' not supported")));
            }
            Ok(())
        }
        Source::QemuVdagent(_) => {
            refuse!(
                !ctx.has(Cap::ChardevQemuVdagent),
                qemu,
                "chardev 'qemu-vdagent' not supported in this QEMU binary"
            );
            Ok(())
        }
        Source::Spicevmc | Source::Spiceport(_) => {
            let name = if matches!(source, Source::Spicevmc) { "spicevmc" } else { "spiceport" };
            refuse!(!has_spice(dom), qemu, "chardev '{name}' not supported without spice graphics");
            Ok(())
        }
        _ => Ok(()),
    }
}

/// Where each kind of serial port sits, and the models that fit it.
pub(crate) fn serial(serial: &Serial, ctx: &Context<'_>) -> Result {
    let Some(target) = &serial.target else { return Ok(()) };
    let Some(kind) = target.kind else { return Ok(()) };
    let address = serial.info.address.as_ref();
    let wanted = match kind {
        Type::IsaSerial | Type::IsaDebug => Some("isa"),
        Type::UsbSerial => Some("usb"),
        Type::PciSerial => Some("pci"),
        Type::SpaprVioSerial => Some("spapr-vio"),
        Type::SystemSerial | Type::SclpSerial => None,
    };
    match (wanted, address) {
        (Some(wanted), Some(found)) if kind_name(found) != wanted => {
            return Err(qemu(format!("Target type '{kind}' requires address type '{wanted}'")));
        }
        (None, Some(DeviceAddress::Pci(_) | DeviceAddress::Isa(_) | DeviceAddress::Usb(_))) => {
            return Err(qemu(format!("Target type '{kind}' cannot have an associated address")));
        }
        _ => {}
    }
    if let Some(model) = target.model {
        let wanted = match model {
            Model::IsaSerial => Type::IsaSerial,
            Model::UsbSerial => Type::UsbSerial,
            Model::PciSerial => Type::PciSerial,
            Model::SpaprVty => Type::SpaprVioSerial,
            Model::Pl011 | Model::Model16550a => Type::SystemSerial,
            Model::Sclpconsole | Model::Sclplmconsole => Type::SclpSerial,
            Model::IsaDebugcon => Type::IsaDebug,
        };
        refuse!(kind != wanted, qemu, "Target model '{model}' requires target type '{wanted}'");
    }
    let fits = match kind {
        Type::IsaSerial => ctx.is_x86() || ctx.family() == Family::OtherPpc,
        Type::IsaDebug => ctx.is_x86(),
        Type::UsbSerial => true,
        Type::PciSerial => ctx.family().pci_root().is_some(),
        Type::SpaprVioSerial => ctx.family() == Family::Pseries,
        Type::SystemSerial => {
            matches!(ctx.family(), Family::ArmVirt | Family::RiscvVirt | Family::LoongarchVirt)
        }
        Type::SclpSerial => ctx.is_s390(),
    };
    refuse!(
        !fits,
        qemu,
        "Serial device with target type '{kind}' and target model '{}' not compatible with guest architecture or machine type",
        target.model.map_or("none", Model::as_str)
    );
    serial_model(target.model, ctx)
}

fn serial_model(model: Option<Model>, ctx: &Context<'_>) -> Result {
    let (model, cap) = match model {
        Some(model @ Model::IsaSerial) => (model, Cap::IsaSerial),
        Some(model @ Model::UsbSerial) => (model, Cap::UsbSerial),
        Some(model @ Model::PciSerial) => (model, Cap::PciSerial),
        Some(model @ Model::Sclpconsole) => (model, Cap::S390Sclp),
        Some(model @ Model::Sclplmconsole) => (model, Cap::Sclplmconsole),
        _ => return Ok(()),
    };
    refuse!(!ctx.has(cap), qemu, "'{model}' is not supported in this QEMU binary");
    Ok(())
}

/// Parallel ports are a matter of PCs.
pub(crate) fn parallel(ctx: &Context<'_>) -> Result {
    refuse!(
        ctx.is_s390() || ctx.family() == Family::Pseries,
        qemu,
        "parallel ports are not supported"
    );
    Ok(())
}

/// Consoles other than the first.
pub(crate) fn consoles(dom: &Domain, ctx: &Context<'_>) -> Result {
    use crate::domain::devices::chardev::ConsoleTargetType as Target;
    let mirrored = crate::fill::walk::console_mirrors_serial(dom);
    for console in dom.devices.consoles.iter().skip(usize::from(mirrored)) {
        match console.target_kind {
            Some(Target::Sclp) => refuse!(
                !ctx.has(Cap::S390Sclp),
                qemu,
                "sclpconsole is not supported in this QEMU binary"
            ),
            Some(Target::Sclplm) => refuse!(
                !ctx.has(Cap::Sclplmconsole),
                qemu,
                "sclplmconsole is not supported in this QEMU binary"
            ),
            Some(Target::Virtio | Target::Serial) | None => {}
            Some(kind @ (Target::Xen | Target::Uml | Target::Lxc | Target::Openvz)) => {
                return Err(qemu(format!("unsupported console target type {kind}")));
            }
        }
    }
    Ok(())
}
