//! The state that every reading carries down the page: which faction speaks, under which topic.

use std::collections::HashSet;

use super::ask;
use super::draft::{Draft, Part};
use super::patterns::Patterns;
use super::unit::{Mark, Unit};
use crate::lexicon::FactionMention;

/// Faction and topic in force.
#[derive(Debug, Default)]
pub(crate) struct Walk {
    heading: Option<FactionMention>,
    running: Option<FactionMention>,
    pub topic: Option<usize>,
    /// Whether nothing of the contribution has been read but headings: the place of opening remarks.
    pub opening: bool,
    /// Where the paper is ordered by subject, with the factions under each: the units that are its subjects. A subject holds for all
    /// factions below it.
    pub subjects: HashSet<usize>,
    /// The subject in force.
    subject: Option<usize>,
}

impl Walk {
    /// The state at the top of a document.
    pub(crate) fn begin() -> Self {
        Self { opening: true, ..Self::default() }
    }

    /// A faction heading.
    pub(crate) fn faction(&mut self, mention: &FactionMention) {
        self.heading = Some(mention.clone());
        self.running = None;
        self.topic = self.subject;
        self.opening = true;
    }

    /// A part or a letter begins.
    pub(crate) fn section(&mut self) {
        self.heading = None;
        self.running = None;
        (self.topic, self.subject) = (None, None);
        self.opening = true;
    }

    /// A topic heading. Under it other factions may speak (2397), unless a faction heading holds.
    pub(crate) fn topic(&mut self, unit: usize) {
        self.topic = Some(unit);
        if self.subjects.contains(&unit) {
            self.subject = Some(unit);
        }
    }

    /// Takes note of who speaks in a question's paragraph.
    pub(crate) fn hear(&mut self, unit: &Unit<'_>) {
        if let Some(mention) = unit.speaker.as_ref().filter(|_| !unit.recalls || self.heading.is_none()) {
            // "Het lid Verdonk (TON)" under "Vragen van het lid Verdonk": the same member, whatever party the text adds.
            let same = self.heading.as_ref().is_some_and(|h| h.factions == mention.factions || h.is_member(mention));
            // Under a heading only a known faction takes the floor: "De leden van de commissie" does not.
            if self.heading.is_none() || (!same && !mention.unknown && !mention.factions.is_empty()) {
                if self.running.as_ref().is_none_or(|r| r.factions != mention.factions) {
                    self.opening = true;
                }
                self.running = (!same).then(|| mention.clone());
            } else if same {
                self.running = None;
            }
        }
    }

    /// Whether the heading of a faction holds.
    pub(crate) fn is_under_faction(&self) -> bool {
        self.heading.is_some()
    }

    /// The contribution in force.
    pub(crate) fn contribution(&self, draft: &mut Draft) -> usize {
        if self.heading.is_none() && self.running.is_some() {
            draft.running = true;
        }
        let mention = self.running.as_ref().or(self.heading.as_ref());
        draft.contribution(mention)
    }
}

/// Whether the unit is a faction's remark behind an answer: "De leden van de SP-fractie danken de minister." answers nobody.
pub(crate) fn is_remark_behind(unit: &Unit<'_>, patterns: &Patterns<'_>) -> bool {
    unit.voice > 1.5 && unit.speaker.is_some() && patterns.remark.is_match(unit.text) && !ask::asks_anything(unit.body(), patterns)
}

/// The subjects of a paper that is ordered by them: topic headings stand right above headings of factions, and factions come back.
pub(crate) fn subjects(units: &[Unit<'_>]) -> HashSet<usize> {
    let mut seen = HashSet::new();
    let mut again = false;
    let mut above = HashSet::new();
    for (i, unit) in units.iter().enumerate() {
        if let Mark::Faction { mention, answers: false } = &unit.mark {
            if i > 0 && is_topic(units, i - 1, units.len()) {
                above.insert(i - 1);
            }
            again |= !seen.insert(&mention.factions);
        }
    }
    if above.len() >= 2 && again { above } else { HashSet::new() }
}

/// Reads the units of a stretch that belongs to questions and returns those of the question that ends it; headings set the
/// state, opening courtesies become remarks, and earlier paragraphs that ask but are cut off by a faction heading are returned
/// as questions of their own in `cut_off`.
pub(crate) fn question_stretch(
    draft: &mut Draft,
    walk: &mut Walk,
    units: &[Unit<'_>],
    range: std::ops::Range<usize>,
    patterns: &Patterns<'_>,
    cut_off: &mut Vec<(Vec<usize>, usize, Option<usize>)>,
) -> Vec<usize> {
    let mut held: Vec<usize> = Vec::new();
    // A heading may close the stretch when the next question follows, but not when an answer does.
    let below = match units.get(range.end).map(|u| &u.mark) {
        Some(Mark::Answer { .. }) => range.end,
        _ => units.len(),
    };
    for i in range.clone() {
        let unit = &units[i];
        match &unit.mark {
            Mark::Faction { mention, .. } => {
                flush(draft, walk, units, patterns, &mut held, cut_off);
                walk.faction(mention);
            }
            Mark::Section(_) | Mark::Letter(_) => {
                flush(draft, walk, units, patterns, &mut held, cut_off);
                walk.section();
            }
            Mark::Text | Mark::NumberLine(_) if draft.parts[i] == Part::Unplaced => {
                if is_topic(units, i, below) {
                    if !held.iter().any(|&h| ask::asks_anything(units[h].body(), patterns)) {
                        // An introduction above a topic heading introduces the contribution, not the question below.
                        flush(draft, walk, units, patterns, &mut held, cut_off);
                    }
                    draft.parts[i] = Part::Topic;
                    walk.topic(i);
                    continue;
                }
                let before = walk.contribution(draft);
                walk.hear(unit);
                if walk.contribution(draft) != before && !held.is_empty() {
                    flush_as(draft, before, walk.topic, units, patterns, &mut held, cut_off);
                }
                let announces =
                    || unit.text.trim_end().ends_with(':') && units.get(i + 1).is_some_and(|next| next.is_text() && next.is_bullet);
                if walk.opening && patterns.remark.is_match(unit.text) && !ask::asks_anything(unit.body(), patterns) && !announces() {
                    let contribution = walk.contribution(draft);
                    draft.parts[i] = Part::Remark(contribution);
                    continue;
                }
                walk.opening = false;
                held.push(i);
            }
            _ => {}
        }
    }
    held
}

fn flush(
    draft: &mut Draft,
    walk: &Walk,
    units: &[Unit<'_>],
    patterns: &Patterns<'_>,
    held: &mut Vec<usize>,
    cut_off: &mut Vec<(Vec<usize>, usize, Option<usize>)>,
) {
    let contribution = if held.is_empty() { 0 } else { walk.contribution(draft) };
    flush_as(draft, contribution, walk.topic, units, patterns, held, cut_off);
}

fn flush_as(
    draft: &mut Draft,
    contribution: usize,
    topic: Option<usize>,
    units: &[Unit<'_>],
    patterns: &Patterns<'_>,
    held: &mut Vec<usize>,
    cut_off: &mut Vec<(Vec<usize>, usize, Option<usize>)>,
) {
    if held.is_empty() {
        return;
    }
    let stretch = std::mem::take(held);
    if stretch.iter().any(|&i| ask::asks_anything(units[i].body(), patterns)) {
        cut_off.push((stretch, contribution, topic));
    } else {
        for i in stretch {
            draft.parts[i] = Part::Remark(contribution);
        }
    }
}

/// A short line with text below it.
pub(crate) fn is_topic(units: &[Unit<'_>], i: usize, end: usize) -> bool {
    let unit = &units[i];
    if !unit.could_be_topic() || unit.voice > 2.0 || !unit.numbers.is_empty() && unit.voice > 0.0 {
        return false;
    }
    // Something must stand under a heading.
    (i + 1..end.min(units.len())).any(|j| units[j].is_text()) || unit.is_heading
}
