//! Entry points for fuzzing the parsers of this crate.

use crate::status::Status;

/// A status file: whatever is read is written and read again as the same.
pub fn fuzz_status(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    if let Ok(status) = Status::parse(text) {
        // Elements that use namespaces declared on a root of other attributes stay as text; they
        // are the only ones that may not be read again, because the root is written anew.
        if let Ok(again) = Status::parse(&status.to_xml()) {
            assert_eq!(again, status);
        }
    }
}
