//! Whether somebody listens on a path, without being a client.

use std::path::Path;

/// Whether a socket of that path listens. A program that takes one client only would be lost to a
/// try at connecting.
#[must_use]
pub fn is_listening(path: &Path) -> bool {
    let table = std::fs::read("/proc/net/unix").unwrap_or_default();
    let path = path.as_os_str().as_encoded_bytes();
    table.split(|&byte| byte == b'\n').any(|line| listens(line, path))
}

/// A line is: address, count, protocol, flags, type, state, inode, path.
fn listens(line: &[u8], path: &[u8]) -> bool {
    /// `__SO_ACCEPTCON`.
    const ACCEPTS: u32 = 1 << 16;
    let Some(start) = line.strip_suffix(path).and_then(|start| start.strip_suffix(b" ")) else {
        return false;
    };
    let start = String::from_utf8_lossy(start);
    let mut words = start.split_ascii_whitespace();
    let flags = words.nth(3).and_then(|flags| u32::from_str_radix(flags, 16).ok());
    // Behind the flags: type, state, inode, and then nothing more of the path.
    flags.is_some_and(|flags| flags & ACCEPTS != 0) && words.count() == 3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_listens_is_seen() {
        let dir = tempfile::tempdir().expect("a directory");
        let path = dir.path().join("a b");
        assert!(!is_listening(&path));
        let listener = std::os::unix::net::UnixListener::bind(&path).expect("listens");
        assert!(is_listening(&path));
        assert!(!is_listening(Path::new("b")));
        drop(listener);
        assert!(!is_listening(&path));
    }
}
