//! Which events a client may see, where an access driver is in force.

use vireo_api::event::Event;
use vireo_proto::{Permission, When, remote};

use crate::access::{Question, Target};
use crate::session::Session;

/// May the client see the object of this event?
pub fn event(session: &Session, event: &Event) -> bool {
    let access = session.access();
    if access.admits_all() {
        return true;
    }
    let identity = &*session.client.identity();
    let driver = session.driver_name();
    let ask = |object: &'static str, target: Target<'_>| {
        let permission = &Permission { object, perm: "getattr", when: When::Always };
        access.admits(&Question { identity, driver, target, permission })
    };
    match event {
        Event::Domain(dom, _) | Event::Monitor(dom, _) => {
            let dom = remote::Domain { name: (&*dom.name).into(), uuid: dom.uuid, id: dom.id };
            ask("domain", Target::Domain(&dom))
        }
        Event::Network(net, _) => {
            let net = remote::Network { name: (&*net.name).into(), uuid: net.uuid };
            ask("network", Target::Network(&net))
        }
        Event::StoragePool(pool, _) => {
            let pool = remote::StoragePool { name: (&*pool.name).into(), uuid: pool.uuid };
            ask("storage_pool", Target::StoragePool(&pool))
        }
        Event::NodeDevice(dev, _) => {
            let dev = remote::NodeDevice { name: (&*dev.name).into() };
            ask("node_device", Target::NodeDevice(&dev))
        }
        Event::Secret(secret, _) => {
            let (usage_type, usage_id) = (secret.usage_type, (&*secret.usage_id).into());
            let secret = remote::Secret { uuid: secret.uuid, usage_type, usage_id };
            ask("secret", Target::Secret(&secret))
        }
    }
}
