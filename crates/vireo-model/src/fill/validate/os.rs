//! `<os>`: loader, firmware, boot.

use crate::domain::Domain;
use crate::domain::devices::storage::StorageType;
use crate::domain::os::{FirmwareFeatureName as Feature, FirmwareKind, LoaderKind};
use crate::fill::error::{qemu, refuse, unsupported, xml_detail};
use crate::fill::{Context, Result};

/// Loader, firmware and their variables agree.
pub(crate) fn os(dom: &Domain) -> Result {
    let os = &dom.os;
    if let Some(kind) = os.firmware {
        let feature = |name| os.firmware_features.iter().find(|f| f.name == name);
        refuse!(
            feature(Feature::EnrolledKeys).is_some_and(|f| f.enabled)
                && feature(Feature::SecureBoot).is_some_and(|f| !f.enabled),
            xml_detail,
            "firmware feature 'enrolled-keys' cannot be enabled when firmware feature 'secure-boot' is disabled"
        );
        refuse!(
            os.nvram.is_some() && kind != FirmwareKind::Efi,
            xml_detail,
            "firmware type '{kind}' does not support nvram"
        );
    } else {
        refuse!(
            !os.firmware_features.is_empty(),
            xml_detail,
            "cannot use feature-based firmware autoselection when firmware autoselection is disabled"
        );
        let path = os.loader.as_ref().and_then(|l| l.path.as_ref());
        refuse!(
            (os.loader.is_some() || os.nvram.is_some()) && path.is_none(),
            xml_detail,
            "no loader path specified and firmware auto selection disabled"
        );
    }
    stateless(dom)
}

/// The kinds of storage that variables are kept in.
pub(crate) fn variables(dom: &Domain, _: &Context<'_>) -> Result {
    let Some(kind) = dom.os.nvram.as_ref().and_then(|nvram| nvram.kind) else { return Ok(()) };
    refuse!(
        !matches!(kind, StorageType::File | StorageType::Block | StorageType::Network),
        qemu,
        "unsupported nvram disk type '{kind}'"
    );
    Ok(())
}

fn stateless(dom: &Domain) -> Result {
    let os = &dom.os;
    let Some(loader) = &os.loader else { return Ok(()) };
    match loader.stateless {
        Some(true) => {
            refuse!(
                os.nvram.as_ref().is_some_and(|n| n.template.is_some()),
                xml_detail,
                "NVRAM template is not permitted when loader is stateless"
            );
            refuse!(
                os.nvram.is_some(),
                xml_detail,
                "NVRAM is not permitted when loader is stateless"
            );
        }
        Some(false) => match os.firmware {
            None => refuse!(
                loader.kind != Some(LoaderKind::Pflash),
                xml_detail,
                "Only pflash loader type permits NVRAM"
            ),
            Some(kind) => {
                refuse!(kind != FirmwareKind::Efi, xml_detail, "Only EFI firmware permits NVRAM")
            }
        },
        None => {}
    }
    refuse!(
        os.shim.is_some() && os.kernel.is_none(),
        unsupported,
        "shim only allowed with kernel option"
    );
    Ok(())
}
