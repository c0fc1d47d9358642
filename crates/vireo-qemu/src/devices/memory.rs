//! Memory modules.

use vireo_api::Result;
use vireo_model::domain::Domain;
use vireo_model::domain::devices::MemoryDevice;
use vireo_model::domain::devices::memory::MemoryModel;
use vireo_model::domain::memory::MemoryAllocation;

use super::address::{self, alias};
use super::virtio::{self, Variant};
use crate::build::Build;
use crate::error::unsupported;
use crate::machine::{MemoryRequest, MemoryTaking, memory_backend};
use crate::process::argv::{Opts, Props};

/// What sizes of modules are rounded up to, KiB.
const ALIGNMENT: u64 = 2048;

/// Memory of all modules, KiB: a part of the whole that the definition names.
pub(crate) fn total_kib(domain: &Domain) -> u64 {
    domain.devices.memories.iter().map(|module| module.target.size).sum()
}

/// Options of the machine about modules.
pub(crate) fn machine_options(b: &Build<'_>, mut opts: Opts) -> Opts {
    let all = &b.domain.devices.memories;
    if all.iter().any(|module| module.model == MemoryModel::Nvdimm) {
        opts = opts.on_off("nvdimm", true);
    }
    let enclaves = all.iter().filter(|module| module.model == MemoryModel::SgxEpc);
    for (number, module) in enclaves.enumerate() {
        opts = opts
            .pair(&format!("sgx-epc.{number}.memdev"), id(module))
            .maybe(&format!("sgx-epc.{number}.node"), module.target.node);
    }
    opts
}

/// The id of the object behind a module.
fn id(module: &MemoryDevice) -> String {
    format!("mem{}", alias(&module.info))
}

/// All modules.
pub(crate) fn words(b: &mut Build<'_>) -> Result<()> {
    for module in &b.domain.devices.memories {
        if module.model == MemoryModel::SgxEpc {
            // Its object is of a kind of its own, the rest is the machine's.
            enclave(b, module);
            continue;
        }
        memory_backend(b, &request(module))?;
        let props = device(b, module)?;
        b.device(props);
    }
    Ok(())
}

fn enclave(b: &mut Build<'_>, module: &MemoryDevice) {
    let own = Props::new().bool("prealloc", true).int("size", kib(module) * 1024);
    b.line.object("memory-backend-epc", &id(module), own);
}

/// Its size as QEMU takes it, KiB.
fn kib(module: &MemoryDevice) -> u64 {
    module.target.size.div_ceil(ALIGNMENT) * ALIGNMENT
}

fn request(module: &MemoryDevice) -> MemoryRequest {
    let source = module.source.clone().unwrap_or_default();
    let taking = match module.model {
        MemoryModel::VirtioMem => MemoryTaking::Sparse,
        MemoryModel::Nvdimm if !source.pmem => MemoryTaking::AtStart,
        MemoryModel::Nvdimm | MemoryModel::Dimm | MemoryModel::VirtioPmem | MemoryModel::SgxEpc => {
            MemoryTaking::AsConfigured
        }
    };
    MemoryRequest {
        id: id(module),
        file: alias(&module.info).to_owned(),
        kib: kib(module),
        cell: module.target.node,
        access: module.access,
        discard: module.discard,
        path: source.path,
        page: source.pagesize,
        nodes: source.nodemask,
        align: source.alignsize,
        pmem: source.pmem,
        taking,
        is_main: false,
    }
}

fn device(b: &Build<'_>, module: &MemoryDevice) -> Result<Props> {
    let target = &module.target;
    let bytes = |kib: Option<u64>| kib.map(|kib| kib * 1024);
    let memdev = id(module);
    let props = match module.model {
        MemoryModel::Dimm => {
            let props = Props::new().str("driver", "pc-dimm").maybe_int("node", target.node);
            props.str("memdev", memdev)
        }
        MemoryModel::Nvdimm => Props::new()
            .str("driver", "nvdimm")
            .maybe_int("node", target.node)
            .maybe_int("label-size", bytes(target.label_size))
            .maybe_bool("unarmed", target.readonly.then_some(true))
            .str("memdev", memdev),
        MemoryModel::VirtioMem => {
            let backing = b.domain.memory_backing.as_ref();
            let early = backing.and_then(|backing| backing.allocation_mode)
                == Some(MemoryAllocation::Immediate);
            Props::new()
                .str("driver", virtio::driver("virtio-mem", &module.info, Variant::Plain))
                .maybe_int("node", target.node)
                .maybe_int("block-size", bytes(target.block))
                .maybe_int("requested-size", bytes(target.requested))
                .str("memdev", memdev)
                .maybe_bool("prealloc", early.then_some(true))
                .maybe_int("memaddr", target.address_base)
                .maybe_bool("dynamic-memslots", target.dynamic_memslots)
        }
        MemoryModel::VirtioPmem => Props::new()
            .str("driver", virtio::driver("virtio-pmem", &module.info, Variant::Plain))
            .str("memdev", memdev)
            .maybe_int("memaddr", target.address_base),
        MemoryModel::SgxEpc => {
            return Err(unsupported("sgx epc isn't supported by this QEMU binary"));
        }
    };
    let props = props.str("id", alias(&module.info));
    Ok(props.and(address::props(b, &module.info)?))
}
