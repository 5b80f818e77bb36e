//! The XML of officielebekendmakingen.nl, old and new dialect, as [`Raw`]; any other XML as well as its names allow.
//!
//! Callers may rely on this:
//! - no text of an element is lost: an element of unknown name is a block among blocks and text inside a line; comments,
//!   processing instructions and attributes are no text.
//! - the text inside `<vraag>` and `<antwoord>` carries [`Markup`](crate::model::Markup); their number is a heading ("Vraag 1", also where the source
//!   says `1` only, as the print does).
//! - the document's letterhead (`kamerstukkop`, `kop` of the root) and metadata are furniture.
//! - a file that ends before its root element does, or whose tags do not match, is `damaged_file`: never half a document.
//! - entities that the file defines itself are not expanded: their reference stays as text, with `part_skipped`.
//!
//! One pass over the text, no tree; time and memory grow with the size of the file only.

mod build;
mod element;
mod list;
mod look;
mod note;

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

use self::build::Builder;
use super::{Limits, Raw, charset};
use crate::diagnostic::{Code, Diagnostic, Pass};

/// Reads the XML of a document.
///
/// # Errors
/// `damaged_file` when it is cut off or not well-formed, `over_limit` when elements nest deeper than [`Limits::depth`].
pub fn read(bytes: &[u8], limits: &Limits) -> Pass<Raw> {
    let (text, mut diagnostics) = charset::decode(bytes, charset::xml_declaration(bytes).as_deref());
    match parse(&text, limits) {
        Ok(Parsed::Page) => super::html::read(bytes, limits),
        Ok(Parsed::Document(raw, found)) => {
            diagnostics.extend(found);
            Pass::with(*raw, diagnostics)
        }
        Err(diagnostic) => Pass::failed(diagnostic),
    }
}

enum Parsed {
    Document(Box<Raw>, Vec<Diagnostic>),
    /// The root is `<html>`: a web page that happens to be well-formed.
    Page,
}

fn parse(text: &str, limits: &Limits) -> Result<Parsed, Diagnostic> {
    let mut reader = Reader::from_str(text);
    // A bare ampersand is a slip of an editor, not damage.
    reader.config_mut().allow_dangling_amp = true;
    let mut builder = Builder::new(limits.depth);
    let mut entities = Entities::default();
    let mut rooted = false;
    loop {
        let event = match reader.read_event() {
            Ok(event) => event,
            Err(error) => {
                let message = format!("The XML is not well-formed near byte {}: {error}.", reader.error_position());
                return Err(Diagnostic::new(Code::DamagedFile, message));
            }
        };
        match event {
            Event::Start(tag) => {
                if !std::mem::replace(&mut rooted, true) && is_page(&tag) {
                    return Ok(Parsed::Page);
                }
                builder.start(&tag)?;
            }
            Event::Empty(tag) => {
                rooted = true;
                builder.start(&tag)?;
                builder.end();
            }
            Event::End(_) => builder.end(),
            Event::Text(piece) => builder.text(&piece),
            Event::CData(piece) => builder.text(&piece),
            Event::GeneralRef(reference) => entities.resolve(&reference, &mut builder),
            Event::Eof => break,
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
    if !rooted {
        return Err(Diagnostic::new(Code::DamagedFile, "The XML holds no element."));
    }
    if let Some(name) = builder.open_element() {
        let message = format!("The XML is cut off: {name} is not closed where the file ends, after {} paragraphs.", builder.paragraphs());
        return Err(Diagnostic::new(Code::DamagedFile, message));
    }
    Ok(Parsed::Document(Box::new(builder.finish()), entities.diagnostics()))
}

fn is_page(tag: &BytesStart<'_>) -> bool {
    tag.local_name().as_ref().eq_ignore_ascii_case("html")
}

/// References to characters, and what could not be resolved.
#[derive(Default)]
struct Entities {
    unknown: usize,
    first: String,
    invalid: usize,
}

impl Entities {
    fn resolve(&mut self, reference: &BytesRef<'_>, builder: &mut Builder) {
        if reference.is_char_ref() {
            let mut buffer = [0; 4];
            let resolved = reference.resolve_char_ref().ok().flatten();
            self.invalid += usize::from(resolved.is_none());
            builder.text(resolved.unwrap_or(char::REPLACEMENT_CHARACTER).encode_utf8(&mut buffer));
            return;
        }
        let name: &str = reference;
        match named(name) {
            Some(text) => builder.text(&text),
            None => {
                if self.unknown == 0 {
                    name.clone_into(&mut self.first);
                }
                self.unknown += 1;
                builder.text("&");
                builder.text(name);
                builder.text(";");
            }
        }
    }

    fn diagnostics(self) -> Vec<Diagnostic> {
        let mut diagnostics = Vec::new();
        if self.unknown > 0 {
            let message = format!("{} entities such as &{}; are not known and were left as they stand.", self.unknown, self.first);
            diagnostics.push(Diagnostic::new(Code::PartSkipped, message));
        }
        if self.invalid > 0 {
            let message = format!("{} references to characters that do not exist were replaced by U+FFFD.", self.invalid);
            diagnostics.push(Diagnostic::new(Code::ReplacedBytes, message));
        }
        diagnostics
    }
}

/// The text of an entity of XML or HTML; the old files use `&euml;` and the like without their DTD at hand.
fn named(name: &str) -> Option<String> {
    // The table of html5ever has prefixes too, which stand for nothing.
    let (first, second) = *html5ever::data::NAMED_ENTITIES.get(format!("{name};").as_str())?;
    let mut text = String::new();
    text.extend(char::from_u32(first).filter(|c| *c != '\0'));
    text.extend(char::from_u32(second).filter(|c| *c != '\0'));
    (!text.is_empty()).then_some(text)
}

#[cfg(test)]
mod tests;
