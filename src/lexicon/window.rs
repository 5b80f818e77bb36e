//! The stretches of a text in which a phrase of the grammar can stand at all.
//!
//! A phrase that names factions is made of few words: names with a capital or a digit, and a dozen small ones ("de leden van",
//! "en"). A long alternation of names run over every sentence costs more than all other rules together; run from one word that
//! no phrase holds to the next, it costs little.
//!
//! Callers may rely on this: every match of the first three phrases lies in one window, and finds there what it finds in the text.

use std::ops::Range;

use memchr::memmem;

/// Lower-case words of the grammar and of the names of the lexicon (a test compares the latter).
const SMALL: &[&str] = &[
    "de", "het", "der", "den", "en", "van", "von", "ter", "ten", "te", "el", "al", "voor", "op", "lid", "leden", "alsmede", "evenals", "t",
    "v", "d", "s",
];

/// What every phrase with factions holds, in lower case without a first letter that may be a capital.
const ANCHORS: &[&str] = &["ractie", "RACTIE", "eden", "EDEN", "id", "ID"];

/// The windows around every word like "fractie", "leden" or "lid", in order. Two may share one word, which no phrase runs across.
pub(super) fn windows(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut anchors: Vec<usize> = Vec::new();
    for anchor in ANCHORS {
        anchors.extend(memmem::find_iter(bytes, anchor.as_bytes()).filter(|&at| {
            // "id" alone is half the language; "lid" is meant, and "leden".
            anchor.len() > 4 || at > 0 && matches!(bytes[at - 1], b'l' | b'L')
        }));
    }
    anchors.sort_unstable();
    let mut out: Vec<Range<usize>> = Vec::new();
    for at in anchors {
        if out.last().is_none_or(|last| at >= last.end) {
            out.push(left(text, at)..right(text, at));
        }
    }
    out
}

/// A character of a word; whatever is neither space nor known punctuation counts.
fn is_word(c: char) -> bool {
    match c {
        '_' => true,
        c if c.is_ascii() => c.is_ascii_alphanumeric(),
        '–' | '‑' | '’' | '‘' | '´' | '“' | '”' | '…' | '•' | '·' => false,
        c => !c.is_whitespace(),
    }
}

/// Whether a phrase may hold this character between words.
fn ties(c: char) -> bool {
    c.is_whitespace() || matches!(c, ',' | '-' | '–' | '‑' | '/' | '’' | '‘' | '\'' | '´' | '+' | '.')
}

/// Whether a phrase may hold this word.
fn fits(word: &str) -> bool {
    SMALL.contains(&word)
        || word.chars().any(|c| !c.is_lowercase())
        || memmem::find(word.as_bytes(), b"ractie").is_some()
        || word.ends_with("leden")
        || word.ends_with("lid")
}

fn left(text: &str, at: usize) -> usize {
    // Where the word begins of which the last characters were read.
    let mut end = at + text[at..].find(|c| !is_word(c)).unwrap_or(text.len() - at);
    loop {
        let start = text[..end].char_indices().rev().take_while(|&(_, c)| is_word(c)).last().map_or(end, |(i, _)| i);
        if start < end && start + (end - start) <= at && !fits(&text[start..end]) {
            // A phrase may begin with the end of this word ("hoorde leden van").
            return start;
        }
        let gap = text[..start].char_indices().rev().find(|&(_, c)| is_word(c) || !ties(c));
        match gap {
            Some((i, c)) if is_word(c) => end = i + c.len_utf8(),
            Some((i, c)) => return i + c.len_utf8(),
            None => return 0,
        }
    }
}

fn right(text: &str, at: usize) -> usize {
    let mut start = at;
    loop {
        let end = start + text[start..].find(|c| !is_word(c)).unwrap_or(text.len() - start);
        if start > at && !fits(&text[start..end]) {
            // A phrase may end with the beginning of this word.
            return end;
        }
        match text[end..].char_indices().find(|&(_, c)| is_word(c) || !ties(c)) {
            Some((i, c)) if is_word(c) => start = end + i,
            Some((i, _)) => return end + i,
            None => return text.len(),
        }
    }
}
