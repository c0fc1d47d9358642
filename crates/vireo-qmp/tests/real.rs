//! The client against a real QEMU.
#![allow(clippy::unwrap_used)]

use std::os::unix::net::UnixStream;
use std::path::Path;
use std::process::Stdio;

use vireo_qmp::command::{
    DeviceListProperties, QueryCpuDefinitions, QueryKvm, QueryMachines, QueryQmpSchema,
    QueryStatus, QueryVersion, Quit,
};
use vireo_qmp::{Call, Client, CloseReason, Command as _, Notice, Options, QmpError};

const QEMU: &str = "/usr/bin/qemu-system-x86_64";

async fn wait_for(path: &Path) -> UnixStream {
    loop {
        match UnixStream::connect(path) {
            Ok(stream) => return stream,
            Err(_) => tokio::task::yield_now().await,
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_real_qemu_answers_pipelined_commands() {
    if !Path::new(QEMU).exists() {
        println!("SKIPPED: {QEMU} is not installed");
        return;
    }
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("qmp");
    let mut child = tokio::process::Command::new(QEMU)
        .args(["-machine", "none", "-nodefaults", "-S", "-display", "none", "-qmp"])
        .arg(format!("unix:{},server=on,wait=off", path.display()))
        .stdin(Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .unwrap();
    let socket = wait_for(&path).await;
    let (client, mut events) = Client::start(socket.into(), Options::default()).unwrap();
    let schema = client.submit(&QueryQmpSchema).unwrap();
    let machines = client.submit(&QueryMachines).unwrap();
    let version = client.run(&QueryVersion).await.unwrap();
    assert_eq!(client.ready().await.unwrap().version, version);
    assert!(schema.answer().await.unwrap().value().len() > 100_000);
    let machines: Vec<vireo_qmp::types::MachineInfo> =
        machines.answer().await.unwrap().parse().unwrap();
    assert!(machines.iter().any(|m| m.name == "none"));
    assert!(!client.run(&QueryStatus).await.unwrap().running);
    client.run(&QueryKvm).await.unwrap();
    assert!(!client.run(&QueryCpuDefinitions).await.unwrap().is_empty());
    let properties = DeviceListProperties { typename: "virtio-blk-pci" };
    let properties = client.run(&properties).await.unwrap();
    assert!(properties.iter().any(|p| p.name == "queue-size"));
    let unknown = client.call(Call::new("no-such-command")).await.unwrap_err();
    assert!(unknown.is_command_not_found(), "{unknown}");
    assert_eq!(Quit::NAME, "quit");
    match client.run(&Quit).await {
        Ok(_) | Err(QmpError::Disconnected { .. }) => {}
        Err(error) => panic!("{error}"),
    }
    let mut last = None;
    while let Some(notice) = events.next().await {
        last = Some(notice);
    }
    assert_eq!(last, Some(Notice::Closed(CloseReason::Eof)));
    child.wait().await.unwrap();
}
