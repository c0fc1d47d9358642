//! Where a guest may be after a fault, and what must not be left: `ORACLE`'s rules.

use vireo_tests::pair::{Pair, Side};
use vireo_tests::{Output, eventually};

use super::faults::Fault;
use super::ways::{Protocol, Starts, Way};

/// What a side's guest may be in the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Is {
    /// As it was before, or as it was to be.
    Runs,
    /// Paused with its memory, and says why.
    Kept,
    Off,
}

type Ends = (Is, Is);

/// How it stands with the guest on a side.
pub fn is(pair: &Pair, way: &Way, side: Side) -> Is {
    let state = pair.state(side);
    let may_be_paused = match side {
        Side::Source => way.starts == Starts::Paused,
        Side::Destination => way.arrives_paused(),
    };
    assert_ne!(state, "paused (unknown)", "it does not say why");
    match () {
        () if state.starts_with("running") => Is::Runs,
        () if may_be_paused && state == "paused (user)" => Is::Runs,
        () if state.starts_with("paused") => Is::Kept,
        () => Is::Off,
    }
}

/// The pairs of ends that the rules allow after faults (source, destination).
pub fn allowed(pair: &Pair, way: &Way, faults: &[Fault]) -> Vec<Ends> {
    match faults {
        [fault] => after_one(pair, way, fault),
        _ => after_many(pair, way, faults),
    }
}

const MOVED: Ends = (Is::Off, Is::Runs);
const STAYED: Ends = (Is::Runs, Is::Off);
/// Only an administrator knows what to do with it.
const KEPT: Ends = (Is::Kept, Is::Off);
const UNSURE: Ends = (Is::Kept, Is::Runs);
const LOST: Ends = (Is::Off, Is::Off);
/// In the second protocol, when the source's is gone already.
const ALONE: Ends = (Is::Off, Is::Kept);

fn after_one(pair: &Pair, way: &Way, fault: &Fault) -> Vec<Ends> {
    if way.starts == Starts::Off {
        return vec![LOST];
    }
    let told_to_run = told_to_run(pair, way);
    let line = fault.line();
    if fault.kills(Side::Source) {
        // The memory is lost unless all of it was sent.
        return if way.ends_blindly() { vec![LOST, MOVED, ALONE] } else { vec![LOST, MOVED] };
    }
    if fault.kills(Side::Destination) {
        let ran = told_to_run && !line.starts_with("die before cont");
        return match ran {
            // Nobody can know whether they ran.
            true if line.starts_with("die during") || way.arrives_paused() => {
                vec![KEPT, LOST, STAYED]
            }
            // What ran there has written to the disks: the source must not go on by itself.
            true => vec![KEPT, LOST],
            // The source had ended when it had sent all.
            false if way.ends_blindly() => vec![STAYED, KEPT, LOST],
            // In the second protocol the source has nobody who would tell it.
            false if way.protocol == Protocol::Second => vec![STAYED, KEPT],
            false => vec![STAYED],
        };
    }
    if way.ends_blindly() {
        return vec![STAYED, MOVED, ALONE, KEPT];
    }
    if way.is_by_peer() && way.protocol != Protocol::Second {
        // The source's daemon asks the destination's until it knows.
        return vec![STAYED, MOVED];
    }
    match told_to_run {
        true => vec![MOVED, UNSURE, STAYED, KEPT],
        // Nobody tells the source that nothing more comes.
        false => vec![STAYED, KEPT],
    }
}

fn after_many(pair: &Pair, way: &Way, faults: &[Fault]) -> Vec<Ends> {
    if way.starts == Starts::Off {
        return vec![LOST];
    }
    let died = |side| faults.iter().any(|fault| fault.kills(side));
    let mut all = vec![STAYED, KEPT, MOVED];
    if told_to_run(pair, way) {
        all.push(UNSURE);
    }
    if way.ends_blindly() {
        all.push(ALONE);
    }
    let ran_or_sent = told_to_run(pair, way) || way.ends_blindly();
    if died(Side::Source) || died(Side::Destination) && ran_or_sent {
        all.push(LOST);
    }
    all
}

fn told_to_run(pair: &Pair, way: &Way) -> bool {
    let word = if way.arrives_paused() { "blockdev-set-active" } else { "cont" };
    pair.commands(Side::Destination).iter().any(|command| command == word)
}

/// Everything that must be so in the end, whatever broke; gives the end.
pub fn judge(pair: &mut Pair, way: &Way, faults: &[Fault], said: &Output, what: &str) -> Ends {
    let ends = eventually(&format!("{what}: an end that is allowed"), || {
        // A second fault may be one of the time after the first.
        for side in [Side::Source, Side::Destination] {
            pair.revive(side);
        }
        let ends = (is(pair, way, Side::Source), is(pair, way, Side::Destination));
        let allowed = allowed(pair, way, faults);
        let alive = usize::from(ends.0 != Is::Off) + usize::from(ends.1 != Is::Off);
        let known = allowed.contains(&ends) && pair.qemus().len() == alive;
        // In one look: an end that is allowed may be on the way to another.
        let left = left(pair, ends);
        (known && left.is_empty()).then_some(ends).ok_or_else(|| {
            format!(
                "{ends:?}, QEMUs {:?}, left {left:?}, wants {allowed:?}; {said:?}; told {:?} and {:?}",
                pair.qemus(),
                pair.commands(Side::Source),
                pair.commands(Side::Destination)
            )
        })
    });
    assert_eq!(pair.violations(), "", "{what}");
    told_rightly(way, faults, said, ends, what);
    definitions(pair, way, said, ends, what);
    ends
}

/// What the client heard is so, and is about the fault.
fn told_rightly(way: &Way, faults: &[Fault], said: &Output, ends: Ends, what: &str) {
    let died = |side| faults.iter().any(|fault| fault.kills(side));
    let there = ends.1 == Is::Runs || way.starts == Starts::Off;
    assert!(!said.ok || there || died(Side::Destination), "{what}: {ends:?} after {said:?}");
    // Virsh forgets the error when it looks after the job of a guest or a daemon that is gone.
    let silent = faults.iter().any(|fault| fault.is_of_client() || fault.blinds_client());
    assert!(said.ok || !said.err.is_empty() || silent, "{what}");
    if let ([fault], false) = (faults, said.ok) {
        for wanted in fault.words() {
            assert!(said.err.contains(wanted), "{what}: another error than the first: {said:?}");
        }
    }
}

/// What is left of the migration: a job, files of a run that is over.
fn left(pair: &Pair, ends: Ends) -> Vec<String> {
    let of = |(side, is): (Side, Is)| match is {
        Is::Off => pair.forgot(side).err().map(|files| format!("{side:?}: {files:?}")),
        Is::Runs | Is::Kept => {
            let job = pair.look(side).job;
            (job != "None").then(|| format!("{side:?}: job '{job}'"))
        }
    };
    [(Side::Source, ends.0), (Side::Destination, ends.1)].into_iter().filter_map(of).collect()
}

/// Someone keeps the definition; a destination that did not get the guest does not.
fn definitions(pair: &Pair, way: &Way, said: &Output, ends: Ends, what: &str) {
    let keeps = |side| pair.look(side).keeps;
    let keepers = (keeps(Side::Source), keeps(Side::Destination));
    assert!(keepers.0 || keepers.1, "{what}: nobody keeps the definition");
    let persistent = way.has("--persistent");
    if said.ok && persistent {
        assert_eq!(keepers, (!way.has("--undefinesource"), true), "{what}");
    }
    if ends == STAYED {
        assert_eq!(keepers, (true, false), "{what}: a guest that did not come is kept");
    }
}

/// The guest can be migrated: no port, no job, no node of the one before is in its way.
pub fn moves(pair: &mut Pair, way: &Way, what: &str) {
    for side in [Side::Source, Side::Destination] {
        pair.script(side, "");
    }
    let (said, _links) = super::migrate(pair, way, &[]);
    assert!(said.ok, "{what}: it does not move after that: {said:?}");
    let ends = (is(pair, way, Side::Source), is(pair, way, Side::Destination));
    assert_eq!(ends, MOVED, "{what}: after that");
}
