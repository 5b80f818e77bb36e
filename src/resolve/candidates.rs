//! Which questions fit the demands of a mention.
//!
//! Callers may rely on this: the asking questions are never their own target; a target is named only when one candidate is left,
//! when its margin is clear, or when several are all meant; otherwise there are at most [`MOST_SHOWN`] candidates and a reason.

use std::collections::{BTreeMap, HashMap};

use super::mention::{Mention, Place};
use super::similarity::{self, Index};
use crate::model::{Certainty, Document, Number, Question, ReferenceKind, Report, Status};
use crate::words;

/// Least similarity of a target that is found by content alone.
const LEAST: f32 = 0.12;
/// How much nearer than the next one a target must be.
const MARGIN: f32 = 1.12;
/// Share of the topic's words that the target's heading must hold.
const HEADING: f32 = 0.5;
/// Share of the topic that a question must hold to count as one on the topic.
const ON_TOPIC: f32 = 0.3;
/// Weight of the asking question beside the topic named.
const ASKING: f32 = 0.3;
/// A question whose own answer only refers, or says nothing, is less often where a reader is sent.
const SAYS_LITTLE: f32 = 0.85;
/// See [`SAYS_LITTLE`].
const ONLY_REFERS: f32 = 0.5;
/// Most candidates that a row shows.
pub(super) const MOST_SHOWN: usize = 5;

/// What became of a mention.
#[derive(Debug, Clone)]
pub(super) struct Verdict {
    pub targets: Vec<usize>,
    pub certainty: Certainty,
    pub candidates: Vec<usize>,
    pub rule: String,
}

/// The questions by number, faction and heading.
pub(super) struct Places {
    by_number: HashMap<u32, Vec<usize>>,
    by_faction: BTreeMap<String, Vec<usize>>,
    by_member: BTreeMap<String, Vec<usize>>,
    by_contribution: Vec<Vec<usize>>,
    /// Stems of each heading of the document and its questions.
    headings: Vec<(Vec<String>, Vec<usize>)>,
    texts: Vec<String>,
    pub index: Index,
}

impl Places {
    pub(super) fn new(document: &Document, report: &Report) -> Self {
        let mut by_number: HashMap<u32, Vec<usize>> = HashMap::new();
        let mut by_faction: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        let mut by_member: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        let mut by_contribution = vec![Vec::new(); report.contributions.len()];
        let mut by_heading: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (at, question) in report.questions.iter().enumerate() {
            let mut values: Vec<u32> = question.numbers.iter().map(|n| n.value).collect();
            values.dedup();
            for value in values {
                by_number.entry(value).or_default().push(at);
            }
            if let Some(contribution) = report.contributions.get(question.contribution) {
                by_contribution[question.contribution].push(at);
                for faction in &contribution.factions {
                    by_faction.entry(faction.clone()).or_default().push(at);
                }
                for member in &contribution.members {
                    by_member.entry(surname(member)).or_default().push(at);
                }
            }
            if !question.topic.is_empty() {
                by_heading.entry(&question.topic).or_default().push(at);
            }
        }
        let headings = by_heading.into_iter().map(|(topic, list)| (words::content(topic), list)).collect();
        let texts = report.questions.iter().map(|q| format!("{} {}", q.topic, document.text_of(&q.spans))).collect();
        Self { by_number, by_faction, by_member, by_contribution, headings, texts, index: Index::new(document, report) }
    }

    /// Where the mention in an answer to `asking` leads.
    pub(super) fn locate(&self, mention: &Mention, answer: &str, asking: &[usize], report: &Report) -> Verdict {
        let (Some(first), Some(last)) = (asking.first().copied(), asking.last().copied()) else {
            return none("the answer belongs to no question", Vec::new());
        };
        let scope = match self.scope(mention, asking, report) {
            Ok(scope) => scope,
            Err(reason) => return none(&reason, Vec::new()),
        };
        match mention.kind {
            ReferenceKind::Number => self.numbered(mention, scope.as_deref(), asking, report),
            ReferenceKind::Previous => beside(first, last, mention.count, false, report),
            ReferenceKind::Next => beside(first, last, mention.count, true, report),
            ReferenceKind::Ordinal => self.ordinal(mention, scope, asking, report),
            ReferenceKind::Position => self.position(mention, answer, asking, report),
            _ => self.by_content(mention, scope, asking, report),
        }
    }

    /// The questions of the factions and members named; `None` when none is named.
    fn scope(&self, mention: &Mention, asking: &[usize], report: &Report) -> Result<Option<Vec<usize>>, String> {
        let mut out: Vec<usize> = Vec::new();
        let mut named = false;
        for faction in &mention.factions {
            named = true;
            out.extend(self.by_faction.get(faction).into_iter().flatten());
        }
        if mention.factions.is_empty() || out.is_empty() {
            for member in &mention.members {
                named = true;
                out.extend(self.by_member.get(&surname(member)).into_iter().flatten());
            }
        }
        if mention.own && !named {
            named = true;
            let contribution = report.questions[asking[0]].contribution;
            let factions = report.contributions.get(contribution).map(|c| c.factions.as_slice()).unwrap_or_default();
            for faction in factions {
                out.extend(self.by_faction.get(faction).into_iter().flatten());
            }
            if factions.is_empty() {
                out.extend(self.by_contribution.get(contribution).into_iter().flatten());
            }
        }
        if !named {
            return Ok(None);
        }
        out.sort_unstable();
        out.dedup();
        if out.is_empty() {
            let who: Vec<&str> = mention.factions.iter().chain(&mention.members).map(String::as_str).collect();
            return Err(format!("no question of this document is by {}", who.join(", ")));
        }
        Ok(Some(out))
    }

    fn numbered(&self, mention: &Mention, scope: Option<&[usize]>, asking: &[usize], report: &Report) -> Verdict {
        let own = report.questions[asking[0]].contribution;
        let (mut targets, mut missing, mut several) = (Vec::new(), Vec::new(), Vec::new());
        for number in &mention.numbers {
            let with_value = self.by_number.get(&number.value).map(Vec::as_slice).unwrap_or_default();
            let allowed: Vec<usize> =
                with_value.iter().copied().filter(|q| scope.is_none_or(|s| s.binary_search(q).is_ok()) && !asking.contains(q)).collect();
            let exact: Vec<usize> = allowed.iter().copied().filter(|q| report.questions[*q].numbers.contains(number)).collect();
            // "vraag 2" is all of 2a, 2b; "vraag 2a" of a question that is not divided is question 2.
            let fits = if exact.is_empty() {
                allowed.into_iter().filter(|q| number.suffix.is_empty() || has_plain(&report.questions[*q], number)).collect()
            } else {
                exact
            };
            let here: Vec<usize> = fits.iter().copied().filter(|q| report.questions[*q].contribution == own).collect();
            let fits = if here.is_empty() { fits } else { here };
            let parts = fits.len() > 1
                && number.suffix.is_empty()
                && fits.iter().all(|q| report.questions[*q].numbers.iter().all(|n| !n.suffix.is_empty() && n.value == number.value));
            match fits.len() {
                0 => missing.push(number.to_string()),
                1 => targets.extend(fits),
                _ if parts => targets.extend(fits),
                _ => several.extend(fits),
            }
        }
        targets.sort_unstable();
        targets.dedup();
        if !several.is_empty() {
            several.extend(targets);
            several.sort_unstable();
            return ambiguous("the number occurs more than once and none of them in the same contribution", several);
        }
        if targets.is_empty() {
            let own_number = mention.numbers.iter().any(|n| asking.iter().any(|q| report.questions[*q].numbers.contains(n)));
            let reason = if own_number { "the number is that of the question itself" } else { "no question has the number" };
            return none(&format!("{reason}: {}", missing.join(", ")), Vec::new());
        }
        let rule = if missing.is_empty() { "number".to_owned() } else { format!("number; not found: {}", missing.join(", ")) };
        resolved(&rule, targets)
    }

    fn ordinal(&self, mention: &Mention, scope: Option<Vec<usize>>, asking: &[usize], report: &Report) -> Verdict {
        let own = report.questions[asking[0]].contribution;
        let mut list = scope.unwrap_or_else(|| {
            self.by_contribution.get(own).filter(|l| !l.is_empty()).cloned().unwrap_or_else(|| (0..report.questions.len()).collect())
        });
        let mut rule = "ordinal";
        if !mention.topic.is_empty() {
            let under = self.under_heading(&mention.topic, &list);
            if under.is_empty() {
                let query = self.index.query(&mention.topic);
                let near: Vec<usize> =
                    self.narrowed(&query, &list).into_iter().filter(|q| self.index.score(&query, *q) >= ON_TOPIC).collect();
                if near.is_empty() {
                    return none("no question of those counted is on the topic named", list);
                }
                rule = "ordinal among the questions on the topic";
                list = near;
            } else {
                rule = "ordinal under the topic's heading";
                list = under;
            }
        }
        let ordinal = mention.ordinal.unwrap_or(1);
        let count = mention.count.max(1);
        let from = if ordinal > 0 { ordinal as usize - 1 } else { list.len().wrapping_sub(ordinal.unsigned_abs() as usize + count - 1) };
        let targets: Vec<usize> = list.iter().copied().skip(from).take(count).collect();
        if targets.len() < count {
            return none(&format!("there are only {} questions to count", list.len()), list);
        }
        if targets.iter().any(|q| asking.contains(q)) {
            return none("the question counted is the asking one itself", list);
        }
        resolved(rule, targets)
    }

    fn position(&self, mention: &Mention, answer: &str, asking: &[usize], report: &Report) -> Verdict {
        let (first, last) = (asking[0], asking[asking.len() - 1]);
        match mention.place {
            Some(Place::Forward) => beside(first, last, 1, true, report),
            Some(Place::Back) => {
                let lower = mention.text.to_lowercase();
                let vague = !["boven"].iter().any(|word| lower.contains(word));
                let mut verdict = beside(first, last, 1, false, report);
                if verdict.targets.is_empty() || !mention.aside && !vague {
                    return verdict;
                }
                // "Zoals hierboven aangegeven …" may be any answer before it: only when the nearest one also says it best, it is meant.
                let query = self.index.query(if mention.aside { answer } else { &self.texts[first] });
                let previous = verdict.targets[0];
                let mut rivals: Vec<(f32, usize)> = self
                    .index
                    .near(&query)
                    .into_iter()
                    .filter(|q| *q < first && *q != previous)
                    .map(|q| (self.index.score(&query, q), q))
                    .collect();
                rivals.sort_by(|a, b| b.0.total_cmp(&a.0).then(b.1.cmp(&a.1)));
                let own = self.index.score(&query, previous);
                if rivals.first().is_some_and(|(score, _)| *score * MARGIN >= own) {
                    let mut list = vec![previous];
                    list.extend(rivals.iter().map(|(_, q)| *q));
                    verdict = ambiguous("the place named may be the answer before or an earlier one on the same matter", list);
                }
                verdict
            }
            _ => none("the place named is not a question", Vec::new()),
        }
    }

    fn under_heading(&self, topic: &str, list: &[usize]) -> Vec<usize> {
        let stems = words::content(topic);
        let best = self.headings.iter().map(|(h, _)| similarity::heading_share(&stems, h)).fold(0.0, f32::max);
        if best < HEADING {
            return Vec::new();
        }
        let mut out: Vec<usize> = self
            .headings
            .iter()
            .filter(|(h, _)| similarity::heading_share(&stems, h) >= best - 1e-6)
            .flat_map(|(_, questions)| questions.iter().copied())
            .filter(|q| list.binary_search(q).is_ok())
            .collect();
        out.sort_unstable();
        out
    }

    /// `list` itself when it is short, else those of it that share rare words with the query.
    fn narrowed(&self, query: &similarity::Query, list: &[usize]) -> Vec<usize> {
        if list.len() <= 200 {
            list.to_vec()
        } else {
            self.index.near(query).into_iter().filter(|q| list.binary_search(q).is_ok()).collect()
        }
    }

    fn by_content(&self, mention: &Mention, scope: Option<Vec<usize>>, asking: &[usize], report: &Report) -> Verdict {
        let (first, last) = (asking[0], asking[asking.len() - 1]);
        let scoped = scope.is_some();
        let mut list = scope.unwrap_or_else(|| (0..report.questions.len()).collect());
        list.retain(|q| !asking.contains(q) && (!mention.earlier || *q < first));
        let mut step = if scoped { "faction" } else { "content" };
        if mention.heading {
            let under = self.under_heading(&mention.topic, &list);
            if under.is_empty() {
                return none("no heading of the document has the name", Vec::new());
            }
            list = under;
            step = "heading";
        }
        match list.as_slice() {
            [] => return none("no other question is left", Vec::new()),
            [one] if scoped || mention.heading => return resolved(&format!("{step}: the only one"), vec![*one]),
            _ => {}
        }
        let asked = self.index.query(&asking.iter().map(|q| self.texts[*q].as_str()).collect::<Vec<_>>().join(" "));
        let topic = (!mention.topic.is_empty() && !mention.heading).then(|| self.index.query(&mention.topic));
        let main = topic.as_ref().unwrap_or(&asked);
        let mut ranked: Vec<(f32, usize)> = self
            .narrowed(main, &list)
            .into_iter()
            .map(|q| {
                let content = match &topic {
                    Some(topic) => self.index.score(topic, q) + ASKING * self.index.score(&asked, q),
                    None => self.index.score(&asked, q),
                };
                let status = report.questions[q].answer.and_then(|a| report.answers.get(a)).map_or(Status::Missing, |a| a.judgement.status);
                let prior = match status {
                    Status::Answered => 1.0,
                    Status::RefersBack | Status::RefersForward | Status::Missing => ONLY_REFERS,
                    _ => SAYS_LITTLE,
                };
                // Respondents answer in order: what comes later is rarely meant.
                let later = if q > last { SAYS_LITTLE } else { 1.0 };
                (content * prior * later, q)
            })
            .collect();
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let shown: Vec<usize> = ranked.iter().map(|(_, q)| *q).collect();
        match ranked.as_slice() {
            [] => none("no question shares its words", list),
            [(score, _), ..] if *score < LEAST => ambiguous("no question is near enough in content", shown),
            [(_, one)] => resolved(&format!("{step} and similarity: the only one"), vec![*one]),
            [(best, one), (next, _), ..] if *best >= MARGIN * next => {
                resolved(&format!("{step} and similarity: {best:.2} against {next:.2}"), vec![*one])
            }
            _ if mention.heading && mention.plural => resolved("heading: all of its questions", list),
            [(best, _), (next, _), ..] => {
                ambiguous(&format!("{step} and similarity: {best:.2} against {next:.2} is no clear margin"), shown)
            }
        }
    }

    /// A question other than `target` whose text is nearly that of `asking`, when `target`'s is not.
    pub(super) fn near_copy(&self, asking: usize, targets: &[usize]) -> Option<usize> {
        if targets.iter().any(|t| self.index.overlap(asking, *t) >= NEAR_COPY) {
            return None;
        }
        let query = self.index.query(&self.texts[asking]);
        self.index
            .near(&query)
            .into_iter()
            .filter(|q| *q != asking && !targets.contains(q))
            .map(|q| (self.index.overlap(asking, q), q))
            .filter(|(overlap, _)| *overlap >= NEAR_COPY)
            .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)))
            .map(|(_, q)| q)
    }
}

/// Share of the shorter question's weight that makes two questions nearly the same text (kst-32317-974: 0.56 for the copy, at most
/// 0.21 for any other question of the document).
const NEAR_COPY: f32 = 0.5;

fn has_plain(question: &Question, number: &Number) -> bool {
    question.numbers.iter().any(|n| n.value == number.value && n.suffix.is_empty())
}

fn surname(member: &str) -> String {
    words::letters_and_digits(member)
}

fn beside(first: usize, last: usize, count: usize, forward: bool, report: &Report) -> Verdict {
    let all = report.questions.len();
    // "de vorige vragen" without a number: how many is not said.
    let vague = count == 0;
    let count = count.max(1);
    let targets: Vec<usize> =
        if forward { (last + 1..all.min(last + 1 + count)).collect() } else { (first.saturating_sub(count)..first).collect() };
    if targets.len() < count {
        return none(if forward { "there is no question behind it" } else { "there is no question before it" }, targets);
    }
    if vague {
        let more: Vec<usize> =
            if forward { (last + 1..all.min(last + 4)).collect() } else { (first.saturating_sub(3)..first).rev().collect() };
        return if more.len() == 1 {
            resolved("beside", more)
        } else {
            ambiguous("the words do not say how many questions are meant", more)
        };
    }
    resolved(if forward { "the question behind" } else { "the question before" }, targets)
}

fn resolved(rule: &str, targets: Vec<usize>) -> Verdict {
    Verdict { targets, certainty: Certainty::Resolved, candidates: Vec::new(), rule: rule.to_owned() }
}

fn ambiguous(rule: &str, mut candidates: Vec<usize>) -> Verdict {
    candidates.truncate(MOST_SHOWN);
    Verdict { targets: Vec::new(), certainty: Certainty::Ambiguous, candidates, rule: rule.to_owned() }
}

pub(super) fn none(rule: &str, mut candidates: Vec<usize>) -> Verdict {
    candidates.truncate(MOST_SHOWN);
    Verdict { targets: Vec::new(), certainty: Certainty::Unresolved, candidates, rule: rule.to_owned() }
}
