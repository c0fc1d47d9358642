//! The 24 bytes in front of every payload.

use crate::HEADER_LEN;

/// A number of the wire that has names for the values we know and keeps the others:
/// the reference takes any number here, and drops or refuses it later.
macro_rules! wire_number {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $number:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum $name {
            $($(#[$variant_doc])* $variant,)*
            /// Any other number.
            Unknown(i32),
        }

        impl $name {
            /// The number on the wire.
            #[must_use]
            pub const fn number(self) -> i32 {
                match self {
                    $(Self::$variant => $number,)*
                    Self::Unknown(number) => number,
                }
            }

            /// What `number` means.
            #[must_use]
            pub const fn from_number(number: i32) -> Self {
                match number {
                    $($number => Self::$variant,)*
                    other => Self::Unknown(other),
                }
            }
        }
    };
}

wire_number! {
    /// What a message is (`virNetMessageType`).
    MessageType {
        /// A call, from the client.
        Call = 0,
        /// The answer to a call.
        Reply = 1,
        /// An event from the server, or keepalive from either side.
        Message = 2,
        /// A packet of a stream: data, finish, abort or failure, by its status.
        Stream = 3,
        /// A call that descriptors follow.
        CallWithFds = 4,
        /// A reply that descriptors follow.
        ReplyWithFds = 5,
        /// A hole in a sparse stream.
        StreamHole = 6,
    }
}

wire_number! {
    /// How a message went (`virNetMessageStatus`).
    Status {
        /// Done; on a stream: finished.
        Ok = 0,
        /// Failed; on a stream from the client: aborted.
        Error = 1,
        /// On a stream: more data.
        Continue = 2,
    }
}

impl MessageType {
    /// Does a count of descriptors stand in front of the payload?
    #[must_use]
    pub const fn has_fds(self) -> bool {
        matches!(self, Self::CallWithFds | Self::ReplyWithFds)
    }
}

/// The header of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Header {
    /// Program.
    pub prog: u32,
    /// Version of the program.
    pub vers: u32,
    /// Procedure of the program.
    pub proc: i32,
    /// What the message is.
    pub kind: MessageType,
    /// Ties replies and stream packets to their call; 0 in events.
    pub serial: u32,
    /// How it went.
    pub status: Status,
}

impl Header {
    /// A call.
    #[must_use]
    pub const fn call(prog: u32, vers: u32, proc: i32, serial: u32) -> Self {
        Self { prog, vers, proc, kind: MessageType::Call, serial, status: Status::Ok }
    }

    /// An event or a keepalive message.
    #[must_use]
    pub const fn message(prog: u32, vers: u32, proc: i32) -> Self {
        Self { prog, vers, proc, kind: MessageType::Message, serial: 0, status: Status::Ok }
    }

    /// The header of the reply to this call.
    #[must_use]
    pub const fn reply(&self, status: Status) -> Self {
        Self { kind: MessageType::Reply, status, ..*self }
    }

    /// Reads the header.
    #[must_use]
    pub fn from_bytes(bytes: &[u8; HEADER_LEN]) -> Self {
        let word = |at: usize| [bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]];
        Self {
            prog: u32::from_be_bytes(word(0)),
            vers: u32::from_be_bytes(word(4)),
            proc: i32::from_be_bytes(word(8)),
            kind: MessageType::from_number(i32::from_be_bytes(word(12))),
            serial: u32::from_be_bytes(word(16)),
            status: Status::from_number(i32::from_be_bytes(word(20))),
        }
    }

    /// The header as it is written.
    #[must_use]
    pub fn to_bytes(&self) -> [u8; HEADER_LEN] {
        let mut bytes = [0; HEADER_LEN];
        let words = [
            self.prog.to_be_bytes(),
            self.vers.to_be_bytes(),
            self.proc.to_be_bytes(),
            self.kind.number().to_be_bytes(),
            self.serial.to_be_bytes(),
            self.status.number().to_be_bytes(),
        ];
        for (place, word) in bytes.chunks_exact_mut(4).zip(words) {
            place.copy_from_slice(&word);
        }
        bytes
    }
}

/// Which stream a packet belongs to: that of the call which opened it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StreamId {
    /// Program of the call.
    pub prog: u32,
    /// Version of the program.
    pub vers: u32,
    /// Procedure of the call.
    pub proc: i32,
    /// Serial of the call.
    pub serial: u32,
}

impl StreamId {
    /// The stream that the call or packet with this header means.
    #[must_use]
    pub const fn of(header: &Header) -> Self {
        Self { prog: header.prog, vers: header.vers, proc: header.proc, serial: header.serial }
    }

    /// The header of a packet of this stream.
    #[must_use]
    pub const fn header(&self, kind: MessageType, status: Status) -> Header {
        let Self { prog, vers, proc, serial } = *self;
        Header { prog, vers, proc, kind, serial, status }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_round_trip_with_unknown_numbers() {
        let header = Header {
            prog: 0x2000_8086,
            vers: 1,
            proc: -3,
            kind: MessageType::Unknown(9),
            serial: u32::MAX,
            status: Status::Unknown(-1),
        };
        assert_eq!(Header::from_bytes(&header.to_bytes()), header);
        for number in -1..9 {
            assert_eq!(MessageType::from_number(number).number(), number);
            assert_eq!(Status::from_number(number).number(), number);
        }
    }
}
