//! Mediated devices: parts of a device that its driver gives to guests.

use super::{Error, Result, Root, link_name};

/// Where it is on the host.
#[must_use]
pub fn path(uuid: &str) -> String {
    format!("/sys/bus/mdev/devices/{uuid}")
}

/// The node by which QEMU has the group of a mediated device.
///
/// # Errors
/// There is no such device, or it has no group.
pub fn group_node(root: &Root, uuid: &str) -> Result<String> {
    let own = path(uuid);
    let dir = root.path(&own);
    if !dir.exists() {
        return Err(Error::Missing(format!("mediated device '{uuid}' not found")));
    }
    let group = link_name(&dir.join("iommu_group")).and_then(|name| name.parse::<u32>().ok());
    match group {
        Some(group) => Ok(format!("/dev/vfio/{group}")),
        None => Err(Error::Missing(format!("failed to access '{own}/iommu_group'"))),
    }
}

/// What drivers can do with it: `vfio-pci`, `vfio-ccw`, `vfio-ap`.
#[must_use]
pub fn device_api(root: &Root, uuid: &str) -> Option<String> {
    super::text(&root.path(path(uuid)).join("mdev_type/device_api"))
}

#[cfg(test)]
mod tests {
    use super::super::fake::FakeHost;
    use super::*;

    #[test]
    fn a_mediated_device_has_a_group() {
        let host = FakeHost::new();
        let uuid = "53764d0e-85a0-42b4-af5c-2046b460b1dc";
        host.mdev(uuid, 12, "vfio-pci");
        assert_eq!(group_node(&host.root(), uuid).expect("there"), "/dev/vfio/12");
        assert_eq!(device_api(&host.root(), uuid).as_deref(), Some("vfio-pci"));
        let none = group_node(&host.root(), "x").expect_err("none").to_string();
        assert_eq!(none, "mediated device 'x' not found");
    }
}
