//! The admission rules against a model of them: jobs as a list, and who conflicts with whom.
//! REQ: E-06

use proptest::prelude::*;

use super::*;

/// A job of the model. It knows no places and no bits.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Job {
    Sync(SyncJob),
    Nested,
    Async(AsyncJob, Vec<SyncJob>),
    Agent,
}

/// Whether `new` may not begin while `old` runs.
pub(crate) fn conflicts(new: &Job, old: &Job) -> bool {
    use Job::*;
    match (new, old) {
        (Agent, Agent) => true,
        (Agent, _) | (_, Agent) => false,
        // One at a time, both for the short ones among themselves and for the long ones.
        (Sync(_) | Nested, Sync(_) | Nested) => true,
        (Async(..), Async(..)) => true,
        // A long one begins when nothing else is going on.
        (Async(..), Sync(_) | Nested) => true,
        // Beside a long one: queries, what it admits, and its own steps.
        (Sync(SyncJob::Query), Async(..)) => false,
        (Sync(kind), Async(_, admitted)) => !admitted.contains(kind),
        (Nested, Async(..)) => false,
    }
}

fn senseless(new: &Job, running: &[Job]) -> bool {
    *new == Job::Nested && !running.iter().any(|job| matches!(job, Job::Async(..)))
}

/// The whole machine of the model: what runs, and who waits, with the time of arrival.
#[derive(Default)]
struct Model {
    running: Vec<(usize, Job)>,
    waiting: Vec<(usize, Job)>,
}

impl Model {
    fn settle(&mut self, log: &mut Vec<(usize, bool)>) {
        loop {
            let jobs: Vec<Job> = self.running.iter().map(|(_, job)| job.clone()).collect();
            let may = |job: &Job| {
                senseless(job, &jobs) || !jobs.iter().any(|running| conflicts(job, running))
            };
            let urgent = |job: &Job| *job == Job::Sync(SyncJob::Destroy);
            let next = self
                .waiting
                .iter()
                .filter(|(_, job)| may(job))
                .min_by_key(|(arrival, job)| (!urgent(job), *arrival))
                .cloned();
            let Some((arrival, job)) = next else { return };
            self.waiting.retain(|(other, _)| *other != arrival);
            let begins = !senseless(&job, &jobs);
            log.push((arrival, begins));
            if begins {
                self.running.push((arrival, job));
            }
        }
    }
}

/// The machine built of the functions under test.
#[derive(Default)]
struct Machine {
    running: Running,
    held: Vec<(usize, Place)>,
    queue: Vec<(usize, Request)>,
}

impl Machine {
    fn arrive(&mut self, number: usize, request: Request) {
        let at = position(self.queue.iter().map(|(_, request)| *request), request);
        self.queue.insert(at, (number, request));
    }

    fn settle(&mut self, log: &mut Vec<(usize, bool)>) {
        while let Some((at, verdict)) =
            next(&self.running, self.queue.iter().map(|(_, request)| *request))
        {
            let (number, request) = self.queue.remove(at);
            log.push((number, verdict != Verdict::Refuse));
            match verdict {
                Verdict::Begin(place) => {
                    self.running = self.running.with(request);
                    self.held.push((number, place));
                }
                Verdict::Refuse => {}
                Verdict::Wait(_) => panic!("the next one waits"),
            }
        }
    }
}

pub(crate) fn sync_job() -> impl Strategy<Value = SyncJob> {
    prop::sample::select(SyncJob::ALL.to_vec())
}

/// A request and the same as a job of the model.
pub(crate) fn request() -> impl Strategy<Value = (Request, Job)> {
    let mask = prop::collection::vec(sync_job(), 0..4);
    let asynchronous = (prop::sample::select(AsyncJob::ALL.to_vec()), mask);
    prop_oneof![
        4 => sync_job().prop_map(|kind| (Request::Sync(kind), Job::Sync(kind))),
        2 => Just((Request::Nested, Job::Nested)),
        2 => asynchronous.prop_map(|(kind, admitted)| {
            let mask = admitted.iter().fold(Mask::QUERIES, |mask, kind| mask.with(*kind));
            (Request::Async(kind, mask), Job::Async(kind, admitted))
        }),
        1 => Just((Request::Agent(AgentJob::Modify), Job::Agent)),
    ]
}

#[derive(Debug, Clone)]
enum Act {
    Arrive(Request, Job),
    /// The running job of this number (of those that run) ends.
    End(prop::sample::Index),
    /// One who waits goes away.
    Leave(prop::sample::Index),
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        4 => request().prop_map(|(request, job)| Act::Arrive(request, job)),
        3 => any::<prop::sample::Index>().prop_map(Act::End),
        1 => any::<prop::sample::Index>().prop_map(Act::Leave),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn the_rules_do_what_the_model_does(acts in prop::collection::vec(act(), 1..60)) {
        let (mut model, mut machine) = (Model::default(), Machine::default());
        let (mut wanted, mut got) = (Vec::new(), Vec::new());
        for (number, act) in acts.into_iter().enumerate() {
            match act {
                Act::Arrive(request, job) => {
                    model.waiting.push((number, job));
                    machine.arrive(number, request);
                }
                Act::End(index) => {
                    if model.running.is_empty() { continue }
                    let (ended, _) = model.running.remove(index.index(model.running.len()));
                    let at = machine.held.iter().position(|(held, _)| *held == ended).unwrap();
                    let (_, place) = machine.held.remove(at);
                    machine.running = machine.running.without(place);
                }
                Act::Leave(index) => {
                    if model.waiting.is_empty() { continue }
                    let (left, _) = model.waiting.remove(index.index(model.waiting.len()));
                    machine.queue.retain(|(waiting, _)| *waiting != left);
                }
            }
            model.settle(&mut wanted);
            machine.settle(&mut got);
            prop_assert_eq!(&wanted, &got);
        }
    }
}

#[test]
fn usual_masks() {
    for kind in AsyncJob::ALL {
        let mask = kind.default_mask();
        assert!(mask.admits(SyncJob::Query) && mask.admits(SyncJob::Destroy), "{kind:?}");
        assert_eq!(AsyncJob::from_name(kind.name()), Some(kind));
    }
    let admitted = |kind: AsyncJob| {
        let mask = kind.default_mask();
        SyncJob::ALL.into_iter().filter(|job| mask.admits(*job)).count()
    };
    assert_eq!(AsyncJob::ALL.map(admitted), [6, 3, 3, 3, 2, 2, 5]);
    assert!(!AsyncJob::MigrationOut.default_mask().admits(SyncJob::Modify));
    assert_eq!(AsyncJob::from_name("none"), None);
}

#[test]
fn what_waits_is_told_for_whom() {
    let running = Running::default()
        .with(Request::Async(AsyncJob::Save, AsyncJob::Save.default_mask()))
        .with(Request::Sync(SyncJob::Query));
    let judge = |request| judge(&running, request);
    assert_eq!(judge(Request::Sync(SyncJob::Modify)), Verdict::Wait(Place::Async));
    assert_eq!(judge(Request::Sync(SyncJob::Abort)), Verdict::Wait(Place::Sync));
    assert_eq!(judge(Request::Nested), Verdict::Wait(Place::Sync));
    assert_eq!(judge(Request::Agent(AgentJob::Query)), Verdict::Begin(Place::Agent));
    assert_eq!(super::judge(&Running::default(), Request::Nested), Verdict::Refuse);
}
