//! [`Raw`] of any format into a [`Document`]: white space unified, marks gone, furniture named, notes in place, books kept.
//!
//! Callers may rely on this:
//! - the text is NFC; every run of white space (no-break spaces included) is one space; a block is trimmed, not empty, and
//!   holds no line feed; between two blocks stands exactly one line feed. Dashes and quotation marks are as in the source.
//! - a line feed inside a [`RawParagraph`] begins a new block of the same paragraph number; the lines after the first of a
//!   list item are ordinary paragraphs.
//! - the body of a note is one block directly behind the block that first calls it; uncalled notes end the document.
//! - **The books balance** ([`balance`]): `characters + added == Σ blocks + Σ removed`, in characters other than white space
//!   of NFC text. `characters` counts the paragraphs' text, the notes' text and the notes' labels of [`Raw`] (labels are in no
//!   block, so each is entered in `removed` as `note_mark`); a list label that the format draws is not text and counts nowhere.
//!   The txt reader counts the decoded file itself, where marks and labels are characters like any other.

use std::borrow::Cow;

use unicode_normalization::char::canonical_combining_class;
use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::{Raw, RawNote, RawParagraph, Shape, furniture};
use crate::model::{Block, BlockKind, Document, Format, Note, Removed, Span, Style, count_characters};

/// What a reader took out or put in before it made its [`Raw`], counted against the text of the file.
/// `None` in the call of [`normalize`] stands for a reader whose [`Raw`] is all there was.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Books {
    /// Characters of the source other than white space, in NFC.
    pub characters: u64,
    /// What is not in `Raw` any more: marks, labels of notes, undone hyphens.
    pub removed: Vec<Removed>,
    /// Characters in `Raw` that the source does not have.
    pub added: u64,
}

/// Makes the document. `books` is `Some` only for a reader that counted its source itself (txt).
pub fn normalize(raw: Raw, format: Format, books: Option<Books>) -> Document {
    let counted = books.is_some();
    let mut books = books.unwrap_or_default();
    let size = raw.paragraphs.iter().map(|p| p.text.len() + 1).sum::<usize>() + raw.notes.iter().map(|n| n.text.len() + 1).sum::<usize>();
    let mut writer = Writer {
        text: String::with_capacity(size),
        blocks: Vec::with_capacity(raw.paragraphs.len() + raw.notes.len()),
        notes: Vec::with_capacity(raw.notes.len()),
        removed: std::mem::take(&mut books.removed),
        characters: 0,
        placed: vec![false; raw.notes.len()],
        composed: counted,
        drawn: !matches!(format, Format::Txt | Format::Pdf),
    };
    let mut covered = raw.covered;
    covered.sort_unstable();
    let mut last = 0;
    // By value: each paragraph's text is freed once it is copied.
    for (index, paragraph) in raw.paragraphs.into_iter().enumerate() {
        last = u32::try_from(index + 1).unwrap_or(u32::MAX);
        writer.paragraph(paragraph, last, &raw.notes);
    }
    for (index, note) in raw.notes.iter().enumerate() {
        if !writer.placed[index] {
            writer.note(index, note, None, last);
        }
    }
    if !counted {
        books.characters = writer.characters;
        for note in &raw.notes {
            let label: String = note.label.nfc().collect();
            let count = count_characters(&label);
            if count > 0 {
                books.characters += count;
                writer.removed.push(Removed { why: "note_mark", text: label.trim().into(), paragraph: last });
            }
        }
    }
    let document = Document {
        format,
        text: writer.text.into_boxed_str(),
        blocks: writer.blocks,
        notes: writer.notes,
        covered,
        removed: writer.removed,
        characters: books.characters,
        added: books.added,
        pages: raw.pages,
        name_hint: raw.name_hint.map(String::into_boxed_str),
    };
    debug_assert!(covers(&document), "blocks do not cover the text");
    debug_assert_eq!(balance(&document), 0, "the books do not balance");
    document
}

/// `Σ blocks + Σ removed - (characters + added)`: 0 when no character was lost or doubled, below 0 when some were lost.
pub fn balance(document: &Document) -> i64 {
    let kept: u64 = document.blocks.iter().map(|b| count_characters(document.slice(b.span))).sum();
    let removed: u64 = document.removed.iter().map(|r| count_characters(&r.text)).sum();
    (kept + removed) as i64 - (document.characters + document.added) as i64
}

/// Whether the blocks are ordered, disjoint, trimmed, free of line feeds, and cover the text but for one line feed between two.
pub fn covers(document: &Document) -> bool {
    let mut at = 0;
    for (index, block) in document.blocks.iter().enumerate() {
        let start = block.span.start as usize;
        let separated = if index == 0 { start == 0 } else { start == at + 1 && document.text.as_bytes()[at] == b'\n' };
        let text = document.slice(block.span);
        if !separated || text.is_empty() || text.trim().len() != text.len() || text.contains('\n') {
            return false;
        }
        at = block.span.end as usize;
    }
    at == document.text.len()
}

/// Why a character is in no block.
fn unprinted(c: char) -> Option<&'static str> {
    match c {
        '\u{AD}' => Some("soft_hyphen"),
        '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}' => Some("zero_width"),
        c if c.is_control() => Some("control"),
        _ => None,
    }
}

/// The longest stretch from `at` that stands in a block as it is: printed characters with single spaces between them, none of
/// them at `limit` or behind it. Its end, and its characters other than spaces.
fn plain(text: &str, at: usize, limit: usize) -> (usize, u64) {
    let bytes = &text.as_bytes()[..limit];
    let (mut end, mut characters) = (at, 0);
    while let Some(&byte) = bytes.get(end) {
        match byte {
            b'!'..=b'~' => {
                let (passed, counted) = bytes[end..].first_chunk().map_or((1, 1), plain_step);
                (end, characters) = (end + passed, characters + counted);
            }
            b' ' if end > at && bytes.get(end + 1).is_some_and(u8::is_ascii_graphic) => end += 1,
            0x80.. => match text[end..].chars().next() {
                Some(c) if !c.is_whitespace() && unprinted(c).is_none() => (end, characters) = (end + c.len_utf8(), characters + 1),
                _ => break,
            },
            _ => break,
        }
    }
    (end, characters)
}

/// Bytes that are looked at in one step.
const STEP: usize = 32;

/// The same of the next bytes, the first of which is printed and the last of which is only looked at.
fn plain_step(bytes: &[u8; STEP + 1]) -> (usize, u64) {
    let is_plain = |at: usize| bytes[at].is_ascii_graphic() | ((bytes[at] == b' ') & bytes[at + 1].is_ascii_graphic());
    // Without a way out in the middle the processor looks at all of them at once.
    let all = (0..STEP).fold(true, |all, at| all & is_plain(at));
    let length = if all { STEP } else { (0..STEP).take_while(|at| is_plain(*at)).count() };
    let spaces = bytes[..length].iter().fold(0, |count, b| count + u8::from(*b == b' '));
    (length, length as u64 - u64::from(spaces))
}

fn breaks_line(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Letters of a block by style.
#[derive(Default, Clone, Copy)]
struct Letters {
    all: u64,
    bold: u64,
    italic: u64,
    underline: u64,
}

impl Letters {
    fn style(self) -> Style {
        let share = |part: u64| (part * 100).checked_div(self.all).unwrap_or(0) as u8;
        Style { bold: share(self.bold), italic: share(self.italic), underline: share(self.underline) }
    }
}

struct Writer {
    text: String,
    blocks: Vec<Block>,
    notes: Vec<Note>,
    removed: Vec<Removed>,
    characters: u64,
    placed: Vec<bool>,
    /// The reader has composed (NFC) and counted the text; composing again would put the count out.
    composed: bool,
    /// The format draws the signs of lists; else they are letters of the text.
    drawn: bool,
}

impl Writer {
    fn paragraph(&mut self, mut paragraph: RawParagraph, number: u32, notes: &[RawNote]) {
        if !self.composed {
            compose(&mut paragraph);
        }
        paragraph.calls.sort_unstable();
        let mut called: Vec<(u32, usize)> = Vec::new();
        let mut calls = paragraph.calls.iter().copied().peekable();
        let mut run = 0;
        let mut letters = Letters::default();
        let mut start = self.open_line();
        let mut space = false;
        let mut first = true;
        // One entry per paragraph and reason: a file of NUL bytes must not make a million entries.
        let mut gone: Vec<(&'static str, String)> = Vec::new();
        let text = paragraph.text.as_str();
        let mut at = 0;
        while at < text.len() {
            while let Some((_, note)) = calls.next_if(|call| call.0 <= at) {
                called.push((self.text.len() as u32, note));
            }
            while paragraph.runs.get(run).is_some_and(|r| r.end <= at) {
                run += 1;
            }
            let style = paragraph.runs.get(run);
            let next_look = style.map_or(usize::MAX, |r| if r.start > at { r.start } else { r.end });
            let limit = calls.peek().map_or(usize::MAX, |call| call.0).min(next_look).min(text.len());
            // Nearly every text is one such stretch: it is copied in one piece.
            let (end, characters) = plain(text, at, limit);
            if end > at {
                if std::mem::take(&mut space) && self.text.len() > start {
                    self.text.push(' ');
                }
                self.text.push_str(&text[at..end]);
                self.characters += characters;
                // Without a run there is no share to reckon.
                if !paragraph.runs.is_empty() {
                    let count = text[at..end].chars().filter(|c| c.is_alphabetic()).count() as u64;
                    letters.all += count;
                    if let Some(style) = style.filter(|r| r.start <= at) {
                        letters.bold += count * u64::from(style.bold);
                        letters.italic += count * u64::from(style.italic);
                        letters.underline += count * u64::from(style.underline);
                    }
                }
                at = end;
                continue;
            }
            let Some(c) = text[at..].chars().next() else { break };
            at += c.len_utf8();
            if breaks_line(c) {
                self.close_line(start, &paragraph, number, &letters, first, &mut called, notes);
                first &= self.text.len() == start;
                start = self.open_line();
                letters = Letters::default();
                space = false;
                continue;
            }
            if c.is_whitespace() {
                space = true;
                continue;
            }
            self.characters += 1;
            if let Some(why) = unprinted(c) {
                match gone.iter_mut().find(|(reason, _)| *reason == why) {
                    Some((_, text)) => text.push(c),
                    None => gone.push((why, c.to_string())),
                }
            }
        }
        for (_, note) in calls {
            called.push((self.text.len() as u32, note));
        }
        for (why, text) in gone {
            self.removed.push(Removed { why, text: text.into(), paragraph: number });
        }
        self.close_line(start, &paragraph, number, &letters, first, &mut called, notes);
        // Calls in a line without text have no block to stand behind.
        for (_, note) in called {
            if let Some(body) = notes.get(note).filter(|_| !self.placed[note]) {
                self.note(note, body, None, number);
            }
        }
    }

    /// Where the text of the next block begins.
    fn open_line(&mut self) -> usize {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
        self.text.len()
    }

    #[allow(clippy::too_many_arguments)]
    fn close_line(
        &mut self,
        start: usize,
        paragraph: &RawParagraph,
        number: u32,
        letters: &Letters,
        first: bool,
        called: &mut Vec<(u32, usize)>,
        notes: &[RawNote],
    ) {
        if self.text.len() == start {
            self.drop_separator();
            return;
        }
        let sign = if self.drawn || paragraph.shape != Shape::Paragraph { None } else { self.take_sign(start, number, called) };
        let kind = match &paragraph.shape {
            Shape::Paragraph if sign.is_some() => BlockKind::ListItem(sign.unwrap_or_default()),
            Shape::Furniture(why) => BlockKind::Furniture(*why),
            // The txt reader has asked this of every line already.
            shape => match if self.composed { None } else { furniture::of_line(&self.text[start..]) } {
                Some(why) => BlockKind::Furniture(why),
                None => match shape {
                    Shape::Heading(level) => BlockKind::Heading(*level),
                    Shape::ListItem(label) if first => BlockKind::ListItem(label.trim().into()),
                    Shape::Cell { table, row, column } => BlockKind::Cell { table: *table, row: *row, column: *column },
                    _ => BlockKind::Paragraph,
                },
            },
        };
        self.blocks.push(Block {
            kind,
            span: Span::new(start, self.text.len()),
            style: letters.style(),
            page: paragraph.page,
            paragraph: number,
            markup: paragraph.markup,
        });
        for (anchor, note) in called.drain(..) {
            if let Some(body) = notes.get(note).filter(|_| !self.placed[note]) {
                self.note(note, body, Some(anchor), number);
            }
        }
    }

    /// The sign of a list at the begin of the line (`• `, `– `): taken out of the text, because in other formats it is no part of it.
    /// Numbers and letters stay: they may be those of questions, and the text is what says so.
    fn take_sign(&mut self, start: usize, number: u32, called: &mut [(u32, usize)]) -> Option<Box<str>> {
        let line = &self.text[start..];
        let sign = line.chars().next().filter(|c| SIGNS.contains(c))?;
        let rest = line[sign.len_utf8()..].strip_prefix(' ').filter(|rest| rest.starts_with(char::is_alphanumeric))?;
        let length = line.len() - rest.len();
        self.text.drain(start..start + length);
        for (anchor, _) in called {
            *anchor = (*anchor).saturating_sub(length as u32).max(start as u32);
        }
        let label: Box<str> = sign.to_string().into();
        self.removed.push(Removed { why: "list_sign", text: label.clone(), paragraph: number });
        Some(label)
    }

    /// Takes back the line feed that stands before nothing.
    fn drop_separator(&mut self) {
        if self.text.ends_with('\n') {
            self.text.pop();
        }
    }

    fn note(&mut self, index: usize, note: &RawNote, anchor: Option<u32>, number: u32) {
        self.placed[index] = true;
        let start = self.open_line();
        let mut gone = String::new();
        let mut space = false;
        let text = if self.composed || is_composed(&note.text) {
            Cow::Borrowed(note.text.as_str())
        } else {
            Cow::Owned(note.text.nfc().collect())
        };
        for c in text.chars() {
            if c.is_whitespace() {
                space = true;
                continue;
            }
            self.characters += 1;
            if unprinted(c).is_some() {
                gone.push(c);
                continue;
            }
            if space && self.text.len() > start {
                self.text.push(' ');
            }
            space = false;
            self.text.push(c);
        }
        if !gone.is_empty() {
            self.removed.push(Removed { why: "zero_width", text: gone.into(), paragraph: number });
        }
        if self.text.len() == start {
            self.drop_separator();
            return;
        }
        let span = Span::new(start, self.text.len());
        let kind = BlockKind::Note(self.notes.len());
        self.notes.push(Note { label: note.label.trim().into(), anchor, span });
        self.blocks.push(Block { kind, span, style: Style::default(), page: note.page, paragraph: number, markup: None });
    }
}

/// Signs that stand before the items of a list.
const SIGNS: [char; 9] = ['•', '▪', '◦', '●', '○', '■', '·', '–', '-'];

/// Whether the text is NFC. No character below the first combining one, and none of the dashes, quotation marks and currencies,
/// changes in it or combines.
fn is_composed(text: &str) -> bool {
    text.is_ascii() || text.chars().all(|c| matches!(c, ..'\u{300}' | '\u{2002}'..='\u{20CF}')) || is_nfc(text)
}

/// Brings the text to NFC and moves runs and calls along. Nearly every text is NFC already and is left as it is.
fn compose(paragraph: &mut RawParagraph) {
    if is_composed(&paragraph.text) {
        return;
    }
    let text = std::mem::take(&mut paragraph.text);
    let mut cuts: Vec<usize> = paragraph.runs.iter().flat_map(|r| [r.start, r.end]).chain(paragraph.calls.iter().map(|c| c.0)).collect();
    cuts.sort_unstable();
    cuts.dedup();
    let mut out = String::with_capacity(text.len());
    let mut moved = Vec::with_capacity(cuts.len());
    let mut from = 0;
    for &cut in &cuts {
        let mut to = cut.clamp(from, text.len());
        while !text.is_char_boundary(to) {
            to += 1;
        }
        // A mark that combines with the letter before it stays with that letter.
        to += text[to..].chars().take_while(|c| canonical_combining_class(*c) != 0).map(char::len_utf8).sum::<usize>();
        out.extend(text[from..to].nfc());
        moved.push(out.len());
        from = to;
    }
    out.extend(text[from..].nfc());
    let place = |old: usize| cuts.binary_search(&old).map_or(old, |i| moved[i]);
    for run in &mut paragraph.runs {
        (run.start, run.end) = (place(run.start), place(run.end));
    }
    for call in &mut paragraph.calls {
        call.0 = place(call.0);
    }
    paragraph.text = out;
}

#[cfg(test)]
mod tests;
