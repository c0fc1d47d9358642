//! Entry points for fuzzing.

use uuid::Uuid;
use vireo_xml::Mode;

use crate::{definition, document};

/// A pool's definition and status file: what is taken comes back as it was when it is read again.
pub fn fuzz_pool(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let _ = definition::read_status(text);
    let Ok(pool) = definition::read(text, false, &Uuid::nil) else { return };
    let kept = definition::format(&pool, Mode::SAVED);
    let again = definition::read(&kept, false, &Uuid::max);
    assert_eq!(again.map(|again| definition::format(&again, Mode::SAVED)).ok(), Some(kept));
}

/// A volume's document, likewise; its options stay one argument.
pub fn fuzz_volume(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let Ok(volume) = document::read(text, false, true) else { return };
    let kept = document::format(&volume);
    let again = document::read(&kept, false, true);
    assert_eq!(again.map(|again| document::format(&again)).ok(), Some(kept));
    let _ = crate::tool::options(&volume, true);
}
