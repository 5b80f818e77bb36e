//! styles.xml: what a paragraph or run looks like by its styles.
//!
//! Within a chain of `w:basedOn` the nearest value counts. Between the kinds of style Word *toggles* bold, italic and
//! hidden: a bold character style on a bold paragraph style gives upright text. Direct formatting always counts as written.

use std::collections::HashMap;

use super::namespace::{Ns, WordPull};
use super::properties::{ParagraphProperties, RunProperties};
use crate::diagnostic::Diagnostic;
use crate::read::pull::Node;

/// How a stretch of text looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Look {
    /// Bold.
    pub bold: bool,
    /// Italic.
    pub italic: bool,
    /// Underlined.
    pub underline: bool,
    /// Hidden text.
    pub hidden: bool,
}

/// What a style says, its ancestors included.
#[derive(Debug, Clone, Default)]
pub struct Style {
    /// Of its text.
    pub run: RunProperties,
    /// Outline level from 0.
    pub outline: Option<u8>,
    /// Its list.
    pub list: Option<u32>,
    /// Its level in the list.
    pub level: Option<u8>,
    based_on: Option<String>,
    /// The name as Word shows it in English, lower case.
    name: String,
    /// Whether `inherit` is done with it.
    settled: bool,
}

/// All styles of a document.
#[derive(Debug, Default)]
pub struct Styles {
    styles: Vec<Style>,
    by_id: HashMap<String, usize>,
    default_run: RunProperties,
    default_paragraph: Option<usize>,
    default_character: Option<usize>,
}

impl Styles {
    /// Reads styles.xml. Errors: those of the parser.
    pub fn read(pull: &mut WordPull) -> Result<Self, Diagnostic> {
        let mut styles = Self::default();
        loop {
            match pull.next()? {
                Node::Open(tag) if tag.ns == Ns::Word => match tag.local() {
                    "rPrDefault" => styles.default_run = read_default(pull)?,
                    "pPrDefault" | "latentStyles" => pull.skip()?,
                    "style" => {
                        let id = tag.attribute("styleId").unwrap_or_default().into_owned();
                        let kind = tag.attribute("type").map_or_else(|| "paragraph".to_owned(), Into::into);
                        let default = tag.attribute("default").is_some_and(|value| matches!(&*value, "1" | "true" | "on"));
                        styles.add(id, &kind, default, read_style(pull)?);
                    }
                    _ => {}
                },
                Node::End => break,
                _ => {}
            }
        }
        styles.inherit();
        Ok(styles)
    }

    /// Whether any style puts its paragraphs in a list.
    pub fn use_lists(&self) -> bool {
        self.styles.iter().any(|style| style.list.is_some())
    }

    /// The paragraph style of this id, else the default one. A missing style counts as the default one, as in Word.
    pub fn paragraph(&self, id: Option<&str>) -> Option<&Style> {
        let index = id.and_then(|id| self.by_id.get(id).copied()).or(self.default_paragraph)?;
        self.styles.get(index)
    }

    /// The style of this id.
    pub fn by_id(&self, id: &str) -> Option<&Style> {
        self.styles.get(*self.by_id.get(id)?)
    }

    /// The look of a run: its own properties and character style on a paragraph style.
    pub fn look(&self, paragraph: Option<&Style>, run: &RunProperties) -> Look {
        let character = run.style.as_deref().and_then(|id| self.by_id(id));
        let character = character.or_else(|| self.styles.get(self.default_character?)).map(|style| &style.run);
        let paragraph = paragraph.map(|style| &style.run);
        let defaults = &self.default_run;
        let toggle = |of: fn(&RunProperties) -> Option<bool>| {
            let styled = |style: Option<&RunProperties>| style.and_then(of).unwrap_or(false);
            of(run).unwrap_or_else(|| of(defaults).unwrap_or(false) || (styled(paragraph) ^ styled(character)))
        };
        Look {
            bold: toggle(|run| run.bold),
            italic: toggle(|run| run.italic),
            hidden: toggle(|run| run.hidden),
            // Underlining is no toggle: the nearest value counts.
            underline: run
                .underline
                .or_else(|| character.and_then(|style| style.underline))
                .or_else(|| paragraph.and_then(|style| style.underline))
                .or(defaults.underline)
                .unwrap_or(false),
        }
    }

    fn add(&mut self, id: String, kind: &str, default: bool, style: Style) {
        let index = self.styles.len();
        match kind {
            "paragraph" if default => self.default_paragraph = Some(index),
            "character" if default => self.default_character = Some(index),
            _ => {}
        }
        self.styles.push(style);
        self.by_id.entry(id).or_insert(index);
    }

    /// Gives every style what its ancestors say. A circle of styles ends where it closes.
    fn inherit(&mut self) {
        let mut path = Vec::new();
        for start in 0..self.styles.len() {
            let mut next = Some(start);
            while let Some(index) = next.filter(|index| !self.styles[*index].settled) {
                self.styles[index].settled = true;
                path.push(index);
                next = self.styles[index].based_on.as_ref().and_then(|id| self.by_id.get(id)).copied();
            }
            let mut parent = next;
            while let Some(index) = path.pop() {
                if let Some(parent) = parent.filter(|parent| *parent != index) {
                    let ancestor = self.styles[parent].clone();
                    self.styles[index].take_missing_from(&ancestor);
                }
                parent = Some(index);
            }
        }
    }
}

impl Style {
    /// Level of a heading from 1, when the style is one: by outline level, else by its name.
    pub fn heading(&self) -> Option<u8> {
        match self.outline {
            Some(level) => (level < 9).then_some(level + 1),
            None => heading_by_name(&self.name),
        }
    }

    fn take_missing_from(&mut self, ancestor: &Self) {
        self.run.bold = self.run.bold.or(ancestor.run.bold);
        self.run.italic = self.run.italic.or(ancestor.run.italic);
        self.run.underline = self.run.underline.or(ancestor.run.underline);
        self.run.hidden = self.run.hidden.or(ancestor.run.hidden);
        self.outline = self.outline.or_else(|| ancestor.outline.or_else(|| heading_by_name(&ancestor.name).map(|level| level - 1)));
        self.list = self.list.or(ancestor.list);
        self.level = self.level.or(ancestor.level);
    }
}

/// The level that the name of a style says: `heading 2` in every language of Word; `Kop 2`, `Heading2` as ids without a style.
pub fn heading_by_name(name: &str) -> Option<u8> {
    let name = name.trim().to_ascii_lowercase();
    if name == "title" || name == "titel" {
        return Some(1);
    }
    let level = name.strip_prefix("heading").or_else(|| name.strip_prefix("kop"))?.trim().parse().ok()?;
    (1..=9).contains(&level).then_some(level)
}

fn read_default(pull: &mut WordPull) -> Result<RunProperties, Diagnostic> {
    let depth = pull.depth();
    let mut run = RunProperties::default();
    loop {
        match pull.next()? {
            Node::Open(tag) if tag.local() == "rPr" => run = RunProperties::read(pull)?,
            Node::Close if pull.depth() < depth => return Ok(run),
            Node::End => return Ok(run),
            _ => {}
        }
    }
}

fn read_style(pull: &mut WordPull) -> Result<Style, Diagnostic> {
    let depth = pull.depth();
    let mut style = Style::default();
    loop {
        match pull.next()? {
            Node::Open(tag) => match tag.local() {
                "name" => style.name = tag.attribute("val").unwrap_or_default().to_lowercase(),
                "basedOn" => style.based_on = tag.attribute("val").map(Into::into),
                "rPr" => style.run = RunProperties::read(pull)?,
                "pPr" => {
                    let paragraph = ParagraphProperties::read(pull)?;
                    (style.outline, style.list, style.level) = (paragraph.outline, paragraph.list, paragraph.level);
                }
                _ => pull.skip()?,
            },
            Node::Close if pull.depth() < depth => return Ok(style),
            Node::End => return Ok(style),
            _ => {}
        }
    }
}
