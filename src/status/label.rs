//! The labels of one sentence.

use std::cell::OnceCell;
use std::collections::{BTreeSet, HashSet};
use std::ops::Range;

use crate::rules::Rule;
use crate::words;

use super::Label;
use super::clause::{Parts, clauses, parts, plain, subordinate};
use super::rules::StatusRules;

/// What the question asks, where that decides what counts as an answer.
#[derive(Debug, Default, Clone, Copy)]
struct Asked {
    /// Whether one is aware of something: then awareness, or its lack, is content.
    awareness: bool,
    /// Whether the Kamer will be told: then saying so is content.
    informing: bool,
    /// When: then a time is content.
    when: bool,
    /// Whether it is or will be studied: then saying so is content.
    study: bool,
    /// Whether it was investigated: then "no" is content.
    investigated: bool,
    /// Whether a study, a case or talks go on: then saying so is content.
    running: bool,
    /// To be told something: then a "no" before a refusal or ignorance is part of it.
    tell: bool,
    /// Which paper, or where it is laid down: then its name is content.
    paper: bool,
    /// Why, or what one thinks: then a reason or a verdict is content.
    stance: bool,
}

/// The question of an answer; what it asks is found out when a sentence of the answer makes it matter, which few do.
pub(super) struct Question<'a> {
    text: &'a str,
    rules: &'a StatusRules<'a>,
    asked: OnceCell<Asked>,
}

impl<'a> Question<'a> {
    pub(super) fn new(text: &'a str, rules: &'a StatusRules<'a>) -> Self {
        Self { text, rules, asked: OnceCell::new() }
    }

    /// Whether a label can be what an answer is; where the question asks just that (whether one knows, when it comes), it is content.
    pub(super) fn leaves_open(&self, label: Label) -> bool {
        let asked = self.asked();
        match label {
            Label::NoInformation => !asked.awareness && !asked.investigated && !asked.stance,
            Label::Acknowledged => !asked.awareness && !asked.investigated,
            Label::Deferred => !asked.when && !asked.informing && !asked.study && !asked.running,
            Label::RefersElsewhere => !asked.when && !asked.paper,
            _ => true,
        }
    }

    /// Whether it asks why, or what one thinks.
    pub(super) fn asks_for_a_stance(&self) -> bool {
        self.asked().stance
    }

    /// Whether more than half of what the answer says are words of the question.
    pub(super) fn is_taken_up_by(&self, answer: &str) -> bool {
        let asked: HashSet<String> = words::content(self.text).into_iter().collect();
        let said: HashSet<String> = words::content(answer).into_iter().collect();
        said.iter().filter(|word| asked.contains(*word)).count() * 2 > said.len()
    }

    fn asked(&self) -> &Asked {
        self.asked.get_or_init(|| Asked::of(self.text, self.rules))
    }
}

impl Asked {
    fn of(question: &str, rules: &StatusRules) -> Self {
        let mut asked = Self::default();
        for (rule, _) in rules.question.first_ranges(&plain(question)) {
            match rule.value.as_str() {
                "awareness" => asked.awareness = true,
                "informing" => asked.informing = true,
                "when" => asked.when = true,
                "study" => asked.study = true,
                "investigated" => asked.investigated = true,
                "running" => asked.running = true,
                "tell" => asked.tell = true,
                "paper" => asked.paper = true,
                "stance" => asked.stance = true,
                _ => {}
            }
        }
        asked
    }
}

/// Rules that say that something goes on.
const RUNNING: [&str; 4] =
    ["status.deferred.wait", "status.deferred.pending", "status.deferred.research-comes", "status.deferred.worked-on"];

/// What a sentence does.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Its labels; none for a sentence that says nothing.
    pub labels: BTreeSet<Label>,
    /// The parts of its content, when they may all only tell how the matter is handled, not how it stands.
    background: Option<Vec<String>>,
    /// Whether a rule says that there is content, and not only none that there is anything else.
    pub asserted: bool,
}

impl Found {
    /// Whether its content, if it has any, only tells how the matter is handled, not how it stands; where something is refused or
    /// not known (`grounded`), also why. Few answers need to know.
    pub(super) fn is_background(&self, grounded: bool, rules: &StatusRules) -> bool {
        let tells = |part: &String| rules.background.is_match(part) || grounded && rules.ground.is_match(part);
        self.background.as_ref().is_some_and(|parts| parts.iter().all(tells))
    }
}

/// Judges `sentence`.
pub(super) fn label(sentence: &str, question: &Question, rules: &StatusRules) -> Found {
    // What a converter left of the call of a note: "Zie antwoord op vraag 3. .1".
    let is_rest = sentence.trim_start().starts_with('.') && !sentence.contains(char::is_alphabetic);
    if is_rest || rules.restated.is_match(&plain(sentence)) {
        return Found::default();
    }
    let Parts { yes_no, brackets, asides, clauses: main } = parts(sentence, rules);
    let mut labels = BTreeSet::new();
    let mut background = Some(Vec::new());
    let mut asserted = yes_no;
    for clause in main {
        let Judged { labels: mut found, answers, asserted: says_so } = of_clause(&clause, question, rules);
        asserted |= says_so;
        if answers {
            background = None;
        } else if let Some(parts) = background.as_mut().filter(|_| found.contains(&Label::Content)) {
            parts.push(head(&clause).to_owned());
        }
        labels.append(&mut found);
    }
    // "Nee, daarover doe ik geen uitspraken."; "Kunt u aangeven hoeveel?" "Nee, dat wordt niet bijgehouden.": the no is that
    // one will not or cannot tell.
    let withheld = labels.contains(&Label::Declined) || yes_no && labels.contains(&Label::NoInformation) && question.asked().tell;
    if yes_no && !(withheld && starts_with_no(sentence)) {
        labels.insert(Label::Content);
        background = None;
    }
    // "Ja, daarvan heb ik kennisgenomen": the yes is the answer.
    if yes_no {
        labels.remove(&Label::Acknowledged);
    }
    // "Zoals opgemerkt in reactie op …, gaan kinderen binnen drie dagen naar school": beside the aside something is said.
    asserted |= !asides.is_empty() && labels.contains(&Label::Content);
    for (aside, fallback) in &asides {
        let places = places(aside, 0, rules);
        labels.extend(if places.is_empty() { fallback.iter().copied().collect() } else { places });
    }
    if !labels.is_empty() && !brackets.is_empty() && rules.cited.is_match(&plain(sentence)) {
        labels.insert(Label::RefersElsewhere);
    }
    for bracket in &brackets {
        for clause in clauses(bracket, rules) {
            for (rule, range) in rules.refer.first_ranges(&clause) {
                labels.extend(refers(&clause, rule, &range, rules));
            }
            labels.extend(mentions(&clause, rules));
        }
    }
    Found { labels, background, asserted }
}

/// The clause up to "dat": what is reported does not tell what the reporting is for.
fn head(clause: &str) -> &str {
    clause.find(" dat ").map_or(clause, |at| &clause[..at])
}

fn starts_with_no(sentence: &str) -> bool {
    sentence.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("nee"))
}

/// Whether `sentence` draws its conclusion from the sentence before it: "Daarom beschik ik niet over deze cijfers."
pub(super) fn concludes(sentence: &str, rules: &StatusRules) -> bool {
    rules.conclusion.is_match(&plain(sentence))
}

/// Whether `sentence` gives the reason of the sentence before it: "Dit komt doordat …"
pub(super) fn explains(sentence: &str, rules: &StatusRules) -> bool {
    rules.reason.is_match(&plain(sentence))
}

/// Whether `sentence` says whose office the matter is.
pub(super) fn names_office(sentence: &str, rules: &StatusRules) -> bool {
    rules.office.is_match(&plain(sentence))
}

/// Whether `sentence` is about what the sentence before it is about: "De evaluaties bevatten hierover onvoldoende gegevens."
pub(super) fn is_about_it(sentence: &str, rules: &StatusRules) -> bool {
    rules.about_it.is_match(&plain(sentence))
}

/// Whether `answer` names the one who answers, the one who is answered or the question.
pub(super) fn names_respondent(answer: &str, rules: &StatusRules) -> bool {
    rules.respondent.is_match(answer)
}

/// Whether `sentence` has a figure, a contrast, a verdict or a deed of the respondent.
pub(super) fn speaks(sentence: &str, rules: &StatusRules) -> bool {
    rules.speaks.is_match(&plain(sentence))
}

fn mentions(clause: &str, rules: &StatusRules) -> BTreeSet<Label> {
    let mut labels: BTreeSet<Label> = rules.mention.first_ranges(clause).filter_map(|(rule, _)| Label::parse(&rule.value)).collect();
    // "mijn antwoorden op eerdere vragen van het lid Van Rossum": an answer, but of another paper.
    if labels.contains(&Label::RefersWithin) && places(clause, 0, rules) == BTreeSet::from([Label::RefersElsewhere]) {
        labels.remove(&Label::RefersWithin);
        labels.insert(Label::RefersElsewhere);
    }
    labels
}

/// What a clause does.
#[derive(Debug, Default)]
struct Judged {
    labels: BTreeSet<Label>,
    /// Whether its delay, ignorance or awareness is itself what was asked for.
    answers: bool,
    /// Whether a rule says that it is content.
    asserted: bool,
}

fn of_clause(clause: &str, question: &Question, rules: &StatusRules) -> Judged {
    if rules.empty.is_match(clause) {
        return Judged::default();
    }
    if rules.content.is_match(clause) {
        return Judged { labels: BTreeSet::from([Label::Content]), answers: false, asserted: true };
    }
    let beside = OnceCell::new();
    let in_main = |at: usize| !beside.get_or_init(|| subordinate(clause, rules)).iter().any(|range| range.contains(&at));
    let mut labels = BTreeSet::new();
    let mut main = false;
    let mut answers = false;
    let mut ignorance_answers = false;
    let (mut refusals, mut ignorance) = (Vec::new(), Vec::new());
    for (rule, range) in rules.signal.first_ranges(clause) {
        let Some(label) = Label::parse(&rule.value) else { continue };
        main |= in_main(range.end.saturating_sub(1));
        let asked = question.asked();
        answers |= match label {
            Label::Acknowledged => asked.awareness,
            Label::Deferred => {
                asked.informing && rule.id.starts_with("status.deferred.tell")
                    || asked.study && rule.id.starts_with("status.deferred.study")
                    || asked.running && RUNNING.iter().any(|id| rule.id == *id)
                    // "Uw Kamer wordt hierover voor de zomer geïnformeerd" does not say when the plan will be there.
                    || asked.when && rules.time.is_match(clause) && rule.id != "status.deferred.tell-inform"
            }
            Label::NoInformation => {
                let answers = asked.investigated && rule.id.starts_with("status.unknown.research")
                    || asked.awareness && rule.id.starts_with("status.unknown.aware");
                ignorance_answers |= answers;
                answers
            }
            _ => false,
        };
        match label {
            Label::Declined => refusals.push(range),
            // What the research left out is ignorance in any words.
            Label::NoInformation if !rule.id.starts_with("status.unknown.research") => ignorance.push(range),
            Label::NoInformation => ignorance.push(0..0),
            _ => {}
        }
        labels.insert(label);
    }
    // "Dat is niet aan mij om te beoordelen": words that say both are the refusal.
    let both = |words: &Range<usize>| refusals.iter().any(|other| words.start < other.end && other.start < words.end);
    if !refusals.is_empty() && ignorance.iter().all(both) {
        labels.remove(&Label::NoInformation);
    }
    if labels.contains(&Label::NoInformation) {
        // "Daar kunnen wij geen uitspraken over doen, omdat wij dit niet hebben onderzocht": knowledge is what is missing.
        labels.remove(&Label::Declined);
        labels.remove(&Label::Acknowledged);
    }
    let spoken = main;
    for (rule, range) in rules.refer.first_ranges(clause) {
        // "zal hierop worden ingegaan", "kan niet worden beantwoord" are no references.
        match rule.value.as_str() {
            // "De Algemene Rekenkamer informeert u separaat": another one answers; "Dit komt aan bod bij vraag 23": it is answered here.
            "instead" | "here" => {
                labels.remove(&Label::Deferred);
            }
            // "Hier past geen ander antwoord dan dat op vraag 8": what sounds like a refusal or a delay is the reference.
            "same" => {
                for withheld in [Label::Declined, Label::Deferred, Label::NoInformation] {
                    labels.remove(&withheld);
                }
            }
            "direct" => {}
            _ if spoken => continue,
            _ => {}
        }
        let found = refers(clause, rule, &range, rules);
        main |= !found.is_empty() && in_main(range.start);
        labels.extend(found);
    }
    if !main && labels.is_empty() && only_points(clause, rules) {
        main = true;
        labels.insert(Label::RefersWithin);
    }
    if !main {
        labels.extend(mentions(clause, rules));
    } else if spoken && labels.contains(&Label::Declined) {
        // "Om dezelfde reden als genoemd onder 8 kan ik hier niet op ingaan."
        labels.extend(mentions(clause, rules).into_iter().filter(|label| *label == Label::RefersWithin));
    }
    if labels.contains(&Label::Acknowledged) && question.asked().awareness {
        labels.remove(&Label::Acknowledged);
    }
    if ignorance_answers {
        labels.remove(&Label::NoInformation);
    }
    if answers || !main && !rules.filler.is_match(clause) {
        labels.insert(Label::Content);
    }
    Judged { labels, answers, asserted: answers }
}

/// Where the words of a referring hit lead: the places named behind them, else before them, else what the rule says.
fn refers(clause: &str, rule: &Rule, range: &Range<usize>, rules: &StatusRules) -> BTreeSet<Label> {
    match rule.value.as_str() {
        // "Zie …", "Hierop ben ik ingegaan …": the place may stand inside the words matched.
        "target" | "here" => places(clause, range.start, rules),
        // "verwijs ik naar …": the place stands behind; a place that no rule knows is another paper.
        "direct" => {
            let behind = &clause[range.end..];
            // "Ik verwijs voor het antwoord op deze vraag naar die brief": the place follows "naar".
            let behind = behind.find("naar ").map_or(behind, |at| &behind[at..]);
            let found = places(behind, 0, rules);
            match (found.is_empty(), behind.contains("naar")) {
                (false, _) => found,
                (true, true) => BTreeSet::from([Label::RefersElsewhere]),
                (true, false) => places(clause, 0, rules),
            }
        }
        // "het antwoord dat aan de leden van de VVD is gegeven over het beheerplan": behind stands the subject, not the place.
        "behind" => match clause[range.end..].split_whitespace().next() {
            Some(word) if ABOUT.contains(&word) => places(clause, 0, rules),
            _ => places(&clause[range.end..], 0, rules),
        },
        "other" | "instead" => BTreeSet::from([Label::RefersElsewhere]),
        "same" => {
            let found = places(clause, range.start, rules);
            if found.is_empty() { BTreeSet::from([Label::RefersWithin]) } else { found }
        }
        name => {
            let found = places(clause, range.start, rules);
            if found.is_empty() { Label::parse(name).into_iter().collect() } else { found }
        }
    }
}

/// Whether a clause that no rule knows tells nothing but where in the paper something stands, in whatever words.
fn only_points(clause: &str, rules: &StatusRules) -> bool {
    rules.target.is_match(clause)
        && rules.tells.is_match(clause)
        && !rules.asserts.is_match(clause)
        && rules.points.is_match(clause)
        && places(clause, 0, rules) == BTreeSet::from([Label::RefersWithin])
}

/// What the rules call words for what was said, wherever it was.
const SAID: &str = "said";

/// Words behind which a subject stands.
const ABOUT: [&str; 6] = ["over", "inzake", "omtrent", "betreffende", "aangaande", "rond"];

/// The places that `text` names from byte `from` on, else before it. The first counts; one of the other kind
/// counts when "en" joins it ("het antwoord op vraag 3 en mijn brief"), not when it is the subject ("de vraag over de brief").
fn places(text: &str, from: usize, rules: &StatusRules) -> BTreeSet<Label> {
    let mut hits: Vec<(usize, usize, &str)> =
        rules.target.find_all(text).into_iter().map(|hit| (hit.range().start, hit.range().end, hit.rule.value.as_str())).collect();
    hits.sort_by_key(|&(start, end, _)| (start, std::cmp::Reverse(end)));
    if hits.iter().any(|&(start, _, _)| start >= from) {
        hits.retain(|&(start, _, _)| start >= from);
    }
    // "hetgeen ik in mijn brief heb gemeld": what was said is here when no other place is named.
    if hits.iter().any(|&(_, _, value)| value != SAID) {
        hits.retain(|&(_, _, value)| value != SAID);
    }
    // "de passage over het beheerplan in mijn reactie op de inbreng": what it is about is no place.
    let is_subject = |start: usize| {
        let before = text[..start].split(' ').rev().filter(|word| !word.is_empty());
        // "Op de onderrapportage ben ik in het antwoord op de voorgaande vraag ingegaan": what the clause begins with is its subject.
        let begins = || text[..start].split_whitespace().count() <= 2 && text.get(..3).is_some_and(|word| word.eq_ignore_ascii_case("op "));
        before.take(3).any(|word| ABOUT.contains(&word)) || begins()
    };
    if hits.iter().any(|&(start, _, value)| !(value == "elsewhere" && is_subject(start))) {
        hits.retain(|&(start, _, value)| !(value == "elsewhere" && is_subject(start)));
    }
    let mut out = BTreeSet::new();
    if hits.iter().any(|&(_, _, value)| value == "another_paper") {
        return BTreeSet::from([Label::RefersElsewhere]);
    }
    // "another_set" names the questions of another paper, whatever else the words look like.
    if hits.iter().any(|&(_, _, value)| value == "another_set") && !hits.iter().any(|&(_, _, value)| value == "number") {
        out.insert(Label::RefersElsewhere);
        return out;
    }
    let kind = |value: &str| if matches!(value, "elsewhere" | "another_set") { Label::RefersElsewhere } else { Label::RefersWithin };
    let joined = |from: usize, to: usize| {
        let between = format!(" {} ", text.get(from..to).unwrap_or("").trim());
        !between.contains(" over ") && [" en ", " alsmede ", " evenals ", " alsook ", " of "].iter().any(|word| between.contains(word))
    };
    // "Zie voor het beleid van de brief het antwoord op vraag 3": what comes first is the subject, not the place.
    if let Some(number) = hits.iter().position(|&(_, _, value)| value == "number") {
        let start = hits[number].0;
        hits.retain(|&(_, end, value)| end > start || kind(value) == Label::RefersWithin || joined(end, start));
    }
    let Some(&(_, end, first)) = hits.first() else { return out };
    out.insert(kind(first));
    for &(start, _, value) in &hits[1..] {
        if joined(end, start) {
            out.insert(kind(value));
        }
    }
    out
}
