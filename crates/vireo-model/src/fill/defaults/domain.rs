//! The domain as a whole: what the reader of the document assumes (identity,
//! sizes, clock, lifecycle), before any hypervisor is asked.

use crate::domain::clock::{Catchup, Clock, ClockBasis, ClockOffset};
use crate::domain::lifecycle::LifecycleAction;
use crate::domain::os::OsType;
use crate::domain::security::{SecLabel, SecLabelKind};
use crate::domain::{Domain, VirtType};
use crate::fill::error::{internal, refuse, unsupported, xml, xml_detail};
use crate::fill::{Context, Result};
use crate::scalar::Uuid;
/// Architectures by libvirt's names.
const ARCHS: &[&str] = &[
    "alpha",
    "armv6l",
    "armv7l",
    "armv7b",
    "aarch64",
    "cris",
    "i686",
    "ia64",
    "lm32",
    "loongarch64",
    "m68k",
    "microblaze",
    "microblazeel",
    "mips",
    "mipsel",
    "mips64",
    "mips64el",
    "openrisc",
    "parisc",
    "parisc64",
    "ppc",
    "ppcle",
    "ppc64",
    "ppc64le",
    "ppcemb",
    "riscv32",
    "riscv64",
    "s390",
    "s390x",
    "sh4",
    "sh4eb",
    "sparc",
    "sparc64",
    "unicore32",
    "x86_64",
    "xtensa",
    "xtensaeb",
];

/// A random UUID (version 4).
pub(crate) fn random_uuid(ctx: &Context<'_>) -> Uuid {
    let mut bytes = [0; 16];
    ctx.view.random(&mut bytes);
    bytes[6] = bytes[6] & 0x0f | 0x40;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    Uuid(bytes)
}

/// Whether there is an architecture of that name.
#[must_use]
pub fn is_architecture(name: &str) -> bool {
    ARCHS.contains(&name)
}

/// Names and identities.
pub(crate) fn identity(dom: &mut Domain, ctx: &mut Context<'_>) -> Result {
    if dom.uuid.is_none() {
        dom.uuid = Some(random_uuid(ctx));
    }
    if let Some(genid) = dom.genid.as_mut().filter(|g| g.value.is_none()) {
        genid.value = Some(random_uuid(ctx));
    }
    if dom.os.arch.as_deref().is_none_or(str::is_empty) {
        dom.os.arch = Some(ctx.view.host_arch().to_owned());
    }
    Ok(())
}

/// `<on_poweroff>` and its like.
pub(crate) fn lifecycle(dom: &mut Domain, _: &mut Context<'_>) -> Result {
    dom.on_poweroff.get_or_insert(LifecycleAction::Destroy);
    dom.on_reboot.get_or_insert(LifecycleAction::Restart);
    dom.on_crash.get_or_insert(LifecycleAction::Destroy);
    Ok(())
}

/// `<clock>`.
pub(crate) fn clock(dom: &mut Domain, _: &mut Context<'_>) -> Result {
    let clock = dom.clock.get_or_insert_with(Clock::default);
    match clock.offset {
        ClockOffset::Utc | ClockOffset::Localtime => plain_clock(clock)?,
        ClockOffset::Variable => {
            let seconds = clock.adjustment.as_deref().unwrap_or("0");
            let seconds: i64 = seconds.trim().parse().unwrap_or(0);
            clock.adjustment = Some(seconds.to_string());
            clock.basis.get_or_insert(ClockBasis::Utc);
            clock.timezone = None;
            clock.start = None;
        }
        ClockOffset::Timezone => {
            if clock.timezone.is_none() {
                return Err(internal(
                    "missing 'timezone' attribute for clock with offset='timezone'",
                ));
            }
            clock.adjustment = None;
            clock.basis = None;
            clock.start = None;
        }
        ClockOffset::Absolute => {
            if clock.start.is_none() {
                return Err(internal("missing 'start' attribute for clock with offset='absolute'"));
            }
            clock.adjustment = None;
            clock.basis = None;
            clock.timezone = None;
        }
    }
    for timer in &mut clock.timers {
        let says =
            |c: &Catchup| [c.threshold, c.slew, c.limit].iter().any(|v| v.is_some_and(|v| v != 0));
        if !timer.catchup.as_ref().is_some_and(says) {
            timer.catchup = None;
        }
    }
    Ok(())
}

/// UTC or local time: a number of seconds makes it variable.
fn plain_clock(clock: &mut Clock) -> Result {
    let basis = match clock.offset {
        ClockOffset::Localtime => ClockBasis::Localtime,
        _ => ClockBasis::Utc,
    };
    clock.basis = None;
    clock.timezone = None;
    clock.start = None;
    let Some(adjustment) = clock.adjustment.as_deref() else { return Ok(()) };
    if adjustment == "reset" {
        return Ok(());
    }
    let Ok(seconds) = adjustment.trim().parse::<i64>() else {
        return Err(xml(format!("invalid clock adjustment '{adjustment}'")));
    };
    clock.offset = ClockOffset::Variable;
    clock.basis = Some(basis);
    clock.adjustment = Some(seconds.to_string());
    Ok(())
}

/// Rules of timers that every hypervisor shares.
pub(crate) fn timers(dom: &mut Domain, _: &mut Context<'_>) -> Result {
    use crate::domain::clock::{TickPolicy, TimerName};
    let Some(clock) = &dom.clock else { return Ok(()) };
    for timer in &clock.timers {
        let name = timer.name.as_str();
        let virtual_clock = matches!(timer.name, TimerName::Kvmclock | TimerName::Hypervclock);
        refuse!(
            virtual_clock && timer.tickpolicy.is_some(),
            unsupported,
            "timer {name} doesn't support setting of timer tickpolicy"
        );
        refuse!(
            timer.tickpolicy != Some(TickPolicy::Catchup) && timer.catchup.is_some(),
            xml,
            "setting of timer catchup policies is only supported with tickpolicy='catchup'"
        );
        if timer.name != TimerName::Tsc {
            refuse!(
                timer.frequency.is_some_and(|f| f != 0),
                unsupported,
                "timer {name} doesn't support setting of timer frequency"
            );
            refuse!(
                timer.mode.is_some(),
                unsupported,
                "timer {name} doesn't support setting of timer mode"
            );
        }
        refuse!(
            timer.track.is_some() && !matches!(timer.name, TimerName::Platform | TimerName::Rtc),
            unsupported,
            "timer {name} doesn't support setting of timer track"
        );
    }
    Ok(())
}

/// `<seclabel>`. Labels of no type say nothing and go.
pub(crate) fn seclabels(dom: &mut Domain, ctx: &mut Context<'_>) -> Result {
    let many = dom.seclabels.len() > 1;
    let primary = ctx.view.settings().primary_security_model().to_owned();
    refuse!(
        dom.seclabels.iter().any(|label| label.kind.is_none() && label.model.is_none()),
        xml,
        "missing security model in domain seclabel"
    );
    dom.seclabels.retain(|label| label.kind.is_some());
    for label in &mut dom.seclabels {
        seclabel(label, many, &primary)?;
    }
    for (n, label) in dom.seclabels.iter().enumerate() {
        let twice = dom.seclabels[..n].iter().any(|l| l.model == label.model);
        if twice {
            return Err(xml_detail(format!(
                "seclabel for model {} is already provided",
                label.model.as_deref().unwrap_or("(null)")
            )));
        }
    }
    Ok(())
}

fn seclabel(label: &mut SecLabel, many: bool, primary: &str) -> Result {
    if label.model.as_deref() == Some("none") {
        label.kind = Some(SecLabelKind::None);
    }
    let Some(kind) = label.kind else { return Ok(()) };
    let free = matches!(kind, SecLabelKind::Static | SecLabelKind::None);
    label.relabel.get_or_insert(!free);
    refuse!(
        kind == SecLabelKind::Dynamic && label.relabel == Some(false),
        unsupported,
        "dynamic label type must use resource relabeling"
    );
    refuse!(
        kind == SecLabelKind::None && label.relabel == Some(true),
        unsupported,
        "resource relabeling is not compatible with 'none' label type"
    );
    refuse!(
        kind == SecLabelKind::Static && label.label.is_none(),
        xml,
        "security label is missing"
    );
    if label.model.is_none() {
        refuse!(
            label.baselabel.is_some() || kind == SecLabelKind::Static,
            xml,
            "missing security model in domain seclabel"
        );
        if !many {
            label.model = Some(primary.to_owned());
            if primary == "none" {
                label.kind = Some(SecLabelKind::None);
            }
        }
    }
    if label.kind == Some(SecLabelKind::None) {
        label.relabel = None;
        label.label = None;
        label.baselabel = None;
    }
    if label.kind == Some(SecLabelKind::Dynamic) {
        label.label = None;
    }
    Ok(())
}

/// What belongs to other hypervisors is not kept.
pub(crate) fn foreign(dom: &mut Domain, _: &mut Context<'_>) -> Result {
    if let Some(features) = &mut dom.features {
        let said = features.capabilities.take().filter(|c| *c != Default::default());
        features.capabilities = said;
    }
    dom.vmware_datacenterpath = None;
    dom.lxc_namespace = None;
    dom.bhyve_commandline = None;
    dom.xen_commandline = None;
    if let Some(menu) = dom.os.bootmenu.as_mut().filter(|menu| !menu.enable) {
        menu.timeout = None;
    }
    if dom.os.kind != Some(OsType::Exe) {
        dom.os.init = None;
        dom.os.initargs.clear();
        dom.os.initenvs.clear();
        dom.os.initdir = None;
        dom.os.inituser = None;
        dom.os.initgroup = None;
    }
    Ok(())
}

/// A container's first process must be named.
pub(crate) fn init_binary(dom: &mut Domain, _: &mut Context<'_>) -> Result {
    refuse!(
        dom.os.kind == Some(OsType::Exe) && dom.os.init.is_none(),
        xml,
        "init binary must be specified"
    );
    Ok(())
}

/// Boot order: by kinds, or by devices, or from disk.
pub(crate) fn boot_order(dom: &mut Domain, _: &mut Context<'_>) -> Result {
    use crate::domain::os::Boot;
    let mut orders = Vec::new();
    for place in crate::fill::walk::places(dom) {
        let boot = crate::fill::walk::info(dom, place).and_then(|i| i.boot.as_ref());
        let Some(order) = boot.map(|b| b.order) else { continue };
        refuse!(
            orders.contains(&order),
            unsupported,
            "boot order '{order}' used for more than one device"
        );
        orders.push(order);
    }
    refuse!(
        !orders.is_empty() && !dom.os.boots.is_empty(),
        unsupported,
        "per-device boot elements cannot be used together with os/boot elements"
    );
    if orders.is_empty() && dom.os.boots.is_empty() && dom.os.kind == Some(OsType::Hvm) {
        dom.os.boots.push(Boot::default());
    }
    Ok(())
}

/// Accelerator of the guest.
pub(crate) fn accel(kind: VirtType) -> crate::fill::Accel {
    match kind {
        VirtType::Kvm => crate::fill::Accel::Kvm,
        _ => crate::fill::Accel::Tcg,
    }
}
