//! The few things that only KVM knows about the host's CPU.
#![allow(unsafe_code)]

use std::fs::{File, OpenOptions};
use std::os::fd::{AsRawFd, FromRawFd, OwnedFd, RawFd};

const CREATE_VM: libc::c_ulong = 0xae01;
const CHECK_EXTENSION: libc::c_ulong = 0xae03;
const CREATE_VCPU: libc::c_ulong = 0xae41;
/// `_IOWR(0xae, 0x88, struct kvm_msrs)`; the entries behind the header do not
/// count in the number.
const GET_MSRS: libc::c_ulong = 0xc008_ae88;
const GET_TSC_KHZ: libc::c_ulong = 0xaea3;
const CAP_NR_VCPUS: libc::c_ulong = 9;
const CAP_TSC_CONTROL: libc::c_ulong = 60;
const CAP_MAX_VCPUS: libc::c_ulong = 66;

/// `struct kvm_msrs` with one entry.
#[repr(C)]
struct OneMsr {
    count: u32,
    pad: u32,
    index: u32,
    reserved: u32,
    data: u64,
}

/// The time stamp counter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tsc {
    /// Ticks a second.
    pub frequency: u64,
    /// Whether a guest's can run at another speed.
    pub scaling: bool,
}

fn device() -> Option<File> {
    OpenOptions::new().read(true).write(true).open("/dev/kvm").ok()
}

/// A request whose argument is a number.
fn request(fd: RawFd, number: libc::c_ulong, argument: libc::c_ulong) -> Option<libc::c_int> {
    // SAFETY: `number` is one of the constants above whose argument is a plain
    // number, so the kernel touches no memory of ours.
    let done = unsafe { libc::ioctl(fd, number, argument) };
    (done >= 0).then_some(done)
}

/// A request that makes a descriptor.
fn create(fd: RawFd, number: libc::c_ulong) -> Option<OwnedFd> {
    let made = request(fd, number, 0)?;
    // SAFETY: the kernel just made this descriptor for us and nobody else knows it.
    Some(unsafe { OwnedFd::from_raw_fd(made) })
}

/// The value that KVM can give a guest in a feature register, `None` without KVM.
pub fn feature_msr(index: u32) -> Option<u64> {
    let kvm = device()?;
    let mut one = OneMsr { count: 1, pad: 0, index, reserved: 0, data: 0 };
    // SAFETY: the kernel reads and writes one header and, as `count` says, one
    // entry, which is the layout and size of `OneMsr`; it lives across the call.
    let read = unsafe { libc::ioctl(kvm.as_raw_fd(), GET_MSRS, &raw mut one) };
    (read == 1).then_some(one.data)
}

/// The host's time stamp counter, `None` without KVM.
pub fn tsc() -> Option<Tsc> {
    let kvm = device()?;
    let machine = create(kvm.as_raw_fd(), CREATE_VM)?;
    let cpu = create(machine.as_raw_fd(), CREATE_VCPU)?;
    let khz = u64::try_from(request(cpu.as_raw_fd(), GET_TSC_KHZ, 0)?).ok()?;
    let scaling = request(kvm.as_raw_fd(), CHECK_EXTENSION, CAP_TSC_CONTROL);
    (khz > 0).then_some(Tsc { frequency: khz * 1000, scaling: scaling.is_some_and(|can| can > 0) })
}

/// Most virtual CPUs that a guest can have, `None` without KVM.
pub fn max_vcpus() -> Option<u32> {
    let kvm = device()?;
    let ask = |capability| request(kvm.as_raw_fd(), CHECK_EXTENSION, capability);
    let found = ask(CAP_MAX_VCPUS).filter(|most| *most > 0).or_else(|| ask(CAP_NR_VCPUS))?;
    u32::try_from(found).ok()
}
