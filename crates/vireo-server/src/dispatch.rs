//! From a call's bytes to a driver's method and back: what the generated arms use.

use std::os::fd::OwnedFd;
use std::sync::{Arc, Mutex, PoisonError};

use vireo_api::drivers as rooms;
use vireo_api::stream::{Stream, StreamPeer};
use vireo_api::{CallContext, Drivers, Error};
use vireo_proto::{Procedure, remote};
use vireo_rpc::{Header, Status, answers, put_frame_with_fds, put_reply};
use vireo_xdr::{Decode, Encode, from_bytes};

pub use crate::access::Target;
use crate::access::{Question, applies, asks_more_than_looking};
use crate::errors;
use crate::session::Session;

/// A call on its way in.
#[derive(Debug)]
pub struct Incoming {
    /// Its procedure's number.
    pub number: i32,
    /// What drivers may know of it.
    pub cx: CallContext,
    pub(crate) header: Header,
    pub(crate) procedure: &'static Procedure,
    pub(crate) session: Arc<Session>,
    pub(crate) args: Vec<u8>,
    pub(crate) fds: Vec<OwnedFd>,
    /// The server's end of the call's stream, until the reply takes it along.
    pub(crate) peer: Mutex<Option<StreamPeer>>,
}

/// Declares the way from a call to the hypervisor driver's rooms.
macro_rules! hypervisor_rooms {
    ($($room:ident: $calls:ident;)*) => {
        $(
            /// The driver of this room.
            pub fn $room(&self) -> &dyn rooms::$calls {
                self.drivers().hypervisor.$room()
            }
        )*
    };
}

/// Declares the way from a call to the driver that serves its room.
macro_rules! rooms {
    ($($room:ident: $calls:ident;)*) => {
        $(
            /// The driver of this room.
            pub fn $room(&self) -> &dyn rooms::$calls {
                &*self.drivers().$room
            }
        )*
    };
}

impl Incoming {
    fn drivers(&self) -> &Drivers {
        self.session.drivers()
    }

    /// The connection's own calls.
    pub fn session(&self) -> &dyn rooms::SessionCalls {
        &*self.session
    }

    /// The admin program's calls.
    pub fn admin(&self) -> &dyn rooms::AdminCalls {
        &*self.session
    }

    vireo_api::with_hypervisor_rooms!(hypervisor_rooms);

    rooms! {
        network: NetworkCalls;
        storage: StorageCalls;
        nodedev: NodedevCalls;
        interface: InterfaceCalls;
        nwfilter: NwfilterCalls;
        secret: SecretCalls;
    }

    /// Opens the call's stream and gives the driver its end.
    pub fn take_stream(&mut self) -> Stream {
        let (stream, peer) = vireo_api::stream::pair();
        *self.peer.lock().unwrap_or_else(PoisonError::into_inner) = Some(peer);
        stream
    }

    /// The descriptors that came with the call.
    pub fn take_fds(&mut self) -> Vec<OwnedFd> {
        std::mem::take(&mut self.fds)
    }

    /// May holes come on the call's stream? Its flags, which come last, say so.
    fn is_sparse(&self) -> bool {
        /// The calls that have such a flag, and its bit.
        const SPARSE: &[(i32, u32)] = &[(208, 1), (209, 1)];
        let flags = self.args.last_chunk().map_or(0, |word| u32::from_be_bytes(*word));
        self.header.prog == remote::PROGRAM
            && SPARSE.iter().any(|(number, bit)| *number == self.number && flags & bit != 0)
    }
}

/// Why a call was not served.
#[derive(Debug)]
pub enum Unserved {
    /// There is no such procedure, or a read-only connection has it not.
    Unknown,
    /// Its arguments do not decode.
    Undecodable,
    /// The server or a driver refused.
    Error(Error),
}

impl From<Error> for Unserved {
    fn from(error: Error) -> Unserved {
        Unserved::Error(error)
    }
}

/// A stream that a reply opens.
#[derive(Debug)]
pub struct OpenedStream {
    /// The server's end.
    pub peer: StreamPeer,
    /// Holes may come.
    pub sparse: bool,
}

/// A call's answer, as bytes.
#[derive(Debug)]
pub struct Reply {
    /// The whole frame.
    pub frame: Vec<u8>,
    /// Descriptors to send after it.
    pub fds: Vec<OwnedFd>,
    /// A stream that is live from now on.
    pub stream: Option<OpenedStream>,
}

/// Bytes that most replies fit in.
const USUAL_REPLY: usize = 64;

impl Reply {
    /// The answer of a call that passes no descriptors back.
    ///
    /// # Errors
    /// None: a result over the protocol's bounds becomes the error that says so.
    pub fn new<T: Encode>(call: &Incoming, ret: &T) -> Result<Reply, Unserved> {
        let mut frame = Vec::with_capacity(USUAL_REPLY);
        put_reply(&mut frame, &call.header, Ok(ret));
        Ok(Reply { frame, fds: Vec::new(), stream: take_peer(call) })
    }

    /// The answer of a call that may pass descriptors back. Without any it is a plain one,
    /// unless the call itself brought some along.
    ///
    /// # Errors
    /// As [`Reply::new`].
    pub fn with_fds<T: Encode>(
        call: &Incoming,
        ret: &T,
        fds: Vec<OwnedFd>,
    ) -> Result<Reply, Unserved> {
        if fds.is_empty() {
            return Reply::new(call, ret);
        }
        let mut frame = Vec::with_capacity(USUAL_REPLY);
        let header =
            Header { kind: vireo_rpc::MessageType::ReplyWithFds, ..call.header.reply(Status::Ok) };
        let count = u32::try_from(fds.len()).unwrap_or(u32::MAX);
        match put_frame_with_fds(&mut frame, &header, count, ret) {
            Ok(()) => Ok(Reply { frame, fds, stream: take_peer(call) }),
            Err(_) => Ok(Reply::error(&call.header, &answers::unencodable_payload())),
        }
    }

    /// An answer that is an error.
    pub fn error(call: &Header, error: &vireo_rpc::RemoteError) -> Reply {
        let mut frame = Vec::with_capacity(4 * USUAL_REPLY);
        put_reply::<()>(&mut frame, call, Err(error));
        Reply { frame, fds: Vec::new(), stream: None }
    }
}

fn take_peer(call: &Incoming) -> Option<OpenedStream> {
    let peer = call.peer.lock().unwrap_or_else(PoisonError::into_inner).take()?;
    Some(OpenedStream { peer, sparse: call.is_sparse() })
}

/// Reads a call's arguments. What follows them is ignored, as the reference does.
///
/// # Errors
/// [`Unserved::Undecodable`].
pub fn decode<T: Decode>(call: &Incoming) -> Result<T, Unserved> {
    from_bytes(&call.args).map(|(args, _)| args).map_err(|_| Unserved::Undecodable)
}

/// Lets a call through: the connection is open, a read-only one does not ask for more than
/// looking, and the access driver admits it.
///
/// # Errors
/// [`Unserved::Error`]: which of these does not hold.
pub fn permit(
    call: &Incoming,
    target: &Target<'_>,
    flags: u32,
    selector: u32,
) -> Result<(), Unserved> {
    let opens = call.header.prog == remote::PROGRAM && matches!(call.number, 1 | 60);
    if !call.session.is_open() && !opens {
        return Err(errors::not_open(call.procedure).into());
    }
    if call.cx.read_only {
        if let Some(permission) = asks_more_than_looking(call.procedure, flags, selector) {
            let error = match permission.perm {
                "read_secure" => errors::secure_flag(call.procedure),
                _ => errors::read_only(call.procedure),
            };
            return Err(error.into());
        }
    }
    let access = call.session.access();
    if access.admits_all() {
        return Ok(());
    }
    let refused = call.procedure.permissions.iter().any(|permission| {
        let driver = call.session.driver_name();
        let identity = &call.cx.identity;
        applies(permission, flags, selector)
            && !access.admits(&Question { identity, driver, target: *target, permission })
    });
    if refused {
        let error = vireo_api::ErrorCode::AccessDenied;
        return Err(Error::bare(error, vireo_api::ErrorDomain::Access).into());
    }
    Ok(())
}
