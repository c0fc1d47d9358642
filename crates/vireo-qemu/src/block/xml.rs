//! Block jobs in the status file, as the reference writes them.

use std::fmt::Write;

use roxmltree::Node;
use vireo_xml::escape_into;

use super::job::{BlockJob, JobKind, Jobs, Plan};
use super::state::JobState;

/// What a status file tells.
#[derive(Debug, Default)]
pub struct Kept {
    /// Jobs of kinds that are known.
    pub jobs: Vec<BlockJob>,
    /// Others, as they came.
    pub unknown: Vec<String>,
}

impl Clone for Kept {
    fn clone(&self) -> Self {
        let copy = |job: &BlockJob| BlockJob::new(job.plan.clone(), job.state(), job.error());
        Self { jobs: self.jobs.iter().map(copy).collect(), unknown: self.unknown.clone() }
    }
}

impl PartialEq for Kept {
    fn eq(&self, other: &Self) -> bool {
        let key = |job: &BlockJob| (job.plan.clone(), job.state(), job.error());
        self.unknown == other.unknown && self.jobs.iter().map(key).eq(other.jobs.iter().map(key))
    }
}

impl Eq for Kept {}

/// The element `<blockjobs>`.
#[must_use]
pub fn element(jobs: &Jobs) -> String {
    let (all, unknown) = (jobs.all(), jobs.unknown());
    if all.is_empty() && unknown.is_empty() {
        return "<blockjobs active='no'/>".to_owned();
    }
    let mut text = "<blockjobs active='yes'>\n".to_owned();
    for job in all {
        write_job(&mut text, &job);
    }
    for one in unknown {
        // Writing to a String cannot fail.
        _ = writeln!(text, "    {one}");
    }
    text + "  </blockjobs>"
}

fn attribute(text: &mut String, name: &str, value: &str) {
    _ = write!(text, " {name}='");
    escape_into(text, value);
    text.push('\'');
}

fn write_job(text: &mut String, job: &BlockJob) {
    let plan = &job.plan;
    let (state, next) = job.state().names();
    text.push_str("    <blockjob");
    attribute(text, "name", &plan.name);
    attribute(text, "type", plan.kind.name());
    attribute(text, "state", state);
    if let Some(next) = next {
        attribute(text, "newstate", next);
    }
    if plan.kind != JobKind::Create {
        attribute(text, "jobflags", &format!("0x{:x}", plan.flags));
    }
    if plan.shallow_new {
        attribute(text, "shallownew", "yes");
    }
    text.push_str(">\n");
    if let Some(error) = job.error() {
        text.push_str("      <errmsg>");
        escape_into(text, &error);
        text.push_str("</errmsg>\n");
    }
    if let Some(disk) = &plan.disk {
        text.push_str("      <disk");
        attribute(text, "dst", disk);
        if plan.has_mirror && plan.kind == JobKind::Copy {
            attribute(text, "mirror", "yes");
        }
        text.push_str("/>\n");
    }
    for (name, image) in [("base", plan.base), ("top", plan.top), ("topparent", plan.top_parent)] {
        if let Some(number) = image {
            _ = writeln!(text, "      <{name} node='libvirt-{number}-storage'/>");
        }
    }
    if plan.deletes {
        text.push_str("      <deleteCommittedImages/>\n");
    }
    text.push_str("    </blockjob>\n");
}

/// Reads the element `<blockjobs>`.
#[must_use]
pub fn read(element: Node<'_, '_>) -> Kept {
    let mut kept = Kept::default();
    for node in element.children().filter(|node| node.has_tag_name("blockjob")) {
        match read_job(node) {
            Some(job) => kept.jobs.push(job),
            None => {
                let text = node.document().input_text().get(node.range()).unwrap_or_default();
                kept.unknown.push(text.to_owned());
            }
        }
    }
    kept
}

fn read_job(node: Node<'_, '_>) -> Option<BlockJob> {
    let kind = JobKind::from_name(node.attribute("type")?)?;
    let state = JobState::from_names(node.attribute("state")?, node.attribute("newstate"))?;
    let child = |name: &str| node.children().find(|child| child.has_tag_name(name));
    let disk = child("disk");
    let flags = node.attribute("jobflags").unwrap_or_default();
    let plan = Plan {
        name: node.attribute("name")?.to_owned(),
        kind,
        disk: disk.and_then(|disk| disk.attribute("dst")).map(str::to_owned),
        has_mirror: disk.is_some_and(|disk| disk.attribute("mirror") == Some("yes"))
            || kind == JobKind::ActiveCommit,
        flags: u32::from_str_radix(flags.trim_start_matches("0x"), 16).unwrap_or(0),
        shallow_new: node.attribute("shallownew") == Some("yes"),
        base: image(child("base")),
        top: image(child("top")),
        top_parent: image(child("topparent")),
        deletes: child("deleteCommittedImages").is_some(),
    };
    let error = child("errmsg").and_then(|node| node.text()).map(str::to_owned);
    Some(BlockJob::new(plan, state, error))
}

/// The number in a node's name (`libvirt-3-storage`).
fn image(node: Option<Node<'_, '_>>) -> Option<u32> {
    super::nodes::number(node?.attribute("node")?)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    const REFERENCE: &str = "<blockjobs active='yes'>
    <blockjob name='copy-vda-libvirt-1-format' type='copy' state='ready' newstate='ready' jobflags='0x5' shallownew='yes'>
      <disk dst='vda' mirror='yes'/>
    </blockjob>
    <blockjob name='commit-vdb-libvirt-1-format' type='commit' state='running' jobflags='0x4'>
      <errmsg>a &lt; b</errmsg>
      <disk dst='vdb'/>
      <base node='libvirt-3-storage'/>
      <top node='libvirt-1-storage'/>
      <deleteCommittedImages/>
    </blockjob>
    <blockjob name='b' type='backup' state='running' jobflags='0x0'>
      <disk dst='vdc'/>
    </blockjob>
  </blockjobs>";

    // REQ: E-04
    #[test]
    fn the_references_elements_are_read_and_written() {
        let document = roxmltree::Document::parse(REFERENCE).expect("well-formed");
        let kept = read(document.root_element());
        assert_eq!((kept.jobs.len(), kept.unknown.len()), (2, 1));
        assert_eq!(kept.jobs[0].state(), JobState::Ready);
        assert_eq!(kept.jobs[1].plan.base, Some(3));
        let jobs = Jobs::default();
        jobs.restore(kept);
        assert_eq!(element(&jobs), REFERENCE);
        jobs.remove(&Arc::clone(&jobs.all()[0]));
        assert!(jobs.of_disk("vda").is_none() && jobs.of_disk("vdb").is_some());
    }

    #[test]
    fn no_jobs_are_said_to_be_none() {
        assert_eq!(element(&Jobs::default()), "<blockjobs active='no'/>");
    }
}
