//! Each event's message: the one table from `vireo_api`'s events to the protocol's.

use vireo_api::event::{
    DomainEvent, DomainRef, Event, NetworkEvent, NetworkRef, NodeDeviceEvent, NodeDeviceRef, Param,
    ParamValue, SecretEvent, SecretRef, StoragePoolEvent, StoragePoolRef,
};
use vireo_proto::remote::event as ev;
use vireo_proto::{Event as Procedure, qemu, remote};
use vireo_rpc::{Header, WriteError, put_frame};

use super::Form;

/// Appends the message of `event` in one form.
///
/// # Errors
/// [`WriteError`] when a text is over the protocol's bound; nothing is appended then.
pub fn put_event(out: &mut Vec<u8>, event: &Event, form: Form) -> Result<(), WriteError> {
    // Only domain events have a form without one.
    let callback = match form {
        Form::Callback(id) => id,
        Form::Legacy => -1,
    };
    match event {
        Event::Domain(dom, event) => match form {
            Form::Legacy => put_legacy(out, dom, event),
            Form::Callback(id) => put_domain(out, id, dom, event),
        },
        Event::Network(net, event) => put_network(out, callback, net, event),
        Event::StoragePool(pool, event) => put_pool(out, callback, pool, event),
        Event::NodeDevice(dev, event) => put_nodedev(out, callback, dev, event),
        Event::Secret(secret, event) => put_secret(out, callback, secret, event),
        Event::Monitor(dom, event) => {
            let msg = qemu::DomainMonitorEventMsg {
                callback_id: callback,
                dom: domain(dom),
                event: event.event.as_str().into(),
                seconds: event.seconds,
                micros: event.micros,
                details: event.details.as_deref().map(Into::into),
            };
            put::<qemu::event::DomainMonitorEvent>(out, &msg)
        }
    }
}

fn put<P: Procedure>(out: &mut Vec<u8>, msg: &P::Msg) -> Result<(), WriteError> {
    put_frame(out, &Header::message(P::PROGRAM, P::VERSION, P::NUMBER), msg)
}

fn domain(dom: &DomainRef) -> remote::Domain {
    remote::Domain { name: (&*dom.name).into(), uuid: dom.uuid, id: dom.id }
}

fn params(list: &[Param]) -> Vec<remote::TypedParam> {
    use remote::TypedParamValue as Wire;
    let value = |value: &ParamValue| match value {
        ParamValue::Int(n) => Wire::Int(*n),
        ParamValue::UInt(n) => Wire::Uint(*n),
        ParamValue::LLong(n) => Wire::Llong(*n),
        ParamValue::ULLong(n) => Wire::Ullong(*n),
        ParamValue::Double(n) => Wire::Double(*n),
        ParamValue::Boolean(b) => Wire::Boolean(i32::from(*b)),
        ParamValue::String(s) => Wire::String(s.as_str().into()),
    };
    let param =
        |p: &Param| remote::TypedParam { field: p.field.as_str().into(), value: value(&p.value) };
    list.iter().map(param).collect()
}

fn address(address: &vireo_api::event::GraphicsAddress) -> remote::DomainEventGraphicsAddress {
    remote::DomainEventGraphicsAddress {
        family: address.family.number(),
        node: address.node.as_str().into(),
        service: address.service.as_str().into(),
    }
}

/// Declares the events that exist in both forms: the legacy message, and the same inside
/// the message with a callback id.
macro_rules! both_forms {
    ($($variant:pat => $legacy:ident / $callback:ident, $msg:ident $(($reason:ident))? {
        $($field:ident: $value:expr,)*
    };)*) => {
        /// The message without a callback id; later events have none.
        fn put_legacy(
            out: &mut Vec<u8>,
            dom: &DomainRef,
            event: &DomainEvent,
        ) -> Result<(), WriteError> {
            match event {
                $($variant => {
                    put::<ev::$legacy>(out, &remote::$msg { dom: domain(dom), $($field: $value,)* })
                })*
                DomainEvent::BlockJob2 { .. }
                | DomainEvent::Tunable { .. }
                | DomainEvent::AgentLifecycle { .. }
                | DomainEvent::DeviceAdded { .. }
                | DomainEvent::MigrationIteration { .. }
                | DomainEvent::JobCompleted { .. }
                | DomainEvent::DeviceRemovalFailed { .. }
                | DomainEvent::MetadataChange { .. }
                | DomainEvent::BlockThreshold { .. }
                | DomainEvent::MemoryFailure { .. }
                | DomainEvent::MemoryDeviceSizeChange { .. }
                | DomainEvent::NicMacChange { .. } => Ok(()),
            }
        }

        /// The message with a callback id, for events that also have a legacy form.
        fn put_wrapped(
            out: &mut Vec<u8>,
            callback_id: i32,
            dom: &DomainRef,
            event: &DomainEvent,
        ) -> Option<Result<(), WriteError>> {
            match event {
                $($variant => {
                    type Msg = <ev::$callback as Procedure>::Msg;
                    let msg = remote::$msg { dom: domain(dom), $($field: $value,)* };
                    let msg = Msg { callback_id, $($reason: 0,)? msg };
                    Some(put::<ev::$callback>(out, &msg))
                })*
                _ => None,
            }
        }
    };
}

both_forms! {
    DomainEvent::Lifecycle(life) => DomainEventLifecycle / DomainEventCallbackLifecycle,
        DomainEventLifecycleMsg { event: life.numbers().0, detail: life.numbers().1, };
    DomainEvent::Reboot => DomainEventReboot / DomainEventCallbackReboot,
        DomainEventRebootMsg {};
    DomainEvent::RtcChange { offset } => DomainEventRtcChange / DomainEventCallbackRtcChange,
        DomainEventRtcChangeMsg { offset: *offset, };
    DomainEvent::Watchdog { action } => DomainEventWatchdog / DomainEventCallbackWatchdog,
        DomainEventWatchdogMsg { action: action.number(), };
    DomainEvent::IoError { src_path, dev_alias, action } =>
        DomainEventIoError / DomainEventCallbackIoError,
        DomainEventIoErrorMsg {
            src_path: src_path.as_str().into(),
            dev_alias: dev_alias.as_str().into(),
            action: action.number(),
        };
    DomainEvent::Graphics { phase, local, remote: peer, auth_scheme, subject } =>
        DomainEventGraphics / DomainEventCallbackGraphics,
        DomainEventGraphicsMsg {
            phase: phase.number(),
            local: address(local),
            remote: address(peer),
            auth_scheme: auth_scheme.as_str().into(),
            subject: subject.iter().map(|s| remote::DomainEventGraphicsIdentity {
                kind: s.kind.as_str().into(),
                name: s.name.as_str().into(),
            }).collect(),
        };
    DomainEvent::IoErrorReason { src_path, dev_alias, action, reason } =>
        DomainEventIoErrorReason / DomainEventCallbackIoErrorReason,
        DomainEventIoErrorReasonMsg {
            src_path: src_path.as_str().into(),
            dev_alias: dev_alias.as_str().into(),
            action: action.number(),
            reason: reason.as_str().into(),
        };
    DomainEvent::ControlError => DomainEventControlError / DomainEventCallbackControlError,
        DomainEventControlErrorMsg {};
    DomainEvent::BlockJob { path, kind, status } => DomainEventBlockJob / DomainEventCallbackBlockJob,
        DomainEventBlockJobMsg {
            path: path.as_str().into(),
            kind: kind.number(),
            status: status.number(),
        };
    DomainEvent::DiskChange { old_src_path, new_src_path, dev_alias, reason } =>
        DomainEventDiskChange / DomainEventCallbackDiskChange,
        DomainEventDiskChangeMsg {
            old_src_path: old_src_path.as_deref().map(Into::into),
            new_src_path: new_src_path.as_deref().map(Into::into),
            dev_alias: dev_alias.as_str().into(),
            reason: reason.number(),
        };
    DomainEvent::TrayChange { dev_alias, reason } =>
        DomainEventTrayChange / DomainEventCallbackTrayChange,
        DomainEventTrayChangeMsg {
            dev_alias: dev_alias.as_str().into(),
            reason: reason.number(),
        };
    DomainEvent::PmWakeup => DomainEventPmwakeup / DomainEventCallbackPmwakeup,
        DomainEventPmwakeupMsg (reason) {};
    DomainEvent::PmSuspend => DomainEventPmsuspend / DomainEventCallbackPmsuspend,
        DomainEventPmsuspendMsg (reason) {};
    DomainEvent::BalloonChange { actual } =>
        DomainEventBalloonChange / DomainEventCallbackBalloonChange,
        DomainEventBalloonChangeMsg { actual: *actual, };
    DomainEvent::PmSuspendDisk => DomainEventPmsuspendDisk / DomainEventCallbackPmsuspendDisk,
        DomainEventPmsuspendDiskMsg (reason) {};
    DomainEvent::DeviceRemoved { dev_alias } =>
        DomainEventDeviceRemoved / DomainEventCallbackDeviceRemoved,
        DomainEventDeviceRemovedMsg { dev_alias: dev_alias.as_str().into(), };
}

/// Declares the events that only exist with a callback id.
macro_rules! callback_only {
    ($function:ident, $object:ident: $object_type:ty as $name:ident = $convert:expr, $event_type:ty
     $(, else $rest:ident)?;
     $($variant:pat => $event:ident { $($field:ident: $value:expr,)* };)*) => {
        fn $function(
            out: &mut Vec<u8>,
            callback_id: i32,
            $object: &$object_type,
            event: &$event_type,
        ) -> Result<(), WriteError> {
            match event {
                $($variant => {
                    type Msg = <ev::$event as Procedure>::Msg;
                    let msg = Msg { callback_id, $name: $convert, $($field: $value,)* };
                    put::<ev::$event>(out, &msg)
                })*
                $(_ => $rest(out, callback_id, $object, event).unwrap_or(Ok(())),)?
            }
        }
    };
}

callback_only! { put_domain, dom: DomainRef as dom = domain(dom), DomainEvent, else put_wrapped;
    DomainEvent::BlockJob2 { dst, kind, status } => DomainEventBlockJob2 {
        dst: dst.as_str().into(), kind: kind.number(), status: status.number(),
    };
    DomainEvent::Tunable { params: list } => DomainEventCallbackTunable { params: params(list), };
    DomainEvent::AgentLifecycle { state, reason } => DomainEventCallbackAgentLifecycle {
        state: state.number(), reason: reason.number(),
    };
    DomainEvent::DeviceAdded { dev_alias } => DomainEventCallbackDeviceAdded {
        dev_alias: dev_alias.as_str().into(),
    };
    DomainEvent::MigrationIteration { iteration } => DomainEventCallbackMigrationIteration {
        iteration: *iteration,
    };
    DomainEvent::JobCompleted { params: list } => DomainEventCallbackJobCompleted {
        params: params(list),
    };
    DomainEvent::DeviceRemovalFailed { dev_alias } => DomainEventCallbackDeviceRemovalFailed {
        dev_alias: dev_alias.as_str().into(),
    };
    DomainEvent::MetadataChange { kind, nsuri } => DomainEventCallbackMetadataChange {
        kind: kind.number(), nsuri: nsuri.as_deref().map(Into::into),
    };
    DomainEvent::BlockThreshold { dev, path, threshold, excess } => DomainEventBlockThreshold {
        dev: dev.as_str().into(), path: path.as_deref().map(Into::into),
        threshold: *threshold, excess: *excess,
    };
    DomainEvent::MemoryFailure { recipient, action, flags } => DomainEventMemoryFailure {
        recipient: recipient.number(), action: action.number(), flags: *flags,
    };
    DomainEvent::MemoryDeviceSizeChange { alias, size } => DomainEventMemoryDeviceSizeChange {
        alias: alias.as_str().into(), size: *size,
    };
    DomainEvent::NicMacChange { alias, old_mac, new_mac } => DomainEventNicMacChange {
        alias: alias.as_str().into(), old_mac: old_mac.as_str().into(),
        new_mac: new_mac.as_str().into(),
    };
}

callback_only! { put_network, net: NetworkRef as net = network(net), NetworkEvent;
    NetworkEvent::Lifecycle(event) => NetworkEventLifecycle { event: event.number(), detail: 0, };
    NetworkEvent::MetadataChange { kind, nsuri } => NetworkEventCallbackMetadataChange {
        kind: kind.number(), nsuri: nsuri.as_deref().map(Into::into),
    };
}

fn network(net: &NetworkRef) -> remote::Network {
    remote::Network { name: (&*net.name).into(), uuid: net.uuid }
}

callback_only! { put_pool, pool: StoragePoolRef as pool = storage_pool(pool), StoragePoolEvent;
    StoragePoolEvent::Lifecycle(event) => StoragePoolEventLifecycle {
        event: event.number(), detail: 0,
    };
    StoragePoolEvent::Refresh => StoragePoolEventRefresh {};
}

fn storage_pool(pool: &StoragePoolRef) -> remote::StoragePool {
    remote::StoragePool { name: (&*pool.name).into(), uuid: pool.uuid }
}

callback_only! { put_nodedev, dev: NodeDeviceRef as dev = node_device(dev), NodeDeviceEvent;
    NodeDeviceEvent::Lifecycle(event) => NodeDeviceEventLifecycle {
        event: event.number(), detail: 0,
    };
    NodeDeviceEvent::Update => NodeDeviceEventUpdate {};
}

fn node_device(dev: &NodeDeviceRef) -> remote::NodeDevice {
    remote::NodeDevice { name: (&*dev.name).into() }
}

callback_only! { put_secret, secret: SecretRef as secret = a_secret(secret), SecretEvent;
    SecretEvent::Lifecycle(event) => SecretEventLifecycle { event: event.number(), detail: 0, };
    SecretEvent::ValueChanged => SecretEventValueChanged {};
}

fn a_secret(secret: &SecretRef) -> remote::Secret {
    remote::Secret {
        uuid: secret.uuid,
        usage_type: secret.usage_type,
        usage_id: (&*secret.usage_id).into(),
    }
}
