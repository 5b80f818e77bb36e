//! Asks: the interrogative sentences and indirect requests inside a question.

use super::patterns::Patterns;
use crate::model::{Ask, AskForm, Document, Span};
use crate::sentence;

/// The asks in `spans`, in order.
pub(crate) fn asks(document: &Document, spans: &[Span], patterns: &Patterns<'_>) -> Vec<Ask> {
    let mut out = Vec::new();
    let mut leading = Vec::new();
    for span in spans {
        let text = document.slice(*span);
        for range in sentence::split(text) {
            let sentence = &text[range.clone()];
            let outright = asks_outright(sentence, patterns);
            if let Some(form) = outright.or_else(|| asks_in_curiosity(sentence, patterns)) {
                let start = span.start as usize;
                leading.push(if outright.is_none() || leads_up(sentence, patterns) {
                    Leads::ToAny
                } else if sentence.trim_end().ends_with(':') {
                    Leads::ToNext
                } else {
                    Leads::Nowhere
                });
                out.push(Ask { span: Span::new(start + range.start, start + range.end), form });
            }
        }
    }
    let last = leading.iter().rposition(|leads| *leads == Leads::Nowhere);
    let mut own = leading.iter().enumerate().map(|(at, leads)| match leads {
        Leads::Nowhere => true,
        Leads::ToNext => last < Some(at),
        Leads::ToAny => last.is_none(),
    });
    out.retain(|_| own.next().unwrap_or(true));
    out
}

/// Where a sentence that asks leads up to what is asked, so that it asks itself only where nothing else does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Leads {
    /// It asks.
    Nowhere,
    /// "De leden zijn benieuwd naar …", "De leden vragen aandacht voor …": wherever something is asked.
    ToAny,
    /// "Kunt u per provincie aangeven:", and a list whose last item has the question mark.
    ToNext,
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

/// Whether a sentence that asks only says what the questions behind it are about.
fn leads_up(sentence: &str, patterns: &Patterns<'_>) -> bool {
    patterns.subject.is_match(sentence) || patterns.attention.is_match(sentence) && !patterns.ask_more.is_match(sentence)
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
