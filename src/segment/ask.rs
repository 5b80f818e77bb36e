//! Asks: the interrogative sentences and indirect requests inside a question.

use super::patterns::Patterns;
use crate::model::{Ask, AskForm, Document, Span};
use crate::sentence;

/// The asks in `spans`, in order.
pub(crate) fn asks(document: &Document, spans: &[Span], patterns: &Patterns<'_>) -> Vec<Ask> {
    let mut out = Vec::new();
    // "De leden zijn benieuwd naar …" leads up to what they ask, and asks where nothing else does.
    let mut curious = Vec::new();
    for span in spans {
        let text = document.slice(*span);
        for range in sentence::split(text) {
            let sentence = &text[range.clone()];
            let outright = asks_outright(sentence, patterns);
            if let Some(form) = outright.or_else(|| asks_in_curiosity(sentence, patterns)) {
                let start = span.start as usize;
                curious.push(outright.is_none());
                out.push(Ask { span: Span::new(start + range.start, start + range.end), form });
            }
        }
    }
    if curious.contains(&false) {
        let mut outright = curious.iter().map(|curious| !curious);
        out.retain(|_| outright.next().unwrap_or(true));
    }
    out
}

/// Whether any sentence of `text` asks.
pub(crate) fn asks_anything(text: &str, patterns: &Patterns<'_>) -> bool {
    // A question mark at the end is the cheap answer; only texts without one are cut into sentences.
    sentence::ends_asking(text) || sentence::split(text).into_iter().any(|range| form(&text[range], patterns).is_some())
}

/// Whether `text` asks more than that attention be paid to something.
pub(crate) fn asks_more(text: &str, patterns: &Patterns<'_>) -> bool {
    sentence::split(text).into_iter().map(|range| &text[range]).any(|sentence| match form(sentence, patterns) {
        Some(AskForm::Question) => true,
        Some(AskForm::Request) => !patterns.attention.is_match(sentence) || patterns.ask_more.is_match(sentence),
        None => false,
    })
}

/// How a sentence asks, if it does.
pub(crate) fn form(sentence: &str, patterns: &Patterns<'_>) -> Option<AskForm> {
    asks_outright(sentence, patterns).or_else(|| asks_in_curiosity(sentence, patterns))
}

fn asks_in_curiosity(sentence: &str, patterns: &Patterns<'_>) -> Option<AskForm> {
    patterns.curious.is_match(sentence).then_some(AskForm::Request)
}

/// How a sentence asks in more than curiosity.
fn asks_outright(sentence: &str, patterns: &Patterns<'_>) -> Option<AskForm> {
    if patterns.ask_question.is_match(sentence) && !sentence::quotes_another(sentence) {
        return Some(AskForm::Question);
    }
    let asks = || !patterns.announcement.is_match(sentence) || patterns.ask_more.is_match(sentence);
    (patterns.ask_request.is_match(sentence) && asks() || patterns.retells(sentence)).then_some(AskForm::Request)
}
