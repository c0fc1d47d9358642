//! Frames appended to an output buffer: the length is patched in at the end, so
//! that nothing is copied.

use vireo_xdr::{Encode, XdrError};

use crate::{HEADER_LEN, Header, LENGTH_WORD, MESSAGE_MAX, RemoteError, Status, answers};

/// Why a message cannot be written; the output is then as it was before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WriteError {
    /// A value is over its bound.
    #[error(transparent)]
    Xdr(#[from] XdrError),
    /// The message is over the largest one.
    #[error("a message of {0} bytes is too long")]
    TooLong(usize),
}

/// Appends a frame whose payload is `body`.
///
/// # Errors
///
/// [`WriteError`]; `out` is left as it was.
pub fn put_frame<T: Encode + ?Sized>(
    out: &mut Vec<u8>,
    header: &Header,
    body: &T,
) -> Result<(), WriteError> {
    framed(out, header, |out| body.encode(out))
}

/// Appends a frame that announces `nfds` descriptors. The header's type must be one
/// of those that do ([`crate::MessageType::has_fds`]); the caller sends the descriptors after it.
///
/// # Errors
///
/// As [`put_frame`].
pub fn put_frame_with_fds<T: Encode + ?Sized>(
    out: &mut Vec<u8>,
    header: &Header,
    nfds: u32,
    body: &T,
) -> Result<(), WriteError> {
    debug_assert!(header.kind.has_fds());
    framed(out, header, |out| {
        nfds.encode(out)?;
        body.encode(out)
    })
}

/// Appends a frame whose payload is `bytes` as they are.
///
/// # Errors
///
/// [`WriteError::TooLong`].
pub fn put_bytes(out: &mut Vec<u8>, header: &Header, bytes: &[u8]) -> Result<(), WriteError> {
    framed(out, header, |out| {
        out.extend_from_slice(bytes);
        Ok(())
    })
}

/// Appends the reply to `call`: a result, or an error. A result that cannot be
/// written becomes the error that says so, as with the reference.
pub fn put_reply<T: Encode + ?Sized>(
    out: &mut Vec<u8>,
    call: &Header,
    result: Result<&T, &RemoteError>,
) {
    let error = match result {
        Ok(value) => match put_frame(out, &call.reply(Status::Ok), value) {
            Ok(()) => return,
            Err(WriteError::Xdr(_) | WriteError::TooLong(_)) => &answers::unencodable_payload(),
        },
        Err(error) => error,
    };
    put_error(out, &call.reply(Status::Error), error);
}

/// Appends a frame with an error. One whose texts are too long loses them: there is
/// always an answer.
pub(crate) fn put_error(out: &mut Vec<u8>, header: &Header, error: &RemoteError) {
    if put_frame(out, header, error).is_err() {
        let plain = RemoteError {
            code: error.code,
            domain: error.domain,
            ..answers::rpc_error("the error text is too long")
        };
        // A short text is within every bound.
        let written = put_frame(out, header, &plain);
        debug_assert!(written.is_ok());
    }
}

fn framed(
    out: &mut Vec<u8>,
    header: &Header,
    fill: impl FnOnce(&mut Vec<u8>) -> Result<(), XdrError>,
) -> Result<(), WriteError> {
    let start = out.len();
    let mut head = [0; LENGTH_WORD + HEADER_LEN];
    head[LENGTH_WORD..].copy_from_slice(&header.to_bytes());
    out.extend_from_slice(&head);
    let filled = fill(out).map_err(WriteError::Xdr);
    let len = out.len() - start;
    let checked = match u32::try_from(len) {
        Ok(word) if len <= LENGTH_WORD + MESSAGE_MAX => Ok(word),
        Ok(_) | Err(_) => Err(WriteError::TooLong(len)),
    };
    match filled.and(checked) {
        Ok(word) => {
            out[start..start + LENGTH_WORD].copy_from_slice(&word.to_be_bytes());
            Ok(())
        }
        Err(error) => {
            out.truncate(start);
            Err(error)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use vireo_xdr::{STRING_MAX, Text};

    const CALL: Header = Header::call(0x2000_8086, 1, 60, 5);

    #[test]
    fn the_length_is_patched_in() {
        let mut out = vec![0xee];
        put_frame(&mut out, &CALL, &7_u32).unwrap();
        assert_eq!(out[1..5], 32_u32.to_be_bytes());
        assert_eq!(out[5..29], CALL.to_bytes());
        assert_eq!(out[29..], [0, 0, 0, 7]);
    }

    #[test]
    fn what_cannot_be_written_leaves_the_output_alone() {
        let long = Text::from("x".repeat(STRING_MAX + 1));
        let mut out = vec![0xee];
        assert!(matches!(put_frame(&mut out, &CALL, &long), Err(WriteError::Xdr(_))));
        assert_eq!(out, [0xee]);
        let over = vec![0; crate::PAYLOAD_MAX + 1];
        let len = over.len() + LENGTH_WORD + HEADER_LEN;
        assert_eq!(put_bytes(&mut out, &CALL, &over), Err(WriteError::TooLong(len)));
        assert_eq!(out, [0xee]);
        put_bytes(&mut out, &CALL, &over[1..]).unwrap();
        assert_eq!(out.len(), len);
    }

    #[test]
    fn a_result_that_cannot_be_written_becomes_an_error() {
        let long = Text::from("x".repeat(STRING_MAX + 1));
        let mut out = Vec::new();
        put_reply(&mut out, &CALL, Ok(&long));
        let (error, rest) = vireo_xdr::from_bytes::<RemoteError>(&out[28..]).unwrap();
        assert_eq!(error, answers::unencodable_payload());
        assert!(rest.is_empty());
        assert_eq!(out[4..28], CALL.reply(Status::Error).to_bytes());

        out.clear();
        let error = RemoteError { message: Some(long), code: 1, ..RemoteError::default() };
        put_reply::<()>(&mut out, &CALL, Err(&error));
        let (told, _) = vireo_xdr::from_bytes::<RemoteError>(&out[28..]).unwrap();
        assert_eq!((told.code, told.domain), (1, 0));
    }
}
