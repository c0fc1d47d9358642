//! What has to be known of a QEMU that just began to run, asked in one go: commands are written
//! behind one another and answered in order, so that all of them cost one exchange.

use std::sync::Arc;

use vireo_api::Result;
use vireo_model::domain::Domain;
use vireo_model::domain::lifecycle::LifecycleAction;
use vireo_qmp::command::{
    Balloon, QomGet, QomList, QomSet, QueryBalloon, QueryChardev, QueryCpusFast, QueryIothreads,
    QueryMemoryDevices, SetAction, SetLink,
};
use vireo_qmp::types::{
    BalloonInfo, ChardevInfo, CpuInfoFast, IothreadInfo, MemoryDeviceInfo, ObjectProperty,
};
use vireo_qmp::{Call, Pending, QmpError};

use crate::cpu::answer;
use crate::devices;
use crate::error::{monitor, not_running};
use crate::live::{Facts, Live};
use crate::process::transition::Run;

/// Where QEMU lists the devices that have ids.
const PERIPHERAL: &str = "/machine/peripheral";

/// The questions of a start and of a reconnect, sent.
struct Asked {
    chardevs: Pending,
    cpus: Pending,
    iothreads: Option<Pending>,
    devices: Pending,
    balloon: Option<Pending>,
    memories: Option<Pending>,
    orders: Vec<Pending>,
}

/// Asks for all that has to be known of a new guest and tells QEMU what no option says.
///
/// # Errors
/// QEMU refuses or is gone.
pub async fn at_start(live: &Live, domain: &mut Domain) -> Result<()> {
    let mut asked = ask(live, domain, orders(domain)).map_err(monitor)?;
    let words = match crate::cpu::is_x86(domain) && domain.cpu.is_some() {
        true => Some(live.monitor.submit(words()).map_err(monitor)?),
        false => None,
    };
    for order in std::mem::take(&mut asked.orders) {
        order.answer().await.map_err(monitor)?;
    }
    take(live, domain, asked, true).await?;
    match words {
        Some(pending) => learn_cpu(live, domain, pending).await,
        None => Ok(()),
    }
}

fn words() -> Call {
    (&QomGet { path: answer::FIRST, property: answer::WORDS }).into()
}

/// Notes the CPU that the guest has in the end. A QEMU that does not tell has what was asked for.
async fn learn_cpu(live: &Live, domain: &mut Domain, pending: Pending) -> Result<()> {
    let Ok(words) = parse::<Vec<answer::Word>>(pending).await else { return Ok(()) };
    let Some(asked) = &domain.cpu else { return Ok(()) };
    let Some(had) = answer::answered(asked, &words)? else { return Ok(()) };
    if had != *asked {
        let text = crate::cpu::element(asked);
        live.learn(|facts| {
            facts.original_cpu.get_or_insert_with(|| text.clone());
        });
    }
    domain.cpu = Some(had);
    Ok(())
}

/// Asks for all that has to be known of a guest that ran on without a daemon.
///
/// # Errors
/// QEMU refuses or is gone.
pub async fn at_reconnect(live: &Live, domain: &mut Domain) -> Result<()> {
    let asked = ask(live, domain, Vec::new()).map_err(monitor)?;
    take(live, domain, asked, false).await
}

/// Asks QEMU again what may have changed with memory that came.
///
/// # Errors
/// QEMU refuses or is gone; it runs no longer.
pub async fn again(run: &Run) -> Result<()> {
    let config = run.guest.peek(|view| view.live_config.clone()).ok_or_else(not_running)?;
    let mut domain = Domain::clone(&config);
    at_reconnect(&run.live, &mut domain).await?;
    let domain = Arc::new(domain);
    run.guest.update(|view| view.live_config = Some(domain));
    Ok(())
}

fn ask(live: &Live, domain: &Domain, orders: Vec<Call>) -> Result<Asked, QmpError> {
    let submit = |call: Call| live.monitor.submit(call);
    let orders = orders.into_iter().map(submit).collect::<Result<Vec<_>, _>>()?;
    let iothreads = match crate::machine::all_iothreads(domain).is_empty() {
        true => None,
        false => Some(submit((&QueryIothreads).into())?),
    };
    let balloon = match devices::memballoon::is_there(domain) {
        true => Some(submit((&QueryBalloon).into())?),
        false => None,
    };
    let memories = match domain.devices.memories.is_empty() {
        true => None,
        false => Some(submit((&QueryMemoryDevices).into())?),
    };
    Ok(Asked {
        chardevs: submit((&QueryChardev).into())?,
        cpus: submit((&QueryCpusFast).into())?,
        iothreads,
        devices: submit((&QomList { path: PERIPHERAL }).into())?,
        balloon,
        memories,
        orders,
    })
}

async fn parse<T: serde::de::DeserializeOwned>(pending: Pending) -> Result<T> {
    pending.answer().await.map_err(monitor)?.parse().map_err(monitor)
}

/// Takes the answers; of a `new` QEMU also its terminals.
async fn take(live: &Live, domain: &mut Domain, asked: Asked, new: bool) -> Result<()> {
    let chardevs: Vec<ChardevInfo> = parse(asked.chardevs).await?;
    if new {
        devices::chardev::learn_ptys(domain, &chardevs);
    }
    devices::channel::learn_states(domain, &chardevs);
    let cpus: Vec<CpuInfoFast> = parse(asked.cpus).await?;
    let iothreads: Vec<IothreadInfo> = match asked.iothreads {
        Some(pending) => parse(pending).await?,
        None => Vec::new(),
    };
    let listed: Vec<ObjectProperty> = parse(asked.devices).await?;
    live.learn(|facts| learn_facts(facts, &cpus, &iothreads, &listed));
    if let Some(pending) = asked.balloon {
        // A guest without a balloon driver yet answers as well; one that was unplugged does not.
        if let Ok(info) = parse::<BalloonInfo>(pending).await {
            domain.current_memory = Some(info.actual / 1024);
        }
    } else {
        domain.current_memory = domain.memory;
    }
    if let Some(pending) = asked.memories {
        devices::memory::learn(domain, &parse::<Vec<MemoryDeviceInfo>>(pending).await?);
    }
    Ok(())
}

fn learn_facts(
    facts: &mut Facts,
    cpus: &[CpuInfoFast],
    iothreads: &[IothreadInfo],
    listed: &[ObjectProperty],
) {
    facts.vcpus = vcpu_threads(cpus);
    let number = |id: &str| id.strip_prefix("iothread").and_then(|n| n.parse().ok());
    let known = iothreads.iter().filter_map(|one| Some((number(&one.id)?, one.thread_id)));
    facts.iothreads = known.collect();
    facts.iothreads.sort_unstable();
    let devices = listed.iter().filter(|one| one.kind.starts_with("child<"));
    facts.devices = devices.map(|one| one.name.clone()).collect();
}

/// Threads of virtual CPUs. Without KVM all may share one; it is told for the first alone.
pub(crate) fn vcpu_threads(cpus: &[CpuInfoFast]) -> Vec<(u32, i32)> {
    let mut threads = std::collections::HashSet::new();
    let own = cpus.iter().filter(|cpu| cpu.thread_id > 0 && threads.insert(cpu.thread_id));
    let mut known: Vec<(u32, i32)> = own.map(|cpu| (cpu.cpu_index, cpu.thread_id)).collect();
    known.sort_unstable();
    known
}

/// What no option of QEMU's says.
fn orders(domain: &Domain) -> Vec<Call> {
    let mut calls = Vec::new();
    if reboot_is_shutdown(domain) {
        let action =
            SetAction { reboot: Some("shutdown"), shutdown: None, panic: None, watchdog: None };
        calls.push((&action).into());
    }
    calls.extend(devices::graphics::passwords(domain));
    calls.extend(devices::disk::throttle::orders(domain));
    for alias in devices::interface::links_down(domain) {
        calls.push((&SetLink { name: &alias, up: false }).into());
    }
    if let Some((alias, period)) = devices::memballoon::period(domain) {
        let set = QomSet {
            path: &format!("{PERIPHERAL}/{alias}"),
            property: "guest-stats-polling-interval",
            value: period.into(),
        };
        calls.push((&set).into());
    }
    let (memory, current) = (domain.memory.unwrap_or(0), domain.current_memory);
    if let Some(current) =
        current.filter(|&kib| kib < memory && devices::memballoon::is_there(domain))
    {
        calls.push((&Balloon { value: current * 1024 }).into());
    }
    calls
}

/// A reboot ends the guest: QEMU has to make a shutdown of it.
fn reboot_is_shutdown(domain: &Domain) -> bool {
    match domain.on_reboot {
        Some(LifecycleAction::Destroy) => true,
        None
        | Some(
            LifecycleAction::Restart
            | LifecycleAction::RenameRestart
            | LifecycleAction::Preserve
            | LifecycleAction::CoredumpDestroy
            | LifecycleAction::CoredumpRestart,
        ) => false,
    }
}
