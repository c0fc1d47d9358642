//! Small questions to the nodes of a document.

use std::borrow::Cow;

use crate::field::Namespace;

/// A node of the parsed document.
pub type Node<'a> = roxmltree::Node<'a, 'a>;

pub(super) fn is_named(node: Node<'_>, name: &str, ns: Option<&Namespace>) -> bool {
    if !node.is_element() {
        return false;
    }
    let tag = node.tag_name();
    tag.name() == name && tag.namespace() == ns.map(|n| n.uri)
}

/// All the text inside an element, as XPath's `string()` gives it.
pub fn text_of<'n>(node: Node<'n>) -> Cow<'n, str> {
    let Some(first) = node.first_child() else { return Cow::Borrowed("") };
    if first.is_text() && first.next_sibling().is_none() {
        return Cow::Borrowed(first.text().unwrap_or(""));
    }
    let texts = node.descendants().filter(|n| n.is_text() && !is_layout(*n));
    Cow::Owned(texts.filter_map(|n| n.text()).collect())
}

/// Whether the reader of the reference drops this text: white space of the
/// layout, beside elements.
pub(crate) fn is_layout(node: Node<'_>) -> bool {
    let blank = |n: Node<'_>| {
        n.text().is_some_and(|t| t.bytes().all(|b| matches!(b, b' ' | b'\t' | b'\r' | b'\n')))
    };
    if !node.is_text() || !blank(node) {
        return false;
    }
    let first = node.parent().and_then(|parent| parent.first_child());
    let only = first == Some(node) && node.next_sibling().is_none();
    let beside = node.prev_sibling().is_some_and(|n| n.is_text());
    let inside = first.is_some_and(|n| n.is_text() && !blank(n));
    !(only || beside || inside)
}

pub(crate) fn path_of(node: Node<'_>) -> String {
    let mut names: Vec<&str> =
        node.ancestors().filter(|n| n.is_element()).map(|n| n.tag_name().name()).collect();
    names.reverse();
    names.join("/")
}
