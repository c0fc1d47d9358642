//! Clock, power management, what the guest boots, and what its firmware tells it.

use vireo_api::{Error, ErrorCode, ErrorDomain, Result};
use vireo_model::domain::clock::{ClockBasis, ClockOffset, TickPolicy, TimerName, TimerTrack};
use vireo_model::domain::os::{AcpiTableKind, SmbiosMode};
use vireo_model::domain::sysinfo::{SmbiosInfo, Sysinfo, SysinfoEntry};
use vireo_model::fill::Cap;

use crate::build::Build;
use crate::error::{internal, unsupported};
use crate::process::argv::Opts;

/// `-rtc` and the interval timer.
pub(crate) fn clock(b: &mut Build<'_>) -> Result<()> {
    let clock = b.domain.clock.clone().unwrap_or_default();
    let adjustment = clock.adjustment.as_deref().and_then(|text| text.parse::<i64>().ok());
    let base = match clock.offset {
        ClockOffset::Utc => "utc".to_owned(),
        ClockOffset::Localtime | ClockOffset::Timezone => "localtime".to_owned(),
        ClockOffset::Variable => {
            let local = match clock.basis {
                Some(ClockBasis::Localtime) => crate::host::local_offset(),
                Some(ClockBasis::Utc) | None => 0,
            };
            iso_time(crate::host::now() + adjustment.unwrap_or(0) + local)
        }
        ClockOffset::Absolute => {
            iso_time(clock.start.and_then(|t| i64::try_from(t).ok()).unwrap_or(0))
        }
    };
    let mut opts = Opts::new().pair("base", base);
    for timer in clock.timers.iter().filter(|timer| timer.name == TimerName::Rtc) {
        opts = match timer.track {
            Some(TimerTrack::Guest) => opts.pair("clock", "vm"),
            Some(TimerTrack::Wall) => opts.pair("clock", "host"),
            Some(TimerTrack::Realtime) => opts.pair("clock", "rt"),
            Some(TimerTrack::Boot) => {
                return Err(unsupported("unsupported rtc timer track 'boot'"));
            }
            None => opts,
        };
        if timer.tickpolicy == Some(TickPolicy::Catchup) {
            opts = opts.pair("driftfix", "slew");
        }
    }
    b.line.option("-rtc", opts);
    for timer in clock.timers.iter().filter(|timer| timer.name == TimerName::Pit) {
        let policy = match timer.tickpolicy {
            None | Some(TickPolicy::Delay) => "delay",
            Some(TickPolicy::Discard) => "discard",
            Some(TickPolicy::Catchup | TickPolicy::Merge) => continue,
        };
        if b.has(Cap::KvmPitLostTickPolicy) {
            b.line.option("-global", format!("kvm-pit.lost_tick_policy={policy}"));
        }
    }
    Ok(())
}

/// `YYYY-MM-DDTHH:MM:SS` of a time in seconds since the epoch, UTC.
pub(crate) fn iso_time(seconds: i64) -> String {
    let (days, rest) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    // Civil date from days, by eras of 400 years that begin in March.
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    format!(
        "{year:04}-{month:02}-{day:02}T{:02}:{:02}:{:02}",
        rest / 3600,
        rest / 60 % 60,
        rest % 60
    )
}

/// `-no-shutdown` and sleep states.
pub(crate) fn power(b: &mut Build<'_>) {
    b.line.flag("-no-shutdown");
    let Some(pm) = &b.domain.pm else { return };
    let chip = if b.is_q35() { "ICH9-LPC" } else { "PIIX4_PM" };
    let states = [("disable_s3", &pm.suspend_to_mem), ("disable_s4", &pm.suspend_to_disk)];
    for (name, state) in states {
        if let Some(enabled) = state.as_ref().and_then(|state| state.enabled) {
            b.line.option("-global", format!("{chip}.{name}={}", u8::from(!enabled)));
        }
    }
}

/// `-boot`, a kernel given directly, ACPI tables.
pub(crate) fn order(b: &mut Build<'_>) -> Result<()> {
    let os = &b.domain.os;
    let mut opts = Opts::new();
    if let Some(menu) = &os.bootmenu {
        opts = opts.on_off("menu", menu.enable);
    }
    opts = opts.maybe("reboot-timeout", os.bios_reboot_timeout);
    if let Some(menu) = os.bootmenu.as_ref().filter(|menu| menu.enable) {
        opts = opts.maybe("splash-time", menu.timeout);
    }
    b.line.option("-boot", opts.pair("strict", "on"));
    let words = [
        ("-kernel", &os.kernel),
        ("-initrd", &os.initrd),
        ("-append", &os.cmdline),
        ("-shim", &os.shim),
        ("-dtb", &os.dtb),
    ];
    for (option, value) in words {
        if let Some(value) = value.as_ref().filter(|value| !value.is_empty()) {
            b.line.option(option, value);
        }
    }
    for table in &os.acpi_tables {
        let opts = match table.kind {
            AcpiTableKind::Slic => Opts::new().pair("sig", "SLIC"),
            AcpiTableKind::Msdm => Opts::new().pair("sig", "MSDM"),
            AcpiTableKind::Raw | AcpiTableKind::Rawset => Opts::new(),
        };
        b.line.option("-acpitable", opts.pair("file", &table.path));
    }
    Ok(())
}

/// Timers that are options of the machine.
pub(crate) fn machine_timers(b: &Build<'_>, mut opts: Opts) -> Opts {
    for timer in b.domain.clock.iter().flat_map(|clock| &clock.timers) {
        if timer.name == TimerName::Hpet && b.has(Cap::MachineHpet) {
            opts = opts.maybe_on_off("hpet", timer.present);
        }
    }
    opts
}

/// `-smbios` and `-fw_cfg`.
pub(crate) fn smbios(b: &mut Build<'_>) -> Result<()> {
    match b.domain.os.smbios {
        None | Some(SmbiosMode::Emulate) => {}
        Some(SmbiosMode::Host) => {
            let info = crate::host::smbios()
                .ok_or_else(|| unsupported("Host SMBIOS information is not available"))?;
            tables(b, &info)?;
        }
        Some(SmbiosMode::Sysinfo) => {
            let own = b.domain.sysinfo.iter().find_map(|info| match info {
                Sysinfo::Smbios(info) => Some(info),
                Sysinfo::Fwcfg(_) => None,
            });
            let own = own.cloned().ok_or_else(|| {
                let name = &b.domain.name;
                let text = format!("Domain '{name}' sysinfo are not available");
                Error::new(ErrorCode::XmlError, ErrorDomain::Qemu, text)
            })?;
            tables(b, &own)?;
        }
    }
    for info in &b.domain.sysinfo {
        let Sysinfo::Fwcfg(blobs) = info else { continue };
        for blob in &blobs.entries {
            let opts = Opts::new().pair("name", &blob.name);
            let opts = match &blob.file {
                Some(file) => opts.pair("file", file),
                None => opts.pair("string", &blob.value),
            };
            b.line.option("-fw_cfg", opts);
        }
    }
    Ok(())
}

/// Options of a table: those of QEMU's that the entries give, in QEMU's order.
fn table(kind: u8, entries: &[SysinfoEntry], known: &[(&str, &str)]) -> Option<Opts> {
    if entries.is_empty() {
        return None;
    }
    let mut opts = Opts::new().pair("type", kind);
    for (entry, option) in known {
        let value = entries.iter().find(|found| found.name == *entry);
        opts = opts.maybe(option, value.map(|found| &found.value));
    }
    Some(opts)
}

const BIOS: &[(&str, &str)] =
    &[("vendor", "vendor"), ("version", "version"), ("date", "date"), ("release", "release")];
const SYSTEM: &[(&str, &str)] = &[
    ("manufacturer", "manufacturer"),
    ("product", "product"),
    ("version", "version"),
    ("serial", "serial"),
    ("uuid", "uuid"),
    ("sku", "sku"),
    ("family", "family"),
];
const BOARD: &[(&str, &str)] = &[
    ("manufacturer", "manufacturer"),
    ("product", "product"),
    ("version", "version"),
    ("serial", "serial"),
    ("asset", "asset"),
    ("location", "location"),
];
const CHASSIS: &[(&str, &str)] = &[
    ("manufacturer", "manufacturer"),
    ("version", "version"),
    ("serial", "serial"),
    ("asset", "asset"),
    ("sku", "sku"),
];

fn tables(b: &mut Build<'_>, info: &SmbiosInfo) -> Result<()> {
    let mut all = vec![table(0, &info.bios, BIOS), table(1, &info.system, SYSTEM)];
    all.extend(info.base_boards.iter().map(|board| table(2, &board.entries, BOARD)));
    all.push(table(3, &info.chassis, CHASSIS));
    for opts in all.into_iter().flatten() {
        b.line.option("-smbios", opts);
    }
    if !info.oem_strings.is_empty() {
        let mut opts = Opts::new().pair("type", 11);
        for text in &info.oem_strings {
            if text.len() > 1 << 16 {
                return Err(internal("OEM string of the SMBIOS table is too long"));
            }
            opts = opts.pair("value", text);
        }
        b.line.option("-smbios", opts);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_civil_ones() {
        assert_eq!(iso_time(0), "1970-01-01T00:00:00");
        assert_eq!(iso_time(951_827_696), "2000-02-29T12:34:56");
        assert_eq!(iso_time(253_402_300_799), "9999-12-31T23:59:59");
        assert_eq!(iso_time(-1), "1969-12-31T23:59:59");
    }
}
