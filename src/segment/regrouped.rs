//! Answers ordered by subject where the questions are ordered by faction: their place says nothing of whose they are, but each names whom it
//! answers and takes up the words of the question (24587-461).
//!
//! Callers may rely on this: an answer goes to a question of a faction that it names, and what neither name nor words decide is left without
//! question.

use std::ops::Range;

use super::align::{self, Bag};
use super::body::Body;
use super::draft::{Draft, Part, Record};
use super::ordinal::ordinals;
use super::patterns::Patterns;
use super::unit::Unit;
use crate::lexicon::FactionMention;
use crate::sentence;

/// An answer: the paragraphs from one that names whom it answers to the next that does.
struct Segment {
    paragraphs: Range<usize>,
    named: Vec<String>,
    /// Whether it may go on with the answer above it.
    soft: bool,
    /// Whether its first words show that it answers; else it may only speak of whom it names ("Met de leden van de SP-fractie ben ik …").
    replies: bool,
    /// The questions (by their place in the group) that it answers, each with how sure that is.
    answers: Vec<(usize, f32)>,
}

/// What one answer says to one of the factions that it names.
struct Slot {
    segment: usize,
    candidates: Vec<usize>,
}

/// The factions of each question of a group, and its words.
pub(super) struct Asked<'q> {
    pub(super) factions: &'q [Option<&'q [String]>],
    pub(super) texts: Vec<Vec<&'q str>>,
}

/// Gives the paragraphs of `body` to the records `own` by whom they name and what they take up; says whether they come in another order than
/// the questions, and if not nothing is changed.
pub(super) fn assign(
    draft: &mut Draft,
    units: &[Unit<'_>],
    body: &Body<'_>,
    own: &[usize],
    asked: &Asked<'_>,
    patterns: &Patterns<'_>,
) -> bool {
    let text = |at: usize| units[body.units[at]].text;
    // Numbers, headings and restatements say more than the words do.
    let marked = |at: usize| {
        !body.printed[at].is_empty() || body.paragraphs[at].anchor.is_some() && !patterns.reply.is_match(text(at)) || body.headed[at]
    };
    if (0..body.units.len()).any(marked) {
        return false;
    }
    let (introduction, mut segments) = segments(draft, units, body, asked, patterns);
    // Whom an answer names stands in one question and not in the next ("Deze leden vragen …"): that says nothing of which it answers.
    let named = |at: usize| body.speaks[at].as_ref().map_or(0..0, |mention| mention.range.clone());
    let opening = |segment: &Segment| {
        let at = segment.paragraphs.start;
        let end = sentence::split(text(at)).first().map_or(text(at).len(), |first| first.end);
        without(&text(at)[..end], named(at))
    };
    let whole = |segment: &Segment| segment.paragraphs.clone().flat_map(|at| without(text(at), named(at))).collect();
    let words: Vec<Vec<&str>> = segments.iter().map(opening).chain(segments.iter().map(whole)).collect();
    let bags = align::bags(words.into_iter().chain(asked.texts.iter().cloned()));
    let (answers, questions) = bags.split_at(2 * segments.len());
    let like = |s: usize, j: usize| likeness(&answers[s], &answers[segments.len() + s], &questions[j]);
    let likeness: Vec<Vec<f32>> = (0..segments.len()).map(|s| (0..questions.len()).map(|j| like(s, j)).collect()).collect();
    if !is_regrouped(&segments, asked.factions, &likeness) {
        return false;
    }
    let counted: Vec<(usize, usize)> = (0..segments.len())
        .filter_map(|s| {
            let candidates = slots(&segments[s].named, asked.factions).into_iter().next()?;
            match ordinals(text(segments[s].paragraphs.start), candidates.len(), patterns)[..] {
                [at] => Some((s, candidates[at])),
                _ => None,
            }
        })
        .collect();
    decide(&mut segments, asked.factions, &likeness, &counted);
    for at in introduction {
        draft.parts[body.units[at]] = Part::Letter;
    }
    settle(draft, body, own, segments);
    true
}

/// What stands to either side of `range`.
fn without(text: &str, range: Range<usize>) -> Vec<&str> {
    [text.get(..range.start), text.get(range.end..)].into_iter().flatten().collect()
}

/// The answers one by one, and what stands above the first.
fn segments(
    draft: &Draft,
    units: &[Unit<'_>],
    body: &Body<'_>,
    asked: &Asked<'_>,
    patterns: &Patterns<'_>,
) -> (Range<usize>, Vec<Segment>) {
    let asks = |faction: &String| asked.factions.iter().flatten().any(|own| own.contains(faction));
    let mut out: Vec<Segment> = Vec::new();
    let mut introduction = 0;
    for at in 0..body.units.len() {
        let begins_subject = at > 0 && draft.parts[body.units[at - 1]..body.units[at]].contains(&Part::Topic);
        let replies = patterns.reply.is_match(units[body.units[at]].text);
        let named = |mention: &&FactionMention| !mention.factions.is_empty() && (replies || mention.factions.iter().all(asks));
        let named = body.speaks[at].as_ref().filter(named).map(|mention| mention.factions.clone());
        let above = out.last().map(|segment| segment.named.clone());
        let goes_on = body.paragraphs[at].goes_on || named.is_none() && !replies;
        match (named, above) {
            (Some(named), above) if !body.paragraphs[at].goes_on => {
                let soft = !replies && !begins_subject && above.as_ref() == Some(&named);
                let replies = replies || begins_subject;
                out.push(Segment { paragraphs: at..at + 1, named, soft, replies, answers: Vec::new() });
            }
            (_, None) if out.is_empty() => introduction = at + 1,
            // Under another subject nothing goes on.
            (_, Some(_)) if begins_subject => {
                out.push(Segment { paragraphs: at..at + 1, named: Vec::new(), soft: false, replies, answers: Vec::new() });
            }
            (_, Some(above)) if !goes_on => {
                out.push(Segment { paragraphs: at..at + 1, named: above, soft: true, replies, answers: Vec::new() })
            }
            _ => {
                if let Some(last) = out.last_mut() {
                    last.paragraphs.end = at + 1;
                }
            }
        }
    }
    (0..introduction, out)
}

/// Whether the answers name whom they answer nearly every time, and not in the order in which the factions asked.
fn is_regrouped(segments: &[Segment], factions: &[Option<&[String]>], likeness: &[Vec<f32>]) -> bool {
    let of = |(segment, like): (&Segment, &Vec<f32>)| -> Option<(usize, usize)> {
        let all: Vec<usize> = slots(&segment.named, factions).into_iter().flatten().collect();
        let answers = segment.replies || all.iter().any(|&j| like[j] >= CLEARLY);
        Some((*all.iter().min()?, *all.iter().max()?)).filter(|_| answers && !segment.soft)
    };
    let spans: Vec<(usize, usize)> = segments.iter().zip(likeness).filter_map(of).collect();
    let mut furthest = 0;
    let mut back = false;
    for &(first, last) in &spans {
        back |= last < furthest;
        furthest = furthest.max(first);
    }
    let introduced = segments.first().map_or(usize::MAX, |first| first.paragraphs.start);
    introduced <= LONGEST_INTRODUCTION && back && 2 * spans.len() >= factions.len()
}

/// Paragraphs above the first answer at most.
const LONGEST_INTRODUCTION: usize = 3;

/// The questions from which each of the factions named has its answer: those that just these ask together, or else each one's own.
fn slots(named: &[String], factions: &[Option<&[String]>]) -> Vec<Vec<usize>> {
    let same = |own: &[String]| own.len() == named.len() && named.iter().all(|faction| own.contains(faction));
    let asking = |by: &dyn Fn(&[String]) -> bool| -> Vec<usize> { (0..factions.len()).filter(|&j| factions[j].is_some_and(by)).collect() };
    let together = asking(&same);
    if !together.is_empty() {
        return vec![together];
    }
    let each = named.iter().map(|faction| {
        let alone = asking(&|own| own == std::slice::from_ref(faction));
        if alone.is_empty() { asking(&|own| own.contains(faction)) } else { alone }
    });
    each.filter(|candidates| !candidates.is_empty()).collect()
}

/// How much an answer takes up of a question: its first sentence above all.
fn likeness(opening: &Bag, whole: &Bag, question: &Bag) -> f32 {
    0.6 * align::similarity(opening, question) + 0.4 * align::similarity(whole, question)
}

/// Finds the questions of the answers, the clearest first; each has one answer as long as there is another for the next.
fn decide(segments: &mut [Segment], factions: &[Option<&[String]>], likeness: &[Vec<f32>], counted: &[(usize, usize)]) {
    let mut slots: Vec<Slot> = Vec::new();
    for (segment, of) in segments.iter().enumerate() {
        slots.extend(self::slots(&of.named, factions).into_iter().map(|candidates| Slot { segment, candidates }));
    }
    let mut taken = vec![false; factions.len()];
    for &(segment, j) in counted {
        if !std::mem::replace(&mut taken[j], true) {
            segments[segment].answers.push((j, 1.0));
            slots.retain(|slot| slot.segment != segment || !slot.candidates.contains(&j));
        }
    }
    while let Some((at, j)) = clearest(&slots, segments, &taken, likeness) {
        let slot = slots.swap_remove(at);
        let own = likeness[slot.segment][j];
        let other = slot.candidates.iter().filter(|&&k| k != j).map(|&k| likeness[slot.segment][k]).fold(0.0, f32::max);
        let sure = if slot.candidates.len() == 1 { 1.0 } else { (0.45 + 1.2 * (own - other) + 0.4 * own).clamp(0.0, 1.0) };
        taken[j] = true;
        segments[slot.segment].answers.push((j, sure));
    }
    // What is left over: a faction's only question may have two answers, and an answer may go on with the one above it.
    slots.sort_by_key(|slot| slot.segment);
    for (at, slot) in slots.iter().enumerate() {
        let s = slot.segment;
        if segments[s].soft || !segments[s].answers.is_empty() {
            continue;
        }
        let best = slot.candidates.iter().copied().reduce(|a, b| if likeness[s][b] > likeness[s][a] { b } else { a });
        let answered = match (best, last_open(at, &slots, segments, &taken)) {
            (Some(j), _) if slot.candidates.len() == 1 && segments[s].replies => Some((j, 1.0)),
            // The last answer to a faction with one question left is the answer to that, but no word says so.
            (_, Some(j)) if !taken[j] => Some((j, UNSURE)),
            (Some(j), _) if likeness[s][j] >= CLEARLY && taken[j] => Some((j, UNSURE)),
            _ => None,
        };
        if let Some((j, _)) = answered {
            taken[j] = true;
        }
        segments[s].answers.extend(answered);
    }
    for s in 0..segments.len() {
        if !segments[s].named.is_empty() {
            continue;
        }
        let open = (0..taken.len()).filter(|&j| !taken[j] && likeness[s][j] >= CLEARLY);
        if let Some(j) = open.reduce(|a, b| if likeness[s][b] > likeness[s][a] { b } else { a }) {
            taken[j] = true;
            segments[s].answers.push((j, UNSURE));
        }
    }
    for s in 1..segments.len() {
        let goes_on = segments[s].soft || !segments[s].replies && !segments[s].named.is_empty();
        if goes_on && segments[s].answers.is_empty() {
            segments[s].answers = segments[s - 1].answers.clone();
        }
    }
}

/// The only question left open to the slot, where no other answer is left that may be its answer.
fn last_open(at: usize, slots: &[Slot], segments: &[Segment], taken: &[bool]) -> Option<usize> {
    let mut open = slots[at].candidates.iter().copied().filter(|&j| !taken[j]);
    let j = open.next().filter(|_| open.next().is_none())?;
    let rival = |(k, other): (usize, &Slot)| k != at && !segments[other.segment].soft && other.candidates.contains(&j);
    (!slots.iter().enumerate().any(rival)).then_some(j)
}

/// The slot and the question not taken yet that fit each other best, where they fit at all.
fn clearest(slots: &[Slot], segments: &[Segment], taken: &[bool], likeness: &[Vec<f32>]) -> Option<(usize, usize)> {
    let fits = slots.iter().enumerate().flat_map(|(at, slot)| {
        let floor = match (&segments[slot.segment], &slot.candidates[..]) {
            (segment, _) if segment.soft => CLEARLY,
            (segment, [_]) if segment.replies => 0.0,
            _ => LEAST,
        };
        slot.candidates.iter().map(move |&j| (at, j, likeness[slot.segment][j], floor))
    });
    let open = fits.filter(|&(_, j, like, floor)| !taken[j] && like >= floor);
    open.reduce(|a, b| if b.2 > a.2 { b } else { a }).map(|(at, j, ..)| (at, j))
}

/// Likeness below which an answer takes up nothing of a question.
const LEAST: f32 = 0.2;

/// Likeness from which words alone, without a name or a beginning, say that an answer belongs to a question.
const CLEARLY: f32 = 0.5;

/// How sure an answer is that neither name nor words give to one question: less than [`super::CERTAIN`].
const UNSURE: f32 = 0.5;

/// Gives the answers to their records; those that answer several questions are the answer to each.
fn settle(draft: &mut Draft, body: &Body<'_>, own: &[usize], segments: Vec<Segment>) {
    for mut segment in segments {
        segment.answers.sort_unstable_by_key(|(j, _)| *j);
        let mut records = segment.answers.iter().map(|&(j, sure)| (own[j], sure));
        let (record, sure) = records.next().unwrap_or_else(|| {
            let mention = segment.paragraphs.clone().next().and_then(|at| body.speaks[at].clone());
            let contribution = draft.contribution(mention.as_ref());
            draft.records.push(Record { contribution, ..Record::default() });
            (draft.records.len() - 1, 0.0)
        });
        let begins = draft.records[record].answer.is_empty();
        draft.records[record].confidence = if begins { sure } else { draft.records[record].confidence.min(sure) };
        for at in segment.paragraphs {
            draft.place(body.units[at], Part::Answer(record));
        }
        for (other, sure) in records {
            draft.records[other].confidence = sure;
            draft.records[other].answered_with = Some(record);
        }
    }
}
