//! Logging: `tracing` events and spans to the reference's destinations, in its line
//! format, with its filters, switchable while the daemon runs.
//!
//! A source's name is the module path with dots: `vireo_qemu::process` is
//! `qemu.process`, so that filters written for the reference (`1:qemu`) mean the same.

mod layer;
pub mod settings;
mod sink;

use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError, RwLock};

use tracing::level_filters::LevelFilter;
use tracing_subscriber::layer::SubscriberExt as _;
use vireo_api::{Error, ErrorDomain};

use layer::LineLayer;
use settings::{Destination, Filter, Level, Output, format_list, glob};
use sink::{Line, Sink};

/// What the layer asks for each event.
#[derive(Debug)]
struct Rules {
    default: Level,
    filters: Vec<Filter>,
}

impl Rules {
    /// The least level for a source; the first matching filter counts.
    fn level_of(&self, source: &str) -> Level {
        let matching = self.filters.iter().find(|f| glob(&f.pattern, source));
        matching.map_or(self.default, |f| f.level)
    }

    fn least(&self) -> Level {
        self.filters.iter().map(|f| f.level).fold(self.default, Level::min)
    }
}

/// The state that all of the process logs through.
#[derive(Debug)]
pub struct Logging {
    rules: RwLock<Rules>,
    sinks: Mutex<Vec<Sink>>,
    /// Where lines go when outputs are reset.
    fallback: Destination,
}

impl Logging {
    /// Logging of `default` level and up to `fallback`.
    fn new(default: Level, fallback: Destination) -> Logging {
        let logging = Logging {
            rules: RwLock::new(Rules { default, filters: Vec::new() }),
            sinks: Mutex::new(Vec::new()),
            fallback,
        };
        if logging.set_outputs(Vec::new()).is_err() {
            // The fallback is not there (no journal): standard error always is.
            let stderr = Output { level: default, to: Destination::Stderr };
            *logging.sinks() = Sink::open(stderr).into_iter().collect();
        }
        logging
    }

    /// Makes this the process's logging. Call once.
    pub fn install(default: Level, fallback: Destination) -> &'static Logging {
        let logging: &'static Logging = Box::leak(Box::new(Logging::new(default, fallback)));
        let subscriber = tracing_subscriber::registry().with(LineLayer(logging));
        // Fails only when another subscriber is there, as in tests: then that one logs.
        let _ = tracing::subscriber::set_global_default(subscriber);
        logging
    }

    fn sinks(&self) -> MutexGuard<'_, Vec<Sink>> {
        self.sinks.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Sets the least level of sources that no filter matches.
    pub fn set_level(&self, level: Level) {
        self.rules.write().unwrap_or_else(PoisonError::into_inner).default = level;
        tracing::callsite::rebuild_interest_cache();
    }

    /// Replaces the filters.
    pub fn set_filters(&self, filters: Vec<Filter>) {
        self.rules.write().unwrap_or_else(PoisonError::into_inner).filters = filters;
        tracing::callsite::rebuild_interest_cache();
    }

    /// Replaces the outputs; an empty list means the default output.
    ///
    /// # Errors
    /// `SystemError` when one cannot be opened; then nothing changed.
    pub fn set_outputs(&self, outputs: Vec<Output>) -> Result<(), Error> {
        let outputs = if outputs.is_empty() {
            let level = self.rules.read().unwrap_or_else(PoisonError::into_inner).default;
            vec![Output { level, to: self.fallback.clone() }]
        } else {
            outputs
        };
        let mut sinks = Vec::with_capacity(outputs.len());
        for output in outputs {
            let failed = format!("failed to open {}", place(&output.to));
            let sink = Sink::open(output);
            sinks.push(sink.map_err(|e| Error::system(ErrorDomain::None, failed, &e))?);
        }
        *self.sinks() = sinks;
        Ok(())
    }

    /// Opens files anew, for log rotation.
    pub fn reopen(&self) {
        let outputs: Vec<_> = self.sinks().iter().map(|s| s.output.clone()).collect();
        if let Err(error) = self.set_outputs(outputs) {
            tracing::warn!("cannot reopen log outputs: {error}");
        }
    }

    /// Number of filters, and they as text.
    pub fn filters(&self) -> (usize, String) {
        let rules = self.rules.read().unwrap_or_else(PoisonError::into_inner);
        // Each filter is followed by a blank, as the reference shows them.
        let text = rules.filters.iter().map(|f| format!("{f} ")).collect();
        (rules.filters.len(), text)
    }

    /// Number of outputs, and they as text.
    pub fn outputs(&self) -> (usize, String) {
        let sinks = self.sinks();
        let outputs: Vec<_> = sinks.iter().map(|s| s.output.clone()).collect();
        (outputs.len(), format_list(&outputs))
    }

    fn admits(&self, level: Level, source: &str) -> bool {
        level >= self.rules.read().unwrap_or_else(PoisonError::into_inner).level_of(source)
    }

    fn max_level(&self) -> LevelFilter {
        match self.rules.read().unwrap_or_else(PoisonError::into_inner).least() {
            Level::Debug => LevelFilter::DEBUG,
            Level::Info => LevelFilter::INFO,
            Level::Warning => LevelFilter::WARN,
            Level::Error => LevelFilter::ERROR,
        }
    }

    fn write(&self, line: &Line<'_>) {
        for sink in self.sinks().iter_mut() {
            sink.write(line);
        }
    }
}

fn place(to: &Destination) -> String {
    match to {
        Destination::Stderr => "standard error".to_owned(),
        Destination::Syslog(_) => "/dev/log".to_owned(),
        Destination::File(path) => path.display().to_string(),
        Destination::Journald => sink::JOURNAL.to_owned(),
    }
}

/// Where a daemon logs that is told nothing: as the reference, a foreground one to
/// standard error unless nobody sits there and the journal does, a background one to
/// the journal, else to syslog (root) or `log_file`.
pub fn default_destination(background: bool, privileged: bool, log_file: PathBuf) -> Destination {
    let journal = std::path::Path::new(sink::JOURNAL).exists();
    match (background, journal, privileged) {
        (false, true, _) if !std::io::IsTerminal::is_terminal(&std::io::stdin()) => {
            Destination::Journald
        }
        (false, _, _) => Destination::Stderr,
        (true, true, _) => Destination::Journald,
        (true, false, true) if std::path::Path::new("/dev/log").exists() => {
            Destination::Syslog("vireod".to_owned())
        }
        (true, false, _) => Destination::File(log_file),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_matching_filter_counts() {
        let filters = settings::parse_filters("1:qemu.process 4:qemu").unwrap();
        let rules = Rules { default: Level::Warning, filters };
        assert_eq!(rules.level_of("qemu.process.start"), Level::Debug);
        assert_eq!(rules.level_of("qemu.block"), Level::Error);
        assert_eq!(rules.level_of("server"), Level::Warning);
        assert_eq!(rules.least(), Level::Debug);
    }

    #[test]
    fn a_failed_change_of_outputs_changes_nothing() {
        let logging = Logging::new(Level::Warning, Destination::Stderr);
        let outputs = settings::parse_outputs("1:file:/nonexist/a").unwrap();
        let error = logging.set_outputs(outputs).unwrap_err();
        assert_eq!(error.message(), "failed to open /nonexist/a: No such file or directory");
        assert_eq!(logging.outputs(), (1, "3:stderr".to_owned()));
    }
}
