use std::time::Duration;

use proptest::prelude::*;

use super::*;
use crate::domain::{PausedReason, RunningReason, ShutoffReason, State};

struct Plain;
impl DomainData for Plain {
    type Config = String;
    type Live = u32;
    type Extra = ();
}

type Plains = Registry<Plain>;

fn uuid(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

fn add(registry: &Plains, number: u128, name: &str) -> Arc<Domain<Plain>> {
    match registry.try_claim(uuid(number), name).unwrap() {
        Some(Found::Free(claim)) => claim.insert(View::new(name)),
        Some(Found::Known(_)) | None => panic!("{name} is not free"),
    }
}

#[test]
fn found_by_all_three() {
    let registry = Plains::default();
    let one = add(&registry, 1, "one");
    assert!(Arc::ptr_eq(&registry.by_uuid(&uuid(1)).unwrap(), &one));
    assert!(Arc::ptr_eq(&registry.by_name("one").unwrap(), &one));
    assert!(registry.by_id(1).is_none());
    assert_eq!(one.event_ref().id, -1);

    let id = registry.allocate_id();
    one.update(|view| view.id = Some(id));
    assert_eq!(id, 1);
    assert!(Arc::ptr_eq(&registry.by_id(1).unwrap(), &one));
    assert_eq!((one.event_ref().id, registry.count_active()), (1, 1));
    one.update(|view| view.id = None);
    assert!(registry.by_id(1).is_none());
    assert_eq!(registry.count_active(), 0);
    assert_eq!(registry.allocate_id(), 2);
}

#[test]
fn ids_found_running_are_not_given_again() {
    let registry = Plains::default();
    let Ok(Some(Found::Free(claim))) = registry.try_claim(uuid(1), "one") else { panic!() };
    let mut view = View::new("one");
    view.id = Some(7);
    let one = claim.insert(view);
    assert!(Arc::ptr_eq(&registry.by_id(7).unwrap(), &one));
    assert_eq!(registry.allocate_id(), 8);
    registry.keep_id(3);
    assert_eq!(registry.allocate_id(), 9);
}

#[test]
fn conflicts_are_told_as_the_reference_tells_them() {
    let registry = Plains::default();
    let one = add(&registry, 1, "one");
    let told = |number, name| {
        let error: Error = registry.try_claim(uuid(number), name).map(|_| ()).unwrap_err();
        vireo_api::Error::from(error).message()
    };
    assert_eq!(
        told(1, "other"),
        format!("operation failed: domain 'one' is already defined with uuid {}", uuid(1))
    );
    assert_eq!(
        told(2, "one"),
        format!("operation failed: domain 'one' already exists with uuid {}", uuid(1))
    );
    match registry.try_claim(uuid(1), "one").unwrap() {
        Some(Found::Known(known)) => assert!(Arc::ptr_eq(&known, &one)),
        Some(Found::Free(_)) | None => panic!(),
    }
}

#[tokio::test(start_paused = true)]
async fn the_second_definition_waits_for_the_first() {
    let registry = Plains::default();
    let Found::Free(first) = registry.claim(uuid(1), "one").await.unwrap() else { panic!() };
    let (made, found) = tokio::join!(
        async {
            tokio::time::sleep(Duration::from_secs(1)).await;
            assert!(registry.is_empty());
            first.insert(View::new("one"))
        },
        registry.claim(uuid(1), "one")
    );
    let Ok(Found::Known(found)) = found else { panic!() };
    assert!(Arc::ptr_eq(&made, &found));

    // One that gives up leaves the name to the next.
    let Found::Free(claim) = registry.claim(uuid(2), "two").await.unwrap() else { panic!() };
    let (_, second) = tokio::join!(async { drop(claim) }, registry.claim(uuid(3), "two"));
    assert!(matches!(second, Ok(Found::Free(_))));
}

#[tokio::test(start_paused = true)]
async fn renaming() {
    let registry = Plains::default();
    let (one, two) = (add(&registry, 1, "one"), add(&registry, 2, "two"));
    assert!(matches!(registry.claim_name(&one, "two").await, Err(Error::NameTaken { .. })));
    let claim = registry.claim_name(&one, "three").await.unwrap();
    assert!(registry.try_claim(uuid(9), "three").unwrap().is_none());
    claim.commit();
    assert!(registry.by_name("one").is_none());
    assert!(Arc::ptr_eq(&registry.by_name("three").unwrap(), &one));
    assert_eq!(&*one.name(), "three");
    // A draft cannot change the name behind the registry's back.
    one.update(|view| *view = View::new("sneaky"));
    assert_eq!(&*one.name(), "three");
    let order: Vec<_> = registry.list().iter().map(|domain| domain.uuid()).collect();
    assert_eq!(order, [one.uuid(), two.uuid()]);
}

#[tokio::test(start_paused = true)]
async fn removal_is_seen_by_those_who_wait() {
    let registry = Plains::default();
    let one = add(&registry, 1, "one");
    one.ensure_known().unwrap();
    one.update(|view| view.id = Some(4));
    let ((), waited) = tokio::join!(
        async { registry.remove(&one) },
        one.wait_for(|view| view.is_removed().then_some(view.generation()))
    );
    assert_eq!(waited, 2);
    assert!(registry.by_id(4).is_none());
    assert!(one.ensure_known().is_err());
    let error = one.begin(crate::job::SyncJob::Modify, "x").await.unwrap_err();
    let text = format!("Domain not found: no domain with matching uuid '{}' (one)", uuid(1));
    assert_eq!(vireo_api::Error::from(error).message(), text);
    assert!(one.jobs().info().sync.is_none());
    assert!(registry.is_empty() && registry.by_name("one").is_none());
    // Removing it again does not remove its successor.
    let again = add(&registry, 1, "one");
    registry.remove(&one);
    assert!(Arc::ptr_eq(&registry.by_name("one").unwrap(), &again));
}

#[tokio::test(start_paused = true)]
async fn waiting_for_a_state() {
    let registry = Plains::default();
    let one = add(&registry, 1, "one");
    one.enter(State::Paused(PausedReason::StartingUp)).unwrap();
    let running = |view: &View<Plain>| match view.state {
        State::Running(reason) => Some(reason),
        _ => None,
    };
    assert_eq!(one.wait_for_within(Duration::from_secs(1), running).await, None);
    let (reason, ()) = tokio::join!(one.wait_for(running), async {
        one.enter(State::Running(RunningReason::Booted)).unwrap();
    });
    assert_eq!(reason, RunningReason::Booted);
}

#[test]
fn a_refused_change_publishes_nothing_and_a_view_never_changes() {
    let registry = Plains::default();
    let one = add(&registry, 1, "one");
    let before = one.view();
    let error = one.enter(State::Crashed(crate::domain::CrashedReason::Panicked)).unwrap_err();
    assert_eq!(error.to_string(), "domain cannot go from state shutoff to crashed");
    assert!(Arc::ptr_eq(&before, &one.view()));
    let live = Arc::new(5);
    one.update(|view| view.live = Some(Arc::clone(&live)));
    one.update(|view| view.persistent = true);
    assert!(before.live.is_none() && !before.persistent);
    let view = one.view();
    assert!(Arc::ptr_eq(view.live.as_ref().unwrap(), &live));
    assert_eq!(view.generation(), 2);
    assert_eq!(view.state, State::Shutoff(ShutoffReason::Unknown));
}

#[derive(Debug, Clone)]
enum Act {
    Define(u8, u8),
    Remove(u8),
    Rename(u8, u8),
    Start(u8),
    Stop(u8),
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        (0..6u8, 0..6u8).prop_map(|(uuid, name)| Act::Define(uuid, name)),
        (0..6u8).prop_map(Act::Remove),
        (0..6u8, 0..6u8).prop_map(|(uuid, name)| Act::Rename(uuid, name)),
        (0..6u8).prop_map(Act::Start),
        (0..6u8).prop_map(Act::Stop),
    ]
}

proptest! {
    /// The three indexes against a plain list of (uuid, name, id).
    #[test]
    fn the_indexes_agree_with_a_list(acts in prop::collection::vec(act(), 0..60)) {
        let registry = Plains::default();
        let mut list: Vec<(u8, u8, Option<u32>)> = Vec::new();
        let text = |name: u8| format!("vm{name}");
        let known = |number: u8| registry.by_uuid(&uuid(number.into()));
        let claim_name = |domain: &Arc<Domain<Plain>>, name: u8| {
            registry.try_claim_name(domain, &text(name)).ok().flatten()
        };
        for act in acts {
            match act {
                Act::Define(number, name) => {
                    let found = registry.try_claim(uuid(number.into()), &text(name));
                    let clash = list.iter().find(|one| one.0 == number || one.1 == name);
                    match (found, clash) {
                        (Ok(Some(Found::Free(claim))), None) => {
                            claim.insert(View::new(text(name)));
                            list.push((number, name, None));
                        }
                        (Ok(Some(Found::Known(_))), Some(one)) => prop_assert_eq!((one.0, one.1), (number, name)),
                        (Err(_), Some(one)) => prop_assert_ne!((one.0, one.1), (number, name)),
                        _ => prop_assert!(false, "registry and list disagree"),
                    }
                }
                Act::Remove(number) => {
                    if let Some(domain) = known(number) {
                        domain.update(|view| view.id = None);
                        registry.remove(&domain);
                    }
                    list.retain(|one| one.0 != number);
                }
                Act::Rename(number, name) => {
                    let free = !list.iter().any(|one| one.1 == name);
                    if let Some(domain) = known(number) {
                        let claim = claim_name(&domain, name);
                        prop_assert_eq!(claim.is_some(), free);
                        claim.into_iter().for_each(RenameClaim::commit);
                    }
                    if free {
                        list.iter_mut().filter(|one| one.0 == number).for_each(|one| one.1 = name);
                    }
                }
                Act::Start(number) => {
                    if let Some(domain) = known(number) {
                        let id = registry.allocate_id();
                        domain.update(|view| view.id = Some(id));
                        list.iter_mut().filter(|one| one.0 == number).for_each(|one| one.2 = Some(id));
                    }
                }
                Act::Stop(number) => {
                    if let Some(domain) = known(number) {
                        domain.update(|view| view.id = None);
                    }
                    list.iter_mut().filter(|one| one.0 == number).for_each(|one| one.2 = None);
                }
            }
            let listed: Vec<_> = registry.list().iter().map(|domain| domain.uuid()).collect();
            prop_assert_eq!(listed, list.iter().map(|one| uuid(one.0.into())).collect::<Vec<_>>());
            prop_assert_eq!(registry.count_active(), list.iter().filter(|one| one.2.is_some()).count());
            for (number, name, id) in &list {
                let domain = registry.by_name(&text(*name)).unwrap();
                prop_assert_eq!(domain.uuid(), uuid((*number).into()));
                prop_assert_eq!(domain.peek(|view| view.id), *id);
                if let Some(id) = id {
                    prop_assert!(Arc::ptr_eq(&registry.by_id(*id).unwrap(), &domain));
                }
            }
        }
    }
}
