//! The answers' part of a report in blocks: which of its paragraphs answers which question.
//!
//! ```text
//! part-II = intro? { faction-heading? { topic-heading? (restatement* answer+)+ } }
//! ```
//!
//! A restatement is kept out of the answer only when it is the question word for word, wholly or in its asking sentences; in the
//! third person it stays. Two questions restated one after the other are answered together.

use super::align::{self, Bag};
use super::assignment::{STEADY, follow, is_steady, sure, uncrossed};
use super::body::{Body, Group, factions_of, groups};
use super::draft::{Draft, Part, Record};
use super::patterns::Patterns;
use super::regrouped::{self, Asked};
use super::restatement::{Questions, letters};
use super::unit::Unit;

/// Gives the units of `range` to the questions in `open`, or keeps them as answers without question.
pub(crate) fn answer_part(draft: &mut Draft, units: &[Unit<'_>], range: std::ops::Range<usize>, open: &[usize], patterns: &Patterns<'_>) {
    let questions = Questions::of(draft, units, open);
    for group in groups(draft, units, range) {
        let own = group.questions(draft, open);
        answer_group(draft, units, &group, &own, &questions, patterns);
    }
}

fn answer_group(draft: &mut Draft, units: &[Unit<'_>], group: &Group, own: &[usize], known: &Questions, patterns: &Patterns<'_>) {
    let mut body = Body::of(draft, units, group, own, known, patterns);
    if own.is_empty() {
        orphan(draft, group, body.units);
        return;
    }
    // Beside the draft, which changes below.
    let factions: Vec<Option<Vec<String>>> = own.iter().map(|&record| factions_of(draft, record).map(<[String]>::to_vec)).collect();
    let factions: Vec<Option<&[String]>> = factions.iter().map(Option::as_deref).collect();
    let texts: Vec<Vec<&str>> =
        own.iter().map(|&record| draft.records[record].question.iter().map(|&unit| units[unit].text).collect()).collect();
    let asked = Asked { factions: &factions, texts };
    if group.faction.is_none() && factions.iter().any(|other| *other != factions[0]) {
        body.address(units, &factions, patterns);
        if regrouped::assign(draft, units, &body, own, &asked, patterns) {
            return;
        }
    }
    let bags = align::bags(body.units.iter().map(|&i| vec![units[i].text]).chain(asked.texts.iter().cloned()));
    let (answers, questions) = bags.split_at(body.units.len());
    let topic = |&record: &usize| known.topics.get(&letters(units[draft.records[record].topic?].text)).copied();
    let asked_under: Vec<Option<usize>> = own.iter().map(topic).collect();
    let like = |i: usize, j: usize| {
        let faction = match (&body.speaks[i], factions[j]) {
            (Some(m), Some(f)) if group.faction.is_none() => {
                if m.factions == f {
                    0.25
                } else if m.factions.iter().any(|faction| f.contains(faction)) {
                    0.1
                } else {
                    -0.35
                }
            }
            _ => 0.0,
        };
        // An answer under the heading of a topic belongs to a question under the same.
        let topic = match (body.under[i], asked_under[j]) {
            (Some(here), Some(there)) if here == there => 0.1,
            (Some(_), Some(_)) => -0.5,
            _ => 0.0,
        };
        align::similarity(&answers[i], &questions[j]) + faction + topic
    };
    let Body { paragraphs, joint, .. } = &body;
    let steady = is_steady(paragraphs, joint, own.len());
    // Where nearly every answer begins by taking up its question, a paragraph that does not goes on with the last one.
    let starts = paragraphs.iter().filter(|p| p.starts).count();
    let marked = own.len() >= 2 && starts as f32 >= STEADY * own.len() as f32;
    let assigned = if steady {
        follow(paragraphs, joint, own.len(), like)
    } else {
        uncrossed(align::align(paragraphs, own.len(), marked, like), paragraphs, like)
    };
    // What answers two questions together is not shared out among them.
    let assigned: Vec<Option<usize>> = assigned
        .into_iter()
        .zip(paragraphs)
        .map(|(at, p)| if p.anchor.is_some() { at } else { at.map(|j| joint.iter().find(|pair| pair.1 == j).map_or(j, |pair| pair.0)) })
        .collect();
    let confidence: Vec<f32> = (0..assigned.len()).map(|i| sure(i, assigned[i], &paragraphs[i], answers, questions)).collect();
    for (at, numbers) in assigned.iter().zip(&body.printed) {
        if let Some(j) = at {
            draft.records[own[*j]].answer_numbers.extend_from_slice(numbers);
        }
    }
    settle(draft, &body, own, &assigned, &confidence, answers, questions, steady);
}

/// Gives the paragraphs to their records, and joins the questions that are answered together.
#[allow(clippy::too_many_arguments)]
fn settle(
    draft: &mut Draft,
    body: &Body<'_>,
    own: &[usize],
    assigned: &[Option<usize>],
    confidence: &[f32],
    answers: &[Bag],
    questions: &[Bag],
    steady: bool,
) {
    let mut first: Vec<Option<usize>> = vec![None; own.len()];
    for (at, &unit) in body.units.iter().enumerate() {
        let Some(j) = assigned[at] else { continue };
        let record = own[j];
        let begins = first[j].is_none();
        first[j].get_or_insert(at);
        draft.place(unit, Part::Answer(record));
        let r = &mut draft.records[record];
        r.headed |= body.paragraphs[at].anchor.is_some();
        r.confidence = if begins { confidence[at] } else { r.confidence.max(confidence[at]) };
    }
    for &(keep, gone) in &body.joint {
        if first[keep].is_some() && first[gone].is_none() {
            join(draft, own[keep], own[gone]);
        }
    }
    if steady {
        return;
    }
    // Two questions answered together: the one passed over is named by the neighbour's answer nearly as well as its own.
    for j in 0..own.len() {
        if first[j].is_some() || !draft.records[own[j]].numbers.is_empty() || draft.records[own[j]].question.is_empty() {
            continue;
        }
        for neighbour in [j.checked_sub(1), (j + 1 < own.len()).then_some(j + 1)].into_iter().flatten() {
            let Some(at) = first[neighbour] else { continue };
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
    draft.records[keep].contribution = draft.together(draft.records[keep].contribution, draft.records[gone].contribution);
    let numbers = std::mem::take(&mut draft.records[gone].numbers);
    draft.records[keep].numbers.extend(numbers);
}

/// What answers nobody's question.
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
