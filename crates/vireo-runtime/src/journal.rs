//! How far an operation on a domain came, for a daemon that starts again.
//!
//! The journal is a file of ours beside the status file. While a long operation runs, it names the
//! step that was begun last and what the host has given for it so far. A daemon that was killed
//! finds it at its next start and resumes or unwinds; a finished operation leaves none.
//!
//! The reference knows of no journal. When it served the domain meanwhile, its status file is not
//! what the journal speaks of any more. That is told by a tag: each run of a domain has a number,
//! which stands in the journal and, as the element `<vireo run='…'/>`, in the status file. The
//! reference drops the element when it writes the file, and a journal without its tag is dropped.

use std::fmt::Write;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use roxmltree::Document;
use tracing::warn;
use uuid::Uuid;

use crate::durable::FileSlot;
use crate::error::{Error, Result};
use crate::ledger::{BoxFuture, Ledger, ResourceKind};
use crate::status::{RawElement, Status, escape};
use crate::steps::Recorder;
use crate::store::read_text;

/// The name of the element with the tag in a status file.
const TAG: &str = "vireo";

/// What a journal says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The run of the domain that the operation belongs to.
    pub run: Uuid,
    /// The domain.
    pub uuid: Uuid,
    /// Its name.
    pub name: String,
    /// The operation (`start`).
    pub operation: String,
    /// The step that was begun last.
    pub step: String,
    /// What was taken from the host when it began, in the order of taking.
    pub held: Vec<(ResourceKind, String)>,
}

impl Entry {
    /// Reads the text of a journal. Resources of kinds that are not known here are left out.
    ///
    /// # Errors
    /// [`Error::BadStatus`] with what is wrong.
    pub fn parse(text: &str) -> Result<Self> {
        let bad = |what: String| Error::BadStatus(what);
        let document = Document::parse(text).map_err(|error| bad(error.to_string()))?;
        let root = document.root_element();
        if !root.has_tag_name("journal") {
            return Err(bad(format!("unexpected root element <{}>", root.tag_name().name())));
        }
        let attribute = |name: &str| {
            root.attribute(name).ok_or_else(|| bad(format!("journal without '{name}'")))
        };
        let uuid = |name: &str| {
            let text = attribute(name)?;
            Uuid::parse_str(text).map_err(|_| bad(format!("invalid {name} '{text}'")))
        };
        let held = root.children().filter(|node| node.has_tag_name("held")).filter_map(|node| {
            let kind = ResourceKind::from_name(node.attribute("kind")?)?;
            Some((kind, node.attribute("name")?.to_owned()))
        });
        Ok(Self {
            run: uuid("run")?,
            uuid: uuid("uuid")?,
            name: attribute("name")?.to_owned(),
            operation: attribute("operation")?.to_owned(),
            step: attribute("step")?.to_owned(),
            held: held.collect(),
        })
    }

    /// The text of the journal.
    pub fn to_xml(&self) -> String {
        let Self { run, uuid, name, operation, step, held } = self;
        let mut xml = format!(
            "<journal run='{run}' uuid='{uuid}' name='{}' operation='{}' step='{}'>\n",
            escape(name),
            escape(operation),
            escape(step),
        );
        for (kind, name) in held {
            // Writing to a String cannot fail.
            _ = writeln!(xml, "  <held kind='{}' name='{}'/>", kind.name(), escape(name));
        }
        xml.push_str("</journal>\n");
        xml
    }
}

/// The element that ties a status file to the journal of the same run.
pub fn tag(run: Uuid) -> RawElement {
    RawElement::new(TAG, format!("<{TAG} run='{run}'/>"))
}

/// The run that a status file belongs to, when we wrote it.
pub fn run_of(status: &Status) -> Option<Uuid> {
    let element = &status.private(TAG)?.text;
    let document = Document::parse(element).ok()?;
    document.root_element().attribute("run")?.parse().ok()
}

/// Reads the journal of a domain, given its status file if there is one. A journal that cannot be
/// read, or whose domain was in other hands since, is logged and removed.
pub fn recover(path: &Path, status: Option<&Status>) -> Option<Entry> {
    let drop_it = |why: &str| {
        warn!(path = %path.display(), why, "journal is dropped");
        if let Err(error) = fs::remove_file(path) {
            warn!(path = %path.display(), %error, "journal cannot be removed");
        }
        None
    };
    let text = match read_text(path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return None,
        Err(error) => return drop_it(&error.to_string()),
    };
    match (Entry::parse(&text), status) {
        (Err(error), _) => drop_it(&error.to_string()),
        (Ok(entry), None) => Some(entry),
        (Ok(entry), Some(status)) if run_of(status) == Some(entry.run) => Some(entry),
        (Ok(_), Some(_)) => drop_it("the status file is of another run"),
    }
}

/// The journal of one operation, kept while that runs.
///
/// A [`Recorder`] for contexts that show their ledger. When the operation is over, whichever way,
/// [`Journal::finish`] removes it.
#[derive(Debug)]
pub struct Journal {
    slot: FileSlot,
    entry: Entry,
}

impl Journal {
    /// The journal in this file; `entry` says whose operation it is. Nothing is written yet.
    pub fn new(path: PathBuf, entry: Entry) -> Self {
        Self { slot: FileSlot::new(path, 0o600), entry }
    }

    /// Notes that a step is about to begin, and what is held. On disk when this returns.
    ///
    /// # Errors
    /// [`Error::Io`].
    pub async fn note(&mut self, step: &str, ledger: &Ledger) -> Result<()> {
        step.clone_into(&mut self.entry.step);
        self.entry.held = ledger.held().map(|(kind, name)| (kind, name.to_owned())).collect();
        self.slot.save(self.entry.to_xml()).await
    }

    /// Removes the journal: the operation is over.
    ///
    /// # Errors
    /// [`Error::Io`].
    pub async fn finish(self) -> Result<()> {
        self.slot.remove().await
    }
}

impl<C, E> Recorder<C, E> for Journal
where
    C: AsRef<Ledger> + Send + Sync,
    E: From<Error> + Send,
{
    fn record<'a>(
        &'a mut self,
        context: &'a mut C,
        step: &'static str,
    ) -> BoxFuture<'a, Result<(), E>> {
        Box::pin(async move { Ok(self.note(step, (*context).as_ref()).await?) })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::{RunningReason, State};

    fn entry() -> Entry {
        Entry {
            run: Uuid::from_u128(7),
            uuid: Uuid::from_u128(1),
            name: "we ird&'\"".to_owned(),
            operation: "start".to_owned(),
            step: String::new(),
            held: Vec::new(),
        }
    }

    fn status(private: Vec<RawElement>) -> Status {
        Status {
            state: State::Running(RunningReason::Booted),
            pid: 1,
            attributes: Vec::new(),
            taints: Vec::new(),
            deprecations: Vec::new(),
            private,
            domain: RawElement::new("domain", "<domain/>"),
        }
    }

    struct Start {
        ledger: Ledger,
    }

    impl AsRef<Ledger> for Start {
        fn as_ref(&self) -> &Ledger {
            &self.ledger
        }
    }

    async fn take(start: &mut Start) -> Result<()> {
        start.ledger.enter_guard(ResourceKind::Port, "5900", ());
        Ok(())
    }

    async fn fail(_: &mut Start) -> Result<()> {
        Err(Error::JobQueueFull)
    }

    crate::operation! {
        static START: Start, Error = "start" { "port": take; "spawn": fail; }
    }

    #[tokio::test]
    async fn a_killed_operation_is_found_with_its_step_and_what_it_held() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("vm.journal");
        assert_eq!(recover(&path, None), None);
        let mut journal = Journal::new(path.clone(), entry());
        let mut start = Start { ledger: Ledger::new() };
        START.run_recorded(&mut start, &mut journal).await.unwrap_err();

        let found = recover(&path, None).unwrap();
        assert_eq!(found.step, "spawn");
        assert_eq!(found.held, [(ResourceKind::Port, "5900".to_owned())]);
        assert_eq!(START.position(&found.step), Some(1));
        journal.finish().await.unwrap();
        assert_eq!(recover(&path, None), None);
        start.ledger.release_all().await.unwrap();
    }

    #[test]
    fn a_journal_of_another_run_is_dropped() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("vm.journal");
        let write = || fs::write(&path, entry().to_xml()).unwrap();
        let ours = status(vec![tag(entry().run)]);
        assert_eq!(run_of(&Status::parse(&ours.to_xml()).unwrap()), Some(entry().run));
        write();
        assert_eq!(recover(&path, Some(&ours)), Some(entry()));
        for other in [status(vec![]), status(vec![tag(Uuid::from_u128(8))])] {
            write();
            assert_eq!(recover(&path, Some(&other)), None);
            assert!(!path.exists());
        }
        fs::write(&path, "<journal run='x'/>").unwrap();
        assert_eq!(recover(&path, None), None);
        assert!(!path.exists());
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(
            name in "[^\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f]{0,20}",
            held in prop::collection::vec("[a-z0-9/ &<'\"\n]{0,12}", 0..4),
        ) {
            let name = name.replace(['\u{fffe}', '\u{ffff}'], "");
            let held = held.into_iter().map(|name| (ResourceKind::Tap, name)).collect();
            let entry = Entry { name, held, ..entry() };
            prop_assert_eq!(Entry::parse(&entry.to_xml()).unwrap(), entry);
        }

        #[test]
        fn any_text_is_read_or_refused(text in "\\PC{0,200}") {
            crate::fuzz::fuzz_journal(text.as_bytes());
        }
    }
}
