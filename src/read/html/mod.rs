//! Web pages as [`Raw`]: officielebekendmakingen.nl (old and new layout), tweedekamer.nl, tkconv, and any other page.
//!
//! Callers may rely on this:
//! - the page is parsed as browsers do, malformed or not, and its text stands in the order of the source, white space collapsed
//!   as browsers do; list labels and bullets are those that a browser draws.
//! - what a browser does not show (`script`, `template`, `hidden`, `display:none`, pictures' texts) is not text.
//! - menus, breadcrumbs, site heads and feet are furniture (`navigation`), the facts that a site prints above a document
//!   (`site_head`) too: no visible text is dropped.
//! - footnotes are in [`Raw::notes`] and their marks and links back are not in the text, for the kinds of pages named in `note`.
//! - a table that only lays out the page has no cells.
//! - a page that ends inside a tag, or without an end at all, has a warning `part_skipped`.

mod list;
mod look;
mod note;
mod part;
mod scan;
mod tag;
mod tree;
mod walk;

use memchr::memmem;

use self::look::Looks;
use self::note::Notes;
use self::part::Page;
use self::scan::{Scan, scan};
use self::tag::Tag;
use self::tree::{Attr, Kind, ROOT, Tree};
use super::{Limits, Raw, charset};
use crate::diagnostic::{Code, Diagnostic, Pass};
use crate::rules::Rules;

/// Reads a web page.
///
/// # Errors
/// `over_limit` when elements nest deeper than [`Limits::depth`], a tag is longer than any page needs, or there are too many.
pub fn read(bytes: &[u8], limits: &Limits) -> Pass<Raw> {
    let (text, mut diagnostics) = charset::decode(bytes, declared_charset(bytes).as_deref());
    match scan(&text) {
        Scan::Fine => diagnostics.extend(missing_end(&text)),
        Scan::LongTag(at) => {
            return Pass::failed(Diagnostic::new(
                Code::OverLimit,
                format!("The tag at byte {at} of the page is longer, or has more attributes, than any page needs."),
            ));
        }
        Scan::OpenEnd(at) => {
            let message = format!("The page ends inside a tag: the last {} bytes are not shown and were left out.", text.len() - at);
            diagnostics.push(Diagnostic::new(Code::PartSkipped, message));
        }
    }
    let tree = Tree::parse(&text, limits.depth);
    drop(text);
    if let Some(message) = tree.over {
        return Pass::failed(Diagnostic::new(Code::OverLimit, message));
    }
    let looks = Looks::new();
    let notes = Notes::find(&tree, &looks);
    let (page, name_hint) = survey(&tree);
    let mut raw = walk::read(&tree, &page, &looks, &notes);
    raw.name_hint = name_hint;
    Pass::with(raw, diagnostics)
}

/// What the page says of itself, and the measures by which its parts are judged.
fn survey(tree: &Tree) -> (Page<'_>, Option<String>) {
    let mut page = Page::new(tree);
    let hints = Rules::embedded().group("name_hint");
    let (mut hint, mut weaker) = (None, None);
    let (mut letters, mut has_main) = (0, false);
    tree.walk(ROOT, |at| {
        match &tree.nodes[at as usize].kind {
            Kind::Text(text) => letters += text.trim().len(),
            Kind::Element(element) => match element.tag {
                Tag::Meta => {
                    let name = element.get(Attr::Name).unwrap_or_default();
                    if hint.is_none() && name.to_ascii_lowercase().ends_with("identifier") {
                        hint = element.get(Attr::Content).and_then(|content| hints.first(content)).map(|hit| hit.text().to_owned());
                    }
                }
                Tag::Link if weaker.is_none() && element.get(Attr::Rel) == Some("canonical") => {
                    weaker = element.get(Attr::Href).and_then(|href| hints.first(href)).map(|hit| hit.text().to_owned());
                }
                Tag::Main | Tag::Article => has_main = true,
                // The head holds facts, but nothing that is shown.
                Tag::Unseen => return tree.nodes[at as usize].parent != ROOT && is_head(tree, at),
                _ => has_main |= element.get(Attr::Role) == Some("main"),
            },
            Kind::Other => {}
        }
        true
    });
    (page.letters, page.has_main) = (letters, has_main);
    (page, hint.or(weaker))
}

/// Whether `id` stands directly in `<html>`.
fn is_head(tree: &Tree, id: tree::NodeId) -> bool {
    tree.tag(tree.nodes[id as usize].parent) == Some(Tag::Html)
}

/// The encoding that a page gives for itself in its first bytes: `<meta charset=…>`, `http-equiv`, or an XML declaration.
fn declared_charset(bytes: &[u8]) -> Option<String> {
    let head = bytes[..bytes.len().min(4096)].to_ascii_lowercase();
    let found = |sign: &[u8], from: usize| memmem::find(&head[from..], sign).map(|at| from + at + sign.len());
    let at = if head.starts_with(b"<?xml") { found(b"encoding", 0) } else { found(b"<meta", 0).and_then(|meta| found(b"charset", meta)) }?;
    let value = head[at..].trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
    let value = value.strip_prefix(b"\"").or_else(|| value.strip_prefix(b"'")).unwrap_or(value).trim_ascii_start();
    let end = value.iter().position(|b| !(b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b':' | b'.')))?;
    String::from_utf8(value[..end].to_vec()).ok().filter(|label| !label.is_empty())
}

/// A warning when a whole page has no end. Leaving it out is legal, but a page that was cut off looks just so.
fn missing_end(text: &str) -> Option<Diagnostic> {
    let start = text.as_bytes()[..text.len().min(8 << 10)].to_ascii_lowercase();
    let end = text.as_bytes()[text.len().saturating_sub(8 << 10)..].to_ascii_lowercase();
    let begins = memmem::find(&start, b"<html").is_some() || memmem::find(&start, b"<body").is_some();
    let ends = memmem::find(&end, b"</html").is_some() || memmem::find(&end, b"</body").is_some();
    (begins && !ends).then(|| Diagnostic::new(Code::PartSkipped, "The page has no end (</html>): it may have been cut off."))
}

#[cfg(test)]
mod tests;
