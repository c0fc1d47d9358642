//! What a client asks of a migration: one table of typed parameters, one of flags that are QEMU's
//! capabilities. A row says name, type, QEMU's name, unit and side (law 1).

use std::collections::BTreeMap;

use serde_json::Value;
use vireo_api::consts::*;
use vireo_api::{Error, ErrorCode, ErrorDomain, Result};
use vireo_proto::TypedParams;
use vireo_proto::remote::{TypedParam, TypedParamValue};

use super::phase::Side;
use super::settings::{Settings, UNLIMITED};
use crate::error::invalid_arg;

/// Which side a parameter or capability is set on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sides {
    /// The source alone.
    Source,
    /// Both.
    Both,
}

/// What becomes of a parameter.
#[derive(Debug, Clone, Copy)]
enum Meaning {
    /// Read by us; strings may come several times.
    Own,
    /// A list of strings.
    List,
    /// QEMU's parameter, in units of so many of QEMU's.
    Qemu(&'static str, u64, Sides),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Type {
    Int,
    ULLong,
    String,
}

impl Type {
    const fn word(self) -> &'static str {
        match self {
            Self::Int => "int",
            Self::ULLong => "ullong",
            Self::String => "string",
        }
    }
}

struct Row {
    name: &'static str,
    kind: Type,
    meaning: Meaning,
    /// A peer-to-peer source tells it to the destination.
    forwarded: bool,
}

const MIB: u64 = 1 << 20;

const fn own(name: &'static str, kind: Type, forwarded: bool) -> Row {
    Row { name, kind, meaning: Meaning::Own, forwarded }
}

const fn list(name: &'static str) -> Row {
    Row { name, kind: Type::String, meaning: Meaning::List, forwarded: true }
}

const fn qemu(name: &'static str, kind: Type, to: &'static str, unit: u64, sides: Sides) -> Row {
    let forwarded = matches!(sides, Sides::Both);
    Row { name, kind, meaning: Meaning::Qemu(to, unit, sides), forwarded }
}

/// All typed parameters.
const ROWS: &[Row] = &[
    own(MIGRATE_PARAM_URI, Type::String, true),
    own(MIGRATE_PARAM_DEST_NAME, Type::String, true),
    own(MIGRATE_PARAM_DEST_XML, Type::String, true),
    own(MIGRATE_PARAM_PERSIST_XML, Type::String, false),
    own(MIGRATE_PARAM_BANDWIDTH, Type::ULLong, true),
    own(MIGRATE_PARAM_GRAPHICS_URI, Type::String, true),
    own(MIGRATE_PARAM_LISTEN_ADDRESS, Type::String, true),
    list(MIGRATE_PARAM_MIGRATE_DISKS),
    list(MIGRATE_PARAM_MIGRATE_DISKS_DETECT_ZEROES),
    own(MIGRATE_PARAM_DISKS_PORT, Type::Int, true),
    own(MIGRATE_PARAM_DISKS_URI, Type::String, true),
    list(MIGRATE_PARAM_COMPRESSION),
    qemu(MIGRATE_PARAM_COMPRESSION_MT_LEVEL, Type::Int, "compress-level", 1, Sides::Both),
    qemu(MIGRATE_PARAM_COMPRESSION_MT_THREADS, Type::Int, "compress-threads", 1, Sides::Both),
    qemu(MIGRATE_PARAM_COMPRESSION_MT_DTHREADS, Type::Int, "decompress-threads", 1, Sides::Both),
    qemu(MIGRATE_PARAM_COMPRESSION_XBZRLE_CACHE, Type::ULLong, "xbzrle-cache-size", 1, Sides::Both),
    qemu(MIGRATE_PARAM_AUTO_CONVERGE_INITIAL, Type::Int, "cpu-throttle-initial", 1, Sides::Source),
    qemu(
        MIGRATE_PARAM_AUTO_CONVERGE_INCREMENT,
        Type::Int,
        "cpu-throttle-increment",
        1,
        Sides::Source,
    ),
    qemu(
        MIGRATE_PARAM_BANDWIDTH_POSTCOPY,
        Type::ULLong,
        "max-postcopy-bandwidth",
        MIB,
        Sides::Both,
    ),
    qemu(MIGRATE_PARAM_PARALLEL_CONNECTIONS, Type::Int, "multifd-channels", 1, Sides::Both),
    qemu(MIGRATE_PARAM_TLS_DESTINATION, Type::String, "tls-hostname", 1, Sides::Source),
    qemu(MIGRATE_PARAM_COMPRESSION_ZLIB_LEVEL, Type::Int, "multifd-zlib-level", 1, Sides::Both),
    qemu(MIGRATE_PARAM_COMPRESSION_ZSTD_LEVEL, Type::Int, "multifd-zstd-level", 1, Sides::Both),
    qemu(
        MIGRATE_PARAM_BANDWIDTH_AVAIL_SWITCHOVER,
        Type::ULLong,
        "avail-switchover-bandwidth",
        MIB,
        Sides::Source,
    ),
];

/// Flags that are capabilities.
const FLAGS: &[(u32, &str, Sides)] = &[
    (MIGRATE_RDMA_PIN_ALL, "rdma-pin-all", Sides::Both),
    (MIGRATE_AUTO_CONVERGE, "auto-converge", Sides::Source),
    (MIGRATE_POSTCOPY, "postcopy-ram", Sides::Both),
    (MIGRATE_PARALLEL, "multifd", Sides::Both),
    (MIGRATE_ZEROCOPY, "zero-copy-send", Sides::Source),
];

/// Capabilities that each side switches on by itself.
#[must_use]
pub const fn automatic(side: Side) -> &'static str {
    match side {
        Side::Source => "pause-before-switchover",
        Side::Destination => "late-block-activate",
    }
}

/// Methods of compression.
const METHODS: &[&str] = &["xbzrle", "mt", "zlib", "zstd"];

/// Tuning that needs its method.
const TUNING: &[(&str, &str, &str)] = &[
    (MIGRATE_PARAM_COMPRESSION_MT_LEVEL, "mt", "Turn multithread compression on to tune it"),
    (MIGRATE_PARAM_COMPRESSION_MT_THREADS, "mt", "Turn multithread compression on to tune it"),
    (MIGRATE_PARAM_COMPRESSION_MT_DTHREADS, "mt", "Turn multithread compression on to tune it"),
    (MIGRATE_PARAM_COMPRESSION_XBZRLE_CACHE, "xbzrle", "Turn xbzrle compression on to tune it"),
    (MIGRATE_PARAM_COMPRESSION_ZLIB_LEVEL, "zlib", "Turn zlib compression on to tune it"),
    (MIGRATE_PARAM_COMPRESSION_ZSTD_LEVEL, "zstd", "Turn zstd compression on to tune it"),
];

/// Tuning that needs its flag.
const TUNED_BY_FLAG: &[(&str, u32, &str)] = &[
    (MIGRATE_PARAM_PARALLEL_CONNECTIONS, MIGRATE_PARALLEL, "Turn parallel migration on to tune it"),
    (
        MIGRATE_PARAM_AUTO_CONVERGE_INITIAL,
        MIGRATE_AUTO_CONVERGE,
        "Turn auto convergence on to tune it",
    ),
    (
        MIGRATE_PARAM_AUTO_CONVERGE_INCREMENT,
        MIGRATE_AUTO_CONVERGE,
        "Turn auto convergence on to tune it",
    ),
];

/// What a client asks for.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Request {
    /// Flags.
    pub flags: u32,
    strings: BTreeMap<&'static str, String>,
    numbers: BTreeMap<&'static str, u64>,
    lists: BTreeMap<&'static str, Vec<String>>,
}

impl Request {
    /// Reads typed parameters.
    ///
    /// # Errors
    /// One that nobody knows, of another type, or told twice.
    pub fn from_params(params: &[TypedParam], flags: u32) -> Result<Self> {
        let mut request = Self { flags, ..Self::default() };
        for param in params {
            request.take(param)?;
        }
        Ok(request)
    }

    /// What the calls without typed parameters can say.
    #[must_use]
    pub fn plain(
        flags: u32,
        uri: Option<String>,
        name: Option<String>,
        xml: Option<String>,
        bandwidth: u64,
    ) -> Self {
        let mut request = Self { flags, ..Self::default() };
        let strings = [
            (MIGRATE_PARAM_URI, uri),
            (MIGRATE_PARAM_DEST_NAME, name),
            (MIGRATE_PARAM_DEST_XML, xml),
        ];
        for (key, value) in strings {
            if let Some(value) = value {
                request.strings.insert(key, value);
            }
        }
        if bandwidth > 0 {
            request.numbers.insert(MIGRATE_PARAM_BANDWIDTH, bandwidth);
        }
        request
    }

    fn take(&mut self, param: &TypedParam) -> Result<()> {
        let name = param.field.to_str().unwrap_or_default();
        let Some(row) = ROWS.iter().find(|row| row.name == name) else {
            return Err(typed(format!("parameter '{name}' not supported")));
        };
        let wrong = |found: &str| {
            let wanted = row.kind.word();
            typed(format!("invalid type '{found}' for parameter '{name}', expected '{wanted}'"))
        };
        let again = || typed(format!("parameter '{name}' occurs multiple times"));
        let number = match (&param.value, row.kind) {
            (TypedParamValue::Int(value), Type::Int) => Some(
                u64::try_from(*value)
                    .map_err(|_| invalid_arg(format!("value '{value}' of '{name}' is negative")))?,
            ),
            (TypedParamValue::Ullong(value), Type::ULLong) => Some(*value),
            (TypedParamValue::String(_), Type::String) => None,
            (value, _) => return Err(wrong(type_word(value))),
        };
        if let Some(number) = number {
            return match self.numbers.insert(row.name, number) {
                None => Ok(()),
                Some(_) => Err(again()),
            };
        }
        let TypedParamValue::String(text) = &param.value else { return Err(wrong("unknown")) };
        let text = text.to_str().map_err(|_| typed(format!("parameter '{name}' is no text")))?;
        match row.meaning {
            Meaning::List => self.lists.entry(row.name).or_default().push(text.to_owned()),
            Meaning::Own | Meaning::Qemu(..) => {
                if self.strings.insert(row.name, text.to_owned()).is_some() {
                    return Err(again());
                }
            }
        }
        Ok(())
    }

    /// Whether a flag is set.
    #[must_use]
    pub fn has(&self, flag: u32) -> bool {
        self.flags & flag != 0
    }

    /// A string, when it was told.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<&str> {
        self.strings.get(name).map(String::as_str)
    }

    /// A number, when it was told.
    #[must_use]
    pub fn number(&self, name: &str) -> Option<u64> {
        self.numbers.get(name).copied()
    }

    /// A list, empty when none was told.
    #[must_use]
    pub fn list(&self, name: &str) -> &[String] {
        self.lists.get(name).map_or(&[], Vec::as_slice)
    }

    /// Says something more.
    pub fn set_text(&mut self, name: &'static str, value: impl Into<String>) {
        self.strings.insert(name, value.into());
    }

    /// Whether something is asked for that only the calls with typed parameters can say.
    #[must_use]
    pub fn needs_params(&self) -> bool {
        let plain = |name: &str| {
            [MIGRATE_PARAM_URI, MIGRATE_PARAM_DEST_NAME, MIGRATE_PARAM_DEST_XML].contains(&name)
        };
        !self.lists.is_empty()
            || self.strings.keys().any(|name| !plain(name))
            || self.numbers.keys().any(|name| *name != MIGRATE_PARAM_BANDWIDTH)
    }

    /// Whether disks are copied.
    #[must_use]
    pub fn copies_disks(&self) -> bool {
        self.has(MIGRATE_NON_SHARED_DISK | MIGRATE_NON_SHARED_INC)
    }

    /// The parameters for the destination of a peer-to-peer migration.
    #[must_use]
    pub fn for_peer(&self) -> TypedParams {
        let mut out = TypedParams::new();
        for row in ROWS.iter().filter(|row| row.forwarded) {
            for value in self.list(row.name) {
                out.string(row.name, value);
            }
            if let Some(value) = self.text(row.name) {
                out.string(row.name, value);
            }
            let Some(value) = self.number(row.name) else { continue };
            match row.kind {
                Type::Int => out.int(row.name, i32::try_from(value).unwrap_or(i32::MAX)),
                Type::ULLong | Type::String => out.ullong(row.name, value),
            };
        }
        out
    }

    /// The methods of compression; the flag alone means XBZRLE.
    ///
    /// # Errors
    /// Methods that exclude each other, or tuning without its method.
    pub fn compression(&self) -> Result<Vec<&str>> {
        let named = self.list(MIGRATE_PARAM_COMPRESSION);
        let parallel = self.has(MIGRATE_PARALLEL);
        let mut methods: Vec<&str> = Vec::new();
        for name in named {
            if !METHODS.contains(&name.as_str()) {
                return Err(invalid_arg(format!("Unsupported compression method '{name}'")));
            }
            if methods.contains(&name.as_str()) {
                let text = format!("Compression method '{name}' is specified twice");
                return Err(invalid_arg(text));
            }
            methods.push(name);
        }
        let multifd = methods.iter().filter(|name| matches!(**name, "zlib" | "zstd")).count();
        for name in &methods {
            let for_parallel = matches!(*name, "zlib" | "zstd");
            if for_parallel && !parallel {
                let text = format!(
                    "Compression method '{name}' is only supported with parallel migration"
                );
                return Err(invalid_arg(text));
            }
            if !for_parallel && parallel {
                let text =
                    format!("Compression method '{name}' isn't supported with parallel migration");
                return Err(invalid_arg(text));
            }
        }
        if multifd > 1 {
            return Err(invalid_arg(
                "Only one compression method could be specified with parallel compression",
            ));
        }
        for (tuning, method, refusal) in TUNING {
            // The flag alone turns XBZRLE on.
            let on = methods.contains(method)
                || (*method == "xbzrle" && methods.is_empty() && self.has(MIGRATE_COMPRESSED));
            if self.number(tuning).is_some() && !on {
                return Err(invalid_arg(*refusal));
            }
        }
        if methods.is_empty() && self.has(MIGRATE_COMPRESSED) {
            if parallel {
                let text = "No compression algorithm selected for parallel migration";
                return Err(invalid_arg(text));
            }
            methods.push("xbzrle");
        }
        Ok(methods)
    }

    /// Refuses to tune what is not on. The destination is not told of what only the source does.
    ///
    /// # Errors
    /// Tuning without its flag.
    pub fn tuned(&self, side: Side) -> Result<()> {
        for (tuning, flag, refusal) in TUNED_BY_FLAG {
            let ours = side == Side::Source || *flag != MIGRATE_AUTO_CONVERGE;
            if ours && self.number(tuning).is_some() && !self.has(*flag) {
                return Err(invalid_arg(*refusal));
            }
        }
        Ok(())
    }

    /// What QEMU is told on one side. `remote_has` knows the other side's abilities.
    ///
    /// # Errors
    /// As [`Request::compression`]; the other side lacks what is asked for.
    pub fn settings(
        &self,
        side: Side,
        remote_has: impl Fn(&str) -> Option<bool>,
        local_has: impl Fn(&str) -> bool,
    ) -> Result<Settings> {
        let here = |sides: Sides| sides == Sides::Both || side == Side::Source;
        self.tuned(side)?;
        let mut settings = Settings::default().capability(automatic(side), true);
        let both = |name: &str| remote_has(name) != Some(false);
        let mut wanted = Vec::new();
        for (flag, name, sides) in FLAGS {
            if self.has(*flag) && here(*sides) {
                wanted.push((*name, *sides));
            }
        }
        for method in self.compression()? {
            match method {
                "xbzrle" => wanted.push(("xbzrle", Sides::Both)),
                "mt" => wanted.push(("compress", Sides::Both)),
                method => settings = settings.parameter("multifd-compression", method),
            }
        }
        for (name, sides) in wanted {
            if !local_has(name) {
                let text = format!("Migration option '{name}' is not supported by QEMU binary");
                return Err(Error::new(ErrorCode::ArgumentUnsupported, ErrorDomain::Qemu, text));
            }
            if sides == Sides::Both && !both(name) {
                let (here, there) = match side {
                    Side::Source => ("source", "destination"),
                    Side::Destination => ("destination", "source"),
                };
                let text = format!(
                    "Migration option '{name}' is supported by {here} but not by {there} host"
                );
                return Err(Error::new(ErrorCode::OperationUnsupported, ErrorDomain::Qemu, text));
            }
            settings = settings.capability(name, true);
        }
        if !self.has(MIGRATE_TUNNELLED) {
            for name in ["return-path", "switchover-ack"] {
                // The other's acknowledgement needs the way back.
                if local_has(name) && both(name) {
                    settings = settings.capability(name, true);
                }
            }
        }
        let preempt = "postcopy-preempt";
        if self.has(MIGRATE_POSTCOPY) && local_has(preempt) && remote_has(preempt) == Some(true) {
            settings = settings.capability(preempt, true);
        }
        Ok(self.parameters(settings, side))
    }

    fn parameters(&self, mut settings: Settings, side: Side) -> Settings {
        for row in ROWS {
            let Meaning::Qemu(name, unit, sides) = row.meaning else { continue };
            if sides == Sides::Source && side == Side::Destination {
                continue;
            }
            if let Some(value) = self.number(row.name) {
                let value = value.saturating_mul(unit).min(i64::MAX as u64);
                settings = settings.parameter(name, value);
            }
            if let Some(text) = self.text(row.name) {
                settings = settings.parameter(name, text);
            }
        }
        settings
    }

    /// The limit of bandwidth in bytes a second; `default` is the guest's own, in MiB a second.
    #[must_use]
    pub fn bandwidth(&self, default: Option<u64>) -> Value {
        let mib = self.number(MIGRATE_PARAM_BANDWIDTH).filter(|mib| *mib > 0).or(default);
        mib.map_or(UNLIMITED, |mib| mib.saturating_mul(MIB).min(UNLIMITED)).into()
    }
}

fn typed(text: String) -> Error {
    Error::new(ErrorCode::InvalidArg, ErrorDomain::None, text)
}

fn type_word(value: &TypedParamValue) -> &'static str {
    match value {
        TypedParamValue::Int(_) => "int",
        TypedParamValue::Uint(_) => "uint",
        TypedParamValue::Llong(_) => "llong",
        TypedParamValue::Ullong(_) => "ullong",
        TypedParamValue::Double(_) => "double",
        TypedParamValue::Boolean(_) => "boolean",
        TypedParamValue::String(_) => "string",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(flags: u32, fill: impl FnOnce(&mut TypedParams)) -> Result<Request> {
        let mut params = TypedParams::new();
        fill(&mut params);
        Request::from_params(&params.into_vec(), flags)
    }

    fn settings(request: &Request, side: Side) -> Settings {
        request.settings(side, |_| Some(true), |_| true).unwrap()
    }

    /// REQ: Q-MIG-20
    #[test]
    fn flags_and_parameters_become_qemus() {
        let flags = MIGRATE_PARALLEL | MIGRATE_AUTO_CONVERGE | MIGRATE_POSTCOPY;
        let all = request(flags, |params| {
            params.int(MIGRATE_PARAM_PARALLEL_CONNECTIONS, 4);
            params.int(MIGRATE_PARAM_AUTO_CONVERGE_INITIAL, 50);
            params.ullong(MIGRATE_PARAM_BANDWIDTH_POSTCOPY, 2);
            params.string(MIGRATE_PARAM_COMPRESSION, "zstd");
        })
        .unwrap();
        let source = settings(&all, Side::Source);
        for name in ["multifd", "auto-converge", "postcopy-ram", "postcopy-preempt", "return-path"]
        {
            assert_eq!(source.capabilities.get(name), Some(&true), "{name}");
        }
        assert_eq!(source.parameters.get("max-postcopy-bandwidth"), Some(&Value::from(2 << 20)));
        assert_eq!(source.parameters.get("multifd-compression"), Some(&Value::from("zstd")));
        let destination = settings(&all, Side::Destination);
        assert_eq!(destination.parameters.get("cpu-throttle-initial"), None);
        assert_eq!(destination.parameters.get("multifd-channels"), Some(&Value::from(4)));
        assert_eq!(destination.capabilities.get("late-block-activate"), Some(&true));
        assert_eq!(destination.capabilities.get("auto-converge"), None);
        let there = all.for_peer().into_vec();
        assert!(!there.iter().any(|one| one.field == *MIGRATE_PARAM_AUTO_CONVERGE_INITIAL));
        assert!(there.iter().any(|one| one.field == *MIGRATE_PARAM_COMPRESSION));
    }

    #[test]
    fn what_makes_no_sense_is_refused() {
        let told = |flags, method: &str| {
            let all = request(flags, |params| {
                params.string(MIGRATE_PARAM_COMPRESSION, method);
            });
            all.unwrap().compression().unwrap_err().to_string()
        };
        assert!(told(0, "zlib").contains("only supported with parallel"));
        assert!(told(MIGRATE_PARALLEL, "xbzrle").contains("isn't supported with parallel"));
        assert!(told(0, "lzw").contains("Unsupported compression method 'lzw'"));
        let tuned = request(0, |params| {
            params.ullong(MIGRATE_PARAM_COMPRESSION_XBZRLE_CACHE, 4096);
        });
        assert!(tuned.unwrap().compression().is_err());
        assert!(request(0, |params| _ = params.int("colour", 1)).is_err());
        assert!(request(0, |params| _ = params.int(MIGRATE_PARAM_BANDWIDTH, 1)).is_err());
        let tuned = request(0, |params| _ = params.int(MIGRATE_PARAM_AUTO_CONVERGE_INITIAL, 7));
        let tuned = tuned.unwrap();
        assert!(tuned.tuned(Side::Source).is_err() && tuned.tuned(Side::Destination).is_ok());
        let lacking = request(MIGRATE_PARALLEL, |_| ()).unwrap();
        let refused = lacking.settings(Side::Source, |_| Some(false), |_| true).unwrap_err();
        assert!(refused.to_string().contains("supported by source but not by destination"));
    }

    #[test]
    fn the_calls_own_bandwidth_wins() {
        let all = Request::plain(0, None, None, None, 3);
        assert_eq!(all.bandwidth(Some(9)), Value::from(3 << 20));
        let silent = Request::plain(0, None, None, None, 0);
        assert_eq!(silent.bandwidth(Some(9)), Value::from(9 << 20));
        assert_eq!(silent.bandwidth(None), Value::from(UNLIMITED));
    }
}
