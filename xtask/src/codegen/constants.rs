//! `vireo-api`: error codes and domains, and the numbers of flags and enumerations.

use std::fmt::Write as _;

use anyhow::{Context, Result, bail};

use super::names::camel;

const HEADER: &str =
    "// Made by `cargo xtask codegen` from crates/vireo-api/tables; do not edit.\n\n";

/// From `code|domain NUMBER NAME [bare TAB with-detail]` lines.
pub fn errors(table: &str) -> Result<String> {
    let mut codes = Vec::new();
    let mut domains = Vec::new();
    for line in table.lines().filter(|l| !l.starts_with('#') && !l.is_empty()) {
        let mut fields = line.split('\t');
        let mut next = || fields.next().with_context(|| format!("short line: {line}"));
        let (kind, number, name) = (next()?, next()?.parse::<i32>()?, next()?);
        match kind {
            "code" => codes.push((number, name, next()?, next()?)),
            "domain" => domains.push((number, name, next()?)),
            other => bail!("unknown kind {other}"),
        }
    }
    let mut out = String::from(HEADER);
    out.push_str("//! Error codes and domains of the protocol.\n\n#![allow(missing_docs)]\n\n");
    enumeration(&mut out, "ErrorCode", "What went wrong.", codes.iter().map(|c| (c.0, c.1)));
    enumeration(&mut out, "ErrorDomain", "Which part says so.", domains.iter().map(|d| (d.0, d.1)));
    out.push_str("impl ErrorCode {\n/// The message without a detail, and with one where `%s` stands for it.\n");
    out.push_str("#[must_use]\npub const fn templates(self) -> (&'static str, &'static str) {\nmatch self {\n");
    for (_, name, bare, detail) in &codes {
        let _ = writeln!(out, "Self::{} => ({bare:?}, {detail:?}),", camel(&name.to_lowercase()));
    }
    out.push_str("}\n}\n}\n\nimpl ErrorDomain {\n/// Name of the domain in logs.\n#[must_use]\n");
    out.push_str("pub const fn text(self) -> &'static str {\nmatch self {\n");
    for (_, name, text) in &domains {
        let _ = writeln!(out, "Self::{} => {text:?},", camel(&name.to_lowercase()));
    }
    out.push_str("}\n}\n}\n");
    Ok(out)
}

fn enumeration<'a>(
    out: &mut String,
    name: &str,
    doc: &str,
    items: impl Iterator<Item = (i32, &'a str)> + Clone,
) {
    let _ = writeln!(
        out,
        "/// {doc}\n#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]\n#[repr(i32)]\npub enum {name} {{"
    );
    for (number, item) in items.clone() {
        let _ = writeln!(out, "{} = {number},", camel(&item.to_lowercase()));
    }
    let _ = writeln!(out, "}}\n\nimpl {name} {{\n/// From the number on the wire.\n#[must_use]");
    out.push_str("pub const fn from_number(number: i32) -> Option<Self> {\nSome(match number {\n");
    for (number, item) in items {
        let _ = writeln!(out, "{number} => Self::{},", camel(&item.to_lowercase()));
    }
    out.push_str("_ => return None,\n})\n}\n}\n\n");
}

/// From `ENUM NAME VALUE` lines.
pub fn constants(table: &str) -> Result<String> {
    let mut out = String::from(HEADER);
    out.push_str("//! Numbers of the public enumerations and flags, without their `VIR_`.\n\n");
    let mut last = "";
    for line in table.lines().filter(|l| !l.starts_with('#') && !l.is_empty()) {
        let fields: Vec<_> = line.split('\t').collect();
        let [group, name, value] = fields[..] else { bail!("three fields wanted: {line}") };
        if group != last {
            let _ = writeln!(out, "\n// {group}");
            last = group;
        }
        if let Ok(number) = value.parse::<i64>() {
            let ty = if (0..=i64::from(u32::MAX)).contains(&number) { "u32" } else { "i64" };
            let _ =
                writeln!(out, "/// `VIR_{name}` of `{group}`.\npub const {name}: {ty} = {number};");
        } else {
            let _ = writeln!(
                out,
                "/// `VIR_{name}`, a typed parameter's name.\npub const {name}: &str = {value:?};"
            );
        }
    }
    Ok(out)
}
