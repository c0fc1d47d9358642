//! Images of other hosts that nbdkit reads for QEMU, a process for each. QEMU then knows neither the
//! server nor what it asks for: it meets a socket.
//!
//! Whether an image is read so is decided when it is prepared ([`choose`]) and kept in the status
//! file: neither another setting nor a new program changes that for a guest that runs.

use std::os::fd::{AsRawFd, OwnedFd};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use vireo_api::secret::Value;
use vireo_api::{ErrorCode, Result};
use vireo_model::domain::Domain;
use vireo_model::domain::devices::Disk;
use vireo_model::domain::devices::storage::{NetProtocol, StorageSource, StorageType};
use vireo_xml::KeptElement;

use super::secret::{cookies, server_usage};
use super::{Layer, layers, node};
use crate::build::text;
use crate::error::internal;
use crate::helper::{self, Helper, Kind, Place, Ready};
use crate::live::Taint;
use crate::process::argv::Props;
use crate::process::start::Starting;

/// What it is called.
const NAME: &str = "nbdkit";
/// How long it may take to tell what it can do.
const ASK: Duration = Duration::from_secs(10);
/// Seconds that QEMU waits for the next one when one died.
const PATIENCE: u32 = 30;

/// The process that reads an image.
pub(crate) static READER: Kind = Kind {
    name: NAME,
    title: NAME,
    code: ErrorCode::InternalError,
    wanted: |_, domain| served(domain).map(|(_, layer)| layer.storage_node()).collect(),
    mark: |place, device| place.shared(&place.core.layout.state(), &file_name(device, "pid")),
    files: |place, device| vec![socket(place, device)],
    declare: |s, device| Box::pin(declare(s, device)),
    again: Some(Taint::NbdkitRestart),
};

fn file_name(device: &str, end: &str) -> String {
    format!("{NAME}-{device}.{end}")
}

fn socket(place: &Place<'_>, device: &str) -> PathBuf {
    place.own_socket(&file_name(device, "socket"))
}

/// The images that are read by it.
fn served(domain: &Domain) -> impl Iterator<Item = (&Disk, Layer<'_>)> {
    let of = |disk| layers(disk).into_iter().map(move |layer| (disk, layer));
    let all = domain.devices.disks.iter().flat_map(of);
    all.filter(|(_, layer)| is_served(layer.source))
}

/// Whether an image was chosen to be read by it.
pub(super) fn is_served(source: &StorageSource) -> bool {
    kept_socket(source).is_some()
}

/// What the process that reads an image is known by, when there is one.
pub(crate) fn reader(layer: &Layer<'_>) -> Option<String> {
    is_served(layer.source).then(|| layer.storage_node())
}

/// The socket that the status file tells.
fn kept_socket(source: &StorageSource) -> Option<String> {
    let text = source.private_data.as_ref()?.format();
    if !text.contains("<nbdkit>") {
        return None;
    }
    let doc = vireo_xml::read(&text).ok()?;
    let own = doc.root_element().children().find(|child| child.has_tag_name(NAME))?;
    let path = own.children().find(|child| child.has_tag_name("socketfile"))?;
    path.text().map(str::to_owned)
}

/// Parts of nbdkit that are installed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Abilities {
    curl: bool,
    ssh: bool,
}

impl Abilities {
    async fn ask() -> Self {
        let Ok(program) = helper::find(NAME) else { return Self { curl: false, ssh: false } };
        let (curl, ssh) = tokio::join!(has(&program, &["curl"]), has(&program, &["ssh"]));
        Self { curl, ssh }
    }

    /// The part for a protocol, when there is one.
    fn serve(self, protocol: Option<NetProtocol>) -> bool {
        match Plugin::of(protocol) {
            Some(Plugin::Curl) => self.curl,
            Some(Plugin::Ssh) => self.ssh,
            None => false,
        }
    }
}

/// Whether a part of it can be loaded.
async fn has(program: &Path, words: &[&str]) -> bool {
    let asked = tokio::process::Command::new(program)
        .args(words)
        .arg("--dump-plugin")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .status();
    matches!(tokio::time::timeout(ASK, asked).await, Ok(Ok(status)) if status.success())
}

/// The part of nbdkit that reads an image.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Plugin {
    Curl,
    Ssh,
}

impl Plugin {
    fn of(protocol: Option<NetProtocol>) -> Option<Self> {
        match protocol? {
            NetProtocol::Http | NetProtocol::Https | NetProtocol::Ftp | NetProtocol::Ftps => {
                Some(Self::Curl)
            }
            NetProtocol::Ssh => Some(Self::Ssh),
            NetProtocol::Nbd
            | NetProtocol::Rbd
            | NetProtocol::Sheepdog
            | NetProtocol::Gluster
            | NetProtocol::Iscsi
            | NetProtocol::Tftp
            | NetProtocol::Vxhs
            | NetProtocol::Nfs => None,
        }
    }
}

/// Chooses the images of disks with numbers that are read by nbdkit: those that it can read, when
/// the settings say so.
pub(crate) async fn choose(place: Place<'_>, disks: &mut [Disk]) {
    let candidate = |disk: &Disk| layers(disk).iter().any(is_candidate);
    if !place.core.config.storage_use_nbdkit || !disks.iter().any(candidate) {
        return;
    }
    let abilities = Abilities::ask().await;
    for disk in disks {
        let chosen: Vec<u32> = layers(disk)
            .iter()
            .filter(|layer| is_candidate(layer) && abilities.serve(layer.source.protocol))
            .map(|layer| layer.number)
            .collect();
        for (number, source) in numbered(disk) {
            if chosen.contains(&number) {
                keep(place, number, source);
            }
        }
    }
}

fn is_candidate(layer: &Layer<'_>) -> bool {
    layer.kind == StorageType::Network && Plugin::of(layer.source.protocol).is_some()
}

/// The sources of a disk's images, with their numbers.
fn numbered(disk: &mut Disk) -> Vec<(u32, &mut StorageSource)> {
    let mut all = Vec::new();
    all.extend(disk.source.as_mut().and_then(|source| Some((source.index?, source))));
    let mut next = disk.backing_store.as_mut();
    while let Some(image) = next {
        if let (Some(number), Some(source)) = (image.index, image.source.as_mut()) {
            all.push((number, source));
        }
        next = image.backing_store.as_deref_mut();
    }
    all
}

/// Notes for the status file that an image is read by nbdkit.
fn keep(place: Place<'_>, number: u32, source: &mut StorageSource) {
    let kept = source.private_data.as_ref().map(KeptElement::format).unwrap_or_default();
    let head = kept.rsplit_once("</privateData>").map_or("<privateData>", |(head, _)| head);
    let device = Layer::of(number, StorageType::Network, source, Default::default()).storage_node();
    let mut said = String::new();
    for (tag, path) in
        [("pidfile", (READER.mark)(&place, &device)), ("socketfile", socket(&place, &device))]
    {
        said.push_str(&format!("<{tag}>"));
        vireo_xml::escape_into(&mut said, &text(&path));
        said.push_str(&format!("</{tag}>"));
    }
    source.private_data =
        KeptElement::parse(&format!("{head}<{NAME}>{said}</{NAME}></privateData>")).ok();
}

/// What QEMU is told of an image that nbdkit reads; nothing when it reads it itself.
pub(super) fn node(layer: &Layer<'_>) -> Option<Props> {
    let path = kept_socket(layer.source)?;
    let server = Props::new().str("type", "unix").str("path", path);
    Some(Props::new().str("driver", "nbd").value("server", server).int("reconnect-delay", PATIENCE))
}

async fn declare(s: &mut Starting, device: &str) -> Result<Helper> {
    let path = socket(&Place::of(s), device);
    // It does not listen where something is left of an earlier one.
    let _ = std::fs::remove_file(&path);
    let program = helper::find(NAME)?;
    let found = served(&s.domain).enumerate().find(|(_, (_, own))| own.storage_node() == device);
    let Some((_, (disk, layer))) = found else {
        return Err(internal(format!("no image '{device}'")));
    };
    let top = layers(disk).first().map(Layer::storage_node);
    let mut words = Words::default();
    for word in ["--foreground", "--unix", &text(&path)] {
        words.args.push(word.to_owned());
    }
    if disk.readonly || top.as_deref() != Some(device) {
        words.args.push("--readonly".to_owned());
    }
    if layer.source.readahead.is_some_and(|size| size > 0)
        && has(&program, &["--filter=readahead", "null"]).await
    {
        words.args.push("--filter=readahead".to_owned());
    }
    words.source(&layer, &|layer| password(s, layer))?;
    let agent = layer.source.identity.as_ref().and_then(|own| own.agentsock.clone());
    Ok(Helper {
        program,
        env: agent.map(|path| ("SSH_AUTH_SOCK".into(), path.into())).into_iter().collect(),
        args: words.args,
        fds: words.fds,
        user: s.core.guest_user.clone(),
        log: None,
        ready: Ready::Listens(path),
    })
}

/// The password that an image's server asks for.
fn password(s: &Starting, layer: &Layer<'_>) -> Result<Option<Value>> {
    let Some(secret) = layer.auth.and_then(|auth| auth.secret.as_ref()) else { return Ok(None) };
    s.core.secrets.value(crate::vault::wanted(secret), server_usage(layer)).map(Some)
}

/// Its arguments, and descriptors that secrets are read from.
#[derive(Default)]
struct Words {
    args: Vec<String>,
    fds: Vec<OwnedFd>,
}

impl Words {
    fn pair(&mut self, key: &str, value: impl std::fmt::Display) {
        self.args.push(format!("{key}={value}"));
    }

    fn secret(&mut self, key: &str, value: &Value) -> Result<()> {
        let fd = helper::unnamed(value)?;
        self.pair(key, format!("-{}", fd.as_raw_fd()));
        self.fds.push(fd);
        Ok(())
    }

    /// The image.
    fn source(
        &mut self,
        layer: &Layer<'_>,
        password: &dyn Fn(&Layer<'_>) -> Result<Option<Value>>,
    ) -> Result<()> {
        match Plugin::of(layer.source.protocol) {
            Some(Plugin::Curl) => self.web(layer, password(layer)?),
            Some(Plugin::Ssh) => self.ssh(layer, password(layer)?),
            None => Err(internal("a protocol that nbdkit does not know")),
        }
    }

    fn web(&mut self, layer: &Layer<'_>, password: Option<Value>) -> Result<()> {
        let source = layer.source;
        self.args.push("curl".to_owned());
        // Where servers lead on to others, the protocol stays in its family.
        let is_ftp = matches!(source.protocol, Some(NetProtocol::Ftp | NetProtocol::Ftps));
        self.pair("protocols", if is_ftp { "ftp,ftps" } else { "http,https" });
        self.pair("url", node::web_address(layer));
        if let Some(auth) = layer.auth {
            self.pair("user", &auth.username);
        }
        if let Some(password) = password {
            self.secret("password", &password)?;
        }
        if let Some(cookies) = cookies(source) {
            self.secret("cookie", &cookies)?;
        }
        if source.ssl_verify == Some(false) {
            self.pair("sslverify", false);
        }
        if let Some(seconds) = source.timeout {
            self.pair("timeout", seconds);
        }
        Ok(())
    }

    fn ssh(&mut self, layer: &Layer<'_>, password: Option<Value>) -> Result<()> {
        let source = layer.source;
        let host = source.hosts.first().cloned().unwrap_or_default();
        self.args.push("ssh".to_owned());
        self.pair("host", host.name.as_deref().unwrap_or_default());
        self.pair("port", host.port.unwrap_or(22));
        self.pair("path", source.name.as_deref().unwrap_or_default());
        let own = source.identity.as_deref();
        let user = own.and_then(|own| own.username.as_deref());
        if let Some(user) = layer.auth.map(|auth| auth.username.as_str()).or(user) {
            self.pair("user", user);
        }
        if let Some(password) = password {
            self.secret("password", &password)?;
        }
        if let Some(file) = own.and_then(|own| own.keyfile.as_deref()) {
            self.pair("identity", file);
        }
        if let Some(file) = &source.known_hosts {
            self.pair("known-hosts", file);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::devices::testing::domain;

    fn disk(source: &str) -> Disk {
        let xml = format!(
            "<disk type='network' device='disk'><driver name='qemu' type='raw'/>{source}\
             <target dev='vda' bus='virtio'/></disk>"
        );
        domain(&xml, "").devices.disks.remove(0)
    }

    fn said(source: &str) -> Vec<String> {
        let disk = disk(source);
        let mut words = Words::default();
        let password = |layer: &Layer<'_>| Ok(layer.auth.map(|_| Value::new(b"hidden")));
        words.source(&layers(&disk)[0], &password).unwrap();
        words.args
    }

    // REQ: Q-DEV-02
    #[test]
    fn secrets_of_web_servers_are_in_no_argument() {
        let said = said(
            "<source protocol='https' name='d/i.img' query='q=1'><host name='h' port='8443'/>\
             <ssl verify='no'/><cookies><cookie name='a'>hidden</cookie></cookies>\
             <timeout seconds='7'/>\
             <auth username='me'><secret type='iscsi' usage='u'/></auth></source>",
        );
        let fd = |word: &str| word.starts_with("password=-") || word.starts_with("cookie=-");
        let (fds, rest): (Vec<_>, Vec<_>) = said.into_iter().partition(|word| fd(word));
        assert_eq!(fds.len(), 2);
        let expected = "curl protocols=http,https url=https://h:8443/d/i.img?q=1 user=me \
                        sslverify=false timeout=7";
        assert_eq!(rest.join(" "), expected);
    }

    // REQ: Q-DEV-02
    #[test]
    fn keys_and_known_hosts_are_told_for_ssh() {
        let said = said(
            "<source protocol='ssh' name='/i'><host name='h'/><knownHosts path='/k'/>\
             <identity username='me' keyfile='/key'/></source>",
        );
        assert_eq!(
            said.join(" "),
            "ssh host=h port=22 path=/i user=me identity=/key known-hosts=/k"
        );
    }

    #[test]
    fn what_the_status_file_tells_decides() {
        let mut disk = disk("<source protocol='http' name='i'><host name='h'/></source>");
        let source = disk.source.as_mut().unwrap();
        assert!(!is_served(source));
        let kept = "<privateData><nodenames/><nbdkit><pidfile>/p</pidfile>\
                    <socketfile>/a&amp;b</socketfile></nbdkit></privateData>";
        source.private_data = KeptElement::parse(kept).ok();
        assert_eq!(kept_socket(source).as_deref(), Some("/a&b"));
        let told = node(&layers(&disk)[0]).unwrap().to_string();
        let server = r#"{"driver":"nbd","server":{"type":"unix","path":"/a&b"},"#;
        assert!(told.starts_with(server), "{told}");
    }
}
