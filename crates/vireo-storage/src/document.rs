//! A volume's document: read, filled in, checked.

use vireo_api::Result;
use vireo_model::domain::devices::storage::StorageFormat;
use vireo_model::storage::volume::{ClusterSize, Volume, VolumeTarget, VolumeType};
use vireo_xml::{Misfit, Mode, ParseOptions};

use crate::{definition, error};

/// Paths of elements in the document.
const SOURCE: &str = "volume/source";
const FEATURE: &str = "volume/target/features/";

/// Reads a document of a volume to be made. `of_another`: its capacity may be the other's.
///
/// # Errors
/// It is malformed or lacks what every volume has; with `validate` also when it has elements that
/// nobody knows.
pub fn read(text: &str, validate: bool, of_another: bool) -> Result<Volume> {
    let mut volume: Volume = vireo_xml::parse(text, Mode::SAVED).map_err(|e| error::xml(&e))?;
    let misfits = match validate || text.contains("<features") {
        true => misfits(text)?,
        false => Vec::new(),
    };
    // Where a volume of another pool's type lies there.
    let misfit = misfits.iter().find(|misfit| !misfit.path.starts_with(SOURCE));
    if let Some(misfit) = misfit.filter(|_| validate) {
        return Err(error::misfit("storagevol.rng", misfit));
    }
    if name(&volume).is_empty() {
        return Err(error::bad_xml("missing volume name element"));
    }
    let covers = volume.backing.as_ref().is_some_and(|backing| backing.path.is_some());
    if volume.capacity.is_none() && !of_another && !covers {
        return Err(error::bad_xml("missing capacity element"));
    }
    check_target(volume.target.get_or_insert_with(VolumeTarget::default))?;
    if let Some(backing) = &mut volume.backing {
        // Never by a look at its bytes, which a guest may have written.
        backing.format.get_or_insert(StorageFormat::Raw);
        backing.permissions = definition::permissions(backing.permissions.take())?;
    }
    let feature = misfits.iter().find_map(|misfit| misfit.path.strip_prefix(FEATURE));
    if let Some(feature) = feature {
        return Err(error::unsupported(format!("unsupported feature {feature}")));
    }
    volume.kind = Some(VolumeType::File);
    volume.physical = None;
    Ok(volume)
}

/// What does not fit the declarations.
fn misfits(text: &str) -> Result<Vec<Misfit>> {
    let options = ParseOptions { mode: Mode::SAVED, strict: true };
    let (_, misfits) =
        vireo_xml::parse_with::<Volume>(text, options).map_err(|e| error::xml(&e))?;
    Ok(misfits)
}

fn check_target(target: &mut VolumeTarget) -> Result<()> {
    target.format.get_or_insert(StorageFormat::Raw);
    target.permissions = definition::permissions(target.permissions.take())?;
    target.timestamps = None;
    if let Some(compat) = &target.compat {
        let number =
            |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        if !compat.split_once('.').is_some_and(|(a, b)| number(a) && number(b)) {
            return Err(error::bad_xml("forbidden characters in 'compat' attribute"));
        }
    } else if target.features.is_some() {
        target.compat = Some("1.1".to_owned());
    }
    if let Some(size) = &mut target.cluster_size {
        *size = in_bytes(cluster_bytes(size)?);
    }
    Ok(())
}

/// The bytes of a cluster.
///
/// # Errors
/// It is no size.
pub fn cluster_bytes(size: &ClusterSize) -> Result<u64> {
    let bad = || error::bad_xml("malformed 'clusterSize' element");
    let scale = match size.unit.as_deref() {
        None => 1,
        Some(unit) => vireo_xml::unit_scale(unit).ok_or_else(|| {
            error::invalid_arg(format!("unknown suffix '{unit}'"))
                .with_domain(vireo_api::ErrorDomain::None)
        })?,
    };
    let number: u64 = size.value.trim().parse().map_err(|_| bad())?;
    number.checked_mul(scale).ok_or_else(bad)
}

/// A size of clusters as it is told.
#[must_use]
pub fn in_bytes(bytes: u64) -> ClusterSize {
    ClusterSize { unit: Some("B".to_owned()), value: bytes.to_string() }
}

/// The document.
#[must_use]
pub fn format(volume: &Volume) -> String {
    vireo_xml::format(volume, Mode::SAVED)
}

/// Its name.
#[must_use]
pub fn name(volume: &Volume) -> &str {
    volume.name.as_deref().unwrap_or_default()
}

/// Where it is.
#[must_use]
pub fn path(volume: &Volume) -> &str {
    volume.target.as_ref().and_then(|target| target.path.as_deref()).unwrap_or_default()
}

/// How its bytes are kept.
#[must_use]
pub fn image_format(volume: &Volume) -> StorageFormat {
    volume.target.as_ref().and_then(|target| target.format).unwrap_or_default()
}

/// Is a file of this format the disk's bytes themselves, as far as making and changing it goes?
#[must_use]
pub fn is_plain(format: StorageFormat) -> bool {
    match format {
        StorageFormat::Raw | StorageFormat::Iso => true,
        StorageFormat::Dir
        | StorageFormat::Bochs
        | StorageFormat::Cloop
        | StorageFormat::Dmg
        | StorageFormat::Vpc
        | StorageFormat::Vdi
        | StorageFormat::Fat
        | StorageFormat::Vhd
        | StorageFormat::Ploop
        | StorageFormat::Luks
        | StorageFormat::Cow
        | StorageFormat::Qcow
        | StorageFormat::Qcow2
        | StorageFormat::Qed
        | StorageFormat::Vmdk
        | StorageFormat::Aio
        | StorageFormat::None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn take(inside: &str) -> Result<String, String> {
        let text = ["<volume>", inside, "</volume>"].concat();
        read(&text, false, false).map(|volume| format(&volume)).map_err(|e| e.to_string())
    }

    #[test]
    fn what_is_absent_is_filled_in() {
        let text = take(
            "<name>a</name><capacity unit='K'>1</capacity><target><format type='qcow2'/>\
             <clusterSize unit='KiB'>128</clusterSize><features/></target>",
        );
        let wanted = "\
<volume type='file'>
  <name>a</name>
  <capacity unit='bytes'>1024</capacity>
  <target>
    <format type='qcow2'/>
    <compat>1.1</compat>
    <clusterSize unit='B'>131072</clusterSize>
    <features/>
  </target>
</volume>
";
        assert_eq!(text.as_deref(), Ok(wanted));
    }

    #[test]
    fn refusals_are_the_reference_s() {
        let named = |rest: &str| format!("<name>a</name>{rest}");
        let with =
            |target: &str| named(&format!("<capacity>1</capacity><target>{target}</target>"));
        for (inside, wanted) in [
            ("<capacity>1</capacity>".to_owned(), "XML error: missing volume name element"),
            (named(""), "XML error: missing capacity element"),
            (named("<capacity>x</capacity>"), "XML error: malformed capacity element"),
            (named("<capacity unit='Q'>1</capacity>"), "invalid argument: unknown suffix 'Q'"),
            (with("<format type='x'/>"), "unsupported configuration: unknown volume format type x"),
            (with("<compat>1</compat>"), "XML error: forbidden characters in 'compat' attribute"),
            (
                with("<permissions><owner>x</owner></permissions>"),
                "XML error: malformed owner element",
            ),
        ] {
            assert_eq!(take(&inside), Err(wanted.to_owned()), "{inside}");
        }
        let odd = take(
            "<name>a</name><capacity>1</capacity><target><features><foo/></features></target>",
        );
        assert_eq!(odd, Err("unsupported configuration: unsupported feature foo".to_owned()));
        assert!(read("<volume><name>a</name></volume>", false, true).is_ok());
    }
}
