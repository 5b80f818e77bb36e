//! Answers that count the questions they answer: "Op de eerste vraag van deze leden …".

use super::ask;
use super::draft::{Draft, Part, Record};
use super::patterns::Patterns;
use super::unit::Unit;

/// Parts questions that are answered under one heading, one after the other ("Op de eerste vraag …", "Ten aanzien van de tweede
/// vraag …"), where the answers name every paragraph that asks, each once.
pub(super) fn part_by_ordinals(draft: &mut Draft, units: &[Unit<'_>], patterns: &Patterns<'_>) {
    for at in 0..draft.records.len() {
        let Some(pairs) = parted(&draft.records[at], units, patterns) else { continue };
        let record = std::mem::take(&mut draft.records[at]);
        for (n, (question, answer)) in pairs.into_iter().enumerate() {
            let to = if n == 0 { at } else { draft.records.len() };
            if n > 0 {
                draft.records.push(Record::default());
            }
            draft.records[to] = Record { question: Vec::new(), answer: Vec::new(), headed: record.headed && n == 0, ..record.clone() };
            question.into_iter().for_each(|unit| draft.place(unit, Part::Question(to)));
            answer.into_iter().for_each(|unit| draft.place(unit, Part::Answer(to)));
        }
    }
}

/// The questions of a record and their answers, when it holds several and its answers say which is whose.
fn parted(record: &Record, units: &[Unit<'_>], patterns: &Patterns<'_>) -> Option<Vec<(Vec<usize>, Vec<usize>)>> {
    if record.question.len() < 2 || record.answer.len() < 2 || record.numbers.len() > 1 {
        return None;
    }
    // What asks nothing leads up to the paragraph that asks, or comes behind the last one.
    let mut questions: Vec<Vec<usize>> = vec![Vec::new()];
    for &unit in &record.question {
        questions.last_mut()?.push(unit);
        if ask::asks_anything(units[unit].body(), patterns) {
            questions.push(Vec::new());
        }
    }
    let behind = questions.pop()?;
    questions.last_mut()?.extend(behind);
    let mut answers: Vec<Vec<usize>> = vec![Vec::new(); questions.len()];
    let mut current = None;
    for &unit in &record.answer {
        match ordinals(units[unit].text, questions.len(), patterns).as_slice() {
            // More are counted than there are paragraphs that ask.
            [] if patterns.ordinal.is_match(units[unit].text) => return None,
            [] => {}
            [one] if answers[*one].is_empty() => current = Some(*one),
            _ => return None,
        }
        answers[current?].push(unit);
    }
    (questions.len() > 1 && answers.iter().all(|answer| !answer.is_empty())).then(|| questions.into_iter().zip(answers).collect())
}

/// "Op de eerste vraag van deze leden …", "Op de tweede en derde vraag …": positions among the faction's own questions.
pub(super) fn ordinals(text: &str, count: usize, patterns: &Patterns<'_>) -> Vec<usize> {
    const ORDINALS: [&str; 12] =
        ["eerste", "tweede", "derde", "vierde", "vijfde", "zesde", "zevende", "achtste", "negende", "tiende", "elfde", "twaalfde"];
    let Some(hit) = patterns.ordinal.first(text) else { return Vec::new() };
    let place = |word: &str| match word.to_lowercase().as_str() {
        "laatste" => count.checked_sub(1),
        word => ORDINALS.iter().position(|o| *o == word),
    };
    let mut out: Vec<usize> = ["first", "second", "third"].iter().filter_map(|name| hit.named(name).and_then(place)).collect();
    if let Some(several) = hit.named("several") {
        let n = ["twee", "drie", "vier"].iter().position(|w| several.eq_ignore_ascii_case(w)).map_or(0, |at| at + 2);
        out = (0..n).collect();
    }
    if out.iter().any(|&at| at >= count) { Vec::new() } else { out }
}
