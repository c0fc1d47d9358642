//! Hypervisor drivers that serve next to nothing: before a connection is opened, and for
//! connections to a secondary driver (`network:///system`).

use std::sync::Arc;

use async_trait::async_trait;
use vireo_api::drivers as rooms;
use vireo_api::{CallContext, ConnectionId, Drivers, Error, HypervisorDriver, Unserved};
use vireo_proto::remote;

/// A hypervisor driver that has a name and answers every other call "not supported".
#[derive(Debug, Clone, Copy)]
pub struct NoHypervisor(pub &'static str);

macro_rules! serves_nothing {
    ($($room:ident)*) => { $(impl rooms::$room for NoHypervisor {})* };
}

serves_nothing! {
    NodeCalls LookupCalls DefinitionCalls LifecycleCalls IoCalls StatsCalls AgentCalls
    DeviceCalls TuningCalls BlockCalls SaveCalls SnapshotCalls CheckpointCalls MigrationCalls
    HostDeviceCalls QemuCalls LxcCalls
}

#[async_trait]
impl rooms::ConnectionCalls for NoHypervisor {
    async fn connect_get_type(&self, _: &CallContext) -> Result<remote::ConnectGetTypeRet, Error> {
        Ok(remote::ConnectGetTypeRet { kind: self.0.into() })
    }
}

impl HypervisorDriver for NoHypervisor {
    fn scheme(&self) -> &'static str {
        self.0
    }

    fn supports_feature(&self, _: i32) -> bool {
        false
    }

    fn connection_closed(&self, _: ConnectionId) {}

    fn is_busy(&self) -> bool {
        false
    }
}

/// Drivers that serve nothing, under a scheme's name.
pub fn drivers(scheme: &'static str) -> Drivers {
    let unserved = Arc::new(Unserved);
    Drivers {
        hypervisor: Arc::new(NoHypervisor(scheme)),
        network: unserved.clone(),
        storage: unserved.clone(),
        nodedev: unserved.clone(),
        interface: unserved.clone(),
        nwfilter: unserved.clone(),
        secret: unserved,
    }
}
