//! Which procedures the tests call, and which none calls yet.
//!
//! With `VIREO_CALLS` set, each test's daemon logs its calls, and the harness
//! adds their names to that file. `tests/golden/untested-procedures.txt` lists
//! the procedures that no test calls; that list may only shrink.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};

use vireo_proto::{Procedure, admin, lxc, qemu, remote};

/// The file that called functions are added to, when they are recorded.
#[must_use]
pub fn file() -> Option<PathBuf> {
    std::env::var_os("VIREO_CALLS").map(PathBuf::from)
}

/// The log filter by which a daemon tells its calls.
pub const LOG_FILTER: &str = "1:server.connection";

/// Adds the functions that a daemon's log names to the file.
///
/// # Errors
/// The file can't be written.
pub fn record(log: &str, file: &Path) -> std::io::Result<()> {
    let called: BTreeSet<_> = log.lines().filter_map(called).collect();
    let mut file = std::fs::OpenOptions::new().create(true).append(true).open(file)?;
    let lines: String = called.iter().map(|name| format!("{name}\n")).collect();
    // One write, so that tests that end together don't mix.
    file.write_all(lines.as_bytes())
}

/// The function that a line of the log is about: `… api="virDomainCreate"] begins`.
fn called(line: &str) -> Option<&str> {
    let rest = line.split_once("[call ")?.1.split_once("api=\"")?.1;
    let (name, rest) = rest.split_once('"')?;
    rest.ends_with("begins").then_some(name)
}

/// The calls of all programs, as `remote domain_create`, with their functions.
fn all() -> impl Iterator<Item = (String, &'static Procedure)> {
    let programs = [
        ("remote", remote::PROCEDURES),
        ("qemu", qemu::PROCEDURES),
        ("lxc", lxc::PROCEDURES),
        ("admin", admin::PROCEDURES),
    ];
    let calls = programs.into_iter().flat_map(|(program, table)| {
        table.iter().filter(|p| !p.event).map(move |p| (format!("{program} {}", p.name), p))
    });
    calls.collect::<Vec<_>>().into_iter()
}

/// The procedures whose function is not among the called ones, a line each.
#[must_use]
pub fn untested(called: &str) -> Vec<String> {
    let called: BTreeSet<_> = called.lines().collect();
    all().filter(|(_, p)| !called.contains(p.api)).map(|(name, _)| name).collect()
}

/// What is wrong with the golden list beside what was found; empty when nothing is.
#[must_use]
pub fn compare(golden: &str, found: &[String]) -> Vec<String> {
    let golden: BTreeSet<&str> = golden
        .lines()
        .map(|line| line.split('#').next().unwrap_or_default().trim())
        .filter(|line| !line.is_empty())
        .collect();
    let found: BTreeSet<&str> = found.iter().map(String::as_str).collect();
    let lost = found.difference(&golden).map(|name| format!("{name}: no test calls it any more"));
    let won = golden
        .difference(&found)
        .map(|name| format!("{name}: a test calls it, or it is gone; take it off the list"));
    lost.chain(won).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_are_read_from_a_log() {
        let log = "2026: 7: debug : server.connection:431 : [call client=1 api=\"virAuthList\"] begins\n\
                   2026: 7: debug : server.connection:433 : [call client=1 api=\"virAuthList\"] ends\n\
                   2026: 7: debug : x : [call client=1 api=\"virConnectOpen\"] waits\nnoise\n";
        let names: Vec<_> = log.lines().filter_map(called).collect();
        assert_eq!(names, ["virAuthList"]);
    }

    #[test]
    fn the_list_may_only_shrink() {
        let found = vec!["remote a".to_owned(), "remote b".to_owned()];
        assert!(compare("# why\nremote a\nremote b # later\n", &found).is_empty());
        assert_eq!(compare("remote a\n", &found).len(), 1);
        assert_eq!(compare("remote a\nremote b\nremote c\n", &found).len(), 1);
        let none = untested("");
        assert_eq!(
            none.len(),
            400 + 7 + 1 + 20
                - admin::PROCEDURES.iter().filter(|p| p.event).count()
                - qemu::PROCEDURES.iter().filter(|p| p.event).count()
        );
        assert!(!untested("virDomainCreate\n").contains(&"remote domain_create".to_owned()));
    }
}
