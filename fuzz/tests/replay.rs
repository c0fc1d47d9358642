//! Every corpus entry, and a few thousand mutations from a fixed seed.

use vireo_fuzz::TARGETS;
use vireo_fuzz::run::{Limit, corpus_dir, run};

#[test]
fn corpora_and_some_mutations() {
    for target in TARGETS {
        let report = run(*target, 0x5eed, Limit::Inputs(2_000)).expect("no input breaks it");
        assert!(report.inputs > 2_000, "{} has a corpus", target.0);
    }
}

/// A corpus that no target reads would rot.
#[test]
fn every_corpus_has_its_target() {
    let dir = corpus_dir("");
    for entry in std::fs::read_dir(dir).expect("a folder").flatten() {
        let name = entry.file_name().into_string().expect("a plain name");
        assert!(TARGETS.iter().any(|target| target.0 == name), "{name}");
    }
}
