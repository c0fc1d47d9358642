// Made by `cargo xtask codegen` from crates/vireo-proto/protocol; do not edit.

//! Dispatch: one arm a call. The arms of a read-only connection know no changing call.

use vireo_proto::{admin, lxc, qemu, remote};

use crate::dispatch::{Incoming, Reply, Target, Unserved, decode, permit};

/// Serves a call of the `remote` program.
#[allow(clippy::too_many_lines)] // a table
pub async fn remote(mut call: Incoming) -> Result<Reply, Unserved> {
    match call.number {
        1 => {
            let args = decode::<remote::ConnectOpenArgs>(&call)?;
            permit(&call, &Target::None, args.flags, 0)?;
            let ret = call.session().connect_open(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        2 => {
            decode::<()>(&call)?;
            let ret = call.session().connect_close(&call.cx).await?;
            Reply::new(&call, &ret)
        }
        3 => {
            decode::<()>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.connection().connect_get_type(&call.cx).await?;
            Reply::new(&call, &ret)
        }
        4 => {
            decode::<()>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.connection().connect_get_version(&call.cx).await?;
            Reply::new(&call, &ret)
        }
        5 => {
            let args = decode::<remote::ConnectGetMaxVcpusArgs>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.connection().connect_get_max_vcpus(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        6 => {
            decode::<()>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.node().node_get_info(&call.cx).await?;
            Reply::new(&call, &ret)
        }
        7 => {
            decode::<()>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.connection().connect_get_capabilities(&call.cx).await?;
            Reply::new(&call, &ret)
        }
        8 => {
            let args = decode::<remote::DomainAttachDeviceArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), 0, 0)?;
            let ret = call.device().domain_attach_device(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        9 => {
            let args = decode::<remote::DomainCreateArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), 0, 0)?;
            let ret = call.lifecycle().domain_create(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        10 => {
            let args = decode::<remote::DomainCreateXmlArgs>(&call)?;
            permit(&call, &Target::None, args.flags, 0)?;
            let ret = call.lifecycle().domain_create_xml(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        11 => {
            let args = decode::<remote::DomainDefineXmlArgs>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.definition().domain_define_xml(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        12 => {
            let args = decode::<remote::DomainDestroyArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), 0, 0)?;
            let ret = call.lifecycle().domain_destroy(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        13 => {
            let args = decode::<remote::DomainDetachDeviceArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), 0, 0)?;
            let ret = call.device().domain_detach_device(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        14 => {
            let args = decode::<remote::DomainGetXmlDescArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.lookup().domain_get_xml_desc(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        15 => {
            let args = decode::<remote::DomainGetAutostartArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), 0, 0)?;
            let ret = call.lookup().domain_get_autostart(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        16 => {
            let args = decode::<remote::DomainGetInfoArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), 0, 0)?;
            let ret = call.lookup().domain_get_info(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        17 => {
            let args = decode::<remote::DomainGetMaxMemoryArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), 0, 0)?;
            let ret = call.tuning().domain_get_max_memory(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        18 => {
            let args = decode::<remote::DomainGetMaxVcpusArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), 0, 0)?;
            let ret = call.tuning().domain_get_max_vcpus(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        19 => {
            let args = decode::<remote::DomainGetOsTypeArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), 0, 0)?;
            let ret = call.lookup().domain_get_os_type(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        20 => {
            let args = decode::<remote::DomainGetVcpusArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), 0, 0)?;
            let ret = call.stats().domain_get_vcpus(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        21 => {
            let args = decode::<remote::ConnectListDefinedDomainsArgs>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.lookup().connect_list_defined_domains(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        22 => {
            let args = decode::<remote::DomainLookupByIdArgs>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.lookup().domain_lookup_by_id(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        23 => {
            let args = decode::<remote::DomainLookupByNameArgs>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.lookup().domain_lookup_by_name(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        24 => {
            let args = decode::<remote::DomainLookupByUuidArgs>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.lookup().domain_lookup_by_uuid(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        25 => {
            decode::<()>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.lookup().connect_num_of_defined_domains(&call.cx).await?;
            Reply::new(&call, &ret)
        }
        26 => {
            let args = decode::<remote::DomainPinVcpuArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), 0, 0)?;
            let ret = call.tuning().domain_pin_vcpu(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        27 => {
            let args = decode::<remote::DomainRebootArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.lifecycle().domain_reboot(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        28 => {
            let args = decode::<remote::DomainResumeArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), 0, 0)?;
            let ret = call.lifecycle().domain_resume(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        29 => {
            let args = decode::<remote::DomainSetAutostartArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), 0, 0)?;
            let ret = call.definition().domain_set_autostart(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        30 => {
            let args = decode::<remote::DomainSetMaxMemoryArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), 0, 0)?;
            let ret = call.tuning().domain_set_max_memory(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        31 => {
            let args = decode::<remote::DomainSetMemoryArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), 0, 0)?;
            let ret = call.tuning().domain_set_memory(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        32 => {
            let args = decode::<remote::DomainSetVcpusArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), 0, 0)?;
            let ret = call.tuning().domain_set_vcpus(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        33 => {
            let args = decode::<remote::DomainShutdownArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), 0, 0)?;
            let ret = call.lifecycle().domain_shutdown(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        34 => {
            let args = decode::<remote::DomainSuspendArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), 0, 0)?;
            let ret = call.lifecycle().domain_suspend(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        35 => {
            let args = decode::<remote::DomainUndefineArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), 0, 0)?;
            let ret = call.definition().domain_undefine(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        36 => {
            let args = decode::<remote::ConnectListDefinedNetworksArgs>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.network().connect_list_defined_networks(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        37 => {
            let args = decode::<remote::ConnectListDomainsArgs>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.lookup().connect_list_domains(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        38 => {
            let args = decode::<remote::ConnectListNetworksArgs>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.network().connect_list_networks(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        39 => {
            let args = decode::<remote::NetworkCreateArgs>(&call)?;
            permit(&call, &Target::Network(&args.net), 0, 0)?;
            let ret = call.network().network_create(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        40 => {
            let args = decode::<remote::NetworkCreateXmlArgs>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.network().network_create_xml(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        41 => {
            let args = decode::<remote::NetworkDefineXmlArgs>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.network().network_define_xml(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        42 => {
            let args = decode::<remote::NetworkDestroyArgs>(&call)?;
            permit(&call, &Target::Network(&args.net), 0, 0)?;
            let ret = call.network().network_destroy(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        43 => {
            let args = decode::<remote::NetworkGetXmlDescArgs>(&call)?;
            permit(&call, &Target::Network(&args.net), args.flags, 0)?;
            let ret = call.network().network_get_xml_desc(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        44 => {
            let args = decode::<remote::NetworkGetAutostartArgs>(&call)?;
            permit(&call, &Target::Network(&args.net), 0, 0)?;
            let ret = call.network().network_get_autostart(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        45 => {
            let args = decode::<remote::NetworkGetBridgeNameArgs>(&call)?;
            permit(&call, &Target::Network(&args.net), 0, 0)?;
            let ret = call.network().network_get_bridge_name(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        46 => {
            let args = decode::<remote::NetworkLookupByNameArgs>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.network().network_lookup_by_name(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        47 => {
            let args = decode::<remote::NetworkLookupByUuidArgs>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.network().network_lookup_by_uuid(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        48 => {
            let args = decode::<remote::NetworkSetAutostartArgs>(&call)?;
            permit(&call, &Target::Network(&args.net), 0, 0)?;
            let ret = call.network().network_set_autostart(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        49 => {
            let args = decode::<remote::NetworkUndefineArgs>(&call)?;
            permit(&call, &Target::Network(&args.net), 0, 0)?;
            let ret = call.network().network_undefine(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        50 => {
            decode::<()>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.network().connect_num_of_defined_networks(&call.cx).await?;
            Reply::new(&call, &ret)
        }
        51 => {
            decode::<()>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.lookup().connect_num_of_domains(&call.cx).await?;
            Reply::new(&call, &ret)
        }
        52 => {
            decode::<()>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.network().connect_num_of_networks(&call.cx).await?;
            Reply::new(&call, &ret)
        }
        53 => {
            let args = decode::<remote::DomainCoreDumpArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.save().domain_core_dump(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        54 => {
            let args = decode::<remote::DomainRestoreArgs>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.save().domain_restore(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        55 => {
            let args = decode::<remote::DomainSaveArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), 0, 0)?;
            let ret = call.save().domain_save(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        56 => {
            let args = decode::<remote::DomainGetSchedulerTypeArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), 0, 0)?;
            let ret = call.tuning().domain_get_scheduler_type(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        57 => {
            let args = decode::<remote::DomainGetSchedulerParametersArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), 0, 0)?;
            let ret = call.tuning().domain_get_scheduler_parameters(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        58 => {
            let args = decode::<remote::DomainSetSchedulerParametersArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), 0, 0)?;
            let ret = call.tuning().domain_set_scheduler_parameters(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        59 => {
            decode::<()>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.connection().connect_get_hostname(&call.cx).await?;
            Reply::new(&call, &ret)
        }
        60 => {
            let args = decode::<remote::ConnectSupportsFeatureArgs>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.session().connect_supports_feature(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        61 => {
            let args = decode::<remote::DomainMigratePrepareArgs>(&call)?;
            permit(&call, &Target::None, args.flags as u32, 0)?;
            let ret = call.migration().domain_migrate_prepare(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        62 => {
            let args = decode::<remote::DomainMigratePerformArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags as u32, 0)?;
            let ret = call.migration().domain_migrate_perform(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        63 => {
            let args = decode::<remote::DomainMigrateFinishArgs>(&call)?;
            permit(&call, &Target::None, args.flags as u32, 0)?;
            let ret = call.migration().domain_migrate_finish(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        64 => {
            let args = decode::<remote::DomainBlockStatsArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), 0, 0)?;
            let ret = call.stats().domain_block_stats(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        65 => {
            let args = decode::<remote::DomainInterfaceStatsArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), 0, 0)?;
            let ret = call.stats().domain_interface_stats(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        66 => {
            decode::<()>(&call)?;
            let ret = call.session().auth_list(&call.cx).await?;
            Reply::new(&call, &ret)
        }
        67 => {
            decode::<()>(&call)?;
            let ret = call.session().auth_sasl_init(&call.cx).await?;
            Reply::new(&call, &ret)
        }
        68 => {
            let args = decode::<remote::AuthSaslStartArgs>(&call)?;
            let ret = call.session().auth_sasl_start(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        69 => {
            let args = decode::<remote::AuthSaslStepArgs>(&call)?;
            let ret = call.session().auth_sasl_step(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        70 => {
            decode::<()>(&call)?;
            let ret = call.session().auth_polkit(&call.cx).await?;
            Reply::new(&call, &ret)
        }
        71 => {
            decode::<()>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.storage().connect_num_of_storage_pools(&call.cx).await?;
            Reply::new(&call, &ret)
        }
        72 => {
            let args = decode::<remote::ConnectListStoragePoolsArgs>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.storage().connect_list_storage_pools(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        73 => {
            decode::<()>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.storage().connect_num_of_defined_storage_pools(&call.cx).await?;
            Reply::new(&call, &ret)
        }
        74 => {
            let args = decode::<remote::ConnectListDefinedStoragePoolsArgs>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.storage().connect_list_defined_storage_pools(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        75 => {
            let args = decode::<remote::ConnectFindStoragePoolSourcesArgs>(&call)?;
            permit(&call, &Target::None, args.flags, 0)?;
            let ret = call.storage().connect_find_storage_pool_sources(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        76 => {
            let args = decode::<remote::StoragePoolCreateXmlArgs>(&call)?;
            permit(&call, &Target::None, args.flags, 0)?;
            let ret = call.storage().storage_pool_create_xml(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        77 => {
            let args = decode::<remote::StoragePoolDefineXmlArgs>(&call)?;
            permit(&call, &Target::None, args.flags, 0)?;
            let ret = call.storage().storage_pool_define_xml(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        78 => {
            let args = decode::<remote::StoragePoolCreateArgs>(&call)?;
            permit(&call, &Target::StoragePool(&args.pool), args.flags, 0)?;
            let ret = call.storage().storage_pool_create(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        79 => {
            let args = decode::<remote::StoragePoolBuildArgs>(&call)?;
            permit(&call, &Target::StoragePool(&args.pool), args.flags, 0)?;
            let ret = call.storage().storage_pool_build(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        80 => {
            let args = decode::<remote::StoragePoolDestroyArgs>(&call)?;
            permit(&call, &Target::StoragePool(&args.pool), 0, 0)?;
            let ret = call.storage().storage_pool_destroy(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        81 => {
            let args = decode::<remote::StoragePoolDeleteArgs>(&call)?;
            permit(&call, &Target::StoragePool(&args.pool), args.flags, 0)?;
            let ret = call.storage().storage_pool_delete(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        82 => {
            let args = decode::<remote::StoragePoolUndefineArgs>(&call)?;
            permit(&call, &Target::StoragePool(&args.pool), 0, 0)?;
            let ret = call.storage().storage_pool_undefine(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        83 => {
            let args = decode::<remote::StoragePoolRefreshArgs>(&call)?;
            permit(&call, &Target::StoragePool(&args.pool), args.flags, 0)?;
            let ret = call.storage().storage_pool_refresh(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        84 => {
            let args = decode::<remote::StoragePoolLookupByNameArgs>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.storage().storage_pool_lookup_by_name(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        85 => {
            let args = decode::<remote::StoragePoolLookupByUuidArgs>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.storage().storage_pool_lookup_by_uuid(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        86 => {
            let args = decode::<remote::StoragePoolLookupByVolumeArgs>(&call)?;
            permit(&call, &Target::StorageVol(&args.vol), 0, 0)?;
            let ret = call.storage().storage_pool_lookup_by_volume(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        87 => {
            let args = decode::<remote::StoragePoolGetInfoArgs>(&call)?;
            permit(&call, &Target::StoragePool(&args.pool), 0, 0)?;
            let ret = call.storage().storage_pool_get_info(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        88 => {
            let args = decode::<remote::StoragePoolGetXmlDescArgs>(&call)?;
            permit(&call, &Target::StoragePool(&args.pool), args.flags, 0)?;
            let ret = call.storage().storage_pool_get_xml_desc(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        89 => {
            let args = decode::<remote::StoragePoolGetAutostartArgs>(&call)?;
            permit(&call, &Target::StoragePool(&args.pool), 0, 0)?;
            let ret = call.storage().storage_pool_get_autostart(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        90 => {
            let args = decode::<remote::StoragePoolSetAutostartArgs>(&call)?;
            permit(&call, &Target::StoragePool(&args.pool), 0, 0)?;
            let ret = call.storage().storage_pool_set_autostart(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        91 => {
            let args = decode::<remote::StoragePoolNumOfVolumesArgs>(&call)?;
            permit(&call, &Target::StoragePool(&args.pool), 0, 0)?;
            let ret = call.storage().storage_pool_num_of_volumes(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        92 => {
            let args = decode::<remote::StoragePoolListVolumesArgs>(&call)?;
            permit(&call, &Target::StoragePool(&args.pool), 0, 0)?;
            let ret = call.storage().storage_pool_list_volumes(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        93 => {
            let args = decode::<remote::StorageVolCreateXmlArgs>(&call)?;
            permit(&call, &Target::StoragePool(&args.pool), args.flags, 0)?;
            let ret = call.storage().storage_vol_create_xml(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        94 => {
            let args = decode::<remote::StorageVolDeleteArgs>(&call)?;
            permit(&call, &Target::StorageVol(&args.vol), args.flags, 0)?;
            let ret = call.storage().storage_vol_delete(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        95 => {
            let args = decode::<remote::StorageVolLookupByNameArgs>(&call)?;
            permit(&call, &Target::StoragePool(&args.pool), 0, 0)?;
            let ret = call.storage().storage_vol_lookup_by_name(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        96 => {
            let args = decode::<remote::StorageVolLookupByKeyArgs>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.storage().storage_vol_lookup_by_key(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        97 => {
            let args = decode::<remote::StorageVolLookupByPathArgs>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.storage().storage_vol_lookup_by_path(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        98 => {
            let args = decode::<remote::StorageVolGetInfoArgs>(&call)?;
            permit(&call, &Target::StorageVol(&args.vol), 0, 0)?;
            let ret = call.storage().storage_vol_get_info(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        99 => {
            let args = decode::<remote::StorageVolGetXmlDescArgs>(&call)?;
            permit(&call, &Target::StorageVol(&args.vol), args.flags, 0)?;
            let ret = call.storage().storage_vol_get_xml_desc(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        100 => {
            let args = decode::<remote::StorageVolGetPathArgs>(&call)?;
            permit(&call, &Target::StorageVol(&args.vol), 0, 0)?;
            let ret = call.storage().storage_vol_get_path(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        101 => {
            let args = decode::<remote::NodeGetCellsFreeMemoryArgs>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.node().node_get_cells_free_memory(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        102 => {
            decode::<()>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.node().node_get_free_memory(&call.cx).await?;
            Reply::new(&call, &ret)
        }
        103 => {
            let args = decode::<remote::DomainBlockPeekArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.block().domain_block_peek(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        104 => {
            let args = decode::<remote::DomainMemoryPeekArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.io().domain_memory_peek(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        105 => {
            decode::<()>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.session().connect_domain_event_register(&call.cx).await?;
            Reply::new(&call, &ret)
        }
        106 => {
            decode::<()>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.session().connect_domain_event_deregister(&call.cx).await?;
            Reply::new(&call, &ret)
        }
        108 => {
            let args = decode::<remote::DomainMigratePrepare2Args>(&call)?;
            permit(&call, &Target::None, args.flags as u32, 0)?;
            let ret = call.migration().domain_migrate_prepare2(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        109 => {
            let args = decode::<remote::DomainMigrateFinish2Args>(&call)?;
            permit(&call, &Target::None, args.flags as u32, 0)?;
            let ret = call.migration().domain_migrate_finish2(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        110 => {
            decode::<()>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.session().connect_get_uri(&call.cx).await?;
            Reply::new(&call, &ret)
        }
        111 => {
            let args = decode::<remote::NodeNumOfDevicesArgs>(&call)?;
            permit(&call, &Target::None, args.flags, 0)?;
            let ret = call.nodedev().node_num_of_devices(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        112 => {
            let args = decode::<remote::NodeListDevicesArgs>(&call)?;
            permit(&call, &Target::None, args.flags, 0)?;
            let ret = call.nodedev().node_list_devices(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        113 => {
            let args = decode::<remote::NodeDeviceLookupByNameArgs>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.nodedev().node_device_lookup_by_name(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        114 => {
            let args = decode::<remote::NodeDeviceGetXmlDescArgs>(&call)?;
            permit(&call, &Target::None, args.flags, 0)?;
            let ret = call.nodedev().node_device_get_xml_desc(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        115 => {
            let args = decode::<remote::NodeDeviceGetParentArgs>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.nodedev().node_device_get_parent(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        116 => {
            let args = decode::<remote::NodeDeviceNumOfCapsArgs>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.nodedev().node_device_num_of_caps(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        117 => {
            let args = decode::<remote::NodeDeviceListCapsArgs>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.nodedev().node_device_list_caps(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        118 => {
            let args = decode::<remote::NodeDeviceDettachArgs>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.host_device().node_device_dettach(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        119 => {
            let args = decode::<remote::NodeDeviceReAttachArgs>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.host_device().node_device_re_attach(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        120 => {
            let args = decode::<remote::NodeDeviceResetArgs>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.host_device().node_device_reset(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        121 => {
            let args = decode::<remote::DomainGetSecurityLabelArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), 0, 0)?;
            let ret = call.lookup().domain_get_security_label(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        122 => {
            decode::<()>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.node().node_get_security_model(&call.cx).await?;
            Reply::new(&call, &ret)
        }
        123 => {
            let args = decode::<remote::NodeDeviceCreateXmlArgs>(&call)?;
            permit(&call, &Target::None, args.flags, 0)?;
            let ret = call.nodedev().node_device_create_xml(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        124 => {
            let args = decode::<remote::NodeDeviceDestroyArgs>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.nodedev().node_device_destroy(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        125 => {
            let args = decode::<remote::StorageVolCreateXmlFromArgs>(&call)?;
            permit(&call, &Target::StoragePool(&args.pool), args.flags, 0)?;
            let ret = call.storage().storage_vol_create_xml_from(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        126 => {
            decode::<()>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.interface().connect_num_of_interfaces(&call.cx).await?;
            Reply::new(&call, &ret)
        }
        127 => {
            let args = decode::<remote::ConnectListInterfacesArgs>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.interface().connect_list_interfaces(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        128 => {
            let args = decode::<remote::InterfaceLookupByNameArgs>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.interface().interface_lookup_by_name(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        129 => {
            let args = decode::<remote::InterfaceLookupByMacStringArgs>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.interface().interface_lookup_by_mac_string(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        130 => {
            let args = decode::<remote::InterfaceGetXmlDescArgs>(&call)?;
            permit(&call, &Target::Interface(&args.iface), args.flags, 0)?;
            let ret = call.interface().interface_get_xml_desc(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        131 => {
            let args = decode::<remote::InterfaceDefineXmlArgs>(&call)?;
            permit(&call, &Target::None, args.flags, 0)?;
            let ret = call.interface().interface_define_xml(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        132 => {
            let args = decode::<remote::InterfaceUndefineArgs>(&call)?;
            permit(&call, &Target::Interface(&args.iface), 0, 0)?;
            let ret = call.interface().interface_undefine(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        133 => {
            let args = decode::<remote::InterfaceCreateArgs>(&call)?;
            permit(&call, &Target::Interface(&args.iface), args.flags, 0)?;
            let ret = call.interface().interface_create(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        134 => {
            let args = decode::<remote::InterfaceDestroyArgs>(&call)?;
            permit(&call, &Target::Interface(&args.iface), args.flags, 0)?;
            let ret = call.interface().interface_destroy(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        135 => {
            let args = decode::<remote::ConnectDomainXmlFromNativeArgs>(&call)?;
            permit(&call, &Target::None, args.flags, 0)?;
            let ret = call.connection().connect_domain_xml_from_native(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        136 => {
            let args = decode::<remote::ConnectDomainXmlToNativeArgs>(&call)?;
            permit(&call, &Target::None, args.flags, 0)?;
            let ret = call.connection().connect_domain_xml_to_native(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        137 => {
            decode::<()>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.interface().connect_num_of_defined_interfaces(&call.cx).await?;
            Reply::new(&call, &ret)
        }
        138 => {
            let args = decode::<remote::ConnectListDefinedInterfacesArgs>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.interface().connect_list_defined_interfaces(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        139 => {
            decode::<()>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.secret().connect_num_of_secrets(&call.cx).await?;
            Reply::new(&call, &ret)
        }
        140 => {
            let args = decode::<remote::ConnectListSecretsArgs>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.secret().connect_list_secrets(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        141 => {
            let args = decode::<remote::SecretLookupByUuidArgs>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.secret().secret_lookup_by_uuid(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        142 => {
            let args = decode::<remote::SecretDefineXmlArgs>(&call)?;
            permit(&call, &Target::None, args.flags, 0)?;
            let ret = call.secret().secret_define_xml(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        143 => {
            let args = decode::<remote::SecretGetXmlDescArgs>(&call)?;
            permit(&call, &Target::Secret(&args.secret), args.flags, 0)?;
            let ret = call.secret().secret_get_xml_desc(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        144 => {
            let args = decode::<remote::SecretSetValueArgs>(&call)?;
            permit(&call, &Target::Secret(&args.secret), args.flags, 0)?;
            let ret = call.secret().secret_set_value(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        145 => {
            let args = decode::<remote::SecretGetValueArgs>(&call)?;
            permit(&call, &Target::Secret(&args.secret), args.flags, 0)?;
            let ret = call.secret().secret_get_value(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        146 => {
            let args = decode::<remote::SecretUndefineArgs>(&call)?;
            permit(&call, &Target::Secret(&args.secret), 0, 0)?;
            let ret = call.secret().secret_undefine(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        147 => {
            let args = decode::<remote::SecretLookupByUsageArgs>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.secret().secret_lookup_by_usage(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        148 => {
            let args = decode::<remote::DomainMigratePrepareTunnelArgs>(&call)?;
            permit(&call, &Target::None, args.flags as u32, 0)?;
            let stream = call.take_stream();
            let ret =
                call.migration().domain_migrate_prepare_tunnel(&call.cx, args, stream).await?;
            Reply::new(&call, &ret)
        }
        149 => {
            decode::<()>(&call)?;
            let ret = call.session().connect_is_secure(&call.cx).await?;
            Reply::new(&call, &ret)
        }
        150 => {
            let args = decode::<remote::DomainIsActiveArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), 0, 0)?;
            let ret = call.lookup().domain_is_active(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        151 => {
            let args = decode::<remote::DomainIsPersistentArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), 0, 0)?;
            let ret = call.lookup().domain_is_persistent(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        152 => {
            let args = decode::<remote::NetworkIsActiveArgs>(&call)?;
            permit(&call, &Target::Network(&args.net), 0, 0)?;
            let ret = call.network().network_is_active(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        153 => {
            let args = decode::<remote::NetworkIsPersistentArgs>(&call)?;
            permit(&call, &Target::Network(&args.net), 0, 0)?;
            let ret = call.network().network_is_persistent(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        154 => {
            let args = decode::<remote::StoragePoolIsActiveArgs>(&call)?;
            permit(&call, &Target::StoragePool(&args.pool), 0, 0)?;
            let ret = call.storage().storage_pool_is_active(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        155 => {
            let args = decode::<remote::StoragePoolIsPersistentArgs>(&call)?;
            permit(&call, &Target::StoragePool(&args.pool), 0, 0)?;
            let ret = call.storage().storage_pool_is_persistent(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        156 => {
            let args = decode::<remote::InterfaceIsActiveArgs>(&call)?;
            permit(&call, &Target::Interface(&args.iface), 0, 0)?;
            let ret = call.interface().interface_is_active(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        157 => {
            decode::<()>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.session().connect_get_lib_version(&call.cx).await?;
            Reply::new(&call, &ret)
        }
        158 => {
            let args = decode::<remote::ConnectCompareCpuArgs>(&call)?;
            permit(&call, &Target::None, args.flags, 0)?;
            let ret = call.connection().connect_compare_cpu(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        159 => {
            let args = decode::<remote::DomainMemoryStatsArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.stats().domain_memory_stats(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        160 => {
            let args = decode::<remote::DomainAttachDeviceFlagsArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.device().domain_attach_device_flags(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        161 => {
            let args = decode::<remote::DomainDetachDeviceFlagsArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.device().domain_detach_device_flags(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        162 => {
            let args = decode::<remote::ConnectBaselineCpuArgs>(&call)?;
            permit(&call, &Target::None, args.flags, 0)?;
            let ret = call.connection().connect_baseline_cpu(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        163 => {
            let args = decode::<remote::DomainGetJobInfoArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), 0, 0)?;
            let ret = call.stats().domain_get_job_info(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        164 => {
            let args = decode::<remote::DomainAbortJobArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), 0, 0)?;
            let ret = call.stats().domain_abort_job(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        165 => {
            let args = decode::<remote::StorageVolWipeArgs>(&call)?;
            permit(&call, &Target::StorageVol(&args.vol), args.flags, 0)?;
            let ret = call.storage().storage_vol_wipe(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        166 => {
            let args = decode::<remote::DomainMigrateSetMaxDowntimeArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.migration().domain_migrate_set_max_downtime(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        167 => {
            let args = decode::<remote::ConnectDomainEventRegisterAnyArgs>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.session().connect_domain_event_register_any(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        168 => {
            let args = decode::<remote::ConnectDomainEventDeregisterAnyArgs>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.session().connect_domain_event_deregister_any(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        174 => {
            let args = decode::<remote::DomainUpdateDeviceFlagsArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.device().domain_update_device_flags(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        175 => {
            let args = decode::<remote::NwfilterLookupByNameArgs>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.nwfilter().nwfilter_lookup_by_name(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        176 => {
            let args = decode::<remote::NwfilterLookupByUuidArgs>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.nwfilter().nwfilter_lookup_by_uuid(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        177 => {
            let args = decode::<remote::NwfilterGetXmlDescArgs>(&call)?;
            permit(&call, &Target::NwFilter(&args.nwfilter), args.flags, 0)?;
            let ret = call.nwfilter().nwfilter_get_xml_desc(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        178 => {
            decode::<()>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.nwfilter().connect_num_of_nwfilters(&call.cx).await?;
            Reply::new(&call, &ret)
        }
        179 => {
            let args = decode::<remote::ConnectListNwfiltersArgs>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.nwfilter().connect_list_nwfilters(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        180 => {
            let args = decode::<remote::NwfilterDefineXmlArgs>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.nwfilter().nwfilter_define_xml(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        181 => {
            let args = decode::<remote::NwfilterUndefineArgs>(&call)?;
            permit(&call, &Target::NwFilter(&args.nwfilter), 0, 0)?;
            let ret = call.nwfilter().nwfilter_undefine(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        182 => {
            let args = decode::<remote::DomainManagedSaveArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.save().domain_managed_save(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        183 => {
            let args = decode::<remote::DomainHasManagedSaveImageArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.save().domain_has_managed_save_image(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        184 => {
            let args = decode::<remote::DomainManagedSaveRemoveArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.save().domain_managed_save_remove(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        185 => {
            let args = decode::<remote::DomainSnapshotCreateXmlArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.snapshot().domain_snapshot_create_xml(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        186 => {
            let args = decode::<remote::DomainSnapshotGetXmlDescArgs>(&call)?;
            permit(&call, &Target::Snapshot(&args.snap), args.flags, 0)?;
            let ret = call.snapshot().domain_snapshot_get_xml_desc(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        187 => {
            let args = decode::<remote::DomainSnapshotNumArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.snapshot().domain_snapshot_num(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        188 => {
            let args = decode::<remote::DomainSnapshotListNamesArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.snapshot().domain_snapshot_list_names(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        189 => {
            let args = decode::<remote::DomainSnapshotLookupByNameArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.snapshot().domain_snapshot_lookup_by_name(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        190 => {
            let args = decode::<remote::DomainHasCurrentSnapshotArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.snapshot().domain_has_current_snapshot(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        191 => {
            let args = decode::<remote::DomainSnapshotCurrentArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.snapshot().domain_snapshot_current(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        192 => {
            let args = decode::<remote::DomainRevertToSnapshotArgs>(&call)?;
            permit(&call, &Target::Snapshot(&args.snap), args.flags, 0)?;
            let ret = call.snapshot().domain_revert_to_snapshot(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        193 => {
            let args = decode::<remote::DomainSnapshotDeleteArgs>(&call)?;
            permit(&call, &Target::Snapshot(&args.snap), args.flags, 0)?;
            let ret = call.snapshot().domain_snapshot_delete(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        194 => {
            let args = decode::<remote::DomainGetBlockInfoArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.stats().domain_get_block_info(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        196 => {
            let args = decode::<remote::DomainCreateWithFlagsArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.lifecycle().domain_create_with_flags(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        197 => {
            let args = decode::<remote::DomainSetMemoryParametersArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.tuning().domain_set_memory_parameters(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        198 => {
            let args = decode::<remote::DomainGetMemoryParametersArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.tuning().domain_get_memory_parameters(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        199 => {
            let args = decode::<remote::DomainSetVcpusFlagsArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.tuning().domain_set_vcpus_flags(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        200 => {
            let args = decode::<remote::DomainGetVcpusFlagsArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.tuning().domain_get_vcpus_flags(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        201 => {
            let args = decode::<remote::DomainOpenConsoleArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let stream = call.take_stream();
            let ret = call.io().domain_open_console(&call.cx, args, stream).await?;
            Reply::new(&call, &ret)
        }
        202 => {
            let args = decode::<remote::DomainIsUpdatedArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), 0, 0)?;
            let ret = call.lookup().domain_is_updated(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        203 => {
            let args = decode::<remote::ConnectGetSysinfoArgs>(&call)?;
            permit(&call, &Target::None, args.flags, 0)?;
            let ret = call.connection().connect_get_sysinfo(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        204 => {
            let args = decode::<remote::DomainSetMemoryFlagsArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.tuning().domain_set_memory_flags(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        205 => {
            let args = decode::<remote::DomainSetBlkioParametersArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.tuning().domain_set_blkio_parameters(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        206 => {
            let args = decode::<remote::DomainGetBlkioParametersArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.tuning().domain_get_blkio_parameters(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        207 => {
            let args = decode::<remote::DomainMigrateSetMaxSpeedArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.migration().domain_migrate_set_max_speed(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        208 => {
            let args = decode::<remote::StorageVolUploadArgs>(&call)?;
            permit(&call, &Target::StorageVol(&args.vol), args.flags, 0)?;
            let stream = call.take_stream();
            let ret = call.storage().storage_vol_upload(&call.cx, args, stream).await?;
            Reply::new(&call, &ret)
        }
        209 => {
            let args = decode::<remote::StorageVolDownloadArgs>(&call)?;
            permit(&call, &Target::StorageVol(&args.vol), args.flags, 0)?;
            let stream = call.take_stream();
            let ret = call.storage().storage_vol_download(&call.cx, args, stream).await?;
            Reply::new(&call, &ret)
        }
        210 => {
            let args = decode::<remote::DomainInjectNmiArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.io().domain_inject_nmi(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        211 => {
            let args = decode::<remote::DomainScreenshotArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let stream = call.take_stream();
            let ret = call.io().domain_screenshot(&call.cx, args, stream).await?;
            Reply::new(&call, &ret)
        }
        212 => {
            let args = decode::<remote::DomainGetStateArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.lookup().domain_get_state(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        213 => {
            let args = decode::<remote::DomainMigrateBegin3Args>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags as u32, 0)?;
            let ret = call.migration().domain_migrate_begin3(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        214 => {
            let args = decode::<remote::DomainMigratePrepare3Args>(&call)?;
            permit(&call, &Target::None, args.flags as u32, 0)?;
            let ret = call.migration().domain_migrate_prepare3(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        215 => {
            let args = decode::<remote::DomainMigratePrepareTunnel3Args>(&call)?;
            permit(&call, &Target::None, args.flags as u32, 0)?;
            let stream = call.take_stream();
            let ret =
                call.migration().domain_migrate_prepare_tunnel3(&call.cx, args, stream).await?;
            Reply::new(&call, &ret)
        }
        216 => {
            let args = decode::<remote::DomainMigratePerform3Args>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags as u32, 0)?;
            let ret = call.migration().domain_migrate_perform3(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        217 => {
            let args = decode::<remote::DomainMigrateFinish3Args>(&call)?;
            permit(&call, &Target::None, args.flags as u32, 0)?;
            let ret = call.migration().domain_migrate_finish3(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        218 => {
            let args = decode::<remote::DomainMigrateConfirm3Args>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags as u32, 0)?;
            let ret = call.migration().domain_migrate_confirm3(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        219 => {
            let args = decode::<remote::DomainSetSchedulerParametersFlagsArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.tuning().domain_set_scheduler_parameters_flags(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        220 => {
            let args = decode::<remote::InterfaceChangeBeginArgs>(&call)?;
            permit(&call, &Target::None, args.flags, 0)?;
            let ret = call.interface().interface_change_begin(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        221 => {
            let args = decode::<remote::InterfaceChangeCommitArgs>(&call)?;
            permit(&call, &Target::None, args.flags, 0)?;
            let ret = call.interface().interface_change_commit(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        222 => {
            let args = decode::<remote::InterfaceChangeRollbackArgs>(&call)?;
            permit(&call, &Target::None, args.flags, 0)?;
            let ret = call.interface().interface_change_rollback(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        223 => {
            let args = decode::<remote::DomainGetSchedulerParametersFlagsArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.tuning().domain_get_scheduler_parameters_flags(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        225 => {
            let args = decode::<remote::DomainPinVcpuFlagsArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.tuning().domain_pin_vcpu_flags(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        226 => {
            let args = decode::<remote::DomainSendKeyArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.io().domain_send_key(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        227 => {
            let args = decode::<remote::NodeGetCpuStatsArgs>(&call)?;
            permit(&call, &Target::None, args.flags, 0)?;
            let ret = call.node().node_get_cpu_stats(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        228 => {
            let args = decode::<remote::NodeGetMemoryStatsArgs>(&call)?;
            permit(&call, &Target::None, args.flags, 0)?;
            let ret = call.node().node_get_memory_stats(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        229 => {
            let args = decode::<remote::DomainGetControlInfoArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.stats().domain_get_control_info(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        230 => {
            let args = decode::<remote::DomainGetVcpuPinInfoArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.stats().domain_get_vcpu_pin_info(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        231 => {
            let args = decode::<remote::DomainUndefineFlagsArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.definition().domain_undefine_flags(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        232 => {
            let args = decode::<remote::DomainSaveFlagsArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.save().domain_save_flags(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        233 => {
            let args = decode::<remote::DomainRestoreFlagsArgs>(&call)?;
            permit(&call, &Target::None, args.flags, 0)?;
            let ret = call.save().domain_restore_flags(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        234 => {
            let args = decode::<remote::DomainDestroyFlagsArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.lifecycle().domain_destroy_flags(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        235 => {
            let args = decode::<remote::DomainSaveImageGetXmlDescArgs>(&call)?;
            permit(&call, &Target::None, args.flags, 0)?;
            let ret = call.save().domain_save_image_get_xml_desc(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        236 => {
            let args = decode::<remote::DomainSaveImageDefineXmlArgs>(&call)?;
            permit(&call, &Target::None, args.flags, 0)?;
            let ret = call.save().domain_save_image_define_xml(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        237 => {
            let args = decode::<remote::DomainBlockJobAbortArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.block().domain_block_job_abort(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        238 => {
            let args = decode::<remote::DomainGetBlockJobInfoArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.block().domain_get_block_job_info(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        239 => {
            let args = decode::<remote::DomainBlockJobSetSpeedArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.block().domain_block_job_set_speed(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        240 => {
            let args = decode::<remote::DomainBlockPullArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.block().domain_block_pull(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        242 => {
            let args = decode::<remote::DomainMigrateGetMaxSpeedArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.migration().domain_migrate_get_max_speed(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        243 => {
            let args = decode::<remote::DomainBlockStatsFlagsArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.stats().domain_block_stats_flags(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        244 => {
            let args = decode::<remote::DomainSnapshotGetParentArgs>(&call)?;
            permit(&call, &Target::Snapshot(&args.snap), args.flags, 0)?;
            let ret = call.snapshot().domain_snapshot_get_parent(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        245 => {
            let args = decode::<remote::DomainResetArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.lifecycle().domain_reset(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        246 => {
            let args = decode::<remote::DomainSnapshotNumChildrenArgs>(&call)?;
            permit(&call, &Target::Snapshot(&args.snap), args.flags, 0)?;
            let ret = call.snapshot().domain_snapshot_num_children(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        247 => {
            let args = decode::<remote::DomainSnapshotListChildrenNamesArgs>(&call)?;
            permit(&call, &Target::Snapshot(&args.snap), args.flags, 0)?;
            let ret = call.snapshot().domain_snapshot_list_children_names(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        249 => {
            let args = decode::<remote::DomainOpenGraphicsArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let fds = call.take_fds();
            let ret = call.io().domain_open_graphics(&call.cx, args, fds).await?;
            Reply::new(&call, &ret)
        }
        250 => {
            let args = decode::<remote::NodeSuspendForDurationArgs>(&call)?;
            permit(&call, &Target::None, args.flags, 0)?;
            let ret = call.node().node_suspend_for_duration(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        251 => {
            let args = decode::<remote::DomainBlockResizeArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.block().domain_block_resize(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        252 => {
            let args = decode::<remote::DomainSetBlockIoTuneArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.block().domain_set_block_io_tune(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        253 => {
            let args = decode::<remote::DomainGetBlockIoTuneArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.block().domain_get_block_io_tune(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        254 => {
            let args = decode::<remote::DomainSetNumaParametersArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.tuning().domain_set_numa_parameters(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        255 => {
            let args = decode::<remote::DomainGetNumaParametersArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.tuning().domain_get_numa_parameters(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        256 => {
            let args = decode::<remote::DomainSetInterfaceParametersArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.tuning().domain_set_interface_parameters(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        257 => {
            let args = decode::<remote::DomainGetInterfaceParametersArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.tuning().domain_get_interface_parameters(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        258 => {
            let args = decode::<remote::DomainShutdownFlagsArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.lifecycle().domain_shutdown_flags(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        259 => {
            let args = decode::<remote::StorageVolWipePatternArgs>(&call)?;
            permit(&call, &Target::StorageVol(&args.vol), args.flags, 0)?;
            let ret = call.storage().storage_vol_wipe_pattern(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        260 => {
            let args = decode::<remote::StorageVolResizeArgs>(&call)?;
            permit(&call, &Target::StorageVol(&args.vol), args.flags, 0)?;
            let ret = call.storage().storage_vol_resize(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        261 => {
            let args = decode::<remote::DomainPmSuspendForDurationArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.lifecycle().domain_pm_suspend_for_duration(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        262 => {
            let args = decode::<remote::DomainGetCpuStatsArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.stats().domain_get_cpu_stats(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        263 => {
            let args = decode::<remote::DomainGetDiskErrorsArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.stats().domain_get_disk_errors(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        264 => {
            let args = decode::<remote::DomainSetMetadataArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.definition().domain_set_metadata(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        265 => {
            let args = decode::<remote::DomainGetMetadataArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.lookup().domain_get_metadata(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        266 => {
            let args = decode::<remote::DomainBlockRebaseArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.block().domain_block_rebase(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        267 => {
            let args = decode::<remote::DomainPmWakeupArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.lifecycle().domain_pm_wakeup(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        271 => {
            let args = decode::<remote::DomainSnapshotIsCurrentArgs>(&call)?;
            permit(&call, &Target::Snapshot(&args.snap), args.flags, 0)?;
            let ret = call.snapshot().domain_snapshot_is_current(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        272 => {
            let args = decode::<remote::DomainSnapshotHasMetadataArgs>(&call)?;
            permit(&call, &Target::Snapshot(&args.snap), args.flags, 0)?;
            let ret = call.snapshot().domain_snapshot_has_metadata(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        273 => {
            let args = decode::<remote::ConnectListAllDomainsArgs>(&call)?;
            permit(&call, &Target::None, args.flags, 0)?;
            let ret = call.lookup().connect_list_all_domains(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        274 => {
            let args = decode::<remote::DomainListAllSnapshotsArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.snapshot().domain_list_all_snapshots(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        275 => {
            let args = decode::<remote::DomainSnapshotListAllChildrenArgs>(&call)?;
            permit(&call, &Target::Snapshot(&args.snapshot), args.flags, 0)?;
            let ret = call.snapshot().domain_snapshot_list_all_children(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        277 => {
            let args = decode::<remote::DomainGetHostnameArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.agent().domain_get_hostname(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        278 => {
            let args = decode::<remote::DomainGetSecurityLabelListArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), 0, 0)?;
            let ret = call.lookup().domain_get_security_label_list(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        279 => {
            let args = decode::<remote::DomainPinEmulatorArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.tuning().domain_pin_emulator(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        280 => {
            let args = decode::<remote::DomainGetEmulatorPinInfoArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.stats().domain_get_emulator_pin_info(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        281 => {
            let args = decode::<remote::ConnectListAllStoragePoolsArgs>(&call)?;
            permit(&call, &Target::None, args.flags, 0)?;
            let ret = call.storage().connect_list_all_storage_pools(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        282 => {
            let args = decode::<remote::StoragePoolListAllVolumesArgs>(&call)?;
            permit(&call, &Target::StoragePool(&args.pool), args.flags, 0)?;
            let ret = call.storage().storage_pool_list_all_volumes(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        283 => {
            let args = decode::<remote::ConnectListAllNetworksArgs>(&call)?;
            permit(&call, &Target::None, args.flags, 0)?;
            let ret = call.network().connect_list_all_networks(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        284 => {
            let args = decode::<remote::ConnectListAllInterfacesArgs>(&call)?;
            permit(&call, &Target::None, args.flags, 0)?;
            let ret = call.interface().connect_list_all_interfaces(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        285 => {
            let args = decode::<remote::ConnectListAllNodeDevicesArgs>(&call)?;
            permit(&call, &Target::None, args.flags, 0)?;
            let ret = call.nodedev().connect_list_all_node_devices(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        286 => {
            let args = decode::<remote::ConnectListAllNwfiltersArgs>(&call)?;
            permit(&call, &Target::None, args.flags, 0)?;
            let ret = call.nwfilter().connect_list_all_nwfilters(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        287 => {
            let args = decode::<remote::ConnectListAllSecretsArgs>(&call)?;
            permit(&call, &Target::None, args.flags, 0)?;
            let ret = call.secret().connect_list_all_secrets(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        288 => {
            let args = decode::<remote::NodeSetMemoryParametersArgs>(&call)?;
            permit(&call, &Target::None, args.flags, 0)?;
            let ret = call.node().node_set_memory_parameters(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        289 => {
            let args = decode::<remote::NodeGetMemoryParametersArgs>(&call)?;
            permit(&call, &Target::None, args.flags, 0)?;
            let ret = call.node().node_get_memory_parameters(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        290 => {
            let args = decode::<remote::DomainBlockCommitArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.block().domain_block_commit(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        291 => {
            let args = decode::<remote::NetworkUpdateArgs>(&call)?;
            permit(&call, &Target::Network(&args.net), args.flags, 0)?;
            let ret = call.network().network_update(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        293 => {
            let args = decode::<remote::NodeGetCpuMapArgs>(&call)?;
            permit(&call, &Target::None, args.flags, 0)?;
            let ret = call.node().node_get_cpu_map(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        294 => {
            let args = decode::<remote::DomainFstrimArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.agent().domain_fstrim(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        295 => {
            let args = decode::<remote::DomainSendProcessSignalArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.io().domain_send_process_signal(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        296 => {
            let args = decode::<remote::DomainOpenChannelArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let stream = call.take_stream();
            let ret = call.io().domain_open_channel(&call.cx, args, stream).await?;
            Reply::new(&call, &ret)
        }
        297 => {
            let args = decode::<remote::NodeDeviceLookupScsiHostByWwnArgs>(&call)?;
            permit(&call, &Target::None, args.flags, 0)?;
            let ret = call.nodedev().node_device_lookup_scsi_host_by_wwn(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        298 => {
            let args = decode::<remote::DomainGetJobStatsArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.stats().domain_get_job_stats(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        299 => {
            let args = decode::<remote::DomainMigrateGetCompressionCacheArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.migration().domain_migrate_get_compression_cache(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        300 => {
            let args = decode::<remote::DomainMigrateSetCompressionCacheArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.migration().domain_migrate_set_compression_cache(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        301 => {
            let args = decode::<remote::NodeDeviceDetachFlagsArgs>(&call)?;
            permit(&call, &Target::None, args.flags, 0)?;
            let ret = call.host_device().node_device_detach_flags(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        302 => {
            let args = decode::<remote::DomainMigrateBegin3ParamsArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.migration().domain_migrate_begin3_params(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        303 => {
            let args = decode::<remote::DomainMigratePrepare3ParamsArgs>(&call)?;
            permit(&call, &Target::None, args.flags, 0)?;
            let ret = call.migration().domain_migrate_prepare3_params(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        304 => {
            let args = decode::<remote::DomainMigratePrepareTunnel3ParamsArgs>(&call)?;
            permit(&call, &Target::None, args.flags, 0)?;
            let stream = call.take_stream();
            let ret = call
                .migration()
                .domain_migrate_prepare_tunnel3_params(&call.cx, args, stream)
                .await?;
            Reply::new(&call, &ret)
        }
        305 => {
            let args = decode::<remote::DomainMigratePerform3ParamsArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.migration().domain_migrate_perform3_params(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        306 => {
            let args = decode::<remote::DomainMigrateFinish3ParamsArgs>(&call)?;
            permit(&call, &Target::None, args.flags, 0)?;
            let ret = call.migration().domain_migrate_finish3_params(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        307 => {
            let args = decode::<remote::DomainMigrateConfirm3ParamsArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.migration().domain_migrate_confirm3_params(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        308 => {
            let args = decode::<remote::DomainSetMemoryStatsPeriodArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.stats().domain_set_memory_stats_period(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        309 => {
            let args = decode::<remote::DomainCreateXmlWithFilesArgs>(&call)?;
            permit(&call, &Target::None, args.flags, 0)?;
            let fds = call.take_fds();
            let ret = call.lifecycle().domain_create_xml_with_files(&call.cx, args, fds).await?;
            Reply::new(&call, &ret)
        }
        310 => {
            let args = decode::<remote::DomainCreateWithFilesArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let fds = call.take_fds();
            let ret = call.lifecycle().domain_create_with_files(&call.cx, args, fds).await?;
            Reply::new(&call, &ret)
        }
        312 => {
            let args = decode::<remote::ConnectGetCpuModelNamesArgs>(&call)?;
            permit(&call, &Target::None, args.flags, 0)?;
            let ret = call.connection().connect_get_cpu_model_names(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        313 => {
            let args = decode::<remote::ConnectNetworkEventRegisterAnyArgs>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.session().connect_network_event_register_any(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        314 => {
            let args = decode::<remote::ConnectNetworkEventDeregisterAnyArgs>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.session().connect_network_event_deregister_any(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        316 => {
            let args = decode::<remote::ConnectDomainEventCallbackRegisterAnyArgs>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret =
                call.session().connect_domain_event_callback_register_any(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        317 => {
            let args = decode::<remote::ConnectDomainEventCallbackDeregisterAnyArgs>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret =
                call.session().connect_domain_event_callback_deregister_any(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        334 => {
            let args = decode::<remote::DomainCoreDumpWithFormatArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.save().domain_core_dump_with_format(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        335 => {
            let args = decode::<remote::DomainFsfreezeArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.agent().domain_fsfreeze(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        336 => {
            let args = decode::<remote::DomainFsthawArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.agent().domain_fsthaw(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        337 => {
            let args = decode::<remote::DomainGetTimeArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.agent().domain_get_time(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        338 => {
            let args = decode::<remote::DomainSetTimeArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.agent().domain_set_time(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        340 => {
            let args = decode::<remote::NodeGetFreePagesArgs>(&call)?;
            permit(&call, &Target::None, args.flags, 0)?;
            let ret = call.node().node_get_free_pages(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        341 => {
            let args = decode::<remote::NetworkGetDhcpLeasesArgs>(&call)?;
            permit(&call, &Target::Network(&args.net), args.flags, 0)?;
            let ret = call.network().network_get_dhcp_leases(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        342 => {
            let args = decode::<remote::ConnectGetDomainCapabilitiesArgs>(&call)?;
            permit(&call, &Target::None, args.flags, 0)?;
            let ret = call.connection().connect_get_domain_capabilities(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        343 => {
            let args = decode::<remote::DomainOpenGraphicsFdArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.io().domain_open_graphics_fd(&call.cx, args).await?;
            Reply::with_fds(&call, &ret.0, ret.1)
        }
        344 => {
            let args = decode::<remote::ConnectGetAllDomainStatsArgs>(&call)?;
            permit(&call, &Target::None, args.flags, 0)?;
            let ret = call.stats().connect_get_all_domain_stats(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        345 => {
            let args = decode::<remote::DomainBlockCopyArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.block().domain_block_copy(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        347 => {
            let args = decode::<remote::NodeAllocPagesArgs>(&call)?;
            permit(&call, &Target::None, args.flags, 0)?;
            let ret = call.node().node_alloc_pages(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        349 => {
            let args = decode::<remote::DomainGetFsinfoArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.agent().domain_get_fsinfo(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        350 => {
            let args = decode::<remote::DomainDefineXmlFlagsArgs>(&call)?;
            permit(&call, &Target::None, args.flags, 0)?;
            let ret = call.definition().domain_define_xml_flags(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        351 => {
            let args = decode::<remote::DomainGetIothreadInfoArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.stats().domain_get_iothread_info(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        352 => {
            let args = decode::<remote::DomainPinIothreadArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.tuning().domain_pin_iothread(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        353 => {
            let args = decode::<remote::DomainInterfaceAddressesArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, args.source)?;
            let ret = call.agent().domain_interface_addresses(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        355 => {
            let args = decode::<remote::DomainAddIothreadArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.device().domain_add_iothread(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        356 => {
            let args = decode::<remote::DomainDelIothreadArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.device().domain_del_iothread(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        357 => {
            let args = decode::<remote::DomainSetUserPasswordArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.agent().domain_set_user_password(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        358 => {
            let args = decode::<remote::DomainRenameArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.definition().domain_rename(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        360 => {
            decode::<()>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.session().connect_register_close_callback(&call.cx).await?;
            Reply::new(&call, &ret)
        }
        361 => {
            decode::<()>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.session().connect_unregister_close_callback(&call.cx).await?;
            Reply::new(&call, &ret)
        }
        364 => {
            let args = decode::<remote::DomainMigrateStartPostCopyArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.migration().domain_migrate_start_post_copy(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        365 => {
            let args = decode::<remote::DomainGetPerfEventsArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.stats().domain_get_perf_events(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        366 => {
            let args = decode::<remote::DomainSetPerfEventsArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.stats().domain_set_perf_events(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        368 => {
            let args = decode::<remote::ConnectStoragePoolEventRegisterAnyArgs>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret =
                call.session().connect_storage_pool_event_register_any(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        369 => {
            let args = decode::<remote::ConnectStoragePoolEventDeregisterAnyArgs>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret =
                call.session().connect_storage_pool_event_deregister_any(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        371 => {
            let args = decode::<remote::DomainGetGuestVcpusArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.agent().domain_get_guest_vcpus(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        372 => {
            let args = decode::<remote::DomainSetGuestVcpusArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.agent().domain_set_guest_vcpus(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        374 => {
            let args = decode::<remote::ConnectNodeDeviceEventRegisterAnyArgs>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.session().connect_node_device_event_register_any(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        375 => {
            let args = decode::<remote::ConnectNodeDeviceEventDeregisterAnyArgs>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret =
                call.session().connect_node_device_event_deregister_any(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        378 => {
            let args = decode::<remote::StorageVolGetInfoFlagsArgs>(&call)?;
            permit(&call, &Target::StorageVol(&args.vol), args.flags, 0)?;
            let ret = call.storage().storage_vol_get_info_flags(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        380 => {
            let args = decode::<remote::ConnectSecretEventRegisterAnyArgs>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.session().connect_secret_event_register_any(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        381 => {
            let args = decode::<remote::ConnectSecretEventDeregisterAnyArgs>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.session().connect_secret_event_deregister_any(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        384 => {
            let args = decode::<remote::DomainSetVcpuArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.tuning().domain_set_vcpu(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        386 => {
            let args = decode::<remote::DomainSetBlockThresholdArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.block().domain_set_block_threshold(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        387 => {
            let args = decode::<remote::DomainMigrateGetMaxDowntimeArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.migration().domain_migrate_get_max_downtime(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        388 => {
            let args = decode::<remote::DomainManagedSaveGetXmlDescArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.save().domain_managed_save_get_xml_desc(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        389 => {
            let args = decode::<remote::DomainManagedSaveDefineXmlArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.save().domain_managed_save_define_xml(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        390 => {
            let args = decode::<remote::DomainSetLifecycleActionArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.tuning().domain_set_lifecycle_action(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        391 => {
            let args = decode::<remote::StoragePoolLookupByTargetPathArgs>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.storage().storage_pool_lookup_by_target_path(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        392 => {
            let args = decode::<remote::DomainDetachDeviceAliasArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.device().domain_detach_device_alias(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        393 => {
            let args = decode::<remote::ConnectCompareHypervisorCpuArgs>(&call)?;
            permit(&call, &Target::None, args.flags, 0)?;
            let ret = call.connection().connect_compare_hypervisor_cpu(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        394 => {
            let args = decode::<remote::ConnectBaselineHypervisorCpuArgs>(&call)?;
            permit(&call, &Target::None, args.flags, 0)?;
            let ret = call.connection().connect_baseline_hypervisor_cpu(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        395 => {
            let args = decode::<remote::NodeGetSevInfoArgs>(&call)?;
            permit(&call, &Target::None, args.flags, 0)?;
            let ret = call.node().node_get_sev_info(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        396 => {
            let args = decode::<remote::DomainGetLaunchSecurityInfoArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.tuning().domain_get_launch_security_info(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        397 => {
            let args = decode::<remote::NwfilterBindingLookupByPortDevArgs>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.nwfilter().nwfilter_binding_lookup_by_port_dev(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        398 => {
            let args = decode::<remote::NwfilterBindingGetXmlDescArgs>(&call)?;
            permit(&call, &Target::NwFilterBinding(&args.nwfilter), args.flags, 0)?;
            let ret = call.nwfilter().nwfilter_binding_get_xml_desc(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        399 => {
            let args = decode::<remote::NwfilterBindingCreateXmlArgs>(&call)?;
            permit(&call, &Target::None, args.flags, 0)?;
            let ret = call.nwfilter().nwfilter_binding_create_xml(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        400 => {
            let args = decode::<remote::NwfilterBindingDeleteArgs>(&call)?;
            permit(&call, &Target::NwFilterBinding(&args.nwfilter), 0, 0)?;
            let ret = call.nwfilter().nwfilter_binding_delete(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        401 => {
            let args = decode::<remote::ConnectListAllNwfilterBindingsArgs>(&call)?;
            permit(&call, &Target::None, args.flags, 0)?;
            let ret = call.nwfilter().connect_list_all_nwfilter_bindings(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        402 => {
            let args = decode::<remote::DomainSetIothreadParamsArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.tuning().domain_set_iothread_params(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        403 => {
            let args = decode::<remote::ConnectGetStoragePoolCapabilitiesArgs>(&call)?;
            permit(&call, &Target::None, args.flags, 0)?;
            let ret = call.storage().connect_get_storage_pool_capabilities(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        404 => {
            let args = decode::<remote::NetworkListAllPortsArgs>(&call)?;
            permit(&call, &Target::Network(&args.network), args.flags, 0)?;
            let ret = call.network().network_list_all_ports(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        405 => {
            let args = decode::<remote::NetworkPortLookupByUuidArgs>(&call)?;
            permit(&call, &Target::Network(&args.network), 0, 0)?;
            let ret = call.network().network_port_lookup_by_uuid(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        406 => {
            let args = decode::<remote::NetworkPortCreateXmlArgs>(&call)?;
            permit(&call, &Target::Network(&args.network), args.flags, 0)?;
            let ret = call.network().network_port_create_xml(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        407 => {
            let args = decode::<remote::NetworkPortGetParametersArgs>(&call)?;
            permit(&call, &Target::NetworkPort(&args.port), args.flags, 0)?;
            let ret = call.network().network_port_get_parameters(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        408 => {
            let args = decode::<remote::NetworkPortSetParametersArgs>(&call)?;
            permit(&call, &Target::NetworkPort(&args.port), args.flags, 0)?;
            let ret = call.network().network_port_set_parameters(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        409 => {
            let args = decode::<remote::NetworkPortGetXmlDescArgs>(&call)?;
            permit(&call, &Target::NetworkPort(&args.port), args.flags, 0)?;
            let ret = call.network().network_port_get_xml_desc(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        410 => {
            let args = decode::<remote::NetworkPortDeleteArgs>(&call)?;
            permit(&call, &Target::NetworkPort(&args.port), args.flags, 0)?;
            let ret = call.network().network_port_delete(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        411 => {
            let args = decode::<remote::DomainCheckpointCreateXmlArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.checkpoint().domain_checkpoint_create_xml(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        412 => {
            let args = decode::<remote::DomainCheckpointGetXmlDescArgs>(&call)?;
            permit(&call, &Target::Checkpoint(&args.checkpoint), args.flags, 0)?;
            let ret = call.checkpoint().domain_checkpoint_get_xml_desc(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        413 => {
            let args = decode::<remote::DomainListAllCheckpointsArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.checkpoint().domain_list_all_checkpoints(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        414 => {
            let args = decode::<remote::DomainCheckpointListAllChildrenArgs>(&call)?;
            permit(&call, &Target::Checkpoint(&args.checkpoint), args.flags, 0)?;
            let ret = call.checkpoint().domain_checkpoint_list_all_children(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        415 => {
            let args = decode::<remote::DomainCheckpointLookupByNameArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.checkpoint().domain_checkpoint_lookup_by_name(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        416 => {
            let args = decode::<remote::DomainCheckpointGetParentArgs>(&call)?;
            permit(&call, &Target::Checkpoint(&args.checkpoint), args.flags, 0)?;
            let ret = call.checkpoint().domain_checkpoint_get_parent(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        417 => {
            let args = decode::<remote::DomainCheckpointDeleteArgs>(&call)?;
            permit(&call, &Target::Checkpoint(&args.checkpoint), args.flags, 0)?;
            let ret = call.checkpoint().domain_checkpoint_delete(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        418 => {
            let args = decode::<remote::DomainGetGuestInfoArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.agent().domain_get_guest_info(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        419 => {
            let args = decode::<remote::ConnectSetIdentityArgs>(&call)?;
            permit(&call, &Target::None, args.flags, 0)?;
            let ret = call.session().connect_set_identity(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        420 => {
            let args = decode::<remote::DomainAgentSetResponseTimeoutArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.agent().domain_agent_set_response_timeout(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        421 => {
            let args = decode::<remote::DomainBackupBeginArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.checkpoint().domain_backup_begin(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        422 => {
            let args = decode::<remote::DomainBackupGetXmlDescArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.checkpoint().domain_backup_get_xml_desc(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        424 => {
            let args = decode::<remote::DomainAuthorizedSshKeysGetArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.agent().domain_authorized_ssh_keys_get(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        425 => {
            let args = decode::<remote::DomainAuthorizedSshKeysSetArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.agent().domain_authorized_ssh_keys_set(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        426 => {
            let args = decode::<remote::DomainGetMessagesArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.stats().domain_get_messages(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        427 => {
            let args = decode::<remote::DomainStartDirtyRateCalcArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.stats().domain_start_dirty_rate_calc(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        428 => {
            let args = decode::<remote::NodeDeviceDefineXmlArgs>(&call)?;
            permit(&call, &Target::None, args.flags, 0)?;
            let ret = call.nodedev().node_device_define_xml(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        429 => {
            let args = decode::<remote::NodeDeviceUndefineArgs>(&call)?;
            permit(&call, &Target::None, args.flags, 0)?;
            let ret = call.nodedev().node_device_undefine(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        430 => {
            let args = decode::<remote::NodeDeviceCreateArgs>(&call)?;
            permit(&call, &Target::None, args.flags, 0)?;
            let ret = call.nodedev().node_device_create(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        431 => {
            let args = decode::<remote::NwfilterDefineXmlFlagsArgs>(&call)?;
            permit(&call, &Target::None, args.flags, 0)?;
            let ret = call.nwfilter().nwfilter_define_xml_flags(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        432 => {
            let args = decode::<remote::NetworkDefineXmlFlagsArgs>(&call)?;
            permit(&call, &Target::None, args.flags, 0)?;
            let ret = call.network().network_define_xml_flags(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        433 => {
            let args = decode::<remote::NodeDeviceGetAutostartArgs>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.nodedev().node_device_get_autostart(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        434 => {
            let args = decode::<remote::NodeDeviceSetAutostartArgs>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.nodedev().node_device_set_autostart(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        435 => {
            let args = decode::<remote::NodeDeviceIsPersistentArgs>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.nodedev().node_device_is_persistent(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        436 => {
            let args = decode::<remote::NodeDeviceIsActiveArgs>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.nodedev().node_device_is_active(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        437 => {
            let args = decode::<remote::NetworkCreateXmlFlagsArgs>(&call)?;
            permit(&call, &Target::None, args.flags, 0)?;
            let ret = call.network().network_create_xml_flags(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        439 => {
            let args = decode::<remote::DomainSetLaunchSecurityStateArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.tuning().domain_set_launch_security_state(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        440 => {
            let args = decode::<remote::DomainSaveParamsArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.save().domain_save_params(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        441 => {
            let args = decode::<remote::DomainRestoreParamsArgs>(&call)?;
            permit(&call, &Target::None, args.flags, 0)?;
            let ret = call.save().domain_restore_params(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        442 => {
            let args = decode::<remote::DomainAbortJobFlagsArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.stats().domain_abort_job_flags(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        443 => {
            let args = decode::<remote::DomainFdAssociateArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let fds = call.take_fds();
            let ret = call.device().domain_fd_associate(&call.cx, args, fds).await?;
            Reply::new(&call, &ret)
        }
        444 => {
            let args = decode::<remote::NetworkSetMetadataArgs>(&call)?;
            permit(&call, &Target::Network(&args.network), args.flags, 0)?;
            let ret = call.network().network_set_metadata(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        445 => {
            let args = decode::<remote::NetworkGetMetadataArgs>(&call)?;
            permit(&call, &Target::Network(&args.network), args.flags, 0)?;
            let ret = call.network().network_get_metadata(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        447 => {
            let args = decode::<remote::NodeDeviceUpdateArgs>(&call)?;
            permit(&call, &Target::None, args.flags, 0)?;
            let ret = call.nodedev().node_device_update(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        448 => {
            let args = decode::<remote::DomainGraphicsReloadArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.io().domain_graphics_reload(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        449 => {
            let args = decode::<remote::DomainGetAutostartOnceArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), 0, 0)?;
            let ret = call.lookup().domain_get_autostart_once(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        450 => {
            let args = decode::<remote::DomainSetAutostartOnceArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), 0, 0)?;
            let ret = call.definition().domain_set_autostart_once(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        451 => {
            let args = decode::<remote::DomainSetThrottleGroupArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.block().domain_set_throttle_group(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        452 => {
            let args = decode::<remote::DomainDelThrottleGroupArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.block().domain_del_throttle_group(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        _ => Err(Unserved::Unknown),
    }
}

/// Serves a call of the `remote` program on a read-only connection.
#[allow(clippy::too_many_lines)] // a table
pub async fn remote_read_only(mut call: Incoming) -> Result<Reply, Unserved> {
    match call.number {
        1 => {
            let args = decode::<remote::ConnectOpenArgs>(&call)?;
            permit(&call, &Target::None, args.flags, 0)?;
            let ret = call.session().connect_open(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        2 => {
            decode::<()>(&call)?;
            let ret = call.session().connect_close(&call.cx).await?;
            Reply::new(&call, &ret)
        }
        3 => {
            decode::<()>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.connection().connect_get_type(&call.cx).await?;
            Reply::new(&call, &ret)
        }
        4 => {
            decode::<()>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.connection().connect_get_version(&call.cx).await?;
            Reply::new(&call, &ret)
        }
        5 => {
            let args = decode::<remote::ConnectGetMaxVcpusArgs>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.connection().connect_get_max_vcpus(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        6 => {
            decode::<()>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.node().node_get_info(&call.cx).await?;
            Reply::new(&call, &ret)
        }
        7 => {
            decode::<()>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.connection().connect_get_capabilities(&call.cx).await?;
            Reply::new(&call, &ret)
        }
        14 => {
            let args = decode::<remote::DomainGetXmlDescArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.lookup().domain_get_xml_desc(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        15 => {
            let args = decode::<remote::DomainGetAutostartArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), 0, 0)?;
            let ret = call.lookup().domain_get_autostart(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        16 => {
            let args = decode::<remote::DomainGetInfoArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), 0, 0)?;
            let ret = call.lookup().domain_get_info(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        17 => {
            let args = decode::<remote::DomainGetMaxMemoryArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), 0, 0)?;
            let ret = call.tuning().domain_get_max_memory(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        18 => {
            let args = decode::<remote::DomainGetMaxVcpusArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), 0, 0)?;
            let ret = call.tuning().domain_get_max_vcpus(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        19 => {
            let args = decode::<remote::DomainGetOsTypeArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), 0, 0)?;
            let ret = call.lookup().domain_get_os_type(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        20 => {
            let args = decode::<remote::DomainGetVcpusArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), 0, 0)?;
            let ret = call.stats().domain_get_vcpus(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        21 => {
            let args = decode::<remote::ConnectListDefinedDomainsArgs>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.lookup().connect_list_defined_domains(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        22 => {
            let args = decode::<remote::DomainLookupByIdArgs>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.lookup().domain_lookup_by_id(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        23 => {
            let args = decode::<remote::DomainLookupByNameArgs>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.lookup().domain_lookup_by_name(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        24 => {
            let args = decode::<remote::DomainLookupByUuidArgs>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.lookup().domain_lookup_by_uuid(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        25 => {
            decode::<()>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.lookup().connect_num_of_defined_domains(&call.cx).await?;
            Reply::new(&call, &ret)
        }
        36 => {
            let args = decode::<remote::ConnectListDefinedNetworksArgs>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.network().connect_list_defined_networks(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        37 => {
            let args = decode::<remote::ConnectListDomainsArgs>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.lookup().connect_list_domains(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        38 => {
            let args = decode::<remote::ConnectListNetworksArgs>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.network().connect_list_networks(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        43 => {
            let args = decode::<remote::NetworkGetXmlDescArgs>(&call)?;
            permit(&call, &Target::Network(&args.net), args.flags, 0)?;
            let ret = call.network().network_get_xml_desc(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        44 => {
            let args = decode::<remote::NetworkGetAutostartArgs>(&call)?;
            permit(&call, &Target::Network(&args.net), 0, 0)?;
            let ret = call.network().network_get_autostart(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        45 => {
            let args = decode::<remote::NetworkGetBridgeNameArgs>(&call)?;
            permit(&call, &Target::Network(&args.net), 0, 0)?;
            let ret = call.network().network_get_bridge_name(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        46 => {
            let args = decode::<remote::NetworkLookupByNameArgs>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.network().network_lookup_by_name(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        47 => {
            let args = decode::<remote::NetworkLookupByUuidArgs>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.network().network_lookup_by_uuid(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        50 => {
            decode::<()>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.network().connect_num_of_defined_networks(&call.cx).await?;
            Reply::new(&call, &ret)
        }
        51 => {
            decode::<()>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.lookup().connect_num_of_domains(&call.cx).await?;
            Reply::new(&call, &ret)
        }
        52 => {
            decode::<()>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.network().connect_num_of_networks(&call.cx).await?;
            Reply::new(&call, &ret)
        }
        56 => {
            let args = decode::<remote::DomainGetSchedulerTypeArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), 0, 0)?;
            let ret = call.tuning().domain_get_scheduler_type(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        57 => {
            let args = decode::<remote::DomainGetSchedulerParametersArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), 0, 0)?;
            let ret = call.tuning().domain_get_scheduler_parameters(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        59 => {
            decode::<()>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.connection().connect_get_hostname(&call.cx).await?;
            Reply::new(&call, &ret)
        }
        60 => {
            let args = decode::<remote::ConnectSupportsFeatureArgs>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.session().connect_supports_feature(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        64 => {
            let args = decode::<remote::DomainBlockStatsArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), 0, 0)?;
            let ret = call.stats().domain_block_stats(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        65 => {
            let args = decode::<remote::DomainInterfaceStatsArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), 0, 0)?;
            let ret = call.stats().domain_interface_stats(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        66 => {
            decode::<()>(&call)?;
            let ret = call.session().auth_list(&call.cx).await?;
            Reply::new(&call, &ret)
        }
        67 => {
            decode::<()>(&call)?;
            let ret = call.session().auth_sasl_init(&call.cx).await?;
            Reply::new(&call, &ret)
        }
        68 => {
            let args = decode::<remote::AuthSaslStartArgs>(&call)?;
            let ret = call.session().auth_sasl_start(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        69 => {
            let args = decode::<remote::AuthSaslStepArgs>(&call)?;
            let ret = call.session().auth_sasl_step(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        70 => {
            decode::<()>(&call)?;
            let ret = call.session().auth_polkit(&call.cx).await?;
            Reply::new(&call, &ret)
        }
        71 => {
            decode::<()>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.storage().connect_num_of_storage_pools(&call.cx).await?;
            Reply::new(&call, &ret)
        }
        72 => {
            let args = decode::<remote::ConnectListStoragePoolsArgs>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.storage().connect_list_storage_pools(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        73 => {
            decode::<()>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.storage().connect_num_of_defined_storage_pools(&call.cx).await?;
            Reply::new(&call, &ret)
        }
        74 => {
            let args = decode::<remote::ConnectListDefinedStoragePoolsArgs>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.storage().connect_list_defined_storage_pools(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        84 => {
            let args = decode::<remote::StoragePoolLookupByNameArgs>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.storage().storage_pool_lookup_by_name(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        85 => {
            let args = decode::<remote::StoragePoolLookupByUuidArgs>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.storage().storage_pool_lookup_by_uuid(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        86 => {
            let args = decode::<remote::StoragePoolLookupByVolumeArgs>(&call)?;
            permit(&call, &Target::StorageVol(&args.vol), 0, 0)?;
            let ret = call.storage().storage_pool_lookup_by_volume(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        87 => {
            let args = decode::<remote::StoragePoolGetInfoArgs>(&call)?;
            permit(&call, &Target::StoragePool(&args.pool), 0, 0)?;
            let ret = call.storage().storage_pool_get_info(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        88 => {
            let args = decode::<remote::StoragePoolGetXmlDescArgs>(&call)?;
            permit(&call, &Target::StoragePool(&args.pool), args.flags, 0)?;
            let ret = call.storage().storage_pool_get_xml_desc(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        89 => {
            let args = decode::<remote::StoragePoolGetAutostartArgs>(&call)?;
            permit(&call, &Target::StoragePool(&args.pool), 0, 0)?;
            let ret = call.storage().storage_pool_get_autostart(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        91 => {
            let args = decode::<remote::StoragePoolNumOfVolumesArgs>(&call)?;
            permit(&call, &Target::StoragePool(&args.pool), 0, 0)?;
            let ret = call.storage().storage_pool_num_of_volumes(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        92 => {
            let args = decode::<remote::StoragePoolListVolumesArgs>(&call)?;
            permit(&call, &Target::StoragePool(&args.pool), 0, 0)?;
            let ret = call.storage().storage_pool_list_volumes(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        95 => {
            let args = decode::<remote::StorageVolLookupByNameArgs>(&call)?;
            permit(&call, &Target::StoragePool(&args.pool), 0, 0)?;
            let ret = call.storage().storage_vol_lookup_by_name(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        96 => {
            let args = decode::<remote::StorageVolLookupByKeyArgs>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.storage().storage_vol_lookup_by_key(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        97 => {
            let args = decode::<remote::StorageVolLookupByPathArgs>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.storage().storage_vol_lookup_by_path(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        98 => {
            let args = decode::<remote::StorageVolGetInfoArgs>(&call)?;
            permit(&call, &Target::StorageVol(&args.vol), 0, 0)?;
            let ret = call.storage().storage_vol_get_info(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        99 => {
            let args = decode::<remote::StorageVolGetXmlDescArgs>(&call)?;
            permit(&call, &Target::StorageVol(&args.vol), args.flags, 0)?;
            let ret = call.storage().storage_vol_get_xml_desc(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        100 => {
            let args = decode::<remote::StorageVolGetPathArgs>(&call)?;
            permit(&call, &Target::StorageVol(&args.vol), 0, 0)?;
            let ret = call.storage().storage_vol_get_path(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        101 => {
            let args = decode::<remote::NodeGetCellsFreeMemoryArgs>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.node().node_get_cells_free_memory(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        102 => {
            decode::<()>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.node().node_get_free_memory(&call.cx).await?;
            Reply::new(&call, &ret)
        }
        105 => {
            decode::<()>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.session().connect_domain_event_register(&call.cx).await?;
            Reply::new(&call, &ret)
        }
        106 => {
            decode::<()>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.session().connect_domain_event_deregister(&call.cx).await?;
            Reply::new(&call, &ret)
        }
        110 => {
            decode::<()>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.session().connect_get_uri(&call.cx).await?;
            Reply::new(&call, &ret)
        }
        111 => {
            let args = decode::<remote::NodeNumOfDevicesArgs>(&call)?;
            permit(&call, &Target::None, args.flags, 0)?;
            let ret = call.nodedev().node_num_of_devices(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        112 => {
            let args = decode::<remote::NodeListDevicesArgs>(&call)?;
            permit(&call, &Target::None, args.flags, 0)?;
            let ret = call.nodedev().node_list_devices(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        113 => {
            let args = decode::<remote::NodeDeviceLookupByNameArgs>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.nodedev().node_device_lookup_by_name(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        114 => {
            let args = decode::<remote::NodeDeviceGetXmlDescArgs>(&call)?;
            permit(&call, &Target::None, args.flags, 0)?;
            let ret = call.nodedev().node_device_get_xml_desc(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        115 => {
            let args = decode::<remote::NodeDeviceGetParentArgs>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.nodedev().node_device_get_parent(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        116 => {
            let args = decode::<remote::NodeDeviceNumOfCapsArgs>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.nodedev().node_device_num_of_caps(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        117 => {
            let args = decode::<remote::NodeDeviceListCapsArgs>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.nodedev().node_device_list_caps(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        121 => {
            let args = decode::<remote::DomainGetSecurityLabelArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), 0, 0)?;
            let ret = call.lookup().domain_get_security_label(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        122 => {
            decode::<()>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.node().node_get_security_model(&call.cx).await?;
            Reply::new(&call, &ret)
        }
        126 => {
            decode::<()>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.interface().connect_num_of_interfaces(&call.cx).await?;
            Reply::new(&call, &ret)
        }
        127 => {
            let args = decode::<remote::ConnectListInterfacesArgs>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.interface().connect_list_interfaces(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        128 => {
            let args = decode::<remote::InterfaceLookupByNameArgs>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.interface().interface_lookup_by_name(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        129 => {
            let args = decode::<remote::InterfaceLookupByMacStringArgs>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.interface().interface_lookup_by_mac_string(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        130 => {
            let args = decode::<remote::InterfaceGetXmlDescArgs>(&call)?;
            permit(&call, &Target::Interface(&args.iface), args.flags, 0)?;
            let ret = call.interface().interface_get_xml_desc(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        137 => {
            decode::<()>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.interface().connect_num_of_defined_interfaces(&call.cx).await?;
            Reply::new(&call, &ret)
        }
        138 => {
            let args = decode::<remote::ConnectListDefinedInterfacesArgs>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.interface().connect_list_defined_interfaces(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        139 => {
            decode::<()>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.secret().connect_num_of_secrets(&call.cx).await?;
            Reply::new(&call, &ret)
        }
        140 => {
            let args = decode::<remote::ConnectListSecretsArgs>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.secret().connect_list_secrets(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        141 => {
            let args = decode::<remote::SecretLookupByUuidArgs>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.secret().secret_lookup_by_uuid(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        143 => {
            let args = decode::<remote::SecretGetXmlDescArgs>(&call)?;
            permit(&call, &Target::Secret(&args.secret), args.flags, 0)?;
            let ret = call.secret().secret_get_xml_desc(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        147 => {
            let args = decode::<remote::SecretLookupByUsageArgs>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.secret().secret_lookup_by_usage(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        149 => {
            decode::<()>(&call)?;
            let ret = call.session().connect_is_secure(&call.cx).await?;
            Reply::new(&call, &ret)
        }
        150 => {
            let args = decode::<remote::DomainIsActiveArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), 0, 0)?;
            let ret = call.lookup().domain_is_active(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        151 => {
            let args = decode::<remote::DomainIsPersistentArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), 0, 0)?;
            let ret = call.lookup().domain_is_persistent(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        152 => {
            let args = decode::<remote::NetworkIsActiveArgs>(&call)?;
            permit(&call, &Target::Network(&args.net), 0, 0)?;
            let ret = call.network().network_is_active(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        153 => {
            let args = decode::<remote::NetworkIsPersistentArgs>(&call)?;
            permit(&call, &Target::Network(&args.net), 0, 0)?;
            let ret = call.network().network_is_persistent(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        154 => {
            let args = decode::<remote::StoragePoolIsActiveArgs>(&call)?;
            permit(&call, &Target::StoragePool(&args.pool), 0, 0)?;
            let ret = call.storage().storage_pool_is_active(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        155 => {
            let args = decode::<remote::StoragePoolIsPersistentArgs>(&call)?;
            permit(&call, &Target::StoragePool(&args.pool), 0, 0)?;
            let ret = call.storage().storage_pool_is_persistent(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        156 => {
            let args = decode::<remote::InterfaceIsActiveArgs>(&call)?;
            permit(&call, &Target::Interface(&args.iface), 0, 0)?;
            let ret = call.interface().interface_is_active(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        157 => {
            decode::<()>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.session().connect_get_lib_version(&call.cx).await?;
            Reply::new(&call, &ret)
        }
        158 => {
            let args = decode::<remote::ConnectCompareCpuArgs>(&call)?;
            permit(&call, &Target::None, args.flags, 0)?;
            let ret = call.connection().connect_compare_cpu(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        159 => {
            let args = decode::<remote::DomainMemoryStatsArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.stats().domain_memory_stats(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        162 => {
            let args = decode::<remote::ConnectBaselineCpuArgs>(&call)?;
            permit(&call, &Target::None, args.flags, 0)?;
            let ret = call.connection().connect_baseline_cpu(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        163 => {
            let args = decode::<remote::DomainGetJobInfoArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), 0, 0)?;
            let ret = call.stats().domain_get_job_info(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        167 => {
            let args = decode::<remote::ConnectDomainEventRegisterAnyArgs>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.session().connect_domain_event_register_any(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        168 => {
            let args = decode::<remote::ConnectDomainEventDeregisterAnyArgs>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.session().connect_domain_event_deregister_any(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        175 => {
            let args = decode::<remote::NwfilterLookupByNameArgs>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.nwfilter().nwfilter_lookup_by_name(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        176 => {
            let args = decode::<remote::NwfilterLookupByUuidArgs>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.nwfilter().nwfilter_lookup_by_uuid(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        177 => {
            let args = decode::<remote::NwfilterGetXmlDescArgs>(&call)?;
            permit(&call, &Target::NwFilter(&args.nwfilter), args.flags, 0)?;
            let ret = call.nwfilter().nwfilter_get_xml_desc(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        178 => {
            decode::<()>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.nwfilter().connect_num_of_nwfilters(&call.cx).await?;
            Reply::new(&call, &ret)
        }
        179 => {
            let args = decode::<remote::ConnectListNwfiltersArgs>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.nwfilter().connect_list_nwfilters(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        183 => {
            let args = decode::<remote::DomainHasManagedSaveImageArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.save().domain_has_managed_save_image(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        186 => {
            let args = decode::<remote::DomainSnapshotGetXmlDescArgs>(&call)?;
            permit(&call, &Target::Snapshot(&args.snap), args.flags, 0)?;
            let ret = call.snapshot().domain_snapshot_get_xml_desc(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        187 => {
            let args = decode::<remote::DomainSnapshotNumArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.snapshot().domain_snapshot_num(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        188 => {
            let args = decode::<remote::DomainSnapshotListNamesArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.snapshot().domain_snapshot_list_names(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        189 => {
            let args = decode::<remote::DomainSnapshotLookupByNameArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.snapshot().domain_snapshot_lookup_by_name(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        190 => {
            let args = decode::<remote::DomainHasCurrentSnapshotArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.snapshot().domain_has_current_snapshot(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        191 => {
            let args = decode::<remote::DomainSnapshotCurrentArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.snapshot().domain_snapshot_current(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        194 => {
            let args = decode::<remote::DomainGetBlockInfoArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.stats().domain_get_block_info(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        198 => {
            let args = decode::<remote::DomainGetMemoryParametersArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.tuning().domain_get_memory_parameters(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        200 => {
            let args = decode::<remote::DomainGetVcpusFlagsArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.tuning().domain_get_vcpus_flags(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        202 => {
            let args = decode::<remote::DomainIsUpdatedArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), 0, 0)?;
            let ret = call.lookup().domain_is_updated(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        203 => {
            let args = decode::<remote::ConnectGetSysinfoArgs>(&call)?;
            permit(&call, &Target::None, args.flags, 0)?;
            let ret = call.connection().connect_get_sysinfo(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        206 => {
            let args = decode::<remote::DomainGetBlkioParametersArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.tuning().domain_get_blkio_parameters(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        212 => {
            let args = decode::<remote::DomainGetStateArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.lookup().domain_get_state(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        223 => {
            let args = decode::<remote::DomainGetSchedulerParametersFlagsArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.tuning().domain_get_scheduler_parameters_flags(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        227 => {
            let args = decode::<remote::NodeGetCpuStatsArgs>(&call)?;
            permit(&call, &Target::None, args.flags, 0)?;
            let ret = call.node().node_get_cpu_stats(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        228 => {
            let args = decode::<remote::NodeGetMemoryStatsArgs>(&call)?;
            permit(&call, &Target::None, args.flags, 0)?;
            let ret = call.node().node_get_memory_stats(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        229 => {
            let args = decode::<remote::DomainGetControlInfoArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.stats().domain_get_control_info(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        230 => {
            let args = decode::<remote::DomainGetVcpuPinInfoArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.stats().domain_get_vcpu_pin_info(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        238 => {
            let args = decode::<remote::DomainGetBlockJobInfoArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.block().domain_get_block_job_info(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        243 => {
            let args = decode::<remote::DomainBlockStatsFlagsArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.stats().domain_block_stats_flags(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        244 => {
            let args = decode::<remote::DomainSnapshotGetParentArgs>(&call)?;
            permit(&call, &Target::Snapshot(&args.snap), args.flags, 0)?;
            let ret = call.snapshot().domain_snapshot_get_parent(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        246 => {
            let args = decode::<remote::DomainSnapshotNumChildrenArgs>(&call)?;
            permit(&call, &Target::Snapshot(&args.snap), args.flags, 0)?;
            let ret = call.snapshot().domain_snapshot_num_children(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        247 => {
            let args = decode::<remote::DomainSnapshotListChildrenNamesArgs>(&call)?;
            permit(&call, &Target::Snapshot(&args.snap), args.flags, 0)?;
            let ret = call.snapshot().domain_snapshot_list_children_names(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        253 => {
            let args = decode::<remote::DomainGetBlockIoTuneArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.block().domain_get_block_io_tune(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        255 => {
            let args = decode::<remote::DomainGetNumaParametersArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.tuning().domain_get_numa_parameters(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        257 => {
            let args = decode::<remote::DomainGetInterfaceParametersArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.tuning().domain_get_interface_parameters(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        262 => {
            let args = decode::<remote::DomainGetCpuStatsArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.stats().domain_get_cpu_stats(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        263 => {
            let args = decode::<remote::DomainGetDiskErrorsArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.stats().domain_get_disk_errors(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        265 => {
            let args = decode::<remote::DomainGetMetadataArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.lookup().domain_get_metadata(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        271 => {
            let args = decode::<remote::DomainSnapshotIsCurrentArgs>(&call)?;
            permit(&call, &Target::Snapshot(&args.snap), args.flags, 0)?;
            let ret = call.snapshot().domain_snapshot_is_current(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        272 => {
            let args = decode::<remote::DomainSnapshotHasMetadataArgs>(&call)?;
            permit(&call, &Target::Snapshot(&args.snap), args.flags, 0)?;
            let ret = call.snapshot().domain_snapshot_has_metadata(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        273 => {
            let args = decode::<remote::ConnectListAllDomainsArgs>(&call)?;
            permit(&call, &Target::None, args.flags, 0)?;
            let ret = call.lookup().connect_list_all_domains(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        274 => {
            let args = decode::<remote::DomainListAllSnapshotsArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.snapshot().domain_list_all_snapshots(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        275 => {
            let args = decode::<remote::DomainSnapshotListAllChildrenArgs>(&call)?;
            permit(&call, &Target::Snapshot(&args.snapshot), args.flags, 0)?;
            let ret = call.snapshot().domain_snapshot_list_all_children(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        278 => {
            let args = decode::<remote::DomainGetSecurityLabelListArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), 0, 0)?;
            let ret = call.lookup().domain_get_security_label_list(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        280 => {
            let args = decode::<remote::DomainGetEmulatorPinInfoArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.stats().domain_get_emulator_pin_info(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        281 => {
            let args = decode::<remote::ConnectListAllStoragePoolsArgs>(&call)?;
            permit(&call, &Target::None, args.flags, 0)?;
            let ret = call.storage().connect_list_all_storage_pools(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        282 => {
            let args = decode::<remote::StoragePoolListAllVolumesArgs>(&call)?;
            permit(&call, &Target::StoragePool(&args.pool), args.flags, 0)?;
            let ret = call.storage().storage_pool_list_all_volumes(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        283 => {
            let args = decode::<remote::ConnectListAllNetworksArgs>(&call)?;
            permit(&call, &Target::None, args.flags, 0)?;
            let ret = call.network().connect_list_all_networks(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        284 => {
            let args = decode::<remote::ConnectListAllInterfacesArgs>(&call)?;
            permit(&call, &Target::None, args.flags, 0)?;
            let ret = call.interface().connect_list_all_interfaces(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        285 => {
            let args = decode::<remote::ConnectListAllNodeDevicesArgs>(&call)?;
            permit(&call, &Target::None, args.flags, 0)?;
            let ret = call.nodedev().connect_list_all_node_devices(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        286 => {
            let args = decode::<remote::ConnectListAllNwfiltersArgs>(&call)?;
            permit(&call, &Target::None, args.flags, 0)?;
            let ret = call.nwfilter().connect_list_all_nwfilters(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        287 => {
            let args = decode::<remote::ConnectListAllSecretsArgs>(&call)?;
            permit(&call, &Target::None, args.flags, 0)?;
            let ret = call.secret().connect_list_all_secrets(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        289 => {
            let args = decode::<remote::NodeGetMemoryParametersArgs>(&call)?;
            permit(&call, &Target::None, args.flags, 0)?;
            let ret = call.node().node_get_memory_parameters(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        293 => {
            let args = decode::<remote::NodeGetCpuMapArgs>(&call)?;
            permit(&call, &Target::None, args.flags, 0)?;
            let ret = call.node().node_get_cpu_map(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        297 => {
            let args = decode::<remote::NodeDeviceLookupScsiHostByWwnArgs>(&call)?;
            permit(&call, &Target::None, args.flags, 0)?;
            let ret = call.nodedev().node_device_lookup_scsi_host_by_wwn(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        298 => {
            let args = decode::<remote::DomainGetJobStatsArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.stats().domain_get_job_stats(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        312 => {
            let args = decode::<remote::ConnectGetCpuModelNamesArgs>(&call)?;
            permit(&call, &Target::None, args.flags, 0)?;
            let ret = call.connection().connect_get_cpu_model_names(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        313 => {
            let args = decode::<remote::ConnectNetworkEventRegisterAnyArgs>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.session().connect_network_event_register_any(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        314 => {
            let args = decode::<remote::ConnectNetworkEventDeregisterAnyArgs>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.session().connect_network_event_deregister_any(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        316 => {
            let args = decode::<remote::ConnectDomainEventCallbackRegisterAnyArgs>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret =
                call.session().connect_domain_event_callback_register_any(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        317 => {
            let args = decode::<remote::ConnectDomainEventCallbackDeregisterAnyArgs>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret =
                call.session().connect_domain_event_callback_deregister_any(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        340 => {
            let args = decode::<remote::NodeGetFreePagesArgs>(&call)?;
            permit(&call, &Target::None, args.flags, 0)?;
            let ret = call.node().node_get_free_pages(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        341 => {
            let args = decode::<remote::NetworkGetDhcpLeasesArgs>(&call)?;
            permit(&call, &Target::Network(&args.net), args.flags, 0)?;
            let ret = call.network().network_get_dhcp_leases(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        344 => {
            let args = decode::<remote::ConnectGetAllDomainStatsArgs>(&call)?;
            permit(&call, &Target::None, args.flags, 0)?;
            let ret = call.stats().connect_get_all_domain_stats(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        351 => {
            let args = decode::<remote::DomainGetIothreadInfoArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.stats().domain_get_iothread_info(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        353 => {
            let args = decode::<remote::DomainInterfaceAddressesArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, args.source)?;
            let ret = call.agent().domain_interface_addresses(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        360 => {
            decode::<()>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.session().connect_register_close_callback(&call.cx).await?;
            Reply::new(&call, &ret)
        }
        361 => {
            decode::<()>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.session().connect_unregister_close_callback(&call.cx).await?;
            Reply::new(&call, &ret)
        }
        365 => {
            let args = decode::<remote::DomainGetPerfEventsArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.stats().domain_get_perf_events(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        368 => {
            let args = decode::<remote::ConnectStoragePoolEventRegisterAnyArgs>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret =
                call.session().connect_storage_pool_event_register_any(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        369 => {
            let args = decode::<remote::ConnectStoragePoolEventDeregisterAnyArgs>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret =
                call.session().connect_storage_pool_event_deregister_any(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        374 => {
            let args = decode::<remote::ConnectNodeDeviceEventRegisterAnyArgs>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.session().connect_node_device_event_register_any(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        375 => {
            let args = decode::<remote::ConnectNodeDeviceEventDeregisterAnyArgs>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret =
                call.session().connect_node_device_event_deregister_any(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        378 => {
            let args = decode::<remote::StorageVolGetInfoFlagsArgs>(&call)?;
            permit(&call, &Target::StorageVol(&args.vol), args.flags, 0)?;
            let ret = call.storage().storage_vol_get_info_flags(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        380 => {
            let args = decode::<remote::ConnectSecretEventRegisterAnyArgs>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.session().connect_secret_event_register_any(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        381 => {
            let args = decode::<remote::ConnectSecretEventDeregisterAnyArgs>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.session().connect_secret_event_deregister_any(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        388 => {
            let args = decode::<remote::DomainManagedSaveGetXmlDescArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.save().domain_managed_save_get_xml_desc(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        391 => {
            let args = decode::<remote::StoragePoolLookupByTargetPathArgs>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.storage().storage_pool_lookup_by_target_path(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        396 => {
            let args = decode::<remote::DomainGetLaunchSecurityInfoArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.tuning().domain_get_launch_security_info(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        397 => {
            let args = decode::<remote::NwfilterBindingLookupByPortDevArgs>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.nwfilter().nwfilter_binding_lookup_by_port_dev(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        398 => {
            let args = decode::<remote::NwfilterBindingGetXmlDescArgs>(&call)?;
            permit(&call, &Target::NwFilterBinding(&args.nwfilter), args.flags, 0)?;
            let ret = call.nwfilter().nwfilter_binding_get_xml_desc(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        401 => {
            let args = decode::<remote::ConnectListAllNwfilterBindingsArgs>(&call)?;
            permit(&call, &Target::None, args.flags, 0)?;
            let ret = call.nwfilter().connect_list_all_nwfilter_bindings(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        403 => {
            let args = decode::<remote::ConnectGetStoragePoolCapabilitiesArgs>(&call)?;
            permit(&call, &Target::None, args.flags, 0)?;
            let ret = call.storage().connect_get_storage_pool_capabilities(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        404 => {
            let args = decode::<remote::NetworkListAllPortsArgs>(&call)?;
            permit(&call, &Target::Network(&args.network), args.flags, 0)?;
            let ret = call.network().network_list_all_ports(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        405 => {
            let args = decode::<remote::NetworkPortLookupByUuidArgs>(&call)?;
            permit(&call, &Target::Network(&args.network), 0, 0)?;
            let ret = call.network().network_port_lookup_by_uuid(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        407 => {
            let args = decode::<remote::NetworkPortGetParametersArgs>(&call)?;
            permit(&call, &Target::NetworkPort(&args.port), args.flags, 0)?;
            let ret = call.network().network_port_get_parameters(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        409 => {
            let args = decode::<remote::NetworkPortGetXmlDescArgs>(&call)?;
            permit(&call, &Target::NetworkPort(&args.port), args.flags, 0)?;
            let ret = call.network().network_port_get_xml_desc(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        412 => {
            let args = decode::<remote::DomainCheckpointGetXmlDescArgs>(&call)?;
            permit(&call, &Target::Checkpoint(&args.checkpoint), args.flags, 0)?;
            let ret = call.checkpoint().domain_checkpoint_get_xml_desc(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        413 => {
            let args = decode::<remote::DomainListAllCheckpointsArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.checkpoint().domain_list_all_checkpoints(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        414 => {
            let args = decode::<remote::DomainCheckpointListAllChildrenArgs>(&call)?;
            permit(&call, &Target::Checkpoint(&args.checkpoint), args.flags, 0)?;
            let ret = call.checkpoint().domain_checkpoint_list_all_children(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        415 => {
            let args = decode::<remote::DomainCheckpointLookupByNameArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.checkpoint().domain_checkpoint_lookup_by_name(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        416 => {
            let args = decode::<remote::DomainCheckpointGetParentArgs>(&call)?;
            permit(&call, &Target::Checkpoint(&args.checkpoint), args.flags, 0)?;
            let ret = call.checkpoint().domain_checkpoint_get_parent(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        422 => {
            let args = decode::<remote::DomainBackupGetXmlDescArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.checkpoint().domain_backup_get_xml_desc(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        426 => {
            let args = decode::<remote::DomainGetMessagesArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.stats().domain_get_messages(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        433 => {
            let args = decode::<remote::NodeDeviceGetAutostartArgs>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.nodedev().node_device_get_autostart(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        435 => {
            let args = decode::<remote::NodeDeviceIsPersistentArgs>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.nodedev().node_device_is_persistent(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        436 => {
            let args = decode::<remote::NodeDeviceIsActiveArgs>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret = call.nodedev().node_device_is_active(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        445 => {
            let args = decode::<remote::NetworkGetMetadataArgs>(&call)?;
            permit(&call, &Target::Network(&args.network), args.flags, 0)?;
            let ret = call.network().network_get_metadata(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        449 => {
            let args = decode::<remote::DomainGetAutostartOnceArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), 0, 0)?;
            let ret = call.lookup().domain_get_autostart_once(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        _ => Err(Unserved::Unknown),
    }
}

/// Serves a call of the `qemu` program.
#[allow(clippy::too_many_lines)] // a table
pub async fn qemu(mut call: Incoming) -> Result<Reply, Unserved> {
    match call.number {
        1 => {
            let args = decode::<qemu::DomainMonitorCommandArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.qemu().domain_monitor_command(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        2 => {
            let args = decode::<qemu::DomainAttachArgs>(&call)?;
            permit(&call, &Target::None, args.flags, 0)?;
            let ret = call.qemu().domain_attach(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        3 => {
            let args = decode::<qemu::DomainAgentCommandArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.qemu().domain_agent_command(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        4 => {
            let args = decode::<qemu::ConnectDomainMonitorEventRegisterArgs>(&call)?;
            permit(&call, &Target::None, args.flags, 0)?;
            let ret = call.session().connect_domain_monitor_event_register(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        5 => {
            let args = decode::<qemu::ConnectDomainMonitorEventDeregisterArgs>(&call)?;
            permit(&call, &Target::None, 0, 0)?;
            let ret =
                call.session().connect_domain_monitor_event_deregister(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        7 => {
            let args = decode::<qemu::DomainMonitorCommandWithFilesArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let fds = call.take_fds();
            let ret = call.qemu().domain_monitor_command_with_files(&call.cx, args, fds).await?;
            Reply::with_fds(&call, &ret.0, ret.1)
        }
        _ => Err(Unserved::Unknown),
    }
}

/// Serves a call of the `qemu` program on a read-only connection.
pub async fn qemu_read_only(_call: Incoming) -> Result<Reply, Unserved> {
    Err(Unserved::Unknown)
}

/// Serves a call of the `lxc` program.
#[allow(clippy::too_many_lines)] // a table
pub async fn lxc(mut call: Incoming) -> Result<Reply, Unserved> {
    match call.number {
        1 => {
            let args = decode::<lxc::DomainOpenNamespaceArgs>(&call)?;
            permit(&call, &Target::Domain(&args.dom), args.flags, 0)?;
            let ret = call.lxc().domain_open_namespace(&call.cx, args).await?;
            Reply::with_fds(&call, &ret.0, ret.1)
        }
        _ => Err(Unserved::Unknown),
    }
}

/// Serves a call of the `lxc` program on a read-only connection.
pub async fn lxc_read_only(_call: Incoming) -> Result<Reply, Unserved> {
    Err(Unserved::Unknown)
}

/// Serves a call of the `admin` program.
#[allow(clippy::too_many_lines)] // a table
pub async fn admin(mut call: Incoming) -> Result<Reply, Unserved> {
    match call.number {
        1 => {
            let args = decode::<admin::ConnectOpenArgs>(&call)?;
            let ret = call.admin().connect_open(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        2 => {
            decode::<()>(&call)?;
            let ret = call.admin().connect_close(&call.cx).await?;
            Reply::new(&call, &ret)
        }
        3 => {
            decode::<()>(&call)?;
            let ret = call.admin().connect_get_lib_version(&call.cx).await?;
            Reply::new(&call, &ret)
        }
        4 => {
            let args = decode::<admin::ConnectListServersArgs>(&call)?;
            let ret = call.admin().connect_list_servers(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        5 => {
            let args = decode::<admin::ConnectLookupServerArgs>(&call)?;
            let ret = call.admin().connect_lookup_server(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        6 => {
            let args = decode::<admin::ServerGetThreadpoolParametersArgs>(&call)?;
            let ret = call.admin().server_get_threadpool_parameters(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        7 => {
            let args = decode::<admin::ServerSetThreadpoolParametersArgs>(&call)?;
            let ret = call.admin().server_set_threadpool_parameters(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        8 => {
            let args = decode::<admin::ServerListClientsArgs>(&call)?;
            let ret = call.admin().server_list_clients(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        9 => {
            let args = decode::<admin::ServerLookupClientArgs>(&call)?;
            let ret = call.admin().server_lookup_client(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        10 => {
            let args = decode::<admin::ClientGetInfoArgs>(&call)?;
            let ret = call.admin().client_get_info(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        11 => {
            let args = decode::<admin::ClientCloseArgs>(&call)?;
            let ret = call.admin().client_close(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        12 => {
            let args = decode::<admin::ServerGetClientLimitsArgs>(&call)?;
            let ret = call.admin().server_get_client_limits(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        13 => {
            let args = decode::<admin::ServerSetClientLimitsArgs>(&call)?;
            let ret = call.admin().server_set_client_limits(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        14 => {
            let args = decode::<admin::ConnectGetLoggingOutputsArgs>(&call)?;
            let ret = call.admin().connect_get_logging_outputs(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        15 => {
            let args = decode::<admin::ConnectGetLoggingFiltersArgs>(&call)?;
            let ret = call.admin().connect_get_logging_filters(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        16 => {
            let args = decode::<admin::ConnectSetLoggingOutputsArgs>(&call)?;
            let ret = call.admin().connect_set_logging_outputs(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        17 => {
            let args = decode::<admin::ConnectSetLoggingFiltersArgs>(&call)?;
            let ret = call.admin().connect_set_logging_filters(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        18 => {
            let args = decode::<admin::ServerUpdateTlsFilesArgs>(&call)?;
            let ret = call.admin().server_update_tls_files(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        19 => {
            let args = decode::<admin::ConnectSetDaemonTimeoutArgs>(&call)?;
            let ret = call.admin().connect_set_daemon_timeout(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        20 => {
            let args = decode::<admin::ConnectDaemonShutdownArgs>(&call)?;
            let ret = call.admin().connect_daemon_shutdown(&call.cx, args).await?;
            Reply::new(&call, &ret)
        }
        _ => Err(Unserved::Unknown),
    }
}
