//! Certificates for tests, made by the `openssl` command.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// Authorities, and the directories of hosts that they vouch for, as QEMU wants them.
pub struct Pki {
    dir: TempDir,
}

impl Pki {
    /// A place for certificates; none where there is no `openssl`.
    ///
    /// # Panics
    /// When there is no place for files.
    #[must_use]
    pub fn new() -> Option<Self> {
        let mut probe = Command::new("openssl");
        probe.arg("version").stdout(Stdio::null()).stderr(Stdio::null());
        probe.status().ok().filter(|status| status.success())?;
        let dir = TempDir::with_prefix_in("vpki-", "/tmp").expect("a folder");
        // QEMU may run as another user.
        fs::set_permissions(dir.path(), fs::Permissions::from_mode(0o755)).expect("own folder");
        Some(Self { dir })
    }

    fn openssl(&self, line: &str) {
        let mut command = Command::new("openssl");
        let said = command.args(line.split(' ')).current_dir(self.dir.path()).output();
        let said = said.expect("openssl runs");
        assert!(said.status.success(), "openssl {line}: {}", String::from_utf8_lossy(&said.stderr));
    }

    /// Makes an authority.
    ///
    /// # Panics
    /// When `openssl` fails.
    pub fn authority(&self, name: &str) {
        self.openssl(&format!(
            "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 30 \
             -keyout {name}.key -out {name}.pem -subj /CN={name} \
             -addext basicConstraints=critical,CA:TRUE -addext keyUsage=critical,keyCertSign"
        ));
    }

    /// Makes the directory of a host: the authority's certificate, and the host's own as a server
    /// and as a client. `names` is as `subjectAltName` is written.
    ///
    /// # Panics
    /// When `openssl` fails, or there is no such authority.
    #[must_use]
    pub fn host(&self, authority: &str, name: &str, names: &str) -> PathBuf {
        let dir = self.dir.path().join(name);
        fs::create_dir(&dir).expect("own folder");
        fs::copy(self.file(&format!("{authority}.pem")), dir.join("ca-cert.pem")).expect("made");
        let extensions = format!(
            "subjectAltName={names}\nbasicConstraints=CA:FALSE\n\
             keyUsage=critical,digitalSignature,keyEncipherment\nextendedKeyUsage=serverAuth,clientAuth\n"
        );
        fs::write(self.file("extensions"), extensions).expect("own folder");
        for role in ["server", "client"] {
            let at = format!("{name}/{role}");
            self.openssl(&format!(
                "req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes \
                 -keyout {at}-key.pem -out request -subj /CN={name}"
            ));
            self.openssl(&format!(
                "x509 -req -in request -CA {authority}.pem -CAkey {authority}.key \
                 -CAcreateserial -days 30 -extfile extensions -out {at}-cert.pem"
            ));
            let key = self.file(&format!("{at}-key.pem"));
            fs::set_permissions(key, fs::Permissions::from_mode(0o644)).expect("own file");
        }
        dir
    }

    /// Encrypts the private keys of a host that was made before.
    ///
    /// # Panics
    /// When `openssl` fails, or there is no such host.
    pub fn encrypt_keys(&self, name: &str, passphrase: &str) {
        for role in ["server", "client"] {
            let key = format!("{name}/{role}-key.pem");
            self.openssl(&format!("pkcs8 -topk8 -in {key} -out locked -passout pass:{passphrase}"));
            fs::rename(self.file("locked"), self.file(&key)).expect("own file");
            let open = fs::Permissions::from_mode(0o644);
            fs::set_permissions(self.file(&key), open).expect("own file");
        }
    }

    fn file(&self, name: &str) -> PathBuf {
        let dir: &Path = self.dir.path();
        dir.join(name)
    }
}
