//! `vireo-proto`: wire types, procedure descriptions, call and event markers.

use std::fmt::Write as _;

use super::names::{camel, snake};
use super::table::{Call, Event, Field, Permission, Program, Shape, Type, TypeDef, When};

const HEADER: &str =
    "// Made by `cargo xtask codegen` from crates/vireo-proto/protocol; do not edit.\n\n";

/// The Rust file of one program.
pub fn emit(program: &Program) -> String {
    let mut out = String::from(HEADER);
    let _ = writeln!(out, "//! The `{}` program: types and procedures.\n", program.name);
    out.push_str("#![allow(missing_docs)] // names and types are the protocol's own\n");
    out.push_str("#![allow(clippy::pub_underscore_fields)]\n\n");
    out.push_str(
        "#[allow(unused_imports)]\nuse vireo_xdr::{CharArray, Chars, Opaque, Text, Xdr};\n\n",
    );
    for (from, types) in &program.uses {
        let names: Vec<_> = types.iter().map(|t| camel(t)).collect();
        let _ = writeln!(out, "use super::{from}::{{{}}};", names.join(", "));
    }
    out.push_str(
        "#[allow(unused_imports)]\nuse crate::{Access, Permission, Procedure, Priority, StreamDirection, When};\n\n",
    );
    let _ = writeln!(
        out,
        "/// Number of the program.\npub const PROGRAM: u32 = {:#010x};",
        program.number
    );
    let _ = writeln!(
        out,
        "/// Version of the program.\npub const VERSION: u32 = {};\n",
        program.version
    );
    for (name, value) in &program.consts {
        let _ = writeln!(out, "pub const {name}: usize = {value};");
    }
    for def in &program.types {
        type_def(&mut out, def);
    }
    for call in &program.calls {
        fields_struct(&mut out, &format!("{}Args", camel(&call.name)), &call.args);
        fields_struct(&mut out, &format!("{}Ret", camel(&call.name)), &call.ret);
    }
    for event in &program.events {
        fields_struct(&mut out, &format!("{}Msg", camel(&event.name)), &event.fields);
    }
    markers(&mut out, program);
    procedures(&mut out, program);
    out
}

fn type_def(out: &mut String, def: &TypeDef) {
    match def {
        TypeDef::Struct { name, fields } => fields_struct(out, &camel(name), fields),
        TypeDef::Enum { name, items } => {
            let _ =
                writeln!(out, "#[derive(Debug, Clone, Copy, PartialEq, Eq, Xdr)]\n#[repr(i32)]");
            let _ = writeln!(out, "pub enum {} {{", camel(name));
            for (item, value) in items {
                let _ = writeln!(out, "{} = {value},", camel(item));
            }
            out.push_str("}\n\n");
        }
        TypeDef::Union { name, arms } => {
            let _ = writeln!(
                out,
                "#[derive(Debug, Clone, PartialEq, Xdr)]\npub enum {} {{",
                camel(name)
            );
            for (tag, field) in arms {
                let _ = writeln!(
                    out,
                    "#[xdr(tag = {tag})]\n{}({}),",
                    camel(&field.name),
                    rust_type(&field.ty)
                );
            }
            out.push_str("}\n\n");
        }
    }
}

/// A struct of `fields`, or nothing where the call carries none.
fn fields_struct(out: &mut String, name: &str, fields: &[Field]) {
    if fields.is_empty() {
        return;
    }
    let _ = writeln!(out, "#[derive(Debug, Clone, PartialEq, Xdr)]\npub struct {name} {{");
    for field in fields {
        if let Shape::Counted(bound) | Shape::Opaque(bound) = &field.ty.shape {
            let _ = writeln!(out, "#[xdr(max = {bound})]");
        }
        let _ = writeln!(out, "pub {}: {},", snake(&field.name), rust_type(&field.ty));
    }
    out.push_str("}\n\n");
}

fn rust_type(ty: &Type) -> String {
    let base = match ty.base.as_str() {
        "int" => "i32".to_owned(),
        "uint" => "u32".to_owned(),
        "hyper" => "i64".to_owned(),
        "uhyper" => "u64".to_owned(),
        "double" => "f64".to_owned(),
        "char" => "i8".to_owned(),
        "uchar" => "u8".to_owned(),
        "short" => "i16".to_owned(),
        "ushort" => "u16".to_owned(),
        "uuid" => "[u8; 16]".to_owned(),
        "string" => "Text".to_owned(),
        other => camel(other),
    };
    let shaped = match &ty.shape {
        Shape::One => base,
        Shape::Opaque(_) => "Opaque".to_owned(),
        Shape::Counted(_) if ty.base == "char" => "Chars".to_owned(),
        Shape::Counted(_) => format!("Vec<{base}>"),
        Shape::Fixed(n) if ty.base == "char" => format!("CharArray<{n}>"),
        Shape::Fixed(n) => format!("[{base}; {n}]"),
    };
    if ty.optional { format!("Option<{shaped}>") } else { shaped }
}

/// `()` or the struct's name.
pub fn payload(name: &str, suffix: &str, fields: &[Field]) -> String {
    if fields.is_empty() { "()".to_owned() } else { format!("{}{suffix}", camel(name)) }
}

fn markers(out: &mut String, program: &Program) {
    out.push_str(
        "/// A type a call, tying number, arguments and results together.\npub mod call {\n",
    );
    for call in &program.calls {
        marker(
            out,
            &call.name,
            call.number,
            &[
                ("Args", payload(&call.name, "Args", &call.args)),
                ("Ret", payload(&call.name, "Ret", &call.ret)),
            ],
            "Call",
        );
    }
    out.push_str("}\n\n/// A type an event.\npub mod event {\n");
    for event in &program.events {
        let msg = payload(&event.name, "Msg", &event.fields);
        marker(out, &event.name, event.number, &[("Msg", msg)], "Event");
    }
    out.push_str("}\n\n");
}

fn marker(out: &mut String, name: &str, number: i32, types: &[(&str, String)], role: &str) {
    let name = camel(name);
    let _ = writeln!(out, "#[derive(Debug, Clone, Copy)]\npub struct {name};");
    let _ = writeln!(out, "impl crate::{role} for {name} {{");
    let _ =
        writeln!(out, "const PROGRAM: u32 = super::PROGRAM;\nconst VERSION: u32 = super::VERSION;");
    let _ = writeln!(out, "const NUMBER: i32 = {number};");
    for (which, ty) in types {
        let path = if ty == "()" { ty.clone() } else { format!("super::{ty}") };
        let _ = writeln!(out, "type {which} = {path};");
    }
    out.push_str("}\n");
}

fn procedures(out: &mut String, program: &Program) {
    out.push_str(
        "/// Every procedure, in order of number.\npub static PROCEDURES: &[Procedure] = &[\n",
    );
    let last =
        program.calls.iter().map(|c| c.number).chain(program.events.iter().map(|e| e.number));
    for number in 1..=last.max().unwrap_or(0) {
        if let Some(call) = program.calls.iter().find(|c| c.number == number) {
            call_info(out, call);
        } else if let Some(event) = program.events.iter().find(|e| e.number == number) {
            event_info(out, event);
        }
    }
    out.push_str("];\n");
}

fn call_info(out: &mut String, call: &Call) {
    let access = camel(&call.access);
    let priority = if call.high { "High" } else { "Low" };
    let stream = call
        .stream
        .as_ref()
        .map_or_else(|| "None".to_owned(), |s| format!("Some(StreamDirection::{})", camel(s)));
    let _ = writeln!(
        out,
        "Procedure {{ number: {}, name: {:?}, event: false, priority: Priority::{priority}, access: \
         Access::{access}, api: {:?}, stream: {stream}, fds_in: {}, fds_out: {}, preauth: {}, \
         permissions: &[{}], filters: &[{}] }},",
        call.number,
        call.name,
        call.api,
        call.fds_in,
        call.fds_out,
        call.preauth,
        permissions(&call.permissions),
        permissions(&call.filters),
    );
}

fn permissions(list: &[Permission]) -> String {
    list.iter()
        .map(|p| {
            let when = match &p.when {
                When::Always => "When::Always".to_owned(),
                When::FlagsSet(mask) => format!("When::FlagsSet({mask:#x})"),
                When::FlagsClear(mask) => format!("When::FlagsClear({mask:#x})"),
                When::Equals(field, value) => format!("When::Equals({field:?}, {value})"),
            };
            format!("Permission {{ object: {:?}, perm: {:?}, when: {when} }},", p.object, p.perm)
        })
        .collect()
}

fn event_info(out: &mut String, event: &Event) {
    let _ = writeln!(out, "Procedure::event({}, {:?}),", event.number, event.name);
}
