//! The tables against the files and lenses that the reference ships, where it is installed.

use std::collections::BTreeSet;
use std::fs;
use vireo_config::{Conf, DaemonConfig, Key, QemuConfig};

/// Names in `key = value` lines of a shipped file, all of which are commented out.
fn shipped_keys(path: &str) -> Option<BTreeSet<String>> {
    let text = fs::read_to_string(path).ok()?;
    let name = |line: &str| {
        let (name, _) = line.strip_prefix('#').unwrap_or(line).split_once('=')?;
        let name = name.strip_suffix(' ').unwrap_or(name);
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
        (!name.is_empty() && name.chars().all(plain)).then(|| name.to_owned())
    };
    Some(text.lines().filter_map(name).collect())
}

/// Names in `…_entry "name"` rules of an augeas lens.
fn lens_keys(path: &str) -> Option<BTreeSet<String>> {
    let text = fs::read_to_string(path).ok()?;
    let rules = text.split("_entry ").skip(1);
    let quoted = |rule: &str| {
        let (name, _) = rule.trim_start().strip_prefix('"')?.split_once('"')?;
        Some(name.to_owned())
    };
    Some(rules.filter_map(quoted).collect())
}

fn assert_all_known(keys: &[Key], wanted: Option<BTreeSet<String>>) {
    for name in wanted.into_iter().flatten() {
        assert!(keys.iter().any(|k| k.name == name), "{name} is not in the table");
    }
}

#[test]
fn every_shipped_key_is_in_a_table() {
    let lenses = "/usr/share/augeas/lenses";
    assert_all_known(DaemonConfig::KEYS, shipped_keys("/etc/libvirt/libvirtd.conf"));
    assert_all_known(DaemonConfig::KEYS, lens_keys(&format!("{lenses}/libvirtd.aug")));
    assert_all_known(QemuConfig::KEYS, shipped_keys("/etc/libvirt/qemu.conf"));
    assert_all_known(QemuConfig::KEYS, lens_keys(&format!("{lenses}/libvirtd_qemu.aug")));
}

#[test]
fn no_key_is_listed_twice() {
    for keys in [DaemonConfig::KEYS, QemuConfig::KEYS] {
        let names: BTreeSet<_> = keys.iter().map(|k| k.name).collect();
        assert_eq!(names.len(), keys.len());
    }
}

#[test]
fn shipped_files_load_without_a_warning() {
    for path in ["/etc/libvirt/libvirtd.conf", "/etc/libvirt/qemu.conf"] {
        let Ok(text) = fs::read(path) else { continue };
        let conf = Conf::parse(path, &text).unwrap();
        if path.ends_with("qemu.conf") {
            assert_eq!(QemuConfig::from_conf(&conf).unwrap().1, []);
        } else {
            assert_eq!(DaemonConfig::from_conf(&conf).unwrap().1, []);
        }
    }
}

#[test]
fn fuzz_entry_takes_anything() {
    vireo_config::fuzz::fuzz_conf(b"max_clients = [\"\xff");
    vireo_config::fuzz::fuzz_conf(b"user = \"a\"\n");
}
