//! The lines of a text: what each is by itself, before lines are joined.

use crate::model::Furniture;
use crate::read::furniture;
use crate::read::txt::markdown;
use crate::read::txt::side::Side;
use crate::rules::{Group, Rules};

/// Longest heading, in bytes; what is longer and reads like one is the begin of a sentence.
const HEADING_BYTES: usize = 220;

/// One line that is not blank.
#[derive(Debug, Clone)]
pub struct Line<'t> {
    /// Without white space at its ends.
    pub text: &'t str,
    /// Characters.
    pub width: usize,
    /// Marks of a heading (`#`) that stand before it and are no part of it.
    pub signs: u32,
    /// Marks of bold text (`**`) around it that are no part of it.
    pub stars: u32,
    /// Characters of white space before it.
    pub indent: usize,
    /// Blank lines directly before it.
    pub gap: usize,
    /// Whether a page break (form feed) stands between the line before and this one.
    pub feed: bool,
    /// 1-based; counted by form feeds.
    pub page: u32,
    /// What it is.
    pub kind: Kind,
}

/// What a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Text that may continue and be continued.
    Prose,
    /// The same, but it looks like the begin of a paragraph.
    Paragraph,
    /// Goes on with the paragraph before it, past a page number, unless that one ended.
    Continuation,
    /// A complete heading.
    Alone,
    /// A heading that may run on.
    Start,
    /// Begins a paragraph.
    Begin,
    /// A list item for sure.
    Item,
    /// A list item unless the line before is unfinished.
    MaybeItem,
    /// Stands between the halves of a sentence without being part of it: an address that a pdf links to.
    Aside,
    /// Nothing but small numbers: the call of a note that lost its place, the number of a question, a page number.
    Digits,
    /// Page or site furniture.
    Furniture(Furniture),
    /// First line of a note's body; the number is the label.
    Note(u32),
    /// Further line of the note's body above.
    NoteLine,
    /// `X Noot`: the next line is the label, the lines behind it the body.
    NoteMark,
}

/// The rules that tell lines apart, fetched once.
pub struct LineRules {
    line: &'static Group,
    bullet: &'static Group,
    /// Headings within a report that a converter set on one line.
    pub flat: &'static Group,
    /// Ends of lines after which a sentence goes on.
    pub unfinished: &'static Group,
}

impl LineRules {
    /// From the shipped rules.
    pub fn new() -> Self {
        let rules = Rules::embedded();
        Self {
            line: rules.group("layout.line"),
            bullet: rules.group("layout.bullet"),
            flat: rules.group("layout.flat"),
            unfinished: rules.group("layout.unfinished"),
        }
    }

    /// What a line of this text is.
    pub fn kind(&self, text: &str) -> Kind {
        // A title on one line may be long; its first words tell.
        if text.len() > HEADING_BYTES && self.line.first_rule(head(text, 80)).is_some_and(|rule| rule.value == "begin") {
            return Kind::Begin;
        }
        // Longer lines are paragraphs; no pattern of a heading reaches so far.
        if text.len() > 400 {
            return if self.bullet.first_rule(head(text, 20)).is_some_and(|rule| rule.value == "sure") { Kind::Item } else { Kind::Prose };
        }
        // Patterns are written for single spaces.
        let tidy;
        let text = if text.contains("  ") || text.contains(['\t', '\u{A0}']) {
            tidy = text.split_whitespace().collect::<Vec<_>>().join(" ");
            tidy.as_str()
        } else {
            text
        };
        if let Some(why) = furniture::of_line(text) {
            return Kind::Furniture(why);
        }
        if labels(text).is_some() {
            return Kind::Digits;
        }
        if text.len() <= HEADING_BYTES
            && let Some(rule) = self.line.first_rule(text)
        {
            return match rule.value.as_str() {
                "alone" => Kind::Alone,
                "start" => Kind::Start,
                "paragraph" => Kind::Paragraph,
                _ => Kind::Begin,
            };
        }
        if let Some(rule) = self.bullet.first_rule(text) {
            return if rule.value == "sure" { Kind::Item } else { Kind::MaybeItem };
        }
        if (text.starts_with("http://") || text.starts_with("https://") || text.starts_with("www.")) && !text.contains(' ') {
            return Kind::Aside;
        }
        if is_note_mark(text) {
            return Kind::NoteMark;
        }
        Kind::Prose
    }
}

/// The numbers of a line that holds nothing else: one, or several that count on by one (`2 3`). Three digits at most.
/// A full stop may follow: that of the sentence before (`2.`).
pub fn labels(text: &str) -> Option<Vec<u32>> {
    let text = text.strip_suffix('.').unwrap_or(text);
    if text.len() > 15 || !text.bytes().all(|b| b.is_ascii_digit() || b == b' ' || b == b',') {
        return None;
    }
    let numbers: Vec<u32> = text
        .split([' ', ','])
        .filter(|t| !t.is_empty())
        .map(|t| if t.len() <= 3 { t.parse().ok() } else { None })
        .collect::<Option<_>>()?;
    (!numbers.is_empty() && numbers.windows(2).all(|w| w[1] == w[0] + 1)).then_some(numbers)
}

/// `X Noot`, as officielebekendmakingen prints it before each note.
fn is_note_mark(text: &str) -> bool {
    matches!(text, "X Noot" | "XNoot" | "X noot")
}

/// The begin of `text`, at most `bytes` long.
pub fn head(text: &str, bytes: usize) -> &str {
    let end = (0..=bytes.min(text.len())).rev().find(|i| text.is_char_boundary(*i)).unwrap_or(0);
    &text[..end]
}

/// The end of `text`, at most `bytes` long.
pub fn tail(text: &str, bytes: usize) -> &str {
    let start = (text.len().saturating_sub(bytes)..=text.len()).find(|i| text.is_char_boundary(*i)).unwrap_or(text.len());
    &text[start..]
}

/// The lines of `text`. Form feeds part pages, as do the rules of a text that a converter made of pages (`of_pages`); every line end of Unicode parts lines.
pub fn split<'t>(text: &'t str, of_pages: bool, rules: &LineRules) -> Vec<Line<'t>> {
    let mut out: Vec<Line<'t>> = Vec::new();
    let (mut gap, mut feed, mut page) = (0, false, 1);
    let side = Side::of(text, physical(text));
    // Where the pieces of the side column go: before the line beside which the first of them stands, so that they part no sentence.
    let mut beside: Option<usize> = None;
    let mut rest = text;
    while !rest.is_empty() {
        let end = rest.find(ENDS);
        let (line, mark, after) = match end {
            Some(at) => {
                let mut mark = rest[at..].chars();
                let c = mark.next().unwrap_or('\n');
                let after = mark.as_str();
                (&rest[..at], c, if c == '\r' { after.strip_prefix('\n').unwrap_or(after) } else { after })
            }
            None => (rest, '\n', ""),
        };
        let piece = side.at(text.len() - rest.len());
        let (line, piece) = piece.map_or((line, ""), |at| line.split_at(at));
        if piece.is_empty() {
            beside = None;
        } else {
            let at = *beside.get_or_insert(out.len());
            let width = piece.trim().chars().count();
            let kind = Kind::Furniture(Furniture::PageHead);
            out.insert(at, Line { text: piece.trim(), width, signs: 0, stars: 0, indent: 0, gap: 0, feed: false, page, kind });
            beside = Some(at + 1);
        }
        let indent = line.chars().take_while(|c| c.is_whitespace()).count();
        let line = trim(line);
        if line.is_empty() {
            gap += 1;
        } else if of_pages && line == markdown::PAGE_RULE {
            out.push(Line {
                text: line,
                width: line.len(),
                signs: 0,
                stars: 0,
                indent,
                gap,
                feed,
                page,
                kind: Kind::Furniture(Furniture::PageFoot),
            });
            (gap, feed) = (0, true);
            page += 1;
        } else {
            let (text, signs, stars) = if of_pages { markdown::bare(line) } else { (line, 0, 0) };
            // The chamber's number, left of "Tweede Kamer der Staten-Generaal 2".
            let is_chamber = signs > 0 && out.is_empty() && matches!(text, "1" | "2");
            let kind = if is_chamber { Kind::Furniture(Furniture::PageHead) } else { rules.kind(text) };
            out.push(Line { text, width: text.chars().count(), signs, stars, indent, gap, feed, page, kind });
            (gap, feed) = (0, false);
        }
        if mark == '\u{C}' {
            feed = true;
            page += 1;
        }
        rest = after;
    }
    out
}

/// Ends of lines.
const ENDS: [char; 7] = ['\n', '\r', '\u{B}', '\u{C}', '\u{85}', '\u{2028}', '\u{2029}'];

/// The bytes of each line, without its end.
fn physical(text: &str) -> impl Iterator<Item = std::ops::Range<usize>> + '_ {
    let mut at = 0;
    text.split_inclusive(ENDS).map(move |line| {
        let start = at;
        at += line.len();
        start..at
    })
}

/// Trims white space and byte order marks that stand in the middle of a file put together of several.
/// Invisible characters stay: they are entered in the books later.
fn trim(line: &str) -> &str {
    line.trim()
}
