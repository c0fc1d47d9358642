//! Values for the other drivers.

use vireo_api::secret::{Secrets, Value, Wanted};
use vireo_api::{Error, ErrorCode, ErrorDomain, Result};

use crate::driver::SecretDriver;
use crate::{definition, error};

impl Secrets for SecretDriver {
    fn value(&self, wanted: Wanted<'_>, usage_type: u32) -> Result<Value> {
        let secrets = &self.0.secrets;
        let found = match wanted {
            Wanted::Uuid(uuid) => secrets.by_uuid(&uuid),
            Wanted::Usage(usage) => {
                i32::try_from(usage_type).ok().and_then(|kind| secrets.by_usage((kind, usage)))
            }
        };
        let found = found.ok_or_else(|| wanted.missing())?;
        let (own, _) = definition::usage(&found.definition);
        if own != usage_type && found.definition.usage.is_some() {
            let text = format!(
                "secret with uuid {} is of type '{}' not expected '{}' type",
                found.uuid,
                definition::usage_name(own),
                definition::usage_name(usage_type)
            );
            return Err(Error::new(ErrorCode::InvalidArg, ErrorDomain::None, text));
        }
        found.value.clone().ok_or_else(|| {
            error::not_found(format!("secret '{}' does not have a value", found.uuid))
        })
    }
}
