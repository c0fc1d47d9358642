//! Definitions on disk: one file an object, and links for those that start with the host.

use std::collections::HashMap;
use std::ffi::OsString;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use tracing::{error, warn};
use uuid::Uuid;

use crate::durable;
use crate::error::{Error, Result};
use crate::layout::check_file_name;

/// The largest definition that is read.
const MAX_FILE: u64 = 16 << 20;

/// What the comment at the head of a file tells people to use instead of an editor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EditCommand {
    /// `virsh edit`: domains.
    Domain,
    /// `virsh net-edit`: networks.
    Network,
    /// `virsh pool-edit`: storage pools.
    Pool,
}

impl EditCommand {
    const fn text(self) -> &'static str {
        match self {
            Self::Domain => "edit",
            Self::Network => "net-edit",
            Self::Pool => "pool-edit",
        }
    }
}

/// The text of a definition file: the comment that says how to change it, then the definition.
///
/// The comment names the object by its name, or by its UUID where the name could not stand in a
/// shell command or in a comment.
pub fn file_text(command: EditCommand, name: &str, uuid: &Uuid, definition: &str) -> String {
    const NOT_PLAIN: &str = "\r\t\n !\"#$&'()*;<>?[\\]^`{|}~";
    let plain = !name.contains(|c| NOT_PLAIN.contains(c)) && !name.contains("--");
    let object = if plain { name.to_owned() } else { uuid.to_string() };
    let mut text = format!(
        "<!--\n\
         WARNING: THIS IS AN AUTO-GENERATED FILE. CHANGES TO IT ARE LIKELY TO BE\n\
         OVERWRITTEN AND LOST. Changes to this xml configuration should be made using:\n  \
         virsh {} {object}\n\
         or other application using the libvirt API.\n\
         -->\n\n\
         {definition}",
        command.text(),
    );
    if !text.ends_with('\n') {
        text.push('\n');
    }
    text
}

/// A definition that was read from its file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loaded<T> {
    /// The name of the file without `.xml`.
    pub name: String,
    /// A link says that it starts with the host.
    pub autostart: bool,
    /// A link says that it starts with the host once.
    pub autostart_once: bool,
    /// What the parser made of it.
    pub value: T,
}

/// The definitions of one kind of object: a directory of files and one of links.
#[derive(Debug, Clone)]
pub struct DefinitionStore {
    config: PathBuf,
    autostart: PathBuf,
    command: EditCommand,
}

impl DefinitionStore {
    /// The store in these directories.
    pub fn new(config: PathBuf, autostart: PathBuf, command: EditCommand) -> Self {
        Self { config, autostart, command }
    }

    /// The file of a definition.
    ///
    /// # Errors
    /// [`Error::BadFileName`].
    pub fn file(&self, name: &str) -> Result<PathBuf> {
        check_file_name(name)?;
        Ok(self.config.join(format!("{name}.xml")))
    }

    fn link(&self, name: &str, once: bool) -> Result<PathBuf> {
        check_file_name(name)?;
        let suffix = if once { ".xml.once" } else { ".xml" };
        Ok(self.autostart.join(format!("{name}{suffix}")))
    }

    /// Writes a definition; it is on disk when this returns.
    ///
    /// # Errors
    /// [`Error::Io`]; the old file is untouched then. [`Error::BadFileName`].
    pub async fn save(&self, name: &str, uuid: &Uuid, definition: &str) -> Result<()> {
        let path = self.file(name)?;
        let text = file_text(self.command, name, uuid, definition);
        durable::replace(path, text, 0o600).await
    }

    /// Removes a definition and its links.
    ///
    /// # Errors
    /// [`Error::Io`], [`Error::BadFileName`].
    pub async fn remove(&self, name: &str) -> Result<()> {
        let paths = [self.link(name, true)?, self.link(name, false)?, self.file(name)?];
        durable::blocking(move || {
            paths.iter().try_for_each(|path| durable::remove_blocking(path).map(drop))
        })
        .await
    }

    /// Sets or clears one of the two links, making the directory when it is not there.
    ///
    /// # Errors
    /// [`Error::Io`], [`Error::BadFileName`].
    pub async fn set_autostart(&self, name: &str, once: bool, on: bool) -> Result<()> {
        let (file, link) = (self.file(name)?, self.link(name, once)?);
        let directory = self.autostart.clone();
        durable::blocking(move || {
            if !on {
                return durable::remove_blocking(&link).map(drop);
            }
            fs::create_dir_all(&directory).map_err(|error| {
                let doing = format!("cannot create autostart directory '{}'", directory.display());
                Error::io(doing, error)
            })?;
            durable::link_blocking(&file, &link)
        })
        .await
    }

    /// Gives a definition another name: writes the new file, moves the links, removes the old
    /// file. Whatever fails, the old files are what they were, and the new ones are gone.
    ///
    /// # Errors
    /// [`Error::Io`], [`Error::BadFileName`].
    pub async fn rename(&self, old: &str, new: &str, uuid: &Uuid, definition: &str) -> Result<()> {
        let (old_file, new_file) = (self.file(old)?, self.file(new)?);
        let links = [
            (self.link(old, false)?, self.link(new, false)?),
            (self.link(old, true)?, self.link(new, true)?),
        ];
        let text = file_text(self.command, new, uuid, definition);
        durable::blocking(move || {
            let made = rename_files(&old_file, &new_file, &links, &text);
            if made.is_err() {
                for path in [&new_file, &links[0].1, &links[1].1] {
                    if let Err(error) = durable::remove_blocking(path) {
                        warn!(%error, "left behind by a rename that failed");
                    }
                }
            }
            made
        })
        .await
    }

    /// Reads all definitions, on as many threads as there are processors, sorted by name.
    ///
    /// What cannot be read, is not a definition, or is one of another name than its file's, is
    /// logged with its path and the reason, left where it is, and skipped. `parse` gets the name
    /// and the text of a file.
    ///
    /// # Errors
    /// [`Error::Io`] when the directory is there and cannot be read.
    pub async fn load<T: Send + 'static>(
        &self,
        parse: impl Fn(&str, &str) -> Result<T, vireo_api::Error> + Send + Sync + 'static,
    ) -> Result<Vec<Loaded<T>>> {
        let this = self.clone();
        durable::blocking(move || this.load_blocking(parse)).await
    }

    /// As [`DefinitionStore::load`], on this thread and its helpers.
    ///
    /// # Errors
    /// As [`DefinitionStore::load`].
    pub fn load_blocking<T: Send>(
        &self,
        parse: impl Fn(&str, &str) -> Result<T, vireo_api::Error> + Sync,
    ) -> Result<Vec<Loaded<T>>> {
        durable::sweep(&self.config);
        durable::sweep(&self.autostart);
        self.read(parse)
    }

    /// As [`DefinitionStore::load`] while others write: files that are being written stay.
    ///
    /// # Errors
    /// As [`DefinitionStore::load`].
    pub async fn load_again<T: Send + 'static>(
        &self,
        parse: impl Fn(&str, &str) -> Result<T, vireo_api::Error> + Send + Sync + 'static,
    ) -> Result<Vec<Loaded<T>>> {
        let this = self.clone();
        durable::blocking(move || this.read(parse)).await
    }

    fn read<T: Send>(
        &self,
        parse: impl Fn(&str, &str) -> Result<T, vireo_api::Error> + Sync,
    ) -> Result<Vec<Loaded<T>>> {
        let names = definition_names(&self.config)?;
        let links = read_links(&self.autostart);
        let parsed = parallel(&names, |name| self.load_one(name, &parse));
        let loaded = names.into_iter().zip(parsed).filter_map(|(name, value)| {
            let file = self.config.join(format!("{name}.xml"));
            let linked = |suffix: &str| {
                let target = links.get(&OsString::from(format!("{name}{suffix}")));
                target.is_some_and(|target| self.autostart.join(target) == file)
            };
            let (autostart, autostart_once) = (linked(".xml"), linked(".xml.once"));
            Some(Loaded { autostart, autostart_once, value: value?, name })
        });
        Ok(loaded.collect())
    }

    fn load_one<T>(
        &self,
        name: &str,
        parse: impl Fn(&str, &str) -> Result<T, vireo_api::Error>,
    ) -> Option<T> {
        let path = self.config.join(format!("{name}.xml"));
        let text = match read_text(&path) {
            Ok(text) => text,
            Err(error) => {
                error!(path = %path.display(), %error, "definition cannot be read, skipped");
                return None;
            }
        };
        parse(name, &text)
            .inspect_err(|error| {
                error!(path = %path.display(), %error, "not a valid definition, skipped");
            })
            .ok()
    }
}

fn rename_files(old: &Path, new: &Path, links: &[(PathBuf, PathBuf); 2], text: &str) -> Result<()> {
    durable::replace_blocking(new, text.as_bytes(), 0o600)?;
    let is_link = |path: &Path| path.symlink_metadata().is_ok_and(|found| found.is_symlink());
    for (_, new_link) in links.iter().filter(|(old_link, _)| is_link(old_link)) {
        durable::link_blocking(new, new_link)?;
    }
    durable::remove_blocking(old)?;
    // From here on the rename is done: an old link that stays points nowhere and is not heeded.
    for (old_link, _) in links {
        if let Err(error) = durable::remove_blocking(old_link) {
            warn!(%error, "old autostart link stays");
        }
    }
    Ok(())
}

/// The names of the files `<name>.xml` in a directory, sorted; none when it is not there.
pub fn definition_names(directory: &Path) -> Result<Vec<String>> {
    let told = |error| Error::io(format!("Failed to open dir '{}'", directory.display()), error);
    let entries = match fs::read_dir(directory) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(told(error)),
    };
    let mut names = Vec::new();
    for entry in entries {
        let name = entry.map_err(told)?.file_name();
        match name.to_str().and_then(|name| name.strip_suffix(".xml")) {
            Some(name) if !name.is_empty() && !name.starts_with('.') => names.push(name.to_owned()),
            Some(_) | None => {}
        }
    }
    names.sort_unstable();
    Ok(names)
}

/// Reads a regular file of text of bearable size.
///
/// # Errors
/// What the kernel said, or what is wrong with the file.
pub fn read_text(path: &Path) -> io::Result<String> {
    let refuse = |what: &str| Err(io::Error::new(io::ErrorKind::InvalidData, what));
    // Looked at before it is opened: opening a FIFO would wait.
    let size = match fs::metadata(path)? {
        found if !found.is_file() => return refuse("not a regular file"),
        found if found.len() > MAX_FILE => return refuse("file is too large"),
        found => found.len(),
    };
    let mut text = String::with_capacity(usize::try_from(size).unwrap_or(0) + 1);
    fs::File::open(path)?.take(MAX_FILE).read_to_string(&mut text)?;
    Ok(text)
}

fn read_links(directory: &Path) -> HashMap<OsString, PathBuf> {
    let entries = fs::read_dir(directory).into_iter().flatten().flatten();
    entries
        .filter_map(|entry| Some((entry.file_name(), fs::read_link(entry.path()).ok()?)))
        .collect()
}

/// Applies a function to all items on as many threads as there are processors.
fn parallel<I: Sync, T: Send>(items: &[I], work: impl Fn(&I) -> T + Sync) -> Vec<T> {
    const CHUNK: usize = 32;
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let threads = threads.min(8).min(items.len().div_ceil(CHUNK));
    if threads <= 1 {
        return items.iter().map(work).collect();
    }
    let next = AtomicUsize::new(0);
    let worker = || {
        let mut done = Vec::new();
        loop {
            let at = next.fetch_add(CHUNK, Ordering::Relaxed);
            let Some(rest) = items.get(at..) else { return done };
            if rest.is_empty() {
                return done;
            }
            done.push((at, rest.iter().take(CHUNK).map(&work).collect::<Vec<_>>()));
        }
    };
    let mut chunks: Vec<(usize, Vec<T>)> = std::thread::scope(|scope| {
        let helpers: Vec<_> = (1..threads).map(|_| scope.spawn(worker)).collect();
        let mut all = worker();
        for helper in helpers {
            match helper.join() {
                Ok(done) => all.extend(done),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        all
    });
    chunks.sort_unstable_by_key(|(at, _)| *at);
    chunks.into_iter().flat_map(|(_, done)| done).collect()
}

#[cfg(test)]
mod tests;
