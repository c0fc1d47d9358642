//! Devices put in, changed, taken out.

use async_trait::async_trait;
use vireo_api::consts::*;
use vireo_api::drivers::DeviceCalls;
use vireo_api::{CallContext, Result};
use vireo_proto::remote;

use crate::driver::QemuDriver;
use crate::edit::{self, Action, Edit};
use crate::flags;

impl QemuDriver {
    async fn edit(
        &self,
        cx: &CallContext,
        dom: &remote::Domain,
        action: Action,
        xml: &str,
        flags: u32,
    ) -> Result<()> {
        edit::run(self, dom, Edit { action, xml, flags }, cx.api).await
    }
}

#[async_trait]
impl DeviceCalls for QemuDriver {
    async fn domain_attach_device(
        &self,
        cx: &CallContext,
        args: remote::DomainAttachDeviceArgs,
    ) -> Result<()> {
        let xml = args.xml.to_str()?;
        self.edit(cx, &args.dom, Action::Attach, xml, DOMAIN_AFFECT_LIVE).await
    }

    async fn domain_attach_device_flags(
        &self,
        cx: &CallContext,
        args: remote::DomainAttachDeviceFlagsArgs,
    ) -> Result<()> {
        flags::DOMAIN_ATTACH_DEVICE_FLAGS.check(args.flags)?;
        self.edit(cx, &args.dom, Action::Attach, args.xml.to_str()?, args.flags).await
    }

    async fn domain_update_device_flags(
        &self,
        cx: &CallContext,
        args: remote::DomainUpdateDeviceFlagsArgs,
    ) -> Result<()> {
        flags::DOMAIN_UPDATE_DEVICE_FLAGS.check(args.flags)?;
        self.edit(cx, &args.dom, Action::Update, args.xml.to_str()?, args.flags).await
    }

    async fn domain_detach_device(
        &self,
        cx: &CallContext,
        args: remote::DomainDetachDeviceArgs,
    ) -> Result<()> {
        let xml = args.xml.to_str()?;
        self.edit(cx, &args.dom, Action::Detach, xml, DOMAIN_AFFECT_LIVE).await
    }

    async fn domain_detach_device_flags(
        &self,
        cx: &CallContext,
        args: remote::DomainDetachDeviceFlagsArgs,
    ) -> Result<()> {
        flags::DOMAIN_DETACH_DEVICE_FLAGS.check(args.flags)?;
        self.edit(cx, &args.dom, Action::Detach, args.xml.to_str()?, args.flags).await
    }

    async fn domain_detach_device_alias(
        &self,
        cx: &CallContext,
        args: remote::DomainDetachDeviceAliasArgs,
    ) -> Result<()> {
        flags::DOMAIN_DETACH_DEVICE_ALIAS.check(args.flags)?;
        let alias = args.alias.to_str()?;
        self.edit(cx, &args.dom, Action::DetachAlias, alias, args.flags).await
    }

    async fn domain_add_iothread(
        &self,
        cx: &CallContext,
        args: remote::DomainAddIothreadArgs,
    ) -> Result<()> {
        flags::DOMAIN_ADD_IO_THREAD.check(args.flags)?;
        self.change_iothread(&args.dom, args.iothread_id, args.flags, (true, cx.api)).await
    }

    async fn domain_del_iothread(
        &self,
        cx: &CallContext,
        args: remote::DomainDelIothreadArgs,
    ) -> Result<()> {
        flags::DOMAIN_DEL_IO_THREAD.check(args.flags)?;
        self.change_iothread(&args.dom, args.iothread_id, args.flags, (false, cx.api)).await
    }
}
