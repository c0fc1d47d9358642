//! Strict reading: what the declarations do not know of, and what does not fit them.

use std::collections::HashSet;

use super::node::path_of;
use super::{Node, Parser};
use crate::error::{ErrorKind, XmlError};
use crate::field::FieldDesc;
use crate::{Misfit, Result};

/// What the declarations knew of, kept only in strict mode.
#[derive(Default)]
pub(super) struct Seen {
    pub(super) elements: HashSet<roxmltree::NodeId>,
    /// Elements whose inside is nobody's business (metadata).
    opaque: HashSet<roxmltree::NodeId>,
    /// Start offsets.
    pub(super) attributes: HashSet<usize>,
    /// Values that do not fit their declaration.
    misfits: Vec<XmlError>,
    /// The first refusal of a function that looked at a whole element.
    pub(super) refusal: Option<XmlError>,
}

impl Seen {
    /// Notes what is wrong with a field: its form, or what a function of its own found.
    pub(super) fn found(&mut self, error: XmlError, field: &FieldDesc) {
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

impl Parser<'_> {
    /// A function refused a whole element.
    pub(super) fn refused(&mut self, refusal: XmlError) -> Result<()> {
        if let Some(every) = &mut self.every {
            every.push(refusal);
        } else if let Some(seen) = &mut self.seen {
            // What is wrong with the form of something further down goes first.
            seen.refusal.get_or_insert(refusal);
        } else {
            return Err(refusal);
        }
        Ok(())
    }

    /// A field could not be read.
    pub(super) fn failed(&mut self, error: XmlError, field: &FieldDesc) -> Result<()> {
        if let Some(every) = &mut self.every {
            every.push(error);
        } else if let Some(seen) = &mut self.seen {
            seen.found(error, field);
        } else {
            return Err(error);
        }
        Ok(())
    }

    /// A function refused the part of an element that is a struct of its own.
    pub(super) fn refused_flat(&mut self, outcome: Result<()>) -> Result<()> {
        match outcome {
            Err(refusal) if self.every.is_some() => self.refused(refusal),
            outcome => outcome,
        }
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
