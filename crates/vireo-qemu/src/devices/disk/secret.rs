//! Secrets that an image wants: what its server asks for, the passphrase that opens it, cookies.

use vireo_api::Result;
use vireo_api::consts::{
    SECRET_USAGE_TYPE_CEPH, SECRET_USAGE_TYPE_ISCSI, SECRET_USAGE_TYPE_VOLUME,
};
use vireo_api::secret::Value;
use vireo_model::domain::devices::storage::{
    Auth, Encryption, EncryptionEngine, EncryptionFormat, NetProtocol, StorageFormat, StorageSource,
};

use super::Layer;
use super::nbdkit::is_served;
use crate::build::Build;
use crate::error::{internal, unsupported};
use crate::process::argv::Props;
use crate::tls::{self, Credentials, Endpoint};

impl Layer<'_> {
    /// The object of the password that its server asks for.
    pub(super) fn auth_id(&self) -> Option<String> {
        let auth = self.auth.filter(|_| !is_served(self.source));
        auth.map(|_| format!("{}-auth-secret0", self.storage_node()))
    }

    /// The object of its cookies.
    fn cookies_id(&self) -> Option<String> {
        let any = !self.source.cookies.is_empty() && !is_served(self.source);
        any.then(|| format!("{}-httpcookie-secret0", self.storage_node()))
    }

    /// The credentials by which its server is talked to, when that is by TLS.
    #[must_use]
    pub fn tls_id(&self) -> Option<String> {
        let by_tls = self.source.tls == Some(true);
        by_tls.then(|| format!("obj{}_tls0", self.storage_node()))
    }

    /// Whether the library of Ceph decrypts it, and not QEMU.
    fn is_decrypted_below(&self) -> bool {
        self.encryption.is_some_and(|own| own.engine == Some(EncryptionEngine::Librbd))
    }

    /// How QEMU decrypts it, when that is QEMU's to do.
    pub(crate) fn decrypted_by_qemu(&self) -> Option<&Encryption> {
        self.encryption.filter(|_| !self.is_decrypted_below())
    }

    /// The objects of what opens it, the top image's first.
    fn encryption_ids(&self) -> Vec<String> {
        let Some(own) = self.encryption else { return Vec::new() };
        let node = match self.is_decrypted_below() {
            true => self.storage_node(),
            false => self.format_node(),
        };
        (0..own.secrets.len()).map(|at| format!("{node}-encryption-secret{at}")).collect()
    }

    /// The objects that QEMU has for its secrets, in the order of their making: what they are for
    /// and their names.
    #[must_use]
    pub fn secret_objects(&self) -> Vec<(&'static str, String)> {
        let auth = self.auth_id().map(|id| ("auth", id));
        let cookies = self.cookies_id().map(|id| ("httpcookie", id));
        let opens = self.encryption_ids().into_iter().map(|id| ("encryption", id));
        auth.into_iter().chain(cookies).chain(opens).collect()
    }
}

/// Adds the objects of an image's secrets.
pub(super) fn objects(b: &mut Build<'_>, layer: &Layer<'_>) -> Result<()> {
    if let (Some(id), Some(secret)) =
        (layer.auth_id(), layer.auth.and_then(|auth| auth.secret.as_ref()))
    {
        b.secret(&id, secret, server_usage(layer))?;
    }
    if let (Some(id), Some(cookies)) = (layer.cookies_id(), cookies(layer.source)) {
        b.secret_value(&id, &cookies)?;
    }
    let secrets = layer.encryption.map(|own| own.secrets.as_slice()).unwrap_or_default();
    for (id, secret) in layer.encryption_ids().iter().zip(secrets) {
        b.secret(id, secret, SECRET_USAGE_TYPE_VOLUME)?;
    }
    credentials(b, layer)
}

/// Adds the credentials by which an image's server is talked to, when that is by TLS.
fn credentials(b: &mut Build<'_>, layer: &Layer<'_>) -> Result<()> {
    let Some(id) = layer.tls_id() else { return Ok(()) };
    let config = b.config;
    let key = tls::key(&config.nbd_tls_x509_secret_uuid, config);
    b.tls(Credentials {
        dir: tls::directory(config.nbd_tls_x509_cert_dir.as_deref(), config, "nbd"),
        endpoint: Endpoint::Client,
        key: key.map(|uuid| (uuid, format!("{id}-secret0"))),
        id,
    })
}

/// The cookies that a server is told, in one.
pub(super) fn cookies(source: &StorageSource) -> Option<Value> {
    let all = source.cookies.iter().map(|one| format!("{}={}", one.name, one.value));
    let text = all.collect::<Vec<_>>().join("; ");
    (!text.is_empty()).then(|| Value::new(text.as_bytes()))
}

/// What secrets of a server are for: only Ceph has a use of its own beside iSCSI.
pub(super) fn server_usage(layer: &Layer<'_>) -> u32 {
    match layer.source.protocol {
        Some(NetProtocol::Rbd) => SECRET_USAGE_TYPE_CEPH,
        Some(_) | None => SECRET_USAGE_TYPE_ISCSI,
    }
}

/// The object of the password for a SCSI device of another host, and what its node is told of it.
pub(crate) fn login_to(b: &mut Build<'_>, auth: Option<&Auth>, node: &str) -> Result<Props> {
    let Some(auth) = auth else { return Ok(Props::new()) };
    let props = Props::new().str("user", &auth.username);
    let Some(secret) = &auth.secret else { return Ok(props) };
    let id = format!("{node}-secret0");
    b.secret(&id, secret, SECRET_USAGE_TYPE_ISCSI)?;
    Ok(props.str("password-secret", id))
}

/// What the node of a protocol is told of who logs in: the keys of the user and of the password.
pub(super) fn login(props: Props, layer: &Layer<'_>, user: &str, password: &str) -> Props {
    let name = layer.auth.map(|auth| auth.username.as_str());
    props.maybe_str(user, name).maybe_str(password, layer.auth_id())
}

/// The same for servers of the web, with cookies.
pub(super) fn web_login(props: Props, layer: &Layer<'_>) -> Props {
    login(props, layer, "username", "password-secret")
        .maybe_str("cookie-secret", layer.cookies_id())
}

/// What Ceph's library decrypts; images below have passphrases of their own.
pub(super) fn ceph_encryption(props: Props, layer: &Layer<'_>) -> Props {
    let Some(own) = layer.encryption.filter(|_| layer.is_decrypted_below()) else { return props };
    let format = match own.format {
        EncryptionFormat::LuksAny => "luks-any",
        EncryptionFormat::Luks2 => "luks2",
        EncryptionFormat::Luks | EncryptionFormat::Qcow | EncryptionFormat::Default => "luks",
    };
    let one = |id: &String| Props::new().str("format", format).str("key-secret", id);
    let nested = layer.encryption_ids().iter().rev().fold(None, |parent: Option<Props>, id| {
        Some(match parent {
            Some(parent) => one(id).value("parent", parent),
            None => one(id),
        })
    });
    match nested {
        Some(encrypt) => props.value("encrypt", encrypt),
        None => props,
    }
}

/// How the node of the format decrypts.
///
/// # Errors
/// The definition names no secret; images of the format are never encrypted.
pub(crate) fn format_encryption(layer: &Layer<'_>) -> Result<Option<Props>> {
    if layer.decrypted_by_qemu().is_none() {
        return Ok(None);
    }
    let Some(id) = layer.encryption_ids().into_iter().next() else {
        return Err(internal("missing secret info for 'luks' driver"));
    };
    match layer.format {
        StorageFormat::Raw => Ok(Some(Props::new().str("driver", "luks").str("key-secret", id))),
        StorageFormat::Qcow2 => {
            let encrypt = Props::new().str("format", "luks").str("key-secret", id);
            Ok(Some(Props::new().str("driver", "qcow2").value("encrypt", encrypt)))
        }
        other => Err(unsupported(format!(
            "encryption is not supported with images of format '{}'",
            other.as_str()
        ))),
    }
}
