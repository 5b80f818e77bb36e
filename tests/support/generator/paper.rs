//! The composed report: paragraphs with their look, and the truth beside them. No paragraph says what it is for.

use super::Family;
use super::truth::Truth;

/// Where a text comes from: decides the noise around it (genre §1.1) when it is rendered as text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Flavour {
    /// The Kamer's own docx, saved as text: tabs, stray blank lines, `[footnoteRef:2]`.
    Concept,
    /// officielebekendmakingen.nl before the new site: glued head lines, `X Noot` at the end.
    OldSite,
    /// The new site: a table of facts and a menu first.
    NewSite,
    /// tweedekamer.nl: one long title line, hard line breaks inside sentences.
    Kamer,
    /// tkconv: menu, title, `Nummer: …`.
    Tkconv,
    /// Text layer of a pdf: hard line breaks, hyphenation, running heads.
    Pdf,
    /// parlementairemonitor.nl: a table of facts first, a print line somewhere in the middle.
    Monitor,
    /// openkamer.org.
    OpenKamer,
    /// A markdown conversion.
    Markdown,
    /// Every paragraph one line, no blank lines.
    Dense,
}

impl Flavour {
    /// All flavours in declared order.
    pub const ALL: [Self; 10] = [
        Self::Concept,
        Self::OldSite,
        Self::NewSite,
        Self::Kamer,
        Self::Tkconv,
        Self::Pdf,
        Self::Monitor,
        Self::OpenKamer,
        Self::Markdown,
        Self::Dense,
    ];
}

/// A composed report.
#[derive(Debug, Clone)]
pub struct Composed {
    /// What it was made from.
    pub seed: u64,
    /// Its structure.
    pub family: Family,
    /// Its noise as text.
    pub flavour: Flavour,
    /// The choices of layout in a few words, for messages.
    pub choices: String,
    /// In the order of the text, from the first line of the head to the last line.
    pub paragraphs: Vec<Paragraph>,
    /// Footnotes: [`Paragraph::notes`] points here.
    pub notes: Vec<String>,
    /// What a careful reader finds in it.
    pub truth: Truth,
}

/// A paragraph as it looks.
#[derive(Debug, Clone, Default)]
pub struct Paragraph {
    /// Its text, without list label and without footnote marks.
    pub text: String,
    /// A heading by the typist's style, counting from 1. Typists forget it: a heading may be a plain or bold paragraph.
    pub heading: Option<u8>,
    /// Wholly bold.
    pub bold: bool,
    /// Wholly italic.
    pub italic: bool,
    /// List label as a reader sees it (`3.`, `•`), which a word processor may draw.
    pub label: Option<String>,
    /// Footnote calls: byte offset in `text`, index into [`Composed::notes`].
    pub notes: Vec<(usize, usize)>,
    /// Table, row and column when it is a cell.
    pub cell: Option<(u32, u32, u32)>,
    /// Whether the paragraph sits close to the next one (no blank line between them in a text that has blank lines).
    pub tight: bool,
    /// 1-based page.
    pub page: u32,
}

impl Composed {
    /// The report as a text file of its flavour.
    pub fn to_text(&self) -> String {
        super::render_txt::render(self)
    }
}
