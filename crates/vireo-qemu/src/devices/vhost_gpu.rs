//! Graphics cards that a process beside QEMU draws.

use std::os::fd::{AsRawFd, OwnedFd};
use std::os::unix::net::UnixStream;

use vireo_api::{ErrorCode, Result};
use vireo_model::domain::Domain;
use vireo_model::domain::devices::Video;
use vireo_model::domain::devices::video::{VideoBackend, VideoModel};

use super::address::alias;
use crate::build::End;
use crate::error::{internal, system};
use crate::helper::descriptors::{self, Program};
use crate::helper::{Helper, Kind, Place, Ready};
use crate::process::start::Starting;

/// What it is called.
const NAME: &str = "vhost-user-gpu";

/// The process that draws a card.
pub(crate) static CARD: Kind = Kind {
    name: NAME,
    title: NAME,
    code: ErrorCode::InternalError,
    wanted,
    mark: |place, device| {
        place.shared(&place.core.layout.state(), &format!("{device}-vhost-user-gpu.pid"))
    },
    files: |_, _| Vec::new(),
    declare: |s, device| Box::pin(declare(s, device)),
    again: None,
};

/// Whether a process beside QEMU draws a card.
pub(crate) fn is_behind(video: &Video) -> bool {
    video.driver.as_ref().and_then(|driver| driver.name) == Some(VideoBackend::VhostUser)
}

fn wanted(_: &Place<'_>, domain: &Domain) -> Vec<String> {
    let all = domain.devices.videos.iter().filter(|video| is_behind(video));
    all.map(|video| alias(&video.info).to_owned()).collect()
}

async fn declare(s: &mut Starting, device: &str) -> Result<Helper> {
    let mut all = s.domain.devices.videos.iter();
    let Some(video) = all.find(|video| alias(&video.info) == device) else {
        return Err(internal(format!("no graphics card '{device}'")));
    };
    let model = video.model.clone().unwrap_or_default();
    let program = descriptors::choose("gpu", NAME, None).await?;
    let drawing = drawing(&program, &model)?;
    let (ours, theirs) =
        UnixStream::pair().map_err(|e| system("cannot make a pair of sockets", &e))?;
    let theirs = OwnedFd::from(theirs);
    s.opened.helpers.insert(device.to_owned(), End::Fd(ours.into()));
    let mut args = vec![format!("--fd={}", theirs.as_raw_fd())];
    args.extend(drawing);
    Ok(Helper {
        program: program.path,
        env: Vec::new(),
        args,
        fds: vec![theirs],
        user: s.core.guest_user.clone(),
        log: None,
        ready: Ready::Given,
    })
}

/// What it draws with: the host's card, but where the definition says that there is no need.
fn drawing(program: &Program, model: &VideoModel) -> Result<Vec<String>> {
    let own = model.acceleration.clone().unwrap_or_default();
    let mut args = Vec::new();
    if own.accel3d == Some(false) && own.rendernode.is_none() {
        return Ok(args);
    }
    if program.has("virgl") {
        args.push("--virgl".to_owned());
    }
    if program.has("render-node") {
        let node = match own.rendernode {
            Some(node) => node,
            None => super::graphics::render_node()?,
        };
        args.push(format!("--render-node={node}"));
    }
    Ok(args)
}
