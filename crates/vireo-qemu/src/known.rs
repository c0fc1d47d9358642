//! Definitions that this very program has read before and found as it would write them. What a
//! definition is made of and how it is printed has not changed since, so it need not be read in
//! full again: only its text is taken.
//!
//! Kept in a file of the cache, which holds digests of such texts, with the UUIDs that they say.
//! It belongs to one build of the program; any other takes no notice of it.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::fs;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::Path;

use uuid::Uuid;

use crate::capabilities::FileMark;

/// The digest of a definition: of the name of its file and its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Digest(u64);

impl Digest {
    /// The digest of a definition. Not for other programs: the next compiler may count otherwise.
    #[must_use]
    pub fn of(name: &str, text: &str) -> Self {
        let mut hasher = DefaultHasher::new();
        (name, text).hash(&mut hasher);
        Self(hasher.finish())
    }
}

/// The definitions that were read before.
#[derive(Debug, Default)]
pub struct Known(HashMap<Digest, Uuid>);

impl Known {
    /// Reads a file that [`text`] made. One that is not there, is broken or is another program's
    /// says nothing.
    #[must_use]
    pub fn read(file: &Path) -> Self {
        fs::read_to_string(file).ok().and_then(|text| Self::parse(&text)).unwrap_or_default()
    }

    fn parse(text: &str) -> Option<Self> {
        let (program, entries) = text.split_once('\n')?;
        if program != this_program()? {
            return None;
        }
        entries.lines().map(entry).collect::<Option<_>>().map(Self)
    }

    /// The UUID of a definition, when it was read before.
    #[must_use]
    pub fn uuid(&self, digest: Digest) -> Option<Uuid> {
        self.0.get(&digest).copied()
    }

    /// Whether these are all that is known.
    #[must_use]
    pub fn is(&self, entries: &[(Digest, Uuid)]) -> bool {
        self.0.len() == entries.len()
            && entries.iter().all(|(digest, uuid)| self.uuid(*digest) == Some(*uuid))
    }
}

/// A file that says that these were read; none when this program cannot be told from others.
#[must_use]
pub fn text(entries: &[(Digest, Uuid)]) -> Option<String> {
    let mut text = this_program()?;
    for (Digest(digest), uuid) in entries {
        write!(text, "\n{digest:016x} {uuid}").ok()?;
    }
    text.push('\n');
    Some(text)
}

fn entry(line: &str) -> Option<(Digest, Uuid)> {
    let (digest, uuid) = line.split_once(' ')?;
    Some((Digest(u64::from_str_radix(digest, 16).ok()?), Uuid::parse_str(uuid).ok()?))
}

fn this_program() -> Option<String> {
    serde_json::to_string(&FileMark::of_program()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_read_is_known_again() {
        let entries = [("a", "<a/>"), ("b", "<b/>")];
        let entries =
            entries.map(|(name, text)| (Digest::of(name, text), Uuid::from_bytes([7; 16])));
        let file = tempfile::NamedTempFile::new().unwrap();
        fs::write(file.path(), text(&entries).unwrap()).unwrap();
        let known = Known::read(file.path());
        assert!(known.is(&entries) && !known.is(&entries[1..]));
        assert_eq!(known.uuid(Digest::of("a", "<a/>")), Some(entries[0].1));
        assert_eq!(known.uuid(Digest::of("a", "<a />")), None, "it was changed");
        assert_eq!(known.uuid(Digest::of("b", "<a/>")), None, "its file has another name");
    }

    #[test]
    fn files_of_others_say_nothing() {
        let mine = text(&[(Digest(1), Uuid::nil())]).unwrap();
        let others = [
            mine.replacen("inode\":", "inode\":1", 1),
            mine.replace(&format!("{:016x}", 1), "x"),
            mine[..mine.len() - 9].to_owned(),
            String::new(),
        ];
        assert!(Known::parse(&mine).is_some());
        for other in others {
            assert!(Known::parse(&other).is_none(), "{other}");
        }
        assert!(Known::read(Path::new("/nonexistent")).is(&[]));
    }
}
