//! An image and all that it covers.

use std::fmt;
use std::fs::File;
use std::io;
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use crate::format::Format;
use crate::header::Header;
use crate::place::{Place, place};
use crate::probe::probe;
use crate::read::read;

/// Longest chain that is followed, as the reference.
const MAX_DEPTH: usize = 200;

/// One image of a chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Image {
    /// Where it is.
    pub place: Place,
    /// Its format.
    pub format: Format,
    /// What its header tells; of images of other hosts nothing.
    pub header: Header,
}

/// Why a chain can't be followed.
#[derive(Debug)]
pub enum ChainError {
    /// A file can't be read, or its header is a lie.
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// What an image covers is not there.
    Missing {
        /// What is covered.
        backing: PathBuf,
        /// The image over it.
        image: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// An image does not say what format it covers, and guessing would not be safe: what is there
    /// covers something in its turn.
    Unsaid {
        /// What is covered.
        backing: PathBuf,
        /// The image over it.
        image: PathBuf,
    },
    /// The chain ends nowhere.
    TooDeep {
        /// The uppermost image.
        top: PathBuf,
    },
}

impl fmt::Display for ChainError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Read { path, .. } => write!(f, "cannot read header '{}'", path.display()),
            Self::Missing { backing, image, .. } => write!(
                f,
                "Cannot access backing file '{}' of storage file '{}'",
                backing.display(),
                image.display()
            ),
            Self::Unsaid { backing, image } => write!(
                f,
                "format of backing image '{}' of image '{}' was not specified in the image metadata (See https://libvirt.org/kbase/backing_chains.html for troubleshooting)",
                backing.display(),
                image.display()
            ),
            Self::TooDeep { top } => write!(
                f,
                "backing store for {} is self-referential or too deeply nested",
                top.display()
            ),
        }
    }
}

impl std::error::Error for ChainError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Read { source, .. } | Self::Missing { source, .. } => Some(source),
            Self::Unsaid { .. } | Self::TooDeep { .. } => None,
        }
    }
}

/// Opens an image to look at it. A pipe put in its place does not hold up the caller.
///
/// # Errors
/// It can't be opened.
pub fn open(path: &Path) -> io::Result<File> {
    // O_NONBLOCK on Linux.
    const NONBLOCK: i32 = 0o4000;
    File::options().read(true).custom_flags(NONBLOCK).open(path)
}

/// An image with all that it covers, the image itself first. The chain ends at an image that covers
/// nothing, or at one of another host.
///
/// # Errors
/// See [`ChainError`].
pub fn follow(top: &Path, format: Format) -> Result<Vec<Image>, ChainError> {
    let mut chain: Vec<Image> = Vec::new();
    let mut seen: Vec<(u64, u64)> = Vec::new();
    let mut next = Some((top.to_owned(), format));
    while let Some((path, format)) = next.take() {
        let failed = |source| ChainError::Read { path: path.clone(), source };
        let mut file = open(&path).map_err(failed)?;
        let meta = file.metadata().map_err(failed)?;
        let id = (meta.dev(), meta.ino());
        if seen.contains(&id) || chain.len() >= MAX_DEPTH {
            return Err(ChainError::TooDeep { top: top.to_owned() });
        }
        seen.push(id);
        let header = read(&mut file, format).map_err(failed)?;
        let backing = header.backing.clone();
        chain.push(Image { place: Place::File(path.clone()), format, header });
        let Some(backing) = backing else { break };
        let said =
            backing.format.as_deref().map(|name| Format::from_name(name).unwrap_or(Format::Raw));
        match place(&path, &backing.name) {
            Place::File(below) => {
                let format = covered(&path, &below, said)?;
                next = Some((below, format));
            }
            elsewhere => {
                let format = said.unwrap_or(Format::Raw);
                chain.push(Image { place: elsewhere, format, header: Header::default() });
            }
        }
    }
    Ok(chain)
}

/// The format of a file that an image covers: what that one says; else what it looks like, when that
/// covers nothing in its turn.
fn covered(image: &Path, backing: &Path, said: Option<Format>) -> Result<Format, ChainError> {
    let missing = |source| ChainError::Missing {
        backing: backing.to_owned(),
        image: image.to_owned(),
        source,
    };
    let mut file = open(backing).map_err(missing)?;
    if let Some(format) = said {
        return Ok(format);
    }
    let failed = |source| ChainError::Read { path: backing.to_owned(), source };
    let format = probe(&mut file).map_err(failed)?;
    let header = read(&mut file, format).map_err(failed)?;
    match header.backing.is_some() || header.data_file.is_some() {
        true => Err(ChainError::Unsaid { backing: backing.to_owned(), image: image.to_owned() }),
        false => Ok(format),
    }
}
