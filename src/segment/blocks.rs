//! All questions, then all answers: the blocks family, the letters of the Eerste Kamer, and reports that answer per faction.
//!
//! ```text
//! report = part-I { faction-heading question+ } part-II { faction-heading? (restatement? answer+)+ } part-III agenda?
//! ```
//!
//! A restatement is kept out of the answer only when it is the question word for word; in the third person it stays.

use std::collections::HashMap;

use super::align::{self, Bag, Paragraph};
use super::ask;
use super::draft::{Draft, Part, Record};
use super::patterns::Patterns;
use super::unit::{Mark, Section, Side, Unit};
use super::walk::{Walk, is_topic, question_stretch};
use crate::lexicon::{FactionMention, Lexicon};
use crate::model::{Number, Structure};
use crate::words;

/// Reads parts of questions and parts of answers; `None` when the document has no such parts.
pub(crate) fn read(units: &[Unit<'_>], patterns: &Patterns<'_>, lexicon: &Lexicon) -> Option<Draft> {
    let parts = divide(units);
    if !parts.iter().any(|p| p.side == Side::Answers) || !parts.iter().any(|p| p.side == Side::Questions) {
        return None;
    }
    let letters =
        units.iter().any(|u| u.mark == Mark::Letter(Side::Answers)) && units.iter().any(|u| u.mark == Mark::Letter(Side::Questions));
    let mut draft = Draft::new(if letters { Structure::Letters } else { Structure::Blocks }, "blocks", units);
    let mut walk = Walk::begin();
    let mut open: Vec<usize> = Vec::new();
    for part in parts {
        match part.side {
            Side::Questions => open.extend(gather(&mut draft, &mut walk, units, part.range, patterns)),
            Side::Answers => answer_part(&mut draft, units, part.range, &open, patterns, lexicon),
        }
    }
    Some(draft)
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
                && ask::asks_anything(last.text, patterns)
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
    for (stretch, contribution, topic) in cut_off {
        found.push(record(draft, stretch, Vec::new(), contribution, topic));
    }
    if held.is_empty() {
        return;
    }
    let contribution = walk.contribution(draft);
    if numbers.is_empty() && !held.iter().any(|&i| ask::asks_anything(units[i].text, patterns)) {
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

struct Group {
    faction: Option<FactionMention>,
    units: Vec<usize>,
}

fn answer_part(
    draft: &mut Draft,
    units: &[Unit<'_>],
    range: std::ops::Range<usize>,
    open: &[usize],
    patterns: &Patterns<'_>,
    lexicon: &Lexicon,
) {
    let mut groups = vec![Group { faction: None, units: Vec::new() }];
    let mut anchors: HashMap<usize, Vec<Number>> = HashMap::new();
    let mut pending: Option<Vec<Number>> = None;
    for i in range {
        match &units[i].mark {
            Mark::Faction { mention, .. } => groups.push(Group { faction: Some(mention.clone()), units: Vec::new() }),
            Mark::Answer { numbers, .. } | Mark::Question { numbers } => pending = Some(numbers.clone()),
            Mark::NumberLine(_) | Mark::Text if draft.parts[i] == Part::Unplaced => {
                if let Some(numbers) = pending.take() {
                    anchors.insert(i, numbers);
                } else if !units[i].numbers.is_empty() {
                    anchors.insert(i, units[i].numbers.clone());
                }
                if let Some(group) = groups.last_mut() {
                    group.units.push(i);
                }
            }
            _ => {}
        }
    }
    let verbatim = verbatim_index(draft, units, open);
    for group in groups {
        let own: Vec<usize> = match &group.faction {
            Some(mention) => open.iter().copied().filter(|&r| factions_of(draft, r) == Some(&mention.factions[..])).collect(),
            None => open.to_vec(),
        };
        let own = if own.is_empty() && group.faction.is_none() { open.to_vec() } else { own };
        answer_group(draft, units, &group, &own, &anchors, &verbatim, patterns, lexicon);
    }
}

fn factions_of(draft: &Draft, record: usize) -> Option<&[String]> {
    draft.voices.get(draft.records[record].contribution).and_then(|v| v.mention.as_ref()).map(|m| &m.factions[..])
}

/// Letters of every paragraph of a question, to know it again word for word.
fn verbatim_index(draft: &Draft, units: &[Unit<'_>], open: &[usize]) -> HashMap<String, usize> {
    let mut out = HashMap::new();
    for &record in open {
        let mut whole = String::new();
        for &unit in &draft.records[record].question {
            let key = words::letters_and_digits(units[unit].text);
            whole.push_str(&key);
            if key.len() >= SHORTEST_RESTATEMENT {
                out.entry(key).or_insert(record);
            }
        }
        out.entry(whole).or_insert(record);
    }
    out
}

/// Letters below which equal text may be chance ("Zo nee, waarom niet?").
const SHORTEST_RESTATEMENT: usize = 24;

#[allow(clippy::too_many_arguments)]
fn answer_group(
    draft: &mut Draft,
    units: &[Unit<'_>],
    group: &Group,
    own: &[usize],
    anchors: &HashMap<usize, Vec<Number>>,
    verbatim: &HashMap<String, usize>,
    patterns: &Patterns<'_>,
    lexicon: &Lexicon,
) {
    // Restatements and headings out; what is left are answer paragraphs.
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    let mut body: Vec<usize> = Vec::new();
    let mut restated: Option<usize> = None;
    let last = group.units.last().map_or(0, |u| u + 1);
    for &i in &group.units {
        let unit = &units[i];
        if unit.text.len() >= SHORTEST_RESTATEMENT
            && let Some(&record) = verbatim.get(&words::letters_and_digits(unit.text))
            && let Some(at) = own.iter().position(|&r| r == record)
        {
            draft.parts[i] = Part::Restatement;
            restated = Some(at);
            continue;
        }
        let topic_again = is_topic(units, i, last)
            && (unit.is_heading
                || unit.style.bold > 60
                || own.iter().any(|&r| {
                    draft.records[r].topic.is_some_and(|t| words::letters_and_digits(units[t].text) == words::letters_and_digits(unit.text))
                }));
        if topic_again {
            draft.parts[i] = Part::Topic;
            continue;
        }
        let by_number =
            anchors.get(&i).and_then(|numbers| own.iter().position(|&r| draft.records[r].numbers.iter().any(|n| numbers.contains(n))));
        let anchor = restated.take().or(by_number).or_else(|| ordinal(unit, own, lexicon));
        let starts = anchor.is_some() || unit.voice > 1.0 && unit.speaker.is_some() || begins_reply(unit, patterns);
        paragraphs.push(Paragraph { anchor, starts });
        body.push(i);
    }
    if own.is_empty() {
        orphan(draft, group, body);
        return;
    }
    let texts: Vec<Vec<String>> = body
        .iter()
        .map(|&i| words::different(units[i].text))
        .chain(own.iter().map(|&r| draft.records[r].question.iter().flat_map(|&u| words::different(units[u].text)).collect()))
        .collect();
    let bags = align::bags(&texts);
    let (answers, questions) = bags.split_at(body.len());
    let speaks: Vec<Option<&FactionMention>> = body.iter().map(|&i| units[i].speaker.as_ref()).collect();
    let like = |i: usize, j: usize| {
        let faction = match (speaks[i], factions_of(draft, own[j])) {
            (Some(m), Some(f)) if group.faction.is_none() => {
                if m.factions == f {
                    0.25
                } else {
                    -0.35
                }
            }
            _ => 0.0,
        };
        align::similarity(&answers[i], &questions[j]) + faction
    };
    let assigned = align::align(&paragraphs, own.len(), like);
    let confidence: Vec<f32> = (0..body.len()).map(|i| sure(i, assigned[i], &paragraphs[i], answers, questions)).collect();
    settle(draft, &body, own, &assigned, &confidence, &paragraphs, answers, questions);
}

/// "Op de eerste vraag van deze leden …": the question's position among the faction's own.
fn ordinal(unit: &Unit<'_>, own: &[usize], _lexicon: &Lexicon) -> Option<usize> {
    const ORDINALS: [&str; 12] =
        ["eerste", "tweede", "derde", "vierde", "vijfde", "zesde", "zevende", "achtste", "negende", "tiende", "elfde", "twaalfde"];
    let lower: String = unit.text.chars().take(90).collect::<String>().to_lowercase();
    if !lower.contains("vraag")
        || !(lower.starts_with("op ")
            || lower.starts_with("in antwoord op")
            || lower.starts_with("ten aanzien van")
            || lower.starts_with("wat betreft")
            || lower.starts_with("met betrekking tot")
            || lower.starts_with("naar aanleiding van")
            || lower.starts_with("de ")
            || lower.starts_with("het antwoord op")
            || lower.starts_with("in reactie op")
            || lower.starts_with("voor "))
    {
        return None;
    }
    let head = &lower[..lower.find("vraag")?];
    let at = ORDINALS.iter().position(|o| head.ends_with(&format!("{o} ")))?;
    (at < own.len()).then_some(at)
}

fn begins_reply(unit: &Unit<'_>, patterns: &Patterns<'_>) -> bool {
    let lower: String = unit.text.chars().take(40).collect::<String>().to_lowercase();
    let _ = patterns;
    lower.starts_with("op de vraag")
        || lower.starts_with("in antwoord op")
        || lower.starts_with("in reactie op")
        || lower.starts_with("met betrekking tot de vraag")
        || lower.starts_with("naar aanleiding van de vraag")
        || lower.starts_with("ten aanzien van de vraag")
}

/// 0..=1: how clearly paragraph `i` belongs to its question and to no other.
fn sure(i: usize, assigned: Option<usize>, paragraph: &Paragraph, answers: &[Bag], questions: &[Bag]) -> f32 {
    let Some(j) = assigned else { return 0.0 };
    if paragraph.anchor == Some(j) || questions.len() == 1 {
        return 1.0;
    }
    let own = align::similarity(&answers[i], &questions[j]);
    let low = j.saturating_sub(3);
    let other =
        (low..(j + 4).min(questions.len())).filter(|&k| k != j).map(|k| align::similarity(&answers[i], &questions[k])).fold(0.0, f32::max);
    (0.45 + 1.2 * (own - other) + 0.4 * own).clamp(0.0, 1.0)
}

#[allow(clippy::too_many_arguments)]
fn settle(
    draft: &mut Draft,
    body: &[usize],
    own: &[usize],
    assigned: &[Option<usize>],
    confidence: &[f32],
    paragraphs: &[Paragraph],
    answers: &[Bag],
    questions: &[Bag],
) {
    let mut taken = vec![false; own.len()];
    for (at, &unit) in body.iter().enumerate() {
        let Some(j) = assigned[at] else { continue };
        let record = own[j];
        let first = !taken[j];
        taken[j] = true;
        draft.place(unit, Part::Answer(record));
        let r = &mut draft.records[record];
        r.headed |= paragraphs[at].anchor.is_some();
        r.confidence = if first { confidence[at] } else { r.confidence.max(confidence[at]) };
    }
    // Two questions answered together: the one passed over is named by the neighbour's answer nearly as well as its own.
    for j in 0..own.len() {
        if taken[j] || !draft.records[own[j]].numbers.is_empty() {
            continue;
        }
        for neighbour in [j.checked_sub(1), (j + 1 < own.len()).then_some(j + 1)].into_iter().flatten() {
            if !taken[neighbour] {
                continue;
            }
            let Some(at) = assigned.iter().position(|a| *a == Some(neighbour)) else { continue };
            let (own_like, here) = (align::similarity(&answers[at], &questions[neighbour]), align::similarity(&answers[at], &questions[j]));
            if here > JOINT_LEAST && here > JOINT_SHARE * own_like {
                join(draft, own[neighbour], own[j]);
                break;
            }
        }
    }
}

/// Least likeness of an answer to a second question that it answers too, and its share of the likeness to the first.
const JOINT_LEAST: f32 = 0.45;
const JOINT_SHARE: f32 = 0.8;

fn join(draft: &mut Draft, keep: usize, gone: usize) {
    let units = std::mem::take(&mut draft.records[gone].question);
    for unit in units {
        draft.place(unit, Part::Question(keep));
    }
    draft.records[keep].question.sort_unstable();
}

fn orphan(draft: &mut Draft, group: &Group, body: Vec<usize>) {
    if body.is_empty() {
        return;
    }
    let contribution = draft.contribution(group.faction.as_ref());
    let index = draft.records.len();
    draft.records.push(Record { contribution, confidence: 0.0, ..Record::default() });
    for unit in body {
        draft.place(unit, Part::Answer(index));
    }
}
