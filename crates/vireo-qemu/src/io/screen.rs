//! Pictures of a guest's screen, and connections to its displays.

use std::fs::File;
use std::io::Read;
use std::os::fd::{AsRawFd, OwnedFd};

use rustix::fs::MemfdFlags;
use vireo_api::stream::{Stream, StreamItem};
use vireo_api::{Error, ErrorCode, ErrorDomain, Result};
use vireo_model::domain::Domain;
use vireo_model::domain::devices::Graphics;
use vireo_model::fill::Cap;
use vireo_qmp::Call;
use vireo_qmp::command::{AddClient, AddFd, Closefd, Getfd, RemoveFd, Screendump};

use crate::error::{internal, invalid_arg, not_running, not_valid, system};
use crate::process::transition::Run;

/// Bytes sent to a client at once.
const CHUNK: usize = 65_536;

/// Where a screen is: the video device's alias and its head; the first needs no name.
type Screen = Option<(String, u32)>;

/// The screen with that number: heads of the video devices, counted through.
fn screen(config: &Domain, number: u32) -> Result<Screen> {
    if config.devices.videos.is_empty() {
        return Err(internal("no screens to take screenshot from"));
    }
    if number == 0 {
        return Ok(None);
    }
    let mut left = number;
    for video in &config.devices.videos {
        let heads = video.model.as_ref().and_then(|model| model.heads).unwrap_or(1);
        if left < heads {
            let alias = video.info.alias.clone().unwrap_or_default();
            return Ok(Some((alias, left)));
        }
        left -= heads;
    }
    Err(not_valid("no such screen ID"))
}

/// Sends a picture of a screen; gives its type.
///
/// # Errors
/// There is no such screen; QEMU refuses.
pub async fn shoot(run: &Run, number: u32, stream: Stream) -> Result<&'static str> {
    let config = run.guest.peek(|view| view.live_config.clone()).ok_or_else(not_running)?;
    let screen = screen(&config, number)?;
    let (format, mime) = if run.live.emulator.has(Cap::ScreenshotFormatPng) {
        (Some("png"), "image/png")
    } else {
        (None, "image/x-portable-pixmap")
    };
    let mut picture = dump(run, screen.as_ref(), format).await?;
    tokio::spawn(async move {
        let mut buffer = vec![0; CHUNK];
        loop {
            let last = match picture.read(&mut buffer) {
                Ok(0) => StreamItem::Finish,
                Ok(count) if stream.send_data(buffer[..count].to_vec()).await.is_ok() => continue,
                Ok(_) => return,
                Err(error) => StreamItem::Abort(Some(system("cannot read the screenshot", &error))),
            };
            // A client that is gone needs to be told nothing.
            let _ = stream.send(last).await;
            return;
        }
    });
    Ok(mime)
}

/// Lets QEMU write a picture into memory of ours: no file has to be made where it may write.
async fn dump(
    run: &Run,
    screen: Option<&(String, u32)>,
    format: Option<&'static str>,
) -> Result<File> {
    let told = |e: std::io::Error| system("cannot make room for the screenshot", &e);
    let memory =
        rustix::fs::memfd_create("screenshot", MemfdFlags::CLOEXEC).map_err(|e| told(e.into()))?;
    // QEMU takes only a descriptor that is open just as it wants it: for writing alone.
    let path = format!("/proc/self/fd/{}", memory.as_raw_fd());
    let writer: OwnedFd = File::options().write(true).open(path).map_err(told)?.into();
    let add = Call::from(&AddFd { fdset_id: None, opaque: Some("screenshot") }).fd(writer);
    let added: vireo_qmp::types::AddedFd =
        run.live.call(add).await?.parse().map_err(crate::error::monitor)?;
    let filename = format!("/dev/fdset/{}", added.fdset_id);
    let command = Screendump {
        filename: &filename,
        device: screen.map(|(alias, _)| alias.as_str()),
        head: screen.map(|(_, head)| *head),
        format,
    };
    let done = run.live.run(&command).await;
    let _ = run.live.run(&RemoveFd { fdset_id: added.fdset_id, fd: None }).await;
    done?;
    Ok(File::from(memory))
}

/// Gives a display the client at the other end of `fd`.
///
/// # Errors
/// There is no such display, it takes no clients so, or QEMU refuses.
pub async fn add_client(run: &Run, index: u32, fd: OwnedFd, skip_auth: bool) -> Result<()> {
    const NAME: &str = "graphicsfd";
    let config = run.guest.peek(|view| view.live_config.clone()).ok_or_else(not_running)?;
    let protocol = protocol(&config, index)?;
    run.live.call(Call::from(&Getfd { fdname: NAME }).fd(fd)).await?;
    let add = AddClient { protocol, fdname: NAME, skipauth: Some(skip_auth) };
    match run.live.run(&add).await {
        Ok(_) => Ok(()),
        Err(error) => {
            let _ = run.live.run(&Closefd { fdname: NAME }).await;
            Err(error)
        }
    }
}

fn protocol(config: &Domain, index: u32) -> Result<&'static str> {
    let graphics = usize::try_from(index).ok().and_then(|at| config.devices.graphics.get(at));
    let other = match graphics {
        None => return Err(internal(format!("No graphics backend with index {index}"))),
        Some(Graphics::Vnc(_)) => return Ok("vnc"),
        Some(Graphics::Spice(_)) => return Ok("spice"),
        Some(Graphics::Dbus(_)) => return Ok("@dbus-display"),
        Some(Graphics::Sdl(_)) => "sdl",
        Some(Graphics::Rdp(_)) => "rdp",
        Some(Graphics::Desktop(_)) => "desktop",
        Some(Graphics::EglHeadless(_)) => "egl-headless",
    };
    Err(invalid_arg(format!(
        "Can only open VNC, SPICE or D-Bus p2p graphics backends, not {other}"
    )))
}

/// Two connected sockets: one for a display, one for the client.
///
/// # Errors
/// No descriptors are left.
pub fn pair() -> Result<(OwnedFd, OwnedFd)> {
    use rustix::net::{AddressFamily, SocketFlags, SocketType, socketpair};
    socketpair(AddressFamily::UNIX, SocketType::STREAM, SocketFlags::CLOEXEC, None)
        .map_err(|e| Error::system(ErrorDomain::Qemu, "unable to create socket pair", &e.into()))
}

/// The descriptor that came along with a call.
///
/// # Errors
/// None came.
pub fn one(fds: Vec<OwnedFd>) -> Result<OwnedFd> {
    fds.into_iter().next().ok_or_else(|| {
        Error::new(ErrorCode::InvalidArg, ErrorDomain::Qemu, "a file descriptor is missing")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn domain(devices: &str) -> Domain {
        let text = format!(
            "<domain type='qemu'><name>x</name><memory>1</memory><os><type>hvm</type></os>\
             <devices>{devices}</devices></domain>"
        );
        Domain::parse(&text, vireo_xml::Mode::default()).expect("a definition")
    }

    #[test]
    fn heads_are_counted_through_all_devices() {
        let two = domain(
            "<video><model type='qxl' heads='2'/><alias name='video0'/></video>\
             <video><model type='vga'/><alias name='video1'/></video>",
        );
        assert_eq!(screen(&two, 0).expect("the first"), None);
        assert_eq!(screen(&two, 1).expect("its second head"), Some(("video0".into(), 1)));
        assert_eq!(screen(&two, 2).expect("the other"), Some(("video1".into(), 0)));
        assert!(screen(&two, 3).expect_err("no more").message().ends_with("no such screen ID"));
        assert!(screen(&domain(""), 0).is_err());
    }

    #[test]
    fn only_some_displays_take_clients() {
        let displays = domain("<graphics type='vnc'/><graphics type='sdl'/>");
        assert_eq!(protocol(&displays, 0).expect("VNC"), "vnc");
        let error = protocol(&displays, 1).expect_err("SDL");
        assert!(error.message().ends_with("D-Bus p2p graphics backends, not sdl"));
        let error = protocol(&displays, 2).expect_err("none");
        assert!(error.message().ends_with("No graphics backend with index 2"));
    }
}
