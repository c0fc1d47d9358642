//! Devices with little to say.

use std::fs::OpenOptions;
use std::os::fd::AsRawFd;
use std::os::unix::fs::OpenOptionsExt;

use vireo_api::Result;
use vireo_model::domain::Domain;
use vireo_model::domain::devices::redirdev::RedirFilterUsbDev;
use vireo_model::domain::devices::simple::{
    CryptoBackendModel, IommuModel, PanicModel, Shmem, ShmemModel, ShmemRole, SmartcardMode,
    VsockModel,
};

use super::address::{self, alias, boot_index};
use super::chardev;
use super::virtio::{self, Variant, variant_of};
use crate::build::{Build, text};
use crate::error::{system, unsupported};
use crate::process::argv::{Opts, Props};
use crate::process::start::Starting;

/// Opens what small devices need of the host.
pub(crate) fn open(s: &mut Starting) -> Result<()> {
    open_pstore(s)?;
    let Some(vsock) = &mut s.domain.devices.vsock else { return Ok(()) };
    let file = OpenOptions::new().read(true).write(true).open("/dev/vhost-vsock").map_err(|e| {
        // Most often the host has none: as the reference, told as what it cannot do.
        let told = system("unable to open vhost-vsock device", &e);
        unsupported(told.detail().unwrap_or_default())
    })?;
    let wanted = vsock.cid_address.filter(|_| vsock.cid_auto != Some(true));
    let cid = vireo_host::vsock::assign_cid(file.as_raw_fd(), wanted)
        .map_err(|e| system("failed to set guest cid", &e))?;
    vsock.cid_address = Some(cid);
    let alias = vsock.info.alias.clone().unwrap_or_default();
    s.opened.vsocks.insert(alias, file.into());
    Ok(())
}

/// Makes the file of the error records, which stays: QEMU's user may not be allowed to make it.
fn open_pstore(s: &Starting) -> Result<()> {
    let pstore = s.domain.devices.pstore.as_ref();
    let Some(path) = pstore.and_then(|pstore| pstore.path.as_deref()) else { return Ok(()) };
    let made = OpenOptions::new().write(true).create(true).truncate(false).mode(0o600).open(path);
    made.map(drop).map_err(|e| system(format!("cannot create pstore file '{path}'"), &e))
}

/// Files that small devices keep.
pub(crate) fn files(domain: &Domain) -> Vec<String> {
    let pstore = domain.devices.pstore.iter();
    pstore.filter_map(|pstore| pstore.path.clone()).collect()
}

/// The IOMMU.
pub(crate) fn iommu(b: &mut Build<'_>) -> Result<()> {
    let Some(iommu) = &b.domain.devices.iommu else { return Ok(()) };
    let own = iommu.driver.clone().unwrap_or_default();
    let id = alias(&iommu.info).to_owned();
    let props = match iommu.model {
        IommuModel::Intel => Props::new()
            .str("driver", "intel-iommu")
            .str("id", id)
            .maybe_on_off("intremap", own.intremap)
            .maybe_bool("caching-mode", own.caching_mode)
            .maybe_on_off("eim", own.eim)
            .maybe_bool("device-iotlb", own.iotlb)
            .maybe_int("aw-bits", own.aw_bits)
            .maybe_bool("dma-translation", own.dma_translation),
        IommuModel::Virtio => Props::new()
            .str("driver", "virtio-iommu")
            .str("id", id)
            .and(address::props(b, &iommu.info)?),
        IommuModel::Smmuv3 => return Ok(()),
    };
    b.device(props);
    Ok(())
}

/// USB hubs.
pub(crate) fn hubs(b: &mut Build<'_>) -> Result<()> {
    for hub in &b.domain.devices.hubs {
        let props = Props::new().str("driver", "usb-hub").str("id", alias(&hub.info));
        let props = props.and(address::props(b, &hub.info)?);
        b.device(props);
    }
    Ok(())
}

/// Smart cards.
pub(crate) fn smartcards(b: &mut Build<'_>) -> Result<()> {
    for card in &b.domain.devices.smartcards {
        let head = match &card.mode {
            SmartcardMode::Host => {
                Props::new().str("driver", "ccid-card-emulated").str("backend", "nss-emulated")
            }
            SmartcardMode::HostCertificates(own) => {
                let mut props =
                    Props::new().str("driver", "ccid-card-emulated").str("backend", "certificates");
                for (number, name) in own.certificates.iter().enumerate() {
                    props = props.str(&format!("cert{}", number + 1), name);
                }
                props.str("db", own.database.as_deref().unwrap_or("/etc/pki/nssdb"))
            }
            SmartcardMode::Passthrough(own) => {
                let (source, log) = (Some(&own.source), own.log.as_ref());
                let chardev = chardev::backend(b, &card.info, source, log, false)?;
                Props::new().str("driver", "ccid-card-passthru").str("chardev", chardev)
            }
        };
        let props = head.str("id", alias(&card.info)).and(address::props(b, &card.info)?);
        b.device(props);
    }
    Ok(())
}

/// USB devices of viewers.
pub(crate) fn redirdevs(b: &mut Build<'_>) -> Result<()> {
    let rules = b
        .domain
        .devices
        .redirfilter
        .as_ref()
        .map(|filter| filter.usbdevs.iter().map(rule).collect::<Vec<_>>().join("|"));
    for device in &b.domain.devices.redirdevs {
        let (source, log) = (Some(&device.source), device.log.as_ref());
        let chardev = chardev::backend(b, &device.info, source, log, false)?;
        let props = Props::new()
            .str("driver", "usb-redir")
            .str("chardev", chardev)
            .str("id", alias(&device.info))
            .maybe_str("filter", rules.as_deref())
            .maybe_int("bootindex", boot_index(&device.info));
        let props = props.and(address::props(b, &device.info)?);
        b.device(props);
    }
    Ok(())
}

/// A rule in QEMU's form: any is -1, numbers are hexadecimal.
fn rule(device: &RedirFilterUsbDev) -> String {
    let number = |text: &Option<String>, digits: usize| {
        let text = text.as_deref().unwrap_or("-1").trim();
        let hex = text.strip_prefix("0x").or_else(|| text.strip_prefix("0X"));
        let value = match hex {
            Some(hex) => i64::from_str_radix(hex, 16).ok(),
            None => text.parse().ok(),
        };
        match value {
            Some(value) if value >= 0 => format!("0x{value:0digits$X}"),
            _ => "-1".to_owned(),
        }
    };
    let version = match device.version.as_deref().and_then(|version| version.split_once('.')) {
        Some((major, minor)) => {
            // Binary coded decimal; ".1" is ".10".
            let digits = |text: &str| u32::from_str_radix(text, 16).unwrap_or(0);
            let minor = if minor.len() == 1 { digits(minor) << 4 } else { digits(minor) };
            format!("0x{:04X}", digits(major) << 8 | minor)
        }
        None => "-1".to_owned(),
    };
    format!(
        "{}:{}:{}:{version}:{}",
        number(&device.class, 2),
        number(&device.vendor, 4),
        number(&device.product, 4),
        u8::from(device.allow)
    )
}

/// The variable store of a pSeries.
pub(crate) fn nvram(b: &mut Build<'_>) -> Result<()> {
    use vireo_model::domain::address::DeviceAddress;
    let Some(nvram) = &b.domain.devices.nvram else { return Ok(()) };
    if let Some(DeviceAddress::SpaprVio(vio)) = &nvram.info.address {
        if let Some(reg) = vio.reg {
            b.line.option("-global", format!("spapr-nvram.reg=0x{reg:x}"));
        }
    }
    Ok(())
}

/// A place for crash dumps' notes.
pub(crate) fn vmcoreinfo(b: &mut Build<'_>) -> Result<()> {
    let wanted = b.domain.features.as_ref().and_then(|features| features.vmcoreinfo.as_ref());
    if wanted.is_some_and(|toggle| toggle.state) {
        b.device(Props::new().str("driver", "vmcoreinfo"));
    }
    Ok(())
}

/// Devices by which a dying kernel tells.
pub(crate) fn panics(b: &mut Build<'_>) -> Result<()> {
    use vireo_model::domain::address::DeviceAddress;
    for panic in &b.domain.devices.panics {
        match panic.model {
            Some(PanicModel::Isa) | None => {
                let port = match &panic.info.address {
                    Some(DeviceAddress::Isa(isa)) => isa.iobase,
                    _ => None,
                };
                let props = Props::new().str("driver", "pvpanic").maybe_int("ioport", port);
                b.device(props);
            }
            Some(PanicModel::Pvpanic) => {
                let props = Props::new().str("driver", "pvpanic-pci");
                let props = props.and(address::props(b, &panic.info)?);
                b.device(props);
            }
            Some(PanicModel::Hyperv | PanicModel::Pseries | PanicModel::S390) => {}
        }
    }
    Ok(())
}

/// Memory shared between guests.
pub(crate) fn shmems(b: &mut Build<'_>) -> Result<()> {
    for shmem in &b.domain.devices.shmems {
        match shmem.model {
            Some(ShmemModel::IvshmemPlain) => plain(b, shmem)?,
            Some(ShmemModel::IvshmemDoorbell) => doorbell(b, shmem)?,
            Some(ShmemModel::Ivshmem) | None => {
                return Err(unsupported("ivshmem device is no longer supported"));
            }
        }
    }
    Ok(())
}

/// Memory alone.
fn plain(b: &mut Build<'_>, shmem: &Shmem) -> Result<()> {
    let id = alias(&shmem.info);
    let memdev = format!("shmmem-{id}");
    let props = Props::new()
        .str("mem-path", format!("/dev/shm/{}", shmem.name))
        .int("size", shmem.size.unwrap_or(4 << 20))
        .bool("share", true);
    b.line.object("memory-backend-file", &memdev, props);
    let master = shmem.role.map(|role| role == ShmemRole::Master);
    let props = Props::new()
        .str("driver", "ivshmem-plain")
        .str("id", id)
        .str("memdev", memdev)
        .maybe_on_off("master", master);
    let props = props.and(address::props(b, &shmem.info)?);
    b.device(props);
    Ok(())
}

/// Memory of a server that also passes interrupts on.
fn doorbell(b: &mut Build<'_>, shmem: &Shmem) -> Result<()> {
    let id = alias(&shmem.info);
    let chardev = format!("char{id}");
    let msi = shmem.msi.clone().unwrap_or_default();
    let props = Props::new()
        .str("driver", "ivshmem-doorbell")
        .str("id", id)
        .str("chardev", &chardev)
        .maybe_int("vectors", msi.vectors)
        .bool("ioeventfd", msi.ioeventfd.unwrap_or(true));
    let props = props.and(address::props(b, &shmem.info)?);
    b.device(props);
    let path = match shmem.server.as_ref().and_then(|server| server.path.clone()) {
        Some(path) => path,
        None => format!("/var/lib/libvirt/shmem-{}-sock", shmem.name),
    };
    let opts = Opts::new().word("socket").pair("id", chardev).pair("path", path);
    b.line.option("-chardev", opts);
    Ok(())
}

/// The socket between guest and host.
pub(crate) fn vsock(b: &mut Build<'_>) -> Result<()> {
    let Some(vsock) = &b.domain.devices.vsock else { return Ok(()) };
    let variant = variant_of!(vsock.model, VsockModel);
    let fd = match b.opened.vsocks.remove(alias(&vsock.info)) {
        Some(fd) => b.line.pass_fd(fd),
        // A translation has no descriptor to name.
        None => -1,
    };
    let props = Props::new()
        .str("driver", virtio::driver("vhost-vsock", &vsock.info, variant))
        .and(virtio::options(vsock.driver.as_ref()))
        .str("id", alias(&vsock.info))
        .int("guest-cid", vsock.cid_address.unwrap_or(0))
        .str("vhostfd", fd);
    let props = props.and(address::props(b, &vsock.info)?);
    b.device(props);
    Ok(())
}

/// Devices that compute ciphers.
pub(crate) fn cryptos(b: &mut Build<'_>) -> Result<()> {
    for crypto in &b.domain.devices.cryptos {
        let id = alias(&crypto.info).to_owned();
        let kind = match crypto.backend.model {
            CryptoBackendModel::Builtin => "cryptodev-backend-builtin",
            CryptoBackendModel::Lkcf => "cryptodev-backend-lkcf",
        };
        let own = Props::new().maybe_int("queues", crypto.backend.queues);
        b.line.object(kind, &format!("obj{id}"), own);
        let props = Props::new()
            .str("driver", virtio::driver("virtio-crypto", &crypto.info, Variant::Plain))
            .and(virtio::options(crypto.driver.as_ref()))
            .str("cryptodev", format!("obj{id}"))
            .str("id", &id);
        let props = props.and(address::props(b, &crypto.info)?);
        b.device(props);
    }
    Ok(())
}

/// Where a dying kernel leaves its last words.
pub(crate) fn pstore(b: &mut Build<'_>) -> Result<()> {
    let Some(pstore) = &b.domain.devices.pstore else { return Ok(()) };
    let id = alias(&pstore.info).to_owned();
    let default = text(&b.paths.lib_dir.join("pstore.raw"));
    let props = Props::new()
        .str("mem-path", pstore.path.as_deref().unwrap_or(&default))
        .int("size", pstore.size.unwrap_or(0) * 1024)
        .bool("share", true);
    b.line.object("memory-backend-file", &format!("mem{id}"), props);
    let props =
        Props::new().str("driver", "acpi-erst").str("id", &id).str("memdev", format!("mem{id}"));
    let props = props.and(address::props(b, &pstore.info)?);
    b.device(props);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::devices::testing::{expect, expect_refusal};

    const BUS: &str = "<controller type='pci' index='0' model='pcie-root'/>";

    #[test]
    fn switches_of_an_iommu_are_words_or_truths() {
        expect(
            iommu,
            "<iommu model='intel'><driver intremap='on' caching_mode='on' eim='off' iotlb='on' \
             aw_bits='48' dma_translation='off'/></iommu>",
            &["-device {\"driver\":\"intel-iommu\",\"id\":\"iommu0\",\"intremap\":\"on\",\
               \"caching-mode\":true,\"eim\":\"off\",\"device-iotlb\":true,\"aw-bits\":48,\
               \"dma-translation\":false}"],
        );
    }

    #[test]
    fn versions_of_usb_devices_are_binary_coded_decimals() {
        let version = |version: &str| {
            rule(&RedirFilterUsbDev {
                class: Some("0x8".to_owned()),
                vendor: Some("0x15e1".to_owned()),
                product: None,
                version: Some(version.to_owned()),
                allow: true,
            })
        };
        assert_eq!(version("1.10"), "0x08:0x15E1:-1:0x0110:1");
        assert_eq!(version("1.1"), "0x08:0x15E1:-1:0x0110:1");
        assert_eq!(version("12.05"), "0x08:0x15E1:-1:0x1205:1");
    }

    #[test]
    fn any_device_is_refused_by_a_rule_without_numbers() {
        assert_eq!(rule(&RedirFilterUsbDev::default()), "-1:-1:-1:-1:0");
    }

    #[test]
    fn shared_memory_is_a_file_or_comes_from_a_server() {
        expect(
            shmems,
            &format!(
                "{BUS}<shmem name='a' role='peer'><model type='ivshmem-plain'/>\
                 <address type='pci' slot='2'/></shmem>"
            ),
            &[
                "-object {\"qom-type\":\"memory-backend-file\",\"id\":\"shmmem-shmem0\",\
                 \"mem-path\":\"/dev/shm/a\",\"size\":4194304,\"share\":true}",
                "-device {\"driver\":\"ivshmem-plain\",\"id\":\"shmem0\",\"memdev\":\"shmmem-shmem0\",\
                 \"master\":\"off\",\"bus\":\"pcie.0\",\"addr\":\"0x2\"}",
            ],
        );
        expect(
            shmems,
            &format!(
                "{BUS}<shmem name='b'><model type='ivshmem-doorbell'/><server path='/s'/>\
                 <msi vectors='16'/><address type='pci' slot='2'/></shmem>"
            ),
            &[
                "-device {\"driver\":\"ivshmem-doorbell\",\"id\":\"shmem0\",\"chardev\":\"charshmem0\",\
                 \"vectors\":16,\"ioeventfd\":true,\"bus\":\"pcie.0\",\"addr\":\"0x2\"}",
                "-chardev socket,id=charshmem0,path=/s",
            ],
        );
        expect_refusal(shmems, "<shmem name='c'/>", "ivshmem device is no longer supported");
    }

    #[test]
    fn panics_are_told_by_a_port_or_by_a_pci_device() {
        expect(
            panics,
            &format!(
                "{BUS}<panic model='isa'><address type='isa' iobase='0x505'/></panic>\
                 <panic model='pvpanic'><address type='pci' slot='5'/></panic>\
                 <panic model='hyperv'/>"
            ),
            &[
                "-device {\"driver\":\"pvpanic\",\"ioport\":1285}",
                "-device {\"driver\":\"pvpanic-pci\",\"bus\":\"pcie.0\",\"addr\":\"0x5\"}",
            ],
        );
    }

    #[test]
    fn certificates_are_numbered() {
        expect(
            smartcards,
            "<controller type='ccid' index='0'/><smartcard mode='host-certificates'>\
             <certificate>a</certificate><certificate>b</certificate><certificate>c</certificate>\
             <address type='ccid' controller='0' slot='0'/></smartcard>",
            &["-device {\"driver\":\"ccid-card-emulated\",\"backend\":\"certificates\",\
               \"cert1\":\"a\",\"cert2\":\"b\",\"cert3\":\"c\",\"db\":\"/etc/pki/nssdb\",\
               \"id\":\"smartcard0\",\"bus\":\"ccid0.0\"}"],
        );
    }

    #[test]
    fn ciphers_and_error_records_have_objects_behind_them() {
        expect(
            cryptos,
            &format!(
                "{BUS}<crypto model='virtio' type='qemu'><backend model='builtin' queues='2'/>\
                 <driver iommu='on'/><address type='pci' slot='6'/></crypto>"
            ),
            &[
                "-object {\"qom-type\":\"cryptodev-backend-builtin\",\"id\":\"objcrypto0\",\"queues\":2}",
                "-device {\"driver\":\"virtio-crypto-pci\",\"iommu_platform\":true,\
                 \"cryptodev\":\"objcrypto0\",\"id\":\"crypto0\",\"bus\":\"pcie.0\",\"addr\":\"0x6\"}",
            ],
        );
        expect(
            pstore,
            &format!(
                "{BUS}<pstore backend='acpi-erst'><path>/p</path><size unit='KiB'>8</size>\
                 <address type='pci' slot='7'/></pstore>"
            ),
            &[
                "-object {\"qom-type\":\"memory-backend-file\",\"id\":\"mempstore0\",\
                 \"mem-path\":\"/p\",\"size\":8192,\"share\":true}",
                "-device {\"driver\":\"acpi-erst\",\"id\":\"pstore0\",\"memdev\":\"mempstore0\",\
                 \"bus\":\"pcie.0\",\"addr\":\"0x7\"}",
            ],
        );
    }
}
