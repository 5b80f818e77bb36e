//! Numbers of questions as the genre prints them: `3`, `2a`, `5, 6 en 7`, `3 t/m 5`, `7, 8, en 9`, `2l/2m`, `(1)`, `1 2`.
//!
//! Callers may rely on this: ranges are expanded, the order is that of the text, and nothing is invented: a range that
//! runs backwards or spans more than [`LONGEST_RANGE`] numbers gives its two ends only.

use crate::model::Number;

/// Longest range that is expanded. Lists of questions hold a few hundred; "2015-2019" is no range of questions.
pub const LONGEST_RANGE: u32 = 400;

/// All numbers in `text`, ranges expanded. Words other than joints ("en", "t/m", "tot en met") end a range.
pub fn parse(text: &str) -> Vec<Number> {
    let mut out: Vec<Number> = Vec::new();
    let mut range_from: Option<Number> = None;
    let mut rest = text;
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        let joint = rest[..at].trim().trim_matches(['(', ')']).trim().to_lowercase();
        let is_range = matches!(joint.as_str(), "t/m" | "tot en met" | "tot" | "-" | "–" | "t.m." | "tm" | "t / m" | "—" | "t/ m" | "t /m");
        let digits = rest[at..].chars().take_while(char::is_ascii_digit).count();
        let value = rest[at..at + digits].parse::<u32>().ok();
        let mut after = &rest[at + digits..];
        let mut suffix = String::new();
        let mut letters = after.chars();
        if let Some(c) = letters.next()
            && c.is_ascii_lowercase()
            && !letters.next().is_some_and(char::is_alphanumeric)
        {
            suffix.push(c);
            after = &after[1..];
        }
        rest = after;
        let Some(value) = value else { continue };
        let number = Number { value, suffix };
        if is_range && let Some(from) = range_from.take() {
            extend(&mut out, &from, &number);
        }
        range_from = Some(number.clone());
        out.push(number);
    }
    out.dedup();
    out
}

fn extend(out: &mut Vec<Number>, from: &Number, to: &Number) {
    if from.value < to.value && to.value - from.value <= LONGEST_RANGE {
        out.extend((from.value + 1..to.value).map(|value| Number { value, suffix: String::new() }));
    } else if from.value == to.value
        && let (Some(a), Some(b)) = (from.suffix.bytes().next(), to.suffix.bytes().next())
        && a < b
    {
        out.extend((a + 1..b).map(|c| Number { value: from.value, suffix: char::from(c).to_string() }));
    }
}

/// As printed in the tables: `5;6;7`.
pub fn join(numbers: &[Number]) -> String {
    numbers.iter().map(ToString::to_string).collect::<Vec<_>>().join(";")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_printed_form_is_expanded() {
        for (text, expected) in [
            ("3", "3"),
            ("5, 6 en 7", "5;6;7"),
            ("3 t/m 5", "3;4;5"),
            ("7, 8, en 9", "7;8;9"),
            ("2l/2m", "2l;2m"),
            ("(1)", "1"),
            ("1 2", "1;2"),
            ("2, 3 en 5", "2;3;5"),
            ("12–15", "12;13;14;15"),
            ("1 tot en met 3", "1;2;3"),
            ("2a t/m 2c", "2a;2b;2c"),
            ("9 t/m 7", "9;7"),
            ("", ""),
        ] {
            assert_eq!(join(&parse(text)), expected, "{text}");
        }
    }
}
