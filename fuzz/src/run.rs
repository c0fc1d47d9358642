//! Feeding a target: its corpus, then mutations until the time is over.

use std::fs;
use std::panic::catch_unwind;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::Target;
use crate::mutate::{Random, mutate};

/// Where the corpora lie.
#[must_use]
pub fn corpus_dir(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(name)
}

/// The entries of a target's corpus, by name, so that a run repeats.
///
/// # Errors
/// When the folder can't be read.
pub fn corpus(name: &str) -> Result<Vec<Vec<u8>>> {
    let dir = corpus_dir(name);
    let entries = fs::read_dir(&dir).with_context(|| dir.display().to_string())?;
    let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    paths.into_iter().map(|path| Ok(fs::read(path)?)).collect()
}

/// When to stop.
#[derive(Debug, Clone, Copy)]
pub enum Limit {
    /// After so many inputs.
    Inputs(u64),
    /// After so long.
    Time(Duration),
}

/// What a run did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Report {
    /// Inputs given, the corpus included.
    pub inputs: u64,
    /// The longest that one input took.
    pub slowest: Duration,
}

/// No input may take longer: a parser that does hangs a daemon's worker.
const TOO_LONG: Duration = Duration::from_secs(5);

/// Feeds `target` its corpus and then mutations of it from `seed`.
///
/// # Errors
/// When an input makes it panic or takes too long; that input is kept in the
/// temporary folder and named.
pub fn run(target: Target, seed: u64, limit: Limit) -> Result<Report> {
    let (name, _) = target;
    let corpus = corpus(name)?;
    let mut report = Report::default();
    for bytes in &corpus {
        feed(target, bytes, &mut report)?;
    }
    let mut random = Random::new(seed);
    let begin = Instant::now();
    let mut mutations = 0;
    let more = |mutations: u64| match limit {
        Limit::Inputs(count) => mutations < count,
        Limit::Time(time) => begin.elapsed() < time,
    };
    while more(mutations) {
        feed(target, &mutate(&mut random, &corpus), &mut report)?;
        mutations += 1;
    }
    Ok(report)
}

fn feed((name, target): Target, bytes: &[u8], report: &mut Report) -> Result<()> {
    let begin = Instant::now();
    let panicked = catch_unwind(|| target(bytes)).is_err();
    let took = begin.elapsed();
    report.inputs += 1;
    report.slowest = report.slowest.max(took);
    if panicked || took > TOO_LONG {
        let path = std::env::temp_dir().join(format!("vireo-fuzz-{name}-{}", std::process::id()));
        fs::write(&path, bytes)?;
        let what = if panicked { "panics".to_owned() } else { format!("takes {took:?}") };
        bail!("{name} {what} on {} ({} bytes)", path.display(), bytes.len());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_found_and_kept() {
        let target: Target = ("conf", |bytes| assert!(bytes.len() < 60, "too long"));
        let error = run(target, 1, Limit::Inputs(100_000)).expect_err("it panics");
        let text = error.to_string();
        assert!(text.starts_with("conf panics on "), "{text}");
        let path = text.split_whitespace().nth(3).expect("a path");
        assert!(fs::read(path).expect("kept").len() >= 60);
        fs::remove_file(path).expect("ours");
    }

    #[test]
    fn an_unknown_corpus_is_an_error() {
        assert!(corpus("no-such-target").is_err());
    }
}
