//! Are the dependencies what the house allows: licences, sources, duplicates?
//!
//! Asks cargo without the network, so it can run in CI anywhere. What is
//! allowed stands in `xtask/dependencies.txt`; an entry that nothing needs any
//! more is refused as well, so the list only tells what is true.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;

const CRATES_IO: &str = "registry+https://github.com/rust-lang/crates.io-index";
/// What the house is built for; other platforms' crates are not looked at.
const PLATFORM: &str = "x86_64-unknown-linux-gnu";

/// `xtask/dependencies.txt`.
#[derive(Debug, Default, PartialEq, Eq)]
struct Allowed {
    licences: BTreeSet<String>,
    /// Crates that may be there in several versions, each with how many.
    duplicates: BTreeMap<String, usize>,
}

/// A package of the tree, as far as it matters here.
#[derive(Debug, PartialEq, Eq)]
struct Package {
    name: String,
    version: String,
    licence: Option<String>,
    source: Option<String>,
}

/// Checks the workspace at `root`.
pub fn check(root: &Path) -> Result<()> {
    let list = std::fs::read_to_string(root.join("xtask/dependencies.txt"))?;
    let allowed = allowed(&list)?;
    let packages = packages(root)?;
    let complaints = complaints(&packages, &allowed);
    ensure!(complaints.is_empty(), "dependencies:\n  {}", complaints.join("\n  "));
    println!("dependencies: {} packages, all allowed", packages.len());
    Ok(())
}

fn allowed(list: &str) -> Result<Allowed> {
    let mut allowed = Allowed::default();
    for line in list.lines().map(|line| line.split('#').next().unwrap_or_default().trim()) {
        match line.split_whitespace().collect::<Vec<_>>()[..] {
            [] => {}
            ["licence", name] => drop(allowed.licences.insert(name.to_owned())),
            ["duplicate", name, count] => {
                let count = count.parse().with_context(|| format!("{line:?}: how many?"))?;
                allowed.duplicates.insert(name.to_owned(), count);
            }
            _ => bail!("xtask/dependencies.txt: {line:?} is neither licence nor duplicate"),
        }
    }
    Ok(allowed)
}

fn packages(root: &Path) -> Result<Vec<Package>> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(["metadata", "--format-version=1", "--offline", "--filter-platform", PLATFORM])
        .current_dir(root)
        .output()?;
    let said = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "cargo metadata: {said}");
    let metadata: Value = serde_json::from_slice(&output.stdout)?;
    let text = |value: &Value| value.as_str().map(str::to_owned);
    // Only what the platform's tree holds; the list of packages has all of Cargo.lock.
    let nodes = metadata["resolve"]["nodes"].as_array().context("no resolve")?;
    let used: BTreeSet<_> = nodes.iter().filter_map(|node| node["id"].as_str()).collect();
    let all = metadata["packages"].as_array().context("no packages")?;
    let all = all.iter().filter(|p| p["id"].as_str().is_some_and(|id| used.contains(id)));
    Ok(all
        .map(|package| Package {
            name: text(&package["name"]).unwrap_or_default(),
            version: text(&package["version"]).unwrap_or_default(),
            licence: text(&package["license"]),
            source: text(&package["source"]),
        })
        .collect())
}

fn complaints(packages: &[Package], allowed: &Allowed) -> Vec<String> {
    let mut complaints = Vec::new();
    let mut versions = BTreeMap::<&str, BTreeSet<&str>>::new();
    for Package { name, version, licence, source } in packages {
        versions.entry(name).or_default().insert(version);
        match source.as_deref() {
            None | Some(CRATES_IO) => {}
            Some(other) => complaints.push(format!("{name} {version} comes from {other}")),
        }
        match licence {
            None => complaints.push(format!("{name} {version} names no licence")),
            Some(licence) if licence_allowed(licence, &allowed.licences) => {}
            Some(licence) => complaints.push(format!("{name} {version} is under {licence}")),
        }
    }
    for (name, versions) in &versions {
        let wanted = allowed.duplicates.get(*name).copied().unwrap_or(1);
        if versions.len() != wanted {
            let versions = versions.iter().copied().collect::<Vec<_>>().join(", ");
            complaints.push(format!("{name}: {versions} (allowed: {wanted} of them)"));
        }
    }
    for name in allowed.duplicates.keys().filter(|name| !versions.contains_key(name.as_str())) {
        complaints.push(format!("{name} is allowed twice and not there at all"));
    }
    complaints
}

/// Is there a choice in the SPDX expression that is allowed as a whole?
/// Expressions here are `A OR B AND C` with brackets around an `OR` at most.
fn licence_allowed(expression: &str, allowed: &BTreeSet<String>) -> bool {
    let expression = expression.replace('/', " OR ");
    let expression = expression.trim();
    if let Some(parts) = split_outside(expression, " AND ") {
        // `A OR B AND C` without brackets doesn't occur; AND binds what is around it.
        return parts.into_iter().all(|part| licence_allowed(part, allowed));
    }
    let inner = expression.strip_prefix('(').and_then(|e| e.strip_suffix(')'));
    let expression = inner.unwrap_or(expression);
    if let Some(parts) = split_outside(expression, " OR ") {
        return parts.into_iter().any(|part| licence_allowed(part, allowed));
    }
    let name = expression.split(" WITH ").next().unwrap_or_default().trim();
    allowed.contains(name)
}

/// Splits at `separator` outside brackets; none when it is not there.
fn split_outside<'a>(text: &'a str, separator: &str) -> Option<Vec<&'a str>> {
    let mut parts = Vec::new();
    let (mut depth, mut begin, mut at) = (0usize, 0, 0);
    while at < text.len() {
        let rest = &text[at..];
        if depth == 0 && rest.starts_with(separator) {
            parts.push(&text[begin..at]);
            at += separator.len();
            begin = at;
            continue;
        }
        let letter = rest.chars().next()?;
        match letter {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        at += letter.len_utf8();
    }
    parts.push(&text[begin..]);
    (parts.len() > 1).then_some(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn package(name: &str, version: &str, licence: &str, source: Option<&str>) -> Package {
        Package {
            name: name.to_owned(),
            version: version.to_owned(),
            licence: Some(licence.to_owned()),
            source: source.map(str::to_owned),
        }
    }

    fn list() -> Allowed {
        allowed("licence MIT # fine\n\nlicence Apache-2.0\nduplicate syn 2\n").expect("a list")
    }

    #[test]
    fn licences_are_read_as_choices() {
        let allowed = list().licences;
        for good in [
            "MIT",
            "MIT OR GPL-3.0",
            "MIT/Apache-2.0",
            "(MIT OR GPL-3.0) AND Apache-2.0",
            "Apache-2.0 WITH LLVM-exception OR BSD-0",
        ] {
            assert!(licence_allowed(good, &allowed), "{good}");
        }
        for bad in ["GPL-3.0", "MIT AND GPL-3.0", "(MIT OR Apache-2.0) AND Odd", ""] {
            assert!(!licence_allowed(bad, &allowed), "{bad}");
        }
    }

    #[test]
    fn each_fault_is_named() {
        let packages = [
            package("good", "1.0.0", "MIT", Some(CRATES_IO)),
            package("ours", "0.1.0", "MIT", None),
            package("stolen", "1.0.0", "GPL-3.0", Some(CRATES_IO)),
            package("strange", "1.0.0", "MIT", Some("git+https://example.org/x")),
            package("syn", "2.0.0", "MIT", Some(CRATES_IO)),
            package("syn", "3.0.0", "MIT", Some(CRATES_IO)),
            package("twice", "1.0.0", "MIT", Some(CRATES_IO)),
            package("twice", "2.0.0", "MIT", Some(CRATES_IO)),
        ];
        let said = complaints(&packages, &list()).join("\n");
        assert_eq!(said.lines().count(), 3, "{said}");
        for text in
            ["stolen 1.0.0 is under GPL-3.0", "strange 1.0.0 comes from", "twice: 1.0.0, 2.0.0"]
        {
            assert!(said.contains(text), "{text} in {said}");
        }
    }

    #[test]
    fn a_stale_entry_is_named() {
        let said = complaints(&[package("syn", "2.0.0", "MIT", None)], &list());
        assert_eq!(said, ["syn: 2.0.0 (allowed: 2 of them)"]);
        assert_eq!(complaints(&[], &list()).len(), 1);
        assert!(allowed("licence").is_err());
        assert!(allowed("duplicate syn many").is_err());
    }
}
