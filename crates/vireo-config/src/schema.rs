//! One declaration a key: the `schema!` tables and what is made of them.

use crate::Conf;
use std::fmt;

/// Whether a key does anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// It has its effect.
    Now,
    /// It is read and checked, and has no effect yet.
    Later,
    /// It has none by design; the reason is given.
    Never(&'static str),
}

/// One key of a file, for listings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Key {
    /// The key.
    pub name: &'static str,
    /// The type of its value.
    pub kind: &'static str,
    /// Whether it does anything.
    pub effect: Effect,
    /// What it is for, one sentence.
    pub about: &'static str,
}

/// Something odd that does not stop the daemon.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    /// Name of the file.
    pub file: String,
    /// Line of the entry, from 1.
    pub line: usize,
    /// The key.
    pub key: String,
    /// What is odd.
    pub what: String,
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: '{}': {}", self.file, self.line, self.key, self.what)
    }
}

/// Entries of `conf` that no key in `keys` is named as.
pub(crate) fn unknown(conf: &Conf, keys: &[Key]) -> Vec<Warning> {
    conf.entries()
        .iter()
        .filter(|e| !keys.iter().any(|k| k.name == e.name))
        .map(|e| Warning {
            file: conf.file().to_owned(),
            line: e.line,
            key: e.name.clone(),
            what: "unknown key, ignored".to_owned(),
        })
        .collect()
}

/// Entries of `conf` that are known and set, and have no effect (yet).
pub fn ineffective(conf: &Conf, keys: &[Key]) -> Vec<Warning> {
    let told = |e: &crate::Entry| {
        let key = keys.iter().find(|k| k.name == e.name)?;
        let what = match key.effect {
            Effect::Now => return None,
            Effect::Later => "has no effect yet".to_owned(),
            Effect::Never(why) => format!("has no effect: {why}"),
        };
        Some(Warning { file: conf.file().to_owned(), line: e.line, key: e.name.clone(), what })
    };
    conf.entries().iter().filter_map(told).collect()
}

/// Declares a configuration file: a struct with a field for each key.
///
/// Each line is `name: Type = default, Effect, "what it is for";`. The macro makes
/// the struct, its `Default`, the table `KEYS`, and `from_conf`, which checks types
/// and reports unknown keys.
macro_rules! schema {
    (
        $(#[$meta:meta])*
        pub struct $name:ident {
            $( $key:ident : $type:ty = $default:expr, $effect:expr, $about:literal; )*
        }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub struct $name {
            $( #[doc = $about] pub $key: $type, )*
        }

        impl Default for $name {
            fn default() -> Self {
                $name { $( $key: $default, )* }
            }
        }

        impl $name {
            /// Every key of the file.
            pub const KEYS: &'static [$crate::Key] = &[
                $( $crate::Key {
                    name: stringify!($key),
                    kind: <$type as $crate::FromValue>::KIND,
                    effect: $effect,
                    about: $about,
                }, )*
            ];

            /// Takes what `conf` sets over the defaults; unknown keys are warnings.
            ///
            /// # Errors
            /// A value of a wrong type or out of range, in the reference's words.
            pub fn from_conf(
                conf: &$crate::Conf,
            ) -> Result<($name, Vec<$crate::Warning>), $crate::ConfError> {
                let mut config = $name::default();
                $( if let Some(value) = conf.get(stringify!($key)) {
                    config.$key = $crate::FromValue::from_value($crate::value::Named {
                        file: conf.file(),
                        key: stringify!($key),
                        value,
                    })?;
                } )*
                config.check(conf.file())?;
                Ok((config, $crate::schema::unknown(conf, Self::KEYS)))
            }
        }
    };
}

pub(crate) use schema;
