//! What stands beside the boundaries of a pattern: whether its twin with ASCII boundaries can be trusted on a text with accents.

use regex_syntax::hir::{Class, Hir, HirKind, Look};

use super::need;

/// Whether on one side of every boundary the pattern has an ASCII letter, digit or underscore, whatever it matches in a text of
/// Latin letters.
pub(super) fn bounded_by_ascii(hir: &Hir) -> bool {
    match hir.kind() {
        HirKind::Look(Look::WordUnicode | Look::WordAscii) => false,
        HirKind::Empty | HirKind::Look(_) | HirKind::Literal(_) | HirKind::Class(_) => true,
        HirKind::Repetition(repetition) => bounded_by_ascii(&repetition.sub),
        HirKind::Capture(capture) => bounded_by_ascii(&capture.sub),
        HirKind::Alternation(parts) => parts.iter().all(bounded_by_ascii),
        HirKind::Concat(parts) => parts.iter().enumerate().all(|(i, part)| match part.kind() {
            HirKind::Look(Look::WordUnicode | Look::WordAscii) => {
                edge(parts[..i].iter().rev(), Side::Last) || edge(parts[i + 1..].iter(), Side::First)
            }
            // "(?:^|\b)zie": the boundary is the last thing of its branch, what follows the branch stands beside it.
            _ => bounded_by_ascii(part) || is_edge_only(part) && edge(parts[i + 1..].iter(), Side::First),
        }),
    }
}

/// Whether a part is looks alone.
fn is_edge_only(hir: &Hir) -> bool {
    match hir.kind() {
        HirKind::Look(_) | HirKind::Empty => true,
        HirKind::Capture(capture) => is_edge_only(&capture.sub),
        HirKind::Alternation(parts) | HirKind::Concat(parts) => parts.iter().all(is_edge_only),
        _ => false,
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    First,
    Last,
}

/// Whether the nearest character of these parts, seen from the given side, is always an ASCII one of a word.
fn edge<'h>(parts: impl Iterator<Item = &'h Hir>, side: Side) -> bool {
    for part in parts {
        match side_of(part, side) {
            Edge::Ascii => return true,
            Edge::Other => return false,
            Edge::AsciiOrNone | Edge::None => {}
        }
    }
    false
}

/// What may stand at the edge of a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Edge {
    /// Always an ASCII character of a word.
    Ascii,
    /// That, or the part is empty.
    AsciiOrNone,
    /// The part is always empty.
    None,
    /// Anything.
    Other,
}

fn side_of(hir: &Hir, side: Side) -> Edge {
    let word = |c: char| c.is_ascii() && need::is_word(c as u8);
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => Edge::None,
        HirKind::Literal(literal) => {
            let byte = if side == Side::First { literal.0.first() } else { literal.0.last() };
            if byte.is_some_and(|b| need::is_word(*b)) { Edge::Ascii } else { Edge::Other }
        }
        HirKind::Class(Class::Unicode(class)) => {
            // Texts with the letters that fold to ASCII are left to the pattern as written.
            let folds = |c: char| matches!(c, '\u{17f}' | '\u{212a}');
            let fits = class.iter().all(|range| (range.start()..=range.end()).take(256).all(|c| word(c) || folds(c)));
            if fits { Edge::Ascii } else { Edge::Other }
        }
        HirKind::Class(Class::Bytes(_)) => Edge::Other,
        HirKind::Capture(capture) => side_of(&capture.sub, side),
        HirKind::Repetition(repetition) => match (side_of(&repetition.sub, side), repetition.min) {
            (Edge::Ascii, 0) => Edge::AsciiOrNone,
            (edge, _) => edge,
        },
        HirKind::Alternation(parts) => parts.iter().map(|part| side_of(part, side)).reduce(either).unwrap_or(Edge::Other),
        HirKind::Concat(parts) => {
            let mut out = Edge::None;
            let mut next = |part: &Hir| {
                out = match (out, side_of(part, side)) {
                    (_, Edge::Ascii) => Edge::Ascii,
                    (_, Edge::Other) => Edge::Other,
                    (Edge::None, edge) => edge,
                    (out, _) => out,
                };
                matches!(out, Edge::Ascii | Edge::Other)
            };
            if side == Side::First {
                parts.iter().any(&mut next)
            } else {
                parts.iter().rev().any(&mut next)
            };
            out
        }
    }
}

fn either(a: Edge, b: Edge) -> Edge {
    match (a, b) {
        (a, b) if a == b => a,
        (Edge::Other, _) | (_, Edge::Other) => Edge::Other,
        _ => Edge::AsciiOrNone,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_boundary_is_safe_beside_an_ascii_letter_only() {
        let safe = |pattern: &str| bounded_by_ascii(&regex_syntax::parse(pattern).unwrap());
        for pattern in
            [r"(?i)\bzie\b", r"\b(?:niet|geen)\b.*\b[a-z]", r"(?:^|\b)zie", r"(?i)\b(?:de )?[0-9]+\b", r"\b(?:zie|(?:na)?kijk)\b"]
        {
            assert!(safe(pattern), "{pattern}");
        }
        for pattern in [r"\b\w+", r"é\b", r"\b(?:zie|ëen)", r".\b.", r"(?:foo )?\b\pL"] {
            assert!(!safe(pattern), "{pattern}");
        }
    }
}
