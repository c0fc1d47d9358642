//! Small things that the host is asked for while a command line is made.

use std::fs;
use std::sync::OnceLock;
use std::time::{SystemTime, UNIX_EPOCH};

use vireo_config::QemuConfig;
use vireo_model::domain::sysinfo::{SmbiosInfo, SysinfoEntries, SysinfoEntry};

/// A mounted file system of huge pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HugeMount {
    /// Where.
    pub path: String,
    /// Size of its pages.
    pub size_kib: u64,
}

/// File systems of huge pages that guests may use, the default size first.
#[must_use]
pub fn hugetlbfs_mounts(config: &QemuConfig) -> Vec<HugeMount> {
    let chosen = config.hugetlbfs_mount.as_ref().map(|mounts| &mounts.0);
    let text = fs::read_to_string("/proc/mounts").unwrap_or_default();
    let default = default_huge_kib();
    let mut found: Vec<HugeMount> =
        text.lines().filter_map(|line| parse_mount(line, default)).collect();
    if let Some(chosen) = chosen {
        found.retain(|mount| chosen.contains(&mount.path));
    }
    found.sort_by_key(|mount| mount.size_kib != default);
    found
}

fn parse_mount(line: &str, default: u64) -> Option<HugeMount> {
    let mut fields = line.split_ascii_whitespace().skip(1);
    let (path, kind, options) = (fields.next()?, fields.next()?, fields.next()?);
    if kind != "hugetlbfs" {
        return None;
    }
    let size = options.split(',').find_map(|option| option.strip_prefix("pagesize="));
    let size_kib = match size {
        None => default,
        Some(size) => {
            match (size.strip_suffix('M'), size.strip_suffix('G'), size.strip_suffix('K')) {
                (Some(n), _, _) => n.parse::<u64>().ok()? << 10,
                (_, Some(n), _) => n.parse::<u64>().ok()? << 20,
                (_, _, Some(n)) => n.parse().ok()?,
                (None, None, None) => size.parse::<u64>().ok()? >> 10,
            }
        }
    };
    Some(HugeMount { path: path.to_owned(), size_kib })
}

fn default_huge_kib() -> u64 {
    let text = fs::read_to_string("/proc/meminfo").unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix("Hugepagesize:"));
    line.and_then(|rest| rest.split_ascii_whitespace().next()?.parse().ok()).unwrap_or(2048)
}

/// Width of physical addresses of the host's CPU; 0 when it does not tell. Asked once: the kernel
/// takes a while to write its file.
#[must_use]
pub fn address_bits() -> u32 {
    static BITS: OnceLock<u32> = OnceLock::new();
    *BITS.get_or_init(|| {
        let text = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("address sizes"));
        let bits = line.and_then(|rest| rest.split(':').nth(1)?.split_ascii_whitespace().next());
        bits.and_then(|bits| bits.parse().ok()).unwrap_or(0)
    })
}

/// Seconds since the epoch.
#[must_use]
pub fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_secs()).unwrap_or(i64::MAX)
}

/// Seconds that local time is ahead of UTC now.
#[must_use]
pub fn local_offset() -> i64 {
    vireo_host::node::utc_offset(now())
}

/// What the host's clock shows, as a time.
#[must_use]
pub fn local_time() -> SystemTime {
    let now = SystemTime::now();
    let ahead = local_offset();
    let span = std::time::Duration::from_secs(ahead.unsigned_abs());
    if ahead < 0 { now - span } else { now + span }
}

/// What the firmware tells the host about itself.
#[must_use]
pub fn smbios() -> Option<SmbiosInfo> {
    let read = |name: &str| {
        let text = fs::read_to_string(format!("/sys/class/dmi/id/{name}")).ok()?;
        let text = text.trim();
        (!text.is_empty()).then(|| text.to_owned())
    };
    let list = |pairs: &[(&str, &str)]| -> Vec<SysinfoEntry> {
        let entry = |(name, file): &(&str, &str)| {
            Some(SysinfoEntry { name: (*name).to_owned(), value: read(file)? })
        };
        pairs.iter().filter_map(entry).collect()
    };
    let bios = list(&[
        ("vendor", "bios_vendor"),
        ("version", "bios_version"),
        ("date", "bios_date"),
        ("release", "bios_release"),
    ]);
    let system = list(&[
        ("manufacturer", "sys_vendor"),
        ("product", "product_name"),
        ("version", "product_version"),
        ("serial", "product_serial"),
        ("uuid", "product_uuid"),
        ("sku", "product_sku"),
        ("family", "product_family"),
    ]);
    let board = list(&[
        ("manufacturer", "board_vendor"),
        ("product", "board_name"),
        ("version", "board_version"),
        ("serial", "board_serial"),
        ("asset", "board_asset_tag"),
    ]);
    let chassis = list(&[
        ("manufacturer", "chassis_vendor"),
        ("version", "chassis_version"),
        ("serial", "chassis_serial"),
        ("asset", "chassis_asset_tag"),
    ]);
    if bios.is_empty() && system.is_empty() {
        return None;
    }
    let base_boards =
        if board.is_empty() { Vec::new() } else { vec![SysinfoEntries { entries: board }] };
    Some(SmbiosInfo { bios, system, base_boards, chassis, oem_strings: Vec::new() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mounts_tell_the_size_of_their_pages() {
        let size = |line: &str| parse_mount(line, 2048).map(|mount| mount.size_kib);
        assert_eq!(
            size("hugetlbfs /dev/hugepages hugetlbfs rw,relatime,pagesize=2M 0 0"),
            Some(2048)
        );
        assert_eq!(size("none /huge hugetlbfs rw,pagesize=1024M 0 0"), Some(1 << 20));
        assert_eq!(size("none /huge hugetlbfs rw 0 0"), Some(2048));
        assert_eq!(size("tmpfs /run tmpfs rw 0 0"), None);
    }
}
