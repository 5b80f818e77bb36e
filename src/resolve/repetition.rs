//! Answers that repeat the text of an earlier one.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

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
        let plain: Vec<String> = words::plain(text).collect();
        let shingles = shingles(&plain);
        out[at] = shingles.iter().filter_map(|hash| seen.get(hash).copied()).min();
        for hash in shingles {
            seen.entry(hash).or_insert(at);
        }
    }
    out
}

/// A hash of the words from each word on until they hold [`LETTERS`] letters.
fn shingles(plain: &[String]) -> Vec<u64> {
    let mut out = Vec::new();
    for start in 0..plain.len() {
        let mut hasher = DefaultHasher::new();
        let mut letters = 0;
        for word in &plain[start..] {
            word.hash(&mut hasher);
            letters += word.chars().count();
            if letters >= LETTERS {
                out.push(hasher.finish());
                break;
            }
        }
    }
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
