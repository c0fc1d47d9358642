//! Dirty bitmaps of disks that are copied go with them (Q-MIG-19): clients that back a guest up need
//! not begin again with all of it.
//!
//! ```text
//!   source                                  destination
//!   offer: bitmaps of the copied disks ──►  accept: what its images can hold
//!   leaving: what was accepted         ◄──
//!                both: capability `dirty-bitmaps`, parameter `block-bitmap-mapping`
//! ```
//!
//! A disk that is copied with all its layers into one has one bitmap there: where several layers have one
//! of a name, they are merged into a temporary one first.

use serde_json::{Value, json};
use vireo_api::Result;
use vireo_model::domain::Domain;
use vireo_model::domain::devices::Disk;
use vireo_qmp::Call;
use vireo_qmp::command::QueryNamedBlockNodes;

use super::checks::is_copied;
use super::cookie::{Bitmap, BitmapDisk, Bitmaps, Cookie};
use super::params::Request;
use super::settings::{MAPPING, Settings};
use crate::block::nodes;
use crate::devices::disk::layers;
use crate::process::transition::Run;
use vireo_api::consts::MIGRATE_NON_SHARED_INC;

/// QEMU's capability.
const CAPABILITY: &str = "dirty-bitmaps";

/// What names of temporary bitmaps begin with.
const TEMPORARY: &str = "libvirt-migration-";

/// The block nodes of a run as QEMU tells them.
struct Nodes(Vec<Value>);

impl Nodes {
    async fn ask(run: &Run) -> Result<Self> {
        run.live.run(&QueryNamedBlockNodes { flat: Some(true) }).await.map(Self)
    }

    fn node(&self, name: &str) -> Option<&Value> {
        self.0.iter().find(|node| node.get("node-name").and_then(Value::as_str) == Some(name))
    }

    fn bitmaps(&self, node: &str) -> impl Iterator<Item = &Value> {
        let all = self.node(node).and_then(|node| node.get("dirty-bitmaps"));
        all.and_then(Value::as_array).into_iter().flatten()
    }

    fn bitmap(&self, node: &str, name: &str) -> Option<&Value> {
        self.bitmaps(node).find(|one| named(one) == Some(name))
    }

    /// Layers that have a bitmap, from the top down; `None` when it is of no use: not recording, damaged, or
    /// missing in a layer between two that have it.
    fn layers_with(&self, layers: &[String], name: &str) -> Option<Vec<String>> {
        let is = |one: &Value, key: &str| one.get(key).and_then(Value::as_bool).unwrap_or(false);
        let mut with = Vec::new();
        let mut missed = false;
        for layer in layers {
            match self.bitmap(layer, name) {
                Some(_) if missed => return None,
                Some(one) if is(one, "inconsistent") => return None,
                Some(one) if with.is_empty() && !is(one, "recording") => return None,
                Some(_) => with.push(layer.clone()),
                None => missed = true,
            }
        }
        (!with.is_empty()).then_some(with)
    }
}

fn named(bitmap: &Value) -> Option<&str> {
    bitmap.get("name").and_then(Value::as_str)
}

fn copied<'a>(request: &'a Request, domain: &'a Domain) -> impl Iterator<Item = &'a Disk> {
    domain.devices.disks.iter().filter(move |disk| is_copied(request, disk))
}

/// The format nodes of a disk, from the top down.
fn nodes_of(run: &Run, disk: &Disk) -> Vec<String> {
    layers(disk).iter().map(|layer| nodes::top_node(&run.live, layer)).collect()
}

/// What a bitmap is called on the way.
fn alias(target: &str, name: &str) -> String {
    format!("libvirt-{target}-{name}")
}

/// The bitmaps of the disks that are copied; nothing where there are none, or QEMU can't send them.
///
/// # Errors
/// QEMU does not tell them.
pub async fn offer(
    run: &Run,
    request: &Request,
    domain: &Domain,
    own: &[String],
) -> Result<Option<Bitmaps>> {
    if copied(request, domain).next().is_none() || !own.iter().any(|name| name == CAPABILITY) {
        return Ok(None);
    }
    let all = Nodes::ask(run).await?;
    let mut disks = Vec::new();
    for disk in copied(request, domain) {
        let (target, layers) = (&disk.target.dev, nodes_of(run, disk));
        let Some(top) = layers.first() else { continue };
        let mut names: Vec<&str> = all.bitmaps(top).filter_map(named).collect();
        names.retain(|name| all.layers_with(&layers, name).is_some());
        names.sort_unstable();
        let one = |name: &&str| Bitmap {
            name: Some((*name).to_owned()),
            alias: Some(alias(target, name)),
        };
        let bitmaps: Vec<Bitmap> = names.iter().map(one).collect();
        if !bitmaps.is_empty() {
            disks.push(BitmapDisk { target: Some(target.clone()), bitmaps });
        }
    }
    Ok((!disks.is_empty()).then_some(Bitmaps { disks }))
}

/// Bitmaps that both sides agreed upon.
#[derive(Debug)]
pub struct Agreed {
    /// For the cookie.
    pub bitmaps: Bitmaps,
    mapping: Value,
}

impl Agreed {
    /// Settings that have QEMU send or take them.
    #[must_use]
    pub fn settings(&self, settings: Settings) -> Settings {
        settings.capability(CAPABILITY, true).parameter(MAPPING, self.mapping.clone())
    }
}

fn mapped(node: &str, target: &str, bitmaps: Vec<Value>) -> Value {
    json!({ "node-name": node, "alias": target, "bitmaps": bitmaps })
}

/// Takes what the images here can hold: QCOW2 of today's version, without a bitmap of that name.
///
/// # Errors
/// QEMU does not tell its images.
pub async fn accept(
    run: &Run,
    request: &Request,
    cookie: Option<&Cookie>,
    own: &[String],
) -> Result<Option<Agreed>> {
    let offered = cookie.and_then(|cookie| cookie.bitmaps.as_ref());
    let config = run.guest.peek(|view| view.live_config.clone());
    let (Some(offered), Some(config)) = (offered, config) else { return Ok(None) };
    if !own.iter().any(|name| name == CAPABILITY) {
        return Ok(None);
    }
    let all = Nodes::ask(run).await?;
    let (mut disks, mut mapping) = (Vec::new(), Vec::new());
    for disk in copied(request, &config) {
        let target = &disk.target.dev;
        let theirs = offered.disks.iter().find(|one| one.target.as_ref() == Some(target));
        let (Some(theirs), Some(top)) = (theirs, nodes_of(run, disk).into_iter().next()) else {
            continue;
        };
        let node = all.node(&top);
        let compat = node.and_then(|node| node.pointer("/image/format-specific/data/compat"));
        if compat.and_then(Value::as_str) != Some("1.1") {
            continue;
        }
        let mut taken = theirs.bitmaps.clone();
        taken.retain(|one| {
            let name = one.name.as_deref().filter(|name| all.bitmap(&top, name).is_none());
            name.is_some() && one.alias.is_some()
        });
        if taken.is_empty() {
            continue;
        }
        let own = |one: &Bitmap| json!({ "name": one.name, "alias": one.alias });
        mapping.push(mapped(&top, target, taken.iter().map(own).collect()));
        disks.push(BitmapDisk { target: Some(target.clone()), bitmaps: taken });
    }
    let agreed = Agreed { bitmaps: Bitmaps { disks }, mapping: Value::Array(mapping) };
    Ok((!agreed.bitmaps.disks.is_empty()).then_some(agreed))
}

/// What the destination accepted, to be sent; bitmaps of several layers are merged.
///
/// # Errors
/// QEMU refuses to merge them.
pub async fn leaving(
    run: &Run,
    request: &Request,
    cookie: Option<&Cookie>,
) -> Result<Option<Agreed>> {
    let accepted = cookie.and_then(|cookie| cookie.bitmaps.clone());
    let config = run.guest.peek(|view| view.live_config.clone());
    let (Some(accepted), Some(config)) = (accepted, config) else { return Ok(None) };
    let all = Nodes::ask(run).await?;
    let (mut mapping, mut actions) = (Vec::new(), Vec::new());
    for disk in copied(request, &config) {
        let target = &disk.target.dev;
        let theirs = accepted.disks.iter().find(|one| one.target.as_ref() == Some(target));
        let layers = nodes_of(run, disk);
        let (Some(theirs), Some(top)) = (theirs, layers.first()) else { continue };
        let mut sent = Vec::new();
        for one in &theirs.bitmaps {
            let (Some(name), Some(alias)) = (&one.name, &one.alias) else { continue };
            let Some(with) = all.layers_with(&layers, name) else { continue };
            if with.len() == 1 || request.has(MIGRATE_NON_SHARED_INC) {
                sent.push(json!({ "name": name, "alias": alias }));
                continue;
            }
            let merged = format!("{TEMPORARY}{alias}");
            let size = all.bitmap(top, name).and_then(|one| one.get("granularity")).cloned();
            actions.extend(merge(top, name, &merged, size, &with));
            // It is temporary here alone.
            let kept = json!({ "persistent": true });
            sent.push(json!({ "name": merged, "alias": alias, "transform": kept }));
        }
        if !sent.is_empty() {
            mapping.push(mapped(top, target, sent));
        }
    }
    if !actions.is_empty() {
        let call = Call::new("transaction").arguments(&json!({ "actions": actions }));
        run.live.call(call).await?;
    }
    let agreed = Agreed { bitmaps: accepted, mapping: Value::Array(mapping) };
    Ok((agreed.mapping != json!([])).then_some(agreed))
}

/// The actions that make one bitmap of those of several layers.
fn merge(
    top: &str,
    name: &str,
    merged: &str,
    granularity: Option<Value>,
    with: &[String],
) -> [Value; 2] {
    let mut new = json!({ "node": top, "name": merged, "persistent": false });
    if let Some(granularity) = granularity {
        new["granularity"] = granularity;
    }
    let from: Vec<Value> = with.iter().map(|node| json!({ "node": node, "name": name })).collect();
    [
        json!({ "type": "block-dirty-bitmap-add", "data": new }),
        json!({ "type": "block-dirty-bitmap-merge",
            "data": { "node": top, "target": merged, "bitmaps": from } }),
    ]
}

/// Removes temporary bitmaps: the guest stays.
pub async fn clean(run: &Run) {
    if run.live.is_ending() {
        return;
    }
    let Ok(all) = Nodes::ask(run).await else { return };
    for node in all.0.iter().filter_map(|node| node.get("node-name").and_then(Value::as_str)) {
        for name in all.bitmaps(node).filter_map(named).filter(|name| name.starts_with(TEMPORARY)) {
            let which = json!({ "node": node, "name": name });
            let call = Call::new("block-dirty-bitmap-remove").arguments(&which);
            if let Err(error) = run.live.try_call(call).await {
                tracing::warn!(guest = %run.guest.name(), name, %error, "temporary bitmap stays");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn node(name: &str, bitmaps: &[(&str, bool, bool)]) -> Value {
        let bitmap = |(name, recording, inconsistent): &(&str, bool, bool)| json!({ "name": name, "recording": recording, "inconsistent": inconsistent });
        json!({ "node-name": name, "dirty-bitmaps": bitmaps.iter().map(bitmap).collect::<Vec<_>>() })
    }

    /// REQ: Q-MIG-19
    #[test]
    fn a_bitmap_is_of_use_when_its_layers_are_whole() {
        let all = Nodes(vec![
            node("top", &[("a", true, false), ("b", true, false), ("c", false, false)]),
            node("middle", &[("a", false, false), ("d", false, false)]),
            node("base", &[("a", false, false), ("b", false, false), ("e", true, true)]),
        ]);
        let layers = ["top", "middle", "base"].map(str::to_owned);
        assert_eq!(all.layers_with(&layers, "a"), Some(layers.to_vec()));
        assert_eq!(all.layers_with(&layers, "b"), None, "a hole");
        assert_eq!(all.layers_with(&layers, "c"), None, "it does not record");
        assert_eq!(all.layers_with(&layers, "e"), None, "damaged");
        assert_eq!(all.layers_with(&layers, "f"), None, "there is none");
        let [add, merge] = merge("top", "a", "t", Some(65_536.into()), &layers);
        assert_eq!(add["data"]["granularity"], 65_536);
        assert_eq!(merge["data"]["bitmaps"].as_array().map(Vec::len), Some(3));
    }
}
