//! A definition as its text, parsed when somebody needs it.

use std::collections::VecDeque;
use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::error::{Error, Result};

/// How many parsed values of a codec are kept at hand.
const RECENT: usize = 16;

/// How values of a type become text and come back, and the values that were last needed. To be a
/// `static`.
pub struct Codec<T> {
    parse: fn(&str) -> vireo_api::Result<T>,
    format: fn(&T) -> String,
    /// The last used first.
    recent: Mutex<VecDeque<(u64, Arc<T>)>>,
}

impl<T> Codec<T> {
    /// A codec of these two functions: `parse` reads what `format` writes.
    pub const fn new(parse: fn(&str) -> vireo_api::Result<T>, format: fn(&T) -> String) -> Self {
        Self { parse, format, recent: Mutex::new(VecDeque::new()) }
    }

    fn recent(&self) -> MutexGuard<'_, VecDeque<(u64, Arc<T>)>> {
        self.recent.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn recall(&self, id: u64) -> Option<Arc<T>> {
        let mut recent = self.recent();
        let at = recent.iter().position(|(one, _)| *one == id)?;
        let entry = recent.remove(at)?;
        let value = Arc::clone(&entry.1);
        recent.push_front(entry);
        Some(value)
    }

    fn remember(&self, id: u64, value: Arc<T>) {
        let mut recent = self.recent();
        recent.push_front((id, value));
        // What falls out is dropped without the lock: a definition is large.
        let _fallen = if recent.len() > RECENT { recent.pop_back() } else { None };
        drop(recent);
    }
}

/// A definition that costs little while nobody looks at it: its canonical text. The values that
/// were last needed stay parsed, a few for all definitions of a codec. A clone is the same
/// definition.
pub struct Definition<T: 'static>(Arc<Inner<T>>);

struct Inner<T: 'static> {
    id: u64,
    text: Box<str>,
    codec: &'static Codec<T>,
}

impl<T> Definition<T> {
    /// A definition from its canonical text, which parses.
    pub fn from_text(text: impl Into<Box<str>>, codec: &'static Codec<T>) -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        let id = NEXT.fetch_add(1, Ordering::Relaxed);
        Self(Arc::new(Inner { id, text: text.into(), codec }))
    }

    /// A definition from its value, which is likely to be needed soon and stays at hand.
    pub fn from_value(value: Arc<T>, codec: &'static Codec<T>) -> Self {
        let this = Self::from_text((codec.format)(&value), codec);
        codec.remember(this.0.id, value);
        this
    }

    /// The canonical text.
    pub fn text(&self) -> &str {
        &self.0.text
    }

    /// The value, parsed when it is not at hand.
    ///
    /// # Errors
    /// [`Error::Definition`] when the text does not parse, which says that its codec does not
    /// read what it writes.
    pub fn value(&self) -> Result<Arc<T>> {
        let Inner { id, text, codec } = &*self.0;
        if let Some(value) = codec.recall(*id) {
            return Ok(value);
        }
        // Parsed without the lock: two who come at once parse twice, and neither waits.
        let value = Arc::new((codec.parse)(text).map_err(Error::Definition)?);
        codec.remember(*id, Arc::clone(&value));
        Ok(value)
    }

    /// Whether two are the same definition, not only equal ones.
    pub fn same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
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
    use std::sync::atomic::AtomicUsize;

    use super::*;

    static PARSED: AtomicUsize = AtomicUsize::new(0);
    static NUMBER: Codec<u32> = Codec::new(parse, u32::to_string);

    fn parse(text: &str) -> vireo_api::Result<u32> {
        PARSED.fetch_add(1, Ordering::Relaxed);
        let bad = |_| {
            let (code, domain) = (vireo_api::ErrorCode::XmlError, vireo_api::ErrorDomain::Domain);
            vireo_api::Error::bare(code, domain)
        };
        text.parse().map_err(bad)
    }

    #[test]
    fn only_the_last_needed_stay_parsed() {
        let value = Arc::new(42);
        let definition = Definition::from_value(Arc::clone(&value), &NUMBER);
        assert_eq!(definition.text(), "42");
        assert!(Arc::ptr_eq(&definition.clone().value().unwrap(), &value));
        assert_eq!(PARSED.load(Ordering::Relaxed), 0);

        let others: Vec<_> =
            (0..RECENT).map(|n| Definition::from_text(n.to_string(), &NUMBER)).collect();
        for (number, other) in others.iter().enumerate() {
            assert_eq!(*other.value().unwrap() as usize, number);
        }
        assert_eq!(Arc::strong_count(&value), 1, "the oldest value is let go");
        assert_eq!(*definition.value().unwrap(), 42);
        assert_eq!(PARSED.load(Ordering::Relaxed), RECENT + 1);
        assert_eq!(*others[RECENT - 1].value().unwrap() as usize, RECENT - 1);
        assert_eq!(PARSED.load(Ordering::Relaxed), RECENT + 1);
        assert!(Definition::from_text("x", &NUMBER).value().is_err());
    }
}
