//! The admin program: what `virt-admin` asks.

use std::sync::atomic::Ordering;
use std::sync::{Arc, PoisonError};

use async_trait::async_trait;
use vireo_api::drivers::AdminCalls;
use vireo_api::{CallContext, Error, ErrorCode, ErrorDomain, check_flags};
use vireo_proto::remote::{TypedParam, TypedParamValue};
use vireo_proto::{TypedParams, admin};
use vireo_xdr::Text;

use crate::LIBVIRT_VERSION;
use crate::client::{Client, Server, Transport};
use crate::errors::internal;
use crate::log::settings;
use crate::session::Session;

fn no_flags(function: &str, flags: u32) -> Result<(), Error> {
    check_flags(ErrorDomain::Admin, function, flags, 0)
}

fn invalid(text: impl Into<String>) -> Error {
    Error::new(ErrorCode::InvalidArg, ErrorDomain::Rpc, text)
}

/// A list for a caller who may only want its length.
fn listed<T>(all: Vec<T>, need_results: u32) -> (Vec<T>, u32) {
    let count = all.len().try_into().unwrap_or(u32::MAX);
    (if need_results == 0 { Vec::new() } else { all }, count)
}

fn shown(server: &Server, client: &Client) -> admin::Client {
    admin::Client {
        srv: admin::Server { name: server.name.into() },
        id: client.id,
        timestamp: client.since,
        transport: client.transport as u32,
    }
}

impl Session {
    fn admin_server(&self, server: &admin::Server) -> Result<&Arc<Server>, Error> {
        self.daemon().server(server.name.to_str()?)
    }

    fn admin_client(&self, client: &admin::Client) -> Result<Arc<Client>, Error> {
        self.admin_server(&client.srv)?.client(client.id)
    }
}

/// The unsigned number of a parameter.
fn unsigned(param: &TypedParam) -> Result<u32, Error> {
    match param.value {
        TypedParamValue::Uint(number) => Ok(number),
        _ => Err(invalid(format!("invalid type for parameter '{}', expected 'uint'", param.field))),
    }
}

fn unknown(param: &TypedParam) -> Error {
    let text = format!("parameter '{}' not supported", param.field);
    Error::new(ErrorCode::ArgumentUnsupported, ErrorDomain::None, text)
}

fn set_workers(server: &Server, params: &[TypedParam]) -> Result<(), Error> {
    let mut workers = server.limits.workers.lock().unwrap_or_else(PoisonError::into_inner);
    let mut new = *workers;
    for param in params {
        match param.field.to_str()? {
            "minWorkers" => new.min = unsigned(param)?,
            "maxWorkers" => new.max = unsigned(param)?,
            "prioWorkers" => new.priority = unsigned(param)?,
            _ => return Err(unknown(param)),
        }
    }
    if new.min > new.max {
        return Err(invalid("minWorkers cannot be larger than maxWorkers"));
    }
    *workers = new;
    Ok(())
}

fn set_limits(server: &Server, params: &[TypedParam]) -> Result<(), Error> {
    let limits = &server.limits;
    let mut clients = limits.clients.load(Ordering::Relaxed);
    let mut anonymous = limits.anonymous.load(Ordering::Relaxed);
    for param in params {
        match param.field.to_str()? {
            "nclients_max" => clients = unsigned(param)?,
            "nclients_unauth_max" => anonymous = unsigned(param)?,
            _ => return Err(unknown(param)),
        }
    }
    if clients < anonymous {
        return Err(invalid(
            "The overall maximum number of clients must not be less than \
             the number of clients waiting for authentication",
        ));
    }
    limits.clients.store(clients, Ordering::Relaxed);
    limits.anonymous.store(anonymous, Ordering::Relaxed);
    server.changed.notify_waiters();
    Ok(())
}

fn client_info(client: &Client) -> Result<TypedParams, Error> {
    if !client.is_authenticated() {
        return Err(internal("No identity information available for client"));
    }
    let identity = client.identity();
    let mut params = TypedParams::new();
    params.boolean("readonly", client.read_only);
    match client.transport {
        Transport::Unix => {
            for (name, id) in [("unix_user_id", identity.uid), ("unix_group_id", identity.gid)] {
                if let Some(id) = id.and_then(|id| i32::try_from(id).ok()) {
                    params.int(name, id);
                }
            }
            for (name, text) in
                [("unix_user_name", &identity.user_name), ("unix_group_name", &identity.group_name)]
            {
                if let Some(text) = text {
                    params.string(name, text);
                }
            }
            if let Some(pid) = identity.pid {
                params.int("unix_process_id", pid);
            }
        }
        Transport::Tcp | Transport::Tls => {
            if let Some(address) = client.address {
                params.string("sock_addr", &format!("{};{}", address.ip(), address.port()));
            }
        }
    }
    for (name, text) in [
        ("sasl_user_name", &identity.sasl_user_name),
        ("tls_x509_dname", &identity.x509_dname),
        ("selinux_context", &identity.selinux_context),
    ] {
        if let Some(text) = text {
            params.string(name, text);
        }
    }
    Ok(params)
}

#[async_trait]
impl AdminCalls for Session {
    async fn connect_open(
        &self,
        _: &CallContext,
        args: admin::ConnectOpenArgs,
    ) -> Result<(), Error> {
        no_flags("adminConnectOpen", args.flags)
    }

    async fn connect_close(&self, _: &CallContext) -> Result<(), Error> {
        self.wish_close();
        Ok(())
    }

    async fn connect_get_lib_version(
        &self,
        _: &CallContext,
    ) -> Result<admin::ConnectGetLibVersionRet, Error> {
        Ok(admin::ConnectGetLibVersionRet { lib_ver: LIBVIRT_VERSION })
    }

    async fn connect_list_servers(
        &self,
        _: &CallContext,
        args: admin::ConnectListServersArgs,
    ) -> Result<admin::ConnectListServersRet, Error> {
        no_flags("adminConnectListServers", args.flags)?;
        let all = self.daemon().servers().iter();
        let all = all.map(|s| admin::Server { name: s.name.into() }).collect();
        let (servers, ret) = listed(all, args.need_results);
        Ok(admin::ConnectListServersRet { servers, ret })
    }

    async fn connect_lookup_server(
        &self,
        _: &CallContext,
        args: admin::ConnectLookupServerArgs,
    ) -> Result<admin::ConnectLookupServerRet, Error> {
        no_flags("adminConnectLookupServer", args.flags)?;
        let server = self.daemon().server(args.name.to_str()?)?;
        Ok(admin::ConnectLookupServerRet { srv: admin::Server { name: server.name.into() } })
    }

    async fn server_get_threadpool_parameters(
        &self,
        _: &CallContext,
        args: admin::ServerGetThreadpoolParametersArgs,
    ) -> Result<admin::ServerGetThreadpoolParametersRet, Error> {
        no_flags("adminServerGetThreadPoolParameters", args.flags)?;
        let server = self.admin_server(&args.srv)?;
        let workers = *server.limits.workers.lock().unwrap_or_else(PoisonError::into_inner);
        let mut params = TypedParams::new();
        params
            .uint("minWorkers", workers.min)
            .uint("maxWorkers", workers.max)
            .uint("nWorkers", workers.min)
            .uint("freeWorkers", workers.min)
            .uint("prioWorkers", workers.priority)
            .uint("jobQueueDepth", 0);
        Ok(admin::ServerGetThreadpoolParametersRet { params: params.into() })
    }

    async fn server_set_threadpool_parameters(
        &self,
        _: &CallContext,
        args: admin::ServerSetThreadpoolParametersArgs,
    ) -> Result<(), Error> {
        no_flags("adminServerSetThreadPoolParameters", args.flags)?;
        set_workers(self.admin_server(&args.srv)?, &args.params)
    }

    async fn server_list_clients(
        &self,
        _: &CallContext,
        args: admin::ServerListClientsArgs,
    ) -> Result<admin::ServerListClientsRet, Error> {
        no_flags("adminServerListClients", args.flags)?;
        let server = self.admin_server(&args.srv)?;
        let all = server.clients().iter().map(|c| shown(server, c)).collect();
        let (clients, ret) = listed(all, args.need_results);
        Ok(admin::ServerListClientsRet { clients, ret })
    }

    async fn server_lookup_client(
        &self,
        _: &CallContext,
        args: admin::ServerLookupClientArgs,
    ) -> Result<admin::ServerLookupClientRet, Error> {
        no_flags("adminServerLookupClient", args.flags)?;
        let server = self.admin_server(&args.srv)?;
        Ok(admin::ServerLookupClientRet { clnt: shown(server, &*server.client(args.id)?) })
    }

    async fn client_get_info(
        &self,
        _: &CallContext,
        args: admin::ClientGetInfoArgs,
    ) -> Result<admin::ClientGetInfoRet, Error> {
        no_flags("adminClientGetInfo", args.flags)?;
        let client = self.admin_client(&args.clnt)?;
        Ok(admin::ClientGetInfoRet { params: client_info(&client)?.into() })
    }

    async fn client_close(
        &self,
        _: &CallContext,
        args: admin::ClientCloseArgs,
    ) -> Result<(), Error> {
        no_flags("adminClientClose", args.flags)?;
        self.admin_client(&args.clnt)?.close();
        Ok(())
    }

    async fn server_get_client_limits(
        &self,
        _: &CallContext,
        args: admin::ServerGetClientLimitsArgs,
    ) -> Result<admin::ServerGetClientLimitsRet, Error> {
        no_flags("adminServerGetClientLimits", args.flags)?;
        let server = self.admin_server(&args.srv)?;
        let mut params = TypedParams::new();
        params
            .uint("nclients_max", server.limits.clients.load(Ordering::Relaxed))
            .uint("nclients", server.count())
            .uint("nclients_unauth_max", server.limits.anonymous.load(Ordering::Relaxed))
            .uint("nclients_unauth", server.anonymous_count());
        Ok(admin::ServerGetClientLimitsRet { params: params.into() })
    }

    async fn server_set_client_limits(
        &self,
        _: &CallContext,
        args: admin::ServerSetClientLimitsArgs,
    ) -> Result<(), Error> {
        no_flags("adminServerSetClientLimits", args.flags)?;
        set_limits(self.admin_server(&args.srv)?, &args.params)
    }

    async fn connect_get_logging_outputs(
        &self,
        _: &CallContext,
        args: admin::ConnectGetLoggingOutputsArgs,
    ) -> Result<admin::ConnectGetLoggingOutputsRet, Error> {
        no_flags("adminConnectGetLoggingOutputs", args.flags)?;
        let (count, outputs) = self.daemon().logging().outputs();
        let noutputs = count.try_into().unwrap_or(u32::MAX);
        Ok(admin::ConnectGetLoggingOutputsRet { outputs: outputs.into(), noutputs })
    }

    async fn connect_get_logging_filters(
        &self,
        _: &CallContext,
        args: admin::ConnectGetLoggingFiltersArgs,
    ) -> Result<admin::ConnectGetLoggingFiltersRet, Error> {
        no_flags("adminConnectGetLoggingFilters", args.flags)?;
        let (count, filters) = self.daemon().logging().filters();
        let filters = if count == 0 { None } else { Some(filters.into()) };
        let nfilters = count.try_into().unwrap_or(u32::MAX);
        Ok(admin::ConnectGetLoggingFiltersRet { filters, nfilters })
    }

    async fn connect_set_logging_outputs(
        &self,
        _: &CallContext,
        args: admin::ConnectSetLoggingOutputsArgs,
    ) -> Result<(), Error> {
        no_flags("adminConnectSetLoggingOutputs", args.flags)?;
        let outputs = settings::parse_outputs(text(args.outputs.as_ref())?)?;
        self.daemon().logging().set_outputs(outputs)
    }

    async fn connect_set_logging_filters(
        &self,
        _: &CallContext,
        args: admin::ConnectSetLoggingFiltersArgs,
    ) -> Result<(), Error> {
        no_flags("adminConnectSetLoggingFilters", args.flags)?;
        let filters = settings::parse_filters(text(args.filters.as_ref())?)?;
        self.daemon().logging().set_filters(filters);
        Ok(())
    }

    async fn server_update_tls_files(
        &self,
        _: &CallContext,
        args: admin::ServerUpdateTlsFilesArgs,
    ) -> Result<(), Error> {
        no_flags("adminServerUpdateTlsFiles", args.flags)?;
        self.admin_server(&args.srv)?;
        Err(internal("no tls service found, unable to update tls files"))
    }

    async fn connect_set_daemon_timeout(
        &self,
        _: &CallContext,
        args: admin::ConnectSetDaemonTimeoutArgs,
    ) -> Result<(), Error> {
        no_flags("adminConnectSetDaemonTimeout", args.flags)?;
        self.daemon().set_timeout(args.timeout);
        Ok(())
    }

    async fn connect_daemon_shutdown(
        &self,
        _: &CallContext,
        args: admin::ConnectDaemonShutdownArgs,
    ) -> Result<(), Error> {
        // Flag 1 asks to preserve running guests, which every stop of this daemon does.
        check_flags(ErrorDomain::Admin, "adminConnectDaemonShutdown", args.flags, 1)?;
        self.daemon().stop();
        Ok(())
    }
}

fn text(text: Option<&Text>) -> Result<&str, Error> {
    Ok(text.map(Text::to_str).transpose()?.unwrap_or_default())
}
