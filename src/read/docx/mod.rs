//! Word documents (Office Open XML, transitional and strict) into [`Raw`].
//!
//! Callers may rely on this:
//! - Headers come first, then the body, then footers; each part once, as furniture. A part that is empty adds nothing.
//! - Paragraphs without text and without a call of a note are left out, unless a number is printed before nothing.
//! - Bold, italic and underlined are what Word shows: document defaults, paragraph and character styles with their
//!   ancestors, direct formatting, with Word's toggle rule.
//! - A list item carries its label as printed. A heading, a cell or furniture has no room for one: there the label stands in the text.
//! - Text that the author deleted or moved away under change tracking is not text of the source: it is in neither
//!   the text nor [`Raw::removed`]. Inserted text is text. Comments are not read at all.
//! - Hidden text is in [`Raw::removed`] as `hidden`, with a diagnostic. Field codes are nowhere; field results are text.
//! - Notes are numbered in the order of their calls, as Word prints them; the ids in the file are not the numbers.
//! - Pages are not given: Word's own marks of where pages began are as old as its last repagination.
//! - A damaged main part fails the document; a damaged part beside it (styles, lists, notes, headers) is named and left out.

mod body;
mod namespace;
mod notes;
mod numbering;
mod properties;
mod relations;
mod styles;

use self::body::{Place, Story};
use self::namespace::pull;
use self::numbering::Numbering;
use self::relations::Relations;
use self::styles::Styles;
use super::container::{Archive, Container, Part};
use super::{Limits, Raw};
use crate::diagnostic::{Code, Diagnostic, Pass};
use crate::model::{Furniture, count_characters};

/// Reads a docx. Errors: `DamagedFile`, `EncryptedFile`, `UnsupportedFormat` (the old binary format), `OverLimit`.
pub fn read(bytes: &[u8], limits: &Limits) -> Pass<Raw> {
    read_container(Container::open(bytes, limits), limits)
}

/// As [`read`], with the archive in `bytes` open already.
pub(super) fn read_archive<'a>(bytes: &'a [u8], archive: Archive<'a>, limits: &'a Limits) -> Pass<Raw> {
    read_container(Container::of(bytes, archive, limits), limits)
}

fn read_container(container: Result<Container, Diagnostic>, limits: &Limits) -> Pass<Raw> {
    let mut diagnostics = Vec::new();
    match container.and_then(|container| read_package(container, limits, &mut diagnostics)) {
        Ok(raw) => Pass::with(raw, diagnostics),
        Err(error) => {
            diagnostics.push(error);
            Pass { output: None, diagnostics }
        }
    }
}

fn read_package(container: Container, limits: &Limits, diagnostics: &mut Vec<Diagnostic>) -> Result<Raw, Diagnostic> {
    let mut package = Package { container, limits, diagnostics };
    let main = relations::main_part(&mut package.container, limits, package.diagnostics)?;
    let Some(document) = package.container.text(&main)? else {
        return Err(Diagnostic::new(Code::DamagedFile, format!("the container has no part {main}")));
    };
    package.note_replaced(&main, &document);
    let relations = Relations::read(&mut package.container, &main, limits, package.diagnostics)?;

    let looks = package.container_text(relations.of_kind_or("styles", "styles.xml"), "styles")?;
    let styles = package.parsed(looks.as_ref(), "styles", |text, part| Styles::read(pull(part, text, limits)))?.unwrap_or_default();
    let lists = if memchr::memmem::find(document.text.as_bytes(), b"numPr").is_some() || styles.use_lists() {
        package.container_text(relations.of_kind_or("numbering", "numbering.xml"), "list labels")?
    } else {
        None
    };
    let mut numbering = package.numbering(lists.as_ref())?;

    let mut story = body::read(pull(&main, &document.text, limits), Place::Body, true, &styles, &mut numbering)?;
    if story.open_field {
        // The text behind a field without an end would be taken for its code and lost.
        package.diagnostics.push(Diagnostic::new(Code::PartSkipped, "a field has no end; the codes of fields may stand in the text"));
        numbering = package.numbering(lists.as_ref())?;
        story = body::read(pull(&main, &document.text, limits), Place::Body, false, &styles, &mut numbering)?;
    }
    if story.uses_lists && lists.is_none() && relations.of_kind("numbering").is_none() {
        package.diagnostics.push(Diagnostic::new(Code::PartSkipped, "the part with the list labels is missing: list items have no labels"));
    }
    if story.embedded > 0 {
        let message = format!("{} embedded documents were not read", story.embedded);
        package.diagnostics.push(Diagnostic::new(Code::PartSkipped, message));
    }
    drop(document);

    let notes = notes::read(&mut package, &relations, &story.called, &styles, &mut numbering)?;
    let (heads, feet) = package.furniture(&relations, &story, &styles, &mut numbering)?;
    let shift = heads.len();
    let removed = package.hidden(&mut story, shift);
    let mut paragraphs = heads;
    paragraphs.append(&mut story.paragraphs);
    paragraphs.extend(feet);
    Ok(Raw { paragraphs, notes, removed, covered: story.covered, ..Raw::default() })
}

/// The container with what goes along.
struct Package<'a, 'd> {
    container: Container<'a>,
    limits: &'a Limits,
    diagnostics: &'d mut Vec<Diagnostic>,
}

impl Package<'_, '_> {
    /// Reads a part that the document can do without. `None`, with a diagnostic, when it is there in name only or damaged.
    fn side_part<T>(
        &mut self,
        name: Option<String>,
        what: &str,
        parse: impl FnOnce(&str, &str) -> Result<T, Diagnostic>,
    ) -> Result<Option<T>, Diagnostic> {
        let part = self.container_text(name, what)?;
        self.parsed(part.as_ref(), what, parse)
    }

    /// What `parse` makes of the text and the name of a part. `None`, with a diagnostic, when it is damaged.
    fn parsed<'p, T>(
        &mut self,
        part: Option<&'p (String, Part)>,
        what: &str,
        parse: impl FnOnce(&'p str, &'p str) -> Result<T, Diagnostic>,
    ) -> Result<Option<T>, Diagnostic> {
        let Some((name, part)) = part else { return Ok(None) };
        match parse(&part.text, name) {
            Ok(value) => Ok(Some(value)),
            Err(error) => {
                self.diagnostics.push(skipped(name, what, error)?);
                Ok(None)
            }
        }
    }

    fn container_text(&mut self, name: Option<String>, what: &str) -> Result<Option<(String, Part)>, Diagnostic> {
        let Some(name) = name else { return Ok(None) };
        match self.container.text(&name) {
            Ok(Some(part)) => {
                self.note_replaced(&name, &part);
                Ok(Some((name, part)))
            }
            Ok(None) => {
                self.diagnostics.push(Diagnostic::new(Code::PartSkipped, format!("the part {name} ({what}) is missing")));
                Ok(None)
            }
            Err(error) => {
                self.diagnostics.push(skipped(&name, what, error)?);
                Ok(None)
            }
        }
    }

    fn numbering<'p>(&mut self, part: Option<&'p (String, Part)>) -> Result<Numbering<'p>, Diagnostic> {
        let limits = self.limits;
        Ok(self.parsed(part, "list labels", |text, part| Numbering::read(pull(part, text, limits)))?.unwrap_or_default())
    }

    /// Headers and footers that the sections name, each part once; those of a first page before the others.
    fn furniture<'d>(
        &mut self,
        relations: &Relations,
        story: &Story,
        styles: &Styles<'d>,
        numbering: &mut Numbering<'d>,
    ) -> Result<(Vec<super::RawParagraph>, Vec<super::RawParagraph>), Diagnostic> {
        let (mut heads, mut feet) = (Vec::new(), Vec::new());
        let mut done = std::collections::BTreeSet::new();
        let mut sections: Vec<_> = story.sections.iter().collect();
        sections.sort_by_key(|section| !section.first);
        for section in sections {
            let Some(name) = relations.by_id(&section.id).filter(|name| done.insert(name.clone())) else { continue };
            let (place, what) = match section.header {
                true => (Furniture::PageHead, "a header"),
                false => (Furniture::PageFoot, "a footer"),
            };
            let limits = self.limits;
            let read = self.side_part(Some(name), what, |text, part| {
                body::read(pull(part, text, limits), Place::Furniture(place), true, styles, numbering)
            })?;
            if let Some(read) = read {
                if section.header { heads.extend(read.paragraphs) } else { feet.extend(read.paragraphs) }
            }
        }
        Ok((heads, feet))
    }

    /// The books on hidden text. `shift` paragraphs of headers stand before the body.
    fn hidden(&mut self, story: &mut Story, shift: usize) -> Vec<(&'static str, String, usize)> {
        let characters: u64 = story.hidden.iter().map(|(text, _)| count_characters(text)).sum();
        if characters > 0 {
            let message = format!("{characters} characters of hidden text were left out");
            self.diagnostics.push(Diagnostic::new(Code::PartSkipped, message));
        }
        story.hidden.drain(..).map(|(text, index)| ("hidden", text, index + shift)).collect()
    }

    fn note_replaced(&mut self, name: &str, part: &Part) {
        if part.replaced {
            self.diagnostics.push(Diagnostic::new(Code::ReplacedBytes, format!("in the part {name}")));
        }
    }
}

/// The diagnostic for a part that is left out; limits and encryption end the reading.
fn skipped(name: &str, what: &str, error: Diagnostic) -> Result<Diagnostic, Diagnostic> {
    match error.code {
        Code::OverLimit | Code::EncryptedFile => Err(error),
        _ => Ok(Diagnostic::new(Code::PartSkipped, format!("the part {name} ({what}) cannot be read: {}", error.message))),
    }
}

#[cfg(test)]
mod tests;
