//! The guest agent: what the guest tells of itself and does when asked.
//!
//! | module | what |
//! |---|---|
//! | [`session`] | the right to talk to the agent, one caller at a time |
//! | [`answers`] | the agent's answers as types |
//! | [`disks`] | which disk of the definition the guest means |
//! | [`files`] | freezing, thawing, trimming and listing file systems |
//! | [`clock`] | the guest's time |
//! | [`addresses`] | interfaces and their addresses, from three sources |
//! | [`vcpus`] | virtual CPUs as the guest uses them |
//! | [`info`] | guest information as typed parameters |
//! | [`users`] | passwords and SSH keys |

pub mod addresses;
pub mod answers;
pub mod clock;
pub mod disks;
pub mod files;
pub mod info;
pub mod session;
pub mod users;
pub mod vcpus;

pub use session::Session;
