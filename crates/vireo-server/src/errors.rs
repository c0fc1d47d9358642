//! Errors on their way to the wire, and those that the server itself tells.

use vireo_api::{Error, ErrorCode, ErrorDomain};
use vireo_proto::Procedure;
use vireo_rpc::RemoteError;

/// As it goes to the wire: template and detail stand in the first two strings.
pub fn to_wire(error: &Error) -> RemoteError {
    let wire = error.to_wire();
    RemoteError {
        code: wire.code,
        domain: wire.domain,
        message: wire.message,
        level: wire.level,
        str1: wire.str1,
        str2: wire.str2,
        str3: wire.str3,
        int1: wire.int1,
        int2: wire.int2,
        ..RemoteError::default()
    }
}

/// An internal error of the RPC layer.
pub fn internal(text: impl Into<String>) -> Error {
    Error::new(ErrorCode::InternalError, ErrorDomain::Rpc, text)
}

/// The domain of the public function's own errors.
pub fn domain_of(api: &str) -> ErrorDomain {
    /// Beginnings of names, longer ones first.
    const DOMAINS: &[(&str, ErrorDomain)] = &[
        ("virDomainQemu", ErrorDomain::None),
        ("virDomainLxc", ErrorDomain::None),
        ("virConnectDomainQemu", ErrorDomain::None),
        ("virDomainSnapshot", ErrorDomain::DomainSnapshot),
        ("virDomainRevertToSnapshot", ErrorDomain::DomainSnapshot),
        ("virDomainCheckpoint", ErrorDomain::DomainCheckpoint),
        ("virDomain", ErrorDomain::Domain),
        ("virConnectDomain", ErrorDomain::Domain),
        ("virNetwork", ErrorDomain::Network),
        ("virStorage", ErrorDomain::Storage),
        ("virNodeDevice", ErrorDomain::Nodedev),
        ("virInterface", ErrorDomain::Interface),
        ("virSecret", ErrorDomain::Secret),
        ("virNWFilter", ErrorDomain::Nwfilter),
    ];
    let found = DOMAINS.iter().find(|(beginning, _)| api.starts_with(beginning));
    found.map_or(ErrorDomain::None, |(_, domain)| *domain)
}

/// A changing call on a read-only connection.
pub fn read_only(procedure: &Procedure) -> Error {
    let text = format!("read only access prevents {}", procedure.api);
    Error::new(ErrorCode::OperationDenied, domain_of(procedure.api), text)
}

/// A look at secrets on a read-only connection.
pub fn secure_flag(procedure: &Procedure) -> Error {
    let text = format!("{} with secure flag", procedure.api);
    Error::new(ErrorCode::OperationDenied, domain_of(procedure.api), text)
}

/// A call before the connection is opened.
pub fn not_open(procedure: &Procedure) -> Error {
    const SECONDARY: &[&str] =
        &["network", "storage", "nodedev", "interface", "secret", "nwfilter"];
    let objects = procedure.permissions.iter().map(|p| p.object).next().unwrap_or("");
    let secondary = domain_of(procedure.api) != ErrorDomain::Domain
        && SECONDARY.iter().any(|s| {
            procedure.name.starts_with(&format!("{s}_"))
                || procedure.name.contains(&format!("_{s}"))
                || objects.replace('_', "").starts_with(s)
        });
    internal(if secondary { "connection not open" } else { "hypervisor connection not open" })
}

/// Logs a call's error: what a client asked wrongly for is no trouble of the daemon's.
pub fn log(procedure: &Procedure, error: &Error) {
    match error.code() {
        ErrorCode::NoDomain
        | ErrorCode::NoNetwork
        | ErrorCode::NoStoragePool
        | ErrorCode::NoStorageVol
        | ErrorCode::NoNodeDevice
        | ErrorCode::NoInterface
        | ErrorCode::NoNwfilter
        | ErrorCode::NoNwfilterBinding
        | ErrorCode::NoSecret
        | ErrorCode::NoDomainSnapshot
        | ErrorCode::NoDomainCheckpoint
        | ErrorCode::OperationInvalid
        | ErrorCode::NoDomainMetadata
        | ErrorCode::NoServer
        | ErrorCode::NoClient
        | ErrorCode::NoSupport => tracing::debug!("{}: {error}", procedure.api),
        _ => tracing::error!("{}: {error}", procedure.api),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use vireo_proto::{procedure, qemu, remote};

    fn told(program: u32, number: i32) -> String {
        not_open(procedure(program, number).unwrap()).message()
    }

    // Recorded from the reference.
    #[test]
    fn calls_before_open_are_told_which_connection_is_missing() {
        for number in [3, 6, 60, 105, 316, 360, 149, 110, 157, 9] {
            let wanted = "internal error: hypervisor connection not open";
            assert_eq!(told(remote::PROGRAM, number), wanted, "{number}");
        }
        for number in [46, 84, 113, 128, 141, 175, 313, 369] {
            let wanted = "internal error: connection not open";
            assert_eq!(told(remote::PROGRAM, number), wanted, "{number}");
        }
        assert!(told(qemu::PROGRAM, 1).contains("hypervisor"));
    }

    #[test]
    fn refusals_on_read_only_connections() {
        let start = procedure(remote::PROGRAM, 9).unwrap();
        let error = read_only(start);
        assert_eq!(
            error.message(),
            "operation forbidden: read only access prevents virDomainCreate"
        );
        let wire = to_wire(&error);
        assert_eq!((wire.code, wire.domain), (29, 20));
        assert_eq!(wire.str1, Some("operation forbidden: %1$s".into()));
    }
}
