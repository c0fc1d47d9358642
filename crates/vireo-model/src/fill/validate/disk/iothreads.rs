//! Queues of a disk among I/O threads.

use crate::domain::Domain;
use crate::domain::devices::disk::{Disk, DiskBus, DiskDriver, DriverIoThread};
use crate::fill::error::{qemu, refuse};
use crate::fill::{Cap, Context, Result};

use super::bus;

fn has_iothread(dom: &Domain, id: u32) -> bool {
    if dom.iothreadids.is_empty() {
        return (1..=dom.iothreads.unwrap_or(0)).contains(&id);
    }
    dom.iothreadids.iter().any(|t| t.id == id)
}

pub(super) fn iothreads(disk: &Disk, d: &DiskDriver, dom: &Domain, ctx: &Context<'_>) -> Result {
    if d.iothread.is_none() && d.iothreads.is_empty() {
        return Ok(());
    }
    let (bus, name) = (bus(disk), &disk.target.dev);
    refuse!(bus != DiskBus::Virtio, qemu, "IOThreads not available for bus {bus} target {name}");
    if !d.iothreads.is_empty() {
        refuse!(
            !ctx.has(Cap::VirtioBlkIothreadMapping),
            qemu,
            "IOThread mapping for disk '{name}' is not available with this QEMU binary"
        );
        mapping(dom, &d.iothreads, d.queues)?;
    }
    if let Some(id) = d.iothread.filter(|id| !has_iothread(dom, *id)) {
        return Err(qemu(format!("Disk iothread '{id}' not defined in iothreadid")));
    }
    Ok(())
}

/// Queues shared out among I/O threads: all or none, each queue once.
pub(crate) fn mapping(dom: &Domain, threads: &[DriverIoThread], queues: Option<u32>) -> Result {
    let explicit = threads.first().is_some_and(|t| !t.queues.is_empty());
    refuse!(
        explicit && queues.is_none(),
        qemu,
        "'queue' count must be configured for explicit iothread to queue mapping"
    );
    let mut used = vec![false; queues.unwrap_or(0).min(65_536) as usize];
    for (n, thread) in threads.iter().enumerate() {
        refuse!(
            threads[..n].iter().any(|t| t.id == thread.id),
            qemu,
            "duplicate mapping for iothread '{}'",
            thread.id
        );
        refuse!(
            !has_iothread(dom, thread.id),
            qemu,
            "iothread '{}' not defined in iothreadid",
            thread.id
        );
        refuse!(
            explicit == thread.queues.is_empty(),
            qemu,
            "iothread to queue mapping must be provided for all iothreads or for none"
        );
        for queue in &thread.queues {
            let Some(taken) = used.get_mut(queue.id as usize) else {
                return Err(qemu(format!("iothread queue '{}' mapping out of range", queue.id)));
            };
            refuse!(*taken, qemu, "iothread queue '{}' is already assigned", queue.id);
            *taken = true;
        }
    }
    if let Some(missing) = used.iter().position(|taken| explicit && !taken) {
        return Err(qemu(format!("missing iothread mapping for queue '{missing}'")));
    }
    Ok(())
}
