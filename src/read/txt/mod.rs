//! Plain text into paragraphs.
pub mod decode;

use super::normalize::{Books, normalize};
use super::{Raw, RawParagraph};
use crate::diagnostic::Pass;
use crate::model::{Document, Format, count_characters};

/// Reads a text file.
pub fn read(bytes: &[u8]) -> Pass<Document> {
    let (text, diagnostics) = decode::decode(bytes);
    let books = Books { characters: count_characters(&text), ..Books::default() };
    let mut raw = Raw::default();
    for line in text.lines().filter(|l| !l.trim().is_empty()) {
        raw.paragraphs.push(RawParagraph { text: line.to_owned(), ..RawParagraph::default() });
    }
    Pass::with(normalize(raw, Format::Txt, Some(books)), diagnostics)
}
