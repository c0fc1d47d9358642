//! Fields that are one value: an attribute, a text, a size with its unit.

use std::borrow::Cow;

use super::node::{is_named, text_of};
use super::target::Target;
use super::{Node, Parser};
use crate::Result;
use crate::error::{Bad, CODE_IGNORED, XmlError};
use crate::field::{Class, FieldDesc, Hint, Place, SlotMut};
use crate::text::{Text, default_unit, parse_unsigned, store_bytes, unit_scale};

impl Parser<'_> {
    pub(super) fn attr_field(&mut self, target: &mut Target<'_>, node: Node<'_>) -> Result<()> {
        let field = target.desc;
        let text = self.attribute(node, field.name);
        let Some(text) = text.filter(|text| !(field.flags.filled && text.is_empty())) else {
            return self.absent(node, field);
        };
        if !self.wanted(field, text) {
            return Ok(());
        }
        let taken = target.take(text);
        self.judge(target, taken, |parser, bad| parser.bad_attribute(node, field, text, bad))
    }

    pub(super) fn text_field(&mut self, target: &mut Target<'_>, node: Node<'_>) -> Result<()> {
        let field = target.desc;
        let text = text_of(node);
        if text.is_empty() {
            return self.absent(node, field);
        }
        if !self.wanted(field, &text) {
            return Ok(());
        }
        let taken = target.take(&text);
        self.judge(target, taken, |parser, bad| parser.bad_text(node, field, bad))
    }

    pub(super) fn size_field(&mut self, target: &mut Target<'_>, node: Node<'_>) -> Result<()> {
        let field = target.desc;
        let text = match field.place {
            Place::SizeAttr => self.attribute(node, field.name).map(Cow::Borrowed),
            _ => Some(text_of(node)).filter(|text| !text.is_empty()),
        };
        let unit = self.attribute(node, "unit").filter(|unit| !unit.is_empty());
        let Some(text) = text else {
            return self.absent(node, field);
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
        if let SlotMut::Text(value) = target.grow() {
            value
                .set_number(store_bytes(bytes, field.hint))
                .map_err(|bad| fail(self, bad, &text))?;
        }
        Ok(())
    }

    /// An element whose presence says yes.
    pub(super) fn flag_field(&mut self, target: &mut Target<'_>, node: Node<'_>) -> Result<()> {
        let (field, ns) = (target.desc, target.ns());
        let Some(child) = node.children().find(|c| is_named(*c, field.name, ns)) else {
            return Ok(());
        };
        self.know(child);
        if let SlotMut::Text(value) = target.grow() {
            value.take("yes", Hint::YesNo).map_err(|bad| self.bad_text(child, field, bad))?;
        }
        Ok(())
    }

    /// A value that was not taken: an error, or none at all where the declaration says so.
    fn judge(
        &self,
        target: &mut Target<'_>,
        taken: std::result::Result<(), Bad>,
        error: impl FnOnce(&Self, Bad) -> XmlError,
    ) -> Result<()> {
        match taken {
            Ok(()) => Ok(()),
            Err(_) if target.desc.bad.code == CODE_IGNORED => {
                target.shrink();
                Ok(())
            }
            Err(bad) => Err(error(self, bad)),
        }
    }

    /// Whether a value that stands there is to be kept.
    pub(super) fn wanted(&self, field: &FieldDesc, text: &str) -> bool {
        if field.class.has(Class::ALIAS) && self.mode.inactive && !text.starts_with("ua-") {
            return false;
        }
        field.class.is_read(self.mode) && (field.omit.is_empty() || field.omit != text)
    }
}

impl Target<'_> {
    /// Make room for one more value and read it.
    fn take(&mut self, text: &str) -> std::result::Result<(), Bad> {
        let field = self.desc;
        match self.grow() {
            SlotMut::Text(value) => take(value, text, field),
            _ => Ok(()),
        }
    }
}

/// Read the value of a field from its text.
pub(super) fn take(
    value: &mut dyn Text,
    text: &str,
    field: &FieldDesc,
) -> std::result::Result<(), Bad> {
    value.take(text, field.hint)?;
    if field.flags.nonzero && value.number() == Some(0) {
        return Err(Bad::Zero);
    }
    Ok(())
}
