//! Answers that repeat the text of an earlier one.

use std::collections::VecDeque;
use std::hash::{BuildHasher, Hasher};

use foldhash::{HashMap, HashMapExt};

use crate::words;

/// Letters in a row that make a repetition (tables.md, answers.csv).
pub(super) const LETTERS: usize = 80;

/// For each text the first earlier one with which it shares [`LETTERS`] consecutive letters from the start of a word.
/// Texts that are `None` neither repeat nor are repeated.
pub(super) fn find(texts: &[Option<&str>]) -> Vec<Option<usize>> {
    let mut seen: HashMap<u64, usize> = HashMap::new();
    let mut out = vec![None; texts.len()];
    for (at, text) in texts.iter().enumerate() {
        let Some(text) = text else { continue };
        let shingles = shingles(text);
        out[at] = shingles.iter().filter_map(|hash| seen.get(hash).copied()).min();
        for hash in shingles {
            seen.entry(hash).or_insert(at);
        }
    }
    out
}

/// The different hashes of the words from each word on until they hold [`LETTERS`] letters. Only the words of one such stretch
/// are in memory: an answer may be as long as a file.
fn shingles(text: &str) -> Vec<u64> {
    let mut out = Vec::new();
    let mut words: VecDeque<(u64, usize)> = VecDeque::new();
    let mut letters = 0;
    // A fixed seed: two runs must agree in what they take for the same.
    let fixed = foldhash::quality::FixedState::with_seed(0);
    words::each_plain(text, |word, count| {
        letters += count;
        words.push_back((fixed.hash_one(word), count));
        while letters >= LETTERS {
            // Each word is hashed once, not once for every stretch that it is in; their order counts.
            let mut stretch = fixed.build_hasher();
            words.iter().for_each(|(word, _)| stretch.write_u64(*word));
            out.push(stretch.finish());
            letters -= words.pop_front().map_or(letters, |(_, count)| count);
        }
    });
    out.sort_unstable();
    out.dedup();
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_long_shared_stretch_repeats() {
        let long =
            "De Commissie zal uiterlijk op 15 oktober een voorstel voor een raadsbesluit over de solidariteitspool aan de Raad voorleggen.";
        let own = format!("Ja. {long} Daarna volgt meer.");
        let short = "De Commissie zal uiterlijk op 15 oktober komen.";
        assert_eq!(find(&[Some(long), Some(short), Some(&own), None]), [None, None, Some(0), None]);
    }
}
