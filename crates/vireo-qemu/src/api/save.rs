//! Guests in files: saved, restored, dumped.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use async_trait::async_trait;
use vireo_api::consts::*;
use vireo_api::drivers::SaveCalls;
use vireo_api::{CallContext, Error, ErrorCode, ErrorDomain, Result};
use vireo_proto::remote;
use vireo_xml::Mode;

use crate::driver::QemuDriver;
use crate::error::{internal, invalid_arg};
use crate::flags::{self, Accepted};
use crate::live::Guest;
use crate::save::dump::{self, After};
use crate::save::files::Files;
use crate::save::format::{self, Format};
use crate::save::sink::How;
use crate::save::{image, managed, params, read_definition, restore, same_guest, write};

/// Whether a saved guest is to run: what the flags say, if they do.
fn running(flags: u32) -> Result<Option<bool>> {
    exclusive(
        flags,
        ("VIR_DOMAIN_SAVE_RUNNING", DOMAIN_SAVE_RUNNING),
        ("VIR_DOMAIN_SAVE_PAUSED", DOMAIN_SAVE_PAUSED),
    )?;
    if flags & DOMAIN_SAVE_RUNNING != 0 {
        return Ok(Some(true));
    }
    Ok((flags & DOMAIN_SAVE_PAUSED != 0).then_some(false))
}

fn exclusive(flags: u32, one: (&str, u32), other: (&str, u32)) -> Result<()> {
    if flags & one.1 == 0 || flags & other.1 == 0 {
        return Ok(());
    }
    let text = format!("Flags '{}' and '{}' are mutually exclusive", one.0, other.0);
    Err(Error::new(ErrorCode::InvalidArg, ErrorDomain::Domain, text))
}

fn text(text: &Option<vireo_xdr::Text>) -> Result<Option<&str>> {
    Ok(match text {
        Some(text) => Some(text.to_str()?),
        None => None,
    })
}

#[async_trait]
impl SaveCalls for QemuDriver {
    async fn domain_save(&self, cx: &CallContext, args: remote::DomainSaveArgs) -> Result<()> {
        let guest = self.guest(&args.dom)?;
        let file = PathBuf::from(args.to.to_str()?);
        self.save_to(&guest, file, Saving::default(), 0, cx.api).await
    }

    async fn domain_save_flags(
        &self,
        cx: &CallContext,
        args: remote::DomainSaveFlagsArgs,
    ) -> Result<()> {
        flags::DOMAIN_SAVE_FLAGS.check(args.flags)?;
        let guest = self.guest(&args.dom)?;
        let file = PathBuf::from(args.to.to_str()?);
        let saving = Saving { xml: text(&args.dxml)?, ..Saving::default() };
        self.save_to(&guest, file, saving, args.flags, cx.api).await
    }

    async fn domain_save_params(
        &self,
        cx: &CallContext,
        args: remote::DomainSaveParamsArgs,
    ) -> Result<()> {
        flags::DOMAIN_SAVE_PARAMS.check(args.flags)?;
        let params = params::read(&args.params, params::SAVE)?;
        let guest = self.guest(&args.dom)?;
        let named = params.format.as_deref().map(format::of_call).transpose()?;
        let saving =
            Saving { xml: params.xml.as_deref(), format: named, channels: params.channels };
        let Some(file) = params.file.as_deref() else {
            return self.save_managed(&guest, saving, args.flags, cx.api).await;
        };
        self.save_to(&guest, file.into(), saving, args.flags, cx.api).await
    }

    async fn domain_managed_save(
        &self,
        cx: &CallContext,
        args: remote::DomainManagedSaveArgs,
    ) -> Result<()> {
        flags::DOMAIN_MANAGED_SAVE.check(args.flags)?;
        let guest = self.guest(&args.dom)?;
        self.save_managed(&guest, Saving::default(), args.flags, cx.api).await
    }

    async fn domain_has_managed_save_image(
        &self,
        _cx: &CallContext,
        args: remote::DomainHasManagedSaveImageArgs,
    ) -> Result<remote::DomainHasManagedSaveImageRet> {
        flags::DOMAIN_HAS_MANAGED_SAVE_IMAGE.check(args.flags)?;
        let guest = self.guest(&args.dom)?;
        let there = managed::path_of(self, &guest)?.is_some();
        Ok(remote::DomainHasManagedSaveImageRet { result: there.into() })
    }

    async fn domain_managed_save_remove(
        &self,
        _cx: &CallContext,
        args: remote::DomainManagedSaveRemoveArgs,
    ) -> Result<()> {
        flags::DOMAIN_MANAGED_SAVE_REMOVE.check(args.flags)?;
        managed::remove(self, &*self.guest(&args.dom)?).await
    }

    async fn domain_managed_save_get_xml_desc(
        &self,
        _cx: &CallContext,
        args: remote::DomainManagedSaveGetXmlDescArgs,
    ) -> Result<remote::DomainManagedSaveGetXmlDescRet> {
        flags::DOMAIN_MANAGED_SAVE_GET_XML_DESC.check(args.flags)?;
        let path = managed::required(self, &*self.guest(&args.dom)?)?;
        let xml = self.image_xml(&path, args.flags).await?;
        Ok(remote::DomainManagedSaveGetXmlDescRet { xml: xml.into() })
    }

    async fn domain_managed_save_define_xml(
        &self,
        _cx: &CallContext,
        args: remote::DomainManagedSaveDefineXmlArgs,
    ) -> Result<()> {
        let path = managed::required(self, &*self.guest(&args.dom)?)?;
        flags::DOMAIN_SAVE_IMAGE_DEFINE_XML.check(args.flags)?;
        let xml = text(&args.dxml)?.ok_or_else(|| invalid_arg("no definition"))?;
        self.define_image(&path, xml, args.flags).await
    }

    async fn domain_save_image_get_xml_desc(
        &self,
        _cx: &CallContext,
        args: remote::DomainSaveImageGetXmlDescArgs,
    ) -> Result<remote::DomainSaveImageGetXmlDescRet> {
        flags::DOMAIN_SAVE_IMAGE_GET_XML_DESC.check(args.flags)?;
        let xml = self.image_xml(Path::new(args.file.to_str()?), args.flags).await?;
        Ok(remote::DomainSaveImageGetXmlDescRet { xml: xml.into() })
    }

    async fn domain_save_image_define_xml(
        &self,
        _cx: &CallContext,
        args: remote::DomainSaveImageDefineXmlArgs,
    ) -> Result<()> {
        flags::DOMAIN_SAVE_IMAGE_DEFINE_XML.check(args.flags)?;
        self.define_image(Path::new(args.file.to_str()?), args.dxml.to_str()?, args.flags).await
    }

    async fn domain_restore(
        &self,
        cx: &CallContext,
        args: remote::DomainRestoreArgs,
    ) -> Result<()> {
        self.restore_from(args.from.to_str()?, None, 0, 0, cx.api).await
    }

    async fn domain_restore_flags(
        &self,
        cx: &CallContext,
        args: remote::DomainRestoreFlagsArgs,
    ) -> Result<()> {
        flags::DOMAIN_RESTORE_INTERNAL.check(args.flags)?;
        let xml = text(&args.dxml)?;
        self.restore_from(args.from.to_str()?, xml, 0, args.flags, cx.api).await
    }

    async fn domain_restore_params(
        &self,
        cx: &CallContext,
        args: remote::DomainRestoreParamsArgs,
    ) -> Result<()> {
        let params = params::read(&args.params, params::RESTORE)?;
        flags::DOMAIN_RESTORE_INTERNAL.check(args.flags)?;
        let file =
            params.file.as_deref().ok_or_else(|| invalid_arg("missing path to restore from"))?;
        let channels = params.channels.unwrap_or(0);
        self.restore_from(file, params.xml.as_deref(), channels, args.flags, cx.api).await
    }

    async fn domain_core_dump(
        &self,
        cx: &CallContext,
        args: remote::DomainCoreDumpArgs,
    ) -> Result<()> {
        self.dump(&args.dom, args.to.to_str()?, DOMAIN_CORE_DUMP_FORMAT_RAW, args.flags, cx).await
    }

    async fn domain_core_dump_with_format(
        &self,
        cx: &CallContext,
        args: remote::DomainCoreDumpWithFormatArgs,
    ) -> Result<()> {
        self.dump(&args.dom, args.to.to_str()?, args.dumpformat, args.flags, cx).await
    }
}

/// What a call says of a save beside file and flags.
#[derive(Debug, Clone, Copy, Default)]
struct Saving<'a> {
    xml: Option<&'a str>,
    format: Option<Format>,
    channels: Option<u32>,
}

impl QemuDriver {
    async fn save_managed(
        &self,
        guest: &Arc<Guest>,
        saving: Saving<'_>,
        flags: u32,
        api: &'static str,
    ) -> Result<()> {
        self.run_of(guest)?;
        let path = managed::target(self, guest)?;
        self.save_to(guest, path, saving, flags, api).await
    }

    async fn save_to(
        &self,
        guest: &Arc<Guest>,
        path: PathBuf,
        saving: Saving<'_>,
        flags: u32,
        api: &'static str,
    ) -> Result<()> {
        let running = running(flags)?;
        let configured = self.config.save_image_format.as_deref();
        let format = match saving.format {
            Some(format) => format,
            None => format::of_config(configured, "save")?,
        };
        self.run_of(guest)?;
        if saving.channels.is_some() && format != Format::Sparse {
            let text = "Parallel save is only supported with the 'sparse' save image format";
            return Err(invalid_arg(text));
        }
        let how = How {
            format,
            bypass_cache: flags & DOMAIN_SAVE_BYPASS_CACHE != 0,
            channels: saving.channels.unwrap_or(1),
        };
        let xml = saving.xml.map(str::to_owned);
        write::save(self, guest, write::Request { path, xml, running, how, api }).await
    }

    async fn restore_from(
        &self,
        path: &str,
        xml: Option<&str>,
        channels: u32,
        flags: u32,
        api: &'static str,
    ) -> Result<()> {
        let request = restore::Request {
            path: path.into(),
            xml: xml.map(str::to_owned),
            running: running(flags)?,
            bypass_cache: flags & DOMAIN_SAVE_BYPASS_CACHE != 0,
            channels,
            reset_nvram: flags & DOMAIN_SAVE_RESET_NVRAM != 0,
            api,
        };
        restore::restore(self, request).await
    }

    /// The definition in an image, as clients may see it.
    async fn image_xml(&self, path: &Path, flags: u32) -> Result<String> {
        let (_, image) = restore::open(self, path).await?;
        let domain = read_definition(self, &image.xml).await?;
        let secure = flags & DOMAIN_SAVE_IMAGE_XML_SECURE != 0;
        Ok(domain.format(Mode { secure, ..Mode::LIVE }))
    }

    /// Gives an image another definition of the same guest, or another state.
    async fn define_image(&self, path: &Path, xml: &str, flags: u32) -> Result<()> {
        let running = running(flags)?;
        let (file, mut image) = restore::open(self, path).await?;
        drop(file);
        let saved = read_definition(self, &image.xml).await?;
        let wanted = read_definition(self, xml).await?;
        same_guest(&saved, &wanted)?;
        let before = image.clone();
        image.xml = crate::view_xml::format_for_elsewhere(&wanted);
        image.header.was_running = running.unwrap_or(image.header.was_running);
        if image == before {
            return Ok(());
        }
        let (files, path) = (Files::of(self), path.to_owned());
        let rewritten =
            tokio::task::spawn_blocking(move || image::rewrite(&files, &path, &mut image)).await;
        rewritten.map_err(|e| internal(e.to_string()))?
    }

    async fn dump(
        &self,
        dom: &remote::Domain,
        path: &str,
        format: u32,
        flags: u32,
        cx: &CallContext,
    ) -> Result<()> {
        const ACCEPTED: Accepted = flags::DOMAIN_CORE_DUMP_WITH_FORMAT;
        ACCEPTED.check(flags)?;
        let (crash, live) = (("VIR_DUMP_CRASH", DUMP_CRASH), ("VIR_DUMP_LIVE", DUMP_LIVE));
        let reset = ("VIR_DUMP_RESET", DUMP_RESET);
        exclusive(flags, crash, live)?;
        exclusive(flags, crash, reset)?;
        exclusive(flags, live, reset)?;
        let guest = self.guest(dom)?;
        self.run_of(&guest)?;
        let after = match flags & (DUMP_CRASH | DUMP_RESET) {
            0 => After::GoesOn,
            DUMP_RESET => After::Reset,
            _ => After::Ends,
        };
        let request = dump::Request {
            path: path.into(),
            core: dump::core_format(format, flags & DUMP_MEMORY_ONLY != 0)?,
            live: flags & DUMP_LIVE != 0,
            bypass_cache: flags & DUMP_BYPASS_CACHE != 0,
            after,
            api: cx.api,
        };
        dump::dump(self, &guest, request).await
    }
}
