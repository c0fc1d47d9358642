//! Fields that are elements, or several of them in one: structs, unions, choices, hooks.

use super::node::{is_named, text_of};
use super::target::Target;
use super::value::take;
use super::{Node, Parser};
use crate::Result;
use crate::error::CODE_IGNORED;
use crate::field::{Choice, Class, FieldDesc, Hint, Hook, Place, Record, Report, SlotMut, Union};

impl Parser<'_> {
    pub(super) fn flatten_field(&mut self, target: &mut Target<'_>, node: Node<'_>) -> Result<()> {
        let (desc, optional) = (target.desc, target.value().optional());
        let present = match target.grow() {
            SlotMut::Record(inner) => {
                self.flat_record(inner, node)?;
                true
            }
            SlotMut::Union(union) => self.union(union, node, optional, desc)?,
            SlotMut::Hook(hook) => self.hook(hook, node)?,
            SlotMut::Text(_) | SlotMut::Choice(_) => false,
        };
        if !present {
            target.shrink();
        }
        Ok(())
    }

    fn flat_record(&mut self, record: &mut dyn Record, node: Node<'_>) -> Result<()> {
        let selectors = self.selector.len();
        self.fields(record, node)?;
        self.selector.truncate(selectors);
        let outcome = record.parsed(self, node);
        self.refused_flat(outcome)
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

    pub(super) fn choice_field(&mut self, target: &mut Target<'_>, node: Node<'_>) -> Result<()> {
        for child in node.children().filter(|c| c.is_element()) {
            if target.value().count() > 0 && !target.many() {
                break;
            }
            let SlotMut::Choice(choice) = target.grow() else { return Ok(()) };
            if !self.choice(choice, child)? {
                target.shrink();
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

    pub(super) fn child_fields(&mut self, target: &mut Target<'_>, node: Node<'_>) -> Result<()> {
        let (field, ns, many) = (target.desc, target.ns(), target.many());
        let merge = field.flags.merge;
        let mut found = false;
        for child in node.children().filter(|c| is_named(*c, field.name, ns)) {
            self.know(child);
            if !field.class.is_read(self.mode) {
                self.know_all(child);
                continue;
            }
            let value = target.value();
            let known = !many && (found || self.merging && value.count() > 0);
            let slot = if known { value.again() } else { value.grow() };
            let merging = std::mem::replace(&mut self.merging, known);
            let outcome = self.element(slot, child, field, many);
            self.merging = merging;
            let present = outcome?;
            if !present && !found {
                target.shrink();
            }
            found |= present;
            if !many && !merge {
                break;
            }
        }
        if found { Ok(()) } else { self.absent(node, field) }
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
                match take(value, &text, field) {
                    Ok(()) => {}
                    Err(_) if field.bad.code == CODE_IGNORED => return Ok(false),
                    Err(bad) => return Err(self.bad_text(node, field, bad)),
                }
                Ok(true)
            }
            SlotMut::Record(record) => self.record(record, node).map(|()| true),
            SlotMut::Union(union) => self.union(union, node, false, field),
            SlotMut::Hook(hook) => self.hook(hook, node),
            SlotMut::Choice(choice) => self.choice(choice, node),
        }
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
