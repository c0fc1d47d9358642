//! A small web server with one file, of which parts can be asked for.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// A server that gives one file to those who send all the lines that it wants, until it is dropped.
pub struct Web {
    port: u16,
    over: Arc<AtomicBool>,
}

struct Site {
    file: Vec<u8>,
    wanted: Vec<String>,
}

impl Web {
    /// Serves `file` to requests that have these header lines.
    ///
    /// # Panics
    /// When the machine has no port left.
    #[must_use]
    pub fn serve(file: Vec<u8>, wanted: &[&str]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("it listens").port();
        let over = Arc::new(AtomicBool::new(false));
        let wanted = wanted.iter().map(|line| (*line).to_owned()).collect();
        let (site, ends) = (Arc::new(Site { file, wanted }), Arc::clone(&over));
        std::thread::spawn(move || {
            for client in listener.incoming().flatten() {
                if ends.load(Ordering::Relaxed) {
                    return;
                }
                let site = Arc::clone(&site);
                // A client that goes away ends its own thread.
                std::thread::spawn(move || while answer(&site, &client).is_some() {});
            }
        });
        Self { port, over }
    }

    /// Its port on 127.0.0.1.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.port
    }
}

impl Drop for Web {
    fn drop(&mut self) {
        self.over.store(true, Ordering::Relaxed);
        let _ = TcpStream::connect(("127.0.0.1", self.port));
    }
}

/// Answers one request; `None` when there are no more.
fn answer(site: &Site, mut client: &TcpStream) -> Option<()> {
    // Clients that want to say more before they hear of this do not exist here.
    let mut lines = BufReader::with_capacity(1 << 16, client).lines();
    let request = lines.next()?.ok()?;
    let head: Vec<String> =
        lines.map_while(Result::ok).take_while(|line| !line.is_empty()).collect();
    let is_there = |line: &String| head.iter().any(|own| own.eq_ignore_ascii_case(line));
    if !site.wanted.iter().all(is_there) {
        let refusal = "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n";
        return client.write_all(refusal.as_bytes()).ok();
    }
    let all = site.file.len();
    let range = head.iter().find_map(|line| {
        line.to_lowercase().strip_prefix("range: bytes=")?.split_once('-').map(|(from, to)| {
            (from.parse().unwrap_or(0), to.parse().unwrap_or(all - 1).min(all - 1))
        })
    });
    let (status, part) = match range {
        Some((from, to)) => {
            (format!("206 Partial\r\nContent-Range: bytes {from}-{to}/{all}"), from..to + 1)
        }
        None => ("200 OK".to_owned(), 0..all),
    };
    let reply = format!(
        "HTTP/1.1 {status}\r\nAccept-Ranges: bytes\r\nContent-Length: {}\r\n\r\n",
        part.len()
    );
    client.write_all(reply.as_bytes()).ok()?;
    match request.starts_with("HEAD") {
        true => Some(()),
        false => client.write_all(site.file.get(part)?).ok(),
    }
}
