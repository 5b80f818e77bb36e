//! Counts over a run: per group for `summary.csv`, in all for the last line on the terminal.

use std::collections::BTreeMap;

use super::extract::{DiagnosticExtract, State, Unanswered};
use super::rows::{Doc, Record};
use super::schema::Cell;
use super::selection::{Kept, Selection};
use crate::diagnostic::Severity;
use crate::model::Status;

/// The values of `group_by`, in the order of the table.
pub const GROUPS: [&str; 4] = ["faction", "respondent", "committee", "document"];

/// One row of `summary.csv`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct SummaryRow {
    pub group_by: &'static str,
    pub group: String,
    pub documents: usize,
    pub questions: usize,
    pub asks: usize,
    pub unanswered: usize,
    pub unknown: usize,
    statuses: [usize; Status::ALL.len()],
}

impl SummaryRow {
    /// Questions with this status.
    pub fn status(&self, status: Status) -> usize {
        self.statuses[status as usize]
    }

    /// Unanswered questions per hundred, rounded to one decimal; empty without questions.
    pub fn unanswered_percent<'a>(&self) -> Cell<'a> {
        match self.questions {
            0 => Cell::Empty,
            questions => Cell::Tenths(((self.unanswered * 2000 + questions) / (questions * 2)) as u64),
        }
    }
}

/// The groups of a run while it is written.
#[derive(Debug, Default)]
pub struct Groups {
    rows: BTreeMap<(usize, String), SummaryRow>,
}

impl Groups {
    /// Counts one document with its records.
    pub fn add(&mut self, doc: Doc<'_>, records: &[Record<'_>]) {
        // The groups in which this document has counted already.
        let mut seen: Vec<(usize, String)> = Vec::new();
        for record in records {
            let Some(question) = record.question else { continue };
            let factions = record.contribution().map_or(&[][..], |c| &c.factions[..]);
            self.count(&mut seen, 0, factions.iter().map(String::as_str), record, question.asks.len());
            self.count(&mut seen, 1, record.respondent().split(';'), record, question.asks.len());
            self.count(&mut seen, 2, doc.extract.head.committee.split(';'), record, question.asks.len());
            self.count(&mut seen, 3, std::iter::once(doc.id), record, question.asks.len());
        }
    }

    fn count<'g>(
        &mut self,
        seen: &mut Vec<(usize, String)>,
        by: usize,
        groups: impl Iterator<Item = &'g str>,
        record: &Record<'_>,
        asks: usize,
    ) {
        let mut groups: Vec<&str> = groups.map(str::trim).filter(|g| !g.is_empty()).collect();
        if groups.is_empty() {
            groups.push("unknown");
        }
        groups.sort_unstable();
        groups.dedup();
        for group in groups {
            let key = (by, group.to_owned());
            let new = !seen.contains(&key);
            let row = self.rows.entry(key.clone()).or_default();
            if new {
                row.group_by = GROUPS[by];
                row.group = group.to_owned();
                row.documents += 1;
                seen.push(key);
            }
            row.questions += 1;
            row.asks += asks;
            row.unanswered += usize::from(record.unanswered() == Unanswered::Yes);
            row.unknown += usize::from(record.unanswered() == Unanswered::Unknown);
            row.statuses[record.status() as usize] += 1;
        }
    }

    /// In order of the groups and their names.
    pub fn rows(&self) -> impl Iterator<Item = &SummaryRow> {
        self.rows.values()
    }
}

/// A document that failed or is partial.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// The column `source_file`.
    pub source_file: String,
    /// What happened.
    pub message: String,
    /// What to do.
    pub hint: &'static str,
}

/// What a run did, in figures.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    /// Input files.
    pub documents: usize,
    /// How many of them ended in each [`State`], in declared order.
    states: [usize; State::ALL.len()],
    /// With a selection: the questions that it was made from, and how many were left out because their document has no date.
    pub selected_from: Option<(usize, usize)>,
    /// Unanswered questions by the status at the end of their chain.
    reasons: [usize; Status::ALL.len()],
    /// Questions.
    pub questions: usize,
    /// Asks in them.
    pub asks: usize,
    /// Answers.
    pub answers: usize,
    /// Questions that remain unanswered.
    pub unanswered: usize,
    /// Questions of which it is not known.
    pub unknown: usize,
    /// Records that a person should look at.
    pub review: usize,
    /// Diagnostics of severity error.
    pub errors: usize,
    /// Diagnostics of severity warning.
    pub warnings: usize,
    /// Documents that failed, or of which a part did, in order; at most [`Summary::FAILURES_KEPT`].
    pub failures: Vec<Failure>,
    /// The output folder as it was typed.
    pub output: std::path::PathBuf,
}

impl Summary {
    /// Memory is bounded whatever the input: all failures are in diagnostics.csv.
    pub const FAILURES_KEPT: usize = 1000;

    /// How many input files ended so.
    pub fn state(&self, state: State) -> usize {
        self.states[state as usize]
    }

    /// How many questions are unanswered because their chain of references ends at an answer of this status.
    pub fn unanswered_by(&self, status: Status) -> usize {
        self.reasons[status as usize]
    }

    /// Documents with an error: failed, or read but not to be relied on.
    pub fn troubled(&self) -> usize {
        self.state(State::Failed) + self.state(State::Partial)
    }

    /// The exit status of the program: 1 when a document has an error, or with `strict` a warning; else 0.
    pub fn exit_status(&self, strict: bool) -> u8 {
        u8::from(self.state(State::Failed) > 0 || self.errors > 0 || (strict && self.warnings > 0))
    }

    pub(super) fn new(output: std::path::PathBuf) -> Self {
        Self { output, ..Self::default() }
    }

    /// Counts what a selection leaves out of `records`.
    pub(super) fn select(&mut self, records: &[Record<'_>], selection: &Selection) {
        if selection.is_all() {
            return;
        }
        let (from, undated) = self.selected_from.get_or_insert((0, 0));
        *from += records.iter().filter(|record| record.question.is_some()).count();
        *undated += records.iter().filter(|record| record.question.is_some() && selection.lacks_date(record)).count();
    }

    /// Counts messages.
    pub(super) fn note(&mut self, diagnostics: &[DiagnosticExtract]) {
        self.errors += diagnostics.iter().filter(|d| d.severity() == Severity::Error).count();
        self.warnings += diagnostics.iter().filter(|d| d.severity() == Severity::Warning).count();
    }

    pub(super) fn add(&mut self, doc: Doc<'_>, records: &[Record<'_>], kept: &Kept) {
        let extract = doc.extract;
        self.documents += 1;
        self.states[extract.state as usize] += 1;
        self.answers += kept.answers.iter().filter(|kept| **kept).count();
        for record in records {
            self.review += usize::from(!record.review().is_empty());
            let Some(question) = record.question else { continue };
            self.questions += 1;
            self.asks += question.asks.len();
            self.unanswered += usize::from(record.unanswered() == Unanswered::Yes);
            self.unknown += usize::from(record.unanswered() == Unanswered::Unknown);
            if let (Unanswered::Yes, Some(status)) = (record.unanswered(), question.resolved_status) {
                self.reasons[status as usize] += 1;
            }
        }
        self.note(&extract.diagnostics);
        if matches!(extract.state, State::Failed | State::Partial) && self.failures.len() < Self::FAILURES_KEPT {
            let worst = extract.diagnostics.iter().max_by_key(|d| d.severity());
            self.failures.push(Failure {
                source_file: extract.source_file.clone(),
                message: extract.message.clone(),
                hint: worst.map_or("", |d| d.hint()),
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentages_are_rounded_to_one_decimal() {
        let percent =
            |unanswered, questions| SummaryRow { unanswered, questions, ..SummaryRow::default() }.unanswered_percent().text().into_owned();
        assert_eq!(percent(1, 3), "33.3");
        assert_eq!(percent(2, 3), "66.7");
        assert_eq!(percent(8, 8), "100.0");
        assert_eq!(percent(1, 16), "6.3");
        assert_eq!(percent(0, 0), "");
    }
}
