//! Devices with little to refuse, and what they may not have together.

use vireo_xml::{Bad, CODE_NO_SOURCE, FROM_DOMAIN, Node, Parser, Result};

use super::{At, when};
use crate::domain::devices::controller::Controller;
use crate::domain::devices::filesystem::{Filesystem, FilesystemSource, FilesystemType};
use crate::domain::devices::memory::{MemoryDevice, MemoryModel};
use crate::domain::devices::rng::Rng;
use crate::domain::devices::simple::Shmem;
use crate::domain::devices::tpm::Tpm;
use crate::domain::devices::video::VideoAcceleration;
use crate::domain::security::DeviceSecLabel;

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
            let error = if internal { at.internal(text) } else { at.xml(text) };
            super::of_part(&format!("devices/{name}"), error)
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
    when(controller.index.is_some_and(|index| i32::try_from(index).is_err()), || {
        let given = node.attribute("index").unwrap_or_default();
        at.parser.invalid_attribute(node, "index", given, Bad::Integer)
    })?;
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

/// `<rng>`.
pub fn rng(_: &mut Rng, parser: &mut Parser<'_>, node: Node<'_>) -> Result<()> {
    let at = At::new(parser, node);
    when(at.count("backend") > 1, || at.xml("only one RNG backend is supported"))
}

/// `<tpm>`.
pub fn tpm(_: &mut Tpm, parser: &mut Parser<'_>, node: Node<'_>) -> Result<()> {
    let at = At::new(parser, node);
    when(at.count("backend") > 1, || at.xml("only one TPM backend is supported"))
}

/// `<seclabel>` of a device.
pub fn label(label: &mut DeviceSecLabel, parser: &mut Parser<'_>, node: Node<'_>) -> Result<()> {
    let at = At::new(parser, node);
    when(label.label.is_some() && label.relabel == Some(false), || {
        let model = label.model.as_deref().unwrap_or("NULL");
        let text = "Cannot specify a label if relabelling is turned off. model=";
        at.xml(format!("{text}{model}"))
    })
}

/// `<filesystem>`: what is shared.
pub fn filesystem(fs: &mut Filesystem, parser: &mut Parser<'_>, node: Node<'_>) -> Result<()> {
    let at = At::new(parser, node);
    let none = FilesystemSource::default();
    let source = fs.source.as_ref().unwrap_or(&none);
    let given = match fs.kind {
        FilesystemType::Mount | FilesystemType::Bind => {
            source.dir.is_some() || source.socket.is_some()
        }
        FilesystemType::Block => source.dev.is_some(),
        FilesystemType::File => source.file.is_some(),
        FilesystemType::Template => source.name.is_some(),
        FilesystemType::Ram => {
            return when(source.usage.is_none(), || {
                at.xml("missing 'usage' attribute for RAM filesystem")
            });
        }
        FilesystemType::Volume => true,
    };
    when(!given, || {
        let target = fs.target_dir.as_deref().unwrap_or_default();
        at.refuse(CODE_NO_SOURCE, FROM_DOMAIN, target)
    })
}
