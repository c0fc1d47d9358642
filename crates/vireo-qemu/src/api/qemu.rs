//! QEMU's own language: monitor and guest agent commands as a client types them.

use std::os::fd::OwnedFd;
use std::time::Duration;

use async_trait::async_trait;
use serde_json::{Map, Value, json};
use vireo_api::consts::*;
use vireo_api::drivers::QemuCalls;
use vireo_api::{CallContext, Error, ErrorCode, ErrorDomain, Result};
use vireo_proto::{qemu, remote};
use vireo_qmp::command::HumanMonitorCommand;
use vireo_qmp::{Call, agent::Timeout};
use vireo_runtime::job::{AgentJob, SyncJob};

use crate::driver::QemuDriver;
use crate::error::{internal, invalid_arg, monitor};
use crate::flags;
use crate::live::Taint;

/// A user's command may take long: a dump through the human monitor, say.
const PATIENCE: Duration = Duration::from_secs(3600);

#[async_trait]
impl QemuCalls for QemuDriver {
    async fn domain_monitor_command(
        &self,
        cx: &CallContext,
        args: qemu::DomainMonitorCommandArgs,
    ) -> Result<qemu::DomainMonitorCommandRet> {
        let command = args.cmd.to_str()?;
        let result = self.monitor_command(&args.dom, command, args.flags, None, cx.api).await?;
        Ok(qemu::DomainMonitorCommandRet { result: result.into() })
    }

    async fn domain_monitor_command_with_files(
        &self,
        cx: &CallContext,
        args: qemu::DomainMonitorCommandWithFilesArgs,
        fds: Vec<OwnedFd>,
    ) -> Result<(qemu::DomainMonitorCommandWithFilesRet, Vec<OwnedFd>)> {
        let mut fds = fds.into_iter();
        let fd = fds.next();
        if fds.next().is_some() {
            return Err(invalid_arg("at most 1 fd can be passed to qemu along with a command"));
        }
        let command = args.cmd.to_str()?;
        let result = self.monitor_command(&args.dom, command, args.flags, fd, cx.api).await?;
        Ok((qemu::DomainMonitorCommandWithFilesRet { result: result.into() }, Vec::new()))
    }

    async fn domain_agent_command(
        &self,
        cx: &CallContext,
        args: qemu::DomainAgentCommandArgs,
    ) -> Result<qemu::DomainAgentCommandRet> {
        flags::DOMAIN_QEMU_AGENT_COMMAND.check(args.flags)?;
        let run = self.active(&args.dom)?;
        let session = run.agent_job(AgentJob::Modify, cx.api).await?;
        let Some(timeout) = Timeout::from_seconds(args.timeout) else {
            let text =
                format!("guest agent timeout '{}' is less than the minimum '-2'", args.timeout);
            return Err(invalid_arg(text));
        };
        let command = parse(args.cmd.to_str()?)?;
        run.taint(Taint::CustomGaCommand).await;
        let result = session.passthrough(&command, timeout).await?;
        Ok(qemu::DomainAgentCommandRet { result: Some(result.into()) })
    }
}

/// A client's text as JSON.
fn parse(text: &str) -> Result<Value> {
    serde_json::from_str(text).map_err(|error| {
        let what = if error.is_eof() { "unexpected end of data" } else { "unexpected character" };
        let text = format!("failed to parse JSON: {what}");
        Error::new(ErrorCode::InternalError, ErrorDomain::None, text)
    })
}

/// QEMU's refusal of what is no command. Such a line has no id for the answer to carry, so it is
/// refused here.
fn refusal(command: &Value) -> Option<String> {
    let Value::Object(members) = command else {
        return Some("QMP input must be a JSON object".to_owned());
    };
    let wrong = |name: &str, kind: &str| format!("QMP input member '{name}' must be {kind}");
    for (name, value) in members {
        match name.as_str() {
            "execute" if !value.is_string() => return Some(wrong(name, "a string")),
            "arguments" if !value.is_object() => return Some(wrong(name, "an object")),
            "execute" | "arguments" | "id" => {}
            _ => return Some(format!("QMP input member '{name}' is unexpected")),
        }
    }
    let lacks = !members.contains_key("execute");
    lacks.then(|| "QMP input lacks member 'execute'".to_owned())
}

/// The object that the reference makes of a client's command: an id of the client's own clashes.
fn object(command: &Value) -> Result<Map<String, Value>> {
    match command.as_object() {
        Some(members) if members.contains_key("id") => {
            Err(internal("Unable to append command 'id' string"))
        }
        Some(members) => Ok(members.clone()),
        None => Ok(Map::new()),
    }
}

impl QemuDriver {
    async fn monitor_command(
        &self,
        dom: &remote::Domain,
        command: &str,
        flags: u32,
        fd: Option<OwnedFd>,
        api: &'static str,
    ) -> Result<String> {
        flags::DOMAIN_QEMU_MONITOR_COMMAND_WITH_FILES.check(flags)?;
        let run = self.active(dom)?;
        let _job = run.guest.jobs().begin(SyncJob::Modify, api).await?;
        run.taint(Taint::CustomMonitor).await;
        // Whatever it does, statistics that are kept are asked anew.
        run.live.last.changed();
        let done = if flags & DOMAIN_QEMU_MONITOR_COMMAND_HMP != 0 {
            let call =
                Call::from(&HumanMonitorCommand { command_line: command }).deadline(PATIENCE);
            let call = fd.into_iter().fold(call, Call::fd);
            run.live.call(call).await?.parse().map_err(monitor)
        } else {
            let command = parse(command)?;
            if let Some(desc) = refusal(&command) {
                return Ok(json!({"error": {"class": "GenericError", "desc": desc}}).to_string());
            }
            let fds = fd.into_iter().collect();
            let reply = run.live.monitor.passthrough(&object(&command)?, fds, PATIENCE).await;
            reply.map(|reply| reply.to_string()).map_err(monitor)
        };
        run.live.last.changed();
        done
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_command_is_refused_in_qemus_words() {
        let told = |text: &str| refusal(&parse(text).expect("JSON"));
        assert_eq!(told(r#"{"execute":"query-status"}"#), None);
        assert_eq!(told(r#"{"execute":"a","arguments":{}}"#), None);
        assert_eq!(told("[1]").as_deref(), Some("QMP input must be a JSON object"));
        assert_eq!(told(r#"{"x":1}"#).as_deref(), Some("QMP input member 'x' is unexpected"));
        assert_eq!(told("{}").as_deref(), Some("QMP input lacks member 'execute'"));
        assert_eq!(
            told(r#"{"execute":1}"#).as_deref(),
            Some("QMP input member 'execute' must be a string")
        );
    }

    #[test]
    fn broken_json_and_a_foreign_id_are_refused() {
        assert!(parse("zzz").expect_err("no JSON").message().contains("failed to parse JSON"));
        let command = parse(r#"{"execute":"a","id":"me"}"#).expect("JSON");
        assert!(object(&command).is_err());
    }
}
