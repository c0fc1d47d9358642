//! A save, a restore, a start from a managed save or a dump in which QEMU dies, refuses, or has its
//! daemon killed at each of its commands: the guest runs on or can be restored, and nothing else is
//! left (`docs/testing.md`: `VIREO_SWEEP`).

use std::fs;
use std::path::{Path, PathBuf};

use vireo_tests::daemon::is_reference;
use vireo_tests::fake::{Fake, numbered};
use vireo_tests::sweep::{each, faults_at, sample};
use vireo_tests::{Daemon, Output, eventually};

/// What a guest goes through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Act {
    /// Into a file, in this format.
    Save(&'static str),
    /// Into its managed image.
    ManagedSave,
    /// A dump with these options.
    Dump(&'static str),
    /// From a file.
    Restore,
    /// From its managed image.
    Start,
}

/// How it stands with the guest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Is {
    Runs,
    Off,
}

impl Act {
    fn words(self, file: &str) -> String {
        match self {
            Self::Save(format) => format!("save g {file} --image-format {format}"),
            Self::ManagedSave => "managedsave g".to_owned(),
            Self::Dump(options) => format!("dump g {file} {options}"),
            Self::Restore => format!("restore {file}"),
            Self::Start => "start g".to_owned(),
        }
    }

    /// Its QEMU is one that takes memory.
    fn is_incoming(self) -> bool {
        matches!(self, Self::Restore | Self::Start)
    }
}

struct House {
    daemon: Daemon,
}

impl House {
    fn new() -> Self {
        // The fake may kill the daemon.
        let daemon = Daemon::builder().qemu_conf("user = \"root\"\ngroup = \"root\"").start();
        Fake::new(&daemon, "g").define();
        Self { daemon }
    }

    fn fake(&self) -> Fake<'_> {
        Fake::again(&self.daemon, "g")
    }

    fn managed(&self) -> PathBuf {
        self.daemon.path("lib/qemu/save/g.save")
    }

    /// The file that an act reads or writes.
    fn file(&self, act: Act) -> PathBuf {
        match act {
            Act::Save(_) | Act::Dump(_) | Act::Restore => self.daemon.path("g.file"),
            Act::ManagedSave | Act::Start => self.managed(),
        }
    }

    /// Everything is ready for an act, whose QEMU has this script.
    fn prepare(&self, act: Act, script: &str) {
        self.fake().script("").script_incoming("").forget();
        if act.is_incoming() {
            self.daemon.ok("start g");
            let save = if act == Act::Start { Act::ManagedSave } else { Act::Save("raw") };
            self.daemon.ok(&save.words(&self.daemon.path_text("g.file")));
            self.fake().script_incoming(script);
        } else {
            self.fake().script(script);
            self.daemon.ok("start g");
        }
    }

    fn act(&self, act: Act) -> Output {
        self.daemon.virsh(&act.words(&self.daemon.path_text("g.file")))
    }

    /// The commands of an act, as scripts count them.
    fn commands(&self, act: Act) -> Vec<String> {
        self.prepare(act, "");
        let before = if act.is_incoming() { 0 } else { self.fake().commands().len() };
        let said = self.act(act);
        assert!(said.ok, "{act:?}: {said:?}");
        let all = match act.is_incoming() {
            true => self.fake().commands_incoming(),
            false => self.fake().commands(),
        };
        self.clean(act, "no fault");
        numbered(&all).split_off(before)
    }

    /// Whether a QEMU that was to die at a command got that command: some are asked by the clock.
    fn died(&self, act: Act, fault: &str) -> bool {
        let moments = ["die before ", "die during ", "die after "];
        let at = moments.iter().find_map(|moment| fault.strip_prefix(moment));
        let all = match act.is_incoming() {
            true => self.fake().commands_incoming(),
            false => self.fake().commands(),
        };
        at.is_some_and(|at| numbered(&all).iter().any(|command| command == at))
    }

    fn revive(&mut self) {
        if !self.daemon.virsh("version").ok {
            self.daemon.ended();
            self.daemon.start_again();
        }
    }

    /// Back to a guest that is off and has no image.
    fn clean(&self, act: Act, what: &str) {
        let _ = self.daemon.virsh("destroy g");
        let _ = fs::remove_file(self.file(act));
        for file in ["run/qemu/g.xml", "run/qemu/g.pid"] {
            eventually(&format!("{what}: {file} is gone"), || {
                (!self.daemon.path(file).exists()).then_some(())
            });
        }
        let left = fs::read_dir(self.daemon.path("lib/qemu")).expect("a folder").flatten();
        let left: Vec<_> = left.map(|entry| entry.file_name()).collect();
        let is_run = |name: &std::ffi::OsString| name.to_string_lossy().starts_with("domain-");
        assert!(!left.iter().any(is_run), "{what}: {left:?}");
    }

    /// Whether a file is an image from which the guest comes back; it is running then.
    fn comes_back(&self, act: Act) -> bool {
        self.fake().script("").script_incoming("");
        let how = match act {
            Act::ManagedSave | Act::Start => Act::Start,
            Act::Save(_) | Act::Dump(_) | Act::Restore => Act::Restore,
        };
        self.file(act).exists() && self.act(how).ok && self.daemon.state("g").starts_with("running")
    }

    /// One case: an act with one fault and its end.
    fn case(&mut self, act: Act, number: usize, fault: &str) {
        let what = format!("{act:?} {number}, {fault}");
        self.prepare(act, fault);
        let said = self.act(act);
        self.revive();
        // Long after the fault nobody is left who would have to say how it stands.
        let is = eventually(&format!("{what}: it is known how it stands"), || {
            let state = self.daemon.state("g");
            let job = self.daemon.virsh("domjobinfo g");
            match () {
                () if job.ok && !job.out.contains("None") => None,
                // The daemon has yet to hear of its death.
                () if self.died(act, fault) && !state.starts_with("shut off") => None,
                () if state.starts_with("running") => Some(Is::Runs),
                // The dump is there, and QEMU would not let it go on.
                () if state == "paused (api error)" && fault.starts_with("error cont") => {
                    Some(Is::Runs)
                }
                () if state.starts_with("shut off") => Some(Is::Off),
                () => None,
            }
        });
        let died = fault.starts_with("die");
        let file = self.file(act);
        match (act, is) {
            (Act::Save(_) | Act::ManagedSave, Is::Runs) => {
                assert!(!said.ok, "{what}: {said:?}");
                eventually(&format!("{what}: no image"), || (!file.exists()).then_some(()));
                self.obeys(&what);
            }
            (Act::Save(_) | Act::ManagedSave, Is::Off) => {
                let back = self.comes_back(act);
                assert!(back || died && !said.ok, "{what}: its memory is lost; {said:?}");
                assert!(back || !file.exists(), "{what}: half an image is left");
            }
            (Act::Dump(_), is) => {
                assert_eq!(is == Is::Off, self.died(act, fault), "{what}: {said:?}");
                if !said.ok {
                    let killed = fault.starts_with("kill-daemon");
                    eventually(&format!("{what}: no dump, or a whole one"), || {
                        (!file.exists() || killed && is_whole(act, &file)).then_some(())
                    });
                }
                if is == Is::Runs {
                    self.obeys(&what);
                }
            }
            (Act::Restore, Is::Runs) => {
                assert!(file.exists(), "{what}: its image is gone");
                self.obeys(&what);
            }
            (Act::Start, Is::Runs) => {
                // Its past must not come back.
                eventually(&format!("{what}: the image is gone"), || {
                    (!file.exists()).then_some(())
                });
                self.obeys(&what);
            }
            (Act::Restore | Act::Start, Is::Off) => {
                // A guest that ran is not what the image says any more.
                let back = self.comes_back(act);
                assert!(back || act == Act::Start && said.ok, "{what}: {said:?}");
            }
        }
        self.clean(act, &what);
        eprintln!("{what}: {is:?}, {:?}", said.err.trim());
    }

    fn obeys(&self, what: &str) {
        let orders = [("resume g", "running"), ("suspend g", "paused"), ("resume g", "running")];
        let stands = self.daemon.state("g").starts_with("paused");
        for (order, state) in orders.into_iter().skip(usize::from(!stands)) {
            let said = self.daemon.virsh(order);
            assert!(said.ok, "{what}: {order}: {said:?}");
            assert!(self.daemon.state("g").starts_with(state), "{what}");
        }
    }
}

/// Whether a dump has all that the fake writes.
fn is_whole(act: Act, file: &Path) -> bool {
    let dump = fs::read(file).unwrap_or_default();
    match act {
        Act::Dump("--memory-only") => dump == b"\x7fELF",
        _ => dump.ends_with(b"END\n"),
    }
}

fn sweep(acts: &[Act], about: usize) {
    if is_reference() {
        vireo_tests::skip!("about vireod");
    }
    let mut house = House::new();
    let mut cases = Vec::new();
    for act in acts {
        let commands = house.commands(*act);
        assert!(commands.len() > 2, "{commands:?}");
        let faults = commands.iter().flat_map(|command| faults_at(command));
        cases.extend(faults.map(|fault| (*act, fault)));
    }
    each(
        sample(cases, about),
        &mut house,
        |house, number, (act, fault)| house.case(*act, number, fault),
        |house| house.daemon.show_logs(),
        House::new,
    );
}

// REQ: Q-SAVE-01, Q-SAVE-02, E-08
#[test]
fn a_qemu_or_its_daemon_dies_in_a_save() {
    sweep(&[Act::Save("raw"), Act::Save("gzip"), Act::ManagedSave], 12);
}

// REQ: Q-SAVE-01, E-08
#[test]
fn a_qemu_or_its_daemon_dies_in_a_dump() {
    sweep(&[Act::Dump(""), Act::Dump("--memory-only"), Act::Dump("--live")], 12);
}

// REQ: Q-SAVE-01, E-08
#[test]
fn a_qemu_or_its_daemon_dies_in_a_restore() {
    sweep(&[Act::Restore, Act::Start], 12);
}
