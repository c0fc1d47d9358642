//! Secrets on disk: `UUID.xml` is a definition, `UUID.base64` its value. Only the daemon's user may
//! look into the folder.

use std::fs::DirBuilder;
use std::io;
use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
use std::path::{Path, PathBuf};

use base64::prelude::{BASE64_STANDARD, Engine};
use uuid::Uuid;
use vireo_api::Result;
use vireo_runtime::{durable, store};

use crate::secret::{Secret, Value};
use crate::{definition, error};

/// Most bytes of a value.
pub const MAX_VALUE: usize = vireo_proto::remote::SECRET_VALUE_MAX;

/// The folder.
#[derive(Debug, Clone)]
pub struct Files(PathBuf);

impl Files {
    /// The folder, made when it is not there.
    ///
    /// # Errors
    /// It can't be made, or kept from others.
    pub fn open(folder: PathBuf) -> Result<Self> {
        let told =
            |e: io::Error| error::system(format!("cannot create '{}'", folder.display()), &e);
        DirBuilder::new().recursive(true).mode(0o700).create(&folder).map_err(told)?;
        std::fs::set_permissions(&folder, PermissionsExt::from_mode(0o700)).map_err(told)?;
        durable::sweep(&folder);
        Ok(Self(folder))
    }

    fn file(&self, uuid: &Uuid, suffix: &str) -> PathBuf {
        self.0.join(format!("{uuid}.{suffix}"))
    }

    /// Writes a secret; it is on disk when this returns. The value goes first: a definition never
    /// stands there with another's value.
    ///
    /// # Errors
    /// A file can't be written.
    pub async fn save(&self, secret: &Secret) -> Result<()> {
        if let Some(value) = &secret.value {
            self.save_value(&secret.uuid, value).await?;
        }
        let text = definition::format(&secret.definition);
        let path = self.file(&secret.uuid, "xml");
        durable::replace(path, text, 0o600).await.map_err(error::in_secret)
    }

    /// Writes a value alone.
    ///
    /// # Errors
    /// The file can't be written.
    pub async fn save_value(&self, uuid: &Uuid, value: &Value) -> Result<()> {
        let path = self.file(uuid, "base64");
        let text = text_of(value);
        durable::replace(path, text, 0o600).await.map_err(error::in_secret)
    }

    /// Removes a secret, the value first.
    ///
    /// # Errors
    /// A file can't be removed.
    pub async fn remove(&self, uuid: &Uuid) -> Result<()> {
        for suffix in ["base64", "xml"] {
            durable::remove(self.file(uuid, suffix)).await.map_err(error::in_secret)?;
        }
        Ok(())
    }

    /// All secrets that can be read; the others are logged and left as they are.
    ///
    /// # Errors
    /// The folder can't be read.
    pub async fn load(&self) -> Result<Vec<Secret>> {
        let files = self.clone();
        let read = move || {
            let names = store::definition_names(&files.0)?;
            Ok(names.iter().filter_map(|name| files.read_told(name)).collect())
        };
        durable::blocking(read).await.map_err(error::in_secret)
    }

    fn read_told(&self, name: &str) -> Option<Secret> {
        self.read(name)
            .inspect_err(|error| tracing::error!(secret = name, %error, "is not read"))
            .ok()
    }

    fn read(&self, name: &str) -> Result<Secret> {
        let path = self.0.join(format!("{name}.xml"));
        let text = store::read_text(&path).map_err(|e| error::system(path.display(), &e))?;
        let definition = definition::read(&text, false, &Uuid::nil)?;
        let mut secret = Secret::new(definition);
        if secret.uuid.to_string() != name {
            let text = format!("<uuid> does not match secret file name '{name}.xml'");
            return Err(error::internal(text));
        }
        secret.value = read_value(&self.file(&secret.uuid, "base64"))?;
        Ok(secret)
    }
}

fn read_value(path: &Path) -> Result<Option<Value>> {
    let text = match store::read_text(path) {
        Ok(text) => text,
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(e) => return Err(error::system(path.display(), &e)),
    };
    let invalid = || error::internal(format!("invalid base64 in '{}'", path.display()));
    value_of(&text).map(Some).ok_or_else(invalid)
}

/// The value in a file's text; line ends around it don't matter.
pub(crate) fn value_of(text: &str) -> Option<Value> {
    let bytes = BASE64_STANDARD.decode(text.trim_ascii()).ok()?;
    (bytes.len() <= MAX_VALUE).then(|| Value::new(&bytes))
}

/// The text of a value's file.
pub(crate) fn text_of(value: &Value) -> String {
    BASE64_STANDARD.encode(value.bytes())
}
