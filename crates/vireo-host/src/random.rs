//! Bytes that nobody guesses.

/// Fills the buffer with random bytes of the kernel's.
pub fn fill(mut buffer: &mut [u8]) {
    while !buffer.is_empty() {
        // Interrupted: nothing else fails once the kernel has booted.
        let got = rustix::rand::getrandom(&mut *buffer, rustix::rand::GetRandomFlags::empty());
        buffer = &mut buffer[got.unwrap_or(0)..];
    }
}

/// The bytes of a random UUID (version 4).
#[must_use]
pub fn uuid() -> [u8; 16] {
    let mut bytes = [0; 16];
    fill(&mut bytes);
    bytes[6] = bytes[6] & 0x0f | 0x40;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    bytes
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
