//! Nodes and block jobs of a fake QEMU: jobs do their work at once.

use serde_json::{Value, json};

/// What a command gives, and the events that go with it.
type Done = Result<(Value, Vec<(&'static str, Value)>), String>;

struct Job {
    id: String,
    kind: &'static str,
    status: &'static str,
    error: Option<String>,
}

/// Nodes and jobs.
#[derive(Default)]
pub struct Blocks {
    nodes: Vec<String>,
    jobs: Vec<Job>,
}

fn text(value: &Value, key: &str) -> String {
    value[key].as_str().unwrap_or_default().to_owned()
}

impl Blocks {
    /// Whether a command is for here.
    pub fn knows(name: &str) -> bool {
        matches!(
            name,
            "blockdev-add"
                | "blockdev-del"
                | "blockdev-create"
                | "blockdev-mirror"
                | "block-commit"
                | "block-stream"
                | "block-job-cancel"
                | "block-job-set-speed"
                | "job-complete"
                | "job-dismiss"
                | "query-jobs"
                | "query-block-jobs"
                | "query-named-block-nodes"
                | "block_resize"
                | "block-set-write-threshold"
                | "transaction"
                | "nbd-server-start"
                | "nbd-server-stop"
                | "block-export-add"
                | "block-export-del"
        )
    }

    /// A node of the command line or of `blockdev-add`.
    pub fn add_node(&mut self, props: &Value) {
        self.nodes.push(text(props, "node-name"));
    }

    /// Does what a command asks.
    pub fn answer(&mut self, name: &str, arguments: &Value) -> Done {
        let plain = |value: Value| Ok((value, Vec::new()));
        match name {
            "blockdev-add" => {
                self.add_node(arguments);
                plain(json!({}))
            }
            "blockdev-del" => {
                let node = text(arguments, "node-name");
                let before = self.nodes.len();
                self.nodes.retain(|one| *one != node);
                match self.nodes.len() < before {
                    true => plain(json!({})),
                    false => Err(format!("Failed to find node with node-name='{node}'")),
                }
            }
            "blockdev-create" => self.start(text(arguments, "job-id"), "create", "concluded"),
            "blockdev-mirror" => self.start(text(arguments, "job-id"), "mirror", "ready"),
            "block-commit" => {
                let active = arguments["device"] == arguments["top-node"];
                let end = if active { "ready" } else { "concluded" };
                self.start(text(arguments, "job-id"), "commit", end)
            }
            "block-stream" => self.start(text(arguments, "job-id"), "stream", "concluded"),
            "job-complete" => self.conclude(&text(arguments, "id"), None),
            "block-job-cancel" => self.conclude(&text(arguments, "device"), None),
            "job-dismiss" => {
                let id = text(arguments, "id");
                self.jobs.retain(|job| job.id != id);
                plain(json!({}))
            }
            "query-jobs" => plain(self.jobs.iter().map(Job::told).collect()),
            "query-block-jobs" => plain(self.jobs.iter().map(Job::block_told).collect()),
            "query-named-block-nodes" => plain(self.nodes.iter().map(node).collect()),
            _ => plain(json!({})),
        }
    }

    fn start(&mut self, id: String, kind: &'static str, status: &'static str) -> Done {
        let told = ["created", "running", status].map(|status| change(&id, status)).into();
        self.jobs.push(Job { id, kind, status, error: None });
        Ok((json!({}), told))
    }

    fn conclude(&mut self, id: &str, error: Option<String>) -> Done {
        let job = self.jobs.iter_mut().find(|job| job.id == id);
        let job = job.ok_or_else(|| format!("Block job '{id}' not found"))?;
        job.status = "concluded";
        job.error = error;
        Ok((json!({}), vec![change(id, "concluded")]))
    }
}

impl Job {
    fn told(&self) -> Value {
        let mut told = json!({
            "id": self.id, "type": self.kind, "status": self.status,
            "current-progress": 1, "total-progress": 1,
        });
        if let Some(error) = &self.error {
            told["error"] = json!(error);
        }
        told
    }

    fn block_told(&self) -> Value {
        json!({
            "device": self.id, "type": self.kind, "status": self.status, "len": 1, "offset": 1,
            "speed": 0, "ready": self.status == "ready", "busy": false, "paused": false,
        })
    }
}

fn change(id: &str, status: &str) -> (&'static str, Value) {
    ("JOB_STATUS_CHANGE", json!({ "id": id, "status": status }))
}

fn node(name: &String) -> Value {
    json!({
        "node-name": name, "drv": "qcow2", "ro": false, "write_threshold": 0,
        "image": { "filename": "x", "format": "qcow2", "virtual-size": 1_048_576,
                   "actual-size": 200_704, "cluster-size": 65536 },
    })
}
