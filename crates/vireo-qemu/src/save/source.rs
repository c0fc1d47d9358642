//! The way from a file to QEMU, see [`super::sink`].

use std::fs::File;
use std::io::{Seek, SeekFrom};
use std::os::fd::OwnedFd;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use vireo_api::Result;

use super::files::Files;
use super::filter::{self, Running};
use super::format::Format;
use super::header::Header;
use super::{direct, sink};
use crate::error::{failed, system};
use crate::process::incoming::{Incoming, Source};
use crate::process::transition::Run;

/// The text that QEMU's descriptor sets carry.
const OPAQUE: &str = "vireo-restore";

/// An image's memory on its way into QEMU.
#[derive(Debug)]
pub struct Feed {
    /// What QEMU is told.
    pub source: Source,
    /// How QEMU is to take it.
    pub incoming: Incoming,
    /// The decompressor.
    pub filter: Option<Running>,
}

/// Sets the memory of an open image on its way.
///
/// # Errors
/// The decompressor is not there; QEMU does not take the descriptors.
pub async fn open(
    run: &Run,
    path: &Path,
    mut file: File,
    header: &Header,
    bypass_cache: bool,
    channels: u32,
) -> Result<Feed> {
    let told = |e: std::io::Error| system(format!("cannot read '{}'", path.display()), &e);
    let offset = header.memory_offset();
    if file.metadata().map_err(told)?.len() <= offset {
        return Err(failed(format!("no memory in the image '{}'", path.display())));
    }
    if header.format == Format::Sparse {
        return sparse(run, path, file, offset, bypass_cache, channels).await;
    }
    let decompressor = header.format.decompressor()?;
    let mut from: OwnedFd = if bypass_cache {
        direct::set_direct(&file, true).map_err(told)?;
        let (reader, writer) = filter::pipe()?;
        let name = path.to_owned();
        tokio::task::spawn_blocking(move || {
            if let Err(error) = direct::read_all(&file, offset, writer) {
                tracing::error!(path = %name.display(), %error, "image cannot be read");
            }
        });
        reader
    } else {
        file.seek(SeekFrom::Start(offset)).map_err(told)?;
        file.into()
    };
    let mut filter = None;
    if let Some(decompressor) = decompressor {
        let (reader, writer) = filter::pipe()?;
        filter = Some(filter::start(&decompressor, from, writer).await?);
        from = reader;
    }
    Ok(Feed { source: Source::Fd(from), incoming: Incoming::default(), filter })
}

async fn sparse(
    run: &Run,
    path: &Path,
    file: File,
    offset: u64,
    bypass_cache: bool,
    channels: u32,
) -> Result<Feed> {
    let mut descriptors: Vec<OwnedFd> = vec![file.into()];
    let mut parameters = serde_json::Map::new();
    parameters.insert("multifd-channels".to_owned(), channels.into());
    if bypass_cache {
        let mut options = File::options();
        options.read(true).custom_flags(nix::libc::O_DIRECT);
        let again = Files::of(&run.core).open(path, &options);
        let again =
            again.map_err(|e| system(format!("Failed to open file '{}'", path.display()), &e))?;
        descriptors.push(again.into());
        parameters.insert("direct-io".to_owned(), true.into());
    }
    let number = sink::add_set(&run.live, descriptors, OPAQUE).await?;
    let capabilities = vec![("mapped-ram".to_owned(), true), ("multifd".to_owned(), true)];
    Ok(Feed {
        source: Source::Uri(format!("file:/dev/fdset/{number},offset={offset:#x}")),
        incoming: Incoming { capabilities, parameters },
        filter: None,
    })
}
