//! A secret: who may use it and for what. Its value stands elsewhere (`<secret>`).

use vireo_xml::{CODE_INTERNAL_ERROR, CODE_XML_ERROR, FROM_SECRET, XmlElement, XmlEnum};

use crate::scalar::Uuid;

/// A secret.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
#[xml(root = "secret")]
pub struct Secret {
    /// It is kept in memory alone.
    #[xml(attr, yes_no, filled, bad(CODE_XML_ERROR, FROM_SECRET, "invalid value of 'ephemeral'"))]
    pub ephemeral: Option<bool>,
    /// Its value is for the daemon's use and told to nobody.
    #[xml(attr, yes_no, filled, bad(CODE_XML_ERROR, FROM_SECRET, "invalid value of 'private'"))]
    pub private: Option<bool>,
    /// Unique id.
    #[xml(text_child, filled, bad(CODE_INTERNAL_ERROR, FROM_SECRET, "malformed uuid element"))]
    pub uuid: Option<Uuid>,
    /// Words for people.
    #[xml(text_child)]
    pub description: Option<String>,
    /// What it is for.
    #[xml(child)]
    pub usage: Option<SecretUsage>,
}

/// `<usage>`
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct SecretUsage {
    /// Who uses it.
    #[xml(attr = "type", required)]
    pub kind: SecretUsageType,
    /// The volume that it opens.
    #[xml(text_child)]
    pub volume: Option<String>,
    /// The name that its users know it by.
    #[xml(text_child)]
    pub name: Option<String>,
    /// The iSCSI target that asks for it.
    #[xml(text_child)]
    pub target: Option<String>,
}

impl SecretUsage {
    /// What its users find it by: of the elements, the one that is for its type.
    #[must_use]
    pub fn id(&self) -> Option<&str> {
        match self.kind {
            SecretUsageType::None => None,
            SecretUsageType::Volume => self.volume.as_deref(),
            SecretUsageType::Ceph | SecretUsageType::Tls | SecretUsageType::Vtpm => {
                self.name.as_deref()
            }
            SecretUsageType::Iscsi => self.target.as_deref(),
        }
    }
}

/// Who uses a secret.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, XmlEnum)]
pub enum SecretUsageType {
    /// Nobody in particular.
    #[default]
    None,
    /// An encrypted volume.
    Volume,
    /// A client of Ceph.
    Ceph,
    /// An iSCSI initiator.
    Iscsi,
    /// A private key for TLS.
    Tls,
    /// The state of an emulated TPM.
    Vtpm,
}

#[cfg(test)]
mod tests {
    use vireo_xml::{Mode, format, parse};

    use super::*;

    #[test]
    fn a_secret_comes_back_as_it_was() {
        let text = "\
<secret ephemeral='no' private='yes'>
  <uuid>5e1f0000-cdaf-9455-926a-d65c16db180b</uuid>
  <description>of the archive</description>
  <usage type='iscsi'>
    <target>iqn.2026-01.example:a</target>
  </usage>
</secret>
";
        let secret: Secret = parse(text, Mode::SAVED).expect("a secret");
        assert_eq!(secret.usage.as_ref().and_then(SecretUsage::id), Some("iqn.2026-01.example:a"));
        assert_eq!(format(&secret, Mode::SAVED), text);
    }

    #[test]
    fn what_is_no_flag_is_refused_in_the_reference_s_words() {
        let refused = parse::<Secret>("<secret private='x'/>", Mode::SAVED).expect_err("no flag");
        assert_eq!(refused.to_string(), "XML error: invalid value of 'private'");
        assert_eq!(refused.domain(FROM_SECRET), FROM_SECRET);
        let empty: Secret = parse("<secret private=''/>", Mode::SAVED).expect("absent");
        assert_eq!(empty.private, None);
    }
}
