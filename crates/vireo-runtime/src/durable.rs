//! Files that are replaced atomically and synced: what is said to be written is on disk.
//!
//! A file is written beside its place, synced, renamed over it, and its directory synced. All of
//! it happens on threads for files, never on those that serve calls, and no more than a few at a
//! time. Directory syncs are shared: of many files written to one directory at once, those whose
//! rename is done when a sync begins are covered by that sync.
//!
//! Once begun, an operation goes on to its end even when the caller no longer waits for it.

use std::collections::HashMap;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Condvar, LazyLock, Mutex, MutexGuard, PoisonError};

use tokio::sync::Semaphore;

use crate::error::{Error, Result};

/// How many file operations run at a time.
const PARALLEL: usize = 8;

/// Temporary files are called `.vireo-<pid>-<number>.new`: short whatever the file's own name.
const TEMPORARY: (&str, &str) = (".vireo-", ".new");

static FILES: LazyLock<Arc<Semaphore>> = LazyLock::new(|| Arc::new(Semaphore::new(PARALLEL)));
static DIRECTORIES: LazyLock<DirectorySync> = LazyLock::new(DirectorySync::default);

/// Runs a file operation on the threads for files.
///
/// # Errors
/// Those of the operation.
pub async fn blocking<T: Send + 'static>(
    operation: impl FnOnce() -> Result<T> + Send + 'static,
) -> Result<T> {
    let interrupted = |what: &str| Error::io(what, io::Error::from(io::ErrorKind::Interrupted));
    let permit = Arc::clone(&FILES).acquire_owned().await;
    let permit = permit.map_err(|_| interrupted("file operations are closed"))?;
    let work = move || {
        let _permit = permit;
        operation()
    };
    // Fails only when the operation panicked or the runtime is going down.
    tokio::task::spawn_blocking(work).await.map_err(|_| interrupted("file operation ended"))?
}

/// Replaces a file and waits until it is on disk.
///
/// # Errors
/// [`Error::Io`] with the path; the old file is untouched then.
pub async fn replace(path: PathBuf, bytes: impl Into<Vec<u8>>, mode: u32) -> Result<()> {
    let bytes = bytes.into();
    blocking(move || replace_blocking(&path, &bytes, mode)).await
}

/// Removes a file; tells whether it was there.
///
/// # Errors
/// [`Error::Io`] with the path.
pub async fn remove(path: PathBuf) -> Result<bool> {
    blocking(move || remove_blocking(&path)).await
}

/// Renames a file within its file system.
///
/// # Errors
/// [`Error::Io`] with both paths.
pub async fn rename(from: PathBuf, to: PathBuf) -> Result<()> {
    blocking(move || rename_blocking(&from, &to)).await
}

/// Makes a symbolic link, in place of one that may be there.
///
/// # Errors
/// [`Error::Io`] with both paths.
pub async fn link(target: PathBuf, link: PathBuf) -> Result<()> {
    blocking(move || link_blocking(&target, &link)).await
}

/// As [`replace`], on this thread.
///
/// # Errors
/// As [`replace`].
pub fn replace_blocking(path: &Path, bytes: &[u8], mode: u32) -> Result<()> {
    let told = |error| Error::io(format!("failed to write '{}'", path.display()), error);
    let directory = parent(path);
    let temporary = temporary_in(directory);
    let written = write_synced(&temporary, bytes, mode)
        .and_then(|()| fs::rename(&temporary, path))
        .inspect_err(|_| drop(fs::remove_file(&temporary)));
    written.map_err(told)?;
    DIRECTORIES.sync(directory).map_err(told)
}

/// As [`remove`], on this thread.
///
/// # Errors
/// As [`remove`].
pub fn remove_blocking(path: &Path) -> Result<bool> {
    let told = |error| Error::io(format!("cannot remove '{}'", path.display()), error);
    match fs::remove_file(path) {
        Ok(()) => DIRECTORIES.sync(parent(path)).map(|()| true).map_err(told),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(told(error)),
    }
}

/// As [`rename`], on this thread.
///
/// # Errors
/// As [`rename`].
pub fn rename_blocking(from: &Path, to: &Path) -> Result<()> {
    let told = |error| {
        let doing = format!("cannot rename '{}' to '{}'", from.display(), to.display());
        Error::io(doing, error)
    };
    fs::rename(from, to).map_err(told)?;
    if parent(from) != parent(to) {
        DIRECTORIES.sync(parent(from)).map_err(told)?;
    }
    DIRECTORIES.sync(parent(to)).map_err(told)
}

/// As [`link`], on this thread.
///
/// # Errors
/// As [`link`].
pub fn link_blocking(target: &Path, link: &Path) -> Result<()> {
    let told = |error| {
        let doing =
            format!("Failed to create symlink '{}' to '{}'", link.display(), target.display());
        Error::io(doing, error)
    };
    let directory = parent(link);
    let temporary = temporary_in(directory);
    symlink(target, &temporary)
        .and_then(|()| fs::rename(&temporary, link))
        .inspect_err(|_| drop(fs::remove_file(&temporary)))
        .map_err(told)?;
    DIRECTORIES.sync(directory).map_err(told)
}

/// Removes what an earlier daemon left half written in a directory.
pub fn sweep(directory: &Path) {
    let Ok(entries) = fs::read_dir(directory) else { return };
    for entry in entries.flatten() {
        if entry.file_name().to_str().is_some_and(is_temporary) {
            drop(fs::remove_file(entry.path()));
        }
    }
}

/// Whether a file name is one of our temporary ones.
pub fn is_temporary(name: &str) -> bool {
    name.starts_with(TEMPORARY.0) && name.ends_with(TEMPORARY.1)
}

fn parent(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        Some(_) | None => Path::new("."),
    }
}

fn temporary_in(directory: &Path) -> PathBuf {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    directory.join(format!("{}{}-{number}{}", TEMPORARY.0, std::process::id(), TEMPORARY.1))
}

fn write_synced(path: &Path, bytes: &[u8], mode: u32) -> io::Result<()> {
    // The open's mode goes through the umask: set again, whatever that is.
    let mut file =
        OpenOptions::new().write(true).create(true).truncate(true).mode(mode).open(path)?;
    file.set_permissions(fs::Permissions::from_mode(mode))?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// The same error once more, for another who waited for the same thing.
fn again(error: &io::Error) -> io::Error {
    match error.raw_os_error() {
        Some(number) => io::Error::from_raw_os_error(number),
        None => io::Error::new(error.kind(), error.to_string()),
    }
}

/// Shares directory syncs among those who want one at the same time.
#[derive(Default)]
struct DirectorySync {
    directories: Mutex<HashMap<PathBuf, Progress>>,
    turned: Condvar,
}

/// The syncs of one directory. They are numbered from 1; one runs at a time.
#[derive(Default)]
struct Progress {
    begun: u64,
    done: u64,
    /// The last that failed, and how.
    failed: Option<(u64, io::Error)>,
    users: usize,
}

impl DirectorySync {
    /// Syncs a directory, or waits for a sync that began after this call.
    fn sync(&self, directory: &Path) -> io::Result<()> {
        let mut map = self.lock();
        let progress = map.entry(directory.to_owned()).or_default();
        progress.users += 1;
        let wanted = progress.begun + 1;
        let result = loop {
            let Some(progress) = map.get_mut(directory) else { break Ok(()) };
            if progress.done >= wanted {
                break match &progress.failed {
                    Some((number, error)) if *number >= wanted => Err(again(error)),
                    Some(_) | None => Ok(()),
                };
            }
            if progress.begun == progress.done {
                progress.begun += 1;
                drop(map);
                let result = File::open(directory).and_then(|file| file.sync_all());
                map = self.lock();
                self.turn(&mut map, directory, result.as_ref().err().map(again));
                break result;
            }
            map = self.turned.wait(map).unwrap_or_else(PoisonError::into_inner);
        };
        if let Some(progress) = map.get_mut(directory) {
            progress.users -= 1;
            if progress.users == 0 {
                map.remove(directory);
            }
        }
        result
    }

    fn turn(
        &self,
        map: &mut HashMap<PathBuf, Progress>,
        directory: &Path,
        failed: Option<io::Error>,
    ) {
        if let Some(progress) = map.get_mut(directory) {
            progress.done = progress.begun;
            if let Some(error) = failed {
                progress.failed = Some((progress.done, error));
            }
        }
        self.turned.notify_all();
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<PathBuf, Progress>> {
        self.directories.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A file that is rewritten often, by whoever changes what it says: a status file.
///
/// Saves are ordered as they are called. One that comes while another is being written takes the
/// place of those that wait, and all of them are done when it is: the last word is what stays.
/// Where several tasks save, [`FileSlot::save_with`] makes the text when it is written, so that
/// none of them can put an older state over a newer one.
#[derive(Debug, Clone)]
pub struct FileSlot(Arc<Slot>);

#[derive(Debug)]
struct Slot {
    path: PathBuf,
    mode: u32,
    pending: Mutex<Pending>,
    writer: Arc<tokio::sync::Mutex<Written>>,
}

/// Makes what a file is to be; `None` for gone.
type Make = Box<dyn FnOnce() -> Option<Vec<u8>> + Send>;

#[derive(Default)]
struct Pending {
    last: u64,
    make: Option<Make>,
}

impl std::fmt::Debug for Pending {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Pending({}, {})", self.last, self.make.is_some())
    }
}

#[derive(Debug, Default)]
struct Written {
    last: u64,
    failed: Option<(u64, io::Error, String)>,
}

impl FileSlot {
    /// The slot of a file, written with this mode.
    pub fn new(path: PathBuf, mode: u32) -> Self {
        Self(Arc::new(Slot { path, mode, pending: Mutex::default(), writer: Arc::default() }))
    }

    /// The path of the file.
    pub fn path(&self) -> &Path {
        &self.0.path
    }

    /// Replaces the file, or lets a later save do it; on disk when this returns.
    ///
    /// # Errors
    /// [`Error::Io`] of the write that covered this save.
    pub async fn save(&self, bytes: impl Into<Vec<u8>>) -> Result<()> {
        let bytes = bytes.into();
        self.put(Box::new(|| Some(bytes))).await
    }

    /// Replaces the file by what `make` gives at the time of writing, or removes it when that is
    /// nothing. `make` runs on a thread for files; it may be replaced by a later save's and never
    /// run.
    ///
    /// # Errors
    /// As [`FileSlot::save`].
    pub async fn save_with<T: Into<Vec<u8>>>(
        &self,
        make: impl FnOnce() -> Option<T> + Send + 'static,
    ) -> Result<()> {
        self.put(Box::new(|| make().map(Into::into))).await
    }

    /// Removes the file, unless a later save makes it again.
    ///
    /// # Errors
    /// [`Error::Io`].
    pub async fn remove(&self) -> Result<()> {
        self.put(Box::new(|| None)).await
    }

    async fn put(&self, make: Make) -> Result<()> {
        let number = {
            let mut pending = self.pending();
            pending.last += 1;
            pending.make = Some(make);
            pending.last
        };
        let mut written = Arc::clone(&self.0.writer).lock_owned().await;
        if written.last < number {
            let slot = self.clone();
            // The guard goes along: the write is finished and noted even if this future is not.
            written = blocking(move || {
                slot.write_pending(&mut written);
                Ok(written)
            })
            .await?;
        }
        match &written.failed {
            Some((failed, error, doing)) if *failed >= number => {
                Err(Error::io(doing.clone(), again(error)))
            }
            Some(_) | None => Ok(()),
        }
    }

    fn write_pending(&self, written: &mut Written) {
        let (number, make) = {
            let mut pending = self.pending();
            (pending.last, pending.make.take())
        };
        let result = match make.map(|make| make()) {
            Some(Some(bytes)) => replace_blocking(&self.0.path, &bytes, self.0.mode),
            Some(None) => remove_blocking(&self.0.path).map(drop),
            None => Ok(()),
        };
        written.last = number;
        if let Err(error) = result {
            let doing = error.to_string();
            let source = match error {
                Error::Io { source, .. } => source,
                other => io::Error::other(other),
            };
            written.failed = Some((number, source, doing));
        }
    }

    fn pending(&self) -> MutexGuard<'_, Pending> {
        self.0.pending.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(directory: &Path) -> Vec<String> {
        let mut names: Vec<_> = fs::read_dir(directory)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    #[tokio::test]
    async fn replaces_whole_files_and_leaves_nothing_else() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("vm.xml");
        replace(path.clone(), "one", 0o600).await.unwrap();
        replace(path.clone(), "two", 0o640).await.unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "two");
        assert_eq!(path.metadata().unwrap().permissions().mode() & 0o777, 0o640);
        assert_eq!(names(directory.path()), ["vm.xml"]);
        assert!(remove(path.clone()).await.unwrap());
        assert!(!remove(path).await.unwrap());
    }

    #[tokio::test]
    async fn a_failed_write_names_the_file_and_keeps_the_old_one() {
        let directory = tempfile::tempdir().unwrap();
        // A directory in the file's place: the rename fails after the write.
        let path = directory.path().join("vm.xml");
        fs::create_dir(&path).unwrap();
        let error = replace(path.clone(), "text", 0o600).await.unwrap_err();
        assert!(error.to_string().contains("vm.xml"), "{error}");
        assert_eq!(names(directory.path()), ["vm.xml"]);
        assert!(path.is_dir());
        let nowhere = directory.path().join("none/vm.xml");
        assert!(replace(nowhere, "text", 0o600).await.is_err());
    }

    #[test]
    fn links_and_renames() {
        let directory = tempfile::tempdir().unwrap();
        let [one, two, link] = ["one", "two", "link"].map(|name| directory.path().join(name));
        replace_blocking(&one, b"x", 0o600).unwrap();
        link_blocking(&two, &link).unwrap();
        link_blocking(&one, &link).unwrap();
        assert_eq!(fs::read_link(&link).unwrap(), one);
        rename_blocking(&one, &two).unwrap();
        assert_eq!(names(directory.path()), ["link", "two"]);
        assert!(rename_blocking(&one, &two).is_err());
    }

    #[test]
    fn many_share_directory_syncs_and_all_are_synced() {
        let directory = tempfile::tempdir().unwrap();
        std::thread::scope(|scope| {
            for thread in 0..8 {
                let directory = directory.path();
                scope.spawn(move || {
                    for file in 0..50 {
                        let path = directory.join(format!("{thread}-{file}"));
                        replace_blocking(&path, b"text", 0o600).unwrap();
                    }
                });
            }
        });
        assert_eq!(names(directory.path()).len(), 400);
        assert!(!DIRECTORIES.lock().contains_key(directory.path()));
        assert!(DIRECTORIES.sync(&directory.path().join("none")).is_err());
    }

    #[test]
    fn sweeping_takes_only_our_own_leftovers() {
        let directory = tempfile::tempdir().unwrap();
        for name in [".vireo-1-2.new", "vm.xml", "vm.xml.new", ".vireo-x"] {
            fs::write(directory.path().join(name), "x").unwrap();
        }
        sweep(directory.path());
        assert_eq!(names(directory.path()), [".vireo-x", "vm.xml", "vm.xml.new"]);
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn the_last_save_of_a_slot_stays() {
        let directory = tempfile::tempdir().unwrap();
        let slot = FileSlot::new(directory.path().join("vm.xml"), 0o600);
        let saves = (0..100).map(|number: u32| {
            let slot = slot.clone();
            async move { slot.save(number.to_string()).await }
        });
        // All are begun in this order before any is waited for.
        let mut saves: Vec<_> = saves.map(Box::pin).collect();
        std::future::poll_fn(|context| {
            for save in &mut saves[..99] {
                assert!(save.as_mut().poll(context).is_pending());
            }
            std::task::Poll::Ready(())
        })
        .await;
        // Half of the callers go away.
        saves.drain(..50);
        for save in saves {
            save.await.unwrap();
        }
        assert_eq!(fs::read_to_string(slot.path()).unwrap(), "99");
        slot.save_with(|| Some("made late")).await.unwrap();
        assert_eq!(fs::read_to_string(slot.path()).unwrap(), "made late");
        slot.save_with(|| None::<String>).await.unwrap();
        slot.remove().await.unwrap();
        assert!(names(directory.path()).is_empty());
    }

    #[tokio::test]
    async fn a_slot_recovers_from_a_failed_save() {
        let directory = tempfile::tempdir().unwrap();
        let slot = FileSlot::new(directory.path().join("sub/vm.xml"), 0o600);
        assert!(slot.save("one").await.is_err());
        fs::create_dir(directory.path().join("sub")).unwrap();
        slot.save("two").await.unwrap();
        assert_eq!(fs::read_to_string(slot.path()).unwrap(), "two");
    }
}
