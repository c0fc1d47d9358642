//! The host's NUMA cells, CPUs and caches, from sysfs.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// A NUMA cell.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cell {
    /// Its number.
    pub id: usize,
    /// Memory in KiB.
    pub memory_kib: u64,
    /// Page sizes in KiB and how many pages of each the cell has.
    pub pages: Vec<(u64, u64)>,
    /// Distances to the cells.
    pub distances: Vec<(usize, u32)>,
    /// Its CPUs.
    pub cpus: Vec<Cpu>,
}

/// A CPU.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cpu {
    /// Its number.
    pub id: usize,
    /// Its place, absent while it is offline.
    pub place: Option<CpuPlace>,
}

/// Where a CPU sits.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CpuPlace {
    /// Socket.
    pub socket: i64,
    /// Die in the socket.
    pub die: i64,
    /// Cluster in the die.
    pub cluster: i64,
    /// Core.
    pub core: i64,
    /// The CPUs that share the core, as a list.
    pub siblings: String,
}

/// A cache bank.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Bank {
    /// Level.
    pub level: u32,
    /// `both`, `code`, `data`.
    pub kind: &'static str,
    /// Number within level and kind.
    pub id: u32,
    /// Size in KiB.
    pub size_kib: u64,
    /// The CPUs that share it, as a list.
    pub cpus: String,
}

/// Numbers of parts, as `<topology>` in a CPU has them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shape {
    /// Sockets a cell.
    pub sockets: usize,
    /// Dies a socket.
    pub dies: usize,
    /// Clusters a die.
    pub clusters: usize,
    /// Cores a cluster.
    pub cores: usize,
    /// Threads a core.
    pub threads: usize,
}

/// Cache levels below this are not told.
const MIN_CACHE_LEVEL: u32 = 2;

/// A view of sysfs, the host's or a test's.
#[derive(Debug, Clone)]
pub struct Sysfs {
    root: PathBuf,
}

impl Default for Sysfs {
    fn default() -> Self {
        Self::at(Path::new("/sys"))
    }
}

impl Sysfs {
    /// sysfs as mounted (or copied) at `root`.
    pub fn at(root: &Path) -> Self {
        Self { root: root.to_owned() }
    }

    fn text(&self, path: &str) -> Option<String> {
        Some(fs::read_to_string(self.root.join(path)).ok()?.trim().to_owned())
    }

    fn number<T: std::str::FromStr>(&self, path: &str) -> Option<T> {
        self.text(path)?.parse().ok()
    }

    /// Numbers of the entries of a directory that are `prefix` and a number.
    fn numbered(&self, dir: &str, prefix: &str) -> BTreeSet<usize> {
        let entries = fs::read_dir(self.root.join(dir)).into_iter().flatten().flatten();
        let names = entries.filter_map(|entry| entry.file_name().into_string().ok());
        names.filter_map(|name| name.strip_prefix(prefix)?.parse().ok()).collect()
    }

    /// Sizes of huge pages that the host can have, in KiB, ascending.
    pub fn huge_pages(&self) -> Vec<u64> {
        self.huge_page_sizes("kernel/mm/hugepages")
    }

    fn huge_page_sizes(&self, dir: &str) -> Vec<u64> {
        let entries = fs::read_dir(self.root.join(dir)).into_iter().flatten().flatten();
        let names = entries.filter_map(|entry| entry.file_name().into_string().ok());
        let size = |name: String| name.strip_prefix("hugepages-")?.strip_suffix("kB")?.parse().ok();
        names.filter_map(size).collect::<BTreeSet<u64>>().into_iter().collect()
    }

    /// The NUMA cells; one with everything on a host without NUMA.
    pub fn cells(&self) -> Vec<Cell> {
        let nodes = self.numbered("devices/system/node", "node");
        if nodes.is_empty() {
            return vec![self.whole_host()];
        }
        nodes.iter().map(|id| self.cell(*id, &nodes)).collect()
    }

    fn cell(&self, id: usize, nodes: &BTreeSet<usize>) -> Cell {
        let dir = format!("devices/system/node/node{id}");
        let memory_kib = self.cell_memory(&dir).unwrap_or(0);
        let distances = self.text(&format!("{dir}/distance")).unwrap_or_default();
        let distances = distances.split_whitespace().filter_map(|d| d.parse().ok());
        let cpus = self.text(&format!("{dir}/cpulist")).unwrap_or_default();
        let listed = vireo_host::node::parse_list(&cpus).unwrap_or_default();
        // The list has only those online; the links have all.
        let cpus: BTreeSet<usize> = listed.union(&self.numbered(&dir, "cpu")).copied().collect();
        let nr = |size: u64| {
            self.number(&format!("{dir}/hugepages/hugepages-{size}kB/nr_hugepages")).unwrap_or(0)
        };
        let huge = self.huge_page_sizes(&format!("{dir}/hugepages"));
        Cell {
            id,
            memory_kib,
            pages: pages(memory_kib, huge.into_iter().map(|size| (size, nr(size))).collect()),
            distances: nodes.iter().copied().zip(distances).collect(),
            cpus: cpus.into_iter().map(|cpu| self.cpu(cpu)).collect(),
        }
    }

    /// `Node 0 MemTotal:  123 kB`.
    fn cell_memory(&self, dir: &str) -> Option<u64> {
        let text = self.text(&format!("{dir}/meminfo"))?;
        let line = text.lines().find(|line| line.contains("MemTotal:"))?;
        line.split_whitespace().rev().nth(1)?.parse().ok()
    }

    fn whole_host(&self) -> Cell {
        let memory_kib = vireo_host::node::memory(None).map_or(0, |memory| memory.total);
        let cpus = self.numbered("devices/system/cpu", "cpu");
        let nr = |size: u64| {
            self.number(&format!("kernel/mm/hugepages/hugepages-{size}kB/nr_hugepages"))
        };
        let huge = self.huge_pages().into_iter();
        Cell {
            id: 0,
            memory_kib,
            pages: pages(memory_kib, huge.map(|size| (size, nr(size).unwrap_or(0))).collect()),
            distances: Vec::new(),
            cpus: cpus.into_iter().map(|cpu| self.cpu(cpu)).collect(),
        }
    }

    fn cpu(&self, id: usize) -> Cpu {
        let topology = |name: &str| format!("devices/system/cpu/cpu{id}/topology/{name}");
        let number = |name: &str| self.number::<i64>(&topology(name));
        let place = || {
            Some(CpuPlace {
                socket: number("physical_package_id")?,
                die: number("die_id").unwrap_or(0).max(0),
                cluster: number("cluster_id").unwrap_or(0).max(0),
                core: number("core_id")?,
                siblings: self.text(&topology("thread_siblings_list"))?,
            })
        };
        Cpu { id, place: place() }
    }

    /// The cache banks, in the reference's order.
    pub fn cache_banks(&self) -> Vec<Bank> {
        let mut banks = BTreeSet::new();
        for cpu in self.numbered("devices/system/cpu", "cpu") {
            let dir = format!("devices/system/cpu/cpu{cpu}/cache");
            for index in self.numbered(&dir, "index") {
                banks.extend(self.bank(&format!("{dir}/index{index}")));
            }
        }
        banks.into_iter().collect()
    }

    fn bank(&self, dir: &str) -> Option<Bank> {
        let level = self.number(&format!("{dir}/level"))?;
        let size = self.text(&format!("{dir}/size"))?;
        let kind = match &*self.text(&format!("{dir}/type"))? {
            "Unified" => "both",
            "Instruction" => "code",
            "Data" => "data",
            _ => return None,
        };
        let bank = Bank {
            level,
            kind,
            id: self.number(&format!("{dir}/id"))?,
            size_kib: size.strip_suffix('K')?.parse().ok()?,
            cpus: self.text(&format!("{dir}/shared_cpu_list"))?,
        };
        (level >= MIN_CACHE_LEVEL).then_some(bank)
    }

    /// Whether devices can be kept apart.
    pub fn has_iommu(&self) -> bool {
        !self.numbered("kernel/iommu_groups", "").is_empty()
    }

    /// How the host can sleep: `suspend_mem`, `suspend_disk`, `suspend_hybrid`.
    pub fn power_states(&self) -> Vec<&'static str> {
        let states = self.text("power/state").unwrap_or_default();
        let has = |name: &str| states.split_whitespace().any(|state| state == name);
        let hybrid = || {
            let disk = self.text("power/disk").unwrap_or_default();
            disk.split_whitespace().any(|mode| mode.trim_matches(['[', ']']) == "suspend")
        };
        let mut found = Vec::new();
        if has("mem") {
            found.push("suspend_mem");
        }
        if has("disk") {
            found.push("suspend_disk");
        }
        if has("mem") && has("disk") && hybrid() {
            found.push("suspend_hybrid");
        }
        found
    }
}

/// All page sizes: the ordinary pages are what the huge ones leave.
fn pages(memory_kib: u64, huge: Vec<(u64, u64)>) -> Vec<(u64, u64)> {
    let page = u64::try_from(rustix::param::page_size()).unwrap_or(4096) / 1024;
    let taken: u64 = huge.iter().map(|(size, count)| size.saturating_mul(*count)).sum();
    let ordinary = memory_kib.saturating_sub(taken) / page.max(1);
    std::iter::once((page, ordinary)).chain(huge).collect()
}

impl Shape {
    /// The largest of each number over all cells.
    pub fn of(cells: &[Cell]) -> Self {
        let places = |cell: &Cell| -> Vec<CpuPlace> {
            cell.cpus.iter().filter_map(|cpu| cpu.place.clone()).collect()
        };
        let most = |count: &dyn Fn(&[CpuPlace]) -> usize| {
            cells.iter().map(|cell| count(&places(cell))).max().unwrap_or(1).max(1)
        };
        let sockets = most(&|all| distinct(all, |p| p.socket));
        let dies = most(&|all| largest_group(all, |p| p.socket, |p| p.die));
        let clusters = most(&|all| largest_group(all, |p| (p.socket, p.die), |p| p.cluster));
        let cores = most(&|all| largest_group(all, |p| (p.socket, p.die, p.cluster), |p| p.core));
        let threads = most(&|all| {
            let groups: BTreeSet<_> = all.iter().map(|p| (p.socket, p.die, p.core)).collect();
            let size = |g: &(i64, i64, i64)| {
                all.iter().filter(|p| (p.socket, p.die, p.core) == *g).count()
            };
            groups.iter().map(size).max().unwrap_or(0)
        });
        Self { sockets, dies, clusters, cores, threads }
    }
}

fn distinct<K: Ord>(all: &[CpuPlace], key: impl Fn(&CpuPlace) -> K) -> usize {
    all.iter().map(key).collect::<BTreeSet<K>>().len()
}

/// The most distinct `part`s that one `group` has.
fn largest_group<G: Ord + Clone, P: Ord>(
    all: &[CpuPlace],
    group: impl Fn(&CpuPlace) -> G,
    part: impl Fn(&CpuPlace) -> P,
) -> usize {
    let pairs: BTreeSet<(G, P)> = all.iter().map(|place| (group(place), part(place))).collect();
    let mut sizes = std::collections::BTreeMap::<G, usize>::new();
    for (group, _) in pairs {
        *sizes.entry(group).or_default() += 1;
    }
    sizes.into_values().max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sysfs(files: &[(&str, &str)]) -> (tempfile::TempDir, Sysfs) {
        let dir = tempfile::tempdir().expect("a directory");
        for (path, text) in files {
            let path = dir.path().join(path);
            fs::create_dir_all(path.parent().expect("a parent")).expect("made");
            fs::write(path, text).expect("written");
        }
        let sysfs = Sysfs::at(dir.path());
        (dir, sysfs)
    }

    #[test]
    fn a_cell_has_its_cpus_memory_and_pages() {
        let (_dir, sysfs) = sysfs(&[
            (
                "devices/system/node/node0/meminfo",
                "Node 0 MemTotal:  8192 kB\nNode 0 MemFree: 1 kB\n",
            ),
            ("devices/system/node/node0/distance", "10 20\n"),
            ("devices/system/node/node0/cpulist", "0\n"),
            ("devices/system/node/node0/cpu1/x", ""),
            ("devices/system/node/node0/hugepages/hugepages-2048kB/nr_hugepages", "2\n"),
            ("devices/system/node/node1/meminfo", "Node 1 MemTotal:  4 kB\n"),
            ("devices/system/node/node1/distance", "20 10\n"),
            ("devices/system/node/node1/cpulist", "\n"),
            ("devices/system/cpu/cpu0/topology/physical_package_id", "0\n"),
            ("devices/system/cpu/cpu0/topology/core_id", "3\n"),
            ("devices/system/cpu/cpu0/topology/cluster_id", "-1\n"),
            ("devices/system/cpu/cpu0/topology/thread_siblings_list", "0\n"),
        ]);
        let cells = sysfs.cells();
        assert_eq!(cells.len(), 2);
        assert_eq!(cells[0].memory_kib, 8192);
        assert_eq!(cells[0].distances, [(0, 10), (1, 20)]);
        assert_eq!(cells[0].pages, [(4, 1024), (2048, 2)]);
        let place = cells[0].cpus[0].place.as_ref().expect("online");
        assert_eq!((place.core, place.cluster), (3, 0));
        assert_eq!(cells[0].cpus[1], Cpu { id: 1, place: None });
        assert_eq!(Shape::of(&cells).cores, 1);
    }

    #[test]
    fn banks_are_listed_once_and_small_levels_left_out() {
        let mut files = Vec::new();
        let paths: Vec<(String, &str)> = ["0", "1"]
            .iter()
            .flat_map(|cpu| {
                let dir = format!("devices/system/cpu/cpu{cpu}/cache/index0");
                let file = |name: &str| format!("{dir}/{name}");
                [
                    (file("level"), "3\n"),
                    (file("type"), "Unified\n"),
                    (file("id"), "0\n"),
                    (file("size"), "32768K\n"),
                    (file("shared_cpu_list"), "0-1\n"),
                ]
            })
            .collect();
        files.extend(paths.iter().map(|(path, text)| (path.as_str(), *text)));
        let (_dir, sysfs) = sysfs(&files);
        let banks = sysfs.cache_banks();
        assert_eq!(banks.len(), 1);
        assert_eq!((banks[0].size_kib, &*banks[0].cpus), (32768, "0-1"));
    }
}
