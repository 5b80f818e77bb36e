//! Running heads and page numbers that only their place gives away: they return at the page breaks.

use std::collections::HashMap;

use super::bodies::foot;
use super::lines::{Kind, Line, labels};
use crate::model::Furniture;
use crate::read::furniture;
use crate::rules::Rules;

/// Lines on either side of a page break among which a head or foot is looked for.
const REACH: usize = 3;

/// White space before a page number in the middle of a page, in characters.
const CENTRED: usize = 20;

/// Fewest lines of text on a page whose number stands in its middle.
const PAGE_LINES: usize = 20;

/// Names lines that return at page breaks, and page numbers that count with the pages.
pub fn name(lines: &mut [Line<'_>]) {
    name_numbers(lines);
    name_centred_numbers(lines);
    name_numbered_titles(lines);
    name_titles(lines);
    name_letterheads(lines);
}

/// Fewest lines of a letterhead, and most.
const LETTERHEAD: std::ops::RangeInclusive<usize> = 3..=12;

/// The short lines that a letter repeats, to the letter, at the top of more than half of its pages: department, date, reference. One of them
/// must say so: a heading, "Antwoord" and "Ja" may stand at the top of two pages too.
fn name_letterheads(lines: &mut [Line<'_>]) {
    let tops: Vec<usize> = (0..lines.len()).filter(|&i| lines[i].feed).collect();
    let fits = |line: &Line<'_>| {
        let named = matches!(line.kind, Kind::Furniture(why) if why != Furniture::PageHead);
        let heads = matches!(line.kind, Kind::Alone | Kind::Start | Kind::Begin | Kind::Digits | Kind::Item);
        line.width <= 80 && !named && !heads && !line.text.ends_with(['.', '?', '!', ';', ','])
    };
    let same = |a: usize, b: usize| {
        let pairs = lines[a..].iter().zip(&lines[b..]).take(LETTERHEAD.end() + 1).enumerate();
        pairs.take_while(|(n, (one, other))| one.text == other.text && fits(one) && (*n == 0 || !one.feed && !other.feed)).count()
    };
    // The pages of an annex may bear none.
    let mut begins: HashMap<&str, Vec<usize>> = HashMap::new();
    for &top in &tops {
        begins.entry(lines[top].text).or_default().push(top);
    }
    let Some(alike) = begins.into_values().find(|alike| alike.len() >= 2 && alike.len() * 2 > tops.len()) else { return };
    let first = alike[0];
    let heads = alike[1..].iter().map(|&top| (top, same(first, top))).filter(|(_, shared)| LETTERHEAD.contains(shared));
    let heads: Vec<(usize, usize)> = heads.collect();
    let Some(shared) = heads.iter().map(|(_, shared)| *shared).min() else { return };
    let letterhead = Rules::embedded().group("layout.letterhead");
    if !lines[first..first + shared].iter().any(|line| letterhead.is_match(line.text)) {
        return;
    }
    for top in heads.iter().map(|(top, _)| *top).chain([first]) {
        for line in &mut lines[top..top + shared] {
            line.kind = Kind::Furniture(Furniture::PageHead);
        }
    }
}

/// Numbers in the middle of the page that count on through a text without form feeds are the pages'.
fn name_centred_numbers(lines: &mut [Line<'_>]) {
    if lines.iter().any(|line| line.feed) {
        return;
    }
    let centred = lines.iter().enumerate().filter(|(_, line)| line.kind == Kind::Digits && line.indent >= CENTRED);
    let number = |(at, line): (usize, &Line<'_>)| match labels(line.text).as_deref() {
        Some([number]) => Some((at, *number)),
        _ => None,
    };
    let found: Vec<(usize, u32)> = centred.filter_map(number).collect();
    let counts_on = found.windows(2).all(|pair| pair[1].1 == pair[0].1 + 1 && pair[1].0 >= pair[0].0 + PAGE_LINES);
    // Pages are about as long as each other; questions under a number are not.
    let lengths: Vec<usize> = found.windows(2).map(|pair| pair[1].0 - pair[0].0).collect();
    let even = lengths.iter().max().zip(lengths.iter().min()).is_some_and(|(most, least)| *most <= 2 * least);
    if found.len() >= 2 && counts_on && even {
        for (at, _) in found {
            lines[at].kind = Kind::Furniture(Furniture::PageNumber);
        }
    }
}

/// A page number on one line with a title, far apart, and again with the same title: "Lijst van vragen      Pagina 2 van 3".
fn name_numbered_titles<'t>(lines: &mut [Line<'t>]) {
    let title = |line: &Line<'t>| {
        let (left, right) = apart(line.text)?;
        // "1/3" beside a name is a row of a table.
        let says_page = |text: &str| text.bytes().next().is_some_and(|b| b.is_ascii_alphabetic());
        let is_number = |text: &str| says_page(text) && furniture::of_line(text) == Some(Furniture::PageNumber);
        // Of two that are numbers, neither is a title.
        match (is_number(left), is_number(right)) {
            (false, true) => Some(left),
            (true, false) => Some(right),
            _ => None,
        }
    };
    let titles: Vec<Option<&str>> = lines.iter().map(title).collect();
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for title in titles.iter().flatten() {
        *counts.entry(title).or_default() += 1;
    }
    for (line, title) in lines.iter_mut().zip(&titles) {
        if title.is_some_and(|title| counts[title] >= 2) {
            line.kind = Kind::Furniture(Furniture::PageFoot);
        }
    }
}

/// The two parts of a line that a tab or a row of spaces divides, when there is one such gap.
fn apart(text: &str) -> Option<(&str, &str)> {
    let mut parts = text.split('\t').flat_map(|part| part.split("    ")).map(str::trim).filter(|part| !part.is_empty());
    let (left, right) = (parts.next()?, parts.next()?);
    parts.next().is_none().then_some((left, right))
}

/// A number directly at a form feed is the page's when it counts with the pages (`3` on page 3, or `5` on page 3 of a part).
fn name_numbers(lines: &mut [Line<'_>]) {
    let at_feed: Vec<(usize, i64)> = (0..lines.len())
        .filter(|&i| lines[i].feed || lines.get(i + 1).is_some_and(|next| next.feed) || i + 1 == lines.len() && lines[i].page > 1)
        .filter_map(|i| match labels(lines[i].text).as_deref() {
            Some([one]) => Some((i, i64::from(*one) - i64::from(lines[i].page))),
            _ => None,
        })
        .collect();
    let mut offsets: Vec<i64> = at_feed.iter().map(|(_, offset)| *offset).collect();
    offsets.sort_unstable();
    let Some(&usual) = offsets.get(offsets.len() / 2) else { return };
    if offsets.iter().filter(|o| **o == usual).count() < 2 {
        return;
    }
    for (i, _) in at_feed.into_iter().filter(|(_, offset)| *offset == usual) {
        lines[i].kind = Kind::Furniture(Furniture::PageNumber);
    }
}

/// A line without a full stop that stands at three page breaks or more, and nowhere else, is a running head.
fn name_titles(lines: &mut [Line<'_>]) {
    let breaks: Vec<usize> = (0..lines.len())
        .filter(|&i| lines[i].feed || matches!(lines[i].kind, Kind::Furniture(Furniture::PageNumber | Furniture::PageFoot)))
        .collect();
    if breaks.len() < 3 {
        return;
    }
    let mut near: Vec<usize> = breaks.iter().flat_map(|&at| at.saturating_sub(REACH)..(at + REACH + 1).min(lines.len())).collect();
    near.sort_unstable();
    near.dedup();
    let mut found: HashMap<String, usize> = HashMap::new();
    for &i in &near {
        if let Some(key) = key(&lines[i]) {
            *found.entry(key).or_default() += 1;
        }
    }
    found.retain(|_, count| *count >= 3);
    if found.is_empty() {
        return;
    }
    let mut everywhere: HashMap<String, usize> = HashMap::new();
    let keys: Vec<Option<String>> = lines.iter().map(|l| key(l).filter(|k| found.contains_key(k))).collect();
    for key in keys.iter().flatten() {
        *everywhere.entry(key.clone()).or_default() += 1;
    }
    for (line, key) in lines.iter_mut().zip(keys) {
        // More often than at breaks: the title itself, and breaks whose page number was not recognised.
        if key.is_some_and(|k| everywhere[&k] <= found[&k] * 3 / 2 + 1) {
            line.kind = Kind::Furniture(Furniture::PageHead);
        }
    }
    name_second_lines(lines);
}

/// The second line of a head may end in a full stop; it is the same, to the letter, behind nearly every first line.
fn name_second_lines(lines: &mut [Line<'_>]) {
    let is_head = |l: &Line<'_>| l.kind == Kind::Furniture(Furniture::PageHead);
    let seconds: Vec<usize> =
        (1..lines.len()).filter(|&i| is_head(&lines[i - 1]) && lines[i].kind == Kind::Prose && lines[i].gap == 0).collect();
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for &i in &seconds {
        *counts.entry(lines[i].text).or_default() += 1;
    }
    let firsts = (1..lines.len()).filter(|&i| is_head(&lines[i - 1]) && !is_head(&lines[i])).count();
    for i in seconds {
        let count = counts[lines[i].text];
        if count >= 3 && count * 10 >= firsts * 7 {
            lines[i].kind = Kind::Furniture(Furniture::PageHead);
        }
    }
}

/// What is equal in the heads of all pages; `None` for lines that are no head.
fn key(line: &Line<'_>) -> Option<String> {
    let fits = matches!(line.kind, Kind::Prose | Kind::Continuation)
        && (8..=200).contains(&line.width)
        && !line.text.ends_with(['.', '?', '!', ':', ';', ',']);
    // The same newspaper may stand under every page.
    (fits && foot(line).is_none())
        .then(|| line.text.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect())
        .filter(|k: &String| k.len() >= 6)
}
