//! What a reader of an answer gets: status, signals, judgement.

use super::{Number, Span};

/// What a reader of the answer gets, by the codebook. Order of the declared values is the order of the columns of summary.csv.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// The matter asked is spoken to.
    Answered,
    /// Only sends the reader back.
    RefersBack,
    /// Only sends the reader forward.
    RefersForward,
    /// Only sends the reader to another document.
    RefersElsewhere,
    /// Later.
    Deferred,
    /// Not said.
    Declined,
    /// Not known.
    NoInformation,
    /// Only noted.
    Acknowledged,
    /// No answer text.
    Missing,
}

impl Status {
    /// All values in the order of the declared enum.
    pub const ALL: [Self; 9] = [
        Self::Answered,
        Self::RefersBack,
        Self::RefersForward,
        Self::RefersElsewhere,
        Self::Deferred,
        Self::Declined,
        Self::NoInformation,
        Self::Acknowledged,
        Self::Missing,
    ];

    /// The value of the column `status`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Answered => "answered",
            Self::RefersBack => "refers_back",
            Self::RefersForward => "refers_forward",
            Self::RefersElsewhere => "refers_elsewhere",
            Self::Deferred => "deferred",
            Self::Declined => "declined",
            Self::NoInformation => "no_information",
            Self::Acknowledged => "acknowledged",
            Self::Missing => "missing",
        }
    }
}

/// What an answer does besides its status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Signal {
    /// Sends the reader to another place of the same document.
    RefersWithin,
    /// Sends the reader to another document.
    RefersElsewhere,
    /// Says that something comes later.
    Deferred,
    /// Says that something is not said.
    Declined,
    /// Says that something is not known.
    NoInformation,
    /// Takes note.
    Acknowledged,
}

impl Signal {
    /// All values in declared order.
    pub const ALL: [Self; 6] =
        [Self::RefersWithin, Self::RefersElsewhere, Self::Deferred, Self::Declined, Self::NoInformation, Self::Acknowledged];

    /// The value in the column `also`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::RefersWithin => "refers_within",
            Self::RefersElsewhere => "refers_elsewhere",
            Self::Deferred => "deferred",
            Self::Declined => "declined",
            Self::NoInformation => "no_information",
            Self::Acknowledged => "acknowledged",
        }
    }
}

/// What `status` says of one answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgement {
    /// `RefersBack` stands for "only refers within the document" until `resolve` knows the direction.
    pub status: Status,
    /// Further signals, ordered, without the status itself.
    pub also: std::collections::BTreeSet<Signal>,
    /// The words that decided, verbatim.
    pub evidence: String,
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// `<document_id>/a-<8 hex>`; set by `identity`.
    pub id: String,
    /// The questions it answers: one, several where it names several askers, or none when no question was found (then an empty question is recorded with review).
    pub questions: Vec<usize>,
    /// Numbers as printed in its heading, expanded.
    pub numbers: Vec<Number>,
    /// Who answers, where the answer's heading says so; else empty.
    pub respondent: String,
    /// Its text without heading and restatement; each span lies within one block.
    pub spans: Vec<Span>,
    /// Set by `status`.
    pub judgement: Judgement,
    /// Index of an earlier answer whose text (80 letters or more) this one repeats. Set by `resolve`.
    pub repeats: Option<usize>,
    /// Kamerstukken named in it, as `32317-970`.
    pub cites: Vec<String>,
    /// Its footnotes: indices into [`super::Document::notes`].
    pub notes: Vec<usize>,
}
