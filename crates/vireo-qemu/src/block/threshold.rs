//! Being told when a write passes an offset of an image (`virDomainSetBlockThreshold`).

use vireo_api::Result;
use vireo_api::event::DomainEvent;
use vireo_model::domain::devices::Disk;
use vireo_qmp::command::BlockSetWriteThreshold;

use super::chain;
use crate::devices::disk::{Layer, layers};
use crate::error::invalid_arg;
use crate::process::transition::Run;

/// Sets or, with 0, unsets the threshold of an image: `vda` for the top one of a disk, `vda[2]` for
/// one by its number. In bytes.
///
/// # Errors
/// There is no such image; QEMU refuses.
pub async fn set(run: &Run, dev: &str, threshold: u64) -> Result<()> {
    let config = run.guest.peek(|view| view.live_config.clone());
    let config = config.ok_or_else(crate::error::not_running)?;
    let node_name = node(&config.devices.disks, dev)
        .ok_or_else(|| invalid_arg(format!("failed to find disk '{dev}'")))?;
    let command = BlockSetWriteThreshold { node_name: &node_name, write_threshold: threshold };
    run.live.run(&command).await.map(drop)
}

/// The node that reads and writes the bytes of the image that a name means.
fn node(disks: &[Disk], dev: &str) -> Option<String> {
    let (target, number) = match chain::indexed(dev) {
        Some((target, number)) => (target, Some(number)),
        None => (dev, None),
    };
    let disk = disks.iter().find(|disk| disk.target.dev == target)?;
    let images = layers(disk);
    let found = match number {
        Some(number) => images.iter().find(|layer| layer.number == number),
        None => images.first(),
    };
    found.map(Layer::storage_node)
}

/// A write passed a threshold. Told by the disk's target for its top image, and by its number for
/// the others.
pub fn passed(run: &Run, node: &str, threshold: u64, excess: u64) {
    let Some(config) = run.guest.peek(|view| view.live_config.clone()) else { return };
    for disk in &config.devices.disks {
        for (depth, layer) in layers(disk).iter().enumerate() {
            if layer.storage_node() != node && layer.format_node() != node {
                continue;
            }
            let target = &disk.target.dev;
            let dev = match depth {
                0 => target.clone(),
                _ => format!("{target}[{}]", layer.number),
            };
            let event = DomainEvent::BlockThreshold { dev, path: layer.path(), threshold, excess };
            run.core.publish(&run.guest, event);
        }
    }
}
