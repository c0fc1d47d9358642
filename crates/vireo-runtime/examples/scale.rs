//! Prints what a thousand idle definitions cost in memory, and how quickly definitions are written
//! and read: `cargo run --release -p vireo-runtime --example scale [directory]`.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use uuid::Uuid;
use vireo_runtime::domain::{Codec, Definition, DomainData, View};
use vireo_runtime::events::{EventBus, Filter};
use vireo_runtime::registry::{Found, Registry};
use vireo_runtime::store::{DefinitionStore, EditCommand};

struct Plain;
impl DomainData for Plain {
    type Config = String;
    type Live = ();
    type Extra = ();
}

static CODEC: Codec<String> =
    Codec { parse: |text| Ok(text.to_owned()), format: String::clone, sample: "<domain>" };

/// Resident KiB.
fn resident() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}

fn definition(number: usize) -> String {
    let mut text = format!("<domain type='kvm'>\n  <name>vm{number}</name>\n  <devices>\n");
    for slot in 0..20 {
        text += &format!(
            "    <controller type='pci' index='{slot}' model='pcie-root-port'>\n      \
             <address type='pci' domain='0x0000' bus='0x00' slot='0x02' function='0x{slot:x}'/>\n    \
             </controller>\n"
        );
    }
    text + "  </devices>\n</domain>\n"
}

fn memory(registry: &Registry<Plain>) {
    const COUNT: usize = 1000;
    let text = definition(1).len();
    let before = resident();
    for number in 0..COUNT {
        let name = format!("vm{number}");
        let uuid = Uuid::from_u128(number as u128);
        let Ok(Some(Found::Free(claim))) = registry.try_claim(uuid, &name) else { return };
        let mut view = View::new(name);
        view.persistent = true;
        view.config = Some(Definition::from_text(&definition(number), &CODEC));
        claim.insert(view);
    }
    let each = (resident() - before) * 1024 / COUNT as u64;
    println!("memory: {each} bytes a domain, of which {text} its text");
}

async fn files(directory: PathBuf) -> vireo_runtime::Result<()> {
    const COUNT: usize = 5000;
    let store = Arc::new(DefinitionStore::new(
        directory.clone(),
        directory.join("autostart"),
        EditCommand::Domain,
    ));
    let started = Instant::now();
    for number in 0..COUNT / 5 {
        let name = format!("vm{number}");
        store.save(&name, &Uuid::from_u128(number as u128), &definition(number)).await?;
    }
    let rate = (COUNT / 5) as f64 / started.elapsed().as_secs_f64();
    println!("write: {rate:.0} a second, one after the other");

    let started = Instant::now();
    let tasks: Vec<_> = (0..COUNT)
        .map(|number| {
            let store = Arc::clone(&store);
            tokio::spawn(async move {
                let name = format!("vm{number}");
                store.save(&name, &Uuid::from_u128(number as u128), &definition(number)).await
            })
        })
        .collect();
    for task in tasks {
        if let Ok(result) = task.await {
            result?;
        }
    }
    println!("write: {:.0} a second, all at once", COUNT as f64 / started.elapsed().as_secs_f64());

    let started = Instant::now();
    let parse = |_: &str, text: &str| {
        Ok(roxmltree::Document::parse(text).map_or(0, |document| document.descendants().count()))
    };
    let all = store.load(parse).await?;
    println!("read: {} definitions in {:?}", all.len(), started.elapsed());
    Ok(())
}

fn events() {
    use vireo_api::event::{DomainEvent, DomainEventId, DomainRef, Event, EventKind};
    let bus = EventBus::new();
    let kinds = [DomainEventId::Lifecycle, DomainEventId::Reboot];
    let subscribers: Vec<_> = (0..1000)
        .map(|number| {
            let subscriber = bus.subscribe_with(2000);
            subscriber.register(Filter::kind(EventKind::Domain(kinds[number % 100 / 99])));
            subscriber
        })
        .collect();
    let domain = DomainRef { uuid: [1; 16], name: "vm".into(), id: 1 };
    let started = Instant::now();
    for _ in 0..1000 {
        bus.publish(Event::Domain(domain.clone(), DomainEvent::Reboot));
    }
    let each = started.elapsed() / 1000;
    println!("events: {each:?} to publish to {} of {}", 10, subscribers.len());
}

fn main() -> vireo_runtime::Result<()> {
    let directory = std::env::args().nth(1).map_or_else(std::env::temp_dir, PathBuf::from);
    let directory = directory.join(format!("vireo-scale-{}", std::process::id()));
    let made = std::fs::create_dir_all(&directory);
    made.map_err(|error| vireo_runtime::Error::io("cannot create directory", error))?;
    let registry = Registry::default();
    memory(&registry);
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).build();
    let runtime = runtime.map_err(|error| vireo_runtime::Error::io("no runtime", error))?;
    let done = runtime.block_on(files(directory.clone()));
    events();
    if let Err(error) = std::fs::remove_dir_all(&directory) {
        eprintln!("{}: {error}", directory.display());
    }
    done
}
