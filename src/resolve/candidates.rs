//! Which questions fit the demands of a mention.
//!
//! Callers may rely on this: the asking questions are never their own target; a target is named only when one candidate is left,
//! when its margin is clear, or when several are all meant; otherwise there are at most `MOST_SHOWN` candidates and a reason.

use super::content;
use super::mention::{Mention, Place};
use super::places::Places;
use super::verdict::Verdict;
use crate::model::{Certainty, Number, Question, ReferenceKind, Report};

/// Share of the topic that a question must hold to count as one on the topic.
const ON_TOPIC: f32 = 0.3;
/// Share of the best question's score from which one counts as on the topic too.
const WELL_ON_TOPIC: f32 = 0.6;
/// Share of the best question's score that the one counted must have.
const SURELY_ON_TOPIC: f32 = 0.8;

/// One mention in the answer to the questions `asking` (in order, not empty).
#[derive(Clone, Copy)]
pub(super) struct Search<'a> {
    pub places: &'a Places<'a>,
    pub report: &'a Report,
    pub answer: &'a str,
    pub asking: &'a [usize],
}

impl Search<'_> {
    /// Where the mention leads.
    pub(super) fn locate(&self, mention: &Mention) -> Verdict {
        if self.asking.is_empty() {
            return Verdict::unresolved("the answer belongs to no question", Vec::new());
        }
        if mention.factions.len() > 1 {
            return self.several_factions(mention);
        }
        let scope = match self.places.scope(mention, self.first(), self.report) {
            Ok(scope) => scope,
            Err(reason) => return Verdict::unresolved(reason, Vec::new()),
        };
        self.within(mention, scope)
    }

    pub(super) fn first(&self) -> usize {
        self.asking[0]
    }

    pub(super) fn last(&self) -> usize {
        self.asking[self.asking.len() - 1]
    }

    fn within(&self, mention: &Mention, scope: Option<Vec<usize>>) -> Verdict {
        match mention.kind {
            ReferenceKind::Number => self.numbered(mention, scope.as_deref()),
            ReferenceKind::Previous => self.beside(mention, scope.as_deref(), false),
            ReferenceKind::Next => self.beside(mention, scope.as_deref(), true),
            ReferenceKind::Ordinal => self.ordinal(mention, scope),
            ReferenceKind::Position => self.position(mention),
            _ => content::search(self, mention, scope),
        }
    }

    /// "de vragen van de leden van de VVD- en de CDA-fractie": one that they ask together, else one of each.
    fn several_factions(&self, mention: &Mention) -> Verdict {
        let joint = self.places.joint(&mention.factions, self.report);
        if joint.iter().any(|q| !self.asking.contains(q)) {
            return self.within(mention, Some(joint));
        }
        // The questions are several because the factions are: one of each, unless its own words say more.
        let plural = mention.plural && mention.kind != ReferenceKind::Topic;
        let of = |faction: &String| Mention { factions: vec![faction.clone()], members: Vec::new(), plural, ..mention.clone() };
        let each: Vec<Verdict> = mention.factions.iter().map(|faction| self.locate(&of(faction))).collect();
        let found: Vec<usize> = each.iter().flat_map(|v| v.targets.iter().chain(&v.candidates)).copied().collect();
        if each.iter().all(Verdict::is_resolved) {
            let rules: Vec<&str> = each.iter().map(|v| v.rule.as_str()).collect();
            let mut doubts: Vec<&str> = each.iter().map(|v| v.doubt.as_str()).filter(|doubt| !doubt.is_empty()).collect();
            doubts.dedup();
            return Verdict::resolved(format!("of each faction: {}", rules.join("; ")), found).with_doubt(doubts.join("; "));
        }
        let by_content = matches!(mention.kind, ReferenceKind::Similar | ReferenceKind::Faction | ReferenceKind::Topic);
        if by_content && !mention.plural {
            return match self.places.scope(mention, self.first(), self.report) {
                Ok(scope) => self.within(mention, scope),
                Err(reason) => Verdict::unresolved(reason, found),
            };
        }
        let reasons: Vec<&str> = each.iter().filter(|v| !v.is_resolved()).map(|v| v.rule.as_str()).collect();
        let mut verdict = Verdict::ambiguous(reasons.join("; "), found);
        if verdict.candidates.is_empty() {
            verdict.certainty = Certainty::Unresolved;
        }
        verdict
    }

    fn numbered(&self, mention: &Mention, scope: Option<&[usize]>) -> Verdict {
        let own = self.report.questions[self.first()].contribution;
        let (mut targets, mut missing, mut several, mut itself) = (Vec::new(), Vec::new(), Vec::new(), false);
        let mut elsewhere = false;
        for number in &mention.numbers {
            let with_value = self.places.numbered(number).iter().copied();
            let allowed: Vec<usize> = with_value.filter(|q| scope.is_none_or(|s| s.binary_search(q).is_ok())).collect();
            let exact: Vec<usize> = allowed.iter().copied().filter(|q| self.report.questions[*q].numbers.contains(number)).collect();
            // "vraag 2" is all of 2a, 2b; "vraag 2a" of a question that is not divided is question 2.
            let fits = if exact.is_empty() {
                allowed.into_iter().filter(|q| number.suffix.is_empty() || has_plain(&self.report.questions[*q], number)).collect()
            } else {
                exact
            };
            let here: Vec<usize> = fits.iter().copied().filter(|q| self.report.questions[*q].contribution == own).collect();
            if scope.is_none() && here.is_empty() && self.places.restarts && !fits.is_empty() {
                // Numbers begin anew with each faction: another faction's number is meant only when the faction is named.
                elsewhere = true;
                several.extend(fits);
                continue;
            }
            let fits = if here.is_empty() { fits } else { here };
            let others: Vec<usize> = fits.iter().copied().filter(|q| !self.asking.contains(q)).collect();
            itself |= others.len() < fits.len();
            let parts = others.len() > 1
                && number.suffix.is_empty()
                && others.iter().all(|q| self.report.questions[*q].numbers.iter().all(|n| !n.suffix.is_empty() && n.value == number.value));
            match others.len() {
                0 if fits.is_empty() => missing.push(number.to_string()),
                0 => {}
                1 => targets.extend(others),
                _ if parts => targets.extend(others),
                _ => several.extend(others),
            }
        }
        if !several.is_empty() {
            several.extend(targets);
            several.sort_unstable();
            several.dedup();
            return Verdict::ambiguous(
                if elsewhere {
                    "the numbers begin anew with each faction and the asker's own has no such question"
                } else {
                    "the number occurs more than once and none of them in the same contribution"
                },
                several,
            );
        }
        if targets.is_empty() {
            if itself {
                return Verdict::itself("the number is that of the question itself", Vec::new());
            }
            if let Some(targets) = scope.and_then(|list| self.unnumbered(&mention.numbers, list)) {
                return Verdict::resolved("number counted among the questions of the faction named", targets)
                    .with_doubt("the questions of the faction named have no numbers; they were counted");
            }
            return Verdict::unresolved(format!("no question has the number: {}", missing.join(", ")), Vec::new());
        }
        let unread = targets.iter().any(|q| self.report.questions[*q].numbers.is_empty());
        let verdict = Verdict::resolved(if scope.is_some() { "number of the faction named" } else { "number" }, targets);
        let verdict =
            if unread { verdict.with_doubt("the number was not read; it is the one that its neighbours leave out") } else { verdict };
        if missing.is_empty() { verdict } else { verdict.with_doubt(format!("no question has the number {}", missing.join(", "))) }
    }

    /// "Zie VVD, vraag 5", where nobody's questions are numbered: the fifth, when each of them asks one thing, so that there is one way
    /// to count.
    fn unnumbered(&self, numbers: &[Number], list: &[usize]) -> Option<Vec<usize>> {
        let questions = &self.report.questions;
        if questions.iter().any(|q| !q.numbers.is_empty()) || list.iter().any(|q| questions[*q].asks.len() > 1) {
            return None;
        }
        let counted =
            |n: &Number| list.get((n.value as usize).checked_sub(1)?).copied().filter(|q| n.suffix.is_empty() && !self.asking.contains(q));
        numbers.iter().map(counted).collect()
    }

    /// The questions directly before or behind the asking ones, of those in `scope` where it is given.
    fn beside(&self, mention: &Mention, scope: Option<&[usize]>, forward: bool) -> Verdict {
        let rule = match (forward, scope.is_some()) {
            (false, false) => "the question before",
            (false, true) => "the question before, of the faction named",
            (true, false) => "the question behind",
            (true, true) => "the question behind, of the faction named",
        };
        let count = mention.count.max(1);
        let near = self.neighbours(scope, forward, count.max(4));
        if near.len() < count {
            let reason = if forward { "there is no question behind it" } else { "there is no question before it" };
            return Verdict::unresolved(if near.is_empty() { reason } else { "there are fewer questions than the words say" }, near);
        }
        if mention.count > 0 {
            return Verdict::resolved(rule, near[..count].to_vec());
        }
        self.vague(near, rule)
    }

    /// "de vorige vragen": how many is not said.
    fn vague(&self, near: Vec<usize>, rule: &str) -> Verdict {
        let asking = &self.report.questions[self.first()];
        if let [one] = near.as_slice() {
            return Verdict::resolved(format!("{rule}: the only one"), vec![*one]);
        }
        if self.report.questions[near[0]].numbers.len() > 1 {
            return Verdict::resolved(format!("{rule}: several numbers answered together"), near[..1].to_vec());
        }
        let same = |q: &&usize| {
            let question = &self.report.questions[**q];
            question.contribution == asking.contribution && question.topic == asking.topic
        };
        let part: Vec<usize> = near.iter().take_while(same).copied().collect();
        if part.len() == 2 {
            return Verdict::resolved(format!("{rule}: both of the same part"), part)
                .with_doubt("the words do not say how many questions are meant; the part has two");
        }
        Verdict::ambiguous("the words do not say how many questions are meant", near)
    }

    /// The nearest questions on one side, nearest first, at most `most`.
    fn neighbours(&self, scope: Option<&[usize]>, forward: bool, most: usize) -> Vec<usize> {
        let (first, last, all) = (self.first(), self.last(), self.report.questions.len());
        match (scope, forward) {
            (None, true) => (last + 1..all).take(most).collect(),
            (None, false) => (0..first).rev().take(most).collect(),
            (Some(list), true) => list[list.partition_point(|q| *q <= last)..].iter().copied().take(most).collect(),
            (Some(list), false) => list[..list.partition_point(|q| *q < first)].iter().rev().copied().take(most).collect(),
        }
    }

    fn ordinal(&self, mention: &Mention, scope: Option<Vec<usize>>) -> Verdict {
        let named = scope.is_some();
        let list = scope.unwrap_or_else(|| match mention.whole {
            true => (0..self.report.questions.len()).collect(),
            false => self.places.part_of(self.first(), self.report),
        });
        if mention.topic.is_empty() {
            let verdict = self.counted(mention, &list, "ordinal");
            return if named { self.or_under_same_topic(mention, &list, verdict) } else { verdict };
        }
        let all: Vec<usize> = (0..self.report.questions.len()).collect();
        let lists: &[&[usize]] = if named { &[&list] } else { &[&list, &all] };
        for list in lists {
            let under = self.places.under_heading(&mention.topic, Some(list));
            if !under.is_empty() {
                return self.counted(mention, &under, "ordinal under the topic's heading");
            }
            if mention.heading {
                continue;
            }
            let query = self.places.index().query(&mention.topic);
            let scored: Vec<(f32, usize)> = content::narrowed(self.places, &query, Some(list))
                .into_iter()
                .map(|q| (self.places.index().score(&query, q), q))
                .filter(|(score, _)| *score >= ON_TOPIC)
                .collect();
            let best = scored.iter().map(|(score, _)| *score).fold(0.0, f32::max);
            let near: Vec<usize> = scored.iter().filter(|(score, _)| *score >= WELL_ON_TOPIC * best).map(|(_, q)| *q).collect();
            if !near.is_empty() {
                let verdict = self.counted(mention, &near, "ordinal among the questions on the topic");
                // Where the topic begins is a guess without a heading: the question counted must be on it as much as any.
                let sure = |q: &usize| scored.iter().any(|(score, at)| at == q && *score >= SURELY_ON_TOPIC * best);
                if verdict.targets.iter().all(sure) {
                    return verdict;
                }
                return Verdict::ambiguous("no heading has the topic named, and where it begins is not sure", near);
            }
        }
        Verdict::unresolved("no question of those counted is on the topic named", list)
    }

    /// The questions counted. One without an answer may be no question of its own, and nobody is sent to it: where leaving it out
    /// changes the count, the answered one is taken, or none when both are answered.
    fn counted(&self, mention: &Mention, list: &[usize], rule: &str) -> Verdict {
        let answered: Vec<usize> = list.iter().copied().filter(|q| self.is_answered(q)).collect();
        let every = self.count(mention, list, rule);
        if answered.len() == list.len() || answered.is_empty() {
            return every;
        }
        let without = self.count(mention, &answered, rule);
        if every.targets == without.targets {
            return every;
        }
        let doubt = "a question without an answer was not counted";
        match (every.is_resolved(), without.is_resolved()) {
            (true, true) if every.targets.iter().all(|q| self.is_answered(q)) => {
                let both = every.targets.iter().chain(&without.targets).copied().collect();
                Verdict::ambiguous("the count depends on a question that has no answer", both)
            }
            (_, true) => without.with_doubt(doubt),
            (true, false) if every.targets.iter().all(|q| self.is_answered(q)) => every.with_doubt(doubt),
            _ => without,
        }
    }

    fn is_answered(&self, q: &usize) -> bool {
        self.report.questions[*q].answer.is_some()
    }

    fn count(&self, mention: &Mention, list: &[usize], rule: &str) -> Verdict {
        let ordinal = mention.ordinal.unwrap_or(1);
        let count = mention.count.max(1);
        let from = if ordinal > 0 { ordinal as usize - 1 } else { list.len().wrapping_sub(ordinal.unsigned_abs() as usize + count - 1) };
        let targets: Vec<usize> = list.iter().copied().skip(from).take(count).collect();
        if targets.len() < count {
            return Verdict::unresolved(format!("there are only {} questions to count", list.len()), list.to_vec());
        }
        if targets.iter().any(|q| self.asking.contains(q)) {
            return Verdict::itself("the question counted is the asking one itself", targets);
        }
        Verdict::resolved(rule, targets)
    }

    /// Where a faction speaks under several topics in turn, "de eerste vraag" may count from the topic on: then content decides, or nothing.
    fn or_under_same_topic(&self, mention: &Mention, list: &[usize], verdict: Verdict) -> Verdict {
        let topic = &self.report.questions[self.first()].topic;
        let contribution = |q: &usize| self.report.questions[*q].contribution;
        let apart = list.windows(2).any(|pair| pair[0] + 1 < pair[1] && contribution(&pair[0]) != contribution(&pair[1]));
        if topic.is_empty() || !apart {
            return verdict;
        }
        let under: Vec<usize> = list.iter().copied().filter(|q| self.report.questions[*q].topic == *topic).collect();
        let near = self.counted(mention, &under, "ordinal under the asker's topic");
        match (verdict.targets.as_slice(), near.targets.as_slice()) {
            (_, []) => verdict,
            ([], _) => near,
            (a, b) if a == b => verdict,
            (a, b) => {
                let both: Vec<usize> = a.iter().chain(b).copied().collect();
                let found = content::ranked(self, mention, &both);
                match content::clear(&found) {
                    Some(best) if a == [best] => verdict,
                    Some(best) if b == [best] => near,
                    _ => Verdict::ambiguous("the count may begin with the document or with the topic", both),
                }
            }
        }
    }

    fn position(&self, mention: &Mention) -> Verdict {
        match mention.place {
            Some(Place::Forward) if mention.plural => self.beside(&Mention { count: 0, ..mention.clone() }, None, true),
            Some(Place::Forward) => self.beside(mention, None, true),
            Some(Place::Back) if mention.plural => self.beside(&Mention { count: 0, ..mention.clone() }, None, false),
            Some(Place::Back) => content::back(self, mention, self.beside(mention, None, false)),
            _ => Verdict::unresolved("the place named is not a question", Vec::new()),
        }
    }
}

fn has_plain(question: &Question, number: &Number) -> bool {
    question.numbers.iter().any(|n| n.value == number.value && n.suffix.is_empty())
}
