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
    QueryJobs = "query-jobs" -> Vec<Value>;
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
