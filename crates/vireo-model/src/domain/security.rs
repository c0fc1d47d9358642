//! Security labels, key wrapping and launch security.

use vireo_xml::{CODE_IGNORED, CODE_XML_ERROR, XmlElement, XmlEnum, XmlUnion};

/// `<seclabel>` of a domain.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
#[xml(parsed = "super::checks::devices::guest_label")]
pub struct SecLabel {
    #[xml(attr = "type")]
    pub kind: Option<SecLabelKind>,
    #[xml(attr)]
    pub model: Option<String>,
    #[xml(attr, yes_no)]
    pub relabel: Option<bool>,
    #[xml(text_child)]
    pub label: Option<String>,
    #[xml(text_child, runtime)]
    pub imagelabel: Option<String>,
    #[xml(text_child)]
    pub baselabel: Option<String>,
}

/// Who chooses the label.
#[derive(Clone, Copy, Debug, PartialEq, Eq, XmlEnum)]
pub enum SecLabelKind {
    None,
    Dynamic,
    Static,
}

/// `<seclabel>` of a disk source or a character device.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
#[xml(parsed = "super::checks::devices::label")]
pub struct DeviceSecLabel {
    #[xml(attr)]
    pub model: Option<String>,
    #[xml(attr, bad(CODE_IGNORED, "ignored"))]
    pub labelskip: Option<LabelSkip>,
    #[xml(attr, yes_no)]
    pub relabel: Option<bool>,
    #[xml(text_child)]
    pub label: Option<String>,
}

/// Marks a resource whose label the daemon could not set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, XmlEnum)]
pub enum LabelSkip {
    Yes,
}

/// `<cipher>` of `<keywrap>`.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct KeyWrapCipher {
    #[xml(attr, required)]
    pub name: KeyWrapCipherName,
    #[xml(attr, on_off, required)]
    pub state: bool,
}

/// Ciphers of key wrapping.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, XmlEnum)]
pub enum KeyWrapCipherName {
    #[default]
    Aes,
    Dea,
}

/// `<launchSecurity>`: memory encryption.
#[derive(Clone, Debug, PartialEq, XmlUnion)]
#[xml(tag = "type")]
pub enum LaunchSecurity {
    Sev(Sev),
    SevSnp(SevSnp),
    #[xml("s390-pv")]
    S390Pv,
}

/// AMD SEV.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct Sev {
    #[xml(attr = "kernelHashes", yes_no)]
    pub kernel_hashes: Option<bool>,
    #[xml(text_child)]
    pub cbitpos: Option<u32>,
    #[xml(text_child = "reducedPhysBits")]
    pub reduced_phys_bits: Option<u32>,
    #[xml(text_child, hex = 4, missing(CODE_XML_ERROR, "failed to get launch security policy"))]
    pub policy: Option<u32>,
    #[xml(text_child = "dhCert")]
    pub dh_cert: Option<String>,
    #[xml(text_child)]
    pub session: Option<String>,
}

/// AMD SEV-SNP.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct SevSnp {
    #[xml(attr = "kernelHashes", yes_no)]
    pub kernel_hashes: Option<bool>,
    #[xml(attr = "authorKey", yes_no)]
    pub author_key: Option<bool>,
    #[xml(attr, yes_no)]
    pub vcek: Option<bool>,
    #[xml(text_child)]
    pub cbitpos: Option<u32>,
    #[xml(text_child = "reducedPhysBits")]
    pub reduced_phys_bits: Option<u32>,
    #[xml(text_child, hex = 8, missing(CODE_XML_ERROR, "failed to get launch security policy"))]
    pub policy: Option<u64>,
    #[xml(text_child = "guestVisibleWorkarounds")]
    pub guest_visible_workarounds: Option<String>,
    #[xml(text_child = "idBlock")]
    pub id_block: Option<String>,
    #[xml(text_child = "idAuth")]
    pub id_auth: Option<String>,
    #[xml(text_child = "hostData")]
    pub host_data: Option<String>,
}
