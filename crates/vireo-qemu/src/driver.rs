//! The driver: what all its rooms share.

use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use uuid::Uuid;
use vireo_api::event::{DomainEvent, Event};
use vireo_api::peer::Peers;
use vireo_api::secret::Secrets;
use vireo_api::storage::Volumes;
use vireo_api::{ConnectionId, Error, HypervisorDriver, Result};
use vireo_config::QemuConfig;
use vireo_host::process::Credentials;
use vireo_proto::remote;
use vireo_runtime::close::CloseActions;
use vireo_runtime::durable;
use vireo_runtime::events::EventBus;
use vireo_runtime::guest_log::{GuestLog, LogLimits};
use vireo_runtime::job::{JobLimits, JobToken, SyncJob};
use vireo_runtime::layout::Layout;
use vireo_runtime::pidfile::PidFile;
use vireo_runtime::ports::{PortPool, PortRange};
use vireo_runtime::registry::Registry;
use vireo_runtime::store::{DefinitionStore, EditCommand};

use crate::capabilities::CapsCache;
use crate::error::{no_domain, not_running, system};
use crate::live::{Guest, Qemu};
use crate::network::NetworkProvider;
use crate::process::transition::Run;
use crate::status;

/// What the driver is made from.
pub struct Settings {
    /// `qemu.conf`.
    pub config: QemuConfig,
    /// Where files live.
    pub layout: Layout,
    /// Where events go.
    pub bus: EventBus,
    /// Who connects interfaces of type `network`.
    pub network: Arc<dyn NetworkProvider>,
    /// Who keeps secrets.
    pub secrets: Arc<dyn Secrets>,
    /// Who keeps storage pools.
    pub volumes: Arc<dyn Volumes>,
    /// How other daemons are reached.
    pub peers: Arc<dyn Peers>,
}

/// The QEMU driver. Cheap to clone.
#[derive(Clone)]
pub struct QemuDriver(Arc<Core>);

impl Deref for QemuDriver {
    type Target = Arc<Core>;
    fn deref(&self) -> &Arc<Core> {
        &self.0
    }
}

/// What all rooms of the driver share.
pub struct Core {
    /// `qemu.conf`.
    pub config: QemuConfig,
    /// Where files live.
    pub layout: Layout,
    /// Where events go.
    pub bus: EventBus,
    /// All domains.
    pub registry: Registry<Qemu>,
    /// What each QEMU binary can do.
    pub caps: Arc<CapsCache>,
    /// Definitions on disk.
    pub store: DefinitionStore,
    /// Who connects interfaces of type `network`.
    pub network: Arc<dyn NetworkProvider>,
    /// Who keeps the secrets that guests need.
    pub secrets: Arc<dyn Secrets>,
    /// Who keeps the pools that their images are in.
    pub volumes: Arc<dyn Volumes>,
    /// Whom guests run as, when not as the daemon.
    pub guest_user: Option<Credentials>,
    /// The daemon runs as root.
    pub privileged: bool,
    /// Ports of displays.
    pub ports: crate::devices::graphics::Ports,
    /// What ends with a client's connection.
    pub close: CloseActions,
    /// Firmware that the host has.
    pub firmware: crate::view::Firmware,
    /// Answers of binaries, in the form that definitions are filled in by.
    pub emulators: crate::view::Emulators,
    /// Definitions that wait to be filled in.
    pub unsettled: crate::settle::Unsettled,
    /// How other daemons are reached.
    pub peers: Arc<dyn Peers>,
    /// Ports that migrations come in on.
    pub migration_ports: PortRange,
    /// Why guests that came are gone again.
    pub migration_errors: crate::migration::Errors,
    /// Control groups that guests may be put under: none for who may not make any.
    pub cgroups: vireo_host::cgroup::Mounts,
    /// Where devices of the host are looked for.
    pub host: vireo_host::assign::Root,
    /// Devices of the host that guests have.
    pub in_use: Arc<crate::devices::hostdev::InUse>,
    /// Keeps a second daemon away from these guests.
    _lock: PidFile,
    weak: std::sync::Weak<Core>,
}

impl QemuDriver {
    /// The driver of its shared part.
    #[must_use]
    pub fn of(core: &Arc<Core>) -> Self {
        Self(Arc::clone(core))
    }

    /// Reads the definitions; guests are looked for by [`QemuDriver::start`].
    ///
    /// # Errors
    /// The directories can't be made or read.
    pub async fn new(settings: Settings) -> Result<Self> {
        let Settings { config, layout, bus, network, secrets, volumes, peers } = settings;
        let privileged = rustix::process::geteuid().is_root();
        let guest_user = guest_user(&config, privileged)?;
        layout.create(guest_user.as_ref().map(|user| (user.uid, user.gid)))?;
        let lock = PidFile::acquire(&layout.driver_pid_file())?;
        let limits = JobLimits { max_queued: config.max_queued as usize, ..JobLimits::default() };
        let caps = Arc::new(CapsCache::new(Some(layout.capabilities())));
        let store = DefinitionStore::new(layout.config(), layout.autostart(), EditCommand::Domain);
        let cgroups = cgroups(&config, privileged);
        let host = vireo_host::assign::Root::at(layout.host());
        let core = Arc::new_cyclic(|weak| Core {
            ports: crate::devices::graphics::Ports::new(&config),
            migration_ports: migration_ports(&config),
            migration_errors: crate::migration::Errors::default(),
            peers,
            config,
            layout,
            bus,
            registry: Registry::new(limits),
            caps,
            store,
            network,
            secrets,
            volumes,
            guest_user,
            privileged,
            close: CloseActions::new(),
            firmware: crate::view::Firmware::default(),
            emulators: crate::view::Emulators::default(),
            unsettled: crate::settle::Unsettled::default(),
            cgroups,
            host,
            in_use: Arc::default(),
            _lock: lock,
            weak: weak.clone(),
        });
        let driver = Self(core);
        crate::definition::load_all(&driver).await?;
        Ok(driver)
    }

    /// Takes running guests over again. To be done before clients are served: a guest that runs
    /// must not look like one that is off. Waits for no QEMU.
    pub async fn reconnect(&self) {
        crate::process::reconnect::all(self).await;
    }

    /// Takes definitions that somebody wrote or changed by hand.
    ///
    /// # Errors
    /// The directory can't be read.
    pub async fn reload(&self) -> Result<()> {
        crate::definition::reload(self).await
    }

    /// Notes what makes the next start quick. To be done when no client is served any more; guests
    /// run on.
    pub async fn stop(&self) {
        crate::definition::note_all(self).await;
    }

    /// Fills in what was written by hand or long ago, then starts guests that start with the host,
    /// once a boot.
    pub async fn autostart(&self) {
        crate::settle::run(self).await;
        crate::autostart::run(self).await;
    }
}

fn migration_ports(config: &QemuConfig) -> PortRange {
    let number = |port: u32| u16::try_from(port).unwrap_or(u16::MAX);
    let (first, last) = (config.migration_port_min, config.migration_port_max);
    PortPool::new().range("migration", number(first), number(last))
}

/// The control groups that the host has and the settings do not leave out.
fn cgroups(config: &QemuConfig, privileged: bool) -> vireo_host::cgroup::Mounts {
    use vireo_host::cgroup::Mounts;
    if !privileged {
        return Mounts::default();
    }
    match &config.cgroup_controllers {
        Some(only) => Mounts::detect().only(only),
        None => Mounts::detect(),
    }
}

/// Whom guests run as: the configured user, the distribution's default when there is one.
fn guest_user(config: &QemuConfig, privileged: bool) -> Result<Option<Credentials>> {
    const DEFAULT: &str = "libvirt-qemu";
    if !privileged {
        return Ok(None);
    }
    let group = config.group.as_deref();
    let user = match config.user.as_deref() {
        Some(user) => Credentials::of(user, group),
        None => match Credentials::of(DEFAULT, Some(group.unwrap_or(DEFAULT))) {
            Ok(user) => Ok(user),
            Err(_) => return Ok(None),
        },
    };
    let user = user.map_err(|e| system("cannot look up the user that guests run as", &e))?;
    Ok((user.uid != 0 || user.gid != 0).then_some(user))
}

impl Core {
    /// This, to be kept by a task.
    #[must_use]
    pub fn shared(&self) -> Option<Arc<Core>> {
        self.weak.upgrade()
    }

    /// The domain that a client means.
    ///
    /// # Errors
    /// `NoDomain`.
    pub fn guest(&self, dom: &remote::Domain) -> Result<Arc<Guest>> {
        let uuid = Uuid::from_bytes(dom.uuid);
        self.registry.by_uuid(&uuid).ok_or_else(|| {
            no_domain(format!("no domain with matching uuid '{uuid}' ({})", dom.name))
        })
    }

    /// The present run of the domain that a client means.
    ///
    /// # Errors
    /// `NoDomain`; `OperationInvalid` when it is off.
    pub fn run(&self, dom: &remote::Domain) -> Result<Run> {
        self.run_of(&self.guest(dom)?)
    }

    /// The present run of a domain.
    ///
    /// # Errors
    /// `OperationInvalid` when it is off.
    pub fn run_of(&self, guest: &Arc<Guest>) -> Result<Run> {
        let live = guest.peek(|view| view.live.clone()).ok_or_else(not_running)?;
        let core = self.shared().ok_or_else(not_running)?;
        Ok(Run { core, guest: Arc::clone(guest), live })
    }

    /// Begins a short job on the present run of the domain that a client means.
    ///
    /// # Errors
    /// `NoDomain`, `OperationInvalid` when it is off, before or after the wait; the wait was too
    /// long.
    pub async fn job(
        &self,
        dom: &remote::Domain,
        kind: SyncJob,
        api: &'static str,
    ) -> Result<(Run, Job)> {
        let guest = self.guest(dom)?;
        self.run_of(&guest)?;
        let token = guest.jobs().begin(kind, api).await?;
        let run = self.run_of(&guest)?;
        let job = Job { token: Some(token), monitor: run.live.monitor.clone() };
        Ok((run, job))
    }

    /// Gives an event of a domain to whoever asked for it.
    pub fn publish(&self, guest: &Guest, event: DomainEvent) {
        self.bus.publish(Event::Domain(guest.event_ref(), event));
    }

    /// How clients name a domain.
    #[must_use]
    pub fn wire(&self, guest: &Guest) -> remote::Domain {
        let name = guest.event_ref();
        remote::Domain { name: (&*name.name).into(), uuid: name.uuid, id: name.id }
    }

    /// Writes the status file of a running domain, in turn with all that changes its state. A
    /// failure is logged: the guest goes on.
    pub async fn save_status(&self, guest: &Arc<Guest>) {
        if let Err(error) = self.try_save_status(guest).await {
            tracing::warn!(guest = %guest.name(), %error, "Unable to save status");
        }
    }

    /// [`Core::save_status`] for who must not go on when that fails.
    ///
    /// # Errors
    /// The file can't be written.
    pub async fn try_save_status(&self, guest: &Arc<Guest>) -> Result<()> {
        let Some(live) = guest.peek(|view| view.live.clone()) else { return Ok(()) };
        let _order = live.order.lock().await;
        self.try_write_status(guest).await
    }

    /// As [`Core::save_status`], for who holds the order of the run already.
    pub async fn write_status(&self, guest: &Arc<Guest>) {
        if let Err(error) = self.try_write_status(guest).await {
            tracing::warn!(guest = %guest.name(), %error, "Unable to save status");
        }
    }

    async fn try_write_status(&self, guest: &Arc<Guest>) -> Result<()> {
        let view = guest.view();
        let Some(text) = status::text(guest, &view) else { return Ok(()) };
        let path = self.layout.status_file(view.name())?;
        Ok(durable::replace(path, text, 0o600).await?)
    }

    /// Removes the status and pid files of a domain.
    pub async fn forget_status(&self, guest: &Guest) {
        let name = guest.name();
        let paths = [self.layout.status_file(&name), self.layout.pid_file(&name)];
        for path in paths.into_iter().flatten() {
            if let Err(error) = durable::remove(path).await {
                tracing::warn!(guest = %name, %error, "cannot forget the status");
            }
        }
    }

    /// The log of a guest.
    ///
    /// # Errors
    /// Its name can be no file's.
    pub fn log_of(&self, name: &str) -> vireo_runtime::Result<GuestLog> {
        Ok(GuestLog::new(self.layout.log_file(name)?, LogLimits::default()))
    }

    /// Appends text to a guest's log.
    pub fn log_line(&self, name: &str, text: &str) {
        let written = self.log_of(name).and_then(|log| log.append(text));
        if let Err(error) = written {
            tracing::warn!(guest = name, %error, "cannot write to the guest's log");
        }
    }

    /// The number of running guests changed.
    pub fn running_changed(&self) {
        let active = self.registry.count_active();
        tracing::debug!(active, "running guests");
    }

    /// Model and domain of interpretation of the security driver in force.
    #[must_use]
    pub fn security_model(&self) -> (&'static str, &'static str) {
        ("none", "0")
    }

    /// The path of a socket, where the kernel takes it.
    #[must_use]
    pub fn socket(&self, wanted: PathBuf) -> PathBuf {
        self.layout.socket(wanted)
    }

    /// Makes a directory that QEMU's user may use.
    ///
    /// # Errors
    /// It can't be made.
    pub fn make_guest_dir(&self, path: &Path, mode: u32) -> Result<()> {
        use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
        let told = |e| system(format!("cannot create directory '{}'", path.display()), &e);
        std::fs::DirBuilder::new().recursive(true).mode(mode).create(path).map_err(told)?;
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).map_err(told)?;
        self.give_to_guest(path)
    }

    /// Whom guests run as, by numbers; none when as the daemon.
    #[must_use]
    pub fn guest_ids(&self) -> Option<(u32, u32)> {
        self.guest_user.as_ref().map(|user| (user.uid, user.gid))
    }

    /// Gives a file to QEMU's user.
    ///
    /// # Errors
    /// Not allowed.
    pub fn give_to_guest(&self, path: &Path) -> Result<()> {
        let Some(user) = &self.guest_user else { return Ok(()) };
        std::os::unix::fs::chown(path, Some(user.uid), Some(user.gid)).map_err(|e| {
            system(
                format!(
                    "unable to set user and group to '{}:{}' on '{}'",
                    user.uid,
                    user.gid,
                    path.display()
                ),
                &e,
            )
        })
    }
}

impl HypervisorDriver for QemuDriver {
    fn scheme(&self) -> &'static str {
        "qemu"
    }

    fn supports_feature(&self, feature: i32) -> bool {
        // Migration: versions 2 and 3, peer-to-peer, change protection, migratable XML, offline,
        // typed parameters (`facts/features.json`).
        matches!(feature, 3 | 4 | 6 | 7 | 11 | 12 | 13)
    }

    fn connection_closed(&self, connection: ConnectionId) {
        crate::autodestroy::connection_closed(self, connection);
    }

    fn is_busy(&self) -> bool {
        self.registry.count_active() > 0
    }
}

/// A short job on a running guest. While a command that changes the guest has no answer, nobody
/// knows how the guest stands: the job then ends with the answer, not with its caller's patience.
#[derive(Debug)]
pub struct Job {
    token: Option<JobToken>,
    monitor: vireo_qmp::Client,
}

impl Drop for Job {
    fn drop(&mut self) {
        let Some(token) = self.token.take() else { return };
        if self.monitor.in_doubt() == 0 {
            return;
        }
        let monitor = self.monitor.clone();
        // Outside a runtime the daemon is going down, and its jobs with it.
        if let Ok(runtime) = tokio::runtime::Handle::try_current() {
            runtime.spawn(async move {
                monitor.settled().await;
                drop(token);
            });
        }
    }
}

/// A lock whose holder may have panicked: what it guards is whole at every instant.
pub fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A domain that went away while a call waited.
pub fn gone(guest: &Guest) -> Error {
    no_domain(format!("no domain with matching uuid '{}' ({})", guest.uuid(), guest.name()))
}
