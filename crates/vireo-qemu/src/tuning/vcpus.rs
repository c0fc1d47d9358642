//! How many virtual CPUs a guest has, and which: of a definition, and plugged in and out while it
//! runs.

use std::time::Duration;

use serde_json::Value;
use vireo_api::Result;
use vireo_model::domain::Domain;
use vireo_model::domain::cpu::CpuTopology;
use vireo_model::domain::cputune::{Vcpu, VcpuState};
use vireo_model::scalar::NumberSet;
use vireo_qmp::Call;
use vireo_qmp::command::{QueryCpusFast, QueryHotpluggableCpus};
use vireo_qmp::types::HotpluggableCpu;

use super::cgroup::{self, Threads};
use super::pin::{self, Whom};
use super::scheduler;
use crate::error::{failed, invalid_arg, operation_unsupported, unsupported};
use crate::live::{Live, Summary};
use crate::process::learn;
use crate::process::transition::Run;

/// How long a guest may take to let go of a CPU.
const PATIENCE: Duration = Duration::from_secs(5);
/// How often it is looked whether QEMU told that it did.
const PAUSE: Duration = Duration::from_millis(20);

/// The CPUs of a definition, one by one.
fn states(config: &Domain) -> Vec<VcpuState> {
    if !config.vcpus.is_empty() {
        return config.vcpus.clone();
    }
    let Summary { vcpus, max_vcpus, .. } = Summary::of(config);
    let one = |id| VcpuState { id, enabled: id < vcpus, ..VcpuState::default() };
    (0..max_vcpus).map(one).collect()
}

/// Puts CPUs into a definition: one by one, or just their number.
fn put(config: &mut Domain, states: Vec<VcpuState>, one_by_one: bool) {
    let vcpu = config.vcpu.get_or_insert_with(|| Vcpu { max: 1, ..Vcpu::default() });
    let there = u32::try_from(states.iter().filter(|one| one.enabled).count()).unwrap_or(u32::MAX);
    vcpu.current = (there < vcpu.max).then_some(there);
    config.vcpus = if one_by_one { states } else { Vec::new() };
}

fn too_many(count: u32, which: &str, most: u32) -> vireo_api::Error {
    invalid_arg(format!(
        "requested vcpus is greater than max allowable vcpus for the {which} domain: {count} > {most}"
    ))
}

/// How many CPUs a topology has.
fn cpus_of(topology: &CpuTopology) -> u64 {
    let parts =
        [topology.sockets, topology.dies, topology.clusters, topology.cores, topology.threads];
    parts.iter().map(|&part| u64::from(part).max(1)).product()
}

/// Changes the greatest number in a definition.
///
/// # Errors
/// The topology or the nodes of the guest say another.
pub fn define_most(config: &mut Domain, most: u32) -> Result<()> {
    let topology = config.cpu.as_ref().and_then(|cpu| cpu.topology.as_ref());
    if topology.is_some_and(|topology| cpus_of(topology) != u64::from(most)) {
        return Err(invalid_arg("CPU topology doesn't match the desired vcpu count"));
    }
    let there = Summary::of(config).vcpus;
    let vcpu = config.vcpu.get_or_insert_with(|| Vcpu { max: 1, ..Vcpu::default() });
    vcpu.max = most;
    vcpu.current = (there < most).then_some(there);
    config.vcpus = Vec::new();
    Ok(())
}

/// Changes the number in a definition; CPUs that come are to be hot-pluggable where `hotpluggable`.
///
/// # Errors
/// More than there may be.
pub fn define(config: &mut Domain, count: u32, hotpluggable: bool) -> Result<()> {
    let most = Summary::of(config).max_vcpus;
    if count > most {
        return Err(too_many(count, "persistent", most));
    }
    let mut one_by_one = !config.vcpus.is_empty();
    let mut states = states(config);
    let mut there = states.iter().filter(|one| one.enabled).count();
    let wanted = count as usize;
    for one in &mut states {
        one.order = None;
        if there < wanted && !one.enabled {
            one.enabled = true;
            one.hotpluggable = hotpluggable.then_some(true);
            one_by_one |= hotpluggable;
            there += 1;
        }
    }
    for one in states.iter_mut().rev() {
        if there > wanted && one.enabled {
            one.enabled = false;
            one.hotpluggable = None;
            there -= 1;
        }
    }
    if one_by_one {
        settle(&mut states, false);
    }
    put(config, states, one_by_one);
    Ok(())
}

/// Says of CPUs that stand one by one whether they can be unplugged.
fn settle(states: &mut [VcpuState], those_off: bool) {
    for one in states {
        let known = if one.enabled { Some(false) } else { those_off.then_some(true) };
        one.hotpluggable = one.hotpluggable.or(known);
    }
}

/// Switches single CPUs of a definition.
///
/// # Errors
/// One is not there, or is the first, which always is.
pub fn define_single(config: &mut Domain, which: &NumberSet, on: bool) -> Result<()> {
    let most = Summary::of(config).max_vcpus;
    if let Some(number) = which.iter().find(|&number| number >= most) {
        let text = format!("vcpu {number} is not present in persistent config");
        return Err(invalid_arg(text));
    }
    if which.contains(0) {
        return Err(invalid_arg("vCPU '0' can't be modified"));
    }
    let mut states = states(config);
    settle(&mut states, true);
    for one in states.iter_mut() {
        one.order = None;
        if which.contains(one.id) {
            one.enabled = on;
            one.hotpluggable = Some(true);
        }
    }
    put(config, states, true);
    Ok(())
}

/// A place for CPUs in a running guest: the number of its first, and what QEMU tells of it.
#[derive(Debug)]
struct Slot {
    first: u32,
    told: HotpluggableCpu,
}

impl Slot {
    fn is_plugged(&self) -> bool {
        self.told.qom_path.is_some()
    }

    /// The id of a CPU that can be unplugged.
    fn alias(&self) -> Option<&str> {
        self.told.qom_path.as_deref()?.strip_prefix("/machine/peripheral/")
    }

    fn numbers(&self) -> std::ops::Range<u32> {
        self.first..self.first + self.told.vcpus_count
    }
}

/// Parts of a place, from the greatest to the least.
const PARTS: [&str; 7] =
    ["drawer-id", "book-id", "socket-id", "die-id", "module-id", "core-id", "thread-id"];

/// The places in the order of their CPUs' numbers.
async fn slots(live: &Live) -> Result<Vec<Slot>> {
    let mut told = live.run(&QueryHotpluggableCpus).await?;
    let place = |cpu: &HotpluggableCpu| {
        PARTS.map(|part| cpu.props.get(part).and_then(Value::as_u64).unwrap_or(0))
    };
    told.sort_by_key(place);
    let mut first = 0;
    let slots = told.into_iter().map(|told| {
        let slot = Slot { first, told };
        first = slot.numbers().end;
        slot
    });
    Ok(slots.collect())
}

/// Plugs CPUs in or out until a running guest has that many.
///
/// # Errors
/// More than it may have; none that could be unplugged; QEMU or the guest refuses.
pub async fn apply(run: &Run, config: &Domain, count: u32) -> Result<()> {
    let Summary { vcpus, max_vcpus, .. } = Summary::of(config);
    if count > max_vcpus {
        return Err(too_many(count, "live", max_vcpus));
    }
    let slots = slots(&run.live).await?;
    let mut there = vcpus;
    let mut chosen: Vec<&Slot> = Vec::new();
    let plug = count > there;
    let fits = |slot: &&Slot| if plug { !slot.is_plugged() } else { slot.alias().is_some() };
    let places: Box<dyn Iterator<Item = &Slot> + Send> =
        if plug { Box::new(slots.iter()) } else { Box::new(slots.iter().rev()) };
    for slot in places.filter(fits) {
        let size = slot.told.vcpus_count;
        let next = if plug { there + size } else { there.saturating_sub(size) };
        if there == count {
            break;
        }
        if (plug && next > count) || (!plug && next < count) {
            let text = "target vm vcpu granularity does not allow the desired vcpu count";
            return Err(invalid_arg(text));
        }
        chosen.push(slot);
        there = next;
    }
    if there != count {
        return Err(unsupported(
            "failed to find appropriate hotpluggable vcpus to reach the desired target vcpu count",
        ));
    }
    for slot in chosen {
        switch(run, slot, plug).await?;
    }
    Ok(())
}

/// Plugs single CPUs in or out.
///
/// # Errors
/// One is not there, stands so already, or cannot be unplugged; QEMU or the guest refuses.
pub async fn apply_single(run: &Run, config: &Domain, which: &NumberSet, on: bool) -> Result<()> {
    let most = Summary::of(config).max_vcpus;
    if let Some(number) = which.iter().find(|&number| number >= most) {
        return Err(invalid_arg(format!("vcpu {number} is not present in live config")));
    }
    let slots = slots(&run.live).await?;
    let chosen: Vec<&Slot> =
        slots.iter().filter(|slot| slot.numbers().any(|number| which.contains(number))).collect();
    for number in which.iter() {
        let Some(slot) = chosen.iter().find(|slot| slot.numbers().contains(&number)) else {
            continue;
        };
        if slot.is_plugged() == on {
            let text = format!("vcpu '{number}' is already in requested state");
            return Err(invalid_arg(text));
        }
        if !on && slot.alias().is_none() {
            return Err(operation_unsupported(format!("vcpu '{number}' can't be unplugged")));
        }
    }
    let [slot] = chosen[..] else {
        return Err(invalid_arg("only one hotpluggable entity can be selected"));
    };
    switch(run, slot, on).await
}

async fn switch(run: &Run, slot: &Slot, plug: bool) -> Result<()> {
    if plug { plug_in(run, slot).await } else { plug_out(run, slot).await }
}

async fn plug_in(run: &Run, slot: &Slot) -> Result<()> {
    add(&run.live, slot).await?;
    run.amend(|config| note(config, slot, true)).await;
    let config = run.guest.peek(|view| view.live_config.clone());
    let Some(config) = config else { return Ok(()) };
    for number in slot.numbers() {
        pin::one(&run.live, &config, Whom::Vcpu(number))?;
    }
    let limits = config.cputune.as_ref().map(|tune| scheduler::limits(tune).collect::<Vec<_>>());
    let mut limits = limits.unwrap_or_default().into_iter();
    match (run.live.cgroup(), limits.find(|(threads, _)| *threads == Threads::Vcpus)) {
        (Some(group), Some((threads, limit))) => cgroup::limit(&group, run, threads, limit),
        _ => Ok(()),
    }
}

async fn add(live: &Live, slot: &Slot) -> Result<()> {
    let alias = format!("vcpu{}", slot.first);
    let mut own = slot.told.props.clone();
    own.insert("driver".to_owned(), slot.told.kind.as_str().into());
    own.insert("id".to_owned(), alias.as_str().into());
    live.call(Call::new("device_add").arguments(&Value::Object(own))).await?;
    let told = live.run(&QueryCpusFast).await?;
    live.learn(|facts| {
        facts.vcpus = learn::vcpu_threads(&told);
        if !facts.devices.contains(&alias) {
            facts.devices.push(alias.clone());
        }
    });
    Ok(())
}

/// Plugs the CPUs in that a guest is to start with and that can be unplugged later: QEMU has none
/// of them by itself.
///
/// # Errors
/// QEMU refuses.
pub async fn at_start(live: &Live, config: &Domain) -> Result<()> {
    let mut later: Vec<&VcpuState> =
        config.vcpus.iter().filter(|one| one.enabled && one.hotpluggable == Some(true)).collect();
    if later.is_empty() {
        return Ok(());
    }
    later.sort_by_key(|one| one.order.unwrap_or(u32::MAX));
    let slots = slots(live).await?;
    for one in later {
        let slot = slots.iter().find(|slot| slot.first == one.id && !slot.is_plugged());
        if let Some(slot) = slot {
            add(live, slot).await?;
        }
    }
    Ok(())
}

/// Notes in which order a new guest got the CPUs that it has, when its definition lists them one
/// by one: those that stay, then those that were plugged in.
pub fn note_order(config: &mut Domain) {
    let mut there: Vec<&mut VcpuState> =
        config.vcpus.iter_mut().filter(|one| one.enabled).collect();
    there.sort_by_key(|one| match one.hotpluggable == Some(true) {
        false => (0, one.id),
        true => (one.order.unwrap_or(u32::MAX), one.id),
    });
    for (place, one) in (1..).zip(there) {
        one.order = Some(place);
    }
}

async fn plug_out(run: &Run, slot: &Slot) -> Result<()> {
    let Some(alias) = slot.alias() else { return Ok(()) };
    run.live.call(Call::new("device_del").arguments(&serde_json::json!({ "id": alias }))).await?;
    let deadline = tokio::time::Instant::now() + PATIENCE;
    while run.live.facts.load().devices.iter().any(|device| device == alias) {
        if tokio::time::Instant::now() >= deadline {
            return Err(failed(
                "vcpu unplug request timed out. Unplug result must be manually inspected in the domain",
            ));
        }
        tokio::time::sleep(PAUSE).await;
    }
    run.amend(|config| note(config, slot, false)).await;
    Ok(())
}

/// Notes CPUs that came or went in the running definition.
fn note(config: &mut Domain, slot: &Slot, on: bool) {
    let mut states = states(config);
    settle(&mut states, true);
    let mut order = 0;
    for one in states.iter_mut().filter(|one| one.enabled) {
        order += 1;
        one.order = one.order.or(Some(order));
    }
    let last = states.iter().filter_map(|one| one.order).max().unwrap_or(0);
    for number in slot.numbers() {
        let Some(one) = states.iter_mut().find(|one| one.id == number) else { continue };
        let was = one.order;
        one.enabled = on;
        one.hotpluggable = Some(true);
        one.order = on.then_some(last + 1);
        if let Some(was) = was.filter(|_| !on) {
            // Those that came later move up.
            for later in states.iter_mut().filter_map(|one| one.order.as_mut()) {
                *later -= u32::from(*later > was);
            }
        }
    }
    put(config, states, true);
}

/// QEMU told that a CPU is gone.
pub fn gone(run: &Run, alias: &str) {
    let Some(number) = alias.strip_prefix("vcpu").and_then(|number| number.parse().ok()) else {
        return;
    };
    run.live.learn(|facts| pin::forget_vcpu(facts, number));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn domain(count: &str) -> Domain {
        let text = format!(
            "<domain type='qemu'><name>x</name><memory>1</memory>{count}<os><type>hvm</type></os></domain>"
        );
        Domain::parse(&text, vireo_xml::Mode::default()).expect("a definition")
    }

    fn shown(config: &Domain) -> Vec<(bool, Option<bool>, Option<u32>)> {
        config.vcpus.iter().map(|one| (one.enabled, one.hotpluggable, one.order)).collect()
    }

    #[test]
    fn a_number_is_within_the_greatest() {
        let mut config = domain("<vcpu current='2'>4</vcpu>");
        define(&mut config, 3, false).expect("fewer");
        assert_eq!((Summary::of(&config).vcpus, config.vcpus.len()), (3, 0));
        let told = define(&mut config, 5, false).expect_err("more").to_string();
        assert!(told.contains("for the persistent domain: 5 > 4"), "{told}");
        define_most(&mut config, 2).expect("no topology");
        assert_eq!((Summary::of(&config).vcpus, Summary::of(&config).max_vcpus), (2, 2));
    }

    #[test]
    fn cpus_that_come_may_be_hot_pluggable() {
        let mut config = domain("<vcpu current='1'>3</vcpu>");
        define(&mut config, 2, true).expect("fewer");
        assert_eq!(
            shown(&config),
            [(true, Some(false), None), (true, Some(true), None), (false, None, None)]
        );
    }

    #[test]
    fn single_cpus_are_switched() {
        let mut config = domain("<vcpu current='2'>4</vcpu>");
        let which = "3".parse().expect("a set");
        define_single(&mut config, &which, true).expect("there");
        let (no, yes) = (Some(false), Some(true));
        let expected = [(true, no, None), (true, no, None), (false, yes, None), (true, yes, None)];
        assert_eq!(shown(&config), expected);
        assert_eq!(Summary::of(&config).vcpus, 3);
        assert!(define_single(&mut config, &"0".parse().expect("a set"), false).is_err());
        assert!(define_single(&mut config, &"4".parse().expect("a set"), true).is_err());
    }

    #[test]
    fn plugged_cpus_are_numbered_as_they_came() {
        let mut config = domain("<vcpu current='1'>3</vcpu>");
        let slot = |first| Slot {
            first,
            told: HotpluggableCpu {
                kind: String::new(),
                vcpus_count: 1,
                qom_path: None,
                props: Default::default(),
            },
        };
        note(&mut config, &slot(2), true);
        note(&mut config, &slot(1), true);
        let orders: Vec<_> = config.vcpus.iter().map(|one| one.order).collect();
        assert_eq!(orders, [Some(1), Some(3), Some(2)]);
        note(&mut config, &slot(2), false);
        let orders: Vec<_> = config.vcpus.iter().map(|one| one.order).collect();
        assert_eq!(orders, [Some(1), Some(2), None]);
    }

    #[test]
    fn a_new_guest_knows_in_which_order_its_cpus_came() {
        let mut config = domain(
            "<vcpu current='3'>4</vcpu><vcpus><vcpu id='0' enabled='yes' hotpluggable='no'/>\
             <vcpu id='1' enabled='no' hotpluggable='yes'/>\
             <vcpu id='2' enabled='yes' hotpluggable='yes' order='3'/>\
             <vcpu id='3' enabled='yes' hotpluggable='yes' order='2'/></vcpus>",
        );
        note_order(&mut config);
        let orders: Vec<_> = config.vcpus.iter().map(|one| one.order).collect();
        assert_eq!(orders, [Some(1), None, Some(3), Some(2)]);
    }
}
