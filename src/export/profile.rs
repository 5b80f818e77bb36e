//! What a run remembers of each document until its end: enough to see that two are the same report, or that one asks what
//! another answers. Numbers and hashes, never a text: some hundred bytes, and 24 for each ask.

use std::hash::{DefaultHasher, Hash, Hasher};

use super::extract::{Extract, State};
use crate::model::{Chamber, DocumentKind, Format, Status};
use crate::words;

/// Letters and digits that a sentence needs to be telling. "Zo nee, waarom niet?" stands in every report.
const TELLING: usize = 20;

/// An ask of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct AskMark {
    /// Of its letters and digits in lower case. Line ends, hyphens at them and spaces make no difference.
    pub text: u64,
    /// The question it is part of.
    pub question: u32,
}

/// A question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuestionMark {
    /// Without the document's own.
    pub id: Box<str>,
    /// Status at the end of the chain of references; `None` when it cannot be followed.
    pub resolved: Option<Status>,
}

/// What a run remembers of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Profile {
    pub source_file: Box<str>,
    pub wanted_id: Box<str>,
    pub citation_key: Box<str>,
    pub dossier: Box<str>,
    pub dossier_title: Box<str>,
    pub document_number: Box<str>,
    pub kamer_number: Box<str>,
    pub answered_on: Box<str>,
    pub sha256: Box<str>,
    pub format: Option<Format>,
    pub kind: Option<DocumentKind>,
    pub chamber: Option<Chamber>,
    pub state: State,
    pub version: (u32, u32),
    /// Of the set of factions that ask; 0 when none is named.
    pub factions: u64,
    /// In the order of the text.
    pub questions: Box<[QuestionMark]>,
    /// The telling asks, in order of their hash. A question without one stands here itself.
    pub asks: Box<[AskMark]>,
    /// Hashes of the answers' texts, in order of the hash.
    pub answers: Box<[u64]>,
}

impl Profile {
    /// What is to be remembered of `extract`.
    pub fn of(extract: &Extract) -> Self {
        let head = &extract.head;
        let questions = extract.questions.iter().map(|q| QuestionMark { id: q.id.as_str().into(), resolved: q.resolved_status }).collect();
        let mut asks: Vec<AskMark> = Vec::new();
        for (question, q) in (0..).zip(&extract.questions) {
            let before = asks.len();
            asks.extend(q.asks.iter().filter_map(|(text, _)| telling(text)).map(|text| AskMark { text, question }));
            if asks.len() == before {
                asks.extend(telling(&q.text).map(|text| AskMark { text, question }));
            }
        }
        asks.sort_unstable();
        let mut answers: Vec<u64> = extract.answers.iter().map(|a| hash(&a.id)).collect();
        answers.sort_unstable();
        let mut factions: Vec<&str> = extract.contributions.iter().flat_map(|c| c.factions.iter().map(String::as_str)).collect();
        factions.sort_unstable();
        factions.dedup();
        Self {
            source_file: extract.source_file.as_str().into(),
            wanted_id: extract.wanted_id.as_str().into(),
            citation_key: extract.citation_key.as_str().into(),
            dossier: head.dossier.as_str().into(),
            dossier_title: head.dossier_title.as_str().into(),
            document_number: head.document_number.as_str().into(),
            kamer_number: head.kamer_number.as_str().into(),
            answered_on: head.answered_on.as_str().into(),
            sha256: extract.sha256.as_str().into(),
            format: extract.format,
            kind: extract.kind,
            chamber: head.chamber,
            state: extract.state,
            version: extract.version,
            factions: if factions.is_empty() { 0 } else { hash(&factions) },
            questions,
            asks: asks.into(),
            answers: answers.into(),
        }
    }

    /// Whether it has records at all.
    pub fn is_report(&self) -> bool {
        matches!(self.state, State::Ok | State::Partial) && !(self.questions.is_empty() && self.answers.is_empty())
    }

    /// Whether it holds the factions' questions before the answers came.
    pub fn is_inbreng(&self) -> bool {
        self.kind == Some(DocumentKind::InbrengSchriftelijkOverleg)
    }

    /// Forgets what only a document with records needs.
    pub fn forget_records(&mut self) {
        self.questions = Box::default();
        self.asks = Box::default();
        self.answers = Box::default();
    }
}

/// The hash of a sentence that is long enough to tell one document from another.
fn telling(text: &str) -> Option<u64> {
    let letters = words::letters_and_digits(text);
    (letters.len() >= TELLING).then(|| hash(&letters))
}

/// The same within one build of the program, and never written to a file.
fn hash(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}
