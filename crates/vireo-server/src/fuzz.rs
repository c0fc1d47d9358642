//! Entry point for fuzzing the small syntaxes that clients and administrators send.

use crate::events::Pattern;
use crate::log::settings::{glob, parse_filters, parse_outputs};
use crate::uri::{Instance, Uri};

/// Reads `data` as each of them; must return, whatever the bytes.
pub fn fuzz_settings(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    if let Ok(uri) = Uri::parse(&text) {
        let _ = Instance { privileged: true, root: Some("/r".into()) }.check(&uri);
        let normal = uri.normal();
        assert_eq!(Uri::parse(&normal).map(|u| u.normal()).ok().as_ref(), Some(&normal));
    }
    let _ = parse_filters(&text);
    let _ = parse_outputs(&text);
    let (pattern, rest) = text.split_at(text.find(' ').unwrap_or(text.len()));
    let _ = glob(pattern, rest);
    let flags = u32::from(data.first().copied().unwrap_or(0)) & 3;
    let _ = Pattern::new(Some(&text), flags);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn nothing_panics(data in prop::collection::vec(any::<u8>(), 0..80)) {
            super::fuzz_settings(&data);
        }

        #[test]
        fn no_near_uri_panics(text in "[a-z:/?#@.*=]{0,30}") {
            super::fuzz_settings(text.as_bytes());
        }
    }
}
