//! The stock clients, run against a test's daemon.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::{Background, Daemon};

/// What a client said.
#[derive(Debug, Clone)]
pub struct Output {
    /// Exit status 0.
    pub ok: bool,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl Output {
    /// Standard output of a success.
    ///
    /// # Panics
    /// When it was none.
    #[track_caller]
    #[must_use]
    pub fn success(self) -> String {
        assert!(self.ok, "failed: {}{}", self.err, self.out);
        self.out
    }

    /// Standard error of a failure that says `text`.
    ///
    /// # Panics
    /// When it was a success, or failed with other words.
    #[track_caller]
    pub fn refused(self, text: &str) -> String {
        assert!(!self.ok, "not refused: {}", self.out);
        assert!(self.err.contains(text), "wanted {text:?}, got {:?}", self.err);
        self.err
    }
}

/// A limit for any client: a test never hangs.
const LIMIT: Duration = Duration::from_secs(240);

/// Runs a command to its end, or kills it after four minutes.
///
/// # Panics
/// When it can't be started.
#[must_use]
pub fn run(command: &mut Command) -> Output {
    run_within(LIMIT, command)
}

/// [`run`] with a limit of its own. A command that was killed is no success,
/// and its error ends in "killed: no end within ...".
///
/// # Panics
/// When it can't be started.
#[must_use]
pub fn run_within(limit: Duration, command: &mut Command) -> Output {
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let pid = nix::unistd::Pid::from_raw(i32::try_from(child.id()).expect("a pid"));
    let mut out = child.stdout.take().expect("stdout is a pipe");
    let mut err = child.stderr.take().expect("stderr is a pipe");
    let out = std::thread::spawn(move || read_all(&mut out));
    let err = std::thread::spawn(move || read_all(&mut err));
    let (sender, ended) = std::sync::mpsc::channel();
    let waiter = std::thread::spawn(move || {
        let status = child.wait();
        let _ = sender.send(());
        status
    });
    let late = ended.recv_timeout(limit).is_err();
    if late {
        let _ = nix::sys::signal::kill(pid, nix::sys::signal::Signal::SIGKILL);
    }
    let status = waiter.join().expect("the waiter lives").expect("a child");
    let out = out.join().expect("the reader lives");
    let mut err = err.join().expect("the reader lives");
    if late {
        err.push_str(&format!("\nkilled: no end within {limit:?}"));
    }
    let said = Output { ok: status.success() && !late, out, err };
    crate::wait::note(&command.get_args().collect::<Vec<_>>(), &said);
    said
}

fn read_all(from: &mut impl std::io::Read) -> String {
    let mut bytes = Vec::new();
    // What came before an error is still worth showing.
    let _ = from.read_to_end(&mut bytes);
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Python with the distribution's binding; some machines have another python first.
const PYTHON: &str = "/usr/bin/python3";

/// What every script starts with: a connection `conn`, `dom(name)`, and events
/// by a loop in a thread when `start_events()` was called before `connect()`.
const PREAMBLE: &str = r"
import json, libvirt, os, sys, threading, time
URI = os.environ['LIBVIRT_DEFAULT_URI']
libvirt.registerErrorHandler(lambda *a: None, None)
def start_events():
    libvirt.virEventRegisterDefaultImpl()
    def loop():
        while True:
            libvirt.virEventRunDefaultImpl()
    threading.Thread(target=loop, daemon=True).start()
def connect(uri=None):
    return libvirt.open(uri or URI)
def say(*words):
    print(*words, flush=True)
def refused(code, call, *args):
    try:
        got = call(*args)
    except libvirt.libvirtError as error:
        assert error.get_error_code() == code, (error.get_error_code(), code, str(error))
        return str(error)
    raise AssertionError('not refused, got %r' % (got,))
def eventually(ask, what='it'):
    end = time.monotonic() + 120
    while time.monotonic() < end:
        got = ask()
        if got:
            return got
        time.sleep(0.02)
    raise AssertionError('never: %s; last seen: %r' % (what, got))
";

impl Daemon {
    /// A command with this daemon as the default connection.
    #[must_use]
    pub fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command
            .env("LIBVIRT_DEFAULT_URI", self.uri())
            .env("LC_ALL", "C")
            .env("HOME", self.dir())
            .env_remove("XDG_RUNTIME_DIR")
            .current_dir(self.dir());
        command
    }

    /// Runs `virsh`; `line` is split at spaces.
    #[must_use]
    pub fn virsh(&self, line: &str) -> Output {
        run(self.command("virsh").args(line.split_whitespace()))
    }

    /// [`Daemon::virsh`] with the words given one by one.
    #[must_use]
    pub fn virsh_args(&self, words: &[&str]) -> Output {
        run(self.command("virsh").args(words))
    }

    /// [`Daemon::virsh`] on the read-only socket.
    #[must_use]
    pub fn virsh_readonly(&self, line: &str) -> Output {
        run(self.command("virsh").arg("--readonly").args(line.split_whitespace()))
    }

    /// Runs `virsh` and wants success; returns what it printed.
    ///
    /// # Panics
    /// When virsh fails.
    #[track_caller]
    pub fn ok(&self, line: &str) -> String {
        self.virsh(line).success()
    }

    /// Runs a python script with a preamble (`connect`, `say`, `refused`, ...).
    #[must_use]
    pub fn python(&self, script: &str) -> Output {
        run(&mut self.python_command(script, &[]))
    }

    /// Runs a python script that must succeed; its failed assertions are the test's.
    ///
    /// # Panics
    /// When the script fails.
    #[track_caller]
    pub fn script(&self, script: &str) -> String {
        self.python(script).success()
    }

    /// Starts a python script beside the test.
    #[must_use]
    pub fn python_beside(&self, script: &str) -> Background {
        Background::start(self.python_command(script, &[]))
    }

    fn python_command(&self, script: &str, args: &[&str]) -> Command {
        let mut command = self.command(PYTHON);
        command.arg("-c").arg(format!("{PREAMBLE}\n{script}")).args(args);
        command
    }

    /// Starts `virsh` beside the test, on a terminal of its own (by `script`).
    #[must_use]
    pub fn virsh_on_terminal(&self, line: &str) -> Background {
        let mut command = self.command("script");
        command.args(["-qefc", &format!("virsh {line}"), "/dev/null"]);
        Background::start(command)
    }

    /// Starts `virsh event` beside the test (`line` has its options) and returns
    /// when it listens: a guest `probe` is defined and undefined until it is heard of.
    #[must_use]
    pub fn events(&self, line: &str) -> Background {
        let mut listener = self.virsh_beside(&format!("event --loop {line}"));
        let file = self.write("probe.xml", &crate::Guest::empty("probe").xml(self));
        let poke = || {
            self.ok(&format!("define {file}"));
            self.ok("undefine probe");
        };
        heard(&mut listener, poke);
        listener
    }

    /// [`Daemon::events`] for networks.
    #[must_use]
    pub fn network_events(&self) -> Background {
        let mut listener = self.virsh_beside("net-event --event lifecycle --loop");
        let file = self
            .write("probe.xml", "<network><name>probe</name><bridge name='vtprobe'/></network>");
        let poke = || {
            self.ok(&format!("net-define {file}"));
            self.ok("net-undefine probe");
        };
        heard(&mut listener, poke);
        listener
    }

    /// Starts `virsh` beside the test.
    #[must_use]
    pub fn virsh_beside(&self, line: &str) -> Background {
        let mut command = self.command("virsh");
        command.args(line.split_whitespace());
        Background::start(command)
    }
}

/// Pokes until the listener tells of the probe.
fn heard(listener: &mut Background, poke: impl Fn()) {
    crate::eventually("the listener listens", || {
        poke();
        listener.lines().iter().any(|line| line.contains("probe")).then_some(())
    });
}

/// Is the python binding there?
#[must_use]
pub fn has_python() -> bool {
    Path::new(PYTHON).exists() && run(Command::new(PYTHON).args(["-c", "import libvirt"])).ok
}
