//! Saved memory. Images are not made yet; one that is there (another daemon's) is told and removed.

use async_trait::async_trait;
use vireo_api::drivers::SaveCalls;
use vireo_api::{CallContext, Result};
use vireo_proto::remote;
use vireo_runtime::durable;

use crate::driver::QemuDriver;
use crate::flags;

#[async_trait]
impl SaveCalls for QemuDriver {
    async fn domain_has_managed_save_image(
        &self,
        _cx: &CallContext,
        args: remote::DomainHasManagedSaveImageArgs,
    ) -> Result<remote::DomainHasManagedSaveImageRet> {
        flags::DOMAIN_HAS_MANAGED_SAVE_IMAGE.check(args.flags)?;
        let guest = self.guest(&args.dom)?;
        let there = self.layout.save_file(&guest.name())?.exists();
        Ok(remote::DomainHasManagedSaveImageRet { result: there.into() })
    }

    async fn domain_managed_save_remove(
        &self,
        _cx: &CallContext,
        args: remote::DomainManagedSaveRemoveArgs,
    ) -> Result<()> {
        flags::DOMAIN_MANAGED_SAVE_REMOVE.check(args.flags)?;
        let guest = self.guest(&args.dom)?;
        durable::remove(self.layout.save_file(&guest.name())?).await?;
        Ok(())
    }
}
