//! The status file of a running domain: what a daemon that starts again must know.
//!
//! Its envelope is read and written here: state, reason and process on the root, taints and
//! deprecation messages as its first children, the running definition as its last. What stands
//! between them is the driver's own; it is kept as it was written, also what nobody here knows,
//! and goes back unchanged.
//!
//! ```xml
//! <domstatus state='running' reason='booted' pid='4711'>
//!   <taint flag='high-privileges'/>
//!   …the driver's elements…
//!   <domain type='kvm' id='1'>…</domain>
//! </domstatus>
//! ```

use std::borrow::Cow;
use std::fmt::Write;

use roxmltree::{Document, Node};
use uuid::Uuid;

use crate::domain::State;
use crate::error::{Error, Result};
use crate::store::{EditCommand, file_text};

/// What a status file says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Status {
    /// State and reason.
    pub state: State,
    /// The process of the domain, 0 where there is none to know.
    pub pid: i32,
    /// Attributes of the root that are not known here: namespaces, then the others, in order.
    pub attributes: Vec<(String, String)>,
    /// What taints the domain (`high-privileges`).
    pub taints: Vec<String>,
    /// Messages about deprecated configuration.
    pub deprecations: Vec<String>,
    /// The driver's elements, in order.
    pub private: Vec<RawElement>,
    /// The running definition, the element as it stands in the file.
    pub domain: RawElement,
}

/// An element as it stands in the file, from its `<` to its last `>`.
///
/// It is written after two spaces, so the further lines of a new one begin with at least four.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawElement {
    /// Its name.
    pub name: String,
    /// Its text.
    pub text: String,
}

impl RawElement {
    /// An element of this name from its text.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self { name: name.into(), text: text.into() }
    }
}

impl Status {
    /// Reads a status file.
    ///
    /// # Errors
    /// [`Error::BadStatus`] with what is wrong, and where.
    pub fn parse(text: &str) -> Result<Self> {
        let document = Document::parse(text).map_err(|error| bad(error.to_string()))?;
        let root = document.root_element();
        if !root.has_tag_name("domstatus") {
            return Err(bad(format!("unexpected root element <{}>", root.tag_name().name())));
        }
        let mut parts = Parts::default();
        for element in root.children().filter(Node::is_element) {
            parts.take(text, element)?;
        }
        let (state, pid) = (parse_state(root)?, parse_pid(root)?);
        Ok(Self {
            state,
            pid,
            attributes: unknown_attributes(text, root),
            taints: parts.taints,
            deprecations: parts.deprecations,
            private: parts.private,
            domain: parts.domain.ok_or_else(|| bad("no domain config"))?,
        })
    }

    /// The text of the file, with the comment at its head, for the domain of this name and UUID.
    pub fn to_text(&self, name: &str, uuid: &Uuid) -> String {
        file_text(EditCommand::Domain, name, uuid, &self.to_xml())
    }

    /// The element alone.
    pub fn to_xml(&self) -> String {
        let private: usize = self.private.iter().map(|one| one.text.len() + 3).sum();
        let mut xml = String::with_capacity(private + self.domain.text.len() + 512);
        let (state, reason) = (self.state.name(), self.state.reason_name());
        // Writing to a String cannot fail.
        _ = write!(xml, "<domstatus state='{state}' reason='{reason}' pid='{}'", self.pid);
        for (name, value) in &self.attributes {
            _ = write!(xml, " {name}='{}'", escape(value));
        }
        xml.push_str(">\n");
        for taint in &self.taints {
            _ = writeln!(xml, "  <taint flag='{}'/>", escape(taint));
        }
        for message in &self.deprecations {
            _ = writeln!(xml, "  <deprecation>{}</deprecation>", escape(message));
        }
        for element in self.private.iter().chain([&self.domain]) {
            _ = writeln!(xml, "  {}", element.text);
        }
        xml.push_str("</domstatus>\n");
        xml
    }

    /// The driver's element of this name, if there is one.
    pub fn private(&self, name: &str) -> Option<&RawElement> {
        self.private.iter().find(|element| element.name == name)
    }

    /// Puts an element in the place of the driver's one of the same name, or behind the others.
    pub fn set_private(&mut self, element: RawElement) {
        match self.private.iter_mut().find(|one| one.name == element.name) {
            Some(place) => *place = element,
            None => self.private.push(element),
        }
    }
}

#[derive(Default)]
struct Parts {
    taints: Vec<String>,
    deprecations: Vec<String>,
    private: Vec<RawElement>,
    domain: Option<RawElement>,
}

impl Parts {
    fn take(&mut self, text: &str, element: Node<'_, '_>) -> Result<()> {
        let name = element.tag_name().name();
        match name {
            "taint" => {
                let flag = element.attribute("flag").ok_or_else(|| bad("taint without a flag"))?;
                self.taints.push(flag.to_owned());
            }
            "deprecation" => {
                self.deprecations.push(element.text().unwrap_or_default().to_owned());
            }
            _ => {
                let raw = text.get(element.range()).ok_or_else(|| bad("element without text"))?;
                let raw = RawElement::new(name, raw);
                match (name, &self.domain) {
                    ("domain", None) => self.domain = Some(raw),
                    ("domain", Some(_)) => return Err(bad("more than one domain config")),
                    _ => self.private.push(raw),
                }
            }
        }
        Ok(())
    }
}

/// The namespaces that the root declares (elements that are kept as text may need them), and its
/// further attributes, under their names with prefix.
fn unknown_attributes(text: &str, root: Node<'_, '_>) -> Vec<(String, String)> {
    let declared = root.namespaces().filter(|one| one.name() != Some("xml")).map(|one| {
        let name = one.name().map_or("xmlns".to_owned(), |prefix| format!("xmlns:{prefix}"));
        (name, one.uri().to_owned())
    });
    let others = root.attributes().filter_map(|one| {
        let name = text.get(one.range_qname())?;
        let known = matches!(name, "state" | "reason" | "pid");
        (!known).then(|| (name.to_owned(), one.value().to_owned()))
    });
    declared.chain(others).collect()
}

fn parse_state(root: Node<'_, '_>) -> Result<State> {
    let state = root.attribute("state").ok_or_else(|| bad("missing domain state"))?;
    let reason = root.attribute("reason").unwrap_or("unknown");
    State::from_names(state, reason).ok_or_else(|| bad(format!("invalid domain state '{state}'")))
}

fn parse_pid(root: Node<'_, '_>) -> Result<i32> {
    match root.attribute("pid") {
        None => Ok(0),
        Some(text) => text
            .parse()
            .ok()
            .filter(|pid| *pid >= 0)
            .ok_or_else(|| bad(format!("invalid pid '{text}'"))),
    }
}

fn bad(what: impl Into<String>) -> Error {
    Error::BadStatus(what.into())
}

/// Text as it stands in an attribute or an element.
pub(crate) fn escape(text: &str) -> Cow<'_, str> {
    let special = |c: char| matches!(c, '<' | '>' | '&' | '\'' | '"' | '\0'..' ');
    if !text.contains(special) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            '\'' => escaped.push_str("&apos;"),
            '"' => escaped.push_str("&quot;"),
            // As characters they would not come back out of an attribute.
            '\t' | '\n' | '\r' => _ = write!(escaped, "&#{};", u32::from(c)),
            // No XML can carry these; the reference leaves them out too.
            '\0'..' ' => {}
            _ => escaped.push(c),
        }
    }
    Cow::Owned(escaped)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::{PausedReason, RunningReason};

    const FILE: &str = "<!--\nWARNING\n-->\n\n<domstatus state='paused' reason='user' pid='23361'>
  <taint flag='high-privileges'/>
  <taint flag='custom-argv'/>
  <deprecation>old &lt;thing&gt;</deprecation>
  <monitor path='/run/x' type='unix'/>
  <vcpus>
    <vcpu id='0' pid='7'/>
  </vcpus>
  <future:thing xmlns:future=\"urn:x\" a=\"1\"><b/></future:thing>
  <domain type='kvm' id='1'>
    <name>vm</name>
    <description>two
lines</description>
  </domain>
</domstatus>
";

    /// REQ: E-10: state and reason survive; what we do not know is written back as it was.
    #[test]
    fn a_file_of_the_reference_comes_back_byte_for_byte() {
        let status = Status::parse(FILE).unwrap();
        assert_eq!(status.state, State::Paused(PausedReason::User));
        assert_eq!(status.pid, 23361);
        assert_eq!(status.taints, ["high-privileges", "custom-argv"]);
        assert_eq!(status.deprecations, ["old <thing>"]);
        let names: Vec<_> = status.private.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(names, ["monitor", "vcpus", "thing"]);
        assert!(status.domain.text.starts_with("<domain") && status.domain.text.contains("two\n"));
        assert_eq!(status.to_xml(), FILE.split_once("-->\n\n").unwrap().1);
        let text = status.to_text("vm", &Uuid::nil());
        assert!(text.contains("virsh edit vm\n"));
        assert_eq!(Status::parse(&text).unwrap(), status);
    }

    #[test]
    fn namespaces_of_the_root_are_kept() {
        let text = "<domstatus xmlns='urn:d' xmlns:a='urn:a' state='running' a:state='x' b='&lt;'>\
            <a:b/><domain/></domstatus>";
        let status = Status::parse(text).unwrap();
        let names: Vec<_> = status.attributes.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["xmlns", "xmlns:a", "a:state", "b"]);
        assert_eq!(Status::parse(&status.to_xml()).unwrap(), status);
    }

    #[test]
    fn elements_are_put_in_their_place() {
        let mut status = Status::parse(FILE).unwrap();
        status.set_private(RawElement::new("vcpus", "<vcpus/>"));
        status.set_private(RawElement::new("nodename", "<nodename index='3'/>"));
        assert_eq!(status.private[1].text, "<vcpus/>");
        assert_eq!(status.private.last().unwrap().name, "nodename");
        assert_eq!(status.private("monitor").unwrap().text, "<monitor path='/run/x' type='unix'/>");
    }

    #[test]
    fn what_is_no_status_file_is_refused() {
        for text in [
            "",
            "<domain/>",
            "<domstatus state='running' reason='booted' pid='1'/>",
            "<domstatus reason='booted' pid='1'><domain/></domstatus>",
            "<domstatus state='dreaming' pid='1'><domain/></domstatus>",
            "<domstatus state='running' pid='-4'><domain/></domstatus>",
            "<domstatus state='running' pid='x'><domain/></domstatus>",
            "<domstatus state='running' pid='1'><domain/><domain/></domstatus>",
            "<domstatus state='running' pid='1'><taint/><domain/></domstatus>",
            "<domstatus state='running' pid='1'><domain>",
        ] {
            assert!(Status::parse(text).is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(
            pid in 0..i32::MAX,
            taints in prop::collection::vec("[a-z<>&'\" -]{1,12}", 0..4),
            attribute in "[a-z\t\n\r&'\"<>]{0,12}",
            names in prop::collection::vec("[a-z]{3,8}X", 0..5),
        ) {
            let status = Status {
                state: State::Running(RunningReason::MigrationCanceled),
                pid,
                attributes: vec![("later".into(), attribute)],
                taints,
                deprecations: vec![],
                private: names.iter().map(|n| RawElement::new(n, format!("<{n} a='&amp;'/>"))).collect(),
                domain: RawElement::new("domain", "<domain/>"),
            };
            prop_assert_eq!(Status::parse(&status.to_xml()).unwrap(), status);
        }

        #[test]
        fn a_damaged_file_is_read_or_refused(
            edits in prop::collection::vec((any::<prop::sample::Index>(), "[<>/='\"a-z&; ]{0,3}"), 1..6),
        ) {
            let mut text = FILE.to_owned();
            for (index, insert) in edits {
                let at = index.index(text.len());
                text.replace_range(at..=at, &insert);
            }
            crate::fuzz::fuzz_status(text.as_bytes());
        }

        #[test]
        fn any_text_is_read_or_refused(text in "\\PC{0,200}") {
            crate::fuzz::fuzz_status(text.as_bytes());
        }
    }
}
