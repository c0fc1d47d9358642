//! What happens to domains when a connection closes: autodestroy, and jobs held across calls.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use uuid::Uuid;
use vireo_api::ConnectionId;

/// What to do with a domain whose connection closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OnClose {
    /// End it: it was started with autodestroy.
    Destroy,
    /// End the migration that the connection was in the middle of.
    EndMigration,
}

/// Which domains are tied to which connection, and for what. A domain may be tied for each purpose
/// to one connection.
#[derive(Debug, Default)]
pub struct CloseActions {
    ties: Mutex<HashMap<(Uuid, OnClose), ConnectionId>>,
}

impl CloseActions {
    /// No domain is tied.
    pub fn new() -> Self {
        Self::default()
    }

    /// Ties a domain to a connection. Tells which other connection it is tied to for the same
    /// purpose; nothing changes then.
    ///
    /// # Errors
    /// The other connection.
    pub fn tie(
        &self,
        connection: ConnectionId,
        uuid: Uuid,
        action: OnClose,
    ) -> Result<(), ConnectionId> {
        let mut ties = self.lock();
        match ties.get(&(uuid, action)) {
            Some(other) if *other != connection => Err(*other),
            Some(_) | None => {
                ties.insert((uuid, action), connection);
                Ok(())
            }
        }
    }

    /// Unties a domain: the migration is over. Tells the connection it was tied to.
    pub fn untie(&self, uuid: Uuid, action: OnClose) -> Option<ConnectionId> {
        self.lock().remove(&(uuid, action))
    }

    /// Unties a domain from everything: it stopped.
    pub fn forget(&self, uuid: Uuid) {
        self.lock().retain(|(tied, _), _| *tied != uuid);
    }

    /// The connection a domain is tied to.
    pub fn owner(&self, uuid: Uuid, action: OnClose) -> Option<ConnectionId> {
        self.lock().get(&(uuid, action)).copied()
    }

    /// A connection closed: what to do, each once, migrations before the rest. The ties are gone.
    /// To be asked again when a call that outlived its connection ends: it may have tied more.
    pub fn closed(&self, connection: ConnectionId) -> Vec<(Uuid, OnClose)> {
        let mut ties = self.lock();
        let mut due: Vec<_> =
            ties.iter().filter(|(_, owner)| **owner == connection).map(|(tie, _)| *tie).collect();
        ties.retain(|_, owner| *owner != connection);
        drop(ties);
        due.sort_unstable_by_key(|(uuid, action)| (*action == OnClose::Destroy, *uuid));
        due
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<(Uuid, OnClose), ConnectionId>> {
        self.ties.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: ConnectionId = ConnectionId(1);
    const TWO: ConnectionId = ConnectionId(2);
    const VM: Uuid = Uuid::from_u128(1);
    const OTHER: Uuid = Uuid::from_u128(2);

    #[test]
    fn only_the_closed_connections_domains_are_concerned() {
        let actions = CloseActions::new();
        actions.tie(ONE, VM, OnClose::Destroy).unwrap();
        actions.tie(ONE, VM, OnClose::Destroy).unwrap();
        actions.tie(TWO, OTHER, OnClose::Destroy).unwrap();
        assert_eq!(actions.tie(TWO, VM, OnClose::Destroy), Err(ONE));
        actions.tie(ONE, OTHER, OnClose::EndMigration).unwrap();
        let due = [(OTHER, OnClose::EndMigration), (VM, OnClose::Destroy)];
        assert_eq!(actions.closed(ONE), due);
        assert!(actions.closed(ONE).is_empty());
        assert_eq!(actions.owner(OTHER, OnClose::Destroy), Some(TWO));
    }

    #[test]
    fn what_is_over_is_not_done_again() {
        let actions = CloseActions::new();
        actions.tie(ONE, VM, OnClose::Destroy).unwrap();
        actions.tie(ONE, VM, OnClose::EndMigration).unwrap();
        assert_eq!(actions.untie(VM, OnClose::EndMigration), Some(ONE));
        assert_eq!(actions.untie(VM, OnClose::EndMigration), None);
        actions.forget(VM);
        assert!(actions.closed(ONE).is_empty());
    }
}
