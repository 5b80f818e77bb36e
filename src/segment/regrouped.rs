//! Answers ordered by subject where the questions are ordered by faction: their place says nothing of whose they are, but each names whom it
//! answers and takes up the words of the question (p06 of `tests/gold/composed`).
//!
//! Callers may rely on this: an answer goes to a question of a faction that it names, and what neither name nor words decide is left without
//! question; the time grows with the pairs of answers and questions of one faction, and beyond [`MOST_PAIRS`] nothing is done.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::rc::Rc;

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
    /// The questions from which each of those named has its answer.
    asked: Rc<[Vec<usize>]>,
    /// Whether it may go on with the answer above it.
    soft: bool,
    /// Whether its first words show that it answers; else it may only speak of whom it names ("Met de leden van de SP-fractie ben ik …").
    replies: bool,
    /// The questions (by their place in the group) that it answers, each with how sure that is.
    answers: Vec<(usize, f32)>,
}

/// What one answer says to one of the factions that it names.
#[derive(Clone, Copy)]
struct Slot {
    segment: usize,
    /// Which of them.
    place: usize,
}

impl Slot {
    fn candidates(self, segments: &[Segment]) -> &[usize] {
        &segments[self.segment].asked[self.place]
    }
}

/// How much an answer takes up of a question, found out when it matters.
struct Likeness<'b> {
    /// The first sentences of the answers, then the whole answers.
    answers: &'b [Bag],
    questions: &'b [Bag],
}

impl Likeness<'_> {
    /// Its first sentence counts most.
    fn of(&self, segment: usize, question: usize) -> f32 {
        let (opening, whole) = (&self.answers[segment], &self.answers[self.answers.len() / 2 + segment]);
        let question = &self.questions[question];
        0.6 * align::similarity(opening, question) + 0.4 * align::similarity(whole, question)
    }
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
    let pairs: usize = segments.iter().flat_map(|segment| segment.asked.iter()).map(Vec::len).sum();
    // Comparing words takes longer than looking whether there is any need to.
    if pairs > MOST_PAIRS || !is_regrouped(&segments, asked.factions, |_, _| true) {
        return false;
    }
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
    let likeness = Likeness { answers, questions };
    if !is_regrouped(&segments, asked.factions, |s, j| likeness.of(s, j) >= CLEARLY) {
        return false;
    }
    let counted: Vec<(usize, usize)> = (0..segments.len())
        .filter_map(|s| {
            let candidates = segments[s].asked.first()?;
            match ordinals(text(segments[s].paragraphs.start), candidates.len(), patterns)[..] {
                [at] => Some((s, candidates[at])),
                _ => None,
            }
        })
        .collect();
    decide(&mut segments, asked.factions.len(), &likeness, &counted);
    for at in introduction {
        draft.parts[body.units[at]] = Part::Letter;
    }
    settle(draft, body, own, segments);
    true
}

/// Pairs of answers and questions of one faction that are compared at most: a hundred times as many as the longest real report has.
const MOST_PAIRS: usize = 2_000_000;

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
    let askers: HashSet<&String> = asked.factions.iter().flatten().flat_map(|own| own.iter()).collect();
    let asks = |faction: &String| askers.contains(faction);
    // The same names stand above many answers.
    let mut known: HashMap<Vec<String>, Rc<[Vec<usize>]>> = HashMap::new();
    let mut segment = |at: usize, named: Vec<String>, soft: bool, replies: bool| {
        let asked = Rc::clone(known.entry(named.clone()).or_insert_with(|| slots(&named, asked.factions).into()));
        Segment { paragraphs: at..at + 1, named, asked, soft, replies, answers: Vec::new() }
    };
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
                out.push(segment(at, named, soft, replies));
            }
            (_, None) if out.is_empty() => introduction = at + 1,
            // Under another subject nothing goes on.
            (_, Some(_)) if begins_subject => {
                out.push(segment(at, Vec::new(), false, replies));
            }
            (_, Some(above)) if !goes_on => out.push(segment(at, above, true, replies)),
            _ => {
                if let Some(last) = out.last_mut() {
                    last.paragraphs.end = at + 1;
                }
            }
        }
    }
    (0..introduction, out)
}

/// Whether the answers name whom they answer nearly every time, and not in the order in which the factions asked. `takes_up` says of an answer
/// and a question whether the words alone show that they belong together.
fn is_regrouped(segments: &[Segment], factions: &[Option<&[String]>], takes_up: impl Fn(usize, usize) -> bool) -> bool {
    let of = |(at, segment): (usize, &Segment)| -> Option<(usize, usize)> {
        let all = || segment.asked.iter().flatten().copied();
        let answers = !segment.soft && (segment.replies || all().any(|j| takes_up(at, j)));
        Some((all().min()?, all().max()?)).filter(|_| answers)
    };
    let spans: Vec<(usize, usize)> = segments.iter().enumerate().filter_map(of).collect();
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

/// Finds the questions of the answers, the clearest first; each has one answer as long as there is another for the next.
fn decide(segments: &mut [Segment], questions: usize, likeness: &Likeness<'_>, counted: &[(usize, usize)]) {
    let places = |(segment, of): (usize, &Segment)| (0..of.asked.len()).map(move |place| Slot { segment, place });
    let slots: Vec<Slot> = segments.iter().enumerate().flat_map(places).collect();
    let mut open: Vec<bool> = vec![true; slots.len()];
    let mut taken = vec![false; questions];
    for &(segment, j) in counted {
        if !std::mem::replace(&mut taken[j], true) {
            segments[segment].answers.push((j, 1.0));
            for (at, slot) in slots.iter().enumerate().filter(|(_, slot)| slot.segment == segment) {
                open[at] &= !slot.candidates(segments).contains(&j);
            }
        }
    }
    for (at, j, own) in by_clearness(&slots, segments, likeness) {
        if !open[at] || taken[j] {
            continue;
        }
        let slot = slots[at];
        let candidates = slot.candidates(segments);
        let other = candidates.iter().filter(|&&k| k != j).map(|&k| likeness.of(slot.segment, k)).fold(0.0, f32::max);
        let sure = if candidates.len() == 1 { 1.0 } else { (0.45 + 1.2 * (own - other) + 0.4 * own).clamp(0.0, 1.0) };
        (open[at], taken[j]) = (false, true);
        segments[slot.segment].answers.push((j, sure));
    }
    let slots: Vec<Slot> = slots.into_iter().zip(open).filter_map(|(slot, open)| open.then_some(slot)).collect();
    // What is left over: a faction's only question may have two answers, and an answer may go on with the one above it.
    for (at, slot) in slots.iter().enumerate() {
        let s = slot.segment;
        if segments[s].soft || !segments[s].answers.is_empty() {
            continue;
        }
        let candidates = slot.candidates(segments);
        let best = likest(likeness, s, candidates.iter().copied());
        let answered = match (best, last_open(at, &slots, segments, &taken)) {
            (Some(j), _) if candidates.len() == 1 && segments[s].replies => Some((j, 1.0)),
            // The last answer to a faction with one question left is the answer to that, but no word says so.
            (_, Some(j)) if !taken[j] => Some((j, UNSURE)),
            (Some(j), _) if likeness.of(s, j) >= CLEARLY && taken[j] => Some((j, UNSURE)),
            _ => None,
        };
        if let Some((j, _)) = answered {
            taken[j] = true;
        }
        segments[s].answers.extend(answered);
    }
    for (s, segment) in segments.iter_mut().enumerate().filter(|(_, segment)| segment.named.is_empty()) {
        let open = (0..taken.len()).filter(|&j| !taken[j] && likeness.of(s, j) >= CLEARLY);
        if let Some(j) = likest(likeness, s, open) {
            taken[j] = true;
            segment.answers.push((j, UNSURE));
        }
    }
    for s in 1..segments.len() {
        let goes_on = segments[s].soft || !segments[s].replies && !segments[s].named.is_empty();
        if goes_on && segments[s].answers.is_empty() {
            segments[s].answers = segments[s - 1].answers.clone();
        }
    }
}

/// The first of the questions that the answer takes up most of.
fn likest(likeness: &Likeness<'_>, segment: usize, questions: impl Iterator<Item = usize>) -> Option<usize> {
    let scored = questions.map(|j| (j, likeness.of(segment, j)));
    scored.reduce(|a, b| if b.1 > a.1 { b } else { a }).map(|(j, _)| j)
}

/// The only question left open to the slot, where no other answer is left that may be its answer.
fn last_open(at: usize, slots: &[Slot], segments: &[Segment], taken: &[bool]) -> Option<usize> {
    let mut open = slots[at].candidates(segments).iter().copied().filter(|&j| !taken[j]);
    let j = open.next().filter(|_| open.next().is_none())?;
    let rival = |(k, other): (usize, &Slot)| k != at && !segments[other.segment].soft && other.candidates(segments).contains(&j);
    (!slots.iter().enumerate().any(rival)).then_some(j)
}

/// Slots, by their place, and questions that fit each other at all, with how well; the best first, of equals the first.
fn by_clearness(slots: &[Slot], segments: &[Segment], likeness: &Likeness<'_>) -> Vec<(usize, usize, f32)> {
    let fits = slots.iter().enumerate().flat_map(|(at, slot)| {
        let candidates = slot.candidates(segments);
        let floor = match (&segments[slot.segment], candidates) {
            (segment, _) if segment.soft => CLEARLY,
            (segment, [_]) if segment.replies => 0.0,
            _ => LEAST,
        };
        let scored = candidates.iter().map(move |&j| (at, j, likeness.of(slot.segment, j)));
        scored.filter(move |&(.., like)| like >= floor)
    });
    let mut fits: Vec<(usize, usize, f32)> = fits.collect();
    fits.sort_by(|a, b| b.2.total_cmp(&a.2));
    fits
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
