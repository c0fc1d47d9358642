//! Virtual CPUs as the guest uses them.

use serde_json::{Value, json};
use vireo_api::{Error, ErrorCode, ErrorDomain, Result};
use vireo_model::scalar::NumberSet;
use vireo_proto::TypedParams;

use super::Session;
use super::answers::Vcpu;
use crate::error::{internal, invalid_arg, operation_unsupported};

/// The guest's virtual CPUs.
///
/// # Errors
/// As [`Session::ask`].
pub async fn list(session: &Session) -> Result<Vec<Vcpu>> {
    session.ask("guest-get-vcpus", None).await
}

/// `virDomainGetGuestVcpus`.
#[must_use]
pub fn params(vcpus: &[Vcpu]) -> TypedParams {
    let set = |which: fn(&Vcpu) -> bool| -> String {
        let numbers = vcpus.iter().filter(|vcpu| which(vcpu)).map(|vcpu| vcpu.logical_id);
        numbers.collect::<NumberSet>().to_string()
    };
    let mut params = TypedParams::new();
    params.string("vcpus", set(|_| true).as_str());
    params.string("online", set(|vcpu| vcpu.online).as_str());
    params.string("offlinable", set(|vcpu| vcpu.can_offline).as_str());
    params
}

/// The CPUs that a client means.
///
/// # Errors
/// The text is no list of numbers.
pub fn parse_map(text: &str) -> Result<NumberSet> {
    let bad = || {
        let text = format!("Failed to parse bitmap '{text}'");
        Error::new(ErrorCode::InvalidArg, ErrorDomain::None, text)
    };
    let set: NumberSet = text.parse().map_err(|_| bad())?;
    if set.is_empty() { Err(bad()) } else { Ok(set) }
}

/// Lets the guest use CPUs, or do without them.
///
/// # Errors
/// The guest does not have one of them or needs it; as [`Session::ask`].
pub async fn switch(session: &Session, wanted: &NumberSet, online: bool) -> Result<()> {
    let known = list(session).await?;
    let mut left = changes(&known, wanted, online)?;
    // The agent may do a part at a time; it says how much it did.
    while !left.is_empty() {
        let arguments = json!({ "vcpus": left });
        let done: usize = session.ask("guest-set-vcpus", Some(arguments)).await?;
        if done == 0 || done > left.len() {
            return Err(internal("guest agent reports less cpu than requested"));
        }
        left.drain(..done);
    }
    Ok(())
}

/// Lets the guest use that many CPUs.
///
/// # Errors
/// The guest has fewer, or can spare fewer; as [`Session::ask`].
pub async fn switch_to(session: &Session, count: u32) -> Result<()> {
    let known = list(session).await?;
    let (wanted, online) = chosen(&known, count as usize)?;
    if wanted.is_empty() {
        return Ok(());
    }
    switch(session, &wanted, online).await
}

/// The CPUs to be switched so that `count` are online, and whether on.
fn chosen(known: &[Vcpu], count: usize) -> Result<(NumberSet, bool)> {
    if count > known.len() {
        let text = format!(
            "requested vcpu count is greater than the count of enabled vcpus in the domain: \
             {count} > {}",
            known.len()
        );
        return Err(invalid_arg(text));
    }
    let online = known.iter().filter(|vcpu| vcpu.online).count();
    let ids = |vcpus: Vec<&Vcpu>| vcpus.into_iter().map(|vcpu| vcpu.logical_id).collect();
    if count >= online {
        let off = known.iter().filter(|vcpu| !vcpu.online).take(count - online);
        return Ok((ids(off.collect()), true));
    }
    let spare = known.iter().rev().filter(|vcpu| vcpu.online && vcpu.can_offline);
    let spare: Vec<&Vcpu> = spare.take(online - count).collect();
    if spare.len() < online - count {
        return Err(invalid_arg("Cannot offline enough CPUs"));
    }
    Ok((ids(spare), false))
}

fn changes(known: &[Vcpu], wanted: &NumberSet, online: bool) -> Result<Vec<Value>> {
    let missing: NumberSet =
        wanted.iter().filter(|id| !known.iter().any(|vcpu| vcpu.logical_id == *id)).collect();
    if !missing.is_empty() {
        return Err(invalid_arg(format!("guest is missing vCPUs '{missing}'")));
    }
    let mut changes = Vec::new();
    for vcpu in known.iter().filter(|vcpu| wanted.contains(vcpu.logical_id)) {
        let id = vcpu.logical_id;
        if !online && vcpu.online && !vcpu.can_offline {
            return Err(operation_unsupported(format!("vCPU '{id}' is not offlinable")));
        }
        changes.push(json!({ "logical-id": id, "online": online }));
    }
    Ok(changes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn two() -> Vec<Vcpu> {
        let text = r#"[{"online":true,"can-offline":false,"logical-id":0},
                       {"online":true,"can-offline":true,"logical-id":1}]"#;
        serde_json::from_str(text).expect("CPUs")
    }

    #[test]
    fn sets_are_told_as_lists() {
        let params = params(&two()).into_vec();
        let told: Vec<_> = params.iter().map(|param| param.field.to_string()).collect();
        assert_eq!(told, ["vcpus", "online", "offlinable"]);
        let offlinable = vireo_proto::remote::TypedParamValue::String("1".into());
        assert_eq!(params[2].value, offlinable);
    }

    #[test]
    fn a_number_is_reached_from_the_end() {
        let two = two();
        let (set, online) = chosen(&two, 1).expect("one can be spared");
        assert_eq!((set.to_string().as_str(), online), ("1", false));
        assert!(chosen(&two, 0).is_err() && chosen(&two, 3).is_err());
        assert!(chosen(&two, 2).expect("as it is").0.is_empty());
    }

    #[test]
    fn only_what_the_guest_can_spare_is_switched_off() {
        let change = |text: &str, online| changes(&two(), &parse_map(text).expect("a set"), online);
        assert_eq!(change("1", false).expect("allowed").len(), 1);
        let error = change("0", false).expect_err("needed");
        assert!(error.message().contains("vCPU '0' is not offlinable"));
        let error = change("9", true).expect_err("unknown");
        assert!(error.message().contains("guest is missing vCPUs '9'"));
        assert!(parse_map("x").is_err() && parse_map("").is_err());
    }
}
