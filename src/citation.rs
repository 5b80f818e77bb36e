//! Other Kamerstukken named in a text, in one normal form.
//!
//! Callers may rely on this: keys have no spaces and one form each, whatever the spelling; an open number (`nr. ..`) gives nothing.

use std::ops::Range;

use crate::number;
use crate::rules::Rules;

/// One document named in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// Byte range of the words.
    pub range: Range<usize>,
    /// `dossier-number` (`32317-967`, `21501-02-3355`, `36600-XVI-12`); `ah-20212022-2347` for an Aanhangsel.
    pub key: String,
}

/// The documents named in `text`, in order; "nrs. 8 en 9" gives two.
pub fn find(text: &str, rules: &Rules) -> Vec<Citation> {
    // Most paragraphs hold no number of four digits together or apart: the cheap test first.
    if !text.bytes().any(|b| b.is_ascii_digit()) {
        return Vec::new();
    }
    let mut out: Vec<Citation> = Vec::new();
    for hit in rules.group("citation").find_all(text) {
        let (Some(dossier), Some(numbers)) = (hit.named("dossier"), hit.named("numbers")) else { continue };
        let dossier = normal_dossier(dossier);
        // The councils' dossiers have chapters of two digits: "21501-32" alone is a dossier, not its number 32.
        let chapter = dossier == "21501" && numbers.len() == 2;
        if chapter || out.iter().any(|c| c.range.start < hit.range().end && hit.range().start < c.range.end && c.range != hit.range()) {
            continue;
        }
        if numbers.starts_with(|c: char| c.is_ascii_uppercase()) {
            push(&mut out, hit.range(), format!("{dossier}-{numbers}"));
        } else {
            for n in number::parse(numbers) {
                push(&mut out, hit.range(), format!("{dossier}-{n}"));
            }
        }
    }
    for hit in rules.group("citation.aanhangsel").find_all(text) {
        let Some(number) = hit.named("numbers") else { continue };
        let key = match (hit.named("year"), hit.named("next")) {
            (Some(year), Some(next)) => format!("ah-{year}{}{next}-{number}", if next.len() == 2 { &year[..2] } else { "" }),
            _ => format!("ah-{number}"),
        };
        push(&mut out, hit.range(), key);
    }
    out.sort_by_key(|c| c.range.start);
    out
}

fn push(out: &mut Vec<Citation>, range: Range<usize>, key: String) {
    if !out.iter().any(|c| c.key == key && c.range.start < range.end && range.start < c.range.end) {
        out.push(Citation { range, key });
    }
}

/// `21 501-02` → `21501-02`, `36 600 XVI` → `36600-XVI`.
pub fn normal_dossier(written: &str) -> String {
    let mut out = String::new();
    for c in written.trim().chars() {
        match c {
            c if c.is_ascii_digit() => out.push(c),
            c if c.is_ascii_uppercase() => {
                if out.ends_with(|d: char| d.is_ascii_digit()) {
                    out.push('-');
                }
                out.push(c);
            }
            '-' | '–' | '‑' if !out.ends_with('-') => out.push('-'),
            _ => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_gives_one_key() {
        for (text, expected) in [
            ("(Kamerstuk 32317-967)", "32317-967"),
            ("(Kamerstuk 32317, nr. 969)", "32317-969"),
            ("(Kamerstuk 21 501-32, nr. 1730)", "21501-32-1730"),
            ("(26 631, nr. 261)", "26631-261"),
            ("(21 501-31, nr. 205)", "21501-31-205"),
            ("(Kamerstuk 20043, nr.142)", "20043-142"),
            ("(Kamerstuk 21501-02, Nr. 3355)", "21501-02-3355"),
            ("(Kamerstuk 35 334 nr. ..)", ""),
            ("(Kamerstuk 28 362, nrs. 8 en 9)", "28362-8;28362-9"),
            ("Kamerstukken II, 2025-26, nr. 32317-973", "32317-973"),
            ("kst. 32317, nr. 967", "32317-967"),
            ("EK 36 600 B, A", "36600-B-A"),
            ("Kamerstuk 35 925 XV, nr. 111", "35925-XV-111"),
            ("Kamerstuk 28 286 nr. 1200", "28286-1200"),
            ("Aanhangsel Handelingen, vergaderjaar 2021–2022, nr. 2143", "ah-20212022-2143"),
            ("vergaderjaar 2024-2025", ""),
            ("Kamerstukken II 2023/24, 31 066, nr. 1164", "31066-1164"),
            ("Kamerstuk 36 600-XVI, nr. 12", "36600-XVI-12"),
            ("Kamerstuk 36600 XVI, nr. 12", "36600-XVI-12"),
            ("Kamerstuk 21 501\u{2011}32, nr. 1730", "21501-32-1730"),
            ("Kamerstuk 32\u{a0}317, nr. 960", "32317-960"),
            ("Kamerstuk 32.317, nr. 960", "32317-960"),
            ("TK 32 317, nr. 960", "32317-960"),
            ("35 099 (R2114), nr. 5", "35099-5"),
            ("Kamerstuk 33506, AB", "33506-AB"),
            ("Kamerstukken I 2023/24, 36 410, B", "36410-B"),
            ("(Kamerstuk 32 317, nrs. 960, 961 en 962)", "32317-960;32317-961;32317-962"),
            ("(Kamerstuk 28 362, nr. 8 en 9)", "28362-8;28362-9"),
            ("(Kamerstuk 32 317, nr. 960, 12 maart 2024)", "32317-960"),
            ("(Kamerstuk 21 501-02, nr. 2312) (Kamerstuk 21 501-02, nr. 2357)", "21501-02-2312;21501-02-2357"),
            ("kst-21501-32-1731", "21501-32-1731"),
        ] {
            let keys: Vec<String> = find(text, Rules::embedded()).into_iter().map(|c| c.key).collect();
            assert_eq!(keys.join(";"), expected, "{text}");
        }
    }
}
