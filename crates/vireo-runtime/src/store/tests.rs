use std::os::unix::fs::{PermissionsExt, symlink};

use vireo_api::{ErrorCode, ErrorDomain};

use super::*;

struct Place {
    root: tempfile::TempDir,
    store: DefinitionStore,
}

fn place() -> Place {
    let root = tempfile::tempdir().unwrap();
    let config = root.path().join("qemu");
    fs::create_dir(&config).unwrap();
    let autostart = config.join("autostart");
    let store = DefinitionStore::new(config, autostart, EditCommand::Domain);
    Place { root, store }
}

fn parse(name: &str, text: &str) -> Result<String, vireo_api::Error> {
    let bad = |why| vireo_api::Error::new(ErrorCode::XmlError, ErrorDomain::Domain, why);
    let document = roxmltree::Document::parse(text).map_err(|error| bad(error.to_string()))?;
    match document.root_element().text() {
        Some(own) if own == name => Ok(own.to_owned()),
        other => Err(bad(format!("file {name} defines {other:?}"))),
    }
}

const UUID: Uuid = Uuid::from_u128(0x1111_2222_3333_4444_5555_6666_7777_8888);

#[test]
fn the_head_of_a_file_is_the_references() {
    let text = file_text(EditCommand::Domain, "vmb", &UUID, "<domain/>");
    assert_eq!(
        text,
        "<!--\nWARNING: THIS IS AN AUTO-GENERATED FILE. CHANGES TO IT ARE LIKELY TO BE\n\
         OVERWRITTEN AND LOST. Changes to this xml configuration should be made using:\n  virsh \
         edit vmb\nor other application using the libvirt API.\n-->\n\n<domain/>\n"
    );
    for name in ["we ird&--name", "vm a", "a--b", "a<b", "$x"] {
        let text = file_text(EditCommand::Network, name, &UUID, "<network/>\n");
        assert!(text.contains(&format!("  virsh net-edit {UUID}\n")), "{name}");
        assert!(text.ends_with("\n\n<network/>\n"));
    }
}

#[tokio::test]
async fn saves_links_renames_and_removes() {
    let Place { root, store } = place();
    store.save("one", &UUID, "<d>one</d>").await.unwrap();
    store.set_autostart("one", false, true).await.unwrap();
    store.set_autostart("one", true, true).await.unwrap();
    store.set_autostart("one", true, true).await.unwrap();
    let config = root.path().join("qemu");
    assert_eq!(
        fs::read_link(config.join("autostart/one.xml.once")).unwrap(),
        config.join("one.xml")
    );
    let mode = config.join("one.xml").metadata().unwrap().permissions().mode();
    assert_eq!(mode & 0o7777, 0o600);
    let all = store.load(parse).await.unwrap();
    let one = |autostart, autostart_once| {
        let name = "one".to_owned();
        [Loaded { value: name.clone(), name, autostart, autostart_once }]
    };
    assert_eq!(all, one(true, true));

    store.set_autostart("one", true, false).await.unwrap();
    store.set_autostart("one", true, false).await.unwrap();
    assert_eq!(store.load(parse).await.unwrap(), one(true, false));

    store.rename("one", "two", &UUID, "<d>two</d>").await.unwrap();
    let all = store.load(parse).await.unwrap();
    assert_eq!((all[0].name.as_str(), all[0].autostart, all.len()), ("two", true, 1));
    assert!(!config.join("autostart/one.xml").is_symlink());

    store.remove("two").await.unwrap();
    store.remove("two").await.unwrap();
    assert!(store.load(parse).await.unwrap().is_empty());
    assert!(!config.join("autostart/two.xml").is_symlink());
}

#[tokio::test]
async fn a_failed_rename_changes_nothing() {
    let Place { root, store } = place();
    store.save("one", &UUID, "<d>one</d>").await.unwrap();
    store.set_autostart("one", false, true).await.unwrap();
    // A directory where the new link should go.
    fs::create_dir(root.path().join("qemu/autostart/two.xml")).unwrap();
    assert!(store.rename("one", "two", &UUID, "<d>two</d>").await.is_err());
    let all = store.load(parse).await.unwrap();
    assert_eq!((all[0].name.as_str(), all[0].autostart, all.len()), ("one", true, 1));
    assert!(store.save("a/b", &UUID, "").await.is_err());
    assert!(store.rename("one", "..", &UUID, "").await.is_err());
}

#[test]
fn what_is_no_definition_is_skipped_and_kept() {
    let Place { root, store } = place();
    let config = root.path().join("qemu");
    let put = |name: &str, text: &[u8]| fs::write(config.join(name), text).unwrap();
    put("good.xml", b"<d>good</d>");
    put("broken.xml", b"<d>broken");
    put("empty.xml", b"");
    put("other.xml", b"<d>name</d>");
    put("latin.xml", b"<d>\xe9</d>");
    put("note.txt", b"<d>note</d>");
    put(".vireo-1-1.new", b"<d>half");
    put(".hidden.xml", b"<d>hidden</d>");
    fs::create_dir(config.join("folder.xml")).unwrap();
    symlink(config.join("nowhere"), config.join("dangling.xml")).unwrap();
    rustix::fs::mknodat(
        rustix::fs::CWD,
        config.join("fifo.xml"),
        rustix::fs::FileType::Fifo,
        rustix::fs::Mode::RUSR,
        0,
    )
    .unwrap();

    let all = store.load_blocking(parse).unwrap();
    assert_eq!(all.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), ["good"]);
    for name in ["broken.xml", "empty.xml", "other.xml", "latin.xml", "folder.xml", "fifo.xml"] {
        assert!(config.join(name).symlink_metadata().is_ok(), "{name} was deleted");
    }
    assert!(!config.join(".vireo-1-1.new").exists());
}

#[test]
fn a_missing_directory_is_an_empty_one() {
    let store =
        DefinitionStore::new("/nonexistent/a".into(), "/nonexistent/b".into(), EditCommand::Domain);
    assert!(store.load_blocking(parse).unwrap().is_empty());
}

#[test]
fn many_are_read_in_parallel_and_in_order() {
    let Place { root, store } = place();
    for number in 0..500 {
        let name = format!("vm{number:03}");
        let path = root.path().join(format!("qemu/{name}.xml"));
        fs::write(path, format!("<d>{name}</d>")).unwrap();
    }
    let link = root.path().join("qemu/autostart");
    fs::create_dir(&link).unwrap();
    symlink(root.path().join("qemu/vm007.xml"), link.join("vm007.xml")).unwrap();
    symlink(root.path().join("elsewhere/vm008.xml"), link.join("vm008.xml")).unwrap();
    let all = store.load_blocking(parse).unwrap();
    assert_eq!(all.len(), 500);
    assert!(all.is_sorted_by(|a, b| a.name < b.name));
    let starting: Vec<_> = all.iter().filter(|one| one.autostart).map(|one| &one.name).collect();
    assert_eq!(starting, ["vm007"]);
}
