//! How much of the host a guest may take, as its definition says.
//!
//! Nothing is limited where the definition is silent; a running guest's silence is told as the
//! kernel's own defaults, as the reference does.

pub(crate) mod change;
pub mod disk;
pub mod groups;
mod launch;
mod lifecycle;
pub mod limits;
pub mod params;

use vireo_api::consts::*;
use vireo_model::domain::Domain;
use vireo_model::domain::cputune::CpuTune;
use vireo_model::domain::devices::Interface;
use vireo_model::domain::devices::interface::BandwidthRate;
use vireo_model::domain::memory::NumaMode;
use vireo_model::domain::tune::BlkioDevice;
use vireo_proto::TypedParams;

/// The kernel's weight for who asks for none.
const SHARES: u64 = 1024;
/// The kernel's period, microseconds.
const PERIOD: u64 = 100_000;
/// No quota.
const NO_QUOTA: i64 = -1;
/// The kernel's weight for block I/O.
const WEIGHT: u32 = 100;

/// No limit of memory, KiB: the most bytes that a signed 64-bit number holds.
const UNLIMITED: u64 = i64::MAX as u64 / 1024;

/// Parameters that [`scheduler`] tells.
pub const SCHEDULER_PARAMS: i32 = 9;

/// Scheduling of a definition; of a running one when `live`.
#[must_use]
pub fn scheduler(config: &Domain, live: bool) -> TypedParams {
    let none = CpuTune::default();
    let tune = config.cputune.as_ref().unwrap_or(&none);
    let (shares, period, quota) = if live { (SHARES, PERIOD, NO_QUOTA) } else { (0, 0, 0) };
    let mut out = TypedParams::new();
    out.ullong(DOMAIN_SCHEDULER_CPU_SHARES, tune.shares.unwrap_or(shares));
    let pairs = [
        (DOMAIN_SCHEDULER_VCPU_PERIOD, tune.period, DOMAIN_SCHEDULER_VCPU_QUOTA, tune.quota),
        (
            DOMAIN_SCHEDULER_EMULATOR_PERIOD,
            tune.emulator_period,
            DOMAIN_SCHEDULER_EMULATOR_QUOTA,
            tune.emulator_quota,
        ),
        (
            DOMAIN_SCHEDULER_GLOBAL_PERIOD,
            tune.global_period,
            DOMAIN_SCHEDULER_GLOBAL_QUOTA,
            tune.global_quota,
        ),
        (
            DOMAIN_SCHEDULER_IOTHREAD_PERIOD,
            tune.iothread_period,
            DOMAIN_SCHEDULER_IOTHREAD_QUOTA,
            tune.iothread_quota,
        ),
    ];
    for (period_name, own_period, quota_name, own_quota) in pairs {
        out.ullong(period_name, own_period.unwrap_or(period));
        out.llong(quota_name, own_quota.unwrap_or(quota));
    }
    out
}

/// Limits of memory, in KiB.
#[must_use]
pub fn memory(config: &Domain) -> TypedParams {
    let tune = config.memtune.clone().unwrap_or_default();
    let all = [
        (DOMAIN_MEMORY_HARD_LIMIT, tune.hard_limit),
        (DOMAIN_MEMORY_SOFT_LIMIT, tune.soft_limit),
        (DOMAIN_MEMORY_SWAP_HARD_LIMIT, tune.swap_hard_limit),
    ];
    let mut out = TypedParams::new();
    for (name, limit) in all {
        out.ullong(name, limit.unwrap_or(UNLIMITED));
    }
    out
}

/// Weights and limits of block I/O.
#[must_use]
pub fn blkio(config: &Domain, live: bool) -> TypedParams {
    let tune = config.blkiotune.clone().unwrap_or_default();
    let list = |value: fn(&BlkioDevice) -> Option<u64>| -> String {
        let known = tune.devices.iter().filter_map(|device| Some((device, value(device)?)));
        let words: Vec<_> =
            known.map(|(device, value)| format!("{},{value}", device.path)).collect();
        words.join(",")
    };
    let mut out = TypedParams::new();
    out.uint(DOMAIN_BLKIO_WEIGHT, tune.weight.unwrap_or(if live { WEIGHT } else { 0 }));
    out.string(DOMAIN_BLKIO_DEVICE_WEIGHT, &list(|device| device.weight.map(u64::from)));
    out.string(DOMAIN_BLKIO_DEVICE_READ_IOPS, &list(|device| device.read_iops_sec.map(u64::from)));
    out.string(
        DOMAIN_BLKIO_DEVICE_WRITE_IOPS,
        &list(|device| device.write_iops_sec.map(u64::from)),
    );
    out.string(DOMAIN_BLKIO_DEVICE_READ_BPS, &list(|device| device.read_bytes_sec));
    out.string(DOMAIN_BLKIO_DEVICE_WRITE_BPS, &list(|device| device.write_bytes_sec));
    out
}

/// Where the guest's memory lies.
#[must_use]
pub fn numa(config: &Domain) -> TypedParams {
    let memory = config.numatune.as_ref().and_then(|tune| tune.memory.as_ref());
    let mode = match memory.map(|memory| memory.mode).unwrap_or_default() {
        NumaMode::Strict => DOMAIN_NUMATUNE_MEM_STRICT,
        NumaMode::Preferred => DOMAIN_NUMATUNE_MEM_PREFERRED,
        NumaMode::Interleave => DOMAIN_NUMATUNE_MEM_INTERLEAVE,
        NumaMode::Restrictive => DOMAIN_NUMATUNE_MEM_RESTRICTIVE,
    };
    let nodes = memory.and_then(|memory| memory.nodeset.as_ref());
    let mut out = TypedParams::new();
    out.int(DOMAIN_NUMA_MODE, i32::try_from(mode).unwrap_or(0));
    out.string(DOMAIN_NUMA_NODESET, &nodes.map(ToString::to_string).unwrap_or_default());
    out
}

/// Bandwidth of an interface.
#[must_use]
pub fn bandwidth(interface: &Interface) -> TypedParams {
    let limits = interface.bandwidth.clone().unwrap_or_default();
    let inbound = limits.inbound.unwrap_or_default();
    let outbound = limits.outbound.unwrap_or_default();
    let mut out = TypedParams::new();
    let mut add = |name: &str, rate: Option<u64>| {
        out.uint(name, u32::try_from(rate.unwrap_or(0)).unwrap_or(u32::MAX));
    };
    let BandwidthRate { average, peak, floor, burst } = inbound;
    add(DOMAIN_BANDWIDTH_IN_AVERAGE, average);
    add(DOMAIN_BANDWIDTH_IN_PEAK, peak);
    add(DOMAIN_BANDWIDTH_IN_BURST, burst);
    add(DOMAIN_BANDWIDTH_IN_FLOOR, floor);
    let BandwidthRate { average, peak, floor: _, burst } = outbound;
    add(DOMAIN_BANDWIDTH_OUT_AVERAGE, average);
    add(DOMAIN_BANDWIDTH_OUT_PEAK, peak);
    add(DOMAIN_BANDWIDTH_OUT_BURST, burst);
    out
}

#[cfg(test)]
mod tests {
    use vireo_proto::find_param;
    use vireo_proto::remote::TypedParamValue;

    use super::*;

    fn domain(text: &str) -> Domain {
        let text = format!(
            "<domain type='qemu'><name>x</name><memory>1</memory>{text}<os><type>hvm</type></os></domain>"
        );
        Domain::parse(&text, vireo_xml::Mode::default()).expect("a definition")
    }

    #[test]
    fn silence_is_told_as_no_limit() {
        let silent = domain("");
        assert_eq!(scheduler(&silent, true).len(), usize::try_from(SCHEDULER_PARAMS).expect("9"));
        let live = scheduler(&silent, true).into_vec();
        assert_eq!(find_param(&live, "vcpu_quota"), Some(&TypedParamValue::Llong(-1)));
        let kept = scheduler(&silent, false).into_vec();
        assert_eq!(find_param(&kept, "cpu_shares"), Some(&TypedParamValue::Ullong(0)));
        let limits = memory(&silent).into_vec();
        assert_eq!(limits[0].value, TypedParamValue::Ullong(9_007_199_254_740_991));
    }

    #[test]
    fn limits_are_those_of_the_definition() {
        let tuned = domain(
            "<memtune><hard_limit unit='KiB'>7</hard_limit></memtune>\
             <blkiotune><weight>200</weight><device><path>/dev/sda</path><weight>5</weight></device>\
             <device><path>/dev/sdb</path><read_bytes_sec>9</read_bytes_sec></device></blkiotune>\
             <cputune><shares>3</shares><quota>-1</quota></cputune>",
        );
        assert_eq!(memory(&tuned).into_vec()[0].value, TypedParamValue::Ullong(7));
        let io = blkio(&tuned, true).into_vec();
        assert_eq!(io[0].value, TypedParamValue::Uint(200));
        assert_eq!(io[1].value, TypedParamValue::String("/dev/sda,5".into()));
        assert_eq!(io[4].value, TypedParamValue::String("/dev/sdb,9".into()));
        let cpu = scheduler(&tuned, true).into_vec();
        assert_eq!(cpu[0].value, TypedParamValue::Ullong(3));
    }
}
