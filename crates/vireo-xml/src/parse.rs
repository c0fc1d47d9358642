//! The reading half of the interpreter: walks descriptors over a parsed document.

mod content;

use std::borrow::Cow;
use std::collections::HashSet;

use content::Content;

use crate::error::{Bad, ErrorKind, XmlError};
use crate::field::{
    Choice, Class, FieldDesc, Hint, Hook, Namespace, Place, Record, Report, Slot, SlotMut, Union,
};
use crate::text::{Text, default_unit, parse_unsigned, store_bytes, unit_scale};
use crate::{Misfit, Mode, Result};

/// A node of the parsed document.
pub type Node<'a> = roxmltree::Node<'a, 'a>;

/// What a document is read with.
pub struct Parser<'a> {
    doc: &'a roxmltree::Document<'a>,
    mode: Mode,
    selector: Vec<String>,
    seen: Option<Seen>,
    /// A further element of a `merge` field is read: what is there already stays.
    merging: bool,
}

/// A field that is looked for along a path.
struct Wanted<'w> {
    field: &'w FieldDesc,
    /// Namespace of the path.
    ns: Option<&'w Namespace>,
    /// Namespace of the field itself.
    target: Option<&'w Namespace>,
}

/// What the declarations knew of, kept only in strict mode.
#[derive(Default)]
struct Seen {
    elements: HashSet<roxmltree::NodeId>,
    /// Elements whose inside is nobody's business (metadata).
    opaque: HashSet<roxmltree::NodeId>,
    /// Start offsets.
    attributes: HashSet<usize>,
    /// Values that do not fit their declaration.
    misfits: Vec<XmlError>,
    /// The first refusal of a function that looked at a whole element.
    refusal: Option<XmlError>,
}

impl Seen {
    /// Notes what is wrong with a field: its form, or what a function of its own found.
    fn found(&mut self, error: XmlError, field: &FieldDesc) {
        let reports = [&field.bad, &field.range, &field.missing];
        let of_form = !matches!(error.kind, ErrorKind::Reported { .. })
            || reports.iter().any(|report| report.code != 0);
        if of_form {
            self.misfits.push(error);
        } else {
            self.refusal.get_or_insert(error);
        }
    }
}

impl<'a> Parser<'a> {
    pub(crate) fn new(doc: &'a roxmltree::Document<'a>, mode: Mode, strict: bool) -> Parser<'a> {
        Parser { doc, mode, selector: Vec::new(), seen: strict.then(Seen::default), merging: false }
    }

    /// What kind of document is read.
    pub fn mode(&self) -> Mode {
        self.mode
    }

    /// The text of the document.
    pub fn source(&self) -> &'a str {
        self.doc.input_text()
    }

    /// An error at that node.
    pub fn error(&self, node: Node<'_>, kind: ErrorKind) -> XmlError {
        let position = self.doc.text_pos_at(node.range().start);
        XmlError { kind, path: path_of(node), line: position.row, column: position.col }
    }

    /// An error with the reference's code and text.
    pub fn report(&self, node: Node<'_>, code: u32, domain: u32, detail: String) -> XmlError {
        self.error(node, ErrorKind::Reported { code, domain, detail })
    }

    /// The attribute's value, known as looked at.
    pub fn attribute<'n>(&mut self, node: Node<'n>, name: &str) -> Option<&'n str> {
        let attribute = node.attribute_node(name)?;
        if let Some(seen) = &mut self.seen {
            seen.attributes.insert(attribute.range().start);
        }
        Some(attribute.value())
    }

    /// The value of the attribute that decides which fields exist.
    pub fn selected(&self) -> &str {
        self.selector.last().map_or("", String::as_str)
    }

    /// The first child element of that name, known as looked at.
    pub fn child<'n>(&mut self, node: Node<'n>, name: &str) -> Option<Node<'n>> {
        let child = node.children().find(|c| is_named(*c, name, None))?;
        self.know(child);
        Some(child)
    }

    /// Note that an element is known.
    pub fn know(&mut self, node: Node<'_>) {
        if let Some(seen) = &mut self.seen {
            seen.elements.insert(node.id());
        }
    }

    /// Note that an element may hold anything.
    pub fn know_all(&mut self, node: Node<'_>) {
        if let Some(seen) = &mut self.seen {
            seen.elements.insert(node.id());
            seen.opaque.insert(node.id());
        }
    }

    /// Read a struct from its element.
    ///
    /// # Errors
    /// The first thing wrong with it.
    pub fn record(&mut self, record: &mut dyn Record, node: Node<'_>) -> Result<()> {
        self.know(node);
        let selectors = self.selector.len();
        let outcome = self.fields(record, node);
        self.selector.truncate(selectors);
        outcome?;
        match (record.parsed(self, node), &mut self.seen) {
            // What is wrong with the form of something further down goes first.
            (Err(refusal), Some(seen)) => {
                seen.refusal.get_or_insert(refusal);
                Ok(())
            }
            (outcome, _) => outcome,
        }
    }

    fn fields(&mut self, record: &mut dyn Record, node: Node<'_>) -> Result<()> {
        let content = Content::of(node);
        if record.descriptor().has.rank {
            self.fields_of_rank(record, node, content, 1)?;
            self.fields_of_rank(record, node, content, 2)?;
        }
        self.fields_of_rank(record, node, content, 0)
    }

    fn fields_of_rank(
        &mut self,
        record: &mut dyn Record,
        node: Node<'_>,
        content: Content,
        rank: u8,
    ) -> Result<()> {
        let descriptor = record.descriptor();
        for (index, field) in descriptor.fields.iter().enumerate() {
            if field.flags.rank != rank {
                continue;
            }
            if !field.when.is_empty() && !is_selected(field.when, self.selector.last()) {
                continue;
            }
            let passed = content.lacks(field) || self.merging && has_already(record, index, field);
            if !passed {
                match (self.field_inside(record, index, field, node), &mut self.seen) {
                    (Err(error), Some(seen)) => seen.found(error, field),
                    (outcome, _) => outcome?,
                }
            }
            if field.flags.select {
                self.selector.push(text_of_slot(record, index, field.hint));
            }
        }
        Ok(())
    }

    /// Read a field from the element, or from where its path leads.
    fn field_inside(
        &mut self,
        record: &mut dyn Record,
        index: usize,
        field: &'static FieldDesc,
        node: Node<'_>,
    ) -> Result<()> {
        if field.path.is_empty() {
            return self.field(record, index, field, node);
        }
        let ns = record.descriptor().ns;
        if record.field(index).many() {
            let holders = self.descend(node, field.path, ns);
            return holders.into_iter().try_for_each(|h| self.field(record, index, field, h));
        }
        let wanted = Wanted { field, ns, target: field.ns.or(ns) };
        let mut first = None;
        let found = self.holder(node, field.path, &wanted, &mut first);
        match found.or(first) {
            Some(holder) => self.field(record, index, field, holder),
            None if field.flags.required => Err(self.missing(node, field)),
            None => Ok(()),
        }
    }

    /// The first element at the end of the path that has what is wanted; `first`
    /// becomes the first element there at all.
    fn holder<'n>(
        &mut self,
        node: Node<'n>,
        path: &[&str],
        wanted: &Wanted<'_>,
        first: &mut Option<Node<'n>>,
    ) -> Option<Node<'n>> {
        let Some((step, rest)) = path.split_first() else {
            first.get_or_insert(node);
            return is_there(node, wanted.field, wanted.target).then_some(node);
        };
        for child in node.children().filter(|c| is_named(*c, step, wanted.ns)) {
            self.know(child);
            let found = self.holder(child, rest, wanted, first);
            if found.is_some() {
                return found;
            }
        }
        None
    }

    /// All elements that the path leads to.
    fn descend<'n>(
        &mut self,
        node: Node<'n>,
        path: &[&str],
        ns: Option<&Namespace>,
    ) -> Vec<Node<'n>> {
        let mut at = vec![node];
        for step in path {
            let children = at.iter().flat_map(|n| n.children());
            at = children.filter(|c| is_named(*c, step, ns)).collect();
            at.iter().for_each(|n| self.know(*n));
        }
        at
    }

    fn field(
        &mut self,
        record: &mut dyn Record,
        index: usize,
        field: &'static FieldDesc,
        node: Node<'_>,
    ) -> Result<()> {
        match field.place {
            Place::Attr => self.attr_field(record, index, field, node),
            Place::Text => self.text_field(record, index, field, node),
            Place::Size | Place::SizeAttr => self.size_field(record, index, field, node),
            Place::Flatten => self.flatten_field(record, index, field, node),
            Place::Choice => self.choice_field(record, index, node),
            Place::Flag => {
                if let Some(child) = self.first(record, field, node) {
                    self.know(child);
                    if let SlotMut::Text(value) = record.field_mut(index).grow() {
                        value
                            .take("yes", Hint::YesNo)
                            .map_err(|bad| self.bad_text(child, field, bad))?;
                    }
                }
                Ok(())
            }
            Place::TextChild | Place::Child => self.child_fields(record, index, field, node),
        }
    }

    fn first<'n>(
        &self,
        record: &dyn Record,
        field: &FieldDesc,
        node: Node<'n>,
    ) -> Option<Node<'n>> {
        let ns = field.ns.or(record.descriptor().ns);
        node.children().find(|c| is_named(*c, field.name, ns))
    }

    fn attr_field(
        &mut self,
        record: &mut dyn Record,
        index: usize,
        field: &'static FieldDesc,
        node: Node<'_>,
    ) -> Result<()> {
        let text = self.attribute(node, field.name);
        let Some(text) = text.filter(|text| !(field.flags.filled && text.is_empty())) else {
            return if field.flags.required { Err(self.missing(node, field)) } else { Ok(()) };
        };
        if !self.wanted(field, text) {
            return Ok(());
        }
        if let SlotMut::Text(value) = record.field_mut(index).grow() {
            take(value, text, field).map_err(|bad| self.bad_attribute(node, field, text, bad))?;
        }
        Ok(())
    }

    fn text_field(
        &mut self,
        record: &mut dyn Record,
        index: usize,
        field: &'static FieldDesc,
        node: Node<'_>,
    ) -> Result<()> {
        let text = text_of(node);
        if text.is_empty() {
            return if field.flags.required { Err(self.missing(node, field)) } else { Ok(()) };
        }
        if !self.wanted(field, &text) {
            return Ok(());
        }
        if let SlotMut::Text(value) = record.field_mut(index).grow() {
            take(value, &text, field).map_err(|bad| self.bad_text(node, field, bad))?;
        }
        Ok(())
    }

    fn size_field(
        &mut self,
        record: &mut dyn Record,
        index: usize,
        field: &'static FieldDesc,
        node: Node<'_>,
    ) -> Result<()> {
        let text = match field.place {
            Place::SizeAttr => self.attribute(node, field.name).map(Cow::Borrowed),
            _ => Some(text_of(node)).filter(|text| !text.is_empty()),
        };
        let unit = self.attribute(node, "unit").filter(|unit| !unit.is_empty());
        let Some(text) = text else {
            return if field.flags.required { Err(self.missing(node, field)) } else { Ok(()) };
        };
        if !self.wanted(field, &text) {
            return Ok(());
        }
        let fail = |parser: &Self, bad, value: &str| match field.place {
            Place::SizeAttr => parser.bad_attribute(node, field, value, bad),
            _ => parser.bad_size(node, field, value, bad),
        };
        let number = parse_unsigned(&text, Hint::Plain).map_err(|bad| fail(self, bad, &text))?;
        let scale = match unit {
            None => default_unit(field.hint),
            Some(unit) => unit_scale(unit).ok_or_else(|| fail(self, Bad::Unit, unit))?,
        };
        let bytes = number.checked_mul(scale).ok_or_else(|| fail(self, Bad::Overflow, &text))?;
        if let SlotMut::Text(value) = record.field_mut(index).grow() {
            value
                .set_number(store_bytes(bytes, field.hint))
                .map_err(|bad| fail(self, bad, &text))?;
        }
        Ok(())
    }

    fn flatten_field(
        &mut self,
        record: &mut dyn Record,
        index: usize,
        field: &'static FieldDesc,
        node: Node<'_>,
    ) -> Result<()> {
        let target = record.field_mut(index);
        let optional = target.optional();
        let present = match target.grow() {
            SlotMut::Record(inner) => {
                self.flat_record(inner, node)?;
                true
            }
            SlotMut::Union(union) => self.union(union, node, optional, field)?,
            SlotMut::Hook(hook) => self.hook(hook, node)?,
            SlotMut::Text(_) | SlotMut::Choice(_) => false,
        };
        if !present {
            record.field_mut(index).shrink();
        }
        Ok(())
    }

    fn flat_record(&mut self, record: &mut dyn Record, node: Node<'_>) -> Result<()> {
        let selectors = self.selector.len();
        self.fields(record, node)?;
        self.selector.truncate(selectors);
        record.parsed(self, node)
    }

    fn union(
        &mut self,
        union: &mut dyn Union,
        node: Node<'_>,
        optional: bool,
        field: &FieldDesc,
    ) -> Result<bool> {
        let descriptor = union.descriptor();
        let index = match self.attribute(node, descriptor.tag) {
            Some(word) => match descriptor.variants.iter().position(|(name, _)| *name == word) {
                Some(index) => index,
                None => return Err(self.bad_tag(node, descriptor.tag, word, field.bad)),
            },
            None => match descriptor.default {
                Some(index) => index,
                None if optional => return Ok(false),
                None => {
                    let report = match field.place {
                        Place::Flatten => field.missing,
                        _ => PLAIN.missing,
                    };
                    return Err(self.missing_attribute(node, descriptor.tag, report));
                }
            },
        };
        union.select(index);
        if let Some(record) = union.record_mut() {
            self.flat_record(record, node)?;
        }
        Ok(true)
    }

    /// Read an element by hand-written code.
    fn hook(&mut self, hook: &mut dyn Hook, node: Node<'_>) -> Result<bool> {
        self.know(node);
        hook.parse(self, node)
    }

    fn choice_field(
        &mut self,
        record: &mut dyn Record,
        index: usize,
        node: Node<'_>,
    ) -> Result<()> {
        for child in node.children().filter(|c| c.is_element()) {
            let field = record.field_mut(index);
            if field.count() > 0 && !field.many() {
                break;
            }
            let SlotMut::Choice(choice) = field.grow() else { return Ok(()) };
            if !self.choice(choice, child)? {
                record.field_mut(index).shrink();
            }
        }
        Ok(())
    }

    /// Read the variant that the element's name says; `false` for an unknown name.
    pub(crate) fn choice(&mut self, choice: &mut dyn Choice, node: Node<'_>) -> Result<bool> {
        let descriptor = choice.descriptor();
        let name = node.tag_name();
        if name.namespace().is_some() {
            return Ok(false);
        }
        let Some(variant) = descriptor.variants.iter().position(|(n, _)| *n == name.name()) else {
            return Ok(false);
        };
        choice.select(variant);
        match choice.record_mut() {
            SlotMut::Record(record) => self.record(record, node)?,
            SlotMut::Hook(hook) => {
                self.hook(hook, node)?;
            }
            SlotMut::Union(union) => {
                self.know(node);
                self.union(union, node, false, &PLAIN)?;
            }
            SlotMut::Text(text) => {
                self.know(node);
                text.take(&text_of(node), Hint::Plain)
                    .map_err(|bad| self.bad_text(node, &PLAIN, bad))?;
            }
            SlotMut::Choice(_) => {}
        }
        Ok(true)
    }

    fn child_fields(
        &mut self,
        record: &mut dyn Record,
        index: usize,
        field: &'static FieldDesc,
        node: Node<'_>,
    ) -> Result<()> {
        let ns = field.ns.or(record.descriptor().ns);
        let many = record.field(index).many();
        let merge = field.flags.merge;
        let mut found = false;
        for child in node.children().filter(|c| is_named(*c, field.name, ns)) {
            self.know(child);
            if !field.class.is_read(self.mode) {
                self.know_all(child);
                continue;
            }
            let target = record.field_mut(index);
            let known = !many && (found || self.merging && target.count() > 0);
            let slot = if known { target.again() } else { target.grow() };
            let merging = std::mem::replace(&mut self.merging, known);
            let outcome = self.element(slot, child, field, many);
            self.merging = merging;
            let present = outcome?;
            if !present && !found {
                record.field_mut(index).shrink();
            }
            found |= present;
            if !many && !merge {
                break;
            }
        }
        if !found && field.flags.required {
            return Err(self.missing(node, field));
        }
        Ok(())
    }

    fn element(
        &mut self,
        slot: SlotMut<'_>,
        node: Node<'_>,
        field: &'static FieldDesc,
        many: bool,
    ) -> Result<bool> {
        match slot {
            SlotMut::Text(value) => {
                let text = text_of(node);
                if text.is_empty() && !many || !self.wanted(field, &text) {
                    return Ok(false);
                }
                take(value, &text, field).map_err(|bad| self.bad_text(node, field, bad))?;
                Ok(true)
            }
            SlotMut::Record(record) => self.record(record, node).map(|()| true),
            SlotMut::Union(union) => self.union(union, node, false, field),
            SlotMut::Hook(hook) => self.hook(hook, node),
            SlotMut::Choice(choice) => self.choice(choice, node),
        }
    }

    /// Whether a value that stands there is to be kept.
    fn wanted(&self, field: &FieldDesc, text: &str) -> bool {
        if field.class.has(Class::ALIAS) && self.mode.inactive && !text.starts_with("ua-") {
            return false;
        }
        field.class.is_read(self.mode) && (field.omit.is_empty() || field.omit != text)
    }

    fn missing(&self, node: Node<'_>, field: &FieldDesc) -> XmlError {
        if !field.missing.text.is_empty() {
            return self.reported(node, field.missing, "");
        }
        let element = node.tag_name().name().to_owned();
        match field.place {
            Place::Attr | Place::SizeAttr => {
                self.missing_attribute(node, field.name, field.missing)
            }
            Place::Text
            | Place::TextChild
            | Place::Child
            | Place::Flag
            | Place::Flatten
            | Place::Choice
            | Place::Size => {
                let child = if field.name.is_empty() { &element } else { field.name };
                let kind =
                    ErrorKind::MissingElement { child: child.to_owned(), element: element.clone() };
                self.error(node, kind)
            }
        }
    }

    fn missing_attribute(&self, node: Node<'_>, attribute: &str, report: Report) -> XmlError {
        if !report.text.is_empty() {
            return self.reported(node, report, "");
        }
        let kind = ErrorKind::MissingAttribute {
            attribute: attribute.to_owned(),
            element: node.tag_name().name().to_owned(),
        };
        self.error(node, kind)
    }

    fn bad_tag(&self, node: Node<'_>, attribute: &str, value: &str, report: Report) -> XmlError {
        if !report.text.is_empty() {
            return self.reported(node, report, value);
        }
        self.invalid_attribute(node, attribute, value, Bad::Value)
    }

    /// The usual error for an attribute's value.
    pub fn invalid_attribute(
        &self,
        node: Node<'_>,
        attribute: &str,
        value: &str,
        expected: Bad,
    ) -> XmlError {
        let kind = ErrorKind::BadAttribute {
            attribute: attribute.to_owned(),
            element: node.tag_name().name().to_owned(),
            value: value.to_owned(),
            expected,
        };
        self.error(node, kind)
    }

    fn bad_attribute(
        &self,
        node: Node<'_>,
        field: &FieldDesc,
        value: &str,
        expected: Bad,
    ) -> XmlError {
        if let Bad::Range(number) = expected {
            // A number of 33 bits is no number to the reference's reader.
            if !field.range.text.is_empty() && number <= u64::from(u32::MAX) {
                return self.reported(node, field.range, &format!("{number:x}"));
            }
        }
        if field.bad.text.is_empty() || matches!(expected, Bad::Unit | Bad::Overflow) {
            return self.invalid_attribute(node, field.name, value, expected);
        }
        self.reported(node, field.bad, value)
    }

    fn bad_text(&self, node: Node<'_>, field: &FieldDesc, _expected: Bad) -> XmlError {
        let value = text_of(node);
        if !field.bad.text.is_empty() {
            return self.reported(node, field.bad, &value);
        }
        let element = node.tag_name().name().to_owned();
        self.error(node, ErrorKind::BadText { element, value: value.into_owned() })
    }

    fn bad_size(&self, node: Node<'_>, field: &FieldDesc, value: &str, bad: Bad) -> XmlError {
        match bad {
            Bad::Unit | Bad::Overflow => self.invalid_attribute(node, "unit", value, bad),
            Bad::Value | Bad::Integer | Bad::Unsigned | Bad::Range(_) | Bad::Zero => {
                if !field.bad.text.is_empty() {
                    return self.reported(node, field.bad, value);
                }
                let element = node.tag_name().name().to_owned();
                self.error(node, ErrorKind::BadSize { element, value: value.to_owned() })
            }
        }
    }

    fn reported(&self, node: Node<'_>, report: Report, value: &str) -> XmlError {
        let detail = report.text.replacen("{}", value, 1);
        self.report(node, report.code, report.domain, detail)
    }

    /// What does not fit the declarations, in the order of the document.
    ///
    /// # Errors
    /// All fits, but a function refused it.
    pub(crate) fn misfits(&mut self) -> Result<Vec<Misfit>> {
        let mut found = self.unknown();
        let Some(seen) = &mut self.seen else { return Ok(found) };
        found.extend(seen.misfits.drain(..).map(Misfit::from));
        match seen.refusal.take() {
            Some(refusal) if found.is_empty() => return Err(refusal),
            _ => {}
        }
        found.sort_by_key(|misfit| (misfit.line, misfit.column));
        Ok(found)
    }

    /// What no declaration knew of, in the order of the document.
    fn unknown(&self) -> Vec<Misfit> {
        let mut found = Vec::new();
        let Some(seen) = &self.seen else { return found };
        let mut skip_to = 0;
        for node in self.doc.root_element().descendants().filter(|n| n.is_element()) {
            if node.range().start < skip_to {
                continue;
            }
            if !seen.elements.contains(&node.id()) {
                found.push(self.unknown_at(node, None, node.range().start));
                skip_to = node.range().end;
            } else if seen.opaque.contains(&node.id()) {
                skip_to = node.range().end;
            } else {
                self.unknown_attributes(seen, node, &mut found);
            }
        }
        found
    }

    fn unknown_attributes(&self, seen: &Seen, node: Node<'_>, found: &mut Vec<Misfit>) {
        for attribute in node.attributes().filter(|a| a.namespace().is_none()) {
            let start = attribute.range().start;
            if !seen.attributes.contains(&start) {
                found.push(self.unknown_at(node, Some(attribute.name()), start));
            }
        }
    }

    fn unknown_at(&self, node: Node<'_>, attribute: Option<&str>, offset: usize) -> Misfit {
        let position = self.doc.text_pos_at(offset);
        let mut path = path_of(node);
        if let Some(attribute) = attribute {
            path.push_str("/@");
            path.push_str(attribute);
        }
        let text = match attribute {
            Some(attribute) => {
                format!("Invalid attribute {attribute} for element {}", node.tag_name().name())
            }
            None => {
                let parent = node.parent_element().unwrap_or(node).tag_name().name();
                format!("Element {parent} has extra content: {}", node.tag_name().name())
            }
        };
        Misfit { path, line: position.row, column: position.col, text }
    }
}

/// The description of a value without any options.
static PLAIN: FieldDesc = FieldDesc {
    rust: "",
    name: "",
    path: &[],
    place: Place::Child,
    hint: Hint::Plain,
    class: Class::NONE,
    when: "",
    omit: "",
    ns: None,
    flags: crate::field::FieldFlags {
        required: false,
        select: false,
        tag_first: false,
        always: false,
        open: false,
        merge: false,
        rank: 0,
        filled: false,
        nonzero: false,
    },
    bad: Report { code: 0, domain: 0, text: "" },
    range: Report { code: 0, domain: 0, text: "" },
    missing: Report { code: 0, domain: 0, text: "" },
    kind: || crate::field::Kind::Scalar(""),
    doc: "",
};

fn take(value: &mut dyn Text, text: &str, field: &FieldDesc) -> std::result::Result<(), Bad> {
    value.take(text, field.hint)?;
    if field.flags.nonzero && value.number() == Some(0) {
        return Err(Bad::Zero);
    }
    Ok(())
}

/// Whether the selected word is one of those that `when` lists.
pub(crate) fn is_selected(when: &str, selected: Option<&String>) -> bool {
    selected.is_some_and(|word| when.split('|').any(|w| w == word))
}

pub(crate) fn text_of_slot(record: &dyn Record, index: usize, hint: Hint) -> String {
    let field = record.field(index);
    let mut out = String::new();
    if field.count() > 0 {
        match field.slot(0) {
            Slot::Text(text) => text.put(&mut out, hint),
            Slot::Union(union) => {
                out.push_str(union.descriptor().variants[union.variant()].0);
            }
            Slot::Record(_) | Slot::Choice(_) | Slot::Hook(_) => {}
        }
    }
    out
}

fn is_named(node: Node<'_>, name: &str, ns: Option<&Namespace>) -> bool {
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

/// Whether a merged value has this field from an earlier element.
fn has_already(record: &dyn Record, index: usize, field: &FieldDesc) -> bool {
    let value = record.field(index);
    if value.many() || matches!(field.place, Place::Flatten) {
        return false;
    }
    if value.optional() {
        return value.count() > 0 && !field.flags.merge;
    }
    !matches!(field.place, Place::Child | Place::Flag)
}

/// Whether the element has what the field names.
fn is_there(node: Node<'_>, field: &FieldDesc, ns: Option<&Namespace>) -> bool {
    match field.place {
        Place::Attr | Place::SizeAttr => node.has_attribute(field.name),
        Place::Text | Place::Size => node.has_children(),
        Place::TextChild | Place::Child | Place::Flag => {
            node.children().any(|c| is_named(c, field.name, ns))
        }
        Place::Flatten | Place::Choice => true,
    }
}

pub(crate) fn path_of(node: Node<'_>) -> String {
    let mut names: Vec<&str> =
        node.ancestors().filter(|n| n.is_element()).map(|n| n.tag_name().name()).collect();
    names.reverse();
    names.join("/")
}
