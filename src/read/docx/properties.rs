//! Properties of paragraphs and runs as they are written; what they come to with the styles is computed in `styles`.

use std::borrow::Cow;

use super::namespace::{Ns, WordPull};
use crate::diagnostic::Diagnostic;
use crate::read::pull::{Node, Tag};

/// Properties of a run (`w:rPr`).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RunProperties<'a> {
    /// Id of a character style.
    pub style: Option<Cow<'a, str>>,
    /// Bold.
    pub bold: Option<bool>,
    /// Italic.
    pub italic: Option<bool>,
    /// Underlined.
    pub underline: Option<bool>,
    /// Hidden text.
    pub hidden: Option<bool>,
    /// In the properties of a paragraph mark: the mark itself was deleted or moved away under change tracking.
    pub mark_deleted: bool,
}

/// Properties of a paragraph (`w:pPr`).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ParagraphProperties<'a> {
    /// Id of a paragraph style.
    pub style: Option<Cow<'a, str>>,
    /// Outline level from 0; 9 is body text.
    pub outline: Option<u8>,
    /// Id of a list; 0 takes the paragraph out of any list.
    pub list: Option<u32>,
    /// Level in the list, from 0.
    pub level: Option<u8>,
    /// The paragraph mark was deleted: the next paragraph runs on.
    pub mark_deleted: bool,
    /// Headers and footers of the section that ends with this paragraph.
    pub section: Vec<SectionPart>,
}

/// A header or footer that a section names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SectionPart {
    /// Id of the relationship.
    pub id: String,
    /// Whether it is a header.
    pub header: bool,
    /// Whether it is of the first page only.
    pub first: bool,
}

impl<'a> RunProperties<'a> {
    /// Reads the properties up to the end of the element that was just opened.
    pub fn read(pull: &mut WordPull<'a>) -> Result<Self, Diagnostic> {
        let mut properties = Self::default();
        let depth = pull.depth();
        loop {
            match pull.next()? {
                Node::Open(tag) if tag.ns == Ns::Word => properties.take(&tag, pull)?,
                Node::Open(_) => pull.skip()?,
                Node::Close if pull.depth() < depth => return Ok(properties),
                Node::End => return Ok(properties),
                _ => {}
            }
        }
    }

    fn take(&mut self, tag: &Tag<'a, Ns>, pull: &mut WordPull<'a>) -> Result<(), Diagnostic> {
        match tag.local() {
            "b" => self.bold = Some(is_on(tag)),
            "i" => self.italic = Some(is_on(tag)),
            "vanish" => self.hidden = Some(is_on(tag)),
            "u" => self.underline = Some(tag.attribute("val").is_some_and(|value| value != "none")),
            "rStyle" => self.style = tag.attribute("val"),
            "del" | "moveFrom" => self.mark_deleted = true,
            "rPrChange" => pull.skip()?,
            _ => {}
        }
        Ok(())
    }
}

impl<'a> ParagraphProperties<'a> {
    /// Reads the properties up to the end of the element that was just opened.
    pub fn read(pull: &mut WordPull<'a>) -> Result<Self, Diagnostic> {
        let mut properties = Self::default();
        let depth = pull.depth();
        loop {
            match pull.next()? {
                Node::Open(tag) if tag.ns == Ns::Word => properties.take(&tag, pull)?,
                Node::Open(_) => pull.skip()?,
                Node::Close if pull.depth() < depth => return Ok(properties),
                Node::End => return Ok(properties),
                _ => {}
            }
        }
    }

    fn take(&mut self, tag: &Tag<'a, Ns>, pull: &mut WordPull<'a>) -> Result<(), Diagnostic> {
        match tag.local() {
            "pStyle" => self.style = tag.attribute("val"),
            "outlineLvl" => self.outline = number(tag),
            "ilvl" => self.level = number(tag),
            "numId" => self.list = number(tag),
            "rPr" => self.mark_deleted = RunProperties::read(pull)?.mark_deleted,
            "sectPr" => self.section = read_section(pull)?,
            "numPr" => {}
            _ => pull.skip()?,
        }
        Ok(())
    }
}

/// Reads the headers and footers that a section names, up to the end of the `w:sectPr` that was just opened.
pub fn read_section(pull: &mut WordPull) -> Result<Vec<SectionPart>, Diagnostic> {
    let mut parts = Vec::new();
    let depth = pull.depth();
    loop {
        match pull.next()? {
            Node::Open(tag) => match tag.local() {
                name @ ("headerReference" | "footerReference") => parts.push(SectionPart {
                    id: tag.attribute("id").unwrap_or_default().into_owned(),
                    header: name == "headerReference",
                    first: tag.attribute("type").is_some_and(|value| value == "first"),
                }),
                "sectPrChange" => pull.skip()?,
                _ => {}
            },
            Node::Close if pull.depth() < depth => return Ok(parts),
            Node::End => return Ok(parts),
            _ => {}
        }
    }
}

/// Whether a switch is on: it is when it is there, unless its value says no.
pub fn is_on(tag: &Tag<Ns>) -> bool {
    !tag.attribute("val").is_some_and(|value| matches!(&*value, "0" | "false" | "off"))
}

/// The number in `w:val`.
pub fn number<T: std::str::FromStr>(tag: &Tag<Ns>) -> Option<T> {
    tag.attribute("val")?.trim().parse().ok()
}
