//! The guest's time.

use serde_json::json;
use vireo_api::{Error, ErrorCode, ErrorDomain, Result};
use vireo_proto::remote;

use super::Session;

/// Nanoseconds a second.
const SECOND: i64 = 1_000_000_000;

/// `virDomainGetTime`.
///
/// # Errors
/// As [`Session::ask`].
pub async fn get(session: &Session) -> Result<remote::DomainGetTimeRet> {
    let time: i64 = session.ask("guest-get-time", None).await?;
    Ok(remote::DomainGetTimeRet {
        seconds: time.div_euclid(SECOND),
        nseconds: u32::try_from(time.rem_euclid(SECOND)).unwrap_or(0),
    })
}

/// `virDomainSetTime`: to that time, or to that of the guest's hardware clock.
///
/// # Errors
/// The time can't be told to the agent; as [`Session::ask`].
pub async fn set(session: &Session, time: Option<(i64, u32)>) -> Result<()> {
    let arguments = match time {
        None => None,
        Some((seconds, nanos)) => Some(json!({ "time": total(seconds, nanos)? })),
    };
    session.ask::<serde::de::IgnoredAny>("guest-set-time", arguments).await.map(|_| ())
}

fn total(seconds: i64, nanos: u32) -> Result<i64> {
    let total = seconds.checked_mul(SECOND).and_then(|time| time.checked_add(nanos.into()));
    total.ok_or_else(|| {
        let text = format!("Time '{seconds}' is too big for guest agent");
        Error::new(ErrorCode::OperationFailed, ErrorDomain::Qemu, text)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_beyond_the_agents_is_refused() {
        assert_eq!(total(1, 5).expect("a time"), SECOND + 5);
        assert!(total(i64::MAX / SECOND + 1, 0).is_err());
    }
}
