//! Sentences of Dutch parliamentary prose.
//!
//! Callers may rely on this: the ranges are ordered and disjoint, each is trimmed and not empty, and together they
//! hold every character of the text other than white space. A line feed always ends a sentence.

use std::ops::Range;

use crate::rules::Rules;

/// Longest place in another paper behind a question, in bytes.
const LONGEST_PLACE: usize = 80;

/// Words that end in a full stop without ending the sentence, in lower case and without that stop.
const ABBREVIATIONS: &[&str] = &[
    "nr", "nrs", "jl", "a.s", "o.a", "m.b.t", "t.a.v", "i.v.m", "d.w.z", "bijv", "bv", "blz", "p", "art", "lid", "c.q", "drs", "dr", "mr",
    "ir", "ing", "prof", "z.g", "zgn", "resp", "incl", "excl", "ca", "evt", "i.c", "i.h.b", "i.p.v", "m.a.w", "m.i.v", "m.n", "n.a.v",
    "o.b.v", "o.g.v", "o.l.v", "t.b.v", "t.g.v", "t.o.v", "t.w", "w.o", "v.w.b", "e.e.a", "jo", "st", "sr", "sv", "vgl", "kst", "stb",
    "stcrt", "d.d", "dd", "c.s", "pag", "a.u.b", "m.e.r", "n.v.t", "s.v.p", "i.o", "i.s.m", "v.h", "hfst", "par", "fig", "tab", "no", "vs",
    "fte", "h.t", "tel", "max", "min", "gem", "aug", "sept", "okt", "nov", "dec", "jan", "febr", "mld", "mln", "vs", "nl", "e.o", "g.a",
];

/// Byte ranges of the sentences of `text`.
pub fn split(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let bytes = text.as_bytes();
    let (mut start, mut at) = (0, 0);
    // 0xe2 is the first byte of '…' (and of dashes and quotation marks).
    while let Some(skipped) = bytes[at..].iter().position(|byte| matches!(byte, b'\n' | b'.' | b'!' | b'?' | 0xe2)) {
        at += skipped;
        let mark = text[at..].chars().next().unwrap_or('\n');
        let mut end = at + mark.len_utf8();
        match mark {
            '\n' => {
                push(&mut out, text, start, end);
                start = end;
            }
            '.' | '!' | '?' | '…' => {
                // Closing quotes, brackets and further marks belong to the sentence.
                let closes = |c: &char| matches!(c, '.' | '!' | '?' | '…' | '”' | '’' | '"' | '\'' | '»' | ')' | ']');
                end += text[end..].chars().take_while(closes).map(char::len_utf8).sum::<usize>();
                // So do note marks: "…team.[5 ] Ik", "…Raad.2 De", "…waarom? 1 Zo nee".
                end += note_mark(&text[..at], mark, &text[end..]);
                if ends_here(&text[start..at], mark, &text[end..]) {
                    push(&mut out, text, start, end);
                    start = end;
                }
            }
            _ => {}
        }
        at = end;
    }
    push(&mut out, text, start, text.len());
    out
}

/// Words that no sentence ends with and a number may follow.
const BEFORE_A_NUMBER: &[&str] =
    &["vraag", "vragen", "antwoord", "en", "of", "tot", "met", "t/m", "op", "van", "onder", "bij", "nummer", "nr."];

/// Whether a text ends on a question mark, whatever quotation marks, digits of notes or place in another paper stand behind it:
/// "… gebleven? (blz. 14)" (26981-4), "Klopt dit?”".
pub fn ends_asking(text: &str) -> bool {
    if quotes_another(text) {
        return false;
    }
    let bare = |text: &str| text.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | '”' | '’' | '"' | '»' | ' ')).len();
    let text = &text[..bare(text)];
    if text.ends_with('?') || text.ends_with("?)") {
        return true;
    }
    let Some((before, place)) = text.strip_suffix(')').and_then(|text| text.rsplit_once('(')) else { return false };
    place.len() <= LONGEST_PLACE && before[..bare(before)].ends_with('?')
}

/// Whether a text ends with the question of somebody else: "Te vaak horen zij de verzuchting: «Kan ik hier wel van rondkomen?»".
pub(crate) fn quotes_another(text: &str) -> bool {
    let mut chars = text.trim_end().chars();
    let Some((open, close)) = chars.next_back().and_then(|close| match close {
        '»' => Some(('«', close)),
        '”' => Some(('“', close)),
        '’' => Some(('‘', close)),
        _ => None,
    }) else {
        return false;
    };
    let quoted = text.trim_end().strip_suffix(close).filter(|text| text.ends_with('?')).and_then(|text| text.rsplit_once(open));
    let told = quoted.and_then(|(before, _)| before.trim_end().strip_suffix(':'));
    told.is_some_and(|told| {
        let sentence = told.rsplit_once(['.', '?', '!']).map_or(told, |(_, sentence)| sentence);
        let says = |group: &str| Rules::embedded().group(group).is_match(sentence);
        says("quote.heard") && !says("quote.own")
    })
}

/// The text with a line feed inside a sentence as a space: a source that is wrapped by hand breaks "de voorafgaande / vraag".
/// Every byte stays where it was.
pub fn unwrapped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let inside = c == '\n'
            && chars.peek().is_some_and(|next| {
                next.is_lowercase() && out.ends_with(|before: char| before.is_alphanumeric() || before == ',')
                    || next.is_ascii_digit() && out.rsplit(char::is_whitespace).next().is_some_and(|word| BEFORE_A_NUMBER.contains(&word))
            });
        out.push(if inside { ' ' } else { c });
    }
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

/// Bytes of the note marks right behind a closing mark, 0 when there are none.
fn note_mark(before: &str, mark: char, rest: &str) -> usize {
    let mut length = 0;
    // "[5 ]", "[9][10]", " [3: ]"
    loop {
        let tail = &rest[length..];
        let open = tail.trim_start_matches(' ');
        let Some(inner) = open.strip_prefix('[') else { break };
        let Some(close) = inner.find(']') else { break };
        let digits = inner[..close].trim_matches(|c: char| c == ' ' || c == ':' || c == ',');
        if close > 12 || digits.is_empty() || !digits.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | ',')) {
            break;
        }
        length += tail.len() - open.len() + 1 + close + 1;
    }
    if length > 0 {
        return length;
    }
    // Glued or, behind a question mark, apart: digits, then a capital.
    let number = if mark == '?' { rest.strip_prefix(' ').unwrap_or(rest) } else { rest };
    let digits = number.chars().take_while(char::is_ascii_digit).count();
    let glued_to_a_word = before.chars().next_back().is_some_and(|c| c.is_lowercase() || matches!(c, ')' | '”' | '’' | '»'));
    let tail = &number[digits..];
    let capital = tail.starts_with(' ') && tail.trim_start().chars().next().is_some_and(char::is_uppercase);
    let end = tail.trim().is_empty();
    if (1..=3).contains(&digits) && (capital || end) && (mark == '?' || mark == '!' || glued_to_a_word) {
        rest.len() - tail.len()
    } else {
        0
    }
}

fn ends_here(before: &str, mark: char, rest: &str) -> bool {
    let Some(next) = rest.chars().next() else { return true };
    if !next.is_whitespace() {
        // "… genoemd kan worden?Zo ja, …": a converter lost the space. The query of an address has a question mark too.
        let word = before.rsplit(char::is_whitespace).next().unwrap_or("");
        let address = word.contains("://") || word.contains("www.") || word.contains('/');
        return mark == '?' && next.is_uppercase() && word.ends_with(char::is_lowercase) && !address;
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
            return matches!(
                lower.as_str(),
                "jl" | "c.s" | "sr" | "sv" | "st" | "a.u.b" | "n.v.t" | "fte" | "a.s" | "e.e.a" | "e.o" | "mln" | "mld" | "lid"
            ) && follower.is_uppercase();
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
    fn a_question_ends_though_its_space_was_lost() {
        assert_eq!(sentences("Kan dit zo genoemd worden?Zo ja, waarom?"), ["Kan dit zo genoemd worden?", "Zo ja, waarom?"]);
        assert_eq!(sentences("Zie https://nos.nl/artikel?Id=3 voor meer."), ["Zie https://nos.nl/artikel?Id=3 voor meer."]);
    }

    #[test]
    fn a_question_that_is_quoted_is_not_asked() {
        for asked in [
            "Klopt dit?”",
            "Bent u bekend met het artikel «Wie bezorgt de post?»",
            "Zij vragen: «Klopt dit?»",
            "Kunt u zeggen: wie is ‘men’?",
        ] {
            assert!(ends_asking(asked), "{asked}");
        }
        for told in [
            "Te vaak horen zij de verzuchting: «Kan ik hier wel van rondkomen?»",
            "Zij vragen veel. Een bord op het plein zei: “Waarheen?”",
        ] {
            assert!(!ends_asking(told), "{told}");
        }
    }

    #[test]
    fn a_line_feed_inside_a_sentence_is_a_space() {
        for (wrapped, expected) in [
            ("de voorafgaande\nvraag. Ja", "de voorafgaande vraag. Ja"),
            ("vragen 9 tot en met\n10.", "vragen 9 tot en met 10."),
            ("Het kost veel\n2. Kunt u", "Het kost veel\n2. Kunt u"),
            ("Ja.\nnee", "Ja.\nnee"),
        ] {
            assert_eq!(unwrapped(wrapped), expected);
        }
    }

    #[test]
    fn abbreviations_and_initials_do_not_end_a_sentence() {
        assert_eq!(sentences("Zie Kamerstuk 32 317, nr. 973. Dat is zo."), ["Zie Kamerstuk 32 317, nr. 973.", "Dat is zo."]);
        assert_eq!(sentences("In artikel 3, vierde lid. Voor anderen niet."), ["In artikel 3, vierde lid.", "Voor anderen niet."]);
        assert_eq!(sentences("De heer J. de Vries is er. Ja."), ["De heer J. de Vries is er.", "Ja."]);
        assert_eq!(sentences("Op 2 oktober jl. De minister zweeg."), ["Op 2 oktober jl.", "De minister zweeg."]);
    }

    #[test]
    fn note_marks_stay_with_their_sentence() {
        assert_eq!(sentences("Het ondersteuningsteam.[5 ] Ik verwijs."), ["Het ondersteuningsteam.[5 ]", "Ik verwijs."]);
        assert_eq!(sentences("Waarom? 1 Zo nee, waarom niet?2 Kunt u dat?"), ["Waarom? 1", "Zo nee, waarom niet?2", "Kunt u dat?"]);
        assert_eq!(sentences("Dat deed de Raad.2 De Raad zweeg."), ["Dat deed de Raad.2", "De Raad zweeg."]);
        assert_eq!(sentences("Het is 1.250 euro. 12 Mensen."), ["Het is 1.250 euro.", "12 Mensen."]);
        assert_eq!(
            sentences("Artikel 139h Sr. In de reactie d.d. 9 juni staat het."),
            ["Artikel 139h Sr.", "In de reactie d.d. 9 juni staat het."]
        );
    }

    #[test]
    fn marks_and_quotes_stay_with_their_sentence() {
        assert_eq!(sentences("Is dit ‘waar?’ Zo nee, waarom niet?"), ["Is dit ‘waar?’", "Zo nee, waarom niet?"]);
        assert_eq!(sentences("Een regel\nnog een"), ["Een regel", "nog een"]);
    }
}
