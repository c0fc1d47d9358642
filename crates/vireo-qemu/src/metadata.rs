//! Title, description, and elements of other programs in a definition.

use vireo_api::consts::*;
use vireo_api::event::{DomainEvent, MetadataType};
use vireo_api::{Error, ErrorCode, ErrorDomain, Result};
use vireo_model::domain::Domain;
use vireo_xdr::Text;
use vireo_xml::{RawChildren, RawElement};

use crate::error::invalid_arg;

fn none(text: &str) -> Error {
    Error::new(ErrorCode::NoDomainMetadata, ErrorDomain::Domain, text)
}

/// What kind of metadata a call is about.
fn kind_of(kind: i32) -> Result<MetadataType> {
    MetadataType::from_number(kind)
        .ok_or_else(|| invalid_arg("unknown metadata type").with_domain(ErrorDomain::Domain))
}

/// Reads one piece of metadata.
///
/// # Errors
/// `NoDomainMetadata` when there is none.
pub fn get(domain: &Domain, kind: i32, uri: Option<&str>) -> Result<String> {
    let found = match kind_of(kind)? {
        MetadataType::Description => domain.description.clone(),
        MetadataType::Title => domain.title.clone(),
        MetadataType::Element => domain.metadata.as_ref().and_then(|all| {
            let element = all.elements.iter().find(|one| one.namespace.as_deref() == uri)?;
            let text = element.format(0);
            without_namespace(&text).or(Some(text))
        }),
    };
    found.ok_or_else(|| none("Requested metadata element is not present"))
}

/// One change of metadata.
#[derive(Debug)]
pub struct Change {
    kind: MetadataType,
    value: Option<String>,
    key: Option<String>,
    uri: Option<String>,
}

impl Change {
    /// The change that a call asks for.
    ///
    /// # Errors
    /// It contradicts itself.
    pub fn new(
        kind: i32,
        metadata: &Option<Text>,
        key: &Option<Text>,
        uri: &Option<Text>,
    ) -> Result<Self> {
        let text = |text: &Option<Text>| -> Result<Option<String>> {
            Ok(text.as_ref().map(Text::to_str).transpose()?.map(str::to_owned))
        };
        let (value, key, uri) = (text(metadata)?, text(key)?, text(uri)?);
        let kind = kind_of(kind)?;
        match kind {
            MetadataType::Title => {
                if value.as_deref().is_some_and(|title| title.contains('\n')) {
                    return Err(invalid_arg("metadata title can't contain newlines")
                        .with_domain(ErrorDomain::Dom));
                }
            }
            MetadataType::Description => {}
            MetadataType::Element => {
                if uri.is_none() {
                    return Err(invalid_arg("uri in virDomainSetMetadata must not be NULL"));
                }
                if value.is_some() && key.is_none() {
                    return Err(invalid_arg("key in virDomainSetMetadata must not be NULL"));
                }
            }
        }
        Ok(Self { kind, value, key, uri })
    }

    /// Makes the change.
    ///
    /// # Errors
    /// The element is malformed.
    pub fn apply(&self, domain: &mut Domain) -> Result<()> {
        let text = || self.value.clone().filter(|text| !text.is_empty());
        match self.kind {
            MetadataType::Title => domain.title = text(),
            MetadataType::Description => domain.description = text(),
            MetadataType::Element => self.set_element(domain)?,
        }
        Ok(())
    }

    fn set_element(&self, domain: &mut Domain) -> Result<()> {
        let Some(uri) = self.uri.as_deref() else { return Ok(()) };
        let all = domain.metadata.get_or_insert_with(RawChildren::default);
        all.elements.retain(|one| one.namespace.as_deref() != Some(uri));
        if let (Some(value), Some(key)) = (&self.value, &self.key) {
            let malformed = |text: String| Error::new(ErrorCode::XmlError, ErrorDomain::Xml, text);
            let _ = RawElement::parse(value).map_err(|error| crate::error::xml(&error))?;
            let document =
                roxmltree::Document::parse(value).map_err(|e| malformed(e.to_string()))?;
            let mut text = String::new();
            write(&mut text, document.root_element(), value, &Names::Put { key, uri });
            let element = RawElement::parse(&text).map_err(|e| malformed(e.to_string()))?;
            all.elements.push(element);
        }
        if all.elements.is_empty() {
            domain.metadata = None;
        }
        Ok(())
    }

    /// The event that tells it.
    pub fn event(&self) -> DomainEvent {
        DomainEvent::MetadataChange { kind: self.kind, nsuri: self.uri.clone() }
    }
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

/// Kinds of metadata by their public numbers: a check that the two tables agree.
const _: () = {
    assert!(DOMAIN_METADATA_DESCRIPTION == 0);
    assert!(DOMAIN_METADATA_TITLE == 1);
    assert!(DOMAIN_METADATA_ELEMENT == 2);
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_element_gets_and_loses_its_namespace() {
        let mut domain = Domain::default();
        let own = "<foo a=\"1&amp;\"><bar>t&lt;x</bar><baz xmlns=\"http://other\"/></foo>";
        let text = |text: &str| Some(Text::from(text));
        let change = Change::new(2, &text(own), &text("ab"), &text("http://x.org/")).expect("good");
        change.apply(&mut domain).expect("well-formed");
        let kept = domain.metadata.as_ref().expect("set").elements[0].format(0);
        assert!(kept.starts_with("<ab:foo xmlns:ab=\"http://x.org/\" a=\"1&amp;\">"), "{kept}");
        assert!(kept.contains("<ab:bar>t&lt;x</ab:bar>"), "{kept}");
        assert!(kept.contains("<baz xmlns=\"http://other\"/>"), "{kept}");
        let back = get(&domain, 2, Some("http://x.org/")).expect("there");
        assert!(back.starts_with("<foo a=\"1&amp;\">") && !back.contains("ab:"), "{back}");
        assert!(get(&domain, 2, Some("http://y.org/")).is_err());
        let removal = Change::new(2, &None, &None, &text("http://x.org/")).expect("good");
        removal.apply(&mut domain).expect("nothing to parse");
        assert_eq!(domain.metadata, None);
    }

    #[test]
    fn titles_are_one_line() {
        assert!(Change::new(1, &Some(Text::from("a\nb")), &None, &None).is_err());
        assert!(Change::new(0, &Some(Text::from("a\nb")), &None, &None).is_ok());
    }
}
