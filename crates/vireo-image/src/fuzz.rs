//! Entry points for fuzzing: they return whatever the bytes are.

use std::io::Cursor;
use std::path::Path;

use crate::{Format, place, probe, read};

/// Takes the bytes as an image of every format.
pub fn fuzz_image(bytes: &[u8]) {
    let mut file = Cursor::new(bytes);
    let probed = probe(&mut file);
    assert!(probed.is_ok(), "bytes in memory are always read");
    for format in Format::ALL {
        let Ok(header) = read(&mut file, *format) else { continue };
        if let Some(backing) = header.backing {
            let _ = place(Path::new("/images/top"), &backing.name);
        }
    }
}
