//! The destinations: each writes one finished line.

use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::os::unix::net::UnixDatagram;

use super::settings::{Destination, Level, Output};

/// The journal's socket.
pub const JOURNAL: &str = "/run/systemd/journal/socket";

/// Syslog's socket.
const SYSLOG: &str = "/dev/log";

/// A line and what it says apart, for destinations that take fields.
#[derive(Debug)]
pub struct Line<'a> {
    /// How urgent it is.
    pub level: Level,
    /// The whole text with time and thread, without the line end.
    pub whole: &'a str,
    /// What is told.
    pub message: &'a str,
    /// The source's name: `server.connection`.
    pub source: &'a str,
}

/// An open destination.
#[derive(Debug)]
pub struct Sink {
    /// What it was opened from.
    pub output: Output,
    handle: Handle,
}

#[derive(Debug)]
enum Handle {
    Stderr,
    File(File),
    Syslog(UnixDatagram, String),
    Journal(UnixDatagram),
}

impl Sink {
    /// Opens a destination.
    ///
    /// # Errors
    /// The file cannot be opened, or the socket is not there.
    pub fn open(output: Output) -> io::Result<Sink> {
        let handle = match &output.to {
            Destination::Stderr => Handle::Stderr,
            Destination::File(path) => {
                Handle::File(OpenOptions::new().append(true).create(true).mode(0o600).open(path)?)
            }
            Destination::Syslog(name) => Handle::Syslog(datagram(SYSLOG)?, name.clone()),
            Destination::Journald => Handle::Journal(datagram(JOURNAL)?),
        };
        Ok(Sink { output, handle })
    }

    /// Writes a line when it is urgent enough. A line that cannot be written is lost:
    /// there is nowhere to tell of it.
    pub fn write(&mut self, line: &Line<'_>) {
        if line.level < self.output.level {
            return;
        }
        let _ = match &mut self.handle {
            Handle::Stderr => writeln!(io::stderr().lock(), "{}", line.whole),
            Handle::File(file) => file.write_all(format!("{}\n", line.whole).as_bytes()),
            Handle::Syslog(socket, name) => {
                // Facility 3: system daemons.
                let priority = (3 << 3) | line.level.severity();
                let pid = std::process::id();
                let text = format!("<{priority}>{name}[{pid}]: {}", line.message);
                socket.send(text.as_bytes()).map(drop)
            }
            Handle::Journal(socket) => socket.send(&journal_fields(line)).map(drop),
        };
    }
}

fn datagram(path: &str) -> io::Result<UnixDatagram> {
    let socket = UnixDatagram::unbound()?;
    socket.connect(path)?;
    socket.set_nonblocking(true)?;
    Ok(socket)
}

/// A line in the journal's own format.
fn journal_fields(line: &Line<'_>) -> Vec<u8> {
    let severity = line.level.severity().to_string();
    let mut out = Vec::with_capacity(line.message.len() + 128);
    for (name, value) in [
        ("MESSAGE", line.message),
        ("PRIORITY", severity.as_str()),
        ("LIBVIRT_SOURCE", line.source),
        ("SYSLOG_IDENTIFIER", "vireod"),
    ] {
        out.extend_from_slice(name.as_bytes());
        if value.contains('\n') {
            // The form for values that hold line ends: their length in front.
            out.push(b'\n');
            out.extend_from_slice(&(value.len() as u64).to_le_bytes());
        } else {
            out.push(b'=');
        }
        out.extend_from_slice(value.as_bytes());
        out.push(b'\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(level: Level) -> Line<'static> {
        Line { level, whole: "time: x", message: "x", source: "server" }
    }

    #[test]
    fn a_file_gets_lines_of_its_level() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("log");
        let to = Destination::File(path.clone());
        let mut sink = Sink::open(Output { level: Level::Warning, to }).unwrap();
        sink.write(&line(Level::Info));
        sink.write(&line(Level::Error));
        assert_eq!(std::fs::read_to_string(path).unwrap(), "time: x\n");
    }

    #[test]
    fn journal_values_with_line_ends_carry_their_length() {
        let text = Line { message: "a\nb", ..line(Level::Error) };
        let fields = journal_fields(&text);
        assert!(fields.starts_with(b"MESSAGE\n\x03\0\0\0\0\0\0\0a\nb\nPRIORITY=3\n"));
    }
}
