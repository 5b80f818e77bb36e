//! Factions named without a word for faction: "de vraag van de VVD", "mijn antwoord aan het CDA".
//!
//! Callers may rely on this: only names that the lexicon holds, behind a preposition; a list ("van VVD en D66") gives all of them.

use crate::lexicon::Lexicon;

const PREPOSITIONS: [&str; 6] = ["van", "aan", "door", "namens", "bij", "onder"];
const ARTICLES: [&str; 2] = ["de", "het"];
const JOINTS: [&str; 4] = ["en", "alsmede", "evenals", "/"];
/// Spellings that are also common words or names of other things.
const UNSAFE: [&str; 3] = ["Forum", "GL", "Lid"];
/// Words of the longest name ("Partij voor de Dieren").
const LONGEST: usize = 4;

/// The factions named in `text`, in order, each once.
pub(super) fn bare(text: &str, lexicon: &Lexicon) -> Vec<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut out: Vec<String> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        at += 1;
        if !PREPOSITIONS.contains(&words[at - 1].to_lowercase().as_str()) {
            continue;
        }
        loop {
            let article = words.get(at).is_some_and(|word| ARTICLES.contains(word));
            let start = at + usize::from(article);
            let Some((length, name)) = name(&words[start.min(words.len())..], lexicon) else { break };
            if !out.iter().any(|known| known == name) {
                out.push(name.to_owned());
            }
            at = start + length;
            let listed = words[at - 1].ends_with(',');
            let joint = words.get(at).is_some_and(|word| JOINTS.contains(word));
            at += usize::from(joint);
            if !listed && !joint {
                break;
            }
        }
    }
    out
}

/// The longest known name at the head of `words`, with its number of words.
fn name<'l>(words: &[&str], lexicon: &'l Lexicon) -> Option<(usize, &'l str)> {
    if !words.first()?.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) {
        return None;
    }
    (1..=LONGEST.min(words.len())).rev().find_map(|length| {
        let written = words[..length].join(" ");
        let written = written.trim_end_matches(['.', ',', ';', ':', ')']);
        if UNSAFE.contains(&written) || written.chars().all(|c| c.is_ascii_digit()) {
            return None;
        }
        lexicon.canonical(written).map(|canonical| (length, canonical))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_names_behind_a_preposition_are_factions() {
        let lexicon = Lexicon::embedded();
        for (text, expected) in [
            ("op de vraag van de VVD.", "VVD"),
            ("aan het CDA over stikstof", "CDA"),
            ("van VVD, D66 en de Partij voor de Dieren.", "VVD;D66;PvdD"),
            ("van GroenLinks-PvdA", "GroenLinks-PvdA"),
            ("van de Commissie", ""),
            ("over de VVD", ""),
        ] {
            assert_eq!(bare(text, lexicon).join(";"), expected, "{text}");
        }
    }
}
