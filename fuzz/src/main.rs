//! `vireo-fuzz TARGET|all|FILE... [--seconds N] [--seed N]`

use std::time::Duration;

use anyhow::{Context, Result, bail};
use vireo_fuzz::TARGETS;
use vireo_fuzz::run::{Limit, run};

fn main() -> Result<()> {
    let mut targets = Vec::new();
    let (mut seconds, mut seed, mut file) = (60, std::process::id().into(), None);
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        let mut number = || args.next().and_then(|n| n.parse().ok()).context("a number is missing");
        match arg.as_str() {
            "--seconds" => seconds = number()?,
            "--seed" => seed = number()?,
            "--input" => file = Some(args.next().context("--input FILE")?),
            "all" => targets.extend_from_slice(TARGETS),
            name => targets.extend(TARGETS.iter().filter(|target| target.0 == name)),
        }
    }
    if targets.is_empty() {
        let names: Vec<_> = TARGETS.iter().map(|target| target.0).collect();
        bail!(
            "usage: vireo-fuzz all|TARGET [--seconds N] [--seed N] [--input FILE]\ntargets: {}",
            names.join(" ")
        );
    }
    for target in targets {
        if let Some(file) = &file {
            target.1(&std::fs::read(file)?);
            continue;
        }
        println!("{}: {seconds} s from seed {seed}", target.0);
        let report = run(target, seed, Limit::Time(Duration::from_secs(seconds)))?;
        println!("{}: {} inputs, the slowest took {:?}", target.0, report.inputs, report.slowest);
    }
    Ok(())
}
