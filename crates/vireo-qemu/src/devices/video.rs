//! Graphics cards.

use vireo_api::Result;
use vireo_model::domain::devices::Video;
use vireo_model::domain::devices::video::{VideoModel, VideoType};
use vireo_model::fill::Cap;

use super::address::{self, alias};
use super::vhost_gpu;
use super::virtio::{self, Variant};
use crate::build::{Build, End, text};
use crate::error::unsupported;
use crate::process::argv::{Opts, Props};

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
        (VideoType::Virtio, true) if b.has(Cap::VirtioVga) => {
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

/// A card that another process draws.
fn vhost_user(
    b: &mut Build<'_>,
    video: &Video,
    model: &VideoModel,
    primary: bool,
) -> Result<Props> {
    let id = alias(&video.info);
    let chardev = format!("chr-vu-{id}");
    let opts = Opts::new().word("socket").pair("id", &chardev);
    let opts = match b.opened.helpers.remove(id) {
        Some(End::Fd(socket)) => opts.pair("fd", b.line.pass_fd(socket)),
        Some(End::Path(path)) => opts.pair("path", text(&path)),
        // A translation names a descriptor that there is not.
        None => opts.pair("fd", 29),
    };
    b.line.option("-chardev", opts);
    let driver = match primary && b.is_x86() {
        true => "vhost-user-vga".to_owned(),
        false => virtio::driver("vhost-user-gpu", &video.info, Variant::Plain),
    };
    let own = video.driver.as_ref();
    let props = Props::new()
        .str("driver", driver)
        .and(virtio::options(own.map(|driver| &driver.virtio)))
        .str("id", id)
        .maybe_int("max_outputs", model.heads)
        .str("chardev", chardev);
    Ok(props.and(address::props(b, &video.info)?))
}

fn card(b: &mut Build<'_>, video: &Video, model: &VideoModel, primary: bool) -> Result<Props> {
    let own = video.driver.as_ref();
    if vhost_gpu::is_behind(video) {
        return vhost_user(b, video, model, primary);
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
