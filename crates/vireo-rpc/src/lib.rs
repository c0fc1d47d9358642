//! Frames, streams and keepalive of the wire protocol, client and server halves, without sockets.
//!
//! Bytes go in, typed messages come out, and what is to be sent is appended to a
//! buffer of the caller's:
//!
//! - [`Header`], [`FrameBuffer`], [`put_frame`]: one frame, read and written;
//! - [`ServerSession`], [`ClientSession`]: one connection, seen from either end;
//! - [`Keepalive`]: the timer both of them hold, as plain state;
//! - [`RemoteError`], [`answers`]: the error that travels, and those the protocol
//!   itself gives.
//!
//! Nothing here waits, reads a clock or knows what a procedure means.

pub mod answers;
mod client;
mod error;
mod frame;
#[doc(hidden)]
pub mod fuzz;
mod header;
mod keepalive;
mod server;
mod stream;
mod write;

pub use client::{ClientIncoming, ClientSession};
pub use error::{CloseReason, ErrorDomain, ErrorNetwork, FrameError, RemoteError};
pub use frame::{Frame, FrameBuffer};
pub use header::{Header, MessageType, Status, StreamId};
pub use keepalive::{Keepalive, Tick};
pub use server::{Incoming, ServerSession};
pub use stream::{STREAM_WINDOW, StreamHole, StreamTable};
pub use write::{WriteError, put_bytes, put_frame, put_frame_with_fds, put_reply};

/// Bytes of the length word, which counts itself.
pub const LENGTH_WORD: usize = 4;
/// Bytes of the header after the length word.
pub const HEADER_LEN: usize = 24;
/// Bytes of header and payload at the most, without the length word
/// (`VIR_NET_MESSAGE_MAX`).
pub const MESSAGE_MAX: usize = 33_554_432;
/// Bytes of payload at the most (`VIR_NET_MESSAGE_PAYLOAD_MAX`).
pub const PAYLOAD_MAX: usize = MESSAGE_MAX - HEADER_LEN;
/// Bytes of payload that every peer takes, however old; what a stream packet of ours
/// carries at the most (`VIR_NET_MESSAGE_LEGACY_PAYLOAD_MAX`).
pub const STREAM_PACKET_MAX: usize = 262_120;
/// Descriptors a message carries at the most (`VIR_NET_MESSAGE_NUM_FDS_MAX`).
pub const FDS_MAX: usize = 32;
/// The keepalive program and its version; either side may send it at any time.
pub const KEEPALIVE_PROGRAM: (u32, u32) = (0x6b65_6570, 1);
