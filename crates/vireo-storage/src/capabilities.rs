//! What pools can be (`<storagepoolCapabilities>`): all types are named, those that can be started are
//! *supported*.

use std::fmt::Write;

use vireo_model::domain::devices::storage::StorageFormat;
use vireo_model::storage::pool::PoolType;

/// Formats of volumes, in the order in which they are told.
fn volume_formats() -> impl Iterator<Item = &'static str> {
    let told = |format: StorageFormat| {
        !matches!(format, StorageFormat::None | StorageFormat::Luks | StorageFormat::Aio)
    };
    let formats = StorageFormat::ALL.iter().filter(move |(format, _)| told(*format));
    std::iter::once("none").chain(formats.map(|(_, word)| *word))
}

/// The document.
#[must_use]
pub fn document() -> String {
    let mut out = String::from("<storagepoolCapabilities>\n");
    for (kind, word) in PoolType::ALL {
        let startable = *kind == PoolType::Dir;
        let supported = if startable { "yes" } else { "no" };
        // Writing into a string does not fail.
        let _ = writeln!(out, "  <pool type='{word}' supported='{supported}'>");
        if startable {
            out.push_str(
                "    <volOptions>\n      <defaultFormat type='raw'/>\n      \
                 <enum name='targetFormatType'>\n",
            );
            for format in volume_formats() {
                let _ = writeln!(out, "        <value>{format}</value>");
            }
            out.push_str("      </enum>\n    </volOptions>\n");
        }
        out.push_str("  </pool>\n");
    }
    out.push_str("</storagepoolCapabilities>\n");
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_starts_is_supported() {
        let text = document();
        assert_eq!(text.matches("supported='yes'").count(), 1);
        assert!(text.contains("<pool type='dir' supported='yes'>"));
        assert!(text.contains("<value>none</value>\n        <value>raw</value>\n"), "{text}");
        assert!(text.ends_with(
            "<pool type='vstorage' supported='no'>\n  </pool>\n</storagepoolCapabilities>\n"
        ));
    }
}
