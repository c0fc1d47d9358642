//! Chains of images in definitions: looked up, cut and put together. Plain data.

use vireo_api::Result;
use vireo_model::domain::devices::Disk;
use vireo_model::domain::devices::disk::DiskDriver;
use vireo_model::domain::devices::storage::{BackingStore, ImageFormat, Mirror, StorageSource};

use crate::devices::disk::{Layer, layers};
use crate::error::invalid_arg;

/// The end of a chain.
#[must_use]
pub fn end() -> BackingStore {
    BackingStore { detected: true, ..BackingStore::default() }
}

/// An image with all that it covers, as a backing store.
#[must_use]
pub fn of_disk(disk: &Disk) -> BackingStore {
    let driver = disk.driver.as_ref();
    let mut source = disk.source.clone().unwrap_or_default();
    // What an older form of definitions says beside the source is said of the image.
    source.auth = source.auth.or_else(|| disk.auth.clone());
    source.encryption = source.encryption.or_else(|| disk.encryption.clone());
    let index = source.index.take();
    BackingStore {
        kind: Some(disk.kind),
        index,
        format: driver.map(|driver| ImageFormat {
            kind: driver.kind,
            metadata_cache_max_size: driver.metadata_cache_max_size,
        }),
        source: Some(source),
        backing_store: disk.backing_store.clone().map(Box::new),
        detected: true,
    }
}

/// Makes an image with all that it covers the one that the guest uses.
pub fn put_on_top(disk: &mut Disk, image: BackingStore) {
    let format = image.format.unwrap_or_default();
    let driver = disk.driver.get_or_insert_with(DiskDriver::default);
    driver.kind = format.kind;
    driver.metadata_cache_max_size = format.metadata_cache_max_size;
    disk.kind = image.kind.unwrap_or_default();
    (disk.auth, disk.encryption) = (None, None);
    let mut source = image.source.unwrap_or_default();
    source.index = image.index;
    // What is said of the medium at start is said of the disk.
    source.startup_policy = disk.source.as_ref().and_then(|source| source.startup_policy);
    disk.source = Some(source);
    disk.backing_store = Some(image.backing_store.map_or_else(end, |below| *below));
}

/// The mirror of a disk as an image that could be its top; over what the disk's image covers when
/// the copy was made over that.
#[must_use]
pub fn of_mirror(disk: &Disk, mirror: &Mirror) -> BackingStore {
    let mut source = mirror.source.clone().unwrap_or_default();
    let index = source.index.take();
    let below = mirror.backing_store.clone().or_else(|| disk.backing_store.clone());
    BackingStore {
        kind: Some(mirror.kind),
        index,
        format: mirror.format.clone(),
        source: Some(source),
        backing_store: below.map(Box::new),
        detected: true,
    }
}

/// The disk as it will be with its mirror on top.
#[must_use]
pub fn with_mirror(disk: &Disk, mirror: &Mirror) -> Disk {
    let mut after = Disk { mirror: None, ..disk.clone() };
    put_on_top(&mut after, of_mirror(disk, mirror));
    after
}

/// The image with that number and all that it covers, below the top one.
#[must_use]
pub fn below(disk: &Disk, number: u32) -> Option<BackingStore> {
    let mut next = disk.backing_store.as_ref();
    while let Some(image) = next.filter(|image| image.kind.is_some()) {
        if image.index == Some(number) {
            return Some(image.clone());
        }
        next = image.backing_store.as_deref();
    }
    None
}

/// Puts `image`, or the end of the chain, below the image with the number `over`. Tells whether
/// that one is there.
pub fn put_below(disk: &mut Disk, over: u32, image: Option<BackingStore>) -> bool {
    let image = image.unwrap_or_else(end);
    if disk.source.as_ref().and_then(|source| source.index) == Some(over) {
        disk.backing_store = Some(image);
        return true;
    }
    let mut next = disk.backing_store.as_mut();
    while let Some(layer) = next {
        if layer.index == Some(over) {
            layer.backing_store = Some(Box::new(image));
            return true;
        }
        next = layer.backing_store.as_deref_mut();
    }
    false
}

/// Numbers of the images from `first` down to the one above `stop`; to the end without one.
#[must_use]
pub fn between(disk: &Disk, first: u32, stop: Option<u32>) -> Vec<u32> {
    let numbers = layers(disk).into_iter().map(|layer| layer.number);
    numbers.skip_while(|&n| n != first).take_while(|&n| Some(n) != stop).collect()
}

/// How a call means an image: by its number (`vda[3]`), or by its path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted<'a> {
    /// The one with that number.
    Number(u32),
    /// The one with that path.
    Path(&'a str),
}

impl<'a> Wanted<'a> {
    /// What `text` means for the disk with that target.
    ///
    /// # Errors
    /// It means an image of another disk.
    pub fn of(target: &str, text: &'a str) -> Result<Self> {
        let Some((disk, number)) = indexed(text) else { return Ok(Self::Path(text)) };
        if disk != target {
            let text = format!("requested target '{disk}' does not match target '{target}'");
            return Err(invalid_arg(text).with_domain(vireo_api::ErrorDomain::Storage));
        }
        Ok(Self::Number(number))
    }
}

/// Target and number of a name of the form `vda[3]`.
#[must_use]
pub fn indexed(text: &str) -> Option<(&str, u32)> {
    let (target, rest) = text.split_once('[')?;
    let number = rest.strip_suffix(']')?.parse().ok()?;
    (!target.contains('/')).then_some((target, number))
}

/// The place in the chain of the image that `text` means, below the one at `above` when given.
///
/// # Errors
/// There is none.
pub fn find(disk: &Disk, text: &str, above: Option<usize>) -> Result<usize> {
    let target = &disk.target.dev;
    let images = layers(disk);
    let first = above.map_or(0, |at| at + 1);
    let mut candidates = images.iter().enumerate().skip(first);
    match Wanted::of(target, text)? {
        Wanted::Number(number) => candidates
            .find(|(_, layer)| layer.number == number)
            .map(|(at, _)| at)
            .ok_or_else(|| {
                let text = format!(
                    "could not find backing store index '{number}' in chain for '{target}'"
                );
                invalid_arg(text).with_domain(vireo_api::ErrorDomain::Storage)
            }),
        Wanted::Path(path) => {
            candidates.find(|(_, layer)| is_path(layer, path)).map(|(at, _)| at).ok_or_else(|| {
                let over = above.and_then(|at| images.get(at)).and_then(Layer::path);
                let text = match over {
                    Some(over) => format!(
                        "could not find image '{path}' beneath '{over}' in chain for '{target}'"
                    ),
                    None => format!("could not find image '{path}' in chain for '{target}'"),
                };
                invalid_arg(text).with_domain(vireo_api::ErrorDomain::Storage)
            })
        }
    }
}

fn is_path(layer: &Layer<'_>, path: &str) -> bool {
    layer.path().is_some_and(|own| own == path)
}

/// Whether two sources are the same place.
#[must_use]
pub fn same_place(one: &StorageSource, other: &StorageSource) -> bool {
    let key = |source: &StorageSource| {
        (source.file.clone().or_else(|| source.dev.clone()), source.protocol, source.name.clone())
    };
    key(one) == key(other) && one.hosts == other.hosts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::devices::testing::domain;

    fn disk() -> Disk {
        let image = |index: u32, below: &str| {
            format!(
                "<backingStore type='file' index='{index}'><format type='qcow2'/>\
                 <source file='/{index}'/>{below}</backingStore>"
            )
        };
        let text = format!(
            "<disk type='file' device='disk'><driver name='qemu' type='qcow2'/>\
             <source file='/1' index='1'/>{}<target dev='vda' bus='virtio'/></disk>",
            image(2, &image(3, "<backingStore/>"))
        );
        domain(&text, "").devices.disks.remove(0)
    }

    fn numbers(disk: &Disk) -> Vec<u32> {
        layers(disk).iter().map(|layer| layer.number).collect()
    }

    #[test]
    fn images_are_found_by_number_and_path() {
        let disk = disk();
        assert_eq!(find(&disk, "vda[3]", None).expect("there"), 2);
        assert_eq!(find(&disk, "/2", Some(0)).expect("there"), 1);
        let refusal = |text: &str, above| find(&disk, text, above).expect_err("no").to_string();
        assert!(refusal("/1", Some(0)).contains("image '/1' beneath '/1' in chain for 'vda'"));
        assert!(refusal("vda[2]", Some(1)).contains("index '2' in chain"));
        assert!(refusal("vdb[2]", None).contains("does not match target 'vda'"));
        assert_eq!(indexed("a/b[2]"), None);
    }

    #[test]
    fn chains_are_cut_and_joined() {
        let mut cut = disk();
        assert_eq!(between(&cut, 1, Some(3)), [1, 2]);
        assert_eq!(between(&cut, 2, None), [2, 3]);
        let base = below(&cut, 3);
        assert!(put_below(&mut cut, 1, base.clone()));
        assert_eq!(numbers(&cut), [1, 3]);
        put_on_top(&mut cut, base.expect("there"));
        assert_eq!(numbers(&cut), [3]);
        assert_eq!(crate::devices::disk::path(&cut).as_deref(), Some("/3"));
        let mut pulled = disk();
        assert!(put_below(&mut pulled, 1, None));
        assert_eq!(numbers(&pulled), [1]);
        assert!(!put_below(&mut pulled, 9, None));
    }
}
