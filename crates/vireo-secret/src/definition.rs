//! A secret's definition: read, filled in, checked.

use uuid::Uuid;
use vireo_api::consts::*;
use vireo_api::{Error, ErrorCode, ErrorDomain, Result};
use vireo_model::scalar;
use vireo_model::secret::{Secret, SecretUsage, SecretUsageType};
use vireo_xml::{Mode, ParseOptions};

use crate::error;

/// Reads a document. One without a UUID gets one from `new_uuid`.
///
/// # Errors
/// It is malformed, or doesn't say what a secret of its usage is for; with `validate` also when the
/// schema has no such document.
pub fn read(text: &str, validate: bool, new_uuid: &dyn Fn() -> Uuid) -> Result<Secret> {
    let options = ParseOptions { mode: Mode::SAVED, strict: validate };
    let (mut secret, misfits) =
        vireo_xml::parse_with::<Secret>(text, options).map_err(|e| error::xml(&e))?;
    let misfit = misfits.first().map(ToString::to_string);
    if let Some(misfit) = misfit.or_else(|| misfit_of(&secret).filter(|_| validate)) {
        let text = format!(
            "Unable to validate doc against /usr/share/libvirt/schemas/secret.rng\n{misfit}"
        );
        return Err(Error::new(ErrorCode::XmlInvalidSchema, ErrorDomain::Xml, text));
    }
    secret.ephemeral.get_or_insert(false);
    secret.private.get_or_insert(false);
    secret.uuid.get_or_insert_with(|| scalar::Uuid(new_uuid().into_bytes()));
    secret.description = secret.description.filter(|text| !text.is_empty());
    secret.usage = secret.usage.map(checked).transpose()?.flatten();
    Ok(secret)
}

/// A usage with what is for its type alone.
fn checked(usage: SecretUsage) -> Result<Option<SecretUsage>> {
    let kind = usage.kind;
    let missing = match kind {
        SecretUsageType::None => return Ok(None),
        SecretUsageType::Volume => "volume usage specified, but volume path is missing",
        SecretUsageType::Ceph => "Ceph usage specified, but name is missing",
        SecretUsageType::Iscsi => "iSCSI usage specified, but target is missing",
        SecretUsageType::Tls => "TLS usage specified, but name is missing",
        SecretUsageType::Vtpm => "vTPM usage specified, but name is missing",
    };
    let id = usage.id().filter(|id| !id.is_empty()).map(str::to_owned);
    let id = Some(id.ok_or_else(|| error::internal(missing))?);
    let mut usage = SecretUsage { kind, ..SecretUsage::default() };
    match kind {
        SecretUsageType::None => {}
        SecretUsageType::Volume => usage.volume = id,
        SecretUsageType::Iscsi => usage.target = id,
        SecretUsageType::Ceph | SecretUsageType::Tls | SecretUsageType::Vtpm => usage.name = id,
    }
    Ok(Some(usage))
}

/// What the schema refuses of what the reader takes.
fn misfit_of(secret: &Secret) -> Option<String> {
    let usage = secret.usage.as_ref()?;
    let id = usage.id().unwrap_or_default();
    let fits = match usage.kind {
        SecretUsageType::None => false,
        SecretUsageType::Volume => id.starts_with('/'),
        SecretUsageType::Ceph
        | SecretUsageType::Iscsi
        | SecretUsageType::Tls
        | SecretUsageType::Vtpm => !id.is_empty() && !id.contains(['/', '\n']),
    };
    (!fits).then(|| "Extra element usage in interleave".to_owned())
}

/// The document.
#[must_use]
pub fn format(secret: &Secret) -> String {
    vireo_xml::format(secret, Mode::SAVED)
}

/// The UUID of a definition that was read here.
#[must_use]
pub fn uuid(secret: &Secret) -> Uuid {
    secret.uuid.map_or_else(Uuid::nil, |uuid| Uuid::from_bytes(uuid.0))
}

/// `virSecretUsageType` and the usage's id, empty when there is none.
#[must_use]
pub fn usage(secret: &Secret) -> (u32, &str) {
    let Some(usage) = &secret.usage else { return (SECRET_USAGE_TYPE_NONE, "") };
    let kind = match usage.kind {
        SecretUsageType::None => SECRET_USAGE_TYPE_NONE,
        SecretUsageType::Volume => SECRET_USAGE_TYPE_VOLUME,
        SecretUsageType::Ceph => SECRET_USAGE_TYPE_CEPH,
        SecretUsageType::Iscsi => SECRET_USAGE_TYPE_ISCSI,
        SecretUsageType::Tls => SECRET_USAGE_TYPE_TLS,
        SecretUsageType::Vtpm => SECRET_USAGE_TYPE_VTPM,
    };
    (kind, usage.id().unwrap_or_default())
}

/// The name of a `virSecretUsageType`, as definitions write it.
#[must_use]
pub fn usage_name(kind: u32) -> &'static str {
    match kind {
        SECRET_USAGE_TYPE_VOLUME => "volume",
        SECRET_USAGE_TYPE_CEPH => "ceph",
        SECRET_USAGE_TYPE_ISCSI => "iscsi",
        SECRET_USAGE_TYPE_TLS => "tls",
        SECRET_USAGE_TYPE_VTPM => "vtpm",
        _ => "none",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const UUID: &str = "<uuid> 11111111111111111111111111111111 </uuid>";

    fn take(text: &str) -> Result<String, String> {
        read(text, false, &Uuid::max).map(|secret| format(&secret)).map_err(|e| e.to_string())
    }

    #[test]
    fn what_is_absent_is_filled_in() {
        let text = take("<secret/>").expect("enough");
        let filled = "<secret ephemeral='no' private='no'>\n  \
            <uuid>ffffffff-ffff-ffff-ffff-ffffffffffff</uuid>\n</secret>\n";
        assert_eq!(text, filled);
        let usage = "<usage type='tls'><name>n</name><target>t</target></usage>";
        let text = take(&format!("<secret ephemeral='yes'>{UUID}<description/>{usage}</secret>"));
        let text = text.expect("a secret");
        assert!(text.contains("<uuid>11111111-1111-1111-1111-111111111111</uuid>"), "{text}");
        assert!(!text.contains("description") && !text.contains("target"), "{text}");
        let none = take("<secret><uuid/><usage type='none'/></secret>").expect("for nobody");
        assert_eq!(none, filled);
    }

    #[test]
    fn refusals_are_the_reference_s() {
        for (inside, wanted) in [
            ("<uuid>x</uuid>", "internal error: malformed uuid element"),
            ("<usage/>", "XML error: Missing required attribute 'type' in element 'usage'"),
            (
                "<usage type='x'/>",
                "XML error: Invalid value for attribute 'type' in element 'usage': 'x'.",
            ),
            (
                "<usage type='vtpm'><target>t</target></usage>",
                "internal error: vTPM usage specified, but name is missing",
            ),
            (
                "<usage type='volume'><volume/></usage>",
                "internal error: volume usage specified, but volume path is missing",
            ),
        ] {
            assert_eq!(take(&format!("<secret>{inside}</secret>")), Err(wanted.to_owned()));
        }
    }

    #[test]
    fn the_schema_wants_more() {
        for inside in [
            "<foo/>",
            "<usage type='none'/>",
            "<usage type='volume'><volume>relative</volume></usage>",
            "<usage type='ceph'><name>a/b</name></usage>",
        ] {
            let text = format!("<secret>{inside}</secret>");
            assert!(read(&text, false, &Uuid::max).is_ok(), "{inside}");
            let refused = read(&text, true, &Uuid::max).expect_err(inside);
            assert_eq!(refused.code(), ErrorCode::XmlInvalidSchema);
        }
    }
}
