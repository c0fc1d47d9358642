//! Title, description, and elements of other programs, in definitions of any kind.

use vireo_xml::{RawChildren, RawElement};

use crate::domain::Domain;
use crate::network::Network;

/// A piece of metadata.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<'a> {
    /// The description.
    Description,
    /// The title.
    Title,
    /// The element of a namespace.
    Element(Option<&'a str>),
}

/// A definition that has metadata.
pub trait Described {
    /// The title.
    fn title(&mut self) -> &mut Option<String>;
    /// The description.
    fn description(&mut self) -> &mut Option<String>;
    /// Elements of other programs.
    fn elements(&mut self) -> &mut Option<RawChildren>;
    /// Reads title, description and elements.
    fn pieces(&self) -> (Option<&String>, Option<&String>, Option<&RawChildren>);
}

macro_rules! described {
    ($($kind:ty),*) => {$(
        impl Described for $kind {
            fn title(&mut self) -> &mut Option<String> {
                &mut self.title
            }
            fn description(&mut self) -> &mut Option<String> {
                &mut self.description
            }
            fn elements(&mut self) -> &mut Option<RawChildren> {
                &mut self.metadata
            }
            fn pieces(&self) -> (Option<&String>, Option<&String>, Option<&RawChildren>) {
                (self.title.as_ref(), self.description.as_ref(), self.metadata.as_ref())
            }
        }
    )*};
}

described!(Domain, Network);

/// Reads one piece of metadata; none when it is not there.
pub fn get(of: &impl Described, piece: Piece<'_>) -> Option<String> {
    let (title, description, elements) = of.pieces();
    match piece {
        Piece::Description => description.cloned(),
        Piece::Title => title.cloned(),
        Piece::Element(uri) => {
            let all = &elements?.elements;
            let element = all.iter().find(|one| one.namespace.as_deref() == uri)?;
            let text = element.format(0);
            without_namespace(&text).or(Some(text))
        }
    }
}

/// Sets the title or the description; an empty one is none.
pub fn set_text(of: &mut impl Described, piece: Piece<'_>, text: Option<&str>) {
    let text = text.filter(|text| !text.is_empty()).map(str::to_owned);
    match piece {
        Piece::Title => *of.title() = text,
        Piece::Description => *of.description() = text,
        Piece::Element(_) => {}
    }
}

/// Sets the element of a namespace from its text and the prefix that it gets, or removes it.
///
/// # Errors
/// The text is no element.
pub fn set_element(
    of: &mut impl Described,
    uri: &str,
    element: Option<(&str, &str)>,
) -> vireo_xml::Result<()> {
    let new = match element {
        None => None,
        Some((value, key)) => {
            let document = vireo_xml::read(value)?;
            let mut text = String::new();
            write(&mut text, document.root_element(), value, &Names::Put { key, uri });
            Some(RawElement::parse(&text)?)
        }
    };
    let place = of.elements();
    let all = place.get_or_insert_with(RawChildren::default);
    all.elements.retain(|one| one.namespace.as_deref() != Some(uri));
    all.elements.extend(new);
    if all.elements.is_empty() {
        *place = None;
    }
    Ok(())
}

/// What becomes of namespaces when an element is copied.
enum Names<'a> {
    /// Elements without one get this one.
    Put { key: &'a str, uri: &'a str },
    /// Elements of this one lose it.
    Strip { uri: &'a str },
}

/// The element as its owner wrote it: without the namespace that tells it apart.
fn without_namespace(text: &str) -> Option<String> {
    let document = roxmltree::Document::parse(text).ok()?;
    let root = document.root_element();
    let mut out = String::new();
    write(&mut out, root, text, &Names::Strip { uri: root.tag_name().namespace()? });
    Some(out)
}

/// Copies an element with all that is in it.
fn write(out: &mut String, node: roxmltree::Node<'_, '_>, source: &str, names: &Names<'_>) {
    if !node.is_element() {
        // Text, comments and the like stand as they stood.
        out.push_str(source.get(node.range()).unwrap_or_default());
        return;
    }
    let written = source.get(node.range()).unwrap_or_default();
    let name_end = written.find(|c: char| c.is_whitespace() || matches!(c, '/' | '>'));
    let written_name = written.get(1..name_end.unwrap_or(1)).unwrap_or_default();
    let local = node.tag_name().name();
    let namespace = node.tag_name().namespace();
    let is_root = node.parent().is_none_or(|parent| parent.is_root());
    let name = match names {
        Names::Put { key, .. } if namespace.is_none() => format!("{key}:{local}"),
        Names::Strip { uri } if namespace == Some(uri) => local.to_owned(),
        Names::Put { .. } | Names::Strip { .. } => written_name.to_owned(),
    };
    out.push('<');
    out.push_str(&name);
    if let (Names::Put { key, uri }, true) = (names, is_root) {
        out.push_str(&format!(" xmlns:{key}=\""));
        vireo_xml::escape_into(out, uri);
        out.push('"');
    }
    write_attributes(out, node, source, names);
    if node.has_children() {
        out.push('>');
        for child in node.children() {
            write(out, child, source, names);
        }
        out.push_str(&format!("</{name}>"));
    } else {
        out.push_str("/>");
    }
}

/// Copies attributes and the declarations of namespaces that stay.
fn write_attributes(
    out: &mut String,
    node: roxmltree::Node<'_, '_>,
    source: &str,
    names: &Names<'_>,
) {
    let known = |uri: &str| {
        let parent = node.parent_element();
        parent.is_some_and(|parent| parent.namespaces().any(|one| one.uri() == uri))
    };
    for declared in node.namespaces().filter(|one| one.uri() != roxmltree::NS_XML_URI) {
        let stripped = matches!(names, Names::Strip { uri } if declared.uri() == *uri);
        if stripped || known(declared.uri()) {
            continue;
        }
        match declared.name() {
            Some(prefix) => out.push_str(&format!(" xmlns:{prefix}=\"")),
            None => out.push_str(" xmlns=\""),
        }
        vireo_xml::escape_into(out, declared.uri());
        out.push('"');
    }
    for attribute in node.attributes() {
        out.push(' ');
        out.push_str(source.get(attribute.range()).unwrap_or_default());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_element_gets_and_loses_its_namespace() {
        let mut network = Network::default();
        let own = "<foo a=\"1&amp;\"><bar>t&lt;x</bar><baz xmlns=\"http://other\"/></foo>";
        set_element(&mut network, "http://x.org/", Some((own, "ab"))).expect("well-formed");
        let kept = network.metadata.as_ref().expect("set").elements[0].format(0);
        assert!(kept.starts_with("<ab:foo xmlns:ab=\"http://x.org/\" a=\"1&amp;\">"), "{kept}");
        assert!(kept.contains("<ab:bar>t&lt;x</ab:bar>"), "{kept}");
        assert!(kept.contains("<baz xmlns=\"http://other\"/>"), "{kept}");
        let back = get(&network, Piece::Element(Some("http://x.org/"))).expect("there");
        assert!(back.starts_with("<foo a=\"1&amp;\">") && !back.contains("ab:"), "{back}");
        assert!(get(&network, Piece::Element(Some("http://y.org/"))).is_none());
        assert!(set_element(&mut network, "http://x.org/", Some(("<x", "ab"))).is_err());
        set_element(&mut network, "http://x.org/", None).expect("nothing to parse");
        assert_eq!(network.metadata, None);
    }
}
