//! A pattern without the upper bounds of its long gaps: `.{0,160}?` as `.*?`.
//!
//! A gap of at most 160 characters is 160 copies of its class in the program, and as many times more states of its automaton; without the bound
//! it is one. What the bound excludes is rare, and what the loose form does not match, the pattern does not match either.
//!
//! Likewise a pattern without its word boundaries: where those cannot be decided, it says for most texts that nothing matches.
//!
//! Callers may rely on this: the loose form matches wherever the pattern does; on texts of at most [`within`] bytes the two
//! give the same answers, because no gap of such a text is too long.

use regex_syntax::hir::{Capture, Hir, HirKind, Look, Repetition};

/// From how many characters on the bound of a gap is left out. Shorter ones cost little.
const LONG: u32 = 40;

/// The smallest bound of the pattern's long gaps; a text of so many bytes has no more characters. `None` when it has no long gap.
pub(super) fn within(hir: &Hir) -> Option<usize> {
    match hir.kind() {
        HirKind::Repetition(repetition) => match long_gap(repetition) {
            Some(max) => Some(max as usize),
            None => within(&repetition.sub),
        },
        HirKind::Capture(capture) => within(&capture.sub),
        HirKind::Concat(parts) | HirKind::Alternation(parts) => parts.iter().filter_map(within).min(),
        HirKind::Empty | HirKind::Literal(_) | HirKind::Class(_) | HirKind::Look(_) => None,
    }
}

/// Its upper bound when it is one.
fn long_gap(repetition: &Repetition) -> Option<u32> {
    repetition.max.filter(|&max| max >= LONG && matches!(repetition.sub.kind(), HirKind::Class(_)))
}

/// The loose form of a pattern.
pub(super) fn without_bounds(hir: &Hir) -> Hir {
    match hir.kind() {
        HirKind::Repetition(repetition) => {
            let max = if long_gap(repetition).is_some() { None } else { repetition.max };
            Hir::repetition(Repetition { sub: Box::new(without_bounds(&repetition.sub)), max, ..repetition.clone() })
        }
        HirKind::Capture(capture) => Hir::capture(Capture { sub: Box::new(without_bounds(&capture.sub)), ..capture.clone() }),
        HirKind::Concat(parts) => Hir::concat(parts.iter().map(without_bounds).collect()),
        HirKind::Alternation(parts) => Hir::alternation(parts.iter().map(without_bounds).collect()),
        HirKind::Empty | HirKind::Literal(_) | HirKind::Class(_) | HirKind::Look(_) => hir.clone(),
    }
}

/// The pattern without its word boundaries: it matches at least wherever the pattern does.
pub(super) fn without_boundaries(hir: &Hir) -> Hir {
    match hir.kind() {
        HirKind::Look(Look::WordAscii | Look::WordUnicode) => Hir::empty(),
        HirKind::Repetition(repetition) => {
            Hir::repetition(Repetition { sub: Box::new(without_boundaries(&repetition.sub)), ..repetition.clone() })
        }
        HirKind::Capture(capture) => Hir::capture(Capture { sub: Box::new(without_boundaries(&capture.sub)), ..capture.clone() }),
        HirKind::Concat(parts) => Hir::concat(parts.iter().map(without_boundaries).collect()),
        HirKind::Alternation(parts) => Hir::alternation(parts.iter().map(without_boundaries).collect()),
        HirKind::Empty | HirKind::Literal(_) | HirKind::Class(_) | HirKind::Look(_) => hir.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_long_gaps_lose_their_bound() {
        let parsed = |pattern: &str| regex_syntax::parse(pattern).unwrap();
        let gaps = parsed("a[bc]{0,160}?d(?:[ef]{3,80}|x)g");
        assert_eq!((within(&gaps), without_bounds(&gaps)), (Some(80), parsed("a[bc]*?d(?:[ef]{3,}|x)g")));
        let none = parsed("a[bc]{0,16}d(?:ef){0,90}");
        assert_eq!((within(&none), without_bounds(&none)), (None, none.clone()));
    }

    #[test]
    fn no_boundary_is_left() {
        let hir = without_boundaries(&regex_syntax::parse(r"^(?:\bzie|(na)\b)+$").unwrap());
        assert_eq!(hir, regex_syntax::parse("^(?:zie|(na))+$").unwrap());
    }
}
