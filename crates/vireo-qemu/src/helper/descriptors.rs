//! Programs of the host that are the other half of vhost-user devices: the files in which
//! distributions and administrators tell of them, and what such a program says that it can do.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use serde::Deserialize;
use vireo_api::Result;

use crate::error::{failed, internal};

/// Where the files are, those of the administrator first: they hide others of the same name.
const DIRS: [&str; 2] = ["/etc/qemu/vhost-user", "/usr/share/qemu/vhost-user"];
/// How long a program may take to tell what it can do.
const ASK: Duration = Duration::from_secs(10);

/// What a descriptor file says.
#[derive(Debug, Deserialize, PartialEq, Eq)]
struct Descriptor {
    #[serde(rename = "type")]
    kind: String,
    binary: PathBuf,
}

/// What a program says of itself.
#[derive(Debug, Default, Deserialize, PartialEq, Eq)]
struct Abilities {
    #[serde(rename = "type", default)]
    kind: String,
    #[serde(default)]
    features: Vec<String>,
}

/// A program that serves devices of vhost-user.
#[derive(Debug)]
pub(crate) struct Program {
    /// Where it is.
    pub path: PathBuf,
    features: Vec<String>,
}

impl Program {
    /// Whether it says that it can do that.
    pub(crate) fn has(&self, feature: &str) -> bool {
        self.features.iter().any(|own| own == feature)
    }
}

/// The programs of the host for devices of that kind, the first is preferred.
pub(crate) fn programs(kind: &str) -> Vec<PathBuf> {
    found(&DIRS.map(Path::new), kind)
}

fn found(dirs: &[&Path], kind: &str) -> Vec<PathBuf> {
    let mut files: BTreeMap<String, PathBuf> = BTreeMap::new();
    for dir in dirs {
        for entry in std::fs::read_dir(dir).into_iter().flatten().flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            if name.ends_with(".json") && !name.starts_with('.') {
                files.entry(name).or_insert_with(|| entry.path());
            }
        }
    }
    let all = files.values().filter_map(|path| read(path));
    all.filter(|one| one.kind == kind).map(|one| one.binary).collect()
}

fn read(path: &Path) -> Option<Descriptor> {
    let text = vireo_runtime::store::read_text(path).ok()?;
    // An empty file hides one of the distribution's.
    if text.trim().is_empty() {
        return None;
    }
    serde_json::from_str(&text)
        .inspect_err(|error| tracing::warn!(path = %path.display(), %error, "vhost-user program"))
        .ok()
}

/// The program for a device: the one that the definition names, else the first of the host that
/// says that it is of that kind. `name` is what it is called in the error.
///
/// # Errors
/// There is none; the one that is named does not tell what it can do.
pub(crate) async fn choose(kind: &str, name: &str, named: Option<&str>) -> Result<Program> {
    if let Some(path) = named {
        let features = ask(Path::new(path)).await?.features;
        return Ok(Program { path: path.into(), features });
    }
    for path in programs(kind) {
        match ask(&path).await {
            Ok(own) if own.kind == kind => return Ok(Program { path, features: own.features }),
            Ok(_) => {}
            Err(error) => tracing::warn!(path = %path.display(), %error, "vhost-user program"),
        }
    }
    Err(failed(format!("Unable to find a satisfying {name}")))
}

async fn ask(path: &Path) -> Result<Abilities> {
    let shown = path.display();
    let printed = tokio::process::Command::new(path)
        .arg("--print-capabilities")
        .stdin(Stdio::null())
        .kill_on_drop(true)
        .output();
    let printed = match tokio::time::timeout(ASK, printed).await {
        Ok(Ok(printed)) => printed,
        Ok(Err(error)) => return Err(internal(format!("cannot execute binary {shown}: {error}"))),
        Err(_) => return Err(internal(format!("{shown} does not tell what it can do"))),
    };
    if !printed.status.success() {
        let status = match printed.status.code() {
            Some(code) => format!("exit status {code}"),
            None => printed.status.to_string(),
        };
        let words = String::from_utf8_lossy(&printed.stderr);
        let words = match words.trim_end() {
            "" => String::new(),
            words => format!(": {words}"),
        };
        let text =
            format!("Child process ({shown} --print-capabilities) unexpected {status}{words}");
        return Err(internal(text));
    }
    serde_json::from_slice(&printed.stdout)
        .map_err(|error| internal(format!("what {shown} prints of itself is no JSON: {error}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_administrators_files_hide_those_of_the_distribution() {
        let (own, system) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let write = |dir: &tempfile::TempDir, name: &str, text: &str| {
            std::fs::write(dir.path().join(name), text).unwrap();
        };
        let fs = |path: &str| format!(r#"{{"description":"x","type":"fs","binary":"{path}"}}"#);
        write(&system, "50-a.json", &fs("/a"));
        write(&system, "60-b.json", &fs("/b"));
        write(&system, "70-g.json", r#"{"type":"gpu","binary":"/g"}"#);
        write(&system, "80-odd.json", "odd");
        write(&own, "50-a.json", "");
        write(&own, "90-c.json", &fs("/c"));
        let dirs = [own.path(), system.path()];
        assert_eq!(found(&dirs, "fs"), [PathBuf::from("/b"), PathBuf::from("/c")]);
        assert_eq!(found(&dirs, "gpu"), [PathBuf::from("/g")]);
    }

    #[tokio::test]
    async fn a_program_that_says_nothing_is_told_by_its_status() {
        let error = choose("fs", "virtiofsd", Some("/bin/false")).await.unwrap_err();
        let text = "Child process (/bin/false --print-capabilities) unexpected exit status 1";
        assert_eq!(error.detail(), Some(text));
        assert!(choose("fs", "virtiofsd", Some("/no/such")).await.is_err());
        let error = choose("no such kind", "virtiofsd", None).await.unwrap_err();
        assert_eq!(error.detail(), Some("Unable to find a satisfying virtiofsd"));
    }
}
