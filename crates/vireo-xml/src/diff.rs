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
    let mut walk = Walk { filter, path: String::new(), found: Vec::new() };
    walk.records(left, right);
    walk.found
}

struct Walk<'f> {
    filter: Filter<'f>,
    path: String,
    found: Vec<Difference>,
}

impl Walk<'_> {
    fn records(&mut self, left: &dyn Record, right: &dyn Record) {
        for (index, field) in left.descriptor().fields.iter().enumerate() {
            let length = self.path.len();
            push_path(&mut self.path, field);
            if (self.filter)(field, &self.path) {
                self.field(left, right, index, field);
            }
            self.path.truncate(length);
        }
    }

    fn field(&mut self, left: &dyn Record, right: &dyn Record, index: usize, field: &FieldDesc) {
        let (left, right) = (left.field(index), right.field(index));
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
            (left, right) => {
                let left = left.map(|slot| show(slot, field));
                let right = right.map(|slot| show(slot, field));
                if left != right {
                    self.found.push(Difference { path: self.path.clone(), left, right });
                }
            }
        }
    }
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
