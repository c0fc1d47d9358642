//! Which CPUs of the host a guest's threads run on.

use vireo_api::Result;
use vireo_host::{node, procfs};
use vireo_model::domain::Domain;
use vireo_model::domain::cputune::{CpuTune, IoThreadPin, VcpuPin};
use vireo_model::scalar::NumberSet;

use super::cgroup::emulator;
use super::params::Tunables;
use crate::error::{invalid_arg, system};
use crate::live::{Facts, Live, Summary};
use crate::machine::all_iothreads;
use crate::process::transition::Run;

/// A thread of a guest's, or several.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whom {
    /// A virtual CPU.
    Vcpu(u32),
    /// The emulator's own threads.
    Emulator,
    /// An I/O thread.
    IoThread(u32),
}

/// The CPUs of a client's map that the host has.
///
/// # Errors
/// None of them; the host does not tell.
pub fn cpus(map: &[u8], whom: Whom) -> Result<NumberSet> {
    let present = node::present_cpus().map_err(|e| system("cannot read the host's CPUs", &e))?;
    let is_set = |cpu: &usize| map.get(cpu / 8).is_some_and(|byte| byte & (1 << (cpu % 8)) != 0);
    let chosen = present.into_iter().filter(is_set).filter_map(|cpu| u32::try_from(cpu).ok());
    let set: NumberSet = chosen.collect();
    if set.ranges().is_empty() {
        return Err(invalid_arg(match whom {
            Whom::Vcpu(_) | Whom::Emulator => "Empty cpu list for pinning",
            Whom::IoThread(_) => "Empty iothread cpumap list for pinning",
        }));
    }
    Ok(set)
}

/// Pins in a definition.
///
/// # Errors
/// It has no such thread; `which` names the definition in the refusal.
pub fn define(config: &mut Domain, whom: Whom, cpus: &NumberSet, which: &str) -> Result<()> {
    match whom {
        Whom::Vcpu(number) => {
            let most = Summary::of(config).max_vcpus;
            if number >= most {
                return Err(invalid_arg(format!(
                    "vcpu {number} is out of range of {which} cpu count {most}"
                )));
            }
            let tune = config.cputune.get_or_insert_with(CpuTune::default);
            tune.vcpupins.retain(|pin| pin.vcpu != number);
            tune.vcpupins.push(VcpuPin { vcpu: number, cpuset: cpus.clone() });
            tune.vcpupins.sort_by_key(|pin| pin.vcpu);
        }
        Whom::Emulator => {
            let tune = config.cputune.get_or_insert_with(CpuTune::default);
            tune.emulatorpin = Some(cpus.clone());
        }
        Whom::IoThread(number) => {
            let threads = all_iothreads(config);
            if !threads.iter().any(|thread| thread.id == number) {
                let word = if which == "live" { "iothread" } else { "iothreadid" };
                return Err(invalid_arg(format!("{word} {number} not found")));
            }
            // A thread that is spoken of has to stay that thread.
            config.iothreadids = threads;
            let tune = config.cputune.get_or_insert_with(CpuTune::default);
            tune.iothreadpins.retain(|pin| pin.iothread != number);
            tune.iothreadpins.push(IoThreadPin { iothread: number, cpuset: cpus.clone() });
            tune.iothreadpins.sort_by_key(|pin| pin.iothread);
        }
    }
    Ok(())
}

/// Pins threads of a running guest.
///
/// # Errors
/// It has no such thread; the kernel refuses.
pub async fn apply(run: &Run, config: &Domain, whom: Whom, cpus: &NumberSet) -> Result<()> {
    define(&mut config.clone(), whom, cpus, "live")?;
    move_to(&threads(&run.live, whom), cpus)?;
    run.amend(|config| {
        // Tried above.
        let _ = define(config, whom, cpus, "live");
    })
    .await;
    let mut tunables = Tunables::default();
    let field = match whom {
        Whom::Vcpu(number) => format!("cputune.vcpupin{number}"),
        Whom::Emulator => vireo_api::consts::DOMAIN_TUNABLE_CPU_EMULATORPIN.to_owned(),
        Whom::IoThread(number) => format!("cputune.iothreadpin{number}"),
    };
    tunables.string(field, cpus.to_string());
    if let Some(event) = tunables.event() {
        run.core.publish(&run.guest, event);
    }
    Ok(())
}

/// Threads of a running guest: of a virtual CPU that is not plugged in, none.
fn threads(live: &Live, whom: Whom) -> Vec<i32> {
    let facts = live.facts.load();
    let of = |list: &[(u32, i32)], number: u32| -> Vec<i32> {
        list.iter().filter(|(known, _)| *known == number).map(|(_, thread)| *thread).collect()
    };
    match whom {
        Whom::Vcpu(number) => of(&facts.vcpus, number),
        Whom::IoThread(number) => of(&facts.iothreads, number),
        Whom::Emulator => emulator(live.process.pid(), &facts),
    }
}

fn move_to(threads: &[i32], cpus: &NumberSet) -> Result<()> {
    let cpus: Vec<usize> = cpus.iter().map(|cpu| cpu as usize).collect();
    for thread in threads {
        procfs::set_affinity(*thread, &cpus)
            .map_err(|e| system(format!("cannot set CPU affinity on process {thread}"), &e))?;
    }
    Ok(())
}

/// Puts the threads of a guest that is starting where its definition wants them.
///
/// # Errors
/// The kernel refuses.
pub fn all(live: &Live, config: &Domain) -> Result<()> {
    let facts = live.facts.load_full();
    let vcpus = facts.vcpus.iter().map(|(number, _)| Whom::Vcpu(*number));
    let iothreads = facts.iothreads.iter().map(|(number, _)| Whom::IoThread(*number));
    for whom in vcpus.chain(iothreads).chain([Whom::Emulator]) {
        if let Some(cpus) = wanted(config, whom) {
            move_to(&threads(live, whom), cpus)?;
        }
    }
    Ok(())
}

/// Puts one thread that came later where the definition wants it.
///
/// # Errors
/// The kernel refuses.
pub fn one(live: &Live, config: &Domain, whom: Whom) -> Result<()> {
    match wanted(config, whom) {
        Some(cpus) => move_to(&threads(live, whom), cpus),
        None => Ok(()),
    }
}

/// Where a definition wants threads: by their own pin, else where all guests' CPUs are to run.
fn wanted(config: &Domain, whom: Whom) -> Option<&NumberSet> {
    let tune = config.cputune.as_ref();
    let own = tune.and_then(|tune| match whom {
        Whom::Vcpu(number) => {
            tune.vcpupins.iter().find(|pin| pin.vcpu == number).map(|pin| &pin.cpuset)
        }
        Whom::Emulator => tune.emulatorpin.as_ref(),
        Whom::IoThread(number) => {
            tune.iothreadpins.iter().find(|pin| pin.iothread == number).map(|pin| &pin.cpuset)
        }
    });
    own.or_else(|| config.vcpu.as_ref().and_then(|vcpu| vcpu.cpuset.as_ref()))
}

/// Forgets the threads that an unplugged CPU had.
pub fn forget_vcpu(facts: &mut Facts, number: u32) {
    facts.vcpus.retain(|(known, _)| *known != number);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn domain() -> Domain {
        let text = "<domain type='qemu'><name>x</name><memory>1</memory>\
            <vcpu cpuset='1'>2</vcpu><iothreads>1</iothreads><os><type>hvm</type></os></domain>";
        Domain::parse(text, vireo_xml::Mode::default()).expect("a definition")
    }

    #[test]
    fn pins_are_kept_in_order() {
        let mut config = domain();
        let cpus: NumberSet = [0].into_iter().collect();
        define(&mut config, Whom::Vcpu(1), &cpus, "live").expect("there");
        define(&mut config, Whom::Vcpu(0), &cpus, "live").expect("there");
        define(&mut config, Whom::Vcpu(1), &cpus, "live").expect("there");
        let tune = config.cputune.as_ref().expect("pins");
        let order: Vec<u32> = tune.vcpupins.iter().map(|pin| pin.vcpu).collect();
        assert_eq!(order, [0, 1]);
        let told = define(&mut config, Whom::Vcpu(2), &cpus, "persistent").expect_err("none");
        assert!(told.to_string().contains("vcpu 2 is out of range of persistent cpu count 2"));
        define(&mut config, Whom::IoThread(1), &cpus, "live").expect("there");
        assert_eq!(config.iothreadids.len(), 1);
        assert!(define(&mut config, Whom::IoThread(2), &cpus, "live").is_err());
    }

    #[test]
    fn who_has_no_pin_runs_where_the_cpuset_says() {
        let config = domain();
        assert_eq!(wanted(&config, Whom::Emulator).map(ToString::to_string).as_deref(), Some("1"));
    }
}
