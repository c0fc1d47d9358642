//! Typed reading of values, with the reference's messages for wrong types.

use crate::{ConfError, Value};

/// A value together with where it stands, for messages.
#[derive(Debug, Clone, Copy)]
pub struct Named<'a> {
    /// Name of the file.
    pub file: &'a str,
    /// The key.
    pub key: &'a str,
    /// The value as written.
    pub value: &'a Value,
}

impl Named<'_> {
    fn expected(&self, what: &str) -> ConfError {
        ConfError::Type {
            file: self.file.to_owned(),
            what: format!("expected {what} for '{}' parameter", self.key),
        }
    }

    fn out_of(&self, range: &str) -> ConfError {
        ConfError::Type {
            file: self.file.to_owned(),
            what: format!("value for '{}' parameter must be {range}", self.key),
        }
    }
}

/// A type that a key may have.
pub trait FromValue: Sized {
    /// The type's name in listings.
    const KIND: &'static str;

    /// Reads a value.
    ///
    /// # Errors
    /// [`ConfError::Type`] or [`ConfError::ListElement`] when it has another type
    /// or is out of range.
    fn from_value(named: Named<'_>) -> Result<Self, ConfError>;
}

impl FromValue for bool {
    const KIND: &'static str = "bool";

    fn from_value(named: Named<'_>) -> Result<Self, ConfError> {
        match named.value {
            Value::Int(0) => Ok(false),
            Value::Int(1) => Ok(true),
            Value::Int(_) => Err(named.out_of("0 or 1")),
            Value::Str(_) | Value::List(_) => Err(named.expected("a bool")),
        }
    }
}

impl FromValue for u32 {
    const KIND: &'static str = "unsigned integer";

    fn from_value(named: Named<'_>) -> Result<Self, ConfError> {
        match *named.value {
            Value::Int(n) if n >= 0 => {
                n.try_into().map_err(|_| named.out_of("in range 0:4294967295"))
            }
            Value::Int(_) | Value::Str(_) | Value::List(_) => {
                Err(named.expected("an unsigned integer"))
            }
        }
    }
}

impl FromValue for u64 {
    const KIND: &'static str = "unsigned integer";

    fn from_value(named: Named<'_>) -> Result<Self, ConfError> {
        match *named.value {
            Value::Int(n) if n >= 0 => Ok(n.unsigned_abs()),
            Value::Int(_) | Value::Str(_) | Value::List(_) => {
                Err(named.expected("an unsigned integer"))
            }
        }
    }
}

impl FromValue for i32 {
    const KIND: &'static str = "integer";

    fn from_value(named: Named<'_>) -> Result<Self, ConfError> {
        match *named.value {
            Value::Int(n) => {
                n.try_into().map_err(|_| named.out_of("in range -2147483648:2147483647"))
            }
            Value::Str(_) | Value::List(_) => Err(named.expected("a signed integer")),
        }
    }
}

impl FromValue for String {
    const KIND: &'static str = "string";

    fn from_value(named: Named<'_>) -> Result<Self, ConfError> {
        match named.value {
            Value::Str(s) => Ok(s.clone()),
            Value::Int(_) | Value::List(_) => Err(named.expected("a string")),
        }
    }
}

impl FromValue for Vec<String> {
    const KIND: &'static str = "list of strings";

    fn from_value(named: Named<'_>) -> Result<Self, ConfError> {
        let Value::List(items) = named.value else { return Err(named.expected("a string list")) };
        items.iter().map(|item| element(named, item)).collect()
    }
}

fn element(named: Named<'_>, item: &Value) -> Result<String, ConfError> {
    match item {
        Value::Str(s) => Ok(s.clone()),
        Value::Int(_) | Value::List(_) => {
            Err(ConfError::ListElement { file: named.file.to_owned(), key: named.key.to_owned() })
        }
    }
}

/// A list of strings that old files write as one string.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StringOrList(pub Vec<String>);

impl FromValue for StringOrList {
    const KIND: &'static str = "string or list of strings";

    fn from_value(named: Named<'_>) -> Result<Self, ConfError> {
        match named.value {
            Value::Str(s) => Ok(StringOrList(vec![s.clone()])),
            Value::List(_) => Vec::from_value(named).map(StringOrList),
            Value::Int(_) => Err(named.expected("a string or string list")),
        }
    }
}

impl<T: FromValue> FromValue for Option<T> {
    const KIND: &'static str = T::KIND;

    fn from_value(named: Named<'_>) -> Result<Self, ConfError> {
        T::from_value(named).map(Some)
    }
}
