//! Every fault at every moment of a migration that its source drives, of one that a client drives,
//! and of one in the second protocol: all states that two hosts can come to are visited, and
//! `ORACLE`'s rules hold in each.

use std::collections::{HashMap, VecDeque};

use super::*;

/// A guest's QEMU on one host.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Qemu {
    /// There never was one, or it was ended on purpose.
    None,
    /// It takes memory that is not complete.
    Incoming,
    /// It has all, its CPUs stand.
    Stopped,
    Running,
    /// It died by a fault.
    Dead,
}

impl Qemu {
    fn has_memory(self) -> bool {
        matches!(self, Self::Stopped | Self::Running)
    }
}

/// Who drives, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Way {
    Peer,
    PeerOld,
    Client,
    ClientOld,
}

impl Way {
    fn is_by_peer(self) -> bool {
        matches!(self, Self::Peer | Self::PeerOld)
    }

    fn is_old(self) -> bool {
        matches!(self, Self::PeerOld | Self::ClientOld)
    }
}

/// How far the one who drives is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Driver {
    Begins,
    Prepares,
    Sends,
    /// All was sent; the next is to write that down.
    Sent,
    NotesFinish,
    /// Finish is on its way to the destination.
    Finishes {
        cancelled: bool,
    },
    /// Its answer is on its way back.
    Answered {
        sent: bool,
        answer: &'static str,
    },
    /// The same to the source, of one that a client drives.
    Confirms {
        cancelled: bool,
    },
    /// The source asks from time to time.
    Asks,
    /// Nothing more comes.
    Over,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Side {
    daemon: bool,
    qemu: Qemu,
    /// As the status file has it.
    phase: Phase,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct World {
    way: Way,
    driver: Driver,
    source: Side,
    destination: Side,
    finish_sent: bool,
    /// The destination's CPUs ran once.
    ran_there: bool,
    /// The destination works on a Finish whose answer nobody waits for.
    orphan: Option<bool>,
    /// The connection between who drives and the destination.
    link: bool,
    /// The connection of a client to the source.
    near: bool,
    client: bool,
    /// A client said that the migration was cancelled, which it cannot know: the image's lock is
    /// the only proof.
    unproven: bool,
    /// The lock was what kept it from running twice.
    leaned: bool,
    faults: u8,
}

/// Faults of one story.
const MOST: u8 = 2;

impl World {
    fn new(way: Way) -> Self {
        Self {
            way,
            driver: Driver::Begins,
            source: Side { daemon: true, qemu: Qemu::Running, phase: Phase::None },
            destination: Side { daemon: true, qemu: Qemu::None, phase: Phase::None },
            finish_sent: false,
            ran_there: false,
            orphan: None,
            link: true,
            near: true,
            client: true,
            unproven: false,
            leaned: false,
            faults: 0,
        }
    }

    fn only_copy(&self) -> bool {
        let came = self.destination.qemu == Qemu::Stopped;
        is_only_copy(self.way.is_old(), self.way.is_by_peer(), came)
    }

    fn destination_knows(&self) -> DestinationKnows {
        DestinationKnows {
            phase: self.destination.phase,
            postcopy: false,
            running: self.destination.qemu == Qemu::Running,
            only_copy: self.only_copy(),
        }
    }

    fn source_does(&mut self, deed: AtSource) {
        let alive = self.source.qemu.has_memory();
        match deed {
            AtSource::Untouched => self.source.phase = Phase::None,
            AtSource::GoesOn | AtSource::StopsSending => {
                // The lock of its image, which a running copy has.
                if self.destination.qemu == Qemu::Running {
                    self.leaned = true;
                } else if alive {
                    self.source.qemu = Qemu::Running;
                }
                self.source.phase = Phase::None;
            }
            AtSource::Keeps => self.source.phase = Phase::None,
            AtSource::Asks => self.driver = Driver::Asks,
            AtSource::Ends => {
                self.source.qemu = if alive { Qemu::None } else { self.source.qemu };
                self.source.phase = Phase::None;
            }
            AtSource::KeepsBroken => unreachable!("no post-copy here"),
        }
    }

    fn destination_does(&mut self, deed: AtDestination) {
        match deed {
            AtDestination::Ends => {
                if self.destination.qemu != Qemu::Dead {
                    self.destination.qemu = Qemu::None;
                }
            }
            AtDestination::Keeps | AtDestination::Stays => {}
            AtDestination::Runs => self.run_there(),
            AtDestination::KeepsBroken => unreachable!("no post-copy here"),
        }
        self.destination.phase = Phase::None;
    }

    fn run_there(&mut self) {
        if self.destination.qemu == Qemu::Stopped && self.source.qemu == Qemu::Running {
            self.leaned = true;
        } else if self.destination.qemu == Qemu::Stopped {
            self.destination.qemu = Qemu::Running;
            self.ran_there = true;
        }
    }

    /// The destination does what Finish asks; gives its answer.
    fn finish(&mut self, cancelled: bool) -> &'static str {
        if self.destination.phase != Phase::Prepare {
            return "failed";
        }
        if cancelled {
            let deed = finish_failed(
                DestinationKnows { only_copy: false, ..self.destination_knows() },
                true,
                true,
            );
            self.destination_does(deed);
            return "failed";
        }
        self.destination.phase = if self.way.is_old() { Phase::Finish2 } else { Phase::Finish3 };
        self.run_there();
        if self.destination.qemu == Qemu::Running {
            self.destination.phase = Phase::None;
            return "done";
        }
        let alive = self.destination.qemu != Qemu::Dead;
        let deed = finish_failed(self.destination_knows(), false, alive);
        self.destination_does(deed);
        "failed"
    }

    /// The next step of who drives.
    fn step(mut self) -> Option<Self> {
        let drives = if self.way.is_by_peer() { self.source.daemon } else { self.client };
        if !drives {
            return None;
        }
        let to_source = self.near && self.source.daemon && self.source.qemu.has_memory();
        let to_destination = self.link && self.destination.daemon;
        match self.driver {
            Driver::Begins => {
                if !to_source {
                    self.driver = Driver::Over;
                    return Some(self);
                }
                if self.way.is_by_peer() {
                    self.source.phase = Phase::Begin3;
                }
                self.driver = Driver::Prepares;
            }
            Driver::Prepares => {
                if !to_destination {
                    return Some(self.gave_up());
                }
                self.destination.qemu = Qemu::Incoming;
                self.destination.phase = Phase::Prepare;
                self.driver = Driver::Sends;
            }
            Driver::Sends => {
                let direct =
                    if self.way == Way::ClientOld { Phase::Perform2 } else { Phase::Perform3 };
                let fails = self.destination.qemu != Qemu::Incoming || !to_source;
                if to_source {
                    self.source.phase = direct;
                }
                if fails || self.way.is_by_peer() && !to_destination {
                    if to_source {
                        self.source_does(AtSource::GoesOn);
                    }
                    self.driver = Driver::Finishes { cancelled: true };
                    return Some(self);
                }
                self.source.qemu = Qemu::Stopped;
                self.destination.qemu = Qemu::Stopped;
                self.driver = Driver::Sent;
            }
            Driver::Sent => {
                if !to_source {
                    self.driver = Driver::Finishes { cancelled: true };
                    return Some(self);
                }
                self.source.phase = Phase::Perform3Done;
                if self.way == Way::ClientOld {
                    self.source_does(AtSource::Ends);
                }
                self.driver = Driver::NotesFinish;
            }
            Driver::NotesFinish => {
                self.finish_sent = self.way.is_by_peer();
                self.driver = Driver::Finishes { cancelled: false };
            }
            Driver::Finishes { cancelled } => {
                let answer = if to_destination { self.finish(cancelled) } else { "lost" };
                self.driver = Driver::Answered { sent: !cancelled, answer };
            }
            Driver::Answered { sent, answer } => {
                let answer = match answer {
                    "done" => Answer::Done,
                    "failed" => Answer::Failed,
                    _ => Answer::Lost,
                };
                if !self.way.is_by_peer() {
                    let cancelled = !sent || answer != Answer::Done;
                    let old = self.way == Way::ClientOld;
                    self.driver = if old { Driver::Over } else { Driver::Confirms { cancelled } };
                    return Some(self);
                }
                self.driver = Driver::Over;
                self.source_does(source_told(sent, answer, false));
            }
            Driver::Confirms { cancelled } => {
                self.driver = Driver::Over;
                self.unproven = cancelled;
                if to_source && self.source.phase == Phase::Perform3Done {
                    let deed = if cancelled { AtSource::GoesOn } else { AtSource::Ends };
                    self.source_does(deed);
                }
            }
            Driver::Asks => {
                if !self.destination.daemon || self.source.qemu != Qemu::Stopped {
                    return None;
                }
                let there = match self.destination.qemu {
                    Qemu::None | Qemu::Dead => There::Absent,
                    Qemu::Incoming | Qemu::Stopped => There::Waits,
                    Qemu::Running => There::Ran,
                };
                let deed = source_asked(there)?;
                self.driver = Driver::Over;
                self.source_does(deed);
            }
            Driver::Over => return None,
        }
        Some(self)
    }

    fn gave_up(mut self) -> Self {
        if self.source.daemon {
            self.source_does(AtSource::GoesOn);
        }
        self.driver = Driver::Over;
        self
    }

    /// The destination's daemon learns that the connection of who drives is gone.
    fn left_there(&mut self) {
        if let Driver::Finishes { cancelled } = self.driver {
            // It may have arrived: the call outlives its connection.
            self.orphan = Some(cancelled);
        }
        if self.destination.daemon
            && self.destination.phase == Phase::Prepare
            && self.orphan.is_none()
        {
            let deed = destination_left(self.destination_knows());
            self.destination_does(deed);
        }
    }

    fn left_at_source(&mut self) {
        if !self.source.daemon || self.way.is_by_peer() || self.source.phase == Phase::None {
            return;
        }
        let deed = source_left(self.source.phase, false);
        self.source_does(deed);
    }

    fn fault(mut self) -> Vec<Self> {
        if self.faults == MOST {
            return Vec::new();
        }
        self.faults += 1;
        let mut all = Vec::new();
        let mut with = |change: &dyn Fn(&mut Self)| {
            let mut world = self;
            change(&mut world);
            all.push(world);
        };
        if self.source.daemon {
            with(&|world| {
                world.source.daemon = false;
                if world.way.is_by_peer() {
                    world.left_there();
                    world.driver = Driver::Over;
                }
                world.near = world.way.is_by_peer();
            });
        }
        if self.destination.daemon {
            // A Finish that it works on may be done up to any point.
            for (began, ran) in [(false, false), (true, false), (true, true)] {
                with(&|world| {
                    let finishes = world.driver == Driver::Finishes { cancelled: false };
                    if began && finishes && world.destination.phase == Phase::Prepare && world.link
                    {
                        let old = world.way.is_old();
                        world.destination.phase = if old { Phase::Finish2 } else { Phase::Finish3 };
                        if ran {
                            world.run_there();
                        }
                    }
                    world.destination.daemon = false;
                    world.link = false;
                    world.orphan = None;
                });
            }
        }
        if self.link {
            for late in [false, true] {
                with(&|world| {
                    world.link = false;
                    if let (true, Driver::Answered { sent, .. }) = (late, world.driver) {
                        world.driver = Driver::Answered { sent, answer: "lost" };
                    }
                    world.left_there();
                });
            }
        }
        if self.client && !self.way.is_by_peer() {
            with(&|world| {
                world.client = false;
                world.link = false;
                world.left_there();
                world.left_at_source();
                world.driver = Driver::Over;
            });
        }
        if self.source.qemu.has_memory() {
            with(&|world| world.source.qemu = Qemu::Dead);
        }
        if !matches!(self.destination.qemu, Qemu::None | Qemu::Dead) {
            with(&|world| world.destination.qemu = Qemu::Dead);
        }
        all
    }

    /// A daemon comes back; an orphan is finished.
    fn mend(self) -> Vec<Self> {
        let mut all = Vec::new();
        if !self.source.daemon {
            let mut world = self;
            world.source.daemon = true;
            if world.source.qemu.has_memory() && world.source.phase != Phase::None {
                let knows = SourceKnows {
                    phase: world.source.phase,
                    postcopy: false,
                    by_peer: world.way.is_by_peer(),
                    finish_sent: world.finish_sent,
                };
                world.source_does(source_restarted(knows));
            }
            all.push(world);
        }
        if !self.destination.daemon {
            let mut world = self;
            world.destination.daemon = true;
            if world.destination.phase != Phase::None {
                let deed = destination_restarted(world.destination_knows());
                world.destination_does(deed);
            }
            all.push(world);
        }
        if let (Some(cancelled), true) = (self.orphan, self.destination.daemon) {
            for arrived in [false, true] {
                let mut world = self;
                world.orphan = None;
                if arrived {
                    world.finish(cancelled);
                } else {
                    world.left_there();
                }
                all.push(world);
            }
        }
        all
    }

    fn holds(&self) -> Result<(), &'static str> {
        if (self.source.qemu, self.destination.qemu) == (Qemu::Running, Qemu::Running) {
            return Err("it runs twice");
        }
        if self.leaned && !self.unproven {
            return Err("only the image's lock kept it from running twice");
        }
        Ok(())
    }

    /// The rules for a world in which nothing happens any more by itself.
    fn rests(&self) -> Result<(), &'static str> {
        let (source, destination) = (self.source.qemu, self.destination.qemu);
        let died_there =
            destination == Qemu::Dead && (self.ran_there || self.way == Way::ClientOld);
        let lost = !source.has_memory() && !destination.has_memory();
        if lost && source != Qemu::Dead && !died_there {
            return Err("its memory was dropped on both sides");
        }
        if destination == Qemu::Incoming {
            return Err("half a guest is left");
        }
        if destination == Qemu::Stopped && !self.way.is_old() {
            return Err("a guest that never ran is left");
        }
        if self.faults == 0 && (source, destination) != (Qemu::None, Qemu::Running) {
            return Err("it did not move");
        }
        if self.ran_there && source == Qemu::Running && destination != Qemu::Dead {
            return Err("it runs at the source after it ran there");
        }
        let decided = self.way == Way::Peer && source == Qemu::Stopped;
        if decided && destination == Qemu::Running {
            return Err("a source that can ask keeps a guest that has moved");
        }
        Ok(())
    }
}

/// Visits all worlds that can be come to; a world's story is told when a rule does not hold.
fn visit(way: Way) -> usize {
    let first = World::new(way);
    let mut from: HashMap<World, Option<World>> = HashMap::from([(first, None)]);
    let mut queue = VecDeque::from([first]);
    while let Some(world) = queue.pop_front() {
        let mut next: Vec<World> = world.step().into_iter().collect();
        next.extend(world.mend());
        let rests = next.is_empty();
        let ruled = world.holds().and_then(|()| if rests { world.rests() } else { Ok(()) });
        if let Err(rule) = ruled {
            let mut story = vec![world];
            while let Some(Some(before)) = story.last().and_then(|last| from.get(last)) {
                story.push(*before);
            }
            story.reverse();
            panic!("{rule}:\n{}", story.iter().map(|w| format!("{w:?}\n")).collect::<String>());
        }
        next.extend(world.fault());
        for one in next {
            if let std::collections::hash_map::Entry::Vacant(entry) = from.entry(one) {
                entry.insert(Some(world));
                queue.push_back(one);
            }
        }
    }
    from.len()
}

// REQ: Q-MIG-09, Q-MIG-22
#[test]
fn no_fault_at_any_moment_runs_a_guest_twice_or_drops_it() {
    for way in [Way::Peer, Way::PeerOld, Way::Client, Way::ClientOld] {
        let seen = visit(way);
        assert!(seen > 100, "{way:?}: {seen}");
    }
}

// REQ: Q-MIG-09
#[test]
fn a_guest_whose_cpus_ran_has_moved_whatever_stopped_it_since() {
    assert_eq!(There::of(None), There::Absent);
    assert_eq!(There::of(Some((5, 1))), There::Absent);
    for waits in [(3, 2), (3, 11), (3, 0), (0, 0)] {
        assert_eq!(There::of(Some(waits)), There::Waits);
    }
    for ran in [(1, 5), (3, 1), (3, 5), (3, 10), (6, 1), (7, 0), (4, 1)] {
        assert_eq!(There::of(Some(ran)), There::Ran, "{ran:?}");
    }
}

// REQ: Q-MIG-20
#[test]
fn nothing_goes_back_after_the_switch_of_post_copy() {
    for phase in Phase::ALL {
        for (by_peer, finish_sent) in [(false, false), (false, true), (true, false), (true, true)] {
            let knows = SourceKnows { phase: *phase, postcopy: true, by_peer, finish_sent };
            assert_eq!(source_restarted(knows), AtSource::KeepsBroken);
        }
        let knows =
            DestinationKnows { phase: *phase, postcopy: true, running: true, only_copy: false };
        for cancelled in [false, true] {
            assert_eq!(finish_failed(knows, cancelled, true), AtDestination::KeepsBroken);
        }
    }
    for (sent, answer) in [(false, Answer::Failed), (true, Answer::Failed), (true, Answer::Lost)] {
        assert_eq!(source_told(sent, answer, true), AtSource::KeepsBroken);
    }
}
