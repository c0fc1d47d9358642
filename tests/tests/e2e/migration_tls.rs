//! Guests move with their memory and their disks encrypted (Q-MIG-19, Q-MIG-20).

use vireo_tests::daemon::is_reference;
use vireo_tests::pki::Pki;
use vireo_tests::{Daemon, Guest, eventually};

use crate::migration::{breaks_and_is_resumed, host};

/// A host whose certificate was signed by an authority and names it in some way.
fn secure(pki: &Pki, number: u8, authority: &str, names: &str) -> Daemon {
    let dir = pki.host(authority, &format!("host{number}"), names);
    host(number)
        .qemu_conf(&format!("migrate_tls_x509_cert_dir = \"{}\"", dir.display()))
        .qemu_conf("migrate_tls_x509_verify = 1")
        .start()
}

const HERE: &str = "IP:127.0.0.1,DNS:localhost";

fn start_guest(at: &Daemon) {
    let guest = Guest::boot("g").uuid("11111111-2222-4333-8444-555555555555");
    guest.start(at).wait_up(at);
}

/// Moves the guest, and looks that nothing of the encryption is left in its QEMU.
fn move_it(from: &Daemon, to: &Daemon, flags: &str) {
    from.ok(&format!("migrate --live --tls {flags} g {}", to.uri()));
    to.wait_state("g", "running");
    eventually("QEMU is gone from the source", || from.qemu_pid("g").is_none().then_some(()));
    plain(to, flags);
}

fn plain(at: &Daemon, what: &str) {
    let objects = r#"{"execute":"qom-list","arguments":{"path":"/objects"}}"#;
    let said = at.virsh_args(&["qemu-monitor-command", "g", objects]).success();
    assert!(!said.contains("tls") && !said.contains("migrate-secret"), "{what}: {said}");
    let parameters = r#"{"execute":"query-migrate-parameters"}"#;
    let said = at.virsh_args(&["qemu-monitor-command", "g", parameters]).success();
    assert!(said.contains(r#""tls-creds":"""#), "{what}: {said}");
}

/// REQ: Q-MIG-20
#[test]
fn a_guest_moves_encrypted() {
    if is_reference() {
        vireo_tests::skip!("two daemons of one machine");
    }
    let Some(pki) = Pki::new() else { vireo_tests::skip!("no openssl") };
    pki.authority("ca");
    let (a, b) = (secure(&pki, 1, "ca", HERE), secure(&pki, 2, "ca", HERE));
    start_guest(&a);
    move_it(&a, &b, "");
    move_it(&b, &a, "--p2p");
    move_it(&a, &b, "--postcopy");
    move_it(&b, &a, "--parallel --parallel-connections 2");
    move_it(&a, &b, "--tls-destination localhost");
}

/// REQ: Q-MIG-19: and so do its disks.
#[test]
fn disks_are_copied_encrypted() {
    if is_reference() {
        vireo_tests::skip!("two daemons of one machine");
    }
    let Some(pki) = Pki::new() else { vireo_tests::skip!("no openssl") };
    pki.authority("ca");
    let (a, b) = (secure(&pki, 1, "ca", HERE), secure(&pki, 2, "ca", HERE));
    start_guest(&a);
    let xml = a.ok("dumpxml --migratable g");
    let (here, there) = (a.path_text("g.img"), b.path_text("copy.img"));
    let file = a.write("there.xml", &xml.replace(&here, &there));
    let copy = format!("--copy-storage-all --xml {file}");
    // Its name is looked at before the memory goes.
    let wrong = format!("migrate --live --tls --tls-destination far.example {copy} g {}", b.uri());
    a.virsh(&wrong).refused("Certificate does not match the hostname far.example");
    a.wait_state("g", "running");
    plain(&a, "a disk's refusal");
    move_it(&a, &b, &copy);
    b.ok("destroy g");
    let (original, copy) = (std::fs::read(here), std::fs::read(there));
    assert_eq!(original.expect("an image"), copy.expect("an image"));
}

/// REQ: Q-MIG-20: whoever can't prove who they are gets nothing, and the guest runs on.
#[test]
fn a_stranger_gets_no_memory() {
    if is_reference() {
        vireo_tests::skip!("two daemons of one machine");
    }
    let Some(pki) = Pki::new() else { vireo_tests::skip!("no openssl") };
    pki.authority("ca");
    pki.authority("stranger");
    let a = secure(&pki, 1, "ca", HERE);
    let misnamed = secure(&pki, 2, "ca", "DNS:far.example");
    let stranger = secure(&pki, 3, "stranger", HERE);
    start_guest(&a);
    let refused = |to: &Daemon, flags: &str, words: &str| {
        a.virsh(&format!("migrate --live {flags} g {}", to.uri())).refused(words);
        a.wait_state("g", "running");
        eventually("the destination has nothing", || {
            (!to.lists("g") && to.qemu_pid("g").is_none()).then_some(())
        });
        plain(&a, flags);
    };
    for way in ["", "--p2p", "--parallel"] {
        let flags = format!("--tls {way}");
        refused(&misnamed, &flags, "Certificate does not match the hostname 127.0.0.1");
    }
    refused(&stranger, "--tls", "The certificate hasn't got a known issuer");
    refused(&misnamed, "--tls --p2p --tunnelled", "TLS is not supported with tunnelled");
    refused(&misnamed, "--tls --migrateuri unix:///nowhere", "Explicit destination hostname");
    move_it(&a, &misnamed, "--tls-destination far.example");
}

/// REQ: Q-MIG-20: a host that insists on it.
#[test]
fn a_host_may_insist_on_encryption() {
    if is_reference() {
        vireo_tests::skip!("two daemons of one machine");
    }
    let Some(pki) = Pki::new() else { vireo_tests::skip!("no openssl") };
    pki.authority("ca");
    let dir = pki.host("ca", "host2", HERE);
    // What all uses of TLS have is what migration has.
    let conf = format!("default_tls_x509_cert_dir = \"{}\"", dir.display());
    let (a, b) = (
        host(1).qemu_conf(&conf).start(),
        host(2).qemu_conf(&conf).qemu_conf("migrate_tls_force = 1").start(),
    );
    start_guest(&a);
    let words = "allows migration only with VIR_MIGRATE_TLS flag";
    a.virsh(&format!("migrate --live g {}", b.uri())).refused(words);
    a.wait_state("g", "running");
    move_it(&a, &b, "");
}

const SECRET: &str = "8a5b2c1e-0d3f-4e6a-9b7c-1f2e3d4c5b6a";

/// Gives a host the passphrase of its private keys.
fn tell_passphrase(at: &Daemon, passphrase: &str) {
    let text = format!(
        "<secret ephemeral='yes' private='yes'><uuid>{SECRET}</uuid>\
         <usage type='tls'><name>migration</name></usage></secret>"
    );
    let file = at.write("secret.xml", &text);
    at.ok(&format!("secret-define {file}"));
    let file = at.write("value", passphrase);
    at.ok(&format!("secret-set-value {SECRET} --file {file} --plain"));
}

/// REQ: Q-MIG-20: keys that a passphrase opens, which is a secret of the host.
#[test]
fn a_guest_moves_encrypted_with_keys_that_a_secret_opens() {
    if is_reference() {
        vireo_tests::skip!("two daemons of one machine");
    }
    let Some(pki) = Pki::new() else { vireo_tests::skip!("no openssl") };
    pki.authority("ca");
    let locked = |number: u8, setting: &str| {
        let name = format!("host{number}");
        let dir = pki.host("ca", &name, HERE);
        pki.encrypt_keys(&name, "open-sesame");
        host(number)
            .qemu_conf(&format!("migrate_tls_x509_cert_dir = \"{}\"", dir.display()))
            .qemu_conf(&format!("{setting} = \"{SECRET}\""))
            .start()
    };
    let a = locked(1, "migrate_tls_x509_secret_uuid");
    let b = locked(2, "default_tls_x509_secret_uuid");
    start_guest(&a);
    let refused = |words: &str| {
        a.virsh(&format!("migrate --live --tls g {}", b.uri())).refused(words);
        a.wait_state("g", "running");
        eventually("the destination has nothing", || {
            (!b.lists("g") && b.qemu_pid("g").is_none()).then_some(())
        });
        plain(&a, words);
    };
    tell_passphrase(&b, "open-sesame");
    refused(&format!("no secret with matching uuid '{SECRET}'"));
    tell_passphrase(&a, "something-else");
    refused("client-key.pem");
    tell_passphrase(&a, "open-sesame");
    move_it(&a, &b, "");
    move_it(&b, &a, "--p2p");
}

/// REQ: Q-MIG-20: the way that a broken post-copy is resumed on is encrypted as the first was.
#[test]
fn a_broken_post_copy_is_resumed_encrypted() {
    if is_reference() {
        vireo_tests::skip!("the reference's destination dies of it");
    }
    let Some(pki) = Pki::new() else { vireo_tests::skip!("no openssl") };
    pki.authority("ca");
    let resumed = breaks_and_is_resumed(|number| secure(&pki, number, "ca", HERE), "--tls");
    if resumed.is_none() {
        vireo_tests::skip!("no Linux guest was built, or it was quicker");
    }
}
