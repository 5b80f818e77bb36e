//! Plain text into paragraphs: decoded, wrapped lines joined, notes and marks taken out of the text.
//!
//! ```text
//! bytes ─ decode ─▶ text ─ lines (or flat) ─▶ lines ─ bodies ─▶ named lines ─ wrap ─▶ paragraphs ─ calls, marks ─▶ Raw
//! ```
//!
//! Callers may rely on this: time is linear in the bytes; a text whose paragraphs are one line each comes out as it is;
//! every character of the decoded text is in a block or in `removed` (`normalize` has the books); of Markdown, every one of the page
//! that it describes (`markdown.rs`).

mod bodies;
mod calls;
pub mod decode;
mod flat;
mod heads;
mod hyphen;
mod lines;
mod markdown;
mod marks;
mod side;
mod wrap;

use super::normalize::{Books, normalize};
use super::{Limits, html};
use crate::diagnostic::{Code, Diagnostic, Pass};
use crate::model::{Document, Format, count_characters};

/// Reads a text file. It cannot fail: what is not understood stays a paragraph.
pub fn read(bytes: &[u8], limits: &Limits) -> Pass<Document> {
    let (text, mut diagnostics) = decode::decode(bytes);
    // A page that nests too deep is read as the text that it is.
    let of_pages = markdown::is_of_pages(&text);
    if !of_pages
        && let Some(page) = markdown::page(&text)
        && let Pass { output: Some(raw), diagnostics: of_page } = html::read(page.as_bytes(), limits)
    {
        diagnostics.extend(of_page);
        return Pass { output: super::normalized(Format::Txt, Pass::with(raw, Vec::new())).output, diagnostics };
    }
    let mut books = Books { characters: count_characters(&text), ..Books::default() };
    let rules = lines::LineRules::new();
    let mut lines = flat::lines(&text, &rules).unwrap_or_else(|| lines::split(&text, of_pages, &rules));
    heads::name(&mut lines);
    let wrapping = wrap::wrapping(&lines, &rules);
    bodies::name(&mut lines, wrapping);
    let pages = lines.last().map_or(1, |l| l.page);
    let (paragraphs, joins) = wrap::join(&lines, &text, &rules);
    drop(lines);
    if joins > 0 {
        diagnostics.push(Diagnostic::new(Code::UnwrappedLines, format!("{joins} line ends inside paragraphs were undone.")));
    }
    let mut raw = calls::resolve(paragraphs, pages > 1, &mut books.removed);
    raw.pages = (pages > 1).then_some(pages);
    drop(text);
    Pass::with(normalize(raw, Format::Txt, Some(books)), diagnostics)
}

#[cfg(test)]
mod tests;
