//! The event bus: each event to each subscriber that asked for it, once, in order.
//!
//! Publishing appends to the queues of those who want the event and never waits for any of them.
//! A subscriber (a client's connection) has one queue for all its registrations. The queue is
//! bounded; when it overflows, the subscriber is over: it gets what was queued before no more, and
//! is told so, and its connection is to be closed with a logged reason. No event is lost in
//! silence (requirement E-03).

use std::collections::VecDeque;
use std::fmt;
use std::future::poll_fn;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Poll, Waker};

use arc_swap::ArcSwap;
use vireo_api::event::{Event, EventKind, ObjectKey};

/// How many events a subscriber may have waiting unless it says otherwise.
pub const DEFAULT_QUEUE: usize = 8192;

/// Tells whether a subscriber wants an event, beyond its kind and object.
pub type Predicate = Arc<dyn Fn(&Event) -> bool + Send + Sync>;

/// What a registration asks for.
#[derive(Clone)]
pub struct Filter {
    kind: EventKind,
    uuid: Option<[u8; 16]>,
    name: Option<Arc<str>>,
    predicate: Option<Predicate>,
}

impl Filter {
    /// All events of a kind.
    pub fn kind(kind: EventKind) -> Self {
        Self { kind, uuid: None, name: None, predicate: None }
    }

    /// Only those about the object with this UUID.
    #[must_use]
    pub fn about(mut self, uuid: [u8; 16]) -> Self {
        self.uuid = Some(uuid);
        self
    }

    /// Only those about the object with this name (node devices have no UUID).
    #[must_use]
    pub fn about_name(mut self, name: impl Into<Arc<str>>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Only those for which this says yes. It is called while publishing, and must be quick.
    #[must_use]
    pub fn when(mut self, predicate: Predicate) -> Self {
        self.predicate = Some(predicate);
        self
    }

    fn wants(&self, event: &Event) -> bool {
        let about = match event.object() {
            ObjectKey::Uuid(uuid) => self.uuid.is_none_or(|wanted| wanted == uuid),
            ObjectKey::Name(name) => self.name.as_deref().is_none_or(|wanted| wanted == name),
        };
        about && self.predicate.as_ref().is_none_or(|predicate| predicate(event))
    }
}

impl fmt::Debug for Filter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Filter")
            .field("kind", &self.kind)
            .field("uuid", &self.uuid)
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

/// The number of a registration: the caller's own, or the next of its subscriber.
pub type RegistrationId = i32;

/// An event for one registration.
#[derive(Debug, Clone)]
pub struct Delivery {
    /// The registration that asked for it.
    pub registration: RegistrationId,
    /// Its number on the bus: each event's is one more than that of the event before it.
    pub sequence: u64,
    /// The event.
    pub event: Arc<Event>,
}

/// A subscriber's queue was full when an event came for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("event queue overflowed: {queued} events were waiting and none was read")]
pub struct Overflowed {
    /// How many events waited.
    pub queued: usize,
}

/// The bus. Cheap to clone; all clones are the same bus.
#[derive(Clone, Default)]
pub struct EventBus(Arc<Bus>);

#[derive(Default)]
struct Bus {
    /// Held while an event is appended to the queues, so that all queues have one order.
    sequence: Mutex<u64>,
    subscribers: ArcSwap<Vec<Arc<Shared>>>,
    /// Serialises changes of the list.
    changes: Mutex<()>,
}

/// What bus and subscriber share.
struct Shared {
    /// The kinds of all registrations, as bits: most events are turned away here.
    kinds: AtomicU64,
    limit: usize,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    registrations: Vec<(RegistrationId, Filter)>,
    next_id: RegistrationId,
    queue: VecDeque<Delivery>,
    overflow: Option<Overflowed>,
    reader: Option<Waker>,
    watcher: Option<Waker>,
}

impl EventBus {
    /// A bus without subscribers.
    pub fn new() -> Self {
        Self::default()
    }

    /// Gives an event to every subscriber that asked for it. Never waits.
    pub fn publish(&self, event: Event) {
        let bit = bit(event.kind());
        let mut sequence = lock(&self.0.sequence);
        *sequence += 1;
        let mut shared = None;
        for subscriber in self.0.subscribers.load().iter() {
            if subscriber.kinds.load(Ordering::Relaxed) & bit != 0 {
                subscriber.offer(&event, &mut shared, *sequence);
            }
        }
    }

    /// Whether anybody asked for events of a kind: what costs to make need not be made for nobody.
    pub fn is_wanted(&self, kind: EventKind) -> bool {
        let bit = bit(kind);
        self.0.subscribers.load().iter().any(|one| one.kinds.load(Ordering::Relaxed) & bit != 0)
    }

    /// The number of the last event.
    pub fn last_sequence(&self) -> u64 {
        *lock(&self.0.sequence)
    }

    /// A new subscriber, which has asked for nothing yet.
    pub fn subscribe(&self) -> Subscriber {
        self.subscribe_with(DEFAULT_QUEUE)
    }

    /// A new subscriber that may have `limit` events waiting.
    pub fn subscribe_with(&self, limit: usize) -> Subscriber {
        let shared = Arc::new(Shared {
            kinds: AtomicU64::new(0),
            limit,
            state: Mutex::new(State::default()),
        });
        self.change(|list| list.push(Arc::clone(&shared)));
        Subscriber { bus: self.clone(), shared }
    }

    fn change(&self, change: impl FnOnce(&mut Vec<Arc<Shared>>)) {
        let _serial = lock(&self.0.changes);
        let mut list = Vec::clone(&self.0.subscribers.load());
        change(&mut list);
        self.0.subscribers.store(Arc::new(list));
    }
}

impl fmt::Debug for EventBus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "EventBus({} subscribers)", self.0.subscribers.load().len())
    }
}

impl Shared {
    /// Queues the event for each registration that wants it. The event is shared at first need.
    fn offer(&self, event: &Event, shared: &mut Option<Arc<Event>>, sequence: u64) {
        let mut state = lock(&self.state);
        if state.overflow.is_some() {
            return;
        }
        let State { registrations, queue, overflow, .. } = &mut *state;
        let mut woken = false;
        for (id, filter) in registrations {
            if filter.kind != event.kind() || !filter.wants(event) {
                continue;
            }
            woken = true;
            if queue.len() >= self.limit {
                *overflow = Some(Overflowed { queued: queue.len() });
                *queue = VecDeque::new();
                break;
            }
            let event = shared.get_or_insert_with(|| Arc::new(event.clone()));
            queue.push_back(Delivery { registration: *id, sequence, event: Arc::clone(event) });
        }
        if woken {
            let watcher = if state.overflow.is_some() { state.watcher.take() } else { None };
            let reader = state.reader.take();
            drop(state);
            reader.into_iter().chain(watcher).for_each(Waker::wake);
        }
    }
}

/// One who gets events: a client's connection, a test. Dropping it ends the subscription.
pub struct Subscriber {
    bus: EventBus,
    shared: Arc<Shared>,
}

impl Subscriber {
    /// Asks for events; the number tells them apart from those of other registrations. Numbers
    /// begin at 0 and are not used twice.
    pub fn register(&self, filter: Filter) -> RegistrationId {
        let mut state = lock(&self.shared.state);
        let id = state.next_id;
        state.next_id += 1;
        state.registrations.push((id, filter));
        self.index(&state);
        id
    }

    /// Asks no more. Events of this registration that wait in the queue are taken out. Tells
    /// whether there was such a registration.
    pub fn deregister(&self, id: RegistrationId) -> bool {
        let mut state = lock(&self.shared.state);
        let before = state.registrations.len();
        state.registrations.retain(|(one, _)| *one != id);
        state.queue.retain(|delivery| delivery.registration != id);
        self.index(&state);
        state.registrations.len() != before
    }

    /// How many registrations there are.
    pub fn registrations(&self) -> usize {
        lock(&self.shared.state).registrations.len()
    }

    /// The next event, waiting for it. Dropping the future loses nothing.
    ///
    /// # Errors
    /// [`Overflowed`] when the queue was full once: nothing comes any more.
    pub async fn recv(&self) -> Result<Delivery, Overflowed> {
        poll_fn(|context| {
            let mut state = lock(&self.shared.state);
            if let Some(overflow) = state.overflow {
                return Poll::Ready(Err(overflow));
            }
            match state.queue.pop_front() {
                Some(delivery) => Poll::Ready(Ok(delivery)),
                None => {
                    state.reader = Some(context.waker().clone());
                    Poll::Pending
                }
            }
        })
        .await
    }

    /// The next event if there is one.
    ///
    /// # Errors
    /// As [`Subscriber::recv`].
    pub fn try_recv(&self) -> Result<Option<Delivery>, Overflowed> {
        let mut state = lock(&self.shared.state);
        match state.overflow {
            Some(overflow) => Err(overflow),
            None => Ok(state.queue.pop_front()),
        }
    }

    /// Waits until the queue overflows, for the task that closes the connection.
    pub async fn overflowed(&self) -> Overflowed {
        poll_fn(|context| {
            let mut state = lock(&self.shared.state);
            match state.overflow {
                Some(overflow) => Poll::Ready(overflow),
                None => {
                    state.watcher = Some(context.waker().clone());
                    Poll::Pending
                }
            }
        })
        .await
    }

    fn index(&self, state: &State) {
        let kinds = state.registrations.iter().fold(0, |bits, (_, one)| bits | bit(one.kind));
        self.shared.kinds.store(kinds, Ordering::Relaxed);
    }
}

impl Drop for Subscriber {
    fn drop(&mut self) {
        self.shared.kinds.store(0, Ordering::Relaxed);
        self.bus.change(|list| list.retain(|one| !Arc::ptr_eq(one, &self.shared)));
    }
}

impl fmt::Debug for Subscriber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = lock(&self.shared.state);
        f.debug_struct("Subscriber")
            .field("registrations", &state.registrations)
            .field("queued", &state.queue.len())
            .field("overflow", &state.overflow)
            .finish_non_exhaustive()
    }
}

const _: () = assert!(EventKind::COUNT <= 64, "a set of kinds is a word");

fn bit(kind: EventKind) -> u64 {
    1 << kind.index()
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // Nothing under these locks panics but a caller's predicate, and that before any change.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests;
