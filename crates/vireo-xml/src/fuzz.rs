//! Entry point for fuzzing.

use crate::raw::RawElement;

/// Read any bytes as XML kept raw, print it, and read the print again.
pub fn fuzz_raw(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    if let Ok(element) = RawElement::parse(text) {
        let printed = element.format(0);
        assert!(RawElement::parse(&printed).is_ok(), "printed raw XML is not XML: {printed}");
    }
}

/// Read any bytes as a document with metadata, with and without a tree.
pub fn fuzz_plain(data: &[u8]) {
    if let Ok(text) = std::str::from_utf8(data) {
        crate::plain::compare(text);
    }
}
