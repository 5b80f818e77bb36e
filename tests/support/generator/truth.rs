//! What a careful reader finds in a composed report.

use overleg::score::{GoldDocument, GoldRecord};

/// The truth about one report.
#[derive(Debug, Clone, Default)]
pub struct Truth {
    /// `document_kind`.
    pub kind: &'static str,
    /// The dossier as the tables write it (`21501-32`, `36600-XVI`); empty when the text gives none.
    pub dossier: String,
    /// Number or letters within the dossier; empty when the text gives none.
    pub number: String,
    /// One per answer, or per question without one; in the order of the questions.
    pub records: Vec<Record>,
    /// Paragraphs of a faction that ask nothing and precede no question of it.
    pub remarks: Vec<String>,
    /// Factions that join the questions of others: who, whose.
    pub joins: Vec<(String, Vec<String>)>,
    /// References put into answers.
    pub planted: Vec<Planted>,
}

/// A question with its answer.
#[derive(Debug, Clone, Default)]
pub struct Record {
    /// The sentences that ask, one a line.
    pub core: String,
    /// The whole block.
    pub max: String,
    /// The whole answer; `None` when there is none.
    pub answer: Option<String>,
    /// Canonical.
    pub factions: Vec<String>,
    /// As printed, expanded.
    pub numbers: Vec<String>,
    /// The nearest topic heading.
    pub topic: Option<String>,
}

/// How the words of a planted reference point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// "vraag 3".
    Number,
    /// "vragen 3 en 4", "vragen 3 t/m 6".
    Numbers,
    /// "de vorige vraag", "hierboven", "de volgende vraag".
    Position,
    /// "de tweede vraag van de leden van de VVD-fractie (over …)".
    Ordinal,
    /// "de vraag over …".
    Topic,
    /// "een gelijkluidende vraag van de leden van de VVD-fractie".
    Similar,
    /// Another document.
    Elsewhere,
    /// A question that does not exist.
    Dangling,
    /// Part of a circle of answers that refer to each other.
    Cycle,
}

/// A reference that was put into an answer.
#[derive(Debug, Clone)]
pub struct Planted {
    /// The record whose answer holds it.
    pub record: usize,
    /// How it points.
    pub kind: Kind,
    /// The words.
    pub text: String,
    /// The records meant; empty for `Elsewhere` and `Dangling`.
    pub targets: Vec<usize>,
    /// The document named, as `32317-960`; empty when none or when it has no number.
    pub document: String,
}

impl Truth {
    /// The truth in the form that `overleg::score` compares with.
    pub fn gold(&self, file: &str) -> GoldDocument {
        let records = self
            .records
            .iter()
            .map(|r| GoldRecord {
                numbers: r.numbers.iter().map(|n| serde_json::Value::from(n.as_str())).collect(),
                factions: r.factions.clone(),
                topic: r.topic.clone(),
                question_core: r.core.clone(),
                question_max: r.max.clone(),
                answer: r.answer.clone(),
                status: if r.answer.is_none() { "missing".to_owned() } else { String::new() },
                also: Vec::new(),
                refers_to: Vec::new(),
                asks: None,
            })
            .collect();
        GoldDocument { file: file.to_owned(), kind: self.kind.to_owned(), records, remarks: self.remarks.clone() }
    }
}
