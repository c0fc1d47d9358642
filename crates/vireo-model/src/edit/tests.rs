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
