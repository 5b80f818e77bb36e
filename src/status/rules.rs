//! The groups of patterns that the stage asks, fetched by name once per answer.

use std::ops::Range;

use crate::rules::{Group, Rule, Rules};

/// The groups of `status*.toml`.
pub(super) struct StatusRules<'r> {
    /// Glued headings and list marks in front of a sentence.
    pub lead: &'r Group,
    /// Sentences that say nothing: courtesy, repetition of the question.
    pub empty: &'r Group,
    /// Whole sentences that tell the question again or announce the answer.
    pub restated: &'r Group,
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
    /// Clauses made of words that tell where something stands.
    pub points: &'r Group,
    /// Words for telling, standing and finding.
    pub tells: &'r Group,
    /// Words with which such a clause says something itself.
    pub asserts: &'r Group,
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
    /// Other papers named with their number beside what is said.
    pub cited: &'r Group,
    /// Statements that do not answer beside a refusal.
    pub background: &'r Group,
    /// Why something is refused or not known.
    pub ground: &'r Group,
    /// Sentences that conclude from the one before them.
    pub conclusion: &'r Group,
    /// Whose office the matter is.
    pub office: &'r Group,
    /// Sentences about what the one before them is about.
    pub about_it: &'r Group,
    /// Answers in which the one who answers, the one who is answered or the question is named.
    pub respondent: &'r Group,
    /// Sentences that give the reason of the one before them.
    pub reason: &'r Group,
    /// Named times: a month, a season, a year.
    pub time: &'r Group,
    /// Clauses that are no statement without their neighbour.
    pub filler: &'r Group,
    /// Signs that a sentence behind ignorance or a refusal speaks to the matter all the same.
    pub speaks: &'r Group,
}

impl<'r> StatusRules<'r> {
    pub(super) fn of(rules: &'r Rules) -> Self {
        Self {
            lead: rules.group("status.lead"),
            empty: rules.group("status.empty"),
            restated: rules.group("status.restated"),
            yes_no: rules.group("status.yes_no"),
            aside: rules.group("status.aside"),
            cut: rules.group("status.cut"),
            subordinate: rules.group("status.subordinate"),
            refer: rules.group("status.refer"),
            points: rules.group("status.points"),
            tells: rules.group("status.tells"),
            asserts: rules.group("status.asserts"),
            target: rules.group("status.target"),
            signal: rules.group("status.signal"),
            content: rules.group("status.content"),
            question: rules.group("status.question"),
            mention: rules.group("status.mention"),
            cited: rules.group("status.cited"),
            background: rules.group("status.background"),
            ground: rules.group("status.ground"),
            conclusion: rules.group("status.conclusion"),
            office: rules.group("status.office"),
            about_it: rules.group("status.about_it"),
            respondent: rules.group("status.respondent"),
            reason: rules.group("status.reason"),
            time: rules.group("status.time"),
            filler: rules.group("status.filler"),
            speaks: rules.group("status.speaks"),
        }
    }
}

/// The first match of the first rule that matches; the part that a rule names `part` where it names one.
pub(super) fn part<'r>(group: &'r Group, text: &str) -> Option<(&'r Rule, Range<usize>)> {
    let hit = group.first(text)?;
    let named = ["part", "or_part"].iter().find_map(|name| hit.captures.name(name));
    Some((hit.rule, named.map_or(hit.range(), |found| found.range())))
}

/// Every match of every rule; the part that a rule names `part` where it names one.
pub(super) fn stretches(group: &Group, text: &str) -> Vec<Range<usize>> {
    group.find_all(text).iter().map(|hit| hit.captures.name("part").map_or(hit.range(), |part| part.range())).collect()
}

/// Where the rules cut: the parts named `part` of every match.
pub(super) fn cuts(group: &Group, text: &str) -> Vec<Range<usize>> {
    group.find_all(text).iter().filter_map(|hit| hit.captures.name("part").map(|found| found.range())).collect()
}
