//! A host made of files, for tests: its kernel gives PCI devices to drivers as it is told.
//!
//! This file is used by the tests of this crate and by the end-to-end tests, and knows neither.

#![allow(dead_code, clippy::new_without_default)] // each user takes a part of it

use std::fs;
use std::io::Read;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

/// A folder with `sys` and `dev`. The files that the kernel acts upon are named pipes; a thread
/// reads each.
pub struct FakeHost {
    dir: PathBuf,
    _own: Option<tempfile::TempDir>,
}

/// The length of a PCI address; what is written at once may be read together.
const ADDRESS: usize = 12;

impl FakeHost {
    /// One in a folder of its own.
    pub fn new() -> Self {
        let own = tempfile::tempdir().expect("a folder");
        let mut host = Self::at(own.path());
        host._own = Some(own);
        host
    }

    /// One in a folder that is somebody's.
    pub fn at(dir: &Path) -> Self {
        let host = Self { dir: dir.to_owned(), _own: None };
        for sub in
            ["sys/bus/pci/devices", "sys/bus/pci/drivers", "sys/kernel/iommu_groups", "dev/vfio"]
        {
            fs::create_dir_all(dir.join(sub)).expect("own folder");
        }
        host.write("dev/vfio/vfio", "");
        host.driver("vfio-pci");
        let tree = dir.to_owned();
        host.pipe("sys/bus/pci/drivers_probe", move |name| probe(&tree, name));
        host
    }

    /// Its folder.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    fn write(&self, path: &str, text: &str) -> &Self {
        let path = self.dir.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("own folder");
        fs::write(path, text).expect("own folder");
        self
    }

    fn link(&self, path: &str, target: &str) {
        let path = self.dir.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("own folder");
        symlink(target, path).expect("own folder");
    }

    /// A file that the kernel acts upon.
    fn pipe(&self, path: &str, act: impl Fn(&str) + Send + 'static) {
        let path = self.dir.join(path);
        nix::unistd::mkfifo(&path, nix::sys::stat::Mode::from_bits_truncate(0o600))
            .expect("own folder");
        // Open at both ends: it never ends.
        let file = fs::OpenOptions::new().read(true).write(true).open(path);
        let mut file = file.expect("own pipe");
        std::thread::spawn(move || {
            let mut buffer = [0_u8; 1024];
            while let Ok(length @ 1..) = file.read(&mut buffer) {
                for name in buffer[..length].chunks(ADDRESS) {
                    act(&String::from_utf8_lossy(name));
                }
            }
        });
    }

    /// A driver of PCI devices.
    pub fn driver(&self, name: &str) -> &Self {
        let dir = format!("sys/bus/pci/drivers/{name}");
        if !self.dir.join(&dir).exists() {
            fs::create_dir_all(self.dir.join(&dir)).expect("own folder");
            let tree = self.dir.clone();
            self.pipe(&format!("{dir}/unbind"), move |name| {
                let _ = fs::remove_file(device_dir(&tree, name).join("driver"));
            });
        }
        self
    }

    /// A PCI device that a driver has.
    pub fn pci(&self, address: &str, driver: &str, group: u32) -> &Self {
        self.driver(driver);
        let dir = format!("sys/bus/pci/devices/{address}");
        let mut config = vec![0_u8; 64];
        config[0x0e] = 0;
        self.write(&format!("{dir}/native"), driver).write(&format!("{dir}/driver_override"), "");
        fs::write(self.dir.join(&dir).join("config"), config).expect("own folder");
        self.link(&format!("{dir}/driver"), &format!("../../drivers/{driver}"));
        let of_group = format!("sys/kernel/iommu_groups/{group}/devices");
        self.link(
            &format!("{of_group}/{address}"),
            &format!("../../../../bus/pci/devices/{address}"),
        );
        let groups = format!("../../../../kernel/iommu_groups/{group}");
        self.link(&format!("{dir}/iommu_group"), &groups);
        self.write(&format!("dev/vfio/{group}"), "")
    }

    /// A bridge between PCI buses.
    pub fn bridge(&self, address: &str) -> &Self {
        let mut config = vec![0_u8; 64];
        config[0x0e] = 1;
        let dir = self.dir.join(format!("sys/bus/pci/devices/{address}"));
        fs::create_dir_all(&dir).expect("own folder");
        fs::write(dir.join("config"), config).expect("own folder");
        self
    }

    /// The network interface of a PCI device.
    pub fn netdev(&self, address: &str, name: &str) -> &Self {
        self.write(&format!("sys/bus/pci/devices/{address}/net/{name}/operstate"), "up");
        let device = format!("../../../bus/pci/devices/{address}");
        self.link(&format!("sys/class/net/{name}/device"), &device);
        self.write(&format!("sys/class/net/{name}/operstate"), "up")
    }

    /// A virtual function of a PCI device.
    pub fn virtual_function(&self, physical: &str, number: u32, address: &str) -> &Self {
        if !self.dir.join(format!("sys/bus/pci/devices/{address}")).exists() {
            self.pci(address, "igbvf", 100 + number);
            self.link(&format!("sys/bus/pci/devices/{address}/physfn"), &format!("../{physical}"));
        }
        let link = format!("sys/bus/pci/devices/{physical}/virtfn{number}");
        self.link(&link, &format!("../{address}"));
        self
    }

    /// A tool `ip` that knows sixteen virtual functions of one card, and what they were told.
    pub fn ip(&self) -> &Self {
        use std::os::unix::fs::PermissionsExt;
        let script = "#!/bin/sh\nstate=$(dirname \"$0\")/vf\nmkdir -p \"$state\"\n\
            if [ \"$2\" = link ]; then\n printf '[{\"ifname\":\"%s\",\"vfinfo_list\":[' \"$5\"\n\
            for n in 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15; do\n\
            m=00:00:00:00:00:00; v=0; [ -f \"$state/$n\" ] && . \"$state/$n\"\n\
            [ $n = 0 ] || printf ,\n\
            printf '{\"vf\":%s,\"address\":\"%s\",\"vlan_list\":[{\"vlan\":%s}]}' $n $m $v\n\
            done\n printf ']}]'\nelse\n n=$6; shift 6\n\
            m=00:00:00:00:00:00; v=0; [ -f \"$state/$n\" ] && . \"$state/$n\"\n\
            while [ $# -gt 1 ]; do case $1 in mac) m=$2;; vlan) v=$2;; esac; shift 2; done\n\
            echo \"m=$m; v=$v\" > \"$state/$n\"\nfi\n";
        self.write("sbin/ip", script);
        let mode = fs::Permissions::from_mode(0o755);
        fs::set_permissions(self.dir.join("sbin/ip"), mode).expect("own file");
        self
    }

    /// What a virtual function was told last: `m=MAC; v=VLAN`.
    pub fn told(&self, number: u32) -> String {
        fs::read_to_string(self.dir.join(format!("sbin/vf/{number}"))).unwrap_or_default()
    }

    /// A USB device, by maker and product (`046d:c077`).
    pub fn usb(&self, bus: u32, device: u32, port: &str, id: &str) -> &Self {
        let dir = format!("sys/bus/usb/devices/{bus}-{port}");
        let (vendor, product) = id.split_once(':').expect("two numbers");
        self.write(&format!("{dir}/busnum"), &format!("{bus}\n"))
            .write(&format!("{dir}/devnum"), &format!("{device}\n"))
            .write(&format!("{dir}/devpath"), &format!("{port}\n"))
            .write(&format!("{dir}/idVendor"), &format!("{vendor}\n"))
            .write(&format!("{dir}/idProduct"), &format!("{product}\n"))
            .write(&format!("sys/bus/usb/devices/{bus}-{port}:1.0/bInterfaceNumber"), "00\n")
            .write(&format!("dev/bus/usb/{bus:03}/{device:03}"), "")
    }

    /// Pulls a USB device out.
    pub fn no_usb(&self, bus: u32, port: &str) -> &Self {
        let dir = self.dir.join(format!("sys/bus/usb/devices/{bus}-{port}"));
        fs::remove_dir_all(dir).expect("own folder");
        self
    }

    /// A SCSI device.
    pub fn scsi(&self, id: &str, generic: &str) -> &Self {
        let dir = self.dir.join(format!("sys/bus/scsi/devices/{id}/scsi_generic/{generic}"));
        fs::create_dir_all(dir).expect("own folder");
        self.write(&format!("dev/{generic}"), "")
    }

    /// A mediated device.
    pub fn mdev(&self, uuid: &str, group: u32, api: &str) -> &Self {
        let dir = format!("sys/bus/mdev/devices/{uuid}");
        self.write(&format!("{dir}/mdev_type/device_api"), api);
        let of_group = self.dir.join(format!("sys/kernel/iommu_groups/{group}"));
        fs::create_dir_all(of_group).expect("own folder");
        self.link(
            &format!("{dir}/iommu_group"),
            &format!("../../../../kernel/iommu_groups/{group}"),
        );
        self.write(&format!("dev/vfio/{group}"), "")
    }

    /// The driver that has a PCI device.
    pub fn driver_of(&self, address: &str) -> Option<String> {
        let target = fs::read_link(device_dir(&self.dir, address).join("driver")).ok()?;
        Some(target.file_name()?.to_string_lossy().into_owned())
    }
}

fn device_dir(tree: &Path, address: &str) -> PathBuf {
    tree.join("sys/bus/pci/devices").join(address)
}

/// Gives a device to the driver that is meant for it, if there is one.
fn probe(tree: &Path, address: &str) {
    let dir = device_dir(tree, address);
    let read =
        |name: &str| fs::read_to_string(dir.join(name)).unwrap_or_default().trim().to_owned();
    let wanted = match read("driver_override") {
        own if own.is_empty() => read("native"),
        own => own,
    };
    if !wanted.is_empty() && tree.join("sys/bus/pci/drivers").join(&wanted).exists() {
        let _ = symlink(format!("../../drivers/{wanted}"), dir.join("driver"));
    }
}
