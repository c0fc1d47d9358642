//! Guests of other machines: their firmware says on a console of ours that it is up. Where the
//! emulators and the firmware are comes from `VIREO_FOREIGN` (`docs/testing.md`).

use std::path::{Path, PathBuf};

use vireo_tests::{Daemon, eventually_within};

/// The folder with the emulators of other machines; none on most machines.
fn root() -> Option<PathBuf> {
    std::env::var_os("VIREO_FOREIGN").map(PathBuf::from).filter(|root| root.is_dir())
}

struct Machine {
    arch: &'static str,
    machine: &'static str,
    mib: u32,
    os: String,
    cpu: &'static str,
    says: &'static str,
}

/// Boots it, and waits until its firmware speaks.
fn boots(machine: &Machine) {
    let Some(root) = root() else { vireo_tests::lacking!("VIREO_FOREIGN is not set") };
    let emulator = root.join(format!("usr/bin/qemu-system-{}", machine.arch));
    if !emulator.exists() {
        vireo_tests::lacking!("no {}", emulator.display());
    }
    let daemon = Daemon::start();
    let log = daemon.path("console.log");
    let Machine { arch, machine, mib, os, cpu, says } = machine;
    let xml = format!(
        "<domain type='qemu' xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'>\
         <name>g</name><memory unit='MiB'>{mib}</memory>\
         <os><type arch='{arch}' machine='{machine}'>hvm</type>{os}</os>{cpu}\
         <devices><emulator>{}</emulator><console type='pty'><log file='{}'/></console></devices>\
         <qemu:commandline><qemu:arg value='-L'/><qemu:arg value='{}'/></qemu:commandline></domain>",
        emulator.display(),
        log.display(),
        root.join("usr/share/qemu").display()
    );
    let file = daemon.write("g.xml", &xml);
    daemon.ok(&format!("create {file}"));
    let limit = std::time::Duration::from_secs(300);
    eventually_within(limit, &format!("{arch}: the firmware says {says:?}"), || {
        let said = std::fs::read(&log).unwrap_or_default();
        String::from_utf8_lossy(&said).contains(says).then_some(())
    });
    // One without a boot device may have ended by itself.
    let _ = daemon.virsh("destroy g");
}

/// REQ: Q-DEV-01; issue 3, part 4: other machines by the same code.
#[test]
fn an_arm_guest_reaches_its_uefi() {
    let firmware = root().unwrap_or_default().join("usr/share/AAVMF");
    let part = |name: &str| Path::join(&firmware, name).display().to_string();
    boots(&Machine {
        arch: "aarch64",
        machine: "virt",
        mib: 256,
        os: format!(
            "<loader readonly='yes' type='pflash'>{}</loader><nvram template='{}'/>",
            part("AAVMF_CODE.fd"),
            part("AAVMF_VARS.fd")
        ),
        cpu: "<cpu mode='custom' match='exact'><model>cortex-a57</model></cpu>",
        says: "UEFI firmware",
    });
}

/// REQ: Q-DEV-01
#[test]
fn a_riscv_guest_reaches_opensbi() {
    boots(&Machine {
        arch: "riscv64",
        machine: "virt",
        mib: 128,
        os: String::new(),
        cpu: "",
        says: "OpenSBI",
    });
}

/// REQ: Q-DEV-01
#[test]
fn a_z_guest_looks_for_its_boot_device() {
    boots(&Machine {
        arch: "s390x",
        machine: "s390-ccw-virtio",
        mib: 128,
        os: String::new(),
        cpu: "",
        says: "Could not find a suitable boot device",
    });
}

/// REQ: Q-DEV-01
#[test]
fn a_power_guest_starts_slof() {
    boots(&Machine {
        arch: "ppc64",
        machine: "pseries",
        mib: 512,
        os: String::new(),
        cpu: "",
        says: "SLOF",
    });
}
