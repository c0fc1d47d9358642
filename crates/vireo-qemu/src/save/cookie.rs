//! The cookie of an image: the CPU as the guest had it, which its definition may only describe
//! (Q-SAVE-04).

use roxmltree::Document;
use vireo_model::domain::Domain;
use vireo_model::domain::cpu::Cpu;

use crate::cpu;

/// The text of a running guest's cookie.
#[must_use]
pub fn of(domain: &Domain) -> String {
    let cpu = domain.cpu.as_ref().map(|cpu| format!("  {}\n", cpu::element(cpu)));
    format!("<cookie>\n{}</cookie>\n", cpu.unwrap_or_default())
}

/// The CPU in a cookie; none in one that has none, or that is no cookie.
#[must_use]
pub fn cpu(text: &str) -> Option<Cpu> {
    let document = Document::parse(text).ok()?;
    let root = document.root_element();
    if root.tag_name().name() != "cookie" {
        return None;
    }
    let cpu = root.children().find(|child| child.tag_name().name() == "cpu")?;
    cpu::of_element(text.get(cpu.range())?)
}

/// Gives a definition the CPU of its cookie. The nodes stay the definition's own: the reference's
/// cookie has none.
pub fn put(domain: &mut Domain, cpu: Cpu) {
    let numa = domain.cpu.take().and_then(|described| described.numa);
    domain.cpu = Some(Cpu { numa: numa.or(cpu.numa), ..cpu });
}

#[cfg(test)]
mod tests {
    use super::*;

    // As libvirt 11.3.0 writes it.
    const TEXT: &str = "<cookie>
  <cpu mode='custom' match='exact' check='full'>
    <model fallback='forbid'>qemu64</model>
    <feature policy='require' name='hypervisor'/>
    <feature policy='require' name='lahf_lm'/>
  </cpu>
</cookie>
";

    // REQ: Q-SAVE-04
    #[test]
    fn the_cpu_goes_there_and_back() {
        let found = cpu(TEXT).unwrap();
        assert_eq!(found.features.len(), 2);
        assert_eq!(of(&Domain { cpu: Some(found), ..Domain::default() }), TEXT);
    }

    // REQ: Q-SAVE-02
    #[test]
    fn the_nodes_are_those_of_the_definition() {
        let text = "<domain type='qemu'><name>x</name><memory unit='MiB'>256</memory>\
             <os><type>hvm</type></os><cpu mode='custom'><model>qemu64</model><numa>\
             <cell id='0' cpus='0' memory='256' unit='MiB'/></numa></cpu></domain>";
        let mut domain = Domain::parse(text, vireo_xml::Mode::default()).unwrap();
        let numa = domain.cpu.as_ref().unwrap().numa.clone();
        put(&mut domain, cpu(TEXT).unwrap());
        let found = domain.cpu.as_ref().unwrap();
        assert_eq!((found.features.len(), &found.numa), (2, &numa));
        assert!(numa.is_some());
    }

    #[test]
    fn anything_else_has_no_cpu() {
        for text in ["", "<cookie/>", "<cookie><slirpHelper/></cookie>", "<domain><cpu/></domain>"]
        {
            assert_eq!(cpu(text), None, "{text}");
        }
        assert_eq!(of(&Domain::default()), "<cookie>\n</cookie>\n");
    }
}
