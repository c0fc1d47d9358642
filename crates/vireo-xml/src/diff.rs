//! Comparison of two values of one type, path by path.

use crate::Mode;
use crate::field::{FieldDesc, Place, Record, Slot};
use crate::write::Writer;

/// A place where two values differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Path from the compared element, such as `devices/disk[2]/target/@dev`.
    pub path: String,
    /// The text on the left; `None` when absent.
    pub left: Option<String>,
    /// The text on the right; `None` when absent.
    pub right: Option<String>,
}

/// Decides about a field by its description and path: `false` skips it and all below.
pub type Filter<'f> = &'f dyn Fn(&FieldDesc, &str) -> bool;

/// All differences between two values of the same type, in declaration order.
pub fn compare(left: &dyn Record, right: &dyn Record) -> Vec<Difference> {
    compare_filtered(left, right, &|_, _| true)
}

/// The differences in the fields that the filter lets pass.
pub fn compare_filtered(
    left: &dyn Record,
    right: &dyn Record,
    filter: Filter<'_>,
) -> Vec<Difference> {
    let mut walk = Walk { filter, path: String::new(), found: Vec::new(), leaves: false };
    walk.records(left, right);
    walk.found
}

/// The differences of single values in the fields that the filter lets pass. An element that only
/// one side has is told by its path, with an empty text, and then value by value, as if the other
/// side had it empty. Lists of different lengths are one difference: their lengths.
pub fn compare_leaves(
    left: &dyn Record,
    right: &dyn Record,
    filter: Filter<'_>,
) -> Vec<Difference> {
    let mut walk = Walk { filter, path: String::new(), found: Vec::new(), leaves: true };
    walk.records(left, right);
    walk.found
}

struct Walk<'f> {
    filter: Filter<'f>,
    path: String,
    found: Vec<Difference>,
    leaves: bool,
}

impl Walk<'_> {
    fn records(&mut self, left: &dyn Record, right: &dyn Record) {
        self.each_field(left, |walk, index, field| walk.field(left, right, index, field));
    }

    fn each_field(
        &mut self,
        record: &dyn Record,
        mut visit: impl FnMut(&mut Self, usize, &'static FieldDesc),
    ) {
        for (index, field) in record.descriptor().fields.iter().enumerate() {
            let length = self.path.len();
            push_path(&mut self.path, field);
            if (self.filter)(field, &self.path) {
                visit(self, index, field);
            }
            self.path.truncate(length);
        }
    }

    fn field(&mut self, left: &dyn Record, right: &dyn Record, index: usize, field: &FieldDesc) {
        let (left, right) = (left.field(index), right.field(index));
        if self.leaves && left.many() && left.count() != right.count() {
            let count = |count: usize| Some(count.to_string());
            return self.tell(count(left.count()), count(right.count()));
        }
        for item in 0..left.count().max(right.count()) {
            let length = self.path.len();
            if left.many() {
                self.path.push_str(&format!("[{}]", item + 1));
            }
            let l = (item < left.count()).then(|| left.slot(item));
            let r = (item < right.count()).then(|| right.slot(item));
            self.slots(l, r, field);
            self.path.truncate(length);
        }
    }

    fn slots(&mut self, left: Option<Slot<'_>>, right: Option<Slot<'_>>, field: &FieldDesc) {
        match (left, right) {
            (Some(Slot::Record(l)), Some(Slot::Record(r))) => self.records(l, r),
            (Some(Slot::Union(l)), Some(Slot::Union(r))) if l.variant() == r.variant() => {
                if let (Some(l), Some(r)) = (l.record(), r.record()) {
                    self.records(l, r);
                }
            }
            (Some(Slot::Choice(l)), Some(Slot::Choice(r))) if l.variant() == r.variant() => {
                self.slots(Some(l.record()), Some(r.record()), field);
            }
            (Some(Slot::Record(only)), None) if self.leaves => self.one_sided(only, Side::Left),
            (None, Some(Slot::Record(only))) if self.leaves => self.one_sided(only, Side::Right),
            (left, right) => {
                let left = left.map(|slot| show(slot, field));
                let right = right.map(|slot| show(slot, field));
                if left != right {
                    self.tell(left, right);
                }
            }
        }
    }

    fn tell(&mut self, left: Option<String>, right: Option<String>) {
        self.found.push(Difference { path: self.path.clone(), left, right });
    }

    /// A record that the other side lacks.
    fn one_sided(&mut self, record: &dyn Record, side: Side) {
        self.tell_only(String::new(), side);
        self.values(record, side);
    }

    fn values(&mut self, record: &dyn Record, side: Side) {
        self.each_field(record, |walk, index, field| {
            let values = record.field(index);
            if values.many() {
                if values.count() > 0 {
                    walk.tell_only(values.count().to_string(), side);
                }
            } else if values.count() > 0 {
                walk.value(values.slot(0), field, side);
            }
        });
    }

    fn value(&mut self, slot: Slot<'_>, field: &FieldDesc, side: Side) {
        match slot {
            Slot::Record(record) if field.place == Place::Flatten => self.values(record, side),
            Slot::Record(record) => self.one_sided(record, side),
            Slot::Text(_) | Slot::Union(_) | Slot::Choice(_) | Slot::Hook(_) => {
                self.tell_only(show(slot, field), side);
            }
        }
    }

    fn tell_only(&mut self, text: String, side: Side) {
        match side {
            Side::Left => self.tell(Some(text), None),
            Side::Right => self.tell(None, Some(text)),
        }
    }
}

/// Which side has what the other lacks.
#[derive(Clone, Copy)]
enum Side {
    Left,
    Right,
}

fn push_path(path: &mut String, field: &FieldDesc) {
    let mut step = |name: &str, sign: &str| {
        if !path.is_empty() {
            path.push('/');
        }
        path.push_str(sign);
        path.push_str(name);
    };
    for name in field.path {
        step(name, "");
    }
    match field.place {
        Place::Attr | Place::SizeAttr => step(field.name, "@"),
        Place::TextChild | Place::Child | Place::Flag => step(field.name, ""),
        Place::Text | Place::Size | Place::Flatten | Place::Choice => {}
    }
}

/// A value as one text.
fn show(slot: Slot<'_>, field: &FieldDesc) -> String {
    let mut out = String::new();
    match slot {
        Slot::Text(text) => text.put(&mut out, field.hint),
        Slot::Union(union) => out.push_str(union.descriptor().variants[union.variant()].0),
        Slot::Choice(choice) => out.push_str(choice.descriptor().variants[choice.variant()].0),
        Slot::Record(record) => return written(|w| w.record(field.name, record)),
        Slot::Hook(hook) => return written(|w| hook.format(field.name, w)),
    }
    out
}

fn written(write: impl FnOnce(&mut Writer)) -> String {
    let mut writer = Writer::new(Mode::STATUS);
    write(&mut writer);
    writer.finish().trim_end().to_owned()
}
