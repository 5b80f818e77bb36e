//! Sentences of Dutch parliamentary prose.
//!
//! Callers may rely on this: the ranges are ordered and disjoint, each is trimmed and not empty, and together they
//! hold every character of the text other than white space. A line feed always ends a sentence.

use std::ops::Range;

/// Words that end in a full stop without ending the sentence, in lower case and without that stop.
const ABBREVIATIONS: &[&str] = &[
    "nr", "nrs", "jl", "a.s", "o.a", "m.b.t", "t.a.v", "i.v.m", "d.w.z", "bijv", "bv", "blz", "p", "art", "lid", "c.q", "drs", "dr", "mr",
    "ir", "ing", "prof", "z.g", "zgn", "resp", "incl", "excl", "ca", "evt", "i.c", "i.h.b", "i.p.v", "m.a.w", "m.i.v", "m.n", "n.a.v",
    "o.b.v", "o.g.v", "o.l.v", "t.b.v", "t.g.v", "t.o.v", "t.w", "w.o", "v.w.b", "e.e.a", "jo", "st", "sr", "sv", "vgl", "kst", "stb",
    "stcrt", "d.d", "dd", "c.s", "pag", "a.u.b", "m.e.r", "n.v.t", "s.v.p", "i.o", "i.s.m", "v.h", "hfst", "par", "fig", "tab", "no", "vs", "fte", "h.t", "tel", "max", "min", "gem", "aug", "sept", "okt", "nov", "dec", "jan", "febr", "mld", "mln", "vs", "nl", "e.o", "g.a",
];

/// Byte ranges of the sentences of `text`.
pub fn split(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let end = at + c.len_utf8();
        let ends = match c {
            '\n' => true,
            '.' | '!' | '?' | '…' => {
                let mut end_of_marks = end;
                // Closing quotes, brackets and further marks belong to the sentence.
                while let Some(&(i, n)) = chars.peek() {
                    if matches!(n, '.' | '!' | '?' | '…' | '”' | '’' | '"' | '\'' | '»' | ')' | ']') {
                        end_of_marks = i + n.len_utf8();
                        chars.next();
                    } else {
                        break;
                    }
                }
                let rest = &text[end_of_marks..];
                if ends_here(&text[start..at], c, rest) {
                    push(&mut out, text, start, end_of_marks);
                    start = end_of_marks;
                }
                continue;
            }
            _ => false,
        };
        if ends {
            push(&mut out, text, start, end);
            start = end;
        }
    }
    push(&mut out, text, start, text.len());
    out
}

fn push(out: &mut Vec<Range<usize>>, text: &str, start: usize, end: usize) {
    let piece = &text[start..end];
    let trimmed = piece.trim();
    if !trimmed.is_empty() {
        let from = start + (piece.len() - piece.trim_start().len());
        out.push(from..from + trimmed.len());
    }
}

fn ends_here(before: &str, mark: char, rest: &str) -> bool {
    let Some(next) = rest.chars().next() else { return true };
    if !next.is_whitespace() {
        return false;
    }
    let Some(follower) = rest.trim_start().chars().next() else { return true };
    if mark == '?' || mark == '!' {
        return !follower.is_lowercase();
    }
    if follower.is_lowercase() {
        return false;
    }
    if mark == '.' {
        let word = before.rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '[' | '«' | '“' | '‘')).next().unwrap_or("");
        let lower = word.to_lowercase();
        if ABBREVIATIONS.contains(&lower.as_str()) {
            // "… op 2 oktober jl. De minister …" ends a sentence; "kst. 32317" and "drs. Jansen" do not.
            return matches!(lower.as_str(), "jl" | "a.s" | "e.e.a" | "e.o" | "mln" | "mld") && follower.is_uppercase();
        }
        // Initials: "J. de Vries", "P.A. Dijkstra".
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        if letters == 1 && word.chars().all(|c| c.is_uppercase() || c == '.') {
            return false;
        }
        // A number of a list item: "3. Kunt u …".
        if !word.is_empty() && word.len() <= 3 && word.chars().all(|c| c.is_ascii_digit()) && before.trim().len() == word.len() {
            return false;
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentences(text: &str) -> Vec<&str> {
        split(text).into_iter().map(|r| &text[r]).collect()
    }

    #[test]
    fn abbreviations_and_initials_do_not_end_a_sentence() {
        assert_eq!(sentences("Zie Kamerstuk 32 317, nr. 973. Dat is zo."), ["Zie Kamerstuk 32 317, nr. 973.", "Dat is zo."]);
        assert_eq!(sentences("De heer J. de Vries is er. Ja."), ["De heer J. de Vries is er.", "Ja."]);
        assert_eq!(sentences("Op 2 oktober jl. De minister zweeg."), ["Op 2 oktober jl.", "De minister zweeg."]);
    }

    #[test]
    fn marks_and_quotes_stay_with_their_sentence() {
        assert_eq!(sentences("Is dit ‘waar?’ Zo nee, waarom niet?"), ["Is dit ‘waar?’", "Zo nee, waarom niet?"]);
        assert_eq!(sentences("Een regel\nnog een"), ["Een regel", "nog een"]);
    }
}
