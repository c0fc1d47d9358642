//! Host devices.

use vireo_xml::{Bad, ErrorKind, Node, Parser, Result};

use super::address::in_range;
use super::{At, when};
use crate::domain::devices::hostdev::{
    Hostdev, HostdevAddress, HostdevMode, HostdevModel, HostdevProtocol, HostdevSource, HostdevType,
};
use crate::domain::devices::storage::SecretKind;

/// `<hostdev>`.
pub fn hostdev(hostdev: &mut Hostdev, parser: &mut Parser<'_>, node: Node<'_>) -> Result<()> {
    let at = At::new(parser, node);
    let kind = hostdev.kind;
    when(is_for_containers(kind) != (hostdev.mode == HostdevMode::Capabilities), || {
        at.parser.invalid_attribute(node, "type", kind.as_str(), Bad::Value)
    })?;
    when(at.count("source") == 0, || at.xml("Missing <source> element in hostdev device"))?;
    let scsi = kind == HostdevType::Scsi;
    when(at.has_attribute("sgio") && !scsi, || {
        at.xml("sgio is only supported for scsi host device")
    })?;
    when(at.has_attribute("rawio") && !scsi, || {
        at.xml("rawio is only supported for scsi host device")
    })?;
    let models = matches!(kind, HostdevType::Mdev | HostdevType::ScsiHost);
    when(at.has_attribute("model") && !models, || {
        at.xml(format!("'model' attribute in <hostdev> is only supported when type='{kind}'"))
    })?;
    super::teaming(&mut hostdev.teaming, &at)?;
    let fits = hostdev.model.is_none_or(|model| suits(model, kind));
    when(!fits && models, || {
        let given = node.attribute("model").unwrap_or_default();
        at.parser.invalid_attribute(node, "model", given, Bad::Value)
    })
}

/// Whether devices of that kind come in that model.
fn suits(model: HostdevModel, kind: HostdevType) -> bool {
    let mediated =
        matches!(model, HostdevModel::VfioPci | HostdevModel::VfioCcw | HostdevModel::VfioAp);
    mediated == (kind == HostdevType::Mdev)
}

fn is_for_containers(kind: HostdevType) -> bool {
    matches!(kind, HostdevType::Storage | HostdevType::Misc | HostdevType::Net)
}

/// `<source>`, by the kind of device.
pub fn source(source: &mut HostdevSource, parser: &mut Parser<'_>, node: Node<'_>) -> Result<()> {
    let at = At::new(parser, node);
    let kind = HostdevType::from_word(at.parser.selected()).unwrap_or_default();
    when(kind != HostdevType::Usb && at.has_attribute("startupPolicy"), || {
        at.unsupported("Setting startupPolicy is only allowed for USB devices")
    })?;
    let mode = node.parent().and_then(|hostdev| hostdev.attribute("mode"));
    if is_for_containers(kind) != (mode == Some("capabilities")) {
        // The element around is refused for that.
        return Ok(());
    }
    match kind {
        HostdevType::Usb => usb(source, &at),
        HostdevType::Scsi => scsi(source, &at),
        HostdevType::ScsiHost => vhost_scsi(source, &at),
        HostdevType::Mdev => {
            when(source.address.is_none(), || at.unsupported("Missing <address> element"))
        }
        HostdevType::Storage => when(source.block.is_none(), || {
            at.xml("Missing <block> element in hostdev storage device")
        }),
        HostdevType::Misc => when(source.char.is_none(), || {
            at.xml("Missing <char> element in hostdev character device")
        }),
        HostdevType::Net => when(source.interface.is_none(), || {
            at.xml("Missing <interface> element in hostdev net device")
        }),
        HostdevType::Pci => Ok(()),
    }
}

fn usb(source: &HostdevSource, at: &At<'_, '_, '_>) -> Result<()> {
    when(source.vendor.is_some() && source.product.is_none(), || at.internal("missing product"))?;
    when(source.product.is_some() && source.vendor.is_none(), || at.internal("missing vendor"))
}

fn scsi(source: &HostdevSource, at: &At<'_, '_, '_>) -> Result<()> {
    if source.protocol == Some(HostdevProtocol::Iscsi) {
        when(source.name.is_none(), || at.xml("missing iSCSI hostdev source path name"))?;
        when(source.hosts.is_empty(), || at.xml("missing the host address for the iSCSI hostdev"))?;
        when(source.hosts.len() > 1, || {
            at.xml("only one source host address may be specified for the iSCSI hostdev")
        })?;
        let Some(secret) = source.auth.as_ref().and_then(|auth| auth.secret.as_ref()) else {
            return Ok(());
        };
        let auth = at.child("auth").children().find(|n| n.has_tag_name("secret"));
        let word = auth.and_then(|n| n.attribute("type")).unwrap_or("(null)");
        return match secret.kind {
            None if word != "none" => Err(at.unsupported(format!("invalid secret type {word}"))),
            Some(SecretKind::Iscsi) => Ok(()),
            None | Some(_) => Err(at.internal(format!("hostdev invalid secret type '{word}'"))),
        };
    }
    when(source.address.is_none(), || {
        at.xml("'address' must be specified for scsi hostdev source")
    })?;
    when(source.adapter.is_none(), || {
        at.xml("'adapter' name must be specified for scsi hostdev source")
    })
}

fn vhost_scsi(source: &HostdevSource, at: &At<'_, '_, '_>) -> Result<()> {
    if source.protocol != Some(HostdevProtocol::Vhost) {
        let kind = ErrorKind::MissingAttribute {
            attribute: "protocol".to_owned(),
            element: "source".to_owned(),
        };
        return Err(at.parser.error(at.node, kind));
    }
    let Some(wwpn) = &source.wwpn else {
        return Err(at.xml("missing vhost-scsi hostdev source wwpn"));
    };
    let digits = wwpn.strip_prefix("naa.").unwrap_or("");
    let valid = digits.len() == 16 && digits.bytes().all(|b| b.is_ascii_hexdigit());
    when(!valid, || at.xml("malformed 'wwpn' value"))
}

/// `<address>` on the host.
pub fn address(
    address: &mut HostdevAddress,
    parser: &mut Parser<'_>,
    node: Node<'_>,
) -> Result<()> {
    let at = At::new(parser, node);
    match at.parser.selected() {
        "usb" if address.device.is_none() && address.usb_port.is_none() => {
            let kind = ErrorKind::MissingAttribute {
                attribute: "device".to_owned(),
                element: "address".to_owned(),
            };
            Err(at.parser.error(node, kind))
        }
        "pci" => in_range(&at, 0, u32::from(address.slot), u32::from(address.function)),
        _ => Ok(()),
    }
}
