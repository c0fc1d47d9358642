//! The list of all paths that a declaration knows, with their types and words.

use crate::field::{Descriptor, FieldDesc, Kind, Place};

/// One path of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathDoc {
    /// Path from the root, such as `domain/devices/disk/@type`.
    pub path: String,
    /// What stands there: `text`, `unsigned integer`, `none|writeback`, `element`, …
    pub kind: String,
    /// Values of the selecting attribute for which it exists; empty for always.
    pub when: &'static str,
    /// The doc comment of the field.
    pub doc: &'static str,
}

/// All paths below the descriptor, in the order of the output. A struct that
/// holds itself (backing stores) is listed once.
pub fn paths(root: &str, descriptor: &'static Descriptor) -> Vec<PathDoc> {
    let mut list = Vec::new();
    let mut above = Vec::new();
    walk(&mut list, &mut above, root, descriptor);
    list
}

fn walk(
    list: &mut Vec<PathDoc>,
    above: &mut Vec<&'static Descriptor>,
    path: &str,
    descriptor: &'static Descriptor,
) {
    if above.iter().any(|d| std::ptr::eq(*d, descriptor)) {
        return;
    }
    above.push(descriptor);
    for field in descriptor.fields {
        let mut here = path.to_owned();
        for step in field.path {
            here.push('/');
            here.push_str(step);
        }
        field_paths(list, above, &here, field);
    }
    above.pop();
}

fn field_paths(
    list: &mut Vec<PathDoc>,
    above: &mut Vec<&'static Descriptor>,
    path: &str,
    field: &'static FieldDesc,
) {
    let here = match field.place {
        Place::Attr | Place::SizeAttr => format!("{path}/@{}", field.name),
        Place::Text | Place::Size => format!("{path}/text()"),
        Place::TextChild => format!("{path}/{}/text()", field.name),
        Place::Child | Place::Flag => format!("{path}/{}", field.name),
        Place::Flatten | Place::Choice => path.to_owned(),
    };
    if matches!(field.place, Place::Size | Place::SizeAttr) {
        add(list, field, &format!("{path}/@unit"), "size unit");
    }
    match (field.kind)() {
        Kind::Scalar(_) if field.place == Place::Flag => add(list, field, &here, "flag"),
        Kind::Scalar(name) | Kind::Hook(name) => add(list, field, &here, name),
        Kind::Words(words) => add(list, field, &here, &words.join("|")),
        Kind::Record(inner) => {
            if field.place == Place::Child {
                add(list, field, &here, "element");
            }
            walk(list, above, &here, inner);
        }
        Kind::Union(union) => {
            let words: Vec<&str> = union.variants.iter().map(|(word, _)| *word).collect();
            add(list, field, &format!("{here}/@{}", union.tag), &words.join("|"));
            for inner in union.variants.iter().filter_map(|(_, inner)| *inner) {
                walk(list, above, &here, inner);
            }
        }
        Kind::Choice(choice) => {
            for (name, kind) in choice.variants {
                let child = format!("{here}/{name}");
                add(list, field, &child, "element");
                if let Kind::Record(inner) = kind() {
                    walk(list, above, &child, inner);
                }
            }
        }
    }
}

fn add(list: &mut Vec<PathDoc>, field: &'static FieldDesc, path: &str, kind: &str) {
    list.push(PathDoc {
        path: path.to_owned(),
        kind: kind.to_owned(),
        when: field.when,
        doc: field.doc,
    });
}
