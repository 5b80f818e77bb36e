//! Blocks that hold more than one unit, cut where a marker says so or where the voice turns.
//!
//! Callers may rely on this: the parts of a block are disjoint, in order, and leave out nothing but white space.

use std::ops::Range;

use super::ask;
use super::patterns::Patterns;
use super::speaker::speaker;
use super::unit::{LONGEST_HEADING, Mark, Section, Side, Unit, heading};
use crate::lexicon::Lexicon;
use crate::model::{Document, DocumentKind, Span};
use crate::{number, sentence};

pub(super) fn cut<'a>(
    base: Unit<'a>,
    label: Option<&str>,
    document: &'a Document,
    patterns: &'a Patterns<'a>,
    lexicon: &Lexicon,
    out: &mut Vec<Unit<'a>>,
) {
    if base.text.len() <= LONGEST_HEADING
        && let Some((mark, rule)) = heading(base.text, patterns, lexicon)
        && !lists_a_paper(&base, &mark)
    {
        out.push(Unit { mark, rule, ..base });
        return;
    }
    for (group, is_answer) in [(patterns.answer_inline, true), (patterns.question_inline, false)] {
        if let Some(hit) = group.first(base.text)
            && let (Some(marker), Some(rest)) = (hit.captures.name("marker"), hit.captures.name("rest"))
        {
            let numbers = number::parse(hit.named("numbers").unwrap_or(""));
            let mark = if is_answer {
                Mark::Answer { numbers, respondent: hit.named("respondent").unwrap_or("").to_owned() }
            } else {
                Mark::Question { numbers }
            };
            let (head, tail) = (part(&base, document, 0, marker.end()), part(&base, document, rest.start(), base.text.len()));
            out.push(Unit { mark, rule: &hit.rule.id, ..head });
            cut_midline(tail, document, patterns, out);
            return;
        }
    }
    let mut base = base;
    if let Some(label) = label {
        base.numbers = number::parse(label);
    } else if let Some(hit) = patterns.number_prefix.first(base.text)
        && let (Some(marker), Some(rest)) = (hit.captures.name("marker"), hit.captures.name("rest"))
    {
        base.numbers = number::parse(hit.named("numbers").or(hit.named("bare")).unwrap_or(""));
        base.prefix = Some(part(&base, document, 0, marker.end()).span);
        let _ = rest;
    }
    cut_midline(base, document, patterns, out);
}

/// Whether the unit is an item of a list of papers: "– Antwoorden op vragen van de commissie over het rapport …".
fn lists_a_paper(unit: &Unit<'_>, mark: &Mark) -> bool {
    unit.is_bullet && unit.text.len() > LONGEST_BULLET_HEADING && matches!(mark, Mark::Section(Section::Answers) | Mark::Answer { .. })
}

/// The longest item of a list that can head an answer, in bytes ("- Antwoord van de staatssecretaris").
const LONGEST_BULLET_HEADING: usize = 48;

/// Question and answer in one block: "Wat is dit? Antwoord De staatssecretaris …".
fn cut_midline<'a>(base: Unit<'a>, document: &'a Document, patterns: &'a Patterns<'a>, out: &mut Vec<Unit<'a>>) {
    if let Some(hit) = patterns.answer_midline.first(base.text)
        && let (Some(marker), Some(rest)) = (hit.captures.name("marker"), hit.captures.name("rest"))
    {
        let question = part(&base, document, 0, marker.start());
        let head = part(&base, document, marker.start(), marker.end());
        let tail = part(&base, document, rest.start(), base.text.len());
        let numbers = number::parse(hit.named("numbers").unwrap_or(""));
        out.push(Unit { numbers: base.numbers.clone(), prefix: base.prefix, ..question });
        out.push(Unit { mark: Mark::Answer { numbers, respondent: String::new() }, rule: &hit.rule.id, ..head });
        out.push(tail);
    } else {
        out.push(base);
    }
}

/// Flattened lists set question and answer in one block without a mark between them (lists of the Algemene Rekenkamer): the
/// answer begins behind the last question mark of the opening run of questions.
pub(super) fn split_flattened<'a>(document: &'a Document, patterns: &Patterns<'_>, units: &mut Vec<Unit<'a>>) {
    let numbered = units.iter().filter(|u| matches!(&u.mark, Mark::Question { numbers } if !numbers.is_empty())).count();
    if numbered < 3 || units.iter().any(|u| matches!(u.mark, Mark::Answer { .. })) {
        return;
    }
    let mut out: Vec<Unit<'a>> = Vec::with_capacity(units.len() + numbered);
    for unit in units.drain(..) {
        let first = unit.is_text() && matches!(out.last().map(|u| &u.mark), Some(Mark::Question { .. }));
        match first.then(|| end_of_asking(unit.text, patterns)).flatten() {
            Some(cut) => {
                let [question, answer] = halves(&unit, cut, document, patterns);
                out.extend([question, Unit { inferred: true, ..answer }]);
            }
            None => out.push(unit),
        }
    }
    *units = out;
}

/// Whether a paper that prints no question retells them all, as a minister's letter does that stands alone.
pub(super) fn retells_all(units: &[Unit<'_>], patterns: &Patterns<'_>) -> bool {
    let prints = |unit: &Unit<'_>| match unit.mark {
        Mark::Answer { .. } | Mark::Question { .. } | Mark::Letter(Side::Questions) => true,
        Mark::Section(section) => !matches!(section, Section::Roman | Section::Agenda | Section::Notice | Section::Site | Section::Annex),
        _ => sentence::ends_asking(unit.text),
    };
    let retells = |unit: &&Unit<'_>| unit.is_text() && unit.voice > 0.8 && ask::asks_anything(unit.text, patterns);
    !units.iter().any(prints) && units.iter().filter(retells).take(RETOLD_ENOUGH).count() == RETOLD_ENOUGH
}

/// Paragraphs that retell a question from which a letter is taken to retell them all.
const RETOLD_ENOUGH: usize = 3;

/// A nota, or a minister's letter that stands alone, may retell a question and answer it in one paragraph ("De leden van de VVD-fractie
/// vragen naar de regeldruk. Daarvoor verwijst de regering naar paragraaf 6 van de memorie van toelichting."): the answer begins behind
/// the last sentence that asks, where what follows sounds like the respondent; where nothing else answers, too, but then it may only
/// explain the question: the cut is inferred.
pub(super) fn split_retold<'a>(
    document: &'a Document,
    kind: DocumentKind,
    patterns: &Patterns<'_>,
    lexicon: &Lexicon,
    units: &mut Vec<Unit<'a>>,
) {
    // In a letter the respondent says "ik", and his part of the paragraph outweighs what is asked: there the first sentence tells.
    let in_letter = kind != DocumentKind::NotaNaarAanleidingVanHetVerslag;
    let asks =
        |unit: &Unit<'_>| unit.is_text() && (unit.voice > 0.8 && unit.speaker.is_some() || in_letter && opens_retelling(unit, patterns));
    let cuts: Vec<Option<(usize, bool)>> = units
        .iter()
        .enumerate()
        .map(|(i, unit)| {
            let sentences = if asks(unit) { sentence::split(unit.text) } else { Vec::new() };
            let answers = |range: &Range<usize>| in_letter && patterns.voice(&unit.text[range.clone()]) < ANSWERS;
            let retold = sentences.iter().position(answers).unwrap_or(sentences.len());
            let last = sentences[..retold].iter().rposition(|range| ask::form(&unit.text[range.clone()], patterns).is_some())?;
            let cut = sentences[last].end;
            let rest = unit.text[cut..].trim();
            let first = sentence::split(rest).into_iter().next()?;
            let voice = patterns.voice(rest);
            if voice < ANSWERS || patterns.answer_retold.is_match(&rest[first]) {
                return Some((cut, false));
            }
            let answered = units.get(i + 1).is_some_and(|next| next.is_text() && !asks(next) && !next.could_be_topic());
            (voice <= 0.0 && !answered).then_some((cut, true))
        })
        .collect();
    let mut out: Vec<Unit<'a>> = Vec::with_capacity(units.len());
    for (unit, cut) in units.drain(..).zip(cuts) {
        let Some((cut, inferred)) = cut else {
            out.push(unit);
            continue;
        };
        let [mut question, answer] = halves(&unit, cut, document, patterns);
        if question.speaker.is_none() && in_letter {
            question.speaker = speaker(question.text, patterns, lexicon);
        }
        let voice = answer.voice.min(-0.1);
        out.extend([Unit { numbers: unit.numbers, prefix: unit.prefix, ..question }, Unit { voice, inferred, ..answer }]);
    }
    *units = out;
}

/// Whether the first sentence retells what a faction asked: "Daarnaast vragen deze leden naar het aantal overtredingen."
fn opens_retelling(unit: &Unit<'_>, patterns: &Patterns<'_>) -> bool {
    let first = sentence::split(unit.text).into_iter().next().map(|range| &unit.text[range]);
    first.is_some_and(|first| patterns.voice(first) > 0.8 && ask::form(first, patterns).is_some())
}

/// The voice of what sounds like the respondent.
const ANSWERS: f32 = -0.8;

/// A converter that leaves no blank lines may run the next question into the answer above it, where the answer's last line is full. Between two
/// answer headings both must stand: the cut is where the voice turns, when what stands before it clearly answers.
pub(super) fn split_run_together<'a>(
    document: &'a Document,
    kind: DocumentKind,
    patterns: &Patterns<'_>,
    lexicon: &Lexicon,
    units: &mut Vec<Unit<'a>>,
) {
    let bare = |unit: &Unit<'_>| matches!(&unit.mark, Mark::Answer { numbers, .. } if numbers.is_empty());
    let mut cuts: Vec<(usize, usize)> = Vec::new();
    // Whether what stands here answers the heading above: nothing has asked since.
    let mut in_answer = false;
    for (i, unit) in units.iter().enumerate() {
        if bare(unit) {
            in_answer = true;
        } else if !unit.is_text() || !unit.numbers.is_empty() || unit.speaker.is_some() || unit.could_be_topic() {
            // What stands below the heading of a topic is asked.
            in_answer = false;
        } else if in_answer && units.get(i + 1).is_some_and(bare) {
            // What stands alone between two answer headings is both, even where the answer's words show nothing.
            cuts.extend(voice_turns(unit.text, bare(&units[i - 1]), patterns).map(|cut| (i, cut)));
        } else {
            in_answer &= unit.voice < ASKS_CLEARLY;
        }
    }
    if cuts.is_empty() {
        return;
    }
    let mut cuts = cuts.into_iter().peekable();
    let mut out = Vec::with_capacity(units.len() + cuts.len());
    for (i, unit) in units.drain(..).enumerate() {
        let Some((_, cut)) = cuts.next_if(|(at, _)| *at == i) else {
            out.push(unit);
            continue;
        };
        let [answer, mut question] = halves(&unit, cut, document, patterns);
        if kind != DocumentKind::AntwoordSchriftelijkeVragen {
            question.speaker = speaker(question.text, patterns, lexicon);
        }
        out.extend([answer, question]);
    }
    *units = out;
}

/// Where in `text`, which begins as an answer, a question begins; with `alone`, nothing else of the answer and the question stands there.
fn voice_turns(text: &str, alone: bool, patterns: &Patterns<'_>) -> Option<usize> {
    let sentences = sentence::split(text);
    let voice = |range: &Range<usize>| (patterns.voice(&text[range.clone()]) - NEUTRAL_ANSWERS).clamp(-4.0, 4.0);
    // It opens as a question does.
    if sentences.len() < 2 || voice(&sentences[0]) > ASKS {
        return None;
    }
    let asks = sentences.iter().position(|range| ask::form(&text[range.clone()], patterns).is_some())?;
    let mut before = 0.0;
    let mut best = (0.0, 0);
    for (at, range) in sentences.iter().enumerate().take(asks + 1) {
        // What stands before answers, what stands from here on asks.
        if before < best.0 {
            best = (before, at);
        }
        before += voice(range);
    }
    let cut = sentences[best.1].start;
    let before = patterns.voice(&text[..cut]);
    // The factions take the floor again: "Voorts vragen deze leden hoeveel …".
    let asks_clearly = || best.1 == asks && voice(&sentences[asks]) > TAKES_THE_FLOOR && before <= NEUTRAL;
    (best.1 > 0 && (before < CLEARLY_ANSWERS || alone && asks_clearly())).then_some(cut)
}

/// How much a sentence that neither asks nor answers by its words sounds like an answer, behind an answer's.
const NEUTRAL_ANSWERS: f32 = 0.1;

/// The voice of what asks, and of what leaves no doubt that it does.
const ASKS: f32 = 0.7;
const ASKS_CLEARLY: f32 = 2.0;

/// The voice of a sentence with which a faction takes the floor.
const TAKES_THE_FLOOR: f32 = 1.5;

/// The voice of what may answer, at most.
const NEUTRAL: f32 = 0.3;

/// The voice of what clearly answers.
const CLEARLY_ANSWERS: f32 = -0.5;

/// What stands before the cut and behind it, with the voice of each; who speaks before it does not behind it.
fn halves<'a>(unit: &Unit<'a>, cut: usize, document: &'a Document, patterns: &Patterns<'_>) -> [Unit<'a>; 2] {
    let (before, behind) = (part(unit, document, 0, cut), part(unit, document, cut, unit.text.len()));
    let voices = [patterns.voice(before.text), patterns.voice(behind.text)];
    [Unit { voice: voices[0], ..before }, Unit { voice: voices[1], speaker: None, ..behind }]
}

/// Where the opening run of questions of `text` ends, when something stands behind it.
fn end_of_asking(text: &str, patterns: &Patterns<'_>) -> Option<usize> {
    let mut cut = None;
    let mut statements = 0;
    for range in sentence::split(text) {
        let sentence = &text[range.clone()];
        if sentence.trim_end_matches(['”', '’', '"', ')']).ends_with('?') {
            cut = Some(range.end);
            statements = 0;
        } else if cut.is_some() {
            statements += 1;
            // One statement may stand between two questions; an answer's first words or a second statement end the run.
            if statements > 1 || patterns.voice(sentence) < -0.8 {
                break;
            }
        }
    }
    let cut = cut.map(|c| c + patterns.place.first(&text[c..]).map_or(0, |hit| hit.range().end));
    cut.filter(|&c| !text[c..].trim().is_empty())
}

fn part<'a>(base: &Unit<'a>, document: &'a Document, from: usize, to: usize) -> Unit<'a> {
    let text = &base.text[from..to];
    let lead = text.len() - text.trim_start().len();
    let start = base.span.start as usize + from + lead;
    let span = Span::new(start, start + text.trim().len());
    Unit { span, text: document.slice(span), numbers: Vec::new(), prefix: None, ..base.clone() }
}
