//! The wire form of each type, the bounds, and round trips of random values.

use proptest::prelude::*;
use vireo_xdr::fuzz::{Everything, Kind, Value, fuzz_decode};
use vireo_xdr::{
    Bounded, CharArray, Chars, Decode, Decoder, Encode, Opaque, STRING_MAX, Text, Xdr, XdrError,
    from_bytes, to_vec,
};

fn whole<T: Decode>(bytes: &[u8]) -> Result<T, XdrError> {
    let (value, rest) = from_bytes(bytes)?;
    assert!(rest.is_empty(), "{} trailing bytes", rest.len());
    Ok(value)
}

fn check<T: Encode + Decode + PartialEq + std::fmt::Debug>(value: T, wire: &[u8]) {
    assert_eq!(to_vec(&value), Ok(wire.to_vec()), "{value:?}");
    assert_eq!(whole(wire).as_ref(), Ok(&value));
    assert!(wire.len() >= T::MIN_SIZE);
    for end in 0..wire.len() {
        let cut = from_bytes::<T>(&wire[..end]).map(|(value, _)| value);
        assert!(matches!(cut, Err(XdrError::Truncated { .. })), "{end} bytes give {cut:?}");
    }
}

#[test]
fn numbers_take_four_or_eight_bytes() {
    check(-2_i32, &[0xff, 0xff, 0xff, 0xfe]);
    check(7_u32, &[0, 0, 0, 7]);
    check(-1_i8, &[0xff; 4]);
    check(200_u8, &[0, 0, 0, 200]);
    check(-300_i16, &[0xff, 0xff, 0xfe, 0xd4]);
    check(60_000_u16, &[0, 0, 0xea, 0x60]);
    check(-2_i64, &[0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xfe]);
    check(1_u64 << 40, &[0, 0, 1, 0, 0, 0, 0, 0]);
    check(1.5_f64, &[0x3f, 0xf8, 0, 0, 0, 0, 0, 0]);
    check(true, &[0, 0, 0, 1]);
    check((), &[]);
}

// go-libvirt writes the discriminant of a present optional as 01 00 00 00.
#[test]
fn any_non_zero_discriminant_is_present() {
    check(Some(7_u32), &[0, 0, 0, 1, 0, 0, 0, 7]);
    check(None::<u32>, &[0, 0, 0, 0]);
    assert_eq!(whole(&[1, 0, 0, 0, 0, 0, 0, 7]), Ok(Some(7_u32)));
    assert_eq!(whole(&[0xff, 0xff, 0xff, 0xff]), Ok(true));
}

#[test]
fn bytes_are_padded_to_four() {
    check([1_u8, 2, 3, 4, 5], &[1, 2, 3, 4, 5, 0, 0, 0]);
    check([9_u8; 4], &[9; 4]);
    check([0_u8; 0], &[]);
    check(Text::from("abcde"), b"\0\0\0\x05abcde\0\0\0");
    check(Text::from(""), &[0; 4]);
    // The reference does not look at the padding.
    assert_eq!(whole::<Text>(b"\0\0\0\x03abcX"), Ok(Text::from("abc")));
}

#[test]
fn char_arrays_take_four_bytes_an_element() {
    check(CharArray(*b"ab\0"), &[0, 0, 0, b'a', 0, 0, 0, b'b', 0, 0, 0, 0]);
    check(CharArray([0xe9]), &[0xff, 0xff, 0xff, 0xe9]);
    assert_eq!(CharArray::<4>::truncated("abcdef").as_bytes(), b"abc");
    assert_eq!(CharArray::<0>::truncated("abcdef").as_bytes(), b"");
    assert_eq!(CharArray(*b"full").as_bytes(), b"full");
    let mut wire = Vec::new();
    Chars(b"ab".to_vec()).encode_bounded(&mut wire, 2).unwrap();
    assert_eq!(wire, [0, 0, 0, 2, 0, 0, 0, b'a', 0, 0, 0, b'b']);
    assert_eq!(Chars::decode_bounded(&mut Decoder::new(&wire), 2), Ok(Chars(b"ab".to_vec())));
}

#[test]
fn strings_are_bytes() {
    let text: Text = whole(b"\0\0\0\x02\xff\xfe\0\0").unwrap();
    assert_eq!(text.as_bytes(), [0xff, 0xfe]);
    assert_eq!(text.to_str(), Err(vireo_xdr::NotUtf8));
    assert_eq!(text.to_string_lossy(), "\u{fffd}\u{fffd}");
    assert_eq!(Text::from("né"), *"né");
    assert_eq!(format!("{:>4}", Text::from("né")), "  né");
}

const MOST: u32 = 2;

#[derive(Debug, PartialEq, Xdr)]
struct Limits {
    #[xdr(max = MOST)]
    numbers: Vec<u32>,
    #[xdr(max = 3)]
    name: Option<Text>,
}

#[derive(Debug, PartialEq, Xdr)]
struct Empty {}

#[derive(Debug, PartialEq, Xdr)]
struct Unit;

#[derive(Debug, PartialEq, Xdr)]
struct Pair(u32, bool);

#[test]
fn structs_are_their_fields() {
    check(Empty {}, &[]);
    check(Unit, &[]);
    check(Pair(3, true), &[0, 0, 0, 3, 0, 0, 0, 1]);
    check(
        Limits { numbers: vec![5], name: Some("ab".into()) },
        b"\0\0\0\x01\0\0\0\x05\0\0\0\x01\0\0\0\x02ab\0\0",
    );
    check(Limits { numbers: vec![], name: None }, &[0; 8]);
    assert_eq!(Limits::MIN_SIZE, 8);
}

#[test]
fn bounds_hold_in_both_directions() {
    let over = Err(XdrError::OverBound { count: 3, max: 2 });
    assert_eq!(to_vec(&Limits { numbers: vec![1, 2, 3], name: None }), over);
    let wire = [0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    assert_eq!(from_bytes::<Limits>(&wire).map(|_| vec![]), over);
    let long = Limits { numbers: vec![], name: Some("abcd".into()) };
    assert_eq!(to_vec(&long), Err(XdrError::OverBound { count: 4, max: 3 }));
    let text = Text::from("x".repeat(STRING_MAX + 1));
    let over = XdrError::OverBound { count: STRING_MAX + 1, max: STRING_MAX };
    assert_eq!(to_vec(&text), Err(over));
}

#[test]
fn counts_are_held_against_the_bytes_that_are_there() {
    let lots = [0x0f, 0xff, 0xff, 0xff, 1, 2, 3, 4];
    let d = |bytes| Decoder::new(bytes);
    let cut = |needed| XdrError::Truncated { needed, remaining: 4 };
    let max = usize::MAX;
    assert_eq!(Vec::<u64>::decode_bounded(&mut d(&lots), max), Err(cut(0x0fff_ffff * 8)));
    assert_eq!(Opaque::decode_bounded(&mut d(&lots), max), Err(cut(0x0fff_ffff)));
    assert_eq!(Chars::decode_bounded(&mut d(&lots), max), Err(cut(0x0fff_ffff * 4)));
    // Elements of no size are held to the bound alone, and take no memory.
    let over = XdrError::OverBound { count: 0x0fff_ffff, max: 1000 };
    assert_eq!(Vec::<()>::decode_bounded(&mut d(&lots), 1000), Err(over));
}

#[test]
fn discriminants_choose_and_unknown_ones_are_refused() {
    check(Kind::Low, &[0xff; 4]);
    check(Kind::High, &[0, 0, 1, 0xf4]);
    assert_eq!(whole::<Kind>(&[0, 0, 0, 2]), Err(XdrError::Discriminant(2)));
    check(Value::Nothing, &[0; 4]);
    check(Value::Int(-1), &[0, 0, 0, 1, 0xff, 0xff, 0xff, 0xff]);
    check(Value::Unsigned(9), &[0xff, 0xff, 0xff, 0xfd, 0, 0, 0, 0, 0, 0, 0, 9]);
    check(Value::Numbers(vec![8]), &[0, 0, 0, 7, 0, 0, 0, 1, 0, 0, 0, 8]);
    assert_eq!(whole::<Value>(&[0, 0, 0, 2]), Err(XdrError::Discriminant(2)));
}

#[test]
fn trailing_bytes_are_told() {
    let mut d = Decoder::new(&[0, 0, 0, 1, 9, 9]);
    assert_eq!(u32::decode(&mut d), Ok(1));
    assert_eq!(d.remaining(), 2);
}

fn text() -> impl Strategy<Value = Text> {
    prop::collection::vec(any::<u8>(), 0..8).prop_map(Text::from)
}

fn value() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Nothing),
        any::<i32>().prop_map(Value::Int),
        any::<u64>().prop_map(Value::Unsigned),
        prop::collection::vec(any::<u16>(), 0..=3).prop_map(Value::Numbers),
    ]
}

prop_compose! {
    fn everything()(
        (int, byte, short, hyper, flag) in any::<(i32, u8, i16, i64, bool)>(),
        (uuid, model) in any::<([u8; 16], [u8; 5])>(),
        opaque in prop::collection::vec(any::<u8>(), 0..=40),
        chars in prop::collection::vec(any::<u8>(), 0..=40),
        text in prop::option::of(text()),
        short_text in prop::option::of(text()),
        values in prop::collection::vec(value(), 0..=16),
        nothings in prop::collection::vec(Just(()), 0..=1000),
        kind in prop_oneof![Just(Kind::Low), Just(Kind::Zero), Just(Kind::High)],
    ) -> Everything {
        Everything {
            nothing: (), int, byte, short, hyper, flag, uuid, model: CharArray(model),
            opaque: Opaque(opaque), chars: Chars(chars), text, short_text, values, nothings, kind,
        }
    }
}

proptest! {
    #[test]
    fn what_is_written_is_read_back(value in everything()) {
        let wire = to_vec(&value).unwrap();
        prop_assert_eq!(wire.len() % 4, 0);
        prop_assert!(wire.len() >= Everything::MIN_SIZE);
        prop_assert_eq!(whole::<Everything>(&wire).unwrap(), value);
    }

    #[test]
    fn any_bytes_are_read_or_refused(data in prop::collection::vec(any::<u8>(), 0..300)) {
        fuzz_decode(&data);
    }

    #[test]
    fn damaged_values_are_read_or_refused(
        value in everything(),
        at in any::<prop::sample::Index>(),
        byte in any::<u8>(),
        end in any::<prop::sample::Index>(),
    ) {
        let mut wire = to_vec(&value).unwrap();
        *at.get_mut(&mut wire) = byte;
        fuzz_decode(&wire);
        fuzz_decode(&wire[..end.index(wire.len())]);
    }
}
