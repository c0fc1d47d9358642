//! How fast a guest goes, how long it may stand still, what is kept to compare with: as a default of
//! the domain, and while it is on its way.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use serde_json::{Map, Value};
use vireo_api::{Error, ErrorCode, ErrorDomain, Result};
use vireo_qmp::command::{MigrateSetParameters, QueryMigrateParameters};
use vireo_runtime::job::SyncJob;

use super::settings::UNLIMITED;
use crate::driver::Core;
use crate::error::operation_unsupported;
use crate::live::{Guest, Live};

/// Most MiB a second that there are.
pub const MAX_MIB: u64 = UNLIMITED >> 20;

/// How a domain migrates unless a call says otherwise. Forgotten when the daemon ends, as the
/// reference.
#[derive(Debug)]
pub struct Defaults {
    bandwidth: AtomicU64,
}

impl Default for Defaults {
    fn default() -> Self {
        Self { bandwidth: AtomicU64::new(MAX_MIB) }
    }
}

impl Defaults {
    /// MiB a second.
    pub fn bandwidth(&self) -> u64 {
        self.bandwidth.load(Ordering::Relaxed)
    }

    fn set_bandwidth(&self, mib: u64) {
        self.bandwidth.store(mib, Ordering::Relaxed);
    }
}

/// MiB as bytes.
///
/// # Errors
/// `Overflow`.
pub fn mib_to_bytes(mib: u64) -> Result<u64> {
    if mib > MAX_MIB {
        let text = format!("bandwidth must be less than {}", MAX_MIB + 1);
        return Err(Error::new(ErrorCode::Overflow, ErrorDomain::Qemu, text));
    }
    Ok(mib << 20)
}

/// The bandwidth that a domain migrates with, in MiB a second.
///
/// # Errors
/// For post-copy: it is off, QEMU cannot tell.
pub async fn bandwidth(
    core: &Core,
    guest: &Arc<Guest>,
    postcopy: bool,
    api: &'static str,
) -> Result<u64> {
    if !postcopy {
        return Ok(guest.extra.migration.bandwidth());
    }
    let _job = guest.jobs().begin(SyncJob::MigrationOp, api).await?;
    let run = core.run_of(guest)?;
    let bytes = parameter(&run.live, "max-postcopy-bandwidth").await?.ok_or_else(|| {
        operation_unsupported(
            "querying maximum post-copy migration speed is not supported by QEMU binary",
        )
    })?;
    Ok(bytes.div_ceil(1 << 20))
}

/// Changes the bandwidth, for later and for what runs.
///
/// # Errors
/// It is too much; QEMU refuses, is gone or does not answer.
pub async fn set_bandwidth(
    core: &Core,
    guest: &Arc<Guest>,
    mib: u64,
    postcopy: bool,
    api: &'static str,
) -> Result<()> {
    let bytes = mib_to_bytes(mib)?;
    if !postcopy && guest.peek(|view| !view.is_active()) {
        guest.extra.migration.set_bandwidth(mib);
        return Ok(());
    }
    let _job = guest.jobs().begin(SyncJob::MigrationOp, api).await?;
    let run = core.run_of(guest)?;
    let name = if postcopy { "max-postcopy-bandwidth" } else { "max-bandwidth" };
    set_parameter(&run.live, name, bytes).await?;
    if !postcopy {
        guest.extra.migration.set_bandwidth(mib);
    }
    Ok(())
}

/// The longest that a guest may stand still at the end of a live migration, in milliseconds.
///
/// # Errors
/// It is off; QEMU cannot tell.
pub async fn downtime(core: &Core, guest: &Arc<Guest>, api: &'static str) -> Result<u64> {
    let _job = guest.jobs().begin(SyncJob::Query, api).await?;
    let run = core.run_of(guest)?;
    parameter(&run.live, "downtime-limit").await?.ok_or_else(|| {
        operation_unsupported("querying migration downtime is not supported by QEMU binary")
    })
}

/// Changes the longest that a guest may stand still.
///
/// # Errors
/// It is off; QEMU refuses, is gone or does not answer.
pub async fn set_downtime(
    core: &Core,
    guest: &Arc<Guest>,
    milliseconds: u64,
    api: &'static str,
) -> Result<()> {
    let _job = guest.jobs().begin(SyncJob::MigrationOp, api).await?;
    set_parameter(&core.run_of(guest)?.live, "downtime-limit", milliseconds).await
}

/// Bytes of the cache that compression compares with.
///
/// # Errors
/// It is off; QEMU cannot tell.
pub async fn cache(core: &Core, guest: &Arc<Guest>, api: &'static str) -> Result<u64> {
    let _job = guest.jobs().begin(SyncJob::Query, api).await?;
    let run = core.run_of(guest)?;
    parameter(&run.live, CACHE).await?.ok_or_else(no_compression)
}

/// Changes the size of that cache.
///
/// # Errors
/// It is off; QEMU refuses, is gone or does not answer.
pub async fn set_cache(
    core: &Core,
    guest: &Arc<Guest>,
    bytes: u64,
    api: &'static str,
) -> Result<()> {
    let _job = guest.jobs().begin(SyncJob::MigrationOp, api).await?;
    let run = core.run_of(guest)?;
    if parameter(&run.live, CACHE).await?.is_none() {
        return Err(no_compression());
    }
    set_parameter(&run.live, CACHE, bytes).await
}

const CACHE: &str = "xbzrle-cache-size";

fn no_compression() -> Error {
    operation_unsupported("Compressed migration is not supported by QEMU binary")
}

/// One parameter; none when QEMU has it not.
async fn parameter(live: &Live, name: &str) -> Result<Option<u64>> {
    let all = live.run(&QueryMigrateParameters).await?;
    Ok(all.get(name).and_then(Value::as_u64))
}

async fn set_parameter(live: &Live, name: &str, value: u64) -> Result<()> {
    let parameters: Map<String, Value> = [(name.to_owned(), value.into())].into_iter().collect();
    live.run(&MigrateSetParameters { parameters: &parameters }).await?;
    Ok(())
}
