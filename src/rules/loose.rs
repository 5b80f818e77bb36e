//! A pattern without the upper bounds of its long gaps: `.{0,160}?` as `.*?`.
//!
//! A gap of at most 160 characters is 160 copies of its class in the program, and as many times more states of its automaton; without the bound
//! it is one. What the bound excludes is rare, and what the loose form does not match, the pattern does not match either.
//!
//! Likewise a pattern without its word boundaries: where those cannot be decided, it says for most texts that nothing matches.
//!
//! Callers may rely on this: the loose form matches wherever the pattern does; on texts of at most [`Loose::within`] bytes the two
//! give the same answers, because no gap of such a text is too long.

use regex_syntax::hir::{Capture, Hir, HirKind, Look, Repetition};

/// From how many characters on the bound of a gap is left out. Shorter ones cost little.
const LONG: u32 = 40;

/// The loose form of a pattern.
#[derive(Debug)]
pub(super) struct Loose {
    pub hir: Hir,
    /// The smallest bound that was left out; a text of so many bytes has no more characters.
    pub within: usize,
}

/// The loose form of a pattern; `None` when it has no long gap.
pub(super) fn loose(hir: &Hir) -> Option<Loose> {
    if !has_long_gap(hir) {
        return None;
    }
    let mut within = None;
    let hir = without_bounds(hir, &mut within);
    Some(Loose { hir, within: within? as usize })
}

fn is_long_gap(repetition: &Repetition) -> bool {
    repetition.max.is_some_and(|max| max >= LONG) && matches!(repetition.sub.kind(), HirKind::Class(_))
}

fn has_long_gap(hir: &Hir) -> bool {
    match hir.kind() {
        HirKind::Repetition(repetition) => is_long_gap(repetition) || has_long_gap(&repetition.sub),
        HirKind::Capture(capture) => has_long_gap(&capture.sub),
        HirKind::Concat(parts) | HirKind::Alternation(parts) => parts.iter().any(has_long_gap),
        HirKind::Empty | HirKind::Literal(_) | HirKind::Class(_) | HirKind::Look(_) => false,
    }
}

fn without_bounds(hir: &Hir, within: &mut Option<u32>) -> Hir {
    match hir.kind() {
        HirKind::Repetition(repetition) => {
            let sub = Box::new(without_bounds(&repetition.sub, within));
            let long = repetition.max.filter(|_| is_long_gap(repetition));
            if let Some(max) = long {
                *within = Some(within.map_or(max, |least| least.min(max)));
            }
            let max = if long.is_some() { None } else { repetition.max };
            Hir::repetition(Repetition { sub, max, ..repetition.clone() })
        }
        HirKind::Capture(capture) => Hir::capture(Capture { sub: Box::new(without_bounds(&capture.sub, within)), ..capture.clone() }),
        HirKind::Concat(parts) => Hir::concat(parts.iter().map(|part| without_bounds(part, within)).collect()),
        HirKind::Alternation(parts) => Hir::alternation(parts.iter().map(|part| without_bounds(part, within)).collect()),
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
        let loose_of = |pattern: &str| loose(&regex_syntax::parse(pattern).unwrap());
        let Loose { hir, within } = loose_of("a[bc]{0,160}?d[ef]{3,80}g").unwrap();
        assert_eq!(hir, regex_syntax::parse("a[bc]*?d[ef]{3,}g").unwrap());
        assert_eq!(within, 80);
        assert!(loose_of("a[bc]{0,16}d(?:ef){0,90}").is_none());
    }

    #[test]
    fn no_boundary_is_left() {
        let hir = without_boundaries(&regex_syntax::parse(r"^(?:\bzie|(na)\b)+$").unwrap());
        assert_eq!(hir, regex_syntax::parse("^(?:zie|(na))+$").unwrap());
    }
}
