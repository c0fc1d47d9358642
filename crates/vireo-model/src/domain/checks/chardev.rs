//! Character devices.

use vireo_xml::{Bad, CODE_SYSTEM_ERROR, ErrorKind, Node, Parser, Result};

use super::{At, when};
use crate::domain::devices::chardev::{
    Channel, ChannelTarget, ChannelTargetType, ChardevLog, ChardevSocketMode, Console, Parallel,
    Serial, TcpSource, UnixSource, VdagentSource,
};
use crate::domain::devices::redirdev::RedirDev;
use crate::domain::devices::rng::RngEgd;
use crate::domain::devices::simple::{SmartcardCertificates, SmartcardPassthrough};
use crate::domain::devices::storage::Reconnect;

/// Devices whose output can be kept.
pub trait Logs {
    /// Where it goes.
    fn log(&mut self) -> &mut Option<ChardevLog>;
}

macro_rules! logs {
    ($($device:ty),+) => {
        $(impl Logs for $device {
            fn log(&mut self) -> &mut Option<ChardevLog> {
                &mut self.log
            }
        })+
    };
}

logs!(Serial, Parallel, Console, Channel, RedirDev, SmartcardPassthrough, RngEgd);

/// What a character device says once; only datagrams have a source for each direction.
pub fn once<T: Logs>(device: &mut T, parser: &mut Parser<'_>, node: Node<'_>) -> Result<()> {
    let at = At::new(parser, node);
    if at.count("log") > 0 && !at.child("log").has_attribute("file") {
        *device.log() = None;
    }
    let udp = node.attribute("type") == Some("udp");
    let (most, words) =
        if udp { (2, "two source elements are") } else { (1, "one source element is") };
    let only = |words: &str| at.xml(format!("only {words} allowed for character device"));
    when(at.count("source") > most, || only(words))?;
    when(at.count("protocol") > 1, || only("one protocol element is"))?;
    when(at.count("log") > 1, || only("one log element is"))
}

/// `<channel>`.
pub fn channel(channel: &mut Channel, parser: &mut Parser<'_>, node: Node<'_>) -> Result<()> {
    once(channel, parser, node)?;
    when(channel.target.is_none(), || {
        At::new(parser, node).xml("target type must be specified for channel device")
    })
}

/// `<target>` of a channel into a network of the guest.
pub fn guest_forward(
    target: &mut ChannelTarget,
    parser: &mut Parser<'_>,
    node: Node<'_>,
) -> Result<()> {
    if target.kind != ChannelTargetType::Guestfwd {
        return Ok(());
    }
    let at = At::new(parser, node);
    let Some(address) = &mut target.address else {
        return Err(at.xml("guestfwd channel does not define a target address"));
    };
    let given = address.clone();
    when(crate::ip::spell(address).is_none(), || {
        let text = format!("Cannot parse socket address '{given}': Name or service not known");
        at.refuse(CODE_SYSTEM_ERROR, 0, text)
    })?;
    when(target.port.is_none(), || {
        let (attribute, element) = ("port".to_owned(), "target".to_owned());
        at.parser.error(node, ErrorKind::MissingAttribute { attribute, element })
    })?;
    // The reference keeps what fits a port.
    target.port = target.port.map(|port| port & 0xffff);
    Ok(())
}

/// What QEMU's own agent does is said in full.
pub fn agent(_: &mut VdagentSource, parser: &mut Parser<'_>, node: Node<'_>) -> Result<()> {
    let Some(source) = parser.child(node, "source") else { return Ok(()) };
    let at = At::new(parser, source);
    at.needs("clipboard", "copypaste")?;
    at.needs("mouse", "mode")
}

/// Certificates of a smart card.
pub fn certificates(
    card: &mut SmartcardCertificates,
    parser: &mut Parser<'_>,
    node: Node<'_>,
) -> Result<()> {
    let at = At::new(parser, node);
    when(card.certificates.len() != 3, || {
        at.xml("host-certificates mode needs exactly three certificates")
    })?;
    let relative = card.database.as_deref().filter(|path| !path.starts_with('/'));
    when(relative.is_some(), || {
        at.xml(format!("expecting absolute path: {}", relative.unwrap_or_default()))
    })
}

/// A TCP source.
pub fn tcp(source: &mut TcpSource, parser: &mut Parser<'_>, node: Node<'_>) -> Result<()> {
    mode(source.mode, parser, node)?;
    patience(source.reconnect.as_ref(), parser, node)
}

/// A Unix socket source.
pub fn unix(source: &mut UnixSource, parser: &mut Parser<'_>, node: Node<'_>) -> Result<()> {
    mode(source.mode, parser, node)?;
    patience(source.reconnect.as_ref(), parser, node)
}

/// Who tries again says after how long.
fn patience(again: Option<&Reconnect>, parser: &mut Parser<'_>, node: Node<'_>) -> Result<()> {
    if again.is_none_or(|again| again.enabled != Some(true)) {
        return Ok(());
    }
    let source = parser.child(node, "source").unwrap_or(node);
    At::new(parser, source).needs("reconnect", "timeout")
}

/// Other elements say `client` and `server` where these say `connect` and `bind`.
fn mode(mode: Option<ChardevSocketMode>, parser: &mut Parser<'_>, node: Node<'_>) -> Result<()> {
    match mode {
        None | Some(ChardevSocketMode::Bind | ChardevSocketMode::Connect) => Ok(()),
        Some(other @ (ChardevSocketMode::Client | ChardevSocketMode::Server)) => {
            let source = parser.child(node, "source").unwrap_or(node);
            Err(parser.invalid_attribute(source, "mode", other.as_str(), Bad::Value))
        }
    }
}
