//! `-chardev` options as the arguments of `chardev-add`.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};
use vireo_api::Result;

use crate::error::internal;

/// Options by their keys; the word without one is `backend`.
pub(super) type Options = BTreeMap<String, String>;

/// Takes `a,b=c,d=e,,f` apart.
pub(super) fn parse(text: &str) -> Options {
    const COMMA: char = '\u{1}';
    let text = text.replace(",,", &COMMA.to_string());
    let pairs = text.split(',').map(|pair| {
        let (key, value) = pair.split_once('=').unwrap_or(("backend", pair));
        (key.to_owned(), value.replace(COMMA, ","))
    });
    pairs.collect()
}

/// The arguments of the command.
///
/// # Errors
/// A kind that cannot be added later.
pub(super) fn backend(opts: &Options) -> Result<Value> {
    let text = |key: &str| opts.get(key).cloned().unwrap_or_default();
    let kind = text("backend");
    let data = match kind.as_str() {
        "null" | "vc" | "pty" | "stdio" => json!({}),
        "file" => file(opts),
        "pipe" | "serial" | "parallel" => json!({ "device": text("path") }),
        "socket" => socket(opts),
        "udp" => json!({
            "remote": inet(&text("host"), &text("port")),
            "local": inet(&text("localaddr"), &text("localport")),
        }),
        "spicevmc" => json!({ "type": text("name") }),
        "spiceport" => json!({ "fqdn": text("name") }),
        "dbus" => json!({ "name": text("name") }),
        "qemu-vdagent" => switches(opts, &["clipboard", "mouse"]),
        other => return Err(internal(format!("chardev '{other}' cannot be plugged"))),
    };
    let mut data = match data {
        Value::Object(data) => data,
        _ => Map::new(),
    };
    if let Some(file) = opts.get("logfile") {
        data.insert("logfile".to_owned(), file.as_str().into());
        data.insert("logappend".to_owned(), is_on(opts, "logappend").into());
    }
    Ok(json!({ "id": text("id"), "backend": { "type": kind, "data": data } }))
}

fn is_on(opts: &Options, key: &str) -> bool {
    opts.get(key).is_some_and(|value| value == "on")
}

fn switches(opts: &Options, keys: &[&str]) -> Value {
    let on = |key: &&str| Some(((*key).to_owned(), Value::Bool(opts.get(*key)? == "on")));
    Value::Object(keys.iter().filter_map(on).collect())
}

fn file(opts: &Options) -> Value {
    let mut data = json!({ "out": opts.get("path") });
    if opts.contains_key("append") {
        data["append"] = is_on(opts, "append").into();
    }
    data
}

fn inet(host: &str, port: &str) -> Value {
    json!({ "type": "inet", "data": { "host": host, "port": port } })
}

fn socket(opts: &Options) -> Value {
    let addr = match (opts.get("path"), opts.get("fd")) {
        (_, Some(fd)) => json!({ "type": "fd", "data": { "str": fd } }),
        (Some(path), None) => json!({ "type": "unix", "data": { "path": path } }),
        (None, None) => {
            let text = |key: &str| opts.get(key).cloned().unwrap_or_default();
            inet(&text("host"), &text("port"))
        }
    };
    // The command's default is to listen, the option's is not to.
    let server = is_on(opts, "server");
    let mut data = json!({ "addr": addr, "server": server });
    if server {
        data["wait"] = is_on(opts, "wait").into();
    }
    if let Some(credentials) = opts.get("tls-creds") {
        data["tls-creds"] = credentials.as_str().into();
    }
    if is_on(opts, "telnet") {
        data["telnet"] = true.into();
    }
    for key in ["reconnect-ms", "reconnect"] {
        if let Some(time) = opts.get(key).and_then(|value| value.parse::<u64>().ok()) {
            data[key] = time.into();
        }
    }
    data
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_are_taken_apart() {
        let opts = parse("socket,id=charx,path=/a,,b,server=on,wait=off");
        assert_eq!(opts.get("path").map(String::as_str), Some("/a,b"));
        assert_eq!(opts.get("backend").map(String::as_str), Some("socket"));
    }

    #[test]
    fn a_socket_has_an_address() {
        let said = backend(&parse("socket,id=c,path=/s,server=on,wait=off")).unwrap();
        let expected = json!({ "id": "c", "backend": { "type": "socket", "data": {
            "addr": { "type": "unix", "data": { "path": "/s" } }, "server": true, "wait": false } } });
        assert_eq!(said, expected);
        let said = backend(&parse("socket,id=c,host=h,port=4,reconnect-ms=1000")).unwrap();
        assert_eq!(said["backend"]["data"]["addr"]["data"]["port"], "4");
        assert_eq!(said["backend"]["data"]["server"], false);
        assert_eq!(said["backend"]["data"]["reconnect-ms"], 1000);
        let said = backend(&parse("socket,id=c,host=h,port=4,tls-creds=t")).unwrap();
        assert_eq!(said["backend"]["data"]["tls-creds"], "t");
    }

    #[test]
    fn files_are_written_to() {
        let said = backend(&parse("file,id=c,path=/dev/fdset/3,append=on")).unwrap();
        assert_eq!(said["backend"]["data"], json!({ "out": "/dev/fdset/3", "append": true }));
        assert!(backend(&parse("nmdm,id=c")).is_err());
    }
}
