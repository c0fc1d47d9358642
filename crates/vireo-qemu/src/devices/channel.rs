//! Channels between guest and host, among them the guest agent's.

use vireo_api::Result;
use vireo_api::event::{AgentReason, AgentState, DomainEvent};
use vireo_model::domain::Domain;
use vireo_model::domain::devices::Channel;
use vireo_model::domain::devices::chardev::{ChannelState, ChannelTargetType, ChardevSource};
use vireo_qmp::types::ChardevInfo;

use super::address::{self, alias};
use super::chardev;
use crate::build::Build;
use crate::process::argv::Props;
use crate::process::transition::Run;

/// Name of the guest agent's channel.
pub const AGENT: &str = "org.qemu.guest_agent.0";

fn name(channel: &Channel) -> Option<&str> {
    channel.target.as_ref()?.name.as_deref()
}

fn is_agent(channel: &Channel) -> bool {
    name(channel) == Some(AGENT) && matches!(channel.source, Some(ChardevSource::Unix(_)))
}

/// Whether the guest has a channel for the agent.
#[must_use]
pub fn has_agent(domain: &Domain) -> bool {
    domain.devices.channels.iter().any(is_agent)
}

/// The socket of the guest agent's channel and whether the guest has it open.
#[must_use]
pub fn agent(domain: &Domain) -> Option<(String, bool)> {
    let channel = domain.devices.channels.iter().find(|channel| is_agent(channel))?;
    let Some(ChardevSource::Unix(source)) = &channel.source else { return None };
    let state = channel.target.as_ref().and_then(|target| target.state);
    Some((source.path.clone()?, state == Some(ChannelState::Connected)))
}

/// All channels.
pub(crate) fn words(b: &mut Build<'_>) -> Result<()> {
    for channel in &b.domain.devices.channels {
        let kind = channel.target.as_ref().map(|target| target.kind).unwrap_or_default();
        let (source, log) = (channel.source.as_ref(), channel.log.as_ref());
        match kind {
            ChannelTargetType::Virtio => {
                let id = chardev::backend(b, &channel.info, source, log, false)?;
                let props = Props::new()
                    .str("driver", "virtserialport")
                    .and(address::props(b, &channel.info)?)
                    .str("chardev", id)
                    .str("id", alias(&channel.info))
                    .maybe_str("name", name(channel).or(default_name(channel)));
                b.device(props);
            }
            ChannelTargetType::Guestfwd => guestfwd(b, channel)?,
            ChannelTargetType::Xen => {
                return Err(crate::error::unsupported("unsupported channel target type 'xen'"));
            }
        }
    }
    Ok(())
}

/// The name that a port has for the guest when the definition gives it none.
fn default_name(channel: &Channel) -> Option<&'static str> {
    matches!(channel.source, Some(ChardevSource::Spicevmc)).then_some("com.redhat.spice.0")
}

/// A port of user networking that leads to the host side.
fn guestfwd(b: &mut Build<'_>, channel: &Channel) -> Result<()> {
    let (source, log) = (channel.source.as_ref(), channel.log.as_ref());
    let id = chardev::backend(b, &channel.info, source, log, false)?;
    let target = channel.target.clone().unwrap_or_default();
    let address = target.address.unwrap_or_default();
    let rule = format!("tcp:{address}:{}-chardev:{id}", target.port.unwrap_or(0));
    let rule = serde_json::Value::from(Props::new().str("str", rule));
    let props = Props::new()
        .str("type", "user")
        .value("guestfwd", vec![rule])
        .str("id", alias(&channel.info));
    b.line.json("-netdev", props);
    Ok(())
}

/// Enters whether the guest has its channels open.
pub(crate) fn learn_states(domain: &mut Domain, known: &[ChardevInfo]) {
    for channel in &mut domain.devices.channels {
        let id = format!("char{}", channel.info.alias.as_deref().unwrap_or_default());
        let Some(target) = channel.target.as_mut() else { continue };
        if target.kind != ChannelTargetType::Virtio {
            continue;
        }
        if let Some(found) = known.iter().find(|one| one.label == id) {
            target.state = Some(state(found.frontend_open));
        }
    }
}

fn state(open: bool) -> ChannelState {
    if open { ChannelState::Connected } else { ChannelState::Disconnected }
}

impl Run {
    /// The guest opened or closed its end of a channel.
    pub(crate) async fn channel_changed(&self, alias: &str, open: bool) {
        let mut agent = false;
        self.amend(|domain| {
            let channels = domain.devices.channels.iter_mut();
            for channel in channels.filter(|one| one.info.alias.as_deref() == Some(alias)) {
                agent |= is_agent(channel);
                if let Some(target) = &mut channel.target {
                    target.state = Some(state(open));
                }
            }
        })
        .await;
        if !agent {
            return;
        }
        if open {
            self.connect_agent();
        } else {
            self.live.set_agent(None);
        }
        let state = if open { AgentState::Connected } else { AgentState::Disconnected };
        let event = DomainEvent::AgentLifecycle { state, reason: AgentReason::Channel };
        self.core.publish(&self.guest, event);
    }

    /// Connects to the guest agent when the guest has its channel open.
    pub(crate) fn connect_agent(&self) {
        let Some(config) = self.guest.peek(|view| view.live_config.clone()) else { return };
        let Some((path, true)) = agent(&config) else { return };
        match vireo_qmp::agent::Agent::connect(std::path::Path::new(&path)) {
            Ok(agent) => self.live.set_agent(Some(std::sync::Arc::new(agent))),
            Err(error) => {
                tracing::warn!(guest = %self.guest.name(), %error, "cannot connect to the agent");
            }
        }
    }

    /// The connection to the guest agent.
    ///
    /// # Errors
    /// There is no channel for it, or the guest has not opened it.
    pub(crate) fn agent(&self) -> Result<std::sync::Arc<vireo_qmp::agent::Agent>> {
        use vireo_api::{Error, ErrorCode, ErrorDomain};
        if let Some(agent) = self.live.agent() {
            return Ok(agent);
        }
        let config = self.guest.peek(|view| view.live_config.clone());
        Err(match config.as_deref().map(has_agent) {
            Some(true) => Error::new(
                ErrorCode::AgentUnresponsive,
                ErrorDomain::Qemu,
                "QEMU guest agent is not connected",
            ),
            Some(false) | None => Error::new(
                ErrorCode::ArgumentUnsupported,
                ErrorDomain::Qemu,
                "QEMU guest agent is not configured",
            ),
        })
    }
}
