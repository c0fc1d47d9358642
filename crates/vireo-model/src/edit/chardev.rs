//! Serial and parallel ports, consoles, channels, redirected devices: told by both their ends.

use super::{Editable, Spot, invalid, missing, not_valid, suits};
use crate::domain::devices::chardev::{
    Channel, ChardevSource, Console, ConsoleTargetType, Parallel, PtySource, Serial,
};
use crate::domain::devices::redirdev::RedirDev;
use crate::domain::{Device, Domain};
use crate::fill::Result;
use crate::fill::error::{Code, FillError, From, refuse};
use crate::fill::walk::{Place, console_mirrors_serial};

/// Whether two sources are the same file, socket, service of the host.
pub(crate) fn same_source(one: &ChardevSource, other: &ChardevSource) -> bool {
    use ChardevSource as S;
    match (one, other) {
        (S::Pty(PtySource { path: Some(a), .. }), S::Pty(PtySource { path: Some(b), .. })) => {
            a == b
        }
        (S::Pty(_), S::Pty(_)) => true,
        (S::Dev(a), S::Dev(b)) | (S::Pipe(a), S::Pipe(b)) => a.path == b.path,
        (S::File(a), S::File(b)) => a.path == b.path && a.append == b.append,
        (S::Tcp(a), S::Tcp(b)) => (a.mode, &a.host, &a.service) == (b.mode, &b.host, &b.service),
        (S::Unix(a), S::Unix(b)) => a.path == b.path && a.mode == b.mode,
        (one, other) => one == other,
    }
}

fn same_sources(one: &Option<ChardevSource>, other: &Option<ChardevSource>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => same_source(one, other),
        (one, other) => one.is_none() && other.is_none(),
    }
}

fn absent() -> FillError {
    invalid("device not present in domain configuration")
}

/// Two of these methods differ only in the list.
macro_rules! chardev {
    ($type:ty, $list:ident, $place:ident, $target:expr, $after:expr) => {
        impl Editable for $type {
            const NAME: &'static str = "chr";

            fn attach(self, dom: &mut Domain) -> Result {
                refuse!(
                    position(&dom.devices.$list, &self).is_some(),
                    not_valid,
                    "chardev already exists"
                );
                dom.devices.$list.push(self);
                let after: fn(&mut Domain) = $after;
                after(dom);
                Ok(())
            }

            fn find(&self, dom: &Domain) -> Result<Spot> {
                let n = position(&dom.devices.$list, self).ok_or_else(absent)?;
                Ok(Spot::Device(Place::$place(n as u32)))
            }
        }

        impl Ends for $type {
            fn source(&self) -> &Option<ChardevSource> {
                &self.source
            }
            fn same_target(&self, other: &Self) -> bool {
                let target: fn(&$type, &$type) -> bool = $target;
                target(self, other)
            }
        }
    };
}

trait Ends {
    fn source(&self) -> &Option<ChardevSource>;
    fn same_target(&self, other: &Self) -> bool;
}

fn position<T: Ends>(list: &[T], asked: &T) -> Option<usize> {
    list.iter().position(|one| same_sources(one.source(), asked.source()) && one.same_target(asked))
}

chardev!(
    Serial,
    serials,
    Serial,
    |a, b| {
        let target = |s: &Serial| s.target.as_ref().map(|t| (t.kind, t.port));
        target(a) == target(b)
    },
    first_console
);
chardev!(Parallel, parallels, Parallel, |a, b| a.target_port == b.target_port, |_| {});
chardev!(
    Channel,
    channels,
    Channel,
    |a, b| {
        let target = |c: &Channel| {
            c.target.as_ref().map(|t| (t.kind, t.name.clone(), t.address.clone(), t.port))
        };
        target(a) == target(b)
    },
    |_| {}
);

impl Ends for Console {
    fn source(&self) -> &Option<ChardevSource> {
        &self.source
    }
    fn same_target(&self, other: &Self) -> bool {
        self.target_kind == other.target_kind && self.target_port == other.target_port
    }
}

impl Editable for Console {
    const NAME: &'static str = "chr";

    fn attach(self, dom: &mut Domain) -> Result {
        refuse!(
            position(&dom.devices.consoles, &self).is_some(),
            not_valid,
            "chardev already exists"
        );
        if is_serial(&self) {
            let text = "attaching serial console is not supported";
            return Err(FillError::new(Code::OperationUnsupported, From::Qemu, text));
        }
        dom.devices.consoles.push(self);
        Ok(())
    }

    fn find(&self, dom: &Domain) -> Result<Spot> {
        refuse!(is_serial(self), not_valid, "detaching serial console is not supported");
        let n = position(&dom.devices.consoles, self).ok_or_else(absent)?;
        Ok(Spot::Device(Place::Console(n as u32)))
    }
}

fn is_serial(console: &Console) -> bool {
    matches!(console.target_kind, None | Some(ConsoleTargetType::Serial))
}

/// The port that the document of a console gives.
pub(super) fn console_port(device: &Device) -> Option<u32> {
    match device {
        Device::Console(console) => console.target_port,
        _ => None,
    }
}

/// A console that was put in keeps its port until the definition is read again.
pub(super) fn keep_port(dom: &mut Domain, port: Option<u32>) {
    if let (Some(port), Some(console)) = (port, dom.devices.consoles.last_mut()) {
        console.target_port = Some(port);
    }
}

/// The first serial port that is put in is the first console too, whatever its bus.
fn first_console(dom: &mut Domain) {
    if dom.devices.serials.len() == 1 && dom.devices.consoles.is_empty() {
        dom.devices.consoles.push(Console::default());
    }
}

/// Whether the first console stands for the device there, and goes with it.
pub(super) fn console_of(dom: &Domain, spot: Spot) -> bool {
    spot == Spot::Device(Place::Serial(0)) && console_mirrors_serial(dom)
}

impl Editable for RedirDev {
    const NAME: &'static str = "redirdev";

    fn attach(self, dom: &mut Domain) -> Result {
        dom.devices.redirdevs.push(self);
        Ok(())
    }

    fn find(&self, dom: &Domain) -> Result<Spot> {
        let same = |other: &RedirDev| {
            other.bus == self.bus
                && same_source(&other.source, &self.source)
                && suits(&self.info, &other.info)
        };
        match dom.devices.redirdevs.iter().position(same) {
            Some(n) => Ok(Spot::Device(Place::Redirdev(n as u32))),
            None => Err(missing("no matching redirdev was not found")),
        }
    }
}
