//! The answers to one faction, or to all: its paragraphs, what each says of the question it answers, and what is no answer.

use std::collections::{HashMap, HashSet};

use super::align::Paragraph;
use super::draft::{Draft, Part};
use super::ordinal::ordinals;
use super::patterns::Patterns;
use super::restatement::{Questions, letters};
use super::unit::{Mark, Unit};
use super::walk::is_topic;
use crate::lexicon::FactionMention;
use crate::model::Number;

/// The answers to one faction, or to all when no heading names one.
pub(super) struct Group {
    pub(super) faction: Option<FactionMention>,
    pub(super) units: Vec<Entry>,
}

pub(super) struct Entry {
    pub(super) unit: usize,
    /// Numbers printed before it or in its heading.
    pub(super) numbers: Vec<Number>,
    /// Whether an answer heading stands above it.
    pub(super) headed: bool,
}

impl Group {
    /// The records that this group can answer, in the order of the questions.
    pub(super) fn questions(&self, draft: &Draft, open: &[usize]) -> Vec<usize> {
        let Some(mention) = &self.faction else { return open.to_vec() };
        let same: Vec<usize> = open.iter().copied().filter(|&r| factions_of(draft, r) == Some(&mention.factions[..])).collect();
        if !same.is_empty() {
            return same;
        }
        // A joint contribution may be answered under one of its factions.
        let shares = |r: usize| factions_of(draft, r).is_some_and(|own| own.iter().any(|f| mention.factions.contains(f)));
        open.iter().copied().filter(|&r| shares(r)).collect()
    }

    /// How many entries introduce the answers, where these are numbered: what stands above the answer to the `first` question ("Op 10 oktober
    /// jl. ontving ik vragen van …"), when each of them may by itself.
    fn introduction(&self, first: Option<&Number>, introduces: impl Fn(usize) -> bool) -> usize {
        let numbered = self.units.iter().position(|entry| !entry.numbers.is_empty() || entry.headed);
        let (Some(first), Some(at)) = (first, numbered) else { return 0 };
        let above = at <= LONGEST_INTRODUCTION && self.units[at].numbers.contains(first);
        if above && self.units[..at].iter().all(|entry| introduces(entry.unit)) { at } else { 0 }
    }
}

/// The part as groups, one for each faction: under several topics the same faction comes back.
pub(super) fn groups(draft: &mut Draft, units: &[Unit<'_>], range: std::ops::Range<usize>) -> Vec<Group> {
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

pub(super) fn factions_of(draft: &Draft, record: usize) -> Option<&[String]> {
    draft.voices.get(draft.records[record].contribution).and_then(|v| v.mention.as_ref()).map(|m| &m.factions[..])
}

/// The paragraphs of a group that answer, in order.
pub(super) struct Body<'g> {
    /// The unit of each.
    pub(super) units: Vec<usize>,
    /// What is known of each.
    pub(super) paragraphs: Vec<Paragraph>,
    /// The numbers printed at each.
    pub(super) printed: Vec<&'g [Number]>,
    /// Whether an answer heading stands above each.
    pub(super) headed: Vec<bool>,
    /// The topic heading above each, where it stands above questions too, by its number in [`Questions::topics`].
    pub(super) under: Vec<Option<usize>>,
    /// Whom each names as speaking or as answered.
    pub(super) speaks: Vec<Option<FactionMention>>,
    /// Questions (by their place in the group) that are answered together.
    pub(super) joint: Vec<(usize, usize)>,
}

impl<'g> Body<'g> {
    /// Of the group that may answer the records `own`: restatements, headings, remarks and what introduces the answers get their part in
    /// `draft`; what is left answers.
    pub(super) fn of(
        draft: &mut Draft,
        units: &[Unit<'_>],
        group: &'g Group,
        own: &[usize],
        known: &Questions,
        patterns: &Patterns<'_>,
    ) -> Self {
        let position: HashMap<usize, usize> = own.iter().enumerate().map(|(at, &r)| (r, at)).collect();
        let mut numbered: HashMap<Number, usize> = HashMap::new();
        for (at, &r) in own.iter().enumerate() {
            for number in &draft.records[r].numbers {
                numbered.entry(number.clone()).or_insert(at);
            }
        }
        let mut body = Self {
            units: Vec::new(),
            paragraphs: Vec::new(),
            printed: Vec::new(),
            headed: Vec::new(),
            under: Vec::new(),
            speaks: Vec::new(),
            joint: Vec::new(),
        };
        let mut topic: Option<usize> = None;
        let mut restated: Vec<usize> = Vec::new();
        let last = group.units.last().map_or(0, |e| e.unit + 1);
        let headings = subjects_of_answers(units, group, last, patterns);
        let restates = |unit: &Unit<'_>| known.restated(unit.text, &position);
        let introduces = |unit: usize| !is_topic(units, unit, last) && units[unit].voice <= 0.8 && restates(&units[unit]).is_none();
        let introduction = group.introduction(own.first().and_then(|&r| draft.records[r].numbers.first()), introduces);
        for (place, entry) in group.units.iter().enumerate() {
            let (i, unit) = (entry.unit, &units[entry.unit]);
            if place < introduction {
                draft.parts[i] = Part::Letter;
                continue;
            }
            if let Some(at) = restates(unit) {
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
            if is_topic(units, i, last) {
                let known_topic = known.topics.get(&letters(unit.text)).copied();
                if unit.is_heading || unit.style.bold > 60 || headings.contains(&i) || known_topic.is_some() {
                    draft.parts[i] = Part::Topic;
                    topic = known_topic;
                    continue;
                }
            }
            let named: Vec<usize> = if !restated.is_empty() {
                std::mem::take(&mut restated)
            } else if !entry.numbers.is_empty() {
                entry.numbers.iter().filter_map(|n| numbered.get(n).copied()).collect()
            } else {
                ordinals(unit.text, own.len(), patterns)
            };
            body.joint.extend(named.iter().skip(1).map(|&other| (named[0], other)));
            let anchor = named.first().copied();
            let starts =
                anchor.is_some() || entry.headed || unit.voice > 1.0 && unit.speaker.is_some() || patterns.reply.is_match(unit.text);
            // The items of a list go on with the paragraph that announces it.
            let goes_on = anchor.is_none() && !entry.headed && body.units.last().is_some_and(|&before| is_item(units, before, i));
            body.paragraphs.push(Paragraph { anchor, starts: starts && !goes_on, goes_on });
            body.units.push(i);
            body.under.push(topic);
            body.printed.push(&entry.numbers);
            body.headed.push(entry.headed);
        }
        body.speaks = body.units.iter().map(|&i| units[i].speaker.clone()).collect();
        body
    }

    /// Finds out whom each paragraph answers, in a group of several factions' questions (of `factions`, one each).
    pub(super) fn address(&mut self, units: &[Unit<'_>], factions: &[Option<&[String]>], patterns: &Patterns<'_>) {
        // Who asks one question alone, and who asks at all.
        let mut once: HashMap<&[String], Option<usize>> = HashMap::new();
        let mut askers: HashSet<&str> = HashSet::new();
        for (j, factions) in factions.iter().enumerate().filter_map(|(j, factions)| Some((j, (*factions)?))) {
            once.entry(factions).and_modify(|only| *only = None).or_insert(Some(j));
            askers.extend(factions.iter().map(String::as_str));
        }
        for at in 0..self.units.len() {
            let text = units[self.units[at]].text;
            if self.speaks[at].is_none() {
                self.speaks[at] = patterns.addressed(text);
            }
            let Some(named) = &self.speaks[at] else { continue };
            let paragraph = &mut self.paragraphs[at];
            if paragraph.goes_on {
                continue;
            }
            // "Op de vraag van de leden van de SP-fractie …", where these ask one question: that one.
            if paragraph.anchor.is_none() && named.range.start <= OPENING && patterns.reply.is_match(text) {
                paragraph.anchor = once.get(&named.factions[..]).copied().flatten();
            }
            // "De opvatting van de leden van de VVD-fractie deel ik niet": another faction than above is named.
            let other = |above: usize| self.speaks[above].as_ref().is_none_or(|above| above.factions != named.factions);
            let begins = at > 0 && named.factions.iter().all(|faction| askers.contains(faction.as_str())) && other(at - 1);
            paragraph.starts |= paragraph.anchor.is_some() || begins;
        }
    }
}

/// The subjects by which the respondent orders the answers (m04 of `tests/gold/composed`): short lines, each above a paragraph that takes up a question; one alone
/// may belong to what stands around it. "3. Ja" is none.
fn subjects_of_answers(units: &[Unit<'_>], group: &Group, last: usize, patterns: &Patterns<'_>) -> HashSet<usize> {
    let takes_up = |entry: &Entry| units[entry.unit].is_text() && patterns.reply.is_match(units[entry.unit].text);
    let is_subject =
        |entry: &Entry| entry.numbers.is_empty() && !entry.headed && units[entry.unit].voice >= -0.3 && is_topic(units, entry.unit, last);
    let pairs = group.units.windows(2).filter(|pair| is_subject(&pair[0]) && !takes_up(&pair[0]) && takes_up(&pair[1]));
    let found: HashSet<usize> = pairs.map(|pair| pair[0].unit).collect();
    if found.len() < 2 {
        return HashSet::new();
    }
    // Once there are subjects, one may stand above an answer that only names whom it answers, or above words that introduce it ("Financiën").
    let names = |entry: &Entry| units[entry.unit].is_text() && patterns.addressed(units[entry.unit].text).is_some();
    let above = |entries: &[Entry]| names(&entries[1]) || entries.get(2).is_some_and(|next| takes_up(next) || names(next));
    let others = group.units.windows(3).chain(group.units.windows(2).last());
    let others = others.filter(|entries| is_subject(&entries[0]) && !takes_up(&entries[0]) && !names(&entries[0]) && above(entries));
    found.into_iter().chain(others.map(|pair| pair[0].unit)).collect()
}

/// Bytes of an answer within which it names whom it answers.
const OPENING: usize = 60;

/// Whether the unit at `i` is an item of the list that the one at `before` announces or is part of.
fn is_item(units: &[Unit<'_>], before: usize, i: usize) -> bool {
    before + 1 == i && (units[i].is_bullet || units[i].text.starts_with(char::is_lowercase))
}
