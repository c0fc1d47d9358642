//! What becomes of pools.

use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
use std::path::Path;
use std::sync::Arc;

use uuid::Uuid;
use vireo_api::Result;
use vireo_api::consts::*;
use vireo_api::event::{StoragePoolEvent, StoragePoolLifecycle};
use vireo_model::storage::Pool;
use vireo_runtime::durable;
use vireo_xml::Mode;

use crate::driver::{Core, check_startable, new_uuid};
use crate::object::{Object, View};
use crate::{definition, error, scan};

/// What may be done where something is already.
const OVERWRITE: u32 = STORAGE_POOL_BUILD_OVERWRITE | STORAGE_POOL_BUILD_NO_OVERWRITE;

/// The mode of a directory that is made, when none is asked for.
const DIR_MODE: u32 = 0o711;

/// How a pool is to be made before it is started: the flags of a build, from those of a start.
///
/// # Errors
/// They contradict each other.
pub(crate) fn build_flags(create: u32) -> Result<Option<u32>> {
    let mut flags = 0;
    if create & STORAGE_POOL_CREATE_WITH_BUILD_OVERWRITE != 0 {
        flags |= STORAGE_POOL_BUILD_OVERWRITE;
    }
    if create & STORAGE_POOL_CREATE_WITH_BUILD_NO_OVERWRITE != 0 {
        flags |= STORAGE_POOL_BUILD_NO_OVERWRITE;
    }
    let wanted = create & STORAGE_POOL_CREATE_WITH_BUILD != 0 || flags != 0;
    Ok(wanted.then_some(flags))
}

impl Core {
    /// The known pool that a document is about, when there is one.
    fn known(&self, uuid: &Uuid, name: &str) -> Result<Option<Arc<Object>>> {
        if let Some(object) = self.pools.by_uuid(uuid) {
            let own = Arc::clone(&object.view().name);
            return match *own == *name {
                true => Ok(Some(object)),
                false => {
                    Err(error::failed(format!("pool '{own}' is already defined with uuid {uuid}")))
                }
            };
        }
        match self.pools.by_name(name) {
            Some(other) => Err(error::failed(format!(
                "pool '{name}' already exists with uuid {}",
                other.view().uuid
            ))),
            None => Ok(None),
        }
    }

    fn check_source(&self, uuid: &Uuid, pool: &Pool) -> Result<()> {
        let others = self.pools.all().into_iter().map(|object| object.view());
        let same = others.filter(|view| view.uuid != *uuid).find(|view| {
            definition::same_source(&view.pool, pool)
                || view.next.as_ref().is_some_and(|next| definition::same_source(next, pool))
        });
        match same {
            None => Ok(()),
            Some(other) => {
                let text = format!("Storage source conflict with pool: '{}'", other.name);
                Err(error::failed(text))
            }
        }
    }

    /// Defines a pool, new or known; it is on disk when this returns.
    pub(crate) async fn define(&self, xml: &str, validate: bool) -> Result<Arc<Object>> {
        let _registry = self.registry.lock().await;
        let pool = definition::read(xml, validate, &new_uuid)?;
        let (uuid, name) = (definition::uuid(&pool), definition::name(&pool).to_owned());
        let known = self.known(&uuid, &name)?;
        self.check_source(&uuid, &pool)?;
        let _turn = match &known {
            Some(object) => Some(object.change.lock().await),
            None => None,
        };
        let text = definition::format(&pool, Mode::SAVED);
        self.store.save(&name, &uuid, &text).await.map_err(error::in_storage)?;
        let pool = Arc::new(pool);
        let object = match &known {
            Some(object) => {
                object.publish(|view| {
                    view.persistent = true;
                    match view.is_active() {
                        true => view.next = Some(pool),
                        false => view.pool = pool,
                    }
                });
                Arc::clone(object)
            }
            None => {
                let object = Object::new(new_view(uuid, &name, pool, true));
                self.pools.add(Arc::clone(&object));
                object
            }
        };
        self.tell(&object.view(), StoragePoolLifecycle::Defined);
        Ok(object)
    }

    /// Makes and starts a transient pool, or starts a defined one with other settings.
    pub(crate) async fn create(&self, xml: &str, build: Option<u32>) -> Result<Arc<Object>> {
        let registry = self.registry.lock().await;
        let pool = definition::read(xml, false, &new_uuid)?;
        let (uuid, name) = (definition::uuid(&pool), definition::name(&pool).to_owned());
        let known = self.known(&uuid, &name)?;
        if known.as_ref().is_some_and(|object| object.view().is_active()) {
            return Err(error::not_valid(format!("pool is already active as '{name}'")));
        }
        self.check_source(&uuid, &pool)?;
        let object = match &known {
            Some(object) => Arc::clone(object),
            None => {
                let object = Object::new(new_view(uuid, &name, Arc::new(pool.clone()), false));
                self.pools.add(Arc::clone(&object));
                object
            }
        };
        let turn = object.change.lock().await;
        drop(registry);
        let started = self.bring_up(&object, &pool, build).await;
        if started.is_err() && known.is_none() {
            self.pools.remove(&object);
        }
        drop(turn);
        started.map(|()| object)
    }

    /// Starts a defined pool.
    pub(crate) async fn start(&self, object: &Arc<Object>, build: Option<u32>) -> Result<()> {
        let _turn = object.change.lock().await;
        let view = object.view();
        self.check_there(object, &view)?;
        check_inactive(&view, "already active")?;
        self.bring_up(object, &view.pool, build).await
    }

    /// Brings a pool up and says so. Its turn is held by the caller.
    async fn bring_up(&self, object: &Arc<Object>, pool: &Pool, build: Option<u32>) -> Result<()> {
        check_startable(pool)?;
        if let Some(flags) = build {
            build_target(pool, flags).await?;
        }
        let looked = pool.clone();
        let (found, volumes) = scan::look(move || scan::pool(&looked)).await?;
        let view = object.view();
        let status = vireo_runtime::store::file_text(
            vireo_runtime::store::EditCommand::Pool,
            &view.name,
            &view.uuid,
            &definition::status(pool),
        );
        let file = self.status_file(&view.name);
        durable::replace(file, status, 0o600).await.map_err(error::in_storage)?;
        let defined = Arc::clone(&view.pool);
        object.publish(|view| {
            // Started with other settings than the definition's: that comes back when it stops.
            let other = view.persistent && *defined != *pool;
            view.next = other.then_some(defined);
        });
        let view = object.publish_found(found, volumes);
        self.tell(&view, StoragePoolLifecycle::Started);
        Ok(())
    }

    /// Makes the directory of a pool.
    pub(crate) async fn build(&self, object: &Arc<Object>, flags: u32) -> Result<()> {
        let _turn = object.change.lock().await;
        let view = object.view();
        check_inactive(&view, "already active")?;
        check_startable(&view.pool)?;
        build_target(&view.pool, flags).await?;
        self.tell(&view, StoragePoolLifecycle::Created);
        Ok(())
    }

    /// Removes the directory of a pool.
    pub(crate) async fn delete(&self, object: &Arc<Object>, flags: u32) -> Result<()> {
        let _turn = object.change.lock().await;
        let view = object.view();
        check_inactive(&view, "still active")?;
        check_startable(&view.pool)?;
        vireo_api::check_flags(
            vireo_api::ErrorDomain::Storage,
            "virStorageBackendDeleteLocal",
            flags,
            0,
        )?;
        let target = definition::target(&view.pool).to_owned();
        let removed = move || {
            std::fs::remove_dir(&target)
                .map_err(|e| error::system(format!("failed to remove pool '{target}'"), &e))
        };
        scan::look(removed).await?;
        self.tell(&view, StoragePoolLifecycle::Deleted);
        Ok(())
    }

    /// Stops a pool; a transient one is forgotten. What is in it stays.
    pub(crate) async fn destroy(&self, object: &Arc<Object>) -> Result<()> {
        let _turn = object.change.lock().await;
        let view = object.view();
        view.volumes()?;
        object.check_idle()?;
        self.take_down(object).await
    }

    async fn take_down(&self, object: &Arc<Object>) -> Result<()> {
        let file = self.status_file(&object.view().name);
        durable::remove(file).await.map_err(error::in_storage)?;
        let view = object.publish(|view| {
            view.volumes = None;
            if let Some(next) = view.next.take() {
                view.pool = next;
            }
        });
        if !view.persistent {
            self.pools.remove(object);
        }
        self.tell(&view, StoragePoolLifecycle::Stopped);
        Ok(())
    }

    /// Looks again at what is in a pool. One that can't be looked at is not active any more.
    pub(crate) async fn refresh(&self, object: &Arc<Object>) -> Result<()> {
        let _turn = object.change.lock().await;
        let view = object.view();
        view.volumes()?;
        let looked = Arc::clone(&view.pool);
        match scan::look(move || scan::pool(&looked)).await {
            Ok((pool, volumes)) => {
                let view = object.publish_found(pool, volumes);
                self.bus.publish(view.event(StoragePoolEvent::Refresh));
                Ok(())
            }
            Err(error) => {
                if let Err(error) = self.take_down(object).await {
                    tracing::error!(pool = %view.name, %error, "its status file stays");
                }
                Err(error)
            }
        }
    }

    /// Removes a pool's definition.
    pub(crate) async fn undefine(&self, object: &Arc<Object>) -> Result<()> {
        let _turn = object.change.lock().await;
        let view = object.view();
        self.check_there(object, &view)?;
        check_inactive(&view, "still active")?;
        self.store.remove(&view.name).await.map_err(error::in_storage)?;
        self.pools.remove(object);
        self.tell(&view, StoragePoolLifecycle::Undefined);
        Ok(())
    }

    /// Has it start with the host, or not.
    pub(crate) async fn set_autostart(&self, object: &Arc<Object>, on: bool) -> Result<()> {
        let _turn = object.change.lock().await;
        let view = object.view();
        if !view.persistent {
            return Err(error::internal("pool has no config file"));
        }
        if view.autostart != on {
            let set = self.store.set_autostart(&view.name, false, on).await;
            set.map_err(error::in_storage)?;
            object.publish(|view| view.autostart = on);
        }
        Ok(())
    }

    /// Its figures after something in it changed. When they can't be had, the last ones stay.
    pub(crate) async fn measure(&self, object: &Arc<Object>) {
        let looked = Arc::clone(&object.view().pool);
        if let Ok(pool) = scan::look(move || scan::measured(&looked)).await {
            object.publish(|view| {
                if view.is_active() {
                    view.pool = Arc::new(pool);
                }
            });
        }
    }

    /// It may have gone while the caller waited for its turn.
    fn check_there(&self, object: &Arc<Object>, view: &View) -> Result<()> {
        match self.pools.by_uuid(&view.uuid) {
            Some(known) if Arc::ptr_eq(&known, object) => Ok(()),
            Some(_) | None => Err(error::no_uuid(&view.uuid, Some(&view.name))),
        }
    }

    pub(crate) fn tell(&self, view: &View, what: StoragePoolLifecycle) {
        self.bus.publish(view.event(StoragePoolEvent::Lifecycle(what)));
    }
}

fn new_view(uuid: Uuid, name: &str, pool: Arc<Pool>, persistent: bool) -> View {
    let name = name.into();
    View { uuid, name, pool, next: None, persistent, autostart: false, volumes: None }
}

fn check_inactive(view: &View, but: &str) -> Result<()> {
    match view.is_active() {
        false => Ok(()),
        true => Err(error::not_valid(format!("storage pool '{}' is {but}", view.name))),
    }
}

/// Makes the directory of a pool, and all above it.
async fn build_target(pool: &Pool, flags: u32) -> Result<()> {
    const FUNCTION: &str = "virStorageBackendFileSystemBuild";
    vireo_api::check_flags(vireo_api::ErrorDomain::Storage, FUNCTION, flags, OVERWRITE)?;
    if flags != 0 {
        let text =
            format!("No source device specified when formatting pool '{}'", definition::name(pool));
        return Err(error::not_valid(text));
    }
    let pool = pool.clone();
    scan::look(move || make_directory(&pool)).await
}

fn make_directory(pool: &Pool) -> Result<()> {
    let target = definition::target(pool);
    let told = |what: &str| format!("{what} '{target}'");
    let wanted = definition::target_permissions(pool).cloned().unwrap_or_default();
    if !Path::new(target).exists() {
        let mode = wanted.mode.map_or(DIR_MODE, |mode| mode.0);
        if let Some(parent) = Path::new(target).parent() {
            std::fs::create_dir_all(parent)
                .map_err(|e| error::system(told("failed to create path"), &e))?;
        }
        std::fs::DirBuilder::new()
            .mode(mode)
            .create(target)
            .map_err(|e| error::system(told("failed to create directory"), &e))?;
        let mode = PermissionsExt::from_mode(mode);
        std::fs::set_permissions(target, mode)
            .map_err(|e| error::system(told("failed to set the mode of"), &e))?;
    } else if let (Some(mode), true) = (wanted.mode, Path::new(target).is_dir()) {
        std::fs::set_permissions(target, PermissionsExt::from_mode(mode.0))
            .map_err(|e| error::system(told("failed to set the mode of"), &e))?;
    }
    crate::build::give(Path::new(target), &wanted)
}
