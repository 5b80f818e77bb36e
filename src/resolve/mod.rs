//! References in answers: what their words demand, where they lead, how the chain ends.
//!
//! ```text
//! answer ─ mention ─▶ demands ─ candidates (places, content) ─▶ targets ─ chain ─▶ resolutions
//! ```
//!
//! Callers may rely on this: a link is made only when one candidate is left or its margin is clear; otherwise the reference stays
//! with at most five candidates and the reason in `rule`. An answer has a reference within the document exactly when its status or
//! its signals say that it refers within.

mod candidates;
mod chain;
mod content;
mod mention;
mod names;
mod places;
mod repetition;
mod similarity;
mod verdict;
mod wanted;
mod written;

use std::collections::BTreeMap;

use crate::citation;
use crate::lexicon::Lexicon;
use crate::model::{Certainty, Document, Reference, ReferenceKind, Report, Resolution, ReviewReason, Signal, Status};
use crate::rules::Rules;
use crate::sentence;
use crate::words;
use candidates::Search;
use chain::{End, Node};
use mention::{Mention, Patterns, Setting};
use places::Places;
use verdict::Verdict;

/// Fills `references`, `resolutions`, `Answer::repeats` and `Answer::cites`, turns `RefersBack` to `RefersForward` where the
/// target comes later, and adds review reasons to the questions.
pub fn resolve(document: &Document, report: &mut Report, rules: &Rules, lexicon: &Lexicon) {
    let patterns = Patterns::new(rules);
    let texts: Vec<String> = report.answers.iter().map(|a| document.text_of(&a.spans)).collect();
    let places = Places::new(document, report, rules, |answer| texts.get(answer).map(|text| patterns.own_words(text)).unwrap_or_default());
    let mut references = Vec::new();
    for (at, text) in texts.iter().enumerate() {
        references.extend(references_of(at, text, report, &places, &patterns, lexicon));
    }
    same_words(&mut references);
    turn_forward(report, &references);
    doubt(report, &mut references, &places);
    follow(report, &mut references);
    review(report, &references);
    repetitions(report, &texts);
    for (answer, text) in report.answers.iter_mut().zip(&texts) {
        if answer.cites.is_empty() {
            let mut keys: Vec<String> = citation::find(text, rules).into_iter().map(|c| c.key).collect();
            let mut seen = std::collections::BTreeSet::new();
            keys.retain(|key| seen.insert(key.clone()));
            answer.cites = keys;
        }
    }
    report.references = references;
}

fn only_refers(status: Status) -> bool {
    matches!(status, Status::RefersBack | Status::RefersForward)
}

fn references_of(
    at: usize,
    text: &str,
    report: &mut Report,
    places: &Places<'_>,
    patterns: &Patterns,
    lexicon: &Lexicon,
) -> Vec<Reference> {
    let answer = &report.answers[at];
    let only = only_refers(answer.judgement.status);
    let mut asking = answer.questions.clone();
    asking.sort_unstable();
    let asker = asking
        .first()
        .and_then(|q| report.contributions.get(report.questions[*q].contribution))
        .map(|c| c.factions.as_slice())
        .unwrap_or_default();
    let mut out: Vec<Reference> = Vec::new();
    let mut round: Vec<usize> = Vec::new();
    let mut other_set = false;
    let text = &sentence::unwrapped(text);
    for mention in patterns.find(text, Setting { only, last: true, said: "", asker, lexicon }) {
        let verdict = if mention.kind == ReferenceKind::Elsewhere {
            Verdict::unresolved("another document", Vec::new())
        } else {
            Search { places, report, answer: text, asking: &asking }.locate(&mention)
        };
        other_set |= mention.other_set;
        // "De in vraag 3 genoemde regeling …" in the answer to question 3 refers nowhere.
        if verdict.itself && mention.aside {
            continue;
        }
        if verdict.itself {
            round.clone_from(&asking);
        }
        let own = if mention.own && mention.factions.is_empty() { asker } else { &[] };
        out.push(reference(at, mention, own, verdict));
    }
    let within = out.iter().any(|r| r.kind != ReferenceKind::Elsewhere);
    let said = only || answer.judgement.also.contains(&Signal::RefersWithin);
    if only && other_set && !within {
        // "Zie het antwoord op vraag 2 van het lid X (Aanhangsel …)": a question of another paper.
        report.answers[at].judgement.status = Status::RefersElsewhere;
    } else if said && !within && !only && (patterns.names_its_own_question(text) || !patterns.may_refer(text)) {
        report.answers[at].judgement.also.retain(|signal| *signal != Signal::RefersWithin);
    } else if said && !within {
        // What the status says must not vanish because its words were not understood.
        out.push(Reference {
            answer: at,
            text: if answer.judgement.evidence.is_empty() || !only { text.to_owned() } else { answer.judgement.evidence.clone() },
            kind: ReferenceKind::Position,
            named_factions: Vec::new(),
            named_numbers: Vec::new(),
            named_ordinal: None,
            named_topic: String::new(),
            named_document: String::new(),
            targets: Vec::new(),
            certainty: Certainty::Unresolved,
            candidates: Vec::new(),
            rule: "the words do not say which question is meant".to_owned(),
            final_answer: None,
            chain_length: 0,
            doubt: String::new(),
        });
    }
    if within && !said {
        report.answers[at].judgement.also.insert(Signal::RefersWithin);
    }
    for q in round {
        report.questions[q].review.insert(ReviewReason::CyclicReference);
    }
    out
}

fn reference(answer: usize, mention: Mention, own: &[String], verdict: Verdict) -> Reference {
    let mut named_factions = mention.factions;
    named_factions.extend_from_slice(own);
    Reference {
        answer,
        text: mention.text,
        kind: mention.kind,
        named_factions,
        named_numbers: mention.numbers,
        named_ordinal: mention.ordinal,
        named_topic: mention.topic,
        named_document: mention.document,
        targets: verdict.targets,
        certainty: verdict.certainty,
        candidates: verdict.candidates,
        rule: verdict.rule,
        final_answer: None,
        chain_length: 0,
        doubt: verdict.doubt,
    }
}

/// Within one report the same topic words mean the same question: a reference that is left between candidates takes the one that
/// another reference with these words was resolved to (32317-974 names "het ontwerpbesluit van de Commissie" twice, once with the
/// faction).
fn same_words(references: &mut [Reference]) {
    let mut meant: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for reference in
        references.iter().filter(|r| r.certainty == Certainty::Resolved && !r.named_topic.is_empty() && r.named_ordinal.is_none())
    {
        meant.entry(words::letters_and_digits(&reference.named_topic)).or_insert_with(|| reference.targets.clone());
    }
    for reference in
        references.iter_mut().filter(|r| r.certainty == Certainty::Ambiguous && !r.named_topic.is_empty() && r.named_ordinal.is_none())
    {
        if let Some(targets) = meant.get(&words::letters_and_digits(&reference.named_topic))
            && targets.iter().all(|t| reference.candidates.contains(t))
        {
            reference.targets.clone_from(targets);
            reference.certainty = Certainty::Resolved;
            reference.candidates.clear();
            reference.rule = format!("the same words as a reference that was resolved; by themselves {}", reference.rule);
        }
    }
}

/// An answer all of whose targets come later refers forward.
fn turn_forward(report: &mut Report, references: &[Reference]) {
    for at in 0..report.answers.len() {
        let start = references.partition_point(|r| r.answer < at);
        let mut targets = references[start..].iter().take_while(|r| r.answer == at).flat_map(|r| &r.targets).peekable();
        let answer = &mut report.answers[at];
        let last = answer.questions.iter().max();
        if answer.judgement.status == Status::RefersBack
            && targets.peek().is_some()
            && let Some(last) = last
            && targets.all(|t| t > last)
        {
            answer.judgement.status = Status::RefersForward;
        }
    }
}

/// Says where another question is nearly the asking one's text and the target is not, and where a target has no answer.
fn doubt(report: &mut Report, references: &mut [Reference], places: &Places<'_>) {
    // Where each answer leads: a copy that leads to the same place is no rival.
    let mut leads: Vec<Vec<usize>> = vec![Vec::new(); report.answers.len()];
    for reference in references.iter() {
        leads[reference.answer].extend(&reference.targets);
    }
    for reference in references {
        if reference.kind == ReferenceKind::Elsewhere || reference.certainty != Certainty::Resolved {
            continue;
        }
        let asking = report.answers[reference.answer].questions.clone();
        let leads_here = |q: usize| {
            let Some(answer) = report.questions[q].answer.filter(|a| *a < leads.len()) else { return true };
            leads[answer].iter().any(|t| asking.contains(t) || reference.targets.contains(t))
        };
        let mut doubts: Vec<String> = Vec::new();
        if !reference.doubt.is_empty() {
            doubts.push(reference.doubt.clone());
        }
        if let Some(copy) = asking.iter().find_map(|q| content::near_copy(places, *q, &reference.targets, leads_here)) {
            let contribution = report.contributions.get(report.questions[copy].contribution);
            let by = contribution.map(|c| c.factions.join(", ")).filter(|f| !f.is_empty()).map(|f| format!(" ({f})")).unwrap_or_default();
            doubts.push(format!("question {}{by} is nearly the same text as the asking one, the target is not", copy + 1));
        }
        let silent: Vec<String> =
            reference.targets.iter().filter(|t| report.questions[**t].answer.is_none()).map(|t| (t + 1).to_string()).collect();
        if !silent.is_empty() {
            doubts.push(format!("question {} has no answer", silent.join(", ")));
        }
        reference.doubt = doubts.join("; ");
        if !doubts.is_empty() {
            for q in asking {
                report.questions[q].review.insert(ReviewReason::DoubtfulReference);
            }
        }
    }
}

/// Sets `resolutions` and where each reference ends.
fn follow(report: &mut Report, references: &mut [Reference]) {
    let nodes: Vec<Node> = report
        .questions
        .iter()
        .map(|question| match question.answer.filter(|a| *a < report.answers.len()) {
            None => Node::Own(Status::Missing, None),
            Some(a) if only_refers(report.answers[a].judgement.status) => {
                let start = references.partition_point(|r| r.answer < a);
                let of_answer = references[start..].iter().take_while(|r| r.answer == a);
                // Questions with the same answer lead nowhere but to it.
                let targets =
                    of_answer.flat_map(|r| r.targets.iter().copied()).filter(|t| report.questions[*t].answer != Some(a)).collect();
                Node::Refers(targets)
            }
            Some(a) => Node::Own(report.answers[a].judgement.status, Some(a)),
        })
        .collect();
    let ends = chain::ends(&nodes);
    for reference in references.iter_mut() {
        if let Some(End::At { answer, length, .. }) = chain::best(reference.targets.iter().map(|t| ends[*t])) {
            reference.final_answer = answer;
            reference.chain_length = length + 1;
        }
        if let Some(start) = reference.targets.iter().copied().find(|t| ends[*t] == End::Cyclic) {
            let way: Vec<String> = chain::way_round(&nodes, &ends, start, MOST_TOLD).iter().map(|q| (q + 1).to_string()).collect();
            let more = if reference.doubt.is_empty() { "" } else { "; " };
            reference.doubt.push_str(&format!("{more}the references go round: questions {}", way.join(" → ")));
        }
    }
    report.resolutions = ends
        .iter()
        .enumerate()
        .map(|(q, end)| match end {
            End::At { status, answer, .. } => Resolution::Status(*status, *answer),
            End::Open => Resolution::Unresolved,
            End::Cyclic => {
                report.questions[q].review.insert(ReviewReason::CyclicReference);
                Resolution::Unresolved
            }
        })
        .collect();
}

/// Most questions of a cycle that a row names.
const MOST_TOLD: usize = 8;

fn review(report: &mut Report, references: &[Reference]) {
    for reference in references.iter().filter(|r| r.kind != ReferenceKind::Elsewhere) {
        let reason = match reference.certainty {
            Certainty::Resolved => continue,
            Certainty::Ambiguous => ReviewReason::AmbiguousReference,
            Certainty::Unresolved => ReviewReason::UnresolvedReference,
        };
        for q in &report.answers[reference.answer].questions {
            report.questions[*q].review.insert(reason);
        }
    }
    // A chain that breaks further on is unresolved for all that lead into it.
    for (question, resolution) in report.questions.iter_mut().zip(&report.resolutions) {
        let told = [ReviewReason::AmbiguousReference, ReviewReason::CyclicReference];
        if *resolution == Resolution::Unresolved && !told.iter().any(|reason| question.review.contains(reason)) {
            question.review.insert(ReviewReason::UnresolvedReference);
        }
    }
}

fn repetitions(report: &mut Report, texts: &[String]) {
    let texts: Vec<Option<&str>> =
        report.answers.iter().zip(texts).map(|(a, text)| (!only_refers(a.judgement.status)).then_some(text.as_str())).collect();
    for (at, repeats) in repetition::find(&texts).into_iter().enumerate() {
        report.answers[at].repeats = repeats;
        if repeats.is_some() {
            for q in report.answers[at].questions.clone() {
                report.questions[q].review.insert(ReviewReason::RepeatedAnswer);
            }
        }
    }
}
