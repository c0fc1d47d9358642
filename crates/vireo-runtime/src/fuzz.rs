//! Entry points for fuzzing the parsers of this crate.

use crate::journal::Entry;
use crate::status::Status;

/// A status file: whatever is read is written and read again as the same.
pub fn fuzz_status(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    if let Ok(status) = Status::parse(text) {
        assert_eq!(Status::parse(&status.to_xml()).ok(), Some(status));
    }
}

/// A journal: whatever is read is written and read again as the same.
pub fn fuzz_journal(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    if let Ok(entry) = Entry::parse(text) {
        assert_eq!(Entry::parse(&entry.to_xml()).ok(), Some(entry));
    }
}
