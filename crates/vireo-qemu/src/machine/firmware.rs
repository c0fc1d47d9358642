//! Firmware: flash images with their variables, or a ROM.

use std::fs;
use std::io;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use vireo_api::{Error, ErrorCode, ErrorDomain, Result};
use vireo_model::domain::Domain;
use vireo_model::domain::os::{LoaderFormat, LoaderKind};

use crate::build::Build;
use crate::error::{operation_unsupported, system};
use crate::process::argv::{Opts, Props};
use crate::process::start::Starting;

/// A flash device: its nodes and which of them the machine takes.
struct Flash {
    number: u8,
    path: String,
    format: LoaderFormat,
    read_only: bool,
}

impl Flash {
    fn node(&self, layer: &str) -> String {
        format!("libvirt-pflash{}-{layer}", self.number)
    }

    /// Whether there is a node for the format; images of variables need none when they are raw.
    fn has_format_node(&self) -> bool {
        match self.format {
            LoaderFormat::Raw => self.number == 0,
            LoaderFormat::Qcow2 => true,
        }
    }

    /// The node that the machine takes.
    fn top(&self) -> String {
        self.node(if self.has_format_node() { "format" } else { "storage" })
    }

    fn nodes(&self) -> Vec<Props> {
        let storage = Props::new()
            .str("driver", "file")
            .str("filename", &self.path)
            .str("node-name", self.node("storage"));
        if !self.has_format_node() {
            return vec![storage.bool("read-only", self.read_only)];
        }
        let driver = match self.format {
            LoaderFormat::Raw => "raw",
            LoaderFormat::Qcow2 => "qcow2",
        };
        let format = Props::new()
            .str("node-name", self.node("format"))
            .bool("read-only", self.read_only)
            .str("driver", driver)
            .str("file", self.node("storage"));
        vec![storage.bool("auto-read-only", true).str("discard", "unmap"), format]
    }
}

/// The flash devices of a guest, the code first.
fn flashes(b: &Build<'_>) -> Vec<Flash> {
    let os = &b.domain.os;
    let Some(loader) = os.loader.as_ref().filter(|l| l.kind == Some(LoaderKind::Pflash)) else {
        return Vec::new();
    };
    let Some(path) = &loader.path else { return Vec::new() };
    let mut all = vec![Flash {
        number: 0,
        path: path.clone(),
        format: loader.format.unwrap_or(LoaderFormat::Raw),
        read_only: loader.readonly.unwrap_or(true),
    }];
    if let Some(nvram) = &os.nvram {
        if let Some(path) = nvram_path(nvram) {
            all.push(Flash {
                number: 1,
                path,
                format: nvram.format.unwrap_or(LoaderFormat::Raw),
                read_only: false,
            });
        }
    }
    all
}

/// The file of a guest's firmware variables, when it is a local file.
pub(crate) fn nvram_path(nvram: &vireo_model::domain::os::Nvram) -> Option<String> {
    if let Some(path) = nvram.path.as_ref().filter(|path| !path.trim().is_empty()) {
        return Some(path.clone());
    }
    nvram.source.as_ref().and_then(|source| crate::devices::disk::local_path(source))
}

/// Refuses variables that are not in a local file.
fn check_place(b: &Build<'_>) -> Result<()> {
    let Some(nvram) = &b.domain.os.nvram else { return Ok(()) };
    match &nvram.source {
        Some(source) if source.protocol.is_some() => {
            crate::devices::disk::secret::check_auth(source.auth.as_deref())?;
            Err(operation_unsupported("firmware variables on the network are not supported yet"))
        }
        Some(_) | None => Ok(()),
    }
}

/// Nodes of the flash devices.
pub(crate) fn flash(b: &mut Build<'_>) -> Result<()> {
    check_place(b)?;
    for flash in flashes(b) {
        for node in flash.nodes() {
            b.line.json("-blockdev", node);
        }
    }
    Ok(())
}

/// The machine's options about flash devices.
pub(crate) fn machine_options(b: &Build<'_>, mut opts: Opts) -> Opts {
    for flash in flashes(b) {
        opts = opts.pair(&format!("pflash{}", flash.number), flash.top());
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
    let Some(path) = nvram_path(nvram) else { return Ok(()) };
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
    copy(Path::new(template), path)
        .map_err(|e| system(format!("Failed to create file '{}'", path.display()), &e))?;
    s.core.give_to_guest(path)
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
