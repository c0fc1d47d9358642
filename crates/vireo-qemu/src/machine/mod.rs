//! The machine around the devices: everything on QEMU's command line that is no device.

mod backend;
mod boot;
mod cpu;
mod firmware;
mod memory;

pub(crate) use backend::{
    Request as MemoryRequest, Taking as MemoryTaking, backend as memory_backend,
};
pub use cpu::all_iothreads;
pub(crate) use firmware::{files, nvram_path, prepare_nvram};
pub(crate) use memory::align as align_memory;

use vireo_api::Result;
use vireo_model::domain::features::{Aia, Cfpc, GicVersion, HptResizing, Ibs, Ioapic, Toggle};
use vireo_model::domain::security::{KeyWrapCipherName, LaunchSecurity};
use vireo_model::fill::{Accel, Cap};

use crate::build::{Build, text};
use crate::error::unsupported;
use crate::process::argv::{Opts, Props};

/// Variables of QEMU's environment.
pub(crate) fn environment(b: &mut Build<'_>) {
    b.line.env("LC_ALL", "C");
    for name in ["LD_PRELOAD", "LD_LIBRARY_PATH", "PATH", "HOME", "USER", "LOGNAME", "TMPDIR"] {
        if let Some(value) = std::env::var_os(name).filter(|_| !(name == "HOME" && b.privileged)) {
            b.line.env(name, value.to_string_lossy());
        }
    }
    let home = text(&b.paths.lib_dir);
    if b.privileged {
        b.line.env("HOME", home.as_str());
        b.line.env("XDG_DATA_HOME", format!("{home}/.local/share"));
    }
    b.line.env("XDG_CACHE_HOME", format!("{home}/.cache"));
    if b.privileged {
        b.line.env("XDG_CONFIG_HOME", format!("{home}/.config"));
    }
    if let Some(zone) = b.domain.clock.as_ref().and_then(|clock| clock.timezone.as_deref()) {
        b.line.env("TZ", zone);
    }
    crate::devices::audio::environment(b);
    crate::devices::graphics::environment(b);
    let own = b.domain.qemu_commandline.as_ref().map(|own| own.envs.as_slice());
    for variable in own.unwrap_or_default() {
        b.line.env(&variable.name, variable.value.clone().unwrap_or_default());
    }
}

/// Everything before the devices.
pub(crate) fn head(b: &mut Build<'_>) -> Result<()> {
    name(b);
    compat(b);
    b.line.flag("-S");
    master_key(b);
    crate::devices::disk::reservations::shared_helper(b)?;
    firmware::flash(b)?;
    machine(b)?;
    accelerator(b);
    tseg(b);
    cpu::model(b)?;
    firmware::loader(b);
    memory::main(b)?;
    cpu::smp(b);
    cpu::iothreads(b);
    crate::devices::disk::throttle::groups(b);
    memory::numa(b)?;
    identity(b)?;
    monitor(b);
    boot::clock(b)?;
    boot::power(b);
    boot::order(b)?;
    Ok(())
}

/// The guest's memory comes from elsewhere: QEMU is told where from when all else is set.
pub(crate) fn incoming(b: &mut Build<'_>) -> Result<()> {
    if b.incoming {
        b.line.option("-incoming", "defer");
    }
    Ok(())
}

/// Everything behind the devices that is no device.
pub(crate) fn tail(b: &mut Build<'_>) -> Result<()> {
    let own = b.domain.qemu_commandline.as_ref().map(|own| own.args.as_slice());
    for arg in own.unwrap_or_default() {
        b.line.raw(&arg.value);
    }
    if b.config.seccomp_sandbox != Some(0) && b.has(Cap::SeccompSandbox) {
        let opts = Opts::new()
            .word("on")
            .pair("obsolete", "deny")
            .pair("elevateprivileges", "deny")
            .pair("spawn", "deny")
            .pair("resourcecontrol", "deny");
        b.line.option("-sandbox", opts);
    } else if b.has(Cap::SeccompSandbox) {
        b.line.option("-sandbox", "off");
    }
    Ok(())
}

/// The last words.
pub(crate) fn end(b: &mut Build<'_>) {
    let teardown = b.domain.features.as_ref().and_then(|f| f.async_teardown.as_ref());
    if let Some(teardown) = teardown {
        b.line.option("-run-with", Opts::new().on_off("async-teardown", teardown.enabled));
    }
    if b.config.log_timestamp {
        b.line.option("-msg", "timestamp=on");
    }
}

fn name(b: &mut Build<'_>) {
    let mut opts = Opts::new().pair("guest", &b.domain.name);
    if b.config.set_process_name {
        opts = opts.pair("process", format!("qemu:{}", b.domain.name));
    }
    b.line.option("-name", opts.pair("debug-threads", "on"));
}

fn compat(b: &mut Build<'_>) {
    use vireo_model::domain::namespaces::DeprecationBehavior as Behavior;
    let own = b.domain.qemu_deprecation.as_ref().and_then(|d| d.behavior);
    let word = match own {
        Some(Behavior::None) => "none",
        Some(Behavior::Omit) => "omit",
        Some(Behavior::Reject) => "reject",
        Some(Behavior::Crash) => "crash",
        None => b.config.deprecation_behavior.as_deref().unwrap_or("none"),
    };
    let (output, input) = match word {
        "omit" => ("hide", "accept"),
        "reject" => ("hide", "reject"),
        "crash" => ("hide", "crash"),
        _ => return,
    };
    let props = Props::new().str("deprecated-output", output).str("deprecated-input", input);
    b.line.json("-compat", props);
}

fn master_key(b: &mut Build<'_>) {
    let file = text(&b.paths.lib_dir.join(crate::vault::KEY_FILE));
    b.line.object("secret", "masterKey0", Props::new().str("format", "raw").str("file", file));
}

fn toggle(value: &Option<Toggle>) -> Option<bool> {
    value.as_ref().map(|toggle| toggle.state)
}

fn machine(b: &mut Build<'_>) -> Result<()> {
    let mut opts = Opts::new().word(b.machine_name()).on_off("usb", false);
    if !b.domain.keywrap.is_empty() && !b.arch().starts_with("s390") {
        let text = "'aes-key-wrap'/'dea-key-wrap' is not available on this architecture";
        return Err(unsupported(text));
    }
    for cipher in &b.domain.keywrap {
        let key = match cipher.name {
            KeyWrapCipherName::Aes => "aes-key-wrap",
            KeyWrapCipherName::Dea => "dea-key-wrap",
        };
        opts = opts.on_off(key, cipher.state);
    }
    let gic = b.domain.features.as_ref().and_then(|f| f.gic.as_ref()).and_then(|gic| gic.version);
    if matches!(gic, Some(GicVersion::Host | GicVersion::V3)) && !has_gic_option(b) {
        return Err(unsupported("gic-version option is not available with this QEMU binary"));
    }
    opts = machine_features(b, opts);
    let dump = b.domain.dump_core.unwrap_or(b.config.dump_guest_core);
    opts = opts.on_off("dump-guest-core", dump);
    if b.domain.memory_backing.as_ref().is_some_and(|backing| backing.nosharepages) {
        opts = opts.on_off("mem-merge", false);
    }
    opts = memory::machine_options(b, opts);
    if let Some(security) = &b.domain.launch_security {
        match security {
            LaunchSecurity::Sev(_) | LaunchSecurity::SevSnp(_) | LaunchSecurity::S390Pv => {
                opts = opts.pair("confidential-guest-support", "lsec0");
            }
        }
    }
    opts = firmware::machine_options(b, opts);
    if memory::has_hmat(b) {
        opts = opts.on_off("hmat", true);
    }
    if b.domain.os.bios_useserial == Some(true) {
        opts = opts.on_off("graphics", false);
    }
    opts = boot::machine_timers(b, opts);
    opts = crate::devices::sound::machine_options(b, opts);
    if b.machine().and_then(|machine| machine.acpi) == Some(true) {
        let acpi = b.domain.features.as_ref().is_some_and(|features| features.acpi);
        opts = opts.on_off("acpi", acpi);
    }
    b.line.option("-machine", opts);
    Ok(())
}

/// `<features>` that are options of the machine.
fn machine_features(b: &Build<'_>, mut opts: Opts) -> Opts {
    let Some(features) = &b.domain.features else { return opts };
    opts = opts
        .maybe_on_off("vmport", toggle(&features.vmport))
        .maybe_on_off("smm", features.smm.as_ref().map(|smm| smm.state));
    if let Some(version) = features.gic.as_ref().and_then(|gic| gic.version) {
        let version = match version {
            GicVersion::Host => "host",
            GicVersion::V2 => "2",
            GicVersion::V3 => "3",
        };
        if has_gic_option(b) {
            opts = opts.pair("gic-version", version);
        }
    }
    opts = match features.ioapic {
        Some(Ioapic::Qemu) => opts.pair("kernel_irqchip", "split"),
        Some(Ioapic::Kvm) => opts.pair("kernel_irqchip", "on"),
        None => opts,
    };
    opts = pseries_features(b, opts);
    opts = opts.maybe_on_off("ras", toggle(&features.ras));
    opts = opts.maybe_on_off("i8042", toggle(&features.ps2));
    opts.maybe(
        "aia",
        features.aia.map(|aia| match aia {
            Aia::None => "none",
            Aia::Aplic => "aplic",
            Aia::AplicImsic => "aplic-imsic",
        }),
    )
}

/// Whether the interrupt controller can be chosen: the emulator of 64 bits tells which there are.
fn has_gic_option(b: &Build<'_>) -> bool {
    b.emulator.arch == "aarch64"
}

fn pseries_features(b: &Build<'_>, mut opts: Opts) -> Opts {
    let Some(features) = &b.domain.features else { return opts };
    if let Some(hpt) = &features.hpt {
        let resizing = hpt.resizing.map(|resizing| match resizing {
            HptResizing::Enabled => "enabled",
            HptResizing::Disabled => "disabled",
            HptResizing::Required => "required",
        });
        opts = opts.maybe("resize-hpt", resizing);
        opts = opts.maybe("cap-hpt-max-page-size", hpt.maxpagesize.map(|kib| format!("{kib}k")));
    }
    let level = |value: Cfpc| match value {
        Cfpc::Broken => "broken",
        Cfpc::Workaround => "workaround",
        Cfpc::Fixed => "fixed",
    };
    opts.maybe_on_off("cap-htm", toggle(&features.htm))
        .maybe_on_off("cap-nested-hv", toggle(&features.nested_hv))
        .maybe_on_off("cap-ccf-assist", toggle(&features.ccf_assist))
        .maybe("cap-cfpc", features.cfpc.map(level))
        .maybe("cap-sbbc", features.sbbc.map(level))
        .maybe(
            "cap-ibs",
            features.ibs.map(|ibs| match ibs {
                Ibs::Broken => "broken",
                Ibs::Workaround => "workaround",
                Ibs::FixedIbs => "fixed-ibs",
                Ibs::FixedCcd => "fixed-ccd",
                Ibs::FixedNa => "fixed-na",
            }),
        )
}

fn accelerator(b: &mut Build<'_>) {
    let features = b.domain.features.as_ref();
    let opts = match b.accel() {
        Accel::Tcg => {
            let cache = features.and_then(|f| f.tcg_tb_cache).map(|kib| kib / 1024);
            Opts::new().word("tcg").maybe("tb-size", cache)
        }
        Accel::Kvm => {
            let ring =
                features.and_then(|f| f.kvm.as_ref()).and_then(|kvm| kvm.dirty_ring.as_ref());
            let size = ring.filter(|ring| ring.state).and_then(|ring| ring.size);
            Opts::new().word("kvm").maybe("dirty-ring-size", size)
        }
    };
    b.line.option("-accel", opts);
}

fn tseg(b: &mut Build<'_>) {
    let smm = b.domain.features.as_ref().and_then(|features| features.smm.as_ref());
    if let Some(bytes) = smm.filter(|smm| smm.state).and_then(|smm| smm.tseg) {
        b.line.option("-global", format!("mch.extended-tseg-mbytes={}", bytes >> 20));
    }
}

/// UUID, SMBIOS, firmware configuration, generation id, display, and no files of QEMU's own.
fn identity(b: &mut Build<'_>) -> Result<()> {
    if let Some(uuid) = b.domain.uuid {
        b.line.option("-uuid", uuid);
    }
    boot::smbios(b)?;
    if let Some(id) = b.domain.genid.as_ref().and_then(|genid| genid.value) {
        let props = Props::new().str("driver", "vmgenid").str("guid", id).str("id", "vmgenid0");
        b.line.json("-device", props);
    }
    if b.domain.devices.graphics.is_empty() {
        b.line.option("-display", "none");
    }
    b.line.flag("-no-user-config");
    b.line.flag("-nodefaults");
    Ok(())
}

fn monitor(b: &mut Build<'_>) {
    let opts = Opts::new().word("socket").pair("id", "charmonitor");
    let opts = match b.opened.monitor.take() {
        Some(socket) => {
            let fd = b.line.pass_fd(socket);
            opts.pair("fd", fd)
        }
        None => opts.pair("path", text(&b.paths.monitor)),
    };
    b.line.option("-chardev", opts.pair("server", "on").pair("wait", "off"));
    let mon =
        Opts::new().pair("chardev", "charmonitor").pair("id", "monitor").pair("mode", "control");
    b.line.option("-mon", mon);
}
