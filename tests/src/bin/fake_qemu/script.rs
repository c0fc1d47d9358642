//! What a fake guest does beside answering, a line each:
//!
//! ```text
//! seed 7                      random delays and orders come from this
//! delay 0 20                  milliseconds before each answer
//! die before cont 1           at the first `cont`, as by SIGKILL
//! die after query-cpus-fast   the first is meant when no number stands there
//! die during cont 1           what was asked for happens, and is not answered
//! exit before cont 1 3 words  ends itself with status 3 and last words
//! exit start 1 words          before the monitor is there
//! hang before stop 1          never answers anything again
//! error stop 1 words          refuses that command
//! error stop 2-9 words        those of its name; `*` all
//! event after cont 1 STOP {"x":1}
//! close after cont 1          the connection, not the guest
//! garbage before stop 1       bytes that are no JSON
//! kill-daemon after migrate 1 the daemon at the other end of the monitor
//! run before stop 1 PROGRAM   a program; goes on when that ended, or after a moment
//! ```

use std::collections::HashMap;
use std::ops::RangeInclusive;
use std::time::Duration;

use serde_json::Value;

/// When something is done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Moment {
    /// Before the monitor is there.
    Start,
    /// A command was read.
    Before(String),
    /// A command was obeyed and is not answered yet.
    During(String),
    /// A command was answered.
    After(String),
}

/// What is done.
#[derive(Debug, Clone, PartialEq)]
pub enum Deed {
    /// Ends as by SIGKILL.
    Die,
    /// Ends with this status and these last words.
    Exit(u8, String),
    /// Does nothing any more.
    Hang,
    /// Tells of an event.
    Event(String, Value),
    /// Closes the monitor's connection.
    Close,
    /// Writes bytes that are no JSON.
    Garbage,
    /// Kills the daemon at the other end of the monitor.
    KillDaemon,
    /// Runs a program beside the guest.
    Run(String),
}

#[derive(Debug)]
struct Line {
    moment: Moment,
    nth: u64,
    deed: Deed,
}

/// A script, and how far it is.
#[derive(Debug, Default)]
pub struct Script {
    random: u64,
    delay: (u64, u64),
    lines: Vec<Line>,
    errors: Vec<(String, RangeInclusive<u64>, String)>,
    counts: HashMap<String, u64>,
}

impl Script {
    /// Reads it.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut script = Self { random: 1, ..Self::default() };
        for line in text.lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with('#')) {
            script.line(line).ok_or_else(|| format!("script: {line:?} is not understood"))?;
        }
        Ok(script)
    }

    fn line(&mut self, line: &str) -> Option<()> {
        let (verb, rest) = line.split_once(' ')?;
        match verb {
            "seed" => self.random = rest.parse().ok()?,
            "delay" => {
                let (from, to) = rest.split_once(' ')?;
                self.delay = (from.parse().ok()?, to.parse().ok()?);
            }
            "error" => {
                self.errors.push(refusal(rest)?);
            }
            _ => {
                let (moment, nth, words) = moment(rest)?;
                let deed = deed(verb, &words)?;
                self.lines.push(Line { moment, nth, deed });
            }
        }
        Some(())
    }

    /// A command came.
    pub fn count(&mut self, command: &str) {
        *self.counts.entry(command.to_owned()).or_default() += 1;
    }

    /// What is done at this moment.
    pub fn at(&self, moment: &Moment) -> Vec<Deed> {
        let nth = match moment {
            Moment::Start => 1,
            Moment::Before(name) | Moment::During(name) | Moment::After(name) => {
                self.counts.get(name).copied().unwrap_or(0)
            }
        };
        let due = self.lines.iter().filter(|line| line.moment == *moment && line.nth == nth);
        due.map(|line| line.deed.clone()).collect()
    }

    /// The words that this command is refused with, if it is.
    pub fn error(&self, command: &str) -> Option<String> {
        let nth = self.counts.get(command).copied().unwrap_or(0);
        let found = self.errors.iter().find(|(name, at, _)| name == command && at.contains(&nth));
        found.map(|(_, _, words)| words.clone())
    }

    /// How long this answer takes.
    pub fn delay(&mut self) -> Duration {
        let (from, to) = self.delay;
        let span = to.saturating_sub(from) + 1;
        Duration::from_millis(from + self.next() % span)
    }

    /// Heads?
    pub fn coin(&mut self) -> bool {
        self.next() & 1 == 0
    }

    fn next(&mut self) -> u64 {
        // xorshift64*
        let mut x = self.random.max(1);
        x ^= x >> 12;
        x ^= x << 25;
        x ^= x >> 27;
        self.random = x;
        x.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 16
    }
}

fn deed(verb: &str, words: &str) -> Option<Deed> {
    Some(match verb {
        "die" => Deed::Die,
        "hang" => Deed::Hang,
        "close" => Deed::Close,
        "garbage" => Deed::Garbage,
        "kill-daemon" => Deed::KillDaemon,
        "run" => Deed::Run(words.to_owned()),
        "exit" => {
            let (code, words) = words.split_once(' ').unwrap_or((words, ""));
            Deed::Exit(code.parse().ok()?, words.to_owned())
        }
        "event" => {
            let (name, data) = words.split_once(' ').unwrap_or((words, "{}"));
            Deed::Event(name.to_owned(), serde_json::from_str(data).ok()?)
        }
        _ => return None,
    })
}

/// `before cont 1 words`, `after cont words`, `start words`.
fn moment(rest: &str) -> Option<(Moment, u64, String)> {
    let (when, rest) = rest.split_once(' ').unwrap_or((rest, ""));
    match when {
        "start" => Some((Moment::Start, 1, rest.to_owned())),
        "before" => place(rest).map(|(name, nth, words)| (Moment::Before(name), nth, words)),
        "during" => place(rest).map(|(name, nth, words)| (Moment::During(name), nth, words)),
        "after" => place(rest).map(|(name, nth, words)| (Moment::After(name), nth, words)),
        _ => None,
    }
}

/// `cont 1 words`, `cont 2-9 words`, `cont * words`.
fn refusal(rest: &str) -> Option<(String, RangeInclusive<u64>, String)> {
    let (command, rest) = rest.split_once(' ')?;
    let (nth, words) = rest.split_once(' ')?;
    let range = match nth.split_once('-') {
        _ if nth == "*" => 1..=u64::MAX,
        Some((first, last)) => first.parse().ok()?..=last.parse().ok()?,
        None => nth.parse().map(|nth| nth..=nth).ok()?,
    };
    Some((command.to_owned(), range, words.to_owned()))
}

/// `cont 1 words` or `cont`.
fn place(rest: &str) -> Option<(String, u64, String)> {
    let (name, rest) = rest.split_once(' ').unwrap_or((rest, ""));
    let (nth, words) = match rest.is_empty() {
        true => (1, ""),
        false => {
            let (nth, words) = rest.split_once(' ').unwrap_or((rest, ""));
            (nth.parse().ok()?, words)
        }
    };
    (!name.is_empty()).then(|| (name.to_owned(), nth, words.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_understood() {
        let text = "# a comment\nseed 7\ndelay 1 3\ndie before cont 2\nexit start 1 no such thing\n\
                    event after stop 1 STOP {\"a\":1}\nerror stop 2 not now\nhang before quit\n";
        let mut script = Script::parse(text).expect("a script");
        assert_eq!(script.at(&Moment::Start), [Deed::Exit(1, "no such thing".to_owned())]);
        let before = Moment::Before("cont".to_owned());
        script.count("cont");
        assert!(script.at(&before).is_empty());
        script.count("cont");
        assert_eq!(script.at(&before), [Deed::Die]);
        script.count("stop");
        assert_eq!(script.error("stop"), None);
        script.count("stop");
        assert_eq!(script.error("stop").as_deref(), Some("not now"));
        for (line, refused) in
            [("error cont 2-3 no", [false, true, true, false]), ("error cont * no", [true; 4])]
        {
            let mut script = Script::parse(line).expect("a script");
            let found = [(); 4].map(|()| {
                script.count("cont");
                script.error("cont").is_some()
            });
            assert_eq!(found, refused, "{line}");
        }
        assert!((1..=3).contains(&script.delay().as_millis()));
        for bad in [
            "die",
            "die whenever cont",
            "exit start x",
            "event after stop 1 X {",
            "juggle before x",
        ] {
            assert!(Script::parse(bad).is_err(), "{bad}");
        }
    }
}
