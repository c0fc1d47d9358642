//! Devices with little to refuse, and what they may not have together.

use vireo_xml::{Node, Parser, Result};

use super::{At, when};
use crate::domain::devices::controller::Controller;
use crate::domain::devices::memory::{MemoryDevice, MemoryModel};
use crate::domain::devices::simple::Shmem;
use crate::domain::devices::video::VideoAcceleration;

/// Devices of which a domain has at most one: name, whether the refusal is an
/// internal error, words.
const SINGLE: [(&str, bool, &str); 6] = [
    ("memballoon", true, "only a single memory balloon device is supported"),
    ("nvram", true, "only a single nvram device is supported"),
    ("redirfilter", true, "only one set of redirection filter rule is supported"),
    ("iommu", false, "only a single IOMMU device is supported"),
    ("vsock", false, "only a single vsock device is supported"),
    ("pstore", false, "only a single pstore device is supported"),
];

/// Single devices of `<devices>`.
pub(super) fn single(at: &At<'_, '_, '_>) -> Result<()> {
    let devices = at.node.children().filter(|c| c.is_element() && c.tag_name().name() == "devices");
    let names: Vec<&str> = devices
        .flat_map(|d| d.children())
        .filter(|c| c.is_element())
        .map(|c| c.tag_name().name())
        .collect();
    for (name, internal, text) in SINGLE {
        when(names.iter().filter(|n| **n == name).count() > 1, || {
            if internal { at.internal(text) } else { at.xml(text) }
        })?;
    }
    Ok(())
}

/// `<controller>`.
pub fn controller(
    controller: &mut Controller,
    parser: &mut Parser<'_>,
    node: Node<'_>,
) -> Result<()> {
    let at = At::new(parser, node);
    if let Some(model) = controller.model.filter(|m| !m.suits(controller.kind)) {
        return Err(at.unsupported(format!("Unknown model type '{model}'")));
    }
    for name in ["model", "target"] {
        when(at.count(name) > 1, || {
            at.xml(format!("Multiple <{name}> elements in controller definition not allowed"))
        })?;
    }
    Ok(())
}

/// `<memory>` device.
pub fn memory(memory: &mut MemoryDevice, parser: &mut Parser<'_>, node: Node<'_>) -> Result<()> {
    let at = At::new(parser, node);
    let empty = memory.source.as_ref().and_then(|s| s.nodemask.as_ref());
    when(empty.is_some_and(|set| set.is_empty()), || {
        at.unsupported("Invalid value of 'nodemask': ")
    })?;
    if memory.model != MemoryModel::Nvdimm {
        return Ok(());
    }
    let Some(label) = memory.target.label_size.filter(|size| *size > 0) else { return Ok(()) };
    when(label < 128, || at.xml("nvdimm label must be at least 128KiB"))?;
    when(label >= memory.target.size, || at.xml("label size must be smaller than NVDIMM size"))
}

/// `<shmem>`.
pub fn shmem(shmem: &mut Shmem, parser: &mut Parser<'_>, node: Node<'_>) -> Result<()> {
    let at = At::new(parser, node);
    when(shmem.msi.is_some() && shmem.server.is_none(), || {
        at.xml("msi option is only supported with a server")
    })
}

/// `<acceleration>`.
pub fn acceleration(
    acceleration: &mut VideoAcceleration,
    parser: &mut Parser<'_>,
    node: Node<'_>,
) -> Result<()> {
    let at = At::new(parser, node);
    let empty = *acceleration == VideoAcceleration::default();
    when(empty, || at.unsupported("missing values for acceleration"))
}
