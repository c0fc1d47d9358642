use vireo_api::event::{DomainEvent, DomainEventId, DomainRef, NetworkEvent, NetworkRef};

use super::*;

fn domain(number: u8) -> DomainRef {
    DomainRef { uuid: [number; 16], name: format!("vm{number}").into(), id: number.into() }
}

fn reboot(number: u8) -> Event {
    Event::Domain(domain(number), DomainEvent::Reboot)
}

fn balloon(actual: u64) -> Event {
    Event::Domain(domain(1), DomainEvent::BalloonChange { actual })
}

const REBOOT: EventKind = EventKind::Domain(DomainEventId::Reboot);
const BALLOON: EventKind = EventKind::Domain(DomainEventId::BalloonChange);

fn actual(delivery: &Delivery) -> u64 {
    match &*delivery.event {
        Event::Domain(_, DomainEvent::BalloonChange { actual }) => *actual,
        other => panic!("{other:?}"),
    }
}

#[test]
fn filters_by_kind_and_object() {
    let bus = EventBus::new();
    let one = bus.subscribe();
    let all = one.register(Filter::kind(REBOOT));
    let mine = one.register(Filter::kind(REBOOT).about([2; 16]));
    assert_eq!((all, mine), (0, 1));
    assert!(bus.is_wanted(REBOOT) && !bus.is_wanted(BALLOON));

    bus.publish(reboot(1));
    bus.publish(balloon(5));
    bus.publish(reboot(2));
    let network = NetworkRef { uuid: [2; 16], name: "default".into() };
    let gone = vireo_api::event::NetworkLifecycle::Stopped;
    bus.publish(Event::Network(network, NetworkEvent::Lifecycle(gone)));

    let got: Vec<_> = std::iter::from_fn(|| one.try_recv().unwrap())
        .map(|delivery| (delivery.registration, delivery.sequence))
        .collect();
    assert_eq!(got, [(0, 1), (0, 3), (1, 3)]);
}

#[test]
fn what_is_deregistered_comes_no_more() {
    let bus = EventBus::new();
    let one = bus.subscribe();
    let first = one.register(Filter::kind(REBOOT));
    let second = one.register(Filter::kind(REBOOT));
    bus.publish(reboot(1));
    assert!(one.deregister(first));
    assert!(!one.deregister(first));
    assert_eq!(one.try_recv().unwrap().unwrap().registration, second);
    assert!(one.try_recv().unwrap().is_none());
    drop(one);
    assert!(!bus.is_wanted(REBOOT));
}

#[test]
fn a_predicate_has_the_last_word() {
    let bus = EventBus::new();
    let one = bus.subscribe();
    let big = Arc::new(
        |event: &Event| matches!(event, Event::Domain(_, DomainEvent::BalloonChange { actual }) if *actual > 10),
    );
    one.register(Filter::kind(BALLOON).when(big));
    bus.publish(balloon(5));
    bus.publish(balloon(50));
    assert_eq!(actual(&one.try_recv().unwrap().unwrap()), 50);
}

/// REQ: E-03: an overflow is told, never a silent drop; others are not concerned.
#[tokio::test]
async fn overflow_ends_the_subscriber_alone() {
    let bus = EventBus::new();
    let slow = bus.subscribe_with(3);
    let quick = bus.subscribe_with(100);
    slow.register(Filter::kind(BALLOON));
    quick.register(Filter::kind(BALLOON));
    for number in 0..3 {
        bus.publish(balloon(number));
    }
    assert_eq!(actual(&slow.recv().await.unwrap()), 0);
    bus.publish(balloon(3));
    bus.publish(balloon(4));
    bus.publish(balloon(5));
    assert_eq!(slow.overflowed().await, Overflowed { queued: 3 });
    assert!(slow.recv().await.is_err());
    assert!(slow.try_recv().is_err());
    for number in 0..6 {
        assert_eq!(actual(&quick.recv().await.unwrap()), number);
    }
}

/// REQ: E-03: every event once and in one order, whoever publishes at the same time.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn all_subscribers_see_one_order() {
    const EACH: u64 = 300;
    let bus = EventBus::new();
    let readers: Vec<_> = (0..8)
        .map(|_| {
            let subscriber = bus.subscribe();
            subscriber.register(Filter::kind(BALLOON));
            tokio::spawn(async move {
                let mut seen = Vec::new();
                while seen.len() < 4 * EACH as usize {
                    let delivery = subscriber.recv().await.unwrap();
                    seen.push((delivery.sequence, actual(&delivery)));
                }
                seen
            })
        })
        .collect();
    let writers: Vec<_> = (0..4)
        .map(|writer| {
            let bus = bus.clone();
            tokio::task::spawn_blocking(move || {
                for number in 0..EACH {
                    bus.publish(balloon(writer * EACH + number));
                }
            })
        })
        .collect();
    for writer in writers {
        writer.await.unwrap();
    }
    let mut orders = Vec::new();
    for reader in readers {
        orders.push(reader.await.unwrap());
    }
    let sequence: Vec<u64> = orders[0].iter().map(|(number, _)| *number).collect();
    assert_eq!(sequence, (1..=4 * EACH).collect::<Vec<_>>());
    assert!(orders.iter().all(|order| *order == orders[0]));
    for writer in 0..4 {
        let own = orders[0].iter().map(|(_, value)| *value).filter(|value| value / EACH == writer);
        assert!(own.is_sorted());
    }
}
