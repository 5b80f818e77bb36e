//! What a reader of an answer gets: status, signals, and the words that decided.
//!
//! An answer is cut into sentences ([`crate::sentence`]), each sentence into clauses, each clause is labelled by the
//! patterns of `rules/data/status*.toml`, and the labels are combined:
//!
//! - any `content` makes the answer `Answered`; everything else that occurs goes into `also`. Beside a refusal, a delay or
//!   ignorance a remark on procedure, a reason or an explanation in between is no content;
//! - else the label that says most wins: declined, no_information, deferred, refers_elsewhere, refers_within, acknowledged;
//! - a short answer that is content only because no rule knows its words gets a second opinion (`opinion.rs`), as does one
//!   that withholds or refers in words that surely do so in another way;
//! - an answer of courtesy alone is `Acknowledged`; one without a letter or digit is `Missing`.
//!
//! Callers may rely on this: the same texts always give the same judgement, and the sentences of [`sentences`] are
//! those of [`crate::sentence::split`] over [`crate::sentence::unwrapped`], in order and without omissions.

mod clause;
mod label;
pub mod opinion;
mod rules;

use std::collections::BTreeSet;
use std::ops::Range;

use crate::model::{Judgement, Signal, Status};
use crate::rules::Rules;

use self::label::{Found, Question, concludes, explains, is_about_it, label, names_office, names_respondent, speaks};
use self::opinion::Opinion;
use self::rules::StatusRules;

/// What a sentence does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Label {
    /// Says something about the matter asked.
    Content,
    /// Refuses to answer.
    Declined,
    /// Says that it is not known, recorded or available.
    NoInformation,
    /// Says that it comes later.
    Deferred,
    /// Sends the reader to another document.
    RefersElsewhere,
    /// Sends the reader to another place of the same document.
    RefersWithin,
    /// Takes note.
    Acknowledged,
}

impl Label {
    /// The name in the codebook.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Content => "content",
            Self::Declined => "declined",
            Self::NoInformation => "no_information",
            Self::Deferred => "deferred",
            Self::RefersElsewhere => "refers_elsewhere",
            Self::RefersWithin => "refers_within",
            Self::Acknowledged => "acknowledged",
        }
    }

    fn parse(name: &str) -> Option<Self> {
        [Self::Content, Self::Declined, Self::NoInformation, Self::Deferred, Self::RefersElsewhere, Self::RefersWithin, Self::Acknowledged]
            .into_iter()
            .find(|label| label.as_str() == name)
    }

    fn status(self) -> Status {
        match self {
            Self::Content => Status::Answered,
            Self::Declined => Status::Declined,
            Self::NoInformation => Status::NoInformation,
            Self::Deferred => Status::Deferred,
            Self::RefersElsewhere => Status::RefersElsewhere,
            Self::RefersWithin => Status::RefersBack,
            Self::Acknowledged => Status::Acknowledged,
        }
    }

    fn signal(self) -> Option<Signal> {
        match self {
            Self::Content => None,
            Self::Declined => Some(Signal::Declined),
            Self::NoInformation => Some(Signal::NoInformation),
            Self::Deferred => Some(Signal::Deferred),
            Self::RefersElsewhere => Some(Signal::RefersElsewhere),
            Self::RefersWithin => Some(Signal::RefersWithin),
            Self::Acknowledged => Some(Signal::Acknowledged),
        }
    }
}

/// One sentence of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Bytes of the answer.
    pub range: Range<usize>,
    /// What it does, the label that says most first; empty for courtesy, headings and repetitions of the question.
    pub labels: BTreeSet<Label>,
}

/// Judges one answer by the codebook. `question` is its question's text; an empty `answer` is `Missing`.
/// An answer that only refers within the document is `RefersBack`; `resolve` turns it to `RefersForward` where it points ahead.
pub fn judge(question: &str, answer: &str, rules: &Rules) -> Judgement {
    judge_with(question, answer, rules, Some(Opinion::embedded()))
}

/// The same with another second opinion, or none.
pub fn judge_with(question: &str, answer: &str, rules: &Rules, opinion: Option<&Opinion>) -> Judgement {
    if !answer.chars().any(char::is_alphanumeric) {
        return Judgement { status: Status::Missing, also: BTreeSet::new(), evidence: String::new() };
    }
    let groups = StatusRules::of(rules);
    let question = Question::new(question, &groups);
    let unwrapped = crate::sentence::unwrapped(answer);
    let ranges = crate::sentence::split(&unwrapped);
    let sentences: Vec<(&str, Found)> =
        ranges.iter().map(|range| &unwrapped[range.clone()]).map(|text| (text, label(text, &question, &groups))).collect();
    let mut labels: BTreeSet<Label> = sentences.iter().flat_map(|(_, found)| found.labels.iter().copied()).collect();
    if labels.contains(&Label::Content) && !speaks_to_the_matter(&sentences, &groups) {
        labels.remove(&Label::Content);
    }
    // "Wij hebben dit niet onderzocht. Daarom doen wij er geen uitspraken over.": knowledge is what is missing.
    let ignorant = |at: usize| sentences[at].1.labels.contains(&Label::NoInformation);
    let declines = |at: usize| sentences[at].1.labels.contains(&Label::Declined);
    // "Daar kunnen wij geen uitspraak over doen. De evaluaties bevatten hierover onvoldoende gegevens.": so is it here.
    let only_ignorant = |at: usize| sentences.get(at).is_some_and(|(_, found)| found.labels.iter().eq([&Label::NoInformation]));
    let of_ignorance = |at: usize| {
        at > 0 && ignorant(at - 1) && concludes(sentences[at].0, &groups)
            || at + 2 == sentences.len() && only_ignorant(at + 1) && is_about_it(sentences[at + 1].0, &groups)
    };
    if (0..sentences.len()).filter(|&at| declines(at)).all(of_ignorance) {
        labels.remove(&Label::Declined);
    }
    // Nothing but courtesy: the respondent took note.
    let decisive = labels.first().copied().unwrap_or(Label::Acknowledged);
    let other = opinion.and_then(|opinion| second_opinion(&question, &sentences, answer, decisive, opinion, &groups));
    if other.is_some() {
        labels.remove(&decisive);
        labels.remove(&Label::Acknowledged);
    }
    let speaker = other.zip(opinion).and_then(|(label, opinion)| opinion.speaker(label, sentences.iter().map(|(text, _)| *text)));
    let decisive = other.unwrap_or(decisive);
    let evidence = speaker
        .or_else(|| sentences.iter().position(|(_, found)| found.labels.contains(&decisive)))
        .or(Some(0))
        .and_then(|at| ranges.get(at))
        .map(|range| answer[range.clone()].to_owned())
        .unwrap_or_default();
    let mut also: BTreeSet<Signal> = labels.iter().filter(|&&label| label != decisive).filter_map(|label| label.signal()).collect();
    if decisive == Label::Content {
        // Taking note before speaking to the matter is courtesy.
        also.remove(&Signal::Acknowledged);
    }
    Judgement { status: decisive.status(), also, evidence }
}

/// Sentences that an answer may have for a second opinion. A longer one always says something about the matter, and its words are about it.
const SHORT: usize = 3;
/// Words that it may have: fewer tell nothing ("De minister van VWS."), more are about the matter.
const WORDS: std::ops::RangeInclusive<usize> = 5..=60;

/// What an answer is instead of what the rules say. Not asked where a rule knows that it is content, nor where a sentence beside
/// others that is nothing but content to the rules seems so to the weights too, nor where the answer has the words of the question: "Welke
/// afspraken zijn gemaakt?" "Hierover zijn geen afspraken gemaakt.", nor where another one than the respondent withholds something. What
/// only the weights call content stays what the rules call it.
fn second_opinion(
    question: &Question,
    sentences: &[(&str, Found)],
    answer: &str,
    decisive: Label,
    opinion: &Opinion,
    rules: &StatusRules,
) -> Option<Label> {
    let told: Vec<&(&str, Found)> = sentences.iter().filter(|(_, found)| !found.labels.is_empty()).collect();
    if told.len() > SHORT || told.iter().any(|(_, found)| found.asserted) || !WORDS.contains(&answer.split_whitespace().count()) {
        return None;
    }
    let label = opinion.sure(answer, decisive, question.asks_for_a_stance()).filter(|&label| question.leaves_open(label))?;
    let refers = matches!(label, Label::RefersWithin | Label::RefersElsewhere);
    // "Dit is zorgelijk. Zie ook het antwoord op vraag 2.": the reference explains what the weights see, and content beside it is content.
    let is_explained = refers && told.iter().any(|(_, found)| found.labels.contains(&label));
    let speaks =
        |&&(text, ref found): &&(&str, Found)| found.labels.iter().eq([&Label::Content]) && opinion.says_something(text, is_explained);
    if told.len() > 1 && told.iter().any(speaks) {
        return None;
    }
    let fits = refers || !question.is_taken_up_by(answer) && names_respondent(answer, rules);
    fits.then_some(label)
}

/// Whether a sentence with content is more than the surroundings of a refusal, a delay or ignorance: a remark on procedure;
/// the reason that the next sentence draws its conclusion from ("De uitvoering is belegd bij gemeenten. Daarom beschik ik niet
/// over deze cijfers."), or that stands right behind it; an explanation between two sentences that withhold the same; the one sentence behind ignorance or
/// a refusal that has no figure, no contrast, no verdict and no deed of the respondent.
fn speaks_to_the_matter(sentences: &[(&str, Found)], rules: &StatusRules) -> bool {
    const WITHHELD: [Label; 3] = [Label::Declined, Label::NoInformation, Label::Deferred];
    let has = |at: usize, label: Label| sentences.get(at).is_some_and(|(_, found)| found.labels.contains(&label));
    let refuses = |at: usize| has(at, Label::NoInformation) || has(at, Label::Declined);
    let grounded = (0..sentences.len()).any(refuses);
    let withholds = |at: usize| WITHHELD.iter().any(|&label| has(at, label)) && !has(at, Label::Content);
    // "De bonus valt onder de verantwoordelijkheid van de minister van SZW. Het is aan haar om deze vraag te beantwoorden."
    if let [(office, _), (_, handed_on)] = sentences
        && handed_on.labels.iter().eq([&Label::RefersElsewhere])
        && names_office(office, rules)
    {
        return false;
    }
    if !(0..sentences.len()).any(|at| WITHHELD.iter().any(|&label| has(at, label))) {
        return true;
    }
    (0..sentences.len()).filter(|&at| has(at, Label::Content)).any(|at| {
        let (text, found) = &sentences[at];
        let ends = |end: usize| withholds(end) && concludes(sentences[end].0, rules);
        // The conclusion may stand behind two sentences of reasons.
        let led = ends(at + 1)
            || at == 0 && sentences.len() == 3 && ends(2) && refuses(2) && (0..2).all(|reason| !speaks(sentences[reason].0, rules));
        let behind = at > 0 && withholds(at - 1) && explains(text, rules);
        let between =
            at > 0 && withholds(at - 1) && withholds(at + 1) && WITHHELD.iter().any(|&label| has(at - 1, label) && has(at + 1, label));
        // "Ik heb geen overzicht van de klachten. Reizigers dienen hun klacht in bij de vervoerder.": nothing else is said.
        // Where the answer goes on, it only sends the reader elsewhere.
        let nothing_else = (2..sentences.len()).all(|at| !has(at, Label::Content));
        let ground = at == 1 && nothing_else && refuses(0) && sentences[0].1.labels.len() == 1 && !speaks(text, rules);
        // "Daarover heb ik geen gegevens. Lareb registreert klachten, maar legt niet vast of …": it is still what is not known.
        let again = at == 1 && nothing_else && has(0, Label::NoInformation) && !has(0, Label::Content) && has(1, Label::NoInformation);
        !(found.is_background(grounded, rules) || again || found.labels.len() == 1 && (led || behind || between || ground))
    })
}

/// The sentences of an answer with their labels, before `judge` weighs them against each other.
pub fn sentences(question: &str, answer: &str, rules: &Rules) -> Vec<Sentence> {
    let rules = StatusRules::of(rules);
    let question = Question::new(question, &rules);
    let unwrapped = crate::sentence::unwrapped(answer);
    crate::sentence::split(&unwrapped)
        .into_iter()
        .map(|range| {
            let labels = label(&unwrapped[range.clone()], &question, &rules).labels;
            Sentence { range, labels }
        })
        .collect()
}
