//! `<tpm>`.

use vireo_xml::{CODE_INTERNAL_ERROR, CODE_XML_ERROR, KeptElement, XmlElement, XmlEnum, XmlUnion};

use crate::domain::address::DeviceInfo;
use crate::scalar::Uuid;

/// `<tpm>`.
#[derive(Clone, Debug, Default, PartialEq, XmlElement)]
#[xml(parsed = "crate::domain::checks::devices::tpm")]
pub struct Tpm {
    #[xml(attr)]
    pub model: Option<TpmModel>,
    #[xml(child, missing(CODE_XML_ERROR, "missing TPM device backend"))]
    pub backend: Option<TpmBackend>,
    #[xml(flatten)]
    pub info: DeviceInfo,
    #[xml(child = "privateData", status)]
    pub private_data: Option<KeptElement>,
}

/// Models of TPMs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, XmlEnum)]
pub enum TpmModel {
    TpmTis,
    TpmCrb,
    TpmSpapr,
    SpaprTpmProxy,
}

/// `<backend type='…'>`.
#[derive(Clone, Debug, PartialEq, XmlUnion)]
#[xml(tag = "type")]
pub enum TpmBackend {
    Passthrough(TpmPassthrough),
    Emulator(TpmEmulator),
    External(TpmExternal),
}

/// The host's TPM.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct TpmPassthrough {
    #[xml(attr = "path", path = "device", filled)]
    pub device: Option<String>,
}

/// A software TPM.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct TpmEmulator {
    #[xml(attr)]
    pub version: Option<TpmVersion>,
    #[xml(
        attr,
        yes_no,
        bad(CODE_INTERNAL_ERROR, "Invalid persistent_state value, either 'yes' or 'no'")
    )]
    pub persistent_state: Option<bool>,
    #[xml(attr)]
    pub debug: Option<u32>,
    #[xml(
        attr = "secret",
        path = "encryption",
        filled,
        bad(CODE_INTERNAL_ERROR, "Unable to parse secret uuid '{}'")
    )]
    pub encryption_secret: Option<Uuid>,
    #[xml(flag, path = "active_pcr_banks")]
    pub sha1: bool,
    #[xml(flag, path = "active_pcr_banks")]
    pub sha256: bool,
    #[xml(flag, path = "active_pcr_banks")]
    pub sha384: bool,
    #[xml(flag, path = "active_pcr_banks")]
    pub sha512: bool,
    #[xml(child)]
    pub source: Option<TpmSource>,
    #[xml(child)]
    pub profile: Option<TpmProfile>,
}

/// Versions of the specification.
#[derive(Clone, Copy, Debug, PartialEq, Eq, XmlEnum)]
pub enum TpmVersion {
    #[xml("1.2")]
    V1_2,
    #[xml("2.0")]
    V2_0,
}

/// `<source>` of a TPM.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
#[xml(parsed = "crate::domain::checks::devices::tpm_source")]
pub struct TpmSource {
    #[xml(attr = "type")]
    pub kind: TpmSourceType,
    #[xml(attr)]
    pub mode: Option<TpmSourceMode>,
    #[xml(attr)]
    pub path: Option<String>,
}

/// What a path is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, XmlEnum)]
pub enum TpmSourceType {
    #[default]
    File,
    Dir,
    Unix,
}

/// Which side of the socket.
#[derive(Clone, Copy, Debug, PartialEq, Eq, XmlEnum)]
pub enum TpmSourceMode {
    Connect,
}

/// `<profile>`.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct TpmProfile {
    #[xml(attr)]
    pub source: Option<String>,
    #[xml(attr = "removeDisabled")]
    pub remove_disabled: Option<TpmRemoveDisabled>,
    #[xml(attr)]
    pub name: Option<String>,
}

/// Which disabled algorithms are taken out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, XmlEnum)]
pub enum TpmRemoveDisabled {
    Check,
    FipsHost,
}

/// A TPM run by somebody else.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct TpmExternal {
    #[xml(child)]
    pub source: Option<TpmSource>,
}
