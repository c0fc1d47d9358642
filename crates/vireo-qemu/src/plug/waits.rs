//! Who waits for a device to go.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use tokio::sync::oneshot;

/// What became of a device that was to go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unplugged {
    /// It is gone.
    Gone,
    /// The guest keeps it.
    Refused,
}

/// Callers that wait for devices to go, by the device's name.
#[derive(Debug, Default)]
pub struct Unplugs(Mutex<HashMap<String, Vec<oneshot::Sender<Unplugged>>>>);

impl Unplugs {
    /// Waits for a device to go; begun before QEMU is asked to let it.
    pub fn wait_for(&self, name: &str) -> oneshot::Receiver<Unplugged> {
        let (tell, told) = oneshot::channel();
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let callers = waiting.entry(name.to_owned()).or_default();
        callers.retain(|caller| !caller.is_closed());
        callers.push(tell);
        told
    }

    /// Tells those who wait what became of it.
    pub fn tell(&self, name: &str, what: Unplugged) {
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for caller in waiting.remove(name).into_iter().flatten() {
            // One that has given up does not mind.
            let _ = caller.send(what);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn those_who_wait_are_told_once() {
        let unplugs = Unplugs::default();
        let (first, second) = (unplugs.wait_for("rng0"), unplugs.wait_for("rng0"));
        let other = unplugs.wait_for("net0");
        unplugs.tell("rng0", Unplugged::Gone);
        unplugs.tell("rng0", Unplugged::Refused);
        assert_eq!((first.await, second.await), (Ok(Unplugged::Gone), Ok(Unplugged::Gone)));
        unplugs.tell("net0", Unplugged::Refused);
        assert_eq!(other.await, Ok(Unplugged::Refused));
    }
}
