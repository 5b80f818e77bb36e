//! A document as contributions, questions, answers and references.

use super::{Answer, DocumentKind, Head, Reference, Resolution, Span};

/// The structure families of the genre.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Structure {
    /// Question, answer, question, answer.
    Interleaved,
    /// All questions, then all answers.
    Blocks,
    /// Numbers tie questions and answers.
    Numbered,
    /// Topics as headings, factions in the running text.
    Thematic,
    /// Letter of the committee, letter of the minister.
    Letters,
    /// Questions without answers.
    QuestionsOnly,
    /// Answers without the questions, or with the questions restated.
    AnswersOnly,
}

impl Structure {
    /// All values in declared order.
    pub const ALL: [Self; 7] =
        [Self::Interleaved, Self::Blocks, Self::Numbered, Self::Thematic, Self::Letters, Self::QuestionsOnly, Self::AnswersOnly];

    /// The value of the column `structure`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Interleaved => "interleaved",
            Self::Blocks => "blocks",
            Self::Numbered => "numbered",
            Self::Thematic => "thematic",
            Self::Letters => "letters",
            Self::QuestionsOnly => "questions_only",
            Self::AnswersOnly => "answers_only",
        }
    }
}

/// What a stretch of text is to the report. Every character other than the line feeds between blocks has exactly one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// Part of question `.0`.
    Question(usize),
    /// Part of answer `.0`.
    Answer(usize),
    /// "Antwoord", "Antwoord 1", "Reactie van de minister".
    AnswerHeading,
    /// A question's own number or heading on a line of its own ("Vraag 1", "1").
    QuestionHeading,
    /// A question as the answers' part repeats it word for word.
    Restatement,
    /// "Vragen en opmerkingen van de leden van de VVD-fractie", "I Vragen en opmerkingen vanuit de fracties".
    FactionHeading,
    /// "I …", "II Antwoord / Reactie van de minister".
    SectionHeading,
    /// A topic.
    TopicHeading,
    /// A paragraph of contribution `.0` that asks nothing.
    Remark(usize),
    /// Title, numbers, opening paragraph, signatures.
    Head,
    /// Table of contents.
    Contents,
    /// List of the documents under discussion.
    Agenda,
    /// Text of a letter around the questions and answers (salutation, introduction, closing).
    Letter,
    /// A footnote's body.
    Note,
    /// Page and site furniture.
    Furniture,
    /// Text of a document that is no report, or that no reading could place.
    Unplaced,
}

impl Role {
    /// The name shown by `inspect` and in `blocks.csv`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Question(_) => "question",
            Self::Answer(_) => "answer",
            Self::AnswerHeading => "answer_heading",
            Self::QuestionHeading => "question_heading",
            Self::Restatement => "restatement",
            Self::FactionHeading => "faction_heading",
            Self::SectionHeading => "section_heading",
            Self::TopicHeading => "topic_heading",
            Self::Remark(_) => "remark",
            Self::Head => "document_head",
            Self::Contents => "table_of_contents",
            Self::Agenda => "agenda",
            Self::Letter => "letter_text",
            Self::Note => "note",
            Self::Furniture => "furniture",
            Self::Unplaced => "unplaced",
        }
    }
}

/// A block or a part of one, with its role and the rule that gave it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Where.
    pub span: Span,
    /// What it is.
    pub role: Role,
    /// Which rule said so: the id of a pattern or the name of a step.
    pub rule: String,
}

/// Reasons why a person should look at a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReviewReason {
    /// More than one question fits a reference.
    AmbiguousReference,
    /// No question fits a reference.
    UnresolvedReference,
    /// A question fits by its words, but another one fits the asking question better.
    DoubtfulReference,
    /// The chain of references comes back to itself.
    CyclicReference,
    /// Question and answer were matched with low confidence.
    UncertainAlignment,
    /// A question to which no answer was found.
    QuestionWithoutAnswer,
    /// An answer to which no question was found.
    AnswerWithoutQuestion,
    /// A faction that the lexicon does not know.
    UnknownFaction,
    /// The answer repeats the text of an earlier one.
    RepeatedAnswer,
}

impl ReviewReason {
    /// All values in declared order.
    pub const ALL: [Self; 9] = [
        Self::AmbiguousReference,
        Self::UnresolvedReference,
        Self::DoubtfulReference,
        Self::CyclicReference,
        Self::UncertainAlignment,
        Self::QuestionWithoutAnswer,
        Self::AnswerWithoutQuestion,
        Self::UnknownFaction,
        Self::RepeatedAnswer,
    ];

    /// The value in the column `review_reason`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::AmbiguousReference => "ambiguous_reference",
            Self::UnresolvedReference => "unresolved_reference",
            Self::DoubtfulReference => "doubtful_reference",
            Self::CyclicReference => "cyclic_reference",
            Self::UncertainAlignment => "uncertain_alignment",
            Self::QuestionWithoutAnswer => "question_without_answer",
            Self::AnswerWithoutQuestion => "answer_without_question",
            Self::UnknownFaction => "unknown_faction",
            Self::RepeatedAnswer => "repeated_answer",
        }
    }
}

/// One faction's part of one document (or of several factions together).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Contribution {
    /// Canonical names; empty when the text names none.
    pub factions: Vec<String>,
    /// The names as the text has them.
    pub as_written: String,
    /// Named members.
    pub members: Vec<String>,
    /// Factions whose questions this one joins.
    pub joins: Vec<String>,
    /// Paragraphs that ask nothing.
    pub remarks: Vec<Span>,
    /// Whether one of the names is not in the lexicon.
    pub unknown_faction: bool,
}

/// How an ask is put.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AskForm {
    /// An interrogative sentence.
    Question,
    /// An indirect request ("De leden verzoeken de minister om …").
    Request,
}

impl AskForm {
    /// All values in declared order.
    pub const ALL: [Self; 2] = [Self::Question, Self::Request];

    /// The value of the column `form`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Question => "question",
            Self::Request => "request",
        }
    }
}

/// One interrogative sentence or indirect request inside a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ask {
    /// The sentence.
    pub span: Span,
    /// How it is put.
    pub form: AskForm,
}

/// A number of a question as printed: `3`, `2a` (number and letter), `IV` is kept as text elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub struct Number {
    /// The digits.
    pub value: u32,
    /// The letter behind it in lower case, or empty.
    pub suffix: String,
}

impl std::fmt::Display for Number {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}{}", self.value, self.suffix)
    }
}

/// The stretch of text that gets one answer.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Question {
    /// `<document_id>/q-<8 hex>`; set by `identity`.
    pub id: String,
    /// Index of its contribution.
    pub contribution: usize,
    /// Numbers as printed, expanded; empty when unnumbered.
    pub numbers: Vec<Number>,
    /// Nearest topic heading; empty when there is none.
    pub topic: String,
    /// Its text, in order; each span lies within one block.
    pub spans: Vec<Span>,
    /// What it asks, in order.
    pub asks: Vec<Ask>,
    /// Kamerstukken named in it, as `32317-970`.
    pub cites: Vec<String>,
    /// Its footnotes: indices into [`super::Document::notes`].
    pub notes: Vec<usize>,
    /// Index of its answer.
    pub answer: Option<usize>,
    /// Confidence that `answer` belongs to it, 0.0..=1.0. 1 where markers or numbers say so.
    pub confidence: f32,
    /// Why a person should look.
    pub review: std::collections::BTreeSet<ReviewReason>,
}

/// How one reading of the document did in the competition.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadingScore {
    /// The family.
    pub structure: Structure,
    /// Higher is better; comparable within a document only.
    pub score: f32,
    /// The facts behind the score, in sentences.
    pub reasons: Vec<String>,
    /// Whether it won.
    pub chosen: bool,
}

/// A document as contributions, questions, answers and references.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// Which kind of paper.
    pub kind: DocumentKind,
    /// What the head says.
    pub head: Head,
    /// The reading that won.
    pub structure: Structure,
    /// In the order of the text.
    pub contributions: Vec<Contribution>,
    /// In the order of the text.
    pub questions: Vec<Question>,
    /// In the order of the text.
    pub answers: Vec<Answer>,
    /// In the order of the answers and of their text. Set by `resolve`.
    pub references: Vec<Reference>,
    /// One per question: where its chain of references ends. Set by `resolve`.
    pub resolutions: Vec<Resolution>,
    /// Ordered, disjoint, covering: the role of every character.
    pub pieces: Vec<Piece>,
    /// The readings that competed.
    pub readings: Vec<ReadingScore>,
}
