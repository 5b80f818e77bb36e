//! Hyphens at a line end: whose are they, the word's or the line's?
//!
//! Three cases. A *suspended* hyphen stands for a part left out (`in- en uitvoer`): it stays, and so does the space.
//! A word's *own* hyphen (`VVD-fractie`, `GroenLinks-PvdA`, `non-refoulement`) stays, without a space. Every other hyphen was
//! put in by the typesetter and is undone. The document itself is the best judge: a word that it writes elsewhere inside a
//! line, with or without the hyphen, is written so here too.

use std::collections::{HashMap, HashSet};

use crate::rules::{Group, Rules};

/// What becomes of a hyphen at a line end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Joint {
    /// Stays, a space follows.
    Suspended,
    /// Stays, nothing between.
    Own,
    /// Is taken out.
    Undone,
}

/// Judges the hyphens of one document.
pub struct Hyphens {
    kept: &'static Group,
    suspended: &'static Group,
    /// Joined word in lower case, as the document writes it elsewhere: with its hyphen (true) or without.
    seen: HashMap<String, bool>,
}

impl Hyphens {
    /// `ends` are the last word of a line with a hyphen and the first of the next; `text` is the whole document.
    pub fn new<'t>(text: &str, ends: impl Iterator<Item = (&'t str, &'t str)>) -> Self {
        let rules = Rules::embedded();
        let mut with = HashSet::new();
        let mut without = HashSet::new();
        for (left, right) in ends {
            let (left, right) = (left_part(left).to_lowercase(), right_part(right).to_lowercase());
            if !left.is_empty() && !right.is_empty() {
                with.insert(format!("{left}-{right}"));
                without.insert(format!("{left}{right}"));
            }
        }
        let mut seen = HashMap::new();
        if !with.is_empty() {
            let mut word = String::new();
            for piece in text.split(|c: char| !(c.is_alphanumeric() || c == '-')) {
                // A word longer than any that was cut cannot be one of them.
                if piece.len() < 4 || piece.len() > 80 {
                    continue;
                }
                word.clear();
                word.extend(piece.chars().flat_map(char::to_lowercase));
                if with.contains(word.as_str()) {
                    *seen.entry(word.replace('-', "")).or_insert(true) = true;
                } else if without.contains(word.as_str()) {
                    seen.entry(word.clone()).or_insert(false);
                }
            }
        }
        Self { kept: rules.group("hyphen.kept"), suspended: rules.group("hyphen.suspended"), seen }
    }

    /// What becomes of the hyphen with which `left` ends, when the next line begins with `right` (words, or whole lines).
    pub fn judge(&self, left: &str, right: &str) -> Joint {
        let next = right.split_whitespace().next().unwrap_or("");
        if self.suspended.is_match(next.trim_end_matches([',', ';'])) {
            return Joint::Suspended;
        }
        if left.ends_with("--") || is_address(left) {
            return Joint::Own;
        }
        let (left, right) = (left_part(left), right_part(right));
        if left.is_empty() || right.is_empty() {
            return Joint::Own;
        }
        if self.kept.is_match(&format!("{left}|{right}")) {
            return Joint::Own;
        }
        match self.seen.get(&format!("{}{}", left.to_lowercase().replace('-', ""), right.to_lowercase().replace('-', ""))) {
            Some(true) => Joint::Own,
            _ => Joint::Undone,
        }
    }
}

/// Whether the last word is (part of) an address on the web.
pub fn is_address(left: &str) -> bool {
    let word = left.rsplit(char::is_whitespace).next().unwrap_or("");
    word.contains("://") || word.contains("www.")
}

/// Whether `text` ends in a hyphen that hangs on a word.
pub fn ends_in_hyphen(text: &str) -> bool {
    let mut back = text.chars().rev();
    matches!(back.next(), Some('-' | '\u{2010}' | '\u{2011}' | '\u{AD}')) && back.next().is_some_and(char::is_alphanumeric)
}

/// The word before the hyphen.
fn left_part(left: &str) -> &str {
    let left = left.trim_end_matches(['-', '\u{2010}', '\u{2011}', '\u{AD}']);
    let start = left
        .rfind(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '&')))
        .map_or(0, |i| i + left[i..].chars().next().map_or(1, char::len_utf8));
    &left[start..]
}

/// The word after it.
fn right_part(right: &str) -> &str {
    let end = right.find(|c: char| !(c.is_alphanumeric() || c == '-')).unwrap_or(right.len());
    right[..end].trim_end_matches('-')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judge(text: &str, left: &str, right: &str) -> Joint {
        Hyphens::new(text, std::iter::once((left, right))).judge(left, right)
    }

    #[test]
    fn a_words_own_hyphen_stays() {
        for (left, right) in [
            ("de VVD-", "fractie"),
            ("GroenLinks-", "PvdA-fractie"),
            ("het EU-", "grondgebied"),
            ("non-", "refoulement"),
            ("2024-", "2025"),
            ("Noord-", "Holland"),
            ("de JBZ-", "Raad,"),
            ("D66-", "fractie"),
            ("minister-", "president"),
        ] {
            assert_eq!(judge("", left, right), Joint::Own, "{left}{right}");
        }
    }

    #[test]
    fn a_suspended_hyphen_keeps_its_space() {
        assert_eq!(judge("", "asiel-", "en migratie"), Joint::Suspended);
        assert_eq!(judge("", "PvdA-", "en GroenLinks-fracties"), Joint::Suspended);
    }

    #[test]
    fn the_lines_hyphen_goes() {
        for (left, right) in [("organisa-", "tie"), ("Vrouwen-", "verdrag)."), ("financi-", "eel"), ("asielproce-", "dure")] {
            assert_eq!(judge("", left, right), Joint::Undone, "{left}{right}");
        }
    }

    #[test]
    fn the_document_decides_where_it_writes_the_word_elsewhere() {
        assert_eq!(judge("de wet- en het leer-werktraject is", "leer-", "werktraject"), Joint::Own);
        assert_eq!(judge("het leerwerktraject is", "leer-", "werktraject"), Joint::Undone);
    }
}
