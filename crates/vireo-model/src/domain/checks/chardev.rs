//! Character devices.

use vireo_xml::{Bad, Node, Parser, Result};

use super::{At, when};
use crate::domain::devices::chardev::{Channel, ChardevSocketMode, TcpSource, UnixSource};
use crate::domain::devices::simple::SmartcardCertificates;

/// What a character device says once; only datagrams have a source for each direction.
pub fn once<T>(_: &mut T, parser: &mut Parser<'_>, node: Node<'_>) -> Result<()> {
    let at = At::new(parser, node);
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

/// Certificates of a smart card.
pub fn certificates(
    card: &mut SmartcardCertificates,
    parser: &mut Parser<'_>,
    node: Node<'_>,
) -> Result<()> {
    when(card.certificates.len() != 3, || {
        At::new(parser, node).xml("host-certificates mode needs exactly three certificates")
    })
}

/// A TCP source.
pub fn tcp(source: &mut TcpSource, parser: &mut Parser<'_>, node: Node<'_>) -> Result<()> {
    mode(source.mode, parser, node)
}

/// A Unix socket source.
pub fn unix(source: &mut UnixSource, parser: &mut Parser<'_>, node: Node<'_>) -> Result<()> {
    mode(source.mode, parser, node)
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
