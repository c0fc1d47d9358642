//! Entry points for the fuzzers.

use crate::codec::{LineBuffer, Message};

/// Feeds `data` to the line codec in two pieces and parses every line.
pub fn fuzz_codec(data: &[u8]) {
    let mut buffer = LineBuffer::new(1 << 16);
    let (head, tail) = data.split_at(data.len() / 2);
    for part in [head, tail] {
        buffer.push(part);
        while let Ok(Some(line)) = buffer.next_line() {
            let text = String::from_utf8_lossy(&line);
            let _ = Message::parse(&text);
        }
    }
}
