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

/// Bits of the filter, as a power of two: 8 KB.
const FILTER_BITS: u32 = 16;

/// Literals by their bytes.
#[derive(Debug)]
pub(super) struct Literals {
    filter: Vec<u64>,
    /// Open addressing; an empty slot has key 0. A key is the bytes and their number.
    slots: Vec<Slot>,
    /// Ids, those of the same bytes behind one another.
    ids: Vec<u32>,
    /// Lengths of the literals that begin with each byte, as bits.
    lengths: [u8; 256],
}

#[derive(Debug, Clone, Copy, Default)]
struct Slot {
    key: u64,
    first: u32,
    count: u32,
}

impl Literals {
    /// Of these literals: bytes (ASCII letters in lower case, 1 to [`LONGEST`] of them) and id.
    pub(super) fn new<'b>(literals: impl Iterator<Item = (&'b [u8], u32)>) -> Self {
        let mut keyed: Vec<(u64, u32)> = literals.map(|(bytes, id)| (key(window(bytes), bytes.len()), id)).collect();
        keyed.sort_unstable();
        let mut this = Self {
            filter: vec![0; 1 << (FILTER_BITS - 6)],
            slots: vec![Slot::default(); (keyed.len() * 4).next_power_of_two().max(4)],
            ids: keyed.iter().map(|&(_, id)| id).collect(),
            lengths: [0; 256],
        };
        for (at, same) in keyed.chunk_by(|a, b| a.0 == b.0).scan(0, |at, same| Some((std::mem::replace(at, *at + same.len()), same))) {
            let key = same[0].0;
            let hash = hash(key);
            this.filter[filter_bit(hash) / 64] |= 1 << (filter_bit(hash) % 64);
            let mut slot = this.slot(hash);
            while this.slots[slot].key != 0 {
                slot = (slot + 1) & (this.slots.len() - 1);
            }
            this.slots[slot] = Slot { key, first: at as u32, count: same.len() as u32 };
            this.lengths[(key & 0xff) as usize] |= 1 << (key >> 56);
        }
        this
    }

    fn slot(&self, hash: u64) -> usize {
        (hash >> 16) as usize & (self.slots.len() - 1)
    }

    /// Calls `visit` with the length and the id of every literal that the bytes of `window` begin with.
    #[inline]
    pub(super) fn at(&self, window: u64, mut visit: impl FnMut(usize, u32)) {
        let mut lengths = self.lengths[(window & 0xff) as usize];
        while lengths != 0 {
            let length = lengths.trailing_zeros() as usize;
            lengths &= lengths - 1;
            let key = key(window, length);
            let hash = hash(key);
            if self.filter[filter_bit(hash) / 64] >> (filter_bit(hash) % 64) & 1 == 1 {
                self.of(key, hash).iter().for_each(|&id| visit(length, id));
            }
        }
    }

    fn of(&self, key: u64, hash: u64) -> &[u32] {
        let mut slot = self.slot(hash);
        loop {
            let Slot { key: other, first, count } = self.slots[slot];
            if other == key {
                return &self.ids[first as usize..(first + count) as usize];
            }
            if other == 0 {
                return &[];
            }
            slot = (slot + 1) & (self.slots.len() - 1);
        }
    }
}

/// The first eight bytes, or as many as there are, with ASCII letters in lower case.
pub(super) fn window(bytes: &[u8]) -> u64 {
    let mut out = [0; 8];
    let length = bytes.len().min(8);
    out[..length].copy_from_slice(&bytes[..length]);
    out.make_ascii_lowercase();
    u64::from_le_bytes(out)
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
    fn all_literals_at_a_place_are_found_and_no_other() {
        let words: [&[u8]; 6] = [b"v", b"vraag", b"vra", b"vragen", "één".as_bytes(), b"vraag"];
        let literals = Literals::new(words.iter().enumerate().map(|(id, bytes)| (*bytes, id as u32)));
        let at = |text: &str| {
            let mut found = Vec::new();
            literals.at(window(text.as_bytes()), |length, id| found.push((length, id)));
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
