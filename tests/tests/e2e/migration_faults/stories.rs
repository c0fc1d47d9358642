//! Faults with a story of their own: the sweep met them by chance, or cannot make them.

use vireo_tests::daemon::is_reference;
use vireo_tests::eventually;
use vireo_tests::pair::{Pair, Side};

use super::faults::Fault;
use super::oracle::{self, Is};
use super::ways::{COPIED, Way};
use super::{boot, migrate};

fn ends(pair: &Pair, way: &Way) -> (Is, Is) {
    (oracle::is(pair, way, Side::Source), oracle::is(pair, way, Side::Destination))
}

/// A QEMU that does not tell for seconds how the copy of a disk ended: the migration ends by that,
/// the guest goes on, and once QEMU answers nothing of the copy is in the way.
// REQ: Q-MIG-09, Q-MIG-19
#[test]
fn a_copy_whose_end_is_not_told_ends_the_migration_and_not_the_guest() {
    if is_reference() {
        vireo_tests::skip!("about vireod");
    }
    let (pair, way) = (Pair::start(), &COPIED[1]);
    let line = "error query-jobs 1-25 not in this weather";
    let faults = [Fault::Script(Side::Source, line.to_owned())];
    boot(&pair, way, 0, &faults);
    let (said, links) = migrate(&pair, way, &faults);
    assert!(!said.ok && said.err.contains("cannot learn how block job"), "{said:?}");
    assert!(said.err.contains("not in this weather"), "{said:?}");
    eventually("the guest goes on at its source", || {
        let ends = ends(&pair, way);
        if ends == (Is::Runs, Is::Off) { Ok(()) } else { Err(ends) }
    });
    drop(links);
    eventually("the next migration goes well", || {
        let (said, _links) = migrate(&pair, way, &[]);
        if said.ok { Ok(()) } else { Err(said) }
    });
    assert_eq!(ends(&pair, way), (Is::Off, Is::Runs));
    assert_eq!(pair.violations(), "");
}

/// A daemon that comes back while disks are copied, and is refused the list of jobs once.
// REQ: Q-MIG-09, E-08
#[test]
fn a_list_of_jobs_that_is_refused_after_a_restart_costs_no_guest() {
    if is_reference() {
        vireo_tests::skip!("about vireod");
    }
    let (mut pair, way) = (Pair::start(), &COPIED[1]);
    let lines = ["kill-daemon before query-block-jobs 1", "error query-jobs 1 not in this weather"];
    let faults = lines.map(|line| Fault::Script(Side::Source, line.to_owned()));
    boot(&pair, way, 0, &faults);
    let (said, _links) = migrate(&pair, way, &faults);
    let ends = oracle::judge(&mut pair, way, &faults, &said, "refused after a restart");
    assert_eq!(ends, (Is::Runs, Is::Off));
}

/// A daemon that dies while the copy of a disk begins: the one after it ends the copy, whether it was
/// told that it began or not, and the guest can be migrated.
// REQ: Q-MIG-09, Q-MIG-19, E-08
#[test]
fn a_copy_that_began_before_a_restart_is_not_in_the_way_of_the_next_migration() {
    if is_reference() {
        vireo_tests::skip!("about vireod");
    }
    let (mut pair, way) = (Pair::start(), &COPIED[1]);
    for at in ["during blockdev-add", "before blockdev-mirror", "after blockdev-mirror"] {
        let line = format!("kill-daemon {at} 1");
        let faults = [Fault::Script(Side::Source, line.clone())];
        boot(&pair, way, 0, &faults);
        let (said, links) = migrate(&pair, way, &faults);
        let ends = oracle::judge(&mut pair, way, &faults, &said, &line);
        assert_eq!(ends, (Is::Runs, Is::Off), "{line}");
        drop(links);
        oracle::moves(&mut pair, way, &line);
        pair.clean(&line);
    }
}
