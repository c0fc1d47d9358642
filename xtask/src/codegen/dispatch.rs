//! `vireo-server`: from a procedure's number to the driver's method and back to bytes.

use std::fmt::Write as _;

use super::names::camel;
use super::table::{Call, Field, Program};

const HEADER: &str = "// Made by `cargo xtask codegen` from crates/vireo-proto/protocol; do not edit.\n\n\
//! Dispatch: one arm a call. The arms of a read-only connection know no changing call.\n\n\
use vireo_proto::{admin, lxc, qemu, remote};\n\n\
use crate::dispatch::{Incoming, Reply, Target, Unserved, decode, permit};\n\n";

/// The Rust file of the dispatch functions.
pub fn emit(programs: &[Program]) -> String {
    let mut out = String::from(HEADER);
    for program in programs {
        function(&mut out, program, "", &|_| true);
        if program.name != "admin" {
            function(&mut out, program, "_read_only", &|call| call.access != "write");
        }
    }
    out
}

fn function(out: &mut String, program: &Program, suffix: &str, admits: &dyn Fn(&Call) -> bool) {
    let name = &program.name;
    let calls: Vec<_> = program.calls.iter().filter(|c| admits(c)).collect();
    let _ = writeln!(
        out,
        "/// Serves a call of the `{name}` program{}.",
        match suffix {
            "" => "",
            _ => " on a read-only connection",
        }
    );
    if calls.is_empty() {
        let _ = writeln!(
            out,
            "pub async fn {name}{suffix}(_call: Incoming) -> Result<Reply, Unserved> {{ Err(Unserved::Unknown) }}\n"
        );
        return;
    }
    let _ = writeln!(out, "#[allow(clippy::too_many_lines)] // a table");
    let _ = writeln!(
        out,
        "pub async fn {name}{suffix}(mut call: Incoming) -> Result<Reply, Unserved> {{"
    );
    let _ = writeln!(out, "match call.number {{");
    for call in calls {
        arm(out, program, call);
    }
    let _ = writeln!(out, "_ => Err(Unserved::Unknown),\n}}\n}}\n");
}

fn arm(out: &mut String, program: &Program, call: &Call) {
    let _ = writeln!(out, "{} => {{", call.number);
    let mut params = String::from("&call.cx");
    if call.args.is_empty() {
        let _ = writeln!(out, "decode::<()>(&call)?;");
    } else {
        let _ = writeln!(
            out,
            "let args = decode::<{}::{}Args>(&call)?;",
            program.name,
            camel(&call.name)
        );
        params.push_str(", args");
    }
    if !call.permissions.is_empty() && program.name != "admin" {
        let _ = writeln!(
            out,
            "permit(&call, &{}, {}, {})?;",
            target(call),
            flags(&call.args),
            selector(call)
        );
    }
    if call.stream.is_some() {
        let _ = writeln!(out, "let stream = call.take_stream();");
        params.push_str(", stream");
    }
    if call.fds_in {
        let _ = writeln!(out, "let fds = call.take_fds();");
        params.push_str(", fds");
    }
    let _ = writeln!(out, "let ret = call.{}().{}({params}).await?;", call.room, call.name);
    match call.fds_out {
        true => out.push_str("Reply::with_fds(&call, &ret.0, ret.1)\n}\n"),
        false => out.push_str("Reply::new(&call, &ret)\n}\n"),
    }
}

/// The object that the permissions are asked on.
fn target(call: &Call) -> String {
    const OBJECTS: &[(&str, &str)] = &[
        ("domain", "Domain"),
        ("network", "Network"),
        ("storage_pool", "StoragePool"),
        ("storage_vol", "StorageVol"),
        ("secret", "Secret"),
        ("nwfilter", "NwFilter"),
        ("interface", "Interface"),
        ("node_device", "NodeDevice"),
        ("network_port", "NetworkPort"),
        ("nwfilter_binding", "NwFilterBinding"),
        ("domain_snapshot", "Snapshot"),
        ("domain_checkpoint", "Checkpoint"),
    ];
    for field in &call.args {
        if let Some((_, variant)) = OBJECTS.iter().find(|(base, _)| *base == field.ty.base) {
            if !field.ty.optional && field.ty.shape == super::table::Shape::One {
                return format!("Target::{variant}(&args.{})", super::names::snake(&field.name));
            }
        }
    }
    "Target::None".to_owned()
}

fn flags(args: &[Field]) -> &'static str {
    match args.iter().find(|f| f.name == "flags") {
        Some(field) if field.ty.base == "uhyper" => "args.flags as u32",
        Some(field) if field.ty.base == "uint" && !field.ty.optional => "args.flags",
        _ => "0",
    }
}

/// The argument that a permission's `@field=value` looks at.
fn selector(call: &Call) -> String {
    call.permissions
        .iter()
        .find_map(|p| match &p.when {
            super::table::When::Equals(field, _) => Some(format!("args.{field}")),
            _ => None,
        })
        .unwrap_or_else(|| "0".to_owned())
}
