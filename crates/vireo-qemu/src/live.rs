//! What there is of a guest while it runs.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use arc_swap::ArcSwap;
use vireo_api::event::StoppedDetail;
use vireo_host::cgroup::Group;
use vireo_host::process::Process;
use vireo_model::domain::Domain as Config;
use vireo_model::fill::Emulator;
use vireo_qmp::agent::Agent;
use vireo_qmp::{Call, Client, Command, QmpError};
use vireo_runtime::domain::{Domain, DomainData, PausedReason, RunningReason, ShutoffReason};
use vireo_runtime::ledger::Ledger;

use crate::error::{monitor, not_running};

/// The QEMU driver's kind of domain.
#[derive(Debug)]
pub enum Qemu {}

/// A domain of this driver.
pub type Guest = Domain<Qemu>;

/// The view of a domain of this driver.
pub type GuestView = vireo_runtime::domain::View<Qemu>;

impl DomainData for Qemu {
    type Config = Config;
    type Live = Live;
    type Extra = Extra;
}

/// What a domain has of this driver whether it runs or not.
#[derive(Debug, Default)]
pub struct Extra {
    /// Why it is tainted, in the order in which that happened.
    pub taints: Mutex<Vec<Taint>>,
    /// Held while its definition is replaced on disk.
    pub definition: tokio::sync::Mutex<()>,
    /// Figures of the definition of the next start, with the number of the view they are of.
    pub summary: Mutex<Option<(u64, Summary)>>,
    /// Disks of its definition, kept for statistics while it is off.
    pub disk_files: crate::stats::image::KeptFiles,
    /// How it migrates unless a call says otherwise.
    pub migration: crate::migration::tuning::Defaults,
    /// The migration that it is in the middle of.
    pub held: crate::migration::held::Slot,
}

/// Figures of a definition that lists ask for again and again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Summary {
    /// Most memory, KiB.
    pub max_memory: u64,
    /// Memory, KiB.
    pub memory: u64,
    /// CPUs plugged in.
    pub vcpus: u32,
    /// Most CPUs.
    pub max_vcpus: u32,
}

impl Summary {
    /// The figures of a definition.
    #[must_use]
    pub fn of(config: &Config) -> Self {
        let max_memory = config.memory.unwrap_or(0);
        let vcpu = config.vcpu.as_ref();
        let max_vcpus = vcpu.map_or(1, |vcpu| vcpu.max);
        let plugged = config.vcpus.iter().filter(|vcpu| vcpu.enabled).count();
        let vcpus = match plugged {
            0 => vcpu.and_then(|vcpu| vcpu.current).unwrap_or(max_vcpus),
            n => u32::try_from(n).unwrap_or(max_vcpus),
        };
        Self { max_memory, memory: config.current_memory.unwrap_or(max_memory), vcpus, max_vcpus }
    }

    /// The figures of a domain's definition in force.
    ///
    /// # Errors
    /// The definition does not parse.
    pub fn of_view(guest: &Guest, view: &GuestView) -> vireo_api::Result<Self> {
        if let Some(live) = &view.live_config {
            return Ok(Self::of(live));
        }
        let mut kept = guest.extra.summary.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((generation, summary)) = *kept {
            if generation == view.generation() {
                return Ok(summary);
            }
        }
        let summary = match &view.config {
            Some(config) => Self::of(&*config.value()?),
            None => Self { max_memory: 0, memory: 0, vcpus: 0, max_vcpus: 0 },
        };
        *kept = Some((view.generation(), summary));
        Ok(summary)
    }
}

macro_rules! taints {
    ($($(#[$doc:meta])* $name:ident = $flag:literal, $text:literal;)*) => {
        /// Something that was done to a guest and may explain odd behaviour.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Taint { $($(#[$doc])* $name,)* }

        impl Taint {
            const ALL: &'static [Taint] = &[$(Taint::$name,)*];

            /// Its word in status files and logs.
            #[must_use]
            pub const fn flag(self) -> &'static str {
                match self { $(Self::$name => $flag,)* }
            }

            /// What is told about it.
            #[must_use]
            pub const fn text(self) -> &'static str {
                match self { $(Self::$name => $text,)* }
            }
        }
    };
}

taints! {
    /// Arguments of the user's on QEMU's command line.
    CustomArgv = "custom-argv", "custom configuration parameters specified";
    /// A monitor command of the user's.
    CustomMonitor = "custom-monitor", "custom monitor control commands issued";
    /// QEMU runs as root.
    HighPrivileges = "high-privileges", "running with undesirable elevated privileges";
    /// A network script of the user's.
    ShellScripts = "shell-scripts", "network configuration using opaque shell scripts";
    /// The format of a disk was guessed.
    DiskProbing = "disk-probing", "potentially unsafe disk format probing";
    /// The guest was not started by the daemon.
    ExternalLaunch = "external-launch", "managing externally launched configuration";
    /// The CPU of the host is passed through.
    HostCpu = "host-cpu", "potentially unsafe use of host CPU passthrough";
    /// A hook script changed the definition.
    HookScript = "hook-script", "configuration potentially modified by hook script";
    /// A CD-ROM of the host is passed through.
    CdromPassthrough = "cdrom-passthrough", "use of host cdrom passthrough";
    /// A device tree of the user's.
    CustomDtb = "custom-dtb", "custom device tree blob used";
    /// A guest agent command of the user's.
    CustomGaCommand = "custom-ga-command", "custom guest agent control commands issued";
    /// A hypervisor feature of the user's.
    CustomHypervisorFeature = "custom-hypervisor-feature", "hypervisor feature autodetection override";
    /// Something that is to go.
    DeprecatedConfig = "deprecated-config", "use of deprecated configuration settings";
    /// A device property of the user's.
    CustomDevice = "custom-device", "custom device configuration";
    /// A disk helper was started again.
    NbdkitRestart = "nbdkit-restart", "restart of nbdkit process";
}

impl Taint {
    /// The one with that word in a status file.
    #[must_use]
    pub fn from_flag(flag: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|taint| taint.flag() == flag)
    }
}

impl Extra {
    /// Notes a taint; tells whether it is new.
    pub fn taint(&self, taint: Taint) -> bool {
        let mut taints = self.taints.lock().unwrap_or_else(PoisonError::into_inner);
        let new = !taints.contains(&taint);
        if new {
            taints.push(taint);
        }
        new
    }

    /// The taints so far.
    pub fn taints(&self) -> Vec<Taint> {
        self.taints.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Forgets them: the guest was started anew.
    pub fn clear_taints(&self) {
        self.taints.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

/// Where a running guest's files are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paths {
    /// The monitor's socket.
    pub monitor: PathBuf,
    /// Its private directory.
    pub lib_dir: PathBuf,
    /// Sockets of its channels.
    pub channel_dir: PathBuf,
    /// Files of its memory.
    pub memory_dir: PathBuf,
}

/// What QEMU told about the guest that it runs and that seldom changes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    /// Threads of virtual CPUs: number of the CPU and of the thread.
    pub vcpus: Vec<(u32, i32)>,
    /// Threads of I/O threads, by their number.
    pub iothreads: Vec<(u32, i32)>,
    /// Aliases of the devices that QEMU listed.
    pub devices: Vec<String>,
    /// Next number of a block node.
    pub next_node: u32,
    /// Next number of a descriptor set.
    pub next_fd_set: u32,
    /// The guest's CPU as it was defined, when QEMU changed it: XML of its element.
    pub original_cpu: Option<String>,
    /// The file that it is being saved or dumped to.
    pub saving: Option<Saving>,
    /// All of its memory came from an image, and it is not yet what that says.
    pub restored: Option<Restored>,
    /// Elements of the status file that this daemon has no use for, kept as they were.
    pub unknown: Vec<String>,
}

/// What is left to do for a guest that has all of its memory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// The image, when nobody may use it again.
    pub taken: Option<PathBuf>,
    /// Whether the guest is to run.
    pub runs: bool,
}

/// The file that a guest is being saved to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saving {
    /// Where it is.
    pub path: PathBuf,
    /// It is there and says that it is partial; before that, something else may be.
    pub made: bool,
}

/// What happens next, as far as it was asked for: gives QEMU's bare events their reasons.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hints {
    /// Reason of the next STOP.
    pub paused: PausedReason,
    /// Reason of the next RESUME.
    pub running: RunningReason,
    /// A shutdown ends in a reset instead.
    pub fake_reboot: bool,
}

impl Default for Hints {
    fn default() -> Self {
        Self { paused: PausedReason::Unknown, running: RunningReason::Unpaused, fake_reboot: false }
    }
}

/// Limit for guest agent commands, as the wire and the status file have it: seconds, -1 for the
/// default, -2 for no limit.
pub type AgentTimeout = i32;

/// A running guest.
pub struct Live {
    /// Its public id.
    pub id: u32,
    /// Its monitor.
    pub monitor: Client,
    /// Its process.
    pub process: Process,
    /// Its files.
    pub paths: Paths,
    /// The binary that runs it.
    pub emulator: Arc<Emulator>,
    /// What QEMU told.
    pub facts: ArcSwap<Facts>,
    /// Reasons of what QEMU will tell.
    pub hints: Mutex<Hints>,
    /// What is given back when it stops. Taken once, by whoever stops it.
    pub ledger: Mutex<Ledger>,
    /// The guest agent's channel, when it is open.
    pub agent: Mutex<Option<Arc<Agent>>>,
    /// How long QEMU may take to greet.
    pub patience: Duration,
    /// Limit for guest agent commands.
    pub agent_timeout: std::sync::atomic::AtomicI32,
    /// Keeps changes of state, their saving and their events in one order.
    pub order: tokio::sync::Mutex<()>,
    /// How its end is to be told, when someone ends it.
    intent: Mutex<Option<Ending>>,
    /// It is over but for the cleaning.
    stopping: AtomicBool,
    /// Last answers of queries that a stuck guest cannot give again.
    pub last: Arc<crate::stats::Last>,
    /// Who waits for a device to go.
    pub unplugs: crate::plug::waits::Unplugs,
    /// Block jobs.
    pub blocks: crate::block::job::Jobs,
    /// Character devices that a client reads and writes now.
    pub consoles: Arc<crate::io::Consoles>,
    /// What is seen of the long job.
    pub job: crate::migration::watch::Watch,
    /// Its control group, when it has one.
    cgroup: Mutex<Option<Arc<Group>>>,
    /// Since when a monitor command waits for an answer.
    waiting: Mutex<Waiting>,
    /// The long job as the status file has it.
    record: Mutex<Option<crate::migration::record::Record>>,
}

#[derive(Debug, Default)]
struct Waiting {
    commands: u32,
    since: Option<Instant>,
}

impl Drop for Live {
    /// A daemon that stops leaves its guests' resources alone; whoever ended the run has taken the
    /// ledger before.
    fn drop(&mut self) {
        self.ledger.get_mut().unwrap_or_else(PoisonError::into_inner).leave();
    }
}

impl std::fmt::Debug for Live {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Live")
            .field("id", &self.id)
            .field("pid", &self.process.pid())
            .finish_non_exhaustive()
    }
}

/// The parts that a [`Live`] is made from.
pub struct Parts {
    /// Its public id.
    pub id: u32,
    /// Its monitor.
    pub monitor: Client,
    /// Its process.
    pub process: Process,
    /// Its files.
    pub paths: Paths,
    /// The binary that runs it.
    pub emulator: Arc<Emulator>,
    /// What QEMU told.
    pub facts: Facts,
    /// What is given back when it stops.
    pub ledger: Ledger,
    /// Limit for guest agent commands.
    pub agent_timeout: AgentTimeout,
    /// How long QEMU may take to greet.
    pub patience: Duration,
}

impl Live {
    /// A guest that runs now.
    #[must_use]
    pub fn new(parts: Parts) -> Self {
        Self {
            id: parts.id,
            monitor: parts.monitor,
            process: parts.process,
            paths: parts.paths,
            emulator: parts.emulator,
            facts: ArcSwap::from_pointee(parts.facts),
            hints: Mutex::default(),
            ledger: Mutex::new(parts.ledger),
            agent: Mutex::default(),
            patience: parts.patience,
            agent_timeout: parts.agent_timeout.into(),
            order: tokio::sync::Mutex::new(()),
            intent: Mutex::default(),
            stopping: AtomicBool::new(false),
            last: Arc::default(),
            unplugs: Default::default(),
            blocks: crate::block::job::Jobs::default(),
            consoles: Arc::default(),
            cgroup: Mutex::default(),
            job: Default::default(),
            waiting: Mutex::default(),
            record: Mutex::default(),
        }
    }

    /// Sends a command and waits for its answer.
    ///
    /// # Errors
    /// QEMU refused, is gone, or does not answer in time.
    pub async fn run<C: Command>(&self, command: &C) -> vireo_api::Result<C::Ret> {
        self.call(command).await?.parse().map_err(monitor)
    }

    /// Sends a command of any shape and waits for its answer.
    ///
    /// # Errors
    /// As [`Live::run`].
    pub async fn call(&self, call: impl Into<Call>) -> vireo_api::Result<vireo_qmp::Answer> {
        self.try_call(call).await.map_err(|error| self.explain(error))
    }

    /// As [`Live::call`], with QEMU's own error.
    ///
    /// # Errors
    /// As [`Live::run`].
    pub async fn try_call(&self, call: impl Into<Call>) -> Result<vireo_qmp::Answer, QmpError> {
        let _waiting = WaitGuard::new(self);
        self.monitor.call(call).await
    }

    /// What a failed command is told as: a guest that is being ended is just not running.
    fn explain(&self, error: QmpError) -> vireo_api::Error {
        match &error {
            QmpError::Disconnected { .. } if self.is_ending() => not_running(),
            QmpError::Disconnected { .. }
            | QmpError::Command { .. }
            | QmpError::Deadline { .. }
            | QmpError::Protocol { .. }
            | QmpError::Busy { .. }
            | QmpError::Connect(_) => monitor(error),
        }
    }

    /// How long a monitor command has been waiting for its answer.
    pub fn waiting_for(&self) -> Option<Duration> {
        self.waiting().since.map(|since| since.elapsed())
    }

    fn waiting(&self) -> std::sync::MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether it is ending, on purpose or not.
    pub fn is_ending(&self) -> bool {
        self.stopping.load(Ordering::Acquire) || self.intent().is_some()
    }

    /// Whether it is over but for the cleaning.
    pub fn is_over(&self) -> bool {
        self.stopping.load(Ordering::Acquire)
    }

    /// Says that it is over but for the cleaning.
    pub fn begin_stop(&self) {
        self.stopping.store(true, Ordering::Release);
    }

    /// Says how its end is to be told; the first to say so decides.
    pub fn intend(&self, ending: Ending) {
        self.intent.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(ending);
    }

    /// Nobody is ending it any more.
    pub fn forget_intent(&self) {
        *self.intent.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    /// How its end is to be told, when someone ends it.
    pub fn intent(&self) -> Option<Ending> {
        *self.intent.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Changes the reasons of what QEMU will tell.
    pub fn hint(&self, change: impl FnOnce(&mut Hints)) {
        change(&mut self.hints.lock().unwrap_or_else(PoisonError::into_inner));
    }

    /// Reads the reasons of what QEMU will tell.
    pub fn hints(&self) -> Hints {
        *self.hints.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Changes what is known of it.
    pub fn learn(&self, change: impl Fn(&mut Facts)) {
        self.facts.rcu(|facts| {
            let mut facts = Facts::clone(facts);
            change(&mut facts);
            facts
        });
    }

    /// Reads or changes the long job as the status file has it.
    pub fn record<R>(
        &self,
        change: impl FnOnce(&mut Option<crate::migration::record::Record>) -> R,
    ) -> R {
        change(&mut self.record.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Takes the ledger out, to give everything back.
    pub fn take_ledger(&self) -> Ledger {
        std::mem::take(&mut *self.ledger.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Its control group, when it has one.
    pub fn cgroup(&self) -> Option<Arc<Group>> {
        self.cgroup.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// It has a control group from now on.
    pub fn set_cgroup(&self, group: Arc<Group>) {
        *self.cgroup.lock().unwrap_or_else(PoisonError::into_inner) = Some(group);
    }

    /// The connection to the guest agent, when there is one.
    pub fn agent(&self) -> Option<Arc<Agent>> {
        self.agent.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Puts another connection to the guest agent in place.
    pub fn set_agent(&self, agent: Option<Arc<Agent>>) {
        *self.agent.lock().unwrap_or_else(PoisonError::into_inner) = agent;
    }
}

/// Counts a command that waits.
struct WaitGuard<'a>(&'a Live);

impl<'a> WaitGuard<'a> {
    fn new(live: &'a Live) -> Self {
        let mut waiting = live.waiting();
        waiting.commands += 1;
        waiting.since.get_or_insert_with(Instant::now);
        drop(waiting);
        Self(live)
    }
}

impl Drop for WaitGuard<'_> {
    fn drop(&mut self) {
        let mut waiting = self.0.waiting();
        waiting.commands -= 1;
        if waiting.commands == 0 {
            waiting.since = None;
        }
    }
}

/// How a guest ends: its last state and the event that tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ending {
    /// The reason of its being off.
    pub reason: ShutoffReason,
    /// The detail of the event.
    pub detail: StoppedDetail,
    /// The event is published.
    pub told: bool,
}

impl Ending {
    /// The guest shut itself down.
    pub const SHUTDOWN: Self =
        Self { reason: ShutoffReason::Shutdown, detail: StoppedDetail::Shutdown, told: true };
    /// Someone destroyed it.
    pub const DESTROYED: Self =
        Self { reason: ShutoffReason::Destroyed, detail: StoppedDetail::Destroyed, told: true };
    /// QEMU ended by itself.
    pub const CRASHED: Self =
        Self { reason: ShutoffReason::Crashed, detail: StoppedDetail::Failed, told: true };
    /// The guest panicked and is not kept.
    pub const PANICKED: Self =
        Self { reason: ShutoffReason::Crashed, detail: StoppedDetail::Crashed, told: true };
    /// It never got to run.
    pub const FAILED: Self =
        Self { reason: ShutoffReason::Failed, detail: StoppedDetail::Failed, told: true };
    /// The daemon could not take it over again.
    pub const DAEMON: Self =
        Self { reason: ShutoffReason::Daemon, detail: StoppedDetail::Failed, told: true };

    /// The guest is in a file now.
    pub const SAVED: Self =
        Self { reason: ShutoffReason::Saved, detail: StoppedDetail::Saved, told: true };

    /// The guest runs on another host now.
    pub const MIGRATED: Self =
        Self { reason: ShutoffReason::Migrated, detail: StoppedDetail::Migrated, told: true };

    /// The same end, without an event: nobody was told of a beginning.
    #[must_use]
    pub const fn quietly(self) -> Self {
        Self { told: false, ..self }
    }

    /// The word in the guest's log.
    #[must_use]
    pub fn word(self) -> &'static str {
        vireo_runtime::domain::State::Shutoff(self.reason).reason_name()
    }
}
