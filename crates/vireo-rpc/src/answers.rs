//! The errors the protocol itself answers with, as the reference words them.
//!
//! Clients match on some of these texts: one that starts with "unknown procedure"
//! becomes `VIR_ERR_NO_SUPPORT` in the stock client.

use crate::RemoteError;

/// `VIR_ERR_RPC`
const ERR_RPC: i32 = 39;
/// `VIR_FROM_RPC`
const FROM_RPC: i32 = 7;
/// `VIR_ERR_ERROR`
const LEVEL_ERROR: i32 = 2;

/// An error of the protocol with this text.
#[must_use]
pub fn rpc_error(text: impl Into<String>) -> RemoteError {
    let text = text.into();
    RemoteError {
        code: ERR_RPC,
        domain: FROM_RPC,
        message: Some(text.as_str().into()),
        level: LEVEL_ERROR,
        str1: Some("%s".into()),
        str2: Some(text.into()),
        int1: -1,
        int2: -1,
        ..RemoteError::default()
    }
}

/// No such program in this version. The reference prints the numbers signed.
#[must_use]
pub fn unknown_program(prog: u32, vers: u32) -> RemoteError {
    rpc_error(format!("Cannot find program {} version {}", signed(prog), signed(vers)))
}

const fn signed(number: u32) -> i32 {
    i32::from_ne_bytes(number.to_ne_bytes())
}

/// The program has no such procedure.
#[must_use]
pub fn unknown_procedure(proc: i32) -> RemoteError {
    rpc_error(format!("unknown procedure: {proc}"))
}

/// A call whose status is not OK.
#[must_use]
pub fn unexpected_status(status: i32) -> RemoteError {
    rpc_error(format!("Unexpected message status {}", u32::from_ne_bytes(status.to_ne_bytes())))
}

/// The procedure wants an authenticated client.
#[must_use]
pub fn authentication_required() -> RemoteError {
    rpc_error("authentication required")
}

/// The arguments do not decode.
#[must_use]
pub fn undecodable_payload() -> RemoteError {
    rpc_error("Unable to decode message payload")
}

/// The result is over a bound of the protocol.
#[must_use]
pub fn unencodable_payload() -> RemoteError {
    rpc_error("Unable to encode message payload")
}
