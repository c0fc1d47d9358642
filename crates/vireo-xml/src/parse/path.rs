//! Fields that stand further down than their struct's element: the way along their path.

use super::node::is_named;
use super::target::Target;
use super::{Node, Parser};
use crate::Result;
use crate::field::{FieldDesc, Namespace, Place};

/// A field that is looked for along a path.
struct Wanted<'w> {
    field: &'w FieldDesc,
    /// Namespace of the path.
    ns: Option<&'w Namespace>,
    /// Namespace of the field itself.
    target: Option<&'w Namespace>,
}

impl Parser<'_> {
    /// Read a field from the element, or from where its path leads.
    pub(super) fn field_inside(&mut self, target: &mut Target<'_>, node: Node<'_>) -> Result<()> {
        let field = target.desc;
        if field.path.is_empty() {
            return self.field(target, node);
        }
        let ns = target.record.descriptor().ns;
        if target.many() {
            let holders = self.descend(node, field.path, ns);
            return holders.into_iter().try_for_each(|holder| self.field(target, holder));
        }
        let wanted = Wanted { field, ns, target: target.ns() };
        let mut first = None;
        let found = self.holder(node, field.path, &wanted, &mut first);
        match found.or(first) {
            Some(holder) => self.field(target, holder),
            None => self.absent(node, field),
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
