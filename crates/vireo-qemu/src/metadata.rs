//! Title, description, and elements of other programs in a definition.

use vireo_api::consts::*;
use vireo_api::event::{DomainEvent, MetadataType};
use vireo_api::{Error, ErrorCode, ErrorDomain, Result};
use vireo_model::domain::Domain;
use vireo_model::metadata::{self, Piece};
use vireo_xdr::Text;

use crate::error::invalid_arg;

fn none(text: &str) -> Error {
    Error::new(ErrorCode::NoDomainMetadata, ErrorDomain::Domain, text)
}

/// What kind of metadata a call is about.
fn kind_of(kind: i32) -> Result<MetadataType> {
    MetadataType::from_number(kind)
        .ok_or_else(|| invalid_arg("unknown metadata type").with_domain(ErrorDomain::Domain))
}

/// Reads one piece of metadata.
///
/// # Errors
/// `NoDomainMetadata` when there is none.
pub fn get(domain: &Domain, kind: i32, uri: Option<&str>) -> Result<String> {
    let found = metadata::get(
        domain,
        match kind_of(kind)? {
            MetadataType::Description => Piece::Description,
            MetadataType::Title => Piece::Title,
            MetadataType::Element => Piece::Element(uri),
        },
    );
    found.ok_or_else(|| none("Requested metadata element is not present"))
}

/// One change of metadata.
#[derive(Debug)]
pub struct Change {
    kind: MetadataType,
    value: Option<String>,
    key: Option<String>,
    uri: Option<String>,
}

impl Change {
    /// The change that a call asks for.
    ///
    /// # Errors
    /// It contradicts itself.
    pub fn new(
        kind: i32,
        metadata: &Option<Text>,
        key: &Option<Text>,
        uri: &Option<Text>,
    ) -> Result<Self> {
        let text = |text: &Option<Text>| -> Result<Option<String>> {
            Ok(text.as_ref().map(Text::to_str).transpose()?.map(str::to_owned))
        };
        let (value, key, uri) = (text(metadata)?, text(key)?, text(uri)?);
        let kind = kind_of(kind)?;
        match kind {
            MetadataType::Title => {
                if value.as_deref().is_some_and(|title| title.contains('\n')) {
                    return Err(invalid_arg("metadata title can't contain newlines")
                        .with_domain(ErrorDomain::Dom));
                }
            }
            MetadataType::Description => {}
            MetadataType::Element => {
                if uri.is_none() {
                    return Err(invalid_arg("uri in virDomainSetMetadata must not be NULL"));
                }
                if value.is_some() && key.is_none() {
                    return Err(invalid_arg("key in virDomainSetMetadata must not be NULL"));
                }
            }
        }
        Ok(Self { kind, value, key, uri })
    }

    /// Makes the change.
    ///
    /// # Errors
    /// The element is malformed.
    pub fn apply(&self, domain: &mut Domain) -> Result<()> {
        match self.kind {
            MetadataType::Title => {
                metadata::set_text(domain, Piece::Title, self.value.as_deref());
            }
            MetadataType::Description => {
                metadata::set_text(domain, Piece::Description, self.value.as_deref());
            }
            MetadataType::Element => {
                let element = self.value.as_deref().zip(self.key.as_deref());
                let uri = self.uri.as_deref().unwrap_or_default();
                metadata::set_element(domain, uri, element).map_err(|e| crate::error::xml(&e))?;
            }
        }
        Ok(())
    }

    /// The event that tells it.
    pub fn event(&self) -> DomainEvent {
        DomainEvent::MetadataChange { kind: self.kind, nsuri: self.uri.clone() }
    }
}

/// Kinds of metadata by their public numbers: a check that the two tables agree.
const _: () = {
    assert!(DOMAIN_METADATA_DESCRIPTION == 0);
    assert!(DOMAIN_METADATA_TITLE == 1);
    assert!(DOMAIN_METADATA_ELEMENT == 2);
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_one_line() {
        assert!(Change::new(1, &Some(Text::from("a\nb")), &None, &None).is_err());
        assert!(Change::new(0, &Some(Text::from("a\nb")), &None, &None).is_ok());
    }
}
