//! Cards in the slot of a board: QEMU has no device for them, only an option of its own.

use serde_json::Value;
use vireo_api::Result;
use vireo_model::domain::devices::Disk;
use vireo_model::domain::devices::disk::DiskCache;
use vireo_model::domain::devices::storage::StorageType;
use vireo_model::fill::target_index;

use super::{cache, copies_on_read, layers, node};
use crate::build::Build;
use crate::process::argv::Opts;

/// The option of one card.
pub(crate) fn words(b: &mut Build<'_>, disk: &Disk) -> Result<()> {
    let mut opts = Opts::new();
    if let Some(image) = layers(disk).first() {
        opts = match image.kind {
            StorageType::File | StorageType::Block => opts.maybe("file", image.path()),
            StorageType::Dir
            | StorageType::Network
            | StorageType::Volume
            | StorageType::Nvme
            | StorageType::VhostUser
            | StorageType::VhostVdpa => flat(opts, "file", node::protocol(b, disk, image)?.into()),
        };
        opts = opts.pair("format", image.format.as_str());
    }
    opts = opts.pair("if", "sd").pair("index", target_index(&disk.target.dev).unwrap_or(0));
    if disk.readonly {
        opts = opts.on_off("readonly", true);
    }
    opts = opts.maybe("cache", cache(disk).map(DiskCache::as_str));
    if copies_on_read(disk) {
        opts = opts.on_off("copy-on-read", true);
    }
    let opts = opts
        .maybe("discard", node::discard(disk))
        .maybe("detect-zeroes", node::detect_zeroes(disk))
        .maybe("aio", node::aio(disk));
    b.line.option("-drive", opts);
    Ok(())
}

/// Nested properties, each by its path.
fn flat(opts: Opts, path: &str, value: Value) -> Opts {
    match value {
        Value::Object(map) => map
            .into_iter()
            .fold(opts, |opts, (key, value)| flat(opts, &format!("{path}.{key}"), value)),
        Value::Array(list) => list
            .into_iter()
            .enumerate()
            .fold(opts, |opts, (at, value)| flat(opts, &format!("{path}.{at}"), value)),
        Value::Bool(on) => opts.on_off(path, on),
        Value::String(text) => opts.pair(path, text),
        Value::Number(number) => opts.pair(path, number),
        Value::Null => opts,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nested_properties_are_told_by_their_paths() {
        let value = serde_json::json!({"driver": "nbd", "server": [{"port": 1}], "x": true});
        assert_eq!(
            flat(Opts::new(), "file", value).to_string(),
            "file.driver=nbd,file.server.0.port=1,file.x=on"
        );
    }
}
