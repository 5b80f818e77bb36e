//! Factions named without a word for faction: "de vraag van de VVD", "mijn antwoord aan het CDA".
//!
//! Callers may rely on this: only names that the lexicon holds, behind a preposition ([`bare`]; a list, "van VVD en D66", gives all of
//! them), right before what is theirs ([`before`]), or named last ([`last`]).

use crate::lexicon::Lexicon;

const PREPOSITIONS: [&str; 8] = ["van", "aan", "door", "namens", "bij", "onder", "op", "hetgeen"];
/// Words before a name that stands before what is theirs.
const LEADING: [&str; 9] = ["zie", "ook", "op", "aan", "van", "bij", "onder", "idem", "naar"];
const ARTICLES: [&str; 2] = ["de", "het"];
const JOINTS: [&str; 4] = ["en", "alsmede", "evenals", "/"];
/// What makes a name the faction's members, wherever it stands: "hetgeen ik de CDA-leden heb geantwoord".
const SUFFIXES: [&str; 3] = ["-leden", "-fractieleden", "-lid"];
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
        if let Some(name) = SUFFIXES.iter().find_map(|suffix| bare_word(words[at - 1]).strip_suffix(suffix)) {
            let known = name_of(name, lexicon);
            out.extend(known.filter(|known| !out.iter().any(|other| other == known)).map(str::to_owned));
            continue;
        }
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

/// The faction whose name `text` ends on, as the first words of a phrase or behind a word that leads to a place: "Zie VVD, | vraag 5",
/// "(D66 | vraag 3)".
pub(super) fn before(text: &str, lexicon: &Lexicon) -> Option<String> {
    let text = text.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ':' | '(' | '-' | '–'));
    let words: Vec<&str> = text.split_whitespace().collect();
    (1..=LONGEST.min(words.len())).rev().find_map(|length| {
        let (led, named) = words.split_at(words.len() - length);
        let leads =
            led.iter().rev().find(|word| !ARTICLES.contains(word)).is_none_or(|word| LEADING.contains(&word.to_lowercase().as_str()));
        let first = named[0].trim_start_matches('(');
        let opened = first.len() < named[0].len();
        let named: Vec<&str> = std::iter::once(first).chain(named[1..].iter().copied()).collect();
        let (found, canonical) = name(&named, lexicon).filter(|_| leads || opened)?;
        (found == length).then(|| canonical.to_owned())
    })
}

/// The faction that `text` names last, wherever it stands: "Ook de VVD informeerde hiernaar."
pub(super) fn last(text: &str, lexicon: &Lexicon) -> Option<String> {
    let plain = |word| SUFFIXES.iter().chain(&["-fractie"]).find_map(|suffix| bare_word(word).strip_suffix(suffix)).unwrap_or(word);
    let words: Vec<&str> = text.split_whitespace().map(plain).collect();
    (0..words.len()).rev().find_map(|at| name(&words[at..], lexicon).map(|(_, name)| name.to_owned()))
}

fn bare_word(word: &str) -> &str {
    word.trim_matches([',', '.', ';', ':', '(', ')'])
}

/// The longest known name at the head of `words`, with its number of words.
fn name<'l>(words: &[&str], lexicon: &'l Lexicon) -> Option<(usize, &'l str)> {
    if !words.first()?.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) {
        return None;
    }
    (1..=LONGEST.min(words.len())).rev().find_map(|length| {
        let written = words[..length].join(" ");
        let written = written.trim_end_matches(['.', ',', ';', ':', ')']);
        name_of(written, lexicon).map(|canonical| (length, canonical))
    })
}

fn name_of<'l>(written: &str, lexicon: &'l Lexicon) -> Option<&'l str> {
    if UNSAFE.contains(&written) || written.chars().all(|c| c.is_ascii_digit()) {
        return None;
    }
    lexicon.canonical(written)
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
            ("op de VVD (", "VVD"),
            ("hetgeen ik de CDA-leden en het D66-lid schreef", "CDA;D66"),
            ("hetgeen het CDA is geantwoord", "CDA"),
            ("de EU-leden", ""),
        ] {
            assert_eq!(bare(text, lexicon).join(";"), expected, "{text}");
        }
    }

    #[test]
    fn the_name_said_last_is_meant() {
        let lexicon = Lexicon::embedded();
        for (text, expected) in [
            ("Ook de VVD informeerde hiernaar. Mijn antwoord aan die fractie geldt ook hier.", Some("VVD")),
            ("De leden van de SP-fractie en het CDA vroegen dit.", Some("CDA")),
            ("De leden van de Partij voor de Dieren-fractie vroegen dit.", Some("PvdD")),
            ("Dit is bekend.", None),
        ] {
            assert_eq!(last(text, lexicon).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn a_name_may_stand_before_what_is_theirs() {
        let lexicon = Lexicon::embedded();
        for (text, expected) in [
            ("Zie VVD, ", Some("VVD")),
            ("D66, ", Some("D66")),
            ("Zie ook de ChristenUnie: ", Some("ChristenUnie")),
            ("hierboven (Partij voor de Dieren, ", Some("PvdD")),
            ("Ik steun het CDA, ", None),
            ("Zie de ", None),
            ("", None),
        ] {
            assert_eq!(before(text, lexicon).as_deref(), expected, "{text}");
        }
    }
}
