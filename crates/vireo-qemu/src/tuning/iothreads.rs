//! I/O threads: more of them, fewer, and how they poll. One row a parameter.

use serde_json::json;
use vireo_api::consts::*;
use vireo_api::{Error, ErrorCode, ErrorDomain, Result};
use vireo_model::domain::Domain;
use vireo_model::domain::cputune::{IoThread, IoThreadPoll};
use vireo_proto::remote::{TypedParam, TypedParamValue};
use vireo_qmp::Call;
use vireo_qmp::command::{ObjectDel, QomSet, QueryIothreads};

use super::params::{self, Kind};
use super::pin::{self, Whom};
use crate::error::{invalid_arg, not_valid, unsupported};
use crate::machine::all_iothreads;
use crate::process::transition::Run;

fn told(text: String) -> Error {
    Error::new(ErrorCode::InvalidArg, ErrorDomain::Domain, text)
}

/// Refuses a number that no I/O thread can have.
///
/// # Errors
/// It is 0.
pub fn check(id: u32) -> Result<()> {
    match id {
        0 => Err(invalid_arg("invalid value of 0 for iothread_id")),
        _ => Ok(()),
    }
}

fn is_there(config: &Domain, id: u32) -> bool {
    all_iothreads(config).iter().any(|thread| thread.id == id)
}

fn keep(config: &mut Domain, threads: Vec<IoThread>) {
    let count = u32::try_from(threads.len()).unwrap_or(u32::MAX);
    config.iothreads = (count > 0).then_some(count);
    config.iothreadids = threads;
}

/// Adds one to a definition.
///
/// # Errors
/// There is one of that number.
pub fn add(config: &mut Domain, id: u32) -> Result<()> {
    if is_there(config, id) {
        return Err(told(format!("an IOThread is already using iothread_id '{id}'")));
    }
    let mut threads = all_iothreads(config);
    threads.push(IoThread { id, ..IoThread::default() });
    keep(config, threads);
    Ok(())
}

/// Removes one from a definition, with its pin.
///
/// # Errors
/// There is none of that number; something uses it.
pub fn remove(config: &mut Domain, id: u32) -> Result<()> {
    if !is_there(config, id) {
        return Err(told(format!("cannot find IOThread '{id}' in iothreadids list")));
    }
    check_unused(config, id)?;
    let mut threads = all_iothreads(config);
    threads.retain(|thread| thread.id != id);
    keep(config, threads);
    if let Some(tune) = &mut config.cputune {
        tune.iothreadpins.retain(|pin| pin.iothread != id);
        if *tune == Default::default() {
            config.cputune = None;
        }
    }
    Ok(())
}

fn check_unused(config: &Domain, id: u32) -> Result<()> {
    let refuse = |what: &str, name: &str| {
        let text = format!("cannot remove IOThread {id} since it is being used by {what} '{name}'");
        Err(told(text))
    };
    for disk in &config.devices.disks {
        let Some(driver) = &disk.driver else { continue };
        let mapped = driver.iothreads.iter().any(|one| one.id == id);
        if driver.iothread == Some(id) || mapped {
            return refuse("disk", &disk.target.dev);
        }
    }
    for controller in &config.devices.controllers {
        let Some(driver) = &controller.driver else { continue };
        let mapped = driver.iothreads.iter().any(|one| one.id == id);
        if driver.iothread == Some(id) || mapped {
            return refuse("controller", &controller.index.unwrap_or(0).to_string());
        }
    }
    Ok(())
}

fn object(id: u32) -> String {
    format!("iothread{id}")
}

/// Adds one to a running guest.
///
/// # Errors
/// As [`add`]; QEMU refuses.
pub async fn plug(run: &Run, config: &Domain, id: u32) -> Result<()> {
    add(&mut config.clone(), id)?;
    let own = json!({"qom-type": "iothread", "id": object(id)});
    run.live.call(Call::new("object-add").arguments(&own)).await?;
    learn(run).await?;
    pin::one(&run.live, config, Whom::IoThread(id))?;
    run.amend(|config| {
        // Tried above.
        let _ = add(config, id);
    })
    .await;
    Ok(())
}

/// Removes one from a running guest.
///
/// # Errors
/// As [`remove`]; QEMU refuses.
pub async fn unplug(run: &Run, config: &Domain, id: u32) -> Result<()> {
    remove(&mut config.clone(), id)?;
    run.live.run(&ObjectDel { id: &object(id) }).await?;
    run.live.last.changed();
    run.live.learn(|facts| facts.iothreads.retain(|(known, _)| *known != id));
    run.amend(|config| {
        // Tried above.
        let _ = remove(config, id);
    })
    .await;
    Ok(())
}

/// Asks QEMU for the threads that it has now.
async fn learn(run: &Run) -> Result<()> {
    run.live.last.changed();
    let told = run.live.run(&QueryIothreads).await?;
    let number = |id: &str| id.strip_prefix("iothread").and_then(|n| n.parse().ok());
    let mut known: Vec<(u32, i32)> =
        told.iter().filter_map(|one| Some((number(&one.id)?, one.thread_id))).collect();
    known.sort_unstable();
    run.live.learn(|facts| facts.iothreads.clone_from(&known));
    Ok(())
}

/// A parameter of an I/O thread.
struct Parameter {
    name: &'static str,
    kind: Kind,
    /// QEMU's property.
    property: &'static str,
    set: fn(&mut IoThread, i64),
}

fn poll(thread: &mut IoThread) -> &mut IoThreadPoll {
    thread.poll.get_or_insert_with(IoThreadPoll::default)
}

fn size(value: i64) -> Option<u64> {
    u64::try_from(value).ok()
}

fn count(value: i64) -> Option<u32> {
    u32::try_from(value).ok()
}

/// All parameters in the order in which QEMU takes them: a greater maximum comes before its
/// minimum.
const PARAMETERS: [Parameter; 5] = [
    Parameter {
        name: DOMAIN_IOTHREAD_POLL_MAX_NS,
        kind: Kind::Ullong,
        property: "poll-max-ns",
        set: |thread, value| poll(thread).max = size(value),
    },
    Parameter {
        name: DOMAIN_IOTHREAD_POLL_GROW,
        kind: Kind::Uint,
        property: "poll-grow",
        set: |thread, value| poll(thread).grow = size(value),
    },
    Parameter {
        name: DOMAIN_IOTHREAD_POLL_SHRINK,
        kind: Kind::Uint,
        property: "poll-shrink",
        set: |thread, value| poll(thread).shrink = size(value),
    },
    Parameter {
        name: DOMAIN_IOTHREAD_THREAD_POOL_MIN,
        kind: Kind::Int,
        property: "thread-pool-min",
        set: |thread, value| thread.thread_pool_min = count(value),
    },
    Parameter {
        name: DOMAIN_IOTHREAD_THREAD_POOL_MAX,
        kind: Kind::Int,
        property: "thread-pool-max",
        set: |thread, value| thread.thread_pool_max = count(value),
    },
];

/// What a client wants to set: places in the table and values.
pub type Wanted = Vec<(usize, i64)>;

/// Reads a client's parameters.
///
/// # Errors
/// Other names or types; a pool of fewer threads than none.
pub fn read(list: &[TypedParam]) -> Result<Wanted> {
    let mut wanted = Wanted::new();
    for param in list {
        // How polling grows and shrinks is told as either type.
        let kind = |one: &Parameter| match &param.value {
            TypedParamValue::Ullong(_) if one.kind == Kind::Uint => Kind::Ullong,
            _ => one.kind,
        };
        let known = PARAMETERS.each_ref().map(|one| (one.name, kind(one)));
        params::check(std::slice::from_ref(param), &known)?;
        let Some(place) = PARAMETERS.iter().position(|one| param.field == *one.name) else {
            continue;
        };
        let value = params::signed(&param.value).unwrap_or(i64::MAX);
        if PARAMETERS[place].kind == Kind::Int && value < -1 {
            let text =
                format!("{} ({value}) must be equal to or greater than -1", PARAMETERS[place].name);
            return Err(unsupported(text));
        }
        wanted.push((place, value));
    }
    wanted.sort_by_key(|(place, _)| *place);
    Ok(wanted)
}

/// Changes one of a definition.
///
/// # Errors
/// There is none of that number; its pool would be smaller than its minimum.
pub fn define(config: &mut Domain, id: u32, wanted: &Wanted) -> Result<()> {
    let mut threads = all_iothreads(config);
    let Some(thread) = threads.iter_mut().find(|thread| thread.id == id) else {
        return Err(invalid_arg(format!("cannot find IOThread '{id}' in iothreadids")));
    };
    for &(place, value) in wanted {
        (PARAMETERS[place].set)(thread, value);
    }
    // A definition whose smallest pool has no largest one is refused too.
    let most = thread.thread_pool_max.map_or(-1, i64::from);
    if let Some(least) = thread.thread_pool_min.filter(|least| i64::from(*least) > most) {
        let text =
            format!("thread_pool_min ({least}) can't be greater than thread_pool_max ({most})");
        return Err(not_valid(text));
    }
    config.iothreadids = threads;
    Ok(())
}

/// Changes one of a running guest.
///
/// # Errors
/// As [`define`]; QEMU refuses.
pub async fn apply(run: &Run, config: &Domain, id: u32, wanted: &Wanted) -> Result<()> {
    define(&mut config.clone(), id, wanted)?;
    let before = all_iothreads(config).into_iter().find(|thread| thread.id == id);
    let least = before.and_then(|thread| thread.thread_pool_min).unwrap_or(0);
    let mut order = wanted.clone();
    // A maximum below the present minimum waits for the new one.
    let shrinks = order.iter().any(|&(place, value)| place == 4 && value < i64::from(least));
    if !shrinks {
        order.sort_by_key(|(place, _)| if *place == 4 { 3 } else { place * 2 });
    }
    for (place, value) in order {
        let property = PARAMETERS[place].property;
        let own = QomSet { path: &object(id), property, value: value.into() };
        run.live.run(&own).await?;
    }
    run.amend(|config| {
        // Tried above.
        let _ = define(config, id, wanted);
    })
    .await;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn domain() -> Domain {
        let text = "<domain type='qemu'><name>x</name><memory>1</memory><iothreads>2</iothreads>\
            <os><type>hvm</type></os><devices><disk type='file'><driver name='qemu' iothread='2'/>\
            <source file='/a'/><target dev='vda'/></disk></devices></domain>";
        Domain::parse(text, vireo_xml::Mode::default()).expect("a definition")
    }

    #[test]
    fn threads_come_and_go() {
        let mut config = domain();
        add(&mut config, 5).expect("free");
        assert!(add(&mut config, 5).is_err());
        assert_eq!(config.iothreads, Some(3));
        remove(&mut config, 1).expect("unused");
        let ids: Vec<u32> = config.iothreadids.iter().map(|thread| thread.id).collect();
        assert_eq!(ids, [2, 5]);
        let told = remove(&mut config, 2).expect_err("used").to_string();
        assert!(told.contains("cannot remove IOThread 2 since it is being used by disk 'vda'"));
        let told = remove(&mut config, 9).expect_err("none").to_string();
        assert!(told.contains("cannot find IOThread '9' in iothreadids list"), "{told}");
    }

    #[test]
    fn pools_have_a_least_and_a_most() {
        let mut config = domain();
        let wanted = |values: &[(&str, i32)]| {
            let one = |(field, value): &(&str, i32)| TypedParam {
                field: (*field).into(),
                value: TypedParamValue::Int(*value),
            };
            read(&values.iter().map(one).collect::<Vec<_>>())
        };
        let both = wanted(&[("thread_pool_min", 2), ("thread_pool_max", 8)]).expect("good");
        define(&mut config, 1, &both).expect("there");
        let more = wanted(&[("thread_pool_min", 9)]).expect("good");
        let told = define(&mut config, 1, &more).expect_err("more").to_string();
        assert!(told.contains("thread_pool_min (9) can't be greater than thread_pool_max (8)"));
        assert!(wanted(&[("thread_pool_max", -2)]).is_err());
        assert!(define(&mut config, 3, &more).is_err());
    }
}
