//! Lists of cases that are too many for each run.

use std::panic::{AssertUnwindSafe, catch_unwind};

/// Where a sample begins.
const ANY: usize = 20_777;

/// The cases of this run with their numbers: all of them when `VIREO_SWEEP` is `all`, those from a
/// number on when it is `N..`, the one with that number when it is one, else about so many, the same
/// ones each time: a run that fails is to be about what was changed.
///
/// # Panics
/// When `VIREO_SWEEP` is something else.
#[must_use]
pub fn sample<T>(cases: Vec<T>, about: usize) -> Vec<(usize, T)> {
    let (first, step) = match std::env::var("VIREO_SWEEP") {
        Ok(all) if all == "all" => (0, 1),
        Ok(word) => match word.strip_suffix("..") {
            Some(first) => (first.parse().expect("a number before `..`"), 1),
            None => (word.parse().expect("`all`, `N..` or a number"), usize::MAX),
        },
        Err(_) => {
            let step = (cases.len() / about).max(1);
            (ANY % step, step)
        }
    };
    eprintln!("{} cases from number {first}, every {step}", cases.len());
    cases.into_iter().enumerate().skip(first).step_by(step).collect()
}

/// Whether this run is not for a sample.
#[must_use]
pub fn is_whole() -> bool {
    std::env::var_os("VIREO_SWEEP").is_some()
}

/// Goes through cases. After one that fails (`tell` says how the house was then) the others are tried
/// with a new house, so that all that fail are told.
///
/// # Panics
/// When a case failed, with the numbers of those that did.
pub fn each<T, H>(
    cases: Vec<(usize, T)>,
    house: &mut H,
    case: impl Fn(&mut H, usize, &T),
    tell: impl Fn(&H),
    rebuild: impl Fn() -> H,
) {
    let mut failed = Vec::new();
    for (number, one) in cases {
        let go = AssertUnwindSafe(|| case(house, number, &one));
        if catch_unwind(go).is_err() {
            failed.push(number);
            tell(house);
            *house = rebuild();
        }
    }
    assert!(failed.is_empty(), "cases that failed (VIREO_SWEEP=N replays one): {failed:?}");
}

/// What a fake QEMU may do wrong at a command (`stop 1`): it dies, has its daemon killed, refuses.
#[must_use]
pub fn faults_at(command: &str) -> Vec<String> {
    let at = |moment: &str| {
        [format!("die {moment} {command}"), format!("kill-daemon {moment} {command}")]
    };
    let mut all: Vec<String> =
        ["before", "during", "after"].iter().flat_map(|moment| at(moment)).collect();
    all.push(format!("error {command} not in this weather"));
    all
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_fault_names_its_command() {
        let faults = super::faults_at("stop 2");
        assert_eq!(faults.len(), 7);
        assert!(faults.iter().all(|fault| fault.contains("stop 2")), "{faults:?}");
    }
}
