//! Firmware: flash images with their variables, or a ROM.

use std::fs;
use std::io;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use vireo_api::{Error, ErrorCode, ErrorDomain, Result};
use vireo_model::domain::Domain;
use vireo_model::domain::devices::Disk;
use vireo_model::domain::devices::storage::{StorageFormat, StorageSource, StorageType};
use vireo_model::domain::os::{LoaderFormat, LoaderKind};
use vireo_model::fill::Cap;

use crate::build::Build;
use crate::devices::disk::{Layer, node};
use crate::error::{operation_unsupported, system, unsupported};
use crate::process::argv::{Opts, Props};
use crate::process::start::Starting;

/// The flash device of the firmware's code: a file.
struct Code<'a> {
    path: &'a str,
    format: LoaderFormat,
    read_only: bool,
}

impl Code<'_> {
    /// The node that the machine takes.
    const TOP: &'static str = "libvirt-pflash0-format";
    const STORAGE: &'static str = "libvirt-pflash0-storage";

    fn nodes(&self) -> [Props; 2] {
        let storage = Props::new()
            .str("driver", "file")
            .str("filename", self.path)
            .str("node-name", Self::STORAGE)
            .bool("auto-read-only", true)
            .str("discard", "unmap");
        let format = Props::new()
            .str("node-name", Self::TOP)
            .bool("read-only", self.read_only)
            .str("driver", self.format.as_str())
            .str("file", Self::STORAGE);
        [storage, format]
    }
}

/// The flash device of the firmware's code.
fn code<'a>(b: &Build<'a>) -> Option<Code<'a>> {
    let loader = b.domain.os.loader.as_ref()?;
    let path = loader.path.as_deref().filter(|_| loader.kind == Some(LoaderKind::Pflash))?;
    let format = loader.format.unwrap_or(LoaderFormat::Raw);
    Some(Code { path, format, read_only: loader.readonly.unwrap_or(true) })
}

/// The place of the firmware's variables.
fn variables(b: &Build<'_>) -> Option<(StorageType, StorageSource)> {
    code(b)?;
    let nvram = b.domain.os.nvram.as_ref()?;
    if let (Some(kind), Some(source)) = (nvram.kind, &nvram.source) {
        return Some((kind, StorageSource::clone(source)));
    }
    let file = Some(nvram_path(nvram)?);
    Some((StorageType::File, StorageSource { file, ..StorageSource::default() }))
}

/// The variables as an image that is in a flash device.
fn image<'a>(b: &Build<'_>, kind: StorageType, source: &'a StorageSource) -> Layer<'a> {
    let own = b.domain.os.nvram.as_ref().and_then(|nvram| nvram.format);
    let format = match own.unwrap_or(LoaderFormat::Raw) {
        LoaderFormat::Raw => StorageFormat::Raw,
        LoaderFormat::Qcow2 => StorageFormat::Qcow2,
    };
    Layer { flash: Some(1), is_base: true, ..Layer::of(0, kind, source, format) }
}

/// The file of a guest's firmware variables, when it is a local file.
pub(crate) fn nvram_path(nvram: &vireo_model::domain::os::Nvram) -> Option<String> {
    if let Some(path) = nvram.path.as_ref().filter(|path| !path.trim().is_empty()) {
        return Some(path.clone());
    }
    nvram.source.as_ref().and_then(|source| crate::devices::disk::local_path(source))
}

/// Nodes of the flash devices.
pub(crate) fn flash(b: &mut Build<'_>) -> Result<()> {
    if let Some(code) = code(b) {
        for node in code.nodes() {
            b.line.json("-blockdev", node);
        }
    }
    if let Some((kind, source)) = variables(b) {
        if !matches!(kind, StorageType::File | StorageType::Block | StorageType::Network) {
            let kind = kind.as_str();
            return Err(unsupported(format!("unsupported nvram disk type '{kind}'")));
        }
        let image = image(b, kind, &source);
        node::words(b, &Disk::default(), &image, true, None)?;
    }
    Ok(())
}

/// The machine's options about flash devices.
pub(crate) fn machine_options(b: &Build<'_>, mut opts: Opts) -> Opts {
    if code(b).is_some() {
        opts = opts.pair("pflash0", Code::TOP);
    }
    if let Some((kind, source)) = variables(b) {
        let skips_raw = b.has(Cap::BlockjobBackingMaskProtocol);
        opts = opts.pair("pflash1", image(b, kind, &source).top_node(skips_raw));
    }
    opts
}

/// A ROM, or the lock on flash that holds secure boot's variables.
pub(crate) fn loader(b: &mut Build<'_>) {
    let Some(loader) = &b.domain.os.loader else { return };
    match loader.kind {
        Some(LoaderKind::Pflash) => {
            if loader.secure == Some(true) {
                let opts = "driver=cfi.pflash01,property=secure,value=on";
                b.line.option("-global", opts);
            }
        }
        Some(LoaderKind::Rom) | None => {
            if let Some(path) = &loader.path {
                b.line.option("-bios", path);
            }
        }
    }
}

/// Files of the firmware and of a kernel given directly that QEMU's user has to read.
pub(crate) fn files(domain: &Domain) -> Vec<String> {
    let os = &domain.os;
    let mut files: Vec<String> = [&os.kernel, &os.initrd, &os.dtb, &os.shim]
        .into_iter()
        .flatten()
        .filter(|path| !path.is_empty())
        .cloned()
        .collect();
    files.extend(os.acpi_tables.iter().map(|table| table.path.clone()));
    files.extend(os.nvram.as_ref().and_then(nvram_path));
    files
}

/// Makes the variables of a guest's firmware from their template where they are missing, or anew.
///
/// # Errors
/// There is no template, or the file can't be written.
pub(crate) fn prepare_nvram(s: &mut Starting) -> Result<()> {
    let Some(nvram) = &s.domain.os.nvram else { return Ok(()) };
    let kind = nvram.kind.filter(|_| nvram.source.is_some()).unwrap_or(StorageType::File);
    let path = nvram_path(nvram).filter(|_| kind == StorageType::File);
    let Some(path) = path else {
        // What somebody else made is used as it is.
        return if s.options.reset_nvram { Err(cannot_reset(kind)) } else { Ok(()) };
    };
    let path = Path::new(&path);
    if path.exists() && !s.options.reset_nvram {
        return Ok(());
    }
    let Some(template) = &nvram.template else {
        let loader = s.domain.os.loader.as_ref().and_then(|loader| loader.path.as_deref());
        let text = format!(
            "unable to find any master var store for loader: {}",
            loader.unwrap_or_default()
        );
        return Err(Error::new(ErrorCode::OperationFailed, ErrorDomain::Qemu, text));
    };
    if nvram.template_format.is_some_and(|format| nvram.format.is_some_and(|own| own != format)) {
        let text = "conversion of the nvram template to another target format is not supported";
        return Err(operation_unsupported(text));
    }
    copy(Path::new(template), path)
        .map_err(|e| system(format!("Failed to create file '{}'", path.display()), &e))?;
    s.core.give_to_guest(path)
}

/// Variables that are no file's are not made anew.
fn cannot_reset(kind: StorageType) -> Error {
    let kind_text = kind.as_str();
    operation_unsupported(match kind {
        StorageType::Block => {
            format!("only 'qcow2' formatted '{kind_text}' nvram backing can be formatted")
        }
        StorageType::File
        | StorageType::Dir
        | StorageType::Network
        | StorageType::Volume
        | StorageType::Nvme
        | StorageType::VhostUser
        | StorageType::VhostVdpa => {
            format!("resetting of nvram is not supported with nvram device backed by '{kind_text}'")
        }
    })
}

/// Copies a file so that it is there whole or not at all.
fn copy(from: &Path, to: &Path) -> io::Result<()> {
    if let Some(dir) = to.parent() {
        fs::create_dir_all(dir)?;
    }
    let mut half = to.as_os_str().to_owned();
    half.push(".new");
    let half = Path::new(&half);
    fs::copy(from, half)?;
    fs::set_permissions(half, fs::Permissions::from_mode(0o600))?;
    fs::File::open(half)?.sync_all()?;
    fs::rename(half, to)
}
