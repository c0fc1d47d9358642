//! What is refused while a document is read, beyond the form of single values:
//! each function is the `parsed` hook of a declaration. What needs the whole
//! domain, or knowledge of the hypervisor, is in [`crate::fill`].

pub mod address;
pub mod chardev;
pub mod cpu;
pub mod devices;
pub mod disk;
pub mod features;
pub mod hostdev;
pub mod interface;
pub mod namespaces;
pub mod os;
pub mod route;
#[cfg(test)]
mod tests;
pub mod tune;

use std::collections::HashSet;
use std::hash::Hash;

use vireo_xml::{
    Bad, CODE_CONFIG_UNSUPPORTED, CODE_INTERNAL_ERROR, CODE_XML_DETAIL, CODE_XML_ERROR, ErrorKind,
    FROM_DOMAIN, Node, Parser, Result, XmlError,
};

use super::Domain;
use super::devices::interface::Teaming;
use crate::fill::is_architecture;

/// Where a refusal is written: the reader and the element.
pub struct At<'p, 'd, 'n> {
    parser: &'p mut Parser<'d>,
    node: Node<'n>,
}

impl<'p, 'd, 'n> At<'p, 'd, 'n> {
    pub(super) fn new(parser: &'p mut Parser<'d>, node: Node<'n>) -> At<'p, 'd, 'n> {
        At { parser, node }
    }

    fn refuse(&self, code: u32, domain: u32, text: impl Into<String>) -> XmlError {
        self.parser.report(self.node, code, domain, text.into())
    }

    fn xml(&self, text: impl Into<String>) -> XmlError {
        self.refuse(CODE_XML_ERROR, FROM_DOMAIN, text)
    }

    fn detail(&self, text: impl Into<String>) -> XmlError {
        self.refuse(CODE_XML_DETAIL, FROM_DOMAIN, text)
    }

    fn unsupported(&self, text: impl Into<String>) -> XmlError {
        self.refuse(CODE_CONFIG_UNSUPPORTED, FROM_DOMAIN, text)
    }

    fn internal(&self, text: impl Into<String>) -> XmlError {
        self.refuse(CODE_INTERNAL_ERROR, FROM_DOMAIN, text)
    }

    /// The child of that name; the element itself where there is none.
    fn child(&self, name: &str) -> Node<'n> {
        self.node.children().find(|c| c.has_tag_name(name)).unwrap_or(self.node)
    }

    /// A word that the attribute of a child has elsewhere, but not here.
    fn bad_word(&self, child: &str, attribute: &str, word: &str) -> XmlError {
        self.parser.invalid_attribute(self.child(child), attribute, word, Bad::Value)
    }

    /// Names of all child elements.
    fn children(&self) -> impl Iterator<Item = &'n str> + use<'n> {
        self.node.children().filter(|c| c.is_element()).map(|c| c.tag_name().name())
    }

    fn count(&self, name: &str) -> usize {
        self.children().filter(|n| *n == name).count()
    }

    /// The error for a child that is there without the attribute.
    fn needs(&self, child: &str, attribute: &str) -> Result<()> {
        match self.node.children().find(|c| c.has_tag_name(child)) {
            Some(found) if !found.has_attribute(attribute) => {
                let (attribute, element) = (attribute.to_owned(), child.to_owned());
                Err(self.parser.error(found, ErrorKind::MissingAttribute { attribute, element }))
            }
            _ => Ok(()),
        }
    }

    fn has_attribute(&self, name: &str) -> bool {
        self.node.has_attribute(name)
    }
}

/// An error if it holds.
fn when(wrong: bool, error: impl FnOnce() -> XmlError) -> Result<()> {
    if wrong { Err(error()) } else { Ok(()) }
}

/// Whether the child is there with that attribute, and something in it.
fn says(node: Node<'_>, child: &str, attribute: &str) -> bool {
    let mut named = node.children().filter(|c| c.has_tag_name(child));
    named.any(|c| c.attribute(attribute).is_some_and(|text| !text.is_empty()))
}

/// A `<teaming>` that says nothing is none.
fn teaming(teaming: &mut Option<Teaming>, at: &At<'_, '_, '_>) -> Result<()> {
    if teaming.is_none() || says(at.node, "teaming", "type") {
        return Ok(());
    }
    when(teaming.as_ref().is_some_and(|t| t.persistent.is_some()), || {
        at.unsupported("unknown teaming type '(null)'")
    })?;
    *teaming = None;
    Ok(())
}

/// Whether some value occurs twice; the first that does.
fn first_double<T: Copy + Eq + Hash>(values: impl Iterator<Item = T>) -> Option<T> {
    let mut seen = HashSet::new();
    let mut values = values;
    values.find(|value| !seen.insert(*value))
}

/// An error about a part of the domain, so that it takes that part's turn.
fn of_part(part: &str, error: XmlError) -> XmlError {
    XmlError { path: format!("domain/{part}"), ..error }
}

/// `<domain>`: its parts in the order of the reading.
pub fn domain(domain: &mut Domain, parser: &mut Parser<'_>, node: Node<'_>) -> Result<()> {
    let at = At::new(parser, node);
    for (part, check) in PARTS {
        check(domain, &at).map_err(|error| of_part(part, error))?;
    }
    devices::single(&at)?;
    namespaces::drop_empty(domain);
    Ok(())
}

type Check = fn(&Domain, &At<'_, '_, '_>) -> Result<()>;

/// What is looked at once the whole domain has been read, and the part of it that is told.
const PARTS: &[(&str, Check)] = &[
    ("genid", |_, at| {
        when(at.count("genid") > 1, || at.xml("element 'genid' can only appear once"))
    }),
    ("os/type", os_type),
    ("title", |domain, at| {
        let many_lines = domain.title.as_deref().is_some_and(|t| t.contains('\n'));
        when(many_lines, || at.xml("Domain title can't contain newlines"))
    }),
    ("iothreadids", |domain, at| match first_double(domain.iothreadids.iter().map(|t| t.id)) {
        Some(id) => Err(at.xml(format!("duplicate iothread id '{id}' found"))),
        None => Ok(()),
    }),
    ("numatune", |domain, at| {
        when(at.count("numatune") > 1, || at.xml("only one numatune is supported"))?;
        tune::numatune(domain, at)
    }),
    ("resource", |_, at| {
        when(at.count("resource") > 1, || at.xml("only one resource element is supported"))
    }),
    ("perf", |domain, at| match first_double(domain.perf.iter().map(|e| e.name)) {
        Some(name) => Err(at.xml(format!("perf event '{name}' was already specified"))),
        None => Ok(()),
    }),
    ("os", init),
    ("throttlegroups", throttle_groups),
    ("keywrap", |domain, at| match first_double(domain.keywrap.iter().map(|c| c.name)) {
        Some(name) => {
            let text = "A domain definition can have no more than one cipher node with name";
            Err(at.internal(format!("{text} {name}")))
        }
        None => Ok(()),
    }),
];

/// What the guest is; all else depends on it.
fn os_type(domain: &Domain, at: &At<'_, '_, '_>) -> Result<()> {
    when(domain.os.kind.is_none(), || at.xml("an os <type> must be specified"))?;
    let arch = domain.os.arch.as_deref().unwrap_or_default();
    when(!arch.is_empty() && !is_architecture(arch), || {
        at.unsupported(format!("Unknown architecture {arch}"))
    })
}

fn throttle_groups(domain: &Domain, at: &At<'_, '_, '_>) -> Result<()> {
    let names = || domain.throttlegroups.iter().map(|g| g.limits.group_name.as_deref());
    when(names().any(|n| n.is_none()), || at.xml("missing group name"))?;
    match first_double(names().flatten()) {
        Some(name) => Err(at.xml(format!("duplicate group name '{name}' found"))),
        None => Ok(()),
    }
}

fn init(domain: &Domain, at: &At<'_, '_, '_>) -> Result<()> {
    let empty = domain.os.initargs.iter().any(String::is_empty);
    when(empty, || at.xml("No data supplied for <initarg> element"))?;
    match domain.os.initenvs.iter().find(|e| e.value.is_empty()) {
        Some(env) => {
            Err(at.xml(format!("No value supplied for <initenv name='{}'> element", env.name)))
        }
        None => Ok(()),
    }
}
