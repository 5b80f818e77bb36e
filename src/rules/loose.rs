//! A pattern without the upper bounds of its long gaps: `.{0,160}?` as `.*?`.
//!
//! A gap of at most 160 characters is 160 copies of its class in the program, and as many times more states of its automaton; without the bound
//! it is one. What the bound excludes is rare, and what the loose form does not match, the pattern does not match either.
//!
//! Callers may rely on this: the loose form matches wherever the pattern does; on texts of at most [`Loose::within`] bytes the two
//! give the same answers, because no gap of such a text is too long.

use regex_syntax::hir::{Capture, Hir, HirKind, Repetition};

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

#[cfg(test)]
mod tests {
    use super::*;

    fn written(pattern: &str) -> Option<(String, usize)> {
        loose(&regex_syntax::parse(pattern).unwrap()).map(|loose| (loose.hir.to_string(), loose.within))
    }

    #[test]
    fn only_long_gaps_lose_their_bound() {
        assert_eq!(written("a[bc]{0,160}?d[ef]{3,80}g"), Some(("(?:a[b-c]*?d[e-f]{3,}g)".to_owned(), 80)));
        assert_eq!(written("a[bc]{0,16}d(?:ef){0,90}"), None);
    }
}
