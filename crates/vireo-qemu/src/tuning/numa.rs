//! Which nodes of the host a guest's memory lies on.

use vireo_api::Result;
use vireo_api::consts::*;
use vireo_host::cgroup::Controller;
use vireo_model::domain::Domain;
use vireo_model::domain::memory::{NumaMemory, NumaMode, NumaTune};
use vireo_model::scalar::NumberSet;
use vireo_proto::TypedParams;
use vireo_proto::remote::TypedParam;

use super::cgroup;
use super::params::{self, Kind};
use crate::agent::vcpus::parse_map;
use crate::error::{invalid_arg, not_valid};
use crate::process::transition::Run;

/// Modes with their public numbers.
const MODES: [(u32, NumaMode); 4] = [
    (DOMAIN_NUMATUNE_MEM_STRICT, NumaMode::Strict),
    (DOMAIN_NUMATUNE_MEM_PREFERRED, NumaMode::Preferred),
    (DOMAIN_NUMATUNE_MEM_INTERLEAVE, NumaMode::Interleave),
    (DOMAIN_NUMATUNE_MEM_RESTRICTIVE, NumaMode::Restrictive),
];

fn memory(config: &Domain) -> Option<&NumaMemory> {
    config.numatune.as_ref().and_then(|tune| tune.memory.as_ref())
}

/// The parameters of a definition.
#[must_use]
pub fn params(config: &Domain) -> TypedParams {
    let memory = memory(config);
    let mode = memory.map(|memory| memory.mode).unwrap_or_default();
    let number = MODES.iter().find(|(_, known)| *known == mode).map_or(0, |(number, _)| *number);
    let nodes = memory.and_then(|memory| memory.nodeset.as_ref());
    let mut out = TypedParams::new();
    out.int(DOMAIN_NUMA_MODE, i32::try_from(number).unwrap_or(0));
    out.string(DOMAIN_NUMA_NODESET, &nodes.map(ToString::to_string).unwrap_or_default());
    out
}

/// What a client wants to set.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    mode: Option<NumaMode>,
    nodes: Option<NumberSet>,
}

/// Reads a client's parameters.
///
/// # Errors
/// Other names or types; a mode or a set of nodes that is none.
pub fn read(list: &[TypedParam]) -> Result<Wanted> {
    params::check(list, &[(DOMAIN_NUMA_MODE, Kind::Int), (DOMAIN_NUMA_NODESET, Kind::String)])?;
    let mut wanted = Wanted::default();
    for param in list {
        if let Some(text) = params::text(&param.value)? {
            wanted.nodes = Some(parse_map(text)?);
            continue;
        }
        let number = params::signed(&param.value).unwrap_or(-1);
        let known = MODES.iter().find(|(known, _)| i64::from(*known) == number);
        let (_, mode) =
            known.ok_or_else(|| invalid_arg(format!("unsupported numatune mode: '{number}'")))?;
        wanted.mode = Some(*mode);
    }
    Ok(wanted)
}

/// Changes a definition.
pub fn define(config: &mut Domain, wanted: &Wanted) {
    let tune = config.numatune.get_or_insert_with(NumaTune::default);
    let memory = tune.memory.get_or_insert_with(NumaMemory::default);
    if let Some(mode) = wanted.mode {
        memory.mode = mode;
    }
    if let Some(nodes) = &wanted.nodes {
        memory.nodeset = Some(nodes.clone());
    }
}

/// Changes a running guest.
///
/// # Errors
/// What QEMU was started with cannot be changed; the host has no controller; the kernel refuses.
pub async fn apply(run: &Run, config: &Domain, wanted: &Wanted) -> Result<()> {
    let present = memory(config);
    let mode = present.map(|memory| memory.mode).unwrap_or_default();
    if wanted.mode.is_some_and(|wanted| wanted != mode) {
        return Err(not_valid("can't change numatune mode for running domain"));
    }
    let same = present.is_some_and(|memory| memory.nodeset == wanted.nodes);
    if let Some(nodes) = wanted.nodes.as_ref().filter(|_| !same) {
        if present.is_some() && mode != NumaMode::Restrictive {
            let text = "change of nodeset for running domain requires restrictive numa mode";
            return Err(not_valid(text));
        }
        if !run.core.cgroups.has(Controller::Cpuset) {
            return Err(not_valid("cgroup cpuset controller is not mounted"));
        }
        let group = cgroup::of(run).await?;
        group.set_mems(&nodes.to_string()).map_err(cgroup::told)?;
    }
    run.amend(|config| define(config, wanted)).await;
    Ok(())
}

#[cfg(test)]
mod tests {
    use vireo_proto::remote::TypedParamValue;

    use super::*;

    fn wanted(field: &str, value: TypedParamValue) -> Result<Wanted> {
        read(&[TypedParam { field: field.into(), value }])
    }

    #[test]
    fn modes_and_nodes_are_kept() {
        let mut config = Domain::default();
        let nodes = TypedParamValue::String("0-1".into());
        define(&mut config, &wanted("numa_nodeset", nodes).expect("good"));
        define(&mut config, &wanted("numa_mode", TypedParamValue::Int(2)).expect("good"));
        let told = params(&config).into_vec();
        assert_eq!(told[0].value, TypedParamValue::Int(2));
        assert_eq!(told[1].value, TypedParamValue::String("0-1".into()));
        assert!(wanted("numa_mode", TypedParamValue::Int(9)).is_err());
        assert!(wanted("numa_nodeset", TypedParamValue::String("".into())).is_err());
    }
}
