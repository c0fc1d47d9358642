//! Snapshots and checkpoints. None can be made yet, so every domain has none.

use async_trait::async_trait;
use vireo_api::drivers::{CheckpointCalls, SnapshotCalls};
use vireo_api::{CallContext, Error, ErrorCode, ErrorDomain, Result};
use vireo_proto::remote;

use crate::driver::QemuDriver;
use crate::error::operation_unsupported;
use crate::flags;
use crate::live::GuestView;

#[async_trait]
impl SnapshotCalls for QemuDriver {
    async fn domain_snapshot_num(
        &self,
        _cx: &CallContext,
        args: remote::DomainSnapshotNumArgs,
    ) -> Result<remote::DomainSnapshotNumRet> {
        flags::DOMAIN_SNAPSHOT_NUM.check(args.flags)?;
        self.guest(&args.dom)?;
        Ok(remote::DomainSnapshotNumRet { num: 0 })
    }

    async fn domain_snapshot_list_names(
        &self,
        _cx: &CallContext,
        args: remote::DomainSnapshotListNamesArgs,
    ) -> Result<remote::DomainSnapshotListNamesRet> {
        flags::DOMAIN_SNAPSHOT_NUM.check(args.flags)?;
        self.guest(&args.dom)?;
        Ok(remote::DomainSnapshotListNamesRet { names: Vec::new() })
    }

    async fn domain_list_all_snapshots(
        &self,
        _cx: &CallContext,
        args: remote::DomainListAllSnapshotsArgs,
    ) -> Result<remote::DomainListAllSnapshotsRet> {
        flags::DOMAIN_LIST_ALL_SNAPSHOTS.check(args.flags)?;
        self.guest(&args.dom)?;
        Ok(remote::DomainListAllSnapshotsRet { snapshots: Vec::new(), ret: 0 })
    }

    async fn domain_snapshot_lookup_by_name(
        &self,
        _cx: &CallContext,
        args: remote::DomainSnapshotLookupByNameArgs,
    ) -> Result<remote::DomainSnapshotLookupByNameRet> {
        flags::DOMAIN_SNAPSHOT_LOOKUP_BY_NAME.check(args.flags)?;
        self.guest(&args.dom)?;
        let text = format!("no domain snapshot with matching name '{}'", args.name);
        Err(Error::new(ErrorCode::NoDomainSnapshot, ErrorDomain::Qemu, text))
    }

    async fn domain_snapshot_current(
        &self,
        _cx: &CallContext,
        args: remote::DomainSnapshotCurrentArgs,
    ) -> Result<remote::DomainSnapshotCurrentRet> {
        flags::DOMAIN_SNAPSHOT_CURRENT.check(args.flags)?;
        self.guest(&args.dom)?;
        let text = "the domain does not have a current snapshot";
        Err(Error::new(ErrorCode::NoDomainSnapshot, ErrorDomain::Qemu, text))
    }

    async fn domain_has_current_snapshot(
        &self,
        _cx: &CallContext,
        args: remote::DomainHasCurrentSnapshotArgs,
    ) -> Result<remote::DomainHasCurrentSnapshotRet> {
        flags::DOMAIN_HAS_CURRENT_SNAPSHOT.check(args.flags)?;
        self.guest(&args.dom)?;
        Ok(remote::DomainHasCurrentSnapshotRet { result: 0 })
    }
}

#[async_trait]
impl CheckpointCalls for QemuDriver {
    async fn domain_list_all_checkpoints(
        &self,
        _cx: &CallContext,
        args: remote::DomainListAllCheckpointsArgs,
    ) -> Result<remote::DomainListAllCheckpointsRet> {
        flags::DOMAIN_LIST_ALL_CHECKPOINTS.check(args.flags)?;
        self.guest(&args.dom)?;
        Ok(remote::DomainListAllCheckpointsRet { checkpoints: Vec::new(), ret: 0 })
    }

    async fn domain_checkpoint_lookup_by_name(
        &self,
        _cx: &CallContext,
        args: remote::DomainCheckpointLookupByNameArgs,
    ) -> Result<remote::DomainCheckpointLookupByNameRet> {
        flags::DOMAIN_CHECKPOINT_LOOKUP_BY_NAME.check(args.flags)?;
        self.guest(&args.dom)?;
        let text = format!("no domain checkpoint with matching name '{}'", args.name);
        Err(Error::new(ErrorCode::NoDomainCheckpoint, ErrorDomain::Qemu, text))
    }

    async fn domain_checkpoint_create_xml(
        &self,
        _cx: &CallContext,
        args: remote::DomainCheckpointCreateXmlArgs,
    ) -> Result<remote::DomainCheckpointCreateXmlRet> {
        flags::DOMAIN_CHECKPOINT_CREATE_XML.check(args.flags)?;
        if !self.guest(&args.dom)?.peek(GuestView::is_active) {
            return Err(operation_unsupported("cannot create checkpoint for inactive domain"));
        }
        Err(Error::no_support(ErrorDomain::DomainCheckpoint, "virDomainCheckpointCreateXML"))
    }

    async fn domain_backup_begin(
        &self,
        _cx: &CallContext,
        args: remote::DomainBackupBeginArgs,
    ) -> Result<()> {
        flags::DOMAIN_BACKUP_BEGIN.check(args.flags)?;
        if !self.guest(&args.dom)?.peek(GuestView::is_active) {
            return Err(operation_unsupported("cannot perform disk backup for inactive domain"));
        }
        Err(Error::no_support(ErrorDomain::DomainCheckpoint, "virDomainBackupBegin"))
    }

    async fn domain_backup_get_xml_desc(
        &self,
        _cx: &CallContext,
        args: remote::DomainBackupGetXmlDescArgs,
    ) -> Result<remote::DomainBackupGetXmlDescRet> {
        flags::DOMAIN_BACKUP_GET_XML_DESC.check(args.flags)?;
        self.guest(&args.dom)?;
        let text = "no domain backup job present";
        Err(Error::new(ErrorCode::NoDomainBackup, ErrorDomain::Qemu, text))
    }
}
