//! What a group may take, in the words of both versions.

use std::io;
use std::os::unix::fs::{FileTypeExt, MetadataExt};
use std::path::Path;

use super::{Controller, Error, Group, Result, Version, read, write};

/// No limit of memory: the most bytes that version 1 takes, in KiB.
const UNLIMITED_KIB: u64 = i64::MAX as u64 / 1024;

/// A limit of memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MemoryLimit {
    /// Beyond it, processes are ended.
    Hard,
    /// Beyond it, memory is taken back first.
    Soft,
    /// Memory and swap together.
    Swap,
}

impl MemoryLimit {
    const fn file(self, version: Version) -> &'static str {
        match (version, self) {
            (Version::One, Self::Hard) => "memory.limit_in_bytes",
            (Version::One, Self::Soft) => "memory.soft_limit_in_bytes",
            (Version::One, Self::Swap) => "memory.memsw.limit_in_bytes",
            (Version::Two, Self::Hard) => "memory.max",
            (Version::Two, Self::Soft) => "memory.high",
            (Version::Two, Self::Swap) => "memory.swap.max",
        }
    }
}

/// A limit of one block device, a second.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeviceLimit {
    /// Its share of the time, not a limit a second.
    Weight,
    /// Reads.
    ReadIops,
    /// Writes.
    WriteIops,
    /// Bytes read.
    ReadBytes,
    /// Bytes written.
    WriteBytes,
}

impl DeviceLimit {
    /// Its file in version 1, its key in the file of version 2.
    const fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Weight => ("blkio.weight_device", "weight"),
            Self::ReadIops => ("blkio.throttle.read_iops_device", "riops"),
            Self::WriteIops => ("blkio.throttle.write_iops_device", "wiops"),
            Self::ReadBytes => ("blkio.throttle.read_bps_device", "rbps"),
            Self::WriteBytes => ("blkio.throttle.write_bps_device", "wbps"),
        }
    }
}

/// How much CPU time a group may take in a period, microseconds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Bandwidth {
    /// The period; none leaves it.
    pub period: Option<u64>,
    /// The time in it, negative for no limit; none leaves it.
    pub quota: Option<i64>,
}

impl Group {
    /// Sets the share of CPU time and tells what the kernel made of it.
    ///
    /// # Errors
    /// No controller; out of range.
    pub fn set_shares(&self, shares: u64) -> Result<u64> {
        let (name, least, most) = match self.place(Controller::Cpu)?.version {
            Version::One => ("cpu.shares", 2, 262_144),
            Version::Two => ("cpu.weight", 1, 10_000),
        };
        if !(least..=most).contains(&shares) {
            let text = format!("shares '{shares}' must be in range [{least}, {most}]");
            return Err(Error::Invalid(text));
        }
        let file = self.file(Controller::Cpu, name)?;
        write(&file, &shares.to_string())?;
        Ok(read(&file)?.trim().parse().unwrap_or(shares))
    }

    /// Limits CPU time.
    ///
    /// # Errors
    /// No controller; the kernel refuses.
    pub fn set_bandwidth(&self, limit: Bandwidth) -> Result<()> {
        match self.place(Controller::Cpu)?.version {
            Version::One => self.set_cfs(limit),
            Version::Two => self.set_cpu_max(limit),
        }
    }

    fn set_cfs(&self, limit: Bandwidth) -> Result<()> {
        if let Some(period) = limit.period {
            write(&self.file(Controller::Cpu, "cpu.cfs_period_us")?, &period.to_string())?;
        }
        if let Some(quota) = limit.quota {
            let quota = quota.max(-1);
            write(&self.file(Controller::Cpu, "cpu.cfs_quota_us")?, &quota.to_string())?;
        }
        Ok(())
    }

    fn set_cpu_max(&self, limit: Bandwidth) -> Result<()> {
        let file = self.file(Controller::Cpu, "cpu.max")?;
        let present = read(&file)?;
        let (quota, period) = present.trim().split_once(' ').unwrap_or(("max", "100000"));
        let quota = match limit.quota {
            None => quota.to_owned(),
            Some(quota) if quota < 0 => "max".to_owned(),
            Some(quota) => quota.to_string(),
        };
        let period = limit.period.map_or_else(|| period.to_owned(), |period| period.to_string());
        write(&file, &format!("{quota} {period}"))
    }

    /// Limits memory, in KiB.
    ///
    /// # Errors
    /// No controller; more than the kernel can count; the kernel refuses.
    pub fn set_memory(&self, limit: MemoryLimit, kib: u64) -> Result<()> {
        if kib > UNLIMITED_KIB {
            let text = format!("Memory '{kib}' must be less than {UNLIMITED_KIB}");
            return Err(Error::Invalid(text));
        }
        let version = self.place(Controller::Memory)?.version;
        let value = match (version, kib == UNLIMITED_KIB) {
            (Version::One, true) => "-1".to_owned(),
            (Version::Two, true) => "max".to_owned(),
            (_, false) => (kib * 1024).to_string(),
        };
        write(&self.file(Controller::Memory, limit.file(version))?, &value)
    }

    /// Sets the share of block I/O.
    ///
    /// # Errors
    /// No controller, none that weighs; out of range.
    pub fn set_weight(&self, weight: u32) -> Result<()> {
        let place = self.place(Controller::Blkio)?;
        let files: &[(&str, &str)] = match place.version {
            Version::One => &[("blkio.weight", ""), ("blkio.bfq.weight", "")],
            Version::Two => &[("io.bfq.weight", ""), ("io.weight", "default ")],
        };
        for (name, prefix) in files {
            let file = self.file(Controller::Blkio, name)?;
            if file.exists() {
                return write(&file, &format!("{prefix}{weight}"));
            }
        }
        Err(Error::Unsupported("blkio weight is not supported by this kernel".to_owned()))
    }

    /// Limits one block device; 0 is no limit.
    ///
    /// # Errors
    /// No controller; the path is no block device's; the kernel refuses.
    pub fn set_device(&self, limit: DeviceLimit, path: &str, value: u64) -> Result<()> {
        let place = self.place(Controller::Blkio)?;
        let (file, key) = limit.names();
        let device = block_device(path)?;
        if place.version == Version::Two {
            if limit == DeviceLimit::Weight {
                let text = format!("{device} {value}");
                return write(&self.file(Controller::Blkio, "io.weight")?, &text);
            }
            let value = if value == 0 { "max".to_owned() } else { value.to_string() };
            let text = format!("{device} {key}={value}");
            return write(&self.file(Controller::Blkio, "io.max")?, &text);
        }
        let file = self.file(Controller::Blkio, file)?;
        if limit == DeviceLimit::Weight && !file.exists() {
            let text = "blkio device weight is valid only for cfq scheduler";
            return Err(Error::Unsupported(text.to_owned()));
        }
        write(&file, &format!("{device} {value}"))
    }

    /// Keeps what runs in it on these nodes' memory, moving what lies elsewhere.
    ///
    /// # Errors
    /// No controller; the kernel refuses.
    pub fn set_mems(&self, nodes: &str) -> Result<()> {
        if self.place(Controller::Cpuset)?.version == Version::One {
            write(&self.file(Controller::Cpuset, "cpuset.memory_migrate")?, "1")?;
        }
        write(&self.file(Controller::Cpuset, "cpuset.mems")?, nodes)
    }

    /// Takes all devices away; [`Group::allow_device`] gives some back. Only version 1 can.
    ///
    /// # Errors
    /// No controller; not allowed.
    pub fn deny_devices(&self) -> Result<()> {
        write(&self.file(Controller::Devices, "devices.deny")?, "a")
    }

    /// Lets what runs in it open a device, by its path. One that is not there is passed over.
    ///
    /// # Errors
    /// No controller; not allowed.
    pub fn allow_device(&self, path: &Path) -> Result<()> {
        let Ok(found) = std::fs::metadata(path) else { return Ok(()) };
        let kind = match found.file_type() {
            kind if kind.is_block_device() => 'b',
            kind if kind.is_char_device() => 'c',
            _ => return Ok(()),
        };
        self.allow(&format!("{kind} {} rw", numbers(found.rdev())))
    }

    /// Lets what runs in it open devices, in the kernel's words.
    ///
    /// # Errors
    /// No controller; not allowed.
    pub fn allow(&self, rule: &str) -> Result<()> {
        write(&self.file(Controller::Devices, "devices.allow")?, rule)
    }
}

fn numbers(device: u64) -> String {
    format!("{}:{}", rustix::fs::major(device), rustix::fs::minor(device))
}

/// The numbers of a block device.
fn block_device(path: &str) -> Result<String> {
    let found = std::fs::metadata(path).map_err(|source| Error::Io {
        doing: format!("Path '{path}' is not accessible"),
        source,
    })?;
    if !found.file_type().is_block_device() {
        let source = io::Error::from_raw_os_error(nix::libc::EINVAL);
        return Err(Error::Io { doing: format!("Path '{path}' must be a block device"), source });
    }
    Ok(numbers(found.rdev()))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::super::Mounts;
    use super::*;

    /// A host that is only files: version 1 in a folder each, or version 2 in one.
    fn host(version: Version) -> (tempfile::TempDir, Group) {
        let dir = tempfile::tempdir().expect("a folder");
        let root = dir.path().display();
        let table = match version {
            Version::One => {
                let one = |name: &str| format!("cgroup {root}/{name} cgroup rw,{name} 0 0\n");
                ["cpu", "memory", "blkio"].map(one).concat()
            }
            Version::Two => {
                fs::write(dir.path().join("cgroup.controllers"), "cpu memory io").expect("own");
                format!("cgroup2 {root} cgroup2 rw 0 0\n")
            }
        };
        for name in ["cpu", "memory", "blkio"] {
            fs::create_dir(dir.path().join(name)).expect("own");
        }
        let group = Group::new(Mounts::parse(&table), "machine/g");
        group.create(true).expect("made");
        (dir, group)
    }

    #[test]
    fn version_one_writes_a_file_a_limit() {
        let (dir, group) = host(Version::One);
        let text = |name: &str| fs::read_to_string(dir.path().join(name)).expect("written");
        assert_eq!(group.set_shares(300).expect("in range"), 300);
        assert_eq!(text("cpu/machine/g/cpu.shares"), "300");
        let told = group.set_shares(1).expect_err("too small").to_string();
        assert_eq!(told, "shares '1' must be in range [2, 262144]");
        let limit = Bandwidth { period: Some(5000), quota: Some(-7) };
        group.set_bandwidth(limit).expect("written");
        assert_eq!(text("cpu/machine/g/cpu.cfs_quota_us"), "-1");
        group.set_memory(MemoryLimit::Hard, 4).expect("written");
        assert_eq!(text("memory/machine/g/memory.limit_in_bytes"), "4096");
        group.set_memory(MemoryLimit::Soft, UNLIMITED_KIB).expect("written");
        assert_eq!(text("memory/machine/g/memory.soft_limit_in_bytes"), "-1");
        assert!(group.set_memory(MemoryLimit::Swap, u64::MAX).is_err());
    }

    #[test]
    fn version_two_writes_pairs() {
        let (dir, group) = host(Version::Two);
        let path = |name: &str| dir.path().join("machine/g").join(name);
        fs::write(path("cpu.max"), "max 100000\n").expect("own");
        group.set_bandwidth(Bandwidth { period: None, quota: Some(7000) }).expect("written");
        assert_eq!(fs::read_to_string(path("cpu.max")).expect("there"), "7000 100000");
        group.set_bandwidth(Bandwidth { period: Some(50_000), quota: None }).expect("written");
        assert_eq!(fs::read_to_string(path("cpu.max")).expect("there"), "7000 50000");
        fs::write(path("io.weight"), "").expect("own");
        group.set_weight(300).expect("written");
        assert_eq!(fs::read_to_string(path("io.weight")).expect("there"), "default 300");
        let told = group.set_shares(10_001).expect_err("too many").to_string();
        assert_eq!(told, "shares '10001' must be in range [1, 10000]");
    }

    #[test]
    fn a_device_has_to_be_one() {
        let (_dir, group) = host(Version::One);
        let told = |path| group.set_device(DeviceLimit::ReadIops, path, 1).expect_err("no device");
        assert_eq!(told("/nonexistent").to_string(), "Path '/nonexistent' is not accessible");
        assert_eq!(told("/tmp").to_string(), "Path '/tmp' must be a block device");
    }
}
