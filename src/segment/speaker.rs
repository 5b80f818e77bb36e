//! Who speaks in a paragraph that asks: the faction that is its subject, not one that is spoken about.

use super::ask;
use super::patterns::Patterns;
use crate::lexicon::{FactionMention, Lexicon};
use crate::sentence;

/// How far into a paragraph the speaking faction is named, in bytes ("Ten aanzien van … vragen de leden van de X-fractie").
const SPEAKER_WITHIN: usize = 320;

pub(super) fn speaker(text: &str, patterns: &Patterns<'_>, lexicon: &Lexicon) -> Option<FactionMention> {
    let mut end = text.len().min(SPEAKER_WITHIN);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let head = &text[..end];
    let lower = head.to_lowercase();
    if !lower.contains("fractie") && !lower.contains("lid ") && !lower.contains("leden ") && !lower.contains("groep ") {
        return None;
    }
    // The faction must be the subject, not one that is spoken about ("Deelt de minister de zorg van de leden van de CDA-fractie?"):
    // it opens the text, or the words before it hold its verb; or it opens the sentence that asks, or that announces questions
    // ("In uw brief stelt u … De leden van de fracties van GroenLinks en de PvdA vragen waarop …").
    let mut mentions = lexicon.mentions_together(head).into_iter();
    let first = mentions.find(|mention| {
        let before = &head[..mention.range.start];
        let subject = mention.range.start <= 4 || !before.contains(['.', '?', '!']) && !patterns.spoken_about.is_match(before);
        subject || opens_asking(text, mention, patterns)
    })?;
    // "De leden van de SP-fractie hebben eerder vragen gesteld over … De leden van de PvdA-fractie vernemen graag …": who asks, speaks.
    let asks = |mention: &FactionMention| ask::form(sentence_from(text, mention), patterns).is_some();
    let own = first.factions.clone();
    let mut mentions = mentions.peekable();
    // "De leden van de VVD-fractie hebben vernomen dat … Deze leden vragen of …" asks, up to where another faction is named.
    let until = mentions.peek().map_or(text.len(), |next| next.range.start);
    let first_asks = ask::asks_anything(&text[first.range.start..until], patterns);
    let mut others = mentions.filter(|mention| mention.factions != own && asks(mention) && opens_asking(text, mention, patterns));
    let first = if first_asks { first } else { others.next().unwrap_or(first) };
    // "De leden van de NSC-fractie vragen of … De leden van de D66-fractie vragen in dat verband hoe …": the paragraph is of both.
    FactionMention::of_all(std::iter::once(first).chain(others))
}

/// The sentence of `text` from the mention on.
fn sentence_from<'t>(text: &'t str, mention: &FactionMention) -> &'t str {
    let rest = &text[mention.range.start..];
    sentence::split(rest).into_iter().next().map_or(rest, |range| &rest[range])
}

/// The faction whose earlier questions the first sentence of `text` recalls.
pub(super) fn recalled(text: &str, patterns: &Patterns<'_>, lexicon: &Lexicon) -> Option<FactionMention> {
    let before = patterns.recalled.first(text)?.range().end;
    let mut mentions = lexicon.mentions_together(text).into_iter();
    mentions.find(|mention| mention.range.start == before && before < SPEAKER_WITHIN && !text[..before].contains(['.', '?', '!']))
}

/// Whether the mention opens a sentence that asks or announces questions, in a text that does not go on with an earlier speaker.
fn opens_asking(text: &str, mention: &FactionMention, patterns: &Patterns<'_>) -> bool {
    let first = text.split_whitespace().next().unwrap_or("");
    if !text[..mention.range.start].trim_end().ends_with(['.', '?']) || matches!(first, "Zij" | "Deze" | "Genoemde" | "Dit" | "Voornoemde")
    {
        return false;
    }
    let sentence = sentence_from(text, mention);
    ask::form(sentence, patterns).is_some() || patterns.introduction.is_match(text) && patterns.remark.is_match(sentence)
}
