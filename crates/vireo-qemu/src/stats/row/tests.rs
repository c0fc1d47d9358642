//! Rows from recorded answers, compared with what the reference told of the same guests.

use std::sync::Arc;

use vireo_host::procfs::Stat;
use vireo_proto::remote::{TypedParam, TypedParamValue};
use vireo_runtime::domain::{RunningReason, ShutoffReason};

use super::*;
use vireo_image::Format;

const DEFINITION: &str = "<domain type='kvm'><name>x</name><memory unit='KiB'>65536</memory>\
    <vcpu current='2'>3</vcpu><iothreads>2</iothreads><os><type>hvm</type></os><devices>\
    <disk type='file' device='disk'><source file='/images/b.img' index='3'/>\
    <target dev='vda' bus='virtio'/><alias name='virtio-disk0'/></disk>\
    <disk type='file' device='disk'><source file='/images/top.qcow2' index='2'/>\
    <backingStore type='file' index='4'><format type='qcow2'/>\
    <source file='/images/base.qcow2'/></backingStore>\
    <target dev='sda' bus='sata'/><alias name='sata0-0-0'/></disk>\
    <disk type='file' device='cdrom'><target dev='sdb' bus='sata'/>\
    <alias name='sata0-0-1'/></disk>\
    <interface type='ethernet'><target dev='vnet0'/></interface></devices></domain>";

fn read<T: serde::de::DeserializeOwned>(text: &str) -> Option<Arc<T>> {
    Some(Arc::new(serde_json::from_str(text).expect("a recorded answer")))
}

fn recorded() -> Answers {
    Answers {
        balloon: read(
            r#"{"stats":{"stat-swap-in":0,"stat-free-memory":187142144,
            "stat-minor-faults":4066,"stat-oom-kills":18446744073709551615,
            "stat-major-faults":18446744073709551615},"last-update":1795164947}"#,
        ),
        block: read(include_str!("../testdata/query-blockstats.json")),
        nodes: read(include_str!("../testdata/query-named-block-nodes.json")),
        iothreads: read(
            r#"[{"id":"iothread2","thread-id":7,"poll-max-ns":32768},
            {"id":"iothread1","thread-id":6,"poll-max-ns":32768}]"#,
        ),
        dirty_rate: read(
            r#"{"status":"measured","start-time":5,"calc-time":1,
            "dirty-rate":9,"mode":"page-sampling","sample-pages":512}"#,
        ),
        vcpus: read(include_str!("../testdata/query-stats-vcpu.json")),
        machine: read(include_str!("../testdata/query-stats-vm.json")),
        schemas: read(include_str!("../testdata/query-stats-schemas.json")),
    }
}

/// The parameters of some groups of a guest that runs.
fn running(stats: u32, backing: bool) -> Vec<TypedParam> {
    let config = Domain::parse(DEFINITION, vireo_xml::Mode::default()).expect("a definition");
    let (times, stat) = (ThreadTimes { time: 4, wait: 5, delay: 6 }, Stat::default());
    let host = HostFigures {
        process: Some(Stat { user_ns: 2, system_ns: 1, rss_kib: 60, ..stat }),
        vcpus: vec![(0, Some(times)), (1, None)],
    };
    let net = NetCounters::parse("vnet0: 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16");
    let row = Row {
        state: State::Running(RunningReason::Booted),
        running: true,
        config: Some(&config),
        summary: Summary::of(&config),
        answers: &recorded(),
        host,
        net: &net,
        files: &[],
        images: &[],
        backing,
    };
    row.params(stats).into_vec()
}

/// Parameters as lines, as a client prints them.
fn lines(params: &[TypedParam]) -> Vec<String> {
    let line = |param: &TypedParam| match &param.value {
        TypedParamValue::Int(value) => format!("{}=i{value}", param.field),
        TypedParamValue::Uint(value) => format!("{}=u{value}", param.field),
        TypedParamValue::Llong(value) => format!("{}=l{value}", param.field),
        TypedParamValue::Ullong(value) => format!("{}={value}", param.field),
        TypedParamValue::Double(value) => format!("{}=d{value}", param.field),
        TypedParamValue::Boolean(value) => format!("{}=b{value}", param.field),
        TypedParamValue::String(value) => format!("{}={value}", param.field),
    };
    params.iter().map(line).collect()
}

#[test]
fn groups_come_in_the_references_order() {
    let params = running(SUPPORTED, false);
    let mut groups: Vec<String> = params
        .iter()
        .map(|param| param.field.to_string().split('.').next().unwrap_or_default().to_owned())
        .collect();
    groups.dedup();
    let wanted = ["state", "cpu", "balloon", "vcpu", "net", "block", "iothread", "dirtyrate", "vm"];
    assert_eq!(groups, wanted);
}

#[test]
fn state_cpu_and_balloon_are_as_the_reference_tells_them() {
    let groups = DOMAIN_STATS_STATE | DOMAIN_STATS_CPU_TOTAL | DOMAIN_STATS_BALLOON;
    let wanted = [
        "state.state=i1",
        "state.reason=i1",
        "cpu.time=3",
        "cpu.user=2",
        "cpu.system=1",
        "cpu.cache.monitor.count=u0",
        "cpu.haltpoll.success.time=0",
        "cpu.haltpoll.fail.time=0",
        "balloon.current=65536",
        "balloon.maximum=65536",
        "balloon.swap_in=0",
        "balloon.minor_fault=4066",
        "balloon.unused=182756",
        "balloon.last-update=1795164947",
        "balloon.rss=60",
    ];
    assert_eq!(lines(&running(groups, false)), wanted);
}

#[test]
fn a_tap_counts_for_the_other_end() {
    let told = lines(&running(DOMAIN_STATS_INTERFACE, false));
    assert_eq!(told[..2], ["net.count=u1", "net.0.name=vnet0"]);
    assert_eq!(told[2], "net.0.rx.bytes=9");
    assert_eq!(told[9], "net.0.tx.drop=4");
}

#[test]
fn disks_are_told_with_the_layers_below_when_those_are_wanted() {
    let count = |params: &[TypedParam]| lines(params)[0].clone();
    assert_eq!(count(&running(DOMAIN_STATS_BLOCK, false)), "block.count=u3");
    let told = lines(&running(DOMAIN_STATS_BLOCK, true));
    assert_eq!(told[0], "block.count=u4");
    let base: Vec<_> = told.iter().filter(|line| line.starts_with("block.2.")).collect();
    let wanted = [
        "block.2.name=sda",
        "block.2.path=/images/base.qcow2",
        "block.2.backingIndex=u4",
        "block.2.allocation=0",
        "block.2.capacity=67108864",
        "block.2.physical=200704",
    ];
    assert_eq!(base, wanted);
    // An empty drive has figures and no sizes.
    assert_eq!(told.last().map(String::as_str), Some("block.3.fl.times=0"));
}

#[test]
fn the_accelerators_figures_say_of_what_kind_they_are() {
    let told = lines(&running(DOMAIN_STATS_VCPU, false));
    let has = |line: &str| told.iter().any(|told| told == line);
    assert_eq!(
        told[..6],
        [
            "vcpu.current=u2",
            "vcpu.maximum=u3",
            "vcpu.0.state=i1",
            "vcpu.0.time=4",
            "vcpu.0.wait=5",
            "vcpu.0.delay=6"
        ]
    );
    assert!(has("vcpu.0.guest_mode.cur=b0") && has("vcpu.0.fpu_reload.sum=1"));
    assert!(has("vcpu.1.state=i1") && !told.iter().any(|line| line.starts_with("vcpu.1.time")));
    // Histograms are left out.
    assert!(!told.iter().any(|line| line.contains("hist")));
    let told = lines(&running(DOMAIN_STATS_VM, false));
    assert!(told.iter().any(|line| line.starts_with("vm.max_mmu_rmap_size.max=")));
}

#[test]
fn threads_and_the_dirty_rate_have_their_types() {
    let told = lines(&running(DOMAIN_STATS_IOTHREAD | DOMAIN_STATS_DIRTYRATE, false));
    let wanted = [
        "iothread.count=u2",
        "iothread.2.poll-max-ns=32768",
        "iothread.2.poll-grow=u0",
        "iothread.2.poll-shrink=u0",
        "iothread.1.poll-max-ns=32768",
        "iothread.1.poll-grow=u0",
        "iothread.1.poll-shrink=u0",
        "dirtyrate.calc_status=i2",
        "dirtyrate.calc_start_time=l5",
        "dirtyrate.calc_period=i1",
        "dirtyrate.calc_mode=page-sampling",
        "dirtyrate.megabytes_per_second=l9",
    ];
    assert_eq!(told, wanted);
}

#[test]
fn a_guest_that_is_off_tells_what_needs_no_qemu() {
    let file = DiskFile {
        target: "vda".into(),
        path: Some("/images/b.img".into()),
        format: Some(Format::Raw),
    };
    let empty = DiskFile { target: "sda".into(), path: None, format: Some(Format::Raw) };
    let sizes = ImageSizes { capacity: Some(3), allocation: 1, physical: 2 };
    let row = Row {
        state: State::Shutoff(ShutoffReason::Unknown),
        running: false,
        config: None,
        summary: Summary { max_memory: 9, memory: 8, vcpus: 2, max_vcpus: 3 },
        answers: &Answers::default(),
        host: HostFigures::default(),
        net: &NetCounters::default(),
        files: &[file, empty],
        images: &[Some(sizes), None],
        backing: true,
    };
    let wanted = [
        "state.state=i5",
        "state.reason=i0",
        "cpu.time=0",
        "cpu.user=0",
        "cpu.system=0",
        "balloon.current=8",
        "balloon.maximum=9",
        "vcpu.current=u2",
        "vcpu.maximum=u3",
        "block.count=u2",
        "block.0.name=vda",
        "block.0.path=/images/b.img",
        "block.0.allocation=1",
        "block.0.capacity=3",
        "block.0.physical=2",
        "block.1.name=sda",
    ];
    assert_eq!(lines(&row.params(SUPPORTED).into_vec()), wanted);
}
