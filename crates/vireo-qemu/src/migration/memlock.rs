//! Memory that QEMU may lock: sending without copies and sending by RDMA pin the guest's.

use vireo_api::Result;
use vireo_api::consts::{MIGRATE_PARAM_URI, MIGRATE_ZEROCOPY};
use vireo_host::process::locked::{self, Before};
use vireo_model::domain::Domain;

use super::params::Request;
use crate::error::{not_valid, system};
use crate::process::transition::Run;

const KIB: u64 = 1024;

/// Whether the memory goes by RDMA.
#[must_use]
pub fn by_rdma(request: &Request) -> bool {
    request.text(MIGRATE_PARAM_URI).is_some_and(|uri| uri.starts_with("rdma:"))
}

/// What QEMU is to be allowed, bytes; nothing for a migration that pins no memory.
///
/// # Errors
/// RDMA pins what the guest's hard limit says, and there is none.
pub fn wanted(request: &Request, domain: &Domain) -> Result<Option<u64>> {
    let limit = domain.memtune.as_ref().and_then(|tune| tune.hard_limit);
    let limit = limit.map(|kib| kib.saturating_mul(KIB));
    if by_rdma(request) {
        let text = "cannot start RDMA migration with no memory hard limit set";
        return limit.map(Some).ok_or_else(|| not_valid(text));
    }
    if !request.has(MIGRATE_ZEROCOPY) {
        return Ok(None);
    }
    Ok(limit.or_else(|| domain.memory.map(|kib| kib.saturating_mul(KIB))))
}

/// Lets QEMU lock what a migration pins; gives what is to be put back.
///
/// # Errors
/// As [`wanted`]; the kernel refuses.
pub fn raise(run: &Run, request: &Request) -> Result<Option<Before>> {
    let Some(domain) = run.guest.peek(|view| view.live_config.clone()) else { return Ok(None) };
    let Some(bytes) = wanted(request, &domain)? else { return Ok(None) };
    let pid = run.live.process.pid();
    locked::allow(pid, bytes)
        .map(Some)
        .map_err(|e| system(format!("cannot limit locked memory of process {pid} to {bytes}"), &e))
}

/// QEMU may lock as much as before.
pub fn put_back(run: &Run, before: Option<Before>) {
    let Some(before) = before.filter(|_| !run.live.is_ending()) else { return };
    if let Err(error) = before.put_back(run.live.process.pid()) {
        tracing::warn!(guest = %run.guest.name(), %error, "QEMU may lock more than before");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// REQ: Q-MIG-20
    #[test]
    fn as_much_as_is_pinned_may_be_locked() {
        let mut domain = Domain { memory: Some(32), ..Domain::default() };
        let plain = Request::default();
        let copies_nothing = Request::plain(MIGRATE_ZEROCOPY, None, None, None, 0);
        let mut rdma = Request::default();
        rdma.set_text(MIGRATE_PARAM_URI, "rdma://b");
        assert_eq!(wanted(&plain, &domain).unwrap(), None);
        assert_eq!(wanted(&copies_nothing, &domain).unwrap(), Some(32 * KIB));
        assert!(wanted(&rdma, &domain).unwrap_err().to_string().contains("no memory hard limit"));
        domain.memtune = Some(vireo_model::domain::memory::MemTune {
            hard_limit: Some(64),
            ..Default::default()
        });
        assert_eq!(wanted(&copies_nothing, &domain).unwrap(), Some(64 * KIB));
        assert_eq!(wanted(&rdma, &domain).unwrap(), Some(64 * KIB));
    }
}
