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
    rule(OS, HVM, Must::NotHold("init")),
    rule(OS, HVM, Must::NotHold("initarg")),
    rule(OS, HVM, Must::NotHold("initenv")),
    rule(OS, HVM, Must::NotHold("initdir")),
    rule(OS, HVM, Must::NotHold("inituser")),
    rule(OS, HVM, Must::NotHold("initgroup")),
    rule("domain/numatune/memory", When::Is("placement", &["auto"]), Must::Lack("nodeset")),
    rule("domain/devices/*/boot", When::Always, Must::Fit("loadparm", is_load_parameter)),
    rule(
        "domain/devices/*/address",
        When::Is("type", &["pci"]),
        Must::Fit("function", is_function),
    ),
    rule(DISK, When::Always, Must::Hold("target")),
    rule(DISK, When::Is("device", &["lun"]), Must::Fit("type", |kind| kind != "file")),
    rule(DISK, When::Always, Must::NotHoldBoth("iotune", "throttlefilters")),
    rule("domain/devices/disk/source", When::Is("protocol", &["iscsi"]), Must::Hold("host")),
    rule(HOSTDEV, When::IsNot("type", &["scsi"]), Must::Lack("rawio")),
    rule(HOSTDEV, When::IsNot("type", &["scsi"]), Must::Lack("sgio")),
    rule("domain/devices/graphics/listen", When::Is("type", &["network"]), Must::Have("network")),
];

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
