//! A daemon behind ssh: a helper there connects standard input and output to its socket.

use std::io;
use std::os::fd::OwnedFd;
use std::process::Stdio;

use vireo_host::sock::FdSocket;

/// How to get to a daemon by ssh.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ssh {
    /// User there.
    pub user: Option<String>,
    /// Host.
    pub host: String,
    /// Port of its ssh.
    pub port: Option<u16>,
    /// The daemon's socket there.
    pub socket: String,
    /// The local program.
    pub command: Option<String>,
    /// The remote program that connects to a socket.
    pub netcat: Option<String>,
    /// File of the private key.
    pub keyfile: Option<String>,
    /// The host's key is not looked at.
    pub no_verify: bool,
}

impl Ssh {
    /// The words of the command.
    fn words(&self) -> Vec<String> {
        let mut words: Vec<String> = Vec::new();
        let mut add = |text: &str| words.push(text.to_owned());
        if let Some(port) = self.port {
            add("-p");
            add(&port.to_string());
        }
        if let Some(user) = &self.user {
            add("-l");
            add(user);
        }
        if let Some(file) = &self.keyfile {
            add("-i");
            add(file);
        }
        if self.no_verify {
            add("-o");
            add("StrictHostKeyChecking=no");
        }
        // A daemon has no terminal to ask on.
        for word in ["-T", "-e", "none", "-o", "BatchMode=yes", "--", self.host.as_str()] {
            add(word);
        }
        add("sh");
        add("-c");
        // Words are joined and read by a shell there.
        add(&quoted(&self.remote_command()));
        words
    }

    /// What the shell there runs.
    fn remote_command(&self) -> String {
        let netcat = self.netcat.as_deref().unwrap_or("nc");
        format!("{} -U {}", quoted(netcat), quoted(&self.socket))
    }

    /// Starts ssh; the socket is its standard input and output. It ends with the socket.
    pub(crate) fn connect(&self) -> io::Result<FdSocket> {
        use rustix::net::{AddressFamily, SocketFlags, SocketType, socketpair};
        let flags = SocketFlags::CLOEXEC;
        let (ours, theirs) = socketpair(AddressFamily::UNIX, SocketType::STREAM, flags, None)?;
        let input: OwnedFd = theirs.try_clone()?;
        let program = self.command.as_deref().unwrap_or("ssh");
        let mut child = tokio::process::Command::new(program)
            .args(self.words())
            .stdin(Stdio::from(input))
            .stdout(Stdio::from(theirs))
            .stderr(Stdio::null())
            .spawn()?;
        // Reaped when it ends; it ends when our end of the socket closes.
        tokio::spawn(async move {
            if let Err(error) = child.wait().await {
                tracing::debug!(%error, "ssh");
            }
        });
        FdSocket::from_fd(ours)
    }
}

/// A word as a shell takes it whole.
fn quoted(word: &str) -> String {
    format!("'{}'", word.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_remote_shell_gets_whole_words() {
        let ssh = Ssh {
            host: "h".to_owned(),
            socket: "/run/it's".to_owned(),
            user: Some("me".to_owned()),
            ..Ssh::default()
        };
        let words = ssh.words();
        assert_eq!(words[..2], ["-l", "me"]);
        assert_eq!(ssh.remote_command(), r"'nc' -U '/run/it'\''s'");
        let host = words.iter().position(|word| word == "h").unwrap();
        // What looks like an option is none behind the two dashes.
        assert_eq!(words[host - 1], "--");
    }
}
