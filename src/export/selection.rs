//! Which questions are written: by faction, status, date, dossier, or because they are unanswered.
//!
//! Callers may rely on this: without a selection everything is kept. With one, a record is kept when it passes every part of
//! it; the answers, asks, contributions and references of kept records are kept, and so are the answers that these lead to,
//! so that no link of a table leads nowhere. Documents, diagnostics and blocks are always kept.

use super::extract::{Extract, State, Unanswered};
use super::rows::{Doc, Record};
use crate::model::Status;

/// What was asked for; an empty list asks for nothing in particular.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection {
    /// Canonical names, or `unknown`.
    pub factions: Vec<String>,
    /// Of the answer itself: the column `status`.
    pub statuses: Vec<Status>,
    /// The column `unanswered`.
    pub unanswered: Vec<Unanswered>,
    /// Answered, else adopted, else asked on this day or later.
    pub since: Option<jiff::civil::Date>,
    /// `36600` also stands for its chapters (`36600-XVI`).
    pub dossiers: Vec<String>,
}

impl Selection {
    /// Whether everything is kept.
    pub fn is_all(&self) -> bool {
        *self == Self::default()
    }

    /// Whether a record is written.
    pub fn keeps(&self, record: &Record<'_>) -> bool {
        (self.factions.is_empty() || self.keeps_faction(record))
            && (self.statuses.is_empty() || self.statuses.contains(&record.status()))
            && (self.unanswered.is_empty() || self.unanswered.contains(&record.unanswered()))
            && (self.dossiers.is_empty() || self.keeps_dossier(&record.doc.extract.head.dossier))
            && self.since.is_none_or(|since| date(record.doc.extract).is_some_and(|date| date >= since))
    }

    /// Whether a record is left out for want of a date alone: nobody can say whether it should be.
    pub fn lacks_date(&self, record: &Record<'_>) -> bool {
        self.since.is_some() && date(record.doc.extract).is_none() && Self { since: None, ..self.clone() }.keeps(record)
    }

    /// Whether a dossier is one of those asked for.
    pub fn keeps_dossier(&self, dossier: &str) -> bool {
        self.dossiers
            .iter()
            .any(|wanted| dossier == wanted || dossier.strip_prefix(wanted.as_str()).is_some_and(|rest| rest.starts_with('-')))
    }

    fn keeps_faction(&self, record: &Record<'_>) -> bool {
        let names = record.contribution().map_or(&[][..], |c| &c.factions[..]);
        match names {
            [] => self.factions.iter().any(|wanted| wanted == "unknown"),
            names => names.iter().any(|name| self.factions.contains(name)),
        }
    }
}

/// When the answers were given, else when the report was adopted, else when the questions were sent.
fn date(extract: &Extract) -> Option<jiff::civil::Date> {
    let head = &extract.head;
    [&head.answered_on, &head.adopted_on, &head.asked_on].into_iter().find(|text| !text.is_empty())?.parse().ok()
}

/// What of a document is written: one value for each of its questions, answers and contributions.
#[derive(Debug, Clone)]
pub struct Kept {
    /// By question.
    pub questions: Vec<bool>,
    /// By answer.
    pub answers: Vec<bool>,
    /// By contribution.
    pub contributions: Vec<bool>,
}

impl Kept {
    /// What `records`, which passed `selection`, need.
    pub fn new(doc: Doc<'_>, records: &[Record<'_>], selection: &Selection) -> Self {
        let extract = doc.extract;
        let all = selection.is_all();
        let mut kept = Self {
            questions: vec![all; extract.questions.len()],
            answers: vec![all; extract.answers.len()],
            contributions: vec![all; extract.contributions.len()],
        };
        if all || extract.state == State::Failed {
            return kept;
        }
        for record in records {
            if let (Some(question), Some(seq)) = (record.question, record.seq) {
                kept.questions[seq - 1] = true;
                if let Some(contribution) = kept.contributions.get_mut(question.contribution) {
                    *contribution = true;
                }
                question.resolved_answer.into_iter().for_each(|answer| kept.answers[answer] = true);
            }
            record.answer_index().into_iter().for_each(|answer| kept.answers[answer] = true);
        }
        // What a kept answer leads to is kept; each step keeps at least one more, so this ends.
        loop {
            let leads = extract.answers.iter().enumerate().filter(|(a, _)| kept.answers[*a]).filter_map(|(_, a)| a.repeats);
            let refers = extract.references.iter().filter(|r| kept.answers[r.answer]).filter_map(|r| r.final_answer);
            let more: Vec<usize> = leads.chain(refers).filter(|&answer| !kept.answers[answer]).collect();
            if more.is_empty() {
                return kept;
            }
            more.into_iter().for_each(|answer| kept.answers[answer] = true);
        }
    }
}
