//! Shares and limits of CPU time: of the whole guest, of its virtual CPUs, of the emulator's own
//! threads, of its I/O threads. One row a parameter.

use vireo_api::Result;
use vireo_api::consts::*;
use vireo_host::cgroup::Bandwidth;
use vireo_model::domain::Domain;
use vireo_model::domain::cputune::CpuTune;
use vireo_proto::TypedParams;
use vireo_proto::remote::{TypedParam, TypedParamValue};

use super::cgroup::{self, Threads};
use super::params::{self, Kind, Tunables};
use crate::error::invalid_arg;
use crate::process::transition::Run;

/// The kernel's weight for who asks for none.
const SHARES: u64 = 1024;
/// The kernel's period, microseconds.
const PERIOD: u64 = 100_000;
/// No quota.
const NO_QUOTA: i64 = -1;

/// What a parameter may be, microseconds.
const PERIODS: (i64, i64) = (1000, 1_000_000);
const QUOTAS: (i64, i64) = (1000, 17_592_186_044_415);

/// One parameter.
#[derive(Debug)]
pub struct Parameter {
    name: &'static str,
    event: &'static str,
    what: What,
}

/// What a parameter is about.
#[derive(Debug, Clone, Copy)]
enum What {
    /// The share of the whole guest.
    Shares,
    /// The period of some threads.
    Period(Threads, fn(&CpuTune) -> Option<u64>, fn(&mut CpuTune, Option<u64>)),
    /// The quota of some threads.
    Quota(Threads, fn(&CpuTune) -> Option<i64>, fn(&mut CpuTune, Option<i64>)),
}

macro_rules! parameters {
    ($($threads:ident: $period:ident, $pname:ident, $pevent:ident; $quota:ident, $qname:ident, $qevent:ident;)*) => {
        /// All parameters in the reference's order.
        const PARAMETERS: &[Parameter] = &[
            Parameter {
                name: DOMAIN_SCHEDULER_CPU_SHARES,
                event: DOMAIN_TUNABLE_CPU_CPU_SHARES,
                what: What::Shares,
            },
            $(Parameter {
                name: $pname,
                event: $pevent,
                what: What::Period(Threads::$threads, |t| t.$period, |t, value| t.$period = value),
            },
            Parameter {
                name: $qname,
                event: $qevent,
                what: What::Quota(Threads::$threads, |t| t.$quota, |t, value| t.$quota = value),
            },)*
        ];

        const KNOWN: &[(&str, Kind)] = &[
            (DOMAIN_SCHEDULER_CPU_SHARES, Kind::Ullong),
            $(($pname, Kind::Ullong), ($qname, Kind::Llong),)*
        ];
    };
}

parameters! {
    Vcpus: period, DOMAIN_SCHEDULER_VCPU_PERIOD, DOMAIN_TUNABLE_CPU_VCPU_PERIOD;
        quota, DOMAIN_SCHEDULER_VCPU_QUOTA, DOMAIN_TUNABLE_CPU_VCPU_QUOTA;
    Emulator: emulator_period, DOMAIN_SCHEDULER_EMULATOR_PERIOD, DOMAIN_TUNABLE_CPU_EMULATOR_PERIOD;
        emulator_quota, DOMAIN_SCHEDULER_EMULATOR_QUOTA, DOMAIN_TUNABLE_CPU_EMULATOR_QUOTA;
    All: global_period, DOMAIN_SCHEDULER_GLOBAL_PERIOD, DOMAIN_TUNABLE_CPU_GLOBAL_PERIOD;
        global_quota, DOMAIN_SCHEDULER_GLOBAL_QUOTA, DOMAIN_TUNABLE_CPU_GLOBAL_QUOTA;
    IoThreads: iothread_period, DOMAIN_SCHEDULER_IOTHREAD_PERIOD, DOMAIN_TUNABLE_CPU_IOTHREAD_PERIOD;
        iothread_quota, DOMAIN_SCHEDULER_IOTHREAD_QUOTA, DOMAIN_TUNABLE_CPU_IOTHREAD_QUOTA;
}

/// How many parameters [`params`] tells.
#[must_use]
pub fn count() -> i32 {
    i32::try_from(PARAMETERS.len()).unwrap_or(i32::MAX)
}

/// The parameters of a definition; of a running one when `live`, which has the kernel's own where
/// the definition is silent.
#[must_use]
pub fn params(config: &Domain, live: bool) -> TypedParams {
    let none = CpuTune::default();
    let tune = config.cputune.as_ref().unwrap_or(&none);
    let (shares, period, quota) = if live { (SHARES, PERIOD, NO_QUOTA) } else { (0, 0, 0) };
    let mut out = TypedParams::new();
    for one in PARAMETERS {
        match one.what {
            What::Shares => out.ullong(one.name, tune.shares.unwrap_or(shares)),
            What::Period(_, get, _) => out.ullong(one.name, get(tune).unwrap_or(period)),
            What::Quota(_, get, _) => out.llong(one.name, get(tune).unwrap_or(quota)),
        };
    }
    out
}

/// What a client wants to set: each a parameter and its value.
pub type Wanted = Vec<(&'static Parameter, i64)>;

/// Reads a client's parameters.
///
/// # Errors
/// Other names or types; out of range.
pub fn read(list: &[TypedParam]) -> Result<Wanted> {
    params::check(list, KNOWN)?;
    let known = list.iter().filter_map(|param| {
        let one = PARAMETERS.iter().find(|one| param.field == *one.name)?;
        Some((one, number(&param.value)))
    });
    known.map(|(one, value)| in_range(one, value).map(|()| (one, value))).collect()
}

/// The value of a parameter; beyond what is signed it is out of every range.
fn number(value: &TypedParamValue) -> i64 {
    params::signed(value).unwrap_or(i64::MAX)
}

fn in_range(one: &Parameter, value: i64) -> Result<()> {
    let (least, most) = match one.what {
        What::Shares => return Ok(()),
        What::Period(..) => PERIODS,
        What::Quota(..) => QUOTAS,
    };
    // Nothing and no limit are always right.
    if value > 0 && !(least..=most).contains(&value) {
        let text = format!("value of '{}' is out of range [{least}, {most}]", one.name);
        return Err(invalid_arg(text));
    }
    Ok(())
}

fn unsigned(value: i64) -> u64 {
    u64::try_from(value).unwrap_or(0)
}

impl Parameter {
    fn put(&self, tune: &mut CpuTune, value: i64) {
        match self.what {
            What::Shares => tune.shares = Some(unsigned(value)),
            What::Period(_, _, set) => set(tune, Some(unsigned(value)).filter(|&v| v > 0)),
            What::Quota(_, _, set) => set(tune, Some(value).filter(|&v| v != 0)),
        }
    }
}

/// Changes a definition.
pub fn define(config: &mut Domain, wanted: &Wanted) {
    let tune = config.cputune.get_or_insert_with(CpuTune::default);
    for (one, value) in wanted {
        one.put(tune, *value);
    }
    if *tune == CpuTune::default() {
        config.cputune = None;
    }
}

/// Changes a running guest. What the kernel made of the shares is what its definition says.
///
/// # Errors
/// The host has no CPU controller; the kernel refuses. What was changed before that stays.
// REQ: E-02
pub async fn apply(run: &Run, wanted: &Wanted) -> Result<()> {
    let mut tunables = Tunables::default();
    let mut done = Wanted::new();
    let mut result = Ok(());
    for &(one, value) in wanted {
        match apply_one(run, one, value).await {
            Ok(None) => {}
            Ok(Some(value)) => {
                done.push((one, value));
                match one.what {
                    What::Quota(..) => tunables.llong(one.event, value),
                    What::Shares | What::Period(..) => tunables.ullong(one.event, unsigned(value)),
                }
            }
            Err(error) => {
                result = Err(error);
                break;
            }
        }
    }
    run.amend(|config| define(config, &done)).await;
    if let Some(event) = tunables.event() {
        run.core.publish(&run.guest, event);
    }
    result
}

/// Changes one parameter; tells the value that it has then, or none when that is nothing to set.
async fn apply_one(run: &Run, one: &Parameter, value: i64) -> Result<Option<i64>> {
    let (threads, limit) = match one.what {
        What::Shares => {
            let group = cgroup::of(run).await?;
            let stored = group.set_shares(unsigned(value)).map_err(cgroup::told)?;
            return Ok(Some(i64::try_from(stored).unwrap_or(value)));
        }
        What::Period(..) | What::Quota(..) if value == 0 => return Ok(None),
        What::Period(threads, ..) => {
            (threads, Bandwidth { period: Some(unsigned(value)), quota: None })
        }
        What::Quota(threads, ..) => (threads, Bandwidth { period: None, quota: Some(value) }),
    };
    let group = cgroup::of(run).await?;
    cgroup::limit(&group, run, threads, limit)?;
    Ok(Some(value))
}

/// The limits of a definition, by the threads that they are for.
pub fn limits(tune: &CpuTune) -> impl Iterator<Item = (Threads, Bandwidth)> {
    let of = |threads: Threads| {
        let mut limit = Bandwidth::default();
        for one in PARAMETERS {
            match one.what {
                What::Period(its, get, _) if its == threads => limit.period = get(tune),
                What::Quota(its, get, _) if its == threads => limit.quota = get(tune),
                What::Shares | What::Period(..) | What::Quota(..) => {}
            }
        }
        (threads, limit)
    };
    let all = [Threads::All, Threads::Vcpus, Threads::Emulator, Threads::IoThreads].map(of);
    all.into_iter().filter(|(_, limit)| *limit != Bandwidth::default())
}

#[cfg(test)]
mod tests {
    use vireo_proto::find_param;

    use super::*;

    fn wanted(field: &str, value: TypedParamValue) -> Result<Wanted> {
        read(&[TypedParam { field: field.into(), value }])
    }

    #[test]
    fn silence_is_told_as_the_kernels_own() {
        let silent = Domain::default();
        assert_eq!(params(&silent, true).len(), 9);
        let live = params(&silent, true).into_vec();
        assert_eq!(find_param(&live, "vcpu_quota"), Some(&TypedParamValue::Llong(-1)));
        let kept = params(&silent, false).into_vec();
        assert_eq!(find_param(&kept, "cpu_shares"), Some(&TypedParamValue::Ullong(0)));
    }

    #[test]
    fn values_stay_in_range() {
        let refused = |field: &str, value| wanted(field, value).expect_err("refused").to_string();
        let text = refused("global_period", TypedParamValue::Ullong(5));
        assert!(
            text.contains("value of 'global_period' is out of range [1000, 1000000]"),
            "{text}"
        );
        let text = refused("vcpu_quota", TypedParamValue::Llong(999));
        assert!(text.contains("is out of range [1000, 17592186044415]"), "{text}");
        assert!(wanted("global_quota", TypedParamValue::Llong(-5)).is_ok());
        assert!(wanted("vcpu_period", TypedParamValue::Ullong(u64::MAX)).is_err());
        assert!(wanted("weight", TypedParamValue::Uint(5)).is_err());
    }

    #[test]
    fn a_definition_keeps_what_is_set() {
        let mut config = Domain::default();
        define(&mut config, &wanted("cpu_shares", TypedParamValue::Ullong(0)).expect("good"));
        define(&mut config, &wanted("vcpu_quota", TypedParamValue::Llong(5000)).expect("good"));
        let tune = config.cputune.as_ref().expect("kept");
        assert_eq!((tune.shares, tune.quota), (Some(0), Some(5000)));
        let all: Vec<_> = limits(tune).collect();
        assert_eq!(all, [(Threads::Vcpus, Bandwidth { period: None, quota: Some(5000) })]);
        define(&mut config, &wanted("vcpu_quota", TypedParamValue::Llong(0)).expect("good"));
        assert_eq!(config.cputune.expect("shares").quota, None);
    }
}
