//! Memory modules.

use vireo_api::Result;
use vireo_model::domain::Domain;
use vireo_model::domain::devices::MemoryDevice;
use vireo_model::domain::devices::memory::MemoryModel;
use vireo_model::domain::memory::MemoryAccess;

use super::address::{self, alias};
use super::virtio::{self, Variant};
use crate::build::Build;
use crate::error::operation_unsupported;
use crate::machine::{MemoryRequest, memory_backend};
use crate::process::argv::{Opts, Props};

/// Memory of all modules, KiB: a part of the whole that the definition names.
pub(crate) fn total_kib(domain: &Domain) -> u64 {
    domain.devices.memories.iter().map(|module| module.target.size).sum()
}

/// Options of the machine about modules.
pub(crate) fn machine_options(b: &Build<'_>, opts: Opts) -> Opts {
    let nvdimm = b.domain.devices.memories.iter().any(|m| m.model == MemoryModel::Nvdimm);
    if nvdimm { opts.on_off("nvdimm", true) } else { opts }
}

/// All modules.
pub(crate) fn words(b: &mut Build<'_>) -> Result<()> {
    for module in &b.domain.devices.memories {
        let id = format!("mem{}", alias(&module.info));
        backend(b, module, &id)?;
        let props = device(b, module, &id)?;
        b.device(props);
    }
    Ok(())
}

fn backend(b: &mut Build<'_>, module: &MemoryDevice, id: &str) -> Result<()> {
    let source = module.source.clone().unwrap_or_default();
    if let Some(path) = &source.path {
        let shared = module.access.map(|access| access == MemoryAccess::Shared);
        let props = Props::new()
            .str("mem-path", path)
            .maybe_bool("share", shared)
            .int("size", module.target.size * 1024)
            .maybe_int("align", source.alignsize.map(|kib| kib * 1024))
            .maybe_bool("pmem", source.pmem.then_some(true));
        b.line.object("memory-backend-file", id, props);
        return Ok(());
    }
    let request = MemoryRequest {
        id: id.to_owned(),
        kib: module.target.size,
        cell: module.target.node,
        access: module.access,
        discard: module.discard,
    };
    memory_backend(b, &request)
}

fn device(b: &Build<'_>, module: &MemoryDevice, id: &str) -> Result<Props> {
    let target = &module.target;
    let name = alias(&module.info);
    let props = match module.model {
        MemoryModel::Dimm => Props::new()
            .str("driver", "pc-dimm")
            .maybe_int("node", target.node)
            .str("memdev", id)
            .str("id", name),
        MemoryModel::Nvdimm => Props::new()
            .str("driver", "nvdimm")
            .maybe_int("node", target.node)
            .maybe_int("label-size", target.label_size.map(|kib| kib * 1024))
            .maybe_bool("unarmed", target.readonly.then_some(true))
            .str("memdev", id)
            .str("id", name),
        MemoryModel::VirtioMem => Props::new()
            .str("driver", virtio::driver("virtio-mem", &module.info, Variant::Plain))
            .maybe_int("node", target.node)
            .maybe_int("block-size", target.block.map(|kib| kib * 1024))
            .maybe_int("requested-size", target.requested.map(|kib| kib * 1024))
            .str("memdev", id)
            .maybe_int("memaddr", target.address_base)
            .maybe_bool("dynamic-memslots", target.dynamic_memslots)
            .str("id", name),
        MemoryModel::VirtioPmem => Props::new()
            .str("driver", virtio::driver("virtio-pmem", &module.info, Variant::Plain))
            .str("memdev", id)
            .maybe_int("memaddr", target.address_base)
            .str("id", name),
        MemoryModel::SgxEpc => {
            return Err(operation_unsupported("SGX memory is not supported yet"));
        }
    };
    Ok(props.and(address::props(b, &module.info)?))
}
