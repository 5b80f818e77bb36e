//! Nothing lost: every character of the source has exactly one place, counted in every run.
//!
//! A piece that says it is part of a question, answer or remark only counts when that question, answer or remark holds it:
//! text that has a role but reaches no table would be the silent loss that this is about.

use crate::model::{Block, Document, Report, Role, Span, count_characters};

/// The books of one document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Characters that the source has, with those that normalising added.
    pub characters: u64,
    /// Of these, those with exactly one place.
    pub accounted: u64,
    /// What is wrong, in a sentence; `None` when the books balance.
    pub fault: Option<String>,
}

/// Adds up a document; by its report's pieces, or by its blocks when it has none.
pub fn balance(document: &Document, report: Option<&Report>) -> Account {
    let removed: u64 = document.removed.iter().map(|r| count_characters(&r.text)).sum();
    let characters = document.characters + document.added;
    let mut tally = Tally { document, end: 0, accounted: removed, fault: None };
    match report {
        None => document.blocks.iter().map(|Block { span, .. }| *span).for_each(|span| tally.add(span)),
        Some(report) => {
            let holders = Holders::new(report);
            for piece in &report.pieces {
                if holders.hold(piece.role, piece.span) {
                    tally.add(piece.span);
                } else {
                    tally.miss(piece.span, &format!("is {} but in none", piece.role.as_str().replace('_', " ")));
                }
            }
        }
    }
    tally.rest(document.text.len());
    let Tally { accounted, mut fault, .. } = tally;
    if fault.is_none() && accounted != characters {
        fault = Some(format!("The source has {characters} characters; {accounted} are accounted for."));
    }
    Account { characters, accounted, fault }
}

struct Tally<'d> {
    document: &'d Document,
    /// Where the last piece ended.
    end: u32,
    accounted: u64,
    fault: Option<String>,
}

impl Tally<'_> {
    fn add(&mut self, span: Span) {
        if span.start < self.end {
            self.report(span.start, "is in two pieces");
            return;
        }
        self.gap(span.start);
        self.accounted += count_characters(self.document.slice(span));
        self.end = span.end;
    }

    fn miss(&mut self, span: Span, why: &str) {
        self.gap(span.start.max(self.end));
        self.end = self.end.max(span.end);
        self.report(span.start, why);
    }

    fn rest(&mut self, end: usize) {
        self.gap(end as u32);
    }

    /// Between two pieces there may only be white space.
    fn gap(&mut self, start: u32) {
        if self.end < start && count_characters(self.document.slice(Span { start: self.end, end: start })) > 0 {
            self.report(self.end, "is in no piece");
        }
    }

    fn report(&mut self, at: u32, why: &str) {
        if self.fault.is_none() {
            let rest = &self.document.text[at as usize..];
            let words: String = rest.trim_start().chars().take(40).collect();
            let paragraph = self.document.place(at).1.map_or_else(String::new, |n| format!(" (paragraph {n})"));
            self.fault = Some(format!("Text that begins “{words}”{paragraph} {why}."));
        }
    }
}

/// Which spans the questions, answers and remarks hold.
struct Holders<'r> {
    questions: Vec<&'r [Span]>,
    answers: Vec<&'r [Span]>,
    remarks: Vec<&'r [Span]>,
}

impl<'r> Holders<'r> {
    fn new(report: &'r Report) -> Self {
        Self {
            questions: report.questions.iter().map(|q| &q.spans[..]).collect(),
            answers: report.answers.iter().map(|a| &a.spans[..]).collect(),
            remarks: report.contributions.iter().map(|c| &c.remarks[..]).collect(),
        }
    }

    fn hold(&self, role: Role, span: Span) -> bool {
        let spans = match role {
            Role::Question(index) => self.questions.get(index),
            Role::Answer(index) => self.answers.get(index),
            Role::Remark(index) => self.remarks.get(index),
            _ => return true,
        };
        let Some(spans) = spans else { return false };
        // Spans are in the order of the text; the last one that begins at or before the piece is the one.
        let at = spans.partition_point(|s| s.start <= span.start);
        at > 0 && span.end <= spans[at - 1].end
    }
}
