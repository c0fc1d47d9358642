//! What goes in and out of a guest: consoles and channels, screens, keys, memory.
//!
//! | module | what |
//! |---|---|
//! | [`console`] | a client reads and writes a character device |
//! | [`keys`] | key codes of ten sets |
//! | [`screen`] | pictures of the screen, connections to displays |
//! | [`memory`] | bytes of the guest's memory |

pub mod console;
pub mod keys;
pub mod memory;
pub mod screen;

pub use console::Consoles;
