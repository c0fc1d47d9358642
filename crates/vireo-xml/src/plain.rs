//! Large metadata read without a tree.
//!
//! Some clients keep a megabyte in `<metadata>`. Nobody but them wants to know what is in it, so a
//! tree of its elements is time and memory spent to print it again at once. A document of that size
//! is cut here: what is plain in `<metadata>` goes straight into the form in which it is kept, and
//! the rest is read as ever. *Plain* is what needs no second thought: elements with a prefix that
//! the outermost declares, with text or elements in them, no entities, comments or sections.
//! Whatever is not plain, also whatever is wrong, is left to the reader of all documents, and so
//! are the errors.

use crate::field::{Document, Hook};
use crate::parse::Parser;
use crate::raw::{BREAK, RawChildren, RawElement, STEP};
use crate::{MAX_NODES, Mode};

/// Documents up to this size are read by way of a tree alone.
const LARGE: usize = 64 * 1024;
/// Most levels of plain metadata, far below what any document may have.
const LEVELS: usize = 64;
/// Most attributes of a plain element: each is compared with all others.
const ATTRIBUTES: usize = 16;

/// Metadata that was cut out of a document.
pub(crate) struct Cut {
    /// Where its element, now empty, starts in what is left of the document.
    pub(crate) at: usize,
    pub(crate) children: RawChildren,
}

/// Reads a large document with plain metadata; `None` for all others, and for all errors.
pub(crate) fn parse<T: Document>(text: &str, mode: Mode) -> Option<T> {
    if text.len() <= LARGE {
        return None;
    }
    let (rest, cut) = cut(text)?;
    let doc = crate::read(&rest).ok()?;
    let mut parser = Parser::new(&doc, mode, false).with_cut(cut);
    let value = crate::root(&mut parser, &doc).ok()?;
    parser.cut_is_used().then_some(value)
}

/// The document with the first plain child of its root made empty, and what was in there.
pub(crate) fn cut(text: &str) -> Option<(String, Cut)> {
    let mut scan = Scan { text, at: 0, nodes: 0 };
    scan.prolog()?;
    let root = scan.tag()?;
    if root.is_empty || root.rest.contains("xmlns") {
        return None;
    }
    loop {
        scan.at += text.get(scan.at..)?.find('<')?;
        let start = scan.at;
        let tag = scan.tag()?;
        if tag.is_empty {
            continue;
        }
        let inside = scan.at;
        if tag.rest.is_empty() {
            if let Some(children) = scan.children(tag.name) {
                let empty = format!("<{}/>", tag.name);
                let rest = [&text[..start], &empty, &text[scan.at..]].concat();
                return Some((rest, Cut { at: start, children }));
            }
        }
        scan.at = inside;
        scan.skip()?;
    }
}

/// A start tag.
struct Tag<'a> {
    name: &'a str,
    /// What follows the name.
    rest: &'a str,
    /// It ends its element too.
    is_empty: bool,
}

/// An element that is open.
struct Open<'a> {
    name: &'a str,
    /// Elements have been found in it.
    holds: bool,
}

/// A walk over the text of a document. Each step answers `None` for what is not plain.
struct Scan<'a> {
    text: &'a str,
    at: usize,
    nodes: u32,
}

impl<'a> Scan<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn blank(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start_matches([' ', '\t', '\n']).len();
    }

    /// Passes over what stands before the root: our own files begin with a comment.
    fn prolog(&mut self) -> Option<()> {
        self.blank();
        while self.rest().starts_with("<!--") {
            self.at += self.rest().find("-->")? + 3;
            self.blank();
        }
        Some(())
    }

    /// A start tag, as far as one must know it to pass it over.
    fn tag(&mut self) -> Option<Tag<'a>> {
        let rest = self.rest().strip_prefix('<')?;
        let name = name(rest)?;
        let mut quote = None;
        let end = rest.bytes().position(|byte| match quote {
            Some(open) => {
                quote = quote.filter(|_| byte != open);
                false
            }
            None => {
                quote = matches!(byte, b'"' | b'\'').then_some(byte);
                byte == b'>'
            }
        })?;
        self.at += 1 + end + 1;
        let inside = &rest[name.len()..end];
        let is_empty = inside.ends_with('/');
        Some(Tag { name, rest: inside.strip_suffix('/').unwrap_or(inside), is_empty })
    }

    /// Passes over the rest of an element whose start tag has been read.
    fn skip(&mut self) -> Option<()> {
        let mut open = 1;
        while open > 0 {
            self.at += self.rest().find('<')?;
            if self.rest().starts_with("</") {
                self.at += self.rest().find('>')? + 1;
                open -= 1;
            } else if !self.tag()?.is_empty {
                open += 1;
            }
        }
        Some(())
    }

    /// The elements in an element whose start tag has been read, to its end.
    fn children(&mut self, parent: &str) -> Option<RawChildren> {
        let mut elements: Vec<RawElement> = Vec::new();
        loop {
            self.blank();
            if self.close(parent) {
                return (!elements.is_empty()).then(|| RawChildren::of(elements));
            }
            // The first is nearly always the only one; what it does not need it gives back.
            let room = if elements.is_empty() { self.rest().len() } else { 0 };
            let element = self.element(room)?;
            // All but the first of a namespace are dropped.
            if !elements.iter().any(|known| known.namespace == element.namespace) {
                elements.push(element);
            }
        }
    }

    /// An element that declares its own namespace, with all that is in it; `room` is how long it is
    /// expected to be.
    fn element(&mut self, room: usize) -> Option<RawElement> {
        let (prefix, local) = name(self.rest().strip_prefix('<')?)?.split_once(':')?;
        let mut out = String::with_capacity(room);
        let mut open: Vec<Open<'a>> = Vec::new();
        let uri = self.start(&mut out, &mut open, Scope { prefix, declares: true })?;
        while let Some(Open { name, holds }) = open.pop() {
            let text = self.text()?;
            if self.close(name) {
                end(&mut out, name, holds, text, open.len())?;
                continue;
            }
            (is_blank(text) && open.len() < LEVELS).then_some(())?;
            if !holds {
                out.push('>');
            }
            open.push(Open { name, holds: true });
            line_break(&mut out, open.len());
            self.start(&mut out, &mut open, Scope { prefix, declares: false })?;
        }
        out.shrink_to_fit();
        Some(RawElement::of(uri.to_owned(), local.to_owned(), out))
    }

    /// A start tag inside metadata, written as it will be printed, but for its end. What the
    /// outermost declares is given back.
    fn start(
        &mut self,
        out: &mut String,
        open: &mut Vec<Open<'a>>,
        scope: Scope<'_>,
    ) -> Option<&'a str> {
        self.nodes += 2;
        self.at += 1;
        let name = name(self.rest())?;
        self.at += name.len();
        scope.knows(name).then_some(())?;
        out.push('<');
        out.push_str(name);
        let uri = self.attributes(out, &scope)?;
        if self.rest().starts_with('>') {
            self.at += 1;
            open.push(Open { name, holds: false });
        } else {
            self.at += self.rest().starts_with("/>").then_some(2)?;
            out.push_str("/>");
        }
        (self.nodes < MAX_NODES / 2 && uri.is_some() == scope.declares).then_some(())?;
        Some(uri.unwrap_or(""))
    }

    /// The attributes of a start tag, written as they will be printed: what is declared goes first,
    /// and is given back.
    fn attributes(&mut self, out: &mut String, scope: &Scope<'_>) -> Option<Option<&'a str>> {
        let first = out.len();
        let mut uri = None;
        let mut known = [""; ATTRIBUTES];
        let mut count = 0;
        loop {
            let before = self.at;
            self.blank();
            if self.rest().starts_with(['/', '>']) {
                return Some(uri);
            }
            let (attribute, value) = (before < self.at).then(|| self.attribute())??;
            if let Some(prefix) = attribute.strip_prefix("xmlns:") {
                let fits = scope.declares && uri.is_none() && prefix == scope.prefix;
                (fits && is_namespace(prefix, value)).then_some(())?;
                uri = Some(value);
                out.insert_str(first, &format!(" {attribute}=\"{value}\""));
                continue;
            }
            (scope.knows(attribute) && attribute != "xmlns").then_some(())?;
            let local = attribute.rsplit(':').next()?;
            let repeated = known[..count].contains(&local);
            *known.get_mut(count).filter(|_| !repeated)? = local;
            count += 1;
            out.push(' ');
            out.push_str(attribute);
            out.push_str("=\"");
            out.push_str(value);
            out.push('"');
        }
    }

    /// An attribute with its value.
    fn attribute(&mut self) -> Option<(&'a str, &'a str)> {
        let rest = self.rest();
        let name = name(rest)?;
        let quoted = rest[name.len()..].strip_prefix('=')?;
        let quote = quoted.bytes().next().filter(|byte| matches!(byte, b'"' | b'\''))?;
        let inside = &quoted[1..];
        let end = inside.bytes().position(|byte| byte == quote)?;
        let value = &inside[..end];
        let plain = |byte| !matches!(byte, b'<' | b'>' | b'&' | b'"' | 0..=0x1f | 0xef);
        value.bytes().all(plain).then_some(())?;
        self.at += name.len() + 2 + end + 1;
        Some((name, value))
    }

    /// The text up to the next tag.
    fn text(&mut self) -> Option<&'a str> {
        let rest = self.rest();
        let mut plain = true;
        let end = rest.bytes().position(|byte| {
            plain &= !matches!(byte, b'>' | b'&' | 0..=8 | 0x0b..=0x1f | 0xef);
            byte == b'<'
        })?;
        self.at += end;
        plain.then_some(&rest[..end])
    }

    /// Whether the end tag of that element stands here; it is passed then.
    fn close(&mut self, name: &str) -> bool {
        let rest = self.rest();
        let inside = rest.strip_prefix("</").and_then(|rest| rest.strip_prefix(name));
        let closes = inside.is_some_and(|rest| rest.starts_with('>'));
        if closes {
            self.at += name.len() + 3;
        }
        closes
    }
}

/// The one namespace of plain metadata.
struct Scope<'s> {
    prefix: &'s str,
    /// The element is the outermost, which declares it.
    declares: bool,
}

impl Scope<'_> {
    /// Whether a name has no prefix, or the declared one.
    fn knows(&self, name: &str) -> bool {
        name.split_once(':').is_none_or(|(prefix, _)| prefix == self.prefix)
    }
}

/// Writes the end of an element: with nothing in it, text, or elements.
fn end(out: &mut String, name: &str, held: bool, text: &str, depth: usize) -> Option<()> {
    if !held && text.is_empty() {
        out.push_str("/>");
        return Some(());
    }
    if held {
        is_blank(text).then_some(())?;
        line_break(out, depth);
    } else {
        out.push('>');
        out.push_str(text);
    }
    out.push_str("</");
    out.push_str(name);
    out.push('>');
    Some(())
}

fn line_break(out: &mut String, depth: usize) {
    out.push(BREAK);
    out.extend(std::iter::repeat_n(STEP, depth));
}

/// The plain name at the start of a text: letters, digits, and at most one colon between two parts.
fn name(text: &str) -> Option<&str> {
    let is_part =
        |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b':');
    let end = text.bytes().position(|byte| !is_part(byte))?;
    let name = &text[..end];
    let starts = |part: &str| part.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    let well = match name.split_once(':') {
        Some((prefix, local)) => starts(prefix) && starts(local) && !local.contains(':'),
        None => starts(name),
    };
    well.then_some(name)
}

/// Whether a namespace may be declared without a second thought.
fn is_namespace(prefix: &str, uri: &str) -> bool {
    !prefix.starts_with("xml") && !uri.is_empty() && !uri.contains("www.w3.org")
}

fn is_blank(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_whitespace())
}

/// Holds what is cut out of a document, at any size, to what its tree gives; whether there was
/// anything to cut.
pub(crate) fn compare(text: &str) -> bool {
    let Some((rest, cut)) = cut(text) else { return false };
    if crate::read(&rest).is_err() {
        return false;
    }
    let doc = crate::read(text).expect("what is cut out of is well-formed");
    let inside = doc.root_element().children().find(|child| child.range().start == cut.at);
    let mut parser = Parser::new(&doc, Mode::default(), false);
    let mut tree = RawChildren::default();
    let read = inside.is_some_and(|node| tree.parse(&mut parser, node).is_ok());
    assert!(read && tree == cut.children, "{:?}\nby its tree {tree:?}", cut.children);
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn document(inside: &str) -> String {
        format!("<!-- a --><d a='>'>\n <x y='/'/>t<z><z/></z><m>{inside}</m><m/></d>")
    }

    #[test]
    fn plain_metadata_is_cut_out() {
        for inside in [
            "<p:a xmlns:p='u'/>",
            "\n  <p:a b='1' xmlns:p=\"u\" p:c=\"d'\"/>",
            "<p:a xmlns:p='u'> <p:b> </p:b><c>t\nx</c></p:a>",
            "<p:a xmlns:p='u'/><q:a xmlns:q='v'><q:a></q:a></q:a><r:a xmlns:r='u'/>",
        ] {
            assert!(compare(&document(inside)), "{inside}");
        }
    }

    #[test]
    fn what_is_not_plain_is_left_alone() {
        for inside in [
            "",
            "<a/>",
            "<p:a xmlns='u' xmlns:p='v'/>",
            "<p:a xmlns:p='u'>&amp;</p:a>",
            "<p:a xmlns:p='u'><!-- c --></p:a>",
            "<p:a xmlns:p='u'>t<p:b/></p:a>",
            "<p:a xmlns:p='u'><q:b/></p:a>",
            "<p:a xmlns:p='u'><p:b></p:c></p:a>",
            "<p:a xmlns:p='u' b='1' b='2'/>",
            "<xml:a xmlns:xml='u'/>",
            "<p:a xmlns:p='u' b='1'c='2'/>",
        ] {
            assert!(!compare(&document(inside)), "{inside}");
        }
    }

    fn element(depth: u32) -> BoxedStrategy<String> {
        let name =
            prop_oneof![9 => Just("p:a"), 9 => Just("b"), 9 => Just("p:c-d.1"), 1 => Just("q:x")];
        let attributes = prop_oneof![
            20 => Just(""), 9 => Just(" k='v'"), 9 => Just("\n k=\"'\" p:l='w'"),
            1 => Just(" k='1' k='2'"), 1 => Just(" k='&lt;'"),
        ];
        let text =
            prop_oneof![Just(""), Just(" "), Just("\n\t"), Just("t x"), Just("é"), Just("]]")];
        if depth == 0 {
            return (name, attributes, text)
                .prop_map(|(name, attributes, text)| format!("<{name}{attributes}>{text}</{name}>"))
                .boxed();
        }
        let inner = proptest::collection::vec((text.clone(), element(depth - 1)), 0..4);
        (name, attributes, inner, text)
            .prop_map(|(name, attributes, inner, text)| {
                let inner: String = inner.into_iter().map(|(a, b)| a.to_owned() + &b).collect();
                match inner.is_empty() && text.is_empty() {
                    true => format!("<{name}{attributes} />"),
                    false => format!("<{name}{attributes}>{inner}{text}</{name}>"),
                }
            })
            .boxed()
    }

    proptest! {
        #[test]
        fn a_cut_gives_what_the_tree_gives(inner in element(3), space in "[ \n]{0,2}") {
            let root = format!("<p:r xmlns:p='urn:p' z='1'>{inner}{space}</p:r>{space}");
            let text = document(&root);
            let is_good = crate::read(&text).is_ok();
            let is_cut = compare(&text);
            prop_assert!(is_good || !is_cut);
        }
    }
}
