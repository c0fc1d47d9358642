//! Where a value goes that is read.

use crate::field::{Field, FieldDesc, Namespace, Record, SlotMut};

/// One field of a record: what it is declared to be, and its place.
pub(super) struct Target<'r> {
    pub(super) record: &'r mut dyn Record,
    pub(super) index: usize,
    pub(super) desc: &'static FieldDesc,
}

impl Target<'_> {
    /// What the field holds so far.
    pub(super) fn value(&mut self) -> &mut dyn Field {
        self.record.field_mut(self.index)
    }

    /// Room for one more value.
    pub(super) fn grow(&mut self) -> SlotMut<'_> {
        self.value().grow()
    }

    /// Takes the last room back: nothing came into it.
    pub(super) fn shrink(&mut self) {
        self.value().shrink();
    }

    /// Whether the field takes more than one value.
    pub(super) fn many(&self) -> bool {
        self.record.field(self.index).many()
    }

    /// The namespace of the field's elements.
    pub(super) fn ns(&self) -> Option<&'static Namespace> {
        self.desc.ns.or(self.record.descriptor().ns)
    }
}
