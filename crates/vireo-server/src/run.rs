//! A daemon's life: settings, logging, drivers, sockets, signals, end.

use std::path::Path;
use std::process::ExitCode;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::runtime::Runtime;
use tokio::signal::unix::{Signal, SignalKind, signal};
use tracing::{error, info, warn};
use vireo_config::{Conf, ConfError, DaemonConfig};
use vireo_runtime::events::EventBus;
use vireo_server::client::{Limits, Server, Workers};
use vireo_server::daemon::{Daemon, Parts};
use vireo_server::log::settings::{Destination, Level, parse_filters, parse_outputs};
use vireo_server::log::{Logging, default_destination};
use vireo_server::options::Options;
use vireo_server::start::listen::{Doors, Listeners};
use vireo_server::start::pid_file::PidFile;
use vireo_server::start::places::Places;
use vireo_server::start::{background, notify};

use crate::drivers;

/// How long waiting calls may take to end when the daemon stops.
const STOP_GRACE: Duration = Duration::from_secs(5);

/// Fewest threads that serve clients and drivers: a long computation leaves one free.
const LEAST_THREADS: usize = 2;

/// Bytes of a thread's stack: a call's whole chain of futures is polled on it.
const STACK: usize = 8 << 20;

/// Most of them. What waits is not on a thread, and files are read on threads of their own.
const MOST_THREADS: usize = 4;

/// Runs the daemon to its end.
pub fn run(options: &Options, places: &Places) -> ExitCode {
    let in_background = background::is_child();
    let fallback = default_destination(in_background, places.privileged, places.log_file());
    if let Destination::File(file) = &fallback {
        // When this fails, opening the file does too, which is told.
        let _ = file.parent().map(std::fs::create_dir_all);
    }
    let logging = Logging::install(Level::Warning, fallback);
    log_panics();
    let outcome = start(options, places, logging, in_background);
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            error!("{why}");
            ExitCode::FAILURE
        }
    }
}

fn start(
    options: &Options,
    places: &Places,
    logging: &'static Logging,
    in_background: bool,
) -> Result<(), String> {
    if in_background {
        background::detach().map_err(|e| format!("cannot leave the terminal: {e}"))?;
    }
    let config = load(options, places)?;
    configure_host_uuid(&config)?;
    set_up_logging(logging, &config, options.verbose)?;
    let socket_dir = places.socket_dir(config.unix_sock_dir.as_deref());
    let pid_path = options.pid_file.clone().unwrap_or_else(|| places.pid_file(&socket_dir));
    if let Some(dir) = pid_path.parent() {
        std::fs::create_dir_all(dir)
            .map_err(|e| format!("cannot create directory '{}': {e}", dir.display()))?;
    }
    raise_descriptor_limit();
    // Held to the end of this function.
    let _pid_file = PidFile::acquire(&pid_path)?;
    let runtime = runtime().map_err(|e| format!("cannot start threads: {e}"))?;
    let served = runtime.block_on(serve(options, places, logging, config, in_background));
    runtime.shutdown_timeout(STOP_GRACE);
    served
}

fn runtime() -> std::io::Result<Runtime> {
    let processors = std::thread::available_parallelism().map_or(LEAST_THREADS, usize::from);
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(processors.clamp(LEAST_THREADS, MOST_THREADS))
        .thread_name("vireod")
        .thread_stack_size(STACK)
        .enable_all()
        .build()
}

/// Reads the daemon's configuration: the file that is named must be there, the default one may.
fn load(options: &Options, places: &Places) -> Result<DaemonConfig, String> {
    let told = |path: &Path, error: ConfError| {
        format!("Can't load config file: {error}: {}", path.display())
    };
    let (path, conf) = match &options.config {
        Some(path) => (path.clone(), Conf::read(path)),
        None => (places.config_file(), Conf::read_if_there(&places.config_file())),
    };
    let conf = conf.map_err(|e| told(&path, e))?;
    let (config, warnings) = DaemonConfig::from_conf(&conf).map_err(|e| told(&path, e))?;
    for warning in warnings {
        warn!("{warning}");
    }
    Ok(config)
}

/// The host's UUID, as configured, in the reference's words when it is none.
fn configure_host_uuid(config: &DaemonConfig) -> Result<(), String> {
    let uuid = host_uuid(config)?;
    let of_machine = config.host_uuid_source.as_deref() == Some("machine-id");
    vireo_qemu::host_identity::configure(uuid, of_machine);
    Ok(())
}

fn host_uuid(config: &DaemonConfig) -> Result<Option<uuid::Uuid>, String> {
    match (config.host_uuid_source.as_deref(), config.host_uuid.as_deref()) {
        (None | Some("smbios"), Some(text)) => match uuid::Uuid::parse_str(text) {
            Ok(uuid) if !uuid.is_nil() => Ok(Some(uuid)),
            Ok(_) | Err(_) => Err(format!("invalid host UUID: {text}")),
        },
        (None | Some("smbios" | "machine-id"), _) => Ok(None),
        (Some(source), _) => Err(format!("invalid UUID source: {source}")),
    }
}

/// Sets levels, filters and outputs: the environment goes before the configuration.
fn set_up_logging(
    logging: &'static Logging,
    config: &DaemonConfig,
    verbose: bool,
) -> Result<(), String> {
    let from_environment = |name: &str| std::env::var(name).ok().filter(|v| !v.is_empty());
    let level = match from_environment("LIBVIRT_DEBUG").as_deref() {
        Some("1" | "debug") => Level::Debug,
        Some("2" | "info") => Level::Info,
        Some("3" | "warning") => Level::Warning,
        Some("4" | "error") => Level::Error,
        Some(_) | None => Level::from_number(config.log_level).unwrap_or(Level::Warning),
    };
    // Verbose shows what the daemon does, where the configuration asks for less.
    logging.set_level(if verbose { level.min(Level::Info) } else { level });
    let filters = from_environment("LIBVIRT_LOG_FILTERS").or_else(|| config.log_filters.clone());
    let outputs = from_environment("LIBVIRT_LOG_OUTPUTS").or_else(|| config.log_outputs.clone());
    let filters = parse_filters(&filters.unwrap_or_default()).map_err(|e| e.to_string())?;
    logging.set_filters(filters);
    let outputs = parse_outputs(&outputs.unwrap_or_default()).map_err(|e| e.to_string())?;
    logging.set_outputs(outputs).map_err(|e| e.to_string())
}

/// As many descriptors as the kernel admits: each client and each guest needs some.
fn raise_descriptor_limit() {
    use rustix::process::{Resource, getrlimit, setrlimit};
    let mut limit = getrlimit(Resource::Nofile);
    limit.current = limit.maximum;
    if let Err(error) = setrlimit(Resource::Nofile, limit) {
        warn!("cannot raise the limit of open files: {error}");
    }
}

/// A panic costs the call or client that it is in, and is logged.
fn log_panics() {
    std::panic::set_hook(Box::new(|info| error!("internal error: {info}")));
}

fn servers(config: &DaemonConfig) -> (Arc<Server>, Arc<Server>) {
    let limits = |clients: u32, anonymous: u32, requests: u32, workers| Limits {
        clients: clients.into(),
        anonymous: anonymous.into(),
        requests: requests.into(),
        workers: Mutex::new(workers),
    };
    let (min, max) = (config.min_workers, config.max_workers.max(config.min_workers));
    let main = Server::new(
        "libvirtd",
        limits(
            config.max_clients,
            config.max_anonymous_clients,
            config.max_client_requests,
            Workers { min, max, priority: config.prio_workers },
        ),
    );
    let admin = Server::new(
        "admin",
        limits(
            config.admin_max_clients,
            0,
            config.admin_max_client_requests,
            Workers { min: config.admin_min_workers, max: config.admin_max_workers, priority: 0 },
        ),
    );
    (main, admin)
}

async fn serve(
    options: &Options,
    places: &Places,
    logging: &'static Logging,
    config: DaemonConfig,
    in_background: bool,
) -> Result<(), String> {
    if let Some(other) = config.access_drivers.iter().find(|d| *d != "none") {
        return Err(format!("access driver '{other}' is not available yet"));
    }
    // Heeded from before the first socket is there: none is left behind.
    let signals = Signals::new().map_err(|e| format!("cannot heed signals: {e}"))?;
    let (main, admin) = servers(&config);
    let doors = Doors::new(&config, places.privileged, &main, &admin)?;
    // Clients may knock from here on; they are let in when the drivers are there.
    let listeners = Listeners::open(&config, places, options.listen, &doors)?;
    let bus = EventBus::new();
    let served = Arc::new(drivers::start(places, &bus).await?);
    let daemon = Daemon::new(Parts {
        logging,
        instance: places.instance(),
        hypervisors: served.hypervisors.clone(),
        bus,
        servers: vec![main, admin],
        timeout: options.timeout.unwrap_or(0),
    });
    let socket_dir = places.socket_dir(config.unix_sock_dir.as_deref());
    if let Err(error) = places.tell_socket_dir(&socket_dir) {
        warn!("cannot tell in the root where the sockets are: {error}");
    }
    for path in listeners.paths() {
        info!("listening at {}", path.display());
    }
    let files = listeners.accept(&daemon, config.max_queued_clients);
    notify::notify("READY=1");
    if in_background {
        background::ready().map_err(|e| format!("cannot let go of the terminal: {e}"))?;
    }
    let reload = || {
        reload(options, places, logging);
        reload_drivers(&served);
    };
    watch(reload, &daemon, signals).await;
    notify::notify("STOPPING=1");
    info!("stopping");
    drop(files);
    daemon.close_clients();
    served.stop().await;
    Ok(())
}

/// The signals that are heeded.
struct Signals {
    terminate: Signal,
    interrupt: Signal,
    hang_up: Signal,
}

impl Signals {
    fn new() -> std::io::Result<Signals> {
        Ok(Signals {
            terminate: signal(SignalKind::terminate())?,
            interrupt: signal(SignalKind::interrupt())?,
            hang_up: signal(SignalKind::hangup())?,
        })
    }
}

/// Heeds signals until the daemon is to stop.
async fn watch(reload: impl Fn(), daemon: &Arc<Daemon>, signals: Signals) {
    let Signals { mut terminate, mut interrupt, mut hang_up } = signals;
    let mut idleness = std::pin::pin!(daemon.watch_idleness());
    let mut idle_told = false;
    let mut watchdog = notify::watchdog().map(tokio::time::interval);
    loop {
        tokio::select! {
            _ = terminate.recv() => return,
            _ = interrupt.recv() => return,
            () = daemon.stopping() => return,
            () = &mut idleness, if !idle_told => idle_told = true,
            _ = hang_up.recv() => reload(),
            () = tick(watchdog.as_mut()) => notify::notify("WATCHDOG=1"),
        }
    }
}

async fn tick(interval: Option<&mut tokio::time::Interval>) {
    match interval {
        Some(interval) => {
            interval.tick().await;
        }
        None => std::future::pending().await,
    }
}

/// Takes over what may change while clients are served: logging. A broken file changes nothing.
fn reload(options: &Options, places: &Places, logging: &'static Logging) {
    notify::notify("RELOADING=1");
    logging.reopen();
    let done =
        load(options, places).and_then(|config| set_up_logging(logging, &config, options.verbose));
    match done {
        Ok(()) => info!("configuration is read again"),
        Err(why) => error!("configuration is not read again: {why}"),
    }
    notify::notify("READY=1");
}

/// Has the drivers read their files again, beside all that they are asked meanwhile.
fn reload_drivers(served: &Arc<drivers::Served>) {
    let served = Arc::clone(served);
    tokio::spawn(async move { served.reload().await });
}
