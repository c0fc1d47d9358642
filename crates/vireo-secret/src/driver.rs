//! The driver: all secrets, and the changes that are made to them.

use std::sync::Arc;

use uuid::Uuid;
use vireo_api::event::{SecretEvent, SecretLifecycle};
use vireo_api::{ErrorCode, Result};
use vireo_runtime::events::EventBus;
use vireo_runtime::layout::Layout;

use crate::files::{Files, MAX_VALUE};
use crate::secret::{Secret, Secrets, Value};
use crate::{definition, error};

/// The secret driver. Cheap to clone.
#[derive(Clone)]
pub struct SecretDriver(pub(crate) Arc<Core>);

pub(crate) struct Core {
    pub secrets: Secrets,
    bus: EventBus,
    files: Files,
    /// Changes take turns, across their waits. Reads don't take it.
    change: tokio::sync::Mutex<()>,
}

impl SecretDriver {
    /// Reads the secrets. `layout` is the hypervisor driver's, whose neighbour the folder is.
    ///
    /// # Errors
    /// The folder can't be made or read.
    pub async fn new(layout: &Layout, bus: EventBus) -> Result<Self> {
        let files = Files::open(layout.etc().join("secrets"))?;
        let secrets = Secrets::default();
        for secret in files.load().await? {
            secrets.put(secret);
        }
        Ok(Self(Arc::new(Core { secrets, bus, files, change: tokio::sync::Mutex::default() })))
    }

    /// Reads the files again: secrets that somebody put there or changed by hand. Those whose files
    /// are gone stay, and so does a value without a file.
    ///
    /// # Errors
    /// The folder can't be read.
    pub async fn reload(&self) -> Result<()> {
        let _turn = self.0.change.lock().await;
        for mut secret in self.0.files.load().await? {
            match self.0.secrets.by_uuid(&secret.uuid) {
                Some(known) => secret.value = secret.value.or_else(|| known.value.clone()),
                None => {
                    if let Err(error) = self.0.check_usage(&secret) {
                        tracing::error!(secret = %secret.uuid, %error, "is not taken");
                        continue;
                    }
                }
            }
            self.0.secrets.put(secret);
        }
        Ok(())
    }
}

impl Core {
    /// The secret with this UUID.
    pub fn find(&self, uuid: &Uuid) -> Result<Arc<Secret>> {
        self.secrets.by_uuid(uuid).ok_or_else(|| error::no_uuid(uuid))
    }

    /// Defines a secret, new or known, which keeps its value; unless it is ephemeral, it is on disk
    /// when this returns.
    pub async fn define(&self, xml: &str, validate: bool) -> Result<Arc<Secret>> {
        let _turn = self.change.lock().await;
        let new_uuid = || Uuid::from_bytes(vireo_host::random::uuid());
        let mut secret = Secret::new(definition::read(xml, validate, &new_uuid)?);
        let known = self.secrets.by_uuid(&secret.uuid);
        match &known {
            Some(known) => check_change(known, &secret)?,
            None => self.check_usage(&secret)?,
        }
        secret.value = known.as_ref().and_then(|known| known.value.clone());
        let was_kept = known.is_some_and(|known| !known.is_ephemeral());
        match (was_kept, secret.is_ephemeral()) {
            (_, false) => self.keep(&secret, was_kept).await?,
            (true, true) => self.files.remove(&secret.uuid).await?,
            (false, true) => {}
        }
        let defined = SecretEvent::Lifecycle(SecretLifecycle::Defined);
        self.publish(secret.clone(), defined);
        Ok(Arc::new(secret))
    }

    /// Writes a secret. What could not be written whole leaves nothing, where nothing was.
    async fn keep(&self, secret: &Secret, was_kept: bool) -> Result<()> {
        let saved = self.files.save(secret).await;
        if saved.is_err() && !was_kept {
            if let Err(error) = self.files.remove(&secret.uuid).await {
                tracing::error!(secret = %secret.uuid, %error, "its files are left behind");
            }
        }
        saved
    }

    /// Each usage finds one secret.
    fn check_usage(&self, secret: &Secret) -> Result<()> {
        match self.secrets.by_usage(secret.usage()) {
            None => Ok(()),
            Some(other) => Err(error::internal(format!(
                "a secret with UUID {} already defined for use with {}",
                other.uuid,
                other.usage().1
            ))),
        }
    }

    /// Sets a secret's value; unless it is ephemeral, it is on disk when this returns.
    pub async fn set_value(&self, uuid: &Uuid, bytes: &[u8]) -> Result<()> {
        let _turn = self.change.lock().await;
        let mut secret = Secret::clone(&*self.find(uuid)?);
        if bytes.len() > MAX_VALUE {
            let text = format!("value length greater than maximum: {} > {MAX_VALUE}", bytes.len());
            return Err(error::error(ErrorCode::Rpc, text));
        }
        let value = Value::new(bytes);
        if !secret.is_ephemeral() {
            self.files.save_value(uuid, &value).await?;
        }
        secret.value = Some(value);
        self.publish(secret, SecretEvent::ValueChanged);
        Ok(())
    }

    /// Removes a secret with its value.
    pub async fn undefine(&self, uuid: &Uuid) -> Result<()> {
        let _turn = self.change.lock().await;
        let secret = self.find(uuid)?;
        if !secret.is_ephemeral() {
            self.files.remove(uuid).await?;
        }
        self.secrets.remove(uuid);
        self.bus.publish(secret.event(SecretEvent::Lifecycle(SecretLifecycle::Undefined)));
        Ok(())
    }

    fn publish(&self, secret: Secret, event: SecretEvent) {
        let event = secret.event(event);
        self.secrets.put(secret);
        self.bus.publish(event);
    }
}

/// What a new definition may not change: whom the secret is for, and that it is private.
fn check_change(known: &Secret, new: &Secret) -> Result<()> {
    if known.usage() != new.usage() {
        // The reference prints a missing id so.
        let id = known.definition.usage.as_ref().map_or("(null)", |_| known.usage().1);
        return Err(error::internal(format!(
            "a secret with UUID {} is already defined for use with {id}",
            known.uuid
        )));
    }
    if known.is_private() && !new.is_private() {
        return Err(error::internal("cannot change private flag on existing secret"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const UUID: &str = "11111111-1111-1111-1111-111111111101";
    const OTHER: &str = "11111111-1111-1111-1111-111111111102";

    fn document(uuid: &str, attributes: &str, path: &str) -> String {
        format!(
            "<secret {attributes}><uuid>{uuid}</uuid><usage type='volume'><volume>{path}</volume>\
             </usage></secret>"
        )
    }

    async fn driver(root: &std::path::Path) -> SecretDriver {
        let layout = Layout::root("qemu", root);
        SecretDriver::new(&layout, EventBus::new()).await.expect("a driver")
    }

    fn files(root: &std::path::Path) -> Vec<String> {
        let entries = std::fs::read_dir(root.join("etc/secrets")).expect("a folder");
        let names = entries.map(|entry| entry.expect("a file").file_name());
        let mut names: Vec<_> = names.map(|name| name.to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    #[tokio::test]
    async fn secrets_outlive_the_daemon_unless_they_are_ephemeral() {
        let root = tempfile::tempdir().expect("a folder");
        let uuid: Uuid = UUID.parse().expect("a UUID");
        let kept = [format!("{UUID}.base64"), format!("{UUID}.xml")];
        let core = driver(root.path()).await.0;
        core.define(&document(UUID, "private='yes'", "/a"), false).await.expect("new");
        core.set_value(&uuid, b"hello\0x").await.expect("there");
        core.define(&document(OTHER, "ephemeral='yes'", "/b"), false).await.expect("new");
        core.set_value(&OTHER.parse().expect("a UUID"), b"gone").await.expect("there");
        assert_eq!(files(root.path()), kept);

        let core = driver(root.path()).await.0;
        assert_eq!(core.secrets.all().len(), 1);
        let secret = core.find(&uuid).expect("read again");
        assert!(secret.is_private());
        assert_eq!(secret.value, Some(Value::new(b"hello\0x")));
        assert!(!format!("{secret:?}").contains("hello"));

        let ephemeral = document(UUID, "private='yes' ephemeral='yes'", "/a");
        core.define(&ephemeral, false).await.expect("known");
        assert_eq!(files(root.path()), [""; 0]);
        core.define(&document(UUID, "private='yes'", "/a"), false).await.expect("known");
        assert_eq!(files(root.path()), kept);
        core.undefine(&uuid).await.expect("there");
        assert_eq!(files(root.path()), [""; 0]);
        assert_eq!(core.undefine(&uuid).await.map_err(|e| e.code()), Err(ErrorCode::NoSecret));
    }

    #[tokio::test]
    async fn a_usage_has_one_secret_and_a_secret_one_usage() {
        let root = tempfile::tempdir().expect("a folder");
        let core = driver(root.path()).await.0;
        core.define(&document(UUID, "private='yes'", "/a"), false).await.expect("new");
        for (text, wanted) in [
            (document(OTHER, "", "/a"), "already defined for use with /a"),
            (document(UUID, "private='yes'", "/b"), "is already defined for use with /a"),
            (document(UUID, "", "/a"), "cannot change private flag on existing secret"),
        ] {
            let refused = core.define(&text, false).await.expect_err(wanted).to_string();
            assert!(refused.ends_with(wanted), "{refused}");
        }
        let nobody = |uuid: &str| format!("<secret><uuid>{uuid}</uuid></secret>");
        core.define(&nobody(OTHER), false).await.expect("for nobody");
        core.define("<secret/>", false).await.expect("another for nobody");
        let refused = core.define(&document(OTHER, "", "/c"), false).await.expect_err("for nobody");
        assert!(refused.to_string().ends_with("for use with (null)"));
        assert!(core.secrets.by_usage((0, "")).is_none());
    }

    #[tokio::test]
    async fn files_that_are_no_secrets_are_left_alone() {
        let root = tempfile::tempdir().expect("a folder");
        let core = driver(root.path()).await.0;
        core.define(&document(UUID, "", "/a"), false).await.expect("new");
        let folder = root.path().join("etc/secrets");
        let write = |name: &str, text: &str| std::fs::write(folder.join(name), text).expect("kept");
        write("other.xml", &document(OTHER, "", "/b"));
        write(&format!("{OTHER}.xml"), "<secret");
        write(&format!("{UUID}.base64"), "no base64");
        let core = driver(root.path()).await.0;
        assert_eq!(core.secrets.all().len(), 0);
        assert_eq!(files(root.path()).len(), 4);
    }
}
