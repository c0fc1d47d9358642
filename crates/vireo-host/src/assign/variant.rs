//! Drivers for guests that are made for a device: the kernel lists their modules with the devices
//! that they are for.

use super::{Root, link_name, names};

/// The driver that is made for the device of that alias (`pci:v0000…`), if there is one.
pub(super) fn driver_for(root: &Root, alias: &str) -> Option<String> {
    let release = rustix::system::uname().release().to_string_lossy().into_owned();
    let list = root.path("/lib/modules").join(release).join("modules.alias");
    let text = std::fs::read_to_string(list).ok()?;
    let module = best(&text, alias)?;
    // Drivers are called as their modules are, but for the first of them.
    let usual = if module == "vfio_pci" { "vfio-pci".to_owned() } else { module.clone() };
    Some(driver_of(root, &module).unwrap_or(usual))
}

/// The name of a module's driver, which need not be the module's.
fn driver_of(root: &Root, module: &str) -> Option<String> {
    let dir = root.sys("module").join(module).join("drivers");
    let link = names(&dir).into_iter().find(|name| name.starts_with("pci:"))?;
    link_name(&dir.join(&link)).or_else(|| link.strip_prefix("pci:").map(str::to_owned))
}

/// The module whose pattern fits the alias with the fewest wild cards.
fn best(list: &str, alias: &str) -> Option<String> {
    let alias = format!("vfio_pci:{}", alias.strip_prefix("pci:")?);
    let lines = list.lines().filter_map(|line| {
        let mut words = line.strip_prefix("alias ")?.split_ascii_whitespace();
        let (pattern, module) = (words.next()?, words.next()?);
        let fits = pattern.starts_with("vfio_pci:") && fits(pattern, &alias);
        fits.then(|| (pattern.matches('*').count(), module.to_owned()))
    });
    lines.min_by_key(|(wild, _)| *wild).map(|(_, module)| module)
}

/// Whether the text is as the pattern says, in which `*` stands for anything.
fn fits(pattern: &str, text: &str) -> bool {
    let mut parts = pattern.split('*');
    let Some(mut rest) = text.strip_prefix(parts.next().unwrap_or_default()) else { return false };
    let mut parts = parts.peekable();
    if parts.peek().is_none() {
        return rest.is_empty();
    }
    while let Some(part) = parts.next() {
        if parts.peek().is_none() {
            return rest.ends_with(part);
        }
        let Some(at) = rest.find(part) else { return false };
        rest = &rest[at + part.len()..];
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: &str = "alias pci:v000015B3d0000101Esv*sd*bc*sc*i* mlx5_core\n\
        alias vfio_pci:v*d*sv*sd*bc*sc*i* vfio_pci\n\
        alias vfio_pci:v000015B3d0000101Esv*sd*bc*sc*i* mlx5_vfio_pci\n";

    #[test]
    fn the_narrowest_pattern_wins() {
        let own = "pci:v000015B3d0000101Esv000015B3sd00000001bc02sc00i00";
        assert_eq!(best(LIST, own).as_deref(), Some("mlx5_vfio_pci"));
        let other = "pci:v00008086d00001572sv00001028sd00000000bc02sc00i00";
        assert_eq!(best(LIST, other).as_deref(), Some("vfio_pci"));
        assert_eq!(best("", own), None);
    }

    #[test]
    fn stars_stand_for_anything() {
        for (pattern, text, good) in [
            ("a*c", "abc", true),
            ("a*c", "ac", true),
            ("a*c", "acd", false),
            ("abc", "abc", true),
            ("abc", "abcd", false),
            ("a*b*c*", "a1b2c3", true),
            ("a*b*c*", "a1c2b3", false),
        ] {
            assert_eq!(fits(pattern, text), good, "{pattern} {text}");
        }
    }
}
