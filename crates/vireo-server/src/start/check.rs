//! `--check-config`: what the configuration files say that is wrong, odd, or without effect.

use std::path::Path;

use vireo_config::{
    Conf, ConfError, DaemonConfig, Key, NetworkConfig, QemuConfig, Warning, ineffective,
};

use super::places::Places;

/// A file's table of keys and how it is loaded.
struct Table {
    keys: &'static [Key],
    load: fn(&Conf) -> Result<Vec<Warning>, ConfError>,
}

const DAEMON: Table =
    Table { keys: DaemonConfig::KEYS, load: |conf| DaemonConfig::from_conf(conf).map(|(_, w)| w) };
const QEMU: Table =
    Table { keys: QemuConfig::KEYS, load: |conf| QemuConfig::from_conf(conf).map(|(_, w)| w) };
const NETWORK: Table = Table {
    keys: NetworkConfig::KEYS,
    load: |conf| NetworkConfig::from_conf(conf).map(|(_, w)| w),
};

/// Checks all files. Tells whether the daemon would start with them, and the report.
pub fn check(places: &Places, config: Option<&Path>) -> (bool, String) {
    let daemon = config.map_or_else(|| places.config_file(), Into::into);
    let mut report = String::new();
    let mut sound = true;
    for (path, table, named) in [
        (daemon, DAEMON, config.is_some()),
        (places.qemu_config_file(), QEMU, false),
        (places.network_config_file(), NETWORK, false),
    ] {
        sound &= check_file(&path, &table, named, &mut report);
    }
    (sound, report)
}

fn check_file(path: &Path, table: &Table, named: bool, report: &mut String) -> bool {
    let shown = path.display();
    if !named && !path.exists() {
        report.push_str(&format!("{shown}: not there, defaults hold\n"));
        return true;
    }
    let conf = match Conf::read(path) {
        Ok(conf) => conf,
        Err(error) => {
            report.push_str(&format!("{shown}: {error}\n"));
            return false;
        }
    };
    match (table.load)(&conf) {
        Ok(warnings) => {
            let odd = warnings.into_iter().chain(ineffective(&conf, table.keys));
            let lines: Vec<_> = odd.map(|w| format!("{w}\n")).collect();
            let set = conf.entries().len();
            report.push_str(&format!("{shown}: {set} keys set, {} without effect\n", lines.len()));
            lines.iter().for_each(|line| report.push_str(line));
            true
        }
        Err(error) => {
            report.push_str(&format!("{shown}: {error}\n"));
            false
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::options::Options;

    #[test]
    fn keys_without_effect_are_listed() {
        let dir = tempfile::tempdir().unwrap();
        let options = Options { root: Some(dir.path().to_owned()), ..Options::default() };
        let places = Places::new(&options, 0).unwrap();
        let etc = places.layout.etc();
        std::fs::create_dir_all(&etc).unwrap();
        let path = places.config_file();
        std::fs::write(&path, "max_clients = 50\ntls_priority = \"N\"\nbogus = 1\n").unwrap();
        let (sound, report) = check(&places, None);
        assert!(sound, "{report}");
        let shown = path.display();
        assert!(report.contains(&format!("{shown}: 3 keys set, 2 without effect\n")), "{report}");
        assert!(report.contains(&format!("{shown}:2: 'tls_priority': has no effect yet\n")));
        assert!(report.contains(&format!("{shown}:3: 'bogus': unknown key, ignored\n")));
        std::fs::write(&path, "max_clients = \"x\"\n").unwrap();
        assert!(!check(&places, None).0);
        assert!(!check(&places, Some(Path::new("/nonexist"))).0);
    }
}
