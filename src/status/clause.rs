//! A sentence as clauses: what stands in brackets, what stands beside the main clause, and the main clauses.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use super::Label;
use super::rules::{StatusRules, cuts, part, stretches};

/// A sentence taken apart. All texts have single spaces.
#[derive(Debug, Default)]
pub(super) struct Parts {
    /// Whether it begins with a plain yes or no.
    pub yes_no: bool,
    /// What stood in brackets beside other words.
    pub brackets: Vec<String>,
    /// Referring phrases beside the main clause, with where they lead when they name no place.
    pub asides: Vec<(String, Option<Label>)>,
    /// Clauses of their own weight, in order, not empty.
    pub clauses: Vec<String>,
}

/// Takes a sentence apart.
pub(super) fn parts(sentence: &str, rules: &StatusRules) -> Parts {
    let mut parts = Parts::default();
    let mut text = plain(sentence);
    while let Some((_, range)) = part(rules.lead, &text).filter(|(_, range)| range.start == 0 && !range.is_empty()) {
        text = text[range.end..].trim_start().to_owned();
    }
    // "(Aanhangsel 1028)" says which questions are meant: it stays.
    let stays = |inner: &str| !rules.refer.is_match(inner) && rules.target.first_ranges(inner).any(|(rule, _)| rule.value == "another_set");
    text = without_brackets(&text, stays, &mut parts.brackets);
    if let Some((_, range)) = part(rules.yes_no, &text) {
        parts.yes_no = true;
        text = text[range.end..].trim().to_owned();
    }
    while let Some((rule, range)) = part(rules.aside, &text).filter(|(_, range)| !range.is_empty()) {
        parts.asides.push((text[range.clone()].to_owned(), Label::parse(&rule.value)));
        text = format!("{} {}", text[..range.start].trim_end(), text[range.end..].trim_start()).trim().to_owned();
    }
    parts.clauses = clauses(&text, rules);
    parts
}

/// The text with single spaces and in ASCII: on other letters the word boundaries of the patterns cost ten times as much.
pub(super) fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    // Taking letters apart costs more than all the rest, and most sentences have none to take apart.
    if text.is_ascii() {
        push_plain(text.chars(), &mut out);
    } else {
        push_plain(text.nfd(), &mut out);
    }
    out.truncate(out.trim_end().len());
    out
}

fn push_plain(text: impl Iterator<Item = char>, out: &mut String) {
    for c in text {
        match c {
            c if c.is_whitespace() => {
                if !out.is_empty() && !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            c if c.is_ascii() => out.push(c),
            '’' | '‘' | '´' | '`' => out.push('\''),
            '“' | '”' | '„' | '«' | '»' => out.push('"'),
            '–' | '—' | '‑' | '‐' | '•' | '·' | '−' => out.push('-'),
            '…' => out.push('.'),
            '§' => out.push_str("paragraaf"),
            // The dots and accents of a letter taken apart.
            '\u{300}'..='\u{36f}' => {}
            _ => out.push('?'),
        }
    }
}

/// Ranges of the subordinate clauses of a clause.
pub(super) fn subordinate(clause: &str, rules: &StatusRules) -> Vec<Range<usize>> {
    stretches(rules.subordinate, clause)
}

pub(super) fn clauses(text: &str, rules: &StatusRules) -> Vec<String> {
    let mut cuts = cuts(rules.cut, text);
    cuts.sort_by_key(|range| range.start);
    let mut out = Vec::new();
    let mut from = 0;
    for cut in cuts {
        if cut.start >= from {
            out.push(&text[from..cut.start]);
            from = cut.end;
        }
    }
    out.push(&text[from..]);
    out.into_iter().map(str::trim).filter(|clause| clause.chars().any(char::is_alphanumeric)).map(str::to_owned).collect()
}

/// The text without its outer round brackets; their contents go to `inner`. A text that is one bracket stays, opened.
fn without_brackets(text: &str, stays: impl Fn(&str) -> bool, inner: &mut Vec<String>) -> String {
    if !text.contains(['(', ')']) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut depth = 0_usize;
    let mut open = String::new();
    for c in text.chars() {
        match c {
            '(' => {
                if depth > 0 {
                    open.push(' ');
                }
                depth += 1;
            }
            ')' if depth > 0 => {
                depth -= 1;
                if depth == 0 && stays(&open) {
                    out.push_str(&std::mem::take(&mut open));
                } else if depth == 0 {
                    inner.push(std::mem::take(&mut open));
                }
            }
            _ if depth > 0 => open.push(c),
            _ => out.push(c),
        }
    }
    if depth > 0 {
        // An open bracket without its close ("(zie ook vraag[2]. Ook is …") holds the rest.
        inner.push(open);
    }
    if out.chars().any(char::is_alphanumeric) {
        out.split_whitespace().collect::<Vec<_>>().join(" ")
    } else {
        std::mem::take(inner).join(" ")
    }
}
