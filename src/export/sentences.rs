//! Messages, hints and doubts in Dutch. Data, not code: `data/sentences.csv` has each English sentence of the program with its
//! Dutch one; `{}` stands for what differs from case to case.
//!
//! Callers may rely on this: a sentence that the data does not hold is shown as it is, never left out.

use std::borrow::Cow;
use std::sync::OnceLock;

const SENTENCES: &str = include_str!("data/sentences.csv");

/// What differs in a sentence may be a sentence itself (why a part could not be read), and that one too.
const DEPTH: usize = 3;

/// Parts of a sentence between semicolons, at most.
const MOST_PARTS: usize = 4;

/// A sentence with holes, in pieces.
struct Sentence {
    english: Vec<String>,
    dutch: Vec<String>,
}

/// The Dutch of a sentence, or of several with semicolons between them.
pub fn dutch(text: &str) -> Cow<'_, str> {
    translated(text, DEPTH)
}

fn translated(text: &str, depth: usize) -> Cow<'_, str> {
    let parts: Vec<&str> = text.split("; ").collect();
    let mut out: Vec<Cow<str>> = Vec::new();
    let mut at = 0;
    while at < parts.len() {
        // The shortest run that is a sentence: some have a semicolon of their own.
        let known = (at + 1..=parts.len().min(at + MOST_PARTS)).find_map(|end| Some((end, whole(&parts[at..end].join("; "), depth)?)));
        out.push(known.as_ref().map_or(parts[at].into(), |(_, dutch)| dutch.clone().into()));
        at = known.map_or(at + 1, |(end, _)| end);
    }
    if out.iter().all(|part| matches!(part, Cow::Borrowed(_))) { text.into() } else { out.join("; ").into() }
}

/// One sentence that the data holds.
fn whole(text: &str, depth: usize) -> Option<String> {
    let (sentence, holes) = sentences().iter().find_map(|sentence| Some((sentence, filled(&sentence.english, text)?)))?;
    let mut out = sentence.dutch[0].clone();
    for (hole, piece) in holes.into_iter().zip(&sentence.dutch[1..]) {
        out.push_str(&depth.checked_sub(1).map_or(hole.into(), |depth| translated(hole, depth)));
        out.push_str(piece);
    }
    Some(out)
}

/// What stands in the holes of `text`, when it consists of these pieces.
fn filled<'t>(pieces: &[String], text: &'t str) -> Option<Vec<&'t str>> {
    let (first, rest) = pieces.split_first()?;
    let mut text = text.strip_prefix(first.as_str())?;
    let Some((last, between)) = rest.split_last() else { return text.is_empty().then(Vec::new) };
    let mut holes = Vec::with_capacity(rest.len());
    for piece in between {
        let (hole, behind) = text.split_once(piece.as_str())?;
        holes.push(hole);
        text = behind;
    }
    holes.push(text.strip_suffix(last.as_str())?);
    holes.iter().all(|hole| !hole.is_empty()).then_some(holes)
}

/// Those that say most first, so that a short one does not take what belongs to a longer one.
fn sentences() -> &'static [Sentence] {
    static READ: OnceLock<Vec<Sentence>> = OnceLock::new();
    READ.get_or_init(|| {
        let pieces = |text: &str| text.split("{}").map(str::to_owned).collect();
        let rows = csv::Reader::from_reader(SENTENCES.as_bytes()).into_records().map_while(Result::ok);
        let mut sentences: Vec<Sentence> =
            rows.filter_map(|row| Some(Sentence { english: pieces(row.get(0)?), dutch: pieces(row.get(1)?) })).collect();
        sentences.sort_by_key(|sentence| std::cmp::Reverse(sentence.english.iter().map(String::len).sum::<usize>()));
        sentences
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;

    #[test]
    fn every_hint_has_its_dutch_sentence() {
        for code in Code::ALL {
            assert_ne!(dutch(code.hint()), code.hint(), "add it to data/sentences.csv");
        }
    }

    #[test]
    fn holes_are_kept_and_the_data_is_sound() {
        for sentence in sentences() {
            assert_eq!(sentence.english.len(), sentence.dutch.len(), "{:?}", sentence.english);
            assert!(sentence.english != sentence.dutch, "{:?}", sentence.english);
            // Two holes side by side could not be told apart.
            let inner = sentence.english.get(1..sentence.english.len().saturating_sub(1)).unwrap_or_default();
            assert!(inner.iter().all(|piece| !piece.is_empty()), "{:?}", sentence.english);
        }
        assert_eq!(dutch("The file holds 12 bytes; the limit is 7."), "Het bestand heeft 12 bytes; de grens is 7.");
        assert_eq!(dutch("The file is a picture (png), not a text."), "Het bestand is een afbeelding (png), geen tekst.");
        assert_eq!(
            dutch("question 3 (SP) is nearly the same text as the asking one, the target is not; question 4 has no answer"),
            "vraag 3 (SP) is bijna dezelfde tekst als de vragende, het doel niet; vraag 4 heeft geen antwoord"
        );
        assert_eq!(
            dutch("The document is no question-and-answer report: paragraph 2: \"Brief\" (kind.other); no question was seen"),
            "Het document is geen vraag-en-antwoordstuk: alinea 2: \"Brief\" (kind.other); no question was seen"
        );
        assert_eq!(dutch("in words that nobody foresaw"), "in words that nobody foresaw");
    }
}
