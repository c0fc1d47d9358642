//! Headers of disk images, and what images cover, read from files that guests wrote.
//!
//! Every figure is a lie until it is checked: counts and offsets are bounded before memory is taken
//! or the file is read there, and what cannot be is an error, never a panic.
//!
//! | module | what |
//! |---|---|
//! | [`header`] | what a header tells |
//! | [`read()`] | reads it, by format |
//! | [`probe`] | the format of an image by its first bytes |
//! | [`place`] | where a name in an image leads |
//! | [`follow`] | an image and all that it covers |

mod bytes;
mod dated;
pub mod follow;
pub mod format;
#[doc(hidden)]
pub mod fuzz;
pub mod header;
pub mod place;
pub mod probe;
mod qcow2;
mod qed;
mod read;
mod vmdk;

pub use follow::{ChainError, Image, follow};
pub use format::Format;
pub use header::{Backing, Header};
pub use place::{Place, place};
pub use probe::probe;
pub use read::read;
