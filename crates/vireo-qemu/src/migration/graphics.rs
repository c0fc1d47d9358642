//! Displays: SPICE clients are told where the guest goes before it does (Q-MIG-11).

use std::path::Path;
use std::time::Duration;

use serde_json::{Map, Value};
use vireo_api::consts::MIGRATE_PARAM_GRAPHICS_URI;
use vireo_model::domain::devices::graphics::{Graphics, Listen};
use vireo_qmp::Call;

use super::certificate;
use super::cookie::{Cert, Cookie, GraphicsPlace};
use super::params::Request;
use crate::devices::graphics::spice_certificates;
use crate::process::transition::Run;

/// How long SPICE clients may take to move.
const RELOCATE: Duration = Duration::from_secs(30);

/// The first display with an address, for the source's clients. Only SPICE knows how to move.
#[must_use]
pub fn place(run: &Run) -> Option<GraphicsPlace> {
    let config = run.guest.peek(|view| view.live_config.clone())?;
    config.devices.graphics.iter().find_map(|display| match display {
        Graphics::Spice(spice) => Some(GraphicsPlace {
            kind: Some("spice".to_owned()),
            port: Some(spice.port.unwrap_or(-1)),
            listen: Some(listen(&spice.listens)?),
            tls_port: Some(spice.tls_port.unwrap_or(-1)),
            certs: certs(&run.core.config),
        }),
        Graphics::Vnc(_)
        | Graphics::Sdl(_)
        | Graphics::Rdp(_)
        | Graphics::Desktop(_)
        | Graphics::EglHeadless(_)
        | Graphics::Dbus(_) => None,
    })
}

/// Whom the certificate of our SPICE servers names: clients compare it.
fn certs(config: &vireo_config::QemuConfig) -> Vec<Cert> {
    if !config.spice_tls {
        return Vec::new();
    }
    let path = Path::new(&spice_certificates(config)).join("server-cert.pem");
    match certificate::subject_of(&path) {
        Ok(subject) => vec![Cert { info: Some("subject".to_owned()), value: Some(subject) }],
        Err(error) => {
            tracing::warn!(path = %path.display(), %error, "SPICE clients are not told whom to trust");
            Vec::new()
        }
    }
}

/// Where a display listens; none when it does on no network.
fn listen(listens: &[Listen]) -> Option<String> {
    listens.iter().find_map(|listen| match listen {
        Listen::Address(one) => Some(one.address.clone().unwrap_or_else(|| "127.0.0.1".to_owned())),
        Listen::Network(one) => one.address.clone(),
        Listen::Socket(_) | Listen::None => None,
    })
}

/// Tells the SPICE clients of the new host. A failure is logged: the guest goes all the same.
pub async fn relocate(run: &Run, request: &Request, cookie: Option<&Cookie>, host: Option<&str>) {
    let Some(arguments) = arguments(request, cookie, host) else { return };
    let call = Call::new("client_migrate_info").arguments(&Value::Object(arguments));
    // The word that they are there may come before the answer.
    run.live.job.note(|seen| seen.displays_move = true);
    if let Err(error) = run.live.try_call(call).await {
        run.live.job.note(|seen| seen.displays_move = false);
        tracing::warn!(guest = %run.guest.name(), %error, "display clients are not told of the new host");
    }
}

/// Waits until the SPICE clients are where the guest is: QEMU here hands them over, and must not end
/// before. Whoever aborts the job, or time, ends the wait: the guest runs there in any case.
pub async fn relocated(run: &Run) {
    let mut seen = run.live.job.subscribe();
    let moved = seen.wait_for(|seen| !seen.displays_move || seen.gone || seen.abort);
    if tokio::time::timeout(RELOCATE, moved).await.is_err() {
        tracing::warn!(guest = %run.guest.name(), "display clients do not move in time");
    }
}

/// What the clients are told.
fn arguments(
    request: &Request,
    cookie: Option<&Cookie>,
    host: Option<&str>,
) -> Option<Map<String, Value>> {
    let place = cookie.and_then(|cookie| cookie.graphics.clone());
    let asked = request.text(MIGRATE_PARAM_GRAPHICS_URI).and_then(parse);
    let place = match (asked, place) {
        (Some(asked), place) => {
            let base = place.unwrap_or_default();
            GraphicsPlace {
                kind: asked.kind.or(base.kind),
                listen: asked.listen.or(base.listen),
                port: asked.port.or(base.port),
                tls_port: asked.tls_port.or(base.tls_port),
                certs: if asked.certs.is_empty() { base.certs } else { asked.certs },
            }
        }
        (None, place) => place?,
    };
    if place.kind.as_deref() != Some("spice") {
        return None;
    }
    let listen = place.listen.filter(|listen| !is_wildcard(listen));
    let address = listen.or_else(|| host.map(str::to_owned))?;
    let mut out = Map::new();
    out.insert("protocol".to_owned(), "spice".into());
    out.insert("hostname".to_owned(), address.into());
    if let Some(port) = place.port.filter(|port| *port > 0) {
        out.insert("port".to_owned(), port.into());
    }
    if let Some(port) = place.tls_port.filter(|port| *port > 0) {
        out.insert("tls-port".to_owned(), port.into());
    }
    let subject = place.certs.into_iter().find(|cert| cert.info.as_deref() == Some("subject"));
    if let Some(subject) = subject.and_then(|cert| cert.value) {
        out.insert("cert-subject".to_owned(), subject.into());
    }
    Some(out)
}

fn is_wildcard(listen: &str) -> bool {
    matches!(listen, "" | "0.0.0.0" | "::" | "0:0:0:0:0:0:0:0")
}

/// A display's URI: `spice://host:port?tlsPort=…&tlsSubject=…`.
fn parse(uri: &str) -> Option<GraphicsPlace> {
    let (kind, rest) = uri.split_once("://")?;
    let (place, query) = rest.split_once('?').unwrap_or((rest, ""));
    let place = place.trim_end_matches('/');
    let (host, port) = match place.strip_prefix('[') {
        Some(rest) => {
            let (host, rest) = rest.split_once(']')?;
            (host, rest.strip_prefix(':'))
        }
        None => place.rsplit_once(':').map_or((place, None), |(host, port)| (host, Some(port))),
    };
    let mut out = GraphicsPlace {
        kind: Some(kind.to_owned()),
        listen: (!host.is_empty()).then(|| host.to_owned()),
        port: port.and_then(|port| port.parse().ok()),
        ..GraphicsPlace::default()
    };
    for (key, value) in query.split('&').filter_map(|pair| pair.split_once('=')) {
        match key {
            "tlsPort" => out.tls_port = value.parse().ok(),
            "tlsSubject" => out
                .certs
                .push(Cert { info: Some("subject".to_owned()), value: Some(value.to_owned()) }),
            _ => {}
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// REQ: Q-MIG-11
    #[test]
    fn clients_are_told_of_the_destination() {
        let cookie = Cookie {
            graphics: Some(GraphicsPlace {
                kind: Some("spice".to_owned()),
                port: Some(5901),
                listen: Some("0.0.0.0".to_owned()),
                tls_port: Some(-1),
                certs: Vec::new(),
            }),
            ..Cookie::default()
        };
        let told = arguments(&Request::default(), Some(&cookie), Some("b")).unwrap();
        assert_eq!(
            Value::Object(told),
            serde_json::json!({"protocol": "spice", "hostname": "b", "port": 5901})
        );
        let mut asked = Request::default();
        asked.set_text(MIGRATE_PARAM_GRAPHICS_URI, "spice://c:7?tlsPort=8&tlsSubject=O=x");
        let told = arguments(&asked, Some(&cookie), Some("b")).unwrap();
        assert_eq!(told.get("hostname"), Some(&"c".into()));
        assert_eq!(told.get("cert-subject"), Some(&"O=x".into()));
        assert!(arguments(&Request::default(), Some(&Cookie::default()), Some("b")).is_none());
    }
}
