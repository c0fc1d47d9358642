//! `XmlElement`.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Data, DeriveInput, Error, Field, Fields, Result};

use crate::options::{FieldOptions, Report, TypeOptions, doc};

/// Emit `Record`, `Leaf` and, for roots, `Document`.
pub fn expand(input: &DeriveInput) -> Result<TokenStream> {
    let Data::Struct(data) = &input.data else {
        return Err(Error::new_spanned(&input.ident, "XmlElement is for structs"));
    };
    let fields: Vec<&Field> = match &data.fields {
        Fields::Named(named) => named.named.iter().collect(),
        Fields::Unit => Vec::new(),
        Fields::Unnamed(_) => {
            return Err(Error::new_spanned(&input.ident, "XmlElement wants named fields"));
        }
    };
    let options = TypeOptions::read(&input.attrs)?;
    let mut declared = Vec::new();
    for field in fields {
        let read = FieldOptions::read(&field.attrs)?;
        if read.place.is_some() {
            declared.push((field, read));
        }
    }
    let record = record_impl(input, &options, &declared)?;
    let leaf = leaf_impl(input);
    let document = options.root.as_ref().map(|root| {
        let name = &input.ident;
        quote! {
            impl ::vireo_xml::Document for #name {
                const ROOT: &'static str = #root;
            }
        }
    });
    Ok(quote! { #record #leaf #document })
}

fn record_impl(
    input: &DeriveInput,
    options: &TypeOptions,
    fields: &[(&Field, FieldOptions)],
) -> Result<TokenStream> {
    let name = &input.ident;
    let text = name.to_string();
    let comment = doc(&input.attrs);
    let descriptions = fields.iter().map(|(f, o)| describe(f, o)).collect::<Result<Vec<_>>>()?;
    let ns = option(options.ns.as_ref());
    let index = 0..fields.len();
    let index2 = index.clone();
    let idents: Vec<_> = fields.iter().map(|(f, _)| &f.ident).collect();
    let shown = shown_method(fields);
    let has = has(fields);
    let parsed = options.parsed.as_ref().map(|function| {
        quote! {
            fn parsed(
                &mut self,
                parser: &mut ::vireo_xml::Parser<'_>,
                node: ::vireo_xml::Node<'_>,
            ) -> ::vireo_xml::Result<()> {
                #function(self, parser, node)
            }
        }
    });
    Ok(quote! {
        const _: () = {
            static DESCRIPTOR: ::vireo_xml::Descriptor = ::vireo_xml::Descriptor {
                name: #text,
                doc: #comment,
                fields: &[#(#descriptions),*],
                ns: #ns,
                has: #has,
            };
            impl #name {
                /// The table of this struct's fields.
                pub const fn xml_descriptor() -> &'static ::vireo_xml::Descriptor {
                    &DESCRIPTOR
                }
            }
        };
        impl ::vireo_xml::Record for #name {
            fn descriptor(&self) -> &'static ::vireo_xml::Descriptor {
                Self::xml_descriptor()
            }
            fn field(&self, index: usize) -> &dyn ::vireo_xml::Field {
                match index {
                    #(#index => &self.#idents,)*
                    _ => &false,
                }
            }
            fn field_mut(&mut self, index: usize) -> &mut dyn ::vireo_xml::Field {
                match index {
                    #(#index2 => &mut self.#idents,)*
                    _ => ::core::panic!("no field of that index"),
                }
            }
            #shown
            #parsed
        }
    })
}

/// What some field has, so that the interpreter looks for nothing in vain.
fn has(fields: &[(&Field, FieldOptions)]) -> TokenStream {
    let any = |test: fn(&FieldOptions) -> bool| fields.iter().any(|(_, o)| test(o));
    let place = |o: &FieldOptions| o.place.as_ref().map(ToString::to_string).unwrap_or_default();
    let both = |p: &str| matches!(p, "Flatten" | "Size");
    let attribute = |p: &str| both(p) || matches!(p, "Attr" | "SizeAttr");
    let select = any(|o| o.select);
    let tag_first = any(|o| o.tag_first);
    let ns = any(|o| o.ns.is_some());
    let rank = any(|o| o.rank != 0);
    let shown = any(|o| o.shown.is_some());
    let attributes = fields.iter().any(|(_, o)| o.path.is_empty() && attribute(&place(o)));
    let content =
        fields.iter().any(|(_, o)| !o.path.is_empty() || both(&place(o)) || !attribute(&place(o)));
    quote! {
        ::vireo_xml::Has {
            select: #select,
            tag_first: #tag_first,
            ns: #ns,
            rank: #rank,
            shown: #shown,
            attributes: #attributes,
            content: #content,
        }
    }
}

fn shown_method(fields: &[(&Field, FieldOptions)]) -> Option<TokenStream> {
    let arms: Vec<TokenStream> = fields
        .iter()
        .enumerate()
        .filter_map(|(index, (_, options))| {
            options.shown.as_ref().map(|function| quote!(#index => #function(self, mode),))
        })
        .collect();
    if arms.is_empty() {
        return None;
    }
    Some(quote! {
        fn shown(&self, index: usize, mode: ::vireo_xml::Mode) -> bool {
            match index {
                #(#arms)*
                _ => true,
            }
        }
    })
}

fn leaf_impl(input: &DeriveInput) -> TokenStream {
    let name = &input.ident;
    quote! {
        impl ::vireo_xml::Leaf for #name {
            fn create() -> Self {
                <Self as ::core::default::Default>::default()
            }
            fn kind() -> ::vireo_xml::Kind {
                ::vireo_xml::Kind::Record(Self::xml_descriptor())
            }
            fn slot(&self) -> ::vireo_xml::Slot<'_> {
                ::vireo_xml::Slot::Record(self)
            }
            fn slot_mut(&mut self) -> ::vireo_xml::SlotMut<'_> {
                ::vireo_xml::SlotMut::Record(self)
            }
        }
    }
}

fn option(path: Option<&syn::Path>) -> TokenStream {
    match path {
        Some(path) => quote!(::core::option::Option::Some(&#path)),
        None => quote!(::core::option::Option::None),
    }
}

fn report(report: Option<&Report>) -> TokenStream {
    match report {
        Some(Report { code, domain, text }) => {
            quote!(::vireo_xml::Report { code: #code, domain: #domain, text: #text })
        }
        None => quote!(::vireo_xml::Report { code: 0, domain: 0, text: "" }),
    }
}

/// One entry of the table.
fn describe(field: &Field, options: &FieldOptions) -> Result<TokenStream> {
    let rust = field.ident.as_ref().map(ToString::to_string).unwrap_or_default();
    let rust = rust.trim_start_matches("r#").to_owned();
    let Some(place) = &options.place else {
        return Err(Error::new_spanned(field, "a field needs a place"));
    };
    let nameless = matches!(place.to_string().as_str(), "Text" | "Flatten" | "Choice" | "Size");
    let name = match &options.name {
        Some(name) => name.clone(),
        None if nameless => String::new(),
        None => rust.trim_end_matches('_').to_owned(),
    };
    let path = &options.path;
    let hint = options.hint.clone().unwrap_or_else(|| quote!(Plain));
    let classes = &options.classes;
    let ns = option(options.ns.as_ref());
    let FieldOptions {
        when,
        omit,
        required,
        select,
        tag_first,
        always,
        open,
        merge,
        rank,
        filled,
        nonzero,
        ..
    } = options;
    let bad = report(options.bad.as_ref());
    let range = report(options.range.as_ref());
    let missing = report(options.missing.as_ref());
    let comment = doc(&field.attrs);
    let ty = &field.ty;
    Ok(quote! {
        ::vireo_xml::FieldDesc {
            rust: #rust,
            name: #name,
            path: &[#(#path),*],
            place: ::vireo_xml::Place::#place,
            hint: ::vireo_xml::Hint::#hint,
            class: ::vireo_xml::Class::NONE #(.with(::vireo_xml::Class::#classes))*,
            when: #when,
            omit: #omit,
            ns: #ns,
            flags: ::vireo_xml::FieldFlags {
                required: #required,
                select: #select,
                tag_first: #tag_first,
                always: #always,
                open: #open,
                merge: #merge,
                rank: #rank,
                filled: #filled,
                nonzero: #nonzero,
            },
            bad: #bad,
            range: #range,
            missing: #missing,
            kind: <#ty as ::vireo_xml::Field>::kind,
            doc: #comment,
        }
    })
}
