//! The agent's answers. Members that we do not know are ignored; the guest may say anything.

use serde::Deserialize;

/// Declares answers: each member optional unless it is what the answer is about.
macro_rules! answers {
    ($($(#[$doc:meta])* $name:ident { $($(#[$fdoc:meta])* $field:ident: $type:ty,)* })*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Default, PartialEq, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub struct $name {
            $($(#[$fdoc])* #[serde(default)] pub $field: $type,)*
        }
    )*};
}

answers! {
    /// `guest-get-host-name`.
    HostName {
        /// The name.
        host_name: String,
    }

    /// A user of `guest-get-users`.
    User {
        /// Name.
        user: String,
        /// Domain, on Windows.
        domain: Option<String>,
        /// Seconds since the epoch.
        login_time: f64,
    }

    /// `guest-get-osinfo`.
    OsInfo {
        /// Identifier.
        id: Option<String>,
        /// Name.
        name: Option<String>,
        /// Name for people.
        pretty_name: Option<String>,
        /// Version for people.
        version: Option<String>,
        /// Version.
        version_id: Option<String>,
        /// Machine.
        machine: Option<String>,
        /// Variant for people.
        variant: Option<String>,
        /// Variant.
        variant_id: Option<String>,
        /// Release of the kernel.
        kernel_release: Option<String>,
        /// Version of the kernel.
        kernel_version: Option<String>,
    }

    /// `guest-get-timezone`.
    TimeZone {
        /// Its name.
        zone: Option<String>,
        /// Seconds east of Greenwich.
        offset: i32,
    }

    /// `guest-get-load`.
    Load {
        /// Over a minute.
        load1m: f64,
        /// Over five.
        load5m: f64,
        /// Over fifteen.
        load15m: f64,
    }

    /// A file system of `guest-get-fsinfo`.
    FileSystem {
        /// Device.
        name: String,
        /// Where it is mounted.
        mountpoint: String,
        /// Its type.
        r#type: String,
        /// Bytes in all.
        total_bytes: Option<u64>,
        /// Bytes in use.
        used_bytes: Option<u64>,
        /// Disks that it lies on.
        disk: Vec<DiskAddress>,
    }

    /// Where a disk is in the guest.
    DiskAddress {
        /// Its controller.
        pci_controller: PciAddress,
        /// Kind of bus.
        bus_type: Option<String>,
        /// Bus.
        bus: i64,
        /// Target.
        target: i64,
        /// Unit.
        unit: i64,
        /// Serial number.
        serial: Option<String>,
        /// Device in the guest.
        dev: Option<String>,
    }

    /// A PCI function in the guest; -1 for not known.
    PciAddress {
        /// Domain.
        domain: i64,
        /// Bus.
        bus: i64,
        /// Slot.
        slot: i64,
        /// Function.
        function: i64,
    }

    /// A disk of `guest-get-disks`.
    Disk {
        /// Device in the guest.
        name: String,
        /// It is a partition.
        partition: bool,
        /// What it lies on.
        dependencies: Vec<String>,
        /// Where it is.
        address: Option<DiskAddress>,
        /// Another name in the guest.
        alias: Option<String>,
    }

    /// An interface of `guest-network-get-interfaces`.
    Interface {
        /// Name in the guest.
        name: String,
        /// Hardware address.
        hardware_address: Option<String>,
        /// Addresses.
        ip_addresses: Vec<IpAddress>,
    }

    /// An address of an interface.
    IpAddress {
        /// `ipv4` or `ipv6`.
        ip_address_type: String,
        /// The address.
        ip_address: String,
        /// Bits of its network.
        prefix: u32,
    }

    /// A virtual CPU of `guest-get-vcpus`.
    Vcpu {
        /// Number.
        logical_id: u32,
        /// The guest uses it.
        online: bool,
        /// The guest can do without it.
        can_offline: bool,
    }

    /// `guest-ssh-get-authorized-keys`.
    SshKeys {
        /// Lines of the file.
        keys: Vec<String>,
    }
}
