//! Typed parameters: lists of named values (`virTypedParameter`).

use vireo_xdr::Text;

use crate::remote::{TypedParam, TypedParamValue};

/// Builds a list of typed parameters in order.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TypedParams(Vec<TypedParam>);

macro_rules! add {
    ($($(#[$doc:meta])* $name:ident, $variant:ident, $ty:ty;)*) => {
        $($(#[$doc])*
        pub fn $name(&mut self, field: impl Into<Text>, value: $ty) -> &mut Self {
            self.push(field, TypedParamValue::$variant(value.into()))
        })*
    };
}

impl TypedParams {
    /// An empty list.
    #[must_use]
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// Adds any value.
    pub fn push(&mut self, field: impl Into<Text>, value: TypedParamValue) -> &mut Self {
        self.0.push(TypedParam { field: field.into(), value });
        self
    }

    add! {
        /// Adds an `int`.
        int, Int, i32;
        /// Adds an `unsigned int`.
        uint, Uint, u32;
        /// Adds a `long long`.
        llong, Llong, i64;
        /// Adds an `unsigned long long`.
        ullong, Ullong, u64;
        /// Adds a `double`.
        double, Double, f64;
        /// Adds a boolean (an `int` of 0 or 1 on the wire).
        boolean, Boolean, bool;
        /// Adds a string.
        string, String, &str;
    }

    /// The list as it goes to the wire.
    #[must_use]
    pub fn into_vec(self) -> Vec<TypedParam> {
        self.0
    }

    /// Number of parameters so far.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// True before the first parameter.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Adds all of another list.
    pub fn extend(&mut self, other: Self) {
        self.0.extend(other.0);
    }
}

impl From<TypedParams> for Vec<TypedParam> {
    fn from(params: TypedParams) -> Self {
        params.0
    }
}

/// The first parameter of that name.
#[must_use]
pub fn find_param<'a>(params: &'a [TypedParam], field: &str) -> Option<&'a TypedParamValue> {
    params.iter().find(|p| p.field == *field).map(|p| &p.value)
}
