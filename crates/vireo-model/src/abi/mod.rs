//! Whether two definitions are the same machine to a guest.
//!
//! A guest that migrates, or comes back from a file, may meet another definition than the one it was
//! started with: other files, other names of the host's devices. What the guest itself can notice
//! must be the same. Which fields these are says one table ([`rules`]); the values come from the
//! declarations of the model ([`vireo_xml::diff`]). Beside the table stand where devices sit
//! ([`place`]) and what the firmware says of the machine ([`sysinfo`]).
//!
//! REQ: Q-MIG-13

mod place;
mod rules;
mod sysinfo;
#[cfg(test)]
mod tests;

use std::collections::HashSet;
use std::sync::LazyLock;

use vireo_xml::diff::{self, Difference};

use crate::domain::Domain;
use crate::fill::{FillError, error};
use crate::migratable;
use rules::{RULES, Rule, Value};

/// Whether to compare what a running guest changes by itself (the balloon, plugged memory).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Volatile {
    /// Both definitions are of a guest that is not running.
    Compare,
    /// One of them is of a running guest.
    Skip,
}

/// Holds a definition (`target`) to another (`source`); both are filled in.
///
/// What every daemon adds by itself is left out on both sides, so that a definition written by an
/// older daemon is taken.
///
/// # Errors
/// The first thing that the guest would notice (`CONFIG_UNSUPPORTED`), with both values.
pub fn check(source: &Domain, target: &Domain, volatile: Volatile) -> Result<(), FillError> {
    let (source, target) = (migratable_copy(source), migratable_copy(target));
    let mut found = differing(&source, &target, volatile);
    found.sort_by_key(|one| one.0);
    if let Some((_, text)) = found.into_iter().next() {
        return Err(error::unsupported(text));
    }
    sysinfo::check(&source, &target)?;
    place::check(&source, &target)
}

fn migratable_copy(domain: &Domain) -> Domain {
    let mut copy = domain.clone();
    migratable::strip(&mut copy);
    copy
}

/// All differences that matter: the rule's place in the table, and the text.
fn differing(source: &Domain, target: &Domain, volatile: Volatile) -> Vec<(usize, String)> {
    let matters = |_: &vireo_xml::FieldDesc, path: &str| INDEX.may_matter(&shape(path));
    diff::compare_leaves(source, target, &matters)
        .iter()
        .filter_map(|difference| told(difference, volatile))
        .collect()
}

fn told(difference: &Difference, volatile: Volatile) -> Option<(usize, String)> {
    let path = shape(&difference.path);
    RULES.iter().enumerate().find_map(|(rank, rule)| {
        let name = matches(rule.path, &path)?;
        if rule.volatile && volatile == Volatile::Skip {
            return None;
        }
        let left = value(rule, difference.left.as_deref());
        let right = value(rule, difference.right.as_deref());
        (left != right).then(|| (rank, text(rule, name, &left, &right)))
    })
}

/// A value as the refusal tells it.
fn value(rule: &Rule, text: Option<&str>) -> String {
    match rule.value {
        Value::Text(absent) => text.unwrap_or(absent).to_owned(),
        Value::Switch(set, unset) => {
            let is_set = text.is_some_and(|text| text != "no");
            // Without words the values are told apart, though not told.
            let words = if set.is_empty() { ("set", "unset") } else { (set, unset) };
            if is_set { words.0 } else { words.1 }.to_owned()
        }
    }
}

fn text(rule: &Rule, name: &str, source: &str, target: &str) -> String {
    rule.text.replace("{n}", name).replace("{s}", source).replace("{t}", target)
}

/// A path without positions; an element of a list at its end is marked by `#`.
fn shape(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    let mut in_position = false;
    for c in path.chars() {
        match c {
            '[' => in_position = true,
            ']' => in_position = false,
            _ if in_position => {}
            c => out.push(c),
        }
    }
    if path.ends_with(']') {
        out.push('#');
    }
    out
}

/// What `*` stands for when the pattern fits the path (empty without one).
fn matches<'p>(pattern: &str, path: &'p str) -> Option<&'p str> {
    let mut name = "";
    let mut steps = path.split('/');
    for step in pattern.split('/') {
        let here = steps.next()?;
        match step {
            "*" => name = here,
            same if same == here => {}
            _ => return None,
        }
    }
    steps.next().is_none().then_some(name)
}

/// Which paths lead to a field of the table.
struct Index {
    exact: HashSet<&'static str>,
    stars: Vec<&'static str>,
}

static INDEX: LazyLock<Index> = LazyLock::new(|| {
    let mut index = Index { exact: HashSet::new(), stars: Vec::new() };
    for rule in RULES {
        let path = rule.path.trim_end_matches('#');
        let ends = path.match_indices('/').map(|(at, _)| at).chain([path.len()]);
        for start in ends.map(|end| &path[..end]) {
            if start.contains('*') {
                index.stars.push(start);
            } else {
                index.exact.insert(start);
            }
        }
    }
    index
});

impl Index {
    /// Whether the field, or one below it, is in the table.
    fn may_matter(&self, path: &str) -> bool {
        let path = path.trim_end_matches('#');
        self.exact.contains(path) || self.stars.iter().any(|star| matches(star, path).is_some())
    }
}
