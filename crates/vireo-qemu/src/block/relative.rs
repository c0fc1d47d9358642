//! Names of images that are relative to the images over them.

use std::path::{Path, PathBuf};

use vireo_api::Result;
use vireo_image::Format;
use vireo_model::domain::devices::Disk;

use crate::devices::disk::backing::image_format;
use crate::devices::disk::layers;
use crate::error::not_valid;

/// The name of the image at `base` as the one at `over` is to have it, when all images between are
/// named relative to the one over them.
///
/// # Errors
/// One of them is not.
pub async fn path(disk: &Disk, over: usize, base: usize) -> Result<String> {
    let images = layers(disk);
    let tops: Vec<(Option<String>, Format)> =
        images[over..base].iter().map(|layer| (layer.path(), image_format(layer.format))).collect();
    let found = tokio::task::spawn_blocking(move || joined(&tops)).await;
    let found = found.map_err(|_| crate::error::internal("a task was lost"))?;
    found.ok_or_else(|| not_valid("can't keep relative backing relationship"))
}

fn joined(tops: &[(Option<String>, Format)]) -> Option<String> {
    let mut dir = PathBuf::new();
    let mut name = PathBuf::new();
    for (top, format) in tops {
        let mut file = vireo_image::follow::open(Path::new(top.as_deref()?)).ok()?;
        let own = vireo_image::read(&mut file, *format).ok()?.backing?.name;
        if !vireo_image::place::is_relative(&own) {
            return None;
        }
        name = dir.join(&own);
        dir = name.parent().map(Path::to_owned).unwrap_or_default();
    }
    name.to_str().filter(|name| !name.is_empty()).map(str::to_owned)
}
