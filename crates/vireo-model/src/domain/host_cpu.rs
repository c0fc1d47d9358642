//! A `<cpu>` on its own: a host's, as capabilities tell it, or a guest's.

use vireo_xml::{
    CODE_CONFIG_UNSUPPORTED, CODE_XML_ERROR, ErrorKind, FROM_CPU, Misfit, Mode, ParseOptions,
    Result, XmlElement, XmlError,
};

use crate::domain::cpu::{Cpu, CpuCache, CpuMaxPhysAddr, CpuTopology};

/// Either kind.
#[derive(Clone, Debug, PartialEq)]
pub enum CpuDocument {
    /// A host's.
    Host(Box<HostCpu>),
    /// A guest's.
    Guest(Box<Cpu>),
}

/// Which kind a caller takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CpuKind {
    /// A host's.
    Host,
    /// A host's if it tells its architecture, else a guest's.
    Either,
}

impl CpuDocument {
    /// Reads a document; with `strict`, also lists what no declaration knows.
    ///
    /// # Errors
    /// The first thing wrong with it.
    pub fn parse(text: &str, kind: CpuKind, strict: bool) -> Result<(Self, Vec<Misfit>)> {
        let options = ParseOptions { mode: Mode::default(), strict };
        let (look, _) = read::<Look>(text, ParseOptions::default())?;
        if kind == CpuKind::Either && look.arch.is_some() && look.match_.is_some() {
            let text = "'arch' element cannot be used inside 'cpu' element with 'match' attribute'";
            return Err(refused(CODE_XML_ERROR, text));
        }
        if kind == CpuKind::Either && look.arch.is_none() {
            let (Guest { cpu }, misfits) = read::<Guest>(text, options)?;
            return Ok((Self::Guest(Box::new(cpu)), misfits));
        }
        if look.mode.is_some() {
            let text = "Attribute mode is only allowed for guest CPU";
            return Err(refused(CODE_CONFIG_UNSUPPORTED, text));
        }
        let (host, misfits) = read::<HostCpu>(text, options)?;
        Ok((Self::Host(Box::new(host)), misfits))
    }
}

fn read<T: vireo_xml::Document>(text: &str, options: ParseOptions) -> Result<(T, Vec<Misfit>)> {
    vireo_xml::parse_with(text, options).map_err(|error| match error.kind {
        ErrorKind::WrongRoot { .. } => {
            refused(CODE_XML_ERROR, "XML does not contain expected 'cpu' element")
        }
        _ => error,
    })
}

fn refused(code: u32, detail: &str) -> XmlError {
    let kind = ErrorKind::Reported { code, domain: FROM_CPU, detail: detail.to_owned() };
    XmlError { kind, path: "cpu".to_owned(), line: 1, column: 1 }
}

/// What tells the kinds apart.
#[derive(Clone, Debug, Default, PartialEq, XmlElement)]
#[xml(root = "cpu")]
struct Look {
    #[xml(attr)]
    mode: Option<String>,
    #[xml(attr = "match")]
    match_: Option<String>,
    #[xml(text_child)]
    arch: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, XmlElement)]
#[xml(root = "cpu")]
struct Guest {
    #[xml(flatten)]
    cpu: Cpu,
}

/// A host's CPU.
#[derive(Clone, Debug, Default, PartialEq, XmlElement)]
#[xml(root = "cpu", parsed = "super::checks::cpu::host")]
pub struct HostCpu {
    #[xml(text_child)]
    pub arch: Option<String>,
    #[xml(text_child)]
    pub model: Option<String>,
    #[xml(text_child)]
    pub vendor: Option<String>,
    #[xml(
        attr = "version",
        path = "microcode",
        bad(CODE_CONFIG_UNSUPPORTED, FROM_CPU, "invalid microcode version")
    )]
    pub microcode: Option<u32>,
    #[xml(child)]
    pub signature: Option<HostSignature>,
    #[xml(child = "counter")]
    pub counters: Vec<HostCounter>,
    #[xml(child)]
    pub topology: Option<CpuTopology>,
    #[xml(child)]
    pub cache: Option<CpuCache>,
    #[xml(child)]
    pub maxphysaddr: Option<CpuMaxPhysAddr>,
    #[xml(child = "feature")]
    pub features: Vec<HostFeature>,
    #[xml(child = "pages")]
    pub pages: Vec<HostPages>,
}

/// `<signature>`.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct HostSignature {
    #[xml(attr, required, nonzero)]
    pub family: u32,
    #[xml(attr, required)]
    pub model: u32,
    #[xml(attr, required)]
    pub stepping: u32,
}

/// `<counter>`; frequency in hertz.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct HostCounter {
    #[xml(attr, select)]
    pub name: String,
    #[xml(attr, required, when = "tsc")]
    pub frequency: u64,
    #[xml(attr, yes_no, when = "tsc")]
    pub scaling: Option<bool>,
}

/// `<feature>`: one that the host has.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct HostFeature {
    #[xml(attr, missing(CODE_XML_ERROR, FROM_CPU, "Invalid CPU feature name"))]
    pub name: String,
}

/// `<pages>`: a size of pages.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct HostPages {
    #[xml(attr)]
    pub unit: Option<String>,
    #[xml(attr)]
    pub size: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str, kind: CpuKind) -> std::result::Result<CpuDocument, String> {
        let found = CpuDocument::parse(text, kind, false);
        found.map(|(document, _)| document).map_err(|error| error.to_string())
    }

    #[test]
    fn the_architecture_tells_a_host() {
        let host = "<cpu><arch>x86_64</arch><model>486</model><feature name='sse'/></cpu>";
        assert!(matches!(parse(host, CpuKind::Either), Ok(CpuDocument::Host(_))));
        let guest = "<cpu match='exact'><model>486</model></cpu>";
        assert!(matches!(parse(guest, CpuKind::Either), Ok(CpuDocument::Guest(_))));
        let error = parse(guest, CpuKind::Host).unwrap_err();
        assert_eq!(error, "XML error: Missing CPU architecture");
        let both = "<cpu match='exact'><arch>x86_64</arch><model>486</model></cpu>";
        assert!(parse(both, CpuKind::Either).is_err());
        assert!(matches!(parse(both, CpuKind::Host), Ok(CpuDocument::Host(_))));
    }

    #[test]
    fn refusals_are_the_references() {
        for (text, want) in [
            ("<x/>", "XML error: XML does not contain expected 'cpu' element"),
            (
                "<cpu mode='custom'><arch>i686</arch></cpu>",
                "unsupported configuration: Attribute mode is only allowed for guest CPU",
            ),
            ("<cpu><arch>i686</arch></cpu>", "XML error: Missing CPU model name"),
            (
                "<cpu><arch>i686</arch><model>486</model><microcode version='x'/></cpu>",
                "unsupported configuration: invalid microcode version",
            ),
            (
                "<cpu><arch>i686</arch><model>486</model><signature family='0'/></cpu>",
                "XML error: Invalid value for attribute 'family' in element 'signature': Zero is not permitted",
            ),
            (
                "<cpu><arch>i686</arch><model>486</model><counter name='tsc' frequency='x'/></cpu>",
                "XML error: Invalid value for attribute 'frequency' in element 'counter': 'x'. Expected non-negative integer value",
            ),
            (
                "<cpu><arch>i686</arch><model>486</model><feature name='a'/><feature name='a'/></cpu>",
                "XML error: CPU feature 'a' specified more than once",
            ),
        ] {
            assert_eq!(parse(text, CpuKind::Either).unwrap_err(), want);
        }
        let other =
            "<cpu><arch>i686</arch><model>486</model><counter name='hpet' frequency='x'/></cpu>";
        assert!(parse(other, CpuKind::Either).is_ok());
    }
}
