//! The right to talk to a guest's agent: an agent job, and a connection that is up.

use std::future::Future;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use serde::de::DeserializeOwned;
use serde_json::Value;
use vireo_api::{ErrorDomain, Result};
use vireo_qmp::agent::{Agent, AgentError, Timeout};
use vireo_runtime::domain::State;
use vireo_runtime::job::{AgentJob, JobToken};

use crate::error::{self, internal, not_running};
use crate::live::{Guest, GuestView, Live, Taint};
use crate::process::transition::Run;

/// The guest's agent, ours alone until this is dropped.
pub struct Session {
    agent: Arc<Agent>,
    guest: Arc<Guest>,
    live: Arc<Live>,
    _job: JobToken,
}

impl Run {
    /// Waits for the agent's turn.
    ///
    /// # Errors
    /// The wait was too long; the guest does not run; it has no agent, or that one is not there.
    pub async fn agent_job(&self, kind: AgentJob, api: &'static str) -> Result<Session> {
        let job = self.guest.jobs().begin_agent(kind, api).await?;
        if !self.is_present() || !matches!(self.guest.peek(|view| view.state), State::Running(_)) {
            return Err(not_running().with_domain(ErrorDomain::Qemu));
        }
        let agent = self.agent()?;
        let limit = self.live.agent_timeout.load(Ordering::Relaxed);
        agent.set_timeout(Timeout::from_seconds(limit).unwrap_or(Timeout::Default));
        let (guest, live) = (Arc::clone(&self.guest), Arc::clone(&self.live));
        Ok(Session { agent, guest, live, _job: job })
    }

    /// Notes that something was done to the guest that may explain odd behaviour.
    pub async fn taint(&self, taint: Taint) {
        if self.guest.extra.taint(taint) {
            let line = format!("Domain id={} is tainted: {}", self.live.id, taint.flag());
            self.core.log_line(&self.guest.name(), &line);
            self.core.save_status(&self.guest).await;
        }
    }
}

impl Session {
    /// Sends a command and reads its result.
    ///
    /// # Errors
    /// The agent refuses, does not answer in time, or goes away.
    pub async fn ask<T: DeserializeOwned>(
        &self,
        name: &str,
        arguments: Option<Value>,
    ) -> Result<T> {
        let value = self.try_ask(name, arguments).await.map_err(error::agent)?;
        serde_json::from_value(value)
            .map_err(|why| internal(format!("malformed return value of '{name}': {why}")))
    }

    /// As [`Session::ask`]; nothing when the agent does not know the command or has it disabled.
    ///
    /// # Errors
    /// As [`Session::ask`].
    pub async fn ask_if_known<T: DeserializeOwned>(&self, name: &str) -> Result<Option<T>> {
        match self.try_ask(name, None).await {
            Ok(value) => serde_json::from_value(value)
                .map(Some)
                .map_err(|why| internal(format!("malformed return value of '{name}': {why}"))),
            Err(AgentError::Command { class, .. })
                if matches!(&*class, "CommandNotFound" | "CommandDisabled") =>
            {
                Ok(None)
            }
            Err(why) => Err(error::agent(why)),
        }
    }

    async fn try_ask(&self, name: &str, arguments: Option<Value>) -> Result<Value, AgentError> {
        self.while_there(self.agent.execute(name, arguments.as_ref())).await
    }

    /// Sends a command as a client typed it and gives the agent's reply.
    ///
    /// # Errors
    /// As [`Session::ask`].
    pub async fn passthrough(&self, command: &Value, timeout: Timeout) -> Result<String> {
        let exchange = self.agent.passthrough(command, timeout);
        let reply = self.while_there(exchange).await.map_err(error::agent)?;
        let name = command.get("execute").and_then(Value::as_str).unwrap_or("<unknown>");
        Agent::result_of(name, &reply).map_err(error::agent)?;
        let reply: Value = serde_json::from_str(&reply)
            .map_err(|why| internal(format!("malformed return value: {why}")))?;
        Ok(reply.to_string())
    }

    /// Gives up when the guest closes its end or stops: no answer comes then.
    async fn while_there<T>(
        &self,
        exchange: impl Future<Output = Result<T, AgentError>>,
    ) -> Result<T, AgentError> {
        let gone = self.guest.wait_for(|view| self.is_gone(view).then_some(()));
        tokio::select! {
            biased;
            done = exchange => done,
            () = gone => Err(AgentError::Disconnected),
        }
    }

    fn is_gone(&self, view: &GuestView) -> bool {
        let ours = view.live.as_ref().is_some_and(|live| Arc::ptr_eq(live, &self.live));
        let same = self.live.agent().is_some_and(|agent| Arc::ptr_eq(&agent, &self.agent));
        !(ours && same)
    }
}
