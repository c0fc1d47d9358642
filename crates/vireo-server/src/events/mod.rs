//! Events on their way to a client: who registered for what, and each event's message.

mod registrations;
mod wire;

pub use registrations::{Family, Form, Object, Pattern, Registrations, Wanted};
pub use wire::put_event;
