//! A definition as its packed text, parsed when somebody needs it.

use std::any::Any;
use std::collections::VecDeque;
use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use lz4_flex::block;

use crate::error::{Error, Result};

/// How values of a type become text and come back. To be a `static`.
#[derive(Debug)]
pub struct Codec<T> {
    /// Reads the canonical text of a definition.
    pub parse: fn(&str) -> vireo_api::Result<T>,
    /// Writes it.
    pub format: fn(&T) -> String,
    /// A text like those that are kept, which those are packed against. Any text will do; one
    /// that has the usual words makes them small.
    pub sample: &'static str,
}

/// How many parsed values are kept at hand.
const RECENT: usize = 8;

/// The values that were last needed, of all definitions, the last one first. A definition itself
/// keeps none: even a weak pointer would keep its value's memory.
static LAST_NEEDED: Mutex<VecDeque<(u64, Arc<dyn Any + Send + Sync>)>> =
    Mutex::new(VecDeque::new());

fn recall<T: Send + Sync + 'static>(id: u64) -> Option<Arc<T>> {
    let mut recent = LAST_NEEDED.lock().unwrap_or_else(PoisonError::into_inner);
    let at = recent.iter().position(|(one, _)| *one == id)?;
    let entry = recent.remove(at)?;
    let value = Arc::clone(&entry.1);
    recent.push_front(entry);
    value.downcast().ok()
}

fn remember<T: Send + Sync + 'static>(id: u64, value: Arc<T>) {
    let mut recent = LAST_NEEDED.lock().unwrap_or_else(PoisonError::into_inner);
    recent.push_front((id, value));
    let fallen = if recent.len() > RECENT { recent.pop_back() } else { None };
    drop(recent);
    // Dropped without the lock: a definition is large.
    drop(fallen);
}

/// A definition that costs little while nobody looks at it: its canonical text, packed. The values that
/// were last needed stay parsed, a few for all definitions together. A clone is the same
/// definition.
pub struct Definition<T: 'static>(Arc<Inner<T>>);

struct Inner<T: 'static> {
    id: u64,
    packed: Box<[u8]>,
    codec: &'static Codec<T>,
}

impl<T: Send + Sync> Definition<T> {
    /// A definition from its canonical text, which parses.
    pub fn from_text(text: &str, codec: &'static Codec<T>) -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        let id = NEXT.fetch_add(1, Ordering::Relaxed);
        Self(Arc::new(Inner { id, packed: pack(text, codec.sample), codec }))
    }

    /// A definition from its value, which is likely to be needed soon and stays at hand.
    pub fn from_value(value: &Arc<T>, codec: &'static Codec<T>) -> Self {
        Self::with_text(value, codec).0
    }

    /// As [`Definition::from_value`], with the canonical text, for who writes it to a file.
    pub fn with_text(value: &Arc<T>, codec: &'static Codec<T>) -> (Self, String) {
        let text = (codec.format)(value);
        let this = Self::from_text(&text, codec);
        remember(this.0.id, Arc::clone(value));
        (this, text)
    }

    /// The canonical text, unpacked.
    ///
    /// # Errors
    /// [`Error::Packed`] when it does not unpack, which says that this memory was overwritten.
    pub fn text(&self) -> Result<String> {
        unpack(&self.0.packed, self.0.codec.sample).ok_or(Error::Packed)
    }

    /// The value, parsed when it is not at hand.
    ///
    /// # Errors
    /// [`Error::Definition`] when the text does not parse, which says that its codec does not
    /// read what it writes.
    pub fn value(&self) -> Result<Arc<T>> {
        let Inner { id, codec, .. } = &*self.0;
        if let Some(value) = recall(*id) {
            return Ok(value);
        }
        // Parsed without the lock: two who come at once parse twice, and neither waits.
        let value = Arc::new((codec.parse)(&self.text()?).map_err(Error::Definition)?);
        remember(*id, Arc::clone(&value));
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
        write!(f, "Definition({} bytes packed)", self.0.packed.len())
    }
}

/// A text in LZ4's block form behind its length.
fn pack(text: &str, sample: &str) -> Box<[u8]> {
    let mut packed = u64::try_from(text.len()).unwrap_or(u64::MAX).to_le_bytes().to_vec();
    packed.extend(block::compress_with_dict(text.as_bytes(), sample.as_bytes()));
    packed.into_boxed_slice()
}

fn unpack(packed: &[u8], sample: &str) -> Option<String> {
    let (len, packed) = packed.split_first_chunk()?;
    let len = usize::try_from(u64::from_le_bytes(*len)).ok()?;
    let text = block::decompress_with_dict(packed, len, sample.as_bytes()).ok()?;
    String::from_utf8(text).ok()
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicUsize;

    use super::*;

    static PARSED: AtomicUsize = AtomicUsize::new(0);
    static NUMBER: Codec<u32> = Codec { parse, format: u32::to_string, sample: "1234" };

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
        let (definition, text) = Definition::with_text(&value, &NUMBER);
        assert_eq!((definition.text().unwrap(), text), ("42".to_owned(), "42".to_owned()));
        assert!(Arc::ptr_eq(&definition.clone().value().unwrap(), &value));
        assert_eq!(PARSED.load(Ordering::Relaxed), 0);

        let others: Vec<_> =
            (0..RECENT).map(|n| Definition::from_text(&n.to_string(), &NUMBER)).collect();
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

    proptest::proptest! {
        #[test]
        fn any_text_comes_back(text in ".{0,200}", sample in ".{0,80}", times in 0usize..20) {
            let text = text.repeat(times);
            proptest::prop_assert_eq!(unpack(&pack(&text, &sample), &sample), Some(text));
        }
    }

    #[test]
    fn what_is_like_the_sample_packs_small() {
        let text = "<disk type='file'><driver name='qemu' type='qcow2'/></disk>".repeat(3);
        assert!(pack(&text, &text).len() < text.len() / 4);
        assert!(unpack(b"short", "").is_none());
    }
}
