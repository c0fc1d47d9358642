//! What is wrong with a field, in the words of its declaration or the usual ones.

use super::node::{path_of, text_of};
use super::{Node, Parser};
use crate::error::{Bad, ErrorKind, XmlError};
use crate::field::{FieldDesc, Place, Report};

impl Parser<'_> {
    /// An error at that node.
    pub fn error(&self, node: Node<'_>, kind: ErrorKind) -> XmlError {
        let position = self.doc.text_pos_at(node.range().start);
        XmlError { kind, path: path_of(node), line: position.row, column: position.col }
    }

    /// An error with the reference's code and text.
    pub fn report(&self, node: Node<'_>, code: u32, domain: u32, detail: String) -> XmlError {
        self.error(node, ErrorKind::Reported { code, domain, detail })
    }

    /// Nothing of the field is there, which it may have to be.
    pub(super) fn absent(&self, node: Node<'_>, field: &FieldDesc) -> crate::Result<()> {
        if field.flags.required { Err(self.missing(node, field)) } else { Ok(()) }
    }

    fn missing(&self, node: Node<'_>, field: &FieldDesc) -> XmlError {
        if !field.missing.text.is_empty() {
            return self.reported(node, field.missing, "");
        }
        let element = node.tag_name().name().to_owned();
        match field.place {
            Place::Attr | Place::SizeAttr => {
                self.missing_attribute(node, field.name, field.missing)
            }
            Place::Text
            | Place::TextChild
            | Place::Child
            | Place::Flag
            | Place::Flatten
            | Place::Choice
            | Place::Size => {
                let child = if field.name.is_empty() { &element } else { field.name };
                let kind =
                    ErrorKind::MissingElement { child: child.to_owned(), element: element.clone() };
                self.error(node, kind)
            }
        }
    }

    pub(super) fn missing_attribute(
        &self,
        node: Node<'_>,
        attribute: &str,
        report: Report,
    ) -> XmlError {
        if !report.text.is_empty() {
            return self.reported(node, report, "");
        }
        let kind = ErrorKind::MissingAttribute {
            attribute: attribute.to_owned(),
            element: node.tag_name().name().to_owned(),
        };
        self.error(node, kind)
    }

    pub(super) fn bad_tag(
        &self,
        node: Node<'_>,
        attribute: &str,
        value: &str,
        report: Report,
    ) -> XmlError {
        if !report.text.is_empty() {
            return self.reported(node, report, value);
        }
        self.invalid_attribute(node, attribute, value, Bad::Value)
    }

    /// The usual error for an attribute's value.
    pub fn invalid_attribute(
        &self,
        node: Node<'_>,
        attribute: &str,
        value: &str,
        expected: Bad,
    ) -> XmlError {
        let kind = ErrorKind::BadAttribute {
            attribute: attribute.to_owned(),
            element: node.tag_name().name().to_owned(),
            value: value.to_owned(),
            expected,
        };
        self.error(node, kind)
    }

    pub(super) fn bad_attribute(
        &self,
        node: Node<'_>,
        field: &FieldDesc,
        value: &str,
        expected: Bad,
    ) -> XmlError {
        if let Bad::Range(number) = expected {
            // A number of 33 bits is no number to the reference's reader.
            if !field.range.text.is_empty() && number <= u64::from(u32::MAX) {
                return self.reported(node, field.range, &format!("{number:x}"));
            }
        }
        if field.bad.text.is_empty() || matches!(expected, Bad::Unit | Bad::Overflow) {
            return self.invalid_attribute(node, field.name, value, expected);
        }
        self.reported(node, field.bad, value)
    }

    pub(super) fn bad_text(&self, node: Node<'_>, field: &FieldDesc, _expected: Bad) -> XmlError {
        let value = text_of(node);
        if !field.bad.text.is_empty() {
            return self.reported(node, field.bad, &value);
        }
        let element = node.tag_name().name().to_owned();
        self.error(node, ErrorKind::BadText { element, value: value.into_owned() })
    }

    pub(super) fn bad_size(
        &self,
        node: Node<'_>,
        field: &FieldDesc,
        value: &str,
        bad: Bad,
    ) -> XmlError {
        match bad {
            Bad::Unit | Bad::Overflow => self.invalid_attribute(node, "unit", value, bad),
            Bad::Value | Bad::Integer | Bad::Unsigned | Bad::Range(_) | Bad::Zero => {
                if !field.bad.text.is_empty() {
                    return self.reported(node, field.bad, value);
                }
                let element = node.tag_name().name().to_owned();
                self.error(node, ErrorKind::BadSize { element, value: value.to_owned() })
            }
        }
    }

    fn reported(&self, node: Node<'_>, report: Report, value: &str) -> XmlError {
        let detail = report.text.replacen("{}", value, 1);
        self.report(node, report.code, report.domain, detail)
    }
}
