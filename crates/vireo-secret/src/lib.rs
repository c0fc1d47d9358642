//! The secret driver: passphrases and keys that volumes, Ceph, iSCSI, TLS and emulated TPMs want.
//!
//! A secret's definition ([`definition`]) says whose it is; its value is bytes that are set apart
//! from it. Both are files beside each other ([`files`]), but for secrets that are *ephemeral*:
//! they live as long as the daemon. The value of a *private* secret is told to no client; other drivers
//! get every value ([`vireo_api::secret`]).

mod api;
pub mod definition;
mod driver;
mod error;
pub mod files;
#[doc(hidden)]
pub mod fuzz;
pub mod secret;
mod tell;

pub use driver::SecretDriver;
