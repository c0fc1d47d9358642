//! Nodes of a running guest: put in and taken out, whole chains at a time.

use vireo_api::Result;
use vireo_model::domain::devices::Disk;
use vireo_qmp::Call;
use vireo_qmp::command::{BlockdevDel, ObjectDel};

use crate::build::{Build, Opened};
use crate::devices::disk::{Layer, layers, node};
use crate::error::internal;
use crate::live::Live;
use crate::process::argv::Props;
use crate::process::transition::Run;

/// The number in a node's name (`libvirt-3-format`); none in names that are not of that form.
#[must_use]
pub fn number(name: &str) -> Option<u32> {
    let (number, kind) = name.strip_prefix("libvirt-")?.split_once('-')?;
    matches!(kind, "storage" | "format" | "slice-sto").then_some(number.parse().ok()?)
}

/// Whether raw images go without a node of their format.
#[must_use]
pub fn skips_raw(live: &Live) -> bool {
    live.emulator.has(vireo_model::fill::Cap::BlockjobBackingMaskProtocol)
}

/// The upper node of an image.
#[must_use]
pub fn top_node(live: &Live, layer: &Layer<'_>) -> String {
    layer.top_node(skips_raw(live))
}

/// A number for the nodes of an image, never used before in this run.
#[must_use]
pub fn fresh_number(live: &Live) -> u32 {
    live.learn(|facts| facts.next_node += 1);
    live.facts.load().next_node
}

/// A command that puts in one object or node, and the one that takes it out again.
struct Item {
    add: Call,
    undo: Name,
}

/// Something of an image's in QEMU, by its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Name {
    /// A block node.
    Node(String),
    /// An object that a node uses.
    Object(String),
}

impl Name {
    async fn take_out(&self, live: &Live) -> Result<()> {
        match self {
            Self::Node(node_name) => live.run(&BlockdevDel { node_name }).await.map(drop),
            Self::Object(id) => live.run(&ObjectDel { id }).await.map(drop),
        }
    }
}

/// Nodes that were put in. To be kept, or taken out again by [`Added::undo`].
#[derive(Default)]
#[must_use = "undo it when what follows fails"]
pub struct Added(Vec<Name>);

impl Added {
    /// Takes the nodes out again, the last first; what goes wrong is logged.
    pub async fn undo(self, live: &Live) {
        for one in self.0.iter().rev() {
            if let Err(error) = one.take_out(live).await {
                tracing::warn!(name = ?one, %error, "block node stays");
            }
        }
    }

    /// Counts what another call put in as well.
    pub fn append(&mut self, mut other: Self) {
        self.0.append(&mut other.0);
    }
}

/// Which part of an image's nodes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// All of them.
    All,
    /// Those that read and write bytes: the image has no content yet.
    Storage,
    /// The one of the format.
    Format,
}

/// Puts in the nodes of one image of a disk; `below` is the node that it covers, when that is not
/// for the image itself to say. With `top`, the guest will use it.
///
/// # Errors
/// QEMU can't open it. Nothing stays behind.
pub async fn add(
    run: &Run,
    disk: &Disk,
    layer: &Layer<'_>,
    part: Part,
    top: bool,
    below: Option<String>,
) -> Result<Added> {
    let items = items(run, |b| node::words(b, disk, layer, top, below))?;
    let format = layer.format_node();
    let chosen = items.into_iter().filter(|item| match (part, &item.undo) {
        (Part::All, _) => true,
        (Part::Format, Name::Node(name)) => *name == format,
        (Part::Format, Name::Object(_)) => false,
        (Part::Storage, Name::Node(name)) => *name != format,
        (Part::Storage, Name::Object(_)) => true,
    });
    put_in(&run.live, chosen).await
}

/// Puts in one node from its properties, its name among them.
///
/// # Errors
/// They have no name; QEMU can't open it.
pub async fn add_props(live: &Live, props: &Props) -> Result<Added> {
    let words = ["-blockdev".to_owned(), props.to_string()];
    put_in(live, [item(&words)?].into_iter()).await
}

/// Puts in the nodes of a disk's images from the one at `depth` downwards; the lowest first.
///
/// # Errors
/// QEMU can't open one of them. Nothing stays behind.
pub async fn add_chain(run: &Run, disk: &Disk, depth: usize) -> Result<Added> {
    let mut added = Added::default();
    let mut below = None;
    for (at, layer) in layers(disk).iter().enumerate().skip(depth).rev() {
        match add(run, disk, layer, Part::All, at == 0, below.take()).await {
            Ok(more) => added.append(more),
            Err(error) => {
                added.undo(&run.live).await;
                return Err(error);
            }
        }
        below = Some(top_node(&run.live, layer));
    }
    Ok(added)
}

async fn put_in(live: &Live, items: impl Iterator<Item = Item>) -> Result<Added> {
    let mut added = Added::default();
    for Item { add, undo } in items {
        if let Err(error) = live.call(add).await {
            added.undo(live).await;
            return Err(error);
        }
        added.0.push(undo);
    }
    Ok(added)
}

/// What a start would put on QEMU's command line, as commands.
fn items(run: &Run, room: impl FnOnce(&mut Build<'_>) -> Result<()>) -> Result<Vec<Item>> {
    let live = &run.live;
    let config = run.guest.peek(|view| view.live_config.clone());
    let config = config.ok_or_else(crate::error::not_running)?;
    let mut build = Build {
        domain: &config,
        emulator: &live.emulator,
        config: &run.core.config,
        host: &run.core.host,
        paths: &live.paths,
        privileged: run.core.privileged,
        incoming: false,
        translation: false,
        secrets: Some(&*run.core.secrets),
        opened: Opened::default(),
        line: Default::default(),
    };
    room(&mut build)?;
    build.line.args().chunks(2).map(item).collect()
}

fn item(words: &[String]) -> Result<Item> {
    let [option, text] = words else { return Err(internal("an option without a value")) };
    let value: serde_json::Value =
        serde_json::from_str(text).map_err(|_| internal("an option that is no command"))?;
    let named = |key: &str| value.get(key).and_then(|name| name.as_str()).map(str::to_owned);
    let call = |name: &str| Call::new(name).arguments_text(text.clone());
    match (option.as_str(), named("node-name"), named("id")) {
        ("-blockdev", Some(name), _) => {
            Ok(Item { add: call("blockdev-add"), undo: Name::Node(name) })
        }
        ("-object", _, Some(id)) => Ok(Item { add: call("object-add"), undo: Name::Object(id) }),
        _ => Err(internal(format!("option '{option}' is no command"))),
    }
}

/// What is in QEMU for one image, in the order in which it can be taken out: the upper node first.
#[must_use]
pub fn names(run: &Run, layer: &Layer<'_>) -> Vec<Name> {
    let live = &*run.live;
    let format = layer.has_format_node(skips_raw(live)).then(|| layer.format_node());
    let data = layer.data.map(|data| data.node());
    let nodes = format.into_iter().chain(layer.slice_node()).chain([layer.storage_node()]);
    let objects = layer.secret_objects().into_iter().map(|(_, id)| Name::Object(id));
    let tls = layer.tls_id();
    let config = &run.core.config;
    let key = crate::tls::key(&config.nbd_tls_x509_secret_uuid, config);
    let key = tls.as_ref().and(key).and(tls.as_ref()).map(|id| format!("{id}-secret0"));
    let tls = tls.into_iter().chain(key).map(Name::Object);
    nodes.chain(data).map(Name::Node).chain(objects).chain(tls).collect()
}

/// Takes nodes out, in this order. One that is in use or not there stays so; that is logged.
pub async fn remove(live: &Live, names: impl IntoIterator<Item = Name>) {
    for name in names {
        if let Err(error) = name.take_out(live).await {
            tracing::warn!(?name, %error, "block node stays");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_those_of_images() {
        assert_eq!(number("libvirt-12-storage"), Some(12));
        assert_eq!(number("libvirt-3-slice-sto"), Some(3));
        assert_eq!(number("libvirt-3-filter"), None);
        assert_eq!(number("libvirt-pflash0-format"), None);
        assert_eq!(number("drive-x"), None);
    }
}
