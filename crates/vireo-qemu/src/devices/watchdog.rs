//! Watchdogs.

use vireo_api::Result;
use vireo_model::domain::devices::watchdog::{WatchdogAction, WatchdogModel};

use super::address::{self, alias};
use crate::build::Build;
use crate::process::argv::Props;
use crate::process::transition::Run;

/// All watchdogs, and the one thing that all of them do.
pub(crate) fn words(b: &mut Build<'_>) -> Result<()> {
    let mut itco = false;
    for watchdog in &b.domain.devices.watchdogs {
        let driver = match watchdog.model {
            WatchdogModel::I6300esb => "i6300esb",
            WatchdogModel::Ib700 => "ib700",
            WatchdogModel::Diag288 => "diag288",
            WatchdogModel::Itco => {
                itco = true;
                continue;
            }
        };
        let props = Props::new().str("driver", driver).str("id", alias(&watchdog.info));
        let props = props.and(address::props(b, &watchdog.info)?);
        b.device(props);
    }
    if itco {
        b.line.option("-global", "ICH9-LPC.noreboot=off");
    }
    if let Some(first) = b.domain.devices.watchdogs.first() {
        let action = match first.action.unwrap_or(WatchdogAction::Reset) {
            WatchdogAction::Reset => "reset",
            WatchdogAction::Shutdown => "shutdown",
            WatchdogAction::Poweroff => "poweroff",
            // The dump is made while the guest stands still.
            WatchdogAction::Pause | WatchdogAction::Dump => "pause",
            WatchdogAction::None => "none",
            WatchdogAction::InjectNmi => "inject-nmi",
        };
        b.line.option("-watchdog-action", action);
    }
    Ok(())
}

/// Whether a guest's memory is to be dumped when its watchdog barks; QEMU only stops it.
#[must_use]
pub fn dumps(run: &Run) -> bool {
    run.guest.peek(|view| {
        let first = view.live_config.as_ref().and_then(|domain| domain.devices.watchdogs.first());
        first.is_some_and(|watchdog| watchdog.action == Some(WatchdogAction::Dump))
    })
}
