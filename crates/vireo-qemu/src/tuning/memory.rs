//! Limits of the host memory that a guest may take, in KiB. One row a parameter.

use vireo_api::consts::*;
use vireo_api::{Error, ErrorCode, ErrorDomain, Result};
use vireo_host::cgroup::{Controller, MemoryLimit};
use vireo_model::domain::Domain;
use vireo_model::domain::memory::MemTune;
use vireo_proto::TypedParams;
use vireo_proto::remote::TypedParam;

use super::cgroup;
use super::params::{self, Kind};
use crate::error::not_valid;
use crate::process::transition::Run;

/// No limit of memory, KiB: the most bytes that a signed 64-bit number holds.
const UNLIMITED: u64 = i64::MAX as u64 / 1024;

/// One parameter.
struct Parameter {
    name: &'static str,
    limit: MemoryLimit,
    get: fn(&MemTune) -> Option<u64>,
    set: fn(&mut MemTune, Option<u64>),
}

/// All parameters in the reference's order.
const PARAMETERS: [Parameter; 3] = [
    Parameter {
        name: DOMAIN_MEMORY_HARD_LIMIT,
        limit: MemoryLimit::Hard,
        get: |tune| tune.hard_limit,
        set: |tune, value| tune.hard_limit = value,
    },
    Parameter {
        name: DOMAIN_MEMORY_SOFT_LIMIT,
        limit: MemoryLimit::Soft,
        get: |tune| tune.soft_limit,
        set: |tune, value| tune.soft_limit = value,
    },
    Parameter {
        name: DOMAIN_MEMORY_SWAP_HARD_LIMIT,
        limit: MemoryLimit::Swap,
        get: |tune| tune.swap_hard_limit,
        set: |tune, value| tune.swap_hard_limit = value,
    },
];

/// The parameters of a definition.
#[must_use]
pub fn params(config: &Domain) -> TypedParams {
    let tune = config.memtune.clone().unwrap_or_default();
    let mut out = TypedParams::new();
    for one in &PARAMETERS {
        out.ullong(one.name, (one.get)(&tune).unwrap_or(UNLIMITED));
    }
    out
}

/// What a client wants to set: places in the table and values.
pub type Wanted = Vec<(usize, u64)>;

/// Reads a client's parameters.
///
/// # Errors
/// Other names or types.
pub fn read(list: &[TypedParam]) -> Result<Wanted> {
    params::check(list, &PARAMETERS.each_ref().map(|one| (one.name, Kind::Ullong)))?;
    let known = list.iter().filter_map(|param| {
        let place = PARAMETERS.iter().position(|one| param.field == *one.name)?;
        Some((place, params::unsigned(&param.value)?))
    });
    Ok(known.collect())
}

fn put(tune: &mut MemTune, place: usize, kib: u64) {
    (PARAMETERS[place].set)(tune, (kib < UNLIMITED).then_some(kib));
}

/// Changes a definition.
///
/// # Errors
/// Memory alone could be more than memory and swap together.
pub fn define(config: &mut Domain, wanted: &Wanted) -> Result<()> {
    let mut tune = config.memtune.clone().unwrap_or_default();
    for &(place, kib) in wanted {
        put(&mut tune, place, kib);
    }
    let most = |limit: Option<u64>| limit.unwrap_or(UNLIMITED);
    // One that was never set bounds nothing.
    if tune.swap_hard_limit.is_some()
        && most(tune.hard_limit) > most(tune.swap_hard_limit)
        && wanted.iter().any(|(place, _)| *place != 1)
    {
        let text = "memory hard_limit tunable value must be lower than or equal to swap_hard_limit";
        return Err(Error::new(ErrorCode::InvalidArg, ErrorDomain::Domain, text));
    }
    config.memtune = (tune != MemTune::default()).then_some(tune);
    Ok(())
}

/// Changes a running guest.
///
/// # Errors
/// As [`define`]; the host has no memory controller; the kernel refuses.
pub async fn apply(run: &Run, config: &Domain, wanted: &Wanted) -> Result<()> {
    define(&mut config.clone(), wanted)?;
    if !run.core.cgroups.has(Controller::Memory) {
        return Err(not_valid("cgroup memory controller is not mounted"));
    }
    let group = cgroup::of(run).await?;
    let mut wanted = wanted.clone();
    let before = config.memtune.clone().unwrap_or_default();
    let grows =
        |&(place, kib): &(usize, u64)| kib > (PARAMETERS[place].get)(&before).unwrap_or(UNLIMITED);
    // Together memory and swap are never less than memory: the sum grows first and shrinks last.
    let sum_grows =
        wanted.iter().any(|one| PARAMETERS[one.0].limit == MemoryLimit::Swap && grows(one));
    wanted.sort_by_key(|one| (one.0 == 2) != sum_grows);
    for (place, kib) in wanted {
        group.set_memory(PARAMETERS[place].limit, kib).map_err(cgroup::told)?;
        run.amend(|config| {
            let mut tune = config.memtune.clone().unwrap_or_default();
            put(&mut tune, place, kib);
            config.memtune = (tune != MemTune::default()).then_some(tune);
        })
        .await;
    }
    Ok(())
}

/// The limits of a definition in the order in which a new group takes them.
pub fn limits(tune: &MemTune) -> impl Iterator<Item = (MemoryLimit, u64)> {
    PARAMETERS.iter().filter_map(|one| Some((one.limit, (one.get)(tune)?)))
}

#[cfg(test)]
mod tests {
    use vireo_proto::remote::TypedParamValue;

    use super::*;

    fn wanted(values: &[(&str, u64)]) -> Wanted {
        let one = |(field, value): &(&str, u64)| TypedParam {
            field: (*field).into(),
            value: TypedParamValue::Ullong(*value),
        };
        read(&values.iter().map(one).collect::<Vec<_>>()).expect("good")
    }

    #[test]
    fn silence_is_no_limit() {
        let limits = params(&Domain::default()).into_vec();
        assert_eq!(limits[0].value, TypedParamValue::Ullong(9_007_199_254_740_991));
    }

    #[test]
    fn memory_is_within_memory_and_swap() {
        let mut config = Domain::default();
        define(&mut config, &wanted(&[("hard_limit", 8)])).expect("alone");
        define(&mut config, &wanted(&[("swap_hard_limit", 9)])).expect("more");
        assert!(define(&mut config, &wanted(&[("hard_limit", 10)])).is_err());
        assert!(define(&mut config, &wanted(&[("swap_hard_limit", 7)])).is_err());
        define(&mut config, &wanted(&[("hard_limit", 10), ("swap_hard_limit", 20)])).expect("both");
        define(&mut config, &wanted(&[("hard_limit", UNLIMITED), ("swap_hard_limit", u64::MAX)]))
            .expect("none");
        assert_eq!(config.memtune, None);
    }
}
