//! What one client has registered for.
//!
//! A legacy registration has no callback id on the wire; there is one for each event id
//! and client.

use std::sync::Arc;

use vireo_api::event::{Event, EventKind};
use vireo_api::{Error, ErrorCode, ErrorDomain};
use vireo_runtime::events::{EventBus, Filter, RegistrationId, Subscriber};

/// A group of events with its own register and deregister calls.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Family {
    /// Domain events, legacy and with callback ids.
    Domain,
    /// Network events.
    Network,
    /// Storage pool events.
    StoragePool,
    /// Node device events.
    NodeDevice,
    /// Secret events.
    Secret,
    /// Monitor events of the qemu program.
    Monitor,
}

impl Family {
    /// The word in "… event callback N not registered".
    fn word(self) -> &'static str {
        match self {
            Family::Domain => "domain",
            Family::Network => "network",
            Family::StoragePool => "storage pool",
            // The reference's text for secrets is that for node devices.
            Family::NodeDevice | Family::Secret => "node device",
            Family::Monitor => "qemu monitor",
        }
    }

    /// The kind with public id `id` in this family, or the reference's refusal.
    ///
    /// # Errors
    /// `InternalError`: no such event.
    pub fn kind(self, id: i32) -> Result<EventKind, Error> {
        let (kind, word) = match self {
            Family::Domain => (EventKind::domain(id), ""),
            Family::Network => (EventKind::network(id), "network "),
            Family::StoragePool => (EventKind::storage_pool(id), "storage pool "),
            Family::NodeDevice => (EventKind::node_device(id), "node device "),
            Family::Secret => (EventKind::secret(id), "secret "),
            Family::Monitor => (Some(EventKind::Monitor), "monitor "),
        };
        kind.ok_or_else(|| internal(format!("unsupported {word}event ID {id}")))
    }
}

/// Which object's events are wanted, when not all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Object {
    /// The object with this UUID.
    Uuid([u8; 16]),
    /// The object with this name.
    Name(String),
}

/// Which monitor events are wanted, by name.
#[derive(Debug, Clone)]
pub enum Pattern {
    /// All.
    Any,
    /// One.
    Name {
        /// Its name.
        name: String,
        /// Whether the case of letters matters.
        nocase: bool,
    },
    /// Those that a regular expression finds something in.
    Regex(Box<regex_lite::Regex>),
}

impl Pattern {
    /// Reads the filter of `virConnectDomainQemuMonitorEventRegister`: flag 1 makes it a
    /// regular expression, flag 2 lets case not matter.
    ///
    /// # Errors
    /// `InvalidArg`: flags that are not known, or not a regular expression.
    pub fn new(event: Option<&str>, flags: u32) -> Result<Pattern, Error> {
        let function = "virDomainQemuMonitorEventStateRegisterID";
        vireo_api::check_flags(ErrorDomain::None, function, flags, 3)?;
        let (is_regex, nocase) = (flags & 1 != 0, flags & 2 != 0);
        match event {
            None => Ok(Pattern::Any),
            Some(name) if !is_regex => Ok(Pattern::Name { name: name.to_owned(), nocase }),
            Some(text) => {
                let source = if nocase { format!("(?i){text}") } else { text.to_owned() };
                let regex = regex_lite::Regex::new(&source).map_err(|e| {
                    let text = format!("failed to compile regex '{text}': {e}");
                    Error::new(ErrorCode::InvalidArg, ErrorDomain::None, text)
                })?;
                Ok(Pattern::Regex(Box::new(regex)))
            }
        }
    }

    fn matches(&self, event: &str) -> bool {
        match self {
            Pattern::Any => true,
            Pattern::Name { name, nocase: false } => name == event,
            Pattern::Name { name, nocase: true } => name.eq_ignore_ascii_case(event),
            Pattern::Regex(regex) => regex.is_match(event),
        }
    }
}

/// One registration, for what the bus does not know.
#[derive(Debug)]
struct Registration {
    id: RegistrationId,
    family: Family,
    kind: EventKind,
    object: Option<Object>,
    /// Made by one of the calls without callback ids.
    legacy: bool,
}

/// What a client asks for.
#[derive(Debug)]
pub struct Wanted {
    /// The call's family.
    pub family: Family,
    /// The event.
    pub kind: EventKind,
    /// The object, when not all of them.
    pub object: Option<Object>,
    /// Names of monitor events.
    pub pattern: Pattern,
    /// Asked for by one of the calls without callback ids.
    pub legacy: bool,
}

impl Wanted {
    fn filter(&self) -> Filter {
        let filter = Filter::kind(self.kind);
        let filter = match &self.object {
            None => filter,
            Some(Object::Uuid(uuid)) => filter.about(*uuid),
            Some(Object::Name(name)) => filter.about_name(name.as_str()),
        };
        match &self.pattern {
            Pattern::Any => filter,
            Pattern::Name { .. } | Pattern::Regex(_) => {
                let pattern = self.pattern.clone();
                filter.when(Arc::new(move |event| match event {
                    Event::Monitor(_, monitor) => pattern.matches(&monitor.event),
                    _ => false,
                }))
            }
        }
    }
}

/// All of a client's registrations. Callback ids are those of the bus: unique for the
/// connection, never used twice.
#[derive(Debug, Default)]
pub struct Registrations {
    all: Vec<Registration>,
    subscriber: Option<Arc<Subscriber>>,
}

/// A client holds at most so many registrations.
const MAX: usize = 4096;

impl Registrations {
    /// Adds a registration and gives its callback id.
    ///
    /// # Errors
    /// `InvalidArg` when the same is there already.
    pub fn add(&mut self, bus: &EventBus, wanted: Wanted) -> Result<i32, Error> {
        let same = |r: &Registration| r.kind == wanted.kind && r.object == wanted.object;
        let invalid = |text| Err(Error::new(ErrorCode::InvalidArg, ErrorDomain::None, text));
        if wanted.family != Family::Monitor && self.all.iter().any(same) {
            return invalid("event callback already tracked");
        }
        if self.all.len() >= MAX {
            return invalid("too many event callbacks");
        }
        let subscriber = self.subscriber.get_or_insert_with(|| Arc::new(bus.subscribe()));
        let id = subscriber.register(wanted.filter());
        let Wanted { family, kind, object, legacy, .. } = wanted;
        self.all.push(Registration { id, family, kind, object, legacy });
        Ok(id)
    }

    fn remove_at(&mut self, at: usize) {
        let gone = self.all.remove(at);
        if let Some(subscriber) = &self.subscriber {
            subscriber.deregister(gone.id);
        }
    }

    /// Removes a registration by its callback id.
    ///
    /// # Errors
    /// `InternalError` when there is none.
    pub fn remove(&mut self, family: Family, id: i32) -> Result<(), Error> {
        let found = self.all.iter().position(|r| !r.legacy && r.family == family && r.id == id);
        let at = found.ok_or_else(|| {
            internal(format!("{} event callback {id} not registered", family.word()))
        })?;
        self.remove_at(at);
        Ok(())
    }

    /// Removes the legacy registration of a domain event.
    ///
    /// # Errors
    /// `InternalError` when there is none.
    pub fn remove_legacy(&mut self, event: i32) -> Result<(), Error> {
        let kind = EventKind::domain(event);
        let found = self.all.iter().position(|r| r.legacy && Some(r.kind) == kind);
        let at = found.ok_or_else(|| internal(format!("domain event {event} not registered")))?;
        self.remove_at(at);
        Ok(())
    }

    /// Where this client's events come from, once it has registered for any.
    pub fn subscriber(&self) -> Option<Arc<Subscriber>> {
        self.subscriber.clone()
    }

    /// The form that a delivery's message takes; `None` when its registration is gone.
    pub fn form(&self, id: RegistrationId) -> Option<Form> {
        let registration = self.all.iter().find(|r| r.id == id)?;
        Some(if registration.legacy { Form::Legacy } else { Form::Callback(id) })
    }
}

/// The two forms of a domain event's message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Without a callback id.
    Legacy,
    /// With one.
    Callback(i32),
}

fn internal(text: String) -> Error {
    Error::new(ErrorCode::InternalError, ErrorDomain::Rpc, text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use vireo_api::event::{DomainEvent, DomainRef, MonitorEvent};

    fn domain(byte: u8) -> DomainRef {
        DomainRef { uuid: [byte; 16], name: Arc::from("d"), id: 1 }
    }

    fn wanted(id: i32, object: Option<u8>, legacy: bool) -> Result<Wanted, Error> {
        Ok(Wanted {
            family: Family::Domain,
            kind: Family::Domain.kind(id)?,
            object: object.map(|b| Object::Uuid([b; 16])),
            pattern: Pattern::Any,
            legacy,
        })
    }

    // Recorded from the reference. REQ: E-03
    #[test]
    fn answers_are_the_references() {
        let bus = EventBus::new();
        let mut all = Registrations::default();
        let mut add = |id, object, legacy| {
            wanted(id, object, legacy).and_then(|w| all.add(&bus, w)).map_err(|e| e.message())
        };
        assert_eq!(add(0, None, true), Ok(0));
        let tracked = "invalid argument: event callback already tracked";
        assert_eq!(add(0, None, true), Err(tracked.into()));
        assert_eq!(add(0, None, false), Err(tracked.into()));
        assert_eq!(add(0, Some(1), false), Ok(1));
        let unsupported = "internal error: unsupported event ID 28";
        assert_eq!(add(28, None, false), Err(unsupported.into()));
        let told = |r: Result<(), Error>| r.map_err(|e| e.message());
        assert_eq!(
            told(all.remove(Family::Domain, 0)),
            Err("internal error: domain event callback 0 not registered".into())
        );
        assert_eq!(told(all.remove(Family::Domain, 1)), Ok(()));
        assert_eq!(told(all.remove_legacy(0)), Ok(()));
        assert_eq!(
            told(all.remove_legacy(0)),
            Err("internal error: domain event 0 not registered".into())
        );
        assert_eq!(
            told(all.remove(Family::Secret, 0)),
            Err("internal error: node device event callback 0 not registered".into())
        );
    }

    #[test]
    fn events_find_their_registrations() {
        let bus = EventBus::new();
        let mut all = Registrations::default();
        all.add(&bus, wanted(1, Some(1), false).unwrap()).unwrap();
        all.add(&bus, wanted(1, None, true).unwrap()).unwrap();
        all.add(&bus, wanted(0, None, false).unwrap()).unwrap();
        bus.publish(Event::Domain(domain(1), DomainEvent::Reboot));
        bus.publish(Event::Domain(domain(2), DomainEvent::Reboot));
        let subscriber = all.subscriber().unwrap();
        let forms: Vec<_> = std::iter::from_fn(|| subscriber.try_recv().unwrap())
            .map(|delivery| all.form(delivery.registration).unwrap())
            .collect();
        assert_eq!(forms, [Form::Callback(0), Form::Legacy, Form::Legacy]);
    }

    #[test]
    fn monitor_events_are_filtered_by_name() {
        let wants = |filter, flags, name: &str| {
            let bus = EventBus::new();
            let mut all = Registrations::default();
            let pattern = Pattern::new(filter, flags).unwrap();
            let (family, kind) = (Family::Monitor, EventKind::Monitor);
            let wanted = Wanted { family, kind, object: None, pattern, legacy: false };
            all.add(&bus, wanted).unwrap();
            let event = MonitorEvent { event: name.into(), seconds: 0, micros: 0, details: None };
            bus.publish(Event::Monitor(domain(1), event));
            all.subscriber().unwrap().try_recv().unwrap().is_some()
        };
        assert!(wants(None, 0, "STOP"));
        assert!(wants(Some("STOP"), 0, "STOP"));
        assert!(!wants(Some("stop"), 0, "STOP"));
        assert!(wants(Some("stop"), 2, "STOP"));
        assert!(wants(Some("^BLOCK_"), 1, "BLOCK_JOB"));
        assert!(wants(Some("^block_"), 3, "BLOCK_JOB"));
        assert!(Pattern::new(Some("("), 1).is_err());
        assert_eq!(
            Pattern::new(None, 4).unwrap_err().message(),
            "unsupported flags (0x4) in function virDomainQemuMonitorEventStateRegisterID"
        );
    }
}
