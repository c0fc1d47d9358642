//! How much memory a guest has, KiB.

use vireo_api::Result;
use vireo_model::domain::Domain;
use vireo_qmp::command::Balloon;

use crate::devices::memballoon;
use crate::error::{invalid_arg, not_valid};
use crate::process::transition::Run;

/// Changes the greatest memory in a definition.
///
/// # Errors
/// The guest's nodes say how much there is; more than can ever be plugged.
pub fn define_most(config: &mut Domain, kib: u64) -> Result<()> {
    let nodes = config.cpu.as_ref().and_then(|cpu| cpu.numa.as_ref());
    if nodes.is_some_and(|numa| !numa.cells.is_empty()) {
        let text =
            "initial memory size of a domain with NUMA nodes cannot be modified with this API";
        return Err(not_valid(text));
    }
    if config.max_memory.is_some_and(|most| kib > most) {
        let text = "cannot set initial memory size greater than the maximum memory size";
        return Err(invalid_arg(text));
    }
    config.memory = Some(kib);
    if config.current_memory.is_some_and(|current| current > kib) {
        config.current_memory = Some(kib);
    }
    Ok(())
}

fn check(config: &Domain, kib: u64) -> Result<()> {
    match config.memory.is_some_and(|most| kib > most) {
        true => Err(invalid_arg("cannot set memory higher than max memory")),
        false => Ok(()),
    }
}

/// Changes the memory in a definition.
///
/// # Errors
/// More than there may be.
pub fn define(config: &mut Domain, kib: u64) -> Result<()> {
    check(config, kib)?;
    config.current_memory = Some(kib);
    Ok(())
}

/// Asks a running guest for another size; it tells when it has it.
///
/// # Errors
/// More than there may be; the guest has no balloon.
pub async fn apply(run: &Run, config: &Domain, kib: u64) -> Result<()> {
    check(config, kib)?;
    if !memballoon::is_there(config) {
        let text = "Unable to change memory of active domain without the balloon device and guest OS balloon driver";
        return Err(not_valid(text));
    }
    run.live.run(&Balloon { value: kib * 1024 }).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn memory_is_within_the_greatest() {
        let mut config =
            Domain { memory: Some(100), current_memory: Some(80), ..Domain::default() };
        define(&mut config, 90).expect("less");
        assert!(define(&mut config, 101).is_err());
        define_most(&mut config, 50).expect("no nodes");
        assert_eq!((config.memory, config.current_memory), (Some(50), Some(50)));
    }
}
