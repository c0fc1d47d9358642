//! The typed parameters of saving and restoring.

use vireo_api::consts::*;
use vireo_api::{Error, ErrorDomain, Result};
use vireo_proto::remote::{TypedParam, TypedParamValue};

use crate::error::{argument_unsupported, invalid_arg};

/// What typed parameters say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Params {
    /// The file.
    pub file: Option<String>,
    /// Another definition.
    pub xml: Option<String>,
    /// The image's format.
    pub format: Option<String>,
    /// Channels.
    pub channels: Option<u32>,
}

/// The parameters that a save takes.
pub const SAVE: &[&str] = &[
    DOMAIN_SAVE_PARAM_FILE,
    DOMAIN_SAVE_PARAM_DXML,
    DOMAIN_SAVE_PARAM_IMAGE_FORMAT,
    DOMAIN_SAVE_PARAM_PARALLEL_CHANNELS,
];

/// The parameters that a restore takes.
pub const RESTORE: &[&str] =
    &[DOMAIN_SAVE_PARAM_FILE, DOMAIN_SAVE_PARAM_DXML, DOMAIN_SAVE_PARAM_PARALLEL_CHANNELS];

/// Reads parameters.
///
/// # Errors
/// One that is not known, of another type, given twice, or out of range.
pub fn read(all: &[TypedParam], known: &[&str]) -> Result<Params> {
    let mut params = Params::default();
    let mut seen = Vec::new();
    for param in all {
        let name = param.field.to_str()?;
        if !known.contains(&name) {
            return Err(told(argument_unsupported(format!("parameter '{name}' not supported"))));
        }
        if seen.contains(&name) {
            return Err(told(invalid_arg(format!("parameter '{name}' occurs multiple times"))));
        }
        seen.push(name);
        match name {
            DOMAIN_SAVE_PARAM_PARALLEL_CHANNELS => {
                params.channels = Some(channels(name, &param.value)?)
            }
            DOMAIN_SAVE_PARAM_FILE => params.file = Some(string(name, &param.value)?),
            DOMAIN_SAVE_PARAM_DXML => params.xml = Some(string(name, &param.value)?),
            _ => params.format = Some(string(name, &param.value)?),
        }
    }
    Ok(params)
}

fn string(name: &str, value: &TypedParamValue) -> Result<String> {
    match value {
        TypedParamValue::String(text) => Ok(text.to_str()?.to_owned()),
        other => Err(wrong_type(name, other, "string")),
    }
}

fn channels(name: &str, value: &TypedParamValue) -> Result<u32> {
    let TypedParamValue::Int(channels) = value else { return Err(wrong_type(name, value, "int")) };
    u32::try_from(*channels).ok().filter(|channels| *channels > 0).ok_or_else(|| {
        invalid_arg(format!("number of parallel channels must be at least 1, not {channels}"))
    })
}

fn wrong_type(name: &str, value: &TypedParamValue, wanted: &str) -> Error {
    let found = match value {
        TypedParamValue::Int(_) => "int",
        TypedParamValue::Uint(_) => "uint",
        TypedParamValue::Llong(_) => "llong",
        TypedParamValue::Ullong(_) => "ullong",
        TypedParamValue::Double(_) => "double",
        TypedParamValue::Boolean(_) => "boolean",
        TypedParamValue::String(_) => "string",
    };
    let text = format!("invalid type '{found}' for parameter '{name}', expected '{wanted}'");
    told(invalid_arg(text))
}

/// The reference tells these from its code of no driver in particular.
fn told(error: Error) -> Error {
    error.with_domain(ErrorDomain::None)
}
