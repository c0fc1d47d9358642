//! The host's performance counters for a guest: which of them its definition wants.
//!
//! They are kept in the definition; none is opened for a running guest.

use vireo_api::{Error, ErrorCode, ErrorDomain, Result};
use vireo_model::domain::Domain;
use vireo_model::domain::tune::{PerfEvent, PerfEventName};
use vireo_proto::TypedParams;
use vireo_proto::remote::{TypedParam, TypedParamValue};

use crate::error::invalid_arg;
use crate::tuning::params::{self, Kind};

/// All counters, and whether the definition wants each.
#[must_use]
pub fn events(config: &Domain) -> TypedParams {
    let mut params = TypedParams::new();
    for word in PerfEventName::WORDS {
        let wanted = config.perf.iter().find(|event| event.name.as_str() == *word);
        params.boolean(*word, wanted.is_some_and(|event| event.enabled));
    }
    params
}

/// A counter to be switched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Switch {
    name: PerfEventName,
    on: bool,
}

/// The switches that a client asks for.
///
/// # Errors
/// A parameter of another name or type.
pub fn switches(params: &[TypedParam]) -> Result<Vec<Switch>> {
    params.iter().map(switch).collect()
}

fn switch(param: &TypedParam) -> Result<Switch> {
    let known = PerfEventName::WORDS.iter().map(|word| (*word, Kind::Boolean));
    params::check(std::slice::from_ref(param), &known.collect::<Vec<_>>())?;
    let name = PerfEventName::from_word(&param.field.to_string_lossy());
    let name = name.ok_or_else(|| invalid_arg("unknown performance counter"))?;
    Ok(Switch { name, on: param.value == TypedParamValue::Boolean(1) })
}

/// Refuses to open counters for a running guest.
///
/// # Errors
/// One is to be switched on.
pub fn check_live(switches: &[Switch]) -> Result<()> {
    match switches.iter().find(|switch| switch.on) {
        None => Ok(()),
        Some(switch) => {
            let text = format!("unable to enable host cpu perf event for {}", switch.name.as_str());
            Err(Error::new(ErrorCode::ArgumentUnsupported, ErrorDomain::Perf, text))
        }
    }
}

/// Notes the switches in a definition.
pub fn apply(config: &mut Domain, switches: &[Switch]) {
    for &Switch { name, on } in switches {
        config.perf.retain(|event| event.name != name);
        config.perf.push(PerfEvent { name, enabled: on });
    }
    let place = |event: &PerfEvent| {
        PerfEventName::WORDS.iter().position(|word| *word == event.name.as_str())
    };
    config.perf.sort_by_key(place);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn param(field: &str, value: TypedParamValue) -> TypedParam {
        TypedParam { field: field.into(), value }
    }

    #[test]
    fn switches_are_kept_in_the_definition() {
        let mut domain = Domain::default();
        let asked = [param("cpu_cycles", TypedParamValue::Boolean(1))];
        let wanted = switches(&asked).expect("a switch");
        assert!(check_live(&wanted).is_err());
        apply(&mut domain, &wanted);
        let on: Vec<_> = events(&domain)
            .into_vec()
            .into_iter()
            .filter(|event| event.value == TypedParamValue::Boolean(1))
            .map(|event| event.field.to_string())
            .collect();
        assert_eq!(on, ["cpu_cycles"]);
        assert_eq!(events(&domain).len(), 22);
    }

    #[test]
    fn other_names_and_types_are_refused() {
        assert!(switches(&[param("nope", TypedParamValue::Boolean(1))]).is_err());
        assert!(switches(&[param("cmt", TypedParamValue::Int(1))]).is_err());
    }
}
