//! Entry point for fuzzing the parser and the typed tables.

use crate::{Conf, DaemonConfig, NetworkConfig, QemuConfig};

/// Parses `data` as each of the files; must return, whatever the bytes.
pub fn fuzz_conf(data: &[u8]) {
    if let Ok(conf) = Conf::parse("fuzz", data) {
        let _ = DaemonConfig::from_conf(&conf);
        let _ = QemuConfig::from_conf(&conf);
        let _ = NetworkConfig::from_conf(&conf);
    }
}
