//! A sentence as clauses: what stands in brackets, what stands beside the main clause, and the main clauses.

use std::ops::Range;

use super::Label;
use super::rules::StatusRules;

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
    let mut text = sentence.split_whitespace().collect::<Vec<_>>().join(" ");
    while let Some(hit) = rules.lead.first(&text).filter(|hit| hit.range().start == 0 && !hit.text().is_empty()) {
        text = text[hit.range().end..].trim_start().to_owned();
    }
    // "(Aanhangsel 1028)" says which questions are meant: it stays.
    let stays = |inner: &str| !rules.refer.is_match(inner) && rules.target.all(inner).iter().any(|hit| hit.rule.value == "another_set");
    text = without_brackets(&text, stays, &mut parts.brackets);
    if let Some(hit) = rules.yes_no.first(&text) {
        parts.yes_no = true;
        text = text[hit.range().end..].trim().to_owned();
    }
    while let Some(hit) = rules.aside.first(&text) {
        // A rule that must look at the words behind its phrase names the phrase.
        let range = ["aside", "aside2"].iter().find_map(|name| hit.captures.name(name)).map_or(hit.range(), |phrase| phrase.range());
        if range.is_empty() {
            break;
        }
        parts.asides.push((text[range.clone()].to_owned(), Label::parse(&hit.rule.value)));
        text = format!("{} {}", text[..range.start].trim_end(), text[range.end..].trim_start()).trim().to_owned();
    }
    parts.clauses = clauses(&text, rules);
    parts
}

/// Ranges of the subordinate clauses of a clause.
pub(super) fn subordinate(clause: &str, rules: &StatusRules) -> Vec<Range<usize>> {
    rules.subordinate.find_all(clause).iter().map(|hit| hit.range()).collect()
}

pub(super) fn clauses(text: &str, rules: &StatusRules) -> Vec<String> {
    let mut cuts: Vec<Range<usize>> =
        rules.cut.find_all(text).iter().filter_map(|hit| hit.captures.name("cut").map(|cut| cut.range())).collect();
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
        inner.drain(..).collect::<Vec<_>>().join(" ")
    }
}
