//! Guests whose memory the host can't read: AMD's SEV and SEV-SNP, IBM's protected virtualization.

use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use vireo_api::Result;
use vireo_model::domain::security::{LaunchSecurity, Sev, SevSnp};

use crate::build::{Build, text};
use crate::driver::Core;
use crate::error::{internal, system};
use crate::process::argv::Props;
use crate::process::start::Starting;

/// The object's name; the machine names it too.
const OBJECT: &str = "lsec0";
/// The owner's key and what was agreed upon with it, as QEMU reads them.
const DH_CERT: &str = "dh_cert.base64";
const SESSION: &str = "session.base64";

/// Fills in what the host's processor says, and writes the files that QEMU reads.
// REQ: Q-DEV-03
pub(crate) async fn open(s: &mut Starting) -> Result<()> {
    let Some(mut security) = s.domain.launch_security.take() else { return Ok(()) };
    match &mut security {
        LaunchSecurity::Sev(sev) => {
            fill(s, &mut sev.cbitpos, &mut sev.reduced_phys_bits).await?;
            let files = [(DH_CERT, &sev.dh_cert), (SESSION, &sev.session)];
            for (name, content) in files {
                if let Some(content) = content {
                    write(&s.core, &s.paths.lib_dir.join(name), content)?;
                }
            }
        }
        LaunchSecurity::SevSnp(snp) => {
            fill(s, &mut snp.cbitpos, &mut snp.reduced_phys_bits).await?;
        }
        LaunchSecurity::S390Pv => {}
    }
    s.domain.launch_security = Some(security);
    Ok(())
}

/// Where the bit of encryption is in an address, and how many it costs.
async fn fill(s: &Starting, bit: &mut Option<u32>, lost: &mut Option<u32>) -> Result<()> {
    if bit.is_some() && lost.is_some() {
        return Ok(());
    }
    let path = s.domain.devices.emulator.clone().unwrap_or_default();
    let caps = s.core.caps.get(Path::new(&path)).await;
    let caps = caps.map_err(|error| internal(error.to_string()))?;
    let Some(sev) = &caps.sev else {
        return Err(internal("missing SEV platform data in QEMU capabilities cache"));
    };
    bit.get_or_insert(sev.cbitpos);
    lost.get_or_insert(sev.reduced_phys_bits);
    Ok(())
}

/// Writes a file that only QEMU's user reads.
fn write(core: &Core, path: &Path, content: &str) -> Result<()> {
    let mut options = std::fs::OpenOptions::new();
    let file = options.write(true).create(true).truncate(true).mode(0o600).open(path);
    file.and_then(|mut file| file.write_all(content.as_bytes()))
        .map_err(|e| system(format!("failed to write data to file '{}'", path.display()), &e))?;
    core.give_to_guest(path)
}

/// The object that keeps the guest's memory secret.
pub(crate) fn words(b: &mut Build<'_>) -> Result<()> {
    let (kind, props) = match &b.domain.launch_security {
        None => return Ok(()),
        Some(LaunchSecurity::Sev(own)) => ("sev-guest", sev(b, own)),
        Some(LaunchSecurity::SevSnp(own)) => ("sev-snp-guest", snp(own)),
        Some(LaunchSecurity::S390Pv) => ("s390-pv-guest", Props::new()),
    };
    b.line.object(kind, OBJECT, props);
    Ok(())
}

fn sev(b: &Build<'_>, own: &Sev) -> Props {
    let file = |name: &str, content: &Option<String>| {
        content.as_ref().map(|_| text(&b.paths.lib_dir.join(name)))
    };
    Props::new()
        .maybe_int("cbitpos", own.cbitpos)
        .maybe_int("reduced-phys-bits", own.reduced_phys_bits)
        .maybe_int("policy", own.policy)
        .maybe_str("dh-cert-file", file(DH_CERT, &own.dh_cert))
        .maybe_str("session-file", file(SESSION, &own.session))
        .maybe_bool("kernel-hashes", own.kernel_hashes)
}

fn snp(own: &SevSnp) -> Props {
    Props::new()
        .maybe_int("cbitpos", own.cbitpos)
        .maybe_int("reduced-phys-bits", own.reduced_phys_bits)
        .maybe_int("policy", own.policy)
        .maybe_str("guest-visible-workarounds", own.guest_visible_workarounds.as_deref())
        .maybe_str("id-block", own.id_block.as_deref())
        .maybe_str("id-auth", own.id_auth.as_deref())
        .maybe_str("host-data", own.host_data.as_deref())
        .maybe_bool("kernel-hashes", own.kernel_hashes)
        .maybe_bool("author-key-enabled", own.author_key)
        .maybe_bool("vcek-disabled", own.vcek.map(|used| !used))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::devices::testing::{domain, words as said};

    fn expect(security: &str, object: &str) {
        let domain = domain("", &format!("<launchSecurity {security}</launchSecurity>"));
        assert_eq!(said(words, &domain).expect("words"), [format!("-object {object}")]);
    }

    #[test]
    fn sev_reads_files_of_the_guest() {
        expect(
            "type='sev' kernelHashes='yes'><cbitpos>47</cbitpos><reducedPhysBits>1\
             </reducedPhysBits><policy>0x0001</policy><dhCert>AA</dhCert><session>BB</session>",
            "{\"qom-type\":\"sev-guest\",\"id\":\"lsec0\",\"cbitpos\":47,\
             \"reduced-phys-bits\":1,\"policy\":1,\
             \"dh-cert-file\":\"/lib/domain--1-t/dh_cert.base64\",\
             \"session-file\":\"/lib/domain--1-t/session.base64\",\"kernel-hashes\":true}",
        );
    }

    #[test]
    fn snp_is_told_all_at_once() {
        expect(
            "type='sev-snp' authorKey='yes' vcek='no'><cbitpos>47</cbitpos><reducedPhysBits>1\
             </reducedPhysBits><policy>0x00030000</policy><hostData>AA==</hostData>",
            "{\"qom-type\":\"sev-snp-guest\",\"id\":\"lsec0\",\"cbitpos\":47,\
             \"reduced-phys-bits\":1,\"policy\":196608,\"host-data\":\"AA==\",\
             \"author-key-enabled\":true,\"vcek-disabled\":true}",
        );
    }
}
