//! Numbers and ordinals as a respondent writes them.
//!
//! Callers may rely on this: "2 a", "2, onder a" and "2a" are one number; "2a en b" are two; "drie" is 3; ranges are expanded.

use crate::model::Number;
use crate::number;
use crate::rules::Group;

const WORDS: [&str; 12] = ["één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf"];

/// Words and signs for "up to" that hold single letters.
const RANGE: [&str; 4] = ["t/m", "t / m", "t.m.", "tot en met"];

/// What joins ordinals of a list.
const LISTED: [&str; 4] = [",", " en ", " alsmede ", " of "];

/// Words before an ordinal of a list, in the order in which they stand.
const LED: [&str; 3] = ["en ", "op de ", "de "];

/// The numbers of questions in the words behind "vraag" or "vragen".
pub(super) fn numbers(text: &str) -> Vec<Number> {
    let mut out = String::new();
    let mut digits = String::new();
    let mut lettered = false;
    // Tokens are runs of digits, runs of letters and single other characters.
    let text = RANGE.iter().fold(text.to_lowercase(), |text, range| text.replace(range, "–"));
    for token in tokens(&text) {
        let lower = token.to_lowercase();
        if token.starts_with(|c: char| c.is_ascii_digit()) {
            digits.clone_from(&lower);
            lettered = false;
            out.push_str(&lower);
        } else if let Some(value) = WORDS.iter().position(|word| *word == lower) {
            digits = (value + 1).to_string();
            lettered = false;
            out.push_str(&digits);
        } else if lower.len() == 1 && lower.starts_with(|c: char| c.is_ascii_lowercase()) && !digits.is_empty() {
            if lettered {
                // "2a en b"
                out.push_str(&digits);
            } else {
                out.truncate(out.rfind(|c: char| c.is_ascii_digit()).map_or(0, |at| at + 1));
            }
            out.push_str(&lower);
            lettered = true;
        } else {
            out.push_str(&lower);
        }
    }
    number::parse(&out)
}

/// The ordinals in "eerste", "eerste en derde", "tweede tot en met vierde"; -1 is the last.
pub(super) fn ordinals(text: &str, words: &Group) -> Vec<i32> {
    let lower = text.to_lowercase();
    let named = |word: &str| words.first(word.trim()).and_then(|hit| hit.rule.value.parse::<i32>().ok());
    if let Some(one) = named(&lower) {
        return vec![one];
    }
    for joint in [" tot en met ", " t/m ", " tot "] {
        if let Some((from, to)) = lower.split_once(joint)
            && let (Some(from), Some(to)) = (named(from), named(to.trim_start_matches("de ")))
            && 0 < from
            && from < to
        {
            return (from..=to).collect();
        }
    }
    // "op een na laatste" is one ordinal of several words, so the list is cut where its parts are joined.
    let parts = LISTED.iter().fold(vec![lower.as_str()], |parts, joint| parts.iter().flat_map(|part| part.split(joint)).collect());
    parts.into_iter().filter_map(|part| named(LED.iter().fold(part.trim(), |part, word| part.trim_start_matches(word)))).collect()
}

fn tokens(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let same = |c: char| {
            if first.is_ascii_digit() { c.is_ascii_digit() } else { first.is_alphabetic() && c.is_alphabetic() }
        };
        let end = rest.char_indices().skip(1).find(|(_, c)| !same(*c)).map_or(rest.len(), |(at, _)| at);
        let (token, tail) = rest.split_at(end);
        rest = tail;
        Some(token)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::Rules;

    #[test]
    fn letters_and_words_are_numbers() {
        for (text, expected) in [
            ("2 a", "2a"),
            ("2, onder a", "2a"),
            ("2a en b", "2a;2b"),
            ("2a, b en c", "2a;2b;2c"),
            ("2a t/m c", "2a;2b;2c"),
            ("3 en 4", "3;4"),
            ("3 t/m 5 en 8", "3;4;5;8"),
            ("twee en drie", "2;3"),
            ("3, vraag 5 en vraag 6", "3;5;6"),
            ("3, 4, en 5", "3;4;5"),
            ("(3) en (4)", "3;4"),
        ] {
            assert_eq!(number::join(&numbers(text)), expected, "{text}");
        }
    }

    #[test]
    fn ordinals_are_counted_and_ranges_expanded() {
        let words = Rules::embedded().group("reference.ordinal_word");
        for (text, expected) in [
            ("eerste", vec![1]),
            ("2e", vec![2]),
            ("laatste", vec![-1]),
            ("een-na-laatste", vec![-2]),
            ("op één na laatste", vec![-2]),
            ("twee-na-laatste", vec![-3]),
            ("derde en een-na-laatste", vec![3, -2]),
            ("veertiende", vec![14]),
            ("eerste en derde", vec![1, 3]),
            ("eerste, tweede en vierde", vec![1, 2, 4]),
            ("tweede, en op de vierde", vec![2, 4]),
            ("tweede tot en met vierde", vec![2, 3, 4]),
        ] {
            assert_eq!(ordinals(text, words), expected, "{text}");
        }
    }
}
