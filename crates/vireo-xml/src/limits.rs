//! Bounds on documents, checked before their nodes take memory.
//!
//! The XML reader needs time in the square of the attributes of one element, and
//! memory for each pair of a namespace and an element that declares another; so
//! both are counted in documents large enough for that to matter.

use crate::{MAX_DEPTH, Node};

/// Documents up to this size cannot hold enough of anything to hurt.
const SMALL: usize = 64 * 1024;
/// Most attributes of one element.
const MAX_ATTRIBUTES: usize = 10_000;
/// Most namespace declarations of a document.
const MAX_NAMESPACES: usize = 4_000;

/// What a text has too many of.
pub(crate) fn excess(text: &str) -> Option<&'static str> {
    if text.len() <= SMALL {
        return None;
    }
    let mut rest = text;
    let mut namespaces = 0;
    while let Some(at) = rest.find('<') {
        rest = &rest[at..];
        let end = match markup_end(rest) {
            Some(end) => end,
            None => {
                let (attributes, declared, end) = tag(rest);
                namespaces += declared;
                if attributes > MAX_ATTRIBUTES {
                    return Some("too many attributes");
                }
                if namespaces > MAX_NAMESPACES {
                    return Some("too many namespaces");
                }
                end
            }
        };
        rest = &rest[end..];
    }
    None
}

/// End of a comment, a CDATA section or a processing instruction.
fn markup_end(text: &str) -> Option<usize> {
    let closing = if text.starts_with("<!--") {
        "-->"
    } else if text.starts_with("<![CDATA[") {
        "]]>"
    } else if text.starts_with("<?") {
        "?>"
    } else {
        return None;
    };
    Some(text.find(closing).map_or(text.len(), |at| at + closing.len()))
}

/// Attributes and namespace declarations of a tag, and its end.
fn tag(text: &str) -> (usize, usize, usize) {
    let bytes = text.as_bytes();
    let (mut attributes, mut namespaces) = (0, 0);
    let mut quote = None;
    for (at, byte) in bytes.iter().enumerate() {
        match (quote, byte) {
            (Some(open), close) if open == close => quote = None,
            (Some(_), _) => {}
            (None, b'"' | b'\'') => {
                quote = Some(byte);
                attributes += 1;
            }
            (None, b'x') if bytes[at..].starts_with(b"xmlns") => namespaces += 1,
            (None, b'>') => return (attributes, namespaces, at + 1),
            (None, _) => {}
        }
    }
    (attributes, namespaces, text.len())
}

/// Where the document goes beyond [`MAX_DEPTH`] levels.
pub(crate) fn too_deep(doc: &roxmltree::Document<'_>) -> Option<usize> {
    let mut ends: Vec<usize> = Vec::with_capacity(16);
    for node in doc.root_element().descendants().filter(Node::is_element) {
        let range = node.range();
        while ends.last().is_some_and(|end| *end <= range.start) {
            ends.pop();
        }
        ends.push(range.end);
        if ends.len() > MAX_DEPTH {
            return Some(range.start);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(inside: &str) -> String {
        let padding = " ".repeat(SMALL);
        format!("<a>{padding}<!-- don't <x y='{inside}</a>")
    }

    #[test]
    fn attributes_of_one_element_are_bounded() {
        let many = " a='>' ".repeat(MAX_ATTRIBUTES + 1);
        assert_eq!(excess(&document(&format!("--><b{many}/>"))), Some("too many attributes"));
        let spread = "<b c='d=e'/>".repeat(MAX_ATTRIBUTES + 1);
        assert_eq!(excess(&document(&format!("-->{spread}"))), None);
    }

    #[test]
    fn namespaces_are_bounded() {
        let many: String = (0..=MAX_NAMESPACES).map(|n| format!("<b xmlns:n{n}='u'/>")).collect();
        assert_eq!(excess(&document(&format!("-->{many}"))), Some("too many namespaces"));
    }

    #[test]
    fn what_is_no_tag_is_not_counted() {
        let text = "xmlns='' ".repeat(MAX_ATTRIBUTES + 1);
        assert_eq!(excess(&document(&format!("--><![CDATA[<b {text}]]><b/><?p {text}?>"))), None);
    }
}
