//! numbering.xml: the label that a reader sees before a list item.
//!
//! Lists of one abstract definition share their counters, unless an instance starts anew (`w:startOverride`).
//! A deeper level starts again after a higher one, unless it says otherwise (`w:lvlRestart`).

use std::borrow::Cow;
use std::collections::BTreeSet;

use foldhash::HashMap;

use super::namespace::{Ns, WordPull};
use super::properties::{is_on, number};
use super::styles::Styles;
use crate::diagnostic::Diagnostic;
use crate::read::numeral::Numeral;
use crate::read::pull::Node;
use crate::read::symbol;

/// Levels of a list.
const LEVELS: usize = 9;

/// Links from one definition to another, followed at most.
const LINKS_AT_MOST: usize = 8;

/// The lists of a document, and how far each has counted. A document defines many and uses a few: what a definition says is read
/// when it is used.
#[derive(Default)]
pub struct Numbering<'a> {
    definitions: Vec<Definition<'a>>,
    by_id: HashMap<u32, usize>,
    instances: HashMap<u32, Instance<'a>>,
    /// A parser over nothing: definitions are read by its like.
    source: Option<WordPull<'a>>,
}

/// The label of a list item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// As printed: `3.`, `a)`, `•`.
    pub text: String,
    /// Whether it counts; else it is a bullet.
    pub counts: bool,
    /// What stands between it and the text: a tab, a space, nothing.
    pub gap: &'static str,
}

/// `w:abstractNum`.
#[derive(Default)]
struct Definition<'a> {
    content: &'a str,
    /// What it says, once it was read.
    says: Option<Box<Says<'a>>>,
    /// The last number of each level; `None` before its first item.
    counters: [Option<u32>; LEVELS],
}

/// The content of `w:abstractNum`.
#[derive(Default)]
struct Says<'a> {
    levels: [Level<'a>; LEVELS],
    /// Style whose list is meant instead.
    linked_to: Option<Cow<'a, str>>,
}

/// `w:num`.
#[derive(Default)]
struct Instance<'a> {
    definition: u32,
    starts: [Option<u32>; LEVELS],
    levels: [Option<Box<Level<'a>>>; LEVELS],
    /// Levels whose start has been used.
    started: BTreeSet<usize>,
}

/// `w:lvl`.
struct Level<'a> {
    start: u32,
    numeral: Numeral,
    bullet: bool,
    text: Cow<'a, str>,
    gap: &'static str,
    /// Restarts after this level (from 1) or a higher one; 0 never.
    restart: Option<usize>,
    /// Style whose paragraphs are on this level.
    style: Option<Cow<'a, str>>,
    /// All numbers of the label in decimal.
    legal: bool,
    font: Cow<'a, str>,
}

impl Default for Level<'_> {
    fn default() -> Self {
        Self {
            start: 1,
            numeral: Numeral::Decimal,
            bullet: false,
            text: Cow::Borrowed(""),
            gap: "\t",
            restart: None,
            style: None,
            legal: false,
            font: Cow::Borrowed(""),
        }
    }
}

impl<'a> Numbering<'a> {
    /// Reads numbering.xml. Errors: those of the parser.
    pub fn read(mut pull: WordPull<'a>) -> Result<Self, Diagnostic> {
        let mut numbering = Self::default();
        loop {
            match pull.next()? {
                Node::Open(tag) if tag.ns == Ns::Word => match tag.local() {
                    "abstractNum" => {
                        let id = tag.attribute("abstractNumId").and_then(|id| id.trim().parse().ok());
                        numbering.source.get_or_insert_with(|| pull.over(""));
                        let definition = Definition { content: pull.cut()?, ..Definition::default() };
                        if let Some(id) = id {
                            numbering.by_id.insert(id, numbering.definitions.len());
                            numbering.definitions.push(definition);
                        }
                    }
                    "num" => {
                        let id = tag.attribute("numId").and_then(|id| id.trim().parse().ok());
                        let instance = read_instance(&mut pull)?;
                        if let Some(id) = id {
                            numbering.instances.insert(id, instance);
                        }
                    }
                    "numbering" => {}
                    _ => pull.skip()?,
                },
                Node::Open(_) => pull.skip()?,
                Node::End => return Ok(numbering),
                _ => {}
            }
        }
    }

    /// Counts one more item of list `list` and returns its label; `None` when the list draws none.
    /// `level` is the level written at the paragraph or its style; without one the level that names `style` counts.
    pub fn next(&mut self, list: u32, level: Option<u8>, style: Option<&str>, styles: &Styles) -> Option<Label> {
        let index = self.definition_of(list, styles)?;
        let instance = self.instances.get_mut(&list)?;
        let definition = &mut self.definitions[index];
        let says = definition.says.as_deref()?;
        let by_style = || says.levels.iter().position(|level| level.style.is_some() && level.style.as_deref() == style);
        let at = level.map(usize::from).or_else(by_style).unwrap_or(0).min(LEVELS - 1);

        let level_of = |at: usize| instance.levels[at].as_deref().unwrap_or(&says.levels[at]);
        let start = |at: usize| instance.starts[at].unwrap_or(level_of(at).start);
        let fresh = instance.starts[at].is_some() && !instance.started.contains(&at);
        let value = match definition.counters[at] {
            Some(value) if !fresh => value.saturating_add(1),
            _ => start(at),
        };
        let mut counters = definition.counters;
        counters[at] = Some(value);
        for (deeper, counter) in counters.iter_mut().enumerate().skip(at + 1) {
            let restarts = match level_of(deeper).restart {
                Some(0) => false,
                Some(after) => at < after,
                None => true,
            };
            if restarts {
                *counter = None;
            }
        }
        let own = level_of(at);
        let label = if own.bullet {
            Label { text: symbol::bullet(&own.font, &own.text), counts: false, gap: own.gap }
        } else {
            let print = |shown: usize| {
                let numeral =
                    if own.legal && level_of(shown).numeral != Numeral::None { Numeral::Decimal } else { level_of(shown).numeral };
                numeral.print(counters[shown].unwrap_or_else(|| start(shown)))
            };
            Label { text: fill(&own.text, print), counts: own.text.contains('%'), gap: own.gap }
        };
        definition.counters = counters;
        instance.started.insert(at);
        (!label.text.trim().is_empty()).then_some(label)
    }

    /// The definition of an instance, links to the lists of styles followed.
    fn definition_of(&mut self, list: u32, styles: &Styles) -> Option<usize> {
        let mut list = list;
        for _ in 0..LINKS_AT_MOST {
            let index = *self.by_id.get(&self.instances.get(&list)?.definition)?;
            let definition = &mut self.definitions[index];
            if definition.says.is_none() {
                // The content was found to be well formed when it was cut out.
                let says = self.source.as_ref().and_then(|source| read_definition(&mut source.over(definition.content)).ok());
                definition.says = Some(Box::new(says.unwrap_or_default()));
            }
            match definition.says.as_ref()?.linked_to.as_deref() {
                Some(style) => list = styles.by_id(style)?.list?,
                None => return Some(index),
            }
        }
        None
    }
}

/// `%1.%2` with the numbers of the levels.
fn fill(pattern: &str, print: impl Fn(usize) -> String) -> String {
    let mut text = String::with_capacity(pattern.len());
    let mut rest = pattern;
    while let Some(at) = rest.find('%') {
        text.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        match rest.bytes().next() {
            Some(digit @ b'1'..=b'9') => {
                text.push_str(&print(usize::from(digit - b'1')));
                rest = &rest[1..];
            }
            _ => text.push('%'),
        }
    }
    text.push_str(rest);
    text
}

fn read_definition<'a>(pull: &mut WordPull<'a>) -> Result<Says<'a>, Diagnostic> {
    let depth = pull.depth();
    let mut definition = Says::default();
    loop {
        match pull.next()? {
            Node::Open(tag) => match tag.local() {
                "lvl" => {
                    let at: Option<usize> = tag.attribute("ilvl").and_then(|at| at.trim().parse().ok());
                    let level = read_level(pull)?;
                    if let Some(slot) = at.and_then(|at| definition.levels.get_mut(at)) {
                        *slot = level;
                    }
                }
                "numStyleLink" => definition.linked_to = tag.attribute("val"),
                _ => pull.skip()?,
            },
            Node::Close if pull.depth() < depth => return Ok(definition),
            Node::End => return Ok(definition),
            _ => {}
        }
    }
}

fn read_instance<'a>(pull: &mut WordPull<'a>) -> Result<Instance<'a>, Diagnostic> {
    let depth = pull.depth();
    let mut instance = Instance::default();
    let mut at = None;
    loop {
        match pull.next()? {
            Node::Open(tag) => match tag.local() {
                "abstractNumId" => instance.definition = number(&tag).unwrap_or_default(),
                "lvlOverride" => at = tag.attribute("ilvl").and_then(|at| at.trim().parse::<usize>().ok()).filter(|at| *at < LEVELS),
                "startOverride" => {
                    if let Some(at) = at {
                        instance.starts[at] = number(&tag);
                    }
                }
                "lvl" => {
                    let level = read_level(pull)?;
                    if let Some(at) = at {
                        instance.levels[at] = Some(Box::new(level));
                    }
                }
                _ => pull.skip()?,
            },
            Node::Close if pull.depth() < depth => return Ok(instance),
            Node::End => return Ok(instance),
            _ => {}
        }
    }
}

fn read_level<'a>(pull: &mut WordPull<'a>) -> Result<Level<'a>, Diagnostic> {
    let depth = pull.depth();
    let mut level = Level::default();
    loop {
        match pull.next()? {
            Node::Open(tag) => match tag.local() {
                "start" => level.start = number(&tag).unwrap_or(1),
                "numFmt" => {
                    let format = tag.attribute("val").unwrap_or_default();
                    level.bullet = &*format == "bullet";
                    level.numeral = numeral(&format);
                }
                "lvlText" => level.text = tag.attribute("val").unwrap_or_default(),
                "lvlRestart" => level.restart = number(&tag),
                "pStyle" => level.style = tag.attribute("val"),
                "isLgl" => level.legal = is_on(&tag),
                "suff" => {
                    level.gap = match tag.attribute("val").as_deref() {
                        Some("space") => " ",
                        Some("nothing") => "",
                        _ => "\t",
                    };
                }
                "rFonts" => level.font = tag.attribute("ascii").or_else(|| tag.attribute("hAnsi")).unwrap_or_default(),
                "pPr" => pull.skip()?,
                _ => {}
            },
            Node::Close if pull.depth() < depth => return Ok(level),
            Node::End => return Ok(level),
            _ => {}
        }
    }
}

/// The numeral that a format name stands for. Formats of other scripts and number words are printed decimal.
pub fn numeral(format: &str) -> Numeral {
    match format {
        "lowerLetter" => Numeral::LowerLetter,
        "upperLetter" => Numeral::UpperLetter,
        "lowerRoman" => Numeral::LowerRoman,
        "upperRoman" => Numeral::UpperRoman,
        "decimalZero" => Numeral::DecimalZero,
        "ordinal" => Numeral::Ordinal,
        "chicago" => Numeral::Chicago,
        "none" => Numeral::None,
        _ => Numeral::Decimal,
    }
}
