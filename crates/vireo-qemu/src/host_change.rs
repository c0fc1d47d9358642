//! What clients change of the host itself: pools of huge pages, merging of equal pages, sleep.

use std::io;
use std::time::Duration;

use vireo_api::consts::*;
use vireo_api::{Error, ErrorCode, ErrorDomain, Result};
use vireo_host::node::{self, PagePool};
use vireo_host::power::{Power, Sleep};
use vireo_proto::TypedParams;
use vireo_proto::remote::{TypedParam, TypedParamValue};

use crate::capabilities::Sev;
use crate::tuning::params::{self, Kind};

/// Between the answer to the client and the host's sleep.
const DELAY: Duration = Duration::from_secs(10);

/// The shortest sleep in seconds.
const SHORTEST: u64 = 60;

fn error(code: ErrorCode, text: impl Into<String>) -> Error {
    Error::new(code, ErrorDomain::None, text)
}

/// Grows or sets pools of pages of these sizes in KiB, in these cells. Gives how many pools.
///
/// # Errors
/// A size that the host has no pool of; the kernel's.
pub fn allocate_pages(
    wanted: &[(u32, u64)],
    cells: impl Iterator<Item = usize> + Clone,
    add: bool,
) -> Result<i32> {
    let mut changed = 0;
    for cell in cells {
        for &(size, count) in wanted {
            match node::set_huge_pages(cell, u64::from(size), count, add) {
                Ok(PagePool::Set) => changed += 1,
                Ok(PagePool::Ordinary) => {
                    let text = "system pages pool can't be modified";
                    return Err(error(ErrorCode::OperationUnsupported, text));
                }
                Ok(PagePool::Absent) => {
                    let text = format!("page size {size} is not available on node {cell}");
                    return Err(error(ErrorCode::OperationFailed, text));
                }
                Ok(PagePool::Short { got }) => {
                    let text = format!("Unable to allocate {count} pages. Allocated only {got}");
                    return Err(error(ErrorCode::OperationFailed, text));
                }
                Err(cause) => {
                    let doing = format!("Unable to write pages of {size} KiB of node {cell}");
                    return Err(Error::system(ErrorDomain::None, doing, &cause));
                }
            }
        }
    }
    Ok(changed)
}

/// Parameters of merging that can be set, and their files.
const MERGING: &[(&str, &str)] = &[
    (NODE_MEMORY_SHARED_PAGES_TO_SCAN, "pages_to_scan"),
    (NODE_MEMORY_SHARED_SLEEP_MILLISECS, "sleep_millisecs"),
    (NODE_MEMORY_SHARED_MERGE_ACROSS_NODES, "merge_across_nodes"),
];

/// Sets how equal pages are merged.
///
/// # Errors
/// Parameters that can't be set; the kernel's.
pub fn set_merging(wanted: &[TypedParam]) -> Result<()> {
    let known: Vec<(&str, Kind)> = MERGING.iter().map(|(name, _)| (*name, Kind::Uint)).collect();
    params::check(wanted, &known)?;
    for param in wanted {
        let field = param.field.to_string_lossy();
        let file = MERGING.iter().find(|(name, _)| *name == field);
        let (Some((_, file)), TypedParamValue::Uint(value)) = (file, &param.value) else {
            continue;
        };
        let path = format!("/sys/kernel/mm/ksm/{file}");
        std::fs::write(path, value.to_string()).map_err(|cause| {
            Error::system(ErrorDomain::None, format!("failed to set {field}"), &cause)
        })?;
    }
    Ok(())
}

/// Has the host sleep in ten seconds and wake after `duration` seconds.
///
/// # Errors
/// It can't, or not so shortly.
pub fn sleep(power: Power, target: u32, duration: u64) -> Result<()> {
    let (sleep, name) = match target {
        NODE_SUSPEND_TARGET_MEM => (Sleep::Memory, "Suspend-to-RAM"),
        NODE_SUSPEND_TARGET_DISK => (Sleep::Disk, "Suspend-to-Disk"),
        NODE_SUSPEND_TARGET_HYBRID => (Sleep::Hybrid, "Hybrid-Suspend"),
        _ => return Err(error(ErrorCode::InvalidArg, "Invalid suspend target")),
    };
    if !power.can(sleep) {
        return Err(error(ErrorCode::ArgumentUnsupported, name));
    }
    if duration < SHORTEST {
        return Err(error(ErrorCode::InvalidArg, "Suspend duration is too short"));
    }
    // The alarm must ring after the host fell asleep.
    power
        .wake_after(DELAY.as_secs() + duration)
        .map_err(|cause| Error::system(ErrorDomain::None, "cannot set the alarm clock", &cause))?;
    tokio::spawn(async move {
        tokio::time::sleep(DELAY).await;
        let slept = tokio::task::spawn_blocking(move || power.sleep(sleep)).await;
        if let Err(cause) = slept.map_err(io::Error::other).and_then(|slept| slept) {
            tracing::error!(error = %cause, "{name} failed");
        }
    });
    Ok(())
}

/// What a host tells of Secure Encrypted Virtualization.
///
/// # Errors
/// It has none.
pub fn sev(found: Option<&Sev>) -> Result<TypedParams> {
    let Some(sev) = found else {
        let text = "QEMU does not support SEV guest";
        return Err(Error::new(ErrorCode::OperationUnsupported, ErrorDomain::Qemu, text));
    };
    let mut out = TypedParams::new();
    out.string(NODE_SEV_PDH, sev.pdh.as_str());
    out.string(NODE_SEV_CERT_CHAIN, sev.cert_chain.as_str());
    if let Some(id) = &sev.cpu0_id {
        out.string(NODE_SEV_CPU0_ID, id.as_str());
    }
    out.uint(NODE_SEV_CBITPOS, sev.cbitpos);
    out.uint(NODE_SEV_REDUCED_PHYS_BITS, sev.reduced_phys_bits);
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_that_cannot_sleep_says_so() {
        let none = Power::new("/nonexistent");
        let refused = |target, duration| sleep(none.clone(), target, duration).unwrap_err();
        assert_eq!(refused(NODE_SUSPEND_TARGET_MEM, 60).code(), ErrorCode::ArgumentUnsupported);
        assert_eq!(refused(9, 60).code(), ErrorCode::InvalidArg);
    }

    #[test]
    fn statistics_of_merging_are_not_set() {
        let param = |field: &str, value| TypedParam { field: field.into(), value };
        let statistics = [param("shm_pages_shared", TypedParamValue::Ullong(1))];
        let refused = set_merging(&statistics).unwrap_err();
        assert_eq!(refused.code(), ErrorCode::ArgumentUnsupported);
        let wrong = [param("shm_pages_to_scan", TypedParamValue::String("x".into()))];
        assert_eq!(set_merging(&wrong).unwrap_err().code(), ErrorCode::InvalidArg);
    }

    #[test]
    fn sev_is_told_where_it_is() {
        assert_eq!(sev(None).unwrap_err().code(), ErrorCode::OperationUnsupported);
        let found = Sev {
            pdh: "p".into(),
            cert_chain: "c".into(),
            cpu0_id: None,
            cbitpos: 51,
            reduced_phys_bits: 1,
        };
        assert_eq!(sev(Some(&found)).unwrap().len(), 4);
    }
}
