//! The data that the stages hand to each other: plain values, no behaviour beyond reading them.
//!
//! Callers may rely on this: every [`Span`] is a pair of byte offsets into [`Document::text`] on
//! character boundaries; [`Document::blocks`] are ordered, disjoint and cover the text but for the
//! single line feed between two blocks; after segmentation [`Report::pieces`] does the same with one
//! [`Role`] each. Indices (`usize`) point into the vectors of the same [`Report`].

use std::ops::Range;

/// A stretch of [`Document::text`]: byte offsets, `start <= end`, on character boundaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// A span from byte `start` up to byte `end`. A document holds less than 4 GiB of text (see `read::limits`).
    pub fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end && end <= u32::MAX as usize);
        Self { start: start as u32, end: end as u32 }
    }

    /// Number of bytes.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether the span holds no byte.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `offset` (a byte) lies inside.
    pub fn contains(self, offset: u32) -> bool {
        self.start <= offset && offset < self.end
    }

    /// The span as an index range.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The text that the span marks. Panics when the span is not one of `text`.
    pub fn of(self, text: &str) -> &str {
        &text[self.range()]
    }
}

/// Share of the letters of a block that carry a style, 0..=100 (per cent).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Style {
    /// Per cent of the letters in bold.
    pub bold: u8,
    /// Per cent of the letters in italics.
    pub italic: u8,
    /// Per cent of the letters underlined.
    pub underline: u8,
}

/// The file formats that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Plain text in UTF-8, UTF-16 or Windows-1252.
    Txt,
    /// Office Open XML.
    Docx,
    /// OpenDocument text.
    Odt,
    /// A web page.
    Html,
    /// The XML of officielebekendmakingen.nl, old and new dialect.
    Xml,
    /// Portable Document Format with a text layer.
    Pdf,
}

impl Format {
    /// All values in declared order.
    pub const ALL: [Self; 6] = [Self::Txt, Self::Docx, Self::Odt, Self::Html, Self::Xml, Self::Pdf];

    /// The value of the column `format`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Txt => "txt",
            Self::Docx => "docx",
            Self::Odt => "odt",
            Self::Html => "html",
            Self::Xml => "xml",
            Self::Pdf => "pdf",
        }
    }
}

/// What a block is in the source, before anyone asks what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BlockKind {
    /// A heading by the source's own markup; the level counts from 1.
    Heading(u8),
    /// An ordinary paragraph.
    Paragraph,
    /// An item of a list with its label as a reader sees it (`3.`, `a)`, `•`); the label is not part of the text
    /// when the format draws it (docx, odt, html), so it is kept here.
    ListItem(Box<str>),
    /// A cell of a table; all three count from 0 within the document, the table and the row.
    Cell {
        /// Which table of the document.
        table: u32,
        /// Which row of the table.
        row: u32,
        /// Which column of the row.
        column: u32,
    },
    /// The body of a footnote or endnote: index into [`Document::notes`].
    Note(usize),
    /// Something that belongs to the page or the site and not to the text.
    Furniture(Furniture),
}

/// Why a block is furniture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Furniture {
    /// Running head ("Tweede Kamer, vergaderjaar 2024–2025, 32 317, nr. 974   3", letterhead of a docx header).
    PageHead,
    /// Running foot (`kst-32317-974`, `ISSN 0921 - 7371`, `’s-Gravenhage 2025`).
    PageFoot,
    /// A page number alone.
    PageNumber,
    /// Menus, breadcrumbs, buttons and link lists of a web page ("U bent hier:", "Naar boven").
    Navigation,
    /// Facts about the document that a site prints above it (table of OP metadata, "Kerngegevens", tkconv head).
    SiteHead,
}

impl Furniture {
    /// The name shown by `inspect` and in `blocks.csv`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::PageHead => "page_head",
            Self::PageFoot => "page_foot",
            Self::PageNumber => "page_number",
            Self::Navigation => "navigation",
            Self::SiteHead => "site_head",
        }
    }
}

/// What the source's own markup says of a block (`<vraag>`, `<antwoord>` of the XML of Kamervragen). Evidence, not a verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Markup {
    /// Inside an element that is called a question.
    Question,
    /// Inside an element that is called an answer.
    Answer,
}

/// A paragraph, heading, list item, cell, note or piece of furniture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// What it is in the source.
    pub kind: BlockKind,
    /// Where its text stands.
    pub span: Span,
    /// How much of it is bold, italic, underlined. All zero where the format has no styles.
    pub style: Style,
    /// 1-based page, where the format has pages.
    pub page: Option<u32>,
    /// 1-based paragraph in the source. Several blocks may share one (lines of one paragraph).
    pub paragraph: u32,
    /// What the source's markup says of it.
    pub markup: Option<Markup>,
}

impl Block {
    /// Whether the block is running text: no furniture and no note.
    pub fn is_flow(&self) -> bool {
        !matches!(self.kind, BlockKind::Furniture(_) | BlockKind::Note(_))
    }
}

/// A footnote or endnote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The mark as printed (`2`, `*`).
    pub label: Box<str>,
    /// Byte offset in [`Document::text`] where the mark stood; `None` when no mark was found.
    pub anchor: Option<u32>,
    /// The note's text, the span of its block.
    pub span: Span,
}

/// Characters of the source that are in no block, with the reason: converter marks, undone hyphens, soft hyphens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Removed {
    /// Which step took it out: `note_mark`, `bookmark`, `hyphenation`, `control`, `markdown`, …
    pub why: &'static str,
    /// What was taken out.
    pub text: Box<str>,
    /// 1-based paragraph of the source.
    pub paragraph: u32,
}

/// A file as it was read: normalised text in blocks. No stage after reading sees the file itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// The format it was read as, recognised by content.
    pub format: Format,
    /// The whole text, NFC, blocks separated by one line feed. A block itself may hold line feeds only where the source has
    /// a line break that is no paragraph break and that means something (a table inside a cell).
    pub text: Box<str>,
    /// Ordered, disjoint, covering.
    pub blocks: Vec<Block>,
    /// In the order of their marks.
    pub notes: Vec<Note>,
    /// What normalising took out.
    pub removed: Vec<Removed>,
    /// Characters of the source text other than white space, counted by the reader before anything was normalised.
    pub characters: u64,
    /// Characters that normalising added (none but a hyphen restored at a line end): counted against `characters`.
    pub added: u64,
    /// Number of pages, where the format has pages.
    pub pages: Option<u32>,
    /// The document number that the file's name or metadata gives (`2025D43823`, `kst-32317-974`), where there is one.
    pub name_hint: Option<Box<str>>,
}

impl Document {
    /// The text of a span.
    pub fn slice(&self, span: Span) -> &str {
        span.of(&self.text)
    }

    /// The text of block `index`.
    pub fn block_text(&self, index: usize) -> &str {
        self.slice(self.blocks[index].span)
    }

    /// The paragraphs of `spans`, verbatim: cells of one table row joined by ` | `, everything else (lines of one cell too) by a line feed.
    /// `spans` are in order; each lies within one block.
    pub fn text_of(&self, spans: &[Span]) -> String {
        let mut out = String::new();
        let mut last_cell: Option<(u32, u32, u32)> = None;
        let mut block = 0;
        for span in spans {
            let text = self.slice(*span).trim();
            if text.is_empty() {
                continue;
            }
            if block >= self.blocks.len() || self.blocks[block].span.start > span.start {
                block = 0;
            }
            block += self.blocks[block..].partition_point(|b| b.span.end <= span.start && b.span.start < span.start);
            let cell = match self.blocks.get(block).map(|b| &b.kind) {
                Some(BlockKind::Cell { table, row, column }) => Some((*table, *row, *column)),
                _ => None,
            };
            if !out.is_empty() {
                let next_cell = matches!((cell, last_cell), (Some(c), Some(l)) if (c.0, c.1) == (l.0, l.1) && c.2 != l.2);
                out.push_str(if next_cell { " | " } else { "\n" });
            }
            out.push_str(text);
            last_cell = cell;
        }
        out
    }

    /// Page and paragraph of the block that holds byte `offset`, for messages and columns.
    pub fn place(&self, offset: u32) -> (Option<u32>, Option<u32>) {
        let at = self.blocks.partition_point(|b| b.span.end < offset);
        self.blocks.get(at).map_or((None, None), |b| (b.page, Some(b.paragraph)))
    }
}

/// Counts what `characters` and `accounted` count: everything but white space.
pub fn count_characters(text: &str) -> u64 {
    text.chars().filter(|c| !c.is_whitespace()).count() as u64
}

/// The kinds of paper. `Other` is everything that is no question-and-answer report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DocumentKind {
    /// Report of a written consultation.
    VerslagSchriftelijkOverleg,
    /// Report of a further written consultation.
    VerslagNaderSchriftelijkOverleg,
    /// The factions' questions, before the answers.
    InbrengSchriftelijkOverleg,
    /// List of questions and answers.
    LijstVanVragenEnAntwoorden,
    /// Answers to written questions of members (Kamervragen).
    AntwoordSchriftelijkeVragen,
    /// The government's reply to the report on a bill.
    NotaNaarAanleidingVanHetVerslag,
    /// None of these.
    Other,
}

impl DocumentKind {
    /// All values in declared order.
    pub const ALL: [Self; 7] = [
        Self::VerslagSchriftelijkOverleg,
        Self::VerslagNaderSchriftelijkOverleg,
        Self::InbrengSchriftelijkOverleg,
        Self::LijstVanVragenEnAntwoorden,
        Self::AntwoordSchriftelijkeVragen,
        Self::NotaNaarAanleidingVanHetVerslag,
        Self::Other,
    ];

    /// The value of the column `document_kind`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::VerslagSchriftelijkOverleg => "verslag_schriftelijk_overleg",
            Self::VerslagNaderSchriftelijkOverleg => "verslag_nader_schriftelijk_overleg",
            Self::InbrengSchriftelijkOverleg => "inbreng_schriftelijk_overleg",
            Self::LijstVanVragenEnAntwoorden => "lijst_van_vragen_en_antwoorden",
            Self::AntwoordSchriftelijkeVragen => "antwoord_schriftelijke_vragen",
            Self::NotaNaarAanleidingVanHetVerslag => "nota_naar_aanleiding_van_het_verslag",
            Self::Other => "other",
        }
    }
}

/// The two chambers of the States General.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Chamber {
    /// Tweede Kamer.
    Tk,
    /// Eerste Kamer.
    Ek,
}

impl Chamber {
    /// All values in declared order.
    pub const ALL: [Self; 2] = [Self::Tk, Self::Ek];

    /// The value of the column `chamber`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Tk => "TK",
            Self::Ek => "EK",
        }
    }
}

/// What the head of a document says. Empty strings and `None` where it does not say it; never a guess.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Head {
    /// `None` when neither a chamber's name nor the shape of the number tells.
    pub chamber: Option<Chamber>,
    /// Without spaces, with its chapter: `32317`, `21501-02`, `36600-XVI`.
    pub dossier: String,
    /// The dossier's title ("JBZ-Raad").
    pub dossier_title: String,
    /// Number or letters within the dossier; for Kamervragen the number of the Aanhangsel.
    pub document_number: String,
    /// The Kamer's own number (`2025D43823`) from text or file name.
    pub kamer_number: String,
    /// "Verslag van een schriftelijk overleg over …".
    pub title: String,
    /// The committee that asked, with its kind: "vaste commissie voor Asiel en Migratie".
    pub committee: String,
    /// Who answered: "minister van Asiel en Migratie"; several are joined by `;`.
    pub respondent: String,
    /// ISO 8601.
    pub adopted_on: Option<jiff::civil::Date>,
    /// ISO 8601.
    pub asked_on: Option<jiff::civil::Date>,
    /// ISO 8601.
    pub answered_on: Option<jiff::civil::Date>,
    /// The documents under discussion, as `32317-970`.
    pub agenda: Vec<String>,
    /// Asking members with their parties where the head names them (Kamervragen): `("Piri", "GroenLinks-PvdA")`.
    pub askers: Vec<(String, String)>,
}

/// The verdict of `classify`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Classified {
    /// Which kind of paper.
    pub kind: DocumentKind,
    /// What the head says.
    pub head: Head,
    /// The blocks that are head (title, numbers, opening paragraph, agenda list, signatures), in order.
    pub head_blocks: Vec<usize>,
    /// The blocks of `head_blocks` that list the documents under discussion.
    pub agenda_blocks: Vec<usize>,
    /// The words that decided, each a sentence that a user can read ("title line 3: …").
    pub evidence: Vec<String>,
}

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
    /// Its footnotes: indices into [`Document::notes`].
    pub notes: Vec<usize>,
    /// Index of its answer.
    pub answer: Option<usize>,
    /// Confidence that `answer` belongs to it, 0.0..=1.0. 1 where markers or numbers say so.
    pub confidence: f32,
    /// Why a person should look.
    pub review: std::collections::BTreeSet<ReviewReason>,
}

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
    /// The questions it answers: one, or none when no question was found (then an empty question is recorded with review).
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
    /// Its footnotes: indices into [`Document::notes`].
    pub notes: Vec<usize>,
}

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
