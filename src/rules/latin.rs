//! Patterns and texts in the letters that Dutch papers are written in.
//!
//! A class such as `\p{L}` has 140,000 characters, of which these papers use 300; the programs and automata of patterns shrink
//! to a tenth without the rest.
//!
//! Callers may rely on this: on a text that [`Known::of`] calls [`Letters::Ascii`], a pattern and its [`restrict`]ed form give the
//! same answers.

use std::rc::Rc;

use regex_syntax::hir::{Capture, Class, ClassUnicode, ClassUnicodeRange, Hir, HirKind, Look, Repetition};
use regex_syntax::is_word_character;

use super::coded::Coded;

/// What the characters of a text allow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Letters {
    /// All that belong to words are ASCII.
    #[default]
    Ascii,
    /// Some are not: `é`.
    Accented,
    /// Some characters have no byte in the alphabet of `coded.rs`.
    Uncoded,
    /// Some characters are outside [`ALPHABET`].
    Foreign,
}

/// Latin with its accents, punctuation and currencies; without the two letters that fold to ASCII ones, `ſ` and the Kelvin sign:
/// so that without regard to case an ASCII letter of a pattern is one of the text.
const ALPHABET: [(char, char); 6] = [
    ('\0', '\u{17e}'),
    ('\u{180}', '\u{24f}'),
    ('\u{300}', '\u{36f}'),
    ('\u{2000}', '\u{20cf}'),
    ('\u{2200}', '\u{22ff}'),
    ('\u{25a0}', '\u{25ff}'),
];

/// What is known of a text before any pattern looks.
#[derive(Debug, Clone, Default)]
pub(super) struct Known {
    /// Its letters.
    pub letters: Letters,
    /// The text in one byte a character; a text in ASCII is that already.
    pub coded: Option<Rc<Coded>>,
}

impl Known {
    pub(super) fn of(text: &str) -> Self {
        if text.is_ascii() {
            return Self::default();
        }
        let letters = Letters::of(text);
        let coded = if letters == Letters::Foreign { None } else { Coded::of(text).map(Rc::new) };
        let letters = if coded.is_none() && letters != Letters::Foreign { Letters::Uncoded } else { letters };
        Self { letters, coded }
    }
}

impl Letters {
    /// Of this text, whether it can be coded or not.
    fn of(text: &str) -> Self {
        let mut out = Self::Ascii;
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
        '\u{2010}'..='\u{203e}'
        | '\u{20a0}'..='\u{20cf}'
        | '\u{80}'..='\u{a9}'
        | '\u{ab}'..='\u{b4}'
        | '\u{b6}'..='\u{b9}'
        | '\u{2200}'..='\u{25ff}' => false,
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
        let written = hir.to_string();
        assert!(written.len() < 400 && written.contains("(?P<a>") && !written.contains('\u{212a}'), "{written}");
    }
}
