//! The questions of a report by number, faction, member, contribution and heading.
//!
//! Callers may rely on this: every list is in order of the document and holds each question once.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::mention::Mention;
use super::similarity::{self, Index};
use super::wanted::Wanted;
use crate::model::{Document, Number, Question, Report};
use crate::rules::{Group, Rules};
use crate::words;

/// Share of the topic's words that the heading meant must hold.
const HEADING: f32 = 0.5;

pub(super) struct Places<'a> {
    by_number: HashMap<u32, Vec<usize>>,
    by_faction: BTreeMap<String, Vec<usize>>,
    by_member: BTreeMap<String, Vec<usize>>,
    by_contribution: Vec<Vec<usize>>,
    /// Stems of each heading of the document and its questions.
    headings: Vec<(Vec<String>, Vec<usize>)>,
    /// Whether a number stands in more than one contribution.
    pub restarts: bool,
    /// Topic and text of each question.
    pub texts: Vec<String>,
    /// Where in it the text begins.
    begins: Vec<usize>,
    /// Its answer.
    answers: Vec<Option<usize>>,
    /// What an answer says itself.
    own_words: Box<dyn Fn(usize) -> String + 'a>,
    document: &'a Document,
    /// Both are made when a reference first asks for them.
    index: OnceCell<Index>,
    wanted: Vec<OnceCell<Wanted>>,
    wants: &'a Group,
}

impl<'a> Places<'a> {
    /// `own_words`: what the answer with this index says itself.
    pub(super) fn new(document: &'a Document, report: &Report, rules: &'a Rules, own_words: impl Fn(usize) -> String + 'a) -> Self {
        let mut by_number: HashMap<u32, Vec<usize>> = HashMap::new();
        let mut by_faction: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        let mut by_member: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        let mut by_contribution = vec![Vec::new(); report.contributions.len()];
        let mut by_heading: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (at, question) in report.questions.iter().enumerate() {
            let values: BTreeSet<u32> = question.numbers.iter().map(|n| n.value).collect();
            for value in values.into_iter().chain(between(report, at)) {
                by_number.entry(value).or_default().push(at);
            }
            if let Some(contribution) = report.contributions.get(question.contribution) {
                by_contribution[question.contribution].push(at);
                for faction in &contribution.factions {
                    by_faction.entry(faction.clone()).or_default().push(at);
                }
                for member in &contribution.members {
                    by_member.entry(surname(member)).or_default().push(at);
                }
            }
            if !question.topic.is_empty() {
                by_heading.entry(&question.topic).or_default().push(at);
            }
        }
        // One number twice: twice in a row it is a question in parts.
        let restarts = by_number.values().any(|list| {
            let first = list.first().map(|q| report.questions[*q].contribution);
            list.iter().any(|q| Some(report.questions[*q].contribution) != first)
        });
        let headings = by_heading.into_iter().map(|(topic, list)| (words::content(topic), list)).collect();
        Self {
            by_number,
            by_faction,
            by_member,
            by_contribution,
            headings,
            restarts,
            texts: report.questions.iter().map(|q| format!("{} {}", q.topic, document.text_of(&q.spans))).collect(),
            begins: report.questions.iter().map(|q| q.topic.len() + 1).collect(),
            answers: report.questions.iter().map(|q| q.answer).collect(),
            own_words: Box::new(own_words),
            document,
            index: OnceCell::new(),
            wanted: vec![OnceCell::new(); report.questions.len()],
            wants: rules.group("reference.wanted"),
        }
    }

    /// The words of every question and its answer.
    pub(super) fn index(&self) -> &Index {
        self.index.get_or_init(|| {
            let questions = self.texts.iter().zip(&self.begins).map(|(text, begin)| &text[*begin..]);
            let answers = self.answers.iter().map(|answer| answer.map(&self.own_words).unwrap_or_default());
            Index::new(&self.document.text, questions.zip(answers))
        })
    }

    /// What question `at` wants to know, by the sentences that ask.
    pub(super) fn wanted(&self, at: usize, report: &Report) -> Wanted {
        *self.wanted[at].get_or_init(|| {
            let asks: Vec<&str> = report.questions[at].asks.iter().map(|ask| self.document.slice(ask.span)).collect();
            Wanted::of(&asks.join(" "), self.wants)
        })
    }

    /// The questions with this number, whatever their letter.
    pub(super) fn numbered(&self, number: &Number) -> &[usize] {
        self.by_number.get(&number.value).map(Vec::as_slice).unwrap_or_default()
    }

    /// The questions of the contribution that holds question `at`; all questions when it is in none.
    pub(super) fn part_of(&self, at: usize, report: &Report) -> Vec<usize> {
        let part = self.by_contribution.get(report.questions[at].contribution).filter(|list| !list.is_empty());
        part.cloned().unwrap_or_else(|| (0..report.questions.len()).collect())
    }

    /// The questions of the factions and members named, or of the asker's own faction; `None` when none is named.
    ///
    /// # Errors
    /// The reason, when those named ask nothing in this document.
    pub(super) fn scope(&self, mention: &Mention, asking: usize, report: &Report) -> Result<Option<Vec<usize>>, String> {
        let mut out: Vec<usize> = Vec::new();
        let mut named = false;
        for faction in &mention.factions {
            named = true;
            out.extend(self.by_faction.get(faction).into_iter().flatten());
        }
        if out.is_empty() {
            for member in &mention.members {
                named = true;
                out.extend(self.by_member.get(&surname(member)).into_iter().flatten());
            }
        }
        if mention.own && !named {
            named = true;
            let contribution = report.questions[asking].contribution;
            let factions = report.contributions.get(contribution).map(|c| c.factions.as_slice()).unwrap_or_default();
            for faction in factions {
                out.extend(self.by_faction.get(faction).into_iter().flatten());
            }
            if factions.is_empty() {
                out.extend(self.part_of(asking, report));
            }
        }
        if !named {
            return Ok(None);
        }
        out.sort_unstable();
        out.dedup();
        if out.is_empty() {
            let who: Vec<&str> = mention.factions.iter().chain(&mention.members).map(String::as_str).collect();
            return Err(format!("no question of this document is by {}", who.join(", ")));
        }
        Ok(Some(out))
    }

    /// The questions that all of `factions` ask together.
    pub(super) fn joint(&self, factions: &[String], report: &Report) -> Vec<usize> {
        let Some(first) = factions.first().and_then(|f| self.by_faction.get(f)) else { return Vec::new() };
        let together = |q: &usize| {
            let asked_by = &report.contributions[report.questions[*q].contribution].factions;
            factions.iter().all(|f| asked_by.contains(f))
        };
        first.iter().copied().filter(together).collect()
    }

    /// Those of `list` (all questions when `None`) under the heading that fits the words best.
    pub(super) fn under_heading(&self, topic: &str, list: Option<&[usize]>) -> Vec<usize> {
        let stems = words::content(topic);
        let shares: Vec<f32> = self.headings.iter().map(|(heading, _)| similarity::heading_share(&stems, heading)).collect();
        let best = shares.iter().copied().fold(0.0, f32::max);
        if best < HEADING {
            return Vec::new();
        }
        let mut out: Vec<usize> = self
            .headings
            .iter()
            .zip(&shares)
            .filter(|(_, share)| **share >= best - 1e-6)
            .flat_map(|((_, questions), _)| questions.iter().copied())
            .filter(|q| list.is_none_or(|list| list.binary_search(q).is_ok()))
            .collect();
        out.sort_unstable();
        out
    }
}

/// The number of a question of which none was read, between two whose numbers leave one out ("1, ?, 3"; "?, 2").
fn between(report: &Report, at: usize) -> Option<u32> {
    let question = &report.questions[at];
    if !question.numbers.is_empty() {
        return None;
    }
    let numbers =
        |q: &Question| if q.contribution == question.contribution { q.numbers.iter().map(|n| n.value).collect() } else { Vec::new() };
    let before = match at.checked_sub(1).map(|q| report.questions.get(q)) {
        None => 0,
        Some(q) => *numbers(q?).last()?,
    };
    let behind = *numbers(report.questions.get(at + 1)?).first()?;
    (before + 2 == behind).then_some(before + 1)
}

fn surname(member: &str) -> String {
    words::letters_and_digits(member)
}
