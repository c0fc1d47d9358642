//! Who the host is: its UUID and what its firmware tells of it.

use std::sync::OnceLock;

use uuid::Uuid;
use vireo_xml::{Mode, Writer};

use crate::host;

static UUID: OnceLock<Uuid> = OnceLock::new();

/// Says what the host's UUID is, before anyone asks: one that is configured, or the machine's own
/// id when the firmware is not to be asked.
pub fn configure(uuid: Option<Uuid>, of_machine: bool) {
    let Some(uuid) = uuid.or_else(|| from_machine_id().filter(|_| of_machine)) else { return };
    if UUID.set(uuid).is_err() {
        tracing::warn!("the host's UUID was asked for before it was configured");
    }
}

/// The host's UUID: the firmware's where that is a real one, else made of the machine's own id, so
/// that it stays the same over restarts (the reference makes up a new one each time).
#[must_use]
pub fn uuid() -> Uuid {
    *UUID.get_or_init(|| {
        from_firmware()
            .or_else(from_machine_id)
            .unwrap_or_else(|| Uuid::from_bytes(vireo_host::random::uuid()))
    })
}

fn read_uuid(path: &str) -> Option<Uuid> {
    Uuid::try_parse(std::fs::read_to_string(path).ok()?.trim()).ok()
}

/// Vendors that fill the field with one repeated digit have filled nothing in.
fn from_firmware() -> Option<Uuid> {
    let uuid = read_uuid("/sys/class/dmi/id/product_uuid")?;
    let digits = uuid.simple().to_string();
    let first = digits.chars().next()?;
    digits.chars().any(|digit| digit != first).then_some(uuid)
}

fn from_machine_id() -> Option<Uuid> {
    read_uuid("/etc/machine-id")
}

/// The `<sysinfo>` document of the host; absent where the firmware tells nothing.
#[must_use]
pub fn sysinfo_xml() -> Option<String> {
    let info = host::smbios()?;
    let mut out = Writer::new(Mode::default());
    out.start("sysinfo");
    out.attr("type", "smbios");
    let mut boards = info.base_boards.iter().map(|board| ("baseBoard", &board.entries)).collect();
    let mut groups = vec![("bios", &info.bios), ("system", &info.system)];
    groups.append(&mut boards);
    groups.push(("chassis", &info.chassis));
    for (name, entries) in groups.into_iter().filter(|(_, entries)| !entries.is_empty()) {
        out.start(name);
        for entry in entries {
            out.start("entry");
            out.attr("name", &entry.name);
            out.text(&entry.value);
            out.end("entry");
        }
        out.end(name);
    }
    out.end("sysinfo");
    Some(out.finish())
}
