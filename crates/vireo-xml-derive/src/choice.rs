//! `XmlUnion` and `XmlChoice`.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Data, DeriveInput, Error, Fields, Result, Type, Variant};

use crate::options::{TypeOptions, word};

/// A variant with its word and the type it holds.
struct Arm<'a> {
    variant: &'a Variant,
    word: String,
    inner: Option<&'a Type>,
}

fn arms(input: &DeriveInput) -> Result<Vec<Arm<'_>>> {
    let Data::Enum(data) = &input.data else {
        return Err(Error::new_spanned(&input.ident, "this derive is for enums"));
    };
    let mut arms = Vec::new();
    for variant in &data.variants {
        let inner = match &variant.fields {
            Fields::Unit => None,
            Fields::Unnamed(fields) if fields.unnamed.len() == 1 => Some(&fields.unnamed[0].ty),
            Fields::Unnamed(_) | Fields::Named(_) => {
                return Err(Error::new_spanned(variant, "a variant holds one value or none"));
            }
        };
        arms.push(Arm { variant, word: word(variant)?, inner });
    }
    if arms.is_empty() {
        return Err(Error::new_spanned(&input.ident, "an enum needs a variant"));
    }
    Ok(arms)
}

/// Code shared by both: which variant is it, and become another.
fn common(arms: &[Arm<'_>]) -> TokenStream {
    let patterns: Vec<TokenStream> = arms.iter().map(pattern).collect();
    let index = 0..arms.len();
    let index2 = index.clone();
    let made: Vec<TokenStream> = arms.iter().map(create).collect();
    let fallback = &made[0];
    quote! {
        fn variant(&self) -> usize {
            match self {
                #(#patterns => #index,)*
            }
        }
        fn select(&mut self, index: usize) {
            *self = match index {
                #(#index2 => #made,)*
                _ => #fallback,
            };
        }
    }
}

fn pattern(arm: &Arm<'_>) -> TokenStream {
    let ident = &arm.variant.ident;
    if arm.inner.is_some() { quote!(Self::#ident(_)) } else { quote!(Self::#ident) }
}

fn create(arm: &Arm<'_>) -> TokenStream {
    let ident = &arm.variant.ident;
    match arm.inner {
        Some(ty) => quote!(Self::#ident(<#ty as ::vireo_xml::Leaf>::create())),
        None => quote!(Self::#ident),
    }
}

fn leaf(input: &DeriveInput, arms: &[Arm<'_>], default: usize, kind: &TokenStream) -> TokenStream {
    let name = &input.ident;
    let made = create(&arms[default]);
    quote! {
        impl ::vireo_xml::Leaf for #name {
            fn create() -> Self {
                #made
            }
            fn kind() -> ::vireo_xml::Kind {
                ::vireo_xml::Kind::#kind(&DESCRIPTOR)
            }
            fn slot(&self) -> ::vireo_xml::Slot<'_> {
                ::vireo_xml::Slot::#kind(self)
            }
            fn slot_mut(&mut self) -> ::vireo_xml::SlotMut<'_> {
                ::vireo_xml::SlotMut::#kind(self)
            }
        }
    }
}

/// Emit `Union` and `Leaf`.
pub fn expand_union(input: &DeriveInput) -> Result<TokenStream> {
    let arms = arms(input)?;
    let options = TypeOptions::read(&input.attrs)?;
    let name = &input.ident;
    let text = name.to_string();
    let Some(tag) = options.tag else {
        return Err(Error::new_spanned(name, "an XmlUnion needs #[xml(tag = \"…\")]"));
    };
    let default = match &options.default {
        None => None,
        Some(word) => match arms.iter().position(|arm| arm.word == *word) {
            Some(index) => Some(index),
            None => return Err(Error::new_spanned(name, "the default is no variant's word")),
        },
    };
    let default_index = match default {
        Some(index) => quote!(::core::option::Option::Some(#index)),
        None => quote!(::core::option::Option::None),
    };
    let omit = options.omit_default;
    let variants = arms.iter().map(|arm| {
        let word = &arm.word;
        match arm.inner {
            Some(ty) => quote!((#word, ::core::option::Option::Some(<#ty>::xml_descriptor()))),
            None => quote!((#word, ::core::option::Option::None)),
        }
    });
    let common = common(&arms);
    let record = record_arms(&arms);
    let leaf = leaf(input, &arms, default.unwrap_or(0), &quote!(Union));
    Ok(quote! {
        const _: () = {
            static DESCRIPTOR: ::vireo_xml::UnionDescriptor = ::vireo_xml::UnionDescriptor {
                name: #text,
                tag: #tag,
                default: #default_index,
                omit_default: #omit,
                variants: &[#(#variants),*],
            };
            impl ::vireo_xml::Union for #name {
                fn descriptor(&self) -> &'static ::vireo_xml::UnionDescriptor {
                    &DESCRIPTOR
                }
                #common
                fn record(&self) -> ::core::option::Option<&dyn ::vireo_xml::Record> {
                    match self { #record }
                }
                fn record_mut(&mut self) -> ::core::option::Option<&mut dyn ::vireo_xml::Record> {
                    match self { #record }
                }
            }
            #leaf
        };
    })
}

fn record_arms(arms: &[Arm<'_>]) -> TokenStream {
    let arms = arms.iter().map(|arm| {
        let ident = &arm.variant.ident;
        match arm.inner {
            Some(_) => quote!(Self::#ident(inner) => ::core::option::Option::Some(inner),),
            None => quote!(Self::#ident => ::core::option::Option::None,),
        }
    });
    quote!(#(#arms)*)
}

/// Emit `Choice` and `Leaf`.
pub fn expand_choice(input: &DeriveInput) -> Result<TokenStream> {
    let arms = arms(input)?;
    let name = &input.ident;
    let text = name.to_string();
    let mut variants = Vec::new();
    let mut slots = Vec::new();
    let mut slots_mut = Vec::new();
    for arm in &arms {
        let word = &arm.word;
        let ident = &arm.variant.ident;
        let Some(ty) = arm.inner else {
            return Err(Error::new_spanned(arm.variant, "an XmlChoice variant holds a value"));
        };
        variants.push(quote!((#word, <#ty as ::vireo_xml::Leaf>::kind)));
        slots.push(quote!(Self::#ident(inner) => ::vireo_xml::Leaf::slot(inner),));
        slots_mut.push(quote!(Self::#ident(inner) => ::vireo_xml::Leaf::slot_mut(inner),));
    }
    let common = common(&arms);
    let leaf = leaf(input, &arms, 0, &quote!(Choice));
    Ok(quote! {
        const _: () = {
            static DESCRIPTOR: ::vireo_xml::ChoiceDescriptor = ::vireo_xml::ChoiceDescriptor {
                name: #text,
                variants: &[#(#variants),*],
            };
            impl ::vireo_xml::Choice for #name {
                fn descriptor(&self) -> &'static ::vireo_xml::ChoiceDescriptor {
                    &DESCRIPTOR
                }
                #common
                fn record(&self) -> ::vireo_xml::Slot<'_> {
                    match self { #(#slots)* }
                }
                fn record_mut(&mut self) -> ::vireo_xml::SlotMut<'_> {
                    match self { #(#slots_mut)* }
                }
            }
            #leaf
        };
    })
}
