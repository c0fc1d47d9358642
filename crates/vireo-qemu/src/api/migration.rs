//! Migration.

use async_trait::async_trait;
use vireo_api::consts::DOMAIN_MIGRATE_MAX_SPEED_POSTCOPY;
use vireo_api::drivers::MigrationCalls;
use vireo_api::{CallContext, Result};
use vireo_proto::remote;

use crate::driver::QemuDriver;
use crate::flags;
use crate::migration::tuning;

#[async_trait]
impl MigrationCalls for QemuDriver {
    async fn domain_migrate_set_max_downtime(
        &self,
        cx: &CallContext,
        args: remote::DomainMigrateSetMaxDowntimeArgs,
    ) -> Result<()> {
        flags::DOMAIN_MIGRATE_SET_MAX_DOWNTIME.check(args.flags)?;
        let guest = self.active(&args.dom)?.guest;
        tuning::set_downtime(self, &guest, args.downtime, cx.api).await
    }

    async fn domain_migrate_get_max_downtime(
        &self,
        cx: &CallContext,
        args: remote::DomainMigrateGetMaxDowntimeArgs,
    ) -> Result<remote::DomainMigrateGetMaxDowntimeRet> {
        flags::DOMAIN_MIGRATE_GET_MAX_DOWNTIME.check(args.flags)?;
        let guest = self.active(&args.dom)?.guest;
        let downtime = tuning::downtime(self, &guest, cx.api).await?;
        Ok(remote::DomainMigrateGetMaxDowntimeRet { downtime })
    }

    async fn domain_migrate_set_max_speed(
        &self,
        cx: &CallContext,
        args: remote::DomainMigrateSetMaxSpeedArgs,
    ) -> Result<()> {
        flags::DOMAIN_MIGRATE_SET_MAX_SPEED.check(args.flags)?;
        let postcopy = args.flags & DOMAIN_MIGRATE_MAX_SPEED_POSTCOPY != 0;
        let guest = self.guest(&args.dom)?;
        tuning::set_bandwidth(self, &guest, args.bandwidth, postcopy, cx.api).await
    }

    async fn domain_migrate_get_max_speed(
        &self,
        cx: &CallContext,
        args: remote::DomainMigrateGetMaxSpeedArgs,
    ) -> Result<remote::DomainMigrateGetMaxSpeedRet> {
        flags::DOMAIN_MIGRATE_GET_MAX_SPEED.check(args.flags)?;
        let postcopy = args.flags & DOMAIN_MIGRATE_MAX_SPEED_POSTCOPY != 0;
        let guest = self.guest(&args.dom)?;
        let bandwidth = tuning::bandwidth(self, &guest, postcopy, cx.api).await?;
        Ok(remote::DomainMigrateGetMaxSpeedRet { bandwidth })
    }

    async fn domain_migrate_get_compression_cache(
        &self,
        cx: &CallContext,
        args: remote::DomainMigrateGetCompressionCacheArgs,
    ) -> Result<remote::DomainMigrateGetCompressionCacheRet> {
        flags::DOMAIN_MIGRATE_GET_COMPRESSION_CACHE.check(args.flags)?;
        let guest = self.active(&args.dom)?.guest;
        let cache_size = tuning::cache(self, &guest, cx.api).await?;
        Ok(remote::DomainMigrateGetCompressionCacheRet { cache_size })
    }

    async fn domain_migrate_set_compression_cache(
        &self,
        cx: &CallContext,
        args: remote::DomainMigrateSetCompressionCacheArgs,
    ) -> Result<()> {
        flags::DOMAIN_MIGRATE_SET_COMPRESSION_CACHE.check(args.flags)?;
        let guest = self.active(&args.dom)?.guest;
        tuning::set_cache(self, &guest, args.cache_size, cx.api).await
    }
}
