//! A composed report in the formats that reports come in, with the styling that such files have.
//!
//! Callers may rely on this: the same report gives the same bytes; every character of the report is in the file; what a
//! format draws itself (list labels, note marks) is not in its text; nothing says what a paragraph is for but its look.

pub mod docx;
pub mod html;
pub mod odt;
pub mod pdf;
pub mod xml;

mod metrics;

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use super::paper::{Composed, Paragraph};

/// The formats of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A text file.
    Txt,
    /// As Word saves it.
    Docx,
    /// As LibreOffice saves it.
    Odt,
    /// The page of officielebekendmakingen.nl since 2020.
    Html,
    /// The page of officielebekendmakingen.nl before that.
    OldHtml,
    /// `officiele-publicatie`.
    Xml,
    /// Set in columns of text with page heads, feet and hyphens.
    Pdf,
}

impl Format {
    /// All formats in declared order.
    pub const ALL: [Self; 7] = [Self::Txt, Self::Docx, Self::Odt, Self::Html, Self::OldHtml, Self::Xml, Self::Pdf];

    /// The extension that such a file has.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Txt => "txt",
            Self::Docx => "docx",
            Self::Odt => "odt",
            Self::Html | Self::OldHtml => "html",
            Self::Xml => "xml",
            Self::Pdf => "pdf",
        }
    }
}

impl Composed {
    /// The report as a file of this format.
    pub fn to_bytes(&self, format: Format) -> Vec<u8> {
        match format {
            Format::Txt => self.to_text().into_bytes(),
            Format::Docx => docx::render(self),
            Format::Odt => odt::render(self),
            Format::Html => html::render(self),
            Format::OldHtml => html::render_old(self),
            Format::Xml => xml::render(self),
            Format::Pdf => pdf::render(self),
        }
    }
}

/// A paragraph's text between its notes, and the notes.
enum Piece<'p> {
    Text(&'p str),
    Note(usize),
}

fn pieces(paragraph: &Paragraph) -> Vec<Piece<'_>> {
    let mut out = Vec::new();
    let mut from = 0;
    for &(at, note) in &paragraph.notes {
        if at > from {
            out.push(Piece::Text(&paragraph.text[from..at]));
        }
        out.push(Piece::Note(note));
        from = at;
    }
    if from < paragraph.text.len() {
        out.push(Piece::Text(&paragraph.text[from..]));
    }
    out
}

/// Paragraphs one by one, and the rows of each table together.
enum Part<'c> {
    Paragraph(&'c Paragraph),
    /// Rows of cells; a cell may have several paragraphs.
    Table(Vec<Vec<Vec<&'c Paragraph>>>),
}

fn parts(composed: &Composed) -> Vec<Part<'_>> {
    let mut out = Vec::new();
    let mut table: Option<(u32, Vec<Vec<Vec<&Paragraph>>>)> = None;
    for paragraph in &composed.paragraphs {
        match paragraph.cell {
            None => {
                out.extend(table.take().map(|(_, rows)| Part::Table(rows)));
                out.push(Part::Paragraph(paragraph));
            }
            Some((number, row, column)) => {
                if table.as_ref().is_some_and(|(own, _)| *own != number) {
                    out.extend(table.take().map(|(_, rows)| Part::Table(rows)));
                }
                let (_, rows) = table.get_or_insert_with(|| (number, Vec::new()));
                rows.resize_with(rows.len().max(row as usize + 1), Vec::new);
                let cells = &mut rows[row as usize];
                cells.resize_with(cells.len().max(column as usize + 1), Vec::new);
                cells[column as usize].push(paragraph);
            }
        }
    }
    out.extend(table.take().map(|(_, rows)| Part::Table(rows)));
    out
}

/// A list label as a word processor makes it: a number it counts to and what it writes around that, or a sign.
enum Drawn<'l> {
    Number { before: &'l str, value: u32, after: &'l str },
    Letter { before: &'l str, value: u32, after: &'l str },
    Sign(&'l str),
}

fn drawn(label: &str) -> Drawn<'_> {
    let start = label.find(|c: char| c.is_ascii_alphanumeric()).unwrap_or(label.len());
    let rest = &label[start..];
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    if let Ok(value) = rest[..digits].parse() {
        return Drawn::Number { before: &label[..start], value, after: &rest[digits..] };
    }
    match rest.as_bytes() {
        [letter @ b'a'..=b'z', after @ ..] if !after.iter().any(u8::is_ascii_alphanumeric) => {
            Drawn::Letter { before: &label[..start], value: u32::from(letter - b'a') + 1, after: &rest[1..] }
        }
        _ => Drawn::Sign(label),
    }
}

/// The head lines that officielebekendmakingen sets apart: `32 317 JBZ-Raad` and `Nr. 974 VERSLAG …`, with the two parts of each.
enum Head<'p> {
    Dossier(&'p str, &'p str),
    Paper(&'p str, &'p str),
}

fn head<'p>(composed: &Composed, paragraph: &'p Paragraph) -> Option<Head<'p>> {
    let text = paragraph.text.as_str();
    if paragraph.label.is_some() || !paragraph.notes.is_empty() || text.contains('\n') {
        return None;
    }
    let dossier = &composed.truth.dossier;
    if let Some(length) = dossier_length(text, dossier)
        && let Some(title) = text[length..].strip_prefix(' ')
    {
        return Some(Head::Dossier(&text[..length], title));
    }
    let rest = text.strip_prefix("Nr. ")?.strip_prefix(composed.truth.number.as_str())?.strip_prefix(' ')?;
    let number = &text[..text.len() - rest.len() - 1];
    (!composed.truth.number.is_empty()).then_some(Head::Paper(number, rest))
}

/// Bytes of `text` that write the dossier out with spaces.
fn dossier_length(text: &str, dossier: &str) -> Option<usize> {
    let mut wanted = dossier.chars().peekable();
    wanted.peek()?;
    for (at, c) in text.char_indices() {
        match wanted.peek() {
            None => return Some(at),
            Some(&next) if next == c => drop(wanted.next()),
            // `36600-XVI` is printed `36 600 XVI`.
            Some('-') if c == ' ' => drop(wanted.next()),
            _ if c == ' ' => {}
            _ => return None,
        }
    }
    None
}

/// Text in xml.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
    out
}

/// Where a text is parted into runs, as word processors do after each correction: after about every `every` words.
fn runs(text: &str, every: usize) -> Vec<&str> {
    let mut out = Vec::new();
    let mut from = 0;
    for (nth, (at, _)) in text.match_indices(' ').enumerate() {
        if (nth + 1) % every == 0 {
            out.push(&text[from..at]);
            from = at;
        }
    }
    out.push(&text[from..]);
    out
}

fn zip(parts: &[(&str, String)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        // OpenDocument wants its type first and as it is.
        let method = if *name == "mimetype" { zip::CompressionMethod::Stored } else { zip::CompressionMethod::Deflated };
        let options = zip::write::SimpleFileOptions::default().compression_method(method);
        writer.start_file(*name, options).expect("memory takes it");
        writer.write_all(content.as_bytes()).expect("memory takes it");
    }
    writer.finish().expect("memory takes it").into_inner()
}

/// `32 317, nr. 974` for page feet; empty when the report has no number.
fn foot(composed: &Composed) -> String {
    let mut out = String::new();
    let dossier = &composed.truth.dossier;
    if dossier.len() > 2 && !composed.truth.number.is_empty() {
        let _ = write!(out, "{} {}, nr. {}", &dossier[..2], &dossier[2..], composed.truth.number);
    }
    out
}
