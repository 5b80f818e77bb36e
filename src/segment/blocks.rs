//! All questions, then all answers: the blocks family, the letters of the Eerste Kamer, and reports that answer per faction.
//!
//! ```text
//! report = part-I { faction-heading question+ } part-II { faction-heading? (restatement? answer+)+ } part-III agenda?
//! ```
//!
//! A restatement is kept out of the answer only when it is the question word for word; in the third person it stays.

use super::answers::answer_part;
use super::ask;
use super::draft::{Draft, Part, Record};
use super::patterns::Patterns;
use super::unit::{Mark, Section, Side, Unit};
use super::walk::{Walk, is_topic, question_stretch};
use crate::model::{Number, Structure};

/// Reads parts of questions and parts of answers; `None` when the document has no such parts.
pub(crate) fn read(units: &[Unit<'_>], patterns: &Patterns<'_>) -> Option<Draft> {
    let parts = divide(units);
    if !parts.iter().any(|p| p.side == Side::Answers) || !parts.iter().any(|p| p.side == Side::Questions) {
        return None;
    }
    let letters =
        units.iter().any(|u| u.mark == Mark::Letter(Side::Answers)) && units.iter().any(|u| u.mark == Mark::Letter(Side::Questions));
    let mut draft = Draft::new(if letters { Structure::Letters } else { Structure::Blocks }, "blocks", units);
    let mut walk = Walk::begin();
    let mut open: Vec<usize> = Vec::new();
    let numbered = |part: &Division| {
        part.side == Side::Answers
            && units[part.range.clone()].iter().any(|unit| matches!(unit.mark, Mark::Question { .. }) || !unit.numbers.is_empty())
    };
    for (at, part) in parts.iter().enumerate() {
        // A letter that only says that the answers come later stands above the one that gives them.
        if letters
            && part.side == Side::Answers
            && !numbered(part)
            && parts[at + 1..].iter().take_while(|part| part.side == Side::Answers).any(numbered)
        {
            for place in draft.parts[part.range.clone()].iter_mut().filter(|place| **place == Part::Unplaced) {
                *place = Part::Letter;
            }
            continue;
        }
        match part.side {
            Side::Questions => open.extend(gather(&mut draft, &mut walk, units, part.range.clone(), patterns)),
            Side::Answers => answer_part(&mut draft, units, part.range.clone(), &open, patterns),
        }
    }
    Some(draft)
}

/// Whether headings name a part of questions and, below it, a part of answers.
pub(crate) fn has_both_parts(units: &[Unit<'_>]) -> bool {
    let asks = units.iter().position(|u| matches!(u.mark, Mark::Section(Section::Questions) | Mark::Letter(Side::Questions)));
    let answers = units.iter().rposition(|u| matches!(u.mark, Mark::Section(Section::Answers) | Mark::Letter(Side::Answers)));
    asks.zip(answers).and_then(|(from, to)| units.get(from..to)).is_some_and(|part| part.iter().any(|u| u.is_text() && u.voice > 2.0))
}

/// Reads a document that holds questions only.
pub(crate) fn read_questions(units: &[Unit<'_>], patterns: &Patterns<'_>) -> Draft {
    let mut draft = Draft::new(Structure::QuestionsOnly, "questions", units);
    let mut walk = Walk::begin();
    gather(&mut draft, &mut walk, units, 0..units.len(), patterns);
    draft
}

struct Division {
    side: Side,
    range: std::ops::Range<usize>,
}

fn divide(units: &[Unit<'_>]) -> Vec<Division> {
    let mut out: Vec<Division> = Vec::new();
    let (mut side, mut start) = (Side::Questions, 0);
    for (i, unit) in units.iter().enumerate() {
        let next = match &unit.mark {
            Mark::Section(Section::Answers) | Mark::Letter(Side::Answers) | Mark::Faction { answers: true, .. } => Side::Answers,
            Mark::Section(Section::Questions | Section::Both) | Mark::Letter(Side::Questions) => Side::Questions,
            // "Antwoord op de vragen van de leden van de VVD-fractie" opened the part: the next faction's questions close it.
            Mark::Faction { answers: false, .. }
                if side == Side::Answers && matches!(units[start].mark, Mark::Faction { answers: true, .. }) =>
            {
                Side::Questions
            }
            _ => continue,
        };
        if next != side || matches!(unit.mark, Mark::Letter(_)) {
            if i > start {
                out.push(Division { side, range: start..i });
            }
            (side, start) = (next, i);
        }
    }
    out.push(Division { side, range: start..units.len() });
    out.retain(|d| units[d.range.clone()].iter().any(Unit::is_text));
    out
}

/// Finds the questions of a stretch that holds nothing else and returns their records.
pub(crate) fn gather(
    draft: &mut Draft,
    walk: &mut Walk,
    units: &[Unit<'_>],
    range: std::ops::Range<usize>,
    patterns: &Patterns<'_>,
) -> Vec<usize> {
    let mut found = Vec::new();
    let mut start = range.start;
    let mut numbers: Vec<Number> = Vec::new();
    let mut i = range.start;
    while i <= range.end {
        // A stretch ends at a heading, at a number, or behind a paragraph that asks.
        let ends = i == range.end
            || matches!(units[i].mark, Mark::Question { .. })
            || (units[i].is_text() && !units[i].numbers.is_empty() && i > start);
        let asked = i > start && {
            let last = &units[i - 1];
            numbers.is_empty()
                && last.is_text()
                && !goes_on(units, i, range.end)
                && ask::asks_anything(last.body(), patterns)
                && !is_topic(units, i - 1, range.end)
        };
        if ends || asked {
            if i > start || !numbers.is_empty() {
                close(draft, walk, units, start..i, std::mem::take(&mut numbers), patterns, &mut found);
            }
            start = i;
            if i < range.end {
                match &units[i].mark {
                    Mark::Question { numbers: own } => {
                        numbers.clone_from(own);
                        start = i + 1;
                    }
                    Mark::Text => numbers.clone_from(&units[i].numbers),
                    _ => {}
                }
            }
        }
        i += 1;
    }
    found
}

/// Whether the unit at `i` continues the paragraph above it: a list that the question introduces, or a follow-up in the same breath.
fn goes_on(units: &[Unit<'_>], i: usize, end: usize) -> bool {
    i < end
        && units[i].is_text()
        && units[i].numbers.is_empty()
        && (units[i].is_bullet || units[i].is_cell || units[i - 1].text.ends_with(':'))
}

fn close(
    draft: &mut Draft,
    walk: &mut Walk,
    units: &[Unit<'_>],
    range: std::ops::Range<usize>,
    numbers: Vec<Number>,
    patterns: &Patterns<'_>,
    found: &mut Vec<usize>,
) {
    let mut cut_off = Vec::new();
    let held = question_stretch(draft, walk, units, range, patterns, &mut cut_off);
    // The number stands above the first of them.
    let mut numbers = numbers;
    for (stretch, contribution, topic) in cut_off {
        found.push(record(draft, stretch, std::mem::take(&mut numbers), contribution, topic));
    }
    if held.is_empty() {
        return;
    }
    let contribution = walk.contribution(draft);
    if numbers.is_empty() && !held.iter().any(|&i| ask::asks_anything(units[i].body(), patterns)) {
        for i in held {
            draft.parts[i] = Part::Remark(contribution);
        }
    } else {
        found.push(record(draft, held, numbers, contribution, walk.topic));
    }
}

fn record(draft: &mut Draft, units: Vec<usize>, numbers: Vec<Number>, contribution: usize, topic: Option<usize>) -> usize {
    let index = draft.records.len();
    draft.records.push(Record { numbers, contribution, topic, confidence: 1.0, ..Record::default() });
    for unit in units {
        draft.place(unit, Part::Question(index));
    }
    index
}
