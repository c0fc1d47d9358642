//! Guests of our own, as XML.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use crate::{Daemon, artifacts, eventually};

/// A guest to be.
#[derive(Clone)]
pub struct Guest {
    name: String,
    uuid: Option<String>,
    machine: String,
    memory_mib: u32,
    cpus: u32,
    boots: Boots,
    devices: String,
    extra: String,
    features: String,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Boots {
    Sector,
    Linux,
    Nothing,
}

impl Guest {
    fn new(name: &str, boots: Boots, memory_mib: u32) -> Self {
        Self {
            name: name.to_owned(),
            uuid: None,
            machine: "pc".to_owned(),
            memory_mib,
            cpus: 1,
            boots,
            devices: String::new(),
            extra: String::new(),
            features: "<acpi/>".to_owned(),
        }
    }

    /// The boot sector guest: there in half a second.
    #[must_use]
    pub fn boot(name: &str) -> Self {
        Self::new(name, Boots::Sector, 16)
    }

    /// The small Linux guest with a guest agent; none where nobody built it.
    #[must_use]
    pub fn linux(name: &str) -> Option<Self> {
        artifacts::linux()?;
        let guest = Self::new(name, Boots::Linux, 192).device(
            "<channel type='unix'><target type='virtio' name='org.qemu.guest_agent.0'/></channel>",
        );
        Some(guest)
    }

    /// A guest without a disk, for tests that need no running one.
    #[must_use]
    pub fn empty(name: &str) -> Self {
        Self::new(name, Boots::Nothing, 16)
    }

    /// The guest's name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Sets the UUID.
    #[must_use]
    pub fn uuid(mut self, uuid: &str) -> Self {
        self.uuid = Some(uuid.to_owned());
        self
    }

    /// Sets the machine type (`pc` by default).
    #[must_use]
    pub fn machine(mut self, machine: &str) -> Self {
        machine.clone_into(&mut self.machine);
        self
    }

    /// Sets the memory.
    #[must_use]
    pub fn memory(mut self, mib: u32) -> Self {
        self.memory_mib = mib;
        self
    }

    /// Sets the number of CPUs.
    #[must_use]
    pub fn cpus(mut self, cpus: u32) -> Self {
        self.cpus = cpus;
        self
    }

    /// Adds a device.
    #[must_use]
    pub fn device(mut self, xml: &str) -> Self {
        self.devices.push_str(xml);
        self.devices.push('\n');
        self
    }

    /// Adds elements below `<domain>`.
    #[must_use]
    pub fn with(mut self, xml: &str) -> Self {
        self.extra.push_str(xml);
        self.extra.push('\n');
        self
    }

    /// Adds a `<features>` child.
    #[must_use]
    pub fn feature(mut self, xml: &str) -> Self {
        self.features.push_str(xml);
        self
    }

    /// The document. Disk and serial log lie in the daemon's folder.
    #[must_use]
    pub fn xml(&self, daemon: &Daemon) -> String {
        let Self { name, machine, memory_mib, cpus, extra, features, devices, .. } = self;
        let uuid = match &self.uuid {
            Some(uuid) => format!("<uuid>{uuid}</uuid>"),
            None => String::new(),
        };
        let (boot, disk) = self.boot_xml(daemon);
        let log = daemon.path_text(&format!("{name}.serial"));
        format!(
            "<domain type='qemu'>
<name>{name}</name>{uuid}
<memory unit='MiB'>{memory_mib}</memory><vcpu>{cpus}</vcpu>
<os><type arch='x86_64' machine='{machine}'>hvm</type>{boot}</os>
<features>{features}</features>
{extra}
<devices>
{disk}
<serial type='pty'><log file='{log}' append='off'/></serial>
{devices}
</devices>
</domain>"
        )
    }

    /// The `<os>` children and the disk of what it boots.
    fn boot_xml(&self, daemon: &Daemon) -> (String, String) {
        match self.boots {
            Boots::Nothing => (String::new(), String::new()),
            Boots::Sector => {
                let image = self.disk(daemon);
                let disk = format!(
                    "<disk type='file' device='disk'><driver name='qemu' type='raw'/>\
                     <source file='{image}'/><target dev='vda' bus='virtio'/></disk>"
                );
                ("<boot dev='hd'/>".to_owned(), disk)
            }
            Boots::Linux => {
                let (kernel, initrd) = artifacts::linux().expect("checked by Guest::linux");
                // The kernel's own look at the timer fails, and ends in a panic, where QEMU gets no
                // processor for a while.
                let boot = format!(
                    "<kernel>{}</kernel><initrd>{}</initrd><cmdline>console=ttyS0 quiet no_timer_check</cmdline>",
                    kernel.display(),
                    initrd.display()
                );
                (boot, String::new())
            }
        }
    }

    /// The guest's own copy of the boot disk, made when it isn't there.
    fn disk(&self, daemon: &Daemon) -> String {
        let path = daemon.path(&format!("{}.img", self.name));
        if !path.exists() {
            fs::copy(artifacts::boot_image(), &path).expect("own folder");
            fs::set_permissions(&path, fs::Permissions::from_mode(0o666)).expect("own file");
        }
        path.display().to_string()
    }

    /// Defines it.
    ///
    /// # Panics
    /// When it is refused.
    #[track_caller]
    pub fn define(&self, daemon: &Daemon) -> &Self {
        let file = daemon.write(&format!("{}.xml", self.name), &self.xml(daemon));
        daemon.ok(&format!("define {file}"));
        self
    }

    /// Defines and starts it.
    ///
    /// # Panics
    /// When that fails.
    #[track_caller]
    pub fn start(&self, daemon: &Daemon) -> &Self {
        self.define(daemon);
        daemon.ok(&format!("start {}", self.name));
        self
    }

    /// Creates it as a transient guest.
    ///
    /// # Panics
    /// When that fails.
    #[track_caller]
    pub fn create(&self, daemon: &Daemon) -> &Self {
        let file = daemon.write(&format!("{}.xml", self.name), &self.xml(daemon));
        daemon.ok(&format!("create {file}"));
        self
    }

    /// Waits until the guest itself says that it is up.
    pub fn wait_up(&self, daemon: &Daemon) -> &Self {
        self.wait_serial(daemon, "vireo guest: up");
        self
    }

    /// What the guest wrote on its serial port, by QEMU's own log of it.
    #[must_use]
    pub fn serial(&self, daemon: &Daemon) -> String {
        let log = fs::read(daemon.path(&format!("{}.serial", self.name))).unwrap_or_default();
        String::from_utf8_lossy(&log).into_owned()
    }

    /// Waits until the guest wrote `text` on its serial port.
    pub fn wait_serial(&self, daemon: &Daemon, text: &str) {
        eventually(&format!("{} says {text:?}", self.name), || {
            self.serial(daemon).contains(text).then_some(())
        });
    }

    /// Waits until the guest agent answers.
    pub fn wait_agent(&self, daemon: &Daemon) -> &Self {
        eventually("the guest agent answers", || {
            let words = ["qemu-agent-command", &self.name, r#"{"execute":"guest-ping"}"#];
            daemon.virsh_args(&words).ok.then_some(())
        });
        self
    }
}
