//! The bandwidth of a guest's network interfaces: kilobytes a second, bursts in kilobytes. What goes
//! to the guest is shaped as it leaves the host's end, what comes from it is dropped there when it
//! is too much; both by the kernel's traffic control, told by `tc`.

use vireo_api::consts::*;
use vireo_api::{Error, ErrorCode, ErrorDomain, Result};
use vireo_host::process::tool::{self, ToolError};
use vireo_model::domain::Domain;
use vireo_model::domain::devices::Interface;
use vireo_model::link::{Bandwidth, BandwidthRate};
use vireo_proto::TypedParams;
use vireo_proto::remote::TypedParam;

use super::params::{self, Kind};
use crate::error::{operation_unsupported, system};
use crate::process::transition::Run;
use crate::stats::net;

/// A direction, as the guest sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    In,
    Out,
}

/// One parameter.
struct Parameter {
    name: &'static str,
    way: Way,
    get: fn(&BandwidthRate) -> Option<u64>,
    set: fn(&mut BandwidthRate, Option<u64>),
}

macro_rules! parameters {
    ($($name:ident, $way:ident, $field:ident;)*) => {
        /// All parameters in the reference's order.
        const PARAMETERS: &[Parameter] = &[$(Parameter {
            name: $name,
            way: Way::$way,
            get: |rate| rate.$field,
            set: |rate, value| rate.$field = value,
        }),*];
    };
}

parameters! {
    DOMAIN_BANDWIDTH_IN_AVERAGE, In, average;
    DOMAIN_BANDWIDTH_IN_PEAK, In, peak;
    DOMAIN_BANDWIDTH_IN_BURST, In, burst;
    DOMAIN_BANDWIDTH_IN_FLOOR, In, floor;
    DOMAIN_BANDWIDTH_OUT_AVERAGE, Out, average;
    DOMAIN_BANDWIDTH_OUT_PEAK, Out, peak;
    DOMAIN_BANDWIDTH_OUT_BURST, Out, burst;
}

fn of(limits: &Bandwidth, way: Way) -> Option<&BandwidthRate> {
    match way {
        Way::In => limits.inbound.as_ref(),
        Way::Out => limits.outbound.as_ref(),
    }
}

/// The parameters of an interface, for a caller with room for so many. Who has no room asks for their
/// number; it is the same for every interface, so that none is looked for.
///
/// # Errors
/// There is no such interface.
pub fn told(config: &Domain, device: &str, room: usize) -> Result<TypedParams> {
    let limits = match room {
        0 => None,
        _ => net::find(config, device)?.bandwidth.as_ref(),
    };
    let mut out = TypedParams::new();
    for one in PARAMETERS {
        let rate = limits.and_then(|limits| of(limits, one.way));
        let value = rate.and_then(one.get).unwrap_or(0);
        out.uint(one.name, u32::try_from(value).unwrap_or(u32::MAX));
    }
    Ok(out)
}

/// What a client wants to set: for each direction that it speaks of, all of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    inbound: Option<BandwidthRate>,
    outbound: Option<BandwidthRate>,
}

/// Reads a client's parameters.
///
/// # Errors
/// Other names or types.
pub fn read(list: &[TypedParam]) -> Result<Wanted> {
    let known: Vec<_> = PARAMETERS.iter().map(|one| (one.name, Kind::Uint)).collect();
    params::check(list, &known)?;
    let mut wanted = Wanted::default();
    for param in list {
        let Some(one) = PARAMETERS.iter().find(|one| param.field == *one.name) else { continue };
        let way = match one.way {
            Way::In => &mut wanted.inbound,
            Way::Out => &mut wanted.outbound,
        };
        let rate = way.get_or_insert_with(BandwidthRate::default);
        // A zero stays: it says that the limit is taken away.
        (one.set)(rate, params::unsigned(&param.value));
    }
    Ok(wanted)
}

/// The limits that come of these and of those there were: a direction with neither an average nor
/// a floor has none, unless it was not spoken of, or only of its peak.
fn over(before: Option<&Bandwidth>, wanted: &Wanted) -> Option<Bandwidth> {
    let mut limits = before.cloned().unwrap_or_default();
    for (place, wanted) in
        [(&mut limits.inbound, &wanted.inbound), (&mut limits.outbound, &wanted.outbound)]
    {
        let Some(wanted) = wanted else { continue };
        let some = |value: Option<u64>| value.filter(|&value| value > 0);
        if some(wanted.average).is_some() || some(wanted.floor).is_some() {
            *place = Some(BandwidthRate {
                average: some(wanted.average),
                peak: some(wanted.peak),
                floor: some(wanted.floor),
                burst: some(wanted.burst),
            });
        } else if wanted.average.is_some() {
            *place = None;
        }
    }
    let nothing = limits.inbound.is_none() && limits.outbound.is_none();
    (!nothing).then_some(limits)
}

fn put(config: &mut Domain, device: &str, wanted: &Wanted) -> Result<()> {
    let target = net::find(config, device)?.clone();
    for interface in config.devices.interfaces.iter_mut().filter(|one| **one == target) {
        interface.bandwidth = over(target.bandwidth.as_ref(), wanted);
    }
    Ok(())
}

/// Changes a definition.
///
/// # Errors
/// It has no such interface.
pub fn define(config: &mut Domain, device: &str, wanted: &Wanted) -> Result<()> {
    put(config, device, wanted)
}

/// Changes a running guest.
///
/// # Errors
/// It has no such interface, or none that can be shaped; the kernel refuses.
pub async fn apply(run: &Run, config: &Domain, device: &str, wanted: &Wanted) -> Result<()> {
    let interface = net::find(config, device)?;
    let limits = over(interface.bandwidth.as_ref(), wanted);
    if wanted.inbound.as_ref().is_some_and(|rate| rate.floor.is_some_and(|floor| floor > 0)) {
        let mac = interface.mac.as_ref().map(|mac| mac.address.to_string()).unwrap_or_default();
        return Err(operation_unsupported(format!(
            "Invalid use of 'floor' on interface with MAC address {mac} - 'floor' is only \
             supported for interface type 'network' with forward type 'nat', 'route', 'open' or \
             none"
        )));
    }
    if limits != interface.bandwidth {
        shape(host_end(interface)?, limits.as_ref()).await?;
    }
    run.amend(|config| {
        // Found above.
        let _ = put(config, device, wanted);
    })
    .await;
    Ok(())
}

fn host_end(interface: &Interface) -> Result<&str> {
    let target = interface.target.as_ref().and_then(|target| target.dev.as_deref());
    target.ok_or_else(|| operation_unsupported("interface has no device on the host to be shaped"))
}

/// Shapes the interfaces of a guest that starts.
///
/// # Errors
/// The kernel refuses.
pub async fn at_start(config: &Domain) -> Result<()> {
    for interface in &config.devices.interfaces {
        if let Some(limits) = &interface.bandwidth {
            shape(host_end(interface)?, Some(limits)).await?;
        }
    }
    Ok(())
}

/// Makes the kernel shape the host's end of an interface as told, or not at all.
async fn shape(dev: &str, limits: Option<&Bandwidth>) -> Result<()> {
    // What is not there can't be removed, and need not.
    let _ = tc(&["qdisc", "del", "dev", dev, "root"]).await;
    let _ = tc(&["qdisc", "del", "dev", dev, "ingress"]).await;
    for words in limits.map(|limits| orders(dev, limits)).unwrap_or_default() {
        tc(&words.iter().map(String::as_str).collect::<Vec<_>>()).await?;
    }
    Ok(())
}

/// The words of `tc` for each step.
fn orders(dev: &str, limits: &Bandwidth) -> Vec<Vec<String>> {
    let words = |text: String| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
    let mut out = Vec::new();
    if let Some((rate, average)) =
        limits.inbound.as_ref().and_then(|rate| Some((rate, rate.average?)))
    {
        out.push(words(format!("qdisc add dev {dev} root handle 1: htb default 1")));
        let mut class = format!("class add dev {dev} parent 1: classid 1:1 htb rate {average}kbps");
        if let Some(peak) = rate.peak {
            class.push_str(&format!(" ceil {peak}kbps"));
        }
        if let Some(burst) = rate.burst {
            class.push_str(&format!(" burst {burst}kb"));
        }
        out.push(words(class));
    }
    if let Some((rate, average)) =
        limits.outbound.as_ref().and_then(|rate| Some((rate, rate.average?)))
    {
        let burst = rate.burst.unwrap_or(average);
        out.push(words(format!("qdisc add dev {dev} ingress")));
        out.push(words(format!(
            "filter add dev {dev} parent ffff: protocol all u32 match u32 0 0 police rate \
             {average}kbps burst {burst}kb mtu 64kb drop flowid :1"
        )));
    }
    out
}

async fn tc(words: &[&str]) -> Result<()> {
    tool::run("tc", words, "").await.map_err(|cause| match cause {
        ToolError::Io(error) => system("Cannot execute binary tc", &error),
        cause => {
            let text = format!("Child process (tc {}) {cause}", words.join(" "));
            Error::new(ErrorCode::InternalError, ErrorDomain::None, text)
        }
    })
}

#[cfg(test)]
mod tests {
    use vireo_proto::remote::TypedParamValue;

    use super::*;

    fn wanted(values: &[(&str, u32)]) -> Wanted {
        let one = |(field, value): &(&str, u32)| TypedParam {
            field: (*field).into(),
            value: TypedParamValue::Uint(*value),
        };
        read(&values.iter().map(one).collect::<Vec<_>>()).expect("good")
    }

    #[test]
    fn a_direction_is_set_as_a_whole() {
        let first = over(None, &wanted(&[("inbound.average", 10), ("inbound.peak", 20)]));
        let second = over(first.as_ref(), &wanted(&[("inbound.average", 5)])).expect("limits");
        let rate = second.inbound.as_ref().expect("set");
        assert_eq!((rate.average, rate.peak), (Some(5), None));
        let same = over(Some(&second), &wanted(&[("outbound.peak", 9)]));
        assert_eq!(same.as_ref(), Some(&second));
        assert_eq!(over(Some(&second), &wanted(&[("inbound.average", 0)])), None);
    }

    #[test]
    fn the_number_of_parameters_is_told_without_an_interface() {
        let config = Domain::default();
        let told_of = |room| told(&config, "nosuch", room).map(|params| params.into_vec().len());
        assert_eq!(told_of(0).ok(), Some(7));
        let error = told_of(7).expect_err("there is none");
        assert_eq!(error.detail(), Some("'nosuch' is not a known interface"));
    }

    #[test]
    fn the_kernel_is_told_in_order() {
        let limits = over(
            None,
            &wanted(&[("inbound.average", 10), ("inbound.burst", 30), ("outbound.average", 7)]),
        );
        let orders = orders("vnet0", &limits.expect("limits"));
        let lines: Vec<String> = orders.iter().map(|words| words.join(" ")).collect();
        assert_eq!(
            lines,
            [
                "qdisc add dev vnet0 root handle 1: htb default 1",
                "class add dev vnet0 parent 1: classid 1:1 htb rate 10kbps burst 30kb",
                "qdisc add dev vnet0 ingress",
                "filter add dev vnet0 parent ffff: protocol all u32 match u32 0 0 police rate \
                 7kbps burst 7kb mtu 64kb drop flowid :1",
            ]
        );
    }
}
