//! Documents of pools and volumes: what is taken comes back as it was, and nothing panics.

use proptest::prelude::*;
use vireo_storage::{definition, document, fuzz};
use vireo_xml::Mode;

/// Text as it stands in a document.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    vireo_xml::escape_into(&mut out, text);
    out
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn bytes_are_taken_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        fuzz::fuzz_pool(&bytes);
        fuzz::fuzz_volume(&bytes);
    }

    #[test]
    fn pools_come_back(
        name in "[a-z &<'é]{1,12}",
        path in "(/{1,3}[a-z&. ]{1,5}){1,4}/?",
        mode in 0..=0o7777_u32,
        owner in -1..=70_000_i64,
    ) {
        let text = format!(
            "<pool type='dir'><name>{}</name><target><path>{}</path><permissions><mode>0{mode:o}\
             </mode><owner>{owner}</owner></permissions></target></pool>",
            escaped(&name), escaped(&path),
        );
        let pool = definition::read(&text, true, &uuid::Uuid::nil).expect("a pool");
        prop_assert_eq!(definition::name(&pool), name.as_str());
        prop_assert!(!definition::target(&pool)[2..].contains("//"));
        let again = definition::read(&definition::format(&pool, Mode::SAVED), true, &uuid::Uuid::max);
        prop_assert_eq!(again.ok(), Some(pool));
    }

    #[test]
    fn volumes_come_back(
        name in "[a-z&<' .é]{1,12}",
        capacity in any::<u64>(),
        backing in proptest::option::of("/[a-z,&]{1,8}"),
    ) {
        let below = backing.map(|path| {
            format!("<backingStore><path>{}</path></backingStore>", escaped(&path))
        });
        let text = format!(
            "<volume><name>{}</name><capacity>{capacity}</capacity>\
             <target><format type='qcow2'/></target>{}</volume>",
            escaped(&name), below.unwrap_or_default(),
        );
        let volume = document::read(&text, true, false).expect("a volume");
        prop_assert_eq!(volume.capacity, Some(capacity));
        let again = document::read(&document::format(&volume), true, false);
        prop_assert_eq!(again.ok(), Some(volume));
    }
}
