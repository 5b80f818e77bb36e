//! Tables of questions and answers: which column holds which, as the first row says.

use std::collections::{HashMap, HashSet};

use super::patterns::Patterns;
use crate::lexicon::{FactionMention, Lexicon};
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
    questions: u32,
    answers: u32,
    /// The column that says who asks, where there is one.
    factions: Option<u32>,
    /// The column that numbers the questions, where its head says so.
    numbers: Option<u32>,
    /// The columns of pages and annexes, as bits; what stands behind the 64th is not told.
    pages: u64,
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
        let (mut questions, mut answers, mut factions, mut numbers, mut pages) = (None, None, None, None, 0_u64);
        for block in document.blocks[first..].iter().take_while(in_row) {
            let BlockKind::Cell { column, .. } = block.kind else { continue };
            let text = document.slice(block.span).trim();
            if patterns.column_questions.is_match(text) {
                questions = questions.or(Some(column));
            } else if patterns.column_answers.is_match(text) {
                answers = answers.or(Some(column));
            } else if patterns.column_factions.is_match(text) {
                factions = factions.or(Some(column));
            } else if patterns.column_numbers.is_match(text) {
                numbers = numbers.or(Some(column));
            } else if patterns.column_pages.is_match(text) {
                pages |= 1_u64.checked_shl(column).unwrap_or(0);
            }
        }
        Some(Self { heads: row, questions: questions?, answers: answers?, factions, numbers, pages })
    }

    /// By row (table and row, from 0) into which the answer of a row above reaches: the first row of that answer.
    pub(super) fn joint_rows(tables: &HashMap<u32, Self>, document: &Document) -> HashMap<(u32, u32), u32> {
        let mut out: HashMap<(u32, u32), u32> = HashMap::new();
        // They are in order.
        for &(table, row, column) in &document.covered {
            if row > 0 && tables.get(&table).is_some_and(|columns| columns.answers == column && row - 1 > columns.heads) {
                let first = out.get(&(table, row - 1)).copied().unwrap_or(row - 1);
                out.insert((table, row), first);
            }
        }
        out
    }

    /// By row (table and row, from 0) who asks, as the column of factions says; an empty cell, or "idem", goes with the row above.
    pub(super) fn askers(tables: &HashMap<u32, Self>, document: &Document, lexicon: &Lexicon) -> HashMap<(u32, u32), FactionMention> {
        let mut out = HashMap::new();
        if tables.values().all(|columns| columns.factions.is_none()) {
            return out;
        }
        let mut above: Option<(u32, FactionMention)> = None;
        for block in &document.blocks {
            let BlockKind::Cell { table, row, column } = block.kind else { continue };
            let Some(columns) = tables.get(&table).filter(|columns| row != columns.heads && columns.factions.is_some()) else { continue };
            if columns.factions == Some(column)
                && let Some(asker) = asker(document.slice(block.span).trim(), lexicon)
            {
                above = Some((table, asker));
                out.remove(&(table, row));
            }
            if let Some((_, asker)) = above.as_ref().filter(|(of, _)| *of == table) {
                out.entry((table, row)).or_insert_with(|| asker.clone());
            }
        }
        out
    }

    /// Whether figures in this column may number the questions.
    pub(super) fn may_number(self, column: u32) -> bool {
        self.numbers.map_or(column < self.questions, |numbers| numbers == column)
    }

    pub(super) fn side(self, row: u32, column: u32) -> Cell {
        match column {
            _ if row == self.heads => Cell::Head,
            column if column == self.questions => Cell::Question,
            column if column == self.answers => Cell::Answer,
            column if self.pages.checked_shr(column).is_some_and(|pages| pages & 1 == 1) => Cell::Page,
            _ => Cell::Other,
        }
    }
}

/// Longest name in a column of factions, in words.
const LONGEST_NAME: usize = 6;

/// Whom a cell of the column of factions names: a faction, members with their parties, or a name that the lexicon does not hold.
fn asker(text: &str, lexicon: &Lexicon) -> Option<FactionMention> {
    if let Some(mention) = lexicon.names_alone(text) {
        return Some(mention);
    }
    let written =
        || FactionMention { range: 0..text.len(), factions: Vec::new(), as_written: text.to_owned(), members: Vec::new(), unknown: false };
    let members: Vec<(String, String)> = lexicon.members(text).into_iter().filter(|(_, party)| !party.is_empty()).collect();
    if !members.is_empty() {
        let mut mention = written();
        for (name, party) in members {
            mention.members.push(name);
            if !mention.factions.contains(&party) {
                mention.factions.push(party);
            }
        }
        return Some(mention);
    }
    let goes_on = text.is_empty() || matches!(text.to_lowercase().as_str(), "idem" | "dito" | "\"" | "”" | "„");
    let name = text.split_whitespace().take(LONGEST_NAME).collect::<Vec<_>>().join(" ");
    (!goes_on).then(|| FactionMention { factions: vec![name], unknown: true, ..written() })
}

/// What a cell of such a table is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cell {
    Head,
    Question,
    Answer,
    /// Where in another paper that is which the question is about.
    Page,
    /// What the row is about, or its number.
    Other,
}

impl Cell {
    /// The rule by which it is neither question nor answer.
    pub(super) fn aside(self) -> Option<&'static str> {
        match self {
            Self::Head => Some("table.head"),
            Self::Page => Some("table.page"),
            Self::Other => Some("table.other"),
            Self::Question | Self::Answer => None,
        }
    }
}
