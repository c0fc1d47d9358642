//! Which of several wrong things in a definition is told: the reference reads one part of the
//! document after another, wherever they stand, and stops at the first.

/// Parts of the document in the order of the reading. A part stands for all in it that has no line
/// of its own.
const PARTS: &[&str] = &[
    "domain",
    "domain/os/type",
    "domain/title",
    "domain/seclabel",
    "domain/memory",
    "domain/currentMemory",
    "domain/maxMemory",
    "domain/memoryBacking/access",
    "domain/memoryBacking/allocation",
    "domain/memoryBacking",
    "domain/blkiotune",
    "domain/memtune",
    "domain/vcpu",
    "domain/vcpus",
    "domain/iothreads",
    "domain/defaultiothread",
    "domain/iothreadids",
    "domain/cputune",
    "domain/cpu/topology",
    "domain/cpu/numa",
    "domain/cpu",
    "domain/numatune",
    "domain/resource",
    "domain/features",
    "domain/on_reboot",
    "domain/on_poweroff",
    "domain/on_crash",
    "domain/on_lockfailure",
    "domain/pm",
    "domain/perf",
    "domain/clock",
    "domain/os",
    "domain/throttlegroups",
    "domain/devices/disk",
    "domain/devices/controller",
    "domain/devices/lease",
    "domain/devices/filesystem",
    "domain/devices/interface",
    "domain/devices/smartcard",
    "domain/devices/parallel",
    "domain/devices/serial",
    "domain/devices/console",
    "domain/devices/channel",
    "domain/devices/input",
    "domain/devices/graphics",
    "domain/devices/sound",
    "domain/devices/audio",
    "domain/devices/video",
    "domain/devices/hostdev",
    "domain/devices/watchdog",
    "domain/devices/memballoon",
    "domain/devices/rng",
    "domain/devices/crypto",
    "domain/devices/tpm",
    "domain/devices/nvram",
    "domain/devices/hub",
    "domain/devices/redirdev",
    "domain/devices/redirfilter",
    "domain/devices/panic",
    "domain/devices/shmem",
    "domain/launchSecurity",
    "domain/devices/memory",
    "domain/devices/iommu",
    "domain/devices/vsock",
    "domain/devices/pstore",
    "domain/idmap",
    "domain/sysinfo",
    "domain/os/smbios",
    "domain/keywrap",
    "domain/commandline",
    "domain/capabilities",
    "domain/override",
    "domain/deprecation",
];

/// The place of an element, given by its path, in the reading.
pub(super) fn rank(path: &str) -> usize {
    let mut path = path;
    loop {
        if let Some(rank) = PARTS.iter().position(|part| *part == path) {
            return rank;
        }
        match path.rsplit_once('/') {
            Some((above, _)) => path = above,
            None => return PARTS.len(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Domain;
    use vireo_xml::Mode;

    /// What is told of a definition with all these parts.
    fn told(parts: &str) -> String {
        let text = format!(
            "<domain type='qemu'>{parts}<name>a</name><memory>1024</memory>\
             <os><type>hvm</type></os></domain>"
        );
        Domain::parse(&text, Mode::SAVED).expect_err("it is wrong").detail()
    }

    #[test]
    fn the_first_part_of_the_reading_is_told() {
        let disk = "<devices><rng model='odd'/><disk type='odd'/></devices>";
        assert!(told(disk).contains("'disk'"));
        let clock = format!("{disk}<clock offset='odd'/>");
        assert!(told(&clock).contains("clock"), "{}", told(&clock));
        let cpu = format!("{clock}<cpu mode='odd'/><on_poweroff>odd</on_poweroff>");
        assert!(told(&cpu).contains("mode attribute"), "{}", told(&cpu));
        let vcpu = format!("{cpu}<vcpu>odd</vcpu>");
        assert!(told(&vcpu).contains("vcpus"), "{}", told(&vcpu));
        let title = format!("{vcpu}<title>two\nlines</title>");
        assert!(told(&title).contains("title"), "{}", told(&title));
        let uuid = format!("{title}<uuid>odd</uuid>");
        assert!(told(&uuid).contains("uuid"), "{}", told(&uuid));
    }

    #[test]
    fn what_the_machine_is_goes_before_its_parts() {
        for (os, said) in [
            ("<os/>", "an os <type> must be specified"),
            ("<os><boot dev='odd'/><type arch='odd'>hvm</type></os>", "Unknown architecture odd"),
        ] {
            let text = format!(
                "<domain type='qemu'><name>a</name><memory unit='odd'>1</memory>\
                 <devices><memballoon/></devices>{os}</domain>"
            );
            let error = Domain::parse(&text, Mode::SAVED).expect_err("it is wrong");
            assert_eq!(error.detail(), said);
        }
    }
}
