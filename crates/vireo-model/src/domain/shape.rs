//! What the form of a definition asks for beyond the declarations of its parts: checked where a
//! client wants its document validated, before anything is read from it.

use vireo_xml::shape::{Must, Rule, When, misfits as broken};
use vireo_xml::{Misfit, Result};

/// What in a definition breaks the rules of its form, in the order of the document.
///
/// # Errors
/// It is malformed.
pub fn misfits(text: &str) -> Result<Vec<Misfit>> {
    broken(text, RULES)
}

const fn rule(path: &'static str, when: When, must: Must) -> Rule {
    Rule { path, when, must }
}

const DISK: &str = "domain/devices/disk";
const OS: &str = "domain/os";
const HOSTDEV: &str = "domain/devices/hostdev";
const HVM: When = When::Says("type", "hvm");

const RULES: &[Rule] = &[
    // Containers have these, machines do not.
    rule(OS, When::Always, Must::HoldOne("type")),
    rule("domain/os/type", When::Always, Must::Fit("arch", is_arch)),
    rule(OS, HVM, Must::NotHold("init")),
    rule(OS, HVM, Must::NotHold("initarg")),
    rule(OS, HVM, Must::NotHold("initenv")),
    rule(OS, HVM, Must::NotHold("initdir")),
    rule(OS, HVM, Must::NotHold("inituser")),
    rule(OS, HVM, Must::NotHold("initgroup")),
    rule("domain/os/kernel", When::Always, Must::Read(is_path)),
    rule("domain/os/initrd", When::Always, Must::Read(is_path)),
    rule("domain/uuid", When::Always, Must::Read(is_something)),
    rule("domain/memory", When::Always, Must::Read(is_number)),
    rule("domain/currentMemory", When::Always, Must::Read(is_number)),
    rule("domain/vcpu", When::Always, Must::Read(is_count)),
    rule("domain/on_poweroff", When::Always, Must::Read(is_something)),
    rule("domain/on_reboot", When::Always, Must::Read(is_something)),
    rule("domain/on_crash", When::Always, Must::Read(is_something)),
    rule("domain/clock", When::Always, Must::Have("offset")),
    rule("domain/memory", When::Always, Must::Fit("unit", is_something)),
    rule("domain/currentMemory", When::Always, Must::Fit("unit", is_something)),
    rule("domain/devices/memory/target/size", When::Always, Must::Fit("unit", is_something)),
    rule("domain/devices/memory/target/node", When::Always, Must::Read(is_number)),
    rule("domain/numatune/memory", When::Is("placement", &["auto"]), Must::Lack("nodeset")),
    rule("domain/devices/*/boot", When::Always, Must::Fit("loadparm", is_load_parameter)),
    rule(
        "domain/devices/*/address",
        When::Is("type", &["pci"]),
        Must::Fit("function", is_function),
    ),
    rule("domain/devices/emulator", When::Always, Must::Read(is_path)),
    rule("domain/devices/controller", When::Always, Must::Have("type")),
    rule("domain/devices/serial", When::Always, Must::Have("type")),
    rule("domain/devices/parallel", When::Always, Must::Have("type")),
    rule("domain/devices/channel", When::Always, Must::Hold("target")),
    rule("domain/devices/filesystem", When::Always, Must::Hold("source")),
    rule("domain/devices/interface/mac", When::Always, Must::Have("address")),
    rule("domain/devices/interface/model", When::Always, Must::Have("type")),
    rule("domain/devices/video/model", When::Always, Must::Have("type")),
    rule("domain/devices/disk/target", When::Always, Must::Have("dev")),
    rule("domain/devices/disk/target", When::Always, Must::Fit("dev", is_disk)),
    rule("domain/devices/disk/source", When::Always, Must::Fit("file", is_path_or_none)),
    rule(DISK, When::Always, Must::Hold("target")),
    rule(DISK, When::Is("device", &["lun"]), Must::Fit("type", |kind| kind != "file")),
    rule(DISK, When::Always, Must::NotHoldBoth("iotune", "throttlefilters")),
    rule("domain/devices/disk/source", When::Is("protocol", &["iscsi"]), Must::Hold("host")),
    rule(HOSTDEV, When::IsNot("type", &["scsi"]), Must::Lack("rawio")),
    rule(HOSTDEV, When::IsNot("type", &["scsi"]), Must::Lack("sgio")),
    rule("domain/devices/graphics/listen", When::Is("type", &["network"]), Must::Have("network")),
];

/// A path from the root.
fn is_path(text: &str) -> bool {
    text.len() > 1 && text.starts_with('/')
}

/// The file of a disk; an empty drive may have an empty one.
fn is_path_or_none(text: &str) -> bool {
    text.is_empty() || is_path(text)
}

fn is_something(text: &str) -> bool {
    !text.is_empty()
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// A number of one or more.
fn is_count(text: &str) -> bool {
    is_number(text) && text.bytes().any(|b| b != b'0')
}

fn is_arch(text: &str) -> bool {
    crate::fill::is_architecture(text)
}

/// The name of a disk: its bus's letters, then its own.
fn is_disk(text: &str) -> bool {
    let name = text.strip_prefix("ioemu:").unwrap_or(text);
    let own =
        ["fd", "hd", "sd", "vd", "xvd", "ubd"].into_iter().find_map(|bus| name.strip_prefix(bus));
    own.is_some_and(|own| {
        !own.is_empty() && own.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
    })
}

/// What an IBM Z firmware takes.
fn is_load_parameter(text: &str) -> bool {
    let fits = |b: u8| b.is_ascii_alphanumeric() || b == b'.' || b.is_ascii_whitespace();
    (1..=8).contains(&text.len()) && text.bytes().all(fits)
}

/// A PCI function, as a C number.
fn is_function(text: &str) -> bool {
    let digits = text.strip_prefix("0x").unwrap_or(text);
    matches!(digits.as_bytes(), [b'0'..=b'7'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(inside: &str) -> Option<String> {
        let text = format!("<domain>{inside}</domain>");
        misfits(&text).expect("read").into_iter().next().map(|misfit| misfit.text)
    }

    #[test]
    fn what_no_declaration_says() {
        for (inside, said) in [
            ("<os><type>hvm</type><init>/bin/sh</init></os>", "Element os has extra content: init"),
            ("<devices><disk type='file'/></devices>", "Element disk lacks element target"),
            (
                "<devices><graphics><listen type='network'/></graphics></devices>",
                "Element listen lacks attribute network",
            ),
            (
                "<devices><hostdev type='pci' rawio='yes'/></devices>",
                "Invalid attribute rawio for element hostdev",
            ),
            (
                "<devices><sound><address type='pci' function='0x8'/></sound></devices>",
                "Invalid value '0x8' of attribute function of element address",
            ),
        ] {
            assert_eq!(first(inside).as_deref(), Some(said), "{inside}");
        }
    }

    #[test]
    fn what_is_as_it_should_be() {
        let fine = "<os><type>exe</type><init>/bin/sh</init></os>\
            <devices><disk device='lun' type='block'><target dev='sda'/><iotune/></disk>\
            <hostdev type='scsi' rawio='yes'/>\
            <sound><address type='pci' function='0x7'/></sound></devices>";
        assert_eq!(first(fine), None);
    }
}
