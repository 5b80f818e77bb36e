//! The labels of one sentence.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::rules::Rule;

use super::Label;
use super::clause::{Parts, clauses, parts, plain, subordinate};
use super::rules::{StatusRules, every, hits, is_match};

/// What the question asks, where that decides what counts as an answer.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Asked {
    /// Whether one is aware of something: then awareness is content.
    awareness: bool,
    /// When, or whether, the Kamer will be told: then saying so is content.
    informing: bool,
    /// Whether it was investigated: then "no" is content.
    investigated: bool,
}

impl Asked {
    pub(super) fn of(question: &str, rules: &StatusRules) -> Self {
        let mut asked = Self::default();
        for (rule, _) in hits(rules.question, &plain(question)) {
            match rule.value.as_str() {
                "awareness" => asked.awareness = true,
                "informing" => asked.informing = true,
                "investigated" => asked.investigated = true,
                _ => {}
            }
        }
        asked
    }
}

/// The labels of `sentence`; none for a sentence that says nothing.
pub(super) fn label(sentence: &str, asked: &Asked, rules: &StatusRules) -> BTreeSet<Label> {
    let Parts { yes_no, brackets, asides, clauses: main } = parts(sentence, rules);
    let mut labels = BTreeSet::new();
    if yes_no {
        labels.insert(Label::Content);
    }
    for clause in main {
        labels.append(&mut of_clause(&clause, asked, rules));
    }
    // "Ja, daarvan heb ik kennisgenomen": the yes is the answer.
    if yes_no {
        labels.remove(&Label::Acknowledged);
    }
    for (aside, fallback) in &asides {
        let places = places(aside, 0, rules);
        labels.extend(if places.is_empty() { fallback.iter().copied().collect() } else { places });
    }
    if !labels.is_empty() && !brackets.is_empty() && is_match(rules.cited, &plain(sentence)) {
        labels.insert(Label::RefersElsewhere);
    }
    for bracket in &brackets {
        for clause in clauses(bracket, rules) {
            for (rule, range) in hits(rules.refer, &clause) {
                labels.extend(refers(&clause, rule, &range, rules));
            }
            labels.extend(mentions(&clause, rules));
        }
    }
    labels
}

/// Whether a sentence that has content only tells how a matter is handled, not how it stands.
pub(super) fn is_background(sentence: &str, rules: &StatusRules) -> bool {
    is_match(rules.background, &plain(sentence))
}

fn mentions(clause: &str, rules: &StatusRules) -> BTreeSet<Label> {
    hits(rules.mention, clause).filter_map(|(rule, _)| Label::parse(&rule.value)).collect()
}

fn of_clause(clause: &str, asked: &Asked, rules: &StatusRules) -> BTreeSet<Label> {
    if is_match(rules.empty, clause) {
        return BTreeSet::new();
    }
    if is_match(rules.content, clause) {
        return BTreeSet::from([Label::Content]);
    }
    let beside = subordinate(clause, rules);
    let in_main = |at: usize| !beside.iter().any(|range| range.contains(&at));
    let mut labels = BTreeSet::new();
    let mut main = false;
    for (rule, range) in hits(rules.signal, clause) {
        main |= in_main(range.end.saturating_sub(1));
        labels.extend(Label::parse(&rule.value));
    }
    if labels.contains(&Label::NoInformation) {
        // "Daar kunnen wij geen uitspraken over doen, omdat wij dit niet hebben onderzocht": knowledge is what is missing.
        labels.remove(&Label::Declined);
        labels.remove(&Label::Acknowledged);
    }
    let spoken = main;
    for (rule, range) in hits(rules.refer, clause) {
        // "zal hierop worden ingegaan", "kan niet worden beantwoord" are no references.
        match rule.value.as_str() {
            // "De Algemene Rekenkamer informeert u separaat": another one answers.
            "instead" => {
                labels.remove(&Label::Deferred);
            }
            "direct" => {}
            _ if spoken => continue,
            _ => {}
        }
        let found = refers(clause, rule, &range, rules);
        main |= !found.is_empty() && in_main(range.start);
        labels.extend(found);
    }
    if !main {
        labels.extend(mentions(clause, rules));
    }
    let answers = !main && !is_match(rules.filler, clause)
        || asked.awareness && labels.contains(&Label::Acknowledged)
        || asked.informing && labels.contains(&Label::Deferred)
        || asked.investigated && labels.contains(&Label::NoInformation);
    if asked.awareness {
        labels.remove(&Label::Acknowledged);
    }
    if asked.investigated && answers {
        labels.remove(&Label::NoInformation);
    }
    if answers {
        labels.insert(Label::Content);
    }
    labels
}

/// Where the words of a referring hit lead: the places named behind them, else before them, else what the rule says.
fn refers(clause: &str, rule: &Rule, range: &Range<usize>, rules: &StatusRules) -> BTreeSet<Label> {
    match rule.value.as_str() {
        // "Zie …", "Hierop ben ik ingegaan …": the place may stand inside the words matched.
        "target" => places(clause, range.start, rules),
        // "verwijs ik naar …": the place stands behind; a place that no rule knows is another paper.
        "direct" => {
            let behind = &clause[range.end..];
            // "Ik verwijs voor het antwoord op deze vraag naar die brief": the place follows "naar".
            let behind = behind.find("naar ").map_or(behind, |at| &behind[at..]);
            let found = places(behind, 0, rules);
            match (found.is_empty(), behind.contains("naar")) {
                (false, _) => found,
                (true, true) => BTreeSet::from([Label::RefersElsewhere]),
                (true, false) => places(clause, 0, rules),
            }
        }
        "behind" => places(&clause[range.end..], 0, rules),
        "other" | "instead" => BTreeSet::from([Label::RefersElsewhere]),
        name => {
            let found = places(clause, range.start, rules);
            if found.is_empty() { Label::parse(name).into_iter().collect() } else { found }
        }
    }
}

/// The places that `text` names from byte `from` on, else before it. The first counts; one of the other kind
/// counts when "en" joins it ("het antwoord op vraag 3 en mijn brief"), not when it is the subject ("de vraag over de brief").
fn places(text: &str, from: usize, rules: &StatusRules) -> BTreeSet<Label> {
    let mut hits: Vec<(usize, usize, &str)> =
        every(rules.target, text).map(|(rule, range)| (range.start, range.end, rule.value.as_str())).collect();
    hits.sort_by_key(|&(start, end, _)| (start, std::cmp::Reverse(end)));
    if hits.iter().any(|&(start, _, _)| start >= from) {
        hits.retain(|&(start, _, _)| start >= from);
    }
    let mut out = BTreeSet::new();
    // "another_set" names the questions of another paper, whatever else the words look like.
    if hits.iter().any(|&(_, _, value)| value == "another_set") && !hits.iter().any(|&(_, _, value)| value == "number") {
        out.insert(Label::RefersElsewhere);
        return out;
    }
    let kind = |value: &str| if matches!(value, "elsewhere" | "another_set") { Label::RefersElsewhere } else { Label::RefersWithin };
    let joined = |from: usize, to: usize| {
        let between = format!(" {} ", text.get(from..to).unwrap_or("").trim());
        !between.contains(" over ") && [" en ", " alsmede ", " evenals ", " alsook ", " of "].iter().any(|word| between.contains(word))
    };
    // "Zie voor het beleid van de brief het antwoord op vraag 3": what comes first is the subject, not the place.
    if let Some(number) = hits.iter().position(|&(_, _, value)| value == "number") {
        let start = hits[number].0;
        hits.retain(|&(_, end, value)| end > start || kind(value) == Label::RefersWithin || joined(end, start));
    }
    let Some(&(_, end, first)) = hits.first() else { return out };
    out.insert(kind(first));
    for &(start, _, value) in &hits[1..] {
        if joined(end, start) {
            out.insert(kind(value));
        }
    }
    out
}
