//! Spans of one page to lines: one baseline, one stretch without a wide gap.
//!
//! Callers may rely on this: the characters of a page's spans are those of its lines and their marks, but for white space
//! and for text that is drawn twice in the same place (the way some programs print bold).

use super::spans::{Page, Span};
use crate::read::Run;

/// A stretch of text on one baseline. A row of a table or two columns side by side give several lines with the same `y`.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Line {
    /// 1-based page.
    pub page: u32,
    /// Its text, without raised marks and without space at either end.
    pub text: String,
    /// Bold and italic stretches of `text`.
    pub runs: Vec<Run>,
    /// Raised small figures and stars: byte offset in `text`, the mark.
    pub marks: Vec<(usize, String)>,
    /// Left end, points.
    pub x0: f32,
    /// Right end, points; trailing space does not count.
    pub x1: f32,
    /// Right edge of its column, points. Set by `columns`.
    pub right: f32,
    /// Baseline, points from the bottom.
    pub y: f32,
    /// The size that most of its letters have, points.
    pub size: f32,
    /// All of its letters are bold.
    pub bold: bool,
    /// All of its letters are italic.
    pub italic: bool,
    /// All of it is tagged as an artifact.
    pub artifact: bool,
}

impl Line {
    /// Width in points of the first word, by its share of the characters.
    pub(super) fn first_word_width(&self) -> f32 {
        let all = self.text.chars().count().max(1) as f32;
        let first = self.text.split_whitespace().next().unwrap_or("").chars().count() as f32;
        (self.x1 - self.x0) * first / all
    }

    /// The mark before its first letter: the label of a note's body.
    pub(super) fn leading_mark(&self) -> Option<&str> {
        self.marks.first().filter(|(at, _)| *at == 0 && !self.text.is_empty()).map(|(_, mark)| mark.as_str())
    }
}

/// A gap of this many font sizes ends a line: the space between columns and cells. A tab after a list label is often
/// wider than this, which `join_labels` mends.
const WIDE_GAP: f32 = 2.0;
/// A gap of this many font sizes is a space that the file does not spell out. The narrowest word spaces of justified
/// text are about 0.17; kerning ("V" + "raag") is negative.
const WORD_GAP: f32 = 0.15;

/// Pieces on a page up to which raised figures are looked for. A dense page of a report has about 500.
const MOST_SPANS: usize = 20_000;

/// The lines of a page from top to bottom, from left to right.
pub(super) fn lines(page: &Page) -> Vec<Line> {
    let mut order: Vec<&Span> = page.spans.iter().filter(|s| !s.text.trim().is_empty()).collect();
    order.sort_by(|a, b| b.y.total_cmp(&a.y).then(a.x.total_cmp(&b.x)));
    let rows = rows(&order);
    // A page of so many pieces is no page of text; looking for neighbours would take the square of them.
    let rows = if order.len() > MOST_SPANS { rows } else { attach_raised(rows) };
    let mut out = Vec::new();
    for mut row in rows {
        row.spans.sort_by(|a, b| a.span.x.total_cmp(&b.span.x));
        row.spans.dedup_by(|b, a| a.span.text == b.span.text && (a.span.x - b.span.x).abs() < 0.8 && (a.span.y - b.span.y).abs() < 0.8);
        let (mut start, mut end) = (0, f32::MIN);
        for i in 1..=row.spans.len() {
            end = ink_end(row.spans[i - 1].span).max(end);
            let ends = i == row.spans.len() || {
                let (a, b) = (row.spans[i - 1].span, row.spans[i].span);
                b.x - end > WIDE_GAP * a.size.max(b.size).min(row.size * 1.5) || a.artifact != b.artifact
            };
            if ends {
                let line = line(page.number, &row.spans[start..i]);
                if !line.text.is_empty() {
                    out.push(line);
                }
                (start, end) = (i, f32::MIN);
            }
        }
    }
    out.sort_by(|a, b| b.y.total_cmp(&a.y).then(a.x0.total_cmp(&b.x0)));
    level(&mut out);
    join_labels(out)
}

struct Part<'a> {
    span: &'a Span,
    raised: bool,
}

struct Row<'a> {
    y: f32,
    size: f32,
    spans: Vec<Part<'a>>,
}

/// Spans with one baseline; `order` is sorted from the top.
fn rows<'a>(order: &[&'a Span]) -> Vec<Row<'a>> {
    let mut rows: Vec<Row<'a>> = Vec::new();
    for &span in order {
        // Small caps and bold faces drift by a fraction of a point; raised figures by a third of their size.
        let near = rows.iter_mut().rev().take(8).find(|row| {
            let tolerance = 0.12 * row.size.min(span.size);
            let alike = row.size / span.size;
            (row.y - span.y).abs() <= tolerance.max(0.6) && (0.4..2.5).contains(&alike)
        });
        match near {
            Some(row) => {
                row.size = row.size.max(span.size);
                row.spans.push(Part { span, raised: false });
            }
            None => rows.push(Row { y: span.y, size: span.size, spans: vec![Part { span, raised: false }] }),
        }
    }
    rows
}

/// Moves raised and lowered small text to the line that it belongs to.
fn attach_raised(mut rows: Vec<Row<'_>>) -> Vec<Row<'_>> {
    for i in 0..rows.len() {
        let mut kept = Vec::new();
        for part in std::mem::take(&mut rows[i].spans) {
            let s = part.span;
            let mut best: Option<(f32, usize, bool)> = None;
            // A raised figure lies within a line's height; rows are sorted, so the host is close by.
            for (j, host) in rows.iter().enumerate().take(i + 13).skip(i.saturating_sub(12)) {
                let rise = s.y - host.y;
                if j == i || s.size > 0.85 * host.size || rise > 0.75 * host.size || rise < -0.35 * host.size {
                    continue;
                }
                for h in host.spans.iter().filter(|h| !h.raised && h.span.size > s.size * 1.15) {
                    let gap = (s.x - ink_end(h.span)).max(h.span.x - (s.x + s.width)).max(0.0);
                    if gap < 1.0 * h.span.size && best.is_none_or(|(g, _, _)| gap < g) {
                        best = Some((gap, j, rise > 0.1 * host.size));
                    }
                }
            }
            match best {
                Some((_, j, raised)) => rows[j].spans.push(Part { span: s, raised }),
                None => kept.push(part),
            }
        }
        kept.append(&mut rows[i].spans);
        rows[i].spans = kept;
    }
    rows.retain(|row| !row.spans.is_empty());
    rows
}

/// Right end of what is printed: a trailing space has width but no ink.
fn ink_end(span: &Span) -> f32 {
    let trailing = span.text.chars().rev().take_while(|c| c.is_whitespace()).count();
    span.x + span.width - trailing as f32 * 0.25 * span.size
}

fn line(page: u32, parts: &[Part<'_>]) -> Line {
    let size = main_size(parts);
    let mut out = Line { page, size, x0: f32::MAX, x1: f32::MIN, y: 0.0, bold: true, italic: true, artifact: true, ..Line::default() };
    let mut end: Option<f32> = None;
    let mut pending = false;
    for part in parts {
        let span = part.span;
        let mark = span.text.trim();
        // Some programs raise by a text rise or a shifted origin that stays on the row: size alone then tells.
        if part.raised && is_mark(mark) && span.size < 0.85 * size {
            // "1, 2" are two marks; the comma stays with the first.
            let at = out.text.trim_end().len();
            out.marks.extend(mark.split_inclusive([',', ' ']).map(str::trim).filter(|m| !m.is_empty()).map(|m| (at, m.to_owned())));
            pending = pending || span.text.ends_with(char::is_whitespace) || span.text.starts_with(char::is_whitespace);
            end = Some(ink_end(span));
            out.x0 = out.x0.min(span.x);
            continue;
        }
        if !part.raised {
            out.y = span.y;
        }
        out.x0 = out.x0.min(span.x);
        out.x1 = out.x1.max(ink_end(span));
        out.bold &= span.bold;
        out.italic &= span.italic;
        out.artifact &= span.artifact;
        let gap = end.is_some_and(|end| span.x - end > WORD_GAP * size);
        if (pending || gap) && !out.text.is_empty() && !out.text.ends_with(' ') {
            out.text.push(' ');
        }
        pending = false;
        let start = out.text.len();
        for c in span.text.chars() {
            if c.is_whitespace() {
                if !out.text.is_empty() && !out.text.ends_with(' ') {
                    out.text.push(' ');
                }
            } else {
                // An accent that is drawn as a sign of its own behind its letter ("Yes¸ilgöz", 1bb0809b).
                let follows = out.text.ends_with(char::is_alphabetic);
                out.text.push(if follows { combining(c) } else { c });
            }
        }
        if span.bold || span.italic {
            push_run(&mut out.runs, Run { start, end: out.text.len(), bold: span.bold, italic: span.italic, underline: false });
        }
        end = Some(ink_end(span));
    }
    // In WinAnsiEncoding every unused code draws a bullet (ISO 32000-1, annex D.2), which `pdfboss` does not know (1c0f765c).
    if out.text.starts_with("\u{fffd} ") {
        out.text.replace_range(.."\u{fffd}".len(), "•");
    }
    let length = out.text.trim_end().len();
    out.text.truncate(length);
    out.marks.iter_mut().for_each(|m| m.0 = m.0.min(length));
    out.runs.iter_mut().for_each(|r| r.end = r.end.min(length));
    out.runs.retain(|r| r.start < r.end);
    if out.text.is_empty() && !out.marks.is_empty() {
        // Nothing but a raised figure: it is the text.
        out.text = out.marks.drain(..).map(|m| m.1).collect::<Vec<_>>().join(" ");
        out.y = parts[0].span.y;
        out.x1 = parts.iter().map(|p| ink_end(p.span)).fold(f32::MIN, f32::max);
        (out.bold, out.italic) = (false, false);
    }
    out
}

/// The combining form of an accent that has no other use behind a letter.
fn combining(c: char) -> char {
    match c {
        '¸' => '\u{327}',
        '˛' => '\u{328}',
        'ˇ' => '\u{30c}',
        '˘' => '\u{306}',
        _ => c,
    }
}

/// Adds a styled stretch, grown together with the one before it when both are alike.
pub(super) fn push_run(runs: &mut Vec<Run>, run: Run) {
    match runs.last_mut() {
        Some(last) if last.bold == run.bold && last.italic == run.italic && last.end + 1 >= run.start => last.end = run.end,
        _ => runs.push(run),
    }
}

/// The size that most letters have.
fn main_size(parts: &[Part<'_>]) -> f32 {
    let mut sizes: Vec<(f32, usize)> = Vec::new();
    for part in parts.iter().filter(|p| !p.raised) {
        let letters = part.span.text.trim().chars().count();
        match sizes.iter_mut().find(|(size, _)| (size - part.span.size).abs() < 0.25) {
            Some(entry) => entry.1 += letters,
            None => sizes.push((part.span.size, letters)),
        }
    }
    sizes.iter().max_by_key(|(_, letters)| *letters).map_or(parts[0].span.size, |(size, _)| *size)
}

/// Figures, stars and daggers; never letters ("2e" is an ordinal).
fn is_mark(text: &str) -> bool {
    let one = |part: &str| {
        let part = part.trim_matches(['(', ')']);
        (1..=3).contains(&part.chars().count())
            && (part.chars().all(|c| c.is_ascii_digit()) || part.chars().all(|c| matches!(c, '*' | '†' | '‡')))
    };
    (text.chars().any(char::is_alphanumeric) || text.contains(['*', '†', '‡']))
        && text.split([',', ' ']).filter(|part| !part.is_empty()).all(one)
}

/// Gives lines of one row the same baseline, so that they sort from left to right.
fn level(lines: &mut [Line]) {
    for i in 1..lines.len() {
        if lines[i - 1].y - lines[i].y < 0.2 * lines[i].size.min(lines[i - 1].size) {
            lines[i].y = lines[i - 1].y;
        }
    }
    lines.sort_by(|a, b| b.y.total_cmp(&a.y).then(a.x0.total_cmp(&b.x0)));
}

/// Joins a list label and the text behind its tab.
fn join_labels(lines: Vec<Line>) -> Vec<Line> {
    let mut out: Vec<Line> = Vec::with_capacity(lines.len());
    for line in lines {
        match out.last_mut() {
            Some(last)
                if last.y == line.y
                    && last.artifact == line.artifact
                    && super::paragraphs::label_length(&format!("{} x", last.text)) > last.text.len()
                    && line.x0 - last.x1 < 5.0 * line.size =>
            {
                last.push(&line);
            }
            _ => out.push(line),
        }
    }
    out
}
