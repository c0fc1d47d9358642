//! What commands return. Members that we do not know are ignored, enumeration
//! values that we do not know are kept as text.

mod block;
mod cpu;
mod machine;
mod migration;
mod stats;

pub use block::*;
pub use cpu::*;
pub use machine::*;
pub use migration::*;
pub use stats::*;

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

/// An enumeration of QEMU's whose unknown values survive.
macro_rules! text_enum {
    ($(#[$doc:meta])* $name:ident { $( $variant:ident = $text:literal ),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash)]
        pub enum $name {
            $(
                #[doc = concat!("`", $text, "`")]
                $variant,
            )+
            /// A value that is newer than we are.
            Other(Box<str>),
        }

        impl $name {
            /// QEMU's text.
            pub fn as_str(&self) -> &str {
                match self {
                    $( Self::$variant => $text, )+
                    Self::Other(text) => text,
                }
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                match text {
                    $( $text => Self::$variant, )+
                    other => Self::Other(other.into()),
                }
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let text = <std::borrow::Cow<'de, str> as serde::Deserialize>::deserialize(from)?;
                Ok(Self::from(&*text))
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(self.as_str())
            }
        }
    };
}

use text_enum;

text_enum! {
    /// Run state of the machine.
    RunState {
        Debug = "debug", FinishMigrate = "finish-migrate", Inmigrate = "inmigrate",
        InternalError = "internal-error", IoError = "io-error", Paused = "paused",
        Postmigrate = "postmigrate", Prelaunch = "prelaunch", RestoreVm = "restore-vm",
        Running = "running", SaveVm = "save-vm", Shutdown = "shutdown",
        Suspended = "suspended", Watchdog = "watchdog", GuestPanicked = "guest-panicked",
        Colo = "colo",
    }
}

/// The result of a command that returns nothing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Empty;

impl<'de> Deserialize<'de> for Empty {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        serde::de::IgnoredAny::deserialize(from).map(|_| Self)
    }
}

/// `query-status`.
#[derive(Debug, Clone, Deserialize)]
pub struct StatusInfo {
    /// Whether the virtual CPUs run.
    pub running: bool,
    /// Why or why not.
    pub status: RunState,
}

/// A key for `send-key`.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "type", content = "data", rename_all = "lowercase")]
pub enum KeyValue {
    /// A key number.
    Number(u32),
    /// A key name.
    Qcode(String),
}

/// A character device.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct ChardevInfo {
    /// Its id.
    pub label: String,
    /// What it is connected to, `pty:/dev/pts/3` for a pty.
    pub filename: String,
    /// Whether the guest's end is open.
    #[serde(default)]
    pub frontend_open: bool,
}

/// A property of an object or of a type.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct ObjectProperty {
    /// Its name.
    pub name: String,
    /// Its type.
    #[serde(rename = "type")]
    pub kind: String,
    /// What it has when nobody sets it.
    #[serde(default)]
    pub default_value: Option<Value>,
}

/// An object type.
#[derive(Debug, Clone, Deserialize)]
pub struct ObjectType {
    /// Its name.
    pub name: String,
}

/// A command line option.
#[derive(Debug, Clone, Deserialize)]
pub struct CommandLineOption {
    /// Its name.
    pub option: String,
    /// Its parameters.
    #[serde(default)]
    pub parameters: Vec<CommandLineParameter>,
}

/// A parameter of a command line option.
#[derive(Debug, Clone, Deserialize)]
pub struct CommandLineParameter {
    /// Its name.
    pub name: String,
}

/// `add-fd`.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct AddedFd {
    /// Number of the set.
    pub fdset_id: u64,
    /// Number of the descriptor in QEMU.
    pub fd: i64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_state_is_kept() {
        let info: StatusInfo =
            serde_json::from_str(r#"{"running":true,"status":"dreaming","x":1}"#).expect("parses");
        assert_eq!(info.status, RunState::Other("dreaming".into()));
        assert_eq!(info.status.as_str(), "dreaming");
    }
}
