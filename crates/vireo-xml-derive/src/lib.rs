//! Derive macros for vireo-xml: they turn a declaration into a static table and
//! indexed access, and leave the work to the interpreter in `vireo-xml`, where
//! the attributes are described.

mod choice;
mod element;
mod options;
mod words;

use proc_macro::TokenStream;
use syn::{DeriveInput, parse_macro_input};

/// A struct that is an XML element, field by field.
#[proc_macro_derive(XmlElement, attributes(xml))]
pub fn derive_element(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    element::expand(&input).unwrap_or_else(|e| e.to_compile_error()).into()
}

/// An enum of unit variants that is a word.
#[proc_macro_derive(XmlEnum, attributes(xml))]
pub fn derive_enum(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    words::expand(&input).unwrap_or_else(|e| e.to_compile_error()).into()
}

/// An enum whose variant is told by an attribute of the element.
#[proc_macro_derive(XmlUnion, attributes(xml))]
pub fn derive_union(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    choice::expand_union(&input).unwrap_or_else(|e| e.to_compile_error()).into()
}

/// An enum whose variant is told by the name of the element.
#[proc_macro_derive(XmlChoice, attributes(xml))]
pub fn derive_choice(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    choice::expand_choice(&input).unwrap_or_else(|e| e.to_compile_error()).into()
}
