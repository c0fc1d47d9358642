//! Changes of state of a running guest: made, saved, then told, in this order and one at a time.
//!
//! A change can be learnt twice, from the answer to a command and from QEMU's event. Each function
//! here does nothing when the guest already stands so.

use std::sync::Arc;

use vireo_api::event::{
    CrashedDetail, DomainEvent, DomainLifecycle, PmSuspendedDetail, ResumedDetail, ShutdownDetail,
    StartedDetail, SuspendedDetail,
};
use vireo_runtime::domain::{
    CrashedReason, PausedReason, PmSuspendedReason, RunningReason, ShutdownReason, State,
};

use crate::driver::Core;
use crate::live::{Guest, Live};

/// A running guest in the driver's hands.
#[derive(Clone)]
pub struct Run {
    /// The driver.
    pub core: Arc<Core>,
    /// The domain.
    pub guest: Arc<Guest>,
    /// Its run.
    pub live: Arc<Live>,
}

impl Run {
    /// Whether this run is still the domain's present one.
    #[must_use]
    pub fn is_present(&self) -> bool {
        self.guest.peek(|view| view.live.as_ref().is_some_and(|live| Arc::ptr_eq(live, &self.live)))
    }

    /// Goes to a state when `from` says that this is a change; saves it and publishes `events`.
    /// Tells whether it was one.
    async fn change(
        &self,
        from: impl Fn(State) -> bool,
        to: State,
        events: impl IntoIterator<Item = DomainEvent>,
    ) -> bool {
        let _order = self.live.order.lock().await;
        let changed = self.guest.update(|view| {
            let ours = view.live.as_ref().is_some_and(|live| Arc::ptr_eq(live, &self.live));
            ours && from(view.state) && view.enter(to).is_ok()
        });
        if changed {
            self.core.write_status(&self.guest).await;
            for event in events {
                self.core.publish(&self.guest, event);
            }
        }
        changed
    }

    /// The CPUs stand still.
    pub async fn paused(&self, reason: PausedReason, detail: SuspendedDetail) -> bool {
        let event = DomainEvent::Lifecycle(DomainLifecycle::Suspended(detail));
        self.change(is_running, State::Paused(reason), [event]).await
    }

    /// The CPUs stand still, whatever the reason before: an I/O error of a paused guest.
    pub async fn paused_again(&self, reason: PausedReason) -> bool {
        self.change(|state| matches!(state, State::Paused(_)), State::Paused(reason), []).await
    }

    /// The same state for another reason, or another one in the course of a migration.
    pub async fn reasoned(&self, to: State, event: DomainLifecycle) -> bool {
        let event = DomainEvent::Lifecycle(event);
        self.change(move |state| state != to, to, [event]).await
    }

    /// A panicked guest stands still.
    pub async fn paused_from_crash(&self, reason: PausedReason, detail: SuspendedDetail) -> bool {
        let event = DomainEvent::Lifecycle(DomainLifecycle::Suspended(detail));
        let from = |state| matches!(state, State::Crashed(_));
        self.change(from, State::Paused(reason), [event]).await
    }

    /// The CPUs run again.
    pub async fn resumed(&self, reason: RunningReason, detail: ResumedDetail) -> bool {
        let event = DomainEvent::Lifecycle(DomainLifecycle::Resumed(detail));
        self.change(is_still, State::Running(reason), [event]).await
    }

    /// The CPUs run again, and nobody is told: part of something larger.
    pub async fn resumed_silently(&self, reason: RunningReason) -> bool {
        self.change(is_still, State::Running(reason), []).await
    }

    /// The guest shut itself down; QEMU is still there.
    pub async fn shut_down(&self, detail: ShutdownDetail) -> bool {
        let event = DomainEvent::Lifecycle(DomainLifecycle::Shutdown(detail));
        let from = |state: State| !matches!(state, State::Shutdown(_) | State::Shutoff(_));
        self.change(from, State::Shutdown(ShutdownReason::Unknown), [event]).await
    }

    /// The guest panicked.
    pub async fn panicked(&self, detail: CrashedDetail) -> bool {
        let event = DomainEvent::Lifecycle(DomainLifecycle::Crashed(detail));
        let from = |state: State| !matches!(state, State::Crashed(_) | State::Shutoff(_));
        self.change(from, State::Crashed(CrashedReason::Panicked), [event]).await
    }

    /// The guest sleeps in memory or on disk.
    pub async fn slept(&self, detail: PmSuspendedDetail) -> bool {
        let lifecycle = DomainEvent::Lifecycle(DomainLifecycle::PmSuspended(detail));
        let own = match detail {
            PmSuspendedDetail::Memory => DomainEvent::PmSuspend,
            PmSuspendedDetail::Disk => DomainEvent::PmSuspendDisk,
        };
        let to = State::PmSuspended(PmSuspendedReason::Unknown);
        self.change(is_running, to, [lifecycle, own]).await
    }

    /// The guest woke up.
    pub async fn woke(&self) -> bool {
        let started = DomainEvent::Lifecycle(DomainLifecycle::Started(StartedDetail::Wakeup));
        let from = |state: State| matches!(state, State::PmSuspended(_));
        let to = State::Running(RunningReason::Wakeup);
        self.change(from, to, [started, DomainEvent::PmWakeup]).await
    }
}

fn is_running(state: State) -> bool {
    matches!(state, State::Running(_) | State::Blocked(_))
}

fn is_still(state: State) -> bool {
    match state {
        State::Paused(_) | State::Shutdown(_) | State::Crashed(_) | State::PmSuspended(_) => true,
        State::NoState(_) | State::Running(_) | State::Blocked(_) | State::Shutoff(_) => false,
    }
}

/// The event's detail for a pause of that reason.
#[must_use]
pub fn suspended_detail(reason: PausedReason) -> SuspendedDetail {
    match reason {
        PausedReason::Migration => SuspendedDetail::Migrated,
        PausedReason::IoError => SuspendedDetail::IoError,
        PausedReason::Watchdog => SuspendedDetail::Watchdog,
        PausedReason::FromSnapshot => SuspendedDetail::FromSnapshot,
        PausedReason::Postcopy => SuspendedDetail::Postcopy,
        PausedReason::PostcopyFailed => SuspendedDetail::PostcopyFailed,
        PausedReason::ApiError => SuspendedDetail::ApiError,
        PausedReason::Unknown
        | PausedReason::User
        | PausedReason::Save
        | PausedReason::Dump
        | PausedReason::ShuttingDown
        | PausedReason::Snapshot
        | PausedReason::Crashed
        | PausedReason::StartingUp => SuspendedDetail::Paused,
    }
}

/// The event's detail for running again for that reason.
#[must_use]
pub fn resumed_detail(reason: RunningReason) -> ResumedDetail {
    match reason {
        RunningReason::Migrated | RunningReason::MigrationCanceled => ResumedDetail::Migrated,
        RunningReason::FromSnapshot | RunningReason::Restored => ResumedDetail::FromSnapshot,
        RunningReason::Postcopy => ResumedDetail::Postcopy,
        RunningReason::PostcopyFailed => ResumedDetail::PostcopyFailed,
        RunningReason::Unknown
        | RunningReason::Booted
        | RunningReason::Unpaused
        | RunningReason::SaveCanceled
        | RunningReason::Wakeup
        | RunningReason::Crashed => ResumedDetail::Unpaused,
    }
}
