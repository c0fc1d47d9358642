//! From a definition to QEMU's command line: what all rooms that add words to it share.
//!
//! The definition is that of a running guest: defaults filled in, addresses and aliases assigned,
//! paths of sockets set. What was opened for this start comes along as [`Opened`]; a translation
//! without a start has none of it and gets paths where a start passes descriptors.

use std::collections::HashMap;
use std::os::fd::OwnedFd;
use std::path::Path;

use vireo_api::Result;
use vireo_api::secret::Secrets;
use vireo_config::QemuConfig;
use vireo_model::domain::{Domain, VirtType};
use vireo_model::fill::{Accel, Cap, Emulator, Family, Machine};

use crate::live::Paths;
use crate::process::argv::CommandLine;
use crate::{devices, machine};

/// Descriptors and places that were made for this start.
#[derive(Debug, Default)]
pub struct Opened {
    /// The monitor's listening socket.
    pub monitor: Option<OwnedFd>,
    /// Listening sockets and files of character devices, by the device's alias.
    pub chardevs: HashMap<String, OwnedFd>,
    /// Log files of character devices, by the device's alias.
    pub chardev_logs: HashMap<String, OwnedFd>,
    /// Queues of network interfaces, by the interface's alias.
    pub taps: HashMap<String, TapFds>,
    /// A vhost descriptor for each vsock, by its alias.
    pub vsocks: HashMap<String, OwnedFd>,
    /// The kernel's ends of SCSI targets, by the alias of the device.
    pub vhost_scsis: HashMap<String, OwnedFd>,
    /// vDPA devices of network interfaces, by the interface's alias.
    pub vdpas: HashMap<String, OwnedFd>,
    /// QEMU's ends of sockets to helpers, by the alias of the device.
    pub helpers: HashMap<String, End>,
}

/// How QEMU meets a helper.
#[derive(Debug)]
pub enum End {
    /// By a connected socket.
    Fd(OwnedFd),
    /// By connecting to a path.
    Path(std::path::PathBuf),
}

/// The two ends of an interface's queues.
#[derive(Debug, Default)]
pub struct TapFds {
    /// One a queue.
    pub tap: Vec<OwnedFd>,
    /// In-kernel ends, as many as queues or none.
    pub vhost: Vec<OwnedFd>,
}

/// A command line in the making.
pub struct Build<'a> {
    /// The definition.
    pub domain: &'a Domain,
    /// The binary.
    pub emulator: &'a Emulator,
    /// Settings.
    pub config: &'a QemuConfig,
    /// Where devices of the host are looked for.
    pub host: &'a vireo_host::assign::Root,
    /// The guest's files.
    pub paths: &'a Paths,
    /// The daemon runs as root.
    pub privileged: bool,
    /// This is a translation: nothing was opened.
    pub translation: bool,
    /// The guest's memory comes from elsewhere.
    pub incoming: bool,
    /// Who keeps secrets; nobody where the words only name what goes out of QEMU again.
    pub secrets: Option<&'a dyn Secrets>,
    /// What was opened.
    pub opened: Opened,
    /// The words so far.
    pub line: CommandLine,
}

impl<'a> Build<'a> {
    /// Whether the binary has the ability.
    #[must_use]
    pub fn has(&self, cap: Cap) -> bool {
        self.emulator.has(cap)
    }

    /// How the guest is executed.
    #[must_use]
    pub fn accel(&self) -> Accel {
        accel(self.domain)
    }

    /// The guest's machine type as it stands in the definition.
    #[must_use]
    pub fn machine_name(&self) -> &'a str {
        self.domain.os.machine.as_deref().unwrap_or_default()
    }

    /// What QEMU said about the guest's machine type.
    #[must_use]
    pub fn machine(&self) -> Option<&'a Machine> {
        self.emulator.machine(self.accel(), self.machine_name())
    }

    /// The guest's architecture.
    #[must_use]
    pub fn arch(&self) -> &'a str {
        self.domain.os.arch.as_deref().unwrap_or_default()
    }

    /// The family of the guest's machine type.
    #[must_use]
    pub fn family(&self) -> Family {
        Family::of(self.arch(), self.machine_name())
    }

    /// Whether the guest is a PC.
    #[must_use]
    pub fn is_x86(&self) -> bool {
        matches!(self.arch(), "x86_64" | "i686")
    }

    /// Whether the machine is a Q35.
    #[must_use]
    pub fn is_q35(&self) -> bool {
        is_q35(self.machine_name())
    }

    /// Whether the machine is an i440FX.
    #[must_use]
    pub fn is_i440fx(&self) -> bool {
        is_i440fx(self.machine_name())
    }

    /// The whole command line, in the reference's order.
    ///
    /// # Errors
    /// The definition asks for what cannot be told to QEMU.
    pub fn build(mut self) -> Result<CommandLine> {
        machine::environment(&mut self);
        machine::head(&mut self)?;
        devices::all(&mut self)?;
        Ok(self.line)
    }
}

/// How a guest is executed.
#[must_use]
pub fn accel(domain: &Domain) -> Accel {
    if domain.kind == VirtType::Kvm { Accel::Kvm } else { Accel::Tcg }
}

/// Whether a machine type is a Q35.
#[must_use]
pub fn is_q35(machine: &str) -> bool {
    machine == "q35" || machine.starts_with("pc-q35")
}

/// Whether a machine type is an i440FX.
#[must_use]
pub fn is_i440fx(machine: &str) -> bool {
    machine == "pc"
        || machine.starts_with("pc-i440fx")
        || machine.starts_with("pc-0.")
        || machine.starts_with("pc-1.")
}

/// A path as text; what is not UTF-8 cannot be told to QEMU and was refused before.
pub(crate) fn text(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}
