//! Entry points for fuzzing.

use crate::{definition, files};

/// A definition: what is taken comes back as it was when it is read again.
pub fn fuzz_secret(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let Ok(secret) = definition::read(text, false, &|| uuid::Uuid::nil()) else { return };
    let kept = definition::format(&secret);
    let again = definition::read(&kept, false, &|| uuid::Uuid::max());
    assert_eq!(again.map(|again| definition::format(&again)).ok(), Some(kept));
}

/// The file of a value.
pub fn fuzz_value(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let Some(value) = files::value_of(text) else { return };
    assert_eq!(files::value_of(&files::text_of(&value)), Some(value));
}
