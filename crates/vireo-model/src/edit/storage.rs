//! Disks, shared directories, leases.

use super::{Editable, Spot, invalid, missing, not_valid};
use crate::domain::Domain;
use crate::domain::devices::disk::Disk;
use crate::domain::devices::filesystem::Filesystem;
use crate::domain::devices::simple::Lease;
use crate::domain::devices::storage::StorageType;
use crate::fill::Result;
use crate::fill::error::{Code, FillError, From, refuse};
use crate::fill::walk::Place;

fn by_target(dom: &Domain, name: &str) -> Option<usize> {
    dom.devices.disks.iter().position(|disk| disk.target.dev == name && !name.is_empty())
}

impl Editable for Disk {
    const NAME: &'static str = "disk";

    fn attach(self, dom: &mut Domain) -> Result {
        let name = &self.target.dev;
        refuse!(by_target(dom, name).is_some(), not_valid, "target {name} already exists");
        pool(&self)?;
        dom.devices.disks.push(self);
        Ok(())
    }

    fn update(self, dom: &mut Domain) -> Result {
        let Some(n) = by_target(dom, &self.target.dev) else {
            return Err(invalid(format!("target {} doesn't exist.", self.target.dev)));
        };
        dom.devices.disks[n] = self;
        Ok(())
    }

    fn find(&self, dom: &Domain) -> Result<Spot> {
        let name = &self.target.dev;
        match by_target(dom, name) {
            Some(n) => Ok(Spot::Device(Place::Disk(n as u32))),
            None => Err(missing(format!("no target device {name}"))),
        }
    }
}

/// A volume's pool has to be there; this host has no storage pools.
fn pool(disk: &Disk) -> Result {
    let pool = disk.source.as_ref().and_then(|source| source.pool.as_deref());
    match pool.filter(|_| disk.kind == StorageType::Volume) {
        Some(pool) => {
            let text = format!("no storage pool with matching name '{pool}'");
            Err(FillError::new(Code::NoStoragePool, From::Storage, text))
        }
        None => Ok(()),
    }
}

fn by_tag(dom: &Domain, fs: &Filesystem) -> Option<usize> {
    dom.devices.filesystems.iter().position(|other| other.target_dir == fs.target_dir)
}

impl Editable for Filesystem {
    const NAME: &'static str = "filesystem";

    fn attach(self, dom: &mut Domain) -> Result {
        refuse!(by_tag(dom, &self).is_some(), not_valid, "Target already exists");
        dom.devices.filesystems.push(self);
        Ok(())
    }

    fn find(&self, dom: &Domain) -> Result<Spot> {
        match by_tag(dom, self) {
            Some(n) => Ok(Spot::Device(Place::Filesystem(n as u32))),
            None => Err(missing("no matching filesystem device was found")),
        }
    }
}

fn lease(dom: &Domain, lease: &Lease) -> Option<usize> {
    let same = |other: &Lease| other.key == lease.key && other.lockspace == lease.lockspace;
    dom.devices.leases.iter().position(same)
}

fn lockspace(lease: &Lease) -> &str {
    lease.lockspace.as_deref().unwrap_or("(null)")
}

impl Editable for Lease {
    const NAME: &'static str = "lease";

    fn attach(self, dom: &mut Domain) -> Result {
        refuse!(
            lease(dom, &self).is_some(),
            not_valid,
            "Lease {} in lockspace {} already exists",
            self.key,
            lockspace(&self)
        );
        dom.devices.leases.push(self);
        Ok(())
    }

    fn find(&self, dom: &Domain) -> Result<Spot> {
        match lease(dom, self) {
            Some(n) => Ok(Spot::Lease(n as u32)),
            None => Err(invalid(format!(
                "Lease {} in lockspace {} does not exist",
                self.key,
                lockspace(self)
            ))),
        }
    }
}
