//! Names of users and groups.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use nix::unistd::{Gid, Group, Uid, User};

/// Names that were looked up before: a look-up may ask the network.
#[derive(Debug, Default)]
pub struct Names {
    users: Mutex<HashMap<u32, Option<String>>>,
    groups: Mutex<HashMap<u32, Option<String>>>,
}

impl Names {
    /// The name of a user.
    pub fn user(&self, uid: u32) -> Option<String> {
        let look_up = || User::from_uid(Uid::from_raw(uid)).ok()?.map(|user| user.name);
        cached(&self.users, uid, look_up)
    }

    /// The name of a group.
    pub fn group(&self, gid: u32) -> Option<String> {
        let look_up = || Group::from_gid(Gid::from_raw(gid)).ok()?.map(|group| group.name);
        cached(&self.groups, gid, look_up)
    }
}

fn cached(
    names: &Mutex<HashMap<u32, Option<String>>>,
    id: u32,
    look_up: impl FnOnce() -> Option<String>,
) -> Option<String> {
    let mut names = names.lock().unwrap_or_else(PoisonError::into_inner);
    names.entry(id).or_insert_with(look_up).clone()
}

/// The id of a group, by name or (with or without a plus sign) number.
///
/// # Errors
/// In the reference's words: there is no such group.
pub fn group_id(name: &str) -> Result<u32, String> {
    if let Some(number) = name.strip_prefix('+').and_then(|n| n.parse().ok()) {
        return Ok(number);
    }
    match Group::from_name(name) {
        Ok(Some(group)) => Ok(group.gid.as_raw()),
        Ok(None) | Err(_) => {
            name.parse().map_err(|_| format!("invalid argument: Failed to parse group '{name}'"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn root_is_known_and_nonsense_is_not() {
        let names = Names::default();
        assert_eq!(names.user(0).as_deref(), Some("root"));
        assert_eq!(names.user(0).as_deref(), Some("root"));
        assert_eq!(group_id("root"), Ok(0));
        assert_eq!(group_id("+7"), Ok(7));
        let wanted = "invalid argument: Failed to parse group 'nogroup99'";
        assert_eq!(group_id("nogroup99"), Err(wanted.to_owned()));
    }
}
