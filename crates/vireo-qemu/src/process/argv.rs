//! QEMU's command line as typed words: the only place that knows how values are quoted there.

use std::fmt::{self, Display};
use std::os::fd::{AsRawFd, OwnedFd};

use serde_json::{Map, Value};
use vireo_runtime::guest_log::shell_quote;

/// A command line being built, with the descriptors that go along.
#[derive(Debug, Default)]
pub struct CommandLine {
    args: Vec<String>,
    env: Vec<(String, String)>,
    fds: Vec<OwnedFd>,
    fd_sets: u32,
}

impl CommandLine {
    /// Appends an option without a value (`-S`).
    pub fn flag(&mut self, name: &str) {
        self.args.push(name.to_owned());
    }

    /// Appends an option with its value (`-name`, `guest=x`).
    pub fn option(&mut self, name: &str, value: impl Display) {
        self.args.push(name.to_owned());
        self.args.push(value.to_string());
    }

    /// Appends an option with a JSON value.
    pub fn json(&mut self, name: &str, value: Props) {
        self.option(name, value);
    }

    /// `-object`.
    pub fn object(&mut self, kind: &str, id: &str, props: Props) {
        let head = Props::new().str("qom-type", kind).str("id", id);
        self.json("-object", head.and(props));
    }

    /// Appends a word as it is, of the user's own arguments.
    pub fn raw(&mut self, word: &str) {
        self.args.push(word.to_owned());
    }

    /// Sets a variable of QEMU's environment; order is kept for the log.
    pub fn env(&mut self, name: &str, value: impl Into<String>) {
        self.env.push((name.to_owned(), value.into()));
    }

    /// Lets QEMU inherit `fd`, and tells the number that it has there.
    pub fn pass_fd(&mut self, fd: OwnedFd) -> i32 {
        let number = fd.as_raw_fd();
        self.fds.push(fd);
        number
    }

    /// Passes `fd` in a set of its own and gives the path that opens it (`/dev/fdset/0`).
    pub fn pass_fd_as_path(&mut self, fd: OwnedFd, opaque: &str) -> String {
        let set = self.fd_sets;
        self.fd_sets += 1;
        let number = self.pass_fd(fd);
        self.option(
            "-add-fd",
            Opts::new().pair("set", set).pair("fd", number).pair("opaque", opaque),
        );
        format!("/dev/fdset/{set}")
    }

    /// The descriptor sets of these words begin with this number.
    pub fn start_fd_sets(&mut self, number: u32) {
        self.fd_sets = number;
    }

    /// The number that the next descriptor set gets.
    pub fn next_fd_set(&self) -> u32 {
        self.fd_sets
    }

    /// The words, without the program.
    pub fn args(&self) -> &[String] {
        &self.args
    }

    /// The environment.
    pub fn vars(&self) -> &[(String, String)] {
        &self.env
    }

    /// Gives up the descriptors to whoever starts the program.
    pub fn take_fds(&mut self) -> Vec<OwnedFd> {
        std::mem::take(&mut self.fds)
    }

    /// The command as one would type it, on one line: the answer to a translation.
    pub fn shell_text(&self, program: &str) -> String {
        let vars = self.env.iter().map(|(name, value)| format!("{name}={}", shell_quote(value)));
        let args = self.args.iter().map(|word| shell_quote(word).into_owned());
        let words: Vec<String> =
            vars.chain([shell_quote(program).into_owned()]).chain(args).collect();
        words.join(" ")
    }
}

/// `a,b=c,d=e`: the old form of an option's value, commas in values doubled.
#[derive(Debug, Default, Clone)]
pub struct Opts(String);

impl Opts {
    /// Nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Appends a word without a key.
    #[must_use]
    pub fn word(mut self, value: impl Display) -> Self {
        self.separate();
        self.0.push_str(&value.to_string().replace(',', ",,"));
        self
    }

    /// Appends `key=value`.
    #[must_use]
    pub fn pair(mut self, key: &str, value: impl Display) -> Self {
        self.separate();
        self.0.push_str(key);
        self.0.push('=');
        self.0.push_str(&value.to_string().replace(',', ",,"));
        self
    }

    /// Appends `key=value` when there is a value.
    #[must_use]
    pub fn maybe(self, key: &str, value: Option<impl Display>) -> Self {
        match value {
            Some(value) => self.pair(key, value),
            None => self,
        }
    }

    /// Appends `key=on` or `key=off`.
    #[must_use]
    pub fn on_off(self, key: &str, on: bool) -> Self {
        self.pair(key, if on { "on" } else { "off" })
    }

    /// Appends `key=on` or `key=off` when it is known.
    #[must_use]
    pub fn maybe_on_off(self, key: &str, on: Option<bool>) -> Self {
        match on {
            Some(on) => self.on_off(key, on),
            None => self,
        }
    }

    fn separate(&mut self) {
        if !self.0.is_empty() {
            self.0.push(',');
        }
    }
}

impl Display for Opts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A JSON object whose keys keep their order.
#[derive(Debug, Default, Clone, PartialEq)]
pub struct Props(Map<String, Value>);

impl Props {
    /// An empty object.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds any value.
    #[must_use]
    pub fn value(mut self, key: &str, value: impl Into<Value>) -> Self {
        self.0.insert(key.to_owned(), value.into());
        self
    }

    /// Adds a string.
    #[must_use]
    pub fn str(self, key: &str, value: impl Display) -> Self {
        self.value(key, value.to_string())
    }

    /// Adds a number.
    #[must_use]
    pub fn int(self, key: &str, value: impl Into<serde_json::Number>) -> Self {
        self.value(key, Value::Number(value.into()))
    }

    /// Adds a boolean.
    #[must_use]
    pub fn bool(self, key: &str, value: bool) -> Self {
        self.value(key, value)
    }

    /// Adds `on` or `off`, for properties that also know `auto`.
    #[must_use]
    pub fn on_off(self, key: &str, value: bool) -> Self {
        self.str(key, if value { "on" } else { "off" })
    }

    /// Adds a string when there is one.
    #[must_use]
    pub fn maybe_str(self, key: &str, value: Option<impl Display>) -> Self {
        match value {
            Some(value) => self.str(key, value),
            None => self,
        }
    }

    /// Adds a number when there is one.
    #[must_use]
    pub fn maybe_int(self, key: &str, value: Option<impl Into<serde_json::Number>>) -> Self {
        match value {
            Some(value) => self.int(key, value),
            None => self,
        }
    }

    /// Adds a boolean when it is known.
    #[must_use]
    pub fn maybe_bool(self, key: &str, value: Option<bool>) -> Self {
        match value {
            Some(value) => self.bool(key, value),
            None => self,
        }
    }

    /// Adds `on` or `off` when it is known.
    #[must_use]
    pub fn maybe_on_off(self, key: &str, value: Option<bool>) -> Self {
        match value {
            Some(value) => self.on_off(key, value),
            None => self,
        }
    }

    /// Adds all of another object behind.
    #[must_use]
    pub fn and(mut self, other: Props) -> Self {
        self.0.extend(other.0);
        self
    }

    /// Whether nothing was added.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Changes or adds a key in place (a user's override of a property).
    pub fn set(&mut self, key: &str, value: Value) {
        self.0.insert(key.to_owned(), value);
    }

    /// Takes a key out.
    pub fn remove(&mut self, key: &str) {
        self.0.shift_remove(key);
    }

    /// A string that was added.
    #[must_use]
    pub fn get_str(&self, key: &str) -> Option<&str> {
        self.0.get(key).and_then(Value::as_str)
    }
}

impl From<Props> for Value {
    fn from(props: Props) -> Self {
        Value::Object(props.0)
    }
}

impl Display for Props {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Plain data always serializes.
        f.write_str(&serde_json::to_string(&self.0).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commas_in_values_are_doubled() {
        let opts = Opts::new()
            .word("socket")
            .pair("path", "/a,b")
            .maybe("x", None::<u8>)
            .on_off("wait", false);
        assert_eq!(opts.to_string(), "socket,path=/a,,b,wait=off");
    }

    #[test]
    fn keys_keep_their_order() {
        let props = Props::new()
            .str("driver", "x")
            .int("port", 16)
            .maybe_bool("hotplug", None)
            .bool("m", true);
        assert_eq!(props.to_string(), r#"{"driver":"x","port":16,"m":true}"#);
    }

    #[test]
    fn the_shell_text_is_quoted_where_needed() {
        let mut line = CommandLine::default();
        line.env("LC_ALL", "C");
        line.flag("-S");
        line.json("-device", Props::new().str("driver", "VGA"));
        line.option("-name", "guest=it's");
        assert_eq!(
            line.shell_text("/q"),
            "LC_ALL=C /q -S -device '{\"driver\":\"VGA\"}' -name 'guest=it'\\''s'"
        );
    }
}
