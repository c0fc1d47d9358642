//! The way from QEMU into a file.
//!
//! ```text
//!   raw                 QEMU ──────────────────────────────► file
//!   compressed          QEMU ──► compressor ───────────────► file
//!   around the cache    QEMU ──► [compressor ──►] copying ─► file
//!   sparse              QEMU opens the file from a descriptor set
//! ```

use std::fs::File;
use std::io::Write;
use std::os::fd::OwnedFd;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use tokio::task::JoinHandle;
use vireo_api::{Error, Result};
use vireo_qmp::Call;
use vireo_qmp::command::{AddFd, RemoveFd};

use super::files::Files;
use super::filter::{self, Running};
use super::format::{Filter, Format};
use super::{direct, write};
use crate::error::{internal, system};
use crate::live::Live;
use crate::migration::outgoing::Target;
use crate::migration::settings::Settings;

/// How memory is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct How {
    /// Its format.
    pub format: Format,
    /// Around the page cache.
    pub bypass_cache: bool,
    /// Channels that write at once; sparse images only.
    pub channels: u32,
}

impl How {
    /// QEMU's settings for it.
    #[must_use]
    pub fn settings(&self) -> Settings {
        let settings = Settings::unlimited();
        if self.format != Format::Sparse {
            return settings;
        }
        let settings = settings
            .capability("mapped-ram", true)
            .capability("multifd", true)
            .parameter("multifd-channels", self.channels);
        // Parameters that QEMU lacks are not named without need.
        if self.bypass_cache { settings.parameter("direct-io", true) } else { settings }
    }
}

/// The text that QEMU's descriptor sets carry.
const OPAQUE: &str = "vireo-save";

/// An open file with what stands between it and QEMU.
#[derive(Debug)]
pub struct Sink {
    path: PathBuf,
    file: File,
    into: Into,
    filter: Option<Running>,
    copying: Option<JoinHandle<std::io::Result<()>>>,
}

#[derive(Debug)]
enum Into {
    /// Handed over to be written to.
    Stream(Option<OwnedFd>),
    /// Descriptors of the file that QEMU opens by itself, and where its part begins.
    Set { descriptors: Vec<OwnedFd>, offset: u64, number: Option<u64> },
}

fn create(files: &Files, path: &Path, direct: bool) -> Result<File> {
    let flags = if direct { nix::libc::O_DIRECT } else { 0 };
    let mut options = File::options();
    options.write(true).create(true).truncate(true).mode(0o600).custom_flags(flags);
    files
        .open(path, &options)
        .map_err(|e| system(format!("Failed to create file '{}'", path.display()), &e))
}

fn duplicate(file: &File) -> Result<OwnedFd> {
    Ok(file.try_clone().map_err(|e| system("Unable to duplicate a descriptor", &e))?.into())
}

impl Sink {
    /// Makes the file, with `head` as its first bytes.
    ///
    /// # Errors
    /// The file cannot be made; the compressor is not there.
    pub async fn create(files: Files, path: &Path, head: Vec<u8>, how: How) -> Result<Self> {
        // Before the file is touched.
        let compressor = how.format.compressor()?;
        let (path, direct) = (path.to_owned(), how.bypass_cache && how.format != Format::Sparse);
        let made = {
            let (files, path, head) = (files.clone(), path.clone(), head.clone());
            tokio::task::spawn_blocking(move || {
                let mut file = create(&files, &path, direct)?;
                if !direct {
                    file.write_all(&head).map_err(|e| {
                        write::discard(&files, &path);
                        write_error(&path, &e)
                    })?;
                }
                Ok::<File, Error>(file)
            })
        };
        let file = made.await.map_err(|e| internal(e.to_string()))??;
        let mut sink = Self { path, file, into: Into::Stream(None), filter: None, copying: None };
        match sink.connect(&files, how, head, compressor).await {
            Ok(()) => Ok(sink),
            Err(error) => {
                sink.abandon().await;
                write::discard(&files, &sink.path);
                Err(error)
            }
        }
    }

    /// Puts between the file and QEMU what has to be there.
    async fn connect(
        &mut self,
        files: &Files,
        how: How,
        head: Vec<u8>,
        compressor: Option<Filter>,
    ) -> Result<()> {
        if how.format == Format::Sparse {
            return self.descriptors(files, &how, head.len() as u64);
        }
        let mut to = match how.bypass_cache {
            true => self.copy(head)?,
            false => duplicate(&self.file)?,
        };
        if let Some(compressor) = compressor {
            let (reader, writer) = filter::pipe()?;
            self.filter = Some(filter::start(&compressor, reader, to).await?);
            to = writer;
        }
        self.into = Into::Stream(Some(to));
        Ok(())
    }

    /// Starts copying into the file around the page cache; what it copies is written there.
    fn copy(&mut self, head: Vec<u8>) -> Result<OwnedFd> {
        let (reader, writer) = filter::pipe()?;
        let file = File::from(duplicate(&self.file)?);
        let copying = tokio::task::spawn_blocking(move || direct::write_all(reader, &file, &head));
        self.copying = Some(copying);
        Ok(writer)
    }

    /// QEMU picks from the set by how a descriptor was opened: one around the cache for memory, the
    /// other for all else.
    fn descriptors(&mut self, files: &Files, how: &How, offset: u64) -> Result<()> {
        let mut descriptors = vec![duplicate(&self.file)?];
        if how.bypass_cache {
            let mut options = File::options();
            options.write(true).custom_flags(nix::libc::O_DIRECT);
            let again = files.open(&self.path, &options);
            let again = again.map_err(|e| write_error(&self.path, &e))?;
            descriptors.push(again.into());
        }
        self.into = Into::Set { descriptors, offset, number: None };
        Ok(())
    }

    /// Where QEMU is to write; to be taken once.
    ///
    /// # Errors
    /// QEMU does not take the descriptors.
    pub async fn target(&mut self, live: &Live) -> Result<(Option<OwnedFd>, String)> {
        match &mut self.into {
            Into::Stream(fd) => Ok((fd.take(), String::new())),
            Into::Set { descriptors, offset, number } => {
                let offset = *offset;
                *number = Some(add_set(live, std::mem::take(descriptors), OPAQUE).await?);
                let number = number.unwrap_or_default();
                Ok((None, format!("file:/dev/fdset/{number},offset={offset:#x}")))
            }
        }
    }

    /// QEMU needs its descriptors no more.
    pub async fn forget(&mut self, live: &Live) {
        if let Into::Set { number: Some(number), .. } = self.into {
            // QEMU itself drops what nobody uses.
            let _ = live.run(&RemoveFd { fdset_id: number, fd: None }).await;
        }
    }

    /// Waits until all that QEMU wrote is on disk.
    ///
    /// # Errors
    /// The compressor or the disk failed.
    pub async fn finish(&mut self) -> Result<()> {
        // A descriptor that was never handed over would keep the compressor waiting.
        self.close();
        if let Some(filter) = &self.filter {
            filter.finish().await?;
        }
        if let Some(copying) = self.copying.take() {
            let copied = copying.await.map_err(|e| internal(e.to_string()))?;
            copied.map_err(|e| write_error(&self.path, &e))?;
        }
        let file = File::from(duplicate(&self.file)?);
        let synced = tokio::task::spawn_blocking(move || file.sync_data()).await;
        match synced.map_err(|e| internal(e.to_string()))? {
            Err(error) if is_unsyncable(&error) => Ok(()),
            synced => synced.map_err(|e| write_error(&self.path, &e)),
        }
    }

    fn close(&mut self) {
        if let Into::Stream(fd) = &mut self.into {
            *fd = None;
        }
    }

    /// Nothing more is wanted: the compressor is ended, so that a QEMU that waits for it goes on.
    pub async fn abandon(&mut self) {
        self.close();
        if let Some(filter) = &self.filter {
            filter.stop().await;
        }
    }

    /// What on this side made QEMU fail, if anything did.
    pub async fn cause(&mut self) -> Option<Error> {
        self.close();
        if let Some(error) = match &self.filter {
            Some(filter) => filter.cause().await,
            None => None,
        } {
            return Some(error);
        }
        let copying = self.copying.as_mut().filter(|copying| copying.is_finished())?;
        let copied = copying.await;
        self.copying = None;
        copied.ok()?.err().map(|e| write_error(&self.path, &e))
    }
}

/// Gives QEMU a set of descriptors of one file; tells its number.
///
/// # Errors
/// QEMU does not take them.
pub async fn add_set(live: &Live, descriptors: Vec<OwnedFd>, opaque: &str) -> Result<u64> {
    let mut number = None;
    for fd in descriptors {
        let call = Call::from(&AddFd { fdset_id: number, opaque: Some(opaque) }).fd(fd);
        let added: vireo_qmp::types::AddedFd =
            live.call(call).await?.parse().map_err(crate::error::monitor)?;
        number = Some(added.fdset_id);
    }
    number.ok_or_else(|| internal("no descriptors for QEMU"))
}

fn write_error(path: &Path, error: &std::io::Error) -> Error {
    system(format!("cannot write '{}'", path.display()), error)
}

/// Pipes and the like have nothing that could be on disk.
fn is_unsyncable(error: &std::io::Error) -> bool {
    matches!(error.raw_os_error(), Some(nix::libc::EINVAL | nix::libc::EROFS))
}

/// The target of a sending, from what [`Sink::target`] gave.
#[must_use]
pub fn target<'a>(fd: Option<OwnedFd>, uri: &'a str) -> Target<'a> {
    match fd {
        Some(fd) => Target::Fd(fd),
        None => Target::Uri(uri),
    }
}
