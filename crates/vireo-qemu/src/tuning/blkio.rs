//! Shares and limits of the host's block I/O. One row a parameter of a host device.

use vireo_api::consts::*;
use vireo_api::{Error, ErrorCode, ErrorDomain, Result};
use vireo_host::cgroup::{Controller, DeviceLimit};
use vireo_model::domain::Domain;
use vireo_model::domain::tune::{BlkioDevice, BlkioTune};
use vireo_model::scalar::{Wrapped32, Wrapped64};
use vireo_proto::TypedParams;
use vireo_proto::remote::TypedParam;

use super::cgroup;
use super::params::{self, Kind};
use crate::error::not_valid;
use crate::process::transition::Run;

/// The kernel's weight for who asks for none.
const WEIGHT: u32 = 100;

/// One parameter of a host device.
struct Parameter {
    name: &'static str,
    limit: DeviceLimit,
    get: fn(&BlkioDevice) -> Option<u64>,
    set: fn(&mut BlkioDevice, Option<u64>),
}

fn narrow(value: Option<u64>) -> Option<u32> {
    value.map(|value| u32::try_from(value).unwrap_or(u32::MAX))
}

/// All parameters of host devices in the reference's order.
const PARAMETERS: [Parameter; 5] = [
    Parameter {
        name: DOMAIN_BLKIO_DEVICE_WEIGHT,
        limit: DeviceLimit::Weight,
        get: |device| device.weight.map(|n| u64::from(n.0)),
        set: |device, value| device.weight = narrow(value).map(Wrapped32),
    },
    Parameter {
        name: DOMAIN_BLKIO_DEVICE_READ_IOPS,
        limit: DeviceLimit::ReadIops,
        get: |device| device.read_iops_sec.map(|n| u64::from(n.0)),
        set: |device, value| device.read_iops_sec = narrow(value).map(Wrapped32),
    },
    Parameter {
        name: DOMAIN_BLKIO_DEVICE_WRITE_IOPS,
        limit: DeviceLimit::WriteIops,
        get: |device| device.write_iops_sec.map(|n| u64::from(n.0)),
        set: |device, value| device.write_iops_sec = narrow(value).map(Wrapped32),
    },
    Parameter {
        name: DOMAIN_BLKIO_DEVICE_READ_BPS,
        limit: DeviceLimit::ReadBytes,
        get: |device| device.read_bytes_sec.map(|n| n.0),
        set: |device, value| device.read_bytes_sec = value.map(Wrapped64),
    },
    Parameter {
        name: DOMAIN_BLKIO_DEVICE_WRITE_BPS,
        limit: DeviceLimit::WriteBytes,
        get: |device| device.write_bytes_sec.map(|n| n.0),
        set: |device, value| device.write_bytes_sec = value.map(Wrapped64),
    },
];

/// The parameters of a definition; of a running one when `live`.
#[must_use]
pub fn params(config: &Domain, live: bool) -> TypedParams {
    let none = BlkioTune::default();
    let tune = config.blkiotune.as_ref().unwrap_or(&none);
    let mut out = TypedParams::new();
    out.uint(DOMAIN_BLKIO_WEIGHT, tune.weight.unwrap_or(if live { WEIGHT } else { 0 }));
    for one in &PARAMETERS {
        let known = tune.devices.iter().filter_map(|device| Some((device, (one.get)(device)?)));
        let words: Vec<_> =
            known.map(|(device, value)| format!("{},{value}", device.path)).collect();
        out.string(one.name, &words.join(","));
    }
    out
}

/// What a client wants to set.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    weight: Option<u32>,
    /// Places in the table, paths, values.
    devices: Vec<(usize, String, u64)>,
}

/// Reads a client's parameters.
///
/// # Errors
/// Other names or types; a list of devices that is none.
pub fn read(list: &[TypedParam]) -> Result<Wanted> {
    let mut known = vec![(DOMAIN_BLKIO_WEIGHT, Kind::Uint)];
    known.extend(PARAMETERS.iter().map(|one| (one.name, Kind::String)));
    params::check(list, &known)?;
    let mut wanted = Wanted::default();
    for param in list {
        let Some(place) = PARAMETERS.iter().position(|one| param.field == *one.name) else {
            wanted.weight =
                params::unsigned(&param.value).and_then(|weight| u32::try_from(weight).ok());
            continue;
        };
        let text = params::text(&param.value)?.unwrap_or_default();
        let devices = devices(PARAMETERS[place].name, text)?;
        wanted.devices.extend(devices.into_iter().map(|(path, value)| (place, path, value)));
    }
    Ok(wanted)
}

/// A list `path,value,path,value`.
fn devices(name: &str, text: &str) -> Result<Vec<(String, u64)>> {
    let invalid = |text| Error::new(ErrorCode::InvalidArg, ErrorDomain::Domain, text);
    if text.is_empty() {
        return Ok(Vec::new());
    }
    let words: Vec<&str> = text.split(',').collect();
    if words.len() % 2 == 1 || words.iter().any(|word| word.is_empty()) {
        return Err(invalid(format!("unable to parse blkio device '{name}' '{text}'")));
    }
    let pair = |pair: &[&str]| {
        let (path, value) = (pair[0], pair[1]);
        let number = value.parse().map_err(|_| {
            invalid(format!("invalid value '{value}' for parameter '{name}' of device '{path}'"))
        })?;
        Ok((path.to_owned(), number))
    };
    words.chunks_exact(2).map(pair).collect()
}

fn put(tune: &mut BlkioTune, place: usize, path: &str, value: u64) {
    if !tune.devices.iter().any(|device| device.path == path) {
        tune.devices.push(BlkioDevice { path: path.to_owned(), ..BlkioDevice::default() });
    }
    for device in tune.devices.iter_mut().filter(|device| device.path == path) {
        (PARAMETERS[place].set)(device, (value > 0).then_some(value));
    }
    tune.devices.retain(|device| PARAMETERS.iter().any(|one| (one.get)(device).is_some()));
}

/// Changes a definition.
pub fn define(config: &mut Domain, wanted: &Wanted) {
    let mut tune = config.blkiotune.take().unwrap_or_default();
    if let Some(weight) = wanted.weight {
        tune.weight = (weight > 0).then_some(weight);
    }
    for (place, path, value) in &wanted.devices {
        put(&mut tune, *place, path, *value);
    }
    config.blkiotune = (tune != BlkioTune::default()).then_some(tune);
}

/// Changes a running guest.
///
/// # Errors
/// The host has no controller of block I/O; a path is no device's; the kernel refuses. What was
/// changed before that stays.
pub async fn apply(run: &Run, wanted: &Wanted) -> Result<()> {
    if !run.core.cgroups.has(Controller::Blkio) {
        return Err(not_valid("blkio cgroup isn't mounted"));
    }
    let group = cgroup::of(run).await?;
    if let Some(weight) = wanted.weight {
        group.set_weight(weight).map_err(cgroup::told)?;
        let only = Wanted { weight: Some(weight), devices: Vec::new() };
        run.amend(|config| define(config, &only)).await;
    }
    for one in &wanted.devices {
        let (place, path, value) = one;
        group.set_device(PARAMETERS[*place].limit, path, *value).map_err(cgroup::told)?;
        let only = Wanted { weight: None, devices: vec![one.clone()] };
        run.amend(|config| define(config, &only)).await;
    }
    Ok(())
}

/// The limits of a definition's host devices.
pub fn limits(tune: &BlkioTune) -> impl Iterator<Item = (DeviceLimit, &str, u64)> {
    tune.devices.iter().flat_map(|device| {
        let of = |one: &Parameter| Some((one.limit, device.path.as_str(), (one.get)(device)?));
        PARAMETERS.iter().filter_map(of)
    })
}

#[cfg(test)]
mod tests {
    use vireo_proto::remote::TypedParamValue;

    use super::*;

    fn wanted(field: &str, text: &str) -> Result<Wanted> {
        let value = TypedParamValue::String(text.into());
        read(&[TypedParam { field: field.into(), value }])
    }

    #[test]
    fn devices_are_listed_in_pairs() {
        let refused =
            |text: &str| wanted("device_read_iops_sec", text).expect_err("bad").to_string();
        let text = refused("/dev/vda");
        assert!(text.contains("unable to parse blkio device 'device_read_iops_sec' '/dev/vda'"));
        assert!(refused("/dev/vda,5,").contains("unable to parse blkio device"));
        let text = refused("/dev/vda,x");
        assert!(text.contains(
            "invalid value 'x' for parameter 'device_read_iops_sec' of device '/dev/vda'"
        ));
        assert_eq!(wanted("device_weight", "").expect("nothing"), Wanted::default());
    }

    #[test]
    fn zero_takes_a_limit_away() {
        let mut config = Domain::default();
        define(&mut config, &wanted("device_weight", "/a,5,/b,6").expect("good"));
        define(&mut config, &wanted("device_read_bytes_sec", "/a,7").expect("good"));
        let told = params(&config, true).into_vec();
        assert_eq!(told[0].value, TypedParamValue::Uint(WEIGHT));
        assert_eq!(told[1].value, TypedParamValue::String("/a,5,/b,6".into()));
        define(&mut config, &wanted("device_weight", "/b,0,/a,0").expect("good"));
        let devices = &config.blkiotune.as_ref().expect("one left").devices;
        assert_eq!((devices.len(), devices[0].read_bytes_sec), (1, Some(Wrapped64(7))));
    }
}
