//! The way of commands to a monitor that takes some of them out of band.
//!
//! Such a QEMU reads on while a command is executed, and stops reading when eight wait. One that is
//! stuck would soon read nothing more, the very command that frees it among that. So commands of the
//! usual kind go out one at a time, as QEMU itself takes them where nothing is out of band, and the
//! others pass by. It also keeps a command's descriptors apart from the next one's.

use std::collections::VecDeque;
use std::os::fd::OwnedFd;

/// A command that is ready to be written.
#[derive(Debug)]
pub struct Ready {
    /// Its number.
    pub serial: u64,
    /// Its text.
    pub line: Vec<u8>,
    /// What goes along.
    pub fds: Vec<OwnedFd>,
}

/// Who may go and who waits.
#[derive(Debug, Default)]
pub struct Lane {
    /// The one that QEMU has.
    busy: Option<u64>,
    /// Those behind it.
    held: VecDeque<Ready>,
}

impl Lane {
    /// Gives the command back when it may be written now.
    pub fn enter(&mut self, ready: Ready) -> Option<Ready> {
        if self.busy.is_some() {
            self.held.push_back(ready);
            return None;
        }
        self.busy = Some(ready.serial);
        Some(ready)
    }

    /// QEMU answered: the next that may be written.
    pub fn answered(&mut self, serial: u64) -> Option<Ready> {
        if self.busy != Some(serial) {
            return None;
        }
        let next = self.held.pop_front();
        self.busy = next.as_ref().map(|next| next.serial);
        next
    }

    /// Nothing will be written any more.
    pub fn clear(&mut self) {
        self.held.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ready(serial: u64) -> Ready {
        Ready { serial, line: Vec::new(), fds: Vec::new() }
    }

    #[test]
    fn one_at_a_time_in_order() {
        let mut lane = Lane::default();
        let go = |ready: Option<Ready>| ready.map(|ready| ready.serial);
        assert_eq!(go(lane.enter(ready(1))), Some(1));
        assert_eq!(go(lane.enter(ready(2))), None);
        assert_eq!(go(lane.enter(ready(4))), None);
        // Out of band: it never was in the lane.
        assert_eq!(go(lane.answered(3)), None);
        assert_eq!(go(lane.answered(1)), Some(2));
        assert_eq!(go(lane.answered(2)), Some(4));
        assert_eq!(go(lane.answered(4)), None);
        assert_eq!(go(lane.enter(ready(5))), Some(5));
    }
}
