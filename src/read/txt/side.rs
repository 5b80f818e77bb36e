//! The side column of a letter: department, date and reference, which a converter that keeps the layout sets at the right of the
//! lines of the text ("Vraag 1                    Ons kenmerk").
//!
//! Callers may rely on this: only lines beside or right below a label of such a column are cut, at a gap of white space, and only where
//! two different labels stand near each other at one place of the line; time is linear in the text.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::rules::{Group, Rules};

/// First place of a line, in characters, where such a column may begin: text of a page is wider than half of it.
const FARTHEST_LEFT: usize = 50;
/// White space before it, in characters, at least: a line of text may reach near it.
const GAP: usize = 2;
/// How far its lines may begin from each other, in characters.
const RAGGED: usize = 2;
/// Longest piece of the column, in characters.
const LONGEST: usize = 48;
/// Most pieces of one column: no page is longer.
const MOST: usize = 80;
/// Lines without a piece that may stand between two.
const APART: usize = 2;

/// By the first byte of a line: where in the line the column's piece begins.
#[derive(Debug, Default)]
pub(super) struct Side {
    pieces: BTreeMap<usize, usize>,
}

/// A piece of the right of a line.
#[derive(Debug, Clone, Copy)]
struct Piece<'t> {
    /// First byte of its line.
    line: usize,
    /// Number of its line.
    row: usize,
    /// Where it begins, in bytes and in characters of the line.
    at: usize,
    column: usize,
    text: &'t str,
}

impl Side {
    /// Finds it in a text whose lines begin at these bytes.
    pub(super) fn of<'t>(text: &'t str, lines: impl Iterator<Item = Range<usize>>) -> Self {
        let pieces: Vec<Piece<'t>> =
            lines.enumerate().filter_map(|(row, line)| Some(Piece { row, line: line.start, ..piece(&text[line])? })).collect();
        let labels = Rules::embedded().group("layout.side");
        let columns: BTreeSet<usize> = pieces.iter().filter(|piece| is_label(piece, labels)).map(|piece| piece.column).collect();
        let mut at: BTreeMap<usize, Vec<&Piece<'_>>> = BTreeMap::new();
        for piece in &pieces {
            for &column in columns.range(piece.column.saturating_sub(RAGGED)..=piece.column + RAGGED) {
                at.entry(column).or_default().push(piece);
            }
        }
        let mut this = Self::default();
        for run in at.values().flat_map(|beside| beside.chunk_by(|a, b| b.row - a.row <= APART + 1)) {
            let found: BTreeSet<String> = run.iter().filter(|piece| is_label(piece, labels)).map(|piece| label(piece.text)).collect();
            // What stands above the first label is none of it.
            let first = run.iter().position(|piece| is_label(piece, labels)).filter(|_| found.len() > 1).unwrap_or(run.len());
            this.pieces.extend(run[first..].iter().take(MOST).map(|piece| (piece.line, piece.at)));
        }
        this
    }

    /// Where in the line that begins at byte `line` the column's piece begins.
    pub(super) fn at(&self, line: usize) -> Option<usize> {
        self.pieces.get(&line).copied()
    }
}

/// A label without what makes two of one: "Bijlage", "Bijlage(n)", "Bijlagen:".
fn label(text: &str) -> String {
    let plain = text.trim_end_matches(':').trim_end().to_lowercase();
    ["(n)", "n"].iter().find_map(|plural| plain.strip_suffix(plural)).unwrap_or(&plain).to_owned()
}

fn is_label(piece: &Piece<'_>, labels: &Group) -> bool {
    labels.is_match(piece.text)
}

/// The last piece of a line behind a gap, far enough to the right.
fn piece(line: &str) -> Option<Piece<'_>> {
    let end = line.trim_end().len();
    if end < FARTHEST_LEFT || !line.is_char_boundary(end) {
        return None;
    }
    let line = &line[..end];
    let gap = line.rfind(&" ".repeat(GAP)[..])?;
    let at = gap + GAP;
    let text = &line[at..];
    let column = line[..at].chars().count();
    (column >= FARTHEST_LEFT && text.chars().count() <= LONGEST).then_some(Piece { line: 0, row: 0, at, column, text })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<(&str, &str)> {
        let mut at = 0;
        let lines: Vec<Range<usize>> = text
            .split_inclusive('\n')
            .map(|line| {
                at += line.len();
                at - line.len()..at
            })
            .collect();
        let side = Side::of(text, lines.iter().cloned());
        lines
            .into_iter()
            .map(|line| {
                let whole = &text[line.clone()];
                let (left, right) = side.at(line.start).map_or((whole, ""), |at| whole.split_at(at));
                (left.trim(), right.trim())
            })
            .collect()
    }

    fn beside(left: &str, right: &str) -> String {
        format!("{left:<70}{right}\n")
    }

    #[test]
    fn a_column_of_labels_is_cut_from_the_text_beside_it() {
        let text = beside("Vraag 1", "Datum")
            + &beside("De leden van de D66-fractie lezen dat de", "2 maart 2021")
            + &beside("", "Ons kenmerk")
            + &beside("lucht beter wordt. Hoe komt dat?", "IenW/BSK-2021/41877")
            + "Antwoord\n";
        assert_eq!(
            cut(&text),
            [
                ("Vraag 1", "Datum"),
                ("De leden van de D66-fractie lezen dat de", "2 maart 2021"),
                ("", "Ons kenmerk"),
                ("lucht beter wordt. Hoe komt dat?", "IenW/BSK-2021/41877"),
                ("Antwoord", "")
            ]
        );
    }

    #[test]
    fn a_table_with_a_column_of_dates_stays() {
        let text = beside("Gemeente", "Datum") + &beside("Utrecht", "2 maart 2021") + &beside("Zwolle", "3 maart 2021");
        assert!(cut(&text).iter().all(|(_, right)| right.is_empty()));
        let ministries = beside("Energiebelasting", "Ministerie van Financiën") + &beside("Huurwoningen", "Ministerie van BZK");
        assert!(cut(&ministries).iter().all(|(_, right)| right.is_empty()));
        let far = beside("Gemeente", "Datum") + &"Tekst.\n".repeat(9) + &beside("Gemeente", "Kenmerk");
        assert!(cut(&far).iter().all(|(_, right)| right.is_empty()));
    }
}
