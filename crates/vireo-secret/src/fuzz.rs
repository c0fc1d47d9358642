//! Entry points for fuzzing.

use crate::{base64, definition};

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
    let Some(value) = base64::decode(data) else { return };
    assert_eq!(base64::decode(base64::encode(&value).as_bytes()), Some(value));
}
