//! Tests of the mechanism on a small document of its own.

use proptest::prelude::*;

use vireo_xml::{
    Mode, Namespace, ParseOptions, RawChildren, XmlChoice, XmlElement, XmlEnum, XmlUnion, diff,
    doc, format, parse, parse_choice, parse_with,
};

static EXTRA: Namespace = Namespace { prefix: "extra", uri: "urn:extra" };

#[derive(Clone, Copy, Debug, Default, PartialEq, XmlEnum)]
enum Kind {
    #[default]
    File,
    Block,
    #[xml("net work")]
    Network,
}

#[derive(Clone, Debug, Default, PartialEq, XmlElement)]
#[xml(root = "thing")]
struct Thing {
    #[xml(attr = "type", select)]
    kind: Kind,
    #[xml(attr, live)]
    id: Option<u32>,
    #[xml(text_child, required)]
    name: String,
    #[xml(child)]
    metadata: Option<RawChildren>,
    #[xml(size = "", path = "memory", kib)]
    memory: Option<u64>,
    #[xml(attr, path = "memory", on_off)]
    dump: Option<bool>,
    #[xml(attr, path = "source", when = "file")]
    file: Option<String>,
    #[xml(attr, path = "source", when = "block")]
    dev: Option<String>,
    #[xml(attr, path = "source", secret)]
    password: Option<String>,
    #[xml(flag)]
    readonly: bool,
    #[xml(child = "part", path = "parts")]
    parts: Vec<Part>,
    #[xml(child)]
    address: Option<Address>,
    #[xml(choice, path = "devices")]
    devices: Vec<Device>,
    #[xml(attr = "name", path = "alias", alias)]
    alias: Option<String>,
    #[xml(child = "arg", ns = EXTRA)]
    args: Vec<Arg>,
}

#[derive(Clone, Debug, Default, PartialEq, XmlElement)]
struct Part {
    #[xml(attr, nonzero)]
    order: Option<u32>,
    #[xml(text)]
    text: String,
}

#[derive(Clone, Debug, Default, PartialEq, XmlElement)]
struct Arg {
    #[xml(attr, required)]
    value: String,
}

#[derive(Clone, Debug, PartialEq, XmlUnion)]
#[xml(tag = "type")]
enum Address {
    Pci(Pci),
    Unassigned,
}

#[derive(Clone, Debug, Default, PartialEq, XmlElement)]
struct Pci {
    #[xml(attr, hex = 4)]
    domain: u32,
    #[xml(attr, hex = 2)]
    slot: u8,
}

#[derive(Clone, Debug, PartialEq, XmlChoice)]
enum Device {
    Part(Part),
    Pci(Pci),
}

const FULL: &str = "\
<thing type='block' id='3' xmlns:extra='urn:extra'>
  <name>a&lt;b&gt;&amp;&apos;&quot;</name>
  <metadata>
    <m:x xmlns:m=\"urn:m\">
      <m:y a=\"'\"/>
    </m:x>
  </metadata>
  <memory unit='KiB' dump='off'>2048</memory>
  <source dev='/dev/x' password='p'/>
  <readonly/>
  <parts>
    <part order='1'>one</part>
    <part/>
  </parts>
  <address type='pci' domain='0x0000' slot='0x1f'/>
  <devices>
    <pci domain='0x0001' slot='0x00'/>
    <part>x</part>
  </devices>
  <alias name='ua-x'/>
  <extra:arg value='-v'/>
</thing>
";

const SECURE: Mode = Mode { inactive: false, secure: true, status: false, migratable: false };

#[test]
fn a_document_comes_back_byte_for_byte() {
    let thing: Thing = parse(FULL, SECURE).unwrap();
    assert_eq!(format(&thing, SECURE), FULL);
    assert_eq!(thing.kind, Kind::Block);
    assert_eq!(thing.address, Some(Address::Pci(Pci { domain: 0, slot: 31 })));
    assert_eq!(thing.devices.len(), 2);
}

#[test]
fn modes_leave_out_what_is_not_theirs() {
    let mut thing: Thing = parse(FULL, SECURE).unwrap();
    thing.alias = Some("part0".to_owned());
    let inactive = format(&thing, Mode { inactive: true, ..Mode::default() });
    assert!(!inactive.contains("id='3'") && !inactive.contains("password"));
    let live = format(&thing, Mode::default());
    assert!(live.contains("<alias name='part0'/>"));
    let again: Thing = parse(&live, Mode::SAVED).unwrap();
    assert_eq!((again.alias, again.id), (None, None));
    let again: Thing = parse(FULL, Mode::SAVED).unwrap();
    assert_eq!(again.alias.as_deref(), Some("ua-x"));
}

#[test]
fn units_are_read_and_normalised() {
    for (text, kib) in [("unit='MiB'>2", 2048), ("unit='KB'>1", 1), ("unit='b'>1025", 2), (">7", 7)]
    {
        let thing: Thing =
            parse(&format!("<thing><name>x</name><memory {text}</memory></thing>"), SECURE)
                .unwrap();
        assert_eq!(thing.memory, Some(kib), "{text}");
    }
}

fn error(text: &str) -> String {
    let error = parse::<Thing>(text, SECURE).expect_err("refused");
    format!("{}:{} {} {} {error}", error.line, error.column, error.path, error.code())
}

#[test]
fn errors_say_what_and_where() {
    assert_eq!(
        error("<thing type='zip'><name>x</name></thing>"),
        "1:1 thing 27 XML error: Invalid value for attribute 'type' in element 'thing': 'zip'."
    );
    assert_eq!(
        error("<thing>\n  <name>x</name>\n  <parts><part order='0'/></parts></thing>"),
        "3:10 thing/parts/part 27 XML error: Invalid value for attribute 'order' in element \
         'part': Zero is not permitted"
    );
    assert_eq!(
        error("<thing><name>x</name><memory unit='zz'>1</memory></thing>"),
        "1:22 thing/memory 8 invalid argument: unknown suffix 'zz'"
    );
    assert!(
        error("<thing><name>x</name><memory>99999999999999999999</memory></thing>").contains(
            "Invalid value '99999999999999999999' for element or attribute './memory[1]'"
        )
    );
    assert!(
        error("<thing><name>x</name><address/></thing>")
            .contains("Missing required attribute 'type' in element 'address'")
    );
    assert!(error("<other/>").contains("expecting root element of 'thing', not 'other'"));
    assert!(error("<thing>\n<name>").starts_with("2:"), "{}", error("<thing>\n<name>"));
    assert!(error("<!DOCTYPE x [<!ENTITY a 'b'>]><thing/>").contains(" 35 "));
}

#[test]
fn deep_and_large_documents_are_refused() {
    let deep = format!("<thing>{}{}</thing>", "<a>".repeat(200_000), "</a>".repeat(200_000));
    assert!(error(&deep).contains("nested too deeply"));
    let large = format!("<thing><!--{}--></thing>", "x".repeat(vireo_xml::MAX_BYTES));
    assert!(error(&large).contains("too large"));
}

#[test]
fn strict_lists_what_is_unknown_with_its_place() {
    let text = "<thing><name foo='1'>x</name>\n<bar><baz/></bar><metadata><q/></metadata></thing>";
    let options = ParseOptions { strict: true, ..ParseOptions::default() };
    let (_, unknown) = parse_with::<Thing>(text, options).unwrap();
    let list: Vec<String> =
        unknown.iter().map(|u| format!("{} {}:{}", u.path, u.line, u.column)).collect();
    assert_eq!(list, ["thing/name/@foo 1:14", "thing/bar 2:1"]);
}

#[test]
fn large_metadata_is_read_the_same_without_a_tree() {
    let item = "<p:i a='b'>text</p:i>\n".repeat(10_000);
    let text = |inside: &str| {
        let inside = format!("<p:e xmlns:p='urn:p'>{inside}</p:e><q:e xmlns:q='urn:q'/>");
        format!("<thing><name>x</name><metadata>{inside}</metadata><readonly/></thing>")
    };
    let read = |text: &str| parse::<Thing>(text, SECURE).unwrap();
    // A comment makes a tree necessary.
    let (plain, tree) = (read(&text(&item)), read(&text(&format!("{item}<!-- -->"))));
    assert!(plain.readonly && plain.metadata.is_some());
    let printed = format(&plain, SECURE);
    assert_eq!(format(&tree, SECURE).replace("\n      <!-- -->", ""), printed);
    assert_eq!(read(&printed), plain);
    let broken = parse::<Thing>(&text(&format!("{item}<p:i></p:j>")), SECURE).unwrap_err();
    assert!(broken.to_string().contains("10001"), "{broken}");
}

#[test]
fn the_first_of_two_wins() {
    let thing: Thing = parse("<thing><name>a</name><name>b</name></thing>", SECURE).unwrap();
    assert_eq!(thing.name, "a");
}

#[test]
fn values_are_compared_path_by_path() {
    let left: Thing = parse(FULL, SECURE).unwrap();
    let mut right = left.clone();
    right.parts[0].order = Some(2);
    right.devices.pop();
    right.address = Some(Address::Unassigned);
    let found: Vec<String> = diff::compare(&left, &right)
        .into_iter()
        .map(|d| format!("{} {:?} {:?}", d.path, d.left, d.right))
        .collect();
    assert_eq!(
        found,
        [
            "parts/part[1]/@order Some(\"1\") Some(\"2\")",
            "address Some(\"pci\") Some(\"unassigned\")",
            "devices[2] Some(\"part\") None",
        ]
    );
    assert!(diff::compare(&left, &left).is_empty());
}

#[test]
fn paths_are_documented() {
    let list = doc::paths("thing", Thing::xml_descriptor());
    let paths: Vec<&str> = list.iter().map(|p| p.path.as_str()).collect();
    for path in
        ["thing/@type", "thing/memory/text()", "thing/address/@slot", "thing/devices/pci/@domain"]
    {
        assert!(paths.contains(&path), "{path} not in {paths:?}");
    }
    assert_eq!(list[0].kind, "file|block|net work");
}

#[test]
fn a_device_on_its_own() {
    let device: Device = parse_choice("<pci slot='5'/>", ParseOptions::default()).unwrap();
    assert_eq!(device, Device::Pci(Pci { domain: 0, slot: 5 }));
    assert_eq!(
        vireo_xml::format_choice(&device, Mode::default()),
        "<pci domain='0x0000' slot='0x05'/>\n"
    );
    assert!(parse_choice::<Device>("<quux/>", ParseOptions::default()).is_err());
}

/// What the reference prints for such metadata (seen with 11.3.0).
#[test]
fn metadata_is_laid_out_as_the_reference_does() {
    let text = "<thing xmlns:z='urn:z' xmlns:unused='urn:u'><name>x</name><metadata>
    <a:x xmlns:a=\"urn:a\"  b='1&quot;\"' c=\"a&#10;b&apos;\">  text <b/>
  </a:x>
<b:y xmlns:b='urn:b'><b:c>
  </b:c><b:d> <e/> </b:d><!-- hi --><?pi x?><f><![CDATA[x<]]></f><g>a&amp;b&gt;\"'</g><h></h>

   </b:y>stray
   <z:q/><noname/></metadata></thing>";
    let thing: Thing = parse(text, SECURE).unwrap();
    let printed = format(&thing, SECURE);
    let expected = "  <metadata xmlns:z=\"urn:z\">
    <a:x xmlns:a=\"urn:a\" b=\"1&quot;&quot;\" c=\"a&#10;b'\">  text <b/>
  </a:x>
    <b:y xmlns:b=\"urn:b\">
      <b:c>
  </b:c>
      <b:d>
        <e/>
      </b:d>
      <!-- hi -->
      <?pi x?>
      <f><![CDATA[x<]]></f>
      <g>a&amp;b&gt;\"'</g>
      <h/>
    </b:y>
    <z:q/>
  </metadata>
";
    assert!(printed.contains(expected), "{printed}");
    let again: Thing = parse(&printed, SECURE).unwrap();
    assert_eq!(format(&again, SECURE), printed);
    let elements = thing.metadata.unwrap().elements;
    assert_eq!(elements[2].format(0), "<z:q xmlns:z=\"urn:z\"/>");
}

fn any_text() -> impl Strategy<Value = String> {
    "[ -~é\n\t]{1,12}"
}

prop_compose! {
    fn any_thing()(
        kind in prop_oneof![Just(Kind::File), Just(Kind::Block), Just(Kind::Network)],
        id in any::<Option<u32>>(),
        name in any_text(),
        memory in proptest::option::of(0..u64::MAX / 1024),
        file in proptest::option::of("[!-~]{0,9}"),
        parts in proptest::collection::vec((1..u32::MAX, any_text()), 0..4),
        slot in any::<Option<u8>>(),
        readonly in any::<bool>(),
    ) -> Thing {
        Thing {
            kind,
            id,
            name,
            memory,
            file: file.filter(|_| kind == Kind::File),
            parts: parts.into_iter().map(|(n, text)| Part { order: Some(n), text }).collect(),
            address: slot.map(|slot| Address::Pci(Pci { domain: 1, slot })),
            readonly,
            ..Thing::default()
        }
    }
}

proptest! {
    #[test]
    fn what_is_formatted_is_parsed_again(thing in any_thing()) {
        let text = format(&thing, SECURE);
        prop_assert_eq!(parse::<Thing>(&text, SECURE).unwrap(), thing);
    }

    #[test]
    fn any_bytes_are_refused_or_read(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        vireo_xml::fuzz::fuzz_raw(&bytes);
        if let Ok(text) = std::str::from_utf8(&bytes) {
            let _ = parse::<Thing>(text, SECURE);
        }
    }

    #[test]
    fn near_documents_never_panic(
        at in 0..FULL.len(),
        with in proptest::sample::select(vec!["<", ">", "'", "/", "x", "&", "</thing>", "<a b=''/>", "]]>"]),
        cut in 0..20usize,
    ) {
        let mut text = FULL.to_owned();
        let end = (at + cut).min(text.len());
        text.replace_range(at..end, with);
        let _ = parse::<Thing>(&text, SECURE);
        vireo_xml::fuzz::fuzz_raw(text.as_bytes());
    }
}

#[derive(Clone, Debug, Default, PartialEq, XmlElement)]
#[xml(root = "whole")]
struct Whole {
    #[xml(child, merge)]
    list: List,
}

#[derive(Clone, Debug, Default, PartialEq, XmlElement)]
struct List {
    #[xml(text_child)]
    name: Option<String>,
    #[xml(child = "part")]
    parts: Vec<Part>,
    #[xml(attr, path = "link")]
    state: Option<String>,
}

#[test]
fn merged_elements_are_one_list_and_the_first_value_wins() {
    let text = "<whole><list><name>a</name><part>1</part><link/><link state='up'/></list>\
                <list><name>b</name><part order='2'>2</part></list></whole>";
    let whole: Whole = parse(text, SECURE).unwrap();
    assert_eq!(whole.list.name.as_deref(), Some("a"));
    assert_eq!(whole.list.state.as_deref(), Some("up"));
    let parts: Vec<_> = whole.list.parts.iter().map(|p| (p.order, p.text.as_str())).collect();
    assert_eq!(parts, [(None, "1"), (Some(2), "2")]);
}
