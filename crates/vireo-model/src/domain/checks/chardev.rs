//! Character devices.

use vireo_xml::{Bad, Node, Parser, Result};

use crate::domain::devices::chardev::{ChardevSocketMode, TcpSource, UnixSource};

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
