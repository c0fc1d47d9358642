//! Formats of images, by QEMU's names.

macro_rules! formats {
    ($($(#[$doc:meta])* $name:ident = $word:literal,)*) => {
        /// How an image keeps its bytes.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Format { $($(#[$doc])* $name,)* }

        impl Format {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// Its name in QEMU and in images.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$name => $word,)* }
            }
        }
    };
}

formats! {
    /// The bytes themselves.
    Raw = "raw",
    /// QEMU's, versions 2 and 3.
    Qcow2 = "qcow2",
    /// Its forerunner.
    Qcow = "qcow",
    /// QEMU's enhanced disk.
    Qed = "qed",
    /// VMware's.
    Vmdk = "vmdk",
    /// VirtualBox's.
    Vdi = "vdi",
    /// Virtual PC's.
    Vpc = "vpc",
    /// Hyper-V's.
    Vhdx = "vhdx",
    /// Linux's encrypted devices.
    Luks = "luks",
    /// A CD's file system.
    Iso = "iso",
}

impl Format {
    /// The format with that name. Names of QEMU's drivers of files mean raw images.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "file" | "host_device" | "host_cdrom" => Some(Self::Raw),
            _ => Self::ALL.iter().copied().find(|format| format.name() == name),
        }
    }

    /// Whether images of it may cover others.
    #[must_use]
    pub const fn may_cover(self) -> bool {
        match self {
            Self::Qcow2 | Self::Qcow | Self::Qed | Self::Vmdk => true,
            Self::Raw | Self::Vdi | Self::Vpc | Self::Vhdx | Self::Luks | Self::Iso => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_come_back() {
        for format in Format::ALL {
            assert_eq!(Format::from_name(format.name()), Some(*format));
        }
        assert_eq!(Format::from_name("host_device"), Some(Format::Raw));
        assert_eq!(Format::from_name("bogus"), None);
    }
}
