//! References in answers: what their words demand, where they lead, how the chain ends.
//!
//! ```text
//! answer ─ mention ─▶ demands ─ candidates (similarity) ─▶ targets ─ chain ─▶ resolutions
//! ```
//!
//! Callers may rely on this: a link is made only when one candidate is left or its margin is clear; otherwise the reference stays
//! with at most five candidates and the reason in `rule`. Every answer that only refers has at least one reference.

mod candidates;
mod chain;
mod mention;
mod repetition;
mod similarity;

use crate::citation;
use crate::lexicon::Lexicon;
use crate::model::{Certainty, Document, Reference, ReferenceKind, Report, Resolution, ReviewReason, Status};
use crate::rules::Rules;
use candidates::{Places, Verdict};
use chain::{End, Node};
use mention::{Mention, Patterns};

/// Fills `references`, `resolutions`, `Answer::repeats` and `Answer::cites`, turns `RefersBack` to `RefersForward` where the
/// target comes later, and adds review reasons to the questions.
pub fn resolve(document: &Document, report: &mut Report, rules: &Rules, lexicon: &Lexicon) {
    let patterns = Patterns::new(rules);
    let texts: Vec<String> = report.answers.iter().map(|a| document.text_of(&a.spans)).collect();
    let places = Places::new(document, report);
    let mut references = Vec::new();
    for (at, text) in texts.iter().enumerate() {
        references.extend(references_of(at, text, report, &places, &patterns, lexicon));
    }
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

fn references_of(at: usize, text: &str, report: &Report, places: &Places, patterns: &Patterns, lexicon: &Lexicon) -> Vec<Reference> {
    let answer = &report.answers[at];
    let only = only_refers(answer.judgement.status);
    let mut asking = answer.questions.clone();
    asking.sort_unstable();
    let asker = asking
        .first()
        .and_then(|q| report.contributions.get(report.questions[*q].contribution))
        .map(|c| c.factions.as_slice())
        .unwrap_or_default();
    let mentions = patterns.find(text, only, asker, lexicon);
    let mut out: Vec<Reference> = mentions
        .into_iter()
        .map(|mention| {
            let verdict = if mention.kind == ReferenceKind::Elsewhere {
                candidates::none("another document", Vec::new())
            } else {
                places.locate(&mention, text, &asking, report)
            };
            let own = if mention.own && mention.factions.is_empty() { asker } else { &[] };
            reference(at, mention, own, verdict)
        })
        .collect();
    // A status that says "only refers" must not vanish because its words were not understood.
    if only && !out.iter().any(|r| r.kind != ReferenceKind::Elsewhere) {
        out.push(Reference {
            answer: at,
            text: if answer.judgement.evidence.is_empty() { text.to_owned() } else { answer.judgement.evidence.clone() },
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
        doubt: String::new(),
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

/// Says where another question is nearly the asking one's text and the target is not.
fn doubt(report: &mut Report, references: &mut [Reference], places: &Places) {
    for reference in references {
        let by_content = matches!(reference.kind, ReferenceKind::Similar | ReferenceKind::Faction | ReferenceKind::Topic);
        if !by_content || reference.certainty != Certainty::Resolved {
            continue;
        }
        let asking = report.answers[reference.answer].questions.clone();
        if let Some(copy) = asking.iter().find_map(|q| places.near_copy(*q, &reference.targets)) {
            let contribution = report.contributions.get(report.questions[copy].contribution);
            let by = contribution.map(|c| c.factions.join(", ")).filter(|f| !f.is_empty()).map(|f| format!(" ({f})")).unwrap_or_default();
            reference.doubt = format!("question {}{by} is nearly the same text as the asking one, the target is not", copy + 1);
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
