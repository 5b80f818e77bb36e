//! Test documents that know their own truth.
//!
//! ```text
//! Plan ─▶ Draft ─▶ Composed ─▶ to_text() and the renderers of other formats
//!         who asks what,        paragraphs as a typist leaves them,
//!         what is answered      and the records a careful reader would write down
//! ```
//!
//! [`compose`] makes one report of a structure family of the genre, with the traps of the genre in it: headings that say
//! "questions" over a part that holds answers, answers that name factions or ask questions, references, tables of contents,
//! page furniture, numbers that restart. Callers may rely on this: the same seed, family and size give the same report on
//! every machine; [`Composed::paragraphs`] carry no role, so that a reader can learn nothing but what the text and its look
//! say; the truth holds only what a careful human reader could decide from the text.

pub mod draft;
pub mod faction;
pub mod head;
pub mod layout;
pub mod paper;
pub mod phrases;
pub mod random;
pub mod reference;
pub mod render;
pub mod render_txt;
pub mod speech;
pub mod truth;
pub mod wording;

pub use paper::{Composed, Flavour};

use random::Random;

/// The structure families and the neighbouring kinds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Family {
    /// Question, answer heading, answer; without numbers.
    Interleaved,
    /// All questions, then all answers.
    Blocks,
    /// Numbers before questions, answers or both.
    Numbered,
    /// Topics as headings, factions in the running text.
    Thematic,
    /// Letters of a committee of the Eerste Kamer and of a minister.
    Letters,
    /// The factions' questions alone.
    QuestionsOnly,
    /// The minister's letter alone.
    AnswersOnly,
    /// Lijst van vragen en antwoorden.
    Lijst,
    /// Answers to written questions of members.
    Kamervragen,
    /// Nota naar aanleiding van het verslag.
    Nota,
}

impl Family {
    /// All families in declared order.
    pub const ALL: [Self; 10] = [
        Self::Interleaved,
        Self::Blocks,
        Self::Numbered,
        Self::Thematic,
        Self::Letters,
        Self::QuestionsOnly,
        Self::AnswersOnly,
        Self::Lijst,
        Self::Kamervragen,
        Self::Nota,
    ];

    /// Its name in figures.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Interleaved => "interleaved",
            Self::Blocks => "blocks",
            Self::Numbered => "numbered",
            Self::Thematic => "thematic",
            Self::Letters => "letters",
            Self::QuestionsOnly => "questions_only",
            Self::AnswersOnly => "answers_only",
            Self::Lijst => "lijst",
            Self::Kamervragen => "kamervragen",
            Self::Nota => "nota",
        }
    }
}

/// What to compose. [`compose`] takes the usual share of references; a test of references asks for more.
#[derive(Debug, Clone, Copy)]
pub struct Plan {
    /// Decides every choice.
    pub seed: u64,
    /// The structure.
    pub family: Family,
    /// Number of questions.
    pub size: usize,
    /// Share of the answers that refer, 0.0..=1.0.
    pub references: f64,
    /// Where the text comes from; `None` lets the seed choose.
    pub flavour: Option<Flavour>,
}

/// One report: `size` questions (a joint answer counts each of its questions), ordinary share of references.
pub fn compose(seed: u64, family: Family, size: usize) -> Composed {
    Plan { seed, family, size, references: 0.08, flavour: None }.compose()
}

impl Plan {
    /// The report that the plan describes.
    pub fn compose(&self) -> Composed {
        // Families differ in what they draw, so one seed gives unlike documents per family anyway; the mix keeps sizes apart too.
        let mut random = Random::new(self.seed ^ (self.family as u64) << 56 ^ (self.size as u64) << 32);
        layout::compose(self, &mut random)
    }
}
