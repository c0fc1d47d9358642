//! What QEMU tells of its own accord, and what becomes of it.

use serde::Deserialize;
use vireo_api::event::{
    CrashedDetail, DomainEvent, DomainLifecycle, Event as BusEvent, GraphicsAddress,
    GraphicsAddressFamily, GraphicsIdentity, GraphicsPhase, IoErrorAction, MemoryFailureAction,
    MemoryFailureRecipient, MonitorEvent, PmSuspendedDetail, ShutdownDetail, SuspendedDetail,
    TrayChangeReason, WatchdogAction,
};
use vireo_qmp::types::MigrationStatus;
use vireo_qmp::{Event, Events, Notice};
use vireo_runtime::domain::{PausedReason, RunningReason, State};

use super::transition::{Run, resumed_detail, suspended_detail};
use crate::api::reboot;
use crate::devices::{Found, watchdog as dog};

/// Follows a run until QEMU is gone, then ends it.
pub async fn follow(run: Run, mut events: Events) {
    let exited = run.live.process.exited();
    tokio::pin!(exited);
    let mut gone = false;
    loop {
        let notice = tokio::select! {
            biased;
            notice = events.next() => notice,
            () = &mut exited, if !gone => {
                // A child of QEMU's may hold the socket open: what QEMU said is all there by now.
                gone = true;
                run.live.monitor.close();
                continue;
            }
        };
        match notice {
            Some(Notice::Event(event)) => handle(&run, &event).await,
            Some(Notice::Closed(_)) | None => break,
        }
    }
    run.live.job.note(|seen| seen.gone = true);
    run.finish().await;
}

/// Declares which function gets which event; each takes the run and the event's data as its type.
macro_rules! handlers {
    ($run:ident, $event:ident: $($($name:literal)|+ => $function:ident($type:ty $(, $extra:expr)?),)*) => {
        match &*$event.name {
            $($($name)|+ => match $event.parse::<$type>() {
                Some(data) => $function($run, data $(, $extra)?).await,
                None => tracing::warn!(event = &*$event.name, data = &*$event.data, "odd event"),
            },)*
            other => tracing::trace!(event = other, "event without meaning here"),
        }
    };
}

async fn handle(run: &Run, event: &Event) {
    let monitor = MonitorEvent {
        event: event.name.to_string(),
        seconds: event.timestamp.seconds,
        micros: u32::try_from(event.timestamp.micros).unwrap_or(0),
        details: (&*event.data != "{}").then(|| event.data.to_string()),
    };
    run.core.bus.publish(BusEvent::Monitor(run.guest.event_ref(), monitor));
    handlers!(run, event:
        "SHUTDOWN" => shutdown(Shutdown),
        "STOP" => stop(Nothing),
        "RESUME" => resume(Nothing),
        "RESET" => reset(Nothing),
        "SUSPEND" => suspend(Nothing, PmSuspendedDetail::Memory),
        "SUSPEND_DISK" => suspend(Nothing, PmSuspendedDetail::Disk),
        "WAKEUP" => wakeup(Nothing),
        "GUEST_PANICKED" => panicked(Panicked, CrashedDetail::Panicked),
        "GUEST_CRASHLOADED" => crashloaded(Panicked),
        "RTC_CHANGE" => rtc_change(RtcChange),
        "WATCHDOG" => watchdog(Action),
        "BLOCK_IO_ERROR" => io_error(BlockIoError),
        "DEVICE_TRAY_MOVED" => tray_moved(TrayMoved),
        "BALLOON_CHANGE" => balloon_change(Balloon),
        "VSERPORT_CHANGE" => port_change(PortChange),
        "VNC_CONNECTED" | "SPICE_CONNECTED" => graphics(Graphics, GraphicsPhase::Connect),
        "VNC_INITIALIZED" | "SPICE_INITIALIZED" => graphics(Graphics, GraphicsPhase::Initialize),
        "VNC_DISCONNECTED" | "SPICE_DISCONNECTED" => graphics(Graphics, GraphicsPhase::Disconnect),
        "MEMORY_FAILURE" => memory_failure(MemoryFailure),
        "DEVICE_DELETED" => device_deleted(Device),
        "DEVICE_UNPLUG_GUEST_ERROR" => unplug_failed(Device),
        "JOB_STATUS_CHANGE" => job_status_changed(JobStatusChange),
        "BLOCK_WRITE_THRESHOLD" => write_threshold(WriteThreshold),
        "MEMORY_DEVICE_SIZE_CHANGE" => memory_size_change(MemorySize),
        "MIGRATION" => migration(Migration),
        "MIGRATION_PASS" => migration_pass(MigrationPass),
        "SPICE_MIGRATE_COMPLETED" => displays_moved(Nothing),
        "DUMP_COMPLETED" => dump_completed(DumpCompleted),
        "NETDEV_STREAM_DISCONNECTED" => stream_lost(NetDevice),
        "PR_MANAGER_STATUS_CHANGED" => reservations_changed(PrManager),
    );
}

/// Data that nobody reads.
#[derive(Deserialize)]
struct Nothing {}

#[derive(Deserialize)]
struct Shutdown {
    guest: Option<bool>,
}

async fn shutdown(run: &Run, data: Shutdown) {
    if !run.live.hints().fake_reboot {
        run.shut_down(match data.guest {
            Some(true) => ShutdownDetail::Guest,
            Some(false) => ShutdownDetail::Host,
            None => ShutdownDetail::Finished,
        })
        .await;
    }
    // QEMU was told not to end by itself, so that the definition decides.
    if run.live.intent().is_none() {
        reboot::after_shutdown(run).await;
    }
}

async fn stop(run: &Run, _: Nothing) {
    run.live.job.note(|seen| seen.stopped = Some(tokio::time::Instant::now()));
    if run.live.hints().fake_reboot {
        return;
    }
    let reason = run.live.hints().paused;
    if run.paused(reason, suspended_detail(reason)).await {
        run.live.hint(|hints| hints.paused = PausedReason::Unknown);
    }
}

async fn resume(run: &Run, _: Nothing) {
    run.live.job.note(|seen| seen.stopped = None);
    if run.guest.peek(|view| matches!(view.state, State::PmSuspended(_))) {
        return;
    }
    let reason = run.live.hints().running;
    run.resumed(reason, resumed_detail(reason)).await;
    run.live.hint(|hints| hints.running = RunningReason::Unpaused);
}

async fn reset(run: &Run, _: Nothing) {
    run.core.publish(&run.guest, DomainEvent::Reboot);
}

async fn suspend(run: &Run, _: Nothing, detail: PmSuspendedDetail) {
    run.slept(detail).await;
}

async fn wakeup(run: &Run, _: Nothing) {
    run.woke().await;
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct NetDevice {
    netdev_id: String,
}

async fn stream_lost(run: &Run, data: NetDevice) {
    crate::devices::passt::lost(run, &data.netdev_id).await;
}

#[derive(Deserialize)]
struct PrManager {
    id: String,
    connected: bool,
}

async fn reservations_changed(run: &Run, data: PrManager) {
    crate::devices::disk::reservations::changed(run, &data.id, data.connected).await;
}

#[derive(Deserialize)]
struct Panicked {}

async fn panicked(run: &Run, _: Panicked, detail: CrashedDetail) {
    run.panicked(detail).await;
    reboot::after_panic(run).await;
}

async fn crashloaded(run: &Run, _: Panicked) {
    let event = DomainLifecycle::Crashed(CrashedDetail::Crashloaded);
    run.core.publish(&run.guest, DomainEvent::Lifecycle(event));
}

#[derive(Deserialize)]
struct RtcChange {
    offset: i64,
}

async fn rtc_change(run: &Run, data: RtcChange) {
    let offset = run.rtc_moved(data.offset).await;
    run.core.publish(&run.guest, DomainEvent::RtcChange { offset });
}

#[derive(Deserialize)]
struct Action {
    action: String,
}

async fn watchdog(run: &Run, data: Action) {
    let action = match data.action.as_str() {
        "pause" => WatchdogAction::Pause,
        "reset" => WatchdogAction::Reset,
        "poweroff" => WatchdogAction::Poweroff,
        "shutdown" => WatchdogAction::Shutdown,
        "debug" => WatchdogAction::Debug,
        "inject-nmi" => WatchdogAction::InjectNmi,
        _ => WatchdogAction::None,
    };
    run.core.publish(&run.guest, DomainEvent::Watchdog { action });
    if action == WatchdogAction::Pause {
        run.paused(PausedReason::Watchdog, SuspendedDetail::Watchdog).await;
        if dog::dumps(run) {
            let run = run.clone();
            tokio::spawn(async move { crate::save::dump::after_watchdog(&run).await });
        }
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct BlockIoError {
    #[serde(default)]
    device: String,
    #[serde(default)]
    qom_path: Option<String>,
    #[serde(default)]
    node_name: Option<String>,
    action: String,
    #[serde(default)]
    nospace: bool,
    #[serde(default)]
    reason: Option<String>,
}

async fn io_error(run: &Run, data: BlockIoError) {
    let disk = run.find_disk(&[
        data.qom_path.as_deref(),
        data.node_name.as_deref(),
        Some(data.device.as_str()),
    ]);
    let (dev_alias, src_path) = disk.map_or_else(Default::default, |disk| (disk.alias, disk.path));
    let action = match data.action.as_str() {
        "stop" => IoErrorAction::Pause,
        "report" => IoErrorAction::Report,
        _ => IoErrorAction::None,
    };
    let reason = if data.nospace { "enospc".to_owned() } else { data.reason.unwrap_or_default() };
    let event =
        DomainEvent::IoError { src_path: src_path.clone(), dev_alias: dev_alias.clone(), action };
    run.core.publish(&run.guest, event);
    let event = DomainEvent::IoErrorReason { src_path, dev_alias, action, reason };
    run.core.publish(&run.guest, event);
    if action == IoErrorAction::Pause {
        run.paused(PausedReason::IoError, SuspendedDetail::IoError).await;
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct TrayMoved {
    #[serde(default)]
    device: String,
    #[serde(default)]
    id: String,
    tray_open: bool,
}

async fn tray_moved(run: &Run, data: TrayMoved) {
    let wanted = [Some(data.id.as_str()), Some(data.device.as_str())];
    let Some(Found { alias, .. }) = run.find_disk(&wanted) else { return };
    let reason = if data.tray_open { TrayChangeReason::Open } else { TrayChangeReason::Close };
    run.tray_moved(&alias, data.tray_open).await;
    run.core.publish(&run.guest, DomainEvent::TrayChange { dev_alias: alias, reason });
}

#[derive(Deserialize)]
struct Balloon {
    actual: u64,
}

async fn balloon_change(run: &Run, data: Balloon) {
    let actual = data.actual.div_ceil(1024);
    run.balloon_moved(actual).await;
    run.core.publish(&run.guest, DomainEvent::BalloonChange { actual });
}

#[derive(Deserialize)]
struct PortChange {
    id: String,
    open: bool,
}

async fn port_change(run: &Run, data: PortChange) {
    run.channel_changed(&data.id, data.open).await;
}

#[derive(Deserialize)]
struct Graphics {
    server: Endpoint,
    client: Endpoint,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Endpoint {
    host: String,
    service: String,
    port: Option<String>,
    family: String,
    auth: Option<String>,
    x509_dname: Option<String>,
    sasl_username: Option<String>,
}

async fn graphics(run: &Run, data: Graphics, phase: GraphicsPhase) {
    let mut subject = Vec::new();
    let mut identity = |kind: &str, name: &Option<String>| {
        if let Some(name) = name {
            subject.push(GraphicsIdentity { kind: kind.to_owned(), name: name.clone() });
        }
    };
    identity("x509dname", &data.client.x509_dname);
    identity("saslUsername", &data.client.sasl_username);
    let auth_scheme = data.server.auth.clone().unwrap_or_default();
    let event = DomainEvent::Graphics {
        phase,
        local: address(data.server),
        remote: address(data.client),
        auth_scheme,
        subject,
    };
    run.core.publish(&run.guest, event);
}

fn address(end: Endpoint) -> GraphicsAddress {
    let family = match end.family.as_str() {
        "ipv6" => GraphicsAddressFamily::Ipv6,
        "unix" => GraphicsAddressFamily::Unix,
        _ => GraphicsAddressFamily::Ipv4,
    };
    // VNC calls it service, SPICE port.
    let service = end.port.unwrap_or(end.service);
    GraphicsAddress { family, node: end.host, service }
}

#[derive(Deserialize)]
struct MemoryFailure {
    recipient: String,
    action: String,
    #[serde(default)]
    flags: MemoryFailureFlags,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "kebab-case", default)]
struct MemoryFailureFlags {
    action_required: bool,
    recursive: bool,
}

async fn memory_failure(run: &Run, data: MemoryFailure) {
    let recipient = match data.recipient.as_str() {
        "guest" => MemoryFailureRecipient::Guest,
        _ => MemoryFailureRecipient::Hypervisor,
    };
    let action = match data.action.as_str() {
        "inject" => MemoryFailureAction::Inject,
        "fatal" => MemoryFailureAction::Fatal,
        "reset" => MemoryFailureAction::Reset,
        _ => MemoryFailureAction::Ignore,
    };
    let flags = u32::from(data.flags.action_required) | u32::from(data.flags.recursive) << 1;
    run.core.publish(&run.guest, DomainEvent::MemoryFailure { recipient, action, flags });
}

#[derive(Deserialize)]
struct Device {
    #[serde(default)]
    device: Option<String>,
}

async fn device_deleted(run: &Run, data: Device) {
    let Some(alias) = data.device else { return };
    run.live.learn(|facts| facts.devices.retain(|device| *device != alias));
    crate::tuning::vcpus::gone(run, &alias);
    let run = run.clone();
    // Its backends are taken out by the monitor; other events are heard in the meantime.
    tokio::spawn(async move { crate::plug::removed(&run, &alias).await });
}

async fn unplug_failed(run: &Run, data: Device) {
    let Some(dev_alias) = data.device else { return };
    run.live.unplugs.tell(&dev_alias, crate::plug::waits::Unplugged::Refused);
    run.core.publish(&run.guest, DomainEvent::DeviceRemovalFailed { dev_alias });
}

#[derive(Deserialize)]
struct MemorySize {
    id: String,
    size: u64,
}

async fn memory_size_change(run: &Run, data: MemorySize) {
    run.amend(|config| crate::devices::memory::resized(config, &data.id, data.size)).await;
    let event = DomainEvent::MemoryDeviceSizeChange { alias: data.id, size: data.size };
    run.core.publish(&run.guest, event);
}

#[derive(Deserialize)]
struct Migration {
    status: MigrationStatus,
}

async fn migration(run: &Run, data: Migration) {
    crate::migration::postcopy::told(run, &data.status).await;
    run.live.job.note(|seen| seen.status = Some(data.status));
}

#[derive(Deserialize)]
struct MigrationPass {
    pass: u32,
}

async fn migration_pass(run: &Run, data: MigrationPass) {
    run.live.job.note(|seen| seen.pass = data.pass);
    let iteration = i32::try_from(data.pass).unwrap_or(i32::MAX);
    run.core.publish(&run.guest, DomainEvent::MigrationIteration { iteration });
}

async fn displays_moved(run: &Run, _: Nothing) {
    run.live.job.note(|seen| seen.displays_move = false);
}

#[derive(Deserialize)]
struct DumpCompleted {
    error: Option<String>,
}

async fn dump_completed(run: &Run, data: DumpCompleted) {
    run.live.job.note(|seen| seen.dumped = Some(data.error.map_or(Ok(()), Err)));
}

#[derive(Deserialize)]
struct JobStatusChange {
    id: String,
    status: vireo_qmp::types::JobStatus,
}

async fn job_status_changed(run: &Run, data: JobStatusChange) {
    crate::block::engine::status_changed(run, &data.id, &data.status);
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct WriteThreshold {
    node_name: String,
    amount_exceeded: u64,
    write_threshold: u64,
}

async fn write_threshold(run: &Run, data: WriteThreshold) {
    crate::block::threshold::passed(
        run,
        &data.node_name,
        data.write_threshold,
        data.amount_exceeded,
    );
}

/// Starts following a run.
pub fn spawn(run: Run, events: Events) {
    let span = tracing::info_span!("guest", name = %run.guest.name(), id = run.live.id);
    tokio::spawn(tracing::Instrument::instrument(follow(run, events), span));
}
