//! XML that is kept as it came: metadata and other elements that are nobody's
//! business but their owner's.
//!
//! The text is kept in the form the reference prints: namespaces first, double
//! quotes, one element a line unless there is text beside it. Line breaks that
//! belong to the layout are kept as [`BREAK`] and [`STEP`] marks, because the
//! same element is printed at different depths; neither character can occur in
//! an XML document.

use std::collections::HashSet;

use crate::field::{Hook, Kind, Leaf, Slot, SlotMut};
use crate::parse::{Node, Parser, is_layout};
use crate::write::{Writer, escape_into, replace_into};
use crate::{Mode, Result};

/// A line break of the layout.
pub(crate) const BREAK: char = '\u{1}';
/// A level of indentation after a [`BREAK`].
pub(crate) const STEP: char = '\u{2}';

/// One element with all that is in it, kept as it came.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RawElement {
    /// URI of its namespace, if it has one.
    pub namespace: Option<String>,
    /// Its local name.
    pub name: String,
    /// Its tag's qualified name is the start of this, after the `<`.
    text: String,
    /// Declarations of the namespaces it uses from further up.
    inherited: String,
}

impl RawElement {
    /// Read a document whose root becomes the element.
    ///
    /// # Errors
    /// The text is not well-formed.
    pub fn parse(text: &str) -> Result<RawElement> {
        let doc = crate::read(text)?;
        let mut element = RawElement::default();
        element.take(doc.root_element(), text);
        Ok(element)
    }

    /// The element on its own, with all namespaces it uses, with this many
    /// levels of indentation from the second line on. No line break at the end.
    pub fn format(&self, levels: usize) -> String {
        let mut writer = Writer::new(Mode::default()).indented(levels);
        let name = self.text.find([' ', '/', '>']).unwrap_or(self.text.len());
        let (name, rest) = self.text.split_at(name);
        writer.raw(&format!("{name}{}{rest}", self.inherited));
        let text = writer.finish();
        text.trim_start_matches(' ').trim_end_matches('\n').to_owned()
    }

    /// The element of its parts; `text` with the marks of the layout.
    pub(crate) fn of(namespace: String, name: String, text: String) -> RawElement {
        RawElement { namespace: Some(namespace), name, text, inherited: String::new() }
    }

    fn take(&mut self, node: Node<'_>, source: &str) {
        self.namespace = node.tag_name().namespace().map(str::to_owned);
        self.name = node.tag_name().name().to_owned();
        self.text.clear();
        self.inherited.clear();
        write_inherited(&mut self.inherited, node, source);
        write_tree(&mut self.text, node, source, Style::Library);
    }
}

/// A parent that holds any elements, such as `<metadata>`.
///
/// As the reference does it, elements without a namespace are dropped, and so
/// are all but the first element of each namespace.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RawChildren {
    /// Its child elements.
    pub elements: Vec<RawElement>,
    /// Its own attributes and namespace declarations, as they are printed.
    attributes: String,
}

impl RawChildren {
    /// A parent without attributes.
    pub(crate) fn of(elements: Vec<RawElement>) -> RawChildren {
        RawChildren { elements, attributes: String::new() }
    }
}

impl Leaf for RawChildren {
    fn create() -> Self {
        RawChildren::default()
    }
    fn kind() -> Kind {
        Kind::Hook("any elements")
    }
    fn slot(&self) -> Slot<'_> {
        Slot::Hook(self)
    }
    fn slot_mut(&mut self) -> SlotMut<'_> {
        SlotMut::Hook(self)
    }
}

impl Hook for RawChildren {
    fn parse(&mut self, parser: &mut Parser<'_>, node: Node<'_>) -> Result<bool> {
        parser.know_all(node);
        if let Some(children) = parser.cut_from(node) {
            *self = children;
            return Ok(true);
        }
        let source = parser.source();
        let mut known: HashSet<&str> = HashSet::new();
        for child in node.children().filter(|c| c.is_element()) {
            let Some(uri) = child.tag_name().namespace() else { continue };
            if !known.insert(uri) {
                continue;
            }
            let mut element = RawElement::default();
            element.take(child, source);
            self.elements.push(element);
        }
        write_inherited(&mut self.attributes, node, source);
        write_attributes(&mut self.attributes, node, source, Style::Library);
        Ok(!self.elements.is_empty())
    }

    fn format(&self, name: &str, writer: &mut Writer) {
        if self.elements.is_empty() {
            return;
        }
        writer.start(name);
        writer.raw_attributes(&self.attributes);
        for element in &self.elements {
            writer.raw(&element.text);
        }
        writer.end(name);
    }
}

impl Leaf for RawElement {
    fn create() -> Self {
        RawElement::default()
    }
    fn kind() -> Kind {
        Kind::Hook("any element")
    }
    fn slot(&self) -> Slot<'_> {
        Slot::Hook(self)
    }
    fn slot_mut(&mut self) -> SlotMut<'_> {
        SlotMut::Hook(self)
    }
}

/// One element of our own making, kept as it came: printed in the style of all
/// else, without regard to namespaces.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeptElement {
    text: String,
}

impl KeptElement {
    /// Read a document whose root becomes the element.
    ///
    /// # Errors
    /// The text is not well-formed.
    pub fn parse(text: &str) -> Result<KeptElement> {
        let doc = crate::read(text)?;
        let mut element = KeptElement::default();
        element.take(doc.root_element(), text);
        Ok(element)
    }

    /// The element as a document, for those who know what is in it.
    pub fn format(&self) -> String {
        let mut writer = Writer::new(Mode::default());
        writer.raw(&self.text);
        writer.finish()
    }

    fn take(&mut self, node: Node<'_>, source: &str) {
        self.text.clear();
        write_tree(&mut self.text, node, source, Style::Own);
    }
}

impl Leaf for KeptElement {
    fn create() -> Self {
        KeptElement::default()
    }
    fn kind() -> Kind {
        Kind::Hook("any element")
    }
    fn slot(&self) -> Slot<'_> {
        Slot::Hook(self)
    }
    fn slot_mut(&mut self) -> SlotMut<'_> {
        SlotMut::Hook(self)
    }
}

impl Hook for KeptElement {
    fn parse(&mut self, parser: &mut Parser<'_>, node: Node<'_>) -> Result<bool> {
        parser.know_all(node);
        self.take(node, parser.source());
        Ok(true)
    }

    fn format(&self, _name: &str, writer: &mut Writer) {
        writer.raw(&self.text);
    }
}

impl Hook for RawElement {
    fn parse(&mut self, parser: &mut Parser<'_>, node: Node<'_>) -> Result<bool> {
        parser.know_all(node);
        self.take(node, parser.source());
        Ok(true)
    }

    fn format(&self, _name: &str, writer: &mut Writer) {
        writer.raw(&self.text);
    }
}

/// How values are quoted.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    /// As the reference's XML library does it.
    Library,
    /// As all our documents are.
    Own,
}

/// One step of the walk over a tree, kept on a stack of our own: the depth of
/// the input must not become the depth of our calls.
enum Step<'a> {
    Open { node: Node<'a>, depth: usize, layout: bool },
    Close { name: &'a str, depth: usize, layout: bool },
    Break(usize),
}

fn write_tree<'a>(out: &mut String, node: Node<'a>, source: &'a str, style: Style) {
    let mut stack = vec![Step::Open { node, depth: 0, layout: true }];
    while let Some(step) = stack.pop() {
        match step {
            Step::Break(depth) => line_break(out, depth),
            Step::Close { name, depth, layout } => {
                if layout {
                    line_break(out, depth);
                }
                out.push_str("</");
                out.push_str(name);
                out.push('>');
            }
            Step::Open { node, depth, layout } if node.is_element() => {
                let name = qualified_name(node, source);
                out.push('<');
                out.push_str(name);
                write_attributes(out, node, source, style);
                let children = kept_children(node);
                if children.clone().next().is_none() {
                    out.push_str("/>");
                    continue;
                }
                out.push('>');
                let layout = layout && !children.clone().any(|child| child.is_text());
                stack.push(Step::Close { name, depth, layout });
                for child in children.rev() {
                    stack.push(Step::Open { node: child, depth: depth + 1, layout });
                    if layout {
                        stack.push(Step::Break(depth + 1));
                    }
                }
            }
            Step::Open { node, .. } => write_leaf(out, node, source, style),
        }
    }
}

fn line_break(out: &mut String, depth: usize) {
    out.push(BREAK);
    out.extend(std::iter::repeat_n(STEP, depth));
}

/// The children without the white space that the reference's reader drops.
fn kept_children(node: Node<'_>) -> impl DoubleEndedIterator<Item = Node<'_>> + Clone {
    node.children().filter(|child| !is_layout(*child))
}

/// The name with its prefix, as the source has it.
fn qualified_name<'s>(node: Node<'_>, source: &'s str) -> &'s str {
    let text = source.get(node.range()).unwrap_or("");
    let name = text.strip_prefix('<').unwrap_or(text);
    let ends = |byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | b'/' | b'>');
    let end = name.bytes().position(ends).unwrap_or(name.len());
    &name[..end]
}

/// The namespaces declared on this element, and its attributes.
fn write_attributes(out: &mut String, node: Node<'_>, source: &str, style: Style) {
    for ns in declared_here(node, source) {
        declare(out, ns);
    }
    for attribute in node.attributes() {
        out.push(' ');
        out.push_str(source.get(attribute.range_qname()).unwrap_or(attribute.name()));
        match style {
            Style::Library => {
                out.push_str("=\"");
                escape(out, attribute.value(), true);
                out.push('"');
            }
            Style::Own => {
                out.push_str("='");
                escape_into(out, attribute.value());
                out.push('\'');
            }
        }
    }
}

/// The namespaces that are declared further up but used in here.
fn write_inherited(out: &mut String, node: Node<'_>, source: &str) {
    let own: HashSet<Option<&str>> =
        declared_here(node, source).into_iter().map(|ns| ns.name()).collect();
    let inherits =
        |ns: &&roxmltree::Namespace<'_>| ns.name() != Some("xml") && !own.contains(&ns.name());
    // Nearly all metadata declares what it uses itself: then nothing in it is looked at.
    let mut inherited = node.namespaces().filter(inherits).peekable();
    if inherited.peek().is_none() {
        return;
    }
    let used = used_prefixes(node, source);
    for ns in inherited.filter(|ns| used.contains(&ns.name())) {
        declare(out, ns);
    }
}

/// The namespaces that the element itself declares.
fn declared_here<'n>(node: Node<'n>, source: &str) -> Vec<&'n roxmltree::Namespace<'n>> {
    // Most elements declare none; to compare all that are in force takes long.
    let end = node.first_child().map_or(node.range().end, |child| child.range().start);
    let tag = source.get(node.range().start..end).unwrap_or("");
    if !tag.as_bytes().windows(5).any(|part| part == b"xmlns") {
        return Vec::new();
    }
    let inherited: HashSet<(Option<&str>, &str)> = node
        .parent_element()
        .map(|parent| parent.namespaces().map(|ns| (ns.name(), ns.uri())).collect())
        .unwrap_or_default();
    node.namespaces().filter(|ns| !inherited.contains(&(ns.name(), ns.uri()))).collect()
}

fn declare(out: &mut String, ns: &roxmltree::Namespace<'_>) {
    if ns.name() == Some("xml") {
        return;
    }
    out.push_str(" xmlns");
    if let Some(prefix) = ns.name() {
        out.push(':');
        out.push_str(prefix);
    }
    out.push_str("=\"");
    escape(out, ns.uri(), true);
    out.push('"');
}

/// The prefixes that elements and attributes in there use.
fn used_prefixes<'s>(node: Node<'_>, source: &'s str) -> HashSet<Option<&'s str>> {
    let prefix = |name: &'s str| name.split_once(':').map(|(prefix, _)| prefix);
    let mut used = HashSet::new();
    for inner in node.descendants().filter(|n| n.is_element()) {
        used.insert(prefix(qualified_name(inner, source)));
        for attribute in inner.attributes() {
            let name = source.get(attribute.range_qname()).unwrap_or("");
            // An attribute without prefix is in no namespace.
            if let Some(prefix) = prefix(name) {
                used.insert(Some(prefix));
            }
        }
    }
    used
}

fn write_leaf(out: &mut String, node: Node<'_>, source: &str, style: Style) {
    if node.is_text() {
        let raw = source.get(node.range()).unwrap_or("");
        if style == Style::Own {
            escape_into(out, node.text().unwrap_or(""));
        } else if raw.starts_with("<![CDATA[") {
            out.push_str(raw);
        } else {
            escape(out, node.text().unwrap_or(""), false);
        }
    } else {
        // Comments and processing instructions, as they stand.
        out.push_str(source.get(node.range()).unwrap_or(""));
    }
}

fn escape(out: &mut String, text: &str, attribute: bool) {
    replace_into(out, text, |byte| match byte {
        b'<' => Some("&lt;"),
        b'>' => Some("&gt;"),
        b'&' => Some("&amp;"),
        b'\r' => Some("&#13;"),
        b'"' if attribute => Some("&quot;"),
        b'\n' if attribute => Some("&#10;"),
        b'\t' if attribute => Some("&#9;"),
        _ => None,
    });
}
