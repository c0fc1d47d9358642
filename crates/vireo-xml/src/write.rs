//! The writer: elements with two spaces of indentation and single quotes, as
//! the reference prints them.

use crate::Mode;
use crate::field::{Hint, Namespace};
use crate::text::Text;

/// Builds a document's text.
pub struct Writer {
    out: String,
    indent: usize,
    mode: Mode,
    /// The start tag of the innermost element is not closed yet.
    open: bool,
    /// The innermost element holds text.
    texted: bool,
    pub(crate) selector: Vec<String>,
    scratch: String,
}

/// A place in the output to which a writer can go back.
pub(crate) struct Mark {
    len: usize,
    indent: usize,
    open: bool,
}

impl Writer {
    /// A writer for documents of that mode.
    pub fn new(mode: Mode) -> Writer {
        Writer {
            out: String::with_capacity(4096),
            indent: 0,
            mode,
            open: false,
            texted: false,
            selector: Vec::new(),
            scratch: String::new(),
        }
    }

    /// Start with this many levels of indentation.
    pub fn indented(mut self, levels: usize) -> Writer {
        self.indent = levels;
        self
    }

    /// What kind of document is written.
    pub fn mode(&self) -> Mode {
        self.mode
    }

    /// The text written.
    pub fn finish(self) -> String {
        self.out
    }

    pub(crate) fn mark(&self) -> Mark {
        Mark { len: self.out.len(), indent: self.indent, open: self.open }
    }

    /// Bytes written so far.
    pub(crate) fn len(&self) -> usize {
        self.out.len()
    }

    pub(crate) fn rewind(&mut self, mark: Mark) {
        self.out.truncate(mark.len);
        self.indent = mark.indent;
        self.open = mark.open;
        self.texted = false;
    }

    fn line_start(&mut self) {
        if self.open {
            self.out.push_str(">\n");
            self.open = false;
        }
        self.push_indent(self.indent);
    }

    /// Open an element.
    pub fn start(&mut self, name: &str) {
        self.start_ns(None, name);
    }

    /// Open an element of a namespace.
    pub fn start_ns(&mut self, ns: Option<&Namespace>, name: &str) {
        self.line_start();
        self.out.push('<');
        self.push_name(ns, name);
        self.open = true;
        self.texted = false;
        self.indent += 1;
    }

    fn push_name(&mut self, ns: Option<&Namespace>, name: &str) {
        if let Some(ns) = ns {
            self.out.push_str(ns.prefix);
            self.out.push(':');
        }
        self.out.push_str(name);
    }

    /// End the start tag, so that the end tag gets a line of its own.
    pub(crate) fn close_start(&mut self) {
        if self.open {
            self.out.push_str(">\n");
            self.open = false;
        }
    }

    /// An attribute of the element just opened.
    pub fn attr(&mut self, name: &str, value: &str) {
        self.attr_start(name);
        escape_into(&mut self.out, value);
        self.out.push('\'');
    }

    fn attr_start(&mut self, name: &str) {
        self.out.push(' ');
        self.out.push_str(name);
        self.out.push_str("='");
    }

    pub(crate) fn attr_value(&mut self, name: &str, value: &dyn Text, hint: Hint) {
        let mut scratch = std::mem::take(&mut self.scratch);
        scratch.clear();
        value.put(&mut scratch, hint);
        self.attr(name, &scratch);
        self.scratch = scratch;
    }

    pub(crate) fn attr_number(&mut self, name: &str, value: u64) {
        self.attr_start(name);
        crate::text::put_decimal(&mut self.out, value);
        self.out.push('\'');
    }

    /// The text of the element just opened.
    pub fn text(&mut self, value: &str) {
        self.texted = true;
        if self.open {
            self.out.push('>');
            self.open = false;
        }
        escape_into(&mut self.out, value);
    }

    pub(crate) fn text_value(&mut self, value: &dyn Text, hint: Hint) {
        let mut scratch = std::mem::take(&mut self.scratch);
        scratch.clear();
        value.put(&mut scratch, hint);
        self.text(&scratch);
        self.scratch = scratch;
    }

    /// Close the innermost element.
    pub fn end(&mut self, name: &str) {
        self.end_ns(None, name);
    }

    /// Close the innermost element, which is of a namespace.
    pub fn end_ns(&mut self, ns: Option<&Namespace>, name: &str) {
        self.indent -= 1;
        if self.open {
            self.out.push_str("/>\n");
            self.open = false;
            return;
        }
        if !std::mem::take(&mut self.texted) {
            self.line_start();
        }
        self.close_tag(ns, name);
    }

    fn close_tag(&mut self, ns: Option<&Namespace>, name: &str) {
        self.out.push_str("</");
        self.push_name(ns, name);
        self.out.push_str(">\n");
    }

    /// `<name>text</name>` on a line.
    pub fn text_element(&mut self, name: &str, value: &str) {
        self.start(name);
        self.text(value);
        self.end(name);
    }

    /// A blank line (the capabilities documents have some).
    pub fn blank_line(&mut self) {
        if self.open {
            self.out.push_str(">\n");
            self.open = false;
        }
        self.out.push('\n');
    }

    /// XML that is kept as it is, with [`crate::raw`]'s line marks.
    pub(crate) fn raw(&mut self, text: &str) {
        self.line_start();
        self.raw_here(text);
        self.out.push('\n');
    }

    /// Text of attributes that is kept as it is.
    pub(crate) fn raw_attributes(&mut self, text: &str) {
        self.out.push_str(text);
    }

    fn raw_here(&mut self, text: &str) {
        let mut lines = text.split(crate::raw::BREAK);
        self.out.push_str(lines.next().unwrap_or_default());
        for line in lines {
            let content = line.trim_start_matches(crate::raw::STEP);
            let steps = line.len() - content.len();
            self.out.push('\n');
            self.push_indent(self.indent + steps);
            self.out.push_str(content);
        }
    }

    fn push_indent(&mut self, levels: usize) {
        for _ in 0..levels {
            self.out.push_str("  ");
        }
    }
}

/// Append text with the five special characters escaped and the control bytes
/// that XML cannot hold left out.
pub fn escape_into(out: &mut String, text: &str) {
    replace_into(out, text, |byte| match byte {
        b'<' => Some("&lt;"),
        b'>' => Some("&gt;"),
        b'&' => Some("&amp;"),
        b'"' => Some("&quot;"),
        b'\'' => Some("&apos;"),
        b'\t' | b'\n' | b'\r' => None,
        0x01..=0x19 => Some(""),
        _ => None,
    });
}

/// Append text with some of its ASCII characters replaced.
pub(crate) fn replace_into(
    out: &mut String,
    text: &str,
    replacement: impl Fn(u8) -> Option<&'static str>,
) {
    let mut rest = 0;
    for (at, byte) in text.bytes().enumerate() {
        if let Some(with) = replacement(byte) {
            out.push_str(&text[rest..at]);
            out.push_str(with);
            // What is replaced is ASCII, so the next byte starts a character.
            rest = at + 1;
        }
    }
    out.push_str(&text[rest..]);
}
