//! The protocol table (`crates/vireo-proto/protocol/*.tbl`) as data.

use anyhow::{Context, Result, bail, ensure};

/// One program's file.
#[derive(Debug, Default)]
pub struct Program {
    pub name: String,
    pub number: u32,
    pub version: u32,
    /// `use PROGRAM TYPE…`
    pub uses: Vec<(String, Vec<String>)>,
    pub consts: Vec<(String, u64)>,
    pub types: Vec<TypeDef>,
    pub calls: Vec<Call>,
    pub events: Vec<Event>,
}

/// A type that is neither arguments nor results.
#[derive(Debug)]
pub enum TypeDef {
    Enum { name: String, items: Vec<(String, i32)> },
    Union { name: String, arms: Vec<(i32, Field)> },
    Struct { name: String, fields: Vec<Field> },
}

/// `name: type`
#[derive(Debug, Clone)]
pub struct Field {
    pub name: String,
    pub ty: Type,
}

/// A field's type as written in the table.
#[derive(Debug, Clone)]
pub struct Type {
    pub optional: bool,
    pub base: String,
    pub shape: Shape,
}

/// How often a base type stands in a field.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    One,
    /// `[<=BOUND]`
    Counted(String),
    /// `[N]`
    Fixed(usize),
    /// `opaque<BOUND>`
    Opaque(String),
}

/// A `call` line.
#[derive(Debug)]
pub struct Call {
    pub number: i32,
    pub name: String,
    pub args: Vec<Field>,
    pub ret: Vec<Field>,
    pub room: String,
    pub high: bool,
    pub access: String,
    pub api: String,
    pub stream: Option<String>,
    pub fds_in: bool,
    pub fds_out: bool,
    pub preauth: bool,
    pub permissions: Vec<Permission>,
    pub filters: Vec<Permission>,
}

/// `object.perm[@condition]`
#[derive(Debug)]
pub struct Permission {
    pub object: String,
    pub perm: String,
    pub when: When,
}

/// When a permission is asked for.
#[derive(Debug)]
pub enum When {
    Always,
    FlagsSet(u32),
    FlagsClear(u32),
    Equals(String, u32),
}

/// An `event` line.
#[derive(Debug)]
pub struct Event {
    pub number: i32,
    pub name: String,
    pub fields: Vec<Field>,
}

/// Reads one file; errors name the line.
pub fn parse(text: &str) -> Result<Program> {
    let mut program = Program::default();
    for (n, line) in text.lines().enumerate() {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        parse_line(&mut program, line).with_context(|| format!("line {}: {line}", n + 1))?;
    }
    ensure!(!program.name.is_empty(), "no `program` line");
    Ok(program)
}

fn parse_line(program: &mut Program, line: &str) -> Result<()> {
    let (keyword, rest) = line.split_once(' ').context("a keyword alone")?;
    let rest = rest.trim();
    match keyword {
        "program" => {
            let words: Vec<_> = rest.split_whitespace().collect();
            let [name, number, version] = words[..] else { bail!("program NAME NUMBER VERSION") };
            program.name = name.to_owned();
            program.number = number_u32(number)?;
            program.version = version.parse()?;
        }
        "use" => {
            let mut words = rest.split_whitespace().map(str::to_owned);
            let from = words.next().context("use PROGRAM TYPE…")?;
            program.uses.push((from, words.collect()));
        }
        "const" => {
            let (name, value) = rest.split_once(' ').context("const NAME VALUE")?;
            program.consts.push((name.to_owned(), value.trim().parse()?));
        }
        "enum" | "union" | "struct" => program.types.push(type_def(keyword, rest)?),
        "call" => program.calls.push(call(rest)?),
        "event" => {
            let (number, name, fields) = numbered(rest)?;
            program.events.push(Event { number, name, fields: parse_fields(&fields)? });
        }
        other => bail!("unknown keyword {other}"),
    }
    Ok(())
}

fn number_u32(text: &str) -> Result<u32> {
    Ok(match text.strip_prefix("0x") {
        Some(hex) => u32::from_str_radix(hex, 16)?,
        None => text.parse()?,
    })
}

fn type_def(keyword: &str, rest: &str) -> Result<TypeDef> {
    let (name, body) = rest.split_once('{').context("no {")?;
    let name = name.trim().to_owned();
    let body = body.strip_suffix('}').context("no }")?.trim();
    let items = body.split(", ").map(str::trim).filter(|s| !s.is_empty());
    Ok(match keyword {
        "struct" => TypeDef::Struct { name, fields: parse_fields(body)? },
        "enum" => TypeDef::Enum {
            name,
            items: items
                .map(|item| {
                    let (item, value) = item.split_once(" = ").context("item = value")?;
                    Ok((item.to_owned(), value.parse()?))
                })
                .collect::<Result<_>>()?,
        },
        _ => TypeDef::Union {
            name,
            arms: items
                .map(|arm| {
                    let (tag, field) = arm.split_once(' ').context("tag item: type")?;
                    Ok((tag.parse()?, parse_field(field)?))
                })
                .collect::<Result<_>>()?,
        },
    })
}

/// `N name (fields)`
fn numbered(text: &str) -> Result<(i32, String, String)> {
    let (head, fields) = text.split_once('(').context("no (")?;
    let fields = fields.strip_suffix(')').context("no )")?;
    let (number, name) = head.trim().split_once(' ').context("N name")?;
    Ok((number.parse()?, name.trim().to_owned(), fields.to_owned()))
}

fn call(rest: &str) -> Result<Call> {
    let parts: Vec<_> = rest.split(" | ").collect();
    let [signature, traits, permissions] = parts[..] else { bail!("three parts wanted") };
    let (args, ret) = signature.split_once(" -> ").context("no ->")?;
    let (number, name, args) = numbered(args)?;
    let ret =
        ret.trim().strip_prefix('(').and_then(|r| r.strip_suffix(')')).context("(results)")?;
    let mut words = traits.split_whitespace();
    let mut word = || words.next().map(str::to_owned).context("room priority access api");
    let mut call = Call {
        number,
        name,
        args: parse_fields(&args)?,
        ret: parse_fields(ret)?,
        room: word()?,
        high: word()? == "high",
        access: word()?,
        api: word()?,
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: Vec::new(),
        filters: Vec::new(),
    };
    for extra in words {
        match extra.split_once('=') {
            None if extra == "preauth" => call.preauth = true,
            Some(("stream", direction)) => call.stream = Some(direction.to_owned()),
            Some(("fds", sides)) => {
                call.fds_in = sides.split(',').any(|s| s == "in");
                call.fds_out = sides.split(',').any(|s| s == "out");
            }
            _ => bail!("unknown extra {extra}"),
        }
    }
    for word in permissions.split_whitespace().filter(|w| *w != "-") {
        match word.strip_prefix('+') {
            Some(filter) => call.filters.push(permission(filter)?),
            None => call.permissions.push(permission(word)?),
        }
    }
    Ok(call)
}

fn permission(word: &str) -> Result<Permission> {
    let (what, condition) = match word.split_once('@') {
        Some((what, condition)) => (what, Some(condition)),
        None => (word, None),
    };
    let (object, perm) = what.split_once('.').context("object.permission")?;
    let when = match condition {
        None => When::Always,
        Some(c) => {
            if let Some(mask) = c.strip_prefix("flags!&") {
                When::FlagsClear(number_u32(mask)?)
            } else if let Some(mask) = c.strip_prefix("flags&") {
                When::FlagsSet(number_u32(mask)?)
            } else {
                let (field, value) = c.split_once('=').context("condition")?;
                When::Equals(field.to_owned(), number_u32(value)?)
            }
        }
    };
    Ok(Permission { object: object.to_owned(), perm: perm.to_owned(), when })
}

fn parse_fields(text: &str) -> Result<Vec<Field>> {
    text.split(", ").map(str::trim).filter(|f| !f.is_empty()).map(parse_field).collect()
}

fn parse_field(text: &str) -> Result<Field> {
    let (name, ty) = text.split_once(": ").context("name: type")?;
    Ok(Field { name: name.trim().to_owned(), ty: parse_type(ty.trim())? })
}

fn parse_type(text: &str) -> Result<Type> {
    let (optional, text) = match text.strip_prefix('?') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (base, shape) = if let Some(rest) = text.strip_prefix("opaque<") {
        ("opaque", Shape::Opaque(rest.strip_suffix('>').context("opaque<")?.to_owned()))
    } else if let Some((base, rest)) = text.split_once('[') {
        let rest = rest.strip_suffix(']').context("no ]")?;
        match rest.strip_prefix("<=") {
            Some(bound) => (base, Shape::Counted(bound.to_owned())),
            None => (base, Shape::Fixed(rest.parse()?)),
        }
    } else {
        (text, Shape::One)
    };
    Ok(Type { optional, base: base.to_owned(), shape })
}
