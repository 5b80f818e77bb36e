//! What the program has to say about a document: a code, a sentence, a next step.
//!
//! Callers may rely on this: a stage that fails returns `output: None` and at least one diagnostic of
//! severity `Error`; it never returns a half-made value. Messages name the cause, hints name the next step.

use serde::Serialize;

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Nothing is wrong; a reader may want to know.
    Note,
    /// Something was kept but should be looked at. With `--strict` it sets exit status 1.
    Warning,
    /// A document, or a part of one, could not be read.
    Error,
}

impl Severity {
    /// All values in declared order.
    pub const ALL: [Self; 3] = [Self::Note, Self::Warning, Self::Error];

    /// The value of the column `severity`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $name:ident = $text:literal, $severity:ident, $hint:literal;)+) => {
        /// Every diagnostic that exists. `overleg explain CODE` prints its meaning and hint.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $($(#[doc = $doc])+ $name,)+ }

        impl Code {
            /// All codes, in declared order.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// The code that is written as `text`.
            pub fn find(text: &str) -> Option<Self> { Self::ALL.iter().copied().find(|code| code.as_str() == text) }

            /// The value of the column `code`.
            pub fn as_str(self) -> &'static str { match self { $(Self::$name => $text,)+ } }

            /// How bad it is.
            pub fn severity(self) -> Severity { match self { $(Self::$name => Severity::$severity,)+ } }

            /// What a user can do.
            pub fn hint(self) -> &'static str { match self { $(Self::$name => $hint,)+ } }

            /// What it means, in a sentence or two.
            pub fn meaning(self) -> &'static str { match self { $(Self::$name => concat!($($doc, " ",)+).trim_ascii(),)+ } }
        }
    };
}

codes! {
    /// The file holds no bytes.
    EmptyFile = "empty_file", Error, "Check whether the download was finished; fetch the file again.";
    /// The file could not be opened or read.
    UnreadableFile = "unreadable_file", Error, "Check the permissions and whether the file still exists, then run again.";
    /// The file holds neither text nor a format that is known.
    BinaryFile = "binary_file", Error, "Give a txt, docx, odt, html, xml or pdf file.";
    /// The file's content is of no known type and its extension is none of those that are read.
    UnknownFormat = "unknown_format", Error, "Convert the file to docx, odt, html, xml, pdf or txt.";
    /// The format is recognised but is not read (doc, rtf).
    UnsupportedFormat = "unsupported_format", Error, "Open the file in LibreOffice or Word and save it as docx.";
    /// The file is protected by a password.
    EncryptedFile = "encrypted_file", Error, "Save a copy without a password.";
    /// The file is damaged or cut off.
    DamagedFile = "damaged_file", Error, "Fetch the file again, or open it in its own program and save a copy.";
    /// The pdf holds pictures of pages but no text.
    NoTextLayer = "no_text_layer", Error, "Run text recognition (OCR) first, or get the docx of the same document.";
    /// A limit on size, depth, pages or time was passed.
    OverLimit = "over_limit", Error, "If the file is trustworthy, raise the limit; `overleg explain limits` lists them.";
    /// A fault in this program stopped the reading of one document.
    InternalError = "internal_error", Error, "Please report this with the file; the other documents are not affected.";
    /// Some characters of the document ended in no record, or in two.
    Unaccounted = "unaccounted", Error, "Please report this with the file; do not rely on this document's records.";
    /// The document is no question-and-answer report.
    NotAReport = "not_a_report", Note, "Nothing to do, unless you expected records from it: see `overleg inspect`.";
    /// The kind of the document says that it is a report, but no reading found a question in it.
    NoQuestionFound = "no_question_found", Warning, "Look at `overleg inspect` for what was read.";
    /// Bytes that are no valid text in the detected encoding were replaced.
    ReplacedBytes = "replaced_bytes", Warning, "Check the text for the character \u{FFFD}; fetch the file again in UTF-8.";
    /// The text was not UTF-8 and was decoded as the encoding named.
    DecodedAs = "decoded_as", Note, "Nothing to do, unless letters with accents look wrong.";
    /// Lines were joined to paragraphs because the text was broken at a fixed width.
    UnwrappedLines = "unwrapped_lines", Note, "Nothing to do.";
    /// A faction's name is not in the lexicon, or the faction did not sit in parliament when the document was written.
    UnknownFaction = "unknown_faction", Warning, "If it is a faction, add it to a factions.csv and give its folder with --rules.";
    /// A faction joins the questions of others, and the text does not say of whom.
    UnclearJoin = "unclear_join", Warning, "Look at the source and enter the factions in the column joins of factions.csv yourself.";
    /// A question was found to which no answer belongs.
    QuestionWithoutAnswer = "question_without_answer", Warning, "Look at the source: is the answer elsewhere, or was the question left open?";
    /// An answer was found to which no question belongs.
    AnswerWithoutQuestion = "answer_without_question", Warning, "Look at the source: is the question in another document?";
    /// A question and an answer were matched, but weakly.
    UncertainAlignment = "uncertain_alignment", Warning, "Read both before using the record.";
    /// Text inside the questions' part could not be given a role.
    UnplacedText = "unplaced_text", Warning, "Look at `overleg inspect` for the paragraph.";
    /// Numbers of questions or answers are missing, doubled or out of order.
    NumberGap = "number_gap", Warning, "Look at the source near the paragraph named.";
    /// A part of the file was left out because it could not be read.
    PartSkipped = "part_skipped", Warning, "Open the file in its own program and compare.";
    /// The same document was read from another file; this one adds no records.
    DuplicateDocument = "duplicate_document", Note, "Nothing to do; --keep-duplicates keeps all.";
    /// Two documents would have had the same id; this one got a suffix.
    IdCollision = "id_collision", Warning, "Check whether both are the same document.";
    /// A cell was longer than the spreadsheet can hold and was cut.
    CellCut = "cell_cut", Warning, "The full text is in the CSV files.";
    /// A table has more rows than a sheet of the workbook can hold (1,048,576) and goes on in a further sheet.
    SheetSplit = "sheet_split", Note, "Look at the further sheet too, or use the CSV files.";
    /// A file or folder inside the input could not be listed, or a link leads out of it or in a circle.
    SkippedEntry = "skipped_entry", Warning, "Give the folder itself as an input if it should be read.";
}

/// One message about one document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// What happened.
    pub code: Code,
    /// A sentence with the particulars.
    pub message: String,
    /// 1-based page, where known.
    pub page: Option<u32>,
    /// 1-based paragraph of the source, where known.
    pub paragraph: Option<u32>,
}

impl Diagnostic {
    /// A diagnostic about the whole document.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), page: None, paragraph: None }
    }

    /// The same, with the place in the source.
    #[must_use]
    pub fn at(mut self, page: Option<u32>, paragraph: Option<u32>) -> Self {
        self.page = page;
        self.paragraph = paragraph;
        self
    }

    /// How bad it is.
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }

    /// What to do.
    pub fn hint(&self) -> &'static str {
        self.code.hint()
    }
}

/// Output and diagnostics together. `None` means failed; it is never a half-made value.
#[derive(Debug, Clone)]
pub struct Pass<T> {
    /// The result, when there is one.
    pub output: Option<T>,
    /// What was noticed on the way.
    pub diagnostics: Vec<Diagnostic>,
}

impl<T> Pass<T> {
    /// A result with nothing to say about it.
    pub fn clean(output: T) -> Self {
        Self { output: Some(output), diagnostics: Vec::new() }
    }

    /// A result with diagnostics.
    pub fn with(output: T, diagnostics: Vec<Diagnostic>) -> Self {
        Self { output: Some(output), diagnostics }
    }

    /// A failure.
    pub fn failed(diagnostic: Diagnostic) -> Self {
        Self { output: None, diagnostics: vec![diagnostic] }
    }
}
