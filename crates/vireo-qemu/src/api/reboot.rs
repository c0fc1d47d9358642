//! Turning guests off and on by asking them, and what follows when they went off, rebooted or
//! panicked.

use vireo_api::consts::*;
use vireo_api::event::{ResumedDetail, SuspendedDetail};
use vireo_api::{ErrorDomain, Result};
use vireo_model::domain::Domain;
use vireo_model::domain::lifecycle::LifecycleAction;
use vireo_proto::remote;
use vireo_qmp::command::{Cont, SystemPowerdown, SystemReset};
use vireo_runtime::domain::{PausedReason, RunningReason, State};
use vireo_runtime::job::{AgentJob, SyncJob};

use crate::driver::QemuDriver;
use crate::error::internal;
use crate::live::Ending;
use crate::process::transition::Run;

/// What the guest is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Power {
    /// To go off.
    Off,
    /// To go off and come again.
    Cycle,
}

/// Asks the guest by its agent, or by its power button.
///
/// # Errors
/// It is off, or the way that was asked for leads nowhere.
pub async fn ask(
    driver: &QemuDriver,
    dom: &remote::Domain,
    power: Power,
    flags: u32,
    api: &'static str,
) -> Result<()> {
    let guest = driver.guest(dom)?;
    let (agent_flag, acpi_flag) = match power {
        Power::Off => (DOMAIN_SHUTDOWN_GUEST_AGENT, DOMAIN_SHUTDOWN_ACPI_POWER_BTN),
        Power::Cycle => (DOMAIN_REBOOT_GUEST_AGENT, DOMAIN_REBOOT_ACPI_POWER_BTN),
    };
    let want_agent = flags & agent_flag != 0;
    let by_agent_alone = want_agent && flags & acpi_flag == 0;
    let by_either = want_agent && !by_agent_alone;
    if power == Power::Off && by_either && !guest.peek(|view| view.live.is_some()) {
        // Whoever lets the guest go off by any way finds it off, as the reference has it.
        return Ok(());
    }
    let run = driver.run_of(&guest).map_err(|error| match power {
        // The reference refuses from different parts of it.
        Power::Cycle if !by_agent_alone => error,
        Power::Off | Power::Cycle => error.with_domain(ErrorDomain::Qemu),
    })?;
    let by_agent = want_agent || flags == 0 && run.live.agent().is_some();
    let comes_again = comes_again(&run, power);
    if by_agent {
        // Both ways were asked for: the button is the second.
        let fallback = flags == 0 || flags & acpi_flag != 0;
        match ask_agent(&run, comes_again, api).await {
            Ok(()) => return Ok(()),
            Err(error) if !fallback => return Err(error),
            Err(error) => {
                tracing::info!(guest = %run.guest.name(), %error, "no agent: power button")
            }
        }
    }
    let (run, _job) = driver.job(dom, SyncJob::Modify, api).await?;
    run.live.hint(|hints| hints.fake_reboot = comes_again);
    run.live.run(&SystemPowerdown).await?;
    Ok(())
}

/// Whether the guest is to come again, by the definition.
fn comes_again(run: &Run, power: Power) -> bool {
    let view = run.guest.view();
    let Some(config) = &view.live_config else { return power == Power::Cycle };
    match power {
        Power::Off => restarts(config.on_poweroff, LifecycleAction::Destroy),
        Power::Cycle => restarts(config.on_reboot, LifecycleAction::Restart),
    }
}

fn restarts(action: Option<LifecycleAction>, default: LifecycleAction) -> bool {
    match action.unwrap_or(default) {
        LifecycleAction::Restart
        | LifecycleAction::RenameRestart
        | LifecycleAction::CoredumpRestart => true,
        LifecycleAction::Destroy | LifecycleAction::Preserve | LifecycleAction::CoredumpDestroy => {
            false
        }
    }
}

async fn ask_agent(run: &Run, comes_again: bool, api: &'static str) -> Result<()> {
    let _job = run.guest.jobs().begin_agent(AgentJob::Modify, api).await?;
    let agent = run.agent()?;
    run.live.hint(|hints| hints.fake_reboot = false);
    let mode = if comes_again { "reboot" } else { "powerdown" };
    let arguments = serde_json::json!({ "mode": mode });
    let live = std::sync::Arc::clone(&run.live);
    let went = run.guest.wait_for(move |view| {
        let ours = view.live.as_ref().is_some_and(|present| std::sync::Arc::ptr_eq(present, &live));
        (!ours || matches!(view.state, State::Shutdown(_))).then_some(())
    });
    agent.execute_until("guest-shutdown", Some(&arguments), went).await.map_err(crate::error::agent)
}

/// Asks the agent to let the guest sleep; the agent answers only when it fails.
///
/// # Errors
/// There is no agent, or the guest can't.
pub async fn sleep(
    driver: &QemuDriver,
    dom: &remote::Domain,
    command: &str,
    api: &'static str,
) -> Result<()> {
    let guest = driver.guest(dom)?;
    let _job = guest.jobs().begin_agent(AgentJob::Modify, api).await?;
    let run = driver.run_of(&guest).map_err(|error| error.with_domain(ErrorDomain::Qemu))?;
    let agent = run.agent()?;
    let asleep = run.guest.wait_for(|view| {
        matches!(view.state, State::PmSuspended(_) | State::Shutdown(_) | State::Shutoff(_))
            .then_some(())
    });
    agent.execute_until(command, None, asleep).await.map_err(crate::error::agent)
}

fn live_config(run: &Run) -> Option<std::sync::Arc<Domain>> {
    run.guest.peek(|view| view.live_config.clone())
}

/// The guest went off while QEMU stayed: it comes again, stays as it is, or ends.
pub async fn after_shutdown(run: &Run) {
    let action = live_config(run).and_then(|config| config.on_poweroff).unwrap_or_default();
    let again = run.live.hints().fake_reboot || restarts(Some(action), LifecycleAction::Destroy);
    if again {
        let run = run.clone();
        tokio::spawn(async move { come_again(&run).await });
    } else if action == LifecycleAction::Preserve {
        tracing::info!(guest = %run.guest.name(), "preserved after shutdown");
    } else {
        run.ask_to_end();
    }
}

/// Resets the machine and lets it run.
async fn come_again(run: &Run) {
    if let Err(error) = try_come_again(run).await {
        tracing::error!(guest = %run.guest.name(), %error, "cannot reboot, ending it");
        run.ask_to_end();
    }
}

async fn try_come_again(run: &Run) -> Result<()> {
    let _job = run.guest.jobs().begin(SyncJob::Modify, "virDomainReboot").await?;
    if !run.is_present() {
        return Err(internal("guest unexpectedly quit"));
    }
    let crashed = matches!(run.guest.peek(|view| view.state), State::Crashed(_));
    let reason = if crashed { RunningReason::Crashed } else { RunningReason::Booted };
    run.live.run(&SystemReset).await?;
    run.live.hint(|hints| hints.running = reason);
    run.live.run(&Cont).await?;
    run.resumed(reason, ResumedDetail::Unpaused).await;
    run.live.hint(|hints| hints.fake_reboot = false);
    run.core.save_status(&run.guest).await;
    Ok(())
}

/// The guest panicked: what its definition wants for that.
pub async fn after_panic(run: &Run) {
    let action = live_config(run).and_then(|config| config.on_crash).unwrap_or_default();
    match action {
        LifecycleAction::Preserve => {}
        LifecycleAction::Destroy => {
            run.live.intend(Ending::PANICKED);
            run.ask_to_end();
        }
        LifecycleAction::CoredumpDestroy => {
            let run = run.clone();
            tokio::spawn(async move {
                crate::save::dump::automatic(&run, true).await;
                run.live.intend(Ending::PANICKED);
                run.ask_to_end();
            });
        }
        LifecycleAction::Restart | LifecycleAction::RenameRestart => {
            let run = run.clone();
            tokio::spawn(async move { come_again(&run).await });
        }
        LifecycleAction::CoredumpRestart => {
            let run = run.clone();
            tokio::spawn(async move {
                crate::save::dump::automatic(&run, true).await;
                come_again(&run).await;
            });
        }
    }
}

impl Run {
    /// A panicked guest was reset: it is a paused one.
    pub async fn paused_after_crash(&self) {
        self.paused_from_crash(PausedReason::Crashed, SuspendedDetail::Paused).await;
    }
}
