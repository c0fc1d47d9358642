use vireo_xml::Mode;

use super::*;
use crate::fill::testing::{filled, view};

fn device(text: &str) -> Device {
    Device::parse(text, Mode::SAVED).unwrap()
}

fn put(dom: &mut Domain, text: &str) -> Result {
    let device = prepare(dom, device(text), &view(), Purpose::Attach)?;
    attach(dom, device, &view())
}

fn change(dom: &mut Domain, text: &str) -> Result {
    let device = prepare(dom, device(text), &view(), Purpose::Update)?;
    update(dom, device, &view())
}

fn take(dom: &mut Domain, text: &str) -> Result<Device> {
    let device = prepare(dom, device(text), &view(), Purpose::Detach)?;
    detach(dom, &device, &view())
}

fn refusal<T: std::fmt::Debug>(result: Result<T>) -> (u32, u32, String) {
    let error = result.unwrap_err();
    (error.code.number(), error.from.number(), error.detail)
}

const DISK: &str = "<disk type='file' device='disk'><source file='/a'/>\
                    <target dev='vdb' bus='virtio'/></disk>";

// REQ: Q-DEV-01
#[test]
fn a_disk_comes_with_a_place_and_goes() {
    let mut dom = filled("pc", "");
    let before = dom.format(Mode::SAVED);
    put(&mut dom, DISK).unwrap();
    assert!(matches!(dom.devices.disks[0].info.address, Some(DeviceAddress::Pci(_))));
    let text = "target vdb already exists".to_owned();
    assert_eq!(refusal(put(&mut dom, DISK)), (55, 10, text));
    change(&mut dom, &DISK.replace("/a", "/b")).unwrap();
    assert!(dom.format(Mode::SAVED).contains("file='/b'"));
    take(&mut dom, DISK).unwrap();
    assert_eq!(dom.format(Mode::SAVED), before);
    let text = "no target device vdb".to_owned();
    assert_eq!(refusal(take(&mut dom, DISK)), (99, 10, text));
    let text = "target vdb doesn't exist.".to_owned();
    assert_eq!(refusal(change(&mut dom, DISK)), (8, 10, text));
}

#[test]
fn a_disk_without_a_target_is_nobody() {
    let mut dom = filled("pc", "<disk type='file'><source file='/a'/><target dev='vda'/></disk>");
    let nameless = "<disk type='file'><source file='/a'/></disk>";
    assert!(take(&mut dom, nameless).is_err());
    assert_eq!(dom.devices.disks.len(), 1);
}

#[test]
fn controllers_are_added_for_what_needs_them() {
    let mut dom = filled("pc", "");
    put(&mut dom, &DISK.replace("vdb", "sda").replace("virtio", "scsi")).unwrap();
    assert!(dom.format(Mode::SAVED).contains("<controller type='scsi' index='0'"));
    put(&mut dom, "<channel type='unix'><target type='virtio' name='org.a.0'/></channel>").unwrap();
    assert!(dom.format(Mode::SAVED).contains("<controller type='virtio-serial' index='0'>"));
}

#[test]
fn a_card_is_told_by_address_place_and_name() {
    let mut dom = filled("pc", "");
    let card = |mac: &str| format!("<interface type='user'><mac address='{mac}'/></interface>");
    put(&mut dom, &card("52:54:00:00:00:01")).unwrap();
    put(&mut dom, &card("52:54:00:00:00:02")).unwrap();
    let text = "multiple matching devices found".to_owned();
    assert_eq!(refusal(take(&mut dom, "<interface type='user'/>")), (9, 20, text));
    let text = "no device found at address '(<null>)' matching MAC address '52:54:00:00:00:03' \
                and alias '(<null>)'"
        .to_owned();
    assert_eq!(refusal(take(&mut dom, &card("52:54:00:00:00:03"))), (99, 20, text));
    take(&mut dom, &card("52:54:00:00:00:01")).unwrap();
    take(&mut dom, "<interface type='user'/>").unwrap();
    assert!(dom.devices.interfaces.is_empty());
}

#[test]
fn the_first_serial_port_is_a_console_too() {
    let mut dom = filled("pc", "");
    put(&mut dom, "<serial type='pty'><target port='0'/></serial>").unwrap();
    assert_eq!(dom.devices.consoles.len(), 1);
    take(&mut dom, "<serial type='pty'><target port='0'/></serial>").unwrap();
    assert_eq!((dom.devices.serials.len(), dom.devices.consoles.len()), (0, 0));
    let text = "attaching serial console is not supported".to_owned();
    assert_eq!(refusal(put(&mut dom, "<console type='pty'/>")), (84, 10, text));
}

#[test]
fn some_kinds_stay_as_they_were_defined() {
    let mut dom = filled("pc", "");
    for (text, name) in [
        ("<panic model='isa'/>", "panic"),
        ("<hub type='usb'/>", "hub"),
        ("<memballoon model='virtio'/>", "memballoon"),
    ] {
        let text_of = |what: &str| format!("persistent {what} of device '{name}' is not supported");
        assert_eq!(refusal(put(&mut dom, text)), (84, 10, text_of("attach")));
        assert_eq!(refusal(take(&mut dom, text)), (84, 10, text_of("detach")));
    }
}

#[test]
fn names_of_users_are_unique_and_find_the_device() {
    let mut dom = filled("pc", "");
    let named = |target: &str| {
        DISK.replace("vdb", target).replace("</disk>", "<alias name='ua-x'/></disk>")
    };
    put(&mut dom, &named("vda")).unwrap();
    let text = "non unique alias detected: ua-x".to_owned();
    assert_eq!(refusal(put(&mut dom, &named("vdb"))), (67, 20, text));
    let spot = spot::by_alias(&dom, "ua-x").unwrap();
    assert!(matches!(remove(&mut dom, spot), Ok(Device::Disk(_))));
    assert_eq!(spot::by_alias(&dom, "ua-x"), None);
}

// REQ: Q-DEV-01
#[test]
fn what_tells_a_device_from_another() {
    let card = "<interface type='user'><mac address='52:54:00:00:00:01'/></interface>";
    let vsock = "<vsock model='virtio'><cid auto='no' address='7'/></vsock>";
    let tablet = "<input type='tablet' bus='usb'/>";
    let watchdog = "<watchdog model='i6300esb'/>";
    let rng = "<rng model='virtio'><backend model='random'>/dev/urandom</backend></rng>";
    let shmem = "<shmem name='s'><model type='ivshmem-plain'/></shmem>";
    let named = |text: &str| match text.strip_suffix("/>") {
        Some(bare) if text.matches('<').count() == 1 => {
            let kind = text[1..].split(' ').next().unwrap_or_default();
            format!("{bare}><alias name='ua-q'/></{kind}>")
        }
        Some(_) | None => text.replacen('>', "><alias name='ua-q'/>", 1),
    };
    let gone = |text: &str| Some((9, 10, format!("matching {text} device not found")));
    let missing = |text: &str| Some((99, 10, text.to_owned()));
    // What is there, what is asked for, and what is said when it is not the same.
    for (there, asked, said) in [
        (card, named(card), None),
        (tablet, named(tablet), None),
        (rng, named(rng), None),
        (shmem, named(shmem), None),
        ("<sound model='ich9'/>", named("<sound model='ich9'/>"), None),
        (watchdog, named(watchdog), missing("no matching watchdog was found")),
        (vsock, named(vsock), None),
        (vsock, vsock.replace('7', "9"), None),
        (vsock, "<vsock model='virtio'/>".to_owned(), gone("vsock")),
        ("<iommu model='intel'/>", "<iommu model='virtio'/>".to_owned(), None),
        (
            "<input type='evdev'><source dev='/dev/input/event0'/></input>",
            "<input type='evdev'/>".to_owned(),
            None,
        ),
    ] {
        let mut dom = filled("q35", "");
        put(&mut dom, there).unwrap();
        assert_eq!(take(&mut dom, &asked).err().map(|e| refusal::<()>(Err(e))), said, "{asked}");
    }
}

// REQ: Q-DEV-01
#[test]
fn only_what_firmware_starts_from_has_a_turn() {
    let together = "per-device boot elements cannot be used together with os/boot elements";
    for (text, refused) in [
        (DISK.replace("</disk>", "<boot order='1'/></disk>"), true),
        ("<interface type='user'><boot order='1'/></interface>".to_owned(), true),
        ("<input type='tablet' bus='usb'><boot order='1'/></input>".to_owned(), false),
        ("<sound model='ich9'><boot order='1'/></sound>".to_owned(), false),
        ("<controller type='usb' index='1'><boot order='1'/></controller>".to_owned(), false),
    ] {
        let mut dom = filled("pc", "");
        let said = put(&mut dom, &text).err().map(|e| refusal::<()>(Err(e)));
        assert_eq!(said, refused.then(|| (67, 20, together.to_owned())), "{text}");
        assert!(!dom.format(Mode::SAVED).contains("order="), "{text}");
    }
}

#[test]
fn a_port_without_a_number_lacks_its_name_first() {
    let mut dom = filled("pc", "");
    let text = "Required option 'modelName' is not set for PCI controller with index '-1', model \
                'pcie-root-port' and modelName 'none'"
        .to_owned();
    let port = "<controller type='pci' model='pcie-root-port'/>";
    assert_eq!(refusal(put(&mut dom, port)), (1, 10, text));
}
