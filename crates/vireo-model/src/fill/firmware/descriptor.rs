//! Firmware descriptors: the JSON files that QEMU's interface specification
//! `docs/interop/firmware.json` defines.

use serde::Deserialize;

/// One descriptor, its parts that decide on the choice.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Descriptor {
    /// `uefi`, `bios`, `openfirmware`, `uboot`.
    #[serde(default)]
    pub interface_types: Vec<String>,
    /// How it is given to QEMU.
    pub mapping: Mapping,
    /// Where it runs.
    #[serde(default)]
    pub targets: Vec<Target>,
    /// What it can do.
    #[serde(default)]
    pub features: Vec<String>,
}

/// How the firmware is given to QEMU.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(tag = "device", rename_all = "kebab-case")]
pub enum Mapping {
    /// As pflash.
    #[serde(rename_all = "kebab-case")]
    Flash {
        /// `split` (code and variables in two files), `combined`, `stateless`.
        #[serde(default = "split")]
        mode: String,
        /// The code.
        executable: File,
        /// What new variable stores are copied from.
        nvram_template: Option<File>,
    },
    /// As `-kernel`.
    Kernel {
        /// Path.
        filename: String,
    },
    /// As `-bios`.
    Memory {
        /// Path.
        filename: String,
    },
}

fn split() -> String {
    "split".into()
}

/// An image.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct File {
    /// Path.
    pub filename: String,
    /// `raw`, `qcow2`.
    pub format: String,
}

/// Where a firmware runs.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Target {
    /// Architecture.
    pub architecture: String,
    /// Patterns of machine names.
    #[serde(default)]
    pub machines: Vec<String>,
}

impl Descriptor {
    /// Read a descriptor file.
    ///
    /// # Errors
    /// It is not JSON or lacks a part.
    pub fn parse(json: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(json)
    }

    /// Whether it has the feature.
    pub fn has(&self, feature: &str) -> bool {
        self.features.iter().any(|f| f == feature)
    }

    /// Whether it runs on that machine.
    pub fn runs_on(&self, arch: &str, machine: &str) -> bool {
        self.targets.iter().any(|target| {
            target.architecture == arch && target.machines.iter().any(|m| glob(m, machine))
        })
    }
}

/// Shell pattern with `*` and `?`.
pub(crate) fn glob(pattern: &str, text: &str) -> bool {
    let (pattern, text) = (pattern.as_bytes(), text.as_bytes());
    let (mut p, mut t) = (0, 0);
    let mut back: Option<(usize, usize)> = None;
    while t < text.len() {
        if p < pattern.len() && pattern[p] == b'*' {
            back = Some((p, t));
            p += 1;
        } else if p < pattern.len() && (pattern[p] == b'?' || pattern[p] == text[t]) {
            p += 1;
            t += 1;
        } else if let Some((star, from)) = back {
            back = Some((star, from + 1));
            p = star + 1;
            t = from + 1;
        } else {
            return false;
        }
    }
    pattern[p..].iter().all(|c| *c == b'*')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns() {
        assert!(glob("pc-q35-*", "pc-q35-9.0") && glob("*", "") && glob("a?c*", "abcd"));
        assert!(!glob("pc-q35-*", "pc-i440fx-9.0") && !glob("a", "ab"));
    }

    #[test]
    fn reads_a_descriptor() {
        let text = r#"{"interface-types":["uefi"],"mapping":{"device":"flash",
            "executable":{"filename":"/c","format":"raw"},
            "nvram-template":{"filename":"/v","format":"raw"}},
            "targets":[{"architecture":"x86_64","machines":["pc-q35-*"]}],
            "features":["secure-boot"],"tags":[]}"#;
        let d = Descriptor::parse(text).unwrap();
        assert!(d.has("secure-boot") && d.runs_on("x86_64", "pc-q35-9.0"));
        assert!(!d.runs_on("aarch64", "pc-q35-9.0"));
        assert!(matches!(d.mapping, Mapping::Flash { ref mode, .. } if mode == "split"));
        assert!(Descriptor::parse("{}").is_err());
    }
}
