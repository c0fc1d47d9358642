//! XML to Rust values and back from one declaration a field.
//!
//! A struct says once, field by field, where each value stands in its element;
//! from that declaration come the parser, the formatter (the order of the
//! fields is the order of the output), the comparison of two values and the
//! list of all paths. The derive emits static tables ([`Descriptor`]) and
//! indexed access to the fields ([`Record`]); one interpreter walks them, so a
//! new struct costs a table and no new code.
//!
//! # A worked example
//!
//! ```
//! use vireo_xml::{Mode, XmlElement, XmlEnum};
//!
//! /// What happens to writes.
//! #[derive(Clone, Copy, Debug, PartialEq, XmlEnum)]
//! pub enum Cache { None, #[xml("writeback")] WriteBack }
//!
//! #[derive(Clone, Debug, Default, PartialEq, XmlElement)]
//! #[xml(root = "disk")]
//! pub struct Disk {
//!     /// An attribute; absent means `None`.
//!     #[xml(attr)] pub device: Option<String>,
//!     /// An attribute of a child, without a struct for the child.
//!     #[xml(attr, path = "driver")] pub cache: Option<Cache>,
//!     #[xml(attr, path = "driver", on_off)] pub copy_on_read: Option<bool>,
//!     /// A size with its unit: read in any, kept and printed in KiB.
//!     #[xml(size, path = "space", kib)] pub space: Option<u64>,
//!     /// `<readonly/>`
//!     #[xml(flag)] pub readonly: bool,
//!     /// `<serial>text</serial>`
//!     #[xml(text_child)] pub serial: Option<String>,
//!     /// A child with a struct of its own, repeated.
//!     #[xml(child = "host")] pub hosts: Vec<Host>,
//! }
//!
//! #[derive(Clone, Debug, Default, PartialEq, XmlElement)]
//! pub struct Host {
//!     #[xml(attr, required)] pub name: String,
//!     #[xml(attr)] pub port: Option<u16>,
//! }
//!
//! let text = "<disk device='cdrom'><host name='a&amp;b' port='7'/>\
//!             <space unit='MiB'>1</space><driver cache='none'/><readonly/></disk>";
//! let disk: Disk = vireo_xml::parse(text, Mode::default())?;
//! assert_eq!(disk.cache, Some(Cache::None));
//! assert_eq!(vireo_xml::format(&disk, Mode::default()), "\
//! <disk device='cdrom'>
//!   <driver cache='none'/>
//!   <space unit='KiB'>1024</space>
//!   <readonly/>
//!   <host name='a&amp;b' port='7'/>
//! </disk>
//! ");
//! let error = vireo_xml::parse::<Disk>("<disk><host/></disk>", Mode::default()).unwrap_err();
//! assert_eq!(error.to_string(), "XML error: Missing required attribute 'name' in element 'host'");
//! assert_eq!((error.line, error.column, error.path.as_str()), (1, 7, "disk/host"));
//! # Ok::<(), vireo_xml::XmlError>(())
//! ```
//!
//! # The attributes
//!
//! Places (one a field; `= "name"` where the XML name is not the Rust name):
//!
//! | | |
//! |---|---|
//! | `attr` | attribute |
//! | `text` | text of the element itself |
//! | `text_child` | text of a child |
//! | `child` | child element: struct, union, hook; `Vec` for repeated ones |
//! | `flag` | `bool`: the child is there |
//! | `size` | text with a `unit` attribute (`kib`, `bytes`, `pretty`, `bytes_as_kib`) |
//! | `size_attr` | the same with an attribute in place of the text |
//! | `flatten` | a struct or union whose fields stand in this very element |
//! | `choice` | `Vec` or `Option` of an `XmlChoice`: children told apart by name |
//!
//! Beside them: `path = "a/b"` (the place is inside these child elements;
//! neighbours with the same path share them), `required`, `omit = "word"` (the
//! word means absence), `nonzero`, `merge` (all elements
//! of the name are read into the one value), `always` (print an element though it has no
//! content; elements of a `Vec` always are), `open` (with an end tag of its own line), `yes_no`,
//! `yes_else_no`, `on_off`, `hex = 4`, `any_base`, `octal`, `shown = "function"` (print only
//! when that `fn(&Self, Mode) -> bool` says so), `ns = CONSTANT` (namespace of the child, declared on this
//! element when used), `rank = 1` (read before
//! all fields of a higher or no rank), `filled` (an empty attribute is an
//! absent one), `bad(CODE, "text {}")`, `range(…)` and `missing(CODE, "text")` (the
//! reference's own words for a refusal; `bad(CODE_IGNORED, "ignored")` takes a bad value for none).
//!
//! Classes tell in which documents ([`Mode`]) a field appears: `live`,
//! `secret`, `status`, `not_migratable`; `runtime` and `alias` fields are
//! printed whenever they have a value, but not read into inactive definitions.
//!
//! `select` marks an attribute whose value decides which fields below exist:
//! those with `when = "file|block"` are read and printed only for these values.
//!
//! On the struct: `root = "name"`, `ns = CONSTANT` (all children are of that
//! namespace), `parsed = "function"` (called after reading, for what no
//! declaration can say; its errors come from [`Parser::report`]).
//!
//! `XmlEnum` maps unit variants to words (kebab-case unless told), `XmlUnion`
//! (`tag = "type"`, `default = "word"`, `omit_default`) an enum told apart by
//! an attribute, `XmlChoice` one told apart by the element's name. What fits
//! nothing implements [`Leaf`] and [`Hook`] by hand.
//!
//! # Input
//!
//! A document may have [`MAX_BYTES`] bytes, [`MAX_NODES`] nodes and
//! [`MAX_DEPTH`] levels; attributes of one element and namespaces are bounded
//! too; document types (and so entity bombs) are refused.

pub mod diff;
pub mod doc;
mod error;
mod field;
mod format;
#[doc(hidden)]
pub mod fuzz;
mod limits;
mod parse;
mod plain;
mod raw;
pub mod shape;
mod text;
mod write;

pub use error::{
    Bad, CODE_CONFIG_UNSUPPORTED, CODE_IGNORED, CODE_INTERNAL_ERROR, CODE_INVALID_ARG,
    CODE_NO_NAME, CODE_NO_SOURCE, CODE_NO_TARGET, CODE_OVERFLOW, CODE_SYSTEM_ERROR,
    CODE_XML_DETAIL, CODE_XML_ERROR, ErrorKind, FROM_CPU, FROM_DOMAIN, FROM_QEMU, FROM_SECRET,
    FROM_STORAGE, FROM_XML, XmlError,
};
pub use field::{
    Choice, ChoiceDescriptor, Class, Descriptor, Document, Field, FieldDesc, FieldFlags, Has, Hint,
    Hook, Kind, KindOf, Leaf, Namespace, Place, Record, Report, Slot, SlotMut, Union,
    UnionDescriptor,
};
pub use parse::{Node, Parser, text_of};
pub use raw::{KeptElement, RawChildren, RawElement};
pub use text::{Text, parse_unsigned, unit_scale};
pub use vireo_xml_derive::{XmlChoice, XmlElement, XmlEnum, XmlUnion};
pub use write::{Writer, escape_into};

/// Largest document read, in bytes.
pub const MAX_BYTES: usize = 16 * 1024 * 1024;
/// Most nodes of a document.
pub const MAX_NODES: u32 = 1_000_000;
/// Most levels of a document.
pub const MAX_DEPTH: usize = 256;

/// Result of reading.
pub type Result<T> = std::result::Result<T, XmlError>;

/// What kind of document is read or written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Mode {
    /// The definition as it will be used at the next start: nothing of a
    /// running guest (ids, generated aliases, ports in use).
    pub inactive: bool,
    /// Passwords too.
    pub secure: bool,
    /// A status file: what the daemon must find again after a restart.
    pub status: bool,
    /// For another host, perhaps an older daemon.
    pub migratable: bool,
}

impl Mode {
    /// The saved definition: inactive with secrets.
    pub const SAVED: Mode = Mode { inactive: true, secure: true, status: false, migratable: false };
    /// A running guest as clients see it.
    pub const LIVE: Mode =
        Mode { inactive: false, secure: false, status: false, migratable: false };
    /// A status file: everything.
    pub const STATUS: Mode =
        Mode { inactive: false, secure: true, status: true, migratable: false };
}

/// Something in the document that does not fit the declarations: an element or attribute that none
/// knows, a value of another form, something missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misfit {
    /// Path of the element or attribute (`a/b/@c`).
    pub path: String,
    /// Line, counted from 1.
    pub line: u32,
    /// Column, counted from 1.
    pub column: u32,
    /// What is wrong.
    pub text: String,
}

impl From<XmlError> for Misfit {
    fn from(error: XmlError) -> Self {
        let text = error.detail();
        Self { path: error.path, line: error.line, column: error.column, text }
    }
}

impl std::fmt::Display for Misfit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} (line {}, column {}, {})", self.text, self.line, self.column, self.path)
    }
}

/// Options of [`parse_with`].
#[derive(Clone, Copy, Debug, Default)]
pub struct ParseOptions {
    /// The kind of document.
    pub mode: Mode,
    /// Collect what does not fit the declarations.
    pub strict: bool,
}

/// Read a document.
///
/// # Errors
/// The first thing wrong with it, with its position.
pub fn parse<T: Document>(text: &str, mode: Mode) -> Result<T> {
    parse_with(text, ParseOptions { mode, ..ParseOptions::default() }).map(|(value, _)| value)
}

/// Read a document; of several things wrong with it, tell the one of the lowest rank, and of those
/// the first. The rank is asked with the path of an element (`domain/os/boot`).
///
/// Reading stops at the first error as long as nothing is wrong; what else there is is looked for
/// only then.
///
/// # Errors
/// What is wrong with it, with its position.
pub fn parse_ranked<T: Document>(text: &str, mode: Mode, rank: fn(&str) -> usize) -> Result<T> {
    let error = match parse(text, mode) {
        Ok(value) => return Ok(value),
        Err(error) => error,
    };
    let Ok(doc) = read(text) else { return Err(error) };
    let mut parser = Parser::new(&doc, mode, false);
    parser.collect();
    let root = doc.root_element();
    if root.tag_name().name() != T::ROOT {
        return Err(error);
    }
    let mut errors = match parser.record(&mut T::create(), root) {
        Ok(()) => Vec::new(),
        Err(error) => vec![error],
    };
    errors.splice(0..0, parser.collected());
    Err(errors.into_iter().min_by_key(|error| rank(&error.path)).unwrap_or(error))
}

/// Read a document; with `strict`, list all that does not fit the declarations. A document with
/// such misfits gives a value, but not a meaningful one.
///
/// # Errors
/// The first thing wrong with it that is no misfit.
pub fn parse_with<T: Document>(text: &str, options: ParseOptions) -> Result<(T, Vec<Misfit>)> {
    let plain = if options.strict { None } else { plain::parse(text, options.mode) };
    if let Some(value) = plain {
        return Ok((value, Vec::new()));
    }
    let doc = read(text)?;
    let mut parser = Parser::new(&doc, options.mode, options.strict);
    let value = root(&mut parser, &doc)?;
    Ok((value, parser.misfits()?))
}

/// Read the root of a document.
fn root<T: Document>(parser: &mut Parser<'_>, doc: &roxmltree::Document<'_>) -> Result<T> {
    let root = doc.root_element();
    if root.tag_name().name() != T::ROOT || root.tag_name().namespace().is_some() {
        let found = root.tag_name().name().to_owned();
        return Err(parser.error(root, ErrorKind::WrongRoot { found, expected: T::ROOT }));
    }
    let mut value = T::create();
    parser.record(&mut value, root)?;
    Ok(value)
}

/// Read a document whose root may have several names (a device on its own).
///
/// # Errors
/// The first thing wrong with it; an unknown root is [`ErrorKind::WrongRoot`].
pub fn parse_choice<T: Choice + Leaf>(text: &str, options: ParseOptions) -> Result<T> {
    let doc = read(text)?;
    let mut parser = Parser::new(&doc, options.mode, false);
    let root = doc.root_element();
    let mut value = T::create();
    if !parser.choice(&mut value, root)? {
        let found = root.tag_name().name().to_owned();
        return Err(parser.error(root, ErrorKind::WrongRoot { found, expected: "device" }));
    }
    Ok(value)
}

/// Write a document.
pub fn format<T: Document>(value: &T, mode: Mode) -> String {
    let mut writer = Writer::new(mode);
    writer.record(T::ROOT, value);
    writer.finish()
}

/// Write a value of several possible names (a device on its own).
pub fn format_choice<T: Choice>(value: &T, mode: Mode) -> String {
    let mut writer = Writer::new(mode);
    writer.choice(value);
    writer.finish()
}

/// Parse the text into nodes, within the limits.
///
/// # Errors
/// It is no XML, or beyond the limits.
pub fn read(text: &str) -> Result<roxmltree::Document<'_>> {
    let fail = |kind, line, column| XmlError { kind, path: String::new(), line, column };
    if text.len() > MAX_BYTES {
        return Err(fail(ErrorKind::TooLarge("more than 16 MiB"), 0, 0));
    }
    if let Some(what) = limits::excess(text) {
        return Err(fail(ErrorKind::TooLarge(what), 0, 0));
    }
    let options = roxmltree::ParsingOptions { nodes_limit: MAX_NODES, ..Default::default() };
    let doc = roxmltree::Document::parse_with_options(text, options).map_err(|error| {
        let position = error::position(&error, text);
        let kind = ErrorKind::Malformed {
            line: position.row,
            message: error::malformed(&error, text),
            context: error::context(text, position.row, position.col),
        };
        fail(kind, position.row, position.col)
    })?;
    match limits::too_deep(&doc) {
        None => Ok(doc),
        Some(offset) => {
            let position = doc.text_pos_at(offset);
            let kind = ErrorKind::TooLarge("elements nested too deeply");
            Err(fail(kind, position.row, position.col))
        }
    }
}
