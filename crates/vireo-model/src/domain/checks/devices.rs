//! Devices with little to refuse, and what they may not have together.

use vireo_xml::{Bad, CODE_INTERNAL_ERROR, CODE_NO_SOURCE, FROM_DOMAIN, Node, Parser, Result};

use super::{At, when};
use crate::domain::devices::audio::AudioStream;
use crate::domain::devices::controller::Controller;
use crate::domain::devices::filesystem::{
    Filesystem, FilesystemDriverType, FilesystemSource, FilesystemType,
};
use crate::domain::devices::memory::{MemoryDevice, MemoryModel};
use crate::domain::devices::redirdev::RedirFilterUsbDev;
use crate::domain::devices::rng::Rng;
use crate::domain::devices::simple::{Crypto, Lease, Shmem};
use crate::domain::devices::sound::{Sound, SoundModel};
use crate::domain::devices::tpm::{
    Tpm, TpmBackend, TpmExternal, TpmSource, TpmSourceMode, TpmSourceType,
};
use crate::domain::devices::video::VideoAcceleration;
use crate::domain::security::{DeviceSecLabel, SecLabel, SecLabelKind};

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
    if memory.model == MemoryModel::VirtioMem {
        let _ = memory.target.requested.get_or_insert(0);
    }
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
pub fn rng(rng: &mut Rng, parser: &mut Parser<'_>, node: Node<'_>) -> Result<()> {
    let at = At::new(parser, node);
    rng.rate = rng.rate.take().filter(|rate| rate.bytes > 0);
    when(at.count("backend") > 1, || at.xml("only one RNG backend is supported"))
}

/// `<input>` and `<output>` of audio: fixed settings are told, though there be none.
pub fn audio_stream(stream: &mut AudioStream, _: &mut Parser<'_>, _: Node<'_>) -> Result<()> {
    if stream.fixed_settings == Some(true) {
        let _ = stream.settings.get_or_insert_default();
    }
    Ok(())
}

/// `<source>` of a TPM: a place for the emulator's state, or the socket of one that runs.
pub fn tpm_source(source: &mut TpmSource, parser: &mut Parser<'_>, node: Node<'_>) -> Result<()> {
    let at = At::new(parser, node);
    let outside = node.parent_element().and_then(|n| n.attribute("type")) == Some("external");
    if outside {
        return match at.has_attribute("type") {
            true => Ok(()),
            false => Err(at.xml("missing external TPM backend source type")),
        };
    }
    when(source.kind == TpmSourceType::Unix, || {
        at.parser.invalid_attribute(node, "type", source.kind.as_str(), Bad::Value)
    })?;
    when(source.path.is_none(), || at.xml("missing TPM source path"))
}

/// `<lease>`: the reference refuses one of no lockspace without a word why.
pub fn lease(lease: &mut Lease, parser: &mut Parser<'_>, node: Node<'_>) -> Result<()> {
    when(lease.lockspace.is_none(), || {
        let at = At::new(parser, node);
        at.refuse(CODE_INTERNAL_ERROR, 0, "Missing 'lockspace' element for lease")
    })
}

/// `<sound>`: what the model does not have is not looked at.
pub fn sound(sound: &mut Sound, parser: &mut Parser<'_>, node: Node<'_>) -> Result<()> {
    let at = At::new(parser, node);
    sound.driver = sound.driver.take().filter(|_| sound.model == SoundModel::Virtio);
    sound.multichannel = sound.multichannel.filter(|_| sound.model == SoundModel::Usb);
    if !matches!(sound.model, SoundModel::Ich6 | SoundModel::Ich9) {
        sound.codecs.clear();
    }
    let mut codecs = node.children().filter(|n| n.has_tag_name("codec"));
    let word = |n: Node<'_>| n.attribute("type").unwrap_or("(null)").to_owned();
    let odd = codecs.find(|n| !matches!(n.attribute("type"), Some("duplex" | "micro" | "output")));
    if let Some(odd) = odd.filter(|_| !sound.codecs.is_empty()) {
        return Err(at.unsupported(format!("unknown codec type '{}'", word(odd))));
    }
    if sound.model != SoundModel::Virtio {
        sound.streams = None;
        return Ok(());
    }
    match (node.attribute("streams"), sound.streams) {
        (Some(text), None) => {
            Err(at.parser.invalid_attribute(node, "streams", text, Bad::Unsigned))
        }
        (Some(text), Some(0)) => Err(at.parser.invalid_attribute(node, "streams", text, Bad::Zero)),
        (Some(_) | None, _) => Ok(()),
    }
}

/// `<usbdev>` of a filter: numbers of USB devices are told in their full width, -1 is any.
pub fn redir_rule(
    rule: &mut RedirFilterUsbDev,
    parser: &mut Parser<'_>,
    node: Node<'_>,
) -> Result<()> {
    let at = At::new(parser, node);
    let read = |name: &str, text: &mut Option<String>, width: usize| -> Result<Option<i64>> {
        let Some(given) = text.take() else { return Ok(None) };
        let hex = given.strip_prefix("0x").or_else(|| given.strip_prefix("0X"));
        let number = match hex {
            Some(digits) => i64::from_str_radix(digits, 16),
            None => given.parse(),
        };
        let number =
            number.map_err(|_| at.parser.invalid_attribute(node, name, &given, Bad::Integer))?;
        *text = (number >= 0).then(|| format!("0x{number:0width$X}"));
        Ok(Some(number))
    };
    if let Some(class) = read("class", &mut rule.class, 2)?
        .filter(|class| *class != -1 && !(0..=0xff).contains(class))
    {
        return Err(at.internal(format!("Invalid USB Class code {class:#x}, 0xFF is the highest")));
    }
    let _ = read("vendor", &mut rule.vendor, 4)?;
    let _ = read("product", &mut rule.product, 4)?;
    match rule.version.take() {
        None => Ok(()),
        Some(any) if any == "-1" => Ok(()),
        Some(given) => match usb_version(&given) {
            Some(version) => {
                rule.version = Some(version);
                Ok(())
            }
            None => Err(at.xml(format!("Cannot parse USB device version {given}"))),
        },
    }
}

/// A version as devices tell it: up to two digits on each side of the dot.
fn usb_version(text: &str) -> Option<String> {
    let (major, minor) = text.split_once('.')?;
    let digits = |t: &str| (1..=2).contains(&t.len()) && t.bytes().all(|b| b.is_ascii_digit());
    if !digits(major) || !digits(minor) {
        return None;
    }
    let number: u32 = major.parse().ok()?;
    Some(format!("{number}.{minor:0<2}"))
}

/// `<crypto>`.
pub fn crypto(_: &mut Crypto, parser: &mut Parser<'_>, node: Node<'_>) -> Result<()> {
    let at = At::new(parser, node);
    when(at.count("backend") > 1, || at.xml("only one crypto backend is supported"))
}

/// `<tpm>`.
pub fn tpm(tpm: &mut Tpm, parser: &mut Parser<'_>, node: Node<'_>) -> Result<()> {
    let at = At::new(parser, node);
    when(at.count("backend") > 1, || at.xml("only one TPM backend is supported"))?;
    match &mut tpm.backend {
        // A place of no kind is none.
        Some(TpmBackend::Emulator(emulator))
            if !super::says(at.child("backend"), "source", "type") =>
        {
            emulator.source = None;
        }
        Some(TpmBackend::External(TpmExternal { source: Some(source) }))
            if source.kind == TpmSourceType::Unix =>
        {
            let _ = source.mode.get_or_insert(TpmSourceMode::Connect);
        }
        Some(TpmBackend::Passthrough(_) | TpmBackend::Emulator(_) | TpmBackend::External(_)) => {}
        None => {}
    }
    Ok(())
}

/// `<seclabel>` of a domain.
pub fn guest_label(label: &mut SecLabel, _: &mut Parser<'_>, _: Node<'_>) -> Result<()> {
    if label.kind.is_none() && label.model.as_deref() == Some("none") {
        label.kind = Some(SecLabelKind::None);
    }
    // A base is for labels that the daemon makes.
    if label.kind == Some(SecLabelKind::Static) {
        label.baselabel = None;
    }
    Ok(())
}

/// `<seclabel>` of a device.
pub fn label(label: &mut DeviceSecLabel, parser: &mut Parser<'_>, node: Node<'_>) -> Result<()> {
    let at = At::new(parser, node);
    let words = |text: &str| {
        let model = label.model.as_deref().unwrap_or("<null>");
        at.xml(format!("{text} model={model}"))
    };
    match (label.label.is_some(), label.relabel) {
        (true, Some(false)) => {
            return Err(words("Cannot specify a label if relabelling is turned off."));
        }
        (false, Some(true)) if label.labelskip.is_none() => {
            return Err(words("Cannot specify relabel if label is missing."));
        }
        (true, None) => label.relabel = Some(true),
        (true, Some(true)) | (false, Some(_) | None) => {}
    }
    Ok(())
}

/// `<filesystem>`: what is shared.
pub fn filesystem(fs: &mut Filesystem, parser: &mut Parser<'_>, node: Node<'_>) -> Result<()> {
    // Without users there is no map.
    fs.idmap = fs.idmap.take().filter(|map| !map.uids.is_empty());
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
    if let Some(driver) = &mut fs.driver {
        // Only one of the servers has a queue.
        driver.queue = driver.queue.filter(|_| driver.kind == Some(FilesystemDriverType::Virtiofs));
    }
    // A socket is a source, whatever the kind.
    let socket = fs.source.is_some() && at.child("source").has_attribute("socket");
    when(!given && !socket, || {
        let target = fs.target_dir.as_deref().unwrap_or_default();
        at.refuse(CODE_NO_SOURCE, FROM_DOMAIN, target)
    })
}
