//! Which domains start with the host.
//!
//! That is once a boot of the host, not once a start of the daemon: a mark in the state directory
//! (which a boot empties) says that it was done. A daemon that is started again leaves a domain
//! that somebody stopped meanwhile stopped.

use std::fs::OpenOptions;
use std::io;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::sync::Arc;

use crate::domain::{Domain, DomainData};
use crate::error::{Error, Result};
use crate::registry::Registry;

/// Makes the mark; tells whether it was missing, so that autostart is due.
///
/// # Errors
/// [`Error::Io`] with the path.
pub fn begin(mark: &Path) -> Result<bool> {
    match OpenOptions::new().write(true).create_new(true).mode(0o600).open(mark) {
        Ok(_) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
        Err(error) => Err(Error::io(format!("Failed to create file '{}'", mark.display()), error)),
    }
}

/// A domain to start.
pub struct Due<D: DomainData> {
    /// The domain.
    pub domain: Arc<Domain<D>>,
    /// It starts with the host this once: its link goes away when it is started.
    pub once: bool,
}

/// The domains to start, in the order of their names: the same at every boot.
pub fn due<D: DomainData>(registry: &Registry<D>) -> Vec<Due<D>> {
    let wanted = |domain: Arc<Domain<D>>| {
        let (starts, once) = domain.peek(|view| {
            let starts = (view.autostart || view.autostart_once) && !view.is_active();
            (starts, view.autostart_once)
        });
        starts.then_some(Due { domain, once })
    };
    let mut due: Vec<_> = registry.list().into_iter().filter_map(wanted).collect();
    due.sort_by_key(|one| one.domain.name());
    due
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::domain::View;
    use crate::registry::Found;

    struct Plain;
    impl DomainData for Plain {
        type Config = ();
        type Live = ();
        type Extra = ();
    }

    #[test]
    fn once_a_boot() {
        let directory = tempfile::tempdir().unwrap();
        let mark = directory.path().join("autostarted");
        assert!(begin(&mark).unwrap());
        assert!(!begin(&mark).unwrap());
        assert!(begin(&directory.path().join("none/x")).is_err());
    }

    #[test]
    fn the_marked_ones_that_are_off_by_name() {
        let registry = Registry::<Plain>::default();
        let add = |name: &str, autostart, autostart_once, id| {
            let uuid = Uuid::from_u128(registry.len() as u128);
            let Ok(Some(Found::Free(claim))) = registry.try_claim(uuid, name) else { panic!() };
            let mut view = View::new(name);
            (view.autostart, view.autostart_once, view.id) = (autostart, autostart_once, id);
            claim.insert(view);
        };
        add("z", true, false, None);
        add("plain", false, false, None);
        add("running", true, false, Some(1));
        add("a", false, true, None);
        let due: Vec<_> = due(&registry).iter().map(|d| (d.domain.name(), d.once)).collect();
        assert_eq!(due, [("a".into(), true), ("z".into(), false)]);
    }
}
