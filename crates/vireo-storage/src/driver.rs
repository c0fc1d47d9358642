//! The driver: all pools and their files.

use std::path::PathBuf;
use std::sync::Arc;

use uuid::Uuid;
use vireo_api::Result;
use vireo_model::storage::Pool;
use vireo_model::storage::pool::PoolType;
use vireo_runtime::durable;
use vireo_runtime::events::EventBus;
use vireo_runtime::layout::{Kind, Layout};
use vireo_runtime::store::{self, DefinitionStore, EditCommand, Loaded};

use crate::object::{Object, Pools, View};
use crate::{definition, error};

/// The storage driver. Cheap to clone.
#[derive(Clone)]
pub struct StorageDriver(pub(crate) Arc<Core>);

pub(crate) struct Core {
    pub pools: Pools,
    pub bus: EventBus,
    pub store: DefinitionStore,
    /// Status files.
    pub run_dir: PathBuf,
    /// Names, UUIDs and sources are given out under this lock.
    pub registry: tokio::sync::Mutex<()>,
}

impl StorageDriver {
    /// Reads the definitions, and takes over the pools that an earlier daemon left active. `layout`
    /// is the hypervisor driver's, whose neighbours the pools' folders are.
    ///
    /// # Errors
    /// The folders can't be made or read.
    pub async fn new(layout: &Layout, bus: EventBus) -> Result<Self> {
        let config = layout.etc().join("storage");
        let run_dir = match layout.kind() {
            Kind::Session => layout.run().join("storage/run"),
            Kind::System | Kind::Root => layout.run().join("storage"),
        };
        for folder in [&config, &run_dir] {
            std::fs::create_dir_all(folder)
                .map_err(|e| error::system(format!("cannot create '{}'", folder.display()), &e))?;
        }
        durable::sweep(&run_dir);
        let store =
            DefinitionStore::new(config.clone(), config.join("autostart"), EditCommand::Pool);
        let registry = tokio::sync::Mutex::default();
        let driver =
            Self(Arc::new(Core { pools: Pools::default(), bus, store, run_dir, registry }));
        driver.take_in(driver.0.store.load(kept).await.map_err(error::in_storage)?);
        driver.take_over().await;
        Ok(driver)
    }

    /// Starts what starts with the host, once a boot.
    pub async fn start(&self) {
        let mark = self.0.run_dir.join("autostarted");
        match vireo_runtime::autostart::begin(&mark) {
            Ok(true) => self.start_all().await,
            Ok(false) => {}
            Err(error) => tracing::error!(%error, "pools are not started"),
        }
    }

    async fn start_all(&self) {
        for object in self.0.pools.all() {
            let view = object.view();
            if view.autostart && !view.is_active() {
                if let Err(error) = self.0.start(&object, None).await {
                    tracing::error!(pool = %view.name, %error, "cannot be started");
                }
            }
        }
    }

    /// Reads the definitions again, which somebody may have put there, and starts what starts with
    /// the host.
    ///
    /// # Errors
    /// The folder can't be read.
    pub async fn reload(&self) -> Result<()> {
        let registry = self.0.registry.lock().await;
        self.take_in(self.0.store.load_again(kept).await.map_err(error::in_storage)?);
        drop(registry);
        self.start_all().await;
        Ok(())
    }

    /// Takes what was read from files; pools that are known stay as they are.
    fn take_in(&self, loaded: Vec<Loaded<Pool>>) {
        for one in loaded {
            let uuid = definition::uuid(&one.value);
            let known = self.0.pools.by_uuid(&uuid).or_else(|| self.0.pools.by_name(&one.name));
            if let Some(known) = known {
                if *known.view().name != *one.name {
                    tracing::error!(pool = one.name, %uuid, "defined twice, the second is skipped");
                }
                continue;
            }
            self.0.pools.add(Object::new(View {
                uuid,
                name: one.name.as_str().into(),
                pool: Arc::new(one.value),
                next: None,
                persistent: true,
                autostart: one.autostart,
                volumes: None,
            }));
        }
    }

    /// Finds active pools again by their status files. One whose directory is gone is not active.
    async fn take_over(&self) {
        let core = &self.0;
        let mut looks = Vec::new();
        for name in store::definition_names(&core.run_dir).unwrap_or_default() {
            let path = core.run_dir.join(format!("{name}.xml"));
            let read = store::read_text(&path)
                .map_err(|e| error::system(path.display(), &e))
                .and_then(|text| definition::read_status(&text));
            match read {
                Ok(pool) => {
                    let core = Arc::clone(core);
                    looks.push(tokio::spawn(async move { core.take_one_over(pool).await }));
                }
                Err(error) => {
                    tracing::error!(path = %path.display(), %error, "no status file, skipped");
                }
            }
        }
        for look in looks {
            let _ = look.await;
        }
    }
}

/// The definition in a file.
fn kept(name: &str, text: &str) -> Result<Pool> {
    let begin = text.find("<pool").unwrap_or(0);
    let pool = definition::read(&text[begin..], false, &new_uuid)?;
    match definition::name(&pool) == name {
        true => Ok(pool),
        false => Err(error::internal(format!("it is of '{}'", definition::name(&pool)))),
    }
}

/// A UUID that nothing has.
pub(crate) fn new_uuid() -> Uuid {
    Uuid::from_bytes(vireo_host::random::uuid())
}

impl Core {
    /// The status file of a pool.
    pub fn status_file(&self, name: &str) -> PathBuf {
        self.run_dir.join(format!("{name}.xml"))
    }

    async fn take_one_over(&self, pool: Pool) {
        let (uuid, name) = (definition::uuid(&pool), definition::name(&pool).to_owned());
        let object = self.pools.by_uuid(&uuid);
        let _turn = match &object {
            Some(object) => Some(object.change.lock().await),
            None => None,
        };
        let looked = pool.clone();
        match crate::scan::look(move || crate::scan::pool(&looked)).await {
            Ok((found, volumes)) => match &object {
                Some(object) => {
                    // Defined anew while it was active: that comes when it stops.
                    object.publish(|view| {
                        let defined = Arc::clone(&view.pool);
                        view.next = (definition::format(&defined, vireo_xml::Mode::SAVED)
                            != definition::format(&pool, vireo_xml::Mode::SAVED))
                        .then_some(defined);
                    });
                    object.publish_found(found, volumes);
                }
                None => self.pools.add(Object::new(View {
                    uuid,
                    name: name.as_str().into(),
                    pool: Arc::new(found),
                    next: None,
                    persistent: false,
                    autostart: false,
                    volumes: Some(Arc::new(volumes)),
                })),
            },
            Err(error) => {
                tracing::warn!(pool = name, %error, "is not active any more");
                let _ = durable::remove_blocking(&self.status_file(&name));
            }
        }
    }
}

/// Refuses to start, or make, what only definitions are kept of.
///
/// # Errors
/// It is no directory.
pub(crate) fn check_startable(pool: &Pool) -> Result<()> {
    if pool.kind == PoolType::Dir {
        return Ok(());
    }
    let text = format!(
        "storage pools of type '{}' are not started here, only those of type 'dir'",
        pool.kind.as_str()
    );
    Err(error::error(vireo_api::ErrorCode::OperationUnsupported, text))
}
