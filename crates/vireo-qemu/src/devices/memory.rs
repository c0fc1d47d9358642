//! Memory modules.

use serde_json::Value;
use vireo_api::Result;
use vireo_model::domain::Domain;
use vireo_model::domain::address::DeviceAddress;
use vireo_model::domain::devices::MemoryDevice;
use vireo_model::domain::devices::memory::MemoryModel;
use vireo_model::domain::memory::MemoryAllocation;
use vireo_qmp::types::MemoryDeviceInfo;

use super::address::{self, alias};
use super::virtio::{self, Variant};
use crate::build::Build;
use crate::error::unsupported;
use crate::machine::{MemoryRequest, MemoryTaking, memory_backend};
use crate::process::argv::{Opts, Props};

/// Memory of all modules, KiB: a part of the whole that the definition names.
pub(crate) fn total_kib(domain: &Domain) -> u64 {
    domain.devices.memories.iter().map(|module| module.target.size).sum()
}

/// Files that modules are; one that is not there yet is made by QEMU.
pub(crate) fn files(domain: &Domain) -> Vec<String> {
    let sources = domain.devices.memories.iter().filter_map(|module| module.source.as_ref());
    let paths = sources.filter_map(|source| source.path.clone());
    paths.filter(|path| std::path::Path::new(path).exists()).collect()
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

/// Notes where QEMU put the modules, and how much of each the guest has.
pub(crate) fn learn(domain: &mut Domain, told: &[MemoryDeviceInfo]) {
    for info in told {
        let id = info.data.get("id").and_then(Value::as_str);
        let number = |key: &str| info.data.get(key).and_then(Value::as_u64);
        let named = |module: &&mut MemoryDevice| id.is_some() && module.info.alias.as_deref() == id;
        let Some(module) = domain.devices.memories.iter_mut().find(named) else { continue };
        match &mut module.info.address {
            Some(DeviceAddress::Dimm(dimm)) => dimm.base = number("addr"),
            Some(_) | None => module.target.address_base = number("memaddr"),
        }
        if module.model == MemoryModel::VirtioMem {
            module.target.current = number("size").map(kib);
        }
    }
}

/// Notes that the guest has so many bytes of a module now.
pub(crate) fn resized(domain: &mut Domain, alias: &str, bytes: u64) {
    let named = |module: &&mut MemoryDevice| module.info.alias.as_deref() == Some(alias);
    if let Some(module) = domain.devices.memories.iter_mut().find(named) {
        module.target.current = Some(kib(bytes));
    }
}

fn kib(bytes: u64) -> u64 {
    bytes.div_ceil(1024)
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
    let own = Props::new().bool("prealloc", true).int("size", module.target.size * 1024);
    b.line.object("memory-backend-epc", &id(module), own);
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
        kib: module.target.size,
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::devices::testing::{domain, expect, words as words_of};

    fn with_backing(devices: &str, backing: &str) -> Vec<String> {
        let beside = format!("<memoryBacking>{backing}</memoryBacking>");
        words_of(words, &domain(devices, &beside)).expect("words")
    }

    #[test]
    fn files_that_are_there_are_given_to_the_guest() {
        let file = tempfile::NamedTempFile::new().expect("a file");
        let path = file.path().display();
        let module = |path: &str| {
            format!(
                "<memory model='nvdimm'><source><path>{path}</path></source><target>\
                 <size unit='KiB'>131072</size></target></memory>"
            )
        };
        let both = module(&path.to_string()) + &module("/no/such/file");
        assert_eq!(files(&domain(&both, "")), [path.to_string()]);
    }

    #[test]
    fn a_module_has_an_object_behind_it() {
        expect(
            words,
            "<memory model='dimm' access='shared' discard='yes'><target>\
             <size unit='KiB'>131072</size><node>0</node></target>\
             <address type='dimm' slot='3' base='0x100000000'/></memory>",
            &[
                "-object {\"qom-type\":\"memory-backend-file\",\"id\":\"memdimm3\",\
                 \"mem-path\":\"/ram/-1-t/dimm3\",\"discard-data\":true,\"share\":true,\"size\":134217728}",
                "-device {\"driver\":\"pc-dimm\",\"node\":0,\"memdev\":\"memdimm3\",\"id\":\"dimm3\",\
                 \"slot\":3,\"addr\":4294967296}",
            ],
        );
    }

    #[test]
    fn files_that_stay_are_taken_at_start_unless_they_are_persistent_memory() {
        let module = |more: &str| {
            format!(
                "<memory model='nvdimm'><source><path>/nv</path><alignsize unit='KiB'>2048</alignsize>\
                 {more}</source><target><size unit='KiB'>131072</size><node>0</node>\
                 <label><size unit='KiB'>128</size></label></target></memory>"
            )
        };
        let device = "-device {\"driver\":\"nvdimm\",\"node\":0,\"label-size\":131072,\
                      \"memdev\":\"memnvdimm0\",\"id\":\"nvdimm0\"}";
        let object = |taken: &str, end: &str| {
            format!(
                "-object {{\"qom-type\":\"memory-backend-file\",\"id\":\"memnvdimm0\",\
                 \"mem-path\":\"/nv\",{taken}\"size\":134217728,\"align\":2097152{end}}}"
            )
        };
        expect(words, &module(""), &[&object("\"prealloc\":true,", ""), device]);
        expect(words, &module("<pmem/>"), &[&object("", ",\"pmem\":true"), device]);
    }

    #[test]
    fn what_is_plugged_bit_by_bit_is_never_taken_at_start() {
        let module = "<controller type='pci' index='0' model='pcie-root'/>\
                      <memory model='virtio-mem'><target><size unit='KiB'>131072</size><node>0</node>\
                      <block unit='KiB'>2048</block><requested unit='KiB'>65536</requested></target>\
                      <address type='pci' slot='2'/></memory>";
        let backing = "<source type='memfd'/><access mode='shared'/><allocation mode='immediate'/>";
        assert_eq!(
            with_backing(module, backing),
            [
                "-object {\"qom-type\":\"memory-backend-memfd\",\"id\":\"memvirtiomem0\",\
                 \"share\":true,\"reserve\":false,\"size\":134217728}",
                "-device {\"driver\":\"virtio-mem-pci\",\"node\":0,\"block-size\":2097152,\
                 \"requested-size\":67108864,\"memdev\":\"memvirtiomem0\",\"prealloc\":true,\
                 \"id\":\"virtiomem0\",\"bus\":\"pcie.0\",\"addr\":\"0x2\"}",
            ]
        );
    }

    // REQ: Q-DEV-01
    #[test]
    fn where_modules_are_and_how_large_is_learned() {
        let text = "<domain type='qemu'><name>x</name><memory unit='MiB'>512</memory>\
             <os><type>hvm</type></os><devices>\
             <memory model='dimm'><target><size unit='MiB'>128</size></target>\
             <alias name='dimm0'/><address type='dimm' slot='0'/></memory>\
             <memory model='virtio-mem'><target><size unit='MiB'>128</size></target>\
             <alias name='virtiomem0'/></memory></devices></domain>";
        let mut domain = Domain::parse(text, vireo_xml::Mode::default()).unwrap();
        let told = r#"[{"type": "dimm", "data": {"id": "dimm0", "addr": 4294967296}},
            {"type": "virtio-mem", "data": {"id": "virtiomem0", "memaddr": 8589934592, "size": 2048}},
            {"type": "dimm", "data": {"addr": 1}}]"#;
        learn(&mut domain, &serde_json::from_str::<Vec<_>>(told).unwrap());
        let [dimm, virtio] = &domain.devices.memories[..] else { panic!("two") };
        let Some(DeviceAddress::Dimm(address)) = &dimm.info.address else { panic!("a dimm") };
        assert_eq!((address.base, dimm.target.current), (Some(1 << 32), None));
        assert_eq!(virtio.target.address_base, Some(1 << 33));
        assert_eq!(virtio.target.current, Some(2));
        resized(&mut domain, "virtiomem0", 4097);
        assert_eq!(domain.devices.memories[1].target.current, Some(5));
    }
}
