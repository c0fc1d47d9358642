//! Graphics cards.

use vireo_api::Result;
use vireo_model::domain::devices::Video;
use vireo_model::domain::devices::video::{VideoBackend, VideoModel, VideoType};

use super::address::{self, alias};
use super::virtio::{self, Variant};
use crate::build::Build;
use crate::error::{operation_unsupported, unsupported};
use crate::process::argv::Props;

/// All cards, the primary one first.
pub(crate) fn words(b: &mut Build<'_>) -> Result<()> {
    let all = &b.domain.devices.videos;
    let is_primary = |video: &&Video| video.model.as_ref().and_then(|m| m.primary) == Some(true);
    let has_primary = all.iter().any(|video| is_primary(&video));
    for (number, video) in all.iter().enumerate() {
        let primary = is_primary(&video) || !has_primary && number == 0;
        let model = video.model.clone().unwrap_or_default();
        if model.kind == Some(VideoType::None) {
            continue;
        }
        let props = card(b, video, &model, primary)?;
        b.device(props);
    }
    Ok(())
}

fn driver(b: &Build<'_>, video: &Video, model: &VideoModel, primary: bool) -> Result<String> {
    let accelerated = model.acceleration.as_ref().and_then(|a| a.accel3d) == Some(true);
    let kind = model.kind.unwrap_or(VideoType::Cirrus);
    let plain = |name: &str| Ok(name.to_owned());
    match (kind, primary) {
        (VideoType::Vga, _) => plain("VGA"),
        (VideoType::Cirrus, _) => plain("cirrus-vga"),
        (VideoType::Vmvga, _) => plain("vmware-svga"),
        (VideoType::Qxl, true) => plain("qxl-vga"),
        (VideoType::Qxl, false) => plain("qxl"),
        (VideoType::Bochs, _) => plain("bochs-display"),
        (VideoType::Ramfb, _) => plain("ramfb"),
        (VideoType::Virtio, true) if b.is_x86() => {
            plain(if accelerated { "virtio-vga-gl" } else { "virtio-vga" })
        }
        (VideoType::Virtio, _) => {
            let base = if accelerated { "virtio-gpu-gl" } else { "virtio-gpu" };
            Ok(virtio::driver(base, &video.info, Variant::Plain))
        }
        (
            VideoType::Xen
            | VideoType::Vbox
            | VideoType::Parallels
            | VideoType::Gop
            | VideoType::None,
            _,
        ) => {
            let kind = kind.as_str();
            Err(unsupported(format!("domain configuration does not support video model '{kind}'")))
        }
    }
}

fn card(b: &Build<'_>, video: &Video, model: &VideoModel, primary: bool) -> Result<Props> {
    let own = video.driver.as_ref();
    if own.and_then(|driver| driver.name) == Some(VideoBackend::VhostUser) {
        return Err(operation_unsupported("vhost-user graphics cards are not supported yet"));
    }
    let mut props = Props::new().str("driver", driver(b, video, model, primary)?);
    let kind = model.kind.unwrap_or(VideoType::Cirrus);
    if kind == VideoType::Virtio {
        props = props.and(virtio::options(own.map(|driver| &driver.virtio)));
    }
    props = props.str("id", alias(&video.info));
    let bytes = |kib: Option<u32>| kib.map(|kib| u64::from(kib) * 1024);
    let mib = |kib: Option<u32>| kib.map(|kib| kib / 1024);
    props = match kind {
        VideoType::Qxl => props
            .maybe_int("max_outputs", model.heads)
            .maybe_int("ram_size", bytes(model.ram))
            .maybe_int("vram_size", bytes(model.vram))
            .maybe_int("vram64_size_mb", Some(mib(model.vram64).unwrap_or(0)))
            .maybe_int("vgamem_mb", mib(model.vgamem)),
        VideoType::Vga | VideoType::Vmvga => props.maybe_int("vgamem_mb", mib(model.vram)),
        VideoType::Bochs => props.maybe_int("vgamem", bytes(model.vram)),
        VideoType::Virtio => {
            props.maybe_int("max_outputs", model.heads).maybe_bool("blob", model.blob)
        }
        VideoType::Cirrus
        | VideoType::Ramfb
        | VideoType::Xen
        | VideoType::Vbox
        | VideoType::Parallels
        | VideoType::Gop
        | VideoType::None => props,
    };
    if let Some(resolution) = &model.resolution {
        props = props.int("xres", resolution.x).int("yres", resolution.y);
    }
    Ok(props.and(address::props(b, &video.info)?))
}
