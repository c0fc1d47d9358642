//! Statistics: what QEMU and the host tell of guests.
//!
//! | module | what |
//! |---|---|
//! | [`ask`] | questions to QEMU, a guest's in one batch, the last answers kept |
//! | [`bulk`] | the bulk call: all guests at once |
//! | [`row`] | a guest's row, a function a group |
//! | [`block`] | figures and sizes of drives in QEMU's answers |
//! | [`host`] | CPU time, memory, counters of interfaces |
//! | [`image`] | sizes of images that no QEMU has open |
//! | [`disk`] | the calls about one disk |
//! | [`cpu`] | the calls about CPUs and I/O threads |
//! | [`memory`] | the calls about the balloon and the dirty rate |
//! | [`net`] | the call about one interface |
//! | [`job`] | the calls about long jobs |
//! | [`perf`] | the host's performance counters |

pub mod ask;
pub mod block;
pub mod bulk;
pub mod cpu;
pub mod disk;
pub mod host;
pub mod image;
pub mod job;
pub mod memory;
pub mod net;
pub mod perf;
pub mod row;

pub use ask::Last;
pub use block::BlockFigures;

use std::time::Duration;

use tokio::time::Instant;
use vireo_api::{Error, ErrorCode, ErrorDomain, Result};

use crate::live::Live;

/// How long a call about one guest waits for QEMU before it is told the last answers.
const PATIENCE: Duration = Duration::from_secs(3);

/// Asks one guest.
///
/// # Errors
/// QEMU does not answer and never did.
async fn one(
    live: &Live,
    wanted: ask::Wanted,
    balloon: Option<memory::BalloonDevice<'_>>,
) -> Result<ask::Answers> {
    let batch = ask::send(&live.monitor, &live.last, wanted, balloon);
    let outcome = batch.outcome(Instant::now() + PATIENCE).await;
    match outcome.silent {
        Some(silent) if !outcome.answers.has(wanted) => {
            let text = format!("QEMU has not answered for {} s", silent.as_secs());
            Err(Error::new(ErrorCode::OperationTimeout, ErrorDomain::Qemu, text))
        }
        Some(_) | None => Ok(outcome.answers),
    }
}
