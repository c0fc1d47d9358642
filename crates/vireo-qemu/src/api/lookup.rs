//! Finding domains and reading how they stand. Nothing here waits: all is in the published views.

use async_trait::async_trait;
use uuid::Uuid;
use vireo_api::consts::*;
use vireo_api::drivers::LookupCalls;
use vireo_api::{CallContext, Error, ErrorCode, ErrorDomain, Result, exclusive_flags};
use vireo_proto::remote;
use vireo_runtime::domain::State;
use vireo_xml::Mode;

use crate::driver::QemuDriver;
use crate::error::{no_domain, not_running, not_valid};
use crate::flags;
use crate::live::{Guest, GuestView, Summary};
use crate::{metadata, view_xml};

fn number(count: usize) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}

fn limit(max: i32) -> usize {
    usize::try_from(max).unwrap_or(0)
}

#[async_trait]
impl LookupCalls for QemuDriver {
    async fn domain_get_xml_desc(
        &self,
        cx: &CallContext,
        args: remote::DomainGetXmlDescArgs,
    ) -> Result<remote::DomainGetXmlDescRet> {
        flags::DOMAIN_GET_XML_DESC.check(args.flags)?;
        let secure = args.flags & DOMAIN_XML_SECURE != 0;
        if cx.read_only && args.flags & (DOMAIN_XML_SECURE | DOMAIN_XML_MIGRATABLE) != 0 {
            let text = "virDomainGetXMLDesc with secure flag";
            return Err(Error::new(ErrorCode::OperationDenied, ErrorDomain::Dom, text));
        }
        let guest = self.guest(&args.dom)?;
        let view = guest.view();
        let migratable = args.flags & DOMAIN_XML_MIGRATABLE != 0;
        let mode = Mode {
            inactive: args.flags & DOMAIN_XML_INACTIVE != 0 || migratable,
            secure: secure || migratable,
            status: false,
            migratable,
        };
        let xml = match args.flags & DOMAIN_XML_UPDATE_CPU {
            0 => view_xml::of(&view, mode)?,
            _ => view_xml::of_here(self, &view, mode).await?,
        };
        Ok(remote::DomainGetXmlDescRet { xml: xml.into() })
    }

    async fn domain_get_autostart(
        &self,
        _cx: &CallContext,
        args: remote::DomainGetAutostartArgs,
    ) -> Result<remote::DomainGetAutostartRet> {
        let autostart = self.guest(&args.dom)?.peek(|view| view.autostart);
        Ok(remote::DomainGetAutostartRet { autostart: autostart.into() })
    }

    async fn domain_get_autostart_once(
        &self,
        _cx: &CallContext,
        args: remote::DomainGetAutostartOnceArgs,
    ) -> Result<remote::DomainGetAutostartOnceRet> {
        let autostart = self.guest(&args.dom)?.peek(|view| view.autostart_once);
        Ok(remote::DomainGetAutostartOnceRet { autostart: autostart.into() })
    }

    async fn domain_get_info(
        &self,
        _cx: &CallContext,
        args: remote::DomainGetInfoArgs,
    ) -> Result<remote::DomainGetInfoRet> {
        let guest = self.guest(&args.dom)?;
        let view = guest.view();
        let summary = Summary::of_view(&guest, &view)?;
        let cpu_time = match &view.live {
            Some(live) => vireo_host::procfs::stat(live.process.pid())
                .map_or(0, |stat| stat.user_ns + stat.system_ns),
            None => 0,
        };
        Ok(remote::DomainGetInfoRet {
            state: u8::try_from(view.state.number()).unwrap_or(0),
            max_mem: summary.max_memory,
            memory: summary.memory,
            nr_virt_cpu: u16::try_from(summary.vcpus).unwrap_or(u16::MAX),
            cpu_time,
        })
    }

    async fn domain_get_os_type(
        &self,
        _cx: &CallContext,
        args: remote::DomainGetOsTypeArgs,
    ) -> Result<remote::DomainGetOsTypeRet> {
        let config = self.guest(&args.dom)?.view().current()?;
        let kind = config.and_then(|config| config.os.kind).unwrap_or_default();
        Ok(remote::DomainGetOsTypeRet { kind: kind.as_str().into() })
    }

    async fn connect_list_defined_domains(
        &self,
        _cx: &CallContext,
        args: remote::ConnectListDefinedDomainsArgs,
    ) -> Result<remote::ConnectListDefinedDomainsRet> {
        let all = self.registry.list();
        let off = all.iter().filter(|guest| guest.peek(|view| !view.is_active()));
        let names = off.take(limit(args.maxnames)).map(|guest| (&*guest.name()).into()).collect();
        Ok(remote::ConnectListDefinedDomainsRet { names })
    }

    async fn domain_lookup_by_id(
        &self,
        _cx: &CallContext,
        args: remote::DomainLookupByIdArgs,
    ) -> Result<remote::DomainLookupByIdRet> {
        let found = u32::try_from(args.id).ok().and_then(|id| self.registry.by_id(id));
        let guest =
            found.ok_or_else(|| no_domain(format!("no domain with matching id {}", args.id)))?;
        Ok(remote::DomainLookupByIdRet { dom: self.wire(&guest) })
    }

    async fn domain_lookup_by_name(
        &self,
        _cx: &CallContext,
        args: remote::DomainLookupByNameArgs,
    ) -> Result<remote::DomainLookupByNameRet> {
        let found = args.name.to_str().ok().and_then(|name| self.registry.by_name(name));
        let guest = found
            .ok_or_else(|| no_domain(format!("no domain with matching name '{}'", args.name)))?;
        Ok(remote::DomainLookupByNameRet { dom: self.wire(&guest) })
    }

    async fn domain_lookup_by_uuid(
        &self,
        _cx: &CallContext,
        args: remote::DomainLookupByUuidArgs,
    ) -> Result<remote::DomainLookupByUuidRet> {
        let uuid = Uuid::from_bytes(args.uuid);
        let guest = self
            .registry
            .by_uuid(&uuid)
            .ok_or_else(|| no_domain(format!("no domain with matching uuid '{uuid}'")))?;
        Ok(remote::DomainLookupByUuidRet { dom: self.wire(&guest) })
    }

    async fn connect_num_of_defined_domains(
        &self,
        _cx: &CallContext,
    ) -> Result<remote::ConnectNumOfDefinedDomainsRet> {
        let all = self.registry.list();
        let off = all.iter().filter(|guest| guest.peek(|view| !view.is_active())).count();
        Ok(remote::ConnectNumOfDefinedDomainsRet { num: number(off) })
    }

    async fn connect_list_domains(
        &self,
        _cx: &CallContext,
        args: remote::ConnectListDomainsArgs,
    ) -> Result<remote::ConnectListDomainsRet> {
        let all = self.registry.list();
        let ids = all.iter().filter_map(|guest| guest.peek(|view| view.id));
        let ids = ids.filter_map(|id| i32::try_from(id).ok()).take(limit(args.maxids)).collect();
        Ok(remote::ConnectListDomainsRet { ids })
    }

    async fn connect_num_of_domains(
        &self,
        _cx: &CallContext,
    ) -> Result<remote::ConnectNumOfDomainsRet> {
        Ok(remote::ConnectNumOfDomainsRet { num: number(self.registry.count_active()) })
    }

    async fn domain_is_active(
        &self,
        _cx: &CallContext,
        args: remote::DomainIsActiveArgs,
    ) -> Result<remote::DomainIsActiveRet> {
        let active = self.guest(&args.dom)?.peek(GuestView::is_active);
        Ok(remote::DomainIsActiveRet { active: active.into() })
    }

    async fn domain_is_persistent(
        &self,
        _cx: &CallContext,
        args: remote::DomainIsPersistentArgs,
    ) -> Result<remote::DomainIsPersistentRet> {
        let persistent = self.guest(&args.dom)?.peek(|view| view.persistent);
        Ok(remote::DomainIsPersistentRet { persistent: persistent.into() })
    }

    async fn domain_is_updated(
        &self,
        _cx: &CallContext,
        args: remote::DomainIsUpdatedArgs,
    ) -> Result<remote::DomainIsUpdatedRet> {
        let updated = self.guest(&args.dom)?.peek(|view| view.updated);
        Ok(remote::DomainIsUpdatedRet { updated: updated.into() })
    }

    async fn domain_get_state(
        &self,
        _cx: &CallContext,
        args: remote::DomainGetStateArgs,
    ) -> Result<remote::DomainGetStateRet> {
        flags::DOMAIN_GET_STATE.check(args.flags)?;
        let state = self.guest(&args.dom)?.peek(|view| view.state);
        Ok(remote::DomainGetStateRet { state: state.number(), reason: state.reason_number() })
    }

    async fn domain_get_metadata(
        &self,
        _cx: &CallContext,
        args: remote::DomainGetMetadataArgs,
    ) -> Result<remote::DomainGetMetadataRet> {
        flags::DOMAIN_GET_METADATA.check_in(ErrorDomain::Domain, args.flags)?;
        let view = self.guest(&args.dom)?.view();
        let config = affected(&view, args.flags)?;
        let uri = args.uri.as_ref().map(|uri| uri.to_str()).transpose()?;
        let metadata = metadata::get(&config, args.kind, uri)?;
        Ok(remote::DomainGetMetadataRet { metadata: metadata.into() })
    }

    async fn connect_list_all_domains(
        &self,
        _cx: &CallContext,
        args: remote::ConnectListAllDomainsArgs,
    ) -> Result<remote::ConnectListAllDomainsRet> {
        flags::CONNECT_LIST_ALL_DOMAINS.check(args.flags)?;
        let found = self.list(args.flags);
        let ret = u32::try_from(found.len()).unwrap_or(u32::MAX);
        let domains = match args.need_results {
            0 => Vec::new(),
            _ => found.iter().map(|guest| self.wire(guest)).collect(),
        };
        Ok(remote::ConnectListAllDomainsRet { domains, ret })
    }

    async fn domain_get_security_label(
        &self,
        _cx: &CallContext,
        args: remote::DomainGetSecurityLabelArgs,
    ) -> Result<remote::DomainGetSecurityLabelRet> {
        let label = self.guest(&args.dom)?.peek(|view| main_label(self, view));
        Ok(wire_label(label))
    }

    async fn domain_get_security_label_list(
        &self,
        _cx: &CallContext,
        args: remote::DomainGetSecurityLabelListArgs,
    ) -> Result<remote::DomainGetSecurityLabelListRet> {
        let labels: Vec<_> = self.guest(&args.dom)?.peek(|view| {
            let labels = view.live_config.iter().flat_map(|config| &config.seclabels);
            labels.map(|label| wire_label(label.label.clone().unwrap_or_default())).collect()
        });
        Ok(remote::DomainGetSecurityLabelListRet { ret: number(labels.len()), labels })
    }
}

/// The label of the driver that is told first.
fn main_label(driver: &QemuDriver, view: &GuestView) -> String {
    let (model, _) = driver.security_model();
    let config = view.live_config.as_ref();
    let label = config.and_then(|config| {
        config.seclabels.iter().find(|label| label.model.as_deref() == Some(model))
    });
    label.and_then(|label| label.label.clone()).unwrap_or_default()
}

fn wire_label(label: String) -> remote::DomainGetSecurityLabelRet {
    let mut bytes = label.into_bytes();
    bytes.push(0);
    remote::DomainGetSecurityLabelRet { label: bytes.into(), enforcing: 0 }
}

/// The definition that a call with `AFFECT` flags is about.
///
/// # Errors
/// Both are meant; the live one of a domain that is off; the kept one of a transient domain.
pub(crate) fn affected(
    view: &GuestView,
    flags: u32,
) -> Result<std::sync::Arc<vireo_model::domain::Domain>> {
    let live = flags & DOMAIN_AFFECT_LIVE != 0;
    let config = flags & DOMAIN_AFFECT_CONFIG != 0;
    exclusive_flags(
        ErrorDomain::Domain,
        "virDomainObjGetDefs",
        flags,
        (DOMAIN_AFFECT_LIVE, "VIR_DOMAIN_AFFECT_LIVE"),
        (DOMAIN_AFFECT_CONFIG, "VIR_DOMAIN_AFFECT_CONFIG"),
    )?;
    if live && !view.is_active() {
        return Err(not_running().with_domain(ErrorDomain::Domain));
    }
    if config && !view.persistent {
        let text = "transient domains do not have any persistent config";
        return Err(not_valid(text).with_domain(ErrorDomain::Domain));
    }
    let found = match (&view.live_config, config) {
        (Some(live), false) => Some(std::sync::Arc::clone(live)),
        (_, true) | (None, false) => {
            view.config.as_ref().map(vireo_runtime::domain::Definition::value).transpose()?
        }
    };
    found.ok_or_else(not_running)
}

impl QemuDriver {
    /// Domains that pass the filters of a list call.
    pub(crate) fn list(&self, flags: u32) -> Vec<std::sync::Arc<Guest>> {
        let mut all = self.registry.list();
        if flags != 0 {
            all.retain(|guest| guest.peek(|view| passes(self, view, flags)));
        }
        all
    }
}

/// Whether a domain passes: each group of filters that is used at all has to admit it.
fn passes(driver: &QemuDriver, view: &GuestView, flags: u32) -> bool {
    let group = |pairs: &[(u32, bool)]| {
        let used = pairs.iter().any(|(flag, _)| flags & flag != 0);
        !used || pairs.iter().any(|(flag, is)| flags & flag != 0 && *is)
    };
    let running = matches!(view.state, State::Running(_));
    let paused = matches!(view.state, State::Paused(_));
    let off = matches!(view.state, State::Shutoff(_));
    let active = view.is_active();
    // Looked at only when asked for: it is a file.
    let saves = CONNECT_LIST_DOMAINS_MANAGEDSAVE | CONNECT_LIST_DOMAINS_NO_MANAGEDSAVE;
    let saved =
        flags & saves != 0 && driver.layout.save_file(view.name()).is_ok_and(|path| path.exists());
    group(&[(CONNECT_LIST_DOMAINS_ACTIVE, active), (CONNECT_LIST_DOMAINS_INACTIVE, !active)])
        && group(&[
            (CONNECT_LIST_DOMAINS_PERSISTENT, view.persistent),
            (CONNECT_LIST_DOMAINS_TRANSIENT, !view.persistent),
        ])
        && group(&[
            (CONNECT_LIST_DOMAINS_RUNNING, running),
            (CONNECT_LIST_DOMAINS_PAUSED, paused),
            (CONNECT_LIST_DOMAINS_SHUTOFF, off),
            (CONNECT_LIST_DOMAINS_OTHER, !running && !paused && !off),
        ])
        && group(&[
            (CONNECT_LIST_DOMAINS_MANAGEDSAVE, saved),
            (CONNECT_LIST_DOMAINS_NO_MANAGEDSAVE, !saved),
        ])
        && group(&[
            (CONNECT_LIST_DOMAINS_AUTOSTART, view.autostart),
            (CONNECT_LIST_DOMAINS_NO_AUTOSTART, !view.autostart),
        ])
        && group(&[
            (CONNECT_LIST_DOMAINS_HAS_SNAPSHOT, false),
            (CONNECT_LIST_DOMAINS_NO_SNAPSHOT, true),
        ])
        && group(&[
            (CONNECT_LIST_DOMAINS_HAS_CHECKPOINT, false),
            (CONNECT_LIST_DOMAINS_NO_CHECKPOINT, true),
        ])
}
