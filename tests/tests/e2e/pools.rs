//! Storage pools of directories, the volumes in them, and guests that have them for disks.

use vireo_tests::daemon::is_reference;
use vireo_tests::{Daemon, Guest, eventually};

use crate::migration;

/// A pool that is active, in a folder of the daemon's.
fn with_pool(daemon: &Daemon, name: &str) {
    let target = daemon.path_text(name);
    daemon.ok(&format!("pool-define-as {name} dir --target {target}"));
    daemon.ok(&format!("pool-build {name}"));
    daemon.ok(&format!("pool-start {name}"));
}

fn size_of(daemon: &Daemon, file: &str) -> u64 {
    std::fs::metadata(daemon.path(file)).map(|meta| meta.len()).expect("it is there")
}

/// REQ: issue 4, part 4; USERS.md 25: what is active stays so when the daemon starts again, what
/// somebody stopped stays stopped.
#[test]
fn a_pool_is_kept_and_found_again() {
    let mut daemon = Daemon::start();
    with_pool(&daemon, "kept");
    with_pool(&daemon, "stopped");
    daemon.ok("pool-destroy stopped");
    daemon.ok("pool-autostart kept");
    std::fs::create_dir(daemon.path("passing")).expect("a folder");
    daemon.ok(&format!("pool-create-as passing dir --target {}", daemon.path_text("passing")));
    daemon.ok("vol-create-as kept a.img 1M");
    let info = daemon.ok("pool-info kept");
    assert!(info.contains("running") && !info.contains("Capacity:       0"), "{info}");
    let again = daemon.virsh("pool-start kept");
    again.refused("storage pool 'kept' is already active");
    let same = format!("pool-define-as other dir --target {}/", daemon.path_text("kept"));
    daemon.virsh(&same).refused("Storage source conflict with pool: 'kept'");
    let definition = daemon.ok("pool-dumpxml kept");
    assert!(daemon.path("etc/storage/kept.xml").exists());
    assert!(daemon.path("etc/storage/autostart/kept.xml").is_symlink());
    daemon.restart();
    assert_eq!(daemon.ok("pool-uuid kept"), daemon.ok("pool-uuid kept"));
    let unchanged = |text: &str| text.split("<target>").nth(1).map(str::to_owned);
    assert_eq!(unchanged(&daemon.ok("pool-dumpxml kept")), unchanged(&definition));
    assert!(daemon.ok("vol-list kept").contains("a.img"));
    assert!(daemon.ok("pool-list").contains("passing"), "a transient pool is found again");
    if !is_reference() {
        assert!(!daemon.ok("pool-list").contains("stopped"));
        daemon.ok("pool-start stopped");
    }
    daemon.ok("pool-destroy passing");
    assert!(!daemon.ok("pool-list --all").contains("passing"));
    daemon.ok("pool-destroy kept");
    daemon.virsh("pool-delete kept").refused("Directory not empty");
    daemon.ok("pool-undefine kept");
    assert!(!daemon.path("etc/storage/kept.xml").exists());
    assert!(!daemon.path("etc/storage/autostart/kept.xml").is_symlink());
    daemon.ok("pool-destroy stopped");
    daemon.ok("pool-delete stopped");
    assert!(!daemon.path("stopped").exists());
}

/// Volumes are made, copied, changed, filled, read and removed.
#[test]
fn volumes_live_and_go() {
    let daemon = Daemon::start();
    with_pool(&daemon, "p");
    daemon.ok("vol-create-as p a.img 1M --allocation 0");
    daemon.virsh("vol-create-as p a.img 1M").refused("storage volume 'a.img' exists already");
    daemon
        .ok("vol-create-as p b.img 1M --format qcow2 --backing-vol a.img --backing-vol-format raw");
    let xml = daemon.ok("vol-dumpxml b.img --pool p");
    assert!(xml.contains("<backingStore>") && xml.contains("/p/a.img</path>"), "{xml}");
    assert_eq!(size_of(&daemon, "p/a.img"), 1 << 20);

    daemon.ok("vol-resize a.img 3M --pool p");
    assert_eq!(size_of(&daemon, "p/a.img"), 3 << 20);
    daemon.virsh("vol-resize a.img 1M --pool p").refused("unless shrink flag");
    daemon.ok("vol-resize b.img 2M --pool p");
    let told = daemon.ok("vol-info b.img --pool p --bytes");
    assert!(told.contains("2097152"), "{told}");

    let content: Vec<u8> = (0..3_u32 << 20).map(|n| (n / 4099) as u8).collect();
    std::fs::write(daemon.path("content"), &content).expect("ours");
    daemon.ok(&format!("vol-upload a.img {} --pool p", daemon.path_text("content")));
    assert_eq!(std::fs::read(daemon.path("p/a.img")).expect("a volume"), content);
    daemon.ok("vol-clone a.img copy.img --pool p");
    assert_eq!(std::fs::read(daemon.path("p/copy.img")).expect("a volume"), content);
    let part = daemon.path_text("part");
    daemon.ok(&format!("vol-download copy.img {part} --pool p --offset 4099 --length 70000"));
    assert_eq!(std::fs::read(&part).expect("a part"), content[4099..74_099]);
    let clone = "vol-create-from p --inputpool p";
    let document = "<volume><name>c.img</name><capacity>0</capacity>\
                    <target><format type='qcow2'/></target></volume>";
    let file = daemon.write("c.xml", document);
    daemon.ok(&format!("{clone} {file} a.img"));
    assert!(daemon.ok("vol-info c.img --pool p --bytes").contains("3145728"));

    daemon.ok("vol-wipe copy.img --pool p");
    let wiped = std::fs::read(daemon.path("p/copy.img")).expect("a volume");
    assert!(wiped.len() == content.len() && wiped.iter().all(|byte| *byte == 0));
    let sparse = daemon.path_text("sparse");
    daemon.ok(&format!("vol-download copy.img {sparse} --pool p --sparse"));
    assert_eq!(std::fs::read(&sparse).expect("zeroes"), wiped);
    daemon.ok(&format!("vol-upload a.img {sparse} --pool p --sparse"));
    assert_eq!(std::fs::read(daemon.path("p/a.img")).expect("a volume"), wiped);

    std::fs::write(daemon.path("p/strange"), b"somebody else's").expect("ours");
    assert!(!daemon.ok("vol-list p").contains("strange"));
    daemon.ok("pool-refresh p");
    assert!(daemon.ok("vol-list p").contains("strange"));
    for volume in ["strange", "b.img", "c.img", "copy.img", "a.img"] {
        daemon.ok(&format!("vol-delete {volume} --pool p"));
        assert!(!daemon.path("p").join(volume).exists());
    }
    assert_eq!(
        daemon.script("print(connect().storagePoolLookupByName('p').numOfVolumes())"),
        "0\n"
    );
}

/// REQ: E-03: every call of the room, each with what it answers.
#[test]
fn every_call_about_pools_answers_as_the_reference() {
    let daemon = Daemon::start();
    let folder = format!("FOLDER = '{}'\n", daemon.path_text("pool"));
    let _ = daemon.script(&(folder + CALLS));
}

const CALLS: &str = "
start_events()
conn = connect()
told = []
life = conn.storagePoolEventRegisterAny(None, libvirt.VIR_STORAGE_POOL_EVENT_ID_LIFECYCLE,
    lambda c, p, event, detail, o: told.append(event), None)
again = conn.storagePoolEventRegisterAny(None, libvirt.VIR_STORAGE_POOL_EVENT_ID_REFRESH,
    lambda c, p, o: told.append('refresh'), None)
XML = \"<pool type='dir'><name>%s</name><target><path>%s</path></target></pool>\"
refused(27, conn.storagePoolDefineXML, \"<pool type='dir'><name>a</name></pool>\", 0)
refused(1, conn.storagePoolDefineXML, \"<pool type='rbd'><name>a</name></pool>\", 0)
refused(92, conn.storagePoolDefineXML, XML.replace('<target>', '<foo/><target>') % ('p', FOLDER), 1)
p = conn.storagePoolDefineXML(XML % ('p', FOLDER), 1)
assert (p.isActive(), p.isPersistent(), p.autostart()) == (0, 1, 0)
assert p.info() == [libvirt.VIR_STORAGE_POOL_INACTIVE, 0, 0, 0]
refused(38, p.create)
for call in (p.refresh, p.destroy, p.numOfVolumes, p.listVolumes, p.listAllVolumes):
    refused(55, call)
refused(55, p.storageVolLookupByName, 'v')
assert conn.listDefinedStoragePools() == ['p'] and conn.listStoragePools() == []
assert (conn.numOfDefinedStoragePools(), conn.numOfStoragePools()) == (1, 0)
p.build(0)
p.create(0)
p.refresh()
assert conn.listDefinedStoragePools() == [] and conn.listStoragePools() == ['p']
assert (conn.numOfDefinedStoragePools(), conn.numOfStoragePools()) == (0, 1)
assert p.info()[0] == libvirt.VIR_STORAGE_POOL_RUNNING and p.info()[1] > 0
names = lambda flags: [one.name() for one in conn.listAllStoragePools(flags)]
assert (names(0), names(2), names(1), names(64), names(128)) == (['p'], ['p'], [], ['p'], [])
refused(8, conn.listAllStoragePools, 1 << 20)
for call in (lambda: p.build(0), lambda: p.delete(0), p.undefine, p.create):
    refused(55, call)
p.setAutostart(1)
assert p.autostart() == 1
assert conn.storagePoolLookupByUUIDString(p.UUIDString()).name() == 'p'
assert conn.storagePoolLookupByTargetPath(FOLDER + '/').name() == 'p'
refused(49, conn.storagePoolLookupByTargetPath, '/nope')
refused(49, conn.storagePoolLookupByName, 'nope')
assert \"<pool type='dir' supported='yes'>\" in conn.getStoragePoolCapabilities(0)
refused(3, conn.findStoragePoolSources, 'dir', None, 0)
VOL = \"<volume><name>%s</name><capacity>%d</capacity>%s</volume>\"
v = p.createXML(VOL % ('v', 1 << 20, '<allocation>0</allocation>'), 0)
assert v.info() == [libvirt.VIR_STORAGE_VOL_FILE, 1 << 20, 0]
assert v.infoFlags(libvirt.VIR_STORAGE_VOL_GET_PHYSICAL)[2] == 1 << 20
assert (v.path(), v.key()) == (FOLDER + '/v', FOLDER + '/v')
assert (p.numOfVolumes(), p.listVolumes()) == (1, ['v'])
assert [one.name() for one in p.listAllVolumes()] == ['v']
assert conn.storageVolLookupByPath(FOLDER + '//v').name() == 'v'
assert conn.storageVolLookupByKey(v.key()).storagePoolLookupByVolume().name() == 'p'
refused(50, conn.storageVolLookupByKey, 'nope')
refused(50, conn.storageVolLookupByPath, '/nope')
refused(50, p.storageVolLookupByName, 'nope')
refused(90, p.createXML, VOL % ('v', 1, ''), 0)
refused(55, p.createXML, VOL % ('a/b', 1, ''), 0)
refused(27, p.createXML, '<volume><name>w</name></volume>', 0)
refused(67, p.createXML, VOL % ('w', 1, ''), libvirt.VIR_STORAGE_VOL_CREATE_PREALLOC_METADATA)
refused(3, p.createXML, VOL % ('w', 1, '<backingStore><path>/x</path></backingStore>'), 0)
w = p.createXMLFrom(VOL % ('w', 0, ''), v, 0)
assert w.info()[1] == 1 << 20
refused(1, p.createXMLFrom, VOL % ('w', 0, ''), v, 0)
w.wipe(0)
w.wipePattern(0, 0)
refused(8, w.wipePattern, 99, 0)
refused(74, w.wipePattern, libvirt.VIR_STORAGE_VOL_WIPE_ALG_TRIM, 0)
v.resize(1 << 21, 0)
refused(8, v.resize, 1 << 20, 0)
v.resize(1 << 20, libvirt.VIR_STORAGE_VOL_RESIZE_SHRINK)
refused(9, v.resize, 10 ** 15, libvirt.VIR_STORAGE_VOL_RESIZE_ALLOCATE)
os.unlink(v.path())
refused(50, v.info)
v.delete(0)
refused(50, v.XMLDesc)
refused(8, w.delete, 1)
w.delete(0)
p.destroy()
p.delete(0)
p.undefine()
refused(49, p.undefine)
t = conn.storagePoolCreateXML(XML % ('t', FOLDER), libvirt.VIR_STORAGE_POOL_CREATE_WITH_BUILD)
assert (t.isActive(), t.isPersistent()) == (1, 0)
refused(1, t.setAutostart, 1)
t.destroy()
refused(49, conn.storagePoolLookupByName, 't')
eventually(lambda: len(told) >= 9, 'the end of a pool')
assert told == [0, 4, 2, 'refresh', 3, 5, 1, 2, 3], told
conn.storagePoolEventDeregisterAny(life)
conn.storagePoolEventDeregisterAny(again)
";

fn volume_disk(volume: &str, policy: &str) -> String {
    format!(
        "<disk type='volume'><driver name='qemu' type='qcow2'/>\
         <source pool='p' volume='{volume}'{policy}/><target dev='vdb' bus='virtio'/></disk>"
    )
}

/// REQ: issue 3, part 2: a disk is a volume, found when the guest starts.
#[test]
fn a_guest_has_a_volume_for_a_disk() {
    let mut daemon = Daemon::start();
    with_pool(&daemon, "p");
    daemon.ok("vol-create-as p v.img 1M --format qcow2");
    let start = |daemon: &Daemon, volume: &str, policy: &str| {
        let xml = Guest::empty("g").device(&volume_disk(volume, policy)).xml(daemon);
        daemon.virsh(&format!("create {}", daemon.write("g.xml", &xml)))
    };
    start(&daemon, "gone", "").refused("no storage vol with matching name 'gone'");
    assert!(start(&daemon, "gone", " startupPolicy='optional'").ok);
    assert!(!daemon.ok("dumpxml g").contains("vdb"));
    daemon.ok("destroy g");
    assert!(start(&daemon, "v.img", "").ok);
    let xml = daemon.ok("dumpxml g");
    assert!(xml.contains("<source pool='p' volume='v.img' index='"), "{xml}");
    assert!(!xml.contains("actualType") && !xml.contains(&daemon.path_text("p")), "{xml}");
    daemon.restart();
    assert!(daemon.ok("domblkinfo g vdb").contains("1048576"));
    daemon.ok("destroy g");
    daemon.ok("pool-destroy p");
    let refused = start(&daemon, "v.img", "");
    refused.refused("storage pool 'p' containing volume 'v.img' is not active");
}

/// REQ: Q-MIG-19; USERS.md 15: the destination makes the image where a pool knows of it, and takes it
/// away again when the guest does not come.
#[test]
fn a_migration_makes_its_image_in_a_pool() {
    if is_reference() {
        vireo_tests::skip!("two daemons of one machine");
    }
    let guest = Guest::boot("g").uuid("11111111-2222-4333-8444-555555555555");
    let (a, b) = (migration::alone(1), migration::alone(2));
    with_pool(&b, "p");
    guest.start(&a).wait_up(&a);
    let xml = a.ok("dumpxml --migratable g");
    let file =
        a.write("there.xml", &xml.replace(&a.path_text("g.img"), &b.path_text("p/copy.img")));
    let copy = format!("migrate --live --copy-storage-all --xml {file} g {}", b.uri());
    // The destination waits at another address than where the source looks for it.
    let lost = a.virsh(&format!("{copy} --listen-address 127.0.0.2"));
    assert!(!lost.ok && lost.err.contains("Connection refused"), "{lost:?}");
    a.wait_state("g", "running");
    eventually("nothing of it is left at the destination", || {
        let gone = !b.lists("g") && !b.path("p/copy.img").exists();
        (gone && !b.ok("vol-list p").contains("copy.img")).then_some(())
    });
    a.ok(&copy);
    b.wait_state("g", "running");
    assert!(b.ok("vol-list p").contains("copy.img"));
    b.ok("destroy g");
    let (original, copy) = (a.path("g.img"), b.path("p/copy.img"));
    let read = |path| std::fs::read(path).expect("an image");
    assert_eq!(read(original), read(copy));
}
