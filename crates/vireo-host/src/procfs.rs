//! What `/proc` tells of processes and threads.

use std::fs;
use std::io;

/// Figures of a process or thread from its `stat`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Stat {
    /// One letter: R, S, D, T, Z, …
    pub state: char,
    /// CPU time in user mode, nanoseconds.
    pub user_ns: u64,
    /// CPU time in the kernel, nanoseconds.
    pub system_ns: u64,
    /// Clock ticks since boot when it started.
    pub start_time: u64,
    /// Resident memory, KiB.
    pub rss_kib: u64,
    /// CPU that it ran on last.
    pub last_cpu: i32,
}

/// Figures of the scheduler.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct SchedStat {
    /// Time on a CPU, nanoseconds.
    pub run_ns: u64,
    /// Time runnable but waiting for a CPU, nanoseconds.
    pub delay_ns: u64,
}

/// Nanoseconds a clock tick; USER_HZ is 100 on every architecture that Linux lets see it.
const TICK_NS: u64 = 10_000_000;

fn bad(what: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, format!("cannot parse {what}"))
}

/// Figures of process `pid`.
///
/// # Errors
/// It is gone, or `/proc` isn't there.
pub fn stat(pid: i32) -> io::Result<Stat> {
    let text = fs::read_to_string(format!("/proc/{pid}/stat"))?;
    parse_stat(&text).ok_or_else(|| bad("stat"))
}

/// Figures of thread `tid` of process `pid`.
///
/// # Errors
/// It is gone.
pub fn thread_stat(pid: i32, tid: i32) -> io::Result<Stat> {
    let text = fs::read_to_string(format!("/proc/{pid}/task/{tid}/stat"))?;
    parse_stat(&text).ok_or_else(|| bad("stat"))
}

/// When process `pid` started, in clock ticks since boot.
///
/// # Errors
/// It is gone or a zombie that was reaped.
pub fn start_time(pid: i32) -> io::Result<u64> {
    Ok(stat(pid)?.start_time)
}

fn parse_stat(text: &str) -> Option<Stat> {
    // The second field is the name in parentheses and may hold anything.
    let rest = &text[text.rfind(')')? + 1..];
    let fields: Vec<&str> = rest.split_ascii_whitespace().collect();
    let number = |n: usize| fields.get(n - 3)?.parse::<u64>().ok();
    let page_kib = rustix::param::page_size() as u64 / 1024;
    Some(Stat {
        state: fields.first()?.chars().next()?,
        user_ns: number(14)? * TICK_NS,
        system_ns: number(15)? * TICK_NS,
        start_time: number(22)?,
        rss_kib: number(24)? * page_kib,
        last_cpu: fields.get(39 - 3).and_then(|f| f.parse().ok()).unwrap_or(-1),
    })
}

/// Scheduler figures of thread `tid` of process `pid`.
///
/// # Errors
/// It is gone, or the kernel keeps none.
pub fn thread_schedstat(pid: i32, tid: i32) -> io::Result<SchedStat> {
    let text = fs::read_to_string(format!("/proc/{pid}/task/{tid}/schedstat"))?;
    let mut numbers = text.split_ascii_whitespace().map_while(|n| n.parse().ok());
    match (numbers.next(), numbers.next()) {
        (Some(run_ns), Some(delay_ns)) => Ok(SchedStat { run_ns, delay_ns }),
        _ => Err(bad("schedstat")),
    }
}

/// Time that thread `tid` waited for what it wanted, nanoseconds; zero where the kernel does not
/// count it.
#[must_use]
pub fn thread_wait_ns(pid: i32, tid: i32) -> u64 {
    let Ok(text) = fs::read_to_string(format!("/proc/{pid}/task/{tid}/sched")) else { return 0 };
    let wait = text.lines().find_map(|line| {
        let (key, value) = line.split_once(':')?;
        let key = key.trim();
        (key.ends_with("wait_sum")).then(|| value.trim().parse::<f64>().ok())?
    });
    // Milliseconds with six digits after the point.
    wait.map_or(0, |ms| (ms * 1e6) as u64)
}

/// Whether process `pid` is stopped by a signal or a debugger.
#[must_use]
pub fn is_stopped(pid: i32) -> bool {
    stat(pid).is_ok_and(|stat| matches!(stat.state, 'T' | 't'))
}

/// CPUs that thread `tid` may run on, numbers ascending.
///
/// # Errors
/// It is gone.
pub fn affinity(tid: i32) -> io::Result<Vec<usize>> {
    let pid = rustix::process::Pid::from_raw(tid);
    let set = rustix::thread::sched_getaffinity(pid)?;
    Ok((0..rustix::thread::CpuSet::MAX_CPU).filter(|&cpu| set.is_set(cpu)).collect())
}

/// Lets thread `tid` run on these CPUs only.
///
/// # Errors
/// It is gone; none of the CPUs is there; not allowed.
pub fn set_affinity(tid: i32, cpus: &[usize]) -> io::Result<()> {
    let mut set = rustix::thread::CpuSet::new();
    for &cpu in cpus.iter().filter(|&&cpu| cpu < rustix::thread::CpuSet::MAX_CPU) {
        set.set(cpu);
    }
    let tid = rustix::process::Pid::from_raw(tid);
    Ok(rustix::thread::sched_setaffinity(tid, &set)?)
}

/// Numbers of the threads of process `pid`; none when it is gone.
#[must_use]
pub fn threads(pid: i32) -> Vec<i32> {
    let entries = fs::read_dir(format!("/proc/{pid}/task")).into_iter().flatten().flatten();
    entries.filter_map(|entry| entry.file_name().to_str()?.parse().ok()).collect()
}

/// Arguments that process `pid` was started with.
///
/// # Errors
/// It is gone.
pub fn command_line(pid: i32) -> io::Result<Vec<Vec<u8>>> {
    let bytes = fs::read(format!("/proc/{pid}/cmdline"))?;
    Ok(bytes.split(|&b| b == 0).filter(|arg| !arg.is_empty()).map(<[u8]>::to_vec).collect())
}

/// Numbers of all processes.
#[must_use]
pub fn processes() -> Vec<i32> {
    let entries = fs::read_dir("/proc").into_iter().flatten().flatten();
    entries.filter_map(|entry| entry.file_name().to_str()?.parse().ok()).collect()
}

/// Seconds since the epoch at which the host booted.
///
/// # Errors
/// `/proc/stat` can't be read.
pub fn boot_time() -> io::Result<u64> {
    let text = fs::read_to_string("/proc/stat")?;
    let line = text.lines().find_map(|line| line.strip_prefix("btime "));
    line.and_then(|n| n.trim().parse().ok()).ok_or_else(|| bad("/proc/stat"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_parentheses_does_not_shift_the_fields() {
        let mut text = "42 (a) b (c)) T 1".to_owned();
        for field in 5..=52 {
            text.push_str(&format!(" {field}"));
        }
        let stat = parse_stat(&text).expect("parses");
        assert_eq!((stat.state, stat.start_time, stat.last_cpu), ('T', 22, 39));
        assert_eq!(stat.user_ns, 14 * TICK_NS);
    }

    #[test]
    fn our_own_figures_are_there() {
        let pid = i32::try_from(std::process::id()).expect("a pid");
        assert!(stat(pid).expect("we run").rss_kib > 0);
        assert!(!affinity(pid).expect("we run").is_empty());
        assert!(thread_stat(pid, pid).is_ok());
        assert!(!command_line(pid).expect("we run").is_empty());
    }
}
