//! Migration: each protocol's calls, brought to the same two sides.

use async_trait::async_trait;
use vireo_api::consts::*;
use vireo_api::drivers::MigrationCalls;
use vireo_api::stream::Stream;
use vireo_api::{CallContext, Error, ErrorCode, ErrorDomain, Result};
use vireo_proto::remote;
use vireo_runtime::job::SyncJob;
use vireo_xdr::{Opaque, Text};

use crate::driver::QemuDriver;
use crate::error::{failed, not_valid};
use crate::flags;
use crate::migration::destination::{self, Channel, Protocol};
use crate::migration::params::Request;
use crate::migration::phase::Phase;
use crate::migration::{peer2peer, postcopy, source, tuning};

/// Flags of the calls without typed parameters come in a larger number.
fn narrow(flags: u64) -> Result<u32> {
    u32::try_from(flags).map_err(|_| {
        let text = format!("unsupported flags (0x{flags:x})");
        Error::new(ErrorCode::InvalidArg, ErrorDomain::Qemu, text)
    })
}

fn text(value: Option<&Text>) -> Result<Option<String>> {
    value.map(|value| Ok(value.to_str()?.to_owned())).transpose()
}

/// What a call without typed parameters asks for.
fn plain(
    flags: u64,
    uri: Option<&Text>,
    name: Option<&Text>,
    xml: Option<&Text>,
    bandwidth: u64,
) -> Result<Request> {
    Ok(Request::plain(narrow(flags)?, text(uri)?, text(name)?, text(xml)?, bandwidth))
}

impl QemuDriver {
    /// Sends a guest: peer-to-peer when a daemon is named, else as the client drives it.
    async fn migrate_away(
        &self,
        cx: &CallContext,
        dom: &remote::Domain,
        request: Request,
        cookie: &Opaque,
        peer: Option<&Text>,
    ) -> Result<Opaque> {
        let guest = self.guest(dom)?;
        let by_peer = request.has(MIGRATE_PEER2PEER | MIGRATE_TUNNELLED);
        let cookie = match (text(peer)?, by_peer) {
            (Some(uri), true) => {
                peer2peer::check_call(&cookie.0, &uri)?;
                peer2peer::perform(self, cx, &guest, request, &uri).await?
            }
            (None, true) => {
                let text = "missing destination URI of peer-to-peer migration";
                return Err(crate::error::invalid_arg(text));
            }
            (Some(_), false) => {
                return Err(failed("Unexpected dconnuri parameter with non-peer2peer migration"));
            }
            (None, false) if request.has(MIGRATE_POSTCOPY_RESUME) => {
                postcopy::perform(self, cx, &guest, request).await?
            }
            (None, false) => {
                source::perform(self, cx, &guest, request, &cookie.0, Phase::Perform3).await?
            }
        };
        Ok(Opaque(cookie))
    }
}

/// The guest's name and UUID from the definition of an old protocol, for Finish.
fn finish_name(request: &Request) -> Result<String> {
    let name = request.text(MIGRATE_PARAM_DEST_NAME);
    name.map(str::to_owned).ok_or_else(|| not_valid("missing domain name"))
}

#[async_trait]
impl MigrationCalls for QemuDriver {
    async fn domain_migrate_perform(
        &self,
        cx: &CallContext,
        args: remote::DomainMigratePerformArgs,
    ) -> Result<()> {
        flags::DOMAIN_MIGRATE_PERFORM.check(narrow(args.flags)?)?;
        let request = plain(args.flags, Some(&args.uri), args.dname.as_ref(), None, args.resource)?;
        let guest = self.guest(&args.dom)?;
        if request.has(MIGRATE_PEER2PEER | MIGRATE_TUNNELLED) {
            // The one place of this call is the daemon then.
            let uri = args.uri.to_str()?.to_owned();
            let request = plain(args.flags, None, args.dname.as_ref(), None, args.resource)?;
            return peer2peer::perform(self, cx, &guest, request, &uri).await.map(drop);
        }
        source::perform(self, cx, &guest, request, &[], Phase::Perform2).await.map(drop)
    }

    async fn domain_migrate_prepare2(
        &self,
        cx: &CallContext,
        args: remote::DomainMigratePrepare2Args,
    ) -> Result<remote::DomainMigratePrepare2Ret> {
        flags::DOMAIN_MIGRATE_PREPARE2.check(narrow(args.flags)?)?;
        let request = plain(
            args.flags,
            args.uri_in.as_ref(),
            args.dname.as_ref(),
            Some(&args.dom_xml),
            args.resource,
        )?;
        if request.has(MIGRATE_TUNNELLED) {
            return Err(crate::error::internal(
                "Tunnelled migration requested but invalid RPC method called",
            ));
        }
        let prepared = destination::prepare(self, cx, request, &[], Channel::Direct).await?;
        // Old peers know no cookies.
        let uri_out = prepared.uri.map(Text::from);
        Ok(remote::DomainMigratePrepare2Ret { cookie: Opaque(Vec::new()), uri_out })
    }

    async fn domain_migrate_finish2(
        &self,
        _cx: &CallContext,
        args: remote::DomainMigrateFinish2Args,
    ) -> Result<remote::DomainMigrateFinish2Ret> {
        flags::DOMAIN_MIGRATE_FINISH2.check(narrow(args.flags)?)?;
        let request = plain(args.flags, None, None, None, 0)?;
        let name = args.dname.to_str()?;
        let cancelled = args.retcode != 0;
        let done = destination::finish(self, name, request, &[], cancelled, Protocol::V2).await?;
        Ok(remote::DomainMigrateFinish2Ret { ddom: done.dom })
    }

    async fn domain_migrate_prepare_tunnel(
        &self,
        cx: &CallContext,
        args: remote::DomainMigratePrepareTunnelArgs,
        stream: Stream,
    ) -> Result<()> {
        flags::DOMAIN_MIGRATE_PREPARE_TUNNEL.check(narrow(args.flags)?)?;
        let request =
            plain(args.flags, None, args.dname.as_ref(), Some(&args.dom_xml), args.resource)?;
        destination::prepare(self, cx, request, &[], Channel::Tunnel(stream)).await.map(drop)
    }

    async fn domain_migrate_begin3(
        &self,
        cx: &CallContext,
        args: remote::DomainMigrateBegin3Args,
    ) -> Result<remote::DomainMigrateBegin3Ret> {
        flags::DOMAIN_MIGRATE_BEGIN3.check(narrow(args.flags)?)?;
        let request =
            plain(args.flags, None, args.dname.as_ref(), args.xmlin.as_ref(), args.resource)?;
        let begun = source::begin(self, cx, &self.guest(&args.dom)?, &request).await?;
        let (cookie_out, xml) = (Opaque(begun.cookie), Text::from(begun.xml));
        Ok(remote::DomainMigrateBegin3Ret { cookie_out, xml })
    }

    async fn domain_migrate_prepare3(
        &self,
        cx: &CallContext,
        args: remote::DomainMigratePrepare3Args,
    ) -> Result<remote::DomainMigratePrepare3Ret> {
        flags::DOMAIN_MIGRATE_PREPARE3.check(narrow(args.flags)?)?;
        let request = plain(
            args.flags,
            args.uri_in.as_ref(),
            args.dname.as_ref(),
            Some(&args.dom_xml),
            args.resource,
        )?;
        let cookie = &args.cookie_in.0;
        let prepared = destination::prepare(self, cx, request, cookie, Channel::Direct).await?;
        Ok(remote::DomainMigratePrepare3Ret {
            cookie_out: Opaque(prepared.cookie),
            uri_out: prepared.uri.map(Text::from),
        })
    }

    async fn domain_migrate_prepare_tunnel3(
        &self,
        cx: &CallContext,
        args: remote::DomainMigratePrepareTunnel3Args,
        stream: Stream,
    ) -> Result<remote::DomainMigratePrepareTunnel3Ret> {
        flags::DOMAIN_MIGRATE_PREPARE_TUNNEL3.check(narrow(args.flags)?)?;
        let request =
            plain(args.flags, None, args.dname.as_ref(), Some(&args.dom_xml), args.resource)?;
        let channel = Channel::Tunnel(stream);
        let prepared = destination::prepare(self, cx, request, &args.cookie_in.0, channel).await?;
        Ok(remote::DomainMigratePrepareTunnel3Ret { cookie_out: Opaque(prepared.cookie) })
    }

    async fn domain_migrate_perform3(
        &self,
        cx: &CallContext,
        args: remote::DomainMigratePerform3Args,
    ) -> Result<remote::DomainMigratePerform3Ret> {
        flags::DOMAIN_MIGRATE_PERFORM3.check(narrow(args.flags)?)?;
        let request = plain(
            args.flags,
            args.uri.as_ref(),
            args.dname.as_ref(),
            args.xmlin.as_ref(),
            args.resource,
        )?;
        let peer = args.dconnuri.as_ref();
        let cookie_out = self.migrate_away(cx, &args.dom, request, &args.cookie_in, peer).await?;
        Ok(remote::DomainMigratePerform3Ret { cookie_out })
    }

    async fn domain_migrate_finish3(
        &self,
        _cx: &CallContext,
        args: remote::DomainMigrateFinish3Args,
    ) -> Result<remote::DomainMigrateFinish3Ret> {
        flags::DOMAIN_MIGRATE_FINISH3.check(narrow(args.flags)?)?;
        let request = plain(args.flags, None, None, None, 0)?;
        let (name, cancelled) = (args.dname.to_str()?, args.cancelled != 0);
        let cookie = &args.cookie_in.0;
        let done =
            destination::finish(self, name, request, cookie, cancelled, Protocol::V3).await?;
        Ok(remote::DomainMigrateFinish3Ret { dom: done.dom, cookie_out: Opaque(done.cookie) })
    }

    async fn domain_migrate_confirm3(
        &self,
        _cx: &CallContext,
        args: remote::DomainMigrateConfirm3Args,
    ) -> Result<()> {
        flags::DOMAIN_MIGRATE_CONFIRM3.check(narrow(args.flags)?)?;
        let request = plain(args.flags, None, None, None, 0)?;
        let guest = self.guest(&args.dom)?;
        source::confirm(self, &guest, &request, &args.cookie_in.0, args.cancelled != 0).await
    }

    async fn domain_migrate_begin3_params(
        &self,
        cx: &CallContext,
        args: remote::DomainMigrateBegin3ParamsArgs,
    ) -> Result<remote::DomainMigrateBegin3ParamsRet> {
        flags::DOMAIN_MIGRATE_BEGIN3_PARAMS.check(args.flags)?;
        let request = Request::from_params(&args.params, args.flags)?;
        let begun = source::begin(self, cx, &self.guest(&args.dom)?, &request).await?;
        let (cookie_out, xml) = (Opaque(begun.cookie), Text::from(begun.xml));
        Ok(remote::DomainMigrateBegin3ParamsRet { cookie_out, xml })
    }

    async fn domain_migrate_prepare3_params(
        &self,
        cx: &CallContext,
        args: remote::DomainMigratePrepare3ParamsArgs,
    ) -> Result<remote::DomainMigratePrepare3ParamsRet> {
        flags::DOMAIN_MIGRATE_PREPARE3_PARAMS.check(args.flags)?;
        let request = Request::from_params(&args.params, args.flags)?;
        let cookie = &args.cookie_in.0;
        let prepared = destination::prepare(self, cx, request, cookie, Channel::Direct).await?;
        Ok(remote::DomainMigratePrepare3ParamsRet {
            cookie_out: Opaque(prepared.cookie),
            uri_out: prepared.uri.map(Text::from),
        })
    }

    async fn domain_migrate_prepare_tunnel3_params(
        &self,
        cx: &CallContext,
        args: remote::DomainMigratePrepareTunnel3ParamsArgs,
        stream: Stream,
    ) -> Result<remote::DomainMigratePrepareTunnel3ParamsRet> {
        flags::DOMAIN_MIGRATE_PREPARE_TUNNEL3_PARAMS.check(args.flags)?;
        let request = Request::from_params(&args.params, args.flags)?;
        let channel = Channel::Tunnel(stream);
        let prepared = destination::prepare(self, cx, request, &args.cookie_in.0, channel).await?;
        Ok(remote::DomainMigratePrepareTunnel3ParamsRet { cookie_out: Opaque(prepared.cookie) })
    }

    async fn domain_migrate_perform3_params(
        &self,
        cx: &CallContext,
        args: remote::DomainMigratePerform3ParamsArgs,
    ) -> Result<remote::DomainMigratePerform3ParamsRet> {
        flags::DOMAIN_MIGRATE_PERFORM3_PARAMS.check(args.flags)?;
        let request = Request::from_params(&args.params, args.flags)?;
        let peer = args.dconnuri.as_ref();
        let cookie_out = self.migrate_away(cx, &args.dom, request, &args.cookie_in, peer).await?;
        Ok(remote::DomainMigratePerform3ParamsRet { cookie_out })
    }

    async fn domain_migrate_finish3_params(
        &self,
        _cx: &CallContext,
        args: remote::DomainMigrateFinish3ParamsArgs,
    ) -> Result<remote::DomainMigrateFinish3ParamsRet> {
        flags::DOMAIN_MIGRATE_FINISH3_PARAMS.check(args.flags)?;
        let request = Request::from_params(&args.params, args.flags)?;
        let (name, cancelled) = (finish_name(&request)?, args.cancelled != 0);
        let cookie = &args.cookie_in.0;
        let done =
            destination::finish(self, &name, request, cookie, cancelled, Protocol::V3).await?;
        let cookie_out = Opaque(done.cookie);
        Ok(remote::DomainMigrateFinish3ParamsRet { dom: done.dom, cookie_out })
    }

    async fn domain_migrate_confirm3_params(
        &self,
        _cx: &CallContext,
        args: remote::DomainMigrateConfirm3ParamsArgs,
    ) -> Result<()> {
        flags::DOMAIN_MIGRATE_CONFIRM3_PARAMS.check(args.flags)?;
        let request = Request::from_params(&args.params, args.flags)?;
        let guest = self.guest(&args.dom)?;
        source::confirm(self, &guest, &request, &args.cookie_in.0, args.cancelled != 0).await
    }

    async fn domain_migrate_start_post_copy(
        &self,
        cx: &CallContext,
        args: remote::DomainMigrateStartPostCopyArgs,
    ) -> Result<()> {
        flags::DOMAIN_MIGRATE_START_POST_COPY.check(args.flags)?;
        let (run, _job) = self.job(&args.dom, SyncJob::MigrationOp, cx.api).await?;
        let record = run.live.record(|record| record.clone());
        let out = record.filter(|record| record.kind == vireo_runtime::job::AsyncJob::MigrationOut);
        let Some(record) = out else {
            let text = "post-copy can only be started while outgoing migration is in progress";
            return Err(not_valid(text));
        };
        if record.flags & MIGRATE_POSTCOPY == 0 {
            let text = "switching to post-copy requires migration to be started with VIR_MIGRATE_POSTCOPY flag";
            return Err(not_valid(text));
        }
        run.live.run(&vireo_qmp::command::MigrateStartPostcopy).await.map(drop)
    }

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
