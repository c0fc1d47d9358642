//! Fuzzing on the stable toolchain: a table of targets, a mutator, corpora.
//!
//! Each parser that meets outside bytes has a function `fuzz_…` in its own
//! crate, which must return whatever the bytes are. The corpora in
//! `fuzz/corpus/TARGET/` are replayed by the tests, with a few mutations of
//! each entry; `cargo run --release -p vireo-fuzz -- TARGET --seconds N` goes
//! on for as long as asked.

pub mod mutate;
pub mod run;

/// A target: its name, which is its corpus' folder, and what takes the bytes.
pub type Target = (&'static str, fn(&[u8]));

/// All targets.
pub const TARGETS: &[Target] = &[
    ("agent", vireo_qemu::fuzz::fuzz_agent),
    ("device-xml", vireo_model::fuzz::fuzz_device),
    ("domain-fill", vireo_model::fill::fuzz::fuzz_fill),
    ("domain-xml", vireo_model::fuzz::fuzz_domain),
    ("dnsmasq-leases", vireo_network::fuzz::fuzz_leases),
    ("image", vireo_image::fuzz::fuzz_image),
    ("journal", vireo_runtime::fuzz::fuzz_journal),
    ("migration-certificate", vireo_qemu::fuzz::fuzz_certificate),
    ("migration-cookie", vireo_qemu::fuzz::fuzz_cookie),
    ("network-xml", vireo_network::fuzz::fuzz_network),
    ("save-image", vireo_qemu::fuzz::fuzz_save_image),
    ("secret-value", vireo_secret::fuzz::fuzz_value),
    ("secret-xml", vireo_secret::fuzz::fuzz_secret),
    ("server-settings", vireo_server::fuzz::fuzz_settings),
    ("conf", vireo_config::fuzz::fuzz_conf),
    ("qmp", vireo_qmp::fuzz::fuzz_codec),
    ("rpc-frames", vireo_rpc::fuzz::fuzz_frames),
    ("rpc-server", vireo_rpc::fuzz::fuzz_server),
    ("rpc-client", vireo_rpc::fuzz::fuzz_client),
    ("pool-xml", vireo_storage::fuzz::fuzz_pool),
    ("volume-xml", vireo_storage::fuzz::fuzz_volume),
    ("status-xml", vireo_runtime::fuzz::fuzz_status),
    ("xdr", vireo_xdr::fuzz::fuzz_decode),
    ("xml-plain", vireo_xml::fuzz::fuzz_plain),
    ("xml-raw", vireo_xml::fuzz::fuzz_raw),
];
