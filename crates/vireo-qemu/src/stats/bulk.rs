//! Bulk statistics: all guests asked at the same time, none waited for longer than the others.
//!
//! ```text
//!   send the questions of every guest ─► read what the host tells ─► take the answers, in order
//! ```
//!
//! A guest whose QEMU does not answer by the deadline gets a row from its last answers, and a
//! parameter of ours that says so; until it has answered it is not asked again.

use std::sync::Arc;
use std::time::Duration;

use tokio::time::Instant;
use vireo_api::consts::*;
use vireo_api::{Error, ErrorCode, ErrorDomain, Result};
use vireo_model::domain::{Domain, VirtType};
use vireo_proto::remote;

use super::ask::{self, Batch, Wanted};
use super::host::{HostFigures, NetCounters, counts_waits};
use super::image::{self, DiskFile, ImageSizes};
use super::memory::BalloonDevice;
use super::row::{Row, SUPPORTED};
use crate::driver::QemuDriver;
use crate::flags;
use crate::live::{Guest, GuestView, Summary};
use crate::machine::all_iothreads;

/// How long QEMU may take to answer: the whole call is to take less than a second.
const DEADLINE: Duration = Duration::from_millis(800);

/// Guests that are asked before others get their turn.
const BREATH: usize = 32;

/// Says in a row that it is made from old answers: for how long QEMU has not answered, in
/// milliseconds. A parameter of ours.
const UNANSWERED: &str = "vireo.monitor.unanswered-ms";

/// Flags that choose domains.
const FILTERS: u32 = CONNECT_GET_ALL_DOMAINS_STATS_ACTIVE
    | CONNECT_GET_ALL_DOMAINS_STATS_INACTIVE
    | CONNECT_GET_ALL_DOMAINS_STATS_PERSISTENT
    | CONNECT_GET_ALL_DOMAINS_STATS_TRANSIENT
    | CONNECT_GET_ALL_DOMAINS_STATS_RUNNING
    | CONNECT_GET_ALL_DOMAINS_STATS_PAUSED
    | CONNECT_GET_ALL_DOMAINS_STATS_SHUTOFF
    | CONNECT_GET_ALL_DOMAINS_STATS_OTHER;

/// The rows that a client asks for.
///
/// # Errors
/// Unknown flags; groups that there are not, when all are insisted on.
pub async fn all(
    driver: &QemuDriver,
    args: remote::ConnectGetAllDomainStatsArgs,
) -> Result<Vec<remote::DomainStatsRecord>> {
    flags::CONNECT_GET_ALL_DOMAIN_STATS.check(args.flags)?;
    let enforce = args.flags & CONNECT_GET_ALL_DOMAINS_STATS_ENFORCE_STATS != 0;
    let call = Call {
        stats: groups(args.stats, enforce)?,
        backing: args.flags & CONNECT_GET_ALL_DOMAINS_STATS_BACKING != 0,
        waits: counts_waits(),
        until: Instant::now() + DEADLINE,
    };
    let guests = chosen(driver, &args.doms, args.flags & FILTERS);
    let mut asked = Vec::with_capacity(guests.len());
    for (number, guest) in guests.into_iter().enumerate() {
        asked.push(call.ask(guest));
        // The first call after a start parses definitions: others get their turn in between.
        if number % BREATH == BREATH - 1 {
            tokio::task::yield_now().await;
        }
    }
    let net = match call.stats & DOMAIN_STATS_INTERFACE {
        0 => NetCounters::default(),
        _ => NetCounters::read(),
    };
    let asked: Vec<Asked> = asked.into_iter().map(|asked| call.look(asked)).collect();
    let files = asked.iter().filter_map(|asked| asked.files.clone()).collect();
    // File systems get their time even when definitions had to be parsed first.
    let until = Instant::now() + DEADLINE;
    let mut images = image::sizes_of_all(files, until).await.into_iter();
    let mut rows = Vec::with_capacity(asked.len());
    for asked in asked {
        let dom = driver.wire(&asked.guest);
        let images = asked.files.as_ref().and_then(|_| images.next()).unwrap_or_default();
        rows.push(remote::DomainStatsRecord { dom, params: call.row(asked, &net, &images).await });
    }
    Ok(rows)
}

/// The groups to tell: those asked for that there are.
fn groups(stats: u32, enforce: bool) -> Result<u32> {
    let unknown = stats & !SUPPORTED;
    if enforce && unknown != 0 {
        let text =
            format!("Stats types bits 0x{unknown:x} are not supported by this daemon or QEMU");
        return Err(Error::new(ErrorCode::ArgumentUnsupported, ErrorDomain::Qemu, text));
    }
    Ok(if stats == 0 { SUPPORTED } else { stats & SUPPORTED })
}

/// The domains named, or all; those that are gone and those that the filters hold back left out.
fn chosen(driver: &QemuDriver, doms: &[remote::Domain], filters: u32) -> Vec<Arc<Guest>> {
    if doms.is_empty() {
        return driver.list(filters);
    }
    let named: Vec<Arc<Guest>> = doms.iter().filter_map(|dom| driver.guest(dom).ok()).collect();
    if filters == 0 {
        return named;
    }
    let passing = driver.list(filters);
    named
        .into_iter()
        .filter(|guest| passing.iter().any(|other| Arc::ptr_eq(guest, other)))
        .collect()
}

/// What is the same for all rows of a call.
struct Call {
    stats: u32,
    backing: bool,
    waits: bool,
    until: Instant,
}

/// A guest that was asked.
struct Asked {
    guest: Arc<Guest>,
    view: Arc<GuestView>,
    config: Option<Arc<Domain>>,
    summary: Summary,
    batch: Option<Batch>,
    host: HostFigures,
    /// The disks, of a guest that is off.
    files: Option<Arc<[DiskFile]>>,
}

impl Call {
    fn wants(&self, group: u32) -> bool {
        self.stats & group != 0
    }

    /// Sends the questions to a guest and waits for nothing.
    fn ask(&self, guest: Arc<Guest>) -> Asked {
        let view = guest.view();
        let nothing = Summary { max_memory: 0, memory: 0, vcpus: 0, max_vcpus: 0 };
        let summary = Summary::of_view(&guest, &view).unwrap_or(nothing);
        let config = view.live_config.clone();
        let batch = view.live.as_ref().zip(config.as_deref()).map(|(live, config)| {
            let balloon = BalloonDevice::of(config);
            ask::send(&live.monitor, &live.last, self.questions(config), balloon)
        });
        let off = view.live.is_none() && self.wants(DOMAIN_STATS_BLOCK);
        let files = off.then(|| image::files(&guest, &view));
        Asked { guest, view, config, summary, batch, host: HostFigures::default(), files }
    }

    fn questions(&self, config: &Domain) -> Wanted {
        let kvm = config.kind == VirtType::Kvm;
        let cpus = kvm && self.wants(DOMAIN_STATS_CPU_TOTAL | DOMAIN_STATS_VCPU);
        let machine = kvm && self.wants(DOMAIN_STATS_VM);
        let schemas = kvm && self.wants(DOMAIN_STATS_VCPU | DOMAIN_STATS_VM);
        let disks = self.wants(DOMAIN_STATS_BLOCK) && !config.devices.disks.is_empty();
        let iothreads = self.wants(DOMAIN_STATS_IOTHREAD) && !all_iothreads(config).is_empty();
        Wanted::NONE
            .and_if(disks, Wanted::BLOCK.and(Wanted::NODES))
            .and_if(self.wants(DOMAIN_STATS_BALLOON), Wanted::BALLOON)
            .and_if(iothreads, Wanted::IOTHREADS)
            .and_if(self.wants(DOMAIN_STATS_DIRTYRATE), Wanted::DIRTY_RATE)
            .and_if(cpus, Wanted::VCPUS)
            .and_if(machine, Wanted::MACHINE)
            .and_if(schemas, Wanted::SCHEMAS)
    }

    /// Reads what the host tells of a guest, while QEMU thinks.
    fn look(&self, mut asked: Asked) -> Asked {
        const HOST: u32 = DOMAIN_STATS_CPU_TOTAL | DOMAIN_STATS_BALLOON | DOMAIN_STATS_VCPU;
        if let Some(live) = asked.view.live.as_deref().filter(|_| self.wants(HOST)) {
            let cpus = self.wants(DOMAIN_STATS_VCPU).then_some(asked.summary.vcpus);
            asked.host = HostFigures::read(live, cpus, self.waits);
        }
        asked
    }

    /// Takes the answers and makes the row.
    async fn row(
        &self,
        asked: Asked,
        net: &NetCounters,
        images: &[Option<ImageSizes>],
    ) -> Vec<remote::TypedParam> {
        let outcome = match asked.batch {
            Some(batch) => batch.outcome(self.until).await,
            None => ask::Outcome::default(),
        };
        let row = Row {
            state: asked.view.state,
            running: asked.view.live.is_some(),
            config: asked.config.as_deref(),
            summary: asked.summary,
            answers: &outcome.answers,
            host: asked.host,
            net,
            files: asked.files.as_deref().unwrap_or_default(),
            images,
            backing: self.backing,
        };
        let mut params = row.params(self.stats);
        if let Some(silent) = outcome.silent {
            params.ullong(UNANSWERED, u64::try_from(silent.as_millis()).unwrap_or(u64::MAX));
        }
        params.into_vec()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_groups_are_left_out_unless_insisted_on() {
        assert_eq!(groups(0, true).expect("all"), 0x7ff);
        assert_eq!(groups(1 << 20 | 1, false).expect("one"), 1);
        let error = groups(1 << 20, true).expect_err("refused");
        assert!(error.message().contains("Stats types bits 0x100000 are not supported"));
    }
}
