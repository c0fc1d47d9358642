//! Title, description, and elements of other programs in a network's definition.

use vireo_api::event::{MetadataType, NetworkEvent};
use vireo_api::{Error, ErrorCode, Result};
use vireo_model::metadata::{self, Piece};
use vireo_model::network::Network;
use vireo_xdr::Text;

use crate::error;

fn invalid(text: impl Into<String>) -> Error {
    error::error(ErrorCode::InvalidArg, text)
}

fn kind_of(kind: i32) -> Result<MetadataType> {
    MetadataType::from_number(kind)
        .ok_or_else(|| invalid(format!("unknown metadata type '{kind}'")))
}

/// Reads one piece of metadata.
///
/// # Errors
/// `NoNetworkMetadata` when there is none.
pub fn get(network: &Network, kind: i32, uri: Option<&str>) -> Result<String> {
    let piece = match kind_of(kind)? {
        MetadataType::Description => Piece::Description,
        MetadataType::Title => Piece::Title,
        MetadataType::Element => Piece::Element(uri),
    };
    metadata::get(network, piece).ok_or_else(|| {
        let text = "Requested metadata element is not present";
        error::error(ErrorCode::NoNetworkMetadata, text)
    })
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
        value: &Option<Text>,
        key: &Option<Text>,
        uri: &Option<Text>,
    ) -> Result<Self> {
        let text = |text: &Option<Text>| -> Result<Option<String>> {
            Ok(text.as_ref().map(Text::to_str).transpose()?.map(str::to_owned))
        };
        let (value, key, uri) = (text(value)?, text(key)?, text(uri)?);
        let kind = kind_of(kind)?;
        let missing =
            |what: &str| Err(invalid(format!("{what} in virNetworkSetMetadata must not be NULL")));
        match kind {
            MetadataType::Title if value.as_deref().is_some_and(|text| text.contains('\n')) => {
                return Err(invalid("metadata title can't contain newlines"));
            }
            MetadataType::Element if uri.is_none() => return missing("uri"),
            MetadataType::Element if value.is_some() && key.is_none() => return missing("key"),
            MetadataType::Title | MetadataType::Description | MetadataType::Element => {}
        }
        Ok(Self { kind, value, key, uri })
    }

    /// Makes the change.
    ///
    /// # Errors
    /// The element is malformed.
    pub fn apply(&self, network: &mut Network) -> Result<()> {
        let value = self.value.as_deref();
        match self.kind {
            MetadataType::Title => metadata::set_text(network, Piece::Title, value),
            MetadataType::Description => metadata::set_text(network, Piece::Description, value),
            MetadataType::Element => {
                let uri = self.uri.as_deref().unwrap_or_default();
                metadata::set_element(network, uri, value.zip(self.key.as_deref()))
                    .map_err(|e| error::xml(&e))?;
            }
        }
        Ok(())
    }

    /// The event that tells it.
    #[must_use]
    pub fn event(&self) -> NetworkEvent {
        NetworkEvent::MetadataChange { kind: self.kind, nsuri: self.uri.clone() }
    }
}
