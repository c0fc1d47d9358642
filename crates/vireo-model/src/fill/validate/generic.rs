//! The definition as a whole, by rules that every hypervisor shares.

use crate::domain::Domain;
use crate::domain::cpu::{Numa, NumaInterconnects};
use crate::domain::memory::NumaMode;
use crate::fill::error::{Code, FillError, From, refuse, unsupported, xml, xml_detail};
use crate::fill::walk::numa_cells;
use crate::fill::{Context, Result};
use crate::scalar::NumberSet;

/// `<resource>`.
pub(crate) fn resource(dom: &Domain, _: &Context<'_>) -> Result {
    let Some(appid) = dom.resource.as_ref().and_then(|r| r.fibrechannel_appid.as_ref()) else {
        return Ok(());
    };
    refuse!(
        !appid.bytes().all(|b| (0x20..0x7f).contains(&b)),
        xml,
        "Fibre Channel 'appid' is not a printable string"
    );
    if appid.is_empty() || appid.len() > 128 {
        return Err(FillError::new(
            Code::InvalidArg,
            From::Domain,
            "Fibre Channel 'appid' string length must be between [1, 128]",
        ));
    }
    Ok(())
}

/// Huge pages of different sizes may not claim the same nodes.
pub(crate) fn hugepages(dom: &Domain, _: &Context<'_>) -> Result {
    let Some(huge) = dom.memory_backing.as_ref().and_then(|m| m.hugepages.as_ref()) else {
        return Ok(());
    };
    let cells = numa_cells(dom).len() as u32;
    for (n, page) in huge.pages.iter().enumerate() {
        for other in &huge.pages[..n] {
            match (&page.nodeset, &other.nodeset) {
                (Some(a), Some(b)) if overlap(a, b) => {
                    return Err(xml_detail(format!(
                        "nodeset attribute of hugepages of sizes {} and {} intersect",
                        other.size, page.size
                    )));
                }
                (None, None) => {
                    return Err(xml_detail(format!(
                        "two master hugepages detected: {} and {}",
                        other.size, page.size
                    )));
                }
                _ => {}
            }
        }
        let missing = page.nodeset.as_ref().and_then(|set| set.iter().find(|node| *node >= cells));
        if let Some(node) = missing.filter(|_| cells > 0 || page.nodeset.is_some()) {
            return Err(xml_detail(format!("hugepages: node {node} not found")));
        }
    }
    Ok(())
}

fn overlap(a: &NumberSet, b: &NumberSet) -> bool {
    a.iter().any(|n| b.contains(n))
}

/// `<cputune>`'s periods and quotas, in microseconds.
pub(crate) fn cputune(dom: &Domain, _: &Context<'_>) -> Result {
    let Some(tune) = &dom.cputune else { return Ok(()) };
    const PERIODS: (u64, u64) = (1000, 1_000_000);
    const QUOTAS: (i64, i64) = (1000, 17_592_186_044_415);
    let rows = [
        ("period", tune.period, "quota", tune.quota),
        ("global_period", tune.global_period, "global_quota", tune.global_quota),
        ("emulator_period", tune.emulator_period, "emulator_quota", tune.emulator_quota),
        ("iothread_period", tune.iothread_period, "iothread_quota", tune.iothread_quota),
    ];
    for (name, period, quota_name, quota) in rows {
        refuse!(
            period.is_some_and(|p| p != 0 && !(PERIODS.0..=PERIODS.1).contains(&p)),
            unsupported,
            "Value of cputune '{name}' must be in range [{}, {}]",
            PERIODS.0,
            PERIODS.1
        );
        refuse!(
            quota.is_some_and(|q| q > 0 && !(QUOTAS.0..=QUOTAS.1).contains(&q)),
            unsupported,
            "Value of cputune '{quota_name}' must be in range [{}, {}]",
            QUOTAS.0,
            QUOTAS.1
        );
    }
    Ok(())
}

/// `<os>`'s boot menu and reboot timeout.
pub(crate) fn boot(dom: &Domain, _: &Context<'_>) -> Result {
    let menu = dom.os.bootmenu.as_ref();
    refuse!(
        menu.is_some_and(|m| m.timeout.is_some_and(|t| t > 65535)),
        unsupported,
        "invalid value for boot menu timeout, must be in range [0,65535]"
    );
    refuse!(
        dom.os.bios_reboot_timeout.is_some_and(|t| !(-1..=65535).contains(&t)),
        unsupported,
        "invalid value for rebootTimeout, must be in range [-1,65535]"
    );
    Ok(())
}

/// `<blkiotune>`.
pub(crate) fn tunables(dom: &Domain, _: &Context<'_>) -> Result {
    let Some(tune) = &dom.blkiotune else { return Ok(()) };
    for (n, device) in tune.devices.iter().enumerate() {
        refuse!(
            tune.devices[..n].iter().any(|other| other.path == device.path),
            unsupported,
            "duplicate blkio device path '{}'",
            device.path
        );
    }
    Ok(())
}

/// `<idmap>`.
pub(crate) fn idmap(dom: &Domain, _: &Context<'_>) -> Result {
    let Some(map) = &dom.idmap else { return Ok(()) };
    refuse!(
        map.uids.is_empty() != map.gids.is_empty(),
        unsupported,
        "uid and gid should be mapped both"
    );
    let root = |entries: &[crate::domain::os::IdMapEntry]| {
        entries.first().is_none_or(|first| first.start == 0)
    };
    refuse!(
        !root(&map.uids) || !root(&map.gids),
        unsupported,
        "You must map the root user of container"
    );
    Ok(())
}

/// `<numatune>` and `<numa>`.
pub(crate) fn numa(dom: &Domain, _: &Context<'_>) -> Result {
    if let Some(tune) = &dom.numatune {
        let restrictive = tune.memory.as_ref().map(|m| m.mode == NumaMode::Restrictive);
        for node in tune.memnodes.iter().filter(|_| restrictive.is_some()) {
            let one = node.mode == NumaMode::Restrictive;
            refuse!(
                restrictive == Some(true) && !one,
                xml,
                "'restrictive' mode is required in memnode element when mode is 'restrictive' in memory element"
            );
            refuse!(
                restrictive == Some(false) && one,
                xml,
                "'restrictive' mode is required in memory element when mode is 'restrictive' in memnode element"
            );
        }
    }
    let Some(numa) = dom.cpu.as_ref().and_then(|c| c.numa.as_ref()) else { return Ok(()) };
    for cell in &numa.cells {
        for (n, cache) in cell.caches.iter().enumerate() {
            refuse!(cache.level > 3, xml, "Ain't nobody heard of that much cache level");
            refuse!(
                cell.caches[..n].iter().any(|c| c.level == cache.level),
                xml,
                "Cache level '{}' already defined",
                cache.level
            );
        }
    }
    match &numa.interconnects {
        Some(links) => interconnects(numa, links),
        None => Ok(()),
    }
}

/// One link, latency or bandwidth: initiator, target, cache, kind, what.
type Link = (u32, u32, Option<u32>, String);

fn interconnects(numa: &Numa, links: &NumaInterconnects) -> Result {
    let latencies = links
        .latencies
        .iter()
        .map(|l| (l.initiator, l.target, l.cache, format!("latency {}", l.kind)));
    let bandwidths = links
        .bandwidths
        .iter()
        .map(|l| (l.initiator, l.target, l.cache, format!("bandwidth {}", l.kind)));
    let all: Vec<Link> = latencies.chain(bandwidths).collect();
    for (n, link) in all.iter().enumerate() {
        let (initiator, target, cache, _) = link;
        let Some(from) = numa.cells.get(*initiator as usize) else {
            return Err(xml("'initiator' refers to a non-existent NUMA node"));
        };
        let Some(to) = numa.cells.get(*target as usize) else {
            return Err(xml("'target' refers to a non-existent NUMA node"));
        };
        refuse!(
            from.cpus.as_ref().is_none_or(NumberSet::is_empty),
            xml,
            "NUMA nodes without CPUs can't be initiator"
        );
        let level = cache.unwrap_or(0);
        refuse!(
            level > 0 && !to.caches.iter().any(|c| c.level == level),
            xml,
            "'cache' refers to a non-existent NUMA node cache"
        );
        for other in &all[..n] {
            refuse!(link == other, xml, "Duplicate info for NUMA latencies");
            let turned = initiator != target
                && *initiator == other.1
                && *target == other.0
                && link.3 == other.3;
            refuse!(turned, xml, "Link already defined");
        }
    }
    Ok(())
}

/// Thread pools of I/O threads.
pub(crate) fn iothreads(dom: &Domain, _: &Context<'_>) -> Result {
    let pools = dom
        .iothreadids
        .iter()
        .map(|t| (t.thread_pool_min, t.thread_pool_max))
        .chain(dom.defaultiothread.iter().map(|t| (t.thread_pool_min, t.thread_pool_max)));
    for (min, max) in pools {
        refuse!(max == Some(0), unsupported, "thread_pool_max must be a positive integer");
        refuse!(
            min.is_some_and(|min| max.is_none_or(|max| min > max)),
            unsupported,
            "thread_pool_min must be smaller or equal to thread_pool_max"
        );
    }
    Ok(())
}

/// Sizes of the SEV-SNP blobs.
pub(crate) fn launch_security(dom: &Domain, _: &Context<'_>) -> Result {
    use crate::domain::security::LaunchSecurity;
    let Some(LaunchSecurity::SevSnp(snp)) = &dom.launch_security else { return Ok(()) };
    let rows = [
        ("guestVisibleWorkarounds", &snp.guest_visible_workarounds, 16),
        ("idBlock", &snp.id_block, 96),
        ("idAuth", &snp.id_auth, 4096),
        ("hostData", &snp.host_data, 32),
    ];
    for (name, value, want) in rows {
        let Some(value) = value else { continue };
        let got = base64_length(value);
        refuse!(
            got != want,
            unsupported,
            "Unexpected length of '{name}', expected {want} got {got}"
        );
    }
    Ok(())
}

/// Number of bytes that a base64 text stands for.
fn base64_length(text: &str) -> usize {
    let digits = text.bytes().filter(|b| !b.is_ascii_whitespace() && *b != b'=').count();
    digits * 3 / 4
}

/// The name has no line break.
pub(crate) fn name(dom: &Domain, _: &Context<'_>) -> Result {
    if dom.name.contains('\n') {
        return Err(FillError::new(
            Code::XmlDetail,
            From::Xml,
            "invalid char in name: \n".to_owned(),
        ));
    }
    refuse!(dom.name.contains('/'), xml, "name {} cannot contain '/'", dom.name);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_lengths() {
        assert_eq!(base64_length("QUJD"), 3);
        assert_eq!(base64_length("QUI="), 2);
        assert_eq!(base64_length("QQ=="), 1);
    }
}
