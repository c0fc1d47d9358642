//! The host as clients see it: processors, memory, cells.

use std::ops::RangeInclusive;

use async_trait::async_trait;
use vireo_api::consts::*;
use vireo_api::drivers::NodeCalls;
use vireo_api::{CallContext, Error, ErrorCode, ErrorDomain, Result};
use vireo_host::node;
use vireo_host::power::Power;
use vireo_proto::{TypedParams, remote};

use crate::capabilities::Wanted;
use crate::driver::QemuDriver;
use crate::{flags, host_change};

fn invalid(text: impl Into<String>) -> Error {
    Error::new(ErrorCode::InvalidArg, ErrorDomain::None, text)
}

fn failed(doing: &str, error: &std::io::Error) -> Error {
    Error::system(ErrorDomain::None, doing, error)
}

#[async_trait]
impl NodeCalls for QemuDriver {
    async fn node_get_info(&self, _cx: &CallContext) -> Result<remote::NodeGetInfoRet> {
        let info = node::info().map_err(|e| failed("cannot read host information", &e))?;
        let number = |n: u32| i32::try_from(n).unwrap_or(i32::MAX);
        Ok(remote::NodeGetInfoRet {
            model: char_array(&info.model),
            memory: info.memory_kib,
            cpus: number(info.cpus),
            mhz: number(info.mhz),
            nodes: number(info.nodes),
            sockets: number(info.sockets),
            cores: number(info.cores),
            threads: number(info.threads),
        })
    }

    async fn node_get_cells_free_memory(
        &self,
        _cx: &CallContext,
        args: remote::NodeGetCellsFreeMemoryArgs,
    ) -> Result<remote::NodeGetCellsFreeMemoryRet> {
        let count = usize::try_from(args.maxcells).unwrap_or(0);
        let mut cells = Vec::new();
        for cell in cell_range(args.start_cell, count)? {
            let memory = node::memory(Some(cell));
            cells.push(memory.map_or(0, |m| m.free.saturating_mul(1024)));
        }
        Ok(remote::NodeGetCellsFreeMemoryRet { cells })
    }

    async fn node_get_free_memory(
        &self,
        _cx: &CallContext,
    ) -> Result<remote::NodeGetFreeMemoryRet> {
        let memory = node::memory(None).map_err(|e| failed("Cannot determine free memory", &e))?;
        Ok(remote::NodeGetFreeMemoryRet { free_mem: memory.free.saturating_mul(1024) })
    }

    async fn node_get_security_model(
        &self,
        _cx: &CallContext,
    ) -> Result<remote::NodeGetSecurityModelRet> {
        let (model, doi) = self.security_model();
        let chars = |text: &str| {
            let mut bytes = text.as_bytes().to_vec();
            bytes.push(0);
            bytes.into()
        };
        Ok(remote::NodeGetSecurityModelRet { model: chars(model), doi: chars(doi) })
    }

    async fn node_get_cpu_stats(
        &self,
        _cx: &CallContext,
        args: remote::NodeGetCpuStatsArgs,
    ) -> Result<remote::NodeGetCpuStatsRet> {
        flags::NODE_GET_CPU_STATS.check_in(ErrorDomain::None, args.flags)?;
        let cpu = match args.cpu_num {
            -1 => None,
            // How many figures there are is told of any number.
            _ if args.nparams == 0 => None,
            n => Some(usize::try_from(n).map_err(|_| bad_cpu())?),
        };
        let times = node::cpu_times(cpu).map_err(|_| bad_cpu())?;
        let all = [
            (NODE_CPU_STATS_KERNEL, times.kernel),
            (NODE_CPU_STATS_USER, times.user),
            (NODE_CPU_STATS_IDLE, times.idle),
            (NODE_CPU_STATS_IOWAIT, times.iowait),
        ];
        let (count, chosen) = sized(args.nparams, &all, "virHostCPUGetStatsLinux")?;
        let params = chosen
            .iter()
            .map(|&(field, value)| remote::NodeGetCpuStats { field: field.into(), value })
            .collect();
        Ok(remote::NodeGetCpuStatsRet { params, nparams: count })
    }

    async fn node_get_memory_stats(
        &self,
        _cx: &CallContext,
        args: remote::NodeGetMemoryStatsArgs,
    ) -> Result<remote::NodeGetMemoryStatsRet> {
        flags::NODE_GET_MEMORY_STATS.check_in(ErrorDomain::None, args.flags)?;
        let cell = match args.cell_num {
            -1 => None,
            n => Some(
                usize::try_from(n)
                    .ok()
                    .filter(|n| node::cells().contains(n))
                    .ok_or_else(bad_cell)?,
            ),
        };
        let memory = node::memory(cell).map_err(|e| failed("cannot read memory statistics", &e))?;
        let mut all =
            vec![(NODE_MEMORY_STATS_TOTAL, memory.total), (NODE_MEMORY_STATS_FREE, memory.free)];
        all.extend(memory.buffers.map(|n| (NODE_MEMORY_STATS_BUFFERS, n)));
        all.extend(memory.cached.map(|n| (NODE_MEMORY_STATS_CACHED, n)));
        let (count, chosen) = sized(args.nparams, &all, "virHostMemGetStatsLinux")?;
        let params = chosen
            .iter()
            .map(|&(field, value)| remote::NodeGetMemoryStats { field: field.into(), value })
            .collect();
        Ok(remote::NodeGetMemoryStatsRet { params, nparams: count })
    }

    async fn node_get_memory_parameters(
        &self,
        _cx: &CallContext,
        args: remote::NodeGetMemoryParametersArgs,
    ) -> Result<remote::NodeGetMemoryParametersRet> {
        flags::NODE_GET_MEMORY_PARAMETERS.check_in(ErrorDomain::None, args.flags)?;
        let mut params = TypedParams::new();
        for (field, file, kind) in SHARED_MEMORY {
            let Ok(text) = std::fs::read_to_string(format!("/sys/kernel/mm/ksm/{file}")) else {
                continue;
            };
            let Ok(value) = text.trim().parse::<u64>() else { continue };
            match kind {
                Width::Int => params.uint(*field, u32::try_from(value).unwrap_or(u32::MAX)),
                Width::Long => params.ullong(*field, value),
            };
        }
        let nparams = i32::try_from(params.len()).unwrap_or(0);
        let params = if args.nparams == 0 { Vec::new() } else { params.into_vec() };
        Ok(remote::NodeGetMemoryParametersRet { params, nparams })
    }

    async fn node_get_cpu_map(
        &self,
        _cx: &CallContext,
        args: remote::NodeGetCpuMapArgs,
    ) -> Result<remote::NodeGetCpuMapRet> {
        flags::NODE_GET_CPU_MAP.check_in(ErrorDomain::None, args.flags)?;
        let present = node::present_cpus().map_err(|e| failed("cannot read CPUs", &e))?;
        let online = node::online_cpus().map_err(|e| failed("cannot read CPUs", &e))?;
        let count = present.last().map_or(0, |n| n + 1);
        let map =
            if args.need_map != 0 { cpu_map(online.iter().copied(), count) } else { Vec::new() };
        Ok(remote::NodeGetCpuMapRet {
            cpumap: map.into(),
            online: if args.need_online != 0 {
                u32::try_from(online.len()).unwrap_or(0)
            } else {
                0
            },
            ret: i32::try_from(count).unwrap_or(i32::MAX),
        })
    }

    async fn node_set_memory_parameters(
        &self,
        _cx: &CallContext,
        args: remote::NodeSetMemoryParametersArgs,
    ) -> Result<()> {
        flags::NODE_SET_MEMORY_PARAMETERS.check_in(ErrorDomain::None, args.flags)?;
        host_change::set_merging(&args.params)
    }

    async fn node_alloc_pages(
        &self,
        _cx: &CallContext,
        args: remote::NodeAllocPagesArgs,
    ) -> Result<remote::NodeAllocPagesRet> {
        flags::NODE_ALLOC_PAGES.check(args.flags)?;
        // -1 stands for all cells.
        let (first, count) = match args.start_cell {
            -1 => (0, usize::MAX),
            first => (first, args.cell_count as usize),
        };
        let cells = cell_range(first, count)?;
        let sizes = args.page_sizes.iter().copied();
        let wanted: Vec<(u32, u64)> = sizes.zip(args.page_counts).collect();
        let add = args.flags & NODE_ALLOC_PAGES_SET == 0;
        // The kernel may have to move a lot of memory.
        let change = move || host_change::allocate_pages(&wanted, cells, add);
        let ret = tokio::task::spawn_blocking(change).await;
        let ret = ret.map_err(|cause| invalid(cause.to_string()))??;
        Ok(remote::NodeAllocPagesRet { ret })
    }

    async fn node_suspend_for_duration(
        &self,
        _cx: &CallContext,
        args: remote::NodeSuspendForDurationArgs,
    ) -> Result<()> {
        flags::NODE_SUSPEND_FOR_DURATION.check_in(ErrorDomain::None, args.flags)?;
        host_change::sleep(Power::default(), args.target, args.duration)
    }

    async fn node_get_sev_info(
        &self,
        _cx: &CallContext,
        args: remote::NodeGetSevInfoArgs,
    ) -> Result<remote::NodeGetSevInfoRet> {
        flags::NODE_GET_SEV_INFO.check(args.flags)?;
        let found = self.caps.find(&Wanted::default()).await?;
        let params = host_change::sev(found.caps.sev.as_ref())?;
        let nparams = i32::try_from(params.len()).unwrap_or(0);
        let params = if args.nparams == 0 { Vec::new() } else { params.into_vec() };
        Ok(remote::NodeGetSevInfoRet { params, nparams })
    }

    async fn node_get_free_pages(
        &self,
        _cx: &CallContext,
        args: remote::NodeGetFreePagesArgs,
    ) -> Result<remote::NodeGetFreePagesRet> {
        flags::NODE_GET_FREE_PAGES.check(args.flags)?;
        let mut counts = Vec::new();
        for cell in cell_range(args.start_cell, args.cell_count as usize)? {
            for &size in &args.pages {
                let free = node::free_pages(cell, u64::from(size));
                let free =
                    free.map_err(|e| failed("cannot read free pages", &e))?.ok_or_else(|| {
                        let text = format!("page size {size} is not available on node {cell}");
                        Error::new(ErrorCode::OperationFailed, ErrorDomain::None, text)
                    })?;
                counts.push(free);
            }
        }
        Ok(remote::NodeGetFreePagesRet { counts })
    }
}

enum Width {
    Int,
    Long,
}

/// Parameters of shared memory: name, file, type.
const SHARED_MEMORY: &[(&str, &str, Width)] = &[
    (NODE_MEMORY_SHARED_PAGES_TO_SCAN, "pages_to_scan", Width::Int),
    (NODE_MEMORY_SHARED_SLEEP_MILLISECS, "sleep_millisecs", Width::Int),
    (NODE_MEMORY_SHARED_PAGES_SHARED, "pages_shared", Width::Long),
    (NODE_MEMORY_SHARED_PAGES_SHARING, "pages_sharing", Width::Long),
    (NODE_MEMORY_SHARED_PAGES_UNSHARED, "pages_unshared", Width::Long),
    (NODE_MEMORY_SHARED_PAGES_VOLATILE, "pages_volatile", Width::Long),
    (NODE_MEMORY_SHARED_FULL_SCANS, "full_scans", Width::Long),
    (NODE_MEMORY_SHARED_MERGE_ACROSS_NODES, "merge_across_nodes", Width::Int),
];

fn bad_cpu() -> Error {
    let function = "virHostCPUGetStatsLinux";
    let text = format!("Invalid cpuNum in {function}");
    Error::argument(ErrorDomain::None, function, "cpuNum", text)
}

fn bad_cell() -> Error {
    let last = node::cells().last().copied().unwrap_or(0);
    invalid(format!("cellNum in virHostMemGetStats must be less than or equal to {last}"))
}

/// What a call with a caller's array gives: 0 asks for the size, anything else must be it.
fn sized<'a, T>(wanted: i32, all: &'a [T], function: &str) -> Result<(i32, &'a [T])> {
    let count = i32::try_from(all.len()).unwrap_or(i32::MAX);
    if wanted == 0 {
        return Ok((count, &[]));
    }
    if wanted != count {
        return Err(invalid(format!("nparams in {function} must be equal to {count}")));
    }
    Ok((count, all))
}

/// Cells from `start`, at most `count`.
fn cell_range(start: i32, count: usize) -> Result<std::iter::Take<RangeInclusive<usize>>> {
    let last = node::cells().last().copied().unwrap_or(0);
    let first = usize::try_from(start).ok().filter(|&n| n <= last).ok_or_else(|| {
        let text = format!("start cell {start} out of range (0-{last})");
        Error::new(ErrorCode::InternalError, ErrorDomain::None, text)
    })?;
    Ok((first..=last).take(count))
}

/// A CPU bitmap as on the wire: bit 0 of byte 0 is CPU 0.
pub(crate) fn cpu_map(cpus: impl Iterator<Item = usize>, count: usize) -> Vec<u8> {
    let mut map = vec![0; count.div_ceil(8)];
    for cpu in cpus {
        if let Some(byte) = map.get_mut(cpu / 8) {
            *byte |= 1 << (cpu % 8);
        }
    }
    map
}

fn char_array<const N: usize>(text: &str) -> vireo_xdr::CharArray<N> {
    let mut array = [0; N];
    for (to, from) in array.iter_mut().take(N.saturating_sub(1)).zip(text.bytes()) {
        *to = from;
    }
    vireo_xdr::CharArray(array)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn maps_begin_with_the_lowest_bit() {
        assert_eq!(cpu_map([0, 9].into_iter(), 10), [1, 2]);
        assert_eq!(cpu_map([64].into_iter(), 8), [0]);
    }

    #[test]
    fn an_array_of_another_size_is_refused() {
        assert_eq!(sized(0, &[1, 2], "f").expect("size"), (2, &[][..]));
        assert!(sized(1, &[1, 2], "f").is_err());
    }
}
