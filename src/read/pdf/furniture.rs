//! Page heads and feet: what is tagged as an artifact, stands at the same height on several pages with the same words,
//! or stands apart at the very edge of the page. Also the side column of a letterhead.
//!
//! Callers may rely on this: no line is lost; a line that could be text (a heading "Antwoord 5" that opens two pages at the
//! same height) is not furniture unless it stands outside of the text's own height on all pages.

use std::collections::BTreeMap;

use crate::model::Furniture;

use super::lines::Line;
use super::spans::Page;

/// The lines of one page, sorted out.
#[derive(Debug, Default)]
pub(super) struct Sorted {
    /// The page's text, from top to bottom.
    pub text: Vec<Line>,
    /// What belongs to the page.
    pub furniture: Vec<(Furniture, Line)>,
}

/// Share of the page's height at either end in which heads and feet are looked for.
const ZONE: f32 = 0.14;
/// Share of the page's height at the very edge in which a line that stands apart is furniture without repetition.
const EDGE: f32 = 0.075;
/// A gap of this many line distances sets a head or a foot apart.
const APART: f32 = 1.6;

/// Sorts out the lines of all pages. `body` is the size of the text, `pitch` the distance of its lines.
pub(super) fn sort(pages: &[Page], lines: Vec<Vec<Line>>, body: f32, pitch: f32) -> Vec<Sorted> {
    let side = side_column(pages, &lines, body);
    let mut verdicts: Vec<Vec<Option<Furniture>>> = lines
        .iter()
        .zip(pages)
        .map(|(lines, page)| {
            lines
                .iter()
                .map(|line| {
                    let upper = line.y > page.height / 2.0;
                    let beside = side.is_some_and(|x| line.x0 >= x) && line.size < 0.93 * body;
                    (line.artifact || beside).then_some(if upper || beside { Furniture::PageHead } else { Furniture::PageFoot })
                })
                .collect()
        })
        .collect();
    repeated(pages, &lines, pitch, &mut verdicts);
    for ((page, lines), verdicts) in pages.iter().zip(&lines).zip(&mut verdicts) {
        edge(page, lines, body, pitch, verdicts);
    }
    lines
        .into_iter()
        .zip(verdicts)
        .map(|(lines, verdicts)| {
            let mut out = Sorted::default();
            for (line, verdict) in lines.into_iter().zip(verdicts) {
                match verdict {
                    Some(_) if is_page_number(&line.text) => out.furniture.push((Furniture::PageNumber, line)),
                    Some(kind) => out.furniture.push((kind, line)),
                    None => out.text.push(line),
                }
            }
            out
        })
        .collect()
}

/// Marks lines that recur at the same height with the same words; figures may count with the pages.
fn repeated(pages: &[Page], lines: &[Vec<Line>], pitch: f32, verdicts: &mut [Vec<Option<Furniture>>]) {
    if pages.len() < 2 {
        return;
    }
    let zone: Vec<(usize, usize)> = (0..pages.len())
        .flat_map(|p| {
            let height = pages[p].height;
            lines[p].iter().enumerate().filter(move |(_, l)| l.y > (1.0 - ZONE) * height || l.y < ZONE * height).map(move |(i, _)| (p, i))
        })
        .collect();
    let needed = (pages.len() * 2 / 5).clamp(2, ENOUGH);
    let mut groups: BTreeMap<String, Vec<Candidate>> = BTreeMap::new();
    for (page, index) in zone {
        let line = &lines[page][index];
        groups.entry(key(&line.text)).or_default().push(Candidate { page, index, y: line.y, figures: figures(&line.text) });
    }
    for members in groups.values() {
        for (n, one) in members.iter().enumerate() {
            // In order of the pages. A head has a few lines on each page at most; lines of text that differ in a figure only
            // may be many thousands, and comparing each with all would take time by the square of their number.
            let near = &members[n.saturating_sub(NEAR)..members.len().min(n + NEAR)];
            let twin = |other: &&Candidate| {
                (other.y - one.y).abs() < 4.0 && (pages[one.page].height - pages[other.page].height).abs() < 2.0 && counts_along(one, other)
            };
            let mut on: Vec<usize> = near.iter().filter(twin).map(|m| m.page).take(ENOUGH).collect();
            on.dedup();
            if on.len() >= needed && (on.len() > 2 || set_apart(&pages[one.page], &lines[one.page], one.index, pitch)) {
                let upper = one.y > pages[one.page].height / 2.0;
                verdicts[one.page][one.index] = Some(if upper { Furniture::PageHead } else { Furniture::PageFoot });
            }
        }
    }
}

/// Lines with the same words, before and behind, that a line is compared with.
const NEAR: usize = 500;

/// On so many pages a line is a head or a foot, however long the document is.
const ENOUGH: usize = 12;

/// A line near the top or the bottom of a page.
struct Candidate {
    page: usize,
    index: usize,
    y: f32,
    figures: Vec<i64>,
}

/// The text with every figure alike.
fn key(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().filter(|c| !c.is_whitespace()) {
        if !c.is_ascii_digit() {
            out.push(c);
        } else if !out.ends_with('#') {
            out.push('#');
        }
    }
    out
}

/// The figures in a text.
fn figures(text: &str) -> Vec<i64> {
    text.split(|c: char| !c.is_ascii_digit()).filter(|n| !n.is_empty()).map(|n| n.parse().unwrap_or(-1)).collect()
}

/// Whether the figures of both are the same, but for those that differ as the pages do.
fn counts_along(a: &Candidate, b: &Candidate) -> bool {
    let step = a.page as i64 - b.page as i64;
    a.figures.len() == b.figures.len() && a.figures.iter().zip(&b.figures).all(|(x, y)| x == y || x - y == step)
}

/// Whether a wide gap parts the line from the text.
fn set_apart(page: &Page, lines: &[Line], index: usize, pitch: f32) -> bool {
    let line = &lines[index];
    let upper = line.y > page.height / 2.0;
    let next = lines
        .iter()
        .map(|other| if upper { line.y - other.y } else { other.y - line.y })
        .filter(|gap| *gap > 0.3 * line.size)
        .fold(f32::MAX, f32::min);
    next > APART * pitch
}

/// Marks what stands apart at the very top and bottom: small print, a page number, or what lies further out than a line
/// that is furniture for another reason. A line of the text's own size at the top is the text's first.
fn edge(page: &Page, lines: &[Line], body: f32, pitch: f32, verdicts: &mut [Option<Furniture>]) {
    for upper in [true, false] {
        let depth = |line: &Line| if upper { page.height - line.y } else { line.y };
        let mut order: Vec<usize> = (0..lines.len()).filter(|i| (lines[*i].y > page.height / 2.0) == upper).collect();
        order.sort_by(|a, b| depth(&lines[*a]).total_cmp(&depth(&lines[*b])));
        for n in 0..order.len() {
            let i = order[n];
            let line = &lines[i];
            let outer = depth(line) <= EDGE * page.height;
            if !outer && verdicts[i].is_none() {
                break;
            }
            let next =
                order[n + 1..].iter().map(|j| depth(&lines[*j]) - depth(line)).find(|gap| *gap > 0.3 * line.size).unwrap_or(f32::MAX);
            if next <= APART * pitch.max(line.size) || n + 1 == lines.len() {
                continue;
            }
            let foreign = |l: &Line| l.leading_mark().is_none() && (l.size < 0.93 * body || is_page_number(&l.text));
            let known =
                |k: &usize| verdicts[*k].is_some() || (depth(&lines[*k]) <= EDGE * page.height && (foreign(&lines[*k]) || !upper && n < 4));
            if order[..=n].iter().all(known) {
                for &k in &order[..=n] {
                    verdicts[k].get_or_insert(if upper { Furniture::PageHead } else { Furniture::PageFoot });
                }
            }
        }
    }
}

/// "3", "- 3 -", "Pagina 3 van 9", "3/9".
fn is_page_number(text: &str) -> bool {
    let rest: String = text.to_lowercase().replace("pagina", "").replace("blad", "").replace("van", "");
    let figures = rest.chars().filter(char::is_ascii_digit).count();
    (1..=8).contains(&figures) && rest.chars().all(|c| c.is_ascii_digit() || c.is_whitespace() || matches!(c, '-' | '–' | '/' | '|' | '.'))
}

/// Left end of a narrow column of small print to the right of the text: the references of a ministry's letter.
fn side_column(pages: &[Page], lines: &[Vec<Line>], body: f32) -> Option<f32> {
    let page = pages.first()?;
    let first = lines.first()?;
    let small: Vec<&Line> = first.iter().filter(|l| l.size < 0.85 * body && l.x0 > 0.6 * page.width && l.y > 0.1 * page.height).collect();
    let left = small.iter().map(|l| l.x0).fold(f32::MAX, f32::min);
    let aligned = small.iter().filter(|l| (l.x0 - left).abs() < 2.0).count();
    let crossed = lines.iter().flatten().filter(|l| l.size >= 0.93 * body && l.x0 < left && l.x1 > left + 2.0).count();
    (aligned >= 4 && crossed <= 2).then_some(left - 1.0)
}
