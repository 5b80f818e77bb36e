//! List styles, and how far each list has counted.

use std::borrow::Cow;
use std::collections::HashMap;

use super::namespace::{Ns, OdtPull};
use crate::diagnostic::Diagnostic;
use crate::read::numeral::Numeral;
use crate::read::pull::{Node, Tag};

/// Levels of a list.
pub const LEVELS: usize = 10;

/// `text:list-style` or `text:outline-style`.
#[derive(Debug, Default)]
pub struct ListStyle<'a> {
    levels: [Option<Level<'a>>; LEVELS],
}

#[derive(Debug)]
struct Level<'a> {
    /// `None` for a bullet.
    numeral: Option<Numeral>,
    bullet: Cow<'a, str>,
    prefix: Cow<'a, str>,
    suffix: Cow<'a, str>,
    /// `%1%.%2%)`: newer files say the whole pattern.
    pattern: Option<Cow<'a, str>>,
    shown: usize,
    start: u32,
}

/// The last number of each level; `None` before its first item.
pub type Counters = [Option<u32>; LEVELS];

/// The counters of all lists: those that continue each other share theirs.
#[derive(Debug, Default)]
pub struct Lists {
    counters: Vec<Counters>,
    by_id: HashMap<String, usize>,
    by_style: HashMap<String, usize>,
}

impl Lists {
    /// The counters for a list that begins here: fresh ones, or those of the list that it continues.
    pub fn begin(&mut self, tag: &Tag<Ns>) -> usize {
        let style = tag.attribute("style-name").unwrap_or_default().into_owned();
        let named = tag.attribute("continue-list").and_then(|id| self.by_id.get(&*id)).copied();
        let continues = tag.attribute("continue-numbering").is_some_and(|value| value == "true");
        let index = named.or_else(|| continues.then(|| self.by_style.get(&style).copied()).flatten()).unwrap_or_else(|| {
            self.counters.push(Counters::default());
            self.counters.len() - 1
        });
        if let Some(id) = tag.attribute("id") {
            self.by_id.insert(id.into_owned(), index);
        }
        self.by_style.insert(style, index);
        index
    }

    /// Counts an item of level `level` (from 0) and returns its label.
    pub fn next(&mut self, index: usize, style: &ListStyle, level: usize, start: Option<u32>) -> Option<String> {
        let counters = self.counters.get_mut(index)?;
        style.count(counters, level, start)
    }
}

impl<'a> ListStyle<'a> {
    /// Reads the style up to the end of the element that was just opened. Errors: those of the parser.
    pub fn read(pull: &mut OdtPull<'a>) -> Result<Self, Diagnostic> {
        let depth = pull.depth();
        let mut style = Self::default();
        loop {
            match pull.next()? {
                Node::Open(tag) => {
                    if let Some((at, level)) = read_level(&tag) {
                        style.levels[at] = Some(level);
                    }
                    pull.skip()?;
                }
                Node::Close if pull.depth() < depth => return Ok(style),
                Node::End => return Ok(style),
                _ => {}
            }
        }
    }

    /// Counts an item of level `level` (from 0) and returns its label; `None` when the level prints none.
    pub fn count(&self, counters: &mut Counters, level: usize, start: Option<u32>) -> Option<String> {
        let at = level.min(LEVELS - 1);
        let first = |at: usize| self.levels[at].as_ref().map_or(1, |level| level.start);
        counters[at] = Some(match (start, counters[at]) {
            (Some(start), _) => start,
            (None, Some(last)) => last.saturating_add(1),
            (None, None) => first(at),
        });
        counters[at + 1..].fill(None);
        let own = self.levels[at].as_ref()?;
        let Some(numeral) = own.numeral else { return (!own.bullet.is_empty()).then(|| own.bullet.to_string()) };
        if numeral == Numeral::None {
            return None;
        }
        let print = |at: usize| {
            let numeral = self.levels[at].as_ref().and_then(|level| level.numeral).unwrap_or(Numeral::None);
            numeral.print(counters[at].unwrap_or_else(|| first(at)))
        };
        let label = match &own.pattern {
            Some(pattern) => fill(pattern, print),
            None => {
                let numbers: Vec<String> =
                    ((at + 1).saturating_sub(own.shown)..=at).map(print).filter(|number| !number.is_empty()).collect();
                format!("{}{}{}", own.prefix, numbers.join("."), own.suffix)
            }
        };
        (!label.trim().is_empty()).then_some(label)
    }
}

fn read_level<'a>(tag: &Tag<'a, Ns>) -> Option<(usize, Level<'a>)> {
    let numbered = match tag.local() {
        "list-level-style-bullet" | "list-level-style-image" => false,
        "list-level-style-number" | "outline-level-style" => true,
        _ => return None,
    };
    let mut at = None;
    let (mut format, mut bullet, mut pattern) = (None, None, None);
    let mut level = Level { numeral: None, bullet: "".into(), prefix: "".into(), suffix: "".into(), pattern: None, shown: 1, start: 1 };
    // In one pass: files have hundreds of these, with a dozen attributes each.
    for (name, value) in tag.attributes() {
        match name {
            "level" => at = at.or_else(|| value.trim().parse::<usize>().ok()),
            "num-format" => format = format.or(Some(numeral(&value))),
            "bullet-char" => bullet = bullet.or(Some(value)),
            "num-prefix" => level.prefix = value,
            "num-suffix" => level.suffix = value,
            "num-list-format" => pattern = pattern.or(Some(value)),
            "display-levels" => level.shown = value.trim().parse().unwrap_or(1).clamp(1, LEVELS),
            "start-value" => level.start = value.trim().parse().unwrap_or(1),
            _ => {}
        }
    }
    let at = at?.checked_sub(1).filter(|at| *at < LEVELS)?;
    level.numeral = numbered.then(|| format.unwrap_or(Numeral::None));
    level.bullet = match tag.local() {
        "list-level-style-image" => "•".into(),
        _ => match bullet.unwrap_or_default() {
            sign if sign.contains(|c| matches!(c, '\u{F000}'..='\u{F0FF}')) => crate::read::symbol::bullet("", &sign).into(),
            sign => sign,
        },
    };
    level.pattern = pattern.filter(|pattern| pattern.contains('%'));
    Some((at, level))
}

/// `%1%.%2%` with the numbers of the levels.
fn fill(pattern: &str, print: impl Fn(usize) -> String) -> String {
    let mut text = String::with_capacity(pattern.len());
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('%') {
        text.push_str(before);
        match after.split_once('%') {
            Some((number, behind)) => match number.parse::<usize>() {
                Ok(level) if (1..=LEVELS).contains(&level) => {
                    text.push_str(&print(level - 1));
                    rest = behind;
                }
                _ => {
                    text.push('%');
                    rest = after;
                }
            },
            None => {
                text.push('%');
                rest = after;
            }
        }
    }
    text.push_str(rest);
    text
}

fn numeral(format: &str) -> Numeral {
    match format {
        "" => Numeral::None,
        "a" => Numeral::LowerLetter,
        "A" => Numeral::UpperLetter,
        "i" => Numeral::LowerRoman,
        "I" => Numeral::UpperRoman,
        _ => Numeral::Decimal,
    }
}
