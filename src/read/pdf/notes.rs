//! Footnotes: bodies at the foot of a page, by their labels, size and place.
//!
//! ```text
//! body text with a call¹
//! ────────
//! ¹ first note            <- label: raised, or a plain figure that is called on this page
//!   its second line
//! ```
//!
//! Callers may rely on this: every line comes back either as text or in exactly one note; a note has a label that was printed.

use super::lines::Line;

/// A note while it is read: lines of one or more pages.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Body {
    /// The label as printed.
    pub label: String,
    /// 1-based page where it starts.
    pub page: u32,
    /// Its lines without the label.
    pub lines: Vec<Line>,
}

/// Takes the notes' bodies out of a page's text (in reading order, without furniture). `notes` holds those of the pages before.
pub(super) fn take(text: &mut Vec<Line>, body: f32, pitch: f32, notes: &mut Vec<Body>) {
    let Some(start) = start(text, body) else {
        continue_last(text, body, pitch, notes);
        return;
    };
    // Small print between the text and the first label runs on from the page before.
    let mut from = start;
    while from > 0 && text[from - 1].size < SMALL * body && below(&text[from - 1], &text[from]) && runs_on(notes, text[start].page) {
        from -= 1;
    }
    if from < start && from > 0 && text[from - 1].y - text[from].y < 1.2 * pitch {
        // No gap above it: small print of the text itself (a table's last row).
        from = start;
    }
    let taken = text.split_off(from);
    for (i, mut line) in taken.into_iter().enumerate() {
        match label(&line).filter(|_| from + i >= start) {
            Some(label) => {
                strip_label(&mut line, &label);
                let page = line.page;
                notes.push(Body { label, page, lines: if line.text.is_empty() { Vec::new() } else { vec![line] } });
            }
            None => {
                if let Some(note) = notes.last_mut() {
                    note.lines.push(line);
                }
            }
        }
    }
}

/// Notes are printed smaller than this share of the text's size.
const SMALL: f32 = 0.94;

/// What may stand around the figure of a mark.
const PUNCTUATION: [char; 4] = [',', ' ', ')', '('];

/// Index of the first line that opens a note, when everything below it is notes.
fn start(text: &[Line], body: f32) -> Option<usize> {
    let mut found = None;
    let mut expected: Option<u32> = None;
    for (i, line) in text.iter().enumerate().rev() {
        let mark = line.leading_mark().map(str::to_owned);
        if line.size >= SMALL * body && mark.is_none() && !follows_mark(text, i) {
            break;
        }
        let Some(label) = label(line) else { continue };
        let number = label.trim_matches(PUNCTUATION).parse::<u32>().ok();
        // Labels count down on the way up; a year or an amount at the start of a line does not.
        if let (Some(n), Some(e)) = (number, expected)
            && n + 1 != e
        {
            continue;
        }
        let called = text[..i].iter().any(|l| l.marks.iter().any(|(at, m)| *at != 0 && same_label(m, &label)));
        if called || (mark.is_some() && line.size < SMALL * body) {
            found = Some(i);
            expected = number;
        }
    }
    found
}

/// Whether a line of full size belongs to a note of full size that opens above it, with nothing but notes between.
fn follows_mark(text: &[Line], index: usize) -> bool {
    text[..index].iter().rev().take(6).any(|l| l.leading_mark().is_some()) && text[index].y < 0.35 * text.first().map_or(0.0, |l| l.y)
}

/// The label that opens a line: raised, or a plain figure and a space before a text.
fn label(line: &Line) -> Option<String> {
    if let Some(mark) = line.leading_mark() {
        return Some(mark.to_owned());
    }
    let (first, rest) = line.text.split_once(' ')?;
    let plain = (1..=3).contains(&first.len()) && first.bytes().all(|b| b.is_ascii_digit());
    (plain && rest.chars().any(char::is_alphabetic)).then(|| first.to_owned())
}

fn strip_label(line: &mut Line, label: &str) {
    if line.leading_mark().is_some() {
        line.marks.remove(0);
        return;
    }
    let cut = line.text.len() - line.text[label.len().min(line.text.len())..].trim_start().len();
    line.text.drain(..cut);
    line.marks.retain_mut(|m| {
        m.0 = m.0.saturating_sub(cut);
        true
    });
    for run in &mut line.runs {
        (run.start, run.end) = (run.start.saturating_sub(cut), run.end.saturating_sub(cut));
    }
    line.runs.retain(|r| r.start < r.end);
}

/// Whether two labels are the same, but for a comma or bracket.
pub(super) fn same_label(a: &str, b: &str) -> bool {
    a.trim_matches(PUNCTUATION) == b.trim_matches(PUNCTUATION)
}

fn below(upper: &Line, lower: &Line) -> bool {
    upper.y > lower.y && upper.y - lower.y < 2.2 * upper.size
}

/// Whether the last note is of the page before.
fn runs_on(notes: &[Body], page: u32) -> bool {
    notes.last().and_then(|n| n.lines.last()).is_some_and(|l| l.page + 1 == page)
}

/// A page whose foot is the rest of the last page's note, without a label of its own.
fn continue_last(text: &mut Vec<Line>, body: f32, pitch: f32, notes: &mut [Body]) {
    let Some(note) = notes.last_mut() else { return };
    let Some(last) = note.lines.last() else { return };
    let open = !last.text.ends_with(['.', '!', '?', ')']);
    let from = text.iter().rposition(|l| l.size >= SMALL * body).map_or(0, |i| i + 1);
    if from == 0 || from >= text.len() || last.page + 1 != text[from].page || !open || (text[from].size - last.size).abs() > 0.4 {
        return;
    }
    if text[from - 1].y - text[from].y > 1.3 * pitch {
        note.lines.extend(text.split_off(from));
    }
}
