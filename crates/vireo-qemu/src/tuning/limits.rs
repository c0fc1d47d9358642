//! The limits on a disk's speed: one row a limit says its typed parameter, its field of the
//! *tunable* event, its names in QEMU, and where it stands in a definition.

use vireo_api::consts::*;
use vireo_api::{Error, Result};
use vireo_model::domain::tune::IoTune;
use vireo_proto::TypedParams;
use vireo_proto::remote::TypedParam;

use super::params::{self, Kind, Tunables};
use crate::error::{argument_unsupported, invalid_arg, unsupported};

/// Limits that are set together: a call that sets one clears the others of its family.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Family {
    /// Bytes a second.
    Bytes,
    /// Operations a second.
    Iops,
    /// Bytes a second in a peak.
    BytesPeak,
    /// Operations a second in a peak.
    IopsPeak,
    /// The size of an operation.
    Size,
    /// How long peaks of bytes last.
    BytesLength,
    /// How long peaks of operations last.
    IopsLength,
}

/// One limit.
pub struct Limit {
    /// Its typed parameter.
    pub name: &'static str,
    /// Its field of the *tunable* event.
    pub event: &'static str,
    /// Its name in a throttle group of QEMU's.
    pub group: &'static str,
    /// Its name in the monitor's command for one disk.
    pub command: &'static str,
    /// What it is set together with.
    pub family: Family,
    /// Reads it.
    pub get: fn(&IoTune) -> Option<u64>,
    /// Writes it.
    pub set: fn(&mut IoTune, Option<u64>),
}

macro_rules! limits {
    ($($field:ident, $name:ident, $event:ident, $group:literal, $command:literal, $family:ident;)*) => {
        /// All limits in the reference's order.
        pub const LIMITS: &[Limit] = &[$(Limit {
            name: $name,
            event: $event,
            group: $group,
            command: $command,
            family: Family::$family,
            get: |tune| tune.$field,
            set: |tune, value| tune.$field = value,
        }),*];

        const PARAMS: &[(&str, Kind)] =
            &[$(($name, Kind::Ullong),)* (DOMAIN_BLOCK_IOTUNE_GROUP_NAME, Kind::String)];
    };
}

limits! {
    total_bytes_sec, DOMAIN_BLOCK_IOTUNE_TOTAL_BYTES_SEC, DOMAIN_TUNABLE_BLKDEV_TOTAL_BYTES_SEC,
        "bps-total", "bps", Bytes;
    read_bytes_sec, DOMAIN_BLOCK_IOTUNE_READ_BYTES_SEC, DOMAIN_TUNABLE_BLKDEV_READ_BYTES_SEC,
        "bps-read", "bps_rd", Bytes;
    write_bytes_sec, DOMAIN_BLOCK_IOTUNE_WRITE_BYTES_SEC, DOMAIN_TUNABLE_BLKDEV_WRITE_BYTES_SEC,
        "bps-write", "bps_wr", Bytes;
    total_iops_sec, DOMAIN_BLOCK_IOTUNE_TOTAL_IOPS_SEC, DOMAIN_TUNABLE_BLKDEV_TOTAL_IOPS_SEC,
        "iops-total", "iops", Iops;
    read_iops_sec, DOMAIN_BLOCK_IOTUNE_READ_IOPS_SEC, DOMAIN_TUNABLE_BLKDEV_READ_IOPS_SEC,
        "iops-read", "iops_rd", Iops;
    write_iops_sec, DOMAIN_BLOCK_IOTUNE_WRITE_IOPS_SEC, DOMAIN_TUNABLE_BLKDEV_WRITE_IOPS_SEC,
        "iops-write", "iops_wr", Iops;
    total_bytes_sec_max, DOMAIN_BLOCK_IOTUNE_TOTAL_BYTES_SEC_MAX,
        DOMAIN_TUNABLE_BLKDEV_TOTAL_BYTES_SEC_MAX, "bps-total-max", "bps_max", BytesPeak;
    read_bytes_sec_max, DOMAIN_BLOCK_IOTUNE_READ_BYTES_SEC_MAX,
        DOMAIN_TUNABLE_BLKDEV_READ_BYTES_SEC_MAX, "bps-read-max", "bps_rd_max", BytesPeak;
    write_bytes_sec_max, DOMAIN_BLOCK_IOTUNE_WRITE_BYTES_SEC_MAX,
        DOMAIN_TUNABLE_BLKDEV_WRITE_BYTES_SEC_MAX, "bps-write-max", "bps_wr_max", BytesPeak;
    total_iops_sec_max, DOMAIN_BLOCK_IOTUNE_TOTAL_IOPS_SEC_MAX,
        DOMAIN_TUNABLE_BLKDEV_TOTAL_IOPS_SEC_MAX, "iops-total-max", "iops_max", IopsPeak;
    read_iops_sec_max, DOMAIN_BLOCK_IOTUNE_READ_IOPS_SEC_MAX,
        DOMAIN_TUNABLE_BLKDEV_READ_IOPS_SEC_MAX, "iops-read-max", "iops_rd_max", IopsPeak;
    write_iops_sec_max, DOMAIN_BLOCK_IOTUNE_WRITE_IOPS_SEC_MAX,
        DOMAIN_TUNABLE_BLKDEV_WRITE_IOPS_SEC_MAX, "iops-write-max", "iops_wr_max", IopsPeak;
    size_iops_sec, DOMAIN_BLOCK_IOTUNE_SIZE_IOPS_SEC, DOMAIN_TUNABLE_BLKDEV_SIZE_IOPS_SEC,
        "iops-size", "iops_size", Size;
    total_bytes_sec_max_length, DOMAIN_BLOCK_IOTUNE_TOTAL_BYTES_SEC_MAX_LENGTH,
        DOMAIN_TUNABLE_BLKDEV_TOTAL_BYTES_SEC_MAX_LENGTH, "bps-total-max-length",
        "bps_max_length", BytesLength;
    read_bytes_sec_max_length, DOMAIN_BLOCK_IOTUNE_READ_BYTES_SEC_MAX_LENGTH,
        DOMAIN_TUNABLE_BLKDEV_READ_BYTES_SEC_MAX_LENGTH, "bps-read-max-length",
        "bps_rd_max_length", BytesLength;
    write_bytes_sec_max_length, DOMAIN_BLOCK_IOTUNE_WRITE_BYTES_SEC_MAX_LENGTH,
        DOMAIN_TUNABLE_BLKDEV_WRITE_BYTES_SEC_MAX_LENGTH, "bps-write-max-length",
        "bps_wr_max_length", BytesLength;
    total_iops_sec_max_length, DOMAIN_BLOCK_IOTUNE_TOTAL_IOPS_SEC_MAX_LENGTH,
        DOMAIN_TUNABLE_BLKDEV_TOTAL_IOPS_SEC_MAX_LENGTH, "iops-total-max-length",
        "iops_max_length", IopsLength;
    read_iops_sec_max_length, DOMAIN_BLOCK_IOTUNE_READ_IOPS_SEC_MAX_LENGTH,
        DOMAIN_TUNABLE_BLKDEV_READ_IOPS_SEC_MAX_LENGTH, "iops-read-max-length",
        "iops_rd_max_length", IopsLength;
    write_iops_sec_max_length, DOMAIN_BLOCK_IOTUNE_WRITE_IOPS_SEC_MAX_LENGTH,
        DOMAIN_TUNABLE_BLKDEV_WRITE_IOPS_SEC_MAX_LENGTH, "iops-write-max-length",
        "iops_wr_max_length", IopsLength;
}

impl Family {
    /// Whether it is told behind the group's name.
    const fn is_length(self) -> bool {
        match self {
            Self::BytesLength | Self::IopsLength => true,
            Self::Bytes | Self::Iops | Self::BytesPeak | Self::IopsPeak | Self::Size => false,
        }
    }

    /// Whether QEMU's command wants its limits set or not.
    #[must_use]
    pub const fn is_plain(self) -> bool {
        match self {
            Self::Bytes | Self::Iops => true,
            Self::BytesPeak
            | Self::IopsPeak
            | Self::Size
            | Self::BytesLength
            | Self::IopsLength => false,
        }
    }

    fn all(self) -> impl Iterator<Item = &'static Limit> {
        LIMITS.iter().filter(move |limit| limit.family == self)
    }
}

/// How many typed parameters there are.
pub const COUNT: usize = PARAMS.len();

/// Greatest limit.
const MOST: u64 = 1_000_000_000_000_000;

/// Families of which the total excludes the parts, with their words in the refusal.
const TOTALS: [(Family, &str); 4] = [
    (Family::Bytes, "bytes_sec"),
    (Family::Iops, "iops_sec"),
    (Family::BytesPeak, "bytes_sec_max"),
    (Family::IopsPeak, "iops_sec_max"),
];

/// The limits as typed parameters.
#[must_use]
pub fn params(tune: &IoTune) -> TypedParams {
    let mut out = TypedParams::new();
    let add = |lengths: bool, out: &mut TypedParams| {
        for limit in LIMITS.iter().filter(|limit| limit.family.is_length() == lengths) {
            out.ullong(limit.name, (limit.get)(tune).unwrap_or(0));
        }
    };
    add(false, &mut out);
    out.string(DOMAIN_BLOCK_IOTUNE_GROUP_NAME, tune.group_name.as_deref().unwrap_or_default());
    add(true, &mut out);
    out
}

/// What a client wants to set.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Places in [`LIMITS`] and values.
    values: Vec<(usize, u64)>,
    /// The group.
    group: Option<String>,
}

impl Wanted {
    /// Reads a client's parameters.
    ///
    /// # Errors
    /// Other names or types; a limit is beyond all measure, or a total stands beside its parts.
    pub fn read(list: &[TypedParam]) -> Result<Self> {
        params::check(list, PARAMS)?;
        let mut wanted = Self::default();
        for param in list {
            let field = param.field.to_str()?;
            if let Some(value) = params::unsigned(&param.value) {
                if value > MOST {
                    let text =
                        format!("block I/O throttle limit value must be no more than {MOST}");
                    return Err(argument_unsupported(text));
                }
                let place = LIMITS.iter().position(|limit| limit.name == field);
                wanted.values.extend(place.map(|place| (place, value)));
            } else if let Some(text) = params::text(&param.value)? {
                wanted.group = Some(text.to_owned());
            }
        }
        wanted.check_totals().map(|()| wanted)
    }

    fn check_totals(&self) -> Result<()> {
        let mut tune = IoTune::default();
        for &(place, value) in &self.values {
            (LIMITS[place].set)(&mut tune, Some(value));
        }
        for (family, words) in TOTALS {
            let mut values = family.all().map(|limit| (limit.get)(&tune).unwrap_or(0));
            let total = values.next().unwrap_or(0);
            if total > 0 && values.any(|part| part > 0) {
                let text =
                    format!("total and read/write of {words} cannot be set at the same time");
                return Err(invalid_arg(text));
            }
        }
        Ok(())
    }

    /// The group that is asked for.
    #[must_use]
    pub fn group(&self) -> Option<&str> {
        self.group.as_deref()
    }

    /// The limits that come of these and of those there were.
    #[must_use]
    pub fn over(&self, before: &IoTune) -> IoTune {
        let mut tune = before.clone();
        for &(place, _) in &self.values {
            for limit in LIMITS[place].family.all() {
                (limit.set)(&mut tune, None);
            }
        }
        for &(place, value) in &self.values {
            (LIMITS[place].set)(&mut tune, (value > 0).then_some(value));
        }
        if let Some(group) = &self.group {
            tune.group_name = Some(group.clone());
        }
        tune
    }

    /// What the *tunable* event tells of them.
    pub fn tell(&self, tunables: &mut Tunables) {
        for &(place, value) in &self.values {
            tunables.ullong(LIMITS[place].event, value);
        }
        if let Some(group) = &self.group {
            tunables.string(DOMAIN_TUNABLE_BLKDEV_GROUP_NAME, group);
        }
    }
}

/// Refuses peaks that QEMU would refuse: without the limit that they exceed, or below it.
///
/// # Errors
/// `ConfigUnsupported`.
pub fn check_peaks(tune: &IoTune) -> Result<()> {
    for (plain, peak) in [(Family::Bytes, Family::BytesPeak), (Family::Iops, Family::IopsPeak)] {
        for (plain, peak) in plain.all().zip(peak.all()) {
            let base = (plain.get)(tune).unwrap_or(0);
            let most = (peak.get)(tune).unwrap_or(0);
            check_peak((plain.name, base), (peak.name, most))?;
        }
    }
    Ok(())
}

fn check_peak((plain, base): (&str, u64), (peak, most): (&str, u64)) -> Result<(), Error> {
    if most == 0 {
        return Ok(());
    }
    if base == 0 {
        return Err(unsupported(format!("cannot reset '{plain}' when '{peak}' is set")));
    }
    if most < base {
        return Err(unsupported(format!("value '{peak}' cannot be smaller than '{plain}'")));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use vireo_proto::remote::TypedParamValue;

    use super::*;

    fn wanted(values: &[(&str, u64)]) -> Result<Wanted> {
        let one = |(field, value): &(&str, u64)| TypedParam {
            field: (*field).into(),
            value: TypedParamValue::Ullong(*value),
        };
        Wanted::read(&values.iter().map(one).collect::<Vec<_>>())
    }

    #[test]
    fn a_family_is_set_together() {
        let before = IoTune {
            total_bytes_sec: Some(5),
            read_iops_sec: Some(6),
            group_name: Some("g".into()),
            ..IoTune::default()
        };
        let after = wanted(&[("read_bytes_sec", 9)]).expect("good").over(&before);
        assert_eq!(after.total_bytes_sec, None);
        assert_eq!((after.read_bytes_sec, after.read_iops_sec), (Some(9), Some(6)));
        assert_eq!(after.group_name.as_deref(), Some("g"));
        let none = wanted(&[("read_iops_sec", 0)]).expect("good").over(&before);
        assert_eq!(none.read_iops_sec, None);
    }

    #[test]
    fn totals_exclude_their_parts() {
        let told = wanted(&[("total_iops_sec_max", 1), ("write_iops_sec_max", 1)]);
        let text = told.expect_err("both").to_string();
        assert!(
            text.ends_with("total and read/write of iops_sec_max cannot be set at the same time")
        );
        assert!(wanted(&[("total_bytes_sec", MOST + 1)]).is_err());
        assert!(wanted(&[("total_bytes_sec", 0), ("read_bytes_sec", 1)]).is_ok());
    }

    #[test]
    fn peaks_stand_over_their_limits() {
        let tune = IoTune { total_bytes_sec_max: Some(5), ..IoTune::default() };
        let text = check_peaks(&tune).expect_err("no limit").to_string();
        assert!(text.contains("cannot reset 'total_bytes_sec' when 'total_bytes_sec_max' is set"));
        let tune =
            IoTune { read_iops_sec: Some(6), read_iops_sec_max: Some(5), ..IoTune::default() };
        let text = check_peaks(&tune).expect_err("below").to_string();
        assert!(text.contains("value 'read_iops_sec_max' cannot be smaller than 'read_iops_sec'"));
    }

    #[test]
    fn the_group_is_told_before_the_lengths() {
        let all = params(&IoTune::default()).into_vec();
        assert_eq!(all.len(), 20);
        assert_eq!(all[13].field.to_string(), "group_name");
    }
}
