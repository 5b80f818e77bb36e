//! Paragraphs that ask and paragraphs that answer, alternating without headings or numbers: the minister's letter that restates
//! each question, and reports whose marks a converter dropped.

use super::ask;
use super::draft::{Draft, Part, Record};
use super::patterns::Patterns;
use super::unit::{Mark, Unit};
use super::walk::{Walk, is_remark_behind, is_topic};
use crate::lexicon::FactionMention;
use crate::model::Structure;
use crate::sentence;

/// Reads the document by the voice of its paragraphs alone.
pub(crate) fn read(units: &[Unit<'_>], patterns: &Patterns<'_>) -> Draft {
    let mut draft = Draft::new(Structure::AnswersOnly, "prose", units);
    let mut walk = Walk::begin();
    let mut held: Vec<usize> = Vec::new();
    let mut current: Option<usize> = None;
    let below = voices_below(units);
    let headed = units.iter().any(|unit| matches!(unit.mark, Mark::Answer { .. }));
    // A row of questions and answers without an answer is a question left open, as is what asks in a paper that heads no answer.
    let asks_openly = |&h: &usize| !headed && units[h].voice > 1.5 && ask::asks_more(units[h].body(), patterns);
    let left_open = |held: &[usize]| held.iter().any(|h| units[*h].pair.is_some() || asks_openly(h));
    for (i, unit) in units.iter().enumerate() {
        match &unit.mark {
            Mark::Faction { mention, .. } => {
                drop_held(&mut draft, &walk, &left_open, &mut held);
                walk.faction(mention);
                current = None;
            }
            Mark::Section(_) | Mark::Letter(_) => {
                drop_held(&mut draft, &walk, &left_open, &mut held);
                walk.section();
                current = None;
            }
            Mark::Text | Mark::NumberLine(_) if draft.parts[i] == Part::Unplaced => {
                // Each row of a table of questions and answers is one; its answer may be empty.
                let other_row = |&at: &usize| units[at].pair != unit.pair && (units[at].pair.is_some() || unit.pair.is_some());
                if held.last().is_some_and(other_row) {
                    drop_held(&mut draft, &walk, &left_open, &mut held);
                }
                if current.and_then(|record| draft.records[record].question.last()).is_some_and(other_row) {
                    current = None;
                }
                // Behind an answer a short line is a heading only when a question follows, be it under a heading of its own.
                let asked_below = || below[i] > 2.0;
                if is_topic(units, i, units.len()) && (unit.is_heading || unit.style.bold > 60 || current.is_none() || asked_below()) {
                    drop_held(&mut draft, &walk, &left_open, &mut held);
                    draft.parts[i] = Part::Topic;
                    walk.topic(i);
                    current = None;
                    continue;
                }
                if goes_on_list(units, i, &held) {
                    held.push(i);
                    continue;
                }
                let asks =
                    unit.voice > 0.8 && (unit.pair.is_some() || ask::asks_anything(unit.body(), patterns)) || only_asks(unit, patterns);
                if !asks && current.is_some() && is_remark_behind(unit, patterns) {
                    drop_held(&mut draft, &walk, &left_open, &mut held);
                    walk.hear(unit);
                    let contribution = walk.contribution(&mut draft);
                    draft.parts[i] = Part::Remark(contribution);
                    current = None;
                    continue;
                }
                if asks {
                    // Another faction takes the floor; what stood before asked nothing.
                    let asks_nothing = |&h: &usize| !ask::asks_anything(units[h].body(), patterns);
                    if speaks_for_others(units, &held, unit) && held.iter().all(asks_nothing) {
                        drop_held(&mut draft, &walk, &left_open, &mut held);
                    }
                    walk.hear(unit);
                    if held.iter().any(|&h| draft.parts[h] != Part::Unplaced) {
                        held.clear();
                    }
                    held.push(i);
                    current = None;
                } else if let Some(record) = current {
                    draft.place(i, Part::Answer(record));
                } else if !held.is_empty() && unit.voice <= 0.8 {
                    let contribution = match all_speakers(units, &held).filter(|_| !walk.is_under_faction()) {
                        Some(together) => draft.contribution(Some(&together)),
                        None => walk.contribution(&mut draft),
                    };
                    let record = draft.records.len();
                    draft.records.push(Record {
                        contribution,
                        topic: walk.topic,
                        // An inferred cut is below what is certain.
                        confidence: if unit.inferred { 0.5 } else { 0.7 },
                        ..Record::default()
                    });
                    for h in std::mem::take(&mut held) {
                        draft.place(h, Part::Question(record));
                    }
                    draft.place(i, Part::Answer(record));
                    current = Some(record);
                } else if unit.voice > 0.8 {
                    walk.hear(unit);
                    held.push(i);
                } else {
                    draft.parts[i] = Part::Letter;
                }
            }
            _ => {}
        }
    }
    drop_held(&mut draft, &walk, &left_open, &mut held);
    draft
}

/// Whether `unit` names another faction as speaking than the paragraphs held do.
fn speaks_for_others(units: &[Unit<'_>], held: &[usize], unit: &Unit<'_>) -> bool {
    let Some(now) = &unit.speaker else { return false };
    let before = held.iter().rev().find_map(|&h| units[h].speaker.as_ref());
    before.is_some_and(|before| before.factions != now.factions)
}

/// The factions of the paragraphs held, where several speak one after the other and are answered together.
fn all_speakers(units: &[Unit<'_>], held: &[usize]) -> Option<FactionMention> {
    let takes_the_floor = |unit: &&Unit<'_>| !unit.recalls && unit.speaker.as_ref().is_some_and(|m| !m.unknown && !m.factions.is_empty());
    let speakers = held.iter().map(|&h| &units[h]).filter(takes_the_floor).filter_map(|unit| unit.speaker.as_ref());
    let first = speakers.clone().next()?.factions.len();
    FactionMention::of_all(speakers.cloned()).filter(|together| together.factions.len() > first)
}

/// Whether all that the unit says is that they ask ("Daarnaast vragen deze leden hoe ik aankijk tegen een publieke postdienst."),
/// though "ik" sounds like the one who answers.
fn only_asks(unit: &Unit<'_>, patterns: &Patterns<'_>) -> bool {
    unit.voice > -1.5 && patterns.only_asks.is_match(unit.text) && sentence::split(unit.text).len() == 1
}

/// Whether the unit is one more item of the list that the question held ends in ("De leden van … vragen de minister: – hoeveel …;
/// – of hij kan garanderen dat …"), whatever it sounds like.
fn goes_on_list(units: &[Unit<'_>], i: usize, held: &[usize]) -> bool {
    if !units[i].is_bullet || held.last() != i.checked_sub(1).as_ref() {
        return false;
    }
    let run = held.iter().rev().take(MOST_ITEMS).enumerate();
    let items = run.take_while(|&(back, &h)| h + back + 1 == i && units[h].is_bullet).count();
    held.len().checked_sub(items + 1).is_some_and(|at| units[held[at]].text.trim_end().ends_with(':'))
}

/// Items of a list of questions at most.
const MOST_ITEMS: usize = 100;

/// By unit the voice of the next text below it that is no heading; 0 where there is none.
fn voices_below(units: &[Unit<'_>]) -> Vec<f32> {
    let mut out = vec![0.0; units.len()];
    let mut next = 0.0;
    for i in (0..units.len()).rev() {
        out[i] = next;
        if units[i].is_text() && !is_topic(units, i, units.len()) {
            next = units[i].voice;
        }
    }
    out
}

/// Takes what is held for a question without an answer where `left_open` says so, else for a remark.
fn drop_held(draft: &mut Draft, walk: &Walk, left_open: &impl Fn(&[usize]) -> bool, held: &mut Vec<usize>) {
    if held.is_empty() {
        return;
    }
    let contribution = walk.contribution(draft);
    if left_open(held) {
        let record = draft.records.len();
        draft.records.push(Record { contribution, topic: walk.topic, confidence: 1.0, ..Record::default() });
        held.drain(..).for_each(|unit| draft.place(unit, Part::Question(record)));
        return;
    }
    for unit in held.drain(..) {
        draft.parts[unit] = Part::Remark(contribution);
    }
}
