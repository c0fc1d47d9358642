//! Chores of the house: `cargo xtask COMMAND`.

mod codegen;
mod cpu_models;
mod dependencies;

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

const USAGE: &str = "usage: cargo xtask COMMAND

  codegen [--check]   make the generated sources from the tables, or fail when they are stale
  cpu-models          make the table of CPU models from what the installed QEMU says of them
  check               generated sources and dependencies are as they should be";

fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    match words[..] {
        ["codegen"] => codegen::run(&root(), false),
        ["codegen", "--check"] => codegen::run(&root(), true),
        ["cpu-models"] => cpu_models::run(&root()),
        ["check"] => {
            codegen::run(&root(), true)?;
            dependencies::check(&root())
        }
        _ => bail!("{USAGE}"),
    }
}

/// The workspace.
fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_owned()
}
