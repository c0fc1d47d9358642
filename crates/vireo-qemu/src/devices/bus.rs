//! A guest's own message bus, which its D-Bus display is found on.

use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::PathBuf;

use vireo_api::{ErrorCode, Result};
use vireo_model::domain::Domain;
use vireo_model::domain::devices::Graphics;

use crate::error::system;
use crate::helper::{self, Helper, Kind, Place, Ready};
use crate::process::start::Starting;

/// What it is called.
const NAME: &str = "dbus-daemon";

/// The daemon of the bus.
pub(crate) static DAEMON: Kind = Kind {
    name: NAME,
    title: NAME,
    code: ErrorCode::OperationFailed,
    wanted,
    mark: |place, _| file(place, "dbus.pid"),
    files: |place, _| vec![socket(place), file(place, "dbus.conf")],
    declare: |s, _| Box::pin(declare(s)),
    again: None,
};

fn file(place: &Place<'_>, rest: &str) -> PathBuf {
    place.shared(&place.core.layout.dbus(), rest)
}

/// Where the bus is.
pub(crate) fn socket(place: &Place<'_>) -> PathBuf {
    place.shared_socket(&place.core.layout.dbus(), "dbus.sock")
}

/// The address of the bus as a display has it.
pub(crate) fn address(place: &Place<'_>) -> String {
    format!("unix:path={}", socket(place).display())
}

fn wanted(place: &Place<'_>, domain: &Domain) -> Vec<String> {
    let own = address(place);
    let ours = |one: &Graphics| match one {
        Graphics::Dbus(bus) => bus.p2p != Some(true) && bus.address.as_ref() == Some(&own),
        Graphics::Vnc(_)
        | Graphics::Spice(_)
        | Graphics::Sdl(_)
        | Graphics::Rdp(_)
        | Graphics::Desktop(_)
        | Graphics::EglHeadless(_) => false,
    };
    let wanted = domain.devices.graphics.iter().any(ours);
    wanted.then(|| "bus".to_owned()).into_iter().collect()
}

async fn declare(s: &mut Starting) -> Result<Helper> {
    let place = Place::of(s);
    let (settings, socket) = (file(&place, "dbus.conf"), socket(&place));
    // It does not listen where something is left of an earlier one.
    let _ = std::fs::remove_file(&socket);
    let _ = std::fs::remove_file(&settings);
    let told = |e| system(format!("Failed to write file '{}'", settings.display()), &e);
    let text = config(&socket.to_string_lossy());
    let made = std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(&settings);
    made.and_then(|mut made| made.write_all(text.as_bytes())).map_err(told)?;
    s.core.give_to_guest(&settings)?;
    let program = s.core.config.dbus_daemon.as_deref().unwrap_or(NAME);
    Ok(Helper {
        program: helper::find(program)?,
        env: Vec::new(),
        args: vec![format!("--config-file={}", settings.display())],
        fds: Vec::new(),
        user: s.core.guest_user.clone(),
        log: None,
        ready: Ready::Listens(socket),
    })
}

/// Its settings: whoever may open the socket may do anything.
fn config(socket: &str) -> String {
    let mut path = String::new();
    vireo_xml::escape_into(&mut path, socket);
    format!(
        "<!DOCTYPE busconfig PUBLIC \"-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN\"\n \
         \"http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd\">\n\
         <busconfig>\n  <type>org.libvirt.qemu</type>\n  <listen>unix:path={path}</listen>\n  \
         <auth>EXTERNAL</auth>\n  <policy context='default'>\n    \
         <allow send_destination='*' eavesdrop='true'/>\n    <allow eavesdrop='true'/>\n    \
         <allow own='*'/>\n    <allow user='root'/>\n  </policy>\n\
         </busconfig>\n"
    )
}
