//! The abilities of a QEMU binary, by the reference's names of them.

macro_rules! caps {
    ($($(#[$doc:meta])* $name:ident => $text:literal,)*) => {
        /// One ability of a QEMU binary.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[repr(u16)]
        #[allow(missing_docs)] // the name is the ability
        pub enum Cap {
            $($name,)*
        }

        impl Cap {
            /// All of them, in the reference's order.
            pub const ALL: &'static [Cap] = &[$(Cap::$name,)*];

            /// The reference's name of it.
            pub fn name(self) -> &'static str {
                match self {
                    $(Cap::$name => $text,)*
                }
            }

            /// The ability of that name.
            pub fn from_name(name: &str) -> Option<Cap> {
                match name {
                    $($text => Some(Cap::$name),)*
                    _ => None,
                }
            }
        }
    };
}

caps! {
    Kvm => "kvm",
    Sdl => "sdl",
    Spice => "spice",
    HdaDuplex => "hda-duplex",
    CcidEmulated => "ccid-emulated",
    CcidPassthru => "ccid-passthru",
    Piix3UsbUhci => "piix3-usb-uhci",
    Piix4UsbUhci => "piix4-usb-uhci",
    UsbEhci => "usb-ehci",
    Ich9UsbEhci1 => "ich9-usb-ehci1",
    Vt82c686bUsbUhci => "vt82c686b-usb-uhci",
    PciOhci => "pci-ohci",
    UsbRedir => "usb-redir",
    UsbHub => "usb-hub",
    Ich9Ahci => "ich9-ahci",
    VirtioBlkPciScsi => "virtio-blk-pci.scsi",
    ScsiDiskChannel => "scsi-disk.channel",
    ScsiBlock => "scsi-block",
    HdaMicro => "hda-micro",
    NecUsbXhci => "nec-usb-xhci",
    Lsi => "lsi",
    VirtioScsiPci => "virtio-scsi-pci",
    UsbRedirFilter => "usb-redir.filter",
    SeccompSandbox => "seccomp-sandbox",
    Vnc => "vnc",
    Qxl => "qxl",
    VGA => "VGA",
    CirrusVga => "cirrus-vga",
    VmwareSvga => "vmware-svga",
    S390Sclp => "s390-sclp",
    UsbSerial => "usb-serial",
    VirtioRng => "virtio-rng",
    RngRandom => "rng-random",
    RngEgd => "rng-egd",
    VirtioCcw => "virtio-ccw",
    Megasas => "megasas",
    TpmPassthrough => "tpm-passthrough",
    TpmTis => "tpm-tis",
    Nvram => "nvram",
    PciBridge => "pci-bridge",
    VfioPci => "vfio-pci",
    DmiToPciBridge => "dmi-to-pci-bridge",
    UsbStorage => "usb-storage",
    VirtioMmio => "virtio-mmio",
    Ich9IntelHda => "ich9-intel-hda",
    KvmPitLostTickPolicy => "kvm-pit-lost-tick-policy",
    Pvpanic => "pvpanic",
    UsbKbd => "usb-kbd",
    UsbAudio => "usb-audio",
    RtcResetReinjection => "rtc-reset-reinjection",
    MigrateRdma => "migrate-rdma",
    VGAVgamemMb => "VGA.vgamem_mb",
    VmwareSvgaVgamemMb => "vmware-svga.vgamem_mb",
    QxlVgamemMb => "qxl.vgamem_mb",
    PcDimm => "pc-dimm",
    MachineVmportOpt => "machine-vmport-opt",
    PciSerial => "pci-serial",
    Ioh3420 => "ioh3420",
    X3130Upstream => "x3130-upstream",
    Xio3130Downstream => "xio3130-downstream",
    Rtl8139 => "rtl8139",
    E1000 => "e1000",
    VirtioNet => "virtio-net",
    VirtioGpu => "virtio-gpu",
    VirtioGpuVirgl => "virtio-gpu.virgl",
    VirtioKeyboard => "virtio-keyboard",
    VirtioMouse => "virtio-mouse",
    VirtioTablet => "virtio-tablet",
    VirtioInputHost => "virtio-input-host",
    VirtioBalloonPciDeflateOnOom => "virtio-balloon-pci.deflate-on-oom",
    Mptsas1068 => "mptsas1068",
    SpiceGl => "spice-gl",
    QxlVram64SizeMb => "qxl.vram64_size_mb",
    Pxb => "pxb",
    PxbPcie => "pxb-pcie",
    IntelIommu => "intel-iommu",
    VirtioVga => "virtio-vga",
    IvshmemPlain => "ivshmem-plain",
    IvshmemDoorbell => "ivshmem-doorbell",
    VhostScsi => "vhost-scsi",
    QueryCpuModelExpansion => "query-cpu-model-expansion",
    SpiceRendernode => "spice-rendernode",
    Nvdimm => "nvdimm",
    PcieRootPort => "pcie-root-port",
    QueryCpuDefinitions => "query-cpu-definitions",
    QemuXhci => "qemu-xhci",
    IntelIommuIntremap => "intel-iommu.intremap",
    IntelIommuCachingMode => "intel-iommu.caching-mode",
    IntelIommuEim => "intel-iommu.eim",
    IntelIommuDeviceIotlb => "intel-iommu.device-iotlb",
    SpaprPciHostBridge => "spapr-pci-host-bridge",
    SpaprPciHostBridgeNumaNode => "spapr-pci-host-bridge.numa_node",
    ChardevReconnect => "chardev-reconnect",
    Vmcoreinfo => "vmcoreinfo",
    SpaprVty => "spapr-vty",
    Sclplmconsole => "sclplmconsole",
    IsaSerial => "isa-serial",
    Pl011 => "pl011",
    VirtioGpuCcw => "virtio-gpu-ccw",
    VirtioKeyboardCcw => "virtio-keyboard-ccw",
    VirtioMouseCcw => "virtio-mouse-ccw",
    VirtioTabletCcw => "virtio-tablet-ccw",
    PciePciBridge => "pcie-pci-bridge",
    NbdTls => "nbd-tls",
    TpmCrb => "tpm-crb",
    PrManagerHelper => "pr-manager-helper",
    VfioCcw => "vfio-ccw",
    ScreendumpDevice => "screendump_device",
    HdaOutput => "hda-output",
    Vmgenid => "vmgenid",
    VhostVsock => "vhost-vsock",
    TpmEmulator => "tpm-emulator",
    Mch => "mch",
    MchExtendedTsegMbytes => "mch.extended-tseg-mbytes",
    SevGuest => "sev-guest",
    EglHeadless => "egl-headless",
    VfioAp => "vfio-ap",
    Zpci => "zpci",
    MemoryBackendMemfd => "memory-backend-memfd",
    MemoryBackendMemfdHugetlb => "memory-backend-memfd.hugetlb",
    EglHeadlessRendernode => "egl-headless.rendernode",
    MemoryBackendFilePmem => "memory-backend-file.pmem",
    NvdimmUnarmed => "nvdimm.unarmed",
    VirtioPciNonTransitional => "virtio-pci-non-transitional",
    MachineVirtIommu => "machine.virt.iommu",
    X86MaxCpu => "x86-max-cpu",
    CpuUnavailableFeatures => "cpu-unavailable-features",
    CanonicalCpuFeatures => "canonical-cpu-features",
    BochsDisplay => "bochs-display",
    MigrationFileDropCache => "migration-file-drop-cache",
    DbusVmstate => "dbus-vmstate",
    VhostUserGpu => "vhost-user-gpu",
    VhostUserVga => "vhost-user-vga",
    QueryCpuModelBaseline => "query-cpu-model-baseline",
    QueryCpuModelComparison => "query-cpu-model-comparison",
    Ramfb => "ramfb",
    ArmMaxCpu => "arm-max-cpu",
    DriveNvme => "drive-nvme",
    SmpDies => "smp-dies",
    I8042 => "i8042",
    RngBuiltin => "rng-builtin",
    TpmSpapr => "tpm-spapr",
    CpuKvmNoAdjvtime => "cpu.kvm-no-adjvtime",
    VhostUserFs => "vhost-user-fs",
    FsdevMultidevs => "fsdev.multidevs",
    PcieRootPortHotplug => "pcie-root-port.hotplug",
    AioIoUring => "aio.io_uring",
    Tcg => "tcg",
    VirtioBlkPciScsiDefaultDisabled => "virtio-blk-pci.scsi.default.disabled",
    Pvscsi => "pvscsi",
    CpuMigratable => "cpu.migratable",
    IntelIommuAwBits => "intel-iommu.aw-bits",
    SpaprTpmProxy => "spapr-tpm-proxy",
    NumaHmat => "numa.hmat",
    UsbHostHostdevice => "usb-host.hostdevice",
    VirtioBalloonFreePageReporting => "virtio-balloon.free-page-reporting",
    NetdevVhostVdpa => "netdev.vhost-vdpa",
    Ncr53c90 => "ncr53c90",
    Dc390 => "dc390",
    Am53c974 => "am53c974",
    VirtioPmemPci => "virtio-pmem-pci",
    VhostUserFsBootindex => "vhost-user-fs.bootindex",
    VhostUserBlk => "vhost-user-blk",
    CpuMax => "cpu-max",
    MemoryBackendFileXUseCanonicalPathForRamblockId => "memory-backend-file.x-use-canonical-path-for-ramblock-id",
    VncPowerControl => "vnc-power-control",
    RotationRate => "rotation-rate",
    AcpiIndex => "acpi-index",
    InputLinux => "input-linux",
    VirtioGpuGlPci => "virtio-gpu-gl-pci",
    VirtioVgaGl => "virtio-vga-gl",
    ConfidentialGuestSupport => "confidential-guest-support",
    S390PvGuest => "s390-pv-guest",
    SetAction => "set-action",
    VirtioBlkQueueSize => "virtio-blk.queue-size",
    VirtioMemPci => "virtio-mem-pci",
    MemoryBackendFileReserve => "memory-backend-file.reserve",
    Piix4AcpiRootPciHotplug => "piix4.acpi-root-pci-hotplug",
    NetdevJson => "netdev.json",
    ChardevJson => "chardev.json",
    QueryDirtyRate => "query-dirty-rate",
    RbdEncryption => "rbd-encryption",
    SevGuestKernelHashes => "sev-guest-kernel-hashes",
    SevInjectLaunchSecret => "sev-inject-launch-secret",
    DeviceJsonHotplug => "device.json+hotplug",
    Hvf => "hvf",
    VirtioMemPciPrealloc => "virtio-mem-pci.prealloc",
    CalcDirtyRate => "calc-dirty-rate",
    DirtyrateParamMode => "dirtyrate-param.mode",
    BlockdevNbdTlsHostname => "blockdev.nbd.tls-hostname",
    MemoryBackendFilePreallocThreads => "memory-backend-file.prealloc-threads",
    VirtioIommuPci => "virtio-iommu-pci",
    VirtioIommuBootBypass => "virtio-iommu.boot-bypass",
    VirtioNetRss => "virtio-net.rss",
    ChardevQemuVdagent => "chardev.qemu-vdagent",
    DisplayDbus => "display-dbus",
    IothreadThreadPoolMax => "iothread.thread-pool-max",
    UsbHostGuestResetsAll => "usb-host.guest-resets-all",
    MigrationBlockedReasons => "migration.blocked-reasons",
    QueryStats => "query-stats",
    QueryStatsSchemas => "query-stats-schemas",
    SgxEpc => "sgx-epc",
    ThreadContext => "thread-context",
    ScreenshotFormatPng => "screenshot-format-png",
    MachineHpet => "machine-hpet",
    NetdevStream => "netdev.stream",
    VirtioCrypto => "virtio-crypto",
    CryptodevBackendLkcf => "cryptodev-backend-lkcf",
    PvpanicPci => "pvpanic-pci",
    NetdevStreamReconnect => "netdev.stream.reconnect",
    VirtioGpuBlob => "virtio-gpu.blob",
    RbdEncryptionLayering => "rbd-encryption-layering",
    RbdEncryptionLuksAny => "rbd-encryption-luks-any",
    Qcow2DiscardNoUnref => "qcow2-discard-no-unref",
    RunWithAsyncTeardown => "run-with.async-teardown",
    VirtioBlkVhostVdpa => "virtio-blk-vhost-vdpa",
    VirtioBlkIothreadMapping => "virtio-blk.iothread-mapping",
    SmpClusters => "smp-clusters",
    VirtioMemPciDynamicMemslots => "virtio-mem-pci.dynamic-memslots",
    BlockjobBackingMaskProtocol => "blockjob.backing-mask-protocol",
    DisplayReload => "display-reload",
    UsbMtp => "usb-mtp",
    MachineVirtRas => "machine.virt.ras",
    VirtioSound => "virtio-sound",
    SevSnpGuest => "sev-snp-guest",
    NetdevUser => "netdev.user",
    AcpiErst => "acpi-erst",
    IntelIommuDmaTranslation => "intel-iommu.dma-translation",
    MachineI8042Opt => "machine-i8042-opt",
    ChardevReconnectMiliseconds => "chardev-reconnect-miliseconds",
    VirtioCcwLoadparm => "virtio-ccw.loadparm",
    NetdevStreamReconnectMiliseconds => "netdev-stream-reconnect-miliseconds",
    QueryCpuModelExpansionDeprecatedProps => "query-cpu-model-expansion.deprecated-props",
    MigrateIncomingExitOnError => "migrate-incoming.exit-on-error",
    MachineVirtAia => "machine.virt.aia",
    VirtioMemCcw => "virtio-mem-ccw",
    BlockdevSetActive => "blockdev-set-active",
    Shim => "shim",
    VirtioScsiIothreadMapping => "virtio-scsi.iothread-mapping",
}

/// A set of abilities.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CapSet([u64; 4]);

impl CapSet {
    /// Whether the ability is in the set.
    pub fn has(&self, cap: Cap) -> bool {
        let bit = cap as usize;
        self.0[bit / 64] >> (bit % 64) & 1 == 1
    }

    /// Put an ability in.
    pub fn insert(&mut self, cap: Cap) {
        let bit = cap as usize;
        self.0[bit / 64] |= 1 << (bit % 64);
    }

    /// Take an ability out.
    pub fn remove(&mut self, cap: Cap) {
        let bit = cap as usize;
        self.0[bit / 64] &= !(1 << (bit % 64));
    }

    /// The abilities of those names; unknown names are passed over.
    pub fn from_names<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        names.into_iter().filter_map(Cap::from_name).collect()
    }
}

impl FromIterator<Cap> for CapSet {
    fn from_iter<I: IntoIterator<Item = Cap>>(caps: I) -> Self {
        let mut set = Self::default();
        caps.into_iter().for_each(|cap| set.insert(cap));
        set
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_cap_has_its_bit_and_its_name() {
        assert!(Cap::ALL.len() <= 256);
        for cap in Cap::ALL {
            assert_eq!(Cap::from_name(cap.name()), Some(*cap));
        }
        let set = CapSet::from_names(["kvm", "no such thing", "i8042"]);
        assert!(set.has(Cap::Kvm) && set.has(Cap::I8042) && !set.has(Cap::Spice));
    }
}
