//! `qemu.conf`.
//!
//! Keys whose default depends on the daemon's privilege or on another key are
//! `Option`s here; the QEMU driver fills them in. A key that the driver starts to
//! obey changes its `Later` to `Now` in this table.

use crate::schema::{Effect::*, schema};
use crate::value::Named;
use crate::{ConfError, FromValue, StringOrList, Value};

/// The most that a core dump of QEMU may take, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CoreLimit {
    /// At most so many bytes.
    Bytes(u64),
    /// As much as it needs.
    Unlimited,
}

impl FromValue for CoreLimit {
    const KIND: &'static str = "unsigned integer or \"unlimited\"";

    fn from_value(named: Named<'_>) -> Result<Self, ConfError> {
        match named.value {
            Value::Str(s) if s == "unlimited" => Ok(CoreLimit::Unlimited),
            Value::Str(s) => Err(ConfError::Type {
                file: named.file.to_owned(),
                what: format!("Unknown core size '{s}'"),
            }),
            Value::Int(_) | Value::List(_) => u64::from_value(named).map(CoreLimit::Bytes),
        }
    }
}

schema! {
    /// What `qemu.conf` says, or its defaults.
    pub struct QemuConfig {
        default_tls_x509_cert_dir: Option<String> = None, Now, "Directory of certificates for all uses of TLS.";
        default_tls_x509_verify: Option<bool> = None, Now, "Ask peers for certificates in all uses of TLS.";
        default_tls_x509_secret_uuid: Option<String> = None, Now, "Secret that opens the private key in all uses of TLS.";
        vnc_listen: String = "127.0.0.1".into(), Now, "Address that VNC servers listen on.";
        vnc_auto_unix_socket: bool = false, Now, "Give VNC displays a unix socket where no address is set.";
        vnc_tls: bool = false, Now, "Use TLS on VNC.";
        vnc_tls_x509_cert_dir: Option<String> = None, Now, "Certificates of VNC.";
        vnc_tls_x509_verify: Option<bool> = None, Now, "Ask VNC clients for certificates.";
        vnc_tls_x509_secret_uuid: Option<String> = None, Now, "Secret that opens the private key of VNC.";
        vnc_password: Option<String> = None, Now, "Password of VNC displays that set none.";
        vnc_sasl: bool = false, Now, "Use SASL on VNC.";
        vnc_sasl_dir: Option<String> = None, Now, "SASL settings of VNC.";
        vnc_allow_host_audio: bool = false, Now, "Let guests with VNC use the host's audio.";
        spice_listen: String = "127.0.0.1".into(), Now, "Address that SPICE servers listen on.";
        spice_tls: bool = false, Now, "Use TLS on SPICE.";
        spice_tls_x509_cert_dir: Option<String> = None, Now, "Certificates of SPICE.";
        spice_auto_unix_socket: bool = false, Now, "Give SPICE displays a unix socket where no address is set.";
        spice_password: Option<String> = None, Now, "Password of SPICE displays that set none.";
        spice_sasl: bool = false, Now, "Use SASL on SPICE.";
        spice_sasl_dir: Option<String> = None, Now, "SASL settings of SPICE.";
        rdp_listen: String = "127.0.0.1".into(), Later, "Address that RDP servers listen on.";
        rdp_tls_x509_cert_dir: Option<String> = None, Later, "Certificates of RDP.";
        rdp_username: Option<String> = None, Later, "User name of RDP displays that set none.";
        rdp_password: Option<String> = None, Later, "Password of RDP displays that set none.";
        chardev_tls: bool = false, Now, "Use TLS on TCP character devices.";
        chardev_tls_x509_cert_dir: Option<String> = None, Now, "Certificates of character devices.";
        chardev_tls_x509_verify: Option<bool> = None, Now, "Ask peers of character devices for certificates.";
        chardev_tls_x509_secret_uuid: Option<String> = None, Now, "Secret that opens the private key of character devices.";
        vxhs_tls: bool = false, Later, "Use TLS on VxHS disks.";
        vxhs_tls_x509_cert_dir: Option<String> = None, Later, "Certificates of VxHS disks.";
        vxhs_tls_x509_secret_uuid: Option<String> = None, Later, "Secret that opens the private key of VxHS disks.";
        nbd_tls: bool = false, Now, "Use TLS on NBD disks.";
        nbd_tls_x509_cert_dir: Option<String> = None, Now, "Certificates of NBD disks.";
        nbd_tls_x509_secret_uuid: Option<String> = None, Now, "Secret that opens the private key of NBD disks.";
        migrate_tls_x509_cert_dir: Option<String> = None, Now, "Certificates of migration.";
        migrate_tls_x509_verify: Option<bool> = None, Now, "Ask migration peers for certificates.";
        migrate_tls_x509_secret_uuid: Option<String> = None, Now, "Secret that opens the private key of migration.";
        migrate_tls_force: bool = false, Now, "Refuse migrations without TLS.";
        backup_tls_x509_cert_dir: Option<String> = None, Later, "Certificates of pull backups.";
        backup_tls_x509_verify: Option<bool> = None, Later, "Ask backup clients for certificates.";
        backup_tls_x509_secret_uuid: Option<String> = None, Later, "Secret that opens the private key of pull backups.";
        nographics_allow_host_audio: bool = false, Now, "Let guests without graphics use the host's audio.";
        remote_display_port_min: u32 = 5900, Now, "First port given to displays.";
        remote_display_port_max: u32 = 65535, Now, "Last port given to displays.";
        remote_websocket_port_min: u32 = 5700, Now, "First port given to VNC websockets.";
        remote_websocket_port_max: u32 = 65535, Now, "Last port given to VNC websockets.";
        security_driver: Option<StringOrList> = None, Later, "Security drivers that label guests.";
        security_default_confined: bool = true, Later, "Confine guests that set no label.";
        security_require_confined: bool = false, Later, "Refuse guests that ask not to be confined.";
        user: Option<String> = None, Now, "User that QEMU runs as, a name or `+number`.";
        group: Option<String> = None, Now, "Group that QEMU runs as, a name or `+number`.";
        dynamic_ownership: Option<bool> = None, Now, "Change the owner of images to QEMU's user.";
        remember_owner: bool = true, Now, "Remember owners of images and give them back.";
        cgroup_controllers: Option<Vec<String>> = None, Now, "Control group controllers that guests are put under.";
        cgroup_device_acl: Option<Vec<String>> = None, Now, "Devices that every guest may open.";
        seccomp_sandbox: Option<i32> = None, Now, "QEMU's system call filter: 0 off, 1 on, -1 as QEMU does.";
        namespaces: Option<Vec<String>> = None, Later, "Namespaces that each QEMU gets of its own.";
        save_image_format: Option<String> = None, Now, "Compression of saved guests.";
        dump_image_format: Option<String> = None, Now, "Compression of core dumps.";
        snapshot_image_format: Option<String> = None, Later, "Compression of memory in external snapshots.";
        auto_dump_path: Option<String> = None, Now, "Directory of automatic core dumps.";
        auto_dump_bypass_cache: bool = false, Now, "Automatic core dumps go around the page cache.";
        auto_start_bypass_cache: bool = false, Now, "Autostart restores go around the page cache.";
        auto_start_delay: u32 = 0, Now, "Milliseconds between two autostarts.";
        auto_shutdown_try_save: Option<String> = None, Later, "Which guests are saved when the host stops.";
        auto_shutdown_try_shutdown: Option<String> = None, Later, "Which guests are shut down when the host stops.";
        auto_shutdown_poweroff: Option<String> = None, Later, "Which guests are powered off when the host stops.";
        auto_shutdown_wait: u32 = 30, Later, "Seconds to wait for guests to shut down when the host stops.";
        auto_shutdown_restore: bool = true, Later, "Start guests again that were saved when the host stopped.";
        auto_save_bypass_cache: bool = false, Later, "Saves when the host stops go around the page cache.";
        hugetlbfs_mount: Option<StringOrList> = None, Now, "Where huge pages are mounted.";
        bridge_helper: Option<String> = None, Later, "Program that attaches an unprivileged guest to a bridge.";
        pr_helper: Option<String> = None, Now, "Program that sends persistent reservations.";
        slirp_helper: Option<String> = None, Later, "Program of user networking.";
        qemu_rdp: Option<String> = None, Later, "Program that serves RDP.";
        dbus_daemon: Option<String> = None, Now, "Program that serves a guest's own bus.";
        set_process_name: bool = false, Now, "Name QEMU's process after its guest.";
        max_processes: u32 = 0, Later, "Most processes of QEMU's user; 0 leaves the limit alone.";
        max_files: u32 = 0, Later, "Most descriptors of a QEMU; 0 leaves the limit alone.";
        max_threads_per_process: u32 = 0, Later, "Most threads of a QEMU's scope; 0 leaves the limit alone.";
        max_core: Option<CoreLimit> = None, Later, "Most bytes of a core dump of QEMU.";
        dump_guest_core: bool = false, Now, "Include guest memory in core dumps of QEMU.";
        stdio_handler: Option<String> = None, Later, "Who writes guests' logs: logd or file.";
        sched_core: Option<String> = None, Later, "Which threads share a core scheduling group.";
        mac_filter: bool = false, Later, "Filter frames by MAC address with ebtables.";
        relaxed_acs_check: bool = false, Later, "Assign devices behind switches without access control.";
        allow_disk_format_probing: bool = false, Never("probing formats of images that guests can write is not safe"), "Guess formats of disks that name none.";
        lock_manager: Option<String> = None, Later, "What takes locks on disks.";
        max_queued: u32 = 0, Now, "Most calls that wait for a job on one guest; 0 is no limit.";
        keepalive_interval: i32 = 5, Now, "Seconds between questions to a migration peer.";
        keepalive_count: u32 = 5, Now, "Unanswered questions after which a migration peer is lost.";
        migration_address: Option<String> = None, Now, "Address that incoming migrations listen on.";
        migration_host: Option<String> = None, Now, "Name of this host that migration peers are told.";
        migration_port_min: u32 = 49152, Now, "First port of incoming migrations.";
        migration_port_max: u32 = 49215, Now, "Last port of incoming migrations.";
        log_timestamp: bool = true, Now, "Put the time on QEMU's own messages.";
        nvram: Option<Vec<String>> = None, Now, "Pairs of firmware and variable store template.";
        gluster_debug_level: u32 = 4, Now, "Log level of gluster disks.";
        virtiofsd_debug: bool = false, Now, "Let virtiofsd log all it does.";
        memory_backing_dir: Option<String> = None, Later, "Directory of file backed guest memory.";
        swtpm_user: Option<String> = None, Now, "User that swtpm runs as.";
        swtpm_group: Option<String> = None, Now, "Group that swtpm runs as.";
        capability_filters: Option<Vec<String>> = None, Later, "QEMU capabilities to treat as absent.";
        deprecation_behavior: Option<String> = None, Now, "What QEMU does on deprecated commands: none, omit, reject or crash.";
        storage_use_nbdkit: bool = false, Now, "Let nbdkit read disks of http, https, ftp, ftps and ssh servers.";
        shared_filesystems: Option<Vec<String>> = None, Now, "Directories to treat as shared between hosts.";
        clear_emulator_capabilities: bool = true, Never("the reference dropped it"), "Drop QEMU's capabilities.";
    }
}

impl QemuConfig {
    fn check(&self, file: &str) -> Result<(), ConfError> {
        let refuse = |what: String| Err(ConfError::Type { file: file.to_owned(), what });
        let ranges = [
            (
                "remote_display_port",
                5900,
                self.remote_display_port_min,
                self.remote_display_port_max,
            ),
            (
                "remote_websocket_port",
                1,
                self.remote_websocket_port_min,
                self.remote_websocket_port_max,
            ),
            ("migration_port", 1, self.migration_port_min, self.migration_port_max),
        ];
        for (name, least, min, max) in ranges {
            if min < least {
                return refuse(format!(
                    "{name}_min: port must be greater than or equal to {least}"
                ));
            }
            if max > 65535 || max < min {
                return refuse(format!(
                    "{name}_max: port must be between the minimal port and 65535"
                ));
            }
        }
        match self.stdio_handler.as_deref() {
            None | Some("logd" | "file") => Ok(()),
            Some(other) => refuse(format!("Unknown stdio handler {other}")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Conf;

    fn load(text: &str) -> Result<QemuConfig, String> {
        let conf = Conf::parse("f", text.as_bytes()).unwrap();
        let (config, warnings) = QemuConfig::from_conf(&conf).map_err(|e| e.to_string())?;
        assert_eq!(warnings, []);
        Ok(config)
    }

    #[test]
    fn what_the_tools_write_is_read() {
        let config = load(
            "security_driver = \"none\"\nuser = \"root\"\ngroup = \"root\"\n\
             stdio_handler = \"file\"\ncgroup_controllers = []\nmax_core = \"unlimited\"\n",
        )
        .unwrap();
        assert_eq!(config.security_driver, Some(StringOrList(vec!["none".into()])));
        assert_eq!(config.cgroup_controllers, Some(vec![]));
        assert_eq!(config.max_core, Some(CoreLimit::Unlimited));
        assert_eq!(config.user.as_deref(), Some("root"));
    }

    #[test]
    fn ranges_are_checked() {
        assert!(load("migration_port_min = 5\nmigration_port_max = 4").is_err());
        assert!(load("remote_display_port_min = 80").is_err());
        assert!(load("remote_display_port_max = 70000").is_err());
        assert!(load("stdio_handler = \"x\"").is_err());
        assert!(load("max_core = \"big\"").is_err());
        assert_eq!(load("max_core = 7").unwrap().max_core, Some(CoreLimit::Bytes(7)));
    }
}
