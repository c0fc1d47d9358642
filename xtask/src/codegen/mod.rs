//! Makes Rust from the checked-in tables: wire types, driver traits, dispatch, errors, constants.

mod constants;
mod dispatch;
mod drivers;
mod names;
mod table;
mod types;

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail, ensure};

const PROGRAMS: &[&str] = &["remote", "qemu", "lxc", "admin"];

/// Writes every generated file, or with `check` fails when one is stale.
pub fn run(root: &Path, check: bool) -> Result<()> {
    let tables = root.join("crates/vireo-proto/protocol");
    let programs = PROGRAMS
        .iter()
        .map(|name| {
            let path = tables.join(format!("{name}.tbl"));
            let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
            table::parse(&text).with_context(|| path.display().to_string())
        })
        .collect::<Result<Vec<_>>>()?;
    let mut files: Vec<(PathBuf, String)> = Vec::new();
    for program in &programs {
        let path = format!("crates/vireo-proto/src/generated/{}.rs", program.name);
        files.push((path.into(), types::emit(program)));
    }
    let drivers = drivers::emit(&programs);
    files.push(("crates/vireo-api/src/generated/drivers.rs".into(), drivers));
    files.push(("crates/vireo-server/src/generated/dispatch.rs".into(), dispatch::emit(&programs)));
    let read = |name: &str| {
        let path = root.join("crates/vireo-api/tables").join(name);
        fs::read_to_string(&path).with_context(|| path.display().to_string())
    };
    let errors = constants::errors(&read("errors.tsv")?)?;
    files.push(("crates/vireo-api/src/generated/errors.rs".into(), errors));
    let consts = constants::constants(&read("constants.tsv")?)?;
    files.push(("crates/vireo-api/src/generated/consts.rs".into(), consts));
    for (path, text) in files {
        write(&root.join(path), &rustfmt(&text)?, check)?;
    }
    Ok(())
}

fn write(path: &Path, text: &str, check: bool) -> Result<()> {
    if fs::read_to_string(path).is_ok_and(|old| old == text) {
        return Ok(());
    }
    if check {
        bail!("{} is stale: run `cargo xtask codegen`", path.display());
    }
    if let Some(dir) = path.parent() {
        fs::create_dir_all(dir)?;
    }
    fs::write(path, text).with_context(|| path.display().to_string())?;
    println!("wrote {}", path.display());
    Ok(())
}

/// Generated text in the house's format.
fn rustfmt(text: &str) -> Result<String> {
    let mut child = Command::new("rustfmt")
        .args(["--edition", "2024", "--config", "max_width=100,use_small_heuristics=Max"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .context("rustfmt")?;
    let mut stdin = child.stdin.take().context("rustfmt's input")?;
    let input = text.to_owned();
    let writer = std::thread::spawn(move || stdin.write_all(input.as_bytes()));
    let out = child.wait_with_output()?;
    writer.join().map_err(|_| anyhow::anyhow!("rustfmt's writer"))??;
    ensure!(out.status.success(), "rustfmt failed");
    Ok(String::from_utf8(out.stdout)?)
}
