//! The domain capabilities document: what guests of one kind can have.

use vireo_model::fill::{Descriptor, Mapping};
use vireo_xml::{Mode, Writer};

use super::caps::{Accel, CpuModel, Gic, Machine, QemuCaps, Usable};
use super::flags::Flag;
use super::host_model::HostModel;
use super::swtpm::Swtpm;

/// The kind of guest that is described.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    /// The binary.
    pub caps: &'a QemuCaps,
    /// Architecture of the guest.
    pub arch: &'a str,
    /// How it executes guests.
    pub accel: Accel,
    /// The machine type.
    pub machine: &'a Machine,
}

/// What the host has beside QEMU.
#[derive(Debug, Clone, Copy, Default)]
pub struct HostParts<'a> {
    /// Firmware descriptors, the first match first.
    pub firmware: &'a [Descriptor],
    /// Images used where no descriptor matches (`nvram` in `qemu.conf`).
    pub loaders: &'a [String],
    /// The TPM emulator.
    pub swtpm: Option<Swtpm>,
    /// Most virtual CPUs with KVM.
    pub kvm_max_vcpus: Option<u32>,
    /// Whether host devices can be given to guests.
    pub vfio: bool,
}

impl Subject<'_> {
    fn has(&self, flag: Flag) -> bool {
        self.caps.has(flag)
    }

    fn is_x86(&self) -> bool {
        matches!(self.arch, "x86_64" | "i686")
    }

    fn is_s390(&self) -> bool {
        self.arch.starts_with("s390")
    }

    fn is_i440fx(&self) -> bool {
        let name = &*self.machine.name;
        self.is_x86()
            && (name == "pc"
                || name.starts_with("pc-i440fx-")
                || name.starts_with("pc-0.")
                || name.starts_with("pc-1."))
    }

    /// Whether the machine has an IDE controller of its own.
    fn has_ide(&self) -> bool {
        self.is_i440fx() || matches!(&*self.machine.name, "malta" | "sun4u" | "g3beige")
    }

    fn is_q35(&self) -> bool {
        self.is_x86() && self.machine.name.starts_with("pc-q35-")
    }

    fn has_ps2(&self) -> bool {
        self.is_i440fx() || self.is_q35() || &*self.machine.name == "isapc"
    }

    fn is_pseries(&self) -> bool {
        self.arch.starts_with("ppc64") && self.machine.name.starts_with("pseries")
    }
}

/// Values of an `<enum>` and whether each is offered.
type Offer<'a> = &'a [(&'a str, bool)];

/// The document.
pub fn domain_capabilities(subject: &Subject<'_>, host: &HostParts<'_>) -> String {
    let mut doc = Doc { out: Writer::new(Mode::default()) };
    doc.out.start("domainCapabilities");
    doc.out.text_element("path", &subject.caps.binary.to_string_lossy());
    doc.out.text_element("domain", virt_type(subject.accel));
    doc.out.text_element("machine", &subject.machine.name);
    doc.out.text_element("arch", subject.arch);
    let vcpus = max_vcpus(subject, host);
    doc.leaf("vcpu", &[("max", &vcpus.to_string())]);
    doc.leaf("iothreads", &[("supported", "yes")]);
    doc.os(subject, host);
    doc.cpu(subject);
    doc.group("memoryBacking", true, |doc| {
        doc.offer(
            "sourceType",
            &[
                ("file", true),
                ("anonymous", true),
                ("memfd", subject.has(Flag::MEMORY_BACKEND_MEMFD)),
            ],
        );
    });
    doc.out.start("devices");
    doc.disk(subject);
    doc.displays(subject);
    doc.hostdev(subject, host);
    doc.rng(subject);
    doc.group("filesystem", true, |doc| {
        let virtiofs = subject.has(Flag::VHOST_USER_FS);
        doc.offer("driverType", &[("path", true), ("handle", true), ("virtiofs", virtiofs)]);
    });
    doc.other_devices(subject, host);
    doc.out.end("devices");
    doc.features(subject);
    doc.out.end("domainCapabilities");
    doc.out.finish()
}

/// The name of an accelerator in definitions.
pub fn virt_type(accel: Accel) -> &'static str {
    match accel {
        Accel::Kvm => "kvm",
        Accel::Tcg => "qemu",
    }
}

fn max_vcpus(subject: &Subject<'_>, host: &HostParts<'_>) -> u32 {
    let most = subject.machine.max_cpus;
    match (subject.accel, host.kvm_max_vcpus) {
        (Accel::Kvm, Some(kvm)) => most.min(kvm),
        (Accel::Kvm, None) | (Accel::Tcg, _) => most,
    }
}

struct Doc {
    out: Writer,
}

impl Doc {
    fn leaf(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.out.start(name);
        for (key, value) in attributes {
            self.out.attr(key, value);
        }
        self.out.end(name);
    }

    fn supported(&mut self, name: &str, yes: bool) {
        self.leaf(name, &[("supported", if yes { "yes" } else { "no" })]);
    }

    /// An element that says whether it is supported, with its details when it is.
    fn group(&mut self, name: &str, yes: bool, details: impl FnOnce(&mut Self)) {
        self.out.start(name);
        self.out.attr("supported", if yes { "yes" } else { "no" });
        if yes {
            details(self);
        }
        self.out.end(name);
    }

    fn offer(&mut self, name: &str, values: Offer<'_>) {
        self.out.start("enum");
        self.out.attr("name", name);
        for (value, _) in values.iter().filter(|(_, offered)| *offered) {
            self.out.text_element("value", value);
        }
        self.out.end("enum");
    }

    fn os(&mut self, subject: &Subject<'_>, host: &HostParts<'_>) {
        let arch = match subject.arch {
            "i686" => "i386",
            same => same,
        };
        let fits = |found: &&Descriptor| found.runs_on(arch, &subject.machine.name);
        let found: Vec<&Descriptor> = host.firmware.iter().filter(fits).collect();
        let kind = |name: &str| {
            found.iter().any(|found| found.interface_types.iter().any(|kind| kind == name))
        };
        let secure = found.iter().any(|d| d.has("secure-boot") && d.has("requires-smm"));
        let mut loaders: Vec<&str> = found.iter().filter_map(|found| image(found)).collect();
        if found.is_empty() {
            loaders.extend(host.loaders.iter().map(String::as_str));
        }
        self.out.start("os");
        self.out.attr("supported", "yes");
        self.offer("firmware", &[("bios", kind("bios")), ("efi", kind("uefi"))]);
        self.group("loader", true, |doc| {
            for loader in loaders {
                doc.out.text_element("value", loader);
            }
            doc.offer("type", &[("rom", true), ("pflash", true)]);
            doc.offer("readonly", &[("yes", true), ("no", true)]);
            doc.offer("secure", &[("yes", secure), ("no", true)]);
        });
        self.out.end("os");
    }

    fn cpu(&mut self, subject: &Subject<'_>) {
        let Some(caps) = subject.caps.accel(subject.accel) else {
            return;
        };
        let kvm = subject.accel == Accel::Kvm;
        self.out.start("cpu");
        self.mode("host-passthrough", kvm && caps.host_cpu.is_some(), |doc| {
            let migratable = subject.has(Flag::CPU_MIGRATABLE);
            doc.offer("hostPassthroughMigratable", &[("on", migratable), ("off", true)]);
        });
        self.mode("maximum", caps.cpus.get("max").is_some(), |doc| {
            doc.offer("maximumMigratable", &[("on", true), ("off", true)]);
        });
        let host_model = HostModel::of(subject.caps, subject.accel, false);
        self.mode("host-model", host_model.is_some(), |doc| {
            if let Some(found) = &host_model {
                doc.host_model(found, kvm);
            }
        });
        let mut models: Vec<CpuModel<'_>> =
            caps.cpus.iter().filter(|cpu| is_offered(subject.arch, cpu.name())).collect();
        models.sort_by_key(|model| shown(subject.arch, model.name()));
        self.mode("custom", !models.is_empty(), |doc| {
            for model in models {
                doc.custom_model(subject.arch, model);
            }
        });
        self.out.end("cpu");
    }

    fn mode(&mut self, name: &str, yes: bool, details: impl FnOnce(&mut Self)) {
        self.out.start("mode");
        self.out.attr("name", name);
        self.out.attr("supported", if yes { "yes" } else { "no" });
        if yes {
            details(self);
        }
        self.out.end("mode");
    }

    fn host_model(&mut self, found: &HostModel, kvm: bool) {
        self.out.start("model");
        self.out.attr("fallback", "forbid");
        self.out.text(found.decoded.model.name);
        self.out.end("model");
        if let Some(vendor) = found.vendor {
            self.out.text_element("vendor", vendor.name());
        }
        let bits = vireo_cpu::host::HostCpu::get().physical_bits;
        if kvm && bits > 0 {
            self.leaf("maxphysaddr", &[("mode", "passthrough"), ("limit", &bits.to_string())]);
        }
        for (feature, there) in found.decoded.differences() {
            let policy = if there { "require" } else { "disable" };
            self.leaf("feature", &[("policy", policy), ("name", feature.name())]);
        }
    }

    fn custom_model(&mut self, arch: &str, model: CpuModel<'_>) {
        let name = shown(arch, model.name());
        self.out.start("model");
        let usable = match model.usable() {
            Usable::Yes => "yes",
            Usable::No => "no",
            Usable::Unknown => "unknown",
        };
        self.out.attr("usable", usable);
        if model.deprecated() {
            self.out.attr("deprecated", "yes");
        }
        self.out.attr("vendor", vireo_cpu::vendor_of_model(arch, name).unwrap_or("unknown"));
        if let Some(canonical) = model.alias_of() {
            self.out.attr("canonical", canonical);
        }
        self.out.text(name);
        self.out.end("model");
        let mut missing: Vec<&str> = model.missing().map(vireo_cpu::reference_name).collect();
        missing.sort_unstable();
        missing.dedup();
        if missing.is_empty() {
            return;
        }
        self.out.start("blockers");
        self.out.attr("model", name);
        for name in missing {
            self.leaf("feature", &[("name", name)]);
        }
        self.out.end("blockers");
    }

    fn disk(&mut self, subject: &Subject<'_>) {
        let has = |flag| subject.has(flag);
        let floppy = !subject.is_pseries();
        let transitional = has(Flag::VIRTIO_PCI_NON_TRANSITIONAL);
        let usb = has(Flag::USB_STORAGE);
        self.group("disk", true, |doc| {
            doc.offer(
                "diskDevice",
                &[("disk", true), ("cdrom", true), ("floppy", floppy), ("lun", true)],
            );
            doc.offer(
                "bus",
                &[
                    ("ide", subject.has_ide()),
                    ("fdc", floppy),
                    ("scsi", true),
                    ("virtio", true),
                    ("usb", usb),
                    ("sata", has(Flag::ICH9_AHCI)),
                ],
            );
            doc.virtio_models(transitional);
        });
    }

    fn displays(&mut self, subject: &Subject<'_>) {
        let has = |flag| subject.has(flag);
        self.group("graphics", true, |doc| {
            doc.offer(
                "type",
                &[
                    ("sdl", has(Flag::SDL)),
                    ("vnc", has(Flag::VNC)),
                    ("spice", has(Flag::SPICE)),
                    ("egl-headless", has(Flag::EGL_HEADLESS)),
                    ("dbus", has(Flag::DISPLAY_DBUS)),
                ],
            );
        });
        self.group("video", true, |doc| {
            doc.offer(
                "modelType",
                &[
                    ("vga", has(Flag::VGA)),
                    ("cirrus", has(Flag::CIRRUS_VGA)),
                    ("vmvga", has(Flag::VMWARE_SVGA)),
                    ("qxl", has(Flag::QXL)),
                    ("virtio", has(Flag::VIRTIO_GPU)),
                    ("none", true),
                    ("bochs", has(Flag::BOCHS_DISPLAY)),
                    ("ramfb", has(Flag::RAMFB)),
                ],
            );
        });
    }

    fn rng(&mut self, subject: &Subject<'_>) {
        let has = |flag| subject.has(flag);
        let transitional = has(Flag::VIRTIO_PCI_NON_TRANSITIONAL);
        self.group("rng", has(Flag::VIRTIO_RNG), |doc| {
            doc.virtio_models(transitional);
            doc.offer(
                "backendModel",
                &[
                    ("random", has(Flag::RNG_RANDOM)),
                    ("egd", has(Flag::RNG_EGD)),
                    ("builtin", has(Flag::RNG_BUILTIN)),
                ],
            );
        });
    }

    fn virtio_models(&mut self, transitional: bool) {
        self.offer(
            "model",
            &[
                ("virtio", true),
                ("virtio-transitional", transitional),
                ("virtio-non-transitional", transitional),
            ],
        );
    }

    fn hostdev(&mut self, subject: &Subject<'_>, host: &HostParts<'_>) {
        let vfio = subject.has(Flag::VFIO_PCI);
        self.group("hostdev", true, |doc| {
            doc.offer("mode", &[("subsystem", true)]);
            let policies = ["default", "mandatory", "requisite", "optional"];
            doc.offer("startupPolicy", &policies.map(|policy| (policy, true)));
            doc.offer("subsysType", &[("usb", true), ("pci", vfio), ("scsi", true)]);
            doc.offer("capsType", &[]);
            doc.offer("pciBackend", &[("vfio", vfio && host.vfio)]);
        });
    }

    fn other_devices(&mut self, subject: &Subject<'_>, host: &HostParts<'_>) {
        let has = |flag| subject.has(flag);
        self.tpm(subject, host);
        self.group("redirdev", has(Flag::USB_REDIR), |doc| doc.offer("bus", &[("usb", true)]));
        self.group("channel", true, |doc| {
            let spice = has(Flag::SPICE);
            doc.offer("type", &[("pty", true), ("unix", true), ("spicevmc", spice)]);
        });
        self.group("crypto", has(Flag::VIRTIO_CRYPTO), |doc| {
            doc.offer("model", &[("virtio", true)]);
            doc.offer("type", &[("qemu", true)]);
            let kernel = has(Flag::CRYPTODEV_BACKEND_LKCF);
            doc.offer("backendModel", &[("builtin", true), ("lkcf", kernel)]);
        });
        self.group("interface", true, |doc| {
            let passt = has(Flag::NETDEV_STREAM);
            let slirp = has(Flag::NETDEV_USER);
            doc.offer("backendType", &[("default", slirp), ("passt", passt)]);
        });
        let panics = [
            ("isa", has(Flag::PVPANIC)),
            ("pseries", subject.is_pseries()),
            ("hyperv", subject.is_x86()),
            ("s390", subject.is_s390()),
            ("pvpanic", has(Flag::PVPANIC_PCI)),
        ];
        let any = panics.iter().any(|(_, offered)| *offered);
        self.group("panic", any, |doc| doc.offer("model", &panics));
    }

    fn tpm(&mut self, subject: &Subject<'_>, host: &HostParts<'_>) {
        let has = |flag| subject.has(flag);
        let emulated = has(Flag::TPM_EMULATOR) && host.swtpm.is_some();
        let backends = [
            ("passthrough", has(Flag::TPM_PASSTHROUGH)),
            ("emulator", emulated),
            ("external", has(Flag::TPM_EMULATOR)),
        ];
        let models = [
            ("tpm-tis", has(Flag::TPM_TIS)),
            ("tpm-crb", has(Flag::TPM_CRB)),
            ("tpm-spapr", has(Flag::TPM_SPAPR)),
            ("spapr-tpm-proxy", has(Flag::SPAPR_TPM_PROXY)),
        ];
        let any = |offer: Offer<'_>| offer.iter().any(|(_, offered)| *offered);
        let swtpm = host.swtpm.filter(|_| emulated).unwrap_or_default();
        self.group("tpm", any(&models) && any(&backends), |doc| {
            doc.offer("model", &models);
            doc.offer("backendModel", &backends);
            doc.offer("backendVersion", &[("1.2", swtpm.v1_2), ("2.0", swtpm.v2_0)]);
        });
    }

    fn features(&mut self, subject: &Subject<'_>) {
        let has = |flag| subject.has(flag);
        let caps = subject.caps;
        self.out.start("features");
        let gic = gic_versions(subject);
        self.group("gic", !gic.is_empty(), |doc| {
            let values: Vec<(&str, bool)> = gic.iter().map(|version| (&**version, true)).collect();
            doc.offer("version", &values);
        });
        self.supported("vmcoreinfo", has(Flag::VMCOREINFO));
        self.supported("genid", has(Flag::VMGENID));
        self.supported("backingStoreInput", true);
        self.supported("backup", true);
        self.supported("async-teardown", has(Flag::RUN_WITH_ASYNC_TEARDOWN));
        if subject.is_s390() {
            self.supported("s390-pv", has(Flag::S390_PV_GUEST));
        }
        self.supported("ps2", subject.has_ps2());
        self.sev(subject);
        self.sgx(subject);
        if let Some(hyperv) = &caps.hyperv {
            let values: Vec<(&str, bool)> = hyperv.iter().map(|name| (&**name, true)).collect();
            self.group("hyperv", true, |doc| doc.offer("features", &values));
        }
        let launch = [
            ("sev", has(Flag::SEV_GUEST)),
            ("sev-snp", has(Flag::SEV_SNP_GUEST)),
            ("s390-pv", has(Flag::S390_PV_GUEST)),
        ];
        let any = launch.iter().any(|(_, offered)| *offered);
        self.group("launchSecurity", any, |doc| doc.offer("sectype", &launch));
        self.out.end("features");
    }

    fn sev(&mut self, subject: &Subject<'_>) {
        let sev = subject.caps.sev.as_ref();
        self.group("sev", sev.is_some(), |doc| {
            if let Some(sev) = sev {
                doc.out.text_element("cbitpos", &sev.cbitpos.to_string());
                let lost = sev.reduced_phys_bits.to_string();
                doc.out.text_element("reducedPhysBits", &lost);
            }
        });
    }

    fn sgx(&mut self, subject: &Subject<'_>) {
        let sgx = subject.caps.sgx.as_ref().filter(|_| subject.has(Flag::SGX_EPC));
        self.group("sgx", sgx.is_some(), |doc| {
            let Some(sgx) = sgx else {
                return;
            };
            let yes_no = |yes: bool| if yes { "yes" } else { "no" };
            doc.out.text_element("flc", yes_no(sgx.flc));
            doc.out.text_element("sgx1", yes_no(sgx.sgx1));
            doc.out.text_element("sgx2", yes_no(sgx.sgx2));
            doc.out.start("section_size");
            doc.out.attr("unit", "KiB");
            doc.out.text(&(sgx.section_size / 1024).to_string());
            doc.out.end("section_size");
            doc.out.start("sections");
            for (node, size) in &sgx.sections {
                let (node, size) = (node.to_string(), (size / 1024).to_string());
                doc.leaf("section", &[("node", &node), ("size", &size), ("unit", "KiB")]);
            }
            doc.out.end("sections");
        });
    }
}

/// Versions of the interrupt controller that a machine can have.
fn gic_versions(subject: &Subject<'_>) -> Vec<String> {
    let virt = &*subject.machine.name == "virt" || subject.machine.name.starts_with("virt-");
    if !virt || !matches!(subject.arch, "aarch64" | "armv6l" | "armv7l" | "armv7b") {
        return Vec::new();
    }
    let offered = |gic: &&Gic| match subject.accel {
        Accel::Kvm => gic.kernel,
        Accel::Tcg => gic.emulated,
    };
    let mut versions: Vec<u32> =
        subject.caps.gic.iter().filter(offered).map(|gic| gic.version).collect();
    versions.sort_unstable();
    versions.iter().map(u32::to_string).collect()
}

/// Whether a model is one that definitions for the architecture can name.
fn is_offered(arch: &str, model: &str) -> bool {
    match vireo_cpu::model_names(arch) {
        None => false,
        // Where the reference has no names of its own, QEMU's count.
        Some(names) if names.is_empty() => true,
        Some(names) => names.contains(&shown(arch, model)),
    }
}

/// The name of one of QEMU's models in documents.
fn shown<'a>(arch: &str, model: &'a str) -> &'a str {
    match arch {
        "ppc64" | "ppc64le" => vireo_cpu::power_name(model).unwrap_or(model),
        _ => model,
    }
}

/// The image that a definition names as loader.
fn image(found: &Descriptor) -> Option<&str> {
    match &found.mapping {
        Mapping::Flash { executable, .. } => Some(&executable.filename),
        Mapping::Memory { filename } => Some(filename),
        Mapping::Kernel { .. } => None,
    }
}
