//! The destination: Prepare and Finish.

use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use vireo_api::stream::Stream;

use crate::driver::Core;
use crate::live::{Ending, Guest};
use crate::migration;
use crate::migration::cookie::{Capabilities, Capability};
use crate::migration::held::{self, Held};
use crate::migration::params::automatic;
use crate::migration::phase::{Phase, Side};

mod finish;
mod listen;
mod prepare;

pub use finish::{Finished, Protocol, finish};
pub(in crate::migration) use listen::address_for;
pub use prepare::prepare;

/// How the memory comes.
pub enum Channel {
    /// QEMU listens.
    Direct,
    /// Through this stream.
    Tunnel(Stream),
}

/// What Prepare answers.
pub struct Prepared {
    /// For the source.
    pub cookie: Vec<u8>,
    /// Where the source connects to, when it does not know.
    pub uri: Option<String>,
}

/// All that a QEMU can do, and what its side switches on by itself.
pub(in crate::migration) fn capabilities(own: &[String], side: Side) -> Capabilities {
    let cap =
        |name: &String| Capability { name: name.clone(), auto: Some(name == automatic(side)) };
    Capabilities { caps: own.iter().map(cap).collect() }
}

/// Milliseconds since the epoch.
pub(in crate::migration) fn now() -> u64 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(now.as_millis()).unwrap_or(0)
}

/// The client that drives the migration is gone before Finish: so is the guest here.
pub(in crate::migration) async fn abandoned(core: &Arc<Core>, guest: &Arc<Guest>, held: Held) {
    if matches!(held.phase, Phase::PrepareResume | Phase::FinishResume | Phase::PostcopyFailed) {
        if let Ok(run) = core.run_of(guest) {
            migration::postcopy::broke(&run, Side::Destination).await;
        }
        guest.extra.held.keep_broken(held);
        return;
    }
    match core.run_of(guest) {
        Ok(run) => {
            migration::leave_labels(&run);
            if let Err(error) = run.end(Ending::DESTROYED, false).await {
                tracing::error!(guest = %guest.name(), %error, "incoming guest stays");
            }
            held::over(core, guest, Some(&run));
        }
        Err(_) => {
            held::over(core, guest, None);
            if guest.peek(|view| !view.persistent) {
                core.registry.remove(guest);
            }
        }
    }
    drop(held);
}
