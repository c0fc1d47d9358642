//! The cookie: what the two sides tell each other at each step, as XML that either may be older or
//! newer than the other. Elements that nobody knows are ignored; features that the sender calls
//! mandatory and the reader does not know are refused (Q-MIG-10).

use uuid::Uuid;
use vireo_api::{Error, ErrorCode, ErrorDomain, Result};
use vireo_model::domain::Domain;
use vireo_model::domain::cpu::Cpu;
use vireo_proto::remote::MIGRATE_COOKIE_MAX;
use vireo_xml::{Mode, XmlElement};

use super::figures::Statistics;
use crate::error::{internal, xml};

/// How definitions stand in cookies: as saved, for another host.
const MODE: Mode = Mode { inactive: true, secure: true, status: false, migratable: true };

/// `<qemu-migration>`.
#[derive(Clone, Debug, Default, PartialEq, XmlElement)]
#[xml(root = "qemu-migration")]
pub struct Cookie {
    /// The guest's name on the source.
    #[xml(text_child)]
    pub name: Option<String>,
    /// The guest's UUID.
    #[xml(text_child)]
    pub uuid: Option<String>,
    /// Name of the sender's host.
    #[xml(text_child)]
    pub hostname: Option<String>,
    /// UUID of the sender's host.
    #[xml(text_child)]
    pub hostuuid: Option<String>,
    /// What the reader has to understand.
    #[xml(child = "feature")]
    pub features: Vec<Feature>,
    /// The destination's display.
    #[xml(child)]
    pub graphics: Option<GraphicsPlace>,
    /// State of the lock manager.
    #[xml(child)]
    pub lockstate: Option<LockState>,
    /// The definition that the destination keeps.
    #[xml(child)]
    pub domain: Option<Domain>,
    /// Data of network ports.
    #[xml(child)]
    pub network: Option<Network>,
    /// Disks that are copied: also without any word of them, for those who stop to serve them.
    #[xml(child, always)]
    pub nbd: Option<Nbd>,
    /// Figures of the job.
    #[xml(child)]
    pub statistics: Option<Statistics>,
    /// The guest's CPU as it was asked for.
    #[xml(child)]
    pub cpu: Option<Cpu>,
    /// What the sender's QEMU can do.
    #[xml(child)]
    pub capabilities: Option<Capabilities>,
    /// Bitmaps that travel along.
    #[xml(child = "blockDirtyBitmaps")]
    pub bitmaps: Option<Bitmaps>,
    /// What daemons of this kind tell each other beside; others ignore it.
    #[xml(child)]
    pub vireo: Option<Ours>,
}

/// `<vireo>`.
#[derive(Clone, Debug, Default, PartialEq, XmlElement)]
pub struct Ours {
    /// Names the migration, for questions after a lost answer.
    #[xml(attr)]
    pub ticket: Option<String>,
    /// This is such a question.
    #[xml(attr, yes_no)]
    pub asks: Option<bool>,
}

/// `<feature>`.
#[derive(Clone, Debug, Default, PartialEq, XmlElement)]
pub struct Feature {
    /// Its name.
    #[xml(attr, required)]
    pub name: String,
}

/// `<graphics>`.
#[derive(Clone, Debug, Default, PartialEq, XmlElement)]
pub struct GraphicsPlace {
    /// `spice` or `vnc`.
    #[xml(attr = "type")]
    pub kind: Option<String>,
    /// Its port, -1 when off.
    #[xml(attr)]
    pub port: Option<i32>,
    /// Where it listens.
    #[xml(attr)]
    pub listen: Option<String>,
    /// Its port with TLS, -1 when off.
    #[xml(attr = "tlsPort")]
    pub tls_port: Option<i32>,
    /// What is known of its certificate.
    #[xml(child = "cert")]
    pub certs: Vec<Cert>,
}

/// `<cert>`.
#[derive(Clone, Debug, Default, PartialEq, XmlElement)]
pub struct Cert {
    /// `subject`.
    #[xml(attr)]
    pub info: Option<String>,
    /// Its value.
    #[xml(attr)]
    pub value: Option<String>,
}

/// `<lockstate>`.
#[derive(Clone, Debug, Default, PartialEq, XmlElement)]
pub struct LockState {
    /// Which lock manager.
    #[xml(attr)]
    pub driver: Option<String>,
    /// Its state.
    #[xml(text_child)]
    pub leases: Option<String>,
}

/// `<network>`.
#[derive(Clone, Debug, Default, PartialEq, XmlElement)]
pub struct Network {
    /// One an interface.
    #[xml(child = "interface")]
    pub interfaces: Vec<Port>,
}

/// `<interface>`.
#[derive(Clone, Debug, Default, PartialEq, XmlElement)]
pub struct Port {
    /// Place among the interfaces.
    #[xml(attr)]
    pub index: Option<u32>,
    /// Kind of its port.
    #[xml(attr)]
    pub vporttype: Option<String>,
    /// What the switch wants to know.
    #[xml(text_child)]
    pub portdata: Option<String>,
}

/// `<nbd>`.
#[derive(Clone, Debug, Default, PartialEq, XmlElement)]
pub struct Nbd {
    /// Where the destination takes the disks.
    #[xml(attr)]
    pub port: Option<u16>,
    /// The disks.
    #[xml(child = "disk")]
    pub disks: Vec<NbdDisk>,
}

/// `<disk>` of `<nbd>`.
#[derive(Clone, Debug, Default, PartialEq, XmlElement)]
pub struct NbdDisk {
    /// Its name in the guest.
    #[xml(attr)]
    pub target: Option<String>,
    /// Its size, bytes.
    #[xml(attr)]
    pub capacity: Option<u64>,
}

/// `<capabilities>`.
#[derive(Clone, Debug, Default, PartialEq, XmlElement)]
pub struct Capabilities {
    /// All that the QEMU has.
    #[xml(child = "cap")]
    pub caps: Vec<Capability>,
}

/// `<cap>`.
#[derive(Clone, Debug, Default, PartialEq, XmlElement)]
pub struct Capability {
    /// QEMU's name of it.
    #[xml(attr, required)]
    pub name: String,
    /// The sender switches it on without being asked.
    #[xml(attr, yes_no)]
    pub auto: Option<bool>,
}

/// `<blockDirtyBitmaps>`.
#[derive(Clone, Debug, Default, PartialEq, XmlElement)]
pub struct Bitmaps {
    /// One a disk.
    #[xml(child = "disk")]
    pub disks: Vec<BitmapDisk>,
}

/// `<disk>` of `<blockDirtyBitmaps>`.
#[derive(Clone, Debug, Default, PartialEq, XmlElement)]
pub struct BitmapDisk {
    /// Its name in the guest.
    #[xml(attr)]
    pub target: Option<String>,
    /// Its bitmaps.
    #[xml(child = "bitmap")]
    pub bitmaps: Vec<Bitmap>,
}

/// `<bitmap>`.
#[derive(Clone, Debug, Default, PartialEq, XmlElement)]
pub struct Bitmap {
    /// Its name.
    #[xml(attr)]
    pub name: Option<String>,
    /// Its name on the way.
    #[xml(attr)]
    pub alias: Option<String>,
}

/// Features that a sender may call mandatory, and whether we understand them.
const KNOWN_FEATURES: &[&str] = &["lockstate", "persistent", "memory-hotplug", "cpu-hotplug"];

/// Who the two sides are.
#[derive(Debug, Clone)]
pub struct Parties {
    /// The guest's name on the source.
    pub name: String,
    /// The guest's UUID.
    pub uuid: Uuid,
    /// Name of this host.
    pub hostname: String,
    /// UUID of this host.
    pub hostuuid: Uuid,
}

impl Cookie {
    /// A cookie that says who sends it and of whom.
    #[must_use]
    pub fn from(parties: &Parties) -> Self {
        Self {
            name: Some(parties.name.clone()),
            uuid: Some(parties.uuid.to_string()),
            hostname: Some(parties.hostname.clone()),
            hostuuid: Some(parties.hostuuid.to_string()),
            ..Self::default()
        }
    }

    /// The reader has to understand `name`.
    pub fn require(&mut self, name: &str) {
        self.features.push(Feature { name: name.to_owned() });
    }

    /// The bytes on the wire: text and its final zero.
    ///
    /// # Errors
    /// It is longer than the protocol allows.
    pub fn encode(&self) -> Result<Vec<u8>> {
        let mut bytes = vireo_xml::format(self, MODE).into_bytes();
        bytes.push(0);
        if bytes.len() > MIGRATE_COOKIE_MAX {
            return Err(internal(format!("migration cookie of {} bytes is too long", bytes.len())));
        }
        Ok(bytes)
    }

    /// Reads what the other side sent; no bytes are no cookie.
    ///
    /// # Errors
    /// It is no cookie.
    pub fn decode(bytes: &[u8]) -> Result<Option<Self>> {
        let Some((last, text)) = bytes.split_last() else { return Ok(None) };
        if *last != 0 {
            return Err(internal("Migration cookie was not NULL terminated"));
        }
        let text =
            std::str::from_utf8(text).map_err(|_| internal("Migration cookie is no text"))?;
        vireo_xml::parse(text, MODE).map(Some).map_err(|error| xml(&error))
    }

    /// Reads what the other side sent and checks that it is meant for us.
    ///
    /// # Errors
    /// It is no cookie; of another guest; from this very host; it needs what we don't know.
    pub fn read(bytes: &[u8], parties: &Parties) -> Result<Option<Self>> {
        let Some(cookie) = Self::decode(bytes)? else { return Ok(None) };
        cookie.check(parties)?;
        Ok(Some(cookie))
    }

    fn check(&self, parties: &Parties) -> Result<()> {
        let missing = |what: &str| internal(format!("missing {what} element in migration data"));
        let name = self.name.as_deref().ok_or_else(|| missing("name"))?;
        if name != parties.name {
            let told =
                format!("Incoming cookie data had unexpected name {name} vs {}", parties.name);
            return Err(internal(told));
        }
        let uuid = self.uuid.as_deref().ok_or_else(|| missing("uuid"))?;
        if Uuid::parse_str(uuid).ok() != Some(parties.uuid) {
            let told =
                format!("Incoming cookie data had unexpected UUID {uuid} vs {}", parties.uuid);
            return Err(internal(told));
        }
        self.hostname.as_ref().ok_or_else(|| missing("hostname"))?;
        let host = self.hostuuid.as_deref().ok_or_else(|| missing("hostuuid"))?;
        let host = Uuid::parse_str(host)
            .map_err(|_| internal("malformed hostuuid element in migration data"))?;
        if host == parties.hostuuid {
            return Err(same_host(&host));
        }
        for feature in &self.features {
            if !KNOWN_FEATURES.contains(&feature.name.as_str()) {
                let told = format!("Unknown migration cookie feature {}", feature.name);
                return Err(internal(told));
            }
        }
        Ok(())
    }

    /// The migration's own name, where the other side knows of such.
    #[must_use]
    pub fn ticket(&self) -> Option<Uuid> {
        Uuid::parse_str(self.vireo.as_ref()?.ticket.as_deref()?).ok()
    }

    /// Names the migration.
    pub fn set_ticket(&mut self, ticket: Option<Uuid>, asks: Option<bool>) {
        self.vireo = ticket.map(|ticket| Ours { ticket: Some(ticket.to_string()), asks });
    }

    /// Whether the sender's QEMU has an ability; `None` when it did not say.
    #[must_use]
    pub fn sender_has(&self, capability: &str) -> Option<bool> {
        let all = self.capabilities.as_ref()?;
        Some(all.caps.iter().any(|cap| cap.name == capability))
    }
}

fn same_host(uuid: &Uuid) -> Error {
    let text = format!("Attempt to migrate guest to the same host {uuid}");
    Error::new(ErrorCode::InternalError, ErrorDomain::Qemu, text)
}

/// Bytes of a peer's are taken or refused; what is taken can be written again.
#[doc(hidden)]
pub fn fuzz_cookie(bytes: &[u8]) {
    if let Ok(Some(cookie)) = Cookie::decode(bytes) {
        let _ = cookie.encode();
        let parties = Parties {
            name: cookie.name.clone().unwrap_or_default(),
            uuid: Uuid::nil(),
            hostname: String::new(),
            hostuuid: Uuid::nil(),
        };
        let _ = Cookie::read(bytes, &parties);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parties(host: u128) -> Parties {
        Parties {
            name: "g".to_owned(),
            uuid: Uuid::from_u128(1),
            hostname: "a".to_owned(),
            hostuuid: Uuid::from_u128(host),
        }
    }

    /// REQ: Q-MIG-10
    #[test]
    fn what_one_side_writes_the_other_reads() {
        let mut cookie = Cookie::from(&parties(7));
        cookie.require("lockstate");
        cookie.graphics = Some(GraphicsPlace {
            kind: Some("spice".to_owned()),
            port: Some(5900),
            listen: Some("::".to_owned()),
            tls_port: Some(-1),
            certs: vec![Cert { info: Some("subject".to_owned()), value: Some("O=x".to_owned()) }],
        });
        cookie.nbd = Some(Nbd {
            port: Some(49153),
            disks: vec![NbdDisk { target: Some("vda".to_owned()), capacity: Some(1 << 40) }],
        });
        cookie.statistics =
            Some(Statistics { sent: Some(5), memory_total: Some(7), ..Statistics::default() });
        cookie.capabilities = Some(Capabilities {
            caps: vec![Capability { name: "xbzrle".to_owned(), auto: Some(false) }],
        });
        let last = Cookie { nbd: Some(Nbd::default()), ..Cookie::from(&parties(7)) };
        let text = String::from_utf8(last.encode().unwrap()).unwrap();
        assert!(text.contains("<nbd/>"), "{text}");
        let bytes = cookie.encode().unwrap();
        let text = String::from_utf8(bytes[..bytes.len() - 1].to_vec()).unwrap();
        assert!(text.contains("<cap name='xbzrle' auto='no'/>"), "{text}");
        assert!(text.contains("<disk target='vda' capacity='1099511627776'/>"), "{text}");
        let read = Cookie::read(&bytes, &parties(8)).unwrap().unwrap();
        assert_eq!(read, cookie);
        assert_eq!(read.sender_has("xbzrle"), Some(true));
        assert_eq!(read.sender_has("multifd"), Some(false));
    }

    #[test]
    fn what_is_not_for_us_is_refused() {
        let told = |cookie: &Cookie, host| {
            let bytes = cookie.encode().unwrap();
            Cookie::read(&bytes, &parties(host)).unwrap_err().to_string()
        };
        let mut cookie = Cookie::from(&parties(7));
        assert!(told(&cookie, 7).contains("same host"));
        cookie.require("persistent");
        cookie.require("teleport");
        assert!(told(&cookie, 8).contains("Unknown migration cookie feature teleport"));
        cookie.name = Some("other".to_owned());
        assert!(told(&cookie, 8).contains("unexpected name other vs g"));
        assert!(Cookie::decode(b"").unwrap().is_none());
        assert!(Cookie::decode(b"<qemu-migration/>").is_err());
    }

    #[test]
    fn what_nobody_knows_is_passed_over() {
        let text = b"<qemu-migration><name>g</name><colour>red</colour><nbd port='1' x='2'/></qemu-migration>\0";
        let cookie = Cookie::decode(text).unwrap().unwrap();
        assert_eq!(cookie.nbd.unwrap().port, Some(1));
    }
}
