//! Asks: the interrogative sentences and indirect requests inside a question.

use super::patterns::Patterns;
use crate::model::{Ask, AskForm, Document, Span};
use crate::sentence;

/// The asks in `spans`, in order.
pub(crate) fn asks(document: &Document, spans: &[Span], patterns: &Patterns<'_>) -> Vec<Ask> {
    let mut out = Vec::new();
    let mut leading = Vec::new();
    // Whether a sentence that asks nothing ended since the last one that asks.
    let mut stopped = false;
    for span in spans {
        let text = document.slice(*span);
        for range in sentence::split(text) {
            let sentence = &text[range.clone()];
            let outright = asks_outright(sentence, patterns);
            if let Some(form) = outright.or_else(|| asks_in_curiosity(sentence, patterns)) {
                let start = span.start as usize;
                let attends = || patterns.attention.is_match(sentence) && !patterns.ask_more.is_match(sentence);
                let leads = if outright.is_none() || attends() {
                    Leads::ToAny
                } else if sentence.trim_end().ends_with(':') {
                    Leads::ToList
                } else if patterns.subject.is_match(sentence) {
                    Leads::ToQuestion
                } else {
                    Leads::Nowhere
                };
                let goes_on = form == AskForm::Question && !patterns.adds.is_match(sentence);
                leading.push(Leading { leads, goes_on, stopped });
                out.push(Ask { span: Span::new(start + range.start, start + range.end), form });
                stopped = false;
            } else {
                stopped |= sentence.trim_end().ends_with('.');
            }
        }
    }
    let asked = leading.iter().any(|leading| leading.leads != Leads::ToAny);
    let mut at = 0;
    out.retain(|_| {
        let next = leading.get(at + 1);
        at += 1;
        match leading[at - 1].leads {
            Leads::Nowhere => true,
            Leads::ToAny => !asked,
            Leads::ToQuestion => next.is_none_or(|next| !next.goes_on),
            Leads::ToList => next.is_none_or(|next| next.stopped),
        }
    });
    out
}

/// A sentence that asks, and what stands around it.
struct Leading {
    leads: Leads,
    /// It asks with a question mark and adds nothing new to the sentence before it.
    goes_on: bool,
    /// A sentence that asks nothing stands between it and the one before.
    stopped: bool,
}

/// Where a sentence that asks leads up to what is asked, so that it asks itself only where nothing else does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Leads {
    /// It asks.
    Nowhere,
    /// "De leden zijn benieuwd naar …", "De leden vragen aandacht voor …": wherever something is asked.
    ToAny,
    /// "De leden vragen naar de kosten.": where the next one that asks does it with a question mark and begins with no "ook".
    ToQuestion,
    /// "Kunt u per provincie aangeven:", and a list whose last item has the question mark.
    ToList,
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
