//! The writing half of the interpreter.

use crate::field::{Choice, FieldDesc, FieldFlags, Namespace, Place, Record, Slot, Union};
use crate::parse::{is_selected, text_of_slot};
use crate::text::{Text, show_bytes};
use crate::write::Writer;

/// What becomes of an element without content.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Keep {
    /// It is left out.
    IfAny,
    /// `<x/>`.
    Always,
    /// `<x>` and `</x>` on lines of their own, unless there is nothing at all.
    Open,
}

impl Writer {
    /// Write a struct as an element.
    pub fn record(&mut self, name: &str, record: &dyn Record) {
        self.element(None, name, Slot::Record(record), Keep::Always);
    }

    /// Write the current variant of a choice as an element.
    pub fn choice(&mut self, choice: &dyn Choice) {
        self.element(None, "", Slot::Choice(choice), Keep::Always);
    }

    /// Write a value as an element. `keep` tells what becomes of an empty one.
    fn element(&mut self, ns: Option<&Namespace>, name: &str, slot: Slot<'_>, keep: Keep) {
        match slot {
            Slot::Text(value) => {
                self.start_ns(ns, name);
                self.text_value(value, crate::field::Hint::Plain);
                self.end_ns(ns, name);
            }
            Slot::Hook(hook) => hook.format(name, self),
            Slot::Choice(choice) => {
                let name = choice.descriptor().variants[choice.variant()].0;
                self.element(ns, name, choice.record(), Keep::Always);
            }
            Slot::Record(record) => {
                let mark = self.mark();
                self.start_ns(ns, name);
                let empty = self.len();
                self.body(record);
                if self.len() == empty && keep == Keep::IfAny {
                    self.rewind(mark);
                } else {
                    if keep == Keep::Open {
                        self.close_start();
                    }
                    self.end_ns(ns, name);
                }
            }
            Slot::Union(union) => {
                self.start_ns(ns, name);
                self.tag(union);
                if let Some(record) = union.record() {
                    self.body(record);
                }
                self.end_ns(ns, name);
            }
        }
    }

    /// Attributes and content of a struct whose element is open.
    pub(crate) fn body(&mut self, record: &dyn Record) {
        let selectors = self.enter(record);
        self.attributes(record);
        self.declare_namespaces(record);
        self.all_content(record);
        self.selector.truncate(selectors);
    }

    fn all_content(&mut self, record: &dyn Record) {
        let descriptor = record.descriptor();
        if descriptor.has.content {
            self.content(record, 0, descriptor.fields.len(), 0);
        }
    }

    /// Make the record's selecting attribute the current one; returns what to go back to.
    fn enter(&mut self, record: &dyn Record) -> usize {
        let before = self.selector.len();
        if !record.descriptor().has.select {
            return before;
        }
        for (index, field) in record.descriptor().fields.iter().enumerate() {
            if field.flags.select {
                self.selector.push(text_of_slot(record, index, field.hint));
            }
        }
        before
    }

    fn is_shown(&self, record: &dyn Record, index: usize, field: &FieldDesc) -> bool {
        field.class.applies(self.mode())
            && (field.when.is_empty() || is_selected(field.when, self.selector.last()))
            && (!record.descriptor().has.shown || record.shown(index, self.mode()))
    }

    fn attributes(&mut self, record: &dyn Record) {
        let descriptor = record.descriptor();
        if !descriptor.has.attributes {
            return;
        }
        let fields = descriptor.fields;
        for (index, field) in fields.iter().enumerate().filter(|_| descriptor.has.tag_first) {
            if field.flags.tag_first && self.is_shown(record, index, field) {
                let value = record.field(index);
                if value.count() > 0 {
                    if let Slot::Union(union) = value.slot(0) {
                        self.tag(union);
                    }
                }
            }
        }
        self.attributes_between(record, 0, fields.len(), 0);
    }

    /// The attributes among the fields `from..to` that stand on the element at that depth.
    fn attributes_between(&mut self, record: &dyn Record, from: usize, to: usize, depth: usize) {
        let fields = &record.descriptor().fields[from..to];
        for (offset, field) in fields.iter().enumerate() {
            let index = from + offset;
            if !field.place.is_attribute()
                || field.path.len() != depth
                || !self.is_shown(record, index, field)
            {
                continue;
            }
            let value = record.field(index);
            match field.place {
                Place::Attr | Place::Size | Place::SizeAttr if value.count() > 0 => {
                    if let Slot::Text(text) = value.slot(0) {
                        self.attribute(field, text);
                    }
                }
                Place::Flatten if value.count() > 0 => self.flat_attributes(field, value.slot(0)),
                Place::Attr
                | Place::Size
                | Place::SizeAttr
                | Place::Flatten
                | Place::Text
                | Place::TextChild
                | Place::Child
                | Place::Flag
                | Place::Choice => {}
            }
        }
    }

    fn attribute(&mut self, field: &FieldDesc, value: &dyn Text) {
        match (field.place, value.number()) {
            (Place::Size, Some(number)) => {
                self.attr("unit", show_bytes(number, field.hint).1);
            }
            (Place::SizeAttr, Some(number)) => {
                let (number, unit) = show_bytes(number, field.hint);
                self.attr_number(field.name, number);
                self.attr("unit", unit);
            }
            _ => {
                self.attr_value(field.name, value, field.hint);
            }
        }
    }

    fn flat_attributes(&mut self, field: &FieldDesc, slot: Slot<'_>) {
        match slot {
            Slot::Record(record) => {
                let selectors = self.enter(record);
                self.attributes(record);
                self.selector.truncate(selectors);
            }
            Slot::Union(union) => {
                if !field.flags.tag_first {
                    self.tag(union);
                }
                if let Some(record) = union.record() {
                    let selectors = self.enter(record);
                    self.attributes(record);
                    self.selector.truncate(selectors);
                }
            }
            Slot::Text(_) | Slot::Choice(_) | Slot::Hook(_) => {}
        }
    }

    fn tag(&mut self, union: &dyn Union) {
        let descriptor = union.descriptor();
        let variant = union.variant();
        if descriptor.omit_default && descriptor.default == Some(variant) {
            return;
        }
        self.attr(descriptor.tag, descriptor.variants[variant].0);
    }

    fn declare_namespaces(&mut self, record: &dyn Record) {
        if !record.descriptor().has.ns {
            return;
        }
        let mut declared: Vec<&str> = Vec::new();
        for (index, field) in record.descriptor().fields.iter().enumerate() {
            let Some(ns) = field.ns else { continue };
            if record.field(index).count() > 0 && !declared.contains(&ns.prefix) {
                self.attr(&format!("xmlns:{}", ns.prefix), ns.uri);
                declared.push(ns.prefix);
            }
        }
    }

    /// The content made by the fields `from..to`, inside the element at that depth.
    fn content(&mut self, record: &dyn Record, from: usize, to: usize, depth: usize) {
        let fields = record.descriptor().fields;
        let mut index = from;
        while index < to {
            let field = &fields[index];
            if field.path.len() > depth {
                let end = group_end(fields, index, to, depth);
                self.group(record, index, end, depth);
                index = end;
                continue;
            }
            if field.place.is_content() && self.is_shown(record, index, field) {
                self.field(record, index, field);
            }
            index += 1;
        }
    }

    /// An element that several fields share.
    fn group(&mut self, record: &dyn Record, from: usize, to: usize, depth: usize) {
        let descriptor = record.descriptor();
        let name = descriptor.fields[from].path[depth];
        let mark = self.mark();
        self.start_ns(descriptor.ns, name);
        let empty = self.len();
        self.attributes_between(record, from, to, depth + 1);
        self.content(record, from, to, depth + 1);
        if self.len() == empty {
            self.rewind(mark);
        } else {
            self.end_ns(descriptor.ns, name);
        }
    }

    fn field(&mut self, record: &dyn Record, index: usize, field: &'static FieldDesc) {
        let value = record.field(index);
        let ns = field.ns.or(record.descriptor().ns);
        for item in 0..value.count() {
            let slot = value.slot(item);
            match (field.place, slot) {
                (Place::Text, Slot::Text(text)) => self.text_if_any(field, text),
                (Place::Size, Slot::Text(text)) => {
                    if let Some(number) = text.number() {
                        let mut digits = String::new();
                        crate::text::put_decimal(&mut digits, show_bytes(number, field.hint).0);
                        self.text(&digits);
                    }
                }
                (Place::Flag, Slot::Text(text)) => self.flag(ns, field, text),
                (Place::TextChild | Place::Child, Slot::Text(text)) => {
                    self.start_ns(ns, field.name);
                    self.text_value(text, field.hint);
                    self.end_ns(ns, field.name);
                }
                (Place::Child, slot) => {
                    let keep = match field.flags {
                        FieldFlags { open: true, .. } => Keep::Open,
                        FieldFlags { always: true, .. } => Keep::Always,
                        _ if value.many() => Keep::Always,
                        _ => Keep::IfAny,
                    };
                    self.element(ns, field.name, slot, keep);
                }
                (Place::Choice, slot) => self.element(ns, "", slot, Keep::Always),
                (Place::Flatten, slot) => self.flat_content(slot),
                _ => {}
            }
        }
    }

    fn text_if_any(&mut self, field: &FieldDesc, value: &dyn Text) {
        let mut text = String::new();
        value.put(&mut text, field.hint);
        if !text.is_empty() {
            self.text(&text);
        }
    }

    fn flag(&mut self, ns: Option<&Namespace>, field: &FieldDesc, value: &dyn Text) {
        let mut word = String::new();
        value.put(&mut word, crate::field::Hint::YesNo);
        if word == "yes" {
            self.start_ns(ns, field.name);
            self.end_ns(ns, field.name);
        }
    }

    fn flat_content(&mut self, slot: Slot<'_>) {
        let record = match slot {
            Slot::Record(record) => Some(record),
            Slot::Union(union) => union.record(),
            Slot::Hook(hook) => {
                hook.format("", self);
                None
            }
            Slot::Text(_) | Slot::Choice(_) => None,
        };
        if let Some(record) = record {
            let selectors = self.enter(record);
            self.all_content(record);
            self.selector.truncate(selectors);
        }
    }
}

/// End of the run of fields that share the element at `depth` with the first.
fn group_end(fields: &[FieldDesc], from: usize, to: usize, depth: usize) -> usize {
    let name = fields[from].path[depth];
    (from + 1..to).find(|i| fields[*i].path.get(depth) != Some(&name)).unwrap_or(to)
}
