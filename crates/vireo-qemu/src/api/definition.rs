//! Definitions: making, changing, removing.

use async_trait::async_trait;
use vireo_api::consts::*;
use vireo_api::drivers::DefinitionCalls;
use vireo_api::event::{DefinedDetail, DomainEvent, DomainLifecycle, UndefinedDetail};
use vireo_api::{CallContext, Error, ErrorCode, ErrorDomain, Result};
use vireo_model::domain::Domain;
use vireo_proto::remote;
use vireo_runtime::domain::Definition;
use vireo_runtime::job::SyncJob;

use crate::definition::{self, CODEC, Undefine};
use crate::driver::QemuDriver;
use crate::error::{invalid_arg, not_valid};
use crate::{flags, metadata};

#[async_trait]
impl DefinitionCalls for QemuDriver {
    async fn domain_define_xml(
        &self,
        _cx: &CallContext,
        args: remote::DomainDefineXmlArgs,
    ) -> Result<remote::DomainDefineXmlRet> {
        let domain = definition::read(self, args.xml.to_str()?, false).await?;
        let guest = definition::define(self, domain).await?;
        Ok(remote::DomainDefineXmlRet { dom: self.wire(&guest) })
    }

    async fn domain_define_xml_flags(
        &self,
        _cx: &CallContext,
        args: remote::DomainDefineXmlFlagsArgs,
    ) -> Result<remote::DomainDefineXmlFlagsRet> {
        flags::DOMAIN_DEFINE_XML_FLAGS.check(args.flags)?;
        let validate = args.flags & DOMAIN_DEFINE_VALIDATE != 0;
        let domain = definition::read(self, args.xml.to_str()?, validate).await?;
        let guest = definition::define(self, domain).await?;
        Ok(remote::DomainDefineXmlFlagsRet { dom: self.wire(&guest) })
    }

    async fn domain_undefine(
        &self,
        _cx: &CallContext,
        args: remote::DomainUndefineArgs,
    ) -> Result<()> {
        definition::undefine(self, &self.guest(&args.dom)?, Undefine::default()).await
    }

    async fn domain_undefine_flags(
        &self,
        _cx: &CallContext,
        args: remote::DomainUndefineFlagsArgs,
    ) -> Result<()> {
        flags::DOMAIN_UNDEFINE_FLAGS.check(args.flags)?;
        let has = |flag: u32| args.flags & flag != 0;
        exclusive(
            args.flags,
            "VIR_DOMAIN_UNDEFINE_NVRAM",
            DOMAIN_UNDEFINE_NVRAM,
            "VIR_DOMAIN_UNDEFINE_KEEP_NVRAM",
            DOMAIN_UNDEFINE_KEEP_NVRAM,
        )?;
        exclusive(
            args.flags,
            "VIR_DOMAIN_UNDEFINE_TPM",
            DOMAIN_UNDEFINE_TPM,
            "VIR_DOMAIN_UNDEFINE_KEEP_TPM",
            DOMAIN_UNDEFINE_KEEP_TPM,
        )?;
        let what = Undefine {
            managed_save: has(DOMAIN_UNDEFINE_MANAGED_SAVE),
            nvram: has(DOMAIN_UNDEFINE_NVRAM),
            keep_nvram: has(DOMAIN_UNDEFINE_KEEP_NVRAM),
        };
        definition::undefine(self, &self.guest(&args.dom)?, what).await
    }

    async fn domain_set_autostart(
        &self,
        _cx: &CallContext,
        args: remote::DomainSetAutostartArgs,
    ) -> Result<()> {
        self.set_autostart(&args.dom, false, args.autostart != 0).await
    }

    async fn domain_set_autostart_once(
        &self,
        _cx: &CallContext,
        args: remote::DomainSetAutostartOnceArgs,
    ) -> Result<()> {
        self.set_autostart(&args.dom, true, args.autostart != 0).await
    }

    async fn domain_set_metadata(
        &self,
        cx: &CallContext,
        args: remote::DomainSetMetadataArgs,
    ) -> Result<()> {
        flags::DOMAIN_SET_METADATA.check(args.flags)?;
        let guest = self.guest(&args.dom)?;
        let _job = guest.jobs().begin(SyncJob::Modify, cx.api).await?;
        guest.ensure_known()?;
        let change = metadata::Change::new(args.kind, &args.metadata, &args.key, &args.uri)?;
        let (live, config) = targets(&guest.view(), args.flags)?;
        if live {
            let view = guest.view();
            if let Some(present) = &view.live_config {
                let mut domain = Domain::clone(present);
                change.apply(&mut domain)?;
                guest.update(|view| view.live_config = Some(domain.into()));
                self.save_status(&guest).await;
            }
        }
        if config {
            definition::change(self, &guest, |domain| change.apply(domain)).await?;
        }
        self.publish(&guest, change.event());
        Ok(())
    }

    async fn domain_rename(
        &self,
        cx: &CallContext,
        args: remote::DomainRenameArgs,
    ) -> Result<remote::DomainRenameRet> {
        flags::DOMAIN_RENAME.check(args.flags)?;
        let guest = self.guest(&args.dom)?;
        let name = args.new_name.as_ref().map(|name| name.to_str()).transpose()?.unwrap_or("");
        let _job = guest.jobs().begin(SyncJob::Modify, cx.api).await?;
        self.rename(&guest, name).await?;
        Ok(remote::DomainRenameRet { retcode: 0 })
    }
}

/// Refuses two flags together.
fn exclusive(flags: u32, first: &str, one: u32, second: &str, other: u32) -> Result<()> {
    if flags & one != 0 && flags & other != 0 {
        return Err(invalid_arg(format!(
            "Flags '{first}' and '{second}' in function 'qemuDomainUndefineFlags' are mutually exclusive"
        )));
    }
    Ok(())
}

/// Which definitions a call with `AFFECT` flags changes: the live one, the kept one.
///
/// # Errors
/// The live one of a domain that is off; the kept one of a transient domain.
pub(crate) fn targets(view: &crate::live::GuestView, flags: u32) -> Result<(bool, bool)> {
    let (live, config) = (flags & DOMAIN_AFFECT_LIVE != 0, flags & DOMAIN_AFFECT_CONFIG != 0);
    let (live, config) = match (live, config) {
        (false, false) => (view.is_active(), !view.is_active()),
        chosen => chosen,
    };
    if live && !view.is_active() {
        return Err(crate::error::not_running().with_domain(ErrorDomain::Domain));
    }
    if config && !view.persistent {
        let text = "transient domains do not have any persistent config";
        return Err(not_valid(text).with_domain(ErrorDomain::Domain));
    }
    Ok((live, config))
}

impl QemuDriver {
    async fn set_autostart(&self, dom: &remote::Domain, once: bool, on: bool) -> Result<()> {
        let guest = self.guest(dom)?;
        let _one_at_a_time = guest.extra.definition.lock().await;
        guest.ensure_known()?;
        if !guest.peek(|view| view.persistent) {
            return Err(not_valid("cannot set autostart for transient domain"));
        }
        let is = guest.peek(|view| if once { view.autostart_once } else { view.autostart });
        if is == on {
            return Ok(());
        }
        self.store.set_autostart(&guest.name(), once, on).await?;
        guest.update(|view| if once { view.autostart_once = on } else { view.autostart = on });
        Ok(())
    }

    async fn rename(&self, guest: &std::sync::Arc<crate::live::Guest>, name: &str) -> Result<()> {
        let _one_at_a_time = guest.extra.definition.lock().await;
        guest.ensure_known()?;
        let view = guest.view();
        if !view.persistent {
            return Err(not_valid("cannot rename a transient domain"));
        }
        if view.is_active() {
            return Err(not_valid("cannot rename active domain"));
        }
        if &**view.name() == name {
            let text = "Can't rename domain to itself";
            return Err(not_valid(text).with_domain(ErrorDomain::Domain));
        }
        if name.is_empty() || name.contains(['/', '\n']) {
            let text = format!("name {name} cannot contain '/'");
            return Err(Error::new(ErrorCode::XmlError, ErrorDomain::Qemu, text));
        }
        if self.layout.save_file(view.name())?.exists() {
            return Err(not_valid("domain with a managed saved state can't be renamed"));
        }
        let claim = match self.registry.claim_name(guest, name).await {
            Err(vireo_runtime::Error::NameTaken { name, .. }) => {
                return Err(not_valid(format!("domain with name '{name}' already exists")));
            }
            claim => claim?,
        };
        let Some(config) = &view.config else { return Err(not_valid("domain has no definition")) };
        let mut domain = Domain::clone(&*config.value()?);
        domain.name = name.to_owned();
        let domain = std::sync::Arc::new(domain);
        let (definition, text) = Definition::with_text(&domain, &CODEC);
        let old = guest.event_ref();
        self.store.rename(view.name(), name, &guest.uuid(), &text).await?;
        claim.commit();
        guest.update(|view| view.config = Some(definition));
        let undefined = DomainLifecycle::Undefined(UndefinedDetail::Renamed);
        self.bus.publish(vireo_api::event::Event::Domain(old, DomainEvent::Lifecycle(undefined)));
        let defined = DomainLifecycle::Defined(DefinedDetail::Renamed);
        self.publish(guest, DomainEvent::Lifecycle(defined));
        Ok(())
    }
}
