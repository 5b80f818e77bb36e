//! What the units mean together: tables of contents, parts, and which numbers are numbers of questions.
//!
//! A heading that may mean two things ("Reactie van de minister": the part, or one answer) is decided here by how often it stands.

use std::collections::HashSet;

use super::ask;
use super::patterns::Patterns;
use super::unit::{Mark, Section, Side, Unit};
use crate::model::Number;
use crate::{sentence, words};

/// Settles the ambiguous marks of `units` in place.
pub(crate) fn settle(units: &mut [Unit<'_>], patterns: &Patterns<'_>) {
    contents(units, patterns);
    sources(units, patterns);
    signatures(units);
    what_stands_below(units);
    closings(units, patterns);
    maybe_answers(units);
    counted_in_answers(units);
    learn_style(units);
    numbers(units, patterns);
}

/// Letters of the words of an entry by which it is known again.
const SHORTEST_ENTRY: usize = 6;

/// Marks the lines of a table of contents. It repeats the headings, so its end is where its first entry stands again.
fn contents(units: &mut [Unit<'_>], patterns: &Patterns<'_>) {
    let Some(start) = units.iter().position(|u| u.mark == Mark::Contents) else { return };
    let key = |u: &Unit<'_>| entry_key(u.text);
    let stands_again = |i: usize| {
        let wanted = key(&units[i]);
        units[i + 1..].iter().any(|u| matches!(u.mark, Mark::Letter(_)) && key(u) == wanted)
    };
    let mut end = start + 1;
    // The title of a letter is an entry when the letter itself comes below.
    let entry = |i: usize| is_contents_line(&units[i], patterns) || matches!(units[i].mark, Mark::Letter(_)) && stands_again(i);
    while end < units.len() && entry(end) {
        end += 1;
    }
    let of_letters = units[start + 1..end].iter().any(|u| matches!(u.mark, Mark::Letter(_)));
    // A table in cells or with pages behind its entries names the same faction twice, under the questions and under the answers;
    // no heading of the text below looks like that.
    let paged = |i: usize| units[i].text.ends_with('|') || has_page(units[i].text);
    let entries = (start + 1..end).filter(|&i| paged(i)).count();
    let last_paged = (start + 1..end).rev().find(|&i| paged(i)).filter(|_| entries >= 3);
    let first = (start + 1..end).find(|&i| !key(&units[i]).is_empty());
    let repeated = first.and_then(|f| {
        let wanted = key(&units[f]);
        (f + 1..end.min(units.len())).rev().find(|&i| key(&units[i]) == wanted)
    });
    let stop = last_paged.map(|i| i + 1).or(repeated).unwrap_or_else(|| {
        // "I Vragen …" may stand before the table, so that its own first entry is a later heading; else the last heading that the
        // table names already begins the text.
        let keys: Vec<String> = units[start + 1..end].iter().map(key).collect();
        // A table of two letters names each faction twice.
        (1..keys.len())
            .rev()
            .filter(|_| !of_letters)
            .find(|&i| !keys[i].is_empty() && keys[..i].contains(&keys[i]))
            .map_or(end, |i| start + 1 + i)
    });
    // A roman number alone belongs to the heading below it.
    let stop = if stop > start + 1 && units[stop - 1].mark == Mark::Section(Section::Roman) { stop - 1 } else { stop };
    for unit in &mut units[start..stop] {
        unit.mark = Mark::Contents;
        unit.rule = "contents.line";
    }
    // What the table lists is a heading where it stands again.
    let listed: HashSet<String> = units[start..stop].iter().map(key).filter(|words| words.len() >= SHORTEST_ENTRY).collect();
    for unit in units[stop..].iter_mut().filter(|unit| unit.could_be_topic()) {
        unit.is_heading |= listed.contains(&entry_key(unit.text));
    }
}

fn is_contents_line(unit: &Unit<'_>, patterns: &Patterns<'_>) -> bool {
    // Cells of a table, one a line (2021D17949).
    if unit.text.ends_with('|') && unit.text.len() < 160 {
        return true;
    }
    match unit.mark {
        Mark::Section(_) | Mark::Faction { .. } | Mark::NumberLine(_) | Mark::Contents => true,
        Mark::Text => {
            patterns.contents_part.is_match(unit.text)
                || unit.could_be_topic()
                || (unit.is_bullet && unit.text.len() < 160 && !unit.text.ends_with(['.', '?']))
        }
        Mark::Answer { .. } | Mark::Question { .. } | Mark::Letter(_) | Mark::LetterText | Mark::Note => false,
    }
}

/// Whether a line of letters ends with the number of a page.
fn has_page(text: &str) -> bool {
    let bare = text.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = text.len() - bare.len();
    (1..=3).contains(&digits) && bare.ends_with(char::is_whitespace) && bare.contains(char::is_alphabetic)
}

/// The words of an entry without numbers, bullets and page.
fn entry_key(text: &str) -> String {
    let mut words: Vec<String> = words::plain(text).collect();
    while words.last().is_some_and(|w| w.chars().all(|c| c.is_ascii_digit())) {
        words.pop();
    }
    if words.first().is_some_and(|w| w.chars().all(|c| c.is_ascii_digit()) || matches!(w.as_str(), "i" | "ii" | "iii" | "iv" | "v")) {
        words.remove(0);
    }
    words.join(" ")
}

/// A line of a site below a paper: a link or a name, in bytes.
const LINE_OF_SITE: usize = 160;

/// Words of a link that asks ("Hoe werkt een schriftelijk overleg?"); questions of a paper are longer.
const WORDS_OF_LINK: usize = 8;

/// A site goes on below the paper, so nothing is asked or answered behind its first words, and a link or a name stands right below
/// them; elsewhere "Meer informatie" is the small heading of an answer. Nor is anything behind the heading of an annex.
fn what_stands_below(units: &mut [Unit<'_>]) {
    let speaks = |unit: &Unit<'_>| {
        matches!(unit.mark, Mark::Question { .. } | Mark::Answer { .. } | Mark::Letter(_) | Mark::Faction { .. })
            || unit.speaker.is_some()
            || unit.text.ends_with('?') && unit.text.split_whitespace().nth(WORDS_OF_LINK).is_some()
    };
    let below = units.iter().rposition(speaks).map_or(0, |last| last + 1);
    let is_site = |unit: &Unit<'_>| unit.mark == Mark::Section(Section::Site);
    for i in 0..units.len() {
        let line = |next: &Unit<'_>| next.text.len() <= LINE_OF_SITE && (is_site(next) || !next.text.ends_with('.'));
        if is_site(&units[i]) && (i < below || !units.get(i + 1).is_none_or(line)) {
            units[i].mark = Mark::Text;
            units[i].rule = "";
        }
        // Above that it is the heading of a table in an answer, or what a letter says of its annexes.
        if units[i].mark == Mark::Section(Section::Annex) && i < below {
            units[i].mark = Mark::LetterText;
        }
    }
}

/// What an answer counts up behind a colon is its own, though a line of it may read as a heading: "Daarbij wordt rekening gehouden
/// met twee zaken:" and "Vragen van de leden van de SP-fractie over de kosten".
fn counted_in_answers(units: &mut [Unit<'_>]) {
    let mut in_answer = false;
    for i in 1..units.len() {
        let leads = units[i - 1].is_text() && units[i - 1].text.ends_with(':');
        match units[i].mark {
            Mark::Faction { .. } if in_answer && leads && !asks_below(&units[i + 1..]) => {
                units[i].mark = Mark::Text;
                units[i].rule = "";
            }
            Mark::Answer { .. } => in_answer = true,
            Mark::Question { .. } | Mark::Faction { .. } | Mark::Section(_) | Mark::Letter(_) => in_answer = false,
            _ => {}
        }
    }
}

/// Whether somebody asks between here and the next heading.
fn asks_below(units: &[Unit<'_>]) -> bool {
    let own = units.iter().take_while(|unit| matches!(unit.mark, Mark::Text | Mark::NumberLine(_)));
    own.into_iter().any(|unit| unit.voice > 0.0 || unit.speaker.is_some() || sentence::ends_asking(unit.text))
}

/// Words that may stand in a name or a date below the closing of a letter.
const WORDS_OF_SIGNATURE: usize = 6;

/// The closing words of a letter stand where the letter or the paper ends; in an answer the same words are the answer.
fn closings(units: &mut [Unit<'_>], patterns: &Patterns<'_>) {
    let closes = |text: &str| patterns.letter_text.first_rule(text).is_some_and(|rule| rule.value == "closing");
    let is_closing = |unit: &Unit<'_>| unit.mark == Mark::LetterText && closes(unit.text);
    let mut ends = true;
    for unit in units.iter_mut().rev() {
        if is_closing(unit) && !ends {
            unit.mark = Mark::Text;
            unit.rule = "";
        }
        ends = match unit.mark {
            Mark::Letter(_) | Mark::Section(_) => true,
            Mark::LetterText | Mark::Note => ends,
            Mark::Text => ends && !unit.text.ends_with(['.', '?', ':']) && unit.text.split_whitespace().count() <= WORDS_OF_SIGNATURE,
            _ => false,
        };
    }
}

/// Lines of one note with its head and number at most.
const NOTE_LINES: usize = 5;

/// Marks the list of sources at the end: numbered items that the text above refers to with the same sign ("… Sammy'? 1)" and
/// "1) Argos, 27 september 2023"; "`[1]`" in the answers to the member Teunissen), or items that are all addresses.
fn sources(units: &mut [Unit<'_>], patterns: &Patterns<'_>) {
    if let Some(at) = units.iter().rposition(|u| patterns.notes.is_match(u.text))
        && !units[at..].iter().any(|u| matches!(u.mark, Mark::Answer { .. } | Mark::Question { .. } | Mark::Faction { .. }))
    {
        let first =
            units[..at].iter().rposition(|u| !patterns.notes.is_match(u.text) && u.is_text() && u.text.len() > 60).map_or(at, |i| i + 1);
        let mut first = (first..=at).find(|&i| patterns.notes.is_match(units[i].text)).unwrap_or(at);
        // Notes may be long, with a head above each.
        let head_before = |first: usize| {
            let head = (first.saturating_sub(NOTE_LINES)..first).rev().find(|&i| patterns.notes.is_match(units[i].text))?;
            units[head..first].iter().all(|u| matches!(u.mark, Mark::Text | Mark::LetterText | Mark::NumberLine(_))).then_some(head)
        };
        while let Some(head) = head_before(first) {
            first = head;
        }
        for unit in &mut units[first..] {
            unit.mark = Mark::Note;
            unit.rule = "note.sources";
            unit.numbers.clear();
            unit.prefix = None;
        }
        return;
    }
    notes_of_a_page(units);
    let mut start = units.len();
    while start > 0 && matches!(units[start - 1].mark, Mark::Text | Mark::LetterText) {
        start -= 1;
    }
    // The first text behind a heading is an answer, whatever it looks like.
    let Some(first) = (start + 1..units.len()).find(|&i| matches!(source_number(&units[i]), Some((1, _)))) else { return };
    let labels: Vec<(u32, char)> = units[first..].iter().filter_map(source_number).collect();
    let counts = labels.iter().enumerate().all(|(at, label)| label.0 as usize == at + 1 && label.1 == labels[0].1);
    // Between the items stand their own further lines only.
    let loose =
        units[first..].iter().filter(|u| source_number(u).is_none() && !is_address(u.text) && u.text.split_whitespace().count() > 6);
    if !counts || loose.count() > 0 || labels.is_empty() {
        return;
    }
    let marked = labels.iter().filter(|(n, sign)| units[..first].iter().any(|u| has_mark(u.text, *n, *sign))).count();
    let addresses = units[first..].iter().filter(|u| source_number(u).is_some() && is_address(u.text)).count();
    // A converter may have lost the calls of notes that a page printed: what is cited stands between quotes.
    let cited = units[first..].iter().filter(|u| source_number(u).is_some_and(|(_, sign)| sign == ' ') && cites(u.text)).count();
    if marked * 2 < labels.len() && addresses < labels.len() && cited < labels.len() {
        return;
    }
    for unit in &mut units[first..] {
        unit.mark = Mark::Note;
        unit.rule = "note.sources";
        unit.numbers.clear();
        unit.prefix = None;
    }
}

/// Notes at the end with the number on a line of its own, as a page prints them: "2", and below it the note.
fn notes_of_a_page(units: &mut [Unit<'_>]) {
    let mut first = units.len();
    while first >= 2 && units[first - 1].is_text() {
        let number = match &units[first - 2].mark {
            Mark::NumberLine(numbers) if numbers.len() == 1 => numbers[0].value,
            _ => break,
        };
        if !units[..first - 2].iter().any(|u| has_mark(u.text, number, ' ')) && !is_source(units[first - 1].text) {
            break;
        }
        first -= 2;
    }
    for unit in &mut units[first..] {
        unit.mark = Mark::Note;
        unit.rule = "note.sources";
    }
}

/// Whether a text looks like a source: a date, a paper's number or an address, and no question.
fn is_source(text: &str) -> bool {
    let year = |w: &str| w.len() == 4 && (w.starts_with("19") || w.starts_with("20")) && w.bytes().all(|b| b.is_ascii_digit());
    !text.contains('?')
        && text.len() < 300
        && (is_address(text) || text.contains("Kamerstuk") || text.split(|c: char| !c.is_alphanumeric()).any(year))
}

/// Whether a text cites a paper or an article by its title.
fn cites(text: &str) -> bool {
    is_source(text) && (is_address(text) || text.contains("Kamerstuk") || text.contains(['‘', '«', '“']))
}

/// Number and closing sign of an item that may be a source: "`[3]` …", or a list item with a number.
fn source_number(unit: &Unit<'_>) -> Option<(u32, char)> {
    if let Some(rest) = unit.text.strip_prefix('[') {
        let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
        return rest[digits.len()..].starts_with(']').then(|| digits.parse().ok()).flatten().map(|n| (n, ']'));
    }
    if unit.numbers.len() == 1 {
        return Some((unit.numbers[0].value, ')'));
    }
    // "1 Kamerstukken II, 2023/24": a note as a page prints it.
    let digits = unit.text.len() - unit.text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let rest = unit.text[digits..].strip_prefix(' ')?;
    let number = unit.text[..digits].parse().ok().filter(|n| (1..200).contains(n))?;
    rest.starts_with(|c: char| c.is_uppercase() || matches!(c, '‘' | '“' | '«' | '(')).then_some((number, ' '))
}

fn is_address(text: &str) -> bool {
    text.contains("http") || text.contains("www.")
}

/// Whether `text` refers to source `number`: "`[3]`", or "3)" without an opening bracket.
fn has_mark(text: &str, number: u32, sign: char) -> bool {
    if sign == ' ' {
        // Glued to the word or the full stop before it: "op een openbare site.1".
        let mark = number.to_string();
        return text.match_indices(&mark).any(|(at, _)| {
            let (before, after) = (&text[..at], &text[at + mark.len()..]);
            let glued = before.ends_with(|c: char| c.is_lowercase() || matches!(c, '.' | '?' | ',' | '”' | '’' | '»' | ')' | ';' | ':'));
            // "€ 1.200" and "18.1" hold digits before the full stop.
            let in_number = before.trim_end_matches(['.', ',']).ends_with(|c: char| c.is_ascii_digit());
            glued && !in_number && !after.starts_with(|c: char| c.is_alphanumeric())
        });
    }
    let mark = if sign == ']' { format!("[{number}]") } else { format!("{number})") };
    text.match_indices(&mark).any(|(at, _)| at > 0 && (sign == ']' || !text[..at].ends_with(|c: char| c.is_ascii_digit() || c == '(')))
}

/// A name below the office of who signs ("De minister van Financiën,"), where a letter or the document ends with it.
fn signatures(units: &mut [Unit<'_>]) {
    for i in 1..units.len() {
        let ends = units.get(i + 1).is_none_or(|next| matches!(next.mark, Mark::Letter(_) | Mark::Section(_) | Mark::Note));
        let below_office = units[i - 1].mark == Mark::LetterText && units[i - 1].text.trim_end().ends_with(',');
        if ends && below_office && units[i].is_text() && is_name(units[i].text) {
            units[i].mark = Mark::LetterText;
            units[i].rule = "letter.signature";
        }
    }
}

/// "drs. C. van Nieuwenhuizen Wijbenga": a few words, the last of them with a capital.
fn is_name(text: &str) -> bool {
    let last = text.split_whitespace().next_back().and_then(|word| word.chars().next());
    last.is_some_and(char::is_uppercase)
        && text.split_whitespace().nth(NAME_WORDS).is_none()
        && !text.ends_with(['.', '?', '!', ':', ';'])
        && !text.contains(|c: char| c.is_ascii_digit())
}

/// Words of a name with its titles at most.
const NAME_WORDS: usize = 6;

/// One "Reactie van de minister" behind questions and no other answer heading: the answers' part. Several: answer headings.
fn maybe_answers(units: &mut [Unit<'_>]) {
    let places: Vec<usize> = (0..units.len()).filter(|&i| units[i].mark == Mark::Section(Section::MaybeAnswers)).collect();
    let answers = units.iter().filter(|u| matches!(u.mark, Mark::Answer { .. })).count();
    let sections = units.iter().any(|u| u.mark == Mark::Section(Section::Answers));
    let factions_behind = |i: usize| units[i + 1..].iter().filter(|u| matches!(u.mark, Mark::Faction { .. })).count();
    let one = places.len() == 1 && answers == 0 && !sections;
    let asks_before = places.first().map_or(0, |&i| units[..i].iter().filter(|u| u.voice > 2.0).count());
    // A part answers many questions at once; a single question with a single answer is no part.
    let is_part = one && (asks_before > 1 || factions_behind(places[0]) > 0);
    for i in places {
        units[i].mark = if is_part {
            Mark::Section(Section::Answers)
        } else {
            Mark::Answer { numbers: Vec::new(), respondent: respondent(units[i].text) }
        };
    }
}

fn respondent(text: &str) -> String {
    let text = text.trim_end_matches([':', '.']).trim();
    ["van de ", "van het ", "door de ", "van "]
        .iter()
        .find_map(|joint| text.to_lowercase().find(joint).map(|at| text[at + joint.len()..].trim().to_owned()))
        .unwrap_or_default()
}

/// Where questions are set in italics or bold and answers are not, the style is evidence (35725-6: "cursief weergegeven").
fn learn_style(units: &mut [Unit<'_>]) {
    let mut asking = (0u32, 0u32, 0u32);
    let mut answering = (0u32, 0u32, 0u32);
    for i in 0..units.len() {
        if !matches!(units[i].mark, Mark::Answer { .. }) {
            continue;
        }
        for (unit, sums) in [(i.checked_sub(1).map(|b| &units[b]), &mut asking), (units.get(i + 1), &mut answering)] {
            if let Some(unit) = unit.filter(|u| u.is_text()) {
                sums.0 += u32::from(unit.style.italic);
                sums.1 += u32::from(unit.style.bold);
                sums.2 += 1;
            }
        }
    }
    if asking.2 < 2 || answering.2 < 2 {
        return;
    }
    let italic = asking.0 as f32 / asking.2 as f32 - answering.0 as f32 / answering.2 as f32;
    let bold = asking.1 as f32 / asking.2 as f32 - answering.1 as f32 / answering.2 as f32;
    for unit in units.iter_mut().filter(|u| u.is_text()) {
        for (difference, share) in [(italic, unit.style.italic), (bold, unit.style.bold)] {
            if difference > STYLE_DIFFERENCE {
                unit.voice += if share > 60 { STYLE_VOICE } else { -STYLE_VOICE / 2.0 };
            }
        }
    }
}

/// Per cent of letters by which questions must be more often styled than answers before the style counts.
const STYLE_DIFFERENCE: f32 = 60.0;
const STYLE_VOICE: f32 = 3.0;

/// Decides which numbers before a text are numbers of questions: those that ask and count on, starting anew under each faction
/// heading. A list inside an answer and footnote digits on a line of their own do not.
fn numbers(units: &mut [Unit<'_>], patterns: &Patterns<'_>) {
    let marked_questions = units.iter().filter(|u| matches!(&u.mark, Mark::Question { numbers } if !numbers.is_empty())).count();
    let mut accepted: Vec<usize> = Vec::new();
    if marked_questions < 2 {
        let mut expected = 1;
        let mut fresh = true;
        let mut in_answers = false;
        // Numbers in the answers' part repeat those of the questions, or are no numbers of questions.
        let mut numbered = false;
        for i in 0..units.len() {
            match &units[i].mark {
                Mark::Faction { answers, .. } => {
                    fresh = true;
                    in_answers |= *answers;
                }
                Mark::Letter(side) => {
                    fresh = true;
                    in_answers = *side == Side::Answers;
                }
                Mark::Section(Section::Answers) => {
                    in_answers = true;
                    fresh = true;
                }
                Mark::Section(_) => fresh = true,
                Mark::NumberLine(numbers) => {
                    let Some(first) = numbers.first().map(|n| n.value) else { continue };
                    let body = (i + 1..units.len()).find(|&j| units[j].is_text());
                    let asks = |b: usize| units[b].voice > 0.4 || ask::asks_anything(units[b].body(), patterns);
                    // Where the number is the next in a row, the question mark may stand a paragraph further on.
                    let further = || {
                        let below = |b: usize| (b + 1..units.len().min(b + 3)).take_while(|&j| units[j].is_text());
                        first == expected && !fresh && body.is_some_and(|b| b == i + 1 && below(b).any(asks))
                    };
                    // Other cells of a row may stand between.
                    let near = |b: usize| units[i + 1..b].iter().filter(|unit| unit.mark != Mark::LetterText).count() <= 1;
                    let asks = body.is_some_and(|b| near(b) && asks(b)) || is_answered(units, i, &numbers[0]) || further();
                    // "3 en 7" behind 4: a joint answer stands where it fits, and the count goes on from before it.
                    let joint = in_answers && numbered && !fresh && numbers.len() > 1 && first < expected;
                    if joint {
                        accepted.push(i);
                    } else if counts_on(first, expected, fresh, asks || in_answers && numbered) {
                        numbered |= !in_answers;
                        accepted.push(i);
                        expected = numbers.last().map_or(first, |n| n.value) + 1;
                        fresh = false;
                    }
                }
                Mark::Text if !units[i].numbers.is_empty() => {
                    let first = units[i].numbers[0].value;
                    // The question may end a few paragraphs on; its own first paragraph or the next must ask.
                    // "2. Natuurbegraafplaatsen" heads a chapter.
                    if units[i].could_be_topic() && units[i].voice < 1.5 && !is_answered(units, i, &units[i].numbers[0]) {
                        continue;
                    }
                    let asks = units[i].voice > 0.4
                        || stands_between(units, i, expected) && !fresh
                        || is_answered(units, i, &units[i].numbers[0])
                        || (units[i].voice > -0.5
                            && units.get(i + 1).is_some_and(|u| u.is_text() && u.numbers.is_empty() && u.voice > 1.5));
                    if counts_on(first, expected, fresh, asks || in_answers && numbered) {
                        numbered |= !in_answers;
                        accepted.push(i);
                        expected = units[i].numbers.last().map_or(first, |n| n.value) + 1;
                        fresh = false;
                    }
                }
                _ => {}
            }
        }
    }
    // The numbers of a few pages stand on lines of their own too; they begin with the second.
    let first = accepted.first().and_then(|&i| match &units[i].mark {
        Mark::NumberLine(numbers) => numbers.first().map(|n| n.value),
        _ => None,
    });
    if accepted.len() < 2 || accepted.len() <= FEW_PAGES && first.is_some_and(|n| n > 1) {
        accepted.clear();
    }
    let mut next = accepted.into_iter().peekable();
    for (i, unit) in units.iter_mut().enumerate() {
        if next.next_if_eq(&i).is_some() {
            if let Mark::NumberLine(numbers) = &unit.mark {
                unit.mark = Mark::Question { numbers: numbers.clone() };
            }
        } else {
            unit.numbers.clear();
            unit.prefix = None;
        }
    }
    // "12", and below it "Vraag:": the number is that of the heading.
    for i in 1..units.len() {
        let (above, below) = units.split_at_mut(i);
        if let (Mark::Question { numbers }, Mark::Question { numbers: own }) = (&mut above[i - 1].mark, &mut below[0].mark)
            && own.is_empty()
            && above[i - 1].text.chars().all(|c| !c.is_alphabetic())
        {
            std::mem::swap(numbers, own);
        }
    }
}

/// Numbers on lines of their own, the first of them not one, that may be those of pages.
const FEW_PAGES: usize = 3;

/// Whether the number at `i` is the one expected, what it stands before does not clearly answer, and the next one counts on from it and asks.
fn stands_between(units: &[Unit<'_>], i: usize, expected: u32) -> bool {
    let own = &units[i].numbers;
    let next = units[i + 1..].iter().find(|unit| unit.is_text() && !unit.numbers.is_empty());
    own.first().is_some_and(|n| n.value == expected)
        && units[i].voice > -0.5
        && next.is_some_and(|next| next.voice > 0.4 && next.numbers[0].value == own[own.len() - 1].value + 1)
}

/// Whether an answer heading close behind the number at `i` names it.
fn is_answered(units: &[Unit<'_>], i: usize, number: &Number) -> bool {
    units[i + 1..units.len().min(i + 12)]
        .iter()
        .find_map(|u| match &u.mark {
            Mark::Answer { numbers, .. } => Some(numbers.contains(number)),
            // The same number again: this one counts the items of a list.
            Mark::NumberLine(numbers) if numbers.contains(number) => Some(false),
            Mark::Text if u.numbers.contains(number) => Some(false),
            _ => None,
        })
        .unwrap_or(false)
}

fn counts_on(first: u32, expected: u32, fresh: bool, asks: bool) -> bool {
    asks && (first == expected || (fresh && first <= 2) || (first > expected && first <= expected + 3))
}
