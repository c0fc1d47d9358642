//! From `tracing` to lines: `TIME: THREAD: LEVEL : SOURCE:LINE : [SPANS] MESSAGE`.

use std::fmt::{self, Write as _};
use std::time::{SystemTime, UNIX_EPOCH};

use tracing::field::{Field, Visit};
use tracing::level_filters::LevelFilter;
use tracing::span::{Attributes, Id, Record};
use tracing::subscriber::Interest;
use tracing::{Event, Metadata, Subscriber};
use tracing_subscriber::layer::{Context, Layer};
use tracing_subscriber::registry::LookupSpan;

use super::Logging;
use super::settings::Level;
use super::sink::Line;

/// The layer that writes lines.
pub struct LineLayer(pub &'static Logging);

/// A span's name and fields as text, kept with the span.
struct SpanText(String);

impl<S: Subscriber + for<'a> LookupSpan<'a>> Layer<S> for LineLayer {
    fn register_callsite(&self, metadata: &'static Metadata<'static>) -> Interest {
        if admits(self.0, metadata) { Interest::always() } else { Interest::never() }
    }

    fn enabled(&self, metadata: &Metadata<'_>, _: Context<'_, S>) -> bool {
        admits(self.0, metadata)
    }

    fn max_level_hint(&self) -> Option<LevelFilter> {
        Some(self.0.max_level())
    }

    fn on_new_span(&self, attributes: &Attributes<'_>, id: &Id, cx: Context<'_, S>) {
        let Some(span) = cx.span(id) else { return };
        let mut text = Text(attributes.metadata().name().to_owned());
        attributes.record(&mut text);
        span.extensions_mut().insert(SpanText(text.0));
    }

    fn on_record(&self, id: &Id, values: &Record<'_>, cx: Context<'_, S>) {
        let Some(span) = cx.span(id) else { return };
        if let Some(kept) = span.extensions_mut().get_mut::<SpanText>() {
            let mut text = Text(std::mem::take(&mut kept.0));
            values.record(&mut text);
            kept.0 = text.0;
        }
    }

    fn on_event(&self, event: &Event<'_>, cx: Context<'_, S>) {
        let metadata = event.metadata();
        let mut message = Text(String::new());
        if let Some(scope) = cx.event_scope(event) {
            for span in scope.from_root() {
                if let Some(text) = span.extensions().get::<SpanText>() {
                    let _ = write!(message.0, "[{}] ", text.0);
                }
            }
        }
        event.record(&mut message);
        let level = Level::from(metadata.level());
        let source = source(metadata.target());
        let time = Timestamp::now();
        let thread = rustix::thread::gettid().as_raw_nonzero();
        let at = metadata.line().unwrap_or(0);
        let whole = format!("{time}: {thread}: {} : {source}:{at} : {}", level.word(), message.0);
        self.0.write(&Line { level, whole: &whole, message: &message.0, source: &source });
    }
}

fn admits(logging: &Logging, metadata: &Metadata<'_>) -> bool {
    logging.admits(Level::from(metadata.level()), &source(metadata.target()))
}

/// `vireo_qemu::process` as `qemu.process`.
fn source(target: &str) -> String {
    target.strip_prefix("vireo_").unwrap_or(target).replace("::", ".")
}

/// Fields as text: the message plain, others as `name=value`.
struct Text(String);

impl Visit for Text {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        let gap = if self.0.is_empty() || self.0.ends_with(' ') { "" } else { " " };
        let _ = match field.name() {
            "message" => write!(self.0, "{gap}{value:?}"),
            name => write!(self.0, "{gap}{name}={value:?}"),
        };
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        match field.name() {
            "message" => self.record_debug(field, &format_args!("{value}")),
            _ => self.record_debug(field, &value),
        }
    }
}

/// A moment in UTC, to the millisecond.
struct Timestamp {
    seconds: u64,
    millis: u32,
}

impl Timestamp {
    fn now() -> Timestamp {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Timestamp { seconds: since.as_secs(), millis: since.subsec_millis() }
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = civil(self.seconds / 86_400);
        let second = self.seconds % 86_400;
        let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
        let millis = self.millis;
        write!(
            f,
            "{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}.{millis:03}+0000"
        )
    }
}

/// Year, month and day of a day counted from 1970 (the Gregorian calendar repeats
/// after 146,097 days; years are counted from March so that leap days come last).
fn civil(day: u64) -> (u64, u64, u64) {
    let day = day + 719_468;
    let era = day / 146_097;
    let of_era = day % 146_097;
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * of_year + 2) / 153;
    let day_of_month = of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    let year = year_of_era + era * 400 + u64::from(month <= 2);
    (year, month, day_of_month)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_written_as_the_reference_does() {
        let shown = |seconds, millis| Timestamp { seconds, millis }.to_string();
        assert_eq!(shown(0, 0), "1970-01-01 00:00:00.000+0000");
        assert_eq!(shown(951_782_400, 5), "2000-02-29 00:00:00.005+0000");
        assert_eq!(shown(1_795_161_599, 999), "2026-11-20 07:59:59.999+0000");
    }

    #[test]
    fn sources_drop_the_prefix() {
        assert_eq!(source("vireo_qemu::process"), "qemu.process");
        assert_eq!(source("other::x"), "other.x");
    }
}
