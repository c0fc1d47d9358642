//! Making images with the QEMU of a running guest.

use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};
use vireo_api::{Error, ErrorDomain, Result};
use vireo_model::domain::devices::Disk;
use vireo_model::domain::devices::storage::{StorageFormat, StorageType};
use vireo_qmp::command::{BlockdevCreate, QueryNamedBlockNodes};
use vireo_runtime::ledger::{Ledger, ResourceKind};

use super::engine;
use super::job::{Graph, JobKind, Plan};
use super::nodes::{self, Added, Part};
use super::state::Outcome;
use crate::devices::disk::Layer;
use crate::devices::disk::secret::format_encryption;
use crate::error::{failed, internal};
use crate::process::transition::Run;

/// What a new image is to be like.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Spec {
    /// As the guest sees it, bytes.
    pub capacity: u64,
    /// Bytes of a cluster, of formats that have some.
    pub cluster_size: Option<u64>,
    /// Half clusters are told apart.
    pub extended_l2: bool,
    /// What it covers: path and format.
    pub backing: Option<(String, String)>,
}

/// What an image that the guest uses is like, for one beside or over it.
///
/// # Errors
/// QEMU does not answer, or does not know the node.
pub async fn like(run: &Run, node: &str) -> Result<Spec> {
    let all = run.live.run(&QueryNamedBlockNodes { flat: Some(true) }).await?;
    let found = all.iter().find(|one| one.get("node-name").and_then(Value::as_str) == Some(node));
    let image = found.and_then(|one| one.get("image"));
    let image = image.ok_or_else(|| internal(format!("no block node '{node}' in QEMU")))?;
    let number = |key: &str| image.get(key).and_then(Value::as_u64);
    let is_qcow2 = image.get("format").and_then(Value::as_str) == Some("qcow2");
    let extended = image.pointer("/format-specific/data/extended-l2").and_then(Value::as_bool);
    Ok(Spec {
        capacity: number("virtual-size").unwrap_or(0),
        cluster_size: number("cluster-size").filter(|_| is_qcow2),
        extended_l2: extended == Some(true),
        backing: None,
    })
}

/// Makes an empty file for an image, unless there is one, and notes how to take it back.
///
/// # Errors
/// It can't be made.
pub async fn file(path: &str, undo: &mut Ledger) -> Result<()> {
    let owned = PathBuf::from(path);
    let made = tokio::task::spawn_blocking(move || touch(&owned)).await;
    let made = made.map_err(|_| internal("a task was lost"))?;
    let is_new = made.map_err(|error| {
        Error::system(ErrorDomain::Qemu, "failed to create copy target", &error)
    })?;
    if is_new {
        let owned = PathBuf::from(path);
        undo.enter(ResourceKind::File, path, move || async move {
            // Gone already is as good.
            let _ = tokio::fs::remove_file(owned).await;
            Ok(())
        });
    }
    Ok(())
}

/// Tells whether the file is new.
fn touch(path: &Path) -> std::io::Result<bool> {
    use std::os::unix::fs::OpenOptionsExt;
    let mut options = std::fs::OpenOptions::new();
    options.write(true).mode(0o600);
    match options.clone().create_new(true).open(path) {
        Ok(_) => Ok(true),
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
            options.open(path).map(|_| false)
        }
        Err(error) => Err(error),
    }
}

/// Puts a new image in: formats it and adds its nodes. `disk` is the one whose top it is to be;
/// `below` is the node of what it covers.
///
/// # Errors
/// QEMU can't; no node stays behind.
pub async fn image(
    run: &Run,
    graph: &Graph<'_>,
    disk: &Disk,
    layer: &Layer<'_>,
    spec: &Spec,
    below: Option<String>,
) -> Result<Added> {
    if layer.format == StorageFormat::Raw && layer.decrypted_by_qemu().is_none() {
        if let (StorageType::File, Some(path)) = (layer.kind, layer.path()) {
            let options = json!({"driver": "file", "filename": path, "size": spec.capacity});
            make(run, graph, &layer.storage_node(), &options).await?;
        }
        return nodes::add(run, disk, layer, Part::All, true, below).await;
    }
    let mut added = nodes::add(run, disk, layer, Part::Storage, true, None).await?;
    let options = options(layer, spec)?;
    let rest = async {
        make(run, graph, &layer.format_node(), &options).await?;
        nodes::add(run, disk, layer, Part::Format, true, below).await
    };
    match rest.await {
        Ok(more) => {
            added.append(more);
            Ok(added)
        }
        Err(error) => {
            added.undo(&run.live).await;
            Err(error)
        }
    }
}

/// Options of `blockdev-create` for an image in a format.
fn options(layer: &Layer<'_>, spec: &Spec) -> Result<Value> {
    let format = layer.format;
    let file = layer.slice_node().unwrap_or_else(|| layer.storage_node());
    let mut own = Map::new();
    let encryption = format_encryption(layer)?;
    let word = match (&encryption, format) {
        (Some(_), StorageFormat::Raw) => "luks",
        (Some(_) | None, _) => format.as_str(),
    };
    own.insert("driver".to_owned(), word.into());
    own.insert("file".to_owned(), file.into());
    own.insert("size".to_owned(), spec.capacity.into());
    if let Some(props) = encryption {
        // The command has the same keys for it as the node.
        if let Value::Object(props) = props.into() {
            own.extend(props);
        }
    }
    match format {
        StorageFormat::Raw if layer.decrypted_by_qemu().is_some() => {}
        StorageFormat::Qcow2 => {
            if let Some(size) = spec.cluster_size {
                own.insert("cluster-size".to_owned(), size.into());
            }
            if spec.extended_l2 {
                own.insert("extended-l2".to_owned(), true.into());
            }
        }
        StorageFormat::Qcow | StorageFormat::Qed | StorageFormat::Vmdk => {}
        StorageFormat::Vdi | StorageFormat::Vpc | StorageFormat::Vhd => {}
        _ => {
            return Err(crate::error::operation_unsupported(format!(
                "can't create storage format '{word}'"
            )));
        }
    }
    if let Some((path, kind)) = &spec.backing {
        own.insert("backing-file".to_owned(), path.as_str().into());
        if matches!(format, StorageFormat::Qcow2 | StorageFormat::Qed) {
            own.insert("backing-fmt".to_owned(), kind.as_str().into());
        }
    }
    Ok(Value::Object(own))
}

/// Runs a job that makes something, to its end. The caller has a job of the domain.
async fn make(run: &Run, graph: &Graph<'_>, node: &str, options: &Value) -> Result<()> {
    let plan = Plan::new(format!("create-{node}"), JobKind::Create, None);
    let command = BlockdevCreate { job_id: &plan.name.clone(), options };
    let job = engine::start(run, graph, plan, &command).await?;
    match engine::ended_within(run, graph, &job, engine::END_LIMIT).await? {
        Outcome::Completed => Ok(()),
        Outcome::Failed | Outcome::Cancelled => {
            let error = job.error().unwrap_or_else(|| "unknown error".to_owned());
            Err(failed(format!("failed to format image: '{error}'")))
        }
    }
}
