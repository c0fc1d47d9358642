//! The status file of an active network, which outlives the daemon.
//!
//! The root is the reference's `<networkstatus>`, with its bookkeeping of
//! classes as it stands for a network without shaping.

use vireo_api::Result;
use vireo_model::network::Network;
use vireo_xml::Mode;

use crate::{definition, error};

/// The file's text.
#[must_use]
pub fn write(network: &Network) -> String {
    let inner = definition::format(network, Mode::STATUS);
    let mut out = String::from("<networkstatus>\n  <class_id bitmap='0-2'/>\n  <floor sum='0'/>\n");
    for line in inner.lines() {
        out.push_str("  ");
        out.push_str(line);
        out.push('\n');
    }
    out.push_str("</networkstatus>\n");
    out
}

/// Reads it back.
///
/// # Errors
/// It isn't one.
pub fn read(text: &str) -> Result<Network> {
    const END: &str = "</network>";
    let no_network = || error::internal("no network element in the status file");
    // After the root's own name, which begins with the same letters.
    let from = text.find("<network>").or_else(|| text.find("<network ")).ok_or_else(no_network)?;
    let to = text.find(END).filter(|to| *to > from).ok_or_else(no_network)?;
    definition::read_saved(&text[from..to + END.len()], Mode::STATUS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let network = definition::read(
            "<network><name>n</name><forward mode='nat'/><bridge name='b'/>\
             <ip address='10.0.0.1' netmask='255.255.255.0'/></network>",
            false,
            &|bytes| bytes.fill(7),
        )
        .expect("a network");
        let text = write(&network);
        assert!(text.starts_with("<networkstatus>\n  <class_id bitmap='0-2'/>\n"));
        assert_eq!(read(&text).expect("our own"), network);
        for bad in [
            "",
            "<networkstatus/>",
            "<networkstatus><network></networkstatus>",
            "</network><network>",
        ] {
            assert!(read(bad).is_err(), "{bad}");
        }
    }
}
