//! The questions that statistics put to QEMU: all of a guest's at once, with a deadline, the last
//! answers kept.
//!
//! A batch that is not answered in time goes on without its caller: its answers are kept when they
//! come, and until then the guest is asked nothing more and its last answers serve. What only a
//! command of ours can change (I/O threads, a finished dirty rate measurement) is asked once.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde::Deserialize;
use tokio::time::Instant;
use vireo_qmp::types::{BlockStats, IothreadInfo, StatsResult, StatsSchema};
use vireo_qmp::{Answer, Call, Client, Pending, QmpError};

use super::memory::BalloonDevice;

/// How long QEMU may take before its answer is no longer waited for by anyone.
const FORGOTTEN: Duration = Duration::from_secs(24 * 3600);

/// Declares the questions: bit, field of the answers, type, command, arguments.
macro_rules! questions {
    ($($(#[$doc:meta])* $bit:ident, $number:literal: $field:ident: $type:ty = $command:literal $($arguments:literal)?;)*) => {
        /// A set of questions.
        #[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
        pub struct Wanted(u16);

        impl Wanted {
            $($(#[$doc])* pub const $bit: Self = Self(1 << $number);)*

            /// The commands, one question each.
            const ALL: &'static [(Self, &'static str, &'static str)] =
                &[$((Self::$bit, $command, concat!("" $(, $arguments)?)),)*];
        }

        /// What QEMU answered last.
        #[derive(Debug, Clone, Default)]
        pub struct Answers {
            $($(#[$doc])* pub $field: Option<Arc<$type>>,)*
        }

        impl Answers {
            /// Whether there is an answer to all of `wanted`.
            #[must_use]
            pub fn has(&self, wanted: Wanted) -> bool {
                $((!wanted.has(Wanted::$bit) || self.$field.is_some()) &&)* true
            }

            fn put(&mut self, question: Wanted, answer: Result<Answer, QmpError>) {
                $(if question == Wanted::$bit {
                    self.$field = answer.and_then(|answer| answer.parse()).ok().map(Arc::new);
                    return;
                })*
            }
        }
    };
}

questions! {
    /// What the guest's balloon driver tells.
    BALLOON, 0: balloon: Balloon = "qom-get";
    /// Statistics of drives.
    BLOCK, 1: block: Vec<BlockStats> = "query-blockstats";
    /// Sizes of block nodes.
    NODES, 2: nodes: Nodes = "query-named-block-nodes" r#"{"flat":true}"#;
    /// I/O threads.
    IOTHREADS, 3: iothreads: Vec<IothreadInfo> = "query-iothreads";
    /// The last measurement of the dirty rate.
    DIRTY_RATE, 4: dirty_rate: DirtyRate = "query-dirty-rate";
    /// The accelerator's figures of virtual CPUs.
    VCPUS, 5: vcpus: Vec<StatsResult> = "query-stats" r#"{"target":"vcpu"}"#;
    /// The accelerator's figures of the machine.
    MACHINE, 6: machine: Vec<StatsResult> = "query-stats" r#"{"target":"vm"}"#;
    /// What the accelerator's figures are.
    SCHEMAS, 7: schemas: Vec<StatsSchema> = "query-stats-schemas";
}

impl Wanted {
    /// No question.
    pub const NONE: Self = Self(0);

    /// Whether all of `other` is asked.
    #[must_use]
    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Both.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// `other` too, when `yes`.
    #[must_use]
    pub const fn and_if(self, yes: bool, other: Self) -> Self {
        if yes { self.and(other) } else { self }
    }

    const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }
}

/// What the guest's balloon driver tells; a figure that it does not know is 2⁶⁴-1.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Balloon {
    /// The figures, by QEMU's names.
    #[serde(default)]
    pub stats: HashMap<String, u64>,
    /// When they came, seconds since the epoch; 0 for never.
    #[serde(default)]
    pub last_update: u64,
}

/// Block nodes by name.
#[derive(Debug, Clone, Default)]
pub struct Nodes(HashMap<String, Node>);

/// A block node.
#[derive(Debug, Clone, Deserialize)]
pub struct Node {
    #[serde(default, rename = "node-name")]
    name: String,
    /// Its image.
    pub image: NodeImage,
    /// Where a write lets an event be sent; 0 for nowhere.
    #[serde(default)]
    pub write_threshold: u64,
}

/// Sizes of a node's image, in bytes.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct NodeImage {
    /// As the guest sees it.
    pub virtual_size: u64,
    /// What is allocated; absent where that is not known.
    #[serde(default)]
    pub actual_size: Option<u64>,
}

impl<'de> Deserialize<'de> for Nodes {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let nodes = Vec::<Node>::deserialize(from)?;
        Ok(Self(nodes.into_iter().map(|node| (node.name.clone(), node)).collect()))
    }
}

impl Nodes {
    /// The node of that name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Node> {
        self.0.get(name)
    }
}

/// How a measurement of the dirty rate stands.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct DirtyRate {
    /// `unstarted`, `measuring` or `measured`.
    pub status: String,
    /// Seconds since the host booted.
    #[serde(default)]
    pub start_time: i64,
    /// Seconds it takes.
    #[serde(default)]
    pub calc_time: i64,
    /// MiB a second.
    #[serde(default)]
    pub dirty_rate: Option<i64>,
    /// `page-sampling`, `dirty-bitmap` or `dirty-ring`.
    #[serde(default)]
    pub mode: String,
    /// By virtual CPU, with `dirty-ring`.
    #[serde(default)]
    pub vcpu_dirty_rate: Vec<VcpuDirtyRate>,
}

/// The dirty rate of one virtual CPU.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct VcpuDirtyRate {
    /// Its number.
    pub id: u32,
    /// MiB a second.
    pub dirty_rate: u64,
}

/// The last answers of a guest's QEMU, kept as long as it runs.
#[derive(Debug, Default)]
pub struct Last {
    answers: Mutex<Answers>,
    /// When the batch was sent that is not answered yet though its caller gave up.
    unanswered: Mutex<Option<Instant>>,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Last {
    /// The last answers.
    #[must_use]
    pub fn answers(&self) -> Answers {
        lock(&self.answers).clone()
    }

    /// Forgets what is asked only once: a command was sent that may have changed it.
    pub fn changed(&self) {
        let mut answers = lock(&self.answers);
        answers.iothreads = None;
        answers.dirty_rate = None;
        answers.balloon = None;
    }

    /// How long QEMU has been owing answers that nobody waits for any more.
    #[must_use]
    pub fn unanswered_for(&self) -> Option<Duration> {
        lock(&self.unanswered).map(|since| since.elapsed())
    }

    /// Of `wanted`, what has to be asked; `balloon_moves` when the guest's balloon driver is asked
    /// for figures now and then.
    fn missing(&self, wanted: Wanted, balloon_moves: bool) -> Wanted {
        let known = lock(&self.answers);
        let settled = |rate: &Arc<DirtyRate>| rate.status != "measuring";
        let needless = Wanted::NONE
            .and_if(known.iothreads.is_some(), Wanted::IOTHREADS)
            .and_if(known.schemas.is_some(), Wanted::SCHEMAS)
            .and_if(known.dirty_rate.as_ref().is_some_and(settled), Wanted::DIRTY_RATE)
            .and_if(!balloon_moves && known.balloon.is_some(), Wanted::BALLOON);
        wanted.without(needless)
    }
}

/// Questions on their way.
#[must_use = "the answers are to be waited for"]
pub struct Batch {
    last: Arc<Last>,
    sent: Instant,
    pending: Vec<(Wanted, Pending)>,
    silent: Option<Duration>,
}

/// What came back.
#[derive(Debug, Clone, Default)]
pub struct Outcome {
    /// The answers, those of the last time where none came now.
    pub answers: Answers,
    /// QEMU owes answers for so long; none when all came.
    pub silent: Option<Duration>,
}

/// Sends what has to be asked and does not wait.
pub fn send(
    client: &Client,
    last: &Arc<Last>,
    wanted: Wanted,
    balloon: Option<BalloonDevice<'_>>,
) -> Batch {
    let mut batch = Batch {
        last: Arc::clone(last),
        sent: Instant::now(),
        pending: Vec::new(),
        silent: last.unanswered_for(),
    };
    if batch.silent.is_some() {
        return batch;
    }
    let missing = last.missing(wanted, balloon.is_some_and(|device| device.polled));
    for &(question, command, arguments) in Wanted::ALL {
        let mut call = Call::new(command).deadline(FORGOTTEN);
        if !missing.has(question) {
            continue;
        }
        if question == Wanted::BALLOON {
            let Some(device) = balloon else { continue };
            call = call.arguments_text(balloon_arguments(device.alias));
        } else if !arguments.is_empty() {
            call = call.arguments_text(arguments.to_owned());
        }
        // A connection that is gone shows when the process ends.
        if let Ok(pending) = client.submit(call) {
            batch.pending.push((question, pending));
        }
    }
    batch
}

fn balloon_arguments(alias: &str) -> String {
    let path = format!("/machine/peripheral/{alias}");
    serde_json::json!({ "path": path, "property": "guest-stats" }).to_string()
}

impl Batch {
    /// Waits for the answers until then.
    pub async fn outcome(self, until: Instant) -> Outcome {
        let Self { last, sent, pending, silent } = self;
        if pending.is_empty() {
            return Outcome { answers: last.answers(), silent };
        }
        let mut work = Box::pin(collect(Arc::clone(&last), pending));
        if tokio::time::timeout_at(until, &mut work).await.is_ok() {
            return Outcome { answers: last.answers(), silent: None };
        }
        lock(&last.unanswered).get_or_insert(sent);
        let rest = Arc::clone(&last);
        tokio::spawn(async move {
            work.await;
            *lock(&rest.unanswered) = None;
        });
        Outcome { answers: last.answers(), silent: Some(sent.elapsed()) }
    }
}

async fn collect(last: Arc<Last>, pending: Vec<(Wanted, Pending)>) {
    for (question, pending) in pending {
        let answer = pending.answer().await;
        lock(&last.answers).put(question, answer);
    }
}

#[cfg(test)]
mod tests;
