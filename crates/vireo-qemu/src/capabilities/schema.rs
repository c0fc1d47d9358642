//! Questions to `query-qmp-schema`: does a path of members, variants, values and
//! features exist? The schema is large and is dropped once the flags are known.
//!
//! A path starts at a command: `blockdev-add/arg-type/+file/aio/^io_uring` asks
//! whether the argument object has a variant `file` whose member `aio` has the
//! value `io_uring`; `$name` asks for a feature.

use std::collections::HashMap;

use serde::Deserialize;

/// How many arrays and alternates are looked through in one step; a schema that
/// nests deeper goes in a circle.
const MAX_DEPTH: usize = 6;

/// The schema, by type and command name.
#[derive(Debug, Default)]
pub(super) struct Schema {
    entries: HashMap<String, Entry>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
struct Entry {
    name: String,
    meta_type: String,
    arg_type: Option<String>,
    ret_type: Option<String>,
    element_type: Option<String>,
    members: Vec<Member>,
    variants: Vec<Variant>,
    values: Vec<String>,
    features: Vec<String>,
}

/// A member of an object (name and type), an alternate (type) or an enumeration
/// (name).
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Member {
    name: String,
    #[serde(rename = "type")]
    kind: String,
    features: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct Variant {
    case: String,
    #[serde(rename = "type")]
    kind: String,
}

/// Where a step of a path leads.
enum Step<'a> {
    /// To a type, with the features of the member that led there.
    Type(&'a str, &'a [String]),
    /// To something without parts of its own.
    End,
}

impl Schema {
    /// Reads QEMU's answer.
    ///
    /// # Errors
    /// It is no schema.
    pub fn parse(text: &str) -> Result<Self, serde_json::Error> {
        let entries: Vec<Entry> = serde_json::from_str(text)?;
        let entries = entries.into_iter().map(|e| (e.name.clone(), e)).collect();
        Ok(Self { entries })
    }

    /// Whether QEMU has the command.
    pub fn has_command(&self, name: &str) -> bool {
        self.entries.get(name).is_some_and(|e| e.meta_type == "command")
    }

    /// Whether the path exists.
    pub fn has_path(&self, path: &str) -> bool {
        let mut words = path.split('/');
        let Some(root) = words.next().and_then(|name| self.entries.get(name)) else {
            return false;
        };
        let mut entry = Some(root);
        let mut features: &[String] = &root.features;
        for word in words {
            if let Some(feature) = word.strip_prefix('$') {
                let own = entry.map_or(&[][..], |e| &e.features);
                return own.iter().chain(features).any(|f| f == feature);
            }
            match entry.and_then(|entry| self.step(entry, word, MAX_DEPTH)) {
                None => return false,
                Some(Step::End) => (entry, features) = (None, &[]),
                Some(Step::Type(name, of_member)) => {
                    entry = self.entries.get(name);
                    features = of_member;
                }
            }
        }
        true
    }

    /// One step from `entry`; arrays and alternates are looked through.
    fn step<'a>(&'a self, entry: &'a Entry, word: &str, depth: usize) -> Option<Step<'a>> {
        let deeper = depth.checked_sub(1)?;
        if let Some(element) = &entry.element_type {
            return self.step(self.entries.get(element)?, word, deeper);
        }
        if entry.meta_type == "alternate" {
            let branches = entry.members.iter().filter_map(|m| self.entries.get(&m.kind));
            return branches.into_iter().find_map(|branch| self.step(branch, word, deeper));
        }
        if let Some(case) = word.strip_prefix('+') {
            let variant = entry.variants.iter().find(|v| v.case == case)?;
            return Some(Step::Type(&variant.kind, &[]));
        }
        if let Some(value) = word.strip_prefix('^') {
            let found = entry.values.iter().any(|v| v == value)
                || entry.members.iter().any(|m| m.kind.is_empty() && m.name == value);
            return found.then_some(Step::End);
        }
        match word {
            "arg-type" => Some(Step::Type(entry.arg_type.as_deref()?, &[])),
            "ret-type" => Some(Step::Type(entry.ret_type.as_deref()?, &[])),
            member => {
                let member = entry.members.iter().find(|m| m.name == member)?;
                Some(Step::Type(&member.kind, &member.features))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = r#"[
        {"name": "add", "meta-type": "command", "arg-type": "0", "ret-type": "[1]", "features": ["hot"]},
        {"name": "0", "meta-type": "object", "members": [{"name": "kind", "type": "2"}],
         "tag": "kind", "variants": [{"case": "file", "type": "3"}, {"case": "nul", "type": "4"}]},
        {"name": "[1]", "meta-type": "array", "element-type": "1"},
        {"name": "1", "meta-type": "object", "members": [{"name": "id", "type": "int", "features": ["old"]}]},
        {"name": "2", "meta-type": "enum", "values": ["file", "nul"], "members": [{"name": "file"}]},
        {"name": "3", "meta-type": "object", "members": [{"name": "aio", "type": "5"}]},
        {"name": "4", "meta-type": "object", "members": []},
        {"name": "5", "meta-type": "alternate", "members": [{"type": "int"}, {"type": "2"}]}
    ]"#;

    #[test]
    fn paths_are_walked() {
        let schema = Schema::parse(TEXT).expect("a schema");
        for path in [
            "add",
            "add/arg-type/kind",
            "add/arg-type/kind/^nul",
            "add/arg-type/+nul",
            "add/arg-type/+file/aio/^file",
            "add/ret-type/id",
            "add/ret-type/id/$old",
            "add/$hot",
        ] {
            assert!(schema.has_path(path), "{path}");
        }
        for path in [
            "sub",
            "add/arg-type/+more",
            "add/arg-type/kind/^more",
            "add/ret-type/id/^x",
            "add/ret-type/id/more",
            "add/$old",
            "add/arg-type/+nul/x",
        ] {
            assert!(!schema.has_path(path), "{path}");
        }
        assert!(schema.has_command("add") && !schema.has_command("0"));
    }

    #[test]
    fn a_circle_ends() {
        let text = r#"[
            {"name": "a", "meta-type": "command", "arg-type": "x"},
            {"name": "x", "meta-type": "array", "element-type": "x"},
            {"name": "b", "meta-type": "command", "arg-type": "y"},
            {"name": "y", "meta-type": "alternate", "members": [{"type": "y"}]}
        ]"#;
        let schema = Schema::parse(text).expect("a schema");
        assert!(!schema.has_path("a/arg-type/m"));
        assert!(!schema.has_path("b/arg-type/m"));
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "[\\[\\]{}\":,a-z ]{0,80}", path in "[a-z/+^$]{0,20}") {
            if let Ok(schema) = Schema::parse(&text) {
                schema.has_path(&path);
            }
        }
    }
}
