//! Tables of questions and answers: which column holds which, as the first row says.

use std::collections::{HashMap, HashSet};

use super::patterns::Patterns;
use crate::model::{Block, BlockKind, Document};

/// The rows (table and row, from 0) of one cell.
pub(super) fn rows_of_one_cell(document: &Document) -> HashSet<(u32, u32)> {
    let mut cells: HashMap<(u32, u32), usize> = HashMap::new();
    for block in &document.blocks {
        if let BlockKind::Cell { table, row, .. } = block.kind {
            *cells.entry((table, row)).or_default() += 1;
        }
    }
    cells.into_iter().filter(|(_, count)| *count == 1).map(|(row, _)| row).collect()
}

/// Which column of a table holds the questions and which the answers, as its first row says.
#[derive(Debug, Clone, Copy)]
pub(super) struct Columns {
    /// The row of their heads.
    heads: u32,
    pub(super) questions: u32,
    answers: u32,
}

impl Columns {
    /// By table, of those whose first row says "Vraag" and "Antwoord".
    pub(super) fn of_tables(document: &Document, patterns: &Patterns<'_>) -> HashMap<u32, Self> {
        let mut seen = HashSet::new();
        let first = |(at, block): (usize, &Block)| match block.kind {
            BlockKind::Cell { table, row, .. } if seen.insert(table) => Some((table, Self::of(document, at, table, row, patterns)?)),
            _ => None,
        };
        document.blocks.iter().enumerate().filter_map(first).collect()
    }

    /// Of the table whose first cell is the block at `first`.
    fn of(document: &Document, first: usize, table: u32, row: u32, patterns: &Patterns<'_>) -> Option<Self> {
        let in_row = |b: &&Block| matches!(b.kind, BlockKind::Cell { table: t, row: r, .. } if (t, r) == (table, row));
        let (mut questions, mut answers) = (None, None);
        for block in document.blocks[first..].iter().take_while(in_row) {
            let BlockKind::Cell { column, .. } = block.kind else { continue };
            let text = document.slice(block.span).trim();
            if patterns.column_questions.is_match(text) {
                questions = questions.or(Some(column));
            } else if patterns.column_answers.is_match(text) {
                answers = answers.or(Some(column));
            }
        }
        Some(Self { heads: row, questions: questions?, answers: answers? })
    }

    pub(super) fn side(self, row: u32, column: u32) -> Cell {
        match column {
            _ if row == self.heads => Cell::Head,
            column if column == self.questions => Cell::Question,
            column if column == self.answers => Cell::Answer,
            _ => Cell::Other,
        }
    }
}

/// What a cell of such a table is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cell {
    Head,
    Question,
    Answer,
    /// What the row is about, or its number.
    Other,
}

impl Cell {
    /// The rule by which it is neither question nor answer.
    pub(super) fn aside(self) -> Option<&'static str> {
        match self {
            Self::Head => Some("table.head"),
            Self::Other => Some("table.other"),
            Self::Question | Self::Answer => None,
        }
    }
}
