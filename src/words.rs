//! Words of a text for comparing texts: lower case, without stop words, as Dutch stems.
//!
//! Callers may rely on this: the same text always gives the same words in the same order.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use rust_stemmers::{Algorithm, Stemmer};

const STOP_WORDS: &str = include_str!("lexicon/data/stopwords.txt");

/// Words whose stems a thread remembers: stemming costs ten times a look-up, and most words come again.
const REMEMBERED: usize = 40_000;

thread_local! {
    /// By the word in lower case; `None` for one that says nothing.
    static STEMS: RefCell<HashMap<Box<str>, Option<Box<str>>>> = RefCell::default();
}

/// The stems of the words of `text` that carry meaning, in order, with repeats.
pub fn content(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    each_stem(text, |stem| out.push(stem.to_owned()));
    out
}

/// The same, each stem once, where it is first. Memory grows with the different words, not with the text.
pub fn different(text: &str) -> Vec<String> {
    let mut seen: HashSet<String> = HashSet::new();
    let mut out = Vec::new();
    each_stem(text, |stem| {
        if !seen.contains(stem) {
            seen.insert(stem.to_owned());
            out.push(stem.to_owned());
        }
    });
    out
}

fn each_stem(text: &str, mut visit: impl FnMut(&str)) {
    let stemmer = Stemmer::create(Algorithm::Dutch);
    let mut lower = String::new();
    STEMS.with_borrow_mut(|known| {
        for word in runs(text) {
            lower.clear();
            push_lower(word, &mut lower);
            if !known.contains_key(lower.as_str()) {
                if known.len() >= REMEMBERED {
                    known.clear();
                }
                let stem = (!is_stop_word(&lower)).then(|| stemmer.stem(&lower).into());
                known.insert(lower.as_str().into(), stem);
            }
            if let Some(Some(stem)) = known.get(lower.as_str()) {
                visit(stem);
            }
        }
    });
}

fn runs(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

fn push_lower(word: &str, out: &mut String) {
    if word.is_ascii() {
        let start = out.len();
        out.push_str(word);
        out[start..].make_ascii_lowercase();
    } else {
        out.push_str(&word.to_lowercase());
    }
}

/// The words of `text` in lower case: runs of letters and digits.
pub fn plain(text: &str) -> impl Iterator<Item = String> + '_ {
    runs(text).map(|word| {
        let mut lower = String::with_capacity(word.len());
        push_lower(word, &mut lower);
        lower
    })
}

/// Letters and digits of `text` in lower case, nothing between them: the normal form that ids and comparisons use.
pub fn letters_and_digits(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().filter(|c| c.is_alphanumeric()) {
        if c.is_ascii() {
            out.push(c.to_ascii_lowercase());
        } else {
            out.extend(c.to_lowercase());
        }
    }
    out
}

/// Whether `word` (lower case) says nothing about the matter.
pub fn is_stop_word(word: &str) -> bool {
    static WORDS: OnceLock<HashSet<&str>> = OnceLock::new();
    WORDS.get_or_init(|| STOP_WORDS.lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with('#')).collect()).contains(word)
}
