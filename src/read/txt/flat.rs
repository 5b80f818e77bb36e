//! Texts that a converter flattened to one line (lists of the Algemene Rekenkamer).
//!
//! Two sorts. Where the converter wrote a line end as two spaces and a blank line as four, the lines can be had back, and
//! the text is read like any wrapped one. Where it wrote one space, only what is certain is parted: `Vraag 3` in the order of
//! the numbers, `Antwoord` behind a question, page numbers that count on (`3/10`). The rest stays in one paragraph.

use super::lines::{Kind, Line, LineRules};

/// Characters of a line from which on it can be a flattened document.
const LONG: usize = 3000;

/// The lines of a flattened text; `None` when the text is not flattened: when it has lines.
pub fn lines<'t>(text: &'t str, rules: &LineRules) -> Option<Vec<Line<'t>>> {
    let body = text.trim();
    if body.len() < LONG {
        return None;
    }
    // A line or two may stand beside the one that holds the document.
    let longest = body.lines().map(str::len).max().unwrap_or(0);
    if longest * 10 < body.len() * 8 {
        return None;
    }
    let spaces = body.matches("  ").count();
    let mut pieces = Vec::new();
    for line in body.lines() {
        if spaces * 400 >= body.len() {
            spaced(line, &mut pieces);
        } else if !line.trim().is_empty() {
            pieces.push((line.trim(), 1));
        }
    }
    let total = page_total(body);
    let mut cuts = Cuts { out: Vec::with_capacity(pieces.len() * 2), question: 0, page: 1, total, rules };
    for (piece, gap) in pieces {
        cuts.piece(piece, gap);
    }
    // Nothing certain found: let it be read as the line that it is.
    if cuts.out.len() < 3 { None } else { Some(cuts.out) }
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
    let mut counts: std::collections::BTreeMap<u32, (u32, usize)> = std::collections::BTreeMap::new();
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
    rules: &'r LineRules,
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
            self.headings(&piece[from..range.start], gap);
            // Page numbers of a scan stand behind the page's first line.
            self.page = page;
            self.push(&piece[range.clone()], 0);
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
        if behind.starts_with("(pag") || behind.starts_with("(p.") || behind.starts_with("(blz") {
            if let Some(close) = behind.find(')').filter(|c| *c < 40) {
                length = rest.len() - behind.len() + close + 1;
            }
        }
        if let Some(colon) = rest[length..].strip_prefix(':') {
            length = rest.len() - colon.len();
        }
        let next = rest[length..].trim_start().chars().next();
        let alone = next.is_none_or(|c| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '‘' | '“' | '«' | '"' | '\'' | '(' | '’'));
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
        self.out.push(Line { text, width: text.chars().count(), gap, feed: false, page: 1, kind: self.rules.kind(text) });
    }
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
