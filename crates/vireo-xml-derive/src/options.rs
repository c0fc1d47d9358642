//! The attributes as they are written.

use proc_macro2::TokenStream;
use quote::quote;
use syn::meta::ParseNestedMeta;
use syn::{Attribute, Expr, LitInt, LitStr, Path, Result};

/// What `#[xml(…)]` on a field says.
#[derive(Default)]
pub struct FieldOptions {
    pub place: Option<TokenStream>,
    pub name: Option<String>,
    pub path: Vec<String>,
    pub hint: Option<TokenStream>,
    pub classes: Vec<TokenStream>,
    pub when: String,
    pub omit: String,
    pub ns: Option<Path>,
    pub shown: Option<Path>,
    pub required: bool,
    pub select: bool,
    pub tag_first: bool,
    pub always: bool,
    pub open: bool,
    pub rank: u8,
    pub merge: bool,
    pub filled: bool,
    pub nonzero: bool,
    pub bad: Option<Report>,
    pub range: Option<Report>,
    pub missing: Option<Report>,
}

impl FieldOptions {
    /// Read the attributes of one field.
    pub fn read(attrs: &[Attribute]) -> Result<FieldOptions> {
        let mut options = FieldOptions::default();
        for attr in attrs.iter().filter(|a| a.path().is_ident("xml")) {
            attr.parse_nested_meta(|meta| options.take(&meta))?;
        }
        Ok(options)
    }

    fn take(&mut self, meta: &ParseNestedMeta<'_>) -> Result<()> {
        let Some(key) = meta.path.get_ident().map(ToString::to_string) else {
            return Err(meta.error("unknown option"));
        };
        if self.take_place(&key, meta)?
            || self.take_hint(&key, meta)?
            || self.take_class(&key)
            || self.take_flag(&key)
        {
            return Ok(());
        }
        match key.as_str() {
            "path" => {
                let path = meta.value()?.parse::<LitStr>()?.value();
                self.path = path.split('/').map(str::to_owned).collect();
            }
            "when" => self.when = meta.value()?.parse::<LitStr>()?.value(),
            "omit" => self.omit = meta.value()?.parse::<LitStr>()?.value(),
            "ns" => self.ns = Some(meta.value()?.parse()?),
            "shown" => self.shown = Some(meta.value()?.parse::<LitStr>()?.parse()?),
            "bad" => self.bad = Some(report(meta)?),
            "rank" => self.rank = meta.value()?.parse::<LitInt>()?.base10_parse()?,
            "range" => self.range = Some(report(meta)?),
            "missing" => {
                self.missing = Some(report(meta)?);
                self.required = true;
            }
            _ => return Err(meta.error("unknown option")),
        }
        Ok(())
    }

    fn take_place(&mut self, key: &str, meta: &ParseNestedMeta<'_>) -> Result<bool> {
        let place = match key {
            "attr" => quote!(Attr),
            "text" => quote!(Text),
            "text_child" => quote!(TextChild),
            "child" => quote!(Child),
            "flag" => quote!(Flag),
            "flatten" => quote!(Flatten),
            "choice" => quote!(Choice),
            "size" => quote!(Size),
            "size_attr" => quote!(SizeAttr),
            _ => return Ok(false),
        };
        if self.place.is_some() {
            return Err(meta.error("a field has one place"));
        }
        self.place = Some(place);
        if meta.input.peek(syn::Token![=]) {
            self.name = Some(meta.value()?.parse::<LitStr>()?.value());
        }
        Ok(true)
    }

    fn take_hint(&mut self, key: &str, meta: &ParseNestedMeta<'_>) -> Result<bool> {
        self.hint = Some(match key {
            "yes_no" => quote!(YesNo),
            "yes_else_no" => quote!(YesElseNo),
            "on_off" => quote!(OnOff),
            "any_base" => quote!(AnyBase),
            "octal" => quote!(Octal),
            "kib" => quote!(Kib),
            "bytes" => quote!(Bytes),
            "pretty" => quote!(Pretty),
            "mega" => quote!(Mega),
            "pretty_kib" => quote!(PrettyKib),
            "bytes_as_kib" => quote!(BytesAsKib),
            "hex" => {
                let width: u8 = meta.value()?.parse::<LitInt>()?.base10_parse()?;
                quote!(Hex(#width))
            }
            _ => return Ok(false),
        });
        Ok(true)
    }

    fn take_class(&mut self, key: &str) -> bool {
        self.classes.push(match key {
            "live" => quote!(LIVE),
            "secret" => quote!(SECRET),
            "status" => quote!(STATUS),
            "not_migratable" => quote!(NOT_MIGRATABLE),
            "runtime" => quote!(RUNTIME),
            "alias" => quote!(ALIAS),
            _ => return false,
        });
        true
    }

    fn take_flag(&mut self, key: &str) -> bool {
        let flag = match key {
            "required" => &mut self.required,
            "select" => &mut self.select,
            "tag_first" => &mut self.tag_first,
            "always" => &mut self.always,
            "open" => &mut self.open,
            "merge" => &mut self.merge,
            "filled" => &mut self.filled,
            "nonzero" => &mut self.nonzero,
            _ => return false,
        };
        *flag = true;
        true
    }
}

/// An error's code, domain and text.
pub struct Report {
    pub code: Expr,
    pub domain: Expr,
    pub text: String,
}

/// `(CODE, "text")` or `(CODE, DOMAIN, "text")`.
fn report(meta: &ParseNestedMeta<'_>) -> Result<Report> {
    let content;
    syn::parenthesized!(content in meta.input);
    let code: Expr = content.parse()?;
    content.parse::<syn::Token![,]>()?;
    let domain = if content.peek(LitStr) {
        syn::parse_quote!(::vireo_xml::FROM_DOMAIN)
    } else {
        let domain: Expr = content.parse()?;
        content.parse::<syn::Token![,]>()?;
        domain
    };
    let text: LitStr = content.parse()?;
    Ok(Report { code, domain, text: text.value() })
}

/// What `#[xml(…)]` on a struct or enum says.
#[derive(Default)]
pub struct TypeOptions {
    pub root: Option<String>,
    pub ns: Option<Path>,
    pub parsed: Option<Path>,
    pub tag: Option<String>,
    pub default: Option<String>,
    pub omit_default: bool,
}

impl TypeOptions {
    /// Read the attributes of a type.
    pub fn read(attrs: &[Attribute]) -> Result<TypeOptions> {
        let mut options = TypeOptions::default();
        for attr in attrs.iter().filter(|a| a.path().is_ident("xml")) {
            attr.parse_nested_meta(|meta| {
                let key = meta.path.get_ident().map(ToString::to_string).unwrap_or_default();
                match key.as_str() {
                    "root" => options.root = Some(meta.value()?.parse::<LitStr>()?.value()),
                    "ns" => options.ns = Some(meta.value()?.parse()?),
                    "parsed" => {
                        options.parsed = Some(meta.value()?.parse::<LitStr>()?.parse()?);
                    }
                    "tag" => options.tag = Some(meta.value()?.parse::<LitStr>()?.value()),
                    "default" => options.default = Some(meta.value()?.parse::<LitStr>()?.value()),
                    "omit_default" => options.omit_default = true,
                    _ => return Err(meta.error("unknown option")),
                }
                Ok(())
            })?;
        }
        Ok(options)
    }
}

/// The word of an enum's variant: `#[xml("word")]`, or its name in kebab-case.
pub fn word(variant: &syn::Variant) -> Result<String> {
    match variant.attrs.iter().find(|a| a.path().is_ident("xml")) {
        Some(attr) => Ok(attr.parse_args::<LitStr>()?.value()),
        None => Ok(kebab(&variant.ident.to_string())),
    }
}

fn kebab(name: &str) -> String {
    let mut out = String::new();
    for (index, c) in name.chars().enumerate() {
        if c.is_ascii_uppercase() && index > 0 {
            out.push('-');
        }
        out.push(c.to_ascii_lowercase());
    }
    out
}

/// The doc comment, lines joined by blanks.
pub fn doc(attrs: &[Attribute]) -> String {
    let mut lines = Vec::new();
    for attr in attrs.iter().filter(|a| a.path().is_ident("doc")) {
        if let syn::Meta::NameValue(pair) = &attr.meta {
            if let Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(text), .. }) = &pair.value {
                lines.push(text.value().trim().to_owned());
            }
        }
    }
    lines.join(" ").trim().to_owned()
}
