//! Every CPU feature that has a name: where the CPU reports it, the reference's
//! name and QEMU's. The rows are in CPUID order, then by MSR: the order in which
//! the reference lists features.

use super::{Feature, Place, Register::*};

/// Turns groups of rows into the table. QEMU's name is the reference's with `-`
/// for `_` unless one stands behind a slash.
macro_rules! features {
    ($( $place:tt {
        $( $bit:literal $name:literal $(/ $qemu:literal)? ),* $(,)?
    } )*) => {
        /// All features.
        pub(super) const TABLE: &[Feature] = &[
            $($( Feature {
                name: $name,
                qemu: features!(@qemu $($qemu)?),
                place: features!(@place $place, $bit),
            }, )*)*
        ];
    };
    (@qemu) => { None };
    (@qemu $qemu:literal) => { Some($qemu) };
    (@place [cpuid $leaf:literal $sub:literal $register:ident], $bit:literal) => {
        Place::Cpuid { leaf: $leaf, sub: $sub, register: $register, bit: $bit }
    };
    (@place [msr $index:literal], $bit:literal) => {
        Place::Msr { index: $index, bit: $bit }
    };
}

features! {
    [cpuid 0x1 0 Ecx] {
        0 "pni", 1 "pclmuldq" / "pclmulqdq", 2 "dtes64", 3 "monitor", 4 "ds_cpl", 5 "vmx",
        6 "smx", 7 "est", 8 "tm2", 9 "ssse3", 10 "cid", 12 "fma", 13 "cx16", 14 "xtpr",
        15 "pdcm", 17 "pcid", 18 "dca", 19 "sse4.1", 20 "sse4.2", 21 "x2apic", 22 "movbe",
        23 "popcnt", 24 "tsc-deadline", 25 "aes", 26 "xsave", 27 "osxsave", 28 "avx", 29 "f16c",
        30 "rdrand", 31 "hypervisor"
    }
    [cpuid 0x1 0 Edx] {
        0 "fpu", 1 "vme", 2 "de", 3 "pse", 4 "tsc", 5 "msr", 6 "pae", 7 "mce", 8 "cx8",
        9 "apic", 11 "sep", 12 "mtrr", 13 "pge", 14 "mca", 15 "cmov", 16 "pat", 17 "pse36",
        18 "pn", 19 "clflush", 21 "ds", 22 "acpi", 23 "mmx", 24 "fxsr", 25 "sse", 26 "sse2",
        27 "ss", 28 "ht", 29 "tm", 30 "ia64", 31 "pbe"
    }
    [cpuid 0x6 0 Eax] {
        2 "arat"
    }
    [cpuid 0x7 0 Ebx] {
        0 "fsgsbase", 1 "tsc_adjust", 2 "sgx", 3 "bmi1", 4 "hle", 5 "avx2", 6 "fdp-excptn-only",
        7 "smep", 8 "bmi2", 9 "erms", 10 "invpcid", 11 "rtm", 12 "cmt", 13 "zero-fcs-fds",
        14 "mpx", 16 "avx512f", 17 "avx512dq", 18 "rdseed", 19 "adx", 20 "smap",
        21 "avx512ifma", 22 "pcommit", 23 "clflushopt", 24 "clwb", 25 "intel-pt", 26 "avx512pf",
        27 "avx512er", 28 "avx512cd", 29 "sha-ni", 30 "avx512bw", 31 "avx512vl"
    }
    [cpuid 0x7 0 Ecx] {
        1 "avx512vbmi", 2 "umip", 3 "pku", 4 "ospke", 5 "waitpkg", 6 "avx512vbmi2", 8 "gfni",
        9 "vaes", 10 "vpclmulqdq", 11 "avx512vnni", 12 "avx512bitalg", 14 "avx512-vpopcntdq",
        16 "la57", 22 "rdpid", 24 "bus-lock-detect", 25 "cldemote", 27 "movdiri",
        28 "movdir64b", 30 "sgxlc", 31 "pks"
    }
    [cpuid 0x7 0 Edx] {
        2 "avx512-4vnniw", 3 "avx512-4fmaps", 4 "fsrm", 8 "avx512-vp2intersect", 10 "md-clear",
        14 "serialize", 16 "tsx-ldtrk", 18 "pconfig", 19 "arch-lbr", 22 "amx-bf16",
        23 "avx512-fp16", 24 "amx-tile", 25 "amx-int8", 26 "spec-ctrl", 27 "stibp",
        28 "flush-l1d", 29 "arch-capabilities", 30 "core-capability", 31 "ssbd"
    }
    [cpuid 0x7 1 Eax] {
        0 "sha512", 1 "sm3", 2 "sm4", 4 "avx-vnni", 5 "avx512-bf16", 7 "cmpccxadd", 10 "fzrm",
        11 "fsrs", 12 "fsrc", 17 "fred", 18 "lkgs", 19 "wrmsrns", 21 "amx-fp16", 23 "avx-ifma",
        26 "lam"
    }
    [cpuid 0x7 1 Edx] {
        4 "avx-vnni-int8", 5 "avx-ne-convert", 8 "amx-complex", 10 "avx-vnni-int16",
        14 "prefetchiti", 19 "avx10"
    }
    [cpuid 0x7 2 Edx] {
        0 "intel-psfd", 1 "ipred-ctrl", 2 "rrsba-ctrl", 3 "ddpd-u", 4 "bhi-ctrl", 5 "mcdt-no"
    }
    [cpuid 0xd 1 Eax] {
        0 "xsaveopt", 1 "xsavec", 2 "xgetbv1", 3 "xsaves", 4 "xfd"
    }
    [cpuid 0xf 1 Edx] {
        1 "mbm_total", 2 "mbm_local"
    }
    [cpuid 0x12 0 Eax] {
        0 "sgx1", 1 "sgx2", 11 "sgx-edeccssa"
    }
    [cpuid 0x12 0 Ebx] {
        0 "sgx-exinfo"
    }
    [cpuid 0x12 1 Eax] {
        1 "sgx-debug", 2 "sgx-mode64", 4 "sgx-provisionkey", 5 "sgx-tokenkey", 7 "sgx-kss",
        10 "sgx-aex-notify"
    }
    [cpuid 0x14 0 Ecx] {
        31 "intel-pt-lip"
    }
    [cpuid 0x24 0 Ebx] {
        16 "avx10-128", 17 "avx10-256", 18 "avx10-512"
    }
    [cpuid 0x80000001 0 Ecx] {
        0 "lahf_lm", 1 "cmp_legacy", 2 "svm", 3 "extapic", 4 "cr8legacy", 5 "abm", 6 "sse4a",
        7 "misalignsse", 8 "3dnowprefetch", 9 "osvw", 10 "ibs", 11 "xop", 12 "skinit", 13 "wdt",
        15 "lwp", 16 "fma4", 17 "tce", 19 "nodeid_msr", 21 "tbm", 22 "topoext",
        23 "perfctr_core", 24 "perfctr_nb"
    }
    [cpuid 0x80000001 0 Edx] {
        11 "syscall", 20 "nx", 22 "mmxext", 25 "fxsr_opt", 26 "pdpe1gb", 27 "rdtscp", 29 "lm",
        30 "3dnowext", 31 "3dnow"
    }
    [cpuid 0x80000007 0 Ebx] {
        0 "overflow-recov", 1 "succor"
    }
    [cpuid 0x80000007 0 Edx] {
        8 "invtsc"
    }
    [cpuid 0x80000008 0 Ebx] {
        0 "clzero", 2 "xsaveerptr", 9 "wbnoinvd", 12 "ibpb", 14 "ibrs", 15 "amd-stibp",
        17 "stibp-always-on", 24 "amd-ssbd", 25 "virt-ssbd", 26 "amd-no-ssb", 28 "amd-psfd"
    }
    [cpuid 0x8000000a 0 Edx] {
        0 "npt", 1 "lbrv", 2 "svm-lock", 3 "nrip-save", 4 "tsc-scale", 5 "vmcb-clean",
        6 "flushbyasid", 7 "decodeassists", 10 "pause-filter", 12 "pfthreshold", 13 "avic",
        15 "v-vmsave-vmload", 16 "vgif", 25 "vnmi", 28 "svme-addr-chk"
    }
    [cpuid 0x80000021 0 Eax] {
        0 "no-nested-data-bp", 2 "lfence-always-serializing", 6 "null-sel-clr-base",
        8 "auto-ibrs", 24 "eraps", 27 "sbpb", 28 "ibpb-brtype", 29 "srso-no",
        30 "srso-user-kernel-no"
    }
    [cpuid 0x80000022 0 Eax] {
        0 "perfmon-v2"
    }
    [msr 0xcf] {
        5 "split-lock-detect"
    }
    [msr 0x10a] {
        0 "rdctl-no", 1 "ibrs-all", 2 "rsba", 3 "skip-l1dfl-vmentry", 4 "ssb-no", 5 "mds-no",
        6 "pschange-mc-no", 7 "tsx-ctrl", 8 "taa-no", 13 "sbdr-ssdp-no", 14 "fbsdp-no",
        15 "psdp-no", 17 "fb-clear", 24 "pbrsb-no", 26 "gds-no", 27 "rfds-no", 28 "rfds-clear"
    }
    [msr 0x480] {
        54 "vmx-ins-outs", 55 "vmx-true-ctls", 56 "vmx-any-errcode", 58 "vmx-nested-exception"
    }
    [msr 0x485] {
        5 "vmx-store-lma", 6 "vmx-activity-hlt", 7 "vmx-activity-shutdown",
        8 "vmx-activity-wait-sipi", 29 "vmx-vmwrite-vmexit-fields", 30 "vmx-zero-len-inject"
    }
    [msr 0x48b] {
        32 "vmx-apicv-xapic", 33 "vmx-ept", 34 "vmx-desc-exit", 35 "vmx-rdtscp-exit",
        36 "vmx-apicv-x2apic", 37 "vmx-vpid", 38 "vmx-wbinvd-exit", 39 "vmx-unrestricted-guest",
        40 "vmx-apicv-register", 41 "vmx-apicv-vid", 42 "vmx-ple", 43 "vmx-rdrand-exit",
        44 "vmx-invpcid-exit", 45 "vmx-vmfunc", 46 "vmx-shadow-vmcs", 47 "vmx-encls-exit",
        48 "vmx-rdseed-exit", 49 "vmx-pml", 52 "vmx-xsaves", 57 "vmx-tsc-scaling",
        58 "vmx-enable-user-wait-pause"
    }
    [msr 0x48c] {
        0 "vmx-ept-execonly", 6 "vmx-page-walk-4", 7 "vmx-page-walk-5", 16 "vmx-ept-2mb",
        17 "vmx-ept-1gb", 20 "vmx-invept", 21 "vmx-eptad", 22 "vmx-ept-advanced-exitinfo",
        25 "vmx-invept-single-context", 26 "vmx-invept-all-context", 32 "vmx-invvpid",
        40 "vmx-invvpid-single-addr", 42 "vmx-invvpid-all-context",
        43 "vmx-invvpid-single-context-noglobals" / "vmx-invept-single-context-noglobals"
    }
    [msr 0x48d] {
        32 "vmx-intr-exit", 35 "vmx-nmi-exit", 37 "vmx-vnmi", 38 "vmx-preemption-timer",
        39 "vmx-posted-intr"
    }
    [msr 0x48e] {
        34 "vmx-vintr-pending", 35 "vmx-tsc-offset", 39 "vmx-hlt-exit", 41 "vmx-invlpg-exit",
        42 "vmx-mwait-exit", 43 "vmx-rdpmc-exit", 44 "vmx-rdtsc-exit", 47 "vmx-cr3-load-noexit",
        48 "vmx-cr3-store-noexit", 51 "vmx-cr8-load-exit", 52 "vmx-cr8-store-exit",
        53 "vmx-flexpriority", 54 "vmx-vnmi-pending", 55 "vmx-movdr-exit", 56 "vmx-io-exit",
        57 "vmx-io-bitmap", 59 "vmx-mtf", 60 "vmx-msr-bitmap", 61 "vmx-monitor-exit",
        62 "vmx-pause-exit", 63 "vmx-secondary-ctls"
    }
    [msr 0x48f] {
        34 "vmx-exit-nosave-debugctl", 44 "vmx-exit-load-perf-global-ctrl",
        47 "vmx-exit-ack-intr", 50 "vmx-exit-save-pat", 51 "vmx-exit-load-pat",
        52 "vmx-exit-save-efer", 53 "vmx-exit-load-efer", 54 "vmx-exit-save-preemption-timer",
        55 "vmx-exit-clear-bndcfgs", 57 "vmx-exit-clear-rtit-ctl", 61 "vmx-exit-load-pkrs",
        63 "vmx-exit-secondary-ctls"
    }
    [msr 0x490] {
        34 "vmx-entry-noload-debugctl", 41 "vmx-entry-ia32e-mode",
        45 "vmx-entry-load-perf-global-ctrl", 46 "vmx-entry-load-pat", 47 "vmx-entry-load-efer",
        48 "vmx-entry-load-bndcfgs", 50 "vmx-entry-load-rtit-ctl", 54 "vmx-entry-load-pkrs",
        55 "vmx-entry-load-fred"
    }
    [msr 0x491] {
        0 "vmx-eptp-switching"
    }
}
