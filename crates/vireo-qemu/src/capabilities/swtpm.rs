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
    /// It can be told what becomes of its state's lock when its guest goes.
    pub migration: bool,
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
        let all = names(text);
        let has = |name: &str| all.iter().any(|feature| feature == name);
        let found = Self { v1_2: has("tpm-1.2"), v2_0: has("tpm-2.0"), migration: false };
        match found {
            Self { v1_2: false, v2_0: false, migration } => {
                Self { v1_2: true, v2_0: true, migration }
            }
            some => some,
        }
    }
}

async fn ask() -> Option<Swtpm> {
    let setup = program("swtpm_setup")?;
    let emulator = program("swtpm")?;
    program("swtpm_ioctl")?;
    let made = printed(Command::new(setup).arg("--print-capabilities")).await?;
    let run = printed(Command::new(emulator).args(["socket", "--print-capabilities"])).await;
    let migration = run.is_some_and(|text| names(&text).iter().any(|n| n == "cmdarg-migration"));
    Some(Swtpm { migration, ..Swtpm::parse(&made) })
}

async fn printed(command: &mut Command) -> Option<Vec<u8>> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).kill_on_drop(true).output();
    match tokio::time::timeout(Duration::from_secs(10), output).await {
        Ok(Ok(printed)) => Some(printed.stdout),
        Ok(Err(_)) | Err(_) => None,
    }
}

/// What a program says that it can do.
fn names(text: &[u8]) -> Vec<String> {
    serde_json::from_slice(text).unwrap_or(Printed { features: Vec::new() }).features
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read() {
        let one = br#"{ "type": "swtpm_setup", "features": [ "tpm-2.0", "x" ] }"#;
        assert_eq!(Swtpm::parse(one), Swtpm { v1_2: false, v2_0: true, migration: false });
        assert_eq!(Swtpm::parse(b"old"), Swtpm { v1_2: true, v2_0: true, migration: false });
    }
}
