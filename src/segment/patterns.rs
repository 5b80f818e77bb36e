//! The groups of rules that segmenting asks, fetched once.

use std::ops::Range;

use crate::lexicon::{FactionMention, Lexicon};
use crate::model::DocumentKind;
use crate::rules::{Group, Rules};
use crate::sentence;

/// References to the groups, the weights of the voice rules, and the names of factions.
pub(crate) struct Patterns<'r> {
    pub section: &'r Group,
    pub contents: &'r Group,
    pub contents_part: &'r Group,
    pub answer: &'r Group,
    pub answer_inline: &'r Group,
    pub answer_midline: &'r Group,
    pub question: &'r Group,
    pub question_inline: &'r Group,
    pub number: &'r Group,
    pub number_prefix: &'r Group,
    pub letter: &'r Group,
    pub notes: &'r Group,
    pub announcement: &'r Group,
    pub attention: &'r Group,
    pub only_asks: &'r Group,
    pub answer_retold: &'r Group,
    pub ask_more: &'r Group,
    pub column_questions: &'r Group,
    pub column_answers: &'r Group,
    pub answer_goes_on: &'r Group,
    pub column_factions: &'r Group,
    pub column_numbers: &'r Group,
    pub column_pages: &'r Group,
    pub letter_text: &'r Group,
    pub introduction: &'r Group,
    pub ask_question: &'r Group,
    pub ask_request: &'r Group,
    pub curious: &'r Group,
    pub remark: &'r Group,
    pub joins: &'r Group,
    pub leans: &'r Group,
    pub subject: &'r Group,
    pub adds: &'r Group,
    pub place: &'r Group,
    pub spoken_about: &'r Group,
    pub recalled: &'r Group,
    pub ordinal: &'r Group,
    pub reply: &'r Group,
    together: &'r Group,
    sends: &'r Group,
    /// How a memorie van antwoord retells in the past tense; asked of no other kind of paper, where it is the respondent who retells.
    retold: Option<&'r Group>,
    lexicon: &'r Lexicon,
    voice: &'r Group,
    weights: Vec<f32>,
}

impl<'r> Patterns<'r> {
    pub(crate) fn new(rules: &'r Rules, lexicon: &'r Lexicon, kind: DocumentKind) -> Self {
        let voice = rules.group("voice");
        Self {
            section: rules.group("heading.section"),
            contents: rules.group("heading.contents"),
            contents_part: rules.group("heading.contents_part"),
            answer: rules.group("heading.answer"),
            answer_inline: rules.group("heading.answer_inline"),
            answer_midline: rules.group("heading.answer_midline"),
            question: rules.group("heading.question"),
            question_inline: rules.group("heading.question_inline"),
            number: rules.group("heading.number"),
            number_prefix: rules.group("heading.number_prefix"),
            letter: rules.group("heading.letter"),
            notes: rules.group("heading.notes"),
            announcement: rules.group("ask.announcement"),
            attention: rules.group("ask.attention"),
            only_asks: rules.group("ask.only"),
            answer_retold: rules.group("answer.retold"),
            ask_more: rules.group("ask.more"),
            column_questions: rules.group("column.questions"),
            column_answers: rules.group("column.answers"),
            answer_goes_on: rules.group("column.answer_goes_on"),
            column_factions: rules.group("column.factions"),
            column_numbers: rules.group("column.numbers"),
            column_pages: rules.group("column.pages"),
            letter_text: rules.group("heading.letter_text"),
            introduction: rules.group("heading.letter_introduction"),
            ask_question: rules.group("ask.question"),
            ask_request: rules.group("ask.request"),
            curious: rules.group("ask.curious"),
            remark: rules.group("remark.formula"),
            joins: rules.group("remark.joins"),
            leans: rules.group("ask.leans"),
            subject: rules.group("ask.subject"),
            adds: rules.group("ask.adds"),
            place: rules.group("ask.place"),
            spoken_about: rules.group("faction.spoken_about"),
            recalled: rules.group("faction.recalled"),
            ordinal: rules.group("answer.ordinal"),
            reply: rules.group("answer.reply"),
            together: rules.group("answer.together"),
            sends: rules.group("answer.sends"),
            retold: (kind == DocumentKind::NotaNaarAanleidingVanHetVerslag).then(|| rules.group("ask.retold")),
            lexicon,
            voice,
            weights: voice.rules().iter().map(|rule| rule.value.parse().unwrap_or(0.0)).collect(),
        }
    }

    /// Positive: sounds like one who asks; negative: like one who answers. Long paragraphs are judged by their first and last parts.
    pub(crate) fn voice(&self, text: &str) -> f32 {
        let text = text.trim_end();
        if text.len() <= 2 * WINDOW {
            return self.weigh(text);
        }
        let (mut head, mut tail) = (WINDOW, text.len() - WINDOW);
        while !text.is_char_boundary(head) {
            head -= 1;
        }
        while !text.is_char_boundary(tail) {
            tail += 1;
        }
        // What a paragraph ends on tells a question; how it begins tells who speaks.
        self.weigh(&text[..head]) + if sentence::ends_asking(text) { self.weigh(&text[tail..]).max(0.0) } else { 0.0 }
    }

    /// The factions that the first sentence of an answer names: "De opvatting van de leden van de VVD-fractie deel ik niet."
    pub(crate) fn addressed(&self, text: &str) -> Option<FactionMention> {
        let first = &text[sentence::split(text).into_iter().next()?];
        let sends = self.sends.first(first).map(|hit| hit.range());
        // "De leden van de SP-fractie stelden een gelijksoortige vraag; ik verwijs hen naar …": who is named before the verb is answered, as
        // is its object ("ik verwijs de leden van de SP-fractie naar …"); all others are whom the reader is sent to.
        let is_answered = |mention: &FactionMention| {
            sends.as_ref().is_none_or(|sends| mention.range.end <= sends.start || is_object(first, sends.end, &mention.range))
        };
        let named = self.lexicon.mentions_together(first).into_iter().filter(|mention| !mention.factions.is_empty());
        FactionMention::of_all(named.filter(is_answered))
    }

    /// Whether an answer says in its first sentence that it answers several together.
    pub(crate) fn answers_together(&self, text: &str) -> bool {
        sentence::split(text).into_iter().next().is_some_and(|first| self.together.is_match(&text[first]))
    }

    /// Whether a sentence retells a question in the past tense, in a paper that does.
    pub(crate) fn retells(&self, sentence: &str) -> bool {
        self.retold.is_some_and(|group| group.is_match(sentence))
    }

    fn weigh(&self, text: &str) -> f32 {
        let retells = self.retold.is_some_and(|_| sentence::split(text).into_iter().any(|range| self.retells(&text[range])));
        self.voice.matching(text).map(|index| self.weights[index]).sum::<f32>() + if retells { RETELLS } else { 0.0 }
    }
}

/// Whether the mention is the object of the verb that ends at `verb`: "verwijs ik de leden van de SP-fractie naar".
fn is_object(sentence: &str, verb: usize, mention: &Range<usize>) -> bool {
    verb <= mention.start
        && matches!(sentence[verb..mention.start].trim(), "" | "ik" | "wij" | "het kabinet" | "de regering")
        && ["naar", "terug", "voor", "graag", "kortheidshalve"].iter().any(|word| sentence[mention.end..].trim_start().starts_with(word))
}

/// The voice of a paragraph that retells a question.
const RETELLS: f32 = 3.0;
/// Bytes at either end of a paragraph that its voice is judged by.
const WINDOW: usize = 1200;
