//! Choosing a firmware: the first descriptor that agrees with all the definition
//! says, then what it fills in.

pub mod descriptor;

use descriptor::{Descriptor, Mapping};

use crate::domain::Domain;
use crate::domain::features::{Features, Smm};
use crate::domain::os::{
    FirmwareFeature, FirmwareFeatureName as Feature, FirmwareKind, Loader, LoaderFormat,
    LoaderKind, Nvram,
};
use crate::fill::error::{Code, FillError, From};
use crate::fill::{Context, Result};

/// Images that were known before there were descriptors: code, variables.
const LEGACY: [(&str, &str); 5] = [
    ("/usr/share/AAVMF/AAVMF_CODE.fd", "/usr/share/AAVMF/AAVMF_VARS.fd"),
    ("/usr/share/AAVMF/AAVMF32_CODE.fd", "/usr/share/AAVMF/AAVMF32_VARS.fd"),
    ("/usr/share/OVMF/OVMF_CODE.ms.fd", "/usr/share/OVMF/OVMF_VARS.ms.fd"),
    ("/usr/share/OVMF/OVMF_CODE.secboot.fd", "/usr/share/OVMF/OVMF_VARS.fd"),
    ("/usr/share/OVMF/OVMF_CODE.fd", "/usr/share/OVMF/OVMF_VARS.fd"),
];

/// Complete `<os>`'s firmware.
///
/// # Errors
/// The definition asks for a firmware that is not there.
pub(crate) fn fill(dom: &mut Domain, ctx: &mut Context<'_>) -> Result {
    let auto = dom.os.firmware.is_some();
    if !auto && dom.os.loader.is_none() && dom.os.nvram.is_none() {
        return Ok(());
    }
    crate::fill::validate::os::os(dom)?;
    let is_rom = dom.os.loader.as_ref().is_some_and(|l| l.kind == Some(LoaderKind::Rom));
    if !auto && is_rom {
        return Ok(());
    }
    let found = ctx.view.firmware().iter().find(|fw| matches(dom, ctx, fw)).cloned();
    match found {
        Some(firmware) => take(dom, &firmware),
        None if auto && ctx.flags.new_definition => return Err(not_found(dom)),
        None if !auto => legacy(dom),
        None => {}
    }
    if let Some(loader) = dom.os.loader.as_mut() {
        loader.format.get_or_insert(LoaderFormat::Raw);
    }
    nvram(dom, ctx);
    Ok(())
}

fn not_found(dom: &Domain) -> FillError {
    let kind = dom.os.firmware.map_or("none", FirmwareKind::as_str);
    FillError::new(
        Code::OperationFailed,
        From::Qemu,
        format!(
            "Unable to find '{kind}' firmware that is compatible with the current configuration"
        ),
    )
}

/// Whether the descriptor agrees with the definition.
fn matches(dom: &Domain, ctx: &Context<'_>, firmware: &Descriptor) -> bool {
    if dom.os.firmware.is_none() {
        return agrees_on_paths(dom, firmware);
    }
    let interface = match dom.os.firmware {
        Some(FirmwareKind::Bios) => "bios",
        Some(FirmwareKind::Efi) | None => "uefi",
    };
    firmware.interface_types.iter().any(|i| i == interface)
        && agrees_on_loader(dom, firmware)
        && firmware.runs_on(&ctx.arch, &ctx.machine)
        && agrees_on_features(dom, firmware)
}

fn template(dom: &Domain) -> Option<&str> {
    dom.os.nvram.as_ref()?.template.as_deref()
}

fn nvram_format(dom: &Domain) -> Option<LoaderFormat> {
    dom.os.nvram.as_ref()?.format
}

/// A loader named by hand is looked up by its files alone.
fn agrees_on_paths(dom: &Domain, firmware: &Descriptor) -> bool {
    let Some(loader) = &dom.os.loader else { return false };
    let Some(path) = loader.path.as_deref() else { return false };
    match &firmware.mapping {
        Mapping::Flash { executable, nvram_template, .. } => {
            let vars = nvram_template.as_ref().map(|f| f.filename.as_str());
            executable.filename == path && template(dom).is_none_or(|t| Some(t) == vars)
        }
        Mapping::Memory { filename } => filename == path,
        Mapping::Kernel { .. } => false,
    }
}

fn agrees_on_loader(dom: &Domain, firmware: &Descriptor) -> bool {
    let loader = dom.os.loader.as_ref();
    let path = loader.and_then(|l| l.path.as_deref());
    match &firmware.mapping {
        Mapping::Flash { mode, executable, nvram_template } => {
            let kind = loader.and_then(|l| l.kind);
            let readonly = loader.and_then(|l| l.readonly);
            let stateless = loader.and_then(|l| l.stateless) == Some(true);
            let wanted = loader
                .and_then(|l| l.format)
                .or_else(|| nvram_format(dom).filter(|_| path.is_none()))
                .unwrap_or(LoaderFormat::Raw);
            let vars = nvram_template.as_ref().map(|f| f.filename.as_str());
            kind != Some(LoaderKind::Rom)
                && readonly != Some(false)
                && stateless == (mode == "stateless")
                && mode != "combined"
                && executable.format == wanted.as_str()
                && path.is_none_or(|p| p == executable.filename)
                && template(dom).is_none_or(|t| Some(t) == vars)
        }
        Mapping::Memory { filename } => {
            let kind = loader.and_then(|l| l.kind);
            kind != Some(LoaderKind::Pflash)
                && dom.os.nvram.is_none()
                && path.is_none_or(|p| p == filename)
        }
        Mapping::Kernel { .. } => false,
    }
}

fn agrees_on_features(dom: &Domain, firmware: &Descriptor) -> bool {
    let sleep = |yes_no: Option<&crate::domain::features::YesNoAttr>| {
        yes_no.and_then(|y| y.enabled) == Some(true)
    };
    let pm = dom.pm.as_ref();
    let s3 = sleep(pm.and_then(|p| p.suspend_to_mem.as_ref()));
    let s4 = sleep(pm.and_then(|p| p.suspend_to_disk.as_ref()));
    if s3 && !firmware.has("acpi-s3") || s4 && !firmware.has("acpi-s4") {
        return false;
    }
    let secure_boot = firmware.has("secure-boot");
    let asked = |name| dom.os.firmware_features.iter().find(|f| f.name == name).map(|f| f.enabled);
    if asked(Feature::SecureBoot).is_some_and(|want| want != secure_boot)
        || asked(Feature::EnrolledKeys).is_some_and(|want| want != firmware.has("enrolled-keys"))
    {
        return false;
    }
    let needs_smm = firmware.has("requires-smm");
    match dom.os.loader.as_ref().and_then(|l| l.secure) {
        Some(true) if !needs_smm => return false,
        Some(false) if needs_smm => return false,
        Some(_) | None => {}
    }
    let smm = dom.features.as_ref().and_then(|f| f.smm.as_ref());
    !(needs_smm && smm.is_some_and(|s| !s.state))
}

/// Fill in what the firmware says.
fn take(dom: &mut Domain, firmware: &Descriptor) {
    let by_hand = dom.os.firmware.is_none();
    let loader = dom.os.loader.get_or_insert_with(Loader::default);
    match &firmware.mapping {
        Mapping::Flash { mode, executable, nvram_template } => {
            loader.kind = Some(LoaderKind::Pflash);
            loader.readonly = Some(true);
            loader.path = Some(executable.filename.clone());
            loader.format = LoaderFormat::from_word(&executable.format);
            if mode == "stateless" {
                loader.stateless = Some(true);
            }
            if let Some(file) = nvram_template {
                take_template(dom, &file.filename, &file.format);
            }
        }
        Mapping::Memory { filename } => {
            loader.kind = Some(LoaderKind::Rom);
            loader.path = Some(filename.clone());
        }
        Mapping::Kernel { .. } => {}
    }
    if firmware.has("requires-smm") {
        let features = dom.features.get_or_insert_with(Features::default);
        features.smm.get_or_insert_with(Smm::default).state = true;
        if let Some(loader) = &mut dom.os.loader {
            loader.secure = Some(true);
        }
    }
    if by_hand && firmware.interface_types.iter().any(|i| i == "uefi") {
        dom.os.firmware = Some(FirmwareKind::Efi);
    } else if by_hand {
        dom.os.firmware = Some(FirmwareKind::Bios);
    }
    if dom.os.firmware == Some(FirmwareKind::Efi) {
        say_features(dom, firmware);
    }
}

/// The variables are copied from the template, except into a store elsewhere.
fn take_template(dom: &mut Domain, path: &str, format: &str) {
    let nvram = dom.os.nvram.get_or_insert_with(Nvram::default);
    let format = LoaderFormat::from_word(format);
    // A store that is there already is in the format it is in.
    let exists = nvram.path.is_some() || nvram.source.is_some();
    nvram.format = nvram.format.filter(|_| exists).or(format);
    if is_remote(nvram) {
        return;
    }
    nvram.template = Some(path.to_owned());
    nvram.template_format = format;
}

fn is_remote(nvram: &Nvram) -> bool {
    use crate::domain::devices::storage::StorageType;
    matches!(nvram.kind, Some(kind) if !matches!(kind, StorageType::File | StorageType::Block))
}

/// Write down what was chosen.
fn say_features(dom: &mut Domain, firmware: &Descriptor) {
    let keys = dom.os.nvram.as_ref().is_some_and(|n| n.template.is_some());
    let mut said = Vec::new();
    if keys {
        said.push(FirmwareFeature {
            name: Feature::EnrolledKeys,
            enabled: firmware.has("enrolled-keys"),
        });
    }
    said.push(FirmwareFeature { name: Feature::SecureBoot, enabled: firmware.has("secure-boot") });
    dom.os.firmware_features = said;
}

/// Images without a descriptor.
fn legacy(dom: &mut Domain) {
    let Some(loader) = &mut dom.os.loader else { return };
    if loader.kind != Some(LoaderKind::Pflash) || loader.readonly == Some(false) {
        return;
    }
    if loader.stateless == Some(true) {
        return;
    }
    let Some((_, vars)) = LEGACY.iter().find(|(code, _)| loader.path.as_deref() == Some(*code))
    else {
        return;
    };
    loader.readonly = Some(true);
    let nvram = dom.os.nvram.get_or_insert_with(Nvram::default);
    nvram.template.get_or_insert_with(|| (*vars).to_owned());
    nvram.template_format = Some(LoaderFormat::Raw);
}

/// Where the variables are kept.
fn nvram(dom: &mut Domain, ctx: &Context<'_>) {
    let Some(loader) = &dom.os.loader else { return };
    let wants = loader.kind == Some(LoaderKind::Pflash)
        && loader.readonly == Some(true)
        && loader.stateless != Some(true);
    if !wants {
        return;
    }
    let loader_format = loader.format.unwrap_or(LoaderFormat::Raw);
    let nvram = dom.os.nvram.get_or_insert_with(Nvram::default);
    let like = nvram.template_format.unwrap_or(loader_format);
    let format = *nvram.format.get_or_insert(like);
    if nvram.path.is_none() && nvram.source.is_none() {
        let ending = match format {
            LoaderFormat::Raw => "fd",
            LoaderFormat::Qcow2 => "qcow2",
        };
        let dir = &ctx.view.settings().nvram_dir;
        nvram.path = Some(format!("{dir}/{}_VARS.{ending}", dom.name));
    }
}

/// A loader of no kind is a ROM.
pub(crate) fn rom_by_default(dom: &mut Domain, _: &mut Context<'_>) -> Result {
    if let Some(loader) = &mut dom.os.loader {
        if loader.path.is_some() {
            loader.kind.get_or_insert(LoaderKind::Rom);
        }
    }
    Ok(())
}
