//! The reading half of the interpreter: walks descriptors over a parsed document.

mod content;
mod element;
mod node;
mod path;
mod refusal;
mod strict;
mod target;
mod value;

use content::Content;
use node::is_named;
pub use node::{Node, text_of};
pub(crate) use node::{is_layout, path_of};
use strict::Seen;
use target::Target;

use crate::error::XmlError;
use crate::field::{FieldDesc, Hint, Place, Record, Slot};
use crate::plain::Cut;
use crate::{Mode, RawChildren, Result};

/// What a document is read with.
pub struct Parser<'a> {
    doc: &'a roxmltree::Document<'a>,
    mode: Mode,
    selector: Vec<String>,
    seen: Option<Seen>,
    /// A further element of a `merge` field is read: what is there already stays.
    merging: bool,
    /// Metadata that was read before.
    cut: Option<Cut>,
    /// All that is wrong, where somebody wants more than the first.
    every: Option<Vec<XmlError>>,
}

impl<'a> Parser<'a> {
    pub(crate) fn new(doc: &'a roxmltree::Document<'a>, mode: Mode, strict: bool) -> Parser<'a> {
        let seen = strict.then(Seen::default);
        Parser { doc, mode, selector: Vec::new(), seen, merging: false, cut: None, every: None }
    }

    /// Reads on after what is wrong.
    pub(crate) fn collect(&mut self) {
        self.every = Some(Vec::new());
    }

    /// What was wrong, in the order of the reading.
    pub(crate) fn collected(&mut self) -> Vec<XmlError> {
        self.every.take().unwrap_or_default()
    }

    /// For a document that metadata was cut out of.
    pub(crate) fn with_cut(self, cut: Cut) -> Self {
        Parser { cut: Some(cut), ..self }
    }

    /// What was cut out of that element.
    pub(crate) fn cut_from(&mut self, node: Node<'_>) -> Option<RawChildren> {
        self.cut.take_if(|cut| cut.at == node.range().start).map(|cut| cut.children)
    }

    /// Whether somebody asked for what was cut out.
    pub(crate) fn cut_is_used(&self) -> bool {
        self.cut.is_none()
    }

    /// What kind of document is read.
    pub fn mode(&self) -> Mode {
        self.mode
    }

    /// The text of the document.
    pub fn source(&self) -> &'a str {
        self.doc.input_text()
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
        match record.parsed(self, node) {
            Err(refusal) => self.refused(refusal),
            Ok(()) => Ok(()),
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
                let mut target = Target { record: &mut *record, index, desc: field };
                if let Err(error) = self.field_inside(&mut target, node) {
                    self.failed(error, field)?;
                }
            }
            if field.flags.select {
                self.selector.push(text_of_slot(record, index, field.hint));
            }
        }
        Ok(())
    }

    fn field(&mut self, target: &mut Target<'_>, node: Node<'_>) -> Result<()> {
        match target.desc.place {
            Place::Attr => self.attr_field(target, node),
            Place::Text => self.text_field(target, node),
            Place::Size | Place::SizeAttr => self.size_field(target, node),
            Place::Flatten => self.flatten_field(target, node),
            Place::Choice => self.choice_field(target, node),
            Place::Flag => self.flag_field(target, node),
            Place::TextChild | Place::Child => self.child_fields(target, node),
        }
    }
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
