//! `<devices>`: a file a kind of device; those with little to say are in [`simple`].

pub mod audio;
pub mod chardev;
pub mod controller;
pub mod disk;
pub mod filesystem;
pub mod graphics;
pub mod hostdev;
pub mod input;
pub mod interface;
pub mod memballoon;
pub mod memory;
pub mod redirdev;
pub mod rng;
pub mod simple;
pub mod sound;
pub mod storage;
pub mod tpm;
pub mod video;
pub mod watchdog;

use vireo_xml::{ParseOptions, XmlChoice, XmlElement};

pub use audio::Audio;
pub use chardev::{Channel, Console, Parallel, Serial};
pub use controller::Controller;
pub use disk::Disk;
pub use filesystem::Filesystem;
pub use graphics::Graphics;
pub use hostdev::Hostdev;
pub use input::Input;
pub use interface::Interface;
pub use memballoon::MemBalloon;
pub use memory::MemoryDevice;
pub use redirdev::{RedirDev, RedirFilter};
pub use rng::Rng;
pub use simple::{Crypto, Hub, Iommu, Lease, NvramDevice, Panic, Pstore, Shmem, Smartcard, Vsock};
pub use sound::Sound;
pub use tpm::Tpm;
pub use video::Video;
pub use watchdog::Watchdog;

/// `<devices>`. Devices of a kind keep their order; kinds are printed in this one.
#[derive(Clone, Debug, Default, PartialEq, XmlElement)]
pub struct Devices {
    #[xml(text_child)]
    pub emulator: Option<String>,
    #[xml(child = "disk")]
    pub disks: Vec<Disk>,
    #[xml(child = "controller")]
    pub controllers: Vec<Controller>,
    #[xml(child = "lease")]
    pub leases: Vec<Lease>,
    #[xml(child = "filesystem")]
    pub filesystems: Vec<Filesystem>,
    #[xml(child = "interface")]
    pub interfaces: Vec<Interface>,
    #[xml(child = "smartcard")]
    pub smartcards: Vec<Smartcard>,
    #[xml(child = "serial")]
    pub serials: Vec<Serial>,
    #[xml(child = "parallel")]
    pub parallels: Vec<Parallel>,
    #[xml(child = "console")]
    pub consoles: Vec<Console>,
    #[xml(child = "channel")]
    pub channels: Vec<Channel>,
    #[xml(child = "input")]
    pub inputs: Vec<Input>,
    #[xml(child = "tpm")]
    pub tpms: Vec<Tpm>,
    #[xml(child = "graphics")]
    pub graphics: Vec<Graphics>,
    #[xml(child = "sound")]
    pub sounds: Vec<Sound>,
    #[xml(child = "audio")]
    pub audios: Vec<Audio>,
    #[xml(child = "video")]
    pub videos: Vec<Video>,
    #[xml(child = "hostdev")]
    pub hostdevs: Vec<Hostdev>,
    #[xml(child = "redirdev")]
    pub redirdevs: Vec<RedirDev>,
    #[xml(child)]
    pub redirfilter: Option<RedirFilter>,
    #[xml(child = "hub")]
    pub hubs: Vec<Hub>,
    #[xml(child = "watchdog")]
    pub watchdogs: Vec<Watchdog>,
    #[xml(child)]
    pub memballoon: Option<MemBalloon>,
    #[xml(child = "rng")]
    pub rngs: Vec<Rng>,
    #[xml(child, always)]
    pub nvram: Option<NvramDevice>,
    #[xml(child = "panic")]
    pub panics: Vec<Panic>,
    #[xml(child = "shmem")]
    pub shmems: Vec<Shmem>,
    #[xml(child = "memory")]
    pub memories: Vec<MemoryDevice>,
    #[xml(child = "crypto")]
    pub cryptos: Vec<Crypto>,
    #[xml(child)]
    pub iommu: Option<Iommu>,
    #[xml(child)]
    pub vsock: Option<Vsock>,
    #[xml(child)]
    pub pstore: Option<Pstore>,
}

/// One device of any kind: what attach, detach and update take.
#[derive(Clone, Debug, PartialEq, XmlChoice)]
#[allow(clippy::large_enum_variant, reason = "short-lived: moved into the domain at once")]
pub enum Device {
    Disk(Disk),
    Controller(Controller),
    Lease(Lease),
    Filesystem(Filesystem),
    Interface(Interface),
    Smartcard(Smartcard),
    Serial(Serial),
    Parallel(Parallel),
    Console(Console),
    Channel(Channel),
    Input(Input),
    Tpm(Tpm),
    Graphics(Graphics),
    Sound(Sound),
    Audio(Audio),
    Video(Video),
    Hostdev(Hostdev),
    Redirdev(RedirDev),
    Hub(Hub),
    Watchdog(Watchdog),
    Memballoon(MemBalloon),
    Rng(Rng),
    Nvram(NvramDevice),
    Panic(Panic),
    Shmem(Shmem),
    Memory(MemoryDevice),
    Crypto(Crypto),
    Iommu(Iommu),
    Vsock(Vsock),
    Pstore(Pstore),
}

impl Device {
    /// Read the document of one device.
    ///
    /// # Errors
    /// The first thing wrong with it, with its position.
    pub fn parse(text: &str, mode: vireo_xml::Mode) -> vireo_xml::Result<Device> {
        vireo_xml::parse_choice(text, ParseOptions { mode, strict: false })
    }

    /// The device as text.
    pub fn format(&self, mode: vireo_xml::Mode) -> String {
        vireo_xml::format_choice(self, mode)
    }
}
