//! Questions that the answers' part repeats word for word.
//!
//! Callers may rely on this: only equal letters make a restatement, of a whole question or of its asking sentences; what is told again
//! in the third person is none.

use std::collections::{HashMap, HashSet};

use super::ask;
use super::draft::{Draft, Part, Record};
use super::patterns::Patterns;
use super::unit::{Mark, Side, Unit};
use crate::sentence;

/// What is known of the open questions before any answer is read.
pub(super) struct Questions {
    /// Letters of a whole question, of each of its paragraphs and of each of its longer sentences, to the
    /// records: two factions may ask the same.
    verbatim: HashMap<String, Vec<usize>>,
    /// Letters of the topic headings above the questions, each with a number.
    pub(super) topics: HashMap<String, usize>,
}

impl Questions {
    pub(super) fn of(draft: &Draft, units: &[Unit<'_>], open: &[usize]) -> Self {
        let mut verbatim: HashMap<String, Vec<usize>> = HashMap::new();
        let mut topics = HashMap::new();
        for &record in open {
            let mut whole = String::new();
            for &unit in &draft.records[record].question {
                let key = letters(units[unit].text);
                whole.push_str(&key);
                for range in sentence::split(units[unit].text) {
                    let part = letters(&units[unit].text[range]);
                    if part.len() >= SHORTEST_RESTATEMENT {
                        verbatim.entry(part).or_default().push(record);
                    }
                }
                if key.len() >= SHORTEST_RESTATEMENT {
                    verbatim.entry(key).or_default().push(record);
                }
            }
            verbatim.entry(whole).or_default().push(record);
            if let Some(topic) = draft.records[record].topic {
                let next = topics.len();
                topics.entry(letters(units[topic].text)).or_insert(next);
            }
        }
        Self { verbatim, topics }
    }

    /// The question of the group that `text` repeats word for word: as a whole, or sentence by sentence.
    pub(super) fn restated(&self, text: &str, group: &HashMap<usize, usize>) -> Option<usize> {
        let key = letters(text);
        if key.len() < SHORTEST_RESTATEMENT {
            return None;
        }
        let own = |key: &str| self.verbatim.get(key)?.iter().find_map(|record| group.get(record)).copied();
        if let Some(at) = own(&key) {
            return Some(at);
        }
        let mut found = None;
        for range in sentence::split(text) {
            let part = letters(&text[range]);
            match own(&part) {
                Some(at) if found.is_none_or(|f| f == at) => found = Some(at),
                // "Zo nee, waarom niet?" stands in many questions.
                _ if part.len() < SHORTEST_RESTATEMENT && sentence::ends_asking(text) => {}
                _ => return None,
            }
        }
        found
    }
}

/// A text by its letters alone: note digits stick to words.
pub(super) fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect()
}

/// Letters below which equal text may be chance ("Zo nee, waarom niet?").
const SHORTEST_RESTATEMENT: usize = 24;

/// A committee's letter of questions stands above the minister's letter, which repeats each before its answer (Eerste Kamer): there the
/// questions are read, and above only what is not repeated stays one.
pub(super) fn leave_out_repeated(draft: &mut Draft, units: &[Unit<'_>], patterns: &Patterns<'_>) {
    let Some(reply) = units.iter().position(|unit| unit.mark == Mark::Letter(Side::Answers)) else { return };
    let asks = |unit: usize| -> Vec<String> {
        let text = units[unit].body();
        let asking = sentence::split(text).into_iter().filter(|range| ask::form(&text[range.clone()], patterns).is_some());
        asking.map(|range| letters(&text[range])).filter(|key| key.len() >= SHORTEST_RESTATEMENT).collect()
    };
    let below = |record: &&Record| !record.answer.is_empty() && record.question.first().is_some_and(|&unit| unit > reply);
    let asked: HashSet<String> =
        draft.records.iter().filter(below).flat_map(|record| &record.question).flat_map(|&unit| asks(unit)).collect();
    if asked.is_empty() {
        return;
    }
    for at in 0..draft.records.len() {
        let record = &mut draft.records[at];
        // The closing words of the committee's letter answer nothing.
        if record.answer.iter().all(|&unit| unit < reply && units[unit].mark == Mark::LetterText) {
            record.answer.drain(..).for_each(|unit| draft.parts[unit] = Part::Letter);
        }
        if !record.answer.is_empty() || record.question.iter().any(|&unit| unit > reply) {
            continue;
        }
        // What leads up to a paragraph goes with it, what stands behind the last with the question that is left.
        let (mut repeated, mut left, mut led_up) = (Vec::new(), Vec::new(), Vec::new());
        for &unit in &record.question {
            let asking = asks(unit);
            led_up.push(unit);
            if !asking.is_empty() && asking.iter().all(|key| asked.contains(key)) {
                repeated.append(&mut led_up);
            } else if ask::asks_anything(units[unit].body(), patterns) {
                left.append(&mut led_up);
            }
        }
        if repeated.is_empty() {
            continue;
        }
        repeated.into_iter().for_each(|unit| draft.parts[unit] = Part::Restatement);
        if left.is_empty() {
            let contribution = record.contribution;
            led_up.drain(..).for_each(|unit| draft.parts[unit] = Part::Remark(contribution));
            record.numbers.clear();
        }
        left.append(&mut led_up);
        record.question = left;
    }
}
