//! Guest information (`virDomainGetGuestInfo`): a function a kind, in the order of the kinds.
//!
//! Names, types and order of the parameters are the reference's. Asked for all kinds, those that
//! the agent does not know are left out; asked for one, the refusal is told.

use serde::de::DeserializeOwned;
use vireo_api::consts::*;
use vireo_api::{Error, ErrorCode, ErrorDomain, Result};
use vireo_model::domain::Domain;
use vireo_proto::TypedParams;

use super::answers::{Disk, FileSystem, HostName, Interface, Load, OsInfo, TimeZone, User};
use super::{Session, disks};

/// All kinds.
const ALL: u32 = DOMAIN_GUEST_INFO_USERS
    | DOMAIN_GUEST_INFO_OS
    | DOMAIN_GUEST_INFO_TIMEZONE
    | DOMAIN_GUEST_INFO_HOSTNAME
    | DOMAIN_GUEST_INFO_FILESYSTEM
    | DOMAIN_GUEST_INFO_DISKS
    | DOMAIN_GUEST_INFO_INTERFACES
    | DOMAIN_GUEST_INFO_LOAD;

/// The kinds that are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kinds {
    bits: u32,
    /// Each was asked for by name: a refusal is told.
    named: bool,
}

impl Kinds {
    /// From the call's argument, 0 for all.
    ///
    /// # Errors
    /// There is no such kind.
    pub fn new(types: u32) -> Result<Self> {
        let unknown = types & !ALL;
        if unknown != 0 {
            let text = format!("unsupported guest information types '0x{unknown:x}'");
            return Err(Error::new(ErrorCode::InvalidArg, ErrorDomain::Qemu, text));
        }
        Ok(match types {
            0 => Self { bits: ALL, named: false },
            bits => Self { bits, named: true },
        })
    }

    /// The answer to a command of a kind, when that is asked for.
    async fn ask<T: DeserializeOwned>(
        self,
        session: &Session,
        kind: u32,
        command: &str,
    ) -> Result<Option<T>> {
        match (self.bits & kind != 0, self.named) {
            (false, _) => Ok(None),
            (true, true) => session.ask(command, None).await.map(Some),
            (true, false) => session.ask_if_known(command).await,
        }
    }
}

/// The information of those kinds.
///
/// # Errors
/// As [`Session::ask`].
pub async fn params(session: &Session, config: &Domain, kinds: Kinds) -> Result<TypedParams> {
    let mut out = TypedParams::new();
    let found = kinds.ask(session, DOMAIN_GUEST_INFO_USERS, "guest-get-users").await?;
    found.iter().for_each(|found: &Vec<User>| users(found, &mut out));
    let found = kinds.ask(session, DOMAIN_GUEST_INFO_OS, "guest-get-osinfo").await?;
    found.iter().for_each(|found| os(found, &mut out));
    let found = kinds.ask(session, DOMAIN_GUEST_INFO_TIMEZONE, "guest-get-timezone").await?;
    found.iter().for_each(|found| timezone(found, &mut out));
    let found = kinds.ask(session, DOMAIN_GUEST_INFO_HOSTNAME, "guest-get-host-name").await?;
    found.iter().for_each(|found: &HostName| {
        out.string(DOMAIN_GUEST_INFO_HOSTNAME_HOSTNAME, found.host_name.as_str());
    });
    let found = kinds.ask(session, DOMAIN_GUEST_INFO_FILESYSTEM, "guest-get-fsinfo").await?;
    found.iter().for_each(|found: &Vec<FileSystem>| file_systems(found, config, &mut out));
    let found = kinds.ask(session, DOMAIN_GUEST_INFO_DISKS, "guest-get-disks").await?;
    found.iter().for_each(|found: &Vec<Disk>| disk_list(found, config, &mut out));
    let command = "guest-network-get-interfaces";
    let found = kinds.ask(session, DOMAIN_GUEST_INFO_INTERFACES, command).await?;
    found.iter().for_each(|found: &Vec<Interface>| interfaces(found, &mut out));
    let found = kinds.ask(session, DOMAIN_GUEST_INFO_LOAD, "guest-get-load").await?;
    found.iter().for_each(|found| load(found, &mut out));
    Ok(out)
}

/// Makes parameters of whatever a guest answers.
#[doc(hidden)]
pub fn fuzz_answers(data: &[u8]) {
    let mut out = TypedParams::new();
    let config = Domain::default();
    let mut tell = |text: &str| {
        let read = serde_json::from_str::<Vec<User>>(text);
        read.iter().for_each(|found| users(found, &mut out));
        let read = serde_json::from_str::<Vec<FileSystem>>(text);
        read.iter().for_each(|found| file_systems(found, &config, &mut out));
        let read = serde_json::from_str::<Vec<Disk>>(text);
        read.iter().for_each(|found| disk_list(found, &config, &mut out));
        let read = serde_json::from_str::<Vec<Interface>>(text);
        read.iter().for_each(|found| interfaces(found, &mut out));
        serde_json::from_str::<OsInfo>(text).iter().for_each(|found| os(found, &mut out));
        serde_json::from_str::<TimeZone>(text).iter().for_each(|found| timezone(found, &mut out));
        serde_json::from_str::<Load>(text).iter().for_each(|found| load(found, &mut out));
    };
    tell(&String::from_utf8_lossy(data));
}

fn count(len: usize) -> u32 {
    u32::try_from(len).unwrap_or(u32::MAX)
}

/// Adds the texts that there are.
fn texts<'a>(
    out: &mut TypedParams,
    name: impl Fn(&str) -> String,
    all: impl IntoIterator<Item = (&'a str, Option<&'a str>)>,
) {
    for (suffix, value) in all {
        if let Some(value) = value {
            out.string(name(suffix), value);
        }
    }
}

fn users(found: &[User], out: &mut TypedParams) {
    out.uint(DOMAIN_GUEST_INFO_USER_COUNT, count(found.len()));
    for (number, user) in found.iter().enumerate() {
        let name = |suffix: &str| format!("{DOMAIN_GUEST_INFO_USER_PREFIX}{number}{suffix}");
        let all = [
            (DOMAIN_GUEST_INFO_USER_SUFFIX_NAME, Some(user.user.as_str())),
            (DOMAIN_GUEST_INFO_USER_SUFFIX_DOMAIN, user.domain.as_deref()),
        ];
        texts(out, name, all);
        // Out of range or no number at all becomes a bound or 0.
        let millis = (user.login_time * 1000.0) as u64;
        out.ullong(name(DOMAIN_GUEST_INFO_USER_SUFFIX_LOGIN_TIME), millis);
    }
}

fn os(found: &OsInfo, out: &mut TypedParams) {
    let all = [
        (DOMAIN_GUEST_INFO_OS_ID, found.id.as_deref()),
        (DOMAIN_GUEST_INFO_OS_NAME, found.name.as_deref()),
        (DOMAIN_GUEST_INFO_OS_PRETTY_NAME, found.pretty_name.as_deref()),
        (DOMAIN_GUEST_INFO_OS_VERSION, found.version.as_deref()),
        (DOMAIN_GUEST_INFO_OS_VERSION_ID, found.version_id.as_deref()),
        (DOMAIN_GUEST_INFO_OS_MACHINE, found.machine.as_deref()),
        (DOMAIN_GUEST_INFO_OS_VARIANT, found.variant.as_deref()),
        (DOMAIN_GUEST_INFO_OS_VARIANT_ID, found.variant_id.as_deref()),
        (DOMAIN_GUEST_INFO_OS_KERNEL_RELEASE, found.kernel_release.as_deref()),
        (DOMAIN_GUEST_INFO_OS_KERNEL_VERSION, found.kernel_version.as_deref()),
    ];
    texts(out, str::to_owned, all);
}

fn timezone(found: &TimeZone, out: &mut TypedParams) {
    texts(out, str::to_owned, [(DOMAIN_GUEST_INFO_TIMEZONE_NAME, found.zone.as_deref())]);
    out.int(DOMAIN_GUEST_INFO_TIMEZONE_OFFSET, found.offset);
}

fn file_systems(found: &[FileSystem], config: &Domain, out: &mut TypedParams) {
    out.uint(DOMAIN_GUEST_INFO_FS_COUNT, count(found.len()));
    for (number, fs) in found.iter().enumerate() {
        let name = |suffix: &str| format!("{DOMAIN_GUEST_INFO_FS_PREFIX}{number}{suffix}");
        let all = [
            (DOMAIN_GUEST_INFO_FS_SUFFIX_NAME, Some(fs.name.as_str())),
            (DOMAIN_GUEST_INFO_FS_SUFFIX_MOUNTPOINT, Some(fs.mountpoint.as_str())),
            (DOMAIN_GUEST_INFO_FS_SUFFIX_FSTYPE, Some(fs.r#type.as_str())),
        ];
        texts(out, name, all);
        if let Some(bytes) = fs.total_bytes {
            out.ullong(name(DOMAIN_GUEST_INFO_FS_SUFFIX_TOTAL_BYTES), bytes);
        }
        if let Some(bytes) = fs.used_bytes {
            out.ullong(name(DOMAIN_GUEST_INFO_FS_SUFFIX_USED_BYTES), bytes);
        }
        out.uint(name(DOMAIN_GUEST_INFO_FS_SUFFIX_DISK_COUNT), count(fs.disk.len()));
        for (at, disk) in fs.disk.iter().enumerate() {
            let prefix = name(DOMAIN_GUEST_INFO_FS_SUFFIX_DISK_PREFIX);
            let all = [
                (DOMAIN_GUEST_INFO_FS_SUFFIX_DISK_SUFFIX_ALIAS, disks::target(config, disk)),
                (DOMAIN_GUEST_INFO_FS_SUFFIX_DISK_SUFFIX_SERIAL, disk.serial.as_deref()),
                (DOMAIN_GUEST_INFO_FS_SUFFIX_DISK_SUFFIX_DEVICE, disk.dev.as_deref()),
            ];
            texts(out, |suffix| format!("{prefix}{at}{suffix}"), all);
        }
    }
}

fn disk_list(found: &[Disk], config: &Domain, out: &mut TypedParams) {
    out.uint(DOMAIN_GUEST_INFO_DISK_COUNT, count(found.len()));
    for (number, disk) in found.iter().enumerate() {
        let name = |suffix: &str| format!("{DOMAIN_GUEST_INFO_DISK_PREFIX}{number}{suffix}");
        out.string(name(DOMAIN_GUEST_INFO_DISK_SUFFIX_NAME), disk.name.as_str());
        out.boolean(name(DOMAIN_GUEST_INFO_DISK_SUFFIX_PARTITION), disk.partition);
        if !disk.dependencies.is_empty() {
            let many = count(disk.dependencies.len());
            out.uint(name(DOMAIN_GUEST_INFO_DISK_SUFFIX_DEPENDENCY_COUNT), many);
        }
        for (at, dependency) in disk.dependencies.iter().enumerate() {
            let prefix = name(DOMAIN_GUEST_INFO_DISK_SUFFIX_DEPENDENCY_PREFIX);
            let suffix = DOMAIN_GUEST_INFO_DISK_SUFFIX_DEPENDENCY_SUFFIX_NAME;
            out.string(format!("{prefix}{at}{suffix}"), dependency.as_str());
        }
        let address = disk.address.as_ref();
        let target = address.and_then(|address| disks::target(config, address));
        let serial = address.and_then(|address| address.serial.as_deref());
        let bus = address.and_then(|address| address.bus_type.as_deref());
        let all = [
            (DOMAIN_GUEST_INFO_DISK_SUFFIX_SERIAL, serial),
            (DOMAIN_GUEST_INFO_DISK_SUFFIX_ALIAS, target),
            (DOMAIN_GUEST_INFO_DISK_SUFFIX_GUEST_BUS, bus),
            (DOMAIN_GUEST_INFO_DISK_SUFFIX_GUEST_ALIAS, disk.alias.as_deref()),
        ];
        texts(out, name, all);
    }
}

fn interfaces(found: &[Interface], out: &mut TypedParams) {
    out.uint(DOMAIN_GUEST_INFO_IF_COUNT, count(found.len()));
    for (number, interface) in found.iter().enumerate() {
        let name = |suffix: &str| format!("{DOMAIN_GUEST_INFO_IF_PREFIX}{number}{suffix}");
        let all = [
            (DOMAIN_GUEST_INFO_IF_SUFFIX_NAME, Some(interface.name.as_str())),
            (DOMAIN_GUEST_INFO_IF_SUFFIX_HWADDR, interface.hardware_address.as_deref()),
        ];
        texts(out, name, all);
        let addresses = &interface.ip_addresses;
        out.uint(name(DOMAIN_GUEST_INFO_IF_SUFFIX_ADDR_COUNT), count(addresses.len()));
        for (at, address) in addresses.iter().enumerate() {
            let prefix = name(DOMAIN_GUEST_INFO_IF_SUFFIX_ADDR_PREFIX);
            let name = |suffix: &str| format!("{prefix}{at}{suffix}");
            let all = [
                (
                    DOMAIN_GUEST_INFO_IF_SUFFIX_ADDR_SUFFIX_TYPE,
                    Some(address.ip_address_type.as_str()),
                ),
                (DOMAIN_GUEST_INFO_IF_SUFFIX_ADDR_SUFFIX_ADDR, Some(address.ip_address.as_str())),
            ];
            texts(out, name, all);
            out.uint(name(DOMAIN_GUEST_INFO_IF_SUFFIX_ADDR_SUFFIX_PREFIX), address.prefix);
        }
    }
}

fn load(found: &Load, out: &mut TypedParams) {
    out.double(DOMAIN_GUEST_INFO_LOAD_1M, found.load1m);
    out.double(DOMAIN_GUEST_INFO_LOAD_5M, found.load5m);
    out.double(DOMAIN_GUEST_INFO_LOAD_15M, found.load15m);
}

#[cfg(test)]
mod tests {
    use vireo_proto::remote::TypedParamValue;

    use super::*;

    fn names(params: TypedParams) -> Vec<String> {
        params.into_vec().into_iter().map(|param| param.field.to_string()).collect()
    }

    #[test]
    fn kinds_that_there_are_not_are_refused() {
        assert_eq!(Kinds::new(0).expect("all").bits, 0xff);
        assert!(Kinds::new(0x101).expect_err("refused").message().contains("'0x100'"));
    }

    #[test]
    fn a_file_system_is_told_with_its_disks() {
        let answer = r#"[{"name":"vda","total-bytes":61629440,"mountpoint":"/mnt","disk":[
            {"bus-type":"virtio","bus":0,"unit":0,"target":0,"dev":"/dev/vda",
             "pci-controller":{"bus":4,"slot":0,"domain":0,"function":0}}],
            "used-bytes":13312,"type":"ext2"}]"#;
        let domain = "<domain type='qemu'><name>x</name><memory>1</memory><os><type>hvm</type></os>\
            <devices><disk type='file' device='disk'><target dev='vdx' bus='virtio'/>\
            <address type='pci' domain='0' bus='4' slot='0' function='0'/></disk></devices></domain>";
        let domain = Domain::parse(domain, vireo_xml::Mode::default()).expect("a definition");
        let found: Vec<FileSystem> = serde_json::from_str(answer).expect("an answer");
        let mut out = TypedParams::new();
        file_systems(&found, &domain, &mut out);
        let params = out.clone().into_vec();
        assert_eq!(
            names(out),
            [
                "fs.count",
                "fs.0.name",
                "fs.0.mountpoint",
                "fs.0.fstype",
                "fs.0.total-bytes",
                "fs.0.used-bytes",
                "fs.0.disk.count",
                "fs.0.disk.0.alias",
                "fs.0.disk.0.device"
            ]
        );
        assert_eq!(params[7].value, TypedParamValue::String("vdx".into()));
    }

    proptest::proptest! {
        #[test]
        fn no_answer_does_harm(text in r#"\[?\{"(name|user|disk|login-time|ip-addresses|address)":("x"|-?[0-9]{1,20}|\[\]|\{\}|null)\}\]?"#) {
            fuzz_answers(text.as_bytes());
        }
    }

    #[test]
    fn a_login_time_of_nonsense_does_no_harm() {
        let user = |login_time| User { user: "a".into(), domain: None, login_time };
        let mut out = TypedParams::new();
        users(&[user(1.5), user(-1.0), user(f64::INFINITY)], &mut out);
        let times: Vec<_> = out
            .into_vec()
            .into_iter()
            .filter_map(|param| match param.value {
                TypedParamValue::Ullong(time) => Some(time),
                _ => None,
            })
            .collect();
        assert_eq!(times, [1500, 0, u64::MAX]);
    }
}
