//! A file as it was read: text, blocks, notes, and what is in no block.

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
    /// Places of tables (table, row, column) into which a cell above reaches, ordered; a document with very many has but the first.
    pub covered: Vec<(u32, u32, u32)>,
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
    if text.is_ascii() {
        return text.bytes().filter(|b| !matches!(b, b' ' | b'\t'..=b'\r')).count() as u64;
    }
    text.chars().filter(|c| !c.is_whitespace()).count() as u64
}
