//! What a pattern found, whichever engine looked.

use std::ops::Range;
use std::rc::Rc;

use regex_automata::Span;
use regex_automata::util::captures;

use super::coded::Coded;

/// A stretch of a text that a pattern matched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Match<'t> {
    text: &'t str,
    start: usize,
    end: usize,
}

impl<'t> Match<'t> {
    pub(super) fn new(text: &'t str, range: Range<usize>) -> Self {
        Self { text, start: range.start, end: range.end }
    }

    /// The words matched.
    pub fn as_str(&self) -> &'t str {
        &self.text[self.range()]
    }

    /// Their first byte.
    pub fn start(&self) -> usize {
        self.start
    }

    /// One past their last byte.
    pub fn end(&self) -> usize {
        self.end
    }

    /// Both.
    pub fn range(&self) -> Range<usize> {
        self.start..self.end
    }
}

/// A match with the parts that the pattern names.
#[derive(Debug)]
pub struct Captures<'t> {
    text: &'t str,
    parts: Parts<'t>,
}

#[derive(Debug)]
enum Parts<'t> {
    Written(regex::Captures<'t>),
    Form(captures::Captures, Option<Rc<Coded>>),
}

impl<'t> Captures<'t> {
    pub(super) fn written(text: &'t str, captures: regex::Captures<'t>) -> Self {
        Self { text, parts: Parts::Written(captures) }
    }

    /// `None` when nothing matched.
    pub(super) fn form(text: &'t str, captures: captures::Captures, coded: Option<Rc<Coded>>) -> Option<Self> {
        captures.is_match().then_some(Self { text, parts: Parts::Form(captures, coded) })
    }

    /// All that matched.
    pub fn get_match(&self) -> Match<'t> {
        let range = match &self.parts {
            Parts::Written(captures) => captures.get_match().range(),
            // One that does not match is never made.
            Parts::Form(captures, coded) => captures.get_match().map_or(0..0, |found| in_text(found.span(), coded.as_deref())),
        };
        Match::new(self.text, range)
    }

    /// The part of this name; `None` when it did not take part.
    pub fn name(&self, name: &str) -> Option<Match<'t>> {
        let range = match &self.parts {
            Parts::Written(captures) => captures.name(name)?.range(),
            Parts::Form(captures, coded) => in_text(captures.get_group_by_name(name)?, coded.as_deref()),
        };
        Some(Match::new(self.text, range))
    }

    /// All parts in order, the whole first.
    #[cfg(test)]
    pub(super) fn ranges(&self) -> Vec<Option<Range<usize>>> {
        match &self.parts {
            Parts::Written(captures) => captures.iter().map(|part| part.map(|part| part.range())).collect(),
            Parts::Form(captures, coded) => captures.iter().map(|part| part.map(|part| in_text(part, coded.as_deref()))).collect(),
        }
    }
}

/// The stretch of the text for one of its coded form.
pub(super) fn in_text(span: Span, coded: Option<&Coded>) -> Range<usize> {
    match coded {
        Some(coded) => coded.in_text(span.start)..coded.in_text(span.end),
        None => span.range(),
    }
}
