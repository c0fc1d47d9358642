//! The driver: all networks, their files, and the changes that are made to them.

use std::path::PathBuf;
use std::sync::Arc;

use uuid::Uuid;
use vireo_api::Result;
use vireo_api::event::{NetworkEvent, NetworkLifecycle};
use vireo_model::network::Network;
use vireo_runtime::durable;
use vireo_runtime::events::EventBus;
use vireo_runtime::layout::{Kind, Layout};
use vireo_runtime::store::{DefinitionStore, EditCommand, Loaded};
use vireo_xml::Mode;

use crate::dnsmasq::Files;
use crate::host::{Host, Kernel};
use crate::object::{Networks, Object, View};
use crate::start::Run;
use crate::{definition, error, status};

/// The network driver. Cheap to clone.
#[derive(Clone)]
pub struct NetworkDriver(pub(crate) Arc<Core>);

pub(crate) struct Core {
    pub networks: Networks,
    pub bus: EventBus,
    pub store: DefinitionStore,
    pub host: Arc<dyn Host>,
    /// Status and pid files.
    pub run_dir: PathBuf,
    /// Where devices of the host are looked for.
    pub devices: vireo_host::assign::Root,
    /// dnsmasq's files.
    lib: PathBuf,
    /// Names, UUIDs and bridges are given out under this lock.
    registry: tokio::sync::Mutex<()>,
}

/// The definition of the usual network, where the distribution's package or ours installs it.
const PACKAGED: &str = "/usr/share/libvirt/networks/default.xml";

impl NetworkDriver {
    /// Reads the definitions, and takes over the networks that an earlier daemon left active.
    /// `layout` is the hypervisor driver's, whose neighbours the networks' folders are.
    ///
    /// # Errors
    /// The folders can't be made or read.
    pub async fn new(layout: &Layout, bus: EventBus) -> Result<Self> {
        Self::on(Arc::new(Kernel), layout, bus).await
    }

    /// [`NetworkDriver::new`] on a host of the caller's choice.
    ///
    /// # Errors
    /// As [`NetworkDriver::new`].
    pub async fn on(host: Arc<dyn Host>, layout: &Layout, bus: EventBus) -> Result<Self> {
        let config = layout.etc().join("qemu/networks");
        let first = !config.exists();
        let (run, lib) = match layout.kind() {
            Kind::Session => (layout.run().join("network/run"), layout.run().join("network/lib")),
            Kind::System | Kind::Root => {
                (layout.run().join("network"), layout.lib_root().join("dnsmasq"))
            }
        };
        for folder in [&config, &run, &lib] {
            std::fs::create_dir_all(folder)
                .map_err(|e| error::system(format!("cannot create '{}'", folder.display()), &e))?;
        }
        let store =
            DefinitionStore::new(config.clone(), config.join("autostart"), EditCommand::Network);
        let core = Core {
            networks: Networks::default(),
            bus,
            store,
            host,
            run_dir: run,
            devices: vireo_host::assign::Root::at(layout.host()),
            lib,
            registry: tokio::sync::Mutex::default(),
        };
        let driver = Self(Arc::new(core));
        driver.take_in(driver.0.store.load(kept).await?).await?;
        driver.take_over();
        if first && driver.0.host.is_privileged() && layout.kind() == Kind::System {
            driver.take_packaged(PACKAGED.as_ref()).await?;
        }
        Ok(driver)
    }

    /// Starts what starts with the host, once a boot.
    pub async fn start(&self) {
        let mark = self.0.run_dir.join("autostarted");
        match vireo_runtime::autostart::begin(&mark) {
            Ok(true) => {}
            Ok(false) => return,
            Err(error) => return tracing::error!(%error, "networks are not started"),
        }
        self.start_all().await;
    }

    async fn start_all(&self) {
        for object in self.0.networks.all() {
            let view = object.view();
            if view.autostart && !view.is_active() {
                if let Err(error) = self.0.activate(&object).await {
                    tracing::error!(network = %view.name, %error, "cannot be started");
                }
            }
        }
    }

    /// Reads the definitions again, which somebody may have put there or changed by hand; makes
    /// again what is missing of active networks (a firewall that was flushed), and starts what
    /// starts with the host.
    ///
    /// # Errors
    /// The folder can't be read.
    pub async fn reload(&self) -> Result<()> {
        let registry = self.0.registry.lock().await;
        self.take_in(self.0.store.load_again(kept).await?).await?;
        drop(registry);
        for object in self.0.networks.all() {
            self.reread(&object).await;
            self.complete(object);
        }
        self.start_all().await;
        Ok(())
    }

    /// Takes a known network's definition from its file, where that can be read.
    async fn reread(&self, object: &Object) {
        let _turn = object.change.lock().await;
        let view = object.view();
        let read = |path: PathBuf| {
            let text = vireo_runtime::store::read_text(&path).ok()?;
            let (network, _) = definition::read_kept(&text, &vireo_host::random::fill).ok()?;
            let ours = network.name == *view.name && definition::uuid(&network).ok()? == view.uuid;
            ours.then(|| Arc::new(network))
        };
        if let Some(config) = self.0.store.file(&view.name).ok().and_then(read) {
            object.publish(View { config: Some(config), ..View::clone(&view) });
        }
    }

    /// Takes what was read from files; networks that are known stay as they are.
    async fn take_in(&self, loaded: Vec<Loaded<(Network, bool)>>) -> Result<()> {
        for one in loaded {
            let (network, completed) = one.value;
            let uuid = definition::uuid(&network)?;
            if let Some(known) = self.0.networks.by_uuid(&uuid) {
                if *known.view().name == *one.name {
                    continue;
                }
                tracing::error!(network = one.name, %uuid, "defined twice, the second is skipped");
                continue;
            }
            if !self.0.store.file(&one.name).is_ok_and(|file| file.exists()) {
                // Undefined since it was read.
                continue;
            }
            if completed {
                let text = definition::format(&network, Mode::SAVED);
                self.0.store.save(&one.name, &uuid, &text).await.map_err(error::in_network)?;
            }
            self.0.networks.add(Object::new(View {
                uuid,
                name: one.name.as_str().into(),
                live: None,
                config: Some(Arc::new(network)),
                autostart: one.autostart,
            }));
        }
        Ok(())
    }

    /// Finds active networks again by their status files.
    fn take_over(&self) {
        let core = &self.0;
        let names = vireo_runtime::store::definition_names(&core.run_dir).unwrap_or_default();
        for name in names {
            let path = core.run_dir.join(format!("{name}.xml"));
            let read = vireo_runtime::store::read_text(&path)
                .map_err(|e| error::system(path.display(), &e))
                .and_then(|text| status::read(&text))
                .and_then(|network| Ok((definition::uuid(&network)?, network)));
            let (uuid, network) = match read {
                Ok(read) => read,
                Err(error) => {
                    tracing::error!(path = %path.display(), %error, "no status file, skipped");
                    continue;
                }
            };
            let bridge = definition::bridge_name(&network).unwrap_or_default();
            if definition::has_own_bridge(&network) && !core.host.has_interface(bridge) {
                tracing::warn!(network = network.name, bridge, "its bridge is gone, so it is");
                let _ = durable::remove_blocking(&path);
                continue;
            }
            let object = core.networks.by_uuid(&uuid).unwrap_or_else(|| {
                let name = name.as_str().into();
                let view = View { uuid, name, live: None, config: None, autostart: false };
                let object = Object::new(view);
                core.networks.add(Arc::clone(&object));
                object
            });
            let ports = crate::port::load(&crate::port::folder(&core.run_dir, &uuid));
            object.change_ports(|known| *known = ports);
            let live = Some(Arc::new(network));
            object.publish(View { live, ..View::clone(&object.view()) });
            self.complete(object);
        }
    }

    /// What is missing of an active network is made again: dnsmasq may have died
    /// meanwhile, and a start may have been cut short.
    fn complete(&self, object: Arc<Object>) {
        let core = Arc::clone(&self.0);
        tokio::spawn(async move {
            let _turn = object.change.lock().await;
            let view = object.view();
            if let Some(live) = &view.live {
                core.run(Network::clone(live)).complete().await;
            }
        });
    }

    /// Takes the packaged network over, as the packages do when they are installed. A host without
    /// that package gets no network that nobody asked for.
    async fn take_packaged(&self, path: &std::path::Path) -> Result<()> {
        let Ok(text) = std::fs::read_to_string(path) else { return Ok(()) };
        let begin = text.find("<network").unwrap_or(0);
        let (_, network) = match self.0.read(&text[begin..], false) {
            Ok(read) => read,
            Err(error) => {
                tracing::warn!(path = %path.display(), %error, "packaged network is not used");
                return Ok(());
            }
        };
        if definition::bridge_name(&network).is_some_and(|name| self.0.host.has_interface(name)) {
            return Ok(());
        }
        let object = self.0.define(&text[begin..], false).await?;
        self.0.set_autostart(&object, true).await
    }
}

/// The definition in a file, and whether something had to be made up for it.
fn kept(name: &str, text: &str) -> Result<(Network, bool)> {
    let read = definition::read_kept(text, &vireo_host::random::fill)?;
    match read.0.name == name {
        true => Ok(read),
        false => Err(error::internal(format!("it is of '{}'", read.0.name))),
    }
}

impl Core {
    pub(crate) fn files(&self, name: &str) -> Files {
        Files::new(&self.lib, &self.run_dir, name)
    }

    fn run(&self, network: Network) -> Run {
        let files = self.files(&network.name);
        let status = self.run_dir.join(format!("{}.xml", network.name));
        Run::new(Arc::clone(&self.host), network, files, status)
    }

    /// Reads a document; the bridge gets a name that is free.
    fn read(&self, xml: &str, validate: bool) -> Result<(Uuid, Network)> {
        let mut network = definition::read(xml, validate, &vireo_host::random::fill)?;
        let uuid = definition::uuid(&network)?;
        let bridges = self.bridges(None);
        definition::name_bridge(&mut network, |name| {
            bridges.iter().any(|other| other == name) || self.host.has_interface(name)
        })?;
        let ours =
            definition::bridge_name(&network).filter(|_| definition::has_own_bridge(&network));
        if let Some(name) = ours {
            if self.bridges(Some(&network.name)).iter().any(|other| other == name) {
                let text = format!("bridge name '{name}' already in use.");
                return Err(error::internal(text));
            }
        }
        Ok((uuid, network))
    }

    /// Bridges of all networks but the one of that name.
    fn bridges(&self, but: Option<&str>) -> Vec<String> {
        let views = self.networks.all().into_iter().map(|object| object.view());
        let others = views.filter(|view| Some(&*view.name) != but);
        let definitions = others.flat_map(|view| [view.live.clone(), view.config.clone()]);
        definitions
            .flatten()
            .filter(|network| definition::has_own_bridge(network))
            .filter_map(|network| definition::bridge_name(&network).map(str::to_owned))
            .collect()
    }

    /// The known network that a document is about, when there is one.
    fn known(&self, uuid: &Uuid, network: &Network) -> Result<Option<Arc<Object>>> {
        let name = &network.name;
        if let Some(object) = self.networks.by_uuid(uuid) {
            let view = object.view();
            if *view.name != **name {
                return Err(error::failed(format!(
                    "network '{}' is already defined with uuid {uuid}",
                    view.name
                )));
            }
            return Ok(Some(object));
        }
        match self.networks.by_name(name) {
            Some(other) => Err(error::failed(format!(
                "network '{name}' already exists with uuid {}",
                other.view().uuid
            ))),
            None => Ok(None),
        }
    }

    /// Defines a network, new or known; it is on disk when this returns.
    pub(crate) async fn define(&self, xml: &str, validate: bool) -> Result<Arc<Object>> {
        let _registry = self.registry.lock().await;
        let (uuid, network) = self.read(xml, validate)?;
        let known = self.known(&uuid, &network)?;
        let _turn = match &known {
            Some(object) => Some(object.change.lock().await),
            None => None,
        };
        let text = definition::format(&network, Mode::SAVED);
        self.store.save(&network.name, &uuid, &text).await.map_err(error::in_network)?;
        let config = Some(Arc::new(network));
        let object = match &known {
            Some(object) => {
                object.publish(View { config, ..View::clone(&object.view()) });
                Arc::clone(object)
            }
            None => {
                let name = config.as_ref().map(|c| c.name.as_str()).unwrap_or_default().into();
                let object = Object::new(View { uuid, name, live: None, config, autostart: false });
                self.networks.add(Arc::clone(&object));
                object
            }
        };
        self.tell(&object.view(), NetworkLifecycle::Defined);
        Ok(object)
    }

    /// Makes and starts a transient network, or starts a defined one with other settings.
    pub(crate) async fn create(&self, xml: &str, validate: bool) -> Result<Arc<Object>> {
        let registry = self.registry.lock().await;
        let (uuid, network) = self.read(xml, validate)?;
        let known = self.known(&uuid, &network)?;
        if let Some(object) = &known {
            if object.view().is_active() {
                let text = format!("network is already active as '{}'", network.name);
                return Err(error::not_valid(text));
            }
        }
        let object = match &known {
            Some(object) => Arc::clone(object),
            None => {
                let name = network.name.as_str().into();
                let view = View { uuid, name, live: None, config: None, autostart: false };
                let object = Object::new(view);
                self.networks.add(Arc::clone(&object));
                object
            }
        };
        let turn = object.change.lock().await;
        drop(registry);
        let started = self.bring_up(&object, network).await;
        if started.is_err() && known.is_none() {
            self.networks.remove(&object);
        }
        drop(turn);
        started.map(|()| object)
    }

    /// Starts a defined network.
    pub(crate) async fn activate(&self, object: &Arc<Object>) -> Result<()> {
        let _turn = object.change.lock().await;
        let view = object.view();
        if view.is_active() {
            return Err(error::not_valid("network is already active"));
        }
        let Some(config) = &view.config else {
            return Err(error::no_uuid(&view.uuid, Some(&view.name)));
        };
        self.bring_up(object, Network::clone(config)).await
    }

    /// Brings a network up and says so. Its turn is held by the caller.
    async fn bring_up(&self, object: &Arc<Object>, network: Network) -> Result<()> {
        let view = object.view();
        let bridge = definition::bridge_name(&network).unwrap_or_default().to_owned();
        if definition::has_own_bridge(&network) {
            if !self.host.is_privileged() {
                let text = format!("Unable to create bridge {bridge}: Operation not permitted");
                return Err(error::internal(text));
            }
            if self.host.has_interface(&bridge) {
                let text = format!("error creating bridge interface {bridge}: File exists");
                return Err(error::error(vireo_api::ErrorCode::SystemError, text));
            }
        }
        if let Some(interface) = crate::bridge::conflict(&network, &self.host.routes()) {
            let text = format!("Network is already in use by interface {interface}");
            return Err(error::internal(text));
        }
        let live = self.run(network).start().await?;
        object.publish(View { live: Some(Arc::new(live)), ..View::clone(&view) });
        self.tell(&view, NetworkLifecycle::Started);
        Ok(())
    }

    /// Stops a network; a transient one is forgotten.
    pub(crate) async fn destroy(&self, object: &Arc<Object>) -> Result<()> {
        let _turn = object.change.lock().await;
        let view = object.view();
        let Some(live) = &view.live else {
            return Err(error::not_valid(format!("network '{}' is not active", view.name)));
        };
        self.run(Network::clone(live)).stop().await;
        object.publish(View { live: None, ..View::clone(&view) });
        self.forget_ports(object).await;
        if view.config.is_none() {
            self.networks.remove(object);
        }
        self.tell(&view, NetworkLifecycle::Stopped);
        Ok(())
    }

    /// Removes a network's definition; an active one becomes transient.
    pub(crate) async fn undefine(&self, object: &Arc<Object>) -> Result<()> {
        let _turn = object.change.lock().await;
        let view = object.view();
        if view.config.is_none() {
            return Err(error::not_valid("can't undefine transient network"));
        }
        self.store.remove(&view.name).await.map_err(error::in_network)?;
        object.publish(View { config: None, autostart: false, ..View::clone(&view) });
        if !view.is_active() {
            self.networks.remove(object);
        }
        self.tell(&view, NetworkLifecycle::Undefined);
        Ok(())
    }

    /// Has it start with the host, or not.
    pub(crate) async fn set_autostart(&self, object: &Arc<Object>, on: bool) -> Result<()> {
        let _turn = object.change.lock().await;
        let view = object.view();
        if view.config.is_none() {
            return Err(error::not_valid("cannot set autostart for transient network"));
        }
        if view.autostart != on {
            self.store.set_autostart(&view.name, false, on).await.map_err(error::in_network)?;
            object.publish(View { autostart: on, ..View::clone(&view) });
        }
        Ok(())
    }

    pub(crate) fn tell(&self, view: &View, what: NetworkLifecycle) {
        self.bus.publish(view.event(NetworkEvent::Lifecycle(what)));
    }
}
