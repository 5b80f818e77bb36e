//! Words of a text for comparing texts: lower case, without stop words, as Dutch stems.
//!
//! Callers may rely on this: the same text always gives the same words in the same order.

use std::collections::HashSet;
use std::sync::OnceLock;

use rust_stemmers::{Algorithm, Stemmer};

const STOP_WORDS: &str = include_str!("lexicon/data/stopwords.txt");

/// The stems of the words of `text` that carry meaning, in order, with repeats.
pub fn content(text: &str) -> Vec<String> {
    let stemmer = Stemmer::create(Algorithm::Dutch);
    plain(text).filter(|word| !is_stop_word(word)).map(|word| stemmer.stem(&word).into_owned()).collect()
}

/// The same, each stem once, where it is first. Memory grows with the different words, not with the text.
pub fn different(text: &str) -> Vec<String> {
    let stemmer = Stemmer::create(Algorithm::Dutch);
    let mut seen = HashSet::new();
    let mut out = Vec::new();
    for word in plain(text).filter(|word| !is_stop_word(word)) {
        let stem = stemmer.stem(&word);
        if !seen.contains(&*stem) {
            seen.insert(stem.clone().into_owned());
            out.push(stem.into_owned());
        }
    }
    out
}

/// The words of `text` in lower case: runs of letters and digits.
pub fn plain(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase)
}

/// Letters and digits of `text` in lower case, nothing between them: the normal form that ids and comparisons use.
pub fn letters_and_digits(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Whether `word` (lower case) says nothing about the matter.
pub fn is_stop_word(word: &str) -> bool {
    static WORDS: OnceLock<HashSet<&str>> = OnceLock::new();
    WORDS.get_or_init(|| STOP_WORDS.lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with('#')).collect()).contains(word)
}
