//! The typed parameters that a call takes: their names and types, checked before anything is done.

use vireo_api::event::{DomainEvent, Param, ParamValue};
use vireo_api::{Error, ErrorCode, ErrorDomain, Result};
use vireo_proto::remote::{TypedParam, TypedParamValue};

/// A type of typed parameters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// `int`
    Int,
    /// `unsigned int`
    Uint,
    /// `long long`
    Llong,
    /// `unsigned long long`
    Ullong,
    /// `double`
    Double,
    /// A boolean.
    Boolean,
    /// A string.
    String,
}

impl Kind {
    /// Its word in refusals.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Int => "int",
            Self::Uint => "uint",
            Self::Llong => "llong",
            Self::Ullong => "ullong",
            Self::Double => "double",
            Self::Boolean => "boolean",
            Self::String => "string",
        }
    }

    /// The type of a value.
    #[must_use]
    pub const fn of(value: &TypedParamValue) -> Self {
        match value {
            TypedParamValue::Int(_) => Self::Int,
            TypedParamValue::Uint(_) => Self::Uint,
            TypedParamValue::Llong(_) => Self::Llong,
            TypedParamValue::Ullong(_) => Self::Ullong,
            TypedParamValue::Double(_) => Self::Double,
            TypedParamValue::Boolean(_) => Self::Boolean,
            TypedParamValue::String(_) => Self::String,
        }
    }
}

/// Checks a client's parameters against those that the call takes.
///
/// # Errors
/// One of another name (`ArgumentUnsupported`) or type, or given twice (`InvalidArg`).
pub fn check(params: &[TypedParam], known: &[(&str, Kind)]) -> Result<()> {
    for (place, param) in params.iter().enumerate() {
        let field = param.field.to_string_lossy();
        let Some((_, wanted)) = known.iter().find(|(name, _)| *name == field) else {
            let text = format!("parameter '{field}' not supported");
            return Err(Error::new(ErrorCode::ArgumentUnsupported, ErrorDomain::None, text));
        };
        let invalid = |text| Error::new(ErrorCode::InvalidArg, ErrorDomain::None, text);
        let given = Kind::of(&param.value);
        if given != *wanted {
            return Err(invalid(format!(
                "invalid type '{}' for parameter '{field}', expected '{}'",
                given.word(),
                wanted.word()
            )));
        }
        if params[..place].iter().any(|other| other.field == param.field) {
            return Err(invalid(format!("parameter '{field}' occurs multiple times")));
        }
    }
    Ok(())
}

/// The number of a parameter that is one, as 64 bits; of another type, none.
#[must_use]
pub fn unsigned(value: &TypedParamValue) -> Option<u64> {
    match value {
        TypedParamValue::Uint(value) => Some(u64::from(*value)),
        TypedParamValue::Ullong(value) => Some(*value),
        TypedParamValue::Int(value) => u64::try_from(*value).ok(),
        TypedParamValue::Llong(value) => u64::try_from(*value).ok(),
        TypedParamValue::Double(_) | TypedParamValue::Boolean(_) | TypedParamValue::String(_) => {
            None
        }
    }
}

/// The signed number of a parameter that is one; of another type, none.
#[must_use]
pub fn signed(value: &TypedParamValue) -> Option<i64> {
    match value {
        TypedParamValue::Int(value) => Some(i64::from(*value)),
        TypedParamValue::Llong(value) => Some(*value),
        TypedParamValue::Uint(value) => Some(i64::from(*value)),
        TypedParamValue::Ullong(value) => i64::try_from(*value).ok(),
        TypedParamValue::Double(_) | TypedParamValue::Boolean(_) | TypedParamValue::String(_) => {
            None
        }
    }
}

/// The text of a parameter that is one.
///
/// # Errors
/// It is not UTF-8.
pub fn text(value: &TypedParamValue) -> Result<Option<&str>> {
    match value {
        TypedParamValue::String(text) => Ok(Some(text.to_str()?)),
        TypedParamValue::Int(_)
        | TypedParamValue::Uint(_)
        | TypedParamValue::Llong(_)
        | TypedParamValue::Ullong(_)
        | TypedParamValue::Double(_)
        | TypedParamValue::Boolean(_) => Ok(None),
    }
}

/// What the *tunable* event tells: the tunables of the running guest that a call changed.
#[derive(Debug, Default)]
pub struct Tunables(Vec<Param>);

impl Tunables {
    /// Adds a number.
    pub fn ullong(&mut self, field: impl Into<String>, value: u64) {
        self.0.push(Param::new(field, ParamValue::ULLong(value)));
    }

    /// Adds a signed number.
    pub fn llong(&mut self, field: impl Into<String>, value: i64) {
        self.0.push(Param::new(field, ParamValue::LLong(value)));
    }

    /// Adds a text.
    pub fn string(&mut self, field: impl Into<String>, value: impl Into<String>) {
        self.0.push(Param::new(field, ParamValue::String(value.into())));
    }

    /// The event; none where nothing changed.
    #[must_use]
    pub fn event(self) -> Option<DomainEvent> {
        (!self.0.is_empty()).then_some(DomainEvent::Tunable { params: self.0 })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn param(field: &str, value: TypedParamValue) -> TypedParam {
        TypedParam { field: field.into(), value }
    }

    #[test]
    fn other_names_types_and_repetitions_are_refused() {
        let known = [("a", Kind::Ullong), ("b", Kind::String)];
        let good = [
            param("b", TypedParamValue::String("x".into())),
            param("a", TypedParamValue::Ullong(1)),
        ];
        check(&good, &known).expect("both are known");
        let told = |params: &[TypedParam]| check(params, &known).expect_err("refused").to_string();
        assert!(
            told(&[param("c", TypedParamValue::Int(1))]).contains("parameter 'c' not supported")
        );
        let other = told(&[param("a", TypedParamValue::Int(1))]);
        assert!(
            other.contains("invalid type 'int' for parameter 'a', expected 'ullong'"),
            "{other}"
        );
        let twice = [good[1].clone(), good[1].clone()];
        assert!(told(&twice).contains("occurs multiple times"));
    }

    #[test]
    fn nothing_changed_is_no_event() {
        assert!(Tunables::default().event().is_none());
    }
}
