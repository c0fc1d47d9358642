//! `vireo-untested CALLS [--write]`: holds the golden list of procedures that no
//! test calls to what a whole run recorded; `--write` writes it anew.

use std::process::ExitCode;

use vireo_tests::artifacts::source_dir;
use vireo_tests::calls::{compare, untested};

fn main() -> std::io::Result<ExitCode> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let Some(calls) = args.first() else {
        eprintln!("usage: vireo-untested CALLS [--write]");
        return Ok(ExitCode::from(2));
    };
    let golden = source_dir().join("tests/golden/untested-procedures.txt");
    let found = untested(&std::fs::read_to_string(calls)?);
    if args.iter().any(|arg| arg == "--write") {
        let head = "# Procedures that no end-to-end test calls yet. Held to the truth by\n\
                    # scripts/test.sh; the list may only shrink.\n";
        std::fs::write(&golden, format!("{head}{}\n", found.join("\n")))?;
        return Ok(ExitCode::SUCCESS);
    }
    let wrong = compare(&std::fs::read_to_string(&golden)?, &found);
    for line in &wrong {
        eprintln!("{line}");
    }
    println!("procedures that no test calls yet: {}", found.len());
    Ok(if wrong.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
