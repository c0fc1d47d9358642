//! The line codec: bytes to messages and commands to bytes, without I/O.
//!
//! QMP is one JSON object a line. Memory grows only as bytes arrive, a line
//! longer than [`MAX_LINE`] is an error, and a message that we do not know is
//! [`Message::Unknown`], not a failure: a newer QEMU must not blind us.

use std::borrow::Cow;
use std::fmt::Write as _;

use serde::Deserialize;
use serde_json::value::RawValue;

/// Longest line accepted from a peer, in bytes.
pub const MAX_LINE: usize = 64 << 20;

/// Smallest free room offered to a read, in bytes.
const READ_ROOM: usize = 4096;

/// Capacity that an emptied buffer may keep, in bytes.
const KEEP_CAPACITY: usize = 16 << 10;

/// Prefix of every command's `id`, as the reference sends it.
const ID_PREFIX: &str = "libvirt-";

/// A line grew beyond the limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("line of more than {limit} bytes")]
pub struct LineTooLong {
    /// The limit that was passed, in bytes.
    pub limit: usize,
}

/// Collects bytes and cuts them into lines.
#[derive(Debug)]
pub struct LineBuffer {
    bytes: Vec<u8>,
    /// First byte not yet handed out.
    start: usize,
    /// Bytes before this index hold no line end.
    scanned: usize,
    limit: usize,
}

impl LineBuffer {
    /// An empty buffer that accepts lines of up to `limit` bytes.
    pub fn new(limit: usize) -> Self {
        Self { bytes: Vec::new(), start: 0, scanned: 0, limit }
    }

    /// The vector to append to, with spare room of at least a page; the room
    /// doubles with what is already there, never with what a peer promises.
    pub fn room(&mut self) -> &mut Vec<u8> {
        if self.start > 0 {
            self.bytes.drain(..self.start);
            self.scanned -= self.start;
            self.start = 0;
        }
        if self.bytes.is_empty() && self.bytes.capacity() > KEEP_CAPACITY {
            self.bytes = Vec::new();
        }
        self.bytes.reserve(READ_ROOM.max(self.bytes.len()));
        &mut self.bytes
    }

    /// Appends `data`.
    pub fn push(&mut self, data: &[u8]) {
        self.room().extend_from_slice(data);
    }

    /// Takes the next whole line, without its line end; empty lines are skipped.
    ///
    /// # Errors
    /// [`LineTooLong`] when the unfinished or the finished line passes the limit.
    pub fn next_line(&mut self) -> Result<Option<Vec<u8>>, LineTooLong> {
        loop {
            let Some(at) = self.bytes[self.scanned..].iter().position(|&b| b == b'\n') else {
                self.scanned = self.bytes.len();
                return match self.bytes.len() - self.start > self.limit {
                    true => Err(LineTooLong { limit: self.limit }),
                    false => Ok(None),
                };
            };
            let end = self.scanned + at;
            if end - self.start > self.limit {
                return Err(LineTooLong { limit: self.limit });
            }
            let line = self.take(end);
            if !line.is_empty() {
                return Ok(Some(line));
            }
        }
    }

    /// Removes the line that ends before `end`, without copying when it is all
    /// that the buffer holds.
    fn take(&mut self, end: usize) -> Vec<u8> {
        let mut line = if self.start == 0 && end + 1 == self.bytes.len() {
            let mut whole = std::mem::take(&mut self.bytes);
            whole.truncate(end);
            self.scanned = 0;
            whole
        } else {
            let copy = self.bytes[self.start..end].to_vec();
            self.start = end + 1;
            self.scanned = self.start;
            copy
        };
        while line.last() == Some(&b'\r') {
            line.pop();
        }
        line
    }
}

/// When QEMU sent an event.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
pub struct Timestamp {
    /// Seconds since the epoch, -1 when QEMU could not tell.
    pub seconds: i64,
    /// Microseconds within the second, -1 when QEMU could not tell.
    #[serde(rename = "microseconds")]
    pub micros: i64,
}

/// A QEMU version number.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
pub struct VersionTriple {
    /// Major number.
    pub major: u32,
    /// Minor number.
    pub minor: u32,
    /// Micro number.
    pub micro: u32,
}

/// Version and packaging of a QEMU.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct VersionInfo {
    /// The upstream version.
    pub qemu: VersionTriple,
    /// What the distribution calls its package, may be empty.
    #[serde(default)]
    pub package: String,
}

/// What QEMU says first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct Greeting {
    /// Its version.
    pub version: VersionInfo,
    /// Names of protocol capabilities offered (`oob`), unknown ones kept.
    #[serde(default)]
    pub capabilities: Vec<String>,
}

/// QEMU's account of a failed command.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct ErrorBody {
    /// Error class, e.g. `GenericError`, `CommandNotFound`.
    #[serde(default)]
    pub class: String,
    /// Human-readable text.
    #[serde(default)]
    pub desc: String,
}

/// One message, borrowing from its line.
#[derive(Debug)]
pub enum Message<'a> {
    /// The greeting.
    Greeting(Greeting),
    /// A command succeeded; `value` is the JSON text of its result.
    Return {
        /// Serial number of the command, absent when the id is not ours.
        serial: Option<u64>,
        /// JSON text of the result.
        value: &'a str,
    },
    /// A command failed.
    Error {
        /// Serial number of the command, absent when the id is not ours.
        serial: Option<u64>,
        /// What QEMU says.
        error: ErrorBody,
    },
    /// Something happened.
    Event {
        /// Event name, e.g. `STOP`.
        name: Cow<'a, str>,
        /// JSON text of the data, `{}` when absent.
        data: &'a str,
        /// When.
        timestamp: Timestamp,
    },
    /// A JSON object of no kind we know.
    Unknown,
}

#[derive(Deserialize)]
struct Envelope<'a> {
    #[serde(rename = "QMP", default, borrow, deserialize_with = "present")]
    qmp: Option<&'a RawValue>,
    #[serde(rename = "return", default, borrow, deserialize_with = "present")]
    value: Option<&'a RawValue>,
    #[serde(default, borrow, deserialize_with = "present")]
    error: Option<&'a RawValue>,
    #[serde(default, borrow)]
    event: Option<Cow<'a, str>>,
    #[serde(default, borrow)]
    data: Option<&'a RawValue>,
    #[serde(default, borrow)]
    timestamp: Option<&'a RawValue>,
    #[serde(default, borrow)]
    id: Option<&'a RawValue>,
}

/// Keeps an explicit `null` apart from an absent member.
fn present<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Option<&'de RawValue>, D::Error> {
    <&RawValue>::deserialize(from).map(Some)
}

impl<'a> Message<'a> {
    /// Reads one line.
    ///
    /// # Errors
    /// The line is not a JSON object, or a known member has an unusable type.
    pub fn parse(line: &'a str) -> Result<Self, serde_json::Error> {
        let envelope: Envelope<'a> = serde_json::from_str(line)?;
        let serial = envelope.id.and_then(|id| serial_of(id.get()));
        if let Some(name) = envelope.event {
            return Ok(Self::Event {
                name,
                data: envelope.data.map_or("{}", RawValue::get),
                timestamp: envelope
                    .timestamp
                    .and_then(|t| serde_json::from_str(t.get()).ok())
                    .unwrap_or_default(),
            });
        }
        if let Some(error) = envelope.error {
            let error = serde_json::from_str(error.get())?;
            return Ok(Self::Error { serial, error });
        }
        if let Some(value) = envelope.value {
            let value = value.get();
            return Ok(Self::Return { serial, value });
        }
        match envelope.qmp {
            Some(qmp) => Ok(Self::Greeting(serde_json::from_str(qmp.get())?)),
            None => Ok(Self::Unknown),
        }
    }
}

/// The serial number in an id of ours, `None` for any other id.
fn serial_of(id: &str) -> Option<u64> {
    let digits = id.strip_prefix('"')?.strip_suffix('"')?;
    digits.strip_prefix(ID_PREFIX)?.parse().ok()
}

/// The id text of a command, e.g. `libvirt-7`.
pub fn id_of(serial: u64) -> String {
    format!("{ID_PREFIX}{serial}")
}

/// How QEMU is to take a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verb {
    /// In turn.
    Execute,
    /// At once, beside whatever it executes.
    OutOfBand,
}

/// The line for a command. QEMU reads it a byte a call, so it has no spaces.
/// `arguments` is the JSON text of an object, empty for none.
pub fn encode_command(serial: u64, verb: Verb, name: &str, arguments: &str) -> Vec<u8> {
    let mut line = String::with_capacity(name.len() + arguments.len() + 56);
    line.push_str(match verb {
        Verb::Execute => "{\"execute\":",
        Verb::OutOfBand => "{\"exec-oob\":",
    });
    push_quoted(&mut line, name);
    if !arguments.is_empty() {
        line.push_str(",\"arguments\":");
        line.push_str(arguments);
    }
    // Writing to a String cannot fail.
    let _ = write!(line, ",\"id\":\"{ID_PREFIX}{serial}\"}}\r\n");
    line.into_bytes()
}

/// Appends `text` as a JSON string.
fn push_quoted(line: &mut String, text: &str) {
    let plain = text
        .bytes()
        .all(|b| matches!(b, b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.'));
    if plain {
        line.push('"');
        line.push_str(text);
        line.push('"');
    } else {
        line.push_str(&serde_json::Value::from(text).to_string());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn lines(buffer: &mut LineBuffer) -> Vec<String> {
        let mut all = Vec::new();
        while let Some(line) = buffer.next_line().expect("within the limit") {
            all.push(String::from_utf8(line).expect("text"));
        }
        all
    }

    #[test]
    fn a_line_split_at_every_byte_arrives_whole() {
        let text = b"{\"return\": {}, \"id\": \"libvirt-1\"}\r\n{\"event\": \"STOP\"}\r\n";
        for cut in 0..=text.len() {
            let mut buffer = LineBuffer::new(MAX_LINE);
            buffer.push(&text[..cut]);
            let mut got = lines(&mut buffer);
            buffer.push(&text[cut..]);
            got.extend(lines(&mut buffer));
            assert_eq!(got.len(), 2, "cut at {cut}");
            assert_eq!(got[1], "{\"event\": \"STOP\"}");
        }
    }

    #[test]
    fn an_endless_line_is_refused_and_costs_no_more_than_it_sent() {
        let mut buffer = LineBuffer::new(10_000);
        buffer.push(&[b'x'; 9_000]);
        assert_eq!(buffer.next_line(), Ok(None));
        buffer.push(&[b'x'; 2_000]);
        assert_eq!(buffer.next_line(), Err(LineTooLong { limit: 10_000 }));
        assert!(buffer.bytes.capacity() <= 40_000);
    }

    #[test]
    fn a_big_line_leaves_no_big_buffer_behind() {
        let mut buffer = LineBuffer::new(MAX_LINE);
        buffer.push(&[b'x'; 300_000]);
        buffer.push(b"\nab");
        assert_eq!(lines(&mut buffer).len(), 1);
        buffer.push(b"c\n");
        assert_eq!(lines(&mut buffer), ["abc"]);
        buffer.room();
        assert!(buffer.bytes.capacity() <= KEEP_CAPACITY);
    }

    #[test]
    fn commands_are_short_and_quoted() {
        assert_eq!(
            encode_command(7, Verb::Execute, "query-status", ""),
            b"{\"execute\":\"query-status\",\"id\":\"libvirt-7\"}\r\n"
        );
        assert_eq!(
            encode_command(8, Verb::OutOfBand, "a\"b", "{\"x\":1}"),
            b"{\"exec-oob\":\"a\\\"b\",\"arguments\":{\"x\":1},\"id\":\"libvirt-8\"}\r\n"
        );
    }

    #[test]
    fn only_our_ids_count() {
        for (line, want) in [
            (r#"{"return":{},"id":"libvirt-12"}"#, Some(12)),
            (r#"{"return":{},"id":"libvirt-x"}"#, None),
            (r#"{"return":{},"id":12}"#, None),
            (r#"{"return":null}"#, None),
        ] {
            match Message::parse(line).expect("valid") {
                Message::Return { serial, .. } => assert_eq!(serial, want, "{line}"),
                other => panic!("{line}: {other:?}"),
            }
        }
    }

    #[test]
    fn an_event_keeps_its_time_and_text() {
        let line = r#"{"timestamp": {"seconds": 5, "microseconds": 6}, "event": "NEW_THING", "data": {"a": [1, 2]}, "more": 1}"#;
        let Message::Event { name, data, timestamp } = Message::parse(line).expect("valid") else {
            panic!("not an event");
        };
        assert_eq!(name, "NEW_THING");
        assert_eq!(data, r#"{"a": [1, 2]}"#);
        assert_eq!((timestamp.seconds, timestamp.micros), (5, 6));
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(chunks in proptest::collection::vec(proptest::collection::vec(any::<u8>(), 0..40), 0..20)) {
            crate::fuzz::fuzz_codec(&chunks.concat());
        }

        #[test]
        fn near_json_makes_no_panic(text in "[{}\\[\\]\",:a-z0-9\n\\\\ ]{0,200}") {
            crate::fuzz::fuzz_codec(text.as_bytes());
        }
    }
}
