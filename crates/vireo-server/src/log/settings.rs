//! The reference's syntax of log filters and outputs: `1:qemu 3:util`,
//! `3:stderr 1:file:/var/log/libvirt/libvirtd.log`.

use std::fmt;
use std::path::PathBuf;

use vireo_api::{Error, ErrorCode, ErrorDomain};

/// How urgent a line is, with the reference's numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Level {
    /// What the code does.
    Debug = 1,
    /// What the daemon does.
    Info = 2,
    /// What looks odd.
    Warning = 3,
    /// What failed.
    Error = 4,
}

impl Level {
    /// The level with that number.
    pub fn from_number(number: u32) -> Option<Level> {
        match number {
            1 => Some(Level::Debug),
            2 => Some(Level::Info),
            3 => Some(Level::Warning),
            4 => Some(Level::Error),
            _ => None,
        }
    }

    /// The word in log lines.
    pub fn word(self) -> &'static str {
        match self {
            Level::Debug => "debug",
            Level::Info => "info",
            Level::Warning => "warning",
            Level::Error => "error",
        }
    }

    /// The syslog severity.
    pub fn severity(self) -> u8 {
        match self {
            Level::Debug => 7,
            Level::Info => 6,
            Level::Warning => 4,
            Level::Error => 3,
        }
    }
}

impl From<&tracing::Level> for Level {
    fn from(level: &tracing::Level) -> Level {
        match *level {
            tracing::Level::TRACE | tracing::Level::DEBUG => Level::Debug,
            tracing::Level::INFO => Level::Info,
            tracing::Level::WARN => Level::Warning,
            tracing::Level::ERROR => Level::Error,
        }
    }
}

/// Another least level for sources that match a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filter {
    /// The least level that is logged.
    pub level: Level,
    /// A shell pattern over the source's name.
    pub pattern: String,
}

impl fmt::Display for Filter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.level as u8, self.pattern)
    }
}

/// Where lines go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Destination {
    /// Standard error.
    Stderr,
    /// Syslog, under a name.
    Syslog(String),
    /// A file, appended to.
    File(PathBuf),
    /// The systemd journal.
    Journald,
}

/// A destination for lines of a least level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Output {
    /// The least level.
    pub level: Level,
    /// Where they go.
    pub to: Destination,
}

impl fmt::Display for Output {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let level = self.level as u8;
        match &self.to {
            Destination::Stderr => write!(f, "{level}:stderr"),
            Destination::Syslog(name) => write!(f, "{level}:syslog:{name}"),
            Destination::File(path) => write!(f, "{level}:file:{}", path.display()),
            Destination::Journald => write!(f, "{level}:journald"),
        }
    }
}

fn invalid(text: String) -> Error {
    Error::new(ErrorCode::InvalidArg, ErrorDomain::None, text)
}

fn level(text: &str) -> Option<Level> {
    text.parse().ok().and_then(Level::from_number)
}

/// Reads filters separated by blanks.
///
/// # Errors
/// `InvalidArg`, in the reference's words.
pub fn parse_filters(text: &str) -> Result<Vec<Filter>, Error> {
    text.split_ascii_whitespace().map(parse_filter).collect()
}

fn parse_filter(text: &str) -> Result<Filter, Error> {
    let mut parts = text.split(':');
    let (Some(priority), Some(pattern)) = (parts.next(), parts.next()) else {
        return Err(invalid(format!("Malformed format for filter '{text}'")));
    };
    let level = level(priority)
        .ok_or_else(|| invalid(format!("Invalid priority '{priority}' for filter '{text}'")))?;
    // A plus sign once asked for stack traces; it is still let through.
    let pattern = pattern.strip_prefix('+').unwrap_or(pattern);
    if pattern.is_empty() {
        return Err(invalid(format!("Invalid match string '{pattern}'")));
    }
    Ok(Filter { level, pattern: format!("*{pattern}*") })
}

/// Reads outputs separated by blanks.
///
/// # Errors
/// `InvalidArg`, in the reference's words.
pub fn parse_outputs(text: &str) -> Result<Vec<Output>, Error> {
    text.split_ascii_whitespace().map(parse_output).collect()
}

fn parse_output(text: &str) -> Result<Output, Error> {
    let mut parts = text.splitn(3, ':');
    let priority = parts.next().unwrap_or_default();
    let level = level(priority).ok_or_else(|| {
        invalid(format!("Invalid log priority '{priority}' for log output '{text}'"))
    })?;
    let kind = parts.next().unwrap_or_default();
    let data = parts.next().filter(|d| !d.is_empty());
    let misshapen = || {
        invalid(format!(
            "Log output '{text}' does not meet the format requirements for destination type '{kind}'"
        ))
    };
    let to = match (kind, data) {
        ("stderr", None) => Destination::Stderr,
        ("journald", None) => Destination::Journald,
        ("syslog", Some(name)) => Destination::Syslog(name.to_owned()),
        ("file", Some(path)) => Destination::File(std::path::absolute(path).unwrap_or(path.into())),
        ("stderr" | "journald" | "syslog" | "file", _) => return Err(misshapen()),
        _ => {
            return Err(invalid(format!(
                "Invalid log destination '{kind}' for log output '{text}'"
            )));
        }
    };
    Ok(Output { level, to })
}

/// Writes a list the way the admin interface shows it.
pub fn format_list<T: fmt::Display>(items: &[T]) -> String {
    items.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

/// Does a shell pattern of plain text, `*` and `?` match all of `text`?
pub fn glob(pattern: &str, text: &str) -> bool {
    let (p, t) = (pattern.as_bytes(), text.as_bytes());
    let (mut at_p, mut at_t) = (0, 0);
    // Where the last star stands and how much text it has taken so far.
    let mut star: Option<(usize, usize)> = None;
    while at_t < t.len() {
        match p.get(at_p) {
            Some(b'*') => {
                star = Some((at_p, at_t));
                at_p += 1;
            }
            Some(&c) if c == b'?' || c == t[at_t] => {
                at_p += 1;
                at_t += 1;
            }
            Some(_) | None => match star {
                Some((p_star, t_star)) => {
                    star = Some((p_star, t_star + 1));
                    at_p = p_star + 1;
                    at_t = t_star + 1;
                }
                None => return false,
            },
        }
    }
    p[at_p..].iter().all(|&c| c == b'*')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    // Recorded from the reference through its admin interface.
    #[test]
    fn filters_as_the_reference() {
        let shown =
            |text: &str| parse_filters(text).map(|f| format_list(&f)).map_err(|e| e.message());
        assert_eq!(shown("1:qemu 3:util.object"), Ok("1:*qemu* 3:*util.object*".into()));
        assert_eq!(shown("1:+qemu   2:a*"), Ok("1:*qemu* 2:*a**".into()));
        assert_eq!(shown("2:foo:bar"), Ok("2:*foo*".into()));
        assert_eq!(shown(""), Ok(String::new()));
        let refused = |text: &str| shown(text).unwrap_err();
        assert_eq!(refused("9:foo"), "invalid argument: Invalid priority '9' for filter '9:foo'");
        assert_eq!(refused("foo"), "invalid argument: Malformed format for filter 'foo'");
        assert_eq!(refused("1:"), "invalid argument: Invalid match string ''");
    }

    #[test]
    fn outputs_as_the_reference() {
        let shown =
            |text: &str| parse_outputs(text).map(|o| format_list(&o)).map_err(|e| e.message());
        let all = "2:file:/tmp/x.log 4:stderr 1:syslog:vireod 3:journald";
        assert_eq!(shown(all), Ok(all.into()));
        let refused = |text: &str| shown(text).unwrap_err();
        assert_eq!(
            refused("x:y"),
            "invalid argument: Invalid log priority 'x' for log output 'x:y'"
        );
        assert_eq!(
            refused("1:bogus"),
            "invalid argument: Invalid log destination 'bogus' for log output '1:bogus'"
        );
        for (text, kind) in [("1:file", "file"), ("1:syslog", "syslog")] {
            assert_eq!(
                refused(text),
                format!(
                    "invalid argument: Log output '{text}' does not meet the format requirements for destination type '{kind}'"
                )
            );
        }
    }

    #[test]
    fn patterns() {
        assert!(glob("*qemu*", "qemu.process"));
        assert!(glob("*a**", "banana"));
        assert!(glob("a?c", "abc"));
        assert!(!glob("*xen*", "qemu.process"));
        assert!(!glob("abc", "abcd"));
        assert!(glob("", ""));
    }

    proptest! {
        #[test]
        fn a_pattern_in_stars_is_a_search(inner in "[a-c]{0,3}", text in "[a-c]{0,8}") {
            prop_assert_eq!(glob(&format!("*{inner}*"), &text), text.contains(&inner));
        }

        #[test]
        fn nothing_panics(text in "\\PC{0,40}") {
            let _ = parse_filters(&text);
            let _ = parse_outputs(&text);
            let _ = glob(&text, &text);
        }
    }
}
