//! References in answers: what the words demand and where they lead.

use super::{Number, Status};

/// How the words of a reference point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReferenceKind {
    /// "de vorige vraag".
    Previous,
    /// "de volgende vraag".
    Next,
    /// "de eerste vraag van de leden van de NSC-fractie".
    Ordinal,
    /// "vraag 3".
    Number,
    /// "de vragen van de leden van de VVD-fractie".
    Faction,
    /// "de vraag over het ontwerpbesluit", "onder het kopje Stikstof".
    Topic,
    /// "een gelijkluidende vraag".
    Similar,
    /// "hierboven", "hieronder", "elders in deze brief".
    Position,
    /// Another document, debate, annex, website or minister.
    Elsewhere,
}

impl ReferenceKind {
    /// All values in declared order.
    pub const ALL: [Self; 9] = [
        Self::Previous,
        Self::Next,
        Self::Ordinal,
        Self::Number,
        Self::Faction,
        Self::Topic,
        Self::Similar,
        Self::Position,
        Self::Elsewhere,
    ];

    /// The value of the column `kind`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Previous => "previous",
            Self::Next => "next",
            Self::Ordinal => "ordinal",
            Self::Number => "number",
            Self::Faction => "faction",
            Self::Topic => "topic",
            Self::Similar => "similar",
            Self::Position => "position",
            Self::Elsewhere => "elsewhere",
        }
    }
}

/// How sure a reference's target is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Certainty {
    /// One candidate was left, or several that are all meant.
    Resolved,
    /// Several were left of which one is meant.
    Ambiguous,
    /// None was left.
    Unresolved,
}

impl Certainty {
    /// All values in declared order.
    pub const ALL: [Self; 3] = [Self::Resolved, Self::Ambiguous, Self::Unresolved];

    /// The value of the column `certainty`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Resolved => "resolved",
            Self::Ambiguous => "ambiguous",
            Self::Unresolved => "unresolved",
        }
    }
}

/// A reference in an answer: its words, what they demand, and where they lead.
#[derive(Debug, Clone, PartialEq)]
pub struct Reference {
    /// Index of the answer that holds it.
    pub answer: usize,
    /// The words, verbatim.
    pub text: String,
    /// How the words point.
    pub kind: ReferenceKind,
    /// Canonical factions named ("uw fractie" is the asker's own).
    pub named_factions: Vec<String>,
    /// Numbers named, expanded.
    pub named_numbers: Vec<Number>,
    /// The ordinal named: 1 is the first, -1 the last.
    pub named_ordinal: Option<i32>,
    /// Topic words named.
    pub named_topic: String,
    /// The other document named: `32317-960`, else its words.
    pub named_document: String,
    /// Indices of the questions meant.
    pub targets: Vec<usize>,
    /// How sure.
    pub certainty: Certainty,
    /// The questions left when ambiguous or unresolved.
    pub candidates: Vec<usize>,
    /// Which step resolved it, or why none did.
    pub rule: String,
    /// The answer at the end of the chain.
    pub final_answer: Option<usize>,
    /// Number of references followed to get there, 0 when unresolved.
    pub chain_length: u32,
    /// Why the target may not be what was meant; empty when there is no doubt.
    pub doubt: String,
}

/// How the chain of references of a question ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Resolution {
    /// At an answer with this status; `None` as answer when the question has none.
    Status(Status, Option<usize>),
    /// It cannot be followed.
    Unresolved,
}
