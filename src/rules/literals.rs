//! Where literals stand in a text: all literals of one place, looked up by their bytes.
//!
//! A literal has at most [`LONGEST`] bytes, so it fits a number and is compared in one step. At each byte where literals can
//! begin, one table lookup for each length that occurs answers which do; a small filter in front of the table, which
//! stays in the processor's nearest cache, answers nearly all lookups that find nothing. An automaton (Aho–Corasick) over the same literals
//! took seven times as long: it waits for memory at every byte.
//!
//! Callers may rely on this: [`Literals::at`] visits the literals whose bytes are the first ones of the window, and no others.

/// Longest literal in bytes.
pub(super) const LONGEST: usize = 6;

/// Bits of the filter, as a power of two: 4 KB.
const FILTER_BITS: u32 = 15;

/// Literals by their bytes.
#[derive(Debug)]
pub(super) struct Literals {
    filter: Vec<u64>,
    /// Open addressing: keys (the bytes and their number), 0 where there is none; several literals may have the same one.
    keys: Vec<u64>,
    /// Beside each key what its literal is to the caller.
    values: Vec<u32>,
    /// Lengths of the literals that begin with each byte, as bits.
    lengths: [u8; 256],
}

impl Literals {
    /// Of these literals: bytes (ASCII letters in lower case, 1 to [`LONGEST`] of them) and what they are to the caller.
    pub(super) fn new<'b>(literals: impl Iterator<Item = (&'b [u8], u32)>) -> Self {
        let keyed: Vec<(u64, u32)> = literals.map(|(bytes, value)| (key(window(bytes), bytes.len()), value)).collect();
        let slots = (keyed.len() * 2).next_power_of_two().max(2);
        let mut this = Self { filter: vec![0; 1 << (FILTER_BITS - 6)], keys: vec![0; slots], values: vec![0; slots], lengths: [0; 256] };
        for (key, value) in keyed {
            let hash = hash(key);
            this.filter[filter_bit(hash) / 64] |= 1 << (filter_bit(hash) % 64);
            let mut slot = this.slot(hash);
            while this.keys[slot] != 0 {
                slot = (slot + 1) & (slots - 1);
            }
            (this.keys[slot], this.values[slot]) = (key, value);
            this.lengths[(key & 0xff) as usize] |= 1 << (key >> 56);
        }
        this
    }

    fn slot(&self, hash: u64) -> usize {
        (hash >> 16) as usize & (self.keys.len() - 1)
    }

    /// Calls `visit` with the length and the value of every literal that the bytes of `window` begin with.
    #[inline]
    pub(super) fn at(&self, window: u64, mut visit: impl FnMut(usize, u32)) {
        let mut lengths = self.lengths[(window & 0xff) as usize];
        while lengths != 0 {
            let length = lengths.trailing_zeros() as usize;
            lengths &= lengths - 1;
            let key = key(window, length);
            let hash = hash(key);
            if self.filter[filter_bit(hash) / 64] >> (filter_bit(hash) % 64) & 1 == 0 {
                continue;
            }
            let mut slot = self.slot(hash);
            while self.keys[slot] != 0 {
                if self.keys[slot] == key {
                    visit(length, self.values[slot]);
                }
                slot = (slot + 1) & (self.keys.len() - 1);
            }
        }
    }
}

/// The first eight bytes, or as many as there are, with ASCII letters in lower case.
#[inline]
pub(super) fn window(bytes: &[u8]) -> u64 {
    match bytes.first_chunk() {
        Some(chunk) => lower(u64::from_le_bytes(*chunk)),
        None => {
            let mut out = [0; 8];
            out[..bytes.len()].copy_from_slice(bytes);
            lower(u64::from_le_bytes(out))
        }
    }
}

/// Eight bytes with ASCII letters in lower case. A copy of the text in lower case would be as large as the text.
fn lower(bytes: u64) -> u64 {
    const EACH: u64 = 0x0101_0101_0101_0101;
    let low = bytes & (0x7f * EACH);
    // The highest bit of each byte: at least "A", beyond "Z".
    let (from_a, behind_z) = (low + (0x80 - b'A' as u64) * EACH, low + (0x7f - b'Z' as u64) * EACH);
    let capitals = (from_a ^ behind_z) & !bytes & (0x80 * EACH);
    bytes | capitals >> 2
}

/// The first `length` bytes of a window, and their number.
fn key(window: u64, length: usize) -> u64 {
    window & (u64::MAX >> (64 - 8 * length)) | (length as u64) << 56
}

fn hash(key: u64) -> u64 {
    let product = key.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    product ^ product >> 32
}

fn filter_bit(hash: u64) -> usize {
    (hash & ((1 << FILTER_BITS) - 1)) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_are_in_lower_case() {
        for first in 0..=u8::MAX {
            for text in [[first; 8], [b'x', first, b'@', first, b'[', b'Z', 0xff, first]] {
                assert_eq!(lower(u64::from_le_bytes(text)).to_le_bytes(), text.map(|b| b.to_ascii_lowercase()), "{text:?}");
            }
        }
    }

    #[test]
    fn all_literals_at_a_place_are_found_and_no_other() {
        let words: [&[u8]; 6] = [b"v", b"vraag", b"vra", b"vragen", "één".as_bytes(), b"vraag"];
        let literals = Literals::new(words.iter().enumerate().map(|(value, bytes)| (*bytes, value as u32)));
        let at = |text: &str| {
            let mut found = Vec::new();
            literals.at(window(text.as_bytes()), |length, value| found.push((length, value)));
            found.sort_unstable();
            found
        };
        assert_eq!(at("Vraag 3"), [(1, 0), (3, 2), (5, 1), (5, 5)]);
        assert_eq!(at("vragen"), [(1, 0), (3, 2), (6, 3)]);
        assert_eq!(at("één"), [(5, 4)], "five bytes");
        assert_eq!(at("gevraagd"), []);
        assert_eq!(at(""), []);
    }
}
