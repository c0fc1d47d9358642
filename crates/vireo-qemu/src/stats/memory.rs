//! The calls about a guest's balloon and the rate at which it dirties its memory.

use vireo_api::consts::*;
use vireo_api::{Error, ErrorCode, ErrorDomain, Result};
use vireo_host::procfs;
use vireo_model::domain::Domain;
use vireo_model::domain::devices::memballoon::MemBalloonModel;
use vireo_proto::remote;
use vireo_qmp::command::{CalcDirtyRate, QomSet};

use super::ask::Wanted;
use super::row::balloon_figure;
use crate::error::{internal, operation_unsupported, unsupported};
use crate::live::{Live, Summary};
use crate::process::transition::Run;

/// The guest's balloon device, for its figures.
#[derive(Debug, Clone, Copy)]
pub struct BalloonDevice<'a> {
    /// Its alias.
    pub alias: &'a str,
    /// Its driver is asked for figures now and then.
    pub polled: bool,
}

impl<'a> BalloonDevice<'a> {
    /// The balloon of a running definition, when there is one that tells figures.
    #[must_use]
    pub fn of(config: &'a Domain) -> Option<Self> {
        let balloon = config.devices.memballoon.as_ref().filter(|b| has_figures(b.model))?;
        let alias = balloon.info.alias.as_deref()?;
        Some(Self { alias, polled: balloon.stats_period.unwrap_or(0) > 0 })
    }
}

fn has_figures(model: MemBalloonModel) -> bool {
    match model {
        MemBalloonModel::Virtio
        | MemBalloonModel::VirtioTransitional
        | MemBalloonModel::VirtioNonTransitional => true,
        MemBalloonModel::Xen | MemBalloonModel::None => false,
    }
}

/// Figures of the balloon driver: QEMU's name, the tag, the unit's size (KiB are told).
const FIGURES: &[(&str, u32, u64)] = &[
    ("stat-swap-in", DOMAIN_MEMORY_STAT_SWAP_IN, 1024),
    ("stat-swap-out", DOMAIN_MEMORY_STAT_SWAP_OUT, 1024),
    ("stat-major-faults", DOMAIN_MEMORY_STAT_MAJOR_FAULT, 1),
    ("stat-minor-faults", DOMAIN_MEMORY_STAT_MINOR_FAULT, 1),
    ("stat-free-memory", DOMAIN_MEMORY_STAT_UNUSED, 1024),
    ("stat-total-memory", DOMAIN_MEMORY_STAT_AVAILABLE, 1024),
    ("stat-available-memory", DOMAIN_MEMORY_STAT_USABLE, 1024),
    ("last-update", DOMAIN_MEMORY_STAT_LAST_UPDATE, 1),
    ("stat-disk-caches", DOMAIN_MEMORY_STAT_DISK_CACHES, 1024),
    ("stat-htlb-pgalloc", DOMAIN_MEMORY_STAT_HUGETLB_PGALLOC, 1),
    ("stat-htlb-pgfail", DOMAIN_MEMORY_STAT_HUGETLB_PGFAIL, 1),
];

/// `virDomainMemoryStats`, at most `max` of them.
///
/// # Errors
/// QEMU does not answer and never did.
pub async fn stats(run: &Run, max: usize) -> Result<Vec<remote::DomainMemoryStat>> {
    let view = run.guest.view();
    let mut all = Vec::new();
    let mut add = |tag: u32, val: u64| {
        let tag = i32::try_from(tag).unwrap_or(i32::MAX);
        all.push(remote::DomainMemoryStat { tag, val });
    };
    if let Some((config, balloon)) =
        view.live_config.as_deref().and_then(|config| Some((config, BalloonDevice::of(config)?)))
    {
        add(DOMAIN_MEMORY_STAT_ACTUAL_BALLOON, Summary::of(config).memory);
        let answers = super::one(&run.live, Wanted::BALLOON, Some(balloon)).await?;
        for &(name, tag, unit) in FIGURES {
            let told = answers.balloon.as_deref();
            if let Some(value) = told.and_then(|told| balloon_figure(told, name, unit)) {
                add(tag, value);
            }
        }
    }
    if let Ok(stat) = procfs::stat(run.live.process.pid()) {
        add(DOMAIN_MEMORY_STAT_RSS, stat.rss_kib);
    }
    all.truncate(max);
    Ok(all)
}

/// Lets QEMU ask the balloon driver for its figures each `period` seconds; 0 for never.
///
/// # Errors
/// QEMU refuses.
pub async fn poll_balloon(live: &Live, config: &Domain, period: u32) -> Result<()> {
    let Some(balloon) = BalloonDevice::of(config) else { return Err(no_balloon()) };
    let path = format!("/machine/peripheral/{}", balloon.alias);
    let property = "guest-stats-polling-interval";
    live.run(&QomSet { path: &path, property, value: period.into() }).await?;
    live.last.changed();
    Ok(())
}

/// Refuses a definition without a balloon that tells figures.
///
/// # Errors
/// It has none.
pub fn check_balloon(config: &Domain) -> Result<()> {
    match &config.devices.memballoon {
        Some(balloon) if has_figures(balloon.model) => Ok(()),
        Some(_) | None => Err(no_balloon()),
    }
}

/// Notes the period in a definition that has a balloon.
pub fn set_period(config: &mut Domain, period: u32) {
    if let Some(balloon) = &mut config.devices.memballoon {
        balloon.stats_period = (period > 0).then_some(period);
    }
}

fn no_balloon() -> Error {
    internal("No memory balloon device configured, can not set the collection period")
}

/// A way of measuring the dirty rate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DirtyRateCalc {
    seconds: i32,
    mode: Option<&'static str>,
}

impl DirtyRateCalc {
    /// From the call's arguments.
    ///
    /// # Errors
    /// The time is too long or none.
    pub fn new(seconds: i32, flags: u32) -> Result<Self> {
        if !(1..=60).contains(&seconds) {
            let text = format!("seconds={seconds} is invalid, please choose value within [1, 60].");
            return Err(unsupported(text));
        }
        let both = DOMAIN_DIRTYRATE_MODE_DIRTY_BITMAP | DOMAIN_DIRTYRATE_MODE_DIRTY_RING;
        if flags & both == both {
            let text = "Flags 'VIR_DOMAIN_DIRTYRATE_MODE_DIRTY_BITMAP' and 'VIR_DOMAIN_DIRTYRATE_MODE_DIRTY_RING' in function 'qemuDomainStartDirtyRateCalc' are mutually exclusive";
            return Err(Error::new(ErrorCode::InvalidArg, ErrorDomain::Qemu, text));
        }
        let mode = match flags & both {
            DOMAIN_DIRTYRATE_MODE_DIRTY_BITMAP => Some("dirty-bitmap"),
            DOMAIN_DIRTYRATE_MODE_DIRTY_RING => Some("dirty-ring"),
            _ => None,
        };
        Ok(Self { seconds, mode })
    }

    /// Begins the measurement.
    ///
    /// # Errors
    /// The guest's features do not go with the mode; QEMU refuses.
    pub async fn start(self, run: &Run) -> Result<()> {
        let config = run.guest.peek(|view| view.live_config.clone());
        let features = config.as_ref().and_then(|config| config.features.as_ref());
        let ring = features.and_then(|f| f.kvm.as_ref()).and_then(|kvm| kvm.dirty_ring.as_ref());
        let ring = ring.is_some_and(|ring| ring.state);
        if self.mode == Some("dirty-ring") && !ring {
            let text = "dirty-ring calculation mode requires dirty-ring feature enabled.";
            return Err(operation_unsupported(text));
        }
        if self.mode == Some("dirty-bitmap") && ring {
            let text = "dirty-bitmap calculation mode requires dirty-ring feature disabled.";
            return Err(operation_unsupported(text));
        }
        let calc = CalcDirtyRate { calc_time: self.seconds.into(), mode: self.mode };
        let done = run.live.run(&calc).await;
        run.live.last.changed();
        done.map(|_| ())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_dirty_rate_is_measured_for_a_minute_at_most() {
        for seconds in [0, 61, -1] {
            let error = DirtyRateCalc::new(seconds, 0).expect_err("refused");
            assert_eq!(error.code(), ErrorCode::ConfigUnsupported);
        }
        let calc = DirtyRateCalc::new(60, DOMAIN_DIRTYRATE_MODE_DIRTY_RING).expect("accepted");
        assert_eq!(calc.mode, Some("dirty-ring"));
        assert!(DirtyRateCalc::new(1, 3).is_err());
    }

    #[test]
    fn a_period_needs_a_balloon() {
        assert!(check_balloon(&Domain::default()).is_err());
    }
}
