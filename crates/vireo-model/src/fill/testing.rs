//! A hypervisor for tests: QEMU 10 on an x86_64 host, as plain values.

use std::sync::Arc;

use super::{CapSet, Descriptor, Emulator, Machine, Settings, StaticView};

const CAPS: &[&str] = &[
    "kvm",
    "sdl",
    "spice",
    "hda-duplex",
    "ccid-emulated",
    "ccid-passthru",
    "piix3-usb-uhci",
    "piix4-usb-uhci",
    "usb-ehci",
    "ich9-usb-ehci1",
    "pci-ohci",
    "usb-redir",
    "usb-hub",
    "ich9-ahci",
    "scsi-disk.channel",
    "scsi-block",
    "hda-micro",
    "nec-usb-xhci",
    "lsi",
    "virtio-scsi-pci",
    "usb-redir.filter",
    "seccomp-sandbox",
    "vnc",
    "qxl",
    "VGA",
    "cirrus-vga",
    "vmware-svga",
    "usb-serial",
    "virtio-rng",
    "rng-random",
    "rng-egd",
    "megasas",
    "tpm-passthrough",
    "tpm-tis",
    "pci-bridge",
    "vfio-pci",
    "dmi-to-pci-bridge",
    "usb-storage",
    "virtio-mmio",
    "ich9-intel-hda",
    "kvm-pit-lost-tick-policy",
    "pvpanic",
    "usb-kbd",
    "usb-audio",
    "rtc-reset-reinjection",
    "migrate-rdma",
    "VGA.vgamem_mb",
    "vmware-svga.vgamem_mb",
    "qxl.vgamem_mb",
    "pc-dimm",
    "machine-vmport-opt",
    "pci-serial",
    "ioh3420",
    "x3130-upstream",
    "xio3130-downstream",
    "rtl8139",
    "e1000",
    "virtio-net",
    "virtio-gpu",
    "virtio-keyboard",
    "virtio-mouse",
    "virtio-tablet",
    "virtio-input-host",
    "virtio-balloon-pci.deflate-on-oom",
    "mptsas1068",
    "spice-gl",
    "qxl.vram64_size_mb",
    "pxb",
    "pxb-pcie",
    "intel-iommu",
    "virtio-vga",
    "ivshmem-plain",
    "ivshmem-doorbell",
    "vhost-scsi",
    "query-cpu-model-expansion",
    "spice-rendernode",
    "nvdimm",
    "pcie-root-port",
    "query-cpu-definitions",
    "qemu-xhci",
    "intel-iommu.intremap",
    "intel-iommu.caching-mode",
    "intel-iommu.eim",
    "intel-iommu.device-iotlb",
    "chardev-reconnect",
    "vmcoreinfo",
    "isa-serial",
    "pcie-pci-bridge",
    "nbd-tls",
    "tpm-crb",
    "pr-manager-helper",
    "screendump_device",
    "hda-output",
    "vmgenid",
    "vhost-vsock",
    "tpm-emulator",
    "mch",
    "mch.extended-tseg-mbytes",
    "egl-headless",
    "memory-backend-memfd",
    "memory-backend-memfd.hugetlb",
    "egl-headless.rendernode",
    "memory-backend-file.pmem",
    "nvdimm.unarmed",
    "virtio-pci-non-transitional",
    "x86-max-cpu",
    "cpu-unavailable-features",
    "canonical-cpu-features",
    "bochs-display",
    "migration-file-drop-cache",
    "dbus-vmstate",
    "vhost-user-gpu",
    "vhost-user-vga",
    "ramfb",
    "drive-nvme",
    "smp-dies",
    "i8042",
    "rng-builtin",
    "vhost-user-fs",
    "fsdev.multidevs",
    "pcie-root-port.hotplug",
    "aio.io_uring",
    "tcg",
    "pvscsi",
    "cpu.migratable",
    "intel-iommu.aw-bits",
    "numa.hmat",
    "usb-host.hostdevice",
    "virtio-balloon.free-page-reporting",
    "netdev.vhost-vdpa",
    "dc390",
    "am53c974",
    "virtio-pmem-pci",
    "vhost-user-fs.bootindex",
    "vhost-user-blk",
    "cpu-max",
    "memory-backend-file.x-use-canonical-path-for-ramblock-id",
    "vnc-power-control",
    "rotation-rate",
    "acpi-index",
    "input-linux",
    "virtio-gpu-gl-pci",
    "virtio-vga-gl",
    "confidential-guest-support",
    "set-action",
    "virtio-blk.queue-size",
    "virtio-mem-pci",
    "memory-backend-file.reserve",
    "piix4.acpi-root-pci-hotplug",
    "netdev.json",
    "query-dirty-rate",
    "rbd-encryption",
    "sev-guest-kernel-hashes",
    "sev-inject-launch-secret",
    "device.json+hotplug",
    "virtio-mem-pci.prealloc",
    "calc-dirty-rate",
    "dirtyrate-param.mode",
    "blockdev.nbd.tls-hostname",
    "memory-backend-file.prealloc-threads",
    "virtio-iommu-pci",
    "virtio-iommu.boot-bypass",
    "virtio-net.rss",
    "chardev.qemu-vdagent",
    "display-dbus",
    "iothread.thread-pool-max",
    "usb-host.guest-resets-all",
    "migration.blocked-reasons",
    "query-stats",
    "query-stats-schemas",
    "thread-context",
    "screenshot-format-png",
    "machine-hpet",
    "netdev.stream",
    "virtio-crypto",
    "pvpanic-pci",
    "netdev.stream.reconnect",
    "virtio-gpu.blob",
    "rbd-encryption-layering",
    "rbd-encryption-luks-any",
    "qcow2-discard-no-unref",
    "run-with.async-teardown",
    "virtio-blk.iothread-mapping",
    "smp-clusters",
    "virtio-mem-pci.dynamic-memslots",
    "blockjob.backing-mask-protocol",
    "display-reload",
    "usb-mtp",
    "virtio-sound",
    "netdev.user",
    "acpi-erst",
    "intel-iommu.dma-translation",
    "machine-i8042-opt",
    "chardev-reconnect-miliseconds",
    "netdev-stream-reconnect-miliseconds",
    "migrate-incoming.exit-on-error",
    "blockdev-set-active",
    "shim",
    "virtio-scsi.iothread-mapping",
];

fn machine(name: &str, alias: Option<&str>, max_cpus: u32, default: bool) -> Machine {
    Machine {
        name: name.into(),
        alias: alias.map(Into::into),
        max_cpus,
        default,
        default_cpu: Some("qemu64-x86_64-cpu".into()),
        default_ram_id: Some("pc.ram".into()),
        acpi: Some(true),
        hotplug_cpus: true,
        deprecated: false,
        numa_mem: false,
    }
}

fn firmware(code: &str, vars: &str, machines: &[&str], features: &[&str]) -> Descriptor {
    let text = serde_json::json!({
        "interface-types": ["uefi"],
        "mapping": {
            "device": "flash",
            "executable": { "filename": code, "format": "raw" },
            "nvram-template": { "filename": vars, "format": "raw" },
        },
        "targets": [{ "architecture": "x86_64", "machines": machines }],
        "features": features,
    });
    serde_json::from_value(text).unwrap()
}

/// QEMU 10 with KVM on x86_64, two firmwares (secure and plain).
pub(crate) fn view() -> StaticView {
    let machines = vec![
        machine("pc-i440fx-10.0", Some("pc"), 255, true),
        machine("pc-q35-10.0", Some("q35"), 4096, false),
        machine("pc-q35-5.2", None, 288, false),
        machine("isapc", None, 1, false),
        machine("microvm", None, 288, false),
    ];
    let emulator = |arch: &str| {
        Arc::new(Emulator {
            path: format!("/usr/bin/qemu-system-{}", if arch == "i686" { "i386" } else { arch }),
            arch: arch.into(),
            version: 10_000_002,
            caps: CapSet::from_names(CAPS.iter().copied()),
            kvm: machines.clone(),
            tcg: machines.clone(),
        })
    };
    StaticView {
        host_arch: "x86_64".into(),
        emulators: vec![emulator("x86_64"), emulator("i686")],
        firmware: vec![
            firmware(
                "/fw/SECURE_CODE.fd",
                "/fw/SECURE_VARS.fd",
                &["pc-q35-*"],
                &["secure-boot", "requires-smm", "enrolled-keys"],
            ),
            firmware("/fw/CODE.fd", "/fw/VARS.fd", &["pc-q35-*", "pc-i440fx-*"], &[]),
        ],
        settings: Settings::default(),
        ..StaticView::default()
    }
}

/// A filled definition of that machine with those devices.
pub(crate) fn filled(machine: &str, devices: &str) -> crate::domain::Domain {
    try_fill(machine, devices).unwrap()
}

/// The same, as it comes out.
pub(crate) fn try_fill(machine: &str, devices: &str) -> super::Result<crate::domain::Domain> {
    let text = format!(
        "<domain type='kvm'><name>t</name><memory>1048576</memory>\
         <os><type arch='x86_64' machine='{machine}'>hvm</type></os>\
         <devices>{devices}</devices></domain>"
    );
    fill_text(&text)
}

/// Read, fill and judge a document.
pub(crate) fn fill_text(text: &str) -> super::Result<crate::domain::Domain> {
    let mode = vireo_xml::Mode { inactive: true, ..vireo_xml::Mode::default() };
    let mut dom = crate::domain::Domain::parse(text, mode).unwrap();
    let view = view();
    super::fill(&mut dom, &view, super::FillFlags::DEFINE)?;
    super::validate(&dom, &view, super::FillFlags::DEFINE)?;
    Ok(dom)
}
