//! Starting helpers, before QEMU or for a device that is plugged in.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use vireo_api::{Error, ErrorCode, ErrorDomain, Result};
use vireo_host::process::{Spawn, mark};
use vireo_runtime::fail_point::fail_point;
use vireo_runtime::guest_log::{shell_quote, timestamp};

use super::seat::entry;
use super::{Helper, Kind, Place, Ready, Seat, environment, wanted};
use crate::driver::lock;
use crate::error::{internal, system};
use crate::process::start::Starting;
use crate::process::transition::Run;

/// How long a helper may take to listen.
const READY: Duration = Duration::from_secs(30);
/// How often its socket is looked for.
const LOOK: Duration = Duration::from_millis(10);

/// Starts all helpers that a guest wants.
///
/// # Errors
/// One cannot be started; what was started is in the guest's ledger.
pub(crate) async fn open(s: &mut Starting) -> Result<()> {
    for (kind, device) in wanted(Place::of(s), &s.domain) {
        one(s, kind, &device).await?;
    }
    Ok(())
}

/// Starts the helpers of a device that is plugged in; those that the guest has serve it, too.
///
/// # Errors
/// As [`open`].
pub(crate) async fn plug(run: &Run, s: &mut Starting) -> Result<()> {
    for (kind, device) in wanted(Place::of(s), &s.domain) {
        let name = entry(kind, &device);
        let there = lock(&run.live.ledger).held().any(|(_, held)| held == name);
        if !there {
            one(s, kind, &device).await?;
        }
    }
    Ok(())
}

/// Starts one helper.
///
/// # Errors
/// As [`open`].
pub(super) async fn one(s: &mut Starting, kind: &'static Kind, device: &str) -> Result<()> {
    let seat = Seat::new(Place::of(s), kind, device);
    seat.enter(&mut s.ledger);
    let helper = (kind.declare)(s, device).await?;
    fail_point("helper.declared");
    let ready = run(s, &seat, helper).await?;
    fail_point("helper.started");
    s.helpers.push(Arc::clone(&seat));
    if let Ready::Listens(path) = ready {
        wait_for(&seat, &path).await?;
        s.core.give_to_guest(&path)?;
    }
    tokio::spawn(seat.watch(Arc::clone(&s.core), Arc::clone(&s.guest)));
    Ok(())
}

async fn run(s: &Starting, seat: &Arc<Seat>, helper: Helper) -> Result<Ready> {
    tell(s, seat.kind, &helper);
    let log = match helper.log {
        Some(path) => path,
        None => {
            let kind = seat.kind.name.replace(' ', "-");
            let name = format!("{}-{}-{kind}", s.domain.name, seat.device);
            s.core.layout.log_file(&name)?
        }
    };
    let log = seat.open_log(log)?;
    let path = seat.mark();
    let told = |e| system(format!("Failed to create pid file '{}'", path.display()), &e);
    let mark = mark::create(path).map_err(told)?;
    let mut spawn =
        Spawn::new(&helper.program).args(helper.args).envs(environment()).envs(helper.env);
    spawn = spawn.credentials(helper.user).mark(mark);
    spawn = spawn.output(log.into()).map_err(|e| system("cannot open a helper's log", &e))?;
    if let Some(group) = &s.cgroup {
        spawn = spawn.doors(group.doors().map_err(crate::tuning::cgroup::told)?);
    }
    for fd in helper.fds {
        spawn = spawn.keep(fd);
    }
    let program = helper.program.to_string_lossy().into_owned();
    let started = tokio::task::spawn_blocking(move || spawn.start()).await;
    let process = started
        .map_err(|e| internal(format!("starting '{program}': {e}")))?
        .map_err(|e| system(format!("Cannot execute binary {program}"), &e))?;
    seat.runs(process);
    Ok(helper.ready)
}

/// Says in the guest's log what is run.
fn tell(s: &Starting, kind: &Kind, helper: &Helper) {
    let program = helper.program.to_string_lossy();
    let words = std::iter::once(&*program).chain(helper.args.iter().map(String::as_str));
    let words: Vec<_> = words.map(shell_quote).collect();
    let time = timestamp(SystemTime::now());
    let text = format!("{time}: Starting external device: {}\n{}\n", kind.title, words.join(" "));
    s.core.log_line(&s.domain.name, &text);
}

/// Waits until a helper listens.
async fn wait_for(seat: &Seat, path: &Path) -> Result<()> {
    let Some(process) = seat.process() else { return Ok(()) };
    let listens = async {
        while !vireo_host::sock::is_listening(path) {
            tokio::time::sleep(LOOK).await;
        }
    };
    tokio::select! {
        () = listens => Ok(()),
        () = process.exited() => Err(seat.died()),
        () = tokio::time::sleep(READY) => {
            let text = format!("{} did not show up on '{}'", seat.kind.name, path.display());
            Err(Error::new(ErrorCode::OperationTimeout, ErrorDomain::Qemu, text))
        }
    }
}

/// Puts helpers that run into the guest's control group, which is made behind them.
///
/// # Errors
/// The kernel refuses.
pub(crate) async fn join_group(s: &Starting) -> Result<()> {
    let Some(group) = s.cgroup.clone() else { return Ok(()) };
    let pids: Vec<i32> = s.helpers.iter().filter_map(|seat| Some(seat.process()?.pid())).collect();
    let join = move || pids.into_iter().try_for_each(|pid| group.attach(pid));
    let joined = tokio::task::spawn_blocking(join).await;
    joined.map_err(|e| internal(e.to_string()))?.map_err(crate::tuning::cgroup::told)
}
