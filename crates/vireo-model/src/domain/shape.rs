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

/// Whether what a declaration refuses is none of the form's business: any character device may say
/// what only some kinds of it read, and numbers and modes of theirs may be any text.
#[must_use]
pub fn is_loose(misfit: &Misfit) -> bool {
    let mut parts = misfit.path.split('/').skip_while(|part| *part != "devices").skip(1);
    let device = parts.next().unwrap_or_default();
    let inside = parts.next().unwrap_or_default();
    let attribute = parts.next().and_then(|part| part.strip_prefix('@'));
    let end = parts.next().is_none();
    match inside {
        "source" if CHARDEVS.contains(&device) && end => match attribute {
            Some(name) => SOURCE.contains(&name),
            None => misfit.text.contains("attribute 'mode'"),
        },
        "protocol" => CHARDEVS.contains(&device) && attribute.is_none(),
        _ => false,
    }
}

const CHARDEVS: &[&str] = &["serial", "parallel", "console", "channel", "smartcard", "redirdev"];
const SOURCE: &[&str] = &["mode", "path", "host", "service", "append", "tls"];

/// What a definition says once.
const ONCE: &[&str] = &[
    "name",
    "uuid",
    "genid",
    "title",
    "description",
    "maxMemory",
    "memory",
    "currentMemory",
    "vcpu",
    "iothreads",
    "blkiotune",
    "memtune",
    "memoryBacking",
    "cputune",
    "numatune",
    "resource",
    "os",
    "features",
    "cpu",
    "clock",
    "on_poweroff",
    "on_reboot",
    "on_crash",
    "on_lockfailure",
    "pm",
    "devices",
];

const fn rule(path: &'static str, when: When, must: Must) -> Rule {
    Rule { path, when, must }
}

const DISK: &str = "domain/devices/disk";
const OS: &str = "domain/os";
const HOSTDEV: &str = "domain/devices/hostdev";
const EXE: When = When::Says("type", "exe");
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
    rule(OS, EXE, Must::NotHold("boot")),
    rule(OS, EXE, Must::NotHold("bootmenu")),
    rule(OS, EXE, Must::NotHold("loader")),
    rule(OS, EXE, Must::NotHold("nvram")),
    rule("domain/os/type", When::Reads("exe"), Must::Lack("machine")),
    rule("domain", When::Always, Must::NotRepeat(ONCE)),
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
    rule("domain/devices/disk/source/slices/slice", When::Always, Must::Have("type")),
    rule(
        "domain/devices/disk/source/slices/slice",
        When::Always,
        Must::Fit("type", |kind| kind == "storage"),
    ),
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

/// The file of a disk; an empty drive may have an empty one. Other hypervisors name theirs
/// `X:\\file` and `[store] file`.
fn is_path_or_none(text: &str) -> bool {
    let drive = || matches!(text.as_bytes(), [b'A'..=b'Z' | b'a'..=b'z', b':', ..]);
    let store = || {
        let after = text.strip_prefix('[').and_then(|rest| rest.split_once(']'));
        after.is_some_and(|(store, file)| !store.is_empty() && !file.trim().is_empty())
    };
    text.is_empty() || is_path(text) || drive() || store()
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
    fn files_of_other_hypervisors() {
        for file in ["[store] dir/a.vmdk", "X:\\a.vhdx", "/a", ""] {
            let inside = format!(
                "<devices><disk><source file='{file}'/><target dev='sda'/></disk></devices>"
            );
            assert_eq!(first(&inside), None, "{file}");
        }
        for file in ["a", "[] a", "[store] "] {
            assert!(!is_path_or_none(file), "{file}");
        }
    }

    #[test]
    fn sources_of_character_devices_say_more_than_is_read() {
        let misfit = |path: &str, text: &str| Misfit {
            path: path.to_owned(),
            line: 1,
            column: 1,
            text: text.to_owned(),
        };
        for (path, text, loose) in [
            ("domain/devices/channel/source/@mode", "", true),
            ("domain/devices/channel/source/@colour", "", false),
            ("domain/devices/channel/source", "Invalid value for attribute 'mode'", true),
            ("domain/devices/channel/source", "Element source lacks it", false),
            ("domain/devices/smartcard/protocol", "", true),
            ("domain/devices/disk/source/@path", "", false),
        ] {
            assert_eq!(is_loose(&misfit(path, text)), loose, "{path}");
        }
    }

    #[test]
    fn what_is_said_twice() {
        let twice = first("<devices/><devices/>");
        assert_eq!(twice.as_deref(), Some("Element domain has extra content: devices"));
        let machine = first("<os><type machine='pc'>exe</type></os>");
        assert_eq!(machine.as_deref(), Some("Invalid attribute machine for element type"));
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
