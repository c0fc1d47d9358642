//! What an element has at all, in two words: most fields of most elements are absent, and are
//! passed over without a look at the element.

use super::Node;
use crate::field::{FieldDesc, Place};

/// The names of an element's children and attributes, as sets of a few bits: a name that is not
/// in them is not there, one that is may be.
#[derive(Clone, Copy)]
pub(super) struct Content {
    elements: u64,
    attributes: u64,
}

impl Content {
    pub(super) fn of(node: Node<'_>) -> Self {
        let children = node.children().filter(Node::is_element);
        Self {
            elements: children.fold(0, |set, child| set | bit(child.tag_name().name())),
            attributes: node.attributes().fold(0, |set, attribute| set | bit(attribute.name())),
        }
    }

    /// Whether nothing of the field is there, and nothing has to be.
    pub(super) fn lacks(self, field: &FieldDesc) -> bool {
        if field.flags.required {
            return false;
        }
        if let Some(first) = field.path.first() {
            return self.elements & bit(first) == 0;
        }
        match field.place {
            Place::Attr => self.attributes & bit(field.name) == 0,
            Place::TextChild | Place::Child | Place::Flag => self.elements & bit(field.name) == 0,
            Place::Text | Place::Size | Place::SizeAttr | Place::Flatten | Place::Choice => false,
        }
    }
}

/// One of 64 bits, by the length and both ends of a name.
fn bit(name: &str) -> u64 {
    let bytes = name.as_bytes();
    let (Some(first), Some(last)) = (bytes.first(), bytes.last()) else { return 0 };
    let middle = bytes.get(bytes.len() / 2).copied().unwrap_or(0);
    let mixed = u32::from(*first)
        .wrapping_mul(5)
        .wrapping_add(u32::from(*last).wrapping_mul(23))
        .wrapping_add(u32::from(middle).wrapping_mul(41))
        .wrapping_add(u32::try_from(bytes.len()).unwrap_or(0));
    1 << (mixed % 64)
}
