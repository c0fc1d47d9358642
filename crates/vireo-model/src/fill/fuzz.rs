//! Entry points for fuzzing: whatever a document says, filling ends and never
//! panics.

use std::sync::Arc;

use vireo_xml::Mode;

use super::{Cap, Emulator, FillFlags, Machine, StaticView, aliases, fill, validate};
use crate::domain::Domain;

/// A hypervisor that can do everything, with the machines of a PC.
fn view() -> StaticView {
    let machine = |name: &str, alias: &str, default| Machine {
        name: name.into(),
        alias: Some(alias.into()),
        max_cpus: 255,
        default,
        default_cpu: Some("qemu64-x86_64-cpu".into()),
        acpi: Some(true),
        ..Machine::default()
    };
    let machines = vec![
        machine("pc-i440fx-10.0", "pc", true),
        machine("pc-q35-10.0", "q35", false),
        machine("isapc", "isapc", false),
    ];
    let emulator = Emulator {
        path: "/usr/bin/qemu-system-x86_64".into(),
        arch: "x86_64".into(),
        version: 10_000_000,
        caps: Cap::ALL.iter().copied().collect(),
        kvm: machines.clone(),
        tcg: machines,
    };
    StaticView {
        host_arch: "x86_64".into(),
        emulators: vec![Arc::new(emulator)],
        ..StaticView::default()
    }
}

/// Read, fill, judge and name.
pub fn fuzz_fill(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let mode = Mode { inactive: true, ..Mode::default() };
    let Ok(mut dom) = Domain::parse(text, mode) else { return };
    let view = view();
    if fill(&mut dom, &view, FillFlags::DEFINE).is_err() {
        return;
    }
    if validate(&dom, &view, FillFlags::DEFINE).is_ok() {
        aliases::assign(&mut dom);
    }
    let _ = dom.format(mode);
}

#[cfg(test)]
mod tests {
    #[test]
    fn odd_documents_do_no_harm() {
        let devices = [
            "<controller type='pci' index='255' model='pci-bridge'/>",
            "<controller type='usb' index='4294967295'/><input type='tablet' bus='usb'/>",
            "<controller type='virtio-serial' ports='4294967295'/><channel type='pty'><target type='virtio'/></channel>",
            "<disk type='file'><source file='/a'/><target dev='sda' bus='scsi'/><address type='drive' controller='4294967295' bus='0' target='0' unit='9'/></disk>",
            "<input type='tablet' bus='usb'><address type='usb' bus='7' port='1.1.1.1.1'/></input>",
            "<hostdev type='scsi'><source><adapter name='x'/><address bus='0' target='0' unit='0'/></source></hostdev>",
            "<memory model='dimm'><target><size>1</size><node>9</node></target></memory>",
        ];
        for machine in ["pc", "q35", "isapc", "none", ""] {
            for vcpu in ["0", "1", "4294967295"] {
                for device in devices {
                    let text = format!(
                        "<domain type='kvm'><name>x</name><memory>1</memory>\
                         <maxMemory slots='4294967295'>9</maxMemory><vcpu>{vcpu}</vcpu>\
                         <os><type arch='x86_64' machine='{machine}'>hvm</type></os>\
                         <cpu><numa><cell id='7' cpus='9' memory='1'/></numa></cpu>\
                         <devices>{device}</devices></domain>"
                    );
                    super::fuzz_fill(text.as_bytes());
                }
            }
        }
    }
}
