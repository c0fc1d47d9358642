//! How the daemon is linked.

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    // Tables of pointers fixed up at start in the packed form (glibc 2.36, Debian 12): the plain
    // one is near a megabyte that is read once and stays mapped.
    let gnu_linux = |name: &str, value: &str| std::env::var(name).is_ok_and(|found| found == value);
    if gnu_linux("CARGO_CFG_TARGET_OS", "linux") && gnu_linux("CARGO_CFG_TARGET_ENV", "gnu") {
        println!("cargo:rustc-link-arg-bins=-Wl,-z,pack-relative-relocs");
    }
}
