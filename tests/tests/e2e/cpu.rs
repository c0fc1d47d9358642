//! CPUs compared and combined by clients, and looked at when a guest starts.

use vireo_tests::{Daemon, Guest};

const UUID: &str = "5b7e1a52-4f0b-4d5e-9c3c-0a1b2c3d4e02";

/// An Intel server of ten years ago: not the host that tests run on.
const HASWELL: &str = "<cpu><arch>x86_64</arch><model>Haswell-noTSX</model><vendor>Intel</vendor>\
    <feature name='invtsc'/></cpu>";
const WESTMERE: &str =
    "<cpu><arch>x86_64</arch><model>Westmere</model><vendor>Intel</vendor></cpu>";

/// REQ: issue 3, part 5.
#[test]
fn cpus_are_compared_with_the_host() {
    let daemon = Daemon::start();
    let capabilities = daemon.write("capabilities.xml", &daemon.ok("capabilities"));
    let same = daemon.ok(&format!("cpu-compare {capabilities}"));
    assert!(same.contains("identical"), "{same}");
    let old = daemon.write("old.xml", "<cpu match='exact'><model>pentium3</model></cpu>");
    assert!(daemon.ok(&format!("cpu-compare {old}")).contains("superset"));
    let line = format!("hypervisor-cpu-compare {old} --virttype qemu");
    assert!(daemon.ok(&line).contains("superset"));
    let asked = "<cpu match='exact'><model>pentium3</model>\
        <feature policy='require' name='vmx-ept-execonly'/></cpu>";
    let asked = daemon.write("asked.xml", asked);
    let line = format!("hypervisor-cpu-compare {asked} --virttype qemu --error");
    let _ = daemon.virsh(&line).refused("Host CPU does not provide required features: ");
    let unknown = daemon.write("unknown.xml", "<cpu match='exact'><model>i987</model></cpu>");
    for line in ["cpu-compare", "hypervisor-cpu-compare"] {
        let _ = daemon.virsh(&format!("{line} {unknown}")).refused("Unknown CPU model i987");
    }
    let extra = daemon.write("extra.xml", "<cpu><model>486</model><sixpack/></cpu>");
    let refused = daemon.virsh(&format!("cpu-compare {extra} --validate"));
    let _ = refused.refused("XML document failed to validate against schema");
}

/// REQ: issue 3, part 5.
#[test]
fn cpus_of_other_hosts_are_combined() {
    let daemon = Daemon::start();
    let pair = daemon.write("pair.xml", &format!("{HASWELL}{WESTMERE}"));
    let common = daemon.ok(&format!("cpu-baseline {pair}"));
    assert!(common.contains("<model fallback='allow'>Westmere</model>"), "{common}");
    assert!(common.contains("<vendor>Intel</vendor>") && !common.contains("invtsc"), "{common}");
    let one = daemon.write("one.xml", HASWELL);
    let common = daemon.ok(&format!("cpu-baseline {one}"));
    assert!(common.contains("<model fallback='forbid'>Haswell-noTSX</model>"), "{common}");
    assert!(common.contains("<feature policy='require' name='invtsc'/>"), "{common}");
    let still = daemon.ok(&format!("cpu-baseline {one} --migratable"));
    assert!(!still.contains("invtsc"), "{still}");
    let all = daemon.ok(&format!("cpu-baseline {one} --features"));
    assert!(all.contains("<feature policy='require' name='avx2'/>"), "{all}");
    let given = daemon.ok(&format!("hypervisor-cpu-baseline {one} --virttype qemu"));
    assert!(given.contains("<feature policy='disable' name='pcid'/>"), "{given}");
    let amd = WESTMERE.replace("Intel", "AMD");
    let mixed = daemon.write("mixed.xml", &format!("{WESTMERE}{amd}"));
    let refused = daemon.virsh(&format!("cpu-baseline {mixed}"));
    let _ = refused.refused("CPU vendor Intel of model Westmere differs from vendor AMD");
}

/// REQ: issue 3, part 5.
#[test]
fn a_cpu_is_looked_at_before_the_guest_starts() {
    let daemon = Daemon::start();
    let asks = |check: &str, model: &str, feature: &str| {
        let policy = "policy='require'";
        let cpu = format!(
            "<cpu match='exact' check='{check}'><model>{model}</model>\
             <feature {policy} name='{feature}'/></cpu>"
        );
        let guest = Guest::empty("g").uuid(UUID).with(&cpu);
        let _ = guest.define(&daemon);
        daemon.virsh("start g")
    };
    let missing = "Host CPU does not provide required features: ";
    let _ = asks("partial", "qemu64", "vmx-ept").refused(missing);
    let _ = asks("partial", "qemu64-v1", "vmx-ept").refused(missing);
    let _ = asks("full", "qemu64", "vmx-ept").refused("guest CPU doesn't match specification");
    assert!(asks("none", "qemu64", "vmx-ept").ok);
    let given = daemon.ok("dumpxml g");
    assert!(given.contains("<feature policy='disable' name='vmx-ept'/>"), "{given}");
}

#[test]
fn a_definition_tells_the_cpu_that_it_would_have_here() {
    let daemon = Daemon::start();
    let define = |cpu: &str| {
        let guest = Guest::empty("g").uuid(UUID).with(cpu);
        let _ = guest.define(&daemon);
        daemon.virsh("dumpxml --update-cpu g")
    };
    let told = define("<cpu mode='host-model'><feature policy='disable' name='avx2'/></cpu>").out;
    assert!(told.contains("<cpu mode='custom' match='exact' check='partial'>"), "{told}");
    assert!(told.contains("<model fallback='allow'>"), "{told}");
    assert!(told.contains("<feature policy='disable' name='avx2'/>"), "{told}");
    assert!(daemon.ok("dumpxml g").contains("<cpu mode='host-model' check='partial'>"));
    let told = define("<cpu mode='maximum'/>").out;
    assert!(told.contains("<cpu mode='maximum' check='none'"), "{told}");
    let unknown = define("<cpu match='exact'><model>i987</model></cpu>");
    let _ = unknown.refused("Unknown CPU model i987");
}
