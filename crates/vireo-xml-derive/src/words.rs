//! `XmlEnum`.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Data, DeriveInput, Error, Fields, Result};

use crate::options::word;

/// Emit the table of words, `as_str`, `from_word`, `Text` and `Leaf`.
pub fn expand(input: &DeriveInput) -> Result<TokenStream> {
    let Data::Enum(data) = &input.data else {
        return Err(Error::new_spanned(&input.ident, "XmlEnum is for enums"));
    };
    let name = &input.ident;
    let mut words = Vec::new();
    let mut idents = Vec::new();
    for variant in &data.variants {
        if !matches!(variant.fields, Fields::Unit) {
            return Err(Error::new_spanned(variant, "XmlEnum wants unit variants"));
        }
        words.push(word(variant)?);
        idents.push(&variant.ident);
    }
    let Some(first) = idents.first() else {
        return Err(Error::new_spanned(name, "XmlEnum wants a variant"));
    };
    let inherent = quote! {
        impl #name {
            /// All values with their words.
            pub const ALL: &'static [(#name, &'static str)] = &[#((#name::#idents, #words)),*];
            /// All words, in the order of the values.
            pub const WORDS: &'static [&'static str] = &[#(#words),*];

            /// The word in XML.
            pub const fn as_str(self) -> &'static str {
                match self {
                    #(#name::#idents => #words,)*
                }
            }

            /// The value of a word.
            pub fn from_word(word: &str) -> ::core::option::Option<#name> {
                ::core::option::Option::Some(match word {
                    #(#words => #name::#idents,)*
                    _ => return ::core::option::Option::None,
                })
            }
        }
        impl ::core::fmt::Display for #name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
    let traits = quote! {
        impl ::vireo_xml::Text for #name {
            fn put(&self, out: &mut ::std::string::String, _hint: ::vireo_xml::Hint) {
                out.push_str(self.as_str());
            }
            fn take(
                &mut self,
                text: &str,
                _hint: ::vireo_xml::Hint,
            ) -> ::core::result::Result<(), ::vireo_xml::Bad> {
                *self = #name::from_word(text).ok_or(::vireo_xml::Bad::Value)?;
                ::core::result::Result::Ok(())
            }
        }
        impl ::vireo_xml::Leaf for #name {
            fn create() -> Self {
                #name::#first
            }
            fn kind() -> ::vireo_xml::Kind {
                ::vireo_xml::Kind::Words(#name::WORDS)
            }
            fn slot(&self) -> ::vireo_xml::Slot<'_> {
                ::vireo_xml::Slot::Text(self)
            }
            fn slot_mut(&mut self) -> ::vireo_xml::SlotMut<'_> {
                ::vireo_xml::SlotMut::Text(self)
            }
        }
    };
    Ok(quote! { #inherent #traits })
}
