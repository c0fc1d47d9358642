//! The syntax: `name = value` lines, where a value is an integer, a string in
//! `"…"`, `'…'` or `"""…"""`, or a list of values in `[ … ]`.
//!
//! There are no escapes in strings; only the triple-quoted form may hold line
//! ends. `#` starts a comment where a line may start or end, not inside a list.
//! Entries are separated by line ends or `;`. When a name is set twice the first
//! one counts.

use crate::ConfError;
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// No configuration file is larger than this, in bytes (the reference's bound).
const MAX_FILE: u64 = 10 * 1024 * 1024;

/// Lists nest at most this deep.
const MAX_DEPTH: usize = 16;

/// A value as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// An integer, decimal, with an optional sign.
    Int(i64),
    /// A string. Bytes that are not UTF-8 are replaced.
    Str(String),
    /// A list of values.
    List(Vec<Value>),
}

/// One `name = value`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The name.
    pub name: String,
    /// Line of the name, from 1.
    pub line: usize,
    /// The value.
    pub value: Value,
}

/// A configuration file, parsed but not yet typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Conf {
    file: String,
    entries: Vec<Entry>,
}

impl Conf {
    /// Parses `text`; `file` is the name that errors give.
    ///
    /// # Errors
    /// [`ConfError::Syntax`] with the line, [`ConfError::Overflow`].
    pub fn parse(file: &str, text: &[u8]) -> Result<Conf, ConfError> {
        let mut parser = Parser { file, text, pos: 0, line: 1 };
        let entries = parser.entries()?;
        Ok(Conf { file: file.to_owned(), entries })
    }

    /// Reads and parses the file at `path`.
    ///
    /// # Errors
    /// As [`Conf::parse`], and [`ConfError::Read`] when it cannot be read.
    pub fn read(path: &Path) -> Result<Conf, ConfError> {
        let file = path.display().to_string();
        let failed = |verb, e: std::io::Error| ConfError::Read {
            verb,
            file: file.clone(),
            why: system_reason(&e),
        };
        let handle = File::open(path).map_err(|e| failed("open", e))?;
        let mut text = Vec::new();
        handle.take(MAX_FILE + 1).read_to_end(&mut text).map_err(|e| failed("read", e))?;
        if text.len() as u64 > MAX_FILE {
            return Err(ConfError::TooLarge { file });
        }
        Conf::parse(&file, &text)
    }

    /// Reads the file at `path`; a file that does not exist is an empty one.
    ///
    /// # Errors
    /// As [`Conf::read`], except for a missing file.
    pub fn read_if_there(path: &Path) -> Result<Conf, ConfError> {
        match path.try_exists() {
            Ok(false) => Ok(Conf { file: path.display().to_string(), entries: Vec::new() }),
            Ok(true) | Err(_) => Conf::read(path),
        }
    }

    /// The name given when the file was parsed.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// All entries in the order of the file.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The value of `name`: the first entry of that name.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.entries.iter().find(|e| e.name == name).map(|e| &e.value)
    }
}

/// The system's own words for an error, without Rust's "(os error N)".
fn system_reason(error: &std::io::Error) -> String {
    let text = error.to_string();
    match text.find(" (os error") {
        Some(at) => text[..at].to_owned(),
        None => text,
    }
}

struct Parser<'a> {
    file: &'a str,
    text: &'a [u8],
    pos: usize,
    line: usize,
}

impl Parser<'_> {
    fn cur(&self) -> Option<u8> {
        self.text.get(self.pos).copied()
    }

    fn error<T>(&self, what: &'static str) -> Result<T, ConfError> {
        Err(ConfError::Syntax { file: self.file.to_owned(), line: self.line, what })
    }

    fn skip_blanks(&mut self) {
        while matches!(self.cur(), Some(b' ' | b'\t')) {
            self.pos += 1;
        }
    }

    /// Skips blanks and line ends, counting lines.
    fn skip_space(&mut self) {
        while let Some(c @ (b' ' | b'\t' | b'\r' | b'\n')) = self.cur() {
            self.line += usize::from(c == b'\n');
            self.pos += 1;
        }
    }

    fn skip_comment(&mut self) {
        if self.cur() == Some(b'#') {
            while !matches!(self.cur(), None | Some(b'\n' | b'\r')) {
                self.pos += 1;
            }
        }
    }

    fn entries(&mut self) -> Result<Vec<Entry>, ConfError> {
        let mut entries = Vec::new();
        loop {
            self.skip_space();
            match self.cur() {
                None => return Ok(entries),
                Some(b'#') => self.skip_comment(),
                Some(_) => entries.push(self.entry()?),
            }
        }
    }

    fn entry(&mut self) -> Result<Entry, ConfError> {
        let line = self.line;
        let name = self.name()?;
        self.skip_blanks();
        if self.cur() != Some(b'=') {
            return self.error("expecting an assignment");
        }
        self.pos += 1;
        self.skip_blanks();
        let value = self.value(0)?;
        self.skip_blanks();
        match self.cur() {
            None | Some(b'\n' | b'\r') => {}
            Some(b';') => self.pos += 1,
            Some(b'#') => self.skip_comment(),
            Some(_) => return self.error("expecting a separator"),
        }
        Ok(Entry { name, line, value })
    }

    fn name(&mut self) -> Result<String, ConfError> {
        if !self.cur().is_some_and(|c| c.is_ascii_alphabetic()) {
            return self.error("expecting a name");
        }
        let start = self.pos;
        while self.cur().is_some_and(|c| c.is_ascii_alphanumeric() || c == b'_') {
            self.pos += 1;
        }
        Ok(String::from_utf8_lossy(&self.text[start..self.pos]).into_owned())
    }

    fn value(&mut self, depth: usize) -> Result<Value, ConfError> {
        match self.cur() {
            Some(b'"' | b'\'') => self.string().map(Value::Str),
            Some(b'[') if depth < MAX_DEPTH => self.list(depth),
            Some(b'0'..=b'9' | b'-' | b'+') => self.integer().map(Value::Int),
            None | Some(_) => self.error("expecting a value"),
        }
    }

    fn string(&mut self) -> Result<String, ConfError> {
        let rest = &self.text[self.pos..];
        let (fence, may_span): (&[u8], bool) = match rest {
            [b'"', b'"', b'"', ..] => (b"\"\"\"", true),
            [b'"', ..] => (b"\"", false),
            _ => (b"'", false),
        };
        let body = &rest[fence.len()..];
        let end = body
            .windows(fence.len())
            .position(|w| w == fence || (!may_span && w == b"\n"))
            .filter(|&at| body[at] != b'\n');
        let Some(end) = end else { return self.error("unterminated string") };
        let text = &body[..end];
        self.line += text.iter().filter(|&&c| c == b'\n').count();
        self.pos += end + 2 * fence.len();
        Ok(String::from_utf8_lossy(text).into_owned())
    }

    fn list(&mut self, depth: usize) -> Result<Value, ConfError> {
        self.pos += 1;
        let mut items = Vec::new();
        self.skip_space();
        while !matches!(self.cur(), None | Some(b']')) {
            items.push(self.value(depth + 1)?);
            self.skip_space();
            match self.cur() {
                Some(b',') => {
                    self.pos += 1;
                    self.skip_space();
                }
                None | Some(b']') => {}
                Some(_) => return self.error("expecting a separator in list"),
            }
        }
        if self.cur().is_none() {
            return self.error("list is not closed with ]");
        }
        self.pos += 1;
        Ok(Value::List(items))
    }

    fn integer(&mut self) -> Result<i64, ConfError> {
        let negative = self.cur() == Some(b'-');
        if matches!(self.cur(), Some(b'-' | b'+')) {
            self.pos += 1;
        }
        if !self.cur().is_some_and(|c| c.is_ascii_digit()) {
            return self.error("unterminated number");
        }
        let mut value: i64 = 0;
        while let Some(c @ b'0'..=b'9') = self.cur() {
            let digit = i64::from(c - b'0');
            let next = value
                .checked_mul(10)
                .and_then(|v| if negative { v.checked_sub(digit) } else { v.checked_add(digit) });
            let Some(next) = next else {
                return Err(ConfError::Overflow { file: self.file.to_owned(), line: self.line });
            };
            value = next;
            self.pos += 1;
        }
        Ok(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn one(text: &str) -> Result<Value, String> {
        Conf::parse("c", text.as_bytes())
            .map(|c| c.entries()[0].value.clone())
            .map_err(|e| e.to_string())
    }

    fn fails(text: &str, message: &str) {
        assert_eq!(one(text).unwrap_err(), format!("configuration file syntax error: {message}"));
    }

    #[test]
    fn values_of_each_shape() {
        assert_eq!(one("a = 5"), Ok(Value::Int(5)));
        assert_eq!(one("a=-5;"), Ok(Value::Int(-5)));
        assert_eq!(one("a = +5 # why"), Ok(Value::Int(5)));
        assert_eq!(one("a = 'x\"y'"), Ok(Value::Str("x\"y".into())));
        assert_eq!(one("a = \"\""), Ok(Value::Str(String::new())));
        assert_eq!(one("a = \"\"\"x\n\"y\"\"\""), Ok(Value::Str("x\n\"y".into())));
        assert_eq!(one("a = [ ]"), Ok(Value::List(vec![])));
        let two = vec![Value::Str("b".into()), Value::Int(1)];
        assert_eq!(one("a = [\n\"b\" ,\n1,\n]"), Ok(Value::List(two)));
    }

    // Each message was recorded from the reference with the same text.
    #[test]
    fn errors_have_the_references_words_and_lines() {
        fails("a = \n", "c:1: expecting a value");
        fails("a 5", "c:1: expecting an assignment");
        fails("5 = 5", "c:1: expecting a name");
        fails("_a = 5", "c:1: expecting a name");
        fails("unix-sock = 5", "c:1: expecting an assignment");
        fails("# c\na = \"x\n", "c:2: unterminated string");
        fails("a = \"\"\"xaaaaaaaa\n", "c:1: unterminated string");
        fails("a = [ \"b\" \n", "c:2: list is not closed with ]");
        fails("a = [ \"b\" \"c\" ]", "c:1: expecting a separator in list");
        fails("a = [ , ]", "c:1: expecting a value");
        fails("a = [ \n# hello\n 1 ]", "c:2: expecting a value");
        fails("a = 0x10", "c:1: expecting a separator");
        fails("a = - 2", "c:1: unterminated number");
        fails("a = 0;;", "c:1: expecting a name");
        assert_eq!(
            one("a = 5\nb = 18446744073709551615"),
            Err("numerical overflow: c:2: numeric overflow in conf value".into())
        );
    }

    #[test]
    fn the_first_of_two_settings_counts() {
        let conf = Conf::parse("c", b"a = 1\r\na = 2\r\n").unwrap();
        assert_eq!(conf.get("a"), Some(&Value::Int(1)));
        assert_eq!(conf.entries()[1].line, 2);
    }

    #[test]
    fn deep_lists_are_refused_without_recursing() {
        let text = format!("a = {}", "[".repeat(100_000));
        fails(&text, "c:1: expecting a value");
    }

    #[test]
    fn missing_and_odd_files() {
        let dir = tempfile::tempdir().unwrap();
        let missing = dir.path().join("none.conf");
        let wanted =
            format!("Failed to open file '{}': No such file or directory", missing.display());
        assert_eq!(Conf::read(&missing).unwrap_err().to_string(), wanted);
        assert!(Conf::read_if_there(&missing).unwrap().entries().is_empty());
        let wanted = format!("Failed to read file '{}': Is a directory", dir.path().display());
        assert_eq!(Conf::read(dir.path()).unwrap_err().to_string(), wanted);
    }

    fn value_text() -> impl Strategy<Value = (String, Value)> {
        let leaf = prop_oneof![
            any::<i64>().prop_map(|n| (n.to_string(), Value::Int(n))),
            "[a-z /#;']{0,8}".prop_map(|s| (format!("\"{s}\""), Value::Str(s))),
            "[a-z\n\t\\[\\]]{0,8}".prop_map(|s| (format!("\"\"\"{s}\"\"\""), Value::Str(s))),
        ];
        leaf.prop_recursive(3, 12, 4, |inner| {
            prop::collection::vec(inner, 0..4).prop_map(|items| {
                let (texts, values): (Vec<_>, Vec<_>) = items.into_iter().unzip();
                (format!("[ {} ]", texts.join(",\n")), Value::List(values))
            })
        })
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(name in "[a-z][a-z0-9_]{0,9}", (text, value) in value_text()) {
            let conf = Conf::parse("c", format!("{name} = {text}\n").as_bytes()).unwrap();
            prop_assert_eq!(conf.get(&name), Some(&value));
        }

        #[test]
        fn no_bytes_panic(data in prop::collection::vec(any::<u8>(), 0..200)) {
            let _ = Conf::parse("c", &data);
        }

        #[test]
        fn no_near_syntax_panics(text in "[a-z0-9=\"'\\[\\], ;#\n\t+-]{0,60}") {
            let _ = Conf::parse("c", text.as_bytes());
        }
    }
}
