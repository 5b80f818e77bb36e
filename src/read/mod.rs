//! Bytes in, [`Document`] out. Pure: nothing here opens a file, and no format reader knows of questions.
//!
//! ```text
//! bytes ─ sniff ─▶ txt │ docx │ odt │ html │ xml │ pdf ─▶ Raw ─ normalize ─▶ Document
//! ```
//!
//! A format reader returns [`Raw`]: paragraphs in reading order with their style, list label, page and note marks.
//! `normalize` is the same for all formats: it removes converter marks, names page furniture, unifies white space,
//! and keeps the books: no character other than white space leaves the text without an entry in [`Document::removed`].

pub(crate) mod charset;
mod container;
pub mod docx;
pub(crate) mod flow;
mod furniture;
pub(crate) mod grid;
pub mod html;
mod line;
pub mod normalize;
pub(crate) mod numeral;
pub mod odt;
pub mod pdf;
mod pull;
pub mod sniff;
mod symbol;
mod token;
pub mod txt;
pub mod xml;

use crate::diagnostic::{Code, Diagnostic, Pass};
use crate::model::{Document, Format, Furniture, Markup, Removed, count_characters};
use crate::rules::{Group, Rules};

/// What a format reader hands to `normalize`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Raw {
    /// In reading order, furniture and tables included.
    pub paragraphs: Vec<RawParagraph>,
    /// Footnotes and endnotes in the order of their first mark.
    pub notes: Vec<RawNote>,
    /// Number of pages, where the format has pages.
    pub pages: Option<u32>,
    /// A document number from the file's metadata, where there is one.
    pub name_hint: Option<String>,
    /// Places (table, row, column) of tables into which a cell above reaches, at most 10_000 of them.
    pub covered: Vec<(u32, u32, u32)>,
    /// What the reader itself took out of the text: why, the characters, index of the paragraph (`usize::MAX`: of a note).
    pub removed: Vec<(&'static str, String, usize)>,
}

/// A paragraph, heading, list item, cell or piece of furniture as the format has it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RawParagraph {
    /// Its shape.
    pub shape: Shape,
    /// Its text. A line feed is a line break inside the paragraph (`<w:br/>`, `<br>`); `normalize` makes a block of each line.
    pub text: String,
    /// Styled stretches, ordered and disjoint, byte offsets in `text`. Unstyled stretches are left out.
    pub runs: Vec<Run>,
    /// Where notes are called: byte offset in `text` and index into [`Raw::notes`]. The mark itself is not in `text`.
    pub calls: Vec<(usize, usize)>,
    /// 1-based page.
    pub page: Option<u32>,
    /// What the source's markup says of it.
    pub markup: Option<Markup>,
}

/// The shape of a raw paragraph.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Shape {
    /// An ordinary paragraph.
    #[default]
    Paragraph,
    /// A heading by the source's own markup, level from 1.
    Heading(u8),
    /// A list item with its label as a reader sees it.
    ListItem(String),
    /// A cell of a table; counts from 0.
    Cell {
        /// Which table of the document.
        table: u32,
        /// Which row.
        row: u32,
        /// Which column.
        column: u32,
    },
    /// Known by the format to be furniture (header and footer parts, `<nav>`).
    Furniture(Furniture),
}

/// A stretch of text with a style.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Run {
    /// First byte in [`RawParagraph::text`].
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// Bold.
    pub bold: bool,
    /// Italic.
    pub italic: bool,
    /// Underlined.
    pub underline: bool,
}

/// A note's body.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RawNote {
    /// The mark as printed.
    pub label: String,
    /// Its text; paragraphs joined by a line feed.
    pub text: String,
    /// 1-based page.
    pub page: Option<u32>,
}

/// Limits for one document. A reader that passes one returns `Code::OverLimit`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file.
    pub file_bytes: u64,
    /// Bytes of one part of a zip container, unpacked.
    pub part_bytes: u64,
    /// Bytes of all parts read of a zip container, unpacked.
    pub unpacked_bytes: u64,
    /// Unpacked bytes for each packed byte; tested only above [`Limits::RATIO_FLOOR`].
    pub unpack_ratio: u64,
    /// Entries in a zip container.
    pub zip_entries: usize,
    /// Depth of nested elements in xml and html.
    pub depth: usize,
    /// Pages of a pdf.
    pub pages: u32,
    /// Seconds for one document.
    pub seconds: u64,
}

impl Limits {
    /// Below this many unpacked bytes the ratio is not tested: small files compress well.
    pub const RATIO_FLOOR: u64 = 64 << 20;
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_bytes: 512 << 20,
            part_bytes: 256 << 20,
            unpacked_bytes: 512 << 20,
            unpack_ratio: 1000,
            zip_entries: 10_000,
            depth: 1_000,
            pages: 5_000,
            seconds: 120,
        }
    }
}

/// Reads a file's bytes. `name` is the file's name (for messages and hints only; the format is recognised by content).
///
/// # Errors
/// `output` is `None`, with the reason, for an empty, damaged, protected or binary file, a format that is not read, or a limit passed.
pub fn read(name: &str, bytes: &[u8], limits: &Limits) -> Pass<Document> {
    if bytes.is_empty() {
        return Pass::failed(Diagnostic::new(Code::EmptyFile, "The file holds no bytes."));
    }
    let size = bytes.len() as u64;
    // Spans are 32-bit: a larger limit cannot be kept.
    let limit = limits.file_bytes.min(u64::from(u32::MAX) / 2);
    if size > limit {
        return Pass::failed(Diagnostic::new(Code::OverLimit, format!("The file holds {size} bytes; the limit is {limit}.")));
    }
    let (format, archive) = match sniff::recognise(bytes) {
        Ok(recognised) => recognised,
        Err(diagnostic) => return Pass::failed(diagnostic),
    };
    let mut pass = match (format, archive) {
        (Format::Docx, Some(archive)) => normalized(format, docx::read_archive(bytes, archive, limits)),
        (Format::Odt, Some(archive)) => normalized(format, odt::read_archive(bytes, archive, limits)),
        _ => read_as(format, bytes, limits),
    };
    if let Some(document) = &mut pass.output {
        if document.name_hint.is_none() {
            document.name_hint = name_hint(name);
        }
        if document.blocks.is_empty() {
            return Pass::failed(Diagnostic::new(Code::EmptyFile, "The file holds no text, only white space or marks."));
        }
    }
    pass
}

/// Reads bytes as `format`, whatever they look like.
///
/// # Errors
/// As [`read`], but that a document without blocks is no failure.
pub fn read_as(format: Format, bytes: &[u8], limits: &Limits) -> Pass<Document> {
    match format {
        Format::Txt => txt::read(bytes, limits),
        Format::Pdf => normalized(format, pdf::read(bytes, limits)),
        Format::Html => normalized(format, html::read(bytes, limits)),
        Format::Xml => normalized(format, xml::read(bytes, limits)),
        Format::Docx => normalized(format, docx::read(bytes, limits)),
        Format::Odt => normalized(format, odt::read(bytes, limits)),
    }
}

/// What a format reader returned, as a document.
fn normalized(format: Format, raw: Pass<Raw>) -> Pass<Document> {
    let output = raw.output.map(|mut raw| {
        let removed = std::mem::take(&mut raw.removed);
        let mut document = normalize::normalize(raw, format, None);
        for (why, text, index) in removed {
            document.characters += count_characters(&text);
            let paragraph = index.checked_add(1).and_then(|i| u32::try_from(i).ok()).unwrap_or(0);
            document.removed.push(Removed { why, text: text.into(), paragraph });
        }
        document
    });
    Pass { output, diagnostics: raw.diagnostics }
}

/// A document number in a file's name (`2025D43823`, `kst-32317-974`).
fn name_hint(name: &str) -> Option<Box<str>> {
    let group: &Group = Rules::embedded().group("name_hint");
    group.first(name).map(|hit| hit.text().into())
}

#[cfg(test)]
mod tests;
