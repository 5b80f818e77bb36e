//! What one document contributes to the tables: everything that is exported of it, and nothing else.
//!
//! Callers may rely on this: indices point into the vectors of the same [`Extract`]; ids are without the document's own id,
//! which is only known when all documents are read (two may want the same). An extract survives the way to disk and back.

mod fill;

use serde::{Deserialize, Serialize};

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::identity;
use crate::model::{
    AskForm, Certainty, Chamber, DocumentKind, Format, Head, Number, ReferenceKind, ReviewReason, Signal, Status, Structure,
};

/// What became of an input file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Read; every character has its place.
    Ok,
    /// Read, but do not rely on it: characters are not accounted for, or no question was found in a report.
    Partial,
    /// No question-and-answer report.
    Skipped,
    /// The same document as another input.
    Duplicate,
    /// Not read.
    Failed,
}

impl State {
    /// All values in declared order.
    pub const ALL: [Self; 5] = [Self::Ok, Self::Partial, Self::Skipped, Self::Duplicate, Self::Failed];

    /// The value of the column `state`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Partial => "partial",
            Self::Skipped => "skipped",
            Self::Duplicate => "duplicate",
            Self::Failed => "failed",
        }
    }
}

/// Whether a question remains without an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unanswered {
    /// The chain of references ends at an answer that answers.
    No,
    /// It ends at one that does not, or there is none.
    Yes,
    /// It cannot be followed.
    Unknown,
}

impl Unanswered {
    /// All values in declared order.
    pub const ALL: [Self; 3] = [Self::No, Self::Yes, Self::Unknown];

    /// The value of the column `unanswered`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::No => "no",
            Self::Yes => "yes",
            Self::Unknown => "unknown",
        }
    }
}

/// One document's rows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Extract {
    /// Unique in the run.
    pub source_file: String,
    /// Size of the file.
    pub bytes: u64,
    /// Empty when the file could not be read.
    pub sha256: String,
    /// `None` when the format is not known.
    pub format: Option<Format>,
    /// What became of it.
    pub state: State,
    /// Why it is skipped, partial or failed.
    pub message: String,
    /// The id that it should have; the run makes it unique.
    pub wanted_id: String,
    /// Which version of itself it is, see [`identity::version`].
    pub version: (u32, u32),
    /// How other documents cite it, see [`identity::citation_key`]; empty when that is not known.
    pub citation_key: String,
    /// `None` when it was not classified.
    pub kind: Option<DocumentKind>,
    /// `None` when it holds no report.
    pub structure: Option<Structure>,
    /// What its head says.
    pub head: HeadExtract,
    /// Characters of the source text.
    pub characters: u64,
    /// Of these, those with exactly one place.
    pub accounted: u64,
    /// In the order of the text.
    pub contributions: Vec<ContributionExtract>,
    /// In the order of the text.
    pub questions: Vec<QuestionExtract>,
    /// In the order of the text.
    pub answers: Vec<AnswerExtract>,
    /// In the order of the answers.
    pub references: Vec<ReferenceExtract>,
    /// In the order of the stages.
    pub diagnostics: Vec<DiagnosticExtract>,
    /// Only with `--trace`.
    pub blocks: Vec<BlockExtract>,
    /// The id of the document that is the same; only known at the end of a run.
    #[serde(skip)]
    pub duplicate_of: String,
    /// Only with `--format jsonl`.
    pub source: Option<SourceText>,
}

/// The text of a document and where things stand in it. Places are first byte and one past the last.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct SourceText {
    pub text: String,
    /// By question.
    pub questions: Vec<Vec<(u32, u32)>>,
    /// By question and ask.
    pub asks: Vec<Vec<(u32, u32)>>,
    /// By answer.
    pub answers: Vec<Vec<(u32, u32)>>,
    /// By contribution and remark.
    pub remarks: Vec<Vec<(u32, u32)>>,
    /// Place, role and rule of every part of the text.
    pub pieces: Vec<((u32, u32), String, String)>,
}

impl SourceText {
    fn places_hold(&self) -> bool {
        let all = [&self.questions, &self.asks, &self.answers, &self.remarks];
        let spans = all.into_iter().flatten().flatten().chain(self.pieces.iter().map(|(span, _, _)| span));
        spans.copied().all(|(start, end)| self.text.get(start as usize..end as usize).is_some())
    }
}

/// The head as cells. Dates are ISO 8601 or empty.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct HeadExtract {
    pub chamber: Option<Chamber>,
    pub dossier: String,
    pub dossier_title: String,
    pub document_number: String,
    pub kamer_number: String,
    pub title: String,
    pub committee: String,
    pub respondent: String,
    pub adopted_on: String,
    pub asked_on: String,
    pub answered_on: String,
    pub agenda: Vec<String>,
}

impl From<&Head> for HeadExtract {
    fn from(head: &Head) -> Self {
        let date = |date: Option<jiff::civil::Date>| date.map_or_else(String::new, |date| date.to_string());
        Self {
            chamber: head.chamber,
            dossier: head.dossier.clone(),
            dossier_title: head.dossier_title.clone(),
            document_number: head.document_number.clone(),
            kamer_number: head.kamer_number.clone(),
            title: head.title.clone(),
            committee: head.committee.clone(),
            respondent: head.respondent.clone(),
            adopted_on: date(head.adopted_on),
            asked_on: date(head.asked_on),
            answered_on: date(head.answered_on),
            agenda: head.agenda.clone(),
        }
    }
}

/// A contribution; see [`crate::model::Contribution`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct ContributionExtract {
    pub factions: Vec<String>,
    pub as_written: String,
    pub members: Vec<String>,
    pub joins: Vec<String>,
    /// Their texts.
    pub remarks: Vec<String>,
}

/// A question; see [`crate::model::Question`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct QuestionExtract {
    pub id: String,
    /// Byte offset in the document's text, to order records by.
    pub start: u32,
    pub contribution: usize,
    pub numbers: Vec<Number>,
    pub topic: String,
    pub text: String,
    pub asks: Vec<(String, AskForm)>,
    pub cites: Vec<String>,
    pub notes: Vec<String>,
    pub answer: Option<usize>,
    pub resolved_status: Option<Status>,
    pub resolved_answer: Option<usize>,
    pub review: Vec<ReviewReason>,
    pub page: Option<u32>,
    pub paragraph: Option<u32>,
    /// The ids of the questions of a later report that put the same text; only known at the end of a run.
    #[serde(skip)]
    pub same_as: Vec<String>,
}

impl QuestionExtract {
    /// Whether it remains without an answer.
    pub fn unanswered(&self) -> Unanswered {
        match self.resolved_status {
            None => Unanswered::Unknown,
            Some(Status::Answered) => Unanswered::No,
            Some(_) => Unanswered::Yes,
        }
    }
}

/// An answer; see [`crate::model::Answer`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct AnswerExtract {
    pub id: String,
    pub start: u32,
    pub questions: Vec<usize>,
    pub numbers: Vec<Number>,
    pub respondent: String,
    pub text: String,
    pub status: Status,
    pub also: Vec<Signal>,
    pub evidence: String,
    pub repeats: Option<usize>,
    pub cites: Vec<String>,
    pub notes: Vec<String>,
    pub page: Option<u32>,
    pub paragraph: Option<u32>,
}

/// A reference; see [`crate::model::Reference`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct ReferenceExtract {
    pub answer: usize,
    pub text: String,
    pub kind: ReferenceKind,
    pub named_factions: Vec<String>,
    pub named_numbers: Vec<Number>,
    pub named_ordinal: Option<i32>,
    pub named_topic: String,
    pub named_document: String,
    pub targets: Vec<usize>,
    pub certainty: Certainty,
    pub candidates: Vec<usize>,
    pub rule: String,
    pub final_answer: Option<usize>,
    pub chain_length: u32,
    pub doubt: String,
}

/// A diagnostic. The code is text: it comes back from disk.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct DiagnosticExtract {
    pub code: String,
    pub message: String,
    pub page: Option<u32>,
    pub paragraph: Option<u32>,
}

impl DiagnosticExtract {
    /// How bad it is.
    pub fn severity(&self) -> Severity {
        Code::find(&self.code).map_or(Severity::Error, Code::severity)
    }

    /// What to do.
    pub fn hint(&self) -> &'static str {
        Code::find(&self.code).map_or("", Code::hint)
    }
}

impl From<&Diagnostic> for DiagnosticExtract {
    fn from(d: &Diagnostic) -> Self {
        Self { code: d.code.as_str().to_owned(), message: d.message.clone(), page: d.page, paragraph: d.paragraph }
    }
}

/// A block, or a piece of one, for `blocks.csv`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct BlockExtract {
    pub block: usize,
    pub piece: usize,
    pub page: Option<u32>,
    pub paragraph: u32,
    pub role: String,
    pub rule: String,
    pub kind: String,
    pub text: String,
}

impl Extract {
    /// The rows of a file of which nothing could be read.
    pub fn failed(source_file: &str, bytes: u64, diagnostic: &Diagnostic) -> Self {
        Self {
            source_file: source_file.to_owned(),
            bytes,
            sha256: String::new(),
            format: None,
            state: State::Failed,
            message: diagnostic.message.clone(),
            wanted_id: identity::document_id(source_file, None, None),
            version: (0, 0),
            citation_key: String::new(),
            kind: None,
            structure: None,
            head: HeadExtract::default(),
            characters: 0,
            accounted: 0,
            contributions: Vec::new(),
            questions: Vec::new(),
            answers: Vec::new(),
            references: Vec::new(),
            diagnostics: vec![diagnostic.into()],
            blocks: Vec::new(),
            duplicate_of: String::new(),
            source: None,
        }
    }

    /// Whether every index and every place points at something. It may not when the extract comes from outside.
    pub fn indices_hold(&self) -> bool {
        let question = |index: &usize| *index < self.questions.len();
        let answer = |index: &usize| *index < self.answers.len();
        self.questions.iter().all(|q| q.answer.iter().chain(&q.resolved_answer).all(answer))
            && self.answers.iter().all(|a| a.questions.iter().all(question) && a.repeats.iter().all(answer))
            && self
                .references
                .iter()
                .all(|r| answer(&r.answer) && r.targets.iter().chain(&r.candidates).all(question) && r.final_answer.iter().all(answer))
            && self.source.as_ref().is_none_or(SourceText::places_hold)
    }

    /// Takes out everything that would become a record.
    pub fn drop_records(&mut self) {
        self.contributions = Vec::new();
        self.questions = Vec::new();
        self.answers = Vec::new();
        self.references = Vec::new();
        if let Some(source) = &mut self.source {
            *source =
                SourceText { text: std::mem::take(&mut source.text), pieces: std::mem::take(&mut source.pieces), ..SourceText::default() };
        }
    }

    /// About how many bytes it takes in memory.
    pub fn weight(&self) -> usize {
        let questions = self.questions.iter().map(|q| 400 + q.text.len() + q.asks.iter().map(|(text, _)| text.len() + 32).sum::<usize>());
        let answers = self.answers.iter().map(|a| 400 + a.text.len() + a.evidence.len());
        let blocks = self.blocks.iter().map(|b| 160 + b.text.len());
        let remarks = self.contributions.iter().map(|c| 200 + c.remarks.iter().map(|r| r.len() + 24).sum::<usize>());
        let source = self.source.as_ref().map_or(0, |s| s.text.len() + s.pieces.len() * 80 + 64 * (s.questions.len() + s.answers.len()));
        1000 + source
            + questions.sum::<usize>()
            + answers.sum::<usize>()
            + blocks.sum::<usize>()
            + remarks.sum::<usize>()
            + self.references.len() * 400
            + self.diagnostics.len() * 200
    }
}
