//! Secrets of guests whose memory the host cannot read.

use vireo_api::consts::*;
use vireo_api::{CallContext, Result};
use vireo_model::domain::security::LaunchSecurity;
use vireo_proto::remote;
use vireo_proto::remote::{TypedParam, TypedParamValue};
use vireo_qmp::command::SevInjectLaunchSecret;
use vireo_runtime::job::SyncJob;

use super::params::{self, Kind};
use crate::driver::QemuDriver;
use crate::error::{invalid_arg, operation_unsupported};

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
}
