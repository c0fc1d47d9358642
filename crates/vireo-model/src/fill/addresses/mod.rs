//! Where devices are plugged.

pub mod pci_set;
pub mod usb_set;
