//! The emulator of TPMs: a process beside QEMU, connected to it by a pair of sockets and ending with
//! it.

use std::fs::{DirBuilder, File, OpenOptions, Permissions};
use std::os::fd::{AsRawFd, OwnedFd};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt, chown};
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::time::Duration;

use vireo_api::consts::SECRET_USAGE_TYPE_VTPM;
use vireo_api::secret::{Value, Wanted};
use vireo_api::{ErrorCode, Result};
use vireo_host::process::{Credentials, Spawn, StopPlan};
use vireo_model::domain::Domain;
use vireo_model::domain::devices::Tpm;
use vireo_model::domain::devices::tpm::{TpmBackend, TpmEmulator, TpmSourceType, TpmVersion};

use super::alias;
use crate::build::End;
use crate::capabilities::swtpm::Swtpm;
use crate::error::{failed, internal, system, unsupported};
use crate::helper::{self, Helper, Kind, Ready, find};
use crate::process::start::Starting;

/// Who emulators run as, where the distribution has made that user.
const USER: &str = "tss";
/// How long making a new TPM may take.
const SETUP: Duration = Duration::from_secs(60);
const STOP: StopPlan =
    StopPlan { term: Duration::from_millis(500), kill: Some(Duration::from_secs(10)) };

/// The emulator of a TPM.
pub(crate) static EMULATOR: Kind = Kind {
    name: "swtpm",
    title: "TPM Emulator",
    code: ErrorCode::InternalError,
    wanted,
    mark: |place, _| place.shared(&place.core.layout.swtpm(), "swtpm.pid"),
    files: |_, _| Vec::new(),
    declare: |s, device| Box::pin(declare(s, device)),
    again: None,
};

fn emulated(domain: &Domain) -> impl Iterator<Item = (&Tpm, &TpmEmulator)> {
    domain.devices.tpms.iter().filter_map(|tpm| match &tpm.backend {
        Some(TpmBackend::Emulator(own)) => Some((tpm, own)),
        Some(TpmBackend::Passthrough(_) | TpmBackend::External(_)) | None => None,
    })
}

fn wanted(_: &helper::Place<'_>, domain: &Domain) -> Vec<String> {
    emulated(domain).map(|(tpm, _)| alias(&tpm.info).to_owned()).collect()
}

/// Where the state of a TPM is kept.
enum State {
    Dir(PathBuf),
    File(PathBuf),
}

impl State {
    fn is_new(&self) -> bool {
        match self {
            Self::Dir(path) => is_empty(path),
            Self::File(path) => std::fs::metadata(path).is_ok_and(|found| found.len() == 0),
        }
    }

    /// As the emulator is told of it.
    fn of_swtpm(&self) -> String {
        match self {
            Self::Dir(path) => format!("dir={},mode=0600", path.display()),
            Self::File(path) => format!("backend-uri=file://{},mode=0600", path.display()),
        }
    }

    /// As the program that makes a new TPM is told of it.
    fn of_setup(&self) -> String {
        match self {
            Self::Dir(path) => path.to_string_lossy().into_owned(),
            Self::File(path) => format!("file://{}", path.display()),
        }
    }
}

/// What the state is encrypted with.
const CIPHER: &str = "aes-256-cbc";

/// The passphrase of a state that is encrypted.
fn passphrase(s: &Starting, own: &TpmEmulator) -> Result<Option<Value>> {
    let Some(uuid) = own.encryption_secret else { return Ok(None) };
    let wanted = Wanted::Uuid(uuid::Uuid::from_bytes(uuid.0));
    s.core.secrets.value(wanted, SECRET_USAGE_TYPE_VTPM).map(Some)
}

/// What an emulator is started with.
struct Place {
    state: State,
    log: PathBuf,
    user: Option<Credentials>,
    is_tpm2: bool,
}

async fn declare(s: &mut Starting, device: &str) -> Result<Helper> {
    let mut all = emulated(&s.domain);
    let Some(own) = all.find(|(tpm, _)| alias(&tpm.info) == device).map(|(_, own)| own.clone())
    else {
        return Err(internal(format!("no TPM '{device}'")));
    };
    let place = place(s, &own)?;
    // What comes from elsewhere brings its TPM's state along.
    if place.state.is_new() && !s.options.incoming {
        set_up(s, &own, &place).await?;
    }
    let (ours, theirs) =
        UnixStream::pair().map_err(|e| system("cannot make a pair of sockets", &e))?;
    let theirs = OwnedFd::from(theirs);
    let mut args = vec![
        "socket".to_owned(),
        "--ctrl".to_owned(),
        format!("type=unixio,clientfd={}", theirs.as_raw_fd()),
        "--tpmstate".to_owned(),
        place.state.of_swtpm(),
        "--log".to_owned(),
        format!("file={}", place.log.display()),
        "--terminate".to_owned(),
    ];
    if place.is_tpm2 {
        args.push("--tpm2".to_owned());
    }
    let mut fds = vec![theirs];
    if let Some(value) = passphrase(s, &own)? {
        // One for what is kept, one for what a migration takes along.
        for option in ["--key", "--migration-key"] {
            let fd = helper::unnamed(&value)?;
            let how = format!("pwdfd={},mode={CIPHER}", fd.as_raw_fd());
            args.extend([option.to_owned(), how]);
            fds.push(fd);
        }
    }
    if Swtpm::get().await.is_some_and(|found| found.migration) {
        let comes = s.options.incoming && !s.options.restore;
        let incoming = if comes { ",incoming" } else { "" };
        args.extend(["--migration".to_owned(), format!("release-lock-outgoing{incoming}")]);
    }
    s.opened.helpers.insert(device.to_owned(), End::Fd(ours.into()));
    Ok(Helper {
        program: find("swtpm")?,
        env: Vec::new(),
        args,
        fds,
        user: place.user,
        log: Some(place.log),
        ready: Ready::Given,
    })
}

/// Directory of the state and the log, both the emulator's user's.
fn place(s: &Starting, own: &TpmEmulator) -> Result<Place> {
    let is_tpm2 = own.version != Some(TpmVersion::V1_2);
    let user = user(s)?;
    let chosen = own.source.as_ref();
    let chosen = chosen.and_then(|source| Some((source.kind, source.path.as_deref()?)));
    let state = match chosen {
        None => {
            let uuid = s.guest.uuid().to_string();
            let base = s.core.layout.lib_root().join("swtpm").join(uuid);
            let state = base.join(if is_tpm2 { "tpm2" } else { "tpm1.2" });
            make_dir(&state, 0o700, user.as_ref())?;
            open_way(&base)?;
            State::Dir(state)
        }
        Some((TpmSourceType::Dir, path)) => {
            make_dir(Path::new(path), 0o700, user.as_ref())?;
            State::Dir(path.into())
        }
        Some((TpmSourceType::File, path)) => {
            make_file(Path::new(path), user.as_ref())?;
            State::File(path.into())
        }
        Some((TpmSourceType::Unix, _)) => {
            return Err(unsupported("the state of a TPM can't be on a socket"));
        }
    };
    let logs = s.core.layout.log().join("swtpm");
    make_dir(&logs, 0o730, user.as_ref())?;
    let log = logs.join(format!("{}-swtpm.log", s.domain.name));
    make_file(&log, user.as_ref())?;
    Ok(Place { state, log, user, is_tpm2 })
}

/// Whom the emulator runs as: the configured user, the distribution's, else QEMU's.
fn user(s: &Starting) -> Result<Option<Credentials>> {
    if !s.core.privileged {
        return Ok(None);
    }
    let group = s.core.config.swtpm_group.as_deref();
    let found = match s.core.config.swtpm_user.as_deref() {
        Some(user) => Credentials::of(user, group),
        None => match Credentials::of(USER, group) {
            Ok(user) => Ok(user),
            Err(_) => return Ok(s.core.guest_user.clone()),
        },
    };
    found.map(Some).map_err(|e| system("cannot look up the user that swtpm runs as", &e))
}

fn make_dir(path: &Path, mode: u32, user: Option<&Credentials>) -> Result<()> {
    let made = DirBuilder::new().recursive(true).mode(0o711).create(path);
    let made = made.and_then(|()| std::fs::set_permissions(path, Permissions::from_mode(mode)));
    made.map_err(|e| system(format!("Could not create TPM directory {}", path.display()), &e))?;
    give(path, user)
}

/// A file that is the emulator's user's; one that is there keeps what is in it.
fn make_file(path: &Path, user: Option<&Credentials>) -> Result<()> {
    let file = OpenOptions::new().append(true).create(true).mode(0o600).open(path);
    file.map_err(|e| system(format!("Could not open '{}'", path.display()), &e))?;
    give(path, user)
}

/// Lets the emulator's user pass through a directory of ours.
fn open_way(path: &Path) -> Result<()> {
    std::fs::set_permissions(path, Permissions::from_mode(0o711))
        .map_err(|e| system(format!("Could not change mode of '{}'", path.display()), &e))
}

fn give(path: &Path, user: Option<&Credentials>) -> Result<()> {
    let Some(user) = user else { return Ok(()) };
    chown(path, Some(user.uid), Some(user.gid)).map_err(|e| {
        system(format!("Could not chown '{}' to uid {}", path.display(), user.uid), &e)
    })
}

fn is_empty(dir: &Path) -> bool {
    std::fs::read_dir(dir).is_ok_and(|mut entries| entries.next().is_none())
}

/// Makes a new TPM, with the certificates of its maker.
async fn set_up(s: &Starting, own: &TpmEmulator, place: &Place) -> Result<()> {
    let program = find("swtpm_setup")?;
    let mut args: Vec<String> = Vec::new();
    if place.is_tpm2 {
        args.push("--tpm2".to_owned());
    }
    let identity = format!("{}:{}", s.domain.name, s.guest.uuid());
    let rest = ["--tpm-state", &place.state.of_setup(), "--vmid", &identity, "--logfile"];
    args.extend(rest.map(str::to_owned));
    args.push(place.log.to_string_lossy().into_owned());
    if !place.is_tpm2 {
        args.push("--takeownership".to_owned());
    }
    let how = ["--createek", "--create-ek-cert", "--create-platform-cert", "--lock-nvram"];
    args.extend(how.map(str::to_owned));
    if let Some(banks) = banks(own) {
        args.extend(["--pcr-banks".to_owned(), banks]);
    }
    args.push("--not-overwrite".to_owned());
    let key = passphrase(s, own)?.map(|value| helper::unnamed(&value)).transpose()?;
    if let Some(fd) = &key {
        let number = fd.as_raw_fd().to_string();
        args.extend(["--cipher", CIPHER, "--pwdfile-fd", &number].map(str::to_owned));
    }
    let told = |e: std::io::Error| system("cannot open swtpm's log", &e);
    let log = File::options().append(true).open(&place.log).map_err(told)?;
    let spawn = Spawn::new(program).args(args).envs(helper::environment());
    let mut spawn = spawn.output(log.into()).map_err(told)?.credentials(place.user.clone());
    if let Some(fd) = key {
        spawn = spawn.keep(fd);
    }
    let started = tokio::task::spawn_blocking(move || spawn.start()).await;
    let process = started
        .map_err(|e| internal(format!("starting 'swtpm_setup': {e}")))?
        .map_err(|e| system("Cannot execute binary swtpm_setup", &e))?;
    if tokio::time::timeout(SETUP, process.exited()).await.is_err() {
        // Reaped by whoever waits for it next; there is nothing more to do for it here.
        let _ = process.stop(STOP).await;
    }
    if place.state.is_new() {
        let text = format!(
            "Could not run 'swtpm_setup'. Check error log '{}' for details.",
            place.log.display()
        );
        return Err(failed(text));
    }
    Ok(())
}

/// The banks of registers that are to be there.
fn banks(own: &TpmEmulator) -> Option<String> {
    let all = [
        (own.sha1, "sha1"),
        (own.sha256, "sha256"),
        (own.sha384, "sha384"),
        (own.sha512, "sha512"),
    ];
    let wanted: Vec<&str> = all.into_iter().filter(|(on, _)| *on).map(|(_, name)| name).collect();
    (!wanted.is_empty()).then(|| wanted.join(","))
}
