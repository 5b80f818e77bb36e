//! The groups of patterns that the stage asks, fetched by name once per answer.

use crate::rules::{Group, Rules};

/// The groups of `status.toml`.
pub(super) struct StatusRules<'r> {
    /// Glued headings and list marks in front of a sentence.
    pub lead: &'r Group,
    /// Sentences that say nothing: courtesy, repetition of the question.
    pub empty: &'r Group,
    /// A plain yes or no in front.
    pub yes_no: &'r Group,
    /// Phrases beside the main clause that refer: "zoals in het antwoord op vraag 2 aangegeven".
    pub aside: &'r Group,
    /// Words between which a sentence falls into clauses of their own weight.
    pub cut: &'r Group,
    /// Subordinate clauses.
    pub subordinate: &'r Group,
    /// Sends the reader somewhere; `target` says where.
    pub refer: &'r Group,
    /// Where a reference leads.
    pub target: &'r Group,
    /// Says a label outright.
    pub signal: &'r Group,
    /// Statements that only look like a signal.
    pub content: &'r Group,
    /// What kind of thing the question asks.
    pub question: &'r Group,
    /// Places named inside a statement.
    pub mention: &'r Group,
    /// Statements that do not answer beside a refusal.
    pub background: &'r Group,
    /// Clauses that are no statement without their neighbour.
    pub filler: &'r Group,
}

impl<'r> StatusRules<'r> {
    pub(super) fn of(rules: &'r Rules) -> Self {
        Self {
            lead: rules.group("status.lead"),
            empty: rules.group("status.empty"),
            yes_no: rules.group("status.yes_no"),
            aside: rules.group("status.aside"),
            cut: rules.group("status.cut"),
            subordinate: rules.group("status.subordinate"),
            refer: rules.group("status.refer"),
            target: rules.group("status.target"),
            signal: rules.group("status.signal"),
            content: rules.group("status.content"),
            question: rules.group("status.question"),
            mention: rules.group("status.mention"),
            background: rules.group("status.background"),
            filler: rules.group("status.filler"),
        }
    }
}
