//! What becomes of a guest when it goes off, reboots or crashes, changed.

use vireo_api::consts::*;
use vireo_api::{CallContext, Error, ErrorCode, ErrorDomain, Result};
use vireo_model::domain::Domain;
use vireo_model::domain::lifecycle::LifecycleAction;
use vireo_proto::remote;
use vireo_qmp::command::SetAction;

use crate::driver::QemuDriver;
use crate::error;

/// When something happens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Event {
    PowerOff,
    Reboot,
    Crash,
}

fn invalid(text: String) -> Error {
    Error::new(ErrorCode::InvalidArg, ErrorDomain::Domain, text)
}

fn event(number: u32) -> Result<Event> {
    match number {
        DOMAIN_LIFECYCLE_POWEROFF => Ok(Event::PowerOff),
        DOMAIN_LIFECYCLE_REBOOT => Ok(Event::Reboot),
        DOMAIN_LIFECYCLE_CRASH => Ok(Event::Crash),
        other => Err(invalid(format!("invalid lifecycle type '{other}'"))),
    }
}

fn action(number: u32) -> Result<LifecycleAction> {
    match number {
        DOMAIN_LIFECYCLE_ACTION_DESTROY => Ok(LifecycleAction::Destroy),
        DOMAIN_LIFECYCLE_ACTION_RESTART => Ok(LifecycleAction::Restart),
        DOMAIN_LIFECYCLE_ACTION_RESTART_RENAME => Ok(LifecycleAction::RenameRestart),
        DOMAIN_LIFECYCLE_ACTION_PRESERVE => Ok(LifecycleAction::Preserve),
        DOMAIN_LIFECYCLE_ACTION_COREDUMP_DESTROY => Ok(LifecycleAction::CoredumpDestroy),
        DOMAIN_LIFECYCLE_ACTION_COREDUMP_RESTART => Ok(LifecycleAction::CoredumpRestart),
        other => Err(invalid(format!("invalid lifecycle action '{other}'"))),
    }
}

/// Only a crash leaves something to dump.
fn fits(event: Event, action: LifecycleAction) -> Result<()> {
    use LifecycleAction as A;
    let name = match (event, action) {
        (Event::Crash, _) | (_, A::Destroy | A::Restart | A::RenameRestart | A::Preserve) => {
            return Ok(());
        }
        (Event::PowerOff, A::CoredumpDestroy | A::CoredumpRestart) => "poweroff",
        (Event::Reboot, A::CoredumpDestroy | A::CoredumpRestart) => "reboot",
    };
    let action = action.as_str();
    let text = format!("Lifecycle event '{name}' doesn't support '{action}' action");
    Err(Error::new(ErrorCode::ConfigUnsupported, ErrorDomain::Domain, text))
}

fn set(domain: &mut Domain, event: Event, action: LifecycleAction) -> Result<()> {
    let place = match event {
        Event::PowerOff => &mut domain.on_poweroff,
        Event::Reboot => &mut domain.on_reboot,
        Event::Crash => &mut domain.on_crash,
    };
    *place = Some(action);
    vireo_model::fill::lifecycle(domain).map_err(error::fill)
}

impl QemuDriver {
    /// Changes one action, of the running guest, of its next start, or of both.
    ///
    /// # Errors
    /// Actions that do not go together; QEMU's.
    pub(crate) async fn set_lifecycle_action(
        &self,
        cx: &CallContext,
        args: &remote::DomainSetLifecycleActionArgs,
    ) -> Result<()> {
        let (event, action) = (event(args.kind)?, action(args.action)?);
        fits(event, action)?;
        let change = self.change(&args.dom, args.flags, cx.api).await?;
        let draft = change.draft(|config| set(config, event, action))?;
        if let Some((run, present)) = change.live()? {
            let mut domain = Domain::clone(&present);
            set(&mut domain, event, action)?;
            if event == Event::Reboot {
                // QEMU does not reset a guest that is to end.
                let ends = action == LifecycleAction::Destroy;
                let reboot = Some(if ends { "shutdown" } else { "reset" });
                let set = SetAction { reboot, shutdown: None, panic: None, watchdog: None };
                run.live.run(&set).await?;
            }
            run.guest.update(|view| view.live_config = Some(domain.into()));
            self.save_status(&run.guest).await;
        }
        change.keep(draft).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_crashes_are_dumped() {
        let dump = LifecycleAction::CoredumpRestart;
        assert!(fits(Event::Crash, dump).is_ok());
        let refused = fits(Event::Reboot, dump).unwrap_err();
        let said = "Lifecycle event 'reboot' doesn't support 'coredump-restart' action";
        assert!(refused.to_string().ends_with(said), "{refused}");
    }

    #[test]
    fn actions_that_do_not_go_together_are_refused() {
        let mut domain =
            Domain { on_poweroff: Some(LifecycleAction::Restart), ..Domain::default() };
        assert!(set(&mut domain, Event::Reboot, LifecycleAction::Destroy).is_err());
        let mut domain = Domain::default();
        assert!(set(&mut domain, Event::Reboot, LifecycleAction::Destroy).is_ok());
        assert!(set(&mut domain, Event::Crash, LifecycleAction::RenameRestart).is_err());
    }

    #[test]
    fn numbers_beyond_the_known_are_refused() {
        assert!(event(3).is_err() && action(6).is_err());
        assert_eq!(action(4).unwrap(), LifecycleAction::CoredumpDestroy);
    }
}
