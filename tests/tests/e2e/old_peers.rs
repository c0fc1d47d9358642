//! Peers that know only the second protocol of migration, or the third without typed parameters: a
//! proxy before the destination's daemon answers no to these features.
//!
//! REQ: Q-MIG-01

use std::collections::HashSet;
use std::io::{Read, Write};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use vireo_tests::daemon::is_reference;
use vireo_tests::{Daemon, Guest, eventually};

/// The call that asks for a feature.
const SUPPORTS_FEATURE: u32 = 60;
/// The feature of the third protocol, and that of its typed parameters.
const THIRD: u32 = 6;
const PARAMETERS: u32 = 13;

/// Numbers of the questions that are to be answered no.
type Asked = Arc<Mutex<HashSet<u32>>>;

/// A daemon of long ago at a socket of its own; it ends with the test.
fn old(daemon: &Daemon, lacks: &'static [u32]) -> PathBuf {
    let at = daemon.path("old-sock");
    let listener = UnixListener::bind(&at).expect("own folder");
    let real = daemon.socket();
    std::thread::spawn(move || {
        for client in listener.incoming().flatten() {
            let Ok(server) = UnixStream::connect(&real) else { return };
            let asked = Asked::default();
            let pairs = [(&client, &server, true), (&server, &client, false)];
            for (from, to, is_call) in pairs {
                let (from, to) =
                    (from.try_clone().expect("a socket"), to.try_clone().expect("a socket"));
                let asked = Arc::clone(&asked);
                std::thread::spawn(move || carry(from, to, is_call, lacks, &asked));
            }
        }
    });
    at
}

fn number(packet: &[u8], at: usize) -> u32 {
    u32::from_be_bytes(packet[at..at + 4].try_into().expect("four bytes"))
}

/// Carries whole packets; length, program, version, procedure, type, serial, status, payload.
fn carry(mut from: UnixStream, mut to: UnixStream, is_call: bool, lacks: &[u32], asked: &Asked) {
    const HEAD: usize = 28;
    loop {
        let mut packet = vec![0; 4];
        if from.read_exact(&mut packet).is_err() {
            break;
        }
        let length = number(&packet, 0) as usize;
        packet.resize(length, 0);
        if from.read_exact(&mut packet[4..]).is_err() {
            break;
        }
        let asks = packet.len() >= HEAD + 4 && number(&packet, 12) == SUPPORTS_FEATURE;
        if asks {
            let (serial, value) = (number(&packet, 20), number(&packet, HEAD));
            let mut asked = asked.lock().expect("no panic");
            if is_call && lacks.contains(&value) {
                asked.insert(serial);
            } else if !is_call && asked.remove(&serial) {
                packet[HEAD..HEAD + 4].fill(0);
            }
        }
        if to.write_all(&packet).is_err() {
            break;
        }
    }
    // The other direction ends by it.
    let _ = to.shutdown(std::net::Shutdown::Both);
}

fn uri(socket: &std::path::Path) -> String {
    format!("qemu+unix:///system?socket={}", socket.display())
}

fn moves(way: &str, lacks: &'static [u32]) {
    let (a, b) = (crate::migration::host(1).start(), crate::migration::host(2).start());
    let guest = Guest::boot("g").uuid("11111111-2222-4333-8444-555555555555");
    guest.start(&a).wait_up(&a);
    let there = uri(&old(&b, lacks));
    a.ok(&format!("migrate {way} g {there}"));
    b.wait_state("g", "running");
    assert_eq!(b.state("g"), "running (migrated)", "{way}");
    eventually("QEMU is gone from the source", || a.qemu_pid("g").is_none().then_some(()));
    assert_eq!(b.ok("dominfo g").contains("Persistent:     yes"), way.contains("persist"));
}

const WAYS: [&str; 5] =
    ["--live", "", "--live --p2p", "--live --p2p --tunnelled", "--live --persistent"];

/// REQ: Q-MIG-01, Q-MIG-02
#[test]
fn a_guest_moves_to_a_peer_of_the_second_protocol() {
    if is_reference() {
        vireo_tests::skip!("two daemons of one machine");
    }
    WAYS.iter().for_each(|way| moves(way, &[THIRD, PARAMETERS]));
}

/// REQ: Q-MIG-01, Q-MIG-02
#[test]
fn a_guest_moves_to_a_peer_without_typed_parameters() {
    if is_reference() {
        vireo_tests::skip!("two daemons of one machine");
    }
    WAYS.iter().for_each(|way| moves(way, &[PARAMETERS]));
}
