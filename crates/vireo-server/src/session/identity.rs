//! A caller told by another daemon's word (`virConnectSetIdentity`).

use vireo_api::{Error, ErrorCode, ErrorDomain, Identity};
use vireo_proto::remote::{TypedParam, TypedParamValue};

/// The identity that a list of parameters describes.
///
/// # Errors
/// `ArgumentUnsupported` for a parameter that is not known, `InvalidArg` for one of a
/// wrong type.
pub fn identity(params: Vec<TypedParam>) -> Result<Identity, Error> {
    let mut identity = Identity::default();
    for TypedParam { field, value } in params {
        let field = field.to_str()?.to_owned();
        set(&mut identity, &field, value)?;
    }
    Ok(identity)
}

fn set(identity: &mut Identity, field: &str, value: TypedParamValue) -> Result<(), Error> {
    match field {
        "user-name" => identity.user_name = Some(text(field, value)?),
        "group-name" => identity.group_name = Some(text(field, value)?),
        "sasl-user-name" => identity.sasl_user_name = Some(text(field, value)?),
        "x509-distinguished-name" => identity.x509_dname = Some(text(field, value)?),
        "selinux-context" => identity.selinux_context = Some(text(field, value)?),
        "unix-user-id" => identity.uid = number(field, value)?.try_into().ok(),
        "unix-group-id" => identity.gid = number(field, value)?.try_into().ok(),
        "process-time" => identity.process_time = Some(number(field, value)?),
        "process-id" => {
            let TypedParamValue::Llong(pid) = value else { return Err(wrong_type(field)) };
            identity.pid = pid.try_into().ok();
        }
        _ => {
            let text = format!("parameter '{field}' not supported");
            return Err(Error::new(ErrorCode::ArgumentUnsupported, ErrorDomain::None, text));
        }
    }
    Ok(())
}

fn text(field: &str, value: TypedParamValue) -> Result<String, Error> {
    match value {
        TypedParamValue::String(text) => Ok(text.into_string()?),
        _ => Err(wrong_type(field)),
    }
}

fn number(field: &str, value: TypedParamValue) -> Result<u64, Error> {
    match value {
        TypedParamValue::Ullong(number) => Ok(number),
        _ => Err(wrong_type(field)),
    }
}

fn wrong_type(field: &str) -> Error {
    let text = format!("invalid type for parameter '{field}'");
    Error::new(ErrorCode::InvalidArg, ErrorDomain::None, text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_become_an_identity() {
        let param = |field: &str, value| TypedParam { field: field.into(), value };
        let told = identity(vec![
            param("user-name", TypedParamValue::String("joe".into())),
            param("unix-user-id", TypedParamValue::Ullong(7)),
            param("process-id", TypedParamValue::Llong(42)),
        ]);
        let wanted = Identity {
            user_name: Some("joe".into()),
            uid: Some(7),
            pid: Some(42),
            ..Identity::default()
        };
        assert_eq!(told, Ok(wanted));
        let error = identity(vec![param("foo", TypedParamValue::Int(1))]).unwrap_err();
        assert_eq!(error.message(), "argument unsupported: parameter 'foo' not supported");
        assert!(identity(vec![param("user-name", TypedParamValue::Int(1))]).is_err());
    }
}
