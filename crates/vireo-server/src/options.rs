//! The command line: libvirtd's own options, and those that `vireod` adds.
//!
//! Options are a table; parsing follows `getopt_long` as the reference does: values
//! glued to a short option or given with `=`, clusters of short options, and any
//! unambiguous beginning of a long name.

use std::ffi::{OsStr, OsString};
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::path::PathBuf;

/// What the command line asks for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// Configuration file instead of the default one.
    pub config: Option<PathBuf>,
    /// Listen on TCP as configured.
    pub listen: bool,
    /// Go to the background once ready.
    pub daemon: bool,
    /// Pid file instead of the default one.
    pub pid_file: Option<PathBuf>,
    /// Exit after so many seconds without clients and guests; 0 never.
    pub timeout: Option<u32>,
    /// Log what the daemon does, not only what goes wrong.
    pub verbose: bool,
    /// Serve a private instance whose files all lie under this directory.
    pub root: Option<PathBuf>,
    /// Check the configuration files and exit.
    pub check_config: bool,
}

/// What to do after reading the command line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Request {
    /// Run with these options.
    Run(Box<Options>),
    /// Print the help text.
    Help,
    /// Print name and version.
    Version,
}

/// Why a command line is refused; `Display` gives the message without the program's name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum UsageError {
    /// No option begins like that.
    #[error("unrecognized option '{0}'")]
    Unknown(String),
    /// No short option has that letter.
    #[error("invalid option -- '{0}'")]
    UnknownShort(char),
    /// Several options begin like that.
    #[error("option '{0}' is ambiguous")]
    Ambiguous(String),
    /// A value is missing.
    #[error("option requires an argument -- '{0}'")]
    MissingValue(String),
    /// A value is given where none is taken.
    #[error("option '--{0}' doesn't allow an argument")]
    SurplusValue(&'static str),
    /// Something that is not an option.
    #[error("unexpected, non-option, command line arguments")]
    NotAnOption,
    /// The timeout is not a number of seconds.
    #[error("Invalid value for timeout")]
    BadTimeout,
}

impl UsageError {
    /// Does the reference print its help text after this error?
    pub fn shows_help(&self) -> bool {
        !matches!(self, UsageError::NotAnOption | UsageError::BadTimeout)
    }
}

#[derive(Clone, Copy)]
enum Takes {
    Nothing(fn(&mut Options)),
    Value(fn(&mut Options, OsString) -> Result<(), UsageError>),
    Instead(Instead),
}

#[derive(Clone, Copy)]
enum Instead {
    Help,
    Version,
}

struct Opt {
    short: Option<u8>,
    long: &'static str,
    value: &'static str,
    about: &'static str,
    takes: Takes,
}

/// Every option, in the order of the help text.
const OPTIONS: &[Opt] = &[
    Opt {
        short: Some(b'h'),
        long: "help",
        value: "",
        about: "Display program help",
        takes: Takes::Instead(Instead::Help),
    },
    Opt {
        short: Some(b'v'),
        long: "verbose",
        value: "",
        about: "Verbose messages",
        takes: Takes::Nothing(|o| o.verbose = true),
    },
    Opt {
        short: Some(b'd'),
        long: "daemon",
        value: "",
        about: "Run as a daemon & write PID file",
        takes: Takes::Nothing(|o| o.daemon = true),
    },
    Opt {
        short: Some(b'l'),
        long: "listen",
        value: "",
        about: "Listen for TCP/IP connections",
        takes: Takes::Nothing(|o| o.listen = true),
    },
    Opt {
        short: Some(b't'),
        long: "timeout",
        value: "<secs>",
        about: "Exit after timeout period",
        takes: Takes::Value(|o, v| {
            let seconds: i32 =
                v.to_str().and_then(|s| s.parse().ok()).ok_or(UsageError::BadTimeout)?;
            o.timeout = Some(u32::try_from(seconds).map_err(|_| UsageError::BadTimeout)?);
            Ok(())
        }),
    },
    Opt {
        short: Some(b'f'),
        long: "config",
        value: "<file>",
        about: "Configuration file",
        takes: Takes::Value(|o, v| {
            o.config = Some(v.into());
            Ok(())
        }),
    },
    Opt {
        short: Some(b'V'),
        long: "version",
        value: "",
        about: "Display version information",
        takes: Takes::Instead(Instead::Version),
    },
    Opt {
        short: Some(b'p'),
        long: "pid-file",
        value: "<file>",
        about: "Change name of PID file",
        takes: Takes::Value(|o, v| {
            o.pid_file = Some(v.into());
            Ok(())
        }),
    },
    Opt {
        short: None,
        long: "root",
        value: "<dir>",
        about: "Serve a private instance under a directory",
        takes: Takes::Value(|o, v| {
            o.root = Some(v.into());
            Ok(())
        }),
    },
    Opt {
        short: None,
        long: "check-config",
        value: "",
        about: "Check the configuration files and exit",
        takes: Takes::Nothing(|o| o.check_config = true),
    },
];

/// Reads the arguments after the program's name.
///
/// # Errors
/// What is wrong with them, in the words of `getopt_long`.
pub fn parse(args: impl IntoIterator<Item = OsString>) -> Result<Request, UsageError> {
    let mut options = Options::default();
    let mut args = args.into_iter();
    while let Some(arg) = args.next() {
        let bytes = arg.as_bytes();
        let instead = match bytes {
            b"--" => match args.next() {
                None => None,
                Some(_) => return Err(UsageError::NotAnOption),
            },
            [b'-', b'-', long @ ..] => parse_long(long, &mut args, &mut options)?,
            [b'-', first, ..] if *first != b'-' => {
                parse_shorts(&bytes[1..], &mut args, &mut options)?
            }
            _ => return Err(UsageError::NotAnOption),
        };
        match instead {
            None => {}
            Some(Instead::Help) => return Ok(Request::Help),
            Some(Instead::Version) => return Ok(Request::Version),
        }
    }
    Ok(Request::Run(Box::new(options)))
}

fn find_long(name: &str) -> Result<&'static Opt, UsageError> {
    if let Some(exact) = OPTIONS.iter().find(|o| o.long == name) {
        return Ok(exact);
    }
    let mut beginnings = OPTIONS.iter().filter(|o| o.long.starts_with(name));
    match (beginnings.next(), beginnings.next()) {
        (Some(opt), None) => Ok(opt),
        (Some(_), Some(_)) => Err(UsageError::Ambiguous(format!("--{name}"))),
        (None, _) => Err(UsageError::Unknown(format!("--{name}"))),
    }
}

fn parse_long(
    text: &[u8],
    rest: &mut dyn Iterator<Item = OsString>,
    options: &mut Options,
) -> Result<Option<Instead>, UsageError> {
    let (name, glued) = match text.iter().position(|&c| c == b'=') {
        Some(at) => (&text[..at], Some(OsStr::from_bytes(&text[at + 1..]).to_owned())),
        None => (text, None),
    };
    let opt = find_long(&String::from_utf8_lossy(name))?;
    match (opt.takes, glued) {
        (Takes::Value(set), Some(value)) => set(options, value).map(|()| None),
        (Takes::Value(set), None) => {
            let value = rest.next().ok_or_else(|| UsageError::MissingValue(opt.long.into()))?;
            set(options, value).map(|()| None)
        }
        (Takes::Nothing(_) | Takes::Instead(_), Some(_)) => Err(UsageError::SurplusValue(opt.long)),
        (Takes::Nothing(set), None) => {
            set(options);
            Ok(None)
        }
        (Takes::Instead(instead), None) => Ok(Some(instead)),
    }
}

fn parse_shorts(
    letters: &[u8],
    rest: &mut dyn Iterator<Item = OsString>,
    options: &mut Options,
) -> Result<Option<Instead>, UsageError> {
    for (at, letter) in letters.iter().enumerate() {
        let opt = OPTIONS
            .iter()
            .find(|o| o.short == Some(*letter))
            .ok_or(UsageError::UnknownShort(char::from(*letter)))?;
        match opt.takes {
            Takes::Nothing(set) => set(options),
            Takes::Instead(instead) => return Ok(Some(instead)),
            Takes::Value(set) => {
                let glued = &letters[at + 1..];
                let value = if glued.is_empty() {
                    rest.next()
                } else {
                    Some(OsString::from_vec(glued.to_vec()))
                };
                let value = value
                    .ok_or_else(|| UsageError::MissingValue(char::from(*letter).to_string()))?;
                return set(options, value).map(|()| None);
            }
        }
    }
    Ok(None)
}

/// The help text.
pub fn help(program: &str) -> String {
    let mut text = format!("\nUsage:\n  {program} [options]\n\nOptions:\n");
    for opt in OPTIONS {
        let short = opt.short.map_or("    ".to_owned(), |c| format!("-{} |", char::from(c)));
        let left = format!("{short} --{} {}", opt.long, opt.value);
        text.push_str(&format!("  {left:<24} {}\n", opt.about));
    }
    text.push_str(
        "\nvireod, a virtualization daemon for libvirt's clients:\n\n\
         \x20 Default paths:\n\n\
         \x20   Configuration file (unless overridden by -f):\n\
         \x20     /etc/libvirt/libvirtd.conf\n\n\
         \x20   Sockets:\n\
         \x20     /run/libvirt/libvirt-sock\n\
         \x20     /run/libvirt/libvirt-sock-ro\n\n\
         \x20   PID file (unless overridden by -p):\n\
         \x20     /run/libvirtd.pid\n\n",
    );
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(args: &[&str]) -> Result<Options, String> {
        match parse(args.iter().map(OsString::from)).map_err(|e| e.to_string())? {
            Request::Run(options) => Ok(*options),
            other => Err(format!("{other:?}")),
        }
    }

    #[test]
    fn the_references_options_in_every_spelling() {
        let wanted = Options {
            config: Some("c".into()),
            pid_file: Some("p".into()),
            timeout: Some(7),
            verbose: true,
            listen: true,
            ..Options::default()
        };
        for args in [
            &["--config", "c", "--pid-file", "p", "--timeout", "7", "--verbose", "--listen"][..],
            &["--config=c", "--pid-file=p", "--timeout=7", "--verb", "--lis"],
            &["-f", "c", "-p", "p", "-t", "7", "-v", "-l"],
            &["-fc", "-vlpp", "-t7"],
        ] {
            assert_eq!(run(args).as_ref(), Ok(&wanted), "{args:?}");
        }
        assert_eq!(
            run(&["-d", "--root", "/r", "--check-config"]).map(|o| (o.daemon, o.check_config)),
            Ok((true, true))
        );
    }

    #[test]
    fn help_and_version_win() {
        assert_eq!(parse(["-vh".into()]), Ok(Request::Help));
        assert_eq!(parse(["--version".into(), "x".into()]), Ok(Request::Version));
        for opt in OPTIONS {
            assert!(help("vireod").contains(&format!("--{} ", opt.long)), "{}", opt.long);
        }
    }

    // Recorded from the reference.
    #[test]
    fn refusals_have_the_references_words() {
        let cases: &[(&[&str], &str)] = &[
            (&["foo"], "unexpected, non-option, command line arguments"),
            (&["--foo"], "unrecognized option '--foo'"),
            (&["-t"], "option requires an argument -- 't'"),
            (&["-t", "x"], "Invalid value for timeout"),
            (&["-t", "-5"], "Invalid value for timeout"),
            (&["-x"], "invalid option -- 'x'"),
            (&["--ver"], "option '--ver' is ambiguous"),
            (&["--listen=1"], "option '--listen' doesn't allow an argument"),
        ];
        for (args, message) in cases {
            assert_eq!(run(args), Err((*message).to_owned()), "{args:?}");
        }
    }
}
