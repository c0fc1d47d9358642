//! The wire protocol's programs: every procedure with its types, from one checked-in table.
//!
//! The tables are in `protocol/*.tbl`; `cargo xtask codegen` makes the modules here from them, and the driver
//! traits and the server's dispatch too. Both halves of the protocol use these types: a client encodes
//! [`Call::Args`] and decodes [`Call::Ret`], a server the other way round.

mod generated;
mod procedure;
pub mod typed_params;

pub use generated::{admin, lxc, qemu, remote};
pub use procedure::{Access, Permission, Priority, Procedure, StreamDirection, When};
pub use typed_params::{TypedParams, find_param};

/// The keepalive program (`facts/keepalive.json`): empty messages, no calls.
pub mod keepalive {
    /// Number of the program ("keep" in ASCII).
    pub const PROGRAM: u32 = 0x6b65_6570;
    /// Version of the program.
    pub const VERSION: u32 = 1;
    /// Are you there?
    pub const PING: i32 = 1;
    /// I am.
    pub const PONG: i32 = 2;
}

/// A call as a type: its number, arguments and results.
pub trait Call {
    /// Program that the call belongs to.
    const PROGRAM: u32;
    /// Version of that program.
    const VERSION: u32;
    /// Number within the program.
    const NUMBER: i32;
    /// What the client sends; `()` when nothing.
    type Args: vireo_xdr::Encode + vireo_xdr::Decode;
    /// What the server answers; `()` when nothing.
    type Ret: vireo_xdr::Encode + vireo_xdr::Decode;
}

/// An event as a type: its number and message.
pub trait Event {
    /// Program that the event belongs to.
    const PROGRAM: u32;
    /// Version of that program.
    const VERSION: u32;
    /// Number within the program.
    const NUMBER: i32;
    /// What the server sends.
    type Msg: vireo_xdr::Encode + vireo_xdr::Decode;
}

/// The description of a procedure, by program and number.
#[must_use]
pub fn procedure(program: u32, number: i32) -> Option<&'static Procedure> {
    let table = match program {
        remote::PROGRAM => remote::PROCEDURES,
        qemu::PROGRAM => qemu::PROCEDURES,
        lxc::PROGRAM => lxc::PROCEDURES,
        admin::PROGRAM => admin::PROCEDURES,
        _ => return None,
    };
    // Tables have no gaps and start at 1.
    let index = usize::try_from(number).ok()?.checked_sub(1)?;
    table.get(index)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_whole_and_in_order() {
        for (program, count) in
            [(remote::PROGRAM, 453), (qemu::PROGRAM, 7), (lxc::PROGRAM, 1), (admin::PROGRAM, 20)]
        {
            for number in 1..=count {
                assert_eq!(procedure(program, number).map(|p| p.number), Some(number));
            }
            assert!(procedure(program, count + 1).is_none());
            assert!(procedure(program, 0).is_none());
            assert!(procedure(program, -1).is_none());
        }
    }

    /// A call that asks for a changing permission without condition is never one that a read-only
    /// connection can name.
    #[test]
    fn changing_calls_are_gated() {
        const LOOKING: &[&str] = &["getattr", "read"];
        for procedure in remote::PROCEDURES.iter().chain(qemu::PROCEDURES) {
            let changes = procedure.permissions.iter().any(|p| {
                matches!(p.when, When::Always)
                    && !LOOKING.contains(&p.perm)
                    && !p.perm.starts_with("search_")
                    && p.perm != "detect_storage_pools"
            });
            if changes {
                assert_eq!(procedure.access, Access::Write, "{}", procedure.name);
            }
        }
    }
}
