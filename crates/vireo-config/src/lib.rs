//! The reference's configuration file syntax and every key of it.
//!
//! [`Conf`] reads the `key = value` syntax shared by `libvirtd.conf`,
//! `virtqemud.conf`, `qemu.conf` and `network.conf`. The `schema!` tables in
//! [`DaemonConfig`], [`QemuConfig`] and [`NetworkConfig`] declare each key once:
//! its type, its default, whether it has an effect yet, and what it is for.
//! Loading, type checking and the listing of `vireod --check-config` all come
//! from that one declaration.
//!
//! ```
//! use vireo_config::{Conf, DaemonConfig};
//! let conf = Conf::parse("libvirtd.conf", b"max_clients = 500\n").unwrap();
//! let (config, warnings) = DaemonConfig::from_conf(&conf).unwrap();
//! assert_eq!(config.max_clients, 500);
//! assert!(warnings.is_empty());
//! ```

mod conf;
mod daemon;
mod error;
#[doc(hidden)]
pub mod fuzz;
mod network;
mod qemu;
mod schema;
mod value;

pub use conf::{Conf, Entry, Value};
pub use daemon::{AuthScheme, DaemonConfig};
pub use error::ConfError;
pub use network::NetworkConfig;
pub use qemu::{CoreLimit, QemuConfig};
pub use schema::{Effect, Key, Warning, ineffective};
pub use value::{FromValue, StringOrList};
