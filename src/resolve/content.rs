//! Targets by content: topic words, headings, likeness to the asking question.
//!
//! Callers may rely on this: a question wins only by a clear margin over the next one ([`MARGIN`]) and when it is near at all
//! ([`LEAST`]); the scores that decided stand in the rule. Where the words speak of several questions, those on the topic win together,
//! with a doubt.

use super::candidates::Search;
use super::mention::{Mention, Place};
use super::places::Places;
use super::similarity::{Query, heading_share};
use super::verdict::Verdict;
use crate::model::{ReferenceKind, Status};
use crate::words;

/// Least similarity of a target that is found by content alone.
const LEAST: f32 = 0.12;
/// How much nearer than the next one a target must be.
const MARGIN: f32 = 1.1;
/// Weight of the asking question beside the topic named.
const ASKING: f32 = 0.3;
/// Weight of the words of the shorter of two questions that the other one holds, beside the words of both.
const COPY: f32 = 0.5;
/// Weight of what the answer itself says beside the reference.
const OWN_WORDS: f32 = 1.0;
/// Weight of a heading that holds the topic's words.
const UNDER_HEADING: f32 = 0.3;
/// A question whose own answer only refers, or says nothing, is less often where a reader is sent.
const SAYS_LITTLE: f32 = 0.85;
/// See [`SAYS_LITTLE`].
const ONLY_REFERS: f32 = 0.35;
/// Share of the best question's score that another must have where several are meant.
const AMONG_SEVERAL: f32 = 0.4;
/// Share of the topic that it must hold.
const SURELY_ON: f32 = 0.3;
/// Questions that are scored one by one; of more only those that share rare words.
const FEW: usize = 200;
/// Share of the shorter question's weight that makes two questions nearly the same text (kst-32317-974: 0.56 for the copy, at most
/// 0.21 for any other question of the document).
const NEAR_COPY: f32 = 0.5;

/// The question that fits the topic, the faction or the likeness named.
pub(super) fn search(search: &Search<'_>, mention: &Mention, scope: Option<Vec<usize>>) -> Verdict {
    let scoped = scope.is_some();
    let mut list = scope;
    let mut step = if scoped { "faction" } else { "content" };
    if mention.heading {
        let mut under = search.places.under_heading(&mention.topic, list.as_deref());
        if under.is_empty() {
            return Verdict::unresolved("no heading of the document has the name", Vec::new());
        }
        // Every faction may have a part with this heading: the asker's own comes first.
        let own = search.report.questions[search.first()].contribution;
        let here: Vec<usize> = under.iter().copied().filter(|q| search.report.questions[*q].contribution == own).collect();
        if !scoped && here.iter().any(|q| !search.asking.contains(q)) {
            under = here;
        }
        list = Some(under);
        step = "heading";
    }
    let fits = |q: &usize| {
        !search.asking.contains(q)
            && (!mention.earlier || *q < search.first())
            && (mention.place != Some(Place::Forward) || *q > search.last())
    };
    let all = search.report.questions.len();
    let left: Vec<usize> = match &mut list {
        Some(list) => {
            list.retain(fits);
            list.clone()
        }
        // More than a few are never looked at one by one.
        None => (0..all).filter(fits).take(FEW + 1).collect(),
    };
    match left.as_slice() {
        [] => return Verdict::unresolved("no other question is left", Vec::new()),
        [one] if scoped && by_topic(mention) && on_topic(search, mention, *one) < LEAST => {
            return Verdict::ambiguous("the only question of those named is not on the topic named", vec![*one]);
        }
        [one] if scoped || mention.heading => return Verdict::resolved(format!("{step}: the only one"), vec![*one]),
        _ if mention.heading && mention.plural => return Verdict::resolved("heading: all of its questions", left),
        _ => {}
    }
    let pool = if list.is_none() && left.len() > FEW { None } else { Some(left.as_slice()) };
    let mut found = match pool {
        Some(pool) => ranked(search, mention, pool),
        None => {
            let near = narrowed(search.places, &query(search, mention), None);
            ranked(search, mention, &near.into_iter().filter(fits).collect::<Vec<_>>())
        }
    };
    found.retain(|(score, _)| *score > 0.0);
    // "de vragen van de leden van de D66-fractie over de middelen": those of them that are on it.
    if mention.plural && scoped && by_topic(mention) {
        let best = found.first().map_or(0.0, |(score, _)| *score);
        let near = found.iter().filter(|(score, _)| *score >= AMONG_SEVERAL * best).map(|(_, q)| *q);
        let on: Vec<usize> = near.filter(|q| on_topic(search, mention, *q) >= SURELY_ON).collect();
        if on.len() > 1 {
            let doubt = "the words speak of several questions; those on the topic were taken";
            return Verdict::resolved(format!("{step} and similarity: several on the topic"), on).with_doubt(doubt);
        }
    }
    let shown: Vec<usize> = found.iter().map(|(_, q)| *q).collect();
    match found.as_slice() {
        [] => Verdict::ambiguous("no question shares its words", left),
        [(score, _), ..] if *score < LEAST => Verdict::ambiguous("no question is near enough in content", shown),
        [(_, one)] => Verdict::resolved(format!("{step} and similarity: the only one"), vec![*one]),
        [(best, one), (next, _), ..] if *best >= MARGIN * next => {
            Verdict::resolved(format!("{step} and similarity: {best:.2} against {next:.2}"), vec![*one])
        }
        [(best, _), (next, _), ..] => {
            Verdict::ambiguous(format!("{step} and similarity: {best:.2} against {next:.2} is no clear margin"), shown)
        }
    }
}

/// The questions of `pool` with their scores, best first.
pub(super) fn ranked(search: &Search<'_>, mention: &Mention, pool: &[usize]) -> Vec<(f32, usize)> {
    let (places, report) = (search.places, search.report);
    let asked = asked(search);
    let topic = by_topic(mention).then(|| places.index().query(&mention.topic));
    let stems = words::content(&mention.topic);
    // "Zoals ook aan de leden van de VVD-fractie gemeld, volgt een beslissing na de voorlichting van de Raad van State": so it was told.
    let says = (mention.aside && topic.is_none()).then(|| places.index().query(search.answer));
    let mut out: Vec<(f32, usize)> = narrowed(places, topic.as_ref().unwrap_or(&asked), Some(pool))
        .into_iter()
        .map(|q| {
            let content = match &topic {
                Some(topic) => {
                    let heading = heading_share(&stems, &words::content(&report.questions[q].topic));
                    places.index().score(topic, q) + ASKING * places.index().score(&asked, q) + UNDER_HEADING * heading
                }
                None => {
                    let copy = search.asking.iter().map(|at| places.index().overlap(*at, q)).fold(0.0, f32::max);
                    places.index().score(&asked, q) + COPY * copy
                }
            };
            let content = match &says {
                Some(says) => content + OWN_WORDS * places.index().score(says, q),
                None => content,
            };
            let status = report.questions[q].answer.and_then(|a| report.answers.get(a)).map_or(Status::Missing, |a| a.judgement.status);
            let prior = match status {
                Status::Answered => 1.0,
                Status::RefersBack | Status::RefersForward | Status::Missing => ONLY_REFERS,
                _ => SAYS_LITTLE,
            };
            // Respondents answer in order: what comes later is rarely meant.
            let later = if q > search.last() { SAYS_LITTLE } else { 1.0 };
            let wanted = search.asking.iter().map(|at| places.wanted(*at, report).fits(places.wanted(q, report))).fold(0.0, f32::max);
            (content * prior * later * wanted, q)
        })
        .collect();
    out.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    out
}

/// The best of a ranking when it is clear of the next one.
pub(super) fn clear(found: &[(f32, usize)]) -> Option<usize> {
    match found {
        [(best, one), (next, _), ..] if *best >= LEAST && *best >= MARGIN * next => Some(*one),
        [(best, one)] if *best >= LEAST => Some(*one),
        _ => None,
    }
}

/// `pool` itself when it is short, else those of it (of all questions when `None`) that share rare words with the query.
pub(super) fn narrowed(places: &Places<'_>, query: &Query, pool: Option<&[usize]>) -> Vec<usize> {
    match pool {
        Some(pool) if pool.len() <= FEW => pool.to_vec(),
        Some(pool) => places.index().near(query, Some(pool)),
        None => places.index().near(query, None),
    }
}

/// "hierboven": the answer before, unless the words allow an earlier one that says it better.
pub(super) fn back(search: &Search<'_>, mention: &Mention, before: Verdict) -> Verdict {
    let literal = mention.text.to_lowercase().contains("boven");
    if before.targets.is_empty() || !mention.aside && literal {
        return before;
    }
    // "Zoals hierboven aangegeven …" may be any answer before it: only when the nearest one also says it best, it is meant.
    let index = search.places.index();
    let query = index.query(if mention.aside { search.answer } else { &search.places.texts[search.first()] });
    let previous = before.targets[0];
    let mut rivals: Vec<(f32, usize)> = index
        .near(&query, None)
        .into_iter()
        .filter(|q| *q < search.first() && *q != previous)
        .map(|q| (index.score(&query, q), q))
        .collect();
    rivals.sort_by(|a, b| b.0.total_cmp(&a.0).then(b.1.cmp(&a.1)));
    let own = index.score(&query, previous);
    match rivals.first() {
        Some((score, best)) if !literal && *score >= LEAST && *score >= FAR_BETTER * own && clear(&rivals) == Some(*best) => {
            Verdict::resolved(format!("an earlier answer, by similarity: {score:.2} against {own:.2} for the one before"), vec![*best])
        }
        Some((score, _)) if *score * MARGIN >= own && *score >= LEAST => {
            let mut list = vec![previous];
            list.extend(rivals.iter().map(|(_, q)| *q));
            Verdict::ambiguous("the place named may be the answer before or an earlier one on the same matter", list)
        }
        _ => before,
    }
}

/// How much nearer than the answer before an earlier one must be to be the one meant by "hiervoor".
const FAR_BETTER: f32 = 2.0;

/// A question other than the targets whose text is nearly that of `asking`, when no target's is. Copies that refer to the same
/// place, or to the asking question, raise no doubt.
pub(super) fn near_copy(places: &Places<'_>, asking: usize, targets: &[usize], leads_here: impl Fn(usize) -> bool) -> Option<usize> {
    if targets.iter().any(|t| places.index().overlap(asking, *t) >= NEAR_COPY) {
        return None;
    }
    places
        .index()
        .sharing(asking)
        .into_iter()
        .filter(|q| *q != asking && !targets.contains(q))
        .map(|q| (places.index().overlap(asking, q), q))
        .filter(|(overlap, q)| *overlap >= NEAR_COPY && !leads_here(*q))
        .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)))
        .map(|(_, q)| q)
}

/// How well question `at` fits the topic named, by its words or its heading.
fn on_topic(search: &Search<'_>, mention: &Mention, at: usize) -> f32 {
    let stems = words::content(&mention.topic);
    let heading = heading_share(&stems, &words::content(&search.report.questions[at].topic));
    search.places.index().score(&search.places.index().query(&mention.topic), at).max(heading)
}

fn by_topic(mention: &Mention) -> bool {
    !mention.topic.is_empty() && !mention.heading && mention.kind != ReferenceKind::Ordinal
}

fn query(search: &Search<'_>, mention: &Mention) -> Query {
    if by_topic(mention) { search.places.index().query(&mention.topic) } else { asked(search) }
}

fn asked(search: &Search<'_>) -> Query {
    let texts: Vec<&str> = search.asking.iter().map(|q| search.places.texts[*q].as_str()).collect();
    search.places.index().query(&texts.join(" "))
}
