//! Figures of drives, out of QEMU's answers.

use vireo_qmp::types::{BlockDeviceStats, BlockStats};

use super::ask::{Answers, Node, Nodes};

/// What a drive did since the guest's start; times in nanoseconds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct BlockFigures {
    /// Reads.
    pub rd_reqs: u64,
    /// Bytes read.
    pub rd_bytes: u64,
    /// Time reading.
    pub rd_times: u64,
    /// Writes.
    pub wr_reqs: u64,
    /// Bytes written.
    pub wr_bytes: u64,
    /// Time writing.
    pub wr_times: u64,
    /// Flushes.
    pub fl_reqs: u64,
    /// Time flushing.
    pub fl_times: u64,
}

impl From<&BlockDeviceStats> for BlockFigures {
    fn from(stats: &BlockDeviceStats) -> Self {
        Self {
            rd_reqs: stats.rd_operations,
            rd_bytes: stats.rd_bytes,
            rd_times: stats.rd_total_time_ns,
            wr_reqs: stats.wr_operations,
            wr_bytes: stats.wr_bytes,
            wr_times: stats.wr_total_time_ns,
            fl_reqs: stats.flush_operations,
            fl_times: stats.flush_total_time_ns,
        }
    }
}

impl std::ops::AddAssign for BlockFigures {
    fn add_assign(&mut self, other: Self) {
        self.rd_reqs = self.rd_reqs.saturating_add(other.rd_reqs);
        self.rd_bytes = self.rd_bytes.saturating_add(other.rd_bytes);
        self.rd_times = self.rd_times.saturating_add(other.rd_times);
        self.wr_reqs = self.wr_reqs.saturating_add(other.wr_reqs);
        self.wr_bytes = self.wr_bytes.saturating_add(other.wr_bytes);
        self.wr_times = self.wr_times.saturating_add(other.wr_times);
        self.fl_reqs = self.fl_reqs.saturating_add(other.fl_reqs);
        self.fl_times = self.fl_times.saturating_add(other.fl_times);
    }
}

/// The drive of the device with that alias.
#[must_use]
pub fn of_device<'a>(drives: &'a [BlockStats], alias: &str) -> Option<&'a BlockStats> {
    drives.iter().find(|drive| {
        let qdev = drive.qdev.as_deref().unwrap_or_default();
        let device = drive.device.as_deref().unwrap_or_default();
        is_device(qdev, alias) || device.strip_prefix("drive-") == Some(alias)
    })
}

/// Whether QEMU means the device with that alias: it gives its id, or a path into its QOM object.
#[must_use]
pub fn is_device(qdev: &str, alias: &str) -> bool {
    let inside = qdev.strip_prefix("/machine/peripheral/");
    qdev == alias || inside.and_then(|path| path.split('/').next()) == Some(alias)
}

/// The layer and those below it, as far as the guest uses them.
pub fn chain(top: &BlockStats) -> impl Iterator<Item = &BlockStats> {
    std::iter::successors(Some(top), |layer| layer.backing.as_deref())
}

/// The node that stores a layer's bytes.
fn storage(layer: &BlockStats) -> &BlockStats {
    layer.parent.as_deref().unwrap_or(layer)
}

/// Sizes of a layer, in bytes; what is not known is left out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct LayerSizes {
    /// End of the highest write.
    pub highest: Option<u64>,
    /// As the guest sees it.
    pub capacity: Option<u64>,
    /// What its storage takes.
    pub physical: Option<u64>,
    /// Where a write lets an event be sent.
    pub threshold: Option<u64>,
}

/// Sizes of a layer.
#[must_use]
pub fn sizes(layer: &BlockStats, answers: &Answers) -> LayerSizes {
    let node = |layer: &BlockStats| -> Option<&Node> {
        answers.nodes.as_deref()?.get(layer.node_name.as_deref()?)
    };
    let own = node(layer);
    let below = node(storage(layer));
    LayerSizes {
        highest: layer.node_name.as_ref().map(|_| storage(layer).stats.wr_highest_offset),
        capacity: own.map(|node| node.image.virtual_size),
        physical: below.or(own).and_then(|node| node.image.actual_size),
        threshold: below.map(|node| node.write_threshold).filter(|&bytes| bytes > 0),
    }
}

/// Sizes of the image with that number, as far as its nodes tell: of one that the guest does not use
/// yet.
#[must_use]
pub fn sizes_of(nodes: &Nodes, number: u32) -> LayerSizes {
    let storage = nodes.get(&format!("libvirt-{number}-storage"));
    let own = nodes.get(&format!("libvirt-{number}-format")).or(storage);
    let physical = storage.and_then(|node| node.image.actual_size);
    LayerSizes {
        highest: storage.map(|node| node.image.virtual_size),
        capacity: own.map(|node| node.image.virtual_size),
        physical,
        threshold: storage.map(|node| node.write_threshold).filter(|&bytes| bytes > 0),
    }
}

/// The number that the definition knows a layer by, out of its node's name (`libvirt-3-format`).
#[must_use]
pub fn index(layer: &BlockStats) -> Option<u32> {
    let rest = layer.node_name.as_deref()?.strip_prefix("libvirt-")?;
    rest.split('-').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const DRIVES: &str = include_str!("testdata/query-blockstats.json");
    const NODES: &str = include_str!("testdata/query-named-block-nodes.json");

    fn answers() -> Answers {
        Answers {
            block: Some(serde_json::from_str::<Vec<_>>(DRIVES).expect("drives").into()),
            nodes: Some(std::sync::Arc::new(serde_json::from_str(NODES).expect("nodes"))),
            ..Answers::default()
        }
    }

    #[test]
    fn drives_are_found_by_alias_whatever_qemu_calls_them() {
        let answers = answers();
        let drives = answers.block.as_deref().expect("drives");
        let disk = of_device(drives, "virtio-disk0").expect("the virtio disk");
        assert_eq!(BlockFigures::from(&disk.stats).wr_bytes, 512);
        assert!(of_device(drives, "sata0-0-1").is_some_and(|cdrom| cdrom.node_name.is_none()));
        assert!(of_device(drives, "virtio-disk").is_none());
    }

    #[test]
    fn a_chain_has_the_sizes_of_each_layer() {
        let answers = answers();
        let drives = answers.block.as_deref().expect("drives");
        let top = of_device(drives, "sata0-0-0").expect("the disk");
        let layers: Vec<_> =
            chain(top).map(|layer| (index(layer), sizes(layer, &answers))).collect();
        let size = |physical| LayerSizes {
            highest: Some(0),
            capacity: Some(64 << 20),
            physical: Some(physical),
            threshold: None,
        };
        assert_eq!(layers, [(Some(2), size(204_800)), (Some(4), size(200_704))]);
    }

    #[test]
    fn a_raw_image_stores_its_bytes_itself() {
        let answers = answers();
        let disk = of_device(answers.block.as_deref().expect("drives"), "virtio-disk0");
        let sizes = sizes(disk.expect("the disk"), &answers);
        assert_eq!(sizes.highest, Some(1024));
        assert_eq!((sizes.capacity, sizes.physical), (Some(1 << 20), Some(8192)));
    }
}
