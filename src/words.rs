//! Words of a text for comparing texts: lower case, without stop words, as Dutch stems.
//!
//! Callers may rely on this: the same text always gives the same words in the same order.

use std::cell::RefCell;
use std::sync::OnceLock;

use foldhash::{HashMap, HashSet};
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

/// Visits the stems of the words of `text` that carry meaning, in order, with repeats. `visit` must not ask this module for stems.
pub fn each_stem(text: &str, mut visit: impl FnMut(&str)) {
    let stemmer = Stemmer::create(Algorithm::Dutch);
    let mut lower = String::new();
    STEMS.with_borrow_mut(|known| {
        for word in runs(text) {
            let word = if word.bytes().all(|b| b.is_ascii_lowercase()) {
                word
            } else {
                lower.clear();
                push_lower(word, &mut lower);
                lower.as_str()
            };
            if let Some(stem) = known.get(word) {
                stem.iter().for_each(|stem| visit(stem));
                continue;
            }
            if known.len() >= REMEMBERED {
                known.clear();
            }
            let stem = (!is_stop_word(word)).then(|| Box::from(stemmer.stem(word)));
            stem.iter().for_each(|stem| visit(stem));
            known.insert(word.into(), stem);
        }
    });
}

fn runs(text: &str) -> impl Iterator<Item = &str> {
    let bytes = text.as_bytes();
    let belongs = |c: char| c.is_alphanumeric();
    let mut at = 0;
    std::iter::from_fn(move || {
        // Nearly all characters are ASCII: they are told without taking the text apart.
        let skip = |mut at: usize, inside: bool| {
            while let Some(&byte) = bytes.get(at) {
                let (is_inside, length) = if byte.is_ascii() {
                    (byte.is_ascii_alphanumeric(), 1)
                } else {
                    text[at..].chars().next().map_or((false, 1), |c| (belongs(c), c.len_utf8()))
                };
                if is_inside != inside {
                    break;
                }
                at += length;
            }
            at
        };
        let start = skip(at, false);
        at = skip(start, true);
        (at > start).then(|| &text[start..at])
    })
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

/// The words of `text` in lower case, each with its number of characters; `word` is good until the next call.
pub fn each_plain(text: &str, mut visit: impl FnMut(&str, usize)) {
    let mut lower = String::new();
    for word in runs(text) {
        lower.clear();
        push_lower(word, &mut lower);
        visit(&lower, if lower.is_ascii() { lower.len() } else { lower.chars().count() });
    }
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
