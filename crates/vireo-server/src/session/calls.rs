//! The calls that the connection itself serves.

use async_trait::async_trait;
use vireo_api::drivers::SessionCalls;
use vireo_api::{CallContext, Error};
use vireo_proto::{qemu, remote};

use super::{Session, Wish, identity};
use crate::LIBVIRT_VERSION;
use crate::client::Transport;
use crate::errors::internal;
use crate::events::{Family, Object, Pattern, Wanted};

/// `VIR_CONNECT_RO`.
const CONNECT_RO: u32 = 1;

/// Features that the server answers itself (facts/features.json).
mod feature {
    pub const REMOTE: i32 = 2;
    pub const FD_PASSING: i32 = 8;
    pub const TYPED_PARAM_STRING: i32 = 9;
    pub const KEEPALIVE: i32 = 10;
    pub const EVENT_CALLBACK: i32 = 14;
    pub const CLOSE_CALLBACK: i32 = 15;
    pub const NETWORK_UPDATE_ORDER: i32 = 16;
}

/// Domain events that have a message without a callback id.
const LEGACY_EVENTS: std::ops::RangeInclusive<i32> = 0..=15;

impl Session {
    fn register(
        &self,
        family: Family,
        id: i32,
        object: Option<Object>,
        pattern: Pattern,
        legacy: bool,
    ) -> Result<i32, Error> {
        self.must_be_open()?;
        let kind = family.kind(id)?;
        let wanted = Wanted { family, kind, object, pattern, legacy };
        let callback = self.events().add(self.daemon.bus(), wanted)?;
        self.wish(Wish::Events);
        Ok(callback)
    }

    fn register_legacy(&self, id: i32) -> Result<(), Error> {
        check_legacy(id)?;
        self.register(Family::Domain, id, None, Pattern::Any, true).map(drop)
    }

    fn deregister_legacy(&self, id: i32) -> Result<(), Error> {
        check_legacy(id)?;
        self.events().remove_legacy(id)
    }

    fn must_be_open(&self) -> Result<(), Error> {
        if self.is_open() { Ok(()) } else { Err(internal("hypervisor connection not open")) }
    }
}

fn check_legacy(id: i32) -> Result<(), Error> {
    if LEGACY_EVENTS.contains(&id) {
        return Ok(());
    }
    Err(internal(format!("unsupported event ID {id}")))
}

fn uuid(uuid: [u8; 16]) -> Object {
    Object::Uuid(uuid)
}

#[async_trait]
impl SessionCalls for Session {
    async fn connect_open(
        &self,
        _: &CallContext,
        args: remote::ConnectOpenArgs,
    ) -> Result<(), Error> {
        let name = args.name.as_ref().map(|n| n.to_str()).transpose()?;
        self.open(name, args.flags & CONNECT_RO != 0)
    }

    async fn connect_close(&self, _: &CallContext) -> Result<(), Error> {
        self.wish(Wish::Close);
        Ok(())
    }

    async fn connect_supports_feature(
        &self,
        _: &CallContext,
        args: remote::ConnectSupportsFeatureArgs,
    ) -> Result<remote::ConnectSupportsFeatureRet, Error> {
        // The one that is asked before the connection is opened.
        if args.feature == feature::KEEPALIVE {
            self.wish(Wish::Keepalive);
            return Ok(remote::ConnectSupportsFeatureRet { supported: 1 });
        }
        self.must_be_open()?;
        let supported = match args.feature {
            feature::FD_PASSING
            | feature::TYPED_PARAM_STRING
            | feature::EVENT_CALLBACK
            | feature::CLOSE_CALLBACK
            | feature::NETWORK_UPDATE_ORDER => true,
            feature::REMOTE => false,
            other => self.drivers().hypervisor.supports_feature(other),
        };
        Ok(remote::ConnectSupportsFeatureRet { supported: supported.into() })
    }

    async fn auth_list(&self, _: &CallContext) -> Result<remote::AuthListRet, Error> {
        let kind = match self.client.is_authenticated() {
            true => remote::AuthType::AuthNone,
            false => self.auth.kind(),
        };
        Ok(remote::AuthListRet { types: vec![kind] })
    }

    async fn auth_sasl_init(&self, _: &CallContext) -> Result<remote::AuthSaslInitRet, Error> {
        let mechlist = self.auth.mechanisms()?.into();
        Ok(remote::AuthSaslInitRet { mechlist })
    }

    async fn auth_sasl_start(
        &self,
        _: &CallContext,
        args: remote::AuthSaslStartArgs,
    ) -> Result<remote::AuthSaslStartRet, Error> {
        let step = self.auth.step(Some(args.mech.to_str()?), &args.data.0)?;
        if step.complete {
            self.client.set_authenticated();
        }
        let (complete, nil) = (step.complete.into(), step.data.is_empty().into());
        Ok(remote::AuthSaslStartRet { complete, nil, data: step.data.into() })
    }

    async fn auth_sasl_step(
        &self,
        _: &CallContext,
        args: remote::AuthSaslStepArgs,
    ) -> Result<remote::AuthSaslStepRet, Error> {
        let step = self.auth.step(None, &args.data.0)?;
        if step.complete {
            self.client.set_authenticated();
        }
        let (complete, nil) = (step.complete.into(), step.data.is_empty().into());
        Ok(remote::AuthSaslStepRet { complete, nil, data: step.data.into() })
    }

    async fn auth_polkit(&self, _: &CallContext) -> Result<remote::AuthPolkitRet, Error> {
        self.auth.polkit(&self.client.identity())?;
        self.client.set_authenticated();
        Ok(remote::AuthPolkitRet { complete: 1 })
    }

    async fn connect_get_uri(&self, _: &CallContext) -> Result<remote::ConnectGetUriRet, Error> {
        let opened = self.opened.get();
        let opened = opened.ok_or_else(|| internal("hypervisor connection not open"))?;
        Ok(remote::ConnectGetUriRet { uri: opened.uri.as_str().into() })
    }

    async fn connect_is_secure(
        &self,
        _: &CallContext,
    ) -> Result<remote::ConnectIsSecureRet, Error> {
        self.must_be_open()?;
        let secure = match self.client.transport {
            Transport::Unix | Transport::Tls => 1,
            Transport::Tcp => 0,
        };
        Ok(remote::ConnectIsSecureRet { secure })
    }

    async fn connect_get_lib_version(
        &self,
        _: &CallContext,
    ) -> Result<remote::ConnectGetLibVersionRet, Error> {
        Ok(remote::ConnectGetLibVersionRet { lib_ver: LIBVIRT_VERSION })
    }

    async fn connect_set_identity(
        &self,
        cx: &CallContext,
        args: remote::ConnectSetIdentityArgs,
    ) -> Result<(), Error> {
        let _ = cx;
        self.client.set_identity(identity::identity(args.params)?);
        Ok(())
    }

    async fn connect_register_close_callback(&self, _: &CallContext) -> Result<(), Error> {
        // The hypervisors' connections never close by themselves: there is nothing to tell.
        self.must_be_open()
    }

    async fn connect_unregister_close_callback(&self, _: &CallContext) -> Result<(), Error> {
        self.must_be_open()
    }

    async fn connect_domain_event_register(
        &self,
        _: &CallContext,
    ) -> Result<remote::ConnectDomainEventRegisterRet, Error> {
        self.register_legacy(0)?;
        Ok(remote::ConnectDomainEventRegisterRet { cb_registered: 0 })
    }

    async fn connect_domain_event_deregister(
        &self,
        _: &CallContext,
    ) -> Result<remote::ConnectDomainEventDeregisterRet, Error> {
        self.deregister_legacy(0)?;
        Ok(remote::ConnectDomainEventDeregisterRet { cb_registered: 0 })
    }

    async fn connect_domain_event_register_any(
        &self,
        _: &CallContext,
        args: remote::ConnectDomainEventRegisterAnyArgs,
    ) -> Result<(), Error> {
        self.register_legacy(args.event_id)
    }

    async fn connect_domain_event_deregister_any(
        &self,
        _: &CallContext,
        args: remote::ConnectDomainEventDeregisterAnyArgs,
    ) -> Result<(), Error> {
        self.deregister_legacy(args.event_id)
    }

    async fn connect_domain_event_callback_register_any(
        &self,
        _: &CallContext,
        args: remote::ConnectDomainEventCallbackRegisterAnyArgs,
    ) -> Result<remote::ConnectDomainEventCallbackRegisterAnyRet, Error> {
        let object = args.dom.map(|dom| uuid(dom.uuid));
        let callback_id =
            self.register(Family::Domain, args.event_id, object, Pattern::Any, false)?;
        Ok(remote::ConnectDomainEventCallbackRegisterAnyRet { callback_id })
    }

    async fn connect_domain_event_callback_deregister_any(
        &self,
        _: &CallContext,
        args: remote::ConnectDomainEventCallbackDeregisterAnyArgs,
    ) -> Result<(), Error> {
        self.events().remove(Family::Domain, args.callback_id)
    }

    async fn connect_network_event_register_any(
        &self,
        _: &CallContext,
        args: remote::ConnectNetworkEventRegisterAnyArgs,
    ) -> Result<remote::ConnectNetworkEventRegisterAnyRet, Error> {
        let object = args.net.map(|net| uuid(net.uuid));
        let callback_id =
            self.register(Family::Network, args.event_id, object, Pattern::Any, false)?;
        Ok(remote::ConnectNetworkEventRegisterAnyRet { callback_id })
    }

    async fn connect_network_event_deregister_any(
        &self,
        _: &CallContext,
        args: remote::ConnectNetworkEventDeregisterAnyArgs,
    ) -> Result<(), Error> {
        self.events().remove(Family::Network, args.callback_id)
    }

    async fn connect_storage_pool_event_register_any(
        &self,
        _: &CallContext,
        args: remote::ConnectStoragePoolEventRegisterAnyArgs,
    ) -> Result<remote::ConnectStoragePoolEventRegisterAnyRet, Error> {
        let object = args.pool.map(|pool| uuid(pool.uuid));
        let callback_id =
            self.register(Family::StoragePool, args.event_id, object, Pattern::Any, false)?;
        Ok(remote::ConnectStoragePoolEventRegisterAnyRet { callback_id })
    }

    async fn connect_storage_pool_event_deregister_any(
        &self,
        _: &CallContext,
        args: remote::ConnectStoragePoolEventDeregisterAnyArgs,
    ) -> Result<(), Error> {
        self.events().remove(Family::StoragePool, args.callback_id)
    }

    async fn connect_node_device_event_register_any(
        &self,
        _: &CallContext,
        args: remote::ConnectNodeDeviceEventRegisterAnyArgs,
    ) -> Result<remote::ConnectNodeDeviceEventRegisterAnyRet, Error> {
        let object = args.dev.map(|dev| Object::Name(dev.name.to_string_lossy().into_owned()));
        let callback_id =
            self.register(Family::NodeDevice, args.event_id, object, Pattern::Any, false)?;
        Ok(remote::ConnectNodeDeviceEventRegisterAnyRet { callback_id })
    }

    async fn connect_node_device_event_deregister_any(
        &self,
        _: &CallContext,
        args: remote::ConnectNodeDeviceEventDeregisterAnyArgs,
    ) -> Result<(), Error> {
        self.events().remove(Family::NodeDevice, args.callback_id)
    }

    async fn connect_secret_event_register_any(
        &self,
        _: &CallContext,
        args: remote::ConnectSecretEventRegisterAnyArgs,
    ) -> Result<remote::ConnectSecretEventRegisterAnyRet, Error> {
        let object = args.secret.map(|secret| uuid(secret.uuid));
        let callback_id =
            self.register(Family::Secret, args.event_id, object, Pattern::Any, false)?;
        Ok(remote::ConnectSecretEventRegisterAnyRet { callback_id })
    }

    async fn connect_secret_event_deregister_any(
        &self,
        _: &CallContext,
        args: remote::ConnectSecretEventDeregisterAnyArgs,
    ) -> Result<(), Error> {
        self.events().remove(Family::Secret, args.callback_id)
    }

    async fn connect_domain_monitor_event_register(
        &self,
        _: &CallContext,
        args: qemu::ConnectDomainMonitorEventRegisterArgs,
    ) -> Result<qemu::ConnectDomainMonitorEventRegisterRet, Error> {
        let event = args.event.as_ref().map(|e| e.to_str()).transpose()?;
        let pattern = Pattern::new(event, args.flags)?;
        let object = args.dom.map(|dom| uuid(dom.uuid));
        let callback_id = self.register(Family::Monitor, 0, object, pattern, false)?;
        Ok(qemu::ConnectDomainMonitorEventRegisterRet { callback_id })
    }

    async fn connect_domain_monitor_event_deregister(
        &self,
        _: &CallContext,
        args: qemu::ConnectDomainMonitorEventDeregisterArgs,
    ) -> Result<(), Error> {
        self.events().remove(Family::Monitor, args.callback_id)
    }
}
