//! The calls of the protocol.

use std::sync::Arc;

use async_trait::async_trait;
use uuid::Uuid;
use vireo_api::consts::*;
use vireo_api::drivers::StorageCalls;
use vireo_api::stream::Stream;
use vireo_api::{CallContext, ErrorDomain, Result, check_flags};
use vireo_model::storage::Volume;
use vireo_model::storage::pool::PoolType;
use vireo_model::storage::volume::VolumeType;
use vireo_proto::remote;
use vireo_xml::Mode;

use crate::driver::StorageDriver;
use crate::lifecycle::build_flags;
use crate::object::{Object, View};
use crate::transfer::{self, Part};
use crate::volumes::Original;
use crate::{capabilities, definition, document, error};

const CREATE_FLAGS: u32 = STORAGE_POOL_CREATE_WITH_BUILD
    | STORAGE_POOL_CREATE_WITH_BUILD_OVERWRITE
    | STORAGE_POOL_CREATE_WITH_BUILD_NO_OVERWRITE;

/// Flags of the list by type.
const TYPES: [(u32, PoolType); 14] = [
    (CONNECT_LIST_STORAGE_POOLS_DIR, PoolType::Dir),
    (CONNECT_LIST_STORAGE_POOLS_FS, PoolType::Fs),
    (CONNECT_LIST_STORAGE_POOLS_NETFS, PoolType::Netfs),
    (CONNECT_LIST_STORAGE_POOLS_LOGICAL, PoolType::Logical),
    (CONNECT_LIST_STORAGE_POOLS_DISK, PoolType::Disk),
    (CONNECT_LIST_STORAGE_POOLS_ISCSI, PoolType::Iscsi),
    (CONNECT_LIST_STORAGE_POOLS_ISCSI_DIRECT, PoolType::IscsiDirect),
    (CONNECT_LIST_STORAGE_POOLS_SCSI, PoolType::Scsi),
    (CONNECT_LIST_STORAGE_POOLS_MPATH, PoolType::Mpath),
    (CONNECT_LIST_STORAGE_POOLS_RBD, PoolType::Rbd),
    (CONNECT_LIST_STORAGE_POOLS_SHEEPDOG, PoolType::Sheepdog),
    (CONNECT_LIST_STORAGE_POOLS_GLUSTER, PoolType::Gluster),
    (CONNECT_LIST_STORAGE_POOLS_ZFS, PoolType::Zfs),
    (CONNECT_LIST_STORAGE_POOLS_VSTORAGE, PoolType::Vstorage),
];

fn flags(function: &str, flags: u32, known: u32) -> Result<()> {
    check_flags(ErrorDomain::Storage, function, flags, known)
}

/// Does a list call with these flags want this pool?
fn wanted(view: &View, flags: u32) -> bool {
    let pairs = [
        (CONNECT_LIST_STORAGE_POOLS_ACTIVE, CONNECT_LIST_STORAGE_POOLS_INACTIVE, view.is_active()),
        (
            CONNECT_LIST_STORAGE_POOLS_PERSISTENT,
            CONNECT_LIST_STORAGE_POOLS_TRANSIENT,
            view.persistent,
        ),
        (
            CONNECT_LIST_STORAGE_POOLS_AUTOSTART,
            CONNECT_LIST_STORAGE_POOLS_NO_AUTOSTART,
            view.autostart,
        ),
    ];
    // Of each pair: neither or both want all.
    let fits = pairs.into_iter().all(|(yes, no, is)| match (flags & yes != 0, flags & no != 0) {
        (true, false) => is,
        (false, true) => !is,
        (true, true) | (false, false) => true,
    });
    let types = TYPES.iter().fold(0, |all, (flag, _)| all | flag) & flags;
    let of_type = TYPES.iter().any(|(flag, kind)| types & flag != 0 && *kind == view.pool.kind);
    fits && (types == 0 || of_type)
}

fn known_list_flags() -> u32 {
    let types = TYPES.iter().fold(0, |all, (flag, _)| all | flag);
    types
        | CONNECT_LIST_STORAGE_POOLS_ACTIVE
        | CONNECT_LIST_STORAGE_POOLS_INACTIVE
        | CONNECT_LIST_STORAGE_POOLS_PERSISTENT
        | CONNECT_LIST_STORAGE_POOLS_TRANSIENT
        | CONNECT_LIST_STORAGE_POOLS_AUTOSTART
        | CONNECT_LIST_STORAGE_POOLS_NO_AUTOSTART
}

fn count(length: usize) -> i32 {
    i32::try_from(length).unwrap_or(i32::MAX)
}

/// `virStorageVolType`.
fn kind(volume: &Volume) -> i8 {
    let kind = match volume.kind.unwrap_or_default() {
        VolumeType::File => STORAGE_VOL_FILE,
        VolumeType::Block => STORAGE_VOL_BLOCK,
        VolumeType::Dir => STORAGE_VOL_DIR,
        VolumeType::Network => STORAGE_VOL_NETWORK,
        VolumeType::Netdir => STORAGE_VOL_NETDIR,
        VolumeType::Ploop => STORAGE_VOL_PLOOP,
    };
    i8::try_from(kind).unwrap_or(i8::MAX)
}

/// The flags of a start, as those of a build.
fn build_of(function: &str, given: u32) -> Result<Option<u32>> {
    flags(function, given, CREATE_FLAGS)?;
    build_flags(given)
}

impl StorageDriver {
    /// The pool that a call names.
    fn pool(&self, pool: &remote::StoragePool) -> Result<Arc<Object>> {
        let uuid = Uuid::from_bytes(pool.uuid);
        let found = self.0.pools.by_uuid(&uuid);
        found.ok_or_else(|| error::no_uuid(&uuid, pool.name.to_str().ok()))
    }

    /// The pool with this name.
    fn named(&self, name: &str) -> Result<Arc<Object>> {
        let found = self.0.pools.by_name(name);
        found.ok_or_else(|| error::no_pool(format!("name '{name}'")))
    }

    /// The pool of a volume that a call names, and the volume's name.
    fn of_volume<'a>(&self, vol: &'a remote::StorageVol) -> Result<(Arc<Object>, &'a str)> {
        let object = self.named(vol.pool.to_str()?)?;
        let name = vol.name.to_str()?;
        object.view().volume(name)?;
        Ok((object, name))
    }

    fn views(&self, active: bool) -> Vec<Arc<View>> {
        let views = self.0.pools.all().into_iter().map(|object| object.view());
        views.filter(|view| view.is_active() == active).collect()
    }

    fn names(&self, active: bool, most: i32) -> Vec<vireo_xdr::Text> {
        let most = usize::try_from(most).unwrap_or(0);
        self.views(active).iter().take(most).map(|view| view.name.as_ref().into()).collect()
    }

    async fn info(&self, vol: &remote::StorageVol, physical: bool) -> Result<(i8, u64, u64)> {
        let (object, name) = self.of_volume(vol)?;
        let volume = self.0.fresh_volume(&object, name).await?;
        let taken = if physical { volume.physical } else { volume.allocation };
        Ok((kind(&volume), volume.capacity.unwrap_or(0), taken.unwrap_or(0)))
    }
}

#[async_trait]
impl StorageCalls for StorageDriver {
    async fn connect_num_of_storage_pools(
        &self,
        _cx: &CallContext,
    ) -> Result<remote::ConnectNumOfStoragePoolsRet> {
        Ok(remote::ConnectNumOfStoragePoolsRet { num: count(self.views(true).len()) })
    }

    async fn connect_list_storage_pools(
        &self,
        _cx: &CallContext,
        args: remote::ConnectListStoragePoolsArgs,
    ) -> Result<remote::ConnectListStoragePoolsRet> {
        Ok(remote::ConnectListStoragePoolsRet { names: self.names(true, args.maxnames) })
    }

    async fn connect_num_of_defined_storage_pools(
        &self,
        _cx: &CallContext,
    ) -> Result<remote::ConnectNumOfDefinedStoragePoolsRet> {
        Ok(remote::ConnectNumOfDefinedStoragePoolsRet { num: count(self.views(false).len()) })
    }

    async fn connect_list_defined_storage_pools(
        &self,
        _cx: &CallContext,
        args: remote::ConnectListDefinedStoragePoolsArgs,
    ) -> Result<remote::ConnectListDefinedStoragePoolsRet> {
        Ok(remote::ConnectListDefinedStoragePoolsRet { names: self.names(false, args.maxnames) })
    }

    async fn connect_list_all_storage_pools(
        &self,
        _cx: &CallContext,
        args: remote::ConnectListAllStoragePoolsArgs,
    ) -> Result<remote::ConnectListAllStoragePoolsRet> {
        flags("storageConnectListAllStoragePools", args.flags, known_list_flags())?;
        let views = self.0.pools.all().into_iter().map(|object| object.view());
        let pools: Vec<_> =
            views.filter(|view| wanted(view, args.flags)).map(|view| view.to_wire()).collect();
        let ret = u32::try_from(pools.len()).unwrap_or(u32::MAX);
        let pools = if args.need_results != 0 { pools } else { Vec::new() };
        Ok(remote::ConnectListAllStoragePoolsRet { pools, ret })
    }

    async fn connect_find_storage_pool_sources(
        &self,
        _cx: &CallContext,
        args: remote::ConnectFindStoragePoolSourcesArgs,
    ) -> Result<remote::ConnectFindStoragePoolSourcesRet> {
        let word = args.kind.to_str()?;
        let Some((kind, _)) = PoolType::ALL.iter().find(|(_, known)| *known == word) else {
            return Err(error::internal(format!("unknown storage pool type {word}")));
        };
        if definition::is_known(*kind) {
            let text = format!("pool type '{word}' does not support source discovery");
            return Err(error::error(vireo_api::ErrorCode::NoSupport, text));
        }
        Err(definition::no_backend(*kind))
    }

    async fn connect_get_storage_pool_capabilities(
        &self,
        _cx: &CallContext,
        args: remote::ConnectGetStoragePoolCapabilitiesArgs,
    ) -> Result<remote::ConnectGetStoragePoolCapabilitiesRet> {
        flags("storageConnectGetStoragePoolCapabilities", args.flags, 0)?;
        let capabilities = capabilities::document().as_str().into();
        Ok(remote::ConnectGetStoragePoolCapabilitiesRet { capabilities })
    }

    async fn storage_pool_lookup_by_name(
        &self,
        _cx: &CallContext,
        args: remote::StoragePoolLookupByNameArgs,
    ) -> Result<remote::StoragePoolLookupByNameRet> {
        let pool = self.named(args.name.to_str()?)?.view().to_wire();
        Ok(remote::StoragePoolLookupByNameRet { pool })
    }

    async fn storage_pool_lookup_by_uuid(
        &self,
        _cx: &CallContext,
        args: remote::StoragePoolLookupByUuidArgs,
    ) -> Result<remote::StoragePoolLookupByUuidRet> {
        let uuid = Uuid::from_bytes(args.uuid);
        let found = self.0.pools.by_uuid(&uuid).ok_or_else(|| error::no_uuid(&uuid, None))?;
        Ok(remote::StoragePoolLookupByUuidRet { pool: found.view().to_wire() })
    }

    async fn storage_pool_lookup_by_volume(
        &self,
        _cx: &CallContext,
        args: remote::StoragePoolLookupByVolumeArgs,
    ) -> Result<remote::StoragePoolLookupByVolumeRet> {
        let pool = self.named(args.vol.pool.to_str()?)?.view().to_wire();
        Ok(remote::StoragePoolLookupByVolumeRet { pool })
    }

    async fn storage_pool_lookup_by_target_path(
        &self,
        _cx: &CallContext,
        args: remote::StoragePoolLookupByTargetPathArgs,
    ) -> Result<remote::StoragePoolLookupByTargetPathRet> {
        let path = args.path.to_str()?;
        let found = self.0.pools.by_target(path);
        let found = found.ok_or_else(|| error::no_pool(format!("target path '{path}'")))?;
        Ok(remote::StoragePoolLookupByTargetPathRet { pool: found.view().to_wire() })
    }

    async fn storage_pool_define_xml(
        &self,
        _cx: &CallContext,
        args: remote::StoragePoolDefineXmlArgs,
    ) -> Result<remote::StoragePoolDefineXmlRet> {
        flags("storagePoolDefineXML", args.flags, STORAGE_POOL_DEFINE_VALIDATE)?;
        let validate = args.flags & STORAGE_POOL_DEFINE_VALIDATE != 0;
        let object = self.0.define(args.xml.to_str()?, validate).await?;
        Ok(remote::StoragePoolDefineXmlRet { pool: object.view().to_wire() })
    }

    async fn storage_pool_create_xml(
        &self,
        _cx: &CallContext,
        args: remote::StoragePoolCreateXmlArgs,
    ) -> Result<remote::StoragePoolCreateXmlRet> {
        let build = build_of("storagePoolCreateXML", args.flags)?;
        let object = self.0.create(args.xml.to_str()?, build).await?;
        Ok(remote::StoragePoolCreateXmlRet { pool: object.view().to_wire() })
    }

    async fn storage_pool_create(
        &self,
        _cx: &CallContext,
        args: remote::StoragePoolCreateArgs,
    ) -> Result<()> {
        let build = build_of("storagePoolCreate", args.flags)?;
        self.0.start(&self.pool(&args.pool)?, build).await
    }

    async fn storage_pool_build(
        &self,
        _cx: &CallContext,
        args: remote::StoragePoolBuildArgs,
    ) -> Result<()> {
        self.0.build(&self.pool(&args.pool)?, args.flags).await
    }

    async fn storage_pool_destroy(
        &self,
        _cx: &CallContext,
        args: remote::StoragePoolDestroyArgs,
    ) -> Result<()> {
        self.0.destroy(&self.pool(&args.pool)?).await
    }

    async fn storage_pool_delete(
        &self,
        _cx: &CallContext,
        args: remote::StoragePoolDeleteArgs,
    ) -> Result<()> {
        self.0.delete(&self.pool(&args.pool)?, args.flags).await
    }

    async fn storage_pool_undefine(
        &self,
        _cx: &CallContext,
        args: remote::StoragePoolUndefineArgs,
    ) -> Result<()> {
        self.0.undefine(&self.pool(&args.pool)?).await
    }

    async fn storage_pool_refresh(
        &self,
        _cx: &CallContext,
        args: remote::StoragePoolRefreshArgs,
    ) -> Result<()> {
        flags("storagePoolRefresh", args.flags, 0)?;
        self.0.refresh(&self.pool(&args.pool)?).await
    }

    async fn storage_pool_get_info(
        &self,
        _cx: &CallContext,
        args: remote::StoragePoolGetInfoArgs,
    ) -> Result<remote::StoragePoolGetInfoRet> {
        let view = self.pool(&args.pool)?.view();
        let state = if view.is_active() { STORAGE_POOL_RUNNING } else { STORAGE_POOL_INACTIVE };
        Ok(remote::StoragePoolGetInfoRet {
            state: u8::try_from(state).unwrap_or(u8::MAX),
            capacity: view.pool.capacity.unwrap_or(0),
            allocation: view.pool.allocation.unwrap_or(0),
            available: view.pool.available.unwrap_or(0),
        })
    }

    async fn storage_pool_get_xml_desc(
        &self,
        _cx: &CallContext,
        args: remote::StoragePoolGetXmlDescArgs,
    ) -> Result<remote::StoragePoolGetXmlDescRet> {
        flags("storagePoolGetXMLDesc", args.flags, STORAGE_XML_INACTIVE)?;
        let view = self.pool(&args.pool)?.view();
        let inactive = args.flags & STORAGE_XML_INACTIVE != 0;
        let pool = view.next.as_ref().filter(|_| inactive).unwrap_or(&view.pool);
        let xml = definition::format(pool, Mode::SAVED);
        Ok(remote::StoragePoolGetXmlDescRet { xml: xml.as_str().into() })
    }

    async fn storage_pool_get_autostart(
        &self,
        _cx: &CallContext,
        args: remote::StoragePoolGetAutostartArgs,
    ) -> Result<remote::StoragePoolGetAutostartRet> {
        let view = self.pool(&args.pool)?.view();
        Ok(remote::StoragePoolGetAutostartRet { autostart: view.autostart.into() })
    }

    async fn storage_pool_set_autostart(
        &self,
        _cx: &CallContext,
        args: remote::StoragePoolSetAutostartArgs,
    ) -> Result<()> {
        self.0.set_autostart(&self.pool(&args.pool)?, args.autostart != 0).await
    }

    async fn storage_pool_is_active(
        &self,
        _cx: &CallContext,
        args: remote::StoragePoolIsActiveArgs,
    ) -> Result<remote::StoragePoolIsActiveRet> {
        let active = self.pool(&args.pool)?.view().is_active().into();
        Ok(remote::StoragePoolIsActiveRet { active })
    }

    async fn storage_pool_is_persistent(
        &self,
        _cx: &CallContext,
        args: remote::StoragePoolIsPersistentArgs,
    ) -> Result<remote::StoragePoolIsPersistentRet> {
        let persistent = self.pool(&args.pool)?.view().persistent.into();
        Ok(remote::StoragePoolIsPersistentRet { persistent })
    }

    async fn storage_pool_num_of_volumes(
        &self,
        _cx: &CallContext,
        args: remote::StoragePoolNumOfVolumesArgs,
    ) -> Result<remote::StoragePoolNumOfVolumesRet> {
        let num = count(self.pool(&args.pool)?.view().volumes()?.len());
        Ok(remote::StoragePoolNumOfVolumesRet { num })
    }

    async fn storage_pool_list_volumes(
        &self,
        _cx: &CallContext,
        args: remote::StoragePoolListVolumesArgs,
    ) -> Result<remote::StoragePoolListVolumesRet> {
        let view = self.pool(&args.pool)?.view();
        let most = usize::try_from(args.maxnames).unwrap_or(0);
        let names = view.volumes()?.keys().take(most).map(|name| name.as_str().into()).collect();
        Ok(remote::StoragePoolListVolumesRet { names })
    }

    async fn storage_pool_list_all_volumes(
        &self,
        _cx: &CallContext,
        args: remote::StoragePoolListAllVolumesArgs,
    ) -> Result<remote::StoragePoolListAllVolumesRet> {
        flags("storagePoolListAllVolumes", args.flags, 0)?;
        let view = self.pool(&args.pool)?.view();
        let volumes = view.volumes()?;
        let ret = u32::try_from(volumes.len()).unwrap_or(u32::MAX);
        let vols = match args.need_results {
            0 => Vec::new(),
            _ => volumes.values().map(|volume| view.volume_to_wire(volume)).collect(),
        };
        Ok(remote::StoragePoolListAllVolumesRet { vols, ret })
    }

    async fn storage_vol_lookup_by_name(
        &self,
        _cx: &CallContext,
        args: remote::StorageVolLookupByNameArgs,
    ) -> Result<remote::StorageVolLookupByNameRet> {
        let view = self.pool(&args.pool)?.view();
        let volume = view.volume(args.name.to_str()?)?;
        Ok(remote::StorageVolLookupByNameRet { vol: view.volume_to_wire(&volume) })
    }

    async fn storage_vol_lookup_by_key(
        &self,
        _cx: &CallContext,
        args: remote::StorageVolLookupByKeyArgs,
    ) -> Result<remote::StorageVolLookupByKeyRet> {
        let key = args.key.to_str()?;
        let found = self.0.volume_at(key).filter(|(_, volume)| document::path(volume) == key);
        let (object, volume) = found.ok_or_else(|| error::no_volume(format!("key {key}")))?;
        Ok(remote::StorageVolLookupByKeyRet { vol: object.view().volume_to_wire(&volume) })
    }

    async fn storage_vol_lookup_by_path(
        &self,
        _cx: &CallContext,
        args: remote::StorageVolLookupByPathArgs,
    ) -> Result<remote::StorageVolLookupByPathRet> {
        let path = args.path.to_str()?;
        let found = self.0.volume_at(path);
        let (object, volume) = found.ok_or_else(|| error::no_volume(format!("path '{path}'")))?;
        Ok(remote::StorageVolLookupByPathRet { vol: object.view().volume_to_wire(&volume) })
    }

    async fn storage_vol_get_info(
        &self,
        _cx: &CallContext,
        args: remote::StorageVolGetInfoArgs,
    ) -> Result<remote::StorageVolGetInfoRet> {
        let (kind, capacity, allocation) = self.info(&args.vol, false).await?;
        Ok(remote::StorageVolGetInfoRet { kind, capacity, allocation })
    }

    async fn storage_vol_get_info_flags(
        &self,
        _cx: &CallContext,
        args: remote::StorageVolGetInfoFlagsArgs,
    ) -> Result<remote::StorageVolGetInfoFlagsRet> {
        flags("storageVolGetInfoFlags", args.flags, STORAGE_VOL_GET_PHYSICAL)?;
        let physical = args.flags & STORAGE_VOL_GET_PHYSICAL != 0;
        let (kind, capacity, allocation) = self.info(&args.vol, physical).await?;
        Ok(remote::StorageVolGetInfoFlagsRet { kind, capacity, allocation })
    }

    async fn storage_vol_get_xml_desc(
        &self,
        _cx: &CallContext,
        args: remote::StorageVolGetXmlDescArgs,
    ) -> Result<remote::StorageVolGetXmlDescRet> {
        flags("storageVolGetXMLDesc", args.flags, 0)?;
        let (object, name) = self.of_volume(&args.vol)?;
        let volume = self.0.fresh_volume(&object, name).await?;
        Ok(remote::StorageVolGetXmlDescRet { xml: document::format(&volume).as_str().into() })
    }

    async fn storage_vol_get_path(
        &self,
        _cx: &CallContext,
        args: remote::StorageVolGetPathArgs,
    ) -> Result<remote::StorageVolGetPathRet> {
        let (object, name) = self.of_volume(&args.vol)?;
        let volume = object.view().volume(name)?;
        Ok(remote::StorageVolGetPathRet { name: document::path(&volume).into() })
    }

    async fn storage_vol_create_xml(
        &self,
        _cx: &CallContext,
        args: remote::StorageVolCreateXmlArgs,
    ) -> Result<remote::StorageVolCreateXmlRet> {
        let known = STORAGE_VOL_CREATE_PREALLOC_METADATA | STORAGE_VOL_CREATE_VALIDATE;
        flags("storageVolCreateXML", args.flags, known)?;
        let object = self.pool(&args.pool)?;
        let made = self.0.create_volume(&object, args.xml.to_str()?, args.flags).await?;
        Ok(remote::StorageVolCreateXmlRet { vol: object.view().volume_to_wire(&made) })
    }

    async fn storage_vol_create_xml_from(
        &self,
        _cx: &CallContext,
        args: remote::StorageVolCreateXmlFromArgs,
    ) -> Result<remote::StorageVolCreateXmlFromRet> {
        let known = STORAGE_VOL_CREATE_PREALLOC_METADATA
            | STORAGE_VOL_CREATE_REFLINK
            | STORAGE_VOL_CREATE_VALIDATE;
        flags("storageVolCreateXMLFrom", args.flags, known)?;
        let object = self.pool(&args.pool)?;
        let (of, name) = self.of_volume(&args.clonevol)?;
        let original = Original { object: of, name: name.to_owned() };
        let made = self.0.copy_volume(&object, args.xml.to_str()?, &original, args.flags).await?;
        Ok(remote::StorageVolCreateXmlFromRet { vol: object.view().volume_to_wire(&made) })
    }

    async fn storage_vol_delete(
        &self,
        _cx: &CallContext,
        args: remote::StorageVolDeleteArgs,
    ) -> Result<()> {
        let (object, name) = self.of_volume(&args.vol)?;
        flags("virStorageBackendVolDeleteLocal", args.flags, 0)?;
        self.0.delete_volume(&object, name).await
    }

    async fn storage_vol_resize(
        &self,
        _cx: &CallContext,
        args: remote::StorageVolResizeArgs,
    ) -> Result<()> {
        let known =
            STORAGE_VOL_RESIZE_ALLOCATE | STORAGE_VOL_RESIZE_DELTA | STORAGE_VOL_RESIZE_SHRINK;
        flags("storageVolResize", args.flags, known)?;
        let (object, name) = self.of_volume(&args.vol)?;
        self.0.resize_volume(&object, name, args.capacity, args.flags).await
    }

    async fn storage_vol_wipe(
        &self,
        _cx: &CallContext,
        args: remote::StorageVolWipeArgs,
    ) -> Result<()> {
        flags("storageVolWipePattern", args.flags, 0)?;
        let (object, name) = self.of_volume(&args.vol)?;
        self.0.wipe_volume(&object, name, STORAGE_VOL_WIPE_ALG_ZERO).await
    }

    async fn storage_vol_wipe_pattern(
        &self,
        _cx: &CallContext,
        args: remote::StorageVolWipePatternArgs,
    ) -> Result<()> {
        flags("storageVolWipePattern", args.flags, 0)?;
        let (object, name) = self.of_volume(&args.vol)?;
        self.0.wipe_volume(&object, name, args.algorithm).await
    }

    async fn storage_vol_download(
        &self,
        _cx: &CallContext,
        args: remote::StorageVolDownloadArgs,
        stream: Stream,
    ) -> Result<()> {
        flags("storageVolDownload", args.flags, STORAGE_VOL_DOWNLOAD_SPARSE_STREAM)?;
        let (object, name) = self.of_volume(&args.vol)?;
        let held = object.take(name, false)?;
        let sparse = args.flags & STORAGE_VOL_DOWNLOAD_SPARSE_STREAM != 0;
        let part = Part { offset: args.offset, length: args.length, sparse };
        transfer::download(&*object.view().volume(name)?, part, stream, held).await
    }

    async fn storage_vol_upload(
        &self,
        _cx: &CallContext,
        args: remote::StorageVolUploadArgs,
        stream: Stream,
    ) -> Result<()> {
        flags("storageVolUpload", args.flags, STORAGE_VOL_UPLOAD_SPARSE_STREAM)?;
        let (object, name) = self.of_volume(&args.vol)?;
        let held = object.take(name, true)?;
        let sparse = args.flags & STORAGE_VOL_UPLOAD_SPARSE_STREAM != 0;
        let part = Part { offset: args.offset, length: args.length, sparse };
        let volume = object.view().volume(name)?;
        let (core, name) = (Arc::clone(&self.0), name.to_owned());
        let done = async move { core.uploaded(&object, &name).await };
        transfer::upload(&volume, part, stream, held, done).await
    }
}
