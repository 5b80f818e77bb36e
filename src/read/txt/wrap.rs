//! Lines into paragraphs.
//!
//! A text is *hard-wrapped* where sentences run on from line to line: a line that does not end a sentence is followed, without
//! a blank line, by one that begins in lower case. A document that writes each paragraph on one line has no such pair, so
//! its lines are left alone. Where the text is wrapped, a line is joined to the paragraph before it unless something says
//! that a paragraph ends: a blank line, a heading, a list sign, or a line that had room for the next word.
//!
//! A paragraph that a page break cuts is one paragraph: page furniture and notes between its halves are placed behind it.

use std::collections::HashMap;

use super::hyphen::{Hyphens, Joint, ends_in_hyphen, is_address};
use super::lines::{Kind, Line, LineRules, tail};
use crate::model::Furniture;

/// A paragraph, in the order of the source.
#[derive(Debug, Default)]
pub struct Paragraph {
    /// Its text.
    pub text: String,
    /// 1-based page.
    pub page: u32,
    /// What it is.
    pub what: What,
    /// Hyphens taken out of it.
    pub undone: u32,
    /// Marks of bold text (`**`) taken out of it.
    pub stars: u32,
    /// Marks of a heading (`#`) taken out of it.
    pub signs: u32,
}

impl Paragraph {
    /// One that begins with `line`.
    fn of(line: &Line<'_>, what: What) -> Self {
        Self { text: line.text.to_owned(), page: line.page, what, undone: 0, stars: line.stars, signs: line.signs }
    }
}

/// What a paragraph is.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// Running text.
    #[default]
    Text,
    /// Page or site furniture.
    Furniture(Furniture),
    /// A line of small numbers.
    Digits,
    /// The body of a note with this label, label in front.
    Note(u32),
    /// `X Noot`.
    NoteMark,
}

/// How a text is wrapped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wrapping {
    /// Whether the document as a whole is wrapped.
    pub document: bool,
    /// Characters of a full line, where it is.
    pub width: usize,
    /// Whether blank lines part its paragraphs, so that a sentence ending at a line end says little.
    pub spaced: bool,
    /// The white space before the first line of a paragraph and before its other lines, in characters, where the document sets
    /// paragraphs apart by it.
    pub indents: Option<(usize, usize)>,
}

/// Paragraphs that begin with a line further in than the next, from which a document is taken to set them apart so.
const INDENTED: usize = 6;

/// The indents of first and of other lines, where nearly all paragraphs begin further in than they go on.
fn indents(lines: &[Line<'_>], width: usize) -> Option<(usize, usize)> {
    // Lines that begin a paragraph and lines that go on with one, beyond doubt.
    let mut first: HashMap<usize, usize> = HashMap::new();
    let mut other: HashMap<usize, usize> = HashMap::new();
    for pair in lines.windows(2) {
        let prose = |line: &Line<'_>| matches!(line.kind, Kind::Prose | Kind::Begin | Kind::Paragraph);
        if !prose(&pair[1]) || pair[1].feed {
            continue;
        }
        let short = pair[0].width * 100 < width * 70 && ends_sentence(pair[0].text);
        if pair[1].gap > 0 || matches!(pair[0].kind, Kind::Alone | Kind::Start) || short {
            *first.entry(pair[1].indent).or_default() += 1;
        } else if prose(&pair[0]) && starts_lower(pair[1].text) {
            *other.entry(pair[1].indent).or_default() += 1;
        }
    }
    let usual = |counts: &HashMap<usize, usize>| counts.iter().max_by_key(|(indent, count)| (**count, **indent)).map(|(i, n)| (*i, *n));
    let ((begins, count), (goes_on, _)) = (usual(&first)?, usual(&other)?);
    let all: usize = first.values().sum();
    let further_in = begins > goes_on && begins - goes_on <= 8;
    (further_in && count >= INDENTED && count * 10 >= all * 7).then_some((begins, goes_on))
}

/// Longest line, in characters, that can come from wrapping.
const WIDEST: usize = 160;

/// Bytes that hold the last word of a text, however long the text is.
const WORD: usize = 200;

/// Whether `text` ends a sentence.
pub fn ends_sentence(text: &str) -> bool {
    matches!(last_sign(text), Some('.' | '?' | '!' | '…'))
}

/// The last sign that is no closing quote or bracket, nor the digits of a note's call behind a full stop (`gedeeld.2`).
fn last_sign(text: &str) -> Option<char> {
    let text = text.trim_end_matches(['”', '’', '"', '\'', '»', ')', ']', '›', '“']).trim_end();
    let bare = text.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹'));
    let digits = text.len() - bare.len();
    // `… gedeeld.2` and `… waarborgen?12`, not `nr. 12` and `artikel 3.12`.
    if digits > 0
        && digits <= 6
        && bare.ends_with(['.', '?', '!'])
        && bare.chars().rev().nth(1).is_some_and(|c| c.is_alphabetic() || matches!(c, ')' | '’' | '”' | '»'))
    {
        return bare.chars().next_back();
    }
    text.chars().next_back()
}

fn starts_lower(text: &str) -> bool {
    let mut chars = text.chars().skip_while(|c| matches!(c, '(' | '«' | '“' | '‘' | '"' | '\''));
    chars.next().is_some_and(char::is_lowercase)
}

/// Whether the sentence must go on after `text`.
fn is_unfinished(text: &str, rules: &LineRules) -> bool {
    let end = tail(text, 40);
    if rules.unfinished.is_match(end) {
        return true;
    }
    has_open_bracket(text)
}

/// "(ontvangen" / "19 november 2024)".
fn has_open_bracket(text: &str) -> bool {
    let near = tail(text, 60);
    near.rfind('(').is_some_and(|open| !near[open..].contains(')'))
}

/// Whether the second line goes on with the sentence of the first, beyond doubt.
fn is_soft(a: &Line<'_>, b: &Line<'_>, rules: &LineRules) -> bool {
    b.gap == 0
        && !b.feed
        && is_text(a.kind)
        && matches!(b.kind, Kind::Prose)
        && (25..=WIDEST).contains(&a.width)
        && !matches!(last_sign(a.text), Some('.' | '?' | '!' | '…' | ':' | ';'))
        // A comma ends a salutation and the line above a signature too.
        && (starts_lower(b.text) || !a.text.ends_with(',') && is_unfinished(a.text, rules))
}

fn is_text(kind: Kind) -> bool {
    matches!(kind, Kind::Prose | Kind::Continuation | Kind::Paragraph | Kind::Begin | Kind::Item | Kind::MaybeItem)
}

/// How the document is wrapped.
pub fn wrapping(lines: &[Line<'_>], rules: &LineRules) -> Wrapping {
    let mut widths = Vec::new();
    let mut pairs = 0_usize;
    for pair in lines.windows(2) {
        if pair[1].gap == 0 && is_text(pair[0].kind) && is_text(pair[1].kind) {
            pairs += 1;
            if is_soft(&pair[0], &pair[1], rules) {
                widths.push(pair[0].width);
            }
        }
    }
    widths.sort_unstable();
    let document = widths.len() >= 3 && widths.len() * 100 >= pairs * 15 || widths.len() == 2 && pairs <= 4;
    // Not the widest: one line that a converter glued to the next must not set the measure.
    let at = |share: usize| widths.get(widths.len() * share / 100).or(widths.last()).copied().unwrap_or(0);
    let width = at(95).min(at(50) * 6 / 5);
    let texts = lines.iter().filter(|l| is_text(l.kind)).count();
    let gaps = lines.iter().filter(|l| is_text(l.kind) && l.gap > 0).count();
    Wrapping { document, width, spaced: gaps * 15 >= texts, indents: indents(lines, width).filter(|_| document) }
}

/// For each line, the width at which its stretch (lines without a blank line between) is wrapped; 0 where it is not.
fn stretches(lines: &[Line<'_>], all: Wrapping, rules: &LineRules) -> Vec<usize> {
    if all.document {
        return vec![all.width; lines.len()];
    }
    let mut out = vec![0; lines.len()];
    let mut start = 0;
    while start < lines.len() {
        let mut end = start + 1;
        while end < lines.len() && lines[end].gap == 0 && !lines[end].feed {
            end += 1;
        }
        let stretch = &lines[start..end];
        let soft = stretch.windows(2).filter(|p| is_soft(&p[0], &p[1], rules)).count();
        let widest = stretch.iter().map(|l| l.width).max().unwrap_or(0);
        // A copied quotation inside a text of one line per paragraph.
        if soft >= 2 && soft * 10 >= (stretch.len() - 1) * 4 && widest <= WIDEST {
            out[start..end].fill(widest);
        }
        start = end;
    }
    out
}

/// The paragraph that may be continued.
struct Open {
    /// Index in the output.
    at: usize,
    /// Width of its last line.
    width: usize,
    /// White space before its last line.
    indent: usize,
    /// Number of its lines.
    lines: usize,
    /// Kind of its first line.
    kind: Kind,
    /// Furniture, a note or a page break came after it.
    interrupted: bool,
}

/// Joins the lines. The number of joins is returned too.
pub fn join(lines: &[Line<'_>], text: &str, rules: &LineRules) -> (Vec<Paragraph>, usize) {
    let all = wrapping(lines, rules);
    let widths = stretches(lines, all, rules);
    let hyphens = Hyphens::new(text, hyphen_ends(lines));
    let mut out: Vec<Paragraph> = Vec::new();
    let mut open: Option<Open> = None;
    let mut note: Option<usize> = None;
    let mut joins = 0;
    for (index, line) in lines.iter().enumerate() {
        let what = match line.kind {
            Kind::Furniture(why) => What::Furniture(why),
            Kind::Digits => What::Digits,
            Kind::Note(label) => What::Note(label),
            Kind::NoteMark => What::NoteMark,
            _ => What::Text,
        };
        if line.kind == Kind::NoteLine {
            if let Some(at) = note {
                append(&mut out[at], line.text, &hyphens);
                continue;
            }
        } else {
            note = None;
        }
        if let Some(open) = &mut open {
            open.interrupted |= line.feed;
        }
        if what != What::Text || line.kind == Kind::Aside {
            if let Some(open) = &mut open {
                open.interrupted = true;
            }
            note = matches!(what, What::Note(_)).then_some(out.len());
            out.push(Paragraph::of(line, what));
            continue;
        }
        if let Some(before) = &mut open
            && !is_heading(&out[before.at].text, line, lines.get(index + 1), widths[index])
            && continues(before, &out[before.at].text, line, widths[index], &all, rules)
        {
            append(&mut out[before.at], line.text, &hyphens);
            out[before.at].signs += line.signs;
            out[before.at].stars += line.stars;
            (before.width, before.indent) = (line.width, line.indent);
            before.lines += 1;
            before.interrupted = false;
            joins += 1;
            continue;
        }
        open = (line.kind != Kind::Alone).then_some(Open {
            at: out.len(),
            width: line.width,
            indent: line.indent,
            lines: 1,
            kind: line.kind,
            interrupted: false,
        });
        out.push(Paragraph::of(line, what));
    }
    (out, joins)
}

/// The words on both sides of each hyphen at a line end, also across furniture.
fn hyphen_ends<'a, 't>(lines: &'a [Line<'t>]) -> impl Iterator<Item = (&'t str, &'t str)> + use<'a, 't> {
    let mut left: Option<&'t str> = None;
    lines.iter().filter_map(move |line| {
        if !is_text(line.kind) && line.kind != Kind::NoteLine {
            return None;
        }
        let pair = left.take().map(|l| (l, line.text));
        if ends_in_hyphen(line.text) {
            left = Some(line.text);
        }
        pair
    })
}

/// Adds a line to a paragraph, with the hyphen and the space as they should be.
fn append(paragraph: &mut Paragraph, line: &str, hyphens: &Hyphens) {
    let text = &mut paragraph.text;
    if ends_in_hyphen(text) {
        match hyphens.judge(tail(text, WORD), line) {
            Joint::Own => {}
            Joint::Suspended => text.push(' '),
            Joint::Undone => {
                // A soft hyphen is entered as such when the text is normalised.
                if !text.ends_with('\u{AD}') {
                    text.pop();
                    paragraph.undone += 1;
                }
            }
        }
    } else if is_address(tail(text, WORD)) && text.ends_with(['/', '_', '=', '&', '?', '%']) {
        // An address that the line end cut.
    } else {
        text.push(' ');
    }
    text.push_str(line);
}

/// Whether a short line between the end of a sentence and a line that begins another, though its first word had room beside it, is
/// a heading without blank lines around it.
fn is_heading(text: &str, line: &Line<'_>, next: Option<&Line<'_>>, width: usize) -> bool {
    let begins = |line: &Line<'_>| line.gap == 0 && is_text(line.kind) && line.text.starts_with(char::is_uppercase);
    width > 0
        && ends_sentence(text)
        && begins(line)
        && !matches!(last_sign(line.text), Some('.' | '?' | '!' | '…' | ':' | ';' | ','))
        && next.is_some_and(|next| {
            let word = next.text.split_whitespace().next().map_or(0, |word| word.chars().count());
            begins(next) && (line.width + 1 + word) * 100 < width * 60
        })
}

/// Whether the line stands directly below a full one.
fn near_full(open: &Open, line: &Line<'_>, width: usize) -> bool {
    width > 0 && line.gap == 0 && !open.interrupted && open.width * 100 >= width * 75
}

/// Whether `line` goes on with the open paragraph, whose text so far is `text`.
fn continues(open: &Open, text: &str, line: &Line<'_>, width: usize, all: &Wrapping, rules: &LineRules) -> bool {
    let first_word = line.text.split_whitespace().next().map_or(0, |w| w.chars().count());
    let hyphen = ends_in_hyphen(text);
    let sign = last_sign(text);
    let ended = matches!(sign, Some('.' | '?' | '!' | '…'));
    let paused = matches!(sign, Some(':' | ';'));
    // The line before had no room for this word.
    let full = |share: usize| width > 0 && (open.width + 1 + first_word) * 100 > width * share;
    let lower = starts_lower(line.text);
    // "(UN doc." / "A/77/328)", "(BIJLAGE" / "9)."; "(Kamerstuk 29 628, nr." / a page's foot and head / "1148)."
    let closes =
        || if open.interrupted { line.text.split(['(', ' ']).next().is_some_and(|word| word.contains(')')) } else { line.gap == 0 };
    if width > 0
        && !paused
        && has_open_bracket(text)
        && matches!(line.kind, Kind::Prose | Kind::Alone | Kind::Continuation)
        && line.text.contains(')')
        && closes()
    {
        return true;
    }
    // "… van de leden van de GroenLinks-" / "PvdA-fractie", which is a heading by itself too.
    if hyphen && open.kind == Kind::Start && line.gap == 0 && !open.interrupted {
        return true;
    }
    match line.kind {
        Kind::Continuation => return !ended && !paused && open.kind != Kind::Start,
        // "… zie ook het antwoord op" / "vraag 15."
        Kind::Alone if lower && width > 0 && !ended && !paused && is_unfinished(text, rules) && !text.ends_with(',') => return true,
        // "… verwijs ik naar dat" / "antwoord.": the end of a sentence, where the line before was full.
        Kind::Alone if lower && near_full(open, line, width) && !ended && !paused && line.text.ends_with('.') => return true,
        // "Reactie op de vragen en opmerkingen van de leden van de" / "ChristenUnie-fractie".
        Kind::Alone | Kind::Start
            if width > 0
                && line.gap == 0
                && !open.interrupted
                && (open.lines == 1 || open.kind == Kind::Start)
                && is_unfinished(text, rules)
                && !text.ends_with(',') =>
        {
            return true;
        }
        Kind::Alone | Kind::Start | Kind::Item => return false,
        // "… de maatregelen" / "– ook in het kader van": an aside, not an item, where the line before was full.
        Kind::MaybeItem => {
            let near = width > 0 && line.gap == 0 && !open.interrupted && !ended && !paused;
            let item = matches!(open.kind, Kind::Item | Kind::MaybeItem);
            return near && (full(80) && !item || is_unfinished(text, rules) && !text.ends_with(','));
        }
        Kind::Begin if !is_unfinished(text, rules) => return false,
        Kind::Paragraph if (ended || paused) && !all.spaced => return false,
        _ => {}
    }
    // Lines of an address or a signature are no paragraph that a page could cut.
    let wide = open.width >= 40 || open.lines >= 3;
    if open.interrupted || line.gap > 0 {
        if ended || paused || open.kind == Kind::Start && !hyphen {
            return false;
        }
        // A blank line without a page break ends a paragraph, except in wrapped text in the middle of a sentence.
        let break_of_page = open.interrupted || line.gap >= 3;
        if hyphen {
            return wide && (break_of_page || all.document);
        }
        if lower {
            return wide && (break_of_page || all.document && (is_unfinished(text, rules) || full(90)));
        }
        if !all.document || !wide {
            return false;
        }
        // "… en van", a blank line, "Buitenlandse Zaken" (32317-987).
        if is_unfinished(text, rules) && (break_of_page || !text.ends_with(',')) {
            return true;
        }
        return break_of_page && open.lines >= 3 && open.width * 100 >= all.width * 75;
    }
    if width == 0 {
        // Not wrapped: one line is one paragraph.
        return false;
    }
    if hyphen {
        return true;
    }
    if open.kind == Kind::Start {
        return !ended && (lower || is_unfinished(text, rules));
    }
    if ended {
        // Each paragraph of this document begins further in.
        if all.indents == Some((line.indent, open.indent)) {
            return false;
        }
        // The end of a sentence at the end of a full line: a paragraph goes on if the next word had no room.
        // A line wider than any wrapped one was a paragraph by itself.
        return open.width <= width + width / 5 && full(if all.spaced { 85 } else { 93 });
    }
    if paused {
        return lower && full(90) || sign == Some(';') && full(97);
    }
    if lower {
        return open.width >= 20 || open.lines > 1;
    }
    // A line wider than any wrapped one was a paragraph by itself.
    let single = open.width > width + width / 2 && line.text.starts_with(char::is_uppercase);
    is_unfinished(text, rules) || !single && (full(88) || open.lines >= 3)
}
