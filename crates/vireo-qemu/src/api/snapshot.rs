//! Snapshots and checkpoints. None can be made yet, so every domain has none.

use async_trait::async_trait;
use vireo_api::drivers::{CheckpointCalls, SnapshotCalls};
use vireo_api::{CallContext, Result};
use vireo_proto::remote;

use crate::driver::QemuDriver;
use crate::flags;

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
}
