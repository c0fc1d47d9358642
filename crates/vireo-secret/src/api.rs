//! The calls of the protocol.

use std::sync::Arc;

use async_trait::async_trait;
use uuid::Uuid;
use vireo_api::consts::*;
use vireo_api::drivers::SecretCalls;
use vireo_api::{CallContext, ErrorCode, ErrorDomain, Result, check_flags};
use vireo_proto::remote;

use crate::driver::SecretDriver;
use crate::secret::Secret;
use crate::{definition, error};

const LIST_FLAGS: u32 = CONNECT_LIST_SECRETS_EPHEMERAL
    | CONNECT_LIST_SECRETS_NO_EPHEMERAL
    | CONNECT_LIST_SECRETS_PRIVATE
    | CONNECT_LIST_SECRETS_NO_PRIVATE;

fn flags(function: &str, flags: u32, known: u32) -> Result<()> {
    check_flags(ErrorDomain::Secret, function, flags, known)
}

/// Does a list call with these flags want this secret?
fn wanted(secret: &Secret, flags: u32) -> bool {
    let pairs = [
        (CONNECT_LIST_SECRETS_EPHEMERAL, CONNECT_LIST_SECRETS_NO_EPHEMERAL, secret.is_ephemeral()),
        (CONNECT_LIST_SECRETS_PRIVATE, CONNECT_LIST_SECRETS_NO_PRIVATE, secret.is_private()),
    ];
    // Of each pair: neither or both want all.
    pairs.into_iter().all(|(yes, no, is)| match (flags & yes != 0, flags & no != 0) {
        (true, false) => is,
        (false, true) => !is,
        (true, true) | (false, false) => true,
    })
}

impl SecretDriver {
    fn find(&self, secret: &remote::Secret) -> Result<Arc<Secret>> {
        self.0.find(&Uuid::from_bytes(secret.uuid))
    }
}

#[async_trait]
impl SecretCalls for SecretDriver {
    async fn connect_num_of_secrets(
        &self,
        _cx: &CallContext,
    ) -> Result<remote::ConnectNumOfSecretsRet> {
        let num = i32::try_from(self.0.secrets.all().len()).unwrap_or(i32::MAX);
        Ok(remote::ConnectNumOfSecretsRet { num })
    }

    async fn connect_list_secrets(
        &self,
        _cx: &CallContext,
        args: remote::ConnectListSecretsArgs,
    ) -> Result<remote::ConnectListSecretsRet> {
        let most = usize::try_from(args.maxuuids).unwrap_or(0);
        let all = self.0.secrets.all();
        let uuids = all.iter().take(most).map(|secret| secret.uuid.to_string().as_str().into());
        Ok(remote::ConnectListSecretsRet { uuids: uuids.collect() })
    }

    async fn connect_list_all_secrets(
        &self,
        _cx: &CallContext,
        args: remote::ConnectListAllSecretsArgs,
    ) -> Result<remote::ConnectListAllSecretsRet> {
        flags("secretConnectListAllSecrets", args.flags, LIST_FLAGS)?;
        let all = self.0.secrets.all().into_iter();
        let secrets: Vec<_> = all
            .filter(|secret| wanted(secret, args.flags))
            .map(|secret| secret.to_wire())
            .collect();
        let ret = u32::try_from(secrets.len()).unwrap_or(u32::MAX);
        let secrets = if args.need_results != 0 { secrets } else { Vec::new() };
        Ok(remote::ConnectListAllSecretsRet { secrets, ret })
    }

    async fn secret_lookup_by_uuid(
        &self,
        _cx: &CallContext,
        args: remote::SecretLookupByUuidArgs,
    ) -> Result<remote::SecretLookupByUuidRet> {
        let secret = self.0.find(&Uuid::from_bytes(args.uuid))?.to_wire();
        Ok(remote::SecretLookupByUuidRet { secret })
    }

    async fn secret_lookup_by_usage(
        &self,
        _cx: &CallContext,
        args: remote::SecretLookupByUsageArgs,
    ) -> Result<remote::SecretLookupByUsageRet> {
        let id = args.usage_id.to_str()?;
        let found = self.0.secrets.by_usage((args.usage_type, id));
        let found = found
            .ok_or_else(|| error::not_found(format!("no secret with matching usage '{id}'")))?;
        Ok(remote::SecretLookupByUsageRet { secret: found.to_wire() })
    }

    async fn secret_define_xml(
        &self,
        _cx: &CallContext,
        args: remote::SecretDefineXmlArgs,
    ) -> Result<remote::SecretDefineXmlRet> {
        flags("secretDefineXML", args.flags, SECRET_DEFINE_VALIDATE)?;
        let validate = args.flags & SECRET_DEFINE_VALIDATE != 0;
        let secret = self.0.define(args.xml.to_str()?, validate).await?.to_wire();
        Ok(remote::SecretDefineXmlRet { secret })
    }

    async fn secret_get_xml_desc(
        &self,
        _cx: &CallContext,
        args: remote::SecretGetXmlDescArgs,
    ) -> Result<remote::SecretGetXmlDescRet> {
        flags("secretGetXMLDesc", args.flags, 0)?;
        let xml = definition::format(&self.find(&args.secret)?.definition);
        Ok(remote::SecretGetXmlDescRet { xml: xml.as_str().into() })
    }

    async fn secret_set_value(
        &self,
        _cx: &CallContext,
        args: remote::SecretSetValueArgs,
    ) -> Result<()> {
        flags("secretSetValue", args.flags, 0)?;
        if args.value.0.is_empty() {
            let text = "value in virSecretSetValue must not be NULL";
            return Err(error::error(ErrorCode::InvalidArg, text));
        }
        self.0.set_value(&Uuid::from_bytes(args.secret.uuid), &args.value.0).await
    }

    async fn secret_get_value(
        &self,
        _cx: &CallContext,
        args: remote::SecretGetValueArgs,
    ) -> Result<remote::SecretGetValueRet> {
        flags("secretGetValue", args.flags, 0)?;
        let secret = self.find(&args.secret)?;
        if secret.is_private() {
            return Err(error::error(ErrorCode::InvalidSecret, "secret is private"));
        }
        let value = secret.value.as_ref().ok_or_else(|| {
            error::not_found(format!("secret '{}' does not have a value", secret.uuid))
        })?;
        Ok(remote::SecretGetValueRet { value: value.bytes().to_vec().into() })
    }

    async fn secret_undefine(
        &self,
        _cx: &CallContext,
        args: remote::SecretUndefineArgs,
    ) -> Result<()> {
        self.0.undefine(&Uuid::from_bytes(args.secret.uuid)).await
    }
}
