//! Where a name in an image leads.

use std::path::{Path, PathBuf};

/// Where a name leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// A file or device of this host.
    File(PathBuf),
    /// A JSON text of QEMU's, without its `json:`.
    Json(String),
    /// A URI (`nbd://…`).
    Uri(String),
    /// A name of QEMU's older ways (`nbd:host:port`): protocol and rest.
    Protocol(String, String),
}

/// Where a name in the image at `image` leads: a relative one starts from the image's own place.
#[must_use]
pub fn place(image: &Path, name: &str) -> Place {
    if let Some(text) = name.strip_prefix("json:") {
        return Place::Json(text.to_owned());
    }
    match name.split_once(':') {
        Some((scheme, rest)) if is_scheme(scheme) => match rest.starts_with("//") {
            true => Place::Uri(name.to_owned()),
            false => Place::Protocol(scheme.to_owned(), rest.to_owned()),
        },
        Some(_) | None => Place::File(beside(image, name)),
    }
}

/// A name with a slash before its first colon is one of a file.
fn is_scheme(text: &str) -> bool {
    !text.contains('/')
}

/// A path as one that does not depend on where one stands.
#[must_use]
pub fn beside(image: &Path, name: &str) -> PathBuf {
    match image.parent() {
        Some(dir) => dir.join(name),
        None => PathBuf::from(name),
    }
}

/// Whether a name is one of a file and relative to the image that has it.
#[must_use]
pub fn is_relative(name: &str) -> bool {
    !name.is_empty()
        && !name.starts_with('/')
        && matches!(place(Path::new("/i"), name), Place::File(_))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_to_files_and_elsewhere() {
        let image = Path::new("/images/a/top.qcow2");
        let file = |path: &str| Place::File(PathBuf::from(path));
        assert_eq!(place(image, "/b"), file("/b"));
        assert_eq!(place(image, "../b"), file("/images/a/../b"));
        assert_eq!(place(image, "dir/a:b"), file("/images/a/dir/a:b"));
        assert_eq!(place(image, "nbd://h/e"), Place::Uri("nbd://h/e".to_owned()));
        let old = Place::Protocol("nbd".to_owned(), "h:7".to_owned());
        assert_eq!(place(image, "nbd:h:7"), old);
        assert_eq!(place(image, "json:{}"), Place::Json("{}".to_owned()));
        assert!(is_relative("base") && !is_relative("/base") && !is_relative("nbd:x"));
    }
}
