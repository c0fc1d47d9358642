//! Bytes that nobody guesses.

/// Fills the buffer with random bytes of the kernel's.
pub fn fill(mut buffer: &mut [u8]) {
    while !buffer.is_empty() {
        // Interrupted: nothing else fails once the kernel has booted.
        let got = rustix::rand::getrandom(&mut *buffer, rustix::rand::GetRandomFlags::empty());
        buffer = &mut buffer[got.unwrap_or(0)..];
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn no_two_are_the_same() {
        let (mut a, mut b) = ([0_u8; 32], [0_u8; 32]);
        super::fill(&mut a);
        super::fill(&mut b);
        assert_ne!(a, b);
    }
}
