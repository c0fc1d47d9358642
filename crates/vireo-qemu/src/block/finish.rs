//! What the end of a block job changes: the chain in the definitions, nodes, owners of files.

use vireo_api::Result;
use vireo_model::domain::devices::Disk;
use vireo_model::domain::devices::storage::{BackingStore, StorageSource};
use vireo_qmp::command::QueryBlock;

use super::engine::change_disk;
use super::job::{BlockJob, JobKind, Plan};
use super::state::{JobState, Outcome};
use super::{chain, labels, nodes};
use crate::devices::disk::{self, layers};
use crate::process::transition::Run;

/// What a disk no longer uses.
#[derive(Debug, Default)]
pub struct Leftovers {
    nodes: Vec<nodes::Name>,
    paths: Vec<String>,
    /// Processes that read images, by the images' nodes.
    readers: Vec<String>,
    /// Files to be removed with their images.
    delete: Vec<String>,
}

/// Goes to a state that is over, with the definition as QEMU's graph is by now; all saved at once.
pub(super) async fn take_over(run: &Run, job: &BlockJob, next: JobState) {
    let before = current(run, job);
    job.enter(next);
    change_disk(run, job, |disk| change(disk, &job.plan, next)).await;
    run.core.save_status(&run.guest).await;
    let (Some(before), Some(after)) = (before, current(run, job)) else { return };
    if let (JobState::Concluded { pivoted: true, .. }, Some(old), Some(_)) =
        (next, &before.source, &after.source)
    {
        persist(run, job, old, &after).await;
    }
    job.leave(leftovers(run, job, &before, &after));
}

fn current(run: &Run, job: &BlockJob) -> Option<Disk> {
    let target = job.plan.disk.as_deref()?;
    let config = run.guest.peek(|view| view.live_config.clone())?;
    config.devices.disks.iter().find(|disk| disk.target.dev == target).cloned()
}

/// Whether the guest uses the copy by now, as QEMU tells.
///
/// # Errors
/// QEMU does not answer.
pub(super) async fn took_the_place(run: &Run, job: &BlockJob) -> Result<bool> {
    let Some(before) = current(run, job) else { return Ok(false) };
    let mut after = before.clone();
    change(
        &mut after,
        &job.plan,
        JobState::Concluded { outcome: Outcome::Completed, pivoted: true },
    );
    let node = layers(&after).first().map(|top| nodes::top_node(&run.live, top));
    let device = disk::qom_path(&before);
    let drives = run.live.run(&QueryBlock).await?;
    let drive = drives.iter().find(|drive| drive.qdev.as_deref() == Some(device.as_str()));
    let used = drive.and_then(|drive| drive.inserted.as_ref()?.get("node-name")?.as_str());
    Ok(used.is_some() && used == node.as_deref())
}

/// The running definition's disk after a job ended so.
fn change(disk: &mut Disk, plan: &Plan, end: JobState) {
    let JobState::Concluded { outcome, pivoted } = end else { return };
    let completed = outcome == Outcome::Completed;
    match plan.kind {
        JobKind::Copy => {
            if let Some(mirror) = disk.mirror.take_if(|_| plan.has_mirror) {
                if pivoted {
                    let image = chain::of_mirror(disk, &mirror);
                    chain::put_on_top(disk, image);
                }
            }
        }
        JobKind::ActiveCommit => {
            disk.mirror = None;
            let base = plan.base.filter(|_| pivoted).and_then(|base| chain::below(disk, base));
            if let Some(base) = base {
                chain::put_on_top(disk, base);
            }
        }
        JobKind::Commit if completed => {
            let base = plan.base.and_then(|base| chain::below(disk, base));
            if let (Some(over), Some(base)) = (plan.top_parent, base) {
                chain::put_below(disk, over, Some(base));
            }
        }
        JobKind::Pull if completed => {
            let base = plan.base.and_then(|base| chain::below(disk, base));
            if let Some(top) = plan.top.or(disk.source.as_ref().and_then(|source| source.index)) {
                chain::put_below(disk, top, base);
            }
        }
        JobKind::Commit | JobKind::Pull | JobKind::Create => {}
    }
}

/// The same pivot in the kept definition, when that has the same disk. What cannot be saved is
/// logged: the guest goes on with the image that it has.
async fn persist(run: &Run, job: &BlockJob, old: &StorageSource, after: &Disk) {
    if !run.guest.peek(|view| view.persistent) {
        return;
    }
    let target = after.target.dev.as_str();
    let pivot = |domain: &mut vireo_model::domain::Domain| {
        let same = |disk: &&mut Disk| {
            let place = disk.source.as_ref().is_some_and(|own| chain::same_place(own, old));
            disk.target.dev == target && place
        };
        if let Some(kept) = domain.devices.disks.iter_mut().find(same) {
            let mut image = chain::of_disk(after);
            image.index = None;
            if let Some(source) = &mut image.source {
                source.private_data = None;
            }
            let explicit = image.backing_store.take().filter(|below| !below.detected);
            let own = kept.backing_store.take();
            chain::put_on_top(kept, image);
            kept.backing_store = match job.plan.kind {
                JobKind::Copy => explicit.map(|below| without_runtime(*below)),
                JobKind::Pull | JobKind::Commit | JobKind::ActiveCommit | JobKind::Create => own,
            };
        }
        Ok(())
    };
    if let Err(error) = crate::definition::change(&run.core, &run.guest, pivot).await {
        tracing::warn!(guest = %run.guest.name(), job = job.plan.name, %error,
            "Unable to update persistent definition");
    }
}

/// A chain as a definition on disk has it.
fn without_runtime(mut image: BackingStore) -> BackingStore {
    image.index = None;
    if let Some(source) = &mut image.source {
        source.private_data = None;
    }
    image.backing_store = image.backing_store.map(|below| Box::new(without_runtime(*below)));
    image
}

/// What the disk used before and does not use any more.
fn leftovers(run: &Run, job: &BlockJob, before: &Disk, after: &Disk) -> Leftovers {
    let mut found = Leftovers::default();
    let kept: Vec<u32> = all_numbers(after);
    let mirror = before.mirror.as_ref().filter(|_| job.plan.has_mirror);
    let with_mirror = mirror.map(|mirror| chain::with_mirror(before, mirror));
    for disk in [Some(before), with_mirror.as_ref()].into_iter().flatten() {
        for layer in layers(disk).iter().filter(|layer| !kept.contains(&layer.number)) {
            let names = nodes::names(run, layer);
            if found.nodes.contains(&names[0]) {
                continue;
            }
            found.nodes.extend(names);
            found.paths.extend(layer.files());
            found.readers.extend(disk::nbdkit::reader(layer));
        }
    }
    // Disks of one guest may share what they cover.
    let config = run.guest.peek(|view| view.live_config.clone());
    let used = config.map(|config| disk::files(&config)).unwrap_or_default();
    found.paths.retain(|path| !used.contains(path));
    if job.plan.deletes {
        let committed = matches!(job.plan.kind, JobKind::Commit | JobKind::ActiveCommit);
        let done = matches!(job.state(), JobState::Concluded { outcome: Outcome::Completed, pivoted }
            if pivoted || job.plan.kind == JobKind::Commit);
        if committed && done {
            found.delete.clone_from(&found.paths);
        }
    }
    found
}

fn all_numbers(disk: &Disk) -> Vec<u32> {
    let own = layers(disk).into_iter().map(|layer| layer.number);
    own.collect()
}

/// Takes out of QEMU what the disk no longer uses, gives files back, and removes those that were to
/// be removed.
pub(super) async fn clean(run: &Run, job: &BlockJob) {
    let left = job.take_leftovers();
    nodes::remove(&run.live, left.nodes).await;
    for device in &left.readers {
        crate::helper::dismiss(run, &disk::nbdkit::READER, device).await;
    }
    for path in &left.paths {
        labels::give_back(run, path).await;
    }
    for path in left.delete {
        super::guard::delete(run, &path).await;
    }
}
