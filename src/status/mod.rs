//! What a reader of an answer gets: status, signals, and the words that decided.
//!
//! An answer is cut into sentences ([`crate::sentence`]), each sentence into clauses, each clause is labelled by the
//! patterns of `rules/data/status.toml`, and the labels are combined:
//!
//! - any `content` makes the answer `Answered`; everything else that occurs goes into `also`;
//! - else the label that says most wins: declined, no_information, deferred, refers_elsewhere, refers_within, acknowledged;
//! - an answer of courtesy alone is `Acknowledged`; one without a letter or digit is `Missing`.
//!
//! Callers may rely on this: the same texts always give the same judgement, and the sentences of [`sentences`] are
//! those of [`crate::sentence::split`], in order and without omissions.

mod clause;
mod label;
mod rules;

use std::collections::BTreeSet;
use std::ops::Range;

use crate::model::{Judgement, Signal, Status};
use crate::rules::Rules;

use self::label::{Asked, is_background, label};
use self::rules::StatusRules;

/// What a sentence does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Label {
    /// Says something about the matter asked.
    Content,
    /// Refuses to answer.
    Declined,
    /// Says that it is not known, recorded or available.
    NoInformation,
    /// Says that it comes later.
    Deferred,
    /// Sends the reader to another document.
    RefersElsewhere,
    /// Sends the reader to another place of the same document.
    RefersWithin,
    /// Takes note.
    Acknowledged,
}

impl Label {
    /// The name in the codebook.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Content => "content",
            Self::Declined => "declined",
            Self::NoInformation => "no_information",
            Self::Deferred => "deferred",
            Self::RefersElsewhere => "refers_elsewhere",
            Self::RefersWithin => "refers_within",
            Self::Acknowledged => "acknowledged",
        }
    }

    fn parse(name: &str) -> Option<Self> {
        [Self::Content, Self::Declined, Self::NoInformation, Self::Deferred, Self::RefersElsewhere, Self::RefersWithin, Self::Acknowledged]
            .into_iter()
            .find(|label| label.as_str() == name)
    }

    fn status(self) -> Status {
        match self {
            Self::Content => Status::Answered,
            Self::Declined => Status::Declined,
            Self::NoInformation => Status::NoInformation,
            Self::Deferred => Status::Deferred,
            Self::RefersElsewhere => Status::RefersElsewhere,
            Self::RefersWithin => Status::RefersBack,
            Self::Acknowledged => Status::Acknowledged,
        }
    }

    fn signal(self) -> Option<Signal> {
        match self {
            Self::Content => None,
            Self::Declined => Some(Signal::Declined),
            Self::NoInformation => Some(Signal::NoInformation),
            Self::Deferred => Some(Signal::Deferred),
            Self::RefersElsewhere => Some(Signal::RefersElsewhere),
            Self::RefersWithin => Some(Signal::RefersWithin),
            Self::Acknowledged => Some(Signal::Acknowledged),
        }
    }
}

/// One sentence of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Bytes of the answer.
    pub range: Range<usize>,
    /// What it does, the label that says most first; empty for courtesy, headings and repetitions of the question.
    pub labels: BTreeSet<Label>,
}

/// Judges one answer by the codebook. `question` is its question's text; an empty `answer` is `Missing`.
/// An answer that only refers within the document is `RefersBack`; `resolve` turns it to `RefersForward` where it points ahead.
pub fn judge(question: &str, answer: &str, rules: &Rules) -> Judgement {
    if !answer.chars().any(char::is_alphanumeric) {
        return Judgement { status: Status::Missing, also: BTreeSet::new(), evidence: String::new() };
    }
    let sentences = sentences(question, answer, rules);
    let mut labels: BTreeSet<Label> = sentences.iter().flat_map(|sentence| sentence.labels.iter().copied()).collect();
    // Beside a refusal, a delay or ignorance, a remark on procedure is no answer.
    if [Label::Declined, Label::NoInformation, Label::Deferred].iter().any(|label| labels.contains(label)) {
        let groups = StatusRules::of(rules);
        let content = sentences.iter().filter(|sentence| sentence.labels.contains(&Label::Content));
        if content.clone().all(|sentence| sentence.labels.len() == 1 && is_background(&answer[sentence.range.clone()], &groups)) {
            labels.remove(&Label::Content);
        }
    }
    // Nothing but courtesy: the respondent took note.
    let decisive = labels.first().copied().unwrap_or(Label::Acknowledged);
    let evidence = sentences
        .iter()
        .find(|sentence| sentence.labels.contains(&decisive))
        .or(sentences.first())
        .map(|sentence| answer[sentence.range.clone()].to_owned())
        .unwrap_or_default();
    let mut also: BTreeSet<Signal> = labels.iter().filter(|&&label| label != decisive).filter_map(|label| label.signal()).collect();
    if decisive == Label::Content {
        // Taking note before speaking to the matter is courtesy.
        also.remove(&Signal::Acknowledged);
    }
    Judgement { status: decisive.status(), also, evidence }
}

/// The sentences of an answer with their labels, as `judge` combines them.
pub fn sentences(question: &str, answer: &str, rules: &Rules) -> Vec<Sentence> {
    let rules = StatusRules::of(rules);
    let asked = Asked::of(question, &rules);
    crate::sentence::split(answer)
        .into_iter()
        .map(|range| {
            let labels = label(&answer[range.clone()], &asked, &rules);
            Sentence { range, labels }
        })
        .collect()
}
