//! One daemon in this process with a driver of the tests' own: what clients see of it.

#![allow(clippy::unwrap_used)] // all of this is test code

mod support;

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use support::{House, bytes, dom, polkit, read_all, text};
use vireo_api::Identity;
use vireo_api::event::{DomainEvent, DomainLifecycle, DomainRef, Event, ResumedDetail};
use vireo_api::stream::StreamItem;
use vireo_proto::remote::call as rc;
use vireo_proto::remote::event as re;
use vireo_proto::{admin, qemu, remote};
use vireo_rpc::{Header, MessageType, Status, StreamId};
use vireo_server::connection::Door;

fn call(number: i32) -> Header {
    Header::call(remote::PROGRAM, remote::VERSION, number, 7)
}

#[tokio::test]
async fn the_handshake_of_a_stock_client() {
    let house = House::new();
    let mut client = house.connect();
    let list = client.call::<rc::AuthList>(&()).await.unwrap();
    assert_eq!(list.types, [remote::AuthType::AuthNone]);
    let ask = |feature| remote::ConnectSupportsFeatureArgs { feature };
    let early = client.call::<rc::ConnectSupportsFeature>(&ask(10)).await.unwrap();
    assert_eq!(early.supported, 1);
    let error = client.call::<rc::ConnectSupportsFeature>(&ask(14)).await.unwrap_err();
    assert_eq!(text(&error), "internal error: hypervisor connection not open");
    client.open("").await.unwrap();
    for (feature, supported) in [(14, 1), (15, 1), (16, 1), (2, 0), (6, 1), (3, 0), (99, 0)] {
        let ret = client.call::<rc::ConnectSupportsFeature>(&ask(feature)).await.unwrap();
        assert_eq!(ret.supported, supported, "{feature}");
    }
    assert_eq!(client.call::<rc::ConnectGetUri>(&()).await.unwrap().uri, "qemu:///system");
    assert_eq!(client.call::<rc::ConnectGetType>(&()).await.unwrap().kind, "QEMU");
    let version = client.call::<rc::ConnectGetLibVersion>(&()).await.unwrap();
    assert_eq!(version.lib_ver, 11_003_000);
    assert_eq!(client.call::<rc::ConnectIsSecure>(&()).await.unwrap().secure, 1);
    // The connection ends after the reply.
    client.call::<rc::ConnectClose>(&()).await.unwrap();
    assert!(client.recv().await.is_none());
}

#[tokio::test]
async fn what_no_driver_serves_is_not_supported_and_the_connection_goes_on() {
    let house = House::new();
    let mut client = house.open().await;
    let error = client.call::<rc::NodeGetInfo>(&()).await.unwrap_err();
    let wanted = "this function is not supported by the connection driver: virNodeGetInfo";
    assert_eq!((error.code, text(&error).as_str()), (3, wanted));
    assert_eq!(
        error.str1,
        Some("this function is not supported by the connection driver: %1$s".into())
    );
    client.call::<rc::ConnectGetType>(&()).await.unwrap();
}

// Recorded from the reference.
#[tokio::test]
async fn odd_frames_are_answered_as_by_the_reference() {
    let house = House::new();
    let mut client = house.open().await;
    let asked: [(Header, &[u8], &str); 6] = [
        (Header { prog: 4660, ..call(9) }, &[], "Cannot find program 4660 version 1"),
        (Header { vers: 2, ..call(9) }, &[], "Cannot find program 536903814 version 2"),
        (Header { status: Status::Error, ..call(9) }, &[], "Unexpected message status 1"),
        (call(107), &[], "unknown procedure: 107"),
        (call(-1), &[], "unknown procedure: -1"),
        (call(9), &[0, 0, 0], "Unable to decode message payload"),
    ];
    for (header, payload, wanted) in asked {
        client.send_frame(&header, payload).await;
        let got = client.recv().await.unwrap();
        let error = got.result::<()>().unwrap_err();
        assert_eq!((error.code, error.domain, text(&error).as_str()), (39, 7, wanted));
        assert_eq!((got.header.proc, got.header.serial), (header.proc, 7));
    }
    // Nothing answers these, and what follows the arguments does not matter.
    client.send_frame(&Header { kind: MessageType::Message, ..call(1) }, &[]).await;
    client.send_frame(&call(3), &[0; 8]).await;
    assert_eq!(client.recv().await.unwrap().header.proc, 3);
    client.send_raw(&[0, 0, 0, 3]).await;
    assert!(client.recv().await.is_none());
}

#[tokio::test]
async fn a_read_only_connection_cannot_change_anything() {
    let house = House::new();
    let ro = Door { read_only: true, ..house.door() };
    let mut by_socket = house.connect_at(ro);
    by_socket.open("qemu:///system").await.unwrap();
    let mut by_flag = house.connect();
    let args = remote::ConnectOpenArgs { name: Some("qemu:///system".into()), flags: 1 };
    by_flag.call::<rc::ConnectOpen>(&args).await.unwrap();
    for client in [&mut by_socket, &mut by_flag] {
        let suspend = remote::DomainSuspendArgs { dom: dom() };
        let error = client.call::<rc::DomainSuspend>(&suspend).await.unwrap_err();
        let wanted = "operation forbidden: read only access prevents virDomainSuspend";
        assert_eq!((error.code, error.domain, text(&error).as_str()), (29, 20, wanted));
        let secure = remote::DomainGetXmlDescArgs { dom: dom(), flags: 1 };
        let error = client.call::<rc::DomainGetXmlDesc>(&secure).await.unwrap_err();
        assert_eq!(text(&error), "operation forbidden: virDomainGetXMLDesc with secure flag");
        let args = qemu::DomainMonitorCommandArgs { dom: dom(), cmd: "x".into(), flags: 0 };
        let error = client.call::<qemu::call::DomainMonitorCommand>(&args).await.unwrap_err();
        assert_eq!((error.code, error.domain), (29, 0));
        client.call::<rc::ConnectGetType>(&()).await.unwrap();
    }
    assert_eq!(house.fake.begun.load(Ordering::SeqCst), 0);
}

// REQ: N-04
#[tokio::test]
async fn a_stranger_may_only_authenticate() {
    let house = House::new();
    let door = || Door { auth: polkit(), ..house.door() };
    let user = Identity { uid: Some(1000), ..Identity::default() };
    let mut stranger = house.connect_as(door(), user);
    let error = stranger.open("qemu:///system").await.unwrap_err();
    assert_eq!(text(&error), "authentication required");
    let list = stranger.call::<rc::AuthList>(&()).await.unwrap();
    assert_eq!(list.types, [remote::AuthType::AuthPolkit]);
    assert!(stranger.call::<rc::AuthPolkit>(&()).await.is_err());
    assert_eq!(house.main.anonymous_count(), 1);
    let mut root = house.connect_at(door());
    root.open("qemu:///system").await.unwrap();
    drop(stranger);
    house.main.changed.notified().await;
    assert_eq!(house.main.anonymous_count(), 0);
}

// REQ: N-04
#[tokio::test]
async fn no_more_calls_than_the_limit_are_in_work() {
    let house = House::new();
    let mut client = house.open().await;
    let mut serials = Vec::new();
    for _ in 0..8 {
        let args = remote::DomainSuspendArgs { dom: dom() };
        serials.push(client.send::<rc::DomainSuspend>(&args).await);
    }
    let mut other = house.open().await;
    while house.fake.begun.load(Ordering::SeqCst) < 5 {
        other.call::<rc::ConnectGetType>(&()).await.unwrap();
    }
    for _ in 0..50 {
        other.call::<rc::ConnectGetType>(&()).await.unwrap();
    }
    assert_eq!(house.fake.begun.load(Ordering::SeqCst), 5);
    house.fake.gate.0.add_permits(8);
    for _ in 0..8 {
        let got = client.recv().await.unwrap();
        got.result::<()>().unwrap();
        serials.retain(|s| *s != got.header.serial);
    }
    assert_eq!(serials, Vec::<u32>::new());
}

#[tokio::test]
async fn a_panicking_driver_costs_its_call_only() {
    let house = House::new();
    let mut client = house.open().await;
    let args = remote::DomainRebootArgs { dom: dom(), flags: 0 };
    let error = client.call::<rc::DomainReboot>(&args).await.unwrap_err();
    assert_eq!(text(&error), "internal error: the call failed unexpectedly");
    client.call::<rc::ConnectGetType>(&()).await.unwrap();
}

#[tokio::test]
async fn a_call_runs_to_its_end_without_its_client() {
    let house = House::new();
    let mut client = house.open().await;
    client.send::<rc::DomainSuspend>(&remote::DomainSuspendArgs { dom: dom() }).await;
    let mut other = house.open().await;
    while house.fake.begun.load(Ordering::SeqCst) < 1 {
        other.call::<rc::ConnectGetType>(&()).await.unwrap();
    }
    drop(client);
    while house.fake.closed.lock().unwrap().is_empty() {
        other.call::<rc::ConnectGetType>(&()).await.unwrap();
    }
    // The call still waits at the gate and takes the permit.
    house.fake.gate.0.add_permits(1);
    while house.fake.gate.0.available_permits() > 0 {
        other.call::<rc::ConnectGetType>(&()).await.unwrap();
    }
}

// REQ: N-04
#[tokio::test]
async fn clients_that_never_read_cost_the_others_nothing() {
    let house = House::new();
    let mut silent = Vec::new();
    let mut lively = Vec::new();
    for _ in 0..100 {
        let mut client = house.open().await;
        // Each asks for far more than the kernel and the server will hold for it.
        let mut asked = Vec::new();
        for serial in 0..20 {
            let header = Header { serial, ..call(7) };
            vireo_rpc::put_bytes(&mut asked, &header, &[]).unwrap();
        }
        client.send_raw(&asked).await;
        silent.push(client);
        lively.push(house.open().await);
    }
    for client in &mut lively {
        client.call::<rc::ConnectGetType>(&()).await.unwrap();
    }
    assert_eq!(house.main.count(), 200);
    // One that reads after all gets everything.
    let late = &mut silent[0];
    for _ in 0..20 {
        let got = late.recv().await.unwrap();
        assert!(got.result::<remote::ConnectGetCapabilitiesRet>().is_ok());
    }
}

fn resumed(id: i32) -> Event {
    let dom = DomainRef { uuid: [1; 16], name: Arc::from("x"), id };
    Event::Domain(dom, DomainEvent::Lifecycle(DomainLifecycle::Resumed(ResumedDetail::Unpaused)))
}

// REQ: E-03
#[tokio::test]
async fn events_come_once_in_order_in_both_forms() {
    let house = House::new();
    let mut legacy = house.open().await;
    legacy.call::<rc::ConnectDomainEventRegister>(&()).await.unwrap();
    let mut modern = house.open().await;
    let args =
        |object| remote::ConnectDomainEventCallbackRegisterAnyArgs { event_id: 0, dom: object };
    let other = remote::Domain { uuid: [9; 16], ..dom() };
    let ids = [
        modern.call::<rc::ConnectDomainEventCallbackRegisterAny>(&args(Some(other))).await.unwrap(),
        modern.call::<rc::ConnectDomainEventCallbackRegisterAny>(&args(None)).await.unwrap(),
    ];
    for id in 0..1000 {
        house.bus.publish(resumed(id));
    }
    for id in 0..1000 {
        let msg = legacy.event::<re::DomainEventLifecycle>().await;
        assert_eq!((msg.dom.id, msg.event, msg.detail), (id, 4, 0));
        let msg = modern.event::<re::DomainEventCallbackLifecycle>().await;
        assert_eq!((msg.callback_id, msg.msg.dom.id), (ids[1].callback_id, id));
    }
    legacy.call::<rc::ConnectDomainEventDeregister>(&()).await.unwrap();
    house.bus.publish(resumed(0));
    modern.event::<re::DomainEventCallbackLifecycle>().await;
    let serial = legacy.send::<rc::ConnectGetType>(&()).await;
    assert_eq!(legacy.recv().await.unwrap().header.serial, serial, "no event in between");
}

// REQ: E-03
#[tokio::test]
async fn a_client_whose_events_pile_up_is_dropped() {
    let house = House::new();
    let mut slow = house.open().await;
    slow.call::<rc::ConnectDomainEventRegister>(&()).await.unwrap();
    let mut quick = house.open().await;
    quick.call::<rc::ConnectDomainEventRegister>(&()).await.unwrap();
    // Enough for the kernel's buffer, the server's and the queue.
    let mut sent = 0;
    while house.main.count() == 2 {
        for _ in 0..100 {
            house.bus.publish(resumed(sent));
            sent += 1;
        }
        for id in sent - 100..sent {
            assert_eq!(quick.event::<re::DomainEventLifecycle>().await.dom.id, id);
        }
        assert!(sent < 1_000_000, "the slow client is never dropped");
    }
    let mut got = 0;
    while slow.recv().await.is_some() {
        got += 1;
    }
    assert!(got < sent);
    quick.call::<rc::ConnectGetType>(&()).await.unwrap();
}

fn console(flags: u32) -> remote::DomainOpenConsoleArgs {
    remote::DomainOpenConsoleArgs { dom: dom(), dev_name: None, flags }
}

fn stream_id(serial: u32) -> StreamId {
    StreamId { prog: remote::PROGRAM, vers: remote::VERSION, proc: 201, serial }
}

#[tokio::test]
async fn a_stream_carries_data_both_ways_and_finishes() {
    let house = House::new();
    let mut client = house.open().await;
    let serial = client.send::<rc::DomainOpenConsole>(&console(0)).await;
    client.reply(serial).await.unwrap().result::<()>().unwrap();
    let packet = |status| stream_id(serial).header(MessageType::Stream, status);
    let big = vec![b'x'; 200_000];
    let mut back = Vec::new();
    for _ in 0..20 {
        client.send_frame(&packet(Status::Continue), &big).await;
        while back.len() < big.len() {
            let got = client.recv().await.unwrap();
            assert_eq!(
                (got.header.kind, got.header.status),
                (MessageType::Stream, Status::Continue)
            );
            back.extend(got.payload);
        }
        assert!(back == big);
        back.clear();
    }
    client.send_frame(&packet(Status::Ok), &[]).await;
    let end = client.recv().await.unwrap();
    assert_eq!((end.header.kind, end.header.status), (MessageType::Stream, Status::Ok));
    // Late packets are dropped.
    client.send_frame(&packet(Status::Continue), b"late").await;
    client.call::<rc::ConnectGetType>(&()).await.unwrap();
}

#[tokio::test]
async fn a_streams_driver_and_client_may_give_up() {
    let house = House::new();
    let mut client = house.open().await;
    // The driver's error comes as the end.
    let serial = client.send::<rc::DomainOpenConsole>(&console(1)).await;
    client.reply(serial).await.unwrap().result::<()>().unwrap();
    let packet = |serial, status| stream_id(serial).header(MessageType::Stream, status);
    client.send_frame(&packet(serial, Status::Continue), b"x").await;
    let end = client.recv().await.unwrap();
    assert_eq!(text(&end.result::<()>().unwrap_err()), "operation failed: x");
    // The client's abort is acknowledged, and the driver hears of it.
    let serial = client.send::<rc::DomainOpenConsole>(&console(0)).await;
    client.reply(serial).await.unwrap().result::<()>().unwrap();
    client.send_frame(&packet(serial, Status::Error), &[]).await;
    assert_eq!(client.recv().await.unwrap().header.status, Status::Ok);
    house.fake.seen.until(|item| *item == StreamItem::Abort(None)).await;
    // A status that means nothing is an abort that is answered with an error.
    let serial = client.send::<rc::DomainOpenConsole>(&console(0)).await;
    client.reply(serial).await.unwrap().result::<()>().unwrap();
    client.send_frame(&packet(serial, Status::Unknown(7)), &[]).await;
    let error = client.recv().await.unwrap().result::<()>().unwrap_err();
    assert_eq!(text(&error), "stream aborted with unexpected status 7");
    assert_eq!((error.code, error.domain), (39, 38));
    // A call that fails opens no stream.
    let error = client.call::<rc::DomainOpenConsole>(&console(99)).await.unwrap_err();
    assert_eq!(error.code, 8);
    // A hole where none may come ends the connection; the driver sees an abort.
    house.fake.seen.items.lock().unwrap().clear();
    let serial = client.send::<rc::DomainOpenConsole>(&console(0)).await;
    client.reply(serial).await.unwrap().result::<()>().unwrap();
    let hole = stream_id(serial).header(MessageType::StreamHole, Status::Continue);
    client.send_frame(&hole, &bytes(&vireo_rpc::StreamHole { length: 5, flags: 0 })).await;
    assert!(client.recv().await.is_none());
    house.fake.seen.until(|item| *item == StreamItem::Abort(None)).await;
}

#[tokio::test]
async fn descriptors_come_after_their_reply() {
    let house = House::new();
    let mut client = house.open().await;
    let args = remote::DomainOpenGraphicsFdArgs { dom: dom(), idx: 0, flags: 0 };
    for _ in 0..3 {
        let serial = client.send::<rc::DomainOpenGraphicsFd>(&args).await;
        let mut got = client.reply(serial).await.unwrap();
        assert_eq!(got.header.kind, MessageType::ReplyWithFds);
        assert_eq!(got.fds.len(), 1);
        assert_eq!(read_all(got.fds.remove(0)), b"!");
    }
}

// REQ: N-04
#[tokio::test]
async fn a_client_that_answers_no_ping_is_dropped() {
    let house = House::new();
    let mut client = house.open().await;
    let ask = remote::ConnectSupportsFeatureArgs { feature: 10 };
    client.call::<rc::ConnectSupportsFeature>(&ask).await.unwrap();
    let ping = client.recv().await.unwrap();
    assert_eq!((ping.header.prog, ping.header.proc), vireo_keepalive());
    assert!(client.recv().await.is_none(), "dropped after one unanswered ping");
}

fn vireo_keepalive() -> (u32, i32) {
    (vireo_proto::keepalive::PROGRAM, vireo_proto::keepalive::PING)
}

#[tokio::test]
async fn the_admin_server_lists_and_drops_clients() {
    let house = House::new();
    let mut victim = house.open().await;
    let mut boss = house.connect_admin();
    boss.call::<admin::call::ConnectOpen>(&admin::ConnectOpenArgs { flags: 0 }).await.unwrap();
    let args = admin::ConnectListServersArgs { need_results: 1, flags: 0 };
    let servers = boss.call::<admin::call::ConnectListServers>(&args).await.unwrap();
    let names: Vec<_> = servers.servers.iter().map(|s| s.name.to_string()).collect();
    assert_eq!(names, ["libvirtd", "admin"]);
    let srv = servers.servers[0].clone();
    let args = admin::ServerListClientsArgs { srv: srv.clone(), need_results: 1, flags: 0 };
    let clients = boss.call::<admin::call::ServerListClients>(&args).await.unwrap().clients;
    assert_eq!(clients.len(), 1);
    let args = admin::ClientGetInfoArgs { clnt: clients[0].clone(), flags: 0 };
    let info = boss.call::<admin::call::ClientGetInfo>(&args).await.unwrap().params;
    let readonly = vireo_proto::find_param(&info, "readonly");
    assert_eq!(readonly, Some(&remote::TypedParamValue::Boolean(0)));
    let args = admin::ClientCloseArgs { clnt: clients[0].clone(), flags: 0 };
    boss.call::<admin::call::ClientClose>(&args).await.unwrap();
    assert!(victim.recv().await.is_none());
    let args = admin::ServerUpdateTlsFilesArgs { srv, flags: 0 };
    let error = boss.call::<admin::call::ServerUpdateTlsFiles>(&args).await.unwrap_err();
    let wanted = "internal error: no tls service found, unable to update tls files";
    assert_eq!(text(&error), wanted);
    // The admin server serves no other program.
    boss.send_frame(&call(3), &[]).await;
    let error = boss.recv().await.unwrap().result::<()>().unwrap_err();
    assert_eq!(text(&error), "Cannot find program 536903814 version 1");
}

#[tokio::test]
async fn a_client_may_vanish_at_any_byte() {
    let house = House::new();
    let mut frame = Vec::new();
    vireo_rpc::put_frame(&mut frame, &call(12), &remote::DomainDestroyArgs { dom: dom() }).unwrap();
    for cut in 0..frame.len() {
        let mut client = house.open().await;
        client.send_raw(&frame[..cut]).await;
        drop(client);
    }
    let mut other = house.open().await;
    while house.main.count() > 1 {
        other.call::<rc::ConnectGetType>(&()).await.unwrap();
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
}

/// Our own client against our own server: handshake, events, streams, descriptors.
#[tokio::test]
async fn our_client_and_our_server_understand_each_other() {
    use vireo_client::{Chunk, Client, OpenOptions};
    let house = House::new();
    let client = Client::new(house.connect().socket);
    client.handshake("qemu:///system", &OpenOptions::default()).await.unwrap();
    assert_eq!(client.uri().await.unwrap(), "qemu:///system");
    let mut events = client.events();
    let args = remote::ConnectDomainEventCallbackRegisterAnyArgs { event_id: 0, dom: None };
    client.call::<rc::ConnectDomainEventCallbackRegisterAny>(&args).await.unwrap();
    house.bus.publish(resumed(3));
    let event = events.recv().await.unwrap();
    let msg = event.get::<re::DomainEventCallbackLifecycle>().unwrap().unwrap();
    assert_eq!((msg.callback_id, msg.msg.dom.id), (0, 3));
    let (_, mut stream) = client.call_stream::<rc::DomainOpenConsole>(&console(0)).await.unwrap();
    stream.send(b"hello").await.unwrap();
    assert_eq!(stream.recv().await.unwrap(), Some(Chunk::Data(b"hello".to_vec())));
    stream.finish().await.unwrap();
    let args = remote::DomainOpenGraphicsFdArgs { dom: dom(), idx: 0, flags: 0 };
    let call = client.call_with_fds::<rc::DomainOpenGraphicsFd>(&args, Vec::new());
    let ((), mut fds) = call.await.unwrap();
    assert_eq!(read_all(fds.remove(0)), b"!");
    client.disconnect().await.unwrap();
}
