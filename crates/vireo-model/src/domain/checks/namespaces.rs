//! What the drivers' own namespaces hold.

use vireo_xml::{CODE_INTERNAL_ERROR, CODE_XML_ERROR, FROM_QEMU, Node, Parser, Result};

use super::{At, when};
use crate::domain::Domain;
use crate::domain::namespaces::{Env, QemuOverrideKind, QemuOverrideProperty};

/// `<qemu:env>`: a name that the environment can have.
pub fn env(env: &mut Env, parser: &mut Parser<'_>, node: Node<'_>) -> Result<()> {
    let at = At::new(parser, node);
    let wrong = |rule: &str| {
        let text = format!("Invalid environment name, it must {rule}");
        at.refuse(CODE_INTERNAL_ERROR, FROM_QEMU, text)
    };
    let first = env.name.bytes().next().is_some_and(|b| b.is_ascii_alphabetic() || b == b'_');
    when(!first, || wrong("begin with a letter or underscore"))?;
    let rest = env.name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
    when(!rest, || wrong("contain only alphanumerics and underscore"))
}

/// `<qemu:property>`: a value of its type, none where the property is taken away.
pub fn property(
    property: &mut QemuOverrideProperty,
    parser: &mut Parser<'_>,
    node: Node<'_>,
) -> Result<()> {
    let at = At::new(parser, node);
    let xml = |text: String| at.refuse(CODE_XML_ERROR, FROM_QEMU, text);
    let attribute = "attribute of 'qemu:property'";
    if property.kind == QemuOverrideKind::Remove {
        return when(property.value.is_some(), || {
            xml(format!("setting 'value' {attribute} doesn't make sense with 'remove' type"))
        });
    }
    let Some(value) = property.value.as_deref() else {
        return Err(xml("missing 'value' attribute for 'qemu:property'".to_owned()));
    };
    let fits = match property.kind {
        QemuOverrideKind::String | QemuOverrideKind::Remove => true,
        QemuOverrideKind::Signed => value.parse::<i64>().is_ok(),
        QemuOverrideKind::Unsigned => value.parse::<u64>().is_ok(),
        QemuOverrideKind::Bool => matches!(value, "true" | "false"),
    };
    when(!fits, || {
        let kind = property.kind;
        xml(format!("invalid value '{value}' of 'value' {attribute}, its type is '{kind}'"))
    })
}

/// What says nothing is not kept, nor is its namespace.
pub(super) fn drop_empty(domain: &mut Domain) {
    let commands = domain.qemu_commandline.take();
    domain.qemu_commandline = commands.filter(|c| !c.args.is_empty() || !c.envs.is_empty());
    let flags = domain.qemu_capabilities.take();
    domain.qemu_capabilities = flags.filter(|c| !c.add.is_empty() || !c.del.is_empty());
    let devices = domain.qemu_override.take();
    domain.qemu_override = devices.filter(|o| !o.devices.is_empty());
    let deprecation = domain.qemu_deprecation.take();
    domain.qemu_deprecation = deprecation.filter(|d| d.behavior.is_some());
}
