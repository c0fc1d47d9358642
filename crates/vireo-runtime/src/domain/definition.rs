//! A definition as its text, parsed when somebody needs it.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError, Weak};

use crate::error::{Error, Result};

/// How values of a type become text and come back.
#[derive(Debug)]
pub struct Codec<T> {
    /// Reads the canonical text of a definition.
    pub parse: fn(&str) -> vireo_api::Result<T>,
    /// Writes it.
    pub format: fn(&T) -> String,
}

/// A definition that costs little while nobody looks at it: its canonical text, and the parsed
/// value only as long as somebody holds that. A clone is the same definition.
pub struct Definition<T: 'static>(Arc<Inner<T>>);

struct Inner<T: 'static> {
    text: Box<str>,
    codec: &'static Codec<T>,
    parsed: Mutex<Weak<T>>,
}

impl<T> Definition<T> {
    /// A definition from its canonical text, which parses.
    pub fn from_text(text: impl Into<Box<str>>, codec: &'static Codec<T>) -> Self {
        Self(Arc::new(Inner { text: text.into(), codec, parsed: Mutex::new(Weak::new()) }))
    }

    /// A definition from its value. The value stays at hand while the caller holds it.
    pub fn from_value(value: &Arc<T>, codec: &'static Codec<T>) -> Self {
        let this = Self::from_text((codec.format)(value), codec);
        *this.cache() = Arc::downgrade(value);
        this
    }

    /// The canonical text.
    pub fn text(&self) -> &str {
        &self.0.text
    }

    /// The value, parsed when nobody holds it.
    ///
    /// # Errors
    /// [`Error::Definition`] when the text does not parse, which says that its codec does not
    /// read what it writes.
    pub fn value(&self) -> Result<Arc<T>> {
        if let Some(value) = self.cache().upgrade() {
            return Ok(value);
        }
        // Parsed without the lock: two who come at once parse twice, and neither waits.
        let value = Arc::new((self.0.codec.parse)(&self.0.text).map_err(Error::Definition)?);
        *self.cache() = Arc::downgrade(&value);
        Ok(value)
    }

    /// Whether two are the same definition, not only equal ones.
    pub fn same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }

    fn cache(&self) -> std::sync::MutexGuard<'_, Weak<T>> {
        self.0.parsed.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<T> Clone for Definition<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T> fmt::Debug for Definition<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Definition({} bytes)", self.0.text.len())
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    static PARSED: AtomicUsize = AtomicUsize::new(0);
    static NUMBER: Codec<u32> = Codec {
        parse: |text| {
            PARSED.fetch_add(1, Ordering::Relaxed);
            text.parse().map_err(|_| {
                vireo_api::Error::bare(
                    vireo_api::ErrorCode::XmlError,
                    vireo_api::ErrorDomain::Domain,
                )
            })
        },
        format: u32::to_string,
    };

    #[test]
    fn parses_only_when_nobody_holds_the_value() {
        let value = Arc::new(42);
        let definition = Definition::from_value(&value, &NUMBER);
        assert_eq!(definition.text(), "42");
        assert!(Arc::ptr_eq(&definition.value().unwrap(), &value));
        assert_eq!(PARSED.load(Ordering::Relaxed), 0);

        drop(value);
        let again = definition.value().unwrap();
        assert_eq!(*again, 42);
        assert!(Arc::ptr_eq(&definition.clone().value().unwrap(), &again));
        assert_eq!(PARSED.load(Ordering::Relaxed), 1);
        assert!(Definition::from_text("x", &NUMBER).value().is_err());
    }
}
