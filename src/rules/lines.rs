//! Rules that are asked about every line, of which hardly any matches: what the first letters of a line rule out is not asked.
//! Each rule says how the lines begin that it matches.
//!
//! Callers may rely on this: the answer is that of [`Group::first_rule`].

use std::collections::HashMap;

use foldhash::fast::FixedState;
use regex_syntax::hir::Look;
use regex_syntax::hir::literal::{ExtractKind, Extractor};

use super::{Group, Rule};

/// How many bytes of a line are looked at.
const FIRST: usize = 4;

/// The rules of a group by the beginnings of the lines that they match, for groups that are asked about every line of a document.
#[derive(Debug)]
pub struct Lines<'g> {
    group: &'g Group,
    /// The first bytes of lines, filled up with zeros where a rule says less than [`FIRST`], and as bits the rules that say so.
    begins: HashMap<[u8; FIRST], u64, FixedState>,
    /// Rules of which it is not known how their lines begin.
    any: u64,
}

impl<'g> Lines<'g> {
    /// Over the rules of a group.
    pub fn of(group: &'g Group) -> Self {
        let mut out = Self { group, begins: HashMap::default(), any: 0 };
        for (index, rule) in group.rules().iter().enumerate().take(u64::BITS as usize) {
            match beginnings(rule.pattern().as_str()) {
                Some(literals) => {
                    for literal in literals {
                        let mut first = [0; FIRST];
                        first[..literal.len()].copy_from_slice(&literal);
                        *out.begins.entry(first).or_default() |= 1 << index;
                    }
                }
                None => out.any |= 1 << index,
            }
        }
        out
    }

    /// The first rule, in order of the rules, that matches.
    pub fn first_rule(&self, line: &str) -> Option<&'g Rule> {
        let rules = self.group.rules();
        if rules.len() > u64::BITS as usize {
            return self.group.first_rule(line);
        }
        let mut asked = self.any;
        let mut begin = [0; FIRST];
        for (at, byte) in line.bytes().take(FIRST).enumerate() {
            begin[at] = byte;
            asked |= self.begins.get(&begin).copied().unwrap_or(0);
        }
        while asked != 0 {
            let rule = &rules[asked.trailing_zeros() as usize];
            if rule.pattern().is_match(line) {
                return Some(rule);
            }
            asked &= asked - 1;
        }
        None
    }
}

/// What every text that the pattern matches begins with, at most [`FIRST`] bytes of it; `None` when that is not known.
fn beginnings(pattern: &str) -> Option<Vec<Vec<u8>>> {
    let hir = regex_syntax::parse(pattern).ok()?;
    if !hir.properties().look_set_prefix().contains(Look::Start) {
        return None;
    }
    let mut extractor = Extractor::new();
    // All digits and all white space of Unicode can be spelt out.
    extractor.kind(ExtractKind::Prefix).limit_class(1000).limit_repeat(FIRST).limit_literal_len(FIRST).limit_total(20_000);
    let literals = extractor.extract(&hir);
    let literals: Vec<Vec<u8>> = literals.literals()?.iter().map(|literal| literal.as_bytes().to_vec()).collect();
    literals.iter().all(|literal| !literal.is_empty()).then_some(literals)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Rules;

    #[test]
    fn the_answer_is_that_of_the_rules() {
        let lines = Lines::of(Rules::embedded().group("furniture"));
        let texts = lines.group.rules().iter().flat_map(|rule| rule.accepts.iter().chain(&rule.rejects));
        let usual =
            ["De leden van de VVD-fractie vragen", "Deze", "", "3", "– 3 –", "| 2 |", "²", "Vragen en opmerkingen", "\u{17f}itemap"];
        for text in texts.map(String::as_str).chain(usual) {
            let (ours, theirs) = (lines.first_rule(text), lines.group.first_rule(text));
            assert_eq!(ours.map(|rule| &rule.id), theirs.map(|rule| &rule.id), "{text}");
        }
    }

    #[test]
    fn every_rule_says_how_its_lines_begin() {
        let lines = Lines::of(Rules::embedded().group("furniture"));
        let without: Vec<&str> =
            lines.group.rules().iter().enumerate().filter(|(i, _)| lines.any >> i & 1 == 1).map(|(_, rule)| rule.id.as_str()).collect();
        assert!(without.is_empty(), "asked of every line: {without:?}");
    }
}
