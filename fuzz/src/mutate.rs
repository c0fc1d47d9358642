//! Changes to bytes, from a seed: the same seed makes the same bytes.

/// A small random number generator (splitmix64).
#[derive(Debug, Clone)]
pub struct Random(u64);

impl Random {
    /// From a seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next number.
    pub fn next_u64(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `limit`, which is above 0.
    pub fn below(&mut self, limit: usize) -> usize {
        // The remainder is below `limit`, so it fits.
        (self.next_u64() % limit as u64) as usize
    }
}

/// Never longer than this: what the parsers bound is far below or far above.
const LONGEST: usize = 1 << 16;

/// Numbers at whose edges parsers fall.
const EDGES: [u32; 14] = [
    0,
    1,
    2,
    3,
    28,
    0x7f,
    0xff,
    0x100,
    0xffff,
    0x1_0000,
    0x0200_0000,
    0x7fff_ffff,
    0x8000_0000,
    0xffff_ffff,
];

/// Pieces of text that mean something to one parser or another.
const WORDS: [&str; 30] = [
    "<",
    ">",
    "/>",
    "</",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<!DOCTYPE x [",
    "&#0;",
    "&amp;",
    "&x;",
    "xmlns:a='b'",
    "'",
    "\"",
    "{",
    "}",
    "[",
    "]",
    ":",
    ",",
    "\\u0000",
    "\\",
    "null",
    "-1",
    "18446744073709551616",
    "1e999",
    "#",
    "=",
    "\n",
];

/// One of `corpus`, changed a little or a lot.
pub fn mutate(random: &mut Random, corpus: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = match corpus.len() {
        0 => Vec::new(),
        count => corpus[random.below(count)].clone(),
    };
    for _ in 0..=random.below(6) {
        change(random, &mut bytes, corpus);
    }
    bytes.truncate(LONGEST);
    bytes
}

fn change(random: &mut Random, bytes: &mut Vec<u8>, corpus: &[Vec<u8>]) {
    let at = random.below(bytes.len() + 1);
    match random.below(9) {
        0 => flip(random, bytes),
        1 => set(random, bytes),
        2 => drop(bytes.drain(at..at + random.below(bytes.len() - at + 1))),
        3 => insert(bytes, at, WORDS[random.below(WORDS.len())].as_bytes()),
        4 => {
            let edge = EDGES[random.below(EDGES.len())].to_be_bytes();
            overwrite(bytes, at & !3, &edge);
        }
        5 => {
            let edge = EDGES[random.below(EDGES.len())].to_be_bytes();
            insert(bytes, at, &edge);
        }
        6 => repeat(random, bytes, at),
        7 => bytes.truncate(at),
        _ => splice(random, bytes, at, corpus),
    }
}

fn flip(random: &mut Random, bytes: &mut [u8]) {
    if !bytes.is_empty() {
        let at = random.below(bytes.len());
        bytes[at] ^= 1 << random.below(8);
    }
}

fn set(random: &mut Random, bytes: &mut [u8]) {
    if !bytes.is_empty() {
        let at = random.below(bytes.len());
        bytes[at] = random.next_u64() as u8;
    }
}

fn insert(bytes: &mut Vec<u8>, at: usize, what: &[u8]) {
    drop(bytes.splice(at..at, what.iter().copied()));
}

fn overwrite(bytes: &mut [u8], at: usize, what: &[u8]) {
    for (old, new) in bytes.iter_mut().skip(at).zip(what) {
        *old = *new;
    }
}

/// A piece of it, many times: depth and length are what parsers recurse on.
fn repeat(random: &mut Random, bytes: &mut Vec<u8>, at: usize) {
    let end = (at + 1 + random.below(16)).min(bytes.len());
    let piece = bytes[at..end].to_vec();
    let times = [2, 3, 10, 300][random.below(4)];
    insert(bytes, at, &piece.repeat(times));
}

fn splice(random: &mut Random, bytes: &mut Vec<u8>, at: usize, corpus: &[Vec<u8>]) {
    if corpus.is_empty() {
        return;
    }
    let other = &corpus[random.below(corpus.len())];
    let from = random.below(other.len() + 1);
    bytes.truncate(at);
    bytes.extend_from_slice(&other[from..]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_makes_the_same_bytes() {
        let corpus = vec![b"<a b='c'>".to_vec(), vec![0; 40], Vec::new()];
        let make = |seed| {
            let mut random = Random::new(seed);
            (0..500).map(|_| mutate(&mut random, &corpus)).collect::<Vec<_>>()
        };
        assert_eq!(make(7), make(7));
        assert_ne!(make(7), make(8));
        assert!(make(9).iter().all(|bytes| bytes.len() <= LONGEST));
    }

    #[test]
    fn nothing_is_a_corpus_too() {
        let mut random = Random::new(1);
        let made: Vec<_> = (0..200).map(|_| mutate(&mut random, &[])).collect();
        assert!(made.iter().any(|bytes| !bytes.is_empty()));
    }
}
