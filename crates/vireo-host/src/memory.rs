//! The daemon's own memory.

#![allow(unsafe_code)] // malloc_trim

/// Gives freed memory back to the kernel. For after work that took much for a short while: an
/// allocator keeps what was freed, and a daemon that starts once would keep it for ever. Takes a
/// millisecond or so for each of the allocator's arenas.
pub fn give_back() {
    #[cfg(target_env = "gnu")]
    // SAFETY: takes no pointer; glibc says that it may be called at any time, from any thread.
    unsafe {
        nix::libc::malloc_trim(0);
    }
}
