//! Frames recorded from the stock client and the reference daemon: each is cut out,
//! read through its procedure's types, and written back to the same bytes.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::fs::{self, File};

use vireo_proto::{Call, Event, qemu, remote};
use vireo_rpc::{
    FrameBuffer, Header, KEEPALIVE_PROGRAM, MessageType, RemoteError, Status, StreamHole,
    put_bytes, put_frame, put_frame_with_fds,
};
use vireo_xdr::{Decode, Encode, from_bytes, to_vec};

/// Reads a payload as `T` and writes it back.
fn same<T: Encode + Decode>(payload: &[u8]) -> Result<Vec<u8>, String> {
    let (value, rest) = from_bytes::<T>(payload).map_err(|e| e.to_string())?;
    if !rest.is_empty() {
        return Err(format!("{} trailing bytes", rest.len()));
    }
    to_vec(&value).map_err(|e| e.to_string())
}

type Same = fn(&[u8]) -> Result<Vec<u8>, String>;

/// How the payloads of a procedure are read: arguments or message, and result.
type Readers = BTreeMap<(u32, i32), (Same, Same)>;

fn call<C: Call>(readers: &mut Readers) {
    readers.insert((C::PROGRAM, C::NUMBER), (same::<C::Args>, same::<C::Ret>));
}

fn event<E: Event>(readers: &mut Readers) {
    readers.insert((E::PROGRAM, E::NUMBER), (same::<E::Msg>, same::<()>));
}

macro_rules! readers {
    ($kind:ident in $readers:ident: $($name:path,)*) => { $($kind::<$name>(&mut $readers);)* };
}

/// Every procedure that the scenes use.
fn readers() -> Readers {
    let mut readers = Readers::new();
    readers! { call in readers:
        qemu::call::DomainAgentCommand,
        qemu::call::DomainMonitorCommand,
        remote::call::AuthList,
        remote::call::ConnectClose,
        remote::call::ConnectDomainEventCallbackDeregisterAny,
        remote::call::ConnectDomainEventCallbackRegisterAny,
        remote::call::ConnectGetAllDomainStats,
        remote::call::ConnectGetHostname,
        remote::call::ConnectGetSysinfo,
        remote::call::ConnectGetType,
        remote::call::ConnectGetVersion,
        remote::call::ConnectListAllDomains,
        remote::call::ConnectListAllInterfaces,
        remote::call::ConnectListAllNetworks,
        remote::call::ConnectListAllNodeDevices,
        remote::call::ConnectListAllNwfilters,
        remote::call::ConnectListAllSecrets,
        remote::call::ConnectListAllStoragePools,
        remote::call::ConnectNumOfInterfaces,
        remote::call::ConnectOpen,
        remote::call::ConnectRegisterCloseCallback,
        remote::call::ConnectSupportsFeature,
        remote::call::ConnectUnregisterCloseCallback,
        remote::call::DomainCreateWithFlags,
        remote::call::DomainDefineXml,
        remote::call::DomainDestroy,
        remote::call::DomainFdAssociate,
        remote::call::DomainGetAutostart,
        remote::call::DomainGetAutostartOnce,
        remote::call::DomainGetBlkioParameters,
        remote::call::DomainGetControlInfo,
        remote::call::DomainGetCpuStats,
        remote::call::DomainGetFsinfo,
        remote::call::DomainGetInfo,
        remote::call::DomainGetJobStats,
        remote::call::DomainGetMessages,
        remote::call::DomainGetMetadata,
        remote::call::DomainGetOsType,
        remote::call::DomainGetSchedulerParameters,
        remote::call::DomainGetSchedulerType,
        remote::call::DomainGetSecurityLabel,
        remote::call::DomainGetState,
        remote::call::DomainGetTime,
        remote::call::DomainGetVcpuPinInfo,
        remote::call::DomainGetVcpus,
        remote::call::DomainGetVcpusFlags,
        remote::call::DomainHasManagedSaveImage,
        remote::call::DomainInjectNmi,
        remote::call::DomainInterfaceAddresses,
        remote::call::DomainIsActive,
        remote::call::DomainIsPersistent,
        remote::call::DomainLookupByName,
        remote::call::DomainMemoryStats,
        remote::call::DomainReset,
        remote::call::DomainResume,
        remote::call::DomainScreenshot,
        remote::call::DomainSendKey,
        remote::call::DomainSetAutostart,
        remote::call::DomainSetMetadata,
        remote::call::DomainSnapshotNum,
        remote::call::DomainSuspend,
        remote::call::DomainUndefineFlags,
        remote::call::NetworkLookupByName,
        remote::call::NodeGetCpuMap,
        remote::call::NodeGetCpuStats,
        remote::call::NodeGetFreeMemory,
        remote::call::NodeGetInfo,
        remote::call::NodeGetMemoryStats,
        remote::call::NodeGetSecurityModel,
        remote::call::StoragePoolCreateXml,
        remote::call::StoragePoolDestroy,
        remote::call::StoragePoolIsActive,
        remote::call::StoragePoolListAllVolumes,
        remote::call::StoragePoolLookupByName,
        remote::call::StoragePoolLookupByVolume,
        remote::call::StorageVolCreateXml,
        remote::call::StorageVolDelete,
        remote::call::StorageVolDownload,
        remote::call::StorageVolGetInfo,
        remote::call::StorageVolGetPath,
        remote::call::StorageVolLookupByName,
        remote::call::StorageVolUpload,
    }
    readers! { event in readers:
        remote::event::DomainEventCallbackLifecycle,
        remote::event::DomainEventCallbackReboot,
    }
    readers
}

/// The payload of a frame, read and written by what the header says it is.
fn again(readers: &Readers, header: &Header, payload: &[u8]) -> Result<Vec<u8>, String> {
    if (header.prog, header.vers) == KEEPALIVE_PROGRAM {
        return same::<()>(payload);
    }
    let (args, ret) =
        readers.get(&(header.prog, header.proc)).ok_or("the procedure is not in the list")?;
    match (header.kind, header.status) {
        (MessageType::Reply, Status::Error) => same::<RemoteError>(payload),
        (MessageType::Reply | MessageType::ReplyWithFds, Status::Ok) => ret(payload),
        (MessageType::Call | MessageType::CallWithFds | MessageType::Message, Status::Ok) => {
            args(payload)
        }
        (MessageType::Stream, Status::Continue) => Ok(payload.to_vec()),
        (MessageType::Stream, Status::Ok) => same::<()>(payload),
        (MessageType::StreamHole, Status::Continue) => same::<StreamHole>(payload),
        other => Err(format!("{other:?} is not what the stock peers send")),
    }
}

fn unhex(text: &str) -> Vec<u8> {
    let byte = |at| u8::from_str_radix(&text[at..at + 2], 16).unwrap();
    (0..text.len()).step_by(2).map(byte).collect()
}

/// The scenes by name, each a list of frames.
fn scenes() -> Vec<(String, Vec<Vec<u8>>)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden");
    let mut scenes = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|end| end == "hex") {
            let text = fs::read_to_string(&path).unwrap();
            let frames = text.lines().map(|line| unhex(&line[2..])).collect();
            scenes.push((path.file_name().unwrap().to_string_lossy().into_owned(), frames));
        }
    }
    assert!(scenes.len() >= 11, "the recordings are gone: {}", scenes.len());
    scenes
}

fn expect_same(context: impl Debug, got: &[u8], wanted: &[u8]) {
    assert!(got == wanted, "{context:?}:\n got {got:02x?}\nnot {wanted:02x?}");
}

#[test]
fn recorded_frames_are_read_and_written_back_the_same() {
    let readers = readers();
    let mut count = 0;
    for (scene, frames) in scenes() {
        for bytes in frames {
            let mut buffer = FrameBuffer::new();
            buffer.push(&bytes);
            let header = Header::from_bytes(bytes[4..28].try_into().unwrap());
            let nfds = if header.kind.has_fds() { bytes[31] } else { 0 };
            for _ in 0..nfds {
                buffer.push(&[0]);
                buffer.push_fd(File::open("/dev/null").unwrap().into()).unwrap();
            }
            let frame = buffer.next_frame().unwrap().expect("a whole frame");
            assert_eq!((frame.header, frame.fds.len()), (header, usize::from(nfds)));
            let payload = again(&readers, &header, frame.payload)
                .unwrap_or_else(|e| panic!("{scene}: {header:?}: {e}"));
            let mut written = Vec::new();
            if header.kind.has_fds() {
                put_frame_with_fds(&mut written, &header, u32::from(nfds), &Raw(&payload)).unwrap();
            } else if payload.is_empty() {
                put_frame(&mut written, &header, &()).unwrap();
            } else {
                put_bytes(&mut written, &header, &payload).unwrap();
            }
            expect_same((&scene, header), &written, &bytes);
            assert!(buffer.is_empty());
            count += 1;
        }
    }
    assert!(count > 500, "{count} frames");
}

struct Raw<'a>(&'a [u8]);

impl Encode for Raw<'_> {
    fn encode(&self, out: &mut Vec<u8>) -> Result<(), vireo_xdr::XdrError> {
        out.extend_from_slice(self.0);
        Ok(())
    }
}

// A list of readers without a frame for each would go stale unseen.
#[test]
fn every_reader_has_a_frame() {
    let mut readers = readers();
    for (_, frames) in scenes() {
        for bytes in frames {
            let header = Header::from_bytes(bytes[4..28].try_into().unwrap());
            readers.remove(&(header.prog, header.proc));
        }
    }
    let unused: Vec<_> = readers.keys().collect();
    assert!(unused.is_empty(), "{unused:?}");
}
