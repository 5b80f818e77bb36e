//! The answers' part of a report in blocks: which of its paragraphs answers which question.
//!
//! ```text
//! part-II = intro? { faction-heading? { topic-heading? (restatement* answer+)+ } }
//! ```
//!
//! A restatement is kept out of the answer only when it is the question word for word, wholly or in its asking sentences; in the
//! third person it stays. Two questions restated one after the other are answered together.

use std::collections::{HashMap, HashSet};

use super::align::{self, Bag, Paragraph};
use super::ask;
use super::draft::{Draft, Part, Record};
use super::patterns::Patterns;
use super::unit::{Mark, Side, Unit};
use super::walk::is_topic;
use crate::lexicon::FactionMention;
use crate::model::Number;
use crate::sentence;

/// Gives the units of `range` to the questions in `open`, or keeps them as answers without question.
pub(crate) fn answer_part(draft: &mut Draft, units: &[Unit<'_>], range: std::ops::Range<usize>, open: &[usize], patterns: &Patterns<'_>) {
    let questions = Questions::of(draft, units, open);
    for mut group in groups(draft, units, range) {
        let own = group.questions(draft, open);
        group.part_with_introduction(draft, &own);
        answer_group(draft, units, &group, &own, &questions, patterns);
    }
}

/// What is known of the open questions before any answer is read.
struct Questions {
    /// Letters of a whole question, of each of its paragraphs and of each of its longer sentences, to the
    /// records: two factions may ask the same.
    verbatim: HashMap<String, Vec<usize>>,
    /// Letters of the topic headings above the questions.
    topics: HashSet<String>,
}

impl Questions {
    fn of(draft: &Draft, units: &[Unit<'_>], open: &[usize]) -> Self {
        let mut verbatim: HashMap<String, Vec<usize>> = HashMap::new();
        let mut topics = HashSet::new();
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
                topics.insert(letters(units[topic].text));
            }
        }
        Self { verbatim, topics }
    }

    /// The question of the group that `text` repeats word for word: as a whole, or sentence by sentence.
    fn restated(&self, text: &str, group: &HashMap<usize, usize>) -> Option<usize> {
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
                _ if part.len() < SHORTEST_RESTATEMENT && text.trim_end().ends_with('?') => {}
                _ => return None,
            }
        }
        found
    }
}

/// A text by its letters alone: note digits stick to words.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect()
}

/// Letters below which equal text may be chance ("Zo nee, waarom niet?").
const SHORTEST_RESTATEMENT: usize = 24;

/// The answers to one faction, or to all when no heading names one.
struct Group {
    faction: Option<FactionMention>,
    units: Vec<Entry>,
}

struct Entry {
    unit: usize,
    /// Numbers printed before it or in its heading.
    numbers: Vec<Number>,
    /// Whether an answer heading stands above it.
    headed: bool,
}

impl Group {
    /// The records that this group can answer, in the order of the questions.
    fn questions(&self, draft: &Draft, open: &[usize]) -> Vec<usize> {
        let Some(mention) = &self.faction else { return open.to_vec() };
        let same: Vec<usize> = open.iter().copied().filter(|&r| factions_of(draft, r) == Some(&mention.factions[..])).collect();
        if !same.is_empty() {
            return same;
        }
        // A joint contribution may be answered under one of its factions.
        let shares = |r: usize| factions_of(draft, r).is_some_and(|own| own.iter().any(|f| mention.factions.contains(f)));
        open.iter().copied().filter(|&r| shares(r)).collect()
    }
}

impl Group {
    /// What stands above the answer to the first question, where the answers are numbered, introduces them: "Op 10 oktober jl. ontving ik
    /// vragen van …".
    fn part_with_introduction(&mut self, draft: &mut Draft, own: &[usize]) {
        let Some(first) = own.first().and_then(|&record| draft.records[record].numbers.first()) else { return };
        let Some(at) = self.units.iter().position(|entry| !entry.numbers.is_empty() || entry.headed) else { return };
        if at <= LONGEST_INTRODUCTION && self.units[at].numbers.contains(first) {
            for entry in self.units.drain(..at) {
                draft.parts[entry.unit] = Part::Letter;
            }
        }
    }
}

/// The part as groups, one for each faction: under several topics the same faction comes back.
fn groups(draft: &mut Draft, units: &[Unit<'_>], range: std::ops::Range<usize>) -> Vec<Group> {
    let mut out = vec![Group { faction: None, units: Vec::new() }];
    let mut at = 0;
    let mut pending: Option<Vec<Number>> = None;
    for i in range {
        match &units[i].mark {
            Mark::Faction { mention, .. } => {
                let same = |g: &Group| g.faction.as_ref().is_some_and(|f| f.factions == mention.factions && f.members == mention.members);
                at = out.iter().position(same).unwrap_or_else(|| {
                    out.push(Group { faction: Some(mention.clone()), units: Vec::new() });
                    out.len() - 1
                });
            }
            Mark::Answer { numbers, .. } | Mark::Question { numbers } => pending = Some(numbers.clone()),
            Mark::NumberLine(_) | Mark::Text if draft.parts[i] == Part::Unplaced => {
                let headed = pending.is_some();
                let numbers = pending.take().filter(|n| !n.is_empty()).unwrap_or_else(|| units[i].numbers.clone());
                out[at].units.push(Entry { unit: i, numbers, headed });
            }
            _ => {}
        }
    }
    // What stands above the first faction's heading introduces the answers.
    let introduction = out[0].units.len() <= LONGEST_INTRODUCTION && out[0].units.iter().all(|e| e.numbers.is_empty() && !e.headed);
    if out.len() > 1 && introduction {
        for entry in out.remove(0).units {
            draft.parts[entry.unit] = Part::Letter;
        }
    }
    out.retain(|g| !g.units.is_empty());
    out
}

/// Paragraphs above the first faction heading of the answers that introduce them at most.
const LONGEST_INTRODUCTION: usize = 3;

fn factions_of(draft: &Draft, record: usize) -> Option<&[String]> {
    draft.voices.get(draft.records[record].contribution).and_then(|v| v.mention.as_ref()).map(|m| &m.factions[..])
}

fn answer_group(draft: &mut Draft, units: &[Unit<'_>], group: &Group, own: &[usize], known: &Questions, patterns: &Patterns<'_>) {
    let position: HashMap<usize, usize> = own.iter().enumerate().map(|(at, &r)| (r, at)).collect();
    let mut numbered: HashMap<&Number, usize> = HashMap::new();
    let records = draft.records.clone();
    for (at, &r) in own.iter().enumerate() {
        for number in &records[r].numbers {
            numbered.entry(number).or_insert(at);
        }
    }
    // Restatements and headings out; what is left are answer paragraphs.
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    let mut body: Vec<usize> = Vec::new();
    let mut printed: Vec<&[Number]> = Vec::new();
    // The topic heading that stands above each of them.
    let mut under: Vec<Option<String>> = Vec::new();
    let mut topic: Option<String> = None;
    let mut restated: Vec<usize> = Vec::new();
    let mut joint: Vec<(usize, usize)> = Vec::new();
    let last = group.units.last().map_or(0, |e| e.unit + 1);
    let headings = subjects_of_answers(units, group, last, patterns);
    for entry in &group.units {
        let (i, unit) = (entry.unit, &units[entry.unit]);
        if let Some(at) = known.restated(unit.text, &position) {
            draft.parts[i] = Part::Restatement;
            if restated.last() != Some(&at) {
                restated.push(at);
            }
            continue;
        }
        // A faction that joins the questions of another answers nothing.
        if unit.speaker.is_some() && entry.numbers.is_empty() && patterns.joins.is_match(unit.text) {
            let contribution = draft.contribution(unit.speaker.as_ref());
            draft.parts[i] = Part::Remark(contribution);
            continue;
        }
        let topic_again = is_topic(units, i, last)
            && (unit.is_heading || unit.style.bold > 60 || headings.contains(&i) || known.topics.contains(&letters(unit.text)));
        if topic_again {
            draft.parts[i] = Part::Topic;
            topic = Some(letters(unit.text)).filter(|topic| known.topics.contains(topic));
            continue;
        }
        let named: Vec<usize> = if !restated.is_empty() {
            std::mem::take(&mut restated)
        } else if !entry.numbers.is_empty() {
            entry.numbers.iter().filter_map(|n| numbered.get(n).copied()).collect()
        } else {
            ordinals(unit.text, own.len(), patterns)
        };
        joint.extend(named.iter().skip(1).map(|&other| (named[0], other)));
        let anchor = named.first().copied();
        let starts = anchor.is_some() || entry.headed || unit.voice > 1.0 && unit.speaker.is_some() || patterns.reply.is_match(unit.text);
        // The items of a list go on with the paragraph that announces it.
        let goes_on = anchor.is_none() && !entry.headed && body.last().is_some_and(|&before| is_item(units, before, i));
        paragraphs.push(Paragraph { anchor, starts: starts && !goes_on, goes_on });
        body.push(i);
        under.push(topic.clone());
        printed.push(&entry.numbers);
    }
    if own.is_empty() {
        orphan(draft, group, body);
        return;
    }
    let parts = |record: usize| records[record].question.iter().map(|&unit| units[unit].text).collect();
    let bags = align::bags(body.iter().map(|&i| vec![units[i].text]).chain(own.iter().map(|&record| parts(record))));
    let (answers, questions) = bags.split_at(body.len());
    let several = group.faction.is_none() && own.iter().any(|&record| factions_of(draft, record) != factions_of(draft, own[0]));
    let speaks: Vec<Option<FactionMention>> =
        body.iter().map(|&i| units[i].speaker.clone().or_else(|| if several { patterns.addressed(units[i].text) } else { None })).collect();
    // "Op de vraag van de leden van de SP-fractie …", where these ask one question: that one.
    let mut once: HashMap<&[String], Option<usize>> = HashMap::new();
    for (j, &record) in own.iter().enumerate().filter(|_| several) {
        if let Some(factions) = factions_of(draft, record) {
            once.entry(factions).and_modify(|only| *only = None).or_insert(Some(j));
        }
    }
    let only = |named: &FactionMention| once.get(&named.factions[..]).copied().flatten();
    for (at, paragraph) in paragraphs.iter_mut().enumerate().filter(|(_, paragraph)| several && paragraph.anchor.is_none()) {
        let opens = |named: &FactionMention| named.range.start <= OPENING && patterns.reply.is_match(units[body[at]].text);
        if !paragraph.goes_on {
            paragraph.anchor = speaks[at].as_ref().filter(|named| opens(named)).and_then(only);
            paragraph.starts |= paragraph.anchor.is_some();
        }
    }
    // "De opvatting van de leden van de VVD-fractie deel ik niet": an answer begins where another faction than above is named.
    for (at, paragraph) in paragraphs.iter_mut().enumerate().skip(1).filter(|_| several) {
        let other = speaks[at].as_ref().is_some_and(|named| {
            let asks = |faction: &String| own.iter().any(|&r| factions_of(draft, r).is_some_and(|own| own.contains(faction)));
            named.factions.iter().all(asks) && speaks[at - 1].as_ref().is_none_or(|above| above.factions != named.factions)
        });
        paragraph.starts |= other && !paragraph.goes_on;
    }
    let asked_under: Vec<Option<String>> =
        own.iter().map(|&record| draft.records[record].topic.map(|unit| letters(units[unit].text))).collect();
    let like = |i: usize, j: usize| {
        let faction = match (&speaks[i], factions_of(draft, own[j])) {
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
        let topic = match (&under[i], &asked_under[j]) {
            (Some(here), Some(there)) if here == there => 0.1,
            (Some(_), Some(_)) => -0.5,
            _ => 0.0,
        };
        align::similarity(&answers[i], &questions[j]) + faction + topic
    };
    let steady = is_steady(&paragraphs, &joint, own.len());
    // Where nearly every answer begins by taking up its question, a paragraph that does not goes on with the last one.
    let starts = paragraphs.iter().filter(|p| p.starts).count();
    let marked = own.len() >= 2 && starts as f32 >= STEADY * own.len() as f32;
    let assigned = if steady {
        follow(&paragraphs, &joint, own.len(), like)
    } else {
        uncrossed(align::align(&paragraphs, own.len(), marked, like), &paragraphs, like)
    };
    // What answers two questions together is not shared out among them.
    let assigned: Vec<Option<usize>> = assigned
        .into_iter()
        .zip(&paragraphs)
        .map(|(at, p)| if p.anchor.is_some() { at } else { at.map(|j| joint.iter().find(|pair| pair.1 == j).map_or(j, |pair| pair.0)) })
        .collect();
    for (at, numbers) in assigned.iter().zip(printed) {
        if let Some(j) = at {
            draft.records[own[*j]].answer_numbers.extend_from_slice(numbers);
        }
    }
    let confidence: Vec<f32> = (0..body.len()).map(|i| sure(i, assigned[i], &paragraphs[i], answers, questions)).collect();
    settle(draft, &body, own, &assigned, &confidence, &paragraphs, answers, questions, &joint, steady);
}

/// The subjects by which the respondent orders the answers (29538-87): short lines, each above a paragraph that takes up a question; one alone
/// may belong to what stands around it.
fn subjects_of_answers(units: &[Unit<'_>], group: &Group, last: usize, patterns: &Patterns<'_>) -> HashSet<usize> {
    let takes_up = |i: usize| units.get(i).is_some_and(|unit| unit.is_text() && patterns.reply.is_match(unit.text));
    let found: HashSet<usize> =
        group.units.iter().map(|entry| entry.unit).filter(|&i| is_topic(units, i, last) && takes_up(i + 1)).collect();
    if found.len() >= 2 { found } else { HashSet::new() }
}

/// The answers to two questions in a row the other way round, where the words of both say so: each begins by taking up the other's
/// question. `assigned` is in the order of the questions.
fn uncrossed(mut assigned: Vec<Option<usize>>, paragraphs: &[Paragraph], like: impl Fn(usize, usize) -> f32) -> Vec<Option<usize>> {
    // Where each answer begins, and behind the last one.
    let mut begins: Vec<usize> = (0..assigned.len()).filter(|&i| i == 0 || assigned[i - 1] != assigned[i]).collect();
    begins.push(assigned.len());
    let mut at = 0;
    while let Some(&[i, k, end]) = begins.get(at..at + 3) {
        at += 1;
        let (Some(a), Some(b)) = (assigned[i], assigned[k]) else { continue };
        let named = paragraphs[i..end].iter().any(|paragraph| paragraph.anchor.is_some());
        if b != a + 1 || named || !paragraphs[i].starts || !paragraphs[k].starts {
            continue;
        }
        let gains = [like(i, b) - like(i, a), like(k, a) - like(k, b)];
        if gains.iter().all(|gain| *gain > 0.0) && gains.iter().sum::<f32>() > CROSSED {
            assigned[i..k].fill(Some(b));
            assigned[k..end].fill(Some(a));
            at += 1;
        }
    }
    assigned
}

/// How much better two answers must fit each other's questions, both together, before they are taken to have changed places.
const CROSSED: f32 = 0.25;

/// Bytes of an answer within which it names whom it answers.
const OPENING: usize = 60;

/// Whether the unit at `i` is an item of the list that the one at `before` announces or is part of.
fn is_item(units: &[Unit<'_>], before: usize, i: usize) -> bool {
    before + 1 == i && (units[i].is_bullet || units[i].text.starts_with(char::is_lowercase))
}

/// Whether the answers say which questions they answer nearly every time: then a paragraph that does not goes on with the last
/// answer, and the answers need not come in the order of the questions.
fn is_steady(paragraphs: &[Paragraph], joint: &[(usize, usize)], questions: usize) -> bool {
    let mut named: HashSet<usize> = paragraphs.iter().filter_map(|p| p.anchor).collect();
    let anchored = named.len();
    named.extend(joint.iter().map(|pair| pair.1));
    anchored >= 2 && named.len() as f32 >= STEADY * questions as f32
}

/// Share of the questions that the answers must name before they are taken to name all that they answer.
const STEADY: f32 = 0.6;

/// Each paragraph to the question that it or the nearest paragraph above it names.
fn follow(paragraphs: &[Paragraph], joint: &[(usize, usize)], questions: usize, like: impl Fn(usize, usize) -> f32) -> Vec<Option<usize>> {
    let named: HashSet<usize> = paragraphs.iter().filter_map(|p| p.anchor).chain(joint.iter().map(|pair| pair.1)).collect();
    let mut current: Option<usize> = None;
    (0..paragraphs.len())
        .map(|i| {
            let anchor = paragraphs[i].anchor.or_else(|| {
                if paragraphs[i].goes_on {
                    return None;
                }
                // "De leden van de PvdA-fractie vragen naar de subsidie …" begins an answer though it names no question.
                let starts = paragraphs[i].starts;
                let floor = match current {
                    None => 0.0,
                    Some(_) if starts => OPENS_ANOTHER,
                    Some(_) => CLEARLY_ANOTHER,
                };
                let margin = if starts { 0.0 } else { 0.3 };
                let open = (0..questions).filter(|j| !named.contains(j) && current.is_none_or(|c| j.abs_diff(c) <= 2));
                let best = open.map(|j| (j, like(i, j))).filter(|(_, l)| *l > floor).reduce(|a, b| if b.1 > a.1 { b } else { a });
                best.filter(|(_, l)| current.is_none_or(|c| *l > like(i, c) + margin)).map(|(j, _)| j)
            });
            current = anchor.or(current);
            current
        })
        .collect()
}

/// Likeness to a question that no answer names from which a paragraph without a name is taken to answer it.
const CLEARLY_ANOTHER: f32 = 0.6;

/// The same for a paragraph whose first words take up a question.
const OPENS_ANOTHER: f32 = 0.15;

/// A committee's letter of questions stands above the minister's letter, which repeats each before its answer (Eerste Kamer): there the
/// questions are read, and above only what is not repeated stays one.
pub(crate) fn leave_out_repeated(draft: &mut Draft, units: &[Unit<'_>], patterns: &Patterns<'_>) {
    let Some(reply) = units.iter().position(|unit| unit.mark == Mark::Letter(Side::Answers)) else { return };
    let asks = |unit: usize| -> Vec<String> {
        let text = units[unit].body();
        let asking = sentence::split(text).into_iter().filter(|range| ask::form(&text[range.clone()], patterns).is_some());
        asking.map(|range| letters(&text[range])).filter(|key| key.len() >= SHORTEST_RESTATEMENT).collect()
    };
    let below = |record: &&Record| !record.answer.is_empty() && record.question.first().is_some_and(|&unit| unit > reply);
    let asked: HashSet<String> =
        draft.records.iter().filter(below).flat_map(|record| &record.question).flat_map(|&unit| asks(unit)).collect();
    for at in 0..draft.records.len() {
        let record = &mut draft.records[at];
        // The closing words of the committee's letter answer nothing.
        if record.answer.iter().all(|&unit| unit < reply && units[unit].mark == Mark::LetterText) {
            record.answer.drain(..).for_each(|unit| draft.parts[unit] = Part::Letter);
        }
        if !record.answer.is_empty() || record.question.iter().any(|&unit| unit > reply) {
            continue;
        }
        let contribution = record.contribution;
        let (mut left, mut led_up) = (Vec::new(), Vec::new());
        for unit in std::mem::take(&mut draft.records[at].question) {
            let asking = asks(unit);
            led_up.push(unit);
            if !asking.is_empty() && asking.iter().all(|key| asked.contains(key)) {
                led_up.drain(..).for_each(|unit| draft.parts[unit] = Part::Restatement);
            } else if ask::asks_anything(units[unit].body(), patterns) {
                left.append(&mut led_up);
            }
        }
        if left.is_empty() {
            led_up.into_iter().for_each(|unit| draft.parts[unit] = Part::Remark(contribution));
        } else {
            left.append(&mut led_up);
            draft.records[at].question = left;
        }
    }
}

/// Parts questions that are answered under one heading, one after the other ("Op de eerste vraag …", "Ten aanzien van de tweede
/// vraag …"), where the answers name every paragraph that asks, each once.
pub(crate) fn part_by_ordinals(draft: &mut Draft, units: &[Unit<'_>], patterns: &Patterns<'_>) {
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
fn ordinals(text: &str, count: usize, patterns: &Patterns<'_>) -> Vec<usize> {
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
    joint: &[(usize, usize)],
    steady: bool,
) {
    let mut first: Vec<Option<usize>> = vec![None; own.len()];
    for (at, &unit) in body.iter().enumerate() {
        let Some(j) = assigned[at] else { continue };
        let record = own[j];
        let begins = first[j].is_none();
        first[j].get_or_insert(at);
        draft.place(unit, Part::Answer(record));
        let r = &mut draft.records[record];
        r.headed |= paragraphs[at].anchor.is_some();
        r.confidence = if begins { confidence[at] } else { r.confidence.max(confidence[at]) };
    }
    for &(keep, gone) in joint {
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
    let numbers = std::mem::take(&mut draft.records[gone].numbers);
    draft.records[keep].numbers.extend(numbers);
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
