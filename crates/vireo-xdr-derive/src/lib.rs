//! `#[derive(Xdr)]` for `vireo-xdr`: one declaration of a wire type gives both
//! directions.
//!
//! On structs, fields are written in order. `#[xdr(max = N)]` on a field of a
//! counted type (`Vec`, `Text`, `Opaque`, `Chars`, or an `Option` of one) is its
//! bound; `Vec`, `Opaque` and `Chars` do not compile without one.
//!
//! On enums there are two shapes:
//! - every variant plain, with a discriminant: an XDR `enum`;
//! - variants with `#[xdr(tag = N)]`, holding one value or none: an XDR `union`.
//!
//! An unknown discriminant is an error in both.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Data, DataEnum, DeriveInput, Error, Expr, Field, Fields, Ident, Result, Variant};

/// Implements `Encode` and `Decode`; see the crate's documentation.
#[proc_macro_derive(Xdr, attributes(xdr))]
pub fn derive_xdr(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    let input = syn::parse_macro_input!(input as DeriveInput);
    expand(&input).unwrap_or_else(Error::into_compile_error).into()
}

/// The three parts that differ from type to type.
struct Body {
    encode: TokenStream,
    decode: TokenStream,
    min_size: TokenStream,
}

fn expand(input: &DeriveInput) -> Result<TokenStream> {
    if !input.generics.params.is_empty() {
        return Err(Error::new_spanned(&input.generics, "wire types have no parameters"));
    }
    let body = match &input.data {
        Data::Struct(data) => struct_body(&data.fields)?,
        Data::Enum(data) if is_union(data)? => union_body(data)?,
        Data::Enum(data) => enum_body(data)?,
        Data::Union(_) => return Err(Error::new_spanned(&input.ident, "use an enum with tags")),
    };
    let name = &input.ident;
    let Body { encode, decode, min_size } = body;
    Ok(quote! {
        #[automatically_derived]
        impl ::vireo_xdr::Encode for #name {
            fn encode(
                &self,
                out: &mut ::std::vec::Vec<u8>,
            ) -> ::core::result::Result<(), ::vireo_xdr::XdrError> {
                #encode
            }
        }
        #[automatically_derived]
        impl ::vireo_xdr::Decode for #name {
            const MIN_SIZE: usize = #min_size;
            fn decode(
                d: &mut ::vireo_xdr::Decoder<'_>,
            ) -> ::core::result::Result<Self, ::vireo_xdr::XdrError> {
                #decode
            }
        }
    })
}

/// What `#[xdr(...)]` says on a field or a variant.
#[derive(Default)]
struct Attributes {
    max: Option<Expr>,
    tag: Option<Expr>,
}

impl Attributes {
    fn of(attrs: &[syn::Attribute]) -> Result<Self> {
        let mut found = Self::default();
        for attr in attrs.iter().filter(|a| a.path().is_ident("xdr")) {
            attr.parse_nested_meta(|meta| {
                let slot = if meta.path.is_ident("max") {
                    &mut found.max
                } else if meta.path.is_ident("tag") {
                    &mut found.tag
                } else {
                    return Err(meta.error("expected `max = N` or `tag = N`"));
                };
                *slot = Some(meta.value()?.parse()?);
                Ok(())
            })?;
        }
        Ok(found)
    }
}

/// How a value at `place` is written, read, and how small it can be.
fn value_body(field: &Field, place: &TokenStream) -> Result<Body> {
    let ty = &field.ty;
    Ok(match Attributes::of(&field.attrs)?.max {
        Some(max) => Body {
            encode: quote!(::vireo_xdr::Bounded::encode_bounded(#place, out, (#max) as usize)?;),
            decode: quote!(<#ty as ::vireo_xdr::Bounded>::decode_bounded(d, (#max) as usize)?),
            min_size: quote!(4),
        },
        None => Body {
            encode: quote!(::vireo_xdr::Encode::encode(#place, out)?;),
            decode: quote!(<#ty as ::vireo_xdr::Decode>::decode(d)?),
            min_size: quote!(<#ty as ::vireo_xdr::Decode>::MIN_SIZE),
        },
    })
}

fn struct_body(fields: &Fields) -> Result<Body> {
    let mut encode = TokenStream::new();
    let mut decode = TokenStream::new();
    let mut min_size = quote!(0);
    if fields.is_empty() {
        // Silences the unused arguments of a type without content.
        encode.extend(quote!(let _ = out;));
    }
    for (index, field) in fields.iter().enumerate() {
        let member = match &field.ident {
            Some(ident) => syn::Member::Named(ident.clone()),
            None => syn::Member::Unnamed(index.into()),
        };
        let value = value_body(field, &quote!(&self.#member))?;
        let (value_encode, value_decode, value_min) = (value.encode, value.decode, value.min_size);
        encode.extend(value_encode);
        decode.extend(quote!(#member: #value_decode,));
        min_size.extend(quote!(+ #value_min));
    }
    let unused = fields.is_empty().then(|| quote!(let _ = d;));
    Ok(Body {
        encode: quote!(#encode ::core::result::Result::Ok(())),
        decode: quote!(#unused ::core::result::Result::Ok(Self { #decode })),
        min_size,
    })
}

fn is_union(data: &DataEnum) -> Result<bool> {
    for variant in &data.variants {
        if Attributes::of(&variant.attrs)?.tag.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}

fn enum_body(data: &DataEnum) -> Result<Body> {
    let mut arms = TokenStream::new();
    for variant in &data.variants {
        if !matches!(variant.fields, Fields::Unit) {
            return Err(Error::new_spanned(variant, "a variant with a value needs `tag = N`"));
        }
        if variant.discriminant.is_none() {
            return Err(Error::new_spanned(variant, "a wire enum writes its numbers out"));
        }
        let name = &variant.ident;
        arms.extend(
            quote!(n if n == Self::#name as i32 => ::core::result::Result::Ok(Self::#name),),
        );
    }
    let matches: Vec<&Ident> = data.variants.iter().map(|v| &v.ident).collect();
    Ok(Body {
        encode: quote! {
            let number: i32 = match self { #(Self::#matches => Self::#matches as i32,)* };
            ::vireo_xdr::Encode::encode(&number, out)
        },
        decode: quote! {
            match d.read_i32()? {
                #arms
                n => ::core::result::Result::Err(::vireo_xdr::XdrError::Discriminant(n)),
            }
        },
        min_size: quote!(4),
    })
}

fn union_body(data: &DataEnum) -> Result<Body> {
    let mut encode = TokenStream::new();
    let mut decode = TokenStream::new();
    for variant in &data.variants {
        let (write, read) = union_arm(variant)?;
        encode.extend(write);
        decode.extend(read);
    }
    Ok(Body {
        encode: quote! {
            match self { #encode }
            ::core::result::Result::Ok(())
        },
        decode: quote! {
            match d.read_i32()? {
                #decode
                n => ::core::result::Result::Err(::vireo_xdr::XdrError::Discriminant(n)),
            }
        },
        min_size: quote!(4),
    })
}

fn union_arm(variant: &Variant) -> Result<(TokenStream, TokenStream)> {
    let name = &variant.ident;
    let Some(tag) = Attributes::of(&variant.attrs)?.tag else {
        return Err(Error::new_spanned(variant, "every variant of a union needs `tag = N`"));
    };
    let put_tag = quote!(::vireo_xdr::Encode::encode(&((#tag) as i32), out)?;);
    let is_tag = quote!(n if n == (#tag) as i32);
    match &variant.fields {
        Fields::Unit => Ok((
            quote!(Self::#name => { #put_tag }),
            quote!(#is_tag => ::core::result::Result::Ok(Self::#name),),
        )),
        Fields::Unnamed(fields) if fields.unnamed.len() == 1 => {
            let value = value_body(&fields.unnamed[0], &quote!(value))?;
            let (put_value, get_value) = (value.encode, value.decode);
            Ok((
                quote!(Self::#name(value) => { #put_tag #put_value }),
                quote!(#is_tag => ::core::result::Result::Ok(Self::#name(#get_value)),),
            ))
        }
        Fields::Unnamed(_) | Fields::Named(_) => {
            Err(Error::new_spanned(variant, "an arm of a union holds one value or none"))
        }
    }
}
