//! What the host tells of running guests: CPU time, memory, counters of interfaces.

use std::collections::HashMap;

use vireo_host::procfs::{self, Stat};
use vireo_host::tap::Counters;

use super::row::ThreadTimes;
use crate::live::Live;

/// Counters of the host's interfaces by name, read once a call.
#[derive(Debug, Default)]
pub struct NetCounters(HashMap<String, Counters>);

impl NetCounters {
    /// Reads them.
    #[must_use]
    pub fn read() -> Self {
        Self::parse(&std::fs::read_to_string("/proc/net/dev").unwrap_or_default())
    }

    /// The counters in the text of `/proc/net/dev`.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        Self(text.lines().filter_map(line).collect())
    }

    /// The counters of that interface.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<Counters> {
        self.0.get(name).copied()
    }
}

/// Name and counters of a line of `/proc/net/dev`.
fn line(text: &str) -> Option<(String, Counters)> {
    let (name, figures) = text.split_once(':')?;
    let mut numbers = [0; 16];
    for (to, from) in numbers.iter_mut().zip(figures.split_ascii_whitespace()) {
        *to = from.parse().ok()?;
    }
    let [rx_bytes, rx_packets, rx_errors, rx_dropped, _, _, _, _, rest @ ..] = numbers;
    let [tx_bytes, tx_packets, tx_errors, tx_dropped, ..] = rest;
    let counters = Counters {
        rx_bytes,
        rx_packets,
        rx_errors,
        rx_dropped,
        tx_bytes,
        tx_packets,
        tx_errors,
        tx_dropped,
    };
    Some((name.trim().to_owned(), counters))
}

/// Whether the kernel counts how long threads wait: it seldom does, and the file is dear to read.
#[must_use]
pub fn counts_waits() -> bool {
    std::fs::read("/proc/sys/kernel/sched_schedstats").is_ok_and(|text| text.starts_with(b"1"))
}

/// What the host tells of a running guest.
#[derive(Debug, Default)]
pub struct HostFigures {
    /// Its process.
    pub process: Option<Stat>,
    /// Its virtual CPUs with their threads' times.
    pub vcpus: Vec<(u32, Option<ThreadTimes>)>,
}

impl HostFigures {
    /// Reads them; of the CPUs, the first `cpus` when given.
    #[must_use]
    pub fn read(live: &Live, cpus: Option<u32>, waits: bool) -> Self {
        let pid = live.process.pid();
        let facts = live.facts.load();
        let thread = |number: u32| {
            let (_, tid) = facts.vcpus.iter().find(|(known, _)| *known == number)?;
            ThreadTimes::of(pid, *tid, waits)
        };
        Self {
            process: procfs::stat(pid).ok(),
            vcpus: (0..cpus.unwrap_or(0)).map(|number| (number, thread(number))).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counters_are_read_by_column() {
        let (name, counters) =
            line("  vnet0: 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16").expect("a line");
        assert_eq!(name, "vnet0");
        assert_eq!((counters.rx_bytes, counters.rx_dropped), (1, 4));
        assert_eq!((counters.tx_bytes, counters.tx_dropped), (9, 12));
        assert!(line(" face |bytes packets").is_none());
    }

    #[test]
    fn the_hosts_own_interfaces_are_there() {
        assert!(NetCounters::read().get("lo").is_some());
    }
}
