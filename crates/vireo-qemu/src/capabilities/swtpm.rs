//! What the TPM emulator of the host can do.

use std::process::Stdio;
use std::time::Duration;

use serde::Deserialize;
use tokio::process::Command;
use tokio::sync::OnceCell;

use super::emulators::program;

/// TPM versions that can be emulated.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Swtpm {
    /// Version 1.2.
    pub v1_2: bool,
    /// Version 2.0.
    pub v2_0: bool,
}

#[derive(Deserialize)]
struct Printed {
    #[serde(default)]
    features: Vec<String>,
}

impl Swtpm {
    /// What is installed, `None` when it is not there; asked once.
    pub async fn get() -> Option<Self> {
        static FOUND: OnceCell<Option<Swtpm>> = OnceCell::const_new();
        *FOUND.get_or_init(ask).await
    }

    /// Reads what `swtpm_setup --print-capabilities` prints. A version that says
    /// nothing of TPM versions has both.
    fn parse(text: &[u8]) -> Self {
        let printed: Printed =
            serde_json::from_slice(text).unwrap_or(Printed { features: Vec::new() });
        let has = |name: &str| printed.features.iter().any(|feature| feature == name);
        let found = Self { v1_2: has("tpm-1.2"), v2_0: has("tpm-2.0") };
        match found {
            Self { v1_2: false, v2_0: false } => Self { v1_2: true, v2_0: true },
            some => some,
        }
    }
}

async fn ask() -> Option<Swtpm> {
    let setup = program("swtpm_setup")?;
    program("swtpm")?;
    program("swtpm_ioctl")?;
    let printed = Command::new(setup)
        .arg("--print-capabilities")
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .output();
    match tokio::time::timeout(Duration::from_secs(10), printed).await {
        Ok(Ok(printed)) => Some(Swtpm::parse(&printed.stdout)),
        Ok(Err(_)) | Err(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read() {
        let one = br#"{ "type": "swtpm_setup", "features": [ "tpm-2.0", "x" ] }"#;
        assert_eq!(Swtpm::parse(one), Swtpm { v1_2: false, v2_0: true });
        assert_eq!(Swtpm::parse(b"old"), Swtpm { v1_2: true, v2_0: true });
    }
}
