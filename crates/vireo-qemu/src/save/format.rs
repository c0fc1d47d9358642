//! How memory lies in a file: as QEMU sends it, in place, or through a compressor.

use std::path::PathBuf;

use vireo_api::Result;

use crate::error::{failed, operation_unsupported};

/// One row a format: its number in the file, its name in calls and in `qemu.conf`, the compressor's
/// arguments there and back.
macro_rules! formats {
    ($($(#[$doc:meta])* $variant:ident = $number:literal, $name:literal $(, [$($to:literal)*], [$($from:literal)*])?;)*) => {
        /// A format of saved memory.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
        pub enum Format { $($(#[$doc])* $variant,)* }

        impl Format {
            /// All of them.
            pub const ALL: &'static [Format] = &[$(Self::$variant,)*];

            /// Its number in the file.
            #[must_use]
            pub const fn number(self) -> u32 {
                match self { $(Self::$variant => $number,)* }
            }

            /// Its name, which is that of its compressor.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// The compressor's arguments for writing and for reading; none for a format without.
            const fn arguments(self) -> Option<(Arguments, Arguments)> {
                match self {
                    $(Self::$variant => formats!(@args $([$($to)*] [$($from)*])?),)*
                }
            }
        }
    };
    (@args) => { None };
    (@args [$($to:literal)*] [$($from:literal)*]) => { Some((&[$($to),*], &[$($from),*])) };
}

formats! {
    /// QEMU's stream.
    #[default]
    Raw = 0, "raw";
    /// Through `gzip`.
    Gzip = 1, "gzip", ["-c"], ["-dc"];
    /// Through `bzip2`.
    Bzip2 = 2, "bzip2", ["-c"], ["-dc"];
    /// Through `xz`, at a speed that can be borne.
    Xz = 3, "xz", ["-c" "-3"], ["-dc"];
    /// Through `lzop`.
    Lzop = 4, "lzop", ["-c"], ["-dc" "--ignore-warn"];
    /// Through `zstd`.
    Zstd = 5, "zstd", ["-c"], ["-dc"];
    /// Each page at its own place in the file (QEMU's mapped-ram).
    Sparse = 6, "sparse";
}

/// A program's arguments.
type Arguments = &'static [&'static str];

/// A compressor or its opposite: a program and its arguments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filter {
    /// The program.
    pub program: PathBuf,
    /// Its arguments.
    pub args: Arguments,
}

impl Format {
    /// The format with that number.
    #[must_use]
    pub fn from_number(number: u32) -> Option<Self> {
        Self::ALL.iter().copied().find(|format| format.number() == number)
    }

    /// The format with that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|format| format.name() == name)
    }

    /// The program that memory goes through into the file; `None` when it needs none.
    ///
    /// # Errors
    /// It is not installed.
    pub fn compressor(self) -> Result<Option<Filter>> {
        self.filter(|(to, _)| to)
    }

    /// The program that memory goes through out of the file; `None` when it needs none.
    ///
    /// # Errors
    /// It is not installed.
    pub fn decompressor(self) -> Result<Option<Filter>> {
        self.filter(|(_, from)| from)
    }

    fn filter(self, pick: fn((Arguments, Arguments)) -> Arguments) -> Result<Option<Filter>> {
        let Some(arguments) = self.arguments() else { return Ok(None) };
        let name = self.name();
        let program = find_program(name).ok_or_else(|| {
            operation_unsupported(format!(
                "the program '{name}' of this image format is not installed"
            ))
        })?;
        Ok(Some(Filter { program, args: pick(arguments) }))
    }
}

/// The format that a call names.
///
/// # Errors
/// No such format.
pub fn of_call(name: &str) -> Result<Format> {
    Format::from_name(name).ok_or_else(|| failed(format!("Invalid image_format '{name}'")))
}

/// The format that `qemu.conf` names for a purpose (`save`, `dump`, `snapshot`); raw by default.
///
/// # Errors
/// No such format.
pub fn of_config(name: Option<&str>, purpose: &str) -> Result<Format> {
    let Some(name) = name else { return Ok(Format::Raw) };
    let text = || failed(format!("Invalid {purpose} image format specified in configuration file"));
    Format::from_name(name).ok_or_else(text)
}

/// Where the daemon finds a program of this name.
fn find_program(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_else(|| "/usr/bin:/bin".into());
    std::env::split_paths(&path).map(|dir| dir.join(name)).find(|path| is_program(path))
}

fn is_program(path: &std::path::Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    std::fs::metadata(path)
        .is_ok_and(|found| found.is_file() && found.permissions().mode() & 0o111 != 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_names_name_the_same() {
        for format in Format::ALL {
            assert_eq!(Format::from_number(format.number()), Some(*format));
            assert_eq!(Format::from_name(format.name()), Some(*format));
        }
        assert_eq!(Format::from_number(7), None);
        assert!(of_call("foo").unwrap_err().to_string().contains("Invalid image_format 'foo'"));
        assert_eq!(of_config(None, "save").unwrap(), Format::Raw);
        assert!(of_config(Some("zip"), "dump").is_err());
    }

    #[test]
    fn only_compressed_formats_need_a_program() {
        assert_eq!(Format::Raw.compressor().unwrap(), None);
        assert_eq!(Format::Sparse.decompressor().unwrap(), None);
        let gzip = Format::Gzip.compressor().unwrap().unwrap();
        assert!(gzip.program.ends_with("gzip"));
        assert_eq!(Format::Lzop.arguments().unwrap().1, ["-dc", "--ignore-warn"]);
    }
}
