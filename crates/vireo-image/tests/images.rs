//! Images made by QEMU's own tool, and images that lie.

use std::fs;
use std::io::Cursor;
use std::path::Path;
use std::process::Command;

use proptest::prelude::*;
use vireo_image::{ChainError, Format, Place, follow, probe, read};

/// Runs `qemu-img create`; false where there is no such tool.
fn create(dir: &Path, args: &str) -> bool {
    let words = args.split_whitespace();
    let done =
        Command::new("qemu-img").args(["create", "-q"]).args(words).current_dir(dir).status();
    done.is_ok_and(|status| status.success())
}

fn header(path: &Path, format: Format) -> vireo_image::Header {
    read(&mut fs::File::open(path).expect("there"), format).expect("true")
}

#[test]
fn headers_of_every_format_tell_their_capacity() {
    let dir = tempfile::tempdir().expect("a folder");
    for format in
        [Format::Qcow2, Format::Qcow, Format::Qed, Format::Vmdk, Format::Vdi, Format::Vhdx]
    {
        let name = format.name();
        if !create(dir.path(), &format!("-f {name} {name}.img 8M")) {
            continue;
        }
        let path = dir.path().join(format!("{name}.img"));
        let mut file = fs::File::open(&path).expect("there");
        assert_eq!(probe(&mut file).expect("read"), format);
        if format != Format::Vhdx {
            assert_eq!(header(&path, format).capacity, Some(8 << 20), "{name}");
        }
    }
    fs::write(dir.path().join("raw"), [7; 4096]).expect("written");
    let mut raw = fs::File::open(dir.path().join("raw")).expect("there");
    assert_eq!(probe(&mut raw).expect("read"), Format::Raw);
}

#[test]
fn a_qcow2_image_tells_all_that_it_has() {
    let dir = tempfile::tempdir().expect("a folder");
    let d = dir.path();
    let options = "-f qcow2 -o extended_l2=on,cluster_size=128k,data_file=data.raw a.qcow2 8M";
    if !create(d, options) {
        return;
    }
    let found = header(&d.join("a.qcow2"), Format::Qcow2);
    assert_eq!(found.data_file.as_deref(), Some("data.raw"));
    assert_eq!((found.cluster_size, found.extended_l2), (Some(128 << 10), true));
    create(d, "-f qcow2 b.qcow2 8M");
    let bitmap = ["bitmap", "--add", "b.qcow2", "first"];
    let added = Command::new("qemu-img").args(bitmap).current_dir(d).status();
    assert!(added.is_ok_and(|status| status.success()));
    assert_eq!(header(&d.join("b.qcow2"), Format::Qcow2).bitmaps, ["first"]);
}

#[test]
fn chains_are_followed_to_their_end() {
    let dir = tempfile::tempdir().expect("a folder");
    let d = dir.path();
    if !create(d, "-f vmdk base.vmdk 8M") {
        return;
    }
    create(d, "-f qcow2 -F vmdk -b base.vmdk mid.qcow2");
    create(d, "-f qcow2 -F qcow2 -b mid.qcow2 top.qcow2");
    create(d, "-f qcow2 -u -F raw -b nbd://h/e far.qcow2 8M");
    create(d, "-f qcow2 -u -F raw -b gone lost.qcow2 8M");
    create(d, "-f qcow2 -u -F qcow2 -b ./loop.qcow2 loop.qcow2 8M");
    let chain = follow(&d.join("top.qcow2"), Format::Qcow2).expect("a chain");
    let formats: Vec<Format> = chain.iter().map(|image| image.format).collect();
    assert_eq!(formats, [Format::Qcow2, Format::Qcow2, Format::Vmdk]);
    let far = follow(&d.join("far.qcow2"), Format::Qcow2).expect("a chain");
    assert_eq!(far[1].place, Place::Uri("nbd://h/e".to_owned()));
    let lost = follow(&d.join("lost.qcow2"), Format::Qcow2);
    assert!(matches!(lost, Err(ChainError::Missing { .. })), "{lost:?}");
    let endless = follow(&d.join("loop.qcow2"), Format::Qcow2);
    assert!(matches!(endless, Err(ChainError::TooDeep { .. })), "{endless:?}");
    // As raw bytes, nothing is covered.
    assert_eq!(follow(&d.join("top.qcow2"), Format::Raw).expect("one").len(), 1);
}

/// The extension that says the format, made one that nobody knows.
fn without_format(path: &Path) {
    let mut bytes = fs::read(path).expect("there");
    let known = [0xe2, 0x79, 0x2a, 0xca];
    let at = bytes.windows(4).position(|four| four == known).expect("it says one");
    bytes[at] = 0x12;
    fs::write(path, bytes).expect("written");
}

#[test]
fn a_format_is_guessed_only_where_that_is_safe() {
    let dir = tempfile::tempdir().expect("a folder");
    let d = dir.path();
    if !create(d, "-f qcow2 base.qcow2 8M") {
        return;
    }
    create(d, "-f qcow2 -F qcow2 -b base.qcow2 mid.qcow2");
    for (name, below) in [("safe.qcow2", "base.qcow2"), ("unsafe.qcow2", "mid.qcow2")] {
        create(d, &format!("-f qcow2 -F qcow2 -b {below} {name}"));
        without_format(&d.join(name));
    }
    let safe = follow(&d.join("safe.qcow2"), Format::Qcow2).expect("a chain");
    assert_eq!(safe[1].format, Format::Qcow2);
    let guessed = follow(&d.join("unsafe.qcow2"), Format::Qcow2);
    assert!(matches!(guessed, Err(ChainError::Unsaid { .. })), "{guessed:?}");
}

const MAGICS: [&[u8]; 6] = [
    b"QFI\xfb\0\0\0\x03",
    b"QFI\xfb\0\0\0\x01",
    b"QED\0",
    b"KDMV\x01\0\0\0",
    b"conectix",
    b"LUKS\xba\xbe\0\x01",
];

proptest! {
    #[test]
    fn any_bytes_are_borne(
        magic in proptest::sample::select(MAGICS.to_vec()),
        rest in proptest::collection::vec(any::<u8>(), 0..700),
        small in any::<bool>(),
    ) {
        let mut bytes = magic.to_vec();
        bytes.extend(rest);
        if small {
            // Figures that are small enough to be believed.
            for byte in bytes.iter_mut().skip(8).step_by(2) {
                *byte = 0;
            }
        }
        let mut file = Cursor::new(bytes);
        let _ = probe(&mut file).expect("memory is read");
        for format in Format::ALL {
            let _ = read(&mut file, *format);
        }
    }
}
