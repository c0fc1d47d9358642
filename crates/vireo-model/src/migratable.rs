//! A definition as an older daemon would have written it: what is there without being asked for is
//! left out, so that the other side's own defaults take its place (`VIR_DOMAIN_XML_MIGRATABLE`).

use crate::domain::Domain;
use crate::domain::devices::audio::{Audio, AudioType};
use crate::domain::devices::chardev::{ChardevSource, Serial, SerialTargetType};
use crate::domain::devices::controller::{
    Controller, ControllerModel, ControllerType, PciModelName,
};
use crate::domain::devices::disk::Disk;
use crate::domain::devices::graphics::{Graphics, Listen};
use crate::domain::devices::hostdev::Hostdev;
use crate::domain::devices::input::{Input, InputBus, InputType};
use crate::domain::devices::simple::{Panic, PanicModel};
use crate::domain::devices::storage::{StorageFormat, StorageSource, StorageType};
use crate::domain::devices::watchdog::{Watchdog, WatchdogAction, WatchdogModel};
use crate::domain::os::Os;
use crate::domain::security::{SecLabel, SecLabelKind};
use crate::fill::defaults::interface::forget_generated;
use crate::fill::machine;

/// Leaves out of `domain` what every daemon adds by itself.
pub fn strip(domain: &mut Domain) {
    let is_x86 = domain.os.arch.as_deref().is_none_or(machine::is_x86);
    strip_firmware(&mut domain.os);
    let is_i440fx = domain.os.machine.as_deref().is_none_or(is_i440fx);
    let devices = &mut domain.devices;
    if is_x86 && is_i440fx {
        strip_usb(&mut devices.controllers);
    }
    strip_pci(&mut devices.controllers);
    devices.disks.iter_mut().for_each(strip_disk);
    devices.serials.iter_mut().for_each(strip_serial);
    devices.panics.retain(|panic| !is_implicit_panic(panic));
    if is_x86 {
        devices.inputs.retain(|input| !is_implicit_keyboard(input));
        devices.watchdogs.retain(|watchdog| !is_implicit_watchdog(watchdog));
    }
    domain.seclabels.retain(|label| !is_chosen_label(label));
    let devices = &mut domain.devices;
    let backend = default_audio(&devices.graphics);
    if let [audio] = devices.audios.as_slice() {
        if backend.is_some_and(|kind| *audio == (Audio { id: 1, kind, ..Audio::default() })) {
            devices.audios.clear();
        }
    }
    devices.graphics.iter_mut().for_each(strip_listens);
    devices.hostdevs.iter_mut().for_each(strip_found);
}

/// Leaves out what the daemon made for this run of the guest: names of its interfaces, sockets of
/// its channels, addresses and sockets of its displays that were not asked for.
pub fn forget_run(domain: &mut Domain) {
    forget_names(domain);
    domain.devices.graphics.iter_mut().for_each(forget_listens);
    for channel in &mut domain.devices.channels {
        let Some(ChardevSource::Unix(unix)) = &mut channel.source else { continue };
        if unix.path.as_deref().is_some_and(is_of_run) {
            (unix.path, unix.mode) = (None, None);
        }
    }
}

fn forget_listens(display: &mut Graphics) {
    let (listens, address, mut socket) = match display {
        Graphics::Vnc(vnc) => (&mut vnc.listens, &mut vnc.listen, Some(&mut vnc.socket)),
        Graphics::Spice(spice) => (&mut spice.listens, &mut spice.listen, None),
        Graphics::Rdp(_)
        | Graphics::Sdl(_)
        | Graphics::Desktop(_)
        | Graphics::EglHeadless(_)
        | Graphics::Dbus(_) => return,
    };
    for (place, listen) in listens.iter_mut().enumerate() {
        match listen {
            Listen::Address(own) if own.from_config == Some(1) => {
                // The display itself tells the first once more.
                address.take_if(|_| place == 0);
                own.address = None;
            }
            Listen::Socket(own) if own.auto_generated == Some(true) => {
                if let Some(socket) = socket.as_deref_mut().filter(|_| place == 0) {
                    *socket = None;
                }
                own.socket = None;
            }
            Listen::Address(_) | Listen::Socket(_) | Listen::Network(_) | Listen::None => {}
        }
    }
}

/// Leaves out the names on the host that interfaces got for this run.
pub fn forget_names(domain: &mut Domain) {
    domain.devices.interfaces.iter_mut().for_each(forget_generated);
}

/// Whether the daemon made a channel's socket for one run: `…/channel/ID-GUEST/TARGET`.
fn is_of_run(path: &str) -> bool {
    let mut parts = path.rsplit('/').skip(1);
    let (run, kind) = (parts.next().unwrap_or_default(), parts.next());
    let id = run.split_once('-').map_or("", |(id, _)| id);
    kind == Some("channel") && !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit())
}

/// A USB device that was found by its maker is to be found again: it has another number elsewhere.
fn strip_found(hostdev: &mut Hostdev) {
    let source = &mut hostdev.source;
    if source.auto_address.take() == Some(true) {
        source.address = None;
    }
    source.missing = None;
}

/// How the firmware was chosen is no matter once it is.
fn strip_firmware(os: &mut Os) {
    if os.loader.as_ref().is_some_and(|loader| loader.path.is_some()) {
        os.firmware = None;
        os.firmware_features.clear();
    }
}

/// Whether the machine has a PCI bus and a USB controller by itself.
fn is_i440fx(name: &str) -> bool {
    machine::Family::of("x86_64", name) == machine::Family::I440fx
}

/// The only controller of a kind, by its place.
fn only(controllers: &[Controller], kind: ControllerType) -> Option<usize> {
    let mut found = controllers.iter().enumerate().filter(|(_, c)| c.kind == kind);
    let (place, _) = found.next()?;
    found.next().is_none().then_some(place)
}

/// Whether a controller is the first of its kind and of that model, or of none.
fn is_first(c: &Controller, model: ControllerModel) -> bool {
    c.index.unwrap_or(0) == 0 && c.model.is_none_or(|own| own == model)
}

/// The first USB controller of an i440fx machine.
fn strip_usb(controllers: &mut Vec<Controller>) {
    if let Some(usb) = only(controllers, ControllerType::Usb) {
        // By its user: that of a running guest has a name anyway.
        let alias = controllers[usb].info.alias.as_deref();
        let named = alias.is_some_and(|alias| alias.starts_with("ua-"));
        if !named && is_first(&controllers[usb], ControllerModel::Piix3Uhci) {
            controllers.remove(usb);
        }
    }
}

/// The root bus where there is no other, and names of the host bridges.
fn strip_pci(controllers: &mut Vec<Controller>) {
    if let Some(root) = only(controllers, ControllerType::Pci) {
        let hole = controllers[root].pcihole64.is_some();
        if !hole && is_first(&controllers[root], ControllerModel::PciRoot) {
            controllers.remove(root);
        }
    }
    for c in controllers {
        c.model_name = c.model_name.filter(|name| *name != PciModelName::SpaprPciHostBridge);
    }
}

/// A drive with nothing in it is of no kind.
fn strip_disk(disk: &mut Disk) {
    let empty = disk.source.as_ref().is_none_or(|source| *source == StorageSource::default());
    if !empty || disk.kind == StorageType::VhostUser {
        return;
    }
    disk.kind = StorageType::File;
    if let Some(driver) = &mut disk.driver {
        driver.kind.get_or_insert(StorageFormat::Raw);
    }
}

/// Types of serial ports that came late.
fn strip_serial(serial: &mut Serial) {
    let Some(target) = &mut serial.target else { return };
    if matches!(
        target.kind,
        Some(SerialTargetType::SpaprVioSerial | SerialTargetType::SystemSerial)
    ) {
        (target.kind, target.model) = (None, None);
    }
}

fn is_implicit_panic(panic: &Panic) -> bool {
    matches!(panic.model, Some(PanicModel::Pseries | PanicModel::S390))
        && panic.info.address.is_none()
}

fn is_implicit_keyboard(input: &Input) -> bool {
    input.kind == InputType::Keyboard && input.bus == Some(InputBus::Ps2)
}

/// What the daemon runs a guest under when nobody says anything: the next one chooses for itself.
fn is_chosen_label(label: &SecLabel) -> bool {
    label.kind == Some(SecLabelKind::Dynamic)
        && label.model.as_deref() == Some("dac")
        && label.label.is_some()
        && label.baselabel.is_none()
}

fn is_implicit_watchdog(watchdog: &Watchdog) -> bool {
    watchdog.model == WatchdogModel::Itco && watchdog.action == Some(WatchdogAction::Reset)
}

/// The audio backend that a display brings along.
fn default_audio(graphics: &[Graphics]) -> Option<AudioType> {
    let of = |display: &Graphics| match display {
        Graphics::Vnc(_) => Some(AudioType::None),
        Graphics::Spice(_) => Some(AudioType::Spice),
        Graphics::Sdl(_) => Some(AudioType::Sdl),
        Graphics::Rdp(_) | Graphics::Desktop(_) | Graphics::EglHeadless(_) | Graphics::Dbus(_) => {
            None
        }
    };
    if graphics.is_empty() { Some(AudioType::None) } else { graphics.iter().rev().find_map(of) }
}

/// Listens that old daemons knew as attributes, or not at all.
fn strip_listens(display: &mut Graphics) {
    match display {
        Graphics::Vnc(vnc) if matches!(vnc.listens.as_slice(), [Listen::Socket(l)] if l.socket.is_some()) =>
        {
            vnc.listens.clear();
        }
        Graphics::Spice(spice) if spice.listens.as_slice() == [Listen::None] => {
            spice.listens.clear();
            // An older daemon would choose a port.
            spice.autoport.get_or_insert(false);
        }
        Graphics::Vnc(_)
        | Graphics::Spice(_)
        | Graphics::Sdl(_)
        | Graphics::Rdp(_)
        | Graphics::Desktop(_)
        | Graphics::EglHeadless(_)
        | Graphics::Dbus(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use vireo_xml::{Mode, format, parse};

    use super::*;

    fn devices(text: &str) -> String {
        let text = format!(
            "<domain type='qemu'><name>x</name><memory>1</memory>\
             <os><type arch='x86_64'>hvm</type></os><devices>{text}</devices></domain>"
        );
        let mut domain: Domain = parse(&text, Mode::SAVED).unwrap();
        strip(&mut domain);
        let out = format(&domain, Mode::SAVED);
        let start = out.find("<devices").unwrap();
        out[start..]
            .lines()
            .skip(1)
            .map(str::trim)
            .take_while(|l| !l.starts_with("</dev"))
            .collect()
    }

    #[test]
    fn what_every_daemon_adds_is_left_out() {
        assert_eq!(
            devices(
                "<controller type='usb' index='0' model='piix3-uhci'/>\
                 <controller type='pci' index='0' model='pci-root'/>\
                 <input type='mouse' bus='ps2'/><input type='keyboard' bus='ps2'/>\
                 <audio id='1' type='none'/><watchdog model='itco' action='reset'/>"
            ),
            "<input type='mouse' bus='ps2'/>"
        );
    }

    #[test]
    fn what_other_machines_have_by_themselves_is_left_out_too() {
        assert_eq!(
            devices(
                "<controller type='pci' index='0' model='pci-root'>\
                 <model name='spapr-pci-host-bridge'/></controller>\
                 <serial type='pty'><target type='system-serial' port='0'><model name='pl011'/>\
                 </target></serial><panic model='s390'/>"
            ),
            "<serial type='pty'><target port='0'/></serial>"
        );
    }

    #[test]
    fn a_display_that_listens_nowhere_is_told_as_of_old() {
        assert_eq!(
            devices("<graphics type='spice'><listen type='none'/></graphics>"),
            "<graphics type='spice' autoport='no'/>"
        );
    }

    #[test]
    fn the_choice_of_firmware_is_no_matter_once_it_is_made() {
        let text = "<domain type='qemu'><name>x</name><memory>1</memory><os firmware='efi'>\
                    <type arch='x86_64' machine='pc-q35-10.0'>hvm</type>\
                    <firmware><feature enabled='yes' name='secure-boot'/></firmware>\
                    <loader type='pflash'>/a.fd</loader></os><devices>\
                    <controller type='usb' index='0' model='piix3-uhci'/></devices></domain>";
        let mut domain: Domain = parse(text, Mode::SAVED).unwrap();
        strip(&mut domain);
        assert_eq!((domain.os.firmware, domain.os.firmware_features.len()), (None, 0));
        // Only one machine has that controller by itself.
        assert_eq!(domain.devices.controllers.len(), 1);
    }

    #[test]
    fn what_someone_asked_for_stays() {
        for kept in [
            "<controller type='usb' index='0' model='qemu-xhci'/>",
            "<input type='keyboard' bus='usb'/>",
            "<audio id='1' type='spice'/>",
            "<watchdog model='itco' action='poweroff'/>",
        ] {
            assert_eq!(devices(kept), kept);
        }
    }

    #[test]
    fn what_one_run_chose_is_left_out() {
        let text = "<domain type='qemu'><name>g</name><memory>1</memory>\
             <os><type arch='x86_64'>hvm</type></os><devices>\
             <interface type='user'><target dev='vnet7'/></interface>\
             <channel type='unix'><source mode='bind' path='/run/libvirt/qemu/channel/3-g/a.b'/>\
             <target type='virtio' name='a.b'/></channel>\
             <channel type='unix'><source mode='bind' path='/own/a.b'/>\
             <target type='virtio' name='a.b'/></channel>\
             <graphics type='vnc' port='5900' autoport='yes' listen='127.0.0.1'>\
             <listen type='address' address='127.0.0.1' fromConfig='1'/></graphics>\
             </devices></domain>";
        let mut domain: Domain = parse(text, Mode::STATUS).unwrap();
        forget_run(&mut domain);
        let out = format(&domain, Mode::SAVED);
        for gone in ["vnet7", "channel/3-g", "127.0.0.1"] {
            assert!(!out.contains(gone), "{gone} in {out}");
        }
        assert!(out.contains("path='/own/a.b'") && out.contains("<listen type='address'/>"));
    }
}
