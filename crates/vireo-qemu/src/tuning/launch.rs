//! Secrets of guests whose memory the host cannot read.

use serde_json::Value;
use vireo_api::consts::*;
use vireo_api::{CallContext, Result};
use vireo_model::domain::security::LaunchSecurity;
use vireo_proto::remote;
use vireo_proto::remote::{TypedParam, TypedParamValue};
use vireo_proto::typed_params::TypedParams;
use vireo_qmp::Call;
use vireo_qmp::command::SevInjectLaunchSecret;
use vireo_runtime::job::SyncJob;

use super::params::{self, Kind};
use crate::driver::QemuDriver;
use crate::error::{internal, invalid_arg, operation_unsupported};
use crate::process::transition::Run;

/// What a secret is made of.
const PARAMS: &[(&str, Kind)] = &[
    (DOMAIN_LAUNCH_SECURITY_SEV_SECRET_HEADER, Kind::String),
    (DOMAIN_LAUNCH_SECURITY_SEV_SECRET, Kind::String),
    (DOMAIN_LAUNCH_SECURITY_SEV_SECRET_SET_ADDRESS, Kind::Ullong),
];

fn text<'a>(params: &'a [TypedParam], name: &str) -> Result<&'a str> {
    let found = params.iter().find(|param| param.field.to_string_lossy() == name);
    match found.map(|param| &param.value) {
        Some(TypedParamValue::String(text)) => Ok(text.to_str()?),
        _ => {
            Err(invalid_arg("Both sev-secret and sev-secret-header are required for launch secret"))
        }
    }
}

impl QemuDriver {
    /// Gives a secret to a guest that is being launched.
    ///
    /// # Errors
    /// It is not launched so; QEMU's.
    pub(crate) async fn set_launch_state(
        &self,
        cx: &CallContext,
        args: &remote::DomainSetLaunchSecurityStateArgs,
    ) -> Result<()> {
        params::check(&args.params, PARAMS)?;
        let guest = self.guest(&args.dom)?;
        let security = guest.view().current()?.and_then(|domain| domain.launch_security.clone());
        if !matches!(security, Some(LaunchSecurity::Sev(_))) {
            let text = "setting a launch secret is only supported in SEV-enabled domains";
            return Err(operation_unsupported(text));
        }
        let packet_header = text(&args.params, DOMAIN_LAUNCH_SECURITY_SEV_SECRET_HEADER)?;
        let secret = text(&args.params, DOMAIN_LAUNCH_SECURITY_SEV_SECRET)?;
        let gpa = args.params.iter().find_map(|param| match param.value {
            TypedParamValue::Ullong(address) => Some(address),
            _ => None,
        });
        let (run, _job) = self.job(&args.dom, SyncJob::Modify, cx.api).await?;
        run.live.run(&SevInjectLaunchSecret { packet_header, secret, gpa }).await.map(|_| ())
    }

    /// What QEMU tells of the launch of a guest, for its owner to judge.
    ///
    /// # Errors
    /// It is off; QEMU's.
    pub(crate) async fn launch_info(
        &self,
        cx: &CallContext,
        dom: &remote::Domain,
        security: &LaunchSecurity,
    ) -> Result<TypedParams> {
        let measured = match security {
            LaunchSecurity::Sev(_) => true,
            LaunchSecurity::SevSnp(_) => false,
            LaunchSecurity::S390Pv => return Ok(TypedParams::default()),
        };
        let (run, _job) = self.job(dom, SyncJob::Query, cx.api).await?;
        let measure = match measured {
            true => Some(answer(&run, "query-sev-launch-measure").await?),
            false => None,
        };
        let told = answer(&run, "query-sev").await?;
        info(measure.as_ref(), &told)
    }
}

async fn answer(run: &Run, command: &'static str) -> Result<Value> {
    let answer = run.live.call(Call::new(command)).await?;
    serde_json::from_str(answer.value())
        .map_err(|error| internal(format!("{command} reply was no JSON: {error}")))
}

/// The answers of QEMU as parameters; one without a measurement is of SEV-SNP.
fn info(measure: Option<&Value>, told: &Value) -> Result<TypedParams> {
    let lacking = |key: &str| internal(format!("query-sev reply was missing '{key}' field"));
    let number = |key: &str| {
        let found = told.get(key).and_then(Value::as_u64);
        found.and_then(|number| u32::try_from(number).ok()).ok_or_else(|| lacking(key))
    };
    let mut params = TypedParams::default();
    if let Some(measure) = measure {
        let data = measure.get("data").and_then(Value::as_str);
        let data =
            data.ok_or_else(|| internal("query-sev-launch-measure reply was missing 'data'"))?;
        params.string(DOMAIN_LAUNCH_SECURITY_SEV_MEASUREMENT, data);
    }
    params.uint(DOMAIN_LAUNCH_SECURITY_SEV_API_MAJOR, number("api-major")?);
    params.uint(DOMAIN_LAUNCH_SECURITY_SEV_API_MINOR, number("api-minor")?);
    params.uint(DOMAIN_LAUNCH_SECURITY_SEV_BUILD_ID, number("build-id")?);
    if measure.is_some() {
        params.uint(DOMAIN_LAUNCH_SECURITY_SEV_POLICY, number("policy")?);
    } else {
        let policy = told.get("snp-policy").and_then(Value::as_u64);
        let policy = policy.ok_or_else(|| lacking("snp-policy"))?;
        params.ullong(DOMAIN_LAUNCH_SECURITY_SEV_SNP_POLICY, policy);
    }
    Ok(params)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn names(params: TypedParams) -> Vec<String> {
        let all = params.into_vec();
        all.iter().map(|param| param.field.to_string_lossy().into_owned()).collect()
    }

    #[test]
    fn a_launch_is_told_by_its_measurement_and_policy() {
        let sev = json!({"enabled": true, "state": "running", "api-major": 0, "api-minor": 22,
            "build-id": 18, "policy": 1, "handle": 1, "sev-type": "sev"});
        let told = info(Some(&json!({"data": "AAAA"})), &sev).unwrap();
        let expected =
            ["sev-measurement", "sev-api-major", "sev-api-minor", "sev-build-id", "sev-policy"];
        assert_eq!(names(told), expected);
        let snp = json!({"api-major": 1, "api-minor": 55, "build-id": 8, "snp-policy": 1_u64 << 33,
            "sev-type": "sev-snp"});
        let told = info(None, &snp).unwrap();
        assert_eq!(names(told).last().map(String::as_str), Some("sev-snp-policy"));
        assert!(info(None, &sev).is_err());
    }
}
