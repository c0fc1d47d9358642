//! Typed commands: one table says name, arguments and result of each.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::types::*;

/// A command with its arguments.
pub trait Command {
    /// QEMU's name of the command.
    const NAME: &'static str;
    /// What it returns.
    type Ret: DeserializeOwned;
    /// The arguments as the JSON text of an object, empty for none.
    fn arguments_text(&self) -> String;
}

/// Whether a command only reads, so that one without an answer leaves nothing
/// in doubt.
pub fn only_reads(command: &str) -> bool {
    command.starts_with("query-")
        || matches!(
            command,
            "qom-get"
                | "qom-list"
                | "qom-list-types"
                | "qom-list-properties"
                | "device-list-properties"
                | "qmp_capabilities"
        )
}

/// JSON text of `arguments`; plain data of our own always serializes.
fn arguments_of<T: Serialize>(arguments: &T) -> String {
    serde_json::to_string(arguments).unwrap_or_default()
}

/// One row a command: documentation, type, QEMU's name, result, arguments.
/// Absent options are left out; names become kebab-case unless renamed.
macro_rules! commands {
    ($(
        $(#[$doc:meta])*
        $name:ident $(<$lt:lifetime>)? = $qmp:literal -> $ret:ty
            $({ $( $(#[$fmeta:meta])* $field:ident : $ftype:ty ),+ $(,)? })? ;
    )*) => {
        $( commands!(@one [$(#[$doc])*] $name [$($lt)?] $qmp, $ret $(, { $( [$(#[$fmeta])*] $field : $ftype ),+ })?); )*

        /// QEMU's names of all commands in the table.
        pub const NAMES: &[&str] = &[$($qmp),*];
    };
    (@one [$(#[$doc:meta])*] $name:ident [] $qmp:literal, $ret:ty) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, Default)]
        pub struct $name;
        impl Command for $name {
            const NAME: &'static str = $qmp;
            type Ret = $ret;
            fn arguments_text(&self) -> String {
                String::new()
            }
        }
    };
    (@one [$(#[$doc:meta])*] $name:ident [$($lt:lifetime)?] $qmp:literal, $ret:ty, { $( [$(#[$fmeta:meta])*] $field:ident : $ftype:ty ),+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Serialize)]
        #[serde(rename_all = "kebab-case")]
        pub struct $name $(<$lt>)? {
            $( $(#[$fmeta])* pub $field : $ftype ),+
        }
        impl $(<$lt>)? Command for $name $(<$lt>)? {
            const NAME: &'static str = $qmp;
            type Ret = $ret;
            fn arguments_text(&self) -> String {
                arguments_of(self)
            }
        }
    };
}

commands! {
    /// Run state.
    QueryStatus = "query-status" -> StatusInfo;
    /// Pauses the virtual CPUs.
    Stop = "stop" -> Empty;
    /// Runs the virtual CPUs.
    Cont = "cont" -> Empty;
    /// Presses the ACPI power button.
    SystemPowerdown = "system_powerdown" -> Empty;
    /// Resets the machine.
    SystemReset = "system_reset" -> Empty;
    /// Wakes a suspended guest.
    SystemWakeup = "system_wakeup" -> Empty;
    /// Ends QEMU.
    Quit = "quit" -> Empty;
    /// Injects a non-maskable interrupt.
    InjectNmi = "inject-nmi" -> Empty;
    /// Presses keys together.
    SendKey<'a> = "send-key" -> Empty {
        /// The keys, pressed in this order.
        keys: &'a [KeyValue],
        /// How long they are held, in milliseconds.
        #[serde(skip_serializing_if = "Option::is_none")]
        hold_time: Option<u32>,
    };
    /// Virtual CPUs and their threads.
    QueryCpusFast = "query-cpus-fast" -> Vec<CpuInfoFast>;
    /// CPU slots that can be plugged.
    QueryHotpluggableCpus = "query-hotpluggable-cpus" -> Vec<HotpluggableCpu>;
    /// I/O threads.
    QueryIothreads = "query-iothreads" -> Vec<IothreadInfo>;
    /// Memory devices.
    QueryMemoryDevices = "query-memory-devices" -> Vec<MemoryDeviceInfo>;
    /// Character devices.
    QueryChardev = "query-chardev" -> Vec<ChardevInfo>;
    /// Drives.
    QueryBlock = "query-block" -> Vec<BlockInfo>;
    /// Drive statistics; `query_nodes` asks for all named nodes instead.
    QueryBlockstats = "query-blockstats" -> Vec<BlockStats> {
        /// Statistics of all named nodes.
        #[serde(skip_serializing_if = "Option::is_none")]
        query_nodes: Option<bool>,
    };
    /// Block nodes.
    QueryNamedBlockNodes = "query-named-block-nodes" -> Vec<Value> {
        /// Without the backing chain of each.
        #[serde(skip_serializing_if = "Option::is_none")]
        flat: Option<bool>,
    };
    /// Actual memory of the guest.
    QueryBalloon = "query-balloon" -> BalloonInfo;
    /// Asks the guest for another memory size.
    Balloon = "balloon" -> Empty {
        /// Bytes.
        value: u64,
    };
    /// Reads an object property.
    QomGet<'a> = "qom-get" -> Value {
        /// Path of the object.
        path: &'a str,
        /// Name of the property.
        property: &'a str,
    };
    /// Writes an object property.
    QomSet<'a> = "qom-set" -> Empty {
        /// Path of the object.
        path: &'a str,
        /// Name of the property.
        property: &'a str,
        /// Its new value.
        value: Value,
    };
    /// Properties of an object.
    QomList<'a> = "qom-list" -> Vec<ObjectProperty> {
        /// Path of the object.
        path: &'a str,
    };
    /// Object types.
    QomListTypes = "qom-list-types" -> Vec<ObjectType>;
    /// Properties of an object type.
    QomListProperties<'a> = "qom-list-properties" -> Vec<ObjectProperty> {
        /// The type.
        typename: &'a str,
    };
    /// Properties of a device type.
    DeviceListProperties<'a> = "device-list-properties" -> Vec<ObjectProperty> {
        /// The type.
        typename: &'a str,
    };
    /// A command of the human monitor.
    HumanMonitorCommand<'a> = "human-monitor-command" -> String {
        /// The text.
        command_line: &'a str,
    };
    /// Writes a screenshot to a file.
    Screendump<'a> = "screendump" -> Empty {
        /// The file.
        filename: &'a str,
        /// Display device.
        #[serde(skip_serializing_if = "Option::is_none")]
        device: Option<&'a str>,
        /// Head of that device.
        #[serde(skip_serializing_if = "Option::is_none")]
        head: Option<u32>,
        /// `ppm` or `png`.
        #[serde(skip_serializing_if = "Option::is_none")]
        format: Option<&'a str>,
    };
    /// Version of QEMU.
    QueryVersion = "query-version" -> crate::codec::VersionInfo;
    /// Architecture of the guest.
    QueryTarget = "query-target" -> TargetInfo;
    /// Machine types.
    QueryMachines = "query-machines" -> Vec<MachineInfo>;
    /// Wakeup support.
    QueryCurrentMachine = "query-current-machine" -> CurrentMachine;
    /// CPU models.
    QueryCpuDefinitions = "query-cpu-definitions" -> Vec<CpuDefinition>;
    /// What a CPU model means.
    QueryCpuModelExpansion<'a> = "query-cpu-model-expansion" -> CpuModelExpansion {
        /// `static` or `full`.
        #[serde(rename = "type")]
        kind: &'a str,
        /// The model.
        model: CpuModel,
    };
    /// The schema.
    QueryQmpSchema = "query-qmp-schema" -> Vec<Value>;
    /// Whether KVM is there and used.
    QueryKvm = "query-kvm" -> KvmInfo;
    /// Command line options.
    QueryCommandLineOptions = "query-command-line-options" -> Vec<CommandLineOption>;
    /// TPM models.
    QueryTpmModels = "query-tpm-models" -> Vec<String>;
    /// TPM backends.
    QueryTpmTypes = "query-tpm-types" -> Vec<String>;
    /// Interrupt controllers (Arm).
    QueryGicCapabilities = "query-gic-capabilities" -> Vec<GicCapability>;
    /// Secure Encrypted Virtualization.
    QuerySevCapabilities = "query-sev-capabilities" -> SevCapability;
    /// Software Guard Extensions.
    QuerySgxCapabilities = "query-sgx-capabilities" -> SgxInfo;
    /// Migration capabilities and their state.
    QueryMigrateCapabilities = "query-migrate-capabilities" -> Vec<MigrationCapability>;
    /// Switches migration capabilities.
    MigrateSetCapabilities<'a> = "migrate-set-capabilities" -> Empty {
        /// Those to switch.
        capabilities: &'a [MigrationCapability],
    };
    /// Migration parameters and their values.
    QueryMigrateParameters = "query-migrate-parameters" -> Map<String, Value>;
    /// Changes migration parameters.
    MigrateSetParameters<'a> = "migrate-set-parameters" -> Empty {
        /// Those to change.
        #[serde(flatten)]
        parameters: &'a Map<String, Value>,
    };
    /// How the migration stands.
    QueryMigrate = "query-migrate" -> MigrationInfo;
    /// Sends the guest, in the background.
    Migrate<'a> = "migrate" -> Empty {
        /// Where to.
        #[serde(skip_serializing_if = "Option::is_none")]
        uri: Option<&'a str>,
        /// Where to, by channels.
        #[serde(skip_serializing_if = "Option::is_none")]
        channels: Option<&'a [Value]>,
        /// Goes on with a post-copy migration that broke.
        resume: bool,
    };
    /// Takes a guest that comes.
    MigrateIncoming<'a> = "migrate-incoming" -> Empty {
        /// Where from.
        uri: &'a str,
        /// Ends QEMU when that fails.
        #[serde(skip_serializing_if = "Option::is_none")]
        exit_on_error: Option<bool>,
    };
    /// Takes the rest of a guest whose post-copy migration broke.
    MigrateRecover<'a> = "migrate-recover" -> Empty {
        /// Where from.
        uri: &'a str,
    };
    /// Stops sending; the guest stays.
    MigrateCancel = "migrate_cancel" -> Empty;
    /// Goes on with a migration that paused in a state.
    MigrateContinue<'a> = "migrate-continue" -> Empty {
        /// The state that it paused in.
        state: &'a str,
    };
    /// Lets the other side run the guest now.
    MigrateStartPostcopy = "migrate-start-postcopy" -> Empty;
    /// Breaks a post-copy migration so that it can be resumed.
    MigratePause = "migrate-pause" -> Empty;
    /// Writes the guest's memory to a file.
    DumpGuestMemory<'a> = "dump-guest-memory" -> Empty {
        /// With page tables: addresses as the guest sees them.
        paging: bool,
        /// Where to.
        protocol: &'a str,
        /// In the background.
        detach: bool,
        /// `elf`, `kdump-zlib`, …
        #[serde(skip_serializing_if = "Option::is_none")]
        format: Option<&'a str>,
    };
    /// How the dump stands.
    QueryDump = "query-dump" -> DumpInfo;
    /// Formats of dumps.
    QueryDumpGuestMemoryCapability = "query-dump-guest-memory-capability" -> DumpCapability;
    /// Statistics of the accelerator.
    QueryStats<'a> = "query-stats" -> Vec<StatsResult> {
        /// `vm`, `vcpu` or `cryptodev`.
        target: &'a str,
        /// Providers and names wanted, all when absent.
        #[serde(skip_serializing_if = "Option::is_none")]
        providers: Option<Value>,
    };
    /// Which statistics there are.
    QueryStatsSchemas = "query-stats-schemas" -> Vec<StatsSchema>;
    /// Result of the last dirty rate measurement.
    QueryDirtyRate = "query-dirty-rate" -> Map<String, Value>;
    /// Measures the dirty rate.
    CalcDirtyRate<'a> = "calc-dirty-rate" -> Empty {
        /// How long, in seconds.
        calc_time: i64,
        /// `page-sampling`, `dirty-bitmap` or `dirty-ring`.
        #[serde(skip_serializing_if = "Option::is_none")]
        mode: Option<&'a str>,
    };
    /// Puts a secret into a guest that SEV launches.
    SevInjectLaunchSecret<'a> = "sev-inject-launch-secret" -> Empty {
        /// The header of the secret's packet, base64.
        packet_header: &'a str,
        /// The secret, encrypted, base64.
        secret: &'a str,
        /// Where it is put.
        #[serde(skip_serializing_if = "Option::is_none")]
        gpa: Option<u64>,
    };
    /// Reads a display's certificates again.
    DisplayReload<'a> = "display-reload" -> Empty {
        /// `vnc`.
        #[serde(rename = "type")]
        kind: &'a str,
        /// Whether its certificates are meant.
        tls_certs: bool,
    };
    /// What to do at reboot, shutdown, panic and watchdog expiry.
    SetAction<'a> = "set-action" -> Empty {
        /// At reboot.
        #[serde(skip_serializing_if = "Option::is_none")]
        reboot: Option<&'a str>,
        /// At shutdown.
        #[serde(skip_serializing_if = "Option::is_none")]
        shutdown: Option<&'a str>,
        /// At panic.
        #[serde(skip_serializing_if = "Option::is_none")]
        panic: Option<&'a str>,
        /// At watchdog expiry.
        #[serde(skip_serializing_if = "Option::is_none")]
        watchdog: Option<&'a str>,
    };
    /// Sets a display password.
    SetPassword<'a> = "set_password" -> Empty {
        /// `vnc` or `spice`.
        protocol: &'a str,
        /// The password.
        password: &'a str,
        /// What becomes of connected clients.
        #[serde(skip_serializing_if = "Option::is_none")]
        connected: Option<&'a str>,
    };
    /// Limits a display password.
    ExpirePassword<'a> = "expire_password" -> Empty {
        /// `vnc` or `spice`.
        protocol: &'a str,
        /// `now`, `never`, `+seconds` or a time.
        time: &'a str,
    };
    /// Gives a display the client on a descriptor passed before.
    AddClient<'a> = "add_client" -> Empty {
        /// `vnc`, `spice` or a chardev.
        protocol: &'a str,
        /// Name of the descriptor.
        fdname: &'a str,
        /// Without authentication.
        #[serde(skip_serializing_if = "Option::is_none")]
        skipauth: Option<bool>,
    };
    /// Names the descriptor that travels along.
    Getfd<'a> = "getfd" -> Empty {
        /// The name.
        fdname: &'a str,
    };
    /// Closes a named descriptor.
    Closefd<'a> = "closefd" -> Empty {
        /// The name.
        fdname: &'a str,
    };
    /// Adds the descriptor that travels along to a set.
    AddFd<'a> = "add-fd" -> AddedFd {
        /// Number of the set.
        #[serde(skip_serializing_if = "Option::is_none")]
        fdset_id: Option<u64>,
        /// Free text.
        #[serde(skip_serializing_if = "Option::is_none")]
        opaque: Option<&'a str>,
    };
    /// Removes descriptors from a set.
    RemoveFd = "remove-fd" -> Empty {
        /// Number of the set.
        fdset_id: u64,
        /// One of them, all when absent.
        #[serde(skip_serializing_if = "Option::is_none")]
        fd: Option<u64>,
    };
    /// Descriptor sets.
    QueryFdsets = "query-fdsets" -> Vec<Value>;
    /// Receive filters of network devices.
    QueryRxFilter<'a> = "query-rx-filter" -> Vec<Value> {
        /// One device, all when absent.
        #[serde(skip_serializing_if = "Option::is_none")]
        name: Option<&'a str>,
    };
    /// Opens a tray.
    BlockdevOpenTray<'a> = "blockdev-open-tray" -> Empty {
        /// QOM id of the device.
        id: &'a str,
        /// Even if the guest locked it.
        #[serde(skip_serializing_if = "Option::is_none")]
        force: Option<bool>,
    };
    /// Ejects a medium.
    Eject<'a> = "eject" -> Empty {
        /// QOM id of the device.
        id: &'a str,
        /// Even if the guest locked it.
        #[serde(skip_serializing_if = "Option::is_none")]
        force: Option<bool>,
    };
    /// Switches a network link.
    SetLink<'a> = "set_link" -> Empty {
        /// The device.
        name: &'a str,
        /// Up or down.
        up: bool,
    };
    /// Removes an object.
    ObjectDel<'a> = "object-del" -> Empty {
        /// Its id.
        id: &'a str,
    };
    /// Block, migration and other jobs.
    QueryJobs = "query-jobs" -> Vec<JobInfo>;
    /// Block jobs that run.
    QueryBlockJobs = "query-block-jobs" -> Vec<BlockJobInfo>;
    /// Copies what a node has, and what is written to it, to another.
    BlockdevMirror<'a> = "blockdev-mirror" -> Empty {
        /// Name of the job.
        job_id: &'a str,
        /// Node to copy.
        device: &'a str,
        /// Node that gets the copy.
        target: &'a str,
        /// Node in whose place the copy comes in the end.
        #[serde(skip_serializing_if = "Option::is_none")]
        replaces: Option<&'a str>,
        /// Bytes a second, 0 for no limit.
        #[serde(skip_serializing_if = "Option::is_none")]
        speed: Option<u64>,
        /// Bytes that one bit of the job's bitmap stands for.
        #[serde(skip_serializing_if = "Option::is_none")]
        granularity: Option<u64>,
        /// Bytes in flight.
        #[serde(skip_serializing_if = "Option::is_none")]
        buf_size: Option<u64>,
        /// `full`, `top` or `none`.
        sync: &'a str,
        /// `background` or `write-blocking`.
        #[serde(skip_serializing_if = "Option::is_none")]
        copy_mode: Option<&'a str>,
        /// The job goes on by itself once its work is done.
        auto_finalize: bool,
        /// The job goes away by itself.
        auto_dismiss: bool,
    };
    /// Writes what a node has down into one that it covers.
    BlockCommit<'a> = "block-commit" -> Empty {
        /// Node of the guest's.
        device: &'a str,
        /// Name of the job.
        job_id: &'a str,
        /// Bytes a second, 0 for no limit.
        #[serde(skip_serializing_if = "Option::is_none")]
        speed: Option<u64>,
        /// Uppermost node that is written down.
        top_node: &'a str,
        /// Node that is written to.
        base_node: &'a str,
        /// Name of the base as the image above is to have it.
        #[serde(skip_serializing_if = "Option::is_none")]
        backing_file: Option<&'a str>,
        /// As in `blockdev-mirror`.
        auto_finalize: bool,
        /// As in `blockdev-mirror`.
        auto_dismiss: bool,
        /// Formats are written to images, not the drivers of nodes.
        #[serde(skip_serializing_if = "Option::is_none")]
        backing_mask_protocol: Option<bool>,
    };
    /// Copies what a node covers into it.
    BlockStream<'a> = "block-stream" -> Empty {
        /// Node that is written to.
        device: &'a str,
        /// Name of the job.
        job_id: &'a str,
        /// Bytes a second, 0 for no limit.
        #[serde(skip_serializing_if = "Option::is_none")]
        speed: Option<u64>,
        /// Node that stays below; everything is copied when absent.
        #[serde(skip_serializing_if = "Option::is_none")]
        base_node: Option<&'a str>,
        /// Name of the base as the image is to have it.
        #[serde(skip_serializing_if = "Option::is_none")]
        backing_file: Option<&'a str>,
        /// As in `blockdev-mirror`.
        auto_finalize: bool,
        /// As in `blockdev-mirror`.
        auto_dismiss: bool,
        /// Formats are written to images, not the drivers of nodes.
        #[serde(skip_serializing_if = "Option::is_none")]
        backing_mask_protocol: Option<bool>,
    };
    /// Ends a block job; one that is ready leaves a complete copy.
    BlockJobCancel<'a> = "block-job-cancel" -> Empty {
        /// Name of the job.
        device: &'a str,
        /// At once, whatever the copy is like then.
        #[serde(skip_serializing_if = "Option::is_none")]
        force: Option<bool>,
    };
    /// Limits a block job.
    BlockJobSetSpeed<'a> = "block-job-set-speed" -> Empty {
        /// Name of the job.
        device: &'a str,
        /// Bytes a second, 0 for no limit.
        speed: u64,
    };
    /// Makes a mirror that is ready take the place of what it copies.
    JobComplete<'a> = "job-complete" -> Empty {
        /// Name of the job.
        id: &'a str,
    };
    /// Lets a job go on that waits before its last step.
    JobFinalize<'a> = "job-finalize" -> Empty {
        /// Name of the job.
        id: &'a str,
    };
    /// Forgets a job that is over.
    JobDismiss<'a> = "job-dismiss" -> Empty {
        /// Name of the job.
        id: &'a str,
    };
    /// Makes an image.
    BlockdevCreate<'a> = "blockdev-create" -> Empty {
        /// Name of the job that does it.
        job_id: &'a str,
        /// What image.
        options: &'a Value,
    };
    /// Removes a node.
    BlockdevDel<'a> = "blockdev-del" -> Empty {
        /// Its name.
        node_name: &'a str,
    };
    /// Changes the size of an image.
    BlockResize<'a> = "block_resize" -> Empty {
        /// Its node.
        node_name: &'a str,
        /// Bytes.
        size: u64,
    };
    /// Asks to be told when a write passes an offset.
    BlockSetWriteThreshold<'a> = "block-set-write-threshold" -> Empty {
        /// The node.
        node_name: &'a str,
        /// Bytes; 0 for never.
        write_threshold: u64,
    };
    /// Several changes of images at one instant, or none of them.
    Transaction<'a> = "transaction" -> Empty {
        /// The changes.
        actions: &'a [Value],
    };
    /// Begins to listen for NBD clients.
    NbdServerStart<'a> = "nbd-server-start" -> Empty {
        /// Where, a socket address.
        addr: &'a Value,
        /// Credentials object.
        #[serde(skip_serializing_if = "Option::is_none")]
        tls_creds: Option<&'a str>,
        /// Most clients at one time, 0 for no limit.
        #[serde(skip_serializing_if = "Option::is_none")]
        max_connections: Option<u32>,
    };
    /// Ends listening for NBD clients, and all NBD exports.
    NbdServerStop = "nbd-server-stop" -> Empty;
    /// Shows a node to clients.
    BlockExportAdd<'a> = "block-export-add" -> Empty {
        /// `nbd`, `vhost-user-blk`, …
        #[serde(rename = "type")]
        kind: &'a str,
        /// Name of the export here.
        id: &'a str,
        /// The node.
        node_name: &'a str,
        /// Clients may write.
        writable: bool,
        /// Name that clients ask for.
        #[serde(skip_serializing_if = "Option::is_none")]
        name: Option<&'a str>,
        /// Bitmaps that clients may read.
        #[serde(skip_serializing_if = "Option::is_none")]
        bitmaps: Option<&'a [Value]>,
    };
    /// Shows a node no longer.
    BlockExportDel<'a> = "block-export-del" -> Empty {
        /// Name of the export here.
        id: &'a str,
        /// `safe` or `hard`.
        #[serde(skip_serializing_if = "Option::is_none")]
        mode: Option<&'a str>,
    };
    /// Drops the clock ticks that the guest missed.
    RtcResetReinjection = "rtc-reset-reinjection" -> Empty;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Call;

    fn text<C: Command>(command: &C) -> String {
        command.arguments_text()
    }

    #[test]
    fn absent_options_are_left_out_and_names_are_qemus() {
        assert_eq!(text(&QueryStatus), "");
        assert_eq!(text(&QueryBlockstats { query_nodes: None }), "{}");
        let key = SendKey { keys: &[KeyValue::Number(28)], hold_time: Some(5) };
        assert_eq!(text(&key), r#"{"keys":[{"type":"number","data":28}],"hold-time":5}"#);
        let add = AddFd { fdset_id: Some(3), opaque: None };
        assert_eq!(text(&add), r#"{"fdset-id":3}"#);
    }

    #[test]
    fn names_are_listed_once() {
        let mut names = NAMES.to_vec();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), NAMES.len());
    }

    #[test]
    fn a_typed_command_becomes_a_call() {
        let call = Call::from(&QomGet { path: "/machine", property: "type" });
        let text = format!("{call:?}");
        assert!(text.contains("qom-get") && text.contains("changing: false"), "{text}");
    }
}
