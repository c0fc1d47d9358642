//! `qemu-img`, for everything but plain files.

use std::path::Path;
use std::time::Duration;

use vireo_api::Result;
use vireo_host::process::tool::{self, ToolError};
use vireo_model::domain::devices::storage::StorageFormat;
use vireo_model::storage::Volume;

use crate::{document, error};

/// How long it may take: whoever copies a disk waits for as long as that takes.
const PATIENCE: Duration = Duration::from_secs(7 * 24 * 3600);

/// Runs a tool to its end.
///
/// # Errors
/// It can't be run, or refuses.
pub async fn run(program: &str, args: &[&str]) -> Result<()> {
    match tool::output_within(PATIENCE, program, args, "").await {
        Ok(_) => Ok(()),
        Err(ToolError::Io(e)) => Err(error::system(format!("cannot run {program}"), &e)),
        Err(error @ (ToolError::Slow | ToolError::Refused { .. })) => {
            let line = args.join(" ");
            Err(error::internal(format!("Child process ({program} {line}) {error}")))
        }
    }
}

/// A value in a list of options: a comma in it is doubled.
fn escaped(value: &str) -> String {
    value.replace(',', ",,")
}

/// The options that an image is made with.
#[must_use]
pub fn options(volume: &Volume, prealloc: bool) -> String {
    let mut options = Vec::new();
    let target = volume.target.clone().unwrap_or_default();
    if let Some(backing) = &volume.backing {
        if let Some(path) = &backing.path {
            options.push(format!("backing_file={}", escaped(path)));
        }
        if let Some(format) = backing.format {
            options.push(format!("backing_fmt={}", format.as_str()));
        }
    }
    if prealloc {
        options.push("preallocation=metadata".to_owned());
    }
    if target.nocow {
        options.push("nocow=on".to_owned());
    }
    if target.format == Some(StorageFormat::Qcow2) {
        if let Some(compat) = &target.compat {
            options.push(format!("compat={compat}"));
        }
        if let Some(size) = target.cluster_size.as_ref().and_then(|s| s.value.parse::<u64>().ok()) {
            options.push(format!("cluster_size={size}"));
        }
        let features = target.features.unwrap_or_default();
        if features.lazy_refcounts {
            options.push("lazy_refcounts=on".to_owned());
        }
        if features.extended_l2 {
            options.push("extended_l2=on".to_owned());
        }
    }
    options.join(",")
}

/// Makes an image; without a capacity it has that of what it covers.
///
/// # Errors
/// `qemu-img` refuses.
pub async fn create(volume: &Volume, prealloc: bool) -> Result<()> {
    let options = options(volume, prealloc);
    let mut args = vec!["create", "-q", "-f", document::image_format(volume).as_str()];
    if !options.is_empty() {
        args.extend(["-o", &options]);
    }
    let size = volume.capacity.map(|bytes| bytes.to_string());
    args.push(document::path(volume));
    args.extend(size.as_deref());
    run("qemu-img", &args).await
}

/// Copies an image into another of perhaps another format.
///
/// # Errors
/// `qemu-img` refuses.
pub async fn convert(from: &Volume, to: &Volume, prealloc: bool) -> Result<()> {
    let options = options(to, prealloc);
    let read = document::image_format(from);
    let mut args = vec!["convert", "-q", "-f", read.as_str()];
    args.extend(["-O", document::image_format(to).as_str()]);
    if !options.is_empty() {
        args.extend(["-o", &options]);
    }
    args.extend([document::path(from), document::path(to)]);
    run("qemu-img", &args).await
}

/// Gives an image another capacity.
///
/// # Errors
/// `qemu-img` refuses.
pub async fn resize(path: &Path, format: StorageFormat, bytes: u64, shrink: bool) -> Result<()> {
    let path = path.to_string_lossy();
    let size = bytes.to_string();
    let mut args = vec!["resize", "-q", "-f", format.as_str()];
    if shrink {
        args.push("--shrink");
    }
    args.extend([&*path, &size]);
    run("qemu-img", &args).await
}
