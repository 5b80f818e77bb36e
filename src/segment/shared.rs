//! Several factions answered under one heading: under a subject each asks, then one "Reactie van de minister" answers them all, each in a
//! paragraph that names whom it answers, or all together (21501-31-188).

use std::ops::Range;

use super::answers::answer_part;
use super::draft::{Draft, Part};
use super::patterns::Patterns;
use super::sequence::Pending;
use super::unit::{Mark, Unit};
use crate::lexicon::FactionMention;

/// Shares the answer in `range`, which begins with its heading, out among the questions asked since the last one, where it names others
/// than who asked last. Says whether that is so; if not, nothing is changed.
pub(super) fn share_out(
    draft: &mut Draft,
    units: &[Unit<'_>],
    patterns: &Patterns<'_>,
    pending: &mut Vec<Pending>,
    range: Range<usize>,
) -> bool {
    let (heading, body) = (range.start, range.start + 1..range.end);
    let Some(from) = asked_since(pending, units, heading) else { return false };
    let factions_of = |p: &Pending| draft.voices[p.contribution].mention.as_ref().map_or(&[][..], |mention| &mention.factions[..]);
    let factions: Vec<&[String]> = pending[from..].iter().map(factions_of).collect();
    let Some(&last) = factions.last().filter(|last| factions.iter().any(|other| other != *last)) else { return false };
    let texts: Vec<&str> =
        body.clone().filter(|&i| units[i].is_text() && draft.parts[i] == Part::Unplaced).map(|i| units[i].text).collect();
    let asked = |faction: &String| factions.iter().any(|asking| asking.contains(faction));
    // Where no heading parts the factions, a paragraph further down that names who asked last has answers to the others above it.
    let first = pending[from].units.first().copied().unwrap_or(heading);
    let parted = units[first..heading].iter().any(|unit| matches!(unit.mark, Mark::Faction { .. }));
    let takes_turns = |(at, text): (usize, &&str)| {
        let named = patterns.addressed(text);
        named.is_some_and(|named| named.factions.iter().any(|faction| asked(faction) && (!last.contains(faction) || at > 0 && !parted)))
    };
    // "Antwoord op de vragen van de leden van de fracties van de PvdA en de SP".
    let headed = units[heading].speaker.as_ref().filter(|mention| mention.factions.len() > 1);
    if headed.is_none() && !texts.iter().enumerate().any(takes_turns) {
        return false;
    }
    // "De leden van de fracties van CDA, VVD en SP hebben vragen gesteld, die ik gezamenlijk beantwoord."
    let together = texts.first().filter(|text| patterns.answers_together(text)).and_then(|text| patterns.addressed(text));
    let open = records(draft, pending.split_off(from), headed.or(together.as_ref()));
    answer_part(draft, units, body.clone(), &open, patterns);
    sweep(draft, units, body);
    let Mark::Answer { respondent, .. } = &units[heading].mark else { return true };
    for record in open {
        let record = &mut draft.records[record];
        if !record.answer.is_empty() {
            record.headed = true;
            record.respondent.clone_from(respondent);
        }
    }
    true
}

/// From which of the pending questions on they were asked behind the answer before this heading, under one topic and without numbers; `None`
/// when that are fewer than two.
fn asked_since(pending: &[Pending], units: &[Unit<'_>], heading: usize) -> Option<usize> {
    let topic = pending.last()?.topic;
    let since = units[..heading].iter().rposition(|unit| matches!(unit.mark, Mark::Answer { .. })).unwrap_or(0);
    let before = |p: &Pending| p.topic != topic || !p.numbers.is_empty() || p.units.first().is_none_or(|&unit| unit < since);
    let from = pending.iter().rposition(before).map_or(0, |at| at + 1);
    (pending.len() - from >= 2).then_some(from)
}

/// The questions as records; those of the factions that are answered together as one.
fn records(draft: &mut Draft, questions: Vec<Pending>, together: Option<&FactionMention>) -> Vec<usize> {
    let mut open: Vec<usize> = Vec::new();
    let mut joint: Option<usize> = None;
    for question in questions {
        let mention = draft.voices[question.contribution].mention.clone();
        let answered_together = |mention: &FactionMention| {
            let named = |faction: &String| together.is_some_and(|together| together.factions.contains(faction));
            !mention.factions.is_empty() && mention.factions.iter().all(named)
        };
        let shared = mention.as_ref().is_some_and(answered_together);
        let Some(record) = joint.filter(|_| shared) else {
            let record = question.record(draft, 1.0);
            joint = joint.or(shared.then_some(record));
            open.push(record);
            continue;
        };
        for unit in question.units {
            draft.place(unit, Part::Question(record));
        }
        draft.records[record].contribution = draft.together(draft.records[record].contribution, question.contribution);
    }
    open
}

/// Words of thanks above the first answer, and a line between answers that looks like a letter's, stay with the answer beside them.
fn sweep(draft: &mut Draft, units: &[Unit<'_>], body: Range<usize>) {
    let answers = |part: &Part| matches!(part, Part::Answer(_));
    let Some(last) = body.clone().rfind(|&i| answers(&draft.parts[i])) else { return };
    let mut beside = body.clone().map(|i| draft.parts[i]).find(answers);
    for i in body {
        let loose = draft.parts[i] == Part::Unplaced || i < last && units[i].mark == Mark::LetterText;
        if answers(&draft.parts[i]) {
            beside = Some(draft.parts[i]);
        } else if let Some(part) = beside.filter(|_| loose && matches!(units[i].mark, Mark::Text | Mark::NumberLine(_) | Mark::LetterText))
        {
            draft.place(i, part);
        }
    }
}
