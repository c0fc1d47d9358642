//! The shapes that a declaration is made of: descriptors (static, what the
//! derive emits) and the small object-safe traits by which the one interpreter
//! reaches the values.

use crate::parse::{Node, Parser};
use crate::text::Text;
use crate::write::Writer;
use crate::{Mode, Result};

/// A struct described field by field. Derived by `XmlElement`.
pub trait Record {
    /// The description of this struct's fields, in the order of the output.
    fn descriptor(&self) -> &'static Descriptor;
    /// The field of that index in the descriptor.
    fn field(&self, index: usize) -> &dyn Field;
    /// The same, to be changed.
    fn field_mut(&mut self, index: usize) -> &mut dyn Field;
    /// Whether the field is to be printed at all (`#[xml(shown = "…")]`).
    fn shown(&self, _index: usize, _mode: Mode) -> bool {
        true
    }
    /// Called when all fields were read (`#[xml(parsed = "…")]`): for what no
    /// declaration can say.
    ///
    /// # Errors
    /// Whatever is wrong with the element as a whole.
    fn parsed(&mut self, _parser: &mut Parser<'_>, _node: Node<'_>) -> Result<()> {
        Ok(())
    }
}

/// A whole document: a record with the name of its root element.
pub trait Document: Record + Leaf {
    /// Name of the root element.
    const ROOT: &'static str;
}

/// A value whose shape depends on one attribute of its element. Derived by
/// `XmlUnion`.
pub trait Union {
    /// The description of the variants.
    fn descriptor(&self) -> &'static UnionDescriptor;
    /// Index of the current variant.
    fn variant(&self) -> usize;
    /// The fields of the current variant, if it has any.
    fn record(&self) -> Option<&dyn Record>;
    /// The same, to be changed.
    fn record_mut(&mut self) -> Option<&mut dyn Record>;
    /// Become the (empty) variant of that index.
    fn select(&mut self, index: usize);
}

/// A value whose shape depends on the element's name. Derived by `XmlChoice`.
pub trait Choice {
    /// The description of the variants.
    fn descriptor(&self) -> &'static ChoiceDescriptor;
    /// Index of the current variant.
    fn variant(&self) -> usize;
    /// The fields of the current variant.
    fn record(&self) -> Slot<'_>;
    /// The same, to be changed.
    fn record_mut(&mut self) -> SlotMut<'_>;
    /// Become the (empty) variant of that index.
    fn select(&mut self, index: usize);
}

/// An element read and written by hand: for what no declaration fits.
pub trait Hook {
    /// Read the element; `false` when it says nothing and is to be treated as absent.
    ///
    /// # Errors
    /// Whatever is wrong with the element.
    fn parse(&mut self, parser: &mut Parser<'_>, node: Node<'_>) -> Result<bool>;
    /// Write the element under that name.
    fn format(&self, name: &str, writer: &mut Writer);
}

/// A present value, by its shape.
#[derive(Clone, Copy)]
pub enum Slot<'a> {
    /// A scalar.
    Text(&'a dyn Text),
    /// A struct.
    Record(&'a dyn Record),
    /// An enum told apart by an attribute.
    Union(&'a dyn Union),
    /// An enum told apart by the element's name.
    Choice(&'a dyn Choice),
    /// An element written by hand.
    Hook(&'a dyn Hook),
}

/// A value to be read into, by its shape.
pub enum SlotMut<'a> {
    /// A scalar.
    Text(&'a mut dyn Text),
    /// A struct.
    Record(&'a mut dyn Record),
    /// An enum told apart by an attribute.
    Union(&'a mut dyn Union),
    /// An enum told apart by the element's name.
    Choice(&'a mut dyn Choice),
    /// An element read by hand.
    Hook(&'a mut dyn Hook),
}

/// A type that can be the type of a field, alone or in an `Option`, `Vec` or `Box`.
pub trait Leaf: 'static {
    /// The value before anything was read.
    fn create() -> Self
    where
        Self: Sized;
    /// What the type is, for documentation.
    fn kind() -> Kind
    where
        Self: Sized;
    /// The value by its shape.
    fn slot(&self) -> Slot<'_>;
    /// The same, to be read into.
    fn slot_mut(&mut self) -> SlotMut<'_>;
}

/// What the type of a field is.
#[derive(Clone, Copy)]
pub enum Kind {
    /// A scalar of that name.
    Scalar(&'static str),
    /// One of these words.
    Words(&'static [&'static str]),
    /// A struct.
    Record(&'static Descriptor),
    /// An enum told apart by an attribute.
    Union(&'static UnionDescriptor),
    /// An enum told apart by the element's name.
    Choice(&'static ChoiceDescriptor),
    /// An element read and written by hand.
    Hook(&'static str),
}

/// A field of a [`Record`]: none, one or many values.
pub trait Field {
    /// How many values are there.
    fn count(&self) -> usize;
    /// One of them. `index` is less than `count()`.
    fn slot(&self, index: usize) -> Slot<'_>;
    /// Make room for one more value and return it; `None` when there is no more
    /// room. A plain value returns itself, made new.
    fn grow(&mut self) -> SlotMut<'_>;
    /// The last value, to be read on; one more if there is none.
    fn again(&mut self) -> SlotMut<'_>;
    /// Take back the last `grow`.
    fn shrink(&mut self);
    /// Whether more than one value fits.
    fn many(&self) -> bool;
    /// Whether the value may be absent (`Option`, `Vec`).
    fn optional(&self) -> bool;
    /// What the type is.
    fn kind() -> Kind
    where
        Self: Sized;
}

impl<T: Leaf> Field for T {
    fn count(&self) -> usize {
        1
    }
    fn slot(&self, _index: usize) -> Slot<'_> {
        Leaf::slot(self)
    }
    fn grow(&mut self) -> SlotMut<'_> {
        self.slot_mut()
    }
    fn again(&mut self) -> SlotMut<'_> {
        self.slot_mut()
    }
    fn shrink(&mut self) {
        *self = T::create();
    }
    fn many(&self) -> bool {
        false
    }
    fn optional(&self) -> bool {
        false
    }
    fn kind() -> Kind {
        <T as Leaf>::kind()
    }
}

impl<T: Leaf> Field for Option<T> {
    fn count(&self) -> usize {
        usize::from(self.is_some())
    }
    fn slot(&self, _index: usize) -> Slot<'_> {
        match self {
            Some(value) => value.slot(),
            // `count()` said 0, so nobody asks; an empty text is harmless.
            None => Slot::Text(&""),
        }
    }
    fn grow(&mut self) -> SlotMut<'_> {
        self.insert(T::create()).slot_mut()
    }
    fn again(&mut self) -> SlotMut<'_> {
        self.get_or_insert_with(T::create).slot_mut()
    }
    fn shrink(&mut self) {
        *self = None;
    }
    fn many(&self) -> bool {
        false
    }
    fn optional(&self) -> bool {
        true
    }
    fn kind() -> Kind {
        <T as Leaf>::kind()
    }
}

impl<T: Leaf> Field for Vec<T> {
    fn count(&self) -> usize {
        self.len()
    }
    fn slot(&self, index: usize) -> Slot<'_> {
        self[index].slot()
    }
    fn grow(&mut self) -> SlotMut<'_> {
        self.push(T::create());
        let last = self.len() - 1;
        self[last].slot_mut()
    }
    fn again(&mut self) -> SlotMut<'_> {
        if self.is_empty() {
            self.push(T::create());
        }
        let last = self.len() - 1;
        self[last].slot_mut()
    }
    fn shrink(&mut self) {
        self.pop();
    }
    fn many(&self) -> bool {
        true
    }
    fn optional(&self) -> bool {
        true
    }
    fn kind() -> Kind {
        <T as Leaf>::kind()
    }
}

impl<T: Leaf> Leaf for Box<T> {
    fn create() -> Self {
        Box::new(T::create())
    }
    fn kind() -> Kind {
        T::kind()
    }
    fn slot(&self) -> Slot<'_> {
        (**self).slot()
    }
    fn slot_mut(&mut self) -> SlotMut<'_> {
        (**self).slot_mut()
    }
}

/// Description of a struct.
pub struct Descriptor {
    /// Rust name of the struct.
    pub name: &'static str,
    /// Its doc comment.
    pub doc: &'static str,
    /// Its fields in the order of the output.
    pub fields: &'static [FieldDesc],
    /// Namespace of its element's children (`qemu:commandline`); `None` for most.
    pub ns: Option<&'static Namespace>,
    /// What no field has, so that nobody looks for it.
    pub has: Has,
}

/// What some field of a struct has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Has {
    /// `select`.
    pub select: bool,
    /// `tag_first`.
    pub tag_first: bool,
    /// A namespace of its own.
    pub ns: bool,
    /// `shown`.
    pub shown: bool,
    /// A rank.
    pub rank: bool,
    /// A place among the attributes of the element itself.
    pub attributes: bool,
    /// A place among its content.
    pub content: bool,
}

/// An XML namespace.
pub struct Namespace {
    /// Prefix used in output.
    pub prefix: &'static str,
    /// The URI.
    pub uri: &'static str,
}

/// Description of a union.
pub struct UnionDescriptor {
    /// Rust name of the enum.
    pub name: &'static str,
    /// The attribute that tells variants apart.
    pub tag: &'static str,
    /// Word of the variant that an absent attribute means, if one does.
    pub default: Option<usize>,
    /// Whether the attribute is left out when it has the default value.
    pub omit_default: bool,
    /// The variants: word, and fields of the variant.
    pub variants: &'static [(&'static str, Option<&'static Descriptor>)],
}

/// Description of a choice.
pub struct ChoiceDescriptor {
    /// Rust name of the enum.
    pub name: &'static str,
    /// The variants: element name, and what it holds.
    pub variants: &'static [(&'static str, KindOf)],
}

/// What a type is, asked late: a type may hold itself.
pub type KindOf = fn() -> Kind;

/// Description of one field.
pub struct FieldDesc {
    /// Rust name.
    pub rust: &'static str,
    /// Name of the attribute or element; empty where there is none.
    pub name: &'static str,
    /// Elements to pass on the way from the record's own element.
    pub path: &'static [&'static str],
    /// Where the value stands.
    pub place: Place,
    /// How the value is spelt.
    pub hint: Hint,
    /// In which documents it appears.
    pub class: Class,
    /// Values of the selecting attribute for which the field exists, divided
    /// by `|`; empty for always.
    pub when: &'static str,
    /// A word that means the same as absence.
    pub omit: &'static str,
    /// Namespace of the element.
    pub ns: Option<&'static Namespace>,
    /// Flags of the field.
    pub flags: FieldFlags,
    /// Text of the error for a bad value, `{}` standing for the value; empty for the usual one.
    pub bad: Report,
    /// Text of the error for a number beyond what the field holds, `{}` standing
    /// for the value in hexadecimal; empty for the usual one.
    pub range: Report,
    /// Text of the error for absence; empty for the usual one.
    pub missing: Report,
    /// Its type.
    pub kind: fn() -> Kind,
    /// Its doc comment.
    pub doc: &'static str,
}

/// A text of an error with its code: the reference words many refusals by hand.
#[derive(Clone, Copy)]
pub struct Report {
    /// The `VIR_ERR_*` number.
    pub code: u32,
    /// The `VIR_FROM_*` number.
    pub domain: u32,
    /// The text; empty for the usual one.
    pub text: &'static str,
}

/// Yes-or-no facts of a field.
#[derive(Clone, Copy, Default)]
pub struct FieldFlags {
    /// Absence is an error.
    pub required: bool,
    /// Its value selects which `when` fields below exist.
    pub select: bool,
    /// A union's attribute stands before all others of the element.
    pub tag_first: bool,
    /// Print the element even if it has no content.
    pub always: bool,
    /// Print start and end tag apart though there is nothing between.
    pub open: bool,
    /// When it is read: fields of rank 1 first, then 2, then 0. Which of
    /// several errors is told hangs on it.
    pub rank: u8,
    /// An empty attribute is an absent one.
    pub filled: bool,
    /// All elements of the name are read into the one value.
    pub merge: bool,
    /// Zero is refused.
    pub nonzero: bool,
}

/// Where a value stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// An attribute.
    Attr,
    /// The text of the element.
    Text,
    /// The text of a child element (`<name>x</name>`).
    TextChild,
    /// A child element.
    Child,
    /// A child element whose presence is the value.
    Flag,
    /// Fields of this very element.
    Flatten,
    /// Child elements of several names.
    Choice,
    /// Text with a `unit` attribute.
    Size,
    /// An attribute with a `unit` attribute beside it.
    SizeAttr,
}

impl Place {
    /// Whether attributes can come of it.
    pub(crate) fn is_attribute(self) -> bool {
        matches!(self, Place::Attr | Place::Size | Place::SizeAttr | Place::Flatten)
    }

    /// Whether content can come of it.
    pub(crate) fn is_content(self) -> bool {
        !matches!(self, Place::Attr | Place::SizeAttr)
    }
}

/// How a scalar is spelt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hint {
    /// As the type does it: decimal numbers, plain text.
    Plain,
    /// `yes` or `no`.
    YesNo,
    /// `yes`, or anything else for no.
    YesElseNo,
    /// `on` or `off`.
    OnOff,
    /// `0x` and this many hexadecimal digits; read in any base.
    Hex(u8),
    /// Decimal; read in any base.
    AnyBase,
    /// Octal with three digits.
    Octal,
    /// A size kept and printed in KiB (read: KiB unless told).
    Kib,
    /// A size kept and printed in bytes (read: bytes unless told).
    Bytes,
    /// A size kept in bytes, printed in the largest unit that fits (read: MiB unless told).
    Pretty,
    /// The same, read in KiB unless told.
    PrettyKib,
    /// A size kept in bytes, printed in `M` (read: MiB unless told).
    Mega,
    /// A size kept in bytes, printed in KiB (read: KiB unless told).
    BytesAsKib,
}

/// In which documents a field appears.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Class(u8);

impl Class {
    /// Everywhere.
    pub const NONE: Class = Class(0);
    /// Only in live definitions.
    pub const LIVE: Class = Class(1);
    /// Only when secrets are asked for.
    pub const SECRET: Class = Class(2);
    /// Only in status files.
    pub const STATUS: Class = Class(4);
    /// Not in documents made for migration to older daemons.
    pub const NOT_MIGRATABLE: Class = Class(8);
    /// Made by a running guest: not read into inactive definitions.
    pub const RUNTIME: Class = Class(16);
    /// The same, except for names the user gave (`ua-…`).
    pub const ALIAS: Class = Class(32);

    /// Both.
    pub const fn with(self, other: Class) -> Class {
        Class(self.0 | other.0)
    }

    /// Whether this class includes the other.
    pub const fn has(self, other: Class) -> bool {
        self.0 & other.0 == other.0 && other.0 != 0
    }

    /// Whether a field of this class is read from documents of that mode.
    /// Secrets always are: it is printing that needs leave.
    pub fn is_read(self, mode: Mode) -> bool {
        self.applies(Mode { secure: true, ..mode }) && !(self.has(Class::RUNTIME) && mode.inactive)
    }

    /// Whether a field of this class is printed in documents of that mode.
    pub fn applies(self, mode: Mode) -> bool {
        if self.0 == 0 {
            return true;
        }
        !(self.has(Class::LIVE) && mode.inactive
            || self.has(Class::SECRET) && !mode.secure
            || self.has(Class::STATUS) && !mode.status
            || self.has(Class::NOT_MIGRATABLE) && mode.migratable)
    }
}
