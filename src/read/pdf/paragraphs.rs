//! Lines to paragraphs.
//!
//! A new paragraph starts at a wide gap, another size, a change between bold and regular at a line's end, a list label,
//! an indent, and behind a line that ends though the next word would have fitted (ministries and officielebekendmakingen
//! print paragraphs without any gap: `1c0f765c`). Over a page break the gap is unknown, and the sentence decides.
//!
//! Callers may rely on this: text is only joined, never dropped, but for the hyphens listed in [`Built::removed`].

use super::columns::Flow;
use super::hyphen::{self, Spelling, Verdict};
use super::lines::{Line, push_run};
use crate::model::Furniture;
use crate::read::{RawParagraph, Run, Shape};

/// What the pages' text has in common.
#[derive(Debug, Clone, Copy)]
pub(super) struct Layout {
    /// Font size of most letters, points.
    pub body: f32,
    /// Distance between the baselines of its lines, points.
    pub pitch: f32,
    /// Whether paragraphs are set apart by a gap.
    pub gaps: bool,
}

/// A mark in a paragraph that may call a note.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Mark {
    /// Which paragraph.
    pub paragraph: usize,
    /// Byte offset in its text.
    pub at: usize,
    /// The mark as printed.
    pub text: String,
    /// 1-based page on which it is printed.
    pub page: u32,
}

/// The paragraphs built so far.
#[derive(Debug)]
pub(super) struct Built<'a> {
    layout: Layout,
    spelling: &'a Spelling,
    /// Closed and, as the last one, open paragraphs.
    pub paragraphs: Vec<RawParagraph>,
    /// In the order of the text.
    pub marks: Vec<Mark>,
    /// Why, what, index of the paragraph.
    pub removed: Vec<(&'static str, String, usize)>,
    open: Option<Open>,
    waiting: Vec<RawParagraph>,
    tables: u32,
}

#[derive(Debug)]
struct Open {
    index: usize,
    last: Line,
    first_x0: f32,
    lines: usize,
    labelled: bool,
}

impl<'a> Built<'a> {
    /// Nothing built yet.
    pub(super) fn new(layout: Layout, spelling: &'a Spelling) -> Self {
        Self {
            layout,
            spelling,
            paragraphs: Vec::new(),
            marks: Vec::new(),
            removed: Vec::new(),
            open: None,
            waiting: Vec::new(),
            tables: 0,
        }
    }

    /// Adds a page's text in reading order.
    pub(super) fn page(&mut self, flow: Vec<Flow>) {
        let mut table_count = 0;
        for item in flow {
            match item {
                Flow::Line(line) => self.line(line),
                Flow::Cell { table, row, column, lines } => {
                    self.close();
                    table_count = table_count.max(table + 1);
                    let shape = Shape::Cell { table: self.tables + table, row, column };
                    let mut lines = lines.into_iter();
                    if let Some(first) = lines.next() {
                        self.start(first, shape);
                        lines.for_each(|line| self.append(line));
                        self.close();
                    }
                }
            }
        }
        self.tables += table_count;
    }

    /// Adds furniture; it comes to stand behind the paragraph that is open.
    pub(super) fn furniture(&mut self, kind: Furniture, mut line: Line) {
        // Raised figures in a page head are no calls.
        for (at, mark) in std::mem::take(&mut line.marks).into_iter().rev() {
            line.text.insert_str(at, &mark);
            line.runs.clear();
        }
        let page = Some(line.page);
        self.waiting.push(RawParagraph {
            shape: Shape::Furniture(kind),
            text: line.text,
            runs: line.runs,
            page,
            ..RawParagraph::default()
        });
        if self.open.is_none() {
            self.paragraphs.append(&mut self.waiting);
        }
    }

    /// Ends the open paragraph.
    pub(super) fn close(&mut self) {
        self.open = None;
        self.paragraphs.append(&mut self.waiting);
    }

    fn line(&mut self, line: Line) {
        match &self.open {
            Some(open) if !open.breaks(&line, &self.layout) => self.append(line),
            _ => {
                self.close();
                self.start(line, Shape::Paragraph);
            }
        }
    }

    fn start(&mut self, line: Line, shape: Shape) {
        let index = self.paragraphs.len();
        self.marks.extend(line.marks.iter().map(|(at, text)| Mark { paragraph: index, at: *at, text: text.clone(), page: line.page }));
        let page = Some(line.page);
        self.paragraphs.push(RawParagraph { shape, text: line.text.clone(), runs: line.runs.clone(), page, ..RawParagraph::default() });
        let labelled = label_length(&line.text) > 0;
        self.open = Some(Open { index, first_x0: line.x0, lines: 1, labelled, last: line });
    }

    fn append(&mut self, line: Line) {
        let Some(open) = &mut self.open else { return };
        let paragraph = &mut self.paragraphs[open.index];
        if let Some(hyphen) = join(&mut paragraph.text, &line.text, self.spelling) {
            self.removed.push(("hyphenation", hyphen.to_string(), open.index));
            let length = paragraph.text.len();
            paragraph.runs.iter_mut().for_each(|r| r.end = r.end.min(length));
            paragraph.runs.retain(|r| r.start < r.end);
            // A call behind the hyphen ("verkla-¹ / ring") now stands where the hyphen stood.
            self.marks.iter_mut().rev().take_while(|m| m.paragraph == open.index).for_each(|m| m.at = m.at.min(length));
        }
        let shift = paragraph.text.len();
        paragraph.text.push_str(&line.text);
        for run in &line.runs {
            push_run(&mut paragraph.runs, Run { start: run.start + shift, end: run.end + shift, ..*run });
        }
        let index = open.index;
        self.marks.extend(line.marks.iter().map(|(at, text)| Mark {
            paragraph: index,
            at: at + shift,
            text: text.clone(),
            page: line.page,
        }));
        open.lines += 1;
        open.last = line;
    }
}

/// Prepares `text` for the line `next`: adds the space, or takes away the printer's hyphen and returns it.
pub(super) fn join(text: &mut String, next: &str, spelling: &Spelling) -> Option<char> {
    if text.is_empty() {
        return None;
    }
    if text.ends_with('\u{ad}') {
        return text.pop();
    }
    let last_word = text.rsplit(' ').next().unwrap_or("");
    if text.ends_with(['-', '\u{2010}']) {
        match hyphen::judge(text, next, spelling) {
            Verdict::Drop => return text.pop(),
            Verdict::Join => return None,
            Verdict::Space => {}
        }
    } else if text.ends_with('/') && last_word.len() > 1
        || (hyphen::is_address(last_word) && text.ends_with(['=', '&', '_', '%', '#', '?']))
    {
        return None;
    }
    text.push(' ');
    None
}

impl Open {
    /// Whether `next` starts a new paragraph.
    fn breaks(&self, next: &Line, layout: &Layout) -> bool {
        let prev = &self.last;
        let size = prev.size.max(next.size);
        if (prev.size - next.size).abs() > 0.08 * size {
            return true;
        }
        let width = (prev.right - self.first_x0.min(prev.x0)).max(1.0);
        let room = prev.right - prev.x1 - next.first_word_width() - 0.3 * size;
        let ended = is_ended(&prev.text);
        let first = next.text.chars().find(|c| c.is_alphanumeric()).unwrap_or(' ');
        let capital = first.is_uppercase() || first.is_ascii_digit();
        // Figures hang together with the word before them ("artikel 3"), so they may leave a line short.
        let least = if first.is_uppercase() {
            0.06
        } else if capital {
            0.12
        } else {
            0.3
        };
        let short = room > if ended { 0.6 * size } else { least * width };
        if (self.lines == 1 && is_numbered_heading(&prev.text)) || (is_numbered_heading(&next.text) && (ended || short)) {
            return true;
        }
        if label_length(&next.text) > 0 && self.label_breaks(next, ended, short) {
            return true;
        }
        if style_breaks(prev, next, ended || short) {
            return true;
        }
        let over_page = prev.page != next.page || next.y >= prev.y;
        if over_page {
            let fresh = ended && !prev.text.ends_with([',', ';']) && capital && layout.gaps;
            return short || fresh;
        }
        let pitch = layout.pitch * (size / layout.body).max(1.0);
        let gap = prev.y - next.y;
        if gap > 1.45 * pitch || (gap > 1.2 * pitch && (ended || short)) {
            return true;
        }
        let indent = next.x0 - prev.x0;
        if indent > 0.6 * size && !(self.labelled && self.lines == 1) && (ended || short) {
            return true;
        }
        if indent < -0.6 * size && self.lines > 1 && (self.labelled || ended) {
            return true;
        }
        short
    }

    /// Whether a line that looks like a list item is one: a figure and a full stop may just have come to stand at a line's start.
    fn label_breaks(&self, next: &Line, ended: bool, short: bool) -> bool {
        let round = next.text.starts_with(['•', '▪', '●', '○', '■', '◦', '\u{f0b7}', '\u{f0a7}', '➢', '✓']);
        let moved = (next.x0 - self.last.x0).abs() > 0.6 * next.size;
        let sister = self.labelled && (next.x0 - self.first_x0).abs() < 0.4 * next.size && (self.lines == 1 || moved);
        round || ended || short || sister
    }
}

/// Whether the type changes between bold (or italic) and regular where the line ends: a heading, or a question set apart.
fn style_breaks(prev: &Line, next: &Line, stops: bool) -> bool {
    let at_end = |line: &Line| line.runs.last().filter(|r| r.end == line.text.len()).map_or((false, false), |r| (r.bold, r.italic));
    let at_start = |line: &Line| line.runs.first().filter(|r| r.start == 0).map_or((false, false), |r| (r.bold, r.italic));
    let (end, start) = (at_end(prev), at_start(next));
    let lower = next.text.starts_with(char::is_lowercase);
    let bold = end.0 != start.0 && (prev.bold || next.bold) && (stops || !lower);
    let italic = end.1 != start.1 && (prev.italic || next.italic) && stops;
    bold || italic
}

/// Whether a line is nothing but "Vraag 1", "Antwoord 3, 4 en 5", "Antwoord:": headings that officielebekendmakingen sets like
/// the text. Where one opens a page there is no gap to tell it by (1b62ee8d).
fn is_numbered_heading(line: &str) -> bool {
    let mut words = line.split(' ');
    let Some(first) = words.next() else { return false };
    let first = first.trim_end_matches([':', '.']);
    if !["vraag", "vragen", "antwoord", "antwoorden"].iter().any(|w| first.eq_ignore_ascii_case(w)) {
        return false;
    }
    words.all(|word| {
        let bare = word.trim_matches([',', '.', ':', '(', ')', ';', '&']);
        let number = bare.len() <= 5 && bare.starts_with(|c: char| c.is_ascii_digit());
        bare.is_empty() || number || matches!(bare, "en" | "t/m" | "tot" | "met" | "op" | "vraag" | "vragen" | "-" | "–")
    })
}

/// Whether a sentence, or a part that a list follows, ends here.
fn is_ended(text: &str) -> bool {
    let bare = text.trim_end_matches(['"', '\'', '”', '’', '»', ')', ']']);
    bare.ends_with(['.', '?', '!', ':', ';', '…'])
}

/// Length in bytes of a list label and the space behind it ("1. ", "a) ", "(2) ", "• ", "2.1 "); 0 when there is none.
pub(super) fn label_length(text: &str) -> usize {
    let Some(space) = text.find(' ') else { return 0 };
    let (label, rest) = (&text[..space], text[space..].trim_start());
    if rest.is_empty() {
        return 0;
    }
    let length = text.len() - rest.len();
    let mut chars = label.chars();
    let bullet = matches!(
        (chars.next(), chars.next()),
        (Some('•' | '▪' | '●' | '○' | '■' | '◦' | '\u{f0b7}' | '\u{f0a7}' | '➢' | '✓' | '–' | '-' | '*' | 'o' | '—' | '‑'), None)
    );
    let core = label.trim_start_matches('(').trim_end_matches([')', '.', ':']);
    let closed = label.len() > core.len() || core.contains('.');
    let number =
        !core.is_empty() && core.len() <= 6 && core.split('.').all(|p| (1..=3).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_digit()));
    let letter = core.len() == 1 && core.bytes().all(|b| b.is_ascii_alphabetic());
    let roman =
        core.len() <= 5 && !core.is_empty() && (core.bytes().all(|b| b"ivx".contains(&b)) || core.bytes().all(|b| b"IVX".contains(&b)));
    if bullet || (closed && (number || letter || roman)) { length } else { 0 }
}
