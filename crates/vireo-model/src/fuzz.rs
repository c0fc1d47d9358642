//! Entry points for fuzzing.

use vireo_xml::Mode;

use crate::domain::{Device, Domain};

/// Read any bytes as a domain. What was read is printed, and the print must be
/// read as the same.
pub fn fuzz_domain(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    for mode in [Mode::SAVED, Mode::STATUS] {
        if let Ok(domain) = Domain::parse(text, mode) {
            let printed = domain.format(mode);
            if let Ok(again) = Domain::parse(&printed, mode) {
                assert_eq!(again.format(mode), printed, "a print of a print differs");
            }
        }
    }
}

/// Read any bytes as a device on its own.
pub fn fuzz_device(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    if let Ok(device) = Device::parse(text, Mode::SAVED) {
        let _ = device.format(Mode::SAVED);
    }
}
