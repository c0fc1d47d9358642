//! `vireo-api`: a trait a room, a method a call.

use std::fmt::Write as _;

use super::names::camel;
use super::table::{Call, Program};
use super::types::payload;

const HEADER: &str = "// Made by `cargo xtask codegen` from crates/vireo-proto/protocol; do not edit.\n\n\
//! The driver traits: one trait a room, one method a call. A method that a driver does not\n\
//! implement answers `VIR_ERR_NO_SUPPORT`.\n\n\
#![allow(missing_docs, unused_variables)] // names are the protocol's; defaults use no argument\n\n\
use std::os::fd::OwnedFd;\n\nuse async_trait::async_trait;\n\
#[allow(unused_imports)]\nuse vireo_proto::{lxc, qemu, remote, admin};\n\n\
use crate::context::CallContext;\nuse crate::ErrorDomain;\nuse crate::error::Error;\nuse crate::stream::Stream;\n\n";

/// The Rust file of all traits.
pub fn emit(programs: &[Program]) -> String {
    let mut out = String::from(HEADER);
    for room in rooms(programs) {
        let _ = writeln!(
            out,
            "/// Calls of the room `{room}`.\n#[async_trait]\npub trait {}Calls: Send + Sync {{",
            camel(&room)
        );
        for program in programs {
            for call in program.calls.iter().filter(|c| c.room == room) {
                method(&mut out, program, call);
            }
        }
        out.push_str("}\n\n");
    }
    out
}

/// Every room once, in the order of the tables.
pub fn rooms(programs: &[Program]) -> Vec<String> {
    let mut rooms: Vec<String> = Vec::new();
    for call in programs.iter().flat_map(|p| &p.calls) {
        if !rooms.contains(&call.room) {
            rooms.push(call.room.clone());
        }
    }
    rooms
}

fn method(out: &mut String, program: &Program, call: &Call) {
    let name = &call.name;
    let _ = writeln!(out, "/// `{}` ({} {}).", call.api, program.name, call.number);
    let _ = write!(out, "async fn {name}(&self, cx: &CallContext");
    if !call.args.is_empty() {
        let _ = write!(out, ", args: {}::{}", program.name, payload(name, "Args", &call.args));
    }
    if call.stream.is_some() {
        out.push_str(", stream: Stream");
    }
    if call.fds_in {
        out.push_str(", fds: Vec<OwnedFd>");
    }
    let ret = match payload(name, "Ret", &call.ret).as_str() {
        "()" => "()".to_owned(),
        ty => format!("{}::{ty}", program.name),
    };
    let ret = if call.fds_out { format!("({ret}, Vec<OwnedFd>)") } else { ret };
    let _ = writeln!(
        out,
        ") -> Result<{ret}, Error> {{ Err(Error::no_support(ErrorDomain::{}, {:?})) }}",
        error_domain(call),
        call.api
    );
}

/// The domain of the public function's own errors (facts/errors.json).
pub fn error_domain(call: &Call) -> &'static str {
    match call.room.as_str() {
        "network" => "Network",
        "storage" => "Storage",
        "nodedev" => "Nodedev",
        "interface" => "Interface",
        "nwfilter" => "Nwfilter",
        "secret" => "Secret",
        "snapshot" => "DomainSnapshot",
        "checkpoint" => "DomainCheckpoint",
        "connection" | "node" | "session" | "host_device" | "admin" | "qemu" | "lxc" => "None",
        _ => "Domain",
    }
}
