//! The QEMU driver.
//!
//! | module | what |
//! |---|---|
//! | [`driver`] | what all rooms share, and the driver itself |
//! | [`api`] | the driver traits, one short method a call |
//! | [`capabilities`] | what QEMU binaries and the host can do |
//! | [`definition`], [`metadata`], [`view_xml`] | definitions: read, kept, changed, shown |
//! | [`live`] | what there is of a guest while it runs |
//! | [`process`] | its process: started, followed, taken over again, ended |
//! | `helper` | processes beside QEMU that a guest needs |
//! | [`build`], [`machine`], [`devices`] | the command line: a room for the machine, a room a device |
//! | [`status`] | the driver's part of the status file |
//! | [`block`] | images of running guests: chains, block jobs, exports |
//! | [`translate`] | a definition as a command line, without a start |
//! | [`stats`], [`agent`], [`io`] | figures, the guest agent, consoles and keys |
//! | [`migration`] | a guest's memory on its way to another host or a file |
//! | [`save`] | a guest's memory in a file: saved, restored, dumped |
//! | [`tuning`] | how much of the host a guest may take |
//! | `tls` | credentials of devices that talk by TLS |
//! | `vault` | secrets on their way to QEMU |
//! | [`security`], [`network`], [`host`] | files' owners, networks, small questions to the host |

pub mod agent;
pub mod api;
pub mod autodestroy;
pub mod autostart;
pub mod block;
pub mod build;
pub mod capabilities;
pub mod cpu;
pub mod definition;
pub mod devices;
pub mod driver;
pub mod edit;
pub mod error;
pub mod flags;
#[doc(hidden)]
pub mod fuzz;
mod helper;
pub mod host;
pub mod host_change;
pub mod host_identity;
pub mod io;
pub mod known;
pub mod live;
pub mod machine;
pub mod metadata;
pub mod migration;
pub mod network;
pub mod plug;
pub mod process;
pub mod save;
pub mod security;
pub mod settle;
pub mod stats;
pub mod status;
mod tls;
pub mod translate;
pub mod tuning;
mod vault;
pub mod view;
pub mod view_xml;

pub use driver::{QemuDriver, Settings};
