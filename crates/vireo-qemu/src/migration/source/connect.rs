//! Connections to the destination's QEMU that the daemon makes itself (Q-MIG-07).

use std::os::fd::OwnedFd;
use std::time::Duration;

use vireo_api::Result;

use crate::migration::uri::unreachable;

/// How long the destination's QEMU may take to accept the connection.
const CONNECT: Duration = Duration::from_secs(60);

pub(super) async fn connect_tcp(host: &str, port: u16) -> Result<OwnedFd> {
    let connecting = tokio::net::TcpStream::connect((host, port));
    let late = || std::io::Error::from(std::io::ErrorKind::TimedOut);
    let stream = tokio::time::timeout(CONNECT, connecting).await.unwrap_or_else(|_| Err(late()));
    let blocking = |stream: tokio::net::TcpStream| {
        let stream = stream.into_std()?;
        stream.set_nonblocking(false)?;
        Ok(OwnedFd::from(stream))
    };
    stream.and_then(blocking).map_err(|e| unreachable(host, port, &e))
}

pub(super) async fn connect_unix(path: &str) -> Result<OwnedFd> {
    let connecting = tokio::net::UnixStream::connect(path);
    let late = || std::io::Error::from(std::io::ErrorKind::TimedOut);
    let stream = tokio::time::timeout(CONNECT, connecting).await.unwrap_or_else(|_| Err(late()));
    let blocking = |stream: tokio::net::UnixStream| {
        let stream = stream.into_std()?;
        stream.set_nonblocking(false)?;
        Ok(OwnedFd::from(stream))
    };
    let told =
        |e| crate::error::system(format!("unable to connect to migration socket '{path}'"), &e);
    stream.and_then(blocking).map_err(told)
}
