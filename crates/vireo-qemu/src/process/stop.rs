//! The end of a run. Whoever wants it says how it is to be told and sees to it that QEMU goes; the
//! task that reads QEMU's events does the rest once, when nothing more can come from QEMU.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use vireo_api::event::{DomainEvent, DomainLifecycle};
use vireo_api::{Error, ErrorCode, ErrorDomain, Result};
use vireo_host::process::{StopPlan, Stopped};
use vireo_runtime::domain::State;
use vireo_runtime::guest_log::shutdown_line;

use super::transition::Run;
use crate::error::system;
use crate::live::{Ending, Guest};

/// How long QEMU has after SIGTERM, as the reference: it flushes its disks then.
const TERM: Duration = Duration::from_secs(10);
/// How long the kernel has after SIGKILL.
const KILL: Duration = Duration::from_secs(30);
/// How long the rest may take: files, labels, the event.
const FINISH: Duration = Duration::from_secs(30);

impl Run {
    /// Ends the run and waits until it is over.
    ///
    /// With `graceful`, SIGKILL is left out and a QEMU that does not go is an error.
    ///
    /// # Errors
    /// QEMU does not go.
    pub async fn end(&self, ending: Ending, graceful: bool) -> Result<()> {
        self.live.intend(ending);
        let plan = StopPlan { term: TERM, kill: (!graceful).then_some(KILL) };
        let stopped = self.live.process.stop(plan).await;
        match stopped.map_err(|e| system("Failed to terminate process", &e))? {
            Stopped::Gracefully | Stopped::Killed => self.ended().await,
            Stopped::No => {
                self.live.forget_intent();
                let pid = self.live.process.pid();
                let signal = if graceful { "SIGTERM" } else { "SIGKILL" };
                Err(Error::system(
                    ErrorDomain::None,
                    format!("Failed to terminate process {pid} with {signal}"),
                    &std::io::Error::from_raw_os_error(nix::libc::EBUSY),
                ))
            }
        }
    }

    /// Waits until the run is over.
    async fn ended(&self) -> Result<()> {
        let live = Arc::clone(&self.live);
        let over = move |view: &crate::live::GuestView| {
            let ours = view.live.as_ref().is_some_and(|present| Arc::ptr_eq(present, &live));
            (!ours).then_some(())
        };
        self.guest.wait_for_within(FINISH, over).await.ok_or_else(|| {
            let text = "the guest is gone but what it held could not be given back in time";
            Error::new(ErrorCode::OperationTimeout, ErrorDomain::Qemu, text)
        })
    }

    /// Asks QEMU to go and leaves it to the event task to end the run.
    pub fn ask_to_end(&self) {
        if let Err(error) = self.live.process.signal(rustix::process::Signal::TERM) {
            tracing::warn!(guest = %self.guest.name(), %error, "cannot signal QEMU");
        }
    }

    /// The monitor is closed: makes sure that QEMU is gone, gives everything back, saves and tells.
    ///
    /// Called once, by the event task.
    pub async fn finish(&self) {
        let ending = self.live.intent().unwrap_or_else(|| natural_ending(&self.guest));
        self.live.begin_stop();
        self.live.set_agent(None);
        let plan = StopPlan { term: Duration::from_secs(1), kill: Some(KILL) };
        if let Err(error) = self.live.process.stop(plan).await {
            tracing::error!(guest = %self.guest.name(), %error, "cannot end QEMU");
        }
        let _order = self.live.order.lock().await;
        let line = shutdown_line(SystemTime::now(), ending.word());
        self.core.log_line(&self.guest.name(), &line);
        self.core.close.forget(self.guest.uuid());
        crate::migration::run_ended(self);
        // What goes wrong here is logged by the ledger; the guest is off all the same.
        let _ = self.live.take_ledger().release_all().await;
        self.core.forget_status(&self.guest).await;
        publish_off(self, ending);
    }
}

/// The end of a run that nobody asked for.
fn natural_ending(guest: &Guest) -> Ending {
    match guest.peek(|view| view.state) {
        State::Shutdown(_) => Ending::SHUTDOWN,
        State::Crashed(_) => Ending::PANICKED,
        State::NoState(_)
        | State::Running(_)
        | State::Blocked(_)
        | State::Paused(_)
        | State::Shutoff(_)
        | State::PmSuspended(_) => Ending::CRASHED,
    }
}

/// Makes the domain one that is off, takes a transient one out of the list, and tells.
fn publish_off(run: &Run, ending: Ending) {
    let event = run.guest.event_ref();
    let persistent = run.guest.update(|view| {
        let ours = view.live.as_ref().is_some_and(|live| Arc::ptr_eq(live, &run.live));
        if ours {
            view.id = None;
            view.live = None;
            view.live_config = None;
            view.updated = false;
            // Every state may end in this one.
            let _ = view.enter(State::Shutoff(ending.reason));
        }
        view.persistent
    });
    if !persistent {
        run.core.registry.remove(&run.guest);
    }
    run.core.running_changed();
    if !ending.told {
        return;
    }
    let stopped = DomainEvent::Lifecycle(DomainLifecycle::Stopped(ending.detail));
    run.core.bus.publish(vireo_api::event::Event::Domain(event, stopped));
}
