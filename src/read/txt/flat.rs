//! Texts that a converter flattened to one line (lists of the Algemene Rekenkamer).
//!
//! Two sorts. Where the converter wrote a line end as two spaces and a blank line as four, the lines can be had back, and
//! the text is read like any wrapped one. Where it wrote one space, only what is certain is parted: `Vraag 3` in the order of
//! the numbers, `Antwoord` behind a question, page numbers that count on (`3/10`). The rest stays in one paragraph.

use std::collections::{BTreeMap, HashMap};

use super::lines::{Kind, Line, LineRules, tail};
use crate::model::Furniture;

/// Characters of a line from which on it can be a flattened document.
const LONG: usize = 3000;

/// Characters below which a line is no document, whatever stands in it.
const SHORT: usize = 600;

/// The lines of a flattened text; `None` when the text is not flattened: when it has lines.
pub fn lines<'t>(text: &'t str, rules: &LineRules) -> Option<Vec<Line<'t>>> {
    let body = text.trim();
    // A shorter one must show its headings in the line.
    if body.len() < LONG && (body.len() < SHORT || rules.flat.find_all(body).len() < 3) {
        return None;
    }
    // A line or two may stand beside the one that holds the document.
    let longest = body.lines().map(str::len).max().unwrap_or(0);
    if longest * 10 < body.len() * 8 {
        return None;
    }
    let spaces = body.matches("  ").count();
    let with_lines = spaces * 400 >= body.len();
    let mut pieces = Vec::new();
    for line in body.lines() {
        if with_lines {
            spaced(line, &mut pieces);
        } else if !line.trim().is_empty() {
            pieces.extend(headings(line.trim(), rules).into_iter().map(|piece| (piece, 1)));
        }
    }
    let total = page_total(body);
    // Text that has its lines keeps its titles apart anyway.
    let title = total.filter(|_| !with_lines).map(|total| Title::of(body, total)).unwrap_or_default();
    let mut cuts =
        Cuts { out: Vec::with_capacity(pieces.len() * 2), question: 0, page: 0, total, title, goes_on: false, with_lines, rules };
    for (piece, gap) in pieces {
        cuts.piece(piece, gap);
    }
    // Nothing certain found: let it be read as the line that it is.
    if cuts.out.len() < 3 { None } else { Some(cuts.out) }
}

/// Headings of parts and factions, and the paragraphs that a faction's name opens, each apart.
fn headings<'t>(line: &'t str, rules: &LineRules) -> Vec<&'t str> {
    let mut cuts = Vec::new();
    for hit in rules.flat.find_all(line) {
        let Some(marker) = hit.captures.name("marker") else { continue };
        cuts.push(marker.start());
        if hit.rule.value == "heading" {
            cuts.push(marker.end());
        }
    }
    cuts.sort_unstable();
    cuts.push(line.len());
    let mut out = Vec::with_capacity(cuts.len());
    let mut from = 0;
    for cut in cuts {
        // Of two that overlap the first holds.
        if cut > from {
            let piece = line[from..cut].trim();
            if !piece.is_empty() {
                out.push(piece);
            }
            from = cut;
        }
    }
    out
}

/// Parts a line at runs of two spaces (a line end) and of four (a blank line).
fn spaced<'t>(line: &'t str, out: &mut Vec<(&'t str, usize)>) {
    let bytes = line.as_bytes();
    let mut gap = 1;
    let mut start = 0;
    let mut at = 0;
    while let Some(found) = memchr::memchr(b' ', &bytes[at..]) {
        let from = at + found;
        let run = bytes[from..].iter().take_while(|b| **b == b' ').count();
        at = from + run;
        if run >= 2 {
            let piece = line[start..from].trim();
            if !piece.is_empty() {
                out.push((piece, gap));
                gap = 0;
            }
            gap = gap.max((run - 1) / 3);
            start = at;
        }
    }
    let piece = line[start..].trim();
    if !piece.is_empty() {
        out.push((piece, gap));
    }
}

/// The number of pages, where page numbers `k/n` count on through the text: at least three of them, in order, one `n`.
fn page_total(text: &str) -> Option<u32> {
    let mut counts: BTreeMap<u32, (u32, usize)> = BTreeMap::new();
    for (page, total, _) in page_marks(text) {
        let entry = counts.entry(total).or_insert((0, 0));
        if page > entry.0 && page <= total {
            *entry = (page, entry.1 + 1);
        }
    }
    counts
        .into_iter()
        .filter(|(total, (_, count))| *count >= 3 && *count * 2 >= *total as usize)
        .max_by_key(|(_, (_, count))| *count)
        .map(|(total, _)| total)
}

/// Everything that looks like `3/10`: page, total, byte range. Stands between white space.
fn page_marks(text: &str) -> impl Iterator<Item = (u32, u32, std::ops::Range<usize>)> + '_ {
    let bytes = text.as_bytes();
    memchr::memchr_iter(b'/', bytes).filter_map(move |at| {
        let start = at - bytes[..at].iter().rev().take(4).take_while(|b| b.is_ascii_digit()).count();
        let end = at + 1 + bytes[at + 1..].iter().take(4).take_while(|b| b.is_ascii_digit()).count();
        let free = (start == 0 || bytes[start - 1].is_ascii_whitespace()) && bytes.get(end).is_none_or(u8::is_ascii_whitespace);
        let page = text[start..at].parse().ok()?;
        let total = text[at + 1..end].parse().ok()?;
        (free && page >= 1 && total <= 500).then_some((page, total, start..end))
    })
}

struct Cuts<'t, 'r> {
    out: Vec<Line<'t>>,
    /// Highest number of a question so far.
    question: u32,
    page: u32,
    total: Option<u32>,
    title: Title<'t>,
    /// The next piece goes on where a page number cut the one before.
    goes_on: bool,
    /// Line ends are known.
    with_lines: bool,
    rules: &'r LineRules,
}

/// The running title of a scanned text: groups of words that stand before most page numbers. Words are recognised differently
/// from page to page, so the title is the chain of groups that were read so at least twice, around one read so three times.
#[derive(Default)]
struct Title<'t> {
    /// On how many pages a group stands.
    groups: HashMap<[&'t str; TITLE_WORDS], usize>,
}

/// Words of a group: fewer stand in any text, more are seldom read without fault.
const TITLE_WORDS: usize = 4;
/// Bytes before a page number in which the title may stand.
const TITLE_REACH: usize = 400;
/// Bytes between two groups of one title that were read badly.
const TITLE_GAP: usize = 40;

impl<'t> Title<'t> {
    fn of(text: &'t str, total: u32) -> Self {
        let mut counts: HashMap<[&'t str; TITLE_WORDS], (usize, usize)> = HashMap::new();
        let mut pages = 0;
        for (_, of, range) in page_marks(text) {
            if of != total {
                continue;
            }
            pages += 1;
            for (group, _, barrier) in groups(reach(text, range.start)) {
                if barrier {
                    continue;
                }
                let entry = counts.entry(group).or_insert((0, 0));
                // Once for each page.
                if entry.1 != pages {
                    *entry = (entry.0 + 1, pages);
                }
            }
        }
        Self { groups: counts.into_iter().filter(|(_, (count, _))| *count >= 2).map(|(group, (count, _))| (group, count)).collect() }
    }

    /// Byte range of the title in `text`, which ends at a page number.
    fn find(&self, text: &str) -> Option<std::ops::Range<usize>> {
        let window = reach(text, text.len());
        let base = text.len() - window.len();
        let mut best: Option<(usize, std::ops::Range<usize>)> = None;
        let mut chain: Option<(usize, std::ops::Range<usize>)> = None;
        for (group, range, barrier) in groups(window) {
            // What stands before a full stop is text; a title that took it along would be a silent loss.
            if barrier {
                chain = None;
                continue;
            }
            let Some(&count) = self.groups.get(&group) else { continue };
            chain = match chain.take() {
                Some((most, so_far)) if range.start <= so_far.end + TITLE_GAP => Some((most.max(count), so_far.start..range.end)),
                _ => Some((count, range)),
            };
            if chain
                .as_ref()
                .is_some_and(|(most, range)| *most >= 3 && best.as_ref().is_none_or(|(b, old)| (*most, range.len()) >= (*b, old.len())))
            {
                best.clone_from(&chain);
            }
        }
        let (_, range) = best?;
        // "(vergaderjaar 2012-2013, Kamerstuk 31 490, nr." / "104)".
        let open = window[range.clone()].rfind('(').is_some_and(|i| !window[range.start + i..range.end].contains(')'));
        let rest = if open { window[range.end..].find(')').filter(|i| *i < TITLE_GAP).map_or(0, |i| i + 1) } else { 0 };
        Some(base + range.start..base + range.end + rest)
    }
}

/// The text before byte `end` in which a title may stand.
fn reach(text: &str, end: usize) -> &str {
    tail(&text[..end], TITLE_REACH)
}

/// Groups of words that follow each other, with their byte range, and whether the end of a sentence or a heading lies inside.
/// Groups of numbers are left out: the axes of graphs repeat.
fn groups(text: &str) -> impl Iterator<Item = ([&str; TITLE_WORDS], std::ops::Range<usize>, bool)> {
    let words: Vec<(usize, &str)> = text.split_whitespace().map(|w| (w.as_ptr() as usize - text.as_ptr() as usize, w)).collect();
    (0..words.len().saturating_sub(TITLE_WORDS - 1)).filter_map(move |i| {
        let group = &words[i..i + TITLE_WORDS];
        let last = group[TITLE_WORDS - 1];
        let heading = group.iter().any(|(_, w)| matches!(w.trim_end_matches(':'), "Vraag" | "Antwoord"));
        let ended = group[..TITLE_WORDS - 1].iter().any(|(_, w)| is_sentence_end(w));
        let worded = group.iter().filter(|(_, w)| w.chars().any(char::is_alphabetic)).count() >= 2;
        (worded || heading || ended).then(|| (std::array::from_fn(|k| group[k].1), group[0].0..last.0 + last.1.len(), heading || ended))
    })
}

impl<'t> Cuts<'t, '_> {
    /// Parts a piece at page numbers first: they stand in the middle of sentences.
    fn piece(&mut self, piece: &'t str, gap: usize) {
        let Some(total) = self.total else {
            self.headings(piece, gap);
            return;
        };
        let mut from = 0;
        let mut gap = gap;
        for (page, of, range) in page_marks(piece) {
            if of != total || page < self.page || page > self.page + 3 {
                continue;
            }
            let before = &piece[from..range.start];
            // A scan has the running title first, then the first line of the page, then the page number.
            match self.title.find(before) {
                Some(title) => {
                    self.headings(&before[..title.start], gap);
                    self.out.push(line(&before[title.clone()], 0, Kind::Furniture(Furniture::PageHead)));
                    self.goes_on = true;
                    self.headings(&before[title.end..], 0);
                }
                None => self.headings(before, gap),
            }
            self.page = page;
            self.push(&piece[range.clone()], 0);
            self.goes_on = !self.with_lines;
            from = range.end;
            gap = 0;
        }
        self.headings(&piece[from..], gap);
    }

    /// Parts a piece at the headings of questions and answers.
    fn headings(&mut self, piece: &'t str, gap: usize) {
        let mut from = 0;
        let mut gap = gap;
        let mut at = 0;
        while let Some(found) = next_word(&piece[at..]) {
            let start = at + found;
            let rest = &piece[start..];
            let before = piece[from..start].trim_end();
            let end =
                if rest.starts_with("Vraag") { self.question_heading(before, rest) } else { answer_heading(before, rest, self.out.last()) };
            match end {
                Some(length) => {
                    self.push(&piece[from..start], gap);
                    self.push(&rest[..length], 1);
                    from = start + length;
                    at = from;
                    gap = 1;
                }
                None => at = start + 5,
            }
        }
        self.push(&piece[from..], gap);
    }

    /// Length of the heading `Vraag 3 (pagina 4)` at the begin of `rest`, if it is one.
    fn question_heading(&mut self, before: &str, rest: &str) -> Option<usize> {
        let digits = rest.strip_prefix("Vraag ")?;
        let count = digits.bytes().take_while(u8::is_ascii_digit).count();
        if !(1..=3).contains(&count) {
            return None;
        }
        let number: u32 = digits[..count].parse().ok()?;
        let mut length = "Vraag ".len() + count;
        // Joint headings: `Vraag 3 en 4`, `Vraag 5 t/m 7`.
        let mut last = number;
        for sign in [" en ", " t/m ", ", ", " tot en met "] {
            if let Some(more) = rest[length..].strip_prefix(sign) {
                let more_digits = more.bytes().take_while(u8::is_ascii_digit).count();
                if let Some(next) = more[..more_digits].parse().ok().filter(|n: &u32| *n > last && *n < last + 20) {
                    last = next;
                    length += sign.len() + more_digits;
                }
            }
        }
        // The page that the question is about.
        let behind = rest[length..].trim_start();
        if ["(pag", "(p.", "(blz"].iter().any(|sign| behind.starts_with(sign))
            && let Some(close) = behind.find(')').filter(|c| *c < 40)
        {
            length = rest.len() - behind.len() + close + 1;
        }
        if let Some(colon) = rest[length..].strip_prefix(':') {
            length = rest.len() - colon.len();
        }
        let next = rest[length..].trim_start().chars().next();
        // "Vraag 12 gaat over", "Vraag 3, 4 en" go on; a scan may have any sign next.
        let alone = next.is_none_or(|c| !c.is_lowercase() && !matches!(c, ',' | ';' | '.' | ')'));
        let sentence = before.is_empty() || ends(before);
        // The next number is proof by itself; a number further on needs the end of a sentence before it.
        let in_order = number == self.question + 1 || sentence && number > self.question && number <= self.question + 5;
        if !alone || !in_order || !rest[length..].starts_with(char::is_whitespace) && !rest[length..].is_empty() {
            return None;
        }
        self.question = last;
        Some(length)
    }

    fn push(&mut self, text: &'t str, gap: usize) {
        let text = text.trim();
        if text.is_empty() {
            return;
        }
        let kind = self.rules.kind(text);
        let goes_on = std::mem::take(&mut self.goes_on) && kind == Kind::Prose;
        self.out.push(line(text, gap, if goes_on { Kind::Continuation } else { kind }));
    }
}

fn line(text: &str, gap: usize, kind: Kind) -> Line<'_> {
    let text = text.trim();
    Line { text, width: text.chars().count(), signs: 0, stars: 0, indent: 0, gap, feed: false, page: 1, kind }
}

/// Whether a word ends a sentence: "verkennen.", "12." of "zie vraag 12.", "bent?"; `nr.` and `p.` end nothing.
fn is_sentence_end(word: &str) -> bool {
    let Some(bare) = word.strip_suffix(['.', '!', '?']) else { return false };
    bare.chars().filter(|c| c.is_alphanumeric()).count() > 2
        || word.ends_with('?')
        || !bare.is_empty() && bare.bytes().all(|b| b.is_ascii_digit())
}

/// Where the next word stands that may begin a heading.
fn next_word(text: &str) -> Option<usize> {
    let question = memchr::memmem::find(text.as_bytes(), b"Vraag ");
    let answer = memchr::memmem::find(&text.as_bytes()[..question.unwrap_or(text.len())], b"Antwoord");
    answer.or(question)
}

/// Length of the heading `Antwoord` at the begin of `rest`: behind a question, before a sentence.
fn answer_heading(before: &str, rest: &str, last: Option<&Line<'_>>) -> Option<usize> {
    let mut length = "Antwoord".len();
    if let Some(number) = rest[length..].strip_prefix(' ') {
        let digits = number.bytes().take_while(u8::is_ascii_digit).count();
        if (1..=3).contains(&digits) && !number[digits..].starts_with('/') {
            length += 1 + digits;
        }
    }
    if rest[length..].starts_with(':') {
        length += 1;
    }
    let behind = &rest[length..];
    let next = behind.trim_start().chars().next();
    let free = behind.is_empty() || behind.starts_with(char::is_whitespace);
    let alone =
        next.is_none_or(|c| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '‘' | '“' | '«' | '"' | '\'' | '•' | '-' | '(' | '€'));
    // `? Antwoord Nee, …`; at the begin of a piece nothing stands before it but a heading or a page.
    let place = if before.is_empty() { last.is_some_and(|l| l.kind != Kind::Prose || ends(l.text)) } else { ends(before) };
    (free && alone && place).then_some(length)
}

fn ends(text: &str) -> bool {
    let text = text.trim_end_matches(['”', '’', '"', '\'', '»', ')', ']']);
    text.ends_with(['.', '?', '!', ':', ';', '…']) || text.ends_with(|c: char| c.is_ascii_digit())
}
