// Made by `cargo xtask codegen` from crates/vireo-proto/protocol; do not edit.

//! The `qemu` program: types and procedures.

#![allow(missing_docs)] // names and types are the protocol's own
#![allow(clippy::pub_underscore_fields)]

#[allow(unused_imports)]
use vireo_xdr::{CharArray, Chars, Opaque, Text, Xdr};

use super::remote::Domain;
#[allow(unused_imports)]
use crate::{Access, Permission, Priority, Procedure, StreamDirection, When};

/// Number of the program.
pub const PROGRAM: u32 = 0x20008087;
/// Version of the program.
pub const VERSION: u32 = 1;

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainMonitorCommandArgs {
    pub dom: Domain,
    pub cmd: Text,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainMonitorCommandRet {
    pub result: Text,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainAttachArgs {
    pub pid_value: u32,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainAttachRet {
    pub dom: Domain,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainAgentCommandArgs {
    pub dom: Domain,
    pub cmd: Text,
    pub timeout: i32,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainAgentCommandRet {
    pub result: Option<Text>,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectDomainMonitorEventRegisterArgs {
    pub dom: Option<Domain>,
    pub event: Option<Text>,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectDomainMonitorEventRegisterRet {
    pub callback_id: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectDomainMonitorEventDeregisterArgs {
    pub callback_id: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainMonitorCommandWithFilesArgs {
    pub dom: Domain,
    pub cmd: Text,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainMonitorCommandWithFilesRet {
    pub result: Text,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainMonitorEventMsg {
    pub callback_id: i32,
    pub dom: Domain,
    pub event: Text,
    pub seconds: i64,
    pub micros: u32,
    pub details: Option<Text>,
}

/// A type a call, tying number, arguments and results together.
pub mod call {
    #[derive(Debug, Clone, Copy)]
    pub struct DomainMonitorCommand;
    impl crate::Call for DomainMonitorCommand {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 1;
        type Args = super::DomainMonitorCommandArgs;
        type Ret = super::DomainMonitorCommandRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainAttach;
    impl crate::Call for DomainAttach {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 2;
        type Args = super::DomainAttachArgs;
        type Ret = super::DomainAttachRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainAgentCommand;
    impl crate::Call for DomainAgentCommand {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 3;
        type Args = super::DomainAgentCommandArgs;
        type Ret = super::DomainAgentCommandRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct ConnectDomainMonitorEventRegister;
    impl crate::Call for ConnectDomainMonitorEventRegister {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 4;
        type Args = super::ConnectDomainMonitorEventRegisterArgs;
        type Ret = super::ConnectDomainMonitorEventRegisterRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct ConnectDomainMonitorEventDeregister;
    impl crate::Call for ConnectDomainMonitorEventDeregister {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 5;
        type Args = super::ConnectDomainMonitorEventDeregisterArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainMonitorCommandWithFiles;
    impl crate::Call for DomainMonitorCommandWithFiles {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 7;
        type Args = super::DomainMonitorCommandWithFilesArgs;
        type Ret = super::DomainMonitorCommandWithFilesRet;
    }
}

/// A type an event.
pub mod event {
    #[derive(Debug, Clone, Copy)]
    pub struct DomainMonitorEvent;
    impl crate::Event for DomainMonitorEvent {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 6;
        type Msg = super::DomainMonitorEventMsg;
    }
}

/// Every procedure, in order of number.
pub static PROCEDURES: &[Procedure] = &[
    Procedure {
        number: 1,
        name: "domain_monitor_command",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainQemuMonitorCommand",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "write", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 2,
        name: "domain_attach",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainQemuAttach",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[
            Permission { object: "domain", perm: "start", when: When::Always },
            Permission { object: "domain", perm: "write", when: When::Always },
        ],
        filters: &[],
    },
    Procedure {
        number: 3,
        name: "domain_agent_command",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainQemuAgentCommand",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "write", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 4,
        name: "connect_domain_monitor_event_register",
        event: false,
        priority: Priority::High,
        access: Access::Write,
        api: "virConnectDomainQemuMonitorEventRegister",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[
            Permission { object: "connect", perm: "search_domains", when: When::Always },
            Permission { object: "connect", perm: "write", when: When::Always },
        ],
        filters: &[Permission { object: "domain", perm: "getattr", when: When::Always }],
    },
    Procedure {
        number: 5,
        name: "connect_domain_monitor_event_deregister",
        event: false,
        priority: Priority::High,
        access: Access::Write,
        api: "virConnectDomainQemuMonitorEventDeregister",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "connect", perm: "write", when: When::Always }],
        filters: &[],
    },
    Procedure::event(6, "domain_monitor_event"),
    Procedure {
        number: 7,
        name: "domain_monitor_command_with_files",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainQemuMonitorCommandWithFiles",
        stream: None,
        fds_in: true,
        fds_out: true,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "write", when: When::Always }],
        filters: &[],
    },
];
