//! Changes of networks that are there: their metadata, parts of their definitions, their ports.

use std::sync::Arc;

use uuid::Uuid;
use vireo_api::consts::*;
use vireo_api::{ErrorCode, Result};
use vireo_model::network::Network;
use vireo_model::network_port::PortPlug;
use vireo_runtime::durable;
use vireo_xml::Mode;

use crate::driver::Core;
use crate::metadata;
use crate::object::{Object, View};
use crate::port::{self, Port};
use crate::update::{Effect, Update};
use crate::{definition, error, status};

/// Which definitions a call with these flags is about: the live one, the kept one.
fn targets(view: &View, flags: u32) -> Result<(bool, bool)> {
    let live = flags & NETWORK_UPDATE_AFFECT_LIVE != 0;
    let config = flags & NETWORK_UPDATE_AFFECT_CONFIG != 0;
    let (live, config) = match (live, config) {
        (false, false) => (view.is_active(), !view.is_active()),
        chosen => chosen,
    };
    if live && !view.is_active() {
        return Err(error::not_valid("network is not running"));
    }
    if config && view.config.is_none() {
        return Err(error::not_valid("cannot change persistent config of a transient network"));
    }
    Ok((live, config))
}

/// The definition that a call with these flags reads.
pub(crate) fn chosen(view: &View, flags: u32) -> Result<Arc<Network>> {
    let (live, _) = targets(view, flags)?;
    let network = if live { view.live.as_ref() } else { view.config.as_ref() };
    network.cloned().ok_or_else(|| error::no_uuid(&view.uuid, Some(&view.name)))
}

impl Core {
    /// Changes the live definition, the kept one, or both: each is changed on a copy before
    /// anything is kept.
    async fn edit<R>(
        &self,
        view: &View,
        flags: u32,
        change: impl Fn(&mut Network) -> Result<R>,
    ) -> Result<(View, Option<R>)> {
        let (live, config) = targets(view, flags)?;
        let mut next = View::clone(view);
        let mut effect = None;
        if let (Some(network), true) = (&view.config, config) {
            let mut network = Network::clone(network);
            change(&mut network)?;
            next.config = Some(Arc::new(network));
        }
        if let (Some(network), true) = (&view.live, live) {
            let mut network = Network::clone(network);
            effect = Some(change(&mut network)?);
            next.live = Some(Arc::new(network));
        }
        if let (Some(network), true) = (&next.config, config) {
            let text = definition::format(network, Mode::SAVED);
            self.store.save(&view.name, &view.uuid, &text).await.map_err(error::in_network)?;
        }
        if let (Some(network), true) = (&next.live, live) {
            let path = self.run_dir.join(format!("{}.xml", view.name));
            let text = status::write(network);
            durable::replace(path, text, 0o600).await.map_err(error::in_network)?;
        }
        Ok((next, effect))
    }

    /// Changes a network's metadata.
    pub(crate) async fn set_metadata(
        &self,
        object: &Object,
        change: &metadata::Change,
        flags: u32,
    ) -> Result<()> {
        let _turn = object.change.lock().await;
        let view = object.view();
        let (next, _) = self.edit(&view, flags, |network| change.apply(network)).await?;
        object.publish(next);
        self.bus.publish(view.event(change.event()));
        Ok(())
    }

    /// Changes a part of a network; an active one follows at once.
    pub(crate) async fn update(
        &self,
        object: &Object,
        update: Update<'_>,
        flags: u32,
    ) -> Result<()> {
        let _turn = object.change.lock().await;
        let view = object.view();
        let (next, effect) = self.edit(&view, flags, |network| update.apply(network)).await?;
        if let (Some(effect), Some(live)) = (effect, &next.live) {
            let files = self.files(&view.name);
            match effect {
                Effect::Hosts => self.host.change_dnsmasq(live, &files, false).await?,
                Effect::Service => self.host.change_dnsmasq(live, &files, true).await?,
                Effect::Firewall => self.host.open_firewall(live).await?,
                Effect::None => {}
            }
        }
        object.publish(next);
        Ok(())
    }

    /// Makes a port; `reclaim` takes over one that is plugged in already.
    pub(crate) async fn make_port(
        &self,
        object: &Object,
        mut port: Port,
        reclaim: bool,
    ) -> Result<PortPlug> {
        let _turn = object.change.lock().await;
        let view = object.view();
        let live = active(&view)?;
        if port.what.plug.is_some() && !reclaim {
            let text = "Port reclaim not requested but plug type is not none";
            return Err(error::error(ErrorCode::InvalidArg, text));
        }
        if object.ports().iter().any(|known| known.uuid == port.uuid) {
            return Err(port::exists(&port.uuid));
        }
        let filled = crate::pool::filled(&self.devices, live)?;
        let plug = port.plug_into(&filled, &object.ports())?.clone();
        port::save(&port::folder(&self.run_dir, &view.uuid), &port).await?;
        object.change_ports(|ports| ports.push(port));
        Ok(plug)
    }

    /// Changes the shaping of a port.
    pub(crate) async fn change_port(
        &self,
        object: &Object,
        uuid: &Uuid,
        change: impl FnOnce(&mut Port) -> Result<()>,
    ) -> Result<()> {
        let _turn = object.change.lock().await;
        let mut port = find(object, uuid)?;
        change(&mut port)?;
        port::save(&port::folder(&self.run_dir, &object.view().uuid), &port).await?;
        object.change_ports(|ports| {
            if let Some(known) = ports.iter_mut().find(|known| known.uuid == *uuid) {
                *known = port;
            }
        });
        Ok(())
    }

    /// Removes a port.
    pub(crate) async fn remove_port(&self, object: &Object, uuid: &Uuid) -> Result<()> {
        let _turn = object.change.lock().await;
        find(object, uuid)?;
        port::forget(&port::folder(&self.run_dir, &object.view().uuid), uuid).await?;
        object.change_ports(|ports| ports.retain(|known| known.uuid != *uuid));
        Ok(())
    }

    /// An inactive network has no ports.
    pub(crate) async fn forget_ports(&self, object: &Object) {
        let folder = port::folder(&self.run_dir, &object.view().uuid);
        for port in object.change_ports(std::mem::take) {
            if let Err(error) = port::forget(&folder, &port.uuid).await {
                tracing::warn!(port = %port.uuid, %error, "its file stays");
            }
        }
        // Empty, or not there.
        let _ = std::fs::remove_dir(folder);
    }
}

/// What an active network runs with.
pub(crate) fn active(view: &View) -> Result<&Arc<Network>> {
    let inactive = || error::not_valid(format!("network '{}' is not active", view.name));
    view.live.as_ref().ok_or_else(inactive)
}

/// A port of a network.
pub(crate) fn find(object: &Object, uuid: &Uuid) -> Result<Port> {
    let ports = object.ports();
    ports.into_iter().find(|port| port.uuid == *uuid).ok_or_else(|| port::missing(uuid))
}
