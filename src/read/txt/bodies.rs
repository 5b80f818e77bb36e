//! Where the bodies of notes stand: at the foot of a page, in the list at the end, or behind `X Noot`.
//!
//! Three forms: at the foot of a page (`1 De C7 is een …`, `1Internationaal Gerechtshof, …`), numbered on through the document
//! or per page; in a list at the end, each closed by ↩ (pandoc); and as officielebekendmakingen prints them:
//! `X Noot` / `1` / text / `Naar boven`. Here lines are only named; whether a body at the foot of a page is one is decided
//! when its call is found (`calls`).

use crate::model::Furniture;

use super::lines::{Kind, Line, labels};
use super::wrap::{Wrapping, ends_sentence};

/// Lines of one note at most: more is no footnote but text that begins with a number.
const NOTE_LINES: usize = 40;

/// Names the lines that may be bodies of notes.
pub fn name(lines: &mut [Line<'_>], wrapping: Wrapping) {
    name_returns(lines);
    name_marks(lines);
    name_feet(lines, wrapping);
    name_list(lines);
    if wrapping.document {
        name_links(lines);
    }
}

/// pdftotext lists the addresses behind the links of a page at its end, apart from the text: they belong to the page.
fn name_links(lines: &mut [Line<'_>]) {
    let mut at = 0;
    while at < lines.len() {
        if lines[at].kind != Kind::Aside {
            at += 1;
            continue;
        }
        let mut end = at + 1;
        while end < lines.len() && lines[end].kind == Kind::Aside {
            end += 1;
        }
        let page_ends = lines.get(end).is_none_or(|l| l.feed || l.gap >= 3);
        if lines[at].gap > 0 && page_ends {
            for line in &mut lines[at..end] {
                line.kind = Kind::Furniture(Furniture::PageFoot);
            }
        }
        at = end;
    }
}

/// `1. COM(2025) 795 final.↩︎`
fn name_returns(lines: &mut [Line<'_>]) {
    let mut from = 0;
    for at in 0..lines.len() {
        if !without_return(lines[at].text).1 {
            continue;
        }
        let floor = from.max(at.saturating_sub(NOTE_LINES));
        if let Some(first) = (floor..=at).rev().find(|i| numbered(lines[*i].text).is_some()) {
            let label = numbered(lines[first].text).map_or(0, |(n, _)| n);
            lines[first].kind = Kind::Note(label);
            for line in &mut lines[first + 1..=at] {
                line.kind = Kind::NoteLine;
            }
        }
        from = at + 1;
    }
}

/// The text without the arrow that leads back to the call, and whether there was one.
pub fn without_return(text: &str) -> (&str, bool) {
    let bare = text.trim_end_matches(['\u{FE0E}', '\u{FE0F}', ' ']);
    match bare.strip_suffix('↩') {
        Some(rest) => (rest.trim_end(), true),
        None => (text, false),
    }
}

fn numbered(text: &str) -> Option<(u32, usize)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = text[digits..].strip_prefix(['.', ')'])?;
    (1..=3).contains(&digits).then(|| text[..digits].parse().ok()).flatten().map(|n| (n, text.len() - rest.len()))
}

/// `X Noot` / `1` / text / `Naar boven`
fn name_marks(lines: &mut [Line<'_>]) {
    let mut at = 0;
    while at + 2 < lines.len() {
        let label = match labels(lines[at + 1].text).as_deref() {
            Some([one]) if lines[at].kind == Kind::NoteMark => *one,
            _ => {
                at += 1;
                continue;
            }
        };
        lines[at + 1].kind = Kind::Note(label);
        let mut end = at + 2;
        while end < lines.len().min(at + 2 + NOTE_LINES)
            && !matches!(lines[end].kind, Kind::NoteMark | Kind::Furniture(_) | Kind::Alone | Kind::Start)
            && (lines[end].gap < 2 || end == at + 2)
        {
            lines[end].kind = Kind::NoteLine;
            end += 1;
        }
        at = end;
    }
}

/// Bodies at the foot of a page.
fn name_feet(lines: &mut [Line<'_>], wrapping: Wrapping) {
    let mut expected = 1;
    let mut at = 0;
    while at < lines.len() {
        let next = match foot(&lines[at]) {
            // Notes number on (one may be missed), or begin anew on each page or in each letter.
            Some((label, glued)) if label == expected || label == 1 || label == expected + 1 && lines[at].gap > 0 => {
                let before = at.checked_sub(1).map(|i| &lines[i]);
                let behind_note = before.is_some_and(|l| matches!(l.kind, Kind::Note(_) | Kind::NoteLine));
                // Directly under the text, as the first line that a page break left there.
                let under_text =
                    wrapping.document && label > 1 && before.is_some_and(|l| l.width * 10 < wrapping.width * 9 || ends_sentence(l.text));
                (glued || behind_note || lines[at].gap > 0 || lines[at].feed || under_text).then_some((label, glued))
            }
            _ => None,
        };
        let Some((label, glued)) = next else {
            at += 1;
            continue;
        };
        let end = foot_end(lines, at, label, glued, wrapping);
        // A call that slipped to the begin of a line: "2 Voor drie uitspraken geldt dat" / "de zaak nog …".
        let runs_on =
            lines.get(end).is_some_and(|l| l.gap == 0 && !l.feed && l.kind == Kind::Prose && l.text.starts_with(char::is_lowercase));
        if runs_on && !glued && !ends_sentence(lines[end - 1].text) {
            at += 1;
            continue;
        }
        lines[at].kind = Kind::Note(label);
        for line in &mut lines[at + 1..end] {
            line.kind = Kind::NoteLine;
        }
        expected = label + 1;
        at = end;
    }
}

/// A list of notes on one line each at the very end, numbered from one, whatever stands before it.
fn name_list(lines: &mut [Line<'_>]) {
    let end = lines.iter().rposition(|l| !matches!(l.kind, Kind::Furniture(_))).map_or(0, |at| at + 1);
    let mut start = end;
    let mut next = None;
    while start > 0
        && let Some((label, _)) = foot(&lines[start - 1])
        && next.is_none_or(|next| label + 1 == next)
    {
        start -= 1;
        next = Some(label);
        if label == 1 {
            break;
        }
    }
    if next == Some(1) {
        for line in &mut lines[start..end] {
            if let Some((label, _)) = foot(line) {
                line.kind = Kind::Note(label);
            }
        }
    }
}

/// Label of a line that may begin a body, and whether the text is glued to it.
pub fn foot(line: &Line<'_>) -> Option<(u32, bool)> {
    if !matches!(line.kind, Kind::Prose | Kind::Paragraph) {
        return None;
    }
    let text = line.text;
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if !(1..=3).contains(&digits) {
        return None;
    }
    let rest = text[digits..].trim_start();
    let glued = rest.len() + digits == text.len();
    let first = rest.chars().next()?;
    let begins = first.is_uppercase()
        || matches!(first, '«' | '“' | '‘' | '"' | '’' | '\'' | '(' | '[')
        || rest.starts_with("http")
        || rest.starts_with("www.");
    // `50PLUS-fractie` and `3D` are words.
    let word = glued && rest.chars().take_while(|c| c.is_uppercase()).count() > 1 && rest.starts_with("PLUS");
    (begins && !word).then(|| text[..digits].parse().ok()).flatten().map(|n| (n, glued))
}

/// How the lines of a note begin that list the members of a committee.
const MEMBERS: [&str; 4] = ["Leden:", "Plv. leden:", "Plaatsvervangende leden:", "Toehoorder"];

/// One past the last line of the body that begins at `at`.
fn foot_end(lines: &[Line<'_>], at: usize, label: u32, glued: bool, wrapping: Wrapping) -> usize {
    let stop = |i: usize| {
        let line = &lines[i];
        line.feed
            || line.gap >= 2
            // Addresses that pdftotext lists at the end of a page.
            || line.gap >= 1 && line.kind == Kind::Aside
            || matches!(line.kind, Kind::Furniture(_) | Kind::NoteMark)
            || foot(line).is_some_and(|(n, _)| n == label + 1)
    };
    let limit = lines.len().min(at + 13);
    let mut end = at + 1;
    while end < limit
        && !stop(end)
        && lines[end].gap == 0
        && matches!(lines[end].kind, Kind::Prose | Kind::Aside | Kind::MaybeItem | Kind::Paragraph)
    {
        end += 1;
    }
    let bounded = end == lines.len()
        || end < limit
            && stop(end)
            && lines.get(end).is_some_and(|l| l.gap != 1 || l.feed || matches!(l.kind, Kind::Furniture(_) | Kind::Aside));
    if bounded && (glued || wrapping.document) {
        return end;
    }
    // No sign of the page's end: the body goes on only while its sentence does.
    let mut end = at + 1;
    // "1 Samenstelling:", and below it the members of the committee.
    while end < limit
        && lines[end].gap == 0
        && !stop(end)
        && matches!(lines[end].kind, Kind::Prose | Kind::Aside | Kind::Paragraph)
        && (end == at + 1 && lines[at].text.trim_end().ends_with(':') || MEMBERS.iter().any(|head| lines[end].text.starts_with(head)))
    {
        end += 1;
    }
    while end < limit
        && lines[end].gap == 0
        && !stop(end)
        && matches!(lines[end].kind, Kind::Prose | Kind::Aside)
        && !ends_sentence(lines[end - 1].text)
        && wrapping.document
        && lines[end - 1].width * 10 >= wrapping.width * 8
    {
        end += 1;
    }
    end
}
