//! The driver on a host that is made up: what it keeps, tells, and gives back.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use vireo_api::drivers::NetworkCalls;
use vireo_api::event::{Event, EventKind, NetworkEvent};
use vireo_api::{CallContext, ConnectionId, Error, ErrorCode, ErrorDomain, Identity, Result};
use vireo_model::network::Network;
use vireo_network::definition::bridge_name;
use vireo_network::dnsmasq::Files;
use vireo_network::host::Host;
use vireo_network::start::{Run, START};
use vireo_network::{Claim, Joins, NetworkDriver};
use vireo_proto::remote;
use vireo_runtime::events::{EventBus, Filter};
use vireo_runtime::layout::Layout;

const CLAIM: Claim<'_> = Claim { port: [7; 16], guest: "g", guest_uuid: [8; 16], mac: [2; 6] };

/// What the host has, by name; and what it refuses.
#[derive(Default)]
struct Fake {
    things: Mutex<BTreeSet<String>>,
    refuses: Mutex<Option<&'static str>>,
}

impl Fake {
    fn things(&self) -> Vec<String> {
        self.things.lock().expect("whole").iter().cloned().collect()
    }

    fn make(&self, kind: &'static str, name: &str) -> Result<()> {
        if *self.refuses.lock().expect("whole") == Some(kind) {
            return Err(Error::new(ErrorCode::InternalError, ErrorDomain::Network, kind));
        }
        self.things.lock().expect("whole").insert(format!("{kind} {name}"));
        Ok(())
    }

    fn remove(&self, kind: &str, name: &str) {
        self.things.lock().expect("whole").remove(&format!("{kind} {name}"));
    }
}

fn conf(files: &Files) -> &str {
    files.conf.file_stem().and_then(|name| name.to_str()).unwrap_or_default()
}

#[async_trait]
impl Host for Fake {
    fn is_privileged(&self) -> bool {
        true
    }
    fn has_interface(&self, name: &str) -> bool {
        self.things().contains(&format!("bridge {name}"))
    }
    fn routes(&self) -> String {
        String::new()
    }
    async fn make_bridge(&self, network: &Network) -> Result<()> {
        self.make("bridge", bridge_name(network).unwrap_or_default())
    }
    async fn remove_bridge(&self, bridge: &str) -> Result<()> {
        self.remove("bridge", bridge);
        Ok(())
    }
    async fn open_firewall(&self, network: &Network) -> Result<()> {
        self.make("firewall", bridge_name(network).unwrap_or_default())
    }
    async fn close_firewall(&self, bridge: &str) -> Result<()> {
        self.remove("firewall", bridge);
        Ok(())
    }
    async fn start_dnsmasq(&self, _network: &Network, files: &Files) -> Result<()> {
        self.make("dnsmasq", conf(files))
    }
    async fn change_dnsmasq(&self, _network: &Network, files: &Files, _again: bool) -> Result<()> {
        self.remove("dnsmasq", conf(files));
        self.make("dnsmasq", conf(files))
    }
    async fn stop_dnsmasq(&self, files: &Files) -> Result<()> {
        self.remove("dnsmasq", conf(files));
        Ok(())
    }
    fn dnsmasq_runs(&self, files: &Files) -> bool {
        self.things().contains(&format!("dnsmasq {}", conf(files)))
    }
}

fn cx() -> CallContext {
    CallContext {
        connection: ConnectionId(1),
        identity: Arc::new(Identity::default()),
        read_only: false,
        api: "virNetworkTest",
        sees_all: true,
    }
}

const LAB: &str = "<network><name>lab</name><uuid>11111111-2222-4333-8444-555555555555</uuid>\
    <forward mode='nat'/><bridge name='virbr7'/><ip address='10.7.0.1' netmask='255.255.255.0'>\
    <dhcp><range start='10.7.0.2' end='10.7.0.9'/></dhcp></ip></network>";

async fn driver(host: &Arc<Fake>, root: &Path) -> (NetworkDriver, EventBus) {
    let bus = EventBus::new();
    let layout = Layout::root("qemu", root);
    let host = Arc::clone(host) as Arc<dyn Host>;
    (NetworkDriver::on(host, &layout, bus.clone()).await.expect("a driver"), bus)
}

async fn define(driver: &NetworkDriver, xml: &str) -> Result<remote::Network> {
    let args = remote::NetworkDefineXmlArgs { xml: xml.into() };
    Ok(driver.network_define_xml(&cx(), args).await?.net)
}

async fn create(driver: &NetworkDriver, net: &remote::Network) -> Result<()> {
    driver.network_create(&cx(), remote::NetworkCreateArgs { net: net.clone() }).await
}

async fn destroy(driver: &NetworkDriver, net: &remote::Network) -> Result<()> {
    driver.network_destroy(&cx(), remote::NetworkDestroyArgs { net: net.clone() }).await
}

async fn xml(driver: &NetworkDriver, net: &remote::Network, flags: u32) -> Result<String> {
    let args = remote::NetworkGetXmlDescArgs { net: net.clone(), flags };
    let ret = driver.network_get_xml_desc(&cx(), args).await?;
    Ok(ret.xml.to_str().expect("text").to_owned())
}

fn said(result: Result<impl Sized>) -> String {
    result.err().expect("refused").message()
}

// REQ: N-06
#[tokio::test]
async fn a_definition_without_identity_gets_one_and_keeps_it() {
    let root = tempfile::tempdir().unwrap();
    let folder = root.path().join("etc/qemu/networks");
    std::fs::create_dir_all(&folder).unwrap();
    let shipped = "<network><name>plain</name><forward/><bridge name='vbr9'/></network>";
    std::fs::write(folder.join("plain.xml"), shipped).unwrap();
    let host = Arc::new(Fake::default());
    let mut seen = BTreeSet::new();
    for _ in 0..2 {
        let (driver, _bus) = driver(&host, root.path()).await;
        let args = remote::NetworkLookupByNameArgs { name: "plain".into() };
        seen.insert(driver.network_lookup_by_name(&cx(), args).await.unwrap().net.uuid);
    }
    assert_eq!(seen.len(), 1, "the UUID changed over a restart");
}

// REQ: N-01
#[tokio::test]
async fn a_network_comes_and_goes() {
    let (host, root) = (Arc::new(Fake::default()), tempfile::tempdir().expect("a folder"));
    let (driver, bus) = driver(&host, root.path()).await;
    let events = bus.subscribe();
    events.register(Filter::kind(EventKind::NetworkLifecycle));

    let net = define(&driver, LAB).await.expect("defined");
    assert!(root.path().join("etc/qemu/networks/lab.xml").exists());
    assert_eq!(
        said(destroy(&driver, &net).await),
        "Requested operation is not valid: network 'lab' is not active"
    );
    assert_eq!(
        said(driver.claim("lab", CLAIM).await),
        "Requested operation is not valid: network 'lab' is not active"
    );
    create(&driver, &net).await.expect("started");
    assert_eq!(host.things(), ["bridge virbr7", "dnsmasq lab", "firewall virbr7"]);
    let plug = driver.claim("lab", CLAIM).await.expect("a plug");
    assert_eq!(plug.joins, Joins::Network("virbr7".to_owned()));
    driver.release("lab", CLAIM.port).await;
    assert_eq!(
        said(create(&driver, &net).await),
        "Requested operation is not valid: network is already active"
    );
    let live = xml(&driver, &net, 0).await.expect("a document");
    assert!(live.contains("<port start='1024' end='65535'/>"), "{live}");
    let saved = xml(&driver, &net, 1).await.expect("a document");
    assert!(!saved.contains("<port"), "{saved}");
    destroy(&driver, &net).await.expect("stopped");
    assert!(host.things().is_empty());
    assert!(!root.path().join("run/network/lab.xml").exists());

    let undefine = remote::NetworkUndefineArgs { net: net.clone() };
    driver.network_undefine(&cx(), undefine).await.expect("undefined");
    assert_eq!(
        said(xml(&driver, &net, 0).await),
        "Network not found: no network with matching uuid '11111111-2222-4333-8444-555555555555' (lab)"
    );
    let mut told = Vec::new();
    while let Ok(Some(delivery)) = events.try_recv() {
        if let Event::Network(_, NetworkEvent::Lifecycle(what)) = *delivery.event {
            told.push(what as i32);
        }
    }
    assert_eq!(told, [0, 2, 3, 1]);
}

#[tokio::test]
async fn an_active_network_outlives_the_daemon() {
    let (host, root) = (Arc::new(Fake::default()), tempfile::tempdir().expect("a folder"));
    let (first, _) = driver(&host, root.path()).await;
    let net = define(&first, LAB).await.expect("defined");
    create(&first, &net).await.expect("started");
    let transient =
        LAB.replace("lab", "passing").replace("virbr7", "virbr8").replace("11111111", "22222222");
    let args = remote::NetworkCreateXmlArgs { xml: transient.as_str().into() };
    let passing = first.network_create_xml(&cx(), args).await.expect("created").net;
    let before = xml(&first, &net, 0).await.expect("a document");
    drop(first);

    let (second, _) = driver(&host, root.path()).await;
    assert_eq!(xml(&second, &net, 0).await.expect("a document"), before);
    let persistent = remote::NetworkIsPersistentArgs { net: passing.clone() };
    assert_eq!(second.network_is_persistent(&cx(), persistent).await.expect("known").persistent, 0);
    destroy(&second, &passing).await.expect("stopped");
    drop(second);

    // A start that was cut short after the bridge is finished.
    host.remove("dnsmasq", "lab");
    host.remove("firewall", "virbr7");
    let (again, _) = driver(&host, root.path()).await;
    while host.things() != ["bridge virbr7", "dnsmasq lab", "firewall virbr7"] {
        tokio::task::yield_now().await;
    }
    drop(again);

    // The host was booted: no bridge any more, so no active network.
    host.things.lock().expect("whole").clear();
    let (third, _) = driver(&host, root.path()).await;
    let active = remote::NetworkIsActiveArgs { net: net.clone() };
    assert_eq!(third.network_is_active(&cx(), active).await.expect("known").active, 0);
    create(&third, &net).await.expect("started");
}

#[tokio::test]
async fn what_is_taken_is_refused() {
    let (host, root) = (Arc::new(Fake::default()), tempfile::tempdir().expect("a folder"));
    let (driver, _) = driver(&host, root.path()).await;
    let net = define(&driver, LAB).await.expect("defined");
    assert_eq!(define(&driver, LAB).await.expect("again"), net);
    let other = LAB.replace("11111111", "22222222").replace("virbr7", "virbr8");
    assert_eq!(
        said(define(&driver, &other).await),
        "operation failed: network 'lab' already exists with uuid 11111111-2222-4333-8444-555555555555"
    );
    let renamed = LAB.replace(">lab<", ">other<");
    assert_eq!(
        said(define(&driver, &renamed.replace("virbr7", "virbr8")).await),
        "operation failed: network 'lab' is already defined with uuid 11111111-2222-4333-8444-555555555555"
    );
    // That the bridge is another's is told first.
    for other in [renamed.replace("11111111", "33333333"), renamed] {
        assert_eq!(
            said(define(&driver, &other).await),
            "internal error: bridge name 'virbr7' already in use."
        );
    }
    // A bridge of somebody else's is not touched.
    host.make("bridge", "virbr7").expect("made");
    assert!(said(create(&driver, &net).await).contains("File exists"));
    assert_eq!(host.things(), ["bridge virbr7"]);
    let free = define(&driver, "<network><name>free</name></network>").await.expect("defined");
    assert!(
        xml(&driver, &free, 0)
            .await
            .expect("a document")
            .contains("<bridge name='virbr0' stp='on' delay='0'/>")
    );
}

/// REQ: who takes, gives back: each step fails once, and nothing is left.
#[tokio::test]
async fn a_start_that_fails_leaves_nothing() {
    let host = Arc::new(Fake::default());
    let root = tempfile::tempdir().expect("a folder");
    vireo_runtime::steps::fail_at_every_step(
        START,
        async || {
            let network = vireo_network::definition::read(LAB, false, &|bytes| bytes.fill(0));
            let files = Files::new(root.path(), root.path(), "lab");
            let status = root.path().join("lab.xml");
            Run::new(Arc::clone(&host) as Arc<dyn Host>, network.expect("a network"), files, status)
        },
        || Error::new(ErrorCode::InternalError, ErrorDomain::Network, "made to fail"),
        async |step, _| {
            assert!(host.things().is_empty(), "{step}: {:?}", host.things());
            assert!(!root.path().join("lab.xml").exists(), "{step}");
        },
    )
    .await;

    let (driver, _) = driver(&host, root.path()).await;
    let net = define(&driver, LAB).await.expect("defined");
    for refused in ["bridge", "firewall", "dnsmasq"] {
        *host.refuses.lock().expect("whole") = Some(refused);
        assert_eq!(said(create(&driver, &net).await), format!("internal error: {refused}"));
        assert!(host.things().is_empty(), "{refused}: {:?}", host.things());
    }
    *host.refuses.lock().expect("whole") = None;
    create(&driver, &net).await.expect("started");
}

#[tokio::test]
async fn lists_and_autostart() {
    let (host, root) = (Arc::new(Fake::default()), tempfile::tempdir().expect("a folder"));
    let (first, _) = driver(&host, root.path()).await;
    let lab = define(&first, LAB).await.expect("defined");
    let other =
        LAB.replace("lab", "a-first").replace("virbr7", "virbr8").replace("11111111", "22222222");
    let args = remote::NetworkCreateXmlArgs { xml: other.as_str().into() };
    let transient = first.network_create_xml(&cx(), args).await.expect("created").net;
    let list = async |flags| {
        let args = remote::ConnectListAllNetworksArgs { need_results: 1, flags };
        let ret = first.connect_list_all_networks(&cx(), args).await.expect("a list");
        ret.nets.iter().map(|n| n.name.to_str().expect("text").to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(list(0).await, ["a-first", "lab"]);
    assert_eq!(list(1).await, ["lab"], "inactive");
    assert_eq!(list(2).await, ["a-first"], "active");
    assert_eq!(list(3).await.len(), 2);
    assert_eq!(list(4).await, ["lab"], "persistent");
    assert_eq!(list(8).await, ["a-first"], "transient");
    let set =
        |net: &remote::Network| remote::NetworkSetAutostartArgs { net: net.clone(), autostart: 1 };
    assert_eq!(
        said(first.network_set_autostart(&cx(), set(&transient)).await),
        "Requested operation is not valid: cannot set autostart for transient network"
    );
    first.network_set_autostart(&cx(), set(&lab)).await.expect("set");
    assert_eq!(list(16).await, ["lab"], "autostart");
    let (second, _) = driver(&host, root.path()).await;
    second.start().await;
    let active = remote::NetworkIsActiveArgs { net: lab.clone() };
    assert_eq!(second.network_is_active(&cx(), active).await.expect("known").active, 1);
    // Once a boot.
    destroy(&second, &lab).await.expect("stopped");
    second.start().await;
    let active = remote::NetworkIsActiveArgs { net: lab };
    assert_eq!(second.network_is_active(&cx(), active).await.expect("known").active, 0);
}

#[tokio::test]
async fn leases_are_told_while_they_last() {
    let (host, root) = (Arc::new(Fake::default()), tempfile::tempdir().expect("a folder"));
    let (driver, _) = driver(&host, root.path()).await;
    let net = define(&driver, LAB).await.expect("defined");
    create(&driver, &net).await.expect("started");
    std::fs::write(
        root.path().join("lib/dnsmasq/lab.leases"),
        "9999999999 52:54:00:ab:cd:ef 10.7.0.5 guest 01:52\n1 52:54:00:ab:cd:00 10.7.0.6 late *\n",
    )
    .expect("own folder");
    let leases = async |mac: Option<&str>| {
        let mac = mac.map(Into::into);
        let args =
            remote::NetworkGetDhcpLeasesArgs { net: net.clone(), mac, need_results: 1, flags: 0 };
        driver.network_get_dhcp_leases(&cx(), args).await.expect("leases").leases
    };
    let all = leases(None).await;
    assert_eq!(all.len(), 1);
    let lease = &all[0];
    assert_eq!(lease.iface.to_str().expect("text"), "virbr7");
    assert_eq!((lease.kind, lease.prefix, lease.expirytime), (0, 24, 9_999_999_999));
    assert_eq!(leases(Some("52:54:00:AB:CD:EF")).await.len(), 1);
    assert!(leases(Some("52:54:00:00:00:00")).await.is_empty());
    let leased = driver.leased("lab", [0x52, 0x54, 0x00, 0xab, 0xcd, 0xef]);
    assert_eq!(leased.len(), 1);
    assert_eq!((leased[0].prefix, leased[0].hostname.as_deref()), (24, Some("guest")));
    assert!(driver.leased("none", [0; 6]).is_empty());
}
