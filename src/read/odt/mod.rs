//! OpenDocument texts into [`Raw`].
//!
//! Callers may rely on this:
//! - Headers come first, then the body, then footers; each of a master page once, as furniture. The same text is given once.
//! - Paragraphs without text and without a call of a note are left out, unless a number is printed before nothing.
//! - A list item carries its label as printed; its further paragraphs are ordinary ones. A heading, a cell or
//!   furniture has no room for a label: there it stands in the text.
//! - Tracked deletions and annotations are not text of the source. Hidden text is in [`Raw::removed`] as `hidden`, with a diagnostic.
//! - Notes carry the mark that the file shows. Pages are not given: an odt does not know them.
//! - A damaged content.xml fails the document; a damaged styles.xml is named and left out.

mod body;
mod lists;
mod namespace;
mod styles;

use std::collections::BTreeSet;

use self::body::Flow;
use self::namespace::{Ns, pull};
use self::styles::{Sheet, Styles};
use super::container::{Archive, Container, Part};
use super::pull::Node;
use super::{Limits, Raw, RawParagraph};
use crate::diagnostic::{Code, Diagnostic, Pass};
use crate::model::{Furniture, count_characters};

/// Reads an odt. Errors: `DamagedFile`, `EncryptedFile`, `OverLimit`.
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

fn read_package(mut container: Container, limits: &Limits, diagnostics: &mut Vec<Diagnostic>) -> Result<Raw, Diagnostic> {
    if is_encrypted(&mut container)? {
        return Err(Diagnostic::new(Code::EncryptedFile, "the document is protected by a password"));
    }
    let part = container.text("styles.xml");
    let read = match &part {
        Ok(part) => read_styles(part.as_ref(), limits, diagnostics),
        Err(error) => Err(error.clone()),
    };
    let (common, heads, feet) = match read {
        Ok(read) => read,
        Err(error) if matches!(error.code, Code::OverLimit | Code::EncryptedFile) => return Err(error),
        Err(error) => {
            diagnostics.push(Diagnostic::new(Code::PartSkipped, format!("styles, headers and footers cannot be read: {}", error.message)));
            Default::default()
        }
    };
    let Some(content) = container.text("content.xml")? else {
        return Err(Diagnostic::new(Code::DamagedFile, "the container has no part content.xml"));
    };
    note_replaced("content.xml", &content, diagnostics);
    let mut flow = read_content(&content.text, limits, &common)?;

    let characters: u64 = flow.hidden.iter().map(|(text, _)| count_characters(text)).sum();
    if characters > 0 {
        diagnostics.push(Diagnostic::new(Code::PartSkipped, format!("{characters} characters of hidden text were left out")));
    }
    let shift = heads.len();
    let removed = flow.hidden.into_iter().map(|(text, index)| ("hidden", text, index + shift)).collect();
    let mut paragraphs = heads;
    paragraphs.append(&mut flow.paragraphs);
    paragraphs.extend(feet);
    Ok(Raw { paragraphs, notes: flow.notes, removed, covered: flow.covered, ..Raw::default() })
}

/// The manifest of a protected odt lists how its parts are encrypted; the zip itself does not say.
fn is_encrypted(container: &mut Container) -> Result<bool, Diagnostic> {
    match container.bytes("META-INF/manifest.xml") {
        Ok(manifest) => Ok(manifest.is_some_and(|manifest| memchr::memmem::find(&manifest, b"encryption-data").is_some())),
        Err(error) if matches!(error.code, Code::OverLimit | Code::EncryptedFile) => Err(error),
        Err(_) => Ok(false),
    }
}

/// content.xml: its automatic styles, then its text.
fn read_content(text: &str, limits: &Limits, common: &Styles) -> Result<Flow, Diagnostic> {
    let mut pull = pull("content.xml", text, limits);
    let mut own = Styles::default();
    let mut flow = None;
    loop {
        match pull.next()? {
            Node::Open(tag) if flow.is_none() && own.take(&tag, &mut pull)? => {}
            Node::Open(tag) => match (tag.ns, tag.local()) {
                (Ns::Office, "text") if flow.is_none() => flow = Some(body::read(&mut pull, None, Sheet { own: &own, common })?),
                (Ns::Office, "document-content" | "document" | "automatic-styles" | "body") => {}
                _ => pull.skip()?,
            },
            Node::End => break,
            _ => {}
        }
    }
    flow.ok_or_else(|| Diagnostic::new(Code::DamagedFile, "content.xml holds no text document"))
}

/// Common styles, headers, footers.
type StylesPart<'a> = (Styles<'a>, Vec<RawParagraph>, Vec<RawParagraph>);

/// styles.xml: common styles, and the headers and footers of its master pages.
fn read_styles<'a>(part: Option<&'a Part>, limits: &Limits, diagnostics: &mut Vec<Diagnostic>) -> Result<StylesPart<'a>, Diagnostic> {
    let Some(part) = part else {
        diagnostics.push(Diagnostic::new(Code::PartSkipped, "the part styles.xml (styles, headers and footers) is missing"));
        return Ok(StylesPart::default());
    };
    note_replaced("styles.xml", part, diagnostics);
    let mut pull = pull("styles.xml", &part.text, limits);
    let (mut common, mut heads, mut feet) = StylesPart::default();
    // Styles of the headers and footers themselves; content.xml may use the same names for others.
    let mut automatic = Styles::default();
    let mut known = BTreeSet::new();
    let mut in_automatic = false;
    loop {
        match pull.next()? {
            Node::Open(tag) => {
                let styles = if in_automatic { &mut automatic } else { &mut common };
                if styles.take(&tag, &mut pull)? {
                    continue;
                }
                match (tag.ns, tag.local()) {
                    (Ns::Office, "automatic-styles") => in_automatic = true,
                    (Ns::Office, "document-styles" | "document" | "styles" | "master-styles") | (Ns::Style, "master-page") => {}
                    (Ns::Style, name @ ("header" | "header-left" | "header-first" | "footer" | "footer-left" | "footer-first"))
                        if tag.attribute("display").is_none_or(|value| value != "false") =>
                    {
                        let header = name.starts_with("header");
                        let place = if header { Furniture::PageHead } else { Furniture::PageFoot };
                        let flow = body::read(&mut pull, Some(place), Sheet { own: &automatic, common: &common })?;
                        let list = if header { &mut heads } else { &mut feet };
                        // Every master page repeats the header of the one before.
                        let text: Vec<String> = flow.paragraphs.iter().map(|paragraph| paragraph.text.clone()).collect();
                        if known.insert((header, text)) {
                            list.extend(flow.paragraphs);
                        }
                    }
                    _ => pull.skip()?,
                }
            }
            Node::Close if pull.depth() < 2 => in_automatic = false,
            Node::End => return Ok((common, heads, feet)),
            _ => {}
        }
    }
}

fn note_replaced(name: &str, part: &Part, diagnostics: &mut Vec<Diagnostic>) {
    if part.replaced {
        diagnostics.push(Diagnostic::new(Code::ReplacedBytes, format!("in the part {name}")));
    }
}

#[cfg(test)]
mod tests;
