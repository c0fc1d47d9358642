// Made by `cargo xtask codegen` from crates/vireo-proto/protocol; do not edit.

//! The `lxc` program: types and procedures.

#![allow(missing_docs)] // names and types are the protocol's own
#![allow(clippy::pub_underscore_fields)]

#[allow(unused_imports)]
use vireo_xdr::{CharArray, Chars, Opaque, Text, Xdr};

use super::remote::Domain;
#[allow(unused_imports)]
use crate::{Access, Permission, Priority, Procedure, StreamDirection, When};

/// Number of the program.
pub const PROGRAM: u32 = 0x00068000;
/// Version of the program.
pub const VERSION: u32 = 1;

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainOpenNamespaceArgs {
    pub dom: Domain,
    pub flags: u32,
}

/// A type a call, tying number, arguments and results together.
pub mod call {
    #[derive(Debug, Clone, Copy)]
    pub struct DomainOpenNamespace;
    impl crate::Call for DomainOpenNamespace {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 1;
        type Args = super::DomainOpenNamespaceArgs;
        type Ret = ();
    }
}

/// A type an event.
pub mod event {}

/// Every procedure, in order of number.
pub static PROCEDURES: &[Procedure] = &[Procedure {
    number: 1,
    name: "domain_open_namespace",
    event: false,
    priority: Priority::Low,
    access: Access::Write,
    api: "virDomainLxcOpenNamespace",
    stream: None,
    fds_in: false,
    fds_out: true,
    preauth: false,
    permissions: &[Permission { object: "domain", perm: "open_namespace", when: When::Always }],
    filters: &[],
}];
