//! Texts and patterns in an alphabet of one byte a character.
//!
//! In UTF-8 a class such as `.` or `\p{L}` is a small program of its own and its automaton has states for the middle of
//! characters. With one byte a character it is one step: programs and automata of patterns shrink to a tenth, and so do the
//! memory they take and the time that the processor waits for it.
//!
//! Callers may rely on this: on a text that [`Coded::of`] accepts, a pattern (within [`latin::restrict`](super::latin::restrict)) and its [`encode`]d
//! form give the same answers, at the places that [`Coded::in_text`] gives.

use regex_syntax::hir::{Capture, Class, ClassBytes, ClassBytesRange, Hir, HirKind, Repetition};

/// What takes the place of the control characters behind ASCII, by code point: what Dutch papers hold beside Latin-1.
const OTHERS: [char; 32] = [
    'ć', 'Č', 'č', 'ğ', 'ł', 'ş', 'Š', 'š', 'Ž', 'ž', '‐', '‑', '–', '—', '‘', '’', '‚', '“', '”', '„', '•', '…', '‰', '′', '″', '‹', '›',
    '€', '−', '▪', '●', '◦',
];

/// The byte of a character.
fn code(c: char) -> Option<u8> {
    match c {
        '\0'..='\u{7f}' | '\u{a0}'..='\u{ff}' => Some(c as u32 as u8),
        _ => OTHERS.binary_search(&c).ok().map(|at| 0x80 + at as u8),
    }
}

/// A text with characters outside ASCII, one byte each.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Coded {
    pub bytes: Box<[u8]>,
    /// Behind each character outside ASCII: its place here and in the text.
    ends: Box<[(u32, u32)]>,
}

impl Coded {
    /// `None` when a character has no byte, or the text is too long to count its places in 32 bits.
    pub(super) fn of(text: &str) -> Option<Self> {
        u32::try_from(text.len()).ok()?;
        let mut bytes = Vec::with_capacity(text.len());
        let mut ends = Vec::new();
        for (at, c) in text.char_indices() {
            bytes.push(code(c)?);
            if !c.is_ascii() {
                ends.push((bytes.len() as u32, (at + c.len_utf8()) as u32));
            }
        }
        Some(Self { bytes: bytes.into(), ends: ends.into() })
    }

    /// A place of the coded text in the text.
    pub(super) fn in_text(&self, at: usize) -> usize {
        match self.ends.partition_point(|end| end.0 as usize <= at).checked_sub(1) {
            Some(last) => self.ends[last].1 as usize + at - self.ends[last].0 as usize,
            None => at,
        }
    }

    /// A place of the text, between two characters, in the coded text.
    pub(super) fn of_text(&self, at: usize) -> usize {
        match self.ends.partition_point(|end| end.1 as usize <= at).checked_sub(1) {
            Some(last) => self.ends[last].0 as usize + at - self.ends[last].1 as usize,
            None => at,
        }
    }
}

/// The pattern for coded texts.
pub(super) fn encode(hir: &Hir) -> Hir {
    match hir.kind() {
        HirKind::Empty => Hir::empty(),
        HirKind::Look(look) => Hir::look(*look),
        HirKind::Literal(literal) => {
            let codes = std::str::from_utf8(&literal.0).ok().and_then(|text| text.chars().map(code).collect::<Option<Vec<u8>>>());
            codes.map_or_else(Hir::fail, Hir::literal)
        }
        HirKind::Class(Class::Unicode(class)) => {
            let mut codes = Vec::new();
            for range in class.iter() {
                for (first, last) in [('\0', '\u{7f}'), ('\u{a0}', '\u{ff}')] {
                    let (start, end) = (range.start().max(first), range.end().min(last));
                    if start <= end {
                        codes.push(ClassBytesRange::new(start as u32 as u8, end as u32 as u8));
                    }
                }
                let others = OTHERS.partition_point(|&c| c < range.start())..OTHERS.partition_point(|&c| c <= range.end());
                if !others.is_empty() {
                    codes.push(ClassBytesRange::new(0x80 + others.start as u8, 0x80 + others.end as u8 - 1));
                }
            }
            let codes = ClassBytes::new(codes);
            Hir::class(Class::Bytes(codes))
        }
        HirKind::Class(class) => Hir::class(class.clone()),
        HirKind::Repetition(repetition) => Hir::repetition(Repetition { sub: Box::new(encode(&repetition.sub)), ..repetition.clone() }),
        HirKind::Capture(capture) => Hir::capture(Capture { sub: Box::new(encode(&capture.sub)), ..capture.clone() }),
        HirKind::Concat(parts) => Hir::concat(parts.iter().map(encode).collect()),
        HirKind::Alternation(parts) => Hir::alternation(parts.iter().map(encode).collect()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_of_one_character() {
        assert!(OTHERS.is_sorted());
        let all: std::collections::BTreeMap<u8, char> =
            (0..=0x2fff).filter_map(char::from_u32).filter_map(|c| Some((code(c)?, c))).collect();
        assert_eq!(all.len(), 256);
        assert!((0..=0x2fff).filter_map(char::from_u32).all(|c| code(c).is_none_or(|byte| all[&byte] == c)));
        assert_eq!((code('\u{80}'), code('ń'), code('\u{212a}')), (None, None, None));
    }

    #[test]
    fn classes_hold_the_codes_of_their_characters() {
        for pattern in [r"\p{L}", r"[^\s.,]", r"[‘’“”]", r"[\x00-\u{24f}]", "[–€k]"] {
            let plain = regex::Regex::new(pattern).unwrap();
            let HirKind::Class(Class::Bytes(codes)) = encode(&regex_syntax::parse(pattern).unwrap()).into_kind() else {
                panic!("{pattern}")
            };
            for c in (0..=0x2fff).filter_map(char::from_u32) {
                let Some(byte) = code(c) else { continue };
                let holds = codes.iter().any(|range| (range.start()..=range.end()).contains(&byte));
                assert_eq!(holds, plain.is_match(c.encode_utf8(&mut [0; 4])), "{pattern} {c:?}");
            }
        }
    }

    #[test]
    fn places_are_the_same_ones_in_both_texts() {
        let text = "één – ‘zie’ €5";
        let coded = Coded::of(text).unwrap();
        assert_eq!(coded.bytes.len(), text.chars().count());
        for (number, (at, _)) in text.char_indices().chain([(text.len(), ' ')]).enumerate() {
            assert_eq!((coded.in_text(number), coded.of_text(at)), (at, number));
        }
        assert_eq!(Coded::of("Ελλάδα"), None);
    }
}
