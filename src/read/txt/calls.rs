//! Calls of notes: which digit in the text calls which body.
//!
//! A body at the foot of a page is a note only when its call is found before it, behind the call of the note before:
//! digits glued to a word or a sign (`gemeld2`, `gedeeld.3`, `«bericht»1`), in brackets (`[1 ]`), or on their own line (kamervragen-txt). A body
//! that nothing calls stays text, unless its form leaves no doubt (`X Noot`, ↩): then it is a note without a place.

use std::collections::{BTreeMap, HashMap};

use super::bodies::without_return;
use super::marks::{self, MarkKind};
use super::wrap::{Paragraph, What, ends_sentence};
use crate::model::Removed;
use crate::read::{Raw, RawNote, RawParagraph, Shape};

/// Where a call stands: paragraph, first byte, one past the last byte.
type Place = (usize, usize, usize);

/// Places by label, in order of the text. `weak` are those with a space before the digits (`gestuurd 6.`).
#[derive(Default)]
struct Places {
    sure: HashMap<u32, Vec<Place>>,
    weak: HashMap<u32, Vec<Place>>,
}

/// Makes the reader's result of the paragraphs. What leaves the text is entered in `removed`.
pub fn resolve(mut paragraphs: Vec<Paragraph>, paged: bool, removed: &mut Vec<Removed>) -> Raw {
    for paragraph in &mut paragraphs {
        strip_markdown(paragraph);
    }
    let notes = bodies(&paragraphs);
    let places = places(&paragraphs, &notes);
    let called = assign(&paragraphs, &notes, &places);
    let mut raw = Raw::default();
    // By paragraph: the calls in it, as byte range and note.
    let mut cuts: BTreeMap<usize, Vec<(usize, usize, usize)>> = BTreeMap::new();
    let mut is_note: HashMap<usize, usize> = HashMap::new();
    let listed = listed(&paragraphs, &notes, &called);
    for (n, (note, place)) in notes.iter().zip(&called).enumerate() {
        if place.is_none() && !note.sure && !listed.contains(&n) {
            continue;
        }
        is_note.insert(note.at, raw.notes.len());
        if let Some((paragraph, start, end)) = *place {
            cuts.entry(paragraph).or_default().push((start, end, raw.notes.len()));
        }
        raw.notes.push(RawNote::default());
    }
    let mut marked: HashMap<String, Marked> = HashMap::new();
    for (index, paragraph) in paragraphs.iter_mut().enumerate() {
        let text = std::mem::take(&mut paragraph.text);
        let number = u32::try_from(raw.paragraphs.len() + 1).unwrap_or(u32::MAX);
        let mut gone = |why: &'static str, text: &str| {
            if !text.trim().is_empty() {
                removed.push(Removed { why, text: text.trim().into(), paragraph: number });
            }
        };
        if paragraph.stars > 0 {
            gone("markdown", &"**".repeat(paragraph.stars as usize));
        }
        if paragraph.signs > 0 {
            gone("markdown", &"#".repeat(paragraph.signs as usize));
        }
        if paragraph.undone > 0 {
            gone("hyphenation", &"-".repeat(paragraph.undone as usize));
        }
        let page = paged.then_some(paragraph.page);
        if let Some(&note) = is_note.get(&index) {
            let body = note_text(&text);
            gone("note_mark", &text[..body.start]);
            gone("note_mark", &text[body.end..]);
            let label = text[..body.start].trim().trim_end_matches(['.', ')']).trim().to_owned();
            raw.notes[note] = RawNote { label, text: text[body.range()].to_owned(), page };
            continue;
        }
        if paragraph.what == What::NoteMark && is_note.contains_key(&(index + 1)) {
            gone("note_mark", &text);
            continue;
        }
        let shape = match paragraph.what {
            What::Furniture(why) => Shape::Furniture(why),
            _ => Shape::Paragraph,
        };
        let cuts = cuts.remove(&index).unwrap_or_default();
        if paragraph.what == What::Digits && !cuts.is_empty() {
            // The call stands behind the paragraph that it lost touch with.
            let at = raw.paragraphs.iter().rposition(|p| p.shape == Shape::Paragraph);
            let (rest, calls) = strip(text, cuts, &mut raw, &mut marked, page, &mut gone);
            if let Some(before) = at.map(|at| &mut raw.paragraphs[at]).filter(|_| matches!(rest.trim(), "" | ".")) {
                let end = before.text.trim_end().len();
                before.calls.extend(calls.into_iter().map(|(_, note)| (end, note)));
                // The full stop of the sentence went along with the call.
                before.text.insert_str(end, rest.trim());
            } else {
                raw.paragraphs.push(RawParagraph { shape, text: rest, calls, page, ..RawParagraph::default() });
            }
            continue;
        }
        let (text, calls) = strip(text, cuts, &mut raw, &mut marked, page, &mut gone);
        raw.paragraphs.push(RawParagraph { shape, text, calls, page, ..RawParagraph::default() });
    }
    raw
}

/// Takes out the `**` that pandoc puts around bold text, where each has its counterpart.
fn strip_markdown(paragraph: &mut Paragraph) {
    if paragraph.what != What::Text || !paragraph.text.contains("**") {
        return;
    }
    let pairs = paragraph.text.matches("**").count();
    if pairs.is_multiple_of(2) && !paragraph.text.contains("***") {
        paragraph.text = paragraph.text.replace("**", "");
        paragraph.stars += u32::try_from(pairs).unwrap_or(u32::MAX);
    }
}

/// A paragraph that may be a note.
struct Candidate {
    /// Index of the paragraph.
    at: usize,
    label: u32,
    /// Its form alone says that it is a note.
    sure: bool,
}

fn bodies(paragraphs: &[Paragraph]) -> Vec<Candidate> {
    let marked = |at: usize| at > 0 && paragraphs[at - 1].what == What::NoteMark;
    paragraphs
        .iter()
        .enumerate()
        .filter_map(|(at, p)| match p.what {
            What::Note(label) => {
                Some(Candidate { at, label, sure: marked(at) || without_return(&p.text).1 || is_above_foot(paragraphs, at) })
            }
            _ => None,
        })
        .collect()
}

/// Whether a body whose text is glued to its label stands directly above the foot of a page, with nothing but notes between.
fn is_above_foot(paragraphs: &[Paragraph], at: usize) -> bool {
    let text = &paragraphs[at].text;
    let glued = !text.trim_start_matches(|c: char| c.is_ascii_digit()).starts_with([' ', '.', ')']);
    glued
        && paragraphs[at + 1..]
            .iter()
            .take(20)
            .find(|p| !matches!(p.what, What::Note(_)))
            .is_some_and(|p| matches!(p.what, What::Furniture(_)))
}

/// The notes of the list at the very end that nothing calls, behind one of the same list that is called ("… is 8 ng/l.3"), and those
/// before it that count up to it from 1 where two are called: the call in "AI1 VERSLAG" looks like a name.
fn listed(paragraphs: &[Paragraph], notes: &[Candidate], called: &[Option<Place>]) -> Vec<usize> {
    let mut end = paragraphs.iter().rposition(|p| !matches!(p.what, What::Furniture(_))).map_or(0, |at| at + 1);
    let mut run = Vec::new();
    for (n, note) in notes.iter().enumerate().rev() {
        if note.at + 1 != end {
            break;
        }
        end = note.at;
        run.push(n);
    }
    run.reverse();
    let known = |n: usize| called[n].is_some() || notes[n].sure;
    let mut first = run.iter().position(|&n| known(n)).unwrap_or(run.len());
    let counted = |at: usize| run[..=at].iter().zip(1..).all(|(&n, label)| notes[n].label == label);
    if first < run.len() && counted(first) && run[first..].iter().filter(|&&n| known(n)).nth(1).is_some() {
        first = 0;
    }
    run.split_off(first)
}

/// Byte range of the body inside a note's paragraph.
struct Body {
    start: usize,
    end: usize,
}

impl Body {
    fn range(&self) -> std::ops::Range<usize> {
        self.start..self.end
    }
}

fn note_text(text: &str) -> Body {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let after = text[digits..].trim_start_matches(['.', ')']).trim_start();
    let start = text.len() - after.len();
    let end = without_return(text).0.len().max(start);
    Body { start, end }
}

/// All places that may call a note, by label, in order of the text.
fn places(paragraphs: &[Paragraph], notes: &[Candidate]) -> Places {
    let mut out = Places::default();
    if notes.is_empty() {
        return out;
    }
    let highest = notes.iter().map(|n| n.label).max().unwrap_or(0);
    // A document with more lines of digits than notes numbers its questions so (36800-V-19).
    let lines = paragraphs.iter().filter(|p| p.what == What::Digits && alone(&p.text).all(|(label, ..)| label <= highest)).count();
    // So does one whose lines of digits count on past its notes.
    let past = paragraphs.iter().filter(|p| p.what == What::Digits && alone(&p.text).any(|(label, ..)| label > highest)).count() >= 2;
    // "1.", "2.", "3." number questions too, whatever few notes there are.
    let stopped = paragraphs.iter().filter(|p| p.what == What::Digits && p.text.ends_with('.')).count() >= 3;
    let mut ended = false;
    for (at, paragraph) in paragraphs.iter().enumerate() {
        match paragraph.what {
            What::Text => {
                ended = ends_sentence(&paragraph.text);
                for (label, start, end, weak) in glued(&paragraph.text, highest) {
                    let list = if weak { &mut out.weak } else { &mut out.sure };
                    list.entry(label).or_default().push((at, start, end));
                }
            }
            What::Digits
                if (ended || paragraph.text.ends_with('.'))
                    && lines <= notes.len()
                    && !past
                    && !(stopped && paragraph.text.ends_with('.')) =>
            {
                for (label, start, end) in alone(&paragraph.text) {
                    out.sure.entry(label).or_default().push((at, start, end));
                }
            }
            _ => {}
        }
    }
    out
}

fn alone(text: &str) -> impl Iterator<Item = (u32, usize, usize)> + '_ {
    let mut at = 0;
    text.split([' ', ',']).filter_map(move |token| {
        let start = at;
        at += token.len() + 1;
        let digits = token.trim_end_matches('.');
        digits.parse().ok().map(|label| (label, start, start + digits.len()))
    })
}

/// The part of a call in brackets that the digits at `start..end` take with them: `[1 ]`, `[2]`, and of `[4 5 ]` one half each.
fn bracketed(text: &str, start: usize, end: usize) -> Option<(usize, usize)> {
    let (before, after) = (&text[..start], &text[end..]);
    let inside = |c: char| c.is_ascii_digit() || c == ' ';
    let opens = before.trim_end_matches(inside).ends_with('[');
    let closed = after.trim_start_matches(inside);
    if !opens || !closed.starts_with(']') {
        return None;
    }
    let start = if before.ends_with('[') { start - 1 } else { start };
    let last = after.len() - closed.len();
    let end = if after[..last].trim().is_empty() { end + last + 1 } else { end + after[..last].find(|c| c != ' ').unwrap_or(0) };
    Some((start, end))
}

/// Digits glued to the end of a word or sentence; the last value says that a space stands between.
fn glued(text: &str, highest: u32) -> Vec<(u32, usize, usize, bool)> {
    let mut out = Vec::new();
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(found) = text[at..].find(|c: char| c.is_ascii_digit() || superscript(c).is_some()) {
        let start = at + found;
        let raised = text[start..].chars().next().and_then(superscript).is_some();
        let mut end = start;
        let mut label: u32 = 0;
        let mut signs = 0;
        for c in text[start..].chars() {
            let Some(digit) = (if raised { superscript(c) } else { c.to_digit(10) }) else { break };
            label = label.saturating_mul(10).saturating_add(digit);
            end += c.len_utf8();
            signs += 1;
        }
        at = end;
        if signs > 3 || label == 0 || label > highest {
            continue;
        }
        let after = text[end..].chars().next();
        let decimal = matches!(after, Some('.' | ',')) && bytes.get(end + 1).is_some_and(u8::is_ascii_digit);
        if decimal
            || after.is_some_and(|c| c.is_lowercase() || c.is_ascii_digit() || matches!(c, '%' | '°' | '/' | '-' | '–' | '€' | ')' | '('))
                && !raised
        {
            continue;
        }
        let before = &text[..start];
        if let Some((start, end)) = bracketed(text, start, end) {
            out.push((label, start, end, false));
        } else if raised || calls_after(before) {
            out.push((label, start, end, false));
        } else if text.len() >= WEAK_BYTES
            && before.ends_with(' ')
            && matches!(after, Some('.' | ',' | ';') | None)
            && calls_behind_space(before)
        {
            out.push((label, start, end, true));
        }
    }
    out
}

fn superscript(c: char) -> Option<u32> {
    match c {
        '¹' => Some(1),
        '²' => Some(2),
        '³' => Some(3),
        '⁰' => Some(0),
        '⁴'..='⁹' => Some(c as u32 - '⁰' as u32),
        _ => None,
    }
}

/// Shorter paragraphs are headings, where a number behind a space is a number: `Antwoord 2`.
const WEAK_BYTES: usize = 80;

/// Whether digits behind `before`, which ends in a space, can be a call: the word says nothing that is counted.
fn calls_behind_space(before: &str) -> bool {
    let word = before.trim_end().rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    // A participle ends most sentences that have a call; nouns before a number are names of things counted.
    word.chars().count() >= 5
        && word.chars().all(char::is_lowercase)
        && before.trim_end().ends_with(word)
        && (word.ends_with('d') || word.ends_with("ing") || word.ends_with("en") || word.ends_with('t'))
        && !matches!(
            word,
            "vragen"
                | "artikelen"
                | "antwoord"
                | "product"
                | "punt"
                | "deelproject"
                | "leden"
                | "bijlagen"
                | "tabellen"
                | "eenheid"
                | "besluit"
                | "recht"
                | "punten"
                | "antwoorden"
                | "onderdelen"
                | "scenario"
        )
}

/// Whether digits directly behind `before` can be the call of a note.
fn calls_after(before: &str) -> bool {
    let mut back = before.chars().rev();
    let (Some(last), previous) = (back.next(), back.next()) else { return false };
    match last {
        // `gemeld2`; not `CO2`, `D66`, `m2`, `Zaaknr2`.
        c if c.is_lowercase() => {
            let word = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
            word.chars().count() >= 3 && !matches!(word, "art" | "nrs" | "lid" | "blz" | "pag" | "vraag")
        }
        '”' | '’' | '»' | '"' | ')' | ']' | '?' | '!' | ';' | ':' | '…' => true,
        '\'' => true,
        // `gedeeld.3`; not `nr.3`, `1.2`, `art.5`.
        '.' | ',' => {
            let word = before[..before.len() - 1].rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
            let sign = previous.is_some_and(|c| matches!(c, ')' | '”' | '’' | '»'));
            sign || previous.is_some_and(char::is_alphabetic)
                && word.chars().count() >= 2
                && !matches!(word.to_lowercase().as_str(), "nr" | "nrs" | "art" | "blz" | "pag" | "kst" | "no" | "st" | "stb" | "lid")
        }
        // `JBZ-Raad EBSP2`: an abbreviation of three capitals or more.
        c if c.is_uppercase() => {
            before.rsplit(|c: char| !c.is_alphanumeric()).next().is_some_and(|w| w.len() >= 4 && w.chars().all(char::is_uppercase))
        }
        _ => false,
    }
}

/// The call of each note: the first place of its label behind the call of the note before and before the body.
fn assign(paragraphs: &[Paragraph], notes: &[Candidate], places: &Places) -> Vec<Option<Place>> {
    let mut from: (usize, usize) = (0, 0);
    let find = |list: &HashMap<u32, Vec<Place>>, label: u32, from: (usize, usize), before: usize, digits: bool| {
        let places = list.get(&label)?;
        let first = places.partition_point(|p| (p.0, p.1) < from);
        places[first..].iter().take_while(|p| p.0 < before).take(64).find(|p| (paragraphs[p.0].what == What::Digits) == digits).copied()
    };
    notes
        .iter()
        .map(|note| {
            // Digits glued to a word tell more than digits on a line.
            let glued = find(&places.sure, note.label, from, note.at, false);
            let alone = find(&places.sure, note.label, from, note.at, true);
            let place = match (glued, alone) {
                (Some(g), Some(a)) => Some(g.min(a)),
                (g, a) => g.or(a).or_else(|| find(&places.weak, note.label, from, note.at, false)),
            };
            if let Some(place) = place {
                from = (place.0, place.2);
            }
            place
        })
        .collect()
}

/// A note that a converter's marks give.
struct Marked {
    note: usize,
    has_body: bool,
    has_call: bool,
}

/// Takes the marks of converters and the calls out of a paragraph's text.
fn strip(
    text: String,
    mut cuts: Vec<(usize, usize, usize)>,
    raw: &mut Raw,
    marked: &mut HashMap<String, Marked>,
    page: Option<u32>,
    gone: &mut impl FnMut(&'static str, &str),
) -> (String, Vec<(usize, usize)>) {
    let marks = marks::find(&text);
    if marks.is_empty() && cuts.is_empty() {
        return (text, Vec::new());
    }
    cuts.sort_unstable();
    let mut out = String::with_capacity(text.len());
    let mut calls = Vec::new();
    let mut at = 0;
    let mut cuts = cuts.into_iter().peekable();
    let mut marks = marks.into_iter().peekable();
    loop {
        let cut_first = match (cuts.peek(), marks.peek()) {
            // Digits in brackets whose body stands at the foot of the page are that call, and no mark of their own.
            (Some(cut), Some(mark)) => cut.0 <= mark.start,
            (Some(_), None) => true,
            (None, Some(_)) => false,
            (None, None) => break,
        };
        if cut_first {
            let Some((start, end, note)) = cuts.next() else { break };
            // A call inside a mark went with it.
            if start < at {
                calls.push((out.len(), note));
                continue;
            }
            out.push_str(&text[at..start]);
            calls.push((out.len(), note));
            gone("note_mark", &text[start..end]);
            at = end;
            continue;
        }
        let Some(mark) = marks.next() else { break };
        if mark.start < at {
            continue;
        }
        out.push_str(&text[at..mark.start]);
        at = mark.end;
        match mark.what {
            MarkKind::Bookmark => gone("bookmark", &text[mark.start..mark.end]),
            MarkKind::Call(label) => {
                let note = note_of(label, raw, marked, |m| m.has_call);
                if let Some(m) = marked.get_mut(label) {
                    m.has_call = true;
                }
                calls.push((out.len(), note));
                gone("note_mark", &text[mark.start..mark.end]);
            }
            MarkKind::Body(label, from, to) => {
                let note = note_of(label, raw, marked, |m| m.has_body);
                let called = marked.get_mut(label).is_some_and(|m| {
                    m.has_body = true;
                    std::mem::replace(&mut m.has_call, true)
                });
                if !called {
                    calls.push((out.len(), note));
                }
                raw.notes[note].text = text[from..to].to_owned();
                raw.notes[note].page = page;
                gone("note_mark", &text[mark.start..from]);
                gone("note_mark", &text[to..mark.end]);
            }
        }
    }
    out.push_str(&text[at..]);
    (out, calls)
}

/// The note of a label: the one begun, or a new one when that one already has what is `taken`.
fn note_of(label: &str, raw: &mut Raw, marked: &mut HashMap<String, Marked>, taken: impl Fn(&Marked) -> bool) -> usize {
    if let Some(known) = marked.get(label).filter(|m| !taken(m)) {
        return known.note;
    }
    let note = raw.notes.len();
    raw.notes.push(RawNote { label: label.to_owned(), ..RawNote::default() });
    marked.insert(label.to_owned(), Marked { note, has_body: false, has_call: false });
    note
}
