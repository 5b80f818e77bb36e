//! Patterns and texts in the letters that Dutch papers are written in.
//!
//! A class such as `\p{L}` has 140,000 characters, of which these papers use 300; the programs and automata of patterns shrink
//! to a tenth without the rest.
//!
//! Callers may rely on this: on a text that [`Letters::of`] calls [`Letters::Ascii`], a pattern and its [`restrict`]ed form give the
//! same answers.

use regex_syntax::hir::{Capture, Class, ClassUnicode, ClassUnicodeRange, Hir, HirKind, Look, Repetition};
use regex_syntax::is_word_character;

/// What the characters of a text allow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Letters {
    /// All that belong to words are ASCII.
    #[default]
    Ascii,
    /// Some are not: `é`.
    Accented,
    /// Some characters are outside [`ALPHABET`].
    Foreign,
}

/// Latin with its accents, punctuation and currencies; without the two letters that fold to ASCII ones, `ſ` and the Kelvin sign:
/// so that without regard to case an ASCII letter of a pattern is one of the text.
const ALPHABET: [(char, char); 4] = [('\0', '\u{17e}'), ('\u{180}', '\u{24f}'), ('\u{300}', '\u{36f}'), ('\u{2000}', '\u{20cf}')];

impl Letters {
    /// Of this text.
    pub(super) fn of(text: &str) -> Self {
        let mut out = Self::Ascii;
        if text.is_ascii() {
            return out;
        }
        for c in text.chars().filter(|c| !c.is_ascii()) {
            if !ALPHABET.iter().any(|&(first, last)| (first..=last).contains(&c)) {
                return Self::Foreign;
            }
            if is_letter(c) {
                out = Self::Accented;
            }
        }
        out
    }
}

/// Whether a character outside ASCII belongs to a word.
pub(super) fn is_letter(c: char) -> bool {
    match c {
        '\u{2010}'..='\u{203e}' | '\u{20a0}'..='\u{20cf}' | '\u{80}'..='\u{a9}' | '\u{ab}'..='\u{b4}' | '\u{b6}'..='\u{b9}' => false,
        '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{ff}' => true,
        c => is_word_character(c),
    }
}

/// The pattern with its classes within [`ALPHABET`] and its word boundaries between ASCII characters; `None` when it has a look
/// that has no such form.
pub(super) fn restrict(hir: &Hir) -> Option<Hir> {
    Some(match hir.kind() {
        HirKind::Empty => Hir::empty(),
        HirKind::Literal(literal) => Hir::literal(literal.0.clone()),
        HirKind::Class(Class::Unicode(class)) => {
            let mut class = class.clone();
            class.intersect(&ClassUnicode::new(ALPHABET.map(|(first, last)| ClassUnicodeRange::new(first, last))));
            Hir::class(Class::Unicode(class))
        }
        HirKind::Class(class) => Hir::class(class.clone()),
        HirKind::Look(Look::WordUnicode) => Hir::look(Look::WordAscii),
        HirKind::Look(look @ (Look::Start | Look::End | Look::StartLF | Look::EndLF | Look::WordAscii)) => Hir::look(*look),
        HirKind::Look(_) => return None,
        HirKind::Repetition(repetition) => {
            let sub = Box::new(restrict(&repetition.sub)?);
            Hir::repetition(Repetition { sub, ..repetition.clone() })
        }
        HirKind::Capture(capture) => {
            let sub = Box::new(restrict(&capture.sub)?);
            Hir::capture(Capture { sub, ..capture.clone() })
        }
        HirKind::Concat(parts) => Hir::concat(parts.iter().map(restrict).collect::<Option<_>>()?),
        HirKind::Alternation(parts) => Hir::alternation(parts.iter().map(restrict).collect::<Option<_>>()?),
    })
}

/// A pattern that gives this tree. (The tree's own form in text loses the brackets of a repetition within a repetition.)
pub(super) fn written(hir: &Hir) -> String {
    let mut out = String::new();
    write(hir, &mut out);
    out
}

fn write(hir: &Hir, out: &mut String) {
    match hir.kind() {
        HirKind::Empty | HirKind::Literal(_) | HirKind::Class(_) | HirKind::Look(_) => out.push_str(&hir.to_string()),
        HirKind::Repetition(repetition) => {
            out.push_str("(?:");
            write(&repetition.sub, out);
            out.push(')');
            match (repetition.min, repetition.max) {
                (0, Some(1)) => out.push('?'),
                (0, None) => out.push('*'),
                (1, None) => out.push('+'),
                (min, None) => out.push_str(&format!("{{{min},}}")),
                (min, Some(max)) => out.push_str(&format!("{{{min},{max}}}")),
            }
            if !repetition.greedy {
                out.push('?');
            }
        }
        HirKind::Capture(capture) => {
            match &capture.name {
                Some(name) => out.push_str(&format!("(?P<{name}>")),
                None => out.push('('),
            }
            write(&capture.sub, out);
            out.push(')');
        }
        HirKind::Concat(parts) => parts.iter().for_each(|part| write(part, out)),
        HirKind::Alternation(parts) => {
            out.push_str("(?:");
            for (i, part) in parts.iter().enumerate() {
                if i > 0 {
                    out.push('|');
                }
                write(part, out);
            }
            out.push(')');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_told_by_their_letters() {
        assert_eq!(Letters::of("‘zie’ – € 5"), Letters::Ascii);
        assert_eq!(Letters::of("geïnformeerd"), Letters::Accented);
        assert_eq!(Letters::of("\u{212a}"), Letters::Foreign);
        assert_eq!(Letters::of("Ελλάδα"), Letters::Foreign);
        for (first, last) in ALPHABET {
            for c in (first..=last).filter(|c| !c.is_ascii()) {
                assert_eq!(is_letter(c), is_word_character(c), "{c:?}");
            }
        }
    }

    #[test]
    fn a_restricted_pattern_has_few_letters_and_the_same_groups() {
        let hir = restrict(&regex_syntax::parse(r"(?i)(?<a>\bk\p{L}+)|\d(x)").unwrap()).unwrap();
        let written = written(&hir);
        assert!(written.len() < 400 && written.contains("(?P<a>") && !written.contains('\u{212a}'), "{written}");
    }

    #[test]
    fn a_tree_is_written_as_it_was_read() {
        for pattern in [r"(?:\d{1,2})?$", r"(?:a{2}){3,}?b*?|(?:)|(c(?P<d>[e-g]+))\b", r"\.\[(?i:é)^x$"] {
            let hir = regex_syntax::parse(pattern).unwrap();
            assert_eq!(regex_syntax::parse(&written(&hir)).unwrap(), hir, "{pattern}");
        }
    }
}
