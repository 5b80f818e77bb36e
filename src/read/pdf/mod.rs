//! A pdf with a text layer: positioned pieces of text in, paragraphs, notes and furniture out.
//!
//! ```text
//! bytes ─ spans ─▶ lines ─ furniture ─▶ columns ─ notes ─▶ tables ─ paragraphs ─▶ Raw
//! ```
//!
//! Callers may rely on this: every printed character other than white space is in a paragraph, a note, a note's label or
//! [`Raw::removed`]; an empty result is an error; no bytes make it panic. List labels stay in the text, as printed.

mod columns;
mod furniture;
mod hyphen;
mod lines;
mod notes;
mod paragraphs;
mod spans;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Pass};
use crate::read::{Limits, Raw, RawNote, RawParagraph};

use lines::Line;
use notes::Body;
use paragraphs::{Built, Layout, Mark};
use spans::Page;

/// Reads a pdf.
///
/// Fails with `EncryptedFile`, `DamagedFile`, `OverLimit` or `NoTextLayer`; a page that cannot be read while others can is
/// a `PartSkipped` warning that names it.
pub fn read(bytes: &[u8], limits: &Limits) -> Pass<Raw> {
    let (mut letters, mut unknown) = (0, 0);
    let (mut pages, mut lines) = (Vec::new(), Vec::new());
    let extracted = spans::extract(bytes, limits, |mut page| {
        let (all, strange) = count_letters(&page);
        letters += all;
        unknown += strange;
        lines.push(set(&mut page));
        pages.push(page);
    });
    let (count, mut diagnostics) = match extracted {
        Ok(extracted) => extracted,
        Err(diagnostic) => return Pass::failed(diagnostic),
    };
    if letters == 0 || unknown * 2 > letters {
        let diagnostic = if letters == 0 && !diagnostics.is_empty() {
            Diagnostic::new(Code::DamagedFile, format!("none of the {count} pages could be read"))
        } else if letters == 0 {
            Diagnostic::new(Code::NoTextLayer, "no text layer (scanned?)")
        } else {
            Diagnostic::new(Code::NoTextLayer, "the text layer does not say which letters it draws")
        };
        diagnostics.insert(0, diagnostic);
        return Pass { output: None, diagnostics };
    }
    let mut raw = build(&pages, lines);
    raw.pages = Some(count);
    Pass::with(raw, diagnostics)
}

/// Characters other than white space, and how many of them have no known letter.
fn count_letters(page: &Page) -> (usize, usize) {
    let chars = page.spans.iter().flat_map(|s| s.text.chars()).filter(|c| !c.is_whitespace());
    chars.fold((0, 0), |(all, unknown), c| (all + 1, unknown + usize::from(c == '\u{fffd}' || c.is_control())))
}

/// The lines of a page. Its spans are gone afterwards: of a long document they are as large as its lines.
fn set(page: &mut Page) -> Vec<Line> {
    let lines = lines::lines(page);
    page.spans = Vec::new();
    lines
}

/// Everything behind the lines of the pages.
fn build(pages: &[Page], lines: Vec<Vec<Line>>) -> Raw {
    let (body, pitch) = measure(&lines);
    let sorted = furniture::sort(pages, lines, body, pitch);
    let all = |page: usize| sorted[page].text.iter().filter(move |l| (l.size - body).abs() < 0.08 * body);
    let right = columns::edge((0..sorted.len()).flat_map(all));
    let rights: Vec<f32> = (0..sorted.len()).map(|p| if all(p).count() >= 12 { columns::edge(all(p)) } else { right }).collect();

    let name_hint = sorted.iter().flat_map(|s| &s.furniture).find_map(|(_, line)| document_name(&line.text));
    let mut bodies: Vec<Body> = Vec::new();
    let mut flows = Vec::with_capacity(sorted.len());
    for (sorted, right) in sorted.into_iter().zip(rights) {
        let mut text = columns::order(sorted.text, pitch, right);
        notes::take(&mut text, body, pitch, &mut bodies);
        flows.push((text, sorted.furniture));
    }
    let spelling = hyphen::Spelling::learn(flows.iter().flat_map(|(text, _)| text).chain(bodies.iter().flat_map(|b| &b.lines)));
    let layout = Layout { body, pitch, gaps: has_gaps(flows.iter().map(|(text, _)| text.as_slice()), pitch) };
    let mut built = Built::new(layout, &spelling);
    for (text, furniture) in flows {
        let (heads, feet): (Vec<_>, Vec<_>) = furniture.into_iter().partition(|(_, line)| text.first().is_some_and(|t| line.y > t.y));
        heads.into_iter().for_each(|(kind, line)| built.furniture(kind, line));
        built.page(columns::tables(text, pitch));
        feet.into_iter().for_each(|(kind, line)| built.furniture(kind, line));
    }
    built.close();
    let Built { mut paragraphs, marks, mut removed, .. } = built;
    let mut notes = Vec::with_capacity(bodies.len());
    for body in bodies {
        notes.push(note(body, &spelling, &mut removed));
    }
    call(&mut paragraphs, marks, &notes, &mut removed);
    Raw { paragraphs, notes, name_hint, removed, ..Raw::default() }
}

/// Font size of most letters, and the most frequent distance between two lines of that size.
fn measure(lines: &[Vec<Line>]) -> (f32, f32) {
    let mut sizes: BTreeMap<i32, usize> = BTreeMap::new();
    for line in lines.iter().flatten() {
        *sizes.entry((line.size * 4.0).round() as i32).or_insert(0) += line.text.len();
    }
    let body = sizes.iter().max_by_key(|(_, n)| **n).map_or(10.0, |(size, _)| *size as f32 / 4.0);
    let mut steps: BTreeMap<i32, usize> = BTreeMap::new();
    for page in lines {
        let own: Vec<&Line> = page.iter().filter(|l| (l.size - body).abs() < 0.08 * body).collect();
        for pair in own.windows(2) {
            let step = pair[0].y - pair[1].y;
            if step > 0.8 * body && step < 2.6 * body {
                *steps.entry((step * 4.0).round() as i32).or_insert(0) += 1;
            }
        }
    }
    let pitch = steps.iter().max_by_key(|(_, n)| **n).map_or(1.2 * body, |(step, _)| *step as f32 / 4.0);
    (body, pitch)
}

/// Whether most paragraphs of prose are set apart by a gap: where long lines are followed by a gap, it is the paragraphs' own.
fn has_gaps<'a>(pages: impl Iterator<Item = &'a [Line]>, pitch: f32) -> bool {
    let (mut gaps, mut flush) = (0, 0);
    for page in pages {
        for w in page.windows(2) {
            // A short line that ends a sentence and is followed by a capital: the end of a paragraph.
            let ends = w[0].text.ends_with(['.', '?']) && w[0].x1 < 0.85 * w[0].right && w[1].text.starts_with(char::is_uppercase);
            let heading = w[1].x1 - w[1].x0 < 0.4 * (w[1].right - w[1].x0);
            if ends && !heading {
                if w[0].y - w[1].y > 1.2 * pitch { gaps += 1 } else { flush += 1 }
            }
        }
    }
    gaps > flush
}

fn note(body: Body, spelling: &hyphen::Spelling, removed: &mut Vec<(&'static str, String, usize)>) -> RawNote {
    let mut text = String::new();
    for mut line in body.lines {
        for (at, mark) in line.marks.drain(..).rev() {
            line.text.insert_str(at, &mark);
        }
        if let Some(hyphen) = paragraphs::join(&mut text, &line.text, spelling) {
            removed.push(("hyphenation", hyphen.to_string(), usize::MAX));
        }
        text.push_str(&line.text);
    }
    RawNote { label: body.label, text, page: Some(body.page) }
}

/// Turns marks into calls of notes; a mark that calls none is put back into the text.
fn call(paragraphs: &mut [RawParagraph], marks: Vec<Mark>, notes: &[RawNote], removed: &mut Vec<(&'static str, String, usize)>) {
    let mut called = vec![false; notes.len()];
    let mut by_page: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (i, note) in notes.iter().enumerate() {
        by_page.entry(note.page.unwrap_or(0)).or_default().push(i);
    }
    let mut put_back: Vec<Mark> = Vec::new();
    for mark in marks {
        let paragraph = &mut paragraphs[mark.paragraph];
        // A note that found no room stands at the foot of the next page.
        let near = [mark.page, mark.page + 1].into_iter().filter_map(|p| by_page.get(&p)).flatten().copied();
        let fits: Vec<usize> = near.filter(|i| notes::same_label(&notes[*i].label, &mark.text)).collect();
        let fresh = fits.iter().copied().find(|i| !called[*i]);
        match fresh.or_else(|| fits.first().copied().filter(|_| !is_unit(&paragraph.text[..mark.at]))) {
            Some(note) => {
                called[note] = true;
                paragraph.calls.push((mark.at, note));
                removed.push(("note_mark", mark.text, mark.paragraph));
            }
            None => put_back.push(mark),
        }
    }
    // From the end, so that the offsets before stay true.
    for mark in put_back.into_iter().rev() {
        let paragraph = &mut paragraphs[mark.paragraph];
        paragraph.text.insert_str(mark.at, &mark.text);
        let length = mark.text.len();
        paragraph.calls.iter_mut().filter(|c| c.0 > mark.at).for_each(|c| c.0 += length);
        for run in &mut paragraph.runs {
            run.start += if run.start >= mark.at { length } else { 0 };
            run.end += if run.end > mark.at { length } else { 0 };
        }
    }
}

/// Whether the text ends in a unit that is raised to a power ("km", "m").
fn is_unit(text: &str) -> bool {
    matches!(text.rsplit(|c: char| !c.is_alphabetic()).next(), Some("m" | "km" | "cm" | "mm" | "dm"))
}

/// The name that officielebekendmakingen prints at the foot of the first page ("ah-tk-20232024-1178", "kst-32317-974").
fn document_name(text: &str) -> Option<String> {
    text.split(' ')
        .find(|w| {
            ["kst-", "ah-tk-", "ah-ek-", "kv-tk-", "blg-"].iter().any(|p| w.starts_with(p))
                && w.ends_with(|c: char| c.is_ascii_alphanumeric())
        })
        .map(str::to_owned)
}
